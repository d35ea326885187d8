"""A fixed number of random pairs on each database: how many converge, by the database's own word.

What still fails is not left out of the pairs: the rates say so. ``python -m tests.convergence`` runs as many as wanted.
"""

from __future__ import annotations

import logging

import pytest

from tests.convergence import __main__
from tests.convergence.pairs import pair_of
from tests.convergence.places import place_of
from tests.convergence.report import Tally
from tests.convergence.trial import Outcome, Verdict, try_pair

SEED = 1
PAIRS = {"sqlite": 120, "postgresql": 40, "mariadb": 40}
UP = {"sqlite": 0.97, "postgresql": 0.95, "mariadb": 0.92}
BOTH = {"sqlite": 0.95, "postgresql": 0.92, "mariadb": 0.90}
INVALID = 0.10
"""The least share of pairs that must converge, and how many the databases themselves may refuse."""

KINDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.server),
    pytest.param("mariadb", id="mariadb", marks=pytest.mark.server),
]


@pytest.mark.parametrize("kind", KINDS)
def test_random_pairs_converge(kind: str) -> None:
    tally = Tally()
    failures: list[str] = []
    with place_of(kind) as place:
        for number in range(PAIRS[kind]):
            pair = pair_of(kind, SEED, number)
            verdict = try_pair(pair, place)
            tally.add(pair, verdict)
            if verdict.outcome is not Outcome.OK:
                failures.append(f"{SEED}/{number} {verdict.sign}")
    report = "\n".join([*tally.lines(), "", *failures])
    assert tally.outcomes[Outcome.INVALID] <= INVALID * PAIRS[kind], report
    assert tally.outcomes[Outcome.LOST] == 0, report
    assert tally.up >= UP[kind], report
    assert tally.both >= BOTH[kind], report


@pytest.mark.parametrize(("argv", "told"), [(["--pairs", "2"], []), (["--only", "1"], ["a remark"])])
def test_remarks_on_drafts_are_told_of_one_pair_only(
    argv: list[str], told: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def tried(*args: object, **options: object) -> Verdict:
        logging.getLogger("revgraph.autogenerate").warning("a remark")
        return Verdict(Outcome.OK)

    monkeypatch.setattr(__main__, "try_pair", tried)
    assert __main__.main(["--kind", "sqlite", *argv]) == 0
    assert [record.getMessage() for record in caplog.records] == told
