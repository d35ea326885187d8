"""The version table and nothing else: one row for each head the database is at.

The arithmetic of head changes is done in ``graph.heads``; here they are only written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, String, Table, inspect, literal, literal_column, select
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.impl import DefaultImpl
from revgraph.errors import CommandError, OperationError, RevisionError
from revgraph.graph.heads import Delete, HeadChange, Insert, Update
from revgraph.runtime.rights import hidden_schema

if TYPE_CHECKING:
    from sqlalchemy import CursorResult, Dialect, Executable, Select


LONGEST = 255
"""Longest id a table made by us holds, in characters."""
NARROW = 32
"""Longest id that has room in any version table: other tools make the column so wide."""


def latest_rows(query: Select[Any], dialect: Dialect) -> Select[Any]:
    """Return a query that sees what others have committed, where a transaction by itself keeps to its first look.

    MySQL and MariaDB do so by a locking read, until DDL ends the transaction. PostgreSQL refuses to change what has
    changed behind such a transaction, and undoes all of it.
    """
    return query.with_for_update() if dialect.name in ("mysql", "mariadb") else query


def sees_the_past(error: DBAPIError) -> bool:
    """Say whether MySQL or MariaDB refuses to show what is younger than the transaction's first look.

    A table made since then is never shown (1412), a changed row not to a locking read where MariaDB's
    ``innodb_snapshot_isolation`` is on (1020), as it is by default from 11.6 on.
    """
    number = getattr(error.orig, "errno", None) or next(iter(getattr(error.orig, "args", ())), None)
    return number in (1412, 1020)


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

    def read(self, *, known: bool = False, latest: bool = False) -> tuple[str, ...]:
        """Return the heads the database is at, sorted; nothing if there is no table. Read-only.

        :param known: the table is known to be there.
        :param latest: as they are now, also in a transaction that sees the database as it was when it first looked.
        :raises RevisionError: if the driver returns something else than text.
        :raises CommandError: if there is one that this user is not shown.
        """
        if self._connection is None:
            return ()
        if not known and not self.exists():
            self._expect_in_sight(self._connection)
            return ()
        query = select(self.table.c.version_num)
        heads = self._connection.scalars(latest_rows(query, self._impl.dialect) if latest else query).all()
        for head in heads:
            if head is None:
                raise RevisionError(
                    f"{self.label}.version_num is NULL in {heads.count(None)} of {len(heads)} rows; nothing was "
                    f"done. Delete them (DELETE FROM {self.label} WHERE version_num IS NULL), or set the table right "
                    "with 'stamp --purge <revision>'"
                )
            if not isinstance(head, str):
                raise RevisionError(
                    f"the driver returned {head!r} from {self.label}.version_num instead of text; "
                    "check the driver's settings for text columns"
                )
        return tuple(sorted(heads))

    def _expect_in_sight(self, connection: Connection) -> None:
        hidden = None if self.table.schema else hidden_schema(connection, self.table.name)
        if hidden is None:
            return
        schema, user = map(connection.dialect.identifier_preparer.quote, hidden)
        raise CommandError(
            f"{user} may not use the schema {schema}, where {self.label} is, so there is no telling what the database "
            f"is at; nothing was done. Grant it, GRANT USAGE ON SCHEMA {schema} TO {user}, or connect as another user"
        )

    def expect_room(self, changes: Iterable[HeadChange]) -> None:
        """Refuse ids that are longer than the table's column: some servers would cut them off. Read-only.

        A table made by another tool may be narrower than ours. It is left as it is: to widen it is up to its owner.

        :param changes: what is going to be written. Only long ids cost a look at the database.
        :raises RevisionError: names the id and the statement that widens the column.
        """
        ids = (each.new if isinstance(each, Update) else each.version for each in changes)
        longest = max(ids, key=len, default="")
        if self._connection is None or len(longest) <= NARROW:
            return
        width = self._width(self._connection)
        if width is None or len(longest) <= width:
            return
        raise RevisionError(
            f"revision id {longest!r} has {len(longest)} characters, and {self.label}.version_num has room for "
            f"{width}; nothing was done. {self._remedy(width, len(longest))}"
        )

    def _width(self, connection: Connection) -> int | None:
        """Return how many characters an id may have; None where that does not matter."""
        if connection.dialect.name == "sqlite":
            return None
        type_ = self.table.c.version_num.type
        if self.exists():
            columns = inspect(connection).get_columns(self.table.name, schema=self.table.schema)
            type_ = next((column["type"] for column in columns if column["name"] == "version_num"), type_)
        return getattr(type_, "length", None)

    def _remedy(self, width: int, wanted: int) -> str:
        shorter = "Give the revision a shorter id (rev_id)"
        if wanted > LONGEST:
            return shorter
        from revgraph.operations.ops import AlterColumnOp  # slow to load, and rarely needed

        widened = AlterColumnOp(
            self.table.name,
            "version_num",
            schema=self.table.schema,
            modify_type=String(LONGEST),
            existing_type=String(width),
            existing_nullable=False,
            existing_server_default=None,
        )
        try:
            return f"Widen the column: {'; '.join(widened.statements(self._impl.dialect))}"
        except OperationError:
            return shorter

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
