"""What a pair changes, in the words of the report: one line for each facet that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from tests.convergence.fit import Pair
from tests.convergence.names import ODD
from tests.convergence.spec import Column, Exclude, ForeignKey, Index, Model, Table, Unique

PARTS = {"Unique": "unique", "Check": "check", "Exclude": "exclude", "ForeignKey": "foreign key", "Index": "index"}


def features(pair: Pair) -> frozenset[str]:
    """Return what differs between the sides of a pair."""
    return frozenset(_features(pair.before, pair.after))


def _features(before: Model, after: Model) -> Iterator[str]:
    for name in before.tables.keys() | after.tables.keys():
        was, will = before.tables.get(name), after.tables.get(name)
        if was is None or will is None:
            yield "table added" if was is None else "table dropped"
        elif was != will:
            yield from _table(was, will)
        if was != will and _is_odd(name.name):
            yield "odd name"
        if was != will and name.schema:
            yield "other schema"
    for name in before.enums.keys() & after.enums.keys():
        if before.enums[name].values != after.enums[name].values:
            yield "enum values" if before.enums[name].native else "enum values (CHECK)"
        if before.enums[name].native != after.enums[name].native:
            yield "enum native or not"
    if before.enums.keys() != after.enums.keys():
        yield "enum type comes or goes"
    if before.sequences != after.sequences:
        yield "sequence"


def _is_odd(name: str) -> bool:
    return name in ODD or len(name) > 50


def _table(was: Table, will: Table) -> Iterator[str]:
    if was.primary_key != will.primary_key:
        yield "primary key"
    elif was.key_name != will.key_name:
        yield "primary key name"
    if was.comment != will.comment:
        yield "table comment"
    if was.options != will.options:
        yield "table options"
    for name in {column.name for column in (*was.columns, *will.columns)}:
        yield from _column(was.column(name), will.column(name))
    yield from _parts(was, will)


def _column(was: Column | None, will: Column | None) -> Iterator[str]:
    if was is None or will is None:
        there = was or will
        assert there is not None
        what = "dropped" if will is None else "added"
        yield f"column {what}"
        if there.generated:
            yield f"computed column {what}"
        if there.type.startswith("enum:"):
            yield f"enum column {what}"
        if not there.nullable and there.default is None and not there.generated:
            yield f"NOT NULL column without default {what}"
    elif was != will:
        yield from (f"column {name}" for name in _differing(was, will) if name != "scalar")
    if was != will and any(each is not None and _is_odd(each.name) for each in (was, will)):
        yield "odd name"


def _differing(was: Any, will: Any) -> Iterator[str]:
    for field in fields(was):
        if getattr(was, field.name) != getattr(will, field.name):
            yield field.name


def _parts(was: Table, will: Table) -> Iterator[str]:
    left = [part for part in was.parts if part not in will.parts]
    for part in will.parts:
        if part in was.parts:
            continue
        kind = PARTS[type(part).__name__]
        match = next((old for old in left if type(old) is type(part) and _same(old, part)), None)
        if match is None:
            yield from _whole(part, kind, "added")
        else:
            left.remove(match)
            yield from (f"{kind} {name}" for name in _differing(match, part))
    for part in left:
        yield from _whole(part, PARTS[type(part).__name__], "dropped")


def _same(old: Any, new: Any) -> bool:
    return (old.name == new.name) if old.name and new.name else bool(old.columns == new.columns)


def _whole(part: Any, kind: str, what: str) -> Iterator[str]:
    yield f"{kind} {what}"
    if part.name and _is_odd(part.name):
        yield "odd name"
    if isinstance(part, Index):
        yield from (f"index with {name}" for name in ("where", "include", "opclass") if getattr(part, name))
        if any(element != "{0}" for element in part.elements):
            yield "index with expression or order"
        yield from (f"index with {name}" for name, _ in part.options)
    elif isinstance(part, (Unique, ForeignKey, Exclude)) and part.options:
        yield f"{kind} with options"
