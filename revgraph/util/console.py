"""The console port: the one place where text leaves for a terminal or a pipe.

Knows nothing of commands: it is given text and writes it, whatever the stream can encode.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


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
