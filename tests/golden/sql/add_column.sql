-- case: add_type_integer
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/

-- case: add_type_smallint
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c SMALLINT;
-- on: mssql
ALTER TABLE t ADD c SMALLINT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c SMALLINT
/

-- case: add_type_bigint
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c BIGINT;
-- on: mssql
ALTER TABLE t ADD c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NUMBER(19)
/

-- case: add_type_numeric
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c NUMERIC;
-- on: mssql
ALTER TABLE t ADD c NUMERIC NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NUMERIC
/

-- case: add_type_numeric_10_2
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2);
-- on: mssql
ALTER TABLE t ADD c NUMERIC(10, 2) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NUMERIC(10, 2)
/

-- case: add_type_decimal
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c DECIMAL(12, 4);
-- on: mssql
ALTER TABLE t ADD c DECIMAL(12, 4) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c DECIMAL(12, 4)
/

-- case: add_type_float
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c FLOAT;
-- on: mssql
ALTER TABLE t ADD c FLOAT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c FLOAT
/

-- case: add_type_float_20
-- on: sqlite
ALTER TABLE t ADD COLUMN c FLOAT;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c FLOAT(20);
-- on: mssql
ALTER TABLE t ADD c FLOAT(20) NULL;
GO
-- refused on: oracle
OperationError: this can't be written for oracle: Oracle Database FLOAT types use 'binary precision', which do

-- case: add_type_float_53
-- on: sqlite
ALTER TABLE t ADD COLUMN c FLOAT;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c FLOAT(53);
-- on: mssql
ALTER TABLE t ADD c FLOAT(53) NULL;
GO
-- refused on: oracle
OperationError: this can't be written for oracle: Oracle Database FLOAT types use 'binary precision', which do

-- case: add_type_real
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c REAL;
-- on: mssql
ALTER TABLE t ADD c REAL NULL;
GO
-- on: oracle
ALTER TABLE t ADD c REAL
/

-- case: add_type_double
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c DOUBLE;
-- on: postgresql
ALTER TABLE t ADD COLUMN c DOUBLE PRECISION;
-- on: mssql
ALTER TABLE t ADD c DOUBLE PRECISION NULL;
GO
-- on: oracle
ALTER TABLE t ADD c DOUBLE PRECISION
/

-- case: add_type_string
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(30);
-- on: mssql
ALTER TABLE t ADD c VARCHAR(30) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(30 CHAR)
/

-- case: add_type_unicode
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(30);
-- on: mssql
ALTER TABLE t ADD c NVARCHAR(30) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(30 CHAR)
/

-- case: add_type_char
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c CHAR(3);
-- on: mssql
ALTER TABLE t ADD c CHAR(3) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CHAR(3)
/

-- case: add_type_nchar
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c NCHAR(3);
-- on: mysql
ALTER TABLE t ADD COLUMN c NATIONAL CHAR(3);
-- on: mssql
ALTER TABLE t ADD c NCHAR(3) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NCHAR(3)
/

-- case: add_type_nvarchar
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c NVARCHAR(9);
-- on: mysql
ALTER TABLE t ADD COLUMN c NATIONAL VARCHAR(9);
-- on: mssql
ALTER TABLE t ADD c NVARCHAR(9) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NVARCHAR2(9)
/

-- case: add_type_text
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c TEXT;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CLOB
/

-- case: add_type_text_sized
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c TEXT(70000);
-- on: mssql
ALTER TABLE t ADD c VARCHAR(70000) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CLOB
/

-- case: add_type_unicode_text
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c TEXT;
-- on: mssql
ALTER TABLE t ADD c NVARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CLOB
/

-- case: add_type_clob
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c CLOB;
-- on: mssql
ALTER TABLE t ADD c CLOB NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CLOB
/

-- case: add_type_boolean
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c BOOLEAN;
-- on: mysql
ALTER TABLE t ADD COLUMN c BOOL;
-- on: mssql
ALTER TABLE t ADD c BIT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c BOOLEAN
/

-- case: add_type_date
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c DATE;
-- on: mssql
ALTER TABLE t ADD c DATE NULL;
GO
-- on: oracle
ALTER TABLE t ADD c DATE
/

-- case: add_type_time
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c TIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIME WITHOUT TIME ZONE;
-- on: mssql
ALTER TABLE t ADD c TIME NULL;
GO
-- on: oracle
ALTER TABLE t ADD c TIME
/

-- case: add_type_datetime
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c DATETIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE;
-- on: mssql
ALTER TABLE t ADD c DATETIME NULL;
GO
-- on: oracle
ALTER TABLE t ADD c DATE
/

-- case: add_type_datetime_zone
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c DATETIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITH TIME ZONE;
-- on: mssql
ALTER TABLE t ADD c DATETIMEOFFSET NULL;
GO
-- on: oracle
ALTER TABLE t ADD c DATE
/

