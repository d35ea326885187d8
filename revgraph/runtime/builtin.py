"""The environment without env.py: the models and the database are named in the configuration.

What a usual env.py does, by options: ``metadata``, and ``url``, ``url_env`` or ``engine``. Asynchronous engines are run
in an event loop of their own.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, make_url
from sqlalchemy.pool import NullPool

from revgraph.config import Config
from revgraph.errors import CommandError, ConfigError, RevgraphError
from revgraph.util.text import named

_SWITCHES = {
    "compare_server_default": True,
    "compare_type": True,
    "transaction_per_migration": True,
    "include_schemas": False,
    "render_as_batch": False,
}
_TEXTS = ("version_table", "version_table_schema")


def run_builtin(environment: Any) -> None:
    """Do what env.py would do.

    :param environment: the environment context, current.
    :raises ConfigError: if the configuration names what is not there.
    :raises CommandError: inside a running event loop, if the engine is an asynchronous one.
    """
    config = environment.config
    options = _options(config)
    if environment.is_offline_mode():
        url = None if config.script_dialect is None and config.get_option("engine") else config.database_url()
        dialect = {"url": url} if url is not None else {"dialect_name": _sync_engine(_engine(config)).dialect.name}
        environment.configure(**dialect, literal_binds=True, dialect_opts={"paramstyle": "named"}, **options)
        with environment.begin_transaction():
            environment.run_migrations()
        return
    given = config.attributes.get("connection")
    if given is not None:
        _run_on(given, environment, options)
        return
    engine = _engine(config)
    if isinstance(engine, Engine):
        with engine.connect() as connection:
            _run_on(connection, environment, options)
    else:
        _run_in_loop(engine, environment, options)


def _run_on(connection: Connection, environment: Any, options: Mapping[str, Any]) -> None:
    environment.configure(connection=connection, **options)
    with environment.begin_transaction():
        environment.run_migrations()


def _run_in_loop(engine: Any, environment: Any, options: Mapping[str, Any]) -> None:
    import asyncio

    async def run() -> None:
        try:
            async with engine.connect() as connection:
                await connection.run_sync(_run_on, environment, options)
        finally:
            await engine.dispose()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(run())
        return
    raise CommandError(
        "this database has an asynchronous driver, and an event loop is running here already; use "
        "revgraph.migrator.AsyncMigrator with await, or call the command in a thread: await asyncio.to_thread(...)"
    )


def _options(config: Config) -> dict[str, Any]:
    options: dict[str, Any] = {name: config.get_boolean_option(name, default) for name, default in _SWITCHES.items()}
    options |= {name: text for name in _TEXTS if (text := config.get_text_option(name)) is not None}
    options["target_metadata"] = _metadata(config)
    return options


def _metadata(config: Config) -> MetaData | list[MetaData] | None:
    wanted = config.get_option("metadata")
    if not wanted:
        return None
    names = wanted if isinstance(wanted, list) else str(wanted).split(",")
    found = [_one_metadata(str(name).strip()) for name in names]
    return found[0] if len(found) == 1 else found


def _one_metadata(name: str) -> MetaData:
    found = named_object(name, "metadata")
    found = getattr(found, "metadata", found) if not isinstance(found, MetaData) else found
    if not isinstance(found, MetaData):
        raise ConfigError(f"metadata = {name!r} is {type(found).__name__}, not a MetaData or a class that has one")
    return found


def _engine(config: Config) -> Any:
    """Return an engine, synchronous or asynchronous."""
    wanted = config.get_text_option("engine")
    if wanted is not None:
        found = named_object(wanted, "engine")
        found = _made_by(found, wanted) if inspect.isfunction(found) or inspect.ismethod(found) else found
        if not isinstance(found, Engine) and not isinstance(getattr(found, "sync_engine", None), Engine):
            raise ConfigError(
                f"engine = {wanted!r} is {type(found).__name__}, not an engine or a function that makes one"
            )
        return found
    url = make_url(config.database_url())
    if not url.get_dialect().is_async:
        return create_engine(url, poolclass=NullPool)
    from sqlalchemy.ext.asyncio import create_async_engine

    return create_async_engine(url, poolclass=NullPool)


def _made_by(function: Any, name: str) -> Any:
    try:
        return function()
    except RevgraphError:
        raise
    except Exception as error:
        raise ConfigError(f"engine = {name!r} was called and raised {named(error)}; it gets no arguments") from error


def _sync_engine(engine: Any) -> Engine:
    found: Engine = getattr(engine, "sync_engine", engine)
    return found


def named_object(name: str, key: str) -> Any:
    """Return what ``module:attribute.attribute`` names.

    :param name: the name.
    :param key: the option that holds it, for errors.
    :raises ConfigError: if there is no such thing, or its module can't be imported.
    """
    module_name, colon, attributes = name.partition(":")
    if not colon or not module_name or not attributes:
        raise ConfigError(f"{key} = {name!r} must have the form 'package.module:attribute'")
    try:
        found: Any = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module_name}.".startswith(f"{error.name}."):
            raise _not_imported(name, key, error) from error
        raise ConfigError(
            f"{key} = {name!r}: there is no module {error.name!r}; install it, or add its folder to prepend_sys_path "
            f"(looked in {', '.join(path or os.getcwd() for path in sys.path[:4])}, ...)"
        ) from error
    except (Exception, SystemExit) as error:  # a module that calls sys.exit() must not end a command in silence
        raise _not_imported(name, key, error) from error
    for attribute in attributes.split("."):
        try:
            found = getattr(found, attribute)
        except AttributeError:
            raise ConfigError(f"{key} = {name!r}: {found!r} has no {attribute!r}") from None
    return found


def _not_imported(name: str, key: str, error: BaseException) -> ConfigError:
    return ConfigError(f"{key} = {name!r} can't be imported: {named(error)}")
