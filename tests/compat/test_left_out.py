"""What Alembic does not compare is left alone in a project made for it, unless the configuration asks for it."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Computed, Enum, Index, Integer, MetaData, String, Table
from sqlalchemy.dialects import postgresql

from revgraph.autogenerate import produce_migrations
from revgraph.compat.alembic import installed
from revgraph.operations import ops
from revgraph.plugins import FURTHER
from revgraph.runtime.migration import MigrationContext
from tests.compat.alias_diffs import diffs, kinds, peer_diffs
from tests.compat.peer import ALEMBIC, REVGRAPH, PeerProject
from tests.kit.diffs import create

pytest.importorskip("alembic")

EVERYTHING = {"compare_server_default": True, "autogenerate_plugins": ["revgraph.autogenerate.*"]}


class Case(NamedTuple):
    """A difference that Alembic does not see.

    :param database: where.
    :param before: what is added to the database's table ``t``, beside its ``id`` and ``x``.
    :param after: what is added to that of the models.
    :param found: what is found where all is compared.
    :param warning: what is said where it is not compared.
    """

    database: str
    before: Callable[[], list[Any]]
    after: Callable[[], list[Any]]
    found: list[str]
    warning: str | None = None


SKIPPED = (
    r"autogenerate skipping metadata-specified expression-based index 'ix'; dialect 'sqlite' under SQLAlchemy \S+ can't"
)
CASES = {
    "primary key": Case(
        "sqlite",
        lambda: [Column("b", Integer, nullable=False)],
        lambda: [Column("b", Integer, primary_key=True)],
        ["DropConstraint", "CreatePrimaryKey"],
    ),
    "computed column": Case(
        "sqlite",
        lambda: [Column("c", Integer, Computed("x + 1"))],
        lambda: [Column("c", Integer, Computed("x + 2"))],
        ["AlterColumn"],
        r"Computed default on t\.c cannot be modified",
    ),
    "becomes computed": Case(
        "postgresql",
        lambda: [Column("c", Integer)],
        lambda: [Column("c", Integer, Computed("x + 2"))],
        ["DropColumn", "AddColumn"],
        r"Computed default on t\.c cannot be modified",
    ),
    "new expression index": Case(
        "sqlite",
        list,
        lambda: [Index("ix", sa.text("lower(x)"))],
        ["CreateIndex"],
        SKIPPED,
    ),
    "expression index gone": Case(
        "sqlite",
        lambda: [Index("ix", sa.text("lower(x)"))],
        list,
        ["DropIndex"],
        "Skipped unsupported reflection of expression-based index ix",
    ),
    "expression index": Case(
        "sqlite",
        lambda: [Index("ix", sa.text("lower(x)"))],
        lambda: [Index("ix", sa.text("upper(x)"))],
        ["DropIndex", "CreateIndex"],
        SKIPPED,
    ),
    "sorting of an index": Case(
        "sqlite",
        lambda: [Index("ix", "x")],
        lambda: [Index("ix", sa.column("x").desc())],
        ["DropIndex", "CreateIndex"],
    ),
    "length on one side": Case(
        "sqlite", lambda: [Column("s", String(30))], lambda: [Column("s", String)], ["AlterColumn"]
    ),
    "scale on one side": Case(
        "postgresql", lambda: [Column("n", sa.Numeric(10, 5))], lambda: [Column("n", sa.Numeric(10))], ["AlterColumn"]
    ),
    "operator class": Case(
        "postgresql",
        lambda: [Column("j", postgresql.JSONB), Index("ix", sa.text("(j -> 'a')"), postgresql_using="gin")],
        lambda: [
            Column("j", postgresql.JSONB),
            Index("ix", sa.text("(j -> 'a') jsonb_path_ops"), postgresql_using="gin"),
        ],
        ["DropIndex", "CreateIndex"],
        r"Expression #1 .* in index 'ix' detected to include an operator clause\. Expression compare cannot proceed",
    ),
    "sequence": Case("postgresql", list, lambda: [sa.Sequence("s")], ["CreateSequence"]),
    "values of an enum": Case(
        "postgresql",
        lambda: [Column("e", Enum("a", name="kind"))],
        lambda: [Column("e", Enum("a", "b", name="kind"))],
        ["AddEnumValue"],
    ),
    "exclude": Case(
        "postgresql",
        list,
        lambda: [postgresql.ExcludeConstraint(("id", "="), name="ex", using="btree")],
        ["CreateExcludeConstraint"],
    ),
    "storage": Case("postgresql", list, lambda: [{"postgresql_with": {"fillfactor": 50}}], ["SetTableOptions"]),
    "order of values": Case(
        "mariadb", lambda: [Column("e", Enum("a", "b"))], lambda: [Column("e", Enum("b", "a"))], ["AlterColumn"]
    ),
    "enum kept as text": Case(
        "mariadb",
        lambda: [Column("e", Enum("a", "b"))],
        lambda: [Column("e", Enum("a", "b", native_enum=False))],
        ["AlterColumn"],
    ),
    "collation": Case(
        "mariadb",
        lambda: [Column("s", String(9, collation="utf8mb4_bin"))],
        lambda: [Column("s", String(9))],
        ["AlterColumn"],
    ),
    "auto_increment": Case(
        "mariadb",
        lambda: [Column("id", Integer, primary_key=True, autoincrement=False)],
        lambda: [Column("id", Integer, primary_key=True)],
        ["AlterColumn"],
    ),
    "engine": Case(
        "mariadb", lambda: [{"mysql_engine": "MyISAM"}], lambda: [{"mysql_engine": "InnoDB"}], ["SetTableOptions"]
    ),
}


def models(items: list[Any]) -> MetaData:
    metadata = MetaData()
    options = {name: value for item in items if isinstance(item, dict) for name, value in item.items()}
    for item in items:
        if isinstance(item, sa.Sequence):
            item._set_metadata(metadata)
    parts = [item for item in items if not isinstance(item, (dict, sa.Sequence))]
    own = [] if any(getattr(item, "name", "") == "id" for item in parts) else [Column("id", Integer, primary_key=True)]
    Table("t", metadata, *own, Column("x", Integer), *parts, **options)
    return metadata


def found_by_revgraph(connection: sa.Connection, wanted: MetaData) -> list[str]:
    """Return the operations that revgraph drafts in a project of its own."""
    made = produce_migrations(MigrationContext.configure(connection, opts={"compare_server_default": True}), wanted)
    assert made.upgrade_ops is not None
    return [type(op).__name__.removesuffix("Op") for op in leaves(made.upgrade_ops)]


def leaves(container: ops.OpContainer) -> Iterator[ops.MigrateOperation]:
    for op in container.ops:
        if isinstance(op, ops.OpContainer):
            yield from leaves(op)
        else:
            yield op


if sa.__version__.startswith("2.0."):
    del CASES["storage"]  # tables take the option since 2.1


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_left_alone_as_by_alembic_and_compared_where_the_configuration_asks_for_it(
    case: Case, engine_of: Callable[[str], sa.Engine]
) -> None:
    engine = engine_of(case.database)
    create(engine, models(case.before()))
    wanted = models(case.after())
    with engine.connect() as connection:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            assert diffs(connection, wanted, compare_server_default=True) == []
        texts = [str(each.message) for each in said]
        assert len(texts) >= (case.warning is not None)
        assert case.warning is None or re.search(case.warning, "\n".join(texts)), texts
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert peer_diffs(connection, wanted, compare_server_default=True) == []
        assert diffs(connection, wanted, **EVERYTHING) != []
        assert found_by_revgraph(connection, wanted) == case.found
        with installed():  # as in a project that was adopted
            assert found_by_revgraph(connection, wanted) == case.found


def test_one_part_is_asked_for_beside_what_alembic_compares(sqlite_engine: sa.Engine) -> None:
    create(sqlite_engine, models([Column("b", Integer, nullable=False), Column("s", String(30))]))
    wanted = models([Column("b", Integer, primary_key=True), Column("s", String)])
    with sqlite_engine.connect() as connection:
        some = diffs(
            connection, wanted, autogenerate_plugins=["alembic.autogenerate.*", "revgraph.autogenerate.primary_keys"]
        )
        assert kinds(some) == ["remove_constraint", "add_constraint"]
        assert len(diffs(connection, wanted, **EVERYTHING)) == 3
        assert (
            diffs(connection, wanted, autogenerate_plugins=["alembic.autogenerate.*", "~alembic.autogenerate.*"]) == []
        )


def test_an_index_changes_between_columns_and_expressions_where_both_are_known(sqlite_engine: sa.Engine) -> None:
    create(sqlite_engine, models([Index("ix", "x")]))
    with sqlite_engine.connect() as connection:
        found = diffs(connection, models([Index("ix", sa.text("lower(x)"))]))
    assert kinds(found) == ["remove_index", "add_index"]


def test_what_is_not_compared_is_told_once_and_where_all_is_compared_nothing_is(
    sqlite_engine: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    create(sqlite_engine, models([]))
    caplog.set_level(logging.INFO, "alembic")
    with sqlite_engine.connect() as connection:
        assert diffs(connection, models([])) == []
        (line,) = [line for line in caplog.messages if line.startswith("Not compared")]
        assert line.startswith(
            "Not compared unless autogenerate_plugins asks for it, as revgraph.autogenerate.* does: "
        )
        assert set(line.rpartition(": ")[2].split(", ")) == set(FURTHER)
        caplog.clear()
        assert diffs(connection, models([]), **EVERYTHING) == []
    assert [line for line in caplog.messages if line.startswith("Not compared")] == []


def test_two_answers_of_an_implementation_by_itself_are_alembics() -> None:
    with installed():
        from alembic.ddl.impl import DefaultImpl
        from sqlalchemy.engine.default import DefaultDialect

        impl: Any = DefaultImpl(DefaultDialect(), None, False, True, None, {})
        sides = Column("x", sa.VARCHAR(30)), Column("x", String())
        assert not impl.compare_type(*sides)
        impl.compares_details = True
        assert impl.compare_type(*sides)


# ---------------------------------------------------------------------------------------------- a whole project

MODELS = """\
import sqlalchemy as sa

