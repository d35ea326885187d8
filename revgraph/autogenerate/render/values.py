"""Plain values as Python text: numbers, strings, dates, containers, classes and functions.

Types and SQL register themselves here from their own files.
"""

from __future__ import annotations

import builtins
import datetime
import decimal
import enum
import functools
import types
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from sqlalchemy.sql.elements import conv, quoted_name

from revgraph.autogenerate.render.code import Code, call, in_tuple, joined, keyword, listed
from revgraph.autogenerate.render.context import RenderContext, identifier, operation_name
from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.util.registry import Registry

values = Registry("values in revision files")
"""Functions ``(context, value) -> Code`` by class of the value."""


def value_code(context: RenderContext, value: Any) -> Code:
    """Return the text that makes an equal value.

    :param context: where it will stand.
    :param value: anything that may be an argument of a type, constraint, index or table.
    :raises OperationError: if there is no such text.
    """
    try:
        render = values.dispatch(type(value))
    except ValueError:
        raise OperationError(
            f"{value!r} ({type(value).__module__}.{type(value).__qualname__}) can't be written into a revision file; "
            "give it as text, or render what holds it with the 'render_item' option"
        ) from None
    return cast("Code", render(context, value))


def keywords(context: RenderContext, options: Mapping[str, Any]) -> list[Code]:
    """Return keyword arguments in the order given; names that are no identifiers come as one ``**{...}``."""
    plain = [keyword(name, value_code(context, value)) for name, value in options.items() if name.isidentifier()]
    odd = {name: value for name, value in options.items() if not name.isidentifier()}
    return [*plain, joined("**{}", value_code(context, odd))] if odd else plain


def object_path(obj: Any) -> Code:
    """Return the dotted path of a class or function, importing its module.

    :param obj: it must be reachable from its module by its qualified name.
    :raises OperationError: if it is local to a function.
    """
    module, name = obj.__module__, obj.__qualname__
    if "<" in name:
        raise OperationError(
            f"{module}.{name} is local to a function or a lambda and can't be imported by a revision file; "
            "move it to the top of its module, or render what holds it with the 'render_item' option"
        )
    if module == builtins.__name__:
        return Code(name)
    return Code(f"{module}.{name}", frozenset({f"import {module}"}))


@values.dispatch_for(type(None))
@values.dispatch_for(bool)
@values.dispatch_for(int)
@values.dispatch_for(bytes)
@values.dispatch_for(types.EllipsisType)
def _plain(_: RenderContext, value: Any) -> Code:
    return Code(repr(value))


@values.dispatch_for(float)
def _float(_: RenderContext, value: float) -> Code:
    return Code(repr(value)) if value - value == 0 else Code(f"float({str(value)!r})")


@values.dispatch_for(str)
def _string(_: RenderContext, value: str) -> Code:
    return Code(repr(str(value)))


@values.dispatch_for(conv)
@values.dispatch_for(quoted_name)
def _name(context: RenderContext, value: str) -> Code:
    return identifier(context, value)


@values.dispatch_for(decimal.Decimal)
def _decimal(_: RenderContext, value: decimal.Decimal) -> Code:
    return Code(f"decimal.{value!r}", frozenset({"import decimal"}))


@values.dispatch_for(datetime.date)
@values.dispatch_for(datetime.time)
@values.dispatch_for(datetime.timedelta)
@values.dispatch_for(datetime.tzinfo)
def _moment(_: RenderContext, value: Any) -> Code:
    return Code(repr(value), frozenset({"import datetime"}))


@values.dispatch_for(ops.MissingValue)
def _missing(context: RenderContext, value: ops.MissingValue) -> Code:
    return call(operation_name(context, "missing_value"), [Code(repr(value.column))])


@values.dispatch_for(uuid.UUID)
def _uuid(_: RenderContext, value: uuid.UUID) -> Code:
    return Code(f"uuid.{value!r}", frozenset({"import uuid"}))


@values.dispatch_for(enum.Enum)
def _enum_member(_: RenderContext, value: enum.Enum) -> Code:
    owner = object_path(type(value))
    return Code(f"{owner.text}.{value.name}", owner.imports)


@values.dispatch_for(list)
def _list(context: RenderContext, value: Iterable[Any]) -> Code:
    return listed(value_code(context, item) for item in value)


@values.dispatch_for(tuple)
def _tuple(context: RenderContext, value: tuple[Any, ...]) -> Code:
    return in_tuple([value_code(context, item) for item in value])


@values.dispatch_for(set)
@values.dispatch_for(frozenset)
def _set(context: RenderContext, value: Iterable[Any]) -> Code:
    items = sorted((value_code(context, item) for item in value), key=lambda code: code.text)
    plain = listed(items, "{", "}") if items else Code("set()")
    return call("frozenset", [plain]) if isinstance(value, frozenset) else plain


@values.dispatch_for(dict)
@values.dispatch_for(Mapping)
def _dict(context: RenderContext, value: Mapping[Any, Any]) -> Code:
    pairs = (joined("{}: {}", value_code(context, key), value_code(context, item)) for key, item in value.items())
    return listed(pairs, "{", "}")


@values.dispatch_for(types.FunctionType)
@values.dispatch_for(types.BuiltinFunctionType)
def _object(_: RenderContext, value: Callable[..., Any]) -> Code:
    return object_path(value)


@values.dispatch_for(types.ModuleType)
def _module(_: RenderContext, value: types.ModuleType) -> Code:
    return Code(value.__name__, frozenset({f"import {value.__name__}"}))


@values.dispatch_for(functools.partial)
def _partial(context: RenderContext, value: functools.partial[Any]) -> Code:
    arguments = [value_code(context, item) for item in (value.func, *value.args)]
    made = call("functools.partial", [*arguments, *keywords(context, value.keywords)])
    return Code(made.text, made.imports | {"import functools"})
