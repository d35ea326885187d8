"""Whether two indexes, unique constraints or foreign keys are the same: by value, with their dialect's options.

Knows no connection; a dialect is asked small questions through :class:`Spelling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Identity, Index, UniqueConstraint
from sqlalchemy.exc import NoReferencedColumnError, NoReferencedTableError
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, UnaryExpression

_SORTS = {
    operators.asc_op: "asc",
    operators.desc_op: "desc",
    operators.nulls_first_op: "nulls first",
    operators.nulls_last_op: "nulls last",
}


class ComparisonResult(NamedTuple):
    """The answer to a comparison.

    :param status: equal, different, or skip: it can't be told, and ``message`` says why.
    :param message: what differs.
    """

    status: Literal["equal", "different", "skip"]
    message: str = ""

    @property
    def is_equal(self) -> bool:
        """Whether both are the same."""
        return self.status == "equal"

    @property
    def is_different(self) -> bool:
        """Whether they differ."""
        return self.status == "different"

    @property
    def is_skip(self) -> bool:
        """Whether it can't be told."""
        return self.status == "skip"

    @classmethod
    def Equal(cls) -> ComparisonResult:
        """Return: both are the same."""
        return cls("equal")

    @classmethod
    def Different(cls, reason: str | Sequence[str]) -> ComparisonResult:
        """Return: they differ, for these reasons."""
        return cls("different", reason if isinstance(reason, str) else "; ".join(reason))

    @classmethod
    def Skip(cls, reason: str | Sequence[str]) -> ComparisonResult:
        """Return: it can't be told, for these reasons."""
        return cls("skip", reason if isinstance(reason, str) else "; ".join(reason))


class Spelling(Protocol):
    """What comparison asks of a dialect.

    :param compares_details: whether the order in which columns stand in a unique constraint counts.
    """

    compares_details: bool

    @property
    def index_sorting_told(self) -> bool:
        """Whether reflection tells how the elements of an index are sorted."""
        ...

    @property
    def index_sorting_is_detail(self) -> bool:
        """Whether that counts only where details do."""
        ...

    def render_ddl_sql_expr(self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False) -> str:
        """Return an expression as the dialect writes it."""
        ...

    def canonical_expression(self, sql: str) -> str:
        """Return an expression in the one form that this dialect's spellings of it share."""
        ...

    def index_options(self, index: Index) -> Mapping[str, Any]:
        """Return the dialect's options of an index that make a difference, in comparable form."""
        ...

    def unique_options(self, constraint: UniqueConstraint) -> Mapping[str, Any]:
        """Return the dialect's options of a unique constraint that make a difference, in comparable form."""
        ...


@dataclass(frozen=True)
class IndexElement:
    """One element of an index.

    :param text: the column's name, or the expression in its one form.
    :param is_column: whether it is a column.
    :param sorting: what differs from ascending, nulls where the dialect puts them.
    """

    text: str
    is_column: bool
    sorting: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexSignature:
    """All that makes an index what it is, except its name."""

    unique: bool
    elements: tuple[IndexElement, ...]
    options: Mapping[str, Any]

    @property
    def is_plain(self) -> bool:
        """Whether it is made of columns alone, with no option."""
        return all(element.is_column for element in self.elements) and not self.options

    def differences(self, other: IndexSignature) -> list[str]:
        """Return what differs, one phrase each; ``other`` is what is wanted."""
        found = []
        if self.unique != other.unique:
            found.append(f"unique={self.unique} to unique={other.unique}")
        if self.elements != other.elements:
            found.append(f"elements {_shown(self.elements)} to {_shown(other.elements)}")
        names = sorted(self.options.keys() | other.options.keys())
        found += [
            f"{name} {self.options.get(name)!r} to {other.options.get(name)!r}"
            for name in names
            if self.options.get(name) != other.options.get(name)
        ]
        return found


def _shown(elements: Sequence[IndexElement]) -> str:
    return "(" + ", ".join(" ".join([element.text, *element.sorting]) for element in elements) + ")"


def index_signature(spelling: Spelling, index: Index) -> IndexSignature:
    """Return the signature of an index."""
    elements = tuple(_element(spelling, expression) for expression in index.expressions)
    return IndexSignature(bool(index.unique), elements, spelling.index_options(index))


def stands_on_expressions(index: Index) -> bool:
    """Tell whether anything in an index is no column, sorted or not."""
    return not all(_is_column(_unsorted(expression)[0]) for expression in index.expressions)


def _unsorted(expression: Any) -> tuple[Any, list[str]]:
    """Return what is sorted, and the words that say how."""
    sorting: list[str] = []
    while isinstance(expression, UnaryExpression) and expression.modifier in _SORTS:
        sorting.append(_SORTS[expression.modifier])
        expression = expression.element
    return expression, sorting


