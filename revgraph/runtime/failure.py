"""Turn what went wrong in a migration or in env.py into one clear error.

Reads tracebacks and driver errors; writes nothing. Passwords never pass: URLs are shown masked.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Engine, exc
from sqlalchemy.engine import make_url

from revgraph.errors import (
    CommandError,
    ConnectionFailedError,
    DatabaseURLError,
    EnvironmentScriptError,
    MigrationFailed,
    MissingDriverError,
)
from revgraph.graph.steps import RevisionStep, Step
from revgraph.runtime.journal.records import DONE, RUNNING, JournalStatement
from revgraph.runtime.journal.source import operation_count
from revgraph.script.file import Script
from revgraph.util.files import line_in_file
from revgraph.util.text import named, without_passwords

if TYPE_CHECKING:
    from revgraph.runtime.journal.follower import Follower
    from revgraph.runtime.subject import Subject

PACKAGES = {
    "psycopg": "psycopg[binary]",
    "psycopg2": "psycopg2-binary",
    "psycopg2cffi": "psycopg2cffi",
    "pg8000": "pg8000",
    "asyncpg": "asyncpg",
    "pymysql": "PyMySQL",
    "MySQLdb": "mysqlclient",
    "mysql": "mysql-connector-python",
    "mariadb": "mariadb",
    "aiomysql": "aiomysql",
    "asyncmy": "asyncmy",
    "aiosqlite": "aiosqlite",
    "pysqlcipher3": "pysqlcipher3",
    "sqlcipher3": "sqlcipher3",
    "oracledb": "oracledb",
    "cx_Oracle": "cx_Oracle",
    "pyodbc": "pyodbc",
    "pymssql": "pymssql",
    "aioodbc": "aioodbc",
    "greenlet": "greenlet",
}
"""Driver module -> the package to install, for the drivers SQLAlchemy's own dialects import."""

_TYPE_CHANGE = re.compile(r"""ALTER COLUMN ("(?:[^"]|"")+"|[^\s"]+) TYPE (.+)""", re.DOTALL)

_NOT_ALLOWED = ("42501", "25006")
"""PostgreSQL's codes for a right that is lacking, and for a transaction that may only read."""

ENDED_BY_SCRIPT = "The script ended its transaction by itself, with commit(), rollback() or close() on op.get_bind()"
SHOWN_SQL = 2000
"""Longest statement shown in an error, in characters."""
SHOWN_OPERATION = 300
"""Longest operation."""


def migration_failed(
    error: BaseException, step: Step[Script], done: Sequence[Step[Script]], context: Subject, follower: Follower
) -> MigrationFailed:
    """Return the error for a step that raised.

    :param error: what the step raised, or what its transaction raised at the end.
    :param step: the step.
    :param done: the steps of this run that came before it.
    :param context: the context it ran against.
    :param follower: knows how far it came.
    """
    revision = step.revision.revision if isinstance(step, RevisionStep) else ", ".join(step.to_revisions)
    path = step.revision.source if isinstance(step, RevisionStep) else None
    line = line_in_file(error, path) if path else None
    where = f" ({path}:{line})" if line is not None else f" ({path})" if path else ""
    state = _state_left(step, done, context, follower, _again(step, _to_mend(step, error)))
    doc = f", {step.revision.doc}" if isinstance(step, RevisionStep) and step.revision.doc else ""
    words = [f"{step.name} {step.short_log}{doc} failed{where}:", *_how_far(step, path, follower)]
    words += [_in_words(error, context.dialect.paramstyle), state]
    return MigrationFailed("\n  ".join(words), revision=revision, direction=step.name, state=state)


def interrupted(step: Step[Script], done: Sequence[Step[Script]], context: Subject, follower: Follower) -> str:
    """Return what to say of a step that was ended from outside: what is left in the database, and how to go on.

    :param step: the step.
    :param done: the steps of this run that came before it.
    :param context: the context it ran against.
    :param follower: knows how far it came.
    """
    return f"{step.name} {step.short_log}: {_state_left(step, done, context, follower, _again(step))}"


def _to_mend(step: Step[Script], error: BaseException) -> str:
    """Return what comes before the next try: these errors may be the script's, the disk's or another session's."""
    if not isinstance(step, RevisionStep):
        return ""
    operational = any(kind.__name__ == "OperationalError" for kind in type(error).__mro__)  # also the driver's own
    refused = getattr(getattr(error, "orig", None), "sqlstate", None) in _NOT_ALLOWED
    return f"mend {'what was wrong' if operational or refused else 'the script'}, then "


def _again(step: Step[Script], first: str = "") -> str:
    words = f"{first}{step.name} again"
    return words[0].upper() + words[1:]


