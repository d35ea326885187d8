"""One pair, tried: made, filled with rows, migrated there and back, and judged by what the database says it holds."""

from __future__ import annotations

import traceback
import warnings
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, MetaData
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.draft import draft_changes
from revgraph.operations import ops
from tests.convergence.build import build
from tests.convergence.dumps import Dump, dump
from tests.convergence.fit import Pair
from tests.convergence.places import Place
from tests.convergence.rows import put_rows, read_rows
from tests.convergence.spec import Model
from tests.kit.diffs import Draft, draft_text, migrating, run, shown


class Outcome(StrEnum):
    """What became of a pair."""

    OK = "ok"
    UP = "differs upwards"
    BACK = "differs back"
    SILENT = "silent"
    ERROR = "error"
    ERROR_BACK = "error back"
    LOST = "rows lost"
    INVALID = "invalid"

    @property
    def is_up(self) -> bool:
        """Whether the way up was good."""
        return self in (Outcome.OK, Outcome.BACK, Outcome.ERROR_BACK)


@dataclass(frozen=True)
class Verdict:
    """The outcome of one pair.

    :param outcome: which.
    :param detail: what to look at.
    :param draft: what was generated.
    """

    outcome: Outcome
    detail: str = ""
    draft: Draft | None = field(default=None, compare=False)

    @property
    def sign(self) -> str:
        """Return what tells one kind of failure from another: the outcome and the first words of the trouble."""
        return f"{self.outcome}: {self.detail.splitlines()[0] if self.detail else ''}"


class _Judged(Exception):
    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.verdict = Verdict(outcome, detail)


def try_pair(pair: Pair, place: Place, *, thorough: bool = True) -> Verdict:
    """Return what becomes of a pair.

    :param pair: two models.
    :param place: where there is a database; it is emptied first.
    :param thorough: on PostgreSQL, have pg_dump judge beside the catalogue.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        return _Trial(pair, place, thorough).verdict()


class _Trial:
    def __init__(self, pair: Pair, place: Place, thorough: bool) -> None:
        self.pair = pair
        self.thorough = thorough
        self.place = place
        self.draft: Draft | None = None
        self.sure = True
        self.options: dict[str, Any] = {"include_schemas": pair.kind == "postgresql"}

    def verdict(self) -> Verdict:
        try:
            self._go()
        except _Judged as judged:
            return Verdict(judged.verdict.outcome, judged.verdict.detail, self.draft)
        return Verdict(Outcome.OK, "", self.draft)

    def _go(self) -> None:
        before, after = self.pair.before, self.pair.after
        try:
            wanted = self._fresh(after)
            was = self._fresh(before)
            put_rows(self.place.engine, self.pair)
            rows = read_rows(self.place.engine, self.pair, before)
        except SQLAlchemyError as error:
            raise _Judged(Outcome.INVALID, _said(error)) from error
        engine = self.place.engine
        self._up(engine, was, wanted)
        kept = self._guarded(Outcome.ERROR, lambda: read_rows(engine, self.pair, after))
        if kept != rows:
            raise _Judged(Outcome.LOST, f"rows differ upwards\nbefore: {rows}\nafter: {kept}")
        draft = self.draft
        assert draft is not None
        self._guarded(
            Outcome.ERROR_BACK,
            lambda: run(engine, draft.downgrade, draft.imports, self._metadata(before), **self.options),
        )
        found = self._dump(before)
        if found != was:
            raise _Judged(Outcome.BACK, _difference(was, found))
        kept = self._guarded(Outcome.ERROR_BACK, lambda: read_rows(engine, self.pair, before))
        if kept != rows:
            raise _Judged(Outcome.LOST, f"rows differ back\nbefore: {rows}\nafter: {kept}")

    def _up(self, engine: Engine, was: Dump, wanted: Dump) -> None:
        metadata = self._metadata(self.pair.after)
        draft = self._guarded(Outcome.ERROR, lambda: self._drafted(engine, metadata))
        self.draft = draft
        self._guarded(Outcome.ERROR, lambda: run(engine, draft.upgrade, draft.imports, metadata, **self.options))
        found = self._dump(self.pair.after)
        left = self._guarded(Outcome.ERROR, lambda: self._left(engine, metadata))
        if found != wanted:
            silent = not left and self.sure
            raise _Judged(Outcome.SILENT if silent else Outcome.UP, _difference(wanted, found))
        if left:
            raise _Judged(Outcome.UP, "compared again: " + "; ".join(left))

    def _fresh(self, model: Model) -> Dump:
        self.place.clear()
        with self.place.engine.begin() as connection:
            self._metadata(model).create_all(connection)
        return self._dump(model)

    def _metadata(self, model: Model) -> MetaData:
        return build(model, self.pair.kind)

    def _dump(self, model: Model) -> Dump:
        """Return what is there; a constraint that the model does not name may have any name."""
        return dump(self.place.engine, self.pair.kind, _names(model), thorough=self.thorough)

    def _drafted(self, engine: Engine, metadata: MetaData) -> Draft:
        with migrating(engine, metadata, **self.options) as context:
            script, self.sure = _compare(context)
            return draft_text(script, context)

    def _left(self, engine: Engine, metadata: MetaData) -> list[str]:
        with migrating(engine, metadata, **self.options) as context:
            script, sure = _compare(context)
            self.sure = self.sure and sure
            return shown(script.upgrade_ops)

    def _guarded(self, outcome: Outcome, act: Any) -> Any:
        try:
            return act()
        except Exception as error:  # whatever it is, it is the finding
            raise _Judged(outcome, _said(error)) from error


def _compare(context: Any) -> tuple[ops.MigrationScript, bool]:
    """Return what is to be done, and whether all that was looked at could be told."""
    autogen = AutogenContext(context)
    upgrade, downgrade = ops.UpgradeOps(), ops.DowngradeOps()
    draft_changes(autogen, upgrade, downgrade)
    return ops.MigrationScript(None, upgrade, downgrade), not any(each.where for each in autogen.not_compared)


def _names(model: Model) -> set[str]:
    names = {sequence.name.name for sequence in model.sequences}
    names |= {enum.name.name for enum in model.enums.values()}
    for table in model.tables.values():
        names |= {part.name for part in table.parts if part.name} | ({table.key_name} if table.key_name else set())
    return names


def _said(error: BaseException) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    lines = str(error).splitlines() or [""]
    return "\n".join([f"{type(error).__name__}: {lines[0]}", *lines[1:12], f"at {place.filename}:{place.lineno}"])


def _difference(wanted: Dump, found: Dump) -> str:
    lines = [f"- {line}" for line in sorted(wanted - found)] + [f"+ {line}" for line in sorted(found - wanted)]
    return "\n".join(lines)
