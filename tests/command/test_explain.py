"""``check --explain``: both sides of a comparison, and what decided."""

from __future__ import annotations

import json

from tests.kit.project import Project, expect_refusal

MODELS = """\
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, String, Table

metadata = MetaData()
Table(
    "book",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String({length})),
    CheckConstraint("{check}", name="ck_id"),
)
"""


def at_first(project: Project) -> Project:
    project.use_models(MODELS.format(length=20, check="id > 0 AND id < 9"))
    assert project.run("revision", "--autogenerate", "--rev-id", "first").code == 0
    assert project.run("upgrade", "head").code == 0
    return project


def test_both_sides_and_the_rule_are_printed(project: Project) -> None:
    at_first(project).use_models(MODELS.format(length=30, check="((id > 0) AND (id < 9))"))
    result = project.run("check", "--explain", "book")
    assert result.code == 3
    for said in (
        "book.title, type: different\n    database: VARCHAR(20)\n    models:   VARCHAR(30)\n    rule:     as",
        "book.id, type: same",
        "book.ck_id, check: same\n    database: id > 0 AND id < 9\n    models:   ((id > 0) AND (id < 9))\n",
        "compile to the same program",
        "book, primary key: same",
    ):
        assert said in result.out
    column = project.run("check", "--explain", "book.title")
    assert "book.title, nullability: same" in column.out
    assert "book.id" not in column.out


def test_a_place_that_is_not_there_is_told(project: Project) -> None:
    at_first(project)
    expect_refusal(project, "check", "--explain", "boook", says=["nothing is compared at 'boook'", "book"])


def test_json_has_what_the_text_has(project: Project) -> None:
    assert json.loads(at_first(project).run("check", "--json").out) == {
        "version": 1,
        "differences": [],
        "not_compared": [],
    }
    project.use_models(MODELS.format(length=10, check="id > 0 AND id < 9"))
    result = project.run("check", "--json", "--explain", "book.title")
    assert result.code == 3
    told = json.loads(result.out)
    assert told["differences"] == [
        {
            "text": "type change on 'book.title'",
            "loses": "values of book.title that do not fit, from VARCHAR(20) to VARCHAR(10)",
        }
    ]
    assert {each["place"] for each in told["decisions"]} == {"book.title"}
    kinds = {each["kind"]: each for each in told["decisions"]}
    assert (kinds["type"]["database"], kinds["type"]["models"]) == ("VARCHAR(20)", "VARCHAR(10)")
    assert kinds["type"]["outcome"] == "different" and kinds["nullability"]["outcome"] == "same"


def test_json_says_what_is_lost_and_what_is_not(project: Project) -> None:
    more = 'Table("author", metadata, Column("id", Integer, primary_key=True))\n'
    first = MODELS.format(length=20, check="id > 0")
    project.use_models(first)
    assert project.run("revision", "--autogenerate", "--rev-id", "first").code == 0
    assert project.run("upgrade", "head").code == 0
    project.use_models(first.replace('    Column("title", String(20)),\n', "") + more)
    told = json.loads(project.run("check", "--json").out)["differences"]
    assert told == [
        {"text": "added table 'author'", "loses": None},
        {"text": "removed column 'book.title'", "loses": "the values of book.title"},
    ]
