"""The headers of one folder's revision files, kept in a file of its ``__pycache__`` so that nobody parses them again.

Knows nothing of how a header is read. The file may be deleted at any time; one that is damaged, or was written by
another version, is as good as none; one that can't be written changes nothing.

It holds a line that names the version, a line with the number of files and the body's checksum, and the body: numbers
of eight bytes, which are size and time of each file, where the text of each ends, and the lengths of six columns; then
these columns, each with one field for each file, separated by NUL but for the texts. There is nothing in it that could
be executed.
"""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple, TypeAlias

from revgraph import __version__
from revgraph.script.header import Header
from revgraph.util.text import as_tuple

CACHE_NAME = "revgraph-headers"
GRANULARITY_NS = 2_000_000_000
"""How much later than its file's time a change may be that the time does not show; FAT counts in two seconds."""

_FIRST_LINE = f"revgraph headers 2 {__version__}\n".encode()
_COLUMNS = 6
_END, _AND = "\0", "\x1f"


KeptHeader: TypeAlias = tuple[int, int, Header]
"""The size and the time (``mtime_ns``) that a file had when it was read, and its header."""


class KeptHeaders:
    """The headers of one folder as they were kept; a column is taken apart when it is asked for.

    :param count: of the files.
    :param numbers: size and time of each file, one after the other, in the order of the names; then the ends of texts.
    :param columns: names (sorted), ids, parents, labels, dependencies and texts, each as it is written.
    """

    def __init__(self, count: int, numbers: array[int], columns: Sequence[str]) -> None:
        self._count = count
        self._numbers = numbers
        self._names, self._ids, self._parents, self._labels, self._needs, self._docs = columns

    def __len__(self) -> int:
        return self._count

    def is_of(self, found: Mapping[str, tuple[int, ...]]) -> bool:
        """Tell whether these very files were kept as they are now.

        :param found: size and time by name.
        """
        names = sorted(found)
        if len(names) != self._count or _END.join(names) != self._names:
            return False
        return array("q", list(chain.from_iterable(map(found.__getitem__, names)))) == self._stamps

    @property
    def _stamps(self) -> array[int]:
        return self._numbers[: 2 * self._count]

    @cached_property
    def names(self) -> list[str]:
        """The names of the files, sorted."""
        return self._cells(self._names)

    @cached_property
    def revisions(self) -> list[str]:
        """The ids."""
        return self._cells(self._ids)

    @cached_property
    def _parent_cells(self) -> list[str]:
        return self._cells(self._parents)

    @cached_property
    def _label_cells(self) -> dict[int, str]:
        return self._filled_cells(self._labels)

    @cached_property
    def _need_cells(self) -> dict[int, str]:
        return self._filled_cells(self._needs)

    def _cells(self, column: str) -> list[str]:
        return column.split(_END) if self._count else []

    def _filled_cells(self, column: str) -> dict[int, str]:
        return {row: cell for row, cell in enumerate(column.split(_END)) if cell}

    def parents(self) -> list[tuple[str, ...]]:
        """Return the parents of each, without repeats."""
        return [(_ids(cell) if _AND in cell else (cell,)) if cell else () for cell in self._parent_cells]

    def branch_labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels by id, of the headers that declare some."""
        return {self.revisions[row]: _ids(cell) for row, cell in self._label_cells.items()}

    def depends_on(self) -> dict[str, tuple[str, ...]]:
        """Return the dependencies by id, of the headers that have some."""
        return {self.revisions[row]: _ids(cell) for row, cell in self._need_cells.items()}

    def header(self, row: int) -> Header:
        """Return one header."""
        ends, place = self._numbers, 2 * self._count + row
        return Header(
            self.revisions[row],
            _one_or_several(self._parent_cells[row]),
            _split(self._label_cells.get(row, "")),
            _one_or_several(self._need_cells.get(row, "")),
            self._docs[ends[place - 1] if row else 0 : ends[place]],
        )

    def by_name(self) -> dict[str, KeptHeader]:
        """Return size, time and header by file name."""
        headers, stamps = map(self.header, range(self._count)), self._stamps.tolist()
        return dict(zip(self.names, zip(stamps[::2], stamps[1::2], headers, strict=True), strict=True))


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
    rows = [_fields(name, header) for name, _, _, header in kept]
    docs = [header.longdoc for _, _, _, header in kept]
    texts = [*(_END.join(row[column] for row in rows) for column in range(_COLUMNS - 1)), "".join(docs)]
    columns = [text.encode("utf-8", "surrogatepass") for text in texts]
    numbers = [number for _, size, mtime_ns, _ in kept for number in (size, mtime_ns)]
    numbers += [*accumulate(map(len, docs)), *map(len, columns)]
    body = b"".join([_little_endian(array("q", numbers)).tobytes(), *columns])
    return _lines(len(kept), body) + body


def _fields(name: str, header: Header) -> tuple[str, ...]:
    several = (as_tuple(header.down_revision), header.branch_labels, as_tuple(header.depends_on))
    return name, header.revision, *(_AND.join(ids) for ids in several)


def _decoded(content: bytes) -> KeptHeaders:
    nothing = KeptHeaders(0, array("q"), [""] * _COLUMNS)
    start = len(_FIRST_LINE) + 18
    body = memoryview(content)[start:]  # there may be megabytes of it
    try:
        count = int(content[len(_FIRST_LINE) : len(_FIRST_LINE) + 8], 16)
        if not count or content[:start] != _lines(count, body):
            return nothing
        end = 8 * (3 * count + _COLUMNS)
        numbers = _little_endian(array("q", body[:end].tobytes()))
        columns = []
        for length in numbers[3 * count :]:
            columns.append(str(body[end : end + length], "utf-8", "surrogatepass"))
            end += length
    except ValueError:  # a text of another kind, or with the right checksum by chance
        return nothing
    ends = numbers[2 * count : 3 * count]
    is_whole = len(columns) == _COLUMNS and end == len(body) and ends[-1] == len(columns[-1])
    if not is_whole or any(column.count(_END) != count - 1 for column in columns[:-1]):
        return nothing
    return KeptHeaders(count, numbers, columns)


def _lines(count: int, body: bytes | memoryview) -> bytes:
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
