"""Headers: every layout people write, read without executing it, and what can't be read."""

from __future__ import annotations

import os
import py_compile
from datetime import datetime
from pathlib import Path

import pytest

from revgraph.errors import ScriptError, ScriptLoadError, ScriptSyntaxError
from revgraph.script.header import Header, parse_header, read_header

EXECUTED = "raise RuntimeError('this file was executed')\n"
TAIL = "\n\ndef upgrade():\n    pass\n"


def read(tmp_path: Path, source: str | bytes, name: str = "abc_x.py") -> Header:
    path = tmp_path / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    return read_header(path)


VALUES = [
    pytest.param("'a'", "a", id="string"),
    pytest.param('"a"', "a", id="double quotes"),
    pytest.param("None", None, id="none"),
    pytest.param("('a', 'b')", ("a", "b"), id="tuple"),
    pytest.param("['a', 'b',]", ("a", "b"), id="list"),
    pytest.param("'a', 'b'", ("a", "b"), id="bare tuple"),
    pytest.param("{'b', 'a'}", ("a", "b"), id="set"),
    pytest.param("('a',)", "a", id="tuple of one"),
    pytest.param("('a')", "a", id="parenthesised"),
    pytest.param("()", None, id="empty tuple"),
    pytest.param("[]", None, id="empty list"),
    pytest.param("'a' 'b'", "ab", id="concatenated"),
    pytest.param("'a''b'", "ab", id="concatenated without a space"),
    pytest.param("('a'\n    'b')", "ab", id="concatenated on two lines"),
    pytest.param("(\n    'a',  # one\n    'b',\n)", ("a", "b"), id="tuple on several lines"),
    pytest.param("(\n    'a',\n    'b'\n)", ("a", "b"), id="tuple on several lines without comments"),
    pytest.param("'''a'''", "a", id="triple quotes"),
    pytest.param(r"'\x61'", "a", id="escape"),
    pytest.param("r'a'", "a", id="raw"),
    pytest.param("u'a'", "a", id="unicode prefix"),
    pytest.param("'a' # noqa", "a", id="comment behind"),
    pytest.param("\\\n    'a'", "a", id="continued line"),
]


@pytest.mark.parametrize(("written", "value"), VALUES)
@pytest.mark.parametrize("form", ["down_revision = {}", "down_revision: str | None = {}", "down_revision={}"])
def test_literal_values_are_read_without_executing(
    tmp_path: Path, form: str, written: str, value: str | tuple[str, ...] | None
) -> None:
    if written.startswith("'a', ") and ":" in form:
        form = form.replace("{}", "({})")
    source = f"revision = 'x'\n{form.format(written)}\n{TAIL}{EXECUTED}"
    assert read(tmp_path, source).down_revision == value


ANNOTATIONS = [
    "str",
    "Union[str, None]",
    "Union[str, Sequence[str], None]",
    "str | Sequence[str] | None",
    "typing.Optional[str]",
    "'str | None'",
    "Union[\n    str, None]",
]


@pytest.mark.parametrize("annotation", ANNOTATIONS)
def test_annotations(tmp_path: Path, annotation: str) -> None:
    source = f"revision: {annotation} = 'x'\ndown_revision: {annotation} = 'y'\n{TAIL}{EXECUTED}"
    assert read(tmp_path, source) == Header("x", "y")


WHOLE = (
    '''# a comment
"""first line
second line

Revision ID: x
Revises: y, z
Create Date: 2024-05-06 07:08:09.123456

"""
from typing import Sequence, Union  # why
from revgraph import op
from sqlalchemy import (
    Column,
    Integer,
)
import sqlalchemy as sa, os.path

# revision identifiers
revision: str = 'x'
down_revision: Union[str, Sequence[str], None] = ('y', 'z')
branch_labels: Union[str, Sequence[str], None] = ['two', 'one']
depends_on: Union[str, Sequence[str], None] = 'w'
'''
    + TAIL
)


def test_everything_a_header_holds(tmp_path: Path) -> None:
    header = read(tmp_path, WHOLE + EXECUTED)
    assert header.revision == "x"
    assert header.down_revision == ("y", "z")
    assert header.branch_labels == ("two", "one")
    assert header.depends_on == "w"
    assert header.doc == "first line\nsecond line"
    assert header.longdoc.endswith("Create Date: 2024-05-06 07:08:09.123456")
    assert header.create_date == datetime(2024, 5, 6, 7, 8, 9, 123456)


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: text.encode(), id="plain"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="BOM"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="CR"),
        pytest.param(lambda text: b"# -*- coding: latin-1 -*-\n" + text.encode("latin-1"), id="latin-1"),
        pytest.param(lambda text: b"#!/bin/x\n# vim: set fileencoding=cp1252 :\n" + text.encode("cp1252"), id="cp1252"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no line end"),
    ],
)
def test_encodings_and_line_ends_make_no_difference(tmp_path: Path, encode: object) -> None:
    text = WHOLE.replace("second line", "größte")
    assert read(tmp_path, encode(text)) == read(tmp_path, text)  # type: ignore[operator]
    assert read(tmp_path, text).doc == "first line\ngrößte"


