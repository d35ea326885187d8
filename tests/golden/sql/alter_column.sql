-- case: alter_required_integer
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_integer
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_bigint
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c BIGINT NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIGINT NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_bigint
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c BIGINT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_numeric
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c NUMERIC(10, 2) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c NUMERIC(10, 2) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_numeric
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c NUMERIC(10, 2) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c NUMERIC(10, 2) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_float
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c FLOAT NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c FLOAT NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_float
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c FLOAT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c FLOAT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(30) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(30) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_text
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c TEXT NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(max) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_text
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c TEXT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_boolean
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c BOOL NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIT NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_boolean
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c BOOL NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_date
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c DATE NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATE NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_date
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c DATE NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATE NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_datetime
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c DATETIME NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATETIME NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_datetime
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c DATETIME NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATETIME NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_datetime_zone
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c DATETIME NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATETIMEOFFSET NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_datetime_zone
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c DATETIME NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATETIMEOFFSET NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_time
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c TIME NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c TIME NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_time
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c TIME NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c TIME NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_binary
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c BLOB NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARBINARY(max) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_binary
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c BLOB NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARBINARY(max) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_enum
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c ENUM('x','it''s') NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(4) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_enum
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c ENUM('x','it''s') NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(4) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_uuid
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c CHAR(32) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c UNIQUEIDENTIFIER NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
-- on: mariadb
ALTER TABLE t MODIFY c UUID NOT NULL;

-- case: alter_optional_uuid
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c CHAR(32) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c UNIQUEIDENTIFIER NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/
-- on: mariadb
ALTER TABLE t MODIFY c UUID NULL;

-- case: alter_required_unsigned
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER UNSIGNED NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIGINT NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_unsigned
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER UNSIGNED NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_collated
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_collated
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_required_array
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_optional_array
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NULL
/

-- case: alter_default_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'abc';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'abc' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'abc'
/

-- case: alter_default_string_quotes
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'it''s "100%" \ :x `b` [c] é 漢';
-- on: mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'it''s "100%" \\ :x `b` [c] é 漢';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT N'it''s "100%" \ :x `b` [c] é 漢' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'it''s "100%" \ :x `b` [c] é 漢'
/

-- case: alter_default_string_empty
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT ''
/

-- case: alter_default_string_null_word
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'NULL';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'NULL' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'NULL'
/

-- case: alter_default_number
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '7';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '7' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '7'
/

-- case: alter_default_number_text
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 7;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 7 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 7
/

-- case: alter_default_number_negative
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT -7;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT -7 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT -7
/

-- case: alter_default_literal
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 5;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 5 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 5
/

-- case: alter_default_decimal
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 1.50;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 1.50 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 1.50
/

-- case: alter_default_float
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 1e3;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 1e3 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 1e3
/

-- case: alter_default_false
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT false;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 0 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 0
/

-- case: alter_default_true
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT true;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 1 FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 1
/

-- case: alter_default_text_quoted
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'a''b';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'a''b' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'a''b'
/

-- case: alter_default_text_percent_colon
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '5% :x';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '5% :x' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '5% :x'
/

-- case: alter_default_date
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '2024-02-29';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '2024-02-29' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '2024-02-29'
/

-- case: alter_default_enum_value
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'x';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'x' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'x'
/

-- case: alter_default_now
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT now();
-- on: mysql
ALTER TABLE t CHANGE c c DATETIME NULL DEFAULT now();
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP
/

-- case: alter_default_current_timestamp
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_TIMESTAMP;
-- on: mysql
ALTER TABLE t CHANGE c c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP
/

-- case: alter_default_current_date
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_DATE;
-- on: mysql
ALTER TABLE t CHANGE c c DATE NULL DEFAULT (CURRENT_DATE);
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT GETDATE() FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_DATE
/

-- case: alter_default_expression
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT (1 + 2);
-- on: mysql
ALTER TABLE t CHANGE c c INTEGER NULL DEFAULT (1 + 2);
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT (1 + 2) FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT (1 + 2)
/

-- case: alter_default_function
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT lower('ABC');
-- on: mysql
ALTER TABLE t CHANGE c c VARCHAR(90) NULL DEFAULT (lower('ABC'));
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT lower('ABC') FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT lower('ABC')
/

