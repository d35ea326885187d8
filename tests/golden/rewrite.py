"""Write the cells anew, for review of the difference: ``python -m tests.golden.rewrite [family ...]``.

With SQLAlchemy 2.0 only the cells that are others there are written, into files of their own. No test calls this.
"""

from __future__ import annotations

import sys

from tests.golden.families import FAMILIES, IS_OLD, cells_of, file_of, old_file_of
from tests.kit.golden import Cells, fresh_cells, read_cells, write_cells


def others(fresh: Cells, usual: Cells) -> Cells:
    """Return the cells that are not the usual ones."""
    found = {}
    for name, made in fresh.items():
        cells = {"mariadb": made["mysql"], **made} if "mariadb" in usual[name] else made
        differing = {
            key: cell for key, cell in cells.items() if key not in usual[name] or not usual[name][key].holds(cell)
        }
        found.update({name: differing} if differing else {})
    return found


if __name__ == "__main__":
    for family in sys.argv[1:] or FAMILIES:
        known = cells_of(family) if file_of(family).exists() else {}
        cells = {case.name: fresh_cells(case, known.get(case.name, {})) for case in FAMILIES[family]}
        if IS_OLD:
            differing = others(cells, read_cells(file_of(family)))
            old_file_of(family).parent.mkdir(exist_ok=True)
            write_cells(old_file_of(family), differing)
        else:
            write_cells(file_of(family), cells)
