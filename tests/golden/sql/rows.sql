-- case: insert_integer
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 1);
INSERT INTO t (id, c) VALUES (1, -5);
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 1);
GO
INSERT INTO t (id, c) VALUES (1, -5);
GO
INSERT INTO t (id, c) VALUES (2, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 1)
/
INSERT INTO t (id, c) VALUES (1, -5)
/
INSERT INTO t (id, c) VALUES (2, NULL)
/

-- case: insert_bigint
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 4611686018427387904);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 4611686018427387904);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 4611686018427387904)
/

-- case: insert_numeric
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 12345678901.25);
INSERT INTO t (id, c) VALUES (1, -1000);
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 12345678901.25);
GO
INSERT INTO t (id, c) VALUES (1, -1000);
GO
INSERT INTO t (id, c) VALUES (2, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 12345678901.25)
/
INSERT INTO t (id, c) VALUES (1, -1000)
/
INSERT INTO t (id, c) VALUES (2, NULL)
/

-- case: insert_float
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 0.5);
INSERT INTO t (id, c) VALUES (1, -25000000000.0);
INSERT INTO t (id, c) VALUES (2, 1e-07);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 0.5);
GO
INSERT INTO t (id, c) VALUES (1, -25000000000.0);
GO
INSERT INTO t (id, c) VALUES (2, 1e-07);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 0.5)
/
INSERT INTO t (id, c) VALUES (1, -25000000000.0)
/
INSERT INTO t (id, c) VALUES (2, 1e-07)
/

-- case: insert_string
-- on: sqlite postgresql
INSERT INTO t (id, c) VALUES (0, 'it''s 100% \ "x" :y %(z)s -- é 漢 `b` [c] \n')
;
INSERT INTO t (id, c) VALUES (1, '');
INSERT INTO t (id, c) VALUES (2, 'NULL');
INSERT INTO t (id, c) VALUES (3, NULL);
-- on: mysql
INSERT INTO t (id, c) VALUES (0, 'it''s 100% \\ "x" :y %(z)s -- é 漢 `b` [c] \\n')
;
INSERT INTO t (id, c) VALUES (1, '');
INSERT INTO t (id, c) VALUES (2, 'NULL');
INSERT INTO t (id, c) VALUES (3, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, N'it''s 100% \ "x" :y %(z)s -- é 漢 `b` [c] \n')
;
GO
INSERT INTO t (id, c) VALUES (1, '');
GO
INSERT INTO t (id, c) VALUES (2, 'NULL');
GO
INSERT INTO t (id, c) VALUES (3, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 'it''s 100% \ "x" :y %(z)s -- é 漢 `b` [c] \n')
/
INSERT INTO t (id, c) VALUES (1, '')
/
INSERT INTO t (id, c) VALUES (2, 'NULL')
/
INSERT INTO t (id, c) VALUES (3, NULL)
/

-- case: insert_text_lines
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 'two
lines	and a tab; ''x''; --no comment')
;
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 'two
lines	and a tab; ''x''; --no comment')
;
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 'two' || CHR(10) || 'lines	and a tab; ''x''; --no comment')
/

-- case: insert_boolean
-- on: sqlite
INSERT INTO t (id, c) VALUES (0, 1);
INSERT INTO t (id, c) VALUES (1, 0);
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: postgresql mysql
INSERT INTO t (id, c) VALUES (0, true);
INSERT INTO t (id, c) VALUES (1, false);
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 1);
GO
INSERT INTO t (id, c) VALUES (1, 0);
GO
INSERT INTO t (id, c) VALUES (2, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 1)
/
INSERT INTO t (id, c) VALUES (1, 0)
/
INSERT INTO t (id, c) VALUES (2, NULL)
/

-- case: insert_date
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, '2024-02-29');
INSERT INTO t (id, c) VALUES (1, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '2024-02-29');
GO
INSERT INTO t (id, c) VALUES (1, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, TO_DATE('2024-02-29', 'YYYY-MM-DD'))
/
INSERT INTO t (id, c) VALUES (1, NULL)
/