-- case: add_type_timestamp
-- on: sqlite
ALTER TABLE t ADD COLUMN c TIMESTAMP;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE;
-- on: mysql
ALTER TABLE t ADD COLUMN c TIMESTAMP NULL;
-- on: mssql
ALTER TABLE t ADD c TIMESTAMP NULL;
GO
-- on: oracle
ALTER TABLE t ADD c TIMESTAMP
/

-- case: add_type_interval
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c DATETIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTERVAL;
-- on: mssql
ALTER TABLE t ADD c DATETIME NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTERVAL DAY TO SECOND
/

-- case: add_type_binary
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c BLOB;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BYTEA;
-- on: mssql
ALTER TABLE t ADD c VARBINARY(max) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c BLOB
/

-- case: add_type_binary_sized
-- on: sqlite
ALTER TABLE t ADD COLUMN c BLOB;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BYTEA;
-- on: mysql
ALTER TABLE t ADD COLUMN c BLOB(100);
-- on: mssql
ALTER TABLE t ADD c VARBINARY(100) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c BLOB
/

-- case: add_type_json
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c JSON;
-- on: mssql
ALTER TABLE t ADD c NVARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c JSON
/

-- case: add_type_uuid
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c CHAR(32);
-- on: postgresql mariadb
ALTER TABLE t ADD COLUMN c UUID;
-- on: mssql
ALTER TABLE t ADD c UNIQUEIDENTIFIER NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CHAR(32)
/

-- case: add_type_uuid_text
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c CHAR(32);
-- on: mssql
ALTER TABLE t ADD c CHAR(32) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CHAR(32)
/

-- case: add_type_enum
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(7);
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'it''s 5%', 'ü:z');
ALTER TABLE t ADD COLUMN c kind;
-- on: mysql
ALTER TABLE t ADD COLUMN c ENUM('x','it''s 5%','ü:z');
-- on: mssql
ALTER TABLE t ADD c VARCHAR(7) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(7 CHAR)
/

-- case: add_type_enum_odd_name
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(1);
-- on: postgresql
CREATE TYPE "Odd 5% ""kind""" AS ENUM ('x', 'y');
ALTER TABLE t ADD COLUMN c "Odd 5% ""kind""";
-- on: mysql
ALTER TABLE t ADD COLUMN c ENUM('x','y');
-- on: mssql
ALTER TABLE t ADD c VARCHAR(1) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(1 CHAR)
/

-- case: add_type_enum_not_native
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(20);
-- on: mssql
ALTER TABLE t ADD c VARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(20 CHAR)
/

-- case: add_type_collated
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(20) COLLATE "NOCASE";
-- on: postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(20) COLLATE "C";
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(20) COLLATE utf8mb4_bin;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(20) COLLATE Latin1_General_CI_AS NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(20 CHAR)
/

-- case: add_type_decorated
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(40);
-- on: postgresql
ALTER TABLE t ADD COLUMN c VARCHAR;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(40) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(40 CHAR)
/

-- case: add_type_spelled_by_user
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(7);
-- on: mssql
ALTER TABLE t ADD c VARCHAR(7) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(7)
/

-- case: add_type_json_binary
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c JSON;
-- on: postgresql
ALTER TABLE t ADD COLUMN c JSONB;
-- on: mssql
ALTER TABLE t ADD c NVARCHAR(max) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c CLOB
/

-- case: add_type_array
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(200);
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER[];
-- on: mysql
ALTER TABLE t ADD COLUMN c LONGTEXT;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(200) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(200 CHAR)
/

-- case: add_type_array_2
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(200);
-- on: postgresql
ALTER TABLE t ADD COLUMN c TEXT[][];
-- on: mssql
ALTER TABLE t ADD c VARCHAR(200) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(200 CHAR)
/

-- case: add_type_inet
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(50);
-- on: postgresql
ALTER TABLE t ADD COLUMN c INET;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(50) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(50 CHAR)
/

-- case: add_type_network
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(50);
-- on: postgresql
ALTER TABLE t ADD COLUMN c CIDR;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(50) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(50 CHAR)
/

-- case: add_type_hardware
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(50);
-- on: postgresql
ALTER TABLE t ADD COLUMN c MACADDR;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(50) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(50 CHAR)
/

-- case: add_type_search
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c TEXT;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TSVECTOR;
-- on: mssql
ALTER TABLE t ADD c NTEXT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NCLOB
/

-- case: add_type_range
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(50);
-- on: postgresql
ALTER TABLE t ADD COLUMN c INT4RANGE;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(50) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(50 CHAR)
/

-- case: add_type_range_time
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c VARCHAR(50);
-- on: postgresql
ALTER TABLE t ADD COLUMN c TSTZRANGE;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(50) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(50 CHAR)
/

