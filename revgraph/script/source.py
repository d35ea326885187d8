"""The text of a Python file that is to be edited in place: its encoding, positions in it, replacements.

Bytes that no edit names stay as they are.
"""

from __future__ import annotations

import ast
import codecs
import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from revgraph.errors import ScriptError

Node: TypeAlias = "ast.expr | ast.stmt | ast.alias"

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Edit:
    """Replace the characters from ``start`` to ``end`` by ``text``."""

    start: int
    end: int
    text: str


def decoded(source: bytes, path: str) -> tuple[bytes, str, str]:
    """Return byte order mark, encoding and text, line ends as they are.

    :param source: the content of a file.
    :param path: of the file, for errors.
    :raises ScriptError: if it is not text in the encoding it declares.
    """
    mark = codecs.BOM_UTF8 if source.startswith(codecs.BOM_UTF8) else b""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        text = source[len(mark) :].decode(encoding)
        if text.encode(encoding) != source[len(mark) :]:
            raise ScriptError(f"its encoding {encoding} can't be written back unchanged; edit it by hand", path=path)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise ScriptError(f"is not text in the encoding it declares: {error}; save it as UTF-8", path=path) from None
    return mark, encoding, text


def encoded(text: str, encoding: str, path: str) -> bytes:
    """Return text in an encoding.

    :param text: the text.
    :param encoding: as :func:`decoded` told it.
    :param path: of the file, for errors.
    :raises ScriptError: if the encoding can't express it.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        what = text[error.start : error.end]
        raise ScriptError(f"its encoding {encoding} can't express {what!r}; save it as UTF-8", path=path) from None


class Places:
    """Turn the positions of a syntax tree (line, byte of UTF-8) into positions of the text.

    :param text: what the tree was made of.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def start(self, node: Node) -> int:
        """Return where a node begins."""
        return self._at(node.lineno, node.col_offset)

    def end(self, node: Node) -> int:
        """Return where a node ends."""
        return self._at(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def source(self, node: Node) -> str:
        """Return the text of a node."""
        return self.text[self.start(node) : self.end(node)]

    def _at(self, line: int, column: int) -> int:
        start = self._starts[line - 1]
        # a character has one byte at least, so the first `column` characters hold them all
        return start + len(self.text[start : start + column].encode("utf-8", "surrogatepass")[:column].decode("utf-8"))


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return text with all edits made; they must not overlap."""
    pieces = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[position : edit.start], edit.text]
        position = max(position, edit.end)
    return "".join([*pieces, text[position:]])
