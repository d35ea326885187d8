"""Golden cases at the level of users: tables, one call on ``op``, the tables as they must be then.

The SQL that each dialect must write is kept in readable files, a missing cell or one too many is a failure::

    -- case: add_column_integer
    -- on: sqlite postgresql mysql
    ALTER TABLE t ADD COLUMN c INTEGER;
    -- refused on: oracle
    words that are in the error
    -- nothing on: mssql

``mysql`` is MariaDB too, unless there is a cell ``mariadb``. No test here.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table

from revgraph.operations import Operations
from revgraph.runtime.migration import MigrationContext

DIALECTS = ("sqlite", "postgresql", "mysql", "mssql", "oracle")
WRITTEN = (*DIALECTS, "mariadb")
SCHEMA = "rg_s"
WORDS = 110
"""So much of an error's text is kept where nobody chose the words."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class TableSpec:
    """A table that is yet to be put into a MetaData."""

    name: str
    items: tuple[Any, ...]
    options: Mapping[str, Any]


def spec(name: str, *items: Any, **options: Any) -> TableSpec:
    """Return a table by its name, columns, constraints and options."""
    return TableSpec(name, items, options)


def tables(*specs: TableSpec) -> MetaData:
    """Return the tables in a MetaData of their own."""
    metadata = MetaData()
    for one in specs:
        Table(one.name, metadata, *one.items, **one.options)
    return metadata


@dataclass(frozen=True)
class Case:
    """A change, told by what was, what is called, and what must be.

    :param call: what a user writes.
    :param before: the tables as they are.
    :param after: the tables as they must be then, made by SQLAlchemy alone.
    :param after_on: the same for a database on which they differ, with the reason in a comment where it is given.
    :param before_on: the tables to start with on a database that has more of them.
    :param rows: rows by table name; None to have some made for each table of ``before``.
    :param values: the rows afterwards where they are not what they were.
    :param renamed: new names of tables, and of columns as ``"t.c"``.
    :param refused: words of the error by kind of database that can't do it.
    :param script_fails: words of the database's error by kind, where it refuses the script only: a live connection
        looks and finds a way, a script can't know.
    :param autocommit: it can't be done within a transaction.
    :param opts: options of the migration context.
    """

    name: str
    call: Callable[[Operations], Any]
    before: MetaData = field(default_factory=MetaData)
    after: MetaData = field(default_factory=MetaData)
    after_on: Mapping[str, MetaData] = field(default_factory=dict)
    before_on: Mapping[str, MetaData] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Row]] | None = None
    values: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    script_fails: Mapping[str, str] = field(default_factory=dict)
    autocommit: bool = False
    opts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def uses_schema(self) -> bool:
        """Whether any table is outside of the default schema."""
        every = (self.before, self.after, *self.after_on.values())
        return any(table.schema is not None for metadata in every for table in metadata.tables.values())

    def rows_before(self) -> dict[Table, list[Row]]:
        """Return the rows to start with: those given, else two for each table whose columns allow it."""
        if self.rows is not None:
            return {self.before.tables[name]: list(rows) for name, rows in self.rows.items() if rows}
        made = {}
        for table in self.before.sorted_tables:
            values = {column.name: SAMPLES[column.name] for column in table.columns if column.name in SAMPLES}
            missing = [column for column in table.columns if _needs_value(column) and column.name not in values]
            if values and not missing:
                made[table] = [{name: pair[place] for name, pair in values.items()} for place in (0, 1)]
        return made


SAMPLES: Mapping[str, tuple[Any, Any]] = {"id": (1, 2), "a": (10, 20), "b": ("x", 'it\'s 5% :c \\ "q"')}
"""Values of columns by their names, for two rows."""


