"""What a SQLite table may have and seldom does; with the ordinary features these are all.

Data only; the tests are in ``test_fidelity``.
"""

from __future__ import annotations

from tests.operations.features import ORDINARY, Feature, simple

EVERYWHERE = """CREATE TABLE/*1*/t/*2*/(/*3*/id/*4*/INTEGER/*5*/PRIMARY/*6*/KEY/*7*/,-- it's "8" (
  x/*9*/VARCHAR(5)/*10*/DEFAULT/*11*/'q'/*12*/, /* ',( -- */ c INT
  -- before the constraints
  , CHECK/*13*/(c/*)*/ > 0 -- )
  )/*14*/, /*15*/ UNIQUE (x, c)
  /*16*/)/*17*/"""

CHECKS = [
    simple("checks_several_on_a_column", "c INT CHECK (c > 0) CONSTRAINT two CHECK (c < 9) CHECK (c <> 5)"),
    simple("check_with_an_odd_name", 'c INT CONSTRAINT "a ""b"" (c" CHECK (c > 0)'),
    simple("check_with_strings_and_comments", "c TEXT CHECK (c <> '--' /* it's ) */ AND c <> '/*' AND c <> ''')')"),
    simple("check_with_case_and_functions", "c INT, CHECK (CASE WHEN c IS NULL THEN 1 ELSE abs(c) IN (1, 2) END)"),
    simple("check_across_columns", "c INT, d INT, CONSTRAINT both CHECK (coalesce(c, d) IS NULL OR (c > 0 AND d > 0))"),
    simple(
        "check_on_json_and_patterns",
        "c TEXT CHECK (c IS NULL OR json_valid(c)), d TEXT CHECK (d GLOB '[a-z]*' OR d LIKE '%')",
    ),
    simple("constraints_with_names_of_words", 'c INT CONSTRAINT "unique" UNIQUE CONSTRAINT "check" CHECK (c > 0)'),
    simple("named_clauses", "c TEXT CONSTRAINT n NOT NULL CONSTRAINT d DEFAULT 'd' CONSTRAINT k COLLATE NOCASE"),
    simple("name_of_no_constraint", "c INT CONSTRAINT empty, d INT CONSTRAINT alone DEFAULT 3"),
    simple("null_said", "c INT NULL DEFAULT 4, d INT DEFAULT NULL NULL"),
]

KEYS = [
    simple("custom_collation", "c TEXT COLLATE backwards", "CREATE INDEX ix ON t (c, x COLLATE backwards)"),
    Feature(
        "autoincrement_named_with_number_zero",
        ["CREATE TABLE t (id INTEGER NOT NULL CONSTRAINT pk PRIMARY KEY AUTOINCREMENT, x VARCHAR(5))"],
        ["INSERT INTO t VALUES (3, 'a')", "UPDATE sqlite_sequence SET seq = 0"],
        ["SELECT * FROM t", "SELECT name, seq FROM sqlite_sequence"],
    ),
    Feature(
        "autoincrement_beyond_the_highest_row",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY ASC ON CONFLICT ABORT AUTOINCREMENT, x VARCHAR(5))"],
        ["INSERT INTO t (x) VALUES ('a')", "UPDATE sqlite_sequence SET seq = 9007199254740993"],
        ["SELECT * FROM t", "SELECT name, seq FROM sqlite_sequence"],
    ),
    Feature(
        "autoincrement_with_its_number_forgotten",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x VARCHAR(5))"],
        ["INSERT INTO t (x) VALUES ('a')", "DELETE FROM sqlite_sequence"],
        ["SELECT * FROM t", "SELECT name, seq FROM sqlite_sequence"],
    ),
    Feature(
        "integer_key_descending_is_no_row_number",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY DESC, x VARCHAR(5))"],
        ["INSERT INTO t (rowid, id, x) VALUES (7, 1, 'a'), (3, NULL, 'b')"],
        ["SELECT rowid, id, x FROM t ORDER BY rowid"],
    ),
    Feature(
        "integer_key_descending_of_the_table_is_one",
        ["CREATE TABLE t (id INTEGER, x VARCHAR(5), PRIMARY KEY (id DESC))"],
        ["INSERT INTO t VALUES (1, 'a'), (-5, 'b')"],
        ["SELECT rowid, id, x FROM t ORDER BY rowid"],
    ),
    Feature(
        "key_that_is_null",
        ["CREATE TABLE t (k INT PRIMARY KEY, x VARCHAR(5))"],
        ["INSERT INTO t VALUES (NULL, 'a'), (NULL, 'b')"],
        ["SELECT rowid, k, x FROM t ORDER BY rowid"],
    ),
    Feature(
        "without_rowid_ordered_key",
        ["CREATE TABLE t (a TEXT, b INT, x VARCHAR(5), PRIMARY KEY (b DESC, a COLLATE NOCASE)) WITHOUT ROWID"],
        ["INSERT INTO t VALUES ('A', 1, 'a'), ('b', 2, 'b')"],
        ["SELECT * FROM t", "SELECT name, desc, coll FROM pragma_index_xinfo('sqlite_autoindex_t_1')"],
    ),
    Feature(
        "strict_with_every_type_and_nulls",
        ["CREATE TABLE t (x TEXT, a INT, b INTEGER, c REAL, d BLOB, e ANY NOT NULL DEFAULT (x'00')) STRICT"],
        ["INSERT INTO t VALUES ('a', NULL, 1, 2, x'00', '5'), (NULL, 1, NULL, NULL, NULL, 5.0)"],
        ["SELECT *, typeof(c), typeof(e) FROM t"],
        change=("x TEXT", "x TEXT"),
    ),
    Feature(
        "all_three_names_of_the_row_number_taken",
        ["CREATE TABLE t (rowid TEXT, oid TEXT, _rowid_ TEXT, x VARCHAR(5))"],
        ["INSERT INTO t VALUES ('r', 'o', '_', 'a')"],
    ),
    simple("unique_on_conflict_of_the_table", "c INT, UNIQUE (c) ON CONFLICT IGNORE, UNIQUE (x, c) ON CONFLICT FAIL"),
    simple("unique_with_collation_and_order", "c TEXT, UNIQUE (c COLLATE NOCASE DESC, x)"),
    simple("not_null_on_conflict_rollback", "c INT NOT NULL ON CONFLICT ROLLBACK DEFAULT 2"),
]

