"""A migration that was cut off goes on where it stopped, or stops with a report: right schema and right data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, inspect, text

from revgraph.errors import LockTimeout, MigrationFailed, UnfinishedMigration
from revgraph.script.base import ScriptDirectory
from tests.kit.histories import history, migrate
from tests.kit.sessions import gate_held, open_gate, pass_gate, session_at

pytestmark = pytest.mark.server

FIRST = """
t = op.create_table(
    "account",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(30), nullable=False, index=True),
)
op.bulk_insert(t, [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}])
op.add_column("account", sa.Column("balance", sa.Integer, nullable=True))
op.execute("UPDATE account SET balance = id * 10")
op.execute("UPDATE account SET balance = balance + 1")
op.alter_column("account", "balance", existing_type=sa.Integer, nullable=False)
bind = op.get_bind()
for row in bind.execute(sa.text("SELECT id FROM account ORDER BY id")).all():
    done = bind.execute(sa.text("UPDATE account SET balance = balance + :n WHERE id = :id"), {"n": 100, "id": row.id})
    assert done.rowcount == 1, done.rowcount
op.create_index("ix_balance", "account", ["balance"])
other = op.create_table("audit", sa.Column("id", sa.Integer, primary_key=True), sa.Column("key_seen", sa.Integer))
key = bind.execute(sa.insert(other).values(key_seen=7)).inserted_primary_key[0]
bind.execute(sa.insert(other).values(key_seen=key))
op.drop_index("ix_account_name", "account")
"""
SECOND = "op.add_column('account', sa.Column('note', sa.String(10)))\nop.execute(\"UPDATE account SET note = 'x'\")"


class Cut(Exception):
    """Stands for whatever cuts a run off."""


class Cutter:
    """Raise at the n-th statement of the migration's connection that writes, before or after it is carried out."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.at, self.after, self.seen, self.total = at, after, 0, 0

    def writes(self, sql: str) -> bool:
        words = sql.lstrip().upper()
        return not words.startswith(("SELECT", "SHOW", "DESCRIBE", "PRAGMA", "BEGIN", "SET"))

    def before(self, _conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if self.writes(sql):
            self.seen += 1
            if self.seen == self.at and not self.after:
                raise Cut(sql)

    def behind(self, _conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if self.writes(sql) and self.seen == self.at and self.after:
            raise Cut(sql)

    def attach(self, connection: Connection) -> None:
        event.listen(connection, "before_cursor_execute", self.before)
        event.listen(connection, "after_cursor_execute", self.behind)


def shape(engine: Engine) -> dict[str, Any]:
    looked = inspect(engine)
    return {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in looked.get_columns(name)],
            sorted(index["name"] or "" for index in looked.get_indexes(name)),
        )
        for name in sorted(looked.get_table_names())
        if not name.startswith("revgraph_journal")
    }


