"""What is rendered is run before it is written: a file that could not run is never there."""

from __future__ import annotations

import io
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from revgraph.autogenerate import RevisionContext, renderers
from revgraph.config import Config
from revgraph.errors import OperationError
from revgraph.operations import Operations, ops
from revgraph.script.base import ScriptDirectory
from tests.kit import usertypes
from tests.kit.diffs import create, migrating
from tests.kit.project import Project


@pytest.fixture
def config(project: Project, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.chdir(project.root)
    return Config(str(project.ini), stdout=io.StringIO())


def models(*columns: Any) -> MetaData:
    metadata = MetaData()
    Table("t", metadata, Column("id", sa.Integer, primary_key=True), *columns)
    return metadata


def written(config: Config, engine: Engine, metadata: MetaData, hook: Any = None, **options: Any) -> str:
    draft = RevisionContext(config, ScriptDirectory.from_config(config), {"head": "head", "rev_id": "abc"}, hook)
    with migrating(engine, metadata, **options) as context:
        draft.run_autogenerate((), context)
    (script,) = draft.generate_scripts()
    assert script is not None
    with open(script.path, encoding="utf-8") as file:
        return file.read()


def refused(config: Config, project: Project, engine: Engine, words: str, *columns: Any, **options: Any) -> None:
    with pytest.raises(OperationError, match=words):
        written(config, engine, models(*columns), **options)
    assert list(project.versions.glob("*.py")) == []


def test_a_name_that_is_not_imported(config: Config, project: Project, sqlite_engine: Engine) -> None:
    words = r"fails when it is run \(NameError: name 'geo' is not defined\) at .*geo\.Point.*, so it was not written"
    options = {"user_module_prefix": "geo."}
    refused(config, project, sqlite_engine, words, Column("p", usertypes.Point(3)), **options)


def test_an_argument_that_is_not_taken(config: Config, project: Project, sqlite_engine: Engine) -> None:
    def render_item(kind: str, item: Any, context: Any) -> Any:
        return "sa.String(size=5)" if kind == "type" and isinstance(item, sa.String) else False

    words = r"fails when it is run \(TypeError: .*size.*\) at "
    refused(config, project, sqlite_engine, words, Column("p", sa.String(5)), render_item=render_item)


def test_an_import_that_is_not_there(config: Config, project: Project, sqlite_engine: Engine) -> None:
    def hook(context: Any, revision: Any, directives: list[Any]) -> None:
        directives[0].imports.add("import nothing_of_that_name")

    draft = RevisionContext(config, ScriptDirectory.from_config(config), {"head": "head"}, hook)
    with migrating(sqlite_engine, models()) as context:
        draft.run_autogenerate((), context)
    with pytest.raises(OperationError, match=r"can't be loaded \(ModuleNotFoundError: .*nothing_of_that_name"):
        list(draft.generate_scripts())
    assert list(project.versions.glob("*.py")) == []


def test_a_verb_that_is_not_there(config: Config, project: Project, sqlite_engine: Engine) -> None:
    words = r"fails when it is run \(AttributeError: .*no attribute 'create_table'"
    refused(config, project, sqlite_engine, words, alembic_module_prefix="sa.")


def test_what_a_plugin_renders_may_use_a_connection_and_its_own_verbs(
    config: Config, sqlite_engine: Engine, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: delattr(Operations, "paint_rehearsed"))

    @Operations.register_operation("paint_rehearsed")
    class PaintOp(ops.MigrateOperation):
        @classmethod
        def paint_rehearsed(cls, operations: Operations, color: str) -> Any:
            return operations.invoke(cls())

        def reverse(self) -> ops.MigrateOperation:
            return self

    @renderers.dispatch_for(PaintOp)
    def render(context: Any, op: PaintOp) -> list[str]:
        return ["for row in op.get_bind().execute(sa.text('SELECT 1')): pass", "op.paint_rehearsed('red')"]

    def hook(context: Any, revision: Any, directives: list[Any]) -> None:
        directives[0].upgrade_ops.ops.append(PaintOp())

    assert "op.paint_rehearsed('red')" in written(config, sqlite_engine, models(), hook)


def test_nothing_reaches_a_database(config: Config, any_engine: Engine) -> None:
    create(any_engine, models(Column("a", sa.Integer), Column("b", sa.String(9), nullable=False)))
    text = written(config, any_engine, models(Column("c", sa.Integer, nullable=False, index=True)))
    assert "missing_value('t.c')" in text, "which stops a migration, and not its rehearsal"
    assert [column["name"] for column in sa.inspect(any_engine).get_columns("t")] == ["id", "a", "b"]


def test_the_same_change_gives_the_same_bytes(config: Config, project: Project, any_engine: Engine) -> None:
    create(any_engine, models(Column("a", sa.Integer), Column("b", sa.String(9), unique=True)))
    after = models(
        *(Column(f"c{number}", sa.String(9), index=True, default="x", nullable=False) for number in range(9)),
        sa.UniqueConstraint("c1", "c2"),
        sa.CheckConstraint("c3 > ''"),
    )
    texts = []
    for _ in range(2):
        text = written(config, any_engine, after)
        texts.append("".join(line for line in text.splitlines(True) if not line.startswith("Create Date")))
        (path,) = project.versions.glob("*.py")
        path.unlink()
    assert texts[0] == texts[1]


def test_all_lines_are_short(config: Config, sqlite_engine: Engine) -> None:
    default = sa.text("'" + "a long default " * 12 + "'")
    text = written(
        config, sqlite_engine, models(Column("a", sa.String(200), server_default=default, comment="x " * 90))
    )
    assert max(map(len, text.splitlines())) <= 110, text
