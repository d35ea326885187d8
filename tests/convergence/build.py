"""Turn a model of plain values into SQLAlchemy's tables for one kind of database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from tests.convergence.spec import (
    Check,
    Column,
    Default,
    Exclude,
    ForeignKey,
    Index,
    Model,
    Name,
    Table,
    Unique,
)
from tests.convergence.types import TYPES

EXPRESSIONS: Mapping[str, Callable[[Any], Any]] = {
    "@positive": lambda column: column > 0,
    "@between": lambda column: column.between(0, 5000),
    "@not": lambda column: sa.not_(column < 0),
    "@given": lambda column: column.is_not(None),
    "@short": lambda column: sa.func.length(column) < 150,
    "@filled": lambda column: column != "",
    "@lower": lambda column: sa.func.lower(column),
    "@desc": lambda column: column.desc(),
    "@plus": lambda column: column + 1,
    "@last": lambda column: column.desc().nulls_last(),
}
"""What models say by SQLAlchemy's expressions, not by text."""


def build(model: Model, kind: str) -> sa.MetaData:
    """Return the models as SQLAlchemy has them.

    :param model: the values.
    :param kind: ``"postgresql"``, ``"mariadb"`` or ``"sqlite"``.
    """
    return _Builder(model, kind).build()


class _Builder:
    def __init__(self, model: Model, kind: str) -> None:
        self.model = model
        self.kind = kind
        self.prefix = {"postgresql": "postgresql", "mariadb": "mysql", "sqlite": "sqlite"}[kind]
        self.metadata = sa.MetaData()
        self.tables: dict[Name, sa.Table] = {}
        self.enums: dict[str, sa.Enum] = {}

    def build(self) -> sa.MetaData:
        for table in self.model.tables.values():
            self.tables[table.name] = self._table(table)
        for table in self.model.tables.values():
            for part in table.parts:
                self._add(part, self.tables[table.name])
        for sequence in self.model.sequences:
            options: dict[str, Any] = dict(sequence.options)
            sa.Sequence(sequence.name.name, schema=sequence.name.schema, metadata=self.metadata, **options)
        return self.metadata

    def _table(self, table: Table) -> sa.Table:
        items: list[Any] = [self._column(column, table) for column in table.columns]
        if table.primary_key:
            items.append(sa.PrimaryKeyConstraint(*table.primary_key, name=table.key_name))
        options: dict[str, Any] = {f"{self.prefix}_{name}": value for name, value in table.options}
        schema, name = table.name
        return sa.Table(name, self.metadata, *items, schema=schema, comment=table.comment, **options)

    def _column(self, column: Column, table: Table) -> sa.Column[Any]:
        items: list[Any] = []
        if column.generated is not None:
            text = self._text(column.generated.template, column.generated.columns)
            items.append(sa.Computed(text, persisted=column.generated.persisted))
        if column.identity is not None:
            options: dict[str, Any] = dict(column.identity.options)
            items.append(sa.Identity(**options))
        return sa.Column(
            column.name,
            self._type(column),
            *items,
            nullable=column.nullable and column.name not in table.primary_key,
            server_default=self._default(column.default),
            comment=column.comment,
            default=column.scalar,
            autoincrement="auto" if column.identity else column.autoincrement,
        )

    def _type(self, column: Column) -> Any:
        if column.type.startswith("enum:"):
            return self._enum(column.type[len("enum:") :])
        type_ = TYPES[self.kind][column.type].make()
        if column.collation is not None:
            type_.collation = column.collation
        return type_

    def _enum(self, name: str) -> sa.Enum:
        """Return an enum type, the same object for all its users, as models share one."""
        if name not in self.enums:
            spec = self.model.enums[name]
            self.enums[name] = sa.Enum(
                *spec.values,
                name=spec.name.name,
                schema=spec.name.schema,
                metadata=self.metadata,
                native_enum=spec.native,
                create_constraint=not spec.native,
                length=30,
            )
        return self.enums[name]

    def _default(self, default: Default | None) -> Any:
        if default is None:
            return None
        if default.kind == "literal":
            return default.value
        known = {"now": sa.func.now(), "true": sa.true(), "false": sa.false()}
        return known[default.kind] if default.kind in known else sa.text(default.value.replace(":", "\\:"))

    def _add(self, part: Unique | Check | Exclude | ForeignKey | Index, table: sa.Table) -> None:
        options: dict[str, Any] = dict(getattr(part, "options", ()))
        if isinstance(part, Index):
            self._add_index(part, table, options)
        elif isinstance(part, Unique):
            table.append_constraint(
                sa.UniqueConstraint(*[table.c[name] for name in part.columns], name=part.name, **options)
            )
        elif isinstance(part, Check):
            table.append_constraint(sa.CheckConstraint(self._condition(part, table), name=part.name))
        elif isinstance(part, Exclude):
            elements = [(table.c[name], "&&") for name in part.columns]
            where = None if part.where is None else sa.text(self._text(part.where, part.columns))
            table.append_constraint(postgresql.ExcludeConstraint(*elements, name=part.name, where=where, **options))
        else:
            target = self.tables[part.target]
            columns = [target.c[name] for name in part.target_columns]
            table.append_constraint(sa.ForeignKeyConstraint(part.columns, columns, name=part.name, **options))

    def _add_index(self, part: Index, table: sa.Table, options: dict[str, Any]) -> None:
        options = {f"{self.prefix}_{name}": dict(value) if name == "with" else value for name, value in options.items()}
        if part.include:
            options[f"{self.prefix}_include"] = list(part.include)
        if part.opclass:
            options[f"{self.prefix}_ops"] = dict(part.opclass)
        if part.where is not None:
            template, column = part.where
            options[f"{self.prefix}_where"] = self._expression(template, table, (column,))
        elements = [
            self._expression(element, table, (column,))
            for element, column in zip(part.elements, part.columns, strict=True)
        ]
        sa.Index(part.name, *elements, unique=part.unique, _table=table, **options)

    def _condition(self, part: Check, table: sa.Table) -> Any:
        return self._expression(part.template, table, part.columns)

    def _expression(self, template: str, table: sa.Table, columns: tuple[str, ...]) -> Any:
        if template == "{0}":
            return table.c[columns[0]]
        if template.startswith("@"):
            return EXPRESSIONS[template](table.c[columns[0]])
        return sa.text(self._text(template, columns))

    def _text(self, template: str, columns: tuple[str, ...]) -> str:
        """Return SQL text as a model has it: names quoted, colons kept from being parameters."""
        mark = "`" if self.kind == "mariadb" else '"'
        names = [mark + name.replace(mark, mark * 2) + mark for name in columns]
        return template.format(*names).replace(":", "\\:")
