"""Sequences, enum types, schemas and extensions as each dialect spells them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import BigInteger, Integer

from revgraph.ddl import DefaultImpl
from revgraph.ddl.enums import EnumChange
from revgraph.ddl.sequences import SequenceOptions
from revgraph.errors import OfflineError, OperationError
from tests.kit.ddl import Case, Refused, check, golden

NOTHING: list[str] = []
WITHOUT_ENUMS = "default sqlite mysql mariadb mssql oracle"
WITHOUT_SEQUENCES = "sqlite mysql"
ODD = '50%:ü "b" it\'s.x'


def options(**said: Any) -> SequenceOptions:
    return SequenceOptions(**said)


def forgiving(statement: str, code: int) -> str:
    """Return Oracle's block that lets one error pass."""
    return (
        f"BEGIN EXECUTE IMMEDIATE '{statement}'; "
        f"EXCEPTION WHEN OTHERS THEN IF SQLCODE NOT IN ({code}) THEN RAISE; END IF; END;"
    )


SEQUENCES = [
    Case(
        "create_sequence",
        lambda impl: impl.create_sequence("q", options()),
        {
            "default postgresql mariadb oracle": "CREATE SEQUENCE q",
            "mssql": "CREATE SEQUENCE q START WITH 1",
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "create_sequence_with_all",
        lambda impl: impl.create_sequence(
            "q",
            options(
                start=5,
                increment=2,
                minvalue=1,
                maxvalue=100,
                cycle=True,
                cache=10,
                order=True,
                data_type=Integer,
            ),
            schema="s",
            owned_by=("t", "c"),
        ),
        {
            "default mssql": "CREATE SEQUENCE s.q AS INTEGER INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 100 "
            "CACHE 10 CYCLE",
            "postgresql": "CREATE SEQUENCE s.q AS INTEGER INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 100 CACHE 10 "
            "CYCLE OWNED BY t.c",
            "mariadb": "CREATE SEQUENCE s.q INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 100 CACHE 10 CYCLE",
            "oracle": "CREATE SEQUENCE s.q INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 100 CACHE 10 CYCLE ORDER",
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "create_sequence_without_bounds",
        lambda impl: impl.create_sequence(
            "q", options(increment=-1, nominvalue=True, nomaxvalue=True, cycle=False, cache=1, order=False)
        ),
        {
            "default postgresql": "CREATE SEQUENCE q INCREMENT BY -1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE",
            "mariadb": "CREATE SEQUENCE q INCREMENT BY -1 NO MINVALUE NO MAXVALUE NOCACHE NOCYCLE",
            "mssql": "CREATE SEQUENCE q INCREMENT BY -1 NO MINVALUE NO MAXVALUE NO CACHE NO CYCLE START WITH -1",
            "oracle": "CREATE SEQUENCE q INCREMENT BY -1 NOMINVALUE NOMAXVALUE NOCACHE NOCYCLE NOORDER",
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "create_sequence_if_not_exists",
        lambda impl: impl.create_sequence("q", options(start=1), schema="s", if_not_exists=True),
        {
            "default postgresql mariadb": "CREATE SEQUENCE IF NOT EXISTS s.q START WITH 1",
            "oracle": forgiving("CREATE SEQUENCE s.q START WITH 1", -955),
            "mssql": "IF OBJECT_ID(N's.q', N'SO') IS NULL CREATE SEQUENCE s.q START WITH 1",
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "create_sequence_odd_name",
        lambda impl: impl.create_sequence(ODD, options(start=1), schema="select", owned_by=("a.b", ODD, "C")),
        {
            "default oracle": 'CREATE SEQUENCE "select"."50%:ü ""b"" it\'s.x" START WITH 1',
            "postgresql": 'CREATE SEQUENCE "select"."50%:ü ""b"" it\'s.x" START WITH 1 '
            'OWNED BY "a.b"."50%:ü ""b"" it\'s.x"."C"',
            "mariadb": 'CREATE SEQUENCE `select`.`50%:ü "b" it\'s.x` START WITH 1',
            "mssql": 'CREATE SEQUENCE [select].[50%:ü "b" it\'s.x] START WITH 1',
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "alter_sequence",
        lambda impl: impl.alter_sequence("q", options(increment=2, cache=5, cycle=False), restart=7, schema="s"),
        {
            "default postgresql": "ALTER SEQUENCE s.q INCREMENT BY 2 CACHE 5 NO CYCLE RESTART WITH 7",
            "mariadb": "ALTER SEQUENCE s.q INCREMENT BY 2 CACHE 5 NOCYCLE RESTART WITH 7",
            "mssql": "ALTER SEQUENCE s.q INCREMENT BY 2 CACHE 5 NO CYCLE RESTART WITH 7",
            "oracle": "ALTER SEQUENCE s.q INCREMENT BY 2 CACHE 5 NOCYCLE RESTART START WITH 7",
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "alter_sequence_if_exists",
        lambda impl: impl.alter_sequence("q", options(), restart=7, if_exists=True),
        {
            "default postgresql mariadb": "ALTER SEQUENCE IF EXISTS q RESTART WITH 7",
            "mssql": "IF OBJECT_ID(N'q', N'SO') IS NOT NULL ALTER SEQUENCE q RESTART WITH 7",
            "oracle": forgiving("ALTER SEQUENCE q RESTART START WITH 7", -2289),
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "alter_sequence_start",
        lambda impl: impl.alter_sequence("q", options(start=7)),
        {
            "default postgresql mariadb": "ALTER SEQUENCE q START WITH 7",
            "mssql oracle": Refused(OperationError, ("can't change start", "restart=")),
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "alter_sequence_type",
        lambda impl: impl.alter_sequence("q", options(data_type=BigInteger())),
        {
            "default postgresql": "ALTER SEQUENCE q AS BIGINT",
            "mariadb oracle": NOTHING,
            "mssql": Refused(OperationError, ("can't change data_type",)),
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "alter_sequence_owner",
        lambda impl: impl.alter_sequence("q", options(), owned_by=("s", "t", "c")),
        {"postgresql": "ALTER SEQUENCE q OWNED BY s.t.c", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "alter_sequence_no_owner",
        lambda impl: impl.alter_sequence("q", options(), owned_by=("NONE",)),
        {"postgresql": "ALTER SEQUENCE q OWNED BY NONE", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "drop_sequence",
        lambda impl: impl.drop_sequence("Q", schema="s"),
        {
            "default postgresql oracle": 'DROP SEQUENCE s."Q"',
            "mariadb": "DROP SEQUENCE s.`Q`",
            "mssql": "DROP SEQUENCE s.[Q]",
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
    Case(
        "drop_sequence_if_exists",
        lambda impl: impl.drop_sequence("q", if_exists=True),
        {
            "default postgresql mariadb mssql": "DROP SEQUENCE IF EXISTS q",
            "oracle": forgiving("DROP SEQUENCE q", -2289),
            WITHOUT_SEQUENCES: NOTHING,
        },
    ),
]

ENUMS = [
    Case(
        "create_enum",
        lambda impl: impl.create_enum("e", ["a", "it's", "50%:", "b\\c"], schema="s"),
        {"postgresql": "CREATE TYPE s.e AS ENUM ('a', 'it''s', '50%:', E'b\\\\c')", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "create_enum_if_not_exists",
        lambda impl: impl.create_enum("e", ["a", "$revgraph$"], if_not_exists=True),
        {
            "postgresql": "DO $revgraph_$ BEGIN CREATE TYPE e AS ENUM ('a', '$revgraph$'); "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $revgraph_$",
            WITHOUT_ENUMS: NOTHING,
        },
    ),
    Case(
        "create_enum_odd_name",
        lambda impl: impl.create_enum(ODD, [], schema="Select"),
        {"postgresql": 'CREATE TYPE "Select"."50%:ü ""b"" it\'s.x" AS ENUM ()', WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "drop_enum",
        lambda impl: impl.drop_enum("order", schema="s"),
        {"postgresql": 'DROP TYPE s."order"', WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "drop_enum_if_exists",
        lambda impl: impl.drop_enum("e", if_exists=True),
        {"postgresql": "DROP TYPE IF EXISTS e", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "add_enum_value",
        lambda impl: impl.add_enum_value("e", "it's"),
        {"postgresql": "ALTER TYPE e ADD VALUE 'it''s'", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "add_enum_value_before",
        lambda impl: impl.add_enum_value("e", "x", before="it's", schema="S", if_not_exists=True),
        {"postgresql": "ALTER TYPE \"S\".e ADD VALUE IF NOT EXISTS 'x' BEFORE 'it''s'", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "add_enum_value_after",
        lambda impl: impl.add_enum_value("e", "x", after=""),
        {"postgresql": "ALTER TYPE e ADD VALUE 'x' AFTER ''", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "rename_enum_value",
        lambda impl: impl.rename_enum_value("e", "a%", "b:c", schema="s"),
        {"postgresql": "ALTER TYPE s.e RENAME VALUE 'a%' TO 'b:c'", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "alter_enum_renames",
        lambda impl: impl.alter_enum(EnumChange("e", None, ("a", "b"), ("b", "c"), {"a": "b", "b": "c"})),
        {
            "postgresql": ["ALTER TYPE e RENAME VALUE 'b' TO 'c'", "ALTER TYPE e RENAME VALUE 'a' TO 'b'"],
            WITHOUT_ENUMS: NOTHING,
        },
    ),
    Case(
        "alter_enum_swap",
        lambda impl: impl.alter_enum(EnumChange("e", None, ("a", "b"), ("b", "a"), {"a": "b", "b": "a"})),
        {
            "postgresql": [
                "ALTER TYPE e RENAME VALUE 'a' TO 'revgraph_0'",
                "ALTER TYPE e RENAME VALUE 'b' TO 'a'",
                "ALTER TYPE e RENAME VALUE 'revgraph_0' TO 'b'",
            ],
            WITHOUT_ENUMS: NOTHING,
        },
    ),
    Case(
        "alter_enum_rebuild",
        lambda impl: impl.alter_enum(
            EnumChange("e", "s", ("a", "b"), ("c", "b"), mapping={"a": "c"}),
            columns=[("s", "t", "x"), ("s", "t", "y", True, "{b}"), (None, "u", "Z", False, "b")],
        ),
        {
            "postgresql": [
                "ALTER TABLE ONLY s.t ALTER COLUMN y DROP DEFAULT",
                'ALTER TABLE ONLY u ALTER COLUMN "Z" DROP DEFAULT',
                "ALTER TYPE s.e RENAME TO e__old",
                "CREATE TYPE s.e AS ENUM ('c', 'b')",
                "ALTER TABLE s.t ALTER COLUMN x TYPE s.e USING (CASE x::text WHEN 'a' THEN 'c' ELSE x::text END)::s.e, "
                "ALTER COLUMN y TYPE s.e[] USING array_replace(y::text[], 'a', 'c')::s.e[]",
                'ALTER TABLE u ALTER COLUMN "Z" TYPE s.e '
                "USING (CASE \"Z\"::text WHEN 'a' THEN 'c' ELSE \"Z\"::text END)::s.e",
                "ALTER TABLE ONLY s.t ALTER COLUMN y SET DEFAULT '{b}'",
                "ALTER TABLE ONLY u ALTER COLUMN \"Z\" SET DEFAULT 'b'",
                "DROP TYPE s.e__old",
            ],
            WITHOUT_ENUMS: NOTHING,
        },
    ),
    Case(
        "alter_enum_unused",
        lambda impl: impl.alter_enum(EnumChange("é" * 31, None, ("a",), ("b",)), columns=[]),
        {
            "postgresql": [
                f'ALTER TYPE "{"é" * 31}" RENAME TO "{"é" * 29}__old"',
                f"CREATE TYPE \"{'é' * 31}\" AS ENUM ('b')",
                f'DROP TYPE "{"é" * 29}__old"',
            ],
            WITHOUT_ENUMS: NOTHING,
        },
    ),
    Case(
        "alter_enum_without_columns",
        lambda impl: impl.alter_enum(EnumChange("e", None, ("a",), ("a", "b"))),
        {"postgresql": Refused(OfflineError, ("e", "columns=[")), WITHOUT_ENUMS: NOTHING},
    ),
]

SCHEMAS = [
    Case(
        "create_schema",
        lambda impl: impl.create_schema("My s"),
        {
            "default postgresql": 'CREATE SCHEMA "My s"',
            "mysql mariadb": "CREATE SCHEMA `My s`",
            "mssql": "CREATE SCHEMA [My s]",
            "sqlite": Refused(OperationError, ("My s", "ATTACH DATABASE")),
            "oracle": Refused(OperationError, ("My s", "CREATE USER")),
        },
    ),
    Case(
        "create_schema_if_not_exists",
        lambda impl: impl.create_schema("it's", if_not_exists=True),
        {
            "default postgresql": 'CREATE SCHEMA IF NOT EXISTS "it\'s"',
            "mysql mariadb": "CREATE SCHEMA IF NOT EXISTS `it's`",
            "mssql": "IF SCHEMA_ID(N'it''s') IS NULL EXEC(N'CREATE SCHEMA [it''s]')",
            "sqlite oracle": Refused(OperationError, ("it's",)),
        },
    ),
    Case(
        "create_schema_authorization",
        lambda impl: impl.create_schema("s", authorization="Joe"),
        {
            "default postgresql": 'CREATE SCHEMA s AUTHORIZATION "Joe"',
            "mssql": "CREATE SCHEMA s AUTHORIZATION [Joe]",
            "mysql mariadb": Refused(OperationError, ("no owner", "authorization=")),
            "sqlite oracle": Refused(OperationError, ("schema s",)),
        },
    ),
    Case(
        "create_schema_odd_name",
        lambda impl: impl.create_schema(ODD),
        {
            "default postgresql": 'CREATE SCHEMA "50%:ü ""b"" it\'s.x"',
            "mysql mariadb": 'CREATE SCHEMA `50%:ü "b" it\'s.x`',
            "mssql": 'CREATE SCHEMA [50%:ü "b" it\'s.x]',
            "sqlite oracle": Refused(OperationError, (ODD,)),
        },
    ),
    Case(
        "drop_schema",
        lambda impl: impl.drop_schema("s"),
        {
            "default postgresql mssql": "DROP SCHEMA s",
            "mysql mariadb": Refused(OfflineError, ("drops the tables in it unasked", "cascade=True")),
            "sqlite": Refused(OperationError, ("ATTACH DATABASE",)),
            "oracle": Refused(OperationError, ("DROP USER",)),
        },
    ),
    Case(
        "drop_schema_cascade",
        lambda impl: impl.drop_schema("s", if_exists=True, cascade=True),
        {
            "default postgresql": "DROP SCHEMA IF EXISTS s CASCADE",
            "mysql mariadb": "DROP SCHEMA IF EXISTS s",
            "mssql": Refused(OperationError, ("no cascade",)),
            "sqlite oracle": Refused(OperationError, ("schema s",)),
        },
    ),
    Case(
        "drop_schema_if_exists",
        lambda impl: impl.drop_schema("s", if_exists=True),
        {
            "default postgresql mssql": "DROP SCHEMA IF EXISTS s",
            "mysql mariadb": Refused(OfflineError, ("cascade=True",)),
            "sqlite oracle": Refused(OperationError, ("schema s",)),
        },
    ),
    Case(
        "create_extension",
        lambda impl: impl.create_extension("uuid-ossp"),
        {"postgresql": 'CREATE EXTENSION "uuid-ossp"', WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "create_extension_with_all",
        lambda impl: impl.create_extension("citext", schema="S", version="1.5", if_not_exists=True, cascade=True),
        {
            "postgresql": "CREATE EXTENSION IF NOT EXISTS citext SCHEMA \"S\" VERSION '1.5' CASCADE",
            WITHOUT_ENUMS: NOTHING,
        },
    ),
    Case(
        "drop_extension",
        lambda impl: impl.drop_extension("citext"),
        {"postgresql": "DROP EXTENSION citext", WITHOUT_ENUMS: NOTHING},
    ),
    Case(
        "drop_extension_with_all",
        lambda impl: impl.drop_extension("citext", if_exists=True, cascade=True),
        {"postgresql": "DROP EXTENSION IF EXISTS citext CASCADE", WITHOUT_ENUMS: NOTHING},
    ),
]


@golden([*SEQUENCES, *ENUMS, *SCHEMAS])
def test_object(case: Case, dialect: str) -> None:
    check(case, dialect)


@pytest.mark.parametrize("version", [(10, 2, 99), (10, 3, 1)])
def test_sequences_of_mariadb_begin_with_10_3(version: tuple[int, ...]) -> None:
    from io import StringIO

    from tests.kit.ddl import new_dialect

    buffer = StringIO()
    dialect = new_dialect("mariadb")
    dialect.server_version_info = version
    impl = DefaultImpl.get_by_dialect(dialect)(dialect, None, True, None, buffer, {})
    impl.drop_sequence("q")
    assert bool(buffer.getvalue()) is (version >= (10, 3))
