"""The answers of one dialect to questions of comparison: is this type, default, index or constraint another one?

A base of every implementation; dialects override single answers. Knows no autogenerate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    ForeignKeyConstraint,
    Identity,
    Index,
    Table,
    UniqueConstraint,
)
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from revgraph.ddl import type_match
from revgraph.ddl.asking import Doubt
from revgraph.ddl.settling import Settling
from revgraph.ddl.signatures import (
    ComparisonResult,
    align_foreign_keys,
    compare_checks,
    compare_indexes,
    compare_uniques,
    condition_text,
    identity_changes,
    plain_options,
)
from revgraph.ddl.type_match import TypeShape, is_text, names_characters

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import ReflectedColumn
    from sqlalchemy.engine.reflection import Inspector


class Comparing(Settling):
    """What an implementation answers to autogenerate."""

    type_synonyms: ClassVar[tuple[set[str], ...]] = ({"NUMERIC", "DECIMAL"},)
    type_arg_extract: ClassVar[Sequence[str]] = ()
    identity_attrs_ignore: ClassVar[tuple[str, ...]] = ("order", "on_null")
    index_sorting_told: ClassVar[bool] = True
    index_sorting_is_detail: ClassVar[bool] = True
    enums_have_collations: ClassVar[bool] = False
    implied_actions: ClassVar[frozenset[str]] = frozenset({"no action"})

    dialect: Dialect
    compares_details: bool = True
    """Whether options, the order of columns in a unique constraint, and what one side leaves open of a type count: its
    collation, length, precision, sign."""

    def render_ddl_sql_expr(
        self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False, **kw: Any
    ) -> str:
        """Return an expression as the dialect writes it; every implementation does."""
        raise NotImplementedError

    def type_shape(self, type_: TypeEngine[Any]) -> TypeShape:
        """Return a type as this dialect writes it, taken apart for comparison."""
        written = self.dialect.type_compiler_instance.process(type_)
        shape = self._shapes.get(written)
        if shape is None:
            shape = self.canonical_type(type_match.parse_shape(written, self.type_arg_extract))
            self._shapes[written] = shape
        return shape

    @cached_property
    def _shapes(self) -> dict[str, TypeShape]:
        """Return the shapes by what is written: a schema has thousands of columns, but a few dozen types."""
        return {}

    def canonical_type(self, shape: TypeShape) -> TypeShape:
        """Return the shape the server gives a type back with, where it has several spellings or implied arguments."""
        return type_match.standard_shape(shape)

    def compare_type(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> bool:
        """Say whether the type of a column differs between database and models.

        :return: True if it differs.
        """
        differs = type_match.types_differ(
            inspector_column.type,
            metadata_column.type,
            dialect=self.dialect,
            shape_of=self.type_shape,
            synonyms=self.type_synonyms,
        )
        if not self.compares_details:
            return differs and not self.differ_in_details(inspector_column.type, metadata_column.type)
        return differs or self.collation_differs(inspector_column, metadata_column)

    def differ_in_details(self, reflected: TypeEngine[Any], wanted: TypeEngine[Any]) -> bool:
        """Tell whether two types differ in no more than what one of them leaves open."""
        one, other = (
            type_match.parse_shape(self.dialect.type_compiler_instance.process(type_), self.type_arg_extract)
            for type_ in (reflected, wanted)
        )
        return type_match.says_less(one, other, self.type_synonyms)

    def collation_differs(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> bool:
        """Say whether a column has a collation that its model does not give it, or the other way around.

        Only where the dialect knows what no collation means: it says so in :meth:`usual_collations`.
        """
        columns = inspector_column, metadata_column
        usual = self.usual_collations(*columns)
        enums_too = self.enums_have_collations or not self.dialect.supports_native_enum
        if usual is None or not all(is_text(column.type, enums_too=enums_too) for column in columns):
            return False
        told: list[str | None] = []
        for column, implied in zip(columns, usual, strict=True):
            said = self.type_shape(column.type).properties.get("collate")
            if said is None and names_characters(column.type):
                return False
            told.append(said or implied)
        return told[0] != told[1]

    def usual_collations(
        self, inspector_column: Column[Any], metadata_column: Column[Any]
    ) -> tuple[str | None, str | None] | None:
        """Return the collation, in lower case, of columns that name none: in the database, and of the models.

        :return: None if that is not known.
        """
        return None

    def compare_server_default(
        self,
        inspector_column: Column[Any],
        metadata_column: Column[Any],
        rendered_metadata_default: str | None,
        rendered_inspector_default: str | None,
    ) -> bool:
        """Say whether a server default differs between database and models.

        :param rendered_metadata_default: SQL of the models' default (:meth:`server_default_sql`), or None.
        :param rendered_inspector_default: SQL of the database's default, or None.
        :return: True if it differs.
        """
        have, want = (
            None if sql is None else self.canonical_expression(sql)
            for sql in (rendered_inspector_default, rendered_metadata_default)
        )
        return have != want

    def default_doubts(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> list[Doubt]:
        """Return what has to be asked of the server to tell the defaults of a column apart; nothing in general."""
        return []

    def compare_indexes(self, metadata_index: Index, reflected_index: Index) -> ComparisonResult:
        """Compare an index of the models with the database's of the same name."""
        return compare_indexes(self, metadata_index, reflected_index)

    def index_doubts(self, metadata_index: Index, reflected_index: Index) -> list[Doubt]:
        """Return what has to be asked of the server to tell two indexes apart; nothing in general."""
        return []

    def compare_unique_constraint(
        self, metadata_constraint: UniqueConstraint, reflected_constraint: UniqueConstraint
    ) -> ComparisonResult:
        """Compare a unique constraint of the models with the database's."""
        return compare_uniques(self, metadata_constraint, reflected_constraint)

    def compare_check_constraint(
        self, metadata_constraint: CheckConstraint, reflected_constraint: CheckConstraint
    ) -> ComparisonResult:
        """Compare a check constraint of the models with the database's of the same name."""
        return compare_checks(self, metadata_constraint, reflected_constraint)

    def index_options(self, index: Index) -> Mapping[str, Any]:
        """Return this dialect's options of an index that make a difference, in comparable form."""
        return self._own_options(index)

    def unique_options(self, constraint: UniqueConstraint) -> Mapping[str, Any]:
        """Return this dialect's options of a unique constraint that make a difference, in comparable form."""
        return self._own_options(constraint)

    def _own_options(self, item: Index | UniqueConstraint) -> dict[str, Any]:
        start = f"{self.dialect.name}_"
        own = {name: value for name, value in item.dialect_kwargs.items() if name.startswith(start)}
        if not self.compares_details:
            own = {name: value for name, value in own.items() if name.endswith("nulls_not_distinct")}
        return {
            name: condition_text(self, value) if isinstance(value, ClauseElement) else value
            for name, value in plain_options(own).items()
        }

    def identity_changes(self, metadata_identity: Identity | None, reflected_identity: Identity | None) -> set[str]:
        """Return the names of the options in which two identities differ; a default and nothing said are the same.

        One of them missing is the difference ``"identity"``.
        """
        return identity_changes(metadata_identity, reflected_identity, self.identity_attrs_ignore)

    def correct_for_autogen_constraints(
        self,
        conn_uniques: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """Take out of the sets, before they are compared, what the database made by itself or reports twice."""

    def correct_for_autogen_foreignkeys(
        self, conn_fks: set[ForeignKeyConstraint], metadata_fks: set[ForeignKeyConstraint]
    ) -> None:
        """Spell the options of reflected foreign keys as the models do where both mean the same."""
        align_foreign_keys(conn_fks, metadata_fks, self.implied_actions)

    def is_implicit_index(self, index: Index, foreign_keys: Iterable[ForeignKeyConstraint]) -> bool:
        """Say whether the database made an index by itself for one of the foreign keys."""
        return False

    def is_implied_index(
        self, name: str | None, columns: Sequence[str], foreign_keys: Iterable[tuple[str | None, Sequence[str]]]
    ) -> bool:
        """Say the same of an index that is not unique by the names alone, and the columns of the foreign keys."""
        return False

    def autogen_column_reflect(self, inspector: Inspector, table: Table, column_info: ReflectedColumn) -> None:
        """Change what was reflected of a column before it becomes a Column; nothing in general."""

    def adjust_reflected_dialect_options(self, reflected_object: Mapping[str, Any], kind: str) -> dict[str, Any]:
        """Return the dialect options of a reflected constraint or index, without those that only state a default.

        :param reflected_object: an entry of the Inspector's list.
        :param kind: ``"index"``, ``"unique_constraint"``...
        """
        return dict(reflected_object.get("dialect_options", {}))
