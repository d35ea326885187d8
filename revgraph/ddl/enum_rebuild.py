"""PostgreSQL's enum types: the verbs, and how a type is exchanged for one with other values.

PostgreSQL can add and rename values, never remove or move them, and an added value is of no use before a COMMIT. So a
new type takes the old one's place, within the transaction: either all of it happens or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from revgraph.ddl.enum_users import (
    EnumType,
    Kept,
    Use,
    elements,
    enum_type,
    in_the_way,
    kept_aside,
    rows_holding,
    uses_of,
)
from revgraph.ddl.enums import (
    EnumChange,
    EnumColumn,
    Enums,
    add_value,
    converted,
    create_enum,
    literal,
    literals,
    quoted,
    rename_value,
    statement,
    with_values,
)
from revgraph.errors import OfflineError, OperationError

_LONGEST = 63
_SUFFIX = "__old"


class PostgresqlEnums(Enums):
    """The verbs on enum types as PostgreSQL has them."""

    connection: Connection | None
    commits_enum_values = True

    def create_enum(
        self, name: str, values: Sequence[str], *, schema: str | None = None, if_not_exists: bool | None = None
    ) -> None:
        """Create a type."""
        self._run([create_enum(self._path(schema, name), values, if_not_exists=if_not_exists)])

    def drop_enum(self, name: str, *, schema: str | None = None, if_exists: bool | None = None) -> None:
        """Drop a type."""
        self._run([f"DROP TYPE {'IF EXISTS ' if if_exists else ''}{self._path(schema, name)}"])

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
        """Add a value, at the end unless a neighbour is named."""
        path = self._path(schema, name)
        self._run([add_value(path, value, before=before, after=after, if_not_exists=if_not_exists)])

    def rename_enum_value(self, name: str, old: str, new: str, *, schema: str | None = None) -> None:
        """Give a value another name."""
        self._run([rename_value(self._path(schema, name), old, new)])

    def alter_enum(self, change: EnumChange, *, columns: Sequence[Sequence[Any]] | None = None) -> None:
        """Exchange the list of values: by renames where that is all, else by a new type in the old one's place.

        :param columns: for scripts: the columns of the type.
        :raises OperationError: if rows hold a value that goes away, or something can't follow; nothing was changed.
        :raises OfflineError: if a script is written and ``columns`` is not given.
        """
        schema = self._schema(change.schema)
        found = None if self.connection is None else _found(self.connection, change, schema)
        if change.only_renames:
            path = quoted(schema, change.name)
            self._run(rename_value(path, old, new) for old, new in change.renaming())
        elif self.connection is None or found is None:
            self._run(_scripted(change, schema, columns))
        else:
            self._run(_planned(self.connection, change, found))

    def _run(self, statements: Iterable[str]) -> None:
        for sql in statements:
            self.output.execute(statement(sql))

    def _path(self, schema: str | None, name: str) -> str:
        return quoted(self._schema(schema), name)

    def _schema(self, schema: str | None) -> str | None:
        """Return a schema as the connection translates it."""
        options: Mapping[str, Any] = {} if self.connection is None else self.connection.get_execution_options()
        translated: Mapping[str | None, str | None] = options.get("schema_translate_map") or {}
        return translated.get(schema, schema)


# ---------------------------------------------------------------------------------------------- the plan


def _found(connection: Connection, change: EnumChange, schema: str | None) -> EnumType:
    """Return the type as it is, if it is what the change starts from."""
    found = enum_type(connection, schema, change.name)
    if found is None:
        raise OperationError(f"there is no enum type {quoted(schema, change.name)} to alter; nothing was changed")
    if found.labels != change.old:
        raise OperationError(
            f"the values of enum type {quoted(schema, change.name)} are not what alter_enum() was told: there are "
            f"{literals(found.labels)}, and old_values says {literals(change.old)}; nothing was changed. Correct "
            "old_values"
        )
    return found


def _planned(connection: Connection, change: EnumChange, found: EnumType) -> list[str]:
    """Return the statements that exchange a type; refuse before the first of them what can't be done."""
    uses, kept = uses_of(connection, found), kept_aside(connection, found)
    texts = _Texts(connection, change, found)
    troubles = [f"{what} (drop it before, create it again after)" for what in in_the_way(connection, found)]
    defaults = {use: texts.default(use) for use in uses if use.default_sql is not None}
    again = [texts.again(each) for each in kept]
    troubles += texts.troubles
    if troubles:
        raise OperationError(
            f"enum type {quoted(found.schema, change.name)} can't be altered; nothing was changed. In the way: "
            + "; ".join(troubles)
        )
    _demand_no_rows(connection, change, uses)
    return list(_exchange(change, found.schema, uses, defaults, again, _kept_with(found, change)))


def _demand_no_rows(connection: Connection, change: EnumChange, uses: Sequence[Use]) -> None:
    if not change.unmapped:
        return
    held = [
        f"{use.place}.{quoted(use.column)}: {count} row{'s' * (count != 1)} with {literal(value)}"
        for use in uses
        if not use.inherited
        for value, count in rows_holding(connection, use, change.unmapped).items()
    ]
    if held:
        raise OperationError(
            f"rows hold values that go away from enum type {quoted(change.schema, change.name)}; nothing was changed. "
            f"{'; '.join(held)}. Say what becomes of them: mapping={{{change.unmapped[0]!r}: ...}}, or update the rows "
            "before"
        )


