"""Values in scripts for SQL Server, read alike in every language setting and code page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import DateTime, LargeBinary, TypeEngine

_SEPARATOR_LINE = re.compile(r"^[ \t]*GO\b", re.IGNORECASE | re.MULTILINE)


class HexBytes(LargeBinary):
    """Bytes as ``0x6162``."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: f"0x{bytes(value).hex()}"


class ShortDateTime(DateTime):
    """A DATETIME, which reads no more than milliseconds; the form with T means the same in every language setting."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: _moment(value, "milliseconds", with_offset=self.timezone)


class LongDateTime(DateTime):
    """A DATETIME2 or DATETIMEOFFSET."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: _moment(value, "microseconds", with_offset=True)


class NationalStrings(SQLCompiler):
    """Strings beyond ASCII as N'...', in which no code page loses a letter; none with a line that separates batches."""

    def render_literal_value(self, value: Any, type_: TypeEngine[Any]) -> str:
        """Return a value as a literal."""
        written = super().render_literal_value(value, type_)
        if not written.startswith(("'", "N'")):
            return written
        if not written.isascii() and written.startswith("'"):
            written = f"N{written}"
        if _SEPARATOR_LINE.search(written):
            written = written.replace("\n", "' + CHAR(10) + " + written.partition("'")[0] + "'")
        return written


def _moment(value: Any, precision: str, *, with_offset: bool) -> str:
    moment = cast(datetime, value) if with_offset else cast(datetime, value).replace(tzinfo=None)
    return f"'{moment.isoformat(timespec=precision if moment.microsecond else 'seconds')}'"
