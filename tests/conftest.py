"""Fixtures every room may use: databases of the three kinds, each test on an empty one of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from tests.kit.project import Project
from tests.kit.servers import DEFAULTS, ServerDatabase

KINDS = [
    pytest.param("sqlite", id="sqlite"),
    *(pytest.param(kind, id=kind, marks=pytest.mark.server) for kind in DEFAULTS),
]


@pytest.fixture(autouse=True)
def _loggers_as_they_were() -> Iterator[None]:
    """Give loggers back what env.py files that run in this process take from them: most switch off all others."""
    manager = logging.root.manager

    def known() -> dict[str, logging.Logger]:
        return {name: logger for name, logger in manager.loggerDict.items() if isinstance(logger, logging.Logger)}

    level, threshold = logging.root.level, manager.disable
    before = {
        name: (logger.level, logger.propagate, logger.disabled, list(logger.handlers))
        for name, logger in known().items()
    }
    yield
    logging.root.setLevel(level)
    logging.disable(threshold)
    for name, logger in known().items():
        if name in before:
            kept, logger.propagate, logger.disabled, logger.handlers = before[name]
            logger.setLevel(kept)
        else:
            logger.disabled = False


@pytest.fixture(scope="session")
def server_databases() -> Iterator[dict[str, ServerDatabase]]:
    """One database per server for this worker; dropped when the worker ends."""
    databases = {kind: ServerDatabase(kind) for kind in DEFAULTS}
    yield databases
    for database in databases.values():
        database.drop()


@pytest.fixture
def url_of(tmp_path: Path, server_databases: dict[str, ServerDatabase]) -> Iterator[Callable[[str], str]]:
    """Return the URL of an empty database of a kind; whatever the test leaves in it is thrown away."""
    used: list[ServerDatabase] = []

    def url(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'database.sqlite'}"
        used.append(server_databases[kind])
        return server_databases[kind].ready()

    yield url
    for database in used:
        database.empty()


@pytest.fixture
def engine_of(url_of: Callable[[str], str]) -> Iterator[Callable[[str], Engine]]:
    """Return an engine on an empty database of a kind, disposed after the test."""
    engines: list[Engine] = []

    def engine(kind: str) -> Engine:
        engines.append(create_engine(url_of(kind), poolclass=NullPool))
        return engines[-1]

    yield engine
    for made in engines:
        made.dispose()


@pytest.fixture
def sqlite_engine(engine_of: Callable[[str], Engine]) -> Engine:
    """An empty SQLite file database."""
    return engine_of("sqlite")


@pytest.fixture
def postgresql_engine(engine_of: Callable[[str], Engine]) -> Engine:
    """An empty PostgreSQL database (mark the test ``server``)."""
    return engine_of("postgresql")


@pytest.fixture
def mariadb_engine(engine_of: Callable[[str], Engine]) -> Engine:
    """An empty MariaDB database (mark the test ``server``)."""
    return engine_of("mariadb")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, url_of: Callable[[str], str]) -> str:
    """The URL, password kept, of an empty database: once for each of the three kinds."""
    return url_of(request.param)


@pytest.fixture
def any_engine(database_url: str) -> Iterator[Engine]:
    """An engine on ``database_url``: once for each of the three kinds."""
    engine = create_engine(database_url, poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh project on a SQLite file, without models or revisions."""
    root = tmp_path / "project"
    root.mkdir()
    return Project(root).make()


@pytest.fixture
def server_project(tmp_path: Path, database_url: str) -> Project:
    """A fresh project with models, once on each of the three kinds of database."""
    root = tmp_path / "project"
    root.mkdir()
    made = Project(root, database_url).make()
    made.use_models()
    return made
