"""The lock as users set it: the command line over env.py over the configuration, and an exit code of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from revgraph import command
from revgraph.config import Config
from revgraph.errors import CommandError, LockTimeout
from revgraph.runtime.lock import migration_lock
from revgraph.runtime.migration import MigrationContext
from tests.kit.project import Project

MOVES = [("upgrade", "head"), ("downgrade", "base"), ("stamp", "bbbb2222"), ("resolve", "bbbb2222", "--rolled-back")]
CONFIGURE = "transaction_per_migration=True,"


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.server) for name in ("postgresql", "mariadb")])
def project(request: pytest.FixtureRequest, url_of: Callable[[str], str], tmp_path: Path) -> Iterator[Project]:
    """A project at the first of two revisions, whose database somebody else is migrating."""
    url = url_of(request.param)
    root = tmp_path / "project"
    root.mkdir()
    made = Project(root, url).make()
    made.add_revision("aaaa1111", None)
    made.add_revision("bbbb2222", "aaaa1111")
    assert made.run("upgrade", "aaaa1111").code == 0
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as holder:
        impl = MigrationContext.configure(holder).impl
        with migration_lock(impl, holder, table="revgraph_version", timeout=1):
            yield made
    engine.dispose()


@pytest.mark.parametrize("argv", MOVES, ids=lambda argv: argv[0])
def test_too_long_a_wait_has_an_exit_code_of_its_own(project: Project, argv: tuple[str, ...]) -> None:
    result = project.run(*argv, "--lock-timeout", "0.2")
    assert result.code == 6, result
    assert "waited 0.2 s for another process that migrates this database: session " in result.err
    assert project.run("current").out.startswith("aaaa1111")


@pytest.mark.parametrize("argv", MOVES[:3], ids=lambda argv: argv[0])
def test_without_the_lock_nobody_is_waited_for(project: Project, argv: tuple[str, ...]) -> None:
    assert project.run(*argv, "--no-lock").code == 0
    assert not project.run("current").out.startswith("aaaa1111")


def test_resolve_without_the_lock_looks_for_what_was_cut_off(project: Project) -> None:
    result = project.run("resolve", "bbbb2222", "--rolled-back", "--no-lock")
    assert result.code == 1 and "bbbb2222" in result.err, result


@pytest.mark.parametrize(
    ("setting", "code"), [("lock_timeout = 0.2", 6), ("lock = false", 0), ("lock = off\nlock_timeout =", 0)]
)
def test_in_the_ini_file(project: Project, setting: str, code: int) -> None:
    project.edit("revgraph.ini", "[revgraph]\n", f"[revgraph]\n{setting}\n")
    assert project.run("upgrade", "head").code == code


@pytest.mark.parametrize(("setting", "code"), [("lock_timeout = 0.2", 6), ("lock_timeout = 1", 6), ("lock = false", 0)])
def test_in_pyproject(project: Project, setting: str, code: int) -> None:
    (project.root / "pyproject.toml").write_text(f"[tool.revgraph]\n{setting}\n")
    assert project.run("upgrade", "head").code == code


@pytest.mark.parametrize(("configured", "code"), [("lock=True, lock_timeout=0.2,", 6), ("lock=False,", 0)])
def test_env_py_comes_before_the_configuration(project: Project, configured: str, code: int) -> None:
    opposite = "lock = false" if code else "lock_timeout = 0.2"
    project.edit("revgraph.ini", "[revgraph]\n", f"[revgraph]\n{opposite}\n")
    project.edit("migrations/env.py", CONFIGURE, f"{CONFIGURE}\n        {configured}")
    assert project.run("upgrade", "head").code == code


def test_the_command_line_comes_before_env_py(project: Project) -> None:
    project.edit("migrations/env.py", CONFIGURE, f"{CONFIGURE}\n        lock=True, lock_timeout=500,")
    assert project.run("upgrade", "head", "--lock-timeout", "0.2").code == 6
    assert project.run("upgrade", "head", "--no-lock").code == 0


def test_from_python(project: Project) -> None:
    config = Config(str(project.ini))
    with pytest.raises(LockTimeout):
        command.upgrade(config, "head", lock_timeout=0.2)
    with pytest.raises(LockTimeout):
        command.stamp(config, "head", lock_timeout=0.2)
    with pytest.raises(CommandError, match=r"lock_timeout must be a number of seconds, 0 or more, not -1"):
        command.downgrade(config, "base", lock_timeout=-1)
    command.upgrade(config, "head", no_lock=True)


@pytest.mark.parametrize(
    "setting", ["lock_timeout = soon", "lock_timeout = -1", "lock_timeout = nan", "lock = perhaps"]
)
def test_a_setting_that_is_none_is_refused(project: Project, setting: str) -> None:
    project.edit("revgraph.ini", "[revgraph]\n", f"[revgraph]\n{setting}\n")
    result = project.run("upgrade", "head")
    name, _, value = setting.partition(" = ")
    assert result.code == 1 and f"{name!r} must be" in result.err and f"not {value!r}" in result.err, result
