-- case: batch_nothing
-- nothing on: sqlite postgresql mysql mssql oracle

-- case: batch_add_columns
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD COLUMN d VARCHAR(9);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD d VARCHAR(9) NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD d VARCHAR2(9 CHAR)
/

-- case: batch_add_column_index
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

-- case: batch_add_column_not_null
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

-- case: batch_add_foreign_key_column
-- on: sqlite
ALTER TABLE t ADD COLUMN c INTEGER CONSTRAINT fk REFERENCES x (id);
-- on: postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES x (id);
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES x (id);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(c) REFERENCES x (id)
/

-- case: batch_everything
-- refused on: sqlite
OfflineError: add_column('t'), alter_column('t', 'a'), create_unique_constraint('uq', 't'), create_index('ix',
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '7' NOT NULL;
ALTER TABLE t ALTER COLUMN a TYPE BIGINT;
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b);
CREATE INDEX ix ON t (a);
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT '7';
ALTER TABLE t MODIFY a BIGINT NULL;
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b);
CREATE INDEX ix ON t (a);
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT '7';
GO
ALTER TABLE t ALTER COLUMN a BIGINT NULL;
GO
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b);
GO
CREATE INDEX ix ON t (a);
GO
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '7' NOT NULL
/
ALTER TABLE t MODIFY a NUMBER(19)
/
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b)
/
CREATE INDEX ix ON t (a)
/
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: batch_everything_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	a BIGINT,
	b VARCHAR(30),
	c INTEGER DEFAULT '7' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq UNIQUE (b),
	CONSTRAINT ck CHECK (a > 5)
);
INSERT INTO "t" ("id", "a", "b") SELECT "id", "a", "b" FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
CREATE INDEX ix ON t (a);
PRAGMA legacy_alter_table=OFF;
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER DEFAULT '7' NOT NULL;
ALTER TABLE t ALTER COLUMN a TYPE BIGINT;
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b);
CREATE INDEX ix ON t (a);
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT '7';
ALTER TABLE t MODIFY a BIGINT NULL;
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b);
CREATE INDEX ix ON t (a);
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD c INTEGER NOT NULL DEFAULT '7';
GO
ALTER TABLE t ALTER COLUMN a BIGINT NULL;
GO
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b);
GO
CREATE INDEX ix ON t (a);
GO
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER DEFAULT '7' NOT NULL
/
ALTER TABLE t MODIFY a NUMBER(19)
/
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (b)
/
CREATE INDEX ix ON t (a)
/
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: batch_drop_all
-- refused on: sqlite
OfflineError: drop_index('ix', 't'), drop_constraint('uq', 't'), drop_constraint('ck', 't'): table 't' must be
-- on: postgresql
DROP INDEX ix;
ALTER TABLE t DROP CONSTRAINT uq;
ALTER TABLE t DROP CONSTRAINT ck;
-- on: mysql
DROP INDEX ix ON t;
ALTER TABLE t DROP INDEX uq;
ALTER TABLE t DROP CHECK ck;
-- on: mssql
DROP INDEX ix ON t;
GO
ALTER TABLE t DROP CONSTRAINT uq;
GO
ALTER TABLE t DROP CONSTRAINT ck;
GO
-- on: oracle
DROP INDEX ix
/
ALTER TABLE t DROP CONSTRAINT uq
/
ALTER TABLE t DROP CONSTRAINT ck
/
-- on: mariadb
DROP INDEX ix ON t;
ALTER TABLE t DROP INDEX uq;
ALTER TABLE t DROP CONSTRAINT ck;

-- case: batch_drop_column
-- on: sqlite postgresql mysql
ALTER TABLE t DROP COLUMN a;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN a;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN a
/

-- case: batch_drop_column_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	b VARCHAR(30),
	PRIMARY KEY (id)
);
INSERT INTO "t" ("id", "b") SELECT "id", "b" FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
PRAGMA legacy_alter_table=OFF;
-- on: postgresql mysql
ALTER TABLE t DROP COLUMN a;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a'
EXEC (@sql);
GO
ALTER TABLE t DROP COLUMN a;
GO
-- on: oracle
ALTER TABLE t DROP COLUMN a
/

