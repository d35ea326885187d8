"""Cases of add_column: types, nullability, defaults, what hangs on a column, where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey, Identity, Integer, MetaData, String
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql

from tests.golden.bases import in_schema, t, t_spec, tx, x_spec
from tests.kit.golden import SCHEMA, Case, spec, tables

Make = Callable[[], Column[Any]]


def adding(name: str, make: Make, base: Callable[..., MetaData] = t, *, call: Any = None, **facts: Any) -> Case:
    """Return the case that adds a column ``make()`` to a base table."""
    called = call or {}
    facts.setdefault("after", base(make()))
    return Case(f"add_{name}", lambda op: op.add_column("t", make(), **called), before=base(), **facts)


class Chosen(sa.types.TypeDecorator[str]):
    """A type of the user's, another one on each database."""

    impl = sa.String
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        return dialect.type_descriptor(sa.Text() if dialect.name == "postgresql" else sa.String(40))


class Spelled(sa.types.UserDefinedType[str]):
    """A type that spells itself."""

    cache_ok = True

    def get_col_spec(self, **kw: Any) -> str:
        return "VARCHAR(7)"


PLAIN_TYPES: Mapping[str, Callable[[], Any]] = {
    "integer": sa.Integer,
    "smallint": sa.SmallInteger,
    "bigint": sa.BigInteger,
    "numeric": sa.Numeric,
    "numeric_10_2": lambda: sa.Numeric(10, 2),
    "decimal": lambda: sa.DECIMAL(12, 4),
    "float": sa.Float,
    "float_20": lambda: sa.Float(20),
    "float_53": lambda: sa.Float(53),
    "real": sa.REAL,
    "double": sa.Double,
    "string": lambda: sa.String(30),
    "unicode": lambda: sa.Unicode(30),
    "char": lambda: sa.CHAR(3),
    "nchar": lambda: sa.NCHAR(3),
    "nvarchar": lambda: sa.NVARCHAR(9),
    "text": sa.Text,
    "text_sized": lambda: sa.Text(70000),
    "unicode_text": sa.UnicodeText,
    "clob": sa.CLOB,
    "boolean": sa.Boolean,
    "date": sa.Date,
    "time": sa.Time,
    "datetime": sa.DateTime,
    "datetime_zone": lambda: sa.DateTime(timezone=True),
    "timestamp": sa.TIMESTAMP,
    "interval": sa.Interval,
    "binary": sa.LargeBinary,
    "binary_sized": lambda: sa.LargeBinary(100),
    "json": sa.JSON,
    "uuid": sa.Uuid,
    "uuid_text": lambda: sa.Uuid(native_uuid=False),
    "enum": lambda: sa.Enum("x", "it's 5%", "ü:z", name="kind"),
    "enum_odd_name": lambda: sa.Enum("x", "y", name='Odd 5% "kind"'),
    "enum_not_native": lambda: sa.Enum("x", "y", name="kind", native_enum=False, length=20),
    "collated": lambda: (
        sa.String(20)
        .with_variant(sa.String(20, collation="NOCASE"), "sqlite")
        .with_variant(sa.String(20, collation="C"), "postgresql")
        .with_variant(sa.String(20, collation="utf8mb4_bin"), "mysql", "mariadb")
        .with_variant(sa.String(20, collation="Latin1_General_CI_AS"), "mssql")
        .with_variant(sa.String(20, collation="BINARY_CI"), "oracle")
    ),
    "decorated": Chosen,
    "spelled_by_user": Spelled,
}
NOT_THERE = {
    "clob": {"postgresql": 'type "clob" does not exist', "mariadb": "CLOB"},
    "nvarchar": {"postgresql": 'type "nvarchar" does not exist'},
    "text_sized": {"postgresql": "type modifier is not allowed for type"},
}


def on(general: Any, **by_dialect: Any) -> Any:
    """Return a type with another one on some dialects."""
    for dialect, type_ in by_dialect.items():
        names = ("mysql", "mariadb") if dialect == "mysql" else (dialect,)
        general = general.with_variant(type_, *names)
    return general


