"""The graph as an SVG image, drawn without any other program: lanes on the left, the revisions' words on the right.

Knows nothing of how the lanes came about. Every colour has the same contrast with white and with black, and nothing is
painted behind, so that the image can stand on light and on dark pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from revgraph.drawing.picture import Picture, marks
from revgraph.errors import CommandError
from revgraph.graph.lanes import NEED, PARENT, Link, Row, lay_out
from revgraph.graph.revision import Revision
from revgraph.util.text import cells, cut_to, printable

MOST_REVISIONS = 500
LONGEST_MESSAGE = 90
"""In columns of a terminal; the whole message is in the tooltip."""

LINE_COLOURS = ("#1f75d7", "#be580f", "#228643", "#9d51d4", "#db3442", "#188286", "#d3308f", "#807717")
TEXT_COLOUR = "#707681"

_ROW, _LANE, _EDGE, _GAP = 28, 18, 20, 14  # heights and widths, in pixels
_CODE_WIDTH, _TEXT_WIDTH, _SMALL_WIDTH = 7.9, 6.9, 6.6  # of a character
_DASHES = {PARENT: "", NEED: "5 5"}
_CUT_DASHES = "1 5"
_FONTS = (
    'font-family="-apple-system, BlinkMacSystemFont, Segoe UI, Helvetica, Arial, sans-serif" font-size="13"',
    'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace" font-weight="600"',
)


def draw_svg(picture: Picture) -> str:
    """Return the text of an ``.svg`` file.

    The newest are above. Heads are ringed and say so, merges are diamonds, dependencies are dashed lines, and lines to
    what is not shown are dotted and end.

    :raises CommandError: if there are too many revisions for one image.
    """
    count = len(picture.revisions)
    if count > MOST_REVISIONS:
        raise CommandError(
            f"{count} revisions are too many for one SVG image, which holds {MOST_REVISIONS}; name fewer with -r, or "
            "write --format dot and have Graphviz draw it"
        )
    rows = list(lay_out(picture.revisions))
    lanes = max((lane for row in rows for lane in _lanes_of(row)), default=0) + 1
    left = _EDGE + (lanes - 1) * _LANE + _GAP + 6
    labels = [_Words(row, left, _y(place), picture.message(row.revision)) for place, row in enumerate(rows)]
    width = max((words.right for words in labels), default=200.0) + _EDGE
    height = 2 * _EDGE + max(count - 1, 0) * _ROW + (_ROW // 2 if any(_is_cut(row) for row in rows[-1:]) else 0)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        f'viewBox="0 0 {width:.0f} {height}" role="img" {_FONTS[0]} fill="{TEXT_COLOUR}">',
        f"<title>{count} revisions</title>",
        '<g fill="none" stroke-width="2" stroke-linecap="round">',
        *_leaders(rows, left),
        *_lines(rows),
        "</g>",
    ]
    for place, (row, words) in enumerate(zip(rows, labels, strict=True)):
        message = f": {words.whole}" if words.whole else ""
        parts += [f"<g><title>{_escaped(printable(row.revision.revision) + message)}</title>"]
        parts += [*_mark(row, _x(row.lane), _y(place)), *words.parts, "</g>"]
    return "\n".join([*parts, "</svg>", ""])


class _Words:
    """What stands behind one revision: its id, its labels, what it is, its message.

    :param row: of the revision.
    :param left: where the words begin.
    :param y: the middle of the row.
    :param message: in its author's words.
    """

    def __init__(self, row: Row[Revision], left: float, y: int, message: str) -> None:
        revision = row.revision
        self.parts: list[str] = []
        self.right = left
        self.whole = printable(" ".join(message.split()))
        colour = _colour(row.lane)
        self._write(printable(revision.revision), y + 4.5, _CODE_WIDTH, f'{_FONTS[1]} fill="{colour}"')
        for label in revision.own_labels or ():
            self._frame(printable(label), y, f'fill="none" stroke="{colour}"', f'fill="{colour}"')
        for mark in marks(revision):
            if mark == "head":
                self._frame(mark, y, f'fill="{colour}"', 'fill="#fff"')
        short = cut_to(self.whole, LONGEST_MESSAGE)
        self._write(short if short == self.whole else f"{short}…", y + 4.5, _TEXT_WIDTH, "")

    def _write(self, text: str, y: float, width: float, look: str) -> None:
        if text:
            self.parts.append(_element("text", _escaped(text), look, x=self.right, y=y))
            self.right += cells(text) * width + 8

    def _frame(self, text: str, y: int, box: str, look: str) -> None:
        width = cells(text) * _SMALL_WIDTH + 12
        self.parts.append(_element("rect", "", box, x=self.right, y=y - 8, width=width, height=16, rx=8))
        middle = f'{look} font-size="11" text-anchor="middle"'
        self.parts.append(_element("text", _escaped(text), middle, x=self.right + width / 2, y=y + 4))
        self.right += width + 8


def _lines(rows: Iterable[Row[Revision]]) -> Iterator[str]:
    """Yield the lines between the rows; what runs straight over several rows is one line."""
    straight: dict[tuple[int, str], int] = {}
    place = 0
    for place, row in enumerate(rows):
        links = (*row.own, *row.passing)
        now = [(link.start, link.kind) for link in links if link.start == link.end and not link.is_cut]
        for ended in [line for line in straight if line not in now]:
            yield _upright(*ended, straight.pop(ended), place)
        for line in now:
            straight.setdefault(line, place)
        begun = {link.end for link in row.own} - {link.end for link in row.passing}
        for link in links:
            if link.start != link.end or link.is_cut:
                yield _bent(link, place, link.end if link in row.own and link.end in begun else link.start)
    for line, since in straight.items():
        yield _upright(*line, since, place)


def _upright(lane: int, kind: str, since: int, until: int) -> str:
    return _path(f"M{_x(lane)} {_y(since)}V{_y(until)}", _DASHES[kind], lane)


def _bent(link: Link, place: int, lane: int) -> str:
    top, left, right = _y(place), _x(link.start), _x(link.end)
    bottom = top + (_ROW * 2 // 3 if link.is_cut else _ROW)
    middle = (top + bottom) / 2
    return _path(
        f"M{left} {top}C{left} {middle:g} {right} {middle:g} {right} {bottom}",
        _CUT_DASHES if link.is_cut else _DASHES[link.kind],
        lane,
    )


def _path(drawn: str, dashes: str, lane: int) -> str:
    look = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{drawn}" stroke="{_colour(lane)}"{look}/>'


def _leaders(rows: Iterable[Row[Revision]], left: float) -> Iterator[str]:
    """Yield thin lines that lead the eye from a revision to its words."""
    for place, row in enumerate(rows):
        start, end = _x(row.lane) + 12, left - 8
        if end - start > _LANE:
            look = f'stroke="{TEXT_COLOUR}" stroke-width="1" stroke-opacity="0.3"'
            yield f'<path d="M{start} {_y(place)}H{end:g}" {look}/>'


def _mark(row: Row[Revision], x: int, y: int) -> Iterator[str]:
    """Yield what stands for a revision in its lane."""
    revision, colour = row.revision, _colour(row.lane)
    if revision.is_head:
        yield _element("circle", "", f'fill="none" stroke="{colour}" stroke-width="2"', cx=x, cy=y, r=9)
    if revision.is_merge_point:
        yield f'<path d="M{x} {y - 6}L{x + 6} {y}L{x} {y + 6}L{x - 6} {y}Z" fill="{colour}"/>'
    else:
        yield _element("circle", "", f'fill="{colour}"', cx=x, cy=y, r=5)


def _element(name: str, content: str, look: str, **numbers: float) -> str:
    placed = " ".join(f'{key}="{value:g}"' for key, value in numbers.items())
    opening = f"{name} {placed} {look}".rstrip()
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def _lanes_of(row: Row[Any]) -> Iterator[int]:
    yield row.lane
    for link in (*row.own, *row.passing):
        yield link.end


def _is_cut(row: Row[Revision]) -> bool:
    return any(link.is_cut for link in row.own)


def _escaped(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text


def _colour(lane: int) -> str:
    return LINE_COLOURS[lane % len(LINE_COLOURS)]


def _x(lane: int) -> int:
    return _EDGE + lane * _LANE


def _y(place: int) -> int:
    return _EDGE + place * _ROW
