"""Every project template does the whole job on a real database, as its README says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from tests.conftest import KINDS
from tests.kit.project import MODELS, Project, expect_refusal, process_environment
from tests.kit.source import ROOT

SYNC_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "mariadb": "mariadb+pymysql"}
ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
ONE_DATABASE = ["generic", "async", "pyproject", "pyproject_async", "minimal", "package"]
PLACEHOLDER = "driver://user:pass@localhost/dbname"


def tables(url: str) -> set[str]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def made(root: Path, template: str, url: str) -> Project:
    """Make a project of a template, with models in a package ``app``."""
    project = Project(root, url)
    (root / "app").mkdir()
    (root / "app/__init__.py").write_text("")
    (root / "app/models.py").write_text(MODELS, encoding="utf-8")
    place = "app/migrations" if template == "package" else "migrations"
    result = project.run("init", "-t", template, place)
    assert result.code == 0, result
    settings = root / ("revgraph.ini" if (root / "revgraph.ini").exists() else "pyproject.toml")
    text = settings.read_text(encoding="utf-8")
    assert text.count(PLACEHOLDER) == 1, text
    written = url.replace("%", "%%") if settings.suffix == ".ini" else url
    text = text.replace(PLACEHOLDER, written).replace('# metadata = "app.models:Base.', 'metadata = "app.models:')
    settings.write_text(text, encoding="utf-8")
    environment = root / place / "env.py"
    if environment.exists():
        code = environment.read_text(encoding="utf-8")
        assert code.count("target_metadata = None") == 1
        imported = "from app.models import metadata\n\ntarget_metadata = metadata"
        environment.write_text(code.replace("target_metadata = None", imported), encoding="utf-8")
    return project


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("template", ONE_DATABASE)
def test_the_whole_job(tmp_path: Path, url_of: Callable[[str], str], template: str, kind: str) -> None:
    plain = url_of(kind)
    drivers = ASYNC_DRIVERS if template.endswith("async") else SYNC_DRIVERS
    if kind not in drivers:
        pytest.skip("no asynchronous driver for MariaDB is installed")
    url = make_url(plain).set(drivername=drivers[kind]).render_as_string(hide_password=False)
    root = tmp_path / "project"
    root.mkdir()
    project = made(root, template, url)
    for argv in (("revision", "--autogenerate", "-m", "authors and books"), ("upgrade", "head"), ("check",)):
        result = project.run(*argv)
        assert result.code == 0, result
    assert {"author", "book", "revgraph_version", "revgraph_journal"} <= tables(plain)
    assert project.run("current").out.endswith(" (head)\n")
    script = project.run("upgrade", "base:head", "--sql")
    assert script.code == 0 and "CREATE TABLE author" in script.out, script
    again = project.spawn("downgrade", "base")
    assert again.code == 0 and "Running downgrade" in again.err, again
    assert not {"author", "book"} & tables(plain)


@pytest.mark.parametrize("kind", KINDS)
def test_multidb(tmp_path: Path, url_of: Callable[[str], str], kind: str) -> None:
    urls = {"engine1": url_of(kind), "engine2": f"sqlite:///{tmp_path / 'second.sqlite'}"}
    project = Project(tmp_path)
    assert project.run("init", "-t", "multidb", "migrations").code == 0
    project.edit("revgraph.ini", f"{PLACEHOLDER}\n", urls["engine1"].replace("%", "%%") + "\n")
    project.edit("revgraph.ini", f"{PLACEHOLDER}2\n", urls["engine2"] + "\n")
    models = MODELS + "\nother = MetaData()\nTable('log', other, Column('id', Integer, primary_key=True))\n"
    (tmp_path / "models.py").write_text(models, encoding="utf-8")
    wanted = 'import models\ntarget_metadata = {"engine1": models.metadata, "engine2": models.other}'
    project.edit("migrations/env.py", "target_metadata = {}", wanted)
    for argv in (("revision", "--autogenerate", "-m", "x"), ("upgrade", "head"), ("check",)):
        result = project.run(*argv)
        assert result.code == 0, result
    assert {"author", "book"} <= tables(urls["engine1"]) and "log" not in tables(urls["engine1"])
    assert "log" in tables(urls["engine2"]) and "author" not in tables(urls["engine2"])
    assert len(project.run("current").lines) == 2
    assert project.run("plan", "base").out.count("! drop_table") == 3
    assert project.run("upgrade", "base:head", "--sql").code == 0
    assert "CREATE TABLE author" in (tmp_path / "engine1.sql").read_text()
    assert "CREATE TABLE log" in (tmp_path / "engine2.sql").read_text()
    assert project.run("downgrade", "base").code == 0
    assert not {"author", "log"} & (tables(urls["engine1"]) | tables(urls["engine2"]))


def test_package_migrates_without_a_configuration(tmp_path: Path) -> None:
    project = made(tmp_path, "package", "sqlite:///unused.sqlite")
    code = 'op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))'
    project.run("revision", "-m", "x")
    (path,) = (tmp_path / "app/migrations/versions").glob("*.py")
    path.write_text(path.read_text().replace('    """Upgrade schema."""\n    pass', f"    {code}"), encoding="utf-8")
    program = (
        "import sqlalchemy as sa, app.migrations\n"
        "print(bool(app.migrations.upgrade(sa.create_engine('sqlite:///mine.sqlite'))))\n"
        "print(bool(app.migrations.upgrade(sa.create_engine('sqlite:///mine.sqlite'))))\n"
    )
    environment = process_environment()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.stdout.split() == ["True", "False"], done.stderr
    assert "t" in tables(f"sqlite:///{tmp_path / 'mine.sqlite'}")


@pytest.mark.parametrize(("place", "location", "folder"), [
    ("app/migrations", "app:migrations", "%(here)s"),
    ("src/app/db/migrations", "app:db/migrations", "%(here)s/src"),
])  # fmt: skip
def test_package_says_where_it_is(tmp_path: Path, place: str, location: str, folder: str) -> None:
    project = Project(tmp_path)
    assert project.run("init", "-t", "package", place).code == 0
    text = (tmp_path / "pyproject.toml").read_text()
    assert f'script_location = "{location}"\n' in text and f'prepend_sys_path = ["{folder}"]\n' in text


def test_every_template_is_listed_with_its_summary(tmp_path: Path) -> None:
    lines = Project(tmp_path).run("list_templates").lines
    found = {line.partition(" - ")[0]: line.partition(" - ")[2] for line in lines if " - " in line}
    assert set(found) == {path.parent.name for path in (ROOT / "templates").glob("*/script.py.mako")}
    assert {*ONE_DATABASE, "multidb"} == set(found)
    assert all(text.endswith(".") for text in found.values())


# -- pyproject.toml that is there already


def test_table_is_added_to_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "app"\n', encoding="utf-8")
    project = Project(tmp_path)
    assert project.run("init", "-t", "pyproject", "migrations").code == 0
    text = (tmp_path / "pyproject.toml").read_text()
    assert text.startswith('[project]\nname = "app"\n\n[tool.revgraph]\n')
    assert project.run("heads").code == 0


def test_table_that_is_there_is_kept(tmp_path: Path) -> None:
    before = '[tool.revgraph]\nscript_location = "elsewhere"\n'
    (tmp_path / "pyproject.toml").write_text(before, encoding="utf-8")
    result = Project(tmp_path).run("init", "-t", "pyproject", "migrations")
    assert result.code == 0 and "already has a [tool.revgraph] table, skipping" in result.out, result
    assert (tmp_path / "pyproject.toml").read_text() == before


def test_pyproject_is_as_it_was_if_it_can_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = '[project]\nname = "app"\n'
    (tmp_path / "pyproject.toml").write_text(before, encoding="utf-8")
    from revgraph.command import setup

    real = setup.write_atomic

    def fails(path: Path, content: bytes) -> None:
        if path.name == "pyproject.toml":
            raise OSError(28, "No space left on device", str(path))
        real(path, content)

    monkeypatch.setattr(setup, "write_atomic", fails)
    expect_refusal(Project(tmp_path), "init", "-t", "pyproject", "migrations", says=["No space left"])
    assert not (tmp_path / "migrations").exists()


# -- templates of one's own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "mine"
    folder.mkdir(parents=True)
    generic = ROOT / "templates/generic"
    (folder / "script.py.mako").write_bytes((generic / "script.py.mako").read_bytes())
    (folder / "revgraph.ini.mako").write_text("[revgraph]\nscript_location = ${script_location}\n# mine\n")
    (folder / "README").write_text("Mine.\n\nMore.\n")
    (folder / "extra.txt").write_text("kept as it is ${1}\n")
    return folder


@pytest.mark.parametrize("way", ["path", "variable"])
def test_own_template(tmp_path: Path, own: Path, way: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    project = Project(root)
    env = {"REVGRAPH_TEMPLATES": str(own.parent)} if way == "variable" else {}
    result = project.run("init", "-t", "mine" if way == "variable" else f"{own}", "migrations", env=env)
    assert result.code == 0, result
    assert project.ini.read_text() == "[revgraph]\nscript_location = %(here)s/migrations\n# mine\n"
    assert (root / "migrations/extra.txt").read_text() == "kept as it is ${1}\n"
    if way == "variable":
        assert "mine - Mine." in project.run("list_templates", env=env).lines


@pytest.mark.parametrize(("name", "says"), [("nosuch", "choose one of: async, generic"), ("./nosuch", "holds no")])
def test_no_such_template(tmp_path: Path, name: str, says: str) -> None:
    expect_refusal(Project(tmp_path), "init", "-t", name, "migrations", says=[name, says])


def test_no_such_folder_of_templates(tmp_path: Path) -> None:
    env = {"REVGRAPH_TEMPLATES": "/nowhere"}
    expect_refusal(Project(tmp_path), "init", "migrations", env=env, says=["/nowhere"])


def test_a_template_of_your_own_needs_no_template_of_revision_files(tmp_path: Path) -> None:
    project = Project(tmp_path, "sqlite://")
    own = tmp_path / "own"
    own.mkdir()
    (own / "README").write_text("Our own.")
    result = project.run("init", "-t", "./own", "migrations")
    assert (result.code, "./own is no template: it holds no file *.mako" in result.err) == (1, True), result
    (own / "revgraph.ini.mako").write_text("[revgraph]\nscript_location = ${script_location}\n")
    assert project.run("init", "-t", "./own", "migrations").code == 0
    assert (tmp_path / "migrations/README").read_text() == "Our own."