-- case: add_type_money
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c NUMERIC(19, 4);
-- on: postgresql
ALTER TABLE t ADD COLUMN c MONEY;
-- on: mssql
ALTER TABLE t ADD c MONEY NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NUMBER(19, 4)
/

-- case: add_type_bits
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c BIT(5);
-- on: mssql
ALTER TABLE t ADD c BIT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c RAW(1)
/

-- case: add_type_bits_varying
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c INTEGER;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BIT VARYING(9);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/

-- case: add_type_interval_of
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c DATETIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTERVAL DAY TO SECOND (3);
-- on: mssql
ALTER TABLE t ADD c DATETIME NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTERVAL DAY(2) TO SECOND(3)
/

-- case: add_type_timestamp_3
-- on: sqlite
ALTER TABLE t ADD COLUMN c DATETIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP(3) WITH TIME ZONE;
-- on: mysql
ALTER TABLE t ADD COLUMN c DATETIME(3);
-- on: mssql
ALTER TABLE t ADD c DATETIME2(3) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c TIMESTAMP WITH TIME ZONE
/

-- case: add_type_time_3
-- on: sqlite
ALTER TABLE t ADD COLUMN c TIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIME(3) WITHOUT TIME ZONE;
-- on: mysql
ALTER TABLE t ADD COLUMN c TIME(3);
-- on: mssql
ALTER TABLE t ADD c TIME(3) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c TIME
/

-- case: add_type_offset_time
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c DATETIME;
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITH TIME ZONE;
-- on: mssql
ALTER TABLE t ADD c DATETIMEOFFSET(2) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c TIMESTAMP
/

-- case: add_type_unsigned
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c BIGINT;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER UNSIGNED;
-- on: mssql
ALTER TABLE t ADD c BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NUMBER(10)
/

-- case: add_type_tiny
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c SMALLINT;
-- on: mysql
ALTER TABLE t ADD COLUMN c TINYINT(1);
-- on: mssql
ALTER TABLE t ADD c TINYINT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c SMALLINT
/

-- case: add_type_medium_text
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c TEXT;
-- on: mysql
ALTER TABLE t ADD COLUMN c MEDIUMTEXT;
-- on: mssql
ALTER TABLE t ADD c TEXT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c LONG
/

-- case: add_type_charset
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(20);
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci;
-- on: mssql
ALTER TABLE t ADD c NVARCHAR(20) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(20 CHAR)
/

-- case: add_type_year
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c SMALLINT;
-- on: mysql
ALTER TABLE t ADD COLUMN c YEAR;
-- on: mssql
ALTER TABLE t ADD c SMALLINT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c SMALLINT
/

-- case: add_type_set
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(60);
-- on: mysql
ALTER TABLE t ADD COLUMN c SET('a','it''s','ü');
-- on: mssql
ALTER TABLE t ADD c VARCHAR(60) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(60 CHAR)
/

-- case: add_type_own_enum
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(60);
-- on: mysql
ALTER TABLE t ADD COLUMN c ENUM('a','it''s','ü') CHARACTER SET utf8mb4;
-- on: mssql
ALTER TABLE t ADD c VARCHAR(60) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(60 CHAR)
/

-- case: add_type_long_blob
-- on: sqlite
ALTER TABLE t ADD COLUMN c BLOB;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BYTEA;
-- on: mysql
ALTER TABLE t ADD COLUMN c LONGBLOB;
-- on: mssql
ALTER TABLE t ADD c VARBINARY(max) NULL;
GO
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler

-- case: add_type_guid
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c CHAR(32);
-- on: postgresql mariadb
ALTER TABLE t ADD COLUMN c UUID;
-- on: mssql
ALTER TABLE t ADD c UNIQUEIDENTIFIER NULL;
GO
-- on: oracle
ALTER TABLE t ADD c RAW(16)
/

-- case: add_type_xml
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c TEXT;
-- on: mssql
ALTER TABLE t ADD c XML NULL;
GO
-- on: oracle
ALTER TABLE t ADD c NVARCHAR2(2000)
/

-- case: add_type_binary_double
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c FLOAT;
-- on: mssql
ALTER TABLE t ADD c REAL NULL;
GO
-- on: oracle
ALTER TABLE t ADD c BINARY_DOUBLE
/

-- case: add_type_fixed_bytes
-- on: sqlite
ALTER TABLE t ADD COLUMN c BLOB;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BYTEA;
-- on: mysql
ALTER TABLE t ADD COLUMN c BINARY(4);
-- on: mssql
ALTER TABLE t ADD c BINARY(4) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c RAW(4)
/

-- case: add_postgresql_array
-- refused on: sqlite
OperationError: this can't be written for sqlite: Compiler <sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER[];
-- refused on: mysql
OperationError: this can't be written for mysql: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler> c
-- refused on: mssql
OperationError: this can't be written for mssql: Compiler <sqlalchemy.dialects.mssql.base.MSTypeCompiler> can'
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler>

