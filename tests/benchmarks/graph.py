"""How fast the graph and the commands that read it are, and how that grows; the peer's command line in the same run.

Run it: ``python tests/benchmarks/graph.py [--quick] [--sizes N ...]``. Prints tables; is no test.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from revgraph.graph.plan import upgrade_plan  # noqa: E402
from revgraph.script.base import ScriptDirectory  # noqa: E402
from tests.benchmarks.histories import SHAPES, Project, environment, name_of  # noqa: E402

OURS, PEER = "revgraph", "alembic"
COMMANDS = {
    "heads": ("heads",),
    "history": ("history",),
    "current": ("current",),
    "upgrade, nothing to do": ("upgrade", "heads"),
}
SQLALCHEMY = [sys.executable, "-c", "import sqlalchemy"]
CONNECTING = """\
import logging.config
import sqlalchemy
logging.config.fileConfig({ini!r}, disable_existing_loggers=False)
engine = sqlalchemy.create_engine("sqlite:///{database}", poolclass=sqlalchemy.pool.NullPool)
with engine.connect() as connection:
    connection.exec_driver_sql("SELECT version_num FROM {package}_version").all()
"""
CONTROL = "control: plain objects in a dict"
FASTER, EXPONENT, MEMORY, START = 25, 1.1, 0.5, 4.0


@dataclass(frozen=True)
class Run:
    """One process: how long it took, its peak memory, and whether it was stopped before its end."""

    seconds: float
    megabytes: float
    stopped: bool = False


@dataclass
class Verdicts:
    """What was to be reached, and whether it was."""

    lines: list[tuple[str, str, str, bool]] = field(default_factory=list)

    def add(self, what: str, measured: str, wanted: str, reached: bool) -> None:
        """Note one."""
        self.lines.append((what, measured, wanted, reached))


def run(command: list[str], cwd: Path, limit: float) -> Run:
    """Run a process to its end, or to the limit in seconds; its output is thrown away.

    :raises RuntimeError: if it fails.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    stopped = False
    try:
        _, told = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        stopped = True
        process.kill()
        _, told = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode and not stopped:
        raise RuntimeError(f"{' '.join(command)} failed: {told.decode(errors='replace')[-2000:]}")
    return Run(seconds, 0.0, stopped)


def peak_memory(command: list[str], cwd: Path) -> float:
    """Return the most memory in megabytes that a process had; a parent in between counts only this one child."""
    measure = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, *command], cwd=cwd, env=environment(), check=True, capture_output=True
    )
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(done.stdout) / unit


def table(title: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table, the first column to the left, the others to the right."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    print(f"\n{title}\n{'-' * len(title)}")
    for line in lines:
        first, *others = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join([line[0].ljust(widths[0]) if first else "", *others]).rstrip())
    sys.stdout.flush()


def in_time(seconds: float) -> str:
    """Return a duration with three digits that count."""
    if seconds < 0.01:
        return f"{seconds * 1000:.2f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def exponent(times: dict[int, float]) -> float | None:
    """Return the k for which time grows as size ** k, fitted to all sizes; None for a single size."""
    if len(times) < 2:
        return None
    points = [(math.log(size), math.log(seconds)) for size, seconds in times.items()]
    across, up = (statistics.fmean(axis) for axis in zip(*points, strict=True))
    return sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)


# -- inside this process


class Plain:
    """An object as plain as can be."""

    def __init__(self, name: str, others: tuple[str, ...]) -> None:
        self.name = name
        self.others = others


def control(size: int) -> float:
    """Do surely linear work on as many objects, and return its time: memory gets slower the more of it is in use."""
    names = [name_of(number) for number in range(size)]
    began = time.perf_counter()
    objects = {name: Plain(name, (name,)) for name in sorted(names)}
    assert all(objects[name].others == (name,) for name in names)
    return time.perf_counter() - began


def loaded(project: Project) -> ScriptDirectory:
    """Return a script directory that has read and linked its revisions."""
    script = ScriptDirectory(project.root / "migrations")
    _ = script.revision_map.links
    return script


def operations(project: Project) -> dict[str, Callable[[], object]]:
    """Return what is timed: each on a map of its own that has not been asked anything before."""
    heads = loaded(project).revision_map.effective_heads
    scripts = iter([loaded(project) for _ in range(4)])

    def list_all(script: ScriptDirectory) -> object:
        return [one.cmd_format(False, include_doc=True, include_parents=True) for one in script.walk_revisions()]

    return {
        CONTROL: lambda: control(len(loaded(project).revision_map)),
        "load": lambda: loaded(project),
        "heads": lambda: next(scripts).get_heads(),
        "history": lambda: list_all(next(scripts)),
        "plan base -> heads": lambda: upgrade_plan(next(scripts).revision_map, "heads", ()),
        "plan at the heads": lambda: upgrade_plan(next(scripts).revision_map, "heads", heads),
    }


