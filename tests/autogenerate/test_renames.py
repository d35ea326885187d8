"""Renamed tables and columns: said by the models, a flag or a person; else told as likely, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from revgraph.autogenerate.renamed import renamed_in
from revgraph.autogenerate.wishes import Wishes, renamed_things
from revgraph.errors import CommandError
from tests.autogenerate.test_safe_data import drafted
from tests.kit.diffs import Draft, create, differences, run

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


def shop(table: str = "client", column: str = "name", *, info: Any = None, column_info: Any = None) -> MetaData:
    """Return a table with all that follows its name, and one that refers to it."""
    metadata = MetaData(naming_convention=CONVENTION)
    Table(
        table,
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column(column, sa.String(30), nullable=False, unique=True, info=column_info or {}),
        Column("rank", sa.Integer, index=True),
        Column("parent_id", sa.Integer, sa.ForeignKey(f"{table}.id")),
        sa.CheckConstraint("rank > 0", name="rank"),
        info=info or {},
    )
    Table(
        "bill",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("client_id", sa.Integer, sa.ForeignKey(f"{table}.id")),
    )
    return metadata


def with_row(engine: Engine, metadata: MetaData, table: str = "client", column: str = "name") -> None:
    create(engine, metadata)
    with engine.begin() as connection:
        connection.execute(metadata.tables[table].insert(), [{"id": 1, column: "x", "rank": 3}])


def renamed(engine: Engine, before: MetaData, after: MetaData, **wishes: Any) -> Draft:
    """Apply what is generated there and back, and expect that nothing is dropped, created or left."""
    draft = drafted(engine, after, **wishes)
    for word in ("drop_", "create_", "add_column"):
        assert word not in draft.upgrade + draft.downgrade, str(draft)
    for _ in range(2):
        run(engine, draft.upgrade, draft.imports, after)
        assert differences(engine, after) == []
        run(engine, draft.downgrade, draft.imports, before)
        assert differences(engine, before) == []
    run(engine, draft.upgrade, draft.imports, after)
    return draft


def rows(engine: Engine, table: Table) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(table))]


def test_a_table_renamed_in_the_models_keeps_its_rows_and_all_that_follows_its_name(any_engine: Engine) -> None:
    before = shop()
    with_row(any_engine, before)
    after = shop("customer", info={"renamed_from": "client"})
    draft = renamed(any_engine, before, after)
    assert "op.rename_table('client', 'customer')" in draft.upgrade
    assert "'ix_client_rank'" in draft.upgrade and "'ix_customer_rank'" in draft.upgrade
    assert rows(any_engine, after.tables["customer"]) == [(1, "x", 3, None)]
    assert differences(any_engine, after) == [], "the hint stays in the models and says nothing any more"


def test_a_column_renamed_in_the_models_keeps_its_values_and_constraints(any_engine: Engine) -> None:
    before = shop()
    with_row(any_engine, before)
    after = shop(column="title", column_info={"renamed_from": ["older", "name"]})
    draft = renamed(any_engine, before, after)
    assert "new_column_name='title'" in draft.upgrade
    assert rows(any_engine, after.tables["client"]) == [(1, "x", 3, None)]


@pytest.mark.parametrize("flag", ["client.name:title", "customer.name:title", "client.name:customer.title"])
def test_flags_rename_a_table_and_its_column(any_engine: Engine, flag: str) -> None:
    before = shop()
    with_row(any_engine, before)
    after = shop("customer", "title")
    renamed(any_engine, before, after, renames=renamed_things(["client:customer", flag]))
    assert rows(any_engine, after.tables["customer"]) == [(1, "x", 3, None)]


def test_columns_in_checks_computed_columns_and_indexes_follow(any_engine: Engine) -> None:
    def models(name: str) -> MetaData:
        metadata = MetaData()
        Table(
            "t",
            metadata,
            Column("id", sa.Integer, primary_key=True),
            Column(name, sa.Integer, info={"renamed_from": "low"}),
            Column("twice", sa.Integer, sa.Computed(f"{name} * 2", persisted=True)),
            sa.CheckConstraint(f"{name} > 0", name="ck_low"),
            sa.Index("ix_both", name, "id"),
        )
        return metadata

    before, after = models("low"), models("least")
    create(any_engine, before)
    renamed(any_engine, before, after)


def test_names_that_move_on_in_a_chain(any_engine: Engine) -> None:
    def models(*names: tuple[str, str | None]) -> MetaData:
        metadata = MetaData()
        for number, (name, old) in enumerate(names):
            info = {} if old is None else {"renamed_from": old}
            Table(name, metadata, Column("id", sa.Integer, primary_key=True), Column(f"c{number}", sa.Date), info=info)
        return metadata

    before, after = models(("a", None), ("b", None)), models(("b", "a"), ("c", "b"))
    create(any_engine, before)
    renamed(any_engine, before, after)


def test_a_person_is_asked_and_may_say_no(sqlite_engine: Engine) -> None:
    before, after = shop(), shop("customer", "title")
    with_row(sqlite_engine, before)
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "y" if "table" in question else "n"

    draft = drafted(sqlite_engine, after, ask=ask)
    assert asked[:2] == [
        "Was the table client renamed to customer? [y/N] ",
        "Was the column customer.name renamed to title? [y/N] ",
    ]
    assert "op.rename_table('client', 'customer')" in draft.upgrade
    assert "drop_column('name')" in draft.upgrade


def test_without_a_word_it_is_dropped_and_added_with_a_warning(any_engine: Engine) -> None:
    create(any_engine, shop())
    draft = drafted(any_engine, shop("customer"))
    words = " ".join(draft.upgrade.replace("#", " ").split())
    assert "perhaps a rename: the table client looks like customer; if it was renamed, generate this anew with" in words
    assert '--rename \'client:customer\', or with info={"renamed_from": "client"} in the models' in words
    assert "op.drop_table('client')" in draft.upgrade

    draft = drafted(any_engine, shop(column="title"))
    words = " ".join(draft.upgrade.replace("#", " ").split())
    assert "the column client.name looks like title; if it was renamed, generate this anew with --rename" in words
    assert "--rename 'client.name:title'" in words


def test_unlike_things_are_not_told_as_renames(sqlite_engine: Engine) -> None:
    create(sqlite_engine, shop())
    metadata = shop()
    metadata.remove(metadata.tables["bill"])
    Table("weather", metadata, Column("at", sa.DateTime, primary_key=True), Column("celsius", sa.Float))
    assert "perhaps" not in drafted(sqlite_engine, metadata).upgrade


def test_a_hint_that_names_nothing_or_what_the_models_still_have_is_passed_over(sqlite_engine: Engine) -> None:
    create(sqlite_engine, shop())
    after = shop(info={"renamed_from": "nothing"})
    Table("new", after, Column("id", sa.Integer, primary_key=True), info={"renamed_from": "bill"})
    draft = drafted(sqlite_engine, after)
    assert "rename_table" not in draft.upgrade and "op.create_table(" in draft.upgrade


def test_what_is_left_out_by_a_hook_is_no_rename(sqlite_engine: Engine) -> None:
    from revgraph.autogenerate import produce_migrations
    from tests.kit.diffs import draft_text, migrating

    create(sqlite_engine, shop())
    after = shop("customer")

    def include(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        return not (reflected and kind == "table" and name == "client")

    with migrating(sqlite_engine, after, include_object=include) as context:
        assert "perhaps" not in draft_text(produce_migrations(context, after), context).upgrade


@pytest.mark.parametrize("word", ["client", ":customer", "client:"])
def test_a_word_of_another_form_is_refused(word: str) -> None:
    with pytest.raises(CommandError, match=r"give it as old_table:new_table or table\.old_column:new_column"):
        renamed_things([word])


@pytest.mark.parametrize("word", ["client:nobody", "client.rank:grade", "nothing:customer"])
def test_a_rename_of_nothing_is_refused(sqlite_engine: Engine, word: str) -> None:
    create(sqlite_engine, shop())
    wishes = {"renames": renamed_things([word]), "used": set()}
    drafted(sqlite_engine, shop("customer"), **wishes)
    with pytest.raises(CommandError, match=f"--rename {word}: .*nothing was written"):
        Wishes(**wishes).refuse_unused()


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("a > 0", "b > 0"),
        ("A>0 AND aa > 'a'", "b>0 AND aa > 'a'"),
        ('"a" + `a` + [a] + "A"', '"b" + `b` + [b] + "A"'),
        ("a(a) + 'it''s a'", "a(b) + 'it''s a'"),
    ],
)
def test_a_name_within_sql(sql: str, wanted: str) -> None:
    assert renamed_in(sql, "a", "b") == wanted


def test_a_name_within_sql_that_needs_quotes() -> None:
    assert renamed_in('low > "low"', "low", 'it "is"') == '"it ""is""" > "it ""is"""'


