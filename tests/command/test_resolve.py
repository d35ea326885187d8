"""``resolve``, ``--resume`` and ``--undo``: what a person says of a migration that was cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from tests.kit.project import Project, Result

pytestmark = pytest.mark.server
TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
DROP = 'op.drop_table("{0}")'
BROKEN = "op.execute('UPDATE nowhere SET id = 1')"


@pytest.fixture
def project(tmp_path: Path, url_of: Callable[[str], str]) -> Project:
    """A project whose second revision failed half-way."""
    root = tmp_path / "project"
    root.mkdir()
    made = Project(root, url_of("mariadb")).make()
    made.add_revision("aaaa1111", None, upgrade=TABLE.format("a"), downgrade=DROP.format("a"))
    made.add_revision(
        "bbbb2222", "aaaa1111", upgrade=f"{TABLE.format('b')}\n{BROKEN}", downgrade=f"{DROP.format('b')}\n{BROKEN}"
    )
    made.add_revision("cccc3333", "bbbb2222", upgrade=TABLE.format("c"), downgrade=DROP.format("c"))
    result = made.run("upgrade", "head")
    assert result.code == 1
    assert "upgrade again: it goes on behind them; or take them back with 'upgrade ... --undo'" in result.err
    return made


def mend(project: Project) -> None:
    path = project.versions / "bbbb2222_.py"
    path.write_text(path.read_text(encoding="utf-8").replace(BROKEN, "pass"), encoding="utf-8")


def database(project: Project) -> tuple[set[str], list[str]]:
    engine = create_engine(project.url, poolclass=NullPool)
    with engine.connect() as connection:
        tables = {name for name in inspect(connection).get_table_names() if not name.startswith("revgraph_")}
        heads = list(connection.execute(text("SELECT version_num FROM revgraph_version")).scalars())
    engine.dispose()
    return tables, heads


def execute(project: Project, sql: str) -> None:
    engine = create_engine(project.url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(sql))
    engine.dispose()


def done(result: Result) -> Result:
    assert result.code == 0, result
    return result


def test_applied_moves_the_version_table(project: Project) -> None:
    assert done(project.run("resolve", "bbbb", "--applied")).lines == ["bbbb2222 is marked as applied."]
    assert database(project) == ({"a", "b"}, ["bbbb2222"])
    done(project.run("upgrade", "head"))
    assert database(project) == ({"a", "b", "c"}, ["cccc3333"])
    assert " done " in project.run("log", "-n", "2").lines[1]


def test_rolled_back_lets_it_run_from_its_start(project: Project) -> None:
    execute(project, "DROP TABLE b")
    done(project.run("resolve", "bbbb2222", "--rolled-back"))
    assert database(project) == ({"a"}, ["aaaa1111"])
    assert "rolled back" in project.run("log", "-n", "1").out
    mend(project)
    done(project.run("upgrade", "head"))
    assert database(project) == ({"a", "b", "c"}, ["cccc3333"])


def test_undo_from_the_command_line(project: Project) -> None:
    done(project.run("upgrade", "head", "--undo"))
    assert database(project) == ({"a"}, ["aaaa1111"])
    again = project.run("upgrade", "head", "--undo")
    assert again.code == 1 and "there is nothing to take back" in again.err
    mend(project)
    done(project.run("upgrade", "head"))
    assert database(project) == ({"a", "b", "c"}, ["cccc3333"])


def test_undo_says_if_there_is_nothing_to_run_and_nothing_to_take_back(project: Project) -> None:
    other = project.run("upgrade", "aaaa1111", "--undo")
    assert other.code == 1 and "but the upgrade of bbbb2222 was; give it to 'upgrade ... --undo'" in other.err
    mend(project)
    done(project.run("upgrade", "head"))
    assert (
        "--undo: no migration was cut off; there is nothing to take back"
        in done(project.run("upgrade", "head", "--undo")).err
    )
    project.edit("revgraph.ini", "journal = true", "journal = false")
    assert "there is nothing to take back" in done(project.run("upgrade", "head", "--undo")).err
    assert database(project) == ({"a", "b", "c"}, ["cccc3333"])


def test_a_downgrade_that_was_cut_off_is_resolved(project: Project) -> None:
    mend(project)
    done(project.run("upgrade", "head"))
    path = project.versions / "bbbb2222_.py"
    path.write_text(path.read_text(encoding="utf-8") + f"    {BROKEN}\n", encoding="utf-8")
    assert project.run("downgrade", "aaaa1111").code == 1
    assert database(project) == ({"a"}, ["bbbb2222"])
    refused = project.run("upgrade", "head")
    assert refused.code == 5 and "the downgrade of bbbb2222" in refused.err
    done(project.run("resolve", "bbbb2222", "--applied"))
    assert database(project) == ({"a"}, ["aaaa1111"])
    done(project.run("upgrade", "head"))
    assert database(project) == ({"a", "b", "c"}, ["cccc3333"])


@pytest.mark.parametrize(("target", "state"), [("cccc3333", "done"), ("base", "rolled back")])
def test_a_stamp_says_how_it_ended(project: Project, target: str, state: str) -> None:
    done(project.run("stamp", target))
    line = next(line for line in project.run("log").lines if "-> bbbb2222" in line)
    assert f"  {state} " in line


def test_stamp_settles_it_too(project: Project) -> None:
    done(project.run("stamp", "bbbb2222"))
    done(project.run("upgrade", "head"))
    assert database(project) == ({"a", "b", "c"}, ["cccc3333"])


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("resolve", "bbbb2222"), "say either --applied"),
        (("resolve", "bbbb2222", "--applied", "--rolled-back"), "say either --applied"),
        (
            ("resolve", "aaaa1111", "--applied"),
            "no migration of aaaa1111 was cut off, by the journal; the journal has b",
        ),
        (("resolve", "nosuch", "--applied"), "no migration of nosuch was cut off"),
        (("upgrade", "head", "--resume", "--undo"), "can't be used together"),
        (("upgrade", "head", "--sql", "--undo"), "--undo can't be used with --sql"),
        (("downgrade", "base:head", "--sql", "--resume"), "--resume can't be used with --sql"),
    ],
)
def test_what_makes_no_sense_is_refused(project: Project, argv: tuple[str, ...], words: str) -> None:
    before = database(project)
    result = project.run(*argv)
    assert result.code == 1 and words in result.err
    assert database(project) == before
