"""The old table as SQLAlchemy reflects it, for what can't start from its stored text.

Reads the database; changes nothing.
"""

from __future__ import annotations

import warnings
from typing import Any

from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.exc import NoSuchTableError, SAWarning
from sqlalchemy.sql.elements import conv

from revgraph.errors import OperationError
from revgraph.operations.rebuild.request import Request
from revgraph.operations.target import Surroundings

ADJUSTED = "revgraph_adjusted"
"""Key of a reflected table's ``info``: names of the columns that the caller's listeners have changed, in lower case."""


def reflected_table(request: Request, context: Surroundings, connection: Connection) -> Table:
    """Return the table of a request, reflected with its further arguments.

    :raises OperationError: if there is no such table.
    """

    found: dict[str, dict[str, Any]] = {}
    adjusted: set[str] = set()

    def note(inspector: Any, table: Any, column_info: Any) -> None:
        found[column_info["name"]] = dict(column_info)

    def adjust(inspector: Any, table: Any, column_info: Any) -> None:
        if found.pop(column_info["name"], None) != dict(column_info):
            adjusted.add(str(column_info["name"]).lower())
        context.impl.autogen_column_reflect(inspector, table, column_info)

    kwargs = dict(request.reflect_kwargs)
    listeners = [("column_reflect", note), *kwargs.pop("listeners", ()), ("column_reflect", adjust)]
    # what needs a name to make one of has nothing to say here: names that are there stay
    given = request.naming_convention or {}
    convention = {key: words for key, words in given.items() if "%(constraint_name)s" not in str(words)}
    metadata = MetaData(naming_convention=convention) if convention else MetaData()
    try:
        with warnings.catch_warnings():
            # SQLAlchemy stumbles over what it reflects of PostgreSQL's CHECKs itself
            warnings.filterwarnings("ignore", r".*dialect_options.*", SAWarning)
            table = Table(
                request.table_name,
                metadata,
                *request.reflect_args,
                schema=request.schema,
                autoload_with=connection,
                listeners=listeners,
                **kwargs,
            )
    except NoSuchTableError as error:
        raise OperationError(f"there is no table {request.table_name!r} to alter") from error
    table.info[ADJUSTED] = frozenset(adjusted)
    named: list[Any] = [*table.constraints, *table.indexes]
    for item in named:
        if isinstance(item.name, str):
            item.name = conv(item.name)  # the models' convention has nothing to say either
    return table