-- case: add_postgresql_array_of_enum
-- refused on: sqlite
OperationError: this can't be written for sqlite: Compiler <sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler
-- on: postgresql
CREATE TYPE kinds AS ENUM ('x', 'it''s');
ALTER TABLE t ADD COLUMN c kinds[];
-- refused on: mysql
OperationError: this can't be written for mysql: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler> c
-- refused on: mssql
OperationError: this can't be written for mssql: Compiler <sqlalchemy.dialects.mssql.base.MSTypeCompiler> can'
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler>

-- case: add_postgresql_domain
-- refused on: sqlite
OperationError: this can't be written for sqlite: Compiler <sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler
-- on: postgresql
CREATE DOMAIN positive AS INTEGER CONSTRAINT is_positive CHECK (VALUE > 0);
ALTER TABLE t ADD COLUMN c positive;
-- refused on: mysql
OperationError: this can't be written for mysql: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler> c
-- refused on: mssql
OperationError: this can't be written for mssql: Compiler <sqlalchemy.dialects.mssql.base.MSTypeCompiler> can'
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler>

-- case: add_postgresql_jsonb
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c JSONB;
-- refused on: mysql
OperationError: this can't be written for mysql: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler> c
-- refused on: mssql
OperationError: this can't be written for mssql: Compiler <sqlalchemy.dialects.mssql.base.MSTypeCompiler> can'
-- refused on: oracle
OperationError: this can't be written for oracle: Compiler <sqlalchemy.dialects.oracle.base.OracleTypeCompiler
-- refused on: mariadb
OperationError: this can't be written for mariadb: Compiler <sqlalchemy.dialects.mysql.base.MySQLTypeCompiler>

-- case: add_default_string
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'abc';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT 'abc';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'abc'
/

-- case: add_default_string_quotes
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢';
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'it''s "100%" \\ :x `b` [c] é 漢';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT N'it''s "100%" \ :x `b` [c] é 漢';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢'
/

-- case: add_default_string_empty
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT '';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT '';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT ''
/

-- case: add_default_string_null_word
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'NULL';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT 'NULL';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'NULL'
/

-- case: add_default_number
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '7';
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT '7';
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '7'
/

-- case: add_default_number_text
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 7;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT 7;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT 7
/

-- case: add_default_number_negative
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT (-7);
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT -7;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT -7;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT -7
/

-- case: add_default_literal
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT 5;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT 5
/

-- case: add_default_decimal
-- on: sqlite mysql
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2) DEFAULT (1.50);
-- on: postgresql
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2) DEFAULT 1.50;
-- on: mssql
ALTER TABLE t ADD c NUMERIC(10, 2) NULL DEFAULT 1.50;
GO
-- on: oracle
ALTER TABLE t ADD c NUMERIC(10, 2) DEFAULT 1.50
/

-- case: add_default_float
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c FLOAT DEFAULT 1e3;
-- on: mssql
ALTER TABLE t ADD c FLOAT NULL DEFAULT 1e3;
GO
-- on: oracle
ALTER TABLE t ADD c FLOAT DEFAULT 1e3
/

-- case: add_default_false
-- on: sqlite
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT 0;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT false;
-- on: mysql
ALTER TABLE t ADD COLUMN c BOOL DEFAULT false;
-- on: mssql
ALTER TABLE t ADD c BIT NULL DEFAULT 0;
GO
-- on: oracle
ALTER TABLE t ADD c BOOLEAN DEFAULT 0
/

-- case: add_default_true
-- on: sqlite
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT 1;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT true;
-- on: mysql
ALTER TABLE t ADD COLUMN c BOOL DEFAULT true;
-- on: mssql
ALTER TABLE t ADD c BIT NULL DEFAULT 1;
GO
-- on: oracle
ALTER TABLE t ADD c BOOLEAN DEFAULT 1
/

-- case: add_default_null
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT NULL
/

-- case: add_default_text_quoted
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'a''b';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT 'a''b';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'a''b'
/

-- case: add_default_text_percent_colon
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT '5% :x';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT '5% :x';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT '5% :x'
/

-- case: add_default_date
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c DATE DEFAULT '2024-02-29';
-- on: mssql
ALTER TABLE t ADD c DATE NULL DEFAULT '2024-02-29';
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT '2024-02-29'
/

-- case: add_default_enum_value
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(1) DEFAULT 'x';
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'y');
ALTER TABLE t ADD COLUMN c kind DEFAULT 'x';
-- on: mysql
ALTER TABLE t ADD COLUMN c ENUM('x','y') DEFAULT 'x';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(1) NULL DEFAULT 'x';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(1 CHAR) DEFAULT 'x'
/

-- case: add_default_now
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT now();
-- on: mysql
ALTER TABLE t ADD COLUMN c DATETIME DEFAULT (now());
-- on: mssql
ALTER TABLE t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP
/

