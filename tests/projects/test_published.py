"""The models of applications that nobody here wrote go all the way: made, compared, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from tests.kit.project import Project, Result

APPLICATIONS = {
    "optuna": "from optuna.storages._rdb.models import BaseModel\n\nmetadata = BaseModel.metadata\n",
    "jupyterhub": "from jupyterhub.orm import Base\n\nmetadata = Base.metadata\n",
}


def done(result: Result) -> Result:
    assert result.code == 0, result
    return result


@pytest.mark.parametrize("application", APPLICATIONS)
def test_models_are_made_found_equal_and_taken_back(application: str, database_url: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    project = Project(root, database_url).make()
    project.use_models(APPLICATIONS[application])

    # a process of its own for each command, as a user would: the applications change much in the process they are in
    done(project.spawn("revision", "--autogenerate", "-m", "all of it"))
    done(project.spawn("upgrade", "head"))
    again = done(project.spawn("check"))
    assert "No new upgrade operations detected." in again.out, again
    done(project.spawn("downgrade", "base"))

    engine = create_engine(database_url)
    assert left_in(engine) == {"table revgraph_version"}
    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM revgraph_version")).all() == []
    done(project.spawn("upgrade", "head"))  # and nothing left behind is in its way
    engine.dispose()


def left_in(engine: Engine) -> set[str]:
    """Return what is in a database, the journal apart: that remembers what has been."""
    found = inspect(engine)
    left = {f"table {name}" for name in found.get_table_names()}
    left |= {f"sequence {name}" for name in found.get_sequence_names()} if engine.dialect.supports_sequences else set()
    if engine.dialect.name == "postgresql":
        left |= {f"enum {one['name']}" for one in found.get_enums()}  # type: ignore[attr-defined]
    return {each for each in left if not each.split()[1].startswith("revgraph_journal")}
