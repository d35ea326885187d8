"""A small Alembic project whose env.py uses a published plug-in, run by revgraph in processes of its own.

No test here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from tests.compat.peer import REVGRAPH, PeerProject
from tests.kit.project import Result

ENV = """\
from alembic import context
from sqlalchemy import create_engine, pool

import models
{imports}

{set_up}
url = context.config.get_main_option("sqlalchemy.url")
options = dict(target_metadata=models.metadata{options})
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, **options)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()
"""

TEMPLATE = '''\
"""${{message}}"""
from alembic import op
import sqlalchemy as sa
{imports}
${{imports if imports else ""}}

revision = ${{repr(up_revision)}}
down_revision = ${{repr(down_revision)}}
branch_labels = ${{repr(branch_labels)}}
depends_on = ${{repr(depends_on)}}


def upgrade():
    ${{upgrades if upgrades else "pass"}}


def downgrade():
    ${{downgrades if downgrades else "pass"}}
'''


@dataclass
class PluginProject:
    """A project on a database.

    :param root: an empty folder.
    :param url: of the database.
    """

    root: Path
    url: str

    def make(self, *, imports: str = "", set_up: str = "", options: str = "", of_revisions: str = "") -> PluginProject:
        """Write configuration, env.py and template.

        :param imports: lines at the top of env.py.
        :param set_up: lines before it connects.
        :param options: more arguments of ``context.configure()``.
        :param of_revisions: lines at the top of each revision.
        """
        (self.root / "alembic/versions").mkdir(parents=True)
        url = self.url.replace("%", "%%")
        self._write("alembic.ini", f"[alembic]\nscript_location = alembic\nsqlalchemy.url = {url}\n")
        more = f", {options}" if options else ""
        self._write("alembic/env.py", ENV.format(imports=imports, set_up=set_up, options=more))
        self._write("alembic/script.py.mako", TEMPLATE.format(imports=of_revisions))
        return self

    def models(self, text: str) -> None:
        """Write models.py, which must have ``metadata``."""
        self._write("models.py", text)

    def run(self, *argv: str, code: int = 0) -> Result:
        """Run a command of revgraph's."""
        done = PeerProject(self.root).run(REVGRAPH, *argv)
        assert done.code == code, done
        return done

    def generate(self, name: str) -> str:
        """Write a revision by autogenerate, and return its text; the project then has nothing more to write."""
        self.run("revision", "--autogenerate", "-m", name, "--rev-id", name)
        return (self.root / f"alembic/versions/{name}_{name}.py").read_text(encoding="utf-8")

    def engine(self) -> Engine:
        """Return an engine on the database."""
        return create_engine(self.url, poolclass=NullPool)

    def scalars(self, query: str) -> list[object]:
        """Return the first column of what a query finds."""
        engine = self.engine()
        with engine.connect() as connection:
            found = list(connection.exec_driver_sql(query).scalars())
        engine.dispose()
        return found

    def execute(self, statement: str) -> None:
        """Execute a statement, and commit."""
        engine = self.engine()
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def _write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")
