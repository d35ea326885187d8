"""Names of options that are almost right are told from those that are somebody else's."""

from __future__ import annotations

import re

import pytest

from revgraph.util.settings import KEYS, meant
from tests.kit.source import ROOT


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("jurnal", "journal"),
        ("lock_timeut", "lock_timeout"),
        ("version_location", "version_locations"),
        ("scriptlocation", "script_location"),
        ("ulr", "url"),
        ("prepend_syspath", "prepend_sys_path"),
    ],
)
def test_misspelt(written: str, name: str) -> None:
    assert meant(written) == name


@pytest.mark.parametrize(
    "name", [*sorted(KEYS), "url2", "engines", "lock_timeout_ms", "sqlalchemy.echo", "tenant", "x"]
)
def test_right_or_anothers(name: str) -> None:
    assert meant(name) is None


def test_every_documented_option_is_known() -> None:
    text = (ROOT / "docs/configuration.rst").read_text(encoding="utf-8")
    table = text.partition("\nKeys\n")[2].partition("\nThe URL\n")[0]
    rows = re.findall(r"^(``.*?)  ", table, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"``([^`\[]+)``", row)}
    assert names and names <= KEYS


def test_every_option_the_code_asks_for_is_known() -> None:
    asked = re.compile(r"get_(?:text_|boolean_|integer_|seconds_|names_)?option\(\s*\"([a-z_.]+)\"")
    sources = [path for path in (ROOT / "revgraph").rglob("*.py") if "compat" not in path.parts]
    names = {name for path in sources for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert len(names) > 10 and names <= KEYS