def rows(engine: Engine, name: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1"))]


def expect_right_data(engine: Engine) -> None:
    assert rows(engine, "account") == [(1, "a", 111, "x"), (2, "b", 121, "x")]
    (key, first), (_, second) = rows(engine, "audit")
    assert (first, second) == (7, key)  # a key that was rolled back is not given again
    assert rows(engine, "revgraph_version") == [("b",)]


def run(engine: Engine, script: ScriptDirectory, target: str = "head", **opts: Any) -> None:
    with engine.connect() as connection:
        migrate(connection, script, target, journal=True, transaction_per_migration=True, **opts)


def cut_off(engine: Engine, script: ScriptDirectory, cutter: Cutter) -> bool:
    """Run to the head with a cutter; say whether it was cut off."""
    with engine.connect() as connection:
        cutter.attach(connection)
        try:
            migrate(connection, script, journal=True, transaction_per_migration=True)
        except (MigrationFailed, Cut):
            return True
    return False


@pytest.mark.parametrize(
    ("kind", "after"),
    # on MariaDB "after" a statement is "before" the one that writes it down
    [("sqlite", False), ("sqlite", True), ("postgresql", False), ("postgresql", True), ("mariadb", False)],
)
def test_cut_off_at_every_statement_it_ends_right(
    engine_of: Callable[[str], Engine], tmp_path: Path, kind: str, after: bool
) -> None:
    script = history(tmp_path, a=FIRST, b=SECOND)
    engine = engine_of(kind)
    run(engine, script)
    expected = shape(engine)
    expect_right_data(engine)
    at, was_cut = 0, True
    while was_cut:
        at += 1
        empty(engine)
        was_cut = cut_off(engine, script, Cutter(at, after=after))
        if was_cut:
            run(engine, script)
        assert shape(engine) == expected, f"cut off at statement {at}"
        expect_right_data(engine)
    assert at > 20


def empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for name in inspect(connection).get_table_names():
            connection.execute(text(f"DROP TABLE {name}"))


TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
BROKEN = "op.execute('UPDATE nowhere SET id = 1')"


def fail(engine: Engine, script: ScriptDirectory, **opts: Any) -> str:
    with pytest.raises(MigrationFailed) as failed:
        run(engine, script, **opts)
    return str(failed.value)


def stop(engine: Engine, script: ScriptDirectory, target: str = "head", **opts: Any) -> str:
    with pytest.raises(UnfinishedMigration) as stopped:
        run(engine, script, target, **opts)
    return str(stopped.value)


def lines(*code: str) -> str:
    return "\n".join(code)


def test_failed_in_the_middle_then_mended_it_goes_on(mariadb_engine: Engine, tmp_path: Path) -> None:
    before = [TABLE.format("t"), "op.execute('INSERT INTO t VALUES (1)')", TABLE.format("u")]
    after = ["op.execute('INSERT INTO t VALUES (2)')", TABLE.format("v")]
    told = fail(mariadb_engine, history(tmp_path, a=lines(*before, BROKEN, *after)))
    assert "operation 4 of 6: ExecuteSQLOp('UPDATE nowhere SET id = 1')" in told
    assert "3 of its statements stay in the database, the last one: CREATE TABLE u" in told
    assert "The version table says base. Mend the script, then upgrade again: it goes on behind them" in told
    run(mariadb_engine, history(tmp_path, a=lines(*before, "op.execute('UPDATE t SET id = 7')", *after)))
    assert rows(mariadb_engine, "t") == [(2,), (7,)]
    assert {"t", "u", "v"} <= set(shape(mariadb_engine))


def test_a_failing_change_of_rows_takes_those_before_it_back(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=lines(TABLE.format("t"), "op.execute('INSERT INTO t VALUES (1)')", BROKEN))
    fail(mariadb_engine, script)
    assert rows(mariadb_engine, "t") == []
    fail(mariadb_engine, script)
    run(mariadb_engine, history(tmp_path, a=lines(TABLE.format("t"), "op.execute('INSERT INTO t VALUES (1)')")))
    assert rows(mariadb_engine, "t") == [(1,)]


def test_a_done_statement_that_was_changed_stops_with_both(mariadb_engine: Engine, tmp_path: Path) -> None:
    view = "op.execute('CREATE VIEW w AS SELECT id{0} FROM t')"
    fail(mariadb_engine, history(tmp_path, a=lines(TABLE.format("t"), view.format(""), BROKEN)))
    told = stop(mariadb_engine, history(tmp_path, a=lines(TABLE.format("t"), view.format(" + 1"), BROKEN)))
    assert "statement 2 is done, and the script now does something else there" in told
    assert "SQL: CREATE VIEW w AS SELECT id FROM t\n  now: CREATE VIEW w AS SELECT id + 1 FROM t" in told
    assert "'resolve a --applied'" in told and "'resolve a --rolled-back'" in told
    told = stop(mariadb_engine, history(tmp_path, a="pass"))
    assert "statement 1 is done, and the script does not do it any more" in told


def test_formatting_is_no_change(mariadb_engine: Engine, tmp_path: Path) -> None:
    fail(
        mariadb_engine, history(tmp_path, a=lines(TABLE.format("t"), "op.execute('CREATE VIEW w AS SELECT 1')", BROKEN))
    )
    run(mariadb_engine, history(tmp_path, a=lines(TABLE.format("t"), "op.execute('CREATE VIEW  w AS\\n SELECT 1 ')")))


class CutBehind(Cutter):
    """Cut off behind the first statement that holds some words, before it is noted as done."""

    def __init__(self, words: str) -> None:
        super().__init__(0, after=True)
        self.words = words

    def behind(self, _conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if self.words in sql and "revgraph_journal" not in sql:
            raise Cut(sql)


RAW = lines(
    TABLE.format("t"), "op.execute('CREATE VIEW w AS SELECT id FROM t')", "op.execute('INSERT INTO t VALUES (1)')"
)


def test_what_can_not_be_told_stops_with_the_choices(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=RAW)
    assert cut_off(mariadb_engine, script, CutBehind("CREATE VIEW"))
    told = stop(mariadb_engine, script)
    assert "whether statement 2 was carried out can't be told" in told
    assert "operation 2 of 3: ExecuteSQLOp('CREATE VIEW w AS SELECT id FROM t')" in told
    assert "SQL: CREATE VIEW w AS SELECT id FROM t" in told
    assert "In the database: its first statement; the last one: CREATE TABLE t" in told
    assert "'upgrade ... --resume'" in told and "'upgrade ... --undo'" in told
    assert rows(mariadb_engine, "t") == []
    with mariadb_engine.begin() as connection:
        connection.execute(text("DROP VIEW w"))
    run(mariadb_engine, script, resume=True)
    assert rows(mariadb_engine, "t") == rows(mariadb_engine, "w") == [(1,)]


def test_what_may_run_twice_is_not_asked_for(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=RAW.replace("CREATE VIEW", "CREATE OR REPLACE VIEW"))
    assert cut_off(mariadb_engine, script, CutBehind("REPLACE VIEW"))
    run(mariadb_engine, script)
    assert rows(mariadb_engine, "w") == [(1,)]


def test_a_script_can_not_catch_the_stop(mariadb_engine: Engine, tmp_path: Path) -> None:
    code = lines(
        TABLE.format("t"), "try:", "    op.execute('CREATE VIEW w AS SELECT 1')", "except Exception:", "    pass"
    )
    script = history(tmp_path, a=code)
    assert cut_off(mariadb_engine, history(tmp_path, a=RAW.replace("id FROM t", "1")), CutBehind("CREATE VIEW"))
    stop(mariadb_engine, script)
    assert rows(mariadb_engine, "revgraph_version") == []


def test_an_error_that_the_script_catches_is_met_again(mariadb_engine: Engine, tmp_path: Path) -> None:
    caught = ["try:", "    op.execute('CREATE TABLE t (id INT)')", "except sa.exc.OperationalError:", "    pass"]
    script = history(tmp_path, a=lines(TABLE.format("t"), *caught, BROKEN))
    fail(mariadb_engine, script)
    run(mariadb_engine, history(tmp_path, a=lines(TABLE.format("t"), *caught, TABLE.format("u"))))
    assert {"t", "u"} <= set(shape(mariadb_engine))


def test_a_script_that_looks_by_itself_is_believed(mariadb_engine: Engine, tmp_path: Path) -> None:
    looks = lines(
        "if not sa.inspect(op.get_bind()).has_table('t'):", f"    {TABLE.format('t')}", TABLE.format("u"), "import os"
    )
    script = history(tmp_path, a=lines(looks, "if not os.path.exists(__file__ + '.mended'):", f"    {BROKEN}"))
    fail(mariadb_engine, script)
    (tmp_path / "versions/a.py.mended").touch()
    run(mariadb_engine, script)
    assert {"t", "u"} <= set(shape(mariadb_engine))


def test_rows_that_a_statement_returned_are_not_made_up(mariadb_engine: Engine, tmp_path: Path) -> None:
    code = lines(
        TABLE.format("t"),
        "found = op.get_bind().execute(sa.text('INSERT INTO t VALUES (5) RETURNING id')).scalar()",
        TABLE.format("u"),
        BROKEN,
    )
    script = history(tmp_path, a=code)
    fail(mariadb_engine, script)
    assert "statement 2 is done, and what it returned is not known any more" in stop(mariadb_engine, script)


def test_a_temporary_table_is_gone_with_its_session(mariadb_engine: Engine, tmp_path: Path) -> None:
    code = lines(TABLE.format("t"), "op.execute('CREATE TEMPORARY TABLE x (id INT)')", BROKEN)
    script = history(tmp_path, a=code)
    fail(mariadb_engine, script)
    assert "it makes a temporary table, and what was written there is gone" in stop(mariadb_engine, script)


def test_rows_of_an_engine_without_transactions_are_in_doubt(mariadb_engine: Engine, tmp_path: Path) -> None:
    with mariadb_engine.begin() as connection:
        connection.execute(text("CREATE TABLE old (n INT) ENGINE=MyISAM"))
        connection.execute(text("CREATE TABLE sound (n INT) ENGINE=InnoDB"))
    code = ["op.execute('INSERT INTO sound VALUES (1)')", "op.execute('INSERT INTO old VALUES (1)')"]
    fail(mariadb_engine, history(tmp_path, a=lines(*code, BROKEN)))
    assert rows(mariadb_engine, "old") == [(1,)]
    told = stop(mariadb_engine, history(tmp_path, a=lines(*code)))
    assert "statement 2 may have changed rows of a table whose engine can't roll back" in told
    assert rows(mariadb_engine, "sound") == []
    run(mariadb_engine, history(tmp_path, a=lines(*code)), resume=True)
    assert rows(mariadb_engine, "sound") == [(1,)]


def test_what_was_taken_away_by_hand_is_noticed(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=lines(TABLE.format("t"), BROKEN))
    fail(mariadb_engine, script)
    with mariadb_engine.begin() as connection:
        connection.execute(text("DROP TABLE t"))
    assert "statement 1 is done by the journal, and its effect is not in the database" in stop(mariadb_engine, script)


def test_nothing_else_runs_on_top_of_what_is_half_done(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=(TABLE.format("t"), 'op.drop_table("t")'), b=lines(TABLE.format("u"), BROKEN))
    fail(mariadb_engine, script)
    told = stop(mariadb_engine, script, "base", down=True)
    assert "the upgrade of b (make b) was cut off before, and this would not finish it" in told
    assert "'upgrade ...'" in told
    assert {"t", "u"} <= set(shape(mariadb_engine))


def test_undo_takes_back_what_is_done_newest_first(mariadb_engine: Engine, tmp_path: Path) -> None:
    code = lines(TABLE.format("t"), 'op.add_column("t", sa.Column("n", sa.Integer))', TABLE.format("u"), BROKEN)
    script = history(tmp_path, a=code)
    fail(mariadb_engine, script)
    run(mariadb_engine, script, undo=True)
    assert set(shape(mariadb_engine)) == {"revgraph_version"}
    run(mariadb_engine, history(tmp_path, a=code.replace(BROKEN, "pass")))
    assert {"t", "u"} <= set(shape(mariadb_engine))


def test_undo_that_is_cut_off_goes_on(mariadb_engine: Engine, tmp_path: Path) -> None:
    code = lines(TABLE.format("t"), TABLE.format("u"), TABLE.format("v"), BROKEN)
    script = history(tmp_path, a=code)
    fail(mariadb_engine, script)
    with mariadb_engine.connect() as connection:
        CutBehind("DROP TABLE u").attach(connection)
        with pytest.raises(Cut):
            migrate(connection, script, journal=True, undo=True)
    assert set(shape(mariadb_engine)) == {"t", "revgraph_version"}
    run(mariadb_engine, script, undo=True)
    assert set(shape(mariadb_engine)) == {"revgraph_version"}


def test_an_undo_that_is_cut_off_can_be_upgraded_again(mariadb_engine: Engine, tmp_path: Path) -> None:
    code = lines(TABLE.format("t"), TABLE.format("u"), TABLE.format("v"), BROKEN)
    script = history(tmp_path, a=code)
    fail(mariadb_engine, script)
    with mariadb_engine.connect() as connection:
        CutBehind("DROP TABLE u").attach(connection)
        with pytest.raises(Cut):
            migrate(connection, script, journal=True, undo=True)
    run(mariadb_engine, history(tmp_path, a=code.replace(BROKEN, "pass")))
    assert {"t", "u", "v"} <= set(shape(mariadb_engine))


def test_undo_refuses_what_it_can_not_reverse(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=lines(RAW, TABLE.format("u"), BROKEN))
    fail(mariadb_engine, script)
    before = shape(mariadb_engine)
    told = stop(mariadb_engine, script, undo=True)
    assert "what is done can't be undone" in told and "CREATE VIEW" in told and "INSERT INTO t" in told
    assert "'upgrade ...'" in told and "go on where it was cut off" in told
    assert shape(mariadb_engine) == before


def test_what_the_database_refused_is_not_taken_for_done(mariadb_engine: Engine, tmp_path: Path) -> None:
    """The column was there before: the next run meets the same error, and undoing does not take the column away."""
    there = 'op.add_column("t", sa.Column("n", sa.Integer))'
    script = history(tmp_path, a=lines(TABLE.format("t"), there), b=lines(TABLE.format("u"), there, TABLE.format("v")))
    for _ in range(3):
        with pytest.raises(MigrationFailed, match="Duplicate column name 'n'"):
            run(mariadb_engine, script)
    assert set(shape(mariadb_engine)) == {"t", "u", "revgraph_version"}
    run(mariadb_engine, script, undo=True)
    assert set(shape(mariadb_engine)) == {"t", "revgraph_version"}
    assert [name for name, *_ in shape(mariadb_engine)["t"][0]] == ["id", "n"]
    with pytest.raises(MigrationFailed, match="Duplicate column name 'n'"):
        run(mariadb_engine, history(tmp_path, a="pass", b=there))
    with pytest.raises(MigrationFailed, match="Nothing of it is done, and the version table says a"):
        run(mariadb_engine, history(tmp_path, a="pass", b=there))
    run(mariadb_engine, history(tmp_path, a="pass", b=there), undo=True)
    assert [name for name, *_ in shape(mariadb_engine)["t"][0]] == ["id", "n"]


CONCURRENTLY = lines(
    TABLE.format("t"),
    "op.execute('INSERT INTO t VALUES (1)')",
    "with op.get_context().autocommit_block():",
    "    op.create_index('ix_t', 't', ['id'], postgresql_concurrently=True)",
    "op.execute('INSERT INTO t VALUES (2)')",
)


@pytest.mark.parametrize("per_migration", [True, False])
def test_what_an_autocommit_block_committed_is_not_done_again(
    postgresql_engine: Engine, tmp_path: Path, per_migration: bool
) -> None:
    opts = {"transaction_per_migration": per_migration, "journal": True}
    script = history(tmp_path, a=lines(CONCURRENTLY, BROKEN))
    for _ in range(2):
        with postgresql_engine.connect() as connection, pytest.raises(MigrationFailed) as failed:
            migrate(connection, script, **opts)
    assert rows(postgresql_engine, "t") == [(1,)]
    if per_migration:
        assert "3 of its statements stay in the database, the last one: CREATE INDEX CONCURRENTLY" in str(failed.value)
    with postgresql_engine.connect() as connection:
        migrate(connection, history(tmp_path, a=CONCURRENTLY), **opts)
    assert rows(postgresql_engine, "t") == [(1,), (2,)]


def test_rows_that_went_by_copy_are_not_inserted_again(postgresql_engine: Engine, tmp_path: Path) -> None:
    code = CONCURRENTLY.replace(
        "op.execute('INSERT INTO t VALUES (1)')",
        "op.bulk_insert(sa.table('t', sa.column('id', sa.Integer)), [{'id': n} for n in range(10, 310)])",
    )
    with_key = code.replace(", primary_key=True", "")
    fail(postgresql_engine, history(tmp_path, a=lines(with_key, BROKEN)))
    assert len(rows(postgresql_engine, "t")) == 300
    run(postgresql_engine, history(tmp_path, a=with_key))
    assert len(rows(postgresql_engine, "t")) == 301


def test_a_run_cut_off_within_an_autocommit_block_asks_the_database(postgresql_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=CONCURRENTLY)
    assert cut_off(postgresql_engine, script, CutBehind("CREATE INDEX"))
    run(postgresql_engine, script)
    assert rows(postgresql_engine, "t") == [(1,), (2,)]


def test_a_downgrade_goes_on_too(mariadb_engine: Engine, tmp_path: Path) -> None:
    up = lines(TABLE.format("t"), TABLE.format("u"))
    script = history(tmp_path, a=(up, lines('op.drop_table("t")', BROKEN, 'op.drop_table("u")')))
    run(mariadb_engine, script)
    with pytest.raises(MigrationFailed):
        run(mariadb_engine, script, "base", down=True)
    script = history(tmp_path, a=(up, lines('op.drop_table("t")', 'op.drop_table("u")')))
    run(mariadb_engine, script, "base", down=True)
    assert set(shape(mariadb_engine)) == {"revgraph_version"}


def test_a_pooled_connection_of_the_run_before_is_not_waited_for(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=lines(TABLE.format("t"), BROKEN))
    with mariadb_engine.connect() as first:
        with pytest.raises(MigrationFailed):
            migrate(first, script, journal=True)
        with mariadb_engine.connect() as second:
            migrate(second, history(tmp_path, a=TABLE.format("t")), journal=True, lock_timeout=1.0)


def test_the_last_statement_of_the_run_before_is_waited_for(mariadb_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=lines(TABLE.format("t"), BROKEN))
    fail(mariadb_engine, script)
    url = mariadb_engine.url.render_as_string(hide_password=False)
    with mariadb_engine.connect() as other, gate_held(url) as gate:
        session = other.execute(text("SELECT CONNECTION_ID()")).scalar_one()
        with mariadb_engine.begin() as connection:
            connection.execute(text("UPDATE revgraph_journal SET session = :id"), {"id": session})
        busy = Thread(target=lambda: other.execute(text(pass_gate("mysql"))))
        busy.start()
        assert session_at(url, pass_gate("mysql")) == session
        with pytest.raises(LockTimeout, match=f"whose last statement still runs: session {session};"):
            run(mariadb_engine, script, lock_timeout=0.3)
        open_gate(gate)
        busy.join()
