"""The long wordings of SQL Server and Oracle that cells of golden tables share, for a table ``t`` without schema."""

from __future__ import annotations


def drop_dependents(source: str, dropping: str = "ALTER TABLE t DROP CONSTRAINT ") -> str:
    """Return the batch of SQL Server that drops constraints whose names it looks up."""
    selecting = f"SELECT @sql += N'{dropping}' + QUOTENAME(d.name) + N';' FROM {source}"
    return f"DECLARE @sql nvarchar(max) = N'' {selecting} EXEC (@sql)"


DROP_DEFAULT = drop_dependents(
    "sys.default_constraints AS d WHERE d.parent_object_id = OBJECT_ID(N't') AND "
    "COL_NAME(d.parent_object_id, d.parent_column_id) = N'c'"
)
"""SQL Server: drop the default of column ``c``."""


def described(comment: str | None, column: str | None = None) -> str:
    """Return the batch of SQL Server that sets or removes a comment."""
    place = "N'SCHEMA', N'dbo', N'TABLE', N't'" + (f", N'COLUMN', N'{column}'" if column else "")
    rest = "" if column else ", NULL, NULL"
    there = f"IF EXISTS (SELECT 1 FROM sys.fn_listextendedproperty(N'MS_Description', {place}{rest}))"
    if comment is None:
        return f"{there} EXEC sys.sp_dropextendedproperty N'MS_Description', {place}"
    updating, adding = (
        f"EXEC sys.sp_{verb}extendedproperty N'MS_Description', N'{comment}', {place}" for verb in ("update", "add")
    )
    return f"{there} {updating} ELSE {adding}"


def identity_insert(setting: str) -> str:
    """Return SQL Server's switch for values of an identity column, where ``id`` may be one."""
    looking = "SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N't') AND name IN (N'id')"
    return f"IF EXISTS ({looking}) SET IDENTITY_INSERT t {setting}"


def forgiving(statement: str, *errors: int) -> str:
    """Return the block of Oracle that runs a statement and lets these errors pass."""
    codes = ", ".join(str(error) for error in errors)
    passing = f"EXCEPTION WHEN OTHERS THEN IF SQLCODE NOT IN ({codes}) THEN RAISE; END IF;"
    return f"BEGIN EXECUTE IMMEDIATE '{statement}'; {passing} END;"
