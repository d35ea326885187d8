"""Have a Python file import from another package what that package offers just the same; not a byte besides changes.

What is the same is told by the caller. Works on the content of one file, and knows neither package.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from revgraph.errors import ScriptError
from revgraph.script.source import LINE_END, Edit, Places, applied, decoded, encoded
from revgraph.script.static import parse_file

Same = Callable[[str], bool]
"""Says whether a dotted name below the package leads to the same in both; ``""`` is the package itself."""

_FROM = re.compile(r"from(?:[ \t\f]|\\(?:\r\n|\r|\n))+")


class Rewritten(NamedTuple):
    """A file with other imports.

    :param source: its content.
    :param left: lines of imports that stay, since what they take or how it is used is not the same.
    """

    source: bytes
    left: tuple[int, ...]


class _Taken(NamedTuple):
    """One name that an import binds."""

    local: str
    dotted: str


def rewrite_imports(source: bytes, path: str, old: str, new: str, same: Same) -> Rewritten:
    """Return the content of a Python file that imports from another package.

    An import is changed only if all that it takes, and every attribute that the file uses of it, is the same there.

    :param source: the content.
    :param path: of the file, for errors.
    :param old: the package that is imported.
    :param new: the package to import from.
    :param same: says what is the same in both.
    :raises ScriptError: if the file is no Python, or its encoding can't be written back.
    """
    mark, encoding, text = decoded(source, path)
    plain = LINE_END.sub("\n", text)
    tree, _ = parse_file(plain, path)
    rewriting = _Rewriting(tree, text, old, new, same)
    edits = list(rewriting.edits())
    result = applied(text, edits)
    parse_file(LINE_END.sub("\n", result), path)
    return Rewritten(mark + encoded(result, encoding, path), tuple(rewriting.left))


def rewrite_template_imports(source: bytes, path: str, old: str, new: str, same: Same) -> Rewritten:
    """Return the content of a template of Python files that imports from another package.

    Only lines are looked at that are a whole import by themselves; all else is the template's own language.

    :param source: the content.
    :param path: of the file, for errors.
    :param old: the package that is imported.
    :param new: the package to import from.
    :param same: says what is the same in both.
    """
    lines, left = [], []
    wanted = re.compile(rf"[ \t]*(?:from|import)[ \t]+{re.escape(old)}\b".encode())
    for number, line in enumerate(re.split(rb"(?<=\n)", source), 1):
        if not wanted.match(line):
            lines.append(line)
            continue
        bare = line.lstrip(b" \t")
        try:
            made = rewrite_imports(bare, path, old, new, same)
        except ScriptError:
            made = Rewritten(bare, (number,))
        lines.append(line[: len(line) - len(bare)] + made.source)
        left += [number] if made.left else []
    return Rewritten(b"".join(lines), tuple(left))


def used_names(source: bytes, path: str) -> list[tuple[int, str]]:
    """Return the dotted names that a Python file uses, each with its line.

    :param source: the content.
    :param path: of the file, for errors.
    :raises ScriptError: if the file is no Python.
    """
    _, _, text = decoded(source, path)
    tree, _ = parse_file(LINE_END.sub("\n", text), path)
    return [(name.lineno, f"{name.id}.{dotted}") for name, dotted in _chains(list(ast.walk(tree)))]


class _Rewriting:
    """What is to be changed in one file."""

    def __init__(self, tree: ast.Module, text: str, old: str, new: str, same: Same) -> None:
        self._nodes = list(ast.walk(tree))
        self._places = Places(text)
        self._old, self._new, self._same = old, new, same
        self._uses = list(_chains(self._nodes))
        self.left: list[int] = []

    def edits(self) -> Iterator[Edit]:
        """Yield the replacements; notes the lines of what stays."""
        plain: list[ast.alias] = []
        for node in self._nodes:
            if isinstance(node, ast.ImportFrom) and not node.level and self._below(node.module or "") is not None:
                yield from self._of_from(node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if self._below(alias.name) is None:
                        continue
                    if alias.asname is None:
                        plain.append(alias)
                    else:
                        yield from self._of_renamed(alias)
        yield from self._of_plain(plain)
        self.left.sort()

    def _below(self, module: str) -> str | None:
        """Return what a module's name has below the package, None if it is elsewhere."""
        root, _, rest = module.partition(".")
        return rest if root == self._old else None

    def _of_from(self, node: ast.ImportFrom) -> Iterator[Edit]:
        below = self._below(node.module or "") or ""
        taken = [_Taken(each.asname or each.name, _joined(below, each.name)) for each in node.names]
        gap = _FROM.match(self._places.text, self._places.start(node))
        if gap is None or any(each.name == "*" for each in node.names) or not all(map(self._holds, taken)):
            self.left.append(node.lineno)
            return
        yield Edit(gap.end(), gap.end() + len(self._old), self._new)

    def _of_renamed(self, alias: ast.alias) -> Iterator[Edit]:
        if self._holds(_Taken(alias.asname or "", self._below(alias.name) or "")):
            yield self._root_of(alias)
        else:
            self.left.append(alias.lineno)

    def _of_plain(self, found: list[ast.alias]) -> Iterator[Edit]:
        """Yield edits of ``import package.module`` and of all uses of the package that it binds, or none."""
        names = [node for node in self._nodes if isinstance(node, ast.Name) and node.id == self._old]
        chains = [dotted for name, dotted in self._uses if name.id == self._old]
        modules = [self._below(alias.name) or "" for alias in found]
        if found and len(chains) == len(names) and all(map(self._same, [*modules, *chains])):
            yield from map(self._root_of, found)
            yield from map(self._root_of, names)
        else:
            self.left += [alias.lineno for alias in found]

    def _holds(self, taken: _Taken) -> bool:
        used = [_joined(taken.dotted, dotted) for name, dotted in self._uses if name.id == taken.local]
        return all(map(self._same, [taken.dotted, *used]))

    def _root_of(self, node: ast.alias | ast.Name) -> Edit:
        start = self._places.start(node)
        return Edit(start, start + len(self._old), self._new)


def _joined(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _chains(nodes: list[ast.AST]) -> Iterator[tuple[ast.Name, str]]:
    """Yield each name that attributes are taken of, with the whole chain of them."""
    inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        if not isinstance(node, ast.Attribute) or id(node) in inner:
            continue
        parts: list[str] = []
        place: ast.expr = node
        while isinstance(place, ast.Attribute):
            parts.insert(0, place.attr)
            place = place.value
        if isinstance(place, ast.Name):
            yield place, ".".join(parts)
