-- case: table_simple
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a VARCHAR(20),
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a VARCHAR(20),
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a VARCHAR(20),
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a VARCHAR(20) NULL,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a VARCHAR2(20 CHAR),
    PRIMARY KEY (id)
)
/

-- case: table_without_key
-- on: sqlite postgresql mysql
CREATE TABLE n (
    a INTEGER,
    b VARCHAR(20)
);
-- on: mssql
CREATE TABLE n (
    a INTEGER NULL,
    b VARCHAR(20) NULL
);
GO
-- on: oracle
CREATE TABLE n (
    a INTEGER,
    b VARCHAR2(20 CHAR)
)
/

-- case: table_plain_types
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    c_integer INTEGER,
    c_smallint SMALLINT,
    c_bigint BIGINT,
    c_numeric NUMERIC,
    c_numeric_10_2 NUMERIC(10, 2),
    c_decimal DECIMAL(12, 4),
    c_float FLOAT,
    c_float_20 FLOAT,
    c_float_53 FLOAT,
    c_real REAL,
    c_double DOUBLE,
    c_string VARCHAR(30),
    c_unicode VARCHAR(30),
    c_char CHAR(3),
    c_nchar NCHAR(3),
    c_text TEXT,
    c_unicode_text TEXT,
    c_boolean BOOLEAN,
    c_date DATE,
    c_time TIME,
    c_datetime DATETIME,
    c_datetime_zone DATETIME,
    c_timestamp TIMESTAMP,
    c_interval DATETIME,
    c_binary BLOB,
    c_binary_sized BLOB,
    c_json JSON,
    c_uuid CHAR(32),
    c_uuid_text CHAR(32),
    c_enum VARCHAR(7),
    c_enum_odd_name VARCHAR(1),
    c_enum_not_native VARCHAR(20),
    c_collated VARCHAR(20) COLLATE "NOCASE",
    c_decorated VARCHAR(40),
    c_spelled_by_user VARCHAR(7),
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'it''s 5%', 'ü:z');
CREATE TYPE "Odd 5% ""kind""" AS ENUM ('x', 'y');
CREATE TABLE n (
    id SERIAL NOT NULL,
    c_integer INTEGER,
    c_smallint SMALLINT,
    c_bigint BIGINT,
    c_numeric NUMERIC,
    c_numeric_10_2 NUMERIC(10, 2),
    c_decimal DECIMAL(12, 4),
    c_float FLOAT,
    c_float_20 FLOAT(20),
    c_float_53 FLOAT(53),
    c_real REAL,
    c_double DOUBLE PRECISION,
    c_string VARCHAR(30),
    c_unicode VARCHAR(30),
    c_char CHAR(3),
    c_nchar NCHAR(3),
    c_text TEXT,
    c_unicode_text TEXT,
    c_boolean BOOLEAN,
    c_date DATE,
    c_time TIME WITHOUT TIME ZONE,
    c_datetime TIMESTAMP WITHOUT TIME ZONE,
    c_datetime_zone TIMESTAMP WITH TIME ZONE,
    c_timestamp TIMESTAMP WITHOUT TIME ZONE,
    c_interval INTERVAL,
    c_binary BYTEA,
    c_binary_sized BYTEA,
    c_json JSON,
    c_uuid UUID,
    c_uuid_text CHAR(32),
    c_enum kind,
    c_enum_odd_name "Odd 5% ""kind""",
    c_enum_not_native VARCHAR(20),
    c_collated VARCHAR(20) COLLATE "C",
    c_decorated VARCHAR,
    c_spelled_by_user VARCHAR(7),
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    c_integer INTEGER,
    c_smallint SMALLINT,
    c_bigint BIGINT,
    c_numeric NUMERIC,
    c_numeric_10_2 NUMERIC(10, 2),
    c_decimal DECIMAL(12, 4),
    c_float FLOAT,
    c_float_20 FLOAT(20),
    c_float_53 FLOAT(53),
    c_real REAL,
    c_double DOUBLE,
    c_string VARCHAR(30),
    c_unicode VARCHAR(30),
    c_char CHAR(3),
    c_nchar NATIONAL CHAR(3),
    c_text TEXT,
    c_unicode_text TEXT,
    c_boolean BOOL,
    c_date DATE,
    c_time TIME,
    c_datetime DATETIME,
    c_datetime_zone DATETIME,
    c_timestamp TIMESTAMP NULL,
    c_interval DATETIME,
    c_binary BLOB,
    c_binary_sized BLOB(100),
    c_json JSON,
    c_uuid CHAR(32),
    c_uuid_text CHAR(32),
    c_enum ENUM('x','it''s 5%','ü:z'),
    c_enum_odd_name ENUM('x','y'),
    c_enum_not_native VARCHAR(20),
    c_collated VARCHAR(20) COLLATE utf8mb4_bin,
    c_decorated VARCHAR(40),
    c_spelled_by_user VARCHAR(7),
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    c_integer INTEGER NULL,
    c_smallint SMALLINT NULL,
    c_bigint BIGINT NULL,
    c_numeric NUMERIC NULL,
    c_numeric_10_2 NUMERIC(10, 2) NULL,
    c_decimal DECIMAL(12, 4) NULL,
    c_float FLOAT NULL,
    c_float_20 FLOAT(20) NULL,
    c_float_53 FLOAT(53) NULL,
    c_real REAL NULL,
    c_double DOUBLE PRECISION NULL,
    c_string VARCHAR(30) NULL,
    c_unicode NVARCHAR(30) NULL,
    c_char CHAR(3) NULL,
    c_nchar NCHAR(3) NULL,
    c_text VARCHAR(max) NULL,
    c_unicode_text NVARCHAR(max) NULL,
    c_boolean BIT NULL,
    c_date DATE NULL,
    c_time TIME NULL,
    c_datetime DATETIME NULL,
    c_datetime_zone DATETIMEOFFSET NULL,
    c_timestamp TIMESTAMP NULL,
    c_interval DATETIME NULL,
    c_binary VARBINARY(max) NULL,
    c_binary_sized VARBINARY(100) NULL,
    c_json NVARCHAR(max) NULL,
    c_uuid UNIQUEIDENTIFIER NULL,
    c_uuid_text CHAR(32) NULL,
    c_enum VARCHAR(7) NULL,
    c_enum_odd_name VARCHAR(1) NULL,
    c_enum_not_native VARCHAR(20) NULL,
    c_collated VARCHAR(20) COLLATE Latin1_General_CI_AS NULL,
    c_decorated VARCHAR(40) NULL,
    c_spelled_by_user VARCHAR(7) NULL,
    PRIMARY KEY (id)
);
GO
-- refused on: oracle
OperationError: this can't be written for oracle: Oracle Database FLOAT types use 'binary precision', which do
-- on: mariadb
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    c_integer INTEGER,
    c_smallint SMALLINT,
    c_bigint BIGINT,
    c_numeric NUMERIC,
    c_numeric_10_2 NUMERIC(10, 2),
    c_decimal DECIMAL(12, 4),
    c_float FLOAT,
    c_float_20 FLOAT(20),
    c_float_53 FLOAT(53),
    c_real REAL,
    c_double DOUBLE,
    c_string VARCHAR(30),
    c_unicode VARCHAR(30),
    c_char CHAR(3),
    c_nchar NATIONAL CHAR(3),
    c_text TEXT,
    c_unicode_text TEXT,
    c_boolean BOOL,
    c_date DATE,
    c_time TIME,
    c_datetime DATETIME,
    c_datetime_zone DATETIME,
    c_timestamp TIMESTAMP NULL,
    c_interval DATETIME,
    c_binary BLOB,
    c_binary_sized BLOB(100),
    c_json JSON,
    c_uuid UUID,
    c_uuid_text CHAR(32),
    c_enum ENUM('x','it''s 5%','ü:z'),
    c_enum_odd_name ENUM('x','y'),
    c_enum_not_native VARCHAR(20),
    c_collated VARCHAR(20) COLLATE utf8mb4_bin,
    c_decorated VARCHAR(40),
    c_spelled_by_user VARCHAR(7),
    PRIMARY KEY (id)
);

