"""What is not the user's is never proposed for dropping; patterns of the configuration say what is compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table, text

from revgraph.autogenerate.patterns import Patterns
from tests.kit.diffs import create, differences
from tests.kit.project import Project, expect_refusal


def models(*names: str, schema: str | None = None) -> MetaData:
    metadata = MetaData()
    for name in names:
        Table(name, metadata, Column("id", sa.Integer, primary_key=True), schema=schema)
    return metadata


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.server
def test_partitions_are_not_dropped_nor_is_their_parent_changed(postgresql_engine: Engine) -> None:
    run(
        postgresql_engine,
        "CREATE TABLE event (id integer NOT NULL, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id)",
        "CREATE TABLE event_2_1 PARTITION OF event_2 DEFAULT",
    )
    metadata = MetaData()
    options = {"postgresql_partition_by": "RANGE (id)"}
    Table("event", metadata, Column("id", sa.Integer, primary_key=True, autoincrement=False), **options)
    assert differences(postgresql_engine, metadata) == []
    Table("event_1", metadata, Column("id", sa.Integer, primary_key=True, autoincrement=False))
    assert differences(postgresql_engine, metadata) == [], "a partition that is in the models is compared"


@pytest.mark.server
def test_tables_of_extensions_are_not_dropped(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        connection.execute(text("CREATE TABLE spatial_ref_sys (srid integer PRIMARY KEY)"))
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS plpgsql"))
        connection.execute(text("ALTER EXTENSION plpgsql ADD TABLE spatial_ref_sys"))
    try:
        assert differences(postgresql_engine, MetaData()) == []
    finally:
        run(postgresql_engine, "ALTER EXTENSION plpgsql DROP TABLE spatial_ref_sys")
    assert len(differences(postgresql_engine, MetaData())) == 1


@pytest.mark.server
def test_tables_of_extensions_in_other_schemas_of_the_search_path_are_not_dropped(postgresql_engine: Engine) -> None:
    """As PostGIS's topology puts its schema into the search path of the database."""
    run(
        postgresql_engine,
        "CREATE SCHEMA topology",
        "CREATE TABLE topology.layer (id integer PRIMARY KEY)",
        "CREATE TABLE topology.own (id integer PRIMARY KEY)",
        "CREATE EXTENSION IF NOT EXISTS plpgsql",
        "ALTER EXTENSION plpgsql ADD TABLE topology.layer",
    )
    options = {"options": "-csearch_path=public,topology"}
    engine = sa.create_engine(postgresql_engine.url, poolclass=sa.pool.NullPool, connect_args=options)
    try:
        (found,) = differences(engine, MetaData())
        assert found.startswith("DropTableOp") and "own" in found
    finally:
        run(postgresql_engine, "ALTER EXTENSION plpgsql DROP TABLE topology.layer")


def test_virtual_tables_of_sqlite_and_what_stands_behind_them_are_not_dropped(sqlite_engine: Engine) -> None:
    run(
        sqlite_engine,
        "CREATE VIRTUAL TABLE words USING fts5(word)",
        "CREATE TABLE plain (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "ANALYZE",
    )
    assert [line.partition("(")[0] for line in differences(sqlite_engine, MetaData())] == ["DropTableOp"]


def test_other_schemas_are_left_alone_unless_they_are_included(any_engine: Engine) -> None:
    other = {"sqlite": "main", "postgresql": "rg_other", "mysql": f"{any_engine.url.database}_other"}
    schema = other[any_engine.dialect.name]
    if any_engine.dialect.name == "sqlite":
        pytest.skip("a schema of SQLite is another file")
    run(any_engine, f"CREATE SCHEMA {schema}")
    try:
        create(any_engine, models("t", schema=schema))
        assert differences(any_engine, MetaData()) == []
        found = differences(
            any_engine,
            MetaData(),
            include_schemas=True,
            include_name=lambda name, kind, parents: kind != "schema" or name in (None, schema),
        )
        assert [line.partition("(")[0] for line in found] == ["DropTableOp"]
    finally:
        run(any_engine, f"DROP TABLE {schema}.t", f"DROP SCHEMA {schema}")


