"""Operations: values (``ops``), the verbs that make them (``Operations``), and what carries them out."""

from revgraph.operations import ops
from revgraph.operations.base import AbstractOperations, BatchOperations, Operations
from revgraph.operations.ops.base import MigrateOperation
from revgraph.operations.ops.containers import MigrationScript

__all__ = ["AbstractOperations", "BatchOperations", "MigrateOperation", "MigrationScript", "Operations", "ops"]
