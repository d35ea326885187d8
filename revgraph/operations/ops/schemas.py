"""Operations on schemas and extensions: create, drop.

Values only: no database, no SQL.
"""

from __future__ import annotations

from copy import copy

from revgraph.operations.ops.base import MigrateOperation


class CreateSchemaOp(MigrateOperation):
    """Create a schema.

    :param schema_name: its name.
    :param if_not_exists: do nothing if there is one of that name.
    :param authorization: the role that owns it.
    """

    def __init__(
        self, schema_name: str, *, if_not_exists: bool | None = None, authorization: str | None = None
    ) -> None:
        self.schema_name = schema_name
        self.if_not_exists = if_not_exists
        self.authorization = authorization
        self._dropped_with_cascade: bool | None = None

    def to_diff_tuple(self) -> tuple[str, str]:
        """Return ``("add_schema", name)``."""
        return ("add_schema", self.schema_name)

    def reverse(self) -> DropSchemaOp:
        """Return the operation that drops the schema if it is empty."""
        return DropSchemaOp(
            self.schema_name,
            if_exists=True if self.if_not_exists else None,
            cascade=self._dropped_with_cascade,
            _reverse=self,
        )


class DropSchemaOp(MigrateOperation):
    """Drop a schema.

    :param schema_name: its name.
    :param if_exists: do nothing if there is no such schema.
    :param cascade: drop what is in it, too.
    :param _reverse: the operation that brings it back.
    """

    def __init__(
        self,
        schema_name: str,
        *,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        _reverse: CreateSchemaOp | None = None,
    ) -> None:
        self.schema_name = schema_name
        self.if_exists = if_exists
        self.cascade = cascade
        self._reverse = _reverse

    def to_diff_tuple(self) -> tuple[str, str]:
        """Return ``("remove_schema", name)``."""
        return ("remove_schema", self.schema_name)

    def reverse(self) -> CreateSchemaOp:
        """Return the operation that creates the schema again, empty."""
        guard = True if self.if_exists else None
        known = self._reverse or CreateSchemaOp(self.schema_name, if_not_exists=guard)
        created = copy(known)
        created._dropped_with_cascade = self.cascade
        return created


class CreateExtensionOp(MigrateOperation):
    """Install an extension of PostgreSQL's; nothing elsewhere.

    :param extension_name: its name.
    :param schema: where its objects go.
    :param version: which version.
    :param if_not_exists: do nothing if it is installed.
    :param cascade: install what it needs, too.
    """

    def __init__(
        self,
        extension_name: str,
        *,
        schema: str | None = None,
        version: str | None = None,
        if_not_exists: bool | None = None,
        cascade: bool | None = None,
    ) -> None:
        self.extension_name = extension_name
        self.schema = schema
        self.version = version
        self.if_not_exists = if_not_exists
        self.cascade = cascade
        self._dropped_with_cascade: bool | None = None

    def to_diff_tuple(self) -> tuple[str, str]:
        """Return ``("add_extension", name)``."""
        return ("add_extension", self.extension_name)

    def reverse(self) -> DropExtensionOp:
        """Return the operation that removes the extension; not what else ``cascade`` has brought."""
        return DropExtensionOp(
            self.extension_name,
            if_exists=True if self.if_not_exists else None,
            cascade=self._dropped_with_cascade,
            _reverse=self,
        )


class DropExtensionOp(MigrateOperation):
    """Remove an extension of PostgreSQL's; nothing elsewhere.

    :param extension_name: its name.
    :param if_exists: do nothing if it is not installed.
    :param cascade: drop what uses it, too.
    :param _reverse: the operation that brings it back.
    """

    def __init__(
        self,
        extension_name: str,
        *,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        _reverse: CreateExtensionOp | None = None,
    ) -> None:
        self.extension_name = extension_name
        self.if_exists = if_exists
        self.cascade = cascade
        self._reverse = _reverse

    def to_diff_tuple(self) -> tuple[str, str]:
        """Return ``("remove_extension", name)``."""
        return ("remove_extension", self.extension_name)

    def reverse(self) -> CreateExtensionOp:
        """Return the operation that installs the extension again, by default in the server's version of it."""
        guard = True if self.if_exists else None
        created = copy(self._reverse or CreateExtensionOp(self.extension_name, if_not_exists=guard))
        created._dropped_with_cascade = self.cascade
        return created
