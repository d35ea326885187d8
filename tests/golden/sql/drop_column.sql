-- case: drop_column_integer
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_string
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_datetime
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_json
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_enum_not_native
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_default
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_comment
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_index
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_unique
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_unique_named
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_index_two
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_foreign_key
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_check
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_check_of_table
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_check_of_type
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_computed
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_identity
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_if_exists
-- refused on: sqlite
OperationError: t.c: SQLite has no IF [NOT] EXISTS for columns, and a script can't look; leave it out, or run 
-- on: postgresql mariadb
ALTER TABLE t DROP COLUMN IF EXISTS c;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'c');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP COLUMN c', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN IF EXISTS c;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP COLUMN c';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-904) THEN RAISE; END IF;
END;
/

-- case: drop_column_if_exists_not_there
-- refused on: sqlite
OperationError: t.c: SQLite has no IF [NOT] EXISTS for columns, and a script can't look; leave it out, or run 
-- on: postgresql mariadb
ALTER TABLE t DROP COLUMN IF EXISTS c;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'c');
SET @revgraph_statement = IF(@revgraph_is_there, 'ALTER TABLE t DROP COLUMN c', 'DO 0');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN IF EXISTS c;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t DROP COLUMN c';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-904) THEN RAISE; END IF;
END;
/

-- case: drop_column_mssql_flags
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.check_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c' OR d.parent_object_id = OBJECT_ID(N't') AND EXISTS (SELECT 1 FROM sys.sql_expression_dependencies AS e WHERE e.referencing_id = d.object_id AND e.referenced_id = d.parent_object_id AND COL_NAME(e.referenced_id, e.referenced_minor_id) = N'c')
EXEC (@sql);
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.foreign_keys AS d JOIN sys.foreign_key_columns AS f ON f.constraint_object_id = d.object_id WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(f.parent_object_id, f.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN c
/

-- case: drop_column_in_schema
-- on: sqlite postgresql mysql
ALTER TABLE rg_s.t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE rg_s.t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'rg_s.t') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE rg_s.t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE rg_s.t DROP COLUMN c
/

-- case: drop_column_in_schema_unique
-- on: sqlite postgresql mysql
ALTER TABLE rg_s.t DROP COLUMN c;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE rg_s.t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'rg_s.t') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE rg_s.t DROP COLUMN c;
GO
-- on: oracle
ALTER TABLE rg_s.t DROP COLUMN c
/

-- case: drop_column_referred_to
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN u;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'u'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN u;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN u
/

-- case: drop_column_unknown
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN nowhere;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'nowhere'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN nowhere;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN nowhere
/
