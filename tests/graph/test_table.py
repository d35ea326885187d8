from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgraph.errors import GraphDefects
from revgraph.graph.defects import link
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.table import Table
from tests.kit.graphs import revisions

DIAMOND = revisions("a -> b -> c[left], d[right] -> e; b => f[far]")


class Odd(str):
    """Text of another type."""


NAMES = st.sampled_from(["a", "b", "c", "d_1", "2024-01", "head", "", "x" * 256, Odd("a"), Odd("e")])
LABELS = st.lists(st.sampled_from(["l", "m", "a", "x@y", "base", ""]), max_size=2)
REVISIONS = st.lists(
    st.builds(
        Revision, NAMES, st.lists(NAMES, max_size=2), st.lists(st.one_of(NAMES, st.just("l")), max_size=2), LABELS
    ),
    max_size=5,
)


def counted(rows: list[Revision]) -> tuple[Table[Revision], Counter[int]]:
    """Return the table of revisions as if they were to be made, and how often each has been."""
    made: Counter[int] = Counter()

    def make(row: int) -> Revision:
        made[row] += 1
        return rows[row]

    of = Table.of(rows)
    return Table(of.ids, [one.parents for one in rows], of.depends_on, of.own_labels, make), made


def outcome(rows: list[Revision] | Table[Revision]) -> object:
    try:
        links = link(rows)
    except GraphDefects as error:
        return [str(part) for part in error.parts]
    return links.order, links.parents, links.needs, links.labels, links.carried_labels


@given(REVISIONS)
def test_table_makes_the_same_graph_as_its_revisions_or_the_same_defects(rows: list[Revision]) -> None:
    assert outcome(counted(rows)[0]) == outcome(rows)


@given(REVISIONS)
def test_text_of_another_type_makes_the_same_graph(rows: list[Revision]) -> None:
    # such ids are inspected one by one, plain ones all at once: both must come to the same
    odd = [Revision(Odd(one.revision), one.parents, one.depends_on, one.own_labels) for one in rows]
    assert outcome(odd) == outcome([Revision(str(o.revision), o.parents, o.depends_on, o.own_labels) for o in odd])


def test_only_what_is_asked_for_is_made() -> None:
    table, made = counted(DIAMOND)
    graph = RevisionMap(lambda: table)
    assert graph.heads == ("e", "f")
    assert not made
    found = graph.get_revision("e")
    assert found is graph.get_exact("e")
    assert [DIAMOND[row].revision for row in made.elements()] == ["e"]
    assert len(list(graph)) == len(DIAMOND)
    assert set(made.values()) == {1}


def test_table_is_a_mapping_of_revisions() -> None:
    table, made = counted(DIAMOND)
    assert "a" in table and "z" not in table
    assert len(table) == len(DIAMOND)
    assert not made
    assert [name for name, one in table.items() if one.revision != name] == []
    with pytest.raises(KeyError):
        table["z"]


def test_revision_can_be_added_to_a_graph_made_of_a_table() -> None:
    graph = RevisionMap(lambda: counted(DIAMOND)[0])
    graph.add_revision(Revision("new", "e"))
    assert graph.heads == ("f", "new")
    assert graph.get_exact("e").nextrev == {"new"}
    assert graph.get_exact("new").labels == ("left", "right")
