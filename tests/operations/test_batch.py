"""Batch blocks and single operations on SQLite: what is done in place, what is built anew, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    event,
    func,
    literal_column,
    text,
)

from revgraph.errors import OfflineError, OperationError
from revgraph.operations import Operations, ops
from tests.kit.contexts import live, script

ACCOUNT = """CREATE TABLE account (
    id INTEGER NOT NULL,
    name VARCHAR(50) DEFAULT 'x',
    age INTEGER CHECK (age >= 0),
    owner_id INTEGER REFERENCES owner (id),
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT uq_name UNIQUE (name, age),
    UNIQUE (owner_id)
)"""


@pytest.fixture
def account(connection: Connection) -> Operations:
    """Operations on a database with accounts, their owners, an index, a view and a trigger."""
    for statement in (
        "CREATE TABLE owner (id INTEGER PRIMARY KEY)",
        ACCOUNT,
        "CREATE INDEX ix_age ON account (age)",
        "INSERT INTO account (id, name, age) VALUES (1, 'a', 5), (2, NULL, 6)",
    ):
        connection.exec_driver_sql(statement)
    return live(connection)


def created(op: Operations, name: str = "account") -> str:
    sql = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).scalar()
    return " ".join(str(sql).split())


def rows(op: Operations, query: str = "SELECT * FROM account") -> list[Any]:
    return [tuple(row) for row in op.get_bind().exec_driver_sql(query)]


@contextmanager
def statements(op: Operations) -> Iterator[list[str]]:
    """Collect what is executed inside the block, without questions."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split()[0] not in ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE"):
            seen.append(" ".join(statement.split()))

    event.listen(op.get_bind(), "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(op.get_bind(), "before_cursor_execute", note)


# ---------------------------------------------------------------------------------------------- single operations

CHANGES: list[tuple[str, Callable[[Operations], Any], str, str]] = [
    (
        "nullable",
        lambda op: op.alter_column("account", "age", nullable=False),
        "age INTEGER CHECK (age >= 0)",
        "age INTEGER CHECK (age >= 0) NOT NULL",
    ),
    ("not_null_away", lambda op: op.alter_column("account", "id", nullable=True), "id INTEGER NOT NULL", "id INTEGER"),
    (
        "default",
        lambda op: op.alter_column("account", "name", server_default="it's"),
        "DEFAULT 'x'",
        "DEFAULT 'it''s'",
    ),
    (
        "default_of_text",
        lambda op: op.alter_column("account", "name", server_default=text("lower('A')")),
        "DEFAULT 'x'",
        "DEFAULT (lower('A'))",
    ),
    (
        "default_of_function",
        lambda op: op.alter_column("account", "name", server_default=func.now()),
        "DEFAULT 'x'",
        "DEFAULT CURRENT_TIMESTAMP",
    ),
    (
        "default_that_is_a_number",
        lambda op: op.alter_column("account", "name", server_default=text("-5")),
        "DEFAULT 'x'",
        "DEFAULT -5",
    ),
    ("default_away", lambda op: op.alter_column("account", "name", server_default=None), " DEFAULT 'x'", ""),
    (
        "type_with_collation",
        lambda op: op.alter_column("account", "name", type_=String(9, collation="NOCASE")),
        "VARCHAR(50) DEFAULT 'x'",
        "VARCHAR(9) DEFAULT 'x' COLLATE \"NOCASE\"",
    ),
    ("unique_away", lambda op: op.drop_constraint("uq_name", "account"), "CONSTRAINT uq_name UNIQUE (name, age), ", ""),
    (
        "primary_key_away",
        lambda op: op.drop_constraint("PK_Account", "account", type_="primary"),
        "CONSTRAINT pk_account PRIMARY KEY (id), ",
        "",
    ),
    (
        "unique",
        lambda op: op.create_unique_constraint("uq_2", "account", ["age", "id"]),
        "UNIQUE (owner_id) )",
        "UNIQUE (owner_id), CONSTRAINT uq_2 UNIQUE (age, id) )",
    ),
    (
        "foreign_key",
        lambda op: op.create_foreign_key("fk", "account", "owner", ["age"], ["id"], ondelete="CASCADE"),
        "UNIQUE (owner_id) )",
        "UNIQUE (owner_id), CONSTRAINT fk FOREIGN KEY(age) REFERENCES owner (id) ON DELETE CASCADE )",
    ),
    (
        "foreign_key_to_itself",
        lambda op: op.create_foreign_key(None, "account", "account", ["age"], ["id"]),
        "UNIQUE (owner_id) )",
        "UNIQUE (owner_id), FOREIGN KEY(age) REFERENCES account (id) )",
    ),
    (
        "check",
        lambda op: op.create_check_constraint("ck", "account", "name <> ':x %'".replace(":", r"\:")),
        "UNIQUE (owner_id) )",
        "UNIQUE (owner_id), CONSTRAINT ck CHECK (name <> ':x %') )",
    ),
    (
        "computed",
        lambda op: op.add_column("account", Column("c", Integer, Computed("age * 2", persisted=True))),
        "owner_id INTEGER REFERENCES owner (id),",
        "owner_id INTEGER REFERENCES owner (id), c INTEGER GENERATED ALWAYS AS (age * 2) STORED,",
    ),
    (
        "unique_column",
        lambda op: op.add_column("account", Column("c", Integer, CheckConstraint("c > 0"), unique=True)),
        "REFERENCES owner (id), CONSTRAINT pk_account PRIMARY KEY (id), CONSTRAINT uq_name UNIQUE (name, age), "
        "UNIQUE (owner_id) )",
        "REFERENCES owner (id), c INTEGER CHECK (c > 0), CONSTRAINT pk_account PRIMARY KEY (id), CONSTRAINT uq_name "
        "UNIQUE (name, age), UNIQUE (owner_id), UNIQUE (c) )",
    ),
]


@pytest.mark.parametrize(("name", "change", "before", "after"), CHANGES, ids=[change[0] for change in CHANGES])
def test_plain_operation_changes_only_what_it_names(
    name: str, change: Callable[[Operations], Any], before: str, after: str, account: Operations
) -> None:
    definition, data = created(account), rows(account, "SELECT id, name, age, owner_id FROM account")
    assert before in definition
    change(account)
    assert created(account) == definition.replace(before, after)
    assert rows(account, "SELECT id, name, age, owner_id FROM account") == data
    assert created(account, "ix_age") == "CREATE INDEX ix_age ON account (age)"


def test_column_becomes_computed_and_plain_again(account: Operations) -> None:
    account.alter_column("account", "name", server_default=Computed("age * 2"))
    assert rows(account, "SELECT name FROM account") == [("10",), ("12",)]
    account.alter_column("account", "name", server_default=None, existing_server_default=Computed("age * 2"))
    assert "GENERATED" not in created(account)
    assert rows(account, "SELECT name FROM account") == [("10",), ("12",)]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda op: op.add_column("account", Column("c", Integer)), "ALTER TABLE account ADD COLUMN c INTEGER"),
        (
            lambda op: op.alter_column("account", "name", new_column_name="n"),
            "ALTER TABLE account RENAME COLUMN name TO n",
        ),
        (lambda op: op.drop_index("ix_age", "account"), "DROP INDEX ix_age"),
        (lambda op: op.create_index("ix", "account", ["name"]), "CREATE INDEX ix ON account (name)"),
    ],
    ids=["add", "rename", "drop_index", "create_index"],
)
def test_in_place_where_sqlite_can(change: Callable[[Operations], Any], wanted: str, account: Operations) -> None:
    with statements(account) as seen:
        change(account)
    assert seen == [wanted]


