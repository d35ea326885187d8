"""The verbs on sequences, with their documentation.

Each makes an operation and invokes it; knows no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Sequence

from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.ops.sequences import Owner
from revgraph.operations.verbs.invoker import Invoker


class SequenceVerbs(Invoker):
    """Create, alter and drop sequences.

    PostgreSQL, MariaDB since 10.3, SQL Server and Oracle have sequences. Elsewhere (SQLite, MySQL) these verbs do
    nothing and say so in the log, as SQLAlchemy does by itself: a column with a Sequence numbers its rows by
    autoincrement there, so one migration serves all of these databases.
    """

    def create_sequence(
        self,
        /,
        sequence: str | Sequence,
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
        """Create a sequence; nothing on SQLite and MySQL, which have none.

        ::

            op.create_sequence("order_number", start=1000, increment=10)

        :param sequence: its name, or a :class:`sqlalchemy.Sequence` with all it says but ``owned_by`` and
            ``if_not_exists``.
        :param schema: its schema.
        :param start: first value.
        :param increment: distance of values; negative to count down.
        :param minvalue: least value.
        :param maxvalue: greatest value.
        :param nominvalue: say that there is no least value but the type's own.
        :param nomaxvalue: say that there is no greatest value but the type's own.
        :param cycle: begin anew after the last value.
        :param cache: how many values a session takes at once; 1 for no more than it needs.
        :param order: hand values out in the order of asking; only Oracle has it, left out elsewhere.
        :param data_type: integer type; only PostgreSQL and SQL Server have it, left out elsewhere.
        :param owned_by: the column it goes away with, as ``"table.column"`` or ``"schema.table.column"``, or a tuple
            of these names if they hold dots; only PostgreSQL has it, left out elsewhere.
        :param if_not_exists: do nothing if there is a sequence of that name.
        :raises OperationError: if a Sequence is given and options beside it.
        """
        said: dict[str, Any] = {
            "start": start,
            "increment": increment,
            "minvalue": minvalue,
            "maxvalue": maxvalue,
            "nominvalue": nominvalue,
            "nomaxvalue": nomaxvalue,
            "cycle": cycle,
            "cache": cache,
            "order": order,
            "data_type": data_type,
        }
        if isinstance(sequence, str):
            self.invoke(
                ops.CreateSequenceOp(sequence, schema=schema, owned_by=owned_by, if_not_exists=if_not_exists, **said)
            )
            return
        given = [name for name, value in {"schema": schema, **said}.items() if value is not None]
        if given:
            raise OperationError(
                f"create_sequence({sequence.name!r}): {', '.join(given)} can't be given beside a Sequence; put it into "
                "the Sequence"
            )
        self.invoke(ops.CreateSequenceOp.from_sequence(sequence, owned_by=owned_by, if_not_exists=if_not_exists))

    def alter_sequence(
        self,
        /,
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
        """Change what is named of a sequence; nothing on SQLite and MySQL, which have none.

        ::

            op.alter_sequence("order_number", restart=5000)

        :param sequence_name: its name.
        :param schema: its schema.
        :param restart: the next value.
        :param start: the value a later restart begins with; SQL Server and Oracle can't change it.
        :param increment: see :meth:`create_sequence`; so for the others.
        :param owned_by: ``"NONE"`` takes the owner away.
        :param if_exists: do nothing if there is no such sequence.
        :param existing: what the options that change are now, such as ``{"increment": 1}``; needed by ``reverse()``
            only.
        :raises OperationError: if nothing changes, or the database can't change it.
        """
        self.invoke(
            ops.AlterSequenceOp(
                sequence_name,
                schema=schema,
                restart=restart,
                start=start,
                increment=increment,
                minvalue=minvalue,
                maxvalue=maxvalue,
                nominvalue=nominvalue,
                nomaxvalue=nomaxvalue,
                cycle=cycle,
                cache=cache,
                order=order,
                data_type=data_type,
                owned_by=owned_by,
                if_exists=if_exists,
                existing=existing,
            )
        )

    def drop_sequence(
        self, /, sequence: str | Sequence, *, schema: str | None = None, if_exists: bool | None = None
    ) -> None:
        """Drop a sequence; nothing on SQLite and MySQL, which have none.

        :param sequence: its name, or a :class:`sqlalchemy.Sequence`, which ``reverse()`` needs.
        :param schema: its schema.
        :param if_exists: do nothing if there is no such sequence.
        :raises OperationError: if a Sequence is given and a schema beside it.
        """
        if isinstance(sequence, str):
            self.invoke(ops.DropSequenceOp(sequence, schema=schema, if_exists=if_exists))
            return
        if schema is not None:
            raise OperationError(f"drop_sequence({sequence.name!r}): put the schema into the Sequence")
        self.invoke(ops.DropSequenceOp.from_sequence(sequence, if_exists=if_exists))
