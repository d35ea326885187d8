"""Steps, orders and the version table as those know them who plan with Alembic's names."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import Engine, inspect, text

from revgraph.compat.alembic import install, installed, uninstall

pytest.importorskip("alembic")

FORK = {"a": (), "b1": ("a",), "b2": ("a",), "c1": ("b1",), "d1": ("c1",), "d2": ("c1",)}


@pytest.fixture(autouse=True)
def _alias() -> Iterator[None]:
    with installed():
        yield


def revisions(parents: Mapping[str, Sequence[str]], **needs: str) -> Any:
    from alembic.script.revision import Revision, RevisionMap

    return RevisionMap(lambda: [Revision(name, above, needs.get(name)) for name, above in parents.items()])


def directory(folder: Path, parents: Mapping[str, Sequence[str]], **needs: str) -> Any:
    from alembic.script import ScriptDirectory

    (folder / "versions").mkdir()
    for name, above in parents.items():
        text = f"revision = {name!r}\ndown_revision = {tuple(above)!r}\ndepends_on = {needs.get(name)!r}\n"
        (folder / "versions" / f"{name}.py").write_text(text)
    return ScriptDirectory(folder)


@pytest.mark.parametrize(
    ("upper", "lower", "listed"),
    [
        ("heads", "base", "b2 d1 d2 c1 b1 a"),
        (("d2", "b2"), "base", "b2 d2 c1 b1 a"),
        ("d1", "b1", "d1 c1"),
    ],
)
def test_parallel_branches_are_listed_in_the_order_of_the_files(upper: Any, lower: str, listed: str) -> None:
    assert [each.revision for each in revisions(FORK).iterate_revisions(upper, lower)] == listed.split()


def random_history(seed: int) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return parents and dependencies of revisions in lines that fork, merge, cross and need each other."""
    choice = random.Random(seed)
    parents: dict[str, tuple[str, ...]] = {}
    needs: dict[str, str] = {}
    for number in range(choice.randint(3, 30)):
        name, there = f"{choice.getrandbits(32):08x}{number}", list(parents)
        lately = there[-8:]
        several = choice.random()
        if not there or several < 0.03:
            parents[name] = ()
        elif several < 0.2 and len(lately) > 1:
            parents[name] = tuple(choice.sample(lately, 2))
        else:
            parents[name] = (choice.choice(lately) if several < 0.4 else there[-1],)
        if seed % 2 and there and choice.random() < 0.1:
            needs[name] = choice.choice(there)
    return {name: parents[name] for name in choice.sample(list(parents), len(parents))}, needs


@pytest.mark.parametrize("seed", range(40))
def test_lines_that_cross_are_listed_as_alembic_lists_them(seed: int) -> None:
    def listed() -> list[str]:
        return [each.revision for each in revisions(parents).iterate_revisions("heads", "base")]

    def revisions(parents: Mapping[str, tuple[str, ...]]) -> Any:
        module = import_module("alembic.script.revision")
        return module.RevisionMap(lambda: [module.Revision(*each, needs.get(each[0])) for each in parents.items()])

    parents, needs = random_history(seed)
    own = listed()
    uninstall()
    try:
        theirs = listed()
    finally:
        install()
    assert own == theirs


def test_a_dependency_that_a_parent_has_is_left_out_of_the_normalized_ones() -> None:
    history = revisions({"a1": (), "a2": ("a1",), "b1": (), "b2": ("b1",), "b3": ("b2",)}, b1="a2", b2="a2", b3="a1")
    b2, b3 = (history.get_revision(each) for each in ("b2", "b3"))
    assert (b2._all_down_revisions, b2._normalized_down_revisions) == (("b1", "a2"), ("b1",))
    assert b3._normalized_down_revisions == ("b2", "a1")


def test_base_of_one_branch() -> None:
    history = revisions({"a1": (), "a2": ("a1",), "b1": ()})
    assert history._get_base_revisions("a2@base") == ("a1",)
    assert history._get_base_revisions("base") == ("a1", "b1")


def test_a_stamp_of_several_heads_has_a_step_for_each(tmp_path: Path) -> None:
    script = directory(tmp_path, FORK)
    steps = script._stamp_revs("heads", ())
    assert {step.to_revisions for step in steps} == {("b2",), ("d1",), ("d2",)}
    assert not any(step.from_revisions for step in steps)


