"""Cases of odd names: every operation with names that must be quoted, or that look like something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    UniqueConstraint,
)

from tests.kit.golden import Case, spec, tables

NAMES: Mapping[str, str] = {
    "reserved": "select",
    "mixed_case": "MixedCase",
    "blank": "two words",
    "double_quote": 'say "x"',
    "apostrophe": "it's",
    "backtick": "a`b",
    "brackets": "a[b]c",
    "percent": "5% of %s %(x)s",
    "colon": "a:b",
    "dot": "a.b",
    "backslash": "a\\b",
    "not_ascii": "größe_漢",
    "long": "n" * 50 + "_" * 13,
    "hyphen": "a-b",
    "digit_first": "1st",
}


def key() -> Column[Any]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def referring(metadata: MetaData, n: str, m: str) -> MetaData:
    """Return tables with a foreign key between them: a name with a dot can't be given as text."""
    metadata.tables[n].append_constraint(ForeignKeyConstraint([n], [metadata.tables[m].c.id], name=n))
    return metadata


def cases_of(label: str, n: str) -> list[Case]:
    """Return the operations with one name as table, column, constraint and index at once."""
    other = f"{n[:50]}2"
    m = other  # of what is new

    def on_n(*items: Any, name: str = n, column: str = n, **options: Any) -> Any:
        return spec(
            name,
            Column("id", Integer, autoincrement=False),
            Column(column, Integer),
            *items,
            PrimaryKeyConstraint("id", name="pk"),
            **options,
        )

    def made(verb: str, call: Any, before: Any, after: Any, **facts: Any) -> Case:
        return Case(f"name_{label}_{verb}", call, before=before, after=after, **facts)

    start = tables(on_n())
    told = {"existing_type": Integer(), "existing_nullable": True, "existing_server_default": None}
    return [
        made(
            "create_table",
            lambda op: op.create_table(n, key(), Column(n, Integer), Index(m, n)),
            tables(),
            tables(spec(n, key(), Column(n, Integer), Index(m, n))),
        ),
        made("drop_table", lambda op: op.drop_table(n), start, tables()),
        made("rename_table", lambda op: op.rename_table(n, m), start, tables(on_n(name=m)), renamed={n: m}),
        made("table_comment", lambda op: op.create_table_comment(n, n), start, tables(on_n(comment=n))),
        made(
            "add_column",
            lambda op: op.add_column(n, Column(m, Integer, comment=n)),
            start,
            tables(on_n(Column(m, Integer, comment=n))),
        ),
        made("drop_column", lambda op: op.drop_column(n, m), tables(on_n(Column(m, Integer))), start),
        made(
            "alter_column",
            lambda op: op.alter_column(n, n, nullable=False, server_default="5", comment=n, **told),
            start,
            tables(
                spec(
                    n,
                    Column("id", Integer, autoincrement=False),
                    Column(n, Integer, nullable=False, server_default="5", comment=n),
                    PrimaryKeyConstraint("id", name="pk"),
                )
            ),
            rows={},
        ),
        made(
            "alter_name",
            lambda op: op.alter_column(n, n, new_column_name=m, **told),
            start,
            tables(on_n(column=m)),
            renamed={f"{n}.{n}": m},
        ),
        made("index", lambda op: op.create_index(m, n, [n]), start, tables(on_n(Index(m, n)))),
        made("drop_index", lambda op: op.drop_index(m, n), tables(on_n(Index(m, n))), start),
        made(
            "unique",
            lambda op: op.create_unique_constraint(m, n, [n]),
            start,
            tables(on_n(UniqueConstraint(n, name=m))),
        ),
        made(
            "drop_unique",
            lambda op: op.drop_constraint(m, n, type_="unique"),
            tables(on_n(UniqueConstraint(n, name=m))),
            start,
        ),
        made(
            "check",
            lambda op: op.create_check_constraint(n, n, Column(n, Integer) > 5),
            start,
            tables(on_n(CheckConstraint(Column(n, Integer) > 5, name=n))),
        ),
        made(
            "foreign_key",
            lambda op: op.create_foreign_key(n, n, m, [n], ["id"]),
            tables(on_n(), spec(m, key())),
            referring(tables(on_n(), spec(m, key())), n, m),
            rows={},
        ),
    ]


# where a database itself can't have such a name, or its driver can't send it
CASES = [case for label, name in NAMES.items() for case in cases_of(label, name)]
