"""PostgreSQL's own types as literals for scripts: what the driver would have sent, as text.

Knows values and quotes only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Dialect, Interval
from sqlalchemy.dialects.postgresql import HSTORE, INTERVAL
from sqlalchemy.dialects.postgresql.ranges import AbstractMultiRange, AbstractSingleRange

from revgraph.ddl.literals import ScriptTypes
from revgraph.ddl.sql_text import quoted_string


class IntervalText(INTERVAL):
    """An interval with its days kept apart from its seconds."""

    def literal_processor(self, dialect: Dialect) -> Callable[[timedelta], str]:
        """Return the function that writes one value."""
        return lambda value: f"'{value.days} days {value.seconds}.{value.microseconds:06} seconds'"


class RangeText(AbstractSingleRange[Any]):
    """A range as PostgreSQL shows it; a str is taken as written so."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: quoted_string(str(value))


class MultirangeText(AbstractMultiRange[Any]):
    """Several ranges in braces; a str is taken as written so."""

    def literal_processor(self, dialect: Dialect) -> Callable[[str | Iterable[Any]], str]:
        """Return the function that writes one value."""
        return lambda value: quoted_string(value if isinstance(value, str) else f"{{{','.join(map(str, value))}}}")


class HstoreText(HSTORE):
    """Keys and values in double quotes."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Mapping[str, str | None]], str]:
        """Return the function that writes one value."""

        def part(text: str | None) -> str:
            if text is None:
                return "NULL"
            escaped = text.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'

        return lambda value: quoted_string(", ".join(f"{part(key)}=>{part(found)}" for key, found in value.items()))


OWN_TYPES: ScriptTypes = {
    Interval: IntervalText,
    INTERVAL: IntervalText,
    AbstractSingleRange: RangeText,
    AbstractMultiRange: MultirangeText,
    HSTORE: HstoreText,
}
