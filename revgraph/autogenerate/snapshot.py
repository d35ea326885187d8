"""A schema as plain values: what is compared, from the database and from the models alike.

No connection here, and no opinion on what counts as a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Constraint,
    Dialect,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Sequence,
    Table,
    TextClause,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.exc import NoReferencedColumnError, NoReferencedTableError
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from revgraph.ddl.catalog.postgresql import DEFINITION
from revgraph.ddl.catalog.sequences import all_options
from revgraph.ddl.names import object_name
from revgraph.operations.ops.scratch import column_checks

Spell = Callable[[ClauseElement], str]
"""Writes an expression as SQL of the dialect, values as literals, columns without their table."""


class TableKey(NamedTuple):
    """Name of a table; ``schema`` is None for the connection's default schema, however the models spell it."""

    schema: str | None
    name: str

    def __str__(self) -> str:
        return self.name if self.schema is None else f"{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Something that could not be read, so it is left alone on both sides.

    :param kind: what, in the plural, e.g. ``"check constraints"``.
    :param where: the table or object it belongs to; empty for the whole database.
    :param reason: why.
    """

    kind: str
    where: str
    reason: str

    def __str__(self) -> str:
        of = f" of {self.where}" if self.where else ""
        return f"{self.kind}{of}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column.

    :param name: its name in the database.
    :param nullable: whether it takes NULL.
    :param comment: its comment; an empty one counts as none.
    :param item: the SQLAlchemy column, for hooks, dialects and operations.
    """

    name: str
    nullable: bool
    comment: str | None
    item: Column[Any] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PrimaryKeyFacts:
    """The primary key of a table; ``columns`` is empty if it has none.

    :param timing: when it is checked: empty for at once, ``"deferrable"`` or ``"deferred"``.
    """

    name: str | None
    columns: tuple[str, ...]
    timing: str
    item: PrimaryKeyConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UniqueFacts:
    """One unique constraint; ``timing`` as for primary keys."""

    name: str | None
    columns: tuple[str, ...]
    timing: str
    item: UniqueConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ForeignKeyFacts:
    """One foreign key.

    :param columns: local columns, each with the column it refers to, in order.
    :param referred: the table it refers to.
    :param options: ``onupdate``, ``ondelete``, ``deferrable``, ``initially``, ``match`` as given.
    """

    name: str | None
    columns: tuple[str, ...]
    referred: TableKey
    referred_columns: tuple[str, ...]
    options: Mapping[str, Any]
    item: ForeignKeyConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """One index.

    :param columns: names of the columns it stands on, also those inside of expressions.
    :param unique: whether it is a unique one.
    :param has_expressions: whether anything in it is not a plain column.
    """

    name: str | None
    columns: tuple[str, ...]
    unique: bool
    has_expressions: bool
    item: Index = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """One CHECK constraint.

    :param text: the condition as SQL.
    :param is_bound: whether it comes and goes with the type of a column.
    """

    name: str | None
    text: str
    is_bound: bool
    item: CheckConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExcludeFacts:
    """One EXCLUDE constraint of PostgreSQL.

    :param text: all of it as SQL, without its name.
    """

    name: str | None
    text: str
    item: ExcludeConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """One table with all that belongs to it, each in the order the source gives."""

    key: TableKey
    columns: Mapping[str, ColumnFacts]
    primary_key: PrimaryKeyFacts
    foreign_keys: tuple[ForeignKeyFacts, ...]
    uniques: tuple[UniqueFacts, ...]
    indexes: tuple[IndexFacts, ...]
    checks: tuple[CheckFacts, ...]
    excludes: tuple[ExcludeFacts, ...]
    comment: str | None
    options: Mapping[str, Any]
    item: Table = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SequenceFacts:
    """One sequence.

    :param options: all of them, those not said as the database chooses them.
    :param owner: table and column it goes away with.
    :param item: of the models; None for one of the database.
    """

    key: TableKey
    options: Mapping[str, Any]
    owner: tuple[str, str] | None = None
    item: Sequence | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A schema at one moment.

    :param tables: by key, in a stable order.
    :param enums: names of the enum types there are, each with its values; None where that is not known.
    :param not_compared: what could not be read.
    :param usual_options: options of tables that name none, where the database tells.
    :param unchanged: tables that are known to be as the models say.
    :param sequences: by key; None where there are none, or that is not known.
    """

    tables: Mapping[TableKey, TableFacts]
    enums: Mapping[TableKey, tuple[str, ...]] | None = None
    not_compared: tuple[NotCompared, ...] = ()
    sequences: Mapping[TableKey, SequenceFacts] | None = None
    usual_options: Mapping[str, Any] = field(default_factory=dict)
    unchanged: frozenset[TableKey] = frozenset()


def snapshot_models(
    tables: Iterable[Table], dialect: Dialect, default_schema: str | None, spell: Spell | None = None
) -> Snapshot:
    """Return the models as a snapshot; read-only.

    :param tables: the tables, referred ones first.
    :param dialect: decides how long names are cut.
    :param default_schema: the schema that counts as none.
    :param spell: writes an expression as SQL.
    """
    facts = (table_facts(table, dialect, default_schema, spell) for table in tables)
    return Snapshot({fact.key: fact for fact in facts})


def sequences_of(
    found: Iterable[Sequence], dialect: Dialect, default_schema: str | None
) -> Mapping[TableKey, SequenceFacts] | None:
    """Return the sequences of the models; None where the database has none.

    :param found: the sequences.
    :param dialect: knows what is chosen where nothing is said.
    :param default_schema: the schema that counts as none.
    """
    if not dialect.supports_sequences:
        return None
    facts = [_sequence_facts(sequence, dialect, default_schema) for sequence in found if not sequence.optional]
    return {fact.key: fact for fact in sorted(facts, key=lambda fact: (fact.key.schema or "", fact.key.name))}


def _sequence_facts(sequence: Sequence, dialect: Dialect, default_schema: str | None) -> SequenceFacts:
    data_type = sequence.data_type
    type_ = None if data_type is None else str(dialect.type_compiler_instance.process(data_type)).lower()
    low = None if sequence.nominvalue else sequence.minvalue
    high = None if sequence.nomaxvalue else sequence.maxvalue
    name = "postgresql" if dialect.name == "postgresql" else "mariadb"
    options = all_options(name, type_, sequence.start, sequence.increment, low, high, sequence.cache, sequence.cycle)
    schema = None if sequence.schema == default_schema else sequence.schema
    return SequenceFacts(TableKey(schema, str(sequence.name)), options, None, sequence)


def table_key(table: Table, default_schema: str | None) -> TableKey:
    """Return the key of a table.

    :param table: from the models or from the database.
    :param default_schema: the schema that counts as none.
    """
    return TableKey(None if table.schema == default_schema else table.schema, str(table.name))


def table_facts(table: Table, dialect: Dialect, default_schema: str | None, spell: Spell | None = None) -> TableFacts:
    """Return the facts of one table; read-only.

    :param table: from the models or built from what was read.
    :param dialect: decides how long names are cut.
    :param default_schema: the schema that counts as none.
    :param spell: writes an expression as SQL.
    """
    of_columns = [check for column in table.columns for check in column_checks(column)]
    constraints = sorted([*table.constraints, *of_columns], key=_constraint_order)
    return TableFacts(
        key=table_key(table, default_schema),
        columns={column.name: column_facts(column) for column in table.columns if not column.system},
        primary_key=_primary_key_facts(table, dialect),
        foreign_keys=tuple(
            foreign_key_facts(constraint, dialect, default_schema)
            for constraint in constraints
            if isinstance(constraint, ForeignKeyConstraint)
        ),
        uniques=tuple(
            unique_facts(constraint, dialect) for constraint in constraints if isinstance(constraint, UniqueConstraint)
        ),
        indexes=tuple(index_facts(index, dialect) for index in sorted(table.indexes, key=_index_order)),
        checks=tuple(
            check_facts(constraint, dialect, spell)
            for constraint in constraints
            if isinstance(constraint, CheckConstraint) and _is_made(constraint, dialect)
        ),
        excludes=tuple(
            exclude_facts(constraint, dialect)
            for constraint in constraints
            if isinstance(constraint, ExcludeConstraint)
        ),
        comment=table.comment or None,
        options=_options(table, dialect),
        item=table,
    )


_OTHER_OPTION_NAMES = {"default_charset": "charset", "default_character_set": "charset", "default_collate": "collate"}


def _options(table: Table, dialect: Dialect) -> Mapping[str, Any]:
    """Return what is said of a table by options of the dialect, without its name, in one spelling."""
    start = f"{dialect.name}_"
    found: dict[str, Any] = {}
    for name, value in table.dialect_kwargs.items():
        if name.startswith(start) and value is not None:
            plain = name.removeprefix(start)
            plain = _OTHER_OPTION_NAMES.get(plain, plain)
            in_any_case = isinstance(value, str) and plain not in ("with", "tablespace")
            found[plain] = str(value).lower() if in_any_case else value
    if dialect.name == "postgresql":
        found["with"] = {str(key): str(value) for key, value in (found.get("with") or {}).items()} or None
        prefixes = {str(prefix).upper() for prefix in table._prefixes}
        found["unlogged"] = True if "UNLOGGED" in prefixes else None
    usual = {"strict": False, "autoincrement": False, "with_rowid": True} if dialect.name == "sqlite" else {}
    return {name: value for name, value in found.items() if value is not None and usual.get(name) != value}


def column_facts(column: Column[Any]) -> ColumnFacts:
    """Return the facts of a column."""
    return ColumnFacts(column.name, bool(column.nullable), column.comment or None, column)


def unique_facts(constraint: UniqueConstraint, dialect: Dialect) -> UniqueFacts:
    """Return the facts of a unique constraint."""
    columns = tuple(column.name for column in constraint.columns)
    return UniqueFacts(object_name(constraint, dialect), columns, _timing(constraint), constraint)


def exclude_facts(constraint: ExcludeConstraint, dialect: Dialect) -> ExcludeFacts:
    """Return the facts of an EXCLUDE constraint."""
    text = constraint.info.get(DEFINITION)
    if text is None and dialect.name == "postgresql":
        compiler: Any = dialect.ddl_compiler(dialect, None)  # type: ignore[arg-type] # as SQLAlchemy does
        text = str(compiler.process(constraint)).strip()
        if constraint.name is not None:
            text = text.removeprefix(f"CONSTRAINT {compiler.preparer.format_constraint(constraint)}").strip()
        text = text.replace("%%", "%") if compiler.preparer._double_percents else text
    return ExcludeFacts(object_name(constraint, dialect), text or "", constraint)


def _timing(constraint: UniqueConstraint | PrimaryKeyConstraint) -> str:
    if str(constraint.initially or "").upper() == "DEFERRED":
        return "deferred"
    return "deferrable" if constraint.deferrable else ""


def foreign_key_facts(
    constraint: ForeignKeyConstraint, dialect: Dialect, default_schema: str | None
) -> ForeignKeyFacts:
    """Return the facts of a foreign key.

    :param constraint: its target need not be among the tables known.
    :param dialect: decides how long names are cut.
    :param default_schema: the schema that counts as none.
    """
    targets = [_target(element) for element in constraint.elements]
    schema, table, _ = targets[0]
    options = {name: getattr(constraint, name, None) for name in ("onupdate", "ondelete", "deferrable", "initially")}
    return ForeignKeyFacts(
        name=object_name(constraint, dialect),
        columns=tuple(element.parent.name for element in constraint.elements),
        referred=TableKey(None if schema == default_schema else schema, table),
        referred_columns=tuple(column for _, _, column in targets),
        options={**options, "match": constraint.match},
        item=constraint,
    )


def check_facts(constraint: CheckConstraint, dialect: Dialect, spell: Spell | None = None) -> CheckFacts:
    """Return the facts of a CHECK.

    :param constraint: from the models or from the database.
    :param dialect: decides how long names are cut.
    :param spell: writes an expression as SQL.
    """
    condition = cast("ClauseElement", constraint.sqltext)
    text = _check_text(constraint) if spell is None else spell(condition)
    return CheckFacts(object_name(constraint, dialect), text, is_type_bound(constraint), constraint)


def _is_made(constraint: CheckConstraint, dialect: Dialect) -> bool:
    """Tell whether a constraint is made on this dialect: types bring theirs only where they need one."""
    rule: Any = getattr(constraint, "_create_rule", None)
    if rule is None:
        return True
    compiler: Any = dialect.ddl_compiler(dialect, None)  # type: ignore[arg-type] # as SQLAlchemy does
    return bool(rule(compiler))


def index_facts(index: Index, dialect: Dialect) -> IndexFacts:
    """Return the facts of an index."""
    return IndexFacts(
        name=object_name(index, dialect),
        columns=tuple(dict.fromkeys(column.name for column in index.columns)),
        unique=bool(index.unique),
        has_expressions=any(not isinstance(expression, Column) for expression in index.expressions),
        item=index,
    )


def enum_of(type_: TypeEngine[Any], default_schema: str | None) -> tuple[TableKey, tuple[str, ...]] | None:
    """Return name and values of the enum type a column type stands for where there are such types, else None.

    :param type_: of a column, an array's items count too.
    :param default_schema: the schema that counts as none.
    """
    type_ = _bare(type_)
    if isinstance(type_, ARRAY):
        type_ = _bare(type_.item_type)
    if not isinstance(type_, Enum) or not type_.native_enum or not type_.name:
        return None
    schema = None if type_.schema == default_schema else type_.schema
    return TableKey(schema, str(type_.name)), tuple(type_.enums)


def _bare(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return what stands in the database where there are enum types: the variant for it, inside of decorators."""
    variants: Mapping[str, TypeEngine[Any]] = getattr(type_, "_variant_mapping", {})
    type_ = variants.get("postgresql", type_)
    while isinstance(type_, TypeDecorator):
        type_ = type_.impl_instance
    return type_


