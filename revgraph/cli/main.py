"""The entry point: read the arguments, call the command, turn errors into one line and an exit code.

Knows no command by name; ``cli.parser`` has the table of them.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from revgraph.cli.parser import Command, command_in, join_ranges, make_parser
from revgraph.config import Config
from revgraph.errors import ConfigError, RevgraphError
from revgraph.util.console import Console, tolerant
from revgraph.util.text import without_passwords

FAILURE = 1
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None, prog: str | None = None) -> None:
    """Run the command line; returns if all went well.

    :param argv: arguments without the program's name; default: those of the process.
    :param prog: the program's name in usage texts.
    :raises SystemExit: 1 for an error, 2 for wrong usage, 130 when interrupted.
    """
    code = run(sys.argv[1:] if argv is None else argv, prog)
    if argv is None and "sqlalchemy" not in sys.modules:
        # the process ends here, and looking for garbage among thousands of revisions takes longer than listing them;
        # where a database was used the search stays, as connections may be closed by it
        gc.freeze()
    if code:
        sys.exit(code)


def run(argv: Sequence[str], prog: str | None = None) -> int:
    """Run the command line and return its exit code.

    :param argv: arguments without the program's name.
    :param prog: the program's name in usage texts.
    :raises SystemExit: 2 for wrong usage; 0 for ``--help`` and ``--version``.
    """
    options = make_parser(prog, only=command_in(argv)).parse_args(join_ranges(argv))
    console = Console()
    try:
        with tolerant(sys.stdout):
            code = _call(options)
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        console.complain("interrupted")
        return INTERRUPTED
    except RevgraphError as error:
        _explain(console, error, str(error), options)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        advice = "" if options.traceback else "; run it again with --traceback to see where it comes from"
        _explain(console, error, f"unexpected {text}{advice}", options)
    return FAILURE


def _call(options: argparse.Namespace) -> int:
    chosen: Command = options.chosen
    arguments = chosen.arguments(options)
    result = chosen.function(_config(options), **arguments) if chosen.needs_config else chosen.function(**arguments)
    return result if isinstance(result, int) else 0


def _config(options: argparse.Namespace) -> Config:
    product = Config.product
    named = options.config or list(filter(None, [os.environ.get(product.config_env)]))
    files: dict[str, str] = {}
    for path in named:
        kind = "toml" if os.path.basename(path) == "pyproject.toml" else "ini"
        if kind in files:
            raise ConfigError(f"-c was given two {kind} files, {files[kind]} and {path}; one of each kind is allowed")
        files[kind] = path
    for path in files.values() if options.chosen.needs_file else ():
        if not os.path.isfile(path):
            raise ConfigError(
                f"there is no configuration file {path}; name another with -c, or make one with "
                f"'{product.name} -c {path} init migrations'"
            )
    return Config(
        files.get("ini", product.ini),
        files.get("toml", "pyproject.toml"),
        ini_section=options.name,
        cmd_opts=options,
    )


def _explain(console: Console, error: BaseException, text: str, options: argparse.Namespace) -> None:
    url = _url(options)
    if options.traceback:
        import traceback

        chain = "".join(traceback.format_exception(error))
        console.complain(without_passwords(chain.rstrip("\n"), url))
    console.complain(f"error: {without_passwords(text, url)}")


def _url(options: argparse.Namespace) -> str | None:
    """Return the database URL the command was about, if it is known."""
    given: str | None = getattr(options, "url", None)
    if given is not None:
        return given
    with suppress(RevgraphError):
        return _config(options).database_url()
    return None


def _discard_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush can't fail on the closed pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
