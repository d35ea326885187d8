"""Whatever comes out of env.py becomes one clear error, and never shows a password."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, exc

from revgraph.errors import (
    CommandError,
    ConnectionFailedError,
    DatabaseURLError,
    EnvironmentScriptError,
    MissingDriverError,
)
from revgraph.runtime.failure import environment_failed, masked

SECRET = "s3cr3t"


def outcome(url: str) -> CommandError:
    try:
        with create_engine(url).connect():
            raise AssertionError("this must not connect")
    except AssertionError:
        raise
    except Exception as error:
        return environment_failed(error, "env.py", url)


@pytest.mark.parametrize(
    ("url", "kind", "words"),
    [
        (f"postgresql+psycopg://u:{SECRET}@127.0.0.1:1/x", ConnectionFailedError, "can't connect"),
        (f"mysql+pymysql://u:{SECRET}@127.0.0.1:1/x", ConnectionFailedError, "can't connect"),
        ("sqlite:////nowhere/at/all/x.db", ConnectionFailedError, "unable to open database file"),
        (f"mysql+aiomysql://u:{SECRET}@h/x", MissingDriverError, "pip install 'aiomysql'"),
        (f"oracle+oracledb://u:{SECRET}@h/x", MissingDriverError, "pip install 'oracledb'"),
        (f"nosuch://u:{SECRET}@h/x", DatabaseURLError, "does not know"),
        (f"postgresql+nosuch://u:{SECRET}@h/x", DatabaseURLError, "does not know"),
        (f"u:{SECRET}@h/x", DatabaseURLError, "can't be understood"),
        (f"postgresql://u:{SECRET}@h:port/x", DatabaseURLError, "can't be understood"),
        ("", DatabaseURLError, "can't be understood"),
        (SECRET, DatabaseURLError, "can't be understood"),
        (f"postgresql+psycopg://127.0.0.1:1/x?password={SECRET}", ConnectionFailedError, "password=***"),
        (f"postgresql+psycopg://127.0.0.1:1/x?nosuch=1&sslpassword={SECRET}", ConnectionFailedError, "nosuch=1"),
    ],
)
def test_a_database_that_can_not_be_used_is_explained(url: str, kind: type[CommandError], words: str) -> None:
    error = outcome(url)
    assert type(error) is kind, repr(error)
    assert words in str(error)
    assert SECRET not in str(error)


def test_the_url_shown_is_the_one_that_was_used() -> None:
    try:
        create_engine(f"postgresql+psycopg://me:{SECRET}@127.0.0.1:1/used").connect()
    except Exception as error:
        explained = environment_failed(error, "env.py", "driver://user:pass@localhost/dbname")
    assert "can't connect to postgresql+psycopg://me:***@127.0.0.1:1/used: " in str(explained)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ImportError("SQLAlchemy requires that the Python 'greenlet' library"), MissingDriverError, "greenlet"),
        (exc.MissingGreenlet("greenlet_spawn has not been called"), DatabaseURLError, "asynchronous driver"),
    ],
    ids=["greenlet", "asynchronous"],
)
def test_asynchronous_drivers_are_explained(error: Exception, kind: type[CommandError], words: str) -> None:
    try:
        raise error
    except Exception as raised:
        explained = environment_failed(raised, "env.py", f"postgresql+asyncpg://u:{SECRET}@h/x")
    assert type(explained) is kind
    assert words in str(explained)
    assert SECRET not in str(explained)


def test_other_errors_name_the_line_of_env_py(tmp_path: object) -> None:
    try:
        exec(compile("x = 1\nint('seven')\n", "/p/env.py", "exec"))
    except ValueError as error:
        explained = environment_failed(error, "/p/env.py", None)
    assert type(explained) is EnvironmentScriptError
    assert str(explained).startswith("/p/env.py:2: env.py raised ValueError: invalid literal")


def test_a_syntax_error_in_env_py_names_its_line() -> None:
    try:
        compile("x = 1\ny = (\n", "/p/env.py", "exec")
    except SyntaxError as error:
        explained = environment_failed(error, "/p/env.py", None)
    assert str(explained).startswith("/p/env.py:2: ")


@pytest.mark.parametrize("url", ["sqlite:///x.db", "no url at all", "a://u:p:q@[::1", ""])
def test_masking_never_raises(url: str) -> None:
    assert masked(url)
