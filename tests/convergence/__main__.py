"""Measure how often autogenerate converges: ``python -m tests.convergence --kind postgresql --pairs 200 --seed 1``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from pprint import pformat
from time import monotonic

from revgraph.util.logs import muted
from tests.convergence.fit import Pair
from tests.convergence.pairs import pair_of
from tests.convergence.places import Place, place_of
from tests.convergence.report import Tally
from tests.convergence.shrink import shrunk
from tests.convergence.trial import Outcome, Verdict, try_pair

KINDS = ("sqlite", "postgresql", "mariadb")
GOOD = (Outcome.OK, Outcome.INVALID)


def main(argv: Sequence[str] | None = None) -> int:
    """Run, print rates, and return 0 if every pair converged."""
    args = _parser().parse_args(argv)
    failed = False
    # remarks on drafts are not what is measured; one pair alone is looked at closely
    with muted() if args.only is None else nullcontext():
        for kind in args.kind or KINDS:
            with place_of(kind) as place:
                failed |= _measure(kind, place, args)
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.convergence", description=__doc__)
    parser.add_argument("--kind", action="append", choices=KINDS, help="kind of database; default: all three")
    parser.add_argument("--pairs", type=int, default=100, help="how many pairs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after that long")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes, each with a database of its own")
    parser.add_argument("--pg-dump", type=int, default=10, metavar="N", help="every how many pairs pg_dump judges, too")
    parser.add_argument("--only", type=int, help="try only the pair of this number, and show all of it")
    parser.add_argument("--shrink", type=float, default=30, metavar="SECONDS", help="spent on the smallest example")
    parser.add_argument("--list", action="store_true", help="print a line for each failing pair")
    return parser


def _measure(kind: str, place: Place, args: argparse.Namespace) -> bool:
    tally = Tally()
    failures: list[tuple[Pair, Verdict]] = []
    start = monotonic()
    numbers = list(range(args.pairs)) if args.only is None else [args.only]
    for number, verdict in _tried(kind, numbers, place, args):
        pair = pair_of(kind, args.seed, number)
        tally.add(pair, verdict)
        if verdict.outcome not in GOOD:
            failures.append((pair, verdict))
        if args.list and verdict.outcome is not Outcome.OK:
            print(f"{kind} {args.seed}/{number} {verdict.sign[:220]}", flush=True)
    print(f"\n== {kind}, seed {args.seed}, {monotonic() - start:.0f} s")
    print("\n".join(tally.lines()))
    if failures and args.shrink:
        _show(*_smallest(failures, place, args.shrink))
    return bool(failures)


def _tried(kind: str, numbers: list[int], place: Place, args: argparse.Namespace) -> Iterator[tuple[int, Verdict]]:
    if args.jobs == 1:
        yield from _stretch(kind, args, numbers, place)
        return
    with ProcessPoolExecutor(args.jobs) as pool:
        parts = [numbers[first :: args.jobs] for first in range(args.jobs)]
        for found in [pool.submit(_elsewhere, kind, args, part) for part in parts]:
            yield from found.result()


def _stretch(kind: str, args: argparse.Namespace, numbers: list[int], place: Place) -> Iterator[tuple[int, Verdict]]:
    start = monotonic()
    for number in numbers:
        if monotonic() - start > args.seconds:
            return
        thorough = args.only is not None or number % args.pg_dump == 0
        yield number, try_pair(pair_of(kind, args.seed, number), place, thorough=thorough)


def _elsewhere(kind: str, args: argparse.Namespace, numbers: list[int]) -> list[tuple[int, Verdict]]:
    with place_of(kind) as place:
        return list(_stretch(kind, args, numbers, place))


def _smallest(failures: list[tuple[Pair, Verdict]], place: Place, seconds: float) -> tuple[Pair, Verdict]:
    """Return the smallest failing pair, made smaller still."""
    pair, verdict = min(failures, key=lambda failure: len(repr(failure[0])))

    def fails(smaller: Pair) -> bool:
        return try_pair(smaller, place).outcome is verdict.outcome

    pair = shrunk(pair, fails, seconds=seconds)
    return pair, try_pair(pair, place)


def _show(pair: Pair, verdict: Verdict) -> None:
    print(f"\n-- smallest failing example: {verdict.outcome}\n{verdict.detail}\n")
    for side, model in (("before", pair.before), ("after", pair.after)):
        tables = [pformat(table, width=120) for table in model.tables.values()]
        enums = [pformat(enum, width=120) for enum in model.enums.values()]
        print(f"{side}:", *tables, *enums, *map(str, model.sequences), sep="\n")
    print(f"\n{verdict.draft}")


if __name__ == "__main__":
    sys.exit(main())
