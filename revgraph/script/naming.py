"""Names of new revisions: the id, the date, the file name made of both.

Knows nothing of templates or of the files there are.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import PurePath

from revgraph.errors import ConfigError, ScriptError
from revgraph.util.text import slug

DEFAULT_FILE_TEMPLATE = "%(rev)s_%(slug)s"
DEFAULT_SLUG_LENGTH = 40

_TOKENS = "rev, slug, epoch, year, month, day, hour, minute, second"


def new_revision_id() -> str:
    """Return a random id of twelve hexadecimal digits."""
    return os.urandom(6).hex()


def creation_date(timezone: str | None = None) -> datetime:
    """Return the time now: local and without an offset by default.

    :param timezone: name of a time zone, in any case, for a time with its offset.
    :raises ConfigError: if there is no such time zone.
    """
    if timezone is None:
        return datetime.now()  # the file says what the author's clock says
    return datetime.now(UTC).astimezone(_zone(timezone))


def _zone(name: str) -> tzinfo:
    import zoneinfo

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
        "slug": slug(message or "", slug_length or DEFAULT_SLUG_LENGTH),
        "epoch": int(date.timestamp()),
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "hour": date.hour,
        "minute": date.minute,
        "second": date.second,
    }


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
    path = PurePath(name)
    if path.is_absolute() or ".." in path.parts or not path.name.removesuffix(".py"):
        raise ConfigError(
            f"file_template {template!r} makes the file name {name!r}, which leaves the version location; correct it"
        )
    if path.name.startswith((".", "__init__")) or not path.name.isprintable():
        raise ScriptError(f"the file name {path.name!r} would never be found again; choose another id or file_template")
    return path
