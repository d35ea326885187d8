"""Projects made for Alembic: ``import alembic`` answered by revgraph, its configuration, its command line.

``install()`` puts the alias in place for good, ``with installed():`` for a block.
"""

from __future__ import annotations

from revgraph.compat.alembic.faces import install, installed, uninstall
from revgraph.compat.alembic.table import MODULES

__all__ = ["MODULES", "install", "installed", "uninstall"]
