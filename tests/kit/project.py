"""A migration project in a temporary folder, and the commands run in it: in this process, or in one of their own.

No test here. Revisions are written by hand (:meth:`Project.add_revision`) where a test is about reading them.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from tests.kit.source import ROOT

MODELS = """\
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

metadata = MetaData()
author = Table("author", metadata, Column("id", Integer, primary_key=True), Column("name", String(50), nullable=False))
book = Table(
    "book",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", Integer, ForeignKey("author.id", name="fk_book_author")),
    Column("title", String(80), nullable=False, index=True),
)
"""

REVISION = '''\
"""{message}

Revision ID: {revision}
Revises: {revises}
Create Date: 2026-01-02 03:04:05.000006

"""
from revgraph import op
import sqlalchemy as sa

revision = {revision!r}
down_revision = {down!r}
branch_labels = {labels!r}
depends_on = {depends!r}


def upgrade() -> None:
{upgrade}


def downgrade() -> None:
{downgrade}
'''


@dataclass(frozen=True)
class Result:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    def __str__(self) -> str:
        return f"exit code {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


@dataclass
class Project:
    """A project with an ini file, ``migrations/`` and a database, SQLite in its own folder unless told otherwise.

    :param root: an empty folder.
    :param url: of the database.
    """

    root: Path
    url: str = ""
    written: list[Path] = field(default_factory=list)

    @property
    def versions(self) -> Path:
        """The folder of revision files."""
        return self.root / "migrations" / "versions"

    @property
    def ini(self) -> Path:
        """The configuration file."""
        return self.root / "revgraph.ini"

    @property
    def database(self) -> Path:
        """The SQLite file, unless the project has a database elsewhere."""
        return self.root / "database.sqlite"

    def make(self) -> Project:
        """Run ``init`` and set the URL."""
        result = self.run("init", "migrations")
        assert result.code == 0, result
        url = (self.url or f"sqlite:///{self.database}").replace("%", "%%")
        self.edit("revgraph.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname", f"sqlalchemy.url = {url}")
        return self

    def use_models(self, text: str = MODELS) -> None:
        """Write models.py and have env.py use its ``metadata``."""
        path = self.root / "models.py"
        later = path.stat().st_mtime + 2 if path.exists() else None
        path.write_text(text, encoding="utf-8")
        if later is not None:  # Python takes what it compiled by a file's time in seconds, and its size
            os.utime(path, (later, later))
        if "from models import" not in (self.root / "migrations/env.py").read_text(encoding="utf-8"):
            self.edit(
                "migrations/env.py",
                "target_metadata = None",
                "from models import metadata\n\ntarget_metadata = metadata",
            )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one place where ``old`` stands in a file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}:\n{text}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add_revision(
        self,
        revision: str,
        down: str | tuple[str, ...] | None,
        message: str = "",
        *,
        upgrade: str = "pass",
        downgrade: str = "pass",
        labels: str | None = None,
        depends: str | tuple[str, ...] | None = None,
        name: str | None = None,
    ) -> Path:
        """Write a revision file by hand; the functions' bodies are given as unindented code."""
        path = self.versions / (name or f"{revision}_.py")
        path.write_text(
            REVISION.format(
                message=message or f"message of {revision}",
                revision=revision,
                revises=down if isinstance(down, str) else ", ".join(down or ()),
                down=down,
                labels=labels,
                depends=depends,
                upgrade=_indented(upgrade),
                downgrade=_indented(downgrade),
            ),
            encoding="utf-8",
        )
        self.written.append(path)
        return path

    def run(self, *argv: str, env: Mapping[str, str] | None = None) -> Result:
        """Run a command in this process, as if it were one of its own."""
        from revgraph.cli.main import main

        out, err = StringIO(), StringIO()
        code = 0
        with ExitStack() as stack:
            stack.enter_context(_untouched_process(self.root, env or {}))
            stack.enter_context(redirect_stdout(out))
            stack.enter_context(redirect_stderr(err))
            try:
                main(argv, prog="revgraph")
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 1
        return Result(code, out.getvalue(), err.getvalue())

    def spawn(self, *argv: str, env: Mapping[str, str] | None = None) -> Result:
        """Run a command in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "revgraph", *argv],
            cwd=self.root,
            env={**process_environment(), **(env or {})},
            capture_output=True,
            encoding="utf-8",
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def tree(self) -> dict[str, bytes]:
        """Return every file of the project with its content; caches and SQLite databases are left out."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts and ".sqlite" not in path.name
        }

    def schema(self) -> list[tuple[str, ...]]:
        """Return name and definition of everything in the project's SQLite file but the journal."""
        return self.rows("SELECT name, sql FROM sqlite_master WHERE tbl_name <> 'revgraph_journal' ORDER BY name")

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """Ask the project's SQLite file; no file, no rows."""
        if not self.database.exists():
            return []
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()


def process_environment() -> dict[str, str]:
    """Return the environment of a child process: ours, with a way to the package under test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REVGRAPH_", "COV_"))}
    environment["PYTHONPATH"] = str(ROOT)
    return environment


def _indented(code: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in code.splitlines())


@contextmanager
def _untouched_process(cwd: Path, env: Mapping[str, str]) -> Iterator[None]:
    """Restore afterwards what a command changes in its process: folder, variables, module path, modules, logging."""
    folder, path, variables = os.getcwd(), list(sys.path), dict(os.environ)
    sys.modules.pop("models", None)  # of another test's project, which ran it without this
    modules = set(sys.modules)
    loggers = _logging_state()
    os.chdir(cwd)
    os.environ.pop("REVGRAPH_CONFIG", None)
    os.environ.update(env)
    try:
        yield
    finally:
        os.chdir(folder)
        sys.path[:] = path
        os.environ.clear()
        os.environ.update(variables)
        for name in set(sys.modules) - modules:
            source = getattr(sys.modules[name], "__file__", None)
            if source is not None and Path(source).is_relative_to(cwd):
                del sys.modules[name]
        _restore_logging(loggers)


def _logging_state() -> dict[str, tuple[int, list[logging.Handler], bool, bool]]:
    names = ["", *(name for name in logging.root.manager.loggerDict)]
    found = {name: logging.getLogger(name) for name in names}
    return {
        name: (logger.level, list(logger.handlers), logger.propagate, logger.disabled) for name, logger in found.items()
    }


def _restore_logging(state: dict[str, tuple[int, list[logging.Handler], bool, bool]]) -> None:
    fresh: tuple[int, list[logging.Handler], bool, bool] = (logging.NOTSET, [], True, False)
    for name in ["", *logging.root.manager.loggerDict]:
        logger = logging.getLogger(name)
        level, handlers, propagate, disabled = state.get(name, fresh)
        for handler in set(logger.handlers) - set(handlers):
            handler.close()
        logger.setLevel(level)
        logger.handlers[:] = handlers
        logger.propagate, logger.disabled = propagate, disabled


SECRET = "s3cret-Passw0rd"  # a password that must never be shown


def expect_refusal(
    project: Project, *argv: str, says: Iterable[str], code: int = 1, env: Mapping[str, str] | None = None
) -> Result:
    """Run a command that must fail cleanly: one error, nothing written, no traceback, no password."""
    files, schema = project.tree(), project.schema()
    result = project.run(*argv, env=env)
    assert result.code == code, result
    errors = [line for line in result.err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1, result
    for words in says:
        assert words in result.err, f"{words!r} is missing\n{result}"
    for never in ("Traceback", SECRET):
        assert never not in result.err + result.out, result
    assert project.tree() == files, f"files changed\n{result}"
    assert project.schema() == schema, f"the database changed\n{result}"
    return result
