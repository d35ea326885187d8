"""Tell at a glance that tables are as their models say: by what was read of them, before objects are made of it.

Says so only if it is sure; everything else is compared in full. What a column or an option comes to is found out by the
full comparison, once for all that look the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import Sequence as NamedSequence
from sqlalchemy.schema import Constraint, DefaultClause, Index
from sqlalchemy.sql.elements import TextClause, quoted_name
from sqlalchemy.sql.functions import Function, next_value
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.compare.columns import altered, doubts_of_default
from revgraph.autogenerate.compare.foreign_keys import compared_options
from revgraph.autogenerate.compare.options import LEFT_OUT, Options
from revgraph.autogenerate.compare.renamed import has_other_name
from revgraph.autogenerate.compare.table_options import compare_table_options
from revgraph.autogenerate.raw import Infos, RawTable, Tables, referred_key
from revgraph.autogenerate.snapshot import ColumnFacts, Snapshot, TableFacts, TableKey
from revgraph.ddl.postgresql.serial import SEQUENCE
from revgraph.plugins import FURTHER

Correct = Callable[[Table, dict[str, Any]], None]
"""Brings what was read of a column to the dialect's own form, in place."""

_PLAIN = frozenset({str, int, bool, type(None), quoted_name})
_READABLE = frozenset({"comments", "table options", "storage parameters", "check constraints"}).union(
    *(kinds for part, kinds in LEFT_OUT.items() if part in FURTHER)
)
"""What may be missing without that anything else is misjudged."""


def seen_unchanged(before: Snapshot, after: Snapshot, options: Options, correct: Correct) -> frozenset[TableKey]:
    """Return the tables that are surely as their models say.

    :param before: the database.
    :param after: the models.
    :param options: how to compare; its hooks are not called.
    :param correct: the dialect's correction of columns.
    """
    tables = before.tables
    if not isinstance(tables, Tables) or options.unread_objects or not _READABLE.issuperset(options.unread):
        return frozenset()
    glance = _Glance(tables, options, correct)
    return frozenset(
        key for key, table in after.tables.items() if key in tables.raw and glance.is_same(tables.raw[key], table)
    )


