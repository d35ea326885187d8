"""Plug-ins by name: which are chosen, what they add, and what they stop."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Engine, MetaData, Table

from revgraph import plugins
from revgraph.autogenerate import DispatchPriority, PriorityDispatchResult
from revgraph.errors import ConfigError
from revgraph.operations import ops
from revgraph.plugins import BUILT_IN, FURTHER, Plugin, chosen_plugins, load_plugins
from tests.kit.diffs import create, differences
from tests.kit.project import Project, expect_refusal


@pytest.fixture
def plugin() -> Iterator[Plugin]:
    made = Plugin("shop.views")
    yield made
    made.remove()


def models(length: int, *, comment: str | None = None, default: str | None = None, required: bool = False) -> MetaData:
    metadata = MetaData()
    Table(
        "t",
        metadata,
        Column("id", sa.Integer, primary_key=True),
        Column("a", sa.String(length), nullable=not required, server_default=default, comment=comment),
        sa.Index("ix_a", "a", unique=length > 9),
    )
    return metadata


def kinds(found: list[str]) -> list[str]:
    return [line.partition("(")[0] for line in found]


@pytest.mark.parametrize(
    ("patterns", "built_in", "chosen"),
    [
        (None, len(BUILT_IN), []),
        (["revgraph.autogenerate.*"], len(BUILT_IN), []),
        (["revgraph.autogenerate.*", "shop.views"], len(BUILT_IN), ["shop.views"]),
        (["*.*.*", "*.views"], len(BUILT_IN), ["shop.views"]),
        (["shop.*"], 0, ["shop.views"]),
        (["revgraph.autogenerate.*", "~revgraph.autogenerate.comments"], len(BUILT_IN) - 1, []),
        (["~shop.*", "shop.views", "revgraph.autogenerate.types"], 1, []),
        ([], 0, []),
    ],
)
def test_patterns_choose_by_name(plugin: Plugin, patterns: list[str] | None, built_in: int, chosen: list[str]) -> None:
    found, others = chosen_plugins(patterns)
    assert (len(found), [each.name for each in others]) == (built_in, chosen)


def test_a_pattern_that_fits_nothing_is_refused_with_what_there_is(plugin: Plugin) -> None:
    with pytest.raises(ConfigError, match=r"there is no plug-in 'shop\.tables'; there are .*shop\.views"):
        chosen_plugins(["shop.tables"])
    assert chosen_plugins(["~shop.tables"])[1] == []


@pytest.mark.parametrize("name", ["", "a b", "shop.", "~x", "a-b"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name of a plug-in"):
        Plugin(name)
    with pytest.raises(ValueError, match="is no name of a plug-in"):
        chosen_plugins([f"~{name}"])


def test_names_of_another_tool_may_stand_for_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(plugins.OTHER_NAMES, "old.", ("revgraph.", "~revgraph.autogenerate.comments"))
    chosen = chosen_plugins(["old.autogenerate.*", "~old.autogenerate.types"])[0]
    assert chosen == {"schemas", "tables", "constraints", "defaults", *FURTHER}


def test_a_name_stands_for_one_plugin(plugin: Plugin) -> None:
    for name in ("shop.views", BUILT_IN[0]):
        with pytest.raises(ValueError, match="there is a plug-in"):
            Plugin(name)


def test_a_comparator_runs_only_where_its_plugin_is_named(plugin: Plugin, sqlite_engine: Engine) -> None:
    def compare_views(context: Any, upgrade_ops: ops.UpgradeOps, schemas: Any) -> None:
        upgrade_ops.ops.append(ops.CreateTableCommentOp("t", f"{schemas}"))

    plugin.add_autogenerate_comparator(compare_views, "schema", "views")
    plugin.add_autogenerate_comparator(compare_views, "schema", "views", qualifier=["postgresql", "mysql"])
    create(sqlite_engine, models(5))
    assert differences(sqlite_engine, models(5)) == []
    found = differences(sqlite_engine, models(5), autogenerate_plugins=["revgraph.autogenerate.*", "shop.views"])
    assert found == ["CreateTableCommentOp('t', '[None]')"]


LEFT_OUT: list[tuple[str, dict[str, Any], list[str]]] = [
    ("types", {"length": 8}, []),
    ("defaults", {"length": 5, "default": "x"}, []),
    ("comments", {"length": 5, "comment": "x"}, []),
    ("constraints", {"length": 5, "required": True}, []),
    ("constraints", {"length": 10}, ["AlterColumnOp"]),
    ("types", {"length": 10}, ["DropIndexOp", "CreateIndexOp"]),
    ("tables", {"length": 10}, []),
    ("schemas", {"length": 10}, []),
]


@pytest.mark.parametrize(("part", "after", "left"), LEFT_OUT, ids=[f"{part}{after}" for part, after, _ in LEFT_OUT])
def test_a_built_in_comparison_is_left_out_by_name(
    any_engine: Engine, part: str, after: dict[str, Any], left: list[str]
) -> None:
    if "comment" in after and not any_engine.dialect.supports_comments:
        pytest.skip("SQLite keeps no comments")
    create(any_engine, models(5))
    assert differences(any_engine, models(**after)) != []
    patterns = ["revgraph.autogenerate.*", f"~revgraph.autogenerate.{part}"]
    assert kinds(differences(any_engine, models(**after), autogenerate_plugins=patterns)) == left


STOPS: list[tuple[str, str, list[str]]] = [
    ("column", "types", ["DropIndexOp", "CreateIndexOp"]),
    ("column", "nullable", ["DropIndexOp", "AlterColumnOp", "CreateIndexOp"]),
    ("table", "indexes", ["AlterColumnOp"]),
    ("schema", "tables", []),
    ("autogenerate", "tables", []),
    ("table", "my own", ["DropIndexOp", "AlterColumnOp", "CreateIndexOp"]),
]


@pytest.mark.parametrize(("target", "element", "left"), STOPS, ids=[f"{one} {other}" for one, other, _ in STOPS])
def test_who_comes_first_may_stop_the_built_in_comparison(
    plugin: Plugin, sqlite_engine: Engine, target: str, element: str, left: list[str]
) -> None:
    create(sqlite_engine, models(5))
    chosen = {"autogenerate_plugins": ["revgraph.autogenerate.*", "shop.views"]}
    said = [PriorityDispatchResult.CONTINUE, PriorityDispatchResult.STOP]
    first = DispatchPriority.FIRST
    plugin.add_autogenerate_comparator(lambda *_: said[0], target, element, priority=first)
    everything = ["DropIndexOp", "AlterColumnOp", "CreateIndexOp"]
    assert sorted(kinds(differences(sqlite_engine, models(10), **chosen))) == sorted(everything)
    plugin.add_autogenerate_comparator(lambda *_: said[1], target, element, priority=first)
    assert sorted(kinds(differences(sqlite_engine, models(10), **chosen))) == sorted(left)


def test_who_stops_may_say_what_changes(plugin: Plugin, sqlite_engine: Engine) -> None:
    def compare_type(context: Any, op: ops.AlterColumnOp, *rest: Any) -> PriorityDispatchResult:
        assert op.modify_type is None
        op.modify_type = sa.Text() if op.column_name == "a" else None
        return PriorityDispatchResult.STOP

    plugin.add_autogenerate_comparator(compare_type, "column", "types", priority=DispatchPriority.FIRST)
    create(sqlite_engine, models(5))
    (found,) = differences(sqlite_engine, models(8), autogenerate_plugins=["*.*", "revgraph.autogenerate.*"])
    assert "modify_type=Text()" in found


# ---------------------------------------------------------------------------------------------- entry points


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """An entry point of an installed package; its module may be set."""
    module = SimpleNamespace(setup=lambda plugin: None)
    made = SimpleNamespace(name="shop.entry", load=lambda: module, module=module, dist=SimpleNamespace(name="shop-kit"))
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [made] if group == plugins.GROUP else [])
    monkeypatch.setattr(plugins, "_loaded", set())
    monkeypatch.setattr(plugins, "_plugins", dict(plugins._plugins))
    yield made


def test_installed_plugins_are_set_up_once(entry: SimpleNamespace, project: Project) -> None:
    names: list[str] = []
    entry.module.setup = lambda plugin: names.append(plugin.name)
    load_plugins()
    load_plugins()
    project.use_models()
    assert project.run("check").code == 3
    assert names == ["shop.entry"]
    assert [each.name for each in chosen_plugins(["shop.*"])[1]] == ["shop.entry"]


def test_a_plugin_that_can_not_be_set_up_is_named(entry: SimpleNamespace, project: Project) -> None:
    def setup(plugin: Plugin) -> None:
        raise RuntimeError("no licence")

    entry.module.setup = setup
    project.use_models()
    expect_refusal(
        project,
        "check",
        says=["the plug-in 'shop.entry' of the package 'shop-kit' can't be set up: RuntimeError: no licence"],
    )
