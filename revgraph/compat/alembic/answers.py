"""Answers of comparisons and parsed types, in the shapes outside dialects use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

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


class ComparisonResult(NamedTuple):
    """What the comparison of two indexes or constraints found."""

    status: Literal["equal", "different", "skip"]
    message: str

    @property
    def is_equal(self) -> bool:
        """Return whether they are equal."""
        return self.status == "equal"

    @property
    def is_different(self) -> bool:
        """Return whether they differ."""
        return self.status == "different"

    @property
    def is_skip(self) -> bool:
        """Return whether they can't be compared."""
        return self.status == "skip"

    @classmethod
    def Equal(cls) -> ComparisonResult:
        """Return that they are equal."""
        return cls("equal", "")

    @classmethod
    def Different(cls, reason: str | Sequence[str]) -> ComparisonResult:
        """Return that they differ, and in what."""
        return cls("different", reason if isinstance(reason, str) else ", ".join(reason))

    @classmethod
    def Skip(cls, reason: str | Sequence[str]) -> ComparisonResult:
        """Return that they can't be compared, and why."""
        return cls("skip", reason if isinstance(reason, str) else ", ".join(reason))


_CAST = re.compile(
    r"::(?:\w+\.)?(?:\"[^\"]*\"|[a-z]\w*(?: (?:precision|varying))?)(?:\(\d[\d, ]*\))?"
    r"(?: with(?:out)? time zone)?(?:\[\])*",
    re.IGNORECASE,
)


def bare_expression(self: Any, sqltext: str) -> str:
    """Return the expression of a computed column without casts, parentheses and blanks, to compare it by."""
    return re.sub(r"[\s()]", "", str(self.canonical_expression(_CAST.sub("", sqltext))))
