"""A constraint that a script adds unless the table has one of its name: the element, and its spellings.

Online the database is looked at instead. MySQL looks in its own way (``ddl.mysql.presence``); dialects that can't
look within a script add the constraint.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import AddConstraint

from revgraph.ddl.sql_text import quoted_string


class AddAbsent(AddConstraint):
    """Add a constraint that has a name, unless the table has one of that name."""


@compiles(AddAbsent)
def visit_add_absent(element: AddAbsent, compiler: Any, **kw: Any) -> str:
    """Spell AddAbsent where a script can't look."""
    return str(compiler.visit_add_constraint(element))


@compiles(AddAbsent, "postgresql")
def visit_add_absent_postgresql(element: AddAbsent, compiler: Any, **kw: Any) -> str:
    """Spell AddAbsent: IF stands in a block only."""
    table, name = _places(element, compiler)
    found = f"SELECT FROM pg_catalog.pg_constraint WHERE conrelid = {table}::regclass AND conname = {name}"
    adding = str(compiler.visit_add_constraint(element)).strip()
    return f"DO $revgraph$ BEGIN IF NOT EXISTS ({found}) THEN {adding}; END IF; END $revgraph$"


@compiles(AddAbsent, "mssql")
def visit_add_absent_mssql(element: AddAbsent, compiler: Any, **kw: Any) -> str:
    """Spell AddAbsent."""
    table, name = _places(element, compiler)
    found = f"SELECT 1 FROM sys.objects WHERE parent_object_id = OBJECT_ID(N{table}) AND name = N{name}"
    return f"IF NOT EXISTS ({found}) {str(compiler.visit_add_constraint(element)).strip()}"


@compiles(AddAbsent, "oracle")
def visit_add_absent_oracle(element: AddAbsent, compiler: Any, **kw: Any) -> str:
    """Spell AddAbsent: the one error that says so is let pass (ORA-02264)."""
    adding = quoted_string(str(compiler.visit_add_constraint(element)).strip())
    return (
        f"BEGIN\n  EXECUTE IMMEDIATE {adding};\n"
        "EXCEPTION WHEN OTHERS THEN\n  IF SQLCODE NOT IN (-2264) THEN RAISE; END IF;\nEND;"
    )


def _places(element: AddAbsent, compiler: Any) -> tuple[str, str]:
    """Return the table, quoted as in SQL, and the constraint's bare name, each as a literal."""
    constraint = element.element
    return quoted_string(compiler.preparer.format_table(constraint.table)), quoted_string(str(constraint.name))
