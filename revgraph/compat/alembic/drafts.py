"""Names of ``alembic.autogenerate`` beside revgraph's: what tests and older plug-ins call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from sqlalchemy.engine.default import DefaultDialect

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.draft import draft_changes
from revgraph.autogenerate.render import render_body
from revgraph.compat.alembic.config import ALEMBIC
from revgraph.operations import ops


def _produce_net_changes(autogen_context: AutogenContext, upgrade_ops: ops.UpgradeOps) -> None:
    """Fill a container with the difference between database and models."""
    draft_changes(autogen_context, upgrade_ops, ops.DowngradeOps())


def _render_migration_diffs(context: Any, template_args: dict[str, Any]) -> None:
    """Put the rendered difference into the variables of a template."""
    autogen = AutogenContext(context)
    upgrade, downgrade = ops.UpgradeOps(), ops.DowngradeOps()
    draft_changes(autogen, upgrade, downgrade)
    up, down = render_body(autogen, upgrade), render_body(autogen, downgrade)
    opts = context.opts
    template_args[opts["upgrade_token"]] = up.text
    template_args[opts["downgrade_token"]] = down.text
    template_args["imports"] = "\n".join(sorted(up.imports | down.imports | autogen.imports))


def render_python_code(
    up_or_down_op: ops.UpgradeOps | ops.DowngradeOps,
    sqlalchemy_module_prefix: str = "sa.",
    alembic_module_prefix: str = "op.",
    render_as_batch: bool = False,
    imports: Sequence[str] = (),
    render_item: Callable[[str, Any, Any], str | Literal[False] | None] | None = None,
    migration_context: Any = None,
    user_module_prefix: str | None = None,
) -> str:
    """Return operations as Python text; see :func:`revgraph.autogenerate.render_python_code`."""
    opts = {
        **ALEMBIC.options,
        "sqlalchemy_module_prefix": sqlalchemy_module_prefix,
        "alembic_module_prefix": alembic_module_prefix,
        "render_item": render_item,
        "render_as_batch": render_as_batch,
        "user_module_prefix": user_module_prefix,
    }
    dialect = DefaultDialect() if migration_context is None else migration_context.dialect
    context = AutogenContext(migration_context, opts=opts, autogenerate=False, dialect=dialect)
    context.imports = set(imports)
    return render_body(context, up_or_down_op).text
