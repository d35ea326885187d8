"""Compare the options of one table: engine and character set, storage parameters, UNLOGGED, STRICT, WITHOUT ROWID...

An option the models leave open is what the database would choose, where that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.operations import ops

KIND = "table options"
STORAGE = "storage parameters"
_COMPARED: Mapping[str, tuple[str, ...]] = {
    "sqlite": ("strict", "with_rowid", "autoincrement"),
    "postgresql": ("with", "tablespace", "using", "unlogged"),
}
_MYSQL = ("engine", "charset", "collate", "row_format", "key_block_size", "stats_persistent", "page_compressed")
_FIXED: Mapping[str, tuple[str, ...]] = {"postgresql": ("inherits", "partition_by")}
"""What can't be changed once the table is there."""


def compare_table_options(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operation on the options of a table, if any differ.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if KIND in options.unread:
        return
    dialect = options.dialect
    compared = _COMPARED.get(dialect.name, _MYSQL if dialect.name in ("mysql", "mariadb") else ())
    if STORAGE in options.unread:
        compared = ("unlogged",)
    have = {name: before.options.get(name) for name in compared}
    want = {name: after.options.get(name, options.usual_options.get(name)) for name in compared}
    changed = [name for name in compared if have[name] != want[name]]
    if want.get("charset") is None and want.get("collate") is not None and "charset" in changed:
        changed.remove("charset")  # it goes with the collation
    for name in compared:
        if have[name] is not None or want[name] is not None:
            options.explain(KIND, str(before.key), (have[name], want[name]), name in changed, f"the option {name}")
    if changed:
        sides = [{name: side[name] for name in changed} for side in (have, want)]
        follow = not any(getattr(column.item.type, "collation", None) for column in after.columns.values())
        schema = after.item.schema
        yield SetTableOptionsOp(after.key.name, sides[0], sides[1], schema=schema, dialect=dialect, converts=follow)
    _note_fixed(before, after, options)


def _note_fixed(before: TableFacts, after: TableFacts, options: Options) -> None:
    for name in _FIXED.get(options.dialect.name, ()):
        have, want = (_plain(facts.options.get(name)) for facts in (before, after))
        if have != want:
            reason = f"{name} can't be changed of a table that is there: {have or 'nothing'} to {want or 'nothing'}"
            options.not_sure(KIND, str(before.key), reason)


def _plain(value: Any) -> str:
    text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
    return "".join(text.lower().split()).replace('"', "").replace("(", "").replace(")", "")