OWN_TYPES: Mapping[str, Callable[[], Any]] = {
    "json_binary": lambda: on(
        sa.JSON(), postgresql=postgresql.JSONB(), mssql=mssql.NVARCHAR("max"), oracle=oracle.CLOB()
    ),
    "array": lambda: on(
        String(200), postgresql=postgresql.ARRAY(Integer), mysql=mysql.LONGTEXT(), oracle=oracle.VARCHAR2(200)
    ),
    "array_2": lambda: on(String(200), postgresql=postgresql.ARRAY(sa.Text, dimensions=2)),
    "inet": lambda: on(String(50), postgresql=postgresql.INET()),
    "network": lambda: on(String(50), postgresql=postgresql.CIDR()),
    "hardware": lambda: on(String(50), postgresql=postgresql.MACADDR()),
    "search": lambda: on(sa.Text(), postgresql=postgresql.TSVECTOR(), mssql=mssql.NTEXT(), oracle=oracle.NCLOB()),
    "range": lambda: on(String(50), postgresql=postgresql.INT4RANGE()),
    "range_time": lambda: on(String(50), postgresql=postgresql.TSTZRANGE()),
    "money": lambda: on(
        sa.Numeric(19, 4), postgresql=postgresql.MONEY(), mssql=mssql.MONEY(), oracle=oracle.NUMBER(19, 4)
    ),
    "bits": lambda: on(
        sa.Integer(), postgresql=postgresql.BIT(5), mysql=mysql.BIT(5), mssql=mssql.BIT(), oracle=oracle.RAW(1)
    ),
    "bits_varying": lambda: on(sa.Integer(), postgresql=postgresql.BIT(9, varying=True)),
    "interval_of": lambda: on(
        sa.Interval(), postgresql=postgresql.INTERVAL(fields="DAY TO SECOND", precision=3), oracle=oracle.INTERVAL(2, 3)
    ),
    "timestamp_3": lambda: on(
        sa.DateTime(),
        postgresql=postgresql.TIMESTAMP(precision=3, timezone=True),
        mysql=mysql.DATETIME(fsp=3),
        mssql=mssql.DATETIME2(3),
        oracle=oracle.TIMESTAMP(timezone=True),
    ),
    "time_3": lambda: on(
        sa.Time(), postgresql=postgresql.TIME(precision=3), mysql=mysql.TIME(fsp=3), mssql=mssql.TIME(3)
    ),
    "offset_time": lambda: on(sa.DateTime(timezone=True), mssql=mssql.DATETIMEOFFSET(2), oracle=oracle.TIMESTAMP()),
    "unsigned": lambda: on(sa.BigInteger(), mysql=mysql.INTEGER(unsigned=True), oracle=oracle.NUMBER(10)),
    "tiny": lambda: on(sa.SmallInteger(), mysql=mysql.TINYINT(display_width=1), mssql=mssql.TINYINT()),
    "medium_text": lambda: on(sa.Text(), mysql=mysql.MEDIUMTEXT(), mssql=mssql.TEXT(), oracle=oracle.LONG()),
    "charset": lambda: on(
        String(20), mysql=mysql.VARCHAR(20, charset="latin1", collation="latin1_german1_ci"), mssql=mssql.NVARCHAR(20)
    ),
    "year": lambda: on(sa.SmallInteger(), mysql=mysql.YEAR()),
    "set": lambda: on(String(60), mysql=mysql.SET("a", "it's", "ü")),
    "own_enum": lambda: on(String(60), mysql=mysql.ENUM("a", "it's", "ü", charset="utf8mb4")),
    "long_blob": lambda: on(
        sa.LargeBinary(), mysql=mysql.LONGBLOB(), mssql=mssql.VARBINARY("max"), oracle=oracle.BFILE()
    ),
    "guid": lambda: on(sa.Uuid(), mssql=mssql.UNIQUEIDENTIFIER(), oracle=oracle.RAW(16), postgresql=postgresql.UUID()),
    "xml": lambda: on(sa.Text(), mssql=mssql.XML(), oracle=oracle.NVARCHAR2(2000)),
    "binary_double": lambda: on(sa.Float(), oracle=oracle.BINARY_DOUBLE(), mssql=mssql.REAL()),
    "fixed_bytes": lambda: on(sa.BINARY(4), postgresql=postgresql.BYTEA(), oracle=oracle.RAW(4), sqlite=sa.BLOB()),
}


def type_cases() -> list[Case]:
    """Return a case for each type."""

    def made(name: str, type_: Callable[[], Any]) -> Case:
        return adding(f"type_{name}", lambda: Column("c", type_()), refused=NOT_THERE.get(name, {}))

    return [made(name, type_) for name, type_ in {**PLAIN_TYPES, **OWN_TYPES}.items()]


POSTGRESQL_TYPES: Mapping[str, Callable[[], Any]] = {
    "array": lambda: postgresql.ARRAY(Integer),
    "array_of_enum": lambda: postgresql.ARRAY(postgresql.ENUM("x", "it's", name="kinds")),
    "domain": lambda: postgresql.DOMAIN("positive", Integer, check="VALUE > 0", constraint_name="is_positive"),
    "jsonb": postgresql.JSONB,
}


