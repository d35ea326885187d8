"""Several databases behind one env.py, several schemas in one database: one revision for all of it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import text

from revgraph import op
from revgraph.config import Config
from revgraph.graph.steps import Step
from revgraph.runtime.environment import EnvironmentContext
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from tests.kit.project import Project, expect_refusal

ENV = """\
from sqlalchemy import create_engine
from revgraph import context
from models import metadatas

for name, metadata in metadatas.items():
    with create_engine(f"sqlite:///{root}/{name}.sqlite").connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            upgrade_token=f"{name}_upgrades",
            downgrade_token=f"{name}_downgrades",
        )
        with context.begin_transaction():
            context.run_migrations(engine_name=name)
"""
TEMPLATE = '''\
"""${message}"""
import sqlalchemy as sa
from revgraph import op
${imports}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

def upgrade(engine_name):
    globals()[f"upgrade_{engine_name}"]()

def downgrade(engine_name):
    globals()[f"downgrade_{engine_name}"]()

% for name in ("one", "two"):
def upgrade_${name}():
    ${context.get(f"{name}_upgrades") or "pass"}

def downgrade_${name}():
    ${context.get(f"{name}_downgrades") or "pass"}

% endfor
'''
MODELS = """\
from sqlalchemy import Column, Integer, MetaData, String, Table

metadatas = {{"one": MetaData(), "two": MetaData()}}
Table("a", metadatas["one"], Column("id", Integer, primary_key=True){one})
Table("b", metadatas["two"], Column("id", Integer, primary_key=True){two})
"""


def texts_of(project: Project, revision: str) -> str:
    (path,) = project.versions.glob(f"{revision}_*.py")
    return path.read_text(encoding="utf-8")


def column_names(project: Project, database: str, table: str) -> list[str]:
    engine = sa.create_engine(f"sqlite:///{project.root}/{database}.sqlite")
    try:
        return [column["name"] for column in sa.inspect(engine).get_columns(table)]
    finally:
        engine.dispose()


@pytest.fixture
def two_databases(project: Project) -> Project:
    """A project with two databases, both at the first revision."""
    env = project.root / "migrations" / "env.py"
    env.write_text(ENV.replace("{root}", project.root.as_posix(), 1), encoding="utf-8")
    (project.root / "migrations" / "script.py.mako").write_text(TEMPLATE, encoding="utf-8")
    models = MODELS.format(one=', Column("old", String(9))', two="")
    (project.root / "models.py").write_text(models, encoding="utf-8")
    for words in (("revision", "--autogenerate", "--rev-id", "first"), ("upgrade", "head")):
        result = project.run(*words)
        assert result.code == 0, result
    return project


def test_each_database_gets_what_it_lacks_and_flags_find_their_column(two_databases: Project) -> None:
    project = two_databases
    models = MODELS.format(one=', Column("new", String(9))', two=', Column("rank", Integer, nullable=False)')
    (project.root / "models.py").write_text(models, encoding="utf-8")
    flags = ("--fill", "b.rank=5", "--rename", "a.old:new")
    result = project.run("revision", "--autogenerate", "--rev-id", "second", *flags)
    assert result.code == 0, result
    one, two = texts_of(project, "second").split("def upgrade_two")
    assert "new_column_name='new'" in one and "rank" not in one
    assert "populate_default=5" in two and "new_column_name" not in two
    assert project.run("upgrade", "head").code == 0
    assert column_names(project, "one", "a") == ["id", "new"]
    assert column_names(project, "two", "b") == ["id", "rank"]
    assert "no revision was written" in project.run("revision", "--autogenerate").out
    assert project.run("downgrade", "-1").code == 0
    assert (column_names(project, "one", "a"), column_names(project, "two", "b")) == (["id", "old"], ["id"])


def test_a_flag_that_no_database_knows_is_refused(two_databases: Project) -> None:
    says = ["--rename a.gone:here: the models have no new table or column 'here' to be renamed from 'a.gone'"]
    expect_refusal(two_databases, "revision", "--autogenerate", "--rename", "a.gone:here", says=says)


SCHEMAS = """\
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

