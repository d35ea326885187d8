"""Names of Alembic, used as published programs use them: each does in both tools what is said."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

pytest.importorskip("alembic")


def tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


# -- whole programs around an environment


def test_an_environment_kept_and_configured_with_a_plan(config: Any, engine: sa.Engine) -> None:
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config)
    environment = EnvironmentContext(config, scripts)
    seen: list[Any] = []

    def run(plan: Any) -> None:
        with engine.connect() as connection:
            environment.configure(connection=connection, target_metadata=sa.MetaData(), render_as_batch=True, fn=plan)
            with environment.begin_transaction():
                environment.run_migrations()

    def look(rev: Any, context: Any) -> list[Any]:
        seen.append(tuple(rev) if isinstance(rev, (tuple, list)) else rev)
        return []

    run(lambda rev, context: scripts._upgrade_revs("heads", rev))
    assert tables(engine) == {"alembic_version", "apple", "banana", "cherry"}
    run(look)
    run(lambda rev, context: scripts._downgrade_revs("apple", rev))
    assert tables(engine) == {"alembic_version", "apple"}
    run(lambda rev, context: scripts._stamp_revs("banana", rev))
    run(look)
    assert seen == [("cherry",), ("banana",)]
    assert [script.revision for script in scripts.get_revisions("heads")] == ["cherry"]


def test_an_environment_runs_what_revisions_check(config: Any, engine: sa.Engine) -> None:
    from alembic import environment
    from alembic import script as alembic_script

    scripts = alembic_script.ScriptDirectory.from_config(config)

    def check(rev: Any, context: Any) -> list[Any]:
        for script in scripts.iterate_revisions("heads", rev):
            if hasattr(script.module, "check_sanity"):
                script.module.check_sanity(context.connection)
        return []

    with environment.EnvironmentContext(config, scripts, fn=check, starting_rev=None, destination_rev="heads"):
        scripts.run_env()
    assert [scripts.get_revision(name).module.checked for name in ("apple", "cherry")] == [["apple"], ["cherry"]]
    assert tables(engine) <= {"alembic_version"}


def test_an_environment_tells_how_far_a_database_is(config: Any, engine: sa.Engine) -> None:
    from alembic import command
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config)
    command.upgrade(config, "banana")
    with EnvironmentContext(config, scripts) as environment, engine.connect() as connection:
        environment.configure(connection)
        context = environment.get_context()
        assert set(environment.script.get_heads()) == {"cherry"}
        assert set(context.get_current_heads()) == {"banana"}
        assert context.get_current_revision() == "banana"
    above = scripts.revision_map.iterate_revisions(upper="cherry", lower="banana")
    assert [each.revision for each in above] == ["cherry"]


# -- the version table without an environment


def test_a_context_alone_stamps_and_tells(config: Any, engine: sa.Engine) -> None:
    from alembic import migration
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection, connection.begin():
        context = migration.MigrationContext.configure(connection)
        assert context.get_current_revision() is None
        context.stamp(scripts, "banana")
    with engine.connect() as connection:
        assert migration.MigrationContext.configure(connection).get_current_heads() == ("banana",)
    assert scripts.get_current_head() == "cherry" and scripts.get_base() == "apple"
    assert [each.revision for each in scripts.walk_revisions()] == ["cherry", "banana", "apple"]
    assert "fruit" in scripts.get_revision("apple").branch_labels


def test_a_revision_that_is_not_there(config: Any) -> None:
    from alembic import util
    from alembic.script.base import Script, ScriptDirectory

    scripts = ScriptDirectory.from_config(config)
    assert isinstance(scripts.get_revision("apple"), Script)
    with pytest.raises(util.exc.CommandError):
        scripts.get_revision("durian")


# -- commands


def test_commands_by_name(config: Any, engine: sa.Engine) -> None:
    from alembic import command

    config.attributes["bound"] = bound = []
    command.ensure_version(config)
    assert tables(engine) == {"alembic_version"}
    for name, *arguments in (("upgrade", "head"), ("downgrade", "-1"), ("stamp", "head"), ("current",), ("history",)):
        getattr(command, name)(config, *arguments)
    assert tables(engine) == {"alembic_version", "apple", "banana"}
    assert bound and all(bound)
    command.branches(config, verbose=True)
    command.show(config, "apple")
    written = config.stdout.getvalue()
    assert "cherry (head)" in written and "Branch names: fruit" in written


def test_what_is_missing_in_the_database_is_an_error_of_its_own(config: Any) -> None:
    from alembic import command, util

    config.attributes["metadata"] = models = sa.MetaData()
    sa.Table("durian", models, sa.Column("id", sa.Integer))
    with pytest.raises(util.CommandError, match="not up to date"):
        command.check(config)
    command.upgrade(config, "head")
    with pytest.raises(util.exc.AutogenerateDiffsDetected) as caught:
        command.check(config)
    assert isinstance(caught.value, util.CommandError)
    assert sorted((kind, table.name) for kind, table in caught.value.diffs) == [
        ("add_table", "durian"),
        ("remove_table", "apple"),
        ("remove_table", "banana"),
        ("remove_table", "cherry"),
    ]


def test_a_dry_run_is_a_script(config: Any) -> None:
    from alembic import command

    command.upgrade(config, "head", sql=True)
    script = config.output_buffer.getvalue()
    assert "select 'from env.py'" in script and "CREATE TABLE cherry" in script


def test_the_program_called_with_its_words(tool: str, config: Any, tmp_path: Path, engine: sa.Engine) -> None:
    import alembic.config

    ini = tmp_path / "alembic.ini"
    lines = (f"{name} = {config.get_main_option(name)}" for name in ("script_location", "sqlalchemy.url"))
    ini.write_text("\n".join(["[alembic]", *lines]), encoding="utf-8")
    with redirect_stdout(io.StringIO()):
        alembic.config.main(["-c", str(ini), "-x", "a=b", "upgrade", "banana"])
    assert tables(engine) == {"alembic_version", "apple", "banana"}
    with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()), pytest.raises(SystemExit) as ended:
        alembic.config.main(argv=["-c", str(ini), "upgrade", "durian"])
    assert ended.value.code not in (0, None)
    with pytest.raises(alembic.util.CommandError), redirect_stdout(io.StringIO()):
        alembic.config.main(argv=["--raiseerr", "-c", str(ini), "upgrade", "durian"])
