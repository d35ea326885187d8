"""``plan`` and ``upgrade --confirm``: what would be done is what is then done, and nothing is written before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from revgraph import command
from revgraph.config import Config
from tests.conftest import KINDS
from tests.kit.project import Project, expect_refusal

CREATE = 'op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))'


@pytest.fixture
def history(project: Project) -> Project:
    project.add_revision("aaaa1111", None, "first", upgrade=CREATE, downgrade='op.drop_table("t")')
    project.add_revision(
        "bbbb2222",
        "aaaa1111",
        "second",
        upgrade='op.add_column("t", sa.Column("n", sa.Integer()))\nop.execute("DELETE FROM t")',
        downgrade='op.drop_column("t", "n")',
    )
    return project


def test_operations_are_listed_and_those_that_lose_data_marked(history: Project) -> None:
    assert history.run("plan").out == (
        "upgrade heads: 2 steps, base to bbbb2222\n"
        "\nupgrade  -> aaaa1111, first\n    create_table t\n"
        "\nupgrade aaaa1111 -> bbbb2222, second\n    add_column t.n\n  ! execute DELETE FROM t\n"
        "\n! takes away data\n"
    )
    assert history.schema() == []


def test_it_starts_where_the_database_is(history: Project) -> None:
    history.run("upgrade", "aaaa1111")
    before = history.schema()
    assert history.run("plan").lines[0] == "upgrade heads: 1 step, aaaa1111 to bbbb2222"
    assert history.schema() == before
    history.run("upgrade", "head")
    assert history.run("plan").out == "upgrade heads: nothing to do, at bbbb2222\n"


@pytest.mark.parametrize("target", ["base", "-1", "aaaa1111", "bbbb2222-1"])
def test_what_lies_below_is_a_downgrade(history: Project, target: str) -> None:
    history.run("upgrade", "head")
    lines = history.run("plan", target).lines
    assert lines[0].startswith(f"downgrade {target}: ")
    assert "  ! drop_column t.n" in lines and lines[-1] == "! takes away data"


@pytest.mark.parametrize("kind", KINDS)
def test_statements_are_those_of_the_database(tmp_path: Path, url_of: Callable[[str], str], kind: str) -> None:
    project = Project(tmp_path, url_of(kind)).make()
    project.add_revision("aaaa1111", None, upgrade='op.create_table("t", sa.Column("id", sa.Text(), nullable=False))')
    shown = project.run("plan", "--sql").out
    assert f"CREATE TABLE t (\n{' ' * 12}id TEXT NOT NULL" in shown
    assert project.run("current").out == ""


def test_json_has_the_documented_keys(history: Project) -> None:
    told = json.loads(history.run("plan", "--json").out)
    assert told["version"] == 1
    (plan,) = told["plans"]
    assert plan["command"] == "upgrade" and plan["current"] == [] and plan["after"] == ["bbbb2222"]
    assert plan["destructive"] is True
    assert [step["revision"] for step in plan["steps"]] == ["aaaa1111", "bbbb2222"]
    second = plan["steps"][1]
    assert {**second, "path": ""} == {
        "command": "upgrade",
        "revision": "bbbb2222",
        "from": ["aaaa1111"],
        "to": ["bbbb2222"],
        "message": "second",
        "path": "",
        "operations": [
            {"text": "add_column t.n", "destructive": False, "statements": ["ALTER TABLE t ADD COLUMN n INTEGER"]},
            {"text": "execute DELETE FROM t", "destructive": True, "statements": ["DELETE FROM t"]},
        ],
        "unknown": None,
    }


def test_what_reads_rows_is_not_guessed(project: Project) -> None:
    code = 'op.execute("SELECT 1")\nassert op.get_bind().execute(sa.text("SELECT 2")).scalar() == 2'
    project.add_revision("aaaa1111", None, upgrade=code)
    lines = project.run("plan").lines
    assert "    execute SELECT 1" in lines
    assert any(line.startswith("  ? the rest can't be told before it runs: ") for line in lines)
    assert project.run("upgrade", "head").code == 0


@pytest.mark.parametrize(("target", "says"), [("nosuch", "nosuch"), ("+9", "beyond the end"), ("a:b", "range")])
def test_target_that_can_not_be_reached(history: Project, target: str, says: str) -> None:
    expect_refusal(history, "plan", target, says=[says])


def answered(project: Project, answer: str | None) -> Config:
    config = Config(project.ini)
    questions: list[str] = []

    def ask(question: str) -> str | None:
        questions.append(question)
        return answer

    config.ask = ask
    config.attributes["questions"] = questions
    return config


@pytest.mark.parametrize("answer", ["y", " YES "])
def test_confirmed(history: Project, answer: str, capsys: pytest.CaptureFixture[str]) -> None:
    command.upgrade(answered(history, answer), "head", confirm=True)
    assert "  ! execute DELETE FROM t" in capsys.readouterr().out
    assert history.rows("SELECT version_num FROM revgraph_version") == [("bbbb2222",)]


@pytest.mark.parametrize(("answer", "says"), [("", "not confirmed"), ("n", "not confirmed"), (None, "nobody")])
def test_not_confirmed(history: Project, answer: str | None, says: str) -> None:
    from revgraph.errors import CommandError

    with pytest.raises(CommandError, match=f"{says}.*nothing was done"):
        command.upgrade(answered(history, answer), "head", confirm=True)
    assert history.schema() == []


def test_without_a_terminal_nobody_can_confirm(history: Project) -> None:
    expect_refusal(history, "upgrade", "head", "--confirm", says=["nobody can be asked", "nothing was done"])


def test_nothing_to_do_needs_no_answer(history: Project) -> None:
    history.run("upgrade", "head")
    config = answered(history, "n")
    command.upgrade(config, "head", confirm=True)
    assert config.attributes["questions"] == []


def test_confirm_and_sql_exclude_each_other(history: Project) -> None:
    expect_refusal(history, "upgrade", "head", "--sql", "--confirm", says=["--confirm", "--sql"])


def test_what_was_confirmed_is_what_runs(history: Project) -> None:
    from revgraph.errors import CommandError

    config = answered(history, "y")

    def moved_meanwhile(question: str) -> str:
        history.run("upgrade", "aaaa1111")
        return "y"

    config.ask = moved_meanwhile
    with pytest.raises(CommandError, match="moved since you were asked"):
        command.upgrade(config, "head", confirm=True)
    assert history.rows("SELECT version_num FROM revgraph_version") == [("aaaa1111",)]
