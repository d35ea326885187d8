"""Stop where so many tables are missing from the models that they were hardly meant to be dropped.

Works on what was found; no database is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from revgraph.autogenerate.wishes import Wishes
from revgraph.errors import CommandError
from revgraph.operations import ops

_SHARE = 0.2
"""The part of the known tables that may go at once."""
_SHOWN = 10


def demand_intended_drops(found: Sequence[ops.MigrateOperation], known: int, modelled: int, wishes: Wishes) -> None:
    """Refuse to drop more than a fifth of the tables at once, unless that is wished for.

    A single table may go however few there are, as long as there are any models at all.

    :param found: what was found.
    :param known: the number of tables in the database.
    :param modelled: the number of tables in the models.
    :param wishes: whether any number of drops is meant.
    :raises CommandError: names the tables, and how to go on.
    """
    gone = sorted(op.table_name for op in found if isinstance(op, ops.DropTableOp))
    is_few = len(gone) < 2 if modelled else not gone
    if wishes.allow_drop or is_few or len(gone) <= known * _SHARE:
        return
    more = "" if len(gone) <= _SHOWN else f" and {len(gone) - _SHOWN} more"
    raise CommandError(
        f"{len(gone)} of the {known} tables in the database are not in the models: {', '.join(gone[:_SHOWN])}{more}. "
        "Were the models imported in env.py? Nothing was written; if they are to be dropped, say so with --allow-drop"
    )
