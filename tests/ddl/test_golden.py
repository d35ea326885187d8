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
    make_url,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.exc import SAWarning
from sqlalchemy.schema import Constraint

from revgraph.ddl import DefaultImpl
from revgraph.errors import OperationError
from tests.kit.ddl import ALL, Case, Refused, check, golden, if_catalog_says
from tests.kit.wordings import described, forgiving, identity_insert

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
    Case(
        "rename_table",
        lambda impl: impl.rename_table("a", "b"),
        {
            "default postgresql mysql mariadb sqlite oracle": "ALTER TABLE a RENAME TO b",
            "mssql": "EXEC sp_rename N'[a]', N'b', 'OBJECT'",
        },
    ),
    Case(
        "rename_table_schema",
        lambda impl: impl.rename_table("a", "b", schema="s"),
        {
            "default mysql mariadb": "ALTER TABLE s.a RENAME TO s.b",
            "postgresql sqlite oracle": "ALTER TABLE s.a RENAME TO b",
            "mssql": "EXEC sp_rename N'[s].[a]', N'b', 'OBJECT'",
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
            "mssql": [
                "CREATE TABLE t ( id INTEGER NOT NULL IDENTITY, x VARCHAR(5) NULL, PRIMARY KEY (id) )",
                described("tc"),
                described("c", "x"),
            ],
            "oracle": [
                "CREATE TABLE t ( id INTEGER NOT NULL, x VARCHAR2(5 CHAR), PRIMARY KEY (id) )",
                "COMMENT ON TABLE t IS 'tc'",
                "COMMENT ON COLUMN t.x IS 'c'",
            ],
        },
    ),
    Case(
        "create_table_if_not_exists",
        lambda impl: impl.create_table(table(Column("id", Integer)), if_not_exists=True),
        {
            "default postgresql mysql mariadb sqlite": "CREATE TABLE IF NOT EXISTS t ( id INTEGER )",
            "mssql": "IF OBJECT_ID(N't') IS NULL CREATE TABLE t ( id INTEGER NULL )",
            "oracle": forgiving("CREATE TABLE t ( id INTEGER )", -955),
        },
    ),
    Case(
        "create_table_with_index",
        lambda impl: impl.create_table(table(Column("a", Integer, index=True))),
        {
            "default postgresql mysql mariadb sqlite oracle": [
                "CREATE TABLE t ( a INTEGER )",
                "CREATE INDEX ix_t_a ON t (a)",
            ],
            "mssql": ["CREATE TABLE t ( a INTEGER NULL )", "CREATE INDEX ix_t_a ON t (a)"],
        },
    ),
    Case(
        "drop_table",
        lambda impl: impl.drop_table(table(Column("a", Integer))),
        {
            ALL: "DROP TABLE t",
        },
    ),
    Case(
        "drop_table_if_exists",
        lambda impl: impl.drop_table(table(), if_exists=True),
        {
            "default postgresql mysql mariadb sqlite mssql": "DROP TABLE IF EXISTS t",
            "oracle": forgiving("DROP TABLE t", -942),
        },
    ),
    Case(
        "create_table_comment",
        lambda impl: impl.create_table_comment(table(comment="c")),
        {
            "default postgresql oracle": "COMMENT ON TABLE t IS 'c'",
            MYSQLS: "ALTER TABLE t COMMENT 'c'",
            "sqlite": [],
            "mssql": described("c"),
        },
    ),
    Case(
        "drop_table_comment",
        lambda impl: impl.drop_table_comment(table()),
        {
            "default postgresql": "COMMENT ON TABLE t IS NULL",
            MYSQLS: "ALTER TABLE t COMMENT ''",
            "sqlite": [],
            "mssql": described(None),
            "oracle": "COMMENT ON TABLE t IS ''",
        },
    ),
    Case(
        "version_table",
        lambda impl: impl.create_table(
            impl.version_table_impl(version_table="v", version_table_schema=None, version_table_pk=True)
        ),
        {
            "default postgresql mysql mariadb sqlite mssql": "CREATE TABLE v ( version_num VARCHAR(255) NOT NULL, "
            "CONSTRAINT v_pkc PRIMARY KEY (version_num) )",
            "oracle": "CREATE TABLE v ( version_num VARCHAR2(255 CHAR) NOT NULL, "
            "CONSTRAINT v_pkc PRIMARY KEY (version_num) )",
        },
    ),
]

