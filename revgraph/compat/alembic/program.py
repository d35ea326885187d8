"""The command line of the ``alembic`` program: its options, its texts, its exit codes; the commands are revgraph's.

Commands come from the functions of ``alembic.command``: what others register beside them gets an entry the same way.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from revgraph import command
from revgraph.compat.alembic import commands, messages
from revgraph.compat.alembic.config import ALEMBIC, Config
from revgraph.compat.alembic.table import LEVEL
from revgraph.compat.alembic.wordings import peer_text
from revgraph.errors import CommandError, OfflineError, OperationError, ScriptLoadError, ScriptSyntaxError

__all__ = ["ArgumentParser", "CommandFunction", "CommandLine", "command", "main"]

TOML = "pyproject.toml"
COMMANDS = (
    "branches",
    "check",
    "current",
    "downgrade",
    "edit",
    "ensure_version",
    "heads",
    "history",
    "init",
    "list_templates",
    "merge",
    "revision",
    "show",
    "stamp",
    "upgrade",
)
"""The commands of the program."""

OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "template": (
        ("-t", "--template"),
        {"default": "generic", "type": str, "help": "Setup template for use with 'init'"},
    ),
    "message": (("-m", "--message"), {"type": str, "help": "Message string to use with 'revision'"}),
    "sql": (
        ("--sql",),
        {"action": "store_true", "help": "Don't emit SQL to database - dump to standard output/file instead."},
    ),
    "tag": (("--tag",), {"type": str, "help": "Arbitrary 'tag' name - can be used by custom env.py scripts."}),
    "head": (
        ("--head",),
        {"type": str, "help": "Specify head revision or <branchname>@head to base new revision on."},
    ),
    "splice": (
        ("--splice",),
        {"action": "store_true", "help": "Allow a non-head revision as the 'head' to splice onto"},
    ),
    "depends_on": (
        ("--depends-on",),
        {"action": "append", "help": "Specify one or more revision identifiers which this revision should depend on."},
    ),
    "rev_id": (("--rev-id",), {"type": str, "help": "Specify a hardcoded revision id instead of generating one"}),
    "version_path": (("--version-path",), {"type": str, "help": "Specify specific path from config for version file"}),
    "branch_label": (
        ("--branch-label",),
        {"type": str, "help": "Specify a branch label to apply to the new revision"},
    ),
    "verbose": (("-v", "--verbose"), {"action": "store_true", "help": "Use more verbose output"}),
    "resolve_dependencies": (
        ("--resolve-dependencies",),
        {"action": "store_true", "help": "Treat dependency versions as down revisions"},
    ),
    "autogenerate": (
        ("--autogenerate",),
        {
            "action": "store_true",
            "help": "Populate revision script with candidate migration operations, based on comparison of database "
            "to model.",
        },
    ),
    "rev_range": (("-r", "--rev-range"), {"help": "Specify a revision range; format is [start]:[end]"}),
    "indicate_current": (
        ("-i", "--indicate-current"),
        {"action": "store_true", "help": "Indicate the current revision"},
    ),
    "purge": (
        ("--purge",),
        {"action": "store_true", "help": "Unconditionally erase the version table before stamping"},
    ),
    "package": (
        ("--package",),
        {"action": "store_true", "help": "Write empty __init__.py files to the environment and version locations"},
    ),
    "check_heads": (
        ("-c", "--check-heads"),
        {"action": "store_true", "help": "Check if all head revisions are applied to the database."},
    ),
}
"""Flags by the name of the parameter they fill."""

POSITIONALS: dict[str, tuple[str, dict[str, Any]]] = {
    "directory": ("directory", {"help": "location of scripts directory"}),
    "revision": ("revision", {"help": "revision identifier"}),
    "revisions": ("revisions", {"nargs": "+", "help": "one or more revisions, or 'heads' for all heads"}),
    "rev": ("rev", {"help": "revision identifier"}),
}
_STAMPED = {"stamp": {"revision": "revisions"}}
_SUMMARIES = {
    "branches": "Show current branch points.",
    "check": "Check if revision command with autogenerate has pending upgrade ops.",
    "current": "Display the current revision for a database.",
    "downgrade": "Revert to a previous version.",
    "edit": "Edit revision script(s) using $EDITOR.",
    "ensure_version": "Create the alembic version table if it doesn't exist already.",
    "heads": "Show current available heads in the script directory.",
    "history": "List changeset scripts in chronological order.",
    "init": "Initialize a new scripts directory.",
    "list_templates": "List available templates.",
    "merge": "Merge two revisions together.",
    "revision": "Create a new revision file.",
    "show": "Show the revision(s) denoted by the given symbol.",
    "stamp": "'stamp' the revision table with the given revision.",
    "upgrade": "Upgrade to a later version.",
}


class CommandFunction(Protocol):
    """A function that can be registered as a command."""

    __name__: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command."""


_UNCAUGHT = (OperationError, OfflineError, ScriptSyntaxError, ScriptLoadError)
"""What a revision's own code runs into: where Alembic has no sentence for it, the error of Python ends the program."""


