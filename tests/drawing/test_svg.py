"""SVG images: well-formed, complete, and inside their frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from revgraph.drawing.picture import Picture
from revgraph.drawing.svg import LINE_COLOURS, MOST_REVISIONS, TEXT_COLOUR, draw_svg
from revgraph.errors import CommandError
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from revgraph.util.text import printable
from tests.kit.drawings import NASTY, newest_first, picture
from tests.kit.graphs import line, revision_lists

SVG = "{http://www.w3.org/2000/svg}"


def read(shown: Picture) -> Element:
    return ElementTree.fromstring(draw_svg(shown).encode("utf-8"))


def groups(image: Element) -> Iterator[tuple[Element, list[str]]]:
    """Yield the group of each revision, and the texts in it."""
    for group in image.findall(f"{SVG}g"):
        if group.find(f"{SVG}title") is not None:
            yield group, [text.text or "" for text in group.findall(f"{SVG}text")]


def test_each_revision_shows_its_id_labels_place_and_message() -> None:
    image = read(picture("a -> b[api v2] -> c; a -> d", {"b": "the API"}))
    assert [texts for _, texts in groups(image)] == [
        ["d", "head"],
        ["c", "head"],
        ["b", "api", "v2", "the API"],
        ["a"],
    ]


def test_heads_are_ringed_and_merges_are_diamonds() -> None:
    image = read(picture("a -> b -> m; a -> c -> m"))
    shapes = {
        texts[0]: (len(group.findall(f"{SVG}circle")), len(group.findall(f"{SVG}path")))
        for group, texts in groups(image)
    }
    assert shapes == {"m": (1, 1), "c": (1, 0), "b": (1, 0), "a": (1, 0)}


def test_dependencies_are_dashed() -> None:
    assert draw_svg(picture("a -> b; x => b")).count("stroke-dasharray") == 1
    assert draw_svg(picture("a -> b -> c")).count("stroke-dasharray") == 0


def test_a_line_ends_where_revisions_are_not_shown() -> None:
    assert draw_svg(picture("a -> b -> c", rev_range="b:")).count('stroke-dasharray="1 5"') == 1


@pytest.mark.parametrize("message", NASTY.values(), ids=NASTY)
def test_message_comes_back_from_the_image(message: str) -> None:
    ((group, texts),) = groups(read(picture("a", {"a": message})))
    shown = printable(" ".join(message.split()))
    assert texts[2:] == ([shown] if shown else [])
    assert group.findtext(f"{SVG}title") == (f"a: {shown}" if shown else "a")


def test_odd_ids_and_labels_are_escaped() -> None:
    odd = RevisionMap(lambda: [Revision('<a&"\x07', None, None, ("</svg>",))])
    ((group, texts),) = groups(read(Picture(odd.get_range(":"), {})))
    assert texts == ['<a&"\\x07', "</svg>", "head"]
    assert group.findtext(f"{SVG}title") == '<a&"\\x07'


def test_long_message_is_cut_and_whole_in_the_tooltip() -> None:
    message = "long " * 60
    ((group, texts),) = groups(read(picture("a", {"a": message})))
    assert len(texts[2]) < 100 and texts[2].endswith("…")
    assert group.findtext(f"{SVG}title") == f"a: {message.strip()}"


def test_no_revisions_are_an_image_too() -> None:
    assert list(groups(read(Picture((), {})))) == []


def test_too_many_revisions_are_refused() -> None:
    assert draw_svg(Picture(line(MOST_REVISIONS).get_range(":"), {}))
    with pytest.raises(CommandError, match=rf"{MOST_REVISIONS + 1} revisions .* --format dot"):
        draw_svg(Picture(line(MOST_REVISIONS + 1).get_range(":"), {}))


@given(revision_lists())
def test_every_revision_is_there_once_and_everything_is_inside_the_frame(revisions) -> None:
    shown = newest_first(revisions)
    image = read(Picture(shown, {}))
    assert [texts[0] for _, texts in groups(image)] == [one.revision for one in shown]
    width, height = float(image.attrib["width"]), float(image.attrib["height"])
    for element in image.iter():
        for name, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert 0 <= float(element.get(name, "0")) <= most, ElementTree.tostring(element)
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", element.get("d", "")):
            assert 0 <= float(x) <= width and 0 <= float(y) <= height, ElementTree.tostring(element)


@pytest.mark.parametrize("colour", [*LINE_COLOURS, TEXT_COLOUR])
def test_colour_is_as_readable_on_white_as_on_black(colour: str) -> None:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (light + 0.05) > 4.5 and (light + 0.05) / 0.05 > 4.5
