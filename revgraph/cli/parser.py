"""The grammar of the command line, as tables: options by the name of the parameter they fill, commands by name.

Knows the commands' functions and their first sentences; runs none of them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from revgraph import __version__, command
from revgraph.cli.demo import demo
from revgraph.command.picture import FORMATS
from revgraph.config import Config
from revgraph.guests import Product

if TYPE_CHECKING:
    from inspect import Parameter


class Argument(NamedTuple):
    """One option or positional: its flags and what argparse is told of it."""

    flags: tuple[str, ...]
    told: dict[str, Any]


class Command(NamedTuple):
    """One sub-command.

    :param function: gets the parameters named below.
    :param positionals: names in :data:`POSITIONALS`, in order.
    :param options: names in :data:`OPTIONS`; each is a parameter of the function.
    :param needs_config: the function gets the configuration.
    :param needs_file: a configuration file that the user names must exist.
    :param own: parameters of an embedding program's function that are in neither table.
    """

    name: str
    function: Callable[..., Any]
    positionals: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    needs_config: bool = True
    needs_file: bool = True
    own: tuple[Parameter, ...] = ()

    @property
    def summary(self) -> str:
        """What the function says of itself in its first sentence, without markup and remarks."""
        sentence = (self.function.__doc__ or "").partition("\n")[0]
        return sentence.replace("``", "").partition(";")[0].rstrip(".")

    def arguments(self, options: argparse.Namespace) -> dict[str, Any]:
        """Return what to call the function with, by parameter name."""
        own = {parameter.name for parameter in self.own}
        named = [name if name in own else POSITIONALS[name].told.get("dest", name) for name in self.positionals]
        return {parameter: getattr(options, parameter) for parameter in (*named, *self.options)}


POSITIONALS = {
    "directory": Argument((), {"help": "the script directory to make"}),
    "folder": Argument(
        (),
        {
            "dest": "directory",
            "metavar": "directory",
            "nargs": "?",
            "default": ".",
            "help": "an empty or new folder; default: this one",
        },
    ),
    "revision": Argument((), {"help": "the target: head, heads, base, an id or its beginning, <branch>@head, +N, -N"}),
    "revisions": Argument((), {"nargs": "+", "help": "one or more revisions, or 'heads'"}),
    "chain": Argument(
        (),
        {
            "dest": "revisions",
            "metavar": "revisions",
            "nargs": "*",
            "help": "the first revision of a chain, or several, or a range; all that descends from them moves, too",
        },
    ),
    "targets": Argument(
        (), {"dest": "revision", "metavar": "revisions", "nargs": "+", "help": "one or more revisions, or 'heads'"}
    ),
    "any_target": Argument(
        (),
        {
            "dest": "revision",
            "metavar": "revision",
            "nargs": "?",
            "default": "heads",
            "help": "the target, as of upgrade or downgrade; default: heads",
        },
    ),
    "rev": Argument((), {"help": "a revision, 'head', 'heads' or 'current'"}),
    "cut_off": Argument((), {"dest": "revision", "metavar": "revision", "help": "the revision that was cut off"}),
}

OPTIONS = {
    "message": Argument(("-m", "--message"), {"help": "what the revision does"}),
    "autogenerate": Argument(
        ("--autogenerate",),
        {"action": "store_true", "help": "fill it with the difference between models and database"},
    ),
    "sql": Argument(("--sql",), {"action": "store_true", "help": "write an SQL script to standard output instead"}),
    "dialect": Argument(
        ("--dialect",), {"metavar": "NAME", "help": "with --sql: write it for this dialect; there need be no URL"}
    ),
    "fill": Argument(
        ("--fill",),
        {
            "action": "append",
            "metavar": "TABLE.COLUMN=VALUE",
            "help": "what rows that are there get in a column that is NOT NULL; repeatable",
        },
    ),
    "rename": Argument(
        ("--rename",),
        {
            "action": "append",
            "metavar": "OLD:NEW",
            "help": "a table that was renamed, or table.column:new for a column; repeatable",
        },
    ),
    "allow_drop": Argument(
        ("--allow-drop",), {"action": "store_true", "help": "drop tables however many are missing from the models"}
    ),
    "empty": Argument(("--empty",), {"action": "store_true", "help": "write a revision also if nothing differs"}),
    "head": Argument(("--head",), {"default": "head", "help": "the parent revision, or <branch>@head"}),
    "splice": Argument(("--splice",), {"action": "store_true", "help": "allow a parent that is no head"}),
    "branch_label": Argument(("--branch-label",), {"help": "name of the branch that begins here"}),
    "version_path": Argument(("--version-path",), {"help": "the version location to write to"}),
    "rev_id": Argument(("--rev-id",), {"help": "the revision's id; default: a new one, as revision_id says"}),
    "depends_on": Argument(
        ("--depends-on",), {"action": "append", "help": "a revision that must be applied before; repeatable"}
    ),
    "verbose": Argument(("-v", "--verbose"), {"action": "store_true", "help": "say more of each revision"}),
    "check_heads": Argument(
        ("-c", "--check-heads"), {"action": "store_true", "help": "fail unless the database is at all heads"}
    ),
    "resolve_dependencies": Argument(
        ("--resolve-dependencies",), {"action": "store_true", "help": "leave out heads that others depend on"}
    ),
    "check": Argument(("--check",), {"action": "store_true", "help": "fail if there is more than one"}),
    "lock": Argument(("--lock",), {"action": "store_true", "help": "write heads.lock anew"}),
    "onto": Argument(("--onto",), {"metavar": "REV", "help": "the new parent: a revision, head, or base for none"}),
    "dry_run": Argument(("--dry-run",), {"action": "store_true", "help": "only say what would be done"}),
    "allow_applied": Argument(
        ("--allow-applied",), {"action": "store_true", "help": "move also what the database has applied"}
    ),
    "no_database": Argument(
        ("--no-database",), {"action": "store_true", "help": "don't ask the database what it has applied"}
    ),
    "rev_range": Argument(("-r", "--rev-range"), {"help": "only these: [start]:[end]"}),
    "indicate_current": Argument(
        ("-i", "--indicate-current"), {"action": "store_true", "help": "mark what the database is at"}
    ),
    "graph": Argument(("--graph",), {"action": "store_true", "help": "draw branches and merges as lines in front"}),
    "format": Argument(
        ("--format",),
        {
            "choices": tuple(FORMATS),
            "help": "of the picture; default: what the ending of the file's name means, else text",
        },
    ),
    "output": Argument(("-o", "--output"), {"metavar": "FILE", "help": "write to this file, not to standard output"}),
    "template": Argument(("-t", "--template"), {"default": "generic", "help": "the project template"}),
    "package": Argument(("--package",), {"action": "store_true", "help": "make Python packages of the new folders"}),
    "resume": Argument(
        ("--resume",),
        {"action": "store_true", "help": "where it can't be told whether a statement was carried out, run it"},
    ),
    "undo": Argument(
        ("--undo",), {"action": "store_true", "help": "take back what is done of a migration that was cut off"}
    ),
    "applied": Argument(("--applied",), {"action": "store_true", "help": "all of it is done"}),
    "rolled_back": Argument(("--rolled-back",), {"action": "store_true", "help": "nothing of it is left"}),
    "confirm": Argument(
        ("--confirm",), {"action": "store_true", "help": "show what would be done, and ask before it is done"}
    ),
    "timeout": Argument(
        ("--timeout",), {"type": float, "metavar": "SECONDS", "help": "when to give up; default: never"}
    ),
    "number": Argument(("-n", "--number"), {"type": int, "metavar": "N", "help": "only the newest N runs"}),
    "json": Argument(("--json",), {"action": "store_true", "help": "as JSON, for programs"}),
    "explain": Argument(
        ("--explain",), {"metavar": "TABLE[.COLUMN]", "help": "print how a table or column is compared, and why"}
    ),
    "verify": Argument(
        ("--verify",), {"action": "store_true", "help": "list applied revisions that were edited since they ran"}
    ),
    "no_lock": Argument(
        ("--no-lock",), {"action": "store_true", "help": "don't keep others from migrating at the same time"}
    ),
    "lock_timeout": Argument(
        ("--lock-timeout",),
        {"type": float, "metavar": "SECONDS", "help": "how long to wait for another process that migrates"},
    ),
    "tag": Argument(("--tag",), {"help": "free text for env.py"}),
    "purge": Argument(("--purge",), {"action": "store_true", "help": "empty the version table first"}),
    "at": Argument(
        ("--at",), {"metavar": "REV", "help": "put the database under control: where it is, or auto to find that out"}
    ),
    "back": Argument(("--back",), {"action": "store_true", "help": "the other way: make it the other tool's again"}),
    "rewrite": Argument(("--rewrite",), {"action": "store_true", "help": "change what the Python files import, too"}),
    "rename_version_table": Argument(
        ("--rename-version-table",), {"action": "store_true", "help": "rename the version table in the database, too"}
    ),
    "scratch": Argument(
        ("--scratch",), {"metavar": "URL", "help": "with --at: an empty database to run the revisions in"}
    ),
    "force": Argument(("--force",), {"action": "store_true", "help": "do it although not all fits"}),
    "url": Argument(("--url",), {"help": "an empty PostgreSQL or MariaDB database to use instead of a SQLite file"}),
}

COMMANDS = (
    Command(
        "adopt",
        command.adopt,
        (),
        ("at", "back", "rewrite", "rename_version_table", "scratch", "dry_run", "force", "json"),
    ),
    Command("branches", command.branches, (), ("verbose", "json")),
    Command("check", command.check, (), ("explain", "json")),
    Command("current", command.current, (), ("check_heads", "verbose", "verify", "json")),
    Command("demo", demo, ("folder",), ("url",), needs_config=False),
    Command("doctor", command.doctor, (), ("json",)),
    Command(
        "downgrade",
        command.downgrade,
        ("revision",),
        ("sql", "dialect", "tag", "resume", "undo", "no_lock", "lock_timeout"),
    ),
    Command("edit", command.edit, ("rev",)),
    Command("ensure_version", command.ensure_version, (), ("sql", "dialect")),
    Command("graph", command.graph, (), ("format", "rev_range", "output")),
    Command("heads", command.heads, (), ("verbose", "resolve_dependencies", "check", "lock", "json")),
    Command("history", command.history, (), ("rev_range", "verbose", "indicate_current", "graph", "json")),
    Command("init", command.init, ("directory",), ("template", "package"), needs_file=False),
    Command("list_templates", command.list_templates, (), ("json",), needs_file=False),
    Command("log", command.log, (), ("number", "json")),
    Command("merge", command.merge, ("revisions",), ("message", "branch_label", "rev_id", "splice")),
    Command("plan", command.plan, ("any_target",), ("sql", "json")),
    Command("rebase", command.rebase, ("chain",), ("onto", "dry_run", "allow_applied", "no_database")),
    Command("resolve", command.resolve, ("cut_off",), ("applied", "rolled_back", "no_lock", "lock_timeout")),
    Command(
        "revision",
        command.revision,
        (),
        (
            "message",
            "autogenerate",
            "sql",
            "head",
            "splice",
            "branch_label",
            "version_path",
            "rev_id",
            "depends_on",
            "fill",
            "rename",
            "allow_drop",
            "empty",
        ),
    ),
    Command("show", command.show, ("rev",), ("json",)),
    Command("stamp", command.stamp, ("targets",), ("sql", "dialect", "tag", "purge", "no_lock", "lock_timeout")),
    Command(
        "upgrade",
        command.upgrade,
        ("revision",),
        ("sql", "dialect", "tag", "resume", "undo", "no_lock", "lock_timeout", "confirm"),
    ),
    Command("wait", command.wait, (), ("timeout",)),
)


OPTIONS_WITH_VALUE = frozenset({"-c", "--config", "-n", "--name", "-x", "--db"})
"""What may stand before a command with a value after it."""
TELL_MORE = Argument(
    ("-v", "--verbose"),
    {"action": "store_true", "dest": "tell_more", "help": "log each operation with its time, on standard error"},
)
"""Before any command, and behind those that have no such option of their own."""
FLAGS = frozenset({"--all", "--traceback", "--raiseerr", "-q", "--quiet", "-v", "--verbose"})
"""What may stand before a command by itself."""


class HelpFormatter(argparse.HelpFormatter):
    """The usual layout of help; knows the terminal's width without loading what argparse loads for that."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