INDEXES = [
    Case(
        "create_index",
        lambda impl: impl.create_index(
            Index("ix", "a", text("lower(b)"), unique=True, _table=table(Column("a", Integer)))
        ),
        {
            ALL: "CREATE UNIQUE INDEX ix ON t (a, lower(b))",
        },
    ),
    Case(
        "create_index_if_not_exists",
        lambda impl: impl.create_index(Index("ix", table(Column("a", Integer)).c.a), if_not_exists=True),
        {
            "default postgresql mariadb sqlite": "CREATE INDEX IF NOT EXISTS ix ON t (a)",
            "mysql": if_catalog_says("statistics.index_name", "ix", "CREATE INDEX ix ON t (a)", there=False),
            "mssql": "IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N't') AND name = N'ix') "
            "CREATE INDEX ix ON t (a)",
            "oracle": forgiving("CREATE INDEX ix ON t (a)", -955),
        },
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
            "default mariadb sqlite mssql oracle": "CREATE INDEX ix ON t (a)",
            "postgresql": "CREATE INDEX ix ON t (a) INCLUDE (z) WHERE a > 5",
            "mysql": "CREATE INDEX ix ON t (a(10))",
        },
    ),
    Case(
        "drop_index",
        lambda impl: impl.drop_index(Index("ix", table(Column("a", Integer)).c.a)),
        {
            "default postgresql sqlite oracle": "DROP INDEX ix",
            f"{MYSQLS} mssql": "DROP INDEX ix ON t",
        },
    ),
    Case(
        "drop_index_if_exists",
        lambda impl: impl.drop_index(Index("ix", table(Column("a", Integer)).c.a), if_exists=True),
        {
            "default postgresql sqlite": "DROP INDEX IF EXISTS ix",
            "mariadb mssql": "DROP INDEX IF EXISTS ix ON t",
            "mysql": if_catalog_says("statistics.index_name", "ix", "DROP INDEX ix ON t", there=True),
            "oracle": forgiving("DROP INDEX ix", -1418),
        },
    ),
]

