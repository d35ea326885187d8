"""Verbs on real databases: what they change, and what they leave as it was."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, MetaData, Table, func, inspect, text
from sqlalchemy.dialects import mysql, postgresql

from revgraph.ddl import DefaultImpl, MariaDBImpl, MSSQLImpl, MySQLImpl, OracleImpl, PostgresqlImpl, SQLiteImpl
from revgraph.errors import OperationError
from tests.kit.ddl import new_dialect, script
from tests.kit.live import live_impl


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


@pytest.fixture
def sqlite(sqlite_engine: Engine) -> Iterator[Connection]:
    with sqlite_engine.connect() as connection:
        yield connection


@pytest.fixture
def postgres(postgresql_engine: Engine) -> Iterator[Connection]:
    with postgresql_engine.connect() as connection:
        yield connection


@pytest.fixture
def mariadb(mariadb_engine: Engine) -> Iterator[Connection]:
    with mariadb_engine.connect() as connection:
        yield connection


def column_info(connection: Connection, table: str, column: str) -> Any:
    (found,) = [info for info in inspect(connection).get_columns(table) if info["name"] == column]
    return found


def stored(connection: Connection, table: str) -> str:
    """Return MariaDB's own statement of a table."""
    return str(connection.exec_driver_sql(f"SHOW CREATE TABLE `{table}`").one()[1])


# ---------------------------------------------------------------------------------------------- which implementation


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("default", DefaultImpl),
        ("postgresql", PostgresqlImpl),
        ("mysql", MySQLImpl),
        ("mariadb", MariaDBImpl),
        ("sqlite", SQLiteImpl),
        ("mssql", MSSQLImpl),
        ("oracle", OracleImpl),
    ],
)
def test_dialect_finds_its_implementation(dialect: str, expected: type[DefaultImpl]) -> None:
    assert DefaultImpl.get_by_dialect(new_dialect(dialect)) is expected


def test_subclass_registers_by_its_dialect() -> None:
    class OutsideImpl(DefaultImpl):
        __dialect__ = "outside"
        transactional_ddl = True
        command_terminator = " @"

    class FinerImpl(OutsideImpl):
        """Names no dialect of its own, so it takes nothing over."""

    dialect = new_dialect("default")
    dialect.name = "outside"
    buffer = io.StringIO()
    impl = DefaultImpl.get_by_dialect(dialect)(dialect, None, True, None, buffer, {})
    impl.rename_table("a", "b")
    assert type(impl) is OutsideImpl
    assert impl.transactional_ddl is True
    assert buffer.getvalue() == "ALTER TABLE a RENAME TO b @\n\n"


@pytest.mark.parametrize(
    ("dialect", "transactional"),
    [("default", False), ("postgresql", True), ("mysql", False), ("mariadb", False), ("sqlite", True)],
)
def test_transactional_fact_can_be_overridden(dialect: str, transactional: bool) -> None:
    found = new_dialect(dialect)
    impl_class = DefaultImpl.get_by_dialect(found)
    assert impl_class(found, None, True, None, io.StringIO(), {}).transactional_ddl is transactional
    assert impl_class(found, None, True, not transactional, io.StringIO(), {}).transactional_ddl is not transactional


def test_neither_connection_nor_script_is_an_error() -> None:
    with pytest.raises(OperationError, match="no connection"):
        DefaultImpl(new_dialect("default"), None, False, None, None, {}).execute("SELECT 1")
    with pytest.raises(OperationError, match="output_buffer"):
        DefaultImpl(new_dialect("default"), None, True, None, None, {})


# ---------------------------------------------------------------------------------------------- everywhere


def test_rows_with_different_keys_and_expressions_are_inserted(connection: Connection) -> None:
    table = Table("t", MetaData(), Column("id", sa.Integer, primary_key=True), Column("s", sa.String(20)))
    table.create(connection)
    impl = live_impl(connection)
    rows = [{"id": 1, "s": "a"}, {"id": 2, "s": "b"}, {"id": 3}, {"id": 4, "s": func.lower("D")}]
    impl.bulk_insert(table, rows)
    impl.bulk_insert(table, [{"id": 5, "s": "e"}, {"id": 6, "s": "f"}], multiinsert=False)
    impl.bulk_insert(table, [])
    found = connection.execute(table.select().order_by(table.c.id)).all()
    assert found == [(1, "a"), (2, "b"), (3, None), (4, "d"), (5, "e"), (6, "f")]


