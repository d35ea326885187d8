"""Fixtures of the fault tests: a runner of processes that may be told to die, and a project of 30 revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kit.faults import Database, FaultRunner
from tests.kit.project import Project


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultRunner]:
    """Runs commands in forked processes."""
    made = FaultRunner(tmp_path_factory.mktemp("faults"))
    yield made
    made.close()


@pytest.fixture
def database(database_url: str) -> Database:
    """An empty database: once of each of the three kinds."""
    return Database(database_url)


@pytest.fixture
def bare_project(tmp_path: Path, database: Database) -> Project:
    """A project as ``init`` makes it, without revisions, on ``database``."""
    root = tmp_path / "project"
    root.mkdir()
    return Project(root, database.url).make()


@pytest.fixture
def project_of(tmp_path: Path, url_of: Callable[[str], str]) -> Callable[[str], Project]:
    """Return a project as ``init`` makes it on an empty database of a kind."""

    def make(kind: str) -> Project:
        root = tmp_path / f"project_{kind}"
        root.mkdir()
        return Project(root, url_of(kind)).make()

    return make
