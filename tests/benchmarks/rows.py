"""How fast rows go into a table: bulk_insert, the driver's own executemany and the peer, in the same run.

Run it: ``python tests/benchmarks/rows.py [--quick] [--rows N] [--repeat N]``. Prints tables; is no test. Servers are
those of the tests (``REVGRAPH_TEST_POSTGRESQL``, ``REVGRAPH_TEST_MARIADB``); one that is not there is left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from revgraph.operations import Operations  # noqa: E402
from revgraph.runtime.migration import MigrationContext  # noqa: E402
from tests.benchmarks.graph import Verdicts, in_time, table  # noqa: E402
from tests.kit.servers import DEFAULTS, ServerDatabase, server_url  # noqa: E402

PEER = "alembic"
ONLINE, OFFLINE = 1.3, 5.0
PLAIN, TYPED = "numbers and text", "all kinds of types"
START = dt.datetime(2024, 1, 1)

COLUMNS: dict[str, Callable[[], list[sa.Column[Any]]]] = {
    PLAIN: lambda: [
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(80)),
        sa.Column("amount", sa.Integer),
        sa.Column("note", sa.Text),
    ],
    TYPED: lambda: [
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(80)),
        sa.Column("amount", sa.Numeric(12, 2)),
        sa.Column("made", sa.DateTime),
        sa.Column("active", sa.Boolean),
        sa.Column("data", sa.LargeBinary),
    ],
}


def rows_of(kind: str, count: int) -> list[dict[str, Any]]:
    """Return rows for a table of a kind."""
    if kind == PLAIN:
        return [{"id": n, "name": f"name {n}, it's", "amount": n * 3, "note": "x" * 20} for n in range(count)]
    return [
        {
            "id": n,
            "name": f"name {n}, it's",
            "amount": Decimal(n) / 100,
            "made": START + dt.timedelta(seconds=n),
            "active": n % 2 == 0,
            "data": b"abc%d" % n,
        }
        for n in range(count)
    ]


def new_table(kind: str) -> sa.Table:
    """Return a table of a kind, belonging to nothing."""
    return sa.Table("benchmark_rows", sa.MetaData(), *COLUMNS[kind]())


def timed(action: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


# -- online


def sqlite_value(value: Any) -> Any:
    """Return a value as sqlite3 takes it, and as SQLAlchemy would store it."""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return float(value) if isinstance(value, Decimal) else value


def driver_rows(name: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """Return a row as its driver takes it: sqlite3 knows neither decimals nor datetimes."""
    if name != "sqlite":
        return tuple(row.values())
    return tuple(map(sqlite_value, row.values()))


def by_driver(connection: sa.Connection, target: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert with nothing but the driver, from the same dictionaries."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(target.columns.keys())
    marks = ", ".join([mark] * len(target.columns))
    cursor = connection.connection.cursor()
    values = [driver_rows(connection.dialect.name, row) for row in rows]
    cursor.executemany(f"INSERT INTO {target.name} ({names}) VALUES ({marks})", values)
    connection.connection.commit()


def by_us(connection: sa.Connection, target: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert with our own verb."""
    Operations(MigrationContext.configure(connection)).bulk_insert(target, rows)
    connection.commit()


