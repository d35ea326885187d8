"""Make a pair fit the rows in it: what the rows of one side could not satisfy on the other is left out.

A new table is empty and a new column has one value for all rows, so neither can be referred to or be unique at once.
No tool could apply those; what is left out is never more than one constraint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.convergence.spec import Column, Exclude, ForeignKey, Index, Model, Name, Part, Table, Unique
from tests.convergence.types import TYPES


@dataclass(frozen=True)
class Pair:
    """A model and what it becomes."""

    kind: str
    before: Model
    after: Model


def fitted(pair: Pair) -> Pair:
    """Return the pair without the constraints its rows can't satisfy."""
    before, after = pair.before, _filled(pair.after, pair.before, pair.kind)
    for _ in range(3):  # what one side loses may take something from the other
        after = _fitting(after, before, pair.kind)
        before = _fitting(before, after, pair.kind)
    return replace(pair, before=_used(_told_apart(before)), after=_used(_told_apart(after)))


def _told_apart(model: Model) -> Model:
    """Return the model without what PostgreSQL makes one of: a primary key, and UNIQUE over its columns."""
    for table in list(model.tables.values()):
        key = set(table.primary_key)
        parts = [p for p in table.parts if not (isinstance(p, Unique) and set(p.columns) == key)]
        model = model.with_table(replace(table, parts=tuple(parts)))
    return model.with_supported_keys()


def _filled(model: Model, other: Model, kind: str) -> Model:
    """Return the model with a value for rows in each new NOT NULL column, or NULL where there is none to say."""
    for table in list(model.tables.values()):
        counterpart = other.tables.get(table.name)
        for column in table.columns if counterpart is not None else ():
            assert counterpart is not None
            is_open = not column.nullable and column.default is None and column.scalar is None
            special = column.autoincrement or column.generated is not None or column.identity is not None
            if (
                is_open
                and not special
                and counterpart.column(column.name) is None
                and column.name not in table.primary_key
            ):
                family = "enum" if column.type.startswith("enum:") else TYPES[kind][column.type].family
                scalar = {"number": 5, "string": "filled", "boolean": True}.get(family)
                table = table.with_column(replace(column, scalar=scalar, nullable=scalar is None))
        model = model.with_table(table)
    return model


def _used(model: Model) -> Model:
    used = model.used_enums()
    return replace(model, enums={name: enum for name, enum in model.enums.items() if name in used})


def _fitting(model: Model, other: Model, kind: str) -> Model:
    for table in list(model.tables.values()):
        counterpart = other.tables.get(table.name)
        if counterpart is not None:
            parts = tuple(part for part in table.parts if _fits(part, table, counterpart, other, kind))
            key = table.primary_key
            if key and not any(_is_told_apart(name, table, counterpart, kind) for name in key):
                key = ()
            made = replace(table, parts=parts, primary_key=key, key_name=table.key_name if key else None)
            model = model.with_table(made)
    return model.with_supported_keys()


def _fits(part: Part, table: Table, counterpart: Table, other: Model, kind: str) -> bool:
    if isinstance(part, ForeignKey) and len(part.columns) > 1 and dict(part.options).get("match") == "FULL":
        # which takes no mixture of NULL and values
        all_null = all(_is_null(name, table, counterpart) for name in part.columns)
        return all_null or _refers_to_rows(part, table, counterpart, other)
    if isinstance(part, ForeignKey):
        return all(_may_be_null(name, table, counterpart) for name in part.columns) or _refers_to_rows(
            part, table, counterpart, other
        )
    if isinstance(part, Unique) or (isinstance(part, Index) and part.unique):
        if isinstance(part, Index) and part.elements[0] not in ("{0}", "@desc", "@last", "@lower"):
            return False
        apart = any(_is_told_apart(name, table, counterpart, kind) for name in part.columns)
        distinct = dict(part.options).keys() & {"postgresql_nulls_not_distinct", "nulls_not_distinct"}
        return apart or (not distinct and any(_is_null(name, table, counterpart) for name in part.columns))
    if isinstance(part, Exclude):
        return all(_is_told_apart(n, table, counterpart, kind) or _is_null(n, table, counterpart) for n in part.columns)
    return True


def _is_null(name: str, table: Table, counterpart: Table) -> bool:
    """Tell whether the rows have NULL there: a new column without a value for them."""
    column = table.column(name)
    return (
        column is not None
        and counterpart.column(name) is None
        and column.nullable
        and column.default is None
        and column.scalar is None
        and not column.autoincrement
    )


def _may_be_null(name: str, table: Table, counterpart: Table) -> bool:
    """Tell whether the rows can have NULL there on both sides."""
    there = counterpart.column(name)
    if there is None:
        return _is_null(name, table, counterpart)
    keys = {*table.primary_key, *counterpart.primary_key}
    return name not in keys and there.nullable and any(c.name == name and c.nullable for c in table.columns)


def _is_told_apart(name: str, table: Table, counterpart: Table, kind: str) -> bool:
    column, there = table.column(name), counterpart.column(name)
    if column is None or column.generated is not None:
        return False
    if there is None:
        return column.autoincrement  # the database counts
    if there.generated is not None:
        return False
    return all(not each.type.startswith("enum:") and TYPES[kind][each.type].distinct for each in (column, there))


def _refers_to_rows(key: ForeignKey, table: Table, counterpart: Table, other: Model) -> bool:
    there = other.tables.get(key.target)
    return (
        there is not None
        and all(there.column(name) is not None for name in key.target_columns)
        and all(counterpart.column(name) is not None for name in key.columns)
    )


def rows_are_null(pair: Pair, name: Name, column: Column) -> bool:
    """Tell whether a column of ``before`` gets no values: one side refers from it to what the other does not have."""
    for model, other in ((pair.before, pair.after), (pair.after, pair.before)):
        table = model.tables.get(name)
        for part in () if table is None else table.parts:
            if isinstance(part, ForeignKey) and column.name in part.columns:
                there = other.tables.get(part.target)
                if there is None or any(there.column(referred) is None for referred in part.target_columns):
                    return True
    return False
