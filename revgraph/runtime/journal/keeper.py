"""Keep the journal of a revision's statements while it runs.

A revision that was cut off is followed in the same way: what the journal says is done is not sent again. The run
decides when a revision begins and ends; reports are worded in ``runtime.unfinished``.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError

from revgraph.errors import RevgraphError, UnfinishedMigration
from revgraph.operations.apply import is_built_in
from revgraph.operations.ops import Applied, CreateTableOp, MigrateOperation
from revgraph.runtime.journal.effect import Effect, effect_of, ends_the_same, in_transaction_after, statement_digest
from revgraph.runtime.journal.follower import Follower
from revgraph.runtime.journal.probe import (
    drop_unfinished_index,
    operation_applied,
    outlives_rollback,
    statement_applied,
)
from revgraph.runtime.journal.records import (
    DONE,
    FAILED,
    ROLLED_BACK,
    RUNNING,
    SHOWN_SQL,
    Journal,
    JournalEntry,
    JournalStatement,
)
from revgraph.runtime.journal.session import session_of
from revgraph.runtime.journal.source import SourceDigest, operation_count
from revgraph.runtime.journal.unfinished import Doubt, unfinished
from revgraph.util.sqla import commits_at_once
from revgraph.util.text import named

if TYPE_CHECKING:
    from revgraph.runtime.subject import Subject


ENCLOSED: dict[str, tuple[Effect, ...]] = {
    "postgresql": (Effect.ROWS,),
    "sqlite": (Effect.ROWS, Effect.DEFINES),
    "mysql": (Effect.ROWS,),
    "mariadb": (Effect.ROWS,),
}
"""What shares a transaction with its row in the journal where statements are committed one by one, by dialect.

So it is never in doubt. Definitions are no part of it where some can't run in a transaction."""


