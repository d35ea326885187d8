"""revgraph: schema migrations for SQLAlchemy whose revisions form a graph."""

__version__ = "0.1.0"
