from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revgraph.graph.walk import circles, reachable, reversed_edges, topological_order


@st.composite
def digraphs(draw):
    nodes = [str(number) for number in range(draw(st.integers(1, 8)))]
    return {node: draw(st.lists(st.sampled_from(nodes), max_size=3, unique=True)) for node in nodes}


def closure(edges, start):
    found = set()
    fresh = set(edges[start])
    while fresh:
        found |= fresh
        fresh = {other for node in fresh for other in edges[node]} - found
    return found


@given(digraphs())
def test_reachable_is_the_transitive_closure(edges):
    for node in edges:
        assert reachable([node], edges) == closure(edges, node) | {node}


@given(digraphs())
def test_order_puts_each_after_all_above_it_and_leaves_out_what_hangs_on_a_circle(edges):
    order = topological_order(edges, reversed_edges(edges))
    for place, node in enumerate(order):
        assert set(edges[node]) <= set(order[:place])
    hanging = {node for node in edges if any(other in closure(edges, other) for other in closure(edges, node) | {node})}
    assert set(order) == set(edges) - hanging


@given(digraphs())
def test_one_circle_is_told_for_each_knot_and_each_is_one(edges):
    knots = {
        frozenset(other for other in edges if other in closure(edges, node) and node in closure(edges, other))
        for node in edges
    }
    found = circles(edges)
    for circle in found:
        assert len(set(circle)) == len(circle) > 1
        assert all(after in edges[node] for node, after in zip(circle, (*circle[1:], circle[0]), strict=True))
    assert len(found) == len([knot for knot in knots if len(knot) > 1])


def test_order_keeps_lines_together_and_new_ends_move_nothing():
    edges = {"a": [], "b1": ["a"], "c1": ["a"], "b2": ["b1"], "c2": ["c1"]}
    order = topological_order(edges, reversed_edges(edges))
    assert order == ["a", "b1", "b2", "c1", "c2"]
    for added, above in [("0", []), ("0", ["a"]), ("0", ["b1"]), ("0", ["b2", "c2"])]:
        longer = {added: above, **edges}
        again = topological_order(longer, reversed_edges(longer))
        assert [node for node in again if node != added] == order
