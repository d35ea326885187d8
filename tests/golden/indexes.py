"""Cases of create_index and drop_index: what is indexed, and every dialect's options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Index, String, column, func, text

from tests.golden.bases import t
from tests.golden.constraints import CONVENTION
from tests.kit.golden import SCHEMA, Case


def indexed(
    name: str, columns: Sequence[Any], *, key: str | None = "ix", wanted: Sequence[Any] | None = None, **facts: Any
) -> Case:
    """Return the case of an index; what stands in ``options`` is handed to both sides."""
    options = facts.pop("options", {})
    guarded = facts.pop("guarded", {})
    facts.setdefault("after", t(Index(key, *(wanted if wanted is not None else columns), **options)))
    return Case(
        f"index_{name}", lambda op: op.create_index(key, "t", columns, **options, **guarded), before=t(), **facts
    )


LOWER = text("lower(b)")
NO_EXPRESSIONS = {"mariadb": "syntax"}

CREATED = [
    indexed("one", ["a"]),
    indexed("two", ["a", "b"]),
    indexed("unique", ["a"], options={"unique": True}),
    indexed("unique_two", ["b", "a"], options={"unique": True}),
    indexed("expression_text", [LOWER], refused=NO_EXPRESSIONS),
    indexed("expression_mixed", ["a", text("lower(b)")], refused=NO_EXPRESSIONS),
    indexed("expression_function", [func.lower(column("b"))], wanted=[text("lower(b)")], refused=NO_EXPRESSIONS),
    indexed("expression_arithmetic", [text("(a + 1)")], refused=NO_EXPRESSIONS),
    indexed("expression_percent", [text("(a % 7)")], refused=NO_EXPRESSIONS),
    indexed("expression_colon", [text(r"(replace(b, '\:x', ''))")], refused=NO_EXPRESSIONS),
    indexed(
        "expression_literal",
        [func.coalesce(column("b", String), "it's")],
        wanted=[text("coalesce(b, 'it''s')")],
        refused=NO_EXPRESSIONS,
    ),
    indexed("descending", [column("a").desc()], wanted=[text("a DESC")]),
    indexed("descending_text", [text("a DESC"), "b"]),
    indexed(
        "nulls_last",
        [column("a").desc().nulls_last()],
        wanted=[text("a DESC NULLS LAST")],
        refused={"mariadb": "syntax", "sqlite": "NULLS LAST"},
    ),
    indexed("unique_expression", [LOWER], options={"unique": True}, refused=NO_EXPRESSIONS),
    indexed("if_not_exists", ["a"], guarded={"if_not_exists": True}),
    Case(
        "index_if_not_exists_there_already",
        lambda op: op.create_index("ix", "t", ["a"], if_not_exists=True),
        before=t(Index("ix", "a")),
        after=t(Index("ix", "a")),
    ),
    Case(
        "index_in_schema",
        lambda op: op.create_index("ix", "t", ["a"], schema=SCHEMA),
        before=t(schema=SCHEMA),
        after=t(Index("ix", "a"), schema=SCHEMA),
    ),
    Case(
        "index_by_convention",
        lambda op: op.create_index(None, "t", ["a"]),
        before=t(),
        after=t(Index("ix_t_a", "a")),
        opts={"target_metadata": CONVENTION},
    ),
    Case(
        "index_marked_final",
        lambda op: op.create_index(op.f("ix_t_a"), "t", ["a"]),
        before=t(),
        after=t(Index("ix_t_a", "a")),
    ),
    # each dialect's own options; the others do without
    indexed(
        "where",
        ["a"],
        options={"postgresql_where": text("a > 5"), "sqlite_where": text("a > 5"), "mssql_where": text("a > 5")},
    ),
    indexed(
        "where_string",
        ["a"],
        options={"postgresql_where": text("b <> '5% \\:x'"), "sqlite_where": text("b <> '5% \\:x'")},
    ),
    indexed("where_expression", ["a"], options={"postgresql_where": column("a") > 5, "sqlite_where": column("a") > 5}),
    indexed(
        "where_unique",
        ["a"],
        options={"unique": True, "postgresql_where": text("b IS NULL"), "sqlite_where": text("b IS NULL")},
    ),
    indexed("postgresql_include", ["a"], options={"postgresql_include": ["b"]}),
    indexed("postgresql_using_hash", ["a"], options={"postgresql_using": "hash"}),
    indexed("postgresql_using_gin", ["a"], options={"postgresql_using": "btree"}),
    indexed(
        "postgresql_using_brin", ["a"], options={"postgresql_using": "brin", "postgresql_with": {"pages_per_range": 9}}
    ),
    indexed("postgresql_ops", ["b"], options={"postgresql_ops": {"b": "varchar_pattern_ops"}}),
    indexed("postgresql_with", ["a"], options={"postgresql_with": {"fillfactor": 50}}),
    indexed("postgresql_nulls_not_distinct", ["a"], options={"unique": True, "postgresql_nulls_not_distinct": True}),
    indexed("postgresql_tablespace", ["a"], options={"postgresql_tablespace": "pg_default"}),
    indexed(
        "postgresql_everything",
        ["a", "b"],
        options={
            "postgresql_using": "btree",
            "postgresql_include": ["id"],
            "postgresql_where": text("a > 5"),
            "postgresql_with": {"fillfactor": 60},
            "postgresql_ops": {"b": "varchar_pattern_ops"},
        },
    ),
    indexed("mysql_length", ["b"], options={"mysql_length": 7, "mariadb_length": 7}),
    indexed("mysql_length_each", ["a", "b"], options={"mysql_length": {"b": 7}, "mariadb_length": {"b": 7}}),
    indexed("mysql_using", ["a"], options={"mysql_using": "hash", "mariadb_using": "hash"}),
    indexed("mysql_prefix", ["b"], options={"mysql_prefix": "FULLTEXT", "mariadb_prefix": "FULLTEXT"}),
    indexed("mssql_include", ["a"], options={"mssql_include": ["b"]}),
    indexed("mssql_clustered", ["a"], options={"mssql_clustered": True}),
    indexed("mssql_columnstore", ["a"], options={"mssql_columnstore": True}),
    indexed("oracle_bitmap", ["a"], options={"oracle_bitmap": True}),
    indexed("oracle_compress", ["a", "b"], options={"oracle_compress": 1}),
]


def concurrently(op: Any) -> None:
    with op.get_context().autocommit_block():
        op.create_index("ix", "t", ["a"], postgresql_concurrently=True)


def dropped_concurrently(op: Any) -> None:
    with op.get_context().autocommit_block():
        op.drop_index("ix", "t", postgresql_concurrently=True)


CONCURRENT = [
    Case("index_concurrently", concurrently, before=t(), after=t(Index("ix", "a")), autocommit=True),
    Case("drop_index_concurrently", dropped_concurrently, before=t(Index("ix", "a")), after=t(), autocommit=True),
]

UNNAMED = [
    Case("index_without_name", lambda op: op.create_index(None, "t", ["a"]), before=t(), after=t(Index("ix_t_a", "a"))),
]

DROPPED = [
    Case("drop_index", lambda op: op.drop_index("ix", "t"), before=t(Index("ix", "a")), after=t()),
    Case("drop_index_keyword", lambda op: op.drop_index("ix", table_name="t"), before=t(Index("ix", "a")), after=t()),
    Case(
        "drop_index_without_table",
        lambda op: op.drop_index("ix"),
        before=t(Index("ix", "a")),
        after=t(),
        refused={"mariadb": "table_name"},
    ),
    Case(
        "drop_index_if_exists",
        lambda op: op.drop_index("ix", "t", if_exists=True),
        before=t(Index("ix", "a")),
        after=t(),
    ),
    Case("drop_index_if_exists_not_there", lambda op: op.drop_index("ix", "t", if_exists=True), before=t(), after=t()),
    Case("drop_index_unique", lambda op: op.drop_index("ix", "t"), before=t(Index("ix", "a", unique=True)), after=t()),
    Case(
        "drop_index_in_schema",
        lambda op: op.drop_index("ix", "t", schema=SCHEMA),
        before=t(Index("ix", "a"), schema=SCHEMA),
        after=t(schema=SCHEMA),
    ),
    Case(
        "drop_index_partial",
        lambda op: op.drop_index("ix", "t", postgresql_where=text("a > 5")),
        before=t(Index("ix", "a", postgresql_where=text("a > 5"), sqlite_where=text("a > 5"))),
        after=t(),
    ),
    Case(
        "drop_index_unknown",
        lambda op: op.drop_index("nowhere", "t"),
        before=t(),
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "nowhere"),
    ),
]

CASES = [*CREATED, *CONCURRENT, *UNNAMED, *DROPPED]
