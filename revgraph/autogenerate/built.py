"""Make SQLAlchemy's objects of tables that were read: each when it is first asked for, with what it refers to.

Asks the database only what a dialect asks to correct what it read of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Column, Inspector, MetaData, Table
from sqlalchemy.sql.elements import ClauseElement, conv
from sqlalchemy.types import NullType

from revgraph.autogenerate.raw import RawTable
from revgraph.autogenerate.snapshot import TableKey
from revgraph.ddl.catalog.postgresql import add_excludes
from revgraph.ddl.reflected import OF_UNWANTED_KEY, add_constraints, add_indexes, new_column, set_primary_key


class ColumnReading(Protocol):
    """The dialect's word on a column as it was read."""

    def autogen_column_reflect(self, inspector: Inspector, table: Table, column_info: Any) -> None:
        """Correct ``column_info`` in place."""
        ...

    def is_implied_index(
        self, name: str | None, columns: Sequence[str], foreign_keys: Iterable[tuple[str | None, Sequence[str]]]
    ) -> bool:
        """Say whether the database made an index by itself for one of the foreign keys."""
        ...

    def render_ddl_sql_expr(self, expr: ClauseElement) -> str:
        """Return an expression as SQL."""
        ...


class Building:
    """The tables of one database as objects.

    :param inspector: over the live connection.
    :param impl: the dialect's implementation.
    :param raw: what was read, of all tables.
    :param names_are_final: mark names of constraints and indexes, so that no naming convention touches them again.
    """

    def __init__(
        self,
        inspector: Inspector,
        impl: ColumnReading,
        raw: Mapping[TableKey, RawTable],
        *,
        names_are_final: bool = False,
    ) -> None:
        self._inspector = inspector
        self._impl = impl
        self._raw = raw
        self._names_are_final = names_are_final
        self._metadata = MetaData()
        self._with_columns: dict[TableKey, Table] = {}
        self._whole: dict[TableKey, Table] = {}

    def table(self, raw: RawTable) -> Table:
        """Return a table with all that belongs to it.

        :param raw: what was read of it.
        """
        if raw.key not in self._whole:
            table = self._whole[raw.key] = self._bare(raw)
            add_constraints(
                table,
                uniques=raw.uniques,
                checks=raw.checks,
                foreign_keys=raw.foreign_keys,
                referred=self._referred_columns,
            )
            add_excludes(table, raw.excludes)
            add_indexes(table, raw.indexes)
            self._mark_implied(table, [(key["name"], key["constrained_columns"]) for key in raw.unwanted_keys])
            if self._names_are_final:
                _mark_names(table)
        return self._whole[raw.key]

    def _mark_implied(self, table: Table, keys: Sequence[tuple[str | None, Sequence[str]]]) -> None:
        for index in table.indexes if keys else ():
            if self._impl.is_implied_index(index.name, [column.name for column in index.columns], keys):
                index.info[OF_UNWANTED_KEY] = True

    def _bare(self, raw: RawTable) -> Table:
        """Return a table with its columns and its primary key."""
        table = self._with_columns.get(raw.key)
        if table is None:
            schema, name = raw.key
            # it may be there as the placeholder of a foreign key
            options: dict[str, Any] = {**raw.options, "extend_existing": True}
            table = Table(name, self._metadata, schema=schema, comment=raw.comment, **options)
            self._with_columns[raw.key] = table
            for info in raw.columns:
                for heard in (self._metadata.dispatch.column_reflect, table.dispatch.column_reflect):
                    if heard:
                        heard(self._inspector, table, info)
                self._impl.autogen_column_reflect(self._inspector, table, info)
                table.append_column(new_column(info), replace_existing=True)
            set_primary_key(table, raw.primary_key)
        return table

    def _referred_columns(self, table: Table, info: Mapping[str, Any]) -> list[Column[Any]]:
        """Return the columns a foreign key refers to, in a placeholder if their table was not read."""
        schema = info["referred_schema"]
        if schema == self._inspector.default_schema_name and table.schema is None:
            schema = None
        raw = self._raw.get(TableKey(schema, info["referred_table"]))
        if raw is not None:
            referred = self._bare(raw)
        else:
            referred = Table(info["referred_table"], self._metadata, schema=schema, extend_existing=True)
        for name, own in zip(info["referred_columns"], info["constrained_columns"], strict=True):
            if name not in referred.c:  # of its type no more is known than what can refer to it
                referred.append_column(Column(name, table.c[own].type if own in table.c else NullType()))
        return [referred.c[name] for name in info["referred_columns"]]


def _mark_names(table: Table) -> None:
    items: list[Any] = [*table.constraints, *table.indexes]
    for item in items:
        if isinstance(item.name, str):
            item.name = conv(item.name)
