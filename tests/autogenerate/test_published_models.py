"""The models of published applications, which nobody here wrote."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from sqlalchemy import Engine, MetaData, inspect

from tests.kit.diffs import converge


def _optuna() -> MetaData:
    metadata: MetaData = import_module("optuna.storages._rdb.models").BaseModel.metadata
    return metadata


def _jupyterhub() -> MetaData:
    metadata: MetaData = import_module("jupyterhub.orm").Base.metadata
    return metadata


def _celery() -> MetaData:
    metadata: MetaData = import_module("celery.backends.database.models").ResultModelBase.metadata
    return metadata


def _kombu() -> MetaData:
    connection = import_module("kombu").Connection("sqla+sqlite://")
    channel = connection.channel()
    assert channel.message_cls and channel.queue_cls  # the classes are made when they are first asked for
    connection.release()
    metadata: MetaData = import_module("kombu.transport.sqlalchemy.models").metadata
    return metadata


def _apscheduler() -> MetaData:
    store = import_module("apscheduler.jobstores.sqlalchemy").SQLAlchemyJobStore("sqlite://")
    metadata: MetaData = store.jobs_t.metadata
    store.engine.dispose()
    return metadata


PUBLISHED = [_optuna, _jupyterhub, _celery, _kombu, _apscheduler]


@pytest.mark.parametrize("models", PUBLISHED, ids=lambda models: models.__name__.strip("_"))
def test_models_converge_from_an_empty_database(any_engine: Engine, models: Callable[[], MetaData]) -> None:
    metadata = models()
    converge(any_engine, MetaData(), metadata)
    inspector = inspect(any_engine)
    assert set(inspector.get_table_names()) == {table.name for table in metadata.tables.values()}


@pytest.mark.parametrize("models", PUBLISHED, ids=lambda models: models.__name__.strip("_"))
def test_models_can_be_dropped_and_brought_back(any_engine: Engine, models: Callable[[], MetaData]) -> None:
    converge(any_engine, models(), MetaData())
    inspector = inspect(any_engine)
    assert inspector.get_table_names() == []
    assert getattr(inspector, "get_enums", list)() == []
