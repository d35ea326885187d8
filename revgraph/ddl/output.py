"""Where SQL goes: to a live connection, or as text into a script. Nobody else asks which of the two it is.

Knows statements, literals and separators; no operations, no transactions.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from typing import Any, TextIO, TypeAlias

from sqlalchemy import Connection, CursorResult, Dialect, Executable, Insert, TableClause, TextClause, insert, text
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.exc import ArgumentError, CompileError
from sqlalchemy.schema import CreateTable, ExecutableDDLElement
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.visitors import cloned_traverse, iterate

from revgraph.ddl.expressions import expect_no_parameters
from revgraph.ddl.literals import Literals
from revgraph.ddl.made_types import MadeTypes
from revgraph.ddl.rows import BulkLoader, Row, batches, expect_columns, insert_rows
from revgraph.ddl.sql_text import statement_text
from revgraph.errors import OperationError

Params: TypeAlias = "Row | Sequence[Row] | None"


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
    def change_rows(self, statement: Executable) -> None:
        """Change rows by a statement that an operation made, its values included."""

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
    """Run statements on a connection.

    :param connection: None for one that only renders or compares, and is never asked to run anything.
    :param loader: the database's own way to load many rows, if it has one.
    """

    def __init__(self, connection: Connection | None, loader: BulkLoader | None = None) -> None:
        self._given = connection
        self._loader = loader

    @property
    def _connection(self) -> Connection:
        if self._given is None:
            raise OperationError("there is no connection to run statements on; pass one, or write a script")
        return self._given

    @property
    def bind(self) -> Connection | MockConnection:
        """The connection."""
        return self._connection

    @property
    def event_kwargs(self) -> dict[str, Any]:
        """Look before a type is made; remember nothing, since it may have been dropped meanwhile."""
        return {"checkfirst": True, "_ddl_runner": MadeTypes({})}

    def execute(
        self,
        statement: Executable | str,
        params: Params = None,
        *,
        execution_options: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any] | None:
        """Run the statement and return its result."""
        construct = _construct(statement, params)
        if not params and isinstance(construct, TextClause):
            _expect_values(construct)
        if isinstance(construct, ExecutableDDLElement):
            expect_no_parameters(construct)
        try:
            return self._connection.execute(construct, params, execution_options=execution_options or {})
        except Exception as error:
            if "one statement at a time" not in str(error):
                raise
            raise OperationError(
                "SQLite's driver takes one statement at a time, and this text holds several; nothing of it was run. "
                f"Call op.execute() once for each:\n{str(construct)[:2000]}"
            ) from error

    def insert_rows(self, table: TableClause, rows: Sequence[Row], *, multiinsert: bool = True) -> None:
        """Insert rows, as many in one call as have the same keys."""
        insert_rows(self._connection, table, rows, multiinsert=multiinsert, loader=self._loader)

    def change_rows(self, statement: Executable) -> None:
        """Run the statement."""
        self._connection.execute(statement)

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
    :param non_finite: how ``nan``, ``inf`` and ``-inf`` are written; those missing are refused.
    """

    def __init__(
        self,
        dialect: Dialect,
        buffer: TextIO,
        *,
        terminator: str = ";",
        batch_separator: str = "",
        literal_binds: bool = True,
        non_finite: Mapping[str, str] | None = None,
    ) -> None:
        self._dialect = dialect
        self._buffer = buffer
        self._terminator = terminator
        self._batch_separator = batch_separator
        self._literal_binds = literal_binds
        self._literals = Literals(dialect, non_finite or {})
        self._made = MadeTypes({})

    @property
    def bind(self) -> Connection | MockConnection:
        """A connection that writes down what it is given."""
        return MockConnection(self._dialect, lambda statement, *args, **kw: self.execute(statement, *args))

    @property
    def event_kwargs(self) -> dict[str, Any]:
        """Make each type once in the whole script: there is no looking."""
        return {"checkfirst": False, "_ddl_runner": self._made}

    def execute(
        self,
        statement: Executable | str,
        params: Params = None,
        *,
        execution_options: Mapping[str, Any] | None = None,
    ) -> CursorResult[Any] | None:
        """Write the statement down, once for each set of parameters."""
        construct: Any = _construct(statement, params)
        if isinstance(construct, ExecutableDDLElement):
            expect_no_parameters(construct)
            self.statement(self._ddl(construct))
            return None
        sets: Iterable[Row] = [params or {}] if params is None or isinstance(params, Mapping) else params
        for one in sets:
            self.statement(self._compiled(self._with_values(construct, one)))
        return None

    def insert_rows(self, table: TableClause, rows: Sequence[Row], *, multiinsert: bool = True) -> None:
        """Write one INSERT for each row."""
        for together in batches(rows):
            written = self._insert_writer(table, together[0])
            for row in together:
                self.statement(written(row))

    def change_rows(self, statement: Executable) -> None:
        """Write the statement down, its values in it whatever ``literal_binds`` says."""
        self.statement(self._with_literals(self._literals.spelled_out(statement)))

    def statement(self, sql: str) -> None:
        """Write one statement down, and what ends its batch."""
        self._made.note(sql)
        self.text(self._terminated(sql))
        if self._batch_separator:
            self.text(self._batch_separator)

    def text(self, text: str) -> None:
        """Write text and an empty line after it."""
        self._buffer.write(f"{text}\n\n")
        self._buffer.flush()

    def begin(self, words: str = "BEGIN") -> None:
        """Write the words that open a transaction."""
        self.statement(words)

    def commit(self, words: str = "COMMIT") -> None:
        """Write the words that close a transaction."""
        self.statement(words)

    def _terminated(self, sql: str) -> str:
        body = sql.strip()
        if self._terminator and not body.endswith(self._terminator):
            # a comment at the end would swallow the terminator
            body += f"\n{self._terminator}" if "--" in body.rpartition("\n")[2] else self._terminator
        return body

    def _ddl(self, element: ExecutableDDLElement) -> str:
        try:
            sql = str(element.compile(dialect=self._dialect))
        except OperationError:
            raise
        except (ArgumentError, CompileError) as error:  # such as a type that the dialect does not have
            said = re.sub(r" object at 0x[0-9a-f]+", "", str(error))
            raise OperationError(f"this can't be written for {self._dialect.name}: {said}") from error
        if isinstance(element, CreateTable):
            # only SQLAlchemy's own layout, never a tab inside of a literal
            sql = sql.replace("(\n\t", "(\n    ").replace(", \n\t", ", \n    ")
        return sql

    def _compiled(self, statement: Any) -> str:
        if not self._literal_binds:
            return str(statement.compile(dialect=self._dialect))
        return self._with_literals(statement)

    def _with_literals(self, statement: Any) -> str:
        _expect_values(statement)
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
        expect_columns(table, sample)
        preparer = self._dialect.identifier_preparer
        columns = [column for column in table.columns if column.key in sample or _fills_itself(column, self._dialect)]
        if not columns:
            return lambda row: self._compiled(insert(table).inline().values({}))
        writers = [(column, self._literals.writer(column.type, f"{table.name}.{column.name}")) for column in columns]
        names = ", ".join(preparer.format_column(column) for column in columns)
        start = f"INSERT INTO {preparer.format_table(table)} ({names}) VALUES ("

        def written(row: Row) -> str:
            values = [
                write(row[column.key] if column.key in row else _own_value(column, row, self._dialect))
                for column, write in writers
            ]
            return f"{start}{', '.join(values)})"

        return written


