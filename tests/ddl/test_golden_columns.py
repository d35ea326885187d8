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
    text,
)

from revgraph.ddl import DefaultImpl
from revgraph.errors import OperationError
from tests.kit.ddl import ALL, Case, Refused, check, golden

SERVERS = "default postgresql mysql mariadb"
MYSQLS = "mysql mariadb"
NO_ALTER = Refused(OperationError, ("SQLite can't do this with ALTER TABLE", "built anew"))
TELL_TYPE = Refused(OperationError, ("t.c", "existing_type"))
TELL_NULLABLE = Refused(OperationError, ("t.c", "existing_nullable"))
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
        },
    ),
    Case(
        "add_column_schema",
        lambda impl: impl.add_column("t", Column("c", Integer), schema="s"),
        {ALL: "ALTER TABLE s.t ADD COLUMN c INTEGER"},
    ),
    Case(
        "add_column_if_not_exists",
        lambda impl: impl.add_column("t", Column("c", Integer), if_not_exists=True),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER",
            "sqlite": Refused(OperationError, ("t.c", "IF [NOT] EXISTS")),
        },
    ),
    Case(
        "add_column_inline_references",
        lambda impl: impl.add_column("t", referring(ondelete="CASCADE"), inline_references=True),
        {ALL: "ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id) ON DELETE CASCADE"},
    ),
    Case(
        "add_column_named_references",
        lambda impl: impl.add_column("t", referring(name="fk", deferrable=True), inline_references=True),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES x (id) DEFERRABLE",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "add_column_foreign_key",
        lambda impl: impl.add_column("t", referring()),
        {
            SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER",
            "sqlite": "ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id)",
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
        },
    ),
    Case(
        "add_column_comment",
        lambda impl: impl.add_column("t", Column("c", Integer, comment="it's")),
        {
            "default postgresql sqlite": "ALTER TABLE t ADD COLUMN c INTEGER",
            MYSQLS: "ALTER TABLE t ADD COLUMN c INTEGER COMMENT 'it''s'",
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
        },
    ),
    Case(
        "add_column_check",
        lambda impl: impl.add_column("t", Column("c", Integer, CheckConstraint("c > 0"))),
        {ALL: "ALTER TABLE t ADD COLUMN c INTEGER CHECK (c > 0)"},
    ),
    Case(
        "add_column_computed",
        lambda impl: impl.add_column("t", Column("c", Integer, Computed("a+1", persisted=True))),
        {SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (a+1) STORED", "sqlite": NO_ALTER},
    ),
    Case(
        "add_column_expression_default",
        lambda impl: impl.add_column("t", Column("c", DateTime, server_default=text("CURRENT_TIMESTAMP"))),
        {
            "default mysql mariadb": "ALTER TABLE t ADD COLUMN c DATETIME DEFAULT CURRENT_TIMESTAMP",
            "postgresql": "ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "add_column_unique",
        lambda impl: impl.add_column("t", Column("c", Integer, unique=True)),
        {SERVERS: "ALTER TABLE t ADD COLUMN c INTEGER", "sqlite": NO_ALTER},
    ),
    Case(
        "drop_column",
        lambda impl: impl.drop_column("t", Column("c", Integer)),
        {ALL: "ALTER TABLE t DROP COLUMN c"},
    ),
    Case(
        "drop_column_if_exists",
        lambda impl: impl.drop_column("t", Column("c", Integer), if_exists=True),
        {
            SERVERS: "ALTER TABLE t DROP COLUMN IF EXISTS c",
            "sqlite": Refused(OperationError, ("t.c", "IF [NOT] EXISTS")),
        },
    ),
    Case(
        "alter_nullable_false",
        lambda impl: impl.alter_column("t", "c", nullable=False, existing_type=Integer()),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NOT NULL",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_nullable_true",
        lambda impl: impl.alter_column("t", "c", nullable=True, existing_type=Integer()),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c DROP NOT NULL",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_nullable_without_type",
        lambda impl: impl.alter_column("t", "c", nullable=True),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c DROP NOT NULL",
            MYSQLS: TELL_TYPE,
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_type",
        lambda impl: impl.alter_column("t", "c", type_=String(20), existing_nullable=False),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
            MYSQLS: "ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_type_only",
        lambda impl: impl.alter_column("t", "c", type_=String(20)),
        {
            "default postgresql": "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
            MYSQLS: TELL_NULLABLE,
            "sqlite": NO_ALTER,
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
        },
    ),
    Case(
        "alter_default",
        lambda impl: impl.alter_column("t", "c", server_default="q"),
        {SERVERS: "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q'", "sqlite": NO_ALTER},
    ),
    Case(
        "alter_default_number",
        lambda impl: impl.alter_column("t", "c", server_default=text("5")),
        {SERVERS: "ALTER TABLE t ALTER COLUMN c SET DEFAULT 5", "sqlite": NO_ALTER},
    ),
    Case(
        "alter_default_none",
        lambda impl: impl.alter_column("t", "c", server_default=None),
        {SERVERS: "ALTER TABLE t ALTER COLUMN c DROP DEFAULT", "sqlite": NO_ALTER},
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
        },
    ),
    Case(
        "alter_default_true",
        lambda impl: impl.alter_column("t", "c", server_default=True),
        {SERVERS: Refused(OperationError, ("t.c", "server_default=True")), "sqlite": NO_ALTER},
    ),
    Case(
        "rename_column",
        lambda impl: impl.alter_column("t", "c", name="d", existing_type=Integer(), existing_nullable=True),
        {
            "default postgresql": "ALTER TABLE t RENAME c TO d",
            MYSQLS: "ALTER TABLE t CHANGE c d INTEGER NULL",
            "sqlite": "ALTER TABLE t RENAME COLUMN c TO d",
        },
    ),
    Case(
        "rename_column_nothing_known",
        lambda impl: impl.alter_column("t", "c", name="d"),
        {
            "default postgresql": "ALTER TABLE t RENAME c TO d",
            "mysql mariadb sqlite": "ALTER TABLE t RENAME COLUMN c TO d",
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
                "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20)",
                "ALTER TABLE t ALTER COLUMN c SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'x'",
                "ALTER TABLE t RENAME c TO d",
            ],
            MYSQLS: "ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'x'",
            "sqlite": NO_ALTER,
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
        },
    ),
    Case(
        "alter_comment",
        lambda impl: impl.alter_column("t", "c", comment="hi", existing_type=Integer(), existing_nullable=True),
        {
            "default": Refused(OperationError, ("t.c", "no comments on columns")),
            "postgresql": "COMMENT ON COLUMN t.c IS 'hi'",
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL COMMENT 'hi'",
            "sqlite": [],
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
        },
    ),
    Case(
        "alter_autoincrement",
        lambda impl: impl.alter_column("t", "c", autoincrement=True, existing_type=Integer(), existing_nullable=True),
        {
            "default postgresql": [],
            MYSQLS: "ALTER TABLE t MODIFY c INTEGER NULL AUTO_INCREMENT",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_add_identity",
        lambda impl: impl.alter_column("t", "c", server_default=Identity()),
        {
            "default mysql mariadb": IN_PLACE,
            "postgresql": "ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_default_to_identity",
        lambda impl: impl.alter_column("t", "c", server_default=Identity(), existing_server_default=text("0")),
        {
            "default mysql mariadb": IN_PLACE,
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
            "default mysql mariadb": IN_PLACE,
            "postgresql": "ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET START WITH 9",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_drop_identity",
        lambda impl: impl.alter_column("t", "c", server_default=None, existing_server_default=Identity()),
        {
            "default mysql mariadb": IN_PLACE,
            "postgresql": "ALTER TABLE t ALTER COLUMN c DROP IDENTITY",
            "sqlite": NO_ALTER,
        },
    ),
    Case(
        "alter_computed",
        lambda impl: impl.alter_column("t", "c", server_default=Computed("a+1")),
        {SERVERS: IN_PLACE, "sqlite": NO_ALTER},
    ),
]


@golden(COLUMNS)
def test_script_is_as_written_down(case: Case, dialect: str) -> None:
    check(case, dialect)
