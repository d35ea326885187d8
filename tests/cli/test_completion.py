"""Shell completion: what a shell is told for the beginning of a line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.project import Project, process_environment

pytest.importorskip("argcomplete", reason="argcomplete is not installed here; it is a dependency, so install it")


def completed(project: Project, line: str, tmp_path: Path) -> set[str]:
    """Ask as bash does, and return the words."""
    answer = tmp_path / "answer"
    environment = {
        **process_environment(),
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_SHELL": "bash",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    program = "from revgraph.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project.root, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
    return {word.strip() for word in answer.read_text().split("\n")} - {""}


@pytest.fixture
def history(project: Project) -> Project:
    project.add_revision("aaaa1111", None)
    project.add_revision("abbb2222", "aaaa1111", labels="api")
    return project


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("revgraph he", {"heads"}),
        ("revgraph st", {"stamp"}),
        ("revgraph upgrade a", {"aaaa1111", "abbb2222", "api"}),
        ("revgraph upgrade ab", {"abbb2222"}),
        ("revgraph show h", {"head", "heads"}),
        ("revgraph stamp aaaa1111 b", {"base"}),
        ("revgraph revision --head ab", {"abbb2222"}),
        ("revgraph rebase aaaa1111 --onto ab", {"abbb2222"}),
        ("revgraph heads --res", {"--resolve-dependencies"}),
        ("revgraph graph --format s", {"svg"}),
        ("revgraph --db o", {"orders"}),
    ],
)
def test_words(history: Project, tmp_path: Path, line: str, words: set[str]) -> None:
    text = history.ini.read_text() + "\n[revgraph.databases.orders]\nsqlalchemy.url = sqlite://\n"
    history.ini.write_text(text)
    assert completed(history, line, tmp_path) == words


def test_the_configuration_that_is_named_counts(history: Project, tmp_path: Path) -> None:
    history.ini.rename(history.root / "other.ini")
    assert completed(history, "revgraph upgrade aa", tmp_path) == set()
    assert completed(history, "revgraph -c other.ini upgrade aa", tmp_path) == {"aaaa1111"}


def test_project_that_can_not_be_read_completes_no_ids(history: Project, tmp_path: Path) -> None:
    (history.versions / "x.py").write_bytes(b"\0")
    assert completed(history, "revgraph upgrade aa", tmp_path) == set()
    assert completed(history, "revgraph upg", tmp_path) == {"upgrade"}
