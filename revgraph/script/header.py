"""The header of a revision file: who it is, what it follows, what it says of itself.

Executes nothing unless a value is computed, and then only that one file. Knows nothing of the graph that headers make.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from revgraph.errors import ScriptError
from revgraph.script.loader import ModuleLoader
from revgraph.util.text import as_single, as_tuple

if TYPE_CHECKING:
    from datetime import datetime

_CREATE_DATE = r"^[ \t]*Create Date:[ \t]*(.+?)[ \t]*$"
_COMPILED = (".pyc", ".pyo")


class Header(NamedTuple):
    """What a revision file declares, checked for type but not against other files.

    :param revision: its id.
    :param down_revision: id of its parent, of several, or None.
    :param branch_labels: names it gives to its branch, in the order of the file.
    :param depends_on: ids or labels it depends on besides its parents, or None.
    :param longdoc: the docstring without white space around it.
    """

    revision: str
    down_revision: str | tuple[str, ...] | None
    branch_labels: tuple[str, ...] = ()
    depends_on: str | tuple[str, ...] | None = None
    longdoc: str = ""

    @property
    def doc(self) -> str:
        """The first paragraph of the docstring."""
        return first_paragraph(self.longdoc)

    @property
    def create_date(self) -> datetime | None:
        """The ``Create Date`` of the docstring, or None if there is none or it is not in ISO format."""
        return create_date_in(self.longdoc)


def first_paragraph(longdoc: str) -> str:
    """Return the text before the first empty line."""
    return longdoc.partition("\n\n")[0]


def create_date_in(longdoc: str) -> datetime | None:
    """Return the ``Create Date`` that a docstring states, or None if it states none in ISO format."""
    stated = re.search(_CREATE_DATE, longdoc, re.MULTILINE)
    if stated is None:
        return None
    from datetime import datetime

    try:
        return datetime.fromisoformat(stated[1])
    except ValueError:
        return None


def read_header(path: str | os.PathLike[str], loader: ModuleLoader | None = None) -> Header:
    """Read the header of a revision file.

    Read-only; the file is executed only if a value of the header is computed, or if it is a compiled file.

    :param path: the file.
    :param loader: what executes it in that case; give one to keep the module.
    :raises ScriptError: if it can't be read or its header can't be used, naming the file.
    :raises ScriptSyntaxError: if its head does not compile.
    :raises ScriptLoadError: if it had to be executed and raised.
    """
    name = os.fspath(path)
    return read_static_header(name) or computed_header(name, loader or ModuleLoader(name))


def read_static_header(path: str) -> Header | None:
    """Read the header of a revision file without executing it.

    :param path: the file.
    :return: None if only executing it can tell.
    :raises ScriptError: as :func:`read_header` does.
    """
    return None if path.endswith(_COMPILED) else parse_header(_read_bytes(path), path)


def computed_header(path: str, loader: ModuleLoader) -> Header:
    """Return the header of a file after executing it.

    :param path: the file.
    :param loader: executes it, unless it has done so already.
    :raises ScriptError: as :func:`read_header` does.
    """
    from revgraph.script.layout import HEADER_NAMES

    module = loader.load()
    return _header({key: getattr(module, key) for key in HEADER_NAMES if hasattr(module, key)}, path)


def parse_header(source: bytes, path: str) -> Header | None:
    """Read the header from the content of a file; nothing is executed.

    :param source: the content.
    :param path: of the file, for errors.
    :return: None if a value is computed.
    :raises ScriptError: as :func:`read_header` does.
    """
    values = _static_values(source, path)
    return None if values is None else _header(values, path)


def _read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError as error:
        raise ScriptError(f"can't be read: {error.strerror or error}", path=path) from error


def _static_values(source: bytes, path: str) -> dict[str, object] | None:
    from revgraph.script.layout import read_layout  # costly to load, and not needed where an index is current

    text = _decoded(source, path)
    found = read_layout(text)
    if found is not None:
        return found
    from revgraph.script.static import COMPUTED, read_static

    found = read_static(text, path)
    return None if COMPUTED in found.values() else found


def _decoded(source: bytes, path: str) -> str:
    if b"\0" in source:
        raise ScriptError("holds NUL bytes, so it is no Python source; restore or remove the file", path=path)
    try:
        # the declaration of an encoding matters only to bytes that are not ASCII
        if source.isascii():
            text = source.decode("ascii")
        else:
            import io
            import tokenize

            encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
            text = source.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        raise ScriptError(
            f"is not text in the encoding it declares, or UTF-8: {error}; save it as UTF-8", path=path
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _header(values: Mapping[str, object], path: str) -> Header:
    longdoc = values.get("__doc__")
    return Header(
        revision=_revision(values, path),
        down_revision=_down_revision(values, path),
        branch_labels=as_tuple(_ids("branch_labels", values.get("branch_labels"), path)),
        depends_on=_ids("depends_on", values.get("depends_on"), path),
        longdoc=longdoc.strip() if isinstance(longdoc, str) else "",
    )


def _revision(values: Mapping[str, object], path: str) -> str:
    value = values.get("revision")
    if isinstance(value, str):
        return value
    if value is not None:
        raise ScriptError(f"its 'revision' must be a string, not {value!r}", path=path)
    stem = os.path.basename(path).partition(".")[0]
    if "down_revision" in values and re.fullmatch(r"[0-9a-f]+", stem):
        return stem
    raise ScriptError(
        "declares no 'revision', so it is no revision file; add revision = \"<id>\", or move the file elsewhere",
        path=path,
    )


def _down_revision(values: Mapping[str, object], path: str) -> str | tuple[str, ...] | None:
    if "down_revision" not in values:
        raise ScriptError("declares no 'down_revision'; add down_revision = None if it is a base", path=path)
    return _ids("down_revision", values["down_revision"], path)


def _ids(name: str, value: object, path: str) -> str | tuple[str, ...] | None:
    if value is None or isinstance(value, str):
        return value or None  # an empty text names nothing
    if isinstance(value, Iterable) and not isinstance(value, (bytes, Mapping)):
        items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else list(value)
        if all(isinstance(item, str) for item in items):
            return as_single(items)
    raise ScriptError(f"its '{name}' must be None, a string or several strings, not {value!r}", path=path)
