"""Names of new revisions: the id, the date, the file name made of both.

Knows nothing of templates or of the files there are.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from revgraph.errors import ConfigError, ScriptError
from revgraph.util.text import slug

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from pathlib import PurePath

DEFAULT_FILE_TEMPLATE = "%(rev)s_%(slug)s"
DEFAULT_SLUG_LENGTH = 40

_TOKENS = "rev, slug, epoch, year, month, day, hour, minute, second"


ID_STYLES = ("hash", "timestamp", "sequential")
"""The values of the option ``revision_id``; the first is the default."""
FEWEST_DIGITS = 3
MOST_DIGITS = 9
"""Longer ids made of digits are taken for timestamps or random ids, not for numbers to count on from."""


def check_id_style(style: str) -> None:
    """Refuse what is no value of the option ``revision_id``.

    :raises ConfigError: naming those there are.
    """
    if style not in ID_STYLES:
        raise ConfigError(f"revision_id = {style} is unknown; choose one of: {', '.join(ID_STYLES)}")


def new_revision_id(style: str = "hash", taken: Collection[str] = (), timezone: str | None = None) -> str:
    """Return an id for a new revision.

    :param style: ``hash``: twelve random hexadecimal digits; ``timestamp``: year to second in fourteen digits;
        ``sequential``: the number after the highest one, as wide as that, at first ``001``.
    :param taken: the ids there are.
    :param timezone: of the timestamp; local time by default.
    """
    if style == "sequential":
        return _next_number(taken)
    if style == "timestamp":
        return _timestamp(taken, creation_date(timezone))
    return os.urandom(6).hex()


def _next_number(taken: Collection[str]) -> str:
    numbers = [one for one in taken if one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS]
    highest = max(numbers, key=lambda one: (int(one), len(one)), default="0" * FEWEST_DIGITS)
    return str(int(highest) + 1).zfill(len(highest))


def _timestamp(taken: Collection[str], date: datetime) -> str:
    from datetime import timedelta

    while (found := f"{date:%Y%m%d%H%M%S}") in taken:
        date += timedelta(seconds=1)  # two in one second: the later one says so by being later
    return found


def creation_date(timezone: str | None = None) -> datetime:
    """Return the time now: local and without an offset by default.

    :param timezone: name of a time zone, in any case, for a time with its offset.
    :raises ConfigError: if there is no such time zone.
    """
    from datetime import UTC, datetime

    if timezone is None:
        return datetime.now()  # the file says what the author's clock says
    return datetime.now(UTC).astimezone(time_zone(timezone))


def time_zone(name: str) -> tzinfo:
    """Return a time zone by its name, in any case.

    :raises ConfigError: if there is no such time zone.
    """
    import zoneinfo
    from datetime import UTC

    if name.lower() == "utc":
        return UTC
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        for known in zoneinfo.available_timezones():
            if known.lower() == name.lower():
                return zoneinfo.ZoneInfo(known)
    raise ConfigError(
        f"Can't locate timezone: {name}; 'timezone' takes names such as 'utc' or 'Europe/Paris' "
        "(a system without time zone data needs the package tzdata)"
    )


def file_tokens(revision: str, message: str | None, date: datetime, slug_length: int) -> dict[str, object]:
    """Return the values of the tokens of ``file_template``."""
    return {
        "rev": revision,
        "slug": _in_file_system(slug(message or "", slug_length or DEFAULT_SLUG_LENGTH)),
        "epoch": int(date.timestamp()),
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "hour": date.hour,
        "minute": date.minute,
        "second": date.second,
    }


def _in_file_system(text: str) -> str:
    """Return text without the letters that file names can't have: all but ASCII, where the system's language is "C"."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return "".join(letter if letter.isascii() else "_" for letter in text)
    return text


def file_name(template: str, tokens: Mapping[str, object]) -> PurePath:
    """Return the name of a new file, relative to its version location; it may lie in sub-folders.

    :param template: ``file_template``, percent-formatted with the tokens.
    :param tokens: see :func:`file_tokens`.
    :raises ConfigError: if the template has an unknown token, or leads out of the version location.
    """
    try:
        name = template % tokens + ".py"
    except (KeyError, ValueError, TypeError) as error:
        raise ConfigError(
            f"file_template {template!r} can't be filled in: {error}; it may use %(name)s with {_TOKENS}"
        ) from None
    from pathlib import PurePath

    path = PurePath(name)
    if path.is_absolute() or ".." in path.parts or not path.name.removesuffix(".py"):
        raise ConfigError(
            f"file_template {template!r} makes the file name {name!r}, which leaves the version location; correct it"
        )
    if path.name.startswith((".", "__init__")) or not path.name.isprintable():
        raise ScriptError(f"the file name {path.name!r} would never be found again; choose another id or file_template")
    return path