def test_execute_returns_the_result(connection: Connection) -> None:
    impl = live_impl(connection)
    result = impl.execute("SELECT :a", params={"a": 5})
    assert result is not None
    assert result.scalar() == 5


def test_static_output_is_nothing_on_a_connection(connection: Connection) -> None:
    impl = live_impl(connection)
    impl.static_output("-- this is not SQL")
    impl.emit_begin()
    impl.emit_commit()
    assert not connection.in_transaction()


def test_create_and_drop_events_fire(connection: Connection) -> None:
    seen: list[str] = []
    table = Table("t", MetaData(), Column("a", sa.Integer))
    for name in ("before_create", "after_create", "before_drop", "after_drop"):
        sa.event.listen(table, name, lambda target, bind, name=name, **kw: seen.append(f"{name} {bind.dialect.name}"))
    impl = live_impl(connection)
    impl.create_table(table)
    impl.drop_table(table)
    kind = connection.dialect.name
    assert seen == [f"{name} {kind}" for name in ("before_create", "after_create", "before_drop", "after_drop")]


def test_version_table_has_room_for_readable_ids(connection: Connection) -> None:
    impl = live_impl(connection)
    impl.create_table(impl.version_table_impl(version_table="v", version_table_schema=None, version_table_pk=True))
    assert str(column_info(connection, "v", "version_num")["type"]).startswith("VARCHAR(255")
    assert inspect(connection).get_pk_constraint("v")["constrained_columns"] == ["version_num"]


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_lock_excludes_others_until_released(kind: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(f"{kind}_engine")
    with engine.connect() as one, engine.connect() as other:
        lock = live_impl(one).lock
        assert lock is not None
        key = lock.key(one, "revgraph_version")
        assert key == lock.key(other, "revgraph_version")
        assert key != lock.key(other, "other_table")
        assert lock.acquire(one, key)
        assert not lock.acquire(other, key)
        assert lock.acquire(other, lock.key(other, "other_table"))
        lock.release(one, key)
        assert lock.acquire(other, key)
        other.close()
        deadline = time.monotonic() + 10  # the server ends a session a little after its client
        while not lock.acquire(one, key):
            assert time.monotonic() < deadline, "a lock ends with its session"
            time.sleep(0.05)
        lock.release(one, key)


def test_sqlite_has_no_session_lock(sqlite: Connection) -> None:
    assert live_impl(sqlite).lock is None


# ---------------------------------------------------------------------------------------------- SQLite

SQLITE_TABLE = """
CREATE TABLE t (
    id INTEGER PRIMARY KEY, plain TEXT, "Odd one" TEXT, uni TEXT UNIQUE, ref INTEGER REFERENCES p (id), idx TEXT,
    chk INTEGER CHECK (chk > 0), gen_source INTEGER, gen INTEGER AS (gen_source * 2), tab INTEGER, part INTEGER,
    CONSTRAINT ck CHECK (tab > 0)
)
"""


@pytest.fixture
def featured(sqlite: Connection) -> Connection:
    for statement in (
        "CREATE TABLE p (id INTEGER PRIMARY KEY)",
        SQLITE_TABLE,
        "CREATE INDEX ix ON t (idx)",
        "CREATE INDEX ix_part ON t (plain) WHERE part > 5",
        "CREATE TABLE other (plain TEXT, x TEXT)",
    ):
        sqlite.exec_driver_sql(statement)
    return sqlite


def test_sqlite_drops_a_plain_column_in_place(featured: Connection) -> None:
    impl = live_impl(featured)
    assert impl.needs_rebuild("drop_column", "t", Column("Odd one")) is None
    impl.drop_column("t", Column("Odd one"))
    assert "Odd one" not in {column["name"] for column in inspect(featured).get_columns("t")}


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("id", "primary key"),
        ("uni", "in the index sqlite_autoindex"),
        ("ref", "foreign key"),
        ("idx", "in the index ix"),
        ("plain", "in the index ix_part"),
        ("part", "definition of index ix_part"),
        ("chk", "definition of table t"),
        ("gen_source", "definition of table t"),
        ("tab", "definition of table t"),
    ],
)
def test_sqlite_says_why_a_column_cannot_be_dropped_in_place(featured: Connection, column: str, reason: str) -> None:
    impl = live_impl(featured)
    assert reason in (impl.needs_rebuild("drop_column", "t", Column(column)) or "")
    with pytest.raises(OperationError, match="batch_alter_table"):
        impl.drop_column("t", Column(column))


