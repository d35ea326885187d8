"""The migrations of this package, and what runs them without a configuration file."""

from pathlib import Path

from revgraph.migrator import Migrator


def upgrade(engine, target="heads"):
    """Migrate a database: pass an engine or a connection, e.g. when the application starts."""
    return Migrator(engine, Path(__file__).parent, journal=True).upgrade(target)
