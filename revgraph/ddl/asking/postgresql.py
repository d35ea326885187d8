"""Ask PostgreSQL: put all definitions on temporary copies of their tables, read how they are kept, take all back.

One block of PL/pgSQL whatever the number of doubts; a refused definition does not keep the others from an answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from revgraph.ddl.asking.doubts import Answer, Doubt
from revgraph.ddl.enums import literal
from revgraph.ddl.scratch import statement
from revgraph.util.sqla import commits_at_once

_SCRATCH = "revgraph_scratch"
_SETTING = "revgraph.answers"
# variables keep what they hold when the inner block is rolled back: that is how the answers get out of it
_BLOCK = """
DO $revgraph$
DECLARE
    one record;
    copied boolean;
    kept text;
    have text;
    answers jsonb := '{{}}';
BEGIN
    BEGIN
        FOR one IN SELECT * FROM json_to_recordset({doubts}::json)
            AS x(n text, copy text, place text, add text, kept text, have text)
        LOOP
            BEGIN
                copied := false;
                IF to_regclass(one.place) IS NULL THEN
                    EXECUTE one.copy;
                END IF;
                copied := true;
                EXECUTE one.add;
                EXECUTE one.kept INTO kept;
                have := NULL;
                IF one.have IS NOT NULL THEN
                    EXECUTE one.have INTO have;
                END IF;
                answers := answers || jsonb_build_object(one.n, jsonb_build_object('kept', kept, 'have', have));
            EXCEPTION WHEN OTHERS THEN
                answers := answers || jsonb_build_object(one.n, jsonb_build_object(
                    CASE WHEN copied AND SQLSTATE NOT IN ('42501', '25006') THEN 'refused' ELSE 'unasked' END, SQLERRM
                ));
            END;
        END LOOP;
        RAISE EXCEPTION 'done' USING ERRCODE = 'RGRB1';
    EXCEPTION WHEN SQLSTATE 'RGRB1' THEN
        NULL;
    END;
    PERFORM set_config('{setting}', answers::text, false);
END
$revgraph$
"""
_CONSTRAINT = (
    "SELECT {what} FROM pg_catalog.pg_constraint c WHERE c.conrelid = {place}::regclass AND c.conname = {name}"
)
_INDEX = (
    "SELECT i.indisunique || substring(d.def FROM position(' USING ' || quote_ident(m.amname) || ' (' IN d.def)) "
    "FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class k ON k.oid = i.indexrelid "
    "JOIN pg_catalog.pg_am m ON m.oid = k.relam, LATERAL (SELECT pg_get_indexdef(i.indexrelid) AS def) d "
    "WHERE i.indrelid = {place}::regclass AND k.relname = {name}"
)
_ATTRIBUTE = (
    "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a "
    "ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = {place}::regclass AND a.attname = {name}"
)
_DEFINITION = "pg_get_constraintdef(c.oid, true)"


def ask_postgresql(connection: Connection, doubts: Sequence[Doubt]) -> Mapping[Doubt, Answer]:
    """Return how each definition would be kept.

    :param connection: a live one.
    :param doubts: what is not known.
    """
    answers: dict[Doubt, Answer] = {}
    for part in _rounds(doubts):
        questions = [_question(str(number), doubt, connection) for number, doubt in enumerate(part)]
        with _undone(connection):
            block = _BLOCK.format(doubts=literal(json.dumps(questions)), setting=_SETTING)
            connection.execute(statement(block))
            said = connection.exec_driver_sql(f"SELECT current_setting('{_SETTING}')").scalar_one()
            connection.exec_driver_sql(f"SELECT set_config('{_SETTING}', '', false)")
        found: Mapping[str, Mapping[str, str | None]] = json.loads(said)
        answers.update({doubt: Answer(**found.get(str(number), {})) for number, doubt in enumerate(part)})
    return answers


def _rounds(doubts: Sequence[Doubt]) -> Iterator[list[Doubt]]:
    """Yield the doubts, in each round only one table of a name: the copies have the names of the tables."""
    left = list(doubts)
    while left:
        places: dict[str, str | None] = {}
        for doubt in left:
            places.setdefault(doubt.table, doubt.schema)
        now = [doubt for doubt in left if places[doubt.table] == doubt.schema]
        yield now
        left = [doubt for doubt in left if places[doubt.table] != doubt.schema]


@contextmanager
def _undone(connection: Connection) -> Iterator[None]:
    """Keep a refusal from ending the transaction there is."""
    if commits_at_once(connection):
        yield
        return
    savepoint = connection.begin_nested()
    try:
        yield
    except BaseException:
        savepoint.rollback()
        raise
    savepoint.commit()


def _question(number: str, doubt: Doubt, connection: Connection) -> dict[str, Any]:
    schema = doubt.schema or connection.dialect.default_schema_name or "public"
    real = f"{_quoted(schema)}.{_quoted(doubt.table)}"
    copy = f"pg_temp.{_quoted(doubt.table)}"
    name = f"revgraph_{number}"
    alter = f"ALTER TABLE {copy}"
    asked = {"n": number, "place": copy, "copy": f"CREATE TEMPORARY TABLE {_quoted(doubt.table)} (LIKE {real})"}
    spots = {"place": literal(copy), "name": literal(name)}
    there = {"place": literal(real), "name": literal(doubt.name or "")}
    if doubt.kind == "check":
        return {
            **asked,
            "add": f"{alter} ADD CONSTRAINT {name} CHECK ({doubt.want})",
            "kept": _CONSTRAINT.format(what=_DEFINITION, **spots),
        }
    if doubt.kind == "default":
        place = f"pg_temp.{_quoted(_SCRATCH)}"
        return {
            "n": number,
            "place": place,
            "copy": f"CREATE TEMPORARY TABLE {_quoted(_SCRATCH)} ()",
            "add": f"ALTER TABLE {place} ADD COLUMN {name} {doubt.type_sql} DEFAULT {doubt.want}",
            "kept": _ATTRIBUTE.format(place=literal(place), name=literal(name)),
        }
    if doubt.kind == "computed":
        return {
            **asked,
            "add": f"{alter} ADD COLUMN {name} {doubt.type_sql} GENERATED ALWAYS AS ({doubt.want}) STORED",
            "kept": _ATTRIBUTE.format(**spots),
        }
    if doubt.kind == "exclude":
        return {
            **asked,
            "add": f"{alter} ADD CONSTRAINT {name} {doubt.want}",
            "kept": _CONSTRAINT.format(what=_DEFINITION, **spots),
            "have": _CONSTRAINT.format(what=_DEFINITION, **there),
        }
    unique, tail = (
        ("UNIQUE ", doubt.want.removeprefix("UNIQUE ")) if doubt.want.startswith("UNIQUE ") else ("", doubt.want)
    )
    return {
        **asked,
        "add": f"CREATE {unique}INDEX {name} ON {copy} {tail}",
        "kept": _INDEX.format(**spots),
        "have": _INDEX.format(**there),
    }


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
