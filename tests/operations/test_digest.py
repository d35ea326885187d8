"""A digest is the same for the same effect, however it was said, and another for every other effect."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, String, Table, func, text
from sqlalchemy.sql.elements import conv

from revgraph.ddl.sql_layout import unformatted
from revgraph.operations import MigrateOperation, ops
from tests.kit.operations import FAMILIES, Make, RefreshViewOp, add, attached, sql, table
from tests.kit.source import ROOT

SAME: dict[str, tuple[Make, Make]] = {
    "table_of_models": (
        lambda: table(sa.UniqueConstraint("a", name="uq"), comment="x", mysql_engine="InnoDB"),
        lambda: ops.CreateTableOp.from_table(
            Table(
                "t",
                MetaData(),
                Column("a", Integer, primary_key=True),
                sa.UniqueConstraint("a", name="uq"),
                mysql_engine="InnoDB",
                comment="x",
            )
        ),
    ),
    "inline_or_not": (
        lambda: ops.CreateTableOp("t", [Column("a", Integer, sa.ForeignKey("o.id"), primary_key=True)]),
        lambda: ops.CreateTableOp(
            "t",
            [
                Column("a", Integer, nullable=False),
                sa.ForeignKeyConstraint(["a"], ["o.id"]),
                sa.PrimaryKeyConstraint("a"),
            ],
        ),
    ),
    "order_of_constraints": (
        lambda: table(sa.CheckConstraint("a > 0", name="x"), sa.UniqueConstraint("a", name="y")),
        lambda: table(sa.UniqueConstraint("a", name="y"), sa.CheckConstraint("a > 0", name="x")),
    ),
    "unique_flag": (
        lambda: table(Column("b", Integer, unique=True)),
        lambda: table(Column("b", Integer), sa.UniqueConstraint("b")),
    ),
    "convention_or_name": (
        lambda: ops.CreateTableOp.from_table(
            Table("t", MetaData(naming_convention={"uq": "uq_%(table_name)s"}), Column("a", Integer, unique=True))
        ),
        lambda: ops.CreateTableOp("t", [Column("a", Integer), sa.UniqueConstraint("a", name=conv("uq_t"))]),
    ),
    "attached_column": (lambda: add(Integer), lambda: ops.AddColumnOp("t", attached(Integer))),
    "key": (lambda: add(Integer), lambda: ops.AddColumnOp("t", Column("c", Integer, key="other"))),
    "info": (lambda: add(Integer, info={"a": 1}), lambda: add(Integer, doc="a column")),
    "python_default": (lambda: add(Integer, default=1), lambda: add(Integer)),
    "type_or_class": (lambda: add(String()), lambda: add(String)),
    "keyword_order": (
        lambda: ops.CreateIndexOp("i", "t", ["a"], unique=True, postgresql_using="gin", mysql_length=3),
        lambda: ops.CreateIndexOp("i", "t", ["a"], mysql_length=3, postgresql_using="gin", unique=True),
    ),
    "unsaid_options": (
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"], ondelete=None, source_schema=None),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"]),
    ),
    "text_or_condition": (
        lambda: ops.CreateCheckConstraintOp("k", "t", "a > 5"),
        lambda: ops.CreateCheckConstraintOp("k", "t", sa.column("a") > 5),
    ),
    "condition_of_model": (
        lambda: ops.CreateCheckConstraintOp("k", "t", text("c  >  5")),
        lambda: ops.CreateCheckConstraintOp("k", "t", attached(Integer) > 5),
    ),
    "index_of_model": (
        lambda: ops.CreateIndexOp("i", "t", ["c", func.lower(sa.column("c"))]),
        lambda: (lambda c: ops.CreateIndexOp.from_index(sa.Index("i", c, func.lower(c))))(attached(String)),
    ),
    "spaces": (lambda: sql("SELECT a,b FROM t"), lambda: sql("\n  SELECT a, b\n    FROM t ;\n")),
    "comment_in_sql": (lambda: sql("DELETE FROM t"), lambda: sql("DELETE -- all of it\nFROM t /* really */")),
    "text_or_string": (lambda: sql("DELETE FROM t"), lambda: sql(text("DELETE FROM t"))),
    "dropped_with_or_without_knowing": (lambda: table().reverse(), lambda: ops.DropTableOp("t")),
    "default_that_is_replaced": (
        lambda: ops.AlterColumnOp("t", "a", modify_server_default="1", existing_server_default="0"),
        lambda: ops.AlterColumnOp("t", "a", modify_server_default="1"),
    ),
    "list_or_tuple": (
        lambda: ops.CreatePrimaryKeyOp("p", "t", ["a"]),
        lambda: ops.CreatePrimaryKeyOp("p", "t", ("a",)),
    ),
    "plug_in": (
        lambda: RefreshViewOp("v", options={"a": 1, "b": 2}),
        lambda: RefreshViewOp("v", options={"b": 2, "a": 1}),
    ),
    "set": (
        lambda: RefreshViewOp("v", options={"a": {"x", "y", "z"}}),
        lambda: RefreshViewOp("v", options={"a": {"z", "y", "x"}}),
    ),
}


def all_digests() -> list[str]:
    """Return the digests of everything above, in order."""
    return [make().digest() for family in FAMILIES.values() for make in family]


@pytest.mark.parametrize("name", SAME)
def test_said_in_two_ways_is_the_same(name: str) -> None:
    one, other = SAME[name]
    assert one().digest() == other().digest()


@pytest.mark.parametrize("name", FAMILIES)
def test_every_other_effect_has_another_digest(name: str) -> None:
    made = [make() for make in FAMILIES[name]]
    by_digest: dict[str, MigrateOperation] = {}
    for op in made:
        assert op.digest() not in by_digest, f"{op!r} and {by_digest[op.digest()]!r}"
        by_digest[op.digest()] = op


@pytest.mark.parametrize("name", FAMILIES)
def test_made_twice_is_the_same(name: str) -> None:
    for make in FAMILIES[name]:
        op = make()
        assert op.digest() == make().digest() == op.digest()


def test_digest_is_a_sha256_in_hexadecimal() -> None:
    assert len(bytes.fromhex(sql("SELECT 1").digest())) == 32


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_another_hash_seed_says_the_same(seed: str) -> None:
    code = "from tests.operations.test_digest import all_digests; print('\\n'.join(all_digests()))"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )
    assert done.stdout.split() == all_digests()


def test_digest_stays_what_it_is_between_versions() -> None:
    """What stands in a journal was written by another version of Python and SQLAlchemy: these never change."""
    assert [op.digest()[:12] for op in PINNED] == PINS


PINNED: list[MigrateOperation] = [
    table(
        Column("b", sa.Numeric(10, 2), server_default=func.now()), sa.CheckConstraint("a > 0", name="ck"), comment="x"
    ),
    add(sa.Enum("a", "b", name="e"), nullable=False, server_default="a"),
    add(sa.Float(5), comment="x"),
    ops.AlterColumnOp("t", "a", modify_type=sa.DateTime(timezone=True), existing_type=sa.Uuid()),
    ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"], ondelete="CASCADE"),
    ops.CreateIndexOp("i", "t", ["a", func.lower(sa.column("b")).desc()], postgresql_where=sa.column("b") > "x"),
    sql("UPDATE t SET a = 1 WHERE b = 'x  y' -- all"),
    ops.BulkInsertOp(sa.table("t", sa.column("a", sa.LargeBinary)), [{"a": b"\x00"}]),
]
PINS = [
    "6a03b1363565",
    "176d6265cd15",
    "46599862ae37",
    "6f23798a428f",
    "d18f2f118773",
    "33ca14482ca6",
    "fa1c45b0919c",
    "3564c7359ff7",
]


NOISE = st.sampled_from([" ", "\n", "\t", "  ", "/* x */", " -- x\n"])
PIECES = st.sampled_from(
    ["a", "'x  y'", '"Odd  name"', "(", ")", ",", "+", "<=", "12", "$$a -- b$$", "`q  q`", "t.c", ":p"]
)


@given(st.lists(PIECES, min_size=1, max_size=12), st.lists(NOISE, min_size=12, max_size=12))
def test_layout_of_sql_leaves_no_trace(pieces: list[str], noise: list[str]) -> None:
    plain = " ".join(pieces)
    noisy = "".join(piece + space for piece, space in zip(pieces, noise, strict=False))
    assert unformatted(plain) == unformatted(noisy)


@given(st.lists(PIECES, min_size=1, max_size=8), st.lists(PIECES, min_size=1, max_size=8))
def test_other_pieces_are_another_text(one: list[str], other: list[str]) -> None:
    assert (one == other) == (unformatted(" ".join(one)) == unformatted(" ".join(other)))


@given(st.text(alphabet="ab '\"`$-/*();,\n\\:", max_size=30))
def test_what_was_unformatted_stays_so(sql_text: str) -> None:
    once = unformatted(sql_text)
    assert unformatted(once) == once
