"""Both tools in turn behind ``import alembic``, and a small project made in code as applications make theirs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from revgraph.compat.alembic import installed

ENV = """\
from alembic import context
from sqlalchemy import create_engine

target = context.config.attributes.get("metadata")
options = dict(target_metadata=target, **context.config.attributes.get("options", {}))
if context.is_offline_mode():
    context.configure(url=context.config.get_main_option("sqlalchemy.url"), literal_binds=True, **options)
    with context.begin_transaction():
        context.execute("select 'from env.py'")
        context.run_migrations()
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()
    if context.config.attributes.get("bound") is not None:
        context.config.attributes["bound"].append(context.get_bind() is connection)
"""

TEMPLATE = '''\
"""${message}

Create Date: ${create_date}
"""
from alembic import op
import sqlalchemy as sa

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade():
    ${upgrades if upgrades else "pass"}


def downgrade():
    ${downgrades if downgrades else "pass"}
'''

REVISION = '''\
"""{name} comes in."""
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "{name}", {parent!r}, {labels!r}, None


def check_sanity(connection):
    connection.exec_driver_sql("select 1")
    checked.append(revision)


checked = []


def upgrade():
    op.create_table("{name}", sa.Column("id", sa.Integer))


def downgrade():
    op.drop_table("{name}")
'''


@pytest.fixture(params=["alembic", "revgraph"])
def tool(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both tools in turn, as ``import alembic`` finds them."""
    with ExitStack() as stack:
        if request.param == "revgraph":
            stack.enter_context(installed())
        from alembic.config import Config

        assert Config.__module__.startswith(request.param)
        yield request.param


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = sa.create_engine(f"sqlite:///{tmp_path / 'database'}")
    yield made
    made.dispose()


@pytest.fixture
def config(tool: str, tmp_path: Path) -> Any:
    """A configuration without a file, as applications make it, with three revisions in a row."""
    from alembic.config import Config

    folder = tmp_path / "scripts"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ENV, encoding="utf-8")
    (folder / "script.py.mako").write_text(TEMPLATE, encoding="utf-8")
    for name, parent, labels in (("apple", None, "fruit"), ("banana", "apple", None), ("cherry", "banana", None)):
        text = REVISION.format(name=name, parent=parent, labels=labels)
        (folder / "versions" / f"{name}.py").write_text(text, encoding="utf-8")
    made = Config(output_buffer=io.StringIO(), stdout=io.StringIO())
    made.set_main_option("script_location", str(folder))
    made.set_main_option("sqlalchemy.url", f"sqlite:///{tmp_path / 'database'}")
    return made
