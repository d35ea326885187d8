"""rename_column, rename_index and rename_constraint on live databases: everything but the name stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, inspect, text

from revgraph.errors import OfflineError, OperationError
from revgraph.operations import Operations, ops
from tests.kit.contexts import live, script

NAMES = [
    "order",
    "MixedCase",
    'quote"d',
    "it's",
    "do.t",
    "bra[ck]et",
    "back`tick",
    "per%cent",
    "co:lon",
    "a b",
    "größe_名",
    "x" * 63,
]
"""Names that only work if the dialect quotes them."""


def made(connection: Connection, table: str = "t", column: str = "a", index: str = "ix", unique: str = "uq") -> None:
    """Create a table with an index and a unique constraint, a table it refers to, and two rows."""
    metadata = MetaData()
    Table("other", metadata, Column("id", Integer, primary_key=True))
    metadata.create_all(connection)
    op = live(connection)
    rows = op.create_table(
        table,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column(column, Integer),
        Column("b", String(20)),
    )
    with op.batch_alter_table(table) as batch:
        batch.create_index(index, ["b", column])
        batch.create_unique_constraint(unique, [column])
        batch.create_check_constraint("ck", "id > 0 AND b <> 'x, (y)'")
        batch.create_foreign_key("fk", "other", [column], ["id"], ondelete="CASCADE")
    connection.execute(text("INSERT INTO other VALUES (1), (2)"))
    connection.execute(rows.insert().values([(1, 1, "one"), (2, 2, None)]))


def shape(connection: Connection, table: str = "t") -> dict[str, Any]:
    """Return all that reflection tells of a table, but for the order of its parts."""
    inspector = inspect(connection)
    checks = {check["name"]: check["sqltext"] for check in inspector.get_check_constraints(table)}
    found: dict[str, Any] = {
        "columns": [column["name"] for column in inspector.get_columns(table)],
        "indexes": {i["name"]: (i["column_names"], i["unique"]) for i in inspector.get_indexes(table)},
        "uniques": {u["name"]: u["column_names"] for u in inspector.get_unique_constraints(table)},
        "checks": checks,
        "keys": {
            k["name"]: (k["constrained_columns"], k["referred_table"], k["referred_columns"], k["options"])
            for k in inspector.get_foreign_keys(table)
        },
        "rows": [tuple(row) for row in connection.execute(text("SELECT count(*) FROM other"))],
    }
    return {part: unescaped(value) for part, value in found.items()}


def unescaped(value: Any) -> Any:
    """Return what was reflected with names as they are: SQLAlchemy leaves quotes within them doubled."""
    if isinstance(value, str):
        return value.replace('""', '"').replace("``", "`")
    if isinstance(value, dict):
        return {unescaped(key): unescaped(item) for key, item in value.items()}
    return [unescaped(item) for item in value] if isinstance(value, (list, tuple)) else value


def columns_of(connection: Connection, table: str) -> list[str]:
    names: list[str] = unescaped([column["name"] for column in inspect(connection).get_columns(table)])
    return names


def swapped(names: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new if name == old else name: value for name, value in names.items()}


@pytest.mark.parametrize("name", NAMES)
def test_column_is_renamed_and_back(any_engine: Engine, name: str) -> None:
    with any_engine.begin() as connection:
        made(connection)
        before = shape(connection)
        op = live(connection)
        op.rename_column("t", "a", name)
        assert columns_of(connection, "t") == ["id", name, "b"]
        op.rename_column("t", name, "a")
        assert shape(connection) == before


@pytest.mark.parametrize("name", NAMES)
def test_index_is_renamed_and_back(any_engine: Engine, name: str) -> None:
    with any_engine.begin() as connection:
        made(connection)
        before = shape(connection)
        op = live(connection)
        op.rename_index("ix", name, "t")
        assert shape(connection) == {**before, "indexes": swapped(before["indexes"], "ix", name)}
        op.rename_index(name, "ix", table_name="t")
        assert shape(connection) == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("old", "kind"), [("uq", "uniques"), ("ck", "checks"), ("fk", "keys")])
def test_constraint_is_renamed_and_back(any_engine: Engine, name: str, old: str, kind: str) -> None:
    with any_engine.begin() as connection:
        made(connection)
        before = shape(connection)
        op = live(connection)
        op.rename_constraint("t", old, name)
        after = shape(connection)
        assert after[kind] == swapped(before[kind], old, name)
        rest = {"columns", "rows", "uniques", "checks", "keys"} - {kind}
        assert {part: after[part] for part in rest} == {part: before[part] for part in rest}
        op.rename_constraint("t", name, old)
        assert shape(connection) == before


@pytest.mark.parametrize("name", NAMES)
def test_everything_in_a_table_of_a_difficult_name(any_engine: Engine, name: str) -> None:
    with any_engine.begin() as connection:
        made(connection, table=name, column=name, index="i" + name[:60], unique="u" + name[:60])
        op = live(connection)
        with op.batch_alter_table(name) as batch:
            batch.rename_index("i" + name[:60], "ix_new")
            batch.rename_constraint("u" + name[:60], "uq_new")
            batch.rename_constraint("fk", "fk_new", "foreignkey")
            batch.rename_column(name, "plain")
        after = shape(connection, name)
        assert after["columns"] == ["id", "plain", "b"]
        assert after["indexes"]["ix_new"][0] == ["b", "plain"]
        assert after["uniques"] == {"uq_new": ["plain"]}
        assert list(after["keys"]) == ["fk_new"]


@pytest.mark.server
def test_foreign_key_takes_its_implicit_index_along(mariadb_engine: Engine) -> None:
    with mariadb_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE o (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER, CONSTRAINT fk FOREIGN KEY (a) REFERENCES o (id))")
        assert [index["name"] for index in inspect(connection).get_indexes("t")] == ["fk"]
        live(connection).rename_constraint("t", "fk", "fk_new", type_="foreignkey")
        assert [index["name"] for index in inspect(connection).get_indexes("t")] == ["fk_new"]
        assert [key["name"] for key in inspect(connection).get_foreign_keys("t")] == ["fk_new"]


@pytest.mark.server
def test_foreign_key_keeps_all_it_says_on_mariadb(mariadb_engine: Engine) -> None:
    with mariadb_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE o (id INTEGER, x INTEGER, PRIMARY KEY (id, x))")
        connection.exec_driver_sql(
            "CREATE TABLE t (a INTEGER, `b,)` INTEGER, CONSTRAINT fk FOREIGN KEY (a, `b,)`) REFERENCES o (id, x) "
            "ON DELETE SET NULL ON UPDATE NO ACTION, c TEXT, "
            "CONSTRAINT ck CHECK (c <> 'CONSTRAINT `fk` (\\'' AND c > 'x'))"
        )
        before = connection.exec_driver_sql("SHOW CREATE TABLE t").one()[1]
        live(connection).rename_constraint("t", "fk", "fk2")
        live(connection).rename_constraint("t", "ck", "ck2")
        after = connection.exec_driver_sql("SHOW CREATE TABLE t").one()[1]
        lines = {line.strip(" ,") for line in before.splitlines()}
        wanted = {re.sub(r"^(CONSTRAINT|KEY) `(\w+)`", r"\1 `\g<2>2`", line) for line in lines}
        assert {line.strip(" ,") for line in after.splitlines()} == wanted


@pytest.mark.server
def test_mariadb_refuses_what_has_a_fixed_name(mariadb_engine: Engine) -> None:
    with mariadb_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (b > 1))")
        op = live(connection)
        with pytest.raises(OperationError, match="always called PRIMARY"):
            op.rename_constraint("t", "PRIMARY", "pk")
        with pytest.raises(OperationError, match="there is no such constraint"):
            op.rename_constraint("t", "pk", "pk2")
        with pytest.raises(OperationError, match=r"part of a column's definition.*alter_column"):
            op.rename_constraint("t", "b", "ck")


@pytest.mark.server
def test_primary_key_is_renamed_on_postgresql(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA s")
        connection.exec_driver_sql("CREATE TABLE s.t (a INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE INDEX ix ON s.t (a)")
        op = live(connection)
        op.rename_constraint("t", "t_pkey", "pk", "primary", schema="s")
        op.rename_index("ix", "ix2", schema="s")
        inspector = inspect(connection)
        assert inspector.get_pk_constraint("t", schema="s")["name"] == "pk"
        assert [index["name"] for index in inspector.get_indexes("t", schema="s")] == ["ix2"]


# ---------------------------------------------------------------------------------------------- SQLite's own ways


def stored(op: Operations, name: str) -> str:
    return str(op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).scalar())


def test_sqlite_index_keeps_its_definition(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE t (a TEXT, b)")
    connection.exec_driver_sql(
        "CREATE UNIQUE INDEX IF NOT EXISTS main.'o ld' ON t(lower(a) DESC, b COLLATE NOCASE) WHERE b>1"
    )
    op = live(connection)
    op.rename_index("O LD", "new")
    assert stored(op, "new") == 'CREATE UNIQUE INDEX "new" ON t(lower(a) DESC, b COLLATE NOCASE) WHERE b>1'
    assert stored(op, "o ld") == "None"


def test_sqlite_index_in_a_rebuild(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE t (a TEXT, b)")
    connection.exec_driver_sql("CREATE INDEX ix ON t (a) WHERE b > 1")
    op = live(connection)
    with op.batch_alter_table("t", recreate="always") as batch:
        batch.rename_index("ix", "on")
    assert stored(op, "on") == 'CREATE INDEX "on" ON t (a) WHERE b > 1'


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda op: op.rename_index("no", "new"), "there is no index 'no'"),
        (lambda op: op.rename_index("sqlite_autoindex_t_1", "new"), "a constraint's own; use rename_constraint"),
        (lambda op: op.rename_constraint("t", "no", "new"), "no constraint 'no' to rename in table 't'.*uq"),
        (lambda op: op.rename_constraint("t", "uq", "CK"), "has a constraint 'CK' already"),
        (
            lambda op: op.rename_constraint("t", "uq", "new", "uniqe"),
            "no such kind of constraint; type_ is one of check",
        ),
        (lambda op: op.validate_constraint("uq", "t", "uniqe"), "no such kind of constraint"),
    ],
)
def test_sqlite_says_what_is_wrong(connection: Connection, call: Any, words: str) -> None:
    connection.exec_driver_sql("CREATE TABLE t (a, CONSTRAINT uq UNIQUE (a), CONSTRAINT ck CHECK (a > 1))")
    with pytest.raises(OperationError, match=words):
        call(live(connection))


def test_sqlite_text_of_a_renamed_constraint_is_kept(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE t (a INTEGER /* key */ constraint\t[o ld] /* c */ CHECK (a>1) -- end\n, b, UNIQUE (a , b))"
    )
    op = live(connection)
    op.rename_constraint("t", "o ld", "new one")
    wanted = (
        'CREATE TABLE t (a INTEGER /* key */ constraint\t"new one" /* c */ CHECK (a>1) -- end\n, b, UNIQUE (a , b))'
    )
    assert stored(op, "t") == wanted
    with op.batch_alter_table("t", naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"}) as batch:
        batch.rename_constraint("uq_t_a", "named")
    assert stored(op, "t") == wanted.replace("UNIQUE (a , b)", "CONSTRAINT named UNIQUE (a , b)")


# ---------------------------------------------------------------------------------------------- scripts


@pytest.mark.parametrize("dialect", ["mysql", "mariadb"])
def test_script_for_mysql_must_know_what_it_renames(dialect: str) -> None:
    op = script(dialect).op
    with pytest.raises(OperationError, match=r"rename_index\('a', 'b'\).*give table_name="):
        op.rename_index("a", "b")
    with pytest.raises(OfflineError, match=r"rename_constraint\('t', 'a', 'b'\).*give type_='unique'"):
        op.rename_constraint("t", "a", "b")
    for kind in ("check", "foreignkey"):
        with pytest.raises(OfflineError, match=rf"drop_constraint\(\.\.\., type_='{kind}'\)"):
            op.rename_constraint("t", "a", "b", kind)
    with pytest.raises(OperationError, match="always called PRIMARY"):
        op.rename_constraint("t", "a", "b", "primary")


def test_script_for_sqlite_needs_the_table() -> None:
    written = script("sqlite")
    with pytest.raises(OfflineError, match=r"drop_index\(\) and create_index\(\)"):
        written.op.rename_index("a", "b", "t")
    table = Table("t", MetaData(), Column("a", Integer))
    table.append_constraint(ops.CreateUniqueConstraintOp("uq", "t", ["a"]).to_constraint()._copy(target_table=table))
    with written.op.batch_alter_table("t", copy_from=table) as batch:
        batch.rename_constraint("uq", "uq2")
    assert any("CONSTRAINT uq2 UNIQUE (a)" in statement for statement in written.statements)


# ---------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("op", "shown", "diff"),
    [
        (
            ops.RenameIndexOp("a", "b", "t", schema="s"),
            "RenameIndexOp('a', 'b', table_name='t', schema='s')",
            ("rename_index", "s", "t", "a", "b"),
        ),
        (
            ops.RenameConstraintOp("t", "a", "b", "unique"),
            "RenameConstraintOp('t', 'a', 'b', type_='unique')",
            ("rename_constraint", None, "t", "a", "b"),
        ),
        (
            ops.ValidateConstraintOp("a", "t", schema="s"),
            "ValidateConstraintOp('a', 't', schema='s')",
            ("validate_constraint", "s", "t", "a"),
        ),
    ],
)
def test_values(op: ops.MigrateOperation, shown: str, diff: Any) -> None:
    assert repr(op) == shown
    assert op.to_diff_tuple() == diff
    assert repr(op.reverse().reverse()) == shown
    assert op.reverse().reverse().digest() == op.digest()


def test_reverse_of_a_rename_renames_back() -> None:
    assert repr(ops.RenameIndexOp("a", "b").reverse()) == "RenameIndexOp('b', 'a')"
    assert repr(ops.RenameConstraintOp("t", "a", "b").reverse()) == "RenameConstraintOp('t', 'b', 'a')"


@pytest.mark.server
def test_rename_by_building_anew_elsewhere(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        made(connection)
        before = shape(connection)
        op = live(connection)
        with op.batch_alter_table("t", recreate="always") as batch:
            batch.rename_index("ix", "ix2")
            batch.rename_constraint("uq", "uq2")
            batch.validate_constraint("uq2")
        after = shape(connection)
        assert after["indexes"] == swapped(swapped(before["indexes"], "ix", "ix2"), "uq", "uq2")
        assert after["uniques"] == swapped(before["uniques"], "uq", "uq2")
        for call, words in (
            (lambda batch: batch.rename_index("no", "x"), "no index 'no' on table 't'"),
            (lambda batch: batch.rename_constraint("no", "x"), "no constraint 'no' on table 't'"),
        ):
            with pytest.raises(OperationError, match=words), op.batch_alter_table("t", recreate="always") as batch:
                call(batch)
