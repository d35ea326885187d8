"""Databases that can't be used: unreachable, no driver, no URL at all. The password is never shown."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing

import pytest

from tests.kit.project import SECRET, Project, expect_refusal
from tests.kit.servers import server_url

ONLINE = [("upgrade", "head"), ("current", "-v"), ("stamp", "head"), ("check",)]


def with_url(project: Project, url: str) -> Project:
    """Point a project elsewhere."""
    line = next(line for line in project.ini.read_text(encoding="utf-8").splitlines() if "sqlalchemy.url =" in line)
    project.edit("revgraph.ini", line, f"sqlalchemy.url = {url.replace('%', '%%')}")
    return project


@pytest.mark.parametrize("argv", ONLINE, ids=" ".join)
@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://me:{SECRET}@127.0.0.1:9/nowhere",
        f"mysql+pymysql://me:{SECRET}@127.0.0.1:9/nowhere",
        f"postgresql+psycopg://me:{SECRET}@no-such-host.invalid/nowhere?connect_timeout=2",
    ],
    ids=["postgresql", "mariadb", "host"],
)
def test_nobody_answers(project: Project, argv: tuple[str, ...], url: str) -> None:
    expect_refusal(with_url(project, url), *argv, says=["can't connect", "me:***@"])


def test_sqlite_file_in_a_folder_that_is_missing(project: Project) -> None:
    expect_refusal(
        with_url(project, "sqlite:////no/such/folder/x.db"), "upgrade", "head", says=["/no/such/folder/x.db"]
    )


def test_sqlite_file_that_is_something_else(project: Project) -> None:
    project.database.write_bytes(b"this is no database, but it is long enough to look at" * 20)
    files = project.tree()
    result = project.run("upgrade", "head")
    assert result.code == 1 and "not a database" in result.err and "Traceback" not in result.err, result
    assert project.tree() == files


@pytest.mark.server
def test_login_refused(project: Project) -> None:
    place = server_url("mariadb").partition("@")[2]
    result = with_url(project, f"mysql+pymysql://nosuchuser:{SECRET}@{place}").run("current")
    assert result.code == 1 and SECRET not in result.err and "nosuchuser" in result.err, result


@pytest.mark.parametrize(
    ("url", "module", "package"),
    [
        (f"postgresql+pg8000://me:{SECRET}@h/d", "pg8000", "pg8000"),
        (f"mysql://me:{SECRET}@h/d", "MySQLdb", "mysqlclient"),
        (f"oracle+oracledb://me:{SECRET}@h/d", "oracledb", "oracledb"),
        (f"mssql+pyodbc://me:{SECRET}@h/d", "pyodbc", "pyodbc"),
        (f"postgresql+asyncpg://me:{SECRET}@h/d", "asyncpg", "asyncpg"),
    ],
    ids=["pg8000", "mysqlclient", "oracledb", "pyodbc", "asyncpg"],
)
def test_missing_driver_names_the_package(project: Project, url: str, module: str, package: str) -> None:
    if importlib.util.find_spec(module) is not None:
        pytest.skip(f"{module} is installed here")
    expect_refusal(with_url(project, url), "current", says=[package, "pip install"])


@pytest.mark.parametrize(
    "url",
    [
        f"this is no url {SECRET}",
        f"postgresql//me:{SECRET}@h/d",
        f"nosuchdialect://me:{SECRET}@h/d",
        f"postgresql+nosuchdriver://me:{SECRET}@h/d",
        f"postgresql+psycopg://me:{SECRET}@h:port/d",
        f"://me:{SECRET}@h",
        f"postgresql+psycopg://me:{SECRET}%zz@127.0.0.1:9/d",
        f"postgresql+psycopg://me:a/b@{SECRET}@127.0.0.1:9/d",
        f"postgresql+psycopg://127.0.0.1:9/d?user=me&password={SECRET}",
    ],
    ids=["words", "no-colon", "dialect", "driver", "port", "scheme", "percent", "at-sign", "option"],
)
@pytest.mark.parametrize("argv", [("current",), ("upgrade", "head"), ("--traceback", "current")], ids=" ".join)
def test_wrong_url_never_shows_the_password(project: Project, url: str, argv: tuple[str, ...]) -> None:
    with_url(project, url)
    result = project.run(*argv)
    assert result.code == 1, result
    assert SECRET not in result.err + result.out, result
    assert "error: " in result.err
    assert ("Traceback" in result.err) == ("--traceback" in argv), result


def test_url_of_the_environment_is_not_shown_either(project: Project) -> None:
    with_url(project, "sqlite://")
    text = project.ini.read_text(encoding="utf-8")
    project.ini.write_text(text.replace("[revgraph]", "[revgraph]\nurl_env = PLACE_OF_DATA"), encoding="utf-8")
    url = f"postgresql+psycopg://me:{SECRET}@127.0.0.1:9/d"
    expect_refusal(project, "current", env={"PLACE_OF_DATA": url}, says=["can't connect"])


@pytest.fixture
def ahead(project: Project) -> Project:
    """A database at a revision the scripts don't have."""
    project.add_revision("aaaa1111", None, upgrade="op.create_table('t', sa.Column('id', sa.Integer()))")
    assert project.run("stamp", "aaaa1111").code == 0
    with closing(sqlite3.connect(project.database)) as connection:
        connection.execute("UPDATE revgraph_version SET version_num = 'ffff9999'")
        connection.commit()
    return project


@pytest.mark.parametrize(
    "argv",
    [
        ("upgrade", "head"),
        ("upgrade", "+1"),
        ("downgrade", "base"),
        ("downgrade", "-1"),
        ("stamp", "head"),
        ("current",),
        ("current", "-v"),
        ("history", "-i"),
        ("check",),
    ],
    ids=" ".join,
)
def test_database_at_an_unknown_revision(ahead: Project, argv: tuple[str, ...]) -> None:
    expect_refusal(ahead, *argv, says=["ffff9999", "revgraph_version"], code=4)
    assert ahead.rows("SELECT * FROM revgraph_version") == [("ffff9999",)]


def test_stamp_purge_sets_an_unknown_revision_right(ahead: Project) -> None:
    result = ahead.run("stamp", "--purge", "aaaa1111")
    assert result.code == 0, result
    assert ahead.rows("SELECT * FROM revgraph_version") == [("aaaa1111",)]
    assert ahead.run("stamp", "--purge", "base").code == 0
    assert ahead.rows("SELECT * FROM revgraph_version") == []


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (f"postgresql+psycopg://me:{SECRET}@127.0.0.1:9/d", ["can't connect"]),
        (f"nosuchdialect://me:{SECRET}@h/d", ["nosuchdialect"]),
        ("sqlite:///x.db", ["--url"]),
    ],
    ids=["unreachable", "dialect", "sqlite"],
)
def test_demo_with_a_database_it_can_not_use(project: Project, url: str, says: list[str]) -> None:
    expect_refusal(project, "demo", "fresh", "--url", url, says=says)
    assert not (project.root / "fresh").exists()
