"""Rates from verdicts: for all pairs, and for each feature the pairs that have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.convergence.features import features
from tests.convergence.fit import Pair
from tests.convergence.trial import Outcome, Verdict


@dataclass
class Tally:
    """The outcomes of pairs so far.

    :param outcomes: how many of each.
    :param by_feature: the same for the pairs that have a feature.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    by_feature: dict[str, Counter[Outcome]] = field(default_factory=dict)

    def add(self, pair: Pair, verdict: Verdict) -> None:
        """Count one pair."""
        self.outcomes[verdict.outcome] += 1
        for feature in features(pair):
            self.by_feature.setdefault(feature, Counter())[verdict.outcome] += 1

    @property
    def valid(self) -> int:
        """How many pairs the database itself accepts."""
        return _valid(self.outcomes)

    @property
    def up(self) -> float:
        """The share of pairs that converge upwards."""
        return _share(self.outcomes, lambda outcome: outcome.is_up)

    @property
    def both(self) -> float:
        """The share of pairs that converge there and back."""
        return _share(self.outcomes, lambda outcome: outcome is Outcome.OK)

    def lines(self) -> Sequence[str]:
        """Return the report as lines of text."""
        total = ", ".join(f"{outcome} {count}" for outcome, count in sorted(self.outcomes.items()))
        lines = [f"{self.valid} pairs: {total}", f"up {self.up:.1%}, there and back {self.both:.1%}", ""]
        lines.append(f"{'feature':45} {'pairs':>6} {'up':>7} {'both':>7}")
        for feature, counts in sorted(self.by_feature.items()):
            up = _share(counts, lambda outcome: outcome.is_up)
            both = _share(counts, lambda outcome: outcome is Outcome.OK)
            lines.append(f"{feature:45} {_valid(counts):>6} {up:>7.1%} {both:>7.1%}")
        return lines


def _valid(counts: Counter[Outcome]) -> int:
    return counts.total() - counts[Outcome.INVALID]


def _share(counts: Counter[Outcome], good: object) -> float:
    number = _valid(counts)
    assert callable(good)
    return sum(count for outcome, count in counts.items() if good(outcome)) / number if number else 1.0
