"""Options of tables: what a database says of a table beside its columns and constraints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from tests.convergence.generate import TAKES_WITH
from tests.kit.diffs import converge_alike


def book(*items: Any, **kw: Any) -> MetaData:
    """Return models with one table."""
    metadata = MetaData()
    columns = Column("id", sa.Integer, primary_key=True), Column("title", sa.Text)
    Table("book", metadata, *columns, *items, **kw)
    return metadata


def utf8(collation: str) -> MetaData:
    return book(mysql_charset="utf8mb4", mysql_collate=f"utf8mb4_{collation}")


CASES: dict[str, tuple[str, MetaData, MetaData]] = {
    "AUTOINCREMENT": ("sqlite", book(), book(sqlite_autoincrement=True)),
    "STRICT": ("sqlite", book(), book(sqlite_strict=True)),
    "WITHOUT ROWID": ("sqlite", book(), book(sqlite_with_rowid=False)),
    "several, with a column": (
        "sqlite",
        book(),
        book(Column("x", sa.Integer), sqlite_with_rowid=False, sqlite_strict=True),
    ),
    "engine": ("mariadb", book(mysql_engine="InnoDB"), book(mysql_engine="MyISAM")),
    "engine left open": ("mariadb", book(mysql_engine="MyISAM"), book()),
    "collation": ("mariadb", utf8("bin"), utf8("unicode_ci")),
    "collation left open": ("mariadb", utf8("bin"), book()),
    "row format": ("mariadb", book(), book(mysql_row_format="COMPRESSED")),
    "UNLOGGED": ("postgresql", book(), book(prefixes=["UNLOGGED"])),
}
if TAKES_WITH:
    off = {"autovacuum_enabled": "false"}
    CASES["storage parameters"] = ("postgresql", book(postgresql_with=off), book(postgresql_with={"fillfactor": 80}))


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{kind}-{case}", marks=[] if kind == "sqlite" else [pytest.mark.server])
        for case, (kind, _, _) in CASES.items()
    ]


@pytest.mark.parametrize("case", _cases())
def test_options_converge(engine_of: Callable[[str], Engine], case: str) -> None:
    kind, before, after = CASES[case]
    converge_alike(engine_of(kind), before, after)