target_metadata = sa.MetaData()
sa.Table("a", target_metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.String))
"""


@pytest.fixture
def project(tmp_path: Path) -> PeerProject:
    """A project whose models differ from its revision in what Alembic does not compare."""
    made = PeerProject(tmp_path).make()
    table = 'op.create_table("a", sa.Column("id", sa.Integer, nullable=False), sa.Column("x", sa.String(30)))'
    made.add_revision("aaaa1", None, "first", table, 'op.drop_table("a")')
    env = tmp_path / "alembic/env.py"
    env.write_text(env.read_text().replace("target_metadata = None\n", MODELS))
    assert made.run(ALEMBIC, "upgrade", "head").code == 0
    return made


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_check_passes_where_alembics_does_and_says_what_it_left_out(project: PeerProject) -> None:
    assert project.run(ALEMBIC, "check").code == 0
    done = project.run(REVGRAPH, "check")
    assert done.code == 0, done
    assert done.err.count("Not compared unless autogenerate_plugins asks for it") == 1
    assert "primary_keys" in done.err


@pytest.mark.parametrize("place", ["ini", "env.py", "adopted"])
def test_one_line_turns_all_of_it_on_and_so_does_moving_in(project: PeerProject, place: str) -> None:
    if place == "ini":
        replaced(
            project.root / "alembic.ini", "[alembic]\n", "[alembic]\nautogenerate_plugins = revgraph.autogenerate.*\n"
        )
    elif place == "env.py":
        replaced(
            project.root / "alembic/env.py",
            "target_metadata=target_metadata\n",
            'target_metadata=target_metadata, autogenerate_plugins=["revgraph.autogenerate.*"]\n',
        )
    else:
        assert project.run(REVGRAPH, "adopt").code == 0
    done = project.run(REVGRAPH, "check")
    assert done.code != 0, done
    assert "PrimaryKey" in done.err.replace("primary key", "PrimaryKey")
    assert "Not compared unless" not in done.err
