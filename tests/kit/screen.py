"""A terminal that is none."""

from __future__ import annotations

import io

import pytest


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and keeps what was written to it."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def coloured_terminal(monkeypatch: pytest.MonkeyPatch, columns: int = 80) -> None:
    """Make the environment one of a terminal that knows colours, whatever the test runs in."""
    for name, value in (("TERM", "xterm"), ("COLUMNS", str(columns))):
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