def test_names_that_the_database_chose_are_as_if_it_had_been_made_so(any_engine: Engine) -> None:
    def models(table: str, column: str, info: Any = None, column_info: Any = None) -> MetaData:
        metadata = MetaData()
        Table(
            table,
            metadata,
            Column("id", sa.Integer, primary_key=True),
            Column(column, sa.String(30), unique=True, info=column_info or {}),
            Column("parent_id", sa.Integer, sa.ForeignKey(f"{table}.id")),
            sa.UniqueConstraint("parent_id", column),
            info=info or {},
        )
        return metadata

    before = models("client", "name")
    create(any_engine, before)
    after = models("customer", "title", {"renamed_from": "client"}, {"renamed_from": "name"})
    draft = renamed(any_engine, before, after)
    if any_engine.dialect.name == "postgresql":
        for name in ("pkey", "id_seq", "title_key", "parent_id_title_key", "parent_id_fkey"):
            assert f"customer_{name}'" in draft.upgrade
    found = portrait(any_engine)
    after.drop_all(any_engine)
    create(any_engine, after)
    assert portrait(any_engine) == found


def portrait(engine: Engine) -> Any:
    """Return the names of all that there is, as the database tells them."""
    inspector = sa.inspect(engine)
    named = {
        table: (
            sorted(str(each["name"]) for each in inspector.get_indexes(table)),
            sorted(str(each["name"]) for each in inspector.get_unique_constraints(table)),
            sorted(str(each["name"]) for each in inspector.get_foreign_keys(table)),
            inspector.get_pk_constraint(table)["name"],
        )
        for table in inspector.get_table_names()
    }
    sequences = inspector.get_sequence_names() if engine.dialect.supports_sequences else []
    return named, sequences


