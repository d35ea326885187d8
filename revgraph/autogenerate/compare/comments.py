"""Compare the comment of one table; those of columns go with the columns.

Only where the database has comments and tells them.
"""

from __future__ import annotations

from collections.abc import Iterator

from revgraph.autogenerate.compare.options import Options
from revgraph.autogenerate.snapshot import TableFacts
from revgraph.operations import ops


def compare_table_comments(before: TableFacts, after: TableFacts, options: Options) -> Iterator[ops.MigrateOperation]:
    """Yield the operation that sets or removes a table's comment, if it differs.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if not options.dialect.supports_comments or "comments" in options.unread or before.comment == after.comment:
        return
    name, schema = after.key.name, after.item.schema
    if after.comment is None:
        yield ops.DropTableCommentOp(name, schema=schema, existing_comment=before.comment)
    else:
        yield ops.CreateTableCommentOp(name, after.comment, schema=schema, existing_comment=before.comment)
