"""Random changes to a model: each takes one and returns another, or None where it finds nothing to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.convergence.generate import COMPUTED, SCHEMAS, Source
from tests.convergence.names import new_name
from tests.convergence.spec import (
    Check,
    Column,
    Counted,
    Exclude,
    ForeignKey,
    Index,
    Model,
    Name,
    Part,
    Sequence,
    Table,
    Unique,
)
from tests.convergence.types import convertible

Change = Callable[[Source, Model], Model | None]


def changed(source: Source, model: Model) -> Model:
    """Return a model with one to six changes.

    :param source: chance, and what the kind of database allows.
    :param model: stays as it is.
    """
    wanted = source.one((1, 1, 2, 2, 3, 4, 6))
    for _ in range(60):
        if wanted == 0:
            break
        made = source.one(CHANGES)(source, model)
        if made is not None and made != model:
            model = made
            wanted -= 1
    return model


def _table(source: Source, model: Model) -> Table | None:
    return source.one(model.tables.values()) if model.tables else None


def _in_key(model: Model, table: Table, column: str) -> bool:
    """Tell whether a foreign key or a computed column stands on a column, so that its type can't change alone."""
    for other in model.tables.values():
        for part in other.parts:
            if isinstance(part, ForeignKey) and (
                (other is table and column in part.columns)
                or (part.target == table.name and column in part.target_columns)
            ):
                return True
    return any(each.generated and column in each.generated.columns for each in table.columns)


def _any_column(source: Source, model: Model, fits: Callable[[Column], bool]) -> tuple[Table, Column] | None:
    found = [(table, column) for table in model.tables.values() for column in table.columns if fits(column)]
    return source.one(found) if found else None


def _plain(column: Column) -> bool:
    return column.generated is None and column.identity is None and not column.autoincrement


def _any_part(source: Source, model: Model, kinds: Any) -> tuple[Table, Any] | None:
    found = [(table, part) for table in model.tables.values() for part in table.parts if isinstance(part, kinds)]
    return source.one(found) if found else None


# -- tables


def add_table(source: Source, model: Model) -> Model | None:
    table = source.table(model)
    model = model.with_table(table)
    return (source.with_foreign_key(model, table.name) or model) if source.maybe(0.5) else model