ADDED_IN_PLACE: dict[str, Column[Any]] = {
    "plain": Column("c", sa.Integer),
    "constant": Column("c", sa.String(9), server_default="x y", nullable=False),
    "number": Column("c", sa.Integer, server_default=text("-5")),
    "check": Column("c", sa.Integer, sa.CheckConstraint("c > 0")),
    "computed": Column("c", sa.Integer, sa.Computed("id + 1", persisted=False)),
    "collation": Column("c", sa.String(9, collation="NOCASE")),
}

REBUILT: dict[str, Column[Any]] = {
    "primary_key": Column("c", sa.Integer, primary_key=True),
    "unique": Column("c", sa.Integer, unique=True),
    "clock": Column("c", sa.DateTime, server_default=text("CURRENT_TIMESTAMP")),
    "expression": Column("c", sa.Integer, server_default=text("(1 + 2)")),
    "stored": Column("c", sa.Integer, sa.Computed("id + 1", persisted=True)),
    "deferrable_reference": Column("c", sa.Integer, sa.ForeignKey("p.id", deferrable=True)),
    "reference_with_default": Column("c", sa.Integer, sa.ForeignKey("p.id"), server_default="1"),
}


@pytest.mark.parametrize("name", ADDED_IN_PLACE)
def test_sqlite_adds_in_place_to_a_table_with_rows(featured: Connection, name: str) -> None:
    featured.exec_driver_sql("INSERT INTO t (id) VALUES (1)")
    impl = live_impl(featured)
    column = ADDED_IN_PLACE[name]._copy()
    assert impl.needs_rebuild("add_column", "t", column) is None
    impl.add_column("t", column)
    assert "c" in {column["name"] for column in inspect(featured).get_columns("t")}


@pytest.mark.parametrize("name", REBUILT)
def test_sqlite_says_why_a_column_cannot_be_added_in_place(featured: Connection, name: str) -> None:
    impl = live_impl(featured)
    column = REBUILT[name]._copy()
    assert "t.c" in (impl.needs_rebuild("add_column", "t", column) or "")
    with pytest.raises(OperationError, match=r"SQLite can't do this with ALTER TABLE.*t\.c"):
        impl.add_column("t", column)


def test_sqlite_adds_foreign_key_and_type_check_with_the_column(featured: Connection) -> None:
    metadata = MetaData()
    Table("p", metadata, Column("id", sa.Integer, primary_key=True))
    new = Table(
        "t",
        metadata,
        Column("parent", sa.Integer, sa.ForeignKey("p.id", ondelete="CASCADE", name="fk_p")),
        Column("flag", sa.Boolean(create_constraint=True, name="ck_flag")),
    )
    impl = live_impl(featured)
    for column in new.columns:
        assert impl.needs_rebuild("add_column", "t", column) is None
        impl.add_column("t", column)
    keys = [key for key in inspect(featured).get_foreign_keys("t") if key["constrained_columns"] == ["parent"]]
    assert [key["referred_table"] for key in keys] == ["p"]
    assert "ck_flag" in {check["name"] for check in inspect(featured).get_check_constraints("t")}
    inline = [constraint.name for column in new.columns for constraint in impl.constraints_added_inline(column)]
    assert inline == ["fk_p", "ck_flag"]


