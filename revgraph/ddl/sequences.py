"""Sequences: the elements, how each dialect spells them, and the verbs of an implementation.

A database without sequences is told nothing, as SQLAlchemy does by itself: columns number their rows there in their
own way, and one migration serves several databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import TypeEngine, to_instance

from revgraph.ddl.base import format_string, format_table_name, format_type
from revgraph.ddl.output import Output
from revgraph.errors import OperationError
from revgraph.util.logs import Log

log = Log(__name__)

NONE = "NONE"
"""The owner of a sequence that belongs to no column."""

_TYPED = ("default", "postgresql", "mssql")
_ONE_WORD = ("oracle",)
_FIXED = {"mssql": ("start", "data_type"), "oracle": ("start",)}
_MARIADB_SINCE = (10, 3)


@dataclass(frozen=True)
class SequenceOptions:
    """What a sequence counts like; None where it is up to the database.

    :param nominvalue: say that there is no least value but the type's own.
    :param nomaxvalue: say that there is no greatest value but the type's own.
    :param cache: how many values a session takes at once; 0 or 1 for no more than it needs.
    :param order: hand values out in the order of asking; Oracle.
    :param data_type: integer type; PostgreSQL and SQL Server.
    """

    start: int | None = None
    increment: int | None = None
    minvalue: int | None = None
    maxvalue: int | None = None
    nominvalue: bool | None = None
    nomaxvalue: bool | None = None
    cycle: bool | None = None
    cache: int | None = None
    order: bool | None = None
    data_type: Any = None


class SequenceElement(ExecutableDDLElement):
    """Anything done to a sequence.

    :param name: the sequence, unquoted.
    :param schema: its schema, or None for the connection's default.
    """

    def __init__(self, name: str, schema: str | None = None) -> None:
        self.name = name
        self.schema = schema


class CreateSequence(SequenceElement):
    """Create a sequence.

    :param owned_by: the column it goes away with: table and column, with the schema before them if need be.
    """

    def __init__(
        self,
        name: str,
        options: SequenceOptions,
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        owned_by: Sequence[str] | None = None,
    ) -> None:
        super().__init__(name, schema)
        self.counting = options
        self.if_not_exists = if_not_exists
        self.owned_by = owned_by


class AlterSequence(SequenceElement):
    """Change what is named of a sequence.

    :param restart: the next value.
    """

    def __init__(
        self,
        name: str,
        options: SequenceOptions,
        *,
        schema: str | None = None,
        restart: int | None = None,
        if_exists: bool | None = None,
        owned_by: Sequence[str] | None = None,
    ) -> None:
        super().__init__(name, schema)
        self.counting = options
        self.restart = restart
        self.if_exists = if_exists
        self.owned_by = owned_by


class DropSequence(SequenceElement):
    """Drop a sequence."""

    def __init__(self, name: str, *, schema: str | None = None, if_exists: bool | None = None) -> None:
        super().__init__(name, schema)
        self.if_exists = if_exists


class Sequences:
    """The verbs on sequences of a dialect's implementation."""

    dialect: Dialect
    output: Output

    def create_sequence(
        self,
        name: str,
        options: SequenceOptions,
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        owned_by: Sequence[str] | None = None,
    ) -> None:
        """Create a sequence; nothing on a database without sequences."""
        self._tell(CreateSequence(name, options, schema=schema, if_not_exists=if_not_exists, owned_by=owned_by))

    def alter_sequence(
        self,
        name: str,
        options: SequenceOptions,
        *,
        schema: str | None = None,
        restart: int | None = None,
        if_exists: bool | None = None,
        owned_by: Sequence[str] | None = None,
    ) -> None:
        """Change what is named of a sequence; nothing on a database without sequences."""
        element = AlterSequence(name, options, schema=schema, restart=restart, if_exists=if_exists, owned_by=owned_by)
        if _changes(element, self.dialect.name):
            self._tell(element)

    def drop_sequence(self, name: str, *, schema: str | None = None, if_exists: bool | None = None) -> None:
        """Drop a sequence; nothing on a database without sequences."""
        self._tell(DropSequence(name, schema=schema, if_exists=if_exists))

    def _tell(self, element: SequenceElement) -> None:
        if has_sequences(self.dialect):
            self.output.execute(element)
        else:
            log.info("%s has no sequences; nothing to do for %s", self.dialect.name, element.name)


def has_sequences(dialect: Dialect) -> bool:
    """Say whether a database has sequences; MariaDB has them since 10.3, a server not yet met counts as newer."""
    if dialect.name not in ("mysql", "mariadb"):
        return dialect.name != "sqlite"
    version = getattr(dialect, "server_version_info", None)
    return bool(getattr(dialect, "is_mariadb", False)) and (version is None or version >= _MARIADB_SINCE)


# ---------------------------------------------------------------------------------------------- spelling


