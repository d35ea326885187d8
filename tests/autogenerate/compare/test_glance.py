"""A table that is as its model says is seen as such without being made into objects; nothing else is.

The judge is the full comparison, which is what a hook gets that wants to hear of everything.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from revgraph.autogenerate.built import Building
from revgraph.autogenerate.raw import RawTable
from tests.convergence.build import build
from tests.convergence.pairs import pair_of
from tests.convergence.places import place_of
from tests.kit.diffs import create, draft_text, drafted, migrating

PARTS: dict[str, Callable[[], Any]] = {
    "number": lambda: Column("number", sa.Integer, nullable=False),
    "state": lambda: Column("state", sa.String(10), server_default="new"),
    "owner": lambda: Column("owner", sa.Integer),
    "other": lambda: Column("other", sa.Integer),
    "refers": lambda: sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_owner", ondelete="CASCADE"),
    "unique": lambda: sa.UniqueConstraint("number", "state", name="uq_number"),
    "index": lambda: sa.Index("ix_other", "other", "number"),
    "check": lambda: sa.CheckConstraint("number > 0", name="ck_number"),
}
CHANGES: dict[str, tuple[str, Callable[[], Any] | None]] = {
    "another type": ("state", lambda: Column("state", sa.Text, server_default="new")),
    "another length": ("state", lambda: Column("state", sa.String(11), server_default="new")),
    "nullable": ("number", lambda: Column("number", sa.Integer)),
    "another default": ("state", lambda: Column("state", sa.String(10), server_default="old")),
    "no default": ("state", lambda: Column("state", sa.String(10))),
    "a column less": ("refers", None),
    "another action": (
        "refers",
        lambda: sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_owner", ondelete="SET NULL"),
    ),
    "another target": (
        "refers",
        lambda: sa.ForeignKeyConstraint(["owner"], ["place.id"], name="fk_owner", ondelete="CASCADE"),
    ),
    "another foreign key's name": (
        "refers",
        lambda: sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_person", ondelete="CASCADE"),
    ),
    "no foreign key": ("refers", None),
    "other columns of a constraint": ("unique", lambda: sa.UniqueConstraint("state", "number", name="uq_number")),
    "another constraint's name": ("unique", lambda: sa.UniqueConstraint("number", "state", name="uq_both")),
    "an index instead of a constraint": ("unique", lambda: sa.Index("uq_number", "number", "state")),
    "other columns of an index": ("index", lambda: sa.Index("ix_other", "number", "other")),
    "a unique index": ("index", lambda: sa.Index("ix_other", "other", "number", unique=True)),
    "a falling index": ("index", lambda: sa.Index("ix_other", sa.desc("other"), "number")),
    "no index": ("index", None),
    "another condition": ("check", lambda: sa.CheckConstraint("number > 1", name="ck_number")),
    "no condition": ("check", None),
}


def models(change: str | None = None, **options: Any) -> MetaData:
    metadata = MetaData()
    parts = dict(PARTS)
    if change is not None:
        name, made = CHANGES[change]
        parts[name] = made or (lambda: None)
    key = sa.Integer, {"primary_key": True}
    for name in ("person", "place"):
        Table(name, metadata, Column("id", key[0], **key[1]))
    found = [part for part in (make() for make in parts.values()) if part is not None]
    Table("thing", metadata, Column("id", key[0], **key[1]), *found, **options)
    return metadata


def in_full(*arguments: Any) -> None:
    """Have no opinion on a type: it is there for being called."""


def texts(engine: Engine, metadata: MetaData, **options: Any) -> tuple[str, str]:
    """Return what is found at a glance where that is enough, and by the full comparison."""
    found = []
    for hook in ({}, {"compare_type": in_full}):
        with migrating(engine, metadata, **options, **hook) as context:
            found.append(str(draft_text(drafted(engine, metadata, **options, **hook), context)))
    return found[0], found[1]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the tables that were made into objects with all that belongs to them."""
    names: list[str] = []
    build_one = Building.table

    def noted(self: Building, raw: RawTable) -> Table:
        names.append(raw.key.name)
        return build_one(self, raw)

    monkeypatch.setattr(Building, "table", noted)
    return names


