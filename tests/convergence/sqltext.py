"""SQLite's stored text, taken apart and spelled in one way, so that only differences in meaning are left."""

from __future__ import annotations

import re
from collections.abc import Collection

TOKEN = re.compile(
    r"""\s+ | (?P<string>'(?:[^']|'')*') | (?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
    | (?P<word>[^\W\d][\w$]*) | (?P<number>\d[\d.]*) | (?P<mark><>|!=|.)""",
    re.VERBOSE | re.DOTALL,
)


def unified(text: str, names: Collection[str]) -> str:
    """Return SQL with single spaces, unquoted names, and without the names of constraints that nobody gave.

    :param text: a statement or a part of one.
    :param names: the names the models give.
    """
    tokens = _tokens(text)
    result: list[str] = []
    skip = 0
    for number, token in enumerate(tokens):
        if skip:
            skip -= 1
        elif token == "constraint" and number + 1 < len(tokens) and tokens[number + 1] not in _lower(names):
            skip = 1
        elif token == "on" and tokens[number + 2 : number + 4] == ["no", "action"]:
            skip = 3  # says what is so anyway
        else:
            result.append(token)
    return " ".join(_clauses_last(_without_idle(result)))


_NAME = r'(?:"(?:[^"]|"")*"|[^\s"]+)'
INLINE_KEY = re.compile(
    rf"\s*(?P<column>{_NAME}) .*?(?P<key>\s(?P<name>CONSTRAINT {_NAME})? ?PRIMARY KEY)(?! AUTOINCREMENT)", re.DOTALL
)
COUNTED_KEY = re.compile(rf"CONSTRAINT {_NAME} PRIMARY KEY AUTOINCREMENT")
"""SQLAlchemy itself never writes the name there that models give; revgraph does."""


def apart(part: str) -> list[str]:
    """Return a column's definition and its CHECKs as parts of their own: it makes no difference where they stand.

    :param part: a column or constraint between the commas of a CREATE TABLE.
    """
    checks: list[str] = []
    part = COUNTED_KEY.sub("PRIMARY KEY AUTOINCREMENT", part)
    key = INLINE_KEY.match(part)
    if key and not re.match(r"\s*(CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK)\b", part):
        checks.append(f"{key['name'] or ''} PRIMARY KEY ({key['column']})".strip())
        part = part[: key.start("key")] + part[key.end("key") :]
    while found := _check_behind(part):
        start, end = found
        checks.append(part[start:end])
        part = f"{part[:start]} {part[end:]}"
    return [part, *checks]


def _check_behind(part: str) -> tuple[int, int] | None:
    """Return where a CHECK stands behind something else, its name included."""
    depth, start, before = 0, -1, -1
    words: list[tuple[str, int]] = []
    for match in TOKEN.finditer(part):
        token = match.group()
        if token.isspace():
            continue
        words.append((token.lower(), match.start()))
        if start < 0 and depth == 0 and token.lower() == "check" and match.lastgroup == "word":
            named = len(words) > 2 and words[-3][0] == "constraint"
            before = len(words) - (3 if named else 1)
            start = words[before][1] if before > 0 else -1
        depth += (token == "(") - (token == ")")
        if start >= 0 and token == ")" and depth == 0:
            return start, match.end()
    return None


IDLE = (["collate", "binary"], ["initially", "immediate"])
"""What says only what is so without it."""


def _without_idle(tokens: list[str]) -> list[str]:
    for number in range(len(tokens) - 1, 0, -1):
        if tokens[number : number + 2] in IDLE:
            tokens = tokens[:number] + tokens[number + 2 :]
        elif tokens[number] == "default" and tokens[number + 1 : number + 2] == ["("] and tokens[number + 3] == ")":
            tokens = [*tokens[: number + 1], tokens[number + 2], *tokens[number + 4 :]]
        if tokens[number - 1] == "default" and re.fullmatch(r"'[\d.]+'", tokens[number]):
            tokens = [*tokens[:number], tokens[number][1:-1], *tokens[number + 1 :]]  # the column's type decides
    return tokens


def _clauses_last(tokens: list[str]) -> list[str]:
    """Return the tokens of a column with COLLATE and NOT NULL at the end: they may stand before or after a default."""
    moved: list[str] = []
    for first in ("collate", "not"):
        for number, depth in _depths(tokens):
            is_one = first == "collate" or tokens[number + 1 : number + 2] == ["null"]
            if depth == 0 and tokens[number] == first and is_one and 1 < number < len(tokens) - 1:
                moved += tokens[number : number + 2]
                tokens = tokens[:number] + tokens[number + 2 :]
                break
    return tokens + moved


def _depths(tokens: list[str]) -> list[tuple[int, int]]:
    depth, found = 0, []
    for number, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        found.append((number, depth))
    return found


def _lower(names: Collection[str]) -> set[str]:
    return {name.lower() for name in names}


def _tokens(text: str) -> list[str]:
    tokens = []
    for match in TOKEN.finditer(text):
        token = match.group()
        if token.isspace():
            continue
        if match.lastgroup == "quoted":
            mark = token[-1]
            token = token[1:-1].replace(mark * 2, mark).lower()
        elif match.lastgroup == "word":
            token = token.lower()
        elif token == "!=":
            token = "<>"
        tokens.append(token)
    return tokens


def items(text: str) -> tuple[str, list[str], str]:
    """Return what comes before the parentheses of a CREATE TABLE, what is between its commas, and what follows."""
    depth, start, end, head = 0, 0, len(text), len(text)
    parts: list[str] = []
    for match in TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup != "mark":
            continue
        if token == "(":
            depth += 1
            if depth == 1:
                head, start = match.start(), match.end()
        elif token == ")":
            depth -= 1
            if depth == 0:
                parts.append(text[start : match.start()])
                end = match.end()
                break
        elif token == "," and depth == 1:
            parts.append(text[start : match.start()])
            start = match.end()
    return text[:head], parts, text[end:]
