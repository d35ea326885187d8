"""Published plug-ins of Alembic do in revgraph what they are for, on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.compat.plugin_project import PluginProject
from tests.kit.source import ROOT

pytest.importorskip("alembic")
pytestmark = pytest.mark.server


def needs(name: str) -> None:
    """Skip a test of a plug-in that is not installed; it is not imported here, where it would change SQLAlchemy."""
    if find_spec(name) is None:
        pytest.skip(f"could not find {name!r}")


@pytest.fixture
def url(url_of: Callable[[str], str]) -> str:
    return url_of("postgresql")


@pytest.fixture
def project(tmp_path: Path, url: str) -> PluginProject:
    return PluginProject(tmp_path, url)


# -- alembic_utils: views, functions, triggers and so on as models

ENTITIES = """\
from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
Table("account", metadata, Column("id", Integer, primary_key=True), Column("balance", Integer))

from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_trigger import PGTrigger
from alembic_utils.pg_view import PGView

doubled = PGFunction("public", "doubled(x integer)", "RETURNS integer AS $$ SELECT x * {factor} $$ LANGUAGE sql")
entities = [
    doubled,
    PGFunction("public", "kept()", "RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"),
    PGView("public", "rich", "SELECT id, doubled(balance) AS twice FROM account WHERE balance > {limit}"),
    PGTrigger(
        "public",
        "keep",
        on_entity="public.account",
        definition="BEFORE INSERT ON public.account FOR EACH ROW EXECUTE FUNCTION public.kept()",
    ),
]
"""


def test_alembic_utils_keeps_views_functions_and_triggers(project: PluginProject) -> None:
    needs("alembic_utils")
    project.make(
        imports="from alembic_utils.replaceable_entity import register_entities",
        set_up="register_entities(models.entities)",
    )
    project.models(
        "from sqlalchemy import Column, Integer, MetaData, Table\n\nmetadata = MetaData()\nentities = []\n"
        'Table("account", metadata, Column("id", Integer, primary_key=True), Column("balance", Integer))\n'
    )
    project.generate("first")
    project.run("upgrade", "head")
    project.models(ENTITIES.format(factor=2, limit=1000))
    text = project.generate("second")
    assert text.count("op.create_entity(") == text.count("op.drop_entity(") == 4
    project.run("upgrade", "head")
    project.run("check")
    views = "SELECT pg_get_viewdef('rich'::regclass)"
    assert "balance > 1000" in str(project.scalars(views))
    assert project.scalars("SELECT doubled(21)") == [42]
    project.models(ENTITIES.format(factor=3, limit=2000))
    assert project.generate("third").count("op.replace_entity(") == 4  # function and view, up and down
    project.run("upgrade", "head")
    assert project.scalars("SELECT doubled(21)") == [63]
    assert "balance > 2000" in str(project.scalars(views))
    project.run("downgrade", "second")
    assert project.scalars("SELECT doubled(21)") == [42]
    project.run("downgrade", "base")
    assert project.scalars("SELECT count(*) FROM pg_proc WHERE proname IN ('doubled', 'kept')") == [0]


# -- alembic-postgresql-enum: values of enum types

WITH_ENUM = """\
from sqlalchemy import Column, Enum, Integer, MetaData, Table

metadata = MetaData()
state = Enum({values}, name="state")
Table("job", metadata, Column("id", Integer, primary_key=True), Column("state", state, server_default="new"))
"""


def test_alembic_postgresql_enum_changes_the_values_of_types(project: PluginProject) -> None:
    needs("alembic_postgresql_enum")
    project.make(imports="import alembic_postgresql_enum")
    values = "SELECT enumlabel FROM pg_enum ORDER BY enumsortorder"
    project.models(WITH_ENUM.format(values="'new', 'done'"))
    text = project.generate("first")
    assert "sa.Enum('new', 'done', name='state').create(op.get_bind())" in text
    project.run("upgrade", "head")
    project.run("check")
    assert project.scalars(values) == ["new", "done"]
    project.models(WITH_ENUM.format(values="'new', 'running', 'failed'"))
    text = project.generate("second")
    assert "op.sync_enum_values(" in text
    project.run("upgrade", "head")
    project.run("check")
    assert project.scalars(values) == ["new", "running", "failed"]
    project.run("downgrade", "-1")
    assert project.scalars(values) == ["new", "done"]
    project.run("downgrade", "base")
    assert project.scalars(values) == []


# -- geoalchemy2: spatial columns and their indexes; in the database only where the server has PostGIS

SPATIAL = """\
from geoalchemy2 import Geometry
from sqlalchemy import Column, Integer, MetaData, Table

