"""The commands as functions: ``from revgraph import command``; ``revgraph`` on the command line calls these."""

from __future__ import annotations

from revgraph.command.author import check, merge, revision
from revgraph.command.journal import log, resolve
from revgraph.command.move import downgrade, stamp, upgrade
from revgraph.command.picture import graph
from revgraph.command.relink import rebase
from revgraph.command.report import branches, current, heads, history, show
from revgraph.command.setup import ensure_version, init, list_templates

__all__ = [
    "branches",
    "check",
    "current",
    "downgrade",
    "ensure_version",
    "graph",
    "heads",
    "history",
    "init",
    "list_templates",
    "log",
    "merge",
    "rebase",
    "resolve",
    "revision",
    "show",
    "stamp",
    "upgrade",
]
