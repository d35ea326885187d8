"""Enum types: values in both directions, with rows, arrays, defaults, indexes and all that hangs on them."""

from __future__ import annotations

import asyncio
import enum
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine, text
from sqlalchemy.ext.asyncio import create_async_engine

from revgraph.errors import CommandError, OfflineError, OperationError
from revgraph.operations import Operations, ops
from revgraph.operations.ops import Applied
from tests.kit.contexts import live, script
from tests.kit.project import Project

ODD = ["it's", "50%", "a:b", 'say "x"', "back\\slash", "ümläut", ""]
NAMES = ["mood", "Mood", "select", "my mood", 'a"b', "a.b", "50%", "a:b", "größe", "m" * 63]


def labels(connection: Connection, name: str = "mood", schema: str | None = None) -> list[str]:
    enums: Any = sa.inspect(connection).get_enums(schema=schema)  # type: ignore[attr-defined]
    return next((found["labels"] for found in enums if found["name"] == name), [])


def column(connection: Connection, sql: str) -> list[Any]:
    return list(connection.execute(text(sql)).scalars())


def types_left(connection: Connection) -> list[str]:
    return column(connection, "SELECT typname FROM pg_type WHERE typtype = 'e' ORDER BY 1")


@pytest.fixture
def connection(postgresql_engine: Engine) -> Any:
    with postgresql_engine.begin() as made:
        yield made


def prepare(connection: Connection, *statements: str) -> Operations:
    for statement in statements:
        connection.exec_driver_sql(statement)
    return live(connection)


MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')"
TABLE = "CREATE TABLE t (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', ms mood[] DEFAULT '{sad,happy}')"
ROWS = "INSERT INTO t (id, m, ms) VALUES (1, 'sad', '{sad,NULL,ok}'), (2, 'ok', NULL), (3, 'happy', '{{sad},{ok}}')"

# ---------------------------------------------------------------------------------------------- create, drop


@pytest.mark.server
@pytest.mark.parametrize("name", NAMES)
def test_every_name_works_in_every_operation(connection: Connection, name: str) -> None:
    connection.execute(sa.schema.CreateSchema(name))
    op = live(connection)
    for schema in (None, name):
        created = ops.CreateEnumOp(name, ODD, schema=schema)
        op.invoke(created)
        assert labels(connection, name, schema) == ODD
        beside = NAMES[NAMES.index(name) - 1]  # a table brings a type of its own name
        table = sa.Table(beside, sa.MetaData(), sa.Column(name, created.to_type()), schema=schema)
        table.create(connection, checkfirst=True)
        connection.execute(table.insert(), [{name: value} for value in ODD])
        op.add_enum_value(name, "new:%'", before="50%", schema=schema)
        op.rename_enum_value(name, "50%", "60%:'", schema=schema)
        now = labels(connection, name, schema)
        assert now == ["it's", "new:%'", "60%:'", *ODD[2:]]
        change = ops.AlterEnumOp(
            name, now, ["60%:'", "x", *ODD[3:]], schema=schema, renames={"a:b": "x"}, mapping={"it's": ""}
        )
        op.invoke(change)
        assert labels(connection, name, schema) == list(change.new_values)
        stored = connection.execute(sa.select(sa.cast(table.c[name], sa.Text))).scalars()
        assert sorted(stored) == sorted(["", "", "60%:'", "x", *ODD[3:6]])
        op.invoke(change.reverse())
        assert labels(connection, name, schema) == now
        table.drop(connection, checkfirst=False)
        op.drop_enum(name, schema=schema, if_exists=True)
        assert labels(connection, name, schema) == []


@pytest.mark.server
def test_create_and_drop_with_guards(connection: Connection) -> None:
    op = live(connection)
    op.create_enum("mood", ["a"], if_not_exists=True)
    op.create_enum("mood", ["b"], if_not_exists=True)
    assert labels(connection) == ["a"]
    op.drop_enum("mood", if_exists=True)
    op.drop_enum("mood", if_exists=True)
    assert types_left(connection) == []


def test_values_of_a_class_are_the_names_of_its_members() -> None:
    class Mood(enum.Enum):
        SAD = "sad"
        OK = "ok"

    assert ops.CreateEnumOp("mood", Mood).values == ("SAD", "OK")


