"""Bring SQL expressions to one form, so that two spellings of the same one are the same text.

Reads text only: what only a server can know to be equal is asked of it elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.types import Float, Integer, Numeric, TypeDecorator, TypeEngine

_TOKEN = re.compile(
    r"""(?P<string>[eE]?'(?:[^']|'')*')|(?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`)"""
    r"""|(?P<cast>::)|(?P<word>[^\W\d][\w$]*)|(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<space>\s+)|(?P<other>.)""",
    re.DOTALL,
)
_MISREAD_COLON = re.compile(r"(?<![:\w\\]):(?=\w)|(?<=\\):(?!:)")
_PARAMETER_COLON = re.compile(r"(?<![:\w\\]):(?=\w)")
_NUMBER_COLON = re.compile(r"(?<![:\w\\]):(?=\d)")
_QUOTED_OR_COMMENT = re.compile(
    r"""'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|--[^\n]*|/\*.*?\*/|\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$""",
    re.DOTALL,
)
_NAMES = ("word", "quoted")
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_$]*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")


def tokens(sql: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of an SQL text as (kind, text): string, quoted, cast, word, number, space or other."""
    for match in _TOKEN.finditer(sql):
        yield str(match.lastgroup), match.group()


def canonical(sql: str) -> str:
    """Return SQL in one form: lower case outside of quotes, single spaces where needed, no needless quotes.

    Parentheses around the whole are taken away.
    """
    parts: list[str] = []
    for kind, part in tokens(sql):
        if kind == "space":
            continue
        if kind == "quoted":
            bare = part[1:-1].replace(part[0] * 2, part[0])
            part = bare if _PLAIN_NAME.fullmatch(bare) else f'"{bare}"'
        elif kind != "string":
            part = part.lower()
        if parts and _joins(parts[-1]) and _joins(part):
            parts.append(" ")
        parts.append(part)
    return without_parentheses("".join(parts))


def _joins(part: str) -> bool:
    """Say whether a part would run into a neighbour of the same kind."""
    return part[-1].isalnum() or part[-1] in "_$'\""


def without_parentheses(sql: str) -> str:
    """Return SQL without parentheses that are around all of it."""
    sql = sql.strip()
    while sql.startswith("(") and _closing(sql) == len(sql) - 1:
        sql = sql[1:-1].strip()
    return sql


def check_within(definition: str) -> str | None:
    """Return the condition of the CHECK that ends a column's definition, without the parentheses around it."""
    words = list(tokens(definition))
    for position, (kind, word) in enumerate(words):
        if kind == "word" and word == "CHECK":
            return without_parentheses("".join(part for _, part in words[position + 1 :]))
    return None


def _closing(sql: str) -> int:
    """Return the place of the parenthesis that closes the first one, or -1."""
    depth = 0
    place = 0
    for kind, part in tokens(sql):
        if kind == "other":
            depth += (part == "(") - (part == ")")
            if part == ")" and depth == 0:
                return place
        place += len(part)
    return -1


def quoted_string(text: str) -> str:
    """Return a text as a string literal of standard SQL."""
    return "'" + text.replace("'", "''") + "'"


def unquoted_string(sql: str) -> str | None:
    """Return what a string literal says; None if the SQL is something else."""
    parts = list(tokens(sql.strip()))
    if len(parts) == 1 and parts[0][0] == "string" and parts[0][1].startswith("'"):
        return parts[0][1][1:-1].replace("''", "'")
    return None


def number_text(sql: str) -> str | None:
    """Return a number, quoted or not, in one form; None if the SQL is something else."""
    bare = unquoted_string(sql)
    text = (sql if bare is None else bare).strip()
    if not _NUMBER.fullmatch(text):
        return None
    if "." in text and "e" not in text.lower():
        text = text.rstrip("0").rstrip(".")
    return text.removeprefix("+") or "0"


def count_word(sql: str, name: str) -> int:
    """Return how often a name occurs in SQL as an identifier, in any case and quoting."""
    wanted = name.lower()
    return sum(
        (kind == "word" and part.lower() == wanted)
        or (kind == "quoted" and part[1:-1].replace(part[0] * 2, part[0]).lower() == wanted)
        for kind, part in tokens(sql)
    )


def unqualified(sql: str, table: str) -> str:
    """Return an expression whose columns are named without their table.

    :param table: the name of the table.
    """
    if f"{table}." not in sql and f'{table}".' not in sql and f"{table}`." not in sql:
        return sql
    parts = list(tokens(sql))
    kept: list[str] = []
    position = 0
    while position < len(parts):
        kind, part = parts[position]
        bare = part[1:-1].replace(part[0] * 2, part[0]) if kind == "quoted" else part
        follows = position + 2 < len(parts) and parts[position + 1][1] == "." and parts[position + 2][0] in _NAMES
        if kind in _NAMES and bare == table and follows:
            position += 2
            continue
        kept.append(part)
        position += 1
    return "".join(kept)


def is_numeric(type_: TypeEngine[Any]) -> bool:
    """Say whether a column of a type holds numbers, so that ``'5'`` and ``5`` are one default."""
    while isinstance(type_, TypeDecorator):
        type_ = type_.impl_instance
    return isinstance(type_, (Integer, Numeric, Float))


def verbatim(sql: str) -> TextClause:
    """Return text that means exactly what it says: no colon in it starts a parameter, no backslash is taken away."""
    return text(_MISREAD_COLON.sub(r"\\:", sql))


def statement_text(sql: str) -> TextClause:
    """Return a statement that was given as a plain string, so that no values can come with it.

    ``:name`` is a parameter as in ``sqlalchemy.text()``, but a colon within quotes or a comment is a colon, and so is
    one before a digit: JSON, times and array slices need no backslash.
    """
    parts: list[str] = []
    end = 0
    for found in _QUOTED_OR_COMMENT.finditer(sql):
        parts.append(_NUMBER_COLON.sub(r"\\:", sql[end : found.start()]))
        parts.append(_PARAMETER_COLON.sub(r"\\:", found.group()))
        end = found.end()
    parts.append(_NUMBER_COLON.sub(r"\\:", sql[end:]))
    return text("".join(parts))