-- case: table_own_types
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    c_json_binary JSON,
    c_array VARCHAR(200),
    c_array_2 VARCHAR(200),
    c_inet VARCHAR(50),
    c_network VARCHAR(50),
    c_hardware VARCHAR(50),
    c_search TEXT,
    c_range VARCHAR(50),
    c_range_time VARCHAR(50),
    c_money NUMERIC(19, 4),
    c_bits INTEGER,
    c_bits_varying INTEGER,
    c_interval_of DATETIME,
    c_timestamp_3 DATETIME,
    c_time_3 TIME,
    c_offset_time DATETIME,
    c_unsigned BIGINT,
    c_tiny SMALLINT,
    c_medium_text TEXT,
    c_charset VARCHAR(20),
    c_year SMALLINT,
    c_set VARCHAR(60),
    c_own_enum VARCHAR(60),
    c_long_blob BLOB,
    c_guid CHAR(32),
    c_xml TEXT,
    c_binary_double FLOAT,
    c_fixed_bytes BLOB,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    c_json_binary JSONB,
    c_array INTEGER[],
    c_array_2 TEXT[][],
    c_inet INET,
    c_network CIDR,
    c_hardware MACADDR,
    c_search TSVECTOR,
    c_range INT4RANGE,
    c_range_time TSTZRANGE,
    c_money MONEY,
    c_bits BIT(5),
    c_bits_varying BIT VARYING(9),
    c_interval_of INTERVAL DAY TO SECOND (3),
    c_timestamp_3 TIMESTAMP(3) WITH TIME ZONE,
    c_time_3 TIME(3) WITHOUT TIME ZONE,
    c_offset_time TIMESTAMP WITH TIME ZONE,
    c_unsigned BIGINT,
    c_tiny SMALLINT,
    c_medium_text TEXT,
    c_charset VARCHAR(20),
    c_year SMALLINT,
    c_set VARCHAR(60),
    c_own_enum VARCHAR(60),
    c_long_blob BYTEA,
    c_guid UUID,
    c_xml TEXT,
    c_binary_double FLOAT,
    c_fixed_bytes BYTEA,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    c_json_binary JSON,
    c_array LONGTEXT,
    c_array_2 VARCHAR(200),
    c_inet VARCHAR(50),
    c_network VARCHAR(50),
    c_hardware VARCHAR(50),
    c_search TEXT,
    c_range VARCHAR(50),
    c_range_time VARCHAR(50),
    c_money NUMERIC(19, 4),
    c_bits BIT(5),
    c_bits_varying INTEGER,
    c_interval_of DATETIME,
    c_timestamp_3 DATETIME(3),
    c_time_3 TIME(3),
    c_offset_time DATETIME,
    c_unsigned INTEGER UNSIGNED,
    c_tiny TINYINT(1),
    c_medium_text MEDIUMTEXT,
    c_charset VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci,
    c_year YEAR,
    c_set SET('a','it''s','ü'),
    c_own_enum ENUM('a','it''s','ü') CHARACTER SET utf8mb4,
    c_long_blob LONGBLOB,
    c_guid CHAR(32),
    c_xml TEXT,
    c_binary_double FLOAT,
    c_fixed_bytes BINARY(4),
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    c_json_binary NVARCHAR(max) NULL,
    c_array VARCHAR(200) NULL,
    c_array_2 VARCHAR(200) NULL,
    c_inet VARCHAR(50) NULL,
    c_network VARCHAR(50) NULL,
    c_hardware VARCHAR(50) NULL,
    c_search NTEXT NULL,
    c_range VARCHAR(50) NULL,
    c_range_time VARCHAR(50) NULL,
    c_money MONEY NULL,
    c_bits BIT NULL,
    c_bits_varying INTEGER NULL,
    c_interval_of DATETIME NULL,
    c_timestamp_3 DATETIME2(3) NULL,
    c_time_3 TIME(3) NULL,
    c_offset_time DATETIMEOFFSET(2) NULL,
    c_unsigned BIGINT NULL,
    c_tiny TINYINT NULL,
    c_medium_text TEXT NULL,
    c_charset NVARCHAR(20) NULL,
    c_year SMALLINT NULL,
    c_set VARCHAR(60) NULL,
    c_own_enum VARCHAR(60) NULL,
    c_long_blob VARBINARY(max) NULL,
    c_guid UNIQUEIDENTIFIER NULL,
    c_xml XML NULL,
    c_binary_double REAL NULL,
    c_fixed_bytes BINARY(4) NULL,
    PRIMARY KEY (id)
);
GO
-- refused on: oracle
OperationError: this can't be written for oracle: (in table 'n', column 'c_long_blob'): Compiler <sqlalchemy.d
-- on: mariadb
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    c_json_binary JSON,
    c_array LONGTEXT,
    c_array_2 VARCHAR(200),
    c_inet VARCHAR(50),
    c_network VARCHAR(50),
    c_hardware VARCHAR(50),
    c_search TEXT,
    c_range VARCHAR(50),
    c_range_time VARCHAR(50),
    c_money NUMERIC(19, 4),
    c_bits BIT(5),
    c_bits_varying INTEGER,
    c_interval_of DATETIME,
    c_timestamp_3 DATETIME(3),
    c_time_3 TIME(3),
    c_offset_time DATETIME,
    c_unsigned INTEGER UNSIGNED,
    c_tiny TINYINT(1),
    c_medium_text MEDIUMTEXT,
    c_charset VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci,
    c_year YEAR,
    c_set SET('a','it''s','ü'),
    c_own_enum ENUM('a','it''s','ü') CHARACTER SET utf8mb4,
    c_long_blob LONGBLOB,
    c_guid UUID,
    c_xml TEXT,
    c_binary_double FLOAT,
    c_fixed_bytes BINARY(4),
    PRIMARY KEY (id)
);

-- case: table_not_null
-- on: sqlite
CREATE TABLE n (
    c_string VARCHAR(30) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BOOLEAN NOT NULL,
    c_json JSON NOT NULL,
    c_uuid CHAR(32) NOT NULL,
    c_enum VARCHAR(7) NOT NULL,
    c_datetime DATETIME NOT NULL
);
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'it''s 5%', 'ü:z');
CREATE TABLE n (
    c_string VARCHAR(30) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BOOLEAN NOT NULL,
    c_json JSON NOT NULL,
    c_uuid UUID NOT NULL,
    c_enum kind NOT NULL,
    c_datetime TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
-- on: mysql
CREATE TABLE n (
    c_string VARCHAR(30) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BOOL NOT NULL,
    c_json JSON NOT NULL,
    c_uuid CHAR(32) NOT NULL,
    c_enum ENUM('x','it''s 5%','ü:z') NOT NULL,
    c_datetime DATETIME NOT NULL
);
-- on: mssql
CREATE TABLE n (
    c_string VARCHAR(30) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BIT NOT NULL,
    c_json NVARCHAR(max) NOT NULL,
    c_uuid UNIQUEIDENTIFIER NOT NULL,
    c_enum VARCHAR(7) NOT NULL,
    c_datetime DATETIME NOT NULL
);
GO
-- on: oracle
CREATE TABLE n (
    c_string VARCHAR2(30 CHAR) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BOOLEAN NOT NULL,
    c_json JSON NOT NULL,
    c_uuid CHAR(32) NOT NULL,
    c_enum VARCHAR(7 CHAR) NOT NULL,
    c_datetime DATE NOT NULL
)
/
-- on: mariadb
CREATE TABLE n (
    c_string VARCHAR(30) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BOOL NOT NULL,
    c_json JSON NOT NULL,
    c_uuid UUID NOT NULL,
    c_enum ENUM('x','it''s 5%','ü:z') NOT NULL,
    c_datetime DATETIME NOT NULL
);

-- case: table_defaults
-- on: sqlite
CREATE TABLE n (
    c_string VARCHAR(90) DEFAULT 'abc',
    c_string_quotes VARCHAR(90) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢',
    c_string_empty VARCHAR(90) DEFAULT '',
    c_string_null_word VARCHAR(90) DEFAULT 'NULL',
    c_number INTEGER DEFAULT '7',
    c_number_text INTEGER DEFAULT 7,
    c_number_negative INTEGER DEFAULT (-7),
    c_literal INTEGER DEFAULT 5,
    c_decimal NUMERIC(10, 2) DEFAULT (1.50),
    c_float FLOAT DEFAULT 1e3,
    c_false BOOLEAN DEFAULT 0,
    c_true BOOLEAN DEFAULT 1,
    c_null INTEGER DEFAULT NULL,
    c_text_quoted VARCHAR(90) DEFAULT 'a''b',
    c_text_percent_colon VARCHAR(90) DEFAULT '5% :x',
    c_date DATE DEFAULT '2024-02-29',
    c_enum_value VARCHAR(1) DEFAULT 'x',
    c_now DATETIME DEFAULT CURRENT_TIMESTAMP,
    c_current_timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
    c_current_date DATE DEFAULT CURRENT_DATE,
    c_expression INTEGER DEFAULT (1 + 2),
    c_function VARCHAR(90) DEFAULT (lower('ABC'))
);
-- on: postgresql
CREATE TYPE kind AS ENUM ('x', 'y');
CREATE TABLE n (
    c_string VARCHAR(90) DEFAULT 'abc',
    c_string_quotes VARCHAR(90) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢',
    c_string_empty VARCHAR(90) DEFAULT '',
    c_string_null_word VARCHAR(90) DEFAULT 'NULL',
    c_number INTEGER DEFAULT '7',
    c_number_text INTEGER DEFAULT 7,
    c_number_negative INTEGER DEFAULT -7,
    c_literal INTEGER DEFAULT 5,
    c_decimal NUMERIC(10, 2) DEFAULT 1.50,
    c_float FLOAT DEFAULT 1e3,
    c_false BOOLEAN DEFAULT false,
    c_true BOOLEAN DEFAULT true,
    c_null INTEGER DEFAULT NULL,
    c_text_quoted VARCHAR(90) DEFAULT 'a''b',
    c_text_percent_colon VARCHAR(90) DEFAULT '5% :x',
    c_date DATE DEFAULT '2024-02-29',
    c_enum_value kind DEFAULT 'x',
    c_now TIMESTAMP WITHOUT TIME ZONE DEFAULT now(),
    c_current_timestamp TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    c_current_date DATE DEFAULT CURRENT_DATE,
    c_expression INTEGER DEFAULT (1 + 2),
    c_function VARCHAR(90) DEFAULT lower('ABC')
);
-- on: mysql
CREATE TABLE n (
    c_string VARCHAR(90) DEFAULT 'abc',
    c_string_quotes VARCHAR(90) DEFAULT 'it''s "100%" \\ :x `b` [c] é 漢',
    c_string_empty VARCHAR(90) DEFAULT '',
    c_string_null_word VARCHAR(90) DEFAULT 'NULL',
    c_number INTEGER DEFAULT '7',
    c_number_text INTEGER DEFAULT 7,
    c_number_negative INTEGER DEFAULT (-7),
    c_literal INTEGER DEFAULT 5,
    c_decimal NUMERIC(10, 2) DEFAULT (1.50),
    c_float FLOAT DEFAULT 1e3,
    c_false BOOL DEFAULT false,
    c_true BOOL DEFAULT true,
    c_null INTEGER DEFAULT NULL,
    c_text_quoted VARCHAR(90) DEFAULT 'a''b',
    c_text_percent_colon VARCHAR(90) DEFAULT '5% :x',
    c_date DATE DEFAULT '2024-02-29',
    c_enum_value ENUM('x','y') DEFAULT 'x',
    c_now DATETIME DEFAULT (now()),
    c_current_timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
    c_current_date DATE DEFAULT CURRENT_DATE,
    c_expression INTEGER DEFAULT (1 + 2),
    c_function VARCHAR(90) DEFAULT (lower('ABC'))
);
-- on: mssql
CREATE TABLE n (
    c_string VARCHAR(90) NULL DEFAULT 'abc',
    c_string_quotes VARCHAR(90) NULL DEFAULT N'it''s "100%" \ :x `b` [c] é 漢',
    c_string_empty VARCHAR(90) NULL DEFAULT '',
    c_string_null_word VARCHAR(90) NULL DEFAULT 'NULL',
    c_number INTEGER NULL DEFAULT '7',
    c_number_text INTEGER NULL DEFAULT 7,
    c_number_negative INTEGER NULL DEFAULT -7,
    c_literal INTEGER NULL DEFAULT 5,
    c_decimal NUMERIC(10, 2) NULL DEFAULT 1.50,
    c_float FLOAT NULL DEFAULT 1e3,
    c_false BIT NULL DEFAULT 0,
    c_true BIT NULL DEFAULT 1,
    c_null INTEGER NULL DEFAULT NULL,
    c_text_quoted VARCHAR(90) NULL DEFAULT 'a''b',
    c_text_percent_colon VARCHAR(90) NULL DEFAULT '5% :x',
    c_date DATE NULL DEFAULT '2024-02-29',
    c_enum_value VARCHAR(1) NULL DEFAULT 'x',
    c_now DATETIME NULL DEFAULT CURRENT_TIMESTAMP,
    c_current_timestamp DATETIME NULL DEFAULT CURRENT_TIMESTAMP,
    c_current_date DATE NULL DEFAULT GETDATE(),
    c_expression INTEGER NULL DEFAULT (1 + 2),
    c_function VARCHAR(90) NULL DEFAULT lower('ABC')
);
GO
-- on: oracle
CREATE TABLE n (
    c_string VARCHAR2(90 CHAR) DEFAULT 'abc',
    c_string_quotes VARCHAR2(90 CHAR) DEFAULT 'it''s "100%" \ :x `b` [c] é 漢',
    c_string_empty VARCHAR2(90 CHAR) DEFAULT '',
    c_string_null_word VARCHAR2(90 CHAR) DEFAULT 'NULL',
    c_number INTEGER DEFAULT '7',
    c_number_text INTEGER DEFAULT 7,
    c_number_negative INTEGER DEFAULT -7,
    c_literal INTEGER DEFAULT 5,
    c_decimal NUMERIC(10, 2) DEFAULT 1.50,
    c_float FLOAT DEFAULT 1e3,
    c_false BOOLEAN DEFAULT 0,
    c_true BOOLEAN DEFAULT 1,
    c_null INTEGER DEFAULT NULL,
    c_text_quoted VARCHAR2(90 CHAR) DEFAULT 'a''b',
    c_text_percent_colon VARCHAR2(90 CHAR) DEFAULT '5% :x',
    c_date DATE DEFAULT '2024-02-29',
    c_enum_value VARCHAR(1 CHAR) DEFAULT 'x',
    c_now DATE DEFAULT CURRENT_TIMESTAMP,
    c_current_timestamp DATE DEFAULT CURRENT_TIMESTAMP,
    c_current_date DATE DEFAULT CURRENT_DATE,
    c_expression INTEGER DEFAULT (1 + 2),
    c_function VARCHAR2(90 CHAR) DEFAULT lower('ABC')
)
/

-- case: table_comments
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
COMMENT ON TABLE n IS 'it''s "5%" \ :x é';
COMMENT ON COLUMN n.a IS 'it''s "5%" \ :x é';
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER COMMENT 'it''s "5%" \\ :x é',
    PRIMARY KEY (id)
)COMMENT='it''s "5%" \\ :x é';
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'n', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N'n' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N'n';
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'n', N'COLUMN', N'a')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N'n', N'COLUMN', N'a' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N'n', N'COLUMN', N'a';
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)
/
COMMENT ON TABLE n IS 'it''s "5%" \ :x é'
/
COMMENT ON COLUMN n.a IS 'it''s "5%" \ :x é'
/