@pytest.mark.parametrize("values", ["ab", [1, 2], [None]])
def test_values_that_are_no_list_of_strings_are_refused(values: Any) -> None:
    with pytest.raises(OperationError, match="list of strings"):
        ops.CreateEnumOp("mood", values)


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("mariadb", marks=pytest.mark.server)])
def test_nothing_is_done_where_there_are_no_enum_types(engine_of: Any, kind: str) -> None:
    sent: list[str] = []
    with engine_of(kind).begin() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *args: sent.append(args[2]))
        op = live(connection)
        op.create_enum("e", ["a"], schema="s", if_not_exists=True)
        op.add_enum_value("e", "b", commit=True)
        op.rename_enum_value("e", "b", "c")
        op.alter_enum("e", ["a"], ["b"])
        op.drop_enum("e", if_exists=True)
    assert [statement for statement in sent if "e" in statement.split()] == []


# ---------------------------------------------------------------------------------------------- the whole change


@pytest.mark.server
def test_values_are_removed_moved_renamed_and_added_and_back(connection: Connection) -> None:
    op = prepare(connection, MOOD, TABLE, ROWS)
    change = ops.AlterEnumOp(
        "mood",
        ["sad", "ok", "happy"],
        ["joy", "glum", "fine"],
        renames={"happy": "joy", "sad": "glum"},
        mapping={"ok": "fine"},
    )
    op.invoke(change)
    assert labels(connection) == ["joy", "glum", "fine"]
    assert column(connection, "SELECT m::text FROM t ORDER BY id") == ["glum", "fine", "joy"]
    assert column(connection, "SELECT ms::text FROM t ORDER BY id") == ["{glum,NULL,fine}", None, "{{glum},{fine}}"]
    connection.exec_driver_sql("INSERT INTO t (id) VALUES (4)")
    assert column(connection, "SELECT m::text || ms::text FROM t WHERE id = 4") == ["fine{glum,joy}"]
    op.invoke(change.reverse())
    assert labels(connection) == ["sad", "ok", "happy"]
    assert column(connection, "SELECT m::text FROM t ORDER BY id") == ["sad", "ok", "happy", "ok"]
    assert column(connection, "SELECT ms::text FROM t ORDER BY id") == [
        "{sad,NULL,ok}", None, "{{sad},{ok}}", "{sad,happy}",
    ]  # fmt: skip
    connection.exec_driver_sql("INSERT INTO t (id) VALUES (5)")
    assert column(connection, "SELECT m::text || ms::text FROM t WHERE id = 5") == ["ok{sad,happy}"]
    assert types_left(connection) == ["mood"]
    assert change.reverse().reverse() is change


@pytest.mark.server
def test_values_that_swap_their_names_swap_everywhere(connection: Connection) -> None:
    op = prepare(connection, MOOD, TABLE, ROWS)
    swap = {"sad": "happy", "happy": "sad"}
    op.alter_enum("mood", ["sad", "ok", "happy"], ["happy", "ok", "sad"], renames=swap)  # renames are all
    assert column(connection, "SELECT m::text FROM t ORDER BY id") == ["happy", "ok", "sad"]
    op.alter_enum("mood", ["happy", "ok", "sad"], ["ok", "happy", "sad"], renames=swap)
    assert labels(connection) == ["ok", "happy", "sad"]
    assert column(connection, "SELECT m::text FROM t ORDER BY id") == ["sad", "ok", "happy"]
    assert column(connection, "SELECT ms::text FROM t ORDER BY id") == ["{sad,NULL,ok}", None, "{{sad},{ok}}"]