def postgresql_cases() -> list[Case]:
    """Return a case for each type that PostgreSQL alone has."""
    words = dict.fromkeys(("sqlite", "mariadb"), "can't render element of type")
    generic = {"jsonb": {"mariadb": words["mariadb"]}}  # it is also a JSON
    return [
        adding(f"postgresql_{name}", lambda type_=type_: Column("c", type_()), refused=generic.get(name, words))
        for name, type_ in POSTGRESQL_TYPES.items()
    ]


DEFAULTS: Mapping[str, tuple[Callable[[], Any], Any]] = {
    "string": (lambda: String(90), "abc"),
    "string_quotes": (lambda: String(90), 'it\'s "100%" \\ :x `b` [c] é 漢'),
    "string_empty": (lambda: String(90), ""),
    "string_null_word": (lambda: String(90), "NULL"),
    "number": (sa.Integer, "7"),
    "number_text": (sa.Integer, sa.text("7")),
    "number_negative": (sa.Integer, sa.text("-7")),
    "literal": (sa.Integer, sa.literal(5)),
    "decimal": (lambda: sa.Numeric(10, 2), sa.text("1.50")),
    "float": (sa.Float, sa.text("1e3")),
    "false": (sa.Boolean, sa.false()),
    "true": (sa.Boolean, sa.true()),
    "null": (sa.Integer, sa.null()),
    "text_quoted": (lambda: String(90), sa.text("'a''b'")),
    "text_percent_colon": (lambda: String(90), sa.text(r"'5% \:x'")),
    "date": (sa.Date, sa.text("'2024-02-29'")),
    "enum_value": (lambda: sa.Enum("x", "y", name="kind"), "x"),
    "now": (sa.DateTime, sa.func.now()),
    "current_timestamp": (sa.DateTime, sa.text("CURRENT_TIMESTAMP")),
    "current_date": (sa.Date, sa.func.current_date()),
    "expression": (sa.Integer, sa.text("(1 + 2)")),
    "function": (lambda: String(90), sa.func.lower("ABC")),
}


def default_cases() -> list[Case]:
    """Return each default, on a column that may be NULL and on one that may not."""

    def made(name: str, type_: Callable[[], Any], default: Any, nullable: bool) -> Case:
        end = "" if nullable else "_not_null"
        make = lambda: Column("c", type_(), server_default=default, nullable=nullable)  # noqa: E731
        return adding(f"default_{name}{end}", make)

    cases = [made(name, type_, default, True) for name, (type_, default) in DEFAULTS.items()]
    not_null = {name: pair for name, pair in DEFAULTS.items() if name != "null"}
    return cases + [made(name, type_, default, False) for name, (type_, default) in not_null.items()]


