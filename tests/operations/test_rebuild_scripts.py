"""A script that builds a SQLite table anew, run by anybody: rows of other tables stay, and point where they did."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table

from revgraph.operations import ops
from tests.kit.contexts import script
from tests.kit.histories import history, migrate

REBUILD = """
given = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.String(5)))
with op.batch_alter_table("t", copy_from=given) as batch:
    batch.alter_column("x", type_=sa.String(40))
"""


def told_table() -> Table:
    return Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("x", String(5)))


def by_hand(_folder: Path) -> str:
    written = script("sqlite")
    with written.op.batch_alter_table("t", copy_from=told_table()) as batch:
        batch.alter_column("x", type_=String(40))
    return written.buffer.getvalue()


def of_a_run(**opts: Any) -> Callable[[Path], str]:
    def written(folder: Path) -> str:
        buffer = io.StringIO()
        migrate(
            None,
            history(folder, a="pass", b=REBUILD, c=REBUILD),
            as_sql=True,
            output_buffer=buffer,
            dialect_name="sqlite",
            **opts,
        )
        return buffer.getvalue()

    return written


WRITTEN = {
    "by_hand": by_hand,
    "in_one_transaction": of_a_run(),
    "in_one_each": of_a_run(transaction_per_migration=True),
    "without_transactions": of_a_run(transactional_ddl=False),
    "from_a_revision": of_a_run(starting_rev="a"),
}


@pytest.mark.parametrize("enforced", [False, True], ids=["not_enforced", "enforced"])
@pytest.mark.parametrize("written", WRITTEN)
def test_rows_of_others_stay(written: str, enforced: bool, tmp_path: Path) -> None:
    text = WRITTEN[written](tmp_path)
    database = sqlite3.connect(":memory:")
    database.executescript(
        f"""
        PRAGMA foreign_keys = {enforced:d};
        CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5));
        CREATE TABLE child (t_id INT REFERENCES t (id) ON DELETE CASCADE);
        CREATE TABLE aunt (t_id INT REFERENCES t (id) ON DELETE SET NULL);
        INSERT INTO t VALUES (1, 'a'), (2, 'b');
        INSERT INTO child VALUES (1), (2);
        INSERT INTO aunt VALUES (1);
        """
    )
    if "from" in written:
        database.executescript("CREATE TABLE revgraph_version (version_num); INSERT INTO revgraph_version VALUES ('a')")
    database.executescript(text)
    assert database.execute("SELECT * FROM t").fetchall() == [(1, "a"), (2, "b")]
    assert database.execute("SELECT * FROM child").fetchall() == [(1,), (2,)]
    assert database.execute("SELECT * FROM aunt").fetchall() == [(1,)]
    stored = dict(database.execute("SELECT name, sql FROM sqlite_master").fetchall())
    assert stored["child"] == "CREATE TABLE child (t_id INT REFERENCES t (id) ON DELETE CASCADE)"
    assert "VARCHAR(40)" in stored["t"]
    assert not database.in_transaction
    database.close()


@pytest.mark.parametrize("written", WRITTEN)
def test_the_switch_is_written_once_and_where_it_works(written: str, tmp_path: Path) -> None:
    lines = [line for line in WRITTEN[written](tmp_path).splitlines() if line]
    assert lines[0] == "PRAGMA foreign_keys=OFF;"
    assert lines.count(lines[0]) == 1


def test_scripts_of_other_databases_have_no_such_line(tmp_path: Path) -> None:
    buffer = io.StringIO()
    migrate(None, history(tmp_path, a="pass"), as_sql=True, output_buffer=buffer, dialect_name="postgresql")
    assert "PRAGMA" not in buffer.getvalue()


def test_nothing_to_do_writes_nothing_but_an_empty_transaction(tmp_path: Path) -> None:
    buffer = io.StringIO()
    scripts = history(tmp_path, a="pass")
    migrate(None, scripts, as_sql=True, output_buffer=buffer, dialect_name="sqlite", starting_rev="a")
    assert [line for line in buffer.getvalue().splitlines() if line] == [
        "PRAGMA foreign_keys=OFF;",
        "BEGIN;",
        "COMMIT;",
    ]


def test_statements_of_a_change_in_place_have_no_such_line() -> None:
    assert ops.RenameTableOp("t", "u").statements("sqlite") == ["ALTER TABLE t RENAME TO u"]
