"""What renaming, validating, cascading and filling write, on each dialect, with plain and with difficult names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Constraint,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    func,
    literal,
    literal_column,
    text,
)

from revgraph.ddl import DefaultImpl
from revgraph.ddl.filling import SERVER_DEFAULT
from revgraph.errors import OfflineError, OperationError
from tests.kit.ddl import ALL, Case, Refused, check, golden, if_catalog_says, statements

MYSQLS = "mysql mariadb"
STANDARD = "default postgresql oracle"
NO_STATEMENT = Refused(OfflineError, ("drop_index()", "create_index()"))
NO_ALTER = Refused(OperationError, ("SQLite can't do this with ALTER TABLE", "built anew"))
TELL_TABLE = Refused(OperationError, ("rename_index('a', 'b')", "table_name="))
TELL_KIND = Refused(OfflineError, ("rename_constraint('t', 'a', 'b')", "type_='unique'"))
MAKE_ANEW = Refused(OfflineError, ("rename_constraint('t', 'a', 'b')", "drop_constraint(...", "create_...()"))
FIXED_NAME = Refused(OperationError, ("always called PRIMARY",))
NOTHING: list[str] = []


def constraint(make: Callable[[], Constraint], verb: str, **kw: Any) -> Callable[[DefaultImpl], None]:
    def call(impl: DefaultImpl) -> None:
        made = make()
        metadata = MetaData()
        Table("o", metadata, Column("id", Integer))
        Table("t", metadata, Column("a", Integer), made, schema=kw.get("schema"))
        getattr(impl, verb)(made, **{key: value for key, value in kw.items() if key != "schema"})

    return call


def key() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["a"], ["o.id"], name="fk")


def positive() -> CheckConstraint:
    return CheckConstraint("a > 0", name="ck")


def filled(value: Any, type_: Any = Integer, **kw: Any) -> Callable[[DefaultImpl], None]:
    return lambda impl: impl.fill_column("t", Column("c", type_), lambda: value, **kw)


def drop_cascading(impl: DefaultImpl) -> None:
    """Drop a column; on SQL Server, which drops what depends on it one by one, say only that all of it is there."""
    if impl.dialect.name != "mssql":
        impl.drop_column("t", Column("c", Integer), cascade=True)
        return
    first, second, third, last = statements("mssql", lambda impl: impl.drop_column("t", Column("c"), cascade=True))
    dependents = zip((first, second, third), ("default_constraints", "check_constraints", "foreign_key"), strict=True)
    assert all(catalogue in batch for batch, catalogue in dependents)
    impl.execute(text(f"defaults, CHECKs, foreign keys, {last}"))


COLUMN_NAMES = [
    Case(
        "rename_column",
        lambda impl: impl.alter_column("t", "a", name="b"),
        {
            "default postgresql": "ALTER TABLE t RENAME a TO b",
            "mysql mariadb sqlite oracle": "ALTER TABLE t RENAME COLUMN a TO b",
            "mssql": "EXEC sp_rename N'[t].[a]', N'b', 'COLUMN'",
        },
    ),
    Case(
        "rename_column_of_reserved_words",
        lambda impl: impl.alter_column("order", "select", name="From", schema="My S"),
        {
            "default postgresql": 'ALTER TABLE "My S"."order" RENAME "select" TO "From"',
            MYSQLS: "ALTER TABLE `My S`.`order` RENAME COLUMN `select` TO `From`",
            "sqlite oracle": 'ALTER TABLE "My S"."order" RENAME COLUMN "select" TO "From"',
            "mssql": "EXEC sp_rename N'[My S].[order].[select]', N'From', 'COLUMN'",
        },
    ),
    Case(
        "rename_column_with_quotes",
        lambda impl: impl.alter_column("t", "it's", name='b"`]'),
        {
            "default postgresql": 'ALTER TABLE t RENAME "it\'s" TO "b""`]"',
            MYSQLS: "ALTER TABLE t RENAME COLUMN `it's` TO `b\"``]`",
            "sqlite oracle": 'ALTER TABLE t RENAME COLUMN "it\'s" TO "b""`]"',
            "mssql": "EXEC sp_rename N'[t].[it''s]', N'b\"`]', 'COLUMN'",
        },
    ),
]

INDEX_NAMES = [
    Case(
        "rename_index",
        lambda impl: impl.rename_index("a", "b", table_name="t"),
        {
            STANDARD: "ALTER INDEX a RENAME TO b",
            MYSQLS: "ALTER TABLE t RENAME INDEX a TO b",
            "sqlite": NO_STATEMENT,
            "mssql": "EXEC sp_rename N'[t].[a]', N'b', 'INDEX'",
        },
    ),
    Case(
        "rename_index_without_table",
        lambda impl: impl.rename_index("a", "b"),
        {
            STANDARD: "ALTER INDEX a RENAME TO b",
            "mysql mariadb mssql": TELL_TABLE,
            "sqlite": NO_STATEMENT,
        },
    ),
    Case(
        "rename_index_schema",
        lambda impl: impl.rename_index("a", "b", table_name="t", schema="s"),
        {
            STANDARD: "ALTER INDEX s.a RENAME TO b",
            MYSQLS: "ALTER TABLE s.t RENAME INDEX a TO b",
            "sqlite": NO_STATEMENT,
            "mssql": "EXEC sp_rename N'[s].[t].[a]', N'b', 'INDEX'",
        },
    ),
    Case(
        "rename_index_of_difficult_names",
        lambda impl: impl.rename_index("do.t", "Größe [x]", table_name="it's", schema="order"),
        {
            STANDARD: 'ALTER INDEX "order"."do.t" RENAME TO "Größe [x]"',
            MYSQLS: "ALTER TABLE `order`.`it's` RENAME INDEX `do.t` TO `Größe [x]`",
            "sqlite": NO_STATEMENT,
            "mssql": "EXEC sp_rename N'[order].[it''s].[do.t]', N'Größe [x]', 'INDEX'",
        },
    ),
    Case(
        "rename_index_of_a_bracket",
        lambda impl: impl.rename_index("a]b", 'c"d', table_name="t"),
        {
            STANDARD: 'ALTER INDEX "a]b" RENAME TO "c""d"',
            MYSQLS: 'ALTER TABLE t RENAME INDEX `a]b` TO `c"d`',
            "sqlite": NO_STATEMENT,
            "mssql": "EXEC sp_rename N'[t].[a]]b]', N'c\"d', 'INDEX'",
        },
    ),
]

CONSTRAINT_NAMES = [
    Case(
        "rename_constraint",
        lambda impl: impl.rename_constraint("t", "a", "b"),
        {
            STANDARD: "ALTER TABLE t RENAME CONSTRAINT a TO b",
            MYSQLS: TELL_KIND,
            "sqlite": NO_ALTER,
            "mssql": "EXEC sp_rename N'[a]', N'b', 'OBJECT'",
        },
    ),
    Case(
        "rename_constraint_unique",
        lambda impl: impl.rename_constraint("t", "a", "b", type_="unique", schema="s"),
        {
            STANDARD: "ALTER TABLE s.t RENAME CONSTRAINT a TO b",
            MYSQLS: "ALTER TABLE s.t RENAME INDEX a TO b",
            "sqlite": NO_ALTER,
            "mssql": "EXEC sp_rename N'[s].[a]', N'b', 'OBJECT'",
        },
    ),
    *(
        Case(
            f"rename_constraint_{kind}",
            lambda impl, kind=kind: impl.rename_constraint("t", "a", "b", type_=kind),  # type: ignore[misc]
            {
                STANDARD: "ALTER TABLE t RENAME CONSTRAINT a TO b",
                MYSQLS: FIXED_NAME if kind == "primary" else MAKE_ANEW,
                "sqlite": NO_ALTER,
                "mssql": "EXEC sp_rename N'[a]', N'b', 'OBJECT'",
            },
        )
        for kind in ("check", "foreignkey", "primary")
    ),
    Case(
        "rename_constraint_of_difficult_names",
        lambda impl: impl.rename_constraint("t b", "Größe", "it's [a].b", type_="unique"),
        {
            STANDARD: 'ALTER TABLE "t b" RENAME CONSTRAINT "Größe" TO "it\'s [a].b"',
            MYSQLS: "ALTER TABLE `t b` RENAME INDEX `Größe` TO `it's [a].b`",
            "sqlite": NO_ALTER,
            "mssql": "EXEC sp_rename N'[Größe]', N'it''s [a].b', 'OBJECT'",
        },
    ),
]

VALIDITY = [
    Case(
        "create_foreign_key_not_valid",
        constraint(key, "add_constraint", not_valid=True),
        {
            "default mysql mariadb": "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id)",
            "postgresql": "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) NOT VALID",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t WITH NOCHECK ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id)",
            "oracle": "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) ENABLE NOVALIDATE",
        },
    ),
    Case(
        "create_check_not_valid",
        constraint(positive, "add_constraint", not_valid=True, schema="s"),
        {
            "default mysql mariadb": "ALTER TABLE s.t ADD CONSTRAINT ck CHECK (a > 0)",
            "postgresql": "ALTER TABLE s.t ADD CONSTRAINT ck CHECK (a > 0) NOT VALID",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE s.t WITH NOCHECK ADD CONSTRAINT ck CHECK (a > 0)",
            "oracle": "ALTER TABLE s.t ADD CONSTRAINT ck CHECK (a > 0) ENABLE NOVALIDATE",
        },
    ),
    Case(
        "validate_constraint",
        lambda impl: impl.validate_constraint("t", "ck"),
        {
            "default mysql mariadb sqlite": NOTHING,
            "postgresql": "ALTER TABLE t VALIDATE CONSTRAINT ck",
            "mssql": "ALTER TABLE t WITH CHECK CHECK CONSTRAINT ck",
            "oracle": "ALTER TABLE t ENABLE VALIDATE CONSTRAINT ck",
        },
    ),
    Case(
        "validate_constraint_of_difficult_names",
        lambda impl: impl.validate_constraint("order", "a.b]", schema="S"),
        {
            "default mysql mariadb sqlite": NOTHING,
            "postgresql": 'ALTER TABLE "S"."order" VALIDATE CONSTRAINT "a.b]"',
            "mssql": "ALTER TABLE [S].[order] WITH CHECK CHECK CONSTRAINT [a.b]]]",
            "oracle": 'ALTER TABLE "S"."order" ENABLE VALIDATE CONSTRAINT "a.b]"',
        },
    ),
]

CASCADES = [
    Case(
        "drop_constraint_cascade",
        constraint(lambda: UniqueConstraint("a", name="uq"), "drop_constraint", cascade=True),
        {
            "default postgresql oracle": "ALTER TABLE t DROP CONSTRAINT uq CASCADE",
            MYSQLS: "ALTER TABLE t DROP INDEX uq",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t DROP CONSTRAINT uq",
        },
    ),
    Case(
        "drop_constraint_if_exists_cascade",
        constraint(positive, "drop_constraint", cascade=True, if_exists=True),
        {
            "default postgresql": "ALTER TABLE t DROP CONSTRAINT IF EXISTS ck CASCADE",
            "mysql": if_catalog_says(
                "table_constraints.constraint_name", "ck", "ALTER TABLE t DROP CHECK ck", there=True
            ),
            "mariadb": "ALTER TABLE t DROP CONSTRAINT IF EXISTS ck",
            "sqlite": NO_ALTER,
            "mssql": "ALTER TABLE t DROP CONSTRAINT IF EXISTS ck",
            "oracle": "BEGIN EXECUTE IMMEDIATE 'ALTER TABLE t DROP CONSTRAINT ck CASCADE'; EXCEPTION WHEN OTHERS THEN "
            "IF SQLCODE NOT IN (-2443) THEN RAISE; END IF; END;",
        },
    ),
    Case(
        "drop_table_cascade",
        lambda impl: impl.drop_table(Table("t", MetaData(), schema="s"), cascade=True),
        {
            "default postgresql": "DROP TABLE s.t CASCADE",
            "mysql mariadb sqlite mssql": "DROP TABLE s.t",
            "oracle": "DROP TABLE s.t CASCADE CONSTRAINTS",
        },
    ),
    Case(
        "drop_column_cascade",
        drop_cascading,
        {
            "default postgresql": "ALTER TABLE t DROP COLUMN c CASCADE",
            "mysql mariadb sqlite": "ALTER TABLE t DROP COLUMN c",
            "mssql": "defaults, CHECKs, foreign keys, ALTER TABLE t DROP COLUMN c",
            "oracle": "ALTER TABLE t DROP COLUMN c CASCADE CONSTRAINTS",
        },
    ),
]

FILLING = [
    Case(
        "fill_where_null",
        filled(literal(5, Integer)),
        {ALL: "UPDATE t SET c=5 WHERE t.c IS NULL"},
    ),
    Case(
        "fill_everywhere_in_schema",
        filled(literal("it's 100% :x", String), String(20), schema="s", everywhere=True),
        {ALL: "UPDATE s.t SET c='it''s 100% :x'"},
    ),
    Case(
        "fill_with_expression",
        filled(func.coalesce(literal_column("a"), 3)),
        {ALL: "UPDATE t SET c=coalesce(a, 3) WHERE t.c IS NULL"},
    ),
    Case(
        "fill_with_server_default",
        filled(SERVER_DEFAULT),
        {
            "default postgresql mysql mariadb mssql oracle": "UPDATE t SET c=DEFAULT WHERE t.c IS NULL",
            "sqlite": Refused(OfflineError, ("t.c", "give the value itself")),
        },
    ),
    Case(
        "fill_difficult_names",
        lambda impl: impl.fill_column(
            "order", Column("Sel[e]ct", Integer), lambda: literal(0, Integer), everywhere=True
        ),
        {
            "default postgresql sqlite oracle": 'UPDATE "order" SET "Sel[e]ct"=0',
            MYSQLS: "UPDATE `order` SET `Sel[e]ct`=0",
            "mssql": "UPDATE [order] SET [Sel[e]]ct]=0",
        },
    ),
]


@golden([*COLUMN_NAMES, *INDEX_NAMES, *CONSTRAINT_NAMES, *VALIDITY, *CASCADES, *FILLING])
def test_writes(case: Case, dialect: str) -> None:
    check(case, dialect)
