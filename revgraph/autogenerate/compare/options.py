"""What comparing asks of the user's hooks and of the dialect.

No connection by itself: a dialect may hold one to settle a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Column, Dialect, ForeignKeyConstraint, Identity, Index, Table, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from revgraph.autogenerate.compare.naming import Names
from revgraph.ddl.asking import Doubt
from revgraph.operations import ops

NOT_ASKED_FOR = "it differs, and autogenerate_plugins leaves that out"
"""Why something is not compared that can be."""

LEFT_OUT: Mapping[str, Collection[str]] = {
    "comments": ("comments",),
    "constraints": ("primary keys", "unique constraints", "indexes", "foreign keys", "check constraints"),
    "checks": ("check constraints",),
    "primary_keys": ("primary keys",),
    "sequences": ("sequences",),
    "details": (
        *("table options", "exclude constraints", "computed columns", "expression indexes", "uniques without a name"),
    ),
}
"""What is not compared, as in :class:`NotCompared`, where a built-in comparison is left out;
the dialect leaves out more details by itself."""

TypeDecision = Callable[[Column[Any], Column[Any]], bool]
DefaultDecision = Callable[[Column[Any], Column[Any]], bool]
Included = Callable[[SchemaItem, str | None, str, bool, SchemaItem | None], bool]
ColumnHook = Callable[[ops.AlterColumnOp, str | None, str, str, Column[Any], Column[Any]], None]
TableHook = Callable[[ops.ModifyTableOps, str | None, str, SchemaItem, SchemaItem], None]


class Verdict(Protocol):
    """A dialect's answer to whether two objects are the same."""

    @property
    def is_equal(self) -> bool:
        """Whether both are the same."""
        ...

    @property
    def is_different(self) -> bool:
        """Whether they differ."""
        ...

    @property
    def is_skip(self) -> bool:
        """Whether it can't be told."""
        ...

    @property
    def message(self) -> str:
        """Return what differs, or why it can't be told."""
        ...


@dataclass(frozen=True)
class Decision:
    """How one thing was compared, for ``check --explain``.

    :param kind: what was compared, e.g. ``"type"``.
    :param place: ``table.column``, ``table.constraint`` or the table.
    :param have: what the database has; empty for nothing.
    :param want: what the models want; empty for nothing.
    :param outcome: ``"same"``, ``"different"`` or ``"not sure"``.
    :param rule: what decided.
    """

    kind: str
    place: str
    have: str
    want: str
    outcome: str
    rule: str


class Questions(Protocol):
    """The dialect's part in comparing.

    :param compares_details: whether options, collations that one side leaves open, and the order in which columns
        stand in a unique constraint count.
    """

    compares_details: bool

    def settle(self, doubts: Iterable[Doubt]) -> None:
        """Ask the server about all doubts at once, and forget earlier answers."""
        ...

    def doubts_about(
        self, kind: Any, table: Table, have: str, want: str, *, name: str | None = None, type_sql: str = ""
    ) -> list[Doubt]:
        """Return what has to be asked to tell two texts apart."""
        ...

    def compare_texts(
        self, kind: Any, table: Table, have: str, want: str, *, name: str | None = None, type_sql: str = ""
    ) -> Verdict:
        """Compare two texts; asks the server where they are not the same."""
        ...

    def render_ddl_sql_expr(self, expr: Any) -> str:
        """Return an expression as SQL."""
        ...

    def server_default_sql(self, default: Any) -> str | None:
        """Return a server default as SQL."""
        ...

    def default_doubts(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> list[Doubt]:
        """Return what has to be asked to tell the defaults of a column apart."""
        ...

    def identity_changes(self, metadata_identity: Identity | None, reflected_identity: Identity | None) -> set[str]:
        """Return the names of the options in which two identities differ."""
        ...

    def correct_for_autogen_constraints(
        self,
        conn_uniques: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """Take out of the sets what the database made by itself or reports twice."""
        ...

    def correct_for_autogen_foreignkeys(
        self, conn_fks: set[ForeignKeyConstraint], metadata_fks: set[ForeignKeyConstraint]
    ) -> None:
        """Bring the options of foreign keys to the way the database reports them."""
        ...

    def is_implied_index(
        self, name: str | None, columns: Sequence[str], foreign_keys: Iterable[tuple[str | None, Sequence[str]]]
    ) -> bool:
        """Say whether the database made an index that is not unique by itself for one of the foreign keys."""
        ...

    def index_doubts(self, metadata_index: Index, reflected_index: Index) -> list[Doubt]:
        """Return what has to be asked to tell two indexes apart."""
        ...

    def compare_indexes(self, metadata_index: Index, reflected_index: Index) -> Verdict:
        """Compare two indexes of the same name."""
        ...

    def compare_unique_constraint(
        self, metadata_constraint: UniqueConstraint, reflected_constraint: UniqueConstraint
    ) -> Verdict:
        """Compare two unique constraints."""
        ...


@dataclass(frozen=True)
class Options:
    """How to compare.

    :param dialect: SQLAlchemy's dialect.
    :param questions: the dialect's implementation.
    :param included: the user's ``include_object``.
    :param type_differs: whether the types of a column (database, models) differ; None to not compare types.
    :param default_differs: the same for server defaults; None to not compare them.
    :param on_column: comparators from outside, called for each column both sides have.
    :param on_table: comparators from outside, called for each table both sides have.
    :param default_schema: the schema that counts as none.
    :param unread: kinds of things that could not be read, as in :class:`NotCompared`.
    :param unread_objects: places of single things that could not be read.
    :param names: gives names to constraints that have none.
    :param is_plain: no constraint gets another name: keys keep theirs, others are dropped and made anew; indexes that
        foreign keys bring are passed over.
    :param not_sure: called with kind, place and reason for what can't be told.
    :param usual_options: options of tables that name none, where the database tells.
    :param decided: called with each decision; None if nobody wants to know.
    """

    dialect: Dialect
    questions: Questions
    included: Included
    type_differs: TypeDecision | None
    default_differs: DefaultDecision | None
    on_column: ColumnHook
    on_table: TableHook
    not_sure: Callable[[str, str, str], None]
    names: Names
    default_schema: str | None = None
    unread: Collection[str] = ()
    unread_objects: Collection[str] = ()
    decided: Callable[[Decision], None] | None = None
    usual_options: Mapping[str, Any] = field(default_factory=dict)
    is_plain: bool = False

    def explain(
        self, kind: str, place: str, sides: tuple[object, object], verdict: Verdict | bool, rule: str = ""
    ) -> None:
        """Note how something was compared, if anybody wants to know.

        :param kind: what was compared.
        :param place: where.
        :param sides: what the database has, and what the models want.
        :param verdict: the dialect's answer, or whether it differs.
        :param rule: what decided, if the verdict does not say.
        """
        if self.decided is None:
            return
        if isinstance(verdict, bool):
            outcome = "different" if verdict else "same"
        else:
            outcome = "not sure" if verdict.is_skip else "different" if verdict.is_different else "same"
            rule = verdict.message or rule
        self.decided(Decision(kind, place, _shown(sides[0]), _shown(sides[1]), outcome, rule))


def _shown(value: object) -> str:
    return "" if value is None else str(value)
