"""What is read from a database, and that it reads as the models do."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table, event, inspect
from sqlalchemy.pool import StaticPool

from revgraph.autogenerate import reflect
from revgraph.autogenerate.reflect import Reader
from revgraph.autogenerate.snapshot import NotCompared, Snapshot, TableKey, snapshot_models
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.reflected import verbatim
from revgraph.ddl.stored_indexes import parse_index
from tests.kit.diffs import create, differences


class Everything:
    """No filter at all."""

    chooses_schemas = True

    def run_name_filters(self, name: str | None, type_: str, parent_names: Any) -> bool:
        return True


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = sa.create_engine("sqlite://", poolclass=StaticPool)
    yield made
    made.dispose()


def read(engine: Engine, *, all_schemas: bool = False, filters: Everything | None = None) -> Snapshot:
    with engine.connect() as connection:
        impl = DefaultImpl.get_by_dialect(engine.dialect)(engine.dialect, connection, False, None, None, {})
        reader = Reader(inspect(connection), filters or Everything(), impl)
        found = reader.read(all_schemas=all_schemas, leave_out=set())
        return replace(found, tables=dict(found.tables))  # all of them made while the connection is there


def models() -> MetaData:
    metadata = MetaData()
    Table("author", metadata, Column("id", sa.Integer, primary_key=True))
    Table(
        "book",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("author_id", sa.Integer, sa.ForeignKey("author.id", name="fk_author", ondelete="CASCADE")),
        Column("name", sa.String(20), nullable=False, index=True),
        Column("a", sa.Integer),
        Column("b", sa.Integer),
        sa.UniqueConstraint("b", "a", name="uq_ba"),
        sa.CheckConstraint("a > 5", name="ck_a"),
    )
    return metadata


def test_database_reads_as_the_models_do(any_engine: Engine) -> None:
    create(any_engine, models())
    before = read(any_engine)
    tables = [models().tables[name] for name in ("author", "book")]
    after = snapshot_models(tables, any_engine.dialect, inspect(any_engine).default_schema_name)
    assert list(before.tables) == list(after.tables) == [TableKey(None, "author"), TableKey(None, "book")]
    for key, table in after.tables.items():
        there = before.tables[key]
        assert list(there.columns) == list(table.columns)
        assert there.primary_key.columns == table.primary_key.columns
        assert [check.name for check in there.checks] == [check.name for check in table.checks]
        for one, other in zip(there.foreign_keys, table.foreign_keys, strict=True):
            assert (one.name, one.columns, one.referred, one.referred_columns, one.options["ondelete"]) == (
                (other.name, other.columns, other.referred, other.referred_columns, other.options["ondelete"])
            )
        names = {index.name for index in there.indexes} | {unique.name for unique in there.uniques}
        wanted = {index.name for index in table.indexes} | {unique.name for unique in table.uniques}
        assert wanted <= names


def test_facts_can_not_be_changed(engine: Engine) -> None:
    create(engine, models())
    table = read(engine).tables[TableKey(None, "book")]
    with pytest.raises(FrozenInstanceError):
        table.comment = "x"  # type: ignore[misc]


@pytest.mark.server
def test_statements_do_not_grow_with_the_tables(postgresql_engine: Engine) -> None:
    counts = []
    for size in (2, 12):
        metadata = MetaData()
        for number in range(size):
            Table(
                f"t{number}", metadata, Column("id", sa.Integer, primary_key=True), Column("x", sa.Integer, index=True)
            )
        create(postgresql_engine, metadata)
        statements: list[str] = []

        def note(*args: Any, statements: list[str] = statements) -> None:
            statements.append(args[2])

        event.listen(postgresql_engine, "before_cursor_execute", note)
        assert differences(postgresql_engine, metadata) == []
        event.remove(postgresql_engine, "before_cursor_execute", note)
        counts.append(len(statements))
    assert counts[1] <= counts[0] <= 40  # the first time SQLAlchemy also asks for the access methods there are


def test_tables_left_out_by_name_are_not_read(engine: Engine) -> None:
    create(engine, models())
    told: list[Any] = []

    class NoAuthors(Everything):
        def run_name_filters(self, name: str | None, type_: str, parent_names: Any) -> bool:
            told.append((type_, name, parent_names.get("table_name")))
            return name != "author"

    snapshot = read(engine, filters=NoAuthors())
    assert list(snapshot.tables) == [TableKey(None, "book")]
    assert {table for _, _, table in told} == {None, "book"}
    assert snapshot.tables[TableKey(None, "book")].foreign_keys[0].referred == TableKey(None, "author")


def test_same_from_our_reading_and_from_sqlalchemy(any_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    create(any_engine, models())
    bulk = read(any_engine)
    monkeypatch.setattr(reflect, "read_tables", lambda *_: {})
    assert read(any_engine) == bulk


@pytest.mark.parametrize("fails", [False, True])
def test_collection_of_garbage_goes_on_after_the_draft(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    seen: list[bool] = []

    def look(*_: Any, **__: Any) -> Any:
        seen.append(gc.isenabled())
        if fails:
            raise ValueError("no")
        return Snapshot({})

    monkeypatch.setattr(Reader, "read", look)
    with pytest.raises(ValueError, match="no") if fails else nullcontext():
        differences(engine, models())
    assert (seen, gc.isenabled()) == ([False], True)


def test_column_reflect_events_are_heard(engine: Engine) -> None:
    create(engine, models())

    def as_text(inspector: Any, table: Table, column_info: dict[str, Any]) -> None:
        if column_info["name"] == "a":
            column_info["type"] = sa.Text()

    event.listen(Table, "column_reflect", as_text)
    try:
        table = read(engine).tables[TableKey(None, "book")]
    finally:
        event.remove(Table, "column_reflect", as_text)
    assert isinstance(table.columns["a"].item.type, sa.Text)


def test_foreign_key_to_a_table_that_is_not_read_keeps_its_target(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE t (a INTEGER REFERENCES nowhere (b))"))
    (key,) = read(engine).tables[TableKey(None, "t")].foreign_keys
    assert (key.columns, key.referred, key.referred_columns) == (("a",), TableKey(None, "nowhere"), ("b",))


def test_kinds_a_dialect_does_not_tell_are_listed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise NotImplementedError

    create(engine, models())
    monkeypatch.setattr(engine.dialect, "server_version_info", (3, 30), raising=False)  # read by SQLAlchemy
    monkeypatch.setattr(type(engine.dialect), "get_multi_unique_constraints", refuse)
    snapshot = read(engine)
    assert NotCompared("unique constraints", "", "sqlite does not tell") in snapshot.not_compared
    without = models()
    book = without.tables["book"]
    book.constraints -= {each for each in book.constraints if isinstance(each, sa.UniqueConstraint)}
    assert differences(engine, without) == []


@pytest.mark.parametrize(
    ("sql", "elements", "where", "unique"),
    [
        ("CREATE INDEX i ON t (a, lower(b))", ("a", "lower(b)"), None, False),
        ("create unique index i on t(substr(a, 1) desc) where a <> ')'", ("substr(a, 1) desc",), "a <> ')'", True),
        ("CREATE INDEX \"i (\" ON \"t,(\" (\"a,(\", coalesce(b, ','))", ('"a,("', "coalesce(b, ',')"), None, False),
        ("CREATE INDEX i ON [t] (a /* , */ || `b)`)\nWHERE\n a", ("a /* , */ || `b)`",), "a", False),
    ],
)  # fmt: skip
def test_stored_index_is_taken_apart(sql: str, elements: tuple[str, ...], where: str | None, unique: bool) -> None:
    index = parse_index("i", "t", sql)
    assert (index.elements, index.where, index.unique) == (elements, where, unique)


@pytest.mark.parametrize("sql", ["'a:b'::text", "x::integer", "a : b", r"'\:c'", "now()"])
def test_text_read_from_a_database_has_no_parameters(sql: str) -> None:
    text = verbatim(sql)
    assert not text._bindparams
    assert str(text.compile()).replace("\\:", ":") == sql.replace("\\:", ":")
