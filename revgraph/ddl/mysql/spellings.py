"""The elements that MySQL and MariaDB alone have, and how they spell ours.

``MODIFY`` and ``CHANGE`` state all of a column anew; what that is, ``MySQLImpl.alter_column`` finds out.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import CheckConstraint, Computed, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Constraint
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import String, TypeEngine

from revgraph.ddl.base import (
    AlterColumn,
    AlterTable,
    ColumnDefault,
    ColumnName,
    ColumnNullable,
    ColumnType,
    ServerDefault,
    alter_table,
    format_column_name,
    format_server_default,
    format_type,
)
from revgraph.ddl.mysql.column import default_words
from revgraph.ddl.sql_text import verbatim
from revgraph.errors import OperationError

# ---------------------------------------------------------------------------------------------- elements


class MySQLAlterDefault(AlterColumn):
    """Set or drop a default that is a constant, and nothing else."""

    def __init__(self, name: str, column_name: str, default: ServerDefault | None, schema: str | None = None) -> None:
        super().__init__(name, column_name, schema=schema)
        self.default = default


class MySQLRenameColumn(AlterColumn):
    """Change the name, and nothing else."""

    def __init__(self, name: str, column_name: str, newname: str, schema: str | None = None) -> None:
        super().__init__(name, column_name, schema=schema)
        self.newname = newname


class MySQLChangeColumn(AlterColumn):
    """State all of a column anew, with its name.

    :param on_update: expression of its ON UPDATE clause.
    :param attributes: further words of its definition.
    :param check: condition of the CHECK in its definition.
    :param computed: what it is computed from; such a column has no default.
    """

    def __init__(
        self,
        name: str,
        column_name: str,
        schema: str | None = None,
        newname: str | None = None,
        type_: TypeEngine[Any] | None = None,
        nullable: bool | None = None,
        default: ServerDefault | Literal[False] | None = False,
        autoincrement: bool | None = None,
        comment: str | Literal[False] | None = False,
        on_update: str | None = None,
        check: str | None = None,
        attributes: tuple[str, ...] = (),
        computed: Computed | None = None,
    ) -> None:
        super().__init__(name, column_name, schema=schema)
        if type_ is None:
            raise OperationError(f"{name}.{column_name}: MODIFY and CHANGE must be told the type; give existing_type")
        self.newname = newname
        self.type_ = type_
        self.nullable = nullable
        self.default = default
        self.autoincrement = autoincrement
        self.comment = comment
        self.on_update = on_update
        self.check = check
        self.attributes = attributes
        self.computed = computed


class MySQLModifyColumn(MySQLChangeColumn):
    """State all of a column anew, under the name it has."""


class MariaDBDropConstraint(AlterTable):
    """Drop a constraint if it is there."""

    def __init__(self, constraint: Constraint) -> None:
        super().__init__(constraint.table.name, schema=constraint.table.schema)
        self.constraint = constraint


# ---------------------------------------------------------------------------------------------- spellings


@compiles(ColumnNullable, "mysql", "mariadb")
@compiles(ColumnName, "mysql", "mariadb")
@compiles(ColumnDefault, "mysql", "mariadb")
@compiles(ColumnType, "mysql", "mariadb")
def visit_single_change(element: AlterColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Refuse: these databases must be told all of a column, which MySQLImpl.alter_column does."""
    raise OperationError(
        f"{type(element).__name__} can't be spelled for {compiler.dialect.name} alone; use alter_column()"
    )


@compiles(MySQLAlterDefault, "mysql", "mariadb")
def visit_alter_default(element: MySQLAlterDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell MySQLAlterDefault."""
    start = f"{alter_table(compiler, element.table_name, element.schema)} ALTER COLUMN "
    start += format_column_name(compiler, element.column_name)
    if element.default is None:
        return f"{start} DROP DEFAULT"
    return f"{start} SET DEFAULT {format_server_default(compiler, element.default)}"


@compiles(MySQLRenameColumn, "mysql", "mariadb")
def visit_rename_column(element: MySQLRenameColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell MySQLRenameColumn."""
    names = f"{format_column_name(compiler, element.column_name)} TO {format_column_name(compiler, element.newname)}"
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME COLUMN {names}"


@compiles(MySQLChangeColumn, "mysql", "mariadb")
def visit_change_column(element: MySQLChangeColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell MySQLChangeColumn."""
    names = format_column_name(compiler, element.column_name)
    new_name = format_column_name(compiler, element.newname or element.column_name)
    start = alter_table(compiler, element.table_name, element.schema)
    return f"{start} CHANGE {names} {new_name} {column_definition(element, compiler)}"


@compiles(MySQLModifyColumn, "mysql", "mariadb")
def visit_modify_column(element: MySQLModifyColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell MySQLModifyColumn."""
    start = alter_table(compiler, element.table_name, element.schema)
    return f"{start} MODIFY {format_column_name(compiler, element.column_name)} {column_definition(element, compiler)}"


@compiles(MariaDBDropConstraint, "mysql", "mariadb")
def visit_drop_constraint(element: MariaDBDropConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell MariaDBDropConstraint."""
    kinds = {ForeignKeyConstraint: "FOREIGN KEY ", UniqueConstraint: "INDEX ", CheckConstraint: "CONSTRAINT "}
    kind = next((word for type_, word in kinds.items() if isinstance(element.constraint, type_)), "INDEX ")
    name = compiler.preparer.format_constraint(element.constraint)
    return f"{alter_table(compiler, element.table_name, element.schema)} DROP {kind}IF EXISTS {name}"


def column_definition(element: MySQLChangeColumn, compiler: DDLCompiler) -> str:
    """Return all that stands after a column's name."""
    words = [format_type(compiler, element.type_)]
    if element.computed is not None:
        words.append(compiler.process(element.computed))
    if element.computed is None or not getattr(compiler.dialect, "is_mariadb", False):  # which takes no such words then
        words.append("NULL" if element.nullable else "NOT NULL")
    if element.autoincrement:
        words.append("AUTO_INCREMENT")
    if element.default is not False and element.default is not None:
        words.append(f"DEFAULT {default_words(format_server_default(compiler, element.default))}")
    if element.on_update:
        words.append(f"ON UPDATE {element.on_update}")
    words.extend(element.attributes)
    if element.comment:
        words.append(f"COMMENT {compiler.sql_compiler.render_literal_value(element.comment, String())}")
    if element.check:
        words.append(f"CHECK ({compiler.sql_compiler.process(verbatim(element.check))})")
    return " ".join(words)
