from __future__ import annotations

import pytest

from revgraph.errors import ResolutionError
from revgraph.graph.target import is_range, parse_range, parse_target, parse_targets


@pytest.mark.parametrize(
    ("text", "branch", "anchor", "offset"),
    [
        ("ae10", None, "ae10", 0),
        (" ae10 ", None, "ae10", 0),
        ("head", None, "head", 0),
        ("heads", None, "heads", 0),
        ("base", None, "base", 0),
        ("current", None, "current", 0),
        ("+1", None, None, 1),
        ("-12", None, None, -12),
        ("ae10+2", None, "ae10", 2),
        ("ae10-2", None, "ae10", -2),
        ("head-2", None, "head", -2),
        ("1.2.0", None, "1.2.0", 0),
        ("shopping-cart", None, "shopping-cart", 0),
        ("api@head", "api", "head", 0),
        ("ae10@head", "ae10", "head", 0),
        ("shopping-cart@heads", "shopping-cart", "heads", 0),
        ("api@base", "api", "base", 0),
        ("api@ae10", "api", "ae10", 0),
        ("api@+1", "api", None, 1),
        ("api@-1", "api", None, -1),
        ("api@ae10+2", "api", "ae10", 2),
        ("api@base+1", "api", "base", 1),
    ],
)
def test_the_grammar(text, branch, anchor, offset):
    target = parse_target(text)
    assert (target.text, target.branch, target.anchor, target.offset) == (text, branch, anchor, offset)
    assert target.is_relative == (anchor is None)


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("", "give a revision"),
        ("   ", "give a revision"),
        ("@", "before '@'"),
        ("@head", "before '@'"),
        ("api@", "after '@'"),
        ("a@b@c", "only one '@'"),
        ("head@a", "'head' can't stand before"),
        ("base@head", "'base' can't stand before"),
        ("+", "a number must follow"),
        ("-", "a number must follow"),
        ("+0", "leads nowhere"),
        ("ae10-0", "leads nowhere"),
        ("a:b", "a range"),
    ],
)
def test_what_is_malformed_is_refused_with_what_was_expected(text, saying):
    with pytest.raises(ResolutionError, match="is no target") as raised:
        parse_target(text)
    assert saying in str(raised.value)
    assert raised.value.argument == text


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [("a:b", "a", "b"), (":b", None, "b"), ("a:", "a", None), (":", None, None), ("-3:current", "-3", "current")],
)
def test_either_end_of_a_range_may_be_left_out(text, lower, upper):
    parsed = parse_range(text)
    assert (parsed.lower and parsed.lower.text, parsed.upper and parsed.upper.text) == (lower, upper)
    assert is_range(text)


@pytest.mark.parametrize("text", ["a", "a:b:c", "", "::"])
def test_a_range_has_one_colon(text):
    with pytest.raises(ResolutionError, match="from:to"):
        parse_range(text)


def test_several_targets_come_one_by_one_or_with_commas():
    assert [target.text for target in parse_targets("a, b")] == ["a", " b"]
    assert [target.anchor for target in parse_targets(["a,b", "c"])] == ["a", "b", "c"]
