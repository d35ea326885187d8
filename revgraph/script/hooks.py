"""Post-write hooks: programs and functions that are given each new revision file.

Knows the file's path and the hook's options, nothing of what is written. What only a running hook needs is imported
when it runs, so that commands without hooks start fast.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from revgraph.errors import CommandError, ConfigError, HookError
from revgraph.util.registry import Registry
from revgraph.util.settings import HOOK_NAME, PostWriteHookConfig
from revgraph.util.text import named

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

REVISION_SCRIPT_TOKEN = "REVISION_SCRIPT_FILENAME"
"""The word in ``options`` that stands for the file."""

F = TypeVar("F", bound=Callable[..., Any])

_runners = Registry("post-write hooks")


def register(name: str) -> Callable[[F], F]:
    """Return a decorator that makes a function a type of hook; a later one of the same name replaces it.

    :param name: what the hook's option ``type`` says. The function is called with the file's path and the options.
    """
    return _runners.dispatch_for(name, replace=True)


def registered() -> Mapping[str, Callable[..., Any]]:
    """Return the types of hooks there are, by name."""
    return _runners.by_name()


def console_entry_points() -> Sequence[EntryPoint]:
    """Return the console scripts of all installed packages."""
    from importlib.metadata import entry_points

    return tuple(entry_points(group="console_scripts"))


def shell_words(text: str) -> list[str]:
    """Return the words of a command line as the shell of this system parts them.

    :raises ValueError: if a quotation mark is left open.
    """
    return shlex.split(text, posix=os.name != "nt")


def check_hooks(hooks: Sequence[PostWriteHookConfig]) -> None:
    """Refuse hooks that could never run; nothing is run.

    :raises ConfigError: if one has no type, or one that is not registered.
    """
    for hook in hooks:
        _runner(hook)


def run_hooks(path: str, hooks: Sequence[PostWriteHookConfig], say: Callable[[str], None]) -> None:
    """Run all hooks on a file, in order, each on what the one before left.

    :param path: the file.
    :param hooks: as :meth:`revgraph.config.Config.get_hooks_list` returns them.
    :param say: told what is being done.
    :raises HookError: if one fails; those after it are not run, the file stays as it is.
    """
    for hook in hooks:
        name, run = hook[HOOK_NAME], _runner(hook)
        try:
            run(path, dict(hook))
        except CommandError as error:
            raise HookError(f"post write hook {name!r} failed: {error}; the file was kept", path=path) from error
        except (Exception, SystemExit) as error:
            raise HookError(f"post write hook {name!r} failed: {named(error)}; the file was kept", path=path) from error
        say(f"Running post write hook {name!r} ...  done")


def _runner(hook: PostWriteHookConfig) -> Callable[..., Any]:
    name, kind = hook[HOOK_NAME], hook.get("type")
    if not kind:
        raise ConfigError(f"Key '{name}.type' (or 'type' in toml) is required for post write hook {name!r}")
    try:
        return _runners.dispatch(kind)
    except ValueError:
        raise ConfigError(
            f"No formatter with name {kind!r} registered (post write hook {name!r}); a type of your own is registered "
            "in env.py, which runs for every new revision only with revision_environment = true"
        ) from None


@register("console_scripts")
def console_scripts(
    path: str,
    options: Mapping[str, str],
    ignore_output: bool = False,
    verify_version: tuple[int, ...] | None = None,
) -> None:
    """Run a console script of an installed package in this interpreter's environment.

    :param path: the file.
    :param options: ``entrypoint`` names the script; ``options`` and ``cwd`` are optional.
    :param ignore_output: don't show what it prints.
    :param verify_version: the least version of the package that may be used.
    :raises CommandError: if it is not installed, too old, or fails.
    """
    name = _required(options, "entrypoint")
    scripts = [script for script in console_entry_points() if script.name == name]
    if not scripts:
        raise ConfigError(f"Could not find entrypoint console_scripts.{name}; install its package here")
    script = scripts[0]
    if verify_version is not None and script.dist is not None and _version(script.dist.version) < verify_version:
        wanted = ".".join(map(str, verify_version))
        raise ConfigError(f"console_scripts.{name} is of version {script.dist.version}; {wanted} is needed")
    _run(
        [sys.executable, "-c", f"import {script.module}; {script.module}.{script.attr}()"], path, options, ignore_output
    )


@register("exec")
def exec_(path: str, options: Mapping[str, str], ignore_output: bool = False) -> None:
    """Run a program.

    :param path: the file.
    :param options: ``executable`` names the program; ``options`` and ``cwd`` are optional.
    :param ignore_output: don't show what it prints.
    :raises CommandError: if there is no such program, or it fails.
    """
    import shutil

    name = _required(options, "executable")
    if not shutil.which(name) and not os.path.dirname(name):
        raise ConfigError(f"there is no program {name!r} on the PATH; install it, or give its full path")
    _run([name], path, options, ignore_output)


@register("module")
def module(path: str, options: Mapping[str, str], ignore_output: bool = False) -> None:
    """Run a module as a program (``python -m``).

    :param path: the file.
    :param options: ``module`` names it; ``options`` and ``cwd`` are optional.
    :param ignore_output: don't show what it prints.
    :raises CommandError: if there is no such module, or it fails.
    """
    from importlib.util import find_spec

    name = _required(options, "module")
    try:
        known = find_spec(name)
    except (ImportError, ValueError):
        known = None
    if known is None:
        raise ConfigError(f"Could not find module {name}; install it in this environment")
    _run([sys.executable, "-m", name], path, options, ignore_output)


def _required(options: Mapping[str, str], key: str) -> str:
    value = options.get(key)
    if not value:
        raise ConfigError(f"Key {options.get(HOOK_NAME, 'hook')}.{key} is required for post write hook")
    return value


def _version(text: str) -> tuple[int, ...]:
    numbers = []
    for part in text.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
    return tuple(numbers)


def _run(command: list[str], path: str, options: Mapping[str, str], ignore_output: bool) -> None:
    try:
        words = shell_words(options.get("options", ""))
    except ValueError as error:
        raise ConfigError(f"its 'options' can't be split into words: {error}") from None
    if not any(REVISION_SCRIPT_TOKEN in word for word in words):
        words = [REVISION_SCRIPT_TOKEN, *words]
    words = [word.replace(REVISION_SCRIPT_TOKEN, path) for word in words]
    silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if ignore_output else {}
    try:
        done = subprocess.run([*command, *words], cwd=options.get("cwd"), **silent)
    except OSError as error:
        raise HookError(f"{error.filename or command[0]}: {error.strerror or error}") from error
    code = done.returncode
    if isinstance(code, int) and code:  # a stand-in for subprocess has none
        raise HookError(f"it was killed by signal {-code}" if code < 0 else f"it exited with status {code}")
