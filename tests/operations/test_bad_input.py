"""What can't be meant is refused with the operation's name and the remedy, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Integer

from revgraph import op as door
from revgraph.ddl import DefaultImpl
from revgraph.errors import MigrationFailed, OperationError
from revgraph.operations import Operations
from tests.kit.contexts import live, script
from tests.kit.histories import history, migrate

Call = Callable[[Operations], Any]

# ---------------------------------------------------------------------------------------------- options nobody knows

OPTIONS: list[tuple[str, Call, list[str]]] = [
    (
        "create_index",
        lambda op: op.create_index("ix", "t", ["a"], postgresql_were="x"),
        ["create_index('ix', 't')", "postgresql has no option 'postgresql_were'", "postgresql_where"],
    ),
    (
        "create_index_without_dialect",
        lambda op: op.create_index("ix", "t", ["a"], uniqe=True),
        ["create_index('ix', 't')", "no argument 'uniqe'", "begins with the dialect's name"],
    ),
    (
        "drop_index",
        lambda op: op.drop_index("ix", "t", postgresql_concurrent=True),
        ["drop_index('ix', 't')", "postgresql_concurrently"],
    ),
    (
        "create_table",
        lambda op: op.create_table("t", Column("a", Integer), mysql_engin="InnoDB", sqlite_stric=True),
        ["create_table('t')", "sqlite has no option 'sqlite_stric'", "sqlite_strict"],
    ),
    (
        "create_unique_constraint",
        lambda op: op.create_unique_constraint("uq", "t", ["a"], postgresql_foo=1),
        ["create_unique_constraint('uq', 't')", "postgresql_nulls_not_distinct"],
    ),
    (
        "create_foreign_key",
        lambda op: op.create_foreign_key("fk", "t", "o", ["a"], ["id"], postgresql_not_vald=True),
        ["create_foreign_key('fk', 't')", "postgresql_not_valid"],
    ),
    (
        "create_check_constraint",
        lambda op: op.create_check_constraint("ck", "t", "a > 1", oracle_foo=True),
        ["create_check_constraint('ck', 't')", "oracle has no option 'oracle_foo'", "options there: none"],
    ),
    (
        "alter_column",
        lambda op: op.alter_column("t", "c", type_=Integer(), postgresql_usin="c::integer"),
        ["alter_column('t', 'c')", "postgresql has no option 'postgresql_usin'", "options there: postgresql_using"],
    ),
    (
        "alter_column_misspelt",
        lambda op: op.alter_column("t", "c", nulable=False),
        ["alter_column('t', 'c')", "no argument 'nulable'; did you mean 'nullable'?"],
    ),
    ("alter_column_name", lambda op: op.alter_column("t", "c", name="d"), ["did you mean 'new_column_name'?"]),
    ("alter_column_default", lambda op: op.alter_column("t", "c", default="d"), ["did you mean 'server_default'?"]),
    (
        "drop_column",
        lambda op: op.drop_column("t", "c", mssql_drop_defaults=True),
        ["drop_column('t', 'c')", "mssql_drop_default"],
    ),
    (
        "drop_column_misspelt",
        lambda op: op.drop_column("t", "c", if_exist=True),
        ["drop_column('t', 'c')", "did you mean 'if_exists'?"],
    ),
    (
        "create_foreign_key_misspelt",
        lambda op: op.create_foreign_key("fk", "t", "o", ["a"], ["id"], on_delete="CASCADE"),
        ["create_foreign_key('fk', 't')", "did you mean 'ondelete'?"],
    ),
    (
        "create_index_misspelt",
        lambda op: op.create_index("ix", "t", ["a"], if_not_exist=True),
        ["create_index('ix', 't')", "did you mean 'if_not_exists'?"],
    ),
]


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
@pytest.mark.parametrize(("call", "words"), [case[1:] for case in OPTIONS], ids=[case[0] for case in OPTIONS])
def test_unknown_option(call: Call, words: list[str], dialect: str) -> None:
    written = script(dialect)
    with pytest.raises(OperationError) as raised:
        call(written.op)
    for word in words:
        assert word in str(raised.value)
    assert written.statements == []


WRONG_TYPES: list[tuple[str, Call, list[str]]] = [
    (
        "column",
        lambda op: op.add_column("t", "c"),
        ["add_column('t', ...)", "must be a sqlalchemy.Column", "not 'c'"],
    ),
    (
        "type",
        lambda op: op.alter_column("t", "c", type_="INTEGER"),
        ["alter_column('t', 'c')", "type_ must be a type of SQLAlchemy", "not 'INTEGER'"],
    ),
    (
        "existing_type",
        lambda op: op.alter_column("t", "c", nullable=True, existing_type="INTEGER"),
        ["existing_type must be"],
    ),
    ("index", lambda op: op.create_index("ix", "t", "name"), ["columns must be a list of names: ['name']"]),
    ("unique", lambda op: op.create_unique_constraint("uq", "t", "name"), ["columns must be a list of names"]),
    ("primary", lambda op: op.create_primary_key("pk", "t", "name"), ["columns must be a list of names"]),
    ("local", lambda op: op.create_foreign_key("fk", "t", "o", "ab", ["id"]), ["local_cols must be a list of names"]),
    ("remote", lambda op: op.create_foreign_key("fk", "t", "o", ["a"], "id"), ["remote_cols must be a list of names"]),
    ("no_index", lambda op: op.create_index("ix", "t", []), ["columns must be a list of names, and is []"]),
    ("no_unique", lambda op: op.create_unique_constraint("uq", "t", []), ["name at least one column"]),
    ("no_primary", lambda op: op.create_primary_key("pk", "t", []), ["name at least one column"]),
    ("no_local", lambda op: op.create_foreign_key("fk", "t", "o", [], []), ["local_cols must be a list of names"]),
    (
        "lengths",
        lambda op: op.create_foreign_key("fk", "t", "o", ["a", "b"], ["id"]),
        ["foreign key from t to o", "(a, b) needs one remote column (id)"],
    ),
    ("table_name", lambda op: op.create_table(None, Column("id", Integer)), ["must have a name, and None is none"]),
    ("table_items", lambda op: op.create_table("u", "id"), ["table 'u' is made of columns", "not of 'id'"]),
]


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
@pytest.mark.parametrize(("call", "words"), [case[1:] for case in WRONG_TYPES], ids=[case[0] for case in WRONG_TYPES])
def test_argument_of_a_wrong_type(call: Call, words: list[str], dialect: str) -> None:
    written = script(dialect)
    with pytest.raises(OperationError) as raised:
        call(written.op)
    for word in words:
        assert word in str(raised.value)
    assert written.statements == []


@pytest.mark.parametrize("verb", ["create_table", "bulk_insert", "rename_table", "create_enum"])
def test_verb_that_a_batch_block_does_not_have(verb: str) -> None:
    words = rf"{verb}\(\) is not for the table of a batch_alter_table\(\) block; call op.{verb}\(\)"
    with script("postgresql").op.batch_alter_table("t") as batch, pytest.raises(AttributeError, match=words):
        getattr(batch, verb)


def test_misspelt_verb() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'add_colum'; did you mean 'add_column'\?"):
        _ = door.add_colum
    with script("postgresql").op.batch_alter_table("t") as batch:
        with pytest.raises(AttributeError, match=r"no attribute 'alter_colum'; did you mean 'alter_column'\?"):
            _ = batch.alter_colum
        with pytest.raises(AttributeError, match=r"no attribute 'nothing_like_it'$"):
            _ = batch.nothing_like_it


def test_options_of_other_dialects_are_let_pass() -> None:
    written = script("postgresql")
    written.op.alter_column("t", "c", nullable=True, clickhouse_codec="ZSTD", modify_compression="pglz")
    written.op.drop_column("t", "c", mssql_drop_check=True)
    assert len(written.statements) == 2


def test_options_of_an_outside_dialect_are_known_by_its_implementation() -> None:
    class OutsideImpl(DefaultImpl):
        __dialect__ = "outside"

        def alter_column(self, table_name: str, column_name: str, *, outside_codec: Any = None, **kw: Any) -> None:  # type: ignore[override]
            super().alter_column(table_name, column_name, **kw)

    written = script("postgresql")
    written.op.alter_column("t", "c", nullable=True, outside_codec=1)
    with pytest.raises(OperationError, match=r"outside has no option 'outside_codek'.*options there: outside_codec"):
        written.op.alter_column("t", "c", nullable=True, outside_codek=1)
    assert OutsideImpl.__dialect__ == "outside"


# ---------------------------------------------------------------------------------------------- what is not there


@pytest.fixture
def op(connection: Connection) -> Operations:
    """Operations on a database with one table."""
    connection.exec_driver_sql("CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT, CHECK (id > 0))")
    return live(connection)


BATCHES: list[tuple[str, Callable[[Any], Any], list[str]]] = [
    ("alter_column", lambda b: b.alter_column("nam", nullable=False), ["no column 'nam'", "id, name"]),
    ("drop_column", lambda b: b.drop_column("nam"), ["no column 'nam'", "id, name"]),
    ("add_column_after", lambda b: b.add_column(Column("x", Integer), insert_after="nam"), ["no column 'nam'"]),
    ("unique", lambda b: b.create_unique_constraint("uq", ["nam"]), ["no column 'nam'", "id, name"]),
    ("drop_constraint", lambda b: b.drop_constraint("ck", "check"), ["no constraint 'ck'", "naming_convention"]),
    (
        "drop_unnamed",
        lambda b: b.drop_constraint(None, "unique"),
        ["no UNIQUE without a name", "check (", "naming_convention"],
    ),
    ("drop_index", lambda b: b.drop_index("ix"), ["no index 'ix'"]),
    ("rename_index", lambda b: b.rename_index("ix", "x"), ["no index 'ix'"]),
    ("rename_constraint", lambda b: b.rename_constraint("uq", "x"), ["no constraint 'uq' to rename"]),
]


@pytest.mark.parametrize(("call", "words"), [case[1:] for case in BATCHES], ids=[case[0] for case in BATCHES])
def test_unknown_part_of_a_table_in_a_batch(op: Operations, call: Callable[[Any], Any], words: list[str]) -> None:
    before = op.get_bind().exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    with pytest.raises(OperationError) as raised, op.batch_alter_table("account", recreate="always") as batch:
        call(batch)
    for word in ["'account'", *words]:
        assert word in str(raised.value)
    assert op.get_bind().exec_driver_sql("SELECT name, sql FROM sqlite_master").all() == before


def test_unknown_table_in_a_batch(op: Operations) -> None:
    with (
        pytest.raises(OperationError, match=r"there is no table 'acount'.*tables there: account"),
        op.batch_alter_table("acount") as batch,
    ):
        batch.alter_column("name", nullable=False)


def test_table_that_can_not_be_built_anew_names_the_operations(op: Operations) -> None:
    op.get_bind().exec_driver_sql("INSERT INTO account VALUES (1, 'a'), (2, 'a')")
    with pytest.raises(OperationError, match=r"^create_unique_constraint\('uq', 'account'\): table 'account' can't"):
        op.create_unique_constraint("uq", "account", ["name"])
    with pytest.raises(OperationError, match=r"^alter_column\('acount', 'name'\): there is no table 'acount'"):
        op.alter_column("acount", "name", nullable=False)


def test_name_of_a_column_that_is_taken(op: Operations) -> None:
    with pytest.raises(OperationError) as raised:
        op.rename_column("account", "name", "id")
    assert "duplicate column name: id" in str(raised.value)
    assert "view" not in str(raised.value)


@pytest.mark.server
def test_unknown_table_on_mariadb(mariadb_engine: Engine) -> None:
    with (
        mariadb_engine.connect() as connection,
        pytest.raises(OperationError, match="there is no table acount to change the column name of"),
    ):
        live(connection).alter_column("acount", "name", nullable=False)


@pytest.mark.server
def test_unknown_table_built_anew_elsewhere(postgresql_engine: Engine) -> None:
    with (
        postgresql_engine.begin() as connection,
        pytest.raises(OperationError, match="there is no table 'acount'"),
        live(connection).batch_alter_table("acount", recreate="always") as batch,
    ):
        batch.alter_column("name", nullable=False)


@pytest.mark.parametrize("dialect", ["default", "postgresql", "mysql", "mssql", "oracle"])
@pytest.mark.parametrize("kind", ["check", "foreignkey"])
def test_unnamed_constraint_can_not_be_dropped(dialect: str, kind: str) -> None:
    written = script(dialect)
    with pytest.raises(OperationError) as raised:
        written.op.drop_constraint(None, "account", kind)  # type: ignore[arg-type]
    assert all(word in str(raised.value) for word in ("without a name", "account", "naming_convention"))
    assert written.statements == []


def test_unknown_kind_of_constraint() -> None:
    with pytest.raises(OperationError, match=r"drop_constraint\(type_='uniq'\).*one of check, exclude"):
        script("postgresql").op.drop_constraint("uq", "t", "uniq")


# ---------------------------------------------------------------------------------------------- at the wrong time


@pytest.mark.parametrize(
    "call",
    [
        lambda: door.rename_column("t", "a", "b"),
        lambda: door.rename_index("a", "b"),
        lambda: door.rename_constraint("t", "a", "b"),
        lambda: door.validate_constraint("a", "t"),
        lambda: door.add_column("t", Column("a", Integer)),
        lambda: door.get_bind(),
    ],
)
def test_operation_outside_of_a_migration(call: Callable[[], Any]) -> None:
    with pytest.raises(Exception, match=r"upgrade\(\) or downgrade\(\).*Operations\(MigrationContext\.configure"):
        call()


# ---------------------------------------------------------------------------------------------- types without a cast


@pytest.mark.server
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            'op.alter_column("t", "c", type_=sa.Integer())',
            ["PostgreSQL does not cast c to INTEGER by itself", "postgresql_using='CAST(c AS INTEGER)'"],
        ),
        (
            """op.alter_column("t", 'MIX"ed', type_=sa.ARRAY(sa.Integer()))""",
            ["""postgresql_using='CAST("MIX""ed" AS INTEGER[])'"""],
        ),
        (
            'op.alter_column("t", "d", type_=sa.Integer(), postgresql_using="1")',
            ["default for column"],
        ),
    ],
)
def test_type_that_can_not_be_cast(postgresql_engine: Engine, tmp_path: Path, change: str, words: list[str]) -> None:
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("""CREATE TABLE t (c TEXT, "MIX""ed" TEXT, d TEXT DEFAULT 'x')""")
    with postgresql_engine.connect() as connection, pytest.raises(MigrationFailed) as raised:
        migrate(connection, history(tmp_path, a=change))
    for word in words:
        assert word in str(raised.value)
    assert ("op.alter_column(..., postgresql_using=" in str(raised.value)) == ("default for" not in words[0])


@pytest.mark.server
def test_the_proposed_cast_works(postgresql_engine: Engine, tmp_path: Path) -> None:
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (c TEXT)")
        connection.exec_driver_sql("INSERT INTO t VALUES ('5')")
        change = 'op.alter_column("t", "c", type_=sa.Integer(), postgresql_using="CAST(c AS INTEGER)")'
        migrate(connection, history(tmp_path, a=change))
        assert connection.exec_driver_sql("SELECT c FROM t").scalar() == 5


def test_a_failing_operation_names_revision_file_and_line(sqlite_engine: Engine, tmp_path: Path) -> None:
    bad = 'op.create_index("ix", "t", ["a"], postgresql_were="x")'
    with sqlite_engine.connect() as connection, pytest.raises(MigrationFailed) as raised:
        migrate(connection, history(tmp_path, a=bad))
    for word in ("upgrade", "-> a", ".py:", "create_index('ix', 't')", "postgresql_where"):
        assert word in str(raised.value)