FOREIGN_KEYS = [
    simple("foreign_key_composite", "a INT, b INT, FOREIGN KEY (b, a) REFERENCES p (b, a) ON UPDATE CASCADE"),
    simple("foreign_key_to_a_missing_table", "c INT REFERENCES missing (gone) ON DELETE RESTRICT"),
    simple("foreign_keys_two_on_a_column", "c INT REFERENCES o REFERENCES p (a) ON DELETE SET NULL NOT NULL DEFAULT 1"),
    simple("foreign_key_not_deferrable", "c INT REFERENCES o (id) NOT DEFERRABLE INITIALLY IMMEDIATE CHECK (c > 0)"),
    simple("foreign_key_to_itself_composite", "b INT, UNIQUE (id, b), FOREIGN KEY (b, id) REFERENCES t (id, b)"),
    simple("foreign_keys_without_comma", "c INT, FOREIGN KEY (c) REFERENCES o (id) FOREIGN KEY (id) REFERENCES o (id)"),
    Feature(
        "foreign_keys_from_elsewhere_with_every_rule",
        [
            "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), c INT, UNIQUE (id, c))",
            "CREATE TABLE a (t_id INT REFERENCES t ON DELETE SET NULL)",
            'CREATE TABLE b (t_id INT NOT NULL REFERENCES "T" (id) ON DELETE RESTRICT ON UPDATE CASCADE)',
            "CREATE TABLE c (i INT, j INT, FOREIGN KEY (i, j) REFERENCES [t] (id, c) ON DELETE SET DEFAULT)",
            "CREATE TRIGGER tr AFTER DELETE ON a BEGIN DELETE FROM t WHERE id = old.t_id; END",
        ],
        ["INSERT INTO t VALUES (1, 'a', 2)", "INSERT INTO a VALUES (1)", "INSERT INTO b VALUES (1)"],
        ["SELECT * FROM t", "SELECT * FROM a", "SELECT * FROM b", "SELECT * FROM pragma_foreign_key_check"],
    ),
]

