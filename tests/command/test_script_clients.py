"""A script fed to the database's own client leaves what the run on the database leaves, there and back."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.pool import NullPool

from tests.kit.offline_history import write_history
from tests.kit.portraits import Portrait, differences, portrait
from tests.kit.project import Project
from tests.kit.servers import ServerDatabase

KINDS = ("sqlite", "postgresql", "mariadb")
on_each_database = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind == "sqlite" else pytest.mark.server) for kind in KINDS]
)
PROGRAMS = {"sqlite": "sqlite3", "postgresql": "psql", "mariadb": "mariadb"}
ROWS = {
    "author": "SELECT id, name, kind, active, born FROM author ORDER BY id",
    "book": "SELECT id, author_id, title FROM book ORDER BY id",
    "Work": 'SELECT id, author_id, title, text, level FROM "Work" ORDER BY id',
    "revgraph_version": "SELECT version_num FROM revgraph_version",
}


def feed(kind: str, url: str, script: str, folder: Path) -> None:
    """Run a script by the client; whatever it complains of is an error."""
    program = shutil.which(PROGRAMS[kind])
    if program is None:
        pytest.skip(f"there is no {PROGRAMS[kind]}")
    place = make_url(url)
    file = folder / "script.sql"
    file.write_text(script, encoding="utf-8")
    words = {
        "sqlite": ["-bail", str(place.database)],
        "postgresql": ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", place.host or "", "-U", place.username or "root"],
        "mariadb": ["--default-character-set=utf8mb4", "-h", place.host or "", "-u", place.username or "root"],
    }[kind]
    if kind != "sqlite":
        port = {"postgresql": "-p", "mariadb": "-P"}[kind]
        words += [port, str(place.port)] if place.port else []
        words += ["-d", str(place.database)] if kind == "postgresql" else [str(place.database)]
    environment = {**os.environ, "PGPASSWORD": place.password or "", "MYSQL_PWD": place.password or ""}
    with file.open(encoding="utf-8") as said:
        done = subprocess.run(
            [program, *words], stdin=said, capture_output=True, encoding="utf-8", env=environment, timeout=120
        )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{script}"
    assert not done.stderr, done.stderr


@pytest.fixture
def two_urls(kind: str, url_of: Callable[[str], str], tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Return the URLs of two empty databases: one to migrate, one for the client."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'database.sqlite'}", f"sqlite:///{tmp_path / 'scripted.sqlite'}"
        return
    other = ServerDatabase(kind)
    yield url_of(kind), other.ready()
    other.drop()


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        if connection.dialect.name == "mysql":
            connection.exec_driver_sql("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')")
        yield connection
    engine.dispose()


def found(url: str) -> tuple[Portrait, dict[str, list[object]]]:
    """Return the schema and the rows of a database, without the journal."""
    with reading(url) as connection:
        drawn = portrait(connection)
        names = sa.inspect(connection).get_table_names()
        rows = {
            name: [tuple(map(str, row)) for row in connection.exec_driver_sql(query.replace("%", "%%"))]
            for name, query in ROWS.items()
            if name in names
        }
    return drawn, rows


def assert_alike(kind: str, run: str, scripted: str) -> None:
    (drawn, rows), (drawn_by_script, rows_by_script) = found(run), found(scripted)
    assert not differences(drawn_by_script, drawn)
    assert rows_by_script == rows


@pytest.fixture
def project(kind: str, two_urls: tuple[str, str], tmp_path: Path) -> Project:
    made = Project(tmp_path, two_urls[0])
    made.make()
    made.edit("revgraph.ini", "journal = true", "journal = false")
    write_history(made)
    return made


def written(project: Project, kind: str, *argv: str) -> str:
    result = project.run(*argv, "--sql", "--dialect", kind)
    assert result.code == 0, result
    return result.out


@on_each_database
def test_whole_history_there_and_back(kind: str, project: Project, two_urls: tuple[str, str], tmp_path: Path) -> None:
    run, scripted = two_urls
    assert (result := project.run("upgrade", "head")).code == 0, result
    feed(kind, scripted, written(project, kind, "upgrade", "head"), tmp_path)
    assert_alike(kind, run, scripted)
    with reading(scripted) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM author").scalar() == 1
    assert (result := project.run("downgrade", "base")).code == 0, result
    feed(kind, scripted, written(project, kind, "downgrade", "head:base"), tmp_path)
    assert_alike(kind, run, scripted)
    with reading(scripted) as connection:
        assert sa.inspect(connection).get_table_names() == ["revgraph_version"]


@on_each_database
def test_range_by_range(kind: str, project: Project, two_urls: tuple[str, str], tmp_path: Path) -> None:
    run, scripted = two_urls
    for start, end in (("base", "a1"), ("a1", "c3"), ("c3", "head")):
        assert (result := project.run("upgrade", end)).code == 0, result
        feed(kind, scripted, written(project, kind, "upgrade", f"{start}:{end}"), tmp_path)
        assert_alike(kind, run, scripted)
    for start, end in (("d4", "c3"), ("c3", "a1")):
        assert (result := project.run("downgrade", end)).code == 0, result
        feed(kind, scripted, written(project, kind, "downgrade", f"{start}:{end}"), tmp_path)
        assert_alike(kind, run, scripted)
    assert project.run("stamp", "c3").code == 0
    feed(kind, scripted, written(project, kind, "stamp", "a1:c3"), tmp_path)
    assert_alike(kind, run, scripted)
