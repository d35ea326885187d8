"""Whether two SQL texts mean the same: by their one form, else by what the server makes of them.

A base of every implementation. The answers of a server are kept until they are asked for anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Connection, Dialect, Table

from revgraph.ddl.asking import Answer, Doubt, ask
from revgraph.ddl.asking.doubts import Kind
from revgraph.ddl.signatures import ComparisonResult
from revgraph.ddl.sql_text import canonical, unqualified, without_parentheses

_CHECK = re.compile(r"^CHECK *\((.+)\)(?: NO INHERIT)?(?: NOT VALID)?$", re.DOTALL)


def _bare(doubt: Doubt, kept: str) -> str:
    found = _CHECK.match(kept) if doubt.kind == "check" else None
    return without_parentheses(kept if found is None else found[1])


class Settling:
    """What an implementation knows about texts, and asks its server about."""

    dialect: Dialect
    connection: Connection | None

    @cached_property
    def _answers(self) -> dict[Doubt, Answer]:
        return {}

    def settle(self, doubts: Iterable[Doubt]) -> None:
        """Ask the server about all doubts at once, and forget earlier answers: tables may have changed since.

        :param doubts: about tables that are there.
        """
        self._answers.clear()
        self._answers.update(ask(self.connection, list(dict.fromkeys(doubts))))

    def answer(self, doubt: Doubt) -> Answer:
        """Return what the server says, asking it if that was not done before."""
        if doubt not in self._answers:
            self._answers.update(ask(self.connection, [doubt]))
        return self._answers[doubt]

    def canonical_expression(self, sql: str) -> str:
        """Return an expression in the one form that this dialect's spellings of it share."""
        return canonical(sql)

    def doubts_about(
        self, kind: Kind, table: Table, have: str, want: str, *, name: str | None = None, type_sql: str = ""
    ) -> list[Doubt]:
        """Return what has to be asked to tell two texts apart; nothing if their one form is the same.

        :param kind: what they define.
        :param table: the one in the database.
        :param have: the text of the database.
        :param want: the text of the models.
        :param name: of the column.
        :param type_sql: type of the column.
        """
        want = unqualified(want, table.name)
        if self.canonical_expression(have) == self.canonical_expression(want):
            return []
        return [Doubt(kind, self._schema_of(table), table.name, want, name, type_sql)]

    def compare_texts(
        self, kind: Kind, table: Table, have: str, want: str, *, name: str | None = None, type_sql: str = ""
    ) -> ComparisonResult:
        """Compare two texts; asks the server where their one form is not the same.

        :param kind: what they define; for the others see :meth:`doubts_about`.
        """
        doubts = self.doubts_about(kind, table, have, want, name=name, type_sql=type_sql)
        if not doubts:
            return ComparisonResult("equal", "the texts are the same")
        answer = self.answer(doubts[0])
        if answer.unasked is not None:
            return ComparisonResult.Skip(f"the texts {have!r} and {want!r} may mean the same: {answer.unasked}")
        if answer.refused is not None:
            return ComparisonResult.Different(f"the server refuses {want!r} on the table as it is: {answer.refused}")
        return self._judged(doubts[0], answer.kept, have)

    def _judged(self, doubt: Doubt, kept: str | None, have: str) -> ComparisonResult:
        """Compare what the server would keep with what it has."""
        if kept is None:
            return ComparisonResult.Skip(f"the server does not tell what it would keep of {doubt.want!r}")
        bare = _bare(doubt, kept)
        if self.canonical_expression(bare) == self.canonical_expression(have):
            return ComparisonResult("equal", f"the server keeps {doubt.want!r} as {bare!r}")
        if doubt.kind != "exclude" and self._settles_as(doubt, bare) == self._settles_as(doubt, have):
            return ComparisonResult("equal", f"the server keeps {bare!r} and {have!r} alike when it is given them")
        return ComparisonResult.Different(f"the server would keep {bare!r} and has {have!r}")

    def _settles_as(self, doubt: Doubt, kept: str) -> str:
        """Return what becomes of a text that a server gave back when it is given it: casts may move once more."""
        again = self.answer(replace(doubt, want=kept)).kept
        return self.canonical_expression(kept if again is None else _bare(doubt, again))

    def _schema_of(self, table: Table) -> str | None:
        return None if table.schema == getattr(self.dialect, "default_schema_name", None) else table.schema
