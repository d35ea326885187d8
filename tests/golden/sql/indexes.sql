-- case: index_one
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_two
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a, b);
-- on: mssql
CREATE INDEX ix ON t (a, b);
GO
-- on: oracle
CREATE INDEX ix ON t (a, b)
/

-- case: index_unique
-- on: sqlite postgresql mysql
CREATE UNIQUE INDEX ix ON t (a);
-- on: mssql
CREATE UNIQUE INDEX ix ON t (a);
GO
-- on: oracle
CREATE UNIQUE INDEX ix ON t (a)
/

-- case: index_unique_two
-- on: sqlite postgresql mysql
CREATE UNIQUE INDEX ix ON t (b, a);
-- on: mssql
CREATE UNIQUE INDEX ix ON t (b, a);
GO
-- on: oracle
CREATE UNIQUE INDEX ix ON t (b, a)
/

-- case: index_expression_text
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (lower(b));
-- on: mssql
CREATE INDEX ix ON t (lower(b));
GO
-- on: oracle
CREATE INDEX ix ON t (lower(b))
/

-- case: index_expression_mixed
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a, lower(b));
-- on: mssql
CREATE INDEX ix ON t (a, lower(b));
GO
-- on: oracle
CREATE INDEX ix ON t (a, lower(b))
/

-- case: index_expression_function
-- on: sqlite postgresql
CREATE INDEX ix ON t (lower(b));
-- on: mysql
CREATE INDEX ix ON t ((lower(b)));
-- on: mssql
CREATE INDEX ix ON t (lower(b));
GO
-- on: oracle
CREATE INDEX ix ON t (lower(b))
/

-- case: index_expression_arithmetic
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t ((a + 1));
-- on: mssql
CREATE INDEX ix ON t ((a + 1));
GO
-- on: oracle
CREATE INDEX ix ON t ((a + 1))
/

-- case: index_expression_percent
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t ((a % 7));
-- on: mssql
CREATE INDEX ix ON t ((a % 7));
GO
-- on: oracle
CREATE INDEX ix ON t ((a % 7))
/

-- case: index_expression_colon
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t ((replace(b, ':x', '')));
-- on: mssql
CREATE INDEX ix ON t ((replace(b, ':x', '')));
GO
-- on: oracle
CREATE INDEX ix ON t ((replace(b, ':x', '')))
/

-- case: index_expression_literal
-- on: sqlite postgresql
CREATE INDEX ix ON t (coalesce(b, 'it''s'));
-- on: mysql
CREATE INDEX ix ON t ((coalesce(b, 'it''s')));
-- on: mssql
CREATE INDEX ix ON t (coalesce(b, 'it''s'));
GO
-- on: oracle
CREATE INDEX ix ON t (coalesce(b, 'it''s'))
/

-- case: index_descending
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a DESC);
-- on: mssql
CREATE INDEX ix ON t (a DESC);
GO
-- on: oracle
CREATE INDEX ix ON t (a DESC)
/

-- case: index_descending_text
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a DESC, b);
-- on: mssql
CREATE INDEX ix ON t (a DESC, b);
GO
-- on: oracle
CREATE INDEX ix ON t (a DESC, b)
/

-- case: index_nulls_last
-- on: sqlite postgresql
CREATE INDEX ix ON t (a DESC NULLS LAST);
-- on: mysql
CREATE INDEX ix ON t ((a DESC NULLS LAST));
-- on: mssql
CREATE INDEX ix ON t (a DESC NULLS LAST);
GO
-- on: oracle
CREATE INDEX ix ON t (a DESC NULLS LAST)
/

-- case: index_unique_expression
-- on: sqlite postgresql mysql
CREATE UNIQUE INDEX ix ON t (lower(b));
-- on: mssql
CREATE UNIQUE INDEX ix ON t (lower(b));
GO
-- on: oracle
CREATE UNIQUE INDEX ix ON t (lower(b))
/

-- case: index_if_not_exists
-- on: sqlite postgresql mariadb
CREATE INDEX IF NOT EXISTS ix ON t (a);
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'ix');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'CREATE INDEX ix ON t (a)');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N't') AND name = N'ix') CREATE INDEX ix ON t (a);
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'CREATE INDEX ix ON t (a)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/

-- case: index_if_not_exists_there_already
-- on: sqlite postgresql mariadb
CREATE INDEX IF NOT EXISTS ix ON t (a);
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'ix');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'CREATE INDEX ix ON t (a)');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N't') AND name = N'ix') CREATE INDEX ix ON t (a);
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'CREATE INDEX ix ON t (a)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/

