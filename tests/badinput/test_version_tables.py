"""Databases in a wrong state: version tables with wrong columns or rows, SQLite files that can't be used."""

from __future__ import annotations

import pytest

from tests.kit.project import SECRET, Project
from tests.kit.wrong import Step, Wrong, done, file, folder, line, link, refused, revision, sql, url, wrong

TABLE = "CREATE TABLE revgraph_version (version_num VARCHAR(255))"


def rows(*values: str) -> list[Step]:
    return [line, sql(TABLE, *(f"INSERT INTO revgraph_version VALUES ({value})" for value in values))]


THE_TABLE = [
    wrong(
        "another column",
        line,
        sql("CREATE TABLE revgraph_version (number INTEGER)"),
        run="upgrade head",
        says=["revgraph_version", "version_num"],
    ),
    wrong(
        "another column, asked where it is",
        line,
        sql("CREATE TABLE revgraph_version (number INTEGER)"),
        run="current",
        says=["revgraph_version", "version_num"],
    ),
    wrong(
        "a view",
        line,
        sql("CREATE VIEW revgraph_version AS SELECT 'aaaa1111' AS version_num"),
        run="upgrade head",
        says=["revgraph_version"],
    ),
    wrong(
        "a broken view",
        line,
        sql("CREATE VIEW revgraph_version AS SELECT version_num FROM nosuch"),
        run="upgrade head",
        says=["revgraph_version"],
    ),
    wrong(
        "an index of its name",
        line,
        sql("CREATE TABLE t (a)", "CREATE INDEX revgraph_version ON t (a)"),
        run="upgrade head",
        says=["revgraph_version"],
    ),
    wrong("NULL", *rows("NULL"), run="upgrade head", says=["revgraph_version", "NULL"]),
    wrong("NULL beside an id", *rows("NULL", "'aaaa1111'"), run="current", says=["revgraph_version", "NULL"]),
    wrong("bytes", *rows("x'00ff'"), run="upgrade head", says=["revgraph_version"]),
    wrong("a number", *rows("7"), run="upgrade head", code=4, says=["revgraph_version", "7"]),
    wrong("an empty text", *rows("''"), run="upgrade head", code=4, says=["revgraph_version"]),
    wrong("a space too many", *rows("'aaaa1111 '"), run="upgrade head", code=4, says=["revgraph_version", "aaaa1111 "]),
    wrong("capitals", *rows("'AAAA1111'"), run="upgrade head", code=4, says=["AAAA1111"]),
    wrong("the beginning of an id", *rows("'aaaa'"), run="upgrade head", code=4, says=["aaaa"]),
    wrong("a word of the grammar", *rows("'head'"), run="upgrade head", code=4, says=["head"]),
    wrong(
        "one known and one unknown", *rows("'aaaa1111'", "'gone0000'"), run="upgrade head", code=4, says=["gone0000"]
    ),
    wrong("a new line in an id", *rows("'gone' || char(10) || 'error: x'"), run="upgrade head", code=4, says=["gone"]),
    wrong(
        "the same row twice",
        *rows("'aaaa1111'", "'aaaa1111'"),
        run="upgrade head",
        says=["aaaa1111", "revgraph_version"],
    ),
    wrong(
        "an ancestor beside its descendant",
        *rows("'aaaa1111'", "'bbbb3333'"),
        run="downgrade -1",
        says=["ambiguous", "aaaa1111", "bbbb3333"],
    ),
    wrong(
        "a constraint that refuses the id",
        line,
        sql("CREATE TABLE revgraph_version (version_num TEXT CHECK (length(version_num) < 4))"),
        run="upgrade head",
        says=["aaaa1111"],
    ),
    wrong(
        "a trigger that refuses the row",
        line,
        sql(TABLE, "CREATE TRIGGER no BEFORE INSERT ON revgraph_version BEGIN SELECT RAISE(ABORT, 'not here'); END"),
        run="upgrade head",
        says=["not here"],
    ),
    wrong("stamp of an unknown id", line, run="stamp cccc", says=["cccc"]),
    wrong("stamp over an unknown row", *rows("'gone0000'"), run="stamp head", code=4, says=["gone0000", "--purge"]),
    wrong(
        "a table that is there already",
        revision("aaaa1111", upgrade="op.create_table('t', sa.Column('id', sa.Integer()))"),
        sql("CREATE TABLE t (a)"),
        run="upgrade head",
        says=["aaaa1111", "already exists", "rolled back"],
    ),
]

THE_FILE = [
    wrong(
        "a folder in place of the database",
        folder("database.sqlite"),
        line,
        run="upgrade head",
        says=["database.sqlite"],
    ),
    wrong(
        "a text in place of the database",
        file("database.sqlite", "this is not a database " * 40),
        line,
        run="current",
        says=["not a database"],
    ),
    wrong(
        "a dangling link into no folder",
        link("database.sqlite", "no/such/folder/x.db"),
        line,
        run="current",
        says=["database.sqlite"],
    ),
    wrong("a folder that is not there", url("sqlite:///no/such/x.db"), line, run="current", says=["no/such/x.db"]),
    wrong("a file below a file", url("sqlite:///revgraph.ini/x.db"), line, run="current", says=["revgraph.ini/x.db"]),
    wrong(
        "the configuration as database",
        url("sqlite:///revgraph.ini"),
        line,
        run="upgrade head",
        says=["not a database"],
    ),
    wrong("a device", url("sqlite:////dev/null/x"), line, run="upgrade head", says=["/dev/null/x"]),
    wrong(
        "/dev/full", url("sqlite:////dev/full"), line, run="upgrade head", says=["disk is full", "Mend what was wrong"]
    ),
    wrong(
        "read-only by URI",
        done("ensure_version"),
        url("sqlite:///file:database.sqlite?mode=ro&uri=true"),
        line,
        run="upgrade head",
        says=["readonly"],
    ),
    wrong("a mode SQLite has not", url("sqlite:///file:x.db?mode=nosuch&uri=true"), line, run="current", says=["mode"]),
    wrong("a host with a file", url(f"sqlite://me:{SECRET}@host/x.db"), line, run="current", says=["sqlite"]),
    wrong(
        "cut off in the middle",
        done("ensure_version"),
        lambda project: project.database.write_bytes(project.database.read_bytes()[:4096]),
        line,
        run="upgrade head",
        says=["malformed"],
    ),
    wrong("in memory: nothing is kept", url("sqlite://"), line, run="downgrade -1", says=["-1"]),
]


@pytest.mark.parametrize("case", [*THE_TABLE, *THE_FILE])
def test_it_is_refused(project: Project, case: Wrong) -> None:
    refused(project, case)