metadata = MetaData()
Table("{table}", metadata, Column("id", Integer, primary_key=True){columns}, schema="shop", info={info})
Table("bill", metadata, Column("id", Integer, primary_key=True), Column("of", ForeignKey("shop.{table}.id")))
"""


@pytest.mark.server
def test_several_schemas_of_one_database(project: Project, postgresql_engine: sa.Engine) -> None:
    url = postgresql_engine.url.render_as_string(hide_password=False)
    project.edit("revgraph.ini", f"sqlite:///{project.database}", url.replace("%", "%%"))
    project.edit(
        "migrations/env.py",
        "        compare_server_default=True,\n",
        "        compare_server_default=True,\n        include_schemas=True,\n",
    )
    with postgresql_engine.begin() as connection:
        for statement in ("CREATE SCHEMA shop", "CREATE SCHEMA others", "CREATE TABLE others.t (id integer)"):
            connection.execute(text(statement))
    project.edit("revgraph.ini", "[revgraph]\n", "[revgraph]\nexclude = others.* schema:nothing\n")
    project.use_models(SCHEMAS.format(table="client", columns="", info={}))
    for words in (("revision", "--autogenerate", "--rev-id", "first"), ("upgrade", "head")):
        result = project.run(*words)
        assert result.code == 0, result
    with postgresql_engine.begin() as connection:
        connection.execute(text("INSERT INTO shop.client DEFAULT VALUES"))
    columns = ', Column("rank", Integer, nullable=False)'
    project.use_models(SCHEMAS.format(table="customer", columns=columns, info={"renamed_from": "shop.client"}))
    result = project.run("revision", "--autogenerate", "--rev-id", "second", "--fill", "shop.customer.rank=5")
    assert result.code == 0, result
    assert "op.rename_table('client', 'customer', schema='shop')" in texts_of(project, "second")
    assert project.run("upgrade", "head").code == 0
    with postgresql_engine.connect() as connection:
        assert connection.execute(text("SELECT id, rank FROM shop.customer")).all() == [(1, 5)]
    assert project.run("check").code == 0
    assert project.run("downgrade", "-1").code == 0
    with postgresql_engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM shop.client")).all() == [(1,)]


def test_env_py_may_say_another_tag_than_the_command(project: Project) -> None:
    env = project.root / "migrations/env.py"
    env.write_text(
        "from revgraph import context\n"
        "before = context.get_tag_argument()\n"
        "context.configure(dialect_name='sqlite', tag='theirs')\n"
        "print(before, context.get_tag_argument())\n"
        "context.run_migrations()\n"
    )
    project.add_revision("a000", None)
    result = project.run("upgrade", "head", "--sql", "--tag", "ours")
    assert result.lines[0] == "ours theirs", result


def test_a_command_without_a_range_has_no_start(project: Project) -> None:
    env = project.root / "migrations/env.py"
    env.write_text("from revgraph import context\ncontext.get_starting_revision_argument()\n")
    expect_refusal(project, "current", says=["no starting revision argument is available in this command"])


def test_the_plan_that_was_configured_stays_for_the_next_database(project: Project) -> None:
    asked: list[tuple[str, ...]] = []

    def fn(heads: tuple[str, ...], context: object) -> list[Step[Script]]:
        asked.append(heads)
        return []

    config = Config(project.root / "revgraph.ini")
    environment = EnvironmentContext(config, ScriptDirectory.from_config(config))
    configure: Any = environment.configure
    for number in range(2):
        with sa.create_engine("sqlite://").connect() as connection:
            configure(connection=connection, **({} if number else {"fn": fn}))
            environment.run_migrations()
    assert asked == [(), ()]


def test_a_function_of_env_py_that_plans_may_ask_op(project: Project) -> None:
    asked: list[object] = []

    def fn(heads: tuple[str, ...], context: object) -> list[Step[Script]]:
        asked.append(op.get_bind())
        return []

    config = Config(project.root / "revgraph.ini")
    environment = EnvironmentContext(config, ScriptDirectory.from_config(config), fn=fn)
    with sa.create_engine("sqlite://").connect() as connection:
        environment.configure(connection=connection)
        environment.run_migrations()
        assert asked == [connection]
