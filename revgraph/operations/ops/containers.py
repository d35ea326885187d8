"""Operations that hold operations: the changes of one table, of one direction, of one revision.

Values only: nothing here writes files or runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from revgraph.errors import SeveralListsError
from revgraph.operations.ops.base import MigrateOperation

Ops = TypeVar("Ops")


class OpContainer(MigrateOperation):
    """A list of operations.

    :param ops: the operations; ``ops`` may be changed in place.
    """

    def __init__(self, ops: Sequence[MigrateOperation] = ()) -> None:
        self.ops = list(ops)

    def effect(self) -> Mapping[str, Any]:
        """Return the operations."""
        return {"ops": self.ops}

    def is_empty(self) -> bool:
        """Say whether there is nothing to do, here or in any container within."""
        return all(isinstance(op, OpContainer) and op.is_empty() for op in self.ops)

    def as_diffs(self) -> Any:
        """Return all operations as the tuples of ``compare_metadata``, containers within laid flat."""
        return list(_diffs(self))


def _diffs(container: OpContainer) -> Iterator[Any]:
    for op in container.ops:
        if isinstance(op, OpContainer):
            yield from _diffs(op)
        else:
            yield op.to_diff_tuple()


def _reversed(ops: Iterable[MigrateOperation]) -> list[MigrateOperation]:
    return [op.reverse() for op in reversed(list(ops))]


class ModifyTableOps(OpContainer):
    """Operations on one table.

    :param table_name: the table.
    :param ops: the operations.
    :param schema: schema of the table.
    """

    def __init__(self, table_name: str, ops: Sequence[MigrateOperation], *, schema: str | None = None) -> None:
        super().__init__(ops)
        self.table_name = table_name
        self.schema = schema

    def effect(self) -> Mapping[str, Any]:
        """Return the table and the operations."""
        return {"table_name": self.table_name, "schema": self.schema, "ops": self.ops}

    def reverse(self) -> ModifyTableOps:
        """Return the reversed operations in reversed order.

        :raises OperationError: if one of them can't be reversed.
        """
        return ModifyTableOps(self.table_name, _reversed(self.ops), schema=self.schema)


class UpgradeOps(OpContainer):
    """The operations of ``upgrade()``.

    :param ops: the operations.
    :param upgrade_token: name of the template variable they are rendered into.
    """

    def __init__(self, ops: Sequence[MigrateOperation] = (), upgrade_token: str = "upgrades") -> None:
        super().__init__(ops)
        self.upgrade_token = upgrade_token

    def reverse_into(self, downgrade_ops: DowngradeOps) -> DowngradeOps:
        """Replace the operations of ``downgrade_ops`` with the reverse of these and return it.

        :raises OperationError: if one of them can't be reversed; ``downgrade_ops`` is then unchanged.
        """
        downgrade_ops.ops[:] = _reversed(self.ops)
        return downgrade_ops

    def reverse(self) -> DowngradeOps:
        """Return the operations that undo these.

        :raises OperationError: if one of them can't be reversed.
        """
        return self.reverse_into(DowngradeOps())


class DowngradeOps(OpContainer):
    """The operations of ``downgrade()``.

    :param ops: the operations.
    :param downgrade_token: name of the template variable they are rendered into.
    """

    def __init__(self, ops: Sequence[MigrateOperation] = (), downgrade_token: str = "downgrades") -> None:
        super().__init__(ops)
        self.downgrade_token = downgrade_token

    def reverse(self) -> UpgradeOps:
        """Return the operations that undo these.

        :raises OperationError: if one of them can't be reversed.
        """
        return UpgradeOps(_reversed(self.ops))


class MigrationScript(MigrateOperation):
    """A revision that is about to be written.

    :param rev_id: its id; None for one that is not decided yet.
    :param upgrade_ops: what ``upgrade()`` does; several for environments with several databases.
    :param downgrade_ops: what ``downgrade()`` does.
    :param message: its message.
    :param imports: lines of imports the operations need.
    :param head: the revision to build on.
    :param splice: allow a head that is none.
    :param branch_label: labels of the branch it starts.
    :param version_path: the folder to write to.
    :param depends_on: revisions it depends on.
    """

    attribute_of = {"upgrade_ops": "upgrade_ops_list", "downgrade_ops": "downgrade_ops_list"}

    def __init__(
        self,
        rev_id: str | None,
        upgrade_ops: UpgradeOps | Sequence[UpgradeOps] | None,
        downgrade_ops: DowngradeOps | Sequence[DowngradeOps] | None,
        *,
        message: str | None = None,
        imports: set[str] | None = None,
        head: str | None = None,
        splice: bool | None = None,
        branch_label: str | Sequence[str] | None = None,
        version_path: str | os.PathLike[str] | None = None,
        depends_on: str | Sequence[str] | None = None,
    ) -> None:
        self.rev_id = rev_id
        self.message = message
        self.imports: set[str] = set() if imports is None else imports
        self.head = head
        self.splice = splice
        self.branch_label = branch_label
        self.version_path = version_path
        self.depends_on = depends_on
        self._upgrade_ops: list[UpgradeOps] = _as_list(upgrade_ops)
        self._downgrade_ops: list[DowngradeOps] = _as_list(downgrade_ops)

    def effect(self) -> Mapping[str, Any]:
        """Return the operations of both directions; names, messages and places of files do nothing to a database."""
        return {"upgrade_ops": self.upgrade_ops_list, "downgrade_ops": self.downgrade_ops_list}

    @property
    def upgrade_ops(self) -> UpgradeOps | None:
        """The operations of ``upgrade()``; None if there are none.

        :raises SeveralListsError: if there are several lists; see :attr:`upgrade_ops_list`.
        """
        return _only(self._upgrade_ops, "upgrade_ops")

    @upgrade_ops.setter
    def upgrade_ops(self, upgrade_ops: UpgradeOps | Sequence[UpgradeOps] | None) -> None:
        self._upgrade_ops = _as_list(upgrade_ops)

    @property
    def downgrade_ops(self) -> DowngradeOps | None:
        """The operations of ``downgrade()``; None if there are none.

        :raises SeveralListsError: if there are several lists; see :attr:`downgrade_ops_list`.
        """
        return _only(self._downgrade_ops, "downgrade_ops")

    @downgrade_ops.setter
    def downgrade_ops(self, downgrade_ops: DowngradeOps | Sequence[DowngradeOps] | None) -> None:
        self._downgrade_ops = _as_list(downgrade_ops)

    @property
    def upgrade_ops_list(self) -> list[UpgradeOps]:
        """All lists of operations of ``upgrade()``, one for each database."""
        return self._upgrade_ops

    @property
    def downgrade_ops_list(self) -> list[DowngradeOps]:
        """All lists of operations of ``downgrade()``, one for each database."""
        return self._downgrade_ops


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return [value] if isinstance(value, OpContainer) else list(value)


def _only(lists: list[Ops], name: str) -> Ops | None:
    if len(lists) > 1:
        raise SeveralListsError(f"this migration script holds {len(lists)} lists of operations; use {name}_list")
    return lists[0] if lists else None
