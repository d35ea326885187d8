"""Servers that refuse: the login, the database, the right to do it, the time it takes. No password is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from tests.kit.project import SECRET, Project, Result
from tests.kit.servers import database_name

pytestmark = pytest.mark.server

CREATE = "op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True))"


class Server:
    """A server's database for a test, with one user who has a password and no rights.

    :param kind: of the server.
    :param url: of the database, as its owner.
    """

    def __init__(self, kind: str, url: str) -> None:
        self.kind = kind
        self.url = make_url(url)
        self.user = database_name()
        if kind == "mariadb":
            self.run(f"CREATE USER {self.user} IDENTIFIED BY '{SECRET}'")
        else:
            self.run(
                f"CREATE ROLE {self.user} LOGIN PASSWORD '{SECRET}'", f"GRANT USAGE ON SCHEMA public TO {self.user}"
            )

    def run(self, *statements: str) -> None:
        """Execute statements as the owner."""
        engine = create_engine(self.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def as_user(self, **changed: object) -> URL:
        """Return the URL of the database as that user, or changed in other ways."""
        return self.url.set(username=self.user, password=SECRET).set(**changed)  # type: ignore[arg-type]

    def tables(self) -> list[str]:
        """Return the tables there are; the journal of what failed is no change."""
        engine = create_engine(self.url, poolclass=NullPool)
        found = inspect(engine).get_table_names()
        engine.dispose()
        return [name for name in found if not name.startswith("revgraph_journal")]

    def close(self) -> None:
        """Remove the user."""
        if self.kind == "postgresql":
            self.run(f"DROP OWNED BY {self.user}")
        self.run(f"DROP USER {self.user}")


@pytest.fixture
def server_of(url_of: Callable[[str], str]) -> Iterator[Callable[[str], Server]]:
    """Return what makes a server's database ready."""
    made: list[Server] = []

    def server(kind: str) -> Server:
        made.append(Server(kind, url_of(kind)))
        return made[-1]

    yield server
    for each in made:
        each.close()


@pytest.fixture
def postgresql(server_of: Callable[[str], Server]) -> Server:
    return server_of("postgresql")


@pytest.fixture
def mariadb(server_of: Callable[[str], Server]) -> Server:
    return server_of("mariadb")


def prepare(project: Project, url: URL) -> None:
    """Let the project have one revision, and a database."""
    project.add_revision("aaaa1111", None, upgrade=CREATE)
    written = url.render_as_string(hide_password=False).replace("%", "%%")
    found = next(each for each in project.ini.read_text().splitlines() if each.startswith("sqlalchemy.url ="))
    project.edit("revgraph.ini", found, f"sqlalchemy.url = {written}")


def refused(project: Project, server: Server, url: URL, command: str, *says: str, code: int = 1) -> Result:
    """Run a command that the server must refuse, and check that it is one error and changes nothing."""
    prepare(project, url)
    before, files = server.tables(), project.tree()
    result = project.run(*command.split())
    assert result.code == code, result
    assert len([line for line in result.err.splitlines() if line.startswith("error: ")]) == 1, result
    for never in ("Traceback", "error: unexpected ", SECRET):
        assert never not in result.err + result.out, result
    for words in says:
        assert words in result.err, result
    assert (server.tables(), project.tree()) == (before, files), result
    return result


READING = ["current", "check", "plan", "log", "wait --timeout 0"]


@pytest.mark.parametrize("command", ["upgrade head", "stamp head", "ensure_version", *READING])
def test_unknown_database(project: Project, postgresql: Server, mariadb: Server, command: str) -> None:
    for server in (postgresql, mariadb):
        url = server.url.set(database="rg_no_such_database", password=SECRET)
        url = url.set(password=None) if server.kind == "mariadb" else url
        (project.versions / "aaaa1111_.py").unlink(missing_ok=True)
        refused(project, server, url, command, "can't connect", "rg_no_such_database")


@pytest.mark.parametrize("command", ["upgrade head", "current"])
def test_unknown_user(project: Project, postgresql: Server, command: str) -> None:
    url = postgresql.as_user(username="rg_nobody")
    refused(project, postgresql, url, command, "can't connect", "rg_nobody:***@", "does not exist")


@pytest.mark.parametrize("command", ["upgrade head", "current"])
def test_wrong_password(project: Project, mariadb: Server, command: str) -> None:
    url = mariadb.as_user(password=f"{SECRET}-wrong")
    refused(project, mariadb, url, command, "can't connect", f"{mariadb.user}:***@", "Access denied")


@pytest.mark.parametrize("command", ["upgrade head", "current"])
def test_login_that_is_locked(project: Project, postgresql: Server, mariadb: Server, command: str) -> None:
    postgresql.run(f"ALTER ROLE {postgresql.user} NOLOGIN")
    refused(project, postgresql, postgresql.as_user(), command, "not permitted to log in")
    mariadb.run(f"ALTER USER {mariadb.user} ACCOUNT LOCK")
    (project.versions / "aaaa1111_.py").unlink()
    refused(project, mariadb, mariadb.as_user(), command, "locked")