def _is_column(expression: Any) -> bool:
    return isinstance(expression, ColumnClause) and not expression.is_literal


def _element(spelling: Spelling, expression: Any) -> IndexElement:
    expression, sorting = _unsorted(expression)
    if not spelling.index_sorting_told or (spelling.index_sorting_is_detail and not spelling.compares_details):
        sorting.clear()
    if _is_column(expression):
        return IndexElement(expression.name, True, _sorting(sorting))
    text = expression if isinstance(expression, str) else spelling.render_ddl_sql_expr(expression, is_index=True)
    return IndexElement(spelling.canonical_expression(text), False, _sorting(sorting))


def _sorting(words: Sequence[str]) -> tuple[str, ...]:
    """Return what is left when the words that only say the default are gone."""
    implied = {"asc", "nulls first" if "desc" in words else "nulls last"}
    return tuple(sorted(set(words) - implied))


def compare_indexes(spelling: Spelling, wanted: Index, reflected: Index) -> ComparisonResult:
    """Compare an index of the models with one of the database."""
    differences = index_signature(spelling, reflected).differences(index_signature(spelling, wanted))
    return ComparisonResult.Different(differences) if differences else ComparisonResult.Equal()


def compare_uniques(spelling: Spelling, wanted: UniqueConstraint, reflected: UniqueConstraint) -> ComparisonResult:
    """Compare a unique constraint of the models with one of the database; the order of columns is that of its index."""
    differences = []
    have_columns, want_columns = ([column.name for column in one.columns] for one in (reflected, wanted))
    if not spelling.compares_details:
        have_columns, want_columns = sorted(have_columns), sorted(want_columns)
    if have_columns != want_columns:
        differences.append(f"columns {have_columns} to {want_columns}")
    have, want = spelling.unique_options(reflected), spelling.unique_options(wanted)
    differences += [
        f"{name} {have.get(name)!r} to {want.get(name)!r}"
        for name in sorted(have.keys() | want.keys())
        if have.get(name) != want.get(name)
    ]
    return ComparisonResult.Different(differences) if differences else ComparisonResult.Equal()


def compare_checks(spelling: Spelling, wanted: CheckConstraint, reflected: CheckConstraint) -> ComparisonResult:
    """Compare a check constraint of the models with one of the database: equal by text, or not to be told."""
    want, have = (
        spelling.canonical_expression(spelling.render_ddl_sql_expr(one.sqltext)) for one in (wanted, reflected)
    )
    if want == have:
        return ComparisonResult.Equal()
    return ComparisonResult.Skip(f"the texts {have!r} and {want!r} may mean the same")


@dataclass(frozen=True)
class ForeignKeySignature:
    """All that makes a foreign key what it is, except its name."""

    columns: tuple[str, ...]
    referred_schema: str | None
    referred_table: str
    referred_columns: tuple[str, ...]
    ondelete: str | None
    onupdate: str | None
    deferrable: bool
    initially: str | None


def foreign_key_signature(constraint: ForeignKeyConstraint, default_schema: str | None = None) -> ForeignKeySignature:
    """Return the signature of a foreign key; what only states a default is left out.

    :param default_schema: name of the connection's default schema, which is the same as none.
    """
    referred = constraint.elements[0].column.table
    schema: str | None = referred.schema
    pairs = sorted((element.parent.name, element.column.name) for element in constraint.elements)
    return ForeignKeySignature(
        columns=tuple(column for column, _ in pairs),
        referred_schema=None if schema == default_schema else schema,
        referred_table=referred.name,
        referred_columns=tuple(column for _, column in pairs),
        ondelete=_action(constraint.ondelete),
        onupdate=_action(constraint.onupdate),
        deferrable=bool(constraint.deferrable),
        initially=_unless(constraint.initially, "immediate"),
    )


def _action(words: str | None) -> str | None:
    return _unless(words, "no action")


def _unless(words: str | None, implied: str) -> str | None:
    said = " ".join(words.lower().split()) if words else None
    return None if said == implied else said


