"""The migration lock of the two servers that are not at hand: which statements go where, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from revgraph.ddl import DefaultImpl
from revgraph.errors import LockTimeout, OperationError
from revgraph.runtime.lock import migration_lock
from tests.kit.fakedriver import Driver

DRIVERS = [
    pytest.param("mssql+pyodbc://x", [0, 1], id="mssql"),
    pytest.param("oracle+oracledb://x", [1, 0], id="oracle"),
]
TAKE = {"mssql": "sp_getapplock", "oracle": "DBMS_LOCK.REQUEST"}
GIVE_BACK = {"mssql": "sp_releaseapplock", "oracle": "DBMS_LOCK.RELEASE"}


def driver(name: str, answers: list[Any]) -> Driver:
    """Return a driver whose lock answers these one after the other, and the last one for ever."""

    def answer(sql: str) -> Any:
        if TAKE[name] in sql:
            found = answers.pop(0) if answers[1:] else answers[0]
            return [(found,)] if name == "mssql" else found
        return [("database", "schema")] if sql.startswith("SELECT") else None

    return Driver(answer)


def words(sql: str, name: str) -> str:
    kinds = {TAKE[name]: "take", GIVE_BACK[name]: "give back", "SELECT": "ask", "close": "close"}
    return next(kind for word, kind in kinds.items() if word in sql)


@pytest.mark.parametrize(("url", "answers"), DRIVERS)
def test_lock_is_asked_for_until_it_is_free_and_given_back(
    url: str, answers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revgraph.runtime.waiting.POLL_SECONDS", 0.01)
    name = url.partition("+")[0]
    fake = driver(name, list(answers))
    engine = fake.engine(url)
    with engine.connect() as connection:
        impl = DefaultImpl.get_by_dialect(engine.dialect)(engine.dialect, connection, False, None, None, {})
        with migration_lock(impl, connection, table="v", timeout=5):
            fake.sent.append((0, "inside"))
    before, inside, after = [], True, []
    for number, sql in fake.sent:
        if sql == "inside":
            inside = False
        elif not sql.startswith(("SET TRANSACTION", "ALTER SESSION")):
            (before if inside else after).append((number, words(sql, name)))
    assert before == [(1, "ask"), (2, "take"), (2, "take")]
    assert after[:2] == [(2, "give back"), (2, "close")]


@pytest.mark.parametrize(("url", "answers"), DRIVERS)
def test_lock_that_stays_taken_ends_in_a_clear_error(
    url: str, answers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revgraph.runtime.waiting.POLL_SECONDS", 0.01)
    fake = driver(url.partition("+")[0], answers[:1])
    engine = fake.engine(url)
    with engine.connect() as connection:
        impl = DefaultImpl.get_by_dialect(engine.dialect)(engine.dialect, connection, False, None, None, {})
        with (
            pytest.raises(LockTimeout, match="nothing was done"),
            migration_lock(impl, connection, table="v", timeout=0.05),
        ):
            pytest.fail("the lock was not ours")
    assert not [sql for _, sql in fake.sent if GIVE_BACK[url.partition("+")[0]] in sql]


def test_keys_differ_by_database_schema_and_table() -> None:
    for url in ("mssql+pyodbc://x", "oracle+oracledb://x"):
        keys = set()
        for place, table in ((("a", "b"), "v"), (("a", "c"), "v"), (("ab", ""), "v"), (("a", "b"), "w")):
            engine = Driver(lambda sql, place=place: [place]).engine(url)
            spelling = DefaultImpl.get_by_dialect(engine.dialect).lock
            assert spelling is not None
            with engine.connect() as connection:
                keys.add(spelling.key(connection, table))
        assert len(keys) == 4
        assert all(isinstance(key, str) and len(key) <= 128 for key in keys)


def test_missing_right_to_the_package_names_the_grant() -> None:
    fake = driver("oracle", [0])
    engine = fake.engine("oracle+oracledb://x")
    text = "ORA-06550: line 1\nPLS-00201: identifier 'DBMS_LOCK' must be declared"
    fake.answer = lambda sql: engine.dialect.dbapi.DatabaseError(text) if "DBMS_LOCK" in sql else [("d", "s")]  # type: ignore[union-attr]
    with engine.connect() as connection:
        impl = DefaultImpl.get_by_dialect(engine.dialect)(engine.dialect, connection, False, None, None, {})
        with (
            pytest.raises(OperationError, match=r"GRANT EXECUTE ON SYS\.DBMS_LOCK .*lock=False"),
            migration_lock(impl, connection, table="v", timeout=1),
        ):
            pytest.fail("the lock was not ours")


def test_answer_that_means_neither_is_told() -> None:
    engine = driver("oracle", [3]).engine("oracle+oracledb://x")
    with engine.connect() as connection:
        impl = DefaultImpl.get_by_dialect(engine.dialect)(engine.dialect, connection, False, None, None, {})
        with (
            pytest.raises(OperationError, match="answered 3"),
            migration_lock(impl, connection, table="v", timeout=1),
        ):
            pytest.fail("the lock was not ours")
