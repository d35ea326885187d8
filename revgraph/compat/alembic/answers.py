"""Parsed types and compared expressions, in the shapes outside dialects use."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from revgraph.ddl.impl import DefaultImpl

ImplMeta = type(DefaultImpl)


class Params(NamedTuple):
    """A type as text, taken apart.

    :param token0: its first word.
    :param tokens: the words after it.
    :param args: what stands in brackets.
    :param kwargs: what stands in brackets with a name.
    """

    token0: str
    tokens: list[str]
    args: list[str]
    kwargs: dict[str, str]


_CAST = re.compile(
    r"::(?:\w+\.)?(?:\"[^\"]*\"|[a-z]\w*(?: (?:precision|varying))?)(?:\(\d[\d, ]*\))?"
    r"(?: with(?:out)? time zone)?(?:\[\])*",
    re.IGNORECASE,
)


def bare_expression(self: Any, sqltext: str) -> str:
    """Return the expression of a computed column without casts, parentheses and blanks, to compare it by."""
    return re.sub(r"[\s()]", "", str(self.canonical_expression(_CAST.sub("", sqltext))))
