-- case: insert_float
-- on: mssql
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t ON;
GO
INSERT INTO t (id, c) VALUES (0, 0.5);
GO
INSERT INTO t (id, c) VALUES (1, -25000000000.0);
GO
INSERT INTO t (id, c) VALUES (2, 1e-07);
GO
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id', N'c')) SET IDENTITY_INSERT t OFF;
GO

-- case: insert_json
-- refused on: oracle
OperationError: t.c: {'a': [1, None, "it's 5% \\ :x é"]} can't be written as a literal of type JSON(): No lite
