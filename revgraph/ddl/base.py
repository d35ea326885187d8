"""The DDL elements that SQLAlchemy does not have, and their spelling in standard SQL.

Knows no connection and no dialect by name: dialect files compile the same elements anew where they spell differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    Column,
    Computed,
    FetchedValue,
    ForeignKeyConstraint,
    Identity,
    MetaData,
    String,
    Table,
    TextClause,
)
from sqlalchemy import schema as sa_schema
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Constraint, CreateColumn, DefaultClause, ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import ColumnElement, quoted_name
from sqlalchemy.types import TypeEngine

from revgraph.errors import OperationError

ServerDefault: TypeAlias = "FetchedValue | ColumnElement[Any] | TextClause | str"


class AlterTable(ExecutableDDLElement):
    """Any ``ALTER TABLE``.

    :param table_name: the table, unquoted.
    :param schema: its schema, or None for the connection's default.
    """

    def __init__(self, table_name: str, schema: quoted_name | str | None = None) -> None:
        self.table_name = table_name
        self.schema = schema


class RenameTable(AlterTable):
    """Give a table another name, in the schema it is in."""

    def __init__(
        self, old_table_name: str, new_table_name: quoted_name | str, schema: quoted_name | str | None = None
    ) -> None:
        super().__init__(old_table_name, schema=schema)
        self.new_table_name = new_table_name


class AlterColumn(AlterTable):
    """Any change of one column.

    :param name: the table.
    :param column_name: the column, by its name before the change.
    :param existing_type: what the column is now, for databases that must be told all of it again; as the others.
    """

    def __init__(
        self,
        name: str,
        column_name: str,
        schema: str | None = None,
        existing_type: TypeEngine[Any] | None = None,
        existing_nullable: bool | None = None,
        existing_server_default: ServerDefault | bool | None = None,
        existing_comment: str | None = None,
    ) -> None:
        super().__init__(name, schema=schema)
        self.column_name = column_name
        self.existing_type = existing_type
        self.existing_nullable = existing_nullable
        self.existing_server_default = existing_server_default
        self.existing_comment = existing_comment


class ColumnNullable(AlterColumn):
    """Allow or forbid NULL."""

    def __init__(self, name: str, column_name: str, nullable: bool, **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.nullable = nullable


class ColumnType(AlterColumn):
    """Change the type."""

    def __init__(self, name: str, column_name: str, type_: TypeEngine[Any], **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.type_ = type_


class ColumnName(AlterColumn):
    """Change the name."""

    def __init__(self, name: str, column_name: str, newname: str, **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.newname = newname


class ColumnDefault(AlterColumn):
    """Set the server default, or drop it with None."""

    def __init__(self, name: str, column_name: str, default: ServerDefault | None, **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.default = default


class ComputedColumnDefault(AlterColumn):
    """Make a column computed, change its expression, or make it plain with None."""

    def __init__(self, name: str, column_name: str, default: Computed | None, **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.default = default


class IdentityColumnDefault(AlterColumn):
    """Make a column an identity column, change its options, or make it plain with None.

    :param impl: the dialect's implementation, asked which options differ (``identity_changes``).
    """

    def __init__(self, name: str, column_name: str, default: Identity | None, impl: Any, **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.default = default
        self.impl = impl


class ColumnComment(AlterColumn):
    """Set the comment, or remove it with None."""

    def __init__(self, name: str, column_name: str, comment: str | None, **kw: Any) -> None:
        super().__init__(name, column_name, **kw)
        self.comment = comment


class AddColumn(AlterTable):
    """Add a column.

    :param column: the new column, attached to a table of that name.
    :param if_not_exists: say ``IF NOT EXISTS``.
    :param inline_references: write its foreign key as ``REFERENCES`` into the same statement.
    :param inline_primary_key: write ``PRIMARY KEY`` into the same statement if the column is one.
    :param inline_constraints: further constraints of the table to be written into the same statement.
    """

    def __init__(
        self,
        name: str,
        column: Column[Any],
        schema: quoted_name | str | None = None,
        if_not_exists: bool | None = None,
        inline_references: bool | None = None,
        inline_primary_key: bool | None = None,
        inline_constraints: Sequence[Constraint] = (),
    ) -> None:
        super().__init__(name, schema=schema)
        self.column = column
        self.if_not_exists = if_not_exists
        self.inline_references = inline_references
        self.inline_primary_key = inline_primary_key
        self.inline_constraints = tuple(inline_constraints)


class DropColumn(AlterTable):
    """Drop a column.

    :param cascade: and what depends on it.
    """

    def __init__(
        self,
        name: str,
        column: Column[Any],
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
    ) -> None:
        super().__init__(name, schema=schema)
        self.column = column
        self.if_exists = if_exists
        self.cascade = cascade


# ---------------------------------------------------------------------------------------------- SQLAlchemy's own


class CreateTable(sa_schema.CreateTable):
    """SQLAlchemy's element, as one of ours: a dialect may spell it anew without touching everybody's."""


class DropTable(sa_schema.DropTable):
    """The same for DropTable.

    :param cascade: and what depends on it.
    """

    def __init__(self, element: Table, *, if_exists: bool = False, cascade: bool = False) -> None:
        super().__init__(element, if_exists=if_exists)
        self.cascade = cascade


class CreateIndex(sa_schema.CreateIndex):
    """The same for CreateIndex."""


class DropIndex(sa_schema.DropIndex):
    """The same for DropIndex."""


class DropConstraint(sa_schema.DropConstraint):
    """The same for DropConstraint."""


class SetTableComment(sa_schema.SetTableComment):
    """The same for SetTableComment."""


class DropTableComment(sa_schema.DropTableComment):
    """The same for DropTableComment."""


class SetColumnComment(sa_schema.SetColumnComment):
    """The same for SetColumnComment."""


class DropColumnComment(sa_schema.DropColumnComment):
    """The same for DropColumnComment."""


# ---------------------------------------------------------------------------------------------- pieces of SQL


def format_table_name(compiler: DDLCompiler, name: quoted_name | str, schema: quoted_name | str | None) -> str:
    """Return a table's name, quoted where needed, with its schema (translated if the connection says so)."""
    return compiler.preparer.format_table(Table(name, MetaData(), schema=schema))


