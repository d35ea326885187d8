"""Open a file in the user's editor."""

from __future__ import annotations

import os
from collections.abc import Mapping
from os.path import exists
from subprocess import CalledProcessError, check_call

from revgraph.errors import CommandError

is_posix = os.name == "posix"
USUAL = ("sensible-editor", "editor", "nano", "vim", "code")
USUAL_ON_WINDOWS = ("code.exe", "notepad++.exe", "notepad.exe")


def open_in_editor(filename: str, environ: dict[str, str] | None = None) -> None:
    """Open a file in the editor that ``$EDITOR`` or ``$VISUAL`` names, else in one that is usual.

    :param filename: the file.
    :param environ: in place of the environment of the process.
    :raises CommandError: if there is none, or it fails.
    """
    variables = os.environ if environ is None else environ
    editor = _editor(variables)
    try:
        check_call([editor, filename])
    except (OSError, CalledProcessError) as error:
        raise CommandError(f"Error executing editor ({error})") from error


def _editor(variables: Mapping[str, str]) -> str:
    for key in ("EDITOR", "VISUAL"):
        name = variables.get(key)
        if not name:
            continue
        found = name if exists(name) else _on_path([name if is_posix else f"{name}.exe"], variables)
        if found is not None:
            return found
    found = _on_path(USUAL if is_posix else USUAL_ON_WINDOWS, variables)
    if found is None:
        raise CommandError("No EDITOR or VISUAL is set, or it is not on the PATH; set EDITOR to an editor's full path")
    return found


def _on_path(names: tuple[str, ...] | list[str], variables: Mapping[str, str]) -> str | None:
    for folder in variables.get("PATH", "").split(os.pathsep):
        for name in names:
            # a name with a path of its own is no name to look for
            candidate = os.path.join(folder, name)
            if not os.path.isabs(name) and exists(candidate):
                return candidate
    return None