def time_without_collection(operation: Callable[[], object]) -> float:
    """Return how long something takes; garbage is collected before, not meanwhile, as :mod:`timeit` does it."""
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        result = operation()
        seconds = time.perf_counter() - began
        return result if isinstance(result, float) else seconds
    finally:
        gc.enable()


def time_operations(projects: dict[int, Project], shape: str, repeat: int, verdicts: Verdicts) -> None:
    """Time every operation at every size, and fit how it grows."""
    best: dict[str, dict[int, float]] = {}
    for size, project in projects.items():
        for _ in range(repeat):
            for name, operation in operations(project).items():
                seconds = min(time_without_collection(operation) for _ in range(3 if name == CONTROL else 1))
                times = best.setdefault(name, {})
                times[size] = min(seconds, times.get(size, math.inf))
    rows = []
    by_itself = exponent(best[CONTROL])
    for name, times in best.items():
        grows = exponent(times)
        rows.append([name, *map(in_time, times.values()), "-" if grows is None else f"{grows:.2f}"])
        if grows is not None and by_itself is not None and name != CONTROL:
            beyond = 1 + grows - max(1.0, by_itself)
            what = f"growth of {name}, {shape}, beyond the control's"
            verdicts.add(what, f"{beyond:.2f}", f"<= {EXPONENT}", beyond <= EXPONENT)
    header = ["operation", *(f"{size:,}" for size in projects), "exponent"]
    table(f"In one process, {shape}, warm (best of {repeat})", header, rows)


# -- as whole processes


def time_start(folder: Path, repeat: int, verdicts: Verdicts) -> None:
    """Compare ``heads`` of ten revisions with the start of the interpreter, in turns."""
    project = Project(OURS, folder / "ten")
    project.make("linear", 10)
    commands = {"python -c pass": [sys.executable, "-c", "pass"], "heads, 10 revisions": project.command("heads")}
    times: dict[str, list[float]] = {name: [] for name in commands}
    run(project.command("heads"), project.root, 60)
    for _ in range(repeat):
        for name, command in commands.items():
            times[name].append(run(command, project.root, 60).seconds)
    medians = [statistics.median(found) for found in times.values()]
    ratio = medians[1] / medians[0]
    rows = [[name, in_time(median)] for name, median in zip(times, medians, strict=True)]
    table(f"Start, warm (median of {repeat}, in turns)", ["process", "time"], [*rows, ["ratio", f"{ratio:.2f}"]])
    verdicts.add("start: heads of 10 to an empty program", f"{ratio:.2f}", f"<= {START:.0f}", ratio <= START)


@dataclass(frozen=True)
class Contest:
    """Both tools on the same history.

    :param limit: seconds after which the peer is stopped.
    :param repeat: times our command runs; the peer runs as often if it is done within two seconds, else less.
    """

    ours: Project
    peer: Project | None
    limit: float
    repeat: int

    def medians(self, argv: tuple[str, ...], *, cold: bool = False) -> tuple[float, Run | None]:
        """Return our median and the peer's, from runs in turns."""
        ours: list[float] = []
        theirs: list[Run] = []
        if not cold:
            self._once(self.ours, argv, cold=False)
        for _ in range(self.repeat):
            if self.peer is not None and sum(one.seconds for one in theirs) < self.limit / 10:
                theirs.append(self._once(self.peer, argv, cold=cold))
            ours += [self._once(self.ours, argv, cold=cold).seconds for _ in range(2)]
        if not theirs:
            return statistics.median(ours), None
        peer = Run(statistics.median(one.seconds for one in theirs), 0.0, any(one.stopped for one in theirs))
        return statistics.median(ours), peer

    def _once(self, project: Project, argv: tuple[str, ...], *, cold: bool) -> Run:
        if cold:
            project.forget_caches()
        return run(project.command(*argv), project.root, self.limit)


