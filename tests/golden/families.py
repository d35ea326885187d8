"""All golden cases by family; each family has a file of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import sqlalchemy

from tests.golden import add_column, alter_column, batches, constraints, drop_column, indexes, names, rows, whole_tables
from tests.kit.golden import Case, Cells, read_cells

FAMILIES: Mapping[str, Sequence[Case]] = {
    "add_column": add_column.CASES,
    "alter_column": alter_column.CASES,
    "drop_column": drop_column.CASES,
    "tables": whole_tables.CASES,
    "constraints": constraints.CASES,
    "indexes": indexes.CASES,
    "rows": rows.CASES,
    "names": names.CASES,
    "batches": batches.CASES,
}
IS_OLD = sqlalchemy.__version__.startswith("2.0.")
CELLS = Path(__file__).parent / "sql"


def file_of(family: str) -> Path:
    """Return the file with the cells of a family."""
    return CELLS / f"{family}.sql"


def old_file_of(family: str) -> Path:
    """Return the file with the cells that are others on SQLAlchemy 2.0; only these are in it."""
    return CELLS / "sqlalchemy_2_0" / f"{family}.sql"


def cells_of(family: str) -> Cells:
    """Return the cells of a family for the SQLAlchemy that is there."""
    cells = read_cells(file_of(family))
    others = read_cells(old_file_of(family)) if IS_OLD else {}
    return {name: {**by_dialect, **others.get(name, {})} for name, by_dialect in cells.items()}
