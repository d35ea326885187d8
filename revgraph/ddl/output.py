"""Where SQL goes: to a live connection, or as text into a script. Nobody else asks which of the two it is.

Knows statements, literals and separators; no operations, no transactions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TextIO, TypeAlias

from sqlalchemy import Connection, CursorResult, Dialect, Executable, Insert, TableClause, TextClause, insert, text
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CreateTable, ExecutableDDLElement
from sqlalchemy.sql.elements import BindParameter, ClauseElement
from sqlalchemy.sql.visitors import cloned_traverse, iterate

from revgraph.ddl.literals import Literals
from revgraph.errors import OperationError

Row: TypeAlias = "Mapping[str, Any]"
Params: TypeAlias = "Row | Sequence[Row] | None"


class EventRunner:
    """What SQLAlchemy's table events ask for the types they have made already.

    :param memo: filled by SQLAlchemy.
    """

    def __init__(self, memo: dict[str, Any]) -> None:
        self.memo = memo


class Output(ABC):
    """What a dialect's implementation writes its statements to."""

    @property
    @abstractmethod
    def bind(self) -> Connection | MockConnection:
        """Where to run statements by SQLAlchemy's own means; a script's takes them down instead."""

    @property
    @abstractmethod
    def event_kwargs(self) -> dict[str, Any]:
        """The keyword arguments of SQLAlchemy's table events: whether to look first, and what was made already."""

    @abstractmethod
    def execute(
        self,
        statement: Executable | str,
        params: Params = None,
        *,
        execution_options: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any] | None:
        """Run a statement, or write it down.

        :param statement: SQL as SQLAlchemy constructs, DDL element or text (``:name`` is a parameter, ``\\:`` a colon).
        :param params: values of its parameters; a list of them runs it once for each.
        :param execution_options: for SQLAlchemy's connection.
        :return: the result, or None if there is none because a script is written.
        """

    @abstractmethod
    def insert_rows(self, table: TableClause, rows: Sequence[Row], *, multiinsert: bool = True) -> None:
        """Insert rows; rows may have different keys, and SQL expressions as values.

        :param multiinsert: let the driver take many rows in one call.
        """

    @abstractmethod
    def text(self, text: str) -> None:
        """Write a line that only a script has: a comment, or words a live transaction does without."""

    @abstractmethod
    def begin(self, words: str = "BEGIN") -> None:
        """Open a transaction in a script; a live one is opened by whoever owns the connection."""

    @abstractmethod
    def commit(self, words: str = "COMMIT") -> None:
        """Close a transaction in a script."""


class LiveOutput(Output):
    """Run statements on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def bind(self) -> Connection | MockConnection:
        """The connection."""
        return self._connection

    @property
    def event_kwargs(self) -> dict[str, Any]:
        """Look before a type is made; remember nothing, since it may have been dropped meanwhile."""
        return {"checkfirst": True, "_ddl_runner": EventRunner({})}

    def execute(
        self,
        statement: Executable | str,
        params: Params = None,
        *,
        execution_options: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any] | None:
        """Run the statement and return its result."""
        construct = text(statement) if isinstance(statement, str) else statement
        return self._connection.execute(construct, params, execution_options=execution_options or {})

    def insert_rows(self, table: TableClause, rows: Sequence[Row], *, multiinsert: bool = True) -> None:
        """Insert rows, as many in one call as have the same keys."""
        for together in _batches(rows, multiinsert=multiinsert):
            if together[1:]:
                self._connection.execute(insert(table).inline(), together)
            else:
                self._connection.execute(insert(table).inline().values(dict(together[0])))

    def text(self, text: str) -> None:
        """Write nothing: the text is for scripts."""

    def begin(self, words: str = "BEGIN") -> None:
        """Do nothing: the connection's owner begins."""

    def commit(self, words: str = "COMMIT") -> None:
        """Do nothing: the connection's owner commits."""


