"""Models as plain values: what the generator makes, the shrinker cuts and ``build`` turns into SQLAlchemy's.

Nothing of SQLAlchemy and nothing of revgraph here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Name(NamedTuple):
    """The name of a table, an enum or a sequence; ``schema`` is None for the default one."""

    schema: str | None
    name: str


@dataclass(frozen=True)
class Default:
    """A server default: a ``literal`` string, or SQL ``text``."""

    kind: str
    value: str


@dataclass(frozen=True)
class Generated:
    """A computed column: its text with ``{0}`` for the first column it stands on."""

    template: str
    columns: tuple[str, ...]
    persisted: bool | None


@dataclass(frozen=True)
class Counted:
    """An identity, its options by name."""

    options: tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Column:
    """One column; ``type`` is a key of the kind's types, or ``enum:NAME`` of the model's enums."""

    name: str
    type: str
    nullable: bool = True
    default: Default | None = None
    generated: Generated | None = None
    identity: Counted | None = None
    comment: str | None = None
    collation: str | None = None
    scalar: object = None
    autoincrement: bool = False


@dataclass(frozen=True)
class Unique:
    """One unique constraint; without a name the database chooses it."""

    name: str | None
    columns: tuple[str, ...]
    options: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Check:
    """One CHECK: its text with ``{0}`` for the first column."""

    name: str | None
    template: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Exclude:
    """One EXCLUDE constraint over a range."""

    name: str | None
    columns: tuple[str, ...]
    where: str | None = None
    options: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """One foreign key."""

    name: str | None
    columns: tuple[str, ...]
    target: Name
    target_columns: tuple[str, ...]
    options: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Index:
    """One index: its ``elements`` are templates over ``columns``; a bare ``{0}`` is the column itself."""

    name: str
    columns: tuple[str, ...]
    elements: tuple[str, ...]
    unique: bool = False
    where: tuple[str, str] | None = None
    options: tuple[tuple[str, object], ...] = ()
    include: tuple[str, ...] = ()
    opclass: tuple[tuple[str, str], ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        """Every column it stands on, those of its condition too."""
        return (*self.columns, *self.include, *([self.where[1]] if self.where else []))


Part = Unique | Check | Exclude | ForeignKey | Index


@dataclass(frozen=True)
class Table:
    """One table."""

    name: Name
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    key_name: str | None = None
    parts: tuple[Part, ...] = ()
    comment: str | None = None
    options: tuple[tuple[str, object], ...] = ()

    def column(self, name: str) -> Column | None:
        """Return a column by name."""
        return next((column for column in self.columns if column.name == name), None)

    def with_column(self, column: Column) -> Table:
        """Return the table with a column of that name replaced, or added at the end."""
        if self.column(column.name) is None:
            return replace(self, columns=(*self.columns, column))
        return replace(self, columns=tuple(column if old.name == column.name else old for old in self.columns))

    def with_part(self, part: Part, instead_of: Part | None = None) -> Table:
        """Return the table with a part more, or with one replaced."""
        if instead_of is None:
            return replace(self, parts=(*self.parts, part))
        return replace(self, parts=tuple(part if old is instead_of else old for old in self.parts))

    def without_part(self, part: Part) -> Table:
        """Return the table without a part."""
        return replace(self, parts=tuple(old for old in self.parts if old is not part))


@dataclass(frozen=True)
class EnumType:
    """An enum: its values, and whether it is the database's own kind or a CHECK."""

    name: Name
    values: tuple[str, ...]
    native: bool = True


@dataclass(frozen=True)
class Sequence:
    """A sequence that belongs to nobody."""

    name: Name
    options: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Model:
    """One side of a pair."""

    tables: Mapping[Name, Table] = field(default_factory=dict)
    enums: Mapping[str, EnumType] = field(default_factory=dict)
    sequences: tuple[Sequence, ...] = ()

    def with_table(self, table: Table) -> Model:
        """Return the model with a table added or replaced."""
        return replace(self, tables={**self.tables, table.name: table})

    def without_table(self, name: Name) -> Model:
        """Return the model without a table and without the foreign keys to it."""
        left = {}
        for table in self.tables.values():
            if table.name == name:
                continue
            parts = tuple(p for p in table.parts if not (isinstance(p, ForeignKey) and p.target == name))
            left[table.name] = replace(table, parts=parts)
        return replace(self, tables=left)

    def without_column(self, name: Name, column: str) -> Model:
        """Return the model without a column and all that stands on it."""
        table = self.tables[name]
        gone = {column} | {
            other.name for other in table.columns if other.generated and column in other.generated.columns
        }
        table = replace(
            table,
            columns=tuple(each for each in table.columns if each.name not in gone),
            primary_key=tuple(each for each in table.primary_key if each not in gone),
            parts=tuple(part for part in table.parts if not gone & set(columns_of(part))),
        )
        if not table.primary_key:
            table = replace(table, key_name=None)
        tables = {**self.tables, name: table}
        for other in tables.values():
            parts = tuple(
                part
                for part in other.parts
                if not (isinstance(part, ForeignKey) and part.target == name and gone & set(part.target_columns))
            )
            tables[other.name] = replace(other, parts=parts)
        return replace(self, tables=tables).with_supported_keys()

    def with_supported_keys(self) -> Model:
        """Return the model without the foreign keys whose target is no key (any more)."""
        tables = dict(self.tables)
        for table in tables.values():
            parts = tuple(p for p in table.parts if not isinstance(p, ForeignKey) or self._is_supported(p))
            tables[table.name] = replace(table, parts=parts)
        return replace(self, tables=tables)

    def _is_supported(self, key: ForeignKey) -> bool:
        target = self.tables.get(key.target)
        return target is not None and key.target_columns in keys_of(target)

    def used_enums(self) -> set[str]:
        """Return the names of the enums that a column uses."""
        types = {column.type for table in self.tables.values() for column in table.columns}
        return {type_[len("enum:") :] for type_ in types if type_.startswith("enum:")}


def columns_of(part: Part) -> tuple[str, ...]:
    """Return the columns of its own table that a part stands on."""
    return part.uses if isinstance(part, Index) else part.columns


def keys_of(table: Table) -> list[tuple[str, ...]]:
    """Return the column lists a foreign key may refer to."""
    keys = [table.primary_key] if table.primary_key else []
    return keys + [
        part.columns for part in table.parts if isinstance(part, Unique) and not dict(part.options).get("deferrable")
    ]
