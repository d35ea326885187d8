"""Enum types: what a change of their values means, how PostgreSQL spells it, and the verbs of an implementation.

Only PostgreSQL has such types; elsewhere nothing is done. How a type is built anew is told in ``enum_rebuild``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Enum
from sqlalchemy.schema import DDL

from revgraph.ddl.output import Output
from revgraph.ddl.sql_text import quoted_string
from revgraph.errors import OperationError

_ASIDE = "revgraph_"


class EnumColumn(NamedTuple):
    """A column of an enum type, for scripts, which can't look for them.

    :param schema: schema of the table, or None for the default one.
    :param is_array: the column is an array of the type.
    :param default: its server default, if it has one: a value of the type (of an array, PostgreSQL's ``'{a,b}'``).
    """

    schema: str | None
    table: str
    column: str
    is_array: bool = False
    default: str | None = None


@dataclass(frozen=True)
class EnumChange:
    """From one list of values to another.

    :param name: the type.
    :param schema: its schema, or None for the default one.
    :param old: the values there are.
    :param new: the values there shall be.
    :param renames: new name of each value that is given another one.
    :param mapping: for each value that goes away, what rows that hold it shall hold.
    :raises OperationError: if these don't fit together.
    """

    name: str
    schema: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]
    renames: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        troubles = [f"{values} has a value twice" for values in (self.old, self.new) if len(set(values)) < len(values)]
        if len(set(self.renames.values())) < len(self.renames):
            troubles.append("renames gives two values one name; use mapping to merge values")
        troubles += [f"renames: {name!r} is none of the old values" for name in self.renames if name not in self.old]
        troubles += [
            f"renames: {name!r} is none of the new values" for name in self.renames.values() if name not in self.new
        ]
        troubles += [
            f"mapping: {name!r} does not go away" for name in self.mapping if name not in self._gone(self.renames)
        ]
        troubles += [
            f"mapping: {name!r} is none of the new values" for name in self.mapping.values() if name not in self.new
        ]
        if troubles:
            raise OperationError(f"alter_enum({self.name!r}): {'; '.join(troubles)}")

    def _gone(self, renames: Mapping[str, str]) -> tuple[str, ...]:
        taken = set(renames.values())
        return tuple(value for value in self.old if value not in renames and (value not in self.new or value in taken))

    @property
    def removed(self) -> tuple[str, ...]:
        """Return the values that go away, and are not just renamed."""
        return self._gone(self.renames)

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Return the values that go away and that no row may hold."""
        return tuple(value for value in self.removed if value not in self.mapping)

    @property
    def values(self) -> dict[str, str]:
        """Return what each value that does not stay itself becomes."""
        return {**self.renames, **self.mapping}

    @property
    def only_renames(self) -> bool:
        """Say whether the same values stay in the same order, some under other names."""
        return tuple(self.renames.get(value, value) for value in self.old) == self.new

    def renaming(self) -> list[tuple[str, str]]:
        """Return the renames in an order in which no name is ever taken twice."""
        left = {old: new for old, new in self.renames.items() if old != new}
        steps: list[tuple[str, str]] = []
        while left:
            free = next((old for old, new in left.items() if new not in left), None)
            if free is not None:
                steps.append((free, left.pop(free)))
                continue
            old = next(iter(left))  # a circle: one has to step aside
            steps.append((old, f"{_ASIDE}{len(steps)}"))
            left[steps[-1][1]] = left.pop(old)
        return steps


class Enums:
    """The verbs on enum types of a dialect's implementation, as a database without such types has them."""

    output: Output
    commits_enum_values: bool = False
    """A value that is added can only be used after a COMMIT."""

    def create_enum(
        self, name: str, values: Sequence[str], *, schema: str | None = None, if_not_exists: bool | None = None
    ) -> None:
        """Create a type, if SQLAlchemy's dialect knows such types at all."""
        Enum(*values, name=name, schema=schema).create(self.output.bind, checkfirst=bool(if_not_exists))

    def drop_enum(self, name: str, *, schema: str | None = None, if_exists: bool | None = None) -> None:
        """Drop a type, if SQLAlchemy's dialect knows such types at all."""
        Enum(name=name, schema=schema).drop(self.output.bind, checkfirst=bool(if_exists))

    def add_enum_value(
        self,
        name: str,
        value: str,
        *,
        before: str | None = None,
        after: str | None = None,
        schema: str | None = None,
        if_not_exists: bool | None = None,
    ) -> None:
        """Add a value; nothing to do here."""

    def rename_enum_value(self, name: str, old: str, new: str, *, schema: str | None = None) -> None:
        """Give a value another name; nothing to do here."""

    def alter_enum(self, change: EnumChange, *, columns: Sequence[Sequence[Any]] | None = None) -> None:
        """Exchange the list of values; nothing to do here."""


# ---------------------------------------------------------------------------------------------- PostgreSQL's words


def statement(sql: str) -> DDL:
    """Return SQL text as a statement that is executed, or written, exactly as it is."""
    return DDL(sql.replace("%", "%%"))  # type: ignore[no-untyped-call]


def quoted(*names: str | None) -> str:
    """Return names as one path, quoted where needed; None is left out."""
    quote = _preparer().quote
    return ".".join(quote(name) for name in names if name is not None)


@cache
def _preparer() -> Any:
    from sqlalchemy.dialects import postgresql  # takes long to load, and most databases are others

    return postgresql.dialect(paramstyle="named").identifier_preparer  # type: ignore[no-untyped-call]


def literal(value: str | None) -> str:
    """Return a string as a literal that means the same under every setting of the server."""
    if value is None:
        return "NULL"
    quoted = quoted_string(value)
    return f"E{quoted}".replace("\\", "\\\\") if "\\" in value else quoted


def literals(values: Sequence[str | None]) -> str:
    """Return strings as literals between commas."""
    return ", ".join(literal(value) for value in values)


def create_enum(type_name: str, values: Sequence[str], *, if_not_exists: bool | None = None) -> str:
    """Return the statement that creates a type.

    :param type_name: quoted, with its schema.
    """
    create = f"CREATE TYPE {type_name} AS ENUM ({literals(values)})"
    if not if_not_exists:
        return create
    tag = "$revgraph$"
    while tag in create:
        tag = f"{tag[:-1]}_$"
    return f"DO {tag} BEGIN {create}; EXCEPTION WHEN duplicate_object THEN NULL; END {tag}"


def add_value(
    type_name: str, value: str, *, before: str | None, after: str | None, if_not_exists: bool | None = None
) -> str:
    """Return the statement that adds a value, at the end unless a neighbour is named."""
    guard = "IF NOT EXISTS " if if_not_exists else ""
    place = f" BEFORE {literal(before)}" if before is not None else ""
    place = f" AFTER {literal(after)}" if after is not None else place
    return f"ALTER TYPE {type_name} ADD VALUE {guard}{literal(value)}{place}"


def rename_value(type_name: str, old: str, new: str) -> str:
    """Return the statement that renames a value."""
    return f"ALTER TYPE {type_name} RENAME VALUE {literal(old)} TO {literal(new)}"


def converted(column: str, type_name: str, values: Mapping[str, str], *, is_array: bool) -> str:
    """Return the expression that makes the new value of a column from the old one.

    :param column: quoted.
    :param values: what values become that do not stay themselves.
    """
    changed = {old: new for old, new in values.items() if old != new}
    if is_array:
        made = f"{column}::text[]"
        aside = [(old, f"{_ASIDE}{number}") for number, old in enumerate(changed)]
        # in two rounds, so that what was replaced is not replaced again
        back = [(f"{_ASIDE}{number}", new) for number, new in enumerate(changed.values())]
        crossing = set(changed) & set(changed.values())
        for old, new in [*aside, *back] if crossing else changed.items():
            made = f"array_replace({made}, {literal(old)}, {literal(new)})"
        return f"{made}::{type_name}[]"
    if not changed:
        return f"{column}::text::{type_name}"
    cases = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in changed.items())
    return f"(CASE {column}::text {cases} ELSE {column}::text END)::{type_name}"


def with_values(sql: str, written_type: str, change: Any) -> str:
    """Return an expression with the values of a type in it exchanged.

    :param sql: as the server writes it: each value as ``'value'::type``.
    :param written_type: the type, as the server writes it there.
    :param change: function from what stands between the quotes, and whether that is an array, to the new literal.
    """
    pattern = re.compile(rf"(E?)'((?:[^']|'')*)'::{re.escape(written_type)}(?![\w$\"])(\[\])?")

    def exchanged(found: re.Match[str]) -> str:
        text = found.group(2).replace("''", "'")
        if found.group(1):
            text = text.replace("\\\\", "\\")
        made = change(text, bool(found.group(3)))
        return found.group() if made is None else f"{made}::{written_type}{found.group(3) or ''}"

    return pattern.sub(exchanged, sql)
