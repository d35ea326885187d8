"""Dialects from outside: with an implementation of their own, which needs no registration, and with none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler

from revgraph import ddl
from revgraph.ddl import DefaultImpl
from revgraph.ddl.base import AddColumn, ColumnName, RenameTable, alter_table, column_definition, format_column_name
from revgraph.ddl.literals import HexBinary
from revgraph.errors import OperationError
from revgraph.operations import Operations
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import history, migrate
from tests.kit.project import process_environment
from tests.kit.source import ROOT


class FirebirdDialect(DefaultDialect):
    """As a package for Firebird would bring it."""

    name = "firebird"
    supports_statement_cache = True


class PaperDialect(DefaultDialect):
    """A dialect for which nobody has written an implementation."""

    name = "paper"
    supports_statement_cache = True


class LivePaperDialect(SQLiteDialect_pysqlite):
    """A database that is there and that revgraph knows nothing of, though SQLite is behind it."""

    name = "livepaper"
    supports_statement_cache = True


class FirebirdImpl(DefaultImpl):
    """As a plug-in would write it: a few verbs, a few facts."""

    __dialect__ = "firebird"

    transactional_ddl = True
    command_terminator = "^"
    type_synonyms = (*DefaultImpl.type_synonyms, {"BLOB SUB_TYPE TEXT", "TEXT"})
    script_types = {**DefaultImpl.script_types, sa.Unicode: HexBinary}

    def start_migrations(self) -> None:
        self.execute("SET NAMES UTF8")

    def rename_table(self, old_table_name: str, new_table_name: str, schema: str | None = None) -> None:
        raise OperationError(f"Firebird can't rename {old_table_name}")

    def drop_column(self, table_name: str, column: Column[Any], *, schema: str | None = None, **kw: Any) -> None:
        self.static_output(f"-- {table_name} loses {column.name}")
        super().drop_column(table_name, column, schema=schema, **kw)

    def version_table_impl(self, **kw: Any) -> Table:
        table = super().version_table_impl(**kw)
        table.append_column(Column("noted", String(9)))
        return table


@compiles(AddColumn, "firebird")
def visit_add_column(element: AddColumn, compiler: DDLCompiler, **kw: Any) -> str:
    return (
        f"{alter_table(compiler, element.table_name, element.schema)} ADD {column_definition(compiler, element.column)}"
    )


@compiles(ColumnName, "firebird")
def visit_column_name(element: ColumnName, compiler: DDLCompiler, **kw: Any) -> str:
    names = " TO ".join(format_column_name(compiler, name) for name in (element.column_name, element.newname))
    return f"{alter_table(compiler, element.table_name, element.schema)} ALTER {names}"


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    dialects = (FirebirdDialect, PaperDialect, LivePaperDialect)
    registry.impls.update({dialect.name: partial(_same, dialect) for dialect in dialects})
    yield
    for dialect in dialects:
        del registry.impls[dialect.name]


def _same(dialect: type[sa.Dialect]) -> type[sa.Dialect]:
    return dialect  # this module can't be imported by its name


def script(dialect: str, **opts: Any) -> tuple[Operations, StringIO]:
    buffer = StringIO()
    options = {"as_sql": True, "output_buffer": buffer, **opts}
    return Operations(MigrationContext.configure(dialect_name=dialect, opts=options)), buffer


def several_verbs(op: Operations) -> None:
    op.create_table("t", Column("id", Integer, primary_key=True), Column("n", String(9), index=True))
    op.add_column("t", Column("c", Integer, server_default="5"))
    op.alter_column("t", "c", nullable=False, new_column_name="d")
    op.create_unique_constraint("uq", "t", ["d"])
    op.bulk_insert(sa.table("t", sa.column("n", sa.String)), [{"n": "it's"}])
    op.drop_constraint("uq", "t", type_="unique")
    op.drop_index("ix_t_n", "t")
    op.drop_column("t", "d")
    op.drop_table("t")


GENERIC = """\
CREATE TABLE t (
    id INTEGER NOT NULL,{space}
    n VARCHAR(9),{space}
    PRIMARY KEY (id)
);

CREATE INDEX ix_t_n ON t (n);

ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '5';

ALTER TABLE t ALTER COLUMN c SET NOT NULL;

ALTER TABLE t RENAME c TO d;

ALTER TABLE t ADD CONSTRAINT uq UNIQUE (d);

INSERT INTO t (n) VALUES ('it''s');

ALTER TABLE t DROP CONSTRAINT uq;

DROP INDEX ix_t_n;

ALTER TABLE t DROP COLUMN d;

DROP TABLE t;

