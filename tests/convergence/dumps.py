"""The oracle: what the database itself says it holds, laid out so that two can be compared.

Left aside: the order of objects, the order of columns, the names that the database or the tool chose where the
models give none, and words that say what is so without them (``NO ACTION``). Nothing of revgraph here.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping

from sqlalchemy import Engine, inspect

from tests.convergence.catalog import catalog_lines
from tests.convergence.sqltext import apart, items, unified

Dump = frozenset[str]


def dump(engine: Engine, kind: str, names: Collection[str], *, thorough: bool = True) -> Dump:
    """Return what is in a database as a set of statements and parts of statements.

    :param engine: the database.
    :param kind: its kind.
    :param names: the names of constraints, indexes and sequences that the models give.
    :param thorough: on PostgreSQL, run pg_dump, too; its catalogue is read in any case.
    """
    found = frozenset(DUMPS[kind](engine, frozenset(names))) if thorough or kind != "postgresql" else frozenset()
    return found | frozenset(catalog_lines(engine, names)) if kind == "postgresql" else found


# -- PostgreSQL

NAME = r'"(?:[^"]|"")+"|[\w$]+'
CONSTRAINT = re.compile(rf"CONSTRAINT ({NAME}) ")
OWNED = re.compile(rf"ALTER SEQUENCE ((?:{NAME})\.(?:{NAME})) OWNED BY (.+)", re.DOTALL)


def _postgresql(engine: Engine, names: frozenset[str]) -> Iterator[str]:
    text = _pg_dump(engine)
    lines = [line for line in text.split("\n") if not re.match(r"--( |$)|SET |SELECT pg_catalog|\\", line)]
    statements = [statement.strip() for statement in re.split(r";\n", "\n".join(lines)) if statement.strip()]
    owned = dict(match.groups() for statement in statements if (match := OWNED.fullmatch(statement)))
    for statement in statements:
        for sequence, owner in owned.items():
            statement = statement.replace(sequence, f"<sequence of {owner}>")
        statement = CONSTRAINT.sub(lambda match: _constraint(match, names), statement)
        statement = re.sub(rf"SEQUENCE NAME (?:{NAME})\.(?:{NAME})", "SEQUENCE NAME <any>", statement)
        if statement.startswith("CREATE TABLE"):
            yield from _table_parts(statement)
        else:
            yield statement


def _pg_dump(engine: Engine) -> str:
    url = engine.url
    place = ["--host", url.host or "127.0.0.1", "--port", str(url.port or 5432), "--username", url.username or "root"]
    done = subprocess.run(
        ["pg_dump", "--schema-only", "--no-owner", "--no-privileges", *place, str(url.database)],
        capture_output=True,
        check=True,
        env={"PGPASSWORD": str(url.password or ""), "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    return done.stdout.decode()


def _constraint(match: re.Match[str], names: Collection[str]) -> str:
    name = match.group(1)
    plain = name[1:-1].replace('""', '"') if name.startswith('"') else name
    return match.group() if plain in names else "CONSTRAINT <any> "


def _table_parts(statement: str) -> Iterator[str]:
    head, _, body = statement.partition(" (\n")
    lines = body.split("\n")
    tail = lines[-1]
    yield f"{head} {tail}"
    for line in lines[:-1]:
        yield f"{head}: {line.strip().removesuffix(',')}"


# -- MariaDB

KEY = re.compile(r"^(UNIQUE KEY|KEY|CONSTRAINT) `((?:[^`]|``)+)`")

IDLE = re.compile(r" ON (?:DELETE|UPDATE) NO ACTION")


def _mariadb(engine: Engine, names: frozenset[str]) -> Iterator[str]:
    with engine.connect() as connection:
        inspector = inspect(connection)
        quote = connection.dialect.identifier_preparer.quote_identifier
        for table in inspector.get_table_names():
            shown = connection.exec_driver_sql(f"SHOW CREATE TABLE {quote(table)}").one()[1]
            lines = shown.split("\n")
            tail = re.sub(r" AUTO_INCREMENT=\d+", "", lines[-1])
            yield f"{table} {tail}"
            for line in lines[1:-1]:
                part = IDLE.sub("", line.strip().removesuffix(","))
                yield f"{table}: {KEY.sub(lambda m: _key(m, names), part)}"
        for sequence in inspector.get_sequence_names():
            yield str(connection.exec_driver_sql(f"SHOW CREATE TABLE {quote(sequence)}").one()[1])


def _key(match: re.Match[str], names: Collection[str]) -> str:
    kind, name = match.groups()
    return match.group() if name.replace("``", "`") in names else f"{kind} <any>"


# -- SQLite


def _sqlite(engine: Engine, names: frozenset[str]) -> Iterator[str]:
    stored = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'"
    with engine.connect() as connection:
        for kind, name, text in connection.exec_driver_sql(stored):
            if kind != "table":
                yield f"{name}: {unified(text, names)}"
                continue
            head, parts, tail = items(text)
            yield f"{name} {unified(head, names)} {unified(tail, names)}"
            for part in (piece for whole in parts for piece in apart(whole)):
                yield f"{name}: {unified(part, names)}"


DUMPS: Mapping[str, Callable[[Engine, frozenset[str]], Iterator[str]]] = {
    "postgresql": _postgresql,
    "mariadb": _mariadb,
    "sqlite": _sqlite,
}