def test_free_column_is_dropped_in_place_and_indexed_one_by_building_anew(account: Operations) -> None:
    account.add_column("account", Column("free", Integer))
    with statements(account) as seen:
        account.drop_column("account", "free")
    assert seen == ["ALTER TABLE account DROP COLUMN free"]
    account.drop_column("account", "age")
    assert created(account) == (
        "CREATE TABLE account ( id INTEGER NOT NULL, name VARCHAR(50) DEFAULT 'x', owner_id INTEGER REFERENCES owner "
        "(id), CONSTRAINT pk_account PRIMARY KEY (id), UNIQUE (owner_id) )"
    )
    assert rows(account) == [(1, "a", None), (2, None, None)]
    assert created(account, "ix_age") == "None"


# ---------------------------------------------------------------------------------------------- blocks


def test_block_builds_the_table_anew_once(account: Operations) -> None:
    with statements(account) as seen, account.batch_alter_table("account") as batch:
        batch.alter_column("age", nullable=False)
        batch.alter_column("name", type_=String(80))
        batch.add_column(Column("mail", String(9), server_default="-"))
        batch.create_unique_constraint("uq_mail", ["id", "mail"])
        batch.create_index("ix_mail", ["mail"])
        batch.drop_index("ix_age")
        batch.drop_column("owner_id")
    assert [statement.split()[0] for statement in seen].count("INSERT") == 1
    assert created(account) == (
        "CREATE TABLE account ( id INTEGER NOT NULL, name VARCHAR(80) DEFAULT 'x', age INTEGER CHECK (age >= 0) NOT "
        "NULL, mail VARCHAR(9) DEFAULT '-', CONSTRAINT pk_account PRIMARY KEY (id), CONSTRAINT uq_name UNIQUE (name, "
        "age), CONSTRAINT uq_mail UNIQUE (id, mail) )"
    )
    assert rows(account) == [(1, "a", 5, "-"), (2, None, 6, "-")]
    assert (created(account, "ix_age"), created(account, "ix_mail")) == (
        "None",
        "CREATE INDEX ix_mail ON account (mail)",
    )


