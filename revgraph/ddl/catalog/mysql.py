"""Read all tables of MySQL and MariaDB from SHOW CREATE TABLE, one statement for each, one pass over each text.

Columns and options are read by SQLAlchemy's own parser. What it misreads is read here: names with a quote in them,
foreign keys to such names, expression indexes, and anything called PARTITION.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Inspector
from sqlalchemy.dialects.mysql import JSON, LONGTEXT
from sqlalchemy.exc import DBAPIError

from revgraph.ddl.catalog.answers import Answers
from revgraph.ddl.sql_text import check_within

PLAIN_TEXT = "revgraph.plain_text"
"""The key in a column's ``info`` that says that its LONGTEXT is surely not JSON."""

_KEY = re.compile(r"  (?:\S+ )?KEY ")
_EXPRESSIONS = r"(?P<head>  (?:(?P<type>\S+) )?KEY (?P<name>{name}) )\((?:\(|.*,\()"
_FOREIGN_KEY = (
    r"  CONSTRAINT (?P<name>{name}) FOREIGN KEY \((?P<local>{names})\) REFERENCES "
    r"(?P<table>{name}(?:\.{name})?) \((?P<foreign>{names})\)(?: MATCH \w+)?"
    r"(?: ON DELETE (?P<ondelete>{action}))?(?: ON UPDATE (?P<onupdate>{action}))?"
)
_CHECK = r"  CONSTRAINT (?P<name>{name}) CHECK \((?P<sqltext>.+)\)"
_ACTION = "RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT"


def read_mysql(inspector: Inspector, schema: str | None, names: Sequence[str]) -> Answers | None:
    """Return what is known of tables; None if one of them can't be shown. Read-only.

    :param inspector: over a live connection.
    :param schema: of the tables, None for the default one.
    :param names: the tables.
    """
    bind = inspector.bind
    with bind.connect() if isinstance(bind, Engine) else nullcontext(bind) as connection:
        try:
            texts = _texts(connection, schema, names)
        except DBAPIError:  # SQLAlchemy will meet the same trouble, and knows what to make of it
            return None
        reading = TextReading(connection.dialect)
        tables = {name: reading.read(sql, schema) for name, sql in texts.items()}
        _correct_case(connection, [key for table in tables.values() for key in table.foreign_keys])
    questions = ("columns", "pk_constraint", "foreign_keys", "indexes", "unique_constraints", "check_constraints")
    return {
        question: {(schema, name): getattr(table, question) for name, table in tables.items()}
        for question in (*questions, "table_comment", "table_options")
    }


def _texts(connection: Connection, schema: str | None, names: Sequence[str]) -> Mapping[str, str]:
    quote = connection.dialect.identifier_preparer.quote_identifier
    place = "" if schema is None else f"{quote(schema)}."
    found: dict[str, str] = {}
    for name in names:
        sql = connection.exec_driver_sql(f"SHOW CREATE TABLE {place}{quote(name)}").one()[1]
        found[name] = sql.decode() if isinstance(sql, bytes) else sql
    return found


def _correct_case(connection: Connection, foreign_keys: list[dict[str, Any]]) -> None:
    """Correct names that some versions of MySQL show in lower case; asks once for all."""
    dialect: Any = connection.dialect
    if foreign_keys and dialect._is_mysql and dialect._needs_correct_for_88718_96365:
        dialect._correct_for_mysql_bugs_88718_96365(foreign_keys, connection)


@dataclass(slots=True)
class TableAnswers:
    """What is known of one table, in the form an inspector gives it."""

    columns: list[dict[str, Any]] = field(default_factory=list)
    pk_constraint: dict[str, Any] = field(default_factory=lambda: {"constrained_columns": [], "name": None})
    foreign_keys: list[dict[str, Any]] = field(default_factory=list)
    indexes: list[dict[str, Any]] = field(default_factory=list)
    unique_constraints: list[dict[str, Any]] = field(default_factory=list)
    check_constraints: list[dict[str, Any]] = field(default_factory=list)
    table_comment: dict[str, Any] = field(default_factory=dict)
    table_options: dict[str, Any] = field(default_factory=dict)


