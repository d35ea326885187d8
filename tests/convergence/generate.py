"""Random models of one kind of database, as wide as the kind allows; the same seed gives the same model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy.dialects.postgresql.base import PGDialect

from tests.convergence.names import COLUMNS, TABLES, new_name
from tests.convergence.spec import (
    Check,
    Column,
    Counted,
    Default,
    EnumType,
    Exclude,
    ForeignKey,
    Generated,
    Index,
    Model,
    Name,
    Part,
    Sequence,
    Table,
    Unique,
    keys_of,
)
from tests.convergence.types import COLLATIONS, TYPES

T = TypeVar("T")

SCHEMAS: dict[str, tuple[str | None, ...]] = {
    "postgresql": (None, None, None, "second", 'od"d.schema'),
    "mariadb": (None,),
    "sqlite": (None,),
}
ENUM_VALUES = ("new", "done", "it's", "100%", "a:b", "Ünï", "in work", "x,y", 'say "hi"', "UPPER")
COMMENTS = ("plain words", "it's 100% :sure", 'say "hi"; -- \\ done', "ünï\nsecond line")
CHECKS = {
    "number": ("{0} > 0", "{0} >= 1 AND {0} < 32000", "@positive", "@between", "@not", "NOT ({0} = 0 OR {0} < -5)"),
    "string": ("{0} <> ''", "length({0}) < 150", "@short", "@filled", "{0} <> 'it''s %not' AND {0} != 'a:b'"),
    "boolean": ("{0} IS NOT NULL OR {0} IS NULL",),
}
COMPUTED = {"number": ("{0} * 2", "{0} + 1", "abs({0}) - (3 + 4)"), "string": ("upper({0})", "lower({0})")}
WHERE = {"number": ("{0} > 1", "@positive", "@given"), "string": ("{0} <> 'a:b%'", "@filled", "@given")}
ELEMENTS = {"number": ("({0} + 1)", "@plus", "abs({0})"), "string": ("@lower", "upper({0})")}
ACTIONS = (None, None, "CASCADE", "SET NULL", "NO ACTION", "RESTRICT")

TAKES_WITH = "with" in (dict(PGDialect.construct_arguments or ())[sqlalchemy.Table] or {})
"""Whether this SQLAlchemy knows the storage parameters of PostgreSQL's tables: 2.1 does."""


