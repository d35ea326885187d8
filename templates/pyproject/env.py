"""Connect to the database and run the migrations. Executed by every command that needs the database."""

import logging

from sqlalchemy import create_engine, pool

from revgraph import context

# the configuration: values of pyproject.toml, and what the caller put into config.attributes
config = context.config

# show what is run, unless the caller has set up logging
if not logging.root.handlers:
    logging.basicConfig(format="%(levelname)-5.5s [%(name)s] %(message)s")
    logging.getLogger("revgraph").setLevel(logging.INFO)

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


def run_migrations_online() -> None:
    """Run the migrations on a connection: the caller's own if there is one, else a new one."""
    given = config.attributes.get("connection")
    if given is not None:
        run_on(given)
        return
    engine = create_engine(config.database_url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        run_on(connection)


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
