"""The graph as JSON: nothing is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from revgraph.drawing.json import draw_json
from revgraph.drawing.picture import Picture
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from tests.kit.drawings import NASTY, newest_first, picture
from tests.kit.graphs import draw, revision_lists


def test_all_of_a_small_graph() -> None:
    assert json.loads(draw_json(picture("a -> b[api]; x => b", {"b": "the API"}))) == {
        "version": 1,
        "nodes": [
            {
                "id": "b",
                "parents": ["a"],
                "depends_on": ["x"],
                "labels": ["api"],
                "message": "the API",
                "path": "versions/b.py",
                "is_head": True,
                "is_effective_head": True,
                "is_base": False,
                "is_branch_point": False,
                "is_merge_point": False,
            },
            {
                "id": "x",
                "parents": [],
                "depends_on": [],
                "labels": [],
                "message": "",
                "path": "versions/x.py",
                "is_head": True,
                "is_effective_head": False,
                "is_base": True,
                "is_branch_point": False,
                "is_merge_point": False,
            },
            {
                "id": "a",
                "parents": [],
                "depends_on": [],
                "labels": [],
                "message": "",
                "path": "versions/a.py",
                "is_head": False,
                "is_effective_head": False,
                "is_base": True,
                "is_branch_point": False,
                "is_merge_point": False,
            },
        ],
        "edges": [
            {"parent": "a", "child": "b", "kind": "parent"},
            {"parent": "x", "child": "b", "kind": "depends_on"},
        ],
    }


@pytest.mark.parametrize("message", NASTY.values(), ids=NASTY)
def test_message_comes_back_unchanged(message: str) -> None:
    text = draw_json(picture("a", {"a": message}))
    assert text.isascii()
    assert json.loads(text)["nodes"][0]["message"] == message


@given(revision_lists())
def test_an_equal_graph_can_be_made_of_it(revisions) -> None:
    shown = newest_first(revisions)
    content = json.loads(draw_json(Picture(shown, {})))
    again = RevisionMap(
        lambda: [Revision(node["id"], node["parents"], node["depends_on"], node["labels"]) for node in content["nodes"]]
    )
    before = RevisionMap(lambda: revisions)
    assert sorted(draw(again).splitlines()) == sorted(draw(before).splitlines())
    assert set(again.heads) == {node["id"] for node in content["nodes"] if node["is_head"]}
    assert set(again.bases) == {node["id"] for node in content["nodes"] if node["is_base"]}