def time_commands(contest: Contest, shape: str, size: int, verdicts: Verdicts) -> None:
    """Time every command in processes of its own."""
    rows = []
    cases = [("heads, cold", ("heads",), True), *((name, argv, False) for name, argv in COMMANDS.items())]
    for name, argv, cold in cases:
        ours, peer = contest.medians(argv, cold=cold)
        if peer is None:
            rows.append([name, in_time(ours), "-", "-"])
            continue
        ratio, more = peer.seconds / ours, ">" if peer.stopped else ""
        rows.append([name, in_time(ours), more + in_time(peer.seconds), f"{more}{ratio:.1f}"])
        if name in ("heads", "current", "upgrade, nothing to do") and size >= 10_000:
            what = f"{name}, {size:,} {shape}: times faster"
            verdicts.add(what, f"{more}{ratio:.1f}", f">= {FASTER}", ratio >= FASTER)
    floor = statistics.median(run(SQLALCHEMY, contest.ours.root, 60).seconds for _ in range(contest.repeat))
    rows.append(["only: import sqlalchemy", in_time(floor), "", ""])
    rows.append(["only: what env.py does, and one SELECT", in_time(connecting(contest.ours, contest.repeat)), "", ""])
    table(f"Whole processes, {size:,} {shape}, warm unless cold (median)", ["command", OURS, "peer", "ratio"], rows)


def connecting(project: Project, repeat: int) -> float:
    """Return what no tool that runs env.py can do without: logging set up, SQLAlchemy, a connection, one query."""
    ini = str(project.root / f"{project.package}.ini")
    program = CONNECTING.format(ini=ini, database=project.database, package=project.package)
    times = [run([sys.executable, "-c", program], project.root, 60).seconds for _ in range(repeat)]
    return statistics.median(times)


def compare_memory(contest: Contest, shape: str, size: int, verdicts: Verdicts) -> None:
    """Compare the peak memory of ``history``."""
    if contest.peer is None:
        return
    ours, peer = (peak_memory(one.command("history"), one.root) for one in (contest.ours, contest.peer))
    rows = [[OURS, f"{ours:.0f} MB"], ["peer", f"{peer:.0f} MB"], ["ratio", f"{ours / peer:.2f}"]]
    table(f"Peak memory of history, {size:,} {shape}", ["process", "peak"], rows)
    if size == 10_000:
        what = f"memory of history, {size:,} {shape}, to the peer's"
        verdicts.add(what, f"{ours / peer:.2f}", f"<= {MEMORY}", ours / peer <= MEMORY)


# -- the whole


def made(package: str, folder: Path, shape: str, size: int, heads: Iterable[str] | None = None) -> Project:
    """Return a new project whose database is at the heads."""
    project = Project(package, folder / f"{package}-{shape}-{size}")
    project.make(shape, size)
    found = loaded(project).revision_map.effective_heads if heads is None else heads
    project.set_current(list(found))
    return project


def peer_version() -> str | None:
    """Return the version of the installed peer, None if there is none."""
    try:
        return version(PEER)
    except PackageNotFoundError:
        return None


def measure(folder: Path, asked: argparse.Namespace) -> Verdicts:
    """Make the projects in a folder, and measure."""
    verdicts = Verdicts()
    time_start(folder, 11 if asked.quick else 31, verdicts)
    for shape in asked.shapes:
        projects = {size: made(OURS, folder, shape, size) for size in asked.sizes}
        time_operations(projects, shape, 5, verdicts)
        for size, project in projects.items():
            peer = None
            if peer_version() is not None and size <= asked.peer_limit:
                heads = loaded(project).revision_map.effective_heads
                peer = made(PEER, folder, shape, size, heads)
            contest = Contest(project, peer, asked.seconds, 3 if asked.quick else 5)
            time_commands(contest, shape, size, verdicts)
            compare_memory(contest, shape, size, verdicts)
            shutil.rmtree(project.root)
            if peer is not None:
                shutil.rmtree(peer.root)
    return verdicts


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes; ends in a minute")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of revisions; default: 1000 10000 50000")
    parser.add_argument("--shapes", nargs="+", choices=list(SHAPES), default=list(SHAPES))
    parser.add_argument("--peer-limit", type=int, default=10_000, help="the largest size the peer runs")
    parser.add_argument("--seconds", type=float, default=60, help="after which a run of the peer is stopped")
    asked = parser.parse_args()
    asked.sizes = sorted(asked.sizes or ([500, 1000, 2000] if asked.quick else [1000, 10_000, 50_000]))
    if asked.quick:
        asked.peer_limit = min(asked.peer_limit, 500)
    return asked


def main() -> None:
    """Measure, and print what was found."""
    asked = arguments()
    sys.dont_write_bytecode = False  # whatever the environment says: warm is warm
    began = time.perf_counter()
    peer = peer_version()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}")
    print(f"peer: {f'{PEER} {peer}' if peer else 'not installed'}")
    with tempfile.TemporaryDirectory(prefix="revgraph-benchmark-") as folder:
        verdicts = measure(Path(folder), asked)
    rows = [[what, measured, wanted, "yes" if ok else "NO"] for what, measured, wanted, ok in verdicts.lines]
    table("What was to be reached", ["what", "measured", "wanted", "reached"], rows)
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
