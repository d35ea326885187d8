"""Pieces of Python text, each with the imports it needs, and how they are put together.

Knows nothing of SQLAlchemy or of operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """Python text and the import lines it needs.

    :param text: an expression or statement; one line, unless someone outside wrote it.
    :param imports: whole lines, e.g. ``"import decimal"``.
    """

    text: str
    imports: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.text


def joined(pattern: str, *pieces: Code) -> Code:
    """Return pieces put into the ``{}`` places of a pattern, with the imports of all of them.

    :param pattern: format string.
    :param pieces: one for each place.
    """
    return Code(pattern.format(*[piece.text for piece in pieces]), imports_of(pieces))


def listed(pieces: Iterable[Code], opening: str = "[", closing: str = "]") -> Code:
    """Return pieces as a list, or between other brackets."""
    found = list(pieces)
    return Code(opening + ", ".join(piece.text for piece in found) + closing, imports_of(found))


def in_tuple(pieces: Sequence[Code]) -> Code:
    """Return pieces as a tuple."""
    return joined("({},)", pieces[0]) if len(pieces) == 1 else listed(pieces, "(", ")")


def call(function: str | Code, arguments: Iterable[Code]) -> Code:
    """Return a call.

    :param function: what is called.
    :param arguments: positional ones and those made by :func:`keyword`, in order.
    """
    name = Code(function) if isinstance(function, str) else function
    inside = listed(arguments, "(", ")")
    return Code(name.text + inside.text, name.imports | inside.imports)


def keyword(name: str, value: Code) -> Code:
    """Return a keyword argument; :func:`keywords` is for names that may be no identifiers."""
    return Code(f"{name}={value.text}", value.imports)


def imports_of(pieces: Iterable[Code]) -> frozenset[str]:
    """Return the imports of all pieces."""
    return frozenset(line for piece in pieces for line in piece.imports)
