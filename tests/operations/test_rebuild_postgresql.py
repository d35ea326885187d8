"""A table that is built anew on PostgreSQL keeps what hangs on it, or is left as it is: one case for each feature."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from tests.operations.server_cases import Case, cases, demand_kept, demand_refused


def definitions(catalogue: str, function: str, column: str = "conrelid") -> str:
    """Return the query for definitions in PostgreSQL's catalogue."""
    return f"SELECT {function}(oid) FROM {catalogue} WHERE {column} = 't'::regclass ORDER BY 1"


CONSTRAINTS = "SELECT conname, pg_get_constraintdef(oid), obj_description(oid) FROM pg_constraint "
CONSTRAINTS += "WHERE conrelid = 't'::regclass ORDER BY 1"
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 't' ORDER BY 1"
CLASS = "SELECT reloptions, relreplident, relacl::text, obj_description(oid) FROM pg_class WHERE oid = 't'::regclass"
COLUMNS = "SELECT column_name, column_default, is_identity, identity_generation, identity_start, identity_increment, "
COLUMNS += (
    "generation_expression FROM information_schema.columns WHERE table_name = 't' AND column_name <> 'x' ORDER BY 1"
)
FUNCTION = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$"
INSERTED = "INSERT INTO t (n) VALUES (1) RETURNING id"

KEPT_BY_POSTGRESQL = [
    Case("check", ", CHECK (n > 0), CONSTRAINT named CHECK (n < 100)", query=CONSTRAINTS),
    Case("unique", ", UNIQUE NULLS NOT DISTINCT (n, id), CONSTRAINT u UNIQUE (x, n) INCLUDE (id)", query=CONSTRAINTS),
    Case("key_out", ", FOREIGN KEY (n) REFERENCES o (id) ON DELETE SET NULL DEFERRABLE", query=CONSTRAINTS),
    Case("key_to_itself", ", up INT REFERENCES t (id) ON DELETE CASCADE", query=CONSTRAINTS),
    Case(
        "key_in",
        made=["CREATE TABLE child (t_id INT REFERENCES t (id) ON DELETE CASCADE)", "INSERT INTO child VALUES (1)"],
        query="SELECT pg_get_constraintdef(c.oid), t_id FROM pg_constraint c, child WHERE confrelid = 't'::regclass",
    ),
    Case("exclude", ", EXCLUDE USING gist (int4range(id, id + 1) WITH &&)", query=CONSTRAINTS),
    Case(
        "comment_of_constraint",
        ", CONSTRAINT c CHECK (n > 0)",
        ["COMMENT ON CONSTRAINT c ON t IS 'it''s 5%'"],
        CONSTRAINTS,
    ),
    Case("partial_index", made=["CREATE UNIQUE INDEX i ON t (n) WHERE n > 5 AND x <> '%'"], query=INDEXES),
    Case("expression_index", made=["CREATE INDEX i ON t (lower(x) DESC NULLS LAST, (n % 7))"], query=INDEXES),
    Case("index_of_a_kind", made=["CREATE INDEX i ON t USING hash (n) WITH (fillfactor = 50)"], query=INDEXES),
    Case("index_of_an_operator_class", made=["CREATE INDEX i ON t (x varchar_pattern_ops) INCLUDE (n)"], query=INDEXES),
    Case(
        "comment_of_index",
        made=["CREATE INDEX i ON t (n)", "COMMENT ON INDEX i IS 'why'"],
        query="SELECT obj_description('i'::regclass)",
    ),
    Case(
        "trigger",
        made=[FUNCTION, "CREATE TRIGGER tr BEFORE UPDATE OF n ON t FOR EACH ROW WHEN (new.n > 1) EXECUTE FUNCTION f()"],
        query=definitions("pg_trigger", "pg_get_triggerdef", "tgrelid"),
    ),
    Case(
        "rule",
        made=["CREATE RULE r AS ON DELETE TO t WHERE old.n = 3 DO INSTEAD NOTHING"],
        query=definitions("pg_rewrite", "pg_get_ruledef", "ev_class"),
    ),
    Case("privileges", made=["GRANT SELECT, UPDATE ON t TO PUBLIC"], query=CLASS),
    Case("storage_parameters", made=["ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = false)"], query=CLASS),
    Case("replica_identity", made=["ALTER TABLE t REPLICA IDENTITY FULL"], query=CLASS),
    Case(
        "replica_identity_by_index",
        ", y INT NOT NULL DEFAULT 1",
        ["CREATE UNIQUE INDEX i ON t (y, id)", "ALTER TABLE t REPLICA IDENTITY USING INDEX i"],
        "SELECT relreplident, indisreplident FROM pg_class c JOIN pg_index ON indexrelid = 'i'::regclass WHERE "
        "c.oid = 't'::regclass",
    ),
    Case(
        "clustering",
        made=["CREATE INDEX i ON t (n)", "CLUSTER t USING i"],
        query="SELECT indisclustered FROM pg_index WHERE indexrelid = 'i'::regclass",
    ),
    Case(
        "statistics",
        made=["CREATE STATISTICS s (ndistinct) ON x, n FROM t"],
        query=definitions("pg_statistic_ext", "pg_get_statisticsobjdef", "stxrelid"),
    ),
    Case(
        "comments",
        made=["COMMENT ON TABLE t IS 'a table'", "COMMENT ON COLUMN t.n IS 'a number'"],
        query="SELECT obj_description('t'::regclass), col_description('t'::regclass, 3)",
    ),
    Case(
        "serial",
        made=["SELECT setval('t_id_seq', 70)"],
        query="SELECT last_value, is_called, pg_get_serial_sequence('t', 'id') FROM t_id_seq",
    ),
    Case(
        "serial_continues",
        made=["SELECT setval('t_id_seq', 70)"],
        query=INSERTED.replace("INSERT", "SELECT nextval('t_id_seq') -- "),
    ),
    Case("identity_always", ", i INT GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 3)", query=COLUMNS),
    Case(
        "identity_always_values",
        ", i INT GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 3)",
        query="SELECT id, i, (SELECT last_value FROM t_i_seq) FROM t ORDER BY id",
    ),
    Case(
        "identity_by_default",
        ", i INT GENERATED BY DEFAULT AS IDENTITY (START 5)",
        ["SELECT setval('t_i_seq', 40, false)"],
        "SELECT id, i, (SELECT last_value FROM t_i_seq) FROM t",
    ),
    Case("generated", ", g INT GENERATED ALWAYS AS (n * 2) STORED", query=COLUMNS),
    Case(
        "defaults",
        ", d TEXT DEFAULT 'a' || now()::text, e INT[] DEFAULT '{1,2}', j JSONB DEFAULT '{\"a\": 1}'",
        query=COLUMNS,
    ),
]