metadata = MetaData()
Table("lake", metadata, Column("id", Integer, primary_key=True), Column("shape", Geometry("POLYGON", srid=4326)))
"""


HELPERS = ", ".join(
    f"{name}=alembic_helpers.{helper}"
    for name, helper in (
        ("include_object", "include_object"),
        ("process_revision_directives", "writer"),
        ("render_item", "render_item"),
    )
)


@pytest.fixture
def spatial(project: PluginProject) -> PluginProject:
    needs("geoalchemy2")
    project.make(imports="from geoalchemy2 import alembic_helpers", options=HELPERS)
    project.models(SPATIAL)
    return project


def test_geoalchemy2_tables_run_and_are_found_again_on_postgis(spatial: PluginProject) -> None:
    if not spatial.scalars("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"):
        pytest.skip("this server has no PostGIS")
    spatial.execute("CREATE EXTENSION postgis")
    spatial.generate("first")
    spatial.run("upgrade", "head")
    spatial.execute("INSERT INTO lake VALUES (1, 'SRID=4326;POLYGON((0 0, 1 0, 1 1, 0 0))')")
    assert spatial.scalars("SELECT indexdef FROM pg_indexes WHERE indexname = 'idx_lake_shape'") == [
        "CREATE INDEX idx_lake_shape ON public.lake USING gist (shape)"
    ]
    spatial.run("check")
    spatial.run("downgrade", "base")
    assert spatial.scalars("SELECT to_regclass('lake')") == [None]
    assert spatial.scalars("SELECT count(*) > 0 FROM spatial_ref_sys") == [True]


def test_geoalchemy2_writes_spatial_tables_and_indexes(spatial: PluginProject) -> None:
    project = spatial
    text = project.generate("first")
    assert "op.create_geospatial_table('lake'" in text
    assert "op.create_geospatial_index('idx_lake_shape', 'lake', ['shape'], unique=False" in text
    assert "spatial_index=False" in text  # with the table it would come a second time
    assert "op.drop_geospatial_table('lake')" in text
    assert "from geoalchemy2 import Geometry" in text
    script = project.run("upgrade", "head", "--sql").out
    assert "geometry(POLYGON,4326)" in script
    assert script.count("CREATE INDEX idx_lake_shape ON lake USING gist (shape)") == 1
    project.execute("CREATE TABLE spatial_ref_sys (srid integer)")  # which PostGIS brings along
    (project.root / "alembic/versions/first_first.py").unlink()
    assert "spatial_ref_sys" not in project.generate("again")


# -- pgvector: a type of columns and of indexes; indexes in the database only where the server has the extension

VECTORS = """\
from pgvector.sqlalchemy import Vector
from sqlalchemy import Column, Index, Integer, MetaData, Table

