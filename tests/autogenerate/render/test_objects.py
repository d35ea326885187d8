"""Operations on sequences, enum types, schemas and extensions: their text, executed, is an equal operation."""

from __future__ import annotations

import io
from typing import Any

import pytest
import sqlalchemy as sa

from revgraph.autogenerate import AutogenContext, render_op_text, render_python_code
from revgraph.operations import Operations, ops
from revgraph.runtime.migration import MigrationContext
from tests.kit.diffs import migration_function

ODD = 'it\'s "50%" a:b\\ü'
CASES: list[tuple[ops.MigrateOperation, str | None]] = [
    (ops.CreateSequenceOp("q"), "op.create_sequence('q')"),
    (
        ops.CreateSequenceOp(
            "q", schema="s", start=1, increment=2, minvalue=1, maxvalue=9, cycle=False, cache=4, order=True,
            data_type=sa.BigInteger(), owned_by=("t", "c"), if_not_exists=True,
        ),
        None,
    ),
    (ops.CreateSequenceOp(ODD, schema=ODD, nominvalue=True, nomaxvalue=True), None),
    (ops.AlterSequenceOp("q", restart=5), "op.alter_sequence('q', restart=5)"),
    (ops.AlterSequenceOp(ODD, schema=ODD, increment=2, if_exists=True, owned_by="NONE"), None),
    (ops.DropSequenceOp("q", schema="s", if_exists=True), "op.drop_sequence('q', schema='s', if_exists=True)"),
    (ops.CreateEnumOp("e", ["a", ODD], schema="s"), None),
    (ops.CreateEnumOp("e", ["a"], if_not_exists=True), "op.create_enum('e', ['a'], if_not_exists=True)"),
    (ops.DropEnumOp("e", schema="s", if_exists=True), "op.drop_enum('e', if_exists=True, schema='s')"),
    (ops.AddEnumValueOp("e", "x", before="b"), "op.add_enum_value('e', 'x', before='b')"),
    (ops.AddEnumValueOp(ODD, ODD, after=ODD, schema=ODD, if_not_exists=True, commit=False), None),
    (ops.RenameEnumValueOp("e", "a", ODD, schema="s"), None),
    (
        ops.AlterEnumOp(
            "e", ["a", "b"], ["c", ODD], renames={"a": ODD}, mapping={"b": "c"}, schema="s",
            columns=[(None, "t", "c"), ("s", ODD, "d", True, "{c}")],
        ),
        None,
    ),
    (ops.AlterEnumOp("e", ["a"], ["a", "b"]), "op.alter_enum('e', ['a'], ['a', 'b'])"),
    (ops.CreateSchemaOp("s", if_not_exists=True, authorization="joe"), None),
    (ops.DropSchemaOp(ODD, if_exists=True, cascade=True), None),
    (ops.CreateExtensionOp("x", schema="s", version="1.5", if_not_exists=True, cascade=True), None),
    (ops.DropExtensionOp("x"), "op.drop_extension('x')"),
]  # fmt: skip


class Recording(Operations):
    """Operations that are kept instead of carried out."""

    def __init__(self, migration_context: Any) -> None:
        super().__init__(migration_context)
        self.invoked: list[ops.MigrateOperation] = []

    def invoke(self, operation: ops.MigrateOperation) -> Any:
        self.invoked.append(operation)


@pytest.mark.parametrize(("operation", "text"), CASES, ids=lambda each: type(each).__name__)
def test_text_makes_an_equal_operation(operation: ops.MigrateOperation, text: str | None) -> None:
    from revgraph.operations.base import door

    opts = {"as_sql": True, "output_buffer": io.StringIO()}
    context = MigrationContext.configure(dialect_name="postgresql", opts=opts)
    if text is not None:
        assert render_op_text(AutogenContext(context, autogenerate=False), operation) == text
    code = render_python_code(ops.UpgradeOps([operation]), migration_context=context)
    with door.opened(Recording(context)) as operations:
        migration_function(code, [])()
    (again,) = operations.invoked
    assert repr(again) == repr(operation)
    assert again.digest() == operation.digest()


def test_a_constraint_without_a_name_is_dropped_with_a_word_on_it() -> None:
    context = AutogenContext(None, opts={}, autogenerate=False, dialect=sa.create_engine("sqlite://").dialect)
    text = render_op_text(context, ops.DropConstraintOp(None, "t", "unique"))
    assert text.splitlines()[-1] == "op.drop_constraint(None, 't', type_='unique')"
    assert text.startswith("# a unique constraint of t that has no name can't be dropped as such: write its name in")