def _how_far(step: Step[Script], path: str | None, follower: Follower) -> Iterator[str]:
    """Yield the operation that was at work, if one was, with its place among all of the revision."""
    if not follower.count or path is None:
        return
    total = operation_count(path, step.name)
    of = f" of {total}" if total is not None and total >= follower.count else ""
    if follower.operation is not None:
        said = " ".join(repr(follower.operation).split())
        yield f"operation {follower.count}{of}: {_shortened(said, SHOWN_OPERATION)}"
    else:
        yield f"after operation {follower.count}{of}"


def _state_left(
    step: Step[Script], done: Sequence[Step[Script]], context: Subject, follower: Follower, again: str
) -> str:
    if context.as_sql:
        return "The script is incomplete: don't run it."
    before = ", ".join(sorted(step.heads_before)) or "base"
    if not (isinstance(step, RevisionStep) or context.transactions.callers or context.transactions.one_for_all):
        return f"Nothing of it was done: the database is at {before}. {again}."
    if follower.left is not None and not context.transactions.callers:
        hint = f"{ENDED_BY_SCRIPT}; leave that to revgraph.\n  " if follower.ended_by_script else ""
        return hint + _state_by_journal(step, before, follower.left, again)
    if follower.resumable and not context.transactions.callers:
        return (
            "What was committed stays in the database, which could not be told how it ended; the journal knows how far "
            f"it came. The version table says {before}. {again}: it goes on there."
        )
    if not context.transactions.atomic:
        committed = f"{context.dialect.name} does not roll DDL back"
        if context.impl.transactional_ddl:
            committed = "The connection is in AUTOCOMMIT mode, where nothing can be rolled back"
        return (
            f"{committed}: what this migration did before it ended is still in the "
            f"database, and the version table says {before}. Undo it by hand or make the script skip it, then rerun."
        )
    if follower.ended_by_script:
        return (
            f"{ENDED_BY_SCRIPT}: what it committed is still in the database, and the version table says {before}. "
            "Leave that to revgraph, or use op.get_context().autocommit_block(). "
            "Undo it by hand or make the script skip it, then rerun."
        )
    if context.transactions.callers:
        return "The transaction is the caller's: nothing is committed before the caller does so."
    if context.transactions.parted:
        return (
            "An autocommit block had committed what came before it: that part is still in the database, and the "
            f"version table says {before}. Undo it by hand or make the script skip it, then rerun."
        )
    if context.transactions.one_for_all:
        start = ", ".join(sorted((done[0] if done else step).heads_before)) or "base"
        return f"Everything this run did was rolled back: the database is at {start}. {again}."
    return f"This migration was rolled back: the database is at {before}. {again}."


def _state_by_journal(step: Step[Script], before: str, left: Sequence[JournalStatement], again: str) -> str:
    """Say what stays in the database where the journal knows it, and how to go on."""
    stays = [row for row in left if row.state == DONE]
    if not left:
        return f"Nothing of it stays in the database, which is at {before}. {again}."
    shown = _shortened(" ".join((stays[-1].statement or stays[-1].operation).split()), SHOWN_OPERATION) if stays else ""
    what = f"{len(stays)} of its statements stay in the database, the last one: {shown}" if stays else "Nothing is done"
    doubt = [row for row in left if row.state == RUNNING]
    if doubt:
        what += f"\n  Whether statement {doubt[-1].position} was carried out is looked up next time"
    if not (stays or doubt):
        return f"Nothing of it is done, and the version table says {before}. {again}."
    return (
        f"{what}\n  The version table says {before}. {again}: it goes on behind them; "
        f"or take them back with '{step.name} ... --undo'."
    )


def _in_words(error: BaseException, paramstyle: str = "") -> str:
    if isinstance(error, exc.DBAPIError):
        words = " ".join(str(error.orig).split()) if error.orig is not None else str(error)
        text = f"{type(error.orig).__name__}: {words}"
        if error.statement:
            # drivers of these styles are given each % of a statement twice
            sql = error.statement.replace("%%", "%") if paramstyle in ("format", "pyformat") else error.statement
            text += f"\n  SQL: {_shortened(sql.strip())}"
            if error.params:
                text += f"\n  parameters: {_shortened(repr(error.params))}"
        return text + _cast_remedy(error)
    if isinstance(error, CommandError):
        return str(error)
    return _named(error)


def _cast_remedy(error: exc.DBAPIError) -> str:
    """Return what to do if PostgreSQL can't cast a column to its new type by itself; empty for other errors."""
    sqlstate = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None)
    altered = _TYPE_CHANGE.search(error.statement or "")
    if sqlstate != "42804" or altered is None or " USING " in altered.group():
        return ""
    column, type_ = altered.groups()
    using = f"CAST({column} AS {type_.strip()})"
    return (
        f"\n  PostgreSQL does not cast {column} to {type_.strip()} by itself: say how, as in "
        f"op.alter_column(..., postgresql_using={using!r}). If it is the column's default that can't be cast, give "
        "existing_server_default and the new server_default too"
    )


