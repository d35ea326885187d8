"""The contract of an operation value: what it can be asked, how it prints itself.

Knows nothing of databases, dialects or the verbs that make operations: what only rooms above can answer, they
register in :data:`statement_writers` and :data:`probes`.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from sqlalchemy import Constraint, ForeignKeyConstraint
from sqlalchemy.sql.elements import ClauseElement, TextClause, conv, quoted_name

from revgraph.errors import OperationError
from revgraph.operations.ops.digest import digest_of
from revgraph.util.registry import Registry

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Inspector

ConstraintName = str | quoted_name | conv | None
"""A name, a name no convention may touch (``conv``), or None for "let the convention or the database choose"."""


class SchemaContext(Protocol):
    """What a value may ask of the migration context: its options, for the naming convention of the models."""

    @property
    def opts(self) -> Mapping[str, Any]:
        """Return the options of the context; ``target_metadata`` is the one that is read."""


class Applied(Enum):
    """Whether a database holds what an operation makes."""

    YES = "yes"
    """All of it is there, as the operation says; to run it again would be wrong or useless."""

    NO = "no"
    """Nothing of it is there: it has yet to run."""

    UNKNOWN = "unknown"
    """It can't be told, or a part of it is there: a person must look."""


statement_writers = Registry("statements of operations")
"""Functions ``(operation, dialect) -> list of SQL texts`` by class of operation."""

probes = Registry("probes of operations")
"""Functions ``(operation, inspector) -> Applied`` by class of operation and dialect."""


class MigrateOperation:
    """One change to a database, as a value.

    Operations are plain mutable objects compared by identity: hooks of autogenerate change them in place.
    """

    attribute_of: ClassVar[Mapping[str, str]] = {}
    """Attribute in which a constructor argument is kept, where the two names differ."""

    remarks: Sequence[str] = ()
    """Lines that are written as comments above the operation in a revision file; they have no effect."""

    @cached_property
    def info(self) -> dict[Any, Any]:
        """A dictionary for whatever the owner of the operation wants to keep with it."""
        return {}

    def reverse(self) -> MigrateOperation:
        """Return the operation that undoes this one.

        :raises OperationError: if it can't be undone, or if what to go back to is not known.
        """
        raise OperationError(f"{self!r} can't be reversed; write its undoing in downgrade() by hand")

    def to_diff_tuple(self) -> Any:
        """Return this operation as the tuple that ``compare_metadata`` reports.

        :raises OperationError: if it has no such form.
        """
        raise OperationError(f"{type(self).__name__} has no form as a difference")

    def effect(self) -> Mapping[str, Any]:
        """Return all of this operation that counts for its effect, by name; what :meth:`digest` is made of.

        In general the arguments of the constructor, without those that say the default. A class whose arguments can
        say one thing in several ways returns it in one.
        """
        return {parameter.name if key is None else key: value for parameter, key, value in self._arguments()}

    def digest(self) -> str:
        """Return a hexadecimal SHA-256 of the effect: the same for every operation that does the same.

        It does not depend on the process, the versions of Python and SQLAlchemy, the order of keywords, the layout of
        SQL or who made the operation. Read-only.
        """
        return digest_of(type(self), self.effect())

    def statements(self, dialect: Dialect | str) -> list[str]:
        """Return what this operation would send to a database, as SQL texts without terminators. Needs no connection.

        :param dialect: SQLAlchemy's dialect, or its name.
        :raises OfflineError: if that depends on what is in the database.
        :raises OperationError: if the dialect can't do it.
        """
        return cast("list[str]", statement_writers.dispatch(self)(self, dialect))

    def applied(self, inspector: Inspector) -> Applied:
        """Say whether a database holds what this operation makes. Read-only.

        Yes only if the whole definition is there as the operation says. An operation that nobody knows how to look
        for, such as raw SQL, is never guessed at: unknown.

        :param inspector: a fresh one: it remembers what it has read.
        """
        try:
            probe = probes.dispatch(self, inspector.dialect.name)
        except ValueError:
            return Applied.UNKNOWN
        return cast("Applied", probe(self, inspector))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._said())})"

    def _said(self) -> Iterator[str]:
        for parameter, key, value in self._arguments():
            if key is not None:
                yield f"{key}={_shown(value)}"
            elif parameter.default is parameter.empty:
                yield _shown(value)
            else:
                yield f"{parameter.name}={_shown(value)}"

    def _arguments(self) -> Iterator[tuple[inspect.Parameter, str | None, Any]]:
        """Yield the constructor's arguments that say something: parameter, key within ``**kw``, value."""
        for parameter in list(inspect.signature(type(self).__init__).parameters.values())[1:]:
            value: Any = getattr(self, self.attribute_of.get(parameter.name, parameter.name), inspect.Parameter.empty)
            if parameter.name.startswith("_") or value is inspect.Parameter.empty:
                continue
            if parameter.kind is parameter.VAR_KEYWORD:
                yield from ((parameter, key, item) for key, item in value.items() if item is not None)
            elif parameter.default is parameter.empty or (
                value is not parameter.default and value != {} and value != []
            ):
                yield parameter, None, value


class AlterTableOp(MigrateOperation):
    """A change to one existing table.

    :param table_name: the table.
    :param schema: its schema, or None for the default one.
    """

    def __init__(self, table_name: str, *, schema: str | None = None) -> None:
        self.table_name = table_name
        self.schema = schema


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        items = ", ".join(_shown(item) for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items})"
    if isinstance(value, Constraint):
        return _shown_constraint(value)
    if isinstance(value, TextClause):
        return f"text({value.text!r})"
    return str(value) if isinstance(value, ClauseElement) and type(value).__module__ != _SCHEMA else repr(value)


_SCHEMA = "sqlalchemy.sql.schema"


def _shown_constraint(constraint: Any) -> str:
    said = [repr(key) for key in getattr(constraint, "column_keys", getattr(constraint, "columns", {}).keys())]
    if isinstance(constraint, ForeignKeyConstraint):
        said.append("-> " + ", ".join(_shown_target(element) for element in constraint.elements))
    if hasattr(constraint, "sqltext"):
        said = [repr(str(constraint.sqltext))]
    if isinstance(constraint.name, str):
        said.append(f"name={str(constraint.name)!r}")
    return f"{type(constraint).__name__}({', '.join(said)})"


def _shown_target(element: Any) -> str:
    """Return the column a foreign key refers to; SQLAlchemy refuses to write one of a table with a dot in its name."""
    tokens = getattr(element, "target_tokens", None)
    if tokens is None:  # before SQLAlchemy 2.1
        return str(element.target_fullname)
    return ".".join(str(part) for part in (tokens.schema, tokens.table_name, tokens.column_name) if part)
