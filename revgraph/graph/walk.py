"""Walks over directed graphs given as mappings: reach, order, circles; each iterative and linear.

Knows nothing of revisions: nodes are strings, edges a mapping from a node to its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def reachable(starts: Iterable[str], edges: Edges) -> set[str]:
    """Return the nodes that can be reached, the starts included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for node in edges[waiting.pop()]:
            if node not in found:
                found.add(node)
                waiting.append(node)
    return found


def reversed_edges(edges: Edges) -> dict[str, list[str]]:
    """Return the same edges seen from the other end, in the order of the nodes."""
    turned: dict[str, list[str]] = {node: [] for node in edges}
    for node, neighbours in edges.items():
        for neighbour in neighbours:
            turned[neighbour].append(node)
    return turned


def topological_order(above: Edges, below: Edges) -> list[str]:
    """Return the nodes so that each comes after all ``above`` it; nodes on or beyond a circle are left out.

    Among several possible orders this one follows a line to its end before it starts the next, and takes siblings
    in the order of the mapping: a node added at the end of a line never reorders the others.

    :param above: for each node those that must come before it.
    :param below: the same edges from the other end.
    """
    missing = {node: len(before) for node, before in above.items() if len(before) > 1}
    ready = [node for node, before in above.items() if not before]
    ready.reverse()
    order = []
    while ready:
        node = ready.pop()
        order.append(node)
        for follower in reversed(below[node]):
            if follower in missing:
                missing[follower] -= 1
                if missing[follower]:
                    continue
            ready.append(follower)
    return order


def circles(edges: Edges) -> list[tuple[str, ...]]:
    """Return one circle for each group of nodes that reach each other, in the direction of the edges.

    An edge from a node to itself counts as no circle here.
    """
    return [_circle_in(group, edges) for group in _knots(edges) if len(group) > 1]


def _circle_in(group: Sequence[str], edges: Edges) -> tuple[str, ...]:
    members = set(group)
    node = min(group)
    path: dict[str, int] = {}
    while node not in path:
        path[node] = len(path)
        node = next(neighbour for neighbour in edges[node] if neighbour in members and neighbour != node)
    return tuple(path)[path[node] :]


def _knots(edges: Edges) -> Iterator[list[str]]:
    """Yield the strongly connected components (Tarjan's algorithm on an explicit stack)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    for root in edges:
        if root in number:
            continue
        trail = [(root, iter(edges[root]))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while trail:
            node, neighbours = trail[-1]
            unseen = next((other for other in _scanned(node, neighbours, number, lowest, is_open)), None)
            if unseen is not None:
                number[unseen] = lowest[unseen] = len(number)
                open_nodes.append(unseen)
                is_open.add(unseen)
                trail.append((unseen, iter(edges[unseen])))
                continue
            trail.pop()
            if trail:
                parent = trail[-1][0]
                lowest[parent] = min(lowest[parent], lowest[node])
            if lowest[node] == number[node]:
                cut = _index_from_end(open_nodes, node)
                group = open_nodes[cut:]
                del open_nodes[cut:]
                is_open.difference_update(group)
                yield group


def _scanned(
    node: str, neighbours: Iterator[str], number: dict[str, int], lowest: dict[str, int], is_open: set[str]
) -> Iterator[str]:
    for other in neighbours:
        if other not in number:
            yield other
            return
        if other in is_open:
            lowest[node] = min(lowest[node], number[other])


def _index_from_end(nodes: Sequence[str], wanted: str) -> int:
    index = len(nodes) - 1
    while nodes[index] != wanted:
        index -= 1
    return index
