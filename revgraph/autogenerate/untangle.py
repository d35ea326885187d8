"""Take foreign keys out of tables that refer to each other in a circle, so that there is an order at all.

They become operations of their own, after the tables are made and before they are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint

from revgraph.operations import ops

Place = tuple[str | None, str]
Naming = Callable[[ops.AddConstraintOp], ops.AddConstraintOp]


def untangled(operations: Sequence[ops.MigrateOperation], naming: Naming) -> list[ops.MigrateOperation]:
    """Return the operations, with no circle among the tables created nor among those dropped.

    :param operations: as the comparison yields them.
    :param naming: gives a name to a foreign key that has none.
    """
    creations = {id(op): op for op in operations if isinstance(op, ops.CreateTableOp)}
    drops = {id(op): op.reverse() for op in operations if isinstance(op, ops.DropTableOp)}
    closing = {**_closing(creations), **_closing(drops)}
    result: list[ops.MigrateOperation] = []
    later: list[ops.MigrateOperation] = []
    for op in operations:
        keys = closing.get(id(op), [])
        if keys and id(op) in creations:
            result.append(_without(creations[id(op)], keys))
            later += [naming(ops.AddConstraintOp.from_constraint(key)) for key in keys]
        elif keys:
            result.append(_without(drops[id(op)], keys).reverse())
            later += [naming(ops.AddConstraintOp.from_constraint(key)).reverse() for key in keys]
        else:
            result.append(op)
    return result + later


def _closing(tables: Mapping[int, ops.CreateTableOp]) -> dict[int, list[ForeignKeyConstraint]]:
    """Return, by table, the foreign keys that close circles or shall wait (``use_alter``), or need a name of their own.

    The last are those to a name with a dot in it: within a table it is text, and could not be told from a schema.
    One of a table to itself waits if an index must be there first.
    """
    places = {(op.schema, str(op.table_name)): number for number, op in enumerate(tables.values())}
    targets: dict[Place, set[Place]] = {}
    for op in tables.values():
        place = (op.schema, str(op.table_name))
        inside = {_target(key) for key in _foreign_keys(op) if not key.use_alter}
        targets[place] = inside & places.keys() - {place}
    tangled = _tangled(targets)
    return {
        name: [key for key in _foreign_keys(op) if _is_taken(key, op, places, tangled)] for name, op in tables.items()
    }


def _is_taken(
    key: ForeignKeyConstraint, op: ops.CreateTableOp, places: Mapping[Place, int], tangled: set[Place]
) -> bool:
    if key.use_alter:
        return True
    source, target = (op.schema, str(op.table_name)), _target(key)
    if source == target:
        return not _has_key(op, frozenset(map(str, _op(key).remote_cols)))
    if any("." in str(name) for name in (target[0] or "", target[1], *_op(key).remote_cols)):
        return True
    return {source, target} <= tangled and places[source] < places[target]


def _has_key(op: ops.CreateTableOp, columns: frozenset[str]) -> bool:
    """Tell whether a table has a key over columns from the start, not by an index that is made later."""
    columns_first = [item for item in op.columns if isinstance(item, Column)]
    keys = [{column.name for column in columns_first if column.primary_key}]
    keys += [{column.name} for column in columns_first if column.unique]
    made = [item for item in op.columns if isinstance(item, (UniqueConstraint, PrimaryKeyConstraint))]
    return columns in [*keys, *({column.name for column in item.columns} for item in made)]


def _tangled(targets: Mapping[Place, set[Place]]) -> set[Place]:
    """Return the tables in circles or between circles: what is left when the ends are taken off again and again."""
    left = {place: set(others) for place, others in targets.items()}
    while True:
        referred = {other for others in left.values() for other in others}
        ends = {place for place, others in left.items() if not others or place not in referred}
        if not ends:
            return set(left)
        left = {place: others - ends for place, others in left.items() if place not in ends}


def _foreign_keys(op: ops.CreateTableOp) -> list[ForeignKeyConstraint]:
    return [item for item in op.columns if isinstance(item, ForeignKeyConstraint)]


def _op(key: ForeignKeyConstraint) -> ops.CreateForeignKeyOp:
    return ops.CreateForeignKeyOp.from_constraint(key)


def _target(key: ForeignKeyConstraint) -> Place:
    op = _op(key)
    return op.kw.get("referent_schema"), str(op.referent_table)


def _without(op: ops.CreateTableOp, keys: Sequence[ForeignKeyConstraint]) -> ops.CreateTableOp:
    op.columns = [item for item in op.columns if not any(item is key for key in keys)]
    return op
