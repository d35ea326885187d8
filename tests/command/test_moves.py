"""upgrade, downgrade and stamp as users call them: what runs, in which order, and what the version table holds."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

import pytest

from revgraph import command
from revgraph.config import Config
from revgraph.errors import CommandError, ResolutionError
from tests.kit.project import Project


def table(name: str) -> dict[str, str]:
    """Return the bodies of a revision that makes one table."""
    return {
        "upgrade": f"op.create_table({name!r}, sa.Column('id', sa.Integer(), primary_key=True))",
        "downgrade": f"op.drop_table({name!r})",
    }


@pytest.fixture
def tree(project: Project) -> Project:
    """Draw this::

    a000 -> b000 (left)  -> d000 -.
         -> c000 (right) --------- e000
    """
    project.add_revision("a000", None, **table("a"))
    project.add_revision("b000", "a000", labels="left", **table("b"))
    project.add_revision("c000", "a000", labels="right", **table("c"))
    project.add_revision("d000", "b000", **table("d"))
    project.add_revision("e000", ("d000", "c000"), **table("e"))
    return project


def applied(project: Project) -> str:
    """Return the tables that are there and the version rows."""
    tables = "".join(sorted(name for name, sql in project.schema() if sql and len(name) == 1))
    rows = sorted(row for (row,) in project.rows("SELECT version_num FROM revgraph_version"))
    return f"{tables} at {' '.join(rows) or 'base'}"


@pytest.mark.parametrize(
    ("moves", "end"),
    [
        (["upgrade head"], "abcde at e000"),
        (["upgrade heads"], "abcde at e000"),
        (["upgrade +1"], "a at a000"),
        (["upgrade a000+1"], None),
        (["upgrade left"], "ab at b000"),
        (["upgrade b0"], "ab at b000"),
        (["upgrade d000", "upgrade right"], "abcd at c000 d000"),
        (["upgrade d000", "upgrade right", "upgrade head"], "abcde at e000"),
        (["upgrade right", "upgrade left@+1"], "abc at b000 c000"),
        (["upgrade head", "downgrade -1"], "abcd at c000 d000"),
        (["upgrade head", "downgrade a000"], "a at a000"),
        (["upgrade head", "downgrade base"], " at base"),
        (["upgrade d000", "downgrade -2"], "a at a000"),
        (["upgrade d000", "upgrade right", "downgrade left@-1"], "abc at b000 c000"),
        (["upgrade head", "upgrade head"], "abcde at e000"),
        (["stamp d000"], " at d000"),
        (["stamp b000 c000"], " at b000 c000"),
        (["stamp e000", "stamp a000"], " at a000"),
        (["stamp e000", "stamp base"], " at base"),
        (["upgrade left", "stamp --purge e000"], "ab at e000"),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, list) else None,
)
def test_moves(tree: Project, moves: list[str], end: str | None) -> None:
    for move in moves:
        result = tree.run(*move.split())
        assert (result.code == 0) == (end is not None), result
    if end is not None:
        assert applied(tree) == end


def test_upgrade_at_head_writes_nothing(tree: Project) -> None:
    tree.run("upgrade", "head")
    before = tree.database.read_bytes()
    result = tree.run("upgrade", "head")
    assert result.code == 0 and "Running upgrade" not in result.err, result
    assert tree.database.read_bytes() == before


def test_upgrade_logs_each_step(project: Project) -> None:
    project.add_revision("a000", None, "first")
    project.add_revision("b000", "a000", "second, 100%")
    lines = project.run("upgrade", "head").err.splitlines()
    steps = [line for line in lines if "Running" in line]
    assert [line.partition("Running ")[2] for line in steps] == [
        "upgrade  -> a000, first",
        "upgrade a000 -> b000, second, 100%",
    ]
    assert all("revgraph.runtime.migration" in line for line in steps)


def run_script(script: str) -> list[str]:
    """Execute an offline script on an empty database; return its tables."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]


def test_sql_writes_a_script_that_does_the_same(tree: Project) -> None:
    result = tree.run("upgrade", "head", "--sql")
    assert result.code == 0, result
    assert not tree.database.exists()
    assert run_script(result.out) == ["a", "b", "c", "d", "e", "revgraph_version"]


