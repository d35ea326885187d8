"""With nothing to do: few statements, no lock, no write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.kit.faults import Database, FaultRunner, write_history
from tests.kit.project import Project

pytestmark = pytest.mark.server
WRITES = re.compile(
    r"\d+ (INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|BEGIN IMMEDIATE|.*GET_LOCK|.*pg_(try_)?advisory)", re.I
)

ASKED_BY_SQLALCHEMY = re.compile(
    r"pg_catalog\.version\(\)|current_schema\(\)|standard_conforming_strings|@@|SELECT DATABASE\(\)|DESCRIBE|"
    r"plain returns|unicode returns",
    re.I,
)
"""What SQLAlchemy asks once for each new engine: version and settings of the server."""


@pytest.mark.parametrize("with_journal", [True, False], ids=["journal", "no journal"])
def test_at_head_an_upgrade_only_looks(
    runner: FaultRunner, bare_project: Project, database: Database, tmp_path: Path, with_journal: bool
) -> None:
    if not with_journal:
        bare_project.edit("revgraph.ini", "journal = true", "journal = false")
    write_history(bare_project, ['op.create_table("t", sa.Column("id", sa.Integer))', "pass"])
    assert runner.run(bare_project, "upgrade", "head").code == 0
    log = tmp_path / "log"
    result = runner.run(bare_project, "upgrade", "head", log=log)
    assert result.code == 0, result
    sent = [line for line in log.read_text().splitlines() if not re.match(r"\d+ (COMMIT|ROLLBACK)$", line)]
    ours = [line for line in sent if not ASKED_BY_SQLALCHEMY.search(line)]
    assert 1 <= len(ours) <= 3, ours
    assert not [line for line in sent if WRITES.match(line)]
