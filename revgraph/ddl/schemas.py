"""Schemas and extensions: the elements, how each dialect spells them, and the verbs of an implementation.

A schema is a database on MySQL and MariaDB, a user on Oracle, and nothing that SQL can make on SQLite.
"""

from __future__ import annotations

from typing import Any, NoReturn

from sqlalchemy import Connection, Dialect, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler

from revgraph.ddl.base import format_string
from revgraph.ddl.output import Output
from revgraph.errors import OfflineError, OperationError
from revgraph.util.logs import Log

log = Log(__name__)

_TABLES_OF = text("SELECT count(*) FROM information_schema.tables WHERE table_schema = :name")


class CreateSchema(ExecutableDDLElement):
    """Create a schema.

    :param name: unquoted.
    :param authorization: the role that owns it.
    """

    def __init__(self, name: str, *, if_not_exists: bool | None = None, authorization: str | None = None) -> None:
        self.name = name
        self.if_not_exists = if_not_exists
        self.authorization = authorization


class DropSchema(ExecutableDDLElement):
    """Drop a schema, with ``cascade`` and all that is in it."""

    def __init__(self, name: str, *, if_exists: bool | None = None, cascade: bool | None = None) -> None:
        self.name = name
        self.if_exists = if_exists
        self.cascade = cascade


class CreateExtension(ExecutableDDLElement):
    """Install an extension of PostgreSQL's into the database."""

    def __init__(
        self,
        name: str,
        *,
        schema: str | None = None,
        version: str | None = None,
        if_not_exists: bool | None = None,
        cascade: bool | None = None,
    ) -> None:
        self.name = name
        self.schema = schema
        self.version = version
        self.if_not_exists = if_not_exists
        self.cascade = cascade


class DropExtension(ExecutableDDLElement):
    """Remove an extension of PostgreSQL's from the database."""

    def __init__(self, name: str, *, if_exists: bool | None = None, cascade: bool | None = None) -> None:
        self.name = name
        self.if_exists = if_exists
        self.cascade = cascade


class Schemas:
    """The verbs on schemas and extensions of a dialect's implementation."""

    dialect: Dialect
    output: Output
    connection: Connection | None

    def create_schema(self, name: str, *, if_not_exists: bool | None = None, authorization: str | None = None) -> None:
        """Create a schema.

        :raises OperationError: if the database has none that SQL can make.
        """
        self.output.execute(CreateSchema(name, if_not_exists=if_not_exists, authorization=authorization))

    def drop_schema(self, name: str, *, if_exists: bool | None = None, cascade: bool | None = None) -> None:
        """Drop a schema; without ``cascade`` only an empty one.

        :raises OperationError: if the database has none that SQL can drop, or it holds tables and the database
            itself would drop them unasked.
        """
        if self.dialect.name in ("mysql", "mariadb") and not cascade:
            self._demand_empty(name)
        self.output.execute(DropSchema(name, if_exists=if_exists, cascade=cascade))

    def _demand_empty(self, name: str) -> None:
        """Look into a schema of MySQL's, which drops what is in it without being asked."""
        remedy = "pass cascade=True if they shall go, too"
        if self.connection is None:
            raise OfflineError(
                f"DROP SCHEMA {name} drops the tables in it unasked on {self.dialect.name}, and a script (--sql) can't "
                f"look whether there are any; {remedy}"
            )
        count = self.connection.execute(_TABLES_OF, {"name": name}).scalar()
        if count:
            raise OperationError(
                f"schema {name} holds {count} tables or views, and {self.dialect.name} would drop them with it; "
                f"{remedy}"
            )

    def create_extension(
        self,
        name: str,
        *,
        schema: str | None = None,
        version: str | None = None,
        if_not_exists: bool | None = None,
        cascade: bool | None = None,
    ) -> None:
        """Install an extension; nothing on databases other than PostgreSQL."""
        self._extend(
            CreateExtension(name, schema=schema, version=version, if_not_exists=if_not_exists, cascade=cascade)
        )

    def drop_extension(self, name: str, *, if_exists: bool | None = None, cascade: bool | None = None) -> None:
        """Remove an extension; nothing on databases other than PostgreSQL."""
        self._extend(DropExtension(name, if_exists=if_exists, cascade=cascade))

    def _extend(self, element: CreateExtension | DropExtension) -> None:
        if self.dialect.name == "postgresql":
            self.output.execute(element)
        else:
            log.info("%s has no extensions; nothing to do for %s", self.dialect.name, element.name)


