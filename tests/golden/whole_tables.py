"""Cases of create_table, drop_table, rename_table and comments of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql

from tests.golden.add_column import DEFAULTS, OWN_TYPES, PLAIN_TYPES
from tests.golden.bases import t, x_spec
from tests.golden.constraints import CONVENTION
from tests.kit.golden import SCHEMA, Case, spec, tables

Items = Callable[[], tuple[Any, ...]]


def creating(name: str, items: Items, *, beside: bool = False, wanted: Items | None = None, **facts: Any) -> Case:
    """Return the case that creates the table ``n``; ``beside`` says whether ``x`` is there."""
    options = facts.pop("options", {})
    guard = facts.pop("guard", {})
    others = lambda: (x_spec(),) if beside else ()  # noqa: E731
    facts.setdefault("before", tables(*others()))
    facts.setdefault("after", tables(*others(), spec("n", *(wanted or items)(), **options)))
    return Case(f"table_{name}", lambda op: op.create_table("n", *items(), **options, **guard), **facts)


def identifier() -> Column[Any]:
    return Column("id", Integer, primary_key=True)


def typed(types: Mapping[str, Any], leave: set[str]) -> Items:
    """Return columns of many types at once."""
    return lambda: (identifier(), *(Column(f"c_{name}", type_()) for name, type_ in types.items() if name not in leave))


NOT_EVERYWHERE = {"clob", "nvarchar", "text_sized"}
FEW = {name: PLAIN_TYPES[name] for name in ("string", "numeric_10_2", "boolean", "json", "uuid", "enum", "datetime")}


def temporary(op: Any) -> None:
    op.create_table("n", Column("a", Integer), prefixes=["TEMPORARY"])
    op.drop_table("n")


CREATED = [
    creating("simple", lambda: (identifier(), Column("a", String(20)))),
    creating("without_key", lambda: (Column("a", Integer), Column("b", String(20)))),
    creating("plain_types", typed(PLAIN_TYPES, NOT_EVERYWHERE)),
    creating("own_types", typed(OWN_TYPES, set())),
    creating("not_null", lambda: tuple(Column(f"c_{name}", type_(), nullable=False) for name, type_ in FEW.items())),
    creating(
        "defaults",
        lambda: tuple(
            Column(f"c_{name}", type_(), server_default=default) for name, (type_, default) in DEFAULTS.items()
        ),
    ),
    creating(
        "comments",
        lambda: (identifier(), Column("a", Integer, comment='it\'s "5%" \\ :x é')),
        options={"comment": 'it\'s "5%" \\ :x é'},
    ),
    creating("autoincrement_off", lambda: (Column("id", Integer, primary_key=True, autoincrement=False),)),
    creating("key_string", lambda: (Column("id", String(20), primary_key=True),)),
    creating(
        "key_two",
        lambda: (
            Column("a", Integer, primary_key=True, autoincrement=False),
            Column("b", Integer, primary_key=True, autoincrement=False),
        ),
    ),
    creating("key_named", lambda: (Column("a", Integer, autoincrement=False), PrimaryKeyConstraint("a", name="pk"))),
    creating("key_big", lambda: (Column("id", sa.BigInteger, primary_key=True),)),
    creating("identity", lambda: (Column("id", Integer, Identity(always=True, start=9), primary_key=True),)),
    creating(
        "computed",
        lambda: (identifier(), Column("d", Integer, Computed("id * 2", persisted=True))),
        refused={"mariadb": "AUTO_INCREMENT"},
    ),
    creating("index_flag", lambda: (identifier(), Column("a", Integer, index=True))),
    creating("unique_flag", lambda: (identifier(), Column("a", Integer, unique=True))),
    creating("unique_index_flag", lambda: (identifier(), Column("a", Integer, unique=True, index=True))),
    creating(
        "index_item",
        lambda: (identifier(), Column("a", Integer), Column("b", Integer), Index("ix", "a", "b", unique=True)),
    ),
    creating(
        "unique_item",
        lambda: (identifier(), Column("a", Integer), Column("b", Integer), UniqueConstraint("a", "b", name="uq")),
    ),
    creating("check_item", lambda: (identifier(), Column("a", Integer), CheckConstraint("a > 5", name="ck"))),
    creating("check_unnamed", lambda: (identifier(), Column("a", Integer), CheckConstraint("a > 5"))),
    creating(
        "check_in_column",
        lambda: (identifier(), Column("a", Integer, CheckConstraint("a > 5", name="ck"))),
        wanted=lambda: (identifier(), Column("a", Integer), CheckConstraint("a > 5", name="ck")),
    ),
    creating("check_in_column_unnamed", lambda: (identifier(), Column("a", Integer, CheckConstraint("a > 5")))),
    creating(
        "check_in_columns_many",
        lambda: (
            Column("a", Integer, CheckConstraint("a > 5", name="k1"), CheckConstraint("a < 9", name="k2")),
            Column(
                "b",
                String(9),
                CheckConstraint("b <> '5%'", name="k3"),
                CheckConstraint("b <> 'x'"),
                server_default="q",
                nullable=False,
            ),
        ),
        wanted=lambda: (
            Column("a", Integer),
            Column("b", String(9), CheckConstraint("b <> 'x'"), server_default="q", nullable=False),
            CheckConstraint("a > 5", name="k1"),
            CheckConstraint("a < 9", name="k2"),
            CheckConstraint("b <> '5%'", name="k3"),
        ),
    ),
    creating("check_percent_colon", lambda: (Column("a", String(9)), CheckConstraint(r"a <> '5% \:x'", name="ck"))),
    creating("check_boolean", lambda: (identifier(), Column("a", sa.Boolean(create_constraint=True, name="ck")))),
    creating(
        "check_enum",
        lambda: (identifier(), Column("a", sa.Enum("x", "it's", name="ck", native_enum=False, create_constraint=True))),
    ),
    creating(
        "foreign_key",
        lambda: (identifier(), Column("a", Integer, ForeignKey("x.id", name="fk", ondelete="CASCADE"))),
        beside=True,
    ),
    creating("foreign_key_unnamed", lambda: (identifier(), Column("a", Integer, ForeignKey("x.id"))), beside=True),
    creating(
        "foreign_key_item",
        lambda: (
            identifier(),
            Column("a", Integer),
            ForeignKeyConstraint(["a"], ["x.id"], name="fk", onupdate="CASCADE"),
        ),
        beside=True,
    ),
    creating(
        "foreign_key_use_alter",
        lambda: (identifier(), Column("a", Integer), ForeignKeyConstraint(["a"], ["x.id"], name="fk", use_alter=True)),
        beside=True,
    ),
    creating("foreign_key_self", lambda: (identifier(), Column("a", Integer, ForeignKey("n.id", name="fk")))),
    creating(
        "foreign_key_deferred",
        lambda: (
            identifier(),
            Column("a", Integer, ForeignKey("x.id", name="fk", deferrable=True, initially="DEFERRED")),
        ),
        beside=True,
        refused={"mariadb": "DEFERRABLE"},
    ),
    creating(
        "exclude",
        lambda: (identifier(), Column("a", Integer), postgresql.ExcludeConstraint(("a", "="), using="gist", name="ex")),
        refused=dict.fromkeys(("sqlite", "mariadb"), "EXCLUDE"),
    ),
    creating("if_not_exists", lambda: (identifier(), Column("a", Integer, index=True)), guard={"if_not_exists": True}),
    creating(
        "if_not_exists_there_already",
        lambda: (identifier(), Column("a", Integer, index=True)),
        guard={"if_not_exists": True},
        before=tables(spec("n", identifier(), Column("a", Integer, index=True))),
        rows={},
    ),
    Case(
        "table_in_schema",
        lambda op: op.create_table(
            "n", identifier(), Column("a", Integer, index=True, comment="c"), schema=SCHEMA, comment="tc"
        ),
        after=tables(
            spec("n", identifier(), Column("a", Integer, index=True, comment="c"), schema=SCHEMA, comment="tc")
        ),
    ),
    Case(
        "table_by_convention",
        lambda op: op.create_table(
            "n",
            identifier(),
            Column("a", Integer, ForeignKey("x.id"), unique=True),
            CheckConstraint("a > 5", name="big"),
        ),
        before=tables(x_spec()),
        after=tables(
            x_spec(),
            spec(
                "n",
                Column("id", Integer),
                Column("a", Integer),
                PrimaryKeyConstraint("id", name="pk_n"),
                ForeignKeyConstraint(["a"], ["x.id"], name="fk_n_a_x"),
                UniqueConstraint("a", name="uq_n_a"),
                CheckConstraint("a > 5", name="ck_n_big"),
            ),
        ),
        opts={"target_metadata": CONVENTION},
    ),
    Case("table_temporary", temporary),
    creating(
        "prefix_unlogged",
        lambda: (identifier(),),
        options={"prefixes": ["UNLOGGED"]},
        refused={"sqlite": "UNLOGGED", "mariadb": "UNLOGGED"},
    ),
    creating("sqlite_options", lambda: (identifier(),), options={"sqlite_autoincrement": True}),
    creating(
        "sqlite_without_rowid",
        lambda: (Column("id", String(9), primary_key=True),),
        options={"sqlite_with_rowid": False},
    ),
    creating(
        "sqlite_strict",
        lambda: (Column("id", Integer, primary_key=True), Column("a", sa.TEXT)),
        options={"sqlite_strict": True},
    ),
    creating(
        "mysql_options",
        lambda: (identifier(),),
        options={
            "mysql_engine": "InnoDB",
            "mysql_charset": "latin1",
            "mysql_collate": "latin1_german1_ci",
            "mysql_row_format": "DYNAMIC",
            "mariadb_engine": "InnoDB",
            "mariadb_charset": "latin1",
            "mariadb_collate": "latin1_german1_ci",
            "mariadb_row_format": "DYNAMIC",
        },
    ),
    creating(
        "postgresql_options",
        lambda: (identifier(),),
        options={"postgresql_with_oids": False, "postgresql_tablespace": "pg_default"},
    ),
    creating(
        "postgresql_partitioned", lambda: (Column("a", Integer),), options={"postgresql_partition_by": "RANGE (a)"}
    ),
    creating("postgresql_inherits", lambda: (Column("c", Integer),), options={"postgresql_inherits": "x"}, beside=True),
    creating(
        "oracle_options",
        lambda: (identifier(),),
        options={"oracle_on_commit": "PRESERVE ROWS", "oracle_compress": True},
    ),
    creating("info_ignored", lambda: (identifier(),), options={"info": {"a": 1}}),
]

DROPPED = [
    Case("drop_table", lambda op: op.drop_table("t"), before=t()),
    Case("drop_table_if_exists", lambda op: op.drop_table("t", if_exists=True), before=t()),
    Case("drop_table_if_exists_not_there", lambda op: op.drop_table("n", if_exists=True), before=t(), after=t()),
    Case("drop_table_in_schema", lambda op: op.drop_table("t", schema=SCHEMA), before=t(schema=SCHEMA)),
    Case(
        "drop_table_with_index",
        lambda op: op.drop_table("t"),
        before=t(Index("ix", "a"), UniqueConstraint("b", name="uq")),
    ),
    Case(
        "drop_table_unknown",
        lambda op: op.drop_table("nowhere"),
        before=t(),
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "nowhere"),
    ),
]

RENAMED = [
    Case(
        "rename_table",
        lambda op: op.rename_table("t", "u"),
        before=t(),
        after=t(name="u"),
        renamed={"t": "u"},
        after_on={
            "postgresql": tables(
                spec(
                    "u",
                    Column("id", Integer, autoincrement=False),
                    Column("a", Integer),
                    Column("b", String(30)),
                    PrimaryKeyConstraint("id", name="t_pkey"),
                )
            )
        },
    ),
    Case(
        "rename_table_in_schema",
        lambda op: op.rename_table("n", "m", schema=SCHEMA),
        before=tables(spec("n", Column("a", Integer), schema=SCHEMA)),
        after=tables(spec("m", Column("a", Integer), schema=SCHEMA)),
        renamed={f"{SCHEMA}.n": f"{SCHEMA}.m"},
    ),
    Case(
        "rename_table_with_all",
        lambda op: op.rename_table("n", "m"),
        before=tables(
            spec(
                "n",
                Column("a", Integer, server_default="5"),
                Column("b", String(30), comment="c"),
                Index("ix", "a"),
                UniqueConstraint("b", name="uq"),
                CheckConstraint("a > 5", name="ck"),
                comment="tc",
            )
        ),
        after=tables(
            spec(
                "m",
                Column("a", Integer, server_default="5"),
                Column("b", String(30), comment="c"),
                Index("ix", "a"),
                UniqueConstraint("b", name="uq"),
                CheckConstraint("a > 5", name="ck"),
                comment="tc",
            )
        ),
        renamed={"n": "m"},
    ),
    Case(
        "rename_table_referred_to",
        lambda op: op.rename_table("p", "q"),
        before=tables(
            spec("p", Column("id", Integer, autoincrement=False), PrimaryKeyConstraint("id", name="pk")),
            spec("r", Column("id", Integer), ForeignKeyConstraint(["id"], ["p.id"], name="fk")),
        ),
        after=tables(
            spec("q", Column("id", Integer, autoincrement=False), PrimaryKeyConstraint("id", name="pk")),
            spec("r", Column("id", Integer), ForeignKeyConstraint(["id"], ["q.id"], name="fk")),
        ),
        renamed={"p": "q"},
    ),
]

COMMENTED = [
    Case(
        "table_comment",
        lambda op: op.create_table_comment("t", 'it\'s "5%" \\ :x é'),
        before=t(),
        after=t(comment='it\'s "5%" \\ :x é'),
    ),
    Case(
        "table_comment_changed",
        lambda op: op.create_table_comment("t", "new", existing_comment="old"),
        before=t(comment="old"),
        after=t(comment="new"),
    ),
    Case(
        "table_comment_none",
        lambda op: op.create_table_comment("t", None, existing_comment="old"),
        before=t(comment="old"),
        after=t(),
    ),
    Case(
        "table_comment_dropped",
        lambda op: op.drop_table_comment("t", existing_comment="old"),
        before=t(comment="old"),
        after=t(),
    ),
    Case(
        "table_comment_in_schema",
        lambda op: op.create_table_comment("t", "new", schema=SCHEMA),
        before=t(schema=SCHEMA),
        after=t(schema=SCHEMA, comment="new"),
    ),
    Case(
        "table_comment_dropped_in_schema",
        lambda op: op.drop_table_comment("t", schema=SCHEMA),
        before=t(schema=SCHEMA, comment="old"),
        after=t(schema=SCHEMA),
    ),
]

CASES = [*CREATED, *DROPPED, *RENAMED, *COMMENTED]
