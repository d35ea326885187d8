"""What rendering needs to know: dialect, options, where the text will stand.

No connection: text is made when the database is long gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from sqlalchemy import Dialect
from sqlalchemy.sql.elements import ClauseElement, conv, quoted_name
from sqlalchemy.types import TypeEngine

from revgraph.autogenerate.render.code import Code, call, joined, keyword


class Spelling(Protocol):
    """The dialect's say in what is rendered."""

    @property
    def restates_defaults(self) -> bool:
        """Say whether a change of a column states its default anew, so that a script must be told of it."""
        ...

    def render_type(self, type_obj: TypeEngine[Any], autogen_context: Any) -> str | Literal[False]:
        """Return the text for a type, or False for the usual one."""
        ...

    def render_ddl_sql_expr(
        self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False, **kw: Any
    ) -> str:
        """Return the SQL of an expression, values written into it."""
        ...


class RenderContext(Protocol):
    """Dialect, options and place of what is rendered."""

    opts: Mapping[str, Any]
    """The options of ``context.configure()``."""
    imports: set[str]
    """Import lines added by hooks and by renderers that return plain text."""
    in_batch: bool
    """Whether the text stands within a ``batch_alter_table`` block, whose operations don't name the table."""

    @property
    def dialect(self) -> Dialect:
        """Return the dialect."""
        ...

    @property
    def impl(self) -> Spelling | None:
        """Return the dialect's implementation, None where there is no migration context."""
        ...

    def within_batch(self) -> RenderContext:
        """Return the same context for the inside of a batch block."""
        ...


def in_full(context: RenderContext) -> bool:
    """Say whether text is written in full: no line is broken for its width, and a block says what is None."""
    return context.opts.get("code_width", "own") is None


def is_plain(context: RenderContext) -> bool:
    """Say whether text is to hold nothing that helps a reader alone."""
    return bool(context.opts.get("plain_drafts"))


def sqlalchemy_name(context: RenderContext, name: str) -> str:
    """Return a name of SQLAlchemy's with the prefix it has in the file."""
    return f"{context.opts.get('sqlalchemy_module_prefix', 'sa.') or ''}{name}"


def operation_name(context: RenderContext, name: str) -> str:
    """Return a verb of ``op`` with the prefix it has in the file, or within the batch block."""
    if context.in_batch:
        return f"batch_op.{name}"
    return f"{context.opts.get('alembic_module_prefix', 'op.') or ''}{name}"


def identifier(context: RenderContext, name: str | None) -> Code:
    """Return a name of a table, column or constraint as Python text.

    :param context: where it stands.
    :param name: one that no naming convention may touch again is wrapped in ``op.f()``; forced quoting is kept; one of
        a class with a ``__repr__`` of its own says by it what it is.
    """
    if isinstance(name, conv):
        return call(operation_name(context, "f"), [Code(repr(str(name)))])
    if isinstance(name, quoted_name) and name.quote is not None:
        quote = keyword("quote", Code(repr(bool(name.quote))))
        return call(sqlalchemy_name(context, "quoted_name"), [Code(repr(str(name))), quote])
    if name is not None and type(name).__repr__ not in (str.__repr__, quoted_name.__repr__):
        return Code(repr(name))
    return Code(repr(None if name is None else str(name)))


def own_text(context: RenderContext, kind: str, item: Any) -> Code | Literal[False] | None:
    """Return what the user's ``render_item`` says: text, None to leave the item out, False for the usual text.

    :param context: where it stands.
    :param kind: ``"type"``, ``"column"``, ``"server_default"``, ``"primary_key"``, ``"foreign_key"``, ``"unique"``,
        ``"check"`` or ``"exclude"``.
    :param item: the object.
    """
    ask = context.opts.get("render_item")
    said = False if ask is None else ask(kind, item, context)
    if said is None or said is False:
        return said
    return Code(str(said))


def qualified(context: RenderContext, pattern: str, *pieces: Code) -> Code:
    """Return pieces in a pattern that begins with a name of SQLAlchemy's."""
    return joined(sqlalchemy_name(context, pattern), *pieces)
