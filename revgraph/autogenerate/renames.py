"""Renames of tables and columns: found by what a person says, never guessed; what looks like one is told.

What was read from the database is renamed before it is compared, so that all that follows a name is compared under
the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy import Dialect, Table

from revgraph.autogenerate.chosen_names import OldNames
from revgraph.autogenerate.likeness import column_likeness, pairs_by_likeness, table_likeness
from revgraph.autogenerate.renamed import name_column, name_table
from revgraph.autogenerate.snapshot import Snapshot, TableFacts, TableKey
from revgraph.autogenerate.wishes import Wishes
from revgraph.operations import ops
from revgraph.util.logs import Log

log = Log(__name__)

HINT = "renamed_from"
"""The key in ``info`` of a table or column of the models under which its old name, or several, stand."""

FactsOf = Callable[[Table], TableFacts]
Wanted = Callable[[Any, str | None, str, bool], bool]


@dataclass(frozen=True)
class Likely:
    """Something that would be dropped, and what it may have become.

    :param table: the table, under its name in the database.
    :param column: the column, None for the table itself.
    :param looks: what it looks like, in words.
    :param flag: what to say after ``--rename``.
    """

    table: TableKey
    column: str | None
    looks: str
    flag: str

    @property
    def remark(self) -> str:
        """Return what is to be written above the drop."""
        old = self.table.name if self.column is None else self.column
        return (
            f"perhaps a rename: {self.looks}; if it was renamed, generate this anew with --rename '{self.flag}', "
            f'or with info={{"{HINT}": "{old}"}} in the models'
        )

    def is_about(self, schema: str | None, table: str, column: str | None) -> bool:
        """Say whether an operation on this table and column is about it."""
        is_schema = self.table.schema is None or self.table.schema == schema
        return is_schema and (self.table.name, self.column) == (table, column)


@dataclass
class Renaming:
    """A database whose names are brought to those of the models.

    :param before: the database, under the new names.
    :param operations: what renames it, in order.
    :param touched: the tables in which something has another name now, with the old names.
    :param likely: what looks like a rename and was not said to be one.
    """

    before: Snapshot
    operations: list[ops.MigrateOperation] = field(default_factory=list)
    touched: dict[TableKey, OldNames] = field(default_factory=dict)
    likely: list[Likely] = field(default_factory=list)

    def remark_on(self, operations: Iterable[ops.MigrateOperation]) -> None:
        """Give the drops of what may have been renamed a remark that says so; changes them in place.

        :param operations: what was found, containers and all.
        """
        for op in operations:
            if isinstance(op, ops.OpContainer):
                self.remark_on(op.ops)
            elif isinstance(op, (ops.DropTableOp, ops.DropColumnOp)):
                column = op.column_name if isinstance(op, ops.DropColumnOp) else None
                for likely in self.likely:
                    if likely.is_about(op.schema, op.table_name, column):
                        op.remarks = (*op.remarks, likely.remark)
                        log.warning("%s; if it was renamed, say --rename '%s'", likely.looks, likely.flag)


class Renames:
    """Looks for renames.

    :param before: the database; its tables are renamed in place.
    :param after: the models.
    :param wishes: what a person says.
    :param facts_of: makes facts of a table that was renamed.
    :param wanted: the user's ``include_object``: object, name, kind, whether it was read.
    :param dialect: spells types.
    :param unchanged: tables in which nothing is renamed.
    """

    def __init__(
        self,
        before: Snapshot,
        after: Snapshot,
        wishes: Wishes,
        facts_of: FactsOf,
        wanted: Wanted,
        dialect: Dialect,
        unchanged: Collection[TableKey] = (),
    ) -> None:
        self.found = Renaming(before)
        self.after = after
        self.wishes = wishes
        self.facts_of = facts_of
        self.wanted = wanted
        self.dialect = dialect
        self.unchanged = unchanged

    def run(self) -> Renaming:
        """Return the database under the new names, and what renames it."""
        self._tables()
        for key, table in self.after.tables.items():
            if key in self.found.before.tables and key not in self.unchanged:
                self._columns(key, table)
        return self.found

    # ------------------------------------------------------------------------------------------ tables

    def _tables(self) -> None:
        going = True
        while going:  # a name may become free by another rename
            going = any(self._rename_table(old, new) for old, new in list(self._said_tables()))
        gone, come = self._unmatched_tables()
        pairs = [
            (old, new)
            for schema in dict.fromkeys(table.key.schema for table in gone)
            for old, new in pairs_by_likeness(
                [table for table in gone if table.key.schema == schema],
                [table for table in come if table.key.schema == schema],
                table_likeness,
            )
        ]
        for old, new in pairs:
            items = [(table.item, table.key.name, "table", table is old) for table in (old, new)]
            if self._is_meant(f"the table {old.key}", str(new.key), *items):
                self._rename_table(old.key, new.key)
            else:
                looks = f"the table {old.key} looks like {new.key}"
                self.found.likely.append(Likely(old.key, None, looks, f"{old.key}:{new.key.name}"))

    def _said_tables(self) -> Iterator[tuple[TableKey, TableKey]]:
        for key, table in self.after.tables.items():
            if key in self.found.before.tables:
                continue
            for name in [*_hints(table.item.info), *self.wishes.old_table_names(key.schema, key.name)]:
                old = TableKey(key.schema, name.removeprefix(f"{key.schema}."))
                if old in self.found.before.tables and self._may_go(old) and self._are_wanted("table", old, key):
                    yield old, key
                    break

    def _are_wanted(self, kind: str, old: TableKey, new: TableKey) -> bool:
        """Ask the hooks whether both the table that is there and that of the models are compared."""
        there, model = self.found.before.tables[old].item, self.after.tables[new].item
        return self.wanted(there, old.name, kind, True) and self.wanted(model, new.name, kind, False)

    def _may_go(self, old: TableKey) -> bool:
        """Say whether the models have no table of the old name, or only one that was another's before."""
        same = self.after.tables.get(old)
        if same is None:
            return True
        names = [*_hints(same.item.info), *self.wishes.old_table_names(old.schema, old.name)]
        return any(TableKey(old.schema, name) in self.found.before.tables for name in names)

    def _unmatched_tables(self) -> tuple[list[TableFacts], list[TableFacts]]:
        there, wanted = self.found.before.tables, self.after.tables
        gone = [there[key] for key in there if key not in wanted]
        come = [table for key, table in wanted.items() if key not in there]
        return gone, come

    def _rename_table(self, old: TableKey, new: TableKey) -> bool:
        if new in self.found.before.tables:
            return False
        tables = dict(self.found.before.tables)  # all of them made under the old names
        there = tables[old]
        schema = self.after.tables[new].item.schema
        self.found.operations.append(ops.RenameTableOp(old.name, new.name, schema=schema))
        name_table(there.item, new.name)
        self._look_again({new if key == old else key: table for key, table in tables.items()})
        self.found.touched[new] = OldNames(old.name)
        self.wishes.note_rename((old.name, str(old)), (new.name, str(new)))
        return True

    # ------------------------------------------------------------------------------------------ columns

    def _columns(self, key: TableKey, table: TableFacts) -> None:
        for old_name, new_name in list(self._said_columns(key, table)):
            self._rename_column(key, old_name, new_name)
        there = self.found.before.tables[key]
        gone = [column for name, column in there.columns.items() if name not in table.columns]
        come = [column for name, column in table.columns.items() if name not in there.columns]
        if not gone or not come:
            return
        likeness = partial(column_likeness, tables=(there, table), dialect=self.dialect)
        for old, new in list(pairs_by_likeness(gone, come, likeness)):
            items = [(column.item, column.name, "column", column is old) for column in (old, new)]
            if self._is_meant(f"the column {key}.{old.name}", new.name, *items):
                self._rename_column(key, old.name, new.name)
            else:
                looks = f"the column {key}.{old.name} looks like {new.name}"
                self.found.likely.append(Likely(key, old.name, looks, f"{key}.{old.name}:{new.name}"))

    def _said_columns(self, key: TableKey, table: TableFacts) -> Iterator[tuple[str, str]]:
        there = self.found.before.tables[key].columns
        tables = {key.name, str(key), *self._old_names(key)}
        for name, column in table.columns.items():
            if name in there:
                continue
            for old in [*_hints(column.item.info), *self.wishes.old_column_names(tables, name)]:
                is_old = old in there and old not in table.columns and self.wanted(there[old].item, old, "column", True)
                if is_old and self.wanted(column.item, name, "column", False):
                    yield old, name
                    break

    def _rename_column(self, key: TableKey, old: str, new: str) -> None:
        tables = dict(self.found.before.tables)
        there = tables[key]
        column = there.columns[old]
        schema = self.after.tables[key].item.schema
        op = ops.AlterColumnOp(
            key.name,
            old,
            schema=schema,
            existing_type=column.item.type,
            existing_server_default=column.item.server_default,
            existing_nullable=column.nullable,
            existing_comment=column.comment,
            modify_name=new,
        )
        self.found.operations.append(ops.ModifyTableOps(key.name, [op], schema=schema))
        name_column(there.item, column.item, new)
        self._look_again(tables)
        self.found.touched.setdefault(key, OldNames(key.name)).columns[new] = old
        names = [key.name, str(key), *self._old_names(key)]
        self.wishes.note_rename([f"{table}.{old}" for table in names], [new, *(f"{table}.{new}" for table in names)])

    def _old_names(self, key: TableKey) -> Iterator[str]:
        for op in self.found.operations:
            if isinstance(op, ops.RenameTableOp) and op.new_table_name == key.name:
                yield op.table_name

    # ------------------------------------------------------------------------------------------ both

    def _look_again(self, tables: dict[TableKey, TableFacts]) -> None:
        """Take the facts anew: other tables refer to what was renamed."""
        fresh = {key: self.facts_of(table.item) for key, table in tables.items()}
        self.found.before = replace(self.found.before, tables=fresh)

    def _is_meant(self, what: str, new: str, *items: Any) -> bool:
        """Ask a person, unless a hook leaves out one of the two; nobody there, nothing is meant."""
        if not self.wishes.is_answered or not all(self.wanted(*item) for item in items):
            return False
        answer = self.wishes.ask(f"Was {what} renamed to {new}? [y/N] ")
        return (answer or "").strip().lower() in ("y", "yes")


def _hints(info: Any) -> list[str]:
    said = info.get(HINT) if info else None
    if said is None:
        return []
    return [said] if isinstance(said, str) else [str(name) for name in said]
