"""Compare the options of one table: engine and character set, storage parameters, UNLOGGED, STRICT, WITHOUT ROWID...

An option the models leave open is what the database would choose, where that is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts
from revgraph.autogenerate.table_options import SetTableOptionsOp
from revgraph.ddl.type_match import is_text, names_characters
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
        converted = _following(before, after) if changed == ["collate"] else ()
        op = SetTableOptionsOp(
            after.key.name, sides[0], sides[1], schema=after.item.schema, dialect=dialect, converted=converted
        )
        yield op
        if dialect.name in ("mysql", "mariadb") and "collate" in changed:
            _see_as_set(before, want["collate"], converted)
    _note_fixed(before, after, options)


def _following(before: TableFacts, after: TableFacts) -> Collection[str]:
    """Return the columns that can follow the collation of their table in one statement: none, or all with text.

    That one rewrites every column with text, also those whose collation is their own.
    """
    sides = [
        {column.name: column.item.type for column in facts.columns.values() if _is_text(column.item.type)}
        for facts in (before, after)
    ]
    has_own = any(
        getattr(type_, "collation", None) or names_characters(type_) for side in sides for type_ in side.values()
    )
    has_json = any(isinstance(column.item.type, JSON) for facts in (before, after) for column in facts.columns.values())
    return () if has_own or has_json or sides[0].keys() != sides[1].keys() else tuple(sides[0])


def _see_as_set(before: TableFacts, collate: Any, converted: Collection[str]) -> None:
    """Change what was read of a table to how it is with another collation: columns that don't follow name theirs."""
    name = next((name for name in before.item.dialect_kwargs if name.endswith("collate")), None)
    if name is None:  # an old server, that tells of those collations only that it would not choose
        return
    for column in before.columns.values():
        type_: Any = column.item.type
        if column.name not in converted and _is_text(type_) and not type_.collation and not names_characters(type_):
            type_ = type_.copy()
            type_.collation = before.options["collate"]
            column.item.type = type_
    before.item.dialect_kwargs[name] = collate


def _is_text(type_: TypeEngine[Any]) -> bool:
    return is_text(type_, enums_too=True)


def _note_fixed(before: TableFacts, after: TableFacts, options: Options) -> None:
    for name in _FIXED.get(options.dialect.name, ()):
        have, want = (_plain(facts.options.get(name)) for facts in (before, after))
        if have != want:
            reason = f"{name} can't be changed of a table that is there: {have or 'nothing'} to {want or 'nothing'}"
            options.not_sure(KIND, str(before.key), reason)


def _plain(value: Any) -> str:
    text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
    return "".join(text.lower().split()).replace('"', "").replace("(", "").replace(")", "")
