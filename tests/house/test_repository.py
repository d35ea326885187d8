"""The repository's own shape: top level, words that don't belong, licence and typing marks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from tests.kit.source import ROOT

TOP_LEVEL = {
    "pyproject.toml",
    "README.rst",
    "CHANGES",
    "revgraph",
    "templates",
    "tests",
    "docs",
    ".ci",
    ".gitignore",
}
OLD_NAME = "alem" + "bic"
# names of options that projects and plug-ins pass by keyword, and of tables they may have left behind
KEPT = (f"{OLD_NAME}_module_prefix", f"_{OLD_NAME}_tmp_")
# where the old name is the subject: the alias, its tests, and prose for people who come from there
OLD_NAME_ALLOWED = (
    "revgraph/compat/",
    "tests/compat/",
    "tests/benchmarks/",
    "docs/",
    "README.rst",
    "CHANGES",
    "pyproject.toml",
)
FORBIDDEN = [
    re.compile(word)
    for word in (
        r"/wo" + r"rk/",
        r"/tmp/(?:ve" + r"nv|pl" + r"an)",
        r"\bfa" + r"rm-\w+",
        r"pypi" + r"\.org",
        r"python" + r"hosted",
        r"\bissues (?:show|list|close)\b",
    )
]


@lru_cache
def ignored_patterns() -> list[str]:
    """Return the patterns of .gitignore, and git's own folder."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return [".git", *(line.strip("/") for line in lines)]


def is_ignored(name: str) -> bool:
    """Tell whether the name of a file or folder matches .gitignore."""
    return any(fnmatch(name, pattern) for pattern in ignored_patterns())


def without_kept_names(text: str) -> str:
    """Return text without the names that must stay as they are."""
    for name in KEPT:
        text = text.replace(name, "")
    return text


def text_files() -> Iterator[tuple[str, str]]:
    """Yield (path from the root, text) of every file that belongs to the repository."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not is_ignored(name))
        for name in sorted(names):
            if not is_ignored(name):
                path = Path(folder, name)
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def test_the_top_level_is_exactly_as_agreed() -> None:
    found = {path.name for path in ROOT.iterdir() if not is_ignored(path.name)}
    assert found == TOP_LEVEL


def test_no_word_of_this_workshop() -> None:
    wrong = [
        f"{name}: {match.group()}"
        for name, text in text_files()
        for pattern in FORBIDDEN
        for match in [pattern.search(text)]
        if match
    ]
    assert not wrong, "\n".join(wrong)


def test_the_old_name_stays_in_its_room() -> None:
    wrong = [
        name
        for name, text in text_files()
        if OLD_NAME in without_kept_names(text).lower() and not name.startswith(OLD_NAME_ALLOWED)
    ]
    assert not wrong, wrong


def test_licence_and_typing_mark_are_there() -> None:
    assert "MIT" in (ROOT / "docs/LICENSE").read_text(encoding="utf-8")
    assert (ROOT / "revgraph/py.typed").is_file()
