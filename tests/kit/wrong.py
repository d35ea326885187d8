"""Wrong inputs as records: what is wrong, the command, its exit code, and the words that must be in its one error.

No test here. A table of :func:`wrong` records is checked by :func:`refused`: one error on standard error and no
traceback, no password anywhere, and nothing changed: no file in the project or beside it, nothing in its database.
"""

from __future__ import annotations

import re
import shlex
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.kit.project import SECRET, Project, Result

Step = Callable[[Project], None]
"""Something done to a good project before the command is run."""


@dataclass(frozen=True)
class Wrong:
    """One wrong input.

    :param what: is wrong, in words; the test's name.
    :param steps: make it so, in a project that is well.
    :param argv: the command.
    :param code: its exit code, as documented.
    :param says: words the error must have.
    :param keeps: patterns of paths, below the project, of files that are written on purpose.
    """

    what: str
    steps: tuple[Step, ...]
    argv: tuple[str, ...]
    code: int
    says: tuple[str, ...]
    keeps: tuple[str, ...]
    env: dict[str, str] = field(default_factory=dict)


def wrong(
    what: str,
    *steps: Step,
    run: str | Sequence[str],
    says: str | Iterable[str],
    code: int = 1,
    keeps: Sequence[str] = (),
    env: dict[str, str] | None = None,
) -> Any:
    """Return a row of a table of wrong inputs, for ``parametrize``; see :class:`Wrong`.

    :param run: the command; as text it is split like a shell does.
    """
    argv = tuple(shlex.split(run)) if isinstance(run, str) else tuple(run)
    words = (says,) if isinstance(says, str) else tuple(says)
    return pytest.param(Wrong(what, steps, argv, code, words, tuple(keeps), env or {}), id=what)


# -- what can be wrong


def ini(name: str, value: str) -> Step:
    """Set an option in the main section of the ini file."""

    def step(project: Project) -> None:
        text = re.sub(rf"(?m)^{re.escape(name)} = .*\n", "", project.ini.read_text(encoding="utf-8"))
        line = f"[revgraph]\n{name} = {value}".rstrip()
        project.ini.write_text(text.replace("[revgraph]", line, 1), encoding="utf-8")

    return step


def url(value: str) -> Step:
    """Set the database's URL in the ini file, percent signs doubled."""
    return ini("sqlalchemy.url", value.replace("%", "%%"))


def toml(table: str, *, more: str = "") -> Step:
    """Configure the project by ``pyproject.toml``, and not by an ini file; the usual keys are there as well.

    :param table: what stands in ``[tool.revgraph]``.
    :param more: what stands before it.
    """

    def step(project: Project) -> None:
        project.ini.unlink()
        keys = {"script_location": "migrations", "url": f"sqlite:///{project.database}"}
        usual = "".join(f"{key} = '{value}'\n" for key, value in keys.items() if f"{key} =" not in table)
        text = f"{more}\n[tool.revgraph]\n{usual}{table}\n"
        (project.root / "pyproject.toml").write_text(text, encoding="utf-8")

    return step


def file(name: str, content: str | bytes = "") -> Step:
    """Write a file."""

    def step(project: Project) -> None:
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return step


def env_py(code: str) -> Step:
    """Have other code in env.py."""
    return file("migrations/env.py", code)


def no(name: str) -> Step:
    """Take a file or a whole folder away."""

    def step(project: Project) -> None:
        path = project.root / name
        for each in sorted(path.rglob("*"), reverse=True) if path.is_dir() else ():
            each.unlink() if each.is_file() else each.rmdir()
        path.rmdir() if path.is_dir() else path.unlink()

    return step


def folder(name: str) -> Step:
    """Make a folder where a file is expected, or one too many."""
    return lambda project: (project.root / name).mkdir(parents=True)


def link(name: str, to: str) -> Step:
    """Make a symbolic link, dangling or not."""
    return lambda project: (project.root / name).symlink_to(to)


def revision(id_: str, down: str | tuple[str, ...] | None = None, **further: Any) -> Step:
    """Write a revision file; the parameters are those of ``add_revision``."""

    def step(project: Project) -> None:
        project.add_revision(id_, down, **further)

    return step


def line(project: Project) -> None:
    """Write three revisions in a line, two of which begin alike."""
    project.add_revision("aaaa1111", None)
    project.add_revision("bbbb2222", "aaaa1111")
    project.add_revision("bbbb3333", "bbbb2222")


def done(command: str) -> Step:
    """Run a command that goes well."""

    def step(project: Project) -> None:
        result = project.run(*shlex.split(command))
        assert result.code == 0, result

    return step


def sql(*statements: str) -> Step:
    """Change the SQLite database by hand."""

    def step(project: Project) -> None:
        with closing(sqlite3.connect(project.database)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return step


# -- what must be so


def refused(
    project: Project, case: Wrong, run: Callable[..., Result] | None = None, before: Sequence[str] = ()
) -> Result:
    """Run a command with wrong input and check all that must hold of it; return what it left.

    :param run: how to run it; default: in this process.
    :param before: more options before the command.
    """
    for step in case.steps:
        step(project)
    state = _state(project, case.keeps)
    result = (run or project.run)(*before, *case.argv, env=case.env)
    assert result.code == case.code, result
    everything = result.out + result.err
    errors = [each for each in result.err.splitlines() if re.match(r"(revgraph.*: )?error: ", each)]
    assert len(errors) == 1, result
    for never in ("error: unexpected ", SECRET, *(("Traceback",) if "--traceback" not in before else ())):
        assert never not in everything, f"{never!r} is shown\n{result}"
    for words in case.says:
        assert words in result.err, f"{words!r} is missing\n{result}"
    changed = {name for name, content in _state(project, case.keeps).items() ^ state.items()}
    assert not changed, f"changed: {sorted(changed)}\n{result}"
    return result


def _state(project: Project, keeps: Sequence[str]) -> dict[str, object]:
    """Return all files in and beside the project with what is in them; of its database the content, journal aside."""
    found: dict[str, object] = {}
    for path in sorted(project.root.parent.rglob("*")):
        name = path.relative_to(project.root.parent).as_posix()
        inside = path.relative_to(project.root) if path.is_relative_to(project.root) else path
        if "__pycache__" in path.parts or any(inside.match(pattern) for pattern in keeps):
            continue
        content = _content(path)
        if content or path != project.database:  # SQLite makes an empty file of what it is connected to
            found[name] = content
    return found


def _content(path: Path) -> object:
    if path.is_symlink() or not path.is_file():
        return path.is_symlink() or "folder"
    content = path.read_bytes()
    return _dump(path) if content.startswith(b"SQLite format 3") else content


def _dump(path: Path) -> object:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            found = [each for each in connection.iterdump() if "revgraph_journal" not in each]
            return "\n".join(each for each in found if each not in ("BEGIN TRANSACTION;", "COMMIT;"))
        except sqlite3.DatabaseError:
            return path.read_bytes()