def _terminal_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]  # caught below
    except (AttributeError, ValueError, OSError):
        return 80  # no terminal


def make_parser(prog: str | None = None, *, only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line.

    :param prog: the program's name in usage texts; default: the product's.
    :param only: the one command it needs to know; default: all of them. Making the others takes time.
    """
    return make_parsers(prog, only=only)[0]


def make_parsers(prog: str | None = None, *, only: str | None = None) -> tuple[argparse.ArgumentParser, Any]:
    """Return the parser of the command line, and what adds commands to it; see :func:`make_parser`."""
    product = Config.product
    parser = argparse.ArgumentParser(
        prog=prog or product.name, description="Schema migrations for SQLAlchemy.", formatter_class=HelpFormatter
    )
    _add_global_options(parser, product)
    # the prog is what argparse would make of the usage so far, for which it would format all of it
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog=parser.prog)
    for each in COMMANDS:
        if only in (None, each.name):
            add_command(parsers, each)
    return parser, parsers


def add_command(parsers: Any, command: Command) -> argparse.ArgumentParser:
    """Add a command to a parser.

    :param parsers: from :func:`make_parsers`.
    :param command: the command.
    """
    sub: argparse.ArgumentParser = parsers.add_parser(
        command.name, help=command.summary, description=command.summary, formatter_class=HelpFormatter
    )
    sub.set_defaults(chosen=command)
    own = {parameter.name: parameter for parameter in command.own}
    for name in command.options:
        argument = _own_option(own[name]) if name in own else OPTIONS[name]
        sub.add_argument(*argument.flags, **argument.told)
    for name in command.positionals:
        told = {} if name in own else dict(POSITIONALS[name].told)
        sub.add_argument(told.pop("dest", name), **told)
    if "verbose" not in command.options:
        # said nowhere, it must not undo what was said before the command
        sub.add_argument(*TELL_MORE.flags, **{**TELL_MORE.told, "default": argparse.SUPPRESS})
    return sub


def _own_option(parameter: Parameter) -> Argument:
    flag, default = f"--{parameter.name.replace('_', '-')}", parameter.default
    if isinstance(default, bool):
        return Argument((flag,), {"action": "store_false" if default else "store_true", "dest": parameter.name})
    kind = {"type": type(default)} if isinstance(default, (int, float)) else {}
    return Argument((flag,), {"default": default, "dest": parameter.name, **kind})


def _add_global_options(parser: argparse.ArgumentParser, product: Product) -> None:
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "-c",
        "--config",
        action="append",
        metavar="FILE",
        help=f"configuration file; default: ${product.config_env}, else {product.ini} and pyproject.toml. "
        "May be given once for each kind",
    )
    parser.add_argument("-n", "--name", metavar="SECTION", help="section of the .ini file")
    parser.add_argument("--db", action="append", metavar="NAME", help="one of several configured databases; repeatable")
    parser.add_argument("--all", action="store_true", dest="all_databases", help="all configured databases in turn")
    parser.add_argument("-x", action="append", metavar="ARG", help="argument for env.py; repeatable")
    parser.add_argument(
        "--traceback", "--raiseerr", action="store_true", dest="traceback", help="show where an error comes from"
    )
    parser.add_argument(*TELL_MORE.flags, **TELL_MORE.told)
    parser.add_argument("-q", "--quiet", action="store_true", help="write nothing to standard output")


def command_in(argv: Sequence[str]) -> str | None:
    """Return the command that arguments call, or None where only the whole parser can tell.

    :param argv: arguments without the program's name.
    """
    words = iter(argv)
    for word in words:
        if word in OPTIONS_WITH_VALUE:
            next(words, None)
        elif word not in FLAGS:
            return word if any(each.name == word for each in COMMANDS) else None
    return None


def join_ranges(argv: Sequence[str]) -> list[str]:
    """Return the arguments with ``-r -3:`` written as ``-r-3:``, which argparse would take for an option."""
    joined: list[str] = []
    for argument in argv:
        is_range = argument[:1] == "-" and argument[1:2].isdigit() and ":" in argument
        if is_range and joined and joined[-1] == "-r":
            joined[-1] += argument
        elif is_range and joined and joined[-1] == "--rev-range":
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined
