"""Compare the foreign keys of one table: by their columns and options, then by name.

A changed one is dropped and created, unless it only has another name and the database can give it that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ForeignKeyConstraint

from revgraph.autogenerate.compare.implied import left_index, own_index, taken_over
from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.compare.renamed import has_other_name, renamed
from revgraph.autogenerate.compare.uniques import Reconciled
from revgraph.autogenerate.snapshot import ForeignKeyFacts, TableFacts, foreign_key_facts
from revgraph.operations import ops

_COMPARED = {
    "postgresql": ("onupdate", "ondelete", "deferrable", "initially", "match"),
    "sqlite": ("onupdate", "ondelete", "deferrable", "initially"),
}
"""The options whose value the inspector tells, by dialect."""

_COMPARED_ELSEWHERE = ("onupdate", "ondelete")

Signature = tuple[Any, ...]


def compare_foreign_keys(
    found: Reconciled, before: TableFacts, after: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on foreign keys.

    :param found: the indexes of both sides.
    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if "foreign keys" in options.unread:
        return
    yield from taken_over(found, before, after) if not options.is_plain else ()
    there, wanted = _corrected(before, after, options)
    for key in wanted:
        alike = [other for other in there if _signature(other, options) == _signature(key, options)]
        match = next((other for other in alike if other.name == key.name), next(iter(alike), None))
        place = f"{before.key}.{key.name or ', '.join(key.columns)}"
        shown = [None if each is None else _shown(each) for each in (match, key)]
        options.explain("foreign key", place, (shown[0], shown[1]), match is None, "columns, target and options")
        if match is not None:
            there.remove(match)
            if not options.is_plain and has_other_name(match.name, key.name, options):
                names = (match.name, key.name)
                swap = list(left_index(match, wanted, found, after))
                yield from swap
                for op in renamed(match.item, key.item, names, after.item.schema, options):
                    if isinstance(op, ops.AddConstraintOp) and (swap or _is_anothers(key, before)):
                        yield from own_index(op, after, options.dialect, perhaps=True)
                    yield op
            continue
        compare_to = _namesake(key, there)
        if options.included(key.item, key.name, "foreign_key_constraint", False, compare_to):
            op = options.names.named(ops.AddConstraintOp.from_constraint(key.item), before, after)
            yield from own_index(op, after, options.dialect) if not options.is_plain else ()
            yield op
    for key in there:
        if options.included(key.item, key.name, "foreign_key_constraint", True, _namesake(key, wanted)):
            yield from left_index(key, wanted, found, after) if not options.is_plain else ()
            drop = ops.DropConstraintOp.from_constraint(key.item)
            drop.schema = after.item.schema
            yield drop


def _is_anothers(key: ForeignKeyFacts, before: TableFacts) -> bool:
    """Say whether a foreign key on other columns has the name of one."""
    return any(other.name == key.name and other.columns != key.columns for other in before.foreign_keys)


def _shown(key: ForeignKeyFacts) -> str:
    options = " ".join(f"{name}={value}" for name, value in key.options.items() if value is not None)
    columns, targets = ", ".join(key.columns), ", ".join(key.referred_columns)
    return f"{key.name or '(no name)'} ({columns}) to {key.referred} ({targets}) {options}".strip()


def _namesake(key: ForeignKeyFacts, among: Iterable[ForeignKeyFacts]) -> ForeignKeyConstraint | None:
    return next((other.item for other in among if key.name is not None and other.name == key.name), None)


def _corrected(
    before: TableFacts, after: TableFacts, options: Options
) -> tuple[list[ForeignKeyFacts], list[ForeignKeyFacts]]:
    there = {key.item for key in before.foreign_keys}
    wanted = {key.item for key in after.foreign_keys}
    options.questions.correct_for_autogen_foreignkeys(there, wanted)
    default = options.default_schema
    sides = ([foreign_key_facts(item, options.dialect, default) for item in items] for items in (there, wanted))
    first, second = (
        sorted(side, key=lambda key: (key.name or "", key.columns, key.referred_columns)) for side in sides
    )
    return first, second


def _signature(key: ForeignKeyFacts, options: Options) -> Signature:
    pairs = sorted(zip(key.columns, key.referred_columns, strict=True))
    return (tuple(pairs), key.referred, *compared_options(key.options, options))


def compared_options(said: Mapping[str, Any], options: Options) -> tuple[Any, ...]:
    """Return the options of a foreign key that make a difference, in one form.

    :param said: of the key.
    :param options: how to compare.
    """
    return tuple(_normal(said, option) for option in _COMPARED.get(options.dialect.name, _COMPARED_ELSEWHERE))


def _normal(said: Mapping[str, Any], option: str) -> Any:
    """Return the value of an option, None where it is what the database takes for granted."""
    value = said.get(option)
    if option == "deferrable":
        return True if value or _normal(said, "initially") else None
    text = None if value is None else str(value).upper()
    return None if text in ("NO ACTION", "IMMEDIATE", "SIMPLE") else text
