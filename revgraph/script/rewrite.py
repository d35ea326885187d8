"""Give a revision file other parents: ``down_revision`` and the docstring's ``Revises:`` line, and not a byte besides.

Works on the content of one file. Knows nothing of the graph, nor of where the file is written to.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias, cast

from revgraph.errors import ScriptError
from revgraph.script.source import LINE_END, Edit, Places, applied, decoded, encoded
from revgraph.script.static import COMPUTED, header_bindings, parse_file, read_static
from revgraph.script.writer import docstring_text
from revgraph.util.text import as_tuple, listed

_Several: TypeAlias = ast.Tuple | ast.List | ast.Set

_QUOTE = re.compile(r"[A-Za-z]{0,2}(\"\"\"|'''|\"|')")
_PLAIN_ID = re.compile(r"[\w.-]+\Z")
_REVISES = re.compile(r"(?P<title>[ \t]*Revises:)(?P<gap>[ \t]*)(?P<ids>.*?)[ \t]*\Z")
# what a template writes there, not what a person may say in a message
_IDS = re.compile(r"(?:[\w.-]+(?:,[ \t]*[\w.-]+)*)?\Z")


def rewrite_parents(source: bytes, path: str, parents: Sequence[str]) -> bytes:
    """Return the content of a revision file with other parents; everything else stays byte for byte.

    Encoding, byte order mark, line ends, quotes, annotation, comments and the kind of a list are kept. A
    ``Revises:`` line that holds something else than ids is left alone.

    :param source: the content.
    :param path: of the file, for errors.
    :param parents: ids of the new parents, in order; none for a base.
    :raises ScriptError: if ``down_revision`` is computed, or can't be replaced without changing anything else.
    """
    mark, encoding, text = decoded(source, path)
    plain = LINE_END.sub("\n", text)
    tree, _ = parse_file(plain, path)
    value = _value_of_parents(tree, path)
    old = as_tuple(ast.literal_eval(value))
    if old == tuple(parents):
        return source
    places = Places(text)
    notes = _revises_edits(tree, places, old, parents)
    for edits in _ways(value, places, _preferred_quote(tree, places), parents):
        result = applied(text, [*notes, *edits])
        if _differ_in_parents_only(plain, LINE_END.sub("\n", result), path, parents):
            return mark + encoded(result, encoding, path)
    raise ScriptError(
        f"its down_revision can't be set to {listed(parents, nothing='None')} without changing more than that; "
        "edit the file by hand",
        path=path,
        line=value.lineno,
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its position, without its end."""
    start = 0
    for end in LINE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


# -- down_revision


def _value_of_parents(tree: ast.Module, path: str) -> ast.expr:
    bound = [binding for binding in header_bindings(tree) if binding.name == "down_revision"]
    literal = bound[-1].value if bound else None
    if literal is None or not _is_literal(literal):
        line = bound[-1].line if bound else None
        raise ScriptError(
            "its down_revision is computed, so it can't be rewritten; write the id there, or edit the file by hand",
            path=path,
            line=line,
        )
    return literal


def _is_literal(value: ast.expr) -> bool:
    if isinstance(value, _Several):
        return all(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in value.elts)
    return isinstance(value, ast.Constant) and (value.value is None or isinstance(value.value, str))


def _ways(value: ast.expr, places: Places, quote: str, parents: Sequence[str]) -> list[list[Edit]]:
    """Return the ways to write the parents, the one that keeps most first."""
    whole = [Edit(places.start(value), places.end(value), _literal(value, quote, parents))]
    if isinstance(value, _Several) and parents:
        inside = _edits_inside(value, places, quote, parents)
        return [whole] if inside is None else [inside, whole]
    return [whole]


def _literal(old: ast.expr, quote: str, parents: Sequence[str]) -> str:
    ids = [_quoted(parent, quote) for parent in parents]
    if len(ids) < 2:
        return ids[0] if ids else "None"
    return f"[{', '.join(ids)}]" if isinstance(old, ast.List) else f"({', '.join(ids)})"