class _Glance:
    """What was found out so far.

    :param tables: of the database.
    :param options: how to compare.
    :param correct: the dialect's correction of columns.
    """

    def __init__(self, tables: Tables, options: Options, correct: Correct) -> None:
        self._tables = tables
        self._unsure: list[str] = []
        self._options = replace(options, not_sure=lambda *what: self._unsure.append(what[0]))
        self._correct = correct
        self._are_mysql = options.dialect.name in ("mysql", "mariadb")
        self._columns: dict[Hashable, bool] = {}
        self._table_options: dict[Hashable, bool] = {}
        self._texts: dict[tuple[str, str], bool] = {}

    def is_same(self, raw: RawTable, table: TableFacts) -> bool:
        """Say whether a table is surely the same on both sides."""
        return (
            len(raw.columns) == len(table.columns)
            and not raw.excludes
            and not table.excludes
            and self._same_comment(raw, table)
            and self._same_primary_key(raw, table)
            and self._same_foreign_keys(raw, table)
            and self._same_indexes(raw, table)
            and self._same_checks(raw, table)
            and self._same_columns(raw, table)
            and self._same_options(raw, table)
        )

    def _same_comment(self, raw: RawTable, table: TableFacts) -> bool:
        if not self._options.dialect.supports_comments or "comments" in self._options.unread:
            return True
        return (raw.comment or None) == table.comment

    # ------------------------------------------------------------------------------------------ keys

    def _same_primary_key(self, raw: RawTable, table: TableFacts) -> bool:
        have, want = raw.primary_key, table.primary_key
        if have is None or tuple(have["constrained_columns"]) != want.columns:
            return False
        is_same = _timing(have) == want.timing and not _says_more(have, want.item)
        return is_same and not has_other_name(have.get("name"), want.name, self._options)

    def _same_foreign_keys(self, raw: RawTable, table: TableFacts) -> bool:
        if len(raw.foreign_keys) != len(table.foreign_keys):
            return False
        by_columns = {tuple(info["constrained_columns"]): info for info in raw.foreign_keys}
        return len(by_columns) == len(raw.foreign_keys) and all(
            self._same_foreign_key(by_columns.pop(key.columns, None), key) for key in table.foreign_keys
        )

    def _same_foreign_key(self, have: Mapping[str, Any] | None, want: Any) -> bool:
        return (
            have is not None
            and referred_key(have, self._options.default_schema) == want.referred
            and tuple(have["referred_columns"]) == want.referred_columns
            and compared_options(have.get("options") or {}, self._options)
            == compared_options(want.options, self._options)
            and not has_other_name(have["name"], want.name, self._options)
            and not _says_more(have, want.item)
        )

    # ------------------------------------------------------------------------------------------ indexes

    def _same_indexes(self, raw: RawTable, table: TableFacts) -> bool:
        wanted = {index.name for index in table.indexes}
        uniques = [info for info in raw.uniques if not info.get("duplicates_index")]
        indexes: dict[str | None, Mapping[str, Any]] = {}
        for info in raw.indexes:
            if info.get("duplicates_constraint"):
                continue
            if self._are_mysql and info["unique"] and info["name"] not in wanted:
                uniques.append(info)
            else:
                indexes[info["name"]] = info
        if not self._same_uniques(uniques, table):
            return False
        if not all(self._same_index(indexes.pop(index.name, None), index) for index in table.indexes):
            return False
        return not indexes or self._are_implied(indexes.values(), raw.foreign_keys)

    def _same_uniques(self, infos: Infos, table: TableFacts) -> bool:
        if len(infos) != len(table.uniques):
            return False
        left = list(infos)
        for unique in table.uniques:
            there = next((info for info in left if _is_that_unique(info, unique.name, unique.columns)), None)
            if there is None or _timing(there) != unique.timing or _says_more(there, unique.item):
                return False
            if has_other_name(there["name"], unique.name, self._options):
                return False
            left.remove(there)
        return True

    def _same_index(self, have: Mapping[str, Any] | None, want: Any) -> bool:
        return (
            have is not None
            and not want.has_expressions
            and tuple(have["column_names"]) == want.columns
            and bool(have["unique"]) == want.unique
            and not have.get("expressions")
            and not have.get("column_sorting")
            and not _says_more(have, want.item)
        )

    def _are_implied(self, indexes: Iterable[Mapping[str, Any]], foreign_keys: Infos) -> bool:
        keys = [(key["name"], key["constrained_columns"]) for key in foreign_keys]
        return all(
            not info["unique"]
            and not info.get("expressions")
            and self._options.questions.is_implied_index(info["name"], info["column_names"], keys)
            for info in indexes
        )

    # ------------------------------------------------------------------------------------------ CHECKs

    def _same_checks(self, raw: RawTable, table: TableFacts) -> bool:
        if "check constraints" in self._options.unread:
            return True
        if len(raw.checks) != len(table.checks):
            return False
        left = list(raw.checks)
        for check in table.checks:
            there = next(
                (
                    info
                    for info in left
                    if (check.name is None or info["name"] == check.name)
                    and not _says_more(info, check.item)
                    and self._same_text(table.item, info["sqltext"], check.text)
                ),
                None,
            )
            if there is None:
                return False
            left.remove(there)
        return True

    def _same_text(self, table: Table, have: str, want: str) -> bool:
        if have == want:
            return True
        if table.name in want:  # it may stand before a column
            return not self._options.questions.doubts_about("check", table, have, want)
        if (have, want) not in self._texts:
            self._texts[have, want] = not self._options.questions.doubts_about("check", table, have, want)
        return self._texts[have, want]

    # ------------------------------------------------------------------------------------------ columns, options

    def _same_columns(self, raw: RawTable, table: TableFacts) -> bool:
        """Compare the columns by what the full comparison found of others that look like them."""
        key = raw.primary_key["constrained_columns"] if raw.primary_key else ()
        referring = {name for info in raw.foreign_keys for name in info["constrained_columns"]}
        tables = _frozen(raw.options), _frozen(table.options)
        for info in raw.columns:
            column = table.columns.get(info["name"])
            if column is None or column.item.computed is not None or "computed" in info:
                return False
            self._correct(table.item, info)
            place = (len(key), info["name"] in referring) if info["name"] in key else None
            look = (_look_of_read(info), place, _look_of_model(column.item), tables)
            same = self._columns.get(look)
            if same is None:
                same = self._columns[look] = self._compared_columns(raw.key, column, table)
            if not same:
                return False
        return True

    def _compared_columns(self, key: TableKey, column: ColumnFacts, table: TableFacts) -> bool:
        if hasattr(column.item.type, "compare_against_backend"):
            return False  # which may say something else each time
        there = self._tables[key]
        before = there.columns[column.name]
        if self._options.default_differs is not None and doubts_of_default(before, column, self._options):
            return False  # what is asked is asked together with all else
        return self._finds_nothing(altered(there.columns[column.name], column, there, table, self._options))

    def _same_options(self, raw: RawTable, table: TableFacts) -> bool:
        look = _frozen(raw.options), _frozen(table.options)
        if look not in self._table_options:
            found = compare_table_options(self._tables[raw.key], table, self._options)
            self._table_options[look] = self._finds_nothing(found)
        return self._table_options[look]

    def _finds_nothing(self, found: Iterable[Any]) -> bool:
        self._unsure.clear()
        return not list(found) and not self._unsure


