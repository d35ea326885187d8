"""Renames of tables and columns: found by what a person says, never guessed; what looks like one is told.

What was read from the database is renamed before it is compared, so that all that follows a name is compared under
the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Any

from sqlalchemy import Dialect, Table

from revgraph.autogenerate.chosen_names import OldNames
from revgraph.autogenerate.exchanged import free_name, rings
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
    :param hint: what to say in the models, if not only its name.
    """

    table: TableKey
    column: str | None
    looks: str
    flag: str
    hint: str = ""

    @property
    def remark(self) -> str:
        """Return what is to be written above the drop."""
        old = self.table.name if self.column is None else self.column
        return (
            f"perhaps a rename: {self.looks}; if it was renamed, generate this anew with --rename '{self.flag}', "
            f'or with info={{"{HINT}": "{self.hint or old}"}} in the models'
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
        self.default_schema: str | None = getattr(dialect, "default_schema_name", None)

    def run(self) -> Renaming:
        """Return the database under the new names, and what renames it."""
        self._tables()
        for key, table in self.after.tables.items():
            is_settled = key in self.unchanged and not self.wishes.renames  # an exchange leaves nothing to be seen
            if key in self.found.before.tables and not is_settled:
                self._columns(key, table)
        return self.found

    # ------------------------------------------------------------------------------------------ tables

    def _tables(self) -> None:
        for ring in rings(self._exchanged_tables()):
            self._turn_tables(ring)
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
        paired = {table.key for pair in pairs for table in pair}
        pairs += _moved(*([table for table in side if table.key not in paired] for side in (gone, come)))
        for old, new in pairs:
            items = [(table.item, table.key.name, "table", table is old) for table in (old, new)]
            if self._is_meant(f"the table {old.key}", str(new.key), *items):
                self._rename_table(old.key, new.key)
            else:
                looks = f"the table {old.key} looks like {new.key}"
                names = f"{old.key}:{new.key.name}" if old.key.schema == new.key.schema else self._full(old, new)
                hint = names.partition(":")[0] if old.key.schema != new.key.schema else ""
                self.found.likely.append(Likely(old.key, None, looks, names, hint))

    def _full(self, *tables: TableFacts) -> str:
        """Return the names of tables with their schemas, as a flag takes them."""
        return ":".join(f"{table.key.schema or self.default_schema}.{table.key.name}" for table in tables)

    def _said_tables(self) -> Iterator[tuple[TableKey, TableKey]]:
        for key, table in self.after.tables.items():
            if key in self.found.before.tables:
                continue
            for old in self._said_old(key, table):
                if self._may_go(old) and self._are_wanted("table", old, key):
                    yield old, key
                    break

    def _said_old(self, key: TableKey, table: TableFacts) -> Iterator[TableKey]:
        """Yield the tables of the database that one of the models is said to have been, perhaps in another schema."""
        names = [*_hints(table.item.info), *self._said_names(key)]
        for name in names:
            schema, _, bare = name.rpartition(".")
            places = [TableKey(key.schema, name), TableKey(key.schema, name.removeprefix(f"{key.schema}."))]
            places += [TableKey(None if schema == self.default_schema else schema, bare)] if schema else []
            yield from [place for place in places if place in self.found.before.tables][:1]

    def _said_names(self, key: TableKey) -> list[str]:
        schemas = {key.schema, key.schema or self.default_schema}
        return [name for schema in schemas for name in self.wishes.old_table_names(schema, key.name)]

    def _exchanged_tables(self) -> Mapping[TableKey, TableKey]:
        """Return the tables that are there and are said to have had the name of another one that is there.

        Only a flag can say so: a hint in the models would say it again when it is done.
        """
        there, found = self.found.before.tables, {}
        for key in self.after.tables if self.wishes.renames else ():
            for name in self._said_names(key) if key in there else ():
                old = TableKey(key.schema, name)
                if old in there and self._are_wanted("table", old, key):
                    found[key] = old
        return found

    def _turn_tables(self, ring: Sequence[TableKey]) -> None:
        """Give each table the name before its own, the first that of the last, by way of a name that is free."""
        names = {key.name for key in (*self.found.before.tables, *self.after.tables)}
        aside = TableKey(ring[0].schema, free_name(ring[0].name, names))
        self._rename_table(ring[0], aside)
        for new, old in pairwise(ring):
            self._rename_table(old, new)
        self._rename_table(aside, ring[-1])
        self.wishes.note_rename((ring[0].name, str(ring[0])), (ring[-1].name, str(ring[-1])))

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
        self.found.operations.append(self._renaming(old, new))
        name_table(there.item, new.name, new.schema)
        self._look_again({new if key == old else key: table for key, table in tables.items()})
        self.found.touched[new] = self.found.touched.pop(old, OldNames(old.name))
        names = [[key.name, str(key), f"{key.schema or self.default_schema}.{key.name}"] for key in (old, new)]
        self.wishes.note_rename(names[0], names[1])
        return True

    def _renaming(self, old: TableKey, new: TableKey) -> ops.RenameTableOp:
        model = self.after.tables.get(new)
        schema = new.schema if model is None else model.item.schema
        if old.schema == new.schema:
            return ops.RenameTableOp(old.name, new.name, schema=schema)
        # by its name: elsewhere than on MySQL a statement has to name it, also in a script
        implied = None if self.dialect.name in ("mysql", "mariadb") else self.default_schema
        return ops.RenameTableOp(old.name, new.name, schema=old.schema or implied, new_schema=new.schema or implied)

    # ------------------------------------------------------------------------------------------ columns

    def _columns(self, key: TableKey, table: TableFacts) -> None:
        for ring in rings(self._exchanged_columns(key, table)):
            self._turn_columns(key, ring)
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

    def _exchanged_columns(self, key: TableKey, table: TableFacts) -> Mapping[str, str]:
        """Return the columns that are there and are said to have had the name of another one that is there."""
        there = self.found.before.tables[key].columns
        tables = {key.name, str(key), *self._old_names(key)}
        found = {}
        for name, column in table.columns.items() if self.wishes.renames else ():
            for old in self.wishes.old_column_names(tables, name) if name in there else ():
                is_wanted = old in there and self.wanted(there[old].item, old, "column", True)
                if is_wanted and self.wanted(column.item, name, "column", False):
                    found[name] = old
        return found

    def _turn_columns(self, key: TableKey, ring: Sequence[str]) -> None:
        aside = free_name(ring[0], {*self.found.before.tables[key].columns, *self.after.tables[key].columns})
        self._rename_column(key, ring[0], aside)
        for new, old in pairwise(ring):
            self._rename_column(key, old, new)
        self._rename_column(key, aside, ring[-1])
        names = [key.name, str(key), *self._old_names(key)]
        news = [ring[-1], *(f"{table}.{ring[-1]}" for table in names)]
        self.wishes.note_rename([f"{table}.{ring[0]}" for table in names], news)

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
        names_before = self.found.touched.setdefault(key, OldNames(key.name)).columns
        names_before[new] = names_before.pop(old, old)
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


def said_before(models: Snapshot, wishes: Wishes, default_schema: str | None) -> set[TableKey]:
    """Return the tables in named schemas that tables of the models are said to have been.

    :param models: with their hints.
    :param wishes: what a person says.
    :param default_schema: the schema that counts as none.
    """
    names = [name for table in models.tables.values() for name in _hints(table.item.info)]
    parts = [name.rpartition(".") for name in (*names, *(old for old, _ in wishes.renames))]
    return {TableKey(schema, bare) for schema, _, bare in parts if schema and schema != default_schema}


def _moved(gone: list[TableFacts], come: list[TableFacts]) -> list[tuple[TableFacts, TableFacts]]:
    """Return tables with those that are like them and have their name in another schema."""
    return [
        pair
        for name in dict.fromkeys(table.key.name for table in gone)
        for pair in pairs_by_likeness(
            [table for table in gone if table.key.name == name],
            [table for table in come if table.key.name == name],
            table_likeness,
        )
    ]


def _hints(info: Any) -> list[str]:
    said = info.get(HINT) if info else None
    if said is None:
        return []
    return [said] if isinstance(said, str) else [str(name) for name in said]
