"""A table that is built anew on MariaDB keeps what hangs on it, or is left as it is: one case for each feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, inspect

from tests.kit.contexts import live
from tests.operations.server_cases import Case, cases, demand_kept, demand_refused

SHOWN = "SHOW CREATE TABLE t"
KEPT_BY_MARIADB = [
    Case("check", ", CONSTRAINT named CHECK (n < 100), CONSTRAINT two CHECK (n < length(x) * 100)", query=SHOWN),
    Case(
        "key_out",
        ", o INT, CONSTRAINT fk FOREIGN KEY (o) REFERENCES o (id) ON DELETE CASCADE ON UPDATE SET NULL",
        query=SHOWN,
    ),
    Case("key_to_itself", ", up INT, CONSTRAINT own FOREIGN KEY (up) REFERENCES t (id)", query=SHOWN),
    Case("unique", ", UNIQUE KEY u (x, n)", query=SHOWN),
    Case("indexes", ", KEY i (x(2), n), FULLTEXT KEY f (x)", query=SHOWN),
    Case("number", made=["ALTER TABLE t AUTO_INCREMENT = 700"], query=SHOWN),
    Case(
        "number_zero",
        made=[
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
            "INSERT INTO t (id, n) VALUES (0, 5)",
            "SET SESSION sql_mode = DEFAULT",
        ],
    ),
    Case("comments", ", c INT COMMENT 'it''s 5%'", ["ALTER TABLE t COMMENT = 'a, table=1'"], SHOWN),
    Case("generated", ", g INT AS (n * 2) STORED, v INT AS (n + 1) VIRTUAL", query=SHOWN),
    Case(
        "options",
        made=["ALTER TABLE t ENGINE = InnoDB ROW_FORMAT = COMPRESSED", "ALTER TABLE t CONVERT TO CHARACTER SET latin1"],
        query=SHOWN,
    ),
    Case(
        "defaults",
        ", d TIMESTAMP NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), e VARCHAR(9) DEFAULT "
        "'it''s'",
        query=SHOWN,
    ),
    Case("characters", ", c VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT ''", query=SHOWN),
    Case(
        "types",
        ", a ENUM ('x','y') NOT NULL DEFAULT 'x', b DECIMAL (7,3) UNSIGNED, d DATETIME (3), e MEDIUMTEXT",
        query=SHOWN,
    ),
    Case("view", made=["CREATE VIEW v AS SELECT n FROM t"], query="SELECT * FROM v ORDER BY n"),
]

REFUSED_BY_MARIADB = [
    Case("trigger", made=["CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET new.n = 1"], words="trigger tr"),
    Case(
        "key_in",
        made=["CREATE TABLE child (t_id INT, CONSTRAINT fk_in FOREIGN KEY (t_id) REFERENCES t (id))"],
        words="foreign key of another table child.fk_in",
    ),
    Case("partitions", made=["ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 3"], words="PARTITION BY"),
    Case("versions", made=["ALTER TABLE t ADD SYSTEM VERSIONING"], words="WITH SYSTEM VERSIONING"),
    Case("check_in_a_column", ", c INT CHECK (c > 0)", words="column c"),
    Case("invisible_column", ", hidden INT INVISIBLE", words="column hidden"),
]


@cases(KEPT_BY_MARIADB)
def test_mariadb_keeps(case: Case, engine_of: Callable[[str], Engine]) -> None:
    demand_kept(engine_of("mariadb"), case)


@cases(REFUSED_BY_MARIADB)
def test_mariadb_refuses(case: Case, engine_of: Callable[[str], Engine]) -> None:
    demand_refused(engine_of("mariadb"), case)


@pytest.mark.server
@pytest.mark.parametrize("kind", ["mariadb", "postgresql"])
def test_what_a_listener_makes_of_a_column_is_what_it_shall_be(kind: str, engine_of: Callable[[str], Engine]) -> None:
    def changed(inspector: object, table: object, column: dict[str, Any]) -> None:
        if column["name"] == "a":
            column.update(default="'new'", nullable=False)

    with engine_of(kind).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(10) DEFAULT 'old', b INT DEFAULT 7)")
        connection.exec_driver_sql("INSERT INTO t (id, a) VALUES (1, 'kept')")
        with live(connection).batch_alter_table(
            "t", recreate="always", reflect_kwargs={"listeners": [("column_reflect", changed)]}
        ) as batch:
            batch.add_column(Column("z", Integer))
        found = {column["name"]: column for column in inspect(connection).get_columns("t")}
        assert "new" in found["a"]["default"] and not found["a"]["nullable"]
        assert "7" in found["b"]["default"] and found["b"]["nullable"]
        assert connection.exec_driver_sql("SELECT id, a, b, z FROM t").all() == [(1, "kept", 7, None)]
