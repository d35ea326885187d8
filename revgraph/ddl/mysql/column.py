"""All that MODIFY and CHANGE must be told about a column of MySQL or MariaDB, or take away from it.

Knows the database's answers and what a user gave; what is to change is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import Computed, Connection, Engine, MetaData, Table, inspect, text
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.types import (
    JSON,
    DateTime,
    Enum,
    NullType,
    String,
    Text,
    TypeDecorator,
    TypeEngine,
    UserDefinedType,
)

from revgraph.ddl.base import ServerDefault
from revgraph.ddl.sql_text import canonical, check_within, quoted_string, verbatim
from revgraph.errors import OperationError

T = TypeVar("T")

_STORED_DEFAULTS = """
    SELECT table_name, column_name, column_default, extra, data_type
    FROM information_schema.columns
    WHERE table_schema = coalesce(:schema, DATABASE())
      AND (column_default IS NOT NULL OR extra LIKE '%on update%')
"""

CONSTANT = re.compile(r"(?:b|x)?'(?:[^'\\]|''|\\.)*'|[+-]?[\d.]+(?:e[+-]?\d+)?|null|true|false", re.IGNORECASE)
NOW = re.compile(r"^(?:current_timestamp|now|localtime|localtimestamp)(?:\((\d*)\))?$")
_ON_UPDATE = re.compile(r"\s*\bON UPDATE\s+(.+)$", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`")


@dataclass(frozen=True)
class ColumnFacts:
    """A column as it is.

    :param default: SQL construct or text, None for none; False if it is not known.
    :param on_update: SQL of the ON UPDATE clause, or None.
    :param check: SQL of a CHECK that is part of the column's definition (on MariaDB), or None.
    :param attributes: words of the definition that reflection does not tell of.
    :param computed: what it is computed from, or None.
    :param is_other_text: whether the type is one of text that the column does not have yet.
    """

    type_: TypeEngine[Any] | None
    nullable: bool | None
    default: ServerDefault | bool | None
    autoincrement: bool | None
    comment: str | None
    on_update: str | None = None
    check: str | None = None
    attributes: tuple[str, ...] = ()
    computed: Computed | None = None
    is_other_text: bool = False


def reflected_facts(connection: Connection, table_name: str, column_name: str, schema: str | None) -> ColumnFacts:
    """Return what the database says of a column; read-only.

    :raises OperationError: if there is no such column.
    """
    inspector = inspect(connection)
    skips = connection.get_execution_options().get("skip_user_error_events", False)
    try:
        listed = inspector.get_columns(table_name, schema=schema)
    except NoSuchTableError as error:
        raise OperationError(f"there is no table {table_name} to change the column {column_name} of") from error
    finally:
        # SQLAlchemy's reflection leaves listeners for errors of this connection switched off
        connection.execution_options(skip_user_error_events=skips)
    # SQLAlchemy reads a backtick within a name back as it is written in DDL, as two
    columns = {column["name"].replace("``", "`").lower(): column for column in listed}
    found = columns.get(column_name.lower())
    if found is None:
        raise OperationError(f"{table_name} has no column {column_name}; it has {', '.join(columns)}")
    type_: TypeEngine[Any] | None = found["type"]
    name = found["name"].replace("``", "`")
    written = _stored_definition(connection, table_name, name, schema)
    bare = _QUOTED.sub("", written).partition(" CHECK ")[0]
    if "COMPRESSED" in bare:
        raise OperationError(
            f"{table_name}.{column_name} is COMPRESSED, and reflection does not read such a definition whole: parts of "
            f"it would be lost. Write all of it: op.execute('ALTER TABLE ... MODIFY {column_name} ...')"
        )
    check = check_within(written)  # reflection tells of named ones only
    if check is not None and canonical(check) == f"json_valid({canonical(backticked(name))})":
        type_, check = JSON(), None
    computed = found.get("computed")
    stored = None if computed is not None else stored_default(inspector, schema, table_name, name)
    default, on_update = split_on_update(found["default"] or stored)
    return ColumnFacts(
        type_=_SpelledType(_type_of(written)) if isinstance(type_, NullType) and written else type_,
        nullable=found["nullable"],
        default=None if default is None else verbatim(default),
        autoincrement=found.get("autoincrement") is True,
        comment=found.get("comment") or _stored_comment(connection, schema, table_name, name),
        on_update=on_update,
        check=check,
        attributes=("INVISIBLE",) if "INVISIBLE" in bare else (),
        computed=None if computed is None else Computed(verbatim(computed["sqltext"]), computed.get("persisted")),
    )


def _type_of(definition: str) -> str:
    found = re.match(r"\w+(\([^)]*\))?", definition)
    return found.group() if found else definition


class _SpelledType(UserDefinedType[Any]):
    """A type by its words.

    :param spelled: as the server takes it.
    """

    cache_ok = True

    def __init__(self, spelled: str) -> None:
        self.spelled = spelled

    def get_col_spec(self, **kw: Any) -> str:
        """Return it."""
        return self.spelled


def known_facts(reflected: ColumnFacts | None, given: ColumnFacts, *, told_counts: bool) -> ColumnFacts:
    """Return what is known of a column: from the database if there was one to ask, else what was given.

    :param told_counts: take what was given of NULL and of the default for true, whatever the database says.
    """
    if reflected is None:
        computed = given.default if isinstance(given.default, Computed) else None
        default = None if isinstance(given.default, (bool, Computed)) else given.default
        return ColumnFacts(given.type_, given.nullable, default, given.autoincrement, given.comment, computed=computed)
    # its type as reflected has its character set and collation; other types reflection may not know as well
    kept = given.type_ is None or isinstance(given.type_, (String, Enum))
    return ColumnFacts(
        type_=reflected.type_ if kept and reflected.type_ is not None else given.type_,
        nullable=given.nullable if told_counts and given.nullable is not None else reflected.nullable,
        default=given.default if told_counts and given.default is not False else reflected.default,
        autoincrement=reflected.autoincrement,
        comment=reflected.comment,
        on_update=reflected.on_update,
        check=reflected.check,
        attributes=reflected.attributes,
        computed=reflected.computed,
    )


def told_facts(known: ColumnFacts, given: ColumnFacts) -> ColumnFacts:
    """Return what is known of a column without all that nobody told of.

    :param known: from the database.
    :param given: as the caller told it.
    """
    return replace(
        known,
        nullable=given.nullable,
        default=None if given.default is False else known.default,
        autoincrement=given.autoincrement,
        comment=given.comment,
        on_update=None,
        check=None,
        attributes=(),
    )


def lost(found: ColumnFacts, given: ColumnFacts, changed: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what a column loses because nobody told of it, and what would keep it.

    :param found: from the database.
    :param given: as the caller told it.
    :param changed: names of the facts that are changed anyway.
    """
    if "nullable" not in changed and given.nullable is None and not found.nullable:
        yield "NOT NULL, unless it is of the primary key,", "existing_nullable=False"
    if "default" not in changed and given.default is False and found.default is not None:
        yield "its default", "existing_server_default"
    if "autoincrement" not in changed and given.autoincrement is None and found.autoincrement:
        yield "AUTO_INCREMENT", "existing_autoincrement=True"
    if "comment" not in changed and given.comment is None and found.comment:
        yield "its comment", "existing_comment"
    if "on_update" not in changed and found.on_update:
        yield f"ON UPDATE {found.on_update}", "existing_server_default with that clause"
    if found.check and "json_valid" not in found.check.lower():  # which the server adds to JSON by itself
        yield f"CHECK ({found.check})", "a constraint of the table"
    for word in found.attributes:
        yield word, "an ALTER TABLE in op.execute()"


