"""SQLite's tokens: SQL text cut into pieces that together are the text again, byte for byte.

Knows the lexical rules only: no grammar, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from revgraph.errors import OperationError

_RULES = (
    ("space", r"\s+"),
    ("comment", r"--[^\n]*|/\*.*?(?:\*/|\Z)"),
    ("string", r"[xX]?'(?:[^']|'')*'"),
    ("quoted", r'"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]'),
    ("number", r"0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?"),
    ("word", r"[^\W\d][\w$]*"),
    ("sign", r"."),
)
OPERATORS = frozenset(
    (
        "AND", "AS", "ASC", "BETWEEN", "CASE", "CAST", "CHECK", "COLLATE", "CONSTRAINT", "DESC", "ELSE",
        "END", "ESCAPE", "EXISTS", "FALSE", "GLOB", "IN", "IS", "ISNULL", "LIKE", "NOT", "NOTNULL", "NULL",
        "ON", "OR", "THEN", "TRUE", "WHEN", "WHERE",
    )
)  # fmt: skip
"""Words of expressions that are no names unless they are quoted."""
_TOKEN = re.compile("|".join(f"(?P<{kind}>{rule})" for kind, rule in _RULES), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of SQL text.

    :param kind: ``"space"``, ``"comment"``, ``"string"``, ``"quoted"``, ``"number"``, ``"word"`` or ``"sign"``.
    :param text: the text.
    """

    kind: str
    text: str

    @property
    def is_trivia(self) -> bool:
        """Say whether it means nothing: white space or a comment."""
        return self.kind in ("space", "comment")

    @property
    def word(self) -> str:
        """Return a bare word in upper case, anything else as an empty string."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str | None:
        """Return the identifier this token spells, unquoted; None if it can't be one."""
        if self.kind == "word":
            return self.text
        if self.kind == "quoted" and self.text[0] == "[":
            return self.text[1:-1]
        if self.kind == "quoted" or (self.kind == "string" and self.text[0] == "'"):
            mark = self.text[0]
            return self.text[1:-1].replace(mark * 2, mark)
        return None


def tokens(sql: str) -> list[Token]:
    """Return the tokens of a text; joined they are the text."""
    return [Token(match.lastgroup or "sign", match.group()) for match in _TOKEN.finditer(sql)]


def joined(pieces: Iterable[Token]) -> str:
    """Return the text of tokens."""
    return "".join(token.text for token in pieces)


def meaningful(pieces: Iterable[Token]) -> list[Token]:
    """Return the tokens without white space and comments."""
    return [token for token in pieces if not token.is_trivia]


def normal(sql: str) -> str:
    """Return a text in one spelling for comparison: no comments, single blanks, words in lower case."""
    return " ".join(
        token.text.lower()
        if token.kind == "word"
        else token.name or token.text
        if token.kind == "quoted"
        else token.text
        for token in meaningful(tokens(sql))
    )


def stripped(pieces: Sequence[Token]) -> tuple[list[Token], list[Token], list[Token]]:
    """Return tokens as (trivia before, core, trivia after)."""
    first = next((at for at, token in enumerate(pieces) if not token.is_trivia), len(pieces))
    last = next((at for at in range(len(pieces), first, -1) if not pieces[at - 1].is_trivia), first)
    return list(pieces[:first]), list(pieces[first:last]), list(pieces[last:])


def split_at_commas(pieces: Sequence[Token]) -> list[list[Token]]:
    """Return tokens cut at the commas that stand in no parentheses."""
    parts: list[list[Token]] = [[]]
    for token, depth in with_depth(pieces):
        if token.text == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def with_depth(pieces: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """Yield tokens with their depth in parentheses; the parentheses themselves belong to the outside."""
    depth = 0
    for token in pieces:
        if token.text == ")" and token.kind == "sign":
            depth -= 1
        yield token, depth
        if token.text == "(" and token.kind == "sign":
            depth += 1


def around_parentheses(pieces: Sequence[Token]) -> tuple[list[Token], list[Token], list[Token]]:
    """Return tokens as (up to the first parenthesis, inside of it, from its closing on).

    :raises OperationError: if there is none, or it is not closed.
    """
    start = end = None
    for at, (token, depth) in enumerate(with_depth(pieces)):
        if token.kind != "sign" or depth != 0:
            continue
        if token.text == "(" and start is None:
            start = at + 1
        elif token.text == ")" and start is not None:
            end = at
            break
    if start is None or end is None:
        raise OperationError(f"no list in parentheses in: {joined(pieces)}")
    return list(pieces[:start]), list(pieces[start:end]), list(pieces[end:])


def names_in(sql: str) -> set[str]:
    """Return all identifiers of a text in lower case; strings are none."""
    found = (token.name for token in tokens(sql) if token.kind in ("word", "quoted"))
    return {name.lower() for name in found if name is not None}


def columns_in(sql: str) -> set[str]:
    """Return the identifiers of an expression that may be columns, in lower case: no functions, no collations."""
    core = meaningful(tokens(sql))
    found: set[str] = set()
    for at, token in enumerate(core):
        is_function = token.kind == "word" and at + 1 < len(core) and core[at + 1].text == "("
        is_collation = at > 0 and core[at - 1].word == "COLLATE"
        is_name = token.kind in ("word", "quoted") and token.word not in OPERATORS
        if is_name and not is_function and not is_collation:
            found.add((token.name or "").lower())
    return found


def renamed_column(sql: str, old: str, spelled: str) -> str:
    """Return an expression in which a column is called otherwise; functions and collations of its name are not.

    :param spelled: the new name as it shall stand there.
    """
    pieces = tokens(sql)
    core = [at for at, token in enumerate(pieces) if not token.is_trivia]
    for number, at in enumerate(core):
        token = pieces[at]
        follows = pieces[core[number + 1]].text if number + 1 < len(core) else ""
        before = pieces[core[number - 1]].word if number else ""
        is_name = token.kind in ("word", "quoted") and (token.name or "").lower() == old.lower()
        if is_name and before != "COLLATE" and not (token.kind == "word" and follows == "("):
            pieces[at] = Token("quoted", spelled)
    return joined(pieces)


def without_qualifier(sql: str, table: str) -> str:
    """Return a text in which columns are no longer spelled ``table.column``; the text itself if none was."""
    pieces = tokens(sql)
    core = [at for at, token in enumerate(pieces) if not token.is_trivia]
    gone: set[int] = set()
    for first, dot in pairwise(core):
        name = pieces[first].name if pieces[first].kind != "string" else None
        if pieces[dot].text == "." and name is not None and name.lower() == table.lower():
            gone |= {first, dot}
    return joined(token for at, token in enumerate(pieces) if at not in gone)
