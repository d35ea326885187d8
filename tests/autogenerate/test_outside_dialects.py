"""A dialect from outside that reflects in its own way is asked, and what it can't tell is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table
from sqlalchemy.pool import StaticPool

from revgraph.autogenerate import AutogenContext
from revgraph.autogenerate.draft import draft_changes
from revgraph.operations import ops
from tests.kit.diffs import create, differences, migrating


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = sa.create_engine("sqlite://", poolclass=StaticPool)

    def can_not_tell(*_: Any, **__: Any) -> Any:
        raise NotImplementedError

    monkeypatch.setattr(made.dialect, "get_unique_constraints", can_not_tell)
    yield made
    made.dispose()


def models(*items: Any) -> MetaData:
    metadata = MetaData()
    Table("t", metadata, Column("id", sa.Integer, primary_key=True), Column("a", sa.Integer), *items)
    return metadata


def test_what_it_can_not_tell_is_listed_and_not_compared(engine: Engine) -> None:
    create(engine, models())
    wanted = models(sa.UniqueConstraint("a", name="uq"))
    with migrating(engine, wanted) as context:
        autogen = AutogenContext(context, metadata=wanted)
        upgrade = ops.UpgradeOps()
        draft_changes(autogen, upgrade, ops.DowngradeOps())
        assert upgrade.is_empty()
        assert "unique constraints" in {each.kind for each in autogen.not_compared}


def test_a_unique_index_that_may_be_that_of_a_constraint_stays(engine: Engine) -> None:
    create(engine, models(sa.Index("ux", "a", unique=True), sa.Index("ix", "a")))
    (left,) = differences(engine, models())
    assert "ix" in left and "ux" not in left
