"""A history of three revisions with data, in a folder of its own and without env.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.project import Project

CREATE = 'op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40)))'
FILL = """op.execute("INSERT INTO account (id, name) VALUES (1, 'ann'), (2, 'bob')")"""
WIDEN = 'op.add_column("account", sa.Column("age", sa.Integer, server_default="7", nullable=False))'


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A script folder with the revisions ``a1``, ``b2`` and ``c3`` in a line, and nothing else."""
    root = tmp_path / "scripts"
    project = Project(root)
    project.versions.mkdir(parents=True)
    project.add_revision("a1", None, upgrade=CREATE, downgrade='op.drop_table("account")')
    project.add_revision("b2", "a1", upgrade=FILL, downgrade='op.execute("DELETE FROM account")')
    project.add_revision("c3", "b2", upgrade=WIDEN, downgrade='op.drop_column("account", "age")')
    return root / "migrations"
