"""Take foreign keys off while what they stand on is changed, and put them back.

Databases refuse to change the type of a column in a foreign key, or to drop the key or the only index it uses. Works on
operations and snapshots alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revgraph.autogenerate.effects import Thing
from revgraph.autogenerate.raw import tables_near
from revgraph.autogenerate.snapshot import ForeignKeyFacts, Snapshot, TableFacts, TableKey
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.operations import ops

_MYSQL = ("mysql", "mariadb")


def loosened(
    found: Sequence[ops.MigrateOperation], before: Snapshot, dialect_name: str, default_schema: str | None
) -> list[ops.MigrateOperation]:
    """Return the operations that drop and create foreign keys around other changes; they may stand in any order.

    :param found: all other operations.
    :param before: the database.
    :param dialect_name: what it refuses depends on it; SQLite refuses nothing.
    :param default_schema: the schema that counts as none.
    """
    if dialect_name == "sqlite":
        return []
    changes = _Changes(found, default_schema, dialect_name)
    if not changes.are_any:
        return []
    made: list[ops.MigrateOperation] = []
    for table in tables_near(before.tables, changes.places, default_schema):
        for key in table.foreign_keys:
            if key.name is not None and changes.touch(table, key):
                add = ops.AddConstraintOp.from_constraint(key.item)
                made += [ops.DropConstraintOp.from_constraint(key.item), add]
    return made


def leaning(
    found: Sequence[ops.MigrateOperation], before: Snapshot, dialect_name: str, default_schema: str | None
) -> set[Thing]:
    """Return the columns at either end of foreign keys that need an index at any moment, as ``in_order`` wants them.

    :param found: operations; only tables that they change count.
    :param before: the database.
    :param dialect_name: only MySQL and MariaDB are so strict.
    :param default_schema: the schema that counts as none.
    """
    if dialect_name not in _MYSQL:
        return set()
    places = _Changes(found, default_schema, dialect_name).places
    keys = [(table, key) for table in tables_near(before.tables, places, default_schema) for key in table.foreign_keys]
    ends = {(table.key, key.columns[0]) for table, key in keys} | {
        (key.referred, key.referred_columns[0]) for _, key in keys
    }
    return {("support", place, name) for place, name in ends}


class _Changes:
    """What operations do to columns, keys and indexes, by table.

    :param found: the operations.
    :param default_schema: the schema that counts as none.
    :param dialect_name: of the database.
    """

    def __init__(self, found: Iterable[ops.MigrateOperation], default_schema: str | None, dialect_name: str) -> None:
        self._default_schema = default_schema
        self._mysql = dialect_name in _MYSQL
        self.places: set[TableKey] = set()
        self._gone_tables: set[TableKey] = set()
        self._retyped: set[tuple[TableKey, str]] = set()
        self._gone: set[tuple[TableKey, str]] = set()
        self._gone_foreign_keys: set[tuple[TableKey, str]] = set()
        self._gone_keys: set[tuple[TableKey, frozenset[str]]] = set()
        self._fewer: set[tuple[TableKey, str]] = set()
        for op in _leaves(found):
            self._note(op)

    @property
    def are_any(self) -> bool:
        """Whether anything is done that a foreign key may be in the way of."""
        return bool(self._retyped or self._gone_keys or self._fewer)

    def _place(self, op: ops.MigrateOperation) -> TableKey:
        schema, name = getattr(op, "schema", None), str(getattr(op, "table_name", ""))
        return TableKey(None if schema == self._default_schema else schema, name)

    def _note(self, op: ops.MigrateOperation) -> None:
        place = self._place(op)
        self.places.add(place)
        if isinstance(op, ops.DropTableOp):
            self._gone_tables.add(place)
        elif isinstance(op, ops.AlterColumnOp) and op.modify_type is not None and self._mysql:
            self._retyped.add((place, op.column_name))
        elif isinstance(op, SetTableOptionsOp):
            self._retyped |= {(place, name) for name in op.converted}
        elif isinstance(op, ops.DropConstraintOp):
            created = op.reverse()
            # an index may have the same name, and another fate
            gone = self._gone_foreign_keys if isinstance(created, ops.CreateForeignKeyOp) else self._gone
            gone.add((place, str(op.constraint_name)))
            if isinstance(created, (ops.CreateUniqueConstraintOp, ops.CreatePrimaryKeyOp)):
                self._gone_keys.add((place, frozenset(map(str, created.columns))))
                self._fewer.add((place, str(created.columns[0])))
        elif isinstance(op, ops.DropIndexOp):
            index = op.reverse()
            names = [str(getattr(column, "name", column)) for column in index.columns]
            self._gone.add((place, str(op.index_name)))
            self._fewer.add((place, names[0]))
            if index.unique:
                self._gone_keys.add((place, frozenset(names)))

    def touch(self, table: TableFacts, key: ForeignKeyFacts) -> bool:
        """Tell whether a foreign key stays, but stands in the way."""
        ends = {(table.key, name) for name in key.columns} | {(key.referred, name) for name in key.referred_columns}
        if (table.key, key.name) in self._gone_foreign_keys or self._gone_tables & {table.key, key.referred}:
            return False
        if ends & self._retyped or (key.referred, frozenset(key.referred_columns)) in self._gone_keys:
            return True
        return self._mysql and (table.key, key.columns[0]) in self._fewer and not self._is_supported(table, key)

    def _is_supported(self, table: TableFacts, key: ForeignKeyFacts) -> bool:
        """Tell whether another index that stays serves a foreign key, too."""
        left = [index.columns for index in table.indexes if (table.key, index.name) not in self._gone]
        left += [unique.columns for unique in table.uniques if (table.key, unique.name) not in self._gone]
        if (table.key, frozenset(table.primary_key.columns)) not in self._gone_keys:
            left.append(table.primary_key.columns)
        return any(columns[: len(key.columns)] == key.columns for columns in left)


def _leaves(operations: Iterable[ops.MigrateOperation]) -> Iterator[ops.MigrateOperation]:
    for op in operations:
        if isinstance(op, ops.OpContainer):
            yield from _leaves(op.ops)
        else:
            yield op
