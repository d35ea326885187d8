"""Rows for a reader at a terminal: in colour, and with columns that stand below each other.

What is piped somewhere else stays plain; the commands decide which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revgraph.config import Config
from revgraph.util.console import Span, write_styled
from revgraph.util.text import cells

GAP = "  "


def print_styled(config: Config, lines: Iterable[Sequence[Span]], *, cut: bool = True) -> None:
    """Print lines to where the configuration says, in colour on a terminal; nothing if it is told to be quiet.

    :param config: the configuration.
    :param lines: each in pieces.
    :param cut: cut them where the terminal ends, for drawings; otherwise they go on in the next line.
    """
    if not config.messaging_opts["quiet"]:
        write_styled(config.stdout, lines, cut=cut)


def aligned(rows: Iterable[Sequence[Span]]) -> list[list[Span]]:
    """Return rows with each column but the last as wide as its widest cell.

    :param rows: each with the same number of cells.
    """
    table = list(rows)
    widths = [max(cells(text) for text, _ in column) for column in zip(*table, strict=True)]
    return [[*_padded(row[:-1], widths), row[-1]] for row in table]


def _padded(row: Sequence[Span], widths: Sequence[int]) -> Iterable[Span]:
    for (text, style), width in zip(row, widths, strict=False):
        yield text, style
        yield " " * (width - cells(text)) + GAP, ""