def test_block_runs_sql_in_its_turn(account: Operations) -> None:
    with account.batch_alter_table("account") as batch:
        batch.add_column(Column("mail", String(9)))
        batch.execute("UPDATE account SET mail = 'm' || id")
        batch.alter_column("mail", nullable=False)
    assert "mail VARCHAR(9) NOT NULL" in created(account)
    assert rows(account, "SELECT mail FROM account") == [("m1",), ("m2",)]


def test_failed_block_does_nothing(account: Operations) -> None:
    before = created(account)
    with pytest.raises(ZeroDivisionError), account.batch_alter_table("account") as batch:
        batch.alter_column("age", nullable=False)
        batch.add_column(Column("x", Integer, server_default=text(str(1 / 0))))
    assert created(account) == before


def test_rename_follows_into_keys_indexes_triggers_and_views(account: Operations) -> None:
    bind = account.get_bind()
    bind.exec_driver_sql("CREATE VIEW v AS SELECT age FROM account")
    bind.exec_driver_sql("CREATE TRIGGER tr AFTER UPDATE OF age ON account BEGIN SELECT new.age; END")
    with statements(account) as seen, account.batch_alter_table("account") as batch:
        batch.alter_column("id", type_=Integer())
        batch.alter_column("age", new_column_name="years", type_=String(3))
        batch.create_check_constraint("ck", "years <> ''")
        batch.alter_column("age", nullable=False)
    assert [statement.split()[0] for statement in seen].count("INSERT") == 1
    assert "years VARCHAR(3) CHECK (years >= 0) NOT NULL" in created(account)
    assert "UNIQUE (name, years)" in created(account)
    assert created(account, "ix_age") == "CREATE INDEX ix_age ON account (years)"
    assert "SELECT new.years" in created(account, "tr")
    assert rows(account, "SELECT * FROM v") == [("5",), ("6",)]


