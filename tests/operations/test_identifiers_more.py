"""Odd names in the verbs that ``test_identifiers`` leaves out, and names as long as a database takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, inspect, text
from sqlalchemy.dialects import postgresql

from revgraph.operations import Operations
from tests.kit.contexts import live, script
from tests.operations.test_identifiers import NAMES, Catalog, Names, create, finish, rows_of

LONGEST = {"sqlite": 300, "postgresql": 63, "mysql": 64}

each_name = pytest.mark.parametrize("odd", [pytest.param(name, id=kind) for kind, name in NAMES.items()])


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


@pytest.fixture
def postgresql_op(postgresql_engine: Engine) -> Iterator[Operations]:
    with postgresql_engine.begin() as connection:
        yield live(connection)


def ask(op: Operations, query: str, **values: Any) -> list[Any]:
    return list(op.get_bind().execute(text(query), values).scalars())


@each_name
def test_renames_and_keys(connection: Connection, odd: str) -> None:
    names = Names(odd)
    op, catalog = live(connection), Catalog(connection)
    create(op, names)
    op.rename_index(names.index, names.new, names.table)
    assert names.new in catalog.ask_indexes(names.table)
    op.rename_constraint(names.table, names.inline, names.unique, type_="unique")
    assert catalog.constraints(names.table) == {names.unique}
    op.create_check_constraint(names.check, names.table, sa.column(names.column) > 0)
    op.rename_constraint(names.table, names.check, names.foreign, type_="check")
    assert catalog.constraints(names.table) == {names.unique, names.foreign}
    op.create_table(names.renamed, Column(names.column, sa.Integer, nullable=False))
    op.create_primary_key(names.added, names.renamed, [names.column])
    assert inspect(connection).get_pk_constraint(names.renamed)["constrained_columns"] != []
    op.drop_constraint(names.added, names.renamed, type_="primary")
    assert inspect(connection).get_pk_constraint(names.renamed)["constrained_columns"] == []


@each_name
def test_rows_that_get_a_value(connection: Connection, odd: str) -> None:
    names = Names(odd)
    op = live(connection)
    op.bulk_insert(create(op, names), rows_of(names))
    op.add_column(names.table, Column(names.added, sa.String(90), nullable=False, default=odd), populate_default=True)
    op.add_column(names.table, Column(names.new, sa.String(90)))
    op.alter_column(
        names.table, names.new, nullable=False, existing_type=sa.String(90), populate_default=sa.column(names.added)
    )
    found = connection.execute(sa.select(sa.table(names.table, sa.column(names.added), sa.column(names.new)))).all()
    assert [tuple(row) for row in found] == [(odd, odd)] * 3


@each_name
def test_table_in_a_schema_with_such_a_name(connection: Connection, odd: str) -> None:
    names = Names(odd)
    op = live(connection)
    if connection.dialect.name == "sqlite":
        quoted = connection.dialect.identifier_preparer.quote_identifier(odd)
        connection.exec_driver_sql(f"ATTACH ':memory:' AS {quoted}")
    elif connection.dialect.name == "mysql":
        pytest.skip("a schema is a database there, and the tests keep to their own")
    else:
        op.create_schema(odd, if_not_exists=True)
    op.create_table(names.parent, Column("id", sa.Integer, primary_key=True), schema=odd)
    op.create_table(names.table, Column("id", sa.Integer), Column(names.column, sa.Integer), schema=odd)
    op.bulk_insert(
        sa.table(names.table, sa.column(names.column, sa.Integer), schema=odd), [{names.column: n} for n in (1, 2)]
    )
    op.add_column(names.table, Column(names.added, sa.String(9)), schema=odd)
    op.rename_column(names.table, names.added, names.new, schema=odd)
    op.alter_column(names.table, names.column, nullable=False, type_=sa.BigInteger(), schema=odd)
    op.create_index(names.index, names.table, [names.column], schema=odd)
    op.create_unique_constraint(names.unique, names.table, [names.column], schema=odd)
    if connection.dialect.name != "sqlite":  # its foreign keys can't name a schema
        op.create_foreign_key(
            names.foreign, names.table, names.parent, ["id"], ["id"], source_schema=odd, referent_schema=odd
        )
    told = inspect(connection)
    assert [(c["name"], c["nullable"]) for c in told.get_columns(names.table, schema=odd)] == [
        ("id", True),
        (names.column, False),
        (names.new, True),
    ]
    assert names.index in [index["name"] for index in told.get_indexes(names.table, schema=odd)]
    op.drop_constraint(names.unique, names.table, type_="unique", schema=odd)
    op.drop_index(names.index, names.table, schema=odd)
    op.drop_column(names.table, names.new, schema=odd)
    op.rename_table(names.table, names.renamed, schema=odd)
    found = connection.execute(sa.select(sa.table(names.renamed, sa.column(names.column), schema=odd)))
    assert sorted(found.scalars()) == [1, 2]
    op.drop_table(names.renamed, schema=odd)
    op.drop_table(names.parent, schema=odd)
    if connection.dialect.name == "postgresql":
        op.drop_schema(odd)


@pytest.mark.server
@each_name
def test_sequences_enums_and_exclude(postgresql_op: Operations, odd: str) -> None:
    op = postgresql_op
    op.create_table("owner", Column(odd, sa.Integer), Column("r", postgresql.INT4RANGE))
    op.create_sequence(odd, start=5, owned_by=("owner", odd))
    op.alter_sequence(odd, restart=9)
    assert op.get_bind().scalar(sa.Sequence(odd).next_value()) == 9
    op.drop_sequence(odd)
    kind = f"k{odd}"
    op.create_enum(kind, ["a", odd])
    op.add_column("owner", Column("kind", sa.Enum("a", odd, name=kind), server_default=odd))
    op.execute("INSERT INTO owner (r) VALUES ('[1,2]')")
    op.rename_enum_value(kind, odd, f"x{odd}")
    op.alter_enum(kind, ["a", f"x{odd}"], [odd, "a"], mapping={f"x{odd}": odd})
    assert ask(op, "SELECT kind FROM owner") == [odd]
    op.drop_column("owner", "kind")
    op.drop_enum(kind)
    op.create_exclude_constraint(odd, "owner", ("r", "&&"), using="gist")
    op.create_check_constraint(f"v{odd}", "owner", sa.column(odd) > 0, not_valid=True)
    op.validate_constraint(f"v{odd}", "owner")
    assert ask(op, "SELECT convalidated FROM pg_constraint WHERE conname = :name", name=f"v{odd}") == [True]
    op.drop_constraint(odd, "owner", type_="exclude")


@pytest.mark.parametrize("written", [False, True], ids=["live", "script"])
def test_names_as_long_as_they_may_be(connection: Connection, written: bool) -> None:
    kind = connection.dialect.name
    names = Names("n" * (LONGEST[kind] - 1))
    scripted = script("mariadb" if kind == "mysql" else kind)
    op = scripted.op if written else live(connection)
    create(op, names)
    op.add_column(names.table, Column(names.added, sa.Integer))
    op.rename_column(names.table, names.added, names.new)
    op.drop_index(names.index, names.table)
    op.create_index(names.index, names.table, [names.new])
    if kind != "sqlite" or not written:
        op.create_unique_constraint(names.unique, names.table, [names.new])
        op.create_foreign_key(names.foreign, names.table, names.parent, [names.column], [names.column])
    for statement in scripted.statements:
        connection.exec_driver_sql(statement)
    catalog = Catalog(connection)
    assert catalog.ask_columns(names.table) == ["id", names.column, names.new]
    assert catalog.ask_indexes(names.table) == [names.index]
    if kind != "sqlite" or not written:
        assert catalog.constraints(names.table) == {names.inline, names.unique, names.foreign}
        for name, type_ in ((names.foreign, "foreignkey"), (names.unique, "unique")):
            live(connection).drop_constraint(name, names.table, type_=type_)
    live(connection).drop_index(names.index, names.table)
    finish(live(connection), names)
    assert catalog.ask_columns(names.renamed) == ["id", names.column]
