"""Operations to test with: on a live connection, or writing a script.

The contexts are the real ones; no test here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from typing import Any

from sqlalchemy import Connection

from revgraph.operations import Operations
from revgraph.runtime.migration import MigrationContext


def live(connection: Connection, **opts: Any) -> Operations:
    """Return operations that act on a connection."""
    return Operations(MigrationContext.configure(connection, opts=opts))


@dataclass
class Script:
    """Operations that write a script, and what they have written."""

    op: Operations
    buffer: StringIO

    @property
    def statements(self) -> list[str]:
        """The statements in one line each, without terminators."""
        parts = self.buffer.getvalue().split(";\n")
        return [line for part in parts if (line := re.sub(r"\s+", " ", part).strip(" ;\n"))]


def script(dialect_name: str, **opts: Any) -> Script:
    """Return operations that write a script for a dialect; ``"default"`` is standard SQL."""
    from sqlalchemy.engine.default import DefaultDialect

    buffer = StringIO()
    options = {"as_sql": True, "output_buffer": buffer, **opts}
    if dialect_name == "default":
        context = MigrationContext.configure(dialect=DefaultDialect(), opts=options)
    else:
        context = MigrationContext.configure(dialect_name=dialect_name, opts=options)
    return Script(Operations(context), buffer)