-- case: index_in_schema
-- on: sqlite
CREATE INDEX rg_s.ix ON t (a);
-- on: postgresql mysql
CREATE INDEX ix ON rg_s.t (a);
-- on: mssql
CREATE INDEX ix ON rg_s.t (a);
GO
-- on: oracle
CREATE INDEX rg_s.ix ON rg_s.t (a)
/

-- case: index_by_convention
-- on: sqlite postgresql mysql
CREATE INDEX ix_t_a ON t (a);
-- on: mssql
CREATE INDEX ix_t_a ON t (a);
GO
-- on: oracle
CREATE INDEX ix_t_a ON t (a)
/

-- case: index_marked_final
-- on: sqlite postgresql mysql
CREATE INDEX ix_t_a ON t (a);
-- on: mssql
CREATE INDEX ix_t_a ON t (a);
GO
-- on: oracle
CREATE INDEX ix_t_a ON t (a)
/

-- case: index_where
-- on: sqlite postgresql
CREATE INDEX ix ON t (a) WHERE a > 5;
-- on: mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a) WHERE a > 5;
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_where_string
-- on: sqlite postgresql
CREATE INDEX ix ON t (a) WHERE b <> '5% :x';
-- on: mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_where_expression
-- on: sqlite postgresql
CREATE INDEX ix ON t (a) WHERE a > 5;
-- on: mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_where_unique
-- on: sqlite postgresql
CREATE UNIQUE INDEX ix ON t (a) WHERE b IS NULL;
-- on: mysql
CREATE UNIQUE INDEX ix ON t (a);
-- on: mssql
CREATE UNIQUE INDEX ix ON t (a);
GO
-- on: oracle
CREATE UNIQUE INDEX ix ON t (a)
/

