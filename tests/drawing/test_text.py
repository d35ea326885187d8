"""Histories as text: golden drawings, and what must hold for every graph."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given

from revgraph.drawing.text import LINE_STYLES, Caption, draw_text
from revgraph.graph.lanes import lay_out
from tests.kit.drawings import NASTY, laid_out, newest_first
from tests.kit.graphs import revision_lists


def drawn(rows, describe=lambda revision: Caption(revision.revision)) -> list[str]:
    return ["".join(text for text, _ in line) for line in draw_text(rows, describe)]


GOLDEN = {
    "line": (
        "a -> b -> c",
        """
        * c
        * b
        * a
        """,
    ),
    "branch": (
        "a -> b1 -> b2; a -> c1 -> c2",
        """
        * c2
        * c1
        | * b2
        | * b1
        |/
        * a
        """,
    ),
    "diamond": (
        "a -> b1 -> b2; a -> c1 -> c2; b2, c2 -> m -> n",
        """
        * n
        * m
        |\\
        | * c2
        | * c1
        * | b2
        * | b1
        |/
        * a
        """,
    ),
    "three children": (
        "a -> b; a -> c; a -> d",
        """
        * d
        | * c
        |/
        | * b
        |/
        * a
        """,
    ),
    "merge of four": (
        "a -> b; a -> c; a -> d; a -> e; b, c, d, e -> m",
        """
        * m
        |\\___
        | |\\ \\
        | | | * e
        | | * | d
        | | |/
        | * | c
        | |/
        * | b
        |/
        * a
        """,
    ),
    "lines apart": (
        "a -> b; x -> y; p",
        """
        * p
          * y
          * x
        * b
        * a
        """,
    ),
    "dependency across lines": (
        "a -> b1 -> b2; a -> c1 -> c2; b1 => c2",
        """
        * c2
        |.
        * : c1
        | : * b2
        | :/
        | * b1
        |/
        * a
        """,
    ),
    "dependency of a base": (
        "a -> b -> c; x -> y; b => x",
        """
        * y
        * x
        : * c
        :/
        * b
        * a
        """,
    ),
    "dependency over a line between": (
        "a -> b; a -> c; a -> d; b, d -> e; c => e",
        """
        * e
        |\\.
        | |.
        | * : d
        | | * c
        | |/
        * | b
        |/
        * a
        """,
    ),
    "across three lanes": (
        "a -> b -> z1; a -> c -> z2; a -> d -> z3; c -> f; b, c -> g; f, g, z3 -> h; z1 -> z4; z2, z4 -> i",
        """
        * h
        |\\_
        | |\\
        | | * z3
        | | * d
        | * | g
        | |\\|
        | | |\\
        * | | | f
        | |_|/
        |/| |
        | | | * i
        | | | |\\
        | | | * | z2
        | |_|/  |
        |/| |   |
        * | |   | c
        | |/    |
        |/|     |
        | |     * z4
        | |     * z1
        | | ___/
        | |/
        | * b
        |/
        * a
        """,
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), GOLDEN.values(), ids=GOLDEN)
def test_drawing_of(drawing: str, expected: str) -> None:
    assert "\n".join(drawn(laid_out(drawing))) == dedent(expected).strip("\n")


def test_drawing_of_a_part_ends_its_lines_with_a_mark() -> None:
    rows = laid_out("a -> b -> c -> d; x -> d", "b:")
    assert "\n".join(drawn(rows)) == dedent(
        """\
        * d
        |\\
        | ~
        * c
        * b
        ~"""
    )


def test_captions_of_several_lines_stand_beside_the_lanes() -> None:
    rows = laid_out("a -> b; a -> c; b, c -> d")
    text = drawn(rows, lambda one: Caption(f"Rev: {one}", "\nmore of it\n\n    indented\n"))
    assert "\n".join(text) == dedent(
        """\
        *   Rev: d
        |\\  more of it
        | |
        | |     indented
        | |
        | * Rev: c
        | | more of it
        | |
        | |     indented
        | |
        * | Rev: b
        | | more of it
        | |
        | |     indented
        | |
        |/
        * Rev: a
          more of it

              indented
        """
    )


@pytest.mark.parametrize("message", NASTY.values(), ids=NASTY)
def test_no_message_breaks_the_lines(message: str) -> None:
    text = drawn(laid_out("a -> b"), lambda one: Caption(one.revision, f", {message}"))
    assert len(text) == 2 * (message.count("\n") + 1)
    assert text[0].startswith("* b, ")
    assert all(sign.isprintable() or sign in "\u202e" for sign in "".join(text))


def test_message_of_printable_text_is_not_changed() -> None:
    message = "".join(sign for sign in map(chr, range(32, 0x3000)) if sign.isprintable())
    assert drawn(laid_out("a"), lambda one: Caption("", message)) == [f"* {message}"]


def test_each_lane_has_a_style_and_a_caption_gives_its_own_to_the_mark() -> None:
    lines = list(
        draw_text(laid_out("a -> b; a -> c"), lambda one: Caption(str(one), "!", "bold" if one.is_head else ""))
    )
    first, second = LINE_STYLES[:2]
    assert lines == [
        [("*", "bold"), (" ", ""), ("c", "bold"), ("!", "")],
        [("|", first), (" ", ""), ("*", "bold"), (" ", ""), ("b", "bold"), ("!", "")],
        [("|", first), ("/", second)],
        [("*", first), (" ", ""), ("a", ""), ("!", "")],
    ]


@given(revision_lists())
def test_every_revision_is_drawn_once(revisions) -> None:
    shown = newest_first(revisions)
    text = drawn(lay_out(shown), lambda one: Caption(f"<{one}>"))
    marked = [line.rpartition("<")[2].rstrip(">") for line in text if "*" in line]
    assert marked == [one.revision for one in shown], "\n".join(text)
    assert sum(line.count("*") for line in text) == len(shown)


@given(revision_lists())
def test_each_upright_line_goes_on_above_and_below(revisions) -> None:
    text = drawn(lay_out(newest_first(revisions)), lambda one: Caption(""))
    width = max(map(len, text))
    grid = [" " * (width + 2), *(f" {line:<{width}} " for line in text), " " * (width + 2)]
    for y, line in enumerate(grid[1:-1], 1):
        for x, sign in enumerate(line):
            around = grid[y - 1][x - 1 : x + 2], grid[y + 1][x - 1 : x + 2]
            if sign in "|:":
                assert all(side.strip("_ ") for side in around), "\n".join(text)
