"""Folders of scripts as the configuration names them: paths, or ``package:path`` inside an importable package.

Knows nothing of the files in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from revgraph.errors import ConfigError


def absolute_location(location: str | os.PathLike[str], key: str) -> str:
    """Return a folder as an absolute path.

    :param location: a path, or ``package:path``; the package is imported.
    :param key: the option that names it, for errors.
    :raises ConfigError: if the package can't be imported or is not on disk.
    """
    name = os.fspath(location)
    if os.path.isabs(name) or ":" not in name:
        return os.path.abspath(name)
    from importlib.resources import files

    package, _, below = name.partition(":")
    try:
        found = files(package).joinpath(*below.split(":"))
        if not isinstance(found, os.PathLike):
            raise TypeError
        path: str = os.fspath(found)
    except TypeError:
        raise ConfigError(
            f"{key} {name!r}: the package {package!r} is not a folder on disk; install it as one"
        ) from None
    except Exception as error:  # importing a package may raise anything
        told = f"{type(error).__name__}: {error}"
        raise ConfigError(f"{key} {name!r}: the package {package!r} can't be imported: {told}") from error
    return os.path.abspath(path)


def location_of(path: str, locations: Iterable[str]) -> str | None:
    """Return the location that a file or folder is in, the deepest if they are nested, or None."""
    real = os.path.realpath(path)
    found = [place for place in locations if (real + os.sep).startswith(os.path.join(os.path.realpath(place), ""))]
    return max(found, key=len, default=None)
