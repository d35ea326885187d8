"""Oracle Database: MODIFY, blocks of PL/SQL that forgive what is there already, and how it reports types and defaults.

Every DDL statement commits. ``IF [NOT] EXISTS`` is known to release 23ai only, so the statement is run by a block that
lets exactly one error pass.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TextIO

from sqlalchemy import (
    Connection,
    CursorResult,
    Dialect,
    Executable,
    ForeignKeyConstraint,
    Identity,
    Index,
    PrimaryKeyConstraint,
    TextClause,
    UniqueConstraint,
    outparam,
)
from sqlalchemy.dialects import oracle
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Constraint
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import BINARY, VARBINARY, Boolean, DateTime, Integer, LargeBinary, TypeEngine

from revgraph.ddl import base, sequences
from revgraph.ddl.base import (
    AddColumn,
    AlterColumn,
    AlterTable,
    ColumnComment,
    ColumnDefault,
    ColumnName,
    ColumnNullable,
    ColumnType,
    DropColumn,
    IdentityColumnDefault,
    RenameTable,
    ServerDefault,
    alter_table,
    format_column_name,
    format_server_default,
    format_table_name,
    format_type,
    rename_table_within_schema,
)
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.literals import ScriptTypes
from revgraph.ddl.lock import LockKey, LockSpelling, short_key
from revgraph.ddl.oracle.literals import ClientProofStrings, RawBytes, ToTimestamp
from revgraph.ddl.output import Params
from revgraph.ddl.signatures import match_unique_indexes
from revgraph.ddl.sql_text import canonical, is_numeric, number_text, quoted_string
from revgraph.ddl.type_match import TypeShape
from revgraph.errors import OperationError

_OTHER_NAMES = {
    "INT": "INTEGER",
    "SMALLINT": "INTEGER",
    "DEC": "NUMBER",
    "DECIMAL": "NUMBER",
    "NUMERIC": "NUMBER",
    "VARCHAR": "VARCHAR2",
    "CHARACTER": "CHAR",
    "CHARACTER VARYING": "VARCHAR2",
    "NATIONAL CHAR VARYING": "NVARCHAR2",
}
_PROGRAM = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:begin|declare|create\s+(?:or\s+replace\s+)?(?:(?:non)?editionable\s+)?"
    r"(?:function|procedure|package|trigger|type|library)|with\s+(?:function|procedure))\b",
    re.IGNORECASE | re.DOTALL,
)
# ALLOCATE_UNIQUE commits: in a transaction of its own, so that none of the caller's is
_FIND_LOCK = (
    "DECLARE handle VARCHAR2(128); answer INTEGER; PROCEDURE find(name VARCHAR2) IS PRAGMA AUTONOMOUS_TRANSACTION; "
    "BEGIN DBMS_LOCK.ALLOCATE_UNIQUE(name, handle); COMMIT; END;"
)
_EXISTS = -955  # name is already used by an existing object
_COLUMN_EXISTS = -1430
_NO_TABLE = -942
_NO_COLUMN = -904
_NO_INDEX = -1418
_NO_CONSTRAINT = -2443
_NO_SEQUENCE = -2289


@dataclass(frozen=True)
class PackageLock(LockSpelling):
    """A lock of the package DBMS_LOCK, which answers by parameters and not by rows."""

    def acquire(self, connection: Connection, key: LockKey) -> bool:
        """Take the lock for the connection's session if it is free; never waits.

        :return: True if it is ours now.
        :raises OperationError: if the user may not use the package, or it does not take the call.
        """
        statement, params = self.try_sql(key)
        asking = statement.bindparams(outparam("taken", Integer()))
        try:
            result: Any = connection.execute(asking, params)
        except DatabaseError as error:
            if "PLS-00201" not in str(error.orig):
                raise
            raise OperationError(
                "the lock that keeps two migrating processes apart needs DBMS_LOCK, which this user may not use; let a "
                "DBA run GRANT EXECUTE ON SYS.DBMS_LOCK TO the user, or migrate without: lock=False in "
                "context.configure()"
            ) from error
        answer = int(result.out_parameters["taken"])
        if answer not in (_TAKEN, _BUSY, _OURS_ALREADY):
            raise OperationError(f"DBMS_LOCK.REQUEST answered {answer}; see its documentation")
        return answer != _BUSY


_TAKEN, _BUSY, _OURS_ALREADY = 0, 1, 4


class OracleImpl(DefaultImpl):
    """Oracle Database."""

    __dialect__ = "oracle"

    transactional_ddl = False
    command_terminator = ""
    batch_separator = "/"
    type_synonyms: ClassVar[tuple[set[str], ...]] = (
        {"VARCHAR", "VARCHAR2"},
        {"NUMERIC", "DECIMAL", "NUMBER", "INTEGER", "SMALLINT", "BIGINT"},
        {"DOUBLE PRECISION", "FLOAT"},
    )
    identity_attrs_ignore: ClassVar[tuple[str, ...]] = ()
    index_sorting_told: ClassVar[bool] = False
    keeps_unvalidated: ClassVar[bool] = True
    script_types: ClassVar[ScriptTypes] = {
        **dict.fromkeys((LargeBinary, BINARY, VARBINARY, oracle.RAW), RawBytes),
        DateTime: ToTimestamp,
        oracle.TIMESTAMP: ToTimestamp,
    }
    lock = PackageLock(
        try_words=f"{_FIND_LOCK} BEGIN find(:key); "
        ":taken := DBMS_LOCK.REQUEST(handle, DBMS_LOCK.X_MODE, 0, FALSE); END;",
        release_words=f"{_FIND_LOCK} BEGIN find(:key); answer := DBMS_LOCK.RELEASE(handle); END;",
        database_words="SELECT SYS_CONTEXT('USERENV', 'DB_UNIQUE_NAME'), SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') "
        "FROM DUAL",
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
        self.batch_separator = context_opts.get("oracle_batch_separator", self.batch_separator)
        super().__init__(dialect, connection, as_sql, transactional_ddl, output_buffer, context_opts)

    def script_dialect(self) -> Any:
        """Return the dialect as scripts are compiled with: its strings pass through SQL*Plus as they are."""
        dialect = super().script_dialect()
        dialect.statement_compiler = type("ScriptCompiler", (ClientProofStrings, dialect.statement_compiler), {})
        return dialect

    # ------------------------------------------------------------------------------------ verbs

    def emit_begin(self) -> None:
        """Write the words that open a transaction into the script."""
        self.output.begin("SET TRANSACTION READ WRITE")

    def execute(
        self, sql: Executable | str, execution_options: Mapping[str, Any] | None = None, *, params: Params = None
    ) -> CursorResult[Any] | None:
        """Run a statement, or write it down; a semicolon at its end belongs to PL/SQL only, and is taken away else."""
        return super().execute(_without_semicolon(sql), execution_options, params=params)

    def default_elements(
        self,
        table_name: str,
        column_name: str,
        default: ServerDefault | bool | None,
        existing: ServerDefault | bool | None,
        **known: Any,
    ) -> list[AlterColumn]:
        """Return the elements that change a default; a plain column never becomes an identity (ORA-30673).

        :raises OperationError: if it should.
        """
        is_plain = existing is not None and not isinstance(existing, (bool, Identity))
        if isinstance(default, Identity) and is_plain:
            raise OperationError(
                f"{table_name}.{column_name}: Oracle makes no identity of a column that is none; drop the column and "
                "add it again"
            )
        elements = super().default_elements(table_name, column_name, default, existing, **known)
        if isinstance(existing, Identity) and default is not None and not isinstance(default, (Identity, bool)):
            elements.append(ColumnDefault(table_name, column_name, default, **known))
        return elements

    def drop_constraint(
        self, const: Constraint, *, if_exists: bool | None = None, cascade: bool | None = None, **kw: Any
    ) -> None:
        """Drop a constraint; a primary key or unique constraint without a name is told by its columns."""
        is_key = isinstance(const, (PrimaryKeyConstraint, UniqueConstraint))
        named = const.name is not None and self.dialect.identifier_preparer.format_constraint(const) is not None
        told = isinstance(const, PrimaryKeyConstraint) or (is_key and len(getattr(const, "columns", ())) > 0)
        if named or not told:
            super().drop_constraint(const, if_exists=if_exists, cascade=cascade, **kw)
            return
        columns = [column.name for column in const.columns] if isinstance(const, UniqueConstraint) else []
        self.output.execute(DropKey(const.table.name, columns, const.table.schema, if_exists=if_exists))

    # ------------------------------------------------------------------------------------ type and default equivalences

    def canonical_type(self, shape: TypeShape) -> TypeShape:
        """Return the shape as reflection gives it back."""
        name, args = _OTHER_NAMES.get(shape.name, shape.name), shape.args
        if name == "NUMBER" and not args and shape.name != "NUMBER":
            name = "INTEGER"  # a scale of 0 is implied, and no precision
        elif name == "NUMBER" and len(args) == 1:
            args = (*args, "0")
        elif name == "NUMBER" and args == ("38", "0"):
            name, args = "INTEGER", ()
        elif name == "FLOAT" and args in ((), ("126",)):
            name, args = "DOUBLE PRECISION", ()
        elif name == "FLOAT" and args == ("63",):
            name, args = "REAL", ()
        elif name.startswith("TIMESTAMP") and args == ("6",):
            args = ()
        return super().canonical_type(shape.named(name, *args))

    def compare_server_default(
        self,
        inspector_column: Any,
        metadata_column: Any,
        rendered_metadata_default: str | None,
        rendered_inspector_default: str | None,
    ) -> bool:
        """Say whether a default differs; the blanks the catalog keeps, and a default of NULL, are no difference."""
        type_ = metadata_column.type
        have, want = (_default_text(sql, type_) for sql in (rendered_inspector_default, rendered_metadata_default))
        return have != want

    def correct_for_autogen_constraints(
        self,
        conn_uniques: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """See the index of a unique constraint as what the models call it."""
        match_unique_indexes(conn_uniques, conn_indexes, metadata_unique_constraints, metadata_indexes)

    def correct_for_autogen_foreignkeys(
        self, conn_fks: set[ForeignKeyConstraint], metadata_fks: set[ForeignKeyConstraint]
    ) -> None:
        """Take the models' word for ON UPDATE, which Oracle does not have."""
        wanted = {tuple(sorted(key.column_keys)): key for key in metadata_fks}
        for key in conn_fks:
            model = wanted.get(tuple(sorted(key.column_keys)))
            key.onupdate = key.onupdate if model is None else model.onupdate
        super().correct_for_autogen_foreignkeys(conn_fks, metadata_fks)