REFUSED_BY_POSTGRESQL = [
    Case(
        "policy",
        made=["ALTER TABLE t ENABLE ROW LEVEL SECURITY", "CREATE POLICY p ON t USING (n > 0)"],
        words="row security is on, row security policy p",
    ),
    Case("view", made=["CREATE VIEW v AS SELECT n FROM t"], words="view v"),
    Case("materialized_view", made=["CREATE MATERIALIZED VIEW m AS SELECT n FROM t"], words="view m"),
    Case("inheritance", made=["CREATE TABLE heir () INHERITS (t)"], words="inheritance heir"),
    Case("publication", made=["CREATE PUBLICATION pub FOR TABLE t"], words="publication pub"),
    Case("unlogged", made=["ALTER TABLE t SET UNLOGGED"], words="kind UNLOGGED"),
    Case(
        "disabled_trigger",
        made=[FUNCTION, "CREATE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION f()", "ALTER TABLE t DISABLE TRIGGER tr"],
        words="disabled trigger tr",
    ),
    Case("privileges_on_column", made=["GRANT SELECT (n) ON t TO PUBLIC"], words="privileges on column n"),
    Case(
        "storage",
        made=["ALTER TABLE t ALTER COLUMN x SET STORAGE EXTERNAL"],
        words="storage, statistics or options of column x",
    ),
    Case(
        "statistics_target",
        made=["ALTER TABLE t ALTER COLUMN n SET STATISTICS 500"],
        words="storage, statistics or options of column n",
    ),
    Case("collation", ', c TEXT COLLATE "C"', words="collation of column c"),
    Case(
        "partitions",
        made=[
            "DROP TABLE t",
            "CREATE TABLE t (id INT, x VARCHAR(5), n INT) PARTITION BY RANGE (n)",
            "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (9)",
        ],
        words="partitioning t",
    ),
    Case("deferrable_key", ", UNIQUE (x) DEFERRABLE INITIALLY DEFERRED", words="constraint t_x_key"),
    Case("not_inherited", ", CONSTRAINT named CHECK (id < 100) NO INHERIT", words="constraint named"),
    Case(
        "not_validated",
        made=["ALTER TABLE t ADD CONSTRAINT late CHECK (id > 1) NOT VALID"],
        words="constraint NOT VALID late",
    ),
]


@cases(KEPT_BY_POSTGRESQL)
def test_postgresql_keeps(case: Case, engine_of: Callable[[str], Engine]) -> None:
    demand_kept(engine_of("postgresql"), case)


@cases(REFUSED_BY_POSTGRESQL)
def test_postgresql_refuses(case: Case, engine_of: Callable[[str], Engine]) -> None:
    demand_refused(engine_of("postgresql"), case)
