"""Giving an index or a constraint another name: the elements, their spellings, and the verbs of an implementation.

MySQL and SQLite, which have no statement for some of it, override the verbs in their own files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import quoted_name

from revgraph.ddl.base import AlterTable, alter_table, format_table_name
from revgraph.ddl.output import Output
from revgraph.ddl.sql_text import quoted_string
from revgraph.errors import OperationError

Name = quoted_name | str


class RenameIndex(ExecutableDDLElement):
    """Give an index another name.

    :param table_name: its table; MySQL, MariaDB and SQL Server must be told.
    :param schema: schema of both.
    """

    def __init__(
        self, old_name: Name, new_name: Name, table_name: Name | None = None, schema: Name | None = None
    ) -> None:
        self.old_name = old_name
        self.new_name = new_name
        self.table_name = table_name
        self.schema = schema


class RenameConstraint(AlterTable):
    """Give a constraint another name."""

    def __init__(self, table_name: str, old_name: Name, new_name: Name, schema: Name | None = None) -> None:
        super().__init__(table_name, schema=schema)
        self.old_name = old_name
        self.new_name = new_name


class Renames:
    """The verbs of an implementation that rename what belongs to a table."""

    output: Output

    def rename_index(
        self, old_name: Name, new_name: Name, *, table_name: Name | None = None, schema: Name | None = None
    ) -> None:
        """Give an index another name.

        :raises OperationError: if the database must be told the table and is not.
        """
        self.output.execute(RenameIndex(old_name, new_name, table_name, schema))

    def rename_constraint(
        self,
        table_name: str,
        old_name: Name,
        new_name: Name,
        *,
        type_: str | None = None,
        schema: Name | None = None,
    ) -> None:
        """Give a constraint another name.

        :param type_: its kind as ``drop_constraint`` takes it, for databases whose statement depends on it.
        """
        self.output.execute(RenameConstraint(table_name, old_name, new_name, schema))


def needed_table(element: RenameIndex, compiler: DDLCompiler) -> str:
    """Return the table of an index.

    :raises OperationError: if it is not given; names the argument.
    """
    if element.table_name is None:
        raise OperationError(
            f"rename_index({str(element.old_name)!r}, {str(element.new_name)!r}): on {compiler.dialect.name} an index "
            "is found by its table only; give table_name='...'"
        )
    return str(element.table_name)


# ---------------------------------------------------------------------------------------------- spellings


@compiles(RenameIndex)
def visit_rename_index(element: RenameIndex, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameIndex."""
    old = format_table_name(compiler, element.old_name, element.schema)
    return f"ALTER INDEX {old} RENAME TO {compiler.preparer.quote(element.new_name)}"


@compiles(RenameIndex, "mysql", "mariadb")
def visit_rename_index_of_table(element: RenameIndex, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameIndex as a change of the table."""
    start = f"{alter_table(compiler, needed_table(element, compiler), element.schema)} RENAME INDEX "
    return start + " TO ".join(compiler.preparer.quote(name) for name in (element.old_name, element.new_name))


@compiles(RenameIndex, "mssql")
def visit_rename_index_by_procedure(element: RenameIndex, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameIndex as a call of sp_rename."""
    place = (element.schema, needed_table(element, compiler), element.old_name)
    return renamed_by_procedure(compiler, place, element.new_name, "INDEX")


@compiles(RenameConstraint)
def visit_rename_constraint(element: RenameConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameConstraint."""
    names = " TO ".join(compiler.preparer.quote(name) for name in (element.old_name, element.new_name))
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME CONSTRAINT {names}"


@compiles(RenameConstraint, "mssql")
def visit_rename_constraint_by_procedure(element: RenameConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameConstraint as a call of sp_rename."""
    return renamed_by_procedure(compiler, (element.schema, element.old_name), element.new_name, "OBJECT")


def renamed_by_procedure(compiler: DDLCompiler, place: tuple[Name | None, ...], new_name: Name, kind: str) -> str:
    """Return the call of SQL Server's sp_rename; the place in brackets, since names may hold dots.

    :param place: schema or None, further parts, the old name.
    """
    brackets: Any = compiler.preparer.quote_identifier
    schema, *parts = place
    owner = [] if schema is None else [_in_brackets(compiler.preparer.quote_schema(schema), brackets)]
    said = (".".join([*owner, *(brackets(str(part)) for part in parts)]), str(new_name))
    path, new = (f"N{quoted_string(text)}" for text in said)
    return f"EXEC sp_rename {path}, {new}, '{kind}'"


def _in_brackets(written: str, brackets: Callable[[str], str]) -> str:
    """Return ``owner`` or ``database.owner`` as the dialect writes it, with each of the names in brackets."""
    names = re.findall(r"\[(?:[^\]]|\]\])*\]|[^.\[\]]+", written)
    return ".".join(name if name.startswith("[") else brackets(name) for name in names)