-- case: insert_time
-- on: sqlite
INSERT INTO t (id, c) VALUES (0, '23:59:58.000000');
-- on: postgresql mysql
INSERT INTO t (id, c) VALUES (0, '23:59:58');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '23:59:58');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, '23:59:58')
/

-- case: insert_datetime
-- on: sqlite
INSERT INTO t (id, c) VALUES (0, '2024-02-29 12:30:45.000000');
-- on: postgresql mysql
INSERT INTO t (id, c) VALUES (0, '2024-02-29 12:30:45');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '2024-02-29T12:30:45');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, TO_DATE('2024-02-29 12:30:45', 'YYYY-MM-DD HH24:MI:SS'))
/

-- case: insert_datetime_microseconds
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, '2024-02-29 12:30:45.123456');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '2024-02-29T12:30:45.123');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, TO_TIMESTAMP('2024-02-29 12:30:45.123456', 'YYYY-MM-DD HH24:MI:SS.FF'))
/

-- case: insert_datetime_zone
-- on: sqlite
INSERT INTO t (id, c) VALUES (0, '2024-02-29 12:30:00.000000');
-- on: postgresql
INSERT INTO t (id, c) VALUES (0, '2024-02-29 12:30:00+00:00');
-- on: mysql
INSERT INTO t (id, c) VALUES (0, '2024-02-29 12:30:00');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '2024-02-29T12:30:00+00:00');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, TO_TIMESTAMP_TZ('2024-02-29 12:30:00 +00:00', 'YYYY-MM-DD HH24:MI:SS TZH:TZM'))
/

-- case: insert_binary
-- on: sqlite mysql
INSERT INTO t (id, c) VALUES (0, X'00ff2725');
INSERT INTO t (id, c) VALUES (1, X'');
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: postgresql
INSERT INTO t (id, c) VALUES (0, '\x00ff2725');
INSERT INTO t (id, c) VALUES (1, '\x');
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 0x00ff2725);
GO
INSERT INTO t (id, c) VALUES (1, 0x);
GO
INSERT INTO t (id, c) VALUES (2, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, HEXTORAW('00ff2725'))
/
INSERT INTO t (id, c) VALUES (1, HEXTORAW(''))
/
INSERT INTO t (id, c) VALUES (2, NULL)
/

-- case: insert_json
-- on: sqlite postgresql
INSERT INTO t (id, c) VALUES (0, '{"a": [1, null, "it''s 5% \\ :x \u00e9"]}');
INSERT INTO t (id, c) VALUES (1, 'null');
-- on: mysql
INSERT INTO t (id, c) VALUES (0, '{"a": [1, null, "it''s 5% \\\\ :x \\u00e9"]}');
INSERT INTO t (id, c) VALUES (1, 'null');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '{"a": [1, null, "it''s 5% \\ :x \u00e9"]}');
GO
INSERT INTO t (id, c) VALUES (1, 'null');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, '{"a": [1, null, "it''s 5% \\ :x \u00e9"]}')
/
INSERT INTO t (id, c) VALUES (1, 'null')
/

-- case: insert_uuid
-- on: sqlite mysql
INSERT INTO t (id, c) VALUES (0, '00000010000000000000000000000005');
INSERT INTO t (id, c) VALUES (1, NULL);
-- on: postgresql
INSERT INTO t (id, c) VALUES (0, '00000010-0000-0000-0000-000000000005');
INSERT INTO t (id, c) VALUES (1, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '00000010-0000-0000-0000-000000000005');
GO
INSERT INTO t (id, c) VALUES (1, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, '00000010000000000000000000000005')
/
INSERT INTO t (id, c) VALUES (1, NULL)
/