class StatementList(ScriptOutput):
    """Keep the statements of a script in a list; what else a script has, comments and separators, is left out.

    :param dialect: from :func:`revgraph.ddl.literals.script_dialect`.
    :param terminator: taken off where a statement's own text brings it along.
    :param non_finite: how ``nan``, ``inf`` and ``-inf`` are written.
    """

    def __init__(self, dialect: Dialect, *, terminator: str = ";", non_finite: Mapping[str, str] | None = None) -> None:
        super().__init__(dialect, StringIO(), terminator=terminator, non_finite=non_finite)
        self.statements: list[str] = []
        self._ending = terminator

    def statement(self, sql: str) -> None:
        """Keep one statement, without its terminator."""
        self._made.note(sql)
        body = sql.strip()
        self.statements.append(body.removesuffix(self._ending).rstrip() if self._ending else body)

    def text(self, text: str) -> None:
        """Keep nothing: it is no statement."""

    def begin(self, words: str = "BEGIN") -> None:
        """Keep nothing: transactions are the run's."""

    def commit(self, words: str = "COMMIT") -> None:
        """Keep nothing: transactions are the run's."""


def _fills_itself(column: Any, dialect: Dialect) -> bool:
    """Say whether a column without a value gets one from its Python-side default."""
    default = getattr(column, "default", None)
    if default is None:
        return False
    return not default.is_sequence or (dialect.supports_sequences and not default.optional)


def _construct(statement: Executable | str, params: Params) -> Any:
    if not isinstance(statement, str):
        return statement
    return text(statement) if params else statement_text(statement)


def _expect_values(statement: Any) -> None:
    """Refuse a statement with parameters that have no value.

    :raises OperationError: naming them.
    """
    missing = [bound.key for bound in iterate(statement) if isinstance(bound, BindParameter) and bound.required]
    if missing:
        raise OperationError(
            f"parameter {', '.join(missing)} has no value: {statement}\nGive it one, as in "
            "op.execute(text(...).bindparams(name=value)); a colon that starts no parameter is written \\:"
        )


class RowContext:
    """What a Python-side default that takes an argument is given in a script, where nothing is executed.

    :param dialect: the script's.
    :param parameters: values of the row, by column.
    """

    connection = root_connection = None

    def __init__(self, dialect: Dialect, parameters: Row) -> None:
        self.dialect = dialect
        self.current_parameters = dict(parameters)

    def get_current_parameters(self, isolate_multiinsert_groups: bool = True) -> dict[str, Any]:
        """Return the values of the row."""
        return self.current_parameters


def _own_value(column: Any, row: Row, dialect: Dialect) -> Any:
    """Return the value, or the SQL, of a column's Python-side default."""
    default = column.default
    if default.is_sequence:
        return default.next_value()
    return default.arg(RowContext(dialect, row)) if default.is_callable else default.arg


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