-- case: alter_default_removed
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT NULL
/

-- case: alter_default_removed_kept_rest
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT NULL
/

-- case: alter_default_changed_kept_rest
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'it''s';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'it''s' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'it''s'
/

-- case: alter_default_constant_to_expression
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT now();
-- on: mysql
ALTER TABLE t CHANGE c c DATETIME NULL DEFAULT now();
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP
/

-- case: alter_default_expression_to_constant
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '2024-01-01 00:00:00';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '2024-01-01 00:00:00' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '2024-01-01 00:00:00'
/

-- case: alter_default_expression_removed
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT NULL
/

-- case: alter_default_in_schema
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE rg_s.t ALTER COLUMN c SET DEFAULT '5';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE rg_s.t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'rg_s.t') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE rg_s.t ADD DEFAULT '5' FOR c;
GO
-- on: oracle
ALTER TABLE rg_s.t MODIFY c DEFAULT '5'
/

-- case: alter_comment_set
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'it''s "5%" \ :x é';
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL COMMENT 'it''s "5%" \\ :x é';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'it''s "5%" \ :x é'
/

-- case: alter_comment_changed
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_comment_removed
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS NULL;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL;
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS ''
/

-- case: alter_comment_in_schema
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN rg_s.t.c IS 'new';
-- on: mysql
ALTER TABLE rg_s.t MODIFY c INTEGER NULL COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'rg_s', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'rg_s', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN rg_s.t.c IS 'new'
/

-- case: alter_comment_keeps_all
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(9) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_default
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/

-- case: alter_type
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_name
-- on: sqlite
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL;
-- on: mssql
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL DEFAULT 'q';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/

-- case: alter_null_type
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_null_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_type
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL DEFAULT 'q';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_default_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_default_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL DEFAULT 'q';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_type_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_type_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_comment_name
-- on: sqlite
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_type
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'q';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_null_default_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_default_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'q';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_type_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_type_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_type_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_default_type_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL DEFAULT 'q';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_type_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_type_comment
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_default_type_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL DEFAULT 'q';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_type_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_type_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_type_comment_name
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/

-- case: alter_null_type_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'o' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_null_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'o' COMMENT 'old';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_type_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_default_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_default_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_type_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_type_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL DEFAULT 'o' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_comment_name_replacing
-- on: sqlite
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_type_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_null_default_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_default_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_type_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_type_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL DEFAULT 'o' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_type_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_default_type_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_type_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_type_comment_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/

-- case: alter_null_default_type_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL DEFAULT 'q' COMMENT 'old';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_type_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL DEFAULT 'o' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'o' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_default_type_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_null_default_type_comment_name_replacing
-- refused on: sqlite
OfflineError: alter_column('t', 'd'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'q';
COMMENT ON COLUMN t.c IS 'new';
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d VARCHAR(40) NOT NULL DEFAULT 'q' COMMENT 'new';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'q' FOR c;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/
ALTER TABLE t MODIFY c DEFAULT 'q'
/
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/
COMMENT ON COLUMN t.c IS 'new'
/
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_type_longer_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(200);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(200) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(200) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(200 CHAR)
/

-- case: alter_type_shorter_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)
/

-- case: alter_type_string_to_text
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE TEXT;
-- on: mysql
ALTER TABLE t MODIFY c TEXT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c CLOB
/

-- case: alter_type_text_to_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)
/

-- case: alter_type_integer_to_bigint
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE BIGINT;
-- on: mysql
ALTER TABLE t MODIFY c BIGINT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NUMBER(19)
/

-- case: alter_type_bigint_to_integer
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE INTEGER;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c INTEGER
/

-- case: alter_type_integer_to_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)
/

-- case: alter_type_string_to_integer
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c INTEGER
/

-- case: alter_type_string_to_integer_colon
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING split_part(c, ':', 1)::integer;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c INTEGER
/

-- case: alter_type_integer_to_numeric
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE NUMERIC(10, 2);
-- on: mysql
ALTER TABLE t MODIFY c NUMERIC(10, 2) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c NUMERIC(10, 2) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NUMERIC(10, 2)
/

