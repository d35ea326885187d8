"""Compare the primary key of one table: its columns and their order, its name, when it is checked."""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.compare.renamed import has_other_name, renamed
from revgraph.autogenerate.snapshot import TableFacts
from revgraph.operations import ops


def compare_primary_keys(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that replace the primary key, if its columns differ.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if "primary keys" in options.unread:
        return
    have, want = before.primary_key, after.primary_key
    differs = have.columns != want.columns or (have.timing != want.timing and options.dialect.name == "postgresql")
    shown = tuple(f"{key.name or '(no name)'} ({', '.join(key.columns)}) {key.timing}" for key in (have, want))
    options.explain(
        "primary key", str(before.key), (shown[0], shown[1]), differs, "columns in their order, and deferrability"
    )
    if not differs:
        is_nameless = (
            options.dialect.name in ("mysql", "mariadb")
            or not want.columns
            or (options.dialect.name == "sqlite" and _stands_inline(after))
        )
        if not (is_nameless or options.is_plain) and has_other_name(have.name, want.name, options):
            yield from renamed(have.item, want.item, (have.name, want.name), after.item.schema, options)
        return
    if before.primary_key.columns:
        drop = ops.DropConstraintOp.from_constraint(before.primary_key.item)
        drop.schema = after.item.schema
        yield drop
    if after.primary_key.columns:
        yield options.names.named(ops.AddConstraintOp.from_constraint(after.primary_key.item), before, after)


def _stands_inline(table: TableFacts) -> bool:
    """Tell whether SQLite must have the key within its column, where SQLAlchemy writes it without a name."""
    return bool(table.item.dialect_options["sqlite"].get("autoincrement"))
