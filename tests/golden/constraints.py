"""Cases of every kind of constraint with every option, and of dropping each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, MetaData, PrimaryKeyConstraint, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects import postgresql

from tests.golden.bases import t, t_spec, x_spec
from tests.kit.golden import SCHEMA, Case, spec, tables

CONVENTION = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
BY_CONVENTION = {"target_metadata": CONVENTION}


def uniques() -> list[Case]:
    """Return the cases of create_unique_constraint."""

    def made(
        name: str, columns: list[str], key: str | None = "uq", options: Mapping[str, Any] | None = None, **facts: Any
    ) -> Case:
        said = dict(options or {})
        facts.setdefault("after", t(Unique(*columns, name=key, **said)))
        return Case(
            f"unique_{name}", lambda op: op.create_unique_constraint(key, "t", columns, **said), before=t(), **facts
        )

    mariadb = dict.fromkeys(("sqlite", "mariadb"), "DEFERRABLE")
    return [
        made("one", ["a"]),
        made("two", ["a", "b"]),
        made("other_order", ["b", "a"]),
        made("unnamed", ["a"], None),
        made("deferrable", ["a"], options={"deferrable": True}, refused=mariadb),
        made("not_deferrable", ["a"], options={"deferrable": False}, refused={**mariadb, "sqlite": "NOT"}),
        made("deferred", ["a"], options={"deferrable": True, "initially": "DEFERRED"}, refused=mariadb),
        made("immediate", ["a"], options={"deferrable": True, "initially": "IMMEDIATE"}, refused=mariadb),
        made("nulls_not_distinct", ["a"], options={"postgresql_nulls_not_distinct": True}),
        made("include", ["a"], options={"postgresql_include": ["b"]}),
        made("on_conflict", ["a"], options={"sqlite_on_conflict": "IGNORE"}),
        made("by_convention", ["a"], None, after=t(Unique("a", name="uq_t_a")), opts=BY_CONVENTION),
        Case(
            "unique_in_schema",
            lambda op: op.create_unique_constraint("uq", "t", ["a"], schema=SCHEMA),
            before=t(schema=SCHEMA),
            after=t(Unique("a", name="uq"), schema=SCHEMA),
        ),
    ]


def primary_keys() -> list[Case]:
    """Return the cases of create_primary_key."""

    def base(*items: Any, **options: Any) -> MetaData:
        columns = (Column("a", Integer, nullable=False, autoincrement=False), Column("b", String(30), nullable=False))
        return tables(spec("p", *columns, *items, **options))

    return [
        Case(
            "primary_one",
            lambda op: op.create_primary_key("pk", "p", ["a"]),
            before=base(),
            after=base(PrimaryKeyConstraint("a", name="pk")),
        ),
        Case(
            "primary_two",
            lambda op: op.create_primary_key("pk", "p", ["b", "a"]),
            before=base(),
            after=base(PrimaryKeyConstraint("b", "a", name="pk")),
        ),
        Case(
            "primary_unnamed",
            lambda op: op.create_primary_key(None, "p", ["a"]),
            before=base(),
            after=base(PrimaryKeyConstraint("a")),
        ),
        Case(
            "primary_by_convention",
            lambda op: op.create_primary_key(None, "p", ["a"]),
            before=base(),
            after=base(PrimaryKeyConstraint("a", name="pk_p")),
            opts=BY_CONVENTION,
        ),
        Case(
            "primary_in_schema",
            lambda op: op.create_primary_key("pk", "p", ["a"], schema=SCHEMA),
            before=base(schema=SCHEMA),
            after=base(PrimaryKeyConstraint("a", name="pk"), schema=SCHEMA),
        ),
    ]


KEY_ROWS = {"x": [{"id": 1}], "t": [{"id": 1, "a": 1, "b": "x"}]}


def foreign_keys() -> list[Case]:
    """Return the cases of create_foreign_key."""

    def made(name: str, key: str | None = "fk", options: Mapping[str, Any] | None = None, **facts: Any) -> Case:
        said = dict(options or {})
        facts.setdefault("after", tables(x_spec(), t_spec(ForeignKeyConstraint(["a"], ["x.id"], name=key, **said))))
        return Case(
            f"foreign_{name}",
            lambda op: op.create_foreign_key(key, "t", "x", ["a"], ["id"], **said),
            before=tables(x_spec(), t_spec()),
            rows=KEY_ROWS,
            **facts,
        )

    deferring = {"mariadb": "DEFERRABLE"}
    actions = ("CASCADE", "SET NULL", "RESTRICT", "NO ACTION", "SET DEFAULT")
    wide = [
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("v", Integer, primary_key=True, autoincrement=False),
    ]
    return [
        made("plain"),
        made("unnamed", None),
        made(
            "by_convention",
            None,
            after=tables(x_spec(), t_spec(ForeignKeyConstraint(["a"], ["x.id"], name="fk_t_a_x"))),
            opts=BY_CONVENTION,
        ),
        *(
            made(f"{rule}_{action.replace(' ', '_').lower()}", options={rule: action})
            for rule in ("ondelete", "onupdate")
            for action in actions
        ),
        made("both", options={"ondelete": "CASCADE", "onupdate": "SET NULL"}),
        made("set_null_columns", options={"ondelete": "SET NULL (a)"}, refused={"sqlite": "", "mariadb": ""}),
        made("deferrable", options={"deferrable": True}, refused=deferring),
        made("not_deferrable", options={"deferrable": False}, refused=deferring),
        made("deferred", options={"deferrable": True, "initially": "DEFERRED"}, refused=deferring),
        made("immediate", options={"deferrable": True, "initially": "IMMEDIATE"}, refused=deferring),
        made("match_full", options={"match": "FULL"}, refused={"mariadb": "MATCH"}),
        made("match_simple", options={"match": "SIMPLE"}, refused={"mariadb": "MATCH"}),
        Case(
            "foreign_self",
            lambda op: op.create_foreign_key("fk", "t", "t", ["a"], ["id"], ondelete="CASCADE"),
            before=t(),
            after=t(ForeignKeyConstraint(["a"], ["t.id"], name="fk", ondelete="CASCADE")),
            rows={"t": [{"id": 1, "a": 1}]},
        ),
        Case(
            "foreign_two_columns",
            lambda op: op.create_foreign_key("fk", "w", "v", ["p", "q"], ["id", "v"]),
            before=tables(spec("v", *wide), spec("w", Column("p", Integer), Column("q", Integer))),
            after=tables(
                spec("v", *[column._copy() for column in wide]),
                spec(
                    "w",
                    Column("p", Integer),
                    Column("q", Integer),
                    ForeignKeyConstraint(["p", "q"], ["v.id", "v.v"], name="fk"),
                ),
            ),
        ),
        Case(
            "foreign_in_schema",
            lambda op: op.create_foreign_key(
                "fk", "t", "x", ["a"], ["id"], source_schema=SCHEMA, referent_schema=SCHEMA, ondelete="CASCADE"
            ),
            before=tables(x_spec(schema=SCHEMA), t_spec(schema=SCHEMA)),
            after=tables(
                x_spec(schema=SCHEMA),
                t_spec(ForeignKeyConstraint(["a"], [f"{SCHEMA}.x.id"], name="fk", ondelete="CASCADE"), schema=SCHEMA),
            ),
            rows={},
        ),
    ]


def checks() -> list[Case]:
    """Return the cases of create_check_constraint."""

    def made(name: str, condition: Any, key: str | None = "ck", **facts: Any) -> Case:
        facts.setdefault("after", t(CheckConstraint(condition, name=key)))
        return Case(f"check_{name}", lambda op: op.create_check_constraint(key, "t", condition), before=t(), **facts)

    a, b = sa.column("a", Integer), sa.column("b", String)
    return [
        made("text", "a > 5"),
        made("text_clause", sa.text("a > 5")),
        made("text_percent", "b <> '5%'"),
        made("text_colon", r"b <> '\:x'"),
        made("text_quotes", "b <> 'it''s \"q\"'"),
        made("modulo", "a % 2 = 0"),
        made("expression", a > 5),
        made("expression_and", sa.and_(a > 5, b != "y")),
        made("expression_string", b != "it's"),
        made("expression_in", b.in_(["x", 'it\'s 5% :c \\ "q"'])),
        made("expression_null", b.is_not(None)),
        made("expression_like", b.like("%x%"), rows={}),
        made("expression_length", sa.func.length(b) < 90),
        made("unnamed", "a > 5", None),
        made("by_convention", "a > 5", "big", after=t(CheckConstraint("a > 5", name="ck_t_big")), opts=BY_CONVENTION),
        Case(
            "check_in_schema",
            lambda op: op.create_check_constraint("ck", "t", "a > 5", schema=SCHEMA),
            before=t(schema=SCHEMA),
            after=t(CheckConstraint("a > 5", name="ck"), schema=SCHEMA),
        ),
    ]


POSTGRESQL_ONLY = {"sqlite": "EXCLUDE", "mariadb": "EXCLUDE"}


def excludes() -> list[Case]:
    """Return the cases of create_exclude_constraint, which PostgreSQL alone has."""

    def made(name: str, elements: tuple[Any, ...], **options: Any) -> Case:
        return Case(
            f"exclude_{name}",
            lambda op: op.create_exclude_constraint("ex", "t", *elements, **options),
            before=t(),
            after=t(postgresql.ExcludeConstraint(*elements, name="ex", **options)),
            refused=POSTGRESQL_ONLY,
        )

    return [
        made("column", (("a", "="),), using="gist"),
        made("two", (("a", "="), ("b", "=")), using="gist"),
        made("default_using", (("a", "="),)),
        made("where", (("a", "="),), where=sa.text("a > 5"), using="gist"),
        made("expression", ((sa.text("lower(b)"), "="),), using="gist"),
        made("deferrable", (("a", "="),), using="gist", deferrable=True, initially="DEFERRED"),
    ]


def dropping(
    name: str, constraint: Callable[[], Any], type_: str | None, *, key: str | None = "k", **facts: Any
) -> Case:
    """Return the case of dropping a constraint."""
    options = facts.pop("options", {})
    facts.setdefault("before", tables(x_spec(), t_spec(constraint())))
    facts.setdefault("after", tables(x_spec(), t_spec()))
    return Case(f"drop_{name}", lambda op: op.drop_constraint(key, "t", type_=type_, **options), rows={}, **facts)


KINDS: Mapping[str, tuple[str, Callable[[], Any]]] = {
    "foreign": ("foreignkey", lambda: ForeignKeyConstraint(["a"], ["x.id"], name="k", ondelete="CASCADE")),
    "unique": ("unique", lambda: Unique("a", name="k")),
    "check": ("check", lambda: CheckConstraint("a > 5", name="k")),
}
# InnoDB keeps the index that it made for a foreign key
INDEX_STAYS = {"mariadb": tables(x_spec(), t_spec(sa.Index("k", "a")))}


def drops() -> list[Case]:
    """Return the cases of drop_constraint."""
    cases = []
    untyped = {"mariadb": "must be told its kind"}
    for name, (type_, make) in KINDS.items():
        stays = {"after_on": INDEX_STAYS} if name == "foreign" else {}
        cases += [
            dropping(name, make, type_, **stays),
            dropping(f"{name}_untyped", make, None, refused=untyped),
            dropping(f"{name}_if_exists", make, type_, options={"if_exists": True}, **stays),
            dropping(
                f"{name}_if_exists_not_there",
                make,
                type_,
                options={"if_exists": True},
                before=tables(x_spec(), t_spec()),
            ),
        ]
    plain = lambda *items: tables(spec("p", Column("a", Integer, nullable=False, autoincrement=False), *items))  # noqa: E731
    return [
        *cases,
        Case(
            "drop_primary",
            lambda op: op.drop_constraint("pk", "p", type_="primary"),
            before=plain(PrimaryKeyConstraint("a", name="pk")),
            after=plain(),
        ),
        Case(
            "drop_unique_in_schema",
            lambda op: op.drop_constraint("k", "t", type_="unique", schema=SCHEMA),
            before=t(Unique("a", name="k"), schema=SCHEMA),
            after=t(schema=SCHEMA),
        ),
        Case(
            "drop_exclude",
            lambda op: op.drop_constraint("ex", "t", type_="exclude"),
            before=t(*([]), name="t"),
            refused={"sqlite": "", "postgresql": "does not exist", "mariadb": ""},
        ),
        Case(
            "drop_unknown",
            lambda op: op.drop_constraint("nowhere", "t", type_="check"),
            before=t(),
            refused={"sqlite": "nowhere", "postgresql": "does not exist", "mariadb": "nowhere"},
        ),
        Case(
            "drop_unknown_kind",
            lambda op: op.drop_constraint("nowhere", "t", type_="foreign"),
            before=t(),
            refused=dict.fromkeys(("sqlite", "postgresql", "mariadb"), "foreignkey"),
        ),
    ]


CASES = [*uniques(), *primary_keys(), *foreign_keys(), *checks(), *excludes(), *drops()]