def by_peer(connection: sa.Connection, target: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert with the peer's verb."""
    from alembic.migration import MigrationContext as PeerContext
    from alembic.operations import Operations as PeerOperations

    PeerOperations(PeerContext.configure(connection)).bulk_insert(target, rows)
    connection.commit()


Inserting = Callable[[sa.Connection, sa.Table, list[dict[str, Any]]], None]


def time_online(engine: sa.Engine, kind: str, asked: argparse.Namespace, verdicts: Verdicts) -> list[str]:
    """Return a line of the table: the best of some runs in turns, each into an empty table."""
    rows = rows_of(kind, asked.rows)
    ways: dict[str, Inserting] = {"driver": by_driver, "ours": by_us, **({"peer": by_peer} if peer_version() else {})}
    best: dict[str, float] = {}
    for _ in range(asked.repeat):
        for way, insert in ways.items():
            target = new_table(kind)
            with engine.connect() as connection:
                target.drop(connection, checkfirst=True)
                target.create(connection)
                connection.commit()
                began = time.perf_counter()
                insert(connection, target, rows)
                seconds = time.perf_counter() - began
                best[way] = min(seconds, best.get(way, seconds))
                assert connection.scalar(sa.select(sa.func.count()).select_from(target)) == asked.rows
    ratio = best["ours"] / best["driver"]
    verdicts.add(f"{engine.dialect.name}, {kind}: to the driver's", f"{ratio:.2f}", f"<= {ONLINE}", ratio <= ONLINE)
    peer = best.get("peer")
    shown = [in_time(best["driver"]), in_time(best["ours"]), f"{ratio:.2f}"]
    return [f"{engine.dialect.name}, {kind}", *shown, *([in_time(peer), f"{peer / best['ours']:.1f}"] if peer else [])]


# -- offline


def plain_script(rows: Sequence[dict[str, Any]]) -> str:
    """Write the statements with nothing but Python's own formatting: the floor."""

    def written(value: Any) -> str:
        if isinstance(value, bytes):
            return f"X'{value.hex()}'"
        if isinstance(value, (int, Decimal)):
            return str(value)
        text = str(value).replace("'", "''")
        return f"'{text}'"

    names = ", ".join(rows[0])
    return "".join(
        f"INSERT INTO benchmark_rows ({names}) VALUES ({', '.join(map(written, row.values()))});\n\n" for row in rows
    )


def time_offline(name: str, kind: str, asked: argparse.Namespace, verdicts: Verdicts) -> list[str]:
    """Return a line of the table; the peer, which is slow, runs once."""
    rows = rows_of(kind, asked.rows)
    opts = {"as_sql": True}

    def ours() -> None:
        context = MigrationContext.configure(dialect_name=name, opts={**opts, "output_buffer": io.StringIO()})
        Operations(context).bulk_insert(new_table(kind), rows)

    floor = min(timed(lambda: plain_script(rows)) for _ in range(asked.repeat))
    best = min(timed(ours) for _ in range(asked.repeat))
    line = [f"{name}, {kind}", in_time(floor), in_time(best), f"{best / floor:.2f}"]
    if not peer_version():
        return line

    def theirs() -> None:
        from alembic.migration import MigrationContext as PeerContext
        from alembic.operations import Operations as PeerOperations

        context = PeerContext.configure(dialect_name=name, opts={**opts, "output_buffer": io.StringIO()})
        PeerOperations(context).bulk_insert(new_table(kind), rows)

    peer = timed(theirs)
    faster = peer / best
    verdicts.add(f"{name}, {kind}, as a script: times faster", f"{faster:.1f}", f">= {OFFLINE:.0f}", faster >= OFFLINE)
    return [*line, in_time(peer), f"{faster:.1f}"]


# -- the whole


def peer_version() -> str | None:
    """Return the version of the installed peer, None if there is none."""
    try:
        return version(PEER)
    except PackageNotFoundError:
        return None


def engines(folder: str) -> list[tuple[sa.Engine, ServerDatabase | None]]:
    """Return an engine for each database that is there, and the server's database to drop after."""
    found: list[tuple[sa.Engine, ServerDatabase | None]] = [(sa.create_engine(f"sqlite:///{folder}/rows.sqlite"), None)]
    for kind in DEFAULTS:
        try:
            sa.create_engine(server_url(kind), poolclass=NullPool).connect().close()
        except (sa.exc.SQLAlchemyError, ImportError):
            print(f"{kind}: no server, left out")
            continue
        database = ServerDatabase(kind)
        found.append((sa.create_engine(database.ready(), poolclass=NullPool), database))
    return found


def measure(asked: argparse.Namespace) -> Verdicts:
    """Measure on every database, then scripts."""
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory(prefix="revgraph-benchmark-") as folder:
        lines = []
        for engine, database in engines(folder):
            try:
                lines += [time_online(engine, kind, asked, verdicts) for kind in COLUMNS]
            finally:
                engine.dispose()
                if database is not None:
                    database.drop()
    more = ["peer", "peer / ours"] if peer_version() else []
    title = f"{asked.rows:,} rows inserted (best of {asked.repeat}, in turns)"
    table(title, ["database", "driver", "ours", "ratio", *more], lines)
    scripts = [
        time_offline(name, kind, asked, verdicts) for name in ("sqlite", "postgresql", "mysql") for kind in COLUMNS
    ]
    title = f"{asked.rows:,} rows written into a script (best of {asked.repeat}; the peer once)"
    table(title, ["dialect", "plain formatting", "ours", "ratio", *more], scripts)
    return verdicts


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="10,000 rows, once")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    if asked.quick:
        asked.rows, asked.repeat = 10_000, 1
    peer = peer_version()
    print(f"Python {platform.python_version()}, SQLAlchemy {sa.__version__}, {os.cpu_count()} processors")
    print(f"peer: {f'{PEER} {peer}' if peer else 'not installed'}")
    verdicts = measure(asked)
    rows = [[what, measured, wanted, "yes" if ok else "NO"] for what, measured, wanted, ok in verdicts.lines]
    table("What was to be reached", ["what", "measured", "wanted", "reached"], rows)


if __name__ == "__main__":
    main()
