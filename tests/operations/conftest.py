"""Fixtures of the operations' tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine


@pytest.fixture
def sqlite_engine() -> Iterator[Engine]:
    """An engine on an empty SQLite database in memory."""
    engine = create_engine("sqlite://")
    yield engine
    engine.dispose()


@pytest.fixture
def connection(sqlite_engine: Engine) -> Iterator[Connection]:
    """A connection to an empty SQLite database in memory."""
    with sqlite_engine.connect() as connection:
        yield connection
