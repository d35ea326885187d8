"""Tables that go into another schema, and names that are exchanged: said by a person, else told as likely."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.draft import draft_changes
from revgraph.autogenerate.exchanged import free_name, rings
from revgraph.autogenerate.wishes import Wishes, renamed_things
from revgraph.errors import CommandError, OperationError
from revgraph.operations import ops
from tests.kit.contexts import script
from tests.kit.diffs import Draft, create, differences, draft_text, migrating, run


def drafted(engine: Engine, metadata: MetaData, *renames: str, **options: Any) -> Draft:
    with migrating(engine, metadata, **options) as context:
        made = AutogenContext(context, metadata=metadata, wishes=Wishes(renames=renamed_things(renames)))
        upgrade, downgrade = ops.UpgradeOps(), ops.DowngradeOps()
        draft_changes(made, upgrade, downgrade)
        made.wishes.refuse_unused()
        return draft_text(ops.MigrationScript(None, upgrade, downgrade), context)


def there_and_back(engine: Engine, draft: Draft, before: MetaData, after: MetaData, **options: Any) -> None:
    """Apply a draft, expect nothing left, and the same the other way."""
    for text, models in ((draft.upgrade, after), (draft.downgrade, before), (draft.upgrade, after)):
        run(engine, text, draft.imports, models, **options)
        assert differences(engine, models, **options) == []


def values(engine: Engine, *columns: Column[Any]) -> list[Any]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(*columns))]


# ---------------------------------------------------------------------------------------------- names exchanged


def pair(first: str, second: str) -> MetaData:
    """Return two tables that differ, and one that refers to both."""
    metadata = MetaData()
    Table(first, metadata, Column("id", sa.Integer, primary_key=True), Column("number", sa.Integer, index=True))
    Table(second, metadata, Column("id", sa.Integer, primary_key=True), Column("name", sa.String(20), unique=True))
    Table(
        "refers",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("one", sa.ForeignKey(f"{first}.id", name="fk_one")),
        Column("two", sa.ForeignKey(f"{second}.id", name="fk_two")),
    )
    return metadata


def test_tables_exchange_their_names(any_engine: Engine) -> None:
    before, after = pair("a", "b"), pair("b", "a")
    create(any_engine, before)
    with any_engine.begin() as connection:
        connection.execute(before.tables["a"].insert(), [{"id": 1, "number": 5}])
        connection.execute(before.tables["b"].insert(), [{"id": 2, "name": "x"}])
    draft = drafted(any_engine, after, "a:b", "b:a")
    assert "drop_table" not in str(draft)
    there_and_back(any_engine, draft, before, after)
    assert values(any_engine, after.tables["b"].c.number) == [(5,)]
    assert values(any_engine, after.tables["a"].c.name) == [("x",)]


def test_columns_exchange_their_names(any_engine: Engine) -> None:
    """Of one type, so that nothing in the models shows it."""
    metadata = MetaData()
    columns = [Column(name, sa.Integer, nullable=name == "x") for name in "xyz"]
    Table("t", metadata, Column("id", sa.Integer, primary_key=True), *columns)
    create(any_engine, metadata)
    with any_engine.begin() as connection:
        connection.execute(metadata.tables["t"].insert(), [{"id": 1, "x": 10, "y": 20, "z": 30}])
    after = MetaData()
    columns = [Column(name, sa.Integer, nullable=name == "y") for name in "xyz"]
    Table("t", after, Column("id", sa.Integer, primary_key=True), *columns)
    draft = drafted(any_engine, after, "t.x:y", "t.y:z", "t.z:x")
    assert "drop_column" not in str(draft)
    there_and_back(any_engine, draft, metadata, after)
    found = after.tables["t"].c
    assert values(any_engine, found.y, found.z, found.x) == [(10, 20, 30)]


def test_an_exchange_that_nothing_shows_is_made_once(sqlite_engine: Engine) -> None:
    metadata = MetaData()
    Table("t", metadata, Column("a", sa.Integer, primary_key=True), *(Column(name, sa.Integer) for name in "xy"))
    create(sqlite_engine, metadata)
    draft = drafted(sqlite_engine, metadata, "t.x:y", "t.y:x")
    assert draft.upgrade.count("alter_column") == 3
    assert differences(sqlite_engine, metadata) == []


def test_half_an_exchange_is_refused(sqlite_engine: Engine) -> None:
    create(sqlite_engine, pair("a", "b"))
    with pytest.raises(CommandError, match="--rename a:b"):
        drafted(sqlite_engine, pair("a", "b"), "a:b")


@pytest.mark.parametrize(
    ("sources", "wanted"),
    [
        ({}, []),
        ({"b": "a"}, []),
        ({"a": "b", "b": "a"}, [["a", "b"]]),
        ({"a": "b", "b": "c", "c": "a", "x": "y"}, [["a", "b", "c"]]),
        ({"a": "b", "b": "a", "x": "y", "y": "x"}, [["a", "b"], ["x", "y"]]),
    ],
)
def test_rings(sources: dict[str, str], wanted: list[list[str]]) -> None:
    assert list(rings(sources)) == wanted


def test_a_name_on_the_way_is_free_and_not_too_long() -> None:
    assert free_name("a", {"a_aside"}) == "a_aside2"
    assert len(free_name("n" * 63, set())) <= 63


# ---------------------------------------------------------------------------------------------- other schemas


@pytest.fixture(params=[pytest.param(kind, marks=pytest.mark.server) for kind in ("postgresql", "mariadb")])
def server_engine(request: pytest.FixtureRequest, engine_of: Callable[[str], Engine]) -> Engine:
    return engine_of(str(request.param))


@pytest.fixture
def other(server_engine: Engine) -> Iterator[str]:
    """Yield the name of another schema there is."""
    name = f"{server_engine.url.database}_other"
    with server_engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    yield name
    with server_engine.begin() as connection:
        cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
        if not cascade:
            connection.exec_driver_sql("SET FOREIGN_KEY_CHECKS = 0")
        connection.exec_driver_sql(f"DROP SCHEMA {name}{cascade}")


def in_schema(schema: str | None, name: str = "thing", *, info: Any = None) -> MetaData:
    metadata = MetaData()
    Table(
        name,
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("name", sa.String(20), nullable=False, index=True),
        Column("day", sa.Date),
        schema=schema,
        info=info or {},
    )
    target = name if schema is None else f"{schema}.{name}"
    Table(
        "refers",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("thing_id", sa.ForeignKey(f"{target}.id", name="fk_thing")),
    )
    return metadata


def filled(engine: Engine, models: MetaData) -> None:
    create(engine, models)
    table = next(table for table in models.tables.values() if table.name == "thing")
    with engine.begin() as connection:
        connection.execute(table.insert(), [{"id": 7, "name": "kept"}])


def default_schema(engine: Engine) -> str:
    return str(sa.inspect(engine).default_schema_name)


@pytest.mark.parametrize("name", ["thing", "stuff"])
@pytest.mark.parametrize("is_out", [True, False], ids=["out", "back"])
@pytest.mark.parametrize("is_flag", [True, False], ids=["flag", "hint"])
def test_a_table_moves(server_engine: Engine, other: str, name: str, is_out: bool, is_flag: bool) -> None:
    old, new = (None, other) if is_out else (other, None)
    full = f"{old or default_schema(server_engine)}.thing"
    before = in_schema(old)
    after = in_schema(new, name, info={} if is_flag else {"renamed_from": full})
    filled(server_engine, before)
    options = {"include_schemas": True}
    flags = [f"{full}:{new or default_schema(server_engine)}.{name}"] if is_flag else []
    draft = drafted(server_engine, after, *flags, **options)
    assert "drop_table" not in str(draft), str(draft)
    assert "new_schema=" in draft.upgrade
    there_and_back(server_engine, draft, before, after, **options)
    table = next(table for table in after.tables.values() if table.name == name)
    assert values(server_engine, table.c.id, table.c.name) == [(7, "kept")]


def test_a_table_that_seems_to_have_moved_is_told(server_engine: Engine, other: str) -> None:
    create(server_engine, in_schema(None))
    draft = drafted(server_engine, in_schema(other), include_schemas=True)
    place = default_schema(server_engine)
    assert f"--rename '{place}.thing:{other}.thing'" in draft.upgrade
    assert f'"renamed_from": "{place}.thing"' in draft.upgrade


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("postgresql", ["ALTER TABLE a.t RENAME TO u", "ALTER TABLE a.u SET SCHEMA b"]),
        ("mysql", ["RENAME TABLE a.t TO b.u"]),
        ("mssql", ["EXEC sp_rename N'[a].[t]', N'u', 'OBJECT'", "ALTER SCHEMA b TRANSFER a.u"]),
    ],
)
def test_how_it_is_written(kind: str, wanted: list[str]) -> None:
    made = script(kind)
    made.op.rename_table("t", "u", schema="a", new_schema="b")
    assert [line.removeprefix("GO ") for line in made.statements if line != "GO"] == wanted


@pytest.mark.parametrize(
    ("kind", "schema", "wanted"),
    [
        ("sqlite", "b", "can't move a table"),
        ("oracle", "b", "can't move a table"),
        ("postgresql", None, "which schema"),
    ],
)
def test_what_can_t_be_is_refused(kind: str, schema: str | None, wanted: str) -> None:
    with pytest.raises(OperationError, match=wanted):
        script(kind).op.rename_table("t", "t", schema="a", new_schema=schema)