metadata = MetaData()
Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("embedding", Vector(3)),
    Index(
        "ix_item_embedding",
        "embedding",
        postgresql_using="hnsw",
        postgresql_with={"m": 16},
        postgresql_ops={"embedding": "vector_l2_ops"},
    ),
)
"""


INTERNAL = "LANGUAGE internal IMMUTABLE STRICT"
STAND_IN = (
    "CREATE TYPE vector",
    f"CREATE FUNCTION vector_in(cstring) RETURNS vector AS 'textin' {INTERNAL}",
    f"CREATE FUNCTION vector_out(vector) RETURNS cstring AS 'textout' {INTERNAL}",
    f"CREATE FUNCTION vector_typmod_in(cstring[]) RETURNS integer AS 'varchartypmodin' {INTERNAL}",
    f"CREATE FUNCTION vector_typmod_out(integer) RETURNS cstring AS 'varchartypmodout' {INTERNAL}",
    "CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, TYPMOD_IN = vector_typmod_in,"
    " TYPMOD_OUT = vector_typmod_out, LIKE = text)",
)
"""A type that is called and written as the extension's, made of the server's own functions."""


def test_pgvector_columns_run_and_are_found_again(project: PluginProject) -> None:
    needs("pgvector")
    has_extension = bool(project.scalars("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"))
    for statement in ("CREATE EXTENSION vector",) if has_extension else STAND_IN:
        project.execute(statement)
    models = VECTORS if has_extension else VECTORS[: VECTORS.index("    Index(")] + ")\n"
    project.make(of_revisions="import pgvector.sqlalchemy")
    project.models(models)
    project.generate("first")
    project.run("upgrade", "head")
    types = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'item'::regclass AND attnum > 1"
    assert project.scalars(types) == ["vector(3)"]
    project.run("check")
    project.models(models.replace("Vector(3)", "Vector(4)"))
    text = project.generate("wider")
    assert "existing_type=pgvector.sqlalchemy.vector.VECTOR(dim=3)" in text
    assert "type_=pgvector.sqlalchemy.vector.VECTOR(dim=4)" in text
    project.run("upgrade", "head")
    assert project.scalars(types) == ["vector(4)"]
    project.run("check")
    project.run("downgrade", "base")
    assert project.scalars("SELECT to_regclass('item')") == [None]


def test_pgvector_columns_and_indexes_are_written_whole(project: PluginProject) -> None:
    needs("pgvector")
    project.make(of_revisions="import pgvector.sqlalchemy")
    project.models(VECTORS)
    text = project.generate("first")
    assert "sa.Column('embedding', pgvector.sqlalchemy.vector.VECTOR(dim=3), nullable=True)" in text
    script = project.run("upgrade", "head", "--sql").out
    assert "embedding VECTOR(3)" in script
    index = "CREATE INDEX ix_item_embedding ON item USING hnsw (embedding vector_l2_ops) WITH (m = 16)"
    assert index in script


# -- sqlalchemy-utils: types that are stored as others

TYPES = """\
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy_utils import ChoiceType, EmailType, JSONType, TSVectorType, URLType, UUIDType

metadata = MetaData()
Table(
    "person",
    metadata,
    Column("id", UUIDType(binary=False), primary_key=True),
    Column("email", EmailType, nullable=False),
    Column("home", URLType),
    Column("kind", ChoiceType([("a", "admin"), ("u", "user")])),
    Column("words", TSVectorType),
    Column("more", JSONType),
{more})
"""


def test_types_of_sqlalchemy_utils_are_written_run_and_found_again(project: PluginProject) -> None:
    needs("sqlalchemy_utils")
    project.make(of_revisions="import sqlalchemy_utils")
    project.models(TYPES.format(more=""))
    text = project.generate("first")
    assert "sqlalchemy_utils.types.email.EmailType(" in text
    project.run("upgrade", "head")
    project.run("check")
    columns = "SELECT data_type FROM information_schema.columns WHERE table_name = 'person' ORDER BY ordinal_position"
    assert project.scalars(columns) == ["uuid", "character varying", "text", "character varying", "tsvector", "json"]
    project.models(TYPES.format(more="    Column('second', EmailType, nullable=True),\n"))
    assert "op.add_column('person', sa.Column('second', sqlalchemy_utils.types.email.EmailType(" in project.generate(
        "second"
    )
    project.run("upgrade", "head")
    project.run("check")
    project.run("downgrade", "base")


# -- Flask-Migrate: the commands of a Flask application

APPLICATION = """\
from revgraph.compat.alembic import install

