"""Mermaid files: what is in them, and that no message breaks them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from revgraph.drawing.mermaid import draw_mermaid
from revgraph.drawing.picture import Picture
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.util.text import printable
from tests.kit.drawings import NASTY, newest_first, picture
from tests.kit.graphs import revision_lists

# all that may stand in a file of ours; a label holds no sign that Mermaid could take for more
NODE = re.compile(r'  (?P<name>[rn]_\w+)\["(?P<label>(?:[\w ,\'()]|[^\x00-\x7f]|#\d+;|<br/>)*)"\]')
EDGE = re.compile(r"  (?P<parent>[rn]_\w+) (?P<arrow>-->|-\.->) (?P<child>[rn]_\w+)")
CLASS = re.compile(r"  class [rn]_\w+(?:,[rn]_\w+)* (?:head|merge|outside)")


def parsed(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return labels by node name, and edges; a line that is neither fails."""
    first, *lines = text.splitlines()
    assert first == "flowchart BT"
    nodes, edges = {}, []
    for line in lines:
        if found := NODE.fullmatch(line):
            assert found["name"] not in nodes
            nodes[found["name"]] = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), found["label"])
        elif found := EDGE.fullmatch(line):
            edges.append((found["parent"], found["child"]))
        else:
            assert CLASS.fullmatch(line) or line.startswith("  classDef "), line
    assert {name for edge in edges for name in edge} <= set(nodes)
    return nodes, edges


def test_all_of_a_small_graph() -> None:
    text = draw_mermaid(picture("a -> b[api] -> m; a -> c -> m; x => c", {"b": "the API"}))
    assert text.partition("  classDef")[0] == (
        "flowchart BT\n"
        '  r_m["m"]\n'
        '  r_c["c"]\n'
        '  r_x["x"]\n'
        '  r_b["b (api)<br/>the API"]\n'
        '  r_a["a"]\n'
        "  r_b --> r_m\n"
        "  r_c --> r_m\n"
        "  r_a --> r_c\n"
        "  r_x -.-> r_c\n"
        "  r_a --> r_b\n"
        "  class r_m,r_x head\n"
        "  class r_m merge\n"
    )


def test_what_is_not_shown_looks_different() -> None:
    nodes, edges = parsed(text := draw_mermaid(picture("a -> b -> c", rev_range="b:")))
    assert "a" in nodes.values() and ("r_a", "r_b") in edges
    assert "  class r_a outside" in text.splitlines()


@pytest.mark.parametrize("message", NASTY.values(), ids=NASTY)
def test_message_comes_back_from_its_label(message: str) -> None:
    nodes, _ = parsed(draw_mermaid(picture("a", {"a": message})))
    name, _, shown = nodes["r_a"].partition("<br/>")
    assert (name, shown) == ("a", printable(" ".join(message.split())))


def test_odd_ids_get_names_of_their_own() -> None:
    odd = RevisionMap(lambda: [Revision("a.b", None), Revision('c"]', "a.b"), Revision("end", 'c"]')])
    nodes, edges = parsed(draw_mermaid(Picture(odd.get_range(":"), {})))
    assert nodes == {"n_0": "a.b", "n_1": 'c"]', "r_end": "end"}
    assert edges == [("n_1", "r_end"), ("n_0", "n_1")]


@given(revision_lists())
def test_every_revision_and_edge_is_there_once(revisions) -> None:
    shown = Picture(newest_first(revisions), {})
    nodes, edges = parsed(draw_mermaid(shown))
    assert set(nodes) == {f"r_{one}" for one in shown.revisions}
    assert sorted(edges) == sorted((f"r_{edge.parent}", f"r_{edge.child}") for edge in shown.edges())
