"""The fast reader of headers against the one that parses, and against Python itself: they must never differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revgraph.script.layout import HEADER_NAMES, read_layout
from revgraph.script.static import COMPUTED, read_static

# pieces that make files nearly of the usual layout: what belongs there, and what looks like it
WORDS = st.sampled_from(
    ["revision", "down_revision", "branch_labels", "depends_on", "__doc__", "other", "from", "import", "def", "class"]
)
QUOTED = st.sampled_from(
    [
        "'a'",
        '"b"',
        "''",
        '""',
        "'''c'''",
        '"""d"""',
        "r'e'",
        "f'g'",
        "b'h'",
        r"'\x41'",
        '"it\'s"',
        "'# no comment'",
        "'",
    ]
)
VALUE = st.one_of(
    QUOTED,
    st.just("None"),
    st.lists(QUOTED, max_size=3).map(lambda items: f"({', '.join(items)})"),
    st.lists(QUOTED, max_size=3).map(lambda items: f"[{', '.join(items)},]"),
    st.lists(QUOTED, max_size=2).map(lambda items: "(\n " + ",\n".join(items) + "\n)"),
    st.lists(QUOTED, max_size=2).map(" ".join),
    st.sampled_from(
        ["(None)", "other", "1", "{'a'}", "'a', 'b'", "'a' if 1 else 'b'", "('a'),", "[] or 'z'", "('a' ,)"]
    ),
)
ANNOTATION = st.sampled_from(["", ": str", ": str | None", ": Union[str, Sequence[str], None]", ":'x'", ": a.b[c, d]"])
GAP = st.sampled_from(["", " ", "\t", "  # note", " ;", " \\\n ", "\x0c"])
SIMPLE = st.sampled_from(
    ["None", "'a'", '"b"', "''", "('a', 'b')", "('a',)", "('a')", "['a', ]", "()", "(\n'a',\n)", "'it\"s'"]
)
USUAL_STATEMENT = st.one_of(
    st.tuples(WORDS, st.sampled_from(["", ": str", ": Union[str, None]"]), SIMPLE).map(
        lambda part: f"{part[0]}{part[1]} = {part[2]}"
    ),
    st.sampled_from(
        ["", "# note", "import os, sys", "from os import (path,\n sep)", "from os import path as p  # why"]
    ),
)
STATEMENT = st.one_of(
    st.tuples(WORDS, ANNOTATION, GAP, VALUE, GAP).map(lambda part: f"{part[0]}{part[1]}{part[2]} = {part[3]}{part[4]}"),
    st.sampled_from(
        [
            "",
            "# revision = 'no'",
            "   # indented",
            "\x0c",
            "import os",
            "import os, sys as revision",
            "from os import *",
            "from os import (path,\n sep)",
            "from os import path as down_revision",
            "from x import y; revision = 'q'",
            "def f(): pass",
            "def f():\n    revision = 'local'",
            "def f():\n    global revision\n    revision = 'local'",
            "class A: revision = 'inner'",
            "@property\ndef g(): pass",
            "async def h(): pass",
            "if 1:\n    revision = 'if'",
            "revision: str",
            "del revision",
            "exec('')",
            "'a string'",
            '"""another\n\nstring"""',
            "x = '''\nrevision = 'inside'\n'''",
            "defined = 'x'",
            "revision = other = 'both'",
            "\uff52evision = 'wide'",
        ]
    ),
)
DOCSTRING = st.sampled_from(
    [
        "",
        '"""doc"""',
        '"""doc\n\ntext "quoted"\n"""',
        "'short'",
        "# c\n\n'''single'''",
        'r"""raw"""',
        '"""a\\n"""',
        '"a" "b"',
    ]
)
SOURCE = st.tuples(DOCSTRING, st.lists(st.one_of(USUAL_STATEMENT, USUAL_STATEMENT, STATEMENT), max_size=8)).map(
    lambda parts: "\n".join([parts[0], *parts[1]])
)


def literal(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not COMPUTED}


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCE)
def test_fast_reading_equals_parsing(source: str) -> None:
    try:
        compile(source, "x.py", "exec")
    except SyntaxError:
        return  # a file that does not compile has no meaning to agree on
    fast, parsed = read_layout(source), read_static(source, "x.py")
    if fast is not None:
        assert fast == parsed
        assert {name: type(value) for name, value in fast.items()} == {n: type(v) for n, v in parsed.items()}


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCE)
def test_parsing_equals_executing(source: str) -> None:
    try:
        code = compile(source, "x.py", "exec")
        found = read_static(source, "x.py")
        namespace: dict[str, object] = {"__doc__": None, "other": "other", "Union": dict, "Sequence": dict, "a": None}
        exec(code, namespace)
    except Exception:
        return  # does not compile, or does not run here: nothing to compare with
    for name, value in literal(found).items():
        assert namespace[name] == value, f"{name} in:\n{source}"
    for name in HEADER_NAMES:
        if name not in found:
            assert namespace.get(name) is None, f"{name} in:\n{source}"


USUAL = [
    pytest.param(
        '"""doc\n\nRevision ID: a\n"""\nrevision = "a"\ndown_revision = None\ndef upgrade(): pass\n', id="plain"
    ),
    pytest.param('"""doc"""\nrevision: str = "a"\ndown_revision: Union[str, None] = ("b", "c")\n@x\n', id="annotated"),
    pytest.param("import a\nfrom b import (c,\n  d)\nrevision='a'\nx = []\n# end", id="imports"),
]


@pytest.mark.parametrize("source", USUAL)
def test_usual_layouts_are_read_fast(source: str) -> None:
    assert read_layout(source) == read_static(source, "x.py")


def test_our_own_template_is_read_fast() -> None:
    text = (Path(__file__).parents[2] / "templates" / "generic" / "script.py.mako").read_text(encoding="utf-8")
    for variable in ("up_revision", "down_revision", "branch_labels", "depends_on"):
        text = text.replace(f"${{repr({variable})}}", "'x'")
    text = text.replace('${imports if imports else ""}', "")
    found = read_layout(text)
    assert found is not None
    assert found["down_revision"] == "x"


@pytest.mark.parametrize("size", [200_000])
@pytest.mark.parametrize("pattern", ['"', "'", "(", "a = (", "# \n", '"" ', "x: a[b, ", "import a, ", '"""a""" '])
def test_reading_is_linear_whatever_the_text(pattern: str, size: int) -> None:
    # a pattern that backtracks would take minutes
    read_layout(pattern * (size // len(pattern)))
