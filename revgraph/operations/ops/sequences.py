"""Operations on sequences: create, alter, drop.

Values only: no database, no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy

from revgraph.ddl.sequences import NONE, SequenceOptions
from revgraph.errors import OperationError
from revgraph.operations.ops.base import MigrateOperation

Owner = str | tuple[str, ...]
"""A column: ``"table.column"``, ``"schema.table.column"``, or its parts as a tuple; ``"NONE"`` for no column."""

OPTIONS = ("start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache", "order")


class SequenceOp(MigrateOperation):
    """Something done to a sequence.

    :param sequence_name: its name.
    :param schema: its schema, or None for the default one.
    """

    def __init__(self, sequence_name: str, *, schema: str | None = None) -> None:
        self.sequence_name = sequence_name
        self.schema = schema


class CreateSequenceOp(SequenceOp):
    """Create a sequence; nothing on databases without sequences.

    :param start: first value.
    :param increment: distance of values; negative to count down.
    :param minvalue: least value.
    :param maxvalue: greatest value.
    :param nominvalue: say that there is no least value.
    :param nomaxvalue: say that there is no greatest value.
    :param cycle: begin anew after the last value.
    :param cache: how many values a session takes at once.
    :param order: hand values out in the order of asking; Oracle.
    :param data_type: integer type; PostgreSQL and SQL Server.
    :param owned_by: the column it goes away with; PostgreSQL.
    :param if_not_exists: do nothing if there is a sequence of that name.
    """

    def __init__(
        self,
        sequence_name: str,
        *,
        schema: str | None = None,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        cache: int | None = None,
        order: bool | None = None,
        data_type: Any = None,
        owned_by: Owner | None = None,
        if_not_exists: bool | None = None,
    ) -> None:
        super().__init__(sequence_name, schema=schema)
        self.start = start
        self.increment = increment
        self.minvalue = minvalue
        self.maxvalue = maxvalue
        self.nominvalue = nominvalue
        self.nomaxvalue = nomaxvalue
        self.cycle = cycle
        self.cache = cache
        self.order = order
        self.data_type = data_type
        self.owned_by = owned_by
        self.if_not_exists = if_not_exists

    def effect(self) -> Mapping[str, Any]:
        """Return the sequence, however its owner was said."""
        return {**super().effect(), "owned_by": owner_parts(self.owned_by)}

    @classmethod
    def from_sequence(cls, sequence: sqlalchemy.Sequence, **kw: Any) -> CreateSequenceOp:
        """Return the operation that creates a sequence of SQLAlchemy's, with all its options.

        :param kw: ``owned_by``, ``if_not_exists``.
        """
        said = {name: getattr(sequence, name, None) for name in OPTIONS}
        if said["order"] is None:  # SQLAlchemy 2.1 keeps it among Oracle's options
            said["order"] = getattr(sequence, "dialect_kwargs", {}).get("oracle_order")
        return cls(sequence.name, schema=sequence.schema, data_type=sequence.data_type, **said, **kw)

    def to_sequence(self) -> sqlalchemy.Sequence:
        """Return SQLAlchemy's sequence."""
        said: dict[str, Any] = {name: getattr(self, name) for name in OPTIONS}
        order = said.pop("order")
        if order is not None:
            name = "oracle_order" if hasattr(sqlalchemy.Sequence, "dialect_kwargs") else "order"
            said[name] = order
        return sqlalchemy.Sequence(self.sequence_name, schema=self.schema, data_type=self.data_type, **said)

    def to_options(self) -> SequenceOptions:
        """Return the options."""
        return SequenceOptions(data_type=self.data_type, **{name: getattr(self, name) for name in OPTIONS})

    def to_diff_tuple(self) -> tuple[str, sqlalchemy.Sequence]:
        """Return ``("add_sequence", sequence)``."""
        return ("add_sequence", self.to_sequence())

    def reverse(self) -> DropSequenceOp:
        """Return the operation that drops the sequence, and knows it well enough to be reversed again."""
        guard = True if self.if_not_exists else None
        return DropSequenceOp(self.sequence_name, schema=self.schema, if_exists=guard, _reverse=self)