-- case: add_default_current_timestamp
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP;
-- on: mysql
ALTER TABLE t ADD COLUMN c DATETIME DEFAULT CURRENT_TIMESTAMP;
-- on: mssql
ALTER TABLE t ADD c DATETIME NULL DEFAULT CURRENT_TIMESTAMP;
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP
/

-- case: add_default_current_date
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c DATE DEFAULT CURRENT_DATE;
-- on: mssql
ALTER TABLE t ADD c DATE NULL DEFAULT GETDATE();
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT CURRENT_DATE
/

-- case: add_default_expression
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT (1 + 2);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT (1 + 2);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT (1 + 2)
/

-- case: add_default_function
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT lower('ABC');
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT (lower('ABC'));
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NULL DEFAULT lower('ABC');
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT lower('ABC')
/

-- case: add_default_string_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'abc' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT 'abc';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT 'abc';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'abc' NOT NULL
/

-- case: add_default_string_quotes_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT 'it''s "100%" \\ :x `b` [c] é 漢';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT N'it''s "100%" \ :x `b` [c] é 漢';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢' NOT NULL
/

-- case: add_default_string_empty_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT '' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT '';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT '';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT '' NOT NULL
/

-- case: add_default_string_null_word_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'NULL' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT 'NULL';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT 'NULL';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'NULL' NOT NULL
/

-- case: add_default_number_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '7' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT '7';
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT '7';
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '7' NOT NULL
/

-- case: add_default_number_text_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 7 NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT 7;
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT 7;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT 7 NOT NULL
/

-- case: add_default_number_negative_not_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT (-7) NOT NULL;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT -7 NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT (-7);
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT -7;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT -7 NOT NULL
/

-- case: add_default_literal_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5 NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT 5;
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT 5;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT 5 NOT NULL
/

-- case: add_default_decimal_not_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2) DEFAULT (1.50) NOT NULL;
-- on: postgresql
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2) DEFAULT 1.50 NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c NUMERIC(10, 2) NOT NULL DEFAULT (1.50);
-- on: mssql
ALTER TABLE t ADD c NUMERIC(10, 2) NOT NULL DEFAULT 1.50;
GO
-- on: oracle
ALTER TABLE t ADD c NUMERIC(10, 2) DEFAULT 1.50 NOT NULL
/

-- case: add_default_float_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c FLOAT DEFAULT 1e3 NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c FLOAT NOT NULL DEFAULT 1e3;
-- on: mssql
ALTER TABLE t ADD c FLOAT NOT NULL DEFAULT 1e3;
GO
-- on: oracle
ALTER TABLE t ADD c FLOAT DEFAULT 1e3 NOT NULL
/

-- case: add_default_false_not_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT 0 NOT NULL;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT false NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c BOOL NOT NULL DEFAULT false;
-- on: mssql
ALTER TABLE t ADD c BIT NOT NULL DEFAULT 0;
GO
-- on: oracle
ALTER TABLE t ADD c BOOLEAN DEFAULT 0 NOT NULL
/

-- case: add_default_true_not_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT 1 NOT NULL;
-- on: postgresql
ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT true NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c BOOL NOT NULL DEFAULT true;
-- on: mssql
ALTER TABLE t ADD c BIT NOT NULL DEFAULT 1;
GO
-- on: oracle
ALTER TABLE t ADD c BOOLEAN DEFAULT 1 NOT NULL
/

-- case: add_default_text_quoted_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT 'a''b' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT 'a''b';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT 'a''b';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT 'a''b' NOT NULL
/

-- case: add_default_text_percent_colon_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT '5% :x' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT '5% :x';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT '5% :x';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT '5% :x' NOT NULL
/

-- case: add_default_date_not_null
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c DATE DEFAULT '2024-02-29' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c DATE NOT NULL DEFAULT '2024-02-29';
-- on: mssql
ALTER TABLE t ADD c DATE NOT NULL DEFAULT '2024-02-29';
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT '2024-02-29' NOT NULL
/

-- case: add_default_enum_value_not_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(1) DEFAULT 'x' NOT NULL;
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'y');
ALTER TABLE t ADD COLUMN c kind DEFAULT 'x' NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c ENUM('x','y') NOT NULL DEFAULT 'x';
-- on: mssql
ALTER TABLE t ADD c VARCHAR(1) NOT NULL DEFAULT 'x';
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(1 CHAR) DEFAULT 'x' NOT NULL
/

-- case: add_default_now_not_null
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c DATETIME NOT NULL DEFAULT (now());
-- on: mssql
ALTER TABLE t ADD c DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP;
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP NOT NULL
/

-- case: add_default_current_timestamp_not_null
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- on: mssql
ALTER TABLE t ADD c DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP;
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT CURRENT_TIMESTAMP NOT NULL
/

