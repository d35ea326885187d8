"""Something two texts don't settle, and what a server says to it. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["check", "default", "computed", "index", "exclude"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A definition of the models, in SQL, of which it is not known how the server would keep it.

    :param kind: what it defines.
    :param schema: of the table, None for the default one; the table is in the database.
    :param table: its name; empty for defaults, which stand on no table.
    :param want: an expression; for indexes and EXCLUDE constraints what stands behind their name.
    :param name: of the index or constraint to compare with, for these.
    :param type_sql: type of the column, for defaults and computed columns.
    """

    kind: Kind
    schema: str | None
    table: str
    want: str
    name: str | None = None
    type_sql: str = ""

    @classmethod
    def of_default(cls, want: str, type_sql: str) -> Doubt:
        """Return a doubt about a default; those of the same text and type are one.

        :param want: what stands behind DEFAULT.
        :param type_sql: type of the column.
        """
        return cls("default", None, "", want, None, type_sql)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says.

    :param kept: the definition as it would be kept; None if it was refused, or nothing was said.
    :param have: for indexes and EXCLUDE constraints, the one that is there, in the same form.
    :param refused: why it can't stand on the table as it is now.
    :param unasked: why the server could not be asked.
    """

    kept: str | None = None
    have: str | None = None
    refused: str | None = None
    unasked: str | None = None
