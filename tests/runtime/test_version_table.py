"""The version table: wide enough, where it is asked to be, shaped by the dialect, and taken as others made it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, DateTime, Engine, Table, func, inspect, text
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from revgraph.ddl.sqlite import SQLiteImpl
from revgraph.errors import CommandError, RevisionError
from revgraph.graph.heads import Insert, Update
from revgraph.runtime.migration import MigrationContext
from revgraph.script.base import ScriptDirectory
from tests.kit.histories import history, migrate

LONG = "a" * 254
NARROW = "CREATE TABLE their_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT v_pkc PRIMARY KEY (version_num))"
TABLE = 'op.create_table("t", sa.Column("id", sa.Integer))'


def heads(engine: Engine, **opts: Any) -> tuple[str, ...]:
    with engine.connect() as connection:
        return MigrationContext.configure(connection, opts=opts).get_current_heads()


def test_ids_may_have_255_characters(any_engine: Engine, tmp_path: Path) -> None:
    history(tmp_path, a="pass", b="pass")
    for path in (tmp_path / "versions").glob("*.py"):  # no file system has names so long
        code = path.read_text().replace("= 'a'", f"= '{LONG}x'").replace("= 'b'", f"= '{LONG}y'")
        path.write_text(code)
    script = ScriptDirectory(str(tmp_path))
    with any_engine.connect() as connection:
        migrate(connection, script, f"{LONG}x")
    assert heads(any_engine) == (f"{LONG}x",)
    with any_engine.connect() as connection:
        migrate(connection, script)
    assert heads(any_engine) == (f"{LONG}y",)


def test_a_narrower_table_of_another_tool_is_used_as_it_is(any_engine: Engine, tmp_path: Path) -> None:
    with any_engine.begin() as connection:
        connection.execute(text(NARROW))
        connection.execute(text("INSERT INTO their_version VALUES ('a')"))
    script = history(tmp_path, a="raise AssertionError", **{"b" * 32: TABLE})
    with any_engine.connect() as connection:
        migrate(connection, script, version_table="their_version")
    assert heads(any_engine, version_table="their_version") == ("b" * 32,)
    (column,) = inspect(any_engine).get_columns("their_version")
    assert getattr(column["type"], "length", None) == 32


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_an_id_without_room_is_refused_before_anything_is_done(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    engine: Engine = request.getfixturevalue(f"{kind}_engine")
    with engine.begin() as connection:
        if kind == "mariadb":
            connection.execute(text("SET SESSION sql_mode = ''"))
        connection.execute(text(NARROW))
    script = history(tmp_path, a=TABLE, **{"b" * 33: "pass"})
    with engine.connect() as connection, pytest.raises(RevisionError) as caught:
        if kind == "mariadb":  # where it would be cut off in silence
            connection.execute(text("SET SESSION sql_mode = ''"))
            connection.commit()
        migrate(connection, script, version_table="their_version")
    assert "has 33 characters, and their_version.version_num has room for 32; nothing was done" in str(caught.value)
    assert inspect(engine).get_table_names() == ["their_version"]
    assert heads(engine, version_table="their_version") == ()

    remedy = str(caught.value).partition("Widen the column: ")[2]
    with engine.begin() as connection:
        connection.execute(text(remedy))
    with engine.connect() as connection:
        migrate(connection, script, version_table="their_version")
    assert heads(engine, version_table="their_version") == ("b" * 33,)


@pytest.mark.server
def test_stamping_asks_for_room_too(postgresql_engine: Engine, tmp_path: Path) -> None:
    with postgresql_engine.begin() as connection:
        connection.execute(text(NARROW.replace("their_version", "revgraph_version")))
    script = history(tmp_path, **{"b" * 33: "pass"})
    with postgresql_engine.connect() as connection, pytest.raises(RevisionError, match="room for 32"):
        MigrationContext.configure(connection).stamp(script, "head")


@pytest.mark.server
def test_an_id_too_long_for_any_table_must_be_shorter(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        versions = MigrationContext.configure(connection).versions
        versions.expect_room([Insert("a" * 255), Update("a" * 300, "b")])
        with pytest.raises(RevisionError, match=r"has room for 255; nothing was done\. Give the revision a shorter id"):
            versions.expect_room([Insert("a" * 256)])


def test_short_ids_cost_no_look_at_the_table(any_engine: Engine) -> None:
    from sqlalchemy import event

    sent: list[str] = []
    with any_engine.connect() as connection:
        versions = MigrationContext.configure(connection).versions
        event.listen(connection, "before_cursor_execute", lambda *args: sent.append(args[2]))
        versions.expect_room([Insert("a" * 32), Update("a", "b" * 32)])
    assert sent == []


@pytest.mark.parametrize("primary_key", [True, False])
def test_primary_key_as_asked(any_engine: Engine, tmp_path: Path, primary_key: bool) -> None:
    with any_engine.connect() as connection:
        migrate(connection, history(tmp_path, a="pass"), version_table="own", version_table_pk=primary_key)
    found = inspect(any_engine).get_pk_constraint("own")
    assert found["constrained_columns"] == (["version_num"] if primary_key else [])
    if primary_key and any_engine.dialect.name != "mysql":
        assert found["name"] == "own_pkc"
    assert inspect(any_engine).get_columns("own")[0]["nullable"] is False


@pytest.mark.server
def test_schema_as_asked(postgresql_engine: Engine, tmp_path: Path) -> None:
    with postgresql_engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA elsewhere"))
    script = history(tmp_path, a="pass", b="pass")
    for target in ("a", "b"):
        with postgresql_engine.connect() as connection:
            migrate(connection, script, target, version_table="own", version_table_schema="elsewhere")
    assert inspect(postgresql_engine).get_table_names() == []
    assert inspect(postgresql_engine).get_table_names("elsewhere") == ["own"]
    assert heads(postgresql_engine, version_table="own", version_table_schema="elsewhere") == ("b",)


class DatedDialect(SQLiteDialect_pysqlite):
    """SQLite, as a package from outside would bring it."""

    name = "dated"
    supports_statement_cache = True


class DatedImpl(SQLiteImpl):
    """Notes when a head was written, in a column before the usual one."""

    __dialect__ = "dated"

    def version_table_impl(self, **kw: Any) -> Table:
        usual = super().version_table_impl(**kw)
        return Table(
            usual.name,
            usual.metadata,
            Column("since", DateTime, server_default=func.current_timestamp(), nullable=False),
            Column("version_num", usual.c.version_num.type, primary_key=True),
            extend_existing=True,
            implicit_returning=False,
        )


@pytest.fixture
def dated_engine(tmp_path: Path) -> Iterator[Engine]:
    from sqlalchemy import create_engine

    registry.impls["dated"] = lambda: DatedDialect
    engine = create_engine(f"dated:///{tmp_path / 'database.sqlite'}")
    yield engine
    engine.dispose()
    del registry.impls["dated"]


def test_a_dialect_may_shape_the_table(dated_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="pass", b="pass")
    for target in ("a", "b"):
        with dated_engine.connect() as connection:
            migrate(connection, script, target)
    assert heads(dated_engine) == ("b",)
    with dated_engine.connect() as connection:
        ((since, version),) = connection.execute(text("SELECT since, version_num FROM revgraph_version"))
    assert since and version == "b"


def test_a_dialect_may_shape_the_table_of_a_script(dated_engine: Engine, tmp_path: Path) -> None:
    out = StringIO()
    context = MigrationContext.configure(
        dialect=dated_engine.dialect,
        opts={
            "fn": lambda heads, _: (),
            "as_sql": True,
            "output_buffer": out,
            "script": history(tmp_path, a="pass"),
        },
    )
    context.versions.ensure()
    context.versions.apply([Insert("a")])
    assert "since DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL" in out.getvalue()
    assert "INSERT INTO revgraph_version (version_num) VALUES ('a');" in out.getvalue()


def test_reading_leaves_a_transaction_alone_that_was_begun_before(any_engine: Engine) -> None:
    with any_engine.connect() as connection:
        context = MigrationContext.configure(connection)
        with connection.begin() as transaction:
            assert context.get_current_heads() == ()
            assert transaction.is_active
            connection.execute(text("SELECT 1"))
        assert context.get_current_heads() == ()
        assert not connection.in_transaction()


def test_several_rows_are_told_with_the_name_of_the_table(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "own"})
        context.versions.ensure()
        context.versions.apply([Insert("a"), Insert("b")])
        with pytest.raises(CommandError, match="at 2 revisions, says table own: a, b; use get_current_heads"):
            context.get_current_revision()


def test_a_stand_in_that_only_takes_statements_down_will_do() -> None:
    from sqlalchemy import create_mock_engine

    from revgraph.operations import Operations

    taken: list[str] = []
    engine: Any = create_mock_engine("postgresql://", lambda sql, *_, **__: taken.append(str(sql.compile(engine))))
    Operations(MigrationContext.configure(engine)).alter_column("t", "c", nullable=True)
    assert taken == ["ALTER TABLE t ALTER COLUMN c DROP NOT NULL"]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_script_is_encoded_for_a_buffer_of_bytes(encoding: str) -> None:
    buffer = BytesIO()
    opts = {"as_sql": True, "output_buffer": buffer, "output_encoding": encoding}
    MigrationContext.configure(dialect_name="sqlite", opts=opts).impl.static_output("s\xe9lect")
    assert buffer.getvalue().strip() == "s\xe9lect".encode(encoding, "backslashreplace")


def test_a_script_for_a_stream_of_text_holds_what_the_encoding_has() -> None:
    buffer = StringIO()
    opts = {"as_sql": True, "output_buffer": buffer, "output_encoding": "ascii"}
    MigrationContext.configure(dialect_name="sqlite", opts=opts).impl.static_output("s\xe9lect")
    assert buffer.getvalue().strip() == "s\\xe9lect"