@pytest.mark.parametrize("command", ["upgrade head", "stamp head", "ensure_version", "doctor", *READING])
def test_url_without_a_database(project: Project, mariadb: Server, command: str) -> None:
    url = mariadb.url.set(database="")
    project.use_models()
    result = refused(project, mariadb, url, command)
    assert "no database is chosen" in result.out + result.err, result


def test_database_that_is_anothers(project: Project, mariadb: Server) -> None:
    refused(project, mariadb, mariadb.as_user(), "upgrade head", "can't connect", "Access denied")


def test_too_many_sessions(project: Project, postgresql: Server) -> None:
    postgresql.run(f"ALTER ROLE {postgresql.user} CONNECTION LIMIT 0")
    refused(project, postgresql, postgresql.as_user(), "upgrade head", "can't connect", "too many connections")


@pytest.mark.parametrize("command", ["upgrade head", "stamp head", "ensure_version"])
def test_no_right_to_create(project: Project, postgresql: Server, mariadb: Server, command: str) -> None:
    refused(project, postgresql, postgresql.as_user(), command, "permission denied for schema public")
    mariadb.run(f"GRANT SELECT ON `{mariadb.url.database}`.* TO {mariadb.user}")
    (project.versions / "aaaa1111_.py").unlink()
    refused(project, mariadb, mariadb.as_user(), command, "CREATE command denied")


@pytest.mark.parametrize("command", ["upgrade head", "current"])
def test_no_right_to_read_the_version_table(project: Project, postgresql: Server, command: str) -> None:
    postgresql.run("CREATE TABLE revgraph_version (version_num VARCHAR(255))")
    refused(project, postgresql, postgresql.as_user(), command, "permission denied for table revgraph_version")


@pytest.mark.parametrize("command", ["upgrade head", "stamp head", "ensure_version", *READING])
def test_a_version_table_in_a_schema_that_may_not_be_used(project: Project, postgresql: Server, command: str) -> None:
    postgresql.run(
        'CREATE SCHEMA "of others"',
        'CREATE TABLE "of others".revgraph_version (version_num VARCHAR(255))',
        f'ALTER ROLE {postgresql.user} SET search_path = "$user", "of others", public',
    )
    says = f'GRANT USAGE ON SCHEMA "of others" TO {postgresql.user}'
    refused(project, postgresql, postgresql.as_user(), command, "revgraph_version", says)


def test_a_version_table_of_another_tenant_is_none_of_ours(project: Project, postgresql: Server) -> None:
    postgresql.run(
        "CREATE SCHEMA tenant",
        "CREATE TABLE tenant.revgraph_version (version_num VARCHAR(255))",
        f"GRANT CREATE ON SCHEMA public TO {postgresql.user}",
    )
    prepare(project, postgresql.as_user())
    assert project.run("upgrade", "head").code == 0
    assert "t" in postgresql.tables()


@pytest.mark.parametrize("command", ["upgrade head", "stamp head"])
def test_no_right_to_write_the_version_table(project: Project, postgresql: Server, command: str) -> None:
    postgresql.run(
        "CREATE TABLE revgraph_version (version_num VARCHAR(255))",
        f"GRANT SELECT ON revgraph_version TO {postgresql.user}",
        f"GRANT CREATE ON SCHEMA public TO {postgresql.user}",
        "CREATE TABLE revgraph_journal (id INTEGER)",
    )
    project.edit("revgraph.ini", "journal = true", "journal = false")
    refused(project, postgresql, postgresql.as_user(), command, "permission denied for table revgraph_version")


@pytest.mark.parametrize("command", ["upgrade head", "stamp head", "ensure_version"])
def test_a_server_that_is_read_only(project: Project, postgresql: Server, command: str) -> None:
    url = postgresql.url.update_query_dict({"options": "-c default_transaction_read_only=on"})
    result = refused(project, postgresql, url, command, "read-only transaction")
    assert "Mend the script" not in result.err  # nothing is wrong with it


def test_a_search_path_that_leads_nowhere(project: Project, postgresql: Server) -> None:
    url = postgresql.url.update_query_dict({"options": "-c search_path=rg_no_such_schema"})
    refused(project, postgresql, url, "upgrade head", "no schema has been selected to create in")


def test_a_statement_that_takes_longer_than_it_may(project: Project, postgresql: Server) -> None:
    url = postgresql.url.update_query_dict({"options": "-c statement_timeout=300"})
    project.add_revision("aaaa1110", None, name="slow.py", upgrade="op.execute('SELECT pg_sleep(20)')")
    refused(project, postgresql, url, "upgrade aaaa1110", "slow.py", "statement timeout", "rolled back")


@pytest.mark.parametrize("command", ["upgrade head", "stamp head", "current"])
def test_a_version_table_that_another_session_locks(project: Project, postgresql: Server, command: str) -> None:
    postgresql.run("CREATE TABLE revgraph_version (version_num VARCHAR(255) PRIMARY KEY)")
    engine = create_engine(postgresql.url, poolclass=NullPool)
    url = postgresql.url.update_query_dict({"options": "-c lock_timeout=200"})
    with closing(engine.connect()) as other:
        other.execute(text("LOCK TABLE revgraph_version"))
        refused(project, postgresql, url, command, "lock timeout", "revgraph_version")
    engine.dispose()
