"""Operations to look for in databases, each with what is there before it and what is like it but is not it.

No test here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Connection,
    DateTime,
    Engine,
    Enum,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    column,
    func,
    text,
)
from sqlalchemy.dialects import mysql, postgresql

from revgraph.operations import MigrateOperation, ops
from tests.kit.contexts import live

EVERYWHERE = ("sqlite", "postgresql", "mariadb")
SERVERS = ("postgresql", "mariadb")
TABLES = ("renamed", "u", "t", "o", "Odd Name", "select")


def owner() -> ops.CreateTableOp:
    return ops.CreateTableOp(
        "o",
        [
            Column("id", Integer, primary_key=True, autoincrement=False),
            Column("a", Integer, nullable=False),
            Column("b", Integer, nullable=False),
            UniqueConstraint("a", "b", name="uq_o"),
        ],
    )


def things(*more: Any, **kw: Any) -> ops.CreateTableOp:
    columns = [
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("a", Integer),
        Column("b", Integer, nullable=False, server_default="7"),
        Column("name", String(20)),
    ]
    return ops.CreateTableOp("t", [*columns, *more], **kw)


@dataclass(frozen=True)
class Case:
    """An operation to look for.

    :param op: it.
    :param others: operations that do something like it; after each of them alone the answer must not be yes.
    :param setup: what is there before.
    :param on: the databases it works on.
    """

    name: str
    op: MigrateOperation
    others: Sequence[MigrateOperation] = ()
    setup: Sequence[MigrateOperation] = field(default_factory=lambda: [owner(), things()])
    on: Sequence[str] = EVERYWHERE


def add(*args: Any, **kw: Any) -> ops.AddColumnOp:
    return ops.AddColumnOp("t", Column("c", *args, **kw))


def alter(name: str = "a", **kw: Any) -> ops.AlterColumnOp:
    return ops.AlterColumnOp("t", name, **kw)


def index(name: str | None, *columns: Any, **kw: Any) -> ops.CreateIndexOp:
    return ops.CreateIndexOp(name, "t", list(columns), **kw)


def foreign_key(name: str | None, *, cols: Sequence[str] = ("a",), **kw: Any) -> ops.CreateForeignKeyOp:
    return ops.CreateForeignKeyOp(name, "t", "o", list(cols), ["id"], **kw)


def check(name: str | None, condition: Any) -> ops.CreateCheckConstraintOp:
    return ops.CreateCheckConstraintOp(name, "t", condition)


def unique(name: str | None, *cols: str, **kw: Any) -> ops.CreateUniqueConstraintOp:
    return ops.CreateUniqueConstraintOp(name, "t", list(cols), **kw)


def keyless(*more: Any) -> ops.CreateTableOp:
    return ops.CreateTableOp(
        "t", [Column("id", Integer, nullable=False, autoincrement=False), Column("a", Integer, nullable=False), *more]
    )


FULL = things(
    Column("price", Numeric(10, 2), server_default=text("0")),
    Column("flag", Boolean, nullable=False),
    Column("body", Text),
    Column("at", DateTime),
    Column("raw", LargeBinary),
    Column("owner_id", Integer),
    ForeignKeyConstraint(["owner_id"], ["o.id"], name="fk_t_o", ondelete="CASCADE"),
    UniqueConstraint("a", "b", name="uq_t_ab"),
    CheckConstraint("a > 0", name="ck_t_a"),
)

ADDED = [
    Case("add_integer", add(Integer), [add(String(5)), add(Integer, nullable=False, server_default="1")]),
    Case("add_string", add(String(30)), [add(String(31)), add(Text), add(String(30), server_default="x")]),
    Case("add_numeric", add(Numeric(10, 2)), [add(Numeric(10, 3)), add(Float)]),
    Case("add_text", add(Text), [add(Integer)]),
    Case("add_boolean", add(Boolean), [add(String(3))]),
    Case("add_json", add(JSON), [add(Integer)]),
    Case("add_default", add(Integer, server_default="5"), [add(Integer), add(Integer, server_default="6")]),
    Case(
        "add_text_default", add(String(9), server_default="it's"), [add(String(9)), add(String(9), server_default="i")]
    ),
    Case("add_required", add(Integer, nullable=False, server_default="1"), [add(Integer, server_default="1")]),
    Case("add_timestamp", add(DateTime, server_default=func.current_timestamp()), [add(DateTime)], on=SERVERS),
    Case("add_comment", add(Integer, comment="why"), [add(Integer), add(Integer, comment="how")], on=SERVERS),
    Case(
        "add_foreign_key",
        add(Integer, ForeignKey("o.id", name="fk_c")),
        [add(Integer), add(Integer, ForeignKey("o.id", name="fk_c", ondelete="CASCADE"))],
    ),
    Case("add_unnamed_foreign_key", add(Integer, ForeignKey("o.id")), [add(Integer)]),
    Case("add_unique", add(Integer, unique=True), [add(Integer)]),
    Case("add_indexed", add(Integer, index=True), [add(Integer), add(Integer, unique=True)]),
    Case(
        "add_computed",
        add(Integer, Computed("id * 2", persisted=True)),
        [add(Integer), add(Integer, Computed("id * 3", persisted=True))],
    ),
    Case("add_identity", add(Integer, Identity(start=5)), [add(Integer), add(Integer, Identity())], on=["postgresql"]),
    Case("add_enum", add(Enum("a", "b", name="kind")), [add(Enum("a", "c", name="kind"))], on=["mariadb"]),
    Case(
        "add_checked_enum",
        add(Enum("a", "b", native_enum=False, create_constraint=True, name="kind")),
        [add(String(1))],
        on=["mariadb"],
    ),
    Case("add_array", add(postgresql.ARRAY(Integer)), [add(postgresql.ARRAY(String)), add(Integer)], on=["postgresql"]),
    Case("add_jsonb", add(postgresql.JSONB), [add(JSON)], on=["postgresql"]),
    Case("add_uuid", add(postgresql.UUID), [add(String(36))], on=["postgresql"]),
    Case("add_zoned", add(DateTime(timezone=True)), [add(DateTime)], on=["postgresql"]),
    Case("add_collated", add(String(5, collation="C")), [add(String(5))], on=["postgresql"]),
    Case("add_unsigned", add(mysql.INTEGER(unsigned=True)), [add(Integer)], on=["mariadb"]),
    Case(
        "add_odd_name",
        ops.AddColumnOp("t", Column('Odd "col" é', Integer)),
        [ops.AddColumnOp("t", Column('Odd "col" é', String(2)))],
    ),
]

TABLE_CASES = [
    Case("create", FULL, [things()], setup=[owner()]),
    Case(
        "create_less_constrained",
        FULL,
        [things(*(item for item in FULL.columns[4:] if not isinstance(item, ForeignKeyConstraint)))],
        setup=[owner()],
    ),
    Case(
        "create_unchecked",
        FULL,
        [things(*(item for item in FULL.columns[4:] if not isinstance(item, CheckConstraint)))],
        setup=[owner()],
    ),
    Case(
        "create_not_unique",
        FULL,
        [things(*(item for item in FULL.columns[4:] if not isinstance(item, UniqueConstraint)))],
        setup=[owner()],
    ),
    Case("create_plain", things(), [things(Column("c", Integer)), keyless(), FULL], setup=[owner()]),
    Case("create_indexed", things(Column("c", Integer, index=True)), [things(Column("c", Integer))], setup=[]),
    Case("create_commented", things(comment="all"), [things(), things(comment="none")], setup=[], on=SERVERS),
    Case(
        "create_counting",
        ops.CreateTableOp("u", [Column("id", Integer, primary_key=True)]),
        [ops.CreateTableOp("u", [Column("id", Integer, primary_key=True, autoincrement=False)])],
        setup=[],
        on=SERVERS,
    ),
    Case(
        "create_two_keys",
        ops.CreateTableOp(
            "u", [Column("a", Integer), Column("b", Integer), PrimaryKeyConstraint("b", "a", name="pk_u")]
        ),
        [
            ops.CreateTableOp(
                "u", [Column("a", Integer), Column("b", Integer), PrimaryKeyConstraint("a", "b", name="pk_u")]
            )
        ],
        setup=[],
    ),
    Case(
        "create_odd_name",
        ops.CreateTableOp("Odd Name", [Column("select", Integer)]),
        [ops.CreateTableOp("Odd Name", [Column("Select", Text)])],
        setup=[],
    ),
    Case("create_reserved", ops.CreateTableOp("select", [Column("from", Integer)]), [], setup=[]),
    Case(
        "create_self_referring",
        ops.CreateTableOp("u", [Column("id", Integer, primary_key=True), Column("up", Integer, ForeignKey("u.id"))]),
        [ops.CreateTableOp("u", [Column("id", Integer, primary_key=True), Column("up", Integer)])],
        setup=[],
    ),
    Case(
        "create_computed",
        ops.CreateTableOp("u", [Column("a", Integer), Column("b", Integer, Computed("a + 1", persisted=True))]),
        [ops.CreateTableOp("u", [Column("a", Integer), Column("b", Integer)])],
        setup=[],
    ),
    Case("create_engine", things(mysql_engine="InnoDB"), [things(mysql_engine="MyISAM")], setup=[], on=["mariadb"]),
    Case(
        "create_enum",
        ops.CreateTableOp("u", [Column("k", Enum("x", "y", name="kinds"))]),
        [ops.CreateTableOp("u", [Column("k", Enum("x", "z", name="kinds"))])],
        setup=[],
        on=SERVERS,
    ),
    Case("drop", ops.DropTableOp("t")),
    Case(
        "rename",
        ops.RenameTableOp("t", "renamed"),
        [ops.CreateTableOp("renamed", [Column("a", Integer)]), ops.DropTableOp("t")],
    ),
    Case("comment", ops.CreateTableCommentOp("t", "all"), [ops.CreateTableCommentOp("t", "some")], on=SERVERS),
    Case(
        "recomment",
        ops.CreateTableCommentOp("t", "all", existing_comment="was"),
        [ops.DropTableCommentOp("t")],
        setup=[things(comment="was")],
        on=SERVERS,
    ),
    Case(
        "uncomment",
        ops.DropTableCommentOp("t", existing_comment="was"),
        [ops.CreateTableCommentOp("t", "some")],
        setup=[things(comment="was")],
        on=SERVERS,
    ),
]

ALTERED = [
    Case(
        "type",
        alter(modify_type=String(40), existing_type=Integer()),
        [alter(modify_type=String(41), existing_type=Integer())],
    ),
    Case(
        "wider",
        alter("name", modify_type=String(50), existing_type=String(20)),
        [alter("name", modify_type=Text(), existing_type=String(20))],
    ),
    Case("required", alter(modify_nullable=False, existing_type=Integer())),
    Case("optional", alter("b", modify_nullable=True, existing_type=Integer(), existing_server_default=text("7"))),
    Case(
        "default",
        alter(modify_server_default="3", existing_type=Integer()),
        [alter(modify_server_default="4", existing_type=Integer())],
    ),
    Case(
        "known_default",
        alter("b", modify_server_default="3", existing_server_default="7", existing_type=Integer()),
        [alter("b", modify_server_default=None, existing_server_default="7", existing_type=Integer())],
    ),
    Case(
        "no_default",
        alter("b", modify_server_default=None, existing_server_default="7", existing_type=Integer()),
        [alter("b", modify_server_default="8", existing_type=Integer())],
    ),
    Case(
        "name",
        alter(modify_name="z", existing_type=Integer()),
        [ops.DropColumnOp("t", "a"), ops.AddColumnOp("t", Column("z", Integer))],
    ),
    Case(
        "comment_of",
        alter(modify_comment="why", existing_type=Integer()),
        [alter(modify_comment="how", existing_type=Integer())],
        on=SERVERS,
    ),
    Case(
        "two_things",
        alter(modify_type=String(9), modify_nullable=False, existing_type=Integer(), existing_nullable=True),
        [alter(modify_nullable=False, existing_type=Integer()), alter(modify_type=String(9), existing_type=Integer())],
    ),
    Case(
        "name_and_type",
        alter(modify_name="z", modify_type=String(9), existing_type=Integer()),
        [alter(modify_name="z", existing_type=Integer()), alter(modify_type=String(9), existing_type=Integer())],
    ),
    Case("drop_column", ops.DropColumnOp("t", "name"), [ops.DropTableOp("t")]),
]

CONSTRAINTS = [
    Case(
        "foreign_key",
        foreign_key("fk"),
        [foreign_key("fk", ondelete="CASCADE"), foreign_key("fk", cols=["b"]), foreign_key("other")],
    ),
    Case("unnamed_foreign_key", foreign_key(None), [foreign_key(None, cols=["b"])], on=["postgresql", "mariadb"]),
    Case("cascading", foreign_key("fk", ondelete="SET NULL", onupdate="CASCADE"), [foreign_key("fk")]),
    Case("two_columns", ops.CreateForeignKeyOp("fk", "t", "o", ["a", "b"], ["a", "b"]), [foreign_key("fk")]),
    Case(
        "deferred",
        foreign_key("fk", deferrable=True, initially="DEFERRED"),
        [foreign_key("fk")],
        on=["postgresql", "sqlite"],
    ),
    Case("matching", foreign_key("fk", match="FULL"), [foreign_key("fk")], on=["postgresql"]),
    Case("unique", unique("uq", "a"), [unique("uq", "a", "b"), unique("uq", "b"), unique("other", "a")]),
    Case("unique_of_two", unique("uq", "a", "b"), [unique("uq", "b", "a")]),
    Case("unnamed_unique", unique(None, "a"), [unique(None, "b")], on=SERVERS),
    Case("deferrable_unique", unique("uq", "a", deferrable=True), [unique("uq", "a")], on=["postgresql"]),
    Case("check", check("ck", "a > 0"), [check("ck", "a > 1"), check("other", "a > 0")]),
    Case("check_expression", check("ck", column("a") + column("b") > 3), [check("ck", column("a") > 3)]),
    Case(
        "primary_key",
        ops.CreatePrimaryKeyOp("pk_t", "t", ["id"]),
        [ops.CreatePrimaryKeyOp("pk_t", "t", ["id", "a"])],
        setup=[keyless()],
    ),
    Case(
        "exclude",
        ops.CreateExcludeConstraintOp("ex", "t", [("a", "=")], using="btree"),
        [ops.CreateExcludeConstraintOp("ex", "t", [("b", "=")], using="btree")],
        on=["postgresql"],
    ),
    Case(
        "drop_foreign_key", ops.DropConstraintOp("fk", "t", "foreignkey"), setup=[owner(), things(), foreign_key("fk")]
    ),
    Case("drop_unique", ops.DropConstraintOp("uq", "t", "unique"), setup=[things(), unique("uq", "a")]),
    Case("drop_check", ops.DropConstraintOp("ck", "t", "check"), setup=[things(), check("ck", "a > 0")]),
    Case(
        "drop_primary_key",
        ops.DropConstraintOp("pk_t", "t", "primary"),
        setup=[keyless(PrimaryKeyConstraint("id", name="pk_t"))],
    ),
    Case("drop_any", ops.DropConstraintOp("ck", "t"), setup=[things(), check("ck", "a > 0")], on=["postgresql"]),
]

INDEXES = [
    Case(
        "index",
        index("ix", "a"),
        [index("ix", "b"), index("ix", "a", "b"), index("ix", "a", unique=True), index("other", "a")],
    ),
    Case("unique_index", index("ix", "a", unique=True), [index("ix", "a")]),
    Case("index_of_two", index("ix", "a", "b"), [index("ix", "b", "a"), index("ix", "a")]),
    Case("descending", index("ix", column("a").desc()), [index("ix", "b")], on=["postgresql"]),
    Case(
        "expression",
        index("ix", func.lower(column("name"))),
        [index("ix", "name"), index("ix", func.upper(column("name")))],
        on=["postgresql", "sqlite"],
    ),
    Case(
        "partial",
        index("ix", "a", postgresql_where=text("b > 1"), sqlite_where=text("b > 1")),
        [index("ix", "a"), index("ix", "a", postgresql_where=text("b > 2"), sqlite_where=text("b > 2"))],
        on=["postgresql", "sqlite"],
    ),
    Case("including", index("ix", "a", postgresql_include=["b"]), [index("ix", "a")], on=["postgresql"]),
    Case("hashed", index("ix", "a", postgresql_using="hash"), [index("ix", "a")], on=["postgresql"]),
    Case("prefixed", index("ix", "name", mysql_length=5), [index("ix", "name")], on=["mariadb"]),
    Case("odd_index", index('Odd "ix"', "a"), [index('Odd "ix"', "b")]),
    Case("drop_index", ops.DropIndexOp("ix", "t"), setup=[things(), index("ix", "a")]),
    Case("drop_lonely_index", ops.DropIndexOp("ix"), setup=[things(), index("ix", "a")], on=["postgresql", "sqlite"]),
]

RENAMED = [
    Case(
        "rename_index",
        ops.RenameIndexOp("ix", "ix2", "t"),
        [index("ix2", "a"), ops.DropIndexOp("ix", "t")],
        setup=[things(), index("ix", "a")],
    ),
    Case(
        "rename_foreign_key",
        ops.RenameConstraintOp("t", "fk", "fk2", "foreignkey"),
        [foreign_key("fk2", cols=["b"])],
        setup=[owner(), things(), foreign_key("fk")],
    ),
    Case(
        "rename_check",
        ops.RenameConstraintOp("t", "ck", "ck2", "check"),
        [check("ck2", "a > 1")],
        setup=[things(), check("ck", "a > 0")],
    ),
    Case(
        "rename_unique",
        ops.RenameConstraintOp("t", "uq", "uq2", "unique"),
        [unique("uq2", "b")],
        setup=[things(), unique("uq", "a")],
    ),
    Case(
        "validate",
        ops.ValidateConstraintOp("fk", "t"),
        setup=[owner(), things(), foreign_key("fk", not_valid=True)],
        on=["postgresql"],
    ),
    Case(
        "not_valid",
        foreign_key("fk", not_valid=True),
        [foreign_key("fk", cols=["b"], not_valid=True)],
        on=["postgresql"],
    ),
    Case("valid", foreign_key("fk"), [foreign_key("fk", not_valid=True)], on=["postgresql"]),
    Case(
        "populated",
        add(Integer, nullable=False, server_default="5"),
        [ops.AddColumnOp("t", Column("c", Integer, server_default="5"), populate_default=True)],
    ),
]

CONTAINERS = [
    Case("modify_table", ops.ModifyTableOps("t", [add(Integer), index("ix", "a")]), [add(Integer), index("ix", "a")]),
    Case("upgrade", ops.UpgradeOps([add(Integer), ops.RenameTableOp("o", "renamed")]), [add(Integer)]),
]

CASES = [*ADDED, *TABLE_CASES, *ALTERED, *CONSTRAINTS, *INDEXES, *RENAMED, *CONTAINERS]


@contextmanager
def scene(engine: Engine, setup: Sequence[MigrateOperation]) -> Iterator[Connection]:
    """Give a connection to a database in which the setup was carried out, and nothing else."""
    with engine.connect() as connection:
        clear(connection)
        for operation in setup:
            live(connection).invoke(operation)
        try:
            yield connection
        finally:
            connection.rollback()
            clear(connection)


def clear(connection: Connection) -> None:
    quote = connection.dialect.identifier_preparer.quote
    for name in TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {quote(name)}")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP TYPE IF EXISTS kinds")
    connection.commit()
