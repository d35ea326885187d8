"""Sequences on the databases that have them, and nothing on those that don't."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine, text

from revgraph import op as facade
from revgraph.errors import OperationError
from revgraph.operations import Operations, ops
from revgraph.operations.ops import Applied
from tests.kit.contexts import live, script
from tests.kit.project import Project

NAMES = ["q", "Q", "select", "my q", 'a"b', "a`b", "50%", "a:b", "größe", "it's", "q" * 63]
SERVERS = [pytest.param(kind, marks=pytest.mark.server) for kind in ("postgresql", "mariadb")]


@pytest.fixture(params=SERVERS)
def connection(request: pytest.FixtureRequest, engine_of: Any) -> Any:
    with engine_of(request.param).begin() as made:
        yield made


def next_value(connection: Connection, name: str = "q", schema: str | None = None) -> Any:
    return connection.scalar(sa.select(sa.Sequence(name, schema=schema).next_value()))


def has(connection: Connection, name: str, schema: str | None = None) -> bool:
    return sa.inspect(connection).has_sequence(name, schema=schema)


def applied(connection: Connection, operation: ops.MigrateOperation) -> Applied:
    return operation.applied(sa.inspect(connection))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_works_in_every_operation(connection: Connection, name: str) -> None:
    op = live(connection)
    op.create_sequence(name, start=5)
    assert next_value(connection, name) == 5
    op.alter_sequence(name, restart=50)
    assert next_value(connection, name) == 50
    op.drop_sequence(name)
    assert not has(connection, name)


@pytest.mark.server
@pytest.mark.parametrize("name", ["q", 'my "q', "50%", "a:b"])
@pytest.mark.parametrize(
    ("step", "change", "follows"),
    [
        (1, {"minvalue": 100, "start": 100}, 100),
        (1, {"minvalue": 5, "start": 5}, 9),
        (1, {"minvalue": 100, "start": 100, "restart": 200}, 200),
        (-1, {"maxvalue": -100, "start": -100}, -100),
        (-1, {"maxvalue": -2, "start": -2}, -9),
    ],
    ids=str,
)
def test_a_sequence_that_a_bound_leaves_behind_goes_on_at_it(
    postgresql_engine: Engine, name: str, step: int, change: dict[str, int], follows: int
) -> None:
    with postgresql_engine.begin() as connection:
        op = live(connection)
        op.create_sequence(name, increment=step)
        for _ in range(8):
            next_value(connection, name)
        op.alter_sequence(name, **change)
        assert next_value(connection, name) == follows


@pytest.mark.server
def test_a_sequence_beyond_its_far_bound_is_refused(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        op = live(connection)
        op.create_sequence("q", start=50)
        next_value(connection)
        with pytest.raises(sa.exc.DataError, match=r"RESTART value \(50\) cannot be greater than MAXVALUE \(9\)"):
            op.alter_sequence("q", start=1, maxvalue=9)  # to count from 1 again would give out values twice


@pytest.mark.server
@pytest.mark.parametrize("name", NAMES)
def test_every_schema_works_in_every_operation(postgresql_engine: Engine, name: str) -> None:
    with postgresql_engine.begin() as connection:
        op = live(connection)
        op.create_schema(name)
        op.create_table(name, sa.Column(name, sa.Integer), schema=name)
        op.create_sequence("owned", schema=name, owned_by=(name, name, name))
        op.create_sequence(f"{name[:-1]}x", schema=name, start=7)
        assert next_value(connection, f"{name[:-1]}x", name) == 7
        op.alter_sequence(f"{name[:-1]}x", schema=name, owned_by=(name, name, name))
        op.drop_table(name, schema=name)
        assert not has(connection, "owned", name)
        assert not has(connection, f"{name[:-1]}x", name)


def test_options_count_and_are_found_again(connection: Connection) -> None:
    create = ops.CreateSequenceOp(
        "q", start=3, increment=2, minvalue=1, maxvalue=7, cycle=True, cache=1, data_type=sa.Integer
    )
    op = live(connection)
    assert applied(connection, create) is Applied.NO
    op.invoke(create)
    assert [next_value(connection) for _ in range(4)] == [3, 5, 7, 1]
    assert applied(connection, create) is Applied.YES
    assert applied(connection, create.reverse()) is Applied.NO
    for other in ("start", "increment", "minvalue", "maxvalue", "cache"):
        differs = ops.CreateSequenceOp(**{**vars(create), "sequence_name": "q", other: getattr(create, other) + 2})
        assert applied(connection, differs) is Applied.UNKNOWN, other
    assert applied(connection, ops.CreateSequenceOp("q")) is Applied.UNKNOWN
    change = ops.AlterSequenceOp("q", increment=3, cycle=False, existing={"increment": 2, "cycle": True})
    assert applied(connection, change) is Applied.NO
    op.invoke(change)
    assert applied(connection, change) is Applied.YES
    assert applied(connection, change.reverse()) is Applied.NO
    op.invoke(change.reverse())
    assert applied(connection, create) is Applied.YES
    op.invoke(create.reverse())
    assert applied(connection, create.reverse()) is Applied.YES
    assert applied(connection, create) is Applied.NO


@pytest.mark.parametrize("options", [{}, {"increment": -1}, {"nomaxvalue": True, "nominvalue": True}, {"minvalue": 5}])
def test_what_nobody_says_is_known(connection: Connection, options: Any) -> None:
    create = ops.CreateSequenceOp("q", **options)
    live(connection).invoke(create)
    assert applied(connection, create) is Applied.YES


@pytest.mark.server
def test_owner_and_type_are_found_again(postgresql_engine: Engine) -> None:
    with postgresql_engine.begin() as connection:
        op = live(connection)
        op.create_table("t", sa.Column("c", sa.Integer))
        owned = ops.CreateSequenceOp("q", owned_by="t.c", data_type=sa.SmallInteger)
        op.invoke(owned)
        assert applied(connection, owned) is Applied.YES
        assert (
            applied(connection, ops.CreateSequenceOp("q", owned_by="t.d", data_type=sa.SmallInteger)) is Applied.UNKNOWN
        )
        assert applied(connection, ops.CreateSequenceOp("q", data_type=sa.SmallInteger)) is Applied.UNKNOWN
        assert applied(connection, ops.CreateSequenceOp("q", owned_by="t.c")) is Applied.UNKNOWN
        free = ops.AlterSequenceOp("q", owned_by="NONE")
        assert applied(connection, free) is not Applied.YES
        op.invoke(free)
        assert applied(connection, free) is Applied.YES


def test_guards(connection: Connection) -> None:
    op = live(connection)
    op.drop_sequence("q", if_exists=True)
    op.alter_sequence("q", restart=3, if_exists=True)
    op.create_sequence("q", start=4, if_not_exists=True)
    op.create_sequence("q", start=5, if_not_exists=True)
    assert next_value(connection) == 4


def test_sequence_of_sqlalchemy_is_created_and_comes_back_whole(connection: Connection) -> None:
    sequence = sa.Sequence("q", start=10, increment=5, maxvalue=1000)
    op = live(connection)
    op.create_sequence(sequence)
    assert next_value(connection) == 10
    dropped = ops.DropSequenceOp.from_sequence(sequence)
    op.invoke(dropped)
    op.invoke(dropped.reverse())
    assert [next_value(connection) for _ in range(2)] == [10, 15]
    op.drop_sequence(sequence)
    assert not has(connection, "q")


def test_options_beside_a_sequence_are_refused(connection: Connection) -> None:
    op = live(connection)
    with pytest.raises(OperationError, match="schema, start can't be given"):
        op.create_sequence(sa.Sequence("q"), schema="s", start=5)
    with pytest.raises(OperationError, match="put the schema into"):
        op.drop_sequence(sa.Sequence("q"), schema="s")


def test_databases_without_sequences_are_told_nothing(sqlite_engine: Engine) -> None:
    with sqlite_engine.begin() as connection:
        op = live(connection)
        op.create_sequence("q", start=5)
        op.alter_sequence("q", restart=5)
        op.drop_sequence("q")
        for operation in (ops.CreateSequenceOp("q"), ops.DropSequenceOp("q"), ops.AlterSequenceOp("q", cache=2)):
            assert applied(connection, operation) is Applied.YES  # nothing is left to be done
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0


def test_one_history_serves_all_databases(server_project: Project) -> None:
    server_project.add_revision(
        "a1",
        None,
        upgrade='op.create_sequence("q", start=5)\nop.alter_sequence("q", increment=2)',
        downgrade='op.drop_sequence("q")',
    )
    for argv in (("upgrade", "head"), ("downgrade", "base"), ("upgrade", "head")):
        result = server_project.run(*argv)
        assert result.code == 0, result


FULL = {
    "start": 1, "increment": 2, "minvalue": 1, "maxvalue": 9, "cycle": True, "cache": 4, "order": True,
    "data_type": sa.BigInteger(),
}  # fmt: skip


@pytest.mark.parametrize(
    "operation",
    [
        ops.CreateSequenceOp("q", schema="s", owned_by=("t", "c"), if_not_exists=True, **FULL),
        ops.CreateSequenceOp("q", schema="s", owned_by=("t", "c"), **FULL).reverse(),
        ops.CreateSequenceOp("q", nominvalue=True, nomaxvalue=True),
        ops.AlterSequenceOp("q", schema="s", increment=3, minvalue=1, existing={"increment": 1, "nominvalue": True}),
        ops.AlterSequenceOp("q", owned_by="t.c", if_exists=True, existing={"owned_by": "NONE"}),
    ],
    ids=["create", "drop", "unbound", "alter", "owner"],
)
def test_operations_turn_around_and_back(operation: ops.SequenceOp) -> None:
    back = operation.reverse()
    assert repr(back) != repr(operation)
    assert repr(back.reverse()) == repr(operation)
    assert back.reverse().digest() == operation.digest() != back.digest()


def test_digest_is_blind_to_what_only_the_reverse_needs() -> None:
    known = ops.AlterSequenceOp("q", cache=2, owned_by="t.c", existing={"cache": 1, "owned_by": "NONE"})
    assert known.digest() == ops.AlterSequenceOp("q", cache=2, owned_by=("t", "c")).digest()
    assert known.digest() != ops.AlterSequenceOp("q", cache=3, owned_by="t.c").digest()
    owned = ops.CreateSequenceOp("q", owned_by="t.c")
    assert owned.digest() == ops.CreateSequenceOp("q", owned_by=("t", "c")).digest()
    assert owned.digest() != ops.CreateSequenceOp("q").digest()


@pytest.mark.server
def test_a_sequence_is_made_where_the_connection_says(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        connection.execute(sa.schema.CreateSchema("other"))
        moved = connection.execution_options(schema_translate_map={None: "other", "s": "other"})
        live(moved).create_sequence("q")
        live(moved).create_sequence("r", schema="s")
        connection.commit()
        assert sorted(sa.inspect(postgresql_engine).get_sequence_names(schema="other")) == ["q", "r"]


def test_differences_hold_the_sequence() -> None:
    kind, sequence = ops.CreateSequenceOp("q", schema="s", **FULL).to_diff_tuple()
    assert (kind, sequence.name, sequence.schema, sequence.cache) == ("add_sequence", "q", "s", 4)
    again = ops.CreateSequenceOp.from_sequence(sequence)
    assert repr(again) == repr(ops.CreateSequenceOp("q", schema="s", **FULL))
    assert ops.CreateSequenceOp("q").reverse().to_diff_tuple()[0] == "remove_sequence"
    assert ops.DropSequenceOp("q").to_diff_tuple()[1].name == "q"
    change = ops.AlterSequenceOp("q", increment=3, existing={"increment": 1})
    assert change.to_diff_tuple() == ("modify_sequence", None, "q", {"increment": 1}, {"increment": 3})


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (ops.DropSequenceOp("q"), "sqlalchemy.Sequence instead"),
        (ops.AlterSequenceOp("q", increment=2, cache=3, existing={"cache": 2}), "'increment': ..."),
        (ops.AlterSequenceOp("q", restart=2), "nothing to go back to"),
    ],
)
def test_what_is_not_known_can_not_be_reversed(operation: ops.MigrateOperation, words: str) -> None:
    with pytest.raises(OperationError, match=words):
        operation.reverse()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda op: op.alter_sequence("q"), "say what shall change"),
        (lambda op: op.alter_sequence("q", cache=2, existing={"speed": 1}), "no option speed"),
        (lambda op: op.create_sequence("q", owned_by="c"), "names no column"),
        (lambda op: op.create_sequence("q", owned_by=("a", "b", "c", "d")), "names no column"),
    ],
)
def test_nonsense_is_refused(sqlite_engine: Engine, make: Any, words: str) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(OperationError, match=words):
        make(live(connection))


def test_within_a_batch_block_they_are_carried_out_at_once(connection: Connection) -> None:
    op: Operations = live(connection)
    op.create_table("t", sa.Column("c", sa.Integer))
    with op.batch_alter_table("t") as batch:
        batch.invoke(ops.CreateSequenceOp("q"))
        assert has(connection, "q")


def test_a_plug_in_that_brings_a_verb_of_the_name_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class OwnOp(ops.MigrateOperation):
        def __init__(self, words: str) -> None:
            self.words = words

        @classmethod
        def create_sequence(cls, operations: Operations, words: str) -> None:
            operations.invoke(cls(words))

    monkeypatch.setattr(Operations, "create_sequence", Operations.create_sequence)  # to be put back
    Operations.register_operation("create_sequence")(OwnOp)
    Operations.implementation_for(OwnOp)(lambda operations, operation: operations.execute(operation.words))
    written = script("postgresql")
    with Operations.context(written.op.migration_context):
        facade.create_sequence("SELECT 'mine'")  # type: ignore[call-arg]
    assert written.statements == ["SELECT 'mine'"]
