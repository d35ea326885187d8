"""Settings: the names there are, the files they stand in, and what each is read as.

Errors never show a line or a value that may hold a password.
"""

from __future__ import annotations

import configparser
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from revgraph.errors import ConfigError

DATABASES, HOOKS = "databases", "post_write_hooks"

KEYS = frozenset(
    {
        "script_location", "version_locations", "recursive_version_locations", "path_separator",
        "version_path_separator", "prepend_sys_path", "sqlalchemy", "sqlalchemy.url", "url", "url_env", "metadata",
        "engine", "no_env_py", "made_for", "heads_lock", "journal", "lock", "lock_timeout", "revision_id",
        "file_template", "truncate_slug_length", "timezone", "output_encoding", "revision_environment", "sourceless",
        "include", "exclude", "compare_type", "compare_server_default", "transaction_per_migration", "include_schemas",
        "autogenerate_plugins", "render_as_batch", "version_table", "version_table_schema", DATABASES, HOOKS,
    }
)  # fmt: skip
"""Every option that is read from the main section or table, or from that of one of several databases."""
_LIKE = 0.85

HOOK_NAME = "_hook_name"
"""Key under which a post-write hook's options hold the hook's own name."""

PostWriteHookConfig = Mapping[str, str]

_SEPARATORS = {"space": None, "newline": "\n", "os": os.pathsep, ":": ":", ";": ";"}
_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})
_FALSE = frozenset({"false", "no", "off", "n", "f", "0"})


def meant(written: str, known: Iterable[str] = KEYS) -> str | None:
    """Return the name that a misspelt one must mean, or None if it is right, or may well be another's.

    What only goes on behind a name that is known, as ``url2`` or ``engines`` do, is another's.

    :param written: the name as it stands there.
    :param known: the names there are.
    """
    names = frozenset(known)
    if written in names or written.startswith("sqlalchemy."):
        return None
    letters = sorted(written)
    for name in sorted(names):
        if sorted(name) == letters:
            return name
    from difflib import get_close_matches  # only where something is not known

    like = next(iter(get_close_matches(written, sorted(names), 1, _LIKE)), None)
    return None if like is None or written.startswith(like) else like


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


def hooks_of_section(section: Mapping[str, str]) -> list[PostWriteHookConfig]:
    """Return the post-write hooks of an ini section, in the order in which ``hooks`` names them."""
    names = [name for name in re.split(r"[,\s]+", section.get("hooks", "")) if name]
    return [
        {
            **{key[len(name) + 1 :]: value for key, value in section.items() if key.startswith(name + ".")},
            HOOK_NAME: name,
        }
        for name in names
    ]


def hooks_of_tables(tables: Any, where: str, table: str) -> list[PostWriteHookConfig]:
    """Return the post-write hooks of a TOML file.

    :param tables: what stands there.
    :param where: the file and the key, for errors.
    :param table: how a table of them is called.
    :raises ConfigError: if it is not a list of tables with names.
    """
    if not isinstance(tables, list) or not all(isinstance(each, dict) and "name" in each for each in tables):
        raise ConfigError(f"{where} must be a list of tables, each with a 'name': [[{table}]]")
    return [
        {**{key: str(value) for key, value in each.items() if key != "name"}, HOOK_NAME: str(each["name"])}
        for each in tables
    ]


class TypedOptions(ABC):
    """Read options as what they are meant to be, and refuse what they can't be."""

    @abstractmethod
    def get_option(self, name: str, default: Any = None) -> Any:
        """Return an option as it is written: text from an ini file, any value from TOML."""

    @abstractmethod
    def place_of_option(self, name: str) -> str:
        """Return where an option is written, for errors."""

    @abstractmethod
    def is_in_ini(self, name: str) -> bool:
        """Say whether an option comes from an ini file, where all is text."""

    def get_text_option(self, name: str, default: str | None = None) -> str | None:
        """Return an option that must be text; an empty one counts as missing.

        :raises ConfigError: if it is something else.
        """
        value = self.get_option(name)
        if value is not None and not isinstance(value, str):
            raise ConfigError(f"{self.place_of_option(name)}: {name!r} must be a string, not {value!r}")
        return value or default

    def get_boolean_option(self, name: str, default: bool = False) -> bool:
        """Return an option that is true or false; a missing one is the default, an empty one false.

        :raises ConfigError: if it is neither.
        """
        value = self.get_option(name, default)
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and self.is_in_ini(name):
            word = value.strip().lower()
            if word in _TRUE or word in _FALSE or not word:
                return word in _TRUE
            raise ConfigError(f"{self.place_of_option(name)}: {name!r} must be true or false, not {value!r}")
        raise ConfigError(f"{self.place_of_option(name)}: boolean value expected for TOML parameter {name!r}")

    def get_integer_option(self, name: str, default: int, least: int | None = None) -> int:
        """Return an option that is a whole number, as a number or as text; a missing or empty one is the default.

        :param least: the least it may be.
        :raises ConfigError: if it is something else, or less.
        """
        value = self.get_option(name)
        if value is None or value == "":
            return default
        number = value if isinstance(value, int) and not isinstance(value, bool) else None
        if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]+\s*", value):
            number = int(value)
        if number is not None and least is not None and number < least:
            raise ConfigError(f"{self.place_of_option(name)}: {name!r} must be {least} or more, not {number}")
        if number is not None:
            return number
        raise ConfigError(f"{self.place_of_option(name)}: {name!r} must be a whole number, not {value!r}")

    def get_seconds_option(self, name: str) -> float | None:
        """Return an option that is a number of seconds, as a number or as text; None if it is missing or empty.

        :raises ConfigError: if it is something else, or less than 0.
        """
        value = self.get_option(name)
        if value is None or value == "":
            return None
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            with suppress(ValueError):
                seconds = float(value)
                if 0 <= seconds < float("inf"):
                    return seconds
        raise ConfigError(
            f"{self.place_of_option(name)}: {name!r} must be a number of seconds, 0 or more, not {value!r}"
        )

    def get_names_option(self, name: str) -> list[str]:
        """Return an option that is a list of names: in an ini file words apart.

        :raises ConfigError: if it is something else.
        """
        value = self.get_option(name, "")
        found = re.split(r"[,\s]+", value) if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise ConfigError(f"{self.place_of_option(name)}: {name!r} must be a list of strings, not {value!r}")
        return list(filter(None, found))
