"""The digest of a revision's code sees what it does, not how it is written; and its operations are counted."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from revgraph.runtime.journal.source import differs, operation_count, source_digest

SOURCE = '''"""a message"""
from revgraph import op
revision = "a"
down_revision = None
def upgrade():
    """Do it."""
    op.drop_table("t")  # why
'''


def digest(folder: Path, text: str, name: str = "a.py") -> tuple[str, str | None]:
    path = folder / name
    path.write_bytes(text.encode())
    found = source_digest(str(path))
    assert found is not None
    return found.file, found.code


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda text: text.replace('"t")  # why', "'t',\n    )"), True),
        (lambda text: text.replace("a message", "another"), True),
        (lambda text: text.replace('    """Do it."""\n', ""), True),
        (lambda text: text.replace("down_revision = None", 'down_revision: str = "z"'), True),
        (lambda text: text.replace('"t"', '"u"'), False),
        (lambda text: text.replace("op.drop_table", "op.get_bind(); op.drop_table"), False),
        (lambda text: text + "LIMIT = 5\n", False),
    ],
)
def test_only_code_counts(tmp_path: Path, change: object, same: bool) -> None:
    file, code = digest(tmp_path, SOURCE)
    changed = change(SOURCE)  # type: ignore[operator]
    assert changed != SOURCE
    assert (digest(tmp_path, changed)[1] == code) is same
    assert differs(str(tmp_path / "a.py"), file, code) is not same


def test_line_ends_and_what_is_not_known_are_no_difference(tmp_path: Path) -> None:
    file, code = digest(tmp_path, SOURCE)
    assert digest(tmp_path, SOURCE.replace("\n", "\r\n")) == (file, code)
    assert not differs(str(tmp_path / "gone.py"), file, code)
    assert not differs(str(tmp_path / "a.py"), "0", None)
    assert digest(tmp_path, "this is\x00 no Python")[1] is None


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("pass", 0),
        ("op.drop_table('a')\nop.drop_table('b')", 2),
        ("t = op.create_table('a', sa.Column('b', sa.String()))\nop.bulk_insert(t, [dict(b='x')])", 2),
        ("with op.batch_alter_table('a') as batch:\n    batch.drop_column('b')\n    batch.drop_column('c')", 2),
        ("bind = op.get_bind()\nbind.execute(sa.text('x'))\nop.execute('y')", 1),
        ("with op.get_context().autocommit_block():\n    op.execute('y')", 1),
        ("for name in 'ab':\n    op.drop_table(name)", None),
        ("if True:\n    op.drop_table('a')", None),
        ("for name in 'ab':\n    print(name)\nop.drop_table('a')", 1),
        ("make_tables()\nop.drop_table('a')", None),
    ],
)
def test_operations_are_counted_where_they_run_once(tmp_path: Path, body: str, count: int | None) -> None:
    lines = "\n".join(f"    {line}" for line in dedent(body).splitlines())
    (tmp_path / "a.py").write_text(f"from revgraph import op\ndef upgrade():\n{lines}\n")
    assert operation_count(str(tmp_path / "a.py"), "upgrade") == count
    assert operation_count(str(tmp_path / "a.py"), "downgrade") is None
