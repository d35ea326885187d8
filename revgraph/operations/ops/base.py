"""The contract of an operation value: what it can be asked, how it prints itself.

Knows nothing of databases, dialects or the verbs that make operations.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar, Protocol

from sqlalchemy import Constraint, ForeignKeyConstraint
from sqlalchemy.sql.elements import ClauseElement, TextClause, conv, quoted_name

from revgraph.errors import OperationError

ConstraintName = str | quoted_name | conv | None
"""A name, a name no convention may touch (``conv``), or None for "let the convention or the database choose"."""


class SchemaContext(Protocol):
    """What a value may ask of the migration context: its options, for the naming convention of the models."""

    @property
    def opts(self) -> Mapping[str, Any]:
        """Return the options of the context; ``target_metadata`` is the one that is read."""


class MigrateOperation:
    """One change to a database, as a value.

    Operations are plain mutable objects compared by identity: hooks of autogenerate change them in place.
    """

    attribute_of: ClassVar[Mapping[str, str]] = {}
    """Attribute in which a constructor argument is kept, where the two names differ."""

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

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._said())})"

    def _said(self) -> Iterator[str]:
        for parameter in list(inspect.signature(type(self).__init__).parameters.values())[1:]:
            value: Any = getattr(self, self.attribute_of.get(parameter.name, parameter.name), inspect.Parameter.empty)
            if parameter.name.startswith("_") or value is inspect.Parameter.empty:
                continue
            if parameter.kind is parameter.VAR_KEYWORD:
                yield from (f"{key}={_shown(item)}" for key, item in value.items() if item is not None)
            elif parameter.default is parameter.empty:
                yield _shown(value)
            elif value is not parameter.default and value != {} and value != []:
                yield f"{parameter.name}={_shown(value)}"


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
        said.append("-> " + ", ".join(element.target_fullname for element in constraint.elements))
    if hasattr(constraint, "sqltext"):
        said = [repr(str(constraint.sqltext))]
    if isinstance(constraint.name, str):
        said.append(f"name={str(constraint.name)!r}")
    return f"{type(constraint).__name__}({', '.join(said)})"
