"""What PostgreSQL has and no operation changes is listed as not compared where it differs, and only there."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.draft import draft_changes
from revgraph.operations import ops
from tests.kit.diffs import create, migrating

pytestmark = pytest.mark.server


def not_compared(engine: Engine, metadata: MetaData) -> list[str]:
    with migrating(engine, metadata) as context:
        made = AutogenContext(context, metadata=metadata)
        upgrade = ops.UpgradeOps()
        draft_changes(made, upgrade, ops.DowngradeOps())
        assert upgrade.is_empty()
        return [str(each) for each in made.not_compared if each.where]


def commented(comments: dict[str, str | None]) -> MetaData:
    metadata = MetaData()
    Table(
        "t",
        metadata,
        Column("id", sa.Integer),
        Column("n", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk", comment=comments.get("pk")),
        sa.UniqueConstraint("n", name="uq", comment=comments.get("uq")),
        sa.ForeignKeyConstraint(["n"], ["t.id"], name="fk", comment=comments.get("fk")),
        sa.CheckConstraint("n > 0", name="ck", comment=comments.get("ck")),
    )
    return metadata


@pytest.mark.parametrize("kind", ["pk", "uq", "fk", "ck"])
def test_comments_of_constraints(postgresql_engine: Engine, kind: str) -> None:
    create(postgresql_engine, commented({kind: "old"}))
    assert not_compared(postgresql_engine, commented({kind: "old"})) == []
    for wanted in ("new", None):
        (found,) = not_compared(postgresql_engine, commented({kind: wanted}))
        assert found.startswith("comments of constraints of t.")
        assert f"'old' in the database, {wanted!r} in the models" in found


def family(inherits: Any) -> MetaData:
    metadata = MetaData()
    columns = [[Column("id", sa.Integer), Column("n", sa.Integer)] for _ in range(3)]
    Table("one", metadata, *columns[0])
    Table("two", metadata, *columns[1])
    options = {} if inherits is None else {"postgresql_inherits": inherits}
    Table("child", metadata, *columns[2], **options)
    return metadata


def test_tables_that_inherit(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        for sql in ("one (id int, n int)", "two (id int, n int)", "child () INHERITS (one, two)"):
            connection.exec_driver_sql(f"CREATE TABLE {sql}")
    assert not_compared(postgresql_engine, family(("one", "two"))) == []
    for other in ("one", None):
        (found,) = not_compared(postgresql_engine, family(other))
        assert "inherits can't be changed of a table that is there: one,two to" in found


def test_a_plain_table_is_to_be_partitioned(postgresql_engine: Engine) -> None:
    metadata, wanted = MetaData(), MetaData()
    Table("t", metadata, Column("n", sa.Integer))
    Table("t", wanted, Column("n", sa.Integer), postgresql_partition_by="RANGE (n)")
    create(postgresql_engine, metadata)
    (found,) = not_compared(postgresql_engine, wanted)
    assert "partition_by can't be changed" in found


def test_the_owner_of_a_sequence(postgresql_engine: Engine) -> None:
    metadata = MetaData()
    numbers = sa.Sequence("numbers", metadata=metadata)
    Table("t", metadata, Column("id", sa.Integer, numbers, primary_key=True))
    create(postgresql_engine, metadata)
    assert not_compared(postgresql_engine, metadata) == []
    with postgresql_engine.begin() as connection:
        connection.exec_driver_sql("ALTER SEQUENCE numbers OWNED BY t.id")
    (found,) = not_compared(postgresql_engine, metadata)
    assert found.startswith("owners of sequences of numbers: it goes away with t.id, which models can't say; ALTER SEQ")
