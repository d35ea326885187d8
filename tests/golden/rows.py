"""Cases of bulk_insert and execute: literals of every type, texts, constructs, parameters."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Integer, String, column, table, text

from tests.golden.bases import t, with_c
from tests.kit.golden import SCHEMA, Case, spec, tables

NASTY = 'it\'s 100% \\ "x" :y %(z)s -- é 漢 `b` [c] \\n'


class Colour(enum.Enum):
    red = 1
    blue = 2


# type, values, and what the drivers give back where it is not that
LITERALS: Mapping[str, tuple[Any, list[Any], list[Any] | None]] = {
    "integer": (Integer, [1, -5, None], None),
    "bigint": (sa.BigInteger, [2**62], None),
    "numeric": (lambda: sa.Numeric(20, 2), [decimal.Decimal("12345678901.25"), decimal.Decimal("-1E+3"), None], []),
    "float": (sa.Double, [0.5, -2.5e10, 1e-7], None),
    "string": (lambda: String(90), [NASTY, "", "NULL", None], None),
    "text_lines": (sa.Text, ["two\nlines\tand a tab; 'x'; --no comment"], None),
    "boolean": (sa.Boolean, [True, False, None], []),
    "date": (sa.Date, [dt.date(2024, 2, 29), None], None),
    "time": (sa.Time, [dt.time(23, 59, 58)], []),
    "datetime": (sa.DateTime, [dt.datetime(2024, 2, 29, 12, 30, 45)], []),
    "datetime_microseconds": (sa.DateTime, [dt.datetime(2024, 2, 29, 12, 30, 45, 123456)], []),
    "datetime_zone": (lambda: sa.DateTime(timezone=True), [dt.datetime(2024, 2, 29, 12, 30, tzinfo=dt.UTC)], []),
    "binary": (sa.LargeBinary, [b"\x00\xff'%", b"", None], []),
    "json": (sa.JSON, [{"a": [1, None, "it's 5% \\ :x é"]}, None], []),
    "uuid": (sa.Uuid, [uuid.UUID(int=2**100 + 5), None], []),
    "enum": (lambda: sa.Enum("x", "it's", name="kind"), ["x", "it's", None], None),
    "enum_class": (lambda: sa.Enum(Colour, name="colour"), [Colour.red, Colour.blue], ["red", "blue"]),
    "interval": (sa.Interval, [dt.timedelta(days=2, seconds=5)], []),
}


def literal_cases() -> list[Case]:
    """Return a case for each type: rows are inserted by the call and by the script."""

    def made(name: str, type_: Any, values: list[Any], shown: list[Any] | None) -> Case:
        rows = [{"id": number, "c": value} for number, value in enumerate(values)]
        kept = values if shown is None else shown
        expected = [{"id": number, "c": value} for number, value in enumerate(kept)] or [
            {"id": row["id"]} for row in rows
        ]
        make = lambda: table("t", column("id", Integer), column("c", type_()))  # noqa: E731
        return Case(
            f"insert_{name}",
            lambda op: op.bulk_insert(make(), rows),
            before=with_c(Column("c", type_())),
            after=with_c(Column("c", type_())),
            rows={},
            values={"t": expected},
        )

    return [made(name, *facts) for name, facts in LITERALS.items()]


IDS = table("t", column("id", Integer), column("a", Integer), column("b", String))
THREE = [{"id": 1, "a": 1, "b": "x"}, {"id": 2, "a": 2, "b": NASTY[:30]}, {"id": 3, "a": None, "b": None}]


def inserting(name: str, call: Any, expected: list[dict[str, Any]], **facts: Any) -> Case:
    """Return the case of rows in ``t``."""
    return Case(f"insert_{name}", call, **{"before": t(), "after": t(), "rows": {}, "values": {"t": expected}, **facts})


def numbered() -> tuple[Column[Any], Column[Any]]:
    return Column("id", Integer, primary_key=True), Column("b", String(30))


INSERTED = [
    inserting("rows", lambda op: op.bulk_insert(IDS, THREE), THREE),
    inserting("rows_one_by_one", lambda op: op.bulk_insert(IDS, THREE, multiinsert=False), THREE),
    inserting("no_rows", lambda op: op.bulk_insert(IDS, []), []),
    inserting(
        "rows_of_different_keys",
        lambda op: op.bulk_insert(IDS, [{"id": 1, "a": 5}, {"id": 2, "b": "y"}, {"id": 3}]),
        [{"id": 1, "a": 5, "b": None}, {"id": 2, "a": None, "b": "y"}, {"id": 3, "a": None, "b": None}],
    ),
    inserting(
        "inline_literal",
        lambda op: op.bulk_insert(IDS, [{"id": 1, "b": op.inline_literal("it's 5%")}], multiinsert=False),
        [{"id": 1, "b": "it's 5%"}],
    ),
    inserting(
        "expressions",
        lambda op: op.bulk_insert(IDS, [{"id": 1, "a": text("1 + 2"), "b": sa.func.lower("ABC")}]),
        [{"id": 1, "a": 3, "b": "abc"}],
    ),
    inserting(
        "default_of_python",
        lambda op: op.bulk_insert(
            sa.Table("t", sa.MetaData(), Column("id", Integer), Column("b", String(30), default="d")), [{"id": 1}]
        ),
        [{"id": 1, "b": "d"}],
    ),
    inserting(
        "into_created",
        lambda op: op.bulk_insert(
            op.create_table(
                "t",
                Column("id", Integer, primary_key=True, autoincrement=False),
                Column("a", Integer),
                Column("b", String(30)),
            ),
            [{"id": 1, "a": 2, "b": "it's"}],
        ),
        [{"id": 1, "a": 2, "b": "it's"}],
        before=sa.MetaData(),
    ),
    inserting(
        "in_schema",
        lambda op: op.bulk_insert(
            table("t", column("id", Integer), column("b", String), schema=SCHEMA), [{"id": 1, "b": "x"}]
        ),
        [],
        before=t(schema=SCHEMA),
        after=t(schema=SCHEMA),
        values={f"{SCHEMA}.t": [{"id": 1, "b": "x"}]},
    ),
    inserting(
        "unknown_column",
        lambda op: op.bulk_insert(IDS, [{"id": 1, "nowhere": 5}]),
        [],
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "nowhere"),
    ),
    inserting(
        "not_a_list",
        lambda op: op.bulk_insert(IDS, {"id": 1}),
        [],
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "list of dictionaries"),
    ),
    Case(
        "insert_autoincrement_key",
        lambda op: op.bulk_insert(op.create_table("n", *numbered()), [{"id": 7, "b": "x"}]),
        after=tables(spec("n", *numbered())),
        values={"n": [{"id": 7, "b": "x"}]},
    ),
]

START = {"t": [{"id": 1, "a": 1, "b": "x"}, {"id": 2, "a": 2, "b": "y"}]}


def running(name: str, call: Any, a: Any, b: Any, **facts: Any) -> Case:
    """Return the case of SQL that changes the first row of ``t``."""
    expected = [{"id": 1, "a": a, "b": b}, {"id": 2, "a": 2, "b": "y"}]
    return Case(f"execute_{name}", call, before=t(), after=t(), rows=START, values={"t": expected}, **facts)


EXECUTED = [
    running("text", lambda op: op.execute("UPDATE t SET b = 'z' WHERE id = 1"), 1, "z"),
    running("text_clause", lambda op: op.execute(text("UPDATE t SET b = 'z' WHERE id = 1")), 1, "z"),
    running("quotes", lambda op: op.execute("UPDATE t SET b = 'it''s \"q\"' WHERE id = 1"), 1, 'it\'s "q"'),
    running("percent", lambda op: op.execute("UPDATE t SET b = '5% %s %(x)s' WHERE id = 1"), 1, "5% %s %(x)s"),
    running("modulo", lambda op: op.execute("UPDATE t SET a = 17 % 5 WHERE id = 1"), 2, "x"),
    running("like", lambda op: op.execute("UPDATE t SET a = 9 WHERE b LIKE '%x%'"), 9, "x"),
    running("colon_escaped", lambda op: op.execute(r"UPDATE t SET b = '\:x 12\:30' WHERE id = 1"), 1, ":x 12:30"),
    running("colon_in_time", lambda op: op.execute("UPDATE t SET b = '12:30:45' WHERE id = 1"), 1, "12:30:45"),
    running("comment_at_end", lambda op: op.execute("UPDATE t SET b = 'z' WHERE id = 1 -- done"), 1, "z"),
    running("terminated", lambda op: op.execute("UPDATE t SET b = 'z' WHERE id = 1;"), 1, "z"),
    running("lines", lambda op: op.execute("UPDATE t\n  SET b = 'z'\n  WHERE id = 1\n"), 1, "z"),
    running(
        "bindparams",
        lambda op: op.execute(text("UPDATE t SET b = :b, a = :a WHERE id = :id").bindparams(b=NASTY[:30], a=5, id=1)),
        5,
        NASTY[:30],
    ),
    running(
        "bindparam_date",
        lambda op: op.execute(
            text("UPDATE t SET b = :d WHERE id = 1").bindparams(sa.bindparam("d", "2024-02-29", String))
        ),
        1,
        "2024-02-29",
    ),
    running(
        "bindparam_none", lambda op: op.execute(text("UPDATE t SET b = :b WHERE id = 1").bindparams(b=None)), 1, None
    ),
    running(
        "bindparam_list",
        lambda op: op.execute(
            text("UPDATE t SET a = 9 WHERE id IN :ids").bindparams(sa.bindparam("ids", [1, 5], expanding=True))
        ),
        9,
        "x",
    ),
    running("update", lambda op: op.execute(IDS.update().where(IDS.c.id == 1).values(b="it's 5% :x")), 1, "it's 5% :x"),
    running(
        "update_inline_literal",
        lambda op: op.execute(IDS.update().where(IDS.c.id == op.inline_literal(1)).values(b=op.inline_literal("it's"))),
        1,
        "it's",
    ),
    running(
        "update_expression", lambda op: op.execute(IDS.update().where(IDS.c.id == 1).values(a=IDS.c.a + 10)), 11, "x"
    ),
    running("update_in", lambda op: op.execute(IDS.update().where(IDS.c.id.in_([1, 7])).values(a=9)), 9, "x"),
    running("update_null", lambda op: op.execute(IDS.update().where(IDS.c.id == 1).values(b=None)), 1, None),
    Case(
        "execute_delete",
        lambda op: op.execute(IDS.delete().where(IDS.c.b == "y")),
        before=t(),
        after=t(),
        rows=START,
        values={"t": [{"id": 1, "a": 1, "b": "x"}]},
    ),
    Case(
        "execute_insert",
        lambda op: op.execute(IDS.insert().values(id=3, a=3, b="it's :x")),
        before=t(),
        after=t(),
        rows={},
        values={"t": [{"id": 3, "a": 3, "b": "it's :x"}]},
    ),
    Case(
        "execute_insert_from_select",
        lambda op: op.execute(
            IDS.insert().from_select(["id", "a"], sa.select(IDS.c.id + 10, IDS.c.a).where(IDS.c.id == 1))
        ),
        before=t(),
        after=t(),
        rows={"t": [{"id": 1, "a": 1, "b": "x"}]},
        values={"t": [{"id": 1, "a": 1, "b": "x"}, {"id": 11, "a": 1, "b": None}]},
    ),
    Case(
        "execute_parameter_without_value",
        lambda op: op.execute("UPDATE t SET b = :nothing WHERE id = 1"),
        before=t(),
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "nothing"),
    ),
]

CASES = [*literal_cases(), *INSERTED, *EXECUTED]
