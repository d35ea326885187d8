"""Pairs by seed: the same seed and number give the same pair."""

from __future__ import annotations

from random import Random

from tests.convergence.change import changed
from tests.convergence.fit import Pair, fitted
from tests.convergence.generate import Source


def pair_of(kind: str, seed: int, number: int) -> Pair:
    """Return one pair.

    :param kind: the kind of database.
    :param seed: of the run.
    :param number: of the pair in the run.
    """
    source = Source(Random(f"{kind} {seed} {number}"), kind)
    before = source.model()
    after = changed(source, before)
    if source.maybe(0.04):
        before = source.one((before, type(before)()))  # from an empty database
    return fitted(Pair(kind, before, after))
