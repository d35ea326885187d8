"""Column types as Python text that makes an equal type.

Knows no database; a dialect's implementation and ``render_item`` are asked first.
"""

from __future__ import annotations

import importlib
import inspect
import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import ARRAY, Enum, PickleType, TextClause, TypeDecorator
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import NullType, TypeEngine

from revgraph.autogenerate.render.code import Code, call, joined, keyword
from revgraph.autogenerate.render.context import RenderContext, is_plain, own_text, sqlalchemy_name
from revgraph.autogenerate.render.values import keywords, object_path, value_code, values
from revgraph.errors import OperationError
from revgraph.util.logs import Log
from revgraph.util.registry import Registry

log = Log(__name__)

type_arguments = Registry("arguments of column types")
"""Functions ``(context, type) -> list[Code]`` by class of type, where the constructor does not tell."""

_DIALECTS = "sqlalchemy.dialects."


@values.dispatch_for(TypeEngine)
def type_code(context: RenderContext, type_: TypeEngine[Any]) -> Code:
    """Return the text for a type, with its import.

    :param context: where it will stand.
    :param type_: any type, also one with variants or from outside of SQLAlchemy.
    :raises OperationError: if it can't be told how to make one.
    """
    own = own_text(context, "type", type_)
    if own is not False and own is not None:
        return own
    variants: Mapping[str, TypeEngine[Any]] = getattr(type_, "_variant_mapping", {})
    code = _one_type(context, type_)
    for dialect_name in sorted(variants):
        variant = type_code(context, variants[dialect_name])
        code = joined("{}.with_variant({}, {})", code, variant, Code(repr(dialect_name)))
    return code


def _one_type(context: RenderContext, type_: TypeEngine[Any]) -> Code:
    if context.impl is not None:
        said = context.impl.render_type(type_, context)
        if said:
            return Code(said)
    name = _type_name(context, type(type_))
    if name is None:
        return _foreign_type(context, type_)
    return _as_it_says(type_, name) or call(name, constructor_arguments(context, type_))


def _as_it_says(type_: TypeEngine[Any], name: Code) -> Code | None:
    """Return what a type says of itself that a plug-in has put in the place of one of SQLAlchemy's; None for others."""
    if type(type_).__repr__.__module__.startswith("sqlalchemy."):
        return None
    text, bare = repr(type_), name.text.rpartition(".")[2]
    return Code(name.text + text.removeprefix(bare), name.imports) if text.startswith(f"{bare}(") else None


@values.dispatch_for(type)
def _class(context: RenderContext, cls: type[Any]) -> Code:
    name = _type_name(context, cls) if issubclass(cls, TypeEngine) else object_path(cls)
    return name or _foreign_name(context, cls)


def _type_name(context: RenderContext, cls: type[TypeEngine[Any]]) -> Code | None:
    """Return the public name of a class of SQLAlchemy's, of its nearest public ancestor if it has none itself."""
    if not cls.__module__.startswith("sqlalchemy."):
        return None
    for ancestor in cls.__mro__:
        name, module = ancestor.__name__, ancestor.__module__
        if module.startswith(_DIALECTS):
            dialect = module.removeprefix(_DIALECTS).partition(".")[0]
            if getattr(importlib.import_module(_DIALECTS + dialect), name, None) is ancestor:
                return Code(f"{dialect}.{name}", frozenset({f"from sqlalchemy.dialects import {dialect}"}))
        elif getattr(sqlalchemy, name, None) is ancestor:
            return Code(sqlalchemy_name(context, name))
        elif getattr(sqlalchemy.types, name, None) is ancestor:
            return Code(sqlalchemy_name(context, f"types.{name}"))
    return None


