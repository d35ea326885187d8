"""Compare the sequences that stand by themselves; those of SERIAL and identity columns go with the columns.

Only on databases that have sequences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import BigInteger, Integer, Sequence, SmallInteger

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import SequenceFacts, Snapshot
from revgraph.operations import ops

OWNERS = "owners of sequences"

_TYPES: Mapping[str, Any] = {"smallint": SmallInteger, "integer": Integer, "bigint": BigInteger}


def compare_sequences(before: Snapshot, after: Snapshot, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on sequences.

    :param before: the database.
    :param after: the models.
    :param options: how to compare.
    """
    if before.sequences is None or after.sequences is None or "sequences" in options.unread:
        return
    for key, wanted in after.sequences.items():
        there = before.sequences.get(key)
        if there is None:
            yield _created(wanted)
            continue
        changed = {name for name in wanted.options if wanted.options[name] != there.options.get(name)}
        options.explain("sequence", str(key), (there.options, wanted.options), bool(changed), "its options")
        if there.owner is not None:
            goes_with = f"it goes away with {'.'.join(there.owner)}, which models can't say"
            options.not_sure(OWNERS, str(key), f"{goes_with}; ALTER SEQUENCE ... OWNED BY in op.execute() changes it")
        if changed and there.options["increment"] * wanted.options["increment"] < 0:
            yield _created(there).reverse()  # where it stands now is no place to turn around
            yield _created(wanted)
        elif changed:
            yield _altered(there, wanted, changed)
    for key, there in before.sequences.items():
        if key not in after.sequences and there.owner is None:
            yield _created(there).reverse()


def _created(facts: SequenceFacts) -> ops.CreateSequenceOp:
    if facts.item is not None:
        return ops.CreateSequenceOp.from_sequence(facts.item)
    said = dict(facts.options)
    type_ = _TYPES.get(said.pop("type", ""))
    made = Sequence(facts.key.name, schema=facts.key.schema, data_type=None if type_ is None else type_(), **said)
    return ops.CreateSequenceOp.from_sequence(made)


def _altered(there: SequenceFacts, wanted: SequenceFacts, changed: set[str]) -> ops.AlterSequenceOp:
    schema = wanted.key.schema if wanted.item is None else wanted.item.schema
    sides = [_said(facts, changed) for facts in (wanted, there)]
    return ops.AlterSequenceOp(wanted.key.name, schema=schema, existing=sides[1], **sides[0])


def _said(facts: SequenceFacts, names: set[str]) -> dict[str, Any]:
    said = {name: facts.options[name] for name in names}
    type_ = _TYPES.get(said.pop("type", ""))
    return said if type_ is None else {**said, "data_type": type_()}
