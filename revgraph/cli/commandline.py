"""The command line for programs that embed it: with commands of their own, and on a configuration they made.

What a command is called and takes comes from its function, as for our own.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any

from revgraph.cli.main import run_parsed
from revgraph.cli.parser import OPTIONS, POSITIONALS, Command, add_command, join_ranges, make_parsers
from revgraph.config import Config


class CommandLine:
    """A command line that can be added to.

    ::

        from revgraph.cli.commandline import CommandLine

        def tables(config, pattern, verbose=False):
            "List the tables."

        line = CommandLine(prog="manage")
        line.register_command(tables)
        line.main()

    :param prog: the program's name in usage texts.
    """

    def __init__(self, prog: str | None = None) -> None:
        self.prog = prog
        self.parser, self.subparsers = make_parsers(prog)

    def register_command(self, function: Callable[..., Any]) -> argparse.ArgumentParser:
        """Add a command made of a function.

        It is called with the configuration, then its positionals (parameters without a default), then its options
        (those with one). Parameters that our own commands have, such as ``verbose``, ``sql`` or ``message``, get the
        same flags and help; others become ``--name``, a flag without a value if the default is a bool.

        :param function: its name is the command's, the first sentence of its docstring the help.
        :return: the command's parser, to be added to.
        """
        parameters = list(inspect.signature(function).parameters.values())[1:]
        command = Command(
            function.__name__,
            function,
            tuple(each.name for each in parameters if each.default is each.empty),
            tuple(each.name for each in parameters if each.default is not each.empty),
            own=tuple(each for each in parameters if not _is_known(each)),
        )
        return add_command(self.subparsers, command)

    def run_cmd(self, config: Config, options: argparse.Namespace) -> int:
        """Run a command on a configuration; an error is told and becomes the exit code.

        :param config: the configuration; it is given the options.
        :param options: from ``parser.parse_args()``.
        :return: the exit code.
        """
        config.cmd_opts = options
        return run_parsed(options, config)

    def main(self, argv: Sequence[str] | None = None) -> None:
        """Run the command line; returns if all went well.

        :param argv: arguments without the program's name; default: those of the process.
        :raises SystemExit: as :func:`revgraph.cli.main.main`.
        """
        code = run_parsed(self.parser.parse_args(join_ranges(sys.argv[1:] if argv is None else argv)))
        if code:
            sys.exit(code)


def _is_known(parameter: inspect.Parameter) -> bool:
    return parameter.name in (POSITIONALS if parameter.default is parameter.empty else OPTIONS)
