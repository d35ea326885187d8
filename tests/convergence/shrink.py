"""Make a failing pair smaller while it fails in the same way, by dropping features from one side or both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import monotonic

from tests.convergence.fit import Pair, fitted
from tests.convergence.spec import Column, Model, Name, Table


def shrunk(pair: Pair, fails: Callable[[Pair], bool], *, seconds: float = 60) -> Pair:
    """Return a smaller pair that fails as well.

    :param pair: fails.
    :param fails: tells whether a pair fails in the same way.
    :param seconds: when to be content.
    """
    end = monotonic() + seconds
    smaller = True
    while smaller and monotonic() < end:
        smaller = False
        for candidate in _smaller(pair):
            if monotonic() > end:
                break
            candidate = fitted(candidate)
            if _size(candidate) < _size(pair) and fails(candidate):
                pair, smaller = candidate, True
                break
    return pair


def _size(pair: Pair) -> tuple[int, int]:
    """Return how much there is on both sides, and how much of it differs."""
    text = len(repr(pair.before)) + len(repr(pair.after))
    same = sum(1 for name, table in pair.before.tables.items() if pair.after.tables.get(name) == table)
    return text, -same


def _smaller(pair: Pair) -> Iterator[Pair]:
    before, after = pair.before, pair.after
    for name in sorted({*before.tables, *after.tables}, key=str):
        yield Pair(pair.kind, _without(before, name), _without(after, name))
        yield Pair(pair.kind, _without(before, name), after)
        yield Pair(pair.kind, before, _without(after, name))
    for name in before.tables.keys() & after.tables.keys():
        if before.tables[name] != after.tables[name]:
            yield Pair(pair.kind, before, after.with_table(before.tables[name]).with_supported_keys())
        yield from _smaller_table(pair, name)
    for name in sorted(before.tables.keys() ^ after.tables.keys(), key=str):
        yield from _smaller_table(pair, name)
    yield Pair(pair.kind, replace(before, sequences=()), replace(after, sequences=()))


def _without(model: Model, name: Name) -> Model:
    return model.without_table(name) if name in model.tables else model


def _smaller_table(pair: Pair, name: Name) -> Iterator[Pair]:
    sides = (pair.before, pair.after)
    columns = sorted({c.name for model in sides for c in (model.tables[name].columns if name in model.tables else ())})
    for column in columns:
        yield from _both_or_one(pair, lambda model, column=column: _without_column(model, name, column))
    parts = [p for model in sides for p in (model.tables[name].parts if name in model.tables else ())]
    for part in parts:
        yield from _both_or_one(pair, lambda model, part=part: _cut(model, name, _without_equal(part)))
    for cut in CUTS:
        yield from _both_or_one(pair, lambda model, cut=cut: _cut(model, name, cut))
    for column in columns:
        for trim in TRIMS:
            yield from _both_or_one(
                pair,
                lambda model, column=column, trim=trim: _cut(model, name, _trimmed(column, trim)),
            )


def _both_or_one(pair: Pair, change: Callable[[Model], Model]) -> Iterator[Pair]:
    yield Pair(pair.kind, change(pair.before), change(pair.after))
    yield Pair(pair.kind, change(pair.before), pair.after)
    yield Pair(pair.kind, pair.before, change(pair.after))


def _without_column(model: Model, name: Name, column: str) -> Model:
    table = model.tables.get(name)
    if table is None or table.column(column) is None or len(table.columns) < 2:
        return model
    return model.without_column(name, column)


def _cut(model: Model, name: Name, cut: Callable[[Table], Table]) -> Model:
    table = model.tables.get(name)
    return model if table is None else model.with_table(cut(table)).with_supported_keys()


def _without_equal(part: object) -> Callable[[Table], Table]:
    return lambda table: replace(table, parts=tuple(old for old in table.parts if old != part))


def _trimmed(column: str, trim: Callable[[Column], Column]) -> Callable[[Table], Table]:
    def cut(table: Table) -> Table:
        found = table.column(column)
        return table if found is None else table.with_column(trim(found))

    return cut


CUTS: tuple[Callable[[Table], Table], ...] = (
    lambda table: replace(table, comment=None),
    lambda table: replace(table, options=()),
    lambda table: replace(table, primary_key=(), key_name=None),
    lambda table: replace(table, key_name=None),
)
TRIMS: tuple[Callable[[Column], Column], ...] = (
    lambda column: replace(column, comment=None),
    lambda column: replace(column, default=None),
    lambda column: replace(column, collation=None),
    lambda column: replace(column, scalar=None),
    lambda column: replace(column, identity=None),
    lambda column: replace(column, autoincrement=False),
    lambda column: replace(column, type="text"),
)
