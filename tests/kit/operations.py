"""Operations of every kind and with every option, by family: no two of a family have the same effect.

Made anew by each call; no test here.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Integer, MetaData, String, Table, func, text
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.sql.elements import conv, quoted_name
from sqlalchemy.types import TypeDecorator, UserDefinedType

from revgraph.operations import MigrateOperation, ops

Make = Callable[[], MigrateOperation]


class Padded(TypeDecorator[str]):
    """A type of a user's."""

    impl = String
    cache_ok = True


class Point(UserDefinedType[Any]):
    """A type of a user's that spells itself."""

    cache_ok = True

    def __init__(self, dimensions: int = 2) -> None:
        self.dimensions = dimensions

    def get_col_spec(self, **_: Any) -> str:
        return f"POINT({self.dimensions})"


def seven() -> int:
    return 7


def eight() -> int:
    return 8


class RefreshViewOp(MigrateOperation):
    """An operation of a plug-in's."""

    def __init__(self, name: str, *, concurrently: bool = False, options: dict[str, Any] | None = None) -> None:
        self.name = name
        self.concurrently = concurrently
        self.options = options


def table(*items: Any, **kw: Any) -> ops.CreateTableOp:
    return ops.CreateTableOp("t", [Column("a", Integer, primary_key=True), *items], **kw)


def add(*args: Any, **kw: Any) -> ops.AddColumnOp:
    return ops.AddColumnOp("t", Column("c", *args, **kw))


def sql(said: Any) -> ops.ExecuteSQLOp:
    return ops.ExecuteSQLOp(said)


def attached(*args: Any, **kw: Any) -> Column[Any]:
    return Table("t", MetaData(), Column("c", *args, **kw)).c.c


