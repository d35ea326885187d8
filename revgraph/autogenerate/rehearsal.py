"""Run what was rendered without a database, before it is written: whatever it calls must be there and take it.

The verbs make their operations and carry out nothing.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from revgraph.errors import OperationError
from revgraph.operations import Operations, ops
from revgraph.operations.base import BatchOperations, door
from revgraph.operations.batch import Block
from revgraph.runtime.migration import MigrationContext

_FILE = "<rendered operations>"


class Rehearsal(Operations):
    """Verbs that make operations and keep them.

    :param migration_context: the database, which is not used.
    """

    def __init__(self, migration_context: Any) -> None:
        super().__init__(migration_context)
        self.kept: list[ops.MigrateOperation] = []

    def invoke(self, operation: ops.MigrateOperation) -> Any:
        """Keep the operation; return the table of one that creates it."""
        self.kept.append(operation)
        return operation.to_table(self.migration_context) if isinstance(operation, ops.CreateTableOp) else None

    def get_bind(self) -> Any:
        """Return something that takes everything."""
        return _Anything()

    def run_async(self, async_function: Any, *args: Any, **kw_args: Any) -> Any:
        """Return something that takes everything."""
        return _Anything()

    @contextmanager
    def batch_alter_table(self, table_name: str, schema: str | None = None, **kw: Any) -> Iterator[Any]:  # type: ignore[override]
        """Keep the operations of the block."""
        block = Block(table_name, schema, **kw)
        yield BatchOperations(self.migration_context, impl=block)
        self.kept += block.operations


class _Anything:
    """Stands for a connection and all that comes of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kw: Any) -> Any:
        return self

    def __getitem__(self, key: Any) -> Any:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: object) -> None:
        return None


def rehearse(source: str | bytes, bodies: Sequence[tuple[str, Any]], path: str) -> None:
    """Run the bodies of functions as the file that is about to be written would.

    :param source: the whole file; what stands outside of functions is executed, for its imports.
    :param bodies: the text of each, indented but for its first line, with the migration context it was rendered for.
    :param path: the file, for errors.
    :raises OperationError: if anything fails; names the line.
    """
    if not bodies:
        return
    namespace: dict[str, Any] = {"__name__": "revision", "__file__": path}
    _run(source, namespace, "the new file can't be loaded")
    for body, migration_context in bodies:
        made = f"def rehearsed():\n    {body}\n    pass\n"
        with door.opened(Rehearsal(migration_context)):
            _run(f"{made}\n\nrehearsed()", namespace, "what was rendered fails when it is run")


def plain_context(dialect: Any) -> MigrationContext:
    """Return a migration context without a database.

    :param dialect: its dialect.
    """
    return MigrationContext.configure(dialect=dialect, opts={"as_sql": True})


def _run(source: str | bytes, namespace: dict[str, Any], what: str) -> None:
    try:
        exec(compile(source, _FILE, "exec", dont_inherit=True), namespace)
    except Exception as error:
        text = source.decode("utf-8", "replace") if isinstance(source, bytes) else source
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _FILE]
        lines = text.splitlines()
        at = frames[-1].lineno if frames else None
        shown = f" at {lines[at - 1].strip()!r}" if at and at <= len(lines) else ""
        raise OperationError(
            f"{what} ({type(error).__name__}: {error}){shown}, so it was not written; correct script.py.mako, its "
            "imports, or what renders it ('render_item', a renderer, 'user_module_prefix')"
        ) from error
