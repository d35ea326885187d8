"""How long building a large SQLite table anew takes, beside the bare statements, and the peer's batch.

Run it: ``python tests/benchmarks/rebuild.py [--rows N] [--rounds N]``. Prints a table; is no test. The order of the
contestants changes from round to round; what is told is the best of each.
"""

from __future__ import annotations

import argparse
import io
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import sqlalchemy  # noqa: E402
from sqlalchemy import Connection, String, create_engine  # noqa: E402

from revgraph.operations import Operations  # noqa: E402
from revgraph.runtime.migration import MigrationContext  # noqa: E402

LIMIT = 1.15
TABLE = "CREATE TABLE {} (id INTEGER PRIMARY KEY, name VARCHAR({}), age INT, mail TEXT NOT NULL, note TEXT)"
INDEX = "CREATE INDEX ix_age ON t (age)"

Contestant = Callable[[Connection], None]


class Terminal(io.StringIO):
    """A stream that says it is a terminal, so that progress is on."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def bare(connection: Connection) -> None:
    """Run the statements that nobody could do without."""
    for statement in (
        TABLE.format("n", 80),
        "INSERT INTO n SELECT * FROM t",
        "DROP TABLE t",
        "ALTER TABLE n RENAME TO t",
        INDEX,
    ):
        connection.exec_driver_sql(statement)


def ours(connection: Connection) -> None:
    """Alter the column with revgraph, not on a terminal."""
    Operations(MigrationContext.configure(connection)).alter_column("t", "name", type_=String(80))


def ours_with_progress(connection: Connection) -> None:
    """Alter the column with revgraph, on a terminal."""
    before, sys.stderr = sys.stderr, Terminal()
    try:
        ours(connection)
    finally:
        shown, sys.stderr = sys.stderr, before
    if SHOWN is not None:
        SHOWN.append(len(shown.getvalue()))


def peer(connection: Connection) -> None:
    """Alter the column with the peer's batch."""
    from alembic.operations import Operations as PeersOperations
    from alembic.runtime.migration import MigrationContext as PeersContext

    with PeersOperations(PeersContext.configure(connection)).batch_alter_table("t") as batch:
        batch.alter_column("name", type_=String(80))


SHOWN: list[int] = []


def filled(path: Path, rows: int) -> None:
    """Write the database."""
    connection = sqlite3.connect(path)
    connection.execute(TABLE.format("t", 50))
    connection.executemany(
        "INSERT INTO t VALUES (?, ?, ?, ?, ?)",
        ((n, f"name {n}", n % 90, f"mail{n}@example.org", None if n % 3 else "a note") for n in range(rows)),
    )
    connection.execute(INDEX)
    connection.commit()
    connection.close()


def timed(path: Path, change: Contestant) -> tuple[float, float]:
    """Return the seconds a change takes, from BEGIN to COMMIT, on a copy of the database: by the clock, and at work."""
    copy = path.with_name("copy.sqlite")
    copy.write_bytes(path.read_bytes())
    engine = create_engine(f"sqlite:///{copy}")

    @sqlalchemy.event.listens_for(engine, "connect")
    def plain(driver: Any, _record: Any) -> None:
        driver.isolation_level = None

    with engine.connect() as connection:
        start, begun = time.perf_counter(), time.process_time()
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        change(connection)
        connection.exec_driver_sql("COMMIT")
        seconds = time.perf_counter() - start, time.process_time() - begun
        rows = connection.exec_driver_sql("SELECT count(*), max(length(name)) FROM t").one()
        assert rows[0] and "VARCHAR(80)" in str(connection.exec_driver_sql("SELECT sql FROM sqlite_master").all())
    engine.dispose()
    copy.unlink()
    return seconds


def contestants() -> dict[str, Contestant]:
    """Return who takes part."""
    found: dict[str, Contestant] = {
        "bare statements": bare,
        "revgraph": ours,
        "revgraph, progress on": ours_with_progress,
    }
    try:
        import alembic
    except ImportError:
        return found
    return {**found, f"alembic {alembic.__version__}, batch": peer}


def main() -> int:
    """Measure and print.

    :return: 0 if revgraph is within the limit.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    best: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filled.sqlite"
        filled(path, arguments.rows)
        names = list(contestants().items())
        for turn in range(arguments.rounds):
            for name, change in names[turn % len(names) :] + names[: turn % len(names)]:
                best[name] = [min(pair) for pair in zip(best.get(name, [1e9, 1e9]), timed(path, change), strict=True)]
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, SQLAlchemy {sqlalchemy.__version__}")
    print(f"type of a column changed in a table of {arguments.rows:,} rows with an index, best of {arguments.rounds}\n")
    clock, work = best["bare statements"]
    print(f"{'':28} {'by the clock':>20} {'processor':>20}")
    for name, (seconds, busy) in best.items():
        print(f"{name:28} {seconds:9.2f} s {seconds / clock:7.2f}  {busy:9.2f} s {busy / work:7.2f}")
    # the clock's is at the mercy of what else the machine does
    ratio = min(best["revgraph, progress on"][0] / clock, best["revgraph, progress on"][1] / work)
    print(f"\nwanted: within {LIMIT} of the bare statements, progress on: {'reached' if ratio <= LIMIT else 'MISSED'}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
