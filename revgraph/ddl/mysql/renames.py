"""Renaming constraints on MySQL and MariaDB, which have no statement for it.

A key is renamed as the index it is; a CHECK or foreign key is dropped and added again, in one statement and with the
text the server itself gives of it. Knows the server's answers; reads them only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, MetaData, Table, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler

from revgraph.ddl.base import AlterTable, alter_table
from revgraph.ddl.mysql.column import backticked
from revgraph.ddl.renames import Name, RenameIndex, Renames
from revgraph.ddl.sql_text import verbatim
from revgraph.errors import OfflineError, OperationError

_PIECE = re.compile(r"'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|\"(?:[^\"\\]|\"\"|\\.)*\"|.", re.DOTALL)
_KINDS = {"UNIQUE": "unique", "CHECK": "check", "FOREIGN KEY": "foreignkey", "PRIMARY KEY": "primary"}
_FIND = """
    SELECT constraint_type FROM information_schema.table_constraints
    WHERE table_schema = coalesce(:schema, DATABASE()) AND table_name = :table AND constraint_name = :name
"""
_INDEX = """
    SELECT count(*) FROM information_schema.statistics
    WHERE table_schema = coalesce(:schema, DATABASE()) AND table_name = :table AND index_name = :name
"""


@dataclass(frozen=True)
class Renaming:
    """What is asked for."""

    table_name: str
    old_name: str
    new_name: str
    schema: str | None

    def __str__(self) -> str:
        return f"rename_constraint({self.table_name!r}, {self.old_name!r}, {self.new_name!r})"


class ExchangeConstraint(AlterTable):
    """Drop a constraint and add it under another name, in one statement.

    :param definition: its text as the server has it, from its kind on.
    """

    def __init__(self, renaming: Renaming, definition: str) -> None:
        super().__init__(renaming.table_name, schema=renaming.schema)
        self.renaming = renaming
        self.definition = definition


@compiles(ExchangeConstraint, "mysql", "mariadb")
def visit_exchange(element: ExchangeConstraint, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ExchangeConstraint."""
    old, new = (compiler.preparer.quote(name) for name in (element.renaming.old_name, element.renaming.new_name))
    kind = "FOREIGN KEY" if element.definition.startswith("FOREIGN KEY") else "CONSTRAINT"
    definition = compiler.sql_compiler.process(verbatim(element.definition))
    start = alter_table(compiler, element.table_name, element.schema)
    return f"{start} DROP {kind} {old}, ADD CONSTRAINT {new} {definition}"


class MySQLRenames(Renames):
    """The renaming verbs of MySQL and MariaDB."""

    connection: Connection | None
    dialect: Dialect

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

        :param type_: its kind; looked up if there is a database to ask.
        :raises OfflineError: if a script is written and the constraint is neither given as a unique one nor can be.
        :raises OperationError: if it is the primary key, or not there, or part of a column's definition.
        """
        renaming = Renaming(table_name, str(old_name), str(new_name), None if schema is None else str(schema))
        kind = type_ if self.connection is None else _found_kind(renaming, self.connection)
        if kind == "primary" or (kind is None and renaming.old_name.upper() == "PRIMARY"):
            raise OperationError(f"{renaming}: on {self.dialect.name} the primary key is always called PRIMARY")
        if kind == "unique":
            self.output.execute(RenameIndex(old_name, new_name, table_name, schema))
        elif self.connection is None:
            raise OfflineError(_cant_look(renaming, kind, self.dialect.name))
        else:
            definition = _definition(renaming, self.connection)
            self.output.execute(ExchangeConstraint(renaming, definition))
            if definition.startswith("FOREIGN KEY") and _has_index(renaming, self.connection):
                # the index that the server made for the key, and called like it
                self.output.execute(RenameIndex(old_name, new_name, table_name, schema))


def _cant_look(renaming: Renaming, kind: str | None, dialect: str) -> str:
    if kind is None:
        return (
            f"{renaming}: {dialect} renames each kind of constraint in its own way, and a script (--sql) can't look "
            "which it is; give type_='unique', or for a CHECK or foreign key drop_constraint() and create_...()"
        )
    return (
        f"{renaming}: {dialect} has no statement for it, and a script (--sql) can't read the constraint to make it "
        f"anew; write drop_constraint(..., type_={kind!r}) and the create_...() that brings it back under the new name"
    )


def _found_kind(renaming: Renaming, connection: Connection) -> str:
    values = {"schema": renaming.schema, "table": renaming.table_name, "name": renaming.old_name}
    kind = connection.execute(text(_FIND), values).scalar()
    if kind is None:
        raise OperationError(f"{renaming}: there is no such constraint; see what SHOW CREATE TABLE says")
    return _KINDS[kind]


def _has_index(renaming: Renaming, connection: Connection) -> bool:
    values = {"schema": renaming.schema, "table": renaming.table_name, "name": renaming.old_name}
    return bool(connection.execute(text(_INDEX), values).scalar())


def _definition(renaming: Renaming, connection: Connection) -> str:
    """Return a constraint's text from its kind on, as SHOW CREATE TABLE has it."""
    preparer = connection.dialect.identifier_preparer
    place = preparer.format_table(Table(renaming.table_name, MetaData(), schema=renaming.schema))
    created: str = connection.exec_driver_sql(f"SHOW CREATE TABLE {place}").one()[1]
    for definition in _definitions(created):
        start = re.match(r"CONSTRAINT (`(?:[^`]|``)*`) ", definition)
        if start is not None and start.group(1).lower() == backticked(renaming.old_name).lower():
            return definition[start.end() :]
    raise OperationError(
        f"{renaming}: it is part of a column's definition and has the column's name; change it with alter_column()"
    )


def _definitions(created: str) -> list[str]:
    """Return the parts of a CREATE TABLE text that stand between its commas."""
    depth = 0
    parts = [""]
    for piece in _PIECE.findall(created):
        depth -= piece == ")"
        if depth == 1 and piece == ",":
            parts.append("")
        elif depth:
            parts[-1] += piece
        depth += piece == "("
    return [part.strip() for part in parts]