-- case: add_default_current_date_not_null
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c DATE DEFAULT CURRENT_DATE NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c DATE NOT NULL DEFAULT CURRENT_DATE;
-- on: mssql
ALTER TABLE t ADD c DATE NOT NULL DEFAULT GETDATE();
GO
-- on: oracle
ALTER TABLE t ADD c DATE DEFAULT CURRENT_DATE NOT NULL
/

-- case: add_default_expression_not_null
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT (1 + 2) NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT (1 + 2);
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT (1 + 2);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT (1 + 2) NOT NULL
/

-- case: add_default_function_not_null
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(90) DEFAULT lower('ABC') NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(90) NOT NULL DEFAULT (lower('ABC'));
-- on: mssql
ALTER TABLE t ADD c VARCHAR(90) NOT NULL DEFAULT lower('ABC');
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(90 CHAR) DEFAULT lower('ABC') NOT NULL
/

-- case: add_not_null
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER NOT NULL
/

-- case: add_comment
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER;
COMMENT ON COLUMN t.c IS 'it''s "5%" \ :x é';
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER COMMENT 'it''s "5%" \\ :x é';
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
COMMENT ON COLUMN t.c IS 'it''s "5%" \ :x é'
/

-- case: add_comment_empty
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER;
COMMENT ON COLUMN t.c IS '';
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER COMMENT '';
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
COMMENT ON COLUMN t.c IS ''
/

-- case: add_comment_default_not_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '3' NOT NULL;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '3' NOT NULL;
COMMENT ON COLUMN t.c IS 'n';
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL COMMENT 'n' DEFAULT '3';
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT '3';
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '3' NOT NULL
/
COMMENT ON COLUMN t.c IS 'n'
/

-- case: add_index
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
CREATE INDEX ix_t_c ON t (c);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
CREATE INDEX ix_t_c ON t (c);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
CREATE INDEX ix_t_c ON t (c)
/

-- case: add_unique
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD UNIQUE (c);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD UNIQUE (c);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD UNIQUE (c)
/

-- case: add_unique_index
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
CREATE UNIQUE INDEX ix_t_c ON t (c);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
CREATE UNIQUE INDEX ix_t_c ON t (c);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
CREATE UNIQUE INDEX ix_t_c ON t (c)
/

-- case: add_unique_not_null_default_null_rows
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL;
ALTER TABLE t ADD UNIQUE (c);
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL;
GO
ALTER TABLE t ADD UNIQUE (c);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER NOT NULL
/
ALTER TABLE t ADD UNIQUE (c)
/

-- case: add_index_comment_default
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '3';
CREATE INDEX ix_t_c ON t (c);
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '3';
CREATE INDEX ix_t_c ON t (c);
COMMENT ON COLUMN t.c IS 'n';
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER COMMENT 'n' DEFAULT '3';
CREATE INDEX ix_t_c ON t (c);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT '3';
GO
CREATE INDEX ix_t_c ON t (c);
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'n', N'SCHEMA', N'dbo', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '3'
/
CREATE INDEX ix_t_c ON t (c)
/
COMMENT ON COLUMN t.c IS 'n'
/

-- case: add_foreign_key
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id);
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_named
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id);
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_ondelete_cascade
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE CASCADE;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE
/

-- case: add_foreign_key_ondelete_set_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE SET NULL;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE SET NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE SET NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE SET NULL
/

-- case: add_foreign_key_ondelete_restrict
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE RESTRICT;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE RESTRICT;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE RESTRICT;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE RESTRICT
/

-- case: add_foreign_key_ondelete_no_action
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE NO ACTION;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE NO ACTION;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE NO ACTION;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE NO ACTION
/

-- case: add_foreign_key_onupdate_cascade
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON UPDATE CASCADE;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE CASCADE;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_onupdate_set_null
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON UPDATE SET NULL;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE SET NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE SET NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_onupdate_restrict
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON UPDATE RESTRICT;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE RESTRICT;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE RESTRICT;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_onupdate_no_action
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON UPDATE NO ACTION;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE NO ACTION;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON UPDATE NO ACTION;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_both_actions
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE CASCADE ON UPDATE SET NULL;
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE ON UPDATE SET NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE ON UPDATE SET NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id) ON DELETE CASCADE
/

-- case: add_foreign_key_index
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id);
CREATE INDEX ix_t_c ON t (c);
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
CREATE INDEX ix_t_c ON t (c);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
GO
CREATE INDEX ix_t_c ON t (c);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/
CREATE INDEX ix_t_c ON t (c)
/

