"""``doctor`` and ``wait``: what is not well is said with the way to mend it, and nothing is changed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from revgraph.command import doctor
from revgraph.config import Config
from revgraph.runtime.rights import may_create_tables
from tests.conftest import KINDS
from tests.kit.project import SECRET, Project, expect_refusal
from tests.kit.screen import Terminal, coloured_terminal

CREATE = 'op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))'


def findings(project: Project) -> dict[str, tuple[str, str]]:
    told = json.loads(project.run("doctor", "--json").out)
    assert told["version"] == 1
    return {each["check"]: (each["state"], each["text"]) for each in told["findings"]}


def test_findings_are_coloured_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured_terminal(monkeypatch)
    terminal = Terminal()
    found = doctor(Config(str(project.ini), stdout=terminal))
    styles = {"ok": "32", "warning": "33"}
    wanted = [f"\x1b[{styles[each.state]}m{each.state:<8} \x1b[0m{each.check:<14} {each.text}" for each in found]
    assert terminal.getvalue().splitlines() == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_all_is_well(tmp_path: Path, url_of: Callable[[str], str], kind: str) -> None:
    project = Project(tmp_path, url_of(kind)).make()
    project.use_models("from sqlalchemy import MetaData\nmetadata = MetaData()\n")
    project.add_revision("aaaa1111", None)
    project.run("upgrade", "head")
    before = project.tree()
    result = project.run("doctor")
    assert result.code == 0, result
    assert {line.split()[0] for line in result.lines} == {"ok"}, result
    assert [line.split()[1] for line in result.lines] == [
        *("configuration", "scripts", "revisions", "heads", "URL", "database", "rights", "position", "models")
    ]
    assert project.tree() == before


def test_database_behind_and_models_ahead(project: Project) -> None:
    project.use_models()
    project.add_revision("aaaa1111", None)
    found = findings(project)
    assert found["position"] == ("warning", "at base, not at aaaa1111; run 'upgrade heads'")
    assert found["models"][0] == "warning" and "not compared" in found["models"][1]
    project.run("upgrade", "head")
    state, text = findings(project)["models"]
    assert state == "warning" and "differences between models and database; 'check' lists them" in text


def test_two_heads_are_a_warning(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", None)
    state, text = findings(project)["heads"]
    assert state == "warning" and "2 heads: aaaa1111, bbbb2222" in text and "merge heads" in text


@pytest.mark.parametrize(
    ("break_it", "check", "says"),
    [
        pytest.param(lambda p: p.ini.unlink(), "configuration", "script_location", id="no configuration"),
        pytest.param(
            lambda p: p.edit("revgraph.ini", "%(here)s/migrations", "%(here)s/nowhere"),
            *("configuration", "nowhere"),
            id="no scripts",
        ),
        pytest.param(lambda p: (p.versions / "x.py").write_bytes(b"\0"), "revisions", "x.py", id="unreadable revision"),
        pytest.param(
            lambda p: (p.root / "migrations/env.py").write_text("1 / 0"), "database", "env.py:1", id="broken env.py"
        ),
        pytest.param(
            lambda p: (p.root / "migrations/env.py").write_text(""), "database", "run_migrations", id="idle env.py"
        ),
        pytest.param(
            lambda p: p.edit("revgraph.ini", "sqlalchemy.url = sqlite", "sqlalchemy.url = nosuch"),
            *("database", "nosuch"),
            id="unknown dialect",
        ),
    ],
)
def test_trouble_is_named(project: Project, break_it: Callable[[Project], object], check: str, says: str) -> None:
    break_it(project)
    result = project.run("doctor")
    assert result.code == 1 and result.err.splitlines()[-1].startswith("error: doctor: "), result
    (line,) = [line for line in result.lines if line.startswith("trouble")]
    assert line.split()[1] == check and says in line, result


def test_unknown_row(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.run("upgrade", "head")
    project.written[0].unlink()
    result = project.run("doctor")
    assert result.code == 1 and "trouble  position" in result.out and "aaaa1111" in result.out, result


def test_password_is_not_shown(project: Project) -> None:
    project.edit(
        "revgraph.ini",
        f"sqlalchemy.url = sqlite:///{project.database}",
        f"sqlalchemy.url = postgresql+psycopg://me:{SECRET}@127.0.0.1:1/x",
    )
    result = project.run("doctor")
    assert result.code == 1 and SECRET not in result.out + result.err, result
    assert "me:***@127.0.0.1:1" in result.out


@pytest.mark.parametrize("kind", KINDS)
def test_rights_are_asked_of_the_database(engine_of: Callable[[str], Engine], kind: str) -> None:
    with engine_of(kind).connect() as connection:
        assert may_create_tables(connection) is True


# -- wait


def test_wait_returns_at_once_where_nothing_is_missing(project: Project) -> None:
    project.add_revision("aaaa1111", None)
    project.run("upgrade", "head")
    assert project.run("wait").out == "The database is at aaaa1111.\n"


def test_wait_gives_up(project: Project) -> None:
    project.add_revision("aaaa1111", None, upgrade=CREATE)
    expect_refusal(project, "wait", "--timeout", "0", says=["at base, not at aaaa1111", "upgrade heads"])
    begun = time.monotonic()
    expect_refusal(project, "wait", "--timeout", "0.5", says=["after 0.5 seconds"])
    assert time.monotonic() - begun >= 0.5


def test_wait_sees_another_process_arrive(project: Project) -> None:
    project.add_revision("aaaa1111", None, upgrade=CREATE)
    done: list[int] = []
    other = threading.Thread(target=lambda: done.append(project.spawn("upgrade", "head").code))
    other.start()
    result = project.spawn("wait", "--timeout", "100")
    other.join()
    assert done == [0] and result.code == 0 and result.out == "The database is at aaaa1111.\n", result


def test_wait_waits_for_a_server_that_does_not_answer_yet(project: Project) -> None:
    project.edit(
        "revgraph.ini",
        f"sqlalchemy.url = sqlite:///{project.database}",
        "sqlalchemy.url = postgresql+psycopg://me@127.0.0.1:1/x",
    )
    expect_refusal(project, "wait", "--timeout", "0.1", says=["after 0.1 seconds the database does not answer"])


@pytest.mark.parametrize("timeout", ["-1", "inf", "nan"])
def test_timeout_that_is_none(project: Project, timeout: str) -> None:
    expect_refusal(project, "wait", f"--timeout={timeout}", says=["0 or more"])


def test_wait_does_not_wait_for_what_will_not_pass(project: Project) -> None:
    (project.root / "migrations/env.py").write_text("1 / 0", encoding="utf-8")
    expect_refusal(project, "wait", says=["env.py:1"])
