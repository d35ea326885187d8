"""Every operation as a value: what ``op.*`` makes, what autogenerate compares, renders and reverses.

Re-exports its own rooms; the files know neither databases nor the verbs above them.
"""

from revgraph.operations.ops.base import AlterTableOp, ConstraintName, MigrateOperation, SchemaContext
from revgraph.operations.ops.columns import AddColumnOp, AlterColumnOp, DropColumnOp, ServerDefault
from revgraph.operations.ops.constraints import (
    AddConstraintOp,
    CreateCheckConstraintOp,
    CreateExcludeConstraintOp,
    CreateForeignKeyOp,
    CreatePrimaryKeyOp,
    CreateUniqueConstraintOp,
    DropConstraintOp,
)
from revgraph.operations.ops.containers import DowngradeOps, MigrationScript, ModifyTableOps, OpContainer, UpgradeOps
from revgraph.operations.ops.execute import BulkInsertOp, ExecuteSQLOp
from revgraph.operations.ops.indexes import CreateIndexOp, DropIndexOp
from revgraph.operations.ops.tables import (
    CreateTableCommentOp,
    CreateTableOp,
    DropTableCommentOp,
    DropTableOp,
    RenameTableOp,
)

__all__ = [
    "AddColumnOp",
    "AddConstraintOp",
    "AlterColumnOp",
    "AlterTableOp",
    "BulkInsertOp",
    "ConstraintName",
    "CreateCheckConstraintOp",
    "CreateExcludeConstraintOp",
    "CreateForeignKeyOp",
    "CreateIndexOp",
    "CreatePrimaryKeyOp",
    "CreateTableCommentOp",
    "CreateTableOp",
    "CreateUniqueConstraintOp",
    "DowngradeOps",
    "DropColumnOp",
    "DropConstraintOp",
    "DropIndexOp",
    "DropTableCommentOp",
    "DropTableOp",
    "ExecuteSQLOp",
    "MigrateOperation",
    "MigrationScript",
    "ModifyTableOps",
    "OpContainer",
    "RenameTableOp",
    "SchemaContext",
    "ServerDefault",
    "UpgradeOps",
]
