"""Operations written into a script through the alias give the text that Alembic itself writes."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Float,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    column,
    create_engine,
    func,
    table,
    text,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.exc import CompileError

from revgraph.compat.alembic import installed
from revgraph.errors import OfflineError, OperationError

pytest.importorskip("alembic")

Act = Callable[[Any], Any]
"""What is done to an ``Operations`` object."""

USERS = Table(
    "users",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(50)),
    Column("age", Integer, CheckConstraint("age > 0", name="ck_age")),
    Column("boss", Integer, ForeignKey("users.id")),
    UniqueConstraint("name", name="uq_name"),
)


def script(dialect: str, act: Act, **opts: Any) -> str:
    """Return what ``import alembic`` writes, whichever it is at the moment."""
    written = StringIO()
    migration, operations = import_module("alembic.runtime.migration"), import_module("alembic.operations")
    context = migration.MigrationContext.configure(
        dialect_name=dialect, opts={"as_sql": True, "output_buffer": written, **opts}
    )
    act(operations.Operations(context))
    return written.getvalue()


def in_batch(act: Act, **how: Any) -> Act:
    """Return an act of a batch block on ``users``."""

    def whole(op: Any) -> None:
        with op.batch_alter_table("users", **how) as batch_op:
            act(batch_op)

    return whole


SAME: list[tuple[str, str, Act]] = [
    ("rename_table", "mssql", lambda op: op.rename_table("t1", "t2")),
    ("rename_table_quoted", "mssql", lambda op: op.rename_table("TeeOne", "TeeTwo", schema="FooBar")),
    (
        "rows",
        "mssql",
        lambda op: op.bulk_insert(table("t", column("id", Integer), column("v", String)), [{"id": 1, "v": "x"}]),
    ),
    ("rename_column", "mssql", lambda op: op.alter_column("t", "c", new_column_name="Some Name", schema="y")),
    ("default", "mssql", lambda op: op.alter_column("t", "c", server_default="5")),
    ("no_default", "mssql", lambda op: op.alter_column("t", "c", server_default=None, schema="xyz")),
    (
        "other_default",
        "mssql",
        lambda op: op.alter_column("t", "c", server_default="5", existing_server_default="6"),
    ),
    ("null", "mssql", lambda op: op.alter_column("t", "c", nullable=True, existing_type=Integer())),
    ("type", "mssql", lambda op: op.alter_column("t", "c", type_=String(9), existing_nullable=False)),
    ("check_of_column", "mssql", lambda op: op.drop_column("table", "column", mssql_drop_check=True)),
    ("key_of_column", "mssql", lambda op: op.drop_column("t", "c", mssql_drop_foreign_key=True)),
    ("comment", "mssql", lambda op: op.alter_column("user", "c", comment="it's", existing_type=Integer(), schema="x")),
    (
        "other_comment",
        "mssql",
        lambda op: op.alter_column("t", "c", comment="b", existing_comment="a", existing_type=Integer(), schema="x"),
    ),
    (
        "no_comment",
        "mssql",
        lambda op: op.alter_column("t", "c", comment=None, existing_comment="a", existing_type=Integer(), schema="x"),
    ),
    ("separated", "mssql", lambda op: [op.drop_table("a"), op.drop_table("b")]),
    ("separated", "oracle", lambda op: [op.drop_table("a"), op.drop_table("b")]),
    ("rename_of_typed", "mysql", lambda op: op.alter_column("t", "c", new_column_name="d", existing_type=Integer())),
    (
        "rename_with_default",
        "mysql",
        lambda op: op.alter_column("t", "c", new_column_name="d", existing_type=Integer(), existing_server_default="q"),
    ),
    ("not_null", "mysql", lambda op: op.alter_column("t", "c", nullable=False, existing_type=Integer())),
    ("type", "mysql", lambda op: op.alter_column("t", "c", type_=String(9), existing_type=Integer())),
    ("counting", "mysql", lambda op: op.alter_column("t", "c", autoincrement=True, existing_type=Integer())),
    ("comment", "mysql", lambda op: op.alter_column("t", "c", comment="it's", existing_type=Integer())),
    (
        "expression",
        "mysql",
        lambda op: op.alter_column("t", "c", server_default=func.f(func.current_timestamp()), existing_type=Integer()),
    ),
    (
        "time",
        "mysql",
        lambda op: op.alter_column("t", "c", server_default=text("CURRENT_TIMESTAMP"), existing_type=mysql.DATETIME()),
    ),
    ("identity", "postgresql", lambda op: op.alter_column("t", "c", server_default=Identity(always=True, start=3))),
    (
        "other_identity",
        "postgresql",
        lambda op: op.alter_column(
            "t", "c", server_default=Identity(cycle=True, increment=1), existing_server_default=Identity(increment=2)
        ),
    ),
    (
        "empty_comments",
        "postgresql",
        lambda op: op.create_table("t", Column("a", Integer, comment=""), comment=""),
    ),
    ("one_letter", "postgresql", lambda op: op.create_index("ix", "t", "x")),
    ("retyped", "sqlite", in_batch(lambda op: op.alter_column("name", type_=Integer()), copy_from=USERS)),
    (
        "several",
        "sqlite",
        in_batch(
            lambda op: [
                op.drop_column("age"),
                op.add_column(Column("town", String(), server_default="here")),
                op.create_index("ix_town", ["town"]),
                op.alter_column("name", nullable=False, new_column_name="called"),
            ],
            copy_from=USERS,
        ),
    ),
    ("no_unique", "sqlite", in_batch(lambda op: op.drop_constraint("uq_name", type_="unique"), copy_from=USERS)),
    (
        "order",
        "sqlite",
        in_batch(lambda op: None, copy_from=USERS, recreate="always", partial_reordering=[("boss", "id", "age")]),
    ),
]
"""Operations that both write alike."""


@pytest.mark.parametrize(("dialect", "act"), [case[1:] for case in SAME], ids=[f"{c[1]}-{c[0]}" for c in SAME])
def test_the_text_is_the_same(dialect: str, act: Act) -> None:
    peer = script(dialect, act)
    with installed():
        assert script(dialect, act) == peer


def test_a_column_with_two_references_gets_them_afterwards() -> None:
    def add(op: Any) -> None:
        keys = ForeignKey("a.id", name="f"), ForeignKey("b.id", name="g")
        op.add_column("t", Column("c", Integer, *keys), inline_references=True)

    peer = script("postgresql", add)
    with installed():
        assert sorted(script("postgresql", add).splitlines()) == sorted(peer.splitlines())  # it keeps them in a set


def refused(dialect: str, act: Act) -> BaseException:
    with pytest.raises(Exception) as caught:  # which one is what is compared
        script(dialect, act)
    return caught.value


REFUSED: list[tuple[str, str, type[BaseException], Act]] = [
    ("computed", "postgresql", CompileError, lambda op: op.alter_column("t", "c", server_default=Computed("a"))),
    ("computed", "mysql", CompileError, lambda op: op.alter_column("t", "c", server_default=Computed("a"))),
    ("identity", "mssql", CompileError, lambda op: op.alter_column("t", "c", server_default=Identity())),
    ("kind", "mysql", NotImplementedError, lambda op: op.drop_constraint("c", "t")),
    ("wrong_kind", "mysql", TypeError, lambda op: op.drop_constraint("c", "t", type_="typo")),
    ("rows", "sqlite", TypeError, lambda op: op.bulk_insert(table("t", column("a")), {"a": 5})),
    ("row", "sqlite", TypeError, lambda op: op.bulk_insert(table("t", column("a")), [(5,)])),
    ("constraint", "sqlite", NotImplementedError, lambda op: op.create_check_constraint("c", "t", column("a") > 5)),
    ("type", "mssql", OperationError, lambda op: op.alter_column("t", "c", nullable=False)),
    ("type", "mysql", OperationError, lambda op: op.alter_column("t", "c", nullable=False)),
]
"""What both refuse, and as what."""


@pytest.mark.parametrize(
    ("dialect", "kind", "act"), [case[1:] for case in REFUSED], ids=[f"{c[1]}-{c[0]}" for c in REFUSED]
)
def test_what_is_refused_is_an_error_of_the_same_class_and_of_ours(
    dialect: str, kind: type[BaseException], act: Act
) -> None:
    peer = refused(dialect, act)
    with installed():
        ours = refused(dialect, act)
        assert isinstance(ours, kind)
        assert isinstance(ours, OperationError | OfflineError)
        assert str(peer).rstrip(".") in str(ours) or str(ours).rstrip(".") in str(peer)


def test_a_type_changed_without_nullability_is_a_warning() -> None:
    with installed(), pytest.warns(UserWarning, match="avoid implicit conversion of NOT NULL columns to NULL"):
        written = script("mssql", lambda op: op.alter_column("t", "c", type_=String(9)))
    assert written.startswith("ALTER TABLE t ALTER COLUMN c VARCHAR(9);")


def test_names_that_not_every_code_page_has_stay_whole() -> None:
    with installed():
        written = script("mssql", lambda op: op.rename_table("grö'ße", "size"))
        commented = script("mssql", lambda op: op.alter_column("t", "c", comment="größe", schema="x"))
    assert written.startswith("EXEC sp_rename N'[grö''ße]', size;")
    assert "'MS_Description', N'größe', 'schema'" in commented


def test_without_the_alias_dialects_speak_as_before() -> None:
    from revgraph.operations import Operations
    from revgraph.runtime.migration import MigrationContext

    def ours(act: Act) -> str:
        written = StringIO()
        opts = {"as_sql": True, "output_buffer": written}
        act(Operations(MigrationContext.configure(dialect_name="mssql", opts=opts)))
        return written.getvalue()

    def rename(op: Any) -> None:
        op.rename_table("t1", "t2")

    before = ours(rename)
    with installed():
        assert script("mssql", rename) != before
    assert ours(rename) == before
    with pytest.raises(OperationError, match="existing_nullable") as refusal:
        ours(lambda op: op.alter_column("t", "c", type_=String(9)))
    assert type(refusal.value) is OperationError


def test_a_table_is_built_anew_by_hand_as_alembic_does() -> None:
    def build(op: Any) -> None:
        batch = import_module("alembic.operations.batch")
        rebuild = batch.ApplyBatchImpl(op.impl, USERS, (), {"sqlite_autoincrement": True}, False)
        rebuild.alter_column("users", "name", name="called", nullable=False)
        rebuild.add_column("users", Column("born", Integer), insert_after="id")
        rebuild.drop_column("users", column("boss"))
        rebuild.drop_constraint(op.schema_obj.unique_constraint("uq_name", "users", ["name"]))
        rebuild._create(op.impl)
        assert rebuild.new_table.c.keys() == ["id", "born", "name", "age"]
        assert rebuild.new_table.c.name.name == "called"

    peer = script("sqlite", build)
    with installed():
        assert script("sqlite", build) == peer


def test_a_referent_is_made_up_once() -> None:
    with installed():
        objects = import_module("alembic.operations.schemaobj").SchemaObjects()
        metadata = MetaData()
        for key in (ForeignKey("s.parent.id"), ForeignKey("s.parent.code")):
            Column("c", Integer, key)
            objects._ensure_table_for_fk(metadata, key)
        known = Column("id", Integer)
        Table("there", MetaData(), known)
        pointed = ForeignKey(known)
        Column("c", Integer, pointed)
        objects._ensure_table_for_fk(metadata, pointed)
    assert {name: found.c.keys() for name, found in metadata.tables.items()} == {"s.parent": ["id", "code"]}


@pytest.mark.parametrize(
    ("models", "database"),
    [
        ("bar * 2", "((bar)::numeric(10,2) * (2)::numeric)"),
        ("name = 'x'", "((name)::text = 'x'::text)"),
        ("at > '2020-01-01'", "(at > '2020-01-01'::timestamp(3) without time zone)"),
        ("status = 'x'", "(status = 'x'::my_schema.\"MyEnum\")"),
    ],
)
def test_casts_of_the_server_are_left_out_of_computed_columns(models: str, database: str) -> None:
    with installed():
        migration = import_module("alembic.runtime.migration")
        impl = migration.MigrationContext.configure(
            dialect_name="postgresql", opts={"as_sql": True, "output_buffer": StringIO()}
        ).impl
        assert impl._normalize_computed_default(models) == impl._normalize_computed_default(database)
        assert impl._normalize_computed_default(models) != impl._normalize_computed_default("other")


def test_a_default_that_is_not_compared_is_told_for_mysql_to_restate() -> None:
    def alter(op: Any) -> None:
        compare = import_module("alembic.autogenerate.compare.server_defaults")
        altered = import_module("alembic.operations.ops").AlterColumnOp("t", "c", modify_nullable=True)
        had = Column("c", Float(), server_default=text("0"))
        compare._user_compare_server_default(
            mock.Mock(migration_context=op.migration_context), altered, None, "t", "c", had, Column("c", Float())
        )
        altered.existing_type = had.type
        op.invoke(altered)

    peer = script("mysql", alter)
    with installed():
        assert script("mysql", alter) == peer == "ALTER TABLE t MODIFY c FLOAT NULL DEFAULT 0;\n\n"


def sqlite_table(act: Act, convention: dict[str, str] | None) -> str:
    """Return the definition of a table after a batch block on it, by whichever ``alembic`` it is at the moment."""
    migration, operations = import_module("alembic.runtime.migration"), import_module("alembic.operations")
    with create_engine("sqlite://").connect() as connection:
        connection.exec_driver_sql("CREATE TABLE p (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE t (id INTEGER NOT NULL, a INTEGER, f INTEGER REFERENCES p (id), PRIMARY KEY (id), "
            "UNIQUE (a), CHECK (a > 0), CONSTRAINT named CHECK (a < 9))"
        )
        op = operations.Operations(migration.MigrationContext.configure(connection))
        with op.batch_alter_table("t", naming_convention=convention, recreate="always") as batch_op:
            act(batch_op)
        return str(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 't'").scalar())


CONVENTION = {
    "ck": "ck_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


@pytest.mark.parametrize(
    ("convention", "given"),
    [
        (CONVENTION, {"pk_t", "uq_t_a", "fk_t_f_p", "ck_t"}),
        ({"uq": CONVENTION["uq"], "ck": "ck_%(table_name)s_%(constraint_name)s"}, {"uq_t_a"}),
        ({"ck": "named"}, set()),  # there is one of that name
        (None, set()),
    ],
)
def test_a_convention_given_to_a_block_names_what_has_no_name(
    convention: dict[str, str] | None, given: set[str]
) -> None:
    def named(act: Act) -> set[str]:
        return set(re.findall(r"CONSTRAINT (\w+)", sqlite_table(act, convention)))

    def add(op: Any) -> None:
        op.add_column(Column("y", Integer))

    def drop(op: Any) -> None:
        op.drop_constraint("uq_t_a", type_="unique")

    with installed():
        assert named(add) == given | {"named"}
        assert "CHECK (a > 0)" in sqlite_table(add, convention)  # which Alembic loses where it gets no name
        if "uq_t_a" in given:
            assert named(drop) == given - {"uq_t_a"} | {"named"}
    if convention is CONVENTION:
        assert named(add) == given | {"named"}  # Alembic's own


def test_without_the_alias_a_convention_only_finds_what_has_no_name() -> None:
    from revgraph.operations import Operations
    from revgraph.runtime.migration import MigrationContext

    with create_engine("sqlite://").connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER, UNIQUE (a))")
        op = Operations(MigrationContext.configure(connection))
        with op.batch_alter_table("t", naming_convention=CONVENTION, recreate="always"):
            pass
        assert "CONSTRAINT" not in str(connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalar())


def test_a_check_of_a_type_that_gets_no_name_is_a_warning() -> None:
    models = MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"})
    users = Table("users", models, Column("id", Integer), Column("active", Boolean(create_constraint=True)))

    def add(op: Any) -> None:
        with op.batch_alter_table("users", copy_from=users, recreate="always") as batch_op:
            batch_op.add_column(Column("y", Integer))

    def built() -> None:
        migration, operations = import_module("alembic.runtime.migration"), import_module("alembic.operations")
        with create_engine("sqlite://").connect() as connection:
            connection.exec_driver_sql("CREATE TABLE users (id INTEGER, active BOOLEAN, CHECK (active IN (0, 1)))")
            context = migration.MigrationContext.configure(connection, opts={"target_metadata": models})
            add(operations.Operations(context))
            assert "CHECK (active IN (0, 1))" in str(
                connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalar()
            )

    told = "The CHECK constraint generated by the type of column 'users.active' has no name"
    with pytest.warns(UserWarning, match=told):
        built()
    with installed(), pytest.warns(UserWarning, match=told):
        built()


def test_a_renamed_column_in_a_script_that_knows_the_table() -> None:
    def rename(op: Any) -> None:
        with op.batch_alter_table("users", copy_from=USERS) as batch_op:
            batch_op.alter_column("name", new_column_name="called", existing_type=String(50))

    peer = script("sqlite", rename)
    with installed():
        assert script("sqlite", rename) == peer
    assert "INSERT INTO _alembic_tmp_users" in peer


def test_a_table_in_place_of_a_name_is_its_name(caplog: pytest.LogCaptureFixture) -> None:
    def act(op: Any) -> None:
        op.create_table(Table("t", MetaData(), Column("id", Integer)))
        op.drop_table(Table("t", MetaData()))

    peer = script("postgresql", act)
    with installed():
        assert script("postgresql", act) == peer
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        f"{verb}_table() was given a Table, of which it takes the name 't' alone" for verb in ("create", "drop")
    ]


def test_the_check_of_a_type_stays_on_mysql() -> None:
    def act(op: Any) -> None:
        op.alter_column("t", "c", type_=Integer(), existing_type=Boolean(create_constraint=True, name="ck1"))
        op.drop_constraint("ck2", "t", type_="check")

    for dialect in ("mysql", "mariadb"):
        peer = script(dialect, act)
        with installed():
            assert script(dialect, act) == peer


def test_one_row_reaches_a_stand_in_as_parameters() -> None:
    for names in ("alembic.operations", "alembic.runtime.migration"):
        import_module(names)
    statements: list[Any] = []

    def insert(op: Any) -> None:
        op.bulk_insert(table("t", column("a"), column("b")), [{"a": 1}])

    with installed():
        migration, operations = import_module("alembic.runtime.migration"), import_module("alembic.operations")
        stand_in = mock.Mock(dialect=mysql.dialect(), execute=lambda *said: statements.append(said))
        insert(operations.Operations(migration.MigrationContext(mysql.dialect(), stand_in, {})))
    ((statement, parameters),) = statements
    assert (str(statement), parameters) == ("INSERT INTO t (a, b) VALUES (:a, :b)", {"a": 1})
