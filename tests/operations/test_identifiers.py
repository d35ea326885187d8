"""Names that need quotes work in every verb: written live and as a script, and read back from the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, text

from revgraph.operations import Operations
from tests.kit.contexts import live, script

NAMES = {
    "reserved": "select",
    "mixed": "MixedCase",
    "space": "sp  ace",
    "double": 'dou"b""le',
    "backtick": "back`tick",
    "percent": "per%cent %s",
    "pyformat": "%(name)s",
    "colon": "co:lon ::x",
    "parentheses": "par(en)",
    "bracket": "br[ack]et",
    "dot": "dot.ted.twice",
    "apostrophe": "apos'trophe",
    "backslash": "back\\slash",
    "other": "naïve 漢字",
    "dashes": "a--b /* c */",
    "semicolon": "semi;colon",
    "digit": "1st",
    "long": "n" * 62,
}
COLUMNS = {
    "sqlite": "SELECT name FROM pragma_table_xinfo(:name) ORDER BY cid",
    "postgresql": "SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = :name "
    "AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
    "mysql": "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() "
    "AND table_name = :name ORDER BY ordinal_position",
}
INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL",
    "postgresql": "SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c "
    "ON c.oid = x.indrelid WHERE c.relname = :name AND NOT x.indisprimary AND NOT x.indisunique",
    "mysql": "SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = DATABASE() "
    "AND table_name = :name AND non_unique = 1",
}
CONSTRAINTS = {
    "postgresql": "SELECT conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relname = :name "
    "AND contype IN ('u', 'c', 'f')",
    "mysql": "SELECT constraint_name FROM information_schema.table_constraints WHERE table_schema = DATABASE() "
    "AND table_name = :name AND constraint_type <> 'PRIMARY KEY'",
}
COMMENTS = {
    "postgresql": "SELECT obj_description(oid) FROM pg_class WHERE relname = :name",
    "mysql": "SELECT table_comment FROM information_schema.tables WHERE table_schema = DATABASE() "
    "AND table_name = :name",
}
COLUMN_COMMENTS = {
    "postgresql": "SELECT description FROM pg_description JOIN pg_class c ON c.oid = objoid WHERE relname = :name "
    "AND objsubid > 0",
    "mysql": "SELECT column_comment FROM information_schema.columns WHERE table_schema = DATABASE() "
    "AND table_name = :name AND column_comment <> ''",
}
COMMENT = 'it\'s 5% of :all \\ "x"'


class Names:
    """The names of one case, all different and at most 63 characters long."""

    def __init__(self, odd: str) -> None:
        self.table, self.parent, self.renamed = odd, f"p{odd}", f"r{odd}"
        self.column, self.added, self.new = f"c{odd}", f"d{odd}", f"e{odd}"
        self.index, self.unique, self.check, self.foreign = f"i{odd}", f"u{odd}", f"k{odd}", f"f{odd}"
        self.inline = f"n{odd}"


class Catalog:
    """What the database itself says, asked without any reflection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.kind = connection.dialect.name

    def ask(self, words: dict[str, str], table: str) -> list[str]:
        return list(self._connection.execute(text(words[self.kind]), {"name": table}).scalars())

    def ask_columns(self, table: str) -> list[str]:
        return self.ask(COLUMNS, table)

    def ask_indexes(self, table: str) -> list[str]:
        return self.ask(INDEXES, table)

    def constraints(self, table: str) -> set[str]:
        if self.kind in CONSTRAINTS:
            return set(self.ask(CONSTRAINTS, table))
        stored = self._connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :n"), {"n": table}).scalar()
        parts = str(stored).split("CONSTRAINT ")[1:]
        return {_leading_name(part) for part in parts}


def _leading_name(sql: str) -> str:
    if not sql.startswith('"'):
        return sql.split()[0]
    end = 1
    while sql[end : end + 1] != '"' or sql[end : end + 2] == '""':
        end += 2 if sql[end : end + 2] == '""' else 1
    return sql[1:end].replace('""', '"')


@pytest.fixture(params=[pytest.param(name, id=kind) for kind, name in NAMES.items()])
def names(request: pytest.FixtureRequest) -> Names:
    return Names(request.param)


