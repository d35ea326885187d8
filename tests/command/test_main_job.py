"""The main job from end to end, on each database: models, revision, upgrade, change, again, and all the way back."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from tests.kit.project import Project

CHANGED = """\
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

metadata = MetaData()
author = Table("author", metadata, Column("id", Integer, primary_key=True), Column("name", String(90), nullable=False))
book = Table(
    "book",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", Integer, ForeignKey("author.id", name="fk_book_author")),
    Column("title", String(80), nullable=True, index=True),
    Column("isbn", String(13)),
    UniqueConstraint("isbn", name="uq_book_isbn"),
)
loan = Table(
    "loan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("book_id", Integer, ForeignKey("book.id", name="fk_loan_book"), index=True),
    Column("reader", String(40), server_default="unknown", nullable=False),
)
"""


def run(project: Project, *argv: str) -> str:
    """Run a command that must succeed; return what it printed."""
    result = project.run(*argv)
    assert result.code == 0, result
    return result.out


def shape(url: str) -> dict[str, list[str]]:
    """Return the columns of every table but our own, with nullability and length."""
    engine = create_engine(url, poolclass=NullPool)
    inspector = inspect(engine)
    found = {
        table: [
            f"{column['name']} {getattr(column['type'], 'length', None)} {'null' if column['nullable'] else 'not null'}"
            for column in inspector.get_columns(table)
        ]
        + sorted(str(index["name"]) for index in inspector.get_indexes(table))
        + sorted(str(key["name"]) for key in inspector.get_foreign_keys(table))
        for table in inspector.get_table_names()
        if not table.startswith("revgraph_")
    }
    engine.dispose()
    return found


@pytest.fixture
def url(server_project: Project) -> str:
    """The URL of the project's database."""
    return server_project.url


def test_the_whole_job(server_project: Project, url: str) -> None:
    project = server_project
    run(project, "revision", "--autogenerate", "-m", "first", "--rev-id", "aaaa1111")
    run(project, "upgrade", "head")
    first = shape(url)
    assert set(first) == {"author", "book"}
    assert "name 50 not null" in first["author"] and "fk_book_author" in first["book"]
    assert run(project, "check").startswith("No new upgrade operations detected.")

    project.use_models(CHANGED)
    assert project.run("check").code == 3
    run(project, "revision", "--autogenerate", "-m", "second", "--rev-id", "bbbb2222")
    run(project, "upgrade", "head")
    second = shape(url)
    assert set(second) == {"author", "book", "loan"}
    assert "name 90 not null" in second["author"] and "title 80 null" in second["book"]
    assert run(project, "check").startswith("No new upgrade operations detected.")
    assert run(project, "current") == "bbbb2222 (head)\n"

    run(project, "downgrade", "-1")
    assert shape(url) == first
    run(project, "upgrade", "head")
    assert shape(url) == second
    run(project, "downgrade", "base")
    assert shape(url) == {}
    assert run(project, "history") == "aaaa1111 -> bbbb2222 (head), second\n<base> -> aaaa1111, first\n"


def test_two_branches_and_their_merge(server_project: Project, url: str) -> None:
    project = server_project
    project.add_revision("aaaa1111", None, upgrade="op.create_table('a', sa.Column('id', sa.Integer()))")
    project.add_revision("bbbb2222", "aaaa1111", upgrade="op.create_table('b', sa.Column('id', sa.Integer()))")
    project.add_revision("cccc3333", "aaaa1111", upgrade="op.create_table('c', sa.Column('id', sa.Integer()))")
    run(project, "upgrade", "heads")
    assert run(project, "current") == "bbbb2222 (head)\ncccc3333 (head)\n"
    run(project, "merge", "heads", "-m", "join", "--rev-id", "dddd4444")
    run(project, "upgrade", "head")
    assert run(project, "current") == "dddd4444 (head) (mergepoint)\n"
    assert set(shape(url)) == {"a", "b", "c"}
    run(project, "downgrade", "-1")
    assert run(project, "current") == "bbbb2222\ncccc3333\n"


def test_url_from_the_environment(server_project: Project, url: str) -> None:
    project = server_project
    line = next(line for line in project.ini.read_text(encoding="utf-8").splitlines() if "sqlalchemy.url =" in line)
    project.edit("revgraph.ini", line, "url_env = PLACE_OF_DATA")
    assert project.run("upgrade", "head").code == 1
    result = project.run("current", "-v", env={"PLACE_OF_DATA": url})
    assert result.code == 0, result


def test_failing_migration_says_what_is_left(server_project: Project, url: str) -> None:
    project = server_project
    project.add_revision("aaaa1111", None, upgrade="op.create_table('a', sa.Column('id', sa.Integer()))")
    code = "op.create_table('b', sa.Column('id', sa.Integer()))\nop.execute('SELECT * FROM nosuch')"
    path = project.add_revision("bbbb2222", "aaaa1111", name="fails.py", upgrade=code)
    line = path.read_text(encoding="utf-8").partition("op.execute")[0].count("\n") + 1
    result = project.run("upgrade", "head")
    assert result.code == 1 and "Traceback" not in result.err, result
    for words in ("error: ", "bbbb2222", f"fails.py:{line}", "SELECT * FROM nosuch"):
        assert words in result.err, result
    assert "aaaa1111" in run(project, "current")
    transactional = not url.startswith("mysql")
    assert set(shape(url)) == ({"a"} if transactional else {"a", "b"})