@compiles(CreateSequence)
def visit_create_sequence(element: CreateSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateSequence."""
    guard = "IF NOT EXISTS " if element.if_not_exists else ""
    words = _words(element.counting, compiler)
    return " ".join([f"CREATE SEQUENCE {guard}{_name(element, compiler)}", *words, *_owner(element.owned_by, compiler)])


@compiles(CreateSequence, "mssql")
def visit_create_sequence_mssql(element: CreateSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateSequence: counting starts at 1 as elsewhere, not at the least value of the type."""
    options = element.counting
    start = []
    if options.start is None and options.minvalue is None and options.maxvalue is None:
        start = [f"START WITH {-1 if (options.increment or 1) < 0 else 1}"]
    sql = " ".join([f"CREATE SEQUENCE {_name(element, compiler)}", *_words(options, compiler), *start])
    return f"IF {_object_id(element, compiler)} IS NULL {sql}" if element.if_not_exists else sql


@compiles(AlterSequence)
def visit_alter_sequence(element: AlterSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AlterSequence."""
    dialect = compiler.dialect.name
    fixed = [name for name in _FIXED.get(dialect, ()) if getattr(element.counting, name) is not None]
    if fixed:
        raise OperationError(
            f"sequence {element.name}: {dialect} can't change {', '.join(fixed)} of a sequence; use restart= for the "
            "next value, or drop the sequence and create it again"
        )
    guard = "IF EXISTS " if element.if_exists else ""
    word = "RESTART START WITH" if dialect == "oracle" else "RESTART WITH"
    restart = [] if element.restart is None else [f"{word} {element.restart:d}"]
    words = [*_words(element.counting, compiler), *restart, *_owner(element.owned_by, compiler)]
    return " ".join([f"ALTER SEQUENCE {guard}{_name(element, compiler)}", *words])


@compiles(AlterSequence, "mssql")
def visit_alter_sequence_mssql(element: AlterSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AlterSequence."""
    plain = AlterSequence(element.name, element.counting, schema=element.schema, restart=element.restart)
    sql = visit_alter_sequence(plain, compiler)
    return f"IF {_object_id(element, compiler)} IS NOT NULL {sql}" if element.if_exists else sql


@compiles(DropSequence)
def visit_drop_sequence(element: DropSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropSequence."""
    guard = "IF EXISTS " if element.if_exists else ""
    return f"DROP SEQUENCE {guard}{_name(element, compiler)}"


def _words(options: SequenceOptions, compiler: DDLCompiler) -> Iterator[str]:
    dialect = compiler.dialect.name
    no = "NO" if dialect in _ONE_WORD else "NO "
    if options.data_type is not None and dialect in _TYPED:
        type_: TypeEngine[Any] = to_instance(options.data_type)
        yield f"AS {format_type(compiler, type_)}"
    if options.increment is not None:
        yield f"INCREMENT BY {options.increment:d}"
    if options.start is not None:
        yield f"START WITH {options.start:d}"
    for word, bound, unbound in (
        ("MINVALUE", options.minvalue, options.nominvalue),
        ("MAXVALUE", options.maxvalue, options.nomaxvalue),
    ):
        if bound is not None:
            yield f"{word} {bound:d}"
        elif unbound:
            yield f"{no}{word}"
    if options.cache is not None:
        yield _cache(options.cache, dialect)
    if options.cycle is not None:
        yield "CYCLE" if options.cycle else f"{'NO' if dialect in ('mysql', 'mariadb') else no}CYCLE"
    if options.order is not None and dialect == "oracle":
        yield "ORDER" if options.order else "NOORDER"


def _cache(count: int, dialect: str) -> str:
    if count > 1:
        return f"CACHE {count:d}"
    return {"oracle": "NOCACHE", "mysql": "NOCACHE", "mariadb": "NOCACHE", "mssql": "NO CACHE"}.get(dialect, "CACHE 1")


def _owner(owned_by: Sequence[str] | None, compiler: DDLCompiler) -> list[str]:
    """Return the words for a sequence's owner; only PostgreSQL knows such a thing."""
    if owned_by is None or compiler.dialect.name != "postgresql":
        return []
    if tuple(owned_by) == (NONE,):
        return ["OWNED BY NONE"]
    *schema, table, column = owned_by
    place = format_table_name(compiler, table, schema[0] if schema else None)
    return [f"OWNED BY {place}.{compiler.preparer.quote(column)}"]


def _name(element: SequenceElement, compiler: DDLCompiler) -> str:
    return format_table_name(compiler, element.name, element.schema)


def _object_id(element: SequenceElement, compiler: DDLCompiler) -> str:
    return f"OBJECT_ID(N{format_string(compiler, _name(element, compiler))}, N'SO')"


def _changes(element: AlterSequence, dialect: str) -> bool:
    """Say whether anything is changed that a dialect knows of."""
    known = replace(
        element.counting,
        data_type=element.counting.data_type if dialect in _TYPED else None,
        order=element.counting.order if dialect == "oracle" else None,
    )
    owned = element.owned_by is not None and dialect == "postgresql"
    return element.restart is not None or owned or known != SequenceOptions()
