"""Connect to the database and run the migrations. Executed by every command that needs the database."""

import asyncio
import os
from logging.config import fileConfig

from sqlalchemy import pool
from sqlalchemy.ext.asyncio import async_engine_from_config

from revgraph import context

# the configuration: values of the ini file, and what the caller put into config.attributes
config = context.config

# set up logging as the ini file says; the loggers of the application stay on
if config.config_file_name is not None and os.path.isfile(config.config_file_name):
    fileConfig(config.config_file_name, disable_existing_loggers=False)

# the MetaData of your models, for "revision --autogenerate" and "check":
#   from myapp.models import Base
#   target_metadata = Base.metadata
target_metadata = None


def run_migrations_offline() -> None:
    """Write the SQL of the migrations; only the URL is needed, no driver and no connection."""
    context.configure(
        url=config.database_url(),
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_migrations_async() -> None:
    """Run the migrations on a connection of an asynchronous engine."""
    options = dict(config.get_section(config.config_ini_section, {}))
    options["sqlalchemy.url"] = config.database_url()
    engine = async_engine_from_config(options, prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run_on)
    await engine.dispose()


def run_migrations_online() -> None:
    """Run the migrations: on the caller's own connection if there is one, else in an event loop of their own."""
    given = config.attributes.get("connection")
    if given is not None:
        run_on(given)
    else:
        asyncio.run(run_migrations_async())


def run_on(connection) -> None:
    """Run the migrations on this connection, each in a transaction of its own."""
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
