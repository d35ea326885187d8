"""A project made for Alembic, and commands run in it through Alembic and through revgraph. No test here."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.kit.project import Result
from tests.kit.source import ROOT

ALEMBIC = ("-m", "alembic")
ALIAS = ("-m", "revgraph.compat.alembic")
REVGRAPH = ("-m", "revgraph")

REVISION = '''\
"""{message}

Revision ID: {revision}
Revises: {down}
Create Date: 2026-01-02 03:04:05.000006

"""
from alembic import op
import sqlalchemy as sa

revision = "{revision}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


@dataclass
class PeerProject:
    """A project that ``alembic init`` made, with a database beside it.

    :param root: an empty folder.
    :param template: the project template.
    """

    root: Path
    template: str = "generic"

    def make(self) -> PeerProject:
        """Run Alembic's ``init`` and set the URL."""
        done = self.run(ALEMBIC, "init", "-t", self.template, "alembic")
        assert done.code == 0, done
        ini = self.root / "alembic.ini"
        url = f"sqlalchemy.url = sqlite:///{self.root / 'database.sqlite'}"
        text = ini.read_text(encoding="utf-8")
        ini.write_text(text.replace("sqlalchemy.url = driver://user:pass@localhost/dbname", url), encoding="utf-8")
        return self

    def add_revision(self, revision: str, down: str | None, message: str, upgrade: str, downgrade: str) -> None:
        """Write a revision as Alembic's template has it."""
        text = REVISION.format(revision=revision, down=down, message=message, upgrade=upgrade, downgrade=downgrade)
        (self.root / "alembic/versions" / f"{revision}_.py").write_text(text, encoding="utf-8")

    def run(self, program: tuple[str, ...], *arguments: str, **environment: str) -> Result:
        """Run a command in a process of its own.

        :param program: one of this module's.
        :param environment: more variables.
        """
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment}
        done = subprocess.run(
            [sys.executable, *program, *arguments], cwd=self.root, env=variables, capture_output=True, text=True
        )
        return Result(done.returncode, done.stdout, done.stderr)
