"""What autogenerate leaves alone in a project made for Alembic, told in Alembic's words as Python warnings.

What is left alone is decided by ``autogenerate_plugins``, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import sqlalchemy

from revgraph.autogenerate.compare.options import NOT_ASKED_FOR
from revgraph.compat.alembic import messages

WORDS: Mapping[str, str] = {
    "computed columns": "Computed default on {where} cannot be modified",
    "stored expression indexes": "Skipped unsupported reflection of expression-based index {name}",
    "expression indexes": "autogenerate skipping metadata-specified expression-based index {name!r}; dialect "
    "{dialect!r} under SQLAlchemy {version} can't reflect these indexes so they can't be compared",
}
"""The warning by what is left alone; of other things Alembic says nothing."""


def leaving(original: Callable[..., None]) -> Callable[..., None]:
    """Return ``AutogenContext.leave`` as it also warns."""

    @wraps(original)
    def leave(self: Any, kind: str, where: str, reason: str) -> None:
        original(self, kind, where, reason)
        if reason == NOT_ASKED_FOR and kind in WORDS:
            name = where.rpartition(".")[2]
            version = sqlalchemy.__version__
            messages.warn(WORDS[kind].format(where=where, name=name, dialect=self.dialect.name, version=version))

    return leave
