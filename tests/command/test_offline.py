"""Scripts (``--sql``) without URL, driver or database; and what a migration that reads gets told there."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from revgraph import command
from revgraph.config import Config
from revgraph.errors import CommandError, OfflineError, OperationError
from revgraph.operations import Operations
from tests.kit.contexts import script
from tests.kit.offline_history import READING, write_history
from tests.kit.project import Project, expect_refusal, process_environment

DIALECTS = ("sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle")
DRIVERS = (
    *("sqlite3", "aiosqlite", "pysqlite2", "psycopg", "psycopg2", "asyncpg", "pg8000", "MySQLdb", "pymysql", "asyncmy"),
    *("mysql", "mariadb", "pyodbc", "aioodbc", "pymssql", "oracledb", "cx_Oracle"),
)
TYPES = {
    "sqlite": "PRAGMA foreign_keys=OFF;",
    "postgresql": "CREATE TYPE author_kind AS ENUM",
    "mysql": "kind ENUM('poet','it''s')",
    "mariadb": "kind ENUM('poet','it''s')",
    "mssql": "INSERT INTO revgraph_version (version_num) VALUES ('a1');\n\nGO",
    "oracle": "VARCHAR2(50 CHAR) DEFAULT 'it''s 5%' NOT NULL",
}


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    """A project whose configuration names no database: it is as ``init`` wrote it."""
    project = Project(tmp_path)
    assert project.run("init", "migrations").code == 0
    write_history(project)
    return project


def without_drivers(project: Project, *argv: str) -> str:
    """Run a command in a process that can import no driver; return what it wrote."""
    blocked = f"import sys; sys.modules.update(dict.fromkeys({DRIVERS!r}))"
    code = f"{blocked}; from revgraph.cli.main import main; main({list(argv)!r}, prog='revgraph')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.root,
        env=process_environment(),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_driver_and_no_url_is_needed(bare: Project, dialect: str) -> None:
    text = without_drivers(bare, "upgrade", "head", "--sql", "--dialect", dialect)
    assert TYPES[dialect] in text
    assert "-- Running upgrade c3 -> d4" in text
    assert text.count("-- Running upgrade") == 4


@pytest.mark.parametrize("dialect", DIALECTS)
def test_ranges_of_every_kind(bare: Project, dialect: str) -> None:
    def lines(*argv: str) -> list[str]:
        result = bare.run(*argv, "--sql", "--dialect", dialect)
        assert result.code == 0, result
        return [line for line in result.lines if "Running" in line or "revgraph_version" in line]

    up = lines("upgrade", "a1:c3")
    assert [line.split(",")[0] for line in up[::2]] == ["-- Running upgrade a1 -> b2", "-- Running upgrade b2 -> c3"]
    down = lines("downgrade", "d4:b2")
    assert [line.split(",")[0] for line in down[::2]] == [
        "-- Running downgrade d4 -> c3",
        "-- Running downgrade c3 -> b2",
    ]
    assert any("version_num='d4'" in line for line in lines("stamp", "b2:head"))
    assert any("CREATE TABLE" in line for line in bare.run("ensure_version", "--sql", "--dialect", dialect).lines)


def test_url_of_the_configuration_is_not_read(bare: Project) -> None:
    bare.edit("revgraph.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname", "url_env = NOT_SET_ANYWHERE")
    assert "SERIAL" not in (result := bare.run("upgrade", "a1", "--sql", "--dialect", "postgresql")).out
    assert result.code == 0, result
    expect_refusal(bare, "upgrade", "a1", "--sql", says=["no database URL"])


def test_dialect_is_forgotten_after_the_command(bare: Project) -> None:
    text = io.StringIO()
    config = Config(str(bare.ini), output_buffer=text)
    config.set_main_option("sqlalchemy.url", "sqlite://")
    command.upgrade(config, "a1", sql=True, dialect="postgresql")
    assert "CREATE TYPE" in text.getvalue()
    assert config.database_url() == "sqlite://"
    command.stamp(config, "base:a1", sql=True)
    assert "PRAGMA" in text.getvalue()


def test_env_py_of_another_form_needs_no_url(bare: Project) -> None:
    bare.edit("migrations/env.py", "url=config.database_url(),", 'url=config.get_main_option("sqlalchemy.url"),')
    assert bare.run("upgrade", "head", "--sql", "--dialect", "oracle").code == 0


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("upgrade", "head", "--dialect", "mysql"), ["--dialect", "use it with --sql"]),
        (("stamp", "head", "--dialect", "mysql"), ["use it with --sql"]),
        (("upgrade", "head", "--sql", "--dialect", "nosuch"), ["no dialect 'nosuch'", "postgresql"]),
        (("upgrade", "head", "--sql", "--dialect", "x://y"), ["no dialect 'x://y'"]),
        (("downgrade", "d4:a1", "--sql", "--dialect", ""), ["no dialect ''"]),
    ],
)
def test_dialect_that_can_not_be(bare: Project, argv: tuple[str, ...], words: list[str]) -> None:
    expect_refusal(bare, *argv, says=words)


# ---------------------------------------------------------------------------------------------- reading


def reading(project: Project, *, given: str = "", call: str = "fill_slugs(3)") -> Project:
    (project.versions / "r1_reads.py").write_text(READING.format(given=given, call=call), encoding="utf-8")
    return project


def test_step_that_is_online_only_runs_online(project: Project) -> None:
    assert reading(project).run("upgrade", "head").code == 0
    assert project.rows("SELECT slug FROM account ORDER BY id") == [("Ada",), ("Ber",)]


def test_script_tells_loudly_what_it_leaves_out(project: Project) -> None:
    result = reading(project).run("upgrade", "head", "--sql")
    assert result.code == 0, result
    lines = [line for line in result.lines if line]
    at = lines.index(
        "-- ONLY ONLINE: fill_slugs() can't be part of a script; run the migration against the database for it"
    )
    assert "ADD COLUMN slug" in lines[at - 1]
    assert "CREATE INDEX ix_slug" in lines[at + 1]


def test_script_has_the_sql_that_stands_for_a_step(project: Project) -> None:
    given = "sql=[\"UPDATE account SET slug = 'a:b 5%'\", sa.text('DELETE FROM account WHERE id = :i').bindparams(i=9)]"
    result = reading(project, given=given.replace("a:b", r"a\\:b")).run("upgrade", "head", "--sql")
    assert result.code == 0, result
    lines = [line for line in result.lines if line]
    at = lines.index("-- In place of fill_slugs(), which runs only online:")
    assert lines[at + 1 : at + 3] == ["UPDATE account SET slug = 'a:b 5%';", "DELETE FROM account WHERE id = 9;"]


def test_step_may_have_nothing_in_its_place(project: Project) -> None:
    result = reading(project, given="sql=[]").run("upgrade", "head", "--sql")
    assert result.code == 0, result
    assert "fill_slugs" not in result.out


READS = {
    "rows": "op.get_bind().execute(sa.text('SELECT 1')).all()",
    "loop": "[row for row in op.get_bind().execute(sa.text('SELECT 1'))]",
    "value": "op.get_bind().execute(sa.select(sa.literal(1))).scalar()",
    "count": "op.get_bind().execute(sa.text('DELETE FROM t')).rowcount",
    "scalar": "op.get_bind().scalar(sa.text('SELECT 1'))",
    "driver": "op.get_bind().exec_driver_sql('SELECT 1').fetchone()",
    "driver_parameters": "op.get_bind().exec_driver_sql('SELECT ?', (1,))",
    "inspect": "sa.inspect(op.get_bind()).has_table('t')",
    "autoload": "sa.Table('t', sa.MetaData(), autoload_with=op.get_bind())",
    "reflect": "sa.MetaData().reflect(op.get_bind())",
    "raw": "op.get_bind().connection.cursor()",
    "session": "__import__('sqlalchemy.orm').orm.Session(op.get_bind()).execute(sa.text('SELECT 1')).all()",
}


@pytest.mark.parametrize("code", READS.values(), ids=READS)
def test_reading_in_a_script_is_refused_with_the_way_out(project: Project, code: str) -> None:
    reading(project, call=code)
    result = project.run("upgrade", "head", "--sql")
    assert result.code == 1, result
    assert "Traceback" not in result.err
    assert "r1_reads.py:" in result.err
    assert ("a script is being written (--sql)" in result.err) or ("a script (--sql) has no driver" in result.err)
    if "driver_parameters" not in code and "?" not in code:
        assert "@op.online_only(sql='...')" in result.err
        assert "context.is_offline_mode()" in result.err
    assert "The script is incomplete: don't run it." in result.err


def test_stand_in_writes_what_needs_no_rows() -> None:
    written = script("postgresql", literal_binds=True)
    bind = written.op.get_bind()
    assert bind.dialect.name == bind.engine.dialect.name == "postgresql"
    sa.Enum("a", "b", name="e").create(bind, checkfirst=True)
    metadata = sa.MetaData()
    sa.Table("t", metadata, sa.Column("n", sa.Integer))
    metadata.create_all(bind)
    bind.execute(sa.text("INSERT INTO t (n) VALUES (:n)"), {"n": 5}).close()
    bind.exec_driver_sql("UPDATE t SET n = n::int")
    assert written.statements == [
        "CREATE TYPE e AS ENUM ('a', 'b')",
        "CREATE TABLE t ( n INTEGER )",
        "INSERT INTO t (n) VALUES (5)",
        "UPDATE t SET n = n::int",
    ]
    with pytest.raises(OfflineError, match=r"op\.get_bind\(\)\.begin_nested: a script is being written"):
        bind.begin_nested()


def test_mark_without_parentheses() -> None:
    with pytest.raises(OperationError, match=r"@op\.online_only\(\) with parentheses"):

        @Operations.online_only  # type: ignore[arg-type]  # that is the mistake
        def step() -> None: ...


def test_marked_step_keeps_its_name_and_needs_a_migration() -> None:
    @Operations.online_only()
    def step() -> None:
        """Read."""

    assert (step.__name__, step.__doc__) == ("step", "Read.")
    with pytest.raises(NameError, match="operations work while a migration runs"):
        step()


def test_dialect_of_a_python_call_needs_a_script(bare: Project) -> None:
    with pytest.raises(CommandError, match="use it with --sql"):
        command.downgrade(Config(str(bare.ini)), "base", dialect="mysql")