-- case: add_foreign_key_unique
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD UNIQUE (c);
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD UNIQUE (c);
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD UNIQUE (c)
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_foreign_key_self
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES t (id);
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES t (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES t (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES t (id)
/

-- case: add_foreign_key_default
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '1';
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT '1';
GO
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '1'
/
ALTER TABLE t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES x (id)
/

-- case: add_references_inline
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER REFERENCES x (id)
/

-- case: add_references_inline_actions
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE CASCADE ON UPDATE CASCADE;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL CONSTRAINT fk_c REFERENCES x (id) ON DELETE CASCADE ON UPDATE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER CONSTRAINT fk_c REFERENCES x (id) ON DELETE CASCADE
/

-- case: add_check_named
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT ck_c CHECK (c > 5);
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c > 5);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL CONSTRAINT ck_c CHECK (c > 5);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER CONSTRAINT ck_c CHECK (c > 5)
/

-- case: add_check_percent_colon
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c VARCHAR(20) CONSTRAINT ck_c CHECK (c <> '5% :x');
-- on: mysql
ALTER TABLE t ADD COLUMN c VARCHAR(20);
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c <> '5% :x');
-- on: mssql
ALTER TABLE t ADD c VARCHAR(20) NULL CONSTRAINT ck_c CHECK (c <> '5% :x');
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR2(20 CHAR) CONSTRAINT ck_c CHECK (c <> '5% :x')
/

-- case: add_check_two
-- on: sqlite postgresql
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT k1 CHECK (c > 5) CONSTRAINT k2 CHECK (c < 9);
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT k1 CHECK (c > 5);
ALTER TABLE t ADD CONSTRAINT k2 CHECK (c < 9);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL CONSTRAINT k1 CHECK (c > 5) CONSTRAINT k2 CHECK (c < 9);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER CONSTRAINT k1 CHECK (c > 5) CONSTRAINT k2 CHECK (c < 9)
/

-- case: add_check_unnamed
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER CHECK (c > 5);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL CHECK (c > 5);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER CHECK (c > 5)
/

-- case: add_boolean_check
-- on: sqlite
ALTER TABLE t ADD COLUMN c BOOLEAN CONSTRAINT ck_c CHECK (c IN (0, 1));
-- on: postgresql
ALTER TABLE t ADD COLUMN c BOOLEAN;
-- on: mysql
ALTER TABLE t ADD COLUMN c BOOL;
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN (0, 1));
-- on: mssql
ALTER TABLE t ADD c BIT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c BOOLEAN
/

-- case: add_enum_check
-- on: sqlite
ALTER TABLE t ADD COLUMN c VARCHAR(4) CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'));
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(4);
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'));
-- on: mssql
ALTER TABLE t ADD c VARCHAR(4) NULL;
GO
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'));
GO
-- on: oracle
ALTER TABLE t ADD c VARCHAR(4 CHAR)
/
ALTER TABLE t ADD CONSTRAINT ck_c CHECK (c IN ('x', 'it''s'))
/

-- case: add_computed
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL;
-- on: mssql
ALTER TABLE t ADD c AS (id * 2);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL
/

-- case: add_computed_stored
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (id * 2) STORED;
-- on: mssql
ALTER TABLE t ADD c AS (id * 2) PERSISTED;
GO
-- refused on: oracle
OperationError: this can't be written for oracle: Oracle Database computed columns do not support 'stored' per

-- case: add_computed_unsaid
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (id + 1);
-- on: mssql
ALTER TABLE t ADD c AS (id + 1);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER GENERATED ALWAYS AS (id + 1)
/

-- case: add_computed_text
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c VARCHAR(40) GENERATED ALWAYS AS (upper(b)) STORED;
-- on: mssql
ALTER TABLE t ADD c AS (upper(b)) PERSISTED;
GO
-- refused on: oracle
OperationError: this can't be written for oracle: Oracle Database computed columns do not support 'stored' per

-- case: add_identity_always
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 3);
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL IDENTITY(3,1);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 3)
/

-- case: add_identity_all_options
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE t ADD COLUMN c BIGINT GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 999 CACHE 9 CYCLE);
-- on: mysql
ALTER TABLE t ADD COLUMN c BIGINT NOT NULL;
-- on: mssql
ALTER TABLE t ADD c BIGINT NOT NULL IDENTITY(5,2);
GO
-- on: oracle
ALTER TABLE t ADD c NUMBER(19) GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 999 CACHE 9 CYCLE)
/

-- case: add_sequence_default
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 0;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL DEFAULT 0;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT 0
/

-- case: add_in_schema
-- on: sqlite postgresql mysql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER DEFAULT '5';
-- on: mssql
ALTER TABLE rg_s.t ADD c INTEGER NULL DEFAULT '5';
GO
-- on: oracle
ALTER TABLE rg_s.t ADD c INTEGER DEFAULT '5'
/

-- case: add_in_schema_index
-- on: sqlite
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
CREATE INDEX rg_s.ix_rg_s_t_c ON t (c);
-- on: postgresql mysql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
CREATE INDEX ix_rg_s_t_c ON rg_s.t (c);
-- on: mssql
ALTER TABLE rg_s.t ADD c INTEGER NULL;
GO
CREATE INDEX ix_rg_s_t_c ON rg_s.t (c);
GO
-- on: oracle
ALTER TABLE rg_s.t ADD c INTEGER
/
CREATE INDEX rg_s.ix_rg_s_t_c ON rg_s.t (c)
/