class Keeper(Follower):
    """Keep the journal of one revision.

    :param context: the database.
    :param journal: where to write.
    :param entry: this run of the revision.
    :param known: what a run that was cut off has done already.
    :param resumes: there was such a run.
    :param unchanged: the revision's code is what it was then.
    :param forced: what can't be told is taken for not done.
    :param source: digests of the revision file as it is now.
    :param path: that file.
    """

    def __init__(
        self,
        context: Subject,
        journal: Journal,
        connection: Connection,
        entry: JournalEntry,
        known: Sequence[JournalStatement] = (),
        *,
        resumes: bool = False,
        unchanged: bool = True,
        forced: bool = False,
        source: SourceDigest | None = None,
        path: str = "",
    ) -> None:
        super().__init__()
        self._path = path
        self.context, self.connection, self.journal = context, connection, journal
        self.source = source
        self.entry = entry
        self.known = {row.position: row for row in known}
        self.statement: JournalStatement | None = None
        """The statement at work, or the last one."""
        self._last_known = max(self.known, default=0)
        self._written = set(self.known)
        self._resumes, self._unchanged, self._forced = resumes, unchanged, forced
        # elsewhere nothing is written down before a part is committed
        self._at_once = journal.at_once
        self._autocommit = commits_at_once(connection)
        self._in_scripts_transaction = False
        self._enclosed = False
        self._clock = time.monotonic()
        self._begun = False
        self._rows_in_doubt = resumes and self._at_once
        self._position = 0
        self._first = 0
        self._first_digest: str | None = None
        self._pending: list[JournalStatement] = []
        self._checksum = hashlib.sha256()
        self._skipped: tuple[Any, JournalStatement] | None = None
        self._own = False
        self._stop: UnfinishedMigration | None = None

    # ------------------------------------------------------------------------------------ the run

    @property
    def resumable(self) -> bool:
        """Say whether the journal holds a part of the revision that outlives it."""
        return self._begun or bool(self.known)

    def begin(self) -> None:
        """Write down that the revision runs, where a part of it may outlive it. Commits."""
        if self._at_once:
            with self.own_statements():
                self.journal.ensure(statements=True)
                self.entry = replace(self.entry, session=session_of(self.connection))
                (self.journal.save if self._resumes else self.journal.add)(self.entry)
                self._begun = True
                self._commit()

    @contextmanager
    def following(self) -> Iterator[None]:
        """Watch the connection's statements inside the block."""
        hooks: list[tuple[Any, str, Any]] = [
            (self.connection, "before_cursor_execute", self._before),
            (self.connection, "after_cursor_execute", self._after),
            (self.connection, "commit", self._committing),
        ]
        if self.known:
            # of the dialect, not of the connection: there is no other way to keep a statement from being sent
            names = ("do_execute", "do_executemany", "do_execute_no_params")
            hooks += [(self.connection.dialect, name, self._kept_back) for name in names]
        for hook in hooks:
            event.listen(*hook)
        try:
            yield
        finally:
            self._give_up_enclosed()
            for hook in hooks:
                event.remove(*hook)
        if self._stop is not None:
            raise self._stop  # a script's own "except" must not hide it
        self._expect_all_asked_for()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Write down what is about to be committed, then each statement at once inside the block."""
        before = self._at_once, self._autocommit
        if not self._at_once:
            self._write_part()
        self._at_once = self._autocommit = True
        try:
            yield
        finally:
            self._give_up_enclosed()
            self._at_once, self._autocommit = before

    def _committing(self, _conn: Any) -> None:
        """Write down what a script is about to commit by itself, in the same transaction."""
        if not (self._own or self._at_once or self.context.transactions.callers):
            self._write_part()

    def _write_part(self) -> None:
        """Write down what is about to be committed before the revision is done."""
        with self.own_statements():
            self.journal.ensure(statements=True)
            self.entry = replace(self.entry, session=session_of(self.connection))
            self.journal.save(self.entry)
            for row in self._pending:
                self.write(row)
        self._pending.clear()
        self._begun = True

    def done(self) -> None:
        """Write the run's last row and forget its statements; within its transaction."""
        with self.own_statements():
            said = self.source or SourceDigest(file=self.entry.file or "", code=self.entry.source)
            self.entry = replace(
                self._ended(),
                state=DONE,
                error=None,
                operations=self._checksum.hexdigest(),
                source=said.code,
                file=said.file,
            )
            if self.resumable:
                self.journal.close(self.entry, DONE)
            else:
                self.journal.add(self.entry)

    def failed(self, error: BaseException) -> None:
        """Write down that the run has failed, in a transaction of its own; where that can't be, leave it."""
        if self.context.transactions.callers or self.connection.closed or self.connection.invalidated:
            return
        self.journal.forget_presence()
        left = self.resumable
        refused = self._stop is None and self.statement is not None and _refused(error)
        self.entry = replace(self._ended(), state=FAILED if left else ROLLED_BACK, error=_in_short(error))
        with suppress(Exception), self.own_statements(), self.context.transactions.migration():
            self.journal.ensure(statements=left)
            self.journal.save(self.entry)
            if left and refused and self.statement is not None and self.statement.state == RUNNING:
                self.journal.change_statement(replace(self.statement, state=FAILED))
            self.left = self.journal.statements(self.entry) if left else None

    def _ended(self) -> JournalEntry:
        now = datetime.now(UTC).replace(tzinfo=None)
        return replace(self.entry, finished=now, duration=round(time.monotonic() - self._clock, 3))

    def _expect_all_asked_for(self) -> None:
        """Refuse a script that was edited and no longer does what was done."""
        left = [row for place, row in self.known.items() if place > self._position and row.state == DONE]
        if left and not self._unchanged:
            self.halt(Doubt.GONE, left[0])

    # ------------------------------------------------------------------------------------ operations

    def carry_out_one(self, operation: MigrateOperation, run: Callable[[], Any], in_place: bool) -> Any:
        """Carry out an operation, or leave it out if it is done."""
        rows = self.rows_at(operation) if in_place else []
        if rows and is_built_in(operation, self.context) and self.is_whole(operation, rows):
            return self.pass_by(operation, rows)
        result = run()
        if in_place and self._position < self._first:
            self._note_silent(operation)
        return result

    def _note_silent(self, operation: MigrateOperation) -> None:
        """Write down an operation none of whose statements was seen: it sends none here, or past SQLAlchemy (COPY)."""
        self._position = self._first
        if self._first in self.known:
            return
        digest = self._first_digest
        said = repr(operation)[:SHOWN_SQL]
        row = JournalStatement(self.entry.id, self._first, self._first, said, digest, digest or "-", "", DONE)
        if self._at_once:
            self.write(row)
        else:
            self._pending.append(row)

    def pass_by(self, operation: MigrateOperation, rows: Sequence[JournalStatement]) -> Any:
        """Leave out an operation that is done; return what it would return."""
        self._position = rows[-1].position
        return operation.to_table(self.context) if isinstance(operation, CreateTableOp) else None

    def ended(self) -> None:
        """Forget where the operation began."""
        self._first = 0

    def rows_at(self, operation: MigrateOperation) -> list[JournalStatement]:
        """Return what the journal knows of an operation that is about to run; nothing if it is new."""
        self._first, self._first_digest = self._position + 1, _digest(operation)
        self._checksum.update((self._first_digest or repr(type(operation))).encode())
        row, digest = self.known.get(self._first), self._first_digest
        if row is None or digest is None:
            return []
        if row.operation_digest != digest or row.unit != self._first:
            row = self._passed_over(lambda each: each.operation_digest == digest and each.unit == each.position)
            if row is None:
                return []
            self._position, self._first = row.position - 1, row.position
        return [each for each in self.known.values() if each.unit == self._first]

    def is_whole(self, operation: MigrateOperation, rows: Sequence[JournalStatement]) -> bool:
        """Say whether an operation was carried out to its end."""
        all_done = all(row.state == DONE for row in rows)
        if all_done and (rows[-1].position < self._last_known or not rows[-1].statement):
            return True
        if any(row.state == FAILED for row in rows):
            return False  # the database refused it, so what looks like its effect is not
        with self.own_statements():
            found = operation_applied(operation, self.connection)
        if all_done and found is Applied.NO:
            self.halt(Doubt.LOST, rows[-1])
        if found is Applied.YES:
            return True
        with suppress(RevgraphError):
            return all_done and len(operation.statements(self.connection.dialect)) == len(rows)
        return False

    # ------------------------------------------------------------------------------------ statements

    def _before(self, _conn: Any, _cursor: Any, sql: str, parameters: Any, context: Any, _many: bool) -> None:
        if self._own:
            return
        if self._stop is not None:
            raise self._stop
        self._settle_swallowed()
        effect = effect_of(sql)
        if effect is Effect.LOOKS:
            self._in_scripts_transaction = in_transaction_after(sql, self._in_scripts_transaction)
            return
        now = self._noted(sql, parameters)
        if effect is Effect.TEMPORARY:
            if self.known:
                self.halt(Doubt.TEMPORARY, now)
            return
        self._position += 1
        row = self._known_row(now)
        now = replace(now, position=self._position, unit=self._first or self._position)
        if not self._first:
            self._checksum.update(now.digest.encode())
        self.statement = now
        if self._resumes and self._autocommit and effect is Effect.DEFINES and (row is None or row.state != DONE):
            with self.own_statements():
                if drop_unfinished_index(sql, self.connection) and row is not None:
                    row = replace(row, state=FAILED)
        if row is not None and self.has_happened(row, now, sql, context):
            self._skipped = context, row
        else:
            self.start(now, effect, sql)

    def _noted(self, sql: str, parameters: Any) -> JournalStatement:
        return JournalStatement(
            self.entry.id,
            self._position + 1,
            self._first or self._position + 1,
            repr(self.operation)[:SHOWN_SQL] if self._first else "",
            self._first_digest if self._first else None,
            statement_digest(sql, parameters),
            sql.strip()[:SHOWN_SQL],
            RUNNING,
        )

    def _known_row(self, now: JournalStatement) -> JournalStatement | None:
        """Return what the journal says of the statement at the present position."""
        row = self.known.get(self._position)
        if row is None or row.digest == now.digest:
            return row
        found = self._passed_over(lambda each: each.digest == now.digest and each.unit == (self._first or each.unit))
        if found is not None:
            self._position = found.position
            return found
        row = self.known.get(self._position)
        if row is None or row.state == FAILED:
            return None  # it was not done, so it may have been mended
        self.halt(Doubt.CHANGED if row.state == DONE else Doubt.REPLACED, row, now)
        return None

    def _passed_over(self, wanted: Callable[[JournalStatement], bool]) -> JournalStatement | None:
        """Find a later row, where the script, unchanged, no longer asks for what it sees is done."""
        if not self._unchanged:
            return None
        between: list[JournalStatement] = []
        for place in sorted(self.known):
            row = self.known[place]
            if place > max(self._position, self._first - 1) and wanted(row):
                return row if all(each.state == DONE for each in between) else None
            if place >= max(self._position, self._first):
                between.append(row)
        if len(between) == 1 and between[0].state == RUNNING and between[0].unit != self._first:
            self._position = max(self._position, between[0].position)  # the one in doubt: the script saw it is there
        return None

    def has_happened(self, row: JournalStatement, now: JournalStatement, sql: str, context: Any) -> bool:
        """Say whether a statement that was begun before was carried out.

        :param row: what the journal says of it.
        :param now: the same statement as it is about to be sent.
        :param sql: its text.
        :param context: SQLAlchemy's, of its execution.
        """
        if row.state == FAILED:
            return False
        if row.state == RUNNING:
            with self.own_statements():
                element = getattr(context.compiled, "statement", None)
                found = statement_applied(element, self.operation if self._first else None, self.connection)
            if found is Applied.UNKNOWN and not self._forced and not ends_the_same(sql):
                self.halt(Doubt.UNKNOWN, row)
            if found is not Applied.YES:
                return False
            self.write(replace(now, state=DONE))
        if getattr(context.compiled, "effective_returning", None) or " RETURNING " in sql.upper():
            self.halt(Doubt.RESULT, row)
        return True

    def start(self, now: JournalStatement, effect: Effect, sql: str) -> None:
        """Write down what must be known of a statement before it is sent.

        :param now: the statement.
        :param effect: what it does.
        :param sql: its text.
        """
        if self._rows_in_doubt and effect is Effect.ROWS and now.position > self._last_known and not self._forced:
            with self.own_statements():
                outlives = outlives_rollback(sql, self.connection)
            if outlives:
                self.halt(Doubt.ENGINE, now)
        if effect is not Effect.ROWS:
            self._rows_in_doubt = False  # no statement behind this one has ever begun
        alone = self._autocommit and not self._in_scripts_transaction
        if not self._at_once or (effect is Effect.ROWS and not alone):
            return
        if alone and effect in ENCLOSED.get(self.connection.dialect.name, ()):
            with self.own_statements():
                self.connection.exec_driver_sql("BEGIN")
            self._enclosed = True
            return
        self.write(now)
        if effect is Effect.OPAQUE and not self.connection.in_nested_transaction():
            with self.own_statements():
                self._commit()

    def _after(self, _conn: Any, cursor: Any, sql: str, _parameters: Any, _context: Any, _many: bool) -> None:
        if self._own or self.statement is None or self.statement.state != RUNNING:
            return
        if self._skipped is not None:
            self.statement, self._skipped = replace(self.statement, state=DONE), None
            return
        rowcount = cursor.rowcount if isinstance(cursor.rowcount, int) else None
        lastrowid = getattr(cursor, "lastrowid", None)
        self.statement = replace(
            self.statement,
            state=DONE,
            rowcount=rowcount,
            lastrowid=lastrowid if isinstance(lastrowid, int) else None,
        )
        if not self._at_once:
            self._pending.append(self.statement)
            return
        self.write(self.statement)
        if self._enclosed:
            self._end_enclosed("COMMIT")
        elif effect_of(sql) is not Effect.ROWS:
            with self.own_statements():
                self._commit()

    def write(self, row: JournalStatement) -> None:
        """Write a statement's row, over the one that is there."""
        with self.own_statements():
            if row.position in self._written:
                self.journal.change_statement(row)
            else:
                self.journal.add_statements([row])
        self._written.add(row.position)

    def _settle_swallowed(self) -> None:
        """Note of a statement whose error the script has caught that it was not done."""
        self._give_up_enclosed()
        if self.statement is None or self.statement.state != RUNNING:
            return
        self.statement = replace(self.statement, state=FAILED)
        if self._at_once and self.statement.position in self._written:
            self.write(self.statement)
            if not self.connection.in_nested_transaction():
                with self.own_statements():
                    self._commit()

    def _give_up_enclosed(self) -> None:
        """End the transaction of a statement that has failed."""
        if self._enclosed and not self.connection.closed and not self.connection.invalidated:
            self._end_enclosed("ROLLBACK")

    def _end_enclosed(self, word: str) -> None:
        self._enclosed = False
        with self.own_statements():
            self.connection.exec_driver_sql(word)

    def _kept_back(self, cursor: Any, *rest: Any) -> bool | None:
        """Answer for a statement that is done already; True keeps it from being sent."""
        context = rest[-1]
        if self._skipped is None or context is not self._skipped[0]:
            return None
        row = self._skipped[1]
        context._rowcount = -1 if row.rowcount is None else row.rowcount
        if row.lastrowid is not None:
            try:
                cursor.lastrowid = row.lastrowid
            except (AttributeError, TypeError):
                if getattr(context.compiled, "postfetch_lastrowid", False):
                    self.halt(Doubt.RESULT, row)
        return True

    # ------------------------------------------------------------------------------------ means

    def halt(self, doubt: Doubt, row: JournalStatement, now: JournalStatement | None = None) -> None:
        """Stop for good: nothing more is sent, whatever the script does with the error."""
        done = [each for each in self.known.values() if each.state == DONE]
        place = self._place() if self._first == row.unit else ""
        self._stop = unfinished(doubt, self.entry, row, now, done=done, place=place)
        raise self._stop

    def _place(self) -> str:
        """Return the place of the operation at work among all of the revision."""
        total = operation_count(self._path, self.entry.direction)
        return f"{self.count} of {total}" if total is not None and total >= self.count else str(self.count)

    @contextmanager
    def own_statements(self) -> Iterator[None]:
        """Inside the block the connection's statements are ours, not the script's."""
        before, self._own = self._own, True
        try:
            yield
        finally:
            self._own = before

    def _commit(self) -> None:
        """Commit under SQLAlchemy's transaction, which goes on: where DDL commits, it does not notice either."""
        if not self._autocommit and not self.context.transactions.callers:
            self.connection.dialect.do_commit(self.connection.connection)


def _digest(operation: MigrateOperation) -> str | None:
    try:
        return operation.digest()
    except Exception:  # an operation of a plug-in may hold anything
        return None


def _refused(error: BaseException | None) -> bool:
    """Say whether the database itself has refused a statement, so that it has had no effect."""
    while error is not None:
        if isinstance(error, DBAPIError):
            return not error.connection_invalidated
        error = error.__cause__ or error.__context__
    return False


def _in_short(error: BaseException) -> str:
    return named(error, getattr(error, "orig", None))[:SHOWN_SQL]
