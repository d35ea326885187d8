"""The console port: the one place where text leaves for a terminal or a pipe.

Knows nothing of commands: it is given text and writes it, whatever the stream can encode.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from revgraph.util.text import cells, cut_to

Span = tuple[str, str]
"""A piece of text and its style in rich's words, such as ``bold green``; an empty style is plain."""


def write_line(stream: TextIO, text: str = "") -> None:
    """Write one line and flush it.

    Characters the stream can't encode are written as escapes instead of failing half-way.

    :param stream: where to.
    :param text: without the line's end.
    """
    line = f"{text}\n"
    try:
        stream.write(line)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def write_document(stream: TextIO, text: str) -> None:
    """Write a whole file's text as it is to a stream; anything but a terminal gets UTF-8 and no other line ends.

    :param stream: where to.
    :param text: with its line ends.
    """
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
        stream.write(text)
    else:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
    stream.flush()


def write_styled(stream: TextIO, lines: Iterable[Sequence[Span]]) -> None:
    """Write lines: on a terminal in colour, and cut where it ends; elsewhere as plain text.

    ``NO_COLOR``, a terminal without colours, or an installation without rich keep it plain.

    :param stream: where to.
    :param lines: each in pieces.
    """
    if not stream.isatty():
        for line in lines:
            write_line(stream, "".join(text for text, _ in line))
        return
    paint = _painter(stream)
    columns = _columns(stream)
    for line in lines:
        write_line(stream, "".join(paint(*span) for span in _cut(line, columns)))


def _cut(line: Iterable[Span], columns: int) -> Iterator[Span]:
    for text, style in line:
        kept = cut_to(text, columns)
        yield kept, style
        columns -= cells(kept)
        if kept != text:
            return


def _columns(stream: TextIO) -> int:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _painter(stream: TextIO) -> Callable[[str, str], str]:
    """Return what gives a text its style on a terminal; it changes nothing where there are no colours."""
    if os.environ.get("NO_COLOR"):
        return _unpainted
    try:
        from rich.color import ColorSystem
        from rich.console import Console as Terminal
        from rich.style import Style
    except ImportError:
        return _unpainted
    terminal = Terminal(file=stream)
    if terminal.color_system is None or terminal.legacy_windows:
        return _unpainted

    def painted(text: str, style: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text

    return painted


def _unpainted(text: str, style: str) -> str:
    return text


@contextmanager
def tolerant(stream: TextIO | None) -> Iterator[None]:
    """Let a stream write characters it can't encode as escapes inside the block."""
    if not isinstance(stream, io.TextIOWrapper):
        yield
        return
    before = stream.errors or "strict"
    stream.reconfigure(errors="backslashreplace")
    try:
        yield
    finally:
        stream.reconfigure(errors=before)


class Console:
    """Messages for a person: what is done on one stream, what went wrong on the other.

    :param out: default: standard output at the time of writing.
    :param err: default: standard error at the time of writing.
    """

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out
        self._err = err

    @property
    def out(self) -> TextIO:
        """The stream for results."""
        return sys.stdout if self._out is None else self._out

    @property
    def err(self) -> TextIO:
        """The stream for errors."""
        return sys.stderr if self._err is None else self._err

    def say(self, text: str = "") -> None:
        """Write one line of results."""
        write_line(self.out, text)

    def complain(self, text: str) -> None:
        """Write one line about what went wrong."""
        write_line(self.err, text)
