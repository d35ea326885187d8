"""Processes that die while they migrate, and what a database is like afterwards.

No test here. Commands run in children of :mod:`tests.kit.faultserver`, which has everything imported: a command takes
as long as its work, not as long as Python's start.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, make_url, text

from tests.kit.fault_history import MADE_KEYS
from tests.kit.portraits import portrait
from tests.kit.project import Project, Result, process_environment
from tests.kit.sessions import connected
from tests.kit.source import ROOT

OWN = ("revgraph_version", "revgraph_journal", "revgraph_journal_statement")
KILLED = -9
SHOWN_ROWS = 1000


@dataclass
class Running:
    """A command that was started."""

    pid: int
    out: Path
    err: Path


class FaultRunner:
    """Run commands in processes of their own that may be told to die.

    :param folder: for what they print.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started = 0
        environment = {**process_environment(), "PYTHONPATH": str(ROOT)}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.kit.faultserver"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == "ready\n"

    def close(self) -> None:
        """End the server; children that still run go on."""
        self._server.communicate()

    def start(
        self,
        project: Project,
        *argv: str,
        kill: int = 0,
        within: float | None = None,
        like: str = "",
        log: Path | None = None,
        start_at: float | None = None,
        user: int = 0,
        env: dict[str, str] | None = None,
    ) -> Running:
        """Start a command.

        :param kill: before which statement or commit it dies, from 1.
        :param within: it dies that many seconds after it has sent that statement instead.
        :param like: count only statements that hold this text.
        :param log: write all of them there.
        :param start_at: wait until then.
        :param user: run as that user, if the tests run as root.
        """
        self._started += 1
        running = Running(0, *(self._folder / f"{self._started}.{name}" for name in ("out", "err")))
        running.err.touch()  # may be looked into while it runs
        running.pid = self._ask(
            op="start",
            argv=argv,
            cwd=str(project.root),
            env=env or {},
            out=str(running.out),
            err=str(running.err),
            kill=kill,
            within=within,
            like=like,
            log=str(log) if log else "",
            start_at=start_at,
            user=user,
        )["pid"]
        return running

    def wait(self, running: Running) -> Result:
        """Wait for a command to end."""
        code = self._ask(op="wait", pid=running.pid)["code"]
        result = Result(code, running.out.read_text(encoding="utf-8"), running.err.read_text(encoding="utf-8"))
        running.out.unlink()
        running.err.unlink()
        return result

    def run(self, project: Project, *argv: str, **how: Any) -> Result:
        """Run a command to its end; parameters as of :meth:`start`."""
        return self.wait(self.start(project, *argv, **how))

    def _ask(self, **request: Any) -> dict[str, Any]:
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        answer: dict[str, Any] = json.loads(self._server.stdout.readline())
        return answer


def picture(url: str) -> dict[str, Any]:
    """Return schema and data of a database, without revgraph's own tables but with the version table's rows."""
    with connected(url) as connection:
        facts: dict[str, Any] = {
            key: [fact for fact in value if not _is_own(fact)] if isinstance(value, list) else value
            for key, value in portrait(connection).items()
            if not any(name in key for name in OWN)
        }
        tables = inspect(connection).get_table_names()
        for table in sorted(set(tables) - set(OWN[1:])):
            quoted = connection.dialect.identifier_preparer.quote(table)
            rows = [list(map(str, row)) for row in connection.exec_driver_sql(f"SELECT * FROM {quoted}")]
            rows = sorted(_ranked(rows, MADE_KEYS[table]) if table in MADE_KEYS else rows)
            facts[f"rows of {table}"] = rows if len(rows) < SHOWN_ROWS else _digest(rows)
        return facts


def _digest(rows: list[list[str]]) -> list[str]:
    return [f"{len(rows)} rows", hashlib.sha256(repr(rows).encode()).hexdigest()]


def _ranked(rows: list[list[str]], place: int) -> list[list[str]]:
    """Return rows with 1, 2, ... in the place of keys that the database made."""
    keys = sorted({int(row[place]) for row in rows})
    return [[*row[:place], str(1 + keys.index(int(row[place]))), *row[place + 1 :]] for row in rows]


def _is_own(fact: Any) -> bool:
    return "revgraph_" in repr(fact)


def journal(url: str) -> tuple[list[tuple[str, str]], int]:
    """Return revision and state of each run that is not rolled back, and how many rows of statements are left."""
    with connected(url) as connection:
        tables = inspect(connection).get_table_names()
        query = "SELECT revision, state FROM revgraph_journal WHERE state <> 'rolled back' ORDER BY id"
        runs = [(str(row[0]), str(row[1])) for row in connection.execute(text(query))]
        left = 0
        if OWN[2] in tables:
            left = connection.execute(text(f"SELECT COUNT(*) FROM {OWN[2]}")).scalar_one()
        return runs, left


@dataclass(frozen=True)
class Course:
    """One undisturbed run of a history, revision by revision.

    :param ids: of the revisions.
    :param pictures: what the database is like after each.
    :param points: how many points where a process may die each has.
    :param journal: what the journal holds in the end.
    """

    ids: list[str]
    pictures: list[dict[str, Any]]
    points: list[int]
    journal: list[tuple[str, str]]


def undisturbed(runner: FaultRunner, project: Project, database: Database, ids: list[str], log: Path) -> Course:
    """Run a history revision by revision on an empty database; leaves it empty."""
    pictures, points = [], []
    for name in ids:
        result = runner.run(project, "upgrade", name, log=log)
        assert result.code == 0, result
        points.append(len(log.read_text(encoding="utf-8").splitlines()))
        pictures.append(picture(database.url))
    runs, left = journal(database.url)
    assert left == 0
    database.empty()
    return Course(ids, pictures, points, runs)


class Database:
    """The database of a fault test, which can be emptied quickly."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kind = make_url(url).get_backend_name()

    def empty(self) -> None:
        """Throw away everything in it."""
        if self.kind == "sqlite":
            path = Path(str(make_url(self.url).database))
            for each in path.parent.glob(path.name + "*"):
                each.unlink()
            return
        with connected(self.url) as connection:
            if self.kind == "postgresql":
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
            else:
                name = make_url(self.url).database
                connection.execute(text(f"DROP DATABASE {name}"))
                connection.execute(text(f"CREATE DATABASE {name}"))

    def copy_to(self, path: Path) -> None:
        """Copy a SQLite file."""
        shutil.copy(str(make_url(self.url).database), path)


def write_history(project: Project, bodies: Sequence[str | tuple[str, str]]) -> list[str]:
    """Write a line of revisions and return their ids."""
    ids: list[str] = []
    for number, body in enumerate(bodies, start=1):
        up, down = (body, "pass") if isinstance(body, str) else body
        name = f"r{number:02}"
        project.add_revision(name, ids[-1] if ids else None, upgrade=up.strip(), downgrade=down.strip())
        ids.append(name)
    return ids