def _needs_value(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None


# ---------------------------------------------------------------------------------------------- what is written


@dataclass(frozen=True)
class Cell:
    """What one case is on one dialect.

    :param text: the script, or words of the error.
    :param refused: it is an error.
    """

    text: str
    refused: bool = False

    def holds(self, found: Cell) -> bool:
        """Say whether what was found is what this cell says."""
        return found.refused == self.refused and (self.text in found.text if self.refused else self.text == found.text)

    def __str__(self) -> str:
        return f"refused: {self.text}" if self.refused else self.text


def written(case: Case, dialect: str) -> Cell:
    """Return what a case writes on a dialect."""
    buffer = StringIO()
    options = {"as_sql": True, "literal_binds": True, "output_buffer": buffer, **case.opts}
    # cells show what is written; that it must be told is tested by itself
    options.setdefault("mysql_unstated_default_is_none", True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SQLAlchemy tells that Oracle has no ON UPDATE; the cell shows it
            case.call(Operations(MigrationContext.configure(dialect_name=dialect, opts=options)))
    except Exception as error:  # of which class it is stands in the cell
        return Cell(" ".join(f"{type(error).__name__}: {error}".split()), refused=True)
    lines = (line.rstrip() for line in buffer.getvalue().splitlines())
    return Cell("\n".join(line for line in lines if line))


Cells = Mapping[str, Mapping[str, Cell]]
"""By case, then by dialect."""


def read_cells(path: Path) -> Cells:
    """Return the cells of a file; fails if one is there twice, or names an unknown dialect."""
    cells: dict[str, dict[str, Cell]] = {}
    case: dict[str, Cell] = {}
    for heading, value, body in _sections(path.read_text(encoding="utf-8") if path.exists() else ""):
        if heading == "case":
            assert value not in cells, f"{path.name}: case {value} is there twice"
            case = cells[value] = {}
            continue
        for dialect in value.split():
            assert dialect in WRITTEN, f"{path.name}: no dialect is called {dialect!r}"
            assert dialect not in case, f"{path.name}: {list(cells)[-1]} has two cells for {dialect}"
            case[dialect] = Cell(body, refused=heading == "refused on")
    return cells


_HEADINGS = ("case", "on", "nothing on", "refused on")


def _sections(text: str) -> Iterable[tuple[str, str, str]]:
    """Yield (heading, what stands behind it, the lines below)."""
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        heading, colon, value = line.removeprefix("-- ").partition(":")
        if line.startswith("-- ") and colon and heading in _HEADINGS:
            found.append((heading, value.strip(), []))
        elif line and found:
            found[-1][2].append(line)
    return [(heading, value, "\n".join(body)) for heading, value, body in found]


def write_cells(path: Path, cells: Cells) -> None:
    """Write a file anew, equal cells of a case together."""
    parts = []
    for name, by_dialect in cells.items():
        parts.append(f"-- case: {name}")
        grouped: dict[Cell, list[str]] = {}
        for dialect, cell in by_dialect.items():
            grouped.setdefault(cell, []).append(dialect)
        for cell, dialects in grouped.items():
            heading = "refused on" if cell.refused else "on" if cell.text else "nothing on"
            parts += [f"-- {heading}: {' '.join(dialects)}", *([cell.text] if cell.text else [])]
        parts.append("")
    path.write_text("\n".join(parts), encoding="utf-8")


def mistakes(case: Case, cells: Mapping[str, Cell]) -> list[str]:
    """Return what is wrong with a case: missing cells, and those that say something else than what is written."""
    wrong = [f"no cell for {dialect}" for dialect in DIALECTS if dialect not in cells]
    for dialect in WRITTEN:
        expected = cells.get(dialect) or (cells.get("mysql") if dialect == "mariadb" else None)
        if expected is not None and not expected.holds(found := written(case, dialect)):
            wrong.append(f"--- {dialect} wrote\n{found}\n--- expected\n{expected}")
    return wrong


def fresh_cells(case: Case, known: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a case as they are now; words of errors stay as they were chosen if they still hold."""
    fresh = {}
    for dialect in WRITTEN:
        found = written(case, dialect)
        said = known.get(dialect)
        kept = said is not None and said.refused and said.holds(found)
        fresh[dialect] = said if kept else Cell(found.text[:WORDS], True) if found.refused else found
    if fresh["mysql"].holds(fresh["mariadb"]):
        del fresh["mariadb"]
    return fresh