# ---------------------------------------------------------------------------------------------- elements


class DropKey(AlterTable):
    """Drop the primary key, or the unique constraint on these columns."""

    def __init__(
        self, name: str, columns: list[str], schema: str | None = None, *, if_exists: bool | None = None
    ) -> None:
        super().__init__(name, schema=schema)
        self.columns = columns
        self.if_exists = if_exists


# ---------------------------------------------------------------------------------------------- spellings


@compiles(DropKey, "oracle")
def visit_drop_key(element: DropKey, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropKey."""
    columns = ", ".join(format_column_name(compiler, name) for name in element.columns)
    key = f"UNIQUE ({columns})" if columns else "PRIMARY KEY"
    dropping = f"{alter_table(compiler, element.table_name, element.schema)} DROP {key}"
    return _forgiving(dropping, -2441, -2442) if element.if_exists else dropping


compiles(RenameTable, "oracle")(rename_table_within_schema)


@compiles(AddColumn, "oracle")
def visit_add_column(element: AddColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddColumn: there is no word COLUMN."""
    definition = base.column_definition(
        compiler,
        element.column,
        element.inline_references,
        element.inline_primary_key,
        element.inline_constraints,
    )
    adding = f"{alter_table(compiler, element.table_name, element.schema)} ADD {definition}"
    return _forgiving(adding, _COLUMN_EXISTS) if element.if_not_exists else adding


@compiles(DropColumn, "oracle")
def visit_drop_column(element: DropColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropColumn."""
    start = alter_table(compiler, element.table_name, element.schema)
    dropping = f"{start} {base.drop_column(compiler, element.column.name)}"
    dropping += " CASCADE CONSTRAINTS" if element.cascade else ""
    return _forgiving(dropping, _NO_COLUMN) if element.if_exists else dropping


@compiles(base.CreateTable, "oracle")
def visit_create_table(element: base.CreateTable, compiler: Any, **kw: Any) -> str:
    """Spell CreateTable."""
    creating = str(compiler.visit_create_table(base.CreateTable(element.element), **kw))
    return _forgiving(creating, _EXISTS) if element.if_not_exists else creating


@compiles(base.DropTable, "oracle")
def visit_drop_table(element: base.DropTable, compiler: Any, **kw: Any) -> str:
    """Spell DropTable."""
    dropping = str(compiler.visit_drop_table(base.DropTable(element.element), **kw))
    dropping += " CASCADE CONSTRAINTS" if element.cascade else ""
    return _forgiving(dropping, _NO_TABLE) if element.if_exists else dropping


@compiles(base.CreateIndex, "oracle")
def visit_create_index(element: base.CreateIndex, compiler: Any, **kw: Any) -> str:
    """Spell CreateIndex."""
    creating = str(compiler.visit_create_index(element, **kw))
    return _forgiving(creating, _EXISTS) if element.if_not_exists else creating


@compiles(base.DropIndex, "oracle")
def visit_drop_index(element: base.DropIndex, compiler: Any, **kw: Any) -> str:
    """Spell DropIndex."""
    dropping = str(compiler.visit_drop_index(base.DropIndex(element.element), **kw))
    return _forgiving(dropping, _NO_INDEX) if element.if_exists else dropping


@compiles(base.DropConstraint, "oracle")
def visit_drop_constraint(element: base.DropConstraint, compiler: Any, **kw: Any) -> str:
    """Spell DropConstraint."""
    plain = base.DropConstraint(element.element, cascade=element.cascade)
    dropping = str(compiler.visit_drop_constraint(plain, **kw))
    return _forgiving(dropping, _NO_CONSTRAINT) if element.if_exists else dropping


@compiles(sequences.CreateSequence, "oracle")
def visit_create_sequence(element: sequences.CreateSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell CreateSequence."""
    plain = sequences.CreateSequence(element.name, element.counting, schema=element.schema)
    creating = sequences.visit_create_sequence(plain, compiler)
    return _forgiving(creating, _EXISTS) if element.if_not_exists else creating


@compiles(sequences.AlterSequence, "oracle")
def visit_alter_sequence(element: sequences.AlterSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AlterSequence."""
    plain = sequences.AlterSequence(element.name, element.counting, schema=element.schema, restart=element.restart)
    altering = sequences.visit_alter_sequence(plain, compiler)
    return _forgiving(altering, _NO_SEQUENCE) if element.if_exists else altering


@compiles(sequences.DropSequence, "oracle")
def visit_drop_sequence(element: sequences.DropSequence, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropSequence."""
    plain = sequences.DropSequence(element.name, schema=element.schema)
    dropping = sequences.visit_drop_sequence(plain, compiler)
    return _forgiving(dropping, _NO_SEQUENCE) if element.if_exists else dropping


def modified(element: AlterColumn, compiler: DDLCompiler, change: str) -> str:
    """Return ``ALTER TABLE t MODIFY c`` followed by a change."""
    column = format_column_name(compiler, element.column_name)
    return f"{alter_table(compiler, element.table_name, element.schema)} MODIFY {column} {change}"


@compiles(ColumnNullable, "oracle")
def visit_column_nullable(element: ColumnNullable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnNullable."""
    return modified(element, compiler, "NULL" if element.nullable else "NOT NULL")


@compiles(ColumnType, "oracle")
def visit_column_type(element: ColumnType, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnType."""
    return modified(element, compiler, format_type(compiler, element.type_))


@compiles(ColumnName, "oracle")
def visit_column_name(element: ColumnName, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnName."""
    names = " TO ".join(format_column_name(compiler, name) for name in (element.column_name, element.newname))
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME COLUMN {names}"


@compiles(ColumnDefault, "oracle")
def visit_column_default(element: ColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnDefault: none is a default of NULL."""
    default = "NULL" if element.default is None else format_server_default(compiler, element.default)
    return modified(element, compiler, f"DEFAULT {default}")


@compiles(IdentityColumnDefault, "oracle")
def visit_identity_column(element: IdentityColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell IdentityColumnDefault."""
    if element.default is None:
        return modified(element, compiler, "DROP IDENTITY")
    return modified(element, compiler, compiler.process(element.default).replace("GENERATED  ", "GENERATED "))


@compiles(ColumnComment, "oracle")
def visit_column_comment(element: ColumnComment, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnComment."""
    place = format_table_name(compiler, element.table_name, element.schema)
    return _described(f"COLUMN {place}.{format_column_name(compiler, element.column_name)}", element.comment)


@compiles(base.SetTableComment, "oracle")
@compiles(base.DropTableComment, "oracle")
def visit_table_comment(element: Any, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell SetTableComment and DropTableComment."""
    comment = element.element.comment if isinstance(element, base.SetTableComment) else None
    return _described(f"TABLE {compiler.preparer.format_table(element.element)}", comment)


@compiles(base.SetColumnComment, "oracle")
@compiles(base.DropColumnComment, "oracle")
def visit_set_column_comment(element: Any, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell SetColumnComment and DropColumnComment."""
    column = element.element
    place = compiler.preparer.format_column(column, use_table=True, use_schema=True)
    return _described(f"COLUMN {place}", column.comment)


# ---------------------------------------------------------------------------------------------- small questions


def _described(what: str, comment: str | None) -> str:
    """Return COMMENT ON, which takes one literal and no expression; an empty one removes the comment."""
    return f"COMMENT ON {what} IS {quoted_string(comment or '')}"


def _forgiving(statement: str, *errors: int) -> str:
    """Return a block that runs a statement and lets these errors pass."""
    inner = quoted_string(statement.strip())
    codes = ", ".join(str(error) for error in errors)
    return (
        f"BEGIN\n  EXECUTE IMMEDIATE {inner};\n"
        f"EXCEPTION WHEN OTHERS THEN\n  IF SQLCODE NOT IN ({codes}) THEN RAISE; END IF;\nEND;"
    )


def _without_semicolon(sql: Any) -> Any:
    written = sql if isinstance(sql, str) else sql.text if isinstance(sql, TextClause) else ""
    if not written.rstrip().endswith(";") or _PROGRAM.match(written):
        return sql
    bare = written.rstrip("; \t\r\n")
    if isinstance(sql, str):
        return bare
    changed = copy.copy(sql)
    changed.text = bare
    return changed


def _default_text(sql: str | None, type_: TypeEngine[Any]) -> str | None:
    """Return a default in the form that the catalog's spelling and the models' share."""
    written = "null" if sql is None else canonical(sql.strip())
    if written in ("null", "''"):
        return None
    if isinstance(type_, Boolean) or is_numeric(type_):
        written = {"true": "1", "false": "0"}.get(written, written)
        return number_text(written) or written
    return written
