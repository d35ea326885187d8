"""Helpers that Alembic lends to others: faces of classes, single operations as text, options by position."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from revgraph.compat.alembic import installed
from tests.kit.project import Project


def test_a_class_has_its_methods_as_functions_of_a_module() -> None:
    with installed():
        from alembic.util.langhelpers import ModuleClsProxy

    class Counter(ModuleClsProxy):
        def __init__(self, start: int) -> None:
            self.start = start

        def plus(self, number: int = 1) -> int:
            """Add a number."""
            return self.start + number

    face = ModuleType("face")
    kept = len
    face.__dict__["len"] = kept
    Counter.create_module_class_proxy(face.__dict__, face.__dict__)
    with pytest.raises(NameError, match="enter a Counter first"):
        face.plus()
    outer, inner = Counter(10), Counter(20)
    outer._install_proxy()
    with inner:
        assert face.plus(number=2) == 22
    assert face.plus() == 11 and face.plus.__doc__ == "Add a number."
    outer._remove_proxy()
    outer._remove_proxy()  # once more does no harm
    with pytest.raises(NameError):
        face.plus()
    assert face.len is kept


def test_one_operation_as_its_statements() -> None:
    with installed():
        from alembic.autogenerate.api import AutogenContext
        from alembic.autogenerate.render import render_op
        from alembic.operations import ops
        from alembic.runtime.migration import MigrationContext

        context = AutogenContext(MigrationContext.configure(dialect=sqlite.dialect()))
        changes: list[Any] = [ops.DropColumnOp("t", "a"), ops.DropColumnOp("t", "b")]
        several = ops.ModifyTableOps("t", changes)
        assert render_op(context, changes[0]) == ["op.drop_column('t', 'a')"]
        assert [render_op(context, each) for each in several.ops] == [
            ["op.drop_column('t', 'a')"],
            ["op.drop_column('t', 'b')"],
        ]


def test_options_by_position(project: Project) -> None:
    with installed():
        from alembic.runtime.environment import EnvironmentContext

        from revgraph.config import Config
        from revgraph.script.base import ScriptDirectory

        config = Config(str(project.ini))
        config.set_main_option("script_location", str(project.root / "migrations"))
        with EnvironmentContext(config, ScriptDirectory.from_config(config), as_sql=True) as context:
            context.configure(None, None, "mysql", {"paramstyle": "named"}, compare_type=False)
            assert context.get_context().dialect.name == "mysql"
            assert context.get_context().opts["compare_type"] is False
            with pytest.raises(TypeError, match="url twice"):
                context.configure(None, "sqlite://", url="sqlite://")
            with pytest.raises(TypeError, match="no more than 27"):
                context.configure(*[None] * 40)
    with (
        EnvironmentContext(config, ScriptDirectory.from_config(config), as_sql=True) as context,
        pytest.raises(TypeError),
    ):
        context.configure(None, "sqlite://")  # revgraph's own takes names


def test_keywords_that_nobody_knows_reach_the_migration_context(project: Project) -> None:
    with installed():
        from alembic.config import Config
        from alembic.runtime.environment import EnvironmentContext
        from alembic.script import ScriptDirectory

        config = Config(str(project.ini))
        config.set_main_option("script_location", str(project.root / "migrations"))
        scripts = ScriptDirectory.from_config(config)
        with EnvironmentContext(config, scripts, as_sql=True, tag="x", shop="fruit") as context:
            context.configure(dialect_name="sqlite")
            options = context.get_context().opts
    assert (options["shop"], options["tag"], options["as_sql"]) == ("fruit", "x", True)
    with pytest.raises(TypeError, match="shop"):
        EnvironmentContext(config, scripts, shop="fruit")  # revgraph's own names what it does not know


def made_script() -> Any:
    from alembic.script import Script

    module = ModuleType("made", "Fruit comes in.\n\nMuch of it.\n")
    module.__dict__.update(revision="bbbb", down_revision="aaaa", branch_labels=("shop",), depends_on="cccc")
    return Script(module, "bbbb", path="/versions/bbbb_fruit.py")


def test_a_script_made_of_a_module_that_was_run() -> None:
    pytest.importorskip("alembic")
    theirs = made_script()
    with installed():
        ours = made_script()
        assert type(ours) is not type(theirs)
        for name in (
            "revision",
            "down_revision",
            "branch_labels",
            "dependencies",
            "doc",
            "longdoc",
            "path",
            "log_entry",
        ):
            assert getattr(ours, name) == getattr(theirs, name), name
        assert str(ours) == str(theirs) == "aaaa -> bbbb (head), Fruit comes in."
        assert ours.module.depends_on == "cccc"


def test_options_of_a_statement_come_second_and_values_by_name() -> None:
    engine = sa.create_engine("sqlite://")
    with installed(), engine.connect() as connection:
        from alembic.migration import MigrationContext

        impl = MigrationContext.configure(connection).impl
        assert impl.execute("select 1", {"stream_results": True}).scalar() == 1
        assert impl._exec(sa.text("select :n"), None, None, {"n": 5}).scalar() == 5
        assert impl.render_type(type_=sa.Integer(), autogen_context=None) is False
        assert impl.render_type(type_obj=sa.Integer(), autogen_context=None) is False


def test_answers_of_comparisons_are_of_one_class() -> None:
    with installed():
        from alembic.ddl._autogen import ComparisonResult
        from alembic.ddl.impl import ComparisonResult as offered
        from alembic.migration import MigrationContext

        impl = MigrationContext.configure(dialect_name="sqlite").impl
        there, wanted = sa.UniqueConstraint("a"), sa.UniqueConstraint("a", "b")
        for unique in (there, wanted):
            sa.Table("t", sa.MetaData(), sa.Column("a"), sa.Column("b"), unique)
        status, message = answer = impl.compare_unique_constraint(wanted, there)
    assert isinstance(answer, ComparisonResult) and offered is ComparisonResult
    assert status == "different" and "columns" in message