class TextReading:
    """Reads what SHOW CREATE TABLE tells.

    :param dialect: has been connected, so that it knows how the server quotes.
    """

    def __init__(self, dialect: Any) -> None:
        self.parser = dialect._tabledef_parser
        self.prefix = dialect.name
        self.quote = dialect.identifier_preparer.initial_quote
        version = getattr(dialect, "server_version_info", None) or ()
        self.checks_json = bool(getattr(dialect, "is_mariadb", False)) and tuple(version) >= (10, 4, 3)
        quote = self.quote
        name = f"{quote}(?:[^{quote}]|{quote}{quote})+{quote}"
        parts = {"name": name, "names": rf"{name}(?:, ?{name})*", "action": _ACTION}
        self._name = re.compile(name)
        self._expressions = re.compile(_EXPRESSIONS.format(**parts))
        self._foreign_key = re.compile(_FOREIGN_KEY.format(**parts))
        self._check = re.compile(_CHECK.format(**parts))
        self._element = re.compile(rf"(?P<column>{name})(?:\((?P<length>\d+)\))?(?: (?:ASC|DESC))?")
        self._piece = re.compile(rf"{name}|'(?:[^'\\]|''|\\.)*'|.", re.DOTALL)

    def read(self, sql: str, schema: str | None) -> TableAnswers:
        """Return what the text of a table says.

        :param sql: of SHOW CREATE TABLE.
        :param schema: of the table, None for the default one.
        """
        found = TableAnswers()
        keys: list[Mapping[str, Any]] = []
        rest: list[str] = []
        for line in re.split(r"\r?\n", sql.strip()):
            if _KEY.match(line):
                keys.append(self._key(line))
            elif not line.startswith("  CONSTRAINT ") or not self._take_constraint(line, schema, found):
                rest.append(line)
        state = self.parser.parse("\n".join(rest), None)
        found.columns = state.columns
        for column in found.columns:
            self._take_check(column, rest, found)
            column["name"] = self._unescaped(column["name"])
        found.table_options = dict(state.table_options)
        found.table_comment = {"text": state.table_options.get(f"{self.prefix}_comment")}
        self._take_keys(keys, found)
        for infos in (found.indexes, found.unique_constraints, found.check_constraints):
            infos.sort(key=lambda info: info["name"] or "~")
        return found

    def _take_check(self, column: dict[str, Any], lines: Sequence[str], found: TableAnswers) -> None:
        """Read the CHECK within a column's definition, which MariaDB has; that of LONGTEXT may make it JSON."""
        name = f"{self.quote}{column['name']}{self.quote}"
        written = next((line for line in lines if line.startswith(f"  {name} ")), "").removesuffix(",")
        check = check_within(written) if " CHECK (" in written else None
        if isinstance(column["type"], LONGTEXT) and self.checks_json:
            if check == f"json_valid({name})":
                column["type"], check = JSON(), None
            else:
                column["info"] = {PLAIN_TEXT: True}
        if check is not None:
            found.check_constraints.append({"name": None, "sqltext": check})

    def _unescaped(self, name: str) -> str:
        return name.replace(self.quote * 2, self.quote)

    def _names(self, text: str) -> list[str]:
        return [self._unescaped(name[1:-1]) for name in self._name.findall(text)]

    def _take_constraint(self, line: str, schema: str | None, found: TableAnswers) -> bool:
        check = self._check.match(line)
        if check is not None:
            name = self._unescaped(check["name"][1:-1])
            found.check_constraints.append({"name": name, "sqltext": check["sqltext"]})
            return True
        key = self._foreign_key.match(line)
        if key is None:
            return False
        *place, table = self._names(key["table"])
        options = {option: key[option] for option in ("onupdate", "ondelete") if key[option] not in (None, "NO ACTION")}
        found.foreign_keys.append(
            {
                "name": self._unescaped(key["name"][1:-1]),
                "constrained_columns": self._names(key["local"]),
                "referred_schema": place[0] if place else schema,
                "referred_table": table,
                "referred_columns": self._names(key["foreign"]),
                "options": options,
            }
        )
        return True

    def _key(self, line: str) -> Mapping[str, Any]:
        """Return a key: type, name, columns with their prefix lengths, expressions."""
        found = self._expressions.match(line)
        if found is not None:
            elements = list(self._elements(line[found.end("head") :]))
            if any(element.startswith("(") for element in elements):
                return self._expression_key(found, elements)
        kind, spec = self.parser._parse_constraints(line)
        if kind != "key":
            return {"type": None, "name": None, "columns": [], "parser": None, "expressions": None}
        columns = [(self._unescaped(column), length) for column, length, _ in spec["columns"]]
        down = {self._unescaped(column): ("desc",) for column, _, order in spec["columns"] if order == "DESC"}
        name = None if spec["name"] is None else self._unescaped(spec["name"])
        told = {"type": spec["type"], "name": name, "columns": columns, "parser": spec["parser"], "expressions": None}
        return {**told, "sorting": down}

    def _expression_key(self, found: re.Match[str], elements: list[str]) -> Mapping[str, Any]:
        columns: list[tuple[str | None, str | None]] = []
        for element in elements:
            plain = self._element.fullmatch(element)
            named = None if plain is None else self._unescaped(plain["column"][1:-1])
            columns.append((named, None if plain is None else plain["length"]))
        texts = [element if named is None else named for element, (named, _) in zip(elements, columns, strict=True)]
        name = self._unescaped(found["name"][1:-1])
        return {"type": found["type"], "name": name, "columns": columns, "parser": None, "expressions": texts}

    def _elements(self, text: str) -> Iterator[str]:
        """Yield what stands between the commas of the parentheses a text starts with."""
        depth, element = 0, ""
        for piece in self._piece.findall(text):
            depth -= piece == ")"
            if depth == 0 and piece == ")":
                yield element.strip()
                return
            if depth == 1 and piece == ",":
                yield element.strip()
                element = ""
            elif depth:
                element += piece
            depth += piece == "("

    def _take_keys(self, keys: Sequence[Mapping[str, Any]], found: TableAnswers) -> None:
        for key in keys:
            columns = [column for column, _ in key["columns"]]
            if key["type"] == "PRIMARY":
                found.pk_constraint = {"constrained_columns": columns, "name": None}
            elif columns:
                found.indexes.append(self._index(key, columns))
            if key["type"] == "UNIQUE" and None not in columns:
                unique = {"name": key["name"], "column_names": columns, "duplicates_index": key["name"]}
                found.unique_constraints.append(unique)

    def _index(self, key: Mapping[str, Any], columns: list[str | None]) -> dict[str, Any]:
        options: dict[str, Any] = {}
        if key["type"] in ("FULLTEXT", "SPATIAL"):
            options[f"{self.prefix}_prefix"] = key["type"]
        if key["parser"]:
            options[f"{self.prefix}_with_parser"] = key["parser"]
        lengths = {column: int(length) for column, length in key["columns"] if length is not None}
        if lengths:
            options[f"{self.prefix}_length"] = lengths
        index: dict[str, Any] = {"name": key["name"], "column_names": columns, "unique": key["type"] == "UNIQUE"}
        if key["expressions"] is not None:
            index["expressions"] = key["expressions"]
        if key.get("sorting"):
            index["column_sorting"] = key["sorting"]
        if options:
            index["dialect_options"] = options
        return index