def is_type_bound(constraint: Constraint) -> bool:
    """Tell whether a constraint was made by a column's type (Boolean, Enum) and follows it."""
    return bool(getattr(constraint, "_type_bound", False))


def _primary_key_facts(table: Table, dialect: Dialect) -> PrimaryKeyFacts:
    key = table.primary_key
    return PrimaryKeyFacts(object_name(key, dialect), tuple(column.name for column in key.columns), _timing(key), key)


def _target(element: ForeignKey) -> tuple[str | None, str, str]:
    try:
        column = element.column
    except (NoReferencedTableError, NoReferencedColumnError):
        *path, table, name = element.target_fullname.split(".")
        return ".".join(path) or None, table, name
    parent: Any = column.table
    return parent.schema, str(parent.name), column.name


def _constraint_order(constraint: Constraint) -> tuple[str, str, str]:
    columns = getattr(constraint, "columns", ())
    names = ",".join(column.name for column in columns)
    return (
        str(constraint.name or ""),
        names,
        _check_text(constraint) if isinstance(constraint, CheckConstraint) else "",
    )


def _check_text(constraint: CheckConstraint) -> str:
    condition = constraint.sqltext
    return condition.text if isinstance(condition, TextClause) else str(cast("ClauseElement", condition))


def _index_order(index: Index) -> tuple[str, str]:
    return (str(index.name or ""), ",".join(column.name for column in index.columns))
