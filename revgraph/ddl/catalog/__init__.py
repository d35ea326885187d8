"""Reading the tables of a database in bulk where SQLAlchemy asks for each of them; one file for each dialect."""

from revgraph.ddl.catalog.answers import Answers, RawTables
from revgraph.ddl.catalog.known import read_tables
from revgraph.ddl.catalog.others import system_schemas, tables_of_others

__all__ = ["Answers", "RawTables", "read_tables", "system_schemas", "tables_of_others"]
