"""Two spellings of one SQL text become one; two different texts stay two."""

from __future__ import annotations

import pytest

from revgraph.ddl.lock import number_key, short_key
from revgraph.ddl.sql_text import canonical, count_word, number_text, unquoted_string, verbatim, without_parentheses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LOWER( a )", "lower(a)"),
        ('"a" > 5', "a>5"),
        ("`a` > 5", "a > 5"),
        ("((a + b))", "a+b"),
        ("a  AND\nb", "a and b"),
        ("'It''s'", "( 'It''s' )"),
        ("a IS NULL", "a is  null"),
    ],
)
def test_spellings_of_one_text(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'A'", "'a'"),
        ("'a  b'", "'a b'"),
        ('"A"', "a"),
        ('"a b"', "a b"),
        ("(a) + (b)", "a) + (b"),
        ("a and b", "aand b"),
        ("'a' 'b'", "'a''b'"),
    ],
)
def test_different_texts(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("sql", "bare"),
    [("(a)", "a"), ("((a))", "a"), ("(a)+(b)", "(a)+(b)"), ("(')')", "')'"), ("a", "a"), ("(a", "(a"), ("()", "")],
)
def test_parentheses_around_all_of_it_go(sql: str, bare: str) -> None:
    assert without_parentheses(sql) == bare


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("5", "5"),
        ("'5'", "5"),
        ("1.50", "1.5"),
        ("'-0.0'", "-0"),
        ("+3", "3"),
        ("1e5", "1e5"),
        ("a", None),
        ("''", None),
    ],
)
def test_numbers_in_one_form(sql: str, number: str | None) -> None:
    assert number_text(sql) == number


def test_only_a_whole_string_is_unquoted() -> None:
    assert unquoted_string("'it''s'") == "it's"
    assert unquoted_string("'a' || 'b'") is None
    assert unquoted_string("a") is None


def test_names_are_counted_in_any_spelling_but_not_in_strings() -> None:
    assert count_word("c + C + \"c\" + `C` + 'c' + cc", "c") == 4


@pytest.mark.parametrize(
    "sql",
    [
        "'a:b'",
        "x::text",
        ":a",
        "a::int + :b",
        r"'\:x'",
        r"'\:'",
        r"'\\:x'",
        r"'\::x'",
        "' : '",
        "':é'",
        "a[1:2]",
        "12:30",
    ],
)
def test_verbatim_text_is_compiled_as_it_is(sql: str) -> None:
    compiled = verbatim(sql).compile()
    assert (str(compiled), compiled.params) == (sql, {})


def test_lock_keys_fit_and_differ() -> None:
    names = [f"database{number}" for number in range(100)]
    numbers = {number_key(name) for name in names}
    assert len(numbers) == 100
    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert len({short_key(name) for name in names}) == 100
    assert all(len(short_key(name * 50)) <= 64 for name in names)
