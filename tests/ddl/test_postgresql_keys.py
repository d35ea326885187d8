"""Foreign keys read from PostgreSQL's catalogue: as SQLAlchemy reads them, and right where it does not."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, ForeignKeyConstraint, MetaData, Table, inspect

from revgraph.ddl.catalog.postgresql_keys import read_postgresql
from tests.kit.diffs import converge, create, differences

pytestmark = pytest.mark.server

OPTIONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "actions": {"ondelete": "CASCADE", "onupdate": "SET NULL"},
    "others": {"ondelete": "RESTRICT", "onupdate": "SET DEFAULT"},
    "nothing": {"ondelete": "NO ACTION"},
    "deferrable": {"deferrable": True},
    "deferred": {"deferrable": True, "initially": "DEFERRED"},
    "full": {"match": "FULL"},
}


def read(engine: Engine, schema: str | None, *names: str) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        found = read_postgresql(inspect(connection), schema, names)
    assert found is not None
    return {name: infos for (_, name), infos in found["foreign_keys"].items()}


def test_as_sqlalchemy_reads_them(postgresql_engine: Engine) -> None:
    metadata = MetaData()
    Table("two", metadata, Column("a", sa.Integer, primary_key=True), Column("b", sa.Integer, primary_key=True))
    for name, options in OPTIONS.items():
        key = ForeignKeyConstraint(["x", "y"], ["two.b", "two.a"], name=f"fk_{name}", **options)
        own = ForeignKeyConstraint(["x"], [f"{name}.id"], name=f"fk_{name}_own")
        columns = [Column("id", sa.Integer, primary_key=True), Column("x", sa.Integer), Column("y", sa.Integer)]
        Table(name, metadata, *columns, sa.UniqueConstraint("x"), key, own)
    metadata.tables["two"].append_constraint(sa.UniqueConstraint("b", "a"))
    create(postgresql_engine, metadata)
    found = read(postgresql_engine, None, *metadata.tables)
    inspector = inspect(postgresql_engine)
    for name in metadata.tables:
        theirs = sorted(inspector.get_foreign_keys(name), key=lambda key: str(key["name"]))
        assert [_plain(key) for key in found[name]] == [_plain(key) for key in theirs], name


def _plain(key: Any) -> dict[str, Any]:
    return {name: key.get(name) for name in key if name != "comment"}


def test_between_schemas(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql('CREATE SCHEMA "o.t,her"')
        connection.exec_driver_sql("CREATE TABLE here (id int PRIMARY KEY)")
        connection.exec_driver_sql('CREATE TABLE "o.t,her"."th ere" (id int PRIMARY KEY REFERENCES here)')
        connection.exec_driver_sql(
            'ALTER TABLE here ADD CONSTRAINT back FOREIGN KEY (id) REFERENCES "o.t,her"."th ere"'
        )
    (key,) = read(postgresql_engine, None, "here")["here"]
    assert (key["referred_schema"], key["referred_table"]) == ("o.t,her", "th ere")
    (key,) = read(postgresql_engine, "o.t,her", "th ere")["th ere"]
    assert (key["referred_schema"], key["referred_table"]) == (None, "here")


@pytest.mark.parametrize("name", ["a, b", "a,b", "a) REFERENCES x (b", 'q"u,o"te', "dé,jà", "50%,"])
def test_names_that_look_like_grammar(postgresql_engine: Engine, name: str) -> None:
    def models(ondelete: str | None) -> MetaData:
        metadata = MetaData()
        Table("other", metadata, Column(name, sa.Integer, primary_key=True), Column("n", sa.Integer, primary_key=True))
        columns = Column("id", sa.Integer, primary_key=True), Column(name, sa.Integer), Column("n", sa.Integer)
        target = metadata.tables["other"].c
        key = ForeignKeyConstraint([name, "n"], [target[name], target.n], name="fk", ondelete=ondelete)
        Table("t", metadata, *columns, key)
        return metadata

    create(postgresql_engine, models(None))
    assert differences(postgresql_engine, models(None)) == []
    converge(postgresql_engine, models(None), models("CASCADE"), created=True)


def test_a_key_to_a_partitioned_table_is_one(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        for sql in (
            "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
            "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10)",
            "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20)",
            "CREATE TABLE t (id int PRIMARY KEY, part int CONSTRAINT fk_part REFERENCES parts)",
        ):
            connection.exec_driver_sql(sql)
    found = read(postgresql_engine, None, "t", "parts", "parts_1")
    assert [key["name"] for key in found["t"]] == ["fk_part"]
    assert found["parts"] == found["parts_1"] == []


def test_columns_that_are_set_to_null(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        if connection.dialect.server_version_info < (15,):  # type: ignore[operator]
            pytest.skip("PostgreSQL 15 is the first that can")
        connection.exec_driver_sql("CREATE TABLE other (a int, b int, PRIMARY KEY (a, b))")
        connection.exec_driver_sql(
            'CREATE TABLE t (x int, "Y" int, FOREIGN KEY (x, "Y") REFERENCES other ON DELETE SET NULL ("Y"))'
        )
    (key,) = read(postgresql_engine, None, "t")["t"]
    assert key["options"] == {"ondelete": 'SET NULL ("Y")'}
