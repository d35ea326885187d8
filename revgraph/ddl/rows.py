"""Rows on their way into a live table: which go together, and the shortest way for them to the driver.

Knows SQLAlchemy's compiled INSERT and the driver's ``executemany``; a dialect may know a faster way (``BulkLoader``).
No literals here: rows of scripts are written by ``output``.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter, methodcaller
from typing import Any, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, TableClause, insert
from sqlalchemy.engine.interfaces import BindTyping
from sqlalchemy.types import TypeEngine

from revgraph.errors import OperationError

Row: TypeAlias = "Mapping[str, Any]"
AnyRow = TypeVar("AnyRow", bound=Mapping[str, Any])

BATCH = 10_000
"""Rows handed to the driver in one call: enough to be fast, few enough to bound its memory."""

# on others SQLAlchemy does more for an INSERT than to bind values, or has a faster way than the driver's executemany
_DIRECT = frozenset({"sqlite", "postgresql", "mysql", "mariadb"})


@dataclass(frozen=True)
class DriverColumn:
    """One column of many rows, its values as the driver takes them.

    :param key: its key in the rows.
    :param type_: its declared type.
    :param values: one for each row.
    """

    key: str
    type_: TypeEngine[Any]
    values: Sequence[Any]


class BulkLoader(Protocol):
    """A database's own way to load many rows; :func:`insert_rows` falls back to INSERT where it declines."""

    def load(self, connection: Connection, table: TableClause, columns: Sequence[DriverColumn]) -> bool:
        """Load the rows, or decline before anything is sent that writes.

        :return: True if the rows are in the table now, exactly as an INSERT would have put them there.
        """
        ...


def insert_rows(
    connection: Connection,
    table: TableClause,
    rows: Iterable[Row],
    *,
    multiinsert: bool = True,
    loader: BulkLoader | None = None,
) -> None:
    """Insert rows, as many in one call of the driver as have the same keys and no SQL among their values.

    :param multiinsert: False sends them one by one.
    :param loader: the database's own way to load many.
    :raises OperationError: if a key is no column of the table, or a value is not what its column takes.
    """
    number = 0
    for together in batches(rows, multiinsert=multiinsert):
        first = together[0]
        expect_columns(table, first)
        if together[1:]:
            _send(connection, table, together, number, loader)
        elif not first or _holds_sql(first):
            connection.execute(insert(table).inline().values(dict(first)))
        else:
            connection.execute(insert(table).inline(), dict(first))
        number += len(together)


def expect_rows(table: object, rows: object) -> None:
    """Refuse what is no table, or no list of mappings.

    :raises OperationError: saying what is expected.
    """
    if not isinstance(table, TableClause):
        raise OperationError(
            f"bulk_insert takes a table, such as sqlalchemy.table('name', column('a', Integer())), not {table!r}"
        )
    if not isinstance(rows, (list, tuple)):
        raise OperationError(f"bulk_insert takes a list of dictionaries, one for each row, not a {type(rows).__name__}")
    wrong = next((type_ for type_ in set(map(type, rows)) if not issubclass(type_, Mapping)), None)
    if wrong is not None:
        raise OperationError(f"bulk_insert takes a list of dictionaries, one for each row, not of {wrong.__name__}")


def expect_columns(table: TableClause, row: Row) -> None:
    """Refuse a row with keys that are no columns of the table.

    :raises OperationError: naming them and the columns there are.
    """
    unknown = [str(key) for key in row if key not in table.columns]
    if unknown:
        there = ", ".join(table.columns.keys()) or "none"
        raise OperationError(
            f"{table.name} has no column {', '.join(unknown)} to insert into; the columns of the table that was given "
            f"to bulk_insert: {there}"
        )


def batches(rows: Iterable[Row], *, multiinsert: bool = True) -> Iterator[list[Row]]:
    """Yield rows that may go together: neighbours with the same keys and no SQL among their values; never too many."""
    if not multiinsert:
        for row in rows:
            yield [row]
        return
    for batch in portions(rows):
        if len(set(map(tuple, batch))) == 1:
            yield from _without_sql(batch)
            continue
        for _, group in groupby(batch, key=methodcaller("keys")):
            yield from _without_sql(list(group))


def portions(rows: Iterable[AnyRow]) -> Iterator[list[AnyRow]]:
    """Yield the rows in lists of at most :data:`BATCH`."""
    source = iter(rows)
    while portion := list(islice(source, BATCH)):
        yield portion


def _is_sql(type_: type) -> bool:
    return hasattr(type_, "__clause_element__") or hasattr(type_, "__visit_name__")


def _holds_sql(row: Row) -> bool:
    return any(_is_sql(type(value)) for value in row.values())


