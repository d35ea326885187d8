"""Constraints that hold for new rows only until they are validated: elements, spellings, the verb.

Databases that know no such state check the rows when a constraint is added, and have nothing to validate later.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import AddConstraint
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import quoted_name

from revgraph.ddl.base import AlterTable, alter_table
from revgraph.ddl.output import Output


class AddUnvalidated(AddConstraint):
    """Add a constraint without looking at the rows that are there, where the database can."""


class ValidateConstraint(AlterTable):
    """Check the rows that are there against a constraint added without that."""

    def __init__(
        self, table_name: str, constraint_name: quoted_name | str, schema: quoted_name | str | None = None
    ) -> None:
        super().__init__(table_name, schema=schema)
        self.constraint_name = constraint_name


class Validity:
    """The verb of an implementation that validates."""

    keeps_unvalidated: ClassVar[bool] = False
    """Whether a constraint can be there without having been checked against all rows."""

    output: Output

    def validate_constraint(
        self, table_name: str, constraint_name: quoted_name | str, *, schema: quoted_name | str | None = None
    ) -> None:
        """Check all rows against a constraint; nothing where constraints are always valid."""
        if self.keeps_unvalidated:
            self.output.execute(ValidateConstraint(table_name, constraint_name, schema))


# ---------------------------------------------------------------------------------------------- spellings


@compiles(AddUnvalidated)
def visit_add_unvalidated(element: AddUnvalidated, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddUnvalidated where there is no word for it: the rows are checked."""
    return adding(element, compiler)


@compiles(AddUnvalidated, "postgresql")
def visit_add_not_valid(element: AddUnvalidated, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddUnvalidated; SQLAlchemy writes the words itself if ``postgresql_not_valid`` was given too."""
    said = element.element.dialect_options["postgresql"].get("not_valid")
    return adding(element, compiler) + ("" if said else " NOT VALID")


@compiles(AddUnvalidated, "mssql")
def visit_add_with_nocheck(element: AddUnvalidated, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddUnvalidated."""
    place = compiler.preparer.format_table(element.element.table)
    return f"ALTER TABLE {place} WITH NOCHECK ADD {compiler.process(element.element)}"


@compiles(AddUnvalidated, "oracle")
def visit_add_novalidate(element: AddUnvalidated, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell AddUnvalidated."""
    return f"{adding(element, compiler)} ENABLE NOVALIDATE"


@compiles(ValidateConstraint)
def visit_validate(element: ValidateConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ValidateConstraint."""
    return validating(element, compiler, "VALIDATE CONSTRAINT")


@compiles(ValidateConstraint, "mssql")
def visit_check_check(element: ValidateConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ValidateConstraint."""
    return validating(element, compiler, "WITH CHECK CHECK CONSTRAINT")


@compiles(ValidateConstraint, "oracle")
def visit_enable_validate(element: ValidateConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ValidateConstraint."""
    return validating(element, compiler, "ENABLE VALIDATE CONSTRAINT")


def adding(element: AddUnvalidated, compiler: Any) -> str:
    """Return SQLAlchemy's statement that adds the constraint."""
    return str(compiler.visit_add_constraint(element))


def validating(element: ValidateConstraint, compiler: DDLCompiler, words: str) -> str:
    """Return ``ALTER TABLE t``, the dialect's words and the constraint's name."""
    name = compiler.preparer.quote(element.constraint_name)
    return f"{alter_table(compiler, element.table_name, element.schema)} {words} {name}"