def test_sqlite_looks_for_if_exists_itself(featured: Connection) -> None:
    impl = live_impl(featured)
    impl.add_column("t", Column("plain", sa.Text), if_not_exists=True)
    impl.drop_column("t", Column("nothing"), if_exists=True)
    impl.drop_column("t", Column("ODD ONE"), if_exists=True)
    assert "Odd one" not in {column["name"] for column in inspect(featured).get_columns("t")}


def test_sqlite_renames_in_place_and_nothing_else(featured: Connection) -> None:
    impl = live_impl(featured)
    assert impl.needs_rebuild("alter_column", "t", "tab", name="tub") is None
    impl.alter_column("t", "tab", name="tub", existing_type=sa.Integer(), existing_nullable=True)
    checks = [check["sqltext"].replace('"', "") for check in inspect(featured).get_check_constraints("t")]
    assert "tub > 0" in checks
    assert "type" in (impl.needs_rebuild("alter_column", "t", "tub", type_=sa.Text()) or "")
    assert "nullability and default" in (
        impl.needs_rebuild("alter_column", "t", "tub", nullable=False, server_default="x") or ""
    )


def test_batch_is_rebuilt_only_if_one_of_its_calls_must_be(featured: Connection) -> None:
    class Batch:
        def __init__(self, *calls: tuple[str, tuple[Any, ...], dict[str, Any]]) -> None:
            self.batch = calls

    impl = live_impl(featured)
    easy = ("add_column", ("t", Column("c", sa.Integer)), {"schema": None})
    hard = ("alter_column", ("t", "plain"), {"nullable": False})
    index = ("create_index", (sa.Index("ix2", Column("a")),), {})
    assert not impl.requires_recreate_in_batch(Batch(easy, index))
    assert impl.requires_recreate_in_batch(Batch(easy, hard))


def test_sqlite_keeps_no_comments_and_says_so(featured: Connection, caplog: pytest.LogCaptureFixture) -> None:
    impl = live_impl(featured)
    impl.create_table_comment(Table("t", MetaData(), comment="c"))
    assert "t: SQLite keeps no comments" in caplog.text


# ---------------------------------------------------------------------------------------------- MariaDB


@pytest.mark.server
@pytest.mark.parametrize(
    ("definition", "change", "lost"),
    [
        ("VARCHAR(20) NOT NULL DEFAULT 'x' COMMENT 'hi'", {"nullable": True}, "NOT NULL"),
        ("VARCHAR(20) NOT NULL DEFAULT 'x' COMMENT 'hi'", {"comment": "new"}, "COMMENT 'hi'"),
        ("VARCHAR(20) NOT NULL DEFAULT 'x' COMMENT 'hi'", {"type_": sa.String(30)}, "varchar(20)"),
        ("VARCHAR(20) NOT NULL DEFAULT 'x' COMMENT 'hi'", {"server_default": None}, "DEFAULT 'x'"),
        ("VARCHAR(20) COLLATE latin1_german1_ci NOT NULL DEFAULT 'it''s \\\\'", {"comment": "new"}, ""),
        ("VARCHAR(20) DEFAULT lower('A:b%')", {"comment": "new"}, ""),
        ("TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP", {"nullable": False}, "NULL DEFAULT NULL"),
        ("DATETIME(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6)", {"comment": "new"}, ""),
        ("BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'hi', ADD KEY (c)", {"comment": "new"}, "COMMENT 'hi'"),
        ("JSON NOT NULL", {"comment": "new"}, ""),
        ("INT DEFAULT 9 COMMENT 'a CHECK (b)' CHECK (c > 5 AND c <> 7)", {"nullable": False}, ""),
        ("TEXT NOT NULL CHECK (c <> 'a:b%')", {"type_": mysql.LONGTEXT()}, "text"),
        ("ENUM('a','it''s') NOT NULL DEFAULT 'a'", {"comment": "new"}, ""),
        ("DECIMAL(9,2) UNSIGNED ZEROFILL DEFAULT 0.50", {"comment": "new"}, ""),
        ("BIT(3) DEFAULT b'101'", {"comment": "new"}, ""),
    ],
)
def test_modify_keeps_what_was_not_named(mariadb: Connection, definition: str, change: Any, lost: str) -> None:
    def line() -> str:
        (found,) = [part.strip().rstrip(",") for part in stored(mariadb, "t").splitlines() if part.strip()[:3] == "`c`"]
        return found

    mariadb.exec_driver_sql("CREATE TABLE t (id INT)")
    mariadb.exec_driver_sql(f"ALTER TABLE t ADD c {definition.replace('%', '%%')}")
    before = line()
    assert lost in before
    live_impl(mariadb).alter_column("t", "c", **change)
    words = set(before.replace(lost, "").split()) - {"NULL", "DEFAULT"} if lost else set(before.split())
    after = line()
    assert words - set(after.split()) == set(), f"{before}\n{after}"
    assert before != after


