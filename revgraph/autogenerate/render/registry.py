"""The registry of renderers: one function for each kind of operation, plug-ins may add theirs.

Knows no operation itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revgraph.autogenerate.render.code import Code
from revgraph.autogenerate.render.context import RenderContext
from revgraph.errors import OperationError
from revgraph.util.registry import Registry

default_renderers = Registry("renderers")
"""What revgraph itself renders."""

renderers = default_renderers
"""Functions ``(autogen_context, op)`` by class of operation; they return text, :class:`Code` or a list of either."""


def op_codes(context: RenderContext, op: Any) -> Iterator[Code]:
    """Yield the statements of an operation.

    :param context: where they will stand.
    :param op: any operation.
    :raises OperationError: if nobody registered a renderer for it.
    """
    try:
        render = renderers.dispatch(type(op), context.dialect.name)
    except ValueError:
        raise OperationError(
            f"{op!r} can't be written into a revision file: no renderer is registered for {type(op).__name__}; "
            "register one with @renderers.dispatch_for"
        ) from None
    yield from codes_of(render(context, op))


def codes_of(said: Any) -> Iterator[Code]:
    """Yield the statements of what a renderer returned: text, :class:`Code`, or a list of either."""
    for each in said if isinstance(said, (list, tuple)) else (said,):
        yield each if isinstance(each, Code) else Code(str(each))
