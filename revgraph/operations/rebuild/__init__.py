"""Building a table anew where ALTER TABLE can't change it: from SQLite's stored text, or from SQLAlchemy's objects."""

from revgraph.operations.rebuild.request import Request
from revgraph.operations.rebuild.sqlite import SQLiteRebuild
from revgraph.operations.rebuild.tables import TableRebuild

__all__ = ["Request", "SQLiteRebuild", "TableRebuild"]
