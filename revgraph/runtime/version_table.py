"""The version table and nothing else: one row for each head the database is at.

The arithmetic of head changes is done in ``graph.heads``; here they are only written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, literal, literal_column

from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import RevisionError
from revgraph.graph.heads import Delete, HeadChange, Insert, Update

if TYPE_CHECKING:
    from sqlalchemy import CursorResult, Executable


class VersionTable:
    """Read and write the heads a database is at.

    :param impl: the dialect's implementation; its ``version_table_impl`` makes the table.
    :param connection: live connection, or None while a script is written.
    :param name: table name.
    :param schema: schema of the table, or None for the connection's default.
    :param primary_key: create the table with a primary key.
    """

    def __init__(
        self,
        impl: DefaultImpl,
        connection: Connection | None,
        *,
        name: str,
        schema: str | None = None,
        primary_key: bool = True,
    ) -> None:
        self._impl = impl
        self._connection = connection
        self.table: Table = impl.version_table_impl(
            version_table=name, version_table_schema=schema, version_table_pk=primary_key
        )

    @property
    def label(self) -> str:
        """Return the table's name with its schema, for messages."""
        return self.table.fullname

    def exists(self) -> bool:
        """Say whether the database has the table; read-only."""
        if self._connection is None:
            return False
        return self._connection.dialect.has_table(self._connection, self.table.name, schema=self.table.schema)

    def read(self) -> tuple[str, ...]:
        """Return the heads the database is at, sorted; nothing if there is no table. Read-only.

        :raises RevisionError: if the driver returns something else than text.
        """
        if self._connection is None or not self.exists():
            return ()
        heads = [row[0] for row in self._connection.execute(self.table.select())]
        for head in heads:
            if not isinstance(head, str):
                raise RevisionError(
                    f"the driver returned {head!r} from {self.label}.version_num instead of text; "
                    "check the driver's settings for text columns"
                )
        return tuple(sorted(heads))

    def ensure(self) -> None:
        """Create the table unless it is there; while a script is written, always write the CREATE."""
        if self._connection is None:
            self._impl.create_table(self.table)
        else:
            self.table.create(self._connection, checkfirst=True)

    def clear(self) -> None:
        """Delete every row."""
        self._impl.output.execute(self.table.delete())

    def apply(self, changes: Iterable[HeadChange]) -> None:
        """Write head changes, in their order.

        :raises RevisionError: if a row to be updated or deleted is not there exactly once.
        """
        for change in changes:
            if isinstance(change, Insert):
                self._insert(change.version)
            elif isinstance(change, Update):
                self._update(change)
            else:
                self._delete(change)

    def _insert(self, version: str) -> None:
        statement = self.table.insert().values(version_num=literal_column(self._quoted(version)))
        # no RETURNING: it would be written into scripts as well
        self._impl.output.execute(statement.inline())

    def _update(self, change: Update) -> None:
        statement = (
            self.table.update()
            .values(version_num=literal_column(self._quoted(change.new)))
            .where(self.table.c.version_num == literal_column(self._quoted(change.old)))
        )
        self._expect_one(statement, f"updating {change.old!r} to {change.new!r}")

    def _delete(self, change: Delete) -> None:
        statement = self.table.delete().where(self.table.c.version_num == literal_column(self._quoted(change.version)))
        self._expect_one(statement, f"deleting {change.version!r}")

    def _quoted(self, version: str) -> str:
        compiled = literal(version).compile(dialect=self._impl.dialect, compile_kwargs={"literal_binds": True})
        return str(compiled)

    def _expect_one(self, statement: Executable, doing: str) -> None:
        result: CursorResult[object] | None = self._impl.output.execute(statement)
        if result is None or not self._impl.dialect.supports_sane_rowcount:
            return
        if result.rowcount != 1:
            raise RevisionError(
                f"{doing} in {self.label} should have met one row and met {result.rowcount}; "
                "another process or a hand has changed the table. Look at it, then set it right with 'stamp'"
            )
