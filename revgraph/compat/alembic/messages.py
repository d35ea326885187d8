"""Messages on the terminal as ``alembic.util`` gives them to others."""

from __future__ import annotations

import logging
import sys
import textwrap
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from sqlalchemy import make_url

from revgraph.compat.alembic.streams import write_outstream
from revgraph.util.console import write_line
from revgraph.util.text import as_tuple, listed

log = logging.getLogger("alembic.util.messaging")

TERMWIDTH: int | None = None
"""How wide messages may get before they are wrapped; None where they are not."""


def msg(msg: str, newline: bool = True, flush: bool = False, quiet: bool = False) -> None:
    """Write a message to standard output.

    :param newline: end the line.
    :param flush: write it at once.
    :param quiet: don't.
    """
    if quiet:
        return
    if TERMWIDTH is None:
        write_outstream(sys.stdout, msg + ("\n" if newline else ""))
    else:
        lines = textwrap.wrap(msg, TERMWIDTH, initial_indent="  ", subsequent_indent="  ")
        write_outstream(sys.stdout, "\n".join(lines) + ("\n" if newline else ""))
    if flush:
        sys.stdout.flush()


@contextmanager
def status(status_msg: str, newline: bool = False, quiet: bool = False) -> Iterator[None]:
    """Say what the block does, and whether it was done."""
    msg(f"{status_msg} ...", newline, flush=True, quiet=quiet)
    try:
        yield
    except BaseException:
        write_outstream(sys.stdout, "  FAILED\n", quiet=quiet)
        raise
    write_outstream(sys.stdout, "  done\n", quiet=quiet)


def err(message: str, quiet: bool = False) -> NoReturn:
    """Say that a command failed, and end the process as the ``alembic`` program does.

    :raises SystemExit: always.
    """
    log.error(message)
    if not quiet:
        write_line(sys.stdout, f"FAILED: {message}")
    sys.exit(-1)


def fail(message: str) -> NoReturn:
    """Say on standard error what ended a command, and end the process as Python does with an error nobody caught.

    :raises SystemExit: always.
    """
    write_line(sys.stderr, message)
    sys.exit(1)


def warn(msg: str, stacklevel: int = 2) -> None:
    """Warn of something."""
    warnings.warn(msg, UserWarning, stacklevel=stacklevel)


def warn_deprecated(msg: str, stacklevel: int = 2) -> None:
    """Warn of something that will go away."""
    warnings.warn(msg, DeprecationWarning, stacklevel=stacklevel)


def format_as_comma(value: str | Iterable[str] | None) -> str:
    """Return nothing, one string or several, joined by commas."""
    return listed(as_tuple(value))


def obfuscate_url_pw(input_url: str) -> str:
    """Return a database URL whose password is masked."""
    return make_url(input_url).render_as_string(hide_password=True)
