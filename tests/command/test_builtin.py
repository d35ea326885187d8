"""Projects without env.py: the built-in environment, its options, what it says if they are wrong; several databases."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from revgraph import command
from revgraph.config import Config
from revgraph.errors import CommandError
from tests.kit.project import MODELS, SECRET, Project, expect_refusal
from tests.kit.source import ROOT

CREATE = 'op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))'
ENGINES = """\
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import NullPool

import models

class Base(DeclarativeBase):
    metadata = models.metadata

engine = create_engine("sqlite:///mine.sqlite", poolclass=NullPool)
asynchronous = create_async_engine("sqlite+aiosqlite:///mine.sqlite", poolclass=NullPool)

def make():
    return engine

number = 1
"""
URL = 'url = "sqlite:///database.sqlite"'


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    """A project with models, engines and scripts, and nothing configured yet."""
    (tmp_path / "migrations/versions").mkdir(parents=True)
    (tmp_path / "migrations/script.py.mako").write_bytes((ROOT / "templates/generic/script.py.mako").read_bytes())
    (tmp_path / "models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "engines.py").write_text(ENGINES, encoding="utf-8")
    return Project(tmp_path)


def configure(project: Project, *lines: str) -> None:
    head = ["[tool.revgraph]", 'script_location = "%(here)s/migrations"', 'prepend_sys_path = ["%(here)s"]']
    (project.root / "pyproject.toml").write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


@pytest.mark.parametrize(
    "metadata", ['"models:metadata"', '"engines:Base"', '"engines:Base.metadata"', '["models:metadata"]']
)
def test_models(bare: Project, metadata: str) -> None:
    configure(bare, URL, f"metadata = {metadata}")
    assert bare.run("revision", "--autogenerate", "-m", "x").code == 0
    assert bare.run("upgrade", "head").code == 0
    assert {"author", "book"} <= {name for name, _ in bare.schema()}
    assert bare.run("check").code == 0


@pytest.mark.parametrize("engine", ["engines:engine", "engines:make", "engines:asynchronous"])
def test_engines(bare: Project, engine: str) -> None:
    configure(bare, f'engine = "{engine}"')
    bare.add_revision("aaaa1111", None, upgrade=CREATE)
    assert bare.run("upgrade", "head").code == 0
    assert (bare.root / "mine.sqlite").exists() and not bare.database.exists()
    assert bare.run("current").out == "aaaa1111 (head)\n"
    script = bare.run("upgrade", "head", "--sql")
    assert script.code == 0 and "CREATE TABLE t" in script.out, script


def test_hand_written_revisions_need_no_models(bare: Project) -> None:
    configure(bare, URL, "no_env_py = true", 'version_table = "mine"')
    bare.add_revision("aaaa1111", None, upgrade=CREATE)
    assert bare.run("upgrade", "head").code == 0
    assert {"t", "mine"} <= {name for name, _ in bare.schema()}
    expect_refusal(bare, "revision", "--autogenerate", says=["target_metadata"])


def test_env_py_wins(bare: Project) -> None:
    configure(bare, URL, 'metadata = "models:metadata"')
    (bare.root / "migrations/env.py").write_text("raise RuntimeError('me')\n", encoding="utf-8")
    expect_refusal(bare, "current", says=["env.py:1", "me"])


def test_without_both(bare: Project) -> None:
    configure(bare, URL)
    expect_refusal(bare, "current", says=["env.py", "does not exist", "'metadata'"])


def test_connection_of_the_caller(bare: Project) -> None:
    from sqlalchemy import create_engine, inspect

    configure(bare, "no_env_py = true")
    bare.add_revision("aaaa1111", None, upgrade=CREATE)
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        config = Config(toml_file=bare.root / "pyproject.toml", attributes={"connection": connection})
        command.upgrade(config, "head")
        assert inspect(connection).has_table("t")
    engine.dispose()


def test_asynchronous_engine_in_a_running_loop_says_the_way(bare: Project) -> None:
    configure(bare, f'url = "sqlite+aiosqlite:///{bare.database}"', "no_env_py = true")
    bare.add_revision("aaaa1111", None, upgrade=CREATE)

    async def inside() -> None:
        command.upgrade(Config(toml_file=bare.root / "pyproject.toml"), "head")

    with pytest.raises(CommandError, match="AsyncMigrator"):
        asyncio.run(inside())
    assert bare.schema() == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('metadata = "models"', "package.module:attribute"),
        ('metadata = "nosuch:metadata"', "no module 'nosuch'"),
        ('metadata = "models:nosuch"', "has no 'nosuch'"),
        ('metadata = "engines:number"', "is int, not a MetaData"),
        ('metadata = "broken:metadata"', "ZeroDivisionError"),
        ('metadata = "needs:metadata"', "No module named 'nosuch_at_all'"),
        ('engine = "engines:number"', "is int, not an engine"),
        ('metadata = "models:metadata"\nrender_as_batch = 3', "boolean value expected"),
    ],
)
def test_what_is_configured_wrong(bare: Project, line: str, says: str) -> None:
    (bare.root / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    (bare.root / "needs.py").write_text("import nosuch_at_all\n", encoding="utf-8")
    configure(bare, URL, line)
    bare.add_revision("aaaa1111", None)
    expect_refusal(bare, "upgrade", "head", says=[says])


# -- several databases


def of_database(name: str, *lines: str) -> list[str]:
    return [f"[tool.revgraph.databases.{name}]", f'url = "sqlite:///{name}.sqlite"', *lines]


@pytest.fixture
def several(bare: Project) -> Project:
    configure(bare, "no_env_py = true", *of_database("orders"), *of_database("users"))
    bare.add_revision("aaaa1111", None, upgrade=CREATE)
    return bare


def test_all_databases_in_turn(several: Project) -> None:
    result = several.run("--all", "upgrade", "head")
    told = [line for line in result.err.splitlines() if line.startswith("database ")]
    assert result.code == 0 and told == ["database orders:", "database users:"], result
    assert (several.root / "orders.sqlite").exists() and (several.root / "users.sqlite").exists()
    assert several.run("--all", "current").lines == ["aaaa1111 (head)"] * 2


def test_one_that_fails_keeps_none_of_the_others(several: Project) -> None:
    (several.root / "orders.sqlite").mkdir()
    result = several.run("--all", "upgrade", "head")
    assert result.code == 1 and (several.root / "users.sqlite").is_file(), result
    assert [line for line in result.err.splitlines() if line.startswith("error: database orders: ")]
    assert result.err.splitlines()[-1] == "error: 1 of 2 databases failed: orders; the command was run for all"
    (several.root / "users.sqlite").unlink()
    (several.root / "orders.sqlite").rmdir()
    assert several.run("--all", "current", "--check-heads").code == 1


def test_one_database(several: Project) -> None:
    assert several.run("--db", "users", "upgrade", "head").code == 0
    assert (several.root / "users.sqlite").exists() and not (several.root / "orders.sqlite").exists()
    assert several.run("--db=users", "--db", "users", "current").lines == ["aaaa1111 (head)"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "orders, users; choose with --db NAME, or --all"),
        (("--db", "users", "--db", "nosuch"), "'nosuch'; there are: orders, users"),
        (("--db", "users", "--all"), "together"),
    ],
)
def test_choice_that_is_none(several: Project, options: tuple[str, ...], says: str) -> None:
    expect_refusal(several, *options, "upgrade", "head", says=[says])
    assert not list(several.root.glob("*.sqlite"))


def test_all_where_there_are_none(project: Project) -> None:
    expect_refusal(project, "--all", "current", says=["no databases are configured"])


def test_databases_with_scripts_of_their_own(bare: Project) -> None:
    (bare.root / "other/versions").mkdir(parents=True)
    own = 'script_location = "%(here)s/other"'
    configure(bare, "no_env_py = true", *of_database("orders"), *of_database("users", own))
    bare.add_revision("aaaa1111", None)
    (bare.root / "other/versions/b.py").write_text("revision = 'bbbb2222'\ndown_revision = None\n", encoding="utf-8")
    assert bare.run("--all", "heads").lines == ["aaaa1111 (head)", "bbbb2222 (head)"]


def test_password_of_a_chosen_database_is_not_shown(bare: Project) -> None:
    url = f'url = "postgresql+psycopg://me:{SECRET}@127.0.0.1:1/x"'
    configure(bare, "no_env_py = true", "[tool.revgraph.databases.a]", url)
    bare.add_revision("aaaa1111", None)
    expect_refusal(bare, "--db", "a", "upgrade", "head", says=["me:***@127.0.0.1:1"])
