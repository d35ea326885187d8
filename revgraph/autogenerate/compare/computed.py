"""Compare computed columns: their expression, and whether the values are stored.

What can't be changed in place is dropped and added again, with the indexes and constraints that stand on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Computed
from sqlalchemy.sql.elements import ClauseElement

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import ColumnFacts, IndexFacts, TableFacts
from revgraph.ddl.asking import Doubt
from revgraph.ddl.names import object_name
from revgraph.ddl.sql_text import count_word
from revgraph.operations import ops


def changes_in_place(options: Options) -> bool:
    """Say whether a column can become computed, change its expression or become plain where it stands.

    :param options: how to compare.
    """
    return options.dialect.name == "sqlite"


def doubtful_computed(before: TableFacts, after: TableFacts, options: Options) -> Iterator[Doubt]:
    """Yield what the server has to be asked to compare the computed columns of a table.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    for column in after.columns.values():
        there = before.columns.get(column.name)
        if there is not None and there.item.computed is not None and column.item.computed is not None:
            sides = _text(there, options), _text(column, options)
            type_sql = _type_sql(there, options)
            yield from options.questions.doubts_about("computed", before.item, *sides, type_sql=type_sql)


def computed_differs(before: ColumnFacts, after: ColumnFacts, table: TableFacts, options: Options) -> bool:
    """Say whether a column is computed in another way, or only one of the two is.

    :param before: the column in the database.
    :param after: the column in the models.
    :param table: the table in the database.
    :param options: how to compare.
    """
    was, will = before.item.computed, after.item.computed
    place = f"{table.key}.{after.name}"
    if was is None and will is None:
        return False
    if was is None or will is None:
        sides = _shown(before, options), _shown(after, options)
        options.explain("computed", place, sides, True, "only one of the two is computed")
        return True
    texts = _text(before, options), _text(after, options)
    verdict = options.questions.compare_texts("computed", table.item, *texts, type_sql=_type_sql(before, options))
    is_stored_otherwise = will.persisted is not None and bool(will.persisted) != bool(was.persisted)
    options.explain("computed", place, texts, True if is_stored_otherwise else verdict, "stored or not")
    if verdict.is_skip:
        options.not_sure("computed columns", place, verdict.message)
    return is_stored_otherwise or verdict.is_different


def around_retyped(
    changes: Sequence[ops.MigrateOperation], before: TableFacts, after: TableFacts, options: Options
) -> list[ops.MigrateOperation]:
    """Return the operations with computed columns dropped and added again around a new type of what they stand on.

    PostgreSQL changes no type under them. Everywhere else they stay.

    :param changes: all operations on the table so far.
    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    columns = [op for op in changes if isinstance(op, (ops.AlterColumnOp, ops.DropColumnOp))]
    retyped = {op.column_name for op in columns if isinstance(op, ops.AlterColumnOp) and op.modify_type is not None}
    gone = {op.column_name for op in columns if isinstance(op, ops.DropColumnOp)}
    result = list(changes)
    for name, wanted in after.columns.items() if retyped and options.dialect.name == "postgresql" else ():
        there = before.columns.get(name)
        if there is None or there.item.computed is None or name in gone:
            continue
        if not any(count_word(_text(there, options), each) for each in retyped):
            continue
        if not options.included(wanted.item, name, "column", False, there.item):
            continue
        result = [op for op in result if not (isinstance(op, ops.AlterColumnOp) and op.column_name == name)]
        result.append(ops.DropColumnOp.from_column_and_tablename(after.item.schema, after.key.name, there.item))
        result.append(ops.AddColumnOp.from_column_and_tablename(after.item.schema, after.key.name, wanted.item))
    return result


def standing_on(
    changes: Sequence[ops.MigrateOperation], before: TableFacts, after: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations that drop what stands on a column that is dropped and added again, and bring it back.

    :param changes: all operations on the table so far.
    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    dropped = {op.column_name for op in changes if isinstance(op, ops.DropColumnOp)}
    anew = dropped & {op.column.name for op in changes if isinstance(op, ops.AddColumnOp)}
    if not anew:
        return
    touched = {str(getattr(op, "constraint_name", None) or getattr(op, "index_name", None)) for op in changes}
    for index in before.indexes:
        if any(_stands_on(index, name) for name in anew) and index.name not in touched:
            drop = ops.DropIndexOp.from_index(index.item)
            drop.schema = after.item.schema
            yield from (drop, _index_again(index.name, after, drop, options))
    standing: tuple[Any, ...] = (*before.uniques, *before.checks, *before.foreign_keys)
    for constraint in standing:
        names = set(getattr(constraint, "columns", ())) or {
            name for name in anew if count_word(str(getattr(constraint, "text", "")), name)
        }
        if anew & names and constraint.name is not None and constraint.name not in touched:
            gone = ops.DropConstraintOp.from_constraint(constraint.item)
            added = gone.reverse()
            if not isinstance(added, ops.CreateForeignKeyOp):
                gone.schema = added.schema = after.item.schema
            yield from (gone, added)


def _stands_on(index: IndexFacts, name: str) -> bool:
    """Say whether a column is in an index, in its condition, or carried along by it."""
    said = index.item.dialect_kwargs.values()
    carried = {str(getattr(each, "name", each)) for value in said if isinstance(value, (list, tuple)) for each in value}
    texts = [str(value) for value in said if isinstance(value, ClauseElement)]
    return name in {*index.columns, *carried} or any(count_word(text, name) for text in texts)


def _index_again(name: str | None, after: TableFacts, drop: ops.DropIndexOp, options: Options) -> ops.CreateIndexOp:
    wanted = next((index for index in after.item.indexes if object_name(index, options.dialect) == name), None)
    return drop.reverse() if wanted is None else ops.CreateIndexOp.from_index(wanted)


def _text(column: ColumnFacts, options: Options) -> str:
    computed: Any = column.item.computed
    return options.questions.render_ddl_sql_expr(computed.sqltext)


def _shown(column: ColumnFacts, options: Options) -> str | None:
    computed: Computed | None = column.item.computed
    return None if computed is None else _text(column, options)


def _type_sql(column: ColumnFacts, options: Options) -> str:
    return str(options.dialect.type_compiler_instance.process(column.item.type))
