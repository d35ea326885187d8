"""The language tests use to speak of revision graphs: draw one in a line, say what a command should run.

No test inside, no disk, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import strategies as st

from revgraph.graph.plan import Plan, downgrade_plan, stamp_plan, upgrade_plan
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap

_NODE = re.compile(r"(?P<id>[^\[\]]+?)\s*(?:\[(?P<labels>[^\]]*)\])?\Z")


def revisions(drawing: str) -> list[Revision]:
    """Return the revisions of a drawing, in the order they are first mentioned.

    ``a -> b``: a is the parent of b; ``a => b``: b depends on a; ``a, b -> c``: both are; ``a[x y]``: a declares the
    branch labels x and y. Statements are separated by semicolons or lines.
    """
    parents: dict[str, list[str]] = {}
    needs: dict[str, list[str]] = {}
    labels: dict[str, list[str]] = {}
    for statement in filter(None, (part.strip() for part in re.split(r"[;\n]", drawing))):
        pieces = re.split(r"(->|=>)", statement)
        groups = [_nodes(piece, labels) for piece in pieces[::2]]
        for group in groups:
            for node in group:
                parents.setdefault(node, [])
                needs.setdefault(node, [])
        for lower, arrow, upper in zip(groups, pieces[1::2], groups[1:], strict=False):
            edges = parents if arrow == "->" else needs
            for node in upper:
                edges[node] += [one for one in lower if one not in edges[node]]
    return [
        Revision(name, tuple(parents[name]), tuple(needs[name]), labels.get(name, ()), source=f"versions/{name}.py")
        for name in parents
    ]


def graph(drawing: str) -> RevisionMap[Revision]:
    """Return the map of a drawing; see :func:`revisions`."""
    return RevisionMap(lambda: revisions(drawing))


def line(length: int) -> RevisionMap[Revision]:
    """Return ``length`` revisions in one line, called r0, r1, ..."""
    return RevisionMap(lambda: [Revision(f"r{n}", f"r{n - 1}" if n else None) for n in range(length)])


def make_plan(revision_map: RevisionMap[Revision], command: str, at: str | Iterable[str] = "") -> Plan[Revision]:
    """Return the plan of a command such as ``upgrade heads`` or ``stamp --purge a b``."""
    verb, *targets = command.split()
    rows = words(at)
    match verb:
        case "upgrade":
            return upgrade_plan(revision_map, targets, rows)
        case "downgrade":
            return downgrade_plan(revision_map, targets[0], rows)
        case "stamp":
            names = [target for target in targets if target != "--purge"]
            return stamp_plan(revision_map, names, rows, purge="--purge" in targets)
    raise ValueError(f"no such verb: {verb}")


def expect_plan(
    revision_map: RevisionMap[Revision], command: str, *, at: str = "", runs: str = "", ends: str = "", rows: str = ""
) -> Plan[Revision]:
    """Assert what a command runs, in this order, and what heads it leaves.

    :param at: the rows of the database, separated by spaces.
    :param runs: ids of the revisions run.
    :param ends: the rows afterwards, in any order.
    :param rows: the row changes, separated by semicolons; not looked at if empty.
    """
    plan = make_plan(revision_map, command, at)
    ran = [step.revision.revision for step in plan if not step.is_stamp]
    told = explain(revision_map, plan)
    assert ran == words(runs), f"should run {runs or 'nothing'}\n{told}"
    assert set(plan.ends) == set(words(ends)), f"should end at {ends or 'base'}\n{told}"
    if rows:
        changed = "; ".join(str(change) for step in plan for change in step.changes)
        assert changed == rows, f"should change the rows so: {rows}\n{told}"
    return plan


def expect_error(
    revision_map: RevisionMap[Revision], command: str, error: type[Exception], *saying: str, at: str = ""
) -> Any:
    """Assert that a command is refused, and that the error says all of the texts; return the error."""
    try:
        plan = make_plan(revision_map, command, at)
    except error as raised:
        missing = [text for text in saying if text not in str(raised)]
        assert not missing, f"should say {missing}: {raised}\n{draw(revision_map)}"
        return raised
    pytest.fail(f"{command!r} should raise {error.__name__}\n{explain(revision_map, plan)}")


def draw(revision_map: RevisionMap[Revision]) -> str:
    """Return a map as text, one revision a line, oldest first."""
    lines = []
    for revision in revision_map:
        text = f"{', '.join(revision.parents) or '(base)'} -> {revision.revision}"
        if revision.own_labels:
            text += f" [{' '.join(revision.own_labels)}]"
        if revision.depends_on:
            text += f"   needs {', '.join(revision.depends_on)}"
        lines.append(f"  {text}")
    return "\n".join(["graph:", *lines])


def explain(revision_map: RevisionMap[Revision], plan: Plan[Revision]) -> str:
    """Return map, plan and row changes as text, for failing assertions."""
    changes = [f"  {step.short_log}: {', '.join(map(str, step.changes))}" for step in plan]
    return "\n".join([draw(revision_map), str(plan), "row changes:", *changes, f"rows afterwards: {plan.ends}"])


def words(text: str | Iterable[str]) -> list[str]:
    """Return ids separated by spaces as a list."""
    return text.split() if isinstance(text, str) else list(text)


def _nodes(text: str, labels: dict[str, list[str]]) -> list[str]:
    names = []
    for part in text.split(","):
        found = _NODE.match(part.strip())
        assert found, f"{part!r} is no revision"
        names.append(found["id"])
        if found["labels"]:
            labels.setdefault(found["id"], []).extend(found["labels"].split())
    return names


@st.composite
def revision_lists(draw_from: st.DrawFn, *, most: int = 12) -> list[Revision]:
    """Make random graphs: branches, merges, several bases, dependencies and labels, in any order of files."""
    size = draw_from(st.integers(1, most))
    made = []
    for number in range(size):
        earlier: Sequence[str] = [f"r{before}" for before in range(number)]
        pick = st.lists(st.sampled_from(earlier), max_size=2, unique=True) if earlier else st.just([])
        few = st.one_of(st.just([]), st.just([]), pick)
        labels = draw_from(st.sampled_from([(), (), (), (f"L{number}",), (f"L{number}", f"M{number}")]))
        parents = draw_from(pick) if draw_from(st.integers(0, 5)) else []
        made.append(Revision(f"r{number}", tuple(parents), tuple(draw_from(few)), labels))
    return draw_from(st.permutations(made))
