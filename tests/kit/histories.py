"""Small histories on disk for runtime tests: ``history(folder, a="...", b="...")`` is the line a -> b."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from sqlalchemy import Connection

from revgraph.graph.plan import downgrade_plan, upgrade_plan
from revgraph.graph.steps import Step
from revgraph.runtime.migration import MigrationContext
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script

SCRIPT = '''"""make {name}"""
from revgraph import op
import sqlalchemy as sa

revision = {name!r}
down_revision = {parent!r}


def upgrade(**kwargs):
{up}

def downgrade(**kwargs):
{down}
'''


def history(folder: Path, **bodies: str | tuple[str, str]) -> ScriptDirectory:
    """Write a line of revisions; each value is the upgrade's code, or (upgrade, downgrade)."""
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    (folder / "env.py").write_text("raise AssertionError('not used by these tests')\n")
    parent = None
    for name, body in bodies.items():
        up, down = (body, "pass") if isinstance(body, str) else body
        text = SCRIPT.format(name=name, parent=parent, up=_block(up), down=_block(down))
        (versions / f"{name}.py").write_text(text)
        parent = name
    return ScriptDirectory(str(folder))


def _block(code: str) -> str:
    return indent(dedent(code).strip() or "pass", "    ") + "\n"


def configured(
    connection: Connection | None, script: ScriptDirectory, target: str = "head", *, down: bool = False, **opts: Any
) -> MigrationContext:
    """Return a context that is going to migrate to a target."""
    planned = downgrade_plan if down else upgrade_plan

    def fn(heads: tuple[str, ...], _context: MigrationContext) -> Iterable[Step[Script]]:
        return planned(script.revision_map, target, heads).steps

    return MigrationContext.configure(
        connection=connection,
        dialect_name=opts.pop("dialect_name", None),
        opts={"fn": fn, "script": script, **opts},
    )


def migrate(
    connection: Connection | None, script: ScriptDirectory, target: str = "head", *, down: bool = False, **opts: Any
) -> MigrationContext:
    """Run as env.py does: configure, begin_transaction, run_migrations."""
    context = configured(connection, script, target, down=down, **opts)
    with context.begin_transaction():
        context.run_migrations()
    return context
