"""Put operations into an order that a database accepts, those on one table together where that can be.

Works on operations alone, see ``effects``; no database is asked.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from revgraph.autogenerate.count_on import CountOnOp
from revgraph.autogenerate.effects import Effects, Reading, Thing
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.operations import ops

_CHANGES = 4
_RANKS: tuple[tuple[type[ops.MigrateOperation], int], ...] = (
    (ops.CreateSequenceOp, 0),
    (ops.CreateTableOp, 0),
    (ops.DropConstraintOp, 1),
    (ops.DropIndexOp, 2),
    (SetTableOptionsOp, 2),  # columns that are made later have the table's collation
    (ops.AddColumnOp, 3),
    (ops.AlterColumnOp, _CHANGES),
    (ops.CreatePrimaryKeyOp, 5),
    (ops.CreateUniqueConstraintOp, 6),
    (ops.CreateIndexOp, 7),
    (ops.CreateForeignKeyOp, 9),
    (ops.AddConstraintOp, 8),
    (ops.DropColumnOp, 10),
)
"""Which kind comes first within a table where nothing else decides."""

_NAMED_ANEW = ("index", "constraint", "primary key", "key", "table", "enum", "column", "sequence")
"""What must be gone before one of its name, or on its columns, is made."""

CREATE_TYPE, CREATE, DROP_EARLY, MODIFY, DROP, DROP_TYPE = range(6)
"""Which kind of group comes first where nothing else decides."""


@dataclass
class Step:
    """One operation on its way into the order.

    :param op: the operation.
    :param effects: what it does.
    :param place: where it stood before.
    :param is_late: it is a drop that comes after the changes of columns.
    :param after: the steps that must come first.
    """

    op: ops.MigrateOperation
    effects: Effects
    place: int
    is_late: bool = False
    after: set[int] = field(default_factory=set)

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Return what decides within a group where nothing else does."""
        if isinstance(self.op, CountOnOp):
            return 11 if self.op.at_end else -1, False, self.place
        if self.is_late:
            return _CHANGES, True, self.place
        return next((rank for kind, rank in _RANKS if isinstance(self.op, kind)), 11), False, self.place


Group = tuple[int, str, str]
"""Kind of group, schema and name of its table: operations that should stay together."""


def in_order(
    operations: Sequence[ops.MigrateOperation],
    default_schema: str | None,
    *,
    is_plain: bool = False,
    leant_on: Collection[Thing] | None = None,
) -> list[ops.MigrateOperation]:
    """Return the operations in an order that works; those on existing tables in ``ModifyTableOps``.

    :param operations: as the comparison yields them.
    :param default_schema: the schema that counts as none.
    :param is_plain: where nothing else decides, drop tables before others are changed, and indexes and constraints
        after columns are.
    :param leant_on: the columns that get their new index before they lose another; default: all.
    """
    reading = Reading(default_schema)
    late = (ops.DropIndexOp, ops.DropConstraintOp) if is_plain else ()
    steps = [
        Step(op, reading.effects_of(op), place, isinstance(op, late)) for place, op in enumerate(_leaves(operations))
    ]
    _connect(steps, leant_on)
    groups = _grouped(steps)
    if is_plain:
        groups = [(DROP_EARLY, schema, name) if kind == DROP else (kind, schema, name) for kind, schema, name in groups]
    ordered: list[ops.MigrateOperation] = []
    for group, step in _sorted(steps, groups):
        if group[0] != MODIFY:
            ordered.append(step.op)
            continue
        last = ordered[-1] if ordered else None
        home = (getattr(step.op, "schema", None), getattr(step.op, "table_name", group[2]))
        if isinstance(last, ops.ModifyTableOps) and (last.schema, last.table_name) == home:
            last.ops.append(step.op)
        else:
            ordered.append(ops.ModifyTableOps(home[1], [step.op], schema=home[0]))
    return ordered


def _leaves(operations: Iterable[ops.MigrateOperation]) -> Iterator[ops.MigrateOperation]:
    for op in operations:
        if isinstance(op, ops.OpContainer):
            yield from _leaves(op.ops)
        else:
            yield op


def _connect(steps: Sequence[Step], leant_on: Collection[Thing] | None) -> None:
    """Fill in what must come first: made before needed, let go before dropped, dropped before made anew.

    :param steps: all of them.
    :param leant_on: the columns that get their new index before they lose another; None for all.
    """
    makers, droppers = _by_thing(steps, "makes"), _by_thing(steps, "drops")
    used = {*_by_thing(steps, "leaves"), *_by_thing(steps, "needs")}
    for step in steps:
        for thing in step.effects.needs:
            step.after |= makers[thing]
        for thing in step.effects.makes:
            if thing[0] in _NAMED_ANEW:
                step.after |= droppers[thing]
    for step in steps:
        for thing in step.effects.makes:
            is_needed = leant_on is None or thing in leant_on
            # a foreign key that stays gets its new index first
            if thing[0] == "support" and is_needed and thing not in used:
                for dropper in droppers[thing] - step.after:
                    steps[dropper].after.add(step.place)
        for thing in step.effects.leaves:
            for dropper in droppers[thing]:
                steps[dropper].after.add(step.place)
        step.after.discard(step.place)


