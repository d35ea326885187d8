"""Read all tables of a SQLite database with a few joins over the ``pragma_...`` functions.

SQLAlchemy asks a dozen times for each table. The answers have its form; where it misreads a text, they are right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from copy import copy
from typing import Any

from sqlalchemy import Connection, Engine, Inspector, String, Table
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.catalog.answers import Answers
from revgraph.ddl.catalog.sqlite_text import Definition, read_definition
from revgraph.ddl.reflected import verbatim
from revgraph.ddl.stored_indexes import parse_index, plain_name, without_sorting

OLDEST = (3, 31)
"""The first version whose functions tell generated columns."""

Rows = Sequence[Any]
_FROM = 'FROM "{schema}".sqlite_master m'
_WANTED = "WHERE m.type = 'table' AND m.name IN (SELECT value FROM json_each(?))"
_TEXTS = f"SELECT m.type, m.name, m.tbl_name, m.sql {_FROM} WHERE m.tbl_name IN (SELECT value FROM json_each(?))"
_COLUMNS = (
    f'SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden '
    f"{_FROM} CROSS JOIN pragma_table_xinfo(m.name, ?) x {_WANTED}"
)
_INDEXES = (
    f'SELECT m.name, l.name, l."unique", l.partial, x.name, x."desc" '
    f"{_FROM} CROSS JOIN pragma_index_list(m.name, ?) l CROSS JOIN pragma_index_xinfo(l.name, ?) x {_WANTED} "
    'AND x."key" = 1'
)
_FOREIGN_KEYS = (
    f'SELECT m.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete '
    f"{_FROM} CROSS JOIN pragma_foreign_key_list(m.name, ?) f {_WANTED}"
)


def read_sqlite(inspector: Inspector, schema: str | None, names: Sequence[str]) -> Answers | None:
    """Return what is known of tables; None where this SQLite is too old to tell. Read-only.

    :param inspector: over a live connection.
    :param schema: name of an attached database, or None for the main one.
    :param names: the tables.
    """
    if (getattr(inspector.dialect, "server_version_info", None) or (0,)) < OLDEST:
        return None
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        try:
            return _Catalog(connection, schema, names).answers()
        except DBAPIError:  # built without the functions; or SQLAlchemy will meet the same trouble and tell
            return None


class _Catalog:
    """The rows of one database, and what they say.

    :param connection: a live one.
    :param schema: name of an attached database, or None for the main one.
    :param names: the tables.
    """

    def __init__(self, connection: Connection, schema: str | None, names: Sequence[str]) -> None:
        self.connection = connection
        self.dialect: Any = connection.dialect
        self.schema = schema
        self.names = names
        place = schema or "main"
        self._place = place
        self.columns = _by_table(self._rows(_COLUMNS, names, place))
        self.indexes = _by_table(self._rows(_INDEXES, names, place, place))
        self.foreign_keys = _by_table(self._rows(_FOREIGN_KEYS, names, place))
        self.index_texts: dict[str, str] = {}
        self.definitions = dict.fromkeys(names, Definition())
        for kind, name, table, sql in self._rows(_TEXTS, names):
            if kind == "table" and name == table and sql:
                self.definitions[name] = read_definition(sql)
            elif kind == "index" and sql:
                self.index_texts[name] = sql
        self._elsewhere = self._keys_elsewhere()

    def _rows(self, query: str, names: Iterable[str], *places: str) -> Rows:
        sql = query.format(schema=self._place.replace('"', '""'))
        return self.connection.exec_driver_sql(sql, (*places, json.dumps(list(names)))).all()

    def _keys_elsewhere(self) -> Mapping[str, Rows]:
        """Return the columns of tables that are not read, but are referred to without naming a column."""
        unnamed = {row[2] for rows in self.foreign_keys.values() for row in rows if row[4] is None}
        missing = unnamed - set(self.names)
        return _by_table(self._rows(_COLUMNS, missing, self._place)) if missing else {}

    def answers(self) -> Answers:
        """Return all there is, by question."""
        questions: dict[str, Any] = {
            "columns": self._columns,
            "pk_constraint": self._primary_key,
            "foreign_keys": self._foreign_keys,
            "indexes": self._indexes,
            "unique_constraints": self._uniques,
            "check_constraints": self._checks,
        }
        if hasattr(self.dialect, "get_table_options"):
            questions["table_options"] = self._options
        return {
            question: {(self.schema, name): answer(name) for name in self.names}
            for question, answer in questions.items()
        }

    def _columns(self, table: str) -> list[dict[str, Any]]:
        definition = self.definitions[table]
        return [self._column(row, definition) for row in self.columns.get(table, ()) if row[6] != 1]

    def _column(self, row: Any, definition: Definition) -> dict[str, Any]:
        _, name, type_, not_null, default, key, hidden = row
        type_ = type_.upper()
        if hidden:  # SQLite keeps the words before AS as part of the type
            type_ = type_.replace("GENERATED", "").replace("ALWAYS", "").strip()
        column = {
            "name": name,
            "type": self.dialect._resolve_type_affinity(type_),
            "nullable": not not_null,
            "default": None if default is None else str(default),
            "primary_key": key,
        }
        collation = definition.collations.get(name)
        if collation is not None and isinstance(column["type"], String):
            column["type"] = _collated(column["type"], collation)
        if hidden:
            column["computed"] = {"sqltext": definition.computed.get(name, ""), "persisted": hidden == 3}
        return column

    def _primary_key(self, table: str) -> dict[str, Any]:
        columns = _key_columns(self.columns.get(table, ()))
        return {"constrained_columns": columns, "name": self.definitions[table].primary_key if columns else None}

    def _foreign_keys(self, table: str) -> list[dict[str, Any]]:
        by_number: dict[int, list[Any]] = defaultdict(list)
        for row in self.foreign_keys.get(table, ()):
            by_number[row[1]].append(row)
        # the database numbers them from the last one in the text to the first
        numbers = sorted(by_number, reverse=True)
        texts = self.definitions[table].foreign_keys
        known = texts if len(texts) == len(numbers) else [None] * len(numbers)
        return [self._foreign_key(by_number[number], text) for number, text in zip(numbers, known, strict=True)]

    def _foreign_key(self, rows: list[Any], text: Any) -> dict[str, Any]:
        _, _, referred, _, _, on_update, on_delete = rows[0]
        named = [row[4] for row in rows if row[4] is not None]
        options: dict[str, Any] = {}
        for option, action in (("ondelete", on_delete), ("onupdate", on_update)):
            if action != "NO ACTION":
                options[option] = action
        if text is not None and text.deferrable is not None:
            options["deferrable"] = text.deferrable
        if text is not None and text.initially is not None:
            options["initially"] = text.initially
        return {
            "name": None if text is None else text.name,
            "constrained_columns": [row[3] for row in rows],
            "referred_schema": self.schema,
            "referred_table": referred,
            "referred_columns": named or _key_columns(self.columns.get(referred) or self._elsewhere.get(referred, ())),
            "options": options,
        }

    def _index_rows(self, table: str) -> Mapping[str, Rows]:
        found: dict[str, list[Any]] = {}
        for row in self.indexes.get(table, ()):
            found.setdefault(row[1], []).append(row)
        return found

    def _indexes(self, table: str) -> list[dict[str, Any]]:
        found = self._index_rows(table)
        names = sorted(name for name in found if not name.startswith("sqlite_autoindex"))
        return [self._index(table, name, found[name]) for name in names]

    def _index(self, table: str, name: str, rows: Rows) -> dict[str, Any]:
        columns = [row[4] for row in rows]
        _, _, unique, is_partial, *_ = rows[0]
        index: dict[str, Any] = {"name": name, "column_names": columns, "unique": unique, "dialect_options": {}}
        down = {row[4]: ("desc",) for row in rows if row[5] and row[4] is not None}
        if down:
            index["column_sorting"] = down
        if not is_partial and None not in columns:
            return index
        stored = parse_index(name, table, self.index_texts[name])
        if stored.where is not None:
            index["dialect_options"]["sqlite_where"] = verbatim(stored.where)
        if None in columns and stored.elements:
            known = {row[1] for row in self.columns.get(table, ())}
            elements = [without_sorting(element) for element in stored.elements]
            plain = [plain_name(element) for element, _ in elements]
            index["column_names"] = [column if column in known else None for column in plain]
            index["expressions"] = [element for element, _ in elements]
            down = {
                (column if column in known else element): ("desc",)
                for column, (element, is_falling) in zip(plain, elements, strict=True)
                if is_falling
            }
            if down:
                index["column_sorting"] = down
        return index

    def _uniques(self, table: str) -> list[dict[str, Any]]:
        kept = {
            tuple(column.lower() for column in columns): columns
            for columns in (tuple(row[4] for row in rows) for rows in self._autoindexes(table))
        }
        found: list[dict[str, Any]] = []
        for name, columns in self.definitions[table].uniques:
            real = kept.pop(tuple(column.lower() for column in columns), None)
            if real is not None:
                conflict = self.definitions[table].conflicts.get(columns)
                options = {} if conflict is None else {"dialect_options": {"sqlite_on_conflict": conflict}}
                found.append({"name": name, "column_names": list(real), **options})
        return found

    def _autoindexes(self, table: str) -> list[Rows]:
        return [rows for name, rows in self._index_rows(table).items() if name.startswith("sqlite_autoindex")]

    def _checks(self, table: str) -> list[dict[str, Any]]:
        found = [{"sqltext": text, "name": name} for name, text in self.definitions[table].checks]
        return sorted(found, key=lambda check: check["name"] or "~")

    def _options(self, table: str) -> dict[str, Any]:
        said = self.definitions[table].options
        known = {
            name for kind, arguments in self.dialect.construct_arguments or () if kind is Table for name in arguments
        }
        options: dict[str, Any] = {}
        if "ROWID" in said and "with_rowid" in known:
            options["sqlite_with_rowid"] = False
        if "STRICT" in said and "strict" in known:
            options["sqlite_strict"] = True
        if self.definitions[table].counts_up:
            options["sqlite_autoincrement"] = True
        return options


def _collated(type_: Any, collation: str) -> Any:
    made = copy(type_)
    made.collation = collation
    return made


def _by_table(rows: Rows) -> Mapping[str, Rows]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _key_columns(rows: Rows) -> list[str]:
    """Return the columns of a primary key in its order."""
    return [row[1] for row in sorted((row for row in rows if row[5]), key=lambda row: row[5])]
