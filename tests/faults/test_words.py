"""What the journal reads in a statement's words: may it run twice, is a transaction open behind it."""

from __future__ import annotations

import pytest

from revgraph.runtime.journal.effect import ends_the_same, in_transaction_after


@pytest.mark.parametrize(
    ("sql", "same"),
    [
        ("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'odd'", True),
        ("ALTER TYPE mood ADD VALUE 'odd'", False),
        ("ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER", True),
        ("ALTER TABLE t ADD COLUMN c INTEGER", False),
        ("ALTER TABLE t DROP COLUMN IF EXISTS c", True),
        ("ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER, ADD COLUMN d INTEGER", False),
        ("ALTER TABLE t DROP COLUMN IF EXISTS c; DELETE FROM t", False),
    ],
)
def test_what_may_run_twice(sql: str, same: bool) -> None:
    assert ends_the_same(sql) is same


@pytest.mark.parametrize(
    ("sql", "before", "after"),
    [
        ("BEGIN", False, True),
        ("start transaction", False, True),
        ("SELECT 1", False, False),
        ("SELECT 1", True, True),
        ("COMMIT", True, False),
        ("ROLLBACK TO SAVEPOINT a", True, True),
        ("ROLLBACK", True, False),
    ],
)
def test_a_transaction_begun_by_words(sql: str, before: bool, after: bool) -> None:
    assert in_transaction_after(sql, before) is after
