"""What a project says of itself: its heads, its history, the script of an upgrade. Two accounts are compared.

Nothing is written, and no database is connected to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from typing import NamedTuple

from revgraph.command.move import upgrade
from revgraph.command.report import heads, history
from revgraph.config import Config
from revgraph.errors import RevgraphError
from revgraph.util.logs import muted


class Account(NamedTuple):
    """What a project says of itself.

    :param heads: the newest revisions, with all there is to say of them.
    :param history: all revisions likewise.
    :param script: of an upgrade from nothing to all heads; None where none can be written.
    :param trouble: why none can be written.
    """

    heads: str
    history: str
    script: str | None
    trouble: str | None


def account_of(config: Config) -> Account:
    """Return what a project says of itself.

    :param config: its configuration.
    :raises CommandError: if its revisions can't be read.
    """
    with _quiet(), config.running():
        return Account(_said(config, heads), _said(config, history), *_script(config))


def difference(before: Account, after: Account) -> str | None:
    """Return in words where two accounts differ first, None if they don't.

    The width of the version table's column is no difference: a table that is there is left as it is. Nor are
    the words around what a script does.
    """
    for what in ("heads", "history", "script"):
        one, other = (getattr(account, what) for account in (before, after))
        if what == "script":
            one, other = (None if text is None else comparable(text) for text in (one, other))
        if one != other:
            return f"{what}: {_first(one, other, after)}"
    return None


def comparable(script: str) -> str:
    """Return what a script does: without the width of the version table's column, and each tool's own words around it.

    Those are the comments in front of steps, what opens and ends transactions, and on SQLite what precedes nothing.
    """
    bare = re.sub(r"(?m)^(?:-- Running \w+ .*|BEGIN;|COMMIT;)\n\n?", "", script)
    bare = re.sub(r"\APRAGMA foreign_keys=OFF;\s*\Z", "", bare)
    return re.sub(r"(\bversion_num\W+\w+) ?\(\d+[^)]*\)", r"\1", bare)


def _first(one: str | None, other: str | None, after: Account) -> str:
    if one is None:
        return "can be written now, and could not before"
    if other is None:
        return f"can't be written any more: {after.trouble}"
    ours, theirs = one.splitlines(), other.splitlines()
    for was, now in zip(ours, theirs, strict=False):
        if was != now:
            return f"{was.strip()!r} became {now.strip()!r}"
    return f"{len(ours)} lines became {len(theirs)}"


def _said(config: Config, command: object) -> str:
    made = config.silenced()
    made.cmd_opts = None
    command(made, verbose=True)  # type: ignore[operator]  # one of the two above
    found: StringIO = made.stdout  # type: ignore[assignment]  # as silenced() makes it
    return found.getvalue()


def _script(config: Config) -> tuple[str | None, str | None]:
    made, written = config.silenced(), StringIO()
    made.output_buffer = written
    made.explains = True
    try:
        upgrade(made, "heads", sql=True)
    except RevgraphError as error:
        return None, str(error)
    return written.getvalue(), None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what env.py prints and logs to itself: it runs more than once."""
    with muted(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield
