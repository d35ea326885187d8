"""What a SQLite table may have: one case for each feature, and the change of its column ``x``.

Data only; the tests are in ``test_fidelity``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LINES = """CREATE TABLE t (
    id INTEGER PRIMARY KEY, -- who
    x VARCHAR(5), /* changed
       later */
    kept TEXT -- last
    -- and nothing more
)"""


@dataclass
class Feature:
    """Something a table may have.

    :param ddl: what makes it; the table is ``t`` with a column ``x VARCHAR(5)``.
    :param rows: statements that fill it.
    :param queries: their results must be the same before and after.
    :param change: what the change of ``x`` to ``String(40)`` is in the text.
    """

    name: str
    ddl: Sequence[str]
    rows: Sequence[str] = ("INSERT INTO t (x) VALUES ('a'), ('b')",)
    queries: Sequence[str] = ("SELECT * FROM t",)
    change: tuple[str, str] = ("VARCHAR(5)", "VARCHAR(40)")

    def replaced(self, old: str, new: str) -> Feature:
        """Return it with something else in the text of the table."""
        return replace(self, ddl=[self.ddl[0].replace(old, new, 1), *self.ddl[1:]])

    def spelled(self, name: str) -> Feature:
        """Return it with the name of the table spelled so."""
        return self.replaced("TABLE t", f"TABLE {name}")


def simple(name: str, column: str, *more: str, options: str = "") -> Feature:
    return Feature(name, [f"CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), {column}) {options}".strip(), *more])


ORDINARY = [
    simple("named_check", "c INT CONSTRAINT positive CHECK (c > 0)"),
    simple("unnamed_check", "c INT CHECK (c > 0)"),
    simple("table_check", "c INT, CHECK (c > 0 OR x = ',(')"),
    simple("table_checks_without_comma", "c INT, CHECK (c > 0) CONSTRAINT other CHECK (c < 9)"),
    simple("collation", "c TEXT COLLATE NOCASE"),
    simple("generated_virtual", "c INT GENERATED ALWAYS AS (id * 2) VIRTUAL"),
    simple("generated_stored", "c INT AS (id * 2) STORED NOT NULL"),
    Feature("strict", ["CREATE TABLE t (id INTEGER PRIMARY KEY, x ANY, c ANY) STRICT"], change=("x ANY", "x TEXT")),
    Feature(
        "without_rowid",
        ["CREATE TABLE t (k TEXT PRIMARY KEY NOT NULL, x VARCHAR(5)) WITHOUT ROWID"],
        ["INSERT INTO t VALUES ('k', 'a')"],
    ),
    Feature(
        "strict_without_rowid",
        ["CREATE TABLE t (k TEXT PRIMARY KEY NOT NULL, x TEXT) STRICT, WITHOUT ROWID"],
        ["INSERT INTO t VALUES ('k', 'a')"],
        change=("x TEXT", "x TEXT"),
    ),
    Feature(
        "autoincrement_with_its_number",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x VARCHAR(5))"],
        ["INSERT INTO t (id, x) VALUES (7, 'a'), (90, 'b')", "DELETE FROM t WHERE id = 90"],
        ["SELECT * FROM t", "SELECT name, seq FROM sqlite_sequence"],
    ),
    Feature(
        "autoincrement_on_an_empty_table",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x VARCHAR(5))"],
        ["INSERT INTO t (id, x) VALUES (90, 'b')", "DELETE FROM t"],
        ["SELECT name, seq FROM sqlite_sequence"],
    ),
    Feature(
        "hidden_row_numbers",
        ["CREATE TABLE t (x VARCHAR(5))"],
        ["INSERT INTO t (rowid, x) VALUES (5, 'a'), (9, 'b')"],
        ["SELECT rowid, x FROM t"],
    ),
    Feature(
        "column_called_rowid",
        ["CREATE TABLE t (rowid TEXT, x VARCHAR(5))"],
        ["INSERT INTO t (_rowid_, rowid, x) VALUES (5, 'r', 'a')"],
        ["SELECT _rowid_, rowid, x FROM t"],
    ),
    simple("partial_index", "c INT", "CREATE INDEX ix ON t (c) WHERE c IS NOT NULL AND x <> ''"),
    simple("expression_index", "c INT", "CREATE UNIQUE INDEX ix ON t (lower(x), c + 1)"),
    simple("descending_index_with_collation", "c TEXT", "CREATE INDEX ix ON t (c COLLATE NOCASE DESC)"),
    simple("index_with_odd_name", "c INT", 'CREATE INDEX "on t (x" ON t (c)'),
    simple("unique_constraint", "c INT, CONSTRAINT uq UNIQUE (c, x)"),
    simple("unique_column_on_conflict", "c INT UNIQUE ON CONFLICT REPLACE"),
    simple("not_null_on_conflict", "c INT DEFAULT 1 NOT NULL ON CONFLICT IGNORE"),
    Feature(
        "primary_key_on_conflict",
        ["CREATE TABLE t (k TEXT, x VARCHAR(5), PRIMARY KEY (k DESC) ON CONFLICT REPLACE)"],
        ["INSERT INTO t VALUES ('k', 'a')"],
    ),
    Feature(
        "composite_primary_key",
        ["CREATE TABLE t (a INT, b INT, x VARCHAR(5), CONSTRAINT pk PRIMARY KEY (b, a))"],
        ["INSERT INTO t VALUES (1, 2, 'a')"],
    ),
    simple("foreign_key_with_rules", "o INT REFERENCES o (id) ON DELETE CASCADE ON UPDATE SET NULL MATCH FULL"),
    simple("foreign_key_deferrable", "o INT, CONSTRAINT fk FOREIGN KEY (o) REFERENCES o DEFERRABLE INITIALLY DEFERRED"),
    simple("foreign_key_to_itself", "up INT REFERENCES t (id) ON DELETE SET DEFAULT"),
    Feature(
        "foreign_key_from_elsewhere",
        [
            "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5))",
            "CREATE TABLE child (t_id INT REFERENCES t (id) ON DELETE CASCADE)",
        ],
        ["INSERT INTO t VALUES (1, 'a')", "INSERT INTO child VALUES (1)"],
        ["SELECT * FROM t", "SELECT * FROM child"],
    ),
    simple("expression_default", "c TEXT DEFAULT (datetime('now', 'utc'))"),
    simple("string_default", "c TEXT DEFAULT 'it''s, (\"x\")'"),
    simple("negative_and_null_defaults", "c INT DEFAULT -1, d INT DEFAULT NULL, e REAL DEFAULT +1.5e3"),
    simple("blob_and_word_defaults", "c BLOB DEFAULT x'00ff', d TEXT DEFAULT CURRENT_TIMESTAMP, e INT DEFAULT true"),
    simple("no_type", "c, d DEFAULT 1, e NOT NULL DEFAULT 2"),
    simple("long_type", 'c UNSIGNED BIG INT, d DECIMAL ( 10 , 2 ), e "my type"'),
    simple("odd_names", '"select" INT, [a b] INT, `c``d` INT, "e,(f" INT, "ü" INT, "per%cent" INT, "co:lon" INT'),
    simple("keyword_like_names", 'checked INT, unique_id INT, "default" INT, defaults TEXT, references_ INT'),
    Feature("comments", [LINES]),
    Feature(
        "comment_lines_before_constraints",
        ["CREATE TABLE t (\n  x VARCHAR(5), -- first\n  -- what must hold\n  CHECK (x <> '') -- done\n) -- tail"],
    ),
    Feature(
        "everything_in_one_line_lower_case",
        ["create table t(id integer primary key,x varchar(5)not null default'q',c int check(c>0))"],
        change=("varchar(5)", "VARCHAR(40)"),
    ),
    Feature(
        "table_created_by_select",
        ["CREATE TABLE t AS SELECT 1 AS id, 'a' AS x"],
        (),
        change=("x", "x VARCHAR(40)"),
    ),
    simple("trigger", "c INT", "CREATE TRIGGER tr AFTER UPDATE OF c ON t BEGIN UPDATE o SET id = new.c; END"),
    simple(
        "trigger_with_when_and_case",
        "c INT",
        "CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.c > 1 BEGIN SELECT CASE WHEN new.x = '' THEN RAISE(ABORT, 'no') "
        "END; END",
    ),
    simple("trigger_of_another_table", "c INT", "CREATE TRIGGER tr AFTER INSERT ON o BEGIN DELETE FROM t; END"),
    simple("temporary_trigger", "c INT", "CREATE TEMP TRIGGER tr AFTER DELETE ON t BEGIN DELETE FROM o; END"),
    simple("view", "c INT", "CREATE VIEW v AS SELECT id, c FROM t WHERE x <> ''"),
    simple("view_of_view", "c INT", "CREATE VIEW v AS SELECT c FROM t", "CREATE VIEW w AS SELECT c FROM v"),
    simple(
        "view_with_instead_of_trigger",
        "c INT",
        "CREATE VIEW v AS SELECT id, c FROM t",
        "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN INSERT INTO t (id) VALUES (new.id); END",
    ),
    Feature(
        "values_of_every_storage_class",
        ["CREATE TABLE t (x VARCHAR(5), c, d INT)"],
        ["INSERT INTO t VALUES ('a', 1, 'text in an int'), ('b', 1.5, 2), ('c', x'00', NULL), (NULL, 'ä', 3)"],
        ["SELECT rowid, x, c, typeof(c), d, typeof(d) FROM t"],
    ),
    Feature(
        "table_with_spaces_in_its_indexes_and_text",
        ["CREATE   TABLE\n  t\n(\n\tid   INTEGER\tPRIMARY KEY ,\n\n\tx  VARCHAR(5)  ,c int\n)\n"],
    ),
    Feature(
        "check_that_names_the_table",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), c INT CHECK (t.c > 0))"],
        change=(
            "t (id INTEGER PRIMARY KEY, x VARCHAR(5), c INT CHECK (t.c",
            '"t" (id INTEGER PRIMARY KEY, x VARCHAR(40), c INT CHECK (c',
        ),
    ),
]
