"""The package's own source as data: files, the imports in them, their names and sizes.

Read with ``ast`` only; nothing is imported or run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "revgraph"


@dataclass(frozen=True)
class Arrow:
    """One import: who, whom (dotted module), and the line it stands on."""

    source: str
    target: str
    line: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceFile:
    """A Python file of the package."""

    path: Path
    module: str

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def room(self) -> str:
        """The first name below the package: ``graph``, ``config``, ...; the package's own file is ``""``."""
        return self.module.partition(".")[2].partition(".")[0]

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """Every import of the file, wherever it stands: top, inside functions, under ``TYPE_CHECKING``."""
        return tuple(arrow for node in ast.walk(self.tree) for arrow in self._arrows_of(node))

    def _arrows_of(self, node: ast.AST) -> Iterator[Arrow]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Arrow(self.module, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = self._absolute(node)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                if inner in module_names():
                    yield Arrow(self.module, inner, node.lineno)
                else:
                    yield Arrow(self.module, base, node.lineno, (alias.name,))

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        here = self.module.split(".") if self.is_package else self.module.split(".")[:-1]
        parent = here[: len(here) - node.level + 1]
        return ".".join([*parent, *([node.module] if node.module else [])])

    @cached_property
    def functions(self) -> tuple[tuple[str, int, int], ...]:
        """Each function as (dotted name, line, lines of code without its docstring)."""
        return tuple(_functions(self.tree, self.module))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, int, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            name = f"{prefix}.{child.name}"
            yield name, child.lineno, _lines_of_code(child)
            yield from _functions(child, name)
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}.{child.name}")
        else:
            yield from _functions(child, prefix)


def _lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        doc = function.body[0]
        length -= (doc.end_lineno or doc.lineno) - doc.lineno + 1
    return length


@lru_cache
def source_files() -> tuple[SourceFile, ...]:
    """Return every Python file of the package, sorted by module name."""
    files = [SourceFile(path, _module_name(path)) for path in (ROOT / PACKAGE).rglob("*.py")]
    return tuple(sorted(files, key=lambda file: file.module))


@lru_cache
def module_names() -> frozenset[str]:
    """Return the dotted names of all modules and packages of the package."""
    return frozenset(_module_name(path) for path in (ROOT / PACKAGE).rglob("*.py"))


def _module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def own_arrows() -> Iterator[Arrow]:
    """Yield the imports from one file of the package to another."""
    for file in source_files():
        for arrow in file.arrows:
            if arrow.target.partition(".")[0] == PACKAGE:
                yield arrow


def room_of(module: str) -> str:
    """Return the room of a dotted module name."""
    return module.partition(".")[2].partition(".")[0]
