"""Two snapshots in, operations out: one file for each kind of thing that is compared."""

from revgraph.autogenerate.compare.options import DefaultDecision, Options, Questions, TypeDecision
from revgraph.autogenerate.compare.tables import compare_schemas

__all__ = ["DefaultDecision", "Options", "Questions", "TypeDecision", "compare_schemas"]
