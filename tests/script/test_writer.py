"""New files: messages come back unchanged, nothing unsound is written, nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revgraph.errors import ConfigError, ScriptError, ScriptSyntaxError, TemplateError
from revgraph.script.header import Header, parse_header
from revgraph.script.writer import check_encoding, docstring_text, render_script, write_script
from revgraph.util.files import templates_root

GENERIC = templates_root() / "generic" / "script.py.mako"
PATH = Path("versions/new.py")


def rendered(message: str, template: Path = GENERIC, *, encoding: str = "utf-8", **variables: object) -> bytes:
    wanted = Header("a1", ("b", "c"), ("lab",), "d", message)
    return render_script(template, PATH, wanted, {"create_date": "2024-01-01", **variables}, encoding=encoding)


def read_back(source: bytes) -> Header:
    header = parse_header(source, "new.py")
    assert header is not None
    return header


MESSAGES = [
    "plain",
    'it\'s "quoted"',
    'three """ quotes',
    "three ''' quotes",
    '"""',
    '""""""',
    '"',
    '""',
    "'",
    'ends with "',
    "ends with \\",
    "\\",
    '\\"""',
    '"""\nimport os\n"""',
    "back\\slash \\n \\x41 \\N{DASH} \\u1234",
    "two\nlines",
    "carriage\rreturn and\r\nboth",
    "${'inject'} <% x %> % if 1: ## comment <%doc>",
    "100% %s %(x)s",
    "ümläut 漢字 \U0001f600",
    "right \u202e to \u200f left \u2066x\u2069",
    "tab\tand \x0b\x0c\x1b[31m\x7f\x85\u2028\u2029",
    "lone \udc80 surrogate",
    "# comment",
    "Revision ID: zz\nRevises: yy",
    "revision = 'zz'",
]


@pytest.mark.parametrize("message", MESSAGES)
def test_message_comes_back_unchanged(message: str) -> None:
    header = read_back(rendered(message))
    assert header.doc == message.strip()
    assert (header.revision, header.down_revision) == ("a1", ("b", "c"))
    assert (header.branch_labels, header.depends_on) == (("lab",), "d")


PIECES = st.sampled_from(
    ['"', "'", '"""', "'''", "\\", "\n", "\r", "${x}", "%", "#", "\u202e", "\x85", "\x1c", "n", "x41"]
)


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.characters(exclude_characters="\0")), max_size=12).map("".join))
def test_any_message_stays_text(message: str) -> None:
    for quotes in ('"""', "'''"):
        scope: dict[str, str] = {}
        source = f"{quotes}{docstring_text(message)}\n\nRevision ID: a1\n{quotes}"
        exec(compile(source, "x.py", "exec"), scope)
        assert scope["__doc__"] == f"{message}\n\nRevision ID: a1\n"


def test_message_of_several_paragraphs_is_kept_whole() -> None:
    header = read_back(rendered("first\n\nsecond"))
    assert header.doc == "first"
    assert header.longdoc.startswith("first\n\nsecond\n\nRevision ID: a1")


def test_white_space_around_a_message_is_dropped_and_an_empty_one_named() -> None:
    assert read_back(rendered("  x \n")).doc == "x"
    assert read_back(rendered(" \n ")).doc == "empty message"


def test_nul_in_a_message_is_an_escape() -> None:
    source = rendered("a\0b")
    assert b"\0" not in source
    assert read_back(source).doc == "a\0b"


def test_header_text_of_the_generic_template() -> None:
    text = rendered("msg").decode()
    assert text.startswith('"""msg\n\nRevision ID: a1\nRevises: b, c\nCreate Date: 2024-01-01\n\n"""\n')
    base = render_script(GENERIC, PATH, Header("a1", None, (), None, "m"), {"create_date": "d"}, encoding="utf-8")
    assert b"\nRevises: \nCreate Date: d\n" in base
    assert b"branch_labels: str | Sequence[str] | None = None\n" in base


def test_generated_file_needs_no_formatting_of_its_parts() -> None:
    text = rendered("m", imports="import json", upgrades="op.x()\n    op.y()", downgrades="op.z()").decode()
    assert "from revgraph import op\nimport json\n" in text
    assert 'def upgrade() -> None:\n    """Upgrade schema."""\n    op.x()\n    op.y()\n' in text
    assert 'def downgrade() -> None:\n    """Downgrade schema."""\n    op.z()\n' in text


