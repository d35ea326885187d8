"""SQL text without its layout: what is left when white space and comments that mean nothing are gone.

Reads text only, of any dialect; where a text can be read in two ways it is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIECE = re.compile(
    r"""(?P<kept>/\*[!+].*?(?:\*/|\Z)"""  # MySQL's executable comments, and hints
    r"""|(?P<tag>\$(?:[^\W\d]\w*)?\$).*?(?:(?P=tag)|\Z)"""
    r"""|(?:[^\W\d]\w*)?'(?:[^']|'')*(?:'|\Z)|"(?:[^"]|"")*(?:"|\Z)|`(?:[^`]|``)*(?:`|\Z))"""
    r"""|(?P<nothing>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))|(?P<word>[\w$:.]+)|(?P<other>.)""",
    re.DOTALL,
)
_ESCAPED_QUOTE = re.compile(r"\\\s*['\"`]")
_ALONE = "(),;"


def unformatted(sql: str) -> str:
    """Return SQL that is the same for every layout of it: literals and quoted names stay as they are, byte for byte.

    Comments go, but for those a server reads (``/*! */``, ``/*+ */``), and so do semicolons at the end. A text with
    backslashes before quotes only loses the white space around it: what ends where depends on the server then.
    """
    if _ESCAPED_QUOTE.search(sql):
        return sql.strip()
    parts: list[str] = []
    apart = False
    for kind, piece in _pieces(sql):
        if kind == "nothing":
            apart = True
            continue
        if apart and parts and _needs_space(parts[-1], piece):
            parts.append(" ")
        parts.append(piece)
        apart = False
    while parts and parts[-1] in (";", " "):
        parts.pop()
    return "".join(parts)


def _pieces(sql: str) -> Iterator[tuple[str, str]]:
    for match in _PIECE.finditer(sql):
        yield ("kept" if match["kept"] is not None else str(match.lastgroup)), match.group()


def _needs_space(before: str, after: str) -> bool:
    """Say whether the space between two pieces keeps them two: names do, and signs; a name and a sign don't."""
    if before[-1] in _ALONE or after[0] in _ALONE:
        return False
    return _is_sign(before[-1]) == _is_sign(after[0])


def _is_sign(char: str) -> bool:
    return not (char.isalnum() or char in "_$:.'\"`")