def format_column_name(compiler: DDLCompiler, name: quoted_name | str) -> str:
    """Return a column's name, quoted where needed."""
    return compiler.preparer.quote(name)


def format_server_default(compiler: DDLCompiler, default: ServerDefault) -> str:
    """Return a server default as the dialect writes it after ``DEFAULT``."""
    clause = default if isinstance(default, FetchedValue) else DefaultClause(default)
    text = compiler.get_column_default_string(Column("x", server_default=clause))
    if text is None:
        raise OperationError(f"{default!r} has no SQL that could be written as a server default")
    return text


def format_type(compiler: DDLCompiler, type_: TypeEngine[Any]) -> str:
    """Return a type as the dialect writes it in DDL."""
    return compiler.dialect.type_compiler_instance.process(type_)


def format_string(compiler: DDLCompiler, text: str) -> str:
    """Return a text as a literal of the dialect, quotes and backslashes as it wants them."""
    return compiler.sql_compiler.render_literal_value(text, String())


def is_exclude(constraint: Any) -> bool:
    """Say whether a constraint is an EXCLUDE, without loading PostgreSQL's types where nobody else has."""
    return getattr(constraint, "__visit_name__", None) == "exclude_constraint"


def alter_table(compiler: DDLCompiler, name: str, schema: str | None) -> str:
    """Return ``ALTER TABLE name``."""
    return f"ALTER TABLE {format_table_name(compiler, name, schema)}"


def alter_column(compiler: DDLCompiler, name: str) -> str:
    """Return ``ALTER COLUMN name``."""
    return f"ALTER COLUMN {format_column_name(compiler, name)}"


def drop_column(compiler: DDLCompiler, name: str, if_exists: bool | None = None, **kw: Any) -> str:
    """Return ``DROP COLUMN name``."""
    guard = "IF EXISTS " if if_exists else ""
    return f"DROP COLUMN {guard}{format_column_name(compiler, name)}"


def add_column(
    compiler: DDLCompiler,
    column: Column[Any],
    if_not_exists: bool | None = None,
    inline_references: bool | None = None,
    inline_primary_key: bool | None = None,
    inline_constraints: Sequence[Constraint] = (),
    **kw: Any,
) -> str:
    """Return ``ADD COLUMN`` with the whole definition of a column."""
    guard = "IF NOT EXISTS " if if_not_exists else ""
    definition = column_definition(compiler, column, inline_references, inline_primary_key, inline_constraints)
    return f"ADD COLUMN {guard}{definition}"


def column_definition(
    compiler: DDLCompiler,
    column: Column[Any],
    inline_references: bool | None = None,
    inline_primary_key: bool | None = None,
    inline_constraints: Sequence[Constraint] = (),
) -> str:
    """Return the whole definition of a column, with its name; the arguments are those of :class:`AddColumn`."""
    parts = [compiler.process(CreateColumn(column))]
    if inline_primary_key and column.primary_key:
        parts.append("PRIMARY KEY")
    if inline_references:
        parts.extend(column_references(compiler, constraint) for constraint in single_column_references(column))
    parts.extend(compiler.process(constraint) for constraint in inline_constraints)
    return " ".join(parts)


