from __future__ import annotations

import pytest

from revgraph.errors import RevisionError
from revgraph.graph.revision import Revision, check_branch_label, check_revision_id


@pytest.mark.parametrize(
    ("given", "kept", "parents"),
    [
        (None, None, ()),
        ((), None, ()),
        ([], None, ()),
        ("a", "a", ("a",)),
        (["a"], "a", ("a",)),
        (["a", "b"], ("a", "b"), ("a", "b")),
        (("a", "b", "a"), ("a", "b"), ("a", "b")),
        (frozenset({"a"}), "a", ("a",)),
    ],
    ids=str,
)
def test_parents_and_dependencies_are_normalised(given, kept, parents):
    revision = Revision("x", given, given)
    assert (revision.down_revision, revision.dependencies) == (kept, kept)
    assert (revision.parents, revision.depends_on) == (parents, parents)


def test_position_in_the_graph_shows_in_the_properties():
    nothing: frozenset[str] = frozenset()
    base = Revision("a", None).linked_copy(nothing, frozenset("bc"), nothing, ())
    merge = Revision("d", ("b", "c")).linked_copy(nothing, nothing, frozenset("x"), ())
    assert (base.is_base, base.is_head, base.is_branch_point, base.is_merge_point) == (True, False, True, False)
    assert (merge.is_base, merge.is_head, merge.is_branch_point, merge.is_merge_point) == (False, True, False, True)
    assert not merge.is_effective_head


def test_labels_of_its_own_survive_the_labels_that_reach_it():
    revision = Revision("a", branch_labels="x").linked_copy(frozenset({"x", "w"}), frozenset(), frozenset(), ())
    assert revision.own_labels == ("x",)
    assert revision.labels == ("w", "x")


def test_revisions_are_equal_by_id_also_to_subclasses():
    class Script(Revision):
        pass

    assert Revision("a") == Script("a", source="x.py")
    assert len({Revision("a"), Script("a"), Revision("b")}) == 2
    assert Revision("a") != "a"


@pytest.mark.parametrize("good", ["a", "ae1027a6acf", "0001", "1.2.0", "2024_01_02", "é1", "x" * 255])
def test_usual_ids_are_accepted(good):
    check_revision_id(good)
    Revision.verify_rev_id(good)


@pytest.mark.parametrize(
    ("bad", "saying"),
    [
        ("", "non-empty"),
        (None, "non-empty"),
        ("head", "word of the target grammar"),
        ("base", "word of the target grammar"),
        ("x" * 256, "256 characters"),
        *[(f"a{wrong}b", "can't be used") for wrong in "@:+-/\\ '\"\n\0\u202e,$"],
        ("..", "can't be used"),
        ("a..b", "can't be used"),
        (".a", "can't be used"),
        ("a\n", "can't be used"),
    ],
    ids=repr,
)
def test_ids_that_would_break_targets_or_paths_are_refused(bad, saying):
    with pytest.raises(RevisionError, match=saying):
        check_revision_id(bad)


def test_labels_may_hold_hyphens_but_no_operators():
    check_branch_label("shopping-cart")
    for bad in ("a@b", "a:b", "-a", "a+b", "heads", "a b", ""):
        with pytest.raises(RevisionError, match="branch label"):
            check_branch_label(bad)


def test_linked_copies_keep_what_subclasses_hold():
    class Noted(Revision):
        note: str

    original = Noted("a", "b", ["c", "l"], "x", source="a.py")
    original.note = "kept"
    copy = original.linked_copy(frozenset("xy"), frozenset("d"), frozenset("e"), ("c", "f"))
    assert (type(copy), copy.note, copy.source) == (Noted, "kept", "a.py")
    assert (copy.parents, copy.depends_on, copy.resolved_dependencies) == (("b",), ("c", "l"), ("c", "f"))
    assert (copy.nextrev, copy.dependents, copy.labels, copy.own_labels) == ({"d"}, {"e"}, ("x", "y"), ("x",))
    assert (original.nextrev, original.dependents, original.labels) == (set(), set(), ("x",))
