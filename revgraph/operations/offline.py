"""What migrations meet while a script is written: a stand-in for the connection, which writes and never reads.

Knows that there is an implementation to write with, and nothing of migrations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

from sqlalchemy import Dialect, Executable, inspection
from sqlalchemy.engine.mock import MockConnection

from revgraph.errors import OfflineError

REMEDY = (
    "Put what needs the database into a function marked @op.online_only(sql='...'): the script then holds that SQL, or "
    "a comment, in its place; or ask context.is_offline_mode() before"
)


class OfflineBind(MockConnection):
    """What ``op.get_bind()`` returns while a script is written.

    It knows its dialect and writes down what it is told to execute, DDL of SQLAlchemy's too. Whatever else is asked of
    it would need a database.

    :param dialect: of the script.
    :param write: takes a statement and its parameters down.
    """

    def __init__(self, dialect: Dialect, write: Callable[..., Any]) -> None:
        super().__init__(dialect, write)

    def execute(self, obj: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """Write a statement down.

        :return: something that has no rows, and says so if it is asked for them.
        """
        super().execute(obj, parameters)
        return NoResult(obj)

    def exec_driver_sql(self, statement: str, parameters: Any = None, execution_options: Any = None) -> Any:
        """Write a statement down as it is.

        :raises OfflineError: if it has parameters: only a driver knows how they are spelled.
        """
        if parameters:
            raise OfflineError(
                f"op.get_bind().exec_driver_sql(): a script (--sql) has no driver that takes parameters: {statement}\n"
                "Use op.execute(text(...).bindparams(...))"
            )
        return self.execute(statement.replace(":", r"\:"))

    def __getattr__(self, name: str) -> Any:
        """Refuse what only a connection has.

        :raises OfflineError: always, but for names that Python itself looks for.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        _refuse(f"op.get_bind().{name}")


class NoResult:
    """What a statement that was only written down returns: every use of it would need rows.

    :param statement: the statement.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement

    def close(self) -> None:
        """Do nothing."""

    def __getattr__(self, name: str) -> Any:
        """Refuse.

        :raises OfflineError: always, but for names that Python itself looks for.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        _refuse(f".{name} of {_said(self._statement)}")

    def __iter__(self) -> NoReturn:
        """Refuse.

        :raises OfflineError: always.
        """
        _refuse(f"the rows of {_said(self._statement)}")


@inspection._inspects(OfflineBind)
def refuse_to_inspect(bind: OfflineBind) -> NoReturn:
    """Refuse ``sqlalchemy.inspect(op.get_bind())``.

    :raises OfflineError: always.
    """
    _refuse("sqlalchemy.inspect(op.get_bind())")


class Writer(Protocol):
    """The ``Operations`` object, as far as a step that is left out needs it."""

    @property
    def migration_context(self) -> Any:
        """Return the migration context."""
        ...

    def execute(self, sqltext: Executable | str) -> None:
        """Write a statement down."""
        ...


def write_instead(operations: Writer, step: str, sql: Executable | str | Sequence[Executable | str] | None) -> None:
    """Write into a script what stands for a step that runs only online.

    :param operations: what writes.
    :param step: the step's name.
    :param sql: the statements, or None if there are none.
    """
    if sql is None:
        words = f"-- ONLY ONLINE: {step}() can't be part of a script; run the migration against the database for it"
        operations.migration_context.impl.static_output(words)
        return
    statements: Sequence[Any] = [sql] if isinstance(sql, (str, Executable)) else sql
    if statements:
        operations.migration_context.impl.static_output(f"-- In place of {step}(), which runs only online:")
    for statement in statements:
        operations.execute(statement)


def _said(statement: Any) -> str:
    return repr(" ".join(str(statement).split()))


def _refuse(what: str) -> NoReturn:
    raise OfflineError(f"{what}: a script is being written (--sql), so there is no database to ask. {REMEDY}")
