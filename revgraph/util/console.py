"""The console port: the one place where text leaves for a terminal or a pipe.

Knows nothing of commands: it is given text and writes it, whatever the stream can encode.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any, TextIO, cast

from revgraph.util.text import cells, cut_to

Span = tuple[str, str]
"""A piece of text and its style in rich's words, such as ``bold green``; an empty style is plain."""


WRITERS = frozenset({"revgraph.util.console", "revgraph.ddl.output"})
"""The modules that write to standard output, and to nothing else that can fail with an OSError."""
REFRESH = 0.2
"""Seconds between two pictures of a bar."""


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


def write_text(stream: TextIO, text: str) -> None:
    """Write text as it is, and no line's end.

    :param stream: where to.
    :param text: what the stream can encode.
    """
    stream.write(text)


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


def write_styled(stream: TextIO, lines: Iterable[Sequence[Span]], *, cut: bool = True) -> None:
    """Write lines: on a terminal in colour, and cut where it ends; elsewhere as plain text.

    ``NO_COLOR``, a terminal without colours, or an installation without rich keep it plain.

    :param stream: where to.
    :param lines: each in pieces.
    :param cut: false lets long lines go on in the next.
    """
    if not stream.isatty():
        for line in lines:
            write_line(stream, "".join(text for text, _ in line))
        return
    paint = _painter(stream)
    columns = _columns(stream)
    for line in lines:
        write_line(stream, "".join(paint(*span) for span in (_cut(line, columns) if cut else line)))


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


def bar(stream: TextIO, title: str, total: int) -> Callable[[int | None], None]:
    """Show on a terminal how far something has come; without rich installed nothing is shown.

    :param stream: a terminal.
    :param title: what is done.
    :param total: the number of rows at the end.
    :return: to be called with the number of rows done, about; and with None at the end: the bar is taken away.
    """
    try:
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    except ImportError:
        return lambda rows: None
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("about {task.completed:,} of {task.total:,} rows"),
        TimeRemainingColumn(),
        console=Terminal(file=stream),
        transient=True,
        auto_refresh=False,
    )
    task = shown.add_task(title, total=total)
    others = status_line(stream)
    if others is not None:
        others.hold()
    shown.start()
    last = [0.0]

    def show(rows: int | None) -> None:
        if rows is None:
            shown.stop()
            if others is not None:
                others.release()
        elif time.monotonic() - last[0] > REFRESH:
            last[0] = time.monotonic()
            shown.update(task, completed=rows, refresh=True)

    return show


class StatusLine:
    """One line at the end of a terminal that is written anew again and again, and is gone in the end.

    Whatever else is written through :class:`SharedStream` comes above it. May be used by several threads.

    :param stream: the terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        from threading import RLock  # most commands come without

        self._stream = stream
        self._lock = RLock()
        self._text = ""
        self._drawn = 0
        self._elsewhere = False
        self._held = False

    def show(self, text: str) -> None:
        """Show this text from now on; an empty one is nothing.

        :param text: one line; cut where the terminal ends.
        """
        with self._lock:
            self._text = text
            self._draw()

    def hold(self) -> None:
        """Show nothing until :meth:`release`: something else draws."""
        with self._lock:
            self._erase()
            self._held = True

    def release(self) -> None:
        """Show again what is to be shown; the line is empty by now."""
        with self._lock:
            self._held = self._elsewhere = False
            self._draw()

    def write_above(self, stream: TextIO, text: str) -> int:
        """Write text as if there was no status line.

        :param stream: where to.
        :param text: the text; as long as it has no line's end, the status line waits.
        """
        with self._lock:
            self._erase()
            written = stream.write(text)
            if text:
                self._elsewhere = not text.endswith("\n")
            if self._text and not self._elsewhere:
                stream.flush()
                self._draw()
            return written

    def _draw(self) -> None:
        if self._held or self._elsewhere:
            return
        text = cut_to(self._text, _columns(self._stream) - 1)
        width = cells(text)
        if text or self._drawn:
            blank = " " * (self._drawn - width)
            self._put(f"\r{text}{blank}" if text else f"\r{blank}\r")
        self._drawn = width

    def _erase(self) -> None:
        if self._drawn:
            self._put(f"\r{' ' * self._drawn}\r")
        self._drawn = 0

    def _put(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a terminal that is gone is no reason to stop
            try:
                self._stream.write(text)
            except UnicodeEncodeError:  # as many characters as before, so that the line stays as long
                encoding = self._stream.encoding or "ascii"
                self._stream.write(text.encode(encoding, "replace").decode(encoding))
            self._stream.flush()


class SharedStream:
    """A terminal's stream on which a status line may be shown; else it is the stream.

    :param stream: the stream.
    :param status: the status line of the terminal.
    """

    def __init__(self, stream: TextIO, status: StatusLine) -> None:
        self._stream = stream
        self.status = status

    def write(self, text: str) -> int:
        """Write text, above the status line."""
        return self.status.write_above(self._stream, text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines, above the status line."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def status_line(stream: object) -> StatusLine | None:
    """Return the status line of a stream, if it is a terminal that has one."""
    return stream.status if isinstance(stream, SharedStream) else None


@contextmanager
def with_status_line() -> Iterator[None]:
    """Let the terminal have a status line inside the block; where standard error is none, do nothing."""
    err, out = sys.stderr, sys.stdout
    if err is None or not err.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    status = StatusLine(err)
    with ExitStack() as stack:
        stack.enter_context(redirect_stderr(cast("TextIO", SharedStream(err, status))))
        if out is not None and out.isatty():
            stack.enter_context(redirect_stdout(cast("TextIO", SharedStream(out, status))))
        try:
            yield
        finally:
            status.show("")


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


class _Closed(io.TextIOBase):
    """Stands for a standard output that was closed by who started the process."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


@contextmanager
def some_output() -> Iterator[None]:
    """Have a standard output inside the block, also where the process was started without: one that takes nothing."""
    if sys.stdout is not None:
        yield
        return
    with redirect_stdout(cast("TextIO", _Closed())):
        yield


def trouble_of_output(error: BaseException | None) -> OSError | None:
    """Return why standard output takes nothing any more: a full disk, a pipe nobody reads; None if that is not it.

    :param error: what went wrong; what it comes from is looked at, too.
    """
    import traceback

    while error is not None:
        frames = list(traceback.walk_tb(error.__traceback__)) if isinstance(error, OSError) else []
        if isinstance(error, OSError) and frames and frames[-1][0].f_globals.get("__name__") in WRITERS:
            return error
        error = error.__cause__ or error.__context__
    return None


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

    def finish(self) -> None:
        """Have everything written that was said."""
        self.out.flush()

    def can_ask(self) -> bool:
        """Say whether somebody sits at a terminal."""
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, self.err))

    def ask(self, question: str) -> str | None:
        """Ask on the stream of messages and return the line that is typed; None at the end of input.

        :param question: stands before what is typed.
        """
        self.err.write(question)
        self.err.flush()
        line = sys.stdin.readline()
        return line.removesuffix("\n") if line else None

    def complain(self, text: str) -> None:
        """Write one line about what went wrong; if nobody can be told any more, nothing happens."""
        if self.err is not None:  # closed by who started the process
            with suppress(OSError):
                write_line(self.err, text)
