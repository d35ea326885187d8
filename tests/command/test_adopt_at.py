"""``adopt --at``: where a database is that has no version table, found by running the revisions elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from revgraph.ddl.scratch_database import PREFIX, scratch_database
from revgraph.errors import CommandError
from tests.kit.project import Project, expect_refusal

FIRST = """\
op.create_table(
    "author",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), server_default="nobody"),
    sa.CheckConstraint("length(name) > 1", name="ck_author_name"),
)"""
SECOND = """\
op.create_table("book", sa.Column("id", sa.Integer, primary_key=True), sa.Column("author_id", sa.Integer))
with op.batch_alter_table("book") as batch:
    batch.create_foreign_key("fk_book_author", "author", ["author_id"], ["id"])
    batch.create_index("ix_book_author_id", ["author_id"])"""
THIRD = 'op.add_column("book", sa.Column("title", sa.String(80)))'


def with_revisions(project: Project) -> Project:
    project.edit("revgraph.ini", "journal = true", "journal = false")
    project.add_revision("aaaa", None, upgrade=FIRST)
    project.add_revision("bbbb", "aaaa", upgrade=SECOND)
    project.add_revision("cccc", "bbbb", upgrade=THIRD)
    return project


def out_of_control(project: Project, revision: str) -> None:
    """Have the database as a revision leaves it, without the version table."""
    assert project.run("upgrade", revision).code == 0
    run(project, "DROP TABLE revgraph_version")


def run(project: Project, *statements: str) -> None:
    engine = create_engine(project.url or f"sqlite:///{project.database}", poolclass=NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def current(project: Project) -> str:
    done = project.run("current")
    assert done.code == 0, done
    return done.out.strip()


@pytest.mark.parametrize("revision", ["aaaa", "bbbb", "cccc"])
def test_the_revision_is_found_and_stamped(server_project: Project, revision: str) -> None:
    project = with_revisions(server_project)
    out_of_control(project, revision)
    done = project.run("adopt", "--at", "auto")
    assert done.code == 0, done
    assert done.lines == [f"the database is as {revision} leaves it", f"stamped {revision}"]
    assert "Running upgrade" not in done.err  # nothing that only happened in the scratch database is told as done
    assert current(project).split() == [revision, *(["(head)"] if revision == "cccc" else [])]
    assert project.run("upgrade", "head").code == 0


def test_a_schema_made_by_hand_in_another_order_is_found(server_project: Project) -> None:
    project = with_revisions(server_project)
    number = "SERIAL" if "postgresql" in project.url else "INTEGER"
    counted = " AUTO_INCREMENT" if "mysql" in project.url else ""
    columns = f"name VARCHAR(50) DEFAULT 'nobody', id {number} NOT NULL PRIMARY KEY{counted}"
    run(project, f"CREATE TABLE author ({columns}, CONSTRAINT ck_author_name CHECK (length(name) > 1))")
    done = project.run("adopt", "--at", "auto")
    assert (done.code, done.lines[-1:]) == (0, ["stamped aaaa"]), done


def test_what_matches_nothing_is_not_stamped_and_the_nearest_is_named(server_project: Project) -> None:
    project = with_revisions(server_project)
    out_of_control(project, "bbbb")
    run(project, "ALTER TABLE book ADD COLUMN pages INTEGER")
    done = project.run("adopt", "--at", "auto")
    assert done.code == 3, done
    assert "none of the 4 states" in done.err and "The nearest is bbbb" in done.err
    assert "book.pages" in done.err
    assert current(project) == ""


@pytest.mark.parametrize(
    "change",
    [
        "DROP INDEX ix_book_author_id",
        "CREATE INDEX more ON author (name)",
        "ALTER TABLE author ADD COLUMN more INTEGER",
    ],
)
def test_the_named_revision_must_match(project: Project, change: str) -> None:
    with_revisions(project)
    out_of_control(project, "bbbb")
    run(project, change)
    done = expect_refusal(project, "adopt", "--at", "bbbb", says=["is not as bbbb leaves it", "--force"], code=3)
    assert any(name in done.err for name in ("ix_book_author_id", "more"))
    assert project.run("adopt", "--at", "bbbb", "--force").lines[-1] == "stamped bbbb"
    assert current(project) == "bbbb"


def test_force_finds_nothing_by_itself(project: Project) -> None:
    with_revisions(project)
    expect_refusal(project, "adopt", "--at", "auto", "--force", says=["only what matches"])


def test_a_column_of_another_type_is_a_difference(project: Project) -> None:
    with_revisions(project)
    out_of_control(project, "aaaa")
    run(project, "DROP TABLE author", "CREATE TABLE author (id INTEGER NOT NULL PRIMARY KEY, name INTEGER)")
    done = expect_refusal(project, "adopt", "--at", "auto", says=["nearest is aaaa"], code=3)
    assert "alter_column author.name" in done.err


def test_rows_that_were_changed_leave_it_open(project: Project) -> None:
    with_revisions(project)
    project.add_revision("dddd", "cccc", upgrade="op.execute(\"UPDATE author SET name = 'x'\")")
    out_of_control(project, "cccc")
    expect_refusal(project, "adopt", "--at", "auto", says=["same after several revisions: cccc; dddd", "--at"])
    assert project.run("adopt", "--at", "cccc").lines[-1] == "stamped cccc"


def test_a_revision_that_does_nothing_is_taken_along(project: Project) -> None:
    with_revisions(project)
    project.add_revision("dddd", "cccc")
    out_of_control(project, "cccc")
    assert project.run("adopt", "--at", "auto").lines[-1] == "stamped dddd"


def test_one_line_of_several_is_found(project: Project) -> None:
    with_revisions(project)
    project.add_revision("dddd", "aaaa", upgrade='op.create_table("other", sa.Column("id", sa.Integer))')
    project.add_revision("eeee", ("cccc", "dddd"))
    out_of_control(project, "cccc")
    assert project.run("adopt", "--at", "auto").lines[-1] == "stamped cccc"


def test_an_empty_database_has_nothing_to_stamp(project: Project) -> None:
    with_revisions(project)
    done = project.run("adopt", "--at", "auto")
    assert (done.code, done.lines[-1]) == (0, "there is nothing to stamp; run 'upgrade heads'")
    assert current(project) == ""


def test_dry_run_only_says_and_json_says_it_to_programs(project: Project) -> None:
    with_revisions(project)
    out_of_control(project, "bbbb")
    found = json.loads(project.run("adopt", "--at", "auto", "--dry-run", "--json").out)
    assert found == {
        "version": 1,
        "database": f"sqlite:///{project.database}",
        "heads": ["bbbb"],
        "differences": [],
        "compared": 4,
        "stamped": False,
    }
    assert current(project) == ""


def test_a_database_under_control_is_left_alone(project: Project) -> None:
    with_revisions(project)
    assert project.run("upgrade", "aaaa").code == 0
    expect_refusal(project, "adopt", "--at", "auto", says=["under control already", "aaaa", "stamp"])


def test_what_is_about_the_project_goes_in_a_step_of_its_own(project: Project) -> None:
    expect_refusal(project, "adopt", "--at", "auto", "--rewrite", says=["a step of its own"])
    expect_refusal(project, "adopt", "--scratch", "sqlite://", says=["--scratch is for --at"])
    expect_refusal(project, "adopt", "--at", "nonesuch", says=["nonesuch"])


def test_a_revision_that_needs_more_than_an_empty_database_is_named(project: Project) -> None:
    with_revisions(project)
    project.add_revision("dddd", "cccc", upgrade='op.execute("UPDATE nonesuch SET x = 1")')
    expect_refusal(
        project, "adopt", "--at", "auto", says=["can't be run in a scratch database", "dddd", "nonesuch", "--scratch"]
    )


def test_a_prepared_database_may_be_named(project: Project, tmp_path: Path) -> None:
    with_revisions(project)
    out_of_control(project, "bbbb")
    url = f"sqlite:///{tmp_path / 'scratch.sqlite'}"
    assert project.run("adopt", "--at", "bbbb", "--scratch", url).lines[-1] == "stamped bbbb"
    run(project, "DROP TABLE revgraph_version")
    expect_refusal(project, "adopt", "--at", "bbbb", "--scratch", url, says=["is not empty"])
    expect_refusal(project, "adopt", "--at", "bbbb", "--scratch", "postgresql+psycopg://x/y", says=["must be sqlite"])


def test_filters_of_env_py_hold_here_too(project: Project) -> None:
    with_revisions(project)
    project.use_models("import sqlalchemy\n\nmetadata = sqlalchemy.MetaData()\n")
    project.edit("revgraph.ini", "[revgraph]\n", "[revgraph]\nexclude = table:queue_*\n")
    out_of_control(project, "bbbb")
    run(project, "CREATE TABLE queue_jobs (id INTEGER)")
    assert project.run("adopt", "--at", "auto").lines[-1] == "stamped bbbb"


def test_an_asynchronous_driver_does_as_well(tmp_path: Path) -> None:
    pytest.importorskip("aiosqlite")
    project = Project(tmp_path)
    assert project.run("init", "-t", "async", "migrations").code == 0
    url = f"sqlite+aiosqlite:///{project.database}"
    project.edit("revgraph.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname", f"sqlalchemy.url = {url}")
    with_revisions(project)
    out_of_control(project, "bbbb")
    done = project.run("adopt", "--at", "auto")
    assert (done.code, done.lines[-1:]) == (0, ["stamped bbbb"]), done


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_a_scratch_database_is_like_the_other_one_and_gone_afterwards(url_of: Callable[[str], str], kind: str) -> None:
    engine = create_engine(url_of(kind), poolclass=NullPool)
    like = {
        "postgresql": "SELECT encoding, datcollate, datctype FROM pg_database WHERE datname = current_database()",
        "mariadb": "SELECT @@character_set_database, @@collation_database",
    }[kind]
    listing = {"postgresql": "SELECT datname FROM pg_database", "mariadb": "SHOW DATABASES"}[kind]
    with engine.connect() as connection:
        with scratch_database(connection) as scratch:
            assert str(scratch.url.database).startswith(PREFIX)
            with scratch.connect() as other:
                assert other.execute(text(like)).all() == connection.execute(text(like)).all()
                assert inspect(other).get_table_names() == []
        assert scratch.url.database not in connection.execute(text(listing)).scalars().all()


@pytest.mark.server
@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE {name}.kept", "INSERT INTO `{name}`.kept VALUES (2)", "USE {name}", "UPDATE {name} . kept SET id = 2"],
)
def test_nothing_reaches_another_database_of_the_server(url_of: Callable[[str], str], statement: str) -> None:
    engine = create_engine(url_of("mariadb"), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id INTEGER)"))
        with (
            scratch_database(connection) as scratch,
            scratch.connect() as other,
            pytest.raises(CommandError, match="names another database"),
        ):
            other.execute(text(statement.format(name=engine.url.database)))
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar() == 0


def test_a_database_of_another_make_has_no_scratch_database() -> None:
    class Connection:
        class dialect:
            name = "oracle"

    with pytest.raises(CommandError, match="oracle; name an empty database"), scratch_database(Connection()):  # type: ignore[arg-type]
        pass
