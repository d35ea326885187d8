"""The commands as functions: ``from revgraph import command``; ``revgraph`` on the command line calls these."""

from __future__ import annotations

from revgraph.command.adopt import adopt
from revgraph.command.author import check, merge, revision
from revgraph.command.doctor import doctor
from revgraph.command.journal import log, resolve
from revgraph.command.move import downgrade, stamp, upgrade
from revgraph.command.picture import graph
from revgraph.command.plan import plan
from revgraph.command.relink import rebase
from revgraph.command.report import branches, current, edit, heads, history, show, wait
from revgraph.command.setup import ensure_version, init, list_templates

__all__ = [
    "adopt",
    "branches",
    "check",
    "current",
    "doctor",
    "downgrade",
    "edit",
    "ensure_version",
    "graph",
    "heads",
    "history",
    "init",
    "list_templates",
    "log",
    "merge",
    "plan",
    "rebase",
    "resolve",
    "revision",
    "show",
    "stamp",
    "upgrade",
    "wait",
]
