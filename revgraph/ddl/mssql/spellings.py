"""The elements that SQL Server alone has, and how it spells ours.

By the Transact-SQL reference: arguments of procedures are strings or variables, never expressions; names in them are
quoted only where the server takes them apart (OBJECT_ID, COL_LENGTH's table, sp_rename's old name); after IF stands one
statement; sp_addextendedproperty refuses a property that is there, sp_updateextendedproperty one that isn't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import TableClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler

from revgraph.ddl import base
from revgraph.ddl.base import (
    AddColumn,
    AlterColumn,
    AlterTable,
    ColumnComment,
    ColumnDefault,
    ColumnName,
    ColumnNullable,
    ColumnType,
    RenameTable,
    alter_table,
    altered,
    format_column_name,
    format_server_default,
    format_table_name,
    format_type,
)
from revgraph.ddl.renames import renamed_by_procedure
from revgraph.ddl.sql_text import quoted_string
from revgraph.errors import OperationError

Dependent = Literal["default", "check", "foreign_key"]

_NAME_PART = re.compile(r"\[((?:[^\]]|\]\])*)\]|([^.\[\]]+)")


# ---------------------------------------------------------------------------------------------- elements


class DropDependents(AlterColumn):
    """Drop what hangs on a column and has a name that nobody gave it."""

    def __init__(self, name: str, column_name: str, kind: Dependent, schema: str | None = None) -> None:
        super().__init__(name, column_name, schema=schema)
        self.kind = kind


class IdentityInsert(AlterTable):
    """Let rows bring values for the identity column, or not any more.

    :param columns: only if one of these is the identity; empty if that is known.
    """

    def __init__(self, table: TableClause, columns: Sequence[str], *, on: bool) -> None:
        super().__init__(table.name, schema=table.schema)
        self.columns = tuple(columns)
        self.on = on


# ---------------------------------------------------------------------------------------------- spellings


@compiles(DropDependents, "mssql")
def visit_drop_dependents(element: DropDependents, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropDependents: names are quoted by the server, who alone knows them."""
    table = _object_id(compiler, element.table_name, element.schema)
    column = _national(element.column_name)
    dropping = f"{alter_table(compiler, element.table_name, element.schema)} DROP CONSTRAINT "
    ours = f"d.parent_object_id = {table} AND COL_NAME(d.parent_object_id, d.parent_column_id) = {column}"
    sources = {
        "default": f"sys.default_constraints AS d WHERE {ours}",
        "check": f"sys.check_constraints AS d WHERE {ours} OR d.parent_object_id = {table} AND EXISTS (SELECT 1 FROM "
        "sys.sql_expression_dependencies AS e WHERE e.referencing_id = d.object_id AND e.referenced_id = "
        f"d.parent_object_id AND COL_NAME(e.referenced_id, e.referenced_minor_id) = {column})",
        "foreign_key": "sys.foreign_keys AS d JOIN sys.foreign_key_columns AS f ON f.constraint_object_id = "
        f"d.object_id WHERE d.parent_object_id = {table} "
        f"AND COL_NAME(f.parent_object_id, f.parent_column_id) = {column}",
    }
    return (
        "DECLARE @sql nvarchar(max) = N''\n"
        f"SELECT @sql += {_national(dropping)} + QUOTENAME(d.name) + N';' FROM {sources[element.kind]}\n"
        "EXEC (@sql)"
    )


