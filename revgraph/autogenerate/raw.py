"""A table as it was read, before objects are made of it; and the tables of a database, made when they are looked at.

Most tables are as their models say: what tells that needs no objects. No connection here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from revgraph.autogenerate.snapshot import TableFacts, TableKey
from revgraph.ddl.catalog.postgresql import ExcludeRow

Infos = Sequence[Mapping[str, Any]]
"""What an inspector tells of things of one kind; what the user's filters leave out is not in it."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table, in the words of an inspector.

    :param options: arguments of ``Table``.
    :param unwanted_keys: the foreign keys that the user's filters leave out.
    """

    key: TableKey
    columns: Sequence[dict[str, Any]]
    primary_key: Mapping[str, Any] | None
    foreign_keys: Infos
    uniques: Infos
    checks: Infos
    indexes: Infos
    excludes: Sequence[ExcludeRow]
    comment: str | None
    options: Mapping[str, Any]
    unwanted_keys: Infos = ()


class Tables(Mapping[TableKey, TableFacts]):
    """The facts of tables, taken from what was read when somebody asks for them.

    :param raw: the tables, in their order.
    :param build: makes the object of one.
    :param facts_of: takes the facts of an object.
    """

    def __init__(
        self,
        raw: Mapping[TableKey, RawTable],
        build: Callable[[RawTable], Table],
        facts_of: Callable[[Table], TableFacts],
    ) -> None:
        self.raw = raw
        self._build = build
        self._facts_of = facts_of
        self._facts: dict[TableKey, TableFacts] = {}

    def __getitem__(self, key: TableKey) -> TableFacts:
        facts = self._facts.get(key)
        if facts is None:
            facts = self._facts[key] = self._facts_of(self._build(self.raw[key]))
        return facts

    def __contains__(self, key: object) -> bool:
        return key in self.raw

    def __iter__(self) -> Iterator[TableKey]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)


def tables_near(
    tables: Mapping[TableKey, TableFacts], places: Collection[TableKey], default_schema: str | None
) -> Iterator[TableFacts]:
    """Yield the tables that are among some, or refer to one of them; perhaps others, too.

    :param tables: all there are.
    :param places: some of them.
    :param default_schema: the schema that counts as none.
    """
    raw = tables.raw if isinstance(tables, Tables) else None
    for key in tables:
        is_near = raw is None or key in places
        if is_near or (raw and any(referred_key(info, default_schema) in places for info in raw[key].foreign_keys)):
            yield tables[key]


def referred_key(info: Mapping[str, Any], default_schema: str | None) -> TableKey:
    """Return the table a foreign key refers to.

    :param info: of ``Inspector.get_foreign_keys()``.
    :param default_schema: the schema that counts as none.
    """
    schema = info["referred_schema"]
    return TableKey(None if schema == default_schema else schema, info["referred_table"])