@pytest.mark.server
def test_what_hangs_on_the_type_comes_along(connection: Connection) -> None:
    op = prepare(
        connection,
        MOOD,
        "COMMENT ON TYPE mood IS 'it''s 100%%'",
        "REVOKE ALL ON TYPE mood FROM PUBLIC",
        "CREATE TABLE p (m mood PRIMARY KEY)",
        "INSERT INTO p VALUES ('sad'), ('ok')",
        "CREATE SCHEMA other",
        """CREATE TABLE other."T x" (id int, "M x" mood DEFAULT 'sad', n text,
           CONSTRAINT "ck x" CHECK ("M x" <> 'happy' OR id > 0), CONSTRAINT ck_any CHECK ("M x" IN ('sad', 'happy')),
           CONSTRAINT fk FOREIGN KEY ("M x") REFERENCES p (m) ON DELETE CASCADE,
           CONSTRAINT ex EXCLUDE USING btree (id WITH =) WHERE ("M x" = 'sad'))""",
        """COMMENT ON CONSTRAINT "ck x" ON other."T x" IS 'why'""",
        """CREATE UNIQUE INDEX "ix%%" ON other."T x" ("M x", id) WHERE "M x" = 'happy' AND n LIKE '%%a'""",
        """COMMENT ON INDEX other."ix%%" IS 'not all'""",
        """CREATE INDEX ix_expr ON other."T x" (("M x" = 'happy'::mood))""",
        """ALTER TABLE other."T x" CLUSTER ON ix_expr""",
        """CREATE INDEX ix_plain ON other."T x" USING hash ("M x")""",
        """INSERT INTO other."T x" VALUES (1, 'sad', 'a')""",
    )
    before = portrait(connection)
    change = ops.AlterEnumOp("mood", ["sad", "ok", "happy"], ["new", "happy", "blue", "ok"], renames={"sad": "blue"})
    op.invoke(change)
    assert portrait(connection) == [line.replace("'sad'", "'blue'") for line in before]
    op.invoke(change.reverse())
    assert portrait(connection) == before
    assert labels(connection) == ["sad", "ok", "happy"]


def portrait(connection: Connection) -> list[str]:
    """Return all that hangs on tables and types, in the server's words."""
    return column(
        connection,
        r"""
        SELECT conname || ' ' || pg_get_constraintdef(oid) || coalesce(obj_description(oid, 'pg_constraint'), '')
        FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'other'::regnamespace)
        UNION ALL SELECT pg_get_indexdef(indexrelid) || indisclustered || indisvalid
            || coalesce(obj_description(indexrelid, 'pg_class'), '')
        FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE relnamespace::regnamespace::text IN ('public', 'other')
        UNION ALL SELECT attname || format_type(atttypid, 0) || attnotnull || coalesce(pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND relkind = 'r' AND attnum > 0
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace::regnamespace::text IN ('public', 'other')
        UNION ALL SELECT typname || coalesce(obj_description(oid, 'pg_type'), '') || coalesce(typacl::text, '')
        FROM pg_type WHERE typtype = 'e' ORDER BY 1
        """,
    )


@pytest.mark.server
def test_partitions_and_children_follow_with_their_own_defaults(connection: Connection) -> None:
    op = prepare(
        connection,
        MOOD,
        "CREATE TABLE part (id int, m mood DEFAULT 'sad', CONSTRAINT ck CHECK (m <> 'ok')) PARTITION BY RANGE (id)",
        "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10)",
        "ALTER TABLE part_1 ALTER m SET DEFAULT 'happy'",
        "CREATE TABLE mother (m mood)",
        "CREATE TABLE child (extra mood) INHERITS (mother)",
        "INSERT INTO part VALUES (1, 'sad')",
        "INSERT INTO child VALUES ('ok', 'happy')",
    )
    op.alter_enum("mood", ["sad", "ok", "happy"], ["happy", "ok", "sad", "mad"])
    connection.exec_driver_sql("INSERT INTO part (id) VALUES (2)")
    connection.exec_driver_sql("INSERT INTO part_1 (id) VALUES (3)")
    assert column(connection, "SELECT m::text FROM part ORDER BY id") == ["sad", "sad", "happy"]
    assert column(connection, "SELECT m::text || extra::text FROM child") == ["okhappy"]
    assert types_left(connection) == ["mood"]


@pytest.mark.server
def test_an_asynchronous_driver_does_the_same(url_of: Any) -> None:
    def change(connection: Connection) -> None:
        op = prepare(connection, MOOD, TABLE, ROWS)
        operation = ops.AlterEnumOp(
            "mood", ["sad", "ok", "happy"], ["ok", "glad"], mapping={"sad": "ok", "happy": "glad"}
        )
        op.invoke(operation)
        assert operation.applied(sa.inspect(connection)) is Applied.YES
        assert column(connection, "SELECT ms::text FROM t ORDER BY id") == ["{ok,NULL,ok}", None, "{{ok},{ok}}"]

    async def run() -> None:
        url = sa.make_url(url_of("postgresql")).set(drivername="postgresql+asyncpg")
        engine = create_async_engine(url, poolclass=sa.NullPool)
        async with engine.begin() as connection:
            await connection.run_sync(change)

    asyncio.run(run())


