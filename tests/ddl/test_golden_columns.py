"""What the verbs on columns write, on each dialect; the offline SQL of the feature list is among it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    make_url,
    text,
)

from revgraph.ddl import DefaultImpl
from revgraph.errors import OperationError
from tests.kit.ddl import Case, Refused, check, golden, if_catalog_says
from tests.kit.wordings import DROP_DEFAULT, described, forgiving

SERVERS = "default postgresql mysql mariadb"
MYSQLS = "mysql mariadb"
NO_ALTER = Refused(OperationError, ("SQLite can't do this with ALTER TABLE", "built anew"))
TELL_TYPE = Refused(OperationError, ("t.c", "existing_type"))
TELL_NULLABLE = Refused(OperationError, ("t.c", "existing_nullable"))
# SQLAlchemy 2.0 knows no BOOLEAN of Oracle, later versions take a server they never saw for a 23ai
ORACLE_BOOLEAN = (
    "ALTER TABLE t ADD c BOOLEAN"
    if make_url("oracle://").get_dialect().supports_native_boolean
    else ["ALTER TABLE t ADD c SMALLINT", "ALTER TABLE t ADD CONSTRAINT ck CHECK (c IN (0, 1))"]
)
IN_PLACE = Refused(OperationError, ("t.c", "drop the column and add it again"))


def table(*items: Any, name: str = "t", **kw: Any) -> Table:
    return Table(name, MetaData(), *items, **kw)


def referring(**kw: Any) -> Column[Any]:
    metadata = MetaData()
    Table("x", metadata, Column("id", Integer, primary_key=True))
    return Table("t", metadata, Column("c", Integer, ForeignKey("x.id", **kw))).c.c


def add_with_constraints(impl: DefaultImpl) -> None:
    attached = table(Column("c", Boolean(create_constraint=True, name="ck")))
    impl.add_column("t", attached.c.c)
    inline = impl.constraints_added_inline(attached.c.c)
    for constraint in attached.constraints - set(inline):
        if not isinstance(constraint, PrimaryKeyConstraint):
            impl.add_constraint(constraint)


COLUMNS = [
    Case(
        "add_column",
        lambda impl: impl.add_column("t", Column("c", Integer, nullable=False, server_default="5")),
        {
            "default postgresql sqlite": "ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '5' NOT NULL",
            MYSQLS: "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT '5'",
            "mssql": "ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT '5'",
            "oracle": "ALTER TABLE t ADD c INTEGER DEFAULT '5' NOT NULL",
        },
    ),
    Case(
        "add_column_schema",
        lambda impl: impl.add_column("t", Column("c", Integer), schema="s"),
        {
            "default postgresql mysql mariadb sqlite": "ALTER TABLE s.t ADD COLUMN c INTEGER",
            "mssql": "ALTER TABLE s.t ADD c INTEGER NULL",
            "oracle": "ALTER TABLE s.t ADD c INTEGER",
        },
    ),
    Case(
        "add_column_if_not_exists",
        lambda impl: impl.add_column("t", Column("c", Integer), if_not_exists=True),
        {
            "default postgresql mariadb": "ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER",
            "mysql": if_catalog_says("columns.column_name", "c", "ALTER TABLE t ADD COLUMN c INTEGER", there=False),
            "sqlite": Refused(OperationError, ("t.c", "IF [NOT] EXISTS")),
            "mssql": "IF COL_LENGTH(N't', N'c') IS NULL ALTER TABLE t ADD c INTEGER NULL",
            "oracle": forgiving("ALTER TABLE t ADD c INTEGER", -1430),
        },
    ),
    Case(
        "add_column_inline_references",
        lambda impl: impl.add_column("t", referring(ondelete="CASCADE"), inline_references=True),
        {
            f"{SERVERS} sqlite": "ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id) ON DELETE CASCADE",
            "mssql": "ALTER TABLE t ADD c INTEGER NULL REFERENCES x (id) ON DELETE CASCADE",
            "oracle": "ALTER TABLE t ADD c INTEGER REFERENCES x (id) ON DELETE CASCADE",
        },
    ),
    Case(
        "add_column_named_references",
        lambda impl: impl.add_column("t", referring(name="fk", deferrable=True), inline_references=True),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES x (id) DEFERRABLE",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ADD c INTEGER NULL CONSTRAINT fk REFERENCES x (id) DEFERRABLE",
            "oracle": "ALTER TABLE t ADD c INTEGER CONSTRAINT fk REFERENCES x (id) DEFERRABLE",
        },
    ),
    Case(
        "add_column_foreign_key",
        lambda impl: impl.add_column("t", referring()),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER",
            "sqlite": "ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id)",
            "mssql": "ALTER TABLE t ADD c INTEGER NULL",
            "oracle": "ALTER TABLE t ADD c INTEGER",
        },
    ),
    Case(
        "add_column_inline_primary_key",
        lambda impl: impl.add_column("t", table(Column("c", Integer, primary_key=True)).c.c, inline_primary_key=True),
        {
            "default": "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL PRIMARY KEY",
            "postgresql": "ALTER TABLE t ADD COLUMN c SERIAL NOT NULL PRIMARY KEY",
            MYSQLS: "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ADD c INTEGER NOT NULL IDENTITY PRIMARY KEY",
            "oracle": "ALTER TABLE t ADD c INTEGER NOT NULL PRIMARY KEY",
        },
    ),
    Case(
        "add_column_comment",
        lambda impl: impl.add_column("t", Column("c", Integer, comment="it's")),
        {
            "default postgresql sqlite": "ALTER TABLE t ADD COLUMN c INTEGER",
            MYSQLS: "ALTER TABLE t ADD COLUMN c INTEGER COMMENT 'it''s'",
            "mssql": "ALTER TABLE t ADD c INTEGER NULL",
            "oracle": "ALTER TABLE t ADD c INTEGER",
        },
    ),
    Case(
        "add_column_boolean_check",
        add_with_constraints,
        {
            "default": ["ALTER TABLE t ADD COLUMN c BOOLEAN", "ALTER TABLE t ADD CONSTRAINT ck CHECK (c IN (0, 1))"],
            "postgresql": "ALTER TABLE t ADD COLUMN c BOOLEAN",
            MYSQLS: ["ALTER TABLE t ADD COLUMN c BOOL", "ALTER TABLE t ADD CONSTRAINT ck CHECK (c IN (0, 1))"],
            "sqlite": "ALTER TABLE t ADD COLUMN c BOOLEAN CONSTRAINT ck CHECK (c IN (0, 1))",
            "mssql": "ALTER TABLE t ADD c BIT NULL",
            "oracle": ORACLE_BOOLEAN,
        },
    ),
    Case(
        "add_column_check",
        lambda impl: impl.add_column("t", Column("c", Integer, CheckConstraint("c > 0"))),
        {
            "default postgresql mysql mariadb sqlite": "ALTER TABLE t ADD COLUMN c INTEGER CHECK (c > 0)",
            "mssql": "ALTER TABLE t ADD c INTEGER NULL CHECK (c > 0)",
            "oracle": "ALTER TABLE t ADD c INTEGER CHECK (c > 0)",
        },
    ),
    Case(
        "add_column_computed",
        lambda impl: impl.add_column("t", Column("c", Integer, Computed("a+1", persisted=True))),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (a+1) STORED",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ADD c AS (a+1) PERSISTED",
            "oracle": Refused(OperationError, ("do not support 'stored' persistence",)),
        },
    ),
    Case(
        "add_column_expression_default",
        lambda impl: impl.add_column("t", Column("c", DateTime, server_default=text("CURRENT_TIMESTAMP"))),
        {
            "default mysql mariadb": "ALTER TABLE t ADD COLUMN c DATETIME DEFAULT CURRENT_TIMESTAMP",
            "postgresql": "ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP",
            "oracle": "ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP",
        },
    ),
    Case(
        "add_column_unique",
        lambda impl: impl.add_column("t", Column("c", Integer, unique=True)),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ADD c INTEGER NULL",
            "oracle": "ALTER TABLE t ADD c INTEGER",
        },
    ),
    Case(
        "drop_column",
        lambda impl: impl.drop_column("t", Column("c", Integer)),
        {
            "default postgresql mysql mariadb sqlite oracle": "ALTER TABLE t DROP COLUMN c",
            "mssql": [DROP_DEFAULT, "ALTER TABLE t DROP COLUMN c"],
        },
    ),
    Case(
        "drop_column_if_exists",
        lambda impl: impl.drop_column("t", Column("c", Integer), if_exists=True),
        {
            "default postgresql mariadb": "ALTER TABLE t DROP COLUMN IF EXISTS c",
            "mysql": if_catalog_says("columns.column_name", "c", "ALTER TABLE t DROP COLUMN c", there=True),
            "sqlite": Refused(OperationError, ("t.c", "IF [NOT] EXISTS")),
            "mssql": [DROP_DEFAULT, "ALTER TABLE t DROP COLUMN IF EXISTS c"],
            "oracle": forgiving("ALTER TABLE t DROP COLUMN c", -904),
        },
    ),
    Case(
        "alter_nullable_false",
        lambda impl: impl.alter_column("t", "c", nullable=False, existing_type=Integer()),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NOT NULL",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL",
            "oracle": "ALTER TABLE t MODIFY c NOT NULL",
        },
    ),
    Case(
        "alter_nullable_true",
        lambda impl: impl.alter_column("t", "c", nullable=True, existing_type=Integer()),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c DROP NOT NULL",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ALTER COLUMN c INTEGER NULL",
            "oracle": "ALTER TABLE t MODIFY c NULL",
        },
    ),
    Case(
        "alter_nullable_without_type",
        lambda impl: impl.alter_column("t", "c", nullable=True),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c DROP NOT NULL",
            f"{MYSQLS} mssql": TELL_TYPE,
            "sqlite": NO_ALTER,
            "oracle": "ALTER TABLE t MODIFY c NULL",
        },
    ),
    Case(
        "alter_type",
        lambda impl: impl.alter_column("t", "c", type_=String(20), existing_nullable=False),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
            MYSQLS: "ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL",
            "oracle": "ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)",
        },
    ),
    Case(
        "alter_type_only",
        lambda impl: impl.alter_column("t", "c", type_=String(20)),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
            f"{MYSQLS} mssql": TELL_NULLABLE,
            "sqlite": NO_ALTER,
            "oracle": "ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)",
        },
    ),
    Case(
        "alter_type_using",
        lambda impl: impl.alter_column(
            "t", "c", type_=Integer(), existing_nullable=True, postgresql_using="c::integer"
        ),
        {
            "default": "ALTER TABLE t ALTER COLUMN c TYPE INTEGER",
            "postgresql": "ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ALTER COLUMN c INTEGER NULL",
            "oracle": "ALTER TABLE t MODIFY c INTEGER",
        },
    ),
    Case(
        "alter_default",
        lambda impl: impl.alter_column("t", "c", server_default="q"),
        {
            SERVERS: "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q'",
            "sqlite": NO_ALTER,
            "mssql": [DROP_DEFAULT, "ALTER TABLE t ADD DEFAULT 'q' FOR c"],
            "oracle": "ALTER TABLE t MODIFY c DEFAULT 'q'",
        },
    ),
    Case(
        "alter_default_number",
        lambda impl: impl.alter_column("t", "c", server_default=text("5")),
        {
            SERVERS: "ALTER TABLE t ALTER COLUMN c SET DEFAULT 5",
            "sqlite": NO_ALTER,
            "mssql": [DROP_DEFAULT, "ALTER TABLE t ADD DEFAULT 5 FOR c"],
            "oracle": "ALTER TABLE t MODIFY c DEFAULT 5",
        },
    ),
    Case(
        "alter_default_none",
        lambda impl: impl.alter_column("t", "c", server_default=None),
        {
            SERVERS: "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
            "sqlite": NO_ALTER,
            "mssql": DROP_DEFAULT,
            "oracle": "ALTER TABLE t MODIFY c DEFAULT NULL",
        },
    ),
    Case(
        "alter_default_expression",
        lambda impl: impl.alter_column(
            "t", "c", server_default=text("CURRENT_TIMESTAMP"), existing_type=DateTime(), existing_nullable=True
        ),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_TIMESTAMP",
            MYSQLS: "ALTER TABLE t CHANGE c c DATETIME NULL DEFAULT CURRENT_TIMESTAMP",
            "sqlite": NO_ALTER,
            "mssql": [DROP_DEFAULT, "ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c"],
            "oracle": "ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP",
        },
    ),
    Case(
        "alter_default_true",
        lambda impl: impl.alter_column("t", "c", server_default=True),
        {
            f"{SERVERS} mssql oracle": Refused(OperationError, ("t.c", "server_default=True")),
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "rename_column",
        lambda impl: impl.alter_column("t", "c", name="d", existing_type=Integer(), existing_nullable=True),
        {
            "default postgresql": "ALTER TABLE t RENAME c TO d",
            MYSQLS: "ALTER TABLE t CHANGE c d INTEGER NULL",
            "sqlite oracle": "ALTER TABLE t RENAME COLUMN c TO d",
            "mssql": "EXEC sp_rename N'[t].[c]', N'd', 'COLUMN'",
        },
    ),
    Case(
        "rename_column_nothing_known",
        lambda impl: impl.alter_column("t", "c", name="d"),
        {
            "default postgresql": "ALTER TABLE t RENAME c TO d",
            "mysql mariadb sqlite oracle": "ALTER TABLE t RENAME COLUMN c TO d",
            "mssql": "EXEC sp_rename N'[t].[c]', N'd', 'COLUMN'",
        },
    ),
    Case(
        "alter_everything",
        lambda impl: impl.alter_column(
            "t", "c", name="d", type_=String(20), nullable=False, server_default="x", existing_type=Integer()
        ),
        {
            "default": [
                "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'x'",
                "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
                "ALTER TABLE t RENAME c TO d",
            ],
            "postgresql": [
                "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
                "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'x'",
                "ALTER TABLE t RENAME c TO d",
            ],
            MYSQLS: "ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'x'",
            "sqlite": NO_ALTER,
            "mssql": [
                DROP_DEFAULT,
                "ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL",
                "ALTER TABLE t ADD DEFAULT 'x' FOR c",
                "EXEC sp_rename N'[t].[c]', N'd', 'COLUMN'",
            ],
            "oracle": [
                "ALTER TABLE t MODIFY c NOT NULL",
                "ALTER TABLE t MODIFY c DEFAULT 'x'",
                "ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)",
                "ALTER TABLE t RENAME COLUMN c TO d",
            ],
        },
    ),
    Case(
        "alter_type_and_default",
        lambda impl: impl.alter_column(
            "t",
            "c",
            type_=Integer(),
            server_default=text("0"),
            existing_server_default=text("'a'"),
            existing_nullable=True,
        ),
        {
            "default": [
                "ALTER TABLE t ALTER COLUMN c SET DEFAULT 0",
                "ALTER TABLE t ALTER COLUMN c TYPE INTEGER",
            ],
            "postgresql": [
                "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                "ALTER TABLE t ALTER COLUMN c TYPE INTEGER",
                "ALTER TABLE t ALTER COLUMN c SET DEFAULT 0",
            ],
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL DEFAULT 0",
            "sqlite": NO_ALTER,
            "mssql": [DROP_DEFAULT, "ALTER TABLE t ALTER COLUMN c INTEGER NULL", "ALTER TABLE t ADD DEFAULT 0 FOR c"],
            "oracle": ["ALTER TABLE t MODIFY c DEFAULT 0", "ALTER TABLE t MODIFY c INTEGER"],
        },
    ),
    Case(
        "alter_keeps_the_rest",
        lambda impl: impl.alter_column(
            "t",
            "c",
            nullable=False,
            existing_type=String(9),
            existing_server_default="x",
            existing_comment="hi",
        ),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
            MYSQLS: "ALTER TABLE t MODIFY c VARCHAR(9) NOT NULL DEFAULT 'x' COMMENT 'hi'",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t ALTER COLUMN c VARCHAR(9) NOT NULL",
            "oracle": "ALTER TABLE t MODIFY c NOT NULL",
        },
    ),
    Case(
        "alter_comment",
        lambda impl: impl.alter_column("t", "c", comment="hi", existing_type=Integer(), existing_nullable=True),
        {
            "default": Refused(OperationError, ("t.c", "no comments on columns")),
            "postgresql oracle": "COMMENT ON COLUMN t.c IS 'hi'",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL COMMENT 'hi'",
            "sqlite": [],
            "mssql": described("hi", "c"),
        },
    ),
    Case(
        "alter_comment_none",
        lambda impl: impl.alter_column("t", "c", comment=None, existing_type=Integer(), existing_nullable=True),
        {
            "default": Refused(OperationError, ("t.c", "no comments on columns")),
            "postgresql": "COMMENT ON COLUMN t.c IS NULL",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL",
            "sqlite": [],
            "mssql": described(None, "c"),
            "oracle": "COMMENT ON COLUMN t.c IS ''",
        },
    ),
    Case(
        "alter_autoincrement",
        lambda impl: impl.alter_column("t", "c", autoincrement=True, existing_type=Integer(), existing_nullable=True),
        {
            "default postgresql mssql oracle": [],
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL AUTO_INCREMENT",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_add_identity",
        lambda impl: impl.alter_column("t", "c", server_default=Identity()),
        {
            "default mysql mariadb mssql": IN_PLACE,
            "postgresql": [
                "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                "ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY",
            ],
            "sqlite": NO_ALTER,
            "oracle": "ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY",
        },
    ),
    Case(
        "alter_default_to_identity",
        lambda impl: impl.alter_column("t", "c", server_default=Identity(), existing_server_default=text("0")),
        {
            "default mysql mariadb mssql oracle": IN_PLACE,
            "postgresql": [
                "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                "ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY",
            ],
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_change_identity",
        lambda impl: impl.alter_column(
            "t", "c", server_default=Identity(always=True, start=9), existing_server_default=Identity()
        ),
        {
            "default mysql mariadb mssql": IN_PLACE,
            "postgresql": "ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET START WITH 9",
            "sqlite": NO_ALTER,
            "oracle": "ALTER TABLE t MODIFY c GENERATED ALWAYS AS IDENTITY (START WITH 9)",
        },
    ),
    Case(
        "alter_drop_identity",
        lambda impl: impl.alter_column("t", "c", server_default=None, existing_server_default=Identity()),
        {
            "default mysql mariadb mssql": IN_PLACE,
            "postgresql": "ALTER TABLE t ALTER COLUMN c DROP IDENTITY",
            "sqlite": NO_ALTER,
            "oracle": "ALTER TABLE t MODIFY c DROP IDENTITY",
        },
    ),
    Case(
        "alter_computed",
        lambda impl: impl.alter_column("t", "c", server_default=Computed("a+1")),
        {
            f"{SERVERS} mssql oracle": IN_PLACE,
            "sqlite": NO_ALTER,
        },
    ),
]


@golden(COLUMNS)
def test_script_is_as_written_down(case: Case, dialect: str) -> None:
    check(case, dialect)