-- case: alter_type_numeric_precision
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE NUMERIC(12, 2);
-- on: mysql
ALTER TABLE t MODIFY c NUMERIC(12, 2) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c NUMERIC(12, 2) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NUMERIC(12, 2)
/

-- case: alter_type_float_to_numeric
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE NUMERIC(10, 2);
-- on: mysql
ALTER TABLE t MODIFY c NUMERIC(10, 2) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c NUMERIC(10, 2) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NUMERIC(10, 2)
/

-- case: alter_type_string_to_boolean
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN USING c = 'y';
-- on: mysql
ALTER TABLE t MODIFY c BOOL NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c BOOLEAN
/

-- case: alter_type_integer_to_boolean
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN USING c <> 0;
-- on: mysql
ALTER TABLE t MODIFY c BOOL NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c BOOLEAN
/

-- case: alter_type_string_to_date
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE DATE USING c::date;
-- on: mysql
ALTER TABLE t MODIFY c DATE NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATE NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c DATE
/

-- case: alter_type_date_to_datetime
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE TIMESTAMP WITHOUT TIME ZONE;
-- on: mysql
ALTER TABLE t MODIFY c DATETIME NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATETIME NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c DATE
/

-- case: alter_type_datetime_to_zone
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE TIMESTAMP WITH TIME ZONE USING c AT TIME ZONE 'UTC';
-- on: mysql
ALTER TABLE t MODIFY c DATETIME NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c DATETIMEOFFSET NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c DATE
/

-- case: alter_type_string_to_json
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE JSON USING c::json;
-- on: mysql
ALTER TABLE t MODIFY c JSON NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c NVARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c JSON
/

-- case: alter_type_string_to_uuid
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE UUID USING c::uuid;
-- on: mysql
ALTER TABLE t MODIFY c CHAR(32) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c UNIQUEIDENTIFIER NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c CHAR(32)
/
-- on: mariadb
ALTER TABLE t MODIFY c UUID NULL;

-- case: alter_type_string_to_enum
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'it''s');
ALTER TABLE t ALTER COLUMN c TYPE kind USING c::kind;
-- on: mysql
ALTER TABLE t MODIFY c ENUM('x','it''s') NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(4) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR(4 CHAR)
/

-- case: alter_type_enum_to_string
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)
/

-- case: alter_type_binary_to_text
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE TEXT USING encode(c, 'escape');
-- on: mysql
ALTER TABLE t MODIFY c TEXT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c CLOB
/

-- case: alter_type_collation
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(20) COLLATE "C";
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) COLLATE utf8mb4_bin NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(20) COLLATE Latin1_General_CI_AS NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(20 CHAR)
/

-- case: alter_type_array
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE BIGINT[];
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(30) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(30) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(30 CHAR)
/

-- case: alter_type_with_default
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer;
ALTER TABLE t ALTER COLUMN c SET DEFAULT '7';
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NOT NULL DEFAULT '7';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;
GO
ALTER TABLE t ADD DEFAULT '7' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '7'
/
ALTER TABLE t MODIFY c INTEGER
/

-- case: alter_type_without_default
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NOT NULL;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT NULL
/
ALTER TABLE t MODIFY c INTEGER
/

-- case: alter_type_in_schema
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE rg_s.t ALTER COLUMN c TYPE BIGINT;
-- on: mysql
ALTER TABLE rg_s.t MODIFY c BIGINT NULL;
-- on: mssql
ALTER TABLE rg_s.t ALTER COLUMN c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE rg_s.t MODIFY c NUMBER(19)
/

-- case: alter_type_keeps_all
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(40) NOT NULL DEFAULT 'it''s' COMMENT 'kept';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(40) NOT NULL;
GO
ALTER TABLE t ADD DEFAULT 'it''s' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_type_to_checked_enum
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(9);
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'));
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(9) NULL;
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'));
-- on: mssql
ALTER TABLE t ALTER COLUMN c VARCHAR(9) NULL;
GO
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'));
GO
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR(9 CHAR)
/
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'))
/