# ---------------------------------------------------------------------------------------------- refusals


@pytest.mark.server
def test_rows_with_values_that_go_away_are_counted_and_nothing_changes(connection: Connection) -> None:
    op = prepare(connection, MOOD, TABLE, ROWS, "ALTER TABLE t ALTER ms DROP DEFAULT")
    with pytest.raises(OperationError) as raised:
        op.alter_enum("mood", ["sad", "ok", "happy"], ["ok"])
    for words in ("t.m: 1 row with 'happy'", "t.m: 1 row with 'sad'", "t.ms: 2 rows with 'sad'", "mapping={'sad'"):
        assert words in str(raised.value)
    assert labels(connection) == ["sad", "ok", "happy"]
    connection.exec_driver_sql("DELETE FROM t WHERE id <> 2")
    op.alter_enum("mood", ["sad", "ok", "happy"], ["ok"])
    assert labels(connection) == ["ok"]


IN_THE_WAY = {
    "view v ": "CREATE VIEW v AS SELECT m FROM t",
    "materialized view w ": "CREATE MATERIALIZED VIEW w AS SELECT count(m) FROM t",
    "function f(mood)": "CREATE FUNCTION f(x mood) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "type d ": "CREATE DOMAIN d AS mood",
    "composite type c ": "CREATE TYPE c AS (a int, m mood)",
    "type r ": "CREATE TYPE r AS RANGE (subtype = mood)",
    "generated column g of table t": "ALTER TABLE t ADD g bool GENERATED ALWAYS AS (m = 'ok') STORED",
    "trigger tr on table t": "CREATE TRIGGER tr BEFORE UPDATE OF m ON t "
    "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "policy po on table t": "CREATE POLICY po ON t USING (m = 'ok')",
    "partition key of table q": "CREATE TABLE q (m mood) PARTITION BY LIST (m)",
    "the default of column s of table u": "CREATE TABLE u (s text DEFAULT 'ok'::mood::text)",
    "names 'sad', which goes away": "ALTER TABLE t ALTER m SET DEFAULT 'sad'",
    "constraint ck of public.t names 'sad'": "ALTER TABLE t ADD CONSTRAINT ck CHECK (m <> 'sad')",
    "index ix of public.t names 'sad'": "CREATE INDEX ix ON t (id) WHERE m = 'sad'",
    "partitioned index iq": "CREATE TABLE q (m mood, i int) PARTITION BY LIST (i); "
    "CREATE INDEX iq ON q (i) WHERE m = 'ok'",
}


@pytest.mark.server
@pytest.mark.parametrize("said", IN_THE_WAY)
def test_what_can_not_follow_is_named_before_anything_changes(connection: Connection, said: str) -> None:
    bare = "CREATE TABLE t (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'ok')"
    op = prepare(connection, MOOD, bare, *IN_THE_WAY[said].split("; "))
    sent: list[str] = []
    sa.event.listen(connection, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with pytest.raises(OperationError) as raised:
        op.alter_enum("mood", ["sad", "ok", "happy"], ["happy", "ok"])
    assert said.strip() in str(raised.value)
    assert "nothing was changed" in str(raised.value)
    assert not [statement for statement in sent if "ALTER" in statement or "DROP" in statement]
    assert types_left(connection) == ["mood"]


@pytest.mark.server
def test_the_type_must_be_what_the_operation_says(connection: Connection) -> None:
    op = prepare(connection, MOOD)
    with pytest.raises(OperationError, match=r"there are 'sad', 'ok', 'happy', and old_values says 'sad'"):
        op.alter_enum("mood", ["sad"], ["ok"])
    with pytest.raises(OperationError, match=r"no enum type nowhere"):
        op.alter_enum("nowhere", ["sad"], ["ok"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"renames": {"x": "b"}}, "'x' is none of the old values"),
        ({"renames": {"a": "x"}}, "'x' is none of the new values"),
        ({"renames": {"a": "c", "b": "c"}}, "one name"),
        ({"mapping": {"b": "c"}}, "'b' does not go away"),
        ({"mapping": {"a": "x"}}, "'x' is none of the new values"),
    ],
)
def test_changes_that_do_not_fit_together_are_refused(options: Any, words: str) -> None:
    with pytest.raises(OperationError, match=words):
        script("postgresql").op.alter_enum("e", ["a", "b"], ["b", "c"], columns=[], **options)