class Source:
    """Chance, and what a kind of database allows.

    :param rng: the source of chance.
    :param kind: the kind of database.
    """

    def __init__(self, rng: Random, kind: str) -> None:
        self.rng = rng
        self.kind = kind
        self.types = TYPES[kind]
        self.postgresql = kind == "postgresql"
        self.mariadb = kind == "mariadb"

    def one(self, values: Any) -> Any:
        """Return one of several values."""
        return self.rng.choice(list(values))

    def maybe(self, share: float) -> bool:
        """Return True that often."""
        return self.rng.random() < share

    # -- models

    def model(self) -> Model:
        """Return a model of one to four tables."""
        model = Model()
        for _ in range(self.rng.randint(0, 2)):
            model = self.with_enum(model)
        for _ in range(self.rng.choice((1, 2, 2, 3, 4))):
            model = model.with_table(self.table(model))
        for table in list(model.tables.values()):
            for _ in range(self.rng.choice((0, 0, 1, 2))):
                model = self.with_foreign_key(model, table.name) or model
        if self.postgresql and self.maybe(0.2):
            model = self.with_sequence(model) or model
        return model

    def with_enum(self, model: Model) -> Model:
        """Return the model with an enum more."""
        taken = {enum.name.name for enum in model.enums.values()} | {name.name for name in model.tables}
        name = new_name(self.rng, taken, ("mood", "status_kind", "level"), longest=40)
        schema = self.one(SCHEMAS[self.kind]) if self.maybe(0.2) else None
        values = self.rng.sample(ENUM_VALUES, self.rng.randint(2, 4))
        enum = EnumType(Name(schema, name), tuple(values), native=self.maybe(0.7))
        return replace(model, enums={**model.enums, name: enum})

    def with_sequence(self, model: Model) -> Model:
        """Return the model with a sequence more."""
        taken = {sequence.name.name for sequence in model.sequences}
        name = new_name(self.rng, taken, ("counter_a", "counter_b", "ticket_no"), longest=50)
        return replace(model, sequences=(*model.sequences, Sequence(Name(None, name), self.sequence_options())))

    def sequence_options(self) -> tuple[tuple[str, object], ...]:
        """Return options of a sequence."""
        choices = {"start": 10, "increment": 5, "minvalue": 3, "maxvalue": 5000, "cycle": True, "cache": 7}
        return tuple((name, value) for name, value in choices.items() if self.maybe(0.3)) or (("start", 7),)

    # -- tables

    def table(self, model: Model) -> Table:
        """Return a table that the model does not have yet; without foreign keys."""
        taken = {name.name for name in model.tables} | {enum.name.name for enum in model.enums.values()}
        name = new_name(self.rng, taken, TABLES, longest=60)
        schema = self.one(SCHEMAS[self.kind])
        table = self._with_key(Table(Name(schema, name), ()))
        for _ in range(self.rng.randint(1, 5)):
            table = table.with_column(self.column(table, model))
        if self.maybe(0.3):
            table = replace(table, comment=self.comment())
        for make, share in ((self.unique, 0.35), (self.check, 0.4), (self.index, 0.6), (self.exclude, 0.1)):
            if self.maybe(share):
                part = make(table, model)
                table = table.with_part(part) if part is not None else table
        return replace(table, options=self.table_options(table))

    def _with_key(self, table: Table) -> Table:
        shape = self.rng.random()
        if shape < 0.55:
            column = Column("id", "integer", nullable=False, autoincrement=True)
            table = replace(table, columns=(column,), primary_key=("id",))
        elif shape < 0.65 and self.postgresql:
            column = Column("id", self.one(("integer", "bigint")), nullable=False, identity=self.identity())
            table = replace(table, columns=(column,), primary_key=("id",))
        elif shape < 0.85:
            names = ("code", "part")[: self.rng.randint(1, 2)]
            types = [self.one(("integer", "varchar30", "bigint")) for _ in names]
            columns = [Column(name, type_, nullable=False) for name, type_ in zip(names, types, strict=True)]
            table = replace(table, columns=tuple(columns), primary_key=names)
        else:
            return replace(table, columns=(Column("id", "integer", nullable=False),))
        if self.maybe(0.3):
            table = replace(table, key_name=f"pk_{table.name.name}"[:50])
        return table

    def identity(self) -> Counted:
        """Return an identity."""
        choices = {"start": 10, "increment": 2, "minvalue": 1, "maxvalue": 100000, "cycle": True, "cache": 5}
        options = [(name, value) for name, value in choices.items() if self.maybe(0.25)]
        return Counted((("always", self.maybe(0.4)), *options))

    def table_options(self, table: Table) -> tuple[tuple[str, object], ...]:
        """Return the dialect's options of a table."""
        if self.mariadb and self.maybe(0.3):
            charset = self.one((("utf8mb4", "utf8mb4_unicode_ci"), ("utf8mb4", "utf8mb4_bin")))
            options: dict[str, object] = {"engine": "InnoDB"}
            if self.maybe(0.6):
                options |= {"charset": charset[0], "collate": charset[1]}
            if self.maybe(0.3):
                options["row_format"] = self.one(("DYNAMIC", "COMPACT"))
            return tuple(options.items())
        if self.kind == "sqlite" and self.maybe(0.2) and table.primary_key:
            counts = any(column.autoincrement for column in table.columns)
            return (("autoincrement", True),) if counts else (("with_rowid", False),)
        if self.postgresql and self.maybe(0.05):
            return (("with", {"fillfactor": 70}),) if TAKES_WITH else ()
        return ()

    def comment(self) -> str:
        """Return a comment."""
        text: str = self.one(COMMENTS)
        return text

    # -- columns

    def column(self, table: Table, model: Model, *, added: bool = False) -> Column:
        """Return a column that the table does not have yet.

        :param table: the table.
        :param model: its model, for its enums.
        :param added: the table has rows, so a NOT NULL column needs a value for them.
        """
        name = new_name(self.rng, {column.name for column in table.columns}, COLUMNS)
        if self.maybe(0.1) and (generated := self.generated(table)) is not None:
            type_, what = generated
            return Column(name, type_, generated=what)
        type_ = self.type_for(model, table)
        column = Column(name, type_, nullable=self.maybe(0.6))
        if self.maybe(0.4):
            column = replace(column, default=self.default(type_, model))
        if added and not column.nullable and column.default is None:
            column = self._filled(column, model)
        if self.maybe(0.15):
            column = replace(column, comment=self.comment())
        return replace(column, collation=self.collation(type_) if self.maybe(0.15) else None)

    def _filled(self, column: Column, model: Model) -> Column:
        scalar = {"number": 5, "string": "filled", "boolean": True}.get(self.family(column.type))
        if scalar is not None and self.maybe(0.5):
            return replace(column, scalar=scalar)
        default = self.default(column.type, model)
        return replace(column, default=default, nullable=default is None)

    def type_for(self, model: Model, table: Table) -> str:
        """Return a type of the kind, or one of the model's enums."""
        enums = self.enums_for(model, table)
        if enums and self.maybe(0.2):
            return f"enum:{self.one(enums)}"
        type_: str = self.one(self.types)
        return type_

    def enums_for(self, model: Model, table: Table) -> list[str]:
        """Return the enums a column more may have: one made of a CHECK has a name, so only once in a table."""
        used = {column.type for column in table.columns}
        return [name for name, enum in model.enums.items() if enum.native or f"enum:{name}" not in used]

    def family(self, type_: str) -> str:
        """Return the family of a type."""
        return "enum" if type_.startswith("enum:") else self.types[type_].family

    def default(self, type_: str, model: Model) -> Default | None:
        """Return a server default that fits a type, None where there is none."""
        if type_.startswith("enum:"):
            return Default("literal", self.one(model.enums[type_[len("enum:") :]].values))
        defaults = self.types[type_].defaults
        return self.one(defaults) if defaults else None

    def collation(self, type_: str) -> str | None:
        """Return a collation, if the type takes one."""
        takes = not type_.startswith("enum:") and self.types[type_].collatable and type_ != "varchar_utf8"
        return self.one(COLLATIONS[self.kind]) if takes else None

    def generated(self, table: Table) -> tuple[str, Generated] | None:
        """Return type and text of a computed column over one of the table's."""
        plain = [
            column
            for column in table.columns
            if column.generated is None
            and self.family(column.type) in COMPUTED
            and not column.autoincrement
            and column.identity is None
            and "unsigned" not in column.type
            and column.type != "money"
        ]
        if not plain:
            return None
        base = self.one(plain)
        template = self.one(COMPUTED[self.family(base.type)])
        persisted = True if self.postgresql else self.one((True, False))
        type_ = "varchar200" if self.family(base.type) == "string" else "numeric_wide"
        return type_, Generated(template, (base.name,), persisted)

    # -- what stands on columns

    def keyable(self, table: Table) -> list[Column]:
        """Return the columns that may be in keys and indexes."""
        return [
            column
            for column in table.columns
            if column.generated is None and (column.type.startswith("enum:") or self.types[column.type].keyable)
        ]

    def part_name(self, prefix: str, table: Table, *, optional: bool = True) -> str | None:
        """Return a name for a constraint or index, sometimes none where that may be."""
        if optional and self.maybe(0.4):
            return None
        taken = {part.name for part in table.parts if part.name}
        base = f"{prefix}_{table.name.name}"[:40]
        return new_name(self.rng, taken, (f"{base}_one", f"{base}_two", f"{base}_three"))

    def unique(self, table: Table, model: Model) -> Part | None:
        """Return a unique constraint."""
        columns = self._some_keyable(table, distinct=True)
        if columns is None or {*columns} in [{*key} for key in keys_of(table)]:
            return None
        return Unique(self.part_name("uq", table), columns, self.unique_options())

    def unique_options(self) -> tuple[tuple[str, object], ...]:
        """Return options of a unique constraint."""
        if not self.postgresql or self.maybe(0.6):
            return ()
        return self.one(
            (
                (("deferrable", True),),
                (("deferrable", True), ("initially", "DEFERRED")),
                (("postgresql_nulls_not_distinct", True),),
            )
        )

    def _some_keyable(self, table: Table, *, distinct: bool) -> tuple[str, ...] | None:
        names = [column.name for column in self.keyable(table)]
        first = [name for name in names if not distinct or self.is_distinct(table, name)]
        if not first:
            return None
        chosen = [self.one(first)]
        rest = [name for name in names if name not in chosen]
        if rest and self.maybe(0.4):
            chosen.append(self.one(rest))
        return tuple(chosen)

    def is_distinct(self, table: Table, name: str) -> bool:
        """Tell whether the rows' values of a column are all different."""
        column = table.column(name)
        return column is not None and not column.type.startswith("enum:") and self.types[column.type].distinct

    def check(self, table: Table, model: Model) -> Part | None:
        """Return a CHECK constraint."""
        referring = {name for part in table.parts if isinstance(part, ForeignKey) for name in part.columns}
        fitting = [
            c
            for c in table.columns
            if self.family(c.type) in CHECKS and not c.generated and not c.autoincrement and c.identity is None
            if not (self.mariadb and c.name in referring)
        ]
        if not fitting:
            return None
        column = self.one(fitting)
        return Check(self.part_name("ck", table), self.one(CHECKS[self.family(column.type)]), (column.name,))

    def exclude(self, table: Table, model: Model) -> Part | None:
        """Return an EXCLUDE constraint over a range, where there are ranges."""
        ranges = [column for column in table.columns if column.type == "int4range"]
        if not ranges:
            return None
        where = "NOT isempty({0})" if self.maybe(0.3) else None
        options: list[tuple[str, object]] = [("using", "gist")]
        if self.maybe(0.3):
            options += [("deferrable", True), ("initially", "DEFERRED")]
        return Exclude(self.part_name("ex", table), (self.one(ranges).name,), where, tuple(options))

    def index(self, table: Table, model: Model) -> Part | None:
        """Return an index."""
        columns = self._some_keyable(table, distinct=False)
        if columns is None:
            return None
        families = [self.family(table.column(name).type) for name in columns]  # type: ignore[union-attr]
        name = self.part_name("ix", table, optional=False) or "ix"
        index = Index(name, columns, ("{0}",) * len(columns))
        if self.maybe(0.25) and self.is_distinct(table, columns[0]):
            index = replace(index, unique=True)
        return self.faceted_index(index, families, table)

    def faceted_index(self, index: Index, families: list[str], table: Table) -> Index:
        """Return an index with some of what the kind of database allows."""
        facets: list[Callable[[Index, list[str], Table], Index]] = [self._sorted]
        if not self.mariadb:
            facets += [self._expressed, self._partial]
        if self.postgresql:
            facets += [self._including, self._classed, self._stored, self._methodical]
        if self.mariadb:
            facets += [self._shortened]
        if self.maybe(0.5):
            return self.one(facets)(index, families, table)
        return index

    def _sorted(self, index: Index, families: list[str], table: Table) -> Index:
        element = self.one(("@desc", "@last")) if self.postgresql else "@desc"
        return replace(index, elements=(*index.elements[:-1], element))

    def _expressed(self, index: Index, families: list[str], table: Table) -> Index:
        if families[0] not in ELEMENTS:
            return index
        return replace(index, elements=(self.one(ELEMENTS[families[0]]), *index.elements[1:]))

    def _partial(self, index: Index, families: list[str], table: Table) -> Index:
        fitting = [column for column in table.columns if self.family(column.type) in WHERE and not column.generated]
        if not fitting:
            return index
        column = self.one(fitting)
        return replace(index, where=(self.one(WHERE[self.family(column.type)]), column.name))

    def _including(self, index: Index, families: list[str], table: Table) -> Index:
        rest = [column.name for column in table.columns if column.name not in index.columns]
        return replace(index, include=(self.one(rest),)) if rest else index

    def _classed(self, index: Index, families: list[str], table: Table) -> Index:
        if families[0] != "string" or index.elements[0] != "{0}":
            return index
        column = table.column(index.columns[0])
        suits = {"text": "text_pattern_ops"}.get(column.type if column else "", "varchar_pattern_ops")
        return replace(index, opclass=((index.columns[0], suits),))

    def _stored(self, index: Index, families: list[str], table: Table) -> Index:
        options: list[tuple[str, object]] = [("with", (("fillfactor", 50),))]
        if index.unique and self.maybe(0.5):
            options = [("nulls_not_distinct", True)]
        return replace(index, options=tuple(options))

    def _methodical(self, index: Index, families: list[str], table: Table) -> Index:
        documents = [column.name for column in table.columns if column.type in ("jsonb", "int_array", "tsvector")]
        if documents and self.maybe(0.5):
            return Index(index.name, (self.one(documents),), ("{0}",), options=(("using", "gin"),))
        method = self.one(("hash", "brin"))
        if method == "brin" and families[0] not in ("number", "string", "moment", "date"):
            method = "hash"
        if families[0] in ("bit", "money"):
            return index
        return Index(index.name, index.columns[:1], ("{0}",), options=(("using", method),))

    def _shortened(self, index: Index, families: list[str], table: Table) -> Index:
        if families[0] != "string" or index.unique:
            return index
        return Index(index.name, index.columns[:1], ("{0}",), options=(("length", {index.columns[0]: 8}),))

    # -- foreign keys

    def with_foreign_key(self, model: Model, source: Name) -> Model | None:
        """Return the model with a foreign key more, over a column of its own; None where none can be."""
        targets = [table for table in model.tables.values() if self._referable(table)]
        if not targets:
            return None
        target = self.one(targets)
        columns = self.one(self._referable(target))
        table = model.tables[source]
        local: list[str] = []
        for column in columns:
            referred = target.column(column)
            assert referred is not None
            taken = {each.name for each in table.columns}
            own = new_name(self.rng, taken, (f"{column}_ref"[:60], f"ref_{column}"[:60]))
            added = Column(own, referred.type, nullable=True, collation=referred.collation)
            table = table.with_column(added)
            local.append(own)
        name = self.part_name("fk", table)
        options = self.key_options() + ((("use_alter", True),) if name and self.maybe(0.1) else ())
        key = ForeignKey(name, tuple(local), target.name, columns, options)
        return model.with_table(table.with_part(key))

    def _referable(self, table: Table) -> list[tuple[str, ...]]:
        plain = ("number", "string")
        return [
            key
            for key in keys_of(table)
            if all(self.family(table.column(name).type) in plain for name in key)  # type: ignore[union-attr]
        ]

    def key_options(self) -> tuple[tuple[str, object], ...]:
        """Return options of a foreign key."""
        options: dict[str, object] = {}
        if (action := self.one(ACTIONS)) is not None:
            options["ondelete"] = action
        if self.maybe(0.3) and (action := self.one(ACTIONS)) is not None:
            options["onupdate"] = action
        if not self.mariadb and self.maybe(0.2):
            options["deferrable"] = True
            options["initially"] = self.one(("DEFERRED", "IMMEDIATE"))
        if self.postgresql and self.maybe(0.1):
            options["match"] = "FULL"
        return tuple(options.items())
