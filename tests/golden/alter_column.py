"""Cases of alter_column: each change alone, all of them together, types into types, and what must stay as it is."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey, Identity, Integer, MetaData, String, Text
from sqlalchemy.dialects import mysql, oracle, postgresql

from tests.golden.add_column import DEFAULTS, on
from tests.golden.bases import with_c, x_spec
from tests.kit.golden import SCHEMA, Case, spec, tables

Make = Callable[[], Column[Any]]
Facts = Mapping[str, Any]


def told(column: Column[Any]) -> dict[str, Any]:
    """Return all ``existing_*`` arguments that tell of a column."""
    default = column.server_default
    return {
        "existing_type": column.type,
        "existing_nullable": column.nullable,
        "existing_server_default": getattr(default, "arg", default),
        "existing_comment": column.comment,
    }


def altering(
    name: str,
    was: Make,
    becomes: Make,
    changes: Facts,
    *,
    values: tuple[Any, ...] = (),
    schema: str | None = None,
    known: Facts | None = None,
    base: Callable[..., MetaData] = with_c,
    **facts: Any,
) -> Case:
    """Return the case that makes the column ``becomes()`` of ``was()``."""
    existing = told(was()) if known is None else known
    rows = [{"id": number, was().name: value} for number, value in enumerate(values)]
    place = {"schema": schema} if schema else {}
    table = f"{schema}.t" if schema else "t"
    facts = {"rows": {table: rows}, "after": base(becomes(), **place), **facts}
    if was().name != becomes().name:
        facts["renamed"] = {f"{table}.{was().name}": becomes().name}
    return Case(
        f"alter_{name}",
        lambda op: op.alter_column("t", was().name, **changes, **existing, **place),
        before=base(was(), **place),
        **facts,
    )


def c(type_: Any = Integer, *items: Any, name: str = "c", **facts: Any) -> Make:
    """Return the function that makes the column ``c``."""
    return lambda: Column(name, type_() if callable(type_) else type_, *items, **facts)


TYPES: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "integer": (Integer, (1, 2)),
    "bigint": (sa.BigInteger, (2**40,)),
    "numeric": (lambda: sa.Numeric(10, 2), (decimal.Decimal("1.25"),)),
    "float": (sa.Float, (1.5,)),
    "string": (lambda: String(30), ("x", "it's 5% :c")),
    "text": (Text, ("x",)),
    "boolean": (sa.Boolean, ()),
    "date": (sa.Date, (dt.date(2024, 2, 29),)),
    "datetime": (sa.DateTime, ()),
    "datetime_zone": (lambda: sa.DateTime(timezone=True), ()),
    "time": (sa.Time, ()),
    "binary": (sa.LargeBinary, ()),
    "enum": (lambda: sa.Enum("x", "it's", name="kind"), ("x", "it's")),
    "uuid": (sa.Uuid, ()),
    "unsigned": (lambda: on(sa.BigInteger(), mysql=mysql.INTEGER(unsigned=True), oracle=oracle.NUMBER(10)), (1,)),
    "collated": (
        lambda: on(
            sa.String(20),
            sqlite=sa.String(20, collation="NOCASE"),
            postgresql=sa.String(20, collation="C"),
            mysql=mysql.VARCHAR(20, charset="latin1", collation="latin1_german1_ci"),
        ),
        ("x",),
    ),
    "array": (lambda: on(String(20), postgresql=postgresql.ARRAY(Integer)), ()),
}

NULLABILITY = [
    case
    for name, (type_, values) in TYPES.items()
    for case in (
        altering(f"required_{name}", c(type_), c(type_, nullable=False), {"nullable": False}, values=values),
        altering(f"optional_{name}", c(type_, nullable=False), c(type_), {"nullable": True}, values=values),
    )
]

SET_DEFAULTS = [
    altering(f"default_{name}", c(type_), c(type_, server_default=default), {"server_default": default})
    for name, (type_, default) in DEFAULTS.items()
    if name != "null"
]

WAS_DEFAULT = c(lambda: String(90), server_default="old", nullable=False, comment="kept")
OTHER_DEFAULTS = [
    altering("default_removed", c(server_default="7"), c(), {"server_default": None}, values=(1, 2)),
    altering(
        "default_removed_kept_rest",
        WAS_DEFAULT,
        c(lambda: String(90), nullable=False, comment="kept"),
        {"server_default": None},
        values=("x",),
    ),
    altering(
        "default_changed_kept_rest",
        WAS_DEFAULT,
        c(lambda: String(90), server_default="it's", nullable=False, comment="kept"),
        {"server_default": "it's"},
        values=("x",),
    ),
    altering(
        "default_constant_to_expression",
        c(sa.DateTime, server_default=sa.text("'2024-01-01 00:00:00'")),
        c(sa.DateTime, server_default=sa.func.now()),
        {"server_default": sa.func.now()},
    ),
    altering(
        "default_expression_to_constant",
        c(sa.DateTime, server_default=sa.func.now(), comment="kept"),
        c(sa.DateTime, server_default=sa.text("'2024-01-01 00:00:00'"), comment="kept"),
        {"server_default": sa.text("'2024-01-01 00:00:00'")},
    ),
    altering(
        "default_expression_removed",
        c(sa.DateTime, server_default=sa.func.now()),
        c(sa.DateTime),
        {"server_default": None},
    ),
    altering("default_in_schema", c(), c(server_default="5"), {"server_default": "5"}, schema=SCHEMA, values=(1,)),
]

COMMENTS = [
    altering("comment_set", c(), c(comment='it\'s "5%" \\ :x é'), {"comment": 'it\'s "5%" \\ :x é'}, values=(1,)),
    altering("comment_changed", c(comment="old"), c(comment="new"), {"comment": "new"}, values=(1,)),
    altering("comment_removed", c(comment="old"), c(), {"comment": None}, values=(1,)),
    altering("comment_in_schema", c(), c(comment="new"), {"comment": "new"}, schema=SCHEMA),
    altering(
        "comment_keeps_all",
        c(lambda: String(9), server_default="q", nullable=False),
        c(lambda: String(9), server_default="q", nullable=False, comment="new"),
        {"comment": "new"},
        values=("x",),
    ),
]

# every combination of the five changes
FIVE: Mapping[str, tuple[str, Any, str, Any]] = {
    "null": ("nullable", False, "nullable", False),
    "default": ("server_default", "q", "server_default", "q"),
    "type": ("type_", String(40), "type_", String(40)),
    "comment": ("comment", "new", "comment", "new"),
    "name": ("new_column_name", "d", "name", "d"),
}


def combined(chosen: tuple[str, ...], start: Facts, end: str) -> Case:
    """Return the case of several changes in one call."""
    was = {"type_": String(20), "name": "c", **start}
    changes = {FIVE[one][0]: FIVE[one][1] for one in chosen}
    becomes = {**was, **{FIVE[one][2]: FIVE[one][3] for one in chosen}}
    return altering(f"{'_'.join(chosen)}{end}", c(**was), c(**becomes), changes, values=("x", "y"))


COMBINED = [
    combined(chosen, {}, "") for count in range(1, 6) for chosen in combinations(FIVE, count) if chosen != ("null",)
] + [
    combined(chosen, {"server_default": "o", "comment": "old"}, "_replacing")
    for count in range(1, 6)
    for chosen in combinations(FIVE, count)
    if count > 1
]


def retyping(
    name: str, was: Any, becomes: Any, using: str | None = None, values: tuple[Any, ...] = (), **facts: Any
) -> Case:
    """Return the case of another type."""
    new = becomes() if callable(becomes) else becomes
    changes = {"type_": new, **({"postgresql_using": using} if using else {})}
    return altering(f"type_{name}", c(was), c(becomes), changes, values=values, **facts)


NEW_TYPES = [
    retyping("longer_string", lambda: String(20), lambda: String(200), values=("x",)),
    retyping("shorter_string", lambda: String(200), lambda: String(20), values=("x",)),
    retyping("string_to_text", lambda: String(20), Text, values=("x",)),
    retyping("text_to_string", Text, lambda: String(20), values=("x",)),
    retyping("integer_to_bigint", Integer, sa.BigInteger, values=(1,)),
    retyping("bigint_to_integer", sa.BigInteger, Integer, values=(1,)),
    retyping("integer_to_string", Integer, lambda: String(20), values=(1,)),
    retyping("string_to_integer", lambda: String(20), Integer, "c::integer", values=("1",)),
    retyping("string_to_integer_colon", lambda: String(20), Integer, "split_part(c, ':', 1)::integer", values=("1",)),
    retyping("integer_to_numeric", Integer, lambda: sa.Numeric(10, 2)),
    retyping("numeric_precision", lambda: sa.Numeric(8, 2), lambda: sa.Numeric(12, 2)),
    retyping("float_to_numeric", sa.Float, lambda: sa.Numeric(10, 2)),
    retyping("string_to_boolean", lambda: String(20), sa.Boolean, "c = 'y'"),
    retyping("integer_to_boolean", Integer, sa.Boolean, "c <> 0"),
    retyping("string_to_date", lambda: String(20), sa.Date, "c::date", values=("2024-02-29",)),
    retyping("date_to_datetime", sa.Date, sa.DateTime),
    retyping("datetime_to_zone", sa.DateTime, lambda: sa.DateTime(timezone=True), "c AT TIME ZONE 'UTC'"),
    retyping("string_to_json", lambda: String(20), sa.JSON, "c::json", values=("[1, 2]",)),
    retyping("string_to_uuid", lambda: String(36), sa.Uuid, "c::uuid", values=(str(uuid.UUID(int=5)),), rows={}),
    retyping("string_to_enum", lambda: String(20), lambda: sa.Enum("x", "it's", name="kind"), "c::kind", values=("x",)),
    retyping(
        "enum_to_string",
        lambda: sa.Enum("x", "y", name="kind", native_enum=False, length=5),
        lambda: String(20),
        values=("x",),
    ),
    retyping("binary_to_text", sa.LargeBinary, Text, "encode(c, 'escape')"),
    retyping(
        "collation",
        lambda: String(20),
        lambda: on(
            String(20),
            sqlite=String(20, collation="NOCASE"),
            postgresql=String(20, collation="C"),
            mysql=String(20, collation="utf8mb4_bin"),
            mssql=String(20, collation="Latin1_General_CI_AS"),
        ),
        values=("x",),
    ),
    retyping(
        "array",
        lambda: on(String(20), postgresql=postgresql.ARRAY(Integer)),
        lambda: on(String(30), postgresql=postgresql.ARRAY(sa.BigInteger)),
    ),
    altering(
        "type_with_default",
        c(lambda: String(20), server_default="5", nullable=False),
        c(Integer, server_default="7", nullable=False),
        {"type_": Integer(), "server_default": "7", "postgresql_using": "c::integer"},
        values=("1",),
    ),
    altering(
        "type_without_default",
        c(lambda: String(20), server_default="x", nullable=False),
        c(Integer, nullable=False),
        {"type_": Integer(), "server_default": None, "postgresql_using": "c::integer"},
        values=("1",),
    ),
    altering("type_in_schema", c(), c(sa.BigInteger), {"type_": sa.BigInteger()}, schema=SCHEMA, values=(1,)),
    altering(
        "type_keeps_all",
        c(lambda: String(20), nullable=False, server_default="it's", comment="kept", index=True),
        c(lambda: String(40), nullable=False, server_default="it's", comment="kept", index=True),
        {"type_": String(40)},
        values=("x",),
    ),
]


def checked(name: str) -> Any:
    """Return a type that brings a CHECK along."""
    return sa.Enum("x", "it's", name=name, native_enum=False, create_constraint=True, length=9)


CHECKED_TYPES = [
    altering(
        "type_to_checked_enum",
        c(lambda: String(9)),
        c(lambda: checked("ck_c")),
        {"type_": checked("ck_c")},
        values=("x",),
    ),
    altering(
        "type_from_checked_enum", c(lambda: checked("ck_c")), c(lambda: String(9)), {"type_": String(9)}, values=("x",)
    ),
    altering(
        "type_checked_to_checked",
        c(lambda: checked("ck_1")),
        c(lambda: checked("ck_2")),
        {"type_": checked("ck_2")},
        values=("x",),
    ),
]

# what is told nowhere must stay: the database is asked, a script can't and says which argument it needs
UNTOLD: Facts = {}
FULL = {"nullable": False, "server_default": "it's", "comment": "kept \\ 5%"}
STAMP = lambda: on(sa.DateTime(), mysql=mysql.TIMESTAMP())  # noqa: E731
NOW = sa.text("CURRENT_TIMESTAMP")
ON_UPDATE = sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")


LONG_AGO = sa.text("'2024-01-01 00:00:00'")


def stamped(**facts: Any) -> MetaData:
    """Return a table whose column MariaDB sets at every UPDATE."""
    return with_c(Column("c", STAMP(), **{"server_default": NOW, "nullable": False, **facts}))


KEPT = [
    altering(
        "untold_required",
        c(lambda: String(20), server_default="x", comment="kept"),
        c(lambda: String(20), server_default="x", comment="kept", nullable=False),
        {"nullable": False},
        known=UNTOLD,
        values=("x",),
    ),
    altering(
        "untold_type",
        c(lambda: String(20), **FULL),
        c(lambda: String(40), **FULL),
        {"type_": String(40)},
        known=UNTOLD,
        values=("x",),
    ),
    altering(
        "untold_comment",
        c(lambda: String(20), **FULL),
        c(lambda: String(20), **{**FULL, "comment": "n"}),
        {"comment": "n"},
        known=UNTOLD,
        values=("x",),
    ),
    altering(
        "untold_name",
        c(lambda: String(20), **FULL),
        c(lambda: String(20), name="d", **FULL),
        {"new_column_name": "d"},
        known=UNTOLD,
        values=("x",),
    ),
    altering(
        "untold_expression",
        c(sa.DateTime, comment="kept"),
        c(sa.DateTime, comment="kept", server_default=NOW),
        {"server_default": NOW},
        known=UNTOLD,
    ),
    altering(
        "told_type_alone",
        c(lambda: String(20), nullable=False),
        c(lambda: String(20), nullable=False, comment="n"),
        {"comment": "n"},
        known={"existing_type": String(20)},
        values=("x",),
    ),
    altering(
        "told_no_default",
        c(lambda: String(20), nullable=False),
        c(lambda: String(20), nullable=False, comment="n"),
        {"comment": "n"},
        known={"existing_type": String(20), "existing_nullable": False},
        values=("x",),
    ),
    Case(
        "alter_renames_stamped",
        lambda op: op.alter_column("t", "c", new_column_name="d"),
        before=stamped(),
        after=with_c(Column("d", STAMP(), server_default=NOW, nullable=False)),
    ),
    # on MariaDB a default with ON UPDATE, told as what is there, is replaced whole; untold, the clause stays
    *(
        Case(
            f"alter_on_update_{name}",
            lambda op, default=default, known=known: op.alter_column(
                "t", "c", server_default=default, existing_type=STAMP(), existing_nullable=False, **known
            ),
            before=stamped(server_default=NOW),
            after=stamped(server_default=default),
            rows={},
        )
        for name, default, known in (
            ("removed", sa.text("'2024-01-01 00:00:00'"), {"existing_server_default": NOW}),
            ("changed", NOW, {"existing_server_default": NOW}),
        )
    ),
    *(
        Case(
            f"alter_mysql_on_update_{name}",
            lambda op, default=default, known=known: op.alter_column(
                "t", "c", server_default=default, existing_type=STAMP(), existing_nullable=False, **known
            ),
            before=stamped(server_default=NOW),
            before_on={"mariadb": stamped(server_default=ON_UPDATE)},
            after=stamped(server_default=default),
            after_on={"mariadb": stamped(server_default=after)},
            rows={},
        )
        for name, default, after, known in (
            ("removed", NOW, NOW, {"existing_server_default": ON_UPDATE}),
            ("removed_with_default", LONG_AGO, LONG_AGO, {"existing_server_default": ON_UPDATE}),
        )
    ),
    Case(
        "alter_keeps_index_unique_key",
        lambda op: op.alter_column(
            "t",
            "c",
            type_=sa.BigInteger(),
            existing_type=Integer(),
            existing_nullable=True,
            existing_server_default=None,
        ),
        rows={},
        before=tables(
            x_spec(),
            spec(
                "t",
                Column("id", Integer, primary_key=True, autoincrement=False),
                Column("c", Integer, unique=True, index=False),
                Column("a", Integer, ForeignKey("x.id", name="fk")),
            ),
        ),
        after=tables(
            x_spec(),
            spec(
                "t",
                Column("id", Integer, primary_key=True, autoincrement=False),
                Column("c", sa.BigInteger, unique=True, index=False),
                Column("a", Integer, ForeignKey("x.id", name="fk")),
            ),
        ),
    ),
    altering(
        "keeps_check",
        c(Integer),
        c(Integer, nullable=False),
        {"nullable": False},
        values=(7,),
        base=lambda *items, **kw: with_c(*items, CheckConstraint("c > 5", name="ck_c"), **kw),
    ),
    altering(
        "name_in_check",
        c(Integer),
        c(Integer, name="d"),
        {"new_column_name": "d"},
        values=(7,),
        base=lambda *items, **kw: with_c(*items, CheckConstraint(f"{items[0].name} > 5", name="ck_c"), **kw),
    ),
    altering("name_in_schema", c(), c(name="d"), {"new_column_name": "d"}, schema=SCHEMA, values=(1,)),
    altering(
        "name_of_index",
        c(index=True, server_default="5"),
        lambda: Column("d", Integer, server_default="5"),
        {"new_column_name": "d"},
        values=(1,),
        after=with_c(Column("d", Integer, server_default="5"), sa.Index("ix_t_c", "d")),
    ),
]

NUMBERED = [
    Case(
        "alter_autoincrement",
        lambda op: op.alter_column(
            "t",
            "id",
            autoincrement=True,
            existing_type=Integer(),
            existing_nullable=False,
            existing_server_default=None,
        ),
        before=with_c(Column("c", Integer)),
        after=with_c(Column("c", Integer)),
        after_on={"mariadb": tables(spec("t", Column("id", Integer, primary_key=True), Column("c", Integer)))},
    ),
    Case(
        "alter_autoincrement_off",
        lambda op: op.alter_column(
            "t",
            "id",
            autoincrement=False,
            existing_type=Integer(),
            existing_nullable=False,
            existing_server_default=None,
            existing_autoincrement=True,
        ),
        before=tables(spec("t", Column("id", Integer, primary_key=True), Column("c", Integer))),
        after=tables(spec("t", Column("id", Integer, primary_key=True), Column("c", Integer))),
        after_on={"mariadb": with_c(Column("c", Integer))},
    ),
    Case(
        "alter_type_of_autoincrement",
        lambda op: op.alter_column(
            "t",
            "id",
            type_=sa.BigInteger(),
            existing_type=Integer(),
            existing_nullable=False,
            existing_server_default=None,
            existing_autoincrement=True,
        ),
        before=tables(spec("t", Column("id", Integer, primary_key=True), Column("c", Integer))),
        after=tables(spec("t", Column("id", sa.BigInteger, primary_key=True), Column("c", Integer))),
    ),
]


def identity_case(name: str, was: Any, becomes: Any, **facts: Any) -> Case:
    """Return the case that turns one identity, or none, into another."""
    made = lambda one: with_c(Column("c", Integer, *([one] if one is not None else []), nullable=False))  # noqa: E731
    words = {"mariadb": "identity"} if becomes is None else {"sqlite": "Identity", "mariadb": "identity"}
    return Case(
        f"alter_identity_{name}",
        lambda op: op.alter_column(
            "t",
            "c",
            server_default=becomes,
            existing_server_default=was,
            existing_type=Integer(),
            existing_nullable=False,
        ),
        before=made(None if was is None else was._copy()),
        after=made(None if becomes is None else becomes._copy()),
        rows={},
        **{"refused": words, **facts},
    )


IDENTITIES = [
    identity_case("added", None, Identity()),
    identity_case("added_options", None, Identity(always=True, start=9, increment=3)),
    identity_case("always", Identity(), Identity(always=True)),
    identity_case("start", Identity(start=1), Identity(start=50, increment=5)),
    identity_case("limits", Identity(minvalue=1, maxvalue=100), Identity()),
    identity_case("cycle_cache", Identity(), Identity(cycle=True, cache=20)),
    identity_case("dropped", Identity(always=True), None),
]

COMPUTED = [
    Case(
        f"alter_computed_{name}",
        lambda op, was=was, becomes=becomes: op.alter_column(
            "t",
            "c",
            server_default=becomes,
            existing_server_default=was,
            existing_type=Integer(),
            existing_nullable=True,
        ),
        before=with_c(Column("c", Integer, *([was._copy()] if was is not None else []))),
        after=with_c(Column("c", Integer, *([becomes._copy()] if becomes is not None else []))),
        rows={"t": [{"id": 1}]},
        refused=dict.fromkeys(("postgresql", "mariadb"), "drop the column and add it again"),
    )
    for name, was, becomes in (
        ("added", None, Computed("id * 2", persisted=True)),
        ("changed", Computed("id * 2", persisted=True), Computed("id * 3", persisted=True)),
        ("dropped", Computed("id * 2", persisted=True), None),
    )
]

CASES = [
    *NULLABILITY, *SET_DEFAULTS, *OTHER_DEFAULTS, *COMMENTS, *COMBINED, *NEW_TYPES, *CHECKED_TYPES, *KEPT, *NUMBERED,
    *IDENTITIES, *COMPUTED,
]  # fmt: skip
