r"""A history as lines of text, like a version-control log: ``*`` a revision, ``|``, ``/``, ``\`` lines between them.

Dependencies are dotted, with ``:`` and ``.``; ``~`` ends a line whose revision is not shown. Knows nothing of
terminals: what may be coloured carries the name of a style.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from revgraph.graph.lanes import NEED, PARENT, Link, Row
from revgraph.graph.revision import Revision
from revgraph.util.console import Span
from revgraph.util.text import printable

R = TypeVar("R", bound=Revision)

LINE_STYLES = ("red", "green", "yellow", "blue", "magenta", "cyan")
"""Lanes take these in turn."""

_UPRIGHT = {PARENT: "|", NEED: ":"}
_LEVEL = {PARENT: "_", NEED: "."}

_Cells = dict[int, tuple[str, str]]  # column -> character and style
_Lanes = Mapping[int, str]  # lane -> kind of the line in it


class Caption(NamedTuple):
    """What stands behind a revision: one or more lines of text.

    :param title: what comes first, in a style.
    :param rest: all that follows.
    :param style: of the title and the revision's mark, such as ``bold green``.
    """

    title: str
    rest: str = ""
    style: str = ""


def draw_text(rows: Iterable[Row[R]], describe: Callable[[R], Caption]) -> Iterator[list[Span]]:
    """Yield the lines of a drawing, each as pieces of text with their styles.

    :param rows: the layout.
    :param describe: what to write behind a revision.
    """
    for row in rows:
        caption = describe(row.revision)
        words = list(_lines_of(caption))
        opened = [*_opening(row, caption.style)]
        running = _running(row)
        opened += [_upright(running)] * (len(words) - len(opened))
        width = max((_width(cells) for cells in opened[: len(words)]), default=0)
        for place, cells in enumerate(opened):
            yield _joined(cells, width, words[place] if place < len(words) else [])
        for link in row.passing:
            if link.start != link.end:
                del running[link.start]
                yield from (_joined(cells) for cells in _branching(link.start, [link], running))


def _lines_of(caption: Caption) -> Iterator[list[Span]]:
    """Yield the lines of a caption, each in pieces."""
    first, *others = caption.rest.split("\n")
    *above, title = caption.title.split("\n")
    for line in above:
        yield [(printable(line), caption.style)]
    yield [(printable(title), caption.style), (printable(first), "")]
    for line in others:
        yield [(printable(line), "")]


def _opening(row: Row[R], style: str) -> Iterator[_Cells]:
    """Yield the line of a revision, and those on which its own lines part."""
    lanes = {link.start: link.kind for link in row.passing}
    yield {**_upright(lanes), 2 * row.lane: ("*", style or _style(row.lane))}
    if any(link.end == row.lane and not link.is_cut for link in row.own):
        lanes[row.lane] = next(link.kind for link in row.own if link.end == row.lane)
    yield from _branching(row.lane, [link for link in row.own if link.end != row.lane], lanes)
    cut = {link.end for link in row.own if link.is_cut}
    if cut:
        yield {**_upright(_running(row)), **{2 * lane: ("~", _style(lane)) for lane in cut}}


def _running(row: Row[R]) -> dict[int, str]:
    """Return the lanes with lines in them below a revision, before passing lines change their lanes."""
    own = {link.end: link.kind for link in reversed(row.own) if not link.is_cut}
    return {**own, **{link.start: link.kind for link in row.passing}}


def _branching(start: int, links: Collection[Link], lanes: _Lanes) -> Iterator[_Cells]:
    """Yield the lines on which links leave their common lane: a neighbour is reached in one, any other lane in two.

    :param lanes: what runs straight on meanwhile.
    """
    if not links:
        return
    first, second = _upright(lanes), _upright(lanes)
    for link in sorted(links, key=lambda link: link.kind == PARENT):
        style = _style(max(start, link.end))
        side = 1 if link.end > start else -1
        slant = "." if link.kind == NEED else "\\" if side > 0 else "/"
        first[2 * start + side] = (slant, style)
        if abs(link.end - start) == 1:
            second.setdefault(2 * link.end, (_UPRIGHT[link.kind], style))
            continue
        second[2 * link.end - side] = (slant, style)
        for column in range(2 * start + 2 * side, 2 * link.end - side, side):
            if column % 2 or first.get(column, ("_",))[0] in _LEVEL.values():
                first[column] = (_LEVEL[link.kind], style)
    yield first
    if any(abs(link.end - start) > 1 for link in links):
        yield second


def _upright(lanes: _Lanes) -> _Cells:
    return {2 * lane: (_UPRIGHT[kind], _style(lane)) for lane, kind in lanes.items()}


def _style(lane: int) -> str:
    return LINE_STYLES[lane % len(LINE_STYLES)]


def _width(cells: _Cells) -> int:
    return max(cells, default=-1) + 1


def _joined(cells: _Cells, width: int = 0, words: Iterable[Span] = ()) -> list[Span]:
    """Return one line: the drawing, padded, a blank, the words; without blanks at the end."""
    line: list[Span] = []
    filled = 0
    for column in sorted(cells):
        text, style = cells[column]
        if column > filled:
            line.append((" " * (column - filled), ""))
        line.append((text, style))
        filled = column + 1
    said = [span for span in words if span[0]]
    if said:
        line.append((" " * (max(width - filled, 0) + 1), ""))
    return line + said