FAMILIES: dict[str, list[Make]] = {
    "classes": [
        lambda: ops.DropTableOp("t"),
        lambda: ops.RenameTableOp("t", "u"),
        lambda: ops.CreateTableCommentOp("t", "u"),
        lambda: ops.DropTableCommentOp("t"),
        lambda: ops.DropColumnOp("t", "a"),
        lambda: ops.DropConstraintOp("a", "t"),
        lambda: ops.DropIndexOp("a", "t"),
        lambda: ops.CreatePrimaryKeyOp("a", "t", ["a"]),
        lambda: ops.CreateUniqueConstraintOp("a", "t", ["a"]),
        lambda: ops.RenameIndexOp("a", "b", "t"),
        lambda: ops.RenameConstraintOp("t", "a", "b"),
        lambda: ops.ValidateConstraintOp("a", "t"),
    ],
    "tables": [
        table,
        lambda: table(schema="s"),
        lambda: table(if_not_exists=True),
        lambda: table(comment="x"),
        lambda: table(prefixes=["TEMPORARY"]),
        lambda: table(mysql_engine="InnoDB"),
        lambda: table(mysql_engine="MyISAM"),
        lambda: table(Column("b", Integer)),
        lambda: table(Column("b", Integer, index=True)),
        lambda: table(Column("b", Integer, unique=True)),
        lambda: table(Column("b", Integer), sa.UniqueConstraint("b", name="uq")),
        lambda: table(Column("b", Integer), sa.UniqueConstraint("b", name=conv("uq"))),
        lambda: table(Column("b", Integer), sa.UniqueConstraint("b", name="uq", deferrable=True)),
        lambda: table(Column("b", Integer), sa.UniqueConstraint("a", "b", name="uq")),
        lambda: table(Column("b", Integer), sa.UniqueConstraint("b", "a", name="uq")),
        lambda: table(sa.CheckConstraint("a > 0")),
        lambda: table(sa.CheckConstraint("a > 1")),
        lambda: table(sa.CheckConstraint("a > 1", name="ck")),
        lambda: ops.CreateTableOp("t", [Column("b", Integer), Column("a", Integer, primary_key=True)]),
        lambda: ops.CreateTableOp(quoted_name("t", True), [Column("a", Integer, primary_key=True)]),
    ],
    "columns": [
        lambda: add(Integer),
        lambda: ops.AddColumnOp("u", Column("c", Integer)),
        lambda: ops.AddColumnOp("t", Column("c", Integer), schema="s"),
        lambda: ops.AddColumnOp("t", Column("c", Integer), if_not_exists=True),
        lambda: ops.AddColumnOp("t", Column("c", Integer, default=seven), populate_default=True),
        lambda: ops.AddColumnOp("t", Column("c", Integer, default=eight), populate_default=True),
        lambda: add(Integer, nullable=False),
        lambda: add(Integer, comment="x"),
        lambda: add(Integer, server_default="1"),
        lambda: add(Integer, server_default=text("1")),
        lambda: add(Integer, server_default=func.now()),
        lambda: add(Integer, sa.FetchedValue()),
        lambda: add(Integer, sa.Computed("a + 1")),
        lambda: add(Integer, sa.Computed("a + 1", persisted=True)),
        lambda: add(Integer, sa.Identity()),
        lambda: add(Integer, sa.Identity(always=True)),
        lambda: add(Integer, sa.Identity(start=5)),
        lambda: add(Integer, sa.Sequence("s"), primary_key=True),
        lambda: add(Integer, primary_key=True),
        lambda: add(Integer, primary_key=True, autoincrement=False),
        lambda: add(Integer, unique=True),
        lambda: add(Integer, index=True),
        lambda: add(Integer, sa.ForeignKey("o.id")),
        lambda: add(Integer, sa.ForeignKey("o.id", name="fk")),
        lambda: add(Integer, sa.ForeignKey("o.other")),
        lambda: add(Integer, sa.ForeignKey("s.o.id")),
        lambda: add(Integer, sa.ForeignKey("o.id", ondelete="CASCADE")),
        lambda: add(Integer, sa.ForeignKey("o.id", onupdate="CASCADE")),
        lambda: add(Integer, sa.ForeignKey("o.id", deferrable=True)),
        lambda: add(Integer, sa.ForeignKey("o.id", initially="DEFERRED")),
        lambda: add(Integer, sa.ForeignKey("o.id", match="FULL")),
        lambda: add(Integer, sqlite_on_conflict_not_null="FAIL"),
    ],
    "types": [
        lambda: add(sa.BigInteger),
        lambda: add(String),
        lambda: add(String(5)),
        lambda: add(String(5, collation="C")),
        lambda: add(sa.Text),
        lambda: add(sa.Unicode(5)),
        lambda: add(sa.VARCHAR(5)),
        lambda: add(mysql.VARCHAR(5)),
        lambda: add(mysql.VARCHAR(5, charset="utf8mb4")),
        lambda: add(sa.Numeric),
        lambda: add(sa.Numeric(10)),
        lambda: add(sa.Numeric(10, 2)),
        lambda: add(sa.DateTime),
        lambda: add(sa.DateTime(timezone=True)),
        lambda: add(sa.Enum("a", "b", name="e")),
        lambda: add(sa.Enum("b", "a", name="e")),
        lambda: add(sa.Enum("a", "b", name="f")),
        lambda: add(sa.Enum("a", "b", name="e", schema="s")),
        lambda: add(sa.Enum("a", "b", name="e", native_enum=False)),
        lambda: add(sa.Enum("a", "b", name="e", native_enum=False, length=9)),
        lambda: add(sa.Enum("a", "b", name="e", native_enum=False, create_constraint=True)),
        lambda: add(sa.Boolean),
        lambda: add(sa.Boolean(create_constraint=True, name="b")),
        lambda: add(sa.ARRAY(Integer)),
        lambda: add(sa.ARRAY(String)),
        lambda: add(sa.ARRAY(Integer, dimensions=2)),
        lambda: add(postgresql.ARRAY(Integer)),
        lambda: add(postgresql.ENUM("a", "b", name="e", create_type=False)),
        lambda: add(postgresql.JSONB),
        lambda: add(sa.JSON),
        lambda: add(String(5).with_variant(String(9), "mysql")),
        lambda: add(String(5).with_variant(String(8), "mysql")),
        lambda: add(String(5).with_variant(String(9), "oracle")),
        lambda: add(Padded(5)),
        lambda: add(Padded(6)),
        lambda: add(Point()),
        lambda: add(Point(3)),
    ],
    "alterations": [
        lambda: ops.AlterColumnOp("t", "a"),
        lambda: ops.AlterColumnOp("t", "a", schema="s"),
        lambda: ops.AlterColumnOp("t", "a", modify_nullable=True),
        lambda: ops.AlterColumnOp("t", "a", modify_nullable=False),
        lambda: ops.AlterColumnOp("t", "a", modify_server_default=None),
        lambda: ops.AlterColumnOp("t", "a", modify_server_default="none"),
        lambda: ops.AlterColumnOp("t", "a", modify_server_default=text("none")),
        lambda: ops.AlterColumnOp("t", "a", modify_comment=None),
        lambda: ops.AlterColumnOp("t", "a", modify_comment=""),
        lambda: ops.AlterColumnOp("t", "a", modify_name="b"),
        lambda: ops.AlterColumnOp("t", "a", modify_type=Integer()),
        lambda: ops.AlterColumnOp("t", "a", modify_type=String()),
        lambda: ops.AlterColumnOp("t", "a", existing_type=Integer()),
        lambda: ops.AlterColumnOp("t", "a", existing_nullable=False),
        lambda: ops.AlterColumnOp("t", "a", existing_comment="x"),
        lambda: ops.AlterColumnOp("t", "a", existing_server_default="1"),
        lambda: ops.AlterColumnOp("t", "a", postgresql_using="a::int"),
        lambda: ops.AlterColumnOp("t", "a", autoincrement=True),
        lambda: ops.AlterColumnOp("t", "a", populate_default=1),
        lambda: ops.DropColumnOp("t", "a", if_exists=True),
        lambda: ops.DropColumnOp("t", "a", mssql_drop_default=True),
    ],
    "constraints": [
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"]),
        lambda: ops.CreateForeignKeyOp(conv("f"), "t", "o", ["a"], ["id"]),
        lambda: ops.CreateForeignKeyOp(None, "t", "o", ["a"], ["id"]),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"], referent_schema="s"),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"], source_schema="s"),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"], ondelete="CASCADE"),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["id"], not_valid=True),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["a", "b"], ["id", "x"]),
        lambda: ops.CreateForeignKeyOp("f", "t", "o", ["b", "a"], ["id", "x"]),
        lambda: ops.CreateCheckConstraintOp("k", "t", "a > 0"),
        lambda: ops.CreateCheckConstraintOp("k", "t", "a > 1"),
        lambda: ops.CreateCheckConstraintOp("k", "t", "a > '0'"),
        lambda: ops.CreateCheckConstraintOp("k", "t", "a > 0", not_valid=True),
        lambda: ops.CreateExcludeConstraintOp("x", "t", [("a", "=")]),
        lambda: ops.CreateExcludeConstraintOp("x", "t", [("a", "&&")]),
        lambda: ops.CreateExcludeConstraintOp("x", "t", [("a", "=")], where="a > 1"),
        lambda: ops.CreateExcludeConstraintOp("x", "t", [("a", "=")], using="btree"),
        lambda: ops.CreateExcludeConstraintOp("x", "t", [(text("lower(a)"), "=")]),
        lambda: ops.DropConstraintOp("x", "t", "check"),
        lambda: ops.DropConstraintOp("x", "t", "unique"),
        lambda: ops.DropConstraintOp("x", "t", "check", if_exists=True),
        lambda: ops.DropConstraintOp("x", "t", "check", cascade=True),
    ],
    "indexes": [
        lambda: ops.CreateIndexOp("i", "t", ["a"]),
        lambda: ops.CreateIndexOp("i", "t", [text("a")]),
        lambda: ops.CreateIndexOp("i", "t", ["b"]),
        lambda: ops.CreateIndexOp("i", "t", ["a", "b"]),
        lambda: ops.CreateIndexOp("i", "t", ["b", "a"]),
        lambda: ops.CreateIndexOp("i", "t", [sa.column("a").desc()]),
        lambda: ops.CreateIndexOp("i", "t", ["a"], unique=True),
        lambda: ops.CreateIndexOp("i", "t", ["a"], if_not_exists=True),
        lambda: ops.CreateIndexOp("i", "t", ["a"], schema="s"),
        lambda: ops.CreateIndexOp("i", "t", ["a"], postgresql_where=text("a > 1")),
        lambda: ops.CreateIndexOp("i", "t", ["a"], postgresql_where=text("a > 2")),
        lambda: ops.CreateIndexOp("i", "t", ["a"], postgresql_concurrently=True),
        lambda: ops.CreateIndexOp("i", "t", ["a"], postgresql_include=["b"]),
        lambda: ops.CreateIndexOp("i", "t", ["a"], postgresql_ops={"a": "x"}),
    ],
    "sql": [
        lambda: sql("SELECT 'a b'"),
        lambda: sql("SELECT 'a  b'"),
        lambda: sql("SELECT 'A b'"),
        lambda: sql('SELECT "a b"'),
        lambda: sql("SELECT 'a -- b'"),
        lambda: sql("SELECT $$a  b$$"),
        lambda: sql("SELECT $$a b$$"),
        lambda: sql("SELECT $x$a  b$x$"),
        lambda: sql("SELECT a b"),
        lambda: sql("SELECT ab"),
        lambda: sql("SELECT a - -b"),
        lambda: sql("SELECT /*! STRAIGHT_JOIN */ a"),
        lambda: sql("SELECT /*+ FULL(a) */ a"),
        lambda: sql("SELECT a"),
        lambda: sql(r"SELECT 'it\'s  a'"),
        lambda: sql(r"SELECT 'it\'s a'"),
        lambda: sql(text("SELECT :x").bindparams(x=1)),
        lambda: sql(text("SELECT :x").bindparams(x=2)),
        lambda: sql(sa.select(sa.column("a")).where(sa.column("b") == "x")),
        lambda: sql(sa.select(sa.column("a")).where(sa.column("b") == "y")),
        lambda: ops.ExecuteSQLOp("SELECT a", execution_options={"x": 1}),
    ],
    "rows": [
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": 1}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": "1"}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": 1.0}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": True}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": None}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": datetime.date(2024, 5, 1)}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": decimal.Decimal("1.5")}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("info", Integer)), [{"info": {"b": 1, 2: "c"}}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("info", Integer)), [{"info": 2}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": 1}, {"a": 2}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": 2}, {"a": 1}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", String)), [{"a": 1}]),
        lambda: ops.BulkInsertOp(sa.table("t", sa.column("a", Integer)), [{"a": 1}], multiinsert=False),
        lambda: ops.BulkInsertOp(Table("t", MetaData(), Column("a", Integer), Column("b", Integer, default=seven)), []),
        lambda: ops.BulkInsertOp(Table("t", MetaData(), Column("a", Integer), Column("b", Integer, default=eight)), []),
    ],
    "containers": [
        lambda: ops.UpgradeOps([sql("a"), sql("b")]),
        lambda: ops.UpgradeOps([sql("b"), sql("a")]),
        lambda: ops.UpgradeOps([sql("a")]),
        lambda: ops.DowngradeOps([sql("a")]),
        lambda: ops.ModifyTableOps("t", [sql("a")]),
        lambda: ops.ModifyTableOps("u", [sql("a")]),
        lambda: ops.MigrationScript("x", ops.UpgradeOps([sql("a")]), ops.DowngradeOps()),
        lambda: ops.MigrationScript("x", ops.UpgradeOps(), ops.DowngradeOps([sql("a")])),
    ],
    "plug_ins": [
        lambda: RefreshViewOp("v"),
        lambda: RefreshViewOp("w"),
        lambda: RefreshViewOp("v", concurrently=True),
        lambda: RefreshViewOp("v", options={"f": seven}),
        lambda: RefreshViewOp("v", options={"f": eight}),
        lambda: RefreshViewOp("v", options={"f": b"x"}),
        lambda: RefreshViewOp("v", options={"f": Column("a", Integer, default=seven)}),
        lambda: RefreshViewOp("v", options={"f": Column("a", Integer, default=eight)}),
    ],
}