def _foreign_type(context: RenderContext, type_: TypeEngine[Any]) -> Code:
    """Return the text for a type from outside: its own repr if it has one, else the constructor with its arguments."""
    cls = type(type_)
    name = _foreign_name(context, cls)
    if not cls.__repr__.__module__.startswith("sqlalchemy."):
        text = repr(type_)
        module, _, bare = name.text.rpartition(".")
        bare_class = cls.__name__
        if text.startswith(f"{bare_class}("):
            return Code(name.text + text.removeprefix(bare_class), name.imports)
        if text.startswith(f"{module}.{bare}("):
            return Code(text, name.imports)
    return call(name, constructor_arguments(context, type_))


def _foreign_name(context: RenderContext, cls: type[Any]) -> Code:
    prefix = context.opts.get("user_module_prefix")
    if prefix is not None:
        return Code(f"{prefix}{cls.__name__}")
    if is_plain(context) and "<" in cls.__qualname__:
        log.warning("type %s of %s is local to a function: change its name in the file", cls.__name__, cls.__module__)
        return Code(f"{cls.__module__}.{cls.__name__}", frozenset({f"import {cls.__module__}"}))
    return object_path(cls)


def constructor_arguments(context: RenderContext, type_: TypeEngine[Any]) -> list[Code]:
    """Return the arguments that make an equal type.

    :param context: where they will stand.
    :param type_: without its variants.
    """
    try:
        special = type_arguments.dispatch(type(type_))
    except ValueError:
        return _as_in_repr(type_, _told_by_constructor(context, type_))
    arguments: list[Code] = special(context, type_)
    return arguments


def _told_by_constructor(context: RenderContext, type_: TypeEngine[Any]) -> Iterator[Code]:
    for parameter in _parameters(type(type_)):
        value = _kept(type_, parameter.name)
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            if value is not inspect.Parameter.empty:
                yield from (value_code(context, each) for each in value)
        elif value is inspect.Parameter.empty:
            if parameter.default is inspect.Parameter.empty:
                log.warning(
                    "The argument %r of type %r is not kept on the type, so it is missing from the revision file; "
                    "give the type a __repr__, or render it with the 'render_item' option.",
                    parameter.name,
                    type_,
                )
        elif parameter.default is inspect.Parameter.empty and not _is_keyword_only(parameter):
            yield value_code(context, value)
        elif not _same(value, parameter.default):
            yield keyword(parameter.name, value_code(context, value))


def _as_in_repr(type_: TypeEngine[Any], arguments: Iterable[Code]) -> list[Code]:
    """Return keyword arguments in the order in which the type itself tells them."""
    said = repr(type_)

    def place(argument: Code) -> int:
        name, equals, _ = argument.text.partition("=")
        found = said.find(f"{name}=") if equals and name.isidentifier() else -1
        return len(said) if equals and name.isidentifier() and found < 0 else found

    return sorted(arguments, key=place)


def _parameters(cls: type[Any]) -> Iterator[inspect.Parameter]:
    """Yield the constructor's parameters; ``**kwargs`` stands for those of the next constructor."""
    seen = {"self"}
    for ancestor in cls.__mro__:
        if "__init__" not in vars(ancestor) or ancestor is object:
            continue
        passes_on = False
        for parameter in list(inspect.signature(vars(ancestor)["__init__"]).parameters.values())[1:]:
            if parameter.kind is parameter.VAR_KEYWORD:
                passes_on = True
            elif parameter.name not in seen:
                seen.add(parameter.name)
                yield parameter
        if not passes_on:
            return


def _kept(type_: Any, name: str) -> Any:
    value = getattr(type_, name, inspect.Parameter.empty)
    if value is inspect.Parameter.empty and isinstance(type_, TypeDecorator):
        value = getattr(type_.impl, name, inspect.Parameter.empty)
    return inspect.Parameter.empty if inspect.ismethod(value) else value


def _is_keyword_only(parameter: inspect.Parameter) -> bool:
    return parameter.kind is inspect.Parameter.KEYWORD_ONLY


