"""Operations and BatchOperations: the verbs together with what carries them out, and the door to the current one.

What the verbs mean is told in ``verbs``; how they are carried out in ``apply``, ``batch`` and ``rebuild``.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, cast

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.util import immutabledict

from revgraph.errors import OfflineError, OperationError
from revgraph.operations.apply import implementations, perform
from revgraph.operations.batch import Block, rebuild_in_place
from revgraph.operations.offline import OfflineBind, write_instead
from revgraph.operations.ops.base import MigrateOperation
from revgraph.operations.ops.containers import ModifyTableOps, OpContainer
from revgraph.operations.target import Surroundings
from revgraph.operations.timing import headline, timed
from revgraph.operations.verbs.columns import BatchColumnVerbs, ColumnVerbs
from revgraph.operations.verbs.constraints import BatchConstraintVerbs, ConstraintVerbs
from revgraph.operations.verbs.enums import EnumVerbs
from revgraph.operations.verbs.execute import ExecuteVerbs, InsertVerbs, NameVerbs
from revgraph.operations.verbs.indexes import BatchIndexVerbs, IndexVerbs
from revgraph.operations.verbs.schemas import SchemaVerbs
from revgraph.operations.verbs.sequences import SequenceVerbs
from revgraph.operations.verbs.tables import BatchTableVerbs, TableVerbs
from revgraph.util.door import Door

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
G = TypeVar("G", bound=Callable[..., Any])
NOTHING: Mapping[str, Any] = immutabledict()


class OperationsContext(Surroundings, Protocol):
    """What operations need of the migration context; the runtime has the real one."""

    @property
    def bind(self) -> Connection | None:
        """Return the live connection, or None while a script is written."""
        ...


class AbstractOperations(NameVerbs, ExecuteVerbs):
    """What Operations and BatchOperations have in common.

    :param migration_context: the migration context.
    :param impl: the target of the operations; the dialect's implementation by default.
    """

    def __init__(self, migration_context: Any, impl: Any = None) -> None:
        self.migration_context: OperationsContext = migration_context
        self.impl: Any = self.migration_context.impl if impl is None else impl

    # ------------------------------------------------------------------------------------ registration

    @classmethod
    def register_operation(cls, name: str, sourcename: str | None = None) -> Callable[[type[T]], type[T]]:
        """Return a decorator that makes a verb of an operation class.

        ::

            @Operations.register_operation("create_view")
            class CreateViewOp(MigrateOperation):
                @classmethod
                def create_view(cls, operations, view_name, **kw):
                    return operations.invoke(cls(view_name, **kw))

        It can be called on every object of this class, and on ``revgraph.op``, from then on.

        :param name: name of the verb.
        :param sourcename: name of the class method that takes the ``Operations`` object and the verb's arguments, if
            it differs from ``name``.
        """

        def register(op_class: type[T]) -> type[T]:
            make = getattr(op_class, sourcename or name)

            def verb(self: AbstractOperations, *args: Any, **kw: Any) -> Any:
                return make(self, *args, **kw)

            verb.__name__, verb.__doc__ = name, make.__doc__
            verb.__qualname__ = f"{cls.__name__}.{name}"
            me = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
            signature = inspect.signature(make)
            _, *rest = signature.parameters.values()
            cast("Any", verb).__signature__ = signature.replace(parameters=[me, *rest])
            setattr(cls, name, verb)
            return op_class

        return register

    @classmethod
    def implementation_for(cls, op_cls: Any, replace: bool = False) -> Callable[[F], F]:
        """Return a decorator that makes a function ``(operations, operation)`` carry out a class of operations.

        :param op_cls: the class; its subclasses are served too.
        :param replace: allow an existing function to be replaced.
        :raises ValueError: if there is one already and ``replace`` is false.
        """
        return implementations.dispatch_for(op_cls, replace=replace)

    @classmethod
    @contextmanager
    def context(cls, migration_context: Any) -> Iterator[Operations]:
        """Make an Operations object that ``revgraph.op`` acts on inside the block.

        :param migration_context: the migration context.
        """
        with door.opened(Operations(migration_context)) as operations:
            yield operations

    @classmethod
    def online_only(cls, sql: Executable | str | Sequence[Executable | str] | None = None) -> Callable[[G], G]:
        """Return a decorator that marks a step which needs a live connection, such as one that reads rows.

        Online the function is called as it is. While a script is written (``--sql``) it is not called: the script gets
        the SQL that is given instead, or a comment that says what is missing::

            @op.online_only(sql="UPDATE account SET slug = lower(name)")
            def fill_slugs():
                for id_, name in op.get_bind().execute(sa.text("SELECT id, name FROM account")):
                    ...

            def upgrade():
                op.add_column("account", sa.Column("slug", sa.String(50)))
                fill_slugs()

        :param sql: a statement, or several; an empty list for nothing at all.
        """
        if callable(sql):
            raise OperationError("write @op.online_only() with parentheses; between them may stand sql='...'")

        def mark(function: G) -> G:
            @wraps(function)
            def step(*args: Any, **kw: Any) -> Any:
                operations = door.current()
                if operations.migration_context.bind is not None:
                    return function(*args, **kw)
                write_instead(operations, function.__name__, sql)
                return None

            return cast("G", step)

        return mark

    # ------------------------------------------------------------------------------------ carrying out

    def get_context(self) -> Any:
        """Return the migration context."""
        return self.migration_context

    def get_bind(self) -> Connection:
        """Return the live connection.

        While a script is written it is a stand-in that knows its ``dialect`` and writes what it is told to execute
        into the script. Whatever would need a database, such as rows or an inspector, is refused there with the way
        out: :meth:`online_only`.
        """
        bind = self.migration_context.bind
        if bind is not None:
            return bind
        impl = self.migration_context.impl
        stand_in = OfflineBind(
            self.migration_context.dialect, lambda statement, values: impl.execute(statement, params=values)
        )
        return cast("Connection", stand_in)

    def run_async(self, async_function: Callable[..., Awaitable[T]], *args: Any, **kw_args: Any) -> T:
        """Call an async function with an ``AsyncConnection`` that shares the transaction of the migration.

        :param async_function: called with the connection, then the other arguments.
        :return: what it returns.
        :raises OfflineError: while a script is written.
        :raises OperationError: if the engine is not an asynchronous one.
        """
        bind = None if self.migration_context.bind is None else self.get_bind()
        if bind is None:
            raise OfflineError("op.run_async() needs a live connection; it can't be part of a script (--sql)")
        if not bind.dialect.is_async:
            driver = getattr(bind.dialect, "driver", bind.dialect.name)
            raise OperationError(
                f"op.run_async() needs an asynchronous driver, and this connection uses {driver}; "
                "in env.py make the engine with create_async_engine() and call run_sync()"
            )
        from sqlalchemy import util
        from sqlalchemy.ext.asyncio import AsyncConnection

        # the one that stands for this connection already: a second one would take its place, and then leave it without
        connection = AsyncConnection._retrieve_proxy_for_target(bind)
        return util.await_only(async_function(connection, *args, **kw_args))

    @contextmanager
    def batch_alter_table(
        self,
        table_name: str,
        schema: str | None = None,
        recreate: Literal["auto", "always", "never"] = "auto",
        partial_reordering: list[tuple[str, ...]] | None = None,
        copy_from: Table | None = None,
        table_args: tuple[Any, ...] = (),
        table_kwargs: Mapping[str, Any] = NOTHING,
        reflect_args: tuple[Any, ...] = (),
        reflect_kwargs: Mapping[str, Any] = NOTHING,
        naming_convention: dict[str, str] | None = None,
    ) -> Iterator[BatchOperations]:
        """Group changes of one table; they are carried out when the block ends without an error.

        On SQLite changes that its ALTER TABLE can't do are made together by building the table anew: nothing the
        changes do not name is lost, be it a CHECK, a trigger or a comment in its definition::

            with op.batch_alter_table("account") as batch_op:
                batch_op.alter_column("name", nullable=False)
                batch_op.create_unique_constraint("uq_account_name", ["name"])

        :param table_name: the table.
        :param schema: its schema.
        :param recreate: ``"auto"`` builds the table anew where ALTER can't do it, ``"always"`` does in any case and on
            any database, ``"never"`` does not.
        :param partial_reordering: tuples of column names; within each the columns shall stand in that order. The table
            is then built anew.
        :param copy_from: the table as it is, instead of reading it from the database; needed while a script is
            written.
        :param table_args: further constraints and columns' arguments of the new table.
        :param table_kwargs: options of the new table, such as ``sqlite_autoincrement``.
        :param reflect_args: further arguments of the :class:`sqlalchemy.Table` the old one is reflected into. On
            SQLite the stored definition is used instead, unless this or ``reflect_kwargs`` is given.
        :param reflect_kwargs: the same, keyword arguments.
        :param naming_convention: by the names it makes, ``drop_constraint`` finds constraints that have none in the
            database; those that stay are not given one.
        :raises OperationError: if the block asks for something that is not there or can't be done.
        :raises OfflineError: if the table must be built anew for a script and ``copy_from`` is not given.
        """
        block = Block(
            table_name,
            schema,
            recreate=recreate,
            partial_reordering=partial_reordering,
            copy_from=copy_from,
            table_args=table_args,
            table_kwargs=table_kwargs,
            reflect_args=reflect_args,
            reflect_kwargs=reflect_kwargs,
            naming_convention=naming_convention,
        )
        yield BatchOperations(self.migration_context, impl=block)
        with timed(self.migration_context, lambda: block.headline), _committed(self.migration_context.impl.connection):
            block.carry_out(self.migration_context, self._acting_on)

    def _acting_on(self, target: Any) -> Operations:
        return Operations(self.migration_context, impl=target)


@contextmanager
def _committed(connection: Connection | None) -> Iterator[None]:
    """Commit what the block does, unless a transaction is open already: then its owner will."""
    if connection is None or connection.in_transaction():
        yield
        return
    with connection.begin():
        yield


class Operations(
    AbstractOperations,
    ColumnVerbs,
    TableVerbs,
    ConstraintVerbs,
    IndexVerbs,
    SequenceVerbs,
    EnumVerbs,
    SchemaVerbs,
    InsertVerbs,
):
    """The verbs of a migration; what ``revgraph.op`` acts on.

    It can be used without any environment::

        operations = Operations(MigrationContext.configure(connection))
        operations.add_column("account", Column("age", Integer))

    :param migration_context: the migration context.
    :param impl: the target of the operations; the dialect's implementation by default.
    """

    def invoke(self, operation: MigrateOperation) -> Any:
        """Carry out an operation value; a container's operations one by one.

        :param operation: any operation.
        :return: what its implementation returns: a Table for ``CreateTableOp``.
        :raises OperationError: if it can't be carried out as asked, or nothing is registered for it.
        """
        if isinstance(operation, OpContainer):
            self._invoke_all(operation)
            return None
        with timed(self.migration_context, lambda: headline(operation)):
            if self.impl is self.migration_context.impl and rebuild_in_place(
                operation, self.migration_context, self._acting_on
            ):
                return None
            return perform(self, operation)

    def _invoke_all(self, container: OpContainer) -> None:
        if not isinstance(container, ModifyTableOps):
            for operation in container.ops:
                self.invoke(operation)
            return
        with self.batch_alter_table(container.table_name, container.schema) as batch:
            for operation in container.ops:
                batch.invoke(operation)


class BatchOperations(AbstractOperations, BatchColumnVerbs, BatchTableVerbs, BatchConstraintVerbs, BatchIndexVerbs):
    """The verbs within ``batch_alter_table``: they know their table, and wait until the block ends.

    :param migration_context: the migration context.
    :param impl: the block.
    """

    impl: Block

    @property
    def table_name(self) -> str:
        """Return the name of the table."""
        return self.impl.table_name

    @property
    def schema(self) -> str | None:
        """Return the schema of the table."""
        return self.impl.schema

    if not TYPE_CHECKING:  # a type checker shall find such mistakes by itself

        def __getattr__(self, name: str) -> Any:
            """Say where a verb is that a block does not have.

            :raises AttributeError: always.
            """
            if not name.startswith("_") and hasattr(Operations, name):
                raise AttributeError(
                    f"{name}() is not for the table of a batch_alter_table() block; call op.{name}() before or after it"
                )
            near = get_close_matches(name, dir(type(self)), n=1, cutoff=0.75)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}")

    def invoke(self, operation: MigrateOperation) -> Any:
        """Put an operation into the block; a plug-in's own is carried out at once.

        :param operation: an operation on the table of the block, or any other one.
        """
        if self.impl.takes(operation):
            self.impl.add(operation)
            return None
        with timed(self.migration_context, lambda: headline(operation)):
            return perform(self, operation)


door: Door[Operations] = Door(
    "op",
    "operations work while a migration runs, so call them within upgrade() or downgrade() of a revision; "
    "elsewhere use Operations(MigrationContext.configure(connection))",
)
