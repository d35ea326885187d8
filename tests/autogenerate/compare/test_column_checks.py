"""CHECKs that a column carries itself, and names that a naming convention must leave alone."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Engine, MetaData, Table

from revgraph.autogenerate import render_python_code
from revgraph.operations import ops
from tests.kit.diffs import converge, converge_alike, create, differences, drafted


def book(*items: Any, convention: dict[str, Any] | None = None) -> MetaData:
    """Return models with one table."""
    metadata = MetaData(naming_convention=convention)
    Table("book", metadata, Column("id", sa.Integer, primary_key=True), *items)
    return metadata


def pages(*checks: str, **named: str) -> Column[Any]:
    found = [CheckConstraint(each) for each in checks]
    found += [CheckConstraint(text, name=name) for name, text in named.items()]
    return Column("pages", sa.Integer, *found)


def test_a_check_of_a_column_is_made_with_its_table(any_engine: Engine) -> None:
    models = book(pages("pages < 9", ck_pages="pages > 0"))
    upgrade = drafted(any_engine, models).upgrade_ops
    assert "sa.CheckConstraint('pages > 0', name='ck_pages')" in render_python_code(upgrade)
    converge(any_engine, MetaData(), models)


def test_a_free_column_is_written_with_its_checks() -> None:
    op = ops.AddColumnOp("book", pages(ck_pages="pages > 0"))
    assert "sa.CheckConstraint('pages > 0', name='ck_pages')" in render_python_code(ops.UpgradeOps([op]))


def test_a_check_of_a_column_comes_and_goes(any_engine: Engine) -> None:
    converge(any_engine, book(pages()), book(pages(ck_pages="pages > 0")))


def test_a_check_of_a_column_is_the_same_as_one_of_the_table(any_engine: Engine) -> None:
    create(any_engine, book(pages(), CheckConstraint("pages > 0", name="ck_pages")))
    assert differences(any_engine, book(pages(ck_pages="pages > 0"))) == []


def test_a_new_column_brings_its_checks_once(any_engine: Engine) -> None:
    converge(any_engine, book(), book(pages(ck_pages="pages > 0")))


def test_an_operation_knows_the_checks_of_its_columns() -> None:
    with_check, without = (
        ops.CreateTableOp.from_table(models.tables["book"])
        for models in (book(pages(ck_pages="pages > 0")), book(pages()))
    )
    assert with_check.digest() != without.digest()


CONVENTION = {"ck": "ck_%(table_name)s_%(constraint_name)s", "uq": "uq_%(constraint_name)s"}


def test_a_name_in_the_database_is_not_put_through_the_convention(any_engine: Engine) -> None:
    before = book(pages(), CheckConstraint("pages > 0", name="old"), sa.UniqueConstraint("pages", name="only"))
    after = book(pages(), convention=CONVENTION)
    create(any_engine, before)
    script = drafted(any_engine, after)
    assert "op.f('old')" in render_python_code(script.upgrade_ops)
    assert "op.f('only')" in render_python_code(script.downgrade_ops)


def test_a_constraint_goes_by_its_own_name_whatever_the_convention(any_engine: Engine) -> None:
    converge_alike(
        any_engine,
        book(pages(), CheckConstraint("pages > 0", name="old"), sa.UniqueConstraint("pages", name="only")),
        book(pages(), convention=CONVENTION),
    )


@pytest.mark.server
def test_the_check_that_is_part_of_a_column_of_mariadb_is_left_alone(mariadb_engine: Engine) -> None:
    with_check = book(Column("pages", sa.Integer, CheckConstraint("pages > 0")))
    create(mariadb_engine, with_check)
    assert differences(mariadb_engine, with_check) == []
    # nothing drops it by itself: it is listed as not compared
    assert differences(mariadb_engine, book(Column("pages", sa.Integer))) == []
