"""The headers of one folder's revision files, kept in a file of its ``__pycache__`` so that nobody parses them again.

Knows nothing of how a header is read. The file may be deleted at any time; one that is damaged, or was written by
another version, is as good as none; one that can't be written changes nothing.

It holds a line that names the version, a line with the number of files and the body's checksum, and the body: size and
time of each file in eight bytes each, then six columns of text, with one field for each file, all separated by NUL.
There is nothing in it that could be executed.
"""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from revgraph import __version__
from revgraph.script.header import Header
from revgraph.util.text import as_tuple

CACHE_NAME = "revgraph-headers"
GRANULARITY_NS = 2_000_000_000
"""How much later than its file's time a change may be that the time does not show; FAT counts in two seconds."""

_FIRST_LINE = f"revgraph headers 1 {__version__}\n".encode()
_FIELDS = 6
_END, _AND = "\0", "\x1f"


KeptHeader: TypeAlias = tuple[int, int, Header]
"""The size and the time (``mtime_ns``) that a file had when it was read, and its header."""


class KeptHeaders:
    """The headers of one folder as they were kept; the caller compares names, sizes and times.

    :param names: of the files, sorted.
    :param stamps: size and time of each file, one after the other.
    :param columns: the other fields, file by file.
    """

    def __init__(self, names: list[str], stamps: list[int], columns: Sequence[list[str]]) -> None:
        self.names = names
        self.stamps = stamps
        self._columns = columns

    @property
    def revisions(self) -> list[str]:
        """The ids."""
        return self._columns[0]

    def parents(self) -> list[tuple[str, ...]]:
        """Return the parents of each, without repeats."""
        return [(_ids(cell) if _AND in cell else (cell,)) if cell else () for cell in self._columns[1]]

    def branch_labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels by id, of the headers that declare some."""
        return self._several(2)

    def depends_on(self) -> dict[str, tuple[str, ...]]:
        """Return the dependencies by id, of the headers that have some."""
        return self._several(3)

    def _several(self, column: int) -> dict[str, tuple[str, ...]]:
        return {name: _ids(cell) for name, cell in zip(self.revisions, self._columns[column], strict=True) if cell}

    def header(self, row: int) -> Header:
        """Return one header."""
        revision, parents, labels, needs, doc = (column[row] for column in self._columns)
        return Header(revision, _one_or_several(parents), _split(labels), _one_or_several(needs), doc)

    def by_name(self) -> dict[str, KeptHeader]:
        """Return size, time and header by file name."""
        headers = map(self.header, range(len(self.names)))
        return dict(zip(self.names, zip(self.stamps[::2], self.stamps[1::2], headers, strict=True), strict=True))


class Moment(NamedTuple):
    """When the reading of a folder began, by a clock that is never set."""

    monotonic_ns: int

    @classmethod
    def now(cls) -> Moment:
        """Return this very moment."""
        return cls(time.monotonic_ns())

    def in_time_of(self, handle: int) -> int:
        """Return the moment by the clock of the file system, told by a file that was made just now."""
        elapsed = time.monotonic_ns() - self.monotonic_ns
        return os.fstat(handle).st_mtime_ns - elapsed


def cache_folder(folder: str) -> str | None:
    """Return where Python keeps what it compiles in a folder, or None if it keeps nothing."""
    from importlib.util import cache_from_source

    try:
        return os.path.dirname(cache_from_source(os.path.join(folder, "any.py")))
    except NotImplementedError:
        return None


def load_headers(folder: str) -> KeptHeaders:
    """Return the headers kept for a folder.

    :param folder: of the revision files.
    :return: empty if there is no cache, or none that can be used.
    """
    place = cache_folder(folder)
    content = b""
    if place is not None:
        with suppress(OSError), open(os.path.join(place, CACHE_NAME), "rb", buffering=0) as file:
            content = file.read()
    return _decoded(content)


def save_headers(folder: str, headers: Mapping[str, KeptHeader], began: Moment) -> bool:
    """Keep headers for the next time; whatever stands in the way, no error is raised.

    A file that changed so shortly before it was read that another change might not show in its time is left out.

    :param folder: of the revision files.
    :param headers: by file name, as read since ``began``.
    :param began: taken before the first of them was read.
    :return: whether the cache was written.
    """
    place = cache_folder(folder)
    if place is None or sys.dont_write_bytecode:
        return False
    draft = os.path.join(place, f".{CACHE_NAME}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        os.makedirs(place, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_encoded(headers, began.in_time_of(handle) - GRANULARITY_NS))
            os.replace(draft, os.path.join(place, CACHE_NAME))
        except BaseException:
            with suppress(OSError):
                os.unlink(draft)
            raise
    except OSError as error:
        import logging  # slow to load

        logging.getLogger(__name__).debug("headers are not kept for %s: %s", folder, error)
        return False
    return True


def is_keepable(name: str, header: Header) -> bool:
    """Tell whether a header can be written down so that it is read back the same."""
    parents, needs = as_tuple(header.down_revision), as_tuple(header.depends_on)
    ids = (header.revision, *parents, *header.branch_labels, *needs)
    return all(ids) and _END not in f"{name}{header.longdoc}" and not any(_END in one or _AND in one for one in ids)


def _encoded(headers: Mapping[str, KeptHeader], before: int) -> bytes:
    kept = sorted((name, *row) for name, row in headers.items() if row[1] < before)
    stamps = array("q", [number for _, size, mtime_ns, _ in kept for number in (size, mtime_ns)])
    columns = zip(*[_fields(name, header) for name, _, _, header in kept], strict=True)
    text = _END.join(field for column in columns for field in column)
    body = _little_endian(stamps).tobytes() + text.encode("utf-8", "surrogatepass")
    return _lines(len(kept), body) + body


def _fields(name: str, header: Header) -> tuple[str, ...]:
    several = (as_tuple(header.down_revision), header.branch_labels, as_tuple(header.depends_on))
    return name, header.revision, *(_AND.join(ids) for ids in several), header.longdoc


def _decoded(content: bytes) -> KeptHeaders:
    nothing = KeptHeaders([], [], [[]] * (_FIELDS - 1))
    lines = len(_FIRST_LINE)
    body = content[lines + 18 :]
    try:
        count = int(content[lines : lines + 8], 16)
        if not count or content[: lines + 18] != _lines(count, body):
            return nothing
        stamps = array("q", body[: 16 * count])
        fields = body[16 * count :].decode("utf-8", "surrogatepass").split(_END)
    except ValueError:  # a text of another kind, or with the right checksum by chance
        return nothing
    if len(stamps) != 2 * count or len(fields) != _FIELDS * count:
        return nothing
    columns = [fields[column * count : (column + 1) * count] for column in range(_FIELDS)]
    return KeptHeaders(columns[0], _little_endian(stamps).tolist(), columns[1:])


def _lines(count: int, body: bytes) -> bytes:
    from zlib import crc32

    return b"%b%08x %08x\n" % (_FIRST_LINE, count, crc32(body))


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_AND)) if cell else ()


def _one_or_several(cell: str) -> str | tuple[str, ...] | None:
    return _split(cell) if _AND in cell else cell or None


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.split(_AND)))