@pytest.fixture
def connection(any_engine: Engine) -> Iterator[Connection]:
    with any_engine.connect() as connection:
        yield connection


def create(op: Operations, names: Names) -> sa.Table:
    op.create_table(names.parent, Column(names.column, sa.Integer, primary_key=True, autoincrement=False))
    return op.create_table(
        names.table,
        Column("id", sa.Integer, primary_key=True, autoincrement=False),
        Column(names.column, sa.Integer, nullable=False),
        sa.UniqueConstraint(names.column, name=names.inline),
        sa.Index(names.index, names.column, "id"),
    )


Step = tuple[str, Callable[[Operations, Names], Any], Callable[[Catalog, Names], Any], Callable[[Names], Any]]

STEPS: list[Step] = [
    (
        "add_column",
        lambda op, n: op.add_column(n.table, Column(n.added, sa.String(50), server_default=COMMENT)),
        lambda c, n: c.ask(COLUMNS, n.table),
        lambda n: ["id", n.column, n.added],
    ),
    (
        "rename",
        lambda op, n: op.alter_column(
            n.table,
            n.added,
            new_column_name=n.new,
            existing_type=sa.String(50),
            existing_nullable=True,
            existing_server_default=COMMENT,
        ),
        lambda c, n: c.ask(COLUMNS, n.table),
        lambda n: ["id", n.column, n.new],
    ),
    (
        "alter",
        lambda op, n: op.alter_column(
            n.table,
            n.new,
            type_=sa.String(60),
            nullable=False,
            server_default="x%:y",
            existing_type=sa.String(50),
            existing_nullable=True,
        ),
        lambda c, n: c.ask(COLUMNS, n.table),
        lambda n: ["id", n.column, n.new],
    ),
    (
        "drop_index",
        lambda op, n: op.drop_index(n.index, n.table),
        lambda c, n: c.ask(INDEXES, n.table),
        lambda n: [],
    ),
    (
        "create_index",
        lambda op, n: op.create_index(n.index, n.table, [n.new, n.column]),
        lambda c, n: c.ask(INDEXES, n.table),
        lambda n: [n.index],
    ),
    (
        "create_unique_constraint",
        lambda op, n: op.create_unique_constraint(n.unique, n.table, [n.new, "id"]),
        lambda c, n: c.constraints(n.table),
        lambda n: {n.inline, n.unique},
    ),
    (
        "create_check_constraint",
        lambda op, n: op.create_check_constraint(n.check, n.table, sa.column(n.column) > 0),
        lambda c, n: c.constraints(n.table),
        lambda n: {n.inline, n.unique, n.check},
    ),
    (
        "create_foreign_key",
        lambda op, n: op.create_foreign_key(n.foreign, n.table, n.parent, [n.column], [n.column]),
        lambda c, n: c.constraints(n.table),
        lambda n: {n.inline, n.unique, n.check, n.foreign},
    ),
    (
        "drop_constraints",
        lambda op, n: [
            op.drop_constraint(n.foreign, n.table, type_="foreignkey"),
            op.drop_constraint(n.check, n.table, type_="check"),
            op.drop_constraint(n.unique, n.table, type_="unique"),
        ],
        lambda c, n: c.constraints(n.table),
        lambda n: {n.inline},
    ),
]


def finish(op: Operations, names: Names) -> None:
    op.rename_table(names.table, names.renamed)
    op.drop_column(names.renamed, names.new)


def fill_parent(op: Operations, names: Names) -> None:
    op.bulk_insert(sa.table(names.parent, sa.column(names.column, sa.Integer)), [{names.column: n} for n in range(300)])


def rows_of(names: Names) -> list[dict[str, Any]]:
    return [{"id": number, names.column: number} for number in range(1, 4)]