def _quoted(revision: str, quote: str) -> str:
    return f"{quote}{revision}{quote}" if _PLAIN_ID.match(revision) else ascii(revision)


def _preferred_quote(tree: ast.Module, places: Places) -> str:
    """Return the quotes of the file's header: those of the parents, else those of the revision's own id."""
    values = {binding.name: binding.value for binding in header_bindings(tree)}
    for name in ("down_revision", "revision"):
        value = values.get(name)
        for node in ast.walk(value) if value is not None else ():
            quote = _QUOTE.match(places.source(node)) if isinstance(node, ast.Constant) else None
            if quote is not None:
                return quote[1][0]
    return '"'


def _edits_inside(value: _Several, places: Places, quote: str, parents: Sequence[str]) -> list[Edit] | None:
    """Return what to change between the brackets: new ids in place of those that go, the rest of these taken out."""
    old = [item.value for item in value.elts if isinstance(item, ast.Constant)]
    new = [parent for parent in parents if parent not in old]
    gone = [place for place, parent in enumerate(old) if parent not in parents]
    if len(new) > len(gone):
        return None
    edits = []
    for place, parent in zip(gone, new, strict=False):
        item = value.elts[place]
        edits.append(Edit(places.start(item), places.end(item), _quoted(parent, quote)))
    return edits + [_without(value, place, places) for place in gone[len(new) :]]


def _without(value: _Several, place: int, places: Places) -> Edit:
    """Return the edit that takes one item out, with its comma, and with its line if nothing else stands there."""
    item = value.elts[place]
    start = places.start(item)
    following = value.elts[place + 1] if place + 1 < len(value.elts) else None
    limit = places.end(value) if following is None else places.start(following)
    gap = places.text[places.end(item) : limit]
    comma = re.match(r"[ \t]*,", gap)
    end = places.end(item) + (comma.end() if comma else 0)
    before = re.search(r"(?:^|[\r\n])([ \t]*)\Z", places.text[:start])
    after = re.match(r"[ \t]*(\r\n|\r|\n)", places.text[end:])
    if before is not None and after is not None:
        return Edit(start - len(before[1]), end + after.end(), "")
    if following is None:
        blank = re.search(r"[ \t]*\Z", places.text[:start])
        return Edit(start - len(blank[0] if blank else ""), end, "")
    blank = re.match(r"[ \t]*", places.text[end:])
    return Edit(start, end + (blank.end() if blank else 0), "")


# -- the docstring


def _revises_edits(tree: ast.Module, places: Places, old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """Return the edit of the docstring's ``Revises:`` line; none if there is no such line."""
    node = tree.body[0].value if tree.body and isinstance(tree.body[0], ast.Expr) else None
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return []
    source, start = places.source(node), places.start(node)
    opening = _QUOTE.match(source)
    if opening is None or len(opening[1]) < 3 or source.count(opening[1]) != 2 or not source.endswith(opening[1]):
        return []  # one line, or pieces put together by Python
    found = []
    for position, line in _lines(source[opening.end() : -3]):
        match = _REVISES.match(line)
        if match is not None and (_IDS.match(match["ids"]) or match["ids"] == docstring_text(listed(old))):
            found.append((start + opening.end() + position, match))
    if not found:
        return []
    exact = [each for each in found if each[1]["ids"] == docstring_text(listed(old))]
    position, match = (exact or found)[-1]
    text = docstring_text(listed(new))
    gap = match["gap"] or (" " if text and not match["ids"] else "")
    return [Edit(position + match.end("title"), position + match.end("ids"), gap + text)]


def _differ_in_parents_only(before: str, after: str, path: str, parents: Sequence[str]) -> bool:
    try:
        values = {**read_static(after, path)}
    except ScriptError:
        return False
    found = values.pop("down_revision", None)
    if found is COMPUTED or as_tuple(cast("tuple[str, ...] | None", found)) != tuple(parents):
        return False
    expected = read_static(before, path)
    return all(values.get(name) == expected.get(name) for name in ("revision", "branch_labels", "depends_on"))