@pytest.mark.server
@pytest.mark.parametrize(
    ("type_", "left"),
    [
        (mysql.DATETIME(fsp=3), "current_timestamp(3) ON UPDATE current_timestamp(3)"),
        (mysql.DATETIME(fsp=6), "current_timestamp(3) ON UPDATE current_timestamp(6)"),
        (sa.DateTime(), "current_timestamp() ON UPDATE current_timestamp()"),
        (sa.String(30), "current_timestamp(3)"),
    ],
    ids=["same", "finer", "whole-seconds", "no-time"],
)
def test_on_update_follows_the_type(mariadb: Connection, type_: Any, left: str) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (c DATETIME(3) DEFAULT now(3) ON UPDATE now(3))")
    live_impl(mariadb).alter_column("t", "c", type_=type_)
    assert f"DEFAULT {left}\n" in stored(mariadb, "t"), stored(mariadb, "t")


@pytest.mark.server
def test_named_check_comes_with_a_column_of_mariadb(mariadb: Connection) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (id INT)")
    column = Column("c", sa.Integer, sa.CheckConstraint("c > 0", name="ck_c"), sa.CheckConstraint("c < 9"))
    live_impl(mariadb).add_column("t", column)
    assert "`c` int(11) DEFAULT NULL CHECK (`c` < 9)" in stored(mariadb, "t")
    assert "CONSTRAINT `ck_c` CHECK (`c` > 0)" in stored(mariadb, "t")
    assert len(column.constraints) == 2


@pytest.mark.server
def test_rename_on_mariadb_loses_nothing(mariadb: Connection) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (c INT NOT NULL DEFAULT 5 COMMENT 'hi' CHECK (c > 0))")
    before = stored(mariadb, "t")
    live_impl(mariadb).alter_column("t", "c", name="d")
    assert stored(mariadb, "t") == before.replace("`c`", "`d`")
    live_impl(mariadb).alter_column("t", "d", name="e", nullable=True)
    assert stored(mariadb, "t") == before.replace("`c`", "`e`").replace(" NOT NULL", "")


@pytest.mark.server
def test_computed_column_stays_computed(mariadb: Connection) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (a INT, c INT AS (a + 1), d INT AS (a + 2) STORED)")
    before = stored(mariadb, "t")
    live_impl(mariadb).alter_column("t", "c", comment="x")
    live_impl(mariadb).alter_column("t", "d", type_=sa.BigInteger(), name="e")
    after = before.replace("(`a` + 1) VIRTUAL", "(`a` + 1) VIRTUAL COMMENT 'x'").replace(
        "`d` int(11)", "`e` bigint(20)"
    )
    assert stored(mariadb, "t") == after


@pytest.mark.server
def test_computed_column_is_not_made_plain_by_the_way(mariadb: Connection) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (a INT, c INT AS (a + 1))")
    with pytest.raises(OperationError, match=r"t\.c: a column can't become computed"):
        live_impl(mariadb).alter_column("t", "c", server_default="5", type_=sa.BigInteger())


@pytest.mark.server
def test_altering_a_column_that_is_not_there_names_those_that_are(mariadb: Connection) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (a INT, b INT)")
    with pytest.raises(OperationError, match="t has no column c; it has a, b"):
        live_impl(mariadb).alter_column("t", "c", nullable=False)


