"""The grammar of targets, parsed once for every command.

Knows nothing of any graph: it takes text apart and says what is malformed; ``resolve`` finds what is meant.

::

    target  =  [branch "@"] (name | symbol | [anchor] ("+" | "-") N)
    symbol  =  "head" | "heads" | "base" | "current"
    branch  =  a branch label or a revision;   anchor  =  name | symbol
    range   =  [target] ":" [target]
    several =  target {"," target}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from revgraph.errors import ResolutionError
from revgraph.graph.revision import RESERVED

_OFFSET = r"(?P<anchor>.*?)(?P<offset>[+-][0-9]+)"


class Target(NamedTuple):
    """Hold one parsed target.

    :param text: as the user gave it.
    :param branch: what stands before ``@``, or None.
    :param name: all that stands after ``@``; an id or label spelled just so wins over arithmetic.
    :param anchor: the name the offset counts from, or None if it counts from what is applied.
    :param offset: steps up (positive) or down (negative); 0 for the anchor itself.
    """

    text: str
    branch: str | None
    name: str
    anchor: str | None
    offset: int

    @property
    def is_relative(self) -> bool:
        """Tell whether it counts from what is applied: ``+2``, ``-1``, ``branch@+1``."""
        return self.anchor is None

    def __str__(self) -> str:
        return self.text


class TargetRange(NamedTuple):
    """Hold ``lower:upper``; an end left out is None."""

    text: str
    lower: Target | None
    upper: Target | None


def parse_target(text: str) -> Target:
    """Return one target taken apart; read-only.

    :param text: such as ``ae10``, ``head``, ``api@head``, ``ae10+2``, ``-1``, ``api@+1``.
    :raises ResolutionError: if it is malformed, saying what was expected.
    """
    given = _stripped(text)
    if ":" in given:
        raise _malformed(text, "a range 'from:to' is not possible here; give one target")
    branch, at, name = given.rpartition("@")
    if at and not branch:
        raise _malformed(text, "a branch label or revision must stand before '@'")
    if "@" in branch:
        raise _malformed(text, "only one '@' is possible")
    if branch in RESERVED:
        raise _malformed(text, f"{branch!r} can't stand before '@'; a branch label or revision can")
    if not name:
        raise _malformed(text, "a revision, 'head', 'base' or a number of steps such as '+1' must stand after '@'")
    return _with_offset(text, branch or None, name)


def parse_targets(text: str | Iterable[str]) -> tuple[Target, ...]:
    """Return several targets, given one by one or separated by commas.

    :raises ResolutionError: if one is malformed.
    """
    texts = [text] if isinstance(text, str) else list(text)
    return tuple(parse_target(part) for given in texts for part in given.split(","))


def is_range(text: str) -> bool:
    """Tell whether a text is written as a range."""
    return ":" in text


def parse_range(text: str) -> TargetRange:
    """Return ``lower:upper`` taken apart; both may be left out.

    :raises ResolutionError: if there is not exactly one colon, or an end is malformed.
    """
    if text.count(":") != 1:
        raise _malformed(text, "a range is written 'from:to', 'from:' or ':to'")
    lower, upper = (part.strip() for part in text.split(":"))
    return TargetRange(text, parse_target(lower) if lower else None, parse_target(upper) if upper else None)


def _with_offset(text: str, branch: str | None, name: str) -> Target:
    found = re.fullmatch(_OFFSET, name, re.DOTALL)
    if found is None:
        if name in ("+", "-"):
            raise _malformed(text, f"a number must follow {name!r}")
        return Target(text, branch, name, name, 0)
    offset = int(found["offset"])
    if not offset:
        raise _malformed(text, "a move of no steps leads nowhere; give 1 or more")
    return Target(text, branch, name, found["anchor"].strip() or None, offset)


def _stripped(text: str) -> str:
    given = text.strip()
    if not given:
        raise _malformed(text, "give a revision, 'head', 'heads', 'base', or a number of steps such as '+1'")
    return given


def _malformed(text: str, advice: str) -> ResolutionError:
    return ResolutionError(f"{text!r} is no target: {advice}", text)
