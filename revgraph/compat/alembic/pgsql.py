"""Indexes on PostgreSQL as Alembic compares them: what names an operator class within an expression is passed over.

Only where ``autogenerate_plugins`` leaves out the comparison that asks the server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from sqlalchemy import Index, TextClause

from revgraph.compat.alembic import messages
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.postgresql.impl import PostgresqlImpl
from revgraph.ddl.signatures import ComparisonResult, IndexSignature, index_signature

SPELLED: Mapping[Any, Any] = {}
_WITH_CLASS = re.compile(r"[\s)]\w+_ops\s*$")
_WARNING = (
    "Expression #{number} {text!r} in index {name!r} detected to include an operator clause. Expression compare cannot "
    "proceed. Please move the operator clause to the ``postgresql_ops`` dict to enable proper compare of the index "
    "expressions: https://docs.sqlalchemy.org/en/latest/dialects/postgresql.html#operator-classes"
)


def _comparing(original: Callable[..., ComparisonResult]) -> Callable[..., ComparisonResult]:
    @wraps(original)
    def compare_indexes(self: DefaultImpl, metadata_index: Index, reflected_index: Index) -> ComparisonResult:
        found = original(self, metadata_index, reflected_index)
        told = {} if self.compares_details else _with_classes(metadata_index)
        for number, text in told.items():
            messages.warn(_WARNING.format(number=number + 1, text=text, name=metadata_index.name))
        if not told or not found.is_different:
            return found
        have, want = (_without(index_signature(self, index), told) for index in (reflected_index, metadata_index))
        return found if have.differences(want) else ComparisonResult.Skip(found.message)

    return compare_indexes


def _with_classes(index: Index) -> dict[int, str]:
    """Return the elements of an index that name an operator class, by their place."""
    texts = {
        number: element.text for number, element in enumerate(index.expressions) if isinstance(element, TextClause)
    }
    return {number: text for number, text in texts.items() if _WITH_CLASS.search(text)}


def _without(signature: IndexSignature, places: Mapping[int, str]) -> IndexSignature:
    kept = tuple(element for number, element in enumerate(signature.elements) if number not in places)
    options = {name: value for name, value in signature.options.items() if name != "postgresql_ops"}
    return replace(signature, elements=kept, options=options)


MEMBERS: Mapping[Any, Mapping[str, Any]] = {
    PostgresqlImpl: {"compare_indexes": _comparing(PostgresqlImpl.compare_indexes)}
}
