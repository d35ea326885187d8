"""``revgraph demo``: a small real project, and the whole job done in it before the user's eyes.

Every command is run as the user would run it, in a process of its own; nothing here reaches into the commands. What
only the demo needs is imported in its functions: the parser imports this file for every command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from revgraph.errors import CommandError, TemplateError
from revgraph.util.console import Console
from revgraph.util.files import templates_root, write_atomic
from revgraph.util.text import listed, without_passwords

if TYPE_CHECKING:
    from pathlib import Path

URL_VARIABLE = "DATABASE_URL"
SQLITE_FILE = "demo.sqlite"


class StepFailed(Exception):
    """A command of the demo failed and has said why; carries its exit code. Never leaves this file."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def demo(directory: str = ".", url: str | None = None) -> int:
    """Make a small project in an empty folder and do the whole job in it, showing every command.

    :param directory: an empty or new folder.
    :param url: an empty database on a server; default: a SQLite file in the folder.
    :return: the exit code: 0, or that of the first command that failed.
    :raises CommandError: if the folder or the database is not empty; nothing was touched.
    """
    from pathlib import Path

    root = Path(directory).absolute()
    _refuse_used_folder(root)
    if url is not None:
        _refuse_used_database(url)
    root.mkdir(parents=True, exist_ok=True)
    try:
        Demo(root, url).run()
    except StepFailed as failed:
        return failed.code
    return 0


class Demo:
    """The story, told step by step.

    :param root: the project's folder, empty.
    :param url: the server's database, or None for a SQLite file.
    """

    def __init__(self, root: Path, url: str | None) -> None:
        self.root = root
        self.url = url
        self.console = Console()

    def run(self) -> None:
        """Tell the whole story; stops at the first command that fails."""
        self.console.say(f"A small project in {self.root}")
        self._enter()
        self._write_models("models.py")
        self._revgraph("init", "migrations")
        self._point_to_database()
        self._point_to_models()
        self._revgraph("revision", "--autogenerate", "-m", "authors and books")
        self._revgraph("upgrade", "head")
        self._write_models("models_later.py")
        self._revgraph("revision", "--autogenerate", "-m", "loans")
        self._revgraph("upgrade", "head")
        self._revgraph("downgrade", "-1")
        self._revgraph("history")
        self._revgraph("current")
        self._close()

    def _enter(self) -> None:
        self._show_command(["cd", str(self.root)])
        if self.url is not None:
            self._show_command(["export", f"{URL_VARIABLE}={without_passwords(self.url)}"])

    def _write_models(self, name: str) -> None:
        source = templates_root() / "demo" / name
        if not source.is_file():
            raise TemplateError(f"{source} is missing from this installation; reinstall revgraph")
        target = self.root / "models.py"
        before = target.read_text(encoding="utf-8") if target.exists() else None
        text = source.read_text(encoding="utf-8")
        write_atomic(target, text)
        if before is None:
            self.console.say("\nmodels.py is written: two tables, a foreign key, an index, an enum and a check.")
        else:
            self._show_change("models.py", before, text)

    def _point_to_database(self) -> None:
        line = f"url_env = {URL_VARIABLE}"
        if self.url is None:
            line = f"sqlalchemy.url = sqlite:///%(here)s/{SQLITE_FILE}"
        self._edit("revgraph.ini", r"^sqlalchemy\.url *=.*$", line)

    def _point_to_models(self) -> None:
        self._edit(
            "migrations/env.py",
            r"^target_metadata = None$",
            "from models import Base\n\ntarget_metadata = Base.metadata",
        )

    def _edit(self, name: str, pattern: str, text: str) -> None:
        import re

        path = self.root / name
        before = path.read_text(encoding="utf-8")
        after, count = re.subn(pattern, lambda _: text, before, flags=re.MULTILINE)
        if count != 1:
            raise TemplateError(f"{path}: expected one line like {pattern!r} to edit, found {count}")
        write_atomic(path, after)
        self._show_change(name, before, after)

    def _show_change(self, name: str, before: str, after: str) -> None:
        import difflib

        self.console.say(f"\n{name} is edited:")
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        for line in lines:
            if not line.startswith(("---", "+++", "@@")):
                self.console.say(f"  {line}")

    def _revgraph(self, *arguments: str) -> None:
        """Run a command and pass its output on as it comes.

        :raises StepFailed: with its exit code.
        """
        import subprocess

        self._show_command(["revgraph", *arguments])
        process = subprocess.Popen(
            [sys.executable, "-m", "revgraph", *arguments],
            cwd=self.root,
            env=_environment(self.url),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        with process:
            for line in process.stdout or ():
                self.console.say(line.rstrip("\n"))
        if process.returncode:
            self.console.complain(f"error: the demo stops here: 'revgraph {arguments[0]}' failed")
            raise StepFailed(process.returncode)

    def _show_command(self, words: Iterable[str]) -> None:
        import shlex

        self.console.say(f"\n$ {shlex.join(words)}")

    def _close(self) -> None:
        self.console.say(f"\nDone. The project is in {self.root}; go on from there.")
        if self.url is not None:
            self.console.say(
                f"The database keeps what it has now: {listed(_table_names(self.url), nothing='no tables')}."
            )


def _environment(url: str | None) -> Mapping[str, str]:
    """Return the environment of a command: the user's, with a way to this installation and to the database."""
    from pathlib import Path

    environment = {name: value for name, value in os.environ.items() if name not in ("REVGRAPH_CONFIG", URL_VARIABLE)}
    environment["PYTHONIOENCODING"] = "utf-8"
    package_parent = Path(__file__).resolve().parents[2]
    if package_parent.name not in ("site-packages", "dist-packages"):
        path = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(package_parent), path)))
    if url is not None:
        environment[URL_VARIABLE] = url
    return environment


def _refuse_used_folder(root: Path) -> None:
    if root.is_dir():
        if any(root.iterdir()):
            raise CommandError(f"{root} is not empty: the demo needs an empty or new folder; nothing was touched")
    elif root.exists():
        raise CommandError(f"{root} is not a folder: the demo needs an empty or new one; nothing was touched")


def _refuse_used_database(url: str) -> None:
    if url.startswith("sqlite"):
        raise CommandError("--url is for a database server; without it the demo uses a SQLite file in its folder")
    tables = _table_names(url)
    if tables:
        raise CommandError(
            f"the database has tables already: {listed(tables)}; the demo needs an empty one; nothing was touched"
        )


def _table_names(url: str) -> list[str]:
    """Return the tables of a database; read-only.

    :raises CommandError: if it can't be asked, with the password masked.
    """
    from sqlalchemy import create_engine, inspect
    from sqlalchemy.pool import NullPool

    from revgraph.runtime.failure import database_failed, masked

    try:
        engine = create_engine(url, poolclass=NullPool)
        return sorted(inspect(engine).get_table_names())
    except Exception as error:
        words = f"can't use {masked(url)}: {type(error).__name__}: {without_passwords(str(error), url)}"
        explained = database_failed(error, url) or CommandError(words)
        raise explained from error