def drop_table(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    return None if table is None or len(model.tables) < 2 else model.without_table(table.name)


def comment_table(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    if table is None:
        return None
    comment = source.comment() if table.comment is None or source.maybe(0.5) else None
    return model.with_table(replace(table, comment=comment))


def change_table_options(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    if table is None or not (source.mariadb or source.maybe(0.3)):
        return None
    return model.with_table(replace(table, options=source.table_options(table)))


def move_table(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    if table is None or not source.postgresql or source.maybe(0.5):
        return None
    name = Name(source.one(SCHEMAS[source.kind]), table.name.name)
    if name in model.tables:
        return None
    return model.without_table(table.name).with_table(
        replace(table, name=name, parts=tuple(p for p in table.parts if not _refers(p, table.name)))
    )


def _refers(part: Part, name: Name) -> bool:
    return isinstance(part, ForeignKey) and part.target == name


# -- columns


def add_column(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    if table is None:
        return None
    column = source.column(table, model, added=True)
    table = table.with_column(column)
    if source.maybe(0.5):
        columns = list(table.columns)
        columns.insert(source.rng.randrange(len(columns)), columns.pop())
        table = replace(table, columns=tuple(columns))
    return model.with_table(table)


def drop_column(source: Source, model: Model) -> Model | None:
    found = _any_column(source, model, lambda column: column.name != "id")
    if found is None:
        return None
    table, column = found
    if len(table.columns) < 2:
        return None
    if not column.nullable and column.default is None and _plain(column) and source.maybe(0.8):
        return None  # most columns that are dropped can be brought back
    return model.without_column(table.name, column.name)


def change_type(source: Source, model: Model) -> Model | None:
    found = _any_column(source, model, lambda column: _plain(column) and not column.type.startswith("enum:"))
    if found is None or _in_key(model, *_named(found)):
        return None
    table, column = found
    types = convertible(source.kind, column.type)
    if not types or column.name in table.primary_key:
        return None
    type_ = source.one(types)
    family = source.family(type_)
    default = column.default
    if family != source.family(column.type) or source.maybe(0.2) or not source.types[type_].defaults:
        default = source.default(type_, model) if default is not None else None
    new = replace(column, type=type_, default=default, scalar=None)
    if not source.types[type_].collatable or type_ == "varchar_utf8":
        new = replace(new, collation=None)
    table = table.with_column(new)
    if family != source.family(column.type) or not source.types[type_].keyable or _has_opclass(table, column.name):
        model = model.with_table(table)
        table = replace(table, parts=tuple(p for p in table.parts if column.name not in _uses(p)))
    return model.with_table(table).with_supported_keys()


def _named(found: tuple[Table, Column]) -> tuple[Table, str]:
    return found[0], found[1].name


def _has_opclass(table: Table, column: str) -> bool:
    return any(isinstance(p, Index) and column in dict(p.opclass) for p in table.parts)


def _uses(part: Part) -> tuple[str, ...]:
    return part.uses if isinstance(part, Index) else part.columns


def change_both_types(source: Source, model: Model) -> Model | None:
    """Widen a referred column and the one that refers to it together."""
    found = _any_part(source, model, ForeignKey)
    if found is None:
        return None
    table, key = found
    if len(key.columns) != 1 or key.target == table.name:
        return None
    target = model.tables[key.target]
    users = [
        (other, part)
        for other in model.tables.values()
        for part in other.parts
        if isinstance(part, ForeignKey) and (part.target == target.name or set(part.columns) & set(key.columns))
    ]
    referred = target.column(key.target_columns[0])
    own = table.column(key.columns[0])
    if len(users) != 1 or referred is None or own is None or own.type != referred.type or referred.identity:
        return None
    type_ = {"integer": "bigint", "bigint": "integer", "varchar30": "varchar50", "varchar50": "varchar30"}.get(own.type)
    if type_ is None or _has_opclass(table, own.name) or _has_opclass(target, referred.name):
        return None
    model = model.with_table(target.with_column(replace(referred, type=type_)))
    return model.with_table(table.with_column(replace(own, type=type_)))


def change_nullable(source: Source, model: Model) -> Model | None:
    found = _any_column(source, model, _plain)
    if found is None or found[1].name in found[0].primary_key or _in_key(model, *_named(found)):
        return None
    table, column = found
    return model.with_table(table.with_column(replace(column, nullable=not column.nullable)))


def change_default(source: Source, model: Model) -> Model | None:
    found = _any_column(source, model, _plain)
    if found is None or found[1].name in found[0].primary_key or _in_key(model, *_named(found)):
        return None
    table, column = found
    default = source.default(column.type, model) if column.default is None or source.maybe(0.6) else None
    return model.with_table(table.with_column(replace(column, default=default)))


def change_generated(source: Source, model: Model) -> Model | None:
    """Change a computed column's text, or make it an ordinary one, or another way round."""
    found = _any_column(source, model, lambda column: column.generated is not None)
    if found is None:
        return None
    table, column = found
    assert column.generated is not None
    if source.maybe(0.3):
        return model.with_table(table.with_column(replace(column, generated=None)))
    base = table.column(column.generated.columns[0])
    templates = COMPUTED["number" if base is None else source.family(base.type)]
    generated = replace(column.generated, template=source.one(templates))
    if not source.postgresql and source.maybe(0.4):
        generated = replace(generated, persisted=not generated.persisted)
    return model.with_table(table.with_column(replace(column, generated=generated)))


def change_identity(source: Source, model: Model) -> Model | None:
    """Change an identity, take it away, or give one to a key column without."""
    if not source.postgresql:
        return None
    found = _any_column(source, model, lambda column: column.type in ("integer", "bigint") and not column.nullable)
    if found is None:
        return None
    table, column = found
    if column.identity is not None:
        identity = source.identity() if source.maybe(0.7) else None
        return model.with_table(table.with_column(replace(column, identity=identity)))
    if column.default is not None or (len(table.primary_key) != 1 and column.autoincrement):
        return None
    identity = Counted((("always", False), ("start", 100)))
    return model.with_table(table.with_column(replace(column, identity=identity, autoincrement=False)))


def comment_column(source: Source, model: Model) -> Model | None:
    found = _any_column(source, model, lambda column: True)
    if found is None:
        return None
    table, column = found
    comment = source.comment() if column.comment is None or source.maybe(0.5) else None
    return model.with_table(table.with_column(replace(column, comment=comment)))


def change_collation(source: Source, model: Model) -> Model | None:
    found = _any_column(source, model, lambda column: source.collation(column.type) is not None)
    if found is None or _in_key(model, *_named(found)):
        return None
    table, column = found
    collation = None if column.collation and source.maybe(0.5) else source.collation(column.type)
    return model.with_table(table.with_column(replace(column, collation=collation)))


# -- keys


def change_primary_key(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    if table is None:
        return None
    key = table.primary_key
    counted = any(table.column(name).autoincrement or table.column(name).identity for name in key)  # type: ignore[union-attr]
    if counted and source.kind == "sqlite":
        return None
    if key and source.maybe(0.3) and not counted:
        table = replace(table, primary_key=(), key_name=None)
    elif len(key) > 1:
        table = replace(table, primary_key=tuple(reversed(key)) if source.maybe(0.6) else key[:1])
    else:
        fitting = [
            column
            for column in source.keyable(table)
            if not column.nullable and column.name not in key and source.is_distinct(table, column.name)
        ]
        if not fitting:
            return None
        table = replace(table, primary_key=(*key, source.one(fitting).name))
    return model.with_table(table).with_supported_keys()


def rename_primary_key(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    if table is None or not table.primary_key:
        return None
    name = f"pk2_{table.name.name}"[:50] if table.key_name is None or source.maybe(0.5) else None
    return model.with_table(replace(table, key_name=name))


def add_surrogate_key(source: Source, model: Model) -> Model | None:
    """Give a table without a key an ``id`` that counts."""
    table = _table(source, model)
    if table is None or table.primary_key or table.column("no") is not None:
        return None
    column = Column("no", "integer", nullable=False, autoincrement=True)
    return model.with_table(replace(table.with_column(column), primary_key=("no",)))


def add_foreign_key(source: Source, model: Model) -> Model | None:
    table = _table(source, model)
    return None if table is None else source.with_foreign_key(model, table.name)


def change_foreign_key(source: Source, model: Model) -> Model | None:
    found = _any_part(source, model, ForeignKey)
    if found is None:
        return None
    table, key = found
    if source.maybe(0.3):
        return model.with_table(table.with_part(replace(key, name=source.part_name("fk", table)), key))
    options = source.key_options()
    return model.with_table(table.with_part(replace(key, options=options), key))


def drop_part(source: Source, model: Model) -> Model | None:
    found = _any_part(source, model, (Unique, Check, Exclude, ForeignKey, Index))
    if found is None:
        return None
    table, part = found
    return model.with_table(table.without_part(part)).with_supported_keys()


def _adding(make: Callable[[Source], Callable[[Table, Model], Part | None]]) -> Change:
    def add(source: Source, model: Model) -> Model | None:
        table = _table(source, model)
        part = None if table is None else make(source)(table, model)
        return None if table is None or part is None else model.with_table(table.with_part(part))

    return add


def change_unique(source: Source, model: Model) -> Model | None:
    found = _any_part(source, model, Unique)
    if found is None:
        return None
    table, unique = found
    way = source.rng.randrange(3)
    if way == 0:
        new = replace(unique, name=source.part_name("uq", table))
    elif way == 1:
        new = replace(unique, options=source.unique_options())
    else:
        other = source.unique(table, model)
        if not isinstance(other, Unique):
            return None
        new = replace(unique, columns=other.columns)
    return model.with_table(table.with_part(new, unique)).with_supported_keys()


def change_check(source: Source, model: Model) -> Model | None:
    found = _any_part(source, model, Check)
    if found is None:
        return None
    table, check = found
    if source.maybe(0.3):
        return model.with_table(table.with_part(replace(check, name=source.part_name("ck", table)), check))
    other = source.check(table, model)
    if not isinstance(other, Check):
        return None
    return model.with_table(table.with_part(replace(other, name=check.name), check))


def change_index(source: Source, model: Model) -> Model | None:
    found = _any_part(source, model, Index)
    if found is None:
        return None
    table, index = found
    if source.maybe(0.2):
        name = source.part_name("ix", table, optional=False)
        return model.with_table(table.with_part(replace(index, name=name), index))
    other = source.index(table, model)
    if not isinstance(other, Index):
        return None
    return model.with_table(table.with_part(replace(other, name=index.name), index))


def swap_index_names(source: Source, model: Model) -> Model | None:
    """Let two indexes of one table trade their names."""
    for table in model.tables.values():
        indexes = [part for part in table.parts if isinstance(part, Index)]
        if len(indexes) > 1:
            first, second = indexes[:2]
            table = table.with_part(replace(first, name=second.name), first)
            return model.with_table(table.with_part(replace(second, name=first.name), second))
    return None


def change_exclude(source: Source, model: Model) -> Model | None:
    found = _any_part(source, model, Exclude)
    if found is None:
        return None
    table, exclude = found
    other = source.exclude(table, model)
    return None if other is None else model.with_table(table.with_part(other, exclude))


# -- enums and sequences


def change_enum_values(source: Source, model: Model) -> Model | None:
    used = sorted(model.used_enums())
    if not used:
        return None
    name = source.one(used)
    enum = model.enums[name]
    values = list(enum.values)
    way = source.rng.randrange(3)
    if way == 0:
        values.insert(source.rng.randrange(len(values) + 1), source.one(("brand new", "it's also", "zz%")))
    elif way == 1 and len(values) > 2:
        values.remove(source.one([value for value in values[1:] if not _is_default(model, name, value)] or values))
    else:
        values.append(values.pop(0))
    if len(set(values)) < len(values) or any(_is_lost(model, name, value, values) for value in enum.values):
        return None
    return replace(model, enums={**model.enums, name: replace(enum, values=tuple(values))})


def _is_default(model: Model, enum: str, value: str) -> bool:
    return any(
        column.type == f"enum:{enum}" and column.default is not None and column.default.value == value
        for table in model.tables.values()
        for column in table.columns
    )


def _is_lost(model: Model, enum: str, value: str, values: list[str]) -> bool:
    return value not in values and _is_default(model, enum, value)


def change_enum_kind(source: Source, model: Model) -> Model | None:
    """Make a native enum one of CHECKs, or back."""
    used = sorted(model.used_enums())
    if not used or source.maybe(0.5):
        return None
    enum = model.enums[name := source.one(used)]
    if any([column.type for column in table.columns].count(f"enum:{name}") > 1 for table in model.tables.values()):
        return None
    return replace(model, enums={**model.enums, name: replace(enum, native=not enum.native)})


def use_enum(source: Source, model: Model) -> Model | None:
    """Add a column of an enum, a new or a known one."""
    table = _table(source, model)
    if table is None:
        return None
    if not model.enums or source.maybe(0.4):
        model = source.with_enum(model)
    enums = source.enums_for(model, table)
    if not enums:
        return None
    type_ = f"enum:{source.one(enums)}"
    name = new_name(source.rng, {column.name for column in table.columns}, ("mood", "phase"))
    default = source.default(type_, model) if source.maybe(0.6) else None
    return model.with_table(table.with_column(Column(name, type_, nullable=default is None, default=default)))


def change_sequences(source: Source, model: Model) -> Model | None:
    if not source.postgresql:
        return None
    if not model.sequences or source.maybe(0.4):
        return source.with_sequence(model)
    old = source.one(model.sequences)
    left = tuple(sequence for sequence in model.sequences if sequence is not old)
    if source.maybe(0.5):
        return replace(model, sequences=left)
    return replace(model, sequences=(*left, Sequence(old.name, source.sequence_options())))


CHANGES: tuple[Change, ...] = (
    *(add_table, drop_table, comment_table, change_table_options, move_table),
    *(add_column, add_column, drop_column, drop_column, change_type, change_type, change_both_types),
    *(change_nullable, change_default, change_default, change_generated, change_identity),
    *(comment_column, change_collation, change_primary_key, rename_primary_key, add_surrogate_key),
    *(add_foreign_key, add_foreign_key, change_foreign_key, drop_part, drop_part),
    *(_adding(lambda source: source.unique), _adding(lambda source: source.check)),
    *(_adding(lambda source: source.index), _adding(lambda source: source.index)),
    _adding(lambda source: source.exclude),
    *(change_unique, change_check, change_index, change_index, swap_index_names, change_exclude),
    *(change_enum_values, change_enum_kind, use_enum, change_sequences),
)
