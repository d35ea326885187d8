"""Rewriter: functions by kind of operation that change, replace or drop what autogenerate found.

Knows no database and no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar
from weakref import WeakValueDictionary

from revgraph.operations import ops
from revgraph.runtime.migration import MigrationContext
from revgraph.util.registry import Registry

ProcessRevisionDirectives: TypeAlias = Callable[[MigrationContext, Any, list[ops.MigrationScript]], None]
RewriteFunction = TypeVar("RewriteFunction", bound=Callable[..., ops.MigrateOperation | Sequence[ops.MigrateOperation]])


class Rewriter:
    """Rewrites operations by their kind; give it as ``process_revision_directives``.

    ::

        writer = Rewriter()

        @writer.rewrites(ops.AddColumnOp)
        def add_column(context, revision, op):
            return [op, ops.AlterColumnOp(op.table_name, op.column.name, modify_nullable=False)]
    """

    def __init__(self) -> None:
        self._functions = Registry("rewriter")
        self._then: tuple[ProcessRevisionDirectives | Rewriter, ...] = ()
        # env.py of several databases hands over the same draft again for each
        self._done: WeakValueDictionary[int, Any] = WeakValueDictionary()

    def chain(self, other: ProcessRevisionDirectives | Rewriter) -> Rewriter:
        """Return a rewriter that does what this one does, then what the other does; neither is changed.

        :param other: a rewriter, or any function for ``process_revision_directives``.
        """
        both = Rewriter()
        both._functions = self._functions
        both._then = (*self._then, other)
        return both

    def rewrites(self, operator: type[ops.MigrateOperation]) -> Callable[[RewriteFunction], RewriteFunction]:
        """Return a decorator that registers a function ``(context, revision, op)`` for a kind of operation.

        It returns an operation or a list of operations to stand in its place; an empty list drops it. What it returns
        is not rewritten again by this rewriter, but what is in a container that it returns is.

        :param operator: the class; its subclasses are served too.
        """
        return self._functions.dispatch_for(operator)

    def process_revision_directives(
        self, context: MigrationContext, revision: Any, directives: list[ops.MigrationScript]
    ) -> None:
        """Rewrite drafted revisions in place.

        :param context: the database.
        :param revision: the heads the draft builds on.
        :param directives: the drafts.
        """
        directives[:] = list(self._rewritten_all(context, revision, directives))
        for other in self._then:
            other(context, revision, directives)

    def __call__(self, context: MigrationContext, revision: Any, directives: list[ops.MigrationScript]) -> None:
        """Do as :meth:`process_revision_directives`."""
        self.process_revision_directives(context, revision, directives)

    def _rewritten_all(self, context: MigrationContext, revision: Any, operations: Sequence[Any]) -> Iterator[Any]:
        for op in list(operations):
            yield from self._rewritten(context, revision, op)

    def _rewritten(self, context: MigrationContext, revision: Any, op: Any) -> Iterator[Any]:
        known = self._done.get(id(op)) is op
        self._done[id(op)] = op
        for each in [op] if known else self._replacements(context, revision, op):
            self._done[id(each)] = each
            self._rewrite_inside(context, revision, each)
            yield each

    def _replacements(self, context: MigrationContext, revision: Any, op: Any) -> list[Any]:
        try:
            function = self._functions.dispatch(type(op))
        except ValueError:
            return [op]
        said = function(context, revision, op)
        return list(said) if isinstance(said, (list, tuple)) or hasattr(said, "__next__") else [said]

    def _rewrite_inside(self, context: MigrationContext, revision: Any, op: Any) -> None:
        if isinstance(op, ops.MigrationScript):
            for containers in (op.upgrade_ops_list, op.downgrade_ops_list):
                containers[:] = list(self._rewritten_all(context, revision, containers))
        elif isinstance(op, ops.OpContainer):
            op.ops[:] = list(self._rewritten_all(context, revision, op.ops))