CONSTRAINTS = [
    Case(
        "add_unique",
        adding(lambda: UniqueConstraint("a", name="uq", deferrable=True, initially="DEFERRED"), "a"),
        {
            f"{SERVERS} mssql oracle": "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "add_primary_key",
        adding(lambda: PrimaryKeyConstraint("a", "b", name="pk"), "a", "b"),
        {
            f"{SERVERS} mssql oracle": "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a, b)",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "add_foreign_key",
        foreign_key,
        {
            f"{SERVERS} mssql": "ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.r (b) "
            "ON DELETE CASCADE ON UPDATE SET NULL",
            "sqlite": NO_ALTER,
            "oracle": Refused(SAWarning, ("does not contain native UPDATE CASCADE",)),
        },
    ),
    Case(
        "add_exclude",
        adding(lambda: ExcludeConstraint(("p", "&&"), name="ex", where=text("p > 1")), "p"),
        {
            "postgresql": "ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (p WITH &&) WHERE (p > 1)",
            "default mysql mariadb sqlite mssql oracle": Refused(OperationError, ("constraint ex of t", "EXCLUDE")),
        },
    ),
    Case(
        "add_check",
        adding(lambda: CheckConstraint("a > 5", name="ck"), "a"),
        {
            f"{SERVERS} mssql oracle": "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "add_check_of_a_type",
        add_type_check,
        {
            "default mysql mariadb": "ALTER TABLE t ADD CONSTRAINT ck CHECK (c IN (0, 1))",
            "postgresql mssql": [],
            # SQLAlchemy 2.0 knows no BOOLEAN of Oracle
            "oracle": []
            if make_url("oracle://").get_dialect().supports_native_boolean
            else "ALTER TABLE t ADD CONSTRAINT ck CHECK (c IN (0, 1))",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_unique",
        dropping(lambda: UniqueConstraint("a", name="x")),
        {
            "default postgresql mssql oracle": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: "ALTER TABLE t DROP INDEX x",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_foreign_key",
        dropping(lambda: ForeignKeyConstraint(["a"], ["r.b"], name="x")),
        {
            "default postgresql mssql oracle": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: "ALTER TABLE t DROP FOREIGN KEY x",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_primary_key",
        dropping(lambda: PrimaryKeyConstraint("a", name="x")),
        {
            "default postgresql mssql oracle": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: "ALTER TABLE t DROP PRIMARY KEY",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_primary_key_unnamed",
        dropping(lambda: PrimaryKeyConstraint("a")),
        {
            "default postgresql mssql": Refused(OperationError, ("without a name",)),
            f"{MYSQLS} oracle": "ALTER TABLE t DROP PRIMARY KEY",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_check",
        dropping(lambda: CheckConstraint("a > 5", name="x")),
        {
            "default postgresql mariadb mssql oracle": "ALTER TABLE t DROP CONSTRAINT x",
            "mysql": "ALTER TABLE t DROP CHECK x",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_untyped",
        dropping(lambda: Constraint(name="x")),
        {
            "default postgresql mssql oracle": "ALTER TABLE t DROP CONSTRAINT x",
            MYSQLS: Refused(OperationError, ("constraint x of t", "type_=")),
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "drop_unnamed",
        dropping(lambda: UniqueConstraint("a")),
        {
            f"{SERVERS} mssql": Refused(OperationError, ("without a name", "naming_convention")),
            "sqlite": NO_ALTER,
            "oracle": "ALTER TABLE t DROP UNIQUE (a)",
        },
    ),
    Case(
        "drop_unique_if_exists",
        dropping(lambda: UniqueConstraint("a", name="x"), if_exists=True),
        {
            "default postgresql mssql": "ALTER TABLE t DROP CONSTRAINT IF EXISTS x",
            "mysql": if_catalog_says(
                "table_constraints.constraint_name", "x", "ALTER TABLE t DROP INDEX x", there=True
            ),
            "mariadb": "ALTER TABLE t DROP INDEX IF EXISTS x",
            "sqlite": NO_ALTER,
            "oracle": forgiving("ALTER TABLE t DROP CONSTRAINT x", -2443),
        },
    ),
]

STATEMENTS = [
    Case(
        "bulk_insert",
        lambda impl: impl.bulk_insert(ROWS, [{"id": 1, "n": "a'b"}, {"id": 2, "n": "z"}]),
        {
            "default postgresql mysql mariadb sqlite oracle": [
                "INSERT INTO t (id, n) VALUES (1, 'a''b')",
                "INSERT INTO t (id, n) VALUES (2, 'z')",
            ],
            "mssql": [
                identity_insert("ON"),
                "INSERT INTO t (id, n) VALUES (1, 'a''b')",
                "INSERT INTO t (id, n) VALUES (2, 'z')",
                identity_insert("OFF"),
            ],
        },
    ),
    Case(
        "bulk_insert_mixed_keys",
        lambda impl: impl.bulk_insert(ROWS, [{"id": 1}, {"id": 2, "n": None}, {"n": func.lower("A")}]),
        {
            "default postgresql mysql mariadb sqlite oracle": [
                "INSERT INTO t (id) VALUES (1)",
                "INSERT INTO t (id, n) VALUES (2, NULL)",
                "INSERT INTO t (n) VALUES (lower('A'))",
            ],
            "mssql": [
                identity_insert("ON"),
                "INSERT INTO t (id) VALUES (1)",
                identity_insert("OFF"),
                identity_insert("ON"),
                "INSERT INTO t (id, n) VALUES (2, NULL)",
                identity_insert("OFF"),
                "INSERT INTO t (n) VALUES (lower('A'))",
            ],
        },
    ),
    Case(
        "bulk_insert_no_list",
        lambda impl: impl.bulk_insert(ROWS, {"id": 1}),  # type: ignore[arg-type]
        {
            ALL: Refused(OperationError, ("bulk_insert takes a list",)),
        },
    ),
    Case(
        "execute",
        lambda impl: impl.execute("select 'x'"),
        {
            ALL: "select 'x'",
        },
    ),
    Case(
        "execute_terminated",
        lambda impl: impl.execute("select 1;\n"),
        {
            ALL: "select 1",
        },
    ),
    Case(
        "execute_percent_and_colon",
        lambda impl: impl.execute("select '5%', '\\:x'"),
        {
            ALL: "select '5%', ':x'",
        },
    ),
    Case(
        "execute_update",
        lambda impl: impl.execute(ROWS.update().where(ROWS.c.n == "a").values(n="b")),
        {
            ALL: "UPDATE t SET n='b' WHERE t.n = 'a'",
        },
    ),
    Case(
        "execute_parameters",
        lambda impl: impl.execute(text("select :a, :b"), params={"a": 1, "b": "x"}),
        {
            ALL: "select 1, 'x'",
        },
    ),
    Case(
        "execute_insert_many",
        lambda impl: impl.execute(ROWS.insert(), params=[{"id": 1}, {"id": 2}]),
        {
            ALL: ["INSERT INTO t (id) VALUES (1)", "INSERT INTO t (id) VALUES (2)"],
        },
    ),
    Case(
        "execute_parameter_without_value",
        lambda impl: impl.execute("select :a"),
        {
            ALL: Refused(OperationError, ("select :a", "bindparams")),
        },
    ),
    Case(
        "begin",
        lambda impl: (impl.emit_begin(), impl.emit_commit()),
        {
            "default postgresql mysql mariadb": ["BEGIN", "COMMIT"],
            "sqlite": ["PRAGMA foreign_keys=OFF", "BEGIN", "COMMIT"],
            "mssql": ["BEGIN TRANSACTION", "COMMIT"],
            "oracle": ["SET TRANSACTION READ WRITE", "COMMIT"],
        },
    ),
]


@golden([*TABLES, *INDEXES, *CONSTRAINTS, *STATEMENTS])
def test_script_is_as_written_down(case: Case, dialect: str) -> None:
    check(case, dialect)


def test_missing_cell_is_a_failure() -> None:
    case = Case("incomplete", lambda impl: None, {"default": []})
    with pytest.raises(AssertionError, match="no cell for postgresql, mysql"):
        case.cells()