-- case: insert_enum
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 'x');
INSERT INTO t (id, c) VALUES (1, 'it''s');
INSERT INTO t (id, c) VALUES (2, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 'x');
GO
INSERT INTO t (id, c) VALUES (1, 'it''s');
GO
INSERT INTO t (id, c) VALUES (2, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 'x')
/
INSERT INTO t (id, c) VALUES (1, 'it''s')
/
INSERT INTO t (id, c) VALUES (2, NULL)
/

-- case: insert_enum_class
-- on: sqlite postgresql mysql
INSERT INTO t (id, c) VALUES (0, 'red');
INSERT INTO t (id, c) VALUES (1, 'blue');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 'red');
GO
INSERT INTO t (id, c) VALUES (1, 'blue');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, 'red')
/
INSERT INTO t (id, c) VALUES (1, 'blue')
/

-- case: insert_interval
-- on: sqlite
INSERT INTO t (id, c) VALUES (0, '1970-01-03 00:00:05.000000');
-- on: postgresql
INSERT INTO t (id, c) VALUES (0, '2 days 5.000000 seconds');
-- on: mysql
INSERT INTO t (id, c) VALUES (0, '1970-01-03 00:00:05');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, '1970-01-03T00:00:05');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, c) VALUES (0, NUMTODSINTERVAL(172805.0, 'SECOND'))
/

-- case: insert_rows
-- on: sqlite postgresql
INSERT INTO t (id, a, b) VALUES (1, 1, 'x');
INSERT INTO t (id, a, b) VALUES (2, 2, 'it''s 100% \ "x" :y %(z)s -- é ')
;
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL);
-- on: mysql
INSERT INTO t (id, a, b) VALUES (1, 1, 'x');
INSERT INTO t (id, a, b) VALUES (2, 2, 'it''s 100% \\ "x" :y %(z)s -- é ')
;
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, a, b) VALUES (1, 1, 'x');
GO
INSERT INTO t (id, a, b) VALUES (2, 2, N'it''s 100% \ "x" :y %(z)s -- é ')
;
GO
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, a, b) VALUES (1, 1, 'x')
/
INSERT INTO t (id, a, b) VALUES (2, 2, 'it''s 100% \ "x" :y %(z)s -- é ')
/
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL)
/

-- case: insert_rows_one_by_one
-- on: sqlite postgresql
INSERT INTO t (id, a, b) VALUES (1, 1, 'x');
INSERT INTO t (id, a, b) VALUES (2, 2, 'it''s 100% \ "x" :y %(z)s -- é ')
;
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL);
-- on: mysql
INSERT INTO t (id, a, b) VALUES (1, 1, 'x');
INSERT INTO t (id, a, b) VALUES (2, 2, 'it''s 100% \\ "x" :y %(z)s -- é ')
;
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, a, b) VALUES (1, 1, 'x');
GO
INSERT INTO t (id, a, b) VALUES (2, 2, N'it''s 100% \ "x" :y %(z)s -- é ')
;
GO
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, a, b) VALUES (1, 1, 'x')
/
INSERT INTO t (id, a, b) VALUES (2, 2, 'it''s 100% \ "x" :y %(z)s -- é ')
/
INSERT INTO t (id, a, b) VALUES (3, NULL, NULL)
/

-- case: insert_no_rows
-- nothing on: sqlite postgresql mysql mssql oracle

-- case: insert_rows_of_different_keys
-- on: sqlite postgresql mysql
INSERT INTO t (id, a) VALUES (1, 5);
INSERT INTO t (id, b) VALUES (2, 'y');
INSERT INTO t (id) VALUES (3);
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, a) VALUES (1, 5);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t OFF;
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, b) VALUES (2, 'y');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id) VALUES (3);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, a) VALUES (1, 5)
/
INSERT INTO t (id, b) VALUES (2, 'y')
/
INSERT INTO t (id) VALUES (3)
/

