"""Post-write hooks as ``alembic.script.write_hooks`` knows them: they look things up where tests replace them."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import EntryPoint
from typing import Any

from revgraph.compat.alembic import python
from revgraph.script import hooks


class _Registered(Mapping[str, Callable[..., Any]]):
    """The registered hooks by name."""

    def __getitem__(self, name: str) -> Callable[..., Any]:
        return hooks.registered()[name]

    def __iter__(self) -> Any:
        return iter(hooks.registered())

    def __len__(self) -> int:
        return len(hooks.registered())


registry: Mapping[str, Callable[..., Any]] = _Registered()
"""The registered hooks by name."""


def invoke(name: str, revision_path: str, options: Mapping[str, Any]) -> Any:
    """Run a hook on a file.

    :param name: of the hook's type.
    :param revision_path: the file.
    :param options: the hook's options.
    :raises CommandError: if there is no such type.
    """
    if name not in registry:
        from revgraph.errors import CommandError

        raise CommandError(f"No formatter with name '{name}' registered")
    return registry[name](revision_path, options)


def console_entry_points() -> Sequence[EntryPoint]:
    """Return the console scripts of all installed packages."""
    return python.importlib_metadata_get("console_scripts")


def shell_words(text: str) -> list[str]:
    """Return the words of a command line as the shell of this system parts them."""
    return shlex.split(text, posix=python.is_posix)
