"""Find a person's editor, and let it edit a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from revgraph.errors import CommandError

_POSIX = ("sensible-editor", "editor", "nano", "vim", "vi", "code")
_WINDOWS = ("code.exe", "notepad++.exe", "notepad.exe")


def editor_command(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return the command that edits a file: of ``$EDITOR``, ``$VISUAL``, or the first usual one there is.

    :param environment: default: that of the process.
    :raises CommandError: if there is none.
    """
    import shlex
    import shutil

    known = os.environ if environment is None else environment
    for text in _candidates(known):
        if os.path.exists(text):
            return [text]
        try:
            words = shlex.split(text, posix=os.name == "posix")
        except ValueError as error:
            raise CommandError(f"the editor {text!r} can't be split into words: {error}; set EDITOR right") from None
        found = shutil.which(words[0], path=known.get("PATH", os.defpath)) if words else None
        if found is not None:
            return [found, *words[1:]]
    raise CommandError("no editor was found; set the environment variable EDITOR to one")


def open_in_editor(path: str, environment: Mapping[str, str] | None = None) -> None:
    """Let a person edit a file; returns when the editor ends.

    :param path: the file.
    :param environment: says which editor; default: that of the process.
    :raises CommandError: if there is no editor, or it fails.
    """
    import subprocess

    command = [*editor_command(environment), path]
    try:
        done = subprocess.run(command, check=False)
    except OSError as error:
        raise CommandError(f"the editor {command[0]} can't be started: {error.strerror or error}") from error
    if done.returncode:
        raise CommandError(f"the editor {command[0]} ended with status {done.returncode}")


def _candidates(environment: Mapping[str, str]) -> Iterator[str]:
    yield from filter(None, (environment.get(name, "").strip() for name in ("EDITOR", "VISUAL")))
    yield from _POSIX if os.name == "posix" else _WINDOWS
