"""Find everything that keeps a set of revisions from making a graph, in one pass.

Knows nothing of how files are read; it names each by :attr:`Revision.source`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from revgraph.errors import (
    CycleDetected,
    DependencyCycleDetected,
    DependencyLoopDetected,
    GraphDefects,
    LoopDetected,
    ResolutionError,
    RevisionError,
)
from revgraph.graph.links import Links
from revgraph.graph.revision import LONGEST_ID, RESERVED, Revision, id_defect
from revgraph.graph.table import Table
from revgraph.graph.walk import circles

R = TypeVar("R", bound=Revision)


def link(revisions: Iterable[R] | Table[R]) -> Links[R]:
    """Return the links between revisions.

    :raises GraphDefects: if they don't make a graph, with every defect there is.
    """
    given = revisions if isinstance(revisions, Table) else list(revisions)
    if isinstance(given, Table) or all(type(one.revision) is str for one in given):
        table = given if isinstance(given, Table) else Table.of(given)
        links = _sound_links(table)
        if links is not None:
            return links
        given = table.revisions()
    inspection: _Inspection[R] = _Inspection(given)
    inspection.check_edges()
    inspection.check_circles()
    if inspection.parts:
        raise GraphDefects(inspection.parts)
    return Links(Table.of(list(inspection.by_id.values())), inspection.labels)


def _sound_links(table: Table[R]) -> Links[R] | None:
    labels = _sound_labels(table)
    links = None if labels is None else Links(table, labels)
    return links if links is not None and len(links.order) == len(table) else None


def _sound_labels(table: Table[R]) -> dict[str, str] | None:
    """Return the id that declares each label, or None if something is wrong besides circles; says not what.

    This is what every command waits for, and all is well nearly always: each question is asked of all at once.
    """
    ids, parents = table.ids, table.parents
    if len(table) < len(ids) or not RESERVED.isdisjoint(table) or max(map(len, ids), default=0) > LONGEST_ID:
        return None
    if not all(map(str.isalnum, ids)) and any(map(id_defect, ids)):
        return None
    if any([up not in parents or up == name for name, ups in parents.items() for up in ups]):  # noqa: C419 - faster
        return None
    labels: dict[str, str] = {}
    for name, own in table.own_labels.items():
        for label in own:
            if _is_no_label(label) or label in table or label in labels:
                return None
            labels[label] = name
    for name, wanted in table.depends_on.items():
        needed = {labels.get(want, want) for want in wanted}
        if name in needed or not all(need in table for need in needed):
            return None
    return labels


def _is_no_label(label: object) -> bool:
    return not isinstance(label, str) or not label or label in RESERVED or not {"@", ":"}.isdisjoint(label)


def redundant_dependencies(links: Links[R]) -> list[tuple[R, str]]:
    """Return each revision with those of its dependencies that its other parents and dependencies imply already.

    They do no harm and change no plan, so they are no defects.
    """
    found = []
    for name, needs in links.needs.items():
        for need in needs:
            floor = links.position[need]
            waiting = [above for above in links.above[name] if above != need]
            seen = set(waiting)
            while waiting and need not in seen:
                higher = (above for above in links.above[waiting.pop()] if links.position[above] >= floor)
                fresh = [above for above in higher if above not in seen]
                seen.update(fresh)
                waiting += fresh
            if need in seen or need in links.parents[name]:
                found.append((links.linked(name), need))
    return found


def near_names(wanted: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that ``wanted`` may be a slip of; none if there are too many to compare."""
    from difflib import get_close_matches  # only a failing command pays for this import

    names = list(known)
    if len(names) > 5000:
        names = [name for name in names if name[:3] == wanted[:3]][:5000]
    return get_close_matches(wanted, names, n=3, cutoff=0.7)


def where(revision: Revision) -> str:
    """Return how to name a revision's file in a message."""
    return revision.source or f"revision {revision.revision!r}"


