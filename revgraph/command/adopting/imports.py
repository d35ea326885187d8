"""The Python files of a project, importing from another package; and what they use that the other tool has not.

Looks into files and writes none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from revgraph.config import Config
from revgraph.errors import ScriptError
from revgraph.script.base import ScriptDirectory
from revgraph.script.imports import Rewritten, rewrite_imports, rewrite_template_imports, used_names


class Place(NamedTuple):
    """A line of a file, and what stands there."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


class Imports(NamedTuple):
    """What becomes of the imports of a project.

    :param changed: new contents of files.
    :param left: imports that stay as they are.
    """

    changed: dict[Path, bytes]
    left: list[Place]


def rewritten(script: ScriptDirectory, answering: Config, old: str, new: str, lacks: frozenset[str]) -> Imports:
    """Return the files of a project with other imports; writes nothing.

    :param script: the scripts.
    :param answering: while it runs, both packages can be imported.
    :param old: the package that is imported.
    :param new: the package to import from.
    :param lacks: names below ``new`` that it has only while revgraph answers for it.
    :raises ScriptError: if a file can't be read as Python.
    """
    same = _same_in(old, new, lacks)
    made = Imports({}, [])
    with answering.running():
        for path in files_of(script):
            source = path.read_bytes()
            rewrite = rewrite_template_imports if path.suffix == ".mako" else rewrite_imports
            found: Rewritten = rewrite(source, str(path), old, new, same)
            if found.source != source:
                made.changed[path] = found.source
            lines = source.splitlines()
            made.left.extend(Place(path, line, lines[line - 1].decode(errors="replace").strip()) for line in found.left)
    return made


def uses_of(script: ScriptDirectory, names: frozenset[str]) -> list[Place]:
    """Return where the Python files of a project use one of some dotted names."""
    found = []
    for path in files_of(script):
        if path.suffix == ".py":
            try:
                used = used_names(path.read_bytes(), str(path))
            except ScriptError:
                continue  # it is reported where it is to be run
            found += [Place(path, line, name) for line, name in used if name in names]
    return found


def files_of(script: ScriptDirectory) -> list[Path]:
    """Return the files that may import a tool: all Python below the script directory and the version locations.

    Installed packages are not a project's own, and left alone.
    """
    folders = dict.fromkeys(Path(folder).resolve() for folder in (script.dir, *script.version_locations))
    found = {path for folder in folders for path in folder.rglob("*.py")}
    found |= {path for folder in folders for path in folder.glob("script.py.mako")}
    installed = {"site-packages", "dist-packages", "__pycache__"}
    return sorted(path for path in found if not installed & set(path.parts))


def _same_in(old: str, new: str, lacks: frozenset[str]) -> Callable[[str], bool]:
    @cache
    def same(dotted: str) -> bool:
        if dotted in lacks:
            return False
        one, other = _module(old), _module(new)
        below = ""
        for part in dotted.split(".") if dotted else ():
            below = f"{below}.{part}"
            one, other = _member(one, f"{old}{below}", part), _member(other, f"{new}{below}", part)
            if not (isinstance(one, ModuleType) and isinstance(other, ModuleType)):
                # what is only there while an environment runs is missing in both
                return one is other
        return one is not None and other is not None

    return same


def _member(module: Any, path: str, name: str) -> Any:
    found = _module(path)
    if found is not None:
        return found
    try:
        return getattr(module, name)
    except (AttributeError, NameError):
        return None


def _module(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None
