"""Arguments that no dialect knows: refused with the names that are known, instead of being passed over.

Asks the implementations' signatures and SQLAlchemy's own lists; changes nothing.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.known import load
from revgraph.errors import OperationError
from revgraph.operations import ops

WORDS: Mapping[str, tuple[str, ...]] = {
    "alter_column": (
        *("nullable", "comment", "server_default", "new_column_name", "type_", "schema", "populate_default"),
        *("existing_type", "existing_server_default", "existing_nullable", "existing_comment"),
        *("autoincrement", "existing_autoincrement", "insert_before", "insert_after"),
    ),
    "drop_column": (
        *("schema", "if_exists", "cascade"),
        *("existing_type", "existing_server_default", "existing_nullable", "existing_comment"),
    ),
}
"""The arguments of verbs that take others too, for the implementations of dialects from outside."""

SPOKEN = (
    *("schema", "source_schema", "referent_schema", "if_exists", "if_not_exists", "not_valid", "info", "comment"),
    *("onupdate", "ondelete", "deferrable", "initially", "match", "use_alter", "unique", "prefixes", "cascade"),
)
"""Arguments of the other verbs, also those that SQLAlchemy takes."""

MISNOMERS = {"name": "new_column_name", "new_name": "new_column_name", "default": "server_default", "type": "type_"}
_OF_SQLALCHEMY = re.compile(r"Argument '(\w+)' is not accepted by dialect '(\w+)' on behalf of <class '.*\.(\w+)'>")
_UNPREFIXED = re.compile(r"Additional arguments should be named <dialectname>_<argument>, got '(\w+)'")


def demand_known(verb: str, where: str, options: Iterable[str]) -> None:
    """Let the options of a column's verb pass if they are known, or may be those of a dialect from outside.

    :param verb: ``"alter_column"`` or ``"drop_column"``.
    :param where: the call, for the error.
    :raises OperationError: names what was probably meant, or the options there are.
    """
    words = WORDS[verb]
    for option in options:
        if option in words:
            continue
        prefix = option.partition("_")[0]
        load(prefix)
        impl = _implementations().get(prefix)
        if impl is not None and option.startswith(f"{prefix}_"):
            known = sorted(_own_options(impl, verb, f"{prefix}_"))
            if option not in known:
                raise OperationError(f"{where}: {_unknown(option, prefix, known)}")
            continue
        near = [MISNOMERS[option]] if option in MISNOMERS else get_close_matches(option, words, n=1, cutoff=0.75)
        if near:
            raise OperationError(f"{where}: there is no argument {option!r}; did you mean {near[0]!r}?")


def demand_spelt(operation: ops.MigrateOperation) -> None:
    """Let the options of an operation pass unless one is a known word misspelt.

    :raises OperationError: names the word.
    """
    # SQLAlchemy takes "on_delete" for an option of a dialect "on", warns, and goes on without it
    if isinstance(operation, ops.AlterColumnOp | ops.DropColumnOp):
        return  # demand_known() asks more of these
    given: Mapping[str, Any] = getattr(operation, "table_kw", None) or getattr(operation, "kw", None) or {}
    for option in given:
        refused = "_" not in option  # SQLAlchemy refuses these by itself
        near = [] if refused or option in SPOKEN else get_close_matches(option, SPOKEN, n=1, cutoff=0.8)
        if near:
            raise OperationError(f"{called(operation)}: there is no argument {option!r}; did you mean {near[0]!r}?")


@contextmanager
def in_words(operation: ops.MigrateOperation) -> Iterator[None]:
    """Say what SQLAlchemy refuses within the block as an error that names operation and remedy.

    :raises OperationError: for an option that a dialect does not have, or one without a dialect's name.
    """
    demand_spelt(operation)
    try:
        yield
    except (ArgumentError, TypeError) as error:
        found = _OF_SQLALCHEMY.search(str(error))
        bare = _UNPREFIXED.search(str(error))
        if found is not None:
            option, dialect, item = found.groups()
            known = sorted(f"{dialect}_{name}" for name in _options_of_item(dialect, item))
            raise OperationError(f"{called(operation)}: {_unknown(option, dialect, known)}") from error
        if bare is not None:
            raise OperationError(
                f"{called(operation)}: there is no argument {bare.group(1)!r}; an option of a dialect begins with the "
                "dialect's name, as in postgresql_where"
            ) from error
        raise


def called(operation: Any) -> str:
    """Return an operation as a call that names the thing it is about, for errors."""
    verb = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(operation).__name__.removesuffix("Op")).lower()
    names = ("constraint_name", "index_name", "table_name", "column_name")
    said = (getattr(operation, name, None) for name in names)
    return f"{verb}({', '.join(repr(str(name)) for name in said if name is not None)})"


def _unknown(option: str, dialect: str, known: Iterable[str]) -> str:
    listed = ", ".join(known) or "none"
    return f"{dialect} has no option {option!r} for this; options there: {listed}"


def _implementations() -> dict[str, type[DefaultImpl]]:
    return {cls.__dialect__: cls for cls in _below(DefaultImpl)}


def _below(cls: type[DefaultImpl]) -> Iterator[type[DefaultImpl]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _below(sub)


def _own_options(impl: type[DefaultImpl], verb: str, prefix: str) -> set[str]:
    methods = [vars(cls)[verb] for cls in impl.__mro__ if verb in vars(cls)]
    return {name for method in methods for name in inspect.signature(method).parameters if name.startswith(prefix)}


def _options_of_item(dialect: str, item: str) -> set[str]:
    try:
        listed: Any = registry.load(dialect)().construct_arguments or ()
    except (NoSuchModuleError, ImportError):
        return set()
    return {name for cls, options in listed if cls.__name__ == item for name in options if name != "*"}
