"""Follow a revision while it runs: count its operations, and know which one is at work.

Changes nothing; ``runtime.keeper`` also keeps the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from revgraph.runtime.journal.records import JournalStatement

if TYPE_CHECKING:
    from revgraph.operations.ops import MigrateOperation


class Follower:
    """Count the operations of a revision, and know which one is at work."""

    def __init__(self) -> None:
        self.count = 0
        self.operation: MigrateOperation | None = None
        self.left: tuple[JournalStatement, ...] | None = None
        """After a failure: what stays in the database, as far as it is written down."""
        self.ended_by_script = False
        """After a failure: the script had ended its transaction by itself."""
        self._inside = False

    @property
    def resumable(self) -> bool:
        """Say whether it is written down how far the revision came, so that the next run can go on there."""
        return False

    def carried_out(self, operation: MigrateOperation, run: Callable[[], Any], *, in_place: bool) -> Any:
        """Carry out an operation; those that another one consists of are part of it.

        :param operation: the operation.
        :param run: carries it out.
        :param in_place: it acts on the database at once, not as a part of a table's rebuild.
        :return: what ``run`` returns.
        """
        if self._inside:
            return run()
        self._inside = True
        self.count += 1
        self.operation = operation
        try:
            result = self.carry_out_one(operation, run, in_place)
        finally:
            self._inside = False
            self.ended()
        self.operation = None
        return result

    def ended(self) -> None:
        """Note that an operation has ended, well or not."""

    def carry_out_one(self, operation: MigrateOperation, run: Callable[[], Any], in_place: bool) -> Any:
        """Carry out an operation that is no part of another."""
        return run()

    def begin(self) -> None:
        """Note that the revision is about to run, in its transaction."""

    @contextmanager
    def following(self) -> Iterator[None]:
        """Follow inside the block."""
        yield

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Inside the block statements are committed one by one; what came before is about to be committed."""
        yield

    def done(self) -> None:
        """Note that the revision is done, in the transaction it ran in."""

    def failed(self, error: BaseException) -> None:
        """Note that the revision has failed; after its transaction was rolled back."""