def test_code_that_does_not_compile_is_refused() -> None:
    with pytest.raises(
        ScriptSyntaxError, match=r"would not compile \(.*: 'op\.x\('\), so it was not written"
    ) as caught:
        rendered("m", upgrades="op.x(")
    assert caught.value.path == str(PATH)
    assert caught.value.line is not None


def template(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "script.py.mako"
    path.write_text(text, encoding="utf-8")
    return path


HEADER = """
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
"""


def test_users_template_with_every_variable(tmp_path: Path) -> None:
    own = template(
        tmp_path,
        '"""${message}"""' + HEADER + "down = '${down_revision | comma,n}' + '${comma(None)}' # ${config}\n"
        "% for name in ('x', 'y'):\ndef upgrade_${name}(): pass\n% endfor\n",
    )
    source = rendered('ends with "', own, config="CONF")
    assert b"down = 'b, c' + '' # CONF\n" in source
    assert b"def upgrade_y(): pass" in source
    assert read_back(source).doc == 'ends with "'


INJECTIONS = [
    pytest.param("# ${message}\n", "x\nimport os", id="comment"),
    pytest.param("x = '${message}'\n", "' + 'y", id="string"),
    pytest.param("x = 1 # ${message}\n", "a\x0b\ny = 2", id="trailing comment"),
]


@pytest.mark.parametrize(("place", "message"), INJECTIONS)
def test_message_can_never_become_code(tmp_path: Path, place: str, message: str) -> None:
    own = template(tmp_path, place + HEADER)
    assert read_back(rendered("harmless", own)).revision == "a1"
    with pytest.raises(ScriptError, match="it would become code"):
        rendered(message, own)


@pytest.mark.parametrize("attribute", ["down_revision", "branch_labels", "depends_on"])
def test_template_that_omits_something_is_refused(tmp_path: Path, attribute: str) -> None:
    lines = [line for line in HEADER.splitlines() if not line.startswith(attribute)]
    with pytest.raises(ScriptError, match=f"specified {attribute}|declares no '{attribute}'"):
        rendered("m", template(tmp_path, "\n".join(lines)))


def test_template_that_computes_its_header_is_accepted(tmp_path: Path) -> None:
    own = template(tmp_path, "revision = ''.join(${repr(list(up_revision))})\ndown_revision = None\n")
    assert b"['a', '1']" in rendered("m", own)


def test_template_that_does_not_render_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"script\.py\.mako:2: the template does not render"):
        rendered("m", template(tmp_path, "x\n${1/0}\n"))
    with pytest.raises(TemplateError, match="does not exist"):
        rendered("m", tmp_path / "nope.mako")


def test_other_encodings_are_declared() -> None:
    source = rendered("größe", encoding="latin-1")
    assert source.startswith(b"# -*- coding: latin-1 -*-\n")
    assert read_back(source).doc == "größe"
    assert rendered("plain", encoding="latin-1").startswith(b'"""plain')
    assert read_back(rendered("größe", encoding="utf-8-sig")).doc == "größe"


def test_declared_encoding_is_not_declared_twice(tmp_path: Path) -> None:
    source = rendered("größe", template(tmp_path, '# coding: latin-1\n"""${message}"""' + HEADER), encoding="latin-1")
    assert source.count(b"coding") == 1
    assert read_back(source).doc == "größe"


def test_message_the_encoding_can_not_express_is_refused() -> None:
    with pytest.raises(ScriptError, match="output_encoding 'latin-1' can't express"):
        rendered("漢", encoding="latin-1")


def test_unknown_encoding_is_told() -> None:
    check_encoding("utf-8")
    with pytest.raises(ConfigError, match="output_encoding 'utf-99' is not known"):
        check_encoding("utf-99")


def test_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ScriptError, match=r"x\.py: there is such a file already"):
        write_script(path, b"other")
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["x.py"]


def test_folders_are_made(tmp_path: Path) -> None:
    write_script(tmp_path / "a" / "b" / "x.py", b"content")
    assert (tmp_path / "a" / "b" / "x.py").read_bytes() == b"content"
    assert [one.name for one in (tmp_path / "a" / "b").iterdir()] == ["x.py"]


def test_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ScriptError, match="can't be written: "):
        write_script(tmp_path / "file" / "x.py", b"content")
