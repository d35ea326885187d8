"""Schemas and extensions: made, dropped, refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.ops import Applied
from tests.kit.contexts import live

NAMES = ["rg_plain", "RG_Mixed", "select", "rg my s", 'rg"b', "rg`b", "rg.b", "rg50%", "rg:b", "rg_größe", "rg'b"]
NAMES += [f"rg{'m' * 61}"]


def has(connection: Connection, name: str) -> bool:
    return name.lower() in [found.lower() for found in sa.inspect(connection).get_schema_names()]


def applied(connection: Connection, operation: ops.MigrateOperation) -> Applied:
    return operation.applied(sa.inspect(connection))


def own(connection: Connection, name: str) -> str:
    """Return a name that no other process uses: schemas of MariaDB belong to the whole server."""
    return f"{name[:50]}_{os.getpid()}" if connection.dialect.name == "mysql" else name


@pytest.fixture(params=[pytest.param(kind, marks=pytest.mark.server) for kind in ("postgresql", "mariadb")])
def connection(request: pytest.FixtureRequest, engine_of: Any) -> Iterator[Connection]:
    engine: Engine = engine_of(request.param)
    with engine.connect() as made:
        yield made
        made.rollback()
        left = {own(made, name) for name in NAMES} & set(sa.inspect(made).get_schema_names())
        for name in sorted(left):
            made.execute(sa.schema.DropSchema(name, cascade=made.dialect.name == "postgresql"))
        made.commit()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_works_there_and_back(connection: Connection, name: str) -> None:
    name = own(connection, name)
    create = ops.CreateSchemaOp(name)
    op = live(connection)
    assert applied(connection, create) is Applied.NO
    op.invoke(create)
    assert has(connection, name)
    assert (applied(connection, create), applied(connection, create.reverse())) == (Applied.YES, Applied.NO)
    op.invoke(create.reverse())
    assert not has(connection, name)
    assert applied(connection, create.reverse()) is Applied.YES
    op.invoke(create.reverse().reverse())
    assert has(connection, name)
    op.drop_schema(name, if_exists=True)
    op.drop_schema(name, if_exists=True)


def test_guard_of_create(connection: Connection) -> None:
    op, name = live(connection), own(connection, "rg_plain")
    op.create_schema(name, if_not_exists=True)
    op.create_schema(name, if_not_exists=True)
    assert has(connection, name)


def test_schema_that_holds_a_table_is_dropped_only_if_asked(connection: Connection) -> None:
    op, name = live(connection), own(connection, "rg_plain")
    op.create_schema(name)
    op.create_table("t", sa.Column("c", sa.Integer), schema=name)
    connection.commit()
    with pytest.raises((OperationError, DBAPIError)) as raised:
        op.drop_schema(name)
    if connection.dialect.name == "mysql":
        assert "holds 1 tables" in str(raised.value)
        assert "cascade=True" in str(raised.value)
    connection.rollback()
    assert has(connection, name)
    op.drop_schema(name, cascade=True)
    assert not has(connection, name)


@pytest.mark.server
def test_owner_is_set_and_found_again(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        op = live(connection)
        create = ops.CreateSchemaOp("rg_plain", authorization="pg_monitor")
        op.invoke(create)
        assert applied(connection, create) is Applied.YES
        assert applied(connection, ops.CreateSchemaOp("rg_plain", authorization="pg_read_all_data")) is Applied.UNKNOWN
        connection.rollback()


def test_sqlite_has_none(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        op = live(connection)
        for verb in (op.create_schema, op.drop_schema):
            with pytest.raises(OperationError, match="ATTACH DATABASE"):
                verb("s")
        assert applied(connection, ops.CreateSchemaOp("s")) is Applied.UNKNOWN


# ---------------------------------------------------------------------------------------------- extensions


def test_extensions_are_for_postgresql_only(any_engine: Engine) -> None:
    with any_engine.connect() as connection:
        op = live(connection)
        create = ops.CreateExtensionOp("plpgsql", if_not_exists=True)
        op.invoke(create)
        assert applied(connection, create) is Applied.YES
        op.drop_extension("no_such_thing", if_exists=True)
        assert applied(connection, ops.DropExtensionOp("no_such_thing")) is Applied.YES
        connection.rollback()


@pytest.mark.server
def test_extension_is_installed_and_removed(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        op = live(connection)
        create = ops.CreateExtensionOp("plpgsql", version="1.0", schema="pg_catalog")
        op.drop_extension("plpgsql", cascade=True)
        assert applied(connection, create) is Applied.NO
        op.invoke(create)
        assert applied(connection, create) is Applied.YES
        assert applied(connection, ops.CreateExtensionOp("plpgsql", version="0.9")) is Applied.UNKNOWN
        assert applied(connection, create.reverse()) is Applied.NO
        op.invoke(create.reverse())
        assert applied(connection, create.reverse()) is Applied.YES
        connection.rollback()


# ---------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("operation", "difference"),
    [
        (ops.CreateSchemaOp("s", if_not_exists=True, authorization="joe"), ("add_schema", "s")),
        (ops.DropSchemaOp("s", if_exists=True), ("remove_schema", "s")),
        (ops.CreateExtensionOp("x", schema="s", version="1", cascade=True), ("add_extension", "x")),
        (ops.DropExtensionOp("x", if_exists=True), ("remove_extension", "x")),
    ],
)
def test_operations_turn_around_and_back(operation: ops.MigrateOperation, difference: Any) -> None:
    back = operation.reverse()
    assert repr(back) != repr(operation)
    assert repr(back.reverse()) == repr(operation)
    assert back.reverse().digest() == operation.digest() != back.digest()
    assert operation.to_diff_tuple() == difference  # type: ignore[no-untyped-call]
