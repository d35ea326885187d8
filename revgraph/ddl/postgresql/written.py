"""Texts as they were probably written before PostgreSQL gave them back, where its own form would change once more.

``IN`` on a VARCHAR column is kept as ``= ANY (...)``, with casts that are moved inwards when that is given to it.
"""

from __future__ import annotations

import re

_STRING = r"'(?:[^']|'')*'"
_ITEM = rf"{_STRING}::character varying"
_NAME = r'(?:"(?:[^"]|"")+"|[a-z_][\w$]*)'
_ITEMS = rf"\(\(?ARRAY\[(?P<items>{_ITEM}(?:, {_ITEM})*)\]\)?::text\[\]\)"
_IN = re.compile(rf"\(?(?P<name>{_NAME})\)?::text (?P<any>= ANY|<> ALL) {_ITEMS}")
_CAST = re.compile(rf"({_STRING})::character varying")


def as_written(sql: str) -> str:
    """Return a condition with ``IN`` where PostgreSQL has made something else of it.

    :param sql: as the server gives it.
    """
    return _IN.sub(_in, sql)


def _in(found: re.Match[str]) -> str:
    word = "IN" if found["any"] == "= ANY" else "NOT IN"
    items = _CAST.sub(r"\1", found["items"])
    return f"{found['name']} {word} ({items})"
