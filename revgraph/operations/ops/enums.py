"""Operations on enum types: create, drop, their values.

Values only: no database, no SQL. Databases without enum types have nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

import sqlalchemy

from revgraph.ddl.enums import EnumChange
from revgraph.errors import OperationError
from revgraph.operations.ops.base import MigrateOperation


class EnumOp(MigrateOperation):
    """Something done to an enum type.

    :param name: its name.
    :param schema: its schema, or None for the default one.
    """

    def __init__(self, name: str, *, schema: str | None = None) -> None:
        self.name = name
        self.schema = schema


class CreateEnumOp(EnumOp):
    """Create an enum type.

    :param values: its values, in order; an :class:`enum.Enum` gives its members' names, as SQLAlchemy stores them.
    :param if_not_exists: do nothing if there is a type of that name.
    """

    def __init__(
        self,
        name: str,
        values: Iterable[str] | type[Enum],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
    ) -> None:
        super().__init__(name, schema=schema)
        self.values = values_of(values)
        self.if_not_exists = if_not_exists

    def to_type(self) -> sqlalchemy.Enum:
        """Return SQLAlchemy's type."""
        return sqlalchemy.Enum(*self.values, name=self.name, schema=self.schema)

    def reverse(self) -> DropEnumOp:
        """Return the operation that drops the type."""
        guard = True if self.if_not_exists else None
        return DropEnumOp(self.name, schema=self.schema, if_exists=guard, values=self.values)

    def to_diff_tuple(self) -> tuple[str, str | None, str, tuple[str, ...]]:
        """Return ``("add_enum", schema, name, values)``."""
        return ("add_enum", self.schema, self.name, self.values)


class DropEnumOp(EnumOp):
    """Drop an enum type.

    :param if_exists: do nothing if there is no such type.
    :param values: its values, to bring it back with.
    """

    def __init__(
        self,
        name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        values: Iterable[str] | type[Enum] | None = None,
    ) -> None:
        super().__init__(name, schema=schema)
        self.if_exists = if_exists
        self.values = None if values is None else values_of(values)

    def effect(self) -> Mapping[str, Any]:
        """Return what is dropped; its values are for the reverse alone."""
        return {name: value for name, value in super().effect().items() if name != "values"}

    def reverse(self) -> CreateEnumOp:
        """Return the operation that creates the type again.

        :raises OperationError: if its values are not known.
        """
        if self.values is None:
            raise OperationError(f"{self!r} can't be reversed: say which values the type had: values=[...]")
        guard = True if self.if_exists else None
        return CreateEnumOp(self.name, self.values, schema=self.schema, if_not_exists=guard)

    def to_diff_tuple(self) -> tuple[str, str | None, str, tuple[str, ...]]:
        """Return ``("remove_enum", schema, name, values)``."""
        return ("remove_enum", self.schema, self.name, self.values or ())


class AddEnumValueOp(EnumOp):
    """Add a value to an enum type.

    :param value: the value.
    :param before: the value it shall stand before.
    :param after: the value it shall stand after; at the end if neither is given.
    :param if_not_exists: do nothing if the type has it.
    :param commit: commit first, so that the value can be used at once; None if that is possible.
    :param existing_values: the values there are before it, to go back to.
    """

    def __init__(
        self,
        name: str,
        value: str,
        *,
        before: str | None = None,
        after: str | None = None,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        commit: bool | None = None,
        existing_values: Iterable[str] | type[Enum] | None = None,
    ) -> None:
        super().__init__(name, schema=schema)
        self.value = value
        self.before = before
        self.after = after
        self.if_not_exists = if_not_exists
        self.commit = commit
        self.existing_values = None if existing_values is None else values_of(existing_values)
        if before is not None and after is not None:
            raise OperationError(f"add_enum_value({name!r}, {value!r}): give before or after, not both")

    def effect(self) -> Mapping[str, Any]:
        """Return what is added; the values before are for the reverse alone."""
        return {name: value for name, value in super().effect().items() if name != "existing_values"}

    def all_values(self) -> tuple[str, ...]:
        """Return the values of the type with the new one.

        :raises OperationError: if those before are not known, or the neighbour is none of them.
        """
        if self.existing_values is None:
            raise OperationError(f"{self!r} can't be reversed: say which values there were: existing_values=[...]")
        found = [value for value in self.existing_values if value != self.value]
        neighbour = self.before if self.before is not None else self.after
        if neighbour is not None and neighbour not in found:
            raise OperationError(f"{self!r}: {neighbour!r} is none of the existing values")
        at = len(found) if neighbour is None else found.index(neighbour) + (self.after is not None)
        return (*found[:at], self.value, *found[at:])

    def reverse(self) -> AlterEnumOp:
        """Return the operation that takes the value away again, if no row holds it.

        :raises OperationError: if the values before are not known.
        """
        before = tuple(value for value in self.existing_values or () if value != self.value)
        return AlterEnumOp(self.name, self.all_values(), before, schema=self.schema, _reverse=self)

    def to_diff_tuple(self) -> tuple[str, str | None, str, str, str | None, str | None]:
        """Return ``("add_enum_value", schema, name, value, before, after)``."""
        return ("add_enum_value", self.schema, self.name, self.value, self.before, self.after)


