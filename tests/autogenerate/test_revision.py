"""From a draft to a file: what stands in it, what is refused, what hooks may change."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table
from sqlalchemy.pool import StaticPool

from revgraph.autogenerate import RevisionContext
from revgraph.config import Config
from revgraph.errors import CommandError, DatabaseNotAtHead, OperationError
from revgraph.operations import ops
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from tests.kit.diffs import migrating
from tests.kit.project import Project

PLAIN: dict[str, Any] = {"message": "make it", "head": "head", "rev_id": "abc123"}


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = sa.create_engine("sqlite://", poolclass=StaticPool)
    yield made
    made.dispose()


@pytest.fixture
def config(project: Project, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.chdir(project.root)
    return Config(str(project.ini), stdout=io.StringIO())


def models(*names: str) -> MetaData:
    metadata = MetaData()
    for name in names:
        Table(name, metadata, Column("id", sa.Integer, primary_key=True), Column("price", sa.Numeric(9, 2)))
    return metadata


def draft(config: Config, hook: Any = None, **args: Any) -> RevisionContext:
    return RevisionContext(config, ScriptDirectory.from_config(config), {**PLAIN, **args}, hook)


def text_of(written: Script | None) -> str:
    assert written is not None
    return Path(written.path).read_text(encoding="utf-8")


def test_nothing_is_written_before_scripts_are_generated(config: Config, engine: Engine, project: Project) -> None:
    revision = draft(config)
    with migrating(engine, models("a")) as context:
        revision.run_autogenerate((), context)
    assert list(project.versions.glob("*.py")) == []
    (written,) = revision.generate_scripts()
    assert text_of(written).count("op.create_table(") == 1
    assert len(list(project.versions.glob("*.py"))) == 1


def test_rendering_needs_no_connection(config: Config) -> None:
    engine = sa.create_engine("sqlite://")
    revision = draft(config)
    with migrating(engine, models("a")) as context:
        revision.run_autogenerate((), context)
    engine.dispose()
    assert "'price', sa.Numeric(precision=9, scale=2)" in text_of(next(revision.generate_scripts()))


def test_database_behind_the_scripts_is_refused(config: Config, engine: Engine) -> None:
    for name in ("abc123", "def456"):
        list(draft(config, rev_id=name).generate_scripts())
    with migrating(engine, models("a")) as context:
        for current, shown in [((), "it is at base"), (("abc123",), "it is at abc123")]:
            with pytest.raises(DatabaseNotAtHead, match=rf"{shown}, the scripts are at def456; run 'upgrade heads'"):
                draft(config, rev_id="new").run_autogenerate(current, context)
        draft(config, rev_id="new").run_autogenerate(("def456",), context)


def test_missing_models_are_named(config: Config, engine: Engine) -> None:
    with (
        migrating(engine, None) as context,
        pytest.raises(CommandError, match=r"env\.py gives no 'target_metadata'"),
    ):
        draft(config).run_autogenerate((), context)


def test_empty_draft_passes(config: Config, engine: Engine) -> None:
    plain = text_of(next(draft(config, rev_id="aaa").generate_scripts()))
    assert plain.count("    pass") == 2
    revision = draft(config, rev_id="bbb")
    with migrating(engine, None) as context:
        revision.run_no_autogenerate((), context)
    assert text_of(next(revision.generate_scripts())).count("    pass") == 2


def test_hooks_may_add_and_empty_drafts(config: Config, engine: Engine) -> None:
    order: list[str] = []

    def of_command(context: Any, revision: Any, directives: list[ops.MigrationScript]) -> None:
        order.append("command")

    def of_env(context: Any, revision: Any, directives: list[ops.MigrationScript]) -> None:
        order.append("env")
        assert revision == ()
        first = directives[0]
        first.imports.add("import decimal")
        first.message = "renamed"
        second = ops.MigrationScript(
            "def456",
            ops.UpgradeOps([ops.ExecuteSQLOp("SELECT 2")]),
            ops.DowngradeOps(),
            message="second",
            head="abc123",
        )
        directives.append(second)

    revision = draft(config, of_command)
    with migrating(engine, models("a"), process_revision_directives=of_env) as context:
        revision.run_autogenerate((), context)
    first, second = revision.generate_scripts()
    assert order == ["command", "env"]
    assert "renamed" in text_of(first)
    assert "import decimal\n" in text_of(first)
    assert "op.execute('SELECT 2')" in text_of(second)
    assert second is not None
    assert second.down_revision == "abc123"


def test_emptied_directives_write_nothing(config: Config, engine: Engine, project: Project) -> None:
    def empty(context: Any, revision: Any, directives: list[ops.MigrationScript]) -> None:
        directives[:] = []

    revision = draft(config)
    with migrating(engine, models(), process_revision_directives=empty) as context:
        revision.run_autogenerate((), context)
    assert list(revision.generate_scripts()) == []
    assert list(project.versions.glob("*.py")) == []


def test_several_databases_fill_tokens_of_their_own(config: Config, engine: Engine, project: Project) -> None:
    template = project.root / "migrations" / "script.py.mako"
    template.write_text(
        '"""${message}"""\nrevision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n'
        "import sqlalchemy as sa\nfrom revgraph import op\n"
        "def upgrade():\n    ${one_up}\n    ${two_up}\n\ndef downgrade():\n    ${one_down}\n    ${two_down}\n",
        encoding="utf-8",
    )
    revision = draft(config)
    for name in ("one", "two"):
        with migrating(engine, models(name), upgrade_token=f"{name}_up", downgrade_token=f"{name}_down") as context:
            revision.run_autogenerate((), context)
    text = text_of(next(revision.generate_scripts()))
    assert text.index("create_table(\n        'one'") < text.index("create_table(\n        'two'")
    assert text.count("op.drop_table(") == 2


def test_template_arguments_of_env_py_reach_the_template(config: Config, engine: Engine, project: Project) -> None:
    template = project.root / "migrations" / "script.py.mako"
    template.write_text(template.read_text(encoding="utf-8") + "\n# by ${who}\n", encoding="utf-8")
    revision = draft(config)
    with migrating(engine, models(), template_args={"who": "me"}) as context:
        revision.run_autogenerate((), context)
    assert text_of(next(revision.generate_scripts())).endswith("# by me\n")


def test_what_can_not_be_rendered_writes_no_file(config: Config, engine: Engine, project: Project) -> None:
    revision = draft(config)
    with migrating(engine, models("a"), render_item=lambda kind, item, context: "((" if kind == "type" else False) as c:
        revision.run_autogenerate((), c)
    with pytest.raises(OperationError, match="no Python"):
        list(revision.generate_scripts())
    assert list(project.versions.glob("*.py")) == []
