"""Tables of MySQL and MariaDB read from their own texts: as SQLAlchemy reads them, and right where that errs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, event, inspect
from sqlalchemy.dialects import mysql

from revgraph.ddl.catalog import read_tables
from revgraph.ddl.catalog.mysql import TableAnswers, TextReading, read_mysql
from tests.kit.catalogs import assert_same, ours

SAME = [
    "CREATE TABLE parents (id INT PRIMARY KEY, x INT, y INT, UNIQUE KEY uq_xy (x, y)) COMMENT 'it''s a parent'",
    """CREATE TABLE types (a BIGINT UNSIGNED, b SMALLINT(4) ZEROFILL, c DECIMAL(10,2) UNSIGNED, d FLOAT, e DOUBLE(8,3),
        f DATE, g DATETIME(6), h TIME(3), i TIMESTAMP NULL, j YEAR, k TINYINT(1), l BLOB, m LONGTEXT, n JSON, o TEXT,
        p CHAR(3) CHARACTER SET latin1 COLLATE latin1_bin, q VARCHAR(7) COLLATE utf8mb4_bin, r ENUM('a','b,c','d''e'),
        s SET('x','y'), t BIT(4), u BINARY(4), v VARBINARY(9), w MEDIUMINT, x TINYTEXT)""",
    """CREATE TABLE defaults (a INT DEFAULT 5, b VARCHAR(20) DEFAULT 'it''s, (x)', c DATETIME DEFAULT CURRENT_TIMESTAMP
        ON UPDATE CURRENT_TIMESTAMP, d VARCHAR(36) DEFAULT (uuid()), e DOUBLE DEFAULT -1.5,
        f INT NOT NULL DEFAULT (1 + 2),
        g INT COMMENT 'a ''comment'', with `marks`', h TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00')""",
    "CREATE TABLE numbered (id BIGINT AUTO_INCREMENT PRIMARY KEY, x INT) AUTO_INCREMENT=500",
    """CREATE TABLE computed (a INT, b INT GENERATED ALWAYS AS (a + 1) VIRTUAL, c INT AS (a * (2 + 1)) STORED NOT NULL
        COMMENT 'x')""".replace(" NOT NULL", ""),
    """CREATE TABLE keyed (a INT, b VARCHAR(50), c TEXT, d INT NOT NULL, e INT NOT NULL, PRIMARY KEY (e, d),
        UNIQUE KEY `ux odd (1)` (b), KEY ix_len (b(10), c(20)), KEY ix_desc (a DESC, d), FULLTEXT KEY ft (c),
        KEY ix_comment (a) COMMENT 'why', KEY ix_hash (a, b) USING HASH)""",
    "CREATE TABLE checks (a INT, b INT, CONSTRAINT ck_a CHECK (a > 0 AND b IN (1, 2)), CHECK (b <> 5 OR a < 10))",
    """CREATE TABLE children (id INT PRIMARY KEY, p INT, x INT, y INT,
        CONSTRAINT fk_p FOREIGN KEY (p) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE SET NULL,
        CONSTRAINT fk_xy FOREIGN KEY (x, y) REFERENCES parents (x, y) ON DELETE RESTRICT,
        FOREIGN KEY (id) REFERENCES parents (id) ON DELETE NO ACTION)""",
    "CREATE TABLE options (a INT) ENGINE=MyISAM DEFAULT CHARSET=latin1 ROW_FORMAT=FIXED COMMENT='x' CHECKSUM=1",
    "CREATE TABLE parted (a INT NOT NULL) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (5), "
    "PARTITION p1 VALUES LESS THAN MAXVALUE)",
    "CREATE TABLE `odd ''name' (1) %s` (`a b` INT PRIMARY KEY, `select` INT, `e%f:g` INT, `h\"i` INT)",
    "CREATE VIEW seen AS SELECT a FROM keyed",
    "CREATE TEMPORARY TABLE passing (a INT)",
]


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.replace("%", "%%"))


@pytest.mark.server
def test_as_sqlalchemy_reads_it(mariadb_engine: Engine) -> None:
    run(mariadb_engine, *SAME)
    found = assert_same(mariadb_engine)
    assert len(found["columns"]) == 11, "each table but the temporary one, no view"
    assert {key["name"] for key in found["foreign_keys"]["children"]} >= {"fk_p", "fk_xy"}
    assert found["table_comment"]["parents"] == {"text": "it's a parent"}


@pytest.mark.server
def test_json_is_told_from_text(mariadb_engine: Engine) -> None:
    run(
        mariadb_engine,
        "CREATE TABLE t (`a``b` JSON, b LONGTEXT COMMENT 'CHECK (json_valid(`b`))', c JSON DEFAULT '{}' COMMENT 'x')",
    )
    found = read_mysql(sa.inspect(mariadb_engine), None, ["t"])
    assert found is not None
    columns = found["columns"][None, "t"]
    assert [type(column["type"]) for column in columns] == [mysql.JSON, mysql.LONGTEXT, mysql.JSON]


@pytest.mark.server
def test_checks_within_columns_are_read(mariadb_engine: Engine) -> None:
    run(
        mariadb_engine,
        "CREATE TABLE t (`a``b` INT COMMENT ' CHECK (no)' CHECK (`a``b` > 0), b INT COMMENT 'CHECK (no)')",
    )
    found = read_mysql(sa.inspect(mariadb_engine), None, ["t"])
    assert found is not None
    assert found["check_constraints"][None, "t"] == [{"name": None, "sqltext": "`a``b` > 0"}]


