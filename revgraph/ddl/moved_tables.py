"""Moving a table into another schema: the element, its spellings, and the verb of an implementation.

SQLite's schemas are files and Oracle's are users: no statement moves a table between them.
"""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import quoted_name

from revgraph.ddl.base import AlterTable, RenameTable, alter_table, format_table_name
from revgraph.ddl.output import Output
from revgraph.errors import OperationError

Name = quoted_name | str

_MOVING = ("postgresql", "mysql", "mariadb", "mssql")
_RENAMING_TOO = ("mysql", "mariadb")


class MoveTable(AlterTable):
    """Move a table into another schema.

    :param new_table_name: its name after; another one only on MySQL and MariaDB.
    :param new_schema: the schema, None for the default one.
    """

    def __init__(self, table_name: Name, new_table_name: Name, schema: Name | None, new_schema: Name | None) -> None:
        super().__init__(str(table_name), schema=schema)
        self.new_table_name = new_table_name
        self.new_schema = new_schema


class MovesTables:
    """What an implementation does to move tables."""

    dialect: Dialect
    output: Output

    def move_table(
        self, old_table_name: Name, new_table_name: Name, *, schema: Name | None, new_schema: Name | None
    ) -> None:
        """Move a table into another schema, and give it another name if it is to have one.

        :raises OperationError: if the database can't do that, or must be told the name of the default schema.
        """
        kind = self.dialect.name
        where = old_table_name if schema is None else f"{schema}.{old_table_name}"
        if kind not in _MOVING:
            raise OperationError(
                f"rename_table {where}: {kind} can't move a table into another schema; create it there, copy its rows, "
                "and drop the old one"
            )
        if new_schema is None and kind not in _RENAMING_TOO:
            new_schema = getattr(self.dialect, "default_schema_name", None)
            if new_schema is None:
                raise OperationError(
                    f"rename_table {where}: while a script is written it is not known which schema is the default one; "
                    "name it in new_schema"
                )
        if kind not in _RENAMING_TOO and old_table_name != new_table_name:
            self.output.execute(RenameTable(str(old_table_name), new_table_name, schema=schema))
            old_table_name = new_table_name
        self.output.execute(MoveTable(old_table_name, new_table_name, schema, new_schema))


@compiles(MoveTable)
def visit_move_table(element: MoveTable, compiler: DDLCompiler, **kw: object) -> str:
    """Spell MoveTable as MySQL and MariaDB do."""
    old = format_table_name(compiler, element.table_name, element.schema)
    return f"RENAME TABLE {old} TO {format_table_name(compiler, element.new_table_name, element.new_schema)}"


@compiles(MoveTable, "postgresql")
def visit_set_schema(element: MoveTable, compiler: DDLCompiler, **kw: object) -> str:
    """Spell MoveTable as PostgreSQL does."""
    schema = compiler.preparer.quote_schema(str(element.new_schema))
    return f"{alter_table(compiler, element.table_name, element.schema)} SET SCHEMA {schema}"


@compiles(MoveTable, "mssql")
def visit_transfer(element: MoveTable, compiler: DDLCompiler, **kw: object) -> str:
    """Spell MoveTable as SQL Server does."""
    old = format_table_name(compiler, element.table_name, element.schema)
    return f"ALTER SCHEMA {compiler.preparer.quote_schema(str(element.new_schema))} TRANSFER {old}"
