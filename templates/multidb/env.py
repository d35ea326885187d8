"""Connect to all databases and run the migrations on each. Executed by every command that needs them."""

import os
import re
from contextlib import ExitStack
from logging.config import fileConfig

from sqlalchemy import engine_from_config, pool

from revgraph import context

# two-phase commit, so that all databases commit or none; the servers and drivers must support it
USE_TWOPHASE = False

# the configuration: values of the ini file, and what the caller put into config.attributes
config = context.config

# set up logging as the ini file says; the loggers of the application stay on
if config.config_file_name is not None and os.path.isfile(config.config_file_name):
    fileConfig(config.config_file_name, disable_existing_loggers=False)

# the MetaData of each database, for "revision --autogenerate" and "check":
#   target_metadata = {"engine1": models1.Base.metadata, "engine2": models2.Base.metadata}
target_metadata = {}

names = [name for name in re.split(r"[,\s]+", config.get_main_option("databases", "")) if name]


def options_of(name: str) -> dict:
    """Return what configure() is given for a database, besides the connection or URL."""
    return {
        "target_metadata": target_metadata.get(name),
        "upgrade_token": f"{name}_upgrades",
        "downgrade_token": f"{name}_downgrades",
        "compare_server_default": True,
    }


def run_migrations_offline() -> None:
    """Write the SQL for each database into a file of its own, NAME.sql."""
    for name in names:
        with open(f"{name}.sql", "w", encoding="utf-8") as script:
            context.configure(
                url=config.get_section_option(name, "sqlalchemy.url"),
                output_buffer=script,
                literal_binds=True,
                dialect_opts={"paramstyle": "named"},
                **options_of(name),
            )
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


def run_migrations_online() -> None:
    """Run the migrations on all databases; none is committed before all are done."""
    with ExitStack() as stack:
        connections = {}
        for name in names:
            engine = engine_from_config(config.get_section(name), prefix="sqlalchemy.", poolclass=pool.NullPool)
            connections[name] = stack.enter_context(engine.connect())
        transactions = {
            name: connection.begin_twophase() if USE_TWOPHASE else connection.begin()
            for name, connection in connections.items()
        }
        try:
            for name, connection in connections.items():
                context.configure(connection=connection, **options_of(name))
                context.run_migrations(engine_name=name)
            if USE_TWOPHASE:
                for transaction in transactions.values():
                    transaction.prepare()
            for transaction in transactions.values():
                transaction.commit()
        except BaseException:
            for transaction in transactions.values():
                transaction.rollback()
            raise


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
