"""A history drawn as lines of text: the words of ``history`` behind the lanes of a version-control log.

Neither databases nor where the text goes are known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from revgraph.drawing.text import Caption, draw_text
from revgraph.graph.lanes import lay_out
from revgraph.script.file import Script
from revgraph.util.console import Span

CURRENT_STYLE = "bold green"
HEAD_STYLE = "bold yellow"


def sketch(revisions: Sequence[Script], verbose: bool = False, marked: Collection[str] = ()) -> Iterator[list[Span]]:
    """Yield the lines of a drawing, each as pieces of text with their styles.

    :param revisions: newest first.
    :param verbose: say more of each.
    :param marked: ids of those to mark as current.
    """

    def describe(revision: Script) -> Caption:
        current = revision.revision in marked
        style = CURRENT_STYLE if current else HEAD_STYLE if revision.is_head else ""
        if verbose:
            first, *others = revision.cmd_format(True, current=current).split("\n")
            return Caption(first, "\n" + "\n".join(others), style)
        title = revision.cmd_format(False, include_branches=True, include_parents=True, current=current)
        return Caption(title, f", {revision.doc}", style)

    return draw_text(lay_out(revisions), describe)