-- case: batch_alter_null
-- refused on: sqlite
OfflineError: alter_column('t', 'a'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY a INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN a INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY a NOT NULL
/

-- case: batch_alter_null_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER NOT NULL,
	b VARCHAR(30),
	PRIMARY KEY (id)
);
INSERT INTO "t" SELECT * FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
PRAGMA legacy_alter_table=OFF;
-- on: postgresql
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- on: mysql
ALTER TABLE t MODIFY a INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN a INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY a NOT NULL
/

-- case: batch_alter_type
-- refused on: sqlite
OfflineError: alter_column('t', 'a'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ALTER COLUMN a TYPE BIGINT;
-- on: mysql
ALTER TABLE t MODIFY a BIGINT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN a BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY a NUMBER(19)
/

-- case: batch_alter_type_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	a BIGINT,
	b VARCHAR(30),
	PRIMARY KEY (id)
);
INSERT INTO "t" SELECT * FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
PRAGMA legacy_alter_table=OFF;
-- on: postgresql
ALTER TABLE t ALTER COLUMN a TYPE BIGINT;
-- on: mysql
ALTER TABLE t MODIFY a BIGINT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN a BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY a NUMBER(19)
/

-- case: batch_alter_default
-- refused on: sqlite
OfflineError: alter_column('t', 'a'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN a SET DEFAULT '5';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '5' FOR a;
GO
-- on: oracle
ALTER TABLE t MODIFY a DEFAULT '5'
/

-- case: batch_alter_default_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER DEFAULT '5',
	b VARCHAR(30),
	PRIMARY KEY (id)
);
INSERT INTO "t" SELECT * FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
PRAGMA legacy_alter_table=OFF;
-- on: postgresql mysql
ALTER TABLE t ALTER COLUMN a SET DEFAULT '5';
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE t DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a'
EXEC (@sql);
GO
ALTER TABLE t ADD DEFAULT '5' FOR a;
GO
-- on: oracle
ALTER TABLE t MODIFY a DEFAULT '5'
/

-- case: batch_alter_name
-- on: sqlite
ALTER TABLE t RENAME COLUMN a TO d;
-- on: postgresql
ALTER TABLE t RENAME a TO d;
-- on: mysql
ALTER TABLE t CHANGE a d INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[t].[a]', N'd', 'COLUMN';
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN a TO d
/

-- case: batch_alter_name_and_add_old
-- on: sqlite
ALTER TABLE t RENAME COLUMN a TO d;
ALTER TABLE t ADD COLUMN a VARCHAR(9);
-- on: postgresql
ALTER TABLE t RENAME a TO d;
ALTER TABLE t ADD COLUMN a VARCHAR(9);
-- on: mysql
ALTER TABLE t CHANGE a d INTEGER NULL;
ALTER TABLE t ADD COLUMN a VARCHAR(9);
-- on: mssql
EXEC sp_rename N'[t].[a]', N'd', 'COLUMN';
GO
ALTER TABLE t ADD a VARCHAR(9) NULL;
GO
-- on: oracle
ALTER TABLE t RENAME COLUMN a TO d
/
ALTER TABLE t ADD a VARCHAR2(9 CHAR)
/

-- case: batch_alter_two
-- refused on: sqlite
OfflineError: alter_column('t', 'a'), alter_column('t', 'b'): table 't' must be built anew, and a script (--sq
-- on: postgresql
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t ALTER COLUMN b TYPE VARCHAR(60);
-- on: mysql
ALTER TABLE t MODIFY a INTEGER NOT NULL;
ALTER TABLE t MODIFY b VARCHAR(60) NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN a INTEGER NOT NULL;
GO
ALTER TABLE t ALTER COLUMN b VARCHAR(60) NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY a NOT NULL
/
ALTER TABLE t MODIFY b VARCHAR2(60 CHAR)
/

-- case: batch_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('uq', 't'): table 't' must be built anew, and a script (--sql) can't re
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b)
/

-- case: batch_unique_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	b VARCHAR(30),
	PRIMARY KEY (id),
	CONSTRAINT uq UNIQUE (a, b)
);
INSERT INTO "t" SELECT * FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
PRAGMA legacy_alter_table=OFF;
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b)
/

-- case: batch_check
-- refused on: sqlite
OfflineError: create_check_constraint('ck', 't'): table 't' must be built anew, and a script (--sql) can't rea
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5)
/

-- case: batch_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
/

