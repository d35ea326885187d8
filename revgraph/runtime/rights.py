"""What the user of a connection may do, asked of the database without trying it."""

from __future__ import annotations

import os
import re

from sqlalchemy import Connection, text


def may_create_tables(connection: Connection, schema: str | None = None) -> bool | None:
    """Tell whether tables can be created; read-only.

    :param connection: a live connection.
    :param schema: where; default: the connection's own.
    :return: None if this database has no way to ask that is known here.
    """
    asked = {"postgresql": _postgresql, "sqlite": _sqlite, "mysql": _mysql, "mariadb": _mysql}
    ask = asked.get(connection.dialect.name)
    return None if ask is None else ask(connection, schema)


def hidden_schema(connection: Connection, table: str) -> tuple[str, str] | None:
    """Return a schema of the search path that has a table of this name, and the user who may not use it; read-only.

    PostgreSQL then says that there is no such table. Other databases don't hide what may not be read in this way.

    :param connection: a live connection.
    :param table: a name without schema.
    """
    if connection.dialect.name != "postgresql":
        return None
    found = connection.execute(text(_HIDDEN), {"table": table}).first()
    return None if found is None else (found[0], found[1])


_HIDDEN = """
    SELECT n.nspname, current_user
    FROM unnest(string_to_array(current_setting('search_path'), ',')) WITH ORDINALITY AS path (name, place)
    JOIN pg_catalog.pg_namespace AS n
      ON n.nspname = replace(trim(both '" ' from path.name), '$user', current_user)
    JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = :table AND c.relkind IN ('r', 'p')
    WHERE NOT has_schema_privilege(n.oid, 'USAGE')
    ORDER BY path.place LIMIT 1
"""


def _postgresql(connection: Connection, schema: str | None) -> bool:
    place = text("SELECT has_schema_privilege(coalesce(cast(:schema AS text), current_schema()), 'CREATE')")
    return bool(connection.execute(place, {"schema": schema}).scalar())


def _sqlite(connection: Connection, schema: str | None) -> bool:
    path = connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    if not path:
        return True  # in memory
    return os.access(path, os.W_OK) and os.access(os.path.dirname(path), os.W_OK)


def _mysql(connection: Connection, schema: str | None) -> bool:
    name = schema or connection.exec_driver_sql("SELECT DATABASE()").scalar()
    granted = re.compile(r"GRANT (?P<what>.+?) ON (?P<where>\S+) TO ", re.IGNORECASE)
    for (line,) in connection.exec_driver_sql("SHOW GRANTS").all():
        found = granted.match(line)
        if found is None or not re.search(r"\b(ALL PRIVILEGES|CREATE)(,|$)", found["what"], re.IGNORECASE):
            continue
        pattern = found["where"].removesuffix(".*").replace("`", "")
        if pattern == "*" or _like(pattern).fullmatch(str(name)):
            return True
    return False


def _like(pattern: str) -> re.Pattern[str]:
    """Return what a name of a grant means: ``%`` any characters, ``_`` one, ``\\`` takes a meaning away."""
    parts = re.findall(r"\\.|.", pattern)
    return re.compile("".join({"%": ".*", "_": "."}.get(part, re.escape(part[-1])) for part in parts))
