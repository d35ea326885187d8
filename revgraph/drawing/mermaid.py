"""The graph as a Mermaid flowchart, for Markdown pages that draw it.

Knows nothing of layout: that is Mermaid's work.
"""

from __future__ import annotations

import re

from revgraph.drawing.picture import Picture, marks, title
from revgraph.graph.lanes import PARENT
from revgraph.graph.revision import Revision
from revgraph.util.text import printable

_STYLES = """\
  classDef head stroke-width:4px
  classDef merge stroke-width:2px,stroke-dasharray:8 2
  classDef outside stroke-dasharray:2 4
"""
_PLAIN_ID = re.compile(r"[A-Za-z0-9_]+\Z")
# Mermaid reads Markdown, comments, directives and its own entity marks in labels, too
_SPECIAL = re.compile("[!-&*+\\--/:-@\\[-`{-~\ufb02\xb0\xb6]")


def draw_mermaid(picture: Picture) -> str:
    """Return the text of a ``.mmd`` file.

    The newest are above. Heads have a thick frame, merges a dashed one; dependencies are dotted, and so is the frame of
    what is not shown itself.
    """
    outside = picture.outside()
    names = _names([*(revision.revision for revision in reversed(picture.revisions)), *outside])
    lines = []
    for revision in picture.revisions:
        lines.append(f'{names[revision.revision]}["{_label(revision, picture.message(revision))}"]')
    lines += [f'{names[one]}["{_escaped(one)}"]' for one in outside]
    for edge in picture.edges():
        arrow = "-->" if edge.kind == PARENT else "-.->"
        lines.append(f"{names[edge.parent]} {arrow} {names[edge.child]}")
    for look in ("head", "merge"):
        marked = [names[revision.revision] for revision in picture.revisions if look in marks(revision)]
        lines += [f"class {','.join(marked)} {look}"] if marked else []
    lines += [f"class {','.join(names[one] for one in outside)} outside"] if outside else []
    return "flowchart BT\n" + "".join(f"  {line}\n" for line in lines) + _STYLES


def _names(ids: list[str]) -> dict[str, str]:
    """Return a name for each id that is none of Mermaid's words; it stays the same when revisions are added."""
    return {one: f"r_{one}" if _PLAIN_ID.match(one) else f"n_{number}" for number, one in enumerate(ids)}


def _label(revision: Revision, message: str) -> str:
    return "<br/>".join(_escaped(line) for line in (title(revision), " ".join(message.split())) if line)


def _escaped(text: str) -> str:
    """Return text with nearly every ASCII sign as an entity: there is no short list of what Mermaid takes for more."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", printable(text))
