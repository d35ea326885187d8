"""``revision --autogenerate`` guards rows: what it refuses, what it marks, when it writes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.kit.project import MODELS, Project, expect_refusal
from tests.kit.screen import Terminal

ONE_TABLE = """\
from sqlalchemy import Column, Integer, MetaData, String, Table

metadata = MetaData()
author = Table("author", metadata, Column("id", Integer, primary_key=True){columns})
"""
MANY = """\
from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
for number in range({count}):
    Table(f"t{{number:02}}", metadata, Column("id", Integer, primary_key=True))
"""


def applied(project: Project, models: str) -> Project:
    """Bring the project's database to these models."""
    project.use_models(models)
    assert project.run("revision", "--autogenerate", "--allow-drop", "--rev-id", "first").code == 0
    assert project.run("upgrade", "head").code == 0
    return project


def written(project: Project, *words: str) -> str:
    """Return the text of the revision that is written."""
    result = project.run("revision", "--autogenerate", "--rev-id", "second", *words)
    assert result.code == 0, result
    (path,) = project.versions.glob("second_*.py")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("left", "gone"), [(7, "3 of the 10"), (0, "10 of the 10")])
def test_many_vanished_tables_stop_it(project: Project, left: int, gone: str) -> None:
    applied(project, MANY.format(count=10)).use_models(MANY.format(count=left))
    says = [f"{gone} tables in the database are not in the models: ", "Were the models imported", "--allow-drop"]
    expect_refusal(project, "revision", "--autogenerate", says=says)
    assert written(project, "--allow-drop").count("op.drop_table(") == 10 - left


def test_a_fifth_of_the_tables_may_go(project: Project) -> None:
    applied(project, MANY.format(count=10)).use_models(MANY.format(count=8))
    assert written(project).count("    # destructive: all rows of t0") == 2


def test_what_is_lost_stands_above_the_operation_in_both_directions(project: Project) -> None:
    columns = ', Column("name", String(50)), Column("note", String(9))'
    applied(project, ONE_TABLE.format(columns=columns))
    project.use_models(ONE_TABLE.format(columns=', Column("name", String(20)), Column("new", Integer)'))
    text = written(project)
    upgrade, downgrade = text.split("def downgrade")
    for line, body in [
        ("        # destructive: the values of author.note\n        batch_op.drop_column('note')", upgrade),
        ("        # destructive: values of author.name that do not fit, from VARCHAR(50) to VARCHAR(20)", upgrade),
        ("        # destructive: the values of author.new\n        batch_op.drop_column('new')", downgrade),
    ]:
        assert line in body, text


def test_a_value_for_a_column_that_is_not_there_writes_nothing(project: Project) -> None:
    applied(project, MODELS)
    project.use_models(MODELS.replace("metadata)\nbook", "metadata)\nbook"))
    says = ["--fill book.isbn=...: no column of that name is added or becomes NOT NULL, so nothing was written"]
    expect_refusal(project, "revision", "--autogenerate", "--fill", "book.isbn=1", says=says)


def test_a_value_is_written_into_the_file(project: Project) -> None:
    applied(project, ONE_TABLE.format(columns=""))
    project.use_models(ONE_TABLE.format(columns=', Column("rank", Integer, nullable=False)'))
    assert "populate_default=23" in written(project, "--fill", "author.rank=23")


def test_without_a_terminal_the_value_is_left_open(project: Project) -> None:
    applied(project, ONE_TABLE.format(columns=""))
    project.use_models(ONE_TABLE.format(columns=', Column("rank", Integer, nullable=False)'))
    assert "missing_value('author.rank')" in written(project)
    assert project.run("upgrade", "head").code == 0  # the table has no rows


def test_somebody_at_a_terminal_is_asked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from revgraph.cli.main import main

    applied(project, ONE_TABLE.format(columns=""))
    project.use_models(ONE_TABLE.format(columns=', Column("rank", Integer, nullable=False)'))
    monkeypatch.chdir(project.root)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal("7\n"))
    monkeypatch.setattr(sys, "stderr", screen)
    main(["revision", "--autogenerate", "--rev-id", "second"], prog="revgraph")
    assert "author.rank is NOT NULL. Value for rows that are there already" in screen.getvalue()
    (path,) = Path(project.versions).glob("second_*.py")
    assert "populate_default=7" in path.read_text(encoding="utf-8")


def test_no_difference_no_file(project: Project) -> None:
    applied(project, MODELS)
    files = project.tree()
    result = project.run("revision", "--autogenerate", "-m", "nothing")
    assert (result.code, result.lines[-1:]) == (
        0,
        ["The models and the database agree: no revision was written (--empty writes one)."],
    )
    assert project.tree() == files
    assert "    pass\n" in written(project, "--empty")
