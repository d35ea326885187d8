"""A program that runs a command on a published application's history, as the application does. No test here.

``python history_driver.py TOOL APPLICATION FOLDER URL COMMAND ...``: TOOL is ``alembic`` or ``revgraph``, FOLDER holds
the application's package. There must be an alembic.ini in the current folder.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any


def prepare_mlflow(engine: Any) -> AbstractContextManager[Any]:
    """Make the tables that were there before the first revision."""
    from mlflow.store.tracking.dbmodels.initial_models import Base
    from sqlalchemy import inspect

    if not inspect(engine).get_table_names():
        Base.metadata.create_all(engine)
    return nullcontext()


def prepare_dagster(engine: Any) -> AbstractContextManager[Any]:
    """Give some revisions the instance that they ask about its schedules; it has none."""
    from dagster import DagsterInstance
    from dagster._core.storage.migration.utils import upgrading_instance

    return upgrading_instance(DagsterInstance.ephemeral())


PREPARE = {"mlflow": prepare_mlflow, "dagster": prepare_dagster}


FLAGS: dict[str, dict[str, bool]] = {"-v": {"verbose": True}, "--sql": {"sql": True}}


def main(tool: str, application: str, folder: str, url: str, command: str, *rest: str) -> None:
    """Run the command."""
    sys.path.append(folder)  # behind what is installed: SQLAlchemy and Alembic are the ones under test
    if tool == "revgraph":
        from revgraph.compat.alembic import install

        install()
    from alembic import command as commands
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    config = Config("alembic.ini")
    target = [each for each in rest if each not in FLAGS]
    options = {name: value for each in rest for name, value in FLAGS.get(each, {}).items()}
    run = getattr(commands, command)
    if command not in ("upgrade", "downgrade") or options:
        run(config, *target, **options)
        return
    engine = create_engine(url, poolclass=NullPool)
    with PREPARE[application](engine), engine.connect() as connection:
        if application == "dagster":
            config.attributes["connection"] = connection
        run(config, *target)


if __name__ == "__main__":
    main(*sys.argv[1:])
