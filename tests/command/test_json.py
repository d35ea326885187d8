"""``--json``: every reading command says for programs what it says for people, by the documented schema."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.kit.project import Project, expect_refusal
from tests.kit.source import ROOT

PAGE = (ROOT / "docs/commands.rst").read_text(encoding="utf-8")
REVISION_KEYS = {
    *("id", "parents", "children", "depends_on", "labels", "message", "docstring", "created", "path"),
    *("is_head", "is_effective_head", "is_base", "is_branch_point", "is_merge_point", "is_current"),
}


@pytest.fixture
def history(project: Project) -> Project:
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111", labels="api")
    project.add_revision("cccc3333", "aaaa1111", depends="bbbb2222")
    return project


def told(project: Project, *argv: str) -> Any:
    result = project.run(*argv, "--json")
    assert result.code == 0 and result.out.isascii(), result
    content = json.loads(result.out)
    assert content.pop("version") == 1
    return content


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        (("heads",), ["bbbb2222", "cccc3333"]),
        (("heads", "--resolve-dependencies"), ["cccc3333"]),
        (("branches",), ["aaaa1111"]),
        (("show", "heads"), ["cccc3333"]),
        (("history", "-r", ":bbbb2222"), ["bbbb2222", "aaaa1111"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_revisions(history: Project, argv: tuple[str, ...], ids: list[str]) -> None:
    content = told(history, *argv)
    assert [each["id"] for each in content["revisions"]] == ids
    assert all(set(each) == REVISION_KEYS for each in content["revisions"])


def test_all_that_is_said_of_a_revision(history: Project) -> None:
    (found,) = told(history, "show", "cccc3333")["revisions"]
    assert found == {
        "id": "cccc3333",
        "parents": ["aaaa1111"],
        "children": [],
        "depends_on": ["bbbb2222"],
        "labels": [],
        "message": "message of cccc3333",
        "docstring": found["docstring"],
        "created": "2026-01-02T03:04:05.000006",
        "path": str(history.versions / "cccc3333_.py"),
        "is_head": True,
        "is_effective_head": True,
        "is_base": False,
        "is_branch_point": False,
        "is_merge_point": False,
        "is_current": None,
    }


def test_current(history: Project) -> None:
    history.run("upgrade", "bbbb2222")
    (database,) = told(history, "current")["databases"]
    assert database["database"].startswith("sqlite:///") and database["rows"] == ["bbbb2222"]
    assert database["is_at_heads"] is False
    assert [(each["id"], each["is_current"]) for each in database["revisions"]] == [("bbbb2222", True)]
    result = history.run("current", "--check-heads", "--json")
    assert result.code == 1 and json.loads(result.out)["databases"], result


def test_history_with_the_database_marks_what_is_current(history: Project) -> None:
    history.run("upgrade", "bbbb2222")
    found = told(history, "history", "-i")["revisions"]
    assert {each["id"]: each["is_current"] for each in found} == {
        "aaaa1111": False,
        "bbbb2222": True,
        "cccc3333": False,
    }


def test_messages_survive_ascii(project: Project) -> None:
    project.add_revision("aaaa1111", None, message="größe 漢字")
    assert told(project, "heads")["revisions"][0]["message"] == "größe 漢字"


def test_templates(project: Project) -> None:
    names = [each["name"] for each in told(project, "list_templates")["templates"]]
    assert "generic" in names and names == sorted(names)


def test_drawing_and_json_exclude_each_other(history: Project) -> None:
    expect_refusal(history, "history", "--graph", "--json", says=["--graph", "--json", "graph --format json"])


def test_every_key_is_documented() -> None:
    section = PAGE.partition("\nJSON\n----\n")[2].partition("\n----")[0]
    assert {key for key in REVISION_KEYS if not re.search(rf"``{key}``", section)} == set()
