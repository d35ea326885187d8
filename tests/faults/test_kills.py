"""Killed at any statement of a history of 30 revisions: the next run ends in the right schema and the right data.

The ordinary run kills at a few points of each revision, ``REVGRAPH_FAULTS=all`` at every one; ``-s`` shows figures.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.kit.fault_history import fault_history
from tests.kit.faults import KILLED, Course, Database, FaultRunner, journal, picture, undisturbed, write_history
from tests.kit.portraits import differences
from tests.kit.project import Project

EVERY = os.environ.get("REVGRAPH_FAULTS") == "all"
PASSES = {"sqlite": 6, "postgresql": 3, "mysql": 2}
STORMS = 20 if EVERY else 1


@pytest.fixture
def course(runner: FaultRunner, bare_project: Project, database: Database, tmp_path: Path) -> Course:
    """What the history does when nobody disturbs it."""
    ids = write_history(bare_project, fault_history(database.kind))
    return undisturbed(runner, bare_project, database, ids, tmp_path / "log")


def test_killed_at_any_statement_the_next_run_ends_right(
    runner: FaultRunner, bare_project: Project, database: Database, course: Course
) -> None:
    assert len(course.ids) == 30
    assert min(course.points) > 5
    figures = [
        killed_once(runner, bare_project, database, course, number) for number in range(passes(course, database))
    ]
    storms = [killed_at_random(runner, bare_project, database, course, seed) for seed in range(STORMS)]
    print(f"\n{database.kind}: killed once {sum(figures)} times, and killed at random {sum(storms)} times: all right")
    assert sum(figures) == (sum(course.points) if EVERY else 30 * PASSES[database.kind])


def passes(course: Course, database: Database) -> int:
    return max(course.points) if EVERY else PASSES[database.kind]


def killed_once(runner: FaultRunner, project: Project, database: Database, course: Course, number: int) -> int:
    """Kill each revision once, at the point of that number or another of that share; return how many were killed."""
    database.empty()
    kills = 0
    for place, (name, points, wanted) in enumerate(zip(course.ids, course.points, course.pictures, strict=True)):
        at = number + 1 if EVERY else 1 + (points * number // PASSES[database.kind] + 5 * place) % points
        if at <= points:
            killed = runner.run(project, "upgrade", name, kill=at)
            assert killed.code == KILLED, f"{name}, point {at}\n{killed}"
            kills += 1
        assert_ends_right(runner, project, database, name, wanted, f"{name} killed at {at}")
    assert journal(database.url) == (course.journal, 0)
    return kills


def killed_at_random(runner: FaultRunner, project: Project, database: Database, course: Course, seed: int) -> int:
    """Kill each revision up to four times in a row; return how often."""
    database.empty()
    chance = random.Random(seed)
    kills = 0
    for name, points, wanted in zip(course.ids, course.points, course.pictures, strict=True):
        story = [f"seed {seed}, {name} killed at"]
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(1, points + 10)
            result = runner.run(project, "upgrade", name, kill=at)
            assert result.code in (0, KILLED), f"{story} {at}\n{result}"
            if result.code == 0:
                break
            story.append(str(at))
            kills += 1
        assert_ends_right(runner, project, database, name, wanted, " ".join(story))
    assert journal(database.url) == (course.journal, 0)
    return kills


def assert_ends_right(
    runner: FaultRunner, project: Project, database: Database, name: str, wanted: dict[str, object], story: str
) -> None:
    result = runner.run(project, "upgrade", name)
    assert result.code == 0, f"{story}\n{result}"
    assert not differences(picture(database.url), wanted), f"{story}\n{differences(picture(database.url), wanted)}"