BODIES = [
    pytest.param("def upgrade(:\n", id="in the first function"),
    pytest.param("@decorator\ndef upgrade(:\n", id="after a decorator"),
    pytest.param("class A:\n  x = (\n", id="unclosed bracket"),
    pytest.param("async def f():\n    '''unclosed\n", id="unclosed string"),
    pytest.param("def upgrade():\n    pass\n\n  bad\n", id="indentation"),
    pytest.param("def upgrade():\n    revision = '\n", id="near a header name"),
]


@pytest.mark.parametrize("body", BODIES)
def test_syntax_error_in_the_body_leaves_the_header_readable(tmp_path: Path, body: str) -> None:
    docstring = '"""text\ndef not_code(:\n"""\n'
    expected = Header("x", "y", longdoc="text\ndef not_code(:")
    assert read(tmp_path, f"{docstring}revision = 'x'\ndown_revision = 'y'\n{body}") == expected
    # the slow path, too: this value is not of the usual layout
    assert read(tmp_path, f"{docstring}revision = 'x'\ndown_revision = ('' 'y')\n{body}") == expected


def test_syntax_error_in_the_head_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptSyntaxError) as caught:
        read(tmp_path, "revision = 'x'\ndown_revision = = 'y'\ndef upgrade(): pass\n")
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "abc_x.py"), 2)
    assert f"{tmp_path / 'abc_x.py'}:2: invalid syntax" in str(caught.value)


COMPUTED = [
    pytest.param("a = 'x'\nrevision = a\ndown_revision = None", id="a name"),
    pytest.param("revision = f'{chr(120)}'\ndown_revision = None", id="f-string"),
    pytest.param("revision = 'X'.lower()\ndown_revision = None", id="a call"),
    pytest.param("revision = 'y'\nif True:\n    revision = 'x'\ndown_revision = None", id="condition"),
    pytest.param("for revision in 'wx':\n    pass\ndown_revision = None", id="loop"),
    pytest.param("globals().update(revision='x')\ndown_revision = None", id="globals"),
    pytest.param("exec('revision = \"x\"')\ndown_revision = None", id="exec"),
    pytest.param("revision = 'y'\nrevision += 'z'\nrevision = revision and 'x'\ndown_revision = None", id="augmented"),
    pytest.param("down_revision = (revision := 'x') and None", id="walrus"),
    pytest.param("from string import *\nrevision = 'x'\ndown_revision = None", id="star import"),
    pytest.param("def f():\n    globals()['revision'] = 'x'\nf()\ndown_revision = None", id="set by a function"),
    pytest.param("def f():\n    global revision\n    revision = 'x'\nf()\ndown_revision = None", id="global"),
    pytest.param(
        "revision = 'y'\ndown_revision = None\ndef upgrade(): pass\nrevision = 'X'.lower()", id="after the functions"
    ),
    pytest.param("import sys\nsys.x = 'x'\nfrom sys import x as revision\ndown_revision = None", id="import"),
    pytest.param(
        "try:\n    revision = undefined\nexcept NameError:\n    revision = 'x'\ndown_revision = None", id="try"
    ),
]


@pytest.mark.parametrize("source", COMPUTED)
def test_computed_values_are_those_of_the_executed_file(tmp_path: Path, source: str) -> None:
    assert parse_header(source.encode(), "x.py") is None
    assert read(tmp_path, source).revision == "x"


LITERAL = [
    pytest.param("revision, down_revision = 'x', None", id="unpacked"),
    pytest.param("revision = y = 'x'\ndown_revision = None", id="two targets"),
    pytest.param("if undefined:\n    pass\nrevision = 'x'\ndown_revision = None", id="condition on other things"),
    pytest.param("revision = undefined\nrevision = 'x'\ndown_revision = None", id="overwritten"),
    pytest.param("down_revision = None\ndef upgrade():\n    revision = 'y'\nrevision = 'x'", id="after the functions"),
    pytest.param("t = table(undefined)\nrevision = 'x'\ndown_revision = None", id="calls"),
    pytest.param("x = [revision for revision in undefined]\nrevision = 'x'\ndown_revision = None", id="comprehension"),
    pytest.param("revision = 'x'; down_revision = None", id="semicolon"),
    pytest.param("class A:\n    revision = 'y'\nrevision = 'x'\ndown_revision = None", id="in a class"),
]


