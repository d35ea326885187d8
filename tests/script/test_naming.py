"""Ids, dates and file names of new revisions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

import pytest

from revgraph.errors import ConfigError, RevgraphError
from revgraph.script.naming import ID_STYLES, check_id_style, creation_date, file_name, file_tokens, new_revision_id

DATE = datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)


def name(template: str, message: str | None = "Add User", limit: int = 40) -> str:
    return file_name(template, file_tokens("1a2b", message, DATE, limit)).as_posix()


def test_ids_are_twelve_hexadecimal_digits_and_differ() -> None:
    ids = {new_revision_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in ids)


NUMBERS = [
    pytest.param([], "001", id="none yet"),
    pytest.param(["001"], "002", id="one"),
    pytest.param(["002", "010", "009"], "011", id="the highest counts"),
    pytest.param(["0009", "12"], "13", id="width of the highest"),
    pytest.param(["0012", "012"], "0013", id="the wider of two alike"),
    pytest.param(["099"], "100", id="digits are enough"),
    pytest.param(["999"], "1000", id="one digit more"),
    pytest.param(["7"], "8", id="no zeros"),
    pytest.param(["ae1027", "12ab", "x", "002"], "003", id="other ids"),
    pytest.param(["475028611234", "20240102030405", "003"], "004", id="random digits and timestamps"),
    pytest.param(["١٢٣", "²"], "001", id="digits of other scripts"),
]


@pytest.mark.parametrize(("taken", "expected"), NUMBERS)
def test_sequential_ids_count_on_from_the_highest(taken: list[str], expected: str) -> None:
    assert new_revision_id("sequential", taken) == expected


def test_timestamps_are_of_now_and_never_taken() -> None:
    now = datetime.now()
    ids: list[str] = []
    for _ in range(5):
        ids.append(new_revision_id("timestamp", ids))
    assert ids == sorted(set(ids))
    assert all(re.fullmatch("[0-9]{14}", one) for one in ids)
    assert abs(datetime.strptime(ids[0], "%Y%m%d%H%M%S") - now) < timedelta(seconds=10)


def test_timestamps_may_be_in_a_zone() -> None:
    found = datetime.strptime(new_revision_id("timestamp", (), "Etc/GMT-14"), "%Y%m%d%H%M%S")
    assert abs(found - datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=14)) < timedelta(seconds=10)


def test_styles_are_three() -> None:
    for style in ID_STYLES:
        check_id_style(style)
    with pytest.raises(ConfigError, match="revision_id = Hash is unknown; choose one of: hash, timestamp, sequential"):
        check_id_style("Hash")


def test_every_token_of_the_file_template() -> None:
    tokens = file_tokens("1a2b", "Add User", DATE, 40)
    assert tokens == {
        "rev": "1a2b",
        "slug": "add_user",
        "epoch": 1714979289,
        "year": 2024,
        "month": 5,
        "day": 6,
        "hour": 7,
        "minute": 8,
        "second": 9,
    }
    template = "_".join(f"%({token})s" for token in tokens)
    assert name(template) == "1a2b_add_user_1714979289_2024_5_6_7_8_9.py"


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
