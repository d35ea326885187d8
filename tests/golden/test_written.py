"""Every case writes, on every dialect, what its cell says."""

from __future__ import annotations

from functools import cache

import pytest

from tests.golden.families import CELLS, FAMILIES, cells_of, file_of, old_file_of
from tests.kit.golden import Case, Cells, mistakes, read_cells

ALL = [pytest.param(family, case, id=case.name) for family, cases in FAMILIES.items() for case in cases]

all_cells_of = cache(cells_of)


@pytest.mark.parametrize(("family", "case"), ALL)
def test_case_writes_what_its_cells_say(family: str, case: Case) -> None:
    cells: Cells = all_cells_of(family)
    wrong = mistakes(case, cells.get(case.name, {}))
    assert not wrong, "\n".join(["", *wrong])


def test_no_cell_is_left_over() -> None:
    for family, cases in FAMILIES.items():
        names = [case.name for case in cases]
        assert list(read_cells(file_of(family))) == names, f"{family}: cells and cases differ"
        assert set(read_cells(old_file_of(family))) <= set(names), f"{family}: a cell for SQLAlchemy 2.0 has no case"
    assert {path.stem for path in CELLS.glob("**/*.sql")} == set(FAMILIES)


def test_cases_are_many_and_have_names_of_their_own() -> None:
    names = [case.name for cases in FAMILIES.values() for case in cases]
    assert len(set(names)) == len(names), f"names used twice: {sorted({n for n in names if names.count(n) > 1})}"
    assert len(names) >= 400