class RenameEnumValueOp(EnumOp):
    """Give a value of an enum type another name; rows follow.

    :param old: what it is.
    :param new: what it shall be.
    """

    def __init__(self, name: str, old: str, new: str, *, schema: str | None = None) -> None:
        super().__init__(name, schema=schema)
        self.old = old
        self.new = new

    def reverse(self) -> RenameEnumValueOp:
        """Return the operation that gives the old name back."""
        return RenameEnumValueOp(self.name, self.new, self.old, schema=self.schema)

    def to_diff_tuple(self) -> tuple[str, str | None, str, str, str]:
        """Return ``("rename_enum_value", schema, name, old, new)``."""
        return ("rename_enum_value", self.schema, self.name, self.old, self.new)


class AlterEnumOp(EnumOp):
    """Exchange the values of an enum type.

    :param old_values: the values there are, in order.
    :param new_values: the values there shall be, in order.
    :param renames: new name of each value that is given another one.
    :param mapping: for each value that goes away, what rows that hold it shall hold.
    :param columns: for scripts: the columns of the type, each as (schema, table, column), with whether it is an array
        and its server default after these if need be.
    :param _reverse: the operation that undoes it, if that is known better than by turning this one around.
    """

    def __init__(
        self,
        name: str,
        old_values: Iterable[str] | type[Enum],
        new_values: Iterable[str] | type[Enum],
        *,
        renames: Mapping[str, str] | None = None,
        schema: str | None = None,
        mapping: Mapping[str, str] | None = None,
        columns: Sequence[Sequence[Any]] | None = None,
        _reverse: AddEnumValueOp | AlterEnumOp | None = None,
    ) -> None:
        super().__init__(name, schema=schema)
        self.old_values = values_of(old_values)
        self.new_values = values_of(new_values)
        self.renames = dict(renames or {})
        self.mapping = dict(mapping or {})
        self.columns = None if columns is None else [tuple(column) for column in columns]
        self._reverse = _reverse

    def to_change(self) -> EnumChange:
        """Return what changes.

        :raises OperationError: if values, renames and mapping don't fit together.
        """
        return EnumChange(self.name, self.schema, self.old_values, self.new_values, self.renames, self.mapping)

    def reverse(self) -> AddEnumValueOp | AlterEnumOp:
        """Return the operation that gives the old values back.

        A mapping is turned around where it leads from one value that goes away to one that is new. Rows that hold
        another new value have nothing to go back to, and make the reverse refuse.

        :raises OperationError: if values, renames and mapping don't fit together.
        """
        if self._reverse is not None:
            return self._reverse
        renamed = {new: old for old, new in self.renames.items()}
        kept = set(self.old_values) - set(self.to_change().removed)
        targets = list(self.mapping.values())
        back = {
            new: old
            for old, new in self.mapping.items()
            if targets.count(new) == 1 and new not in renamed and new not in kept
        }
        return AlterEnumOp(
            self.name,
            self.new_values,
            self.old_values,
            renames=renamed,
            schema=self.schema,
            mapping=back,
            columns=self.columns,
            _reverse=self,
        )

    def to_diff_tuple(self) -> tuple[str, str | None, str, tuple[str, ...], tuple[str, ...]]:
        """Return ``("modify_enum", schema, name, old_values, new_values)``."""
        return ("modify_enum", self.schema, self.name, self.old_values, self.new_values)


def values_of(values: Iterable[str] | type[Enum]) -> tuple[str, ...]:
    """Return values as a tuple of strings; the names of an Enum class's members, as SQLAlchemy stores them.

    :raises OperationError: if one is no string, or a string is given for the list.
    """
    if isinstance(values, type) and issubclass(values, Enum):
        return tuple(values.__members__)
    found = (values,) if isinstance(values, str) else tuple(values)
    wrong = [value for value in found if not isinstance(value, str)]
    if wrong or isinstance(values, str):
        raise OperationError(f"the values of an enum type are a list of strings, not {values!r}")
    return tuple(str.__str__(value) for value in found)
