"""What an operation would send to a database, as SQL texts: by the same verbs and the same output as a script.

Knows how an operation is carried out and nothing of migrations; no connection is needed or used.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Dialect, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.output import StatementList
from revgraph.errors import OperationError
from revgraph.operations.base import Operations
from revgraph.operations.ops.base import MigrateOperation, statement_writers


class Paper:
    """Stands in for the migration context where statements are only written down.

    :param dialect: SQLAlchemy's dialect.
    """

    connection = None
    bind = None

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.opts: Mapping[str, Any] = {"as_sql": True}
        self.impl = DefaultImpl.get_by_dialect(dialect)(dialect, None, True, None, io.StringIO(), self.opts)
        self.written = StatementList(
            self.impl.script_dialect(), terminator=self.impl.command_terminator, non_finite=self.impl.non_finite
        )
        self.impl.output = self.written

    @contextmanager
    def autocommit_block(self) -> Iterator[None]:
        """Do nothing: there is no transaction to be outside of."""
        yield


@statement_writers.dispatch_for(MigrateOperation)
def statements_of(operation: MigrateOperation, dialect: Dialect | str) -> list[str]:
    """Return what an operation would send, in order; a container's operations one after the other.

    :param operation: any operation.
    :param dialect: SQLAlchemy's dialect, or its name.
    :raises OfflineError: if that depends on what is in the database.
    :raises OperationError: if the dialect can't do it, is not known, or nothing carries the operation out.
    """
    paper = Paper(_dialect(dialect) if isinstance(dialect, str) else dialect)
    Operations(paper).invoke(operation)
    return paper.written.statements


def _dialect(name: str) -> Dialect:
    try:
        return make_url(f"{name}://").get_dialect()()
    except (ArgumentError, NoSuchModuleError) as error:
        raise OperationError(f"there is no dialect {name!r}; give one that SQLAlchemy knows, or the object") from error
