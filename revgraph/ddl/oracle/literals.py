"""Values in scripts for Oracle, read alike whatever the session's formats are, and left alone by SQL*Plus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import DateTime, LargeBinary, TypeEngine

from revgraph.ddl.sql_text import quoted_string
from revgraph.errors import OperationError

_LONGEST_STRING = 4000  # bytes of a literal
_LONGEST_RAW = 2000
_PIECE = 1000  # characters, of four bytes at most


class RawBytes(LargeBinary):
    """Bytes as ``HEXTORAW('6162')``."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return _raw


class ToTimestamp(DateTime):
    """A time stamp as a call that says how it is written: what Oracle reads by itself depends on the session."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: _moment(value, with_offset=self.timezone)


class ClientProofStrings(SQLCompiler):
    """Strings that SQL*Plus leaves alone: it asks for a value at ``&``, and an empty line or ``/`` ends a statement."""

    def render_literal_value(self, value: Any, type_: TypeEngine[Any]) -> str:
        """Return a value as a literal."""
        written = super().render_literal_value(value, type_)
        if not written.startswith("'"):
            return written
        if len(written.encode()) > _LONGEST_STRING:
            inner = written[1:-1].replace("''", "'")
            pieces = [inner[start : start + _PIECE] for start in range(0, len(inner), _PIECE)]
            written = " || ".join(f"TO_CLOB({quoted_string(piece)})" for piece in pieces)
        for char in "\n\r&":
            written = written.replace(char, f"' || CHR({ord(char)}) || '")
        return written


def _raw(value: Any) -> str:
    if len(value) > _LONGEST_RAW:
        raise OperationError(
            f"{len(value)} bytes can't be written into a script for Oracle, whose literals hold {_LONGEST_RAW}; insert "
            "them while connected"
        )
    return f"HEXTORAW('{bytes(value).hex()}')"


def _moment(value: Any, *, with_offset: bool) -> str:
    moment = cast(datetime, value)
    form = "YYYY-MM-DD HH24:MI:SS"
    precision = "microseconds" if moment.microsecond else "seconds"
    written = moment.replace(tzinfo=None).isoformat(sep=" ", timespec=precision)
    form += ".FF" if moment.microsecond else ""
    if with_offset and moment.tzinfo is not None:
        offset = moment.strftime("%z")
        return f"TO_TIMESTAMP_TZ('{written} {offset[:3]}:{offset[3:5]}', '{form} TZH:TZM')"
    return f"TO_TIMESTAMP('{written}', '{form}')" if moment.microsecond else f"TO_DATE('{written}', '{form}')"