ODD = 'it\'s "odd" % :x é'

FAMILIES["odd_names"] = [
    lambda: ops.CreateTableOp(ODD, [Column(ODD, Integer, comment=ODD)], schema=ODD, comment=ODD),
    lambda: ops.AddColumnOp(ODD, Column(ODD, String, server_default=ODD)),
    lambda: ops.AddColumnOp("t", Column("select", String, server_default=text("'a\\:b'"))),
    lambda: ops.AlterColumnOp(ODD, ODD, modify_name="a\\b", modify_comment=ODD),
    lambda: ops.DropColumnOp(ODD, ODD, schema=ODD),
    lambda: ops.DropTableOp(ODD, schema=ODD),
    lambda: ops.RenameTableOp(ODD, "line\nbreak"),
    lambda: ops.CreateUniqueConstraintOp(ODD, ODD, [ODD]),
    lambda: ops.CreateForeignKeyOp(ODD, ODD, "o", [ODD], ["id"]),
    lambda: ops.CreateCheckConstraintOp(ODD, "t", "a <> 'it''s \\:x %'"),
    lambda: ops.CreateIndexOp(ODD, ODD, [ODD]),
    lambda: ops.DropIndexOp(ODD, ODD),
    lambda: ops.DropConstraintOp(ODD, ODD, "check"),
    lambda: ops.CreateTableCommentOp(ODD, ODD, existing_comment=ODD),
    lambda: ops.ExecuteSQLOp("SELECT 'a\\:b', '%', \"x\", '''' -- done"),
    lambda: ops.BulkInsertOp(sa.table(ODD, sa.column("a", String)), [{"a": ODD}, {"a": None}, {"a": "\\ \n\t"}]),
]

