"""Compare the EXCLUDE constraints of one table, which only PostgreSQL has: by name, and by what the server says."""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.options import Options, Verdict
from revgraph.autogenerate.compare.renamed import renamed
from revgraph.autogenerate.snapshot import ExcludeFacts, TableFacts
from revgraph.ddl.asking import Doubt
from revgraph.operations import ops

KIND = "exclude constraints"


def doubtful_excludes(before: TableFacts, after: TableFacts, options: Options) -> Iterator[Doubt]:
    """Yield what the server has to be asked.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    for wanted in after.excludes:
        for there in before.excludes:
            yield from options.questions.doubts_about("exclude", before.item, there.text, wanted.text, name=there.name)


def compare_excludes(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on EXCLUDE constraints.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if KIND in options.unread or "check constraints" in options.unread:
        return
    left = list(before.excludes)
    schema = after.item.schema
    pairs: list[tuple[ExcludeFacts, ExcludeFacts | None]] = []
    for wanted in after.excludes:
        there = next((other for other in left if wanted.name is not None and other.name == wanted.name), None)
        if there is not None:
            left.remove(there)
        pairs.append((wanted, there))
    for wanted, namesake in pairs:
        there = namesake or next((other for other in left if _verdict(before, other, wanted, options).is_equal), None)
        if there is not None and namesake is None:
            left.remove(there)
        yield from _changed(before, there, wanted, schema, options)
    for there in left:
        yield _dropped(there, schema)


def _changed(
    before: TableFacts, there: ExcludeFacts | None, wanted: ExcludeFacts, schema: str | None, options: Options
) -> Iterator[ops.MigrateOperation]:
    if there is not None:
        verdict = _verdict(before, there, wanted, options)
        place = f"{before.key}.{wanted.name or there.name}"
        options.explain("exclude", place, (there.text, wanted.text), verdict)
        if verdict.is_skip:
            options.not_sure(KIND, place, verdict.message)
        if verdict.is_equal and wanted.name is not None and there.name != wanted.name:
            yield from renamed(there.item, wanted.item, (there.name, wanted.name), schema, options)
        if not verdict.is_different:
            return
        yield _dropped(there, schema)
    yield options.names.named(ops.AddConstraintOp.from_constraint(wanted.item), before)


def _verdict(before: TableFacts, there: ExcludeFacts, wanted: ExcludeFacts, options: Options) -> Verdict:
    return options.questions.compare_texts("exclude", before.item, there.text, wanted.text, name=there.name)


def _dropped(exclude: ExcludeFacts, schema: str | None) -> ops.DropConstraintOp:
    op = ops.DropConstraintOp.from_constraint(exclude.item)
    op.schema = schema
    return op
