"""Compare the unique constraints of one table.

On some databases they are unique indexes under the hood: the dialect sorts that out first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Index, UniqueConstraint

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.compare.renamed import has_other_name, renamed
from revgraph.autogenerate.snapshot import IndexFacts, TableFacts, UniqueFacts, index_facts, unique_facts
from revgraph.operations import ops

Facts = TypeVar("Facts", UniqueFacts, IndexFacts)


@dataclass(frozen=True)
class Reconciled:
    """The unique constraints and indexes of one table on both sides, as the dialect wants them compared."""

    table: TableFacts
    uniques_before: tuple[UniqueFacts, ...]
    uniques_after: tuple[UniqueFacts, ...]
    indexes_before: tuple[IndexFacts, ...]
    indexes_after: tuple[IndexFacts, ...]


def reconcile(before: TableFacts, after: TableFacts, options: Options) -> Reconciled:
    """Return both sides without what the database made by itself or reports twice.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    uniques_before = {fact.item for fact in before.uniques}
    indexes_before = {fact.item for fact in before.indexes}
    uniques_after = {fact.item for fact in after.uniques}
    indexes_after = {fact.item for fact in after.indexes}
    options.questions.correct_for_autogen_constraints(uniques_before, indexes_before, uniques_after, indexes_after)

    def unique(item: UniqueConstraint) -> UniqueFacts:
        return unique_facts(item, options.dialect)

    def index(item: Index) -> IndexFacts:
        return index_facts(item, options.dialect)

    return Reconciled(
        before,
        uniques_before=_kept(before.uniques, uniques_before, unique),
        uniques_after=_kept(after.uniques, uniques_after, unique),
        indexes_before=_kept(before.indexes, indexes_before, index),
        indexes_after=_kept(after.indexes, indexes_after, index),
    )


def _kept(known: Iterable[Facts], left: set[Any], facts_of: Callable[[Any], Facts]) -> tuple[Facts, ...]:
    """Return the facts of what is left, in the order they were known, then those the dialect added."""
    kept = [fact for fact in known if fact.item in left]
    old = {fact.item for fact in kept}
    kept += sorted((facts_of(item) for item in left if item not in old), key=lambda fact: fact.name or "")
    return tuple(kept)


def compare_uniques(found: Reconciled, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on unique constraints.

    :param found: both sides.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if "unique constraints" in options.unread:
        return
    unmatched = list(found.uniques_before)
    pairs = {}
    for find in (_of_that_name, _on_those_columns):  # names first: columns may not take a namesake away
        for number, unique in enumerate(found.uniques_after):
            there = None if number in pairs else find(unique, unmatched)
            if there is not None:
                unmatched.remove(there)
                pairs[number] = there
    for number, unique in enumerate(found.uniques_after):
        yield from _compare(pairs.get(number), unique, found.table, after, options)
    for unique in unmatched:
        if unique.name is None and "uniques without a name" in options.unread:
            continue
        if options.included(unique.item, unique.name, "unique_constraint", True, None):
            yield _dropped(unique, after.item.schema)


def _compare(
    before: UniqueFacts | None, after: UniqueFacts, table: TableFacts, model: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    compare_to = None if before is None else before.item
    if not options.included(after.item, after.name, "unique_constraint", False, compare_to):
        return
    if before is not None:
        verdict = options.questions.compare_unique_constraint(after.item, before.item)
        place = f"{table.key}.{after.name or before.name}"
        shown = [f"{each.name or '(no name)'} ({', '.join(each.columns)}) {each.timing}" for each in (before, after)]
        is_timed_otherwise = (
            before.timing != after.timing
            and options.dialect.name == "postgresql"
            and options.questions.compares_details
        )
        options.explain(
            "unique", place, (shown[0], shown[1]), True if is_timed_otherwise else verdict, "columns, options, timing"
        )
        if verdict.is_skip:
            options.not_sure("unique constraints", f"{table.key}.{after.name}", verdict.message)
        if not verdict.is_different and not is_timed_otherwise:
            if has_other_name(before.name, after.name, options):
                names = before.name, after.name
                yield from renamed(before.item, after.item, names, after.item.table.schema, options)
            return
        yield _dropped(before, after.item.table.schema)
    yield options.names.named(ops.AddConstraintOp.from_constraint(after.item), table, model)


def _of_that_name(unique: UniqueFacts, among: Iterable[UniqueFacts]) -> UniqueFacts | None:
    return next((other for other in among if unique.name is not None and other.name == unique.name), None)


def _on_those_columns(unique: UniqueFacts, among: Iterable[UniqueFacts]) -> UniqueFacts | None:
    candidates = [other for other in among if sorted(other.columns) == sorted(unique.columns)]
    return next((other for other in candidates if other.columns == unique.columns), next(iter(candidates), None))


def _dropped(unique: UniqueFacts, schema: str | None) -> ops.DropConstraintOp:
    op = ops.DropConstraintOp.from_constraint(unique.item)
    op.schema = schema
    return op
