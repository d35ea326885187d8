"""The graph in Graphviz's language, for ``dot`` and whatever else reads it; as large as you like.

Knows nothing of layout: that is Graphviz's work.
"""

from __future__ import annotations

import textwrap

from revgraph.drawing.picture import Picture, marks, title
from revgraph.graph.lanes import PARENT
from revgraph.graph.revision import Revision
from revgraph.util.text import printable

LINE_LENGTH = 40
"""A message is broken into lines of about this many characters, at words."""

_BEGIN = """\
digraph revisions {
  rankdir=BT;
  node [shape=box, style=rounded, fontname="Helvetica,Arial,sans-serif", fontsize=11];
  edge [arrowsize=0.7];
"""
_LOOKS = {"head": ", penwidth=2.5", "merge": ", peripheries=2", "base": ""}


def draw_dot(picture: Picture) -> str:
    """Return the text of a ``.dot`` file.

    The newest are above. Heads have a thick frame, merges a double one; dependencies are dashed, and what is not shown
    itself is dotted.
    """
    lines = [_node(revision, picture.message(revision)) for revision in picture.revisions]
    lines += [f"{_quoted(name)} [style=dotted];" for name in picture.outside()]
    for edge in picture.edges():
        look = "" if edge.kind == PARENT else " [style=dashed]"
        lines.append(f"{_quoted(edge.parent)} -> {_quoted(edge.child)}{look};")
    return _BEGIN + "".join(f"  {line}\n" for line in lines) + "}\n"


def _node(revision: Revision, message: str) -> str:
    wrapped = textwrap.wrap(printable(message), LINE_LENGTH, break_long_words=False, break_on_hyphens=False)
    label = "\\n".join(_escaped(line).replace("&", "&amp;") for line in (printable(title(revision)), *wrapped))
    look = "".join(_LOOKS[mark] for mark in marks(revision))
    return f'{_quoted(revision.revision)} [label="{label}"{look}];'


def _quoted(name: str) -> str:
    return f'"{_escaped(printable(name))}"'


def _escaped(text: str) -> str:
    """Return text for a quoted string; a doubled backslash is one in a label, and ends no string in a name."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
