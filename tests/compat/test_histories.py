"""The histories that published applications ship, run by Alembic and by revgraph: both leave the same database."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from tests.compat.peer import ALEMBIC, ALIAS, PeerProject
from tests.convergence.dumps import DUMPS
from tests.kit.project import Result
from tests.kit.servers import ServerDatabase

pytest.importorskip("alembic")

HISTORIES = {
    "optuna": "optuna/storages/_rdb/alembic",
    "jupyterhub": "jupyterhub/alembic",
    "mlflow": "mlflow/store/db_migrations",
    "dagster": "dagster/_core/storage/alembic",
}
"""Where an application keeps its script directory, within the installed packages."""

DRIVEN = ("mlflow", "dagster")
"""Applications that prepare something before they migrate, and whose revisions import them: they are too much to
install with every other package of the tests, and stand in a folder of their own."""
FOLDER = "REVGRAPH_TEST_HISTORIES"
"""The environment variable that names it; ``pip install --target FOLDER`` fills it (see ``.ci/run``)."""

Programs = tuple[tuple[str, ...], tuple[str, ...]]

INI = """\
[alembic]
script_location = {scripts}
sqlalchemy.url = {url}

[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = WARNING
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(message)s
"""


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=HISTORIES)
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], tuple[PeerProject, Programs]]:
    """Return a configuration for an application's scripts and a database, and the two programs that run there."""
    folder = folder_of(request.param)

    def project(url: str) -> tuple[PeerProject, Programs]:
        text = INI.format(scripts=folder / HISTORIES[request.param], url=url.replace("%", "%%"))
        (tmp_path / "alembic.ini").write_text(text, encoding="utf-8")
        if request.param not in DRIVEN:
            return PeerProject(tmp_path), (ALEMBIC, ALIAS)
        driver = str(Path(__file__).with_name("history_driver.py"))
        theirs, own = ((driver, tool, request.param, str(folder), url) for tool in ("alembic", "revgraph"))
        return PeerProject(tmp_path), (theirs, own)

    return project


def folder_of(application: str) -> Path:
    """Return the folder that holds an application's package."""
    if application in DRIVEN:
        named = os.environ.get(FOLDER)
        if not named:
            pytest.skip(f"{application} is looked for in the folder that {FOLDER} names, and it names none")
        assert (Path(named) / HISTORIES[application]).is_dir(), f"{FOLDER} names a folder without {application}"
        return Path(named)
    spec = find_spec(application)
    if spec is None or spec.origin is None:
        pytest.skip(f"{application} is not installed")
    return Path(spec.origin).parents[1]


def done(result: Result) -> Result:
    assert result.code == 0, result
    return result


class Every(frozenset[str]):
    """All names there are: none is left out of the comparison."""

    def __contains__(self, name: object) -> bool:
        return True


def schema_of(url: str, kind: str) -> frozenset[str]:
    engine = create_engine(url, poolclass=NullPool)
    names: frozenset[str] = Every()
    if kind == "sqlite":
        with engine.connect() as connection:
            text = " ".join(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql > ''").scalars())
        names = frozenset(re.findall(r"CONSTRAINT \W?(\w+)", text))
    found = frozenset(DUMPS[kind](engine, names))
    engine.dispose()
    return found


@pytest.mark.server
def test_both_tools_lead_to_the_same_database_and_back(
    kind: str,
    history: Callable[[str], tuple[PeerProject, Programs]],
    url_of: Callable[[str], str],
    server_databases: dict[str, ServerDatabase],
    tmp_path: Path,
) -> None:
    url = url_of(kind)
    project, programs = history(url)
    left, codes = [], []
    if kind != "sqlite":
        server_databases[kind].empty()  # as it is before the second one, down to the owner of its schema
    for program in programs:
        there = project.run(program, "upgrade", "heads").code
        dumps = [schema_of(url, kind)]
        back = project.run(program, "downgrade", "base").code if there == 0 else None
        if back == 0:
            dumps.append(schema_of(url, kind))
        codes.append((there, back))
        left.append(dumps)
        if kind == "sqlite":
            Path(str(make_url(url).database)).unlink()
        else:
            server_databases[kind].empty()
    assert codes[0] == codes[1]
    for theirs, own in zip(*left, strict=True):
        assert theirs ^ own == set()


def test_reports_are_the_same(history: Callable[[str], tuple[PeerProject, Programs]], tmp_path: Path) -> None:
    project, programs = history(f"sqlite:///{tmp_path / 'none.sqlite'}")
    for arguments in (("heads",), ("heads", "-v"), ("history",), ("history", "-v"), ("branches",), ("show", "heads")):
        theirs, own = (done(project.run(program, *arguments)) for program in programs)
        assert own.out == theirs.out


@pytest.mark.parametrize("dialect", ["postgresql", "mysql+pymysql"])
def test_scripts_are_the_same_but_for_what_is_declared(
    dialect: str, history: Callable[[str], tuple[PeerProject, Programs]], tmp_path: Path
) -> None:
    project, programs = history(f"{dialect}://nobody@localhost/none")
    theirs, own = (project.run(program, "upgrade", "heads", "--sql") for program in programs)
    assert (own.code == 0) == (theirs.code == 0)
    if theirs.code == 0:
        assert statements(own.out) == statements(theirs.out)


def statements(script: str) -> list[str]:
    """Return the statements of a script without what both tools are known to write otherwise."""
    text = re.sub(r"^--.*$", "", script, flags=re.MULTILINE)
    text = re.sub(r" RETURNING \S+(?=;)", "", text)  # Alembic's INSERT into the version table asks for the row back
    return [" ".join(each.split()) for each in text.split(";") if each.strip()]
