"""Operation values: they print themselves, turn around and back, and report themselves as differences."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Connection,
    Constraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    column,
    func,
    inspect,
    table,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable

from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.ops import Applied
from tests.kit.contexts import live

PG = postgresql.dialect()


def models() -> Table:
    metadata = MetaData(
        naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s", "ix": "ix_%(column_0_N_name)s"}
    )
    Table("owner", metadata, Column("id", Integer, primary_key=True), schema="people")
    account = Table(
        "account",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("owner_id", ForeignKey("people.owner.id", ondelete="CASCADE", name="fk_owner"), nullable=False),
        Column("parent", Integer, ForeignKey("money.account.id"), key="above"),
        Column("name", String(50), server_default="x", unique=True, index=True, comment="what it is called"),
        Column("twice", Integer, Computed("id * 2", persisted=True)),
        Column("flag", Boolean(create_constraint=True, name="flag_bool")),
        CheckConstraint("id > 0", name="positive", info={"why": "because"}),
        UniqueConstraint("id", "owner_id", name="uq", deferrable=True, initially="DEFERRED"),
        schema="money",
        comment="all of them",
        prefixes=["UNLOGGED"],
        postgresql_tablespace="fast",
    )
    CheckConstraint(account.c.id < 1000, name="small")
    Index(
        "ix_expr",
        func.lower(account.c.name),
        account.c.id.desc(),
        unique=True,
        postgresql_where=account.c.id > 3,
        postgresql_include=["owner_id"],
    )
    account.append_constraint(ExcludeConstraint(("id", "="), where=text("id > 1"), name="ex", using="btree"))
    return account


def sql(op: Any) -> str:
    """Return what an operation would do on PostgreSQL, as text to compare."""
    if isinstance(op, ops.CreateTableOp):
        return str(CreateTable(op.to_table()).compile(dialect=PG))
    if isinstance(op, ops.AddConstraintOp):
        return str(AddConstraint(op.to_constraint()).compile(dialect=PG))
    if isinstance(op, ops.CreateIndexOp):
        return str(CreateIndex(op.to_index()).compile(dialect=PG))
    return repr(op)


def constraints_of_models() -> list[Constraint]:
    account = models()
    own = [c for c in account.constraints if not getattr(c, "_type_bound", False)]
    return sorted(own, key=lambda c: c._creation_order)


def indexes_of_models() -> list[Index]:
    return sorted(models().indexes, key=lambda i: str(i.name))


TURNED: list[tuple[str, ops.MigrateOperation]] = [
    ("add_column", ops.AddColumnOp.from_column(models().c.name)),
    ("add_column_with_options", ops.AddColumnOp("t", Column("c", Integer), if_not_exists=True, inline_references=True)),
    ("drop_column", ops.DropColumnOp.from_column_and_tablename("money", "account", models().c.name)),
    ("create_table", ops.CreateTableOp.from_table(models())),
    ("drop_table", ops.DropTableOp.from_table(models())),
    ("rename_table", ops.RenameTableOp("a", "b", schema="s")),
    ("table_comment", ops.CreateTableCommentOp("t", "new", existing_comment="old", schema="s")),
    ("drop_table_comment", ops.DropTableCommentOp("t", existing_comment="old")),
    *((f"create_{c.__visit_name__}_{c.name}", ops.AddConstraintOp.from_constraint(c)) for c in constraints_of_models()),
    *((f"drop_{c.__visit_name__}_{c.name}", ops.DropConstraintOp.from_constraint(c)) for c in constraints_of_models()),
    *((f"create_index_{i.name}", ops.CreateIndexOp.from_index(i)) for i in indexes_of_models()),
    *((f"drop_index_{i.name}", ops.DropIndexOp.from_index(i)) for i in indexes_of_models()),
    (
        "alter_column",
        ops.AlterColumnOp(
            "t",
            "c",
            schema="s",
            existing_type=Integer(),
            existing_nullable=True,
            existing_server_default=None,
            existing_comment="was",
            modify_type=String(5),
            modify_nullable=False,
            modify_server_default="x",
            modify_comment=None,
            modify_name="d",
            autoincrement=True,
            existing_autoincrement=False,
        ),
    ),
    ("modify_table", ops.ModifyTableOps("t", [ops.RenameTableOp("a", "b"), ops.RenameTableOp("b", "c")], schema="s")),
    ("upgrade", ops.UpgradeOps([ops.AddColumnOp.from_column(models().c.name), ops.RenameTableOp("b", "c")])),
    ("downgrade", ops.DowngradeOps([ops.RenameTableOp("b", "c")])),
]


@pytest.mark.parametrize(("name", "op"), TURNED, ids=[name for name, _ in TURNED])
def test_reversed_twice_is_the_same_operation(name: str, op: ops.MigrateOperation) -> None:
    there = op.reverse()
    assert type(there) is not type(op) or isinstance(
        op, (ops.RenameTableOp, ops.AlterColumnOp, ops.ModifyTableOps, ops.CreateTableCommentOp)
    )
    back = there.reverse()
    assert repr(back) == repr(op)
    assert sql(back) == sql(op)
    again = back.reverse()
    assert repr(again) == repr(there)
    assert sql(again) == sql(there)


def test_dropped_table_comes_back_with_all_it_had() -> None:
    account = models()
    created = ops.DropTableOp.from_table(account).reverse().to_table()
    text_ = str(CreateTable(created).compile(dialect=PG))
    assert text_ == str(CreateTable(account).compile(dialect=PG))
    assert (created.comment, created.schema, created.c.name.comment) == ("all of them", "money", "what it is called")
    assert not created.indexes, "indexes are operations of their own"


def test_values_leave_the_models_as_they_were() -> None:
    account = models()
    before = (len(account.constraints), len(account.indexes), len(account.c), len(account.metadata.tables))
    for constraint in constraints_of_models():
        ops.AddConstraintOp.from_constraint(constraint).to_constraint()
    for made in (ops.CreateTableOp.from_table(account), *map(ops.CreateIndexOp.from_index, account.indexes)):
        made.to_diff_tuple()
        made.reverse().to_diff_tuple()
    assert before == (len(account.constraints), len(account.indexes), len(account.c), len(account.metadata.tables))


@pytest.mark.parametrize(
    ("op", "wanted"),
    [
        (ops.AddColumnOp("t", Column("c", Integer), schema="s"), ("add_column", "s", "t")),
        (ops.DropColumnOp("t", "c", schema="s"), ("remove_column", "s", "t")),
        (ops.CreateTableOp("t", [Column("c", Integer)]), ("add_table",)),
        (ops.DropTableOp("t"), ("remove_table",)),
        (ops.RenameTableOp("a", "b"), ("rename_table", None, "a", "b")),
        (ops.CreateIndexOp("ix", "t", ["c"]), ("add_index",)),
        (ops.DropIndexOp("ix", "t"), ("remove_index",)),
        (ops.CreateUniqueConstraintOp("uq", "t", ["c"]), ("add_constraint",)),
        (ops.CreateForeignKeyOp("fk", "t", "o", ["c"], ["id"]), ("add_fk",)),
        (ops.CreateForeignKeyOp("fk", "t", "o", ["c"], ["id"]).reverse(), ("remove_fk",)),
        (ops.CreateCheckConstraintOp("ck", "t", "c > 1").reverse(), ("remove_constraint",)),
        (ops.CreateTableCommentOp("t", "new", existing_comment="old"), ("add_table_comment",)),
        (ops.DropTableCommentOp("t"), ("remove_table_comment",)),
        (ops.ExecuteSQLOp("SELECT 1"), ("execute", "SELECT 1")),
        (ops.BulkInsertOp(table("t", column("a")), [{"a": 1}]), ("bulk_insert",)),
        (ops.RenameIndexOp("a", "b", "t"), ("rename_index", None, "t", "a", "b")),
        (ops.RenameConstraintOp("t", "a", "b"), ("rename_constraint", None, "t", "a", "b")),
        (ops.ValidateConstraintOp("a", "t"), ("validate_constraint", None, "t", "a")),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, ops.MigrateOperation) else value[0],
)
def test_difference_starts_with_what_happens(op: ops.MigrateOperation, wanted: tuple[Any, ...]) -> None:
    assert op.to_diff_tuple()[: len(wanted)] == wanted


def test_altered_column_is_one_difference_for_each_aspect() -> None:
    integer, string = Integer(), String(5)
    op = ops.AlterColumnOp(
        "t", "c", schema="s", existing_type=integer, existing_nullable=True, modify_type=string, modify_nullable=False
    )
    known = {"existing_server_default": False, "existing_comment": None}
    assert op.to_diff_tuple() == [
        ("modify_type", "s", "t", "c", {"existing_nullable": True, **known}, integer, string),
        ("modify_nullable", "s", "t", "c", {"existing_type": integer, **known}, True, False),
    ]


@pytest.mark.parametrize(
    ("op", "shown"),
    [
        (ops.RenameTableOp("a", "b", schema="s"), "RenameTableOp('a', 'b', schema='s')"),
        (
            ops.AlterColumnOp("t", "c", modify_server_default=None, modify_nullable=False, postgresql_using="x"),
            "AlterColumnOp('t', 'c', modify_nullable=False, modify_server_default=None, postgresql_using='x')",
        ),
        (ops.DropConstraintOp("x", "t", type_="check"), "DropConstraintOp('x', 't', type_='check')"),
        (
            ops.CreateCheckConstraintOp("x", "t", text("a > 1")),
            "CreateCheckConstraintOp('x', 't', text('a > 1'))",
        ),
        (ops.UpgradeOps([ops.RenameTableOp("a", "b")]), "UpgradeOps(ops=[RenameTableOp('a', 'b')])"),
        (
            ops.CreateTableOp("t", [UniqueConstraint("a", name="u")]),
            "CreateTableOp('t', [UniqueConstraint(name='u')])",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, ops.MigrateOperation) else "",
)
def test_operation_prints_as_it_was_made(op: ops.MigrateOperation, shown: str) -> None:
    assert repr(op) == shown


@pytest.mark.parametrize(
    "op",
    [
        ops.DropTableOp("t"),
        ops.DropColumnOp("t", "c"),
        ops.DropIndexOp("ix", "t"),
        ops.DropConstraintOp("x", "t"),
        ops.ExecuteSQLOp("SELECT 1"),
        ops.BulkInsertOp(table("t", column("a")), []),
        ops.AlterColumnOp("t", "c", modify_type=Integer()),
        ops.AlterColumnOp("t", "c", modify_server_default="x"),
    ],
    ids=lambda op: type(op).__name__,
)
def test_what_is_known_by_name_only_can_not_be_reversed(op: ops.MigrateOperation) -> None:
    with pytest.raises(OperationError, match="can't be reversed"):
        op.reverse()


def test_nullability_is_reversed_without_being_told_what_was() -> None:
    assert ops.AlterColumnOp("t", "c", modify_nullable=False).reverse().modify_nullable is True


def test_upgrade_reversed_into_runs_backwards() -> None:
    upgrade = ops.UpgradeOps([ops.RenameTableOp("a", "b"), ops.ModifyTableOps("t", [ops.RenameTableOp("b", "c")])])
    downgrade = ops.DowngradeOps([ops.ExecuteSQLOp("goes away")])
    assert upgrade.reverse_into(downgrade) is downgrade
    assert repr(downgrade.ops) == "[ModifyTableOps('t', [RenameTableOp('c', 'b')]), RenameTableOp('b', 'a')]"


def test_failed_reverse_leaves_the_downgrade_alone() -> None:
    downgrade = ops.DowngradeOps([ops.RenameTableOp("a", "b")])
    with pytest.raises(OperationError):
        ops.UpgradeOps([ops.ExecuteSQLOp("x")]).reverse_into(downgrade)
    assert len(downgrade.ops) == 1


def test_container_of_empty_containers_is_empty() -> None:
    assert ops.UpgradeOps([ops.ModifyTableOps("t", [])]).is_empty()
    assert not ops.UpgradeOps([ops.ModifyTableOps("t", [ops.ExecuteSQLOp("x")])]).is_empty()


def test_differences_of_a_container_are_flat() -> None:
    upgrade = ops.UpgradeOps([ops.ModifyTableOps("t", [ops.ExecuteSQLOp("a")]), ops.ExecuteSQLOp("b")])
    assert upgrade.as_diffs() == [("execute", "a"), ("execute", "b")]


def test_script_with_several_lists_has_no_single_one() -> None:
    script = ops.MigrationScript(None, [ops.UpgradeOps(), ops.UpgradeOps()], ops.DowngradeOps())
    assert len(script.upgrade_ops_list) == 2
    assert script.downgrade_ops is script.downgrade_ops_list[0]
    with pytest.raises(OperationError, match="upgrade_ops_list"):
        _ = script.upgrade_ops
    script.upgrade_ops = None
    assert script.upgrade_ops is None


def test_primary_key_of_a_model_keeps_its_name() -> None:
    made = Table("t", MetaData(), Column("a", Integer), PrimaryKeyConstraint("a", name="pk_t"))
    assert "CONSTRAINT pk_t PRIMARY KEY (a)" in sql(ops.CreateTableOp.from_table(made))


def test_foreign_key_of_unknown_table_is_taken_from_its_text() -> None:
    made = Table("t", MetaData(), Column("a", Integer), ForeignKeyConstraint(["a"], ["s.other.id"], name="fk"))
    (key,) = made.foreign_key_constraints
    assert sql(ops.AddConstraintOp.from_constraint(key)).endswith("FOREIGN KEY(a) REFERENCES s.other (id)")


def test_indexes_among_the_items_of_a_table(connection: Connection) -> None:
    def made() -> ops.CreateTableOp:
        where = text("b > 0")
        items = [
            Column("a", Integer, primary_key=True),
            Column("b", Integer),
            Index("ix_b", "b", unique=True, postgresql_where=where, sqlite_where=where),
            Index("ix_both", "b", text("lower(a)")),
        ]
        return ops.CreateTableOp("t", items)

    op = made()
    for dialect in ("sqlite", "postgresql", "mysql", "mssql", "oracle"):
        for _ in range(2):
            assert len([sql for sql in op.statements(dialect) if "INDEX ix_b" in sql]) == 2
    assert op.statements("postgresql")[1:] == [
        "CREATE UNIQUE INDEX ix_b ON t (b) WHERE b > 0",
        "CREATE INDEX ix_both ON t (b, lower(a))",
    ]
    assert op.digest() == made().digest() != ops.CreateTableOp("t", op.columns[:2]).digest()
    live(connection).invoke(op)
    assert op.applied(inspect(connection)) is Applied.YES
    live(connection).invoke(op.reverse())
    live(connection).invoke(op.reverse().reverse())
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name")
    assert found.scalars().all() == ["ix_b", "ix_both"]


def test_the_way_to_a_type_is_not_the_way_back() -> None:
    there = ops.AlterColumnOp("t", "a", modify_type=Integer(), existing_type=String(9), postgresql_using="a::int * 100")
    assert "postgresql_using" not in there.reverse().kw
    assert there.kw["postgresql_using"] == "a::int * 100"


def test_an_index_that_is_dropped_says_itself_whether_it_is_unique() -> None:
    drop = ops.DropIndexOp("ix", "t", unique=True)
    assert drop.to_index().unique is True
    known = ops.CreateIndexOp("ix", "t", ["a"]).reverse()
    assert known.to_index().unique is False
    known.kw["unique"] = True
    assert known.reverse().unique is True