# ---------------------------------------------------------------------------------------------- small questions


def _timing(info: Mapping[str, Any]) -> str:
    if str(info.get("initially") or "").upper() == "DEFERRED":
        return "deferred"
    return "deferrable" if info.get("deferrable") else ""


def _says_more(info: Mapping[str, Any], item: Constraint | Index) -> bool:
    """Say whether one of the sides has options of the dialect, or another comment."""
    if (info.get("comment") or None) != (getattr(item, "comment", None) or None):
        return True
    told = info.get("dialect_options")
    if told and any(value not in (None, [], False, "") for value in told.values()):
        return True
    return _has_options(item)


def _has_options(item: Column[Any] | Constraint | Index) -> bool:
    # SQLAlchemy makes this only for an item with options, or when it is looked at
    return "dialect_options" in vars(item) and any(value is not None for value in item.dialect_kwargs.values())


def _is_that_unique(info: Mapping[str, Any], name: str | None, columns: Sequence[str]) -> bool:
    is_plain = not info.get("expressions") and not info.get("column_sorting")
    return (name is None or info["name"] == name) and is_plain and tuple(info["column_names"]) == columns


def _look_of_read(info: Mapping[str, Any]) -> Hashable:
    """Return all that was read of a column but its name; of its own sequence only that it has one."""
    look: list[Hashable] = [SEQUENCE in (info.get("info") or ())]
    for name, said in info.items():
        if name not in ("name", "info"):
            look += (name, said if type(said) in _PLAIN else _frozen(said))
    return tuple(look)


def _look_of_model(column: Column[Any]) -> Hashable:
    """Return all of a column of the models that its comparison may look at, but its name."""
    default = column.default
    return (
        _frozen(column.type),
        column.nullable,
        column.primary_key,
        column.comment,
        column.table._autoincrement_column is column,
        isinstance(default, NamedSequence) and not default.optional,
        _look_of_default(column.server_default),
        id(column) if _has_options(column) else None,
    )


def _look_of_default(default: Any) -> Hashable:
    if default is None:
        return None
    said: Any = default.arg if type(default) is DefaultClause else None
    if isinstance(said, str):
        return said
    if isinstance(said, TextClause) and not said._bindparams:
        return "text", said.text
    if isinstance(said, Function) and not isinstance(said, next_value) and not len(said.clauses):
        is_known = type(said).__module__.startswith("sqlalchemy.")
        return (type(said), said.name, tuple(said.packagenames)) if is_known else id(default)
    return id(default)


def _frozen(value: Any) -> Hashable:
    """Return something hashable that is the same only for things that are the same; objects stand for themselves."""
    kind = type(value)
    if kind in _PLAIN:
        return kind, value
    if isinstance(value, TypeEngine):
        look: list[Any] = [kind]
        for name, said in vars(value).items():
            if name != "dispatch":
                look += (name, said if type(said) in _PLAIN else _frozen(said))
        return tuple(look)
    if kind in (list, tuple):
        return tuple(map(_frozen, value))
    if isinstance(value, Mapping):
        return tuple((name, _frozen(said)) for name, said in value.items())
    return id(value)