@pytest.mark.server
def test_constraint_is_dropped_if_it_is_there(mariadb: Connection) -> None:
    mariadb.exec_driver_sql("CREATE TABLE t (a INT, UNIQUE uq (a), CONSTRAINT ck CHECK (a > 0))")
    impl = live_impl(mariadb)
    for _ in range(2):
        table = Table("t", MetaData(), Column("a", sa.Integer))
        unique, check = sa.UniqueConstraint("a", name="uq"), sa.CheckConstraint("a > 0", name="ck")
        table.append_constraint(unique)
        table.append_constraint(check)
        impl.drop_constraint(unique, if_exists=True)
        impl.drop_constraint(check, if_exists=True)
    assert "uq" not in stored(mariadb, "t")
    assert "ck" not in stored(mariadb, "t")


def change_nullability(impl: DefaultImpl) -> None:
    impl.alter_column("t", "c", nullable=True, existing_type=mysql.INTEGER(), existing_server_default=False)


def test_unknown_default_is_demanded_in_a_script() -> None:
    with pytest.raises(OperationError, match=r"t\.c: .* give existing_server_default \(None if there is none\)"):
        script("mysql", change_nullability)


def test_unknown_default_is_warned_of_where_it_may_be_taken_for_none(caplog: pytest.LogCaptureFixture) -> None:
    script("mysql", change_nullability, mysql_unstated_default_is_none=True)
    assert "t.c: its default is restated as none; give existing_server_default" in caplog.text


# ---------------------------------------------------------------------------------------------- PostgreSQL


def mood() -> sa.Enum:
    return sa.Enum("sad", "it's", name="mood")


@pytest.mark.server
def test_enum_is_created_with_whatever_needs_it_first(postgres: Connection) -> None:
    impl = live_impl(postgres)
    impl.create_table(Table("a", MetaData(), Column("m", mood())))
    impl.create_table(Table("b", MetaData(), Column("m", mood())))
    impl.add_column("b", Column("other", sa.Enum("x", name="fresh")))
    impl.add_column("b", Column("many", postgresql.ARRAY(sa.Enum("x", name="in_array"))))
    impl.add_column("b", Column("text", sa.Text))
    late = sa.Enum("x", name="late")
    impl.alter_column("b", "text", type_=late, postgresql_using="text::late")
    names = {enum["name"] for enum in inspect(postgres).get_enums()}
    assert names == {"mood", "fresh", "in_array", "late"}


def test_script_creates_an_enum_once() -> None:
    def call(impl: DefaultImpl) -> None:
        impl.create_table(Table("a", MetaData(), Column("m", mood())))
        impl.create_table(Table("b", MetaData(), Column("m", mood())))
        impl.add_column("b", Column("again", mood()))

    written = script("postgresql", call)
    assert written.count("CREATE TYPE mood AS ENUM ('sad', 'it''s')") == 1


@pytest.mark.server
def test_identity_is_added_changed_and_dropped(postgres: Connection) -> None:
    impl = live_impl(postgres)
    postgres.exec_driver_sql("CREATE TABLE t (c INT NOT NULL DEFAULT 5)")
    impl.alter_column("t", "c", server_default=sa.Identity(start=3), existing_server_default=text("5"))
    first = column_info(postgres, "t", "c")["identity"]
    assert (first["start"], first["always"]) == (3, False)
    existing = sa.Identity(**first)
    assert impl.identity_changes(sa.Identity(start=3), existing) == set()
    wanted = sa.Identity(always=True, increment=5, maxvalue=500)
    assert impl.identity_changes(wanted, existing) == {"always", "increment", "maxvalue", "start"}
    impl.alter_column("t", "c", server_default=wanted, existing_server_default=existing)
    second = sa.Identity(**column_info(postgres, "t", "c")["identity"])
    assert impl.identity_changes(wanted, second) == set()
    impl.alter_column("t", "c", server_default=text("9"), existing_server_default=second)
    assert column_info(postgres, "t", "c").get("identity") is None
    assert column_info(postgres, "t", "c")["default"] == "9"


