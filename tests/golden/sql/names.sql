-- case: name_reserved_create_table
-- on: sqlite postgresql
CREATE TABLE "select" (
    id INTEGER NOT NULL,
    "select" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX select2 ON "select" ("select");
-- on: mysql
CREATE TABLE `select` (
    id INTEGER NOT NULL,
    `select` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX select2 ON `select` (`select`);
-- on: mssql
CREATE TABLE [select] (
    id INTEGER NOT NULL,
    [select] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX select2 ON [select] ([select]);
GO
-- on: oracle
CREATE TABLE "select" (
    id INTEGER NOT NULL,
    "select" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX select2 ON "select" ("select")
/

-- case: name_reserved_drop_table
-- on: sqlite postgresql
DROP TABLE "select";
-- on: mysql
DROP TABLE `select`;
-- on: mssql
DROP TABLE [select];
GO
-- on: oracle
DROP TABLE "select"
/

-- case: name_reserved_rename_table
-- on: sqlite postgresql
ALTER TABLE "select" RENAME TO select2;
-- on: mysql
ALTER TABLE `select` RENAME TO select2;
-- on: mssql
EXEC sp_rename N'[select]', N'select2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "select" RENAME TO select2
/

-- case: name_reserved_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "select" IS 'select';
-- on: mysql
ALTER TABLE `select` COMMENT 'select';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'select', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'select', N'SCHEMA', N'dbo', N'TABLE', N'select' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'select', N'SCHEMA', N'dbo', N'TABLE', N'select';
GO
-- on: oracle
COMMENT ON TABLE "select" IS 'select'
/

-- case: name_reserved_add_column
-- on: sqlite
ALTER TABLE "select" ADD COLUMN select2 INTEGER;
-- on: postgresql
ALTER TABLE "select" ADD COLUMN select2 INTEGER;
COMMENT ON COLUMN "select".select2 IS 'select';
-- on: mysql
ALTER TABLE `select` ADD COLUMN select2 INTEGER COMMENT 'select';
-- on: mssql
ALTER TABLE [select] ADD select2 INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'select', N'COLUMN', N'select2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'select', N'SCHEMA', N'dbo', N'TABLE', N'select', N'COLUMN', N'select2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'select', N'SCHEMA', N'dbo', N'TABLE', N'select', N'COLUMN', N'select2';
GO
-- on: oracle
ALTER TABLE "select" ADD select2 INTEGER
/
COMMENT ON COLUMN "select".select2 IS 'select'
/

-- case: name_reserved_drop_column
-- on: sqlite postgresql
ALTER TABLE "select" DROP COLUMN select2;
-- on: mysql
ALTER TABLE `select` DROP COLUMN select2;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [select] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[select]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'select2'
EXEC (@sql);
GO
ALTER TABLE [select] DROP COLUMN select2;
GO
-- on: oracle
ALTER TABLE "select" DROP COLUMN select2
/

-- case: name_reserved_alter_column
-- refused on: sqlite
OfflineError: alter_column('select', 'select'): table 'select' must be built anew, and a script (--sql) can't 
-- on: postgresql
ALTER TABLE "select" ALTER COLUMN "select" SET NOT NULL;
ALTER TABLE "select" ALTER COLUMN "select" SET DEFAULT '5';
COMMENT ON COLUMN "select"."select" IS 'select';
-- on: mysql
ALTER TABLE `select` MODIFY `select` INTEGER NOT NULL DEFAULT '5' COMMENT 'select';
-- on: mssql
ALTER TABLE [select] ALTER COLUMN [select] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [select] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[select]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'select'
EXEC (@sql);
GO
ALTER TABLE [select] ADD DEFAULT '5' FOR [select];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'select', N'COLUMN', N'select')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'select', N'SCHEMA', N'dbo', N'TABLE', N'select', N'COLUMN', N'select' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'select', N'SCHEMA', N'dbo', N'TABLE', N'select', N'COLUMN', N'select';
GO
-- on: oracle
ALTER TABLE "select" MODIFY "select" NOT NULL
/
ALTER TABLE "select" MODIFY "select" DEFAULT '5'
/
COMMENT ON COLUMN "select"."select" IS 'select'
/

-- case: name_reserved_alter_name
-- on: sqlite
ALTER TABLE "select" RENAME COLUMN "select" TO select2;
-- on: postgresql
ALTER TABLE "select" RENAME "select" TO select2;
-- on: mysql
ALTER TABLE `select` CHANGE `select` select2 INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[select].[select]', N'select2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "select" RENAME COLUMN "select" TO select2
/

-- case: name_reserved_index
-- on: sqlite postgresql
CREATE INDEX select2 ON "select" ("select");
-- on: mysql
CREATE INDEX select2 ON `select` (`select`);
-- on: mssql
CREATE INDEX select2 ON [select] ([select]);
GO
-- on: oracle
CREATE INDEX select2 ON "select" ("select")
/

-- case: name_reserved_drop_index
-- on: sqlite postgresql
DROP INDEX select2;
-- on: mysql
DROP INDEX select2 ON `select`;
-- on: mssql
DROP INDEX select2 ON [select];
GO
-- on: oracle
DROP INDEX select2
/

-- case: name_reserved_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('select2', 'select'): table 'select' must be built anew, and a script (
-- on: postgresql
ALTER TABLE "select" ADD CONSTRAINT select2 UNIQUE ("select");
-- on: mysql
ALTER TABLE `select` ADD CONSTRAINT select2 UNIQUE (`select`);
-- on: mssql
ALTER TABLE [select] ADD CONSTRAINT select2 UNIQUE ([select]);
GO
-- on: oracle
ALTER TABLE "select" ADD CONSTRAINT select2 UNIQUE ("select")
/

-- case: name_reserved_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('select2', 'select'): table 'select' must be built anew, and a script (--sql) ca
-- on: postgresql
ALTER TABLE "select" DROP CONSTRAINT select2;
-- on: mysql
ALTER TABLE `select` DROP INDEX select2;
-- on: mssql
ALTER TABLE [select] DROP CONSTRAINT select2;
GO
-- on: oracle
ALTER TABLE "select" DROP CONSTRAINT select2
/

-- case: name_reserved_check
-- refused on: sqlite
OfflineError: create_check_constraint('select', 'select'): table 'select' must be built anew, and a script (--
-- on: postgresql
ALTER TABLE "select" ADD CONSTRAINT "select" CHECK ("select" > 5);
-- on: mysql
ALTER TABLE `select` ADD CONSTRAINT `select` CHECK (`select` > 5);
-- on: mssql
ALTER TABLE [select] ADD CONSTRAINT [select] CHECK ([select] > 5);
GO
-- on: oracle
ALTER TABLE "select" ADD CONSTRAINT "select" CHECK ("select" > 5)
/

-- case: name_reserved_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('select', 'select'): table 'select' must be built anew, and a script (--sql) 
-- on: postgresql
ALTER TABLE "select" ADD CONSTRAINT "select" FOREIGN KEY("select") REFERENCES select2 (id);
-- on: mysql
ALTER TABLE `select` ADD CONSTRAINT `select` FOREIGN KEY(`select`) REFERENCES select2 (id);
-- on: mssql
ALTER TABLE [select] ADD CONSTRAINT [select] FOREIGN KEY([select]) REFERENCES select2 (id);
GO
-- on: oracle
ALTER TABLE "select" ADD CONSTRAINT "select" FOREIGN KEY("select") REFERENCES select2 (id)
/

-- case: name_mixed_case_create_table
-- on: sqlite postgresql
CREATE TABLE "MixedCase" (
    id INTEGER NOT NULL,
    "MixedCase" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "MixedCase2" ON "MixedCase" ("MixedCase");
-- on: mysql
CREATE TABLE `MixedCase` (
    id INTEGER NOT NULL,
    `MixedCase` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `MixedCase2` ON `MixedCase` (`MixedCase`);
-- on: mssql
CREATE TABLE [MixedCase] (
    id INTEGER NOT NULL,
    [MixedCase] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [MixedCase2] ON [MixedCase] ([MixedCase]);
GO
-- on: oracle
CREATE TABLE "MixedCase" (
    id INTEGER NOT NULL,
    "MixedCase" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "MixedCase2" ON "MixedCase" ("MixedCase")
/

-- case: name_mixed_case_drop_table
-- on: sqlite postgresql
DROP TABLE "MixedCase";
-- on: mysql
DROP TABLE `MixedCase`;
-- on: mssql
DROP TABLE [MixedCase];
GO
-- on: oracle
DROP TABLE "MixedCase"
/

-- case: name_mixed_case_rename_table
-- on: sqlite postgresql
ALTER TABLE "MixedCase" RENAME TO "MixedCase2";
-- on: mysql
ALTER TABLE `MixedCase` RENAME TO `MixedCase2`;
-- on: mssql
EXEC sp_rename N'[MixedCase]', N'MixedCase2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "MixedCase" RENAME TO "MixedCase2"
/

-- case: name_mixed_case_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "MixedCase" IS 'MixedCase';
-- on: mysql
ALTER TABLE `MixedCase` COMMENT 'MixedCase';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'MixedCase', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'MixedCase', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase';
GO
-- on: oracle
COMMENT ON TABLE "MixedCase" IS 'MixedCase'
/

-- case: name_mixed_case_add_column
-- on: sqlite
ALTER TABLE "MixedCase" ADD COLUMN "MixedCase2" INTEGER;
-- on: postgresql
ALTER TABLE "MixedCase" ADD COLUMN "MixedCase2" INTEGER;
COMMENT ON COLUMN "MixedCase"."MixedCase2" IS 'MixedCase';
-- on: mysql
ALTER TABLE `MixedCase` ADD COLUMN `MixedCase2` INTEGER COMMENT 'MixedCase';
-- on: mssql
ALTER TABLE [MixedCase] ADD [MixedCase2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', N'COLUMN', N'MixedCase2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'MixedCase', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', N'COLUMN', N'MixedCase2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'MixedCase', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', N'COLUMN', N'MixedCase2';
GO
-- on: oracle
ALTER TABLE "MixedCase" ADD "MixedCase2" INTEGER
/
COMMENT ON COLUMN "MixedCase"."MixedCase2" IS 'MixedCase'
/

-- case: name_mixed_case_drop_column
-- on: sqlite postgresql
ALTER TABLE "MixedCase" DROP COLUMN "MixedCase2";
-- on: mysql
ALTER TABLE `MixedCase` DROP COLUMN `MixedCase2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [MixedCase] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[MixedCase]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'MixedCase2'
EXEC (@sql);
GO
ALTER TABLE [MixedCase] DROP COLUMN [MixedCase2];
GO
-- on: oracle
ALTER TABLE "MixedCase" DROP COLUMN "MixedCase2"
/

-- case: name_mixed_case_alter_column
-- refused on: sqlite
OfflineError: alter_column('MixedCase', 'MixedCase'): table 'MixedCase' must be built anew, and a script (--sq
-- on: postgresql
ALTER TABLE "MixedCase" ALTER COLUMN "MixedCase" SET NOT NULL;
ALTER TABLE "MixedCase" ALTER COLUMN "MixedCase" SET DEFAULT '5';
COMMENT ON COLUMN "MixedCase"."MixedCase" IS 'MixedCase';
-- on: mysql
ALTER TABLE `MixedCase` MODIFY `MixedCase` INTEGER NOT NULL DEFAULT '5' COMMENT 'MixedCase';
-- on: mssql
ALTER TABLE [MixedCase] ALTER COLUMN [MixedCase] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [MixedCase] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[MixedCase]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'MixedCase'
EXEC (@sql);
GO
ALTER TABLE [MixedCase] ADD DEFAULT '5' FOR [MixedCase];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', N'COLUMN', N'MixedCase')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'MixedCase', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', N'COLUMN', N'MixedCase' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'MixedCase', N'SCHEMA', N'dbo', N'TABLE', N'MixedCase', N'COLUMN', N'MixedCase';
GO
-- on: oracle
ALTER TABLE "MixedCase" MODIFY "MixedCase" NOT NULL
/
ALTER TABLE "MixedCase" MODIFY "MixedCase" DEFAULT '5'
/
COMMENT ON COLUMN "MixedCase"."MixedCase" IS 'MixedCase'
/

-- case: name_mixed_case_alter_name
-- on: sqlite
ALTER TABLE "MixedCase" RENAME COLUMN "MixedCase" TO "MixedCase2";
-- on: postgresql
ALTER TABLE "MixedCase" RENAME "MixedCase" TO "MixedCase2";
-- on: mysql
ALTER TABLE `MixedCase` CHANGE `MixedCase` `MixedCase2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[MixedCase].[MixedCase]', N'MixedCase2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "MixedCase" RENAME COLUMN "MixedCase" TO "MixedCase2"
/

-- case: name_mixed_case_index
-- on: sqlite postgresql
CREATE INDEX "MixedCase2" ON "MixedCase" ("MixedCase");
-- on: mysql
CREATE INDEX `MixedCase2` ON `MixedCase` (`MixedCase`);
-- on: mssql
CREATE INDEX [MixedCase2] ON [MixedCase] ([MixedCase]);
GO
-- on: oracle
CREATE INDEX "MixedCase2" ON "MixedCase" ("MixedCase")
/

-- case: name_mixed_case_drop_index
-- on: sqlite postgresql
DROP INDEX "MixedCase2";
-- on: mysql
DROP INDEX `MixedCase2` ON `MixedCase`;
-- on: mssql
DROP INDEX [MixedCase2] ON [MixedCase];
GO
-- on: oracle
DROP INDEX "MixedCase2"
/

-- case: name_mixed_case_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('MixedCase2', 'MixedCase'): table 'MixedCase' must be built anew, and a
-- on: postgresql
ALTER TABLE "MixedCase" ADD CONSTRAINT "MixedCase2" UNIQUE ("MixedCase");
-- on: mysql
ALTER TABLE `MixedCase` ADD CONSTRAINT `MixedCase2` UNIQUE (`MixedCase`);
-- on: mssql
ALTER TABLE [MixedCase] ADD CONSTRAINT [MixedCase2] UNIQUE ([MixedCase]);
GO
-- on: oracle
ALTER TABLE "MixedCase" ADD CONSTRAINT "MixedCase2" UNIQUE ("MixedCase")
/

-- case: name_mixed_case_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('MixedCase2', 'MixedCase'): table 'MixedCase' must be built anew, and a script (
-- on: postgresql
ALTER TABLE "MixedCase" DROP CONSTRAINT "MixedCase2";
-- on: mysql
ALTER TABLE `MixedCase` DROP INDEX `MixedCase2`;
-- on: mssql
ALTER TABLE [MixedCase] DROP CONSTRAINT [MixedCase2];
GO
-- on: oracle
ALTER TABLE "MixedCase" DROP CONSTRAINT "MixedCase2"
/

-- case: name_mixed_case_check
-- refused on: sqlite
OfflineError: create_check_constraint('MixedCase', 'MixedCase'): table 'MixedCase' must be built anew, and a s
-- on: postgresql
ALTER TABLE "MixedCase" ADD CONSTRAINT "MixedCase" CHECK ("MixedCase" > 5);
-- on: mysql
ALTER TABLE `MixedCase` ADD CONSTRAINT `MixedCase` CHECK (`MixedCase` > 5);
-- on: mssql
ALTER TABLE [MixedCase] ADD CONSTRAINT [MixedCase] CHECK ([MixedCase] > 5);
GO
-- on: oracle
ALTER TABLE "MixedCase" ADD CONSTRAINT "MixedCase" CHECK ("MixedCase" > 5)
/

-- case: name_mixed_case_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('MixedCase', 'MixedCase'): table 'MixedCase' must be built anew, and a script
-- on: postgresql
ALTER TABLE "MixedCase" ADD CONSTRAINT "MixedCase" FOREIGN KEY("MixedCase") REFERENCES "MixedCase2" (id);
-- on: mysql
ALTER TABLE `MixedCase` ADD CONSTRAINT `MixedCase` FOREIGN KEY(`MixedCase`) REFERENCES `MixedCase2` (id);
-- on: mssql
ALTER TABLE [MixedCase] ADD CONSTRAINT [MixedCase] FOREIGN KEY([MixedCase]) REFERENCES [MixedCase2] (id);
GO
-- on: oracle
ALTER TABLE "MixedCase" ADD CONSTRAINT "MixedCase" FOREIGN KEY("MixedCase") REFERENCES "MixedCase2" (id)
/

-- case: name_blank_create_table
-- on: sqlite postgresql
CREATE TABLE "two words" (
    id INTEGER NOT NULL,
    "two words" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "two words2" ON "two words" ("two words");
-- on: mysql
CREATE TABLE `two words` (
    id INTEGER NOT NULL,
    `two words` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `two words2` ON `two words` (`two words`);
-- on: mssql
CREATE TABLE [two words] (
    id INTEGER NOT NULL,
    [two words] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [two words2] ON [two words] ([two words]);
GO
-- on: oracle
CREATE TABLE "two words" (
    id INTEGER NOT NULL,
    "two words" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "two words2" ON "two words" ("two words")
/

-- case: name_blank_drop_table
-- on: sqlite postgresql
DROP TABLE "two words";
-- on: mysql
DROP TABLE `two words`;
-- on: mssql
DROP TABLE [two words];
GO
-- on: oracle
DROP TABLE "two words"
/

-- case: name_blank_rename_table
-- on: sqlite postgresql
ALTER TABLE "two words" RENAME TO "two words2";
-- on: mysql
ALTER TABLE `two words` RENAME TO `two words2`;
-- on: mssql
EXEC sp_rename N'[two words]', N'two words2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "two words" RENAME TO "two words2"
/

-- case: name_blank_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "two words" IS 'two words';
-- on: mysql
ALTER TABLE `two words` COMMENT 'two words';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'two words', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'two words', N'SCHEMA', N'dbo', N'TABLE', N'two words' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'two words', N'SCHEMA', N'dbo', N'TABLE', N'two words';
GO
-- on: oracle
COMMENT ON TABLE "two words" IS 'two words'
/

-- case: name_blank_add_column
-- on: sqlite
ALTER TABLE "two words" ADD COLUMN "two words2" INTEGER;
-- on: postgresql
ALTER TABLE "two words" ADD COLUMN "two words2" INTEGER;
COMMENT ON COLUMN "two words"."two words2" IS 'two words';
-- on: mysql
ALTER TABLE `two words` ADD COLUMN `two words2` INTEGER COMMENT 'two words';
-- on: mssql
ALTER TABLE [two words] ADD [two words2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'two words', N'COLUMN', N'two words2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'two words', N'SCHEMA', N'dbo', N'TABLE', N'two words', N'COLUMN', N'two words2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'two words', N'SCHEMA', N'dbo', N'TABLE', N'two words', N'COLUMN', N'two words2';
GO
-- on: oracle
ALTER TABLE "two words" ADD "two words2" INTEGER
/
COMMENT ON COLUMN "two words"."two words2" IS 'two words'
/

-- case: name_blank_drop_column
-- on: sqlite postgresql
ALTER TABLE "two words" DROP COLUMN "two words2";
-- on: mysql
ALTER TABLE `two words` DROP COLUMN `two words2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [two words] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[two words]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'two words2'
EXEC (@sql);
GO
ALTER TABLE [two words] DROP COLUMN [two words2];
GO
-- on: oracle
ALTER TABLE "two words" DROP COLUMN "two words2"
/

-- case: name_blank_alter_column
-- refused on: sqlite
OfflineError: alter_column('two words', 'two words'): table 'two words' must be built anew, and a script (--sq
-- on: postgresql
ALTER TABLE "two words" ALTER COLUMN "two words" SET NOT NULL;
ALTER TABLE "two words" ALTER COLUMN "two words" SET DEFAULT '5';
COMMENT ON COLUMN "two words"."two words" IS 'two words';
-- on: mysql
ALTER TABLE `two words` MODIFY `two words` INTEGER NOT NULL DEFAULT '5' COMMENT 'two words';
-- on: mssql
ALTER TABLE [two words] ALTER COLUMN [two words] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [two words] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[two words]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'two words'
EXEC (@sql);
GO
ALTER TABLE [two words] ADD DEFAULT '5' FOR [two words];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'two words', N'COLUMN', N'two words')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'two words', N'SCHEMA', N'dbo', N'TABLE', N'two words', N'COLUMN', N'two words' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'two words', N'SCHEMA', N'dbo', N'TABLE', N'two words', N'COLUMN', N'two words';
GO
-- on: oracle
ALTER TABLE "two words" MODIFY "two words" NOT NULL
/
ALTER TABLE "two words" MODIFY "two words" DEFAULT '5'
/
COMMENT ON COLUMN "two words"."two words" IS 'two words'
/

-- case: name_blank_alter_name
-- on: sqlite
ALTER TABLE "two words" RENAME COLUMN "two words" TO "two words2";
-- on: postgresql
ALTER TABLE "two words" RENAME "two words" TO "two words2";
-- on: mysql
ALTER TABLE `two words` CHANGE `two words` `two words2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[two words].[two words]', N'two words2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "two words" RENAME COLUMN "two words" TO "two words2"
/

-- case: name_blank_index
-- on: sqlite postgresql
CREATE INDEX "two words2" ON "two words" ("two words");
-- on: mysql
CREATE INDEX `two words2` ON `two words` (`two words`);
-- on: mssql
CREATE INDEX [two words2] ON [two words] ([two words]);
GO
-- on: oracle
CREATE INDEX "two words2" ON "two words" ("two words")
/

-- case: name_blank_drop_index
-- on: sqlite postgresql
DROP INDEX "two words2";
-- on: mysql
DROP INDEX `two words2` ON `two words`;
-- on: mssql
DROP INDEX [two words2] ON [two words];
GO
-- on: oracle
DROP INDEX "two words2"
/

-- case: name_blank_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('two words2', 'two words'): table 'two words' must be built anew, and a
-- on: postgresql
ALTER TABLE "two words" ADD CONSTRAINT "two words2" UNIQUE ("two words");
-- on: mysql
ALTER TABLE `two words` ADD CONSTRAINT `two words2` UNIQUE (`two words`);
-- on: mssql
ALTER TABLE [two words] ADD CONSTRAINT [two words2] UNIQUE ([two words]);
GO
-- on: oracle
ALTER TABLE "two words" ADD CONSTRAINT "two words2" UNIQUE ("two words")
/

-- case: name_blank_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('two words2', 'two words'): table 'two words' must be built anew, and a script (
-- on: postgresql
ALTER TABLE "two words" DROP CONSTRAINT "two words2";
-- on: mysql
ALTER TABLE `two words` DROP INDEX `two words2`;
-- on: mssql
ALTER TABLE [two words] DROP CONSTRAINT [two words2];
GO
-- on: oracle
ALTER TABLE "two words" DROP CONSTRAINT "two words2"
/

-- case: name_blank_check
-- refused on: sqlite
OfflineError: create_check_constraint('two words', 'two words'): table 'two words' must be built anew, and a s
-- on: postgresql
ALTER TABLE "two words" ADD CONSTRAINT "two words" CHECK ("two words" > 5);
-- on: mysql
ALTER TABLE `two words` ADD CONSTRAINT `two words` CHECK (`two words` > 5);
-- on: mssql
ALTER TABLE [two words] ADD CONSTRAINT [two words] CHECK ([two words] > 5);
GO
-- on: oracle
ALTER TABLE "two words" ADD CONSTRAINT "two words" CHECK ("two words" > 5)
/

-- case: name_blank_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('two words', 'two words'): table 'two words' must be built anew, and a script
-- on: postgresql
ALTER TABLE "two words" ADD CONSTRAINT "two words" FOREIGN KEY("two words") REFERENCES "two words2" (id);
-- on: mysql
ALTER TABLE `two words` ADD CONSTRAINT `two words` FOREIGN KEY(`two words`) REFERENCES `two words2` (id);
-- on: mssql
ALTER TABLE [two words] ADD CONSTRAINT [two words] FOREIGN KEY([two words]) REFERENCES [two words2] (id);
GO
-- on: oracle
ALTER TABLE "two words" ADD CONSTRAINT "two words" FOREIGN KEY("two words") REFERENCES "two words2" (id)
/

-- case: name_double_quote_create_table
-- on: sqlite postgresql
CREATE TABLE "say ""x""" (
    id INTEGER NOT NULL,
    "say ""x""" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "say ""x""2" ON "say ""x""" ("say ""x""");
-- on: mysql
CREATE TABLE `say "x"` (
    id INTEGER NOT NULL,
    `say "x"` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `say "x"2` ON `say "x"` (`say "x"`);
-- on: mssql
CREATE TABLE [say "x"] (
    id INTEGER NOT NULL,
    [say "x"] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [say "x"2] ON [say "x"] ([say "x"]);
GO
-- on: oracle
CREATE TABLE "say ""x""" (
    id INTEGER NOT NULL,
    "say ""x""" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "say ""x""2" ON "say ""x""" ("say ""x""")
/

-- case: name_double_quote_drop_table
-- on: sqlite postgresql
DROP TABLE "say ""x""";
-- on: mysql
DROP TABLE `say "x"`;
-- on: mssql
DROP TABLE [say "x"];
GO
-- on: oracle
DROP TABLE "say ""x"""
/

-- case: name_double_quote_rename_table
-- on: sqlite postgresql
ALTER TABLE "say ""x""" RENAME TO "say ""x""2";
-- on: mysql
ALTER TABLE `say "x"` RENAME TO `say "x"2`;
-- on: mssql
EXEC sp_rename N'[say "x"]', N'say "x"2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "say ""x""" RENAME TO "say ""x""2"
/

-- case: name_double_quote_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "say ""x""" IS 'say "x"';
-- on: mysql
ALTER TABLE `say "x"` COMMENT 'say "x"';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'say "x"', N'SCHEMA', N'dbo', N'TABLE', N'say "x"' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'say "x"', N'SCHEMA', N'dbo', N'TABLE', N'say "x"';
GO
-- on: oracle
COMMENT ON TABLE "say ""x""" IS 'say "x"'
/

-- case: name_double_quote_add_column
-- on: sqlite
ALTER TABLE "say ""x""" ADD COLUMN "say ""x""2" INTEGER;
-- on: postgresql
ALTER TABLE "say ""x""" ADD COLUMN "say ""x""2" INTEGER;
COMMENT ON COLUMN "say ""x"""."say ""x""2" IS 'say "x"';
-- on: mysql
ALTER TABLE `say "x"` ADD COLUMN `say "x"2` INTEGER COMMENT 'say "x"';
-- on: mssql
ALTER TABLE [say "x"] ADD [say "x"2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', N'COLUMN', N'say "x"2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'say "x"', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', N'COLUMN', N'say "x"2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'say "x"', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', N'COLUMN', N'say "x"2';
GO
-- on: oracle
ALTER TABLE "say ""x""" ADD "say ""x""2" INTEGER
/
COMMENT ON COLUMN "say ""x"""."say ""x""2" IS 'say "x"'
/

-- case: name_double_quote_drop_column
-- on: sqlite postgresql
ALTER TABLE "say ""x""" DROP COLUMN "say ""x""2";
-- on: mysql
ALTER TABLE `say "x"` DROP COLUMN `say "x"2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [say "x"] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[say "x"]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'say "x"2'
EXEC (@sql);
GO
ALTER TABLE [say "x"] DROP COLUMN [say "x"2];
GO
-- on: oracle
ALTER TABLE "say ""x""" DROP COLUMN "say ""x""2"
/

-- case: name_double_quote_alter_column
-- refused on: sqlite
OfflineError: alter_column('say "x"', 'say "x"'): table 'say "x"' must be built anew, and a script (--sql) can
-- on: postgresql
ALTER TABLE "say ""x""" ALTER COLUMN "say ""x""" SET NOT NULL;
ALTER TABLE "say ""x""" ALTER COLUMN "say ""x""" SET DEFAULT '5';
COMMENT ON COLUMN "say ""x"""."say ""x""" IS 'say "x"';
-- on: mysql
ALTER TABLE `say "x"` MODIFY `say "x"` INTEGER NOT NULL DEFAULT '5' COMMENT 'say "x"';
-- on: mssql
ALTER TABLE [say "x"] ALTER COLUMN [say "x"] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [say "x"] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[say "x"]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'say "x"'
EXEC (@sql);
GO
ALTER TABLE [say "x"] ADD DEFAULT '5' FOR [say "x"];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', N'COLUMN', N'say "x"')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'say "x"', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', N'COLUMN', N'say "x"' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'say "x"', N'SCHEMA', N'dbo', N'TABLE', N'say "x"', N'COLUMN', N'say "x"';
GO
-- on: oracle
ALTER TABLE "say ""x""" MODIFY "say ""x""" NOT NULL
/
ALTER TABLE "say ""x""" MODIFY "say ""x""" DEFAULT '5'
/
COMMENT ON COLUMN "say ""x"""."say ""x""" IS 'say "x"'
/

-- case: name_double_quote_alter_name
-- on: sqlite
ALTER TABLE "say ""x""" RENAME COLUMN "say ""x""" TO "say ""x""2";
-- on: postgresql
ALTER TABLE "say ""x""" RENAME "say ""x""" TO "say ""x""2";
-- on: mysql
ALTER TABLE `say "x"` CHANGE `say "x"` `say "x"2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[say "x"].[say "x"]', N'say "x"2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "say ""x""" RENAME COLUMN "say ""x""" TO "say ""x""2"
/

-- case: name_double_quote_index
-- on: sqlite postgresql
CREATE INDEX "say ""x""2" ON "say ""x""" ("say ""x""");
-- on: mysql
CREATE INDEX `say "x"2` ON `say "x"` (`say "x"`);
-- on: mssql
CREATE INDEX [say "x"2] ON [say "x"] ([say "x"]);
GO
-- on: oracle
CREATE INDEX "say ""x""2" ON "say ""x""" ("say ""x""")
/

-- case: name_double_quote_drop_index
-- on: sqlite postgresql
DROP INDEX "say ""x""2";
-- on: mysql
DROP INDEX `say "x"2` ON `say "x"`;
-- on: mssql
DROP INDEX [say "x"2] ON [say "x"];
GO
-- on: oracle
DROP INDEX "say ""x""2"
/

-- case: name_double_quote_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('say "x"2', 'say "x"'): table 'say "x"' must be built anew, and a scrip
-- on: postgresql
ALTER TABLE "say ""x""" ADD CONSTRAINT "say ""x""2" UNIQUE ("say ""x""");
-- on: mysql
ALTER TABLE `say "x"` ADD CONSTRAINT `say "x"2` UNIQUE (`say "x"`);
-- on: mssql
ALTER TABLE [say "x"] ADD CONSTRAINT [say "x"2] UNIQUE ([say "x"]);
GO
-- on: oracle
ALTER TABLE "say ""x""" ADD CONSTRAINT "say ""x""2" UNIQUE ("say ""x""")
/

-- case: name_double_quote_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('say "x"2', 'say "x"'): table 'say "x"' must be built anew, and a script (--sql)
-- on: postgresql
ALTER TABLE "say ""x""" DROP CONSTRAINT "say ""x""2";
-- on: mysql
ALTER TABLE `say "x"` DROP INDEX `say "x"2`;
-- on: mssql
ALTER TABLE [say "x"] DROP CONSTRAINT [say "x"2];
GO
-- on: oracle
ALTER TABLE "say ""x""" DROP CONSTRAINT "say ""x""2"
/

-- case: name_double_quote_check
-- refused on: sqlite
OfflineError: create_check_constraint('say "x"', 'say "x"'): table 'say "x"' must be built anew, and a script 
-- on: postgresql
ALTER TABLE "say ""x""" ADD CONSTRAINT "say ""x""" CHECK ("say ""x""" > 5);
-- on: mysql
ALTER TABLE `say "x"` ADD CONSTRAINT `say "x"` CHECK (`say "x"` > 5);
-- on: mssql
ALTER TABLE [say "x"] ADD CONSTRAINT [say "x"] CHECK ([say "x"] > 5);
GO
-- on: oracle
ALTER TABLE "say ""x""" ADD CONSTRAINT "say ""x""" CHECK ("say ""x""" > 5)
/

-- case: name_double_quote_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('say "x"', 'say "x"'): table 'say "x"' must be built anew, and a script (--sq
-- on: postgresql
ALTER TABLE "say ""x""" ADD CONSTRAINT "say ""x""" FOREIGN KEY("say ""x""") REFERENCES "say ""x""2" (id);
-- on: mysql
ALTER TABLE `say "x"` ADD CONSTRAINT `say "x"` FOREIGN KEY(`say "x"`) REFERENCES `say "x"2` (id);
-- on: mssql
ALTER TABLE [say "x"] ADD CONSTRAINT [say "x"] FOREIGN KEY([say "x"]) REFERENCES [say "x"2] (id);
GO
-- on: oracle
ALTER TABLE "say ""x""" ADD CONSTRAINT "say ""x""" FOREIGN KEY("say ""x""") REFERENCES "say ""x""2" (id)
/

-- case: name_apostrophe_create_table
-- on: sqlite postgresql
CREATE TABLE "it's" (
    id INTEGER NOT NULL,
    "it's" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "it's2" ON "it's" ("it's");
-- on: mysql
CREATE TABLE `it's` (
    id INTEGER NOT NULL,
    `it's` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `it's2` ON `it's` (`it's`);
-- on: mssql
CREATE TABLE [it's] (
    id INTEGER NOT NULL,
    [it's] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [it's2] ON [it's] ([it's]);
GO
-- on: oracle
CREATE TABLE "it's" (
    id INTEGER NOT NULL,
    "it's" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "it's2" ON "it's" ("it's")
/

-- case: name_apostrophe_drop_table
-- on: sqlite postgresql
DROP TABLE "it's";
-- on: mysql
DROP TABLE `it's`;
-- on: mssql
DROP TABLE [it's];
GO
-- on: oracle
DROP TABLE "it's"
/

-- case: name_apostrophe_rename_table
-- on: sqlite postgresql
ALTER TABLE "it's" RENAME TO "it's2";
-- on: mysql
ALTER TABLE `it's` RENAME TO `it's2`;
-- on: mssql
EXEC sp_rename N'[it''s]', N'it''s2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "it's" RENAME TO "it's2"
/

-- case: name_apostrophe_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "it's" IS 'it''s';
-- on: mysql
ALTER TABLE `it's` COMMENT 'it''s';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'it''s', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'it''s' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'it''s';
GO
-- on: oracle
COMMENT ON TABLE "it's" IS 'it''s'
/

-- case: name_apostrophe_add_column
-- on: sqlite
ALTER TABLE "it's" ADD COLUMN "it's2" INTEGER;
-- on: postgresql
ALTER TABLE "it's" ADD COLUMN "it's2" INTEGER;
COMMENT ON COLUMN "it's"."it's2" IS 'it''s';
-- on: mysql
ALTER TABLE `it's` ADD COLUMN `it's2` INTEGER COMMENT 'it''s';
-- on: mssql
ALTER TABLE [it's] ADD [it's2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'it''s', N'COLUMN', N'it''s2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'it''s', N'COLUMN', N'it''s2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'it''s', N'COLUMN', N'it''s2';
GO
-- on: oracle
ALTER TABLE "it's" ADD "it's2" INTEGER
/
COMMENT ON COLUMN "it's"."it's2" IS 'it''s'
/

-- case: name_apostrophe_drop_column
-- on: sqlite postgresql
ALTER TABLE "it's" DROP COLUMN "it's2";
-- on: mysql
ALTER TABLE `it's` DROP COLUMN `it's2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [it''s] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[it''s]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'it''s2'
EXEC (@sql);
GO
ALTER TABLE [it's] DROP COLUMN [it's2];
GO
-- on: oracle
ALTER TABLE "it's" DROP COLUMN "it's2"
/

-- case: name_apostrophe_alter_column
-- refused on: sqlite
OfflineError: alter_column("it's", "it's"): table "it's" must be built anew, and a script (--sql) can't read i
-- on: postgresql
ALTER TABLE "it's" ALTER COLUMN "it's" SET NOT NULL;
ALTER TABLE "it's" ALTER COLUMN "it's" SET DEFAULT '5';
COMMENT ON COLUMN "it's"."it's" IS 'it''s';
-- on: mysql
ALTER TABLE `it's` MODIFY `it's` INTEGER NOT NULL DEFAULT '5' COMMENT 'it''s';
-- on: mssql
ALTER TABLE [it's] ALTER COLUMN [it's] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [it''s] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[it''s]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'it''s'
EXEC (@sql);
GO
ALTER TABLE [it's] ADD DEFAULT '5' FOR [it's];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'it''s', N'COLUMN', N'it''s')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'it''s', N'COLUMN', N'it''s' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'it''s', N'COLUMN', N'it''s';
GO
-- on: oracle
ALTER TABLE "it's" MODIFY "it's" NOT NULL
/
ALTER TABLE "it's" MODIFY "it's" DEFAULT '5'
/
COMMENT ON COLUMN "it's"."it's" IS 'it''s'
/

-- case: name_apostrophe_alter_name
-- on: sqlite
ALTER TABLE "it's" RENAME COLUMN "it's" TO "it's2";
-- on: postgresql
ALTER TABLE "it's" RENAME "it's" TO "it's2";
-- on: mysql
ALTER TABLE `it's` CHANGE `it's` `it's2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[it''s].[it''s]', N'it''s2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "it's" RENAME COLUMN "it's" TO "it's2"
/

-- case: name_apostrophe_index
-- on: sqlite postgresql
CREATE INDEX "it's2" ON "it's" ("it's");
-- on: mysql
CREATE INDEX `it's2` ON `it's` (`it's`);
-- on: mssql
CREATE INDEX [it's2] ON [it's] ([it's]);
GO
-- on: oracle
CREATE INDEX "it's2" ON "it's" ("it's")
/

-- case: name_apostrophe_drop_index
-- on: sqlite postgresql
DROP INDEX "it's2";
-- on: mysql
DROP INDEX `it's2` ON `it's`;
-- on: mssql
DROP INDEX [it's2] ON [it's];
GO
-- on: oracle
DROP INDEX "it's2"
/

-- case: name_apostrophe_unique
-- refused on: sqlite
OfflineError: create_unique_constraint("it's2", "it's"): table "it's" must be built anew, and a script (--sql)
-- on: postgresql
ALTER TABLE "it's" ADD CONSTRAINT "it's2" UNIQUE ("it's");
-- on: mysql
ALTER TABLE `it's` ADD CONSTRAINT `it's2` UNIQUE (`it's`);
-- on: mssql
ALTER TABLE [it's] ADD CONSTRAINT [it's2] UNIQUE ([it's]);
GO
-- on: oracle
ALTER TABLE "it's" ADD CONSTRAINT "it's2" UNIQUE ("it's")
/

-- case: name_apostrophe_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint("it's2", "it's"): table "it's" must be built anew, and a script (--sql) can't re
-- on: postgresql
ALTER TABLE "it's" DROP CONSTRAINT "it's2";
-- on: mysql
ALTER TABLE `it's` DROP INDEX `it's2`;
-- on: mssql
ALTER TABLE [it's] DROP CONSTRAINT [it's2];
GO
-- on: oracle
ALTER TABLE "it's" DROP CONSTRAINT "it's2"
/

-- case: name_apostrophe_check
-- refused on: sqlite
OfflineError: create_check_constraint("it's", "it's"): table "it's" must be built anew, and a script (--sql) c
-- on: postgresql
ALTER TABLE "it's" ADD CONSTRAINT "it's" CHECK ("it's" > 5);
-- on: mysql
ALTER TABLE `it's` ADD CONSTRAINT `it's` CHECK (`it's` > 5);
-- on: mssql
ALTER TABLE [it's] ADD CONSTRAINT [it's] CHECK ([it's] > 5);
GO
-- on: oracle
ALTER TABLE "it's" ADD CONSTRAINT "it's" CHECK ("it's" > 5)
/

-- case: name_apostrophe_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key("it's", "it's"): table "it's" must be built anew, and a script (--sql) can't 
-- on: postgresql
ALTER TABLE "it's" ADD CONSTRAINT "it's" FOREIGN KEY("it's") REFERENCES "it's2" (id);
-- on: mysql
ALTER TABLE `it's` ADD CONSTRAINT `it's` FOREIGN KEY(`it's`) REFERENCES `it's2` (id);
-- on: mssql
ALTER TABLE [it's] ADD CONSTRAINT [it's] FOREIGN KEY([it's]) REFERENCES [it's2] (id);
GO
-- on: oracle
ALTER TABLE "it's" ADD CONSTRAINT "it's" FOREIGN KEY("it's") REFERENCES "it's2" (id)
/

-- case: name_backtick_create_table
-- on: sqlite postgresql
CREATE TABLE "a`b" (
    id INTEGER NOT NULL,
    "a`b" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "a`b2" ON "a`b" ("a`b");
-- on: mysql
CREATE TABLE `a``b` (
    id INTEGER NOT NULL,
    `a``b` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `a``b2` ON `a``b` (`a``b`);
-- on: mssql
CREATE TABLE [a`b] (
    id INTEGER NOT NULL,
    [a`b] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [a`b2] ON [a`b] ([a`b]);
GO
-- on: oracle
CREATE TABLE "a`b" (
    id INTEGER NOT NULL,
    "a`b" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "a`b2" ON "a`b" ("a`b")
/

-- case: name_backtick_drop_table
-- on: sqlite postgresql
DROP TABLE "a`b";
-- on: mysql
DROP TABLE `a``b`;
-- on: mssql
DROP TABLE [a`b];
GO
-- on: oracle
DROP TABLE "a`b"
/

-- case: name_backtick_rename_table
-- on: sqlite postgresql
ALTER TABLE "a`b" RENAME TO "a`b2";
-- on: mysql
ALTER TABLE `a``b` RENAME TO `a``b2`;
-- on: mssql
EXEC sp_rename N'[a`b]', N'a`b2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "a`b" RENAME TO "a`b2"
/

-- case: name_backtick_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "a`b" IS 'a`b';
-- on: mysql
ALTER TABLE `a``b` COMMENT 'a`b';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a`b', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a`b', N'SCHEMA', N'dbo', N'TABLE', N'a`b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a`b', N'SCHEMA', N'dbo', N'TABLE', N'a`b';
GO
-- on: oracle
COMMENT ON TABLE "a`b" IS 'a`b'
/

-- case: name_backtick_add_column
-- on: sqlite
ALTER TABLE "a`b" ADD COLUMN "a`b2" INTEGER;
-- on: postgresql
ALTER TABLE "a`b" ADD COLUMN "a`b2" INTEGER;
COMMENT ON COLUMN "a`b"."a`b2" IS 'a`b';
-- on: mysql
ALTER TABLE `a``b` ADD COLUMN `a``b2` INTEGER COMMENT 'a`b';
-- on: mssql
ALTER TABLE [a`b] ADD [a`b2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a`b', N'COLUMN', N'a`b2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a`b', N'SCHEMA', N'dbo', N'TABLE', N'a`b', N'COLUMN', N'a`b2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a`b', N'SCHEMA', N'dbo', N'TABLE', N'a`b', N'COLUMN', N'a`b2';
GO
-- on: oracle
ALTER TABLE "a`b" ADD "a`b2" INTEGER
/
COMMENT ON COLUMN "a`b"."a`b2" IS 'a`b'
/

-- case: name_backtick_drop_column
-- on: sqlite postgresql
ALTER TABLE "a`b" DROP COLUMN "a`b2";
-- on: mysql
ALTER TABLE `a``b` DROP COLUMN `a``b2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a`b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a`b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a`b2'
EXEC (@sql);
GO
ALTER TABLE [a`b] DROP COLUMN [a`b2];
GO
-- on: oracle
ALTER TABLE "a`b" DROP COLUMN "a`b2"
/

-- case: name_backtick_alter_column
-- refused on: sqlite
OfflineError: alter_column('a`b', 'a`b'): table 'a`b' must be built anew, and a script (--sql) can't read its 
-- on: postgresql
ALTER TABLE "a`b" ALTER COLUMN "a`b" SET NOT NULL;
ALTER TABLE "a`b" ALTER COLUMN "a`b" SET DEFAULT '5';
COMMENT ON COLUMN "a`b"."a`b" IS 'a`b';
-- on: mysql
ALTER TABLE `a``b` MODIFY `a``b` INTEGER NOT NULL DEFAULT '5' COMMENT 'a`b';
-- on: mssql
ALTER TABLE [a`b] ALTER COLUMN [a`b] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a`b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a`b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a`b'
EXEC (@sql);
GO
ALTER TABLE [a`b] ADD DEFAULT '5' FOR [a`b];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a`b', N'COLUMN', N'a`b')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a`b', N'SCHEMA', N'dbo', N'TABLE', N'a`b', N'COLUMN', N'a`b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a`b', N'SCHEMA', N'dbo', N'TABLE', N'a`b', N'COLUMN', N'a`b';
GO
-- on: oracle
ALTER TABLE "a`b" MODIFY "a`b" NOT NULL
/
ALTER TABLE "a`b" MODIFY "a`b" DEFAULT '5'
/
COMMENT ON COLUMN "a`b"."a`b" IS 'a`b'
/

-- case: name_backtick_alter_name
-- on: sqlite
ALTER TABLE "a`b" RENAME COLUMN "a`b" TO "a`b2";
-- on: postgresql
ALTER TABLE "a`b" RENAME "a`b" TO "a`b2";
-- on: mysql
ALTER TABLE `a``b` CHANGE `a``b` `a``b2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[a`b].[a`b]', N'a`b2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "a`b" RENAME COLUMN "a`b" TO "a`b2"
/

-- case: name_backtick_index
-- on: sqlite postgresql
CREATE INDEX "a`b2" ON "a`b" ("a`b");
-- on: mysql
CREATE INDEX `a``b2` ON `a``b` (`a``b`);
-- on: mssql
CREATE INDEX [a`b2] ON [a`b] ([a`b]);
GO
-- on: oracle
CREATE INDEX "a`b2" ON "a`b" ("a`b")
/

-- case: name_backtick_drop_index
-- on: sqlite postgresql
DROP INDEX "a`b2";
-- on: mysql
DROP INDEX `a``b2` ON `a``b`;
-- on: mssql
DROP INDEX [a`b2] ON [a`b];
GO
-- on: oracle
DROP INDEX "a`b2"
/

-- case: name_backtick_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('a`b2', 'a`b'): table 'a`b' must be built anew, and a script (--sql) ca
-- on: postgresql
ALTER TABLE "a`b" ADD CONSTRAINT "a`b2" UNIQUE ("a`b");
-- on: mysql
ALTER TABLE `a``b` ADD CONSTRAINT `a``b2` UNIQUE (`a``b`);
-- on: mssql
ALTER TABLE [a`b] ADD CONSTRAINT [a`b2] UNIQUE ([a`b]);
GO
-- on: oracle
ALTER TABLE "a`b" ADD CONSTRAINT "a`b2" UNIQUE ("a`b")
/

-- case: name_backtick_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('a`b2', 'a`b'): table 'a`b' must be built anew, and a script (--sql) can't read 
-- on: postgresql
ALTER TABLE "a`b" DROP CONSTRAINT "a`b2";
-- on: mysql
ALTER TABLE `a``b` DROP INDEX `a``b2`;
-- on: mssql
ALTER TABLE [a`b] DROP CONSTRAINT [a`b2];
GO
-- on: oracle
ALTER TABLE "a`b" DROP CONSTRAINT "a`b2"
/

-- case: name_backtick_check
-- refused on: sqlite
OfflineError: create_check_constraint('a`b', 'a`b'): table 'a`b' must be built anew, and a script (--sql) can'
-- on: postgresql
ALTER TABLE "a`b" ADD CONSTRAINT "a`b" CHECK ("a`b" > 5);
-- on: mysql
ALTER TABLE `a``b` ADD CONSTRAINT `a``b` CHECK (`a``b` > 5);
-- on: mssql
ALTER TABLE [a`b] ADD CONSTRAINT [a`b] CHECK ([a`b] > 5);
GO
-- on: oracle
ALTER TABLE "a`b" ADD CONSTRAINT "a`b" CHECK ("a`b" > 5)
/

-- case: name_backtick_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('a`b', 'a`b'): table 'a`b' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE "a`b" ADD CONSTRAINT "a`b" FOREIGN KEY("a`b") REFERENCES "a`b2" (id);
-- on: mysql
ALTER TABLE `a``b` ADD CONSTRAINT `a``b` FOREIGN KEY(`a``b`) REFERENCES `a``b2` (id);
-- on: mssql
ALTER TABLE [a`b] ADD CONSTRAINT [a`b] FOREIGN KEY([a`b]) REFERENCES [a`b2] (id);
GO
-- on: oracle
ALTER TABLE "a`b" ADD CONSTRAINT "a`b" FOREIGN KEY("a`b") REFERENCES "a`b2" (id)
/

-- case: name_brackets_create_table
-- on: sqlite postgresql
CREATE TABLE "a[b]c" (
    id INTEGER NOT NULL,
    "a[b]c" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "a[b]c2" ON "a[b]c" ("a[b]c");
-- on: mysql
CREATE TABLE `a[b]c` (
    id INTEGER NOT NULL,
    `a[b]c` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `a[b]c2` ON `a[b]c` (`a[b]c`);
-- on: mssql
CREATE TABLE [a[b]]c] (
    id INTEGER NOT NULL,
    [a[b]]c] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [a[b]]c2] ON [a[b]]c] ([a[b]]c]);
GO
-- on: oracle
CREATE TABLE "a[b]c" (
    id INTEGER NOT NULL,
    "a[b]c" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "a[b]c2" ON "a[b]c" ("a[b]c")
/

-- case: name_brackets_drop_table
-- on: sqlite postgresql
DROP TABLE "a[b]c";
-- on: mysql
DROP TABLE `a[b]c`;
-- on: mssql
DROP TABLE [a[b]]c];
GO
-- on: oracle
DROP TABLE "a[b]c"
/

-- case: name_brackets_rename_table
-- on: sqlite postgresql
ALTER TABLE "a[b]c" RENAME TO "a[b]c2";
-- on: mysql
ALTER TABLE `a[b]c` RENAME TO `a[b]c2`;
-- on: mssql
EXEC sp_rename N'[a[b]]c]', N'a[b]c2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "a[b]c" RENAME TO "a[b]c2"
/

-- case: name_brackets_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "a[b]c" IS 'a[b]c';
-- on: mysql
ALTER TABLE `a[b]c` COMMENT 'a[b]c';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a[b]c', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a[b]c', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c';
GO
-- on: oracle
COMMENT ON TABLE "a[b]c" IS 'a[b]c'
/

-- case: name_brackets_add_column
-- on: sqlite
ALTER TABLE "a[b]c" ADD COLUMN "a[b]c2" INTEGER;
-- on: postgresql
ALTER TABLE "a[b]c" ADD COLUMN "a[b]c2" INTEGER;
COMMENT ON COLUMN "a[b]c"."a[b]c2" IS 'a[b]c';
-- on: mysql
ALTER TABLE `a[b]c` ADD COLUMN `a[b]c2` INTEGER COMMENT 'a[b]c';
-- on: mssql
ALTER TABLE [a[b]]c] ADD [a[b]]c2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', N'COLUMN', N'a[b]c2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a[b]c', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', N'COLUMN', N'a[b]c2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a[b]c', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', N'COLUMN', N'a[b]c2';
GO
-- on: oracle
ALTER TABLE "a[b]c" ADD "a[b]c2" INTEGER
/
COMMENT ON COLUMN "a[b]c"."a[b]c2" IS 'a[b]c'
/

-- case: name_brackets_drop_column
-- on: sqlite postgresql
ALTER TABLE "a[b]c" DROP COLUMN "a[b]c2";
-- on: mysql
ALTER TABLE `a[b]c` DROP COLUMN `a[b]c2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a[b]]c] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a[b]]c]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a[b]c2'
EXEC (@sql);
GO
ALTER TABLE [a[b]]c] DROP COLUMN [a[b]]c2];
GO
-- on: oracle
ALTER TABLE "a[b]c" DROP COLUMN "a[b]c2"
/

-- case: name_brackets_alter_column
-- refused on: sqlite
OfflineError: alter_column('a[b]c', 'a[b]c'): table 'a[b]c' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE "a[b]c" ALTER COLUMN "a[b]c" SET NOT NULL;
ALTER TABLE "a[b]c" ALTER COLUMN "a[b]c" SET DEFAULT '5';
COMMENT ON COLUMN "a[b]c"."a[b]c" IS 'a[b]c';
-- on: mysql
ALTER TABLE `a[b]c` MODIFY `a[b]c` INTEGER NOT NULL DEFAULT '5' COMMENT 'a[b]c';
-- on: mssql
ALTER TABLE [a[b]]c] ALTER COLUMN [a[b]]c] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a[b]]c] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a[b]]c]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a[b]c'
EXEC (@sql);
GO
ALTER TABLE [a[b]]c] ADD DEFAULT '5' FOR [a[b]]c];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', N'COLUMN', N'a[b]c')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a[b]c', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', N'COLUMN', N'a[b]c' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a[b]c', N'SCHEMA', N'dbo', N'TABLE', N'a[b]c', N'COLUMN', N'a[b]c';
GO
-- on: oracle
ALTER TABLE "a[b]c" MODIFY "a[b]c" NOT NULL
/
ALTER TABLE "a[b]c" MODIFY "a[b]c" DEFAULT '5'
/
COMMENT ON COLUMN "a[b]c"."a[b]c" IS 'a[b]c'
/

-- case: name_brackets_alter_name
-- on: sqlite
ALTER TABLE "a[b]c" RENAME COLUMN "a[b]c" TO "a[b]c2";
-- on: postgresql
ALTER TABLE "a[b]c" RENAME "a[b]c" TO "a[b]c2";
-- on: mysql
ALTER TABLE `a[b]c` CHANGE `a[b]c` `a[b]c2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[a[b]]c].[a[b]]c]', N'a[b]c2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "a[b]c" RENAME COLUMN "a[b]c" TO "a[b]c2"
/

-- case: name_brackets_index
-- on: sqlite postgresql
CREATE INDEX "a[b]c2" ON "a[b]c" ("a[b]c");
-- on: mysql
CREATE INDEX `a[b]c2` ON `a[b]c` (`a[b]c`);
-- on: mssql
CREATE INDEX [a[b]]c2] ON [a[b]]c] ([a[b]]c]);
GO
-- on: oracle
CREATE INDEX "a[b]c2" ON "a[b]c" ("a[b]c")
/

-- case: name_brackets_drop_index
-- on: sqlite postgresql
DROP INDEX "a[b]c2";
-- on: mysql
DROP INDEX `a[b]c2` ON `a[b]c`;
-- on: mssql
DROP INDEX [a[b]]c2] ON [a[b]]c];
GO
-- on: oracle
DROP INDEX "a[b]c2"
/

-- case: name_brackets_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('a[b]c2', 'a[b]c'): table 'a[b]c' must be built anew, and a script (--s
-- on: postgresql
ALTER TABLE "a[b]c" ADD CONSTRAINT "a[b]c2" UNIQUE ("a[b]c");
-- on: mysql
ALTER TABLE `a[b]c` ADD CONSTRAINT `a[b]c2` UNIQUE (`a[b]c`);
-- on: mssql
ALTER TABLE [a[b]]c] ADD CONSTRAINT [a[b]]c2] UNIQUE ([a[b]]c]);
GO
-- on: oracle
ALTER TABLE "a[b]c" ADD CONSTRAINT "a[b]c2" UNIQUE ("a[b]c")
/

-- case: name_brackets_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('a[b]c2', 'a[b]c'): table 'a[b]c' must be built anew, and a script (--sql) can't
-- on: postgresql
ALTER TABLE "a[b]c" DROP CONSTRAINT "a[b]c2";
-- on: mysql
ALTER TABLE `a[b]c` DROP INDEX `a[b]c2`;
-- on: mssql
ALTER TABLE [a[b]]c] DROP CONSTRAINT [a[b]]c2];
GO
-- on: oracle
ALTER TABLE "a[b]c" DROP CONSTRAINT "a[b]c2"
/

-- case: name_brackets_check
-- refused on: sqlite
OfflineError: create_check_constraint('a[b]c', 'a[b]c'): table 'a[b]c' must be built anew, and a script (--sql
-- on: postgresql
ALTER TABLE "a[b]c" ADD CONSTRAINT "a[b]c" CHECK ("a[b]c" > 5);
-- on: mysql
ALTER TABLE `a[b]c` ADD CONSTRAINT `a[b]c` CHECK (`a[b]c` > 5);
-- on: mssql
ALTER TABLE [a[b]]c] ADD CONSTRAINT [a[b]]c] CHECK ([a[b]]c] > 5);
GO
-- on: oracle
ALTER TABLE "a[b]c" ADD CONSTRAINT "a[b]c" CHECK ("a[b]c" > 5)
/

-- case: name_brackets_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('a[b]c', 'a[b]c'): table 'a[b]c' must be built anew, and a script (--sql) can
-- on: postgresql
ALTER TABLE "a[b]c" ADD CONSTRAINT "a[b]c" FOREIGN KEY("a[b]c") REFERENCES "a[b]c2" (id);
-- on: mysql
ALTER TABLE `a[b]c` ADD CONSTRAINT `a[b]c` FOREIGN KEY(`a[b]c`) REFERENCES `a[b]c2` (id);
-- on: mssql
ALTER TABLE [a[b]]c] ADD CONSTRAINT [a[b]]c] FOREIGN KEY([a[b]]c]) REFERENCES [a[b]]c2] (id);
GO
-- on: oracle
ALTER TABLE "a[b]c" ADD CONSTRAINT "a[b]c" FOREIGN KEY("a[b]c") REFERENCES "a[b]c2" (id)
/

-- case: name_percent_create_table
-- on: sqlite postgresql
CREATE TABLE "5% of %s %(x)s" (
    id INTEGER NOT NULL,
    "5% of %s %(x)s" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "5% of %s %(x)s2" ON "5% of %s %(x)s" ("5% of %s %(x)s");
-- on: mysql
CREATE TABLE `5% of %s %(x)s` (
    id INTEGER NOT NULL,
    `5% of %s %(x)s` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `5% of %s %(x)s2` ON `5% of %s %(x)s` (`5% of %s %(x)s`);
-- on: mssql
CREATE TABLE [5% of %s %(x)s] (
    id INTEGER NOT NULL,
    [5% of %s %(x)s] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [5% of %s %(x)s2] ON [5% of %s %(x)s] ([5% of %s %(x)s]);
GO
-- on: oracle
CREATE TABLE "5% of %s %(x)s" (
    id INTEGER NOT NULL,
    "5% of %s %(x)s" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "5% of %s %(x)s2" ON "5% of %s %(x)s" ("5% of %s %(x)s")
/

-- case: name_percent_drop_table
-- on: sqlite postgresql
DROP TABLE "5% of %s %(x)s";
-- on: mysql
DROP TABLE `5% of %s %(x)s`;
-- on: mssql
DROP TABLE [5% of %s %(x)s];
GO
-- on: oracle
DROP TABLE "5% of %s %(x)s"
/

-- case: name_percent_rename_table
-- on: sqlite postgresql
ALTER TABLE "5% of %s %(x)s" RENAME TO "5% of %s %(x)s2";
-- on: mysql
ALTER TABLE `5% of %s %(x)s` RENAME TO `5% of %s %(x)s2`;
-- on: mssql
EXEC sp_rename N'[5% of %s %(x)s]', N'5% of %s %(x)s2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" RENAME TO "5% of %s %(x)s2"
/

-- case: name_percent_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "5% of %s %(x)s" IS '5% of %s %(x)s';
-- on: mysql
ALTER TABLE `5% of %s %(x)s` COMMENT '5% of %s %(x)s';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'5% of %s %(x)s', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'5% of %s %(x)s', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s';
GO
-- on: oracle
COMMENT ON TABLE "5% of %s %(x)s" IS '5% of %s %(x)s'
/

-- case: name_percent_add_column
-- on: sqlite
ALTER TABLE "5% of %s %(x)s" ADD COLUMN "5% of %s %(x)s2" INTEGER;
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" ADD COLUMN "5% of %s %(x)s2" INTEGER;
COMMENT ON COLUMN "5% of %s %(x)s"."5% of %s %(x)s2" IS '5% of %s %(x)s';
-- on: mysql
ALTER TABLE `5% of %s %(x)s` ADD COLUMN `5% of %s %(x)s2` INTEGER COMMENT '5% of %s %(x)s';
-- on: mssql
ALTER TABLE [5% of %s %(x)s] ADD [5% of %s %(x)s2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', N'COLUMN', N'5% of %s %(x)s2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'5% of %s %(x)s', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', N'COLUMN', N'5% of %s %(x)s2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'5% of %s %(x)s', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', N'COLUMN', N'5% of %s %(x)s2';
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" ADD "5% of %s %(x)s2" INTEGER
/
COMMENT ON COLUMN "5% of %s %(x)s"."5% of %s %(x)s2" IS '5% of %s %(x)s'
/

-- case: name_percent_drop_column
-- on: sqlite postgresql
ALTER TABLE "5% of %s %(x)s" DROP COLUMN "5% of %s %(x)s2";
-- on: mysql
ALTER TABLE `5% of %s %(x)s` DROP COLUMN `5% of %s %(x)s2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [5% of %s %(x)s] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[5% of %s %(x)s]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'5% of %s %(x)s2'
EXEC (@sql);
GO
ALTER TABLE [5% of %s %(x)s] DROP COLUMN [5% of %s %(x)s2];
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" DROP COLUMN "5% of %s %(x)s2"
/

-- case: name_percent_alter_column
-- refused on: sqlite
OfflineError: alter_column('5% of %s %(x)s', '5% of %s %(x)s'): table '5% of %s %(x)s' must be built anew, and
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" ALTER COLUMN "5% of %s %(x)s" SET NOT NULL;
ALTER TABLE "5% of %s %(x)s" ALTER COLUMN "5% of %s %(x)s" SET DEFAULT '5';
COMMENT ON COLUMN "5% of %s %(x)s"."5% of %s %(x)s" IS '5% of %s %(x)s';
-- on: mysql
ALTER TABLE `5% of %s %(x)s` MODIFY `5% of %s %(x)s` INTEGER NOT NULL DEFAULT '5' COMMENT '5% of %s %(x)s';
-- on: mssql
ALTER TABLE [5% of %s %(x)s] ALTER COLUMN [5% of %s %(x)s] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [5% of %s %(x)s] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[5% of %s %(x)s]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'5% of %s %(x)s'
EXEC (@sql);
GO
ALTER TABLE [5% of %s %(x)s] ADD DEFAULT '5' FOR [5% of %s %(x)s];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', N'COLUMN', N'5% of %s %(x)s')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'5% of %s %(x)s', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', N'COLUMN', N'5% of %s %(x)s' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'5% of %s %(x)s', N'SCHEMA', N'dbo', N'TABLE', N'5% of %s %(x)s', N'COLUMN', N'5% of %s %(x)s';
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" MODIFY "5% of %s %(x)s" NOT NULL
/
ALTER TABLE "5% of %s %(x)s" MODIFY "5% of %s %(x)s" DEFAULT '5'
/
COMMENT ON COLUMN "5% of %s %(x)s"."5% of %s %(x)s" IS '5% of %s %(x)s'
/

-- case: name_percent_alter_name
-- on: sqlite
ALTER TABLE "5% of %s %(x)s" RENAME COLUMN "5% of %s %(x)s" TO "5% of %s %(x)s2";
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" RENAME "5% of %s %(x)s" TO "5% of %s %(x)s2";
-- on: mysql
ALTER TABLE `5% of %s %(x)s` CHANGE `5% of %s %(x)s` `5% of %s %(x)s2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[5% of %s %(x)s].[5% of %s %(x)s]', N'5% of %s %(x)s2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" RENAME COLUMN "5% of %s %(x)s" TO "5% of %s %(x)s2"
/

-- case: name_percent_index
-- on: sqlite postgresql
CREATE INDEX "5% of %s %(x)s2" ON "5% of %s %(x)s" ("5% of %s %(x)s");
-- on: mysql
CREATE INDEX `5% of %s %(x)s2` ON `5% of %s %(x)s` (`5% of %s %(x)s`);
-- on: mssql
CREATE INDEX [5% of %s %(x)s2] ON [5% of %s %(x)s] ([5% of %s %(x)s]);
GO
-- on: oracle
CREATE INDEX "5% of %s %(x)s2" ON "5% of %s %(x)s" ("5% of %s %(x)s")
/

-- case: name_percent_drop_index
-- on: sqlite postgresql
DROP INDEX "5% of %s %(x)s2";
-- on: mysql
DROP INDEX `5% of %s %(x)s2` ON `5% of %s %(x)s`;
-- on: mssql
DROP INDEX [5% of %s %(x)s2] ON [5% of %s %(x)s];
GO
-- on: oracle
DROP INDEX "5% of %s %(x)s2"
/

-- case: name_percent_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('5% of %s %(x)s2', '5% of %s %(x)s'): table '5% of %s %(x)s' must be bu
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" ADD CONSTRAINT "5% of %s %(x)s2" UNIQUE ("5% of %s %(x)s");
-- on: mysql
ALTER TABLE `5% of %s %(x)s` ADD CONSTRAINT `5% of %s %(x)s2` UNIQUE (`5% of %s %(x)s`);
-- on: mssql
ALTER TABLE [5% of %s %(x)s] ADD CONSTRAINT [5% of %s %(x)s2] UNIQUE ([5% of %s %(x)s]);
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" ADD CONSTRAINT "5% of %s %(x)s2" UNIQUE ("5% of %s %(x)s")
/

-- case: name_percent_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('5% of %s %(x)s2', '5% of %s %(x)s'): table '5% of %s %(x)s' must be built anew,
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" DROP CONSTRAINT "5% of %s %(x)s2";
-- on: mysql
ALTER TABLE `5% of %s %(x)s` DROP INDEX `5% of %s %(x)s2`;
-- on: mssql
ALTER TABLE [5% of %s %(x)s] DROP CONSTRAINT [5% of %s %(x)s2];
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" DROP CONSTRAINT "5% of %s %(x)s2"
/

-- case: name_percent_check
-- refused on: sqlite
OfflineError: create_check_constraint('5% of %s %(x)s', '5% of %s %(x)s'): table '5% of %s %(x)s' must be buil
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" ADD CONSTRAINT "5% of %s %(x)s" CHECK ("5% of %s %(x)s" > 5);
-- on: mysql
ALTER TABLE `5% of %s %(x)s` ADD CONSTRAINT `5% of %s %(x)s` CHECK (`5% of %s %(x)s` > 5);
-- on: mssql
ALTER TABLE [5% of %s %(x)s] ADD CONSTRAINT [5% of %s %(x)s] CHECK ([5% of %s %(x)s] > 5);
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" ADD CONSTRAINT "5% of %s %(x)s" CHECK ("5% of %s %(x)s" > 5)
/

-- case: name_percent_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('5% of %s %(x)s', '5% of %s %(x)s'): table '5% of %s %(x)s' must be built ane
-- on: postgresql
ALTER TABLE "5% of %s %(x)s" ADD CONSTRAINT "5% of %s %(x)s" FOREIGN KEY("5% of %s %(x)s") REFERENCES "5% of %s %(x)s2" (id);
-- on: mysql
ALTER TABLE `5% of %s %(x)s` ADD CONSTRAINT `5% of %s %(x)s` FOREIGN KEY(`5% of %s %(x)s`) REFERENCES `5% of %s %(x)s2` (id);
-- on: mssql
ALTER TABLE [5% of %s %(x)s] ADD CONSTRAINT [5% of %s %(x)s] FOREIGN KEY([5% of %s %(x)s]) REFERENCES [5% of %s %(x)s2] (id);
GO
-- on: oracle
ALTER TABLE "5% of %s %(x)s" ADD CONSTRAINT "5% of %s %(x)s" FOREIGN KEY("5% of %s %(x)s") REFERENCES "5% of %s %(x)s2" (id)
/

-- case: name_colon_create_table
-- on: sqlite postgresql
CREATE TABLE "a:b" (
    id INTEGER NOT NULL,
    "a:b" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "a:b2" ON "a:b" ("a:b");
-- on: mysql
CREATE TABLE `a:b` (
    id INTEGER NOT NULL,
    `a:b` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `a:b2` ON `a:b` (`a:b`);
-- on: mssql
CREATE TABLE [a:b] (
    id INTEGER NOT NULL,
    [a:b] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [a:b2] ON [a:b] ([a:b]);
GO
-- on: oracle
CREATE TABLE "a:b" (
    id INTEGER NOT NULL,
    "a:b" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "a:b2" ON "a:b" ("a:b")
/

-- case: name_colon_drop_table
-- on: sqlite postgresql
DROP TABLE "a:b";
-- on: mysql
DROP TABLE `a:b`;
-- on: mssql
DROP TABLE [a:b];
GO
-- on: oracle
DROP TABLE "a:b"
/

-- case: name_colon_rename_table
-- on: sqlite postgresql
ALTER TABLE "a:b" RENAME TO "a:b2";
-- on: mysql
ALTER TABLE `a:b` RENAME TO `a:b2`;
-- on: mssql
EXEC sp_rename N'[a:b]', N'a:b2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "a:b" RENAME TO "a:b2"
/

-- case: name_colon_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "a:b" IS 'a:b';
-- on: mysql
ALTER TABLE `a:b` COMMENT 'a:b';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a:b', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a:b', N'SCHEMA', N'dbo', N'TABLE', N'a:b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a:b', N'SCHEMA', N'dbo', N'TABLE', N'a:b';
GO
-- on: oracle
COMMENT ON TABLE "a:b" IS 'a:b'
/

-- case: name_colon_add_column
-- on: sqlite
ALTER TABLE "a:b" ADD COLUMN "a:b2" INTEGER;
-- on: postgresql
ALTER TABLE "a:b" ADD COLUMN "a:b2" INTEGER;
COMMENT ON COLUMN "a:b"."a:b2" IS 'a:b';
-- on: mysql
ALTER TABLE `a:b` ADD COLUMN `a:b2` INTEGER COMMENT 'a:b';
-- on: mssql
ALTER TABLE [a:b] ADD [a:b2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a:b', N'COLUMN', N'a:b2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a:b', N'SCHEMA', N'dbo', N'TABLE', N'a:b', N'COLUMN', N'a:b2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a:b', N'SCHEMA', N'dbo', N'TABLE', N'a:b', N'COLUMN', N'a:b2';
GO
-- on: oracle
ALTER TABLE "a:b" ADD "a:b2" INTEGER
/
COMMENT ON COLUMN "a:b"."a:b2" IS 'a:b'
/

-- case: name_colon_drop_column
-- on: sqlite postgresql
ALTER TABLE "a:b" DROP COLUMN "a:b2";
-- on: mysql
ALTER TABLE `a:b` DROP COLUMN `a:b2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a:b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a:b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a:b2'
EXEC (@sql);
GO
ALTER TABLE [a:b] DROP COLUMN [a:b2];
GO
-- on: oracle
ALTER TABLE "a:b" DROP COLUMN "a:b2"
/

-- case: name_colon_alter_column
-- refused on: sqlite
OfflineError: alter_column('a:b', 'a:b'): table 'a:b' must be built anew, and a script (--sql) can't read its 
-- on: postgresql
ALTER TABLE "a:b" ALTER COLUMN "a:b" SET NOT NULL;
ALTER TABLE "a:b" ALTER COLUMN "a:b" SET DEFAULT '5';
COMMENT ON COLUMN "a:b"."a:b" IS 'a:b';
-- on: mysql
ALTER TABLE `a:b` MODIFY `a:b` INTEGER NOT NULL DEFAULT '5' COMMENT 'a:b';
-- on: mssql
ALTER TABLE [a:b] ALTER COLUMN [a:b] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a:b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a:b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a:b'
EXEC (@sql);
GO
ALTER TABLE [a:b] ADD DEFAULT '5' FOR [a:b];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a:b', N'COLUMN', N'a:b')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a:b', N'SCHEMA', N'dbo', N'TABLE', N'a:b', N'COLUMN', N'a:b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a:b', N'SCHEMA', N'dbo', N'TABLE', N'a:b', N'COLUMN', N'a:b';
GO
-- on: oracle
ALTER TABLE "a:b" MODIFY "a:b" NOT NULL
/
ALTER TABLE "a:b" MODIFY "a:b" DEFAULT '5'
/
COMMENT ON COLUMN "a:b"."a:b" IS 'a:b'
/

-- case: name_colon_alter_name
-- on: sqlite
ALTER TABLE "a:b" RENAME COLUMN "a:b" TO "a:b2";
-- on: postgresql
ALTER TABLE "a:b" RENAME "a:b" TO "a:b2";
-- on: mysql
ALTER TABLE `a:b` CHANGE `a:b` `a:b2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[a:b].[a:b]', N'a:b2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "a:b" RENAME COLUMN "a:b" TO "a:b2"
/

-- case: name_colon_index
-- on: sqlite postgresql
CREATE INDEX "a:b2" ON "a:b" ("a:b");
-- on: mysql
CREATE INDEX `a:b2` ON `a:b` (`a:b`);
-- on: mssql
CREATE INDEX [a:b2] ON [a:b] ([a:b]);
GO
-- on: oracle
CREATE INDEX "a:b2" ON "a:b" ("a:b")
/

-- case: name_colon_drop_index
-- on: sqlite postgresql
DROP INDEX "a:b2";
-- on: mysql
DROP INDEX `a:b2` ON `a:b`;
-- on: mssql
DROP INDEX [a:b2] ON [a:b];
GO
-- on: oracle
DROP INDEX "a:b2"
/

-- case: name_colon_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('a:b2', 'a:b'): table 'a:b' must be built anew, and a script (--sql) ca
-- on: postgresql
ALTER TABLE "a:b" ADD CONSTRAINT "a:b2" UNIQUE ("a:b");
-- on: mysql
ALTER TABLE `a:b` ADD CONSTRAINT `a:b2` UNIQUE (`a:b`);
-- on: mssql
ALTER TABLE [a:b] ADD CONSTRAINT [a:b2] UNIQUE ([a:b]);
GO
-- on: oracle
ALTER TABLE "a:b" ADD CONSTRAINT "a:b2" UNIQUE ("a:b")
/

-- case: name_colon_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('a:b2', 'a:b'): table 'a:b' must be built anew, and a script (--sql) can't read 
-- on: postgresql
ALTER TABLE "a:b" DROP CONSTRAINT "a:b2";
-- on: mysql
ALTER TABLE `a:b` DROP INDEX `a:b2`;
-- on: mssql
ALTER TABLE [a:b] DROP CONSTRAINT [a:b2];
GO
-- on: oracle
ALTER TABLE "a:b" DROP CONSTRAINT "a:b2"
/

-- case: name_colon_check
-- refused on: sqlite
OfflineError: create_check_constraint('a:b', 'a:b'): table 'a:b' must be built anew, and a script (--sql) can'
-- on: postgresql
ALTER TABLE "a:b" ADD CONSTRAINT "a:b" CHECK ("a:b" > 5);
-- on: mysql
ALTER TABLE `a:b` ADD CONSTRAINT `a:b` CHECK (`a:b` > 5);
-- on: mssql
ALTER TABLE [a:b] ADD CONSTRAINT [a:b] CHECK ([a:b] > 5);
GO
-- on: oracle
ALTER TABLE "a:b" ADD CONSTRAINT "a:b" CHECK ("a:b" > 5)
/

-- case: name_colon_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('a:b', 'a:b'): table 'a:b' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE "a:b" ADD CONSTRAINT "a:b" FOREIGN KEY("a:b") REFERENCES "a:b2" (id);
-- on: mysql
ALTER TABLE `a:b` ADD CONSTRAINT `a:b` FOREIGN KEY(`a:b`) REFERENCES `a:b2` (id);
-- on: mssql
ALTER TABLE [a:b] ADD CONSTRAINT [a:b] FOREIGN KEY([a:b]) REFERENCES [a:b2] (id);
GO
-- on: oracle
ALTER TABLE "a:b" ADD CONSTRAINT "a:b" FOREIGN KEY("a:b") REFERENCES "a:b2" (id)
/

-- case: name_dot_create_table
-- on: sqlite postgresql
CREATE TABLE "a.b" (
    id INTEGER NOT NULL,
    "a.b" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "a.b2" ON "a.b" ("a.b");
-- on: mysql
CREATE TABLE `a.b` (
    id INTEGER NOT NULL,
    `a.b` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `a.b2` ON `a.b` (`a.b`);
-- on: mssql
CREATE TABLE [a.b] (
    id INTEGER NOT NULL,
    [a.b] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [a.b2] ON [a.b] ([a.b]);
GO
-- on: oracle
CREATE TABLE "a.b" (
    id INTEGER NOT NULL,
    "a.b" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "a.b2" ON "a.b" ("a.b")
/

-- case: name_dot_drop_table
-- on: sqlite postgresql
DROP TABLE "a.b";
-- on: mysql
DROP TABLE `a.b`;
-- on: mssql
DROP TABLE [a.b];
GO
-- on: oracle
DROP TABLE "a.b"
/

-- case: name_dot_rename_table
-- on: sqlite postgresql
ALTER TABLE "a.b" RENAME TO "a.b2";
-- on: mysql
ALTER TABLE `a.b` RENAME TO `a.b2`;
-- on: mssql
EXEC sp_rename N'[a.b]', N'a.b2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "a.b" RENAME TO "a.b2"
/

-- case: name_dot_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "a.b" IS 'a.b';
-- on: mysql
ALTER TABLE `a.b` COMMENT 'a.b';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a.b', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a.b', N'SCHEMA', N'dbo', N'TABLE', N'a.b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a.b', N'SCHEMA', N'dbo', N'TABLE', N'a.b';
GO
-- on: oracle
COMMENT ON TABLE "a.b" IS 'a.b'
/

-- case: name_dot_add_column
-- on: sqlite
ALTER TABLE "a.b" ADD COLUMN "a.b2" INTEGER;
-- on: postgresql
ALTER TABLE "a.b" ADD COLUMN "a.b2" INTEGER;
COMMENT ON COLUMN "a.b"."a.b2" IS 'a.b';
-- on: mysql
ALTER TABLE `a.b` ADD COLUMN `a.b2` INTEGER COMMENT 'a.b';
-- on: mssql
ALTER TABLE [a.b] ADD [a.b2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a.b', N'COLUMN', N'a.b2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a.b', N'SCHEMA', N'dbo', N'TABLE', N'a.b', N'COLUMN', N'a.b2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a.b', N'SCHEMA', N'dbo', N'TABLE', N'a.b', N'COLUMN', N'a.b2';
GO
-- on: oracle
ALTER TABLE "a.b" ADD "a.b2" INTEGER
/
COMMENT ON COLUMN "a.b"."a.b2" IS 'a.b'
/

-- case: name_dot_drop_column
-- on: sqlite postgresql
ALTER TABLE "a.b" DROP COLUMN "a.b2";
-- on: mysql
ALTER TABLE `a.b` DROP COLUMN `a.b2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a.b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a.b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a.b2'
EXEC (@sql);
GO
ALTER TABLE [a.b] DROP COLUMN [a.b2];
GO
-- on: oracle
ALTER TABLE "a.b" DROP COLUMN "a.b2"
/

-- case: name_dot_alter_column
-- refused on: sqlite
OfflineError: alter_column('a.b', 'a.b'): table 'a.b' must be built anew, and a script (--sql) can't read its 
-- on: postgresql
ALTER TABLE "a.b" ALTER COLUMN "a.b" SET NOT NULL;
ALTER TABLE "a.b" ALTER COLUMN "a.b" SET DEFAULT '5';
COMMENT ON COLUMN "a.b"."a.b" IS 'a.b';
-- on: mysql
ALTER TABLE `a.b` MODIFY `a.b` INTEGER NOT NULL DEFAULT '5' COMMENT 'a.b';
-- on: mssql
ALTER TABLE [a.b] ALTER COLUMN [a.b] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a.b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a.b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a.b'
EXEC (@sql);
GO
ALTER TABLE [a.b] ADD DEFAULT '5' FOR [a.b];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a.b', N'COLUMN', N'a.b')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a.b', N'SCHEMA', N'dbo', N'TABLE', N'a.b', N'COLUMN', N'a.b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a.b', N'SCHEMA', N'dbo', N'TABLE', N'a.b', N'COLUMN', N'a.b';
GO
-- on: oracle
ALTER TABLE "a.b" MODIFY "a.b" NOT NULL
/
ALTER TABLE "a.b" MODIFY "a.b" DEFAULT '5'
/
COMMENT ON COLUMN "a.b"."a.b" IS 'a.b'
/

-- case: name_dot_alter_name
-- on: sqlite
ALTER TABLE "a.b" RENAME COLUMN "a.b" TO "a.b2";
-- on: postgresql
ALTER TABLE "a.b" RENAME "a.b" TO "a.b2";
-- on: mysql
ALTER TABLE `a.b` CHANGE `a.b` `a.b2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[a.b].[a.b]', N'a.b2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "a.b" RENAME COLUMN "a.b" TO "a.b2"
/

-- case: name_dot_index
-- on: sqlite postgresql
CREATE INDEX "a.b2" ON "a.b" ("a.b");
-- on: mysql
CREATE INDEX `a.b2` ON `a.b` (`a.b`);
-- on: mssql
CREATE INDEX [a.b2] ON [a.b] ([a.b]);
GO
-- on: oracle
CREATE INDEX "a.b2" ON "a.b" ("a.b")
/

-- case: name_dot_drop_index
-- on: sqlite postgresql
DROP INDEX "a.b2";
-- on: mysql
DROP INDEX `a.b2` ON `a.b`;
-- on: mssql
DROP INDEX [a.b2] ON [a.b];
GO
-- on: oracle
DROP INDEX "a.b2"
/

-- case: name_dot_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('a.b2', 'a.b'): table 'a.b' must be built anew, and a script (--sql) ca
-- on: postgresql
ALTER TABLE "a.b" ADD CONSTRAINT "a.b2" UNIQUE ("a.b");
-- on: mysql
ALTER TABLE `a.b` ADD CONSTRAINT `a.b2` UNIQUE (`a.b`);
-- on: mssql
ALTER TABLE [a.b] ADD CONSTRAINT [a.b2] UNIQUE ([a.b]);
GO
-- on: oracle
ALTER TABLE "a.b" ADD CONSTRAINT "a.b2" UNIQUE ("a.b")
/

-- case: name_dot_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('a.b2', 'a.b'): table 'a.b' must be built anew, and a script (--sql) can't read 
-- on: postgresql
ALTER TABLE "a.b" DROP CONSTRAINT "a.b2";
-- on: mysql
ALTER TABLE `a.b` DROP INDEX `a.b2`;
-- on: mssql
ALTER TABLE [a.b] DROP CONSTRAINT [a.b2];
GO
-- on: oracle
ALTER TABLE "a.b" DROP CONSTRAINT "a.b2"
/

-- case: name_dot_check
-- refused on: sqlite
OfflineError: create_check_constraint('a.b', 'a.b'): table 'a.b' must be built anew, and a script (--sql) can'
-- on: postgresql
ALTER TABLE "a.b" ADD CONSTRAINT "a.b" CHECK ("a.b" > 5);
-- on: mysql
ALTER TABLE `a.b` ADD CONSTRAINT `a.b` CHECK (`a.b` > 5);
-- on: mssql
ALTER TABLE [a.b] ADD CONSTRAINT [a.b] CHECK ([a.b] > 5);
GO
-- on: oracle
ALTER TABLE "a.b" ADD CONSTRAINT "a.b" CHECK ("a.b" > 5)
/

-- case: name_dot_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('a.b', 'a.b'): table 'a.b' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE "a.b" ADD CONSTRAINT "a.b" FOREIGN KEY("a.b") REFERENCES "a.b2" (id);
-- on: mysql
ALTER TABLE `a.b` ADD CONSTRAINT `a.b` FOREIGN KEY(`a.b`) REFERENCES `a.b2` (id);
-- on: mssql
ALTER TABLE [a.b] ADD CONSTRAINT [a.b] FOREIGN KEY([a.b]) REFERENCES [a.b2] (id);
GO
-- on: oracle
ALTER TABLE "a.b" ADD CONSTRAINT "a.b" FOREIGN KEY("a.b") REFERENCES "a.b2" (id)
/

-- case: name_backslash_create_table
-- on: sqlite postgresql
CREATE TABLE "a\b" (
    id INTEGER NOT NULL,
    "a\b" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "a\b2" ON "a\b" ("a\b");
-- on: mysql
CREATE TABLE `a\b` (
    id INTEGER NOT NULL,
    `a\b` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `a\b2` ON `a\b` (`a\b`);
-- on: mssql
CREATE TABLE [a\b] (
    id INTEGER NOT NULL,
    [a\b] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [a\b2] ON [a\b] ([a\b]);
GO
-- on: oracle
CREATE TABLE "a\b" (
    id INTEGER NOT NULL,
    "a\b" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "a\b2" ON "a\b" ("a\b")
/

-- case: name_backslash_drop_table
-- on: sqlite postgresql
DROP TABLE "a\b";
-- on: mysql
DROP TABLE `a\b`;
-- on: mssql
DROP TABLE [a\b];
GO
-- on: oracle
DROP TABLE "a\b"
/

-- case: name_backslash_rename_table
-- on: sqlite postgresql
ALTER TABLE "a\b" RENAME TO "a\b2";
-- on: mysql
ALTER TABLE `a\b` RENAME TO `a\b2`;
-- on: mssql
EXEC sp_rename N'[a\b]', N'a\b2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "a\b" RENAME TO "a\b2"
/

-- case: name_backslash_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "a\b" IS 'a\b';
-- on: mysql
ALTER TABLE `a\b` COMMENT 'a\\b';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a\b', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a\b', N'SCHEMA', N'dbo', N'TABLE', N'a\b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a\b', N'SCHEMA', N'dbo', N'TABLE', N'a\b';
GO
-- on: oracle
COMMENT ON TABLE "a\b" IS 'a\b'
/

-- case: name_backslash_add_column
-- on: sqlite
ALTER TABLE "a\b" ADD COLUMN "a\b2" INTEGER;
-- on: postgresql
ALTER TABLE "a\b" ADD COLUMN "a\b2" INTEGER;
COMMENT ON COLUMN "a\b"."a\b2" IS 'a\b';
-- on: mysql
ALTER TABLE `a\b` ADD COLUMN `a\b2` INTEGER COMMENT 'a\\b';
-- on: mssql
ALTER TABLE [a\b] ADD [a\b2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a\b', N'COLUMN', N'a\b2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a\b', N'SCHEMA', N'dbo', N'TABLE', N'a\b', N'COLUMN', N'a\b2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a\b', N'SCHEMA', N'dbo', N'TABLE', N'a\b', N'COLUMN', N'a\b2';
GO
-- on: oracle
ALTER TABLE "a\b" ADD "a\b2" INTEGER
/
COMMENT ON COLUMN "a\b"."a\b2" IS 'a\b'
/

-- case: name_backslash_drop_column
-- on: sqlite postgresql
ALTER TABLE "a\b" DROP COLUMN "a\b2";
-- on: mysql
ALTER TABLE `a\b` DROP COLUMN `a\b2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a\b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a\b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a\b2'
EXEC (@sql);
GO
ALTER TABLE [a\b] DROP COLUMN [a\b2];
GO
-- on: oracle
ALTER TABLE "a\b" DROP COLUMN "a\b2"
/

-- case: name_backslash_alter_column
-- refused on: sqlite
OfflineError: alter_column('a\\b', 'a\\b'): table 'a\\b' must be built anew, and a script (--sql) can't read i
-- on: postgresql
ALTER TABLE "a\b" ALTER COLUMN "a\b" SET NOT NULL;
ALTER TABLE "a\b" ALTER COLUMN "a\b" SET DEFAULT '5';
COMMENT ON COLUMN "a\b"."a\b" IS 'a\b';
-- on: mysql
ALTER TABLE `a\b` MODIFY `a\b` INTEGER NOT NULL DEFAULT '5' COMMENT 'a\\b';
-- on: mssql
ALTER TABLE [a\b] ALTER COLUMN [a\b] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a\b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a\b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a\b'
EXEC (@sql);
GO
ALTER TABLE [a\b] ADD DEFAULT '5' FOR [a\b];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a\b', N'COLUMN', N'a\b')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a\b', N'SCHEMA', N'dbo', N'TABLE', N'a\b', N'COLUMN', N'a\b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a\b', N'SCHEMA', N'dbo', N'TABLE', N'a\b', N'COLUMN', N'a\b';
GO
-- on: oracle
ALTER TABLE "a\b" MODIFY "a\b" NOT NULL
/
ALTER TABLE "a\b" MODIFY "a\b" DEFAULT '5'
/
COMMENT ON COLUMN "a\b"."a\b" IS 'a\b'
/

-- case: name_backslash_alter_name
-- on: sqlite
ALTER TABLE "a\b" RENAME COLUMN "a\b" TO "a\b2";
-- on: postgresql
ALTER TABLE "a\b" RENAME "a\b" TO "a\b2";
-- on: mysql
ALTER TABLE `a\b` CHANGE `a\b` `a\b2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[a\b].[a\b]', N'a\b2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "a\b" RENAME COLUMN "a\b" TO "a\b2"
/

-- case: name_backslash_index
-- on: sqlite postgresql
CREATE INDEX "a\b2" ON "a\b" ("a\b");
-- on: mysql
CREATE INDEX `a\b2` ON `a\b` (`a\b`);
-- on: mssql
CREATE INDEX [a\b2] ON [a\b] ([a\b]);
GO
-- on: oracle
CREATE INDEX "a\b2" ON "a\b" ("a\b")
/

-- case: name_backslash_drop_index
-- on: sqlite postgresql
DROP INDEX "a\b2";
-- on: mysql
DROP INDEX `a\b2` ON `a\b`;
-- on: mssql
DROP INDEX [a\b2] ON [a\b];
GO
-- on: oracle
DROP INDEX "a\b2"
/

-- case: name_backslash_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('a\\b2', 'a\\b'): table 'a\\b' must be built anew, and a script (--sql)
-- on: postgresql
ALTER TABLE "a\b" ADD CONSTRAINT "a\b2" UNIQUE ("a\b");
-- on: mysql
ALTER TABLE `a\b` ADD CONSTRAINT `a\b2` UNIQUE (`a\b`);
-- on: mssql
ALTER TABLE [a\b] ADD CONSTRAINT [a\b2] UNIQUE ([a\b]);
GO
-- on: oracle
ALTER TABLE "a\b" ADD CONSTRAINT "a\b2" UNIQUE ("a\b")
/

-- case: name_backslash_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('a\\b2', 'a\\b'): table 'a\\b' must be built anew, and a script (--sql) can't re
-- on: postgresql
ALTER TABLE "a\b" DROP CONSTRAINT "a\b2";
-- on: mysql
ALTER TABLE `a\b` DROP INDEX `a\b2`;
-- on: mssql
ALTER TABLE [a\b] DROP CONSTRAINT [a\b2];
GO
-- on: oracle
ALTER TABLE "a\b" DROP CONSTRAINT "a\b2"
/

-- case: name_backslash_check
-- refused on: sqlite
OfflineError: create_check_constraint('a\\b', 'a\\b'): table 'a\\b' must be built anew, and a script (--sql) c
-- on: postgresql
ALTER TABLE "a\b" ADD CONSTRAINT "a\b" CHECK ("a\b" > 5);
-- on: mysql
ALTER TABLE `a\b` ADD CONSTRAINT `a\b` CHECK (`a\b` > 5);
-- on: mssql
ALTER TABLE [a\b] ADD CONSTRAINT [a\b] CHECK ([a\b] > 5);
GO
-- on: oracle
ALTER TABLE "a\b" ADD CONSTRAINT "a\b" CHECK ("a\b" > 5)
/

-- case: name_backslash_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('a\\b', 'a\\b'): table 'a\\b' must be built anew, and a script (--sql) can't 
-- on: postgresql
ALTER TABLE "a\b" ADD CONSTRAINT "a\b" FOREIGN KEY("a\b") REFERENCES "a\b2" (id);
-- on: mysql
ALTER TABLE `a\b` ADD CONSTRAINT `a\b` FOREIGN KEY(`a\b`) REFERENCES `a\b2` (id);
-- on: mssql
ALTER TABLE [a\b] ADD CONSTRAINT [a\b] FOREIGN KEY([a\b]) REFERENCES [a\b2] (id);
GO
-- on: oracle
ALTER TABLE "a\b" ADD CONSTRAINT "a\b" FOREIGN KEY("a\b") REFERENCES "a\b2" (id)
/

-- case: name_not_ascii_create_table
-- on: sqlite postgresql
CREATE TABLE "größe_漢" (
    id INTEGER NOT NULL,
    "größe_漢" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "größe_漢2" ON "größe_漢" ("größe_漢");
-- on: mysql
CREATE TABLE `größe_漢` (
    id INTEGER NOT NULL,
    `größe_漢` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `größe_漢2` ON `größe_漢` (`größe_漢`);
-- on: mssql
CREATE TABLE [größe_漢] (
    id INTEGER NOT NULL,
    [größe_漢] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [größe_漢2] ON [größe_漢] ([größe_漢]);
GO
-- on: oracle
CREATE TABLE "größe_漢" (
    id INTEGER NOT NULL,
    "größe_漢" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "größe_漢2" ON "größe_漢" ("größe_漢")
/

-- case: name_not_ascii_drop_table
-- on: sqlite postgresql
DROP TABLE "größe_漢";
-- on: mysql
DROP TABLE `größe_漢`;
-- on: mssql
DROP TABLE [größe_漢];
GO
-- on: oracle
DROP TABLE "größe_漢"
/

-- case: name_not_ascii_rename_table
-- on: sqlite postgresql
ALTER TABLE "größe_漢" RENAME TO "größe_漢2";
-- on: mysql
ALTER TABLE `größe_漢` RENAME TO `größe_漢2`;
-- on: mssql
EXEC sp_rename N'[größe_漢]', N'größe_漢2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "größe_漢" RENAME TO "größe_漢2"
/

-- case: name_not_ascii_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "größe_漢" IS 'größe_漢';
-- on: mysql
ALTER TABLE `größe_漢` COMMENT 'größe_漢';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'größe_漢', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'größe_漢', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢';
GO
-- on: oracle
COMMENT ON TABLE "größe_漢" IS 'größe_漢'
/

-- case: name_not_ascii_add_column
-- on: sqlite
ALTER TABLE "größe_漢" ADD COLUMN "größe_漢2" INTEGER;
-- on: postgresql
ALTER TABLE "größe_漢" ADD COLUMN "größe_漢2" INTEGER;
COMMENT ON COLUMN "größe_漢"."größe_漢2" IS 'größe_漢';
-- on: mysql
ALTER TABLE `größe_漢` ADD COLUMN `größe_漢2` INTEGER COMMENT 'größe_漢';
-- on: mssql
ALTER TABLE [größe_漢] ADD [größe_漢2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', N'COLUMN', N'größe_漢2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'größe_漢', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', N'COLUMN', N'größe_漢2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'größe_漢', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', N'COLUMN', N'größe_漢2';
GO
-- on: oracle
ALTER TABLE "größe_漢" ADD "größe_漢2" INTEGER
/
COMMENT ON COLUMN "größe_漢"."größe_漢2" IS 'größe_漢'
/

-- case: name_not_ascii_drop_column
-- on: sqlite postgresql
ALTER TABLE "größe_漢" DROP COLUMN "größe_漢2";
-- on: mysql
ALTER TABLE `größe_漢` DROP COLUMN `größe_漢2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [größe_漢] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[größe_漢]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'größe_漢2'
EXEC (@sql);
GO
ALTER TABLE [größe_漢] DROP COLUMN [größe_漢2];
GO
-- on: oracle
ALTER TABLE "größe_漢" DROP COLUMN "größe_漢2"
/

-- case: name_not_ascii_alter_column
-- refused on: sqlite
OfflineError: alter_column('größe_漢', 'größe_漢'): table 'größe_漢' must be built anew, and a script (--sql) can
-- on: postgresql
ALTER TABLE "größe_漢" ALTER COLUMN "größe_漢" SET NOT NULL;
ALTER TABLE "größe_漢" ALTER COLUMN "größe_漢" SET DEFAULT '5';
COMMENT ON COLUMN "größe_漢"."größe_漢" IS 'größe_漢';
-- on: mysql
ALTER TABLE `größe_漢` MODIFY `größe_漢` INTEGER NOT NULL DEFAULT '5' COMMENT 'größe_漢';
-- on: mssql
ALTER TABLE [größe_漢] ALTER COLUMN [größe_漢] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [größe_漢] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[größe_漢]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'größe_漢'
EXEC (@sql);
GO
ALTER TABLE [größe_漢] ADD DEFAULT '5' FOR [größe_漢];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', N'COLUMN', N'größe_漢')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'größe_漢', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', N'COLUMN', N'größe_漢' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'größe_漢', N'SCHEMA', N'dbo', N'TABLE', N'größe_漢', N'COLUMN', N'größe_漢';
GO
-- on: oracle
ALTER TABLE "größe_漢" MODIFY "größe_漢" NOT NULL
/
ALTER TABLE "größe_漢" MODIFY "größe_漢" DEFAULT '5'
/
COMMENT ON COLUMN "größe_漢"."größe_漢" IS 'größe_漢'
/

-- case: name_not_ascii_alter_name
-- on: sqlite
ALTER TABLE "größe_漢" RENAME COLUMN "größe_漢" TO "größe_漢2";
-- on: postgresql
ALTER TABLE "größe_漢" RENAME "größe_漢" TO "größe_漢2";
-- on: mysql
ALTER TABLE `größe_漢` CHANGE `größe_漢` `größe_漢2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[größe_漢].[größe_漢]', N'größe_漢2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "größe_漢" RENAME COLUMN "größe_漢" TO "größe_漢2"
/

-- case: name_not_ascii_index
-- on: sqlite postgresql
CREATE INDEX "größe_漢2" ON "größe_漢" ("größe_漢");
-- on: mysql
CREATE INDEX `größe_漢2` ON `größe_漢` (`größe_漢`);
-- on: mssql
CREATE INDEX [größe_漢2] ON [größe_漢] ([größe_漢]);
GO
-- on: oracle
CREATE INDEX "größe_漢2" ON "größe_漢" ("größe_漢")
/

-- case: name_not_ascii_drop_index
-- on: sqlite postgresql
DROP INDEX "größe_漢2";
-- on: mysql
DROP INDEX `größe_漢2` ON `größe_漢`;
-- on: mssql
DROP INDEX [größe_漢2] ON [größe_漢];
GO
-- on: oracle
DROP INDEX "größe_漢2"
/

-- case: name_not_ascii_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('größe_漢2', 'größe_漢'): table 'größe_漢' must be built anew, and a scrip
-- on: postgresql
ALTER TABLE "größe_漢" ADD CONSTRAINT "größe_漢2" UNIQUE ("größe_漢");
-- on: mysql
ALTER TABLE `größe_漢` ADD CONSTRAINT `größe_漢2` UNIQUE (`größe_漢`);
-- on: mssql
ALTER TABLE [größe_漢] ADD CONSTRAINT [größe_漢2] UNIQUE ([größe_漢]);
GO
-- on: oracle
ALTER TABLE "größe_漢" ADD CONSTRAINT "größe_漢2" UNIQUE ("größe_漢")
/

-- case: name_not_ascii_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('größe_漢2', 'größe_漢'): table 'größe_漢' must be built anew, and a script (--sql)
-- on: postgresql
ALTER TABLE "größe_漢" DROP CONSTRAINT "größe_漢2";
-- on: mysql
ALTER TABLE `größe_漢` DROP INDEX `größe_漢2`;
-- on: mssql
ALTER TABLE [größe_漢] DROP CONSTRAINT [größe_漢2];
GO
-- on: oracle
ALTER TABLE "größe_漢" DROP CONSTRAINT "größe_漢2"
/

-- case: name_not_ascii_check
-- refused on: sqlite
OfflineError: create_check_constraint('größe_漢', 'größe_漢'): table 'größe_漢' must be built anew, and a script 
-- on: postgresql
ALTER TABLE "größe_漢" ADD CONSTRAINT "größe_漢" CHECK ("größe_漢" > 5);
-- on: mysql
ALTER TABLE `größe_漢` ADD CONSTRAINT `größe_漢` CHECK (`größe_漢` > 5);
-- on: mssql
ALTER TABLE [größe_漢] ADD CONSTRAINT [größe_漢] CHECK ([größe_漢] > 5);
GO
-- on: oracle
ALTER TABLE "größe_漢" ADD CONSTRAINT "größe_漢" CHECK ("größe_漢" > 5)
/

-- case: name_not_ascii_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('größe_漢', 'größe_漢'): table 'größe_漢' must be built anew, and a script (--sq
-- on: postgresql
ALTER TABLE "größe_漢" ADD CONSTRAINT "größe_漢" FOREIGN KEY("größe_漢") REFERENCES "größe_漢2" (id);
-- on: mysql
ALTER TABLE `größe_漢` ADD CONSTRAINT `größe_漢` FOREIGN KEY(`größe_漢`) REFERENCES `größe_漢2` (id);
-- on: mssql
ALTER TABLE [größe_漢] ADD CONSTRAINT [größe_漢] FOREIGN KEY([größe_漢]) REFERENCES [größe_漢2] (id);
GO
-- on: oracle
ALTER TABLE "größe_漢" ADD CONSTRAINT "größe_漢" FOREIGN KEY("größe_漢") REFERENCES "größe_漢2" (id)
/

-- case: name_long_create_table
-- on: sqlite postgresql mysql
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (
    id INTEGER NOT NULL,
    nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________);
-- on: mssql
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (
    id INTEGER NOT NULL,
    nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________);
GO
-- on: oracle
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (
    id INTEGER NOT NULL,
    nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________)
/

-- case: name_long_drop_table
-- on: sqlite postgresql mysql
DROP TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________;
-- on: mssql
DROP TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________;
GO
-- on: oracle
DROP TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________
/

-- case: name_long_rename_table
-- on: sqlite postgresql mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ RENAME TO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: mssql
EXEC sp_rename N'[nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________]', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ RENAME TO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2
/

-- case: name_long_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ IS 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
-- on: mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ COMMENT 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
GO
-- on: oracle
COMMENT ON TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ IS 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________'
/

-- case: name_long_add_column
-- on: sqlite
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 INTEGER;
-- on: postgresql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 INTEGER;
COMMENT ON COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 IS 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
-- on: mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 INTEGER COMMENT 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
-- on: mssql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'COLUMN', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'COLUMN', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'COLUMN', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2';
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 INTEGER
/
COMMENT ON COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 IS 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________'
/

-- case: name_long_drop_column
-- on: sqlite postgresql mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2'
EXEC (@sql);
GO
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2
/

-- case: name_long_alter_column
-- refused on: sqlite
OfflineError: alter_column('nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', 'nnnnnnnnnnnnnnn
-- on: postgresql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ALTER COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ SET NOT NULL;
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ALTER COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ SET DEFAULT '5';
COMMENT ON COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ IS 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
-- on: mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ MODIFY nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ INTEGER NOT NULL DEFAULT '5' COMMENT 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
-- on: mssql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ALTER COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________'
EXEC (@sql);
GO
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD DEFAULT '5' FOR nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'COLUMN', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'COLUMN', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'SCHEMA', N'dbo', N'TABLE', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', N'COLUMN', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________';
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ MODIFY nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ NOT NULL
/
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ MODIFY nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DEFAULT '5'
/
COMMENT ON COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ IS 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________'
/

-- case: name_long_alter_name
-- on: sqlite
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ RENAME COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ TO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: postgresql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ RENAME nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ TO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ CHANGE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________].[nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________]', N'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ RENAME COLUMN nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ TO nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2
/

-- case: name_long_index
-- on: sqlite postgresql mysql
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________);
-- on: mssql
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________);
GO
-- on: oracle
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________)
/

-- case: name_long_drop_index
-- on: sqlite postgresql
DROP INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: mysql
DROP INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________;
-- on: mssql
DROP INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 ON nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________;
GO
-- on: oracle
DROP INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2
/

-- case: name_long_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2', 'nnnnnnnnnnnnnnn
-- on: postgresql mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 UNIQUE (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________);
-- on: mssql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 UNIQUE (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________);
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 UNIQUE (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________)
/

-- case: name_long_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2', 'nnnnnnnnnnnnnnnnnnnnnnnn
-- on: postgresql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
-- on: mssql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2;
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ DROP CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2
/

-- case: name_long_check
-- refused on: sqlite
OfflineError: create_check_constraint('nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', 'nnnn
-- on: postgresql mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ CHECK (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ > 5);
-- on: mssql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ CHECK (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ > 5);
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ CHECK (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ > 5)
/

-- case: name_long_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________', 'nnnnnnnnn
-- on: postgresql mysql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ FOREIGN KEY(nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________) REFERENCES nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 (id);
-- on: mssql
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ FOREIGN KEY(nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________) REFERENCES nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 (id);
GO
-- on: oracle
ALTER TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ ADD CONSTRAINT nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________ FOREIGN KEY(nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn_____________) REFERENCES nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn2 (id)
/

-- case: name_hyphen_create_table
-- on: sqlite postgresql
CREATE TABLE "a-b" (
    id INTEGER NOT NULL,
    "a-b" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "a-b2" ON "a-b" ("a-b");
-- on: mysql
CREATE TABLE `a-b` (
    id INTEGER NOT NULL,
    `a-b` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `a-b2` ON `a-b` (`a-b`);
-- on: mssql
CREATE TABLE [a-b] (
    id INTEGER NOT NULL,
    [a-b] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [a-b2] ON [a-b] ([a-b]);
GO
-- on: oracle
CREATE TABLE "a-b" (
    id INTEGER NOT NULL,
    "a-b" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "a-b2" ON "a-b" ("a-b")
/

-- case: name_hyphen_drop_table
-- on: sqlite postgresql
DROP TABLE "a-b";
-- on: mysql
DROP TABLE `a-b`;
-- on: mssql
DROP TABLE [a-b];
GO
-- on: oracle
DROP TABLE "a-b"
/

-- case: name_hyphen_rename_table
-- on: sqlite postgresql
ALTER TABLE "a-b" RENAME TO "a-b2";
-- on: mysql
ALTER TABLE `a-b` RENAME TO `a-b2`;
-- on: mssql
EXEC sp_rename N'[a-b]', N'a-b2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "a-b" RENAME TO "a-b2"
/

-- case: name_hyphen_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "a-b" IS 'a-b';
-- on: mysql
ALTER TABLE `a-b` COMMENT 'a-b';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a-b', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a-b', N'SCHEMA', N'dbo', N'TABLE', N'a-b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a-b', N'SCHEMA', N'dbo', N'TABLE', N'a-b';
GO
-- on: oracle
COMMENT ON TABLE "a-b" IS 'a-b'
/

-- case: name_hyphen_add_column
-- on: sqlite
ALTER TABLE "a-b" ADD COLUMN "a-b2" INTEGER;
-- on: postgresql
ALTER TABLE "a-b" ADD COLUMN "a-b2" INTEGER;
COMMENT ON COLUMN "a-b"."a-b2" IS 'a-b';
-- on: mysql
ALTER TABLE `a-b` ADD COLUMN `a-b2` INTEGER COMMENT 'a-b';
-- on: mssql
ALTER TABLE [a-b] ADD [a-b2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a-b', N'COLUMN', N'a-b2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a-b', N'SCHEMA', N'dbo', N'TABLE', N'a-b', N'COLUMN', N'a-b2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a-b', N'SCHEMA', N'dbo', N'TABLE', N'a-b', N'COLUMN', N'a-b2';
GO
-- on: oracle
ALTER TABLE "a-b" ADD "a-b2" INTEGER
/
COMMENT ON COLUMN "a-b"."a-b2" IS 'a-b'
/

-- case: name_hyphen_drop_column
-- on: sqlite postgresql
ALTER TABLE "a-b" DROP COLUMN "a-b2";
-- on: mysql
ALTER TABLE `a-b` DROP COLUMN `a-b2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a-b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a-b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a-b2'
EXEC (@sql);
GO
ALTER TABLE [a-b] DROP COLUMN [a-b2];
GO
-- on: oracle
ALTER TABLE "a-b" DROP COLUMN "a-b2"
/

-- case: name_hyphen_alter_column
-- refused on: sqlite
OfflineError: alter_column('a-b', 'a-b'): table 'a-b' must be built anew, and a script (--sql) can't read its 
-- on: postgresql
ALTER TABLE "a-b" ALTER COLUMN "a-b" SET NOT NULL;
ALTER TABLE "a-b" ALTER COLUMN "a-b" SET DEFAULT '5';
COMMENT ON COLUMN "a-b"."a-b" IS 'a-b';
-- on: mysql
ALTER TABLE `a-b` MODIFY `a-b` INTEGER NOT NULL DEFAULT '5' COMMENT 'a-b';
-- on: mssql
ALTER TABLE [a-b] ALTER COLUMN [a-b] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [a-b] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[a-b]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'a-b'
EXEC (@sql);
GO
ALTER TABLE [a-b] ADD DEFAULT '5' FOR [a-b];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'a-b', N'COLUMN', N'a-b')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'a-b', N'SCHEMA', N'dbo', N'TABLE', N'a-b', N'COLUMN', N'a-b' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'a-b', N'SCHEMA', N'dbo', N'TABLE', N'a-b', N'COLUMN', N'a-b';
GO
-- on: oracle
ALTER TABLE "a-b" MODIFY "a-b" NOT NULL
/
ALTER TABLE "a-b" MODIFY "a-b" DEFAULT '5'
/
COMMENT ON COLUMN "a-b"."a-b" IS 'a-b'
/

-- case: name_hyphen_alter_name
-- on: sqlite
ALTER TABLE "a-b" RENAME COLUMN "a-b" TO "a-b2";
-- on: postgresql
ALTER TABLE "a-b" RENAME "a-b" TO "a-b2";
-- on: mysql
ALTER TABLE `a-b` CHANGE `a-b` `a-b2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[a-b].[a-b]', N'a-b2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "a-b" RENAME COLUMN "a-b" TO "a-b2"
/

-- case: name_hyphen_index
-- on: sqlite postgresql
CREATE INDEX "a-b2" ON "a-b" ("a-b");
-- on: mysql
CREATE INDEX `a-b2` ON `a-b` (`a-b`);
-- on: mssql
CREATE INDEX [a-b2] ON [a-b] ([a-b]);
GO
-- on: oracle
CREATE INDEX "a-b2" ON "a-b" ("a-b")
/

-- case: name_hyphen_drop_index
-- on: sqlite postgresql
DROP INDEX "a-b2";
-- on: mysql
DROP INDEX `a-b2` ON `a-b`;
-- on: mssql
DROP INDEX [a-b2] ON [a-b];
GO
-- on: oracle
DROP INDEX "a-b2"
/

-- case: name_hyphen_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('a-b2', 'a-b'): table 'a-b' must be built anew, and a script (--sql) ca
-- on: postgresql
ALTER TABLE "a-b" ADD CONSTRAINT "a-b2" UNIQUE ("a-b");
-- on: mysql
ALTER TABLE `a-b` ADD CONSTRAINT `a-b2` UNIQUE (`a-b`);
-- on: mssql
ALTER TABLE [a-b] ADD CONSTRAINT [a-b2] UNIQUE ([a-b]);
GO
-- on: oracle
ALTER TABLE "a-b" ADD CONSTRAINT "a-b2" UNIQUE ("a-b")
/

-- case: name_hyphen_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('a-b2', 'a-b'): table 'a-b' must be built anew, and a script (--sql) can't read 
-- on: postgresql
ALTER TABLE "a-b" DROP CONSTRAINT "a-b2";
-- on: mysql
ALTER TABLE `a-b` DROP INDEX `a-b2`;
-- on: mssql
ALTER TABLE [a-b] DROP CONSTRAINT [a-b2];
GO
-- on: oracle
ALTER TABLE "a-b" DROP CONSTRAINT "a-b2"
/

-- case: name_hyphen_check
-- refused on: sqlite
OfflineError: create_check_constraint('a-b', 'a-b'): table 'a-b' must be built anew, and a script (--sql) can'
-- on: postgresql
ALTER TABLE "a-b" ADD CONSTRAINT "a-b" CHECK ("a-b" > 5);
-- on: mysql
ALTER TABLE `a-b` ADD CONSTRAINT `a-b` CHECK (`a-b` > 5);
-- on: mssql
ALTER TABLE [a-b] ADD CONSTRAINT [a-b] CHECK ([a-b] > 5);
GO
-- on: oracle
ALTER TABLE "a-b" ADD CONSTRAINT "a-b" CHECK ("a-b" > 5)
/

-- case: name_hyphen_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('a-b', 'a-b'): table 'a-b' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE "a-b" ADD CONSTRAINT "a-b" FOREIGN KEY("a-b") REFERENCES "a-b2" (id);
-- on: mysql
ALTER TABLE `a-b` ADD CONSTRAINT `a-b` FOREIGN KEY(`a-b`) REFERENCES `a-b2` (id);
-- on: mssql
ALTER TABLE [a-b] ADD CONSTRAINT [a-b] FOREIGN KEY([a-b]) REFERENCES [a-b2] (id);
GO
-- on: oracle
ALTER TABLE "a-b" ADD CONSTRAINT "a-b" FOREIGN KEY("a-b") REFERENCES "a-b2" (id)
/

-- case: name_digit_first_create_table
-- on: sqlite postgresql
CREATE TABLE "1st" (
    id INTEGER NOT NULL,
    "1st" INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX "1st2" ON "1st" ("1st");
-- on: mysql
CREATE TABLE `1st` (
    id INTEGER NOT NULL,
    `1st` INTEGER,
    PRIMARY KEY (id)
);
CREATE INDEX `1st2` ON `1st` (`1st`);
-- on: mssql
CREATE TABLE [1st] (
    id INTEGER NOT NULL,
    [1st] INTEGER NULL,
    PRIMARY KEY (id)
);
GO
CREATE INDEX [1st2] ON [1st] ([1st]);
GO
-- on: oracle
CREATE TABLE "1st" (
    id INTEGER NOT NULL,
    "1st" INTEGER,
    PRIMARY KEY (id)
)
/
CREATE INDEX "1st2" ON "1st" ("1st")
/

-- case: name_digit_first_drop_table
-- on: sqlite postgresql
DROP TABLE "1st";
-- on: mysql
DROP TABLE `1st`;
-- on: mssql
DROP TABLE [1st];
GO
-- on: oracle
DROP TABLE "1st"
/

-- case: name_digit_first_rename_table
-- on: sqlite postgresql
ALTER TABLE "1st" RENAME TO "1st2";
-- on: mysql
ALTER TABLE `1st` RENAME TO `1st2`;
-- on: mssql
EXEC sp_rename N'[1st]', N'1st2', 'OBJECT';
GO
-- on: oracle
ALTER TABLE "1st" RENAME TO "1st2"
/

-- case: name_digit_first_table_comment
-- nothing on: sqlite
-- on: postgresql
COMMENT ON TABLE "1st" IS '1st';
-- on: mysql
ALTER TABLE `1st` COMMENT '1st';
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'1st', NULL, NULL)) EXEC sys.sp_updateextendedproperty N'MS_Description', N'1st', N'SCHEMA', N'dbo', N'TABLE', N'1st' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'1st', N'SCHEMA', N'dbo', N'TABLE', N'1st';
GO
-- on: oracle
COMMENT ON TABLE "1st" IS '1st'
/

-- case: name_digit_first_add_column
-- on: sqlite
ALTER TABLE "1st" ADD COLUMN "1st2" INTEGER;
-- on: postgresql
ALTER TABLE "1st" ADD COLUMN "1st2" INTEGER;
COMMENT ON COLUMN "1st"."1st2" IS '1st';
-- on: mysql
ALTER TABLE `1st` ADD COLUMN `1st2` INTEGER COMMENT '1st';
-- on: mssql
ALTER TABLE [1st] ADD [1st2] INTEGER NULL;
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'1st', N'COLUMN', N'1st2')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'1st', N'SCHEMA', N'dbo', N'TABLE', N'1st', N'COLUMN', N'1st2' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'1st', N'SCHEMA', N'dbo', N'TABLE', N'1st', N'COLUMN', N'1st2';
GO
-- on: oracle
ALTER TABLE "1st" ADD "1st2" INTEGER
/
COMMENT ON COLUMN "1st"."1st2" IS '1st'
/

-- case: name_digit_first_drop_column
-- on: sqlite postgresql
ALTER TABLE "1st" DROP COLUMN "1st2";
-- on: mysql
ALTER TABLE `1st` DROP COLUMN `1st2`;
-- on: mssql
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [1st] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[1st]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'1st2'
EXEC (@sql);
GO
ALTER TABLE [1st] DROP COLUMN [1st2];
GO
-- on: oracle
ALTER TABLE "1st" DROP COLUMN "1st2"
/

-- case: name_digit_first_alter_column
-- refused on: sqlite
OfflineError: alter_column('1st', '1st'): table '1st' must be built anew, and a script (--sql) can't read its 
-- on: postgresql
ALTER TABLE "1st" ALTER COLUMN "1st" SET NOT NULL;
ALTER TABLE "1st" ALTER COLUMN "1st" SET DEFAULT '5';
COMMENT ON COLUMN "1st"."1st" IS '1st';
-- on: mysql
ALTER TABLE `1st` MODIFY `1st` INTEGER NOT NULL DEFAULT '5' COMMENT '1st';
-- on: mssql
ALTER TABLE [1st] ALTER COLUMN [1st] INTEGER NOT NULL;
GO
DECLARE @sql nvarchar(max) = N''
SELECT @sql += N'ALTER TABLE [1st] DROP CONSTRAINT ' + QUOTENAME(d.name) + N';' FROM sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N'[1st]') AND COL_NAME(d.parent_object_id, d.parent_column_id) = N'1st'
EXEC (@sql);
GO
ALTER TABLE [1st] ADD DEFAULT '5' FOR [1st];
GO
IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'1st', N'COLUMN', N'1st')) EXEC sys.sp_updateextendedproperty N'MS_Description', N'1st', N'SCHEMA', N'dbo', N'TABLE', N'1st', N'COLUMN', N'1st' ELSE EXEC sys.sp_addextendedproperty N'MS_Description', N'1st', N'SCHEMA', N'dbo', N'TABLE', N'1st', N'COLUMN', N'1st';
GO
-- on: oracle
ALTER TABLE "1st" MODIFY "1st" NOT NULL
/
ALTER TABLE "1st" MODIFY "1st" DEFAULT '5'
/
COMMENT ON COLUMN "1st"."1st" IS '1st'
/

-- case: name_digit_first_alter_name
-- on: sqlite
ALTER TABLE "1st" RENAME COLUMN "1st" TO "1st2";
-- on: postgresql
ALTER TABLE "1st" RENAME "1st" TO "1st2";
-- on: mysql
ALTER TABLE `1st` CHANGE `1st` `1st2` INTEGER NULL;
-- on: mssql
EXEC sp_rename N'[1st].[1st]', N'1st2', 'COLUMN';
GO
-- on: oracle
ALTER TABLE "1st" RENAME COLUMN "1st" TO "1st2"
/

-- case: name_digit_first_index
-- on: sqlite postgresql
CREATE INDEX "1st2" ON "1st" ("1st");
-- on: mysql
CREATE INDEX `1st2` ON `1st` (`1st`);
-- on: mssql
CREATE INDEX [1st2] ON [1st] ([1st]);
GO
-- on: oracle
CREATE INDEX "1st2" ON "1st" ("1st")
/

-- case: name_digit_first_drop_index
-- on: sqlite postgresql
DROP INDEX "1st2";
-- on: mysql
DROP INDEX `1st2` ON `1st`;
-- on: mssql
DROP INDEX [1st2] ON [1st];
GO
-- on: oracle
DROP INDEX "1st2"
/

-- case: name_digit_first_unique
-- refused on: sqlite
OfflineError: create_unique_constraint('1st2', '1st'): table '1st' must be built anew, and a script (--sql) ca
-- on: postgresql
ALTER TABLE "1st" ADD CONSTRAINT "1st2" UNIQUE ("1st");
-- on: mysql
ALTER TABLE `1st` ADD CONSTRAINT `1st2` UNIQUE (`1st`);
-- on: mssql
ALTER TABLE [1st] ADD CONSTRAINT [1st2] UNIQUE ([1st]);
GO
-- on: oracle
ALTER TABLE "1st" ADD CONSTRAINT "1st2" UNIQUE ("1st")
/

-- case: name_digit_first_drop_unique
-- refused on: sqlite
OfflineError: drop_constraint('1st2', '1st'): table '1st' must be built anew, and a script (--sql) can't read 
-- on: postgresql
ALTER TABLE "1st" DROP CONSTRAINT "1st2";
-- on: mysql
ALTER TABLE `1st` DROP INDEX `1st2`;
-- on: mssql
ALTER TABLE [1st] DROP CONSTRAINT [1st2];
GO
-- on: oracle
ALTER TABLE "1st" DROP CONSTRAINT "1st2"
/

-- case: name_digit_first_check
-- refused on: sqlite
OfflineError: create_check_constraint('1st', '1st'): table '1st' must be built anew, and a script (--sql) can'
-- on: postgresql
ALTER TABLE "1st" ADD CONSTRAINT "1st" CHECK ("1st" > 5);
-- on: mysql
ALTER TABLE `1st` ADD CONSTRAINT `1st` CHECK (`1st` > 5);
-- on: mssql
ALTER TABLE [1st] ADD CONSTRAINT [1st] CHECK ([1st] > 5);
GO
-- on: oracle
ALTER TABLE "1st" ADD CONSTRAINT "1st" CHECK ("1st" > 5)
/

-- case: name_digit_first_foreign_key
-- refused on: sqlite
OfflineError: create_foreign_key('1st', '1st'): table '1st' must be built anew, and a script (--sql) can't rea
-- on: postgresql
ALTER TABLE "1st" ADD CONSTRAINT "1st" FOREIGN KEY("1st") REFERENCES "1st2" (id);
-- on: mysql
ALTER TABLE `1st` ADD CONSTRAINT `1st` FOREIGN KEY(`1st`) REFERENCES `1st2` (id);
-- on: mssql
ALTER TABLE [1st] ADD CONSTRAINT [1st] FOREIGN KEY([1st]) REFERENCES [1st2] (id);
GO
-- on: oracle
ALTER TABLE "1st" ADD CONSTRAINT "1st" FOREIGN KEY("1st") REFERENCES "1st2" (id)
/
