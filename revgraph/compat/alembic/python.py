"""What ``alembic.util.compat`` tells of Python."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Sequence
from configparser import ConfigParser
from importlib.metadata import EntryPoint, entry_points

__all__ = [
    "importlib_metadata_get",
    "is_posix",
    "py311",
    "py312",
    "py313",
    "py314",
    "read_config_parser",
    "tomllib",
]

py311, py312, py313, py314 = (sys.version_info >= (3, minor) for minor in (11, 12, 13, 14))
is_posix = os.name == "posix"


def importlib_metadata_get(group: str) -> Sequence[EntryPoint]:
    """Return the installed entry points of a group."""
    return tuple(entry_points(group=group))


def read_config_parser(file_config: ConfigParser, file_argument: list[str | os.PathLike[str]]) -> list[str]:
    """Read ini files into a parser and return the names of those that are there."""
    return file_config.read(file_argument, encoding="utf-8")
