"""A SQLite table that is built anew keeps everything the change did not name, whatever the change is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, String

from revgraph.operations.rebuild.tokens import normal
from tests.kit.contexts import live
from tests.operations.features import Feature
from tests.operations.rarities import FEATURES

of_each_feature = pytest.mark.parametrize("feature", FEATURES, ids=[feature.name for feature in FEATURES])

UNRENAMED = ("view_with_names_and_query_before", "view_that_is_broken")
"""SQLite itself refuses to rename the column there."""
QUALIFIED = "check_that_names_the_table"
"""Its text loses the table's name before the column's; all else would not survive."""


def catalogue(connection: Connection) -> dict[str, Any]:
    """Return every text the database has stored, main and temporary."""
    query = "SELECT type || ' ' || name, sql FROM {}.sqlite_master WHERE sql IS NOT NULL"
    return {
        f"{place} {row[0]}": row[1]
        for place in ("main", "temp")
        for row in connection.exec_driver_sql(query.format(place))
    }


def build(connection: Connection, feature: Feature) -> None:
    """Make the table of a feature and what stands around it."""
    driver: Any = connection.connection.dbapi_connection
    driver.create_collation("backwards", lambda one, other: (one < other) - (one > other))
    driver.create_function("twice", 1, lambda value: value and value * 2, deterministic=True)
    connection.exec_driver_sql("CREATE TABLE o (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("CREATE TABLE p (a INT UNIQUE, b INT, UNIQUE (b, a))")
    for statement in (*feature.ddl, *feature.rows):
        connection.exec_driver_sql(statement)


def results(connection: Connection, feature: Feature) -> list[Any]:
    """Return what the queries of a feature find."""
    return [connection.exec_driver_sql(query).all() for query in feature.queries]


@of_each_feature
def test_type_change_keeps(feature: Feature, connection: Connection) -> None:
    build(connection, feature)
    before, rows = catalogue(connection), results(connection, feature)
    live(connection).alter_column("t", "x", type_=String(40))
    before["main table t"] = before["main table t"].replace(*feature.change, 1)
    assert catalogue(connection) == before
    assert results(connection, feature) == rows


@of_each_feature
def test_building_anew_for_nothing_keeps(feature: Feature, connection: Connection) -> None:
    build(connection, feature)
    before, rows = catalogue(connection), results(connection, feature)
    with live(connection).batch_alter_table("t", recreate="always"):
        pass
    if feature.name != QUALIFIED:
        assert catalogue(connection) == before
    assert results(connection, feature) == rows


@of_each_feature
def test_column_and_constraints_come_and_go_without_a_trace(feature: Feature, connection: Connection) -> None:
    build(connection, feature)
    before, rows = catalogue(connection), results(connection, feature)
    op = live(connection)
    with op.batch_alter_table("t", recreate="always") as batch:
        batch.add_column(Column("new", Integer, server_default="7"))
        batch.create_check_constraint("ck_new", "new > 0")
        batch.create_unique_constraint("uq_new", ["new", "x"])
        batch.create_foreign_key("fk_new", "o", ["new"], ["id"])
    assert "ck_new" in catalogue(connection)["main table t"]
    with op.batch_alter_table("t", recreate="always") as batch:
        for name in ("ck_new", "uq_new", "fk_new"):
            batch.drop_constraint(name)
        batch.drop_column("new")
    if feature.name != QUALIFIED:
        assert spaced(catalogue(connection)) == spaced(before)
    assert results(connection, feature) == rows


@of_each_feature
def test_order_of_columns_and_back_keeps(feature: Feature, connection: Connection) -> None:
    build(connection, feature)
    before, rows = catalogue(connection), results(connection, feature)
    names = [row[1] for row in connection.exec_driver_sql("PRAGMA table_xinfo(t)")]
    op = live(connection)
    for order in (tuple(reversed(names)), tuple(names)):
        with op.batch_alter_table("t", partial_reordering=[order]):
            pass
    if feature.name != QUALIFIED:
        assert spaced(catalogue(connection)) == spaced(before)
    assert results(connection, feature) == rows


@pytest.mark.parametrize("feature", [f for f in FEATURES if f.name not in UNRENAMED], ids=lambda feature: feature.name)
def test_rename_and_back_keeps(feature: Feature, connection: Connection) -> None:
    build(connection, feature)
    before, rows = catalogue(connection), results(connection, feature)
    op = live(connection)
    op.alter_column("t", "x", new_column_name="y")
    op.alter_column("t", "y", new_column_name="x")
    assert spaced(catalogue(connection)) == spaced(before)
    assert results(connection, feature) == rows


def spaced(texts: dict[str, str]) -> dict[str, str]:
    """Return texts without what stands between their words."""
    return {name: normal(text) for name, text in texts.items()}