def _scripted(change: EnumChange, schema: str | None, columns: Sequence[Sequence[Any]] | None) -> list[str]:
    if columns is None:
        raise OfflineError(
            f"a script (--sql) can't look which columns are of enum type {quoted(schema, change.name)}; name them all: "
            "op.alter_enum(..., columns=[(schema, table, column), ...])"
        )
    entries = [EnumColumn(*entry) for entry in columns]
    uses = [Use(entry.schema, entry.table, entry.column, entry.is_array) for entry in entries]
    said = zip(uses, entries, strict=True)
    defaults = {use: literal(entry.default) for use, entry in said if entry.default is not None}
    return list(_exchange(change, schema, uses, defaults, [], []))


def _exchange(
    change: EnumChange,
    schema: str | None,
    uses: Sequence[Use],
    defaults: Mapping[Use, str],
    kept: Sequence[Kept],
    last: Sequence[str],
) -> Iterator[str]:
    """Yield the statements that put a new type in an old one's place.

    :param defaults: SQL of the new default of each column that has one.
    :param kept: with their new definitions; dropped before and created again after.
    :param last: said of the new type in the end.
    """
    path = quoted(schema, change.name)
    aside = _shortened(change.name)
    for each in reversed(kept):
        yield from _dropped(each)
    for use in defaults:
        yield f"ALTER TABLE ONLY {use.place} ALTER COLUMN {quoted(use.column)} DROP DEFAULT"
    yield f"ALTER TYPE {path} RENAME TO {quoted(aside)}"
    yield create_enum(path, change.new)
    own = sorted((use for use in uses if not use.inherited), key=lambda use: use.place)
    for place, together in groupby(own, key=lambda use: use.place):
        actions = [
            f"ALTER COLUMN {quoted(use.column)} TYPE {path}{'[]' * use.is_array} "
            f"USING {converted(quoted(use.column), path, change.values, is_array=use.is_array)}"
            for use in together
        ]
        yield f"ALTER TABLE {place} {', '.join(actions)}"
    for use, sql in defaults.items():
        yield f"ALTER TABLE ONLY {use.place} ALTER COLUMN {quoted(use.column)} SET DEFAULT {sql}"
    for each in kept:
        yield from _created(each)
    yield f"DROP TYPE {quoted(schema, aside)}"
    yield from last


def _dropped(kept: Kept) -> Iterator[str]:
    if kept.kind == "INDEX":
        yield f"DROP INDEX {kept.place}.{quoted(kept.name)}"
    else:
        yield f"ALTER TABLE {kept.place} DROP CONSTRAINT {quoted(kept.name)}"


def _created(kept: Kept) -> Iterator[str]:
    name = quoted(kept.name)
    if kept.kind == "INDEX":
        yield kept.definition
    else:
        yield f"ALTER TABLE {kept.place} ADD CONSTRAINT {name} {kept.definition}"
    if kept.comment is not None:
        subject = f"INDEX {kept.place}.{name}" if kept.kind == "INDEX" else f"CONSTRAINT {name} ON {kept.place}"
        yield f"COMMENT ON {subject} IS {literal(kept.comment)}"
    if kept.clustered:
        yield f"ALTER TABLE {kept.table} CLUSTER ON {name}"


def _kept_with(found: EnumType, change: EnumChange) -> list[str]:
    """Return what gives the new type the comment, the rights and the owner of the old one."""
    path = quoted(found.schema, change.name)
    said = [] if found.comment is None else [f"COMMENT ON TYPE {path} IS {literal(found.comment)}"]
    if found.grants is not None:
        said.append(f"REVOKE ALL ON TYPE {path} FROM PUBLIC")
        said += [
            f"GRANT USAGE ON TYPE {path} TO {'PUBLIC' if role is None else quoted(role)}{' WITH GRANT OPTION' * on}"
            for role, on in found.grants
        ]
    return said if found.owner is None else [*said, f"ALTER TYPE {path} OWNER TO {quoted(found.owner)}"]


def _shortened(name: str) -> str:
    """Return the name a type has while it is on its way out."""
    room = _LONGEST - len(_SUFFIX)
    return name.encode()[:room].decode(errors="ignore") + _SUFFIX


class _Texts:
    """Definitions with the values in them exchanged; what names a value that goes away is noted as trouble."""

    def __init__(self, connection: Connection, change: EnumChange, found: EnumType) -> None:
        self.troubles: list[str] = []
        self._connection = connection
        self._change = change
        self._written = found.written

    def default(self, use: Use) -> str:
        """Return the new default of a column; it follows the mapping as rows do."""
        what = f"the default of {use.place}.{quoted(use.column)}"
        return self._exchanged(use.default_sql or "", what, self._change.values, "map it, or change the default before")

    def again(self, kept: Kept) -> Kept:
        """Return a constraint or index as it is to be created again; what it means is for people to change."""
        what = f"{kept.kind.lower()} {kept.name} of {kept.table}"
        sql = self._exchanged(kept.definition, what, self._change.renames, "drop it before, create it again after")
        return Kept(**{**vars(kept), "definition": sql})

    def _exchanged(self, sql: str, what: str, values: Mapping[str, str], remedy: str) -> str:
        gone = set(self._change.removed) - set(values)

        def new(text: str, is_array: bool) -> str | None:
            held = elements(self._connection, text) if is_array else [text]
            self.troubles += [
                f"{what} names {literal(value)}, which goes away ({remedy})" for value in held if value in gone
            ]
            if not any(value in values for value in held):
                return None
            made = [None if value is None else values.get(value, value) for value in held]
            return f"ARRAY[{literals(made)}]" if is_array else literal(made[0])

        return with_values(sql, self._written, new)
