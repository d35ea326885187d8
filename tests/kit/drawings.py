"""Pictures of graphs for tests: take one of a drawn graph, follow the lines of a layout. No test inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revgraph.drawing.picture import Picture
from revgraph.graph.lanes import Edge, Link, Row, lay_out
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from tests.kit.graphs import graph

# texts that mean something to one format or the other
NASTY = {
    "quotes": 'say "it\'s" \'\'""',
    "backslashes": "C:\\new\\table \\N \\l \\",
    "newlines": "one\ntwo\r\nthree",
    "brackets": "[a] {b} (c) <d> |e|",
    "markup": "<b>bold</b> & &lt; &#65; </svg> ]]> <!-- -->",
    "comment": "%% no comment %%{init: {'theme': 'dark'}}%% /* */ // #",
    "entities": "#35; #quot; &quot; ;",
    "markdown": "`code` **bold** _it_ 1. one - two # three",
    "statements": 'style x fill:#f00; click a "b"; end; subgraph --> -.->',
    "unicode": "漢字 é 🚀 e\u0301 \u202eright to left",
    "control": "bell\x07 escape\x1b[31m null\x00 tab\t\x85\u2028",
    "half": "half \ud83d of a character, none: \ufffe",
    "blank": " ",
}


def picture(drawing: str, messages: Mapping[str, str] | None = None, rev_range: str = ":") -> Picture:
    """Return the picture of a graph written in the language of :mod:`tests.kit.graphs`."""
    return Picture(graph(drawing).get_range(rev_range), messages or {})


def newest_first(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Return the revisions of a map in the order of rows."""
    return RevisionMap(lambda: revisions).get_range(":")


def followed(rows: Iterable[Row[Revision]]) -> list[Edge]:
    """Return the edges that the lines of a layout lead along, found by following each from row to row."""
    under_way: dict[int, list[tuple[str, str]]] = {}
    found: list[Edge] = []
    for row in rows:
        name = row.revision.revision
        found += [Edge(child, name, kind) for child, kind in under_way.pop(row.lane, [])]
        below: dict[int, list[tuple[str, str]]] = {}
        for link in row.own:
            if link.is_cut:
                found.append(Edge(name, link.target, link.kind))
            else:
                below.setdefault(link.end, []).append((name, link.kind))
        for link in row.passing:
            below.setdefault(link.end, []).extend(under_way.pop(link.start))
        assert not under_way, f"lines end beside {name}: {under_way}"
        under_way = below
    assert not under_way, f"lines end nowhere: {under_way}"
    return found


def told(rows: Iterable[Row[Revision]]) -> str:
    """Return a layout as text, for failing assertions."""
    return "\n".join(f"{row.revision} in {row.lane}: {_told(row.own)} | {_told(row.passing)}" for row in rows)


def _told(links: Iterable[Link]) -> str:
    return ", ".join(f"{link.start}>{link.end} to {link.target} ({link.kind})" for link in links)


def laid_out(drawing: str, rev_range: str = ":") -> list[Row[Revision]]:
    """Return the rows of a graph written in the language of :mod:`tests.kit.graphs`."""
    return list(lay_out(graph(drawing).get_range(rev_range)))
