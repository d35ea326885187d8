"""What the documentation says of transactions, row by row: live as a trace of what was sent, and as scripts.

TXN-01 to TXN-07 are the rows. Where SQLite differs from other tools that is on purpose: its transactions are real here.
"""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, make_url

from revgraph.ddl import DefaultImpl
from revgraph.errors import MigrationFailed
from revgraph.script.base import ScriptDirectory
from tests.kit.histories import history, migrate

MARK = "op.execute(\"SELECT '<{0}>'\")"
BLOCK = f"with op.get_context().autocommit_block():\n    {MARK.format('block')}"
STEP = ["begin", "{0}", "row", "heard", "commit"]
EACH = [word.format(name) for name in "ab" for word in STEP]
ALL = ["begin", "a", "row", "heard", "b", "row", "heard", "commit"]
KINDS = {
    "sqlite": "sqlite",
    "postgresql": pytest.param("postgresql", marks=pytest.mark.server),
    "mariadb": pytest.param("mariadb", marks=pytest.mark.server),
}


def two(folder: Path) -> ScriptDirectory:
    return history(folder, a=MARK.format("a"), b=MARK.format("b"))


def parted(folder: Path) -> ScriptDirectory:
    return history(folder, a=f"{MARK.format('a')}\n{BLOCK}\n{MARK.format('after')}")


def failing(folder: Path) -> ScriptDirectory:
    return history(folder, a=MARK.format("a"), b=f"{MARK.format('b')}\nraise RuntimeError('late')")


