"""An operation written as Python and run is the same operation, and so is one reversed twice."""

from __future__ import annotations

import datetime
import decimal
import functools
import uuid
import warnings
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Inspector, inspect
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.exc import SAWarning

import tests.kit.operations as kit
from revgraph.autogenerate import AutogenContext, render_op_text
from revgraph.errors import OperationError
from revgraph.operations import MigrateOperation, Operations, ops
from revgraph.operations.ops.forms import form
from revgraph.runtime.migration import MigrationContext
from tests.kit.contexts import live
from tests.kit.operations import FAMILIES
from tests.kit.presence import CASES, Case, scene

DIALECTS = ("postgresql", "sqlite", "mysql", "mssql", "oracle")
NAMES = {
    "datetime": datetime,
    "decimal": decimal,
    "functools": functools,
    "mysql": mysql,
    "postgresql": postgresql,
    "sa": sa,
    "sqlite": sqlite,
    "tests": __import__("tests.kit.operations"),
    "uuid": uuid,
}


class Recorder(Operations):
    """Operations that keep what they are told to do."""

    def __init__(self, context: MigrationContext) -> None:
        super().__init__(context)
        self.kept: list[MigrateOperation] = []

    def invoke(self, operation: MigrateOperation) -> Any:
        self.kept.append(operation)


def context_of(dialect: str) -> MigrationContext:
    return MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True})


def rendered(op: MigrateOperation, dialect: str) -> str:
    return render_op_text(AutogenContext(context_of(dialect), autogenerate=False), op)


def executed(code: str, dialect: str) -> list[MigrateOperation]:
    recorder = Recorder(context_of(dialect))
    exec(code, {**NAMES, "op": recorder})
    return recorder.kept


def renderable() -> list[Any]:
    left_out = {"plug_ins", "containers"}
    return [name for name in FAMILIES if name not in left_out]


def same(op: MigrateOperation, again: MigrateOperation, dialect: str) -> bool:
    """Say whether two operations are one; what a dialect spells in its own way is compared as it spells it."""
    if op.digest() == again.digest():
        return True
    if isinstance(op, ops.ExecuteSQLOp):
        return isinstance(op.sqltext, sa.Select) and op.statements(dialect) == again.statements(dialect)
    alike = spelled_by_dialect(form(op.effect())) == spelled_by_dialect(form(again.effect()))
    return alike and rendered(op, dialect) == rendered(again, dialect)


def spelled_by_dialect(said: Any) -> Any:
    """Return a canonical form without the texts of server defaults that are SQL."""
    if isinstance(said, list):
        return [spelled_by_dialect(item) for item in said]
    if not isinstance(said, dict):
        return said
    return {
        key: "SQL" if key == "server_default" and "sql" in item else spelled_by_dialect(item)
        for key, item in said.items()
    }


def test_the_kit_has_an_operation_of_every_class() -> None:
    has_subclasses = {ops.MigrateOperation, ops.AlterTableOp, ops.AddConstraintOp, ops.EnumOp, ops.SequenceOp}
    classes = {found for name in ops.__all__ if isinstance(found := getattr(ops, name), type)}
    concrete = {cls for cls in classes if issubclass(cls, MigrateOperation)} - has_subclasses - {ops.OpContainer}
    assert concrete == {type(make()) for makes in FAMILIES.values() for make in makes} - {kit.RefreshViewOp}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("family", renderable())
def test_rendered_and_run_it_is_the_same_operation(family: str, dialect: str) -> None:
    for make in FAMILIES[family]:
        op = make()
        code = rendered(op, dialect)
        if not code:
            assert isinstance(op, ops.AlterColumnOp) and not op.has_changes()
            continue
        (again,) = executed(code, dialect)
        assert same(op, again, dialect), f"{op!r}\n{code}\n{again!r}"


# ------------------------------------------------------------------------------------------------ there and back


def reversible() -> list[Any]:
    """Return all operations of the kit that can be undone; each that can't is in the list of those that must not."""
    found = []
    for family, makes in FAMILIES.items():
        for number, make in enumerate(makes):
            with suppress(OperationError):
                make().reverse()
                found.append(pytest.param(make, id=f"{family}-{number}-{type(make()).__name__}"))
    return found


def test_most_operations_can_be_undone() -> None:
    left = [
        type(make()).__name__
        for makes in FAMILIES.values()
        for make in makes
        if make not in [param.values[0] for param in reversible()]
    ]
    by_name_only = {"DropTableOp", "DropColumnOp", "DropConstraintOp", "DropIndexOp", "AlterColumnOp"}
    by_name_only |= {"DropSequenceOp", "AlterSequenceOp", "DropEnumOp", "AddEnumValueOp"}
    never = {"ExecuteSQLOp", "BulkInsertOp", "MigrationScript", "RefreshViewOp"}
    holding_those = {"UpgradeOps", "DowngradeOps", "ModifyTableOps"}
    assert set(left) <= by_name_only | never | holding_those


@pytest.mark.parametrize("make", reversible())
def test_reversed_twice_it_is_the_same_operation(make: Any) -> None:
    op = make()
    there = op.reverse()
    assert there.reverse().digest() == make().digest()
    assert there.reverse().reverse().digest() == there.digest()