-- case: alter_type_from_checked_enum
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT ck_c;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(9);
-- on: mysql
ALTER TABLE t DROP CHECK ck_c;
ALTER TABLE t MODIFY c VARCHAR(9) NULL;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT ck_c;
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(9) NULL;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT ck_c
/
ALTER TABLE t MODIFY c VARCHAR2(9 CHAR)
/
-- on: mariadb
ALTER TABLE t DROP CONSTRAINT ck_c;
ALTER TABLE t MODIFY c VARCHAR(9) NULL;

-- case: alter_type_checked_to_checked
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT ck_1;
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(9);
ALTER TABLE t ADD CONSTRAINT ck_2 CHECK (c IN ('x', 'it''s'));
-- on: mysql
ALTER TABLE t DROP CHECK ck_1;
ALTER TABLE t MODIFY c VARCHAR(9) NULL;
ALTER TABLE t ADD CONSTRAINT ck_2 CHECK (c IN ('x', 'it''s'));
-- on: mssql
ALTER TABLE t DROP CONSTRAINT ck_1;
GO
ALTER TABLE t ALTER COLUMN c VARCHAR(9) NULL;
GO
ALTER TABLE t ADD CONSTRAINT ck_2 CHECK (c IN ('x', 'it''s'));
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT ck_1
/
ALTER TABLE t MODIFY c VARCHAR(9 CHAR)
/
ALTER TABLE t ADD CONSTRAINT ck_2 CHECK (c IN ('x', 'it''s'))
/
-- on: mariadb
ALTER TABLE t DROP CONSTRAINT ck_1;
ALTER TABLE t MODIFY c VARCHAR(9) NULL;
ALTER TABLE t ADD CONSTRAINT ck_2 CHECK (c IN ('x', 'it''s'));

-- case: alter_untold_required
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- refused on: mysql
OperationError: t.c: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so
-- refused on: mssql
OperationError: t.c: SQL Server's ALTER COLUMN must be told type and nullability, or lets the column be NULL; 
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_untold_type
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(40);
-- refused on: mysql
OperationError: t.c: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so
-- refused on: mssql
OperationError: t.c: SQL Server's ALTER COLUMN must be told type and nullability, or lets the column be NULL; 
-- on: oracle
ALTER TABLE t MODIFY c VARCHAR2(40 CHAR)
/

-- case: alter_untold_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'n';
-- refused on: mysql
OperationError: t.c: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'n'
/

-- case: alter_untold_name
-- on: sqlite mysql
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
ALTER TABLE t RENAME c TO d;
-- on: mssql
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_untold_expression
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_TIMESTAMP;
-- refused on: mysql
OperationError: t.c: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP
/

-- case: alter_told_type_alone
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'n';
-- refused on: mysql
OperationError: t.c: MySQL and MariaDB must be told all of a column again, or lose it; a script can't look, so
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'n'
/

-- case: alter_told_no_default
-- nothing on: sqlite
-- on: postgresql
COMMENT ON COLUMN t.c IS 'n';
-- on: mysql
ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL COMMENT 'n';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
COMMENT ON COLUMN t.c IS 'n'
/

-- case: alter_renames_stamped
-- on: sqlite mysql
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
ALTER TABLE t RENAME c TO d;
-- on: mssql
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_on_update_removed
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '2024-01-01 00:00:00';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '2024-01-01 00:00:00' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '2024-01-01 00:00:00'
/

-- case: alter_on_update_changed
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_TIMESTAMP;
-- on: mysql
ALTER TABLE t CHANGE c c TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP
/

-- case: alter_mysql_on_update_removed
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT CURRENT_TIMESTAMP;
-- on: mysql
ALTER TABLE t CHANGE c c TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT CURRENT_TIMESTAMP FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT CURRENT_TIMESTAMP
/

-- case: alter_mysql_on_update_removed_with_default
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET DEFAULT '2024-01-01 00:00:00';
-- on: mysql
ALTER TABLE t CHANGE c c TIMESTAMP NOT NULL DEFAULT '2024-01-01 00:00:00';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '2024-01-01 00:00:00' FOR c;
GO
-- on: oracle
ALTER TABLE t MODIFY c DEFAULT '2024-01-01 00:00:00'
/

-- case: alter_keeps_index_unique_key
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c TYPE BIGINT;
-- on: mysql
ALTER TABLE t MODIFY c BIGINT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NUMBER(19)
/

-- case: alter_keeps_check
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY c INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY c NOT NULL
/

