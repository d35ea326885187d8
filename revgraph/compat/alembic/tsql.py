"""SQL Server's statements as Alembic spells them: users' scripts and tests of plug-ins compare them.

Shorter than revgraph's own: nothing is looked up but names of constraints, so a comment must be known to be there or
not. Names and texts are quoted as strings of Transact-SQL all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.sql.compiler import DDLCompiler

from revgraph.compat.alembic.messages import warn
from revgraph.ddl import base
from revgraph.ddl.base import (
    AlterColumn,
    ColumnComment,
    ColumnName,
    ColumnType,
    RenameTable,
    altered,
    format_table_name,
    format_type,
)
from revgraph.ddl.mssql import MSSQLImpl, spellings
from revgraph.ddl.mssql.spellings import DropDependents
from revgraph.ddl.sql_text import quoted_string

_own_switch = MSSQLImpl.identity_switch
_PLAIN = re.compile(r"\w+")
_SOURCES: Mapping[str, str] = {
    "default": "sys.default_constraints",
    "check": "sys.check_constraints",
    "foreign_key": "\nsys.foreign_keys fk join sys.foreign_key_columns fkc\non fk.object_id=fkc.constraint_object_id",
}
"""Where constraints of each kind stand in the catalogue."""


def visit_rename_table(element: RenameTable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameTable."""
    place = format_table_name(compiler, element.table_name, element.schema)
    return f"EXEC sp_rename {_text(place)}, {compiler.preparer.quote(element.new_table_name)}"


def visit_rename_column(element: ColumnName, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnName."""
    place = f"{format_table_name(compiler, element.table_name, element.schema)}."
    place += compiler.preparer.quote(element.column_name)
    return f"EXEC sp_rename {_text(place)}, {compiler.preparer.quote(element.newname)}, 'COLUMN'"


def visit_column_type(element: ColumnType, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnType; without NULL or NOT NULL where that is not known."""
    if element.existing_nullable is not None:
        return spellings.visit_column_type(element, compiler, **kw)
    return altered(element, compiler, format_type(compiler, element.type_))


def visit_drop_dependents(element: DropDependents, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropDependents, for one constraint."""
    table = format_table_name(compiler, element.table_name, element.schema)
    owner = "fkc." if element.kind == "foreign_key" else ""
    source = _SOURCES[element.kind]
    return (
        "declare @const_name varchar(256)\n"
        f"select @const_name = QUOTENAME([name]) from{'' if owner else ' '}{source}\n"
        f"where {owner}parent_object_id = object_id({_text(_path(table, element))})\n"
        f"and col_name({owner}parent_object_id, {owner}parent_column_id) = {_text(element.column_name)}\n"
        f"exec({_text(f'alter table {table} drop constraint ')} + @const_name)"
    )


def visit_column_comment(element: ColumnComment, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnComment: added, changed or dropped as ``existing_comment`` tells."""
    dialect: Any = compiler.dialect
    quote = compiler.preparer.quote
    owner = element.schema or dialect.default_schema_name or dialect.schema_name
    path = f"'schema', {compiler.preparer.quote_schema(owner)}, 'table', {quote(element.table_name)}, "
    path += f"'column', {quote(element.column_name)}"
    if element.comment is None:
        return f"exec sp_dropextendedproperty 'MS_Description', {path}"
    verb = "add" if element.existing_comment is None else "update"
    return f"exec sp_{verb}extendedproperty 'MS_Description', N{quoted_string(str(element.comment))}, {path}"


def told_nullability(self: Any, where: str, nullable: bool | None) -> bool | None:
    """Return whether a column whose type changes allows NULL; warn where that is not known."""
    if nullable is None:
        warn(
            "MS-SQL ALTER COLUMN operations that specify type_= should also specify a nullable= or existing_nullable= "
            "argument to avoid implicit conversion of NOT NULL columns to NULL."
        )
    return nullable


def identity_switch(self: Any, table: Any, columns: Sequence[Any]) -> list[str] | None:
    """Return what IDENTITY_INSERT must be looked up for; nothing in a script, which takes it for needed."""
    found = _own_switch(self, table, columns)
    return [] if found and self.as_sql else found


SPELLED: Mapping[Any, tuple[Callable[..., str], Callable[..., str]]] = {
    base.RenameTable: (visit_rename_table, spellings.visit_rename_table),
    base.ColumnName: (visit_rename_column, spellings.visit_column_name),
    base.ColumnType: (visit_column_type, spellings.visit_column_type),
    base.ColumnComment: (visit_column_comment, spellings.visit_column_comment),
    DropDependents: (visit_drop_dependents, spellings.visit_drop_dependents),
}
"""By element: Alembic's spelling, and the one of revgraph that it takes the place of."""


MEMBERS: Mapping[type[Any], Mapping[str, Any]] = {
    MSSQLImpl: {"told_nullability": told_nullability, "identity_switch": identity_switch}
}
"""Members of the implementation."""


def _path(place: str, element: AlterColumn) -> str:
    """Return a table as OBJECT_ID takes it apart: in brackets only where a name would else be several."""
    parts = [str(part) for part in (element.schema, element.table_name) if part is not None]
    return ".".join(parts) if all(_PLAIN.fullmatch(part) for part in parts) else place


def _text(text: str) -> str:
    """Return a text as a string of Transact-SQL; one that not every code page has is a national one."""
    return ("" if str(text).isascii() else "N") + quoted_string(str(text))
