"""What the verbs on tables, indexes, constraints and rows write, on each dialect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import Constraint

from revgraph.ddl import DefaultImpl
from revgraph.errors import OperationError
from tests.kit.ddl import ALL, Case, Refused, check, golden

SERVERS = "default postgresql mysql mariadb"
MYSQLS = "mysql mariadb"
NO_ALTER = Refused(OperationError, ("SQLite can't do this with ALTER TABLE", "built anew"))


def table(*items: Any, name: str = "t", **kw: Any) -> Table:
    return Table(name, MetaData(), *items, **kw)


def adding(make: Callable[[], Constraint], *columns: str, **kw: Any) -> Callable[[DefaultImpl], None]:
    def call(impl: DefaultImpl) -> None:
        constraint = make()
        table(*(Column(name, Integer) for name in columns), constraint, **kw)
        impl.add_constraint(constraint)

    return call


def dropping(make: Callable[[], Constraint], **kw: Any) -> Callable[[DefaultImpl], None]:
    def call(impl: DefaultImpl) -> None:
        constraint = make()
        table(Column("a", Integer), constraint)
        impl.drop_constraint(constraint, **kw)

    return call


def foreign_key(impl: DefaultImpl) -> None:
    metadata = MetaData()
    Table("r", metadata, Column("b", Integer), schema="s2")
    key = ForeignKeyConstraint(["a"], ["s2.r.b"], name="fk", ondelete="CASCADE", onupdate="SET NULL")
    Table("t", metadata, Column("a", Integer), key, schema="s1")
    impl.add_constraint(key)


def add_type_check(impl: DefaultImpl) -> None:
    checked = table(Column("c", Boolean(create_constraint=True, name="ck")))
    (check_constraint,) = (found for found in checked.constraints if isinstance(found, CheckConstraint))
    impl.add_constraint(check_constraint)


ROWS = table(Column("id", Integer), Column("n", String(9)))

TABLES = [
    Case("rename_table", lambda impl: impl.rename_table("a", "b"), {ALL: "ALTER TABLE a RENAME TO b"}),
    Case(
        "rename_table_schema",
        lambda impl: impl.rename_table("a", "b", schema="s"),
        {
            "default mysql mariadb": "ALTER TABLE s.a RENAME TO s.b",
            "postgresql sqlite": "ALTER TABLE s.a RENAME TO b",
        },
    ),
    Case(
        "create_table",
        lambda impl: impl.create_table(
            table(Column("id", Integer, primary_key=True), Column("x", String(5), comment="c"), comment="tc")
        ),
        {
            "default sqlite": "CREATE TABLE t ( id INTEGER NOT NULL, x VARCHAR(5), PRIMARY KEY (id) )",
            "postgresql": [
                "CREATE TABLE t ( id SERIAL NOT NULL, x VARCHAR(5), PRIMARY KEY (id) )",
                "COMMENT ON TABLE t IS 'tc'",
                "COMMENT ON COLUMN t.x IS 'c'",
            ],
            MYSQLS: "CREATE TABLE t ( id INTEGER NOT NULL AUTO_INCREMENT, x VARCHAR(5) COMMENT 'c', "
            "PRIMARY KEY (id) )COMMENT='tc'",
        },
    ),
    Case(
        "create_table_if_not_exists",
        lambda impl: impl.create_table(table(Column("id", Integer)), if_not_exists=True),
        {ALL: "CREATE TABLE IF NOT EXISTS t ( id INTEGER )"},
    ),
    Case(
        "create_table_with_index",
        lambda impl: impl.create_table(table(Column("a", Integer, index=True))),
        {ALL: ["CREATE TABLE t ( a INTEGER )", "CREATE INDEX ix_t_a ON t (a)"]},
    ),
    Case("drop_table", lambda impl: impl.drop_table(table(Column("a", Integer))), {ALL: "DROP TABLE t"}),
    Case(
        "drop_table_if_exists",
        lambda impl: impl.drop_table(table(), if_exists=True),
        {ALL: "DROP TABLE IF EXISTS t"},
    ),
    Case(
        "create_table_comment",
        lambda impl: impl.create_table_comment(table(comment="c")),
        {
            "default postgresql": "COMMENT ON TABLE t IS 'c'",
            MYSQLS: "ALTER TABLE t COMMENT 'c'",
            "sqlite": [],
        },
    ),
    Case(
        "drop_table_comment",
        lambda impl: impl.drop_table_comment(table()),
        {"default postgresql": "COMMENT ON TABLE t IS NULL", MYSQLS: "ALTER TABLE t COMMENT ''", "sqlite": []},
    ),
    Case(
        "version_table",
        lambda impl: impl.create_table(
            impl.version_table_impl(version_table="v", version_table_schema=None, version_table_pk=True)
        ),
        {ALL: "CREATE TABLE v ( version_num VARCHAR(255) NOT NULL, CONSTRAINT v_pkc PRIMARY KEY (version_num) )"},
    ),
]

INDEXES = [
    Case(
        "create_index",
        lambda impl: impl.create_index(
            Index("ix", "a", text("lower(b)"), unique=True, _table=table(Column("a", Integer)))
        ),
        {ALL: "CREATE UNIQUE INDEX ix ON t (a, lower(b))"},
    ),
    Case(
        "create_index_if_not_exists",
        lambda impl: impl.create_index(Index("ix", table(Column("a", Integer)).c.a), if_not_exists=True),
        {ALL: "CREATE INDEX IF NOT EXISTS ix ON t (a)"},
    ),
    Case(
        "create_index_options",
        lambda impl: impl.create_index(
            Index(
                "ix",
                table(Column("a", Integer), Column("z", Integer)).c.a,
                postgresql_include=["z"],
                postgresql_where=text("a > 5"),
                mysql_length=10,
            )
        ),
        {
            "default mariadb sqlite": "CREATE INDEX ix ON t (a)",
            "postgresql": "CREATE INDEX ix ON t (a) INCLUDE (z) WHERE a > 5",
            "mysql": "CREATE INDEX ix ON t (a(10))",
        },
    ),
    Case(
        "drop_index",
        lambda impl: impl.drop_index(Index("ix", table(Column("a", Integer)).c.a)),
        {"default postgresql sqlite": "DROP INDEX ix", MYSQLS: "DROP INDEX ix ON t"},
    ),
    Case(
        "drop_index_if_exists",
        lambda impl: impl.drop_index(Index("ix", table(Column("a", Integer)).c.a), if_exists=True),
        {"default postgresql sqlite": "DROP INDEX IF EXISTS ix", MYSQLS: "DROP INDEX IF EXISTS ix ON t"},
    ),
]

CONSTRAINTS = [
    Case(
        "add_unique",
        adding(lambda: UniqueConstraint("a", name="uq", deferrable=True, initially="DEFERRED"), "a"),
        {SERVERS: "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED", "sqlite": NO_ALTER},
    ),
    Case(
        "add_primary_key",
        adding(lambda: PrimaryKeyConstraint("a", "b", name="pk"), "a", "b"),
        {SERVERS: "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a, b)", "sqlite": NO_ALTER},
    ),
    Case(
        "add_foreign_key",
        foreign_key,
        {
            SERVERS: "ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.r (b) "
            "ON DELETE CASCADE ON UPDATE SET NULL",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "add_check",
        adding(lambda: CheckConstraint("a > 5", name="ck"), "a"),
        {SERVERS: "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)", "sqlite": NO_ALTER},
    ),
    Case(
        "add_check_of_a_type",
        add_type_check,
        {
            "default mysql mariadb": "ALTER TABLE t ADD CONSTRAINT ck CHECK (c IN (0, 1))",
            "postgresql": [],
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_unique",
        dropping(lambda: UniqueConstraint("a", name="x")),
        {
            "default postgresql": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: "ALTER TABLE t DROP INDEX x",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_foreign_key",
        dropping(lambda: ForeignKeyConstraint(["a"], ["r.b"], name="x")),
        {
            "default postgresql": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: "ALTER TABLE t DROP FOREIGN KEY x",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_primary_key",
        dropping(lambda: PrimaryKeyConstraint("a", name="x")),
        {
            "default postgresql": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: "ALTER TABLE t DROP PRIMARY KEY",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_primary_key_unnamed",
        dropping(lambda: PrimaryKeyConstraint("a")),
        {
            "default postgresql": Refused(OperationError, ("without a name",)),
            MYSQLS: "ALTER TABLE t DROP PRIMARY KEY",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_check",
        dropping(lambda: CheckConstraint("a > 5", name="x")),
        {
            "default postgresql mariadb": "ALTER TABLE t DROP CONSTRAINT x",
            "mysql": "ALTER TABLE t DROP CHECK x",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_untyped",
        dropping(lambda: Constraint(name="x")),
        {
            "default postgresql": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: Refused(OperationError, ("constraint x of t", "type_=")),
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_unnamed",
        dropping(lambda: UniqueConstraint("a")),
        {SERVERS: Refused(OperationError, ("without a name", "naming_convention")), "sqlite": NO_ALTER},
    ),
    Case(
        "drop_unique_if_exists",
        dropping(lambda: UniqueConstraint("a", name="x"), if_exists=True),
        {
            "default postgresql": "ALTER TABLE t DROP CONSTRAINT IF EXISTS x",
            "mysql": Refused(OperationError, ("constraint x of t", "if_exists")),
            "mariadb": "ALTER TABLE t DROP INDEX IF EXISTS x",
            "sqlite": NO_ALTER,
        },
    ),
]

STATEMENTS = [
    Case(
        "bulk_insert",
        lambda impl: impl.bulk_insert(ROWS, [{"id": 1, "n": "a'b"}, {"id": 2, "n": "z"}]),
        {ALL: ["INSERT INTO t (id, n) VALUES (1, 'a''b')", "INSERT INTO t (id, n) VALUES (2, 'z')"]},
    ),
    Case(
        "bulk_insert_mixed_keys",
        lambda impl: impl.bulk_insert(ROWS, [{"id": 1}, {"id": 2, "n": None}, {"n": func.lower("A")}]),
        {
            ALL: [
                "INSERT INTO t (id) VALUES (1)",
                "INSERT INTO t (id, n) VALUES (2, NULL)",
                "INSERT INTO t (n) VALUES (lower('A'))",
            ]
        },
    ),
    Case(
        "bulk_insert_no_list",
        lambda impl: impl.bulk_insert(ROWS, {"id": 1}),  # type: ignore[arg-type]
        {ALL: Refused(OperationError, ("bulk_insert takes a list",))},
    ),
    Case("execute", lambda impl: impl.execute("select 'x'"), {ALL: "select 'x'"}),
    Case("execute_terminated", lambda impl: impl.execute("select 1;\n"), {ALL: "select 1"}),
    Case("execute_percent_and_colon", lambda impl: impl.execute("select '5%', '\\:x'"), {ALL: "select '5%', ':x'"}),
    Case(
        "execute_update",
        lambda impl: impl.execute(ROWS.update().where(ROWS.c.n == "a").values(n="b")),
        {ALL: "UPDATE t SET n='b' WHERE t.n = 'a'"},
    ),
    Case(
        "execute_parameters",
        lambda impl: impl.execute(text("select :a, :b"), {"a": 1, "b": "x"}),
        {ALL: "select 1, 'x'"},
    ),
    Case(
        "execute_insert_many",
        lambda impl: impl.execute(ROWS.insert(), [{"id": 1}, {"id": 2}]),
        {ALL: ["INSERT INTO t (id) VALUES (1)", "INSERT INTO t (id) VALUES (2)"]},
    ),
    Case(
        "execute_parameter_without_value",
        lambda impl: impl.execute("select :a"),
        {ALL: Refused(OperationError, ("select :a", "bindparams"))},
    ),
    Case("begin", lambda impl: (impl.emit_begin(), impl.emit_commit()), {ALL: ["BEGIN", "COMMIT"]}),
]


@golden([*TABLES, *INDEXES, *CONSTRAINTS, *STATEMENTS])
def test_script_is_as_written_down(case: Case, dialect: str) -> None:
    check(case, dialect)


def test_exclude_constraint_is_postgresql_only() -> None:
    def make() -> Constraint:
        return ExcludeConstraint(("p", "&&"), name="ex", where=text("p > 1"))

    check(
        Case(
            "add_exclude",
            adding(make, "p"),
            {
                "postgresql": "ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (p WITH &&) WHERE (p > 1)",
                "default mysql mariadb sqlite": NO_ALTER,
            },
        ),
        "postgresql",
    )


def test_missing_cell_is_a_failure() -> None:
    case = Case("incomplete", lambda impl: None, {"default": []})
    with pytest.raises(AssertionError, match="no cell for postgresql, mysql"):
        case.cells()
