"""How long comparing a database with models takes, how much it asks and holds, beside the peer in the same run.

Run it: ``python tests/benchmarks/autogenerate.py [--quick] [--kinds ...] [--sizes N ...]``. Prints tables; is no test.
Servers are those of the tests (``REVGRAPH_TEST_POSTGRESQL``, ``REVGRAPH_TEST_MARIADB``); one that is not there is left
out. Each measurement is a process of its own; ours and the peer's run in turns.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.graph import Verdicts, exponent, in_time, table  # noqa: E402
from tests.kit.servers import DEFAULTS, ServerDatabase, server_url  # noqa: E402

OURS, PEER = "revgraph", "alembic"
SIZES = {"sqlite": (100, 1000), "mariadb": (100, 1000), "postgresql": (100, 1000, 3000)}
UNHURRIED = {"sqlite": "PRAGMA synchronous = off", "postgresql": "SET LOCAL synchronous_commit = off"}
"""What makes the making of the tables not wait for the disk."""
SAME, CHANGED = "no change", "10 % changed"
FASTER = {"sqlite": 5.0, "mariadb": 2.0, "postgresql": 2.0}
STATEMENTS, PER_TABLE, EXPONENT = 40, 3, 1.1


# -- the models


def models(size: int, *, changed: bool) -> sa.MetaData:
    """Return models of ordinary tables.

    :param size: how many.
    :param changed: whether every tenth is other than it was.
    """
    metadata = sa.MetaData()
    for number in range(size):
        name = f"table_{number:05}"
        change = number // 10 % 5 if changed and number % 10 == 0 else None
        columns = _columns(number, change)
        constraints = [
            sa.UniqueConstraint("mail", "kind", name=f"uq_{name}_mail"),
            sa.CheckConstraint("kind >= 0", name=f"ck_{name}_kind"),
            sa.Index(f"ix_{name}_name", "name"),
            sa.Index(f"ix_{name}_kind_made", "kind", "made"),
        ]
        if change == 3:
            constraints.append(sa.Index(f"ix_{name}_amount", "amount"))
        sa.Table(name, metadata, *columns, *constraints)
    return metadata


def _columns(number: int, change: int | None) -> list[sa.Column[Any]]:
    """Return the columns of a table; ``change`` says which of them differ."""
    parent = sa.ForeignKey(f"table_{number // 2:05}.id", name=f"fk_table_{number:05}_parent", ondelete="CASCADE")
    columns: list[sa.Column[Any]] = [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, parent, index=True),
        sa.Column("name", sa.String(200 if change == 0 else 80), nullable=False),
        sa.Column("mail", sa.String(120), nullable=change != 1),
        sa.Column("state", sa.String(10), server_default="new", nullable=False),
        sa.Column("kind", sa.Integer, nullable=False),
        sa.Column("amount", sa.Numeric(12, 2)),
        sa.Column("made", sa.DateTime, server_default=sa.func.now()),
        sa.Column("active", sa.Boolean, nullable=False),
    ]
    if change != 2:
        columns.append(sa.Column("note", sa.Text))
    if change == 4:
        columns.append(sa.Column("added", sa.Integer))
    return columns


# -- in a process of its own


@dataclass(frozen=True)
class Figures:
    """What one comparison took.

    :param wall: seconds on the clock.
    :param cpu: seconds of this process.
    :param statements: sent to the database.
    :param megabytes: the most memory the process had, models and libraries included.
    :param found: characters of the two functions it would write.
    """

    wall: float
    cpu: float
    statements: int
    megabytes: float
    found: int


def compare_once(tool: str, url: str, size: int, case: str) -> Figures:
    """Compare once with a tool, and render where something changed."""
    api: Any = importlib.import_module(f"{tool}.autogenerate")
    migration: Any = importlib.import_module(f"{tool}.runtime.migration")
    metadata = models(size, changed=case == CHANGED)
    engine = sa.create_engine(url, poolclass=NullPool)
    sent: list[int] = []
    with engine.connect() as connection:
        context = migration.MigrationContext.configure(connection)
        sa.event.listen(engine, "before_cursor_execute", lambda *_: sent.append(1))
        gc.collect()
        began, busy = time.perf_counter(), time.process_time()
        script = api.produce_migrations(context, metadata)
        text = ""
        if case == CHANGED:
            for ops in (script.upgrade_ops, script.downgrade_ops):
                text += api.render_python_code(ops, migration_context=context)
        wall, cpu = time.perf_counter() - began, time.process_time() - busy
        if (case == SAME) != script.upgrade_ops.is_empty():
            raise RuntimeError(f"{tool} found {script.upgrade_ops.as_diffs()[:3]} where the case is: {case}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return Figures(wall, cpu, len(sent), peak, len(text))


# -- the contest


def run(tool: str, url: str, size: int, case: str) -> Figures:
    """Compare once in a new process.

    :raises RuntimeError: if it fails.
    """
    command = [sys.executable, __file__, "--once", tool, url, str(size), case]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{tool}, {size} tables: {done.stderr[-2000:]}")
    return Figures(**json.loads(done.stdout))


def medians(found: list[Figures]) -> Figures:
    """Return the median of each figure."""
    each = {name: statistics.median(getattr(one, name) for one in found) for name in Figures.__dataclass_fields__}
    return Figures(each["wall"], each["cpu"], int(each["statements"]), each["megabytes"], int(each["found"]))


@contextmanager
def database(kind: str, size: int) -> Iterator[str]:
    """Yield the URL of a database that holds the models as they were."""
    server = None if kind == "sqlite" else ServerDatabase(kind, f"rg_benchmark_{os.getpid()}_{size}")
    with tempfile.TemporaryDirectory(prefix="revgraph-benchmark-") as folder:
        url = f"sqlite:///{folder}/database.sqlite" if server is None else server.ready()
        engine = sa.create_engine(url, poolclass=NullPool)
        try:
            for part in _parts(models(size, changed=False)):  # a thousand tables at once take all locks there are
                with engine.begin() as connection:
                    if kind in UNHURRIED:
                        connection.exec_driver_sql(UNHURRIED[kind])
                    part[0].metadata.create_all(connection, tables=part, checkfirst=False)
            yield url
        finally:
            engine.dispose()
            if server is not None:
                server.drop()


def _parts(metadata: sa.MetaData) -> Iterator[list[sa.Table]]:
    tables = metadata.sorted_tables
    yield from (tables[start : start + 200] for start in range(0, len(tables), 200))


def contest(kind: str, size: int, repeat: int) -> dict[tuple[str, str], Figures]:
    """Return the figures by case and tool, from runs in turns."""
    tools = [OURS] if peer_version() is None else [OURS, PEER]
    found: dict[tuple[str, str], list[Figures]] = {}
    with database(kind, size) as url:
        for tool in tools:  # once for the compiled files and the caches
            run(tool, url, size, SAME)
        for case in (SAME, CHANGED):
            for _ in range(repeat):
                for tool in tools:
                    found.setdefault((case, tool), []).append(run(tool, url, size, case))
    return {key: medians(figures) for key, figures in found.items()}


def show(kind: str, size: int, found: dict[tuple[str, str], Figures], repeat: int) -> None:
    """Print what one contest found."""
    rows = []
    for (case, tool), figures in found.items():
        cells = [in_time(figures.wall), in_time(figures.cpu), f"{figures.statements:,}", f"{figures.megabytes:.0f} MB"]
        rows.append([f"{case}, {OURS if tool == OURS else 'peer'}", *cells])
        theirs = found.get((case, PEER))
        if tool == PEER and theirs is not None:
            ours = found[case, OURS]
            ratios = [f"{getattr(theirs, name) / getattr(ours, name):.1f}" for name in ("wall", "cpu")]
            less = [f"{getattr(theirs, name) / getattr(ours, name):.1f}" for name in ("statements", "megabytes")]
            rows.append(["  ratio", *ratios, *less])
    header = ["case", "wall", "CPU", "statements", "peak"]
    table(f"{kind}, {size:,} tables (median of {repeat}, in turns)", header, rows)


def judge(kind: str, by_size: dict[int, dict[tuple[str, str], Figures]], verdicts: Verdicts) -> None:
    """Note what was to be reached on a kind of database."""
    for size, found in by_size.items():
        ours, theirs = found[SAME, OURS], found.get((SAME, PEER))
        most = max(found[case, OURS].statements for case in (SAME, CHANGED))
        limit = PER_TABLE * size if kind == "mariadb" else STATEMENTS
        verdicts.add(f"{kind}, {size:,}: statements", f"{most:,}", f"<= {limit:,}", most <= limit)
        if theirs is not None:
            if size >= 1000:
                ratio = theirs.wall / ours.wall
                what = f"{kind}, {size:,}: times faster, no change"
                verdicts.add(what, f"{ratio:.1f}", f">= {FASTER[kind]:.0f}", ratio >= FASTER[kind])
            for case in (SAME, CHANGED):
                share = found[case, OURS].megabytes / found[case, PEER].megabytes
                verdicts.add(f"{kind}, {size:,}: memory to the peer's, {case}", f"{share:.2f}", "<= 1", share <= 1)
    for case in (SAME, CHANGED):
        grows = exponent({size: found[case, OURS].cpu for size, found in by_size.items()})
        if grows is not None:
            what = f"{kind}: growth of CPU, {case}"
            verdicts.add(what, f"{grows:.2f}", f"<= {EXPONENT}", grows <= EXPONENT)


def peer_version() -> str | None:
    """Return the version of the installed peer, None if there is none."""
    try:
        return version(PEER)
    except PackageNotFoundError:
        return None


def is_there(kind: str) -> bool:
    """Tell whether a server answers."""
    if kind not in DEFAULTS:
        return True
    try:
        engine = sa.create_engine(server_url(kind), poolclass=NullPool)
        engine.connect().close()
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        print(f"{kind} left out: {str(error).splitlines()[0]}")
        return False
    return True


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="100 and 300 tables, once; ends in a minute")
    parser.add_argument("--kinds", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument(
        "--sizes", type=int, nargs="+", help="numbers of tables; default: 100 1000, and 3000 on PostgreSQL"
    )
    parser.add_argument("--repeat", type=int, default=3, help="runs of each")
    parser.add_argument("--once", nargs=4, metavar=("TOOL", "URL", "SIZE", "CASE"), help="only one; prints JSON")
    asked = parser.parse_args()
    if asked.quick:
        asked.sizes, asked.repeat = asked.sizes or [100, 300], 1
    return asked


def main() -> None:
    """Measure, and print what was found."""
    asked = arguments()
    if asked.once:
        tool, url, size, case = asked.once
        print(json.dumps(vars(compare_once(tool, url, int(size), case))))
        return
    began = time.perf_counter()
    peer = peer_version()
    print(f"Python {platform.python_version()}, SQLAlchemy {sa.__version__}, {os.cpu_count()} processors")
    print(f"peer: {f'{PEER} {peer}' if peer else 'not installed'}")
    verdicts = Verdicts()
    for kind in filter(is_there, asked.kinds):
        by_size = {}
        for size in sorted(asked.sizes or SIZES[kind]):
            by_size[size] = contest(kind, size, asked.repeat)
            show(kind, size, by_size[size], asked.repeat)
        judge(kind, by_size, verdicts)
    rows = [[what, measured, wanted, "yes" if ok else "NO"] for what, measured, wanted, ok in verdicts.lines]
    table("What was to be reached", ["what", "measured", "wanted", "reached"], rows)
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