def _without_sql(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield rows of the same keys, those with SQL among their values alone; so too what has no values at all."""
    types = set(map(type, chain.from_iterable(map(methodcaller("values"), rows))))
    if types and not any(map(_is_sql, types)):
        yield rows
        return

    def alike(numbered: tuple[int, Row]) -> int:
        number, row = numbered
        return number if not row or _holds_sql(row) else -1

    for _, group in groupby(enumerate(rows), key=alike):
        yield [row for _, row in group]


def _send(
    connection: Connection, table: TableClause, rows: Sequence[Row], number: int, loader: BulkLoader | None
) -> None:
    call = _driver_call(connection, table, rows[0])
    if call is None:
        connection.execute(insert(table).inline(), rows)
        return
    columns = call.columns(table, rows, number)
    if loader is None or not loader.load(connection, table, columns):
        connection.exec_driver_sql(call.sql, call.parameters(columns))


@dataclass(frozen=True)
class _DriverCall:
    """An INSERT as the driver takes it.

    :param names: keys of the columns in the order of its parameters.
    :param labels: what its parameters are called, where they have names.
    :param shorten: converts the values of a type, or returns None to leave that to its processor.
    """

    sql: str
    names: Sequence[str]
    labels: Sequence[str] | None
    types: Mapping[str, TypeEngine[Any]]
    processors: Mapping[str, Callable[[Any], Any] | None]
    shorten: Callable[[TypeEngine[Any], Callable[[Any], Any], list[Any]], list[Any] | None] | None

    def columns(self, table: TableClause, rows: Sequence[Row], number: int) -> list[DriverColumn]:
        """Return the columns of the rows; ``number`` is how many rows went before, for errors."""
        found = []
        for name in self.names:
            values = list(map(itemgetter(name), rows))
            process = self.processors[name]
            short = None if process is None or self.shorten is None else self.shorten(self.types[name], process, values)
            if short is not None:
                values = short
            elif process is not None:
                try:
                    values = list(map(process, values))
                except Exception as error:
                    raise _refused(table, name, self.types[name], process, values, number) from error
            found.append(DriverColumn(name, self.types[name], values))
        return found

    def parameters(self, columns: Sequence[DriverColumn]) -> Any:
        """Return the rows as the driver takes them."""
        rows = zip(*(column.values for column in columns), strict=True)
        if self.labels is None:
            return list(rows)
        labels = self.labels
        return [dict(zip(labels, row, strict=True)) for row in rows]


def _driver_call(connection: Connection, table: TableClause, sample: Row) -> _DriverCall | None:
    """Return the INSERT of rows like the sample; None where SQLAlchemy itself has to send it."""
    dialect: Any = connection.dialect
    if (
        dialect.name not in _DIRECT
        or dialect.use_insertmanyvalues_wo_returning
        or dialect.bind_typing is BindTyping.SETINPUTSIZES
        or connection.get_execution_options().get("schema_translate_map")
    ):
        return None
    if dialect.paramstyle == "pyformat":
        dialect = _positional(dialect)
    compiled: Any = insert(table).inline().compile(dialect=dialect, column_keys=list(sample), for_executemany=True)
    made_by_sqlalchemy = compiled.insert_prefetch or compiled.literal_execute_params or compiled.post_compile_params
    if made_by_sqlalchemy or set(compiled.binds) != set(sample):
        return None
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    types = {name: compiled.binds[name].type for name in names}
    return _DriverCall(
        sql=compiled.string,
        names=names,
        labels=None if compiled.positional else [compiled.escaped_bind_names.get(name, name) for name in names],
        types=types,
        processors={name: types[name].dialect_impl(dialect).bind_processor(dialect) for name in names},
        shorten=_shortening(dialect),
    )


def _shortening(dialect: Any) -> Any:
    if dialect.name != "sqlite":
        return None
    from revgraph.ddl.sqlite.values import converted

    return lambda type_, process, values: converted(type_.dialect_impl(dialect), process, values)


def _positional(dialect: Any) -> Any:
    """Return a copy of a dialect whose driver takes ``%(name)s`` and ``%s``; the second is faster."""
    made = copy.copy(dialect)
    made.__dict__.pop("_type_memos", None)  # it caches types of the dialect copied from
    made.paramstyle, made.positional = "format", True
    return made


def _refused(
    table: TableClause,
    name: str,
    type_: TypeEngine[Any],
    process: Callable[[Any], Any],
    values: Sequence[Any],
    number: int,
) -> OperationError:
    """Return the error of the first value that can't be turned into what the driver takes."""
    for place, value in enumerate(values, number + 1):
        try:
            process(value)
        except Exception as error:
            shown = repr(value) if len(repr(value)) <= 60 else f"{repr(value)[:57]}..."
            return OperationError(f"{table.name}.{name}, row {place}: {shown} is no value for {type_!r}: {error}")
    return OperationError(f"{table.name}.{name}: values can't be turned into {type_!r}")
