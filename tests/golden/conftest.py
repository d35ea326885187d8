"""Databases of the three kinds that a worker keeps for all its cases; each case leaves them empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.golden.places import MariaDB, Place, PostgreSQL, SQLite
from tests.kit.servers import ServerDatabase


@pytest.fixture(scope="session")
def place_of() -> Iterator[Callable[[str], Place]]:
    """Return the place for a kind of database, made on first use, gone at the end."""
    databases = {kind: ServerDatabase(kind) for kind in ("postgresql", "mariadb")}
    places: dict[str, Place] = {}

    def place(kind: str) -> Place:
        if kind == "sqlite":
            return SQLite()
        if kind not in places:
            made = PostgreSQL if kind == "postgresql" else MariaDB
            places[kind] = made(databases[kind].ready())
        return places[kind]

    yield place
    for used in places.values():
        used.close()
    for database in databases.values():
        database.drop()
