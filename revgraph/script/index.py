"""The index of the revision files: which files there are, and their headers.

Knows nothing of the graph; a file is read whatever the others hold, and every bad one is reported in one go.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from revgraph.errors import ScriptDefects, ScriptError
from revgraph.script.header import Header, read_header
from revgraph.script.loader import ModuleLoader

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision file of the index.

    :param path: the file.
    :param header: what it declares.
    :param loader: loads it; has done so already if the header was computed.
    """

    path: str
    header: Header
    loader: ModuleLoader


def read_index(locations: Iterable[str], *, recursive: bool = False, sourceless: bool = False) -> list[Entry]:
    """Read the headers of all revision files.

    :param locations: the folders, as absolute paths; one that does not exist holds no files.
    :param recursive: look into their sub-folders too.
    :param sourceless: take compiled files that have no source.
    :return: in the order of the locations, then of the file names.
    :raises ScriptError: if one file can't be read.
    :raises ScriptDefects: if several can't.
    """
    entries: list[Entry] = []
    defects: list[ScriptError] = []
    for found in find_files(locations, recursive=recursive, sourceless=sourceless):
        if isinstance(found, ScriptError):
            defects.append(found)
            continue
        loader = ModuleLoader(found)
        try:
            entries.append(Entry(found, read_header(found, loader), loader))
        except ScriptError as error:
            defects.append(error)
    if len(defects) > 1:
        raise ScriptDefects(defects)
    if defects:
        raise defects[0]
    return entries


def find_files(
    locations: Iterable[str], *, recursive: bool = False, sourceless: bool = False
) -> Iterator[str | ScriptError]:
    """Yield the path of each revision file once, or an error for one that is no file.

    Names that begin with a dot or ``__init__`` and, unless sourceless, files that are not ``.py`` are left out.
    """
    seen: set[str] = set()
    for location in locations:
        for folder in _folders(location, recursive=recursive):
            real_folder = os.path.realpath(folder)
            for found in _files_in(folder, sourceless=sourceless):
                if isinstance(found, ScriptError):
                    yield found
                    continue
                # the folder is resolved once; only links need to be followed one by one
                real = os.path.realpath(found.path) if found.is_link else real_folder + found.path[len(folder) :]
                if real in seen:
                    log.info("%s is found twice; its second version location is not needed", found.path)
                    continue
                seen.add(real)
                yield found.path


def _folders(location: str, *, recursive: bool) -> list[str]:
    if not recursive or not os.path.isdir(location):
        return [location]
    found: list[str] = []
    for folder, below, _ in os.walk(location):
        below[:] = sorted(name for name in below if name != "__pycache__" and not name.startswith("."))
        found.append(folder)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    is_link: bool


def _files_in(folder: str, *, sourceless: bool) -> Iterator[_Found | ScriptError]:
    try:
        with os.scandir(folder) as scan:
            listing = sorted((entry for entry in scan if not _is_left_out(entry.name)), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield ScriptError(f"this version location can't be read: {error.strerror or error}", path=folder)
        return
    sources = [entry for entry in listing if entry.name.endswith(".py")]
    for entry in sources:
        yield _checked(entry)
    if sourceless:
        known = {entry.name.partition(".")[0] for entry in sources}
        yield from _compiled_in(folder, listing, known)


def _is_left_out(name: str) -> bool:
    return name.startswith((".", "__init__"))


def _checked(entry: os.DirEntry[str]) -> _Found | ScriptError:
    try:
        is_file, is_link = entry.is_file(), entry.is_symlink()
    except OSError as error:
        return ScriptError(f"can't be read: {error.strerror or error}", path=entry.path)
    if is_file:
        return _Found(entry.path, is_link)
    what = "a folder" if entry.is_dir() else "a link that leads to no file" if is_link else "no regular file"
    return ScriptError(f"is {what}, not a revision file; rename or remove it", path=entry.path)


def _compiled_in(folder: str, listing: Iterable[os.DirEntry[str]], known: set[str]) -> Iterator[_Found | ScriptError]:
    """Yield compiled files whose source is missing: ``.pyc`` before ``.pyo``, the folder before its ``__pycache__``."""
    candidates = [entry for entry in listing if entry.name.endswith((".pyc", ".pyo"))]
    cache = os.path.join(folder, "__pycache__")
    if os.path.isdir(cache):
        tag = f".{sys.implementation.cache_tag}."  # what other interpreters compiled can't be loaded
        with os.scandir(cache) as scan:
            cached = (entry for entry in scan if tag in entry.name and not _is_left_out(entry.name))
            candidates += sorted(cached, key=lambda entry: (len(entry.name), entry.name))
    candidates.sort(key=lambda entry: not entry.name.endswith(".pyc"))
    for entry in candidates:
        stem = entry.name.partition(".")[0]
        if stem not in known:
            known.add(stem)
            yield _checked(entry)