-- case: alter_name_in_check
-- on: sqlite
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_name_in_schema
-- on: sqlite
ALTER TABLE rg_s.t RENAME COLUMN c TO d;
-- on: postgresql
ALTER TABLE rg_s.t RENAME c TO d;
-- on: mysql
ALTER TABLE rg_s.t CHANGE c d INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[rg_s].[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE rg_s.t RENAME COLUMN c TO d
/

-- case: alter_name_of_index
-- on: sqlite
ALTER TABLE t RENAME COLUMN c TO d;
-- on: postgresql
ALTER TABLE t RENAME c TO d;
-- on: mysql
ALTER TABLE t CHANGE c d INTEGER NULL DEFAULT '5';
-- on: mssql
EXEC sp_rename N'[t].[c]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN c TO d
/

-- case: alter_autoincrement
-- refused on: sqlite
OfflineError: alter_column('t', 'id'): table 't' must be built anew, and a script (--sql) can't read its defin
-- nothing on: postgresql mssql oracle
-- on: mysql
ALTER TABLE t MODIFY id INTEGER NOT NULL AUTO_INCREMENT;

-- case: alter_autoincrement_off
-- refused on: sqlite
OfflineError: alter_column('t', 'id'): table 't' must be built anew, and a script (--sql) can't read its defin
-- nothing on: postgresql mssql oracle
-- on: mysql
ALTER TABLE t MODIFY id INTEGER NOT NULL;

-- case: alter_type_of_autoincrement
-- refused on: sqlite
OfflineError: alter_column('t', 'id'): table 't' must be built anew, and a script (--sql) can't read its defin
-- on: postgresql
ALTER TABLE t ALTER COLUMN id TYPE BIGINT;
DO $$ BEGIN EXECUTE 'ALTER SEQUENCE ' || pg_get_serial_sequence('t', 'id') || ' AS BIGINT'; END $$;
-- on: mysql
ALTER TABLE t MODIFY id BIGINT NOT NULL AUTO_INCREMENT;
-- on: mssql
ALTER TABLE t ALTER COLUMN id BIGINT NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY id NUMBER(19)
/

-- case: alter_identity_added
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY;
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_identity_added_options
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY 3 START WITH 9);
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c GENERATED ALWAYS AS IDENTITY (INCREMENT BY 3 START WITH 9)
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_identity_always
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS;
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c GENERATED ALWAYS AS IDENTITY
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_identity_start
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET INCREMENT BY 5 SET START WITH 50;
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 5 START WITH 50)
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_identity_limits
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET NO MAXVALUE;
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_identity_cycle_cache
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c SET CACHE 20 SET CYCLE;
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c GENERATED BY DEFAULT AS IDENTITY (CACHE 20 CYCLE)
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_identity_dropped
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN c DROP IDENTITY;
-- refused on: mysql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mysql; drop the column and add
-- refused on: mssql
OperationError: t.c: revgraph can't add, change or drop an identity in place on mssql; drop the column and add
-- on: oracle
ALTER TABLE t MODIFY c DROP IDENTITY
/
-- refused on: mariadb
OperationError: t.c: revgraph can't add, change or drop an identity in place on mariadb; drop the column and a

-- case: alter_computed_added
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- refused on: postgresql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on postgre
-- refused on: mysql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mysql; 
-- refused on: mssql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mssql; 
-- refused on: oracle
OperationError: t.c: a column can't become computed, change its expression or become plain in place on oracle;
-- refused on: mariadb
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mariadb

-- case: alter_computed_changed
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- refused on: postgresql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on postgre
-- refused on: mysql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mysql; 
-- refused on: mssql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mssql; 
-- refused on: oracle
OperationError: t.c: a column can't become computed, change its expression or become plain in place on oracle;
-- refused on: mariadb
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mariadb

-- case: alter_computed_dropped
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- refused on: postgresql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on postgre
-- refused on: mysql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mysql; 
-- refused on: mssql
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mssql; 
-- refused on: oracle
OperationError: t.c: a column can't become computed, change its expression or become plain in place on oracle;
-- refused on: mariadb
OperationError: t.c: a column can't become computed, change its expression or become plain in place on mariadb
