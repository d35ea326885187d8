-- case: table_plain_types
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
    c_decorated TEXT,
    c_spelled_by_user VARCHAR(7),
    PRIMARY KEY (id)
);

-- case: table_own_types
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
    c_guid CHAR(32),
    c_xml TEXT,
    c_binary_double FLOAT,
    c_fixed_bytes BINARY(4),
    PRIMARY KEY (id)
);

-- case: table_not_null
-- on: mariadb
CREATE TABLE n (
    c_string VARCHAR(30) NOT NULL,
    c_numeric_10_2 NUMERIC(10, 2) NOT NULL,
    c_boolean BOOL NOT NULL,
    c_json JSON NOT NULL,
    c_uuid CHAR(32) NOT NULL,
    c_enum ENUM('x','it''s 5%','ü:z') NOT NULL,
    c_datetime DATETIME NOT NULL
);
-- refused on: oracle
OperationError: this can't be written for oracle: (in table 'n', column 'c_json'): Compiler <sqlalchemy.dialec

-- case: table_defaults
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
    c_false SMALLINT DEFAULT 0,
    c_true SMALLINT DEFAULT 1,
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

-- case: table_check_boolean
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    a SMALLINT,
    PRIMARY KEY (id),
    CONSTRAINT ck CHECK (a IN (0, 1))
)
/

-- case: table_postgresql_inherits
-- on: postgresql
CREATE TABLE n (
    c INTEGER
)
 INHERITS ( x );