def is_told_text(type_: TypeEngine[Any] | None) -> bool:
    """Say whether a type that was given is one of text, or an enum, and complete."""
    is_complete = not isinstance(type_, String) or isinstance(type_, Text) or type_.length is not None
    return isinstance(type_, Enum) or (isinstance(type_, String) and is_complete)


def told_text(spelled: str, reflected: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return a type of text as it was given, with the character set and collation of the one that is there.

    :param spelled: the given type as DDL.
    :param reflected: the type of the column.
    """
    words = [spelled]
    for words_before, name in (("CHARACTER SET", "charset"), ("COLLATE", "collation")):
        own = getattr(reflected, name, None)
        if own and not re.search(rf"\b{words_before}\b", spelled, re.IGNORECASE):
            words.append(f"{words_before} {own}")
    return _SpelledType(" ".join(words))


def demanded(where: str, argument: str, value: T | None) -> T:
    """Return a fact that can't be done without.

    :raises OperationError: if it is not known; names the argument to give.
    """
    if value is None:
        raise untold(where, argument)
    return value


def untold(where: str, argument: str) -> OperationError:
    """Return the error about a fact that is not known; names the argument to give."""
    return OperationError(
        f"{where}: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so give "
        f"{argument}"
    )


def split_on_update(default: str | None) -> tuple[str | None, str | None]:
    """Return a reflected default without its ON UPDATE clause, and that clause's expression."""
    if default is None:
        return None, None
    found = _ON_UPDATE.search(default)
    if found is None:
        return default, None
    head = default[: found.start()].strip()
    return (None if head.upper() in ("", "NULL") else head), found.group(1)


def fitting_update(on_update: str | None, type_: TypeEngine[Any] | None) -> str | None:
    """Return an ON UPDATE clause as it may stay with a new type: only times have one, and of their own precision."""
    if on_update is None or type_ is None or isinstance(type_, TypeDecorator):
        return on_update
    if not isinstance(type_, DateTime):
        return None
    precision = getattr(type_, "fsp", None)
    return on_update.partition("(")[0] + (f"({precision})" if precision else "")


def renamed_check(check: str | None, old: str, new: str | None) -> str | None:
    """Return the condition of a CHECK with the column's new name in it."""
    return check if check is None or new is None else check.replace(backticked(old), backticked(new))


def default_words(default: str) -> str:
    """Return a default as DEFAULT takes it: MySQL wants parentheses around all expressions but the time."""
    head = split_on_update(default)[0]
    bare = head is None or head.startswith("(") or CONSTANT.fullmatch(head) or NOW.match(head.lower())
    return default if bare else f"({default})"


def stored_default(inspector: Inspector, schema: str | None, table_name: str, column_name: str) -> str | None:
    """Return a column's default as the catalog has it: reflection misses those that hold quotes. Read-only.

    :param inspector: the catalog is read once for each.
    """
    key = ("revgraph.mysql.defaults", schema)
    cache: dict[Any, Any] = inspector.info_cache
    if key not in cache:
        bind = inspector.bind
        with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
            rows = connection.execute(text(_STORED_DEFAULTS), {"schema": schema}).all()
            is_mariadb = getattr(connection.dialect, "is_mariadb", False)
        cache[key] = {
            (row[0], row[1]): _with_on_update(_as_sql(row[2], row[3], row[4], is_mariadb=is_mariadb), row[3])
            for row in rows
        }
    default: str | None = cache[key].get((table_name, column_name))
    return default


def _as_sql(default: str | bytes | None, extra: str, data_type: str, *, is_mariadb: bool) -> str | None:
    """Return a default of the catalog as SQL: MariaDB keeps SQL, MySQL a value or a marked expression."""
    if default is None:
        return None
    written = default.decode() if isinstance(default, bytes) else default
    if is_mariadb:
        return None if written.upper() == "NULL" else written
    if "DEFAULT_GENERATED" in extra.upper():
        return written if written.upper().startswith("CURRENT_TIMESTAMP") else f"({written})"
    return written if data_type == "bit" else quoted_string(written)


def _with_on_update(default: str | None, extra: str) -> str | None:
    """Return a default of the catalog with the ON UPDATE clause that stands beside it."""
    found = _ON_UPDATE.search(extra)
    return default if found is None else f"{default or 'NULL'} ON UPDATE {found.group(1)}"


def backticked(name: str) -> str:
    """Return a name as the server quotes it."""
    return "`" + name.replace("`", "``") + "`"


def _stored_definition(connection: Connection, table_name: str, column_name: str, schema: str | None) -> str:
    """Return what stands behind a column's name in the table's definition."""
    preparer = connection.dialect.identifier_preparer
    place = preparer.format_table(Table(table_name, MetaData(), schema=schema))
    created: str = connection.exec_driver_sql(f"SHOW CREATE TABLE {place}").one()[1]
    start = f"{backticked(column_name)} "
    lines = [line.strip().removesuffix(",") for line in created.splitlines() if line.strip().startswith(start)]
    return lines[0].removeprefix(start) if lines else ""


def _stored_comment(connection: Connection, schema: str | None, table_name: str, column_name: str) -> str | None:
    """Return a column's comment as the catalog has it: reflection misses that of a column with unusual attributes."""
    query = text(
        "SELECT column_comment FROM information_schema.columns WHERE table_schema = coalesce(:schema, database()) "
        "AND table_name = :table_name AND column_name = :column_name"
    )
    values = {"schema": schema, "table_name": table_name, "column_name": column_name}
    return connection.execute(query, values).scalar() or None