-- case: insert_inline_literal
-- on: sqlite postgresql mysql
INSERT INTO t (id, b) VALUES (1, 'it''s 5%');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, b) VALUES (1, 'it''s 5%');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, b) VALUES (1, 'it''s 5%')
/

-- case: insert_expressions
-- on: sqlite postgresql mysql
INSERT INTO t (id, a, b) VALUES (1, 1 + 2, lower('ABC'));
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, a, b) VALUES (1, 1 + 2, lower('ABC'));
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'a')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, a, b) VALUES (1, 1 + 2, lower('ABC'))
/

-- case: insert_default_of_python
-- on: sqlite postgresql mysql
INSERT INTO t (id, b) VALUES (1, 'd');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, b) VALUES (1, 'd');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')) SET IDENTITY_INSERT t OFF;
GO
-- on: oracle
INSERT INTO t (id, b) VALUES (1, 'd')
/

-- case: insert_into_created
-- on: sqlite postgresql mysql
CREATE TABLE t (
    id INTEGER NOT NULL,
    a INTEGER,
    b VARCHAR(30),
    PRIMARY KEY (id)
);
INSERT INTO t (id, a, b) VALUES (1, 2, 'it''s');
-- on: mssql
CREATE TABLE t (
    id INTEGER NOT NULL,
    a INTEGER NULL,
    b VARCHAR(30) NULL,
    PRIMARY KEY (id)
);
GO
INSERT INTO t (id, a, b) VALUES (1, 2, 'it''s');
GO
-- on: oracle
CREATE TABLE t (
    id INTEGER NOT NULL,
    a INTEGER,
    b VARCHAR2(30 CHAR),
    PRIMARY KEY (id)
)
/
INSERT INTO t (id, a, b) VALUES (1, 2, 'it''s')
/

-- case: insert_in_schema
-- on: sqlite postgresql mysql
INSERT INTO rg_s.t (id, b) VALUES (1, 'x');
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'rg_s.t') AND name IN (N'id')) SET IDENTITY_INSERT rg_s.t ON;
GO
INSERT INTO rg_s.t (id, b) VALUES (1, 'x');
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'rg_s.t') AND name IN (N'id')) SET IDENTITY_INSERT rg_s.t OFF;
GO
-- on: oracle
INSERT INTO rg_s.t (id, b) VALUES (1, 'x')
/

-- case: insert_unknown_column
-- refused on: sqlite postgresql mysql mssql oracle
OperationError: t has no column nowhere to insert into; the columns of the table that was given to bulk_insert

-- case: insert_not_a_list
-- refused on: sqlite postgresql mysql mssql oracle
OperationError: bulk_insert takes a list of dictionaries, one for each row

-- case: insert_autoincrement_key
-- on: sqlite
CREATE TABLE n (
    id INTEGER NOT NULL,
    b VARCHAR(30),
    PRIMARY KEY (id)
);
INSERT INTO n (id, b) VALUES (7, 'x');
-- on: postgresql
CREATE TABLE n (
    id SERIAL NOT NULL,
    b VARCHAR(30),
    PRIMARY KEY (id)
);
INSERT INTO n (id, b) VALUES (7, 'x');
-- on: mysql
CREATE TABLE n (
    id INTEGER NOT NULL AUTO_INCREMENT,
    b VARCHAR(30),
    PRIMARY KEY (id)
);
INSERT INTO n (id, b) VALUES (7, 'x');
-- on: mssql
CREATE TABLE n (
    id INTEGER NOT NULL IDENTITY,
    b VARCHAR(30) NULL,
    PRIMARY KEY (id)
);
GO
SET IDENTITY_INSERT n ON;
GO
INSERT INTO n (id, b) VALUES (7, 'x');
GO
SET IDENTITY_INSERT n OFF;
GO
-- on: oracle
CREATE TABLE n (
    id INTEGER NOT NULL,
    b VARCHAR2(30 CHAR),
    PRIMARY KEY (id)
)
/
INSERT INTO n (id, b) VALUES (7, 'x')
/