-- case: table_autoincrement_off
-- on: sqlite postgresql mysql
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_key_string
-- on: sqlite postgresql mysql
CREATE TABLE n (
    id VARCHAR(20) NOT NULL,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id VARCHAR(20) NOT NULL,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id VARCHAR2(20 CHAR) NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_key_two
-- on: sqlite postgresql mysql
CREATE TABLE n (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);
-- on: mssql
CREATE TABLE n (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
);
GO
-- on: oracle
CREATE TABLE n (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    PRIMARY KEY (a, b)
)
/

-- case: table_key_named
-- on: sqlite postgresql mysql
CREATE TABLE n (
    a INTEGER NOT NULL,
    CONSTRAINT pk PRIMARY KEY (a)
);
-- on: mssql
CREATE TABLE n (
    a INTEGER NOT NULL,
    CONSTRAINT pk PRIMARY KEY (a)
);
GO
-- on: oracle
CREATE TABLE n (
    a INTEGER NOT NULL,
    CONSTRAINT pk PRIMARY KEY (a)
)
/

-- case: table_key_big
-- on: sqlite
CREATE TABLE n (
    id BIGINT NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id BIGSERIAL NOT NULL,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id BIGINT NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id BIGINT NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id NUMBER(19) NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_identity
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 9),
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY(9,1),
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 9),
    PRIMARY KEY (id)
)
/

