"""Within a caller's transaction the migration lock is held until that transaction ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, inspect, text

from revgraph.errors import LockTimeout, MigrationFailed
from revgraph.runtime.migration import MigrationContext
from tests.kit.histories import history, migrate

pytestmark = [
    pytest.mark.server,
    pytest.mark.parametrize("kind", ["postgresql", "mariadb"]),
]
TABLE = 'op.create_table("{0}", sa.Column("id", sa.Integer, primary_key=True))'
ENDS: dict[str, Callable[[Connection], None]] = {
    "commit": lambda connection: connection.commit(),
    "rollback": lambda connection: connection.rollback(),
    "close": lambda connection: connection.close(),
}


@pytest.fixture
def engine(kind: str, engine_of: Callable[[str], Engine]) -> Engine:
    return engine_of(kind)


@pytest.mark.parametrize("end", ENDS)
def test_others_wait_for_the_end_of_the_transaction(engine: Engine, tmp_path: Path, end: str) -> None:
    script = history(tmp_path, a="pass")
    caller = engine.connect()
    caller.begin()
    migrate(caller, script)
    with engine.connect() as other, pytest.raises(LockTimeout):
        migrate(other, script, lock_timeout=0.3)
    ENDS[end](caller)
    with engine.connect() as other:
        migrate(other, script, lock_timeout=0.3)
        assert MigrationContext.configure(other).get_current_heads() == ("a",)
    caller.close()


def test_a_thread_that_waited_finds_all_done(engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="op.execute('INSERT INTO runs VALUES (1)')")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE runs (id INTEGER)")
    failures: list[BaseException] = []
    started = threading.Event()

    def other() -> None:
        try:
            with engine.connect() as connection:
                started.set()
                migrate(connection, script, lock_timeout=20)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=other)
    with engine.connect() as caller:
        transaction = caller.begin()
        migrate(caller, script)
        thread.start()
        started.wait(10)
        thread.join(0.8)
        assert thread.is_alive(), "it did not wait"
        transaction.commit()
    thread.join(20)
    assert failures == []
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM runs")) == 1


def test_callers_transactions_exclude_each_other(engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="pass")
    with engine.connect() as one, engine.connect() as two:
        one.begin()
        migrate(one, script)
        two.begin()
        with pytest.raises(LockTimeout):
            migrate(two, script, lock_timeout=0.3)
        two.rollback()
        one.commit()
        two.begin()
        migrate(two, script, lock_timeout=0.3)


def test_several_runs_in_one_transaction(engine: Engine, tmp_path: Path) -> None:
    script = history(
        tmp_path,
        a=(TABLE.format("t"), "op.drop_table('t')"),
        b=(TABLE.format("u"), "op.drop_table('u')"),
    )
    with engine.connect() as caller:
        for _ in range(2):
            caller.begin()
            migrate(caller, script, "a", lock_timeout=0.3)
            migrate(caller, script, "b", lock_timeout=0.3)
            migrate(caller, script, "base", down=True, lock_timeout=0.3)
            caller.commit()
    with engine.connect() as other:
        migrate(other, script, lock_timeout=0.3)
        assert {"t", "u"} <= set(inspect(other).get_table_names())


def test_a_failed_run_keeps_the_lock_as_well(engine: Engine, tmp_path: Path) -> None:
    script = history(tmp_path, a="raise RuntimeError")
    with engine.connect() as caller:
        caller.begin()
        with pytest.raises(MigrationFailed):
            migrate(caller, script)
        with engine.connect() as other, pytest.raises(LockTimeout):
            migrate(other, history(tmp_path / "other", a="pass"), lock_timeout=0.3)
        caller.rollback()
        with engine.connect() as other:
            migrate(other, history(tmp_path / "other", a="pass"), lock_timeout=0.3)
