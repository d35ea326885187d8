"""Other parents in a revision file: the header says so, and not a byte besides has changed."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.errors import ScriptError
from revgraph.script.header import parse_header
from revgraph.script.rewrite import rewrite_parents
from revgraph.util.text import as_tuple

FILE = '''\
{coding}"""message{odd}

Revision ID: r1
Revises: {revises}
Create Date: 2026-01-02

"""
from collections.abc import Sequence

# {odd} down_revision = 'not this'
revision: str = "r1"
down_revision{annotation} = {value}  # {odd} stays
branch_labels = None
depends_on = ("x",)


def upgrade():
    down_revision = "nor this"
    text = """Revises: {revises}"""
'''


def parents_of(source: bytes) -> tuple[str, ...]:
    header = parse_header(source, "r1.py")
    assert header is not None, source.decode("utf-8", "replace")
    return as_tuple(header.down_revision)


def small(value: str, revises: str = "a1") -> bytes:
    return f'"""m\n\nRevises: {revises}\n"""\nrevision = "r1"\ndown_revision = {value}\n'.encode()


VALUES = [
    # value, its parents, new parents, the value then
    pytest.param('"a1"', ["b2"], '"b2"', id="double"),
    pytest.param("'a1'", ["b2"], "'b2'", id="single"),
    pytest.param("'''a1'''", ["b2"], "'b2'", id="triple"),
    pytest.param('r"a1"', ["b2"], '"b2"', id="prefix"),
    pytest.param('"a" "1"', ["b2"], '"b2"', id="pieces"),
    pytest.param('("a1")', ["b2"], '("b2")', id="parentheses"),
    pytest.param('(  # why\n    "a1"  # it\n)', ["b2"], '(  # why\n    "b2"  # it\n)', id="lines"),
    pytest.param('("a1",)', ["b2"], '("b2",)', id="tuple-of-one"),
    pytest.param('["a1"]', ["b2"], '["b2"]', id="list-of-one"),
    pytest.param("None", ["b2"], '"b2"', id="base"),
    pytest.param('"a1"', [], "None", id="to-base"),
    pytest.param('("a1",)', [], "None", id="tuple-to-base"),
    pytest.param('("a1", "c3")', ["b2", "c3"], '("b2", "c3")', id="first-of-two"),
    pytest.param('["c3", "a1"]', ["c3", "b2"], '["c3", "b2"]', id="second-of-two"),
    pytest.param('"a1", "c3"', ["b2", "c3"], '"b2", "c3"', id="no-brackets"),
    pytest.param('("a1", "c3")', ["c3"], '("c3")', id="first-goes-leaves-a-string"),
    pytest.param('("c3", "a1")', ["c3"], '("c3",)', id="last-goes"),
    pytest.param('["c3", "a1", "d4"]', ["c3", "d4"], '["c3", "d4"]', id="middle-goes"),
    pytest.param('["c3", "a1", "d4"]', ["d4"], '["d4"]', id="two-go"),
    pytest.param(
        '(\n    "a1",\n    # on c3\n    "c3",  # c\n)', ["b2"], '(\n    "b2",\n    # on c3\n  # c\n)', id="comments"
    ),
    pytest.param('(\n    "c3",\n    "a1",\n)', ["c3"], '(\n    "c3",\n)', id="line-goes"),
    pytest.param('(\n    "c3", "a1"  # last\n)', ["c3"], '(\n    "c3",  # last\n)', id="last-before-comment"),
    pytest.param('"a1"', ["b2", "c3"], '("b2", "c3")', id="to-several"),
    pytest.param('["a1"]', ["b2", "c3"], '["b2", "c3"]', id="list-grows"),
    pytest.param('"a1"', ["it's\\"], '"it\'s\\\\"', id="odd-id"),
    pytest.param('"a1"; x = 1', ["b2"], '"b2"; x = 1', id="semicolon"),
    pytest.param('(\n"ä" * 0 and None) if 0 else "a1"', None, "", id="computed"),
]


@pytest.mark.parametrize(("value", "parents", "then"), VALUES)
def test_value_keeps_its_form(value: str, parents: list[str] | None, then: str) -> None:
    if parents is None:
        with pytest.raises(ScriptError, match=r"^r1.py:6: its down_revision is computed"):
            rewrite_parents(small(value), "r1.py", ["b2"])
        return
    made = rewrite_parents(small(value), "r1.py", parents)
    assert parents_of(made) == tuple(parents)
    assert made.decode().partition("down_revision = ")[2] == f"{then}\n"


COMPUTED = [
    pytest.param('NAME = "a"\nrevision = "r1"\ndown_revision = NAME\n', 3, id="name"),
    pytest.param('revision = "r1"\nif True:\n    down_revision = "a"\n', 2, id="branch"),
    pytest.param('revision = "r1"\ndown_revision = f"a{1}"\n', 2, id="f-string"),
    pytest.param('revision = "r1"\ndown_revision = ("a", X)\n', 2, id="inside"),
    pytest.param('revision = "r1"\ndown_revision = "a"\nglobals()["down_revision"] = "b"\n', 3, id="globals"),
    pytest.param('revision = "r1"\nfrom x import *\n', 2, id="star"),
]


@pytest.mark.parametrize(("text", "line"), COMPUTED)
def test_computed_value_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ScriptError, match="is computed") as raised:
        rewrite_parents(text.encode(), "r1.py", ["b2"])
    assert (raised.value.path, raised.value.line) == ("r1.py", line)


def test_value_that_also_says_something_else_is_refused() -> None:
    source = b'revision = "r1"\ndepends_on = down_revision = "a1"\n'
    with pytest.raises(ScriptError, match="without changing more"):
        rewrite_parents(source, "r1.py", ["b2"])


@pytest.mark.parametrize(
    ("docstring", "then"),
    [
        pytest.param("Revises: a1", "Revises: b2", id="usual"),
        pytest.param("  Revises:a1  ", "  Revises:b2  ", id="spaces"),
        pytest.param("Revises: ", "Revises: b2", id="nothing"),
        pytest.param("Revises:", "Revises: b2", id="nothing-at-all"),
        pytest.param("Revises: old, a1", "Revises: b2", id="stale"),
        pytest.param("Revises: the old table", "Revises: the old table", id="prose"),
        pytest.param("Revises: a1\n\nRevises: zz", "Revises: b2\n\nRevises: zz", id="exact-one"),
        pytest.param("no such line", "no such line", id="none"),
    ],
)
def test_revises_line(docstring: str, then: str) -> None:
    source = f'"""message\n\n{docstring}\n"""\nrevision = "r1"\ndown_revision = "a1"\n'
    made = rewrite_parents(source.encode(), "r1.py", ["b2"]).decode()
    assert made == f'"""message\n\n{then}\n"""\nrevision = "r1"\ndown_revision = "b2"\n'


def test_nothing_changes_if_the_parents_are_there() -> None:
    source = small('"a1"', "something else")
    assert rewrite_parents(source, "r1.py", ["a1"]) == source


def test_file_that_is_broken_further_down_is_rewritten() -> None:
    source = small('"a1"') + b"\ndef upgrade(:\n    x = '\n"
    assert rewrite_parents(source, "r1.py", ["b2"]) == source.replace(b"a1", b"b2")


IDS = st.text("abcdef0123456789_.", min_size=1, max_size=12).filter(lambda text: text not in ("r1", "x"))
PARENTS = st.lists(IDS, max_size=3, unique=True)


@st.composite
def forms(draw: st.DrawFn, parents: list[str]) -> str:
    """Write parents in one of the ways people do."""
    quoted = [draw(st.sampled_from(["'{}'", '"{}"'])).format(parent) for parent in parents]
    if not quoted:
        return draw(st.sampled_from(["None", "()", "[]", "(None)"]))
    if len(quoted) == 1 and draw(st.booleans()):
        return draw(st.sampled_from(["{}", "({})", "(  # c\n    {}\n)"])).format(quoted[0])
    items = draw(st.sampled_from([", ", ",", ",\n    ", ",  # c\n    "])).join(quoted)
    shapes = ["({},)", "(\n    {},\n)", "[{}]", "[\n    {},  # d\n]"]
    return draw(st.sampled_from(shapes)).format(items)


@st.composite
def revision_files(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    """Make a whole file in some encoding, and the parents it has."""
    parents = draw(PARENTS)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "latin-1"]))
    text = FILE.format(
        coding="# -*- coding: latin-1 -*-\n" if encoding == "latin-1" else "",
        odd=draw(st.sampled_from(["", "größe", "\u20ac\U0001f600" if encoding != "latin-1" else "é"])),
        revises=", ".join(parents),
        annotation=draw(st.sampled_from(["", ": str | Sequence[str] | None"])),
        value=draw(forms(parents)),
    )
    ends = ["\n", "\r\n"] if encoding == "latin-1" else ["\n", "\r\n", "\r"]
    return text.replace("\n", draw(st.sampled_from(ends))).encode(encoding), parents


@given(revision_files(), PARENTS)
def test_only_the_parents_change(made: tuple[bytes, list[str]], new: list[str]) -> None:
    source, old = made
    assert parents_of(source) == tuple(old)
    result = rewrite_parents(source, "r1.py", new)
    assert parents_of(result) == tuple(new)
    for before, after in zip(_around_the_parents(source), _around_the_parents(result), strict=True):
        assert after == before
    assert result.startswith(codecs.BOM_UTF8) == source.startswith(codecs.BOM_UTF8)


def _around_the_parents(source: bytes) -> tuple[bytes, bytes, bytes]:
    head, _, rest = source.partition(b'revision: str = "r1"')
    return re.sub(rb"Revises:[^\r\n]*", b"", head), rest.partition(b" = ")[0], rest.partition(b"stays")[2]


@given(revision_files().filter(lambda made: len(made[1]) == 1), IDS)
def test_there_and_back_restores_every_byte(made: tuple[bytes, list[str]], new: str) -> None:
    source, old = made
    assert rewrite_parents(rewrite_parents(source, "r1.py", [new]), "r1.py", old) == source