def test_a_value_twice_is_refused() -> None:
    with pytest.raises(OperationError, match="twice"):
        script("postgresql").op.alter_enum("e", ["a", "a"], ["b"], columns=[])


def test_a_script_must_be_told_the_columns() -> None:
    with pytest.raises(OfflineError, match="columns="):
        script("postgresql").op.alter_enum("e", ["a"], ["b"])


@pytest.mark.server
def test_a_script_does_what_it_is_for(connection: Connection) -> None:
    prepare(connection, MOOD, TABLE, ROWS)
    written = script("postgresql")
    columns = [(None, "t", "m", False, "ok"), ("public", "t", "ms", True, "{ok}")]
    written.op.alter_enum(
        "mood", ["sad", "ok", "happy"], ["ok", "50%'s"], mapping={"sad": "ok", "happy": "50%'s"}, columns=columns
    )
    for statement in written.statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.exec_driver_sql("INSERT INTO t (id) VALUES (9)")
    assert column(connection, "SELECT m::text FROM t ORDER BY id") == ["ok", "ok", "50%'s", "ok"]
    assert column(connection, "SELECT ms::text FROM t ORDER BY id") == ["{ok,NULL,ok}", None, "{{ok},{ok}}", "{ok}"]


# ---------------------------------------------------------------------------------------------- values


def test_reverse_of_an_added_value_takes_it_out_of_its_place() -> None:
    for place, all_values in [
        ({}, ("a", "b", "x")),
        ({"before": "b"}, ("a", "x", "b")),
        ({"after": "a"}, ("a", "x", "b")),
    ]:
        added = ops.AddEnumValueOp("e", "x", existing_values=["a", "b"], **place)
        back = added.reverse()
        assert (back.old_values, back.new_values) == (all_values, ("a", "b"))
        assert back.reverse() is added


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (ops.AddEnumValueOp("e", "x"), "existing_values"),
        (ops.AddEnumValueOp("e", "x", after="z", existing_values=["a"]), "'z' is none of the existing"),
        (ops.DropEnumOp("e"), "values="),
    ],
)
def test_what_is_not_known_can_not_be_reversed(operation: ops.MigrateOperation, words: str) -> None:
    with pytest.raises(OperationError, match=words):
        operation.reverse()


def test_both_neighbours_are_refused() -> None:
    with pytest.raises(OperationError, match="not both"):
        ops.AddEnumValueOp("e", "x", before="a", after="b")


@pytest.mark.parametrize(
    ("old", "new", "mapping", "back"),
    [
        (["a", "b"], ["a", "c"], {"b": "c"}, {"c": "b"}),
        (["a", "b"], ["a"], {"b": "a"}, {}),
        (["a", "b", "d"], ["a", "c"], {"b": "c", "d": "c"}, {}),
    ],
)
def test_a_mapping_is_turned_around_where_it_is_one_to_one(old: Any, new: Any, mapping: Any, back: Any) -> None:
    assert ops.AlterEnumOp("e", old, new, mapping=mapping).reverse().mapping == back


TURNED = [
    (ops.CreateEnumOp("e", ["a"], schema="s", if_not_exists=True), ("add_enum", "s", "e", ("a",))),
    (ops.DropEnumOp("e", values=["a"]), ("remove_enum", None, "e", ("a",))),
    (
        ops.AddEnumValueOp("e", "b", after="a", commit=False, existing_values=["a"]),
        ("add_enum_value", None, "e", "b", None, "a"),
    ),
    (ops.RenameEnumValueOp("e", "a", "b", schema="s"), ("rename_enum_value", "s", "e", "a", "b")),
    (
        ops.AlterEnumOp("e", ["a", "b"], ["c"], renames={"a": "c"}, mapping={"b": "c"}, columns=[(None, "t", "c")]),
        ("modify_enum", None, "e", ("a", "b"), ("c",)),
    ),
]