-- case: execute_text
-- on: sqlite postgresql mysql
UPDATE t SET b = 'z' WHERE id = 1;
-- on: mssql
UPDATE t SET b = 'z' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = 'z' WHERE id = 1
/

-- case: execute_text_clause
-- on: sqlite postgresql mysql
UPDATE t SET b = 'z' WHERE id = 1;
-- on: mssql
UPDATE t SET b = 'z' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = 'z' WHERE id = 1
/

-- case: execute_quotes
-- on: sqlite postgresql mysql
UPDATE t SET b = 'it''s "q"' WHERE id = 1;
-- on: mssql
UPDATE t SET b = 'it''s "q"' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = 'it''s "q"' WHERE id = 1
/

-- case: execute_percent
-- on: sqlite postgresql mysql
UPDATE t SET b = '5% %s %(x)s' WHERE id = 1;
-- on: mssql
UPDATE t SET b = '5% %s %(x)s' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = '5% %s %(x)s' WHERE id = 1
/

-- case: execute_modulo
-- on: sqlite postgresql mysql
UPDATE t SET a = 17 % 5 WHERE id = 1;
-- on: mssql
UPDATE t SET a = 17 % 5 WHERE id = 1;
GO
-- on: oracle
UPDATE t SET a = 17 % 5 WHERE id = 1
/

-- case: execute_like
-- on: sqlite postgresql mysql
UPDATE t SET a = 9 WHERE b LIKE '%x%';
-- on: mssql
UPDATE t SET a = 9 WHERE b LIKE '%x%';
GO
-- on: oracle
UPDATE t SET a = 9 WHERE b LIKE '%x%'
/

-- case: execute_colon_escaped
-- on: sqlite postgresql mysql
UPDATE t SET b = ':x 12:30' WHERE id = 1;
-- on: mssql
UPDATE t SET b = ':x 12:30' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = ':x 12:30' WHERE id = 1
/

-- case: execute_colon_in_time
-- on: sqlite postgresql mysql
UPDATE t SET b = '12:30:45' WHERE id = 1;
-- on: mssql
UPDATE t SET b = '12:30:45' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = '12:30:45' WHERE id = 1
/

-- case: execute_comment_at_end
-- on: sqlite postgresql mysql
UPDATE t SET b = 'z' WHERE id = 1 -- done
;
-- on: mssql
UPDATE t SET b = 'z' WHERE id = 1 -- done
;
GO
-- on: oracle
UPDATE t SET b = 'z' WHERE id = 1 -- done
/

-- case: execute_terminated
-- on: sqlite postgresql mysql
UPDATE t SET b = 'z' WHERE id = 1;
-- on: mssql
UPDATE t SET b = 'z' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = 'z' WHERE id = 1
/

-- case: execute_lines
-- on: sqlite postgresql mysql
UPDATE t
  SET b = 'z'
  WHERE id = 1;
-- on: mssql
UPDATE t
  SET b = 'z'
  WHERE id = 1;
GO
-- on: oracle
UPDATE t
  SET b = 'z'
  WHERE id = 1
/

-- case: execute_bindparams
-- on: sqlite postgresql
UPDATE t SET b = 'it''s 100% \ "x" :y %(z)s -- é ', a = 5 WHERE id = 1
;
-- on: mysql
UPDATE t SET b = 'it''s 100% \\ "x" :y %(z)s -- é ', a = 5 WHERE id = 1
;
-- on: mssql
UPDATE t SET b = N'it''s 100% \ "x" :y %(z)s -- é ', a = 5 WHERE id = 1
;
GO
-- on: oracle
UPDATE t SET b = 'it''s 100% \ "x" :y %(z)s -- é ', a = 5 WHERE id = 1
/