-- case: table_computed
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    d INTEGER GENERATED ALWAYS AS (id * 2) STORED,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    d INTEGER GENERATED ALWAYS AS (id * 2) STORED,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    d INTEGER GENERATED ALWAYS AS (id * 2) STORED,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    d AS (id * 2) PERSISTED,
    PRIMARY KEY (id)
);
GO
-- refused on: oracle
OperationError: this can't be written for oracle: (in table 'n', column 'd'): Oracle Database computed columns

-- case: table_index_flag
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX ix_n_a ON n (a);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX ix_n_a ON n (a);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX ix_n_a ON n (a);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX ix_n_a ON n (a);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX ix_n_a ON n (a)
/

-- case: table_unique_flag
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    UNIQUE (a)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    UNIQUE (a)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    UNIQUE (a)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    UNIQUE (a)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    UNIQUE (a)
)
/

-- case: table_unique_index_flag
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_n_a ON n (a);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_n_a ON n (a);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_n_a ON n (a);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE UNIQUE INDEX ix_n_a ON n (a);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)
/
CREATE UNIQUE INDEX ix_n_a ON n (a)
/

-- case: table_index_item
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix ON n (a, b);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix ON n (a, b);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix ON n (a, b);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    b INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE UNIQUE INDEX ix ON n (a, b);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id)
)
/
CREATE UNIQUE INDEX ix ON n (a, b)
/

-- case: table_unique_item
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE (a, b)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE (a, b)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE (a, b)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    b INTEGER NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE (a, b)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    b INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE (a, b)
)
/

-- case: table_check_item
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a > 5)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a > 5)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a > 5)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a > 5)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a > 5)
)
/