# ---------------------------------------------------------------------------------------------- spelling


@compiles(CreateSchema)
def visit_create_schema(element: CreateSchema, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateSchema."""
    guard = "IF NOT EXISTS " if element.if_not_exists else ""
    owner = f" AUTHORIZATION {_name(element.authorization, compiler)}" if element.authorization else ""
    return f"CREATE SCHEMA {guard}{_name(element.name, compiler)}{owner}"


@compiles(CreateSchema, "mysql")
@compiles(CreateSchema, "mariadb")
def visit_create_schema_mysql(element: CreateSchema, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateSchema; a database of MySQL's belongs to nobody."""
    if element.authorization:
        raise OperationError(
            f"schema {element.name}: schemas have no owner on {compiler.dialect.name}; leave authorization= out there, "
            "and grant what is needed"
        )
    return visit_create_schema(element, compiler)


@compiles(CreateSchema, "mssql")
def visit_create_schema_mssql(element: CreateSchema, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateSchema; it must stand alone in its batch, so a condition takes it as a string."""
    plain = CreateSchema(element.name, authorization=element.authorization)
    sql = visit_create_schema(plain, compiler)
    if not element.if_not_exists:
        return sql
    return f"IF SCHEMA_ID(N{format_string(compiler, element.name)}) IS NULL EXEC(N{format_string(compiler, sql)})"


@compiles(DropSchema)
def visit_drop_schema(element: DropSchema, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropSchema."""
    guard = "IF EXISTS " if element.if_exists else ""
    return f"DROP SCHEMA {guard}{_name(element.name, compiler)}{' CASCADE' if element.cascade else ''}"


@compiles(DropSchema, "mysql")
@compiles(DropSchema, "mariadb")
def visit_drop_schema_mysql(element: DropSchema, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropSchema; it cascades in any case."""
    return visit_drop_schema(DropSchema(element.name, if_exists=element.if_exists), compiler)


@compiles(DropSchema, "mssql")
def visit_drop_schema_mssql(element: DropSchema, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropSchema; SQL Server drops empty schemas only."""
    if element.cascade:
        raise OperationError(
            f"schema {element.name}: SQL Server has no cascade for schemas; drop what is in it first, then the schema"
        )
    return visit_drop_schema(element, compiler)


@compiles(CreateSchema, "sqlite")
@compiles(DropSchema, "sqlite")
def visit_schema_sqlite(element: CreateSchema | DropSchema, compiler: DDLCompiler, **kw: Any) -> NoReturn:
    """Refuse: a schema of SQLite's is an attached file."""
    raise OperationError(
        f"schema {element.name}: SQLite has no schemas; what it calls so is a file attached to the connection. Execute "
        "ATTACH DATABASE for each connection (in env.py), or do this on other databases only: "
        "if op.get_context().dialect.name != 'sqlite'"
    )


@compiles(CreateSchema, "oracle")
@compiles(DropSchema, "oracle")
def visit_schema_oracle(element: CreateSchema | DropSchema, compiler: DDLCompiler, **kw: Any) -> NoReturn:
    """Refuse: a schema of Oracle's is a user, with a password and rights."""
    verb = "CREATE" if isinstance(element, CreateSchema) else "DROP"
    raise OperationError(
        f"schema {element.name}: a schema is a user on Oracle, and needs what a migration can't know; execute "
        f"{verb} USER by hand, or do this on other databases only: if op.get_context().dialect.name != 'oracle'"
    )


@compiles(CreateExtension)
def visit_create_extension(element: CreateExtension, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateExtension."""
    guard = "IF NOT EXISTS " if element.if_not_exists else ""
    words = [f"CREATE EXTENSION {guard}{_name(element.name, compiler)}"]
    if element.schema is not None:
        words.append(f"SCHEMA {_name(element.schema, compiler)}")
    if element.version is not None:
        words.append(f"VERSION {format_string(compiler, element.version)}")
    return " ".join([*words, *(["CASCADE"] if element.cascade else [])])


@compiles(DropExtension)
def visit_drop_extension(element: DropExtension, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropExtension."""
    guard = "IF EXISTS " if element.if_exists else ""
    return f"DROP EXTENSION {guard}{_name(element.name, compiler)}{' CASCADE' if element.cascade else ''}"


def _name(name: str, compiler: DDLCompiler) -> str:
    return compiler.preparer.quote(name)
