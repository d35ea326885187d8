"""The grammar of the command line, as tables: options by the name of the parameter they fill, commands by name.

Knows the commands' functions and their first sentences; runs none of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from revgraph import __version__, command
from revgraph.cli.demo import demo
from revgraph.config import Config, Product


@dataclass(frozen=True)
class Argument:
    """One option or positional: its flags and what argparse is told of it."""

    flags: tuple[str, ...]
    told: dict[str, Any]


@dataclass(frozen=True)
class Command:
    """One sub-command.

    :param function: gets the parameters named below.
    :param positionals: names in :data:`POSITIONALS`, in order.
    :param options: names in :data:`OPTIONS`; each is a parameter of the function.
    :param needs_config: the function gets the configuration.
    :param needs_file: a configuration file that the user names must exist.
    """

    name: str
    function: Callable[..., Any]
    positionals: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    needs_config: bool = True
    needs_file: bool = True

    @property
    def summary(self) -> str:
        """What the function says of itself in its first sentence, without markup and remarks."""
        sentence = (self.function.__doc__ or "").partition("\n")[0]
        return sentence.replace("``", "").partition(";")[0].rstrip(".")

    def arguments(self, options: argparse.Namespace) -> dict[str, Any]:
        """Return what to call the function with, by parameter name."""
        named = {POSITIONALS[name].told.get("dest", name): name for name in self.positionals}
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
    "targets": Argument(
        (), {"dest": "revision", "metavar": "revisions", "nargs": "+", "help": "one or more revisions, or 'heads'"}
    ),
    "rev": Argument((), {"help": "a revision, 'head', 'heads' or 'current'"}),
}

OPTIONS = {
    "message": Argument(("-m", "--message"), {"help": "what the revision does"}),
    "autogenerate": Argument(
        ("--autogenerate",),
        {"action": "store_true", "help": "fill it with the difference between models and database"},
    ),
    "sql": Argument(("--sql",), {"action": "store_true", "help": "write an SQL script to standard output instead"}),
    "head": Argument(("--head",), {"default": "head", "help": "the parent revision, or <branch>@head"}),
    "splice": Argument(("--splice",), {"action": "store_true", "help": "allow a parent that is no head"}),
    "branch_label": Argument(("--branch-label",), {"help": "name of the branch that begins here"}),
    "version_path": Argument(("--version-path",), {"help": "the version location to write to"}),
    "rev_id": Argument(("--rev-id",), {"help": "the revision's id instead of a random one"}),
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
    "rev_range": Argument(("-r", "--rev-range"), {"help": "only these: [start]:[end]"}),
    "indicate_current": Argument(
        ("-i", "--indicate-current"), {"action": "store_true", "help": "mark what the database is at"}
    ),
    "template": Argument(("-t", "--template"), {"default": "generic", "help": "the project template"}),
    "package": Argument(("--package",), {"action": "store_true", "help": "make Python packages of the new folders"}),
    "tag": Argument(("--tag",), {"help": "free text for env.py"}),
    "purge": Argument(("--purge",), {"action": "store_true", "help": "empty the version table first"}),
    "url": Argument(("--url",), {"help": "an empty PostgreSQL or MariaDB database to use instead of a SQLite file"}),
}

COMMANDS = (
    Command("branches", command.branches, (), ("verbose",)),
    Command("check", command.check),
    Command("current", command.current, (), ("check_heads", "verbose")),
    Command("demo", demo, ("folder",), ("url",), needs_config=False),
    Command("downgrade", command.downgrade, ("revision",), ("sql", "tag")),
    Command("ensure_version", command.ensure_version, (), ("sql",)),
    Command("heads", command.heads, (), ("verbose", "resolve_dependencies")),
    Command("history", command.history, (), ("rev_range", "verbose", "indicate_current")),
    Command("init", command.init, ("directory",), ("template", "package"), needs_file=False),
    Command("list_templates", command.list_templates, needs_file=False),
    Command("merge", command.merge, ("revisions",), ("message", "branch_label", "rev_id", "splice")),
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
        ),
    ),
    Command("show", command.show, ("rev",)),
    Command("stamp", command.stamp, ("targets",), ("sql", "tag", "purge")),
    Command("upgrade", command.upgrade, ("revision",), ("sql", "tag")),
)


def make_parser(prog: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the whole command line.

    :param prog: the program's name in usage texts; default: the product's.
    """
    product = Config.product
    parser = argparse.ArgumentParser(prog=prog or product.name, description="Schema migrations for SQLAlchemy.")
    _add_global_options(parser, product)
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for each in COMMANDS:
        sub = parsers.add_parser(each.name, help=each.summary, description=each.summary)
        sub.set_defaults(chosen=each)
        for name in each.options:
            sub.add_argument(*OPTIONS[name].flags, **OPTIONS[name].told)
        for name in each.positionals:
            told = dict(POSITIONALS[name].told)
            sub.add_argument(told.pop("dest", name), **told)
    return parser


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
    parser.add_argument("-x", action="append", metavar="ARG", help="argument for env.py; repeatable")
    parser.add_argument(
        "--traceback", "--raiseerr", action="store_true", dest="traceback", help="show where an error comes from"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="write nothing to standard output")


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