MANY = ", ".join(f"c{n} INT DEFAULT {n}" for n in range(300))
TEXTS = [
    simple("generated_from_generated", "c INT AS (d + 1), d INT GENERATED ALWAYS AS (id * 2) STORED, e AS (c || d)"),
    simple("generated_with_key_and_index", "c TEXT AS (lower(x)) STORED UNIQUE NOT NULL", "CREATE INDEX ix ON t (c)"),
    simple("generated_with_text_that_closes", "c TEXT AS (x || ')' || ',' || '--') VIRTUAL CHECK (c <> ')')"),
    simple("default_in_many_parentheses", "c INT DEFAULT ((((1) + (2)))), d TEXT DEFAULT (('a' || ',') || '(')"),
    simple("default_over_lines", "c TEXT DEFAULT 'one\n, (two\n-- no comment\n', d TEXT DEFAULT ('a'\n||\n'b')"),
    simple("default_spelled_as_a_name", 'c TEXT DEFAULT "word", d TEXT DEFAULT word, e TEXT DEFAULT [in brackets]'),
    simple(
        "default_numbers", "c INT DEFAULT 0x1F, d REAL DEFAULT -1e-5, e DEFAULT .5, f INT DEFAULT -9223372036854775808"
    ),
    simple("default_json_and_clock", "c TEXT DEFAULT '{\"a\": [1, 2]}', d TEXT DEFAULT current_time, e DEFAULT FALSE"),
    simple("default_then_other_clauses", "c TEXT DEFAULT 'a' COLLATE RTRIM NOT NULL CHECK (c <> '') REFERENCES o"),
    simple(
        "types_of_words",
        "c DOUBLE PRECISION, d TIMESTAMP WITH TIME ZONE, e NATIONAL CHARACTER VARYING (5) NOT NULL DEFAULT ''",
    ),
    simple("types_with_signs", "c NUMERIC(-5, +2), d INTEGER(10), e UNSIGNED VARCHAR(5) DEFAULT 1"),
    simple("types_quoted", 'c "odd, type(", d [type] NOT NULL DEFAULT 0, e `t y` DEFAULT 1'),
    simple("names_in_single_quotes", "'c' INT, 'd e' TEXT DEFAULT 'd e', UNIQUE ('c')"),
    simple(
        "names_with_everything", '"" INT, "a""b" INT, "a\'b" INT, "a?b" INT, "a\\b" INT, "a\nb" INT, "\U0001f600" INT'
    ),
    simple(
        "names_of_words", '"order" INT, [group] INT, `table` INT, key INT, "check" INT, "constraint" INT, "primary" INT'
    ),
    Feature("comments_everywhere", [EVERYWHERE]),
    simple("table_name_in_double_quotes", "c INT").spelled('"t"'),
    simple("table_name_in_brackets", "c INT").spelled("[t]"),
    simple("table_name_in_backticks", "c INT").spelled("`t`"),
    simple("column_quoted", "c INT").replaced("x VARCHAR(5)", '"x" VARCHAR(5)'),
    simple("column_in_upper_case", "c INT").replaced("x VARCHAR(5)", "X VARCHAR(5)"),
    Feature(
        "many_columns",
        [f"CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), {MANY})"],
    ),
]

