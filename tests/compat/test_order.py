"""Branches, merges and dependencies by chance: both tools list and run them in one order."""

from __future__ import annotations

from importlib import import_module
from random import Random
from typing import Any

import pytest

from revgraph.compat.alembic import installed

pytest.importorskip("alembic")


def random_map(seed: int) -> Any:
    """Return ``RevisionMap`` of whatever ``import alembic`` finds: branches, merges, several roots, dependencies."""
    chance = Random(seed)
    script = import_module("alembic.script.revision")
    made: list[Any] = []
    for number in range(chance.randint(3, 18)):
        ids = [each.revision for each in made]
        parents = chance.sample(ids, min(len(ids), chance.choice([0, 1, 1, 1, 1, 1, 2])))
        needs = [each for each in chance.sample(ids, min(len(ids), chance.choice([0, 0, 0, 1]))) if each not in parents]
        name = f"{chance.choice('abcdef')}{number}"
        made.append(script.Revision(name, tuple(parents) or None, dependencies=tuple(needs) or None))
    return script.RevisionMap(lambda: made)


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_parallel_branches_are_listed_and_run_in_alembics_order(start: int) -> None:
    def walks() -> list[list[str]]:
        maps = [random_map(seed) for seed in range(start, start + 50)]
        downwards = [[each.revision for each in one.iterate_revisions("heads", "base")] for one in maps]
        upwards = [
            [each.revision for each in one.iterate_revisions("heads", walk[-1], implicit_base=True)]
            for one, walk in zip(maps, downwards, strict=True)
        ]
        return [*downwards, *upwards]

    theirs = walks()
    with installed():
        assert walks() == theirs


def test_a_circle_beside_a_line_is_told_and_not_waited_for() -> None:
    with installed():
        script = import_module("alembic.script.revision")
        parents = {"a": None, "b": "a", "c": ("b", "e"), "d": "c", "e": "d", "f": "c"}
        made = [script.Revision(name, below) for name, below in parents.items()]
        with pytest.raises(script.CycleDetected):
            _ = script.RevisionMap(lambda: made).heads