def test_every_verb_live(connection: Connection, names: Names) -> None:
    op, catalog = live(connection), Catalog(connection)
    table = create(op, names)
    assert catalog.ask(COLUMNS, names.table) == ["id", names.column]
    assert catalog.ask(INDEXES, names.table) == [names.index]
    op.bulk_insert(table, rows_of(names))
    fill_parent(op, names)
    for verb, call, found, expected in STEPS:
        call(op, names)
        assert found(catalog, names) == expected(names), verb
    op.execute(table.update().where(table.c[names.column] == 1).values({names.column: 9}))
    finish(op, names)
    assert catalog.ask(COLUMNS, names.table) == []
    assert catalog.ask(COLUMNS, names.renamed) == ["id", names.column]
    kept = connection.execute(sa.select(sa.table(names.renamed, sa.column(names.column)))).scalars().all()
    assert sorted(kept) == [2, 3, 9]
    op.drop_table(names.renamed)
    op.drop_table(names.parent)
    assert catalog.ask(COLUMNS, names.renamed) == []


def test_comments(connection: Connection, names: Names) -> None:
    if connection.dialect.name == "sqlite":
        pytest.skip("SQLite has no comments")
    op, catalog = live(connection), Catalog(connection)
    create(op, names)
    op.create_table_comment(names.table, COMMENT)
    assert catalog.ask(COMMENTS, names.table) == [COMMENT]
    op.alter_column(names.table, names.column, comment=COMMENT, existing_type=sa.Integer(), existing_nullable=False)
    assert catalog.ask(COLUMN_COMMENTS, names.table) == [COMMENT]
    op.drop_table_comment(names.table, existing_comment=COMMENT)
    assert catalog.ask(COMMENTS, names.table) in ([None], [""])


@pytest.mark.parametrize("recreate", ["auto", "always"])
def test_batch(connection: Connection, names: Names, recreate: Any) -> None:
    op, catalog = live(connection), Catalog(connection)
    if catalog.kind == "mysql" and "`" in names.table and recreate == "always":
        pytest.skip("SQLAlchemy reads a column's backtick back as two on MySQL and MariaDB")
    table = create(op, names)
    op.bulk_insert(table, rows_of(names))
    with op.batch_alter_table(names.table, recreate=recreate) as batch:
        batch.add_column(Column(names.added, sa.Integer))
        batch.alter_column(names.column, new_column_name=names.new, existing_type=sa.Integer(), existing_nullable=False)
        batch.create_check_constraint(names.check, sa.column(names.new) > 0)
    assert catalog.ask(COLUMNS, names.table) == ["id", names.new, names.added]
    assert names.check in catalog.constraints(names.table)
    assert names.index in catalog.ask(INDEXES, names.table)
    with op.batch_alter_table(names.table, recreate=recreate) as batch:
        if recreate == "auto":
            batch.drop_constraint(names.check, type_="check")
        batch.drop_column(names.added)
    assert catalog.ask(COLUMNS, names.table) == ["id", names.new]
    found = connection.execute(sa.select(sa.table(names.table, sa.column(names.new)))).scalars().all()
    assert sorted(found) == [1, 2, 3]


def test_every_verb_in_a_script(connection: Connection, names: Names) -> None:
    kind = connection.dialect.name
    written = script("mariadb" if kind == "mysql" else kind, literal_binds=True)
    table = create(written.op, names)
    written.op.bulk_insert(table, rows_of(names))
    fill_parent(written.op, names)
    native = {"add_column", "rename", "drop_index", "create_index"}
    steps = [step for step in STEPS if kind != "sqlite" or step[0] in native]
    for _, call, _, _ in steps:
        call(written.op, names)
    if kind != "sqlite":
        written.op.create_table_comment(names.table, COMMENT)
    written.op.execute(table.update().where(table.c[names.column] == 1).values({names.column: 9}))
    written.op.drop_index(names.index, names.table)
    finish(written.op, names)
    cursor: Any = connection.connection.cursor()
    for statement in written.buffer.getvalue().split(";\n\n")[:-1]:
        cursor.execute(statement)
    catalog = Catalog(connection)
    assert catalog.ask(COLUMNS, names.renamed) == ["id", names.column]
    assert catalog.ask(COLUMNS, names.parent) == [names.column]
    found = connection.execute(sa.select(sa.table(names.renamed, sa.column(names.column)))).scalars().all()
    assert sorted(found) == [2, 3, 9]
    if kind != "sqlite":
        assert catalog.ask(COMMENTS, names.renamed) == [COMMENT]
