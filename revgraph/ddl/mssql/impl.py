"""SQL Server: ALTER COLUMN that is told all of a column, defaults that are constraints, procedures for names.

Written for SQL Server 2016 and later, which have ``DROP ... IF EXISTS``. What Transact-SQL has no words for is a batch
that looks first; each stands alone, so a script needs its separator (``mssql_batch_separator``, usually GO).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, TextIO

from sqlalchemy import (
    Column,
    Computed,
    Connection,
    Dialect,
    Identity,
    Index,
    Table,
    TableClause,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.dialects import mssql
from sqlalchemy.types import (
    BINARY,
    VARBINARY,
    Boolean,
    DateTime,
    Integer,
    LargeBinary,
    NullType,
    Numeric,
    String,
    TypeEngine,
)

from revgraph.ddl.base import AlterColumn, ColumnDefault, ColumnNullable, ColumnType, ServerDefault
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.literals import ScriptTypes
from revgraph.ddl.lock import LockSpelling, short_key
from revgraph.ddl.mssql.literals import HexBytes, LongDateTime, NationalStrings, ShortDateTime
from revgraph.ddl.mssql.spellings import Dependent, DropDependents, IdentityInsert, demanded
from revgraph.ddl.rows import Row, expect_rows
from revgraph.ddl.signatures import match_unique_indexes
from revgraph.ddl.sql_text import canonical, is_numeric, number_text, verbatim
from revgraph.ddl.type_match import TypeShape
from revgraph.errors import OperationError

_SCRIPT_VERSION = (13, 0)
_OTHER_NAMES = {
    "INT": "INTEGER",
    "DEC": "DECIMAL",
    "DOUBLE PRECISION": "FLOAT",
    "CHARACTER": "CHAR",
    "CHARACTER VARYING": "VARCHAR",
    "NATIONAL CHAR": "NCHAR",
    "NATIONAL VARCHAR": "NVARCHAR",
    "ROWVERSION": "TIMESTAMP",
}
_SEVENTHS = {"TIME", "DATETIME2", "DATETIMEOFFSET"}  # seven digits of a second unless said otherwise
_BRACKETED = re.compile(r"'(?:[^']|'')*'|\[([^\W\d]\w*)\]")
_NATIONAL = re.compile(r"\bN(?=')", re.IGNORECASE)
_ENCLOSED = re.compile(r"(?<![\w\"])\(([+-]?[\d.]+|'(?:[^']|'')*')\)")


class MSSQLImpl(DefaultImpl):
    """SQL Server."""

    __dialect__ = "mssql"

    transactional_ddl = True
    batch_separator = "GO"
    type_synonyms: ClassVar[tuple[set[str], ...]] = ({"NUMERIC", "DECIMAL"}, {"VARCHAR", "NVARCHAR"})
    identity_attrs_ignore: ClassVar[tuple[str, ...]] = (
        *DefaultImpl.identity_attrs_ignore,
        *("always", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache"),
    )
    index_sorting_told: ClassVar[bool] = False
    index_names_are_per_table: ClassVar[bool] = True
    has_cascade: ClassVar[bool] = False
    keeps_unvalidated: ClassVar[bool] = True
    script_types: ClassVar[ScriptTypes] = {
        **dict.fromkeys((LargeBinary, BINARY, VARBINARY, mssql.VARBINARY, mssql.IMAGE), HexBytes),
        **dict.fromkeys((DateTime, mssql.DATETIME, mssql.SMALLDATETIME), ShortDateTime),
        **dict.fromkeys((mssql.DATETIME2, mssql.DATETIMEOFFSET), LongDateTime),
    }
    # a result of 0 or 1 is the lock, at once or after waiting; NOCOUNT lets the SELECT be the first result
    lock = LockSpelling(
        try_words="SET NOCOUNT ON; DECLARE @taken int; EXEC @taken = sp_getapplock @Resource = :key, "
        "@LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; "
        "SELECT CASE WHEN @taken >= 0 THEN 1 ELSE 0 END",
        release_words="EXEC sp_releaseapplock @Resource = :key, @LockOwner = 'Session'",
        database_words="SELECT DB_NAME(), SCHEMA_NAME()",
        make_key=short_key,
    )

    def __init__(
        self,
        dialect: Dialect,
        connection: Connection | None,
        as_sql: bool,
        transactional_ddl: bool | None,
        output_buffer: TextIO | None,
        context_opts: Mapping[str, Any],
    ) -> None:
        self.batch_separator = context_opts.get("mssql_batch_separator", self.batch_separator)
        super().__init__(dialect, connection, as_sql, transactional_ddl, output_buffer, context_opts)

    def script_dialect(self) -> Any:
        """Return the dialect as scripts are compiled with; one never connected writes for SQL Server 2016."""
        dialect = super().script_dialect()
        if not dialect.server_version_info:
            dialect.server_version_info = _SCRIPT_VERSION
            if dialect.deprecate_large_types is None:
                dialect.deprecate_large_types = True
        dialect.statement_compiler = type("ScriptCompiler", (NationalStrings, dialect.statement_compiler), {})
        return dialect

    # ------------------------------------------------------------------------------------ verbs

    def emit_begin(self) -> None:
        """Write the words that open a transaction into the script; the batch goes on."""
        self.output.text(f"BEGIN TRANSACTION{self.command_terminator}")

    def bulk_insert(self, table: TableClause, rows: Sequence[Row], multiinsert: bool = True) -> None:
        """Insert rows; where they have values for the identity column, it is told to take them."""
        expect_rows(table, rows)
        for keys, group in groupby(rows, key=lambda row: row.keys()):
            columns = [column for column in table.columns if column.key in keys]
            switch = self.identity_switch(table, columns)
            if switch is not None:
                self.output.execute(IdentityInsert(table, switch, on=True))
            super().bulk_insert(table, list(group), multiinsert)
            if switch is not None:
                self.output.execute(IdentityInsert(table, switch, on=False))

    def identity_switch(self, table: TableClause, columns: Sequence[Any]) -> list[str] | None:
        """Return the columns of which one must be the identity for IDENTITY_INSERT; None where it isn't needed.

        Empty where it is known to be needed. A table known by its columns' names alone is looked at when it runs; a
        stand-in for a connection has none to look at.
        """
        if self.connection is None and not self.as_sql:
            return None
        if isinstance(table, Table):
            counting: Any = table.autoincrement_column
            known = [column for column in table.columns if column is counting or column.identity is not None]
            given = [column for column in known if column in columns]
            if given and self.connection is not None and counting in given:
                return None  # SQLAlchemy does it
            if known or len(table.primary_key.columns) > 0:
                return [] if given else None
        may_count = (Integer, Numeric, NullType)
        return [column.name for column in columns if isinstance(column.type, may_count)] or None

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        server_default: ServerDefault | bool | None = False,
        type_: TypeEngine[Any] | None = None,
        schema: str | None = None,
        existing_type: TypeEngine[Any] | None = None,
        existing_server_default: ServerDefault | bool | None = None,
        existing_nullable: bool | None = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a column; type, nullability and default that aren't are restated so that they stay.

        :raises OperationError: while a script is written, if ``existing_type`` or ``existing_nullable`` is needed and
            not given; always for a computed column or an identity.
        """
        if server_default is not False:
            self._refuse_impossible(table_name, column_name, server_default, existing_server_default)
        if type_ is not None or nullable is not None:
            given = StoredColumn(existing_type, existing_nullable, existing_server_default)
            kept = self._stored(table_name, column_name, schema, given)
            changed = AlteredColumn(table_name, column_name, schema, type_, nullable, server_default)
            server_default = self._restate(changed, kept)
        super().alter_column(
            table_name,
            column_name,
            server_default=server_default,
            schema=schema,
            existing_server_default=existing_server_default if server_default is not False else None,
            **kw,
        )

    def _restate(self, changed: AlteredColumn, kept: StoredColumn) -> ServerDefault | bool | None:
        """State type and nullability; return the default that is to be set after that, False for none.

        ALTER COLUMN without NULL or NOT NULL allows NULL, and a type can't change below a default constraint.
        """
        where = f"{changed.table_name}.{changed.column_name}"
        table, column, schema = changed.table_name, changed.column_name, changed.schema
        nullable = kept.nullable if changed.nullable is None else changed.nullable
        if changed.type_ is None:
            type_ = demanded(where, "existing_type", kept.type_)
            self.output.execute(ColumnNullable(table, column, bool(nullable), schema=schema, existing_type=type_))
            return changed.default
        nullable = self.told_nullability(where, nullable)
        default = changed.default if changed.default is not False else kept.default
        is_bound = default is not False and not isinstance(default, Identity)
        may_have_one = changed.default is None or (default is not None and self._may_have_default(kept.default))
        if is_bound and may_have_one:
            self.output.execute(DropDependents(table, column, "default", schema=schema))
        type_ = _collated(changed.type_, kept.type_)
        self.output.execute(ColumnType(table, column, type_, schema=schema, existing_nullable=nullable))
        if is_bound and default is not None and not isinstance(default, bool):
            self.output.execute(ColumnDefault(table, column, default, schema=schema))
        return False

    def told_nullability(self, where: str, nullable: bool | None) -> bool | None:
        """Return whether a column whose type changes allows NULL.

        :raises OperationError: if that is not known.
        """
        known: bool = demanded(where, "existing_nullable", nullable)
        return known

    def _may_have_default(self, existing: ServerDefault | bool | None) -> bool:
        """Say whether a column may have a default that is to go first; looking for one that isn't there does no harm.

        :param existing: False if it is not known.
        """
        return existing is not False or self.connection is not None or not self.unsaid_is_none

    def _stored(self, table_name: str, column_name: str, schema: str | None, given: StoredColumn) -> StoredColumn:
        """Return what is known of a column: from the database if there is one to ask, else what was given."""
        return given if self.connection is None else stored_column(self.connection, table_name, column_name, schema)

    def _refuse_impossible(
        self,
        table_name: str,
        column_name: str,
        default: ServerDefault | bool | None,
        existing: ServerDefault | bool | None,
    ) -> None:
        special = (Computed, Identity)
        if default is True or isinstance(default, special) or isinstance(existing, special):
            for element in super().default_elements(table_name, column_name, default, existing):
                self.output.execute(element)

    def default_elements(
        self,
        table_name: str,
        column_name: str,
        default: ServerDefault | bool | None,
        existing: ServerDefault | bool | None,
        **known: Any,
    ) -> list[AlterColumn]:
        """Return the elements that change a default: one that is there is dropped by its name, which is looked up."""
        elements = super().default_elements(table_name, column_name, default, existing, **known)
        if not isinstance(elements[0], ColumnDefault):
            return elements
        dropping = DropDependents(table_name, column_name, "default", schema=known.get("schema"))
        if default is None:
            return [dropping]
        return [dropping, *elements] if self._may_have_default(existing) else elements

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        mssql_drop_default: bool | None = None,
        mssql_drop_check: bool | None = None,
        mssql_drop_foreign_key: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a column, and first what stands in its way.

        :param cascade: its default, CHECKs and foreign keys, whatever is said of each.
        :param mssql_drop_default: its default constraint, which is part of the column elsewhere; False leaves it.
        :param mssql_drop_check: the CHECKs that name it.
        :param mssql_drop_foreign_key: its own foreign keys.
        """
        asked: dict[Dependent, bool | None] = {
            "default": self._may_have_default(False) if mssql_drop_default is None else mssql_drop_default,
            "check": mssql_drop_check,
            "foreign_key": mssql_drop_foreign_key,
        }
        for kind, is_asked in asked.items():
            if is_asked or cascade:
                self.output.execute(DropDependents(table_name, column.name, kind, schema=schema))
        super().drop_column(table_name, column, schema=schema, if_exists=if_exists)

    # ------------------------------------------------------------------------------------ type and default equivalences

    def canonical_type(self, shape: TypeShape) -> TypeShape:
        """Return the shape as the server reports it."""
        name = _OTHER_NAMES.get(shape.name, shape.name)
        args = shape.args
        if name == "FLOAT":
            name, args = ("REAL" if args and int(args[0]) <= 24 else "FLOAT"), ()
        elif name in ("NUMERIC", "DECIMAL") and not args:
            args = ("18", "0")
        elif name in ("BINARY", "VARBINARY") and not args:
            args = ("1",)
        elif name in _SEVENTHS and args == ("7",):
            args = ()
        return super().canonical_type(shape.named(name, *(arg.lower() for arg in args)))

    def compare_server_default(
        self,
        inspector_column: Column[Any],
        metadata_column: Column[Any],
        rendered_metadata_default: str | None,
        rendered_inspector_default: str | None,
    ) -> bool:
        """Say whether a default differs; parentheses and brackets that the server adds are no difference."""
        type_ = metadata_column.type
        have, want = (_default_text(sql, type_) for sql in (rendered_inspector_default, rendered_metadata_default))
        return have != want

    def canonical_expression(self, sql: str) -> str:
        """Return an expression in one form: no brackets around names, no parentheses around constants, no N'...'."""
        plain = _BRACKETED.sub(lambda found: found.group(1) or found.group(), sql)
        written = canonical(_NATIONAL.sub("", plain))
        while (bare := canonical(_ENCLOSED.sub(r"\1", written))) != written:
            written = bare
        return written

    def index_options(self, index: Index) -> Mapping[str, Any]:
        """Return the options that make a difference, with columns as names."""
        options = dict(super().index_options(index))
        if "mssql_include" in options:
            options["mssql_include"] = [getattr(column, "name", column) for column in options["mssql_include"]]
        if isinstance(options.get("mssql_where"), str):
            options["mssql_where"] = self.canonical_expression(options["mssql_where"])
        return options

    def adjust_reflected_dialect_options(self, reflected_object: Mapping[str, Any], kind: str) -> dict[str, Any]:
        """Return the options without an empty INCLUDE list and without "not clustered"."""
        options = super().adjust_reflected_dialect_options(reflected_object, kind)
        return {name: value for name, value in options.items() if value}

    def correct_for_autogen_constraints(
        self,
        conn_uniques: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """See the index of a unique constraint as what the models call it."""
        match_unique_indexes(conn_uniques, conn_indexes, metadata_unique_constraints, metadata_indexes)


@dataclass(frozen=True)
class StoredColumn:
    """A column as it is, or as a user says that it is; None or False where that is not known."""

    type_: TypeEngine[Any] | None
    nullable: bool | None
    default: ServerDefault | bool | None


@dataclass(frozen=True)
class AlteredColumn:
    """What is to change of a column; ``default`` is False if that stays."""

    table_name: str
    column_name: str
    schema: str | None
    type_: TypeEngine[Any] | None
    nullable: bool | None
    default: ServerDefault | bool | None


def stored_column(connection: Connection, table_name: str, column_name: str, schema: str | None) -> StoredColumn:
    """Return what the database says of a column; read-only.

    :raises OperationError: if there is no such column.
    """
    columns = {column["name"].lower(): column for column in inspect(connection).get_columns(table_name, schema=schema)}
    found = columns.get(column_name.lower())
    if found is None:
        raise OperationError(f"{table_name} has no column {column_name}; it has {', '.join(columns)}")
    type_: TypeEngine[Any] = found["type"]
    default = found["default"]
    return StoredColumn(
        type_=None if isinstance(type_, NullType) else type_,
        nullable=found["nullable"],
        default=None if default is None else verbatim(default),
    )


# ---------------------------------------------------------------------------------------------- small questions


def _collated(type_: TypeEngine[Any], stored: TypeEngine[Any] | None) -> TypeEngine[Any]:
    """Return a string type with the collation the column has, which would else become the database's."""
    collation = getattr(stored, "collation", None)
    if collation is None or not isinstance(type_, String) or type_.collation is not None:
        return type_
    return type_.adapt(type(type_), collation=collation)


def _default_text(sql: str | None, type_: TypeEngine[Any]) -> str | None:
    """Return a default in the form that the server's spelling and the models' share."""
    if sql is None:
        return None
    plain = _BRACKETED.sub(lambda found: found.group(1) or found.group(), sql)
    written = canonical(_NATIONAL.sub("", plain))
    bare = "".join(
        part if part.startswith("'") else re.sub(r"[()\s]", "", part) for part in re.split(r"('(?:[^']|'')*')", written)
    )
    if bare == "null":
        return None
    bare = {"current_timestamp": "getdate"}.get(bare, bare)
    if isinstance(type_, Boolean) or is_numeric(type_):
        bare = {"true": "1", "false": "0", "'true'": "1", "'false'": "0"}.get(bare, bare)
        return number_text(bare) or bare
    return bare