@pytest.mark.parametrize(("operation", "difference"), TURNED, ids=lambda each: type(each).__name__)
def test_operations_turn_around_and_back(operation: ops.EnumOp, difference: Any) -> None:
    back = operation.reverse()
    assert repr(back) != repr(operation)
    assert repr(back.reverse()) == repr(operation)
    assert back.reverse().digest() == operation.digest() != back.digest()
    assert operation.to_diff_tuple() == difference


def test_digest_is_blind_to_what_only_the_reverse_needs() -> None:
    assert ops.DropEnumOp("e").digest() == ops.DropEnumOp("e", values=["a"]).digest()
    assert ops.AddEnumValueOp("e", "x").digest() == ops.AddEnumValueOp("e", "x", existing_values=["a"]).digest()
    assert ops.AddEnumValueOp("e", "x").digest() != ops.AddEnumValueOp("e", "x", before="a").digest()


@pytest.mark.server
def test_a_type_is_changed_where_the_connection_says(connection: Connection) -> None:
    prepare(connection, "CREATE SCHEMA other", "CREATE TABLE other.t (id int)")
    op = live(connection.execution_options(schema_translate_map={None: "other", "s": "other"}))
    op.create_enum("mood", ["a"])
    connection.exec_driver_sql("ALTER TABLE other.t ADD m other.mood")
    op.alter_enum("mood", ["a"], ["b"], schema="s", renames={"a": "b"})
    op.alter_enum("mood", ["b"], ["c", "b"])
    op.add_enum_value("mood", "d")
    assert labels(connection, schema="other") == ["c", "b", "d"]


@pytest.mark.server
def test_what_is_applied_is_known(connection: Connection) -> None:
    op = prepare(connection, MOOD)

    def applied(operation: ops.EnumOp) -> Applied:
        return operation.applied(sa.inspect(connection))

    there = ["sad", "ok", "happy"]
    said = {
        ops.CreateEnumOp("mood", there): Applied.YES,
        ops.CreateEnumOp("mood", ["sad", "ok"]): Applied.UNKNOWN,
        ops.CreateEnumOp("Mood", there): Applied.NO,
        ops.DropEnumOp("mood"): Applied.NO,
        ops.DropEnumOp("mood", schema="pg_catalog"): Applied.YES,
        ops.AddEnumValueOp("mood", "happy"): Applied.YES,
        ops.AddEnumValueOp("mood", "ok"): Applied.UNKNOWN,
        ops.AddEnumValueOp("mood", "ok", before="happy"): Applied.YES,
        ops.AddEnumValueOp("mood", "ok", before="sad"): Applied.UNKNOWN,
        ops.AddEnumValueOp("mood", "ok", after="sad"): Applied.YES,
        ops.AddEnumValueOp("mood", "ok", after="happy"): Applied.UNKNOWN,
        ops.AddEnumValueOp("mood", "sad", after=""): Applied.UNKNOWN,
        ops.AddEnumValueOp("mood", "mad"): Applied.NO,
        ops.AddEnumValueOp("Mood", "mad"): Applied.UNKNOWN,
        ops.RenameEnumValueOp("mood", "fine", "ok"): Applied.YES,
        ops.RenameEnumValueOp("mood", "ok", "fine"): Applied.NO,
        ops.RenameEnumValueOp("mood", "sad", "ok"): Applied.UNKNOWN,
        ops.RenameEnumValueOp("Mood", "sad", "ok"): Applied.UNKNOWN,
        ops.AlterEnumOp("mood", ["x"], there): Applied.YES,
        ops.AlterEnumOp("mood", there, ["x"]): Applied.NO,
        ops.AlterEnumOp("mood", ["y"], ["x"]): Applied.UNKNOWN,
        ops.AlterEnumOp("mood", there, there, renames={"sad": "ok", "ok": "sad"}): Applied.UNKNOWN,
    }
    assert [repr(operation) for operation, answer in said.items() if applied(operation) is not answer] == []
    op.drop_enum("mood")
    assert applied(ops.DropEnumOp("mood")) is Applied.YES


def test_where_there_are_no_enum_types_nothing_is_left_to_do(sqlite_engine: Engine) -> None:
    assert ops.CreateEnumOp("mood", ["a"]).applied(sa.inspect(sqlite_engine)) is Applied.YES


# ---------------------------------------------------------------------------------------------- transactions


