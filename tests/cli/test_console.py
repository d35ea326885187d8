"""The console port: whatever a stream can encode is written, the rest as escapes."""

from __future__ import annotations

import io
import sys
from typing import TextIO, cast

import pytest

from revgraph.util.console import (
    Console,
    SharedStream,
    StatusLine,
    bar,
    status_line,
    tolerant,
    with_status_line,
    write_document,
    write_line,
    write_styled,
)
from tests.kit.screen import Terminal, coloured_terminal


def ascii_stream() -> tuple[io.BytesIO, io.TextIOWrapper]:
    """Return a stream that can write ASCII only, and what is below it."""
    raw = io.BytesIO()
    return raw, io.TextIOWrapper(raw, encoding="ascii", newline="")


def test_a_line_is_written_and_flushed() -> None:
    raw, stream = ascii_stream()
    write_line(stream, "plain")
    assert raw.getvalue() == b"plain\n"


def test_what_can_not_be_encoded_is_escaped() -> None:
    raw, stream = ascii_stream()
    write_line(stream, "漢 and ü")
    assert raw.getvalue() == b"\\u6f22 and \\xfc\n"


def test_a_stream_is_tolerant_for_a_while() -> None:
    raw, stream = ascii_stream()
    with tolerant(stream):
        stream.write("ü")
    stream.flush()
    assert raw.getvalue() == b"\\xfc"
    with pytest.raises(UnicodeEncodeError):
        stream.write("ü")


def test_streams_of_other_kinds_are_left_alone() -> None:
    stream = io.StringIO()
    with tolerant(stream):
        stream.write("ü")
    assert stream.getvalue() == "ü"


def test_console_looks_up_the_streams_when_it_writes(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.say("result")
    console.complain("trouble")
    assert capsys.readouterr() == ("result\n", "trouble\n")


def test_console_writes_where_it_was_told() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(out, err)
    console.say()
    console.complain("x")
    assert (out.getvalue(), err.getvalue()) == ("\n", "x\n")


LINES = [[("*", "red"), (" ", ""), ("漢字 and more", "bold")], [], [("plain", "")]]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 80 columns that knows colours."""
    coloured_terminal(monkeypatch)
    return Terminal()


def test_styled_lines_are_plain_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "3")
    stream = io.StringIO()
    write_styled(stream, LINES)
    assert stream.getvalue() == "* 漢字 and more\n\nplain\n"


def test_styled_lines_are_coloured_on_a_terminal(terminal: Terminal) -> None:
    write_styled(terminal, LINES)
    assert terminal.getvalue() == "\x1b[31m*\x1b[0m \x1b[1m漢字 and more\x1b[0m\n\nplain\n"


@pytest.mark.parametrize(("columns", "kept"), [("2", "* "), ("3", "* "), ("4", "* 漢"), ("7", "* 漢字 "), ("0", None)])
def test_styled_lines_end_with_the_terminal(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, columns: str, kept: str | None
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    write_styled(terminal, LINES)
    assert terminal.getvalue().splitlines()[0] == (kept or "* 漢字 and more")


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_styled_lines_are_plain_where_colours_are_not_wanted(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    write_styled(terminal, LINES)
    assert terminal.getvalue() == "* 漢字 and more\n\nplain\n"


def test_styled_lines_are_plain_without_rich(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    write_styled(terminal, LINES)
    assert terminal.getvalue() == "* 漢字 and more\n\nplain\n"


def test_a_document_is_utf8_in_a_pipe_of_any_encoding() -> None:
    raw, stream = ascii_stream()
    stream.write("before ")
    write_document(stream, "ü\n")
    assert raw.getvalue() == "before ü\n".encode()


def test_a_document_is_text_in_a_stream_of_text() -> None:
    stream = io.StringIO()
    write_document(stream, "ü\n")
    assert stream.getvalue() == "ü\n"


@pytest.fixture
def status(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> SharedStream:
    """Standard error, as a terminal of 20 columns with a status line."""
    monkeypatch.setenv("COLUMNS", "20")
    return SharedStream(terminal, StatusLine(terminal))


def test_a_status_line_is_written_over_itself_and_erased(terminal: Terminal, status: SharedStream) -> None:
    status.status.show("first text")
    status.status.show("next")
    status.status.show("")
    status.status.show("")
    assert terminal.getvalue() == "\rfirst text" + "\rnext      " + "\r    \r"


def test_a_status_line_ends_before_the_terminal_does(terminal: Terminal, status: SharedStream) -> None:
    status.status.show("漢字" * 10)
    assert terminal.getvalue() == "\r漢字漢字漢字漢字漢"


def test_other_text_comes_above_the_status_line(terminal: Terminal, status: SharedStream) -> None:
    status.status.show("busy")
    status.write("half a ")
    status.status.show("still busy")
    status.writelines(["line\n"])
    assert terminal.getvalue() == "\rbusy" + "\r    \r" + "half a " + "line\n" + "\rstill busy"


def test_a_bar_and_a_status_line_take_turns(
    terminal: Terminal, status: SharedStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    status.status.show("busy")
    show = bar(cast("TextIO", status), "copying t", 100)
    status.status.show("busy with t")
    show(None)
    before, _, after = terminal.getvalue().partition("copying t")
    assert before.startswith("\rbusy\r    \r") and "busy with t" not in before
    assert after.endswith("\rbusy with t") and after.count("busy") == 1


def test_a_status_line_needs_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, term, there in (
        (io.StringIO(), "xterm", False),
        (Terminal(), "dumb", False),
        (Terminal(), "xterm", True),
    ):
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("TERM", term)
        with with_status_line():
            assert (status_line(Console().err) is not None) is there
        assert sys.stderr is stream


def test_a_status_line_keeps_its_length_where_characters_are_missing() -> None:
    raw, stream = ascii_stream()
    StatusLine(stream).show("größer")
    assert raw.getvalue() == b"\rgr??er"


def test_a_terminal_that_is_gone_stops_nothing() -> None:
    class Gone(Terminal):
        def flush(self) -> None:
            raise OSError("gone")

    StatusLine(Gone()).show("text")