class ScriptOutput(Output):
    """Write statements down, each as it could be fed to the database's own client.

    :param dialect: from :func:`revgraph.ddl.literals.script_dialect`.
    :param buffer: where to; flushed after each statement.
    :param terminator: ends each statement.
    :param batch_separator: a line after each statement, or nothing.
    :param literal_binds: write parameters' values; otherwise their names.
    """

    def __init__(
        self,
        dialect: Dialect,
        buffer: TextIO,
        *,
        terminator: str = ";",
        batch_separator: str = "",
        literal_binds: bool = True,
    ) -> None:
        self._dialect = dialect
        self._buffer = buffer
        self._terminator = terminator
        self._batch_separator = batch_separator
        self._literal_binds = literal_binds
        self._literals = Literals(dialect)
        self._runner = EventRunner({})

    @property
    def bind(self) -> Connection | MockConnection:
        """A connection that writes down what it is given."""
        return MockConnection(self._dialect, lambda statement, *args, **kw: self.execute(statement, *args))

    @property
    def event_kwargs(self) -> dict[str, Any]:
        """Make each type once in the whole script: there is no looking."""
        return {"checkfirst": False, "_ddl_runner": self._runner}

    def execute(
        self,
        statement: Executable | str,
        params: Params = None,
        *,
        execution_options: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any] | None:
        """Write the statement down, once for each set of parameters."""
        construct: Any = text(statement) if isinstance(statement, str) else statement
        if isinstance(construct, ExecutableDDLElement):
            self.text(self._terminated(self._ddl(construct)))
            return None
        sets: Iterable[Row] = [params or {}] if params is None or isinstance(params, Mapping) else params
        for one in sets:
            self.text(self._terminated(self._compiled(self._with_values(construct, one))))
        return None

    def insert_rows(self, table: TableClause, rows: Sequence[Row], *, multiinsert: bool = True) -> None:
        """Write one INSERT for each row."""
        for together in _batches(rows, multiinsert=True):
            written = self._insert_writer(table, together[0])
            for row in together:
                self.text(self._terminated(written(row)))

    def text(self, text: str) -> None:
        """Write text and an empty line after it."""
        self._buffer.write(f"{text}\n\n")
        self._buffer.flush()

    def begin(self, words: str = "BEGIN") -> None:
        """Write the words that open a transaction."""
        self.text(self._terminated(words))

    def commit(self, words: str = "COMMIT") -> None:
        """Write the words that close a transaction."""
        self.text(self._terminated(words))

    def _terminated(self, sql: str) -> str:
        body = sql.strip()
        if self._terminator and not body.endswith(self._terminator):
            # a comment at the end would swallow the terminator
            body += f"\n{self._terminator}" if "--" in body.rpartition("\n")[2] else self._terminator
        return f"{body}\n{self._batch_separator}" if self._batch_separator else body

    def _ddl(self, element: ExecutableDDLElement) -> str:
        sql = str(element.compile(dialect=self._dialect))
        if isinstance(element, CreateTable):
            # only SQLAlchemy's own layout, never a tab inside of a literal
            sql = sql.replace("(\n\t", "(\n    ").replace(", \n\t", ", \n    ")
        return sql

    def _compiled(self, statement: Any) -> str:
        if not self._literal_binds:
            return str(statement.compile(dialect=self._dialect))
        missing = [bound.key for bound in iterate(statement) if isinstance(bound, BindParameter) and bound.required]
        if missing:
            raise OperationError(
                f"parameter {', '.join(missing)} has no value: {statement}\nA script needs them all, as in "
                "text(...).bindparams(name=value); a colon that starts no parameter is written \\:"
            )
        try:
            return str(statement.compile(dialect=self._dialect, compile_kwargs={"literal_binds": True}))
        except CompileError as error:
            raise OperationError(f"this can't be written into a script: {error}\n{statement}") from error

    def _with_values(self, statement: Any, values: Row) -> Any:
        if isinstance(statement, Insert):
            statement = statement.inline()
            return statement.values(dict(values)) if values else statement
        if not values:
            return statement
        if isinstance(statement, TextClause):
            return statement.bindparams(**values)
        return _with_parameters(statement, values)

    def _insert_writer(self, table: TableClause, sample: Row) -> Callable[[Row], str]:
        """Return the function that writes the INSERT of rows with the keys of a sample."""
        unknown = [key for key in sample if key not in table.columns]
        if unknown:
            raise OperationError(f"{table.name} has no column {', '.join(unknown)} to insert into")
        preparer = self._dialect.identifier_preparer
        columns = [column for column in table.columns if column.key in sample or _fills_itself(column, self._dialect)]
        if not columns:
            return lambda row: self._compiled(insert(table).inline().values({}))
        writers = [(column, self._literals.writer(column.type, f"{table.name}.{column.name}")) for column in columns]
        names = ", ".join(preparer.format_column(column) for column in columns)
        start = f"INSERT INTO {preparer.format_table(table)} ({names}) VALUES ("

        def written(row: Row) -> str:
            values = [write(row[column.key] if column.key in row else _own_value(column)) for column, write in writers]
            return f"{start}{', '.join(values)})"

        return written


def _fills_itself(column: Any, dialect: Dialect) -> bool:
    """Say whether a column without a value gets one from its Python-side default."""
    default = getattr(column, "default", None)
    if default is None:
        return False
    return not default.is_sequence or (dialect.supports_sequences and not default.optional)


def _own_value(column: Any) -> Any:
    """Return the value, or the SQL, of a column's Python-side default."""
    default = column.default
    if default.is_sequence:
        return default.next_value()
    return default.arg(None) if default.is_callable else default.arg


def _with_parameters(statement: Any, values: Row) -> Any:
    """Return a copy of a statement whose parameters have values; for an UPDATE, other keys are columns to set."""
    met: set[str] = set()

    def fill(bound: BindParameter[Any]) -> None:
        if bound.key in values:
            met.add(bound.key)
            bound.value = values[bound.key]
            bound.required = False

    filled: Any = cloned_traverse(statement, {}, {"bindparam": fill})
    others = {key: value for key, value in values.items() if key not in met}
    return filled.values(others) if others else filled


def _batches(rows: Sequence[Row], *, multiinsert: bool) -> Iterator[list[Row]]:
    """Yield rows that may go together: neighbours with the same keys and no SQL among their values."""

    def alike(numbered: tuple[int, Row]) -> Any:
        number, row = numbered
        alone = not multiinsert or not row or any(isinstance(value, ClauseElement) for value in row.values())
        return number if alone else frozenset(row)

    for _, group in groupby(enumerate(rows), key=alike):
        yield [row for _, row in group]
