"""What a statement does is told by its words, and never guessed."""

from __future__ import annotations

import pytest

from revgraph.runtime.journal.effect import Effect, effect_of, ends_the_same, mentions, statement_digest


@pytest.mark.parametrize(
    ("sql", "effect"),
    [
        ("SELECT 1", Effect.LOOKS),
        ("  -- a note\n/* and another */ select 1", Effect.LOOKS),
        ("(SELECT 1) UNION (SELECT 2)", Effect.LOOKS),
        ("SHOW TABLES", Effect.LOOKS),
        ("SET foreign_key_checks = 0", Effect.LOOKS),
        ("SAVEPOINT a", Effect.LOOKS),
        ("DROP TEMPORARY TABLE x", Effect.LOOKS),
        ("WITH a AS (SELECT 'DELETE') SELECT * FROM a", Effect.LOOKS),
        ("SELECT 'INTO'", Effect.LOOKS),
        ("SELECT * INTO b FROM a", Effect.OPAQUE),
        ("INSERT INTO a VALUES (';x')", Effect.ROWS),
        ("WITH a AS (SELECT 1) UPDATE b SET c = 1", Effect.ROWS),
        ("replace into a values (1)", Effect.ROWS),
        ("INSERT INTO a VALUES (1); DROP TABLE b", Effect.OPAQUE),
        ("CALL p()", Effect.OPAQUE),
        ("DO $$ BEGIN END $$", Effect.OPAQUE),
        ("/*!50000 ALTER TABLE a ADD b INT */", Effect.OPAQUE),
        ("", Effect.OPAQUE),
        ("CREATE TABLE a (b INT)", Effect.DEFINES),
        ("\n\nALTER TABLE a ADD b INT", Effect.DEFINES),
        ("TRUNCATE a", Effect.DEFINES),
        ("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @x = 1; SET @y = 2; END", Effect.DEFINES),
        ("CREATE TEMPORARY TABLE a (b INT)", Effect.TEMPORARY),
        ("create temp table a as select 1", Effect.TEMPORARY),
        ("CREATE OR REPLACE TEMPORARY TABLE a (b INT)", Effect.TEMPORARY),
        ("CREATE TABLE temporary (b INT)", Effect.DEFINES),
    ],
)
def test_effect(sql: str, effect: Effect) -> None:
    assert effect_of(sql) is effect


@pytest.mark.parametrize(
    ("sql", "same"),
    [
        ("CREATE OR REPLACE VIEW v AS SELECT 1", True),
        ("CREATE TABLE IF NOT EXISTS a (b INT)", True),
        ("DROP TABLE IF EXISTS a", True),
        ("DROP INDEX CONCURRENTLY IF EXISTS a", True),
        ("GRANT SELECT ON a TO b", True),
        ("TRUNCATE a", True),
        ("CREATE VIEW v AS SELECT 1", False),
        ("DROP TABLE a", False),
        ("ALTER TABLE a ADD COLUMN IF NOT EXISTS b INT, ADD COLUMN c INT", False),
        ("DROP TABLE IF EXISTS a; INSERT INTO b VALUES (1)", False),
        ("CREATE TABLE a AS SELECT 1 IF NOT EXISTS", False),
    ],
)
def test_what_may_run_twice(sql: str, same: bool) -> None:
    assert ends_the_same(sql) is same


def test_a_digest_is_blind_to_layout_and_sees_every_value() -> None:
    one = statement_digest("UPDATE a  SET b = :b -- c\n", {"b": 1, "c": None})
    assert one == statement_digest("UPDATE a SET b = :b", {"c": None, "b": 1})
    others = [
        statement_digest("UPDATE a SET b = :b", {"b": "1", "c": None}),
        statement_digest("UPDATE a SET b = :b", {"b": True, "c": None}),
        statement_digest("UPDATE a SET b = :b", [{"b": 1, "c": None}, {"b": 1, "c": None}]),
        statement_digest("UPDATE a SET b = 'x  y'", {}),
        statement_digest("UPDATE a SET b = 'x y'", {}),
    ]
    assert len({one, *others}) == 6


def test_a_value_without_a_name_of_its_own_goes_by_its_class() -> None:
    class Wrapped:
        pass

    assert statement_digest("x", (Wrapped(),)) == statement_digest("x", (Wrapped(),))


def test_a_name_is_a_whole_word() -> None:
    assert mentions("INSERT INTO `old` VALUES (1)", "OLD")
    assert not mentions("INSERT INTO older VALUES (1)", "old")