@pytest.mark.server
def test_in_a_transaction_of_the_caller_a_value_waits_for_its_commit(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        prepare(connection, MOOD)
        connection.commit()
        connection.begin()
        op = live(connection)
        op.add_enum_value("mood", "mad")
        with pytest.raises(CommandError, match="whoever began it"):
            op.add_enum_value("mood", "bad", commit=True)
        connection.rollback()
        assert labels(connection) == ["sad", "ok", "happy"]


FIRST = """\
op.create_table("t", sa.Column("m", sa.Enum("sad", "ok", name="mood")))
"""
SECOND = """\
op.add_enum_value("mood", "mad", after="sad", existing_values=["sad", "ok"])
op.execute("INSERT INTO t VALUES ('mad'), ('ok')")
{fails}
"""
SECOND_BACK = """\
op.execute("DELETE FROM t WHERE m = 'mad'")
op.alter_enum("mood", ["sad", "mad", "ok"], ["sad", "ok"])
"""
THIRD = """\
op.alter_enum("mood", ["sad", "mad", "ok"], ["mad", "bad", "ok"], mapping=dict(sad="bad"))
op.execute("INSERT INTO t VALUES ('bad')")
{fails}
"""
FAILS = 'op.execute("SELECT 1 FROM nowhere")'


@pytest.fixture
def postgresql_project(tmp_path: Any, url_of: Any) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    return Project(root, url_of("postgresql")).make()


@pytest.mark.server
def test_a_value_is_added_and_used_in_one_migration(postgresql_project: Project) -> None:
    project = postgresql_project
    project.add_revision("a1", None, upgrade=FIRST)
    broken = project.add_revision("a2", "a1", upgrade=SECOND.format(fails=FAILS), downgrade=SECOND_BACK)
    result = project.run("upgrade", "head")
    assert result.code != 0 and "nowhere" in result.err, result
    broken.write_text(broken.read_text(encoding="utf-8").replace(FAILS, "pass"), encoding="utf-8")
    assert project.run("upgrade", "head").code == 0  # the value that stayed is not in the way
    assert held(project) == (["sad", "mad", "ok"], ["mad", "ok"])
    result = project.run("downgrade", "-1")
    assert result.code == 0, result
    assert held(project) == (["sad", "ok"], ["ok"])


@pytest.mark.server
def test_a_rebuilt_type_is_used_at_once_and_goes_with_its_transaction(postgresql_project: Project) -> None:
    project = postgresql_project
    project.add_revision("a1", None, upgrade=FIRST)
    project.add_revision("a2", "a1", upgrade=SECOND.format(fails="pass"))
    broken = project.add_revision("a3", "a2", upgrade=THIRD.format(fails=FAILS))
    result = project.run("upgrade", "head")
    assert result.code != 0 and "nowhere" in result.err, result
    assert held(project) == (["sad", "mad", "ok"], ["mad", "ok"])
    broken.write_text(broken.read_text(encoding="utf-8").replace(FAILS, "pass"), encoding="utf-8")
    result = project.run("upgrade", "head")
    assert result.code == 0, result
    assert held(project) == (["mad", "bad", "ok"], ["mad", "bad", "ok"])


def held(project: Project) -> tuple[list[str], list[str]]:
    engine = sa.create_engine(project.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return labels(connection), column(connection, "SELECT t.m::text FROM t ORDER BY t.m")


def test_one_history_serves_databases_with_and_without_enum_types(server_project: Project) -> None:
    server_project.add_revision(
        "a1",
        None,
        upgrade='op.create_enum("m2", ["a"])\nop.add_enum_value("m2", "b")\nop.alter_enum("m2", ["a", "b"], ["b"])',
        downgrade='op.drop_enum("m2")',
    )
    for argv in (("upgrade", "head"), ("downgrade", "base")):
        result = server_project.run(*argv)
        assert result.code == 0, result


def test_a_script_leaves_the_transaction_for_an_added_value(server_project: Project) -> None:
    server_project.add_revision("a1", None, upgrade='op.add_enum_value("mood", "mad")')
    out = server_project.run("upgrade", "head", "--sql").out
    postgresql = "postgresql" in server_project.url
    assert ("COMMIT;\n\nALTER TYPE mood ADD VALUE IF NOT EXISTS 'mad';\n\nBEGIN;" in out) is postgresql
