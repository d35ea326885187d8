from revgraph.ddl.impl import DefaultImpl as DefaultImpl
from revgraph.ddl.mssql import MSSQLImpl as MSSQLImpl
from revgraph.ddl.mysql import MariaDBImpl as MariaDBImpl
from revgraph.ddl.mysql import MySQLImpl as MySQLImpl
from revgraph.ddl.oracle import OracleImpl as OracleImpl
from revgraph.ddl.postgresql import PostgresqlImpl as PostgresqlImpl
from revgraph.ddl.sqlite import SQLiteImpl as SQLiteImpl

__all__ = ["DefaultImpl", "MSSQLImpl", "MariaDBImpl", "MySQLImpl", "OracleImpl", "PostgresqlImpl", "SQLiteImpl"]
