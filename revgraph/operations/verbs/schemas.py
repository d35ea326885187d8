"""The verbs on schemas and extensions, with their documentation.

Each makes an operation and invokes it; knows no database.
"""

from __future__ import annotations

from revgraph.operations import ops
from revgraph.operations.verbs.invoker import Invoker


class SchemaVerbs(Invoker):
    """Create and drop schemas; install and remove extensions."""

    def create_schema(
        self, /, schema_name: str, *, if_not_exists: bool | None = None, authorization: str | None = None
    ) -> None:
        """Create a schema; on MySQL and MariaDB that is a database.

        Refused on SQLite, whose "schemas" are files attached to a connection, and on Oracle, whose are users.

        :param schema_name: its name.
        :param if_not_exists: do nothing if there is one of that name.
        :param authorization: the role that owns it; PostgreSQL and SQL Server.
        :raises OperationError: if the database has no such thing.
        """
        self.invoke(ops.CreateSchemaOp(schema_name, if_not_exists=if_not_exists, authorization=authorization))

    def drop_schema(self, /, schema_name: str, *, if_exists: bool | None = None, cascade: bool | None = None) -> None:
        """Drop a schema; without ``cascade`` only an empty one.

        MySQL and MariaDB would drop the tables in it unasked: there it is looked first, and a script must say
        ``cascade=True``. SQL Server has no cascade. Refused on SQLite and Oracle, see :meth:`create_schema`.

        :param schema_name: its name.
        :param if_exists: do nothing if there is no such schema.
        :param cascade: drop what is in it, too.
        :raises OperationError: if the database can't, or would drop more than asked.
        :raises OfflineError: if a script for MySQL or MariaDB is written without ``cascade``.
        """
        self.invoke(ops.DropSchemaOp(schema_name, if_exists=if_exists, cascade=cascade))

    def create_extension(
        self,
        /,
        extension_name: str,
        *,
        schema: str | None = None,
        version: str | None = None,
        if_not_exists: bool | None = None,
        cascade: bool | None = None,
    ) -> None:
        """Install an extension into a PostgreSQL database; nothing elsewhere, so one migration serves all.

        :param extension_name: its name, such as ``"citext"``.
        :param schema: the schema its objects go to.
        :param version: which version; the server's default one unless given.
        :param if_not_exists: do nothing if it is installed.
        :param cascade: install what it needs, too.
        """
        self.invoke(
            ops.CreateExtensionOp(
                extension_name, schema=schema, version=version, if_not_exists=if_not_exists, cascade=cascade
            )
        )

    def drop_extension(
        self, /, extension_name: str, *, if_exists: bool | None = None, cascade: bool | None = None
    ) -> None:
        """Remove an extension from a PostgreSQL database; nothing elsewhere.

        :param extension_name: its name.
        :param if_exists: do nothing if it is not installed.
        :param cascade: drop what uses it, too: columns of its types among it.
        """
        self.invoke(ops.DropExtensionOp(extension_name, if_exists=if_exists, cascade=cascade))