def test_what_is_alike_is_made_into_objects_once(any_engine: Engine, made: list[str]) -> None:
    metadata = MetaData()
    for number in range(30):
        parts = [make() for name, make in PARTS.items() if name not in ("refers", "unique", "index", "check")]
        names = [
            sa.UniqueConstraint("number", "state", name=f"uq_{number}"),
            sa.Index(f"ix_{number}", "other", "number"),
            sa.CheckConstraint("number > 0", name=f"ck_{number}"),
            sa.ForeignKeyConstraint(["owner"], [f"t{number // 2}.id"], name=f"fk_{number}"),
        ]
        Table(f"t{number}", metadata, Column("id", sa.Integer, primary_key=True), *parts, *names)
    create(any_engine, metadata)
    assert drafted(any_engine, metadata).upgrade_ops.is_empty()
    assert len(set(made)) == 1


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(any_engine: Engine, change: str) -> None:
    create(any_engine, models())
    quick, full = texts(any_engine, models(change))
    assert quick == full
    assert "thing" in quick


@pytest.mark.parametrize("kind", ["comment", "option"])
def test_a_change_of_the_table_is_seen(any_engine: Engine, kind: str) -> None:
    create(any_engine, models())
    dialect = any_engine.dialect.name
    if kind == "comment":
        options: dict[str, Any] = {"comment": "of things"}
    elif dialect == "sqlite":
        options = {"sqlite_with_rowid": False}
    else:
        options = {"prefixes": ["UNLOGGED"]} if dialect == "postgresql" else {f"{dialect}_row_format": "compressed"}
    quick, full = texts(any_engine, models(None, **options))
    assert quick == full
    assert ("thing" in quick) is (kind == "option" or dialect != "sqlite")


def test_an_index_that_a_foreign_key_brought_is_no_difference(any_engine: Engine, made: list[str]) -> None:
    create(any_engine, models())
    drafted(any_engine, models())
    assert len(made) <= 3
    made.clear()
    with any_engine.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX ix_extra ON thing (owner)")
    assert "ix_extra" in texts(any_engine, models())[0]


def test_a_hook_hears_of_every_table(any_engine: Engine) -> None:
    create(any_engine, models())
    heard: list[str | None] = []

    def include(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
        heard.append(name)
        return True

    drafted(any_engine, models(), include_object=include)
    assert {"person", "place", "thing", "number", "ix_other"} <= set(heard)


PAIRS = {"sqlite": 80, "postgresql": 12, "mariadb": 12}
KINDS = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.server),
    pytest.param("mariadb", marks=pytest.mark.server),
]


@pytest.mark.parametrize("kind", KINDS)
def test_random_models_give_the_same_at_a_glance_as_in_full(kind: str) -> None:
    options = {"include_schemas": kind == "postgresql"}
    with place_of(kind) as place, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        for number in range(PAIRS[kind]):
            pair = pair_of(kind, 7, number)
            place.clear()
            try:
                create(place.engine, build(pair.before, kind))
            except SQLAlchemyError:  # what the database itself refuses
                continue
            quick, full = texts(place.engine, build(pair.after, kind), **options)
            assert quick == full, number


DOUBTED = {"postgresql": (JSONB, "'[1,2]'"), "mysql": (sa.Integer, "(5 % 3)")}
"""A default that the database gives back in other words."""


@pytest.mark.parametrize("kind", KINDS[1:])
def test_all_doubted_defaults_are_asked_in_one_go(engine_of: Callable[[str], Engine], kind: str) -> None:
    engine = engine_of(kind)
    type_, default = DOUBTED[engine.dialect.name]
    counts = []
    sent: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
    for size in (3, 12):
        metadata = MetaData()
        for number in range(size):
            columns = [Column(f"c{n}", type_, server_default=sa.text(default)) for n in range(3)]
            Table(f"t{number}", metadata, Column("id", sa.Integer, primary_key=True), *columns)
        create(engine, metadata)
        sent.clear()
        assert drafted(engine, metadata).upgrade_ops.is_empty()
        counts.append(len([sql for sql in sent if not sql.startswith("SHOW CREATE TABLE")]))
        assert any("revgraph_scratch" in sql for sql in sent)
    assert counts[1] <= counts[0]


def test_a_default_that_the_server_refuses_is_another_one(any_engine: Engine) -> None:
    parts = Column("id", sa.Integer, primary_key=True), Column("n", sa.Integer, server_default="1")
    before, after = MetaData(), MetaData()
    Table("t", before, *parts)
    other = Column("n", sa.Integer, server_default=sa.text("(no_such_function(1))"))
    Table("t", after, Column("id", sa.Integer, primary_key=True), other)
    create(any_engine, before)
    quick, full = texts(any_engine, after)
    assert quick == full
    assert "no_such_function" in quick
