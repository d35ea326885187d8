"""Building a table anew on database servers, when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Engine,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    insert,
    inspect,
    select,
    text,
)

from revgraph.errors import OfflineError, OperationError
from tests.kit.contexts import live, script
from tests.operations.server_cases import Case, asked, build

SERVERS = [pytest.param(kind, id=kind, marks=pytest.mark.server) for kind in ("postgresql", "mariadb")]


@pytest.mark.parametrize("kind", SERVERS)
def test_table_is_built_anew_with_rows_keys_and_numbering(kind: str, engine_of: Callable[[str], Engine]) -> None:
    engine = engine_of(kind)
    with engine.begin() as connection:
        op = live(connection)
        op.create_table("owner", Column("id", Integer, primary_key=True))
        account = op.create_table(
            "account",
            Column("id", Integer, primary_key=True),
            Column("name", String(50), nullable=False, comment="what it is called"),
            Column("age", String(5)),
            Column("gone", Integer),
        )
        op.create_foreign_key("fk_gone", "account", "owner", ["gone"], ["id"], ondelete="CASCADE")
        op.create_unique_constraint("uq_name", "account", ["name"])
        op.create_index("ix_age", "account", ["age"])
        op.bulk_insert(account, [{"name": "a", "age": "5"}, {"name": "b", "age": "6"}])
        with op.batch_alter_table("account", recreate="always") as batch:
            batch.alter_column("age", type_=Integer(), new_column_name="years")
            batch.add_column(Column("mail", String(9), server_default="-"), insert_after="id")
            batch.drop_column("gone")
            batch.create_index("ix_mail", ["mail"])
        connection.execute(text("INSERT INTO account (name) VALUES ('c')"))
    with engine.connect() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("account")]
        assert columns == ["id", "mail", "name", "years"]
        found = connection.execute(text("SELECT id, mail, name, years FROM account ORDER BY id")).all()
        assert [tuple(row) for row in found] == [(1, "-", "a", 5), (2, "-", "b", 6), (3, "-", "c", None)]
        inspector = inspect(connection)
        names = {index["name"] for index in inspector.get_indexes("account")}
        assert {"ix_age", "ix_mail"} <= names
        assert [u["name"] for u in inspector.get_unique_constraints("account")] == ["uq_name"]
        assert inspector.get_foreign_keys("account") == []
        assert inspector.get_columns("account")[2]["comment"] == "what it is called"
        assert not [name for name in inspector.get_table_names() if "tmp" in name]


@pytest.mark.parametrize("kind", SERVERS)
def test_unknown_things_are_named(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).begin() as connection:
        op = live(connection)
        op.create_table("t", Column("id", Integer, primary_key=True))
        for change, words in (
            (lambda batch: batch.drop_column("x"), "no column 'x'.*columns there: id"),
            (lambda batch: batch.drop_constraint("x", "unique"), "no constraint 'x'"),
            (lambda batch: batch.drop_index("x"), "no index 'x'"),
        ):
            with pytest.raises(OperationError, match=words), op.batch_alter_table("t", recreate="always") as batch:
                change(batch)


def test_script_needs_to_be_told_the_table() -> None:
    with (
        pytest.raises(OfflineError, match="copy_from"),
        script("postgresql").op.batch_alter_table("t", recreate="always"),
    ):
        pass


@pytest.mark.parametrize("kind", SERVERS)
def test_numbered_column_can_be_dropped_or_renamed(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).begin() as connection:
        op = live(connection)
        for name in ("t", "te:st %s"):
            table = op.create_table(name, Column("id", Integer, primary_key=True), Column("a", Integer))
            op.bulk_insert(table, [{"a": 1}, {"a": 2}])
        with op.batch_alter_table("t", recreate="always") as batch:
            batch.drop_column("id")
        with op.batch_alter_table("te:st %s", recreate="always") as batch:
            batch.alter_column("id", new_column_name="n :o")
        other = Table("te:st %s", MetaData(), autoload_with=connection)
        connection.execute(insert(other).values(a=3))
        assert connection.execute(select(other).order_by("a")).all() == [(1, 1), (2, 2), (3, 3)]
        assert [column["name"] for column in inspect(connection).get_columns("t")] == ["a"]


@pytest.mark.parametrize("kind", SERVERS)
def test_type_with_a_check_is_added_with_one_check(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).begin() as connection:
        op = live(connection)
        op.create_table("t", Column("id", Integer, primary_key=True), Column("a", String(9)))
        with op.batch_alter_table("t", recreate="always") as batch:
            batch.add_column(Column("b", Enum("x", "y", native_enum=False, create_constraint=True, name="ck_b")))
            batch.alter_column(
                "a", type_=Enum("x", "y", native_enum=False, create_constraint=True, name="ck_a", length=9)
            )
        names = [check["name"] for check in inspect(connection).get_check_constraints("t")]
        assert sorted(map(str, names)) == ["ck_a", "ck_b"]


@pytest.mark.parametrize("kind", SERVERS)
def test_table_left_behind_goes_if_it_is_empty_and_stays_if_not(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:
        build(connection, Case("left"))
        connection.exec_driver_sql("CREATE TABLE _revgraph_tmp_t (id INT)")
        with live(connection).batch_alter_table("t", recreate="always"):
            pass
        connection.exec_driver_sql("CREATE TABLE _revgraph_tmp_t (id INT)")
        connection.exec_driver_sql("INSERT INTO _revgraph_tmp_t VALUES (1)")
        connection.commit()
        with (
            pytest.raises(OperationError, match=r"'_revgraph_tmp_t' is there.*holds 1 rows"),
            live(connection).batch_alter_table("t", recreate="always"),
        ):
            pass
        assert asked(connection, "SELECT * FROM _revgraph_tmp_t") == [(1,)]


@pytest.mark.parametrize("kind", SERVERS)
def test_failed_copy_leaves_nothing(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:
        build(connection, Case("failed"))
        connection.commit()
        with (
            pytest.raises(Exception, match=r"(?i)null"),
            live(connection).batch_alter_table("t", recreate="always") as b,
        ):
            b.alter_column("n", nullable=False, existing_type=Integer())
        connection.rollback()
        assert asked(connection, "SELECT id, x FROM t ORDER BY id") == [(1, "7"), (2, "8")]
        assert [name for name in inspect(connection).get_table_names() if "tmp" in name] == []


@pytest.mark.parametrize("kind", SERVERS)
def test_columns_of_a_new_key_take_no_null(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INT, x VARCHAR(5))")
        with live(connection).batch_alter_table("t", recreate="always") as batch:
            batch.create_primary_key("pk", ["id", "x"])
        assert inspect(connection).get_pk_constraint("t")["constrained_columns"] == ["id", "x"]


@pytest.mark.parametrize("kind", SERVERS)
def test_renamed_column_is_renamed_where_conditions_name_it(kind: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).connect() as connection:
        build(connection, Case("renamed", ", CONSTRAINT ck CHECK (n > 0 OR x = 'n %' OR abs(n) < 0)"))
        if kind == "postgresql":
            connection.exec_driver_sql("CREATE INDEX ix ON t (x) WHERE n > 3")
        with live(connection).batch_alter_table("t", recreate="always") as batch:
            batch.alter_column("n", new_column_name="the number", existing_type=Integer())
        found = [check["sqltext"] for check in inspect(connection).get_check_constraints("t")]
        assert len(found) == 1
        assert "the number" in found[0]
        assert "'n %'" in found[0]
        if kind == "postgresql":
            (index,) = inspect(connection).get_indexes("t")
            assert "the number" in index["dialect_options"]["postgresql_where"]


CONVENTION = {
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "uq": "uq_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}


@pytest.mark.parametrize("whose", ["block", "models"])
@pytest.mark.parametrize("kind", ["sqlite", *SERVERS])
def test_no_convention_changes_names_that_are_there(kind: str, whose: str, engine_of: Callable[[str], Engine]) -> None:
    with engine_of(kind).begin() as connection:
        plain = live(connection)
        plain.create_table("o", Column("id", Integer, primary_key=True))
        plain.create_table(
            "t",
            Column("id", Integer, primary_key=True),
            Column("a", Integer, CheckConstraint("a > 0", name="positive")),
            Column("b", Integer, ForeignKey("o.id", name="to_o")),
            UniqueConstraint("a", "b", name="both"),
            Index("by_a", "a"),
        )
        models = MetaData(naming_convention=CONVENTION) if whose == "models" else None
        how: dict[str, Any] = {"naming_convention": CONVENTION} if whose == "block" else {}
        how |= {"reflect_kwargs": {"quote": False}} if kind == "sqlite" else {}
        with live(connection, target_metadata=models).batch_alter_table("t", recreate="always", **how) as batch:
            batch.add_column(Column("c", Integer))
        told = inspect(connection)
        assert [check["name"] for check in told.get_check_constraints("t")] == ["positive"]
        assert [unique["name"] for unique in told.get_unique_constraints("t")] == ["both"]
        assert [key["name"] for key in told.get_foreign_keys("t")] == ["to_o"]
        assert "by_a" in [index["name"] for index in told.get_indexes("t")]
        assert told.get_pk_constraint("t")["name"] != "pk_t" or kind == "sqlite"
        with plain.batch_alter_table("t", recreate="always", **how) as batch:
            batch.drop_constraint("positive", type_="check")
        assert told.get_columns("t")[-1]["name"] == "c"
        assert inspect(connection).get_check_constraints("t") == []