HANGING = [
    adding("not_null", lambda: Column("c", Integer, nullable=False), rows={}),
    adding("comment", lambda: Column("c", Integer, comment='it\'s "5%" \\ :x é')),
    adding("comment_empty", lambda: Column("c", Integer, comment="")),
    adding("comment_default_not_null", lambda: Column("c", Integer, comment="n", server_default="3", nullable=False)),
    adding("index", lambda: Column("c", Integer, index=True)),
    adding("unique", lambda: Column("c", Integer, unique=True)),
    adding("unique_index", lambda: Column("c", Integer, unique=True, index=True)),
    adding("unique_not_null_default_null_rows", lambda: Column("c", Integer, unique=True, nullable=False), rows={}),
    adding("index_comment_default", lambda: Column("c", Integer, index=True, comment="n", server_default="3")),
    adding("foreign_key", lambda: Column("c", Integer, ForeignKey("x.id")), tx),
    adding("foreign_key_named", lambda: Column("c", Integer, ForeignKey("x.id", name="fk_c")), tx),
    *(
        adding(
            f"foreign_key_{rule}_{action.replace(' ', '_').lower()}",
            lambda rule=rule, action=action: Column("c", Integer, ForeignKey("x.id", name="fk_c", **{rule: action})),
            tx,
        )
        for rule in ("ondelete", "onupdate")
        for action in ("CASCADE", "SET NULL", "RESTRICT", "NO ACTION")
    ),
    adding(
        "foreign_key_both_actions",
        lambda: Column("c", Integer, ForeignKey("x.id", name="fk_c", ondelete="CASCADE", onupdate="SET NULL")),
        tx,
    ),
    adding("foreign_key_index", lambda: Column("c", Integer, ForeignKey("x.id", name="fk_c"), index=True), tx),
    adding("foreign_key_unique", lambda: Column("c", Integer, ForeignKey("x.id", name="fk_c"), unique=True), tx),
    adding("foreign_key_self", lambda: Column("c", Integer, ForeignKey("t.id", name="fk_c"))),
    adding(
        "foreign_key_default", lambda: Column("c", Integer, ForeignKey("x.id", name="fk_c"), server_default="1"), tx
    ),
    adding("references_inline", lambda: Column("c", Integer, ForeignKey("x.id")), tx, call={"inline_references": True}),
    adding(
        "references_inline_actions",
        lambda: Column("c", Integer, ForeignKey("x.id", name="fk_c", ondelete="CASCADE", onupdate="CASCADE")),
        tx,
        call={"inline_references": True},
    ),
    *(
        # in a definition MariaDB takes no name, so afterwards it is the table's
        adding(
            f"check_{name}",
            lambda type_=type_, checks=checks: Column(
                "c", type_, *(CheckConstraint(sql, name=key) for key, sql in checks)
            ),
            after=t(Column("c", type_), *(CheckConstraint(sql, name=key) for key, sql in checks)),
        )
        for name, type_, checks in (
            ("named", Integer(), [("ck_c", "c > 5")]),
            ("percent_colon", String(20), [("ck_c", r"c <> '5% \:x'")]),
            ("two", Integer(), [("k1", "c > 5"), ("k2", "c < 9")]),
        )
    ),
    adding("check_unnamed", lambda: Column("c", Integer, CheckConstraint("c > 5"))),
    adding("boolean_check", lambda: Column("c", sa.Boolean(create_constraint=True, name="ck_c"))),
    adding(
        "enum_check",
        lambda: Column("c", sa.Enum("x", "it's", name="ck_c", native_enum=False, create_constraint=True)),
    ),
    adding(
        "computed",
        lambda: Column("c", Integer, Computed("id * 2", persisted=False)),
        refused={"postgresql": "'virtual' persistence"},
    ),
    adding("computed_stored", lambda: Column("c", Integer, Computed("id * 2", persisted=True))),
    adding("computed_unsaid", lambda: Column("c", Integer, Computed("id + 1")), refused={"postgresql": "VIRTUAL"}),
    adding("computed_text", lambda: Column("c", String(40), Computed("upper(b)", persisted=True))),
    adding("identity_always", lambda: Column("c", Integer, Identity(always=True, start=3)), rows={}),
    adding(
        "identity_all_options",
        lambda: Column(
            "c", sa.BigInteger, Identity(start=5, increment=2, minvalue=1, maxvalue=999, cycle=True, cache=9)
        ),
        rows={},
    ),
    adding("sequence_default", lambda: Column("c", Integer, server_default=sa.text("0"), autoincrement=False)),
]

PLACES = [
    adding("in_schema", lambda: Column("c", Integer, server_default="5"), in_schema, call={"schema": SCHEMA}),
    adding("in_schema_index", lambda: Column("c", Integer, index=True), in_schema, call={"schema": SCHEMA}),
    adding("in_schema_comment", lambda: Column("c", Integer, comment="n"), in_schema, call={"schema": SCHEMA}),
    adding("in_schema_unique", lambda: Column("c", Integer, unique=True), in_schema, call={"schema": SCHEMA}),
    Case(
        "add_in_schema_foreign_key",
        lambda op: op.add_column("t", Column("c", Integer, ForeignKey(f"{SCHEMA}.x.id", name="fk_c")), schema=SCHEMA),
        before=tables(x_spec(schema=SCHEMA), t_spec(schema=SCHEMA)),
        after=tables(
            x_spec(schema=SCHEMA),
            t_spec(Column("c", Integer, ForeignKey(f"{SCHEMA}.x.id", name="fk_c")), schema=SCHEMA),
        ),
    ),
    adding("if_not_exists", lambda: Column("c", Integer), call={"if_not_exists": True}),
    Case(
        "add_if_not_exists_there_already",
        lambda op: op.add_column("t", Column("b", String(30)), if_not_exists=True),
        before=t(),
        after=t(),
    ),
    adding("if_not_exists_index", lambda: Column("c", Integer, index=True), call={"if_not_exists": True}),
    Case(
        "add_primary_key_inline",
        lambda op: op.add_column("p", Column("c", Integer, primary_key=True), inline_primary_key=True),
        before=tables(spec("p", Column("a", Integer))),
        after=tables(spec("p", Column("a", Integer), Column("c", Integer, primary_key=True))),
    ),
]

CASES = [*type_cases(), *postgresql_cases(), *default_cases(), *HANGING, *PLACES]
