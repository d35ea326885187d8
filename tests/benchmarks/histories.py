"""Histories of any size for benchmarks, as projects of revgraph and of its peer: the same files but for one import."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINES = 20

REVISION = '''\
"""{message}

Revision ID: {revision}
Revises: {revises}
Create Date: 2026-01-02 03:04:05.000006

"""
from typing import Sequence, Union

from {package} import op
import sqlalchemy as sa


# revision identifiers
revision: str = {revision!r}
down_revision: Union[str, Sequence[str], None] = {down!r}
branch_labels: Union[str, Sequence[str], None] = {labels!r}
depends_on: Union[str, Sequence[str], None] = {depends!r}


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "table_{number}",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("price", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("created", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_{number}")),
        sa.UniqueConstraint("name", name=op.f("uq_table_{number}_name")),
    )
    op.create_index(op.f("ix_table_{number}_created"), "table_{number}", ["created"], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f("ix_table_{number}_created"), table_name="table_{number}")
    op.drop_table("table_{number}")
'''


@dataclass(frozen=True)
class Declared:
    """What one revision declares."""

    number: int
    down: str | tuple[str, ...] | None
    labels: str | None = None
    depends: str | None = None

    @property
    def revision(self) -> str:
        return name_of(self.number)


def name_of(number: int) -> str:
    """Return the id of the n-th revision; ids look random, so that the order of the files says nothing."""
    return f"{number * 0x9E3779B97F4A7C15 % 2**48:012x}"


def linear(size: int) -> Iterator[Declared]:
    """Yield one line."""
    for number in range(size):
        yield Declared(number, name_of(number - 1) if number else None)


def branchy(size: int) -> Iterator[Declared]:
    """Yield twenty labelled lines that each fork and merge every ten revisions; each merge needs the line before."""
    per_line = size // LINES
    merges: dict[tuple[int, int], str] = {}
    for line in range(LINES):
        tip: str | None = None
        for block in range(0, per_line, 10):
            first = line * per_line + block
            length = min(10, per_line - block)
            label = f"line{line}" if tip is None else None
            yield Declared(first, tip, label)
            left = right = name_of(first)
            for step in range(1, length - 1):
                if step % 2:
                    yield Declared(first + step, left)
                    left = name_of(first + step)
                else:
                    yield Declared(first + step, right)
                    right = name_of(first + step)
            if length > 1:
                parents = (left, right) if left != right else left
                yield Declared(first + length - 1, parents, None, merges.get((line - 1, block)))
            tip = merges[line, block] = name_of(first + length - 1)


SHAPES: dict[str, Callable[[int], Iterator[Declared]]] = {"linear": linear, "branchy": branchy}


@dataclass(frozen=True)
class Project:
    """A migration project on a SQLite file.

    :param package: ``revgraph``, or the peer's name.
    :param root: its folder.
    """

    package: str
    root: Path

    @property
    def versions(self) -> Path:
        return self.root / "migrations" / "versions"

    @property
    def database(self) -> Path:
        return self.root / "database.sqlite"

    def make(self, shape: str, size: int) -> None:
        """Write everything, with files that are old enough for every cache."""
        self.root.mkdir(parents=True)
        self.run("init", "migrations")
        ini = self.root / f"{self.package}.ini"
        text = ini.read_text(encoding="utf-8")
        url = "sqlalchemy.url = driver://user:pass@localhost/dbname"
        assert text.count(url) == 1
        ini.write_text(text.replace(url, f"sqlalchemy.url = sqlite:///{self.database}"), encoding="utf-8")
        for declared in SHAPES[shape](size):
            path = self.versions / f"{declared.revision}_add_table_{declared.number}.py"
            path.write_text(self._text(declared), encoding="utf-8")
            os.utime(path, (1_600_000_000, 1_600_000_000))

    def _text(self, declared: Declared) -> str:
        down = declared.down
        return REVISION.format(
            message=f"add table {declared.number}",
            number=declared.number,
            revision=declared.revision,
            revises=", ".join(down) if isinstance(down, tuple) else down or "",
            package=self.package,
            down=down,
            labels=declared.labels,
            depends=declared.depends,
        )

    def set_current(self, heads: list[str]) -> None:
        """Put the database at revisions without running anything."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            table = f"{self.package}_version"
            connection.execute(f"CREATE TABLE {table} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            connection.executemany(f"INSERT INTO {table} VALUES (?)", [(head,) for head in heads])

    def forget_caches(self) -> None:
        """Remove what either tool, or Python, keeps of the revision files."""
        for cache in self.versions.rglob("__pycache__"):
            for path in cache.iterdir():
                path.unlink()
            cache.rmdir()

    def command(self, *argv: str) -> list[str]:
        """Return the command line of a command."""
        return [sys.executable, "-m", self.package, *argv]

    def run(self, *argv: str) -> None:
        """Run a command that must succeed."""
        subprocess.run(self.command(*argv), cwd=self.root, env=environment(), check=True, stdout=subprocess.DEVNULL)


def environment() -> dict[str, str]:
    """Return an environment in which Python keeps what it compiles where it usually does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REVGRAPH_"))}
    return {**kept, "PYTHONPATH": str(ROOT)}
