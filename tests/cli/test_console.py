"""The console port: whatever a stream can encode is written, the rest as escapes."""

from __future__ import annotations

import io

import pytest

from revgraph.util.console import Console, tolerant, write_line


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