@pytest.mark.server
def test_other_databases_of_a_mariadb_server_are_left_alone(mariadb_engine: Engine) -> None:
    create(mariadb_engine, models("t"))
    found = differences(mariadb_engine, models("t"), include_schemas=True)
    assert found == [], "neither the server's own databases nor those that the models do not name"


PATTERNS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["a_old", "b_old"]),
    ({"exclude": ["a_*"]}, ["b_old"]),
    ({"include": ["a_*"]}, ["a_old"]),
    ({"include": ["?_old"], "exclude": ["b*"]}, ["a_old"]),
    ({"include": ["index:nothing"]}, ["a_old", "b_old"]),
]


@pytest.mark.parametrize(("options", "dropped"), PATTERNS, ids=str)
def test_patterns_choose_tables(any_engine: Engine, options: dict[str, Any], dropped: list[str]) -> None:
    create(any_engine, models("a_old", "b_old"))
    found = differences(any_engine, MetaData(), **options)
    assert [line.split("'")[1] for line in found if line.startswith("DropTableOp")] == dropped


def test_what_is_excluded_is_not_created_either(sqlite_engine: Engine) -> None:
    assert differences(sqlite_engine, models("a_new", "b_new"), exclude=["a_*"])[0].startswith("CreateTableOp('b_new'")


def test_patterns_choose_what_belongs_to_tables(sqlite_engine: Engine) -> None:
    before = MetaData()
    Table(
        "t",
        before,
        Column("id", sa.Integer, primary_key=True),
        Column("tmp_a", sa.Integer),
        Column("b", sa.Integer, index=True),
    )
    create(sqlite_engine, before)
    found = differences(sqlite_engine, models("t"), exclude=["column:tmp_*", "index:t.ix_*"])
    assert found == ["DropColumnOp('t', 'b')"]


@pytest.mark.parametrize(
    ("kind", "names", "wanted"),
    [
        ("table", ["account"], True),
        ("table", ["audit_log"], False),
        ("table", ["log", "audit.log"], False),
        ("column", ["x", "account.x"], True),
        ("column", ["secret", "account.secret"], False),
        ("index", ["table:odd"], True),
    ],
)
def test_a_pattern_fits_a_name_alone_or_with_its_owner(kind: str, names: list[str], wanted: bool) -> None:
    patterns = Patterns(exclude=["audit_*", "audit.*", "column:account.secret"])
    assert patterns.wants(kind, names) is wanted


def test_a_table_whose_name_has_a_colon() -> None:
    assert not Patterns(exclude=["a:b"]).wants("table", ["a:b"])


@pytest.mark.parametrize("place", ["ini", "toml"])
def test_patterns_stand_in_the_configuration(project: Project, place: str) -> None:
    project.use_models("from sqlalchemy import MetaData\n\nmetadata = MetaData()\n")
    url = sa.create_engine(f"sqlite:///{project.database}")
    create(url, models("legacy_a", "legacy_b"))
    url.dispose()
    expect_refusal(project, "check", says=["remove_table"], code=3)
    if place == "ini":
        project.edit("revgraph.ini", "[revgraph]\n", "[revgraph]\nexclude = legacy_a\n    legacy_[b-z]\n")
    else:
        Path(project.root, "pyproject.toml").write_text('[tool.revgraph]\nexclude = ["legacy_*"]\n', encoding="utf-8")
    assert project.run("check").code == 0


def test_a_list_of_something_else_is_refused(project: Project) -> None:
    project.use_models("from sqlalchemy import MetaData\n\nmetadata = MetaData()\n")
    Path(project.root, "pyproject.toml").write_text("[tool.revgraph]\nexclude = 5\n", encoding="utf-8")
    expect_refusal(project, "check", says=["'exclude' must be a list of strings, not 5"])