class CommandLine:
    """The parser of the command line, and what runs what it understood.

    :param prog: name of the program in usage texts.
    """

    def __init__(self, prog: str | None = None) -> None:
        self._commands: dict[str, tuple[CommandFunction, list[str], list[str]]] = {}
        self._generate_args(prog)

    def _generate_args(self, prog: str | None) -> None:
        parser = sys.modules[__name__].__dict__["ArgumentParser"](prog=prog)
        parser.add_argument("--version", action="version", version=f"%(prog)s {LEVEL}")
        parser.add_argument(
            "-c",
            "--config",
            action="append",
            help='Alternate config file; defaults to value of ALEMBIC_CONFIG environment variable, or "alembic.ini". '
            "May also refer to pyproject.toml file. May be specified twice to reference both files separately",
        )
        parser.add_argument(
            "-n",
            "--name",
            type=str,
            default=ALEMBIC.name,
            help="Name of section in .ini file to use for Alembic config",
        )
        parser.add_argument(
            "-x",
            action="append",
            help="Additional arguments consumed by custom env.py scripts, e.g. -x setting1=somesetting",
        )
        parser.add_argument("--raiseerr", action="store_true", help="Raise a full stack trace on error")
        parser.add_argument("-q", "--quiet", action="store_true", help="Do not log to std output.")
        self.subparsers = parser.add_subparsers()
        self.parser = parser
        for name in COMMANDS:
            self.register_command(commands.edit if name == "edit" else getattr(command, name))

    def register_command(self, fn: CommandFunction) -> None:
        """Make a command of a function.

        :param fn: ``fn(config, positional, ..., option=default)``; an option needs one of the names the program knows.
        """
        positionals, options = _parameters(fn)
        renamed = _STAMPED.get(fn.__name__, {})
        sub = self.subparsers.add_parser(fn.__name__, help=_summary(fn))
        for name in options:
            if name in OPTIONS:
                flags, told = OPTIONS[name]
                sub.add_argument(*flags, **told)
        for name in positionals:
            shown = renamed.get(name, name)
            dest, told = POSITIONALS.get(shown, (shown, {}))
            sub.add_argument(dest, **told)
        sub.set_defaults(cmd=(fn, [renamed.get(name, name) for name in positionals], options))

    def run_cmd(self, config: Config, options: Namespace) -> None:
        """Run the command that was parsed; what goes wrong is said in one line, and the process ends with 255.

        :param config: the configuration.
        :param options: of :attr:`parser`.
        """
        fn, positionals, names = options.cmd
        arguments = [getattr(options, name) for name in positionals]
        keywords = {name: getattr(options, name) for name in names if hasattr(options, name)}
        try:
            fn(config, *arguments, **keywords)
        except CommandError as error:
            if options.raiseerr:
                raise
            plain = Exception.__str__(error)
            said = peer_text(plain)
            if said == plain and isinstance(error, _UNCAUGHT):
                messages.fail(plain)
            messages.err(said, quiet=options.quiet)

    def _inis_from_config(self, options: Namespace) -> tuple[str, str]:
        """Return the names of the TOML and the ini file.

        :raises CommandError: if one kind is named twice.
        """
        named: dict[str, str] = {}
        for path in options.config or ():
            kind = "toml" if os.path.basename(path) == TOML else "ini"
            if kind in named:
                raise CommandError(
                    "pyproject.toml indicated more than once"
                    if kind == "toml"
                    else "only one ini file may be indicated"
                )
            named[kind] = path
        usual = os.environ.get(ALEMBIC.config_env, ALEMBIC.ini)
        is_toml = os.path.basename(usual) == TOML
        usual_toml, usual_ini = (usual, ALEMBIC.ini) if is_toml else (TOML, usual)
        return named.get("toml", usual_toml), named.get("ini", usual_ini)

    def main(self, argv: Sequence[str] | None = None) -> None:
        """Parse arguments and run what they call.

        :param argv: arguments without the program's name; default: those of the process.
        """
        options = self.parser.parse_args(argv)
        if not hasattr(options, "cmd"):
            self.parser.error("too few arguments")
        toml, ini = self._inis_from_config(options)
        self.run_cmd(Config(file_=ini, toml_file=toml, ini_section=options.name, cmd_opts=options), options)


def main(argv: Sequence[str] | None = None, prog: str | None = None, **kwargs: Any) -> None:
    """Run the command line.

    :param argv: arguments without the program's name; default: those of the process.
    :param prog: name of the program in usage texts.
    """
    CommandLine(prog=prog).main(argv=argv)


def _parameters(fn: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """Return the names of a function's parameters after the first: those without a default, and those with one."""
    _, *rest = inspect.signature(fn).parameters.values()
    positionals = [each.name for each in rest if each.default is each.empty]
    return positionals, [each.name for each in rest if each.default is not each.empty]


def _summary(fn: CommandFunction) -> str:
    if fn.__name__ in _SUMMARIES:
        return _SUMMARIES[fn.__name__]
    first = inspect.cleandoc(fn.__doc__ or "").partition("\n\n")[0]
    return re.sub(r"\s+", " ", first)
