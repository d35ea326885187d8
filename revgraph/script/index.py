"""The index of the revision files: which files there are, and their headers.

A file is read unless the cache of its folder knows it, whatever the others hold, and every bad one is reported in one
go. Knows nothing of the graph.
"""

from __future__ import annotations

import os
import sys
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import accumulate, chain
from operator import attrgetter
from typing import NamedTuple, overload

from revgraph.errors import ScriptDefects, ScriptError
from revgraph.script.cache import (
    GRANULARITY_NS,
    KeptHeader,
    KeptHeaders,
    Moment,
    is_keepable,
    load_headers,
    save_headers,
)
from revgraph.script.header import Header, computed_header, read_static_header
from revgraph.script.loader import ModuleLoader
from revgraph.util.text import as_tuple

_LEFT_OUT = (".", "__init__")


class Entry(NamedTuple):
    """One revision file of the index.

    :param path: the file.
    :param header: what it declares.
    :param loader: has loaded it, if the header was computed.
    """

    path: str
    header: Header
    loader: ModuleLoader | None = None


class Unchanged(Sequence[Entry]):
    """The entries of a folder in which everything is as it was kept; each is made when it is asked for.

    :param folder: the folder.
    :param kept: what was kept of it.
    """

    def __init__(self, folder: str, kept: KeptHeaders) -> None:
        self._prefix = os.path.join(folder, "")
        self.kept = kept

    def __len__(self) -> int:
        return len(self.kept)

    @overload
    def __getitem__(self, row: int) -> Entry: ...
    @overload
    def __getitem__(self, row: slice) -> list[Entry]: ...
    def __getitem__(self, row: int | slice) -> Entry | list[Entry]:
        if isinstance(row, slice):
            return [self[one] for one in range(len(self))[row]]
        return Entry(self._prefix + self.kept.names[row], self.kept.header(row))