""".format(space=" ")


def test_dialect_without_implementation_writes_standard_sql() -> None:
    op, buffer = script("paper")
    several_verbs(op)
    assert type(op.get_context().impl) is DefaultImpl
    assert buffer.getvalue() == GENERIC


def test_own_implementation_is_found_and_its_spellings_are_taken() -> None:
    op, buffer = script("firebird")
    several_verbs(op)
    assert type(op.get_context().impl) is FirebirdImpl
    expected = (
        GENERIC.replace(";", "^")
        .replace("ADD COLUMN c", "ADD c")
        .replace("RENAME c TO d", "ALTER c TO d")
        .replace("ALTER TABLE t DROP COLUMN", "-- t loses d\n\nALTER TABLE t DROP COLUMN")
    )
    assert buffer.getvalue() == expected


def test_own_verb_may_refuse() -> None:
    op, buffer = script("firebird")
    with pytest.raises(OperationError, match="Firebird can't rename t"):
        op.rename_table("t", "u")
    assert buffer.getvalue() == ""
    op, buffer = script("paper")
    op.rename_table("t", "u")
    assert buffer.getvalue() == "ALTER TABLE t RENAME TO u;\n\n"


def test_elements_of_other_dialects_are_not_touched() -> None:
    element = RenameTable("t", "u")
    assert str(element.compile(dialect=FirebirdDialect())) == "ALTER TABLE t RENAME TO u"
    added = AddColumn("t", Table("t", MetaData(), Column("c", Integer)).c.c)
    assert str(added.compile(dialect=FirebirdDialect())) == "ALTER TABLE t ADD c INTEGER"
    assert str(added.compile(dialect=PaperDialect())) == "ALTER TABLE t ADD COLUMN c INTEGER"


@pytest.mark.parametrize(
    ("dialect", "transaction", "columns", "end"),
    [
        ("paper", [], "version_num VARCHAR(255) NOT NULL", ";"),
        ("firebird", ["BEGIN"], "version_num VARCHAR(255) NOT NULL,  noted VARCHAR(9)", "^"),
    ],
)
def test_history_becomes_a_script(dialect: str, transaction: list[str], columns: str, end: str, tmp_path: Path) -> None:
    scripts = history(tmp_path, a='op.create_table("t", sa.Column("id", sa.Integer))', b='op.drop_table("t")')
    buffer = StringIO()
    migrate(None, scripts, dialect_name=dialect, as_sql=True, output_buffer=buffer)
    text = buffer.getvalue()
    statements = [line for part in text.split(end) if (line := " ".join(part.split())) and not line.startswith("--")]
    assert statements[: len(transaction)] == transaction
    created = f"CREATE TABLE revgraph_version ( {' '.join(columns.split())}, "
    assert f"{created}CONSTRAINT revgraph_version_pkc PRIMARY KEY (version_num) )" in statements
    assert "UPDATE revgraph_version SET version_num='b' WHERE revgraph_version.version_num = 'a'" in " ".join(
        text.split()
    )


@pytest.mark.parametrize("each", [False, True])
def test_implementation_is_told_once_that_migrations_start(each: bool, tmp_path: Path) -> None:
    scripts = history(tmp_path, a="pass", b="pass")
    buffer = StringIO()
    options = {"as_sql": True, "output_buffer": buffer, "transaction_per_migration": each}
    migrate(None, scripts, dialect_name="firebird", **options)
    lines = [line for line in buffer.getvalue().splitlines() if line]
    assert lines[:3] == ["BEGIN^", "SET NAMES UTF8^", "CREATE TABLE revgraph_version ("]
    assert lines.count("SET NAMES UTF8^") == 1


def test_history_runs_on_a_database_nobody_knows(tmp_path: Path) -> None:
    scripts = history(
        tmp_path,
        a='op.create_table("t", sa.Column("id", sa.Integer), sa.Column("n", sa.String(9)))',
        b='op.add_column("t", sa.Column("c", sa.Integer)); '
        'op.bulk_insert(sa.table("t", sa.column("c")), [{"c": 1}, {"c": 2}])',
        c='op.create_index("ix", "t", ["c"]); op.rename_table("t", "u")',
    )
    engine = sa.create_engine("livepaper:///" + str(tmp_path / "live.db"))
    try:
        with engine.connect() as connection:
            context = migrate(connection, scripts)
            connection.commit()
            assert type(context.impl) is DefaultImpl
            assert context.get_current_heads() == ("c",)
            assert connection.execute(sa.text("SELECT sum(c) FROM u")).scalar() == 3
            assert [index["name"] for index in sa.inspect(connection).get_indexes("u")] == ["ix"]
    finally:
        engine.dispose()


def in_a_fresh_process(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=process_environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_implementation_of_a_known_dialect_may_be_replaced_before_ours_is_loaded() -> None:
    code = """
from sqlalchemy import make_url
from revgraph.ddl import DefaultImpl

class Mine(DefaultImpl):
    __dialect__ = "mysql"

found = [DefaultImpl.get_by_dialect(make_url(f"{name}://").get_dialect()()) for name in ("mariadb", "mysql")]
print([(one.__name__, one.__module__) for one in found])
"""
    assert in_a_fresh_process(code) == "[('MariaDBImpl', 'revgraph.ddl.mysql.impl'), ('Mine', '__main__')]"


def test_implementation_of_a_known_dialect_may_be_replaced_by_a_subclass() -> None:
    code = """
from sqlalchemy import make_url
from revgraph.ddl import DefaultImpl, MySQLImpl

class Mine(MySQLImpl):
    __dialect__ = "mysql"

print(DefaultImpl.get_by_dialect(make_url("mysql://").get_dialect()()).__name__)
"""
    assert in_a_fresh_process(code) == "Mine"


def test_only_the_dialect_in_use_is_loaded() -> None:
    code = """
import sys
import revgraph.runtime.migration
from sqlalchemy import make_url
from revgraph.ddl import DefaultImpl

def loaded():
    return sorted(name for name in sys.modules if name.startswith("sqlalchemy.dialects.") or name in known)

known = {f"revgraph.ddl.{name}" for name in ("mssql", "mysql", "oracle", "postgresql", "sqlite")}
print(loaded())
DefaultImpl.get_by_dialect(make_url("mssql://").get_dialect()())
print([name for name in loaded() if name.startswith("revgraph")])
"""
    assert in_a_fresh_process(code).splitlines() == ["[]", "['revgraph.ddl.mssql']"]


@pytest.mark.parametrize("name", ddl.__all__)
def test_names_of_the_package_are_its_implementations(name: str) -> None:
    found = getattr(ddl, name)
    assert found.__name__ == name
    assert issubclass(found, DefaultImpl)


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'FirebirdImpl'"):
        _ = ddl.FirebirdImpl  # type: ignore[attr-defined]
