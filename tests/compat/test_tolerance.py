"""What published revisions do that revgraph would refuse or do otherwise: through the alias it goes as in Alembic."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.compat.peer import ALEMBIC, ALIAS, PeerProject
from tests.kit.project import Result

pytest.importorskip("alembic")

TABLES = """op.create_table("p", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("p", sa.Integer))
    op.create_table("n", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer))
"""

ENUMS = """kind = sa.Enum("x", "y", name="kind")
    kind.create(op.get_bind())
    op.add_column("t", sa.Column("k", kind))
    op.execute("CREATE TYPE other AS ENUM ('z')")
    op.add_column("t", sa.Column("o", sa.Enum("z", name="other")))
    op.alter_column("t", "p", type_=sa.Enum("v", name="made_before"), postgresql_using="p::made_before")
"""


def both(folder: Path, upgrade: str, *arguments: str) -> list[tuple[Result, list[list[str]]]]:
    """Return what Alembic and revgraph say of a revision that is run, and the tables that it leaves."""
    found = []
    for number, program in enumerate((ALEMBIC, ALIAS)):
        root = folder / str(number)
        root.mkdir()
        project = PeerProject(root).make()
        project.add_revision("aaaa1", None, "first", upgrade, "pass")
        done = project.run(program, *(arguments or ("upgrade", "head")))
        with closing(sqlite3.connect(root / "database.sqlite")) as connection:
            stored = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
            found.append((done, [_lines(sql) for (sql,) in stored]))
    return found


def _lines(sql: str) -> list[str]:
    """Return the lines of a table's definition in any order: Alembic holds constraints in sets."""
    return sorted(line.rstrip(", ") for line in sql.replace('"', "").splitlines())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            """with op.batch_alter_table("t", table_args=[sa.ForeignKeyConstraint(["p"], ["p.id"])]):
        pass""",
            id="a batch without operations builds nothing anew for its arguments",
        ),
        pytest.param(
            """with op.batch_alter_table("t", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("x", sa.Integer))""",
            id="nor one whose operations need no rebuild",
        ),
        pytest.param(
            """with op.batch_alter_table("n", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
        pass""",
            id="AUTOINCREMENT without a key for it",
        ),
        pytest.param(
            """op.alter_column("n", "a", _type=sa.String(5), existing_type=sa.Integer())
    with op.batch_alter_table("n") as batch:
        batch.alter_column("a", _type=sa.String(5), existing_type=sa.Integer())""",
            id="an argument that does not exist",
        ),
        pytest.param(
            """op.create_table("c", sa.Column("a", sa.Integer, sa.CheckConstraint("a > 0", name="ck")),
        sa.Column("b", sa.Integer), sa.UniqueConstraint("a", name="uq"))
    with op.batch_alter_table("c") as batch:
        batch.create_check_constraint("ck", "b > 0")
        batch.create_unique_constraint("uq", ["a", "b"])""",
            id="a constraint that takes the place of another",
        ),
        pytest.param(
            """op.create_table("k", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.Integer),
        sa.PrimaryKeyConstraint("a", name="pk_old"))
    with op.batch_alter_table("k") as batch:
        batch.create_primary_key("pk_new", ["a"])""",
            id="a key that takes the place of another",
        ),
        pytest.param(
            """op.create_table("k", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.Integer),
        sa.PrimaryKeyConstraint("a", name="pk_k"))
    op.create_table("r", sa.Column("a", sa.Integer, sa.ForeignKey("k.a")))
    with op.batch_alter_table("k") as batch:
        batch.drop_constraint("pk_k", type_="primary")
    with op.batch_alter_table("k") as batch:
        batch.create_unique_constraint("uq", ["a"])""",
            id="a key that others refer to and that is made good further on",
        ),
        pytest.param(
            """op.create_index("ix", "n", ["a", "b"])
    with op.batch_alter_table("n") as batch:
        batch.drop_column("b")
        batch.drop_index("ix")""",
            id="an index that has gone with its column",
        ),
        pytest.param(
            """try:
        with op.batch_alter_table("t") as batch:
            batch.drop_constraint("nope", type_="foreignkey")
    except ValueError:
        op.add_column("t", sa.Column("none", sa.Integer))
    try:
        with op.batch_alter_table("t") as batch:
            batch.alter_column("nope", nullable=False)
    except KeyError:
        op.add_column("t", sa.Column("neither", sa.Integer))""",
            id="what is not there is an error of the kind that revisions catch",
        ),
    ],
)
def test_a_revision_that_alembic_lets_pass_leaves_the_same_tables(change: str, tmp_path: Path) -> None:
    (theirs, there), (own, here) = both(tmp_path, f"{TABLES}    {change}")
    assert (theirs.code, own.code) == (0, 0), own
    assert here == there


def test_what_is_passed_over_is_logged(tmp_path: Path) -> None:
    _, (own, _) = both(tmp_path, f'{TABLES}    op.alter_column("n", "a", _type=sa.String(5))')
    assert (
        own.err.count("passed over: alter_column('n', 'a'): there is no argument '_type'; did you mean 'type_'?") == 1
    )


def test_a_script_makes_no_type_for_a_column_but_where_it_is_told_to(tmp_path: Path) -> None:
    written = []
    for number, program in enumerate((ALEMBIC, ALIAS)):
        root = tmp_path / str(number)
        root.mkdir()
        project = PeerProject(root).make()
        ini = root / "alembic.ini"
        text = ini.read_text(encoding="utf-8").replace("sqlite:///", "postgresql+psycopg://nobody@localhost")
        ini.write_text(text, encoding="utf-8")
        project.add_revision("aaaa1", None, "first", ENUMS, "pass")
        written.append(project.run(program, "upgrade", "head", "--sql").out)
    theirs, own = (text.partition("INSERT INTO alembic_version")[0] for text in written)
    assert own == theirs
    assert own.count("CREATE TYPE") == 2


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        ("op.get_bind().execute(sa.text('SELECT 1')).fetchone()", 1),
        ("raise ValueError", 1),
        ("import nowhere", 1),
        ("with op.batch_alter_table('t', recreate='always') as batch:\n        batch.drop_column('x')", 255),
    ],
)
def test_a_failing_script_ends_with_the_code_of_alembic(failing: str, code: int, tmp_path: Path) -> None:
    (theirs, _), (own, _) = both(tmp_path, failing, "upgrade", "head", "--sql")
    assert (own.code, theirs.code) == (code, code)
    assert ("FAILED" in own.out) == ("FAILED" in theirs.out) == (code == 255)
    assert own.err.strip()


def test_steps_are_called_in_log_and_script_as_alembic_calls_them(tmp_path: Path) -> None:
    for command in ("upgrade", "stamp"):
        (tmp_path / command).mkdir()
        (theirs, _), (own, _) = both(tmp_path / command, "pass", command, "head", "--sql")
        said = [[line for line in (*each.out.splitlines(), *each.err.splitlines()) if "Running" in line]
                for each in (theirs, own)]  # fmt: skip
        assert said[0] == said[1]
        assert len(said[0]) == 2
