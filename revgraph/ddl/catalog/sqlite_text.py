"""What only the text of CREATE TABLE tells on SQLite: names and texts of constraints, computed columns, options.

Grammar only: no database. Read once, from left to right; nothing is written back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_QUOTED = r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]"""
_TRIVIA = r"--[^\n]*|/\*.*?(?:\*/|\Z)"
_PIECE = re.compile(rf"[^'\"`\[(),/-]+|{_QUOTED}|{_TRIVIA}|.", re.DOTALL)
_TOKEN = re.compile(rf"\s+|{_TRIVIA}|(?P<quoted>{_QUOTED})|(?P<word>[^\W\d][\w$]*)|(?P<other>\d[\w.]*|.)", re.DOTALL)
_TELLING = re.compile(r"CONSTRAINT|UNIQUE|CHECK|REFERENCES|FOREIGN|AUTOINCREMENT|COLLATE|\bAS\b", re.IGNORECASE)
_TABLE = re.compile(rf"(?:\s|{_TRIVIA})*CREATE(?:\s|{_TRIVIA})+TABLE\b", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[^\W\d][\w$]*")
_CONSTRAINTS = ("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN")
_UNTOLD = ("NOT", "NULL", "DEFAULT", "COLLATE", "PRIMARY", "GENERATED", "AS")
"""The words that use up a name given by CONSTRAINT and are not listed by it."""


@dataclass(slots=True)
class ForeignKeyText:
    """What the text says of a foreign key beyond what the pragma does."""

    name: str | None
    deferrable: bool | None = None
    initially: str | None = None


@dataclass(slots=True)
class Definition:
    """What the text of a table says.

    :param primary_key: name of the primary key.
    :param uniques: name and columns of each UNIQUE of the table, then of those of columns.
    :param checks: name and text of each CHECK.
    :param foreign_keys: in the order of the text.
    :param computed: the expressions of generated columns.
    :param counts_up: whether AUTOINCREMENT was said.
    :param options: the words behind the definitions, in upper case.
    :param conflicts: what UNIQUE constraints do on a conflict, by their columns.
    :param collations: of columns.
    """

    primary_key: str | None = None
    uniques: list[tuple[str | None, tuple[str, ...]]] = field(default_factory=list)
    checks: list[tuple[str | None, str]] = field(default_factory=list)
    foreign_keys: list[ForeignKeyText] = field(default_factory=list)
    computed: dict[str, str] = field(default_factory=dict)
    counts_up: bool = False
    options: frozenset[str] = frozenset()
    conflicts: dict[tuple[str, ...], str] = field(default_factory=dict)
    collations: dict[str, str] = field(default_factory=dict)


class _Token(NamedTuple):
    """A piece that means something: its word in upper case (empty if it is none), text and place."""

    word: str
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Return the identifier it spells."""
        return unquoted(self.text)


def unquoted(text: str) -> str:
    """Return an identifier without its quotes."""
    mark = text[:1]
    if mark == "[":
        return text[1:-1]
    return text[1:-1].replace(mark * 2, mark) if mark in ("'", '"', "`") else text


def read_definition(sql: str) -> Definition:
    """Return what a stored text says; nothing if it is not that of an ordinary table.

    :param sql: the statement as the database keeps it.
    """
    found = Definition()
    if not _TABLE.match(sql):
        return found
    inline: list[tuple[str | None, tuple[str, ...]]] = []
    is_first = True
    for part in _parts(sql, found):
        if _TELLING.search(part):
            _Part(part, found, inline, is_first=is_first).read()
        is_first = False
    found.uniques += inline
    return found


def _parts(sql: str, found: Definition) -> Iterator[str]:
    """Yield what stands between the commas of the definitions; note the options behind them."""
    depth = place = start = 0
    for piece in _PIECE.findall(sql):
        if piece == "(":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif piece == ")":
            depth -= 1
            if depth == 0:
                yield sql[start:place]
                found.options = frozenset(word.upper() for word in _WORD.findall(_without_comments(sql[place + 1 :])))
                return
        elif piece == "," and depth == 1:
            yield sql[start:place]
            start = place + 1
        place += len(piece)


def _without_comments(sql: str) -> str:
    return re.sub(_TRIVIA, " ", sql, flags=re.DOTALL)


class _Part:
    """One definition: a column, or constraints of the table (SQLite needs no comma between them).

    :param sql: its text.
    :param found: takes what it says.
    :param inline: takes the UNIQUE of a column.
    :param is_first: the first definition is a column, whatever its name.
    """

    def __init__(
        self, sql: str, found: Definition, inline: list[tuple[str | None, tuple[str, ...]]], *, is_first: bool
    ) -> None:
        self.sql = sql
        self.found = found
        self.inline = inline
        self.tokens = [
            _Token(match["word"].upper() if match["word"] else "", match.group(), match.start(), match.end())
            for match in _TOKEN.finditer(sql)
            if match.lastgroup
        ]
        self.at = 0
        self.name: str | None = None
        self.column: str | None = None
        if self.tokens and (is_first or self.tokens[0].word not in _CONSTRAINTS):
            self.column = self.tokens[0].name
            self.at = 1

    def read(self) -> None:
        """Read it to its end."""
        readers = {
            "CONSTRAINT": self._read_name,
            "PRIMARY": self._read_primary_key,
            "UNIQUE": self._read_unique,
            "CHECK": self._read_check,
            "FOREIGN": self._read_foreign,
            "REFERENCES": self._read_reference,
            "DEFERRABLE": self._read_deferrable,
            "INITIALLY": self._read_initially,
            "AS": self._read_computed,
            "AUTOINCREMENT": self._read_autoincrement,
            "COLLATE": self._read_collation,
        }
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            reader = readers.get(token.word)
            if reader is not None:
                reader()
            elif token.text == "(":
                self.at -= 1
                self._group()
            if token.word in _UNTOLD:
                self.name = None

    def _next(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _group(self) -> list[_Token]:
        """Return what stands within the parentheses that start here, and go behind them."""
        following = self._next()
        if following is None or following.text != "(":
            return []
        depth, start = 0, self.at
        while self.at < len(self.tokens):
            text = self.tokens[self.at].text
            depth += (text == "(") - (text == ")")
            self.at += 1
            if depth == 0:
                break
        return self.tokens[start : self.at]

    def _inside(self, group: list[_Token]) -> str:
        return self.sql[group[0].end : group[-1].start].strip() if group else ""

    def _read_name(self) -> None:
        following = self._next()
        self.name = None if following is None else following.name
        self.at += 1

    def _read_primary_key(self) -> None:
        self.found.primary_key = self.name

    def _read_unique(self) -> None:
        if self.column is not None:
            self.inline.append((self.name, (self.column,)))
            self._read_conflict((self.column,))
        else:
            group = self._group()
            names = tuple(token.name for before, token in pairwise(group) if before.text in ("(", ","))
            self.found.uniques.append((self.name, names))
            self._read_conflict(names)
        self.name = None

    def _read_conflict(self, columns: tuple[str, ...]) -> None:
        words = [token.word for token in self.tokens[self.at : self.at + 3]]
        if words[:2] == ["ON", "CONFLICT"] and len(words) == 3:
            self.found.conflicts[columns] = words[2]

    def _read_collation(self) -> None:
        following = self._next()
        if self.column is not None and following is not None:
            self.found.collations.setdefault(self.column, following.name)

    def _read_check(self) -> None:
        self.found.checks.append((self.name, self._inside(self._group())))
        self.name = None

    def _read_foreign(self) -> None:
        self.at += 1  # KEY
        self._group()

    def _read_reference(self) -> None:
        self.found.foreign_keys.append(ForeignKeyText(self.name))
        self.name = None
        self.at += 1  # the table

    def _read_deferrable(self) -> None:
        if self.found.foreign_keys:
            self.found.foreign_keys[-1].deferrable = self.tokens[self.at - 2].word != "NOT"

    def _read_initially(self) -> None:
        following = self._next()
        if self.found.foreign_keys and following is not None:
            self.found.foreign_keys[-1].initially = following.word

    def _read_computed(self) -> None:
        if self.column is not None:
            self.found.computed[self.column] = self._inside(self._group())

    def _read_autoincrement(self) -> None:
        self.found.counts_up = True
