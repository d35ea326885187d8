"""Ids, dates and file names of new revisions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

import pytest

from revgraph.errors import ConfigError, RevgraphError
from revgraph.script.naming import creation_date, file_name, file_tokens, new_revision_id

DATE = datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)


def name(template: str, message: str | None = "Add User", limit: int = 40) -> str:
    return file_name(template, file_tokens("1a2b", message, DATE, limit)).as_posix()


def test_ids_are_twelve_hexadecimal_digits_and_differ() -> None:
    ids = {new_revision_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in ids)


TEMPLATES = [
    ("%(rev)s_%(slug)s", "1a2b_add_user.py"),
    ("%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s", "2024_05_06_0708-1a2b.py"),
    ("%(epoch)s_%(second).2d_%(rev)s", "1714979289_09_1a2b.py"),
    ("%(year)d/%(month).2d/%(rev)s", "2024/05/1a2b.py"),
]


@pytest.mark.parametrize(("template", "expected"), TEMPLATES)
def test_file_template(template: str, expected: str) -> None:
    assert name(template) == expected


SLUGS = [
    ("Add  the (new) User's table!", "add_the_new_user_s_table"),
    ("../../etc/passwd", "etc_passwd"),
    ("größe 漢字", "größe_漢字"),
    ("", ""),
    (None, ""),
    ("a\nb\tc\0d", "a_b_c_d"),
]


@pytest.mark.parametrize(("message", "slug"), SLUGS)
def test_slug_holds_only_words(message: str | None, slug: str) -> None:
    assert name("%(slug)s_", message) == f"{slug}_.py"


def test_slug_is_cut_at_a_word() -> None:
    assert name("%(slug)s", "hello World, it is A long message", limit=20) == "hello_world_it_is_a.py"


UNUSABLE = [
    pytest.param("%(nope)s", "'nope'; it may use", id="unknown token"),
    pytest.param("%(rev)", "can't be filled in", id="incomplete token"),
    pytest.param("100%_%(rev)s", "can't be filled in", id="single percent"),
    pytest.param("../%(rev)s", "leaves the version location", id="parent folder"),
    pytest.param("a/../../%(rev)s", "leaves the version location", id="parent folder inside"),
    pytest.param("/tmp/%(rev)s", "leaves the version location", id="absolute"),
    pytest.param(".%(rev)s", "would never be found", id="hidden"),
    pytest.param("__init__%(rev)s", "would never be found", id="init"),
]


@pytest.mark.parametrize(("template", "told"), UNUSABLE)
def test_unusable_templates_are_refused(template: str, told: str) -> None:
    with pytest.raises(RevgraphError, match=told):
        name(template)


def test_empty_name_is_refused() -> None:
    with pytest.raises(ConfigError, match="leaves the version location"):
        file_name("%(slug)s", file_tokens("x", None, DATE, 40))


def test_path_is_relative() -> None:
    assert isinstance(file_name("%(rev)s", file_tokens("x", None, DATE, 40)), PurePath)


def test_date_is_local_and_without_offset_by_default() -> None:
    date = creation_date()
    assert date.tzinfo is None
    assert abs(date - datetime.now()) < timedelta(seconds=10)


@pytest.mark.parametrize("zone", ["UTC", "utc", "Europe/Paris", "europe/paris", "EST5EDT"])
def test_time_zones_in_any_case(zone: str) -> None:
    date = creation_date(zone)
    assert date.tzinfo is not None
    assert abs(date - datetime.now(UTC)) < timedelta(seconds=10)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "a\0b"])
def test_unknown_time_zone_is_told(zone: str) -> None:
    with pytest.raises(ConfigError, match="Can't locate timezone: "):
        creation_date(zone)
