"""The user's word in comparing: what is read, what is compared, how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, Index, MetaData, Table, event
from sqlalchemy.pool import StaticPool

from revgraph.autogenerate import (
    DispatchPriority,
    PriorityDispatchResult,
    comparators,
    compare_metadata,
)
from revgraph.autogenerate import context as context_module
from revgraph.ddl.asking import known
from revgraph.errors import CommandError
from revgraph.operations import ops
from revgraph.runtime.migration import MigrationContext
from tests.kit.diffs import create, differences, drafted, migrating


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = sa.create_engine("sqlite://", poolclass=StaticPool)
    yield made
    made.dispose()


def old() -> MetaData:
    metadata = MetaData()
    Table("gone", metadata, Column("id", sa.Integer, primary_key=True), Column("x", sa.Integer, index=True))
    Table(
        "kept",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("a", sa.String(5), server_default="x"),
        Column("away", sa.Integer),
        sa.UniqueConstraint("a", name="uq_a"),
        sa.ForeignKeyConstraint(["away"], ["gone.id"], name="fk_away"),
    )
    return metadata


def new() -> MetaData:
    metadata = MetaData()
    Table("fresh", metadata, Column("id", sa.Integer, primary_key=True), Column("x", sa.Integer, index=True))
    kept = Table(
        "kept",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("a", sa.String(9), server_default="y"),
        Column("b", sa.Integer, sa.ForeignKey("fresh.id", name="fk_b")),
    )
    Index("ix_b", kept.c.b)
    return metadata


def test_names_that_include_name_refuses_are_never_read(engine: Engine) -> None:
    create(engine, old())
    asked: list[tuple[str | None, str, Any]] = []
    statements: list[str] = []

    def include_name(name: str | None, type_: str, parent_names: Any) -> bool:
        asked.append((name, type_, dict(parent_names)))
        return name != "gone"

    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    found = differences(engine, new(), include_name=include_name)
    assert not [line for line in found if "'gone'" in line]
    assert not [statement for statement in statements if '"gone"' in statement]
    assert ("gone", "table", {"schema_name": None, "schema_qualified_table_name": "gone"}) in asked
    below = {"table_name": "kept", "schema_name": None, "schema_qualified_table_name": "kept"}
    for name, type_ in [("a", "column"), ("uq_a", "unique_constraint"), ("fk_away", "foreign_key_constraint")]:
        assert (name, type_, below) in asked


def test_column_left_out_by_name_is_neither_dropped_nor_missed(engine: Engine) -> None:
    create(engine, old())
    found = differences(engine, new(), include_name=lambda name, type_, parents: name != "away")
    assert "DropColumnOp('kept', 'away')" not in found
    assert not [line for line in found if "fk_away" in line]


def test_include_object_sees_real_objects_of_both_sides(engine: Engine) -> None:
    create(engine, old())
    asked: list[tuple[str, str | None, str, bool, str | None]] = []

    def include_object(obj: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
        other = None if compare_to is None else type(compare_to).__name__
        asked.append((type(obj).__name__, name, type_, reflected, other))
        return type_ not in ("index", "unique_constraint") and name != "gone"

    found = differences(engine, new(), include_object=include_object)
    assert [*asked] == [
        ("Table", "fresh", "table", False, None),
        ("Index", "ix_fresh_x", "index", False, None),
        ("Table", "kept", "table", False, "Table"),
        ("Column", "id", "column", False, "Column"),
        ("Column", "a", "column", False, "Column"),
        ("Column", "b", "column", False, None),
        ("Column", "away", "column", True, None),
        ("UniqueConstraint", "uq_a", "unique_constraint", True, None),
        ("Index", "ix_b", "index", False, None),
        ("ForeignKeyConstraint", "fk_b", "foreign_key_constraint", False, None),
        ("ForeignKeyConstraint", "fk_away", "foreign_key_constraint", True, None),
        ("Table", "gone", "table", True, None),
    ]
    assert not [line for line in found if "IndexOp" in line or "uq_a" in line or "DropTableOp" in line]


def column_changes(engine: Engine, **options: Any) -> ops.AlterColumnOp:
    create(engine, old())
    script = drafted(engine, new(), **options)
    assert script.upgrade_ops is not None
    tables = [op for op in script.upgrade_ops.ops if isinstance(op, ops.ModifyTableOps)]
    changes = [op for table in tables for op in table.ops if isinstance(op, ops.AlterColumnOp)]
    return changes[0] if changes else ops.AlterColumnOp("none", "none")


def test_types_and_defaults_are_compared_as_asked(engine: Engine) -> None:
    op = column_changes(engine, compare_type=True, compare_server_default=False)
    assert (str(op.modify_type), op.modify_server_default) == ("VARCHAR(9)", False)


def test_defaults_alone(engine: Engine) -> None:
    op = column_changes(engine, compare_type=False)
    assert op.modify_type is None
    assert op.modify_server_default.arg == "y"


@pytest.mark.parametrize(("said", "differs"), [(True, True), (False, False), (None, True)])
def test_compare_type_function_decides_or_leaves_it(engine: Engine, said: bool | None, differs: bool) -> None:
    calls: list[tuple[Any, ...]] = []

    def compare_type(*args: Any) -> bool | None:
        calls.append(args)
        return said

    op = column_changes(engine, compare_type=compare_type, compare_server_default=False)
    assert (op.modify_type is not None) is (differs if said is not True else True)
    context, inspected, modelled, inspected_type, modelled_type = calls[-1]
    assert isinstance(context, MigrationContext)
    assert (inspected.type, modelled.type) == (inspected_type, modelled_type)


@pytest.mark.parametrize(("said", "differs"), [(True, True), (False, False), (None, True)])
def test_compare_server_default_function_decides_or_leaves_it(engine: Engine, said: bool | None, differs: bool) -> None:
    calls: list[tuple[Any, ...]] = []

    def compare_server_default(*args: Any) -> bool | None:
        calls.append((args[3], getattr(args[4], "arg", None), args[5]))
        return said if args[1].name == "a" else False

    op = column_changes(engine, compare_type=False, compare_server_default=compare_server_default)
    assert (op.modify_server_default is not False) is differs
    assert ("'x'", "y", "y") in calls


def test_version_table_is_never_compared(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE revgraph_version (version_num TEXT)"))
        connection.execute(sa.text("CREATE TABLE mine (version_num TEXT)"))
    assert differences(engine, MetaData()) == ["DropTableOp('mine')"]
    assert differences(engine, MetaData(), version_table="mine") == ["DropTableOp('revgraph_version')"]


def test_without_models_the_error_names_env_py(engine: Engine) -> None:
    with pytest.raises(CommandError, match=r"env\.py gives no 'target_metadata'"), migrating(engine, None) as context:
        compare_metadata(context, None)  # type: ignore[arg-type]


def test_several_metadata_are_compared_as_one_schema(engine: Engine) -> None:
    one, two = MetaData(), MetaData()
    Table("a", one, Column("id", sa.Integer, primary_key=True))
    Table("b", two, Column("id", sa.Integer, primary_key=True))
    create(engine, one)
    create(engine, two)
    assert differences(engine, [one, two]) == []
    Table("a", two, Column("id", sa.Integer, primary_key=True))
    with pytest.raises(CommandError, match='tables of the same name: "a"'):
        differences(engine, [one, two])


def test_compare_metadata_returns_tuples(engine: Engine) -> None:
    create(engine, old())
    with migrating(engine, new(), compare_server_default=False) as context:
        diffs = compare_metadata(context, new())
    kinds = [diff[0] if isinstance(diff, tuple) else [each[0] for each in diff] for diff in diffs]
    assert kinds == [
        "add_table",
        "add_index",
        "remove_constraint",
        "remove_fk",
        "add_column",
        ["modify_type"],
        "add_index",
        "add_fk",
        "remove_column",
        "remove_table",
    ]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Any:
    branch = comparators.branch()
    monkeypatch.setattr(context_module, "comparators", branch)
    return branch


def test_comparators_of_plug_ins_run_after_ours_with_the_objects_of_both_sides(engine: Engine, registry: Any) -> None:
    create(engine, old())
    calls: list[str] = []

    @registry.dispatch_for("table")
    def on_table(context: Any, changes: ops.ModifyTableOps, schema: Any, name: Any, conn: Table, model: Table) -> None:
        calls.append(f"table {name} {len(changes.ops) > 0} {sorted(conn.c.keys())} {sorted(model.c.keys())}")
        changes.ops.append(ops.CreateTableCommentOp(name, "mine", schema=schema))

    @registry.dispatch_for("column", qualifier="sqlite")
    def on_column(
        context: Any, op: ops.AlterColumnOp, schema: Any, table: Any, name: Any, conn: Any, model: Any
    ) -> None:
        calls.append(f"column {table}.{name} {conn.type!r} {model.type!r}")
        op.modify_comment = f"{name} of {table}"

    @registry.dispatch_for("schema")
    def on_schema(context: Any, upgrade_ops: ops.UpgradeOps, schemas: Any) -> None:
        calls.append(f"schema {schemas}")
        assert context.inspector.has_table("gone")

    @registry.dispatch_for("autogenerate", qualifier="postgresql")
    def elsewhere(context: Any, upgrade_ops: ops.UpgradeOps) -> None:
        calls.append("not this dialect")

    found = differences(engine, new())
    assert calls == [
        "column kept.id INTEGER() Integer()",
        "column kept.a VARCHAR(length=5) String(length=9)",
        "table kept True ['a', 'away', 'id'] ['a', 'b', 'id']",
        "schema [None]",
    ]
    assert "CreateTableCommentOp('kept', 'mine')" in found
    assert [line for line in found if "modify_comment='id of kept'" in line]


def test_comparators_run_by_priority_and_stop_their_own_group(registry: Any) -> None:
    calls: list[str] = []

    def add(name: str, said: Any = None, **options: Any) -> None:
        def run(*_: Any) -> Any:
            calls.append(name)
            return said

        registry.dispatch_for("autogenerate", **options)(run)

    add("last", priority=DispatchPriority.LAST)
    add("medium")
    add("dialect", qualifier="sqlite")
    add("first", PriorityDispatchResult.STOP, priority=DispatchPriority.FIRST, subgroup="group")
    add("stopped", subgroup="group")
    registry.run("autogenerate", "sqlite", None, None)
    assert calls == ["first", "dialect", "medium", "last"]


def test_what_can_not_be_told_is_listed_and_left_alone(
    engine: Engine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(connection: Any, doubts: Any) -> Any:
        raise sa.exc.OperationalError("CREATE", {}, Exception("no rights"))

    metadata = MetaData()
    Table("t", metadata, Column("a", sa.Integer), sa.CheckConstraint("a > 2", name="ck"))
    create(engine, metadata)
    other = MetaData()
    Table("t", other, Column("a", sa.Integer), sa.CheckConstraint("a > 3", name="ck"))
    monkeypatch.setitem(known.ASKED, "sqlite", refuse)
    with caplog.at_level("INFO"):
        assert differences(engine, other) == []
    assert "Not compared: check constraints of t.ck: the texts 'a > 2' and 'a > 3' may mean the same" in caplog.text
    assert "no rights" in caplog.text


def test_what_was_found_is_said(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    create(engine, old())
    with caplog.at_level("INFO", logger="revgraph.autogenerate"):
        differences(engine, new(), compare_server_default=True)
    ours = [record for record in caplog.records if record.name.startswith("revgraph.autogenerate")]
    assert [record.getMessage() for record in ours if record.levelname == "INFO"] == [
        "Detected added table 'fresh'",
        "Detected added index 'ix_fresh_x' on 'fresh'",
        "Detected removed unique constraint 'uq_a' on 'kept'",
        "Detected removed foreignkey constraint 'fk_away' on 'kept'",
        "Detected added column 'kept.b'",
        "Detected type and server default change on 'kept.a'",
        "Detected added index 'ix_b' on 'kept'",
        "Detected added foreignkey constraint 'fk_b' on 'kept'",
        "Detected removed column 'kept.away'",
        "Detected removed table 'gone'",
    ]


def test_comments_are_listed_where_models_have_them_and_the_database_does_not(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    metadata = MetaData()
    Table("t", metadata, Column("a", sa.Integer, comment="x"))
    create(engine, metadata)
    with caplog.at_level("INFO"):
        assert differences(engine, metadata) == []
    assert "Not compared: comments: sqlite does not tell" in caplog.text


def test_an_index_stays_with_the_foreign_key_that_brought_it_though_include_name_refuses_the_key(
    mariadb_engine: Engine,
) -> None:
    def models(*keys: sa.ForeignKey) -> MetaData:
        metadata = MetaData()
        Table("p", metadata, Column("id", sa.Integer, primary_key=True))
        Table("c", metadata, Column("id", sa.Integer, primary_key=True), Column("p", sa.Integer, *keys))
        return metadata

    create(mariadb_engine, models(sa.ForeignKey("p.id", name="fk_p")))

    def is_wanted(name: str | None, type_: str, parents: Any) -> bool:
        return type_ != "foreign_key_constraint"

    assert differences(mariadb_engine, models(), include_name=is_wanted) == []