def test_rename_of_a_column_and_another_taking_its_name(account: Operations) -> None:
    with account.batch_alter_table("account") as batch:
        batch.drop_column("age")
        batch.alter_column("name", new_column_name="age", nullable=True, existing_type=String(50), type_=String(60))
    assert rows(account, "SELECT id, age FROM account") == [(1, "a"), (2, None)]


def test_columns_go_where_they_are_put(account: Operations) -> None:
    with account.batch_alter_table("account") as batch:
        batch.add_column(Column("a", Integer), insert_before="name")
        batch.add_column(Column("z", Integer), insert_after="name")
        batch.alter_column("owner_id", insert_before="id")
    names = [row[1] for row in rows(account, "PRAGMA table_info(account)")]
    assert names == ["owner_id", "id", "a", "name", "z", "age"]
    with account.batch_alter_table("account", partial_reordering=[("age", "name"), ("z", "id")]) as batch:
        pass
    with account.batch_alter_table(
        "account", recreate="always", partial_reordering=[("age", "name"), ("z", "id")]
    ) as batch:
        batch.create_index("ix_z", ["z"])
    names = [row[1] for row in rows(account, "PRAGMA table_info(account)")]
    assert names.index("age") < names.index("name") and names.index("z") < names.index("id")
    assert rows(account, "SELECT id, name, age FROM account ORDER BY id") == [(1, "a", 5), (2, None, 6)]