class Trace(list[str]):
    """What was sent on a connection: transactions, marks of scripts, rows of the version table, callbacks.

    Transactions around nothing but reads are left out.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        event.listen(connection, "begin", lambda _: self.append("begin"))
        event.listen(connection, "commit", lambda _: self._end("commit"))
        event.listen(connection, "rollback", lambda _: self._end("rollback"))
        event.listen(connection, "before_cursor_execute", self._sent)

    def heard(self, **_: Any) -> None:
        self.append("heard")

    def _end(self, how: str) -> None:
        if self and self[-1] == "begin":
            self.pop()
        else:
            self.append(how)

    def _sent(self, _conn: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if "'<" in sql:
            self.append(sql.partition("<")[2].partition(">")[0])
        elif sql.startswith(("INSERT INTO revgraph_version", "UPDATE revgraph_version")):
            self.append("row")


def traced(engine: Engine, script: ScriptDirectory, **opts: Any) -> Trace:
    with engine.connect() as connection:
        trace = Trace(connection)
        migrate(connection, script, on_version_apply=trace.heard, **opts)
        assert not connection.in_transaction()
    return trace


LIVE = [
    pytest.param("postgresql", {}, ALL, id="TXN-02", marks=pytest.mark.server),
    pytest.param("sqlite", {}, ALL, id="TXN-02-sqlite"),
    pytest.param("postgresql", {"transaction_per_migration": True}, EACH, id="TXN-03", marks=pytest.mark.server),
    pytest.param("sqlite", {"transaction_per_migration": True}, EACH, id="TXN-03-sqlite"),
    pytest.param("mariadb", {}, EACH, id="TXN-04", marks=pytest.mark.server),
    pytest.param("mariadb", {"transaction_per_migration": True}, EACH, id="TXN-04-each", marks=pytest.mark.server),
    pytest.param("postgresql", {"transactional_ddl": False}, EACH, id="TXN-04-option", marks=pytest.mark.server),
    pytest.param("sqlite", {"transactional_ddl": False}, EACH, id="TXN-04-option-sqlite"),
    pytest.param("mariadb", {"transactional_ddl": True}, ALL, id="TXN-02-option", marks=pytest.mark.server),
]


@pytest.mark.parametrize(("kind", "opts", "expected"), LIVE)
def test_blocks(
    kind: str, opts: dict[str, Any], expected: list[str], engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    assert traced(engine_of(kind), two(tmp_path), **opts) == expected


@pytest.mark.parametrize("per_migration", [True, False])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_txn_01_a_callers_transaction_is_left_alone(
    kind: str, per_migration: bool, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    with engine_of(kind).connect() as connection:
        trace = Trace(connection)
        outer = connection.begin()
        migrate(connection, two(tmp_path), transaction_per_migration=per_migration, on_version_apply=trace.heard)
        assert trace == ["begin", "a", "row", "heard", "b", "row", "heard"]
        outer.commit()
    assert trace[7:] == ["commit"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_txn_05_an_autocommit_block_needs_a_transaction_of_ours(
    kind: str, engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    with engine_of(kind).begin() as connection:
        trace = Trace(connection)
        with pytest.raises(MigrationFailed, match=r"autocommit_block\(\) can't be used here"):
            migrate(connection, parted(tmp_path))
        assert trace == ["a"]


@pytest.mark.parametrize("opts", [{}, {"transaction_per_migration": True}, {"transactional_ddl": False}], ids=str)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_autocommit_block_parts_the_transaction(
    kind: str, opts: dict[str, Any], engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    trace = traced(engine_of(kind), parted(tmp_path), **opts)
    # SQLAlchemy tells of begin and commit in AUTOCOMMIT mode, too, where it sends neither
    parts = [["begin", "a", "commit"], ["begin", "block", "commit"], ["begin", "after", "row", "heard", "commit"]]
    assert trace == [word for part in parts for word in part]


@pytest.mark.parametrize(
    ("opts", "expected"),
    [
        ({"transaction_per_migration": True}, [*EACH[:5], "begin", "b", "rollback"]),
        ({"transaction_per_migration": False}, [*ALL[:5], "rollback"]),
        ({"transactional_ddl": False}, [*EACH[:5], "begin", "b", "rollback"]),
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [KINDS["sqlite"], KINDS["postgresql"]], ids=["sqlite", "postgresql"])
def test_txn_06_an_error_rolls_back_the_step_or_the_run(
    kind: str, opts: dict[str, Any], expected: list[str], engine_of: Callable[[str], Engine], tmp_path: Path
) -> None:
    with engine_of(kind).connect() as connection:
        trace = Trace(connection)
        with pytest.raises(MigrationFailed, match="late"):
            migrate(connection, failing(tmp_path), on_version_apply=trace.heard, **opts)
        assert not connection.in_transaction()
    assert trace == expected


@pytest.mark.server
def test_txn_06_rows_are_rolled_back_where_ddl_is_not(mariadb_engine: Engine, tmp_path: Path) -> None:
    with mariadb_engine.connect() as connection:
        trace = Trace(connection)
        with pytest.raises(MigrationFailed, match="late"):
            migrate(connection, failing(tmp_path), on_version_apply=trace.heard)
    assert trace == [*EACH[:5], "begin", "b", "rollback"]


DEFAULTS = {"postgresql": True, "mssql": True, "sqlite": True, "mysql": False, "mariadb": False, "oracle": False}


@pytest.mark.parametrize(("dialect", "transactional"), DEFAULTS.items(), ids=DEFAULTS)
def test_txn_07_defaults(dialect: str, transactional: bool) -> None:
    assert DefaultImpl.get_by_dialect(make_url(f"{dialect}://").get_dialect()()).transactional_ddl is transactional


ONE_FOR_ALL = "BEGIN table a COMMIT block BEGIN after row b row COMMIT"
PER_MIGRATION = "BEGIN table a COMMIT block BEGIN after row COMMIT BEGIN b row COMMIT"
NONE = "table a block after row b row"
ASKED: dict[str, dict[str, bool]] = {
    "usual": {},
    "per migration": {"transaction_per_migration": True},
    "none": {"transactional_ddl": False},
    "all in one": {"transactional_ddl": True},
}
SCRIPTS = {
    "postgresql": {"usual": ONE_FOR_ALL, "per migration": PER_MIGRATION, "none": NONE, "all in one": ONE_FOR_ALL},
    "mssql": {"usual": ONE_FOR_ALL, "per migration": PER_MIGRATION, "none": NONE, "all in one": ONE_FOR_ALL},
    "sqlite": {"usual": ONE_FOR_ALL, "per migration": PER_MIGRATION, "none": NONE, "all in one": ONE_FOR_ALL},
    "mysql": {"usual": NONE, "per migration": NONE, "none": NONE, "all in one": ONE_FOR_ALL},
    "oracle": {"usual": NONE, "per migration": NONE, "none": NONE, "all in one": ONE_FOR_ALL},
}
WORDS = {
    "postgresql": ("BEGIN;", "COMMIT;"),
    "sqlite": ("BEGIN;", "COMMIT;"),
    "mysql": ("BEGIN;", "COMMIT;"),
    "mssql": ("BEGIN TRANSACTION;", "COMMIT;\nGO"),
    "oracle": ("SET TRANSACTION READ WRITE\n/", "COMMIT\n/"),
}
ENDS = {"mssql": ";\nGO", "oracle": "\n/"}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("dialect", SCRIPTS)
def test_words_of_scripts(dialect: str, asked: str, tmp_path: Path) -> None:
    script = history(tmp_path, a=f"{MARK.format('a')}\n{BLOCK}\n{MARK.format('after')}", b=MARK.format("b"))
    out = StringIO()
    migrate(None, script, as_sql=True, output_buffer=out, dialect_name=dialect, **ASKED[asked])
    begin, commit = WORDS[dialect]
    found = []
    written = out.getvalue().replace("\n\nGO\n", "\nGO\n").replace("\n\n/\n", "\n/\n")
    for part in filter(None, written.split("\n\n")):
        if part in (begin, commit):
            found.append({begin: "BEGIN", commit: "COMMIT"}[part])
        elif not part.startswith(("--", "PRAGMA")):
            assert part.endswith(ENDS.get(dialect, ";")), part
            marked = part.partition("<")[2].partition(">")[0]
            found.append(marked or ("table" if part.startswith("CREATE TABLE") else "row"))
    assert " ".join(found) == SCRIPTS[dialect][asked]