@compiles(IdentityInsert, "mssql")
def visit_identity_insert(element: IdentityInsert, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell IdentityInsert."""
    place = format_table_name(compiler, element.table_name, element.schema)
    setting = f"SET IDENTITY_INSERT {place} {'ON' if element.on else 'OFF'}"
    if not element.columns:
        return setting
    names = ", ".join(_national(name) for name in element.columns)
    table = _object_id(compiler, element.table_name, element.schema)
    return f"IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = {table} AND name IN ({names})) {setting}"


@compiles(AddColumn, "mssql")
def visit_add_column(element: AddColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddColumn: there is no word COLUMN, and no IF NOT EXISTS."""
    definition = base.column_definition(
        compiler,
        element.column,
        element.inline_references,
        element.inline_primary_key,
        element.inline_constraints,
    )
    adding = f"{alter_table(compiler, element.table_name, element.schema)} ADD {definition}"
    if not element.if_not_exists:
        return adding
    place = _national(format_table_name(compiler, element.table_name, element.schema))
    return f"IF COL_LENGTH({place}, {_national(element.column.name)}) IS NULL {adding}"


@compiles(base.CreateTable, "mssql")
def visit_create_table(element: base.CreateTable, compiler: Any, **kw: Any) -> str:
    """Spell CreateTable: there is no IF NOT EXISTS."""
    if not element.if_not_exists:
        return str(compiler.visit_create_table(element, **kw))
    table = element.element
    creating = str(compiler.visit_create_table(base.CreateTable(table), **kw)).strip()
    return f"IF {_object_id(compiler, table.name, table.schema)} IS NULL {creating}"


@compiles(base.CreateIndex, "mssql")
def visit_create_index(element: base.CreateIndex, compiler: Any, **kw: Any) -> str:
    """Spell CreateIndex: there is no IF NOT EXISTS."""
    creating = str(compiler.visit_create_index(element, **kw))
    if not element.if_not_exists:
        return creating
    index: Any = element.element
    place = _object_id(compiler, index.table.name, index.table.schema)
    name = _national(_unquoted(compiler.preparer.format_index(index)))
    return f"IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = {place} AND name = {name}) {creating}"


@compiles(ColumnNullable, "mssql")
def visit_column_nullable(element: ColumnNullable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnNullable, which must state the type."""
    type_ = demanded(f"{element.table_name}.{element.column_name}", "existing_type", element.existing_type)
    return altered(element, compiler, f"{format_type(compiler, type_)} {_nullability(element.nullable)}")


@compiles(ColumnType, "mssql")
def visit_column_type(element: ColumnType, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnType, which must state the nullability."""
    where = f"{element.table_name}.{element.column_name}"
    nullable = demanded(where, "existing_nullable", element.existing_nullable)
    return altered(element, compiler, f"{format_type(compiler, element.type_)} {_nullability(nullable)}")


@compiles(ColumnDefault, "mssql")
def visit_column_default(element: ColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnDefault: a default is a constraint."""
    if element.default is None:
        dropping = DropDependents(element.table_name, element.column_name, "default", element.schema)
        return visit_drop_dependents(dropping, compiler)
    start = alter_table(compiler, element.table_name, element.schema)
    default = format_server_default(compiler, element.default)
    return f"{start} ADD DEFAULT {default} FOR {format_column_name(compiler, element.column_name)}"


@compiles(RenameTable, "mssql")
def visit_rename_table(element: RenameTable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameTable."""
    place = (element.schema, element.table_name)
    return renamed_by_procedure(compiler, place, element.new_table_name, "OBJECT")


@compiles(ColumnName, "mssql")
def visit_column_name(element: ColumnName, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnName."""
    place = (element.schema, element.table_name, element.column_name)
    return renamed_by_procedure(compiler, place, element.newname, "COLUMN")


@compiles(ColumnComment, "mssql")
def visit_column_comment(element: ColumnComment, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnComment."""
    return _described(compiler, element.comment, element.schema, element.table_name, element.column_name)


@compiles(base.SetTableComment, "mssql")
@compiles(base.DropTableComment, "mssql")
def visit_table_comment(element: Any, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell SetTableComment and DropTableComment."""
    table = element.element
    comment = table.comment if isinstance(element, base.SetTableComment) else None
    return _described(compiler, comment, table.schema, table.name)


@compiles(base.SetColumnComment, "mssql")
@compiles(base.DropColumnComment, "mssql")
def visit_set_column_comment(element: Any, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell SetColumnComment and DropColumnComment."""
    column = element.element
    return _described(compiler, column.comment, column.table.schema, column.table.name, column.name)


# ---------------------------------------------------------------------------------------------- small questions


def _described(compiler: DDLCompiler, comment: str | None, schema: str | None, *path: str) -> str:
    """Return the batch that sets or removes a comment: an extended property, changed or added as it is there or not."""
    dialect: Any = compiler.dialect
    owner = schema or dialect.default_schema_name or dialect.schema_name
    parts = _NAME_PART.findall(compiler.preparer.quote_schema(owner))
    *database, name = (bracketed.replace("]]", "]") or bare for bracketed, bare in parts)
    procedures = "".join(f"{compiler.preparer.quote(part)}." for part in database) + "sys."
    levels = ["SCHEMA", name, "TABLE", path[0], *(("COLUMN", path[1]) if path[1:] else ())]
    said = ", ".join(_national(word) for word in levels)
    rest = ", NULL, NULL" if len(path) == 1 else ""
    there = f"EXISTS (SELECT 1 FROM {procedures}fn_listextendedproperty(N'MS_Description', {said}{rest}))"
    if not comment:
        return f"IF {there} EXEC {procedures}sp_dropextendedproperty N'MS_Description', {said}"
    told = f"N'MS_Description', {_national(comment)}, {said}"
    updating, adding = (f"EXEC {procedures}sp_{verb}extendedproperty {told}" for verb in ("update", "add"))
    return f"IF {there} {updating} ELSE {adding}"


def _object_id(compiler: DDLCompiler, table_name: str, schema: str | None) -> str:
    return f"OBJECT_ID({_national(format_table_name(compiler, table_name, schema))})"


def _national(text: str) -> str:
    return f"N{quoted_string(str(text))}"


def _unquoted(name: str | None) -> str:
    quoted = name or ""
    return quoted[1:-1].replace("]]", "]") if quoted.startswith("[") else quoted


def _nullability(nullable: bool) -> str:
    return "NULL" if nullable else "NOT NULL"


def demanded(where: str, argument: str, value: Any) -> Any:
    """Return a fact that ALTER COLUMN can't do without.

    :raises OperationError: if it is not known; names the argument to give.
    """
    if value is None:
        raise OperationError(
            f"{where}: SQL Server's ALTER COLUMN must be told type and nullability, or lets the column be NULL; a "
            f"script can't look, so give {argument}"
        )
    return value