class DropSequenceOp(SequenceOp):
    """Drop a sequence; nothing on databases without sequences.

    :param if_exists: do nothing if there is no such sequence.
    :param _reverse: the operation that brings it back, if known.
    """

    def __init__(
        self,
        sequence_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        _reverse: CreateSequenceOp | None = None,
    ) -> None:
        super().__init__(sequence_name, schema=schema)
        self.if_exists = if_exists
        self._reverse = _reverse

    @classmethod
    def from_sequence(cls, sequence: sqlalchemy.Sequence, *, if_exists: bool | None = None) -> DropSequenceOp:
        """Return the operation that drops a sequence of SQLAlchemy's, and can be reversed."""
        create = CreateSequenceOp.from_sequence(sequence, if_not_exists=if_exists)
        return cls(sequence.name, schema=sequence.schema, if_exists=if_exists, _reverse=create)

    def to_sequence(self) -> sqlalchemy.Sequence:
        """Return SQLAlchemy's sequence, with its options if they are known."""
        if self._reverse is not None:
            return self._reverse.to_sequence()
        return sqlalchemy.Sequence(self.sequence_name, schema=self.schema)

    def to_diff_tuple(self) -> tuple[str, sqlalchemy.Sequence]:
        """Return ``("remove_sequence", sequence)``."""
        return ("remove_sequence", self.to_sequence())

    def reverse(self) -> CreateSequenceOp:
        """Return the operation that creates the sequence again.

        :raises OperationError: if its options are not known.
        """
        if self._reverse is None:
            raise OperationError(
                f"{self!r} can't be reversed: the options of the sequence are not known; pass op.drop_sequence() the "
                "sqlalchemy.Sequence instead of its name"
            )
        return self._reverse


class AlterSequenceOp(SequenceOp):
    """Change what is named of a sequence; nothing on databases without sequences.

    :param restart: the next value.
    :param start: as in :class:`CreateSequenceOp`, and so are the others.
    :param if_exists: do nothing if there is no such sequence.
    :param existing: what the options that change are now, by name; to go back to.
    """

    def __init__(
        self,
        sequence_name: str,
        *,
        schema: str | None = None,
        restart: int | None = None,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        cache: int | None = None,
        order: bool | None = None,
        data_type: Any = None,
        owned_by: Owner | None = None,
        if_exists: bool | None = None,
        existing: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(sequence_name, schema=schema)
        self.restart = restart
        self.start = start
        self.increment = increment
        self.minvalue = minvalue
        self.maxvalue = maxvalue
        self.nominvalue = nominvalue
        self.nomaxvalue = nomaxvalue
        self.cycle = cycle
        self.cache = cache
        self.order = order
        self.data_type = data_type
        self.owned_by = owned_by
        self.if_exists = if_exists
        self.existing = existing
        unknown = sorted(set(existing or ()) - {*OPTIONS, "data_type", "owned_by"})
        if unknown:
            raise OperationError(f"alter_sequence({sequence_name!r}): existing has no option {', '.join(unknown)}")
        if self.restart is None and not self.changes():
            raise OperationError(f"alter_sequence({sequence_name!r}): say what shall change, such as increment=10")

    def effect(self) -> Mapping[str, Any]:
        """Return what changes; what was is for the reverse alone."""
        said = {name: value for name, value in super().effect().items() if name != "existing"}
        return {**said, "owned_by": owner_parts(self.owned_by)}

    def changes(self) -> dict[str, Any]:
        """Return the options that change, by name."""
        names = (*OPTIONS, "data_type", "owned_by")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def to_options(self) -> SequenceOptions:
        """Return the options that change."""
        return SequenceOptions(**{name: value for name, value in self.changes().items() if name != "owned_by"})

    def to_diff_tuple(self) -> tuple[Any, ...]:
        """Return ``("modify_sequence", schema, name, existing, changes)``."""
        return ("modify_sequence", self.schema, self.sequence_name, dict(self.existing or {}), self.changes())

    def reverse(self) -> AlterSequenceOp:
        """Return the operation that gives the sequence back what it was; where it counts on stays.

        :raises OperationError: if what it was is not known, or only its next value was changed.
        """
        bounds = {"nominvalue": "minvalue", "nomaxvalue": "maxvalue"}
        known = set(self.existing or ())
        known |= {other for name, other in bounds.items() if name in known}
        known |= {name for name, other in bounds.items() if other in known}
        missing = sorted(set(self.changes()) - known)
        if missing or not self.existing:
            said = (
                f"existing={{{', '.join(f'{name!r}: ...' for name in missing)}}}"
                if missing
                else "nothing to go back to"
            )
            raise OperationError(f"{self!r} can't be reversed: say what the sequence was like: {said}")
        return AlterSequenceOp(
            self.sequence_name,
            schema=self.schema,
            if_exists=self.if_exists,
            existing=self.changes(),
            **self.existing,
        )


def owner_parts(owner: Owner | None) -> tuple[str, ...] | None:
    """Return table and column, with the schema before them if it is named; ``("NONE",)`` for no owner.

    :raises OperationError: if that is not what is there.
    """
    if owner is None:
        return None
    parts = tuple(owner.split(".")) if isinstance(owner, str) else tuple(owner)
    if parts == (NONE,) or (len(parts) in (2, 3) and all(parts)):
        return parts
    raise OperationError(
        f"owned_by={owner!r} names no column; give 'table.column', 'schema.table.column', a tuple of these names if "
        "they hold dots, or 'NONE'"
    )