def _same(value: Any, default: Any) -> bool:
    try:
        return bool(type(value) is type(default) and value == default)
    except Exception as error:
        raise OperationError(f"the argument {value!r} of a type can't be compared with its default: {error}") from error


@type_arguments.dispatch_for(TypeDecorator)
def _decorator(context: RenderContext, type_: TypeDecorator[Any]) -> list[Code]:
    """Take a decorator's own parameters, or those of the type it wraps if it hands them on."""
    own = [cls for cls in type(type_).__mro__ if "__init__" in vars(cls) and cls is not object]
    if own and own[0] is not TypeDecorator:
        return list(_told_by_constructor(context, type_))
    wrapped: Any = type_.impl_instance if hasattr(type_, "impl_instance") else type_.impl
    plain = type(wrapped)
    return [] if repr(wrapped) == f"{plain.__name__}()" else constructor_arguments(context, wrapped)


@type_arguments.dispatch_for(Enum)
def _enum(context: RenderContext, type_: Enum) -> list[Code]:
    arguments = [value_code(context, str(value)) for value in type_.enums]
    options: dict[str, Any] = {
        "name": type_.name,
        "schema": type_.schema,
        "collation": getattr(type_, "collation", None),
    }
    if isinstance(type_, mysql.ENUM):
        options = {"collation": type_.collation, "charset": type_.charset}
    elif isinstance(type_, postgresql.ENUM):
        if not type_.create_type:
            options["create_type"] = False
    else:
        defaults = {"native_enum": True, "create_constraint": False}
        options.update(
            {name: value for name, default in defaults.items() if (value := getattr(type_, name, default)) != default}
        )
        if type_.length != max((len(value) for value in type_.enums), default=0):
            options["length"] = type_.length  # of the text it is where there are no enum types
    return [*arguments, *keywords(context, {name: value for name, value in options.items() if value is not None})]


@type_arguments.dispatch_for(mysql.SET)
def _set(context: RenderContext, type_: mysql.SET) -> list[Code]:
    options = {
        "retrieve_as_bitwise": type_.retrieve_as_bitwise or None,
        "collation": type_.collation,
        "charset": type_.charset,
    }
    arguments = [value_code(context, value) for value in type_.values]
    return [*arguments, *keywords(context, {name: value for name, value in options.items() if value is not None})]


@type_arguments.dispatch_for(ARRAY)
def _array(context: RenderContext, type_: ARRAY[Any]) -> list[Code]:
    options: dict[str, Any] = {"as_tuple": type_.as_tuple or None, "dimensions": type_.dimensions}
    options["zero_indexes"] = type_.zero_indexes or None
    said = {name: value for name, value in options.items() if value is not None}
    return [type_code(context, type_.item_type), *keywords(context, said)]


@type_arguments.dispatch_for(postgresql.DOMAIN)
def _domain(context: RenderContext, type_: postgresql.DOMAIN) -> list[Code]:
    names = ("collation", "collation_schema", "default", "constraint_name", "not_null", "check", "schema")
    said = {name: value for name in names if (value := getattr(type_, name, None)) not in (None, False)}
    if isinstance(type_.check, TextClause) and not type_.check._bindparams:
        said["check"] = type_.check.text  # which DOMAIN makes a text of
    if not type_.create_type:
        said["create_type"] = False
    return [value_code(context, type_.name), type_code(context, type_.data_type), *keywords(context, said)]


@type_arguments.dispatch_for(PickleType)
def _pickle(context: RenderContext, type_: PickleType) -> list[Code]:
    said = {"protocol": (type_.protocol, pickle.HIGHEST_PROTOCOL), "pickler": (type_.pickler, pickle)}
    options = {name: value for name, (value, default) in said.items() if value is not default and value != default}
    return keywords(context, {**options, **({"comparator": type_.comparator} if type_.comparator else {})})


@type_arguments.dispatch_for(NullType)
def _null(_: RenderContext, __: NullType) -> list[Code]:
    return []