def plain_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options without those that say nothing: None, False, empty."""
    return {name: value for name, value in options.items() if not _is_silent(value)}


def _is_silent(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, (str, dict, list, tuple)) and not value)


def align_foreign_keys(
    reflected: Iterable[ForeignKeyConstraint], wanted: Iterable[ForeignKeyConstraint], implied: frozenset[str]
) -> None:
    """Spell the options of reflected foreign keys as the models do where both mean the same.

    :param implied: actions, in lower case, that the database takes when none is named.
    """
    by_ends = {_ends(constraint): constraint for constraint in wanted}
    for constraint in reflected:
        model = by_ends.get(_ends(constraint))
        if model is None:
            continue
        for action in ("ondelete", "onupdate"):
            have, want = getattr(constraint, action), getattr(model, action)
            if _meaning(have, implied) == _meaning(want, implied):
                setattr(constraint, action, want)
        if bool(constraint.deferrable) != bool(model.deferrable):
            continue  # and what it is at first goes with it
        constraint.deferrable = model.deferrable
        if _unless(constraint.initially, "immediate") == _unless(model.initially, "immediate"):
            constraint.initially = model.initially


def _ends(constraint: ForeignKeyConstraint) -> tuple[Any, ...]:
    """Return what a foreign key joins, without schemas: one of them may be the default one."""
    return tuple(sorted((element.parent.name, *_target(element)) for element in constraint.elements))


def _target(element: ForeignKey) -> tuple[str, str]:
    """Return table and column a foreign key refers to; they may have dots in their names."""
    try:
        column = element.column
    except (NoReferencedTableError, NoReferencedColumnError):
        table, name = element.target_fullname.split(".")[-2:]
        return table, name
    referred: Any = column.table
    return str(referred.name), column.name


def _meaning(action: str | None, implied: frozenset[str]) -> str | None:
    said = " ".join(action.lower().split()) if action else None
    return None if said in implied else said


def condition_text(spelling: Spelling, condition: Any) -> str:
    """Return the condition of a partial index in its one form, given as text or as an expression."""
    if isinstance(condition, str):
        return spelling.canonical_expression(condition)
    return spelling.canonical_expression(spelling.render_ddl_sql_expr(condition))


def match_unique_indexes(
    conn_uniques: set[UniqueConstraint],
    conn_indexes: set[Index],
    metadata_uniques: set[UniqueConstraint],
    metadata_indexes: set[Index],
) -> None:
    """Where a unique index and a unique constraint are one thing, leave of it what the models call it.

    A unique index of the database in whose place the models have a constraint becomes one; the rest stay indexes.
    """
    names = {unique.name for unique in metadata_uniques if unique.name is not None}
    unnamed = {_column_names(unique) for unique in metadata_uniques if unique.name is None}
    index_names = {index.name for index in metadata_indexes}
    told = {unique.name for unique in conn_uniques}
    for index in [index for index in conn_indexes if index.unique and index.name not in index_names]:
        if index.name in names or _column_names(index) in unnamed:
            conn_indexes.discard(index)
            if index.name not in told:
                conn_uniques.add(_as_constraint(index))
    left = {index.name for index in conn_indexes}
    conn_uniques -= {unique for unique in conn_uniques if unique.name in left}


def _column_names(item: UniqueConstraint | Index) -> frozenset[str]:
    return frozenset(column.name for column in item.columns)


def _as_constraint(index: Index) -> UniqueConstraint:
    if index.table is not None:
        index.table.indexes.discard(index)
    return UniqueConstraint(*index.columns, name=index.name)


IDENTITY_DEFAULTS: Mapping[str, tuple[Any, ...]] = {
    "always": (None, False),
    "start": (None, 1),
    "increment": (None, 1),
    "minvalue": (None, 1),
    "maxvalue": (None, 2**15 - 1, 2**31 - 1, 2**63 - 1, 10**28 - 1),
    "nominvalue": (None, False, True),
    "nomaxvalue": (None, False, True),
    "cycle": (None, False),
    "cache": (None, 1),
    "order": (None, False),
    "on_null": (None, False),
}


_COUNTING_DOWN: Mapping[str, tuple[Any, ...]] = {
    "start": (None, -1),
    "minvalue": (None, -(2**15), -(2**31), -(2**63)),
    "maxvalue": (None, -1),
}


def identity_changes(wanted: Identity | None, reflected: Identity | None, ignored: Iterable[str] = ()) -> set[str]:
    """Return the names of the options in which two identities differ; a default and nothing said are the same.

    :param ignored: options that the dialect does not have.
    :return: ``{"identity"}`` if one of the two is missing.
    """
    if wanted is None or reflected is None:
        return set() if wanted is reflected else {"identity"}
    return {name for name in IDENTITY_DEFAULTS.keys() - set(ignored) if not _same_option(name, wanted, reflected)}


def _same_option(name: str, wanted: Identity, reflected: Identity) -> bool:
    want, have = getattr(wanted, name), getattr(reflected, name)
    return want == have or (want in _implied(name, wanted) and have in _implied(name, wanted))


def _implied(name: str, wanted: Identity) -> tuple[Any, ...]:
    """Return the values of an option that mean nothing was said: it starts at the end it counts from."""
    counts_down = (wanted.increment or 1) < 0
    first = wanted.maxvalue if counts_down else wanted.minvalue
    if name == "start" and first is not None:
        return (None, first)
    return _COUNTING_DOWN.get(name, IDENTITY_DEFAULTS[name]) if counts_down else IDENTITY_DEFAULTS[name]
