"""The journal's tables: what stands in them, when they are made, and what a failure leaves there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

from revgraph.errors import MigrationFailed
from revgraph.runtime.journal.records import Journal, JournalEntry
from revgraph.runtime.migration import MigrationContext
from revgraph.script.base import ScriptDirectory
from tests.kit.histories import history, migrate

TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
BROKEN = "op.execute('DROP TABLE nowhere')"

pytestmark = pytest.mark.server


def run(engine: Engine, script: ScriptDirectory, target: str = "head", **opts: Any) -> None:
    with engine.connect() as connection:
        migrate(connection, script, target, **{"journal": True, **opts})


def journal(engine: Engine, **opts: Any) -> tuple[JournalEntry, ...]:
    with engine.connect() as connection:
        found: Journal | None = MigrationContext.configure(connection, opts={"journal": True, **opts}).journal
        assert found is not None
        return found.entries()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_each_run_has_one_row(any_engine: Engine, tmp_path: Path, per_migration: bool) -> None:
    script = history(tmp_path, a=(TABLE.format("t"), 'op.drop_table("t")'), b=TABLE.format("u"))
    run(any_engine, script, transaction_per_migration=per_migration)
    first, second = journal(any_engine)
    assert (first.revision, first.parents, second.parents) == ("a", (), ("a",))
    assert {first.state, second.state} == {"done"} and first.id < second.id
    assert first.started <= first.finished <= second.started  # type: ignore[operator]
    assert (first.error, first.is_open) == (None, False)
    assert any_engine.dialect.name.split("+")[0] in first.database and any(c.isdigit() for c in first.database)


def test_order_does_not_hang_on_the_clocks_of_those_who_migrate(any_engine: Engine, tmp_path: Path) -> None:
    """The first one's clock was an hour ahead."""
    script = history(tmp_path, a=TABLE.format("t"), b=TABLE.format("u"), c=TABLE.format("v"))
    run(any_engine, script, "a")
    with any_engine.begin() as connection:
        connection.execute(text("UPDATE revgraph_journal SET id = id + 3600000000"))
    run(any_engine, script)
    assert [entry.revision for entry in journal(any_engine)] == ["a", "b", "c"]


def test_off_nothing_is_made_and_later_it_can_be_switched_on(any_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLE.format("t"), b=TABLE.format("u"))
    run(any_engine, script, "a", journal=False)
    assert tables(any_engine) == {"t", "revgraph_version"}
    run(any_engine, script, "a")  # nothing to do: nothing is made
    assert tables(any_engine) == {"t", "revgraph_version"}
    run(any_engine, script)
    assert [entry.revision for entry in journal(any_engine)] == ["b"]


def test_another_version_table_has_a_journal_of_its_own(any_engine: Engine, tmp_path: Path) -> None:
    run(any_engine, history(tmp_path / "one", a=TABLE.format("t")))
    run(any_engine, history(tmp_path / "two", a=TABLE.format("u")), version_table="other")
    assert {"revgraph_journal", "other_journal"} <= tables(any_engine)
    assert len(journal(any_engine)) == len(journal(any_engine, version_table="other")) == 1


def test_the_journal_stands_in_the_schema_of_the_version_table(postgresql_engine: Engine, tmp_path: Path) -> None:
    with postgresql_engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA app"))
    run(postgresql_engine, history(tmp_path, a=TABLE.format("t")), version_table_schema="app")
    assert set(inspect(postgresql_engine).get_table_names("app")) == {"revgraph_version", "revgraph_journal"}
    assert [entry.revision for entry in journal(postgresql_engine, version_table_schema="app")] == ["a"]


@pytest.mark.parametrize("per_migration", [True, False], ids=["per-migration", "one-for-all"])
def test_a_failure_is_written_down_after_the_rollback(any_engine: Engine, tmp_path: Path, per_migration: bool) -> None:
    script = history(tmp_path, a=TABLE.format("t"), b=BROKEN)
    with pytest.raises(MigrationFailed):
        run(any_engine, script, transaction_per_migration=per_migration)
    last = journal(any_engine)[-1]
    assert (last.revision, last.state) == ("b", "failed" if any_engine.dialect.name == "mysql" else "rolled back")
    assert last.error is not None and "nowhere" in last.error
    assert last.finished is not None and last.duration is not None


def test_an_interrupted_run_is_written_down(any_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(any_engine, history(tmp_path, a=f"{TABLE.format('t')}\nraise KeyboardInterrupt"))
    assert [entry.error for entry in journal(any_engine)] == ["KeyboardInterrupt"]
    run(any_engine, history(tmp_path, a=TABLE.format("t")))
    assert "t" in tables(any_engine)


def test_in_a_callers_transaction_the_rows_are_the_callers(postgresql_engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a=TABLE.format("t"))
    with postgresql_engine.connect() as connection:
        transaction = connection.begin()
        migrate(connection, script, journal=True)
        transaction.rollback()
    assert tables(postgresql_engine) == set()
    with postgresql_engine.begin() as connection:
        migrate(connection, script, journal=True)
    assert [entry.state for entry in journal(postgresql_engine)] == ["done"]


def test_long_ids_and_messages_have_room(any_engine: Engine, tmp_path: Path) -> None:
    name = "r" * 200
    run(any_engine, history(tmp_path, **{name: TABLE.format("t")}))
    assert [entry.revision for entry in journal(any_engine)] == [name]


def test_checksums_tell_what_ran_apart(any_engine: Engine, tmp_path: Path) -> None:
    script = history(
        tmp_path, a=TABLE.format("t"), b=TABLE.format("u"), c="op.get_bind().execute(sa.text('DROP TABLE t'))"
    )
    run(any_engine, script)
    sums = [entry.operations for entry in journal(any_engine)]
    assert len(set(sums)) == 3 and None not in sums


def test_statements_are_forgotten_when_the_migration_is_done(mariadb_engine: Engine, tmp_path: Path) -> None:
    run(mariadb_engine, history(tmp_path, a=TABLE.format("t")))
    with mariadb_engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM revgraph_journal_statement")).scalar() == 0
        engines = "SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
        assert set(connection.execute(text(engines)).scalars()) == {"InnoDB"}
