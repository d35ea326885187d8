"""Whether a database holds what an operation makes: one file of probes for each noun.

Every probe is read-only, and says yes only to the whole definition.
"""

from revgraph.operations.applied import columns, constraints, containers, enums, indexes, schemas, sequences, tables
from revgraph.operations.applied.survey import Survey, probe_for

__all__ = [
    "Survey",
    "columns",
    "constraints",
    "containers",
    "enums",
    "indexes",
    "probe_for",
    "schemas",
    "sequences",
    "tables",
]
