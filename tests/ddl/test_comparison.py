"""Indexes, unique constraints and foreign keys converge on every database, and changed ones are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
    inspect,
    text,
)

from revgraph.autogenerate.reflect import Reader
from revgraph.autogenerate.snapshot import TableKey
from revgraph.ddl import DefaultImpl
from revgraph.ddl.signatures import foreign_key_signature, index_signature
from tests.kit.live import live_impl, reflected_table

Make = Callable[[Table], Index]

INDEXES: dict[str, Make] = {
    "plain": lambda t: Index("ix", t.c.a),
    "two": lambda t: Index("ix", t.c.a, t.c.s),
    "unique": lambda t: Index("ix", t.c.a, unique=True),
    "descending": lambda t: Index("ix", t.c.a.desc(), t.c.s),
    "odd_column": lambda t: Index("ix", t.c["Odd col"]),
}

POSTGRESQL: dict[str, Make] = {
    "nulls": lambda t: Index("ix", t.c.a.desc().nulls_last(), t.c.s.asc().nulls_first()),
    "nulls_by_default": lambda t: Index("ix", t.c.a.desc().nulls_first(), t.c.s.asc().nulls_last()),
    "expression": lambda t: Index("ix", sa.func.lower(t.c.s)),
    "expression_text": lambda t: Index("ix", text("lower(s) DESC"), t.c.a, _table=t),
    "expression_cast": lambda t: Index("ix", sa.cast(t.c.a, sa.Text)),
    "arithmetic": lambda t: Index("ix", (t.c.a + 1) * 2, t.c.s + "x"),
    "coalesce": lambda t: Index("ix", sa.func.coalesce(t.c.s, "none"), unique=True),
    "where": lambda t: Index("ix", t.c.a, postgresql_where=(t.c.s == "x") & (t.c.a > 5)),
    "where_text": lambda t: Index("ix", t.c.a, postgresql_where=text("s like '5%' or a in (1, 2)")),
    "where_quoted": lambda t: Index("ix", t.c.a, postgresql_where=t.c["Odd col"].is_(None)),
    "using": lambda t: Index("ix", t.c.a, postgresql_using="hash"),
    "btree": lambda t: Index("ix", t.c.a, postgresql_using="btree"),
    "operators": lambda t: Index("ix", t.c.s, postgresql_ops={"s": "text_pattern_ops"}),
    "include": lambda t: Index("ix", t.c.a, postgresql_include=["s"]),
    "no_include": lambda t: Index("ix", t.c.a, postgresql_include=[]),
    "include_column": lambda t: Index("ix", t.c.a, postgresql_include=[t.c.s]),
    "nulls_not_distinct": lambda t: Index("ix", t.c.a, unique=True, postgresql_nulls_not_distinct=True),
    "with": lambda t: Index("ix", t.c.a, postgresql_with={"fillfactor": 50}),
    "gin": lambda t: Index("ix", t.c.j, postgresql_using="gin", postgresql_ops={"j": "jsonb_path_ops"}),
    "concurrently": lambda t: Index("ix", sa.func.lower(t.c.s), postgresql_concurrently=True),
    "json": lambda t: Index("ix", t.c.j["x"].astext),
}

MARIADB: dict[str, Make] = {
    "length": lambda t: Index("ix", t.c.x, t.c.s, mysql_length={"x": 10, "s": 5}),
    "length_of_all": lambda t: Index("ix", t.c.x, mysql_length=10),
    "whole_length": lambda t: Index("ix", t.c.s, mysql_length=40),
    "fulltext": lambda t: Index("ix", t.c.x, mysql_prefix="FULLTEXT"),
    "btree": lambda t: Index("ix", t.c.a, mysql_using="btree"),
}

SQLITE: dict[str, Make] = {
    "where": lambda t: Index("ix", t.c.a, sqlite_where=t.c.s == "x"),
    "where_text": lambda t: Index("ix", t.c.a, sqlite_where=text("a > 5 and s is not null")),
}

BY_KIND = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "mysql": MARIADB}

CHANGED: dict[str, tuple[Make, Make]] = {
    "column": (lambda t: Index("ix", t.c.a), lambda t: Index("ix", t.c.s)),
    "sorting": (lambda t: Index("ix", t.c.a), lambda t: Index("ix", t.c.a.desc())),
    "order": (lambda t: Index("ix", t.c.a, t.c.s), lambda t: Index("ix", t.c.s, t.c.a)),
    "unique": (lambda t: Index("ix", t.c.a), lambda t: Index("ix", t.c.a, unique=True)),
    "added_column": (lambda t: Index("ix", t.c.a), lambda t: Index("ix", t.c.a, t.c.s)),
}

CHANGED_POSTGRESQL: dict[str, tuple[Make, Make]] = {
    "expression": (lambda t: Index("ix", sa.func.lower(t.c.s)), lambda t: Index("ix", sa.func.upper(t.c.s))),
    "expression_to_column": (lambda t: Index("ix", sa.func.lower(t.c.s)), lambda t: Index("ix", t.c.s)),
    "where": (
        lambda t: Index("ix", t.c.a, postgresql_where=t.c.a > 5),
        lambda t: Index("ix", t.c.a, postgresql_where=t.c.a > 6),
    ),
    "where_gone": (lambda t: Index("ix", t.c.a, postgresql_where=t.c.a > 5), lambda t: Index("ix", t.c.a)),
    "where_added": (lambda t: Index("ix", t.c.a), lambda t: Index("ix", t.c.a, postgresql_where=t.c.a > 5)),
    "using": (lambda t: Index("ix", t.c.a), lambda t: Index("ix", t.c.a, postgresql_using="hash")),
    "include": (
        lambda t: Index("ix", t.c.a, postgresql_include=["s"]),
        lambda t: Index("ix", t.c.a, postgresql_include=["x"]),
    ),
    "operators": (
        lambda t: Index("ix", t.c.s),
        lambda t: Index("ix", t.c.s, postgresql_ops={"s": "text_pattern_ops"}),
    ),
    "nulls": (
        lambda t: Index("ix", t.c.a, unique=True),
        lambda t: Index("ix", t.c.a, unique=True, postgresql_nulls_not_distinct=True),
    ),
}

CHANGED_MARIADB: dict[str, tuple[Make, Make]] = {
    "length": (
        lambda t: Index("ix", t.c.x, mysql_length=10),
        lambda t: Index("ix", t.c.x, mysql_length=11),
    ),
    "fulltext": (
        lambda t: Index("ix", t.c.x, mysql_length=10),
        lambda t: Index("ix", t.c.x, mysql_prefix="FULLTEXT"),
    ),
}

CHANGED_SQLITE: dict[str, tuple[Make, Make]] = {
    "where": (lambda t: Index("ix", t.c.a, sqlite_where=t.c.a > 5), lambda t: Index("ix", t.c.a)),
}

CHANGED_BY_KIND = {"sqlite": CHANGED_SQLITE, "postgresql": CHANGED_POSTGRESQL, "mysql": CHANGED_MARIADB}


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


def new_table(connection: Connection, name: str) -> Table:
    columns = [
        Column("id", sa.Integer, primary_key=True),
        Column("a", sa.Integer),
        Column("s", sa.String(40)),
        Column("x", sa.Text),
        Column("Odd col", sa.Integer),
    ]
    if connection.dialect.name == "postgresql":
        columns.append(Column("j", sa.dialects.postgresql.JSONB))
    return Table(name, MetaData(), *columns)


def read_table(connection: Connection, impl: DefaultImpl, name: str) -> Table:
    """Return a table as autogenerate reads it: SQLAlchemy tells no DESC on SQLite and MySQL."""
    read = Reader(inspect(connection), Everything(), impl).read(all_schemas=False, leave_out=set())
    return read.tables[TableKey(None, name)].item


class Everything:
    """Filters that leave nothing out."""

    chooses_schemas = True

    def run_name_filters(self, name: str | None, type_: str, parent_names: Any) -> bool:
        return True


def only_index(table: Table) -> Index:
    (index,) = table.indexes
    return index


def test_created_indexes_compare_equal(connection: Connection) -> None:
    impl = live_impl(connection)
    wrong = []
    for name, make in {**INDEXES, **BY_KIND[connection.dialect.name]}.items():
        table = new_table(connection, "t")
        wanted = make(table)
        wanted.dialect_options["postgresql"]["concurrently"] = False
        impl.create_table(table)
        if name == "concurrently":
            wanted.dialect_options["postgresql"]["concurrently"] = True
        reflected = only_index(read_table(connection, impl, table.name))
        result = impl.compare_indexes(wanted, reflected)
        if not result.is_equal:
            wrong.append(f"{name}: {result.message}")
        table.drop(connection)
    assert wrong == []


def test_changed_indexes_compare_different(connection: Connection) -> None:
    impl = live_impl(connection)
    equal = []
    for name, (before, after) in {**CHANGED, **CHANGED_BY_KIND[connection.dialect.name]}.items():
        table = new_table(connection, "t")
        before(table)
        impl.create_table(table)
        wanted = after(new_table(connection, "t"))
        result = impl.compare_indexes(wanted, only_index(read_table(connection, impl, table.name)))
        if not result.is_different:
            equal.append(name)
        assert result.message or name in equal
        table.drop(connection)
    assert equal == []


def test_index_on_a_column_that_is_not_there_yet_is_different(connection: Connection) -> None:
    impl = live_impl(connection)
    table = new_table(connection, "t")
    Index("ix", table.c.a)
    impl.create_table(table)
    wider = new_table(connection, "t")
    wider.append_column(Column("later", sa.String(9)))
    wanted = Index("ix", sa.func.lower(wider.c.later))
    assert impl.compare_indexes(wanted, only_index(reflected_table(connection, impl, "t"))).is_different


def corrected(
    connection: Connection, models: MetaData
) -> tuple[set[UniqueConstraint], set[Index], set[UniqueConstraint], set[Index]]:
    """Return the sets of database and models after the dialect has corrected them."""
    impl = live_impl(connection)
    tables = [reflected_table(connection, impl, table.name) for table in models.sorted_tables]
    sets: list[set[Any]] = []
    for group in (tables, models.sorted_tables):
        sets.append({c for table in group for c in table.constraints if isinstance(c, UniqueConstraint)})
        sets.append({index for table in group for index in table.indexes})
    conn_uniques, conn_indexes, uniques, indexes = sets
    impl.correct_for_autogen_constraints(conn_uniques, conn_indexes, uniques, indexes)
    return conn_uniques, conn_indexes, uniques, indexes


def test_constraints_and_indexes_of_one_model_are_the_same_sets(connection: Connection) -> None:
    models = MetaData()
    Table("parent", models, Column("id", sa.Integer, primary_key=True), Column("k", sa.Integer, unique=True))
    Table(
        "child",
        models,
        Column("id", sa.Integer, primary_key=True),
        Column("parent_id", sa.Integer, sa.ForeignKey("parent.id")),
        Column("named_id", sa.Integer, sa.ForeignKey("parent.id", name="fk_named")),
        Column("indexed_id", sa.Integer, sa.ForeignKey("parent.id"), index=True),
        Column("a", sa.Integer),
        Column("b", sa.Integer, index=True, unique=True),
        UniqueConstraint("a", "b", name="uq_named"),
        UniqueConstraint("named_id", "a"),
    )
    models.create_all(connection)
    conn_uniques, conn_indexes, uniques, indexes = corrected(connection, models)
    assert {index.name for index in conn_indexes} == {index.name for index in indexes}
    columns = [{tuple(sorted(c.name for c in unique.columns)) for unique in side} for side in (conn_uniques, uniques)]
    assert columns[0] == columns[1]
    named = [{unique.name for unique in side if unique.name in ("uq_named",)} for side in (conn_uniques, uniques)]
    assert named[0] == named[1] == {"uq_named"}


def test_unique_constraints_compare_by_columns(connection: Connection) -> None:
    impl = live_impl(connection)

    def made(*columns: str) -> UniqueConstraint:
        table = new_table(connection, "t")
        constraint = UniqueConstraint(*columns, name="uq")
        table.append_constraint(constraint)
        return constraint

    assert impl.compare_unique_constraint(made("a", "s"), made("a", "s")).is_equal
    assert impl.compare_unique_constraint(made("a", "s"), made("s", "a")).is_different
    assert impl.compare_unique_constraint(made("a", "s"), made("a")).is_different


ACTIONS = [None, "CASCADE", "cascade", "SET NULL", "NO ACTION", "RESTRICT"]


@pytest.mark.parametrize("action", ACTIONS)
def test_foreign_keys_of_one_model_are_the_same(connection: Connection, action: str | None) -> None:
    models = MetaData()
    Table("parent", models, Column("a", sa.Integer, primary_key=True), Column("b", sa.Integer, primary_key=True))
    wanted = ForeignKeyConstraint(["x", "y"], ["parent.a", "parent.b"], name="fk", ondelete=action, onupdate=action)
    Table("child", models, Column("x", sa.Integer), Column("y", sa.Integer), wanted)
    models.create_all(connection)
    impl = live_impl(connection)
    (reflected,) = reflected_table(connection, impl, "child").foreign_key_constraints
    impl.correct_for_autogen_foreignkeys({reflected}, {wanted})
    assert foreign_key_signature(reflected) == foreign_key_signature(wanted)
    assert (reflected.ondelete, reflected.onupdate) == (action, action)


def test_foreign_key_added_with_its_column_is_the_same(connection: Connection) -> None:
    models = MetaData()
    Table("parent", models, Column("a", sa.Integer, primary_key=True))
    child = Table("child", models, Column("id", sa.Integer))
    models.create_all(connection)
    child.append_column(Column("x", sa.Integer, sa.ForeignKey("parent.a", ondelete="CASCADE", onupdate="SET NULL")))
    impl = live_impl(connection)
    impl.add_column("child", child.c.x, inline_references=True)
    (wanted,) = child.foreign_key_constraints
    (reflected,) = reflected_table(connection, impl, "child").foreign_key_constraints
    impl.correct_for_autogen_foreignkeys({reflected}, {wanted})
    assert foreign_key_signature(reflected) == foreign_key_signature(wanted)


def test_changed_action_of_a_foreign_key_is_left_different(connection: Connection) -> None:
    models = MetaData()
    Table("parent", models, Column("a", sa.Integer, primary_key=True))
    Table("child", models, Column("x", sa.Integer), ForeignKeyConstraint(["x"], ["parent.a"], ondelete="CASCADE"))
    models.create_all(connection)
    other = MetaData()
    Table("parent", other, Column("a", sa.Integer, primary_key=True))
    wanted = ForeignKeyConstraint(["x"], ["parent.a"], ondelete="SET NULL")
    Table("child", other, Column("x", sa.Integer), wanted)
    impl = live_impl(connection)
    (reflected,) = reflected_table(connection, impl, "child").foreign_key_constraints
    impl.correct_for_autogen_foreignkeys({reflected}, {wanted})
    assert foreign_key_signature(reflected) != foreign_key_signature(wanted)


def test_signature_tells_what_differs() -> None:
    impl = DefaultImpl.get_by_dialect(sa.make_url("postgresql://").get_dialect()())
    dialect = sa.make_url("postgresql://").get_dialect()()
    import io

    spelling = impl(dialect, None, True, None, io.StringIO(), {})
    table = Table("t", MetaData(), Column("a", sa.Integer), Column("b", sa.Integer))
    have, want = (
        index_signature(spelling, index)
        for index in (Index("ix", table.c.a), Index("ix", table.c.b.desc(), unique=True))
    )
    assert have.differences(want) == ["unique=False to unique=True", "elements (a) to (b desc)"]