install()

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = {url!r}
db = SQLAlchemy(app)
migrate = Migrate(app, db)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), unique=True)
"""


def test_flask_migrate_runs_its_commands(tmp_path: Path, url: str) -> None:
    for name in ("flask", "flask_sqlalchemy", "flask_migrate"):
        needs(name)
    (tmp_path / "application.py").write_text(APPLICATION.format(url=url), encoding="utf-8")

    def flask(*argv: str, code: int = 0) -> str:
        return python(tmp_path, "-m", "flask", "--app", "application", "db", *argv, code=code)

    flask("init")
    flask("migrate", "-m", "users")
    written = next((tmp_path / "migrations/versions").glob("*_users.py")).read_text(encoding="utf-8")
    assert "op.create_table('user'" in written
    flask("upgrade")
    revision = written.partition("revision = '")[2].partition("'")[0]
    assert f"{revision} (head)" in flask("current")
    assert PluginProject(tmp_path, url).scalars("SELECT version_num FROM alembic_version") == [revision]
    flask("check")
    assert "users" in flask("history")
    flask("downgrade")
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert PluginProject(tmp_path, url).scalars(tables) == ["alembic_version"]
    flask("upgrade", "nonesuch", code=1)


# -- pytest-alembic: tests of migrations

CONFTEST = """\
import pytest
from sqlalchemy import create_engine


@pytest.fixture
def alembic_config():
    return {{"file": "alembic.ini"}}


@pytest.fixture
def alembic_engine():
    return create_engine({url!r})
"""

OWN_TEST = """\
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)


def test_rows_survive(alembic_runner, alembic_engine):
    alembic_runner.migrate_up_before("second")
    alembic_runner.insert_into("author", {"id": 1})
    alembic_runner.migrate_up_one()
    with alembic_engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id, name FROM author").all() == [(1, None)]


def test_it_is_revgraph(alembic_runner):
    assert alembic_runner.heads == ["second"]
    assert type(alembic_runner.command_executor.alembic_config).__module__.startswith("revgraph.")
"""

RUN_PYTEST = """\
import sys
import warnings

from revgraph.compat.alembic import install

install()
import pytest

sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *sys.argv[1:]]))
"""


def test_pytest_alembic_tests_the_migrations(project: PluginProject) -> None:
    needs("pytest_alembic")
    project.make(set_up="given = context.config.attributes.get('connection')")
    env = project.root / "alembic/env.py"
    # as pytest-alembic asks for: a connection that it gives is used
    env.write_text(
        env.read_text(encoding="utf-8").replace(
            "    with create_engine(url, poolclass=pool.NullPool).connect() as connection:",
            "    with (given or create_engine(url, poolclass=pool.NullPool)).connect() as connection:",
        ),
        encoding="utf-8",
    )
    models = "from sqlalchemy import Column, Integer, MetaData, Table, Text\n\nmetadata = MetaData()\n"
    table = 'Table("author", metadata, Column("id", Integer, primary_key=True){more})\n'
    project.models(models + table.format(more=""))
    project.generate("first")
    project.run("upgrade", "head")
    project.models(models + table.format(more=', Column("name", Text)'))
    project.generate("second")
    project.run("downgrade", "base")
    (project.root / "conftest.py").write_text(CONFTEST.format(url=project.url), encoding="utf-8")
    (project.root / "test_migrations.py").write_text(OWN_TEST, encoding="utf-8")
    (project.root / "run.py").write_text(RUN_PYTEST, encoding="utf-8")
    out = python(project.root, "run.py", "test_migrations.py")
    assert "6 passed" in out


def python(folder: Path, *argv: str, code: int = 0) -> str:
    """Run Python in a folder, and return what it writes."""
    variables = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "PYTHONDONTWRITEBYTECODE": "1"}
    for name in [name for name in variables if name.startswith(("PYTEST_", "COV_"))]:
        del variables[name]
    done = subprocess.run([sys.executable, *argv], cwd=folder, env=variables, capture_output=True, text=True)
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
    return done.stdout