def test_sql_ranges_add_up(tree: Project) -> None:
    first = tree.run("upgrade", "base:b000", "--sql").out
    second = tree.run("upgrade", "b000:d000", "--sql").out
    back = tree.run("downgrade", "d000:a000", "--sql").out
    assert run_script(first) == ["a", "b", "revgraph_version"]
    assert run_script(first + second) == ["a", "b", "d", "revgraph_version"]
    assert run_script(first + second + back) == ["a", "revgraph_version"]


def test_sql_says_which_step_it_is(tree: Project) -> None:
    assert "-- Running upgrade a000 -> b000" in tree.run("upgrade", "a000:b000", "--sql").out


def test_stamp_sql(tree: Project) -> None:
    script = tree.run("stamp", "a000:b000", "--sql").out
    assert "UPDATE revgraph_version SET version_num='b000'" in script
    assert "CREATE TABLE" not in script


def test_ensure_version_creates_the_table_only(tree: Project) -> None:
    assert tree.run("ensure_version").code == 0
    assert applied(tree) == " at base"
    assert "CREATE TABLE revgraph_version" in tree.run("ensure_version", "--sql").out


def test_tag_and_x_reach_env_py(project: Project) -> None:
    env = project.root / "migrations/env.py"
    told = "\nprint('told', context.get_tag_argument(), context.get_x_argument(as_dictionary=True))\n"
    env.write_text(env.read_text(encoding="utf-8") + told, encoding="utf-8")
    result = project.run("-x", "a=1", "-x", "b", "upgrade", "head", "--tag", "mine")
    assert "told mine {'a': '1', 'b': ''}" in result.lines


def test_from_python(tree: Project) -> None:
    config = Config(str(tree.ini))
    command.upgrade(config, "head")
    assert applied(tree) == "abcde at e000"
    command.downgrade(config, "base")
    command.stamp(config, ["left", "right"])
    assert applied(tree) == " at b000 c000"


def test_output_of_python_calls_goes_where_the_config_says(tree: Project) -> None:
    told, script = io.StringIO(), io.StringIO()
    config = Config(str(tree.ini), stdout=told, output_buffer=script)
    command.heads(config)
    command.upgrade(config, "a000", sql=True)
    assert told.getvalue() == "e000 (left, right) (head)\n"
    assert "CREATE TABLE a" in script.getvalue()


def test_errors_of_python_calls_are_command_errors(tree: Project) -> None:
    with pytest.raises(ResolutionError) as caught:
        command.upgrade(Config(str(tree.ini)), "nosuch")
    assert isinstance(caught.value, CommandError)
    assert caught.value.argument == "nosuch"


def test_connection_of_the_caller_is_used(tree: Project) -> None:
    from sqlalchemy import create_engine, inspect

    engine = create_engine("sqlite://")
    config = Config(str(tree.ini))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "left")
        assert sorted(inspect(connection).get_table_names()) == ["a", "b", "revgraph_journal", "revgraph_version"]
    engine.dispose()
    assert not tree.database.exists()


def test_a_message_of_several_lines_is_no_sql_in_a_script(project: Project) -> None:
    project.add_revision("a000", None, "make it\nDROP TABLE everything;", **table("a"))
    script = project.run("upgrade", "head", "--sql").out
    assert "-- Running upgrade  -> a000, make it\n" in script
    assert "DROP TABLE" not in script


def test_stamping_nothing_empties_the_version_table(tree: Project) -> None:
    config = Config(tree.root / "revgraph.ini", stdout=io.StringIO())
    command.stamp(config, ["d000", "right"])
    assert applied(tree) == " at c000 d000"
    command.stamp(config, ())
    assert applied(tree) == " at base"


def test_a_stamp_as_a_script_turns_the_old_row_into_the_first_new_one_before_it_adds_others(tree: Project) -> None:
    result = tree.run("stamp", "a000:d000", "a000:c000", "--sql")
    changes = [line.partition(" ")[0] for line in result.out.splitlines() if "revgraph_version" in line]
    assert changes == ["UPDATE", "INSERT"], result.out
