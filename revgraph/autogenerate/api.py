"""The functions of autogenerate for Python: compare, draft, render.

Files are not written here; ``revision`` does that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from sqlalchemy import MetaData
from sqlalchemy.engine.default import DefaultDialect

from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.draft import draft_between, draft_changes
from revgraph.autogenerate.render import render_body
from revgraph.autogenerate.revision import RevisionContext
from revgraph.operations import ops
from revgraph.runtime.migration import MigrationContext

__all__ = [
    "AutogenContext",
    "RevisionContext",
    "compare_databases",
    "compare_metadata",
    "produce_migrations",
    "render_python_code",
]


def compare_metadata(context: MigrationContext, metadata: MetaData | Sequence[MetaData]) -> Any:
    """Return the differences between a database and models as a list of tuples; read-only.

    ::

        with engine.connect() as connection:
            diffs = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    :param context: the database.
    :param metadata: the models.
    :raises CommandError: if they can't be compared.
    """
    upgrade_ops = produce_migrations(context, metadata).upgrade_ops
    return [] if upgrade_ops is None else upgrade_ops.as_diffs()


def compare_databases(context: MigrationContext, other: MigrationContext) -> list[ops.MigrateOperation]:
    """Return the operations that would make one database into another of the same kind; read-only.

    Both are read in the same way, so what the server makes of a definition is compared with what it makes of another.

    :param context: the one; its options say what is compared, but all that revgraph can compare is.
    :param other: the other, on a server like it.
    :raises CommandError: if they can't be compared.
    """
    opts = {**context.opts, "compare_type": True, "compare_server_default": True, "autogenerate_plugins": None}
    return draft_between(*(AutogenContext(each, metadata=MetaData(), opts=opts) for each in (context, other)))


def produce_migrations(context: MigrationContext, metadata: MetaData | Sequence[MetaData]) -> ops.MigrationScript:
    """Return the operations that make a database into the models, and back; read-only.

    :param context: the database.
    :param metadata: the models.
    :raises CommandError: if they can't be compared.
    """
    autogen_context = AutogenContext(context, metadata=metadata)
    upgrade, downgrade = ops.UpgradeOps(), ops.DowngradeOps()
    draft_changes(autogen_context, upgrade, downgrade)
    return ops.MigrationScript(None, upgrade, downgrade)


def render_python_code(
    up_or_down_op: ops.UpgradeOps | ops.DowngradeOps,
    sqlalchemy_module_prefix: str = "sa.",
    alembic_module_prefix: str = "op.",
    render_as_batch: bool | None = None,
    imports: Sequence[str] = (),
    render_item: Callable[[str, Any, Any], str | Literal[False] | None] | None = None,
    migration_context: MigrationContext | None = None,
    user_module_prefix: str | None = None,
) -> str:
    """Return operations as Python text, indented for the body of a function but for the first line.

    :param up_or_down_op: the operations.
    :param sqlalchemy_module_prefix: goes before SQLAlchemy's names.
    :param alembic_module_prefix: goes before the verbs.
    :param render_as_batch: put changes of a table into ``batch_alter_table`` blocks; default: on SQLite.
    :param imports: lines of imports that ``render_item`` may find in ``autogen_context.imports``.
    :param render_item: ``fn(type_, obj, autogen_context)``: text, False for the usual text, None to leave it out.
    :param migration_context: says the dialect; default: none in particular.
    :param user_module_prefix: goes before types from outside of SQLAlchemy, in place of their module.
    :raises OperationError: if something can't be rendered.
    """
    opts = {
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
