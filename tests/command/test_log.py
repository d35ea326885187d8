"""``log``: what was run; ``current --verify``: what was edited since; a database that is ahead of the scripts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine, event

from revgraph import __version__, command
from revgraph.config import Config
from tests.kit.project import Project, expect_refusal
from tests.kit.screen import Terminal, coloured_terminal

TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
DROP = 'op.drop_table("{0}")'

pytestmark = pytest.mark.server


@pytest.fixture
def migrated(server_project: Project) -> Project:
    """A project at the second of two revisions."""
    server_project.add_revision("aaaa1111", None, "first", upgrade=TABLE.format("a"), downgrade=DROP.format("a"))
    server_project.add_revision("bbbb2222", "aaaa1111", "second", upgrade=TABLE.format("b"), downgrade=DROP.format("b"))
    assert server_project.run("upgrade", "head").code == 0
    return server_project


def test_log_tells_what_was_run_newest_first(migrated: Project) -> None:
    assert migrated.run("downgrade", "-1").code == 0
    assert migrated.run("stamp", "head").code == 0
    lines = migrated.run("log").lines
    assert [line.split("@")[0].split()[2:3] for line in lines] == [["done"]] * 4
    ways = ["stamp aaaa1111 -> bbbb2222", "downgrade bbbb2222 -> aaaa1111, second"]
    ways += ["upgrade aaaa1111 -> bbbb2222, second", "upgrade base -> aaaa1111, first"]
    assert [line.partition("@")[2].partition("  ")[2] for line in lines] == ways
    assert migrated.run("log", "-n", "1").lines == lines[:1]
    refused = migrated.run("log", "-n", "0")
    assert refused.code == 1 and "must be 1 or more" in refused.err


def test_log_stands_in_columns_on_a_terminal(migrated: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured_terminal(monkeypatch, columns=40)
    assert migrated.run("downgrade", "-1").code == 0
    monkeypatch.chdir(migrated.root)
    terminal = Terminal()
    command.log(Config(str(migrated.ini), stdout=terminal))
    lines = terminal.getvalue().splitlines()
    assert all("  \x1b[32mdone\x1b[0m  " in line for line in lines) and len(lines) == 3
    assert len({line.index("grade ") - len(way) for line, way in zip(lines, ("down", "up", "up"), strict=True)}) == 1
    assert lines[-1].endswith("upgrade base -> aaaa1111, first")  # goes on beyond the 40 columns


def test_log_for_programs(migrated: Project) -> None:
    told = json.loads(migrated.run("log", "--json").out)
    assert told["version"] == 1
    newest, oldest = told["runs"]
    assert (newest["revision"], newest["parents"], oldest["parents"]) == ("bbbb2222", ["aaaa1111"], [])
    assert (newest["direction"], newest["state"], newest["product"]) == ("upgrade", "done", __version__)
    assert newest["started"] <= newest["finished"] and newest["started"].endswith("Z")
    assert 0 <= newest["duration"] < 60
    assert len(newest["operations"]) == len(newest["source"]) == len(newest["file"]) == 64
    assert newest["operations"] != oldest["operations"]
    assert newest["database"].split()[0] in migrated.url.replace("mysql", "mariadb mysql")
    assert "@" in newest["who"]


def test_a_failure_is_in_the_log_too(migrated: Project) -> None:
    path = migrated.add_revision("cccc3333", "bbbb2222", upgrade="op.execute('DROP TABLE nowhere')")
    assert migrated.run("upgrade", "head").code == 1
    newest = migrated.run("log", "-n", "1").lines[0]
    assert "upgrade bbbb2222 -> cccc3333" in newest and "nowhere" in newest
    assert newest.split()[2] == ("failed" if "mysql" in migrated.url else "rolled")
    path.unlink()
    migrated.add_revision("cccc3333", "bbbb2222", upgrade=TABLE.format("c"))
    assert migrated.run("upgrade", "head").code == 0
    assert " done " in migrated.run("log", "-n", "1").lines[0]


def test_at_head_three_statements_are_read_and_none_written(migrated: Project) -> None:
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        sent.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert migrated.run("upgrade", "head").code == 0
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    read = [sql for sql in sent if not sql.startswith(("PRAGMA foreign_keys", "BEGIN"))]
    assert 2 <= len(read) <= 3, read
    assert all(sql.lstrip().split()[0].upper() in ("SELECT", "SHOW", "DESCRIBE") for sql in read), read


def test_an_edited_revision_is_named(migrated: Project) -> None:
    assert migrated.run("current", "--verify").code == 0
    path = migrated.versions / "aaaa1111_.py"
    original = path.read_text(encoding="utf-8")
    path.write_text(original.replace('"id", sa.Integer', '"id",   sa.Integer') + "\n# a comment\n", encoding="utf-8")
    assert migrated.run("current", "--verify").code == 0
    path.write_text(original.replace("sa.Integer", "sa.BigInteger"), encoding="utf-8")
    verified = migrated.run("current", "--verify")
    assert verified.code == 3 and verified.lines == ["aaaa1111"]
    assert "error: edited since the database ran it: aaaa1111; put the files back" in verified.err
    warned = migrated.run("upgrade", "head")
    assert warned.code == 0
    assert "Edited since this database ran it: aaaa1111; see 'current --verify'" in warned.err
    path.write_text(original, encoding="utf-8")
    assert "Edited" not in migrated.run("upgrade", "head").err


def test_what_is_not_applied_any_more_may_be_edited(migrated: Project) -> None:
    assert migrated.run("downgrade", "base").code == 0
    path = migrated.versions / "aaaa1111_.py"
    path.write_text(path.read_text(encoding="utf-8").replace("sa.Integer", "sa.BigInteger"), encoding="utf-8")
    assert migrated.run("current", "--verify").code == 0


def test_moving_a_revision_is_no_edit(migrated: Project) -> None:
    path = migrated.versions / "bbbb2222_.py"
    moved = path.read_text(encoding="utf-8").replace("down_revision = 'aaaa1111'", "down_revision = ('aaaa1111',)")
    path.write_text(moved, encoding="utf-8")
    assert "('aaaa1111',)" in moved
    assert migrated.run("current", "--verify").code == 0


def test_a_database_ahead_of_the_scripts_is_told_with_its_past(migrated: Project) -> None:
    (migrated.versions / "bbbb2222_.py").unlink()
    for argv in (("upgrade", "head"), ("current",), ("downgrade", "-1")):
        result = migrated.run(*argv)
        assert result.code == 4, result
        assert "the database is at revision bbbb2222 (table revgraph_version), which no script here has" in result.err
        assert "bbbb2222, second: follows aaaa1111, upgrade run 20" in result.err


def test_autogenerate_leaves_the_journal_alone(migrated: Project) -> None:
    migrated.edit("revgraph.ini", "journal = true", "journal = false")
    assert migrated.run("downgrade", "base").code == 0
    migrated.run("revision", "--autogenerate", "-m", "x", "--head", "bbbb2222")
    assert not [
        path for path in migrated.versions.glob("*.py") if "revgraph_journal" in path.read_text(encoding="utf-8")
    ]


def test_without_a_journal_nothing_is_written_and_log_says_how_to_have_one(project: Project) -> None:
    project.edit("revgraph.ini", "journal = true", "# none")
    project.add_revision("aaaa1111", None, upgrade=TABLE.format("a"))
    assert project.run("upgrade", "head").code == 0
    assert [name for (name,) in project.rows("SELECT name FROM sqlite_master ORDER BY name")] == [
        "a",
        "revgraph_version",
        "sqlite_autoindex_revgraph_version_1",
    ]
    expect_refusal(project, "log", says=["no journal is kept here; set 'journal = true'"])
    expect_refusal(project, "current", "--verify", says=["no journal is kept here"])
    expect_refusal(project, "resolve", "aaaa1111", "--applied", says=["no journal is kept here"])


def test_a_message_with_nul_is_written_down_readably(server_project: Project) -> None:
    assert server_project.run("revision", "-m", "a\0b", "--rev-id", "abcd1234").code == 0
    assert server_project.run("upgrade", "head").code == 0
    assert server_project.run("log").out.rstrip().endswith(r"upgrade base -> abcd1234, a\0b")