@pytest.mark.parametrize("source", LITERAL)
def test_only_the_header_must_be_literal(tmp_path: Path, source: str) -> None:
    assert read(tmp_path, source + TAIL + EXECUTED) == Header("x", None)


def test_last_assignment_counts_even_behind_the_functions(tmp_path: Path) -> None:
    source = "revision = 'x'\ndown_revision = 'old'\ndef upgrade(): pass\ndown_revision = 'new'\n" + EXECUTED
    assert read(tmp_path, source).down_revision == "new"


def test_computed_header_that_raises_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptLoadError) as caught:
        read(tmp_path, "import os\nrevision = os.nothing\ndown_revision = None\n")
    assert caught.value.line == 2
    assert "AttributeError" in str(caught.value)


def test_script_that_exits_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScriptLoadError, match="SystemExit"):
        read(tmp_path, "import sys\nrevision = str(sys.exit(0))\ndown_revision = None\n")


UNUSABLE = [
    pytest.param(b"x = 1\n", "declares no 'revision'", id="no revision"),
    pytest.param(b"", "declares no 'revision'", id="empty"),
    pytest.param(b"revision = 'x'\n", "declares no 'down_revision'", id="no down_revision"),
    pytest.param(b"revision = 12\ndown_revision = None\n", "'revision' must be a string, not 12", id="number"),
    pytest.param(b"revision = 'x'\ndown_revision = 12\n", "'down_revision' must be None, a string or", id="parent"),
    pytest.param(b"revision = 'x'\ndown_revision = ('a', 1)\n", "'down_revision' must be", id="mixed"),
    pytest.param(b"revision = 'x'\ndown_revision = {'a': 1}\n", "'down_revision' must be", id="dict"),
    pytest.param(b"revision = 'x'\ndown_revision = None\ndepends_on = b'y'\n", "'depends_on' must be", id="bytes"),
    pytest.param(b"revision = 'x'\ndown_revision = None\nbranch_labels = 1\n", "'branch_labels' must be", id="labels"),
    pytest.param(b"revision = 'x'\0\n", "NUL bytes", id="NUL"),
    pytest.param(b"revision = 'x'\ndown_revision = None\n# \xff\n", "not text in the encoding", id="no UTF-8"),
    pytest.param(b"# coding: nonsense\n# \xff\n", "not text in the encoding", id="unknown encoding"),
    pytest.param(b"\xef\xbb\xbf# coding: latin-1\n", "not text in the encoding", id="BOM and other encoding"),
]


@pytest.mark.parametrize(("source", "told"), UNUSABLE)
def test_unusable_file_is_named(tmp_path: Path, source: bytes, told: str) -> None:
    with pytest.raises(ScriptError) as caught:
        read(tmp_path, source)
    assert str(caught.value).startswith(f"{tmp_path / 'abc_x.py'}: ")
    assert told in str(caught.value)


def test_missing_and_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="can't be read: No such file"):
        read_header(tmp_path / "nope.py")
    with pytest.raises(ScriptError, match="can't be read: Is a directory"):
        read_header(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_forbidden_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("revision = 'x'\n")
    path.chmod(0)
    with pytest.raises(ScriptError, match="can't be read: Permission denied"):
        read_header(path)


def test_old_files_have_their_id_in_the_name(tmp_path: Path) -> None:
    assert read(tmp_path, "down_revision = None\n", "1a2b.py").revision == "1a2b"


def test_compiled_file(tmp_path: Path) -> None:
    source = tmp_path / "x.py"
    source.write_text(WHOLE.replace("from revgraph import op", ""), encoding="utf-8")
    compiled = tmp_path / "x.pyc"
    py_compile.compile(str(source), str(compiled))
    assert read_header(compiled) == read_header(source)


def test_compiled_file_of_another_python_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptLoadError, match="bad magic number"):
        read(tmp_path, b"\0" * 32, "x.pyc")


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2024-05-06 07:08:09.123456+00:00", "2024-05-06T07:08:09.123456+00:00"),
        ("2024-05-06", "2024-05-06T00:00:00"),
        ("yesterday", None),
    ],
)
def test_create_date(stated: str, date: str | None) -> None:
    found = Header("x", None, longdoc=f"text\n\nCreate Date: {stated}").create_date
    assert (found and found.isoformat()) == date


def test_an_empty_text_names_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a1.py"
    path.write_text("revision = 'a1'\ndown_revision = ''\nbranch_labels = ''\ndepends_on = ''\n", encoding="utf-8")
    header = read_header(path)
    assert (header.down_revision, header.branch_labels, header.depends_on) == (None, (), None)