def test_a_stamp_turns_the_last_row_it_was_told_of_into_the_new_one(tmp_path: Path) -> None:
    (step,) = directory(tmp_path, FORK)._stamp_revs("a", ["d1", "b2"])
    assert step.merge_branch_idents(["d1", "b2"]) == (["d1"], "b2", "a")


def test_rows_that_a_remaining_one_implies_do_not_come_back(tmp_path: Path) -> None:
    from alembic.migration import HeadMaintainer

    script = directory(tmp_path, {"a1": (), "b1": (), "b2": ("b1",)}, b1="a1", b2="a1")
    rows = HeadMaintainer(mock.Mock(), {"b2"})
    for step in script._downgrade_revs("b1", ["b2"]):
        rows.update_to_step(step)
    assert rows.heads == {"b1"}


def test_everything_is_undone_without_a_target(tmp_path: Path) -> None:
    steps = directory(tmp_path, {"a1": (), "a2": ("a1",)})._downgrade_revs(None, "a2")
    assert [step.revision.revision for step in steps] == ["a2", "a1"]


def test_stamping_follows_the_steps_of_the_directory_given(sqlite_engine: Engine) -> None:
    from alembic.migration import MigrationContext
    from alembic.runtime.migration import StampStep

    script = mock.Mock(
        _stamp_revs=lambda revision, heads: [StampStep((), "x", True, True), StampStep("x", "y", True, False)]
    )
    with sqlite_engine.connect() as connection:
        context = MigrationContext.configure(connection)
        context.stamp(script, "y")
        assert context.get_current_heads() == ("y",)
    assert inspect(sqlite_engine).get_table_names() == ["alembic_version"]


def test_an_error_names_the_table_that_has_several_rows(sqlite_engine: Engine) -> None:
    from alembic.migration import HeadMaintainer, MigrationContext
    from alembic.runtime.migration import StampStep
    from alembic.util import CommandError

    with sqlite_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "own"})
        context.versions.ensure()
        for name in ("a", "b"):
            HeadMaintainer(context, ()).update_to_step(StampStep((), name, True, True))
        with pytest.raises(CommandError, match="Version table 'own' has more than one head present"):
            context.get_current_revision()


@pytest.mark.parametrize("ending", ["commit", "rollback", "leave", "fail"])
def test_a_transaction_in_ones_hand_ends_as_it_is_told(any_engine: Engine, ending: str) -> None:
    from alembic.migration import MigrationContext

    rows = []
    with any_engine.connect() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER)"))
        connection.commit()
        context: Any = MigrationContext.configure(connection, opts={"transaction_per_migration": True})
        proxy = context.begin_transaction(_per_migration=True)
        assert connection.in_transaction()
        connection.execute(text("INSERT INTO t VALUES (1)"))
        if ending in ("commit", "rollback"):
            getattr(proxy, ending)()
        with suppress(ZeroDivisionError), proxy:
            rows.append(1 // (ending != "fail"))
        proxy.commit()  # it is over already
        assert not connection.in_transaction()
        assert connection.scalar(text("SELECT count(*) FROM t")) == (ending in ("commit", "leave"))


@pytest.mark.server
def test_an_autocommit_block_is_a_transaction_in_name(postgresql_engine: Engine) -> None:
    from alembic.migration import MigrationContext

    with postgresql_engine.connect() as connection:
        context = MigrationContext.configure(connection)
        with context.autocommit_block():
            assert connection.in_transaction()
            connection.execute(text("CREATE TABLE t (a INTEGER)"))
        assert not connection.in_transaction()
        connection.rollback()
        connection.execute(text("CREATE INDEX ix ON t (a)"))


def test_one_step_down_from_several_heads_starts_at_the_first_with_a_warning(tmp_path: Path) -> None:
    script = directory(tmp_path, FORK)
    for rows in (["d1", "b2"], ["b2", "d1"]):
        with pytest.warns(UserWarning, match="downgrade -1 from multiple heads is ambiguous; it counts from"):
            (step,) = script._downgrade_revs("-1", rows)
        assert step.revision.revision == rows[0]


def test_parents_of_a_merge_beyond_the_first_come_last_on_the_way_down(tmp_path: Path) -> None:
    merges = {"a1": (), "a2": (), "am": ("a1", "a2"), "b1": (), "b2": (), "bm": ("b1", "b2")}
    steps = directory(tmp_path, merges)._downgrade_revs("base", ["am", "bm"])
    assert [step.revision.revision for step in steps] == ["am", "a1", "bm", "b1", "a2", "b2"]
