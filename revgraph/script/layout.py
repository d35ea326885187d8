"""Read the header of a revision file that has the usual layout, with regular expressions, fast.

Knows only layouts whose meaning is beyond doubt; whatever else it meets, it declines, and :mod:`revgraph.script.static`
parses the file properly. Nothing is executed.
"""

from __future__ import annotations

import re

# Possessive quantifiers and atomic groups keep every pattern linear.
_BLANK = r"(?:[ \t\f]*+(?:[#][^\n]*+)?+\n)"
_END = rf"[ \t]*+(?:[#][^\n]*+)?+\n{_BLANK}*+"
_STRING = r"""(?:"[^"\\\n]*+"(?!")|'[^'\\\n]*+'(?!'))"""
_GAP = r"[ \t\n]*+"
_NAME = r"[A-Za-z_][\w.]*+"
_INNER = rf"{_NAME}(?:\[{_NAME}(?:,[ ]?{_NAME})*+\])?+"
_OUTER = rf"{_NAME}(?:\[{_INNER}(?:,[ ]?{_INNER})*+\])?+"
_ANNOTATION = rf"{_OUTER}(?:[ ]\|[ ]{_OUTER})*+"
_SEVERAL = rf"{_GAP}(?:{_STRING}{_GAP}(?:,{_GAP}{_STRING}{_GAP})*+,?+{_GAP})?+"

_STATEMENT = re.compile(
    rf"""
      (?P<blank> {_BLANK}++ )
    | (?P<end> (?:def|class|async)[ \t] | @ )
    | (?P<imports> (?:import|from[ \t]++{_NAME}[ \t]++import)[ \t]++(?>[\w., \t]++|\([\w, \t\n]*+\)) ) {_END}
    | (?P<name> [A-Za-z_]\w*+ ) [ \t]*+ (?: : [ \t]*+ {_ANNOTATION} [ \t]*+ )?+ = [ \t]*+
      (?P<value> None | {_STRING} | \({_SEVERAL}\) | \[{_SEVERAL}\] ) {_END}
    """,
    re.VERBOSE | re.ASCII,
)
_DOCSTRING = re.compile(
    rf'''
      {_BLANK}*+
      (?: """(?P<long> [^"\\]*+ (?: "(?!"") [^"\\]*+ )*+ )""" | (?P<short> {_STRING} ) ) {_END}
    ''',
    re.VERBOSE | re.ASCII,
)
_STRINGS = re.compile(_STRING)

HEADER_NAMES = ("revision", "down_revision", "branch_labels", "depends_on", "__doc__")
"""The module-level names a header is made of."""

# a name that may be bound in a way not understood here, or a call that may bind it
_DOUBTS = ("revision", "branch_labels", "depends_on", "__doc__", "import *", "exec(", "globals(", "vars(", "locals(")


def read_layout(text: str) -> dict[str, object] | None:
    """Return the header's values by name if the file has the usual layout, else None.

    A file that does not compile may be read as if the faulty part were not there.

    :param text: the whole source with ``\\n`` as line ends.
    """
    if not text.endswith("\n"):
        text += "\n"
    found: dict[str, object] = {}
    position = 0
    docstring = _DOCSTRING.match(text)
    if docstring is not None:
        long, short = docstring.group("long", "short")
        found["__doc__"] = long if long is not None else short[1:-1]
        position = docstring.end()
    match = _STATEMENT.match
    length = len(text)
    while position < length:
        statement = match(text, position)
        if statement is None:
            return None
        kind = statement.lastgroup
        if kind == "end":
            return None if _is_doubtful(text, position) else found
        if kind == "value":
            name, value = statement.group("name", "value")
            if name in HEADER_NAMES:
                found[name] = _literal(value)
            elif name.startswith("__"):
                return None
        elif kind == "imports" and _is_doubtful(statement["imports"], 0):
            return None
        position = statement.end()
    return found


def _is_doubtful(text: str, start: int) -> bool:
    if not text.isascii():  # Python normalises names: a full-width "revision" is one, too
        import unicodedata

        text, start = unicodedata.normalize("NFKC", text[start:]), 0
    return any([text.find(word, start) >= 0 for word in _DOUBTS])  # noqa: C419 - twice as fast; runs for every file


def _literal(value: str) -> object:
    first = value[0]
    if first == "N":
        return None
    if first in "\"'":
        return value[1:-1]
    items = [item[1:-1] for item in _STRINGS.findall(value)]
    # parentheses around one string without a comma are only parentheses
    if first == "(" and len(items) == 1 and not value[:-1].rstrip(" \t\n").endswith(","):
        return items[0]
    return items if first == "[" else tuple(items)
