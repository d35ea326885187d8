"""Autogenerate: compare models with a database, draft the operations between them, render them as a revision."""

from revgraph.autogenerate.api import compare_metadata, produce_migrations, render_python_code
from revgraph.autogenerate.comparators import DispatchPriority, PriorityDispatchResult, comparators
from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.render import render_op_text, renderers
from revgraph.autogenerate.revision import RevisionContext
from revgraph.autogenerate.rewriter import Rewriter

__all__ = [
    "AutogenContext",
    "DispatchPriority",
    "PriorityDispatchResult",
    "RevisionContext",
    "Rewriter",
    "comparators",
    "compare_metadata",
    "produce_migrations",
    "render_op_text",
    "render_python_code",
    "renderers",
]
