"""Cases of drop_column, with whatever hangs on the column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey, Identity, Index, Integer, String, UniqueConstraint

from tests.golden.bases import t, t_spec, tx, x_spec
from tests.kit.golden import SCHEMA, Case, tables

# SQLite's DROP COLUMN leaves nothing behind that mentions the column: a script finds out on the database
MENTIONED = {
    f"column_{name}"
    for name in ("index", "unique", "unique_named", "index_two", "foreign_key", "check_of_table", "check_of_type")
}


def dropping(
    name: str, make: Callable[[], Column[Any]], *more: Any, base: Any = t, options: Any = None, **facts: Any
) -> Case:
    """Return the case that drops the column ``c``; what else is given stands beside it."""
    said = dict(options or {})
    facts.setdefault("script_fails", {"sqlite": "after drop column"} if name in MENTIONED else {})
    facts.setdefault("after", base())
    return Case(f"drop_{name}", lambda op: op.drop_column("t", "c", **said), before=base(make(), *more), **facts)


TYPES = {
    "integer": Integer,
    "string": lambda: String(20),
    "datetime": sa.DateTime,
    "json": sa.JSON,
    "enum_not_native": lambda: sa.Enum("x", "y", name="kind", native_enum=False),
}
# MariaDB won't leave a constraint on a column that is no more; PostgreSQL drops with the column what is on it
KEY = {"mariadb": "foreign key"}

CASES = [
    *(dropping(f"column_{name}", lambda type_=type_: Column("c", type_())) for name, type_ in TYPES.items()),
    dropping("column_default", lambda: Column("c", Integer, server_default="7", nullable=False)),
    dropping("column_comment", lambda: Column("c", Integer, comment="n")),
    dropping("column_index", lambda: Column("c", Integer, index=True)),
    dropping("column_unique", lambda: Column("c", Integer, unique=True)),
    dropping("column_unique_named", lambda: Column("c", Integer), UniqueConstraint("c", name="uq")),
    # of two columns MariaDB leaves the index on the other
    dropping(
        "column_index_two",
        lambda: Column("c", Integer),
        Index("ix", "c", "a"),
        after_on={"mariadb": t(Index("ix", "a"))},
    ),
    dropping("column_foreign_key", lambda: Column("c", Integer, ForeignKey("x.id", name="fk")), base=tx, refused=KEY),
    dropping("column_check", lambda: Column("c", Integer, CheckConstraint("c > 5")), rows={}),
    dropping(
        "column_check_of_table",
        lambda: Column("c", Integer),
        CheckConstraint("c > 5", name="ck"),
        rows={},
    ),
    dropping("column_check_of_type", lambda: Column("c", sa.Boolean(create_constraint=True, name="ck"))),
    dropping("column_computed", lambda: Column("c", Integer, Computed("id * 2", persisted=True))),
    dropping("column_identity", lambda: Column("c", Integer, Identity()), rows={}),
    dropping("column_if_exists", lambda: Column("c", Integer), options={"if_exists": True}),
    Case(
        "drop_column_if_exists_not_there",
        lambda op: op.drop_column("t", "c", if_exists=True),
        before=t(),
        after=t(),
    ),
    dropping(
        "column_mssql_flags",
        lambda: Column("c", Integer, server_default="5"),
        options={"mssql_drop_default": True, "mssql_drop_check": True, "mssql_drop_foreign_key": True},
    ),
    Case(
        "drop_column_in_schema",
        lambda op: op.drop_column("t", "c", schema=SCHEMA),
        before=t(Column("c", Integer), schema=SCHEMA),
        after=t(schema=SCHEMA),
    ),
    Case(
        "drop_column_in_schema_unique",
        lambda op: op.drop_column("t", "c", schema=SCHEMA),
        before=t(Column("c", Integer, unique=True), schema=SCHEMA),
        after=t(schema=SCHEMA),
        script_fails={"sqlite": "after drop column"},
    ),
    Case(
        "drop_column_referred_to",
        lambda op: op.drop_column("t", "u"),
        before=tables(
            x_spec(), t_spec(Column("u", Integer, unique=True), Column("r", Integer, ForeignKey("t.u", name="fk")))
        ),
        refused={"sqlite": "u", "postgresql": "u", "mariadb": "u"},
    ),
    Case(
        "drop_column_unknown",
        lambda op: op.drop_column("t", "nowhere"),
        before=t(),
        refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "nowhere"),
    ),
]
