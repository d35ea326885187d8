"""``from revgraph import context``: what env.py calls, acting on the environment that is current.

Defines nothing itself: every function is :class:`~revgraph.runtime.environment.EnvironmentContext`'s method of the
same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revgraph.runtime.environment import EnvironmentContext, door

if TYPE_CHECKING:
    from revgraph.config import Config
    from revgraph.script.base import ScriptDirectory

    config: Config
    script: ScriptDirectory

__all__ = [
    "begin_transaction",
    "config",
    "configure",
    "execute",
    "get_bind",
    "get_context",
    "get_head_revision",
    "get_head_revisions",
    "get_impl",
    "get_revision_argument",
    "get_starting_revision_argument",
    "get_tag_argument",
    "get_x_argument",
    "is_offline_mode",
    "is_transactional_ddl",
    "requires_connection",
    "run_migrations",
    "script",
    "static_output",
]

begin_transaction = door.forward(EnvironmentContext.begin_transaction)
configure = door.forward(EnvironmentContext.configure)
execute = door.forward(EnvironmentContext.execute)
get_bind = door.forward(EnvironmentContext.get_bind)
get_context = door.forward(EnvironmentContext.get_context)
get_head_revision = door.forward(EnvironmentContext.get_head_revision)
get_head_revisions = door.forward(EnvironmentContext.get_head_revisions)
get_impl = door.forward(EnvironmentContext.get_impl)
get_revision_argument = door.forward(EnvironmentContext.get_revision_argument)
get_starting_revision_argument = door.forward(EnvironmentContext.get_starting_revision_argument)
get_tag_argument = door.forward(EnvironmentContext.get_tag_argument)
get_x_argument = door.forward(EnvironmentContext.get_x_argument)
is_offline_mode = door.forward(EnvironmentContext.is_offline_mode)
is_transactional_ddl = door.forward(EnvironmentContext.is_transactional_ddl)
requires_connection = door.forward(EnvironmentContext.requires_connection)
run_migrations = door.forward(EnvironmentContext.run_migrations)
static_output = door.forward(EnvironmentContext.static_output)


def __getattr__(name: str) -> Any:
    if name in ("config", "script"):
        return getattr(door.current(), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