def test_naming_convention_finds_what_has_no_name(account: Operations) -> None:
    convention = {
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
    with account.batch_alter_table("account", naming_convention=convention) as batch:
        batch.drop_constraint("fk_account_owner_id_owner", type_="foreignkey")
    assert created(account) == " ".join(ACCOUNT.split()).replace(" REFERENCES owner (id)", "")
    with account.batch_alter_table("account", naming_convention=convention) as batch:
        batch.drop_constraint("uq_account_owner_id", type_="unique")
    assert "UNIQUE (owner_id)" not in created(account)


def test_constraint_without_name_is_told_by_what_it_was(account: Operations) -> None:
    reverse = ops.CreateUniqueConstraintOp(None, "account", ["owner_id"]).reverse()
    account.invoke(reverse)
    assert "UNIQUE (owner_id)" not in created(account)
    account.invoke(ops.CreateForeignKeyOp(None, "account", "owner", ["owner_id"], ["id"]).reverse())
    assert "REFERENCES" not in created(account)
    account.invoke(ops.CreateCheckConstraintOp(None, "account", "age>=0").reverse())
    assert "CHECK" not in created(account)


def test_new_primary_key_replaces_one_without_a_name(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE t (a INTEGER PRIMARY KEY, b INT NOT NULL)")
    op = live(connection)
    op.create_primary_key("pk", "t", ["a", "b"])
    assert created(op, "t") == "CREATE TABLE t (a INTEGER, b INT NOT NULL, CONSTRAINT pk PRIMARY KEY (a, b))"
    with pytest.raises(OperationError, match="primary key 'pk'; drop it"):
        op.create_primary_key("pk2", "t", ["a"])


def test_table_options_and_arguments_are_added(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE t (id INTEGER NOT NULL, x TEXT CHECK (x <> ''), PRIMARY KEY (id))")
    op = live(connection)
    extra = (CheckConstraint("x<>''"), UniqueConstraint("x", name="u"))
    with op.batch_alter_table("t", table_args=extra, table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("x", nullable=False)
    assert created(op, "t") == (
        "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, x TEXT CHECK (x <> '') NOT NULL, "
        "CONSTRAINT u UNIQUE (x))"
    )


def test_reflection_is_used_where_it_is_told_how(account: Operations) -> None:
    with account.batch_alter_table("account", reflect_args=[Column("age", String(7))]) as batch:
        batch.alter_column("id", nullable=False)
        batch.alter_column("name", nullable=True, type_=String(10))
    assert "age VARCHAR(7)" in created(account)
    assert created(account, "ix_age") == "CREATE INDEX ix_age ON account (age)"


def test_if_exists_and_if_not_exists_hold_when_built_anew(account: Operations) -> None:
    with account.batch_alter_table("account", recreate="always") as batch:
        batch.drop_column("nothing", if_exists=True)
        batch.drop_index("nothing", if_exists=True)
        batch.drop_constraint("nothing", "unique", if_exists=True)
        batch.create_index("ix_age", ["age"], if_not_exists=True)
        batch.add_column(Column("age", Integer, ForeignKey("owner.id"), unique=True), if_not_exists=True)
    assert created(account) == " ".join(ACCOUNT.split())


def test_index_on_an_expression_given_as_text_is_made_after_building_anew(account: Operations) -> None:
    with account.batch_alter_table("account", recreate="always") as batch:
        batch.create_index("ix_lower", [literal_column("lower(name)"), text("age DESC")])
    assert created(account, "ix_lower") == "CREATE INDEX ix_lower ON account (lower(name), age DESC)"


def test_modified_table_as_a_value_is_one_block(account: Operations) -> None:
    changes = [
        ops.AlterColumnOp("account", "age", modify_nullable=False),
        ops.CreateUniqueConstraintOp("u", "account", ["age"]),
    ]
    with statements(account) as seen:
        account.invoke(ops.ModifyTableOps("account", changes))
    assert [statement.split()[0] for statement in seen].count("INSERT") == 1


def test_attached_database_is_changed_there(connection: Connection) -> None:
    connection.exec_driver_sql("ATTACH ':memory:' AS side")
    for statement in (
        "CREATE TABLE side.t (id INTEGER PRIMARY KEY AUTOINCREMENT, x VARCHAR(5))",
        "CREATE TABLE t (other INT)",
        "CREATE UNIQUE INDEX side.ix ON t (x)",
        "CREATE TRIGGER side.tr AFTER DELETE ON t BEGIN SELECT 1; END",
        "INSERT INTO side.t (x) VALUES ('a')",
    ):
        connection.exec_driver_sql(statement)
    op = live(connection)
    query = "SELECT name, sql FROM side.sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    before = rows(op, query)
    op.alter_column("t", "x", nullable=False, schema="side")
    after = [(name, sql.replace("VARCHAR(5) NOT NULL", "VARCHAR(5)")) for name, sql in rows(op, query)]
    assert after == before
    assert rows(op, "SELECT * FROM side.t") == [(1, "a")]
    assert created(op, "t") == "CREATE TABLE t (other INT)"


# ---------------------------------------------------------------------------------------------- refusals

REFUSED: list[tuple[str, Callable[[Operations], Any], str]] = [
    ("column", lambda op: op.alter_column("account", "nam", nullable=True), "'nam'.*id, name, age, owner_id"),
    ("table", lambda op: op.alter_column("acount", "name", nullable=True), "'acount'.*account, owner"),
    ("constraint", lambda op: op.drop_constraint("uq_nam", "account"), r"'uq_nam'.*uq_name \(UNIQUE\).*naming_conv"),
    ("kind", lambda op: op.drop_constraint("uq_name", "account", type_="check"), "no constraint 'uq_name'"),
    ("unnamed", lambda op: op.drop_constraint(None, "account", type_="check"), "without a name.*naming_convention"),
    ("nulls", lambda op: op.alter_column("account", "name", nullable=False), "NULL in 1 rows"),
    (
        "required",
        lambda op: op.add_column("account", Column("c", Integer, nullable=False)),
        "NOT NULL.*table has rows.*server_default",
    ),
    (
        "unique_on_nothing",
        lambda op: op.create_unique_constraint("u", "account", ["nam"]),
        "no column 'nam'.*id, name, age",
    ),
    ("same_name", lambda op: op.create_unique_constraint("uq_name", "account", ["id"]), "'uq_name' already"),
    ("schema_elsewhere", lambda op: op.alter_column("t", "c", nullable=True, schema="main"), "no table 't'"),
]


@pytest.mark.parametrize(("name", "change", "words"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refusal_names_what_is_wrong_and_changes_nothing(
    name: str, change: Callable[[Operations], Any], words: str, account: Operations
) -> None:
    before = rows(account, "SELECT name, sql FROM sqlite_master")
    with pytest.raises(OperationError, match=words):
        change(account)
    assert rows(account, "SELECT name, sql FROM sqlite_master") == before
    assert rows(account, "SELECT count(*) FROM account") == [(2,)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda batch: batch.drop_index("ix"), "no index 'ix'.*ix_age"),
        (lambda batch: batch.create_index("ix_age", ["name"]), "index 'ix_age' already"),
        (lambda batch: batch.create_index("ix_new", ["nam"]), "no column 'nam'"),
        (lambda batch: batch.add_column(Column("age", Integer)), "column 'age' already"),
        (lambda batch: batch.drop_column("nam"), "no column 'nam'"),
        (lambda batch: batch.add_column(Column("c", Integer), insert_after="nam"), "no column 'nam'"),
    ],
)
def test_block_refuses_what_is_not_there(change: Callable[[Any], Any], words: str, account: Operations) -> None:
    before = created(account)
    with pytest.raises(OperationError, match=words), account.batch_alter_table("account", recreate="always") as batch:
        change(batch)
    assert created(account) == before


def test_required_column_is_added_to_an_empty_table(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE t (id INTEGER PRIMARY KEY)")
    op = live(connection)
    op.add_column("t", Column("c", Integer, nullable=False))
    assert created(op, "t") == "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER NOT NULL)"


@pytest.mark.parametrize(
    ("dependent", "words"),
    [
        ("CREATE VIEW v AS SELECT age FROM account", "view 'v'.*age.*Drop it before"),
        ("CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT new.age; END", "trigger 'tr'"),
        ("CREATE TRIGGER tr AFTER INSERT ON owner BEGIN UPDATE account SET age = 1; END", "trigger 'tr'"),
    ],
    ids=["view", "trigger", "trigger_elsewhere"],
)
def test_column_that_a_view_or_trigger_needs_stays(dependent: str, words: str, account: Operations) -> None:
    account.get_bind().exec_driver_sql(dependent)
    before = rows(account, "SELECT name, sql FROM sqlite_master")
    with pytest.raises(OperationError, match=words):
        account.drop_column("account", "age")
    assert sorted(rows(account, "SELECT name, sql FROM sqlite_master")) == sorted(before)


def test_view_that_was_broken_before_is_no_hindrance(account: Operations) -> None:
    account.get_bind().exec_driver_sql("CREATE VIEW v AS SELECT missing FROM nowhere")
    account.alter_column("account", "age", nullable=False)
    assert "NOT NULL" in created(account)


def test_rows_that_do_not_fit_leave_all_as_it_was(account: Operations) -> None:
    before = rows(account, "SELECT name, sql FROM sqlite_master")
    with pytest.raises(Exception, match="CHECK constraint failed"):
        account.create_check_constraint("ck", "account", "age > 5")
    assert rows(account, "SELECT name, sql FROM sqlite_master") == before
    assert rows(account, "PRAGMA legacy_alter_table") == [(0,)]


def test_left_over_temporary_table_is_swept(account: Operations) -> None:
    account.get_bind().exec_driver_sql("CREATE TABLE _revgraph_tmp_account (x)")
    account.alter_column("account", "age", nullable=False)
    assert [row for row in rows(account, "SELECT name FROM sqlite_master") if "tmp" in row[0]] == []


def test_recreate_never_and_other_words(account: Operations) -> None:
    with pytest.raises(OperationError), account.batch_alter_table("account", recreate="never") as batch:
        batch.alter_column("age", nullable=False)
    with pytest.raises(ValueError, match="'sometimes'"), account.batch_alter_table("t", recreate="sometimes"):  # type: ignore[arg-type]
        pass


def test_place_of_a_column_needs_building_anew_on_other_databases() -> None:
    with pytest.raises(OperationError, match="recreate='always'"), script("postgresql").op.batch_alter_table("t") as b:
        b.add_column(Column("c", Integer), insert_after="a")


# ---------------------------------------------------------------------------------------------- foreign keys on


@pytest.fixture
def enforced(sqlite_engine: Engine) -> Iterator[Operations]:
    """Operations on a parent and a child with cascades, foreign keys on, within a transaction."""
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY, x VARCHAR(5))")
        connection.exec_driver_sql("CREATE TABLE child (p INT REFERENCES parent (id) ON DELETE CASCADE)")
        connection.commit()
        yield live(connection)


def test_enforced_foreign_keys_are_put_off_where_they_can_be(enforced: Operations) -> None:
    bind = enforced.get_bind()
    bind.exec_driver_sql("INSERT INTO parent VALUES (1, 'a')")
    bind.exec_driver_sql("INSERT INTO child VALUES (1)")
    bind.commit()
    enforced.alter_column("parent", "x", nullable=False)
    assert rows(enforced, "SELECT * FROM child") == [(1,)]
    assert rows(enforced, "PRAGMA foreign_keys") == [(1,)]
    assert "REFERENCES parent (id)" in created(enforced, "child")


def test_rows_that_cascades_would_delete_are_kept_by_refusing(enforced: Operations) -> None:
    bind = enforced.get_bind()
    bind.exec_driver_sql("INSERT INTO parent VALUES (1, 'a')")
    bind.exec_driver_sql("INSERT INTO child VALUES (1)")
    with pytest.raises(OperationError, match=r"rows of child refer to it.*PRAGMA foreign_keys=OFF"):
        enforced.alter_column("parent", "x", nullable=False)
    assert rows(enforced, "SELECT * FROM child") == [(1,)]
    assert created(enforced, "parent") == "CREATE TABLE parent (id INTEGER PRIMARY KEY, x VARCHAR(5))"


def test_no_rows_at_risk_within_a_transaction_is_fine(enforced: Operations) -> None:
    bind = enforced.get_bind()
    bind.exec_driver_sql("INSERT INTO parent VALUES (1, 'a')")
    bind.exec_driver_sql("INSERT INTO child VALUES (NULL)")
    enforced.alter_column("parent", "x", nullable=False)
    assert created(enforced, "child") == "CREATE TABLE child (p INT REFERENCES parent (id) ON DELETE CASCADE)"
    assert rows(enforced, "SELECT * FROM parent") == [(1, "a")]


# ---------------------------------------------------------------------------------------------- scripts


def test_script_needs_to_be_told_the_table() -> None:
    written = script("sqlite")
    with pytest.raises(OfflineError, match="copy_from"):
        written.op.alter_column("t", "c", nullable=False)
    assert written.statements == []


def test_script_from_a_given_table(connection: Connection) -> None:
    given = Table(
        "t",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("x", String(5), index=True),
        Column("double", Integer, Computed("id * 2")),
    )
    written = script("sqlite")
    with written.op.batch_alter_table("t", copy_from=given) as batch:
        batch.alter_column("x", nullable=False)
        batch.create_check_constraint("ck", r"x <> '\:a%'")
    given.create(connection)
    connection.exec_driver_sql("INSERT INTO t (id, x) VALUES (1, 'a')")
    connection.connection.executescript(written.buffer.getvalue())  # type: ignore[attr-defined]
    op = live(connection)
    assert created(op, "t") == (
        "CREATE TABLE t ( id INTEGER NOT NULL, x VARCHAR(5) NOT NULL, double INTEGER GENERATED ALWAYS AS (id * 2), "
        "PRIMARY KEY (id), CONSTRAINT ck CHECK (x <> ':a%') )"
    )
    assert created(op, "ix_t_x") == "CREATE INDEX ix_t_x ON t (x)"
    assert rows(op, "SELECT id, x FROM t") == [(1, "a")]