-- case: batch_foreign_key_told
-- on: sqlite
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
ALTER TABLE "t" RENAME TO "_revgraph_tmp_t";
CREATE TABLE t (
	id INTEGER NOT NULL,
	a INTEGER,
	b VARCHAR(30),
	PRIMARY KEY (id),
	CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
);
INSERT INTO "t" SELECT * FROM "_revgraph_tmp_t";
DROP TABLE "_revgraph_tmp_t";
PRAGMA legacy_alter_table=OFF;
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE;
-- on: mssql
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE;
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES x (id) ON DELETE CASCADE
/

-- case: batch_foreign_key_dropped
-- refused on: sqlite
OfflineError: drop_constraint('fk', 't'): table 't' must be built anew, and a script (--sql) can't read its de
-- on: postgresql
ALTER TABLE t DROP CONSTRAINT fk;
-- on: mysql
ALTER TABLE t DROP FOREIGN KEY fk;
-- on: mssql
ALTER TABLE t DROP CONSTRAINT fk;
GO
-- on: oracle
ALTER TABLE t DROP CONSTRAINT fk
/

-- case: batch_primary_key
-- refused on: sqlite
OfflineError: create_primary_key('pk', 't'): table 't' must be built anew, and a script (--sql) can't read its
-- on: postgresql mysql
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id);
-- on: mssql
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id);
GO
-- on: oracle
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id)
/

-- case: batch_index
-- on: sqlite postgresql mysql
CREATE UNIQUE INDEX ix ON t (a);
-- on: mssql
CREATE UNIQUE INDEX ix ON t (a);
GO
-- on: oracle
CREATE UNIQUE INDEX ix ON t (a)
/

-- case: batch_index_dropped
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

-- case: batch_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE t IS 'it''s';
-- on: mysql
ALTER TABLE t COMMENT 'it''s';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N't', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N't' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N't';
GO
-- on: oracle
COMMENT ON TABLE t IS 'it''s'
/

-- case: batch_comment_dropped
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

-- case: batch_execute_between
-- refused on: sqlite
OfflineError: alter_column('t', 'c'): table 't' must be built anew, and a script (--sql) can't read its defini
-- on: postgresql
ALTER TABLE t ADD COLUMN c INTEGER;
UPDATE t SET c = a;
ALTER TABLE t ALTER COLUMN c SET NOT NULL;
-- on: mysql
ALTER TABLE t ADD COLUMN c INTEGER;
UPDATE t SET c = a;
ALTER TABLE t MODIFY c INTEGER NOT NULL;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
UPDATE t SET c = a;
GO
ALTER TABLE t ALTER COLUMN c INTEGER NOT NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/
UPDATE t SET c = a
/
ALTER TABLE t MODIFY c NOT NULL
/

-- case: batch_in_schema
-- on: sqlite postgresql mysql
ALTER TABLE rg_s.t ADD COLUMN c INTEGER;
-- on: mssql
ALTER TABLE rg_s.t ADD c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE rg_s.t ADD c INTEGER
/

-- case: batch_recreate_always
-- refused on: sqlite postgresql mysql mssql oracle
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g

-- case: batch_recreate_never
-- on: sqlite postgresql mysql
ALTER TABLE t ADD COLUMN c INTEGER;
-- on: mssql
ALTER TABLE t ADD c INTEGER NULL;
GO
-- on: oracle
ALTER TABLE t ADD c INTEGER
/

-- case: batch_recreate_never_refused
-- refused on: sqlite
OperationError: SQLite can't do this with ALTER TABLE: the type of t.a change; let it be built anew: inside op
-- on: postgresql
ALTER TABLE t ALTER COLUMN a TYPE BIGINT;
-- on: mysql
ALTER TABLE t MODIFY a BIGINT NULL;
-- on: mssql
ALTER TABLE t ALTER COLUMN a BIGINT NULL;
GO
-- on: oracle
ALTER TABLE t MODIFY a NUMBER(19)
/

-- case: batch_insert_after
-- refused on: sqlite
OfflineError: add_column('t'): table 't' must be built anew, and a script (--sql) can't read its definition; g
-- refused on: postgresql mysql mssql oracle
OperationError: insert_before and insert_after need table 't' to be built anew: use batch_alter_table(..., rec

-- case: batch_unknown_column
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
