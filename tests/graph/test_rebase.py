"""Moving chains: whose parents change, what is refused, and the graph that comes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from revgraph.errors import MultipleHeads, RebaseError, ResolutionError, RevisionError
from revgraph.graph.rebase import Rebase, find_rebase, lowest, plan_rebase, ways_out
from revgraph.graph.revision import Revision
from revgraph.graph.revision_map import RevisionMap
from tests.kit.graphs import draw, graph, revision_lists, words

FORK = "a -> b -> b2; a -> c -> c2"


def found(drawing: str, revisions: str = "", onto: str | None = None, settled: str = "") -> Rebase:
    made = find_rebase(graph(drawing), words(revisions), onto, words(settled))
    assert made is not None
    return made


def moves(rebase: Rebase) -> str:
    return "; ".join(map(str, rebase.moves))


MOVED = [
    # drawing, what, onto, the moves, what follows them
    pytest.param(FORK, "b", "c2", "b: a -> c2", "b2", id="chain"),
    pytest.param(FORK, "b b2", "c2", "b: a -> c2", "b2", id="all-of-the-chain-named"),
    pytest.param(FORK, "b:b2", "c2", "b: a -> c2", "b2", id="range"),
    pytest.param(FORK, "b2", "c2", "b2: b -> c2", "", id="tip-only"),
    pytest.param(FORK, "b", None, "b: a -> c2", "b2", id="the-other-head"),
    pytest.param(FORK, "b", "head", "b: a -> c2", "b2", id="head-is-the-other-head"),
    pytest.param(FORK, "", "c2", "b: a -> c2", "b2", id="the-other-chain"),
    pytest.param(FORK, "", "c", "b: a -> c", "b2", id="the-chain-not-above"),
    pytest.param(FORK, "b", "base", "b: a -> <base>", "b2", id="to-the-base"),
    pytest.param("a[x] -> b; c", "x", "c", "a: <base> -> c", "b", id="base-by-its-label"),
    pytest.param("a -> b -> c -> d", "d", "b", "d: c -> b", "", id="down-its-own-line"),
    pytest.param("a -> b; a -> c; a -> d", "b c", "d", "b: a -> d; c: a -> d", "", id="two-chains"),
    pytest.param("a -> b -> x, y -> m; a -> c", "b", "c", "b: a -> c", "x y m", id="diamond-follows"),
    pytest.param("a -> b; a -> c; b, c -> m; a -> x", "b", "c", "b: a -> c; m: b, c -> b", "", id="merge-gets-idle"),
    pytest.param("a -> b; a -> c; b, c -> m; a -> x", "b", "x", "b: a -> x", "m", id="merge-stays-one"),
    pytest.param("b, c -> m; b, c -> n", "n", "m", "n: b, c -> m", "", id="second-merge-of-the-same"),
    pytest.param("b -> x; b, c -> m", "m", "x", "m: b, c -> x, c", "", id="merge-keeps-the-other-parent"),
    pytest.param("a -> b; a -> c => d", "b", "c", "b: a -> c", "", id="dependents-do-not-follow"),
]


@pytest.mark.parametrize(("drawing", "what", "onto", "expected", "followers"), MOVED)
def test_moves(drawing: str, what: str, onto: str | None, expected: str, followers: str) -> None:
    made = found(drawing, what, onto)
    assert moves(made) == expected
    assert sorted(made.followers) == sorted(words(followers))
    assert sorted(made.moved) == sorted([*(move.revision for move in made.moves), *made.followers])


def test_the_head_that_is_known_stays() -> None:
    assert moves(found(FORK, settled="c2")) == "b: a -> c2"
    assert moves(found(FORK, settled="b2")) == "c: a -> b2"


@pytest.mark.parametrize(("drawing", "what", "onto"), [(FORK, "b", "a"), ("a -> b", "b", None), ("a", "a", "base")])
def test_what_is_there_already_is_left_alone(drawing: str, what: str, onto: str | None) -> None:
    made = found(drawing, what, onto)
    assert (made.moves, made.followers, made.settled) == ((), (), (what,))


@pytest.mark.parametrize(("drawing", "onto"), [("a -> b", None), ("", None), ("a -> b", "b"), ("a -> b", "head")])
def test_nothing_is_named_and_there_is_one_line(drawing: str, onto: str | None) -> None:
    assert find_rebase(graph(drawing), [], onto) is None


REFUSED = [
    pytest.param(FORK, "a", "b2", RebaseError, "descends from it", id="onto-a-descendant"),
    pytest.param(FORK, "b", "b", RebaseError, "onto itself", id="onto-itself"),
    pytest.param("a -> b => d; a -> d", "b", "d", RebaseError, "depends_on", id="onto-what-needs-it"),
    pytest.param("a -> b -> b2; a -> d; b2 => d", "b", "d", RebaseError, "depends_on", id="onto-what-needs-its-child"),
    pytest.param("b, c -> m; d", "m", "d", RebaseError, "m joins b, c, and d stands on none", id="merge"),
    pytest.param("b, c -> m; d", "m", "base", RebaseError, "can't become a base", id="merge-to-base"),
    pytest.param(FORK, "nope", "b", ResolutionError, "nope", id="unknown"),
    pytest.param(FORK, "b", "nope", ResolutionError, "nope", id="unknown-parent"),
    pytest.param(FORK, "base", "b", RebaseError, "names no revision", id="base-is-no-chain"),
    pytest.param(FORK, "b", "heads", MultipleHeads, "2 heads", id="several-parents"),
    pytest.param(FORK + "; a -> d", "b", None, RebaseError, "2 heads to move to: c2, d", id="two-other-heads"),
    pytest.param(FORK + "; a -> d", "", "d", RebaseError, "2 heads are not on the line of d", id="two-other-chains"),
    pytest.param(FORK, "", None, RebaseError, "'rebase c --onto b2' or 'rebase b --onto c2'", id="which-one"),
    pytest.param("a; b", "", None, RebaseError, "rebase REV --onto HEAD", id="no-common-point"),
    pytest.param("a; b", "", "a", RebaseError, "no revision in common", id="no-common-point-onto"),
    pytest.param("a -> b", "a", None, RebaseError, "nothing is left", id="everything-moves"),
    pytest.param(FORK, "", "base", RebaseError, "only by name", id="all-onto-base"),
]


@pytest.mark.parametrize(("drawing", "what", "onto", "error", "told"), REFUSED)
def test_refused(drawing: str, what: str, onto: str | None, error: type[RevisionError], told: str) -> None:
    with pytest.raises(error, match=re.escape(told)):
        find_rebase(graph(drawing), words(what), onto)


def test_ways_out_of_two_heads() -> None:
    assert ways_out(graph(FORK).links) == ("rebase c --onto b2", "rebase b --onto c2")
    assert ways_out(graph("a; b").links) == ()
    assert ways_out(graph("a -> b; a -> c; a -> d").links) == ()


@given(revision_lists(), st.data())
def test_the_graph_afterwards_is_the_one_asked_for(revisions: list[Revision], data: st.DataObject) -> None:
    before = RevisionMap(lambda: revisions)
    names = st.sampled_from([one.revision for one in revisions])
    chosen = data.draw(st.lists(names, min_size=1, max_size=3, unique=True))
    onto = data.draw(st.one_of(names, st.none()))
    try:
        made = plan_rebase(before.links, chosen, onto)
    except RebaseError:
        return
    told = draw(before)
    changed = {move.revision: move.new for move in made.moves}
    for name in before.links.declared:
        assert made.links.parents[name] == changed.get(name, before.links.parents[name]), told
        assert made.links.needs[name] == before.links.needs[name], told
    for name in lowest(before.links, chosen):
        assert (onto in made.links.parents[name]) if onto is not None else not made.links.parents[name], told
    stays = set(before.links.declared) - set(made.moved)
    assert all(made.links.parents[name] == before.links.parents[name] for name in stays), told


@given(revision_lists(), st.data())
def test_moving_back_restores_the_graph(revisions: list[Revision], data: st.DataObject) -> None:
    before = RevisionMap(lambda: revisions)
    names = st.sampled_from([one.revision for one in revisions])
    moved, onto = data.draw(names), data.draw(names)
    assume(len(before.links.parents[moved]) < 2)
    try:
        made = plan_rebase(before.links, [moved], onto)
    except RebaseError:
        return
    assume(len(made.moves) == 1)
    back = plan_rebase(made.links, [moved], next(iter(before.links.parents[moved]), None))
    assume(len(back.moves) == 1)
    assert back.links.parents == before.links.parents, draw(before)