FAMILIES["sequences"] = [
    lambda: ops.CreateSequenceOp("q"),
    lambda: ops.CreateSequenceOp(ODD, schema=ODD, owned_by=(ODD, "a.b")),
    lambda: ops.CreateSequenceOp("q", if_not_exists=True),
    lambda: ops.CreateSequenceOp("q", owned_by="t.a"),
    lambda: ops.CreateSequenceOp("q", start=5, increment=-2, minvalue=-90, maxvalue=5, cycle=True, cache=3),
    lambda: ops.CreateSequenceOp("q", nominvalue=True, nomaxvalue=True, cycle=False, order=True),
    lambda: ops.CreateSequenceOp("q", data_type=sa.SmallInteger()),
    lambda: ops.CreateSequenceOp.from_sequence(sa.Sequence("p", start=7, schema="s", data_type=sa.BigInteger)),
    lambda: ops.DropSequenceOp("q"),
    lambda: ops.DropSequenceOp("q", schema="s", if_exists=True),
    lambda: ops.DropSequenceOp.from_sequence(sa.Sequence("p", start=7, increment=3)),
    lambda: ops.AlterSequenceOp("q", restart=5),
    lambda: ops.AlterSequenceOp("q", increment=5, existing={"increment": 1}),
    lambda: ops.AlterSequenceOp("q", schema="s", nomaxvalue=True, existing={"maxvalue": 9}, if_exists=True),
    lambda: ops.AlterSequenceOp("q", owned_by="s.t.a", existing={"owned_by": "NONE"}),
    lambda: ops.AlterSequenceOp("q", data_type=sa.BigInteger(), existing={"data_type": Integer()}),
]

