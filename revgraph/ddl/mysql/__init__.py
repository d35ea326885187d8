"""MySQL and MariaDB: the implementation, and what it needs to know of a column before it changes one."""

from __future__ import annotations

from revgraph.ddl.mysql.impl import MariaDBImpl, MySQLImpl
from revgraph.ddl.mysql.spellings import (
    MariaDBDropConstraint,
    MySQLAlterDefault,
    MySQLChangeColumn,
    MySQLModifyColumn,
    MySQLRenameColumn,
)

__all__ = [
    "MariaDBDropConstraint",
    "MariaDBImpl",
    "MySQLAlterDefault",
    "MySQLChangeColumn",
    "MySQLImpl",
    "MySQLModifyColumn",
    "MySQLRenameColumn",
]
