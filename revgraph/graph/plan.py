"""Plans: the steps that lead from what a database is at to a target, as values to be printed and then run.

Knows nothing of databases and scripts; making a plan reads only the map and writes nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from revgraph.errors import NotApplied, ResolutionError
from revgraph.graph.heads import HeadChange, HeadTrail, Insert, head_changes
from revgraph.graph.links import Links
from revgraph.graph.resolve import Resolver
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.steps import RevisionStep, StampStep, Step
from revgraph.graph.target import Target, parse_target, parse_targets

R = TypeVar("R", bound=Revision)
Verb = Literal["upgrade", "downgrade", "stamp"]


@dataclass(frozen=True)
class Plan(Generic[R]):
    """Hold the steps a command is going to take; iterates over them and prints as a list.

    :param verb: ``upgrade``, ``downgrade`` or ``stamp``.
    :param target: as the user gave it.
    :param current: the head rows before, in order.
    :param steps: what is done, in order.
    :param ends: the head rows after, in order.
    :param destination: the revisions the target names; none for the base.
    """

    verb: Verb
    target: str
    current: tuple[str, ...]
    steps: tuple[Step[R], ...]
    ends: tuple[str, ...]
    destination: tuple[str, ...]

    def __iter__(self) -> Iterator[Step[R]]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __bool__(self) -> bool:
        return bool(self.steps)

    def __str__(self) -> str:
        count = "1 step" if len(self.steps) == 1 else f"{len(self.steps)} steps" if self.steps else "nothing to do"
        rows = f"{_rows(self.current)} to {_rows(self.ends)}" if self.steps else f"at {_rows(self.current)}"
        lines = [f"{self.verb} {self.target}: {count}, {rows}"]
        return "\n".join(lines + [f"  {step}" for step in self.steps])


def unknown_ids(revisions: RevisionMap[R], current: Collection[str]) -> tuple[str, ...]:
    """Return those rows of a database that are no revisions, in alphabetical order."""
    return tuple(sorted((row for row in set(current) if row not in revisions), key=str))


def upgrade_plan(revisions: RevisionMap[R], target: str | Sequence[str], current: Collection[str]) -> Plan[R]:
    """Plan to apply all that a target needs and that is not applied.

    :param revisions: the map.
    :param target: one or several targets; ``+N`` goes up from what is applied.
    :param current: the head rows of the database.
    :return: a plan without steps if all is applied already.
    :raises ResolutionError: if a target or a row can't be resolved, or the target goes down.
    :raises MultipleHeads: for ``head`` where there are several.
    """
    links = revisions.links
    resolver = Resolver(links, current)
    targets = parse_targets(target)
    for one in targets:
        if one.is_relative and one.offset < 0:
            raise ResolutionError(f"{one.text!r} goes down; use 'downgrade {one.text}'", one.text)
    destination = _resolved(resolver, targets)
    wanted = links.ancestors(destination) - resolver.applied
    ids = links.ordered(wanted)
    steps = _upgrade_steps(links, ids, resolver.current)
    return _plan("upgrade", target, links, resolver.current, steps, destination)


def downgrade_plan(revisions: RevisionMap[R], target: str, current: Collection[str], *, guess: bool = False) -> Plan[R]:
    """Plan to undo what follows a target, and all that stands on that.

    What is on other lines stays. ``branch@base`` undoes a branch down to its roots; ``branch@id`` leaves the other
    branches that start at ``id`` alone.

    :param revisions: the map.
    :param target: a target; ``-N`` goes down from what is applied.
    :param current: the head rows of the database.
    :param guess: where there are several rows for ``-N`` to count from, take the first with a warning; not an error.
    :return: a plan without steps if nothing follows the target.
    :raises NotApplied: if the target is not applied.
    :raises ResolutionError: if the target or a row can't be resolved, or the target goes up.
    """
    links = revisions.links
    resolver = Resolver(links, current)
    destination: list[str] = []
    roots: list[str] = []
    for one in parse_targets(target):
        if one.is_relative and one.offset > 0:
            raise ResolutionError(f"{one.text!r} goes up; use 'upgrade {one.text}'", one.text)
        if guess:
            one = _from_first_row(one, current)
        found = resolver.ids(one)
        destination += found
        roots += _first_undone(resolver, one, found)
    undone = links.descendants(roots) & resolver.applied
    ids = links.ordered(undone)[::-1]
    steps = _downgrade_steps(links, ids, resolver)
    return _plan("downgrade", target, links, resolver.current, steps, tuple(dict.fromkeys(destination)))


def stamp_plan(
    revisions: RevisionMap[R], targets: str | Sequence[str], current: Collection[str], *, purge: bool = False
) -> Plan[R]:
    """Plan to write the rows of the targets without running anything.

    Rows on the line of a target, above or below it, dependencies counted, give way to it; others stay. ``base``
    removes all rows, ``branch@base`` those of the branch.

    :param revisions: the map.
    :param targets: one or several targets; ``+N`` and ``-N`` count from what is applied.
    :param current: the head rows of the database.
    :param purge: remove all other rows, also those that are no revisions.
    :return: a plan of one step, or of none if the rows are right already.
    :raises ResolutionError: if a target, or without ``purge`` a row, can't be resolved.
    """
    links = revisions.links
    resolver = Resolver(links, [row for row in current if row in revisions] if purge else current)
    parsed = parse_targets(targets)
    destination = _resolved(resolver, parsed)
    before = links.in_order(set(current))
    kept = set() if purge else _untouched(resolver, parsed, destination)
    after = set(_without_implied(links, destination)) | kept
    gone = tuple(row for row in before if row not in after)
    come = links.in_order(after.difference(before))
    steps: list[Step[R]] = []
    if gone or come:
        is_upgrade = not resolver.applied > links.ancestors(after)
        changes = _updates_first(head_changes(gone, come))
        steps = [StampStep(gone, come, changes, is_upgrade, frozenset(before), frozenset(after))]
    return _plan("stamp", targets, links, before, steps, destination)


def _updates_first(changes: Iterable[HeadChange]) -> tuple[HeadChange, ...]:
    """Return what goes and what becomes something else before what is new, as a stamp is read."""
    return tuple(sorted(changes, key=lambda change: isinstance(change, Insert)))


def _rows(rows: Sequence[str]) -> str:
    return ", ".join(rows) or "base"


def _plan(
    verb: Verb,
    target: str | Sequence[str],
    links: Links[R],
    current: tuple[str, ...],
    steps: Sequence[Step[R]],
    destination: tuple[str, ...],
) -> Plan[R]:
    text = target if isinstance(target, str) else ", ".join(target)
    ends = links.in_order(steps[-1].heads_after) if steps else current
    return Plan(verb, text, current, tuple(steps), ends, destination)


def _resolved(resolver: Resolver[R], targets: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for target in targets for name in resolver.ids(target)))


def _upgrade_steps(links: Links[R], ids: Sequence[str], rows: Iterable[str]) -> list[Step[R]]:
    heads = set(rows)
    changes: list[tuple[HeadChange, ...]] = []
    for name in ids:
        gone = tuple(above for above in links.above[name] if above in heads)
        heads.difference_update(gone)
        heads.add(name)
        changes.append(head_changes(gone, (name,)))
    return _revision_steps(links, ids, HeadTrail(rows, changes), changes, is_upgrade=True)


def _downgrade_steps(links: Links[R], ids: Sequence[str], resolver: Resolver[R]) -> list[Step[R]]:
    heads = set(resolver.current)
    standing_on = dict.fromkeys(resolver.applied, 0)
    for name in resolver.applied if ids else ():
        for above in links.above[name]:
            standing_on[above] += 1
    changes: list[tuple[HeadChange, ...]] = []
    for name in ids:
        for above in links.above[name]:
            standing_on[above] -= 1
        come = tuple(above for above in links.above[name] if not standing_on[above] and above not in heads)
        heads.discard(name)
        heads.update(come)
        changes.append(head_changes((name,), come))
    return _revision_steps(links, ids, HeadTrail(resolver.current, changes), changes, is_upgrade=False)


def _revision_steps(
    links: Links[R], ids: Sequence[str], trail: HeadTrail, changes: Sequence[tuple[HeadChange, ...]], is_upgrade: bool
) -> list[Step[R]]:
    return [
        RevisionStep(links.linked(name), is_upgrade, change, trail, index)
        for index, (name, change) in enumerate(zip(ids, changes, strict=True))
    ]


def _from_first_row(target: Target, current: Collection[str]) -> Target:
    """Return a bare ``-N`` as one that counts from the first row, if there are several."""
    if not target.is_relative or target.branch is not None or len(current) < 2:
        return target
    row = next(iter(current))
    told = f"downgrade {target.text} from multiple heads is ambiguous; it counts from {row}, say '{row}@{target.text}'"
    warnings.warn(told, UserWarning, stacklevel=4)
    return parse_target(f"{row}@{target.text}")


def _first_undone(resolver: Resolver[R], target: Target, found: Sequence[str]) -> Iterable[str]:
    """Return the lowest revisions to undo so that a target becomes what is left of its line."""
    links, scope = resolver.links, resolver.scope(target)
    if target.is_relative:
        return [resolver.last_undone(target)]
    if not found:
        return links.bases if scope is None else [base for base in links.bases if base in scope]
    missing = [name for name in found if name not in resolver.applied]
    if missing:
        raise NotApplied(missing, resolver.current, target.text)
    return [child for name in found for child in links.children[name] if scope is None or child in scope]


def _untouched(resolver: Resolver[R], targets: Iterable[Target], destination: Sequence[str]) -> set[str]:
    """Return the rows that have nothing to do with a stamp."""
    links = resolver.links
    touched = links.ancestors(destination) | links.descendants(destination)
    for target in targets:
        if not resolver.ids(target):
            branch = target.branch and resolver.by_prefix(target.branch, None, target.text)
            touched |= links.ancestors([branch]) | links.descendants([branch]) if branch else resolver.applied
    return set(resolver.current) - touched


def _without_implied(links: Links[R], names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids that none of the others needs."""
    needed = links.ancestors(above for name in names for above in links.above[name])
    return tuple(name for name in names if name not in needed)