FAMILIES["enums"] = [
    lambda: ops.CreateEnumOp("e", ["a", ODD]),
    lambda: ops.CreateEnumOp("e", [ODD, "a"]),
    lambda: ops.CreateEnumOp(ODD, ["a"], schema=ODD, if_not_exists=True),
    lambda: ops.DropEnumOp("e"),
    lambda: ops.DropEnumOp(ODD, schema=ODD, if_exists=True, values=["a", "b"]),
    lambda: ops.AddEnumValueOp("e", "c"),
    lambda: ops.AddEnumValueOp("e", "c", before="a"),
    lambda: ops.AddEnumValueOp("e", "c", after="a", schema="s", if_not_exists=True, existing_values=["a", "b"]),
    lambda: ops.AddEnumValueOp("e", "d", commit=True, existing_values=["a", "b"]),
    lambda: ops.RenameEnumValueOp("e", "a", ODD),
    lambda: ops.RenameEnumValueOp("e", "a", "b", schema="s"),
    lambda: ops.AlterEnumOp("e", ["a", "b"], ["b", "c"]),
    lambda: ops.AlterEnumOp("e", ["a", "b"], ["b", "c"], mapping={"a": "c"}, schema="s"),
    lambda: ops.AlterEnumOp("e", ["a", "b"], ["z", "b"], renames={"a": "z"}),
    lambda: ops.AlterEnumOp(
        "e", ["a", "b"], ["a"], mapping={"b": "a"}, columns=[("s", "t", "c"), (None, "u", "c", True)]
    ),
]

FAMILIES["schemas"] = [
    lambda: ops.CreateSchemaOp("s"),
    lambda: ops.CreateSchemaOp(ODD, if_not_exists=True),
    lambda: ops.CreateSchemaOp("s", authorization=ODD),
    lambda: ops.DropSchemaOp("s"),
    lambda: ops.DropSchemaOp("s", cascade=True),
    lambda: ops.DropSchemaOp(ODD, if_exists=True),
    lambda: ops.CreateExtensionOp("citext"),
    lambda: ops.CreateExtensionOp("x", schema="s", version="1.2", if_not_exists=True, cascade=True),
    lambda: ops.DropExtensionOp("citext"),
    lambda: ops.DropExtensionOp(ODD, if_exists=True, cascade=True),
]

