"""Read configuration files, and say what is wrong with them without showing a line that may hold a password."""

from __future__ import annotations

import configparser
import os
from collections.abc import Iterator
from contextlib import contextmanager

from revgraph.errors import ConfigError

_SEPARATORS = {"space": None, "newline": "\n", "os": os.pathsep, ":": ":", ";": ";"}


@contextmanager
def _explained(path: str) -> Iterator[None]:
    # configparser's own messages quote the lines of the file, which may hold a password
    try:
        yield
    except configparser.DuplicateSectionError as error:
        raise ConfigError(f"{path}:{error.lineno}: section [{error.section}] is there twice") from None
    except configparser.DuplicateOptionError as error:
        raise ConfigError(f"{path}:{error.lineno}: {error.option!r} is there twice in [{error.section}]") from None
    except configparser.MissingSectionHeaderError as error:
        raise ConfigError(f"{path}:{error.lineno}: text before the first [section]; is this an ini file?") from None
    except configparser.ParsingError as error:
        line = error.errors[0][0] if error.errors else 1
        raise ConfigError(f"{path}:{line}: this line is neither 'key = value' nor a [section]") from None
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {reason(error)}") from error


def read_ini(parser: configparser.ConfigParser, path: str) -> None:
    """Read an ini file.

    :param parser: takes what it holds.
    :param path: the file.
    :raises ConfigError: if it can't be read, or is no ini file.
    """
    with _explained(path):
        text = _decoded(read_bytes(path))
        if text is None:
            raise ConfigError(f"{path}: is not UTF-8 text; save it in that encoding")
        parser.read_string(text, source=path)


def read_bytes(path: str) -> bytes:
    """Return the content of a file."""
    with open(path, "rb") as file:
        return file.read()


def _decoded(content: bytes) -> str | None:
    """Return text that is UTF-8, or else in the encoding of the system's language; None if it is neither."""
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        import locale

        try:
            return content.decode(locale.getpreferredencoding(False))
        except UnicodeDecodeError:
            return None


def reason(error: Exception) -> str:
    """Return in words why a file can't be read."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def split_paths(value: str, separator: str, key: str) -> list[str]:
    """Return the paths of a list in an ini file.

    :param value: the list.
    :param separator: what separates them: ``os``, ``:``, ``;``, ``space``, ``newline``.
    :param key: the option that says so, for errors.
    :raises ConfigError: if the separator is none of those.
    """
    if separator not in _SEPARATORS:
        allowed = ", ".join(repr(name) for name in _SEPARATORS)
        raise ConfigError(f"{separator!r} is not a valid value for {key}; expected one of {allowed}")
    return [part.strip() for part in value.split(_SEPARATORS[separator]) if part.strip()]


def folder_of(path: str) -> str:
    """Return the folder of a file as an absolute path, with slashes on every system."""
    return os.path.dirname(os.path.abspath(path)).replace(os.sep, "/")


def percent_message(what: str) -> str:
    """Return what to say of a single percent sign.

    :param what: the value that holds it.
    """
    return f"{what} holds a single percent sign; in an ini file a literal % is doubled: %%"