-- case: index_postgresql_include
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX ix ON t (a) INCLUDE (b);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_postgresql_using_hash
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX ix ON t USING hash (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_postgresql_using_gin
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX ix ON t USING btree (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_postgresql_using_brin
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX ix ON t USING brin (a) WITH (pages_per_range = 9);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_postgresql_ops
-- on: sqlite mysql
CREATE INDEX ix ON t (b);
-- on: postgresql
CREATE INDEX ix ON t (b varchar_pattern_ops);
-- on: mssql
CREATE INDEX ix ON t (b);
GO
-- on: oracle
CREATE INDEX ix ON t (b)
/

-- case: index_postgresql_with
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX ix ON t (a) WITH (fillfactor = 50);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_postgresql_nulls_not_distinct
-- on: sqlite mysql
CREATE UNIQUE INDEX ix ON t (a);
-- on: postgresql
CREATE UNIQUE INDEX ix ON t (a) NULLS NOT DISTINCT;
-- on: mssql
CREATE UNIQUE INDEX ix ON t (a);
GO
-- on: oracle
CREATE UNIQUE INDEX ix ON t (a)
/

-- case: index_postgresql_tablespace
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX ix ON t (a) TABLESPACE pg_default;
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_postgresql_everything
-- on: sqlite mysql
CREATE INDEX ix ON t (a, b);
-- on: postgresql
CREATE INDEX ix ON t USING btree (a, b varchar_pattern_ops) INCLUDE (id) WITH (fillfactor = 60) WHERE a > 5;
-- on: mssql
CREATE INDEX ix ON t (a, b);
GO
-- on: oracle
CREATE INDEX ix ON t (a, b)
/

-- case: index_mysql_length
-- on: sqlite postgresql
CREATE INDEX ix ON t (b);
-- on: mysql
CREATE INDEX ix ON t (b(7));
-- on: mssql
CREATE INDEX ix ON t (b);
GO
-- on: oracle
CREATE INDEX ix ON t (b)
/

-- case: index_mysql_length_each
-- on: sqlite postgresql
CREATE INDEX ix ON t (a, b);
-- on: mysql
CREATE INDEX ix ON t (a, b(7));
-- on: mssql
CREATE INDEX ix ON t (a, b);
GO
-- on: oracle
CREATE INDEX ix ON t (a, b)
/

-- case: index_mysql_using
-- on: sqlite postgresql
CREATE INDEX ix ON t (a);
-- on: mysql
CREATE INDEX ix ON t (a) USING hash;
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_mysql_prefix
-- on: sqlite postgresql
CREATE INDEX ix ON t (b);
-- on: mysql
CREATE FULLTEXT INDEX ix ON t (b);
-- on: mssql
CREATE INDEX ix ON t (b);
GO
-- on: oracle
CREATE INDEX ix ON t (b)
/

-- case: index_mssql_include
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a) INCLUDE (b);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_mssql_clustered
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE CLUSTERED INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_mssql_columnstore
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE COLUMNSTORE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: index_oracle_bitmap
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE BITMAP INDEX ix ON t (a)
/

-- case: index_oracle_compress
-- on: sqlite postgresql mysql
CREATE INDEX ix ON t (a, b);
-- on: mssql
CREATE INDEX ix ON t (a, b);
GO
-- on: oracle
CREATE INDEX ix ON t (a, b) COMPRESS 1
/

-- case: index_concurrently
-- on: sqlite mysql
CREATE INDEX ix ON t (a);
-- on: postgresql
CREATE INDEX CONCURRENTLY ix ON t (a);
-- on: mssql
CREATE INDEX ix ON t (a);
GO
-- on: oracle
CREATE INDEX ix ON t (a)
/

-- case: drop_index_concurrently
-- on: sqlite
DROP INDEX ix;
-- on: postgresql
DROP INDEX CONCURRENTLY ix;
-- on: mysql
DROP INDEX ix ON t;
-- on: mssql
DROP INDEX ix ON t;
GO
-- on: oracle
DROP INDEX ix
/

-- case: index_without_name
-- on: sqlite postgresql mysql
CREATE INDEX ix_t_a ON t (a);
-- on: mssql
CREATE INDEX ix_t_a ON t (a);
GO
-- on: oracle
CREATE INDEX ix_t_a ON t (a)
/

-- case: drop_index
-- on: sqlite postgresql
DROP INDEX ix;
-- on: mysql
DROP INDEX ix ON t;
-- on: mssql
DROP INDEX ix ON t;
GO
-- on: oracle
DROP INDEX ix
/

-- case: drop_index_keyword
-- on: sqlite postgresql
DROP INDEX ix;
-- on: mysql
DROP INDEX ix ON t;
-- on: mssql
DROP INDEX ix ON t;
GO
-- on: oracle
DROP INDEX ix
/

-- case: drop_index_without_table
-- on: sqlite postgresql
DROP INDEX ix;
-- refused on: mysql
OperationError: drop_index('ix'): on mysql an index is found by its table; give table_name
-- refused on: mssql
OperationError: drop_index('ix'): on mssql an index is found by its table; give table_name
-- on: oracle
DROP INDEX ix
/
-- refused on: mariadb
OperationError: drop_index('ix'): on mariadb an index is found by its table; give table_name

-- case: drop_index_if_exists
-- on: sqlite postgresql
DROP INDEX IF EXISTS ix;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'ix');
SET @revgraph_statement = IF(@revgraph_is_there, 'DROP INDEX ix ON t', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
DROP INDEX IF EXISTS ix ON t;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'DROP INDEX ix';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-1418) THEN RAISE; END IF;
END;
/
-- on: mariadb
DROP INDEX IF EXISTS ix ON t;

-- case: drop_index_if_exists_not_there
-- on: sqlite postgresql
DROP INDEX IF EXISTS ix;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'ix');
SET @revgraph_statement = IF(@revgraph_is_there, 'DROP INDEX ix ON t', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
DROP INDEX IF EXISTS ix ON t;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'DROP INDEX ix';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-1418) THEN RAISE; END IF;
END;
/
-- on: mariadb
DROP INDEX IF EXISTS ix ON t;

-- case: drop_index_unique
-- on: sqlite postgresql
DROP INDEX ix;
-- on: mysql
DROP INDEX ix ON t;
-- on: mssql
DROP INDEX ix ON t;
GO
-- on: oracle
DROP INDEX ix
/

-- case: drop_index_in_schema
-- on: sqlite postgresql
DROP INDEX rg_s.ix;
-- on: mysql
DROP INDEX ix ON rg_s.t;
-- on: mssql
DROP INDEX ix ON rg_s.t;
GO
-- on: oracle
DROP INDEX rg_s.ix
/

-- case: drop_index_partial
-- on: sqlite postgresql
DROP INDEX ix;
-- on: mysql
DROP INDEX ix ON t;
-- on: mssql
DROP INDEX ix ON t;
GO
-- on: oracle
DROP INDEX ix
/

-- case: drop_index_unknown
-- on: sqlite postgresql
DROP INDEX nowhere;
-- on: mysql
DROP INDEX nowhere ON t;
-- on: mssql
DROP INDEX nowhere ON t;
GO
-- on: oracle
DROP INDEX nowhere
/