def _by_thing(steps: Iterable[Step], aspect: str) -> Mapping[Thing, set[int]]:
    found: defaultdict[Thing, set[int]] = defaultdict(set)
    for step in steps:
        things: set[Thing] = getattr(step.effects, aspect)
        for thing in things:
            found[thing].add(step.place)
    return found


def _grouped(steps: Sequence[Step]) -> list[Group]:
    """Return the group of each step: a new table with its indexes, a changed table, a dropped one with its indexes."""
    created = {step.effects.table for step in steps if isinstance(step.op, ops.CreateTableOp)}
    dropped = {step.effects.table for step in steps if isinstance(step.op, ops.DropTableOp)}
    return [_group(step, created, dropped) for step in steps]


def _group(
    step: Step, created: set[tuple[str | None, str] | None], dropped: set[tuple[str | None, str] | None]
) -> Group:
    table = step.effects.table
    schema, name = ("", "") if table is None else (table[0] or "", table[1])
    if isinstance(step.op, (ops.CreateSequenceOp, ops.DropSequenceOp, ops.AlterSequenceOp)) and table is None:
        is_new = isinstance(step.op, ops.CreateSequenceOp)
        return (CREATE_TYPE if is_new else DROP_TYPE, step.op.schema or "", step.op.sequence_name)
    if isinstance(step.op, (ops.AddEnumValueOp, ops.AlterEnumOp)):
        return (CREATE_TYPE, step.op.schema or "", step.op.name)
    if isinstance(step.op, (ops.CreateEnumOp, ops.DropEnumOp)):
        return (CREATE_TYPE if isinstance(step.op, ops.CreateEnumOp) else DROP_TYPE, step.op.schema or "", step.op.name)
    if isinstance(step.op, (ops.CreateTableOp, ops.CreateIndexOp)) and table in created:
        return (CREATE, schema, name)
    if isinstance(step.op, (ops.DropTableOp, ops.DropIndexOp)) and table in dropped:
        return (DROP, schema, name)
    return (MODIFY, schema, name)


def _sorted(steps: Sequence[Step], groups: Sequence[Group]) -> Iterator[tuple[Group, Step]]:
    """Yield the steps, a whole group at a time; a group that waits for another one inside is split."""
    queue = _Queue(steps, groups)
    done: set[int] = set()
    while queue.left:
        group = queue.first(done)
        for step in _ready(queue.left[group], done):
            done.add(step.place)
            queue.finished(group, step)
            yield group, step


class _Queue:
    """The groups that are not done, and which of them wait for nothing outside of themselves.

    :param steps: all of them.
    :param groups: the group of each.
    """

    def __init__(self, steps: Sequence[Step], groups: Sequence[Group]) -> None:
        self.left: dict[Group, list[Step]] = {}
        self._waiting_for: dict[int, list[Group]] = {}
        self._unmet: dict[Group, int] = dict.fromkeys(groups, 0)
        for step, group in zip(steps, groups, strict=True):
            self.left.setdefault(group, []).append(step)
            for other in step.after:
                if groups[other] != group:
                    self._waiting_for.setdefault(other, []).append(group)
                    self._unmet[group] += 1
        self._free = [group for group, unmet in self._unmet.items() if not unmet]
        heapq.heapify(self._free)

    def first(self, done: set[int]) -> Group:
        """Return the first group that waits for nothing; in a circle, the first with anything to do at all."""
        while self._free:
            group = self._free[0]
            if group in self.left:
                return group
            heapq.heappop(self._free)
        ordered = sorted(self.left)
        return next((group for group in ordered if any(step.after <= done for step in self.left[group])), ordered[0])

    def finished(self, group: Group, step: Step) -> None:
        """Take a step out, and free the groups that only waited for it."""
        self.left[group].remove(step)
        if not self.left[group]:
            del self.left[group]
        for other in self._waiting_for.get(step.place, ()):
            self._unmet[other] -= 1
            if not self._unmet[other]:
                heapq.heappush(self._free, other)


def _ready(steps: Sequence[Step], done: set[int]) -> list[Step]:
    """Return the steps of one group that can be done now, in their order; in a circle, the first of them."""
    finished = set(done)
    waiting = sorted(steps, key=lambda step: step.rank)
    now: list[Step] = []
    while True:
        step = next((step for step in waiting if step.after <= finished), None)
        if step is None:
            break
        waiting.remove(step)
        finished.add(step.place)
        now.append(step)
    return now or waiting[:1]
