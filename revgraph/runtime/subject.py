"""What the run needs of a migration context, as a shape; ``runtime.migration`` has the real one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, Dialect

from revgraph.ddl.impl import DefaultImpl
from revgraph.operations.base import OperationsContext
from revgraph.runtime.journal.records import Journal
from revgraph.runtime.transaction import Transactions
from revgraph.runtime.version_table import VersionTable
from revgraph.script.base import ScriptDirectory

if TYPE_CHECKING:
    from revgraph.runtime.journal.follower import Follower


class Subject(OperationsContext, Protocol):
    """A migration context as the run sees it."""

    opts: dict[str, Any]
    connection: Connection | None
    dialect: Dialect
    impl: DefaultImpl
    script: ScriptDirectory | None
    as_sql: bool
    versions: VersionTable
    transactions: Transactions
    lasting: ExitStack | None
    locked: bool
    journal: Journal | None
    follower: Follower | None

    def get_current_heads(self) -> tuple[str, ...]:
        """Return the heads the database is at."""
        ...

    @property
    def on_version_apply_callbacks(self) -> tuple[Callable[..., None], ...]:
        """Return the functions to be told of each migration."""
        ...
