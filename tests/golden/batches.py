"""Cases of batch_alter_table: several changes in one block, in place or by building the table anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

from tests.golden.bases import t, t_spec, tx, x_spec
from tests.kit.golden import SCHEMA, Case, spec, tables

KNOWN = {"existing_type": Integer(), "existing_nullable": True, "existing_server_default": None}


def batch(
    name: str, change: Callable[[Any], Any], after: MetaData, *, before: MetaData | None = None, **facts: Any
) -> Case:
    """Return the case of a block; ``options`` are those of batch_alter_table."""
    options = facts.pop("options", {})

    def call(op: Any) -> None:
        with op.batch_alter_table("t", **options) as block:
            change(block)

    return Case(f"batch_{name}", call, before=t() if before is None else before, after=after, **facts)


def told(name: str, change: Callable[[Any], Any], after: MetaData, **facts: Any) -> Case:
    """Return the case of a block that is told the table, so that a script can build it anew."""
    before = facts.get("before") or t()
    return batch(name, change, after, options={"copy_from": before.tables["t"]}, **facts)


def everything(block: Any) -> None:
    block.add_column(Column("c", Integer, server_default="7", nullable=False))
    block.alter_column("a", type_=BigInteger(), **KNOWN)
    block.create_unique_constraint("uq", ["b"])
    block.create_index("ix", ["a"])
    block.create_check_constraint("ck", "a > 5")


def bigger() -> MetaData:
    """Return the table after ``everything``."""
    return tables(
        spec(
            "t",
            Column("id", Integer, primary_key=True, autoincrement=False),
            Column("a", BigInteger),
            Column("b", String(30)),
            Column("c", Integer, server_default="7", nullable=False),
            UniqueConstraint("b", name="uq"),
            Index("ix", "a"),
            CheckConstraint("a > 5", name="ck"),
        )
    )


def drop_all(block: Any) -> None:
    block.drop_index("ix")
    block.drop_constraint("uq", type_="unique")
    block.drop_constraint("ck", type_="check")


def several_names(block: Any) -> None:
    block.alter_column("a", new_column_name="d", **KNOWN)
    block.add_column(Column("a", String(9)))


def abc(*items: Any, a: Any = Integer, names: tuple[str, str] = ("a", "b"), **facts: Any) -> MetaData:
    """Return the table ``t`` with other facts of its column a."""
    columns = (Column(names[0], a, **facts), Column(names[1], String(30)))
    return tables(spec("t", Column("id", Integer, primary_key=True, autoincrement=False), *columns, *items))


CASES = [
    batch("nothing", lambda block: None, t()),
    batch(
        "add_columns",
        lambda block: [block.add_column(Column("c", Integer)), block.add_column(Column("d", String(9)))],
        t(Column("c", Integer), Column("d", String(9))),
    ),
    batch(
        "add_column_index",
        lambda block: block.add_column(Column("c", Integer, index=True)),
        t(Column("c", Integer, index=True)),
    ),
    batch(
        "add_column_not_null",
        lambda block: block.add_column(Column("c", Integer, nullable=False, server_default="7")),
        t(Column("c", Integer, nullable=False, server_default="7")),
    ),
    batch(
        "add_foreign_key_column",
        lambda block: block.add_column(Column("c", Integer, ForeignKey("x.id", name="fk"))),
        tx(Column("c", Integer, ForeignKey("x.id", name="fk"))),
        before=tx(),
    ),
    batch("everything", everything, bigger()),
    told("everything_told", everything, bigger()),
    batch(
        "drop_all",
        drop_all,
        t(),
        before=t(Index("ix", "a"), UniqueConstraint("b", name="uq"), CheckConstraint("a > 5", name="ck")),
    ),
    batch(
        "drop_column",
        lambda block: block.drop_column("a"),
        tables(spec("t", Column("id", Integer, primary_key=True, autoincrement=False), Column("b", String(30)))),
    ),
    told(
        "drop_column_told",
        lambda block: block.drop_column("a"),
        tables(spec("t", Column("id", Integer, primary_key=True, autoincrement=False), Column("b", String(30)))),
    ),
    batch(
        "alter_null",
        lambda block: block.alter_column("a", nullable=False, existing_type=Integer(), existing_server_default=None),
        abc(nullable=False),
    ),
    told(
        "alter_null_told",
        lambda block: block.alter_column("a", nullable=False, existing_type=Integer(), existing_server_default=None),
        abc(nullable=False),
    ),
    batch("alter_type", lambda block: block.alter_column("a", type_=BigInteger(), **KNOWN), abc(a=BigInteger)),
    told("alter_type_told", lambda block: block.alter_column("a", type_=BigInteger(), **KNOWN), abc(a=BigInteger)),
    batch("alter_default", lambda block: block.alter_column("a", server_default="5", **KNOWN), abc(server_default="5")),
    told(
        "alter_default_told",
        lambda block: block.alter_column("a", server_default="5", **KNOWN),
        abc(server_default="5"),
    ),
    batch(
        "alter_name",
        lambda block: block.alter_column("a", new_column_name="d", **KNOWN),
        abc(names=("d", "b")),
        renamed={"t.a": "d"},
    ),
    batch("alter_name_and_add_old", several_names, abc(Column("a", String(9)), names=("d", "b")), renamed={"t.a": "d"}),
    batch(
        "alter_two",
        lambda block: [
            block.alter_column("a", nullable=False, existing_type=Integer(), existing_server_default=None),
            block.alter_column(
                "b", type_=String(60), existing_nullable=True, existing_server_default=None, existing_type=String(30)
            ),
        ],
        tables(
            spec(
                "t",
                Column("id", Integer, primary_key=True, autoincrement=False),
                Column("a", Integer, nullable=False),
                Column("b", String(60)),
            )
        ),
    ),
    batch(
        "unique",
        lambda block: block.create_unique_constraint("uq", ["a", "b"]),
        t(UniqueConstraint("a", "b", name="uq")),
    ),
    told(
        "unique_told",
        lambda block: block.create_unique_constraint("uq", ["a", "b"]),
        t(UniqueConstraint("a", "b", name="uq")),
    ),
    batch("check", lambda block: block.create_check_constraint("ck", "a > 5"), t(CheckConstraint("a > 5", name="ck"))),
    batch(
        "foreign_key",
        lambda block: block.create_foreign_key("fk", "x", ["a"], ["id"], ondelete="CASCADE"),
        tables(x_spec(), t_spec(ForeignKeyConstraint(["a"], ["x.id"], name="fk", ondelete="CASCADE"))),
        before=tx(),
        rows={},
    ),
    told(
        "foreign_key_told",
        lambda block: block.create_foreign_key("fk", "x", ["a"], ["id"], ondelete="CASCADE"),
        tables(x_spec(), t_spec(ForeignKeyConstraint(["a"], ["x.id"], name="fk", ondelete="CASCADE"))),
        before=tx(),
        rows={},
    ),
    batch(
        "foreign_key_dropped",
        lambda block: block.drop_constraint("fk", type_="foreignkey"),
        tx(),
        before=tables(x_spec(), t_spec(ForeignKeyConstraint(["a"], ["x.id"], name="fk"))),
        rows={},
        after_on={"mariadb": tx(Index("fk", "a"))},
    ),
    batch(
        "primary_key",
        lambda block: block.create_primary_key("pk", ["id"]),
        tables(spec("t", Column("id", Integer, autoincrement=False), PrimaryKeyConstraint("id", name="pk"))),
        before=tables(spec("t", Column("id", Integer, nullable=False))),
    ),
    batch("index", lambda block: block.create_index("ix", ["a"], unique=True), t(Index("ix", "a", unique=True))),
    batch("index_dropped", lambda block: block.drop_index("ix"), t(), before=t(Index("ix", "a"))),
    batch("comment", lambda block: block.create_table_comment("it's", existing_comment=None), t(comment="it's")),
    batch(
        "comment_dropped",
        lambda block: block.drop_table_comment(existing_comment="it's"),
        t(),
        before=t(comment="it's"),
    ),
    batch(
        "execute_between",
        lambda block: [
            block.add_column(Column("c", Integer)),
            block.execute("UPDATE t SET c = a"),
            block.alter_column("c", nullable=False, existing_type=Integer(), existing_server_default=None),
        ],
        t(Column("c", Integer, nullable=False)),
        values={"t": [{"id": 1, "a": 10, "c": 10}, {"id": 2, "a": 20, "c": 20}]},
    ),
    batch(
        "in_schema",
        lambda block: block.add_column(Column("c", Integer)),
        t(Column("c", Integer), schema=SCHEMA),
        before=t(schema=SCHEMA),
        options={"schema": SCHEMA},
    ),
    batch(
        "recreate_always",
        lambda block: block.add_column(Column("c", Integer)),
        t(Column("c", Integer)),
        options={"recreate": "always"},
    ),
    batch(
        "recreate_never",
        lambda block: block.add_column(Column("c", Integer)),
        t(Column("c", Integer)),
        options={"recreate": "never"},
    ),
    batch(
        "recreate_never_refused",
        lambda block: block.alter_column("a", type_=BigInteger(), **KNOWN),
        abc(a=BigInteger),
        options={"recreate": "never"},
        refused={"sqlite": "can't do this with ALTER TABLE"},
    ),
    batch(
        "insert_after",
        lambda block: block.add_column(Column("c", Integer), insert_after="id"),
        tables(
            spec(
                "t",
                Column("id", Integer, primary_key=True, autoincrement=False),
                Column("c", Integer),
                Column("a", Integer),
                Column("b", String(30)),
            )
        ),
        refused=dict.fromkeys(("postgresql", "mariadb"), "recreate='always'"),
    ),
    batch(
        "unknown_column",
        lambda block: block.drop_column("nowhere"),
        t(),
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "nowhere"),
    ),
]