-- case: table_check_unnamed
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CHECK (a > 5)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CHECK (a > 5)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CHECK (a > 5)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    CHECK (a > 5)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CHECK (a > 5)
)
/

-- case: table_check_in_column
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER CONSTRAINT ck CHECK (a > 5),
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER CONSTRAINT ck CHECK (a > 5),
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a > 5)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL CONSTRAINT ck CHECK (a > 5),
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER CONSTRAINT ck CHECK (a > 5),
    PRIMARY KEY (id)
)
/

-- case: table_check_in_column_unnamed
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER CHECK (a > 5),
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER CHECK (a > 5),
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER CHECK (a > 5),
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL CHECK (a > 5),
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER CHECK (a > 5),
    PRIMARY KEY (id)
)
/

-- case: table_check_in_columns_many
-- on: sqlite postgresql
CREATE TABLE n (
    a INTEGER CONSTRAINT k1 CHECK (a > 5) CONSTRAINT k2 CHECK (a < 9),
    b VARCHAR(9) DEFAULT 'q' NOT NULL CONSTRAINT k3 CHECK (b <> '5%') CHECK (b <> 'x')
);
-- on: mysql
CREATE TABLE n (
    a INTEGER,
    b VARCHAR(9) NOT NULL DEFAULT 'q' CHECK (b <> 'x'),
    CONSTRAINT k1 CHECK (a > 5),
    CONSTRAINT k2 CHECK (a < 9),
    CONSTRAINT k3 CHECK (b <> '5%')
);
-- on: mssql
CREATE TABLE n (
    a INTEGER NULL CONSTRAINT k1 CHECK (a > 5) CONSTRAINT k2 CHECK (a < 9),
    b VARCHAR(9) NOT NULL DEFAULT 'q' CONSTRAINT k3 CHECK (b <> '5%') CHECK (b <> 'x')
);
GO
-- on: oracle
CREATE TABLE n (
    a INTEGER CONSTRAINT k1 CHECK (a > 5) CONSTRAINT k2 CHECK (a < 9),
    b VARCHAR2(9 CHAR) DEFAULT 'q' NOT NULL CONSTRAINT k3 CHECK (b <> '5%') CHECK (b <> 'x')
)
/

-- case: table_check_percent_colon
-- on: sqlite postgresql mysql
CREATE TABLE n (
    a VARCHAR(9),
    CONSTRAINT ck CHECK (a <> '5% :x')
);
-- on: mssql
CREATE TABLE n (
    a VARCHAR(9) NULL,
    CONSTRAINT ck CHECK (a <> '5% :x')
);
GO
-- on: oracle
CREATE TABLE n (
    a VARCHAR2(9 CHAR),
    CONSTRAINT ck CHECK (a <> '5% :x')
)
/

-- case: table_check_boolean
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a BOOLEAN,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN (0, 1))
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a BOOLEAN,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a BOOL,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN (0, 1))
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a BIT NULL,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a BOOLEAN,
    PRIMARY KEY (id)
)
/

-- case: table_check_enum
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a VARCHAR(4),
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN ('x', 'it''s'))
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a VARCHAR(4),
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN ('x', 'it''s'))
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a VARCHAR(4),
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN ('x', 'it''s'))
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a VARCHAR(4) NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN ('x', 'it''s'))
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a VARCHAR(4 CHAR),
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN ('x', 'it''s'))
)
/

-- case: table_foreign_key
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
)
/

-- case: table_foreign_key_unnamed
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(a) REFERENCES x (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(a) REFERENCES x (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(a) REFERENCES x (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(a) REFERENCES x (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(a) REFERENCES x (id)
)
/

-- case: table_foreign_key_item
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE CASCADE
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE CASCADE
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE CASCADE
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON UPDATE CASCADE
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
)
/

-- case: table_foreign_key_use_alter
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
ALTER TABLE n ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
ALTER TABLE n ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
ALTER TABLE n ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)
/
ALTER TABLE n ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id)
/

-- case: table_foreign_key_self
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES n (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES n (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES n (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES n (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES n (id)
)
/

-- case: table_foreign_key_deferred
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) DEFERRABLE INITIALLY DEFERRED
)
/

-- case: table_exclude
-- refused on: sqlite
OperationError: constraint ex of n: sqlite has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ex EXCLUDE USING gist (a WITH =)
);
-- refused on: mysql
OperationError: constraint ex of n: mysql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: mssql
OperationError: constraint ex of n: mssql has no EXCLUDE constraints, only PostgreSQL has; call it where op.ge
-- refused on: oracle
OperationError: constraint ex of n: oracle has no EXCLUDE constraints, only PostgreSQL has; call it where op.g
-- refused on: mariadb
OperationError: constraint ex of n: mariadb has no EXCLUDE constraints, only PostgreSQL has; call it where op.

-- case: table_if_not_exists
-- on: sqlite
CREATE TABLE IF NOT EXISTS n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_n_a ON n (a);
-- on: postgresql
CREATE TABLE IF NOT EXISTS n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_n_a ON n (a);
-- on: mysql
CREATE TABLE IF NOT EXISTS n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'n' AND index_name = 'ix_n_a');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'CREATE INDEX ix_n_a ON n (a)');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF OBJECT_ID(N'n') IS NULL CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'n') AND name = N'ix_n_a') CREATE INDEX ix_n_a ON n (a);
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/
BEGIN
  EXECUTE IMMEDIATE 'CREATE INDEX ix_n_a ON n (a)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/
