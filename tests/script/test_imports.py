"""Other imports in a file: what both packages have is taken from the other, and not a byte besides changes."""

from __future__ import annotations

import codecs

import pytest

from revgraph.errors import ScriptError
from revgraph.script.imports import rewrite_imports, rewrite_template_imports, used_names

SAME = {"", "op", "op.add", "op.drop", "context", "context.run", "deep", "deep.er", "deep.er.thing"}


def rewritten(text: str) -> tuple[str, tuple[int, ...]]:
    made = rewrite_imports(text.encode(), "file.py", "old", "brandnew", SAME.__contains__)
    return made.source.decode(), made.left


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from old import op\n", "from brandnew import op\n"),
        ("from  old  import op as o, context\no.add()\n", "from  brandnew  import op as o, context\no.add()\n"),
        (
            "from old.op import (\n    add,  # old\n    drop,\n)\n",
            "from brandnew.op import (\n    add,  # old\n    drop,\n)\n",
        ),
        ("from \\\n    old import op", "from \\\n    brandnew import op"),
        ("import old.op as o; o.add()", "import brandnew.op as o; o.add()"),
        ("import sys, old.deep.er as d, os\n", "import sys, brandnew.deep.er as d, os\n"),
        ("import old.op\n\nold.op.add('old')\n", "import brandnew.op\n\nbrandnew.op.add('old')\n"),
        (
            "def f():\n\tfrom old import op\n\treturn op.drop\n",
            "def f():\n\tfrom brandnew import op\n\treturn op.drop\n",
        ),
        ("if 1:\r\n    from old import op  # \u00e4\r\n", "if 1:\r\n    from brandnew import op  # \u00e4\r\n"),
        ("'''from old import op'''\n# from old import op\n", "'''from old import op'''\n# from old import op\n"),
        ("from older import op\nfrom .old import op\nimport older.old\n", None),
        ("x = '\u00e4\u20ac'; from old import op", "x = '\u00e4\u20ac'; from brandnew import op"),
    ],
)
def test_what_is_the_same_is_taken_from_the_other(before: str, after: str | None) -> None:
    assert rewritten(before) == (before if after is None else after, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("from old import util\n", 1),
        ("\nfrom old import op, util\n", 2),
        ("from old.op import *\n", 1),
        ("from old import op\nop.other()\n", 1),
        ("import old.op as o\no.other()\n", 1),
        ("import old\nprint(old)\n", 1),
        ("import old.op\nold.op.add()\nold.util.x()\n", 1),
    ],
)
def test_what_is_not_stays_as_it_is_and_is_told(text: str, line: int) -> None:
    assert rewritten(text) == (text, (line,))


def test_one_import_may_stay_where_another_goes() -> None:
    assert rewritten("from old import op\nfrom old import util\n") == (
        "from brandnew import op\nfrom old import util\n",
        (2,),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1"])
def test_encoding_and_byte_order_mark_are_kept(encoding: str) -> None:
    coding = "# coding: latin-1\n" if encoding == "latin-1" else ""
    source = f"{coding}from old import op  # \u00e4\n".encode(encoding)
    made = rewrite_imports(source, "file.py", "old", "brandnew", SAME.__contains__)
    assert made.source == source.replace(b"old", b"brandnew")
    assert made.source.startswith(codecs.BOM_UTF8) == (encoding == "utf-8-sig")


def test_a_template_has_lines_that_are_imports() -> None:
    source = (
        b'"""${message}"""\nfrom old import op\nimport sqlalchemy as sa\n${imports if imports else ""}\n% if old:\n'
    )
    made = rewrite_template_imports(source, "x.mako", "old", "brandnew", SAME.__contains__)
    assert made == (source.replace(b"from old", b"from brandnew"), ())
    kept = b"from old import ${name}\nfrom old import util\r\n"
    assert rewrite_template_imports(kept, "x.mako", "old", "brandnew", SAME.__contains__) == (kept, (1, 2))


def test_a_file_that_is_no_python_is_an_error() -> None:
    with pytest.raises(ScriptError, match=r"file\.py"):
        rewritten("from old import (\n")


def test_dotted_names_are_found_with_their_lines() -> None:
    found = used_names(b"from x import op\n\nop.add(op.a.b)\nf().c\n", "file.py")
    assert sorted(found) == [(3, "op.a.b"), (3, "op.add")]
