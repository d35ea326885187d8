"""``revgraph.op``: acts on the migration that runs, knows verbs registered later, and says when there is none."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer

from revgraph import op
from revgraph.errors import OfflineError, OperationError
from revgraph.operations import BatchOperations, MigrateOperation, Operations, ops
from revgraph.operations.apply import add_column as built_in_add_column
from revgraph.operations.apply import implementations
from tests.kit.contexts import live, script


class NoteOp(MigrateOperation):
    """An operation as a plug-in would have it."""

    def __init__(self, text: str, *, loud: bool = False) -> None:
        self.text = text
        self.loud = loud

    @classmethod
    def note(cls, operations: Operations, text: str, *, loud: bool = False) -> Any:
        """Write a note."""
        return operations.invoke(cls(text, loud=loud))

    @classmethod
    def batch_note(cls, operations: BatchOperations, text: str) -> Any:
        """Write a note about the table."""
        return operations.invoke(cls(f"{operations.table_name}: {text}"))


@pytest.fixture
def noted() -> Iterator[list[str]]:
    """Register the verb, and collect what it is told."""
    notes: list[str] = []
    Operations.register_operation("note")(NoteOp)
    BatchOperations.register_operation("note", "batch_note")(NoteOp)

    @Operations.implementation_for(NoteOp, replace=True)
    def write(operations: Operations, operation: NoteOp) -> int:
        notes.append(operation.text.upper() if operation.loud else operation.text)
        return len(notes)

    yield notes
    for cls in (Operations, BatchOperations):
        delattr(cls, "note")


@pytest.mark.parametrize("verb", ["add_column", "execute", "f", "get_bind", "batch_alter_table", "invoke"])
def test_verb_outside_of_a_migration_says_where_it_belongs(verb: str) -> None:
    arguments = {"add_column": ("t", Column("c", Integer)), "get_bind": ()}.get(verb, ("x",))
    with pytest.raises(NameError, match=r"upgrade\(\) or downgrade\(\)"):
        getattr(op, verb)(*arguments)


def test_every_verb_is_offered_with_its_own_signature() -> None:
    own = {name for name in dir(Operations) if not name.startswith("_") and callable(getattr(Operations, name))}
    assert set(op.__all__) == own - {"context"}
    for name in op.__all__:
        there, here = getattr(Operations, name), getattr(op, name)
        wanted = [p.replace(kind=p.kind) for p in inspect.signature(there).parameters.values() if p.name != "self"]
        assert list(inspect.signature(here).parameters.values()) == wanted, name
        assert here.__doc__ == there.__doc__, name


def test_verb_acts_on_the_innermost_context() -> None:
    outer, inner = script("postgresql"), script("mysql")
    with Operations.context(outer.op.migration_context):
        op.drop_index("a", "t")
        with pytest.raises(OperationError), Operations.context(inner.op.migration_context) as operations:
            assert operations.migration_context is op.get_context()
            op.drop_index("b", "t")
            raise OperationError("stop")
        op.drop_index("c", "t")
    assert outer.statements == ["DROP INDEX a", "DROP INDEX c"]
    assert inner.statements == ["DROP INDEX b ON t"]
    with pytest.raises(NameError):
        op.get_context()


def test_registered_verb_appears_everywhere(noted: list[str]) -> None:
    written = script("default")
    assert written.op.note("one") == 1  # type: ignore[attr-defined]
    with Operations.context(written.op.migration_context):
        assert op.note("two", loud=True) == 2
        with op.batch_alter_table("t") as batch:
            batch.note("three")  # type: ignore[attr-defined]
    assert noted == ["one", "TWO", "t: three"]
    assert str(inspect.signature(op.note)) == "(text: 'str', *, loud: 'bool' = False) -> 'Any'"
    assert op.note.__doc__ == "Write a note."


def test_unknown_verb_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        op.frobnicate  # noqa: B018


def test_second_implementation_needs_replace() -> None:
    with pytest.raises(ValueError, match="AddColumnOp"):
        Operations.implementation_for(ops.AddColumnOp)(lambda operations, operation: None)


def test_replaced_implementation_is_used_in_and_out_of_batch_blocks() -> None:
    seen: list[str] = []

    @Operations.implementation_for(ops.AddColumnOp, replace=True)
    def add(operations: Operations, operation: ops.AddColumnOp) -> None:
        seen.append(operation.column.name)
        built_in_add_column(operations, operation)

    try:
        written = script("postgresql")
        written.op.add_column("t", Column("a", Integer))
        with written.op.batch_alter_table("t") as batch:
            batch.add_column(Column("b", Integer))
    finally:
        implementations.dispatch_for(ops.AddColumnOp, replace=True)(built_in_add_column)
    assert seen == ["a", "b"]
    assert len(written.statements) == 2


def test_operation_nobody_carries_out_is_named() -> None:
    class Strange(MigrateOperation):
        def __init__(self) -> None:
            pass

    with pytest.raises(OperationError, match=r"Strange\(\).*implementation_for\(Strange\)"):
        script("default").op.invoke(Strange())


def test_async_function_needs_an_asynchronous_driver(sqlite_engine: Any) -> None:
    async def nothing(connection: Any) -> None:
        return None

    with pytest.raises(OfflineError, match="run_async"):
        script("sqlite").op.run_async(nothing)
    with sqlite_engine.connect() as connection, pytest.raises(OperationError, match="create_async_engine"):
        live(connection).run_async(nothing)


def test_async_function_gets_the_connection_that_is_there_already() -> None:
    aio = pytest.importorskip("sqlalchemy.ext.asyncio")
    pytest.importorskip("aiosqlite")

    async def named(connection: Any, name: str) -> tuple[Any, str]:
        return connection, name

    async def run() -> tuple[Any, Any]:
        engine = aio.create_async_engine("sqlite+aiosqlite://")
        try:
            async with engine.connect() as connection:
                return connection, await connection.run_sync(lambda bind: live(bind).run_async(named, name="a"))
        finally:
            await engine.dispose()

    own, given = asyncio.run(run())
    assert given == (own, "a")
    assert given[0] is own