def single_column_references(column: Column[Any]) -> list[ForeignKeyConstraint]:
    """Return the foreign keys of one column alone, in a stable order."""
    constraints = [key.constraint for key in column.foreign_keys]
    alone = [found for found in constraints if found is not None and len(found.elements) == 1]
    return sorted(alone, key=lambda constraint: constraint.elements[0].target_fullname)


def column_references(compiler: DDLCompiler, constraint: ForeignKeyConstraint) -> str:
    """Return ``REFERENCES table (column)`` with its actions, as it stands inside a column's definition."""
    remote = constraint.elements[0].column
    spelling: Any = compiler  # on SQLite a reference takes no schema
    words = [
        "REFERENCES ",
        spelling.define_constraint_remote_table(constraint, remote.table, compiler.preparer),
        f" ({compiler.preparer.quote(remote.name)})",
        compiler.define_constraint_match(constraint),
        compiler.define_constraint_cascades(constraint),
        compiler.define_constraint_deferrability(constraint),
    ]
    name = constraint.name
    named = compiler.preparer.format_constraint(constraint) if name is not None else None
    return "".join([f"CONSTRAINT {named} " if named else "", *words])


# ---------------------------------------------------------------------------------------------- standard spelling


@compiles(RenameTable)
def visit_rename_table(element: RenameTable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameTable."""
    new_name = format_table_name(compiler, element.new_table_name, element.schema)
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME TO {new_name}"


def rename_table_within_schema(element: RenameTable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell RenameTable for dialects whose new name takes no schema."""
    new_name = compiler.preparer.quote(element.new_table_name)
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME TO {new_name}"


@compiles(AddColumn)
def visit_add_column(element: AddColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddColumn."""
    definition = add_column(
        compiler,
        element.column,
        if_not_exists=element.if_not_exists,
        inline_references=element.inline_references,
        inline_primary_key=element.inline_primary_key,
        inline_constraints=element.inline_constraints,
        **kw,
    )
    return f"{alter_table(compiler, element.table_name, element.schema)} {definition}"


@compiles(DropTable)
def visit_drop_table(element: DropTable, compiler: Any, **kw: Any) -> str:
    """Spell DropTable."""
    return str(compiler.visit_drop_table(element, **kw)) + (" CASCADE" if element.cascade else "")


@compiles(DropColumn)
def visit_drop_column(element: DropColumn, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell DropColumn."""
    dropping = drop_column(compiler, element.column.name, if_exists=element.if_exists, **kw)
    cascade = " CASCADE" if element.cascade else ""
    return f"{alter_table(compiler, element.table_name, element.schema)} {dropping}{cascade}"


def altered(element: AlterColumn, compiler: DDLCompiler, action: str) -> str:
    """Return ``ALTER TABLE t ALTER COLUMN c`` followed by an action."""
    start = alter_table(compiler, element.table_name, element.schema)
    return f"{start} {alter_column(compiler, element.column_name)} {action}"


@compiles(ColumnNullable)
def visit_column_nullable(element: ColumnNullable, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnNullable."""
    return altered(element, compiler, "DROP NOT NULL" if element.nullable else "SET NOT NULL")


@compiles(ColumnType)
def visit_column_type(element: ColumnType, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnType."""
    return altered(element, compiler, f"TYPE {format_type(compiler, element.type_)}")


@compiles(ColumnName)
def visit_column_name(element: ColumnName, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnName."""
    names = f"{format_column_name(compiler, element.column_name)} TO {format_column_name(compiler, element.newname)}"
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME {names}"


@compiles(ColumnDefault)
def visit_column_default(element: ColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnDefault."""
    if element.default is None:
        return altered(element, compiler, "DROP DEFAULT")
    return altered(element, compiler, f"SET DEFAULT {format_server_default(compiler, element.default)}")


@compiles(ComputedColumnDefault)
def visit_computed_column(element: ComputedColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Refuse: no database changes a computed column in place."""
    raise OperationError(
        f"{element.table_name}.{element.column_name}: a column can't become computed, change its expression or become "
        f"plain in place on {compiler.dialect.name}; drop the column and add it again"
    )


@compiles(IdentityColumnDefault)
def visit_identity_column(element: IdentityColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Refuse: standard SQL implementations differ too much."""
    raise OperationError(
        f"{element.table_name}.{element.column_name}: revgraph can't add, change or drop an identity in place on "
        f"{compiler.dialect.name}; drop the column and add it again"
    )


@compiles(ColumnComment)
def visit_column_comment(element: ColumnComment, compiler: DDLCompiler, **kw: Any) -> str:
    """Refuse: the dialect has no comments on columns."""
    raise OperationError(
        f"{element.table_name}.{element.column_name}: {compiler.dialect.name} has no comments on columns that "
        "revgraph knows how to write; leave out comment= there"
    )