class _Inspection(Generic[R]):
    """Gather ids and labels, then the defects of their edges."""

    def __init__(self, revisions: Iterable[R]) -> None:
        self.parts: list[RevisionError] = []
        self.by_id: dict[str, R] = {}
        self.labels: dict[str, str] = {}
        copies: dict[str, list[R]] = {}
        for revision in revisions:
            defect = id_defect(revision.revision)
            if defect is not None:
                self.parts.append(
                    RevisionError(f"{where(revision)}: the id {revision.revision!r} {defect}; give it another")
                )
            if not isinstance(revision.revision, str):
                continue
            first = self.by_id.setdefault(revision.revision, revision)
            if first is not revision:
                copies.setdefault(revision.revision, [first]).append(revision)
        self.parts += [_duplicate(name, found) for name, found in copies.items()]
        for revision in self.by_id.values():
            for label in revision.own_labels or ():
                self._take_label(label, revision)

    def _take_label(self, label: str, revision: R) -> None:
        if _is_no_label(label):
            reason = "is a word of the target grammar" if label in RESERVED else "can't be written in a target"
            self.parts.append(RevisionError(f"{where(revision)}: the branch label {label!r} {reason}; choose another"))
        elif label in self.by_id:
            clash = f"is the id of {_both(revision, self.by_id[label])}"
            self.parts.append(RevisionError(f"{where(revision)}: the branch label {label!r} {clash}; rename the label"))
        elif label in self.labels:
            other = self.by_id[self.labels[label]]
            clash = f"is also declared by {_both(revision, other)}"
            self.parts.append(RevisionError(f"{where(revision)}: the branch label {label!r} {clash}; keep one of them"))
        else:
            self.labels[label] = revision.revision

    def check_edges(self) -> None:
        """Find parents and dependencies that don't exist, and revisions that name themselves."""
        for name, revision in self.by_id.items():
            for parent in revision.parents:
                if parent == name:
                    self.parts.append(LoopDetected(name, _sources([revision])))
                elif parent not in self.by_id:
                    self.parts.append(self._missing(revision, parent, "down_revision", self.by_id))
            for wanted in revision.depends_on:
                needed = self.labels.get(wanted, wanted)
                if needed == name:
                    self.parts.append(DependencyLoopDetected(name, _sources([revision])))
                elif needed not in self.by_id:
                    known = {**self.by_id, **{label: self.by_id[of] for label, of in self.labels.items()}}
                    self.parts.append(self._missing(revision, wanted, "depends_on", known))

    def _missing(self, revision: R, wanted: object, attribute: str, known: Mapping[str, R]) -> RevisionError:
        near = near_names(wanted, known) if isinstance(wanted, str) else []
        found = ", ".join(f"{name!r} ({where(known[name])})" for name in near)
        advice = f"did you mean {found}?" if found else "bring its file back, or correct the id"
        return ResolutionError(
            f"{where(revision)}: {attribute} names {wanted!r}, which no revision file has; {advice}",
            str(wanted),
        )

    def check_circles(self) -> None:
        """Find revisions that follow each other in a circle: by parents alone first, then with dependencies."""
        known = self.by_id
        parents = {name: [up for up in revision.parents if up in known] for name, revision in known.items()}
        needs = {
            name: [up for up in (self.labels.get(want, want) for want in revision.depends_on) if up in known]
            for name, revision in known.items()
        }
        reported: set[str] = set()
        for circle in map(_upwards, circles(parents)):
            reported.update(circle)
            self.parts.append(CycleDetected(circle, _sources(known[name] for name in circle)))
        for circle in map(_upwards, circles({name: parents[name] + needs[name] for name in known})):
            if reported.isdisjoint(circle):
                self.parts.append(DependencyCycleDetected(circle, _sources(known[name] for name in circle)))


def _upwards(circle: tuple[str, ...]) -> tuple[str, ...]:
    """Return a circle told from parents to children, from the same start."""
    return (circle[0], *reversed(circle[1:]))


def _sources(revisions: Iterable[Revision]) -> list[str]:
    return [revision.source for revision in revisions if revision.source]


def _both(revision: Revision, other: Revision) -> str:
    return "the same revision" if other is revision else where(other)


def _duplicate(name: str, found: list[R]) -> RevisionError:
    places = " and ".join(where(revision) for revision in found)
    return RevisionError(f"the revision id {name!r} is in {len(found)} files: {places}; give all but one another id")
