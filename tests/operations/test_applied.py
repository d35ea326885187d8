"""Asked of a database, an operation says no before it, yes after it, and never yes to something else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Inspector,
    Integer,
    column,
    inspect,
    table,
)
from sqlalchemy.exc import IntegrityError

from revgraph.operations import MigrateOperation, ops
from revgraph.operations.ops import Applied
from revgraph.operations.ops.base import probes
from tests.kit.contexts import live
from tests.kit.presence import CASES, EVERYWHERE, Case, add, alter, check, index, owner, scene, things

PLACED = [pytest.param(case, kind, id=f"{case.name}[{kind}]") for case in CASES for kind in case.on]


def asked(connection: Connection, op: MigrateOperation) -> Applied:
    return op.applied(inspect(connection))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("case", "kind"), PLACED)
def test_no_before_yes_after_never_yes_to_another(case: Case, kind: str, engine_of: Any) -> None:
    engine = engine_of(kind)
    with scene(engine, case.setup) as connection:
        assert asked(connection, case.op) is Applied.NO
        live(connection).invoke(case.op)
        assert asked(connection, case.op) is Applied.YES
    for other in case.others:
        with scene(engine, case.setup) as connection:
            live(connection).invoke(other)
            assert asked(connection, case.op) is not Applied.YES, other


def test_raw_sql_and_rows_are_never_guessed_at(connection: Connection) -> None:
    assert asked(connection, ops.ExecuteSQLOp("CREATE TABLE t (a INT)")) is Applied.UNKNOWN
    assert asked(connection, ops.BulkInsertOp(table("t", column("a")), [{"a": 1}])) is Applied.UNKNOWN


def test_operation_of_a_plug_in_is_not_known_until_it_has_a_probe(connection: Connection) -> None:
    class MakeViewOp(MigrateOperation):
        """Make a view."""

    assert asked(connection, MakeViewOp()) is Applied.UNKNOWN

    @probes.dispatch_for(MakeViewOp)
    def make_view_applied(operation: MakeViewOp, inspector: Inspector) -> Applied:
        return Applied.YES if "v" in inspector.get_view_names() else Applied.NO

    assert asked(connection, MakeViewOp()) is Applied.NO
    connection.exec_driver_sql("CREATE VIEW v AS SELECT 1")
    assert asked(connection, MakeViewOp()) is Applied.YES


def test_inspector_that_has_read_before_does_not_answer_from_memory(connection: Connection) -> None:
    inspector = inspect(connection)
    live(connection).invoke(things())
    assert add(Integer).applied(inspector) is Applied.NO
    live(connection).invoke(add(Integer))
    assert add(Integer).applied(inspector) is Applied.YES


def test_inspector_of_an_engine_will_do(engine_of: Any) -> None:
    engine = engine_of("sqlite")
    with engine.begin() as connection:
        live(connection).invoke(things())
    assert things().applied(inspect(engine)) is Applied.YES
    assert ops.DropTableOp("t").applied(inspect(engine)) is Applied.NO


def test_nothing_is_written_by_asking(engine_of: Any) -> None:
    for kind in EVERYWHERE:
        with scene(engine_of(kind), [owner(), things(), check("ck", "a > 0")]) as connection:
            before = [inspect(connection).get_columns("t"), inspect(connection).get_table_names()]
            for case in CASES:
                if kind in case.on:
                    asked(connection, case.op)
            after = [inspect(connection).get_columns("t"), inspect(connection).get_table_names()]
            assert str(before) == str(after)


def test_index_whose_concurrent_build_failed_is_none(engine_of: Any) -> None:
    op = index("ix", "a", unique=True, postgresql_concurrently=True)
    with scene(engine_of("postgresql"), [things()]) as connection:
        connection.exec_driver_sql("INSERT INTO t (id, a, b) VALUES (1, 1, 1), (2, 1, 1)")
        connection.commit()
        autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
        with pytest.raises(IntegrityError):
            live(autocommit).invoke(op)
        assert "ix" in {found["name"] for found in inspect(connection).get_indexes("t")}
        assert asked(connection, op) is Applied.UNKNOWN


def test_name_of_a_convention_is_not_taken_for_gone(connection: Connection) -> None:
    live(connection).invoke(things(CheckConstraint("a > 0", name="ck_t_positive")))
    assert asked(connection, check("positive", "a > 0")) is Applied.UNKNOWN
    assert asked(connection, ops.DropConstraintOp("positive", "t", "check")) is Applied.UNKNOWN


@pytest.mark.parametrize("kind", ["postgresql"])
def test_other_schema(kind: str, engine_of: Any) -> None:
    made = ops.CreateTableOp(
        "t", [Column("a", Integer, primary_key=True), Column("b", Integer, ForeignKey("s.t.a", name="fk"))], schema="s"
    )
    made_index = ops.CreateIndexOp("ix", "t", ["b"], schema="s")
    with scene(engine_of(kind), [things()]) as connection:
        connection.exec_driver_sql("CREATE SCHEMA s")
        assert asked(connection, made) is Applied.NO
        live(connection).invoke(made)
        assert asked(connection, made) is Applied.YES
        assert asked(connection, made_index) is Applied.NO
        live(connection).invoke(made_index)
        assert asked(connection, made_index) is Applied.YES
        assert asked(connection, ops.DropTableOp("t", schema="s")) is Applied.NO
        assert asked(connection, ops.DropConstraintOp("fk", "t", "foreignkey", schema="s")) is Applied.NO
        assert asked(connection, ops.CreateIndexOp("ix", "t", ["b"])) is Applied.NO


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_halfway_changed_table_is_neither(kind: str, engine_of: Any) -> None:
    with scene(engine_of(kind), [things()]) as connection:
        block = ops.ModifyTableOps("t", [add(Integer), index("ix", "a")])
        live(connection).invoke(add(Integer))
        assert asked(connection, block) is Applied.UNKNOWN


@pytest.mark.parametrize(
    ("op", "wanted"),
    [
        (index("ix", "a"), Applied.NO),
        (check("ck", "a > 0"), Applied.NO),
        (ops.DropTableOp("t"), Applied.YES),
        (ops.DropIndexOp("ix", "t"), Applied.YES),
        (ops.DropConstraintOp("ck", "t", "check"), Applied.YES),
        (ops.DropColumnOp("t", "a"), Applied.UNKNOWN),
        (add(Integer), Applied.UNKNOWN),
        (alter(modify_nullable=False), Applied.UNKNOWN),
        (ops.RenameTableOp("t", "renamed"), Applied.UNKNOWN),
        (ops.UpgradeOps([]), Applied.YES),
    ],
    ids=lambda value: type(value).__name__,
)
def test_without_its_table(op: MigrateOperation, wanted: Applied, connection: Connection) -> None:
    assert asked(connection, op) is wanted


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_not_null_of_the_server_default_does_not_tell_that_rows_were_filled(kind: str, engine_of: Any) -> None:
    there = Column("new", Integer, server_default="1", nullable=False)
    op = ops.AddColumnOp(
        "t", Column("new", Integer, default=2, server_default="1", nullable=False), populate_default=True
    )
    with scene(engine_of(kind), [things(), ops.AddColumnOp("t", there)]) as connection:
        assert asked(connection, op) is Applied.UNKNOWN


def test_values_changed_within_their_type_do_not_show(engine_of: Any) -> None:
    plain = ops.AlterColumnOp("t", "a", modify_type=Integer())
    using = ops.AlterColumnOp("t", "a", modify_type=Integer(), postgresql_using="a * 100")
    with scene(engine_of("postgresql"), [things()]) as connection:
        assert asked(connection, plain) is Applied.YES
        assert asked(connection, using) is Applied.UNKNOWN
