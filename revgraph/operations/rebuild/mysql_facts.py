"""What MySQL and MariaDB have hung on a table, read from SHOW CREATE TABLE and the catalogue; changes nothing."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from revgraph.operations.rebuild.facts import Facts

_NAMED = re.compile(r"(?:(?P<kind>[A-Z ]*)(?:KEY|CONSTRAINT) )?`(?P<name>(?:[^`]|``)*)`")
_NUMBER = re.compile(r" AUTO_INCREMENT=(\d+)")
_COMMENT = re.compile(r" COMMENT='(?:[^'\\]|''|\\.)*'")
_HERE = "CONVERT(:schema USING utf8mb4)"

OBSTACLES = (
    (
        "trigger",
        "SELECT trigger_name FROM information_schema.triggers WHERE event_object_schema = :schema "
        "AND event_object_table = :t",
    ),
    (
        "foreign key of another table",
        "SELECT concat(table_name, '.', constraint_name) FROM information_schema.key_column_usage "
        "WHERE referenced_table_schema = :schema AND referenced_table_name = :t "
        "AND NOT (table_schema = :schema AND table_name = :t) AND ordinal_position = 1",
    ),
)
"""What can't be brought back: what it is, and the query for its names."""


def read_mysql_facts(connection: Connection, place: str, table_name: str, schema: str | None) -> Facts:
    """Return the facts of a table.

    :param place: its name as SQL spells it, with the schema if need be.
    """
    where = schema or connection.exec_driver_sql("SELECT database()").scalar()
    created = str(connection.exec_driver_sql(f"SHOW CREATE TABLE {place.replace('%', '%%')}").one()[1])
    obstacles = [
        f"{what} {row[0]}"
        for what, query in OBSTACLES
        for row in connection.execute(text(query), {"schema": where, "t": table_name})
    ]
    body, tail = created.rsplit("\n)", 1)
    for word in ("PARTITION BY", "WITH SYSTEM VERSIONING", "DATA DIRECTORY", "UNION="):
        obstacles += [word] if word in tail.upper() or word in body.upper().replace("`", "") else []
    number = _NUMBER.search(tail)
    return Facts(
        obstacles=obstacles,
        defined={**_lines(body), "options": _COMMENT.sub("", _NUMBER.sub("", tail)).strip()},
        restored=[f"ALTER TABLE {place} AUTO_INCREMENT = {number.group(1)}"] if number is not None else [],
    )


def _lines(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in body.split("\n")[1:]:
        sql = line.strip().rstrip(",")
        named = _NAMED.match(sql)
        what = (named.group("kind") or "").strip().lower() if named is not None else "primary"
        if "FOREIGN KEY" in sql and sql.startswith("CONSTRAINT"):
            continue  # other tables must not have the name at the same time: made at the end
        kind = "constraint" if sql.startswith("CONSTRAINT") else "index" if " KEY " in f" {sql[:14]}" else "column"
        found[f"{kind} {named.group('name') if named is not None and kind != 'index' else sql[:60]}"] = f"{what} {sql}"
    return found
