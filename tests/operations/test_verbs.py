"""Every verb as the SQL it writes, for each dialect; what SQLite can't do in place says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    UniqueConstraint,
    column,
    func,
    table,
    text,
)

from revgraph.errors import OfflineError, OperationError
from revgraph.operations import Operations
from tests.kit.contexts import script

CONVENTION = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
DIALECTS = ("default", "postgresql", "mysql", "sqlite")
NEEDS_TABLE: Any = OfflineError


@dataclass
class Case:
    """A call and the statements it writes by dialect; the cell of ``default`` serves those without one.

    An exception class as a cell is what the dialect answers instead.
    """

    name: str
    call: Callable[[Operations], Any]
    default: Any
    postgresql: Any = None
    mysql: Any = None
    sqlite: Any = None
    opts: Any = None


def accounts(op: Operations) -> Any:
    return table("account", column("id", Integer), column("name", String))


CASES = [
    Case(
        "add_column",
        lambda op: op.add_column("t", Column("c", Integer, nullable=False, server_default="1"), schema="s"),
        ["ALTER TABLE s.t ADD COLUMN c INTEGER DEFAULT '1' NOT NULL"],
        mysql=["ALTER TABLE s.t ADD COLUMN c INTEGER NOT NULL DEFAULT '1'"],
    ),
    Case(
        "add_column_with_foreign_key",
        lambda op: op.add_column("t", Column("c", Integer, ForeignKey("x.id", ondelete="CASCADE"))),
        ["ALTER TABLE t ADD COLUMN c INTEGER", "ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE"],
        sqlite=["ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id) ON DELETE CASCADE"],
    ),
    Case(
        "add_column_with_references_inline",
        lambda op: op.add_column("t", Column("c", Integer, ForeignKey("x.id")), inline_references=True),
        ["ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id)"],
    ),
    Case(
        "add_column_with_index",
        lambda op: op.add_column("t", Column("c", Integer, index=True)),
        ["ALTER TABLE t ADD COLUMN c INTEGER", "CREATE INDEX ix_t_c ON t (c)"],
    ),
    Case(
        "add_column_unique_by_convention",
        lambda op: op.add_column("t", Column("c", Integer, unique=True)),
        ["ALTER TABLE t ADD COLUMN c INTEGER", "ALTER TABLE t ADD CONSTRAINT uq_t_c UNIQUE (c)"],
        sqlite=NEEDS_TABLE,
        opts={"target_metadata": CONVENTION},
    ),
    Case(
        "add_column_with_comment",
        lambda op: op.add_column("t", Column("c", Integer, comment="it's")),
        ["ALTER TABLE t ADD COLUMN c INTEGER"],
        postgresql=["ALTER TABLE t ADD COLUMN c INTEGER", "COMMENT ON COLUMN t.c IS 'it''s'"],
        mysql=["ALTER TABLE t ADD COLUMN c INTEGER COMMENT 'it''s'"],
    ),
    Case(
        "add_column_not_null_without_default",
        lambda op: op.add_column("t", Column("c", Integer, nullable=False)),
        ["ALTER TABLE t ADD COLUMN c INTEGER NOT NULL"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "add_column_of_a_model_leaves_its_constraints_to_operations_of_their_own",
        lambda op: op.add_column("t", _column_of_model()),
        ["ALTER TABLE t ADD COLUMN c INTEGER"],
    ),
    Case(
        "add_column_computed",
        lambda op: op.add_column("t", Column("c", Integer, Computed("a+1", persisted=True))),
        ["ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (a+1) STORED"],
        sqlite=NEEDS_TABLE,
    ),
    Case("drop_column", lambda op: op.drop_column("t", "c", schema="s"), ["ALTER TABLE s.t DROP COLUMN c"]),
    Case(
        "alter_column_nullable",
        lambda op: op.alter_column("t", "c", nullable=False, existing_type=Integer, existing_server_default=None),
        ["ALTER TABLE t ALTER COLUMN c SET NOT NULL"],
        sqlite=NEEDS_TABLE,
        mysql=["ALTER TABLE t MODIFY c INTEGER NOT NULL"],
    ),
    Case(
        "alter_column_name",
        lambda op: op.alter_column("t", "c", new_column_name="d"),
        ["ALTER TABLE t RENAME c TO d"],
        mysql=["ALTER TABLE t RENAME COLUMN c TO d"],
        sqlite=["ALTER TABLE t RENAME COLUMN c TO d"],
    ),
    Case(
        "alter_column_type_with_option_of_a_dialect",
        lambda op: op.alter_column(
            "t", "c", type_=Integer, existing_nullable=True, postgresql_using="c::integer", existing_server_default=None
        ),
        ["ALTER TABLE t ALTER COLUMN c TYPE INTEGER"],
        postgresql=["ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer"],
        mysql=["ALTER TABLE t MODIFY c INTEGER NULL"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "alter_column_server_default",
        lambda op: op.alter_column(
            "t", "c", server_default=func.current_timestamp(), existing_type=DateTime(), existing_nullable=True
        ),
        ["ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_TIMESTAMP"],
        mysql=["ALTER TABLE t CHANGE c c DATETIME NULL DEFAULT CURRENT_TIMESTAMP"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "alter_column_to_type_with_check",
        lambda op: op.alter_column(
            "t",
            "c",
            type_=Boolean(create_constraint=True, name="ck_new"),
            existing_type=Boolean(create_constraint=True, name="ck_old"),
            existing_nullable=True,
            existing_server_default=None,
        ),
        [
            "ALTER TABLE t DROP CONSTRAINT ck_old",
            "ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN",
            "ALTER TABLE t ADD CONSTRAINT ck_new CHECK (c IN (0, 1))",
        ],
        postgresql=["ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN"],
        mysql=[
            "ALTER TABLE t DROP CHECK ck_old",
            "ALTER TABLE t MODIFY c BOOL NULL",
            "ALTER TABLE t ADD CONSTRAINT ck_new CHECK (c IN (0, 1))",
        ],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "create_table",
        lambda op: op.create_table(
            "t",
            Column("id", Integer, primary_key=True),
            Column("o", Integer, ForeignKey("owner.id")),
            Column("n", String(5), index=True),
            CheckConstraint("id > 0", name="positive"),
            UniqueConstraint("o", "n"),
        ),
        [
            "CREATE TABLE t ( id INTEGER NOT NULL, o INTEGER, n VARCHAR(5), CONSTRAINT pk_t PRIMARY KEY (id), "
            "CONSTRAINT ck_t_positive CHECK (id > 0), CONSTRAINT uq_t_o UNIQUE (o, n), CONSTRAINT fk_t_o_owner "
            "FOREIGN KEY(o) REFERENCES owner (id) )",
            "CREATE INDEX ix_t_n ON t (n)",
        ],
        postgresql=[
            "CREATE TABLE t ( id SERIAL NOT NULL, o INTEGER, n VARCHAR(5), CONSTRAINT pk_t PRIMARY KEY (id), "
            "CONSTRAINT ck_t_positive CHECK (id > 0), CONSTRAINT uq_t_o UNIQUE (o, n), CONSTRAINT fk_t_o_owner "
            "FOREIGN KEY(o) REFERENCES owner (id) )",
            "CREATE INDEX ix_t_n ON t (n)",
        ],
        mysql=[
            "CREATE TABLE t ( id INTEGER NOT NULL AUTO_INCREMENT, o INTEGER, n VARCHAR(5), CONSTRAINT pk_t PRIMARY KEY "
            "(id), CONSTRAINT ck_t_positive CHECK (id > 0), CONSTRAINT uq_t_o UNIQUE (o, n), CONSTRAINT fk_t_o_owner "
            "FOREIGN KEY(o) REFERENCES owner (id) )",
            "CREATE INDEX ix_t_n ON t (n)",
        ],
        opts={"target_metadata": CONVENTION},
    ),
    Case(
        "create_table_if_not_exists",
        lambda op: op.create_table("t", Column("a", String(3)), if_not_exists=True),
        ["CREATE TABLE IF NOT EXISTS t ( a VARCHAR(3) )"],
    ),
    Case("drop_table", lambda op: op.drop_table("t", if_exists=True), ["DROP TABLE IF EXISTS t"]),
    Case("rename_table", lambda op: op.rename_table("a", "b"), ["ALTER TABLE a RENAME TO b"]),
    Case(
        "create_table_comment",
        lambda op: op.create_table_comment("t", "c"),
        ["COMMENT ON TABLE t IS 'c'"],
        mysql=["ALTER TABLE t COMMENT 'c'"],
        sqlite=[],
    ),
    Case(
        "drop_table_comment",
        lambda op: op.drop_table_comment("t"),
        ["COMMENT ON TABLE t IS NULL"],
        mysql=["ALTER TABLE t COMMENT ''"],
        sqlite=[],
    ),
    Case(
        "create_index",
        lambda op: op.create_index(
            "ix", "t", ["a", func.lower(column("b"))], unique=True, postgresql_where=text("a > 1")
        ),
        ["CREATE UNIQUE INDEX ix ON t (a, lower(b))"],
        postgresql=["CREATE UNIQUE INDEX ix ON t (a, lower(b)) WHERE a > 1"],
        mysql=["CREATE UNIQUE INDEX ix ON t (a, (lower(b)))"],
    ),
    Case(
        "create_index_by_convention",
        lambda op: op.create_index(None, "t", ["a"]),
        ["CREATE INDEX ix_t_a ON t (a)"],
        opts={"target_metadata": CONVENTION},
    ),
    Case("drop_index", lambda op: op.drop_index("ix", "t"), ["DROP INDEX ix"], mysql=["DROP INDEX ix ON t"]),
    Case(
        "create_primary_key",
        lambda op: op.create_primary_key("pk", "t", ["a", "b"]),
        ["ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a, b)"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "create_foreign_key",
        lambda op: op.create_foreign_key(
            "fk", "t", "r", ["a"], ["b"], ondelete="CASCADE", source_schema="s1", referent_schema="s2"
        ),
        ["ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.r (b) ON DELETE CASCADE"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "create_foreign_key_to_itself",
        lambda op: op.create_foreign_key(None, "t", "t", ["parent"], ["id"], onupdate="CASCADE"),
        ["ALTER TABLE t ADD CONSTRAINT fk_t_parent_t FOREIGN KEY(parent) REFERENCES t (id) ON UPDATE CASCADE"],
        sqlite=NEEDS_TABLE,
        opts={"target_metadata": CONVENTION},
    ),
    Case(
        "create_unique_constraint",
        lambda op: op.create_unique_constraint("uq", "t", ["a"]),
        ["ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a)"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "create_check_constraint",
        lambda op: op.create_check_constraint("ck", "t", column("a") > 5),
        ["ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "create_check_constraint_by_convention",
        lambda op: op.create_check_constraint("big", "t", "a > 5"),
        ["ALTER TABLE t ADD CONSTRAINT ck_t_big CHECK (a > 5)"],
        sqlite=NEEDS_TABLE,
        opts={"target_metadata": CONVENTION},
    ),
    Case(
        "create_check_constraint_with_final_name",
        lambda op: op.create_check_constraint(op.f("big"), "t", "a > 5"),
        ["ALTER TABLE t ADD CONSTRAINT big CHECK (a > 5)"],
        sqlite=NEEDS_TABLE,
        opts={"target_metadata": CONVENTION},
    ),
    Case(
        "drop_constraint",
        lambda op: op.drop_constraint("x", "t", type_="foreignkey"),
        ["ALTER TABLE t DROP CONSTRAINT x"],
        mysql=["ALTER TABLE t DROP FOREIGN KEY x"],
        sqlite=NEEDS_TABLE,
    ),
    Case(
        "drop_primary_key",
        lambda op: op.drop_constraint("x", "t", type_="primary"),
        ["ALTER TABLE t DROP CONSTRAINT x"],
        mysql=["ALTER TABLE t DROP PRIMARY KEY"],
        sqlite=NEEDS_TABLE,
    ),
    Case("execute", lambda op: op.execute(r"SELECT '12:30 \:x'"), ["SELECT '12:30 :x'"]),
    Case(
        "execute_with_inline_literal",
        lambda op: op.execute(
            accounts(op).update().where(column("name") == op.inline_literal("a'b")).values(id=op.inline_literal(3))
        ),
        ["UPDATE account SET id=3 WHERE name = 'a''b'"],
    ),
    Case(
        "bulk_insert",
        lambda op: op.bulk_insert(accounts(op), [{"id": 1, "name": "a'b"}, {"id": 2, "name": None}]),
        ["INSERT INTO account (id, name) VALUES (1, 'a''b')", "INSERT INTO account (id, name) VALUES (2, NULL)"],
    ),
    Case(
        "bulk_insert_into_created_table",
        lambda op: op.bulk_insert(op.create_table("t", Column("a", String(3))), [{"a": "x"}]),
        ["CREATE TABLE t ( a VARCHAR(3) )", "INSERT INTO t (a) VALUES ('x')"],
    ),
    Case(
        "stand_in_for_the_connection",
        lambda op: op.get_bind().execute(text(f"SELECT '{op.get_bind().dialect.name}'")),
        ["SELECT 'default'"],
        postgresql=["SELECT 'postgresql'"],
        mysql=["SELECT 'mysql'"],
        sqlite=["SELECT 'sqlite'"],
    ),
]


def _column_of_model() -> Any:
    from sqlalchemy import Table

    metadata = MetaData()
    Table("o", metadata, Column("id", Integer, primary_key=True))
    return Table("t", metadata, Column("c", Integer, ForeignKey("o.id"), unique=True, index=True)).c.c


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_verb_writes(case: Case, dialect: str) -> None:
    written = script(dialect, **(case.opts or {}))
    cell = getattr(case, dialect)
    wanted = case.default if cell is None else cell
    if isinstance(wanted, type):
        with pytest.raises(wanted):
            case.call(written.op)
        assert written.statements == [], f"{case.name} on {dialect} wrote before it failed"
        return
    case.call(written.op)
    assert written.statements == wanted


def test_exclude_constraint_is_written_for_postgresql() -> None:
    written = script("postgresql")
    written.op.create_exclude_constraint("ex", "t", ("p", "&&"), (column("q"), "="), where=text("p > 1"), using="gist")
    written.op.drop_constraint("ex", "t", type_="exclude")
    assert written.statements == [
        "ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (p WITH &&, q WITH =) WHERE (p > 1)",
        "ALTER TABLE t DROP CONSTRAINT ex",
    ]


def test_mysql_alteration_told_everything_is_one_statement() -> None:
    written = script("mysql")
    written.op.alter_column(
        "t",
        "c",
        nullable=False,
        existing_type=Integer(),
        existing_server_default=None,
        existing_nullable=True,
    )
    assert written.statements == ["ALTER TABLE t MODIFY c INTEGER NOT NULL"]


def test_index_of_a_model_is_created_and_dropped_with_its_options() -> None:
    from sqlalchemy import Table

    from revgraph.operations import ops

    model = Table("t", MetaData(), Column("a", Integer), Column("b", Integer))
    index = Index("ix", func.abs(model.c.a), postgresql_where=model.c.a > 1, postgresql_include=["b"])
    written = script("postgresql")
    written.op.invoke(ops.CreateIndexOp.from_index(index))
    written.op.invoke(ops.DropIndexOp.from_index(index))
    assert written.statements == ["CREATE INDEX ix ON t (abs(a)) INCLUDE (b) WHERE a > 1", "DROP INDEX ix"]


def test_containers_are_carried_out_in_order() -> None:
    from revgraph.operations import ops

    written = script("postgresql")
    written.op.invoke(
        ops.UpgradeOps(
            [
                ops.CreateTableOp("t", [Column("a", Integer)]),
                ops.ModifyTableOps("t", [ops.AddColumnOp("t", Column("b", Integer)), ops.DropColumnOp("t", "a")]),
            ]
        )
    )
    assert written.statements == [
        "CREATE TABLE t ( a INTEGER )",
        "ALTER TABLE t ADD COLUMN b INTEGER",
        "ALTER TABLE t DROP COLUMN a",
    ]


def test_unknown_kind_of_constraint_is_refused() -> None:
    with pytest.raises(OperationError, match="it is one of check, exclude, foreignkey, primary, unique"):
        script("postgresql").op.drop_constraint("x", "t", type_="foreign")


def test_create_table_takes_the_same_operation_twice() -> None:
    from revgraph.operations import ops

    operation = ops.CreateTableOp("t", [Column("a", Integer, ForeignKey("o.id")), UniqueConstraint("a")])
    written = script("default")
    written.op.invoke(operation)
    written.op.invoke(operation)
    first, second = written.statements
    assert first == second