class Index:
    """The entries of all folders, and what the graph wants to know of them, as columns.

    :param parts: the entries, folder by folder.
    :param defects: of the files that can't be read.
    """

    def __init__(self, parts: Iterable[Sequence[Entry]], defects: Sequence[ScriptError] = ()) -> None:
        self.defects = tuple(defects)
        self._parts = [part for part in parts if part]
        self._starts = [0, *accumulate(map(len, self._parts))]

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Entry]:
        return chain.from_iterable(self._parts)

    def entry(self, row: int) -> Entry:
        """Return one entry."""
        part = bisect_right(self._starts, row) - 1
        return self._parts[part][row - self._starts[part]]

    def revisions(self) -> list[str]:
        """Return the ids."""
        found: list[str] = []
        for part in self._parts:
            found += part.kept.revisions if isinstance(part, Unchanged) else [one.header.revision for one in part]
        return found

    def parents(self) -> list[tuple[str, ...]]:
        """Return the parents of each, without repeats."""
        found: list[tuple[str, ...]] = []
        for part in self._parts:
            if isinstance(part, Unchanged):
                found += part.kept.parents()
            else:
                found += [_unique(one.header.down_revision) for one in part]
        return found

    def depends_on(self) -> dict[str, tuple[str, ...]]:
        """Return the dependencies by id, of the revisions that have some."""
        found: dict[str, tuple[str, ...]] = {}
        for part in self._parts:
            if isinstance(part, Unchanged):
                found |= part.kept.depends_on()
            else:
                found |= {header.revision: _unique(header.depends_on) for _, header, _ in part if header.depends_on}
        return found

    def branch_labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels by id, of the revisions that declare some."""
        found: dict[str, tuple[str, ...]] = {}
        for part in self._parts:
            if isinstance(part, Unchanged):
                found |= part.kept.branch_labels()
            else:
                found |= {header.revision: _unique(header.branch_labels) for _, header, _ in part}
        return {name: labels for name, labels in found.items() if labels}


def _unique(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(as_tuple(value)))


def read_index(
    locations: Iterable[str], *, recursive: bool = False, sourceless: bool = False, tolerant: bool = False
) -> Index:
    """Read the headers of all revision files, and keep them beside the files for the next time.

    :param locations: the folders, as absolute paths; one that does not exist holds no files.
    :param recursive: look into their sub-folders too.
    :param sourceless: take compiled files that have no source.
    :param tolerant: leave out the files that can't be read, and list what is wrong with them as ``defects``.
    :return: in the order of the locations, then of the file names.
    :raises ScriptError: if one file can't be read.
    :raises ScriptDefects: if several can't.
    """
    parts: list[Sequence[Entry]] = []
    defects: list[ScriptError] = []
    taken: dict[str, set[str]] = {}
    for location in locations:
        for folder in _folders(location, recursive=recursive):
            reading = _Reading(folder, taken)
            reading.take_all(sourceless=sourceless)
            parts += (reading.unchanged, reading.entries)
            defects += reading.defects
    if len(defects) > 1 and not tolerant:
        raise ScriptDefects(defects)
    if defects and not tolerant:
        raise defects[0]
    return Index(parts, defects)


class _Reading:
    """Read one folder: from its cache what has not changed since, from the files what has.

    :param taken: the names of the files read so far, by their real folder.
    """

    def __init__(self, folder: str, taken: dict[str, set[str]]) -> None:
        self.folder = folder
        self.unchanged: Sequence[Entry] = ()
        self.entries: list[Entry] = []
        self.defects: list[ScriptError] = []
        self._taken = taken
        self._began = Moment.now()
        self._current: dict[str, KeptHeader] = {}
        self._fresh: dict[str, KeptHeader] = {}
        self._is_partial = False

    def take_all(self, *, sourceless: bool) -> None:
        """Add the entries and defects of all files, then keep what is new."""
        with ExitStack() as stack:
            try:
                place = stack.enter_context(_opened(self.folder))
                kept = load_headers(self.folder)
                if self._take_unchanged(place, kept) and not sourceless:
                    return
                listing = _listing(place)
            except FileNotFoundError:
                return
            except OSError as error:
                told = f"this version location can't be read: {error.strerror or error}"
                self.defects.append(ScriptError(told, path=self.folder))
                return
            self._take(listing, kept, sourceless=sourceless)

    def _take(self, listing: list[os.DirEntry[str]], kept: KeptHeaders, *, sourceless: bool) -> None:
        sources = [entry for entry in listing if entry.name.endswith(".py")]
        if not self.unchanged:
            self._take_sources(sources, kept.by_name())
        for entry in _compiled_in(self.folder, listing, sources) if sourceless else ():
            self._take_file(entry)
        old_enough = time.time_ns() - GRANULARITY_NS
        is_new = any(mtime_ns < old_enough for _, mtime_ns, _ in self._fresh.values())
        is_less = len(self.unchanged) + len(self.entries) < len(kept)
        if not self._is_partial and (is_new or is_less):
            save_headers(self.folder, {**self._current, **self._fresh}, self._began)

    def _take_unchanged(self, place: int | str, kept: KeptHeaders) -> bool:
        """Take all files from the cache if it knows every one as it is; tell whether it does."""
        folder = os.path.realpath(self.folder)
        if not len(kept) or folder in self._taken:
            return False
        try:
            found = _stamps(place)
        except OSError:
            return False  # one is gone meanwhile; looking at each will tell which
        if not kept.is_of(found):
            return False
        self._taken[folder] = set(found)
        self.unchanged = Unchanged(self.folder, kept)
        return True

    def _take_sources(self, sources: Iterable[os.DirEntry[str]], kept: Mapping[str, KeptHeader]) -> None:
        taken = self._taken.setdefault(os.path.realpath(self.folder), set())
        for entry in sources:
            name = entry.name
            known = kept.get(name)
            if known is None or name in taken or _stamp(entry) != known[:2]:
                self._take_file(entry)
                continue
            taken.add(name)
            self._current[name] = known
            self.entries.append(Entry(self._path(entry), known[2]))

    def _path(self, entry: os.DirEntry[str]) -> str:
        return os.path.join(self.folder, entry.path)

    def _take_file(self, entry: os.DirEntry[str]) -> None:
        """Read one file that the cache does not know, unless it has been read already."""
        path = self._path(entry)
        try:
            if _is_new(path, self._taken):
                self._read(entry, path)
            else:
                self._is_partial = True
        except ScriptError as error:
            self.defects.append(error)

    def _read(self, entry: os.DirEntry[str], path: str) -> None:
        status = _status(entry, path)  # before the file is read: a change in between must show
        header = read_static_header(path)
        if header is None:
            # what executing a file tells may depend on anything, so it is never kept
            loader = ModuleLoader(path)
            self.entries.append(Entry(path, computed_header(path, loader), loader))
            return
        self.entries.append(Entry(path, header))
        if is_keepable(entry.name, header) and not entry.is_symlink():
            self._fresh[entry.name] = (status.st_size, status.st_mtime_ns, header)


def _is_new(path: str, taken: dict[str, set[str]]) -> bool:
    """Tell whether no other location, or link, has led to a file before; it is taken then."""
    folder, name = os.path.split(os.path.realpath(path))
    names = taken.setdefault(folder, set())
    if name in names:
        tell_twice(path)
        return False
    names.add(name)
    return True


def tell_twice(path: str) -> None:
    """Say that a revision file is in two version locations."""
    import logging  # rarely needed, and slow to load

    logging.getLogger(__name__).info("%s is found twice; its second version location is not needed", path)


def _folders(location: str, *, recursive: bool) -> list[str]:
    if not recursive or not os.path.isdir(location):
        return [location]
    found: list[str] = []
    for folder, below, _ in os.walk(location):
        below[:] = sorted(name for name in below if name != "__pycache__" and not name.startswith("."))
        found.append(folder)
    return found


@contextmanager
def _opened(folder: str) -> Iterator[int | str]:
    """Give what ``os.scandir`` finds a folder by: an open handle where it can, so that no path is walked per file."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)


