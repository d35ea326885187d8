"""What the steps of a plan would do: their operations and statements, found out without touching the database.

The scripts run as if a script were being written for the database's dialect; nothing is sent to it. What only the
database can tell is not guessed, but said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from revgraph.errors import RevgraphError
from revgraph.graph.steps import RevisionStep, Step
from revgraph.operations.base import Operations, door
from revgraph.operations.ops import DropColumnOp, DropSchemaOp, DropTableOp, MigrateOperation
from revgraph.operations.statements import Paper
from revgraph.operations.timing import headline, start_of
from revgraph.runtime.subject import Subject
from revgraph.script.file import Script
from revgraph.util.text import named

_LOSING = (DropTableOp, DropColumnOp, DropSchemaOp)
_LOSING_SQL = re.compile(
    r"\s*(?:DROP\s+(?:TABLE|SCHEMA|DATABASE)\b|TRUNCATE\b|DELETE\s+FROM\b|ALTER\s+TABLE\b.*\bDROP\s+COLUMN\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class OperationPreview:
    """One operation.

    :param text: it in a few words.
    :param statements: what would be sent, as SQL.
    :param destructive: whether it takes away data that is there.
    """

    text: str
    statements: tuple[str, ...]
    destructive: bool


@dataclass(frozen=True)
class StepPreview:
    """One step of a plan.

    :param step: the step.
    :param operations: what it would do, in order.
    :param unknown: why the rest of it can't be told before it runs; None if all can.
    """

    step: Step[Script]
    operations: tuple[OperationPreview, ...] = ()
    unknown: str | None = None


class _Noting(Operations):
    """Write operations down instead of carrying them out."""

    def __init__(self, paper: _Sheet) -> None:
        super().__init__(paper)
        self._paper = paper

    def invoke(self, operation: MigrateOperation) -> Any:
        """Note an operation with the statements it would send."""
        return self._paper.noted(operation, super().invoke)


class _Sheet(Paper):
    """Paper that knows to which operation each statement belongs."""

    def __init__(self, context: Subject) -> None:
        super().__init__(context.dialect)
        self.opts = {**context.opts, "as_sql": True}
        self.script = context.script
        self.as_sql = True
        self.found: list[OperationPreview] = []
        self._told = 0
        self._inside = False

    def noted(self, operation: MigrateOperation, carry_out: Any) -> Any:
        """Carry an operation out on paper; what it does by way of others is a part of it."""
        if self._inside:
            return carry_out(operation)
        self.note_others()
        self._inside = True
        try:
            result = carry_out(operation)
        finally:
            self._inside = False
        self._note(headline(operation), isinstance(operation, _LOSING))
        return result

    def note_others(self) -> None:
        """Note statements that belong to no operation: such as a script executes on its connection."""
        for statement in self.written.statements[self._told :]:
            self._told += 1
            self.found.append(
                OperationPreview(f"execute {start_of(statement)}", (statement,), bool(_LOSING_SQL.match(statement)))
            )

    def _note(self, text: str, losing: bool) -> None:
        statements = tuple(self.written.statements[self._told :])
        self._told += len(statements)
        losing = losing or any(map(_LOSING_SQL.match, statements))
        self.found.append(OperationPreview(text, statements, losing))


def preview(context: Subject, steps: Iterable[Step[Script]], run_args: Mapping[str, Any]) -> list[StepPreview]:
    """Return what steps would do; the scripts are loaded, and nothing is sent to the database.

    :param context: of the database they would run on.
    :param steps: of a plan.
    :param run_args: what ``run_migrations()`` was given for every ``upgrade()`` and ``downgrade()``.
    :raises ScriptError: if a script can't be loaded.
    """
    return [_previewed(context, step, run_args) for step in steps]


def _previewed(context: Subject, step: Step[Script], run_args: Mapping[str, Any]) -> StepPreview:
    if not isinstance(step, RevisionStep):
        return StepPreview(step)
    function = step.revision.upgrade if step.is_upgrade else step.revision.downgrade
    sheet = _Sheet(context)
    unknown = None
    with door.opened(_Noting(sheet)):
        try:
            function(**run_args)
        except RevgraphError as error:
            unknown = str(error)
        except Exception as error:  # whatever a script does with rows that are not there
            unknown = named(error)
    sheet.note_others()
    return StepPreview(step, tuple(sheet.found), unknown)