@pytest.mark.server
def test_other_databases_as_sqlalchemy_reads_them(mariadb_engine: Engine, url_of: Callable[[str], str]) -> None:
    database = sa.make_url(str(mariadb_engine.url)).database
    run(mariadb_engine, *SAME[:1], *SAME[7:8])
    engine = sa.create_engine(mariadb_engine.url.set(database=None), poolclass=sa.NullPool)
    try:
        found = assert_same(engine, database)
        assert {key["referred_schema"] for key in found["foreign_keys"]["children"]} == {database}
    finally:
        engine.dispose()


@pytest.mark.server
def test_names_that_sqlalchemy_misreads(mariadb_engine: Engine) -> None:
    run(
        mariadb_engine,
        "CREATE TABLE `p``q` (`a``b` INT PRIMARY KEY, `c)d` INT UNIQUE)",
        "CREATE TABLE t (`x``y` INT, `z)` INT, `n, ``m` INT, CONSTRAINT `fk``1` FOREIGN KEY (`x``y`) "
        "REFERENCES `p``q` (`a``b`) ON DELETE CASCADE, CONSTRAINT fk_PARTITION FOREIGN KEY (`z)`) REFERENCES "
        "`p``q` (`c)d`), KEY `ix``2` (`n, ``m`), KEY `ix PARTITION 3` (`z)`, `x``y`), "
        "CONSTRAINT `ck``4` CHECK (`x``y` > 0))",
    )
    found = ours(mariadb_engine)
    assert [column["name"] for column in found["columns"]["t"]] == ["x`y", "z)", "n, `m"]
    keys = {key["name"]: key for key in found["foreign_keys"]["t"]}
    assert (keys["fk`1"]["constrained_columns"], keys["fk`1"]["referred_columns"]) == (["x`y"], ["a`b"])
    assert (keys["fk`1"]["referred_table"], keys["fk`1"]["options"]) == ("p`q", {"ondelete": "CASCADE"})
    assert (keys["fk_PARTITION"]["constrained_columns"], keys["fk_PARTITION"]["referred_columns"]) == (["z)"], ["c)d"])
    indexes = {index["name"]: index["column_names"] for index in found["indexes"]["t"]}
    assert indexes["ix`2"] == ["n, `m"]
    assert indexes["ix PARTITION 3"] == ["z)", "x`y"]
    assert [check["name"] for check in found["check_constraints"]["t"]] == ["ck`4"]
    assert found["pk_constraint"]["p`q"]["constrained_columns"] == ["a`b"]


@pytest.mark.server
def test_ansi_quotes(mariadb_engine: Engine) -> None:
    run(mariadb_engine, *SAME[:1], *SAME[6:8])
    engine = sa.create_engine(mariadb_engine.url, poolclass=sa.NullPool)

    @event.listens_for(engine, "connect", insert=True)
    def _set_mode(connection: Any, _: Any) -> None:
        connection.cursor().execute("SET SESSION sql_mode = 'ANSI_QUOTES'")

    try:
        found = assert_same(engine)
        assert [key["name"] for key in found["check_constraints"]["checks"]].count("ck_a") == 1
    finally:
        engine.dispose()


@pytest.mark.server
def test_one_statement_for_each_table(mariadb_engine: Engine) -> None:
    run(mariadb_engine, *SAME)
    sent: list[str] = []
    event.listen(mariadb_engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    found = ours(mariadb_engine, names=["keyed", "checks", "types"])
    assert list(found["columns"]) == ["checks", "keyed", "types"]
    assert len(sent) == 3


@pytest.mark.server
def test_table_that_can_not_be_shown_is_left_to_sqlalchemy(mariadb_engine: Engine) -> None:
    with mariadb_engine.connect() as connection:
        assert read_tables(inspect(connection), None, ["nowhere"]) == {}


MYSQL_8 = """CREATE TABLE `t` (
  `id` int NOT NULL,
  `name` varchar(50) COLLATE utf8mb4_general_ci DEFAULT NULL,
  `n` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `ux` ((lower(`name`))),
  KEY `ix` (`n`,(concat(`name`,_utf8mb4'a),(b')) DESC,`name`(10)),
  KEY `plain` (`n` DESC),
  CONSTRAINT `ck` CHECK ((`n` > 5)) /*!80016 NOT ENFORCED */
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='x'"""


def read_text(sql: str) -> TableAnswers:
    return TextReading(mysql.dialect()).read(sql, None)  # type: ignore[no-untyped-call]


def test_expression_indexes_of_mysql_are_read() -> None:
    found = read_text(MYSQL_8)
    indexes = {index.pop("name"): index for index in found.indexes}
    assert indexes == {
        "ux": {"column_names": [None], "expressions": ["(lower(`name`))"], "unique": True},
        "ix": {
            "column_names": ["n", None, "name"],
            "expressions": ["n", "(concat(`name`,_utf8mb4'a),(b')) DESC", "name"],
            "unique": False,
            "dialect_options": {"mysql_length": {"name": 10}},
        },
        "plain": {"column_names": ["n"], "unique": False, "column_sorting": {"n": ("desc",)}},
    }
    assert found.unique_constraints == []
    assert found.check_constraints == [{"name": "ck", "sqltext": "(`n` > 5)"}]
    assert found.pk_constraint == {"constrained_columns": ["id"], "name": None}
    assert found.table_comment == {"text": "x"}
