"""Every operation as a value: what ``op.*`` makes, what autogenerate compares, renders and reverses.

Re-exports its own rooms; the files know neither databases nor the verbs above them.
"""

from revgraph.operations.ops.base import AlterTableOp, Applied, ConstraintName, MigrateOperation, SchemaContext
from revgraph.operations.ops.columns import AddColumnOp, AlterColumnOp, DropColumnOp, ServerDefault
from revgraph.operations.ops.constraints import (
    AddConstraintOp,
    CreateCheckConstraintOp,
    CreateExcludeConstraintOp,
    CreateForeignKeyOp,
    CreatePrimaryKeyOp,
    CreateUniqueConstraintOp,
    DropConstraintOp,
    RenameConstraintOp,
    ValidateConstraintOp,
)
from revgraph.operations.ops.containers import DowngradeOps, MigrationScript, ModifyTableOps, OpContainer, UpgradeOps
from revgraph.operations.ops.enums import (
    AddEnumValueOp,
    AlterEnumOp,
    CreateEnumOp,
    DropEnumOp,
    EnumOp,
    RenameEnumValueOp,
)
from revgraph.operations.ops.execute import BulkInsertOp, ExecuteSQLOp
from revgraph.operations.ops.indexes import CreateIndexOp, DropIndexOp, RenameIndexOp
from revgraph.operations.ops.missing import MissingValue
from revgraph.operations.ops.schemas import CreateExtensionOp, CreateSchemaOp, DropExtensionOp, DropSchemaOp
from revgraph.operations.ops.sequences import AlterSequenceOp, CreateSequenceOp, DropSequenceOp, SequenceOp
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
    "AddEnumValueOp",
    "AlterColumnOp",
    "AlterEnumOp",
    "AlterSequenceOp",
    "AlterTableOp",
    "Applied",
    "BulkInsertOp",
    "ConstraintName",
    "CreateCheckConstraintOp",
    "CreateEnumOp",
    "CreateExcludeConstraintOp",
    "CreateExtensionOp",
    "CreateForeignKeyOp",
    "CreateIndexOp",
    "CreatePrimaryKeyOp",
    "CreateSchemaOp",
    "CreateSequenceOp",
    "CreateTableCommentOp",
    "CreateTableOp",
    "CreateUniqueConstraintOp",
    "DowngradeOps",
    "DropColumnOp",
    "DropConstraintOp",
    "DropEnumOp",
    "DropExtensionOp",
    "DropIndexOp",
    "DropSchemaOp",
    "DropSequenceOp",
    "DropTableCommentOp",
    "DropTableOp",
    "EnumOp",
    "ExecuteSQLOp",
    "MigrateOperation",
    "MigrationScript",
    "MissingValue",
    "ModifyTableOps",
    "OpContainer",
    "RenameConstraintOp",
    "RenameEnumValueOp",
    "RenameIndexOp",
    "RenameTableOp",
    "SchemaContext",
    "SequenceOp",
    "ServerDefault",
    "UpgradeOps",
    "ValidateConstraintOp",
]
