"""Operations: values (``ops``), the verbs that make them (``Operations``), and what carries them out."""

from revgraph.operations import applied, ops, schema_objects
from revgraph.operations.base import AbstractOperations, BatchOperations, Operations
from revgraph.operations.ops.base import MigrateOperation
from revgraph.operations.ops.containers import MigrationScript
from revgraph.operations.statements import statements_of

__all__ = [
    "AbstractOperations",
    "BatchOperations",
    "MigrateOperation",
    "MigrationScript",
    "Operations",
    "applied",
    "ops",
    "schema_objects",
    "statements_of",
]