-- on: mariadb
CREATE TABLE IF NOT EXISTS n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_n_a ON n (a);

-- case: table_if_not_exists_there_already
-- on: sqlite
CREATE TABLE IF NOT EXISTS n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_n_a ON n (a);
-- on: postgresql
CREATE TABLE IF NOT EXISTS n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_n_a ON n (a);
-- on: mysql
CREATE TABLE IF NOT EXISTS n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
SET @revgraph_is_there = (SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'n' AND index_name = 'ix_n_a');
SET @revgraph_statement = IF(@revgraph_is_there, 'DO 0', 'CREATE INDEX ix_n_a ON n (a)');
PREPARE revgraph_statement FROM @revgraph_statement;
EXECUTE revgraph_statement;
DEALLOCATE PREPARE revgraph_statement;
-- on: mssql
IF OBJECT_ID(N'n') IS NULL CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'n') AND name = N'ix_n_a') CREATE INDEX ix_n_a ON n (a);
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/
BEGIN
  EXECUTE IMMEDIATE 'CREATE INDEX ix_n_a ON n (a)';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-955) THEN RAISE; END IF;
END;
/
-- on: mariadb
CREATE TABLE IF NOT EXISTS n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ix_n_a ON n (a);

-- case: table_in_schema
-- on: sqlite
CREATE TABLE rg_s.n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX rg_s.ix_rg_s_n_a ON n (a);
-- on: postgresql
CREATE TABLE rg_s.n (
    id SERIAL NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX ix_rg_s_n_a ON rg_s.n (a);
COMMENT ON TABLE rg_s.n IS 'tc';
COMMENT ON COLUMN rg_s.n.a IS 'c';
-- on: mysql
CREATE TABLE rg_s.n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER COMMENT 'c',
    PRIMARY KEY (id)
)COMMENT='tc';
CREATE INDEX ix_rg_s_n_a ON rg_s.n (a);
-- on: mssql
CREATE TABLE rg_s.n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX ix_rg_s_n_a ON rg_s.n (a);
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N'n', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'tc', N'SCHEMA', N'rg_s', N'TABLE', N'n' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'tc', N'SCHEMA', N'rg_s', N'TABLE', N'n';
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N'n', N'COLUMN', N'a')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'c', N'SCHEMA', N'rg_s', N'TABLE', N'n', N'COLUMN', N'a' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'c', N'SCHEMA', N'rg_s', N'TABLE', N'n', N'COLUMN', N'a';
GO
-- on: oracle
CREATE TABLE rg_s.n (
    id INTEGER NOT NULL,
    a INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX rg_s.ix_rg_s_n_a ON rg_s.n (a)
/
COMMENT ON TABLE rg_s.n IS 'tc'
/
COMMENT ON COLUMN rg_s.n.a IS 'c'
/

-- case: table_by_convention
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    CONSTRAINT pk_n PRIMARY KEY (id),
    CONSTRAINT ck_n_big CHECK (a > 5),
    CONSTRAINT uq_n_a UNIQUE (a),
    CONSTRAINT fk_n_a_x FOREIGN KEY(a) REFERENCES x (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a INTEGER,
    CONSTRAINT pk_n PRIMARY KEY (id),
    CONSTRAINT ck_n_big CHECK (a > 5),
    CONSTRAINT uq_n_a UNIQUE (a),
    CONSTRAINT fk_n_a_x FOREIGN KEY(a) REFERENCES x (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a INTEGER,
    CONSTRAINT pk_n PRIMARY KEY (id),
    CONSTRAINT ck_n_big CHECK (a > 5),
    CONSTRAINT uq_n_a UNIQUE (a),
    CONSTRAINT fk_n_a_x FOREIGN KEY(a) REFERENCES x (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a INTEGER NULL,
    CONSTRAINT pk_n PRIMARY KEY (id),
    CONSTRAINT ck_n_big CHECK (a > 5),
    CONSTRAINT uq_n_a UNIQUE (a),
    CONSTRAINT fk_n_a_x FOREIGN KEY(a) REFERENCES x (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a INTEGER,
    CONSTRAINT pk_n PRIMARY KEY (id),
    CONSTRAINT ck_n_big CHECK (a > 5),
    CONSTRAINT uq_n_a UNIQUE (a),
    CONSTRAINT fk_n_a_x FOREIGN KEY(a) REFERENCES x (id)
)
/

-- case: table_temporary
-- on: sqlite postgresql mysql
CREATE TEMPORARY TABLE n (
    a INTEGER
);
DROP TABLE n;
-- on: mssql
CREATE TEMPORARY TABLE n (
    a INTEGER NULL
);
GO
DROP TABLE n;
GO
-- on: oracle
CREATE TEMPORARY TABLE n (
    a INTEGER
)
/
DROP TABLE n
/

-- case: table_prefix_unlogged
-- on: sqlite
CREATE UNLOGGED TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE UNLOGGED TABLE n (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE UNLOGGED TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE UNLOGGED TABLE n (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE UNLOGGED TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_sqlite_options
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_sqlite_without_rowid
-- on: sqlite
CREATE TABLE n (
    id VARCHAR(9) NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID;
-- on: postgresql mysql
CREATE TABLE n (
    id VARCHAR(9) NOT NULL,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id VARCHAR(9) NOT NULL,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id VARCHAR2(9 CHAR) NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_sqlite_strict
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    a TEXT,
    PRIMARY KEY (id)
)
 STRICT;
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    a TEXT,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    a TEXT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    a TEXT NULL,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a TEXT,
    PRIMARY KEY (id)
)
/

-- case: table_mysql_options
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
)ENGINE=InnoDB CHARSET=latin1 ROW_FORMAT=DYNAMIC COLLATE latin1_german1_ci;
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_postgresql_options
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT OIDS
 TABLESPACE pg_default;
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: table_postgresql_partitioned
-- on: sqlite mysql
CREATE TABLE n (
    a INTEGER
);
-- on: postgresql
CREATE TABLE n (
    a INTEGER
)
 PARTITION BY RANGE (a);
-- on: mssql
CREATE TABLE n (
    a INTEGER NULL
);
GO
-- on: oracle
CREATE TABLE n (
    a INTEGER
)
/

-- case: table_postgresql_inherits
-- on: sqlite mysql
CREATE TABLE n (
    c INTEGER
);
-- on: postgresql
CREATE TABLE n (
    c INTEGER
)
 INHERITS (x);
-- on: mssql
CREATE TABLE n (
    c INTEGER NULL
);
GO
-- on: oracle
CREATE TABLE n (
    c INTEGER
)
/

-- case: table_oracle_options
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 ON COMMIT PRESERVE ROWS
 COMPRESS
/

-- case: table_info_ignored
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (id)
);
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    PRIMARY KEY (id)
);
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
/

-- case: drop_table
-- on: sqlite postgresql mysql
DROP TABLE t;
-- on: mssql
DROP TABLE t;
GO
-- on: oracle
DROP TABLE t
/

-- case: drop_table_if_exists
-- on: sqlite postgresql mysql
DROP TABLE IF EXISTS t;
-- on: mssql
DROP TABLE IF EXISTS t;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'DROP TABLE t';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-942) THEN RAISE; END IF;
END;
/

-- case: drop_table_if_exists_not_there
-- on: sqlite postgresql mysql
DROP TABLE IF EXISTS n;
-- on: mssql
DROP TABLE IF EXISTS n;
GO
-- on: oracle
BEGIN
  EXECUTE IMMEDIATE 'DROP TABLE n';
EXCEPTION WHEN OTHERS THEN
  IF SQLCODE NOT IN (-942) THEN RAISE; END IF;
END;
/

-- case: drop_table_in_schema
-- on: sqlite postgresql mysql
DROP TABLE rg_s.t;
-- on: mssql
DROP TABLE rg_s.t;
GO
-- on: oracle
DROP TABLE rg_s.t
/

-- case: drop_table_with_index
-- on: sqlite postgresql mysql
DROP TABLE t;
-- on: mssql
DROP TABLE t;
GO
-- on: oracle
DROP TABLE t
/

-- case: drop_table_unknown
-- on: sqlite postgresql mysql
DROP TABLE nowhere;
-- on: mssql
DROP TABLE nowhere;
GO
-- on: oracle
DROP TABLE nowhere
/

-- case: rename_table
-- on: sqlite postgresql mysql
ALTER TABLE t RENAME TO u;
-- on: mssql
EXEC sp_rename N'[t]', N'u', 'OBJECT';
GO
-- on: oracle
ALTER TABLE t RENAME TO u
/

-- case: rename_table_in_schema
-- on: sqlite postgresql
ALTER TABLE rg_s.n RENAME TO m;
-- on: mysql
ALTER TABLE rg_s.n RENAME TO rg_s.m;
-- on: mssql
EXEC sp_rename N'[rg_s].[n]', N'm', 'OBJECT';
GO
-- on: oracle
ALTER TABLE rg_s.n RENAME TO m
/

-- case: rename_table_with_all
-- on: sqlite postgresql mysql
ALTER TABLE n RENAME TO m;
-- on: mssql
EXEC sp_rename N'[n]', N'm', 'OBJECT';
GO
-- on: oracle
ALTER TABLE n RENAME TO m
/

-- case: rename_table_referred_to
-- on: sqlite postgresql mysql
ALTER TABLE p RENAME TO q;
-- on: mssql
EXEC sp_rename N'[p]', N'q', 'OBJECT';
GO
-- on: oracle
ALTER TABLE p RENAME TO q
/

-- case: table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE t IS 'it''s "5%" \ :x é';
-- on: mysql
ALTER TABLE t COMMENT 'it''s "5%" \\ :x é';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N't' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s "5%" \ :x é', N'SCHEMA', N'dbo', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE t IS 'it''s "5%" \ :x é'
/

-- case: table_comment_changed
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE t IS 'new';
-- on: mysql
ALTER TABLE t COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'dbo', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE t IS 'new'
/

-- case: table_comment_none
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE t IS NULL;
-- on: mysql
ALTER TABLE t COMMENT '';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE t IS ''
/

-- case: table_comment_dropped
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE t IS NULL;
-- on: mysql
ALTER TABLE t COMMENT '';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE t IS ''
/

-- case: table_comment_in_schema
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE rg_s.t IS 'new';
-- on: mysql
ALTER TABLE rg_s.t COMMENT 'new';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'new', N'SCHEMA', N'rg_s', N'TABLE', N't' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'new', N'SCHEMA', N'rg_s', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE rg_s.t IS 'new'
/

-- case: table_comment_dropped_in_schema
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE rg_s.t IS NULL;
-- on: mysql
ALTER TABLE rg_s.t COMMENT '';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'rg_s', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE rg_s.t IS ''
/