-- case: add_in_schema_comment
-- on: sqlite
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
-- on: postgresql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
COMMENT ON COLUMN rg_s.t.c IS 'n';
-- on: mysql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER COMMENT 'n';
-- on: mssql
ALTER TABLE rg_s.t ADD c INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N't', N'COLUMN', N'c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'n', N'SCHEMA', N'rg_s', N'TABLE', N't', N'COLUMN', N'c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'n', N'SCHEMA', N'rg_s', N'TABLE', N't', N'COLUMN', N'c';
GO
-- on: oracle
ALTER TABLE rg_s.t ADD c INTEGER
/
COMMENT ON COLUMN rg_s.t.c IS 'n'
/

-- case: add_in_schema_unique
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql mysql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
ALTER TABLE rg_s.t ADD UNIQUE (c);
-- on: mssql
ALTER TABLE rg_s.t ADD c INTEGER NULL;
GO
ALTER TABLE rg_s.t ADD UNIQUE (c);
GO
-- on: oracle
ALTER TABLE rg_s.t ADD c INTEGER
/
ALTER TABLE rg_s.t ADD UNIQUE (c)
/

-- case: add_in_schema_foreign_key
-- on: sqlite
ALTER TABLE rg_s.t ADD COLUMN c INTEGER CONSTRAINT fk_c REFERENCES x (id);
-- on: postgresql mysql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
ALTER TABLE rg_s.t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES rg_s.x (id);
-- on: mssql
ALTER TABLE rg_s.t ADD c INTEGER NULL;
GO
ALTER TABLE rg_s.t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES rg_s.x (id);
GO
-- on: oracle
ALTER TABLE rg_s.t ADD c INTEGER
/
ALTER TABLE rg_s.t ADD CONSTRAINT fk_c FOREIGN KEY(c) REFERENCES rg_s.x (id)
/

-- case: add_if_not_exists
-- refused on: sqlite
OperationError: t.c: SQLite has no IF [NOT] EXISTS for columns, and a script can't look; leave it out, or run 
-- on: postgresql mariadb
ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'c');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'ALTER TABLE t ADD COLUMN c INTEGER');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF COL_LENGTH(N't', N'c') IS NULL ALTER TABLE t ADD c INTEGER NULL;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t ADD c INTEGER';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-1430) THEN RAISE; END IF;
END;
/

-- case: add_if_not_exists_there_already
-- refused on: sqlite
OperationError: t.b: SQLite has no IF [NOT] EXISTS for columns, and a script can't look; leave it out, or run 
-- on: postgresql mariadb
ALTER TABLE t ADD COLUMN IF NOT EXISTS b VARCHAR(30);
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'b');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'ALTER TABLE t ADD COLUMN b VARCHAR(30)');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF COL_LENGTH(N't', N'b') IS NULL ALTER TABLE t ADD b VARCHAR(30) NULL;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t ADD b VARCHAR2(30 CHAR)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-1430) THEN RAISE; END IF;
END;
/

-- case: add_if_not_exists_index
-- refused on: sqlite
OperationError: t.c: SQLite has no IF [NOT] EXISTS for columns, and a script can't look; leave it out, or run 
-- on: postgresql mariadb
ALTER TABLE t ADD COLUMN IF NOT EXISTS c INTEGER;
CREATE INDEX IF NOT EXISTS ix_t_c ON t (c);
-- on: mysql
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'c');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'ALTER TABLE t ADD COLUMN c INTEGER');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'ix_t_c');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'CREATE INDEX ix_t_c ON t (c)');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF COL_LENGTH(N't', N'c') IS NULL ALTER TABLE t ADD c INTEGER NULL;
GO
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N't') AND name = N'ix_t_c') CREATE INDEX ix_t_c ON t (c);
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'ALTER TABLE t ADD c INTEGER';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-1430) THEN RAISE; END IF;
END;
/
BEGIN
  EXECUTE IMMEDIATE 'CREATE INDEX ix_t_c ON t (c)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/

-- case: add_primary_key_inline
-- refused on: sqlite
OfflineError: add_column('p'): table 'p' must be built anew, and a script (--sql) can't read its definition; g
-- on: postgresql
ALTER TABLE p ADD COLUMN c SERIAL NOT NULL PRIMARY KEY;
-- on: mysql
ALTER TABLE p ADD COLUMN c INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY;
-- on: mssql
ALTER TABLE p ADD c INTEGER NOT NULL IDENTITY PRIMARY KEY;
GO
-- on: oracle
ALTER TABLE p ADD c INTEGER NOT NULL PRIMARY KEY
/
