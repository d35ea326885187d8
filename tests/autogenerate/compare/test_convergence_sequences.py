"""Sequences, and the columns that count by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, Identity, MetaData, Sequence, Table

from revgraph.autogenerate import produce_migrations
from tests.kit.diffs import converge_alike, create, draft_text, drafted, migrating, run, shown

BOTH = ("postgresql", "mariadb")


def counted(
    *sequences: tuple[str, dict[str, Any]], column: Callable[[MetaData], Column[Any]] | None = None
) -> MetaData:
    """Return models with one table and some sequences."""
    metadata = MetaData()
    for name, options in sequences:
        Sequence(name, metadata=metadata, **options)
    extra = [] if column is None else [column(metadata)]
    Table("book", metadata, Column("id", sa.Integer, primary_key=True, autoincrement=False), *extra)
    return metadata


def by_sequence(metadata: MetaData) -> Column[Any]:
    sequence = Sequence("numbers", metadata=metadata, start=5)
    return Column("n", sa.Integer, server_default=sequence.next_value())


def keyed(*args: Any, **kw: Any) -> MetaData:
    metadata = MetaData()
    Table("book", metadata, Column("id", sa.Integer, *args, primary_key=True, **kw), Column("x", sa.Integer))
    return metadata


CASES: dict[str, tuple[tuple[str, ...], MetaData, MetaData]] = {
    "added": (BOTH, counted(), counted(("numbers", {"start": 7, "increment": 3}))),
    "options": (BOTH, counted(("numbers", {"increment": 3})), counted(("numbers", {"increment": 2, "maxvalue": 500}))),
    "counting down": (BOTH, counted(("n", {"increment": -1, "minvalue": -9})), counted(("n", {"cycle": True}))),
    "type": (("postgresql",), counted(("n", {"data_type": sa.Integer})), counted(("n", {"data_type": sa.BigInteger}))),
    "cache": (BOTH, counted(("n", {"cache": 5})), counted(("n", {}))),
    "used by a new column": (("postgresql",), counted(), counted(column=by_sequence)),
    "serial to plain": (("postgresql",), keyed(), keyed(autoincrement=False)),
    "serial to identity": (("postgresql",), keyed(), keyed(Identity(always=True))),
    "identity to plain": (("postgresql",), keyed(Identity()), keyed(autoincrement=False)),
    "AUTO_INCREMENT": (("mariadb",), keyed(), keyed(autoincrement=False)),
}


def _pairs() -> list[Any]:
    return [pytest.param(kind, case, id=f"{kind}-{case}") for case, (kinds, _, _) in CASES.items() for kind in kinds]


@pytest.mark.server
@pytest.mark.parametrize(("kind", "case"), _pairs())
def test_sequence_converges(engine_of: Callable[[str], Engine], kind: str, case: str) -> None:
    _, before, after = CASES[case]
    converge_alike(engine_of(kind), before, after)


@pytest.mark.server
def test_what_counts_anew_goes_on_behind_the_rows(postgresql_engine: Engine) -> None:
    create(postgresql_engine, keyed())
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO book (id) SELECT generate_series(1, 40)")
    for models in (keyed(Identity()), keyed(), keyed(autoincrement=False), keyed()):
        with migrating(postgresql_engine, models) as context:
            draft = draft_text(produce_migrations(context, models), context)
        run(postgresql_engine, draft.upgrade, draft.imports, models)
    with postgresql_engine.begin() as connection:
        made = connection.exec_driver_sql("INSERT INTO book (x) VALUES (1) RETURNING id").scalar_one()
    assert made == 41
    assert shown(drafted(postgresql_engine, keyed()).upgrade_ops) == []
