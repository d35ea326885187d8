"""The attributes of ``alembic.context``, missing outside of an environment."""

from __future__ import annotations

from typing import Any

from revgraph.runtime.environment import door


def __getattr__(name: str) -> Any:
    if name in ("config", "script"):
        try:
            return getattr(door.current(), name)
        except NameError as error:
            raise AttributeError(str(error)) from None
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
