"""Draft the difference between a database and the models: read, compare, order, reverse.

Nothing is rendered or written here.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Column, MetaData, Table

from revgraph.autogenerate.casts import add_casts
from revgraph.autogenerate.chosen_names import follow_chosen_names
from revgraph.autogenerate.compare import DefaultDecision, Options, TypeDecision, compare_schemas
from revgraph.autogenerate.compare.glance import seen_unchanged
from revgraph.autogenerate.compare.naming import Names
from revgraph.autogenerate.compare.options import LEFT_OUT
from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.counted import keep_counting
from revgraph.autogenerate.filling import fill_downgrade, fill_upgrade
from revgraph.autogenerate.follow import by_free_names, follow_names
from revgraph.autogenerate.found import found_lines
from revgraph.autogenerate.implied import drop_the_implied
from revgraph.autogenerate.loosened import leaning, loosened
from revgraph.autogenerate.order import in_order
from revgraph.autogenerate.outside import around_column, around_table
from revgraph.autogenerate.reflect import Reader
from revgraph.autogenerate.renames import Renames, Renaming, said_before
from revgraph.autogenerate.snapshot import (
    Snapshot,
    TableFacts,
    TableKey,
    sequences_of,
    snapshot_models,
    table_facts,
)
from revgraph.autogenerate.untangle import untangled
from revgraph.autogenerate.vanished import demand_intended_drops
from revgraph.operations import ops
from revgraph.util.logs import Log

log = Log(__name__)

_SEEN_THROUGH = ("sqlite", "postgresql", "mysql", "mariadb")
"""The dialects of which it is known in what words a table that is as its model says is read."""


def draft_changes(context: AutogenContext, upgrade: ops.UpgradeOps, downgrade: ops.DowngradeOps) -> None:
    """Fill in what makes the database into the models, and what undoes it; reads the database, writes nothing.

    :param context: database, models and options; what could not be compared is listed in it.
    :param upgrade: takes the operations.
    :param downgrade: takes their reverse.
    :raises CommandError: if the models can't be compared.
    """
    context.expect_models()
    if context.left_out:
        names = ", ".join(sorted(context.left_out))
        log.info("Not compared unless autogenerate_plugins asks for it, as revgraph.autogenerate.* does: %s", names)
    name = context.dialect.name
    with _uncollected():
        before, after, schemas = _snapshots(context)

    def compare(stopped: Collection[str]) -> None:
        if "tables" not in stopped and {"schemas", "tables"} <= context.built_in:
            upgrade.ops += _compared(before, after, context)

    def compare_schema(stopped: Collection[str]) -> None:
        if "tables" not in stopped:
            context.comparators.run_around("schema", name, compare, context, upgrade, schemas)

    context.comparators.run_around("autogenerate", name, compare_schema, context, upgrade)
    upgrade.reverse_into(downgrade)
    for container in (upgrade, downgrade):
        drop_the_implied(
            container,
            context.inspector.default_schema_name,
            makes_indexes=name in ("mysql", "mariadb"),
            is_plain=context.is_plain,
        )
        add_casts(container, context.dialect)
    if context.wishes.fills:
        fill_upgrade(upgrade, context)
        fill_downgrade(downgrade)
    for line in found_lines(upgrade):
        log.info("Detected %s", line)
    for each in context.not_compared:
        log.info("Not compared: %s", each)


def draft_between(context: AutogenContext, other: AutogenContext) -> list[ops.MigrateOperation]:
    """Return what makes one database into another of the same kind; reads both, writes nothing.

    :param context: the one, and the options.
    :param other: the other; its version table and journal are no part of it, either.
    """
    with _uncollected():
        before, after = _read(context), _read(other)
    if context.dialect.name in ("mysql", "mariadb"):
        _forget_numbers(after)
    # as models are: with the types of the columns alone, and no word on what is usual
    return _compared(before, Snapshot(after.tables, sequences=after.sequences), context)


def _forget_numbers(snapshot: Snapshot) -> None:
    """Take from foreign keys the names that the server gave them: it numbers them in the order they came in."""
    for table in snapshot.tables.values():
        for key in table.foreign_keys:
            if key.name is not None and re.fullmatch(rf"{re.escape(table.key.name)}_ibfk_\d+", key.name):
                key.item.name = None


def _compared(before: Snapshot, after: Snapshot, context: AutogenContext) -> list[ops.MigrateOperation]:
    """Return what makes the database into the models, in order."""
    with _uncollected():
        before = replace(before, unchanged=_unchanged(before, after, context))
        renaming = _renamed(before, after, context)
        if renaming.operations:  # what refers to something renamed may refer to something else now
            renaming.before = replace(renaming.before, unchanged=frozenset())
        options = _options(context, renaming.before)
        before = _with_names(renaming, after, options, context)
        found = list(compare_schemas(before, after, options))
    keep_counting(found, before, after, context.dialect.name, options.default_schema)
    found += loosened(found, before, context.dialect.name, options.default_schema)
    if context.dialect.name != "sqlite":  # which takes a foreign key to a table that is not there yet
        found = untangled(found, _naming(before, options.names))
    demand_intended_drops(found, len(before.tables), len(after.tables), context.wishes)
    leant_on = leaning(found, before, context.dialect.name, options.default_schema) if context.is_plain else None
    ordered = in_order(found, options.default_schema, is_plain=context.is_plain, leant_on=leant_on)
    renaming.remark_on(ordered)
    return [*renaming.operations, *ordered]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the collection of garbage: it would go through both schemas again and again, and they are kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if hasattr(gc, "freeze") and not gc.get_freeze_count():
                gc.freeze()  # and back: what was made counts as old, without being gone through
                gc.unfreeze()
            gc.enable()


def _snapshots(context: AutogenContext) -> tuple[Snapshot, Snapshot, list[str | None]]:
    """Return the database, the models, and the schemas that were read."""
    migration = context.migration_context
    reader = Reader(
        context.inspector,
        context,
        migration.impl,
        names_are_final=context.names_are_final,
        asks_of_gone=not context.is_plain,
    )
    all_schemas = bool(context.opts.get("include_schemas"))
    version_schema = _plain(migration.version_table_schema, reader.default_schema)
    own = {TableKey(version_schema, name) for name in migration.own_tables}
    context.table_key_to_table  # noqa: B018  # refuses two tables of one name
    spell = migration.impl.render_ddl_sql_expr
    after = snapshot_models(context.sorted_tables, context.dialect, reader.default_schema, spell)
    named = [sequence for metadata in context.metadata_list for sequence in metadata._sequences.values()]
    sequences = sequences_of(named, context.dialect, reader.default_schema)
    after = Snapshot({key: facts for key, facts in after.tables.items() if key not in own}, sequences=sequences)
    said = said_before(after, context.wishes, reader.default_schema)
    before = reader.read(all_schemas=all_schemas, leave_out=own, modelled=after.tables, said=said)
    if "enums" not in context.built_in:
        before = replace(before, enums=None)
    context.not_compared += [each for each in before.not_compared if each.kind != "comments" or _has_comments(after)]
    return before, after, reader.schemas(all_schemas, {key.schema for key in after.tables})


def _unchanged(before: Snapshot, after: Snapshot, context: AutogenContext) -> frozenset[TableKey]:
    """Return the tables that need not be compared; none where somebody wants to hear of each comparison."""
    impl = context.migration_context.impl
    is_own = type(impl).__module__.partition(".")[0] == __name__.partition(".")[0]
    if not is_own or context.dialect.name not in _SEEN_THROUGH or context.is_listening or _hear_of_columns():
        return frozenset()

    def correct(table: Table, info: Any) -> None:
        impl.autogen_column_reflect(context.inspector, table, info)

    return seen_unchanged(before, after, _options(context, before), correct)


def _hear_of_columns() -> bool:
    """Tell whether somebody listens to the reflection of columns of any table."""
    dispatch: Any = Table("any", MetaData()).dispatch
    return bool(dispatch.column_reflect)


def _read(context: AutogenContext) -> Snapshot:
    migration = context.migration_context
    reader = Reader(context.inspector, context, migration.impl)
    own = {
        TableKey(_plain(migration.version_table_schema, reader.default_schema), name) for name in migration.own_tables
    }
    return reader.read(all_schemas=bool(context.opts.get("include_schemas")), leave_out=own)


def _renamed(before: Snapshot, after: Snapshot, context: AutogenContext) -> Renaming:
    """Return the database under the names of the models, where a person says that they were renamed."""

    def wanted(item: Any, name: str | None, kind: str, reflected: bool) -> bool:
        return context.run_object_filters(item, name, kind, reflected, None)

    facts_of = _facts_maker(context)
    return Renames(before, after, context.wishes, facts_of, wanted, context.dialect, before.unchanged).run()


def _with_names(renaming: Renaming, after: Snapshot, options: Options, context: AutogenContext) -> Snapshot:
    """Return the database with the names of what follows renamed tables and columns; notes what gives them."""
    if not renaming.touched:
        return renaming.before
    tables = dict(renaming.before.tables)
    given: list[ops.ModifyTableOps] = []
    for key in renaming.touched:  # in their order: one may take the name that another gave up
        table = after.tables[key]
        changes = list(follow_names(tables[key], table, options))
        sequences = partial(_sequences, context, table.item.schema)
        changes += follow_chosen_names(tables[key], table, renaming.touched[key], context.dialect, sequences)
        if changes:
            given.append(ops.ModifyTableOps(key.name, changes, schema=table.item.schema))
            tables[key] = _facts_maker(context)(tables[key].item)
    renaming.operations += by_free_names(given)
    return replace(renaming.before, tables=tables)


def _sequences(context: AutogenContext, schema: str | None) -> Collection[str]:
    return context.inspector.get_sequence_names(schema=schema)


def _facts_maker(context: AutogenContext) -> Callable[[Table], TableFacts]:
    default_schema = context.inspector.default_schema_name
    spell = context.migration_context.impl.render_ddl_sql_expr
    return lambda table: table_facts(table, context.dialect, default_schema, spell)


def _has_comments(models: Snapshot) -> bool:
    return any(
        table.comment or any(column.comment for column in table.columns.values()) for table in models.tables.values()
    )


def _plain(schema: str | None, default_schema: str | None) -> str | None:
    return None if schema == default_schema else schema


def _options(context: AutogenContext, before: Snapshot) -> Options:
    left_out = [kind for part in context.left_out for kind in LEFT_OUT.get(part, ())]

    def on_column(op: ops.AlterColumnOp, *place_and_columns: Any) -> None:
        around_column(context, op, *place_and_columns)

    def on_table(changes: ops.ModifyTableOps, *place_and_tables: Any) -> None:
        around_table(context, changes, *place_and_tables)

    return Options(
        dialect=context.dialect,
        questions=context.migration_context.impl,
        included=context.run_object_filters,
        type_differs=_type_decision(context) if "types" in context.built_in else None,
        default_differs=_default_decision(context) if "defaults" in context.built_in else None,
        on_column=on_column,
        on_table=on_table,
        not_sure=context.leave,
        names=Names(context.dialect, invents=not context.is_plain),
        default_schema=context.inspector.default_schema_name,
        usual_options=before.usual_options,
        is_plain=context.is_plain,
        decided=context.decided,
        unread={*left_out, *(each.kind for each in before.not_compared if not each.where)},
        unread_objects={each.where for each in before.not_compared if each.where},
    )


def _type_decision(context: AutogenContext) -> TypeDecision | None:
    asked = context.opts.get("compare_type", True)
    if asked is False or asked is None:
        return None
    impl = context.migration_context.impl

    def differs(before: Column[Any], after: Column[Any]) -> bool:
        said = asked(context.migration_context, before, after, before.type, after.type) if callable(asked) else None
        return impl.compare_type(before, after) if said is None else bool(said)

    return differs


def _default_decision(context: AutogenContext) -> DefaultDecision | None:
    asked = context.opts.get("compare_server_default", False)
    if asked is False or asked is None:
        return None
    impl = context.migration_context.impl

    def differs(before: Column[Any], after: Column[Any]) -> bool:
        was, will = (impl.server_default_sql(column.server_default) for column in (before, after))
        said, default = None, after.server_default
        if callable(asked) and not (before.server_default is None and default is None):
            plain = getattr(default, "arg", None)
            rendered = plain if isinstance(plain, str) else will
            said = asked(context.migration_context, before, after, was, default, rendered)
        return impl.compare_server_default(before, after, will, was) if said is None else bool(said)

    return differs


def _naming(before: Snapshot, names: Names) -> Callable[[ops.AddConstraintOp], ops.AddConstraintOp]:
    def name_one(op: ops.AddConstraintOp) -> ops.AddConstraintOp:
        return names.named(op, before.tables.get(TableKey(op.schema, op.table_name)))

    return name_one
