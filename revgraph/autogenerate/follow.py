"""Indexes and constraints of renamed tables and columns: those that only want another name get it.

Decides by what the dialect says of two indexes or constraints; yields operations, renames in memory what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any

from revgraph.autogenerate.compare import Options
from revgraph.autogenerate.exchanged import free_name
from revgraph.autogenerate.snapshot import TableFacts
from revgraph.operations import ops

_GIVES_NAMES = (ops.RenameIndexOp, ops.RenameConstraintOp)


def follow_names(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that give indexes and constraints the names of the models.

    :param before: a renamed table, or one with renamed columns; changed in place.
    :param after: the table in the models.
    :param options: how to compare.
    """
    table, schema = after.key.name, after.item.schema
    # MySQL's unique constraints are read as indexes
    for old, new in _pairs(before.indexes, after.uniques if options.dialect.name in ("mysql", "mariadb") else ()):
        if old.unique and sorted(old.columns) == sorted(new.columns):
            yield ops.RenameConstraintOp(table, old.name or "", new.name or "", "unique", schema=schema)
            _rename_all(before, old.name, new.item.name)
    for old, new in _pairs(before.indexes, after.indexes):
        same = old.columns == new.columns and old.unique == new.unique
        if same and not options.questions.compare_indexes(new.item, old.item).is_different:
            yield ops.RenameIndexOp(old.name or "", new.name or "", table, schema=schema)
            old.item.name = new.item.name
    for old, new in _pairs(before.uniques, after.uniques):
        same = sorted(old.columns) == sorted(new.columns)
        if same and not options.questions.compare_unique_constraint(new.item, old.item).is_different:
            yield ops.RenameConstraintOp(table, old.name or "", new.name or "", "unique", schema=schema)
            _rename_all(before, old.name, new.item.name)
    for old, new in _pairs(before.foreign_keys, after.foreign_keys):
        if (old.columns, old.referred, old.referred_columns) == (new.columns, new.referred, new.referred_columns):
            yield ops.RenameConstraintOp(table, old.name or "", new.name or "", "foreignkey", schema=schema)
            _rename_all(before, old.name, new.item.name)
    for old, new in _pairs(before.checks, after.checks):
        if _plain(old.item.sqltext) == _plain(new.item.sqltext):
            yield ops.RenameConstraintOp(table, old.name or "", new.name or "", "check", schema=schema)
            old.item.name = new.item.name


def by_free_names(changes: Sequence[ops.ModifyTableOps]) -> list[ops.ModifyTableOps]:
    """Return the same with what takes a name that something later still has named twice: first aside, then at the end.

    :param changes: operations that give names, table by table; changed in place.
    """
    renamings = [(group, op) for group in changes for op in group.ops if isinstance(op, _GIVES_NAMES)]
    names = {op.old_name for _, op in renamings} | {op.new_name for _, op in renamings}
    late: list[ops.ModifyTableOps] = []
    for number, (group, op) in enumerate(renamings):
        if any(other.old_name == op.new_name for _, other in renamings[number + 1 :]):
            last = copy(op)
            op.new_name = last.old_name = free_name(op.old_name, names)
            names.add(op.new_name)
            late.append(ops.ModifyTableOps(group.table_name, [last], schema=group.schema))
    return [*changes, *late]


def _rename_all(before: TableFacts, old: str | None, new: Any) -> None:
    """Give a constraint and the index that is the same thing, or that the database made for it, another name."""
    things: list[Any] = [*before.item.constraints, *before.item.indexes]
    for each in things:
        if each.name == old:
            each.name = new


def _pairs(before: Iterable[Any], after: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each thing of the models together with each of the database, both with names the other side lacks."""
    there = {thing.name: thing for thing in before if thing.name}
    wanted = {thing.name: thing for thing in after if thing.name}
    taken: set[str] = set()
    for name, new in wanted.items():
        for other, old in there.items():
            if name in there or other in wanted or other in taken:
                continue
            yield old, new
            if old.item.name == new.item.name:  # the pair was taken
                taken.add(other)
                break


def _plain(condition: Any) -> str:
    text = str(getattr(condition, "text", condition))
    return "".join(character for character in text if character not in ' \t\n()"`').lower()
