"""Graphviz files: what is in them, and that no message breaks them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import given

from revgraph.drawing.dot import draw_dot
from revgraph.drawing.picture import Picture
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.util.text import printable
from tests.kit.drawings import NASTY, newest_first, picture
from tests.kit.graphs import revision_lists

TOKEN = re.compile(r'\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>[\w.]+)|(?P<sign>->|[\[\]{}=,;]))')


def tokens(text: str) -> list[str]:
    """Return the tokens of a file; one that is none fails."""
    found = []
    place = 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        assert match, f"no token: {text[place : place + 40]!r}"
        found.append(match[match.lastgroup])
        place = match.end()
    return found


def labels(text: str) -> list[list[str]]:
    """Return the lines of each label, as a reader sees them."""
    words = tokens(text)
    shown = []
    for place, word in enumerate(words):
        if words[place - 2 : place] == ["label", "="]:
            lines = re.split(r"(?<!\\)(?:\\\\)*\\n", word[1:-1])
            shown.append([re.sub(r"\\(.)", r"\1", line).replace("&amp;", "&") for line in lines])
    return shown


def test_all_of_a_small_graph() -> None:
    text = draw_dot(picture("a -> b[api] -> m; a -> c -> m; x => c", {"b": "the API"}))
    assert text.partition("edge [arrowsize=0.7];\n")[2] == (
        '  "m" [label="m", penwidth=2.5, peripheries=2];\n'
        '  "c" [label="c"];\n'
        '  "x" [label="x", penwidth=2.5];\n'
        '  "b" [label="b (api)\\nthe API"];\n'
        '  "a" [label="a"];\n'
        '  "b" -> "m";\n'
        '  "c" -> "m";\n'
        '  "a" -> "c";\n'
        '  "x" -> "c" [style=dashed];\n'
        '  "a" -> "b";\n'
        "}\n"
    )


def test_what_is_not_shown_is_dotted() -> None:
    text = draw_dot(picture("a -> b -> c", rev_range="b:"))
    assert '"a" [style=dotted];' in text and '"a" -> "b";' in text


def test_long_messages_are_wrapped() -> None:
    lines = labels(draw_dot(picture("a", {"a": "word " * 30})))[0]
    assert max(map(len, lines)) <= 40 and " ".join(lines[1:]) == ("word " * 30).strip()


@pytest.mark.parametrize("message", NASTY.values(), ids=NASTY)
def test_message_comes_back_from_its_label(message: str) -> None:
    name, *shown = labels(draw_dot(picture("a", {"a": message})))[0]
    assert (name, " ".join(shown).split()) == ("a", printable(message).split())


@given(revision_lists())
def test_every_revision_and_edge_is_there_once(revisions) -> None:
    shown = Picture(newest_first(revisions), {})
    words = tokens(draw_dot(shown))
    arrows = [(words[place - 1], words[place + 1]) for place, word in enumerate(words) if word == "->"]
    assert sorted(arrows) == sorted((f'"{edge.parent}"', f'"{edge.child}"') for edge in shown.edges())
    assert len(labels(draw_dot(shown))) == len(shown.revisions)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("message", NASTY.values(), ids=NASTY)
def test_graphviz_reads_it(message: str) -> None:
    odd = RevisionMap(lambda: [Revision('a"\\b&', None), Revision("end\\", 'a"\\b&')])
    text = draw_dot(Picture(odd.get_range(":"), {'a"\\b&': message}))
    done = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True)
    assert done.returncode == 0 and b"rror" not in done.stderr, done.stderr.decode()
    assert done.stdout.count(b'class="node"') == 2 and done.stdout.count(b'class="edge"') == 1
