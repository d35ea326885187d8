"""What comparing asks of the user's hooks and of the dialect.

No connection by itself: a dialect may hold one to settle a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Column, Dialect, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from revgraph.autogenerate.compare.naming import Names
from revgraph.operations import ops

TypeDecision = Callable[[Column[Any], Column[Any]], bool]
DefaultDecision = Callable[[Column[Any], Column[Any]], bool]
Included = Callable[[SchemaItem, str | None, str, bool, SchemaItem | None], bool]
ColumnHook = Callable[[ops.AlterColumnOp, str | None, str, str, Column[Any], Column[Any]], None]
TableHook = Callable[[ops.ModifyTableOps, str | None, str, SchemaItem, SchemaItem], None]


class Verdict(Protocol):
    """A dialect's answer to whether two objects are the same."""

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


class Questions(Protocol):
    """The dialect's part in comparing."""

    @property
    def identity_attrs_ignore(self) -> Collection[str]:
        """Return what of an identity the database does not keep."""
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
    :param not_sure: called with kind, place and reason for what can't be told.
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