HANGING_ON = [
    simple("indexes_of_many_kinds", "c INT, d TEXT", "CREATE INDEX i1 ON t (c DESC, d COLLATE RTRIM ASC) WHERE c "
    "IN (1, 2)",
           "CREATE INDEX i2 ON t (json_extract(d, '$.a'), abs(c))", "CREATE UNIQUE INDEX i3 ON t (id) WHERE d "
           "LIKE 'a%'"),
    simple("index_with_comments", "c INT", "CREATE /* 1 */ INDEX -- 2\n [ix] ON -- 3\n t ( /* 4 */ c -- 5\n) /* 6 */"),
    simple("index_made_if_not_there", "c INT", 'CREATE UNIQUE INDEX IF NOT EXISTS "main"."ix" ON "t" ("c")'),
    simple("triggers_in_their_order", "c INT", *[
        f"CREATE TRIGGER tr{n} {when} ON t BEGIN SELECT {n}; END"
        for n, when in enumerate(("BEFORE INSERT", "AFTER INSERT", "BEFORE UPDATE OF x, c", "AFTER DELETE", "UPDATE"))
    ]),
    simple("trigger_for_each_row_with_quotes", 'c INT',
           'CREATE TRIGGER IF NOT EXISTS "tr; END" AFTER INSERT ON "t" FOR EACH ROW WHEN new."c" > 1 BEGIN '
           "INSERT INTO o VALUES (new.c); UPDATE t SET x = ';' WHERE rowid = new.rowid; -- END\nEND"),
    simple("trigger_that_upserts", "c INT UNIQUE",
           "CREATE TRIGGER tr AFTER INSERT ON o BEGIN INSERT INTO t (c) VALUES (new.id) ON CONFLICT (c) DO UPDATE "
           "SET x = excluded.x; END"),
    simple("triggers_instead_of_each", "c INT", "CREATE VIEW v AS SELECT id, c FROM t", *[
        f"CREATE TRIGGER tr{event} INSTEAD OF {event} ON v BEGIN UPDATE t SET c = 1; END"
        for event in ("INSERT", "UPDATE", "DELETE")
    ]),
    simple("temporary_trigger_elsewhere", "c INT", "CREATE TEMP TRIGGER tr AFTER INSERT ON o BEGIN DELETE FROM t "
    "WHERE 0; END"),
    simple("temporary_view", "c INT", "CREATE TEMP VIEW v AS SELECT t.c FROM t JOIN o USING (id)"),
    simple("view_with_names_and_query_before", "c INT",
           "CREATE VIEW v (one, two) AS WITH q AS (SELECT c, x FROM t) SELECT c, x FROM q UNION SELECT 1, 'x' "
           "FROM t AS u"),
    simple("view_of_all_columns_and_window", "c INT", "CREATE VIEW v AS SELECT *, row_number() OVER (ORDER BY "
    "t.id) FROM t"),
    simple("view_that_is_broken", "c INT", "CREATE VIEW v AS SELECT * FROM nowhere"),
    simple("view_with_a_function_of_the_application", "c INT", "CREATE VIEW v AS SELECT twice(c), never(c) FROM t"),
    simple("function_of_the_application_in_an_index", "c INT", "CREATE INDEX ix ON t (twice(c)) WHERE twice(c) > 1"),
    Feature(
        "full_text_index_of_its_rows",
        [
            "CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5))",
            "CREATE VIRTUAL TABLE words USING fts5 (x, content='t', content_rowid='id')",
            "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO words (rowid, x) VALUES (new.id, new.x); END",
        ],
        ["INSERT INTO t (x) VALUES ('one'), ('two')"],
        ["SELECT * FROM t", "SELECT rowid FROM words WHERE words MATCH 'two'"],
    ),
    Feature(
        "statistics_of_analyze",
        ["CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), c INT UNIQUE)", "CREATE INDEX ix ON t (x, c)"],
        ["INSERT INTO t (x, c) VALUES ('a', 1), ('b', 2), ('c', 3)", "INSERT INTO o VALUES (1)", "ANALYZE"],
        ["SELECT * FROM sqlite_stat1 ORDER BY tbl, idx"],
    ),
]  # fmt: skip

VALUES = [
    Feature(
        "numbers_at_their_limits",
        ["CREATE TABLE t (x VARCHAR(5), a INT, b REAL, c NUMERIC, d)"],
        [
            "INSERT INTO t VALUES ('a', 9007199254740993, 1e308, 9223372036854775807, -9223372036854775808)",
            "INSERT INTO t VALUES ('b', 1e999, -1e999, 0.1, 1.0), ('c', '1', '1', '1', '1'), ('d', 'z', 'z', "
            "'z', x'31')",
        ],
        ["SELECT *, typeof(a), typeof(b), typeof(c), typeof(d), quote(b) FROM t"],
    ),
    Feature(
        "bytes_and_characters",
        ["CREATE TABLE t (x VARCHAR(5), b BLOB, c TEXT)"],
        ["INSERT INTO t VALUES ('a', randomblob(1000000), CAST(x'610062' AS TEXT)), ('\U0001f600', x'', '')"],
        ["SELECT x, length(b), hex(substr(b, 1, 50)), hex(c), typeof(b), typeof(c) FROM t"],
    ),
    Feature("no_rows", ["CREATE TABLE t (id INTEGER PRIMARY KEY, x VARCHAR(5), c NOT NULL)"], ()),
    Feature(
        "numbers_of_the_file",
        ["CREATE TABLE t (x VARCHAR(5))", "PRAGMA user_version = 77", "PRAGMA application_id = 99"],
        ["INSERT INTO t VALUES ('a')"],
        ["SELECT * FROM t", "PRAGMA user_version", "PRAGMA application_id"],
    ),
    Feature(
        "switches_of_the_connection",
        ["CREATE TABLE t (x VARCHAR(5))", "PRAGMA recursive_triggers = ON", "PRAGMA legacy_alter_table = ON"],
        ["INSERT INTO t VALUES ('a')"],
        [f"PRAGMA {name}" for name in ("recursive_triggers", "legacy_alter_table", "writable_schema", "foreign_keys")],
    ),
]

FEATURES = [*ORDINARY, *CHECKS, *KEYS, *FOREIGN_KEYS, *TEXTS, *HANGING_ON, *VALUES]