KEYED = MetaData(naming_convention={"pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"})
Table("o", KEYED, Column("id", Integer, primary_key=True), schema="s")
MODEL = Table(
    "model",
    KEYED,
    Column("id", Integer, sa.Identity(start=5, increment=2), primary_key=True),
    Column("name", String(20), nullable=False, server_default="it's", comment='a "name"', unique=True),
    Column("total", Integer, sa.Computed("id * 2", persisted=True), key="sum"),
    Column("made", sa.DateTime, server_default=func.now(), index=True),
    Column("flag", sa.Boolean(create_constraint=True, name="flag"), server_default=sa.true()),
    Column("kind", sa.Enum("a", "b", name="kinds", schema="s"), default="a"),
    Column("data", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    Column("price", sa.Numeric(10, 2), info={"unit": "EUR"}),
    Column("o_id", Integer, sa.ForeignKey("s.o.id", name="fk_o", ondelete="SET NULL", deferrable=True, use_alter=True)),
    sa.CheckConstraint("name <> '\\:x'", name="text"),
    sa.CheckConstraint(sa.column("id") > 3, name="expression"),
    schema="s",
    comment="all of it",
    mysql_engine="InnoDB",
    sqlite_autoincrement=True,
)
sa.Index("ix_model", func.lower(MODEL.c.name), MODEL.c.made.desc(), postgresql_where=MODEL.c.id > 5, unique=True)
sa.Index("ix_gin", MODEL.c.name, postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"})


def own_constraints() -> list[Any]:
    """Return the constraints of the model that are its own, not a type's."""
    found: list[Any] = [c for c in MODEL.constraints if not getattr(c, "_type_bound", False)]
    return sorted(found, key=lambda constraint: constraint._creation_order)


def own_indexes() -> list[sa.Index]:
    """Return the indexes of the model by name."""
    return sorted(MODEL.indexes, key=lambda index: str(index.name))


FAMILIES["models"] = [
    lambda: ops.CreateTableOp.from_table(MODEL),
    lambda: ops.DropTableOp.from_table(MODEL),
    *(partial(ops.AddColumnOp.from_column, column) for column in MODEL.columns if not column.primary_key),
    *(partial(ops.DropColumnOp.from_column_and_tablename, "s", "model", column) for column in MODEL.columns),
    *(partial(ops.AddConstraintOp.from_constraint, item) for item in own_constraints()),
    *(partial(ops.DropConstraintOp.from_constraint, item) for item in own_constraints() if item.name),
    *(partial(ops.CreateIndexOp.from_index, item) for item in own_indexes()),
    *(partial(ops.DropIndexOp.from_index, item) for item in own_indexes()),
]

FAMILIES["known_drops"] = [
    lambda: ops.DropTableOp("t", cascade=True, _reverse=table()),
    lambda: ops.DropTableOp("t", if_exists=True, _reverse=table()),
    lambda: ops.DropColumnOp("t", "c", cascade=True, _reverse=add(Integer)),
    lambda: ops.DropColumnOp("t", "c", if_exists=True, mssql_drop_default=True, _reverse=add(Integer)),
    lambda: ops.DropIndexOp("i", "t", _reverse=ops.CreateIndexOp("i", "t", ["a"], unique=True)),
    lambda: ops.DropIndexOp("i", "t", postgresql_concurrently=True, _reverse=ops.CreateIndexOp("i", "t", ["a"])),
    lambda: ops.DropConstraintOp("k", "t", "check", _reverse=ops.CreateCheckConstraintOp("k", "t", "a > 0")),
    lambda: ops.DropConstraintOp(
        "k", "t", "check", if_exists=True, cascade=True, _reverse=ops.CreateCheckConstraintOp("k", "t", "a > 0")
    ),
    lambda: ops.AlterColumnOp(
        "t", "c", modify_type=Integer(), existing_type=String(), postgresql_using="c::int", populate_default=3
    ),
    lambda: ops.AlterColumnOp("t", "c", modify_nullable=False, populate_default=7, existing_type=Integer()),
]