@pytest.mark.server
def test_type_and_default_change_together(postgres: Connection) -> None:
    postgres.exec_driver_sql("CREATE TABLE t (c TEXT DEFAULT 'none')")
    live_impl(postgres).alter_column(
        "t",
        "c",
        type_=sa.Integer(),
        server_default=text("0"),
        existing_server_default=text("'none'"),
        postgresql_using="NULLIF(c, 'x%:y')::integer",
    )
    info = column_info(postgres, "t", "c")
    assert (str(info["type"]), info["default"]) == ("INTEGER", "0")


@pytest.mark.server
def test_comment_with_quotes_and_percent_arrives(postgres: Connection) -> None:
    postgres.exec_driver_sql("CREATE TABLE t (c INT)")
    comment = "it's 100% \\ :x"
    live_impl(postgres).alter_column("t", "c", comment=comment)
    assert column_info(postgres, "t", "c")["comment"] == comment


# ---------------------------------------------------------------------------------------------- scripts


def test_script_keeps_tabs_and_line_ends_of_literals() -> None:
    table = Table("t", MetaData(), Column("a", sa.String(9), server_default="x\n\ty"))
    written = script("postgresql", lambda impl: impl.create_table(table))
    assert "DEFAULT 'x\n\ty'" in written
    assert "\n    a VARCHAR(9)" in written


def test_terminator_is_not_swallowed_by_a_comment() -> None:
    assert script("postgresql", lambda impl: impl.execute("select 1 -- one")) == "select 1 -- one\n;\n\n"


def test_insert_into_a_serial_table_has_no_returning() -> None:
    table = Table("t", MetaData(), Column("id", sa.Integer, primary_key=True), Column("a", sa.Integer))
    written = script("postgresql", lambda impl: impl.execute(table.insert().values(a=1)))
    assert written == "INSERT INTO t (a) VALUES (1);\n\n"


def test_parameters_by_name_if_literals_are_not_wanted() -> None:
    statement = text("select :a").bindparams(a=1)
    assert script("sqlite", lambda impl: impl.execute(statement), literal_binds=False) == "select :a;\n\n"


@pytest.mark.server
def test_schema_translation_reaches_every_verb(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        connection.exec_driver_sql("CREATE SCHEMA real_one")
        translated = connection.execution_options(schema_translate_map={"pretended": "real_one"})
        impl = live_impl(translated)
        impl.create_table(Table("t", MetaData(), Column("a", sa.Integer), schema="pretended"))
        impl.add_column("t", Column("b", sa.Integer), schema="pretended")
        impl.alter_column("t", "b", name="c", schema="pretended", nullable=False)
        assert [c["name"] for c in inspect(connection).get_columns("t", schema="real_one")] == ["a", "c"]


@pytest.mark.server
def test_foreign_key_that_waits_for_alter_is_not_lost(postgres: Connection) -> None:
    metadata = MetaData()
    Table("parent", metadata, Column("id", sa.Integer, primary_key=True))
    key = sa.ForeignKey("parent.id", name="fk_parent", use_alter=True)
    Table("child", metadata, Column("id", sa.Integer, primary_key=True), Column("parent_id", sa.Integer, key))
    for name in ("parent", "child"):
        live_impl(postgres).create_table(metadata.tables[name])
    assert [found["name"] for found in sa.inspect(postgres).get_foreign_keys("child")] == ["fk_parent"]


@pytest.mark.server
def test_existing_autoincrement_is_no_reason_to_warn(postgres: Connection, caplog: pytest.LogCaptureFixture) -> None:
    postgres.exec_driver_sql("CREATE TABLE t (id SERIAL PRIMARY KEY)")
    impl = live_impl(postgres)
    impl.alter_column("t", "id", type_=sa.BigInteger(), existing_autoincrement=True)
    assert caplog.text == ""
    impl.alter_column("t", "id", autoincrement=True)
    assert "t.id: autoincrement can be altered on MySQL and MariaDB only" in caplog.text