-- case: execute_bindparam_date
-- on: sqlite postgresql mysql
UPDATE t SET b = '2024-02-29' WHERE id = 1;
-- on: mssql
UPDATE t SET b = '2024-02-29' WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = '2024-02-29' WHERE id = 1
/

-- case: execute_bindparam_none
-- on: sqlite postgresql mysql
UPDATE t SET b = NULL WHERE id = 1;
-- on: mssql
UPDATE t SET b = NULL WHERE id = 1;
GO
-- on: oracle
UPDATE t SET b = NULL WHERE id = 1
/

-- case: execute_bindparam_list
-- on: sqlite postgresql mysql
UPDATE t SET a = 9 WHERE id IN (1, 5);
-- on: mssql
UPDATE t SET a = 9 WHERE id IN (1, 5);
GO
-- on: oracle
UPDATE t SET a = 9 WHERE id IN (1, 5)
/

-- case: execute_update
-- on: sqlite postgresql mysql
UPDATE t SET b='it''s 5% :x' WHERE t.id = 1;
-- on: mssql
UPDATE t SET b='it''s 5% :x' WHERE t.id = 1;
GO
-- on: oracle
UPDATE t SET b='it''s 5% :x' WHERE t.id = 1
/

-- case: execute_update_inline_literal
-- on: sqlite postgresql mysql
UPDATE t SET b='it''s' WHERE t.id = 1;
-- on: mssql
UPDATE t SET b='it''s' WHERE t.id = 1;
GO
-- on: oracle
UPDATE t SET b='it''s' WHERE t.id = 1
/

-- case: execute_update_expression
-- on: sqlite postgresql mysql
UPDATE t SET a=(t.a + 10) WHERE t.id = 1;
-- on: mssql
UPDATE t SET a=(t.a + 10) WHERE t.id = 1;
GO
-- on: oracle
UPDATE t SET a=(t.a + 10) WHERE t.id = 1
/

-- case: execute_update_in
-- on: sqlite postgresql mysql
UPDATE t SET a=9 WHERE t.id IN (1, 7);
-- on: mssql
UPDATE t SET a=9 WHERE t.id IN (1, 7);
GO
-- on: oracle
UPDATE t SET a=9 WHERE t.id IN (1, 7)
/

-- case: execute_update_null
-- on: sqlite postgresql mysql
UPDATE t SET b=NULL WHERE t.id = 1;
-- on: mssql
UPDATE t SET b=NULL WHERE t.id = 1;
GO
-- on: oracle
UPDATE t SET b=NULL WHERE t.id = 1
/

-- case: execute_delete
-- on: sqlite postgresql mysql
DELETE FROM t WHERE t.b = 'y';
-- on: mssql
DELETE FROM t WHERE t.b = 'y';
GO
-- on: oracle
DELETE FROM t WHERE t.b = 'y'
/

-- case: execute_insert
-- on: sqlite postgresql mysql
INSERT INTO t (id, a, b) VALUES (3, 3, 'it''s :x');
-- on: mssql
INSERT INTO t (id, a, b) VALUES (3, 3, 'it''s :x');
GO
-- on: oracle
INSERT INTO t (id, a, b) VALUES (3, 3, 'it''s :x')
/

-- case: execute_insert_from_select
-- on: sqlite postgresql mysql
INSERT INTO t (id, a) SELECT t.id + 10 AS anon_1, t.a
FROM t
WHERE t.id = 1;
-- on: mssql
INSERT INTO t (id, a) SELECT t.id + 10 AS anon_1, t.a
FROM t
WHERE t.id = 1;
GO
-- on: oracle
INSERT INTO t (id, a) SELECT t.id + 10 AS anon_1, t.a
FROM t
WHERE t.id = 1
/

-- case: execute_parameter_without_value
-- refused on: sqlite postgresql mysql mssql oracle
OperationError: parameter nothing has no value: UPDATE t SET b = :nothing WHERE id = 1 Give it one, as in op.e
