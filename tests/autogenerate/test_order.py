"""The order of operations, and how circles are taken apart; no database."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, MetaData, Table

from revgraph.autogenerate.order import in_order
from revgraph.autogenerate.untangle import untangled
from revgraph.operations import ops


def models(**tables: str) -> dict[str, Table]:
    """Return tables by name; each says the tables it refers to."""
    metadata = MetaData()
    for name, targets in tables.items():
        keys = [
            Column(f"{other}_id", sa.Integer, ForeignKey(f"{other}.id", name=f"fk_{name}_{other}"))
            for other in targets.split()
        ]
        Table(name, metadata, Column("id", sa.Integer, primary_key=True), *keys)
    return {str(table.name): table for table in metadata.tables.values()}


def said(operations: list[ops.MigrateOperation]) -> list[str]:
    """Return operations in short: verb and table, in brackets where they are in one block."""
    short: list[str] = []
    for op in operations:
        if isinstance(op, ops.ModifyTableOps):
            short.append(f"{op.table_name}[{', '.join(verb(each) for each in op.ops)}]")
        else:
            short.append(verb(op))
    return short


def verb(op: Any) -> str:
    name = type(op).__name__.removesuffix("Op")
    if isinstance(op, ops.AddColumnOp):
        return f"{name} {op.column.name}"
    for attribute in ("column_name", "index_name", "constraint_name", "table_name", "name"):
        if getattr(op, attribute, None):
            return f"{name} {getattr(op, attribute)}"
    raise AssertionError(op)


def foreign_key(name: str, source: str, target: str, column: str = "x") -> ops.CreateForeignKeyOp:
    return ops.CreateForeignKeyOp(name, source, target, [column], ["id"])


TABLES = models(a="b", b="c", c="")
UNIQUE = ops.CreateUniqueConstraintOp("uq", "r", ["id"])

CASES: dict[str, tuple[list[ops.MigrateOperation], list[str]]] = {
    "created: the referred one first": (
        [ops.CreateTableOp.from_table(TABLES[name]) for name in "abc"],
        ["CreateTable c", "CreateTable b", "CreateTable a"],
    ),
    "dropped: the referring one first": (
        [ops.DropTableOp.from_table(TABLES[name]) for name in "cba"],
        ["DropTable a", "DropTable b", "DropTable c"],
    ),
    "indexes stay with their new table": (
        [
            ops.CreateTableOp.from_table(TABLES["b"]),
            ops.CreateIndexOp("ix_b", "b", ["c_id"]),
            ops.CreateTableOp.from_table(TABLES["c"]),
            ops.CreateIndexOp("ix_c", "c", ["id"]),
        ],
        ["CreateTable c", "CreateIndex ix_c", "CreateTable b", "CreateIndex ix_b"],
    ),
    "a key is dropped before the table it refers to": (
        [ops.DropTableOp.from_table(TABLES["c"]), ops.ModifyTableOps("z", [foreign_key("fk", "z", "c").reverse()])],
        ["z[DropConstraint fk]", "DropTable c"],
    ),
    "a key is made after the table it refers to": (
        [ops.ModifyTableOps("z", [foreign_key("fk", "z", "c")]), ops.CreateTableOp.from_table(TABLES["c"])],
        ["CreateTable c", "z[CreateForeignKey fk]"],
    ),
    "a key is made after the unique constraint it refers to": (
        [ops.ModifyTableOps("k", [foreign_key("fk", "k", "r")]), ops.ModifyTableOps("r", [UNIQUE])],
        ["r[CreateUniqueConstraint uq]", "k[CreateForeignKey fk]"],
    ),
    "a key is dropped before the unique constraint it refers to": (
        [
            ops.ModifyTableOps("r", [UNIQUE.reverse()]),
            ops.ModifyTableOps("z", [foreign_key("fk", "z", "r").reverse()]),
        ],
        ["z[DropConstraint fk]", "r[DropConstraint uq]"],
    ),
    "within a table: drop, add, alter, make, drop columns": (
        [
            ops.ModifyTableOps(
                "t",
                [
                    ops.CreateIndexOp("new", "t", ["b"]),
                    ops.DropColumnOp.from_column_and_tablename(None, "t", Column("a", sa.Integer)),
                    ops.AlterColumnOp("t", "c", modify_nullable=True),
                    ops.AddColumnOp("t", Column("b", sa.Integer)),
                    ops.CreateIndexOp("old", "t", ["a"]).reverse(),
                ],
            )
        ],
        ["t[DropIndex old, AddColumn b, AlterColumn c, CreateIndex new, DropColumn a]"],
    ),
    "a name is free before it is used again": (
        [
            ops.ModifyTableOps("a", [ops.CreateIndexOp("ix", "a", ["x"])]),
            ops.ModifyTableOps("b", [ops.CreateIndexOp("ix", "b", ["x"]).reverse()]),
        ],
        ["b[DropIndex ix]", "a[CreateIndex ix]"],
    ),
    "enum types: after their last user": (
        [
            ops.DropEnumOp("e", values=["x"]),
            ops.ModifyTableOps(
                "t", [ops.DropColumnOp.from_column_and_tablename(None, "t", Column("s", sa.Enum("x", name="e")))]
            ),
            ops.CreateEnumOp("f", ["x"]),
        ],
        ["CreateEnum f", "t[DropColumn s]", "DropEnum e"],
    ),
    "two tables that wait for each other are split": (
        [
            ops.ModifyTableOps("a", [foreign_key("fk_a", "a", "b"), ops.CreatePrimaryKeyOp("pk_a", "a", ["id"])]),
            ops.ModifyTableOps("b", [foreign_key("fk_b", "b", "a"), ops.CreatePrimaryKeyOp("pk_b", "b", ["id"])]),
        ],
        ["a[CreatePrimaryKey pk_a]", "b[CreatePrimaryKey pk_b, CreateForeignKey fk_b]", "a[CreateForeignKey fk_a]"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_order(case: str) -> None:
    operations, expected = CASES[case]
    assert said(in_order(operations, None)) == expected


@pytest.mark.parametrize("case", CASES)
def test_order_does_not_depend_on_where_operations_stood(case: str) -> None:
    operations, expected = CASES[case]
    assert said(in_order(operations[::-1], None)) == expected


def test_circle_of_new_tables_is_closed_by_a_later_key() -> None:
    tables = models(a="b", b="c", c="a d", d="", e="a")
    operations = [ops.CreateTableOp.from_table(table) for table in tables.values()]
    assert said(in_order(untangled(operations, lambda op: op), None)) == [
        "CreateTable a",
        "CreateTable b",
        "CreateTable d",
        "CreateTable c",
        "CreateTable e",
        "a[CreateForeignKey fk_a_b]",
        "b[CreateForeignKey fk_b_c]",
    ]


def test_every_random_set_of_tables_is_created_and_dropped_in_an_order_that_works() -> None:
    dice = random.Random(7)
    for _ in range(60):
        names = [f"t{number}" for number in range(dice.randint(1, 9))]
        tables = models(**{name: " ".join(dice.sample(names, dice.randint(0, min(3, len(names))))) for name in names})
        operations: list[ops.MigrateOperation] = [ops.CreateTableOp.from_table(table) for table in tables.values()]
        dice.shuffle(operations)
        ordered = in_order(untangled(operations, lambda op: op), None)
        there: set[str] = set()
        keys: set[str] = set()
        for op in ordered:
            for each in op.ops if isinstance(op, ops.ModifyTableOps) else [op]:
                _apply(each, there, keys)
        assert there == set(names)
        assert keys == {str(key.name) for table in tables.values() for key in table.foreign_key_constraints}
        for op in ops.UpgradeOps(ordered).reverse().ops:
            for each in op.ops if isinstance(op, ops.ModifyTableOps) else [op]:
                _undo(each, there, keys)
        assert (there, keys) == (set(), set())


def _keys_of(op: ops.CreateTableOp) -> list[ops.CreateForeignKeyOp]:
    return [
        ops.CreateForeignKeyOp.from_constraint(item) for item in op.columns if isinstance(item, sa.ForeignKeyConstraint)
    ]


def _apply(op: ops.MigrateOperation, there: set[str], keys: set[str]) -> None:
    if isinstance(op, ops.CreateTableOp):
        there.add(op.table_name)
    for key in _keys_of(op) if isinstance(op, ops.CreateTableOp) else [op]:
        assert isinstance(key, ops.CreateForeignKeyOp)
        assert {key.source_table, key.referent_table} <= there, f"{key!r} before its tables"
        keys.add(str(key.constraint_name))


def _undo(op: ops.MigrateOperation, there: set[str], keys: set[str]) -> None:
    if isinstance(op, ops.DropConstraintOp):
        keys.remove(str(op.constraint_name))
        return
    assert isinstance(op, ops.DropTableOp)
    keys -= {str(key.constraint_name) for key in _keys_of(op.reverse())}
    there.remove(op.table_name)
    assert not [key for key in keys if key.endswith(f"_{op.table_name}")], f"{op!r} while {keys} are there"