@pytest.mark.parametrize("left_out", ["client", "customer"])
def test_a_hint_on_what_a_hook_leaves_out_renames_nothing(sqlite_engine: Engine, left_out: str) -> None:
    create(sqlite_engine, shop())
    after = shop("customer", info={"renamed_from": "client"})

    def include(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        return not (kind == "table" and name == left_out)

    assert not [line for line in differences(sqlite_engine, after, include_object=include) if "Rename" in line]


def test_a_rename_together_with_all_else(any_engine: Engine) -> None:
    """Renamed table and column, another type, a new column with a value for the row, one column less."""

    def models(later: bool) -> MetaData:
        metadata = MetaData(naming_convention=CONVENTION)
        name = "customer" if later else "client"
        own = (
            [
                Column("title", sa.String(60), nullable=False, info={"renamed_from": "name"}, index=True),
                Column("rank", sa.Integer, nullable=False, default=7),
                Column("day", sa.Date),
            ]
            if later
            else [Column("name", sa.String(30), index=True), Column("gone", sa.Integer, unique=True)]
        )
        info = {"renamed_from": "client"} if later else {}
        Table(name, metadata, Column("id", sa.Integer, primary_key=True), *own, info=info)
        Table(
            "bill",
            metadata,
            Column("id", sa.Integer, primary_key=True),
            Column("client_id", sa.Integer, sa.ForeignKey(f"{name}.id", ondelete="CASCADE" if later else None)),
        )
        return metadata

    before, after = models(False), models(True)
    create(any_engine, before)
    with any_engine.begin() as connection:
        connection.execute(before.tables["client"].insert(), [{"id": 1, "name": "x", "gone": 3}])
        connection.execute(before.tables["bill"].insert(), [{"id": 5, "client_id": 1}])
    draft = drafted(any_engine, after)
    for _ in range(2):
        run(any_engine, draft.upgrade, draft.imports, after)
        assert differences(any_engine, after) == []
        assert rows(any_engine, after.tables["customer"]) == [(1, "x", 7, None)]
        assert rows(any_engine, after.tables["bill"]) == [(5, 1)]
        run(any_engine, draft.downgrade, draft.imports, before)
        assert differences(any_engine, before) == []
        assert rows(any_engine, before.tables["client"]) == [(1, "x", None)]