def _listing(place: int | str) -> list[os.DirEntry[str]]:
    """Return what may be revision files in a folder, by name."""
    with os.scandir(place) as scan:
        return sorted([entry for entry in scan if not entry.name.startswith(_LEFT_OUT)], key=attrgetter("name"))


def _stamps(place: int | str) -> dict[str, tuple[int, ...]]:
    """Return size and time by name of what may be sources of revisions in a folder; neither of what is no file."""
    # one comprehension that keeps no status: a loop over thousands of files takes half as long again
    with os.scandir(place) as scan:
        return {
            entry.name: (status.st_size, status.st_mtime_ns) if entry.is_file(follow_symlinks=False) else ()
            for entry in scan
            if entry.name.endswith(".py") and not entry.name.startswith(_LEFT_OUT)
            for status in (entry.stat(follow_symlinks=False),)
        }


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int] | None:
    """Return size and time of a file; None for a link, and for what is no file, or none any more."""
    try:
        if entry.is_file(follow_symlinks=False):
            status = entry.stat(follow_symlinks=False)
            return status.st_size, status.st_mtime_ns
    except OSError:
        return None
    return None


def _status(entry: os.DirEntry[str], path: str) -> os.stat_result:
    """Return size and time of a file.

    :raises ScriptError: if it is no file.
    """
    try:
        is_link = entry.is_symlink()
        if entry.is_file():
            return entry.stat()
    except OSError as error:
        raise ScriptError(f"can't be read: {error.strerror or error}", path=path) from error
    what = "a folder" if entry.is_dir() else "a link that leads to no file" if is_link else "no regular file"
    raise ScriptError(f"is {what}, not a revision file; rename or remove it", path=path)


def _compiled_in(
    folder: str, listing: Iterable[os.DirEntry[str]], sources: Iterable[os.DirEntry[str]]
) -> Iterator[os.DirEntry[str]]:
    """Yield compiled files whose source is missing: ``.pyc`` before ``.pyo``, the folder before its ``__pycache__``."""
    candidates = [entry for entry in listing if entry.name.endswith((".pyc", ".pyo"))]
    cache = os.path.join(folder, "__pycache__")
    if os.path.isdir(cache):
        tag = f".{sys.implementation.cache_tag}."  # what other interpreters compiled can't be loaded
        with os.scandir(cache) as scan:
            cached = (entry for entry in scan if tag in entry.name and not entry.name.startswith(_LEFT_OUT))
            candidates += sorted(cached, key=lambda entry: (len(entry.name), entry.name))
    candidates.sort(key=lambda entry: not entry.name.endswith(".pyc"))
    known = {entry.name.partition(".")[0] for entry in sources}
    for entry in candidates:
        stem = entry.name.partition(".")[0]
        if stem not in known:
            known.add(stem)
            yield entry
