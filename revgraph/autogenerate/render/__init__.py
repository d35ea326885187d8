"""Operations as Python text: a pure function of operation, dialect and options."""

from revgraph.autogenerate.render import columns, constraints, enums, execute, indexes, schemas, sequences, tables
from revgraph.autogenerate.render.code import Code
from revgraph.autogenerate.render.containers import render_body, render_op_text
from revgraph.autogenerate.render.context import RenderContext
from revgraph.autogenerate.render.registry import default_renderers, renderers

__all__ = [
    "Code",
    "RenderContext",
    "columns",
    "constraints",
    "default_renderers",
    "enums",
    "execute",
    "indexes",
    "render_body",
    "render_op_text",
    "renderers",
    "schemas",
    "sequences",
    "tables",
]
