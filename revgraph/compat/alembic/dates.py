"""Dates and names of new revision files as ``alembic.script.base`` makes them, of modules replaced there by tests."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from revgraph.script import naming

if TYPE_CHECKING:
    from revgraph.script.base import ScriptDirectory

__all__ = ["ZoneInfo", "create_date", "datetime", "file_tokens"]


def create_date(script: ScriptDirectory) -> datetime.datetime:
    """Return the time now, in the time zone of the directory.

    :raises ConfigError: if there is no such time zone.
    """
    if script.timezone is None:
        return datetime.datetime.now()
    return datetime.datetime.now(datetime.UTC).astimezone(naming.time_zone(script.timezone))


def file_tokens(revision: str, message: str | None, date: Any, slug_length: int) -> dict[str, object]:
    """Return the values of the tokens of ``file_template``; a slug that was cut ends with an underscore."""
    tokens = naming.file_tokens(revision, message, date, slug_length)
    whole = "_".join(re.findall(r"\w+", message or "")).lower()
    shown = str(tokens["slug"])
    return tokens | {"slug": shown if shown == whole or shown.endswith("_") else f"{shown}_"}