@pytest.mark.parametrize(
    ("dropped", "made"),
    [
        (ops.DropTableOp.from_table(kit.MODEL), ops.CreateTableOp.from_table(kit.MODEL)),
        *(
            (ops.DropColumnOp.from_column_and_tablename("s", "model", column), ops.AddColumnOp.from_column(column))
            for column in kit.MODEL.columns
        ),
        *(
            (ops.DropConstraintOp.from_constraint(item), ops.AddConstraintOp.from_constraint(item))
            for item in kit.own_constraints()
        ),
        *(
            (ops.DropIndexOp.from_index(index), ops.CreateIndexOp.from_index(index))
            for index in sorted(kit.MODEL.indexes, key=lambda index: str(index.name))
        ),
    ],
    ids=lambda op: type(op).__name__,
)
def test_what_was_dropped_comes_back_whole(dropped: MigrateOperation, made: MigrateOperation) -> None:
    assert dropped.reverse().digest() == made.digest()


@pytest.mark.parametrize(
    "drop",
    [
        ops.DropTableOp.from_table(kit.MODEL),
        ops.DropColumnOp.from_column_and_tablename("s", "model", kit.MODEL.c.name),
        ops.DropIndexOp.from_index(min(kit.MODEL.indexes, key=lambda index: str(index.name))),
    ],
    ids=lambda op: type(op).__name__,
)
def test_dropped_if_there_is_made_if_it_is_not(drop: Any) -> None:
    drop = copy(drop)
    drop.if_exists = True
    assert drop.reverse().if_not_exists is True
    assert drop.reverse().reverse().if_exists is True


NOT_UNDONE = {
    "add_foreign_key[mariadb]": "the column is needed in its foreign key",
    "add_unnamed_foreign_key[mariadb]": "the column is needed in its foreign key",
    "foreign_key[mariadb]": "the index that InnoDB made for it stays; autogenerate drops it by name",
    "cascading[mariadb]": "the index that InnoDB made for it stays; autogenerate drops it by name",
    "two_columns[mariadb]": "the index that InnoDB made for it stays; autogenerate drops it by name",
    "type[postgresql]": "text becomes no number without postgresql_using",
    "two_things[postgresql]": "text becomes no number without postgresql_using",
    "name_and_type[postgresql]": "text becomes no number without postgresql_using",
}
"""Cases a database can't undo by the reverse alone, and why."""


def undoable() -> list[Any]:
    """Return the cases of the probes whose operation can be undone, each on its databases."""
    found = []
    for case in CASES:
        with suppress(OperationError):
            back = case.op.reverse()
            if getattr(back, "constraint_name", "named") is None:
                continue  # the database chose the name, so nobody can say what to drop
            found += [pytest.param(case, kind, id=f"{case.name}[{kind}]") for kind in case.on]
    return [param for param in found if param.id not in NOT_UNDONE]


@pytest.mark.parametrize("place", NOT_UNDONE)
def test_what_is_not_undone_is_a_case(place: str) -> None:
    assert place in {f"{case.name}[{kind}]" for case in CASES for kind in case.on}


def portrait(connection: Connection) -> Any:
    """Return all there is in a database, in comparable form."""
    asked = inspect(connection)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # SQLite's expression indexes are among the statements
        told = {name: _portrait_of(asked, name) for name in sorted(asked.get_table_names())}
    if connection.dialect.name == "sqlite":
        stored = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
        told["indexes"] = [sql.replace('"', "") for sql in connection.exec_driver_sql(stored).scalars()]
    return told


def _portrait_of(asked: Inspector, name: str) -> list[Any]:
    columns = [{key: str(value) for key, value in column.items()} for column in asked.get_columns(name)]
    return [
        sorted(columns, key=lambda column: column["name"]),  # one that comes back comes last
        asked.get_pk_constraint(name),
        _sorted(asked.get_foreign_keys(name)),
        _sorted(asked.get_unique_constraints(name)),
        _sorted(asked.get_check_constraints(name)),
        _sorted(asked.get_indexes(name)),
        asked.get_table_comment(name) if asked.dialect.supports_comments else None,
    ]


def _sorted(found: Sequence[Any]) -> list[str]:
    """Return things as texts, in order; SQL as it reads."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        return str(value) if isinstance(value, sa.ClauseElement) else value

    return sorted(repr(plain(thing)) for thing in found)


@pytest.mark.parametrize(("case", "kind"), undoable())
def test_there_and_back_leaves_a_database_as_it_was(case: Case, kind: str, engine_of: Any) -> None:
    with scene(engine_of(kind), case.setup) as connection:
        before = portrait(connection)
        live(connection).invoke(case.op)
        after = portrait(connection)
        # nothing that reflection tells has changed where a deferrable unique constraint or a concurrent build did
        assert before != after or case.name in ("validate",)
        live(connection).invoke(case.op.reverse())
        assert portrait(connection) == before
        live(connection).invoke(case.op.reverse().reverse())
        assert portrait(connection) == after