def _named(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"SystemExit({error.code!r}): a migration may not end the process; let it return, or raise an error"
    return named(error)


def _shortened(text: str, longest: int = SHOWN_SQL) -> str:
    return text if len(text) <= longest else f"{text[:longest]}... ({len(text)} characters)"


def as_it_was(error: Exception) -> BaseException:
    """Return what a migration itself raised, with what we have to say of it as a note."""
    cause = error.__cause__
    if not isinstance(error, MigrationFailed) or cause is None:
        return error
    cause.add_note(str(error))
    return cause


def environment_failed(error: Exception, env_path: str, url: str | None) -> CommandError:
    """Return the error for whatever came out of env.py.

    :param error: the exception; a CommandError is returned as it is.
    :param env_path: env.py.
    :param url: the configured database URL, if it is known.
    """
    if isinstance(error, CommandError):
        return error
    url = _url_in_use(error) or url
    found = database_failed(error, url, env_path)
    if found is not None:
        return found
    line = line_in_file(error, env_path)
    return EnvironmentScriptError(without_passwords(f"env.py raised {_in_words(error)}", url), path=env_path, line=line)


def _url_in_use(error: Exception) -> str | None:
    """Return the URL of the engine an error came through: env.py may have taken it from elsewhere than we know of."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        engine = frame.f_locals.get("self")
        if isinstance(engine, Engine):
            return engine.url.render_as_string(hide_password=False)
    return None


def database_failed(error: Exception, url: str | None, env_path: str = "") -> CommandError | None:
    """Return the error for a database that can't be used, or None if the trouble is another.

    :param error: what the library or the driver raised.
    :param url: the database URL, if it is known.
    :param env_path: env.py; a driver that it imports itself is its own trouble.
    """
    return _driver_missing(error, env_path, url) or _url_wrong(error, url) or _not_connected(error, url)


def _driver_missing(error: Exception, env_path: str, url: str | None) -> CommandError | None:
    if not isinstance(error, ImportError):
        return None
    # SQLAlchemy says in words only that its asynchronous side needs greenlet
    module = error.name or ("greenlet" if "greenlet" in str(error) else "")
    package = PACKAGES.get(module.partition(".")[0])
    frames = traceback.extract_tb(error.__traceback__)
    # env.py importing a driver itself is env.py's own error
    if package is None or not frames or Path(frames[-1].filename) == Path(env_path):
        return None
    return MissingDriverError(
        f"the database URL {masked(url)} needs the Python package {package}, which is not installed; "
        f"run: pip install '{package}'",
        package=package,
    )


def _url_wrong(error: Exception, url: str | None) -> CommandError | None:
    if isinstance(error, exc.NoSuchModuleError):
        return DatabaseURLError(
            f"the database URL {masked(url)} names a dialect or driver that SQLAlchemy does not know "
            f"({without_passwords(str(error), url)}); it should look like 'postgresql+psycopg://user@host/name'"
        )
    if isinstance(error, exc.MissingGreenlet):
        return DatabaseURLError(
            f"the database URL {masked(url)} names an asynchronous driver, and env.py connects with create_engine(); "
            "name a driver that is not, such as 'postgresql+psycopg://', or use create_async_engine() and run_sync()"
        )
    if isinstance(error, (exc.ArgumentError, ValueError)) and _raised_in_url_code(error):
        return DatabaseURLError(
            f"the database URL {masked(url)} can't be understood; it should look like "
            "'dialect+driver://user@host:port/name', special characters in a password written as %XX"
        )
    return None


def _raised_in_url_code(error: Exception) -> bool:
    frames = traceback.extract_tb(error.__traceback__)
    return any(Path(frame.filename).parts[-2:] == ("engine", "url.py") for frame in frames)


def _not_connected(error: Exception, url: str | None) -> CommandError | None:
    if not isinstance(error, exc.DBAPIError) or error.statement is not None:
        return None
    frames = traceback.extract_tb(error.__traceback__)
    if not any(frame.name in ("connect", "_connect", "__connect") for frame in frames):
        return None
    words = without_passwords(" ".join(str(error.orig).split()), url)
    return ConnectionFailedError(
        f"can't connect to {masked(url)}: {words}; check that the server runs and that the URL's host, port, name, "
        "user and password are right"
    )


def masked(url: str | URL | None) -> str:
    """Return a database URL without its password, for messages; never raises."""
    if not url:
        return "(unknown)"
    try:
        return without_passwords(make_url(url).render_as_string(hide_password=True))
    except Exception:  # whatever the parser makes of a broken URL, nothing after the scheme is safe to show
        scheme = re.match(r"[\w+.-]+(?=://)", str(url))
        return f"'{scheme.group() if scheme else ''}...'"
