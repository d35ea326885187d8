"""A schema as plain values: what is compared, from the database and from the models alike.

No connection here, and no opinion on what counts as a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Constraint,
    Dialect,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    TextClause,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.exc import NoReferencedColumnError, NoReferencedTableError
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from revgraph.ddl.names import object_name


class TableKey(NamedTuple):
    """Name of a table; ``schema`` is None for the connection's default schema, however the models spell it."""

    schema: str | None
    name: str

    def __str__(self) -> str:
        return self.name if self.schema is None else f"{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Something that could not be read, so it is left alone on both sides.

    :param kind: what, in the plural, e.g. ``"check constraints"``.
    :param where: the table or object it belongs to; empty for the whole database.
    :param reason: why.
    """

    kind: str
    where: str
    reason: str

    def __str__(self) -> str:
        of = f" of {self.where}" if self.where else ""
        return f"{self.kind}{of}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column.

    :param name: its name in the database.
    :param nullable: whether it takes NULL.
    :param comment: its comment; an empty one counts as none.
    :param item: the SQLAlchemy column, for hooks, dialects and operations.
    """

    name: str
    nullable: bool
    comment: str | None
    item: Column[Any] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PrimaryKeyFacts:
    """The primary key of a table; ``columns`` is empty if it has none."""

    name: str | None
    columns: tuple[str, ...]
    item: PrimaryKeyConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UniqueFacts:
    """One unique constraint."""

    name: str | None
    columns: tuple[str, ...]
    item: UniqueConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ForeignKeyFacts:
    """One foreign key.

    :param columns: local columns, each with the column it refers to, in order.
    :param referred: the table it refers to.
    :param options: ``onupdate``, ``ondelete``, ``deferrable``, ``initially``, ``match`` as given.
    """

    name: str | None
    columns: tuple[str, ...]
    referred: TableKey
    referred_columns: tuple[str, ...]
    options: Mapping[str, Any]
    item: ForeignKeyConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """One index.

    :param columns: names of the columns it stands on, also those inside of expressions.
    :param unique: whether it is a unique one.
    :param has_expressions: whether anything in it is not a plain column.
    """

    name: str | None
    columns: tuple[str, ...]
    unique: bool
    has_expressions: bool
    item: Index = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """One CHECK constraint, by name and text; those a type brings along are not among them."""

    name: str | None
    item: CheckConstraint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """One table with all that belongs to it, each in the order the source gives."""

    key: TableKey
    columns: Mapping[str, ColumnFacts]
    primary_key: PrimaryKeyFacts
    foreign_keys: tuple[ForeignKeyFacts, ...]
    uniques: tuple[UniqueFacts, ...]
    indexes: tuple[IndexFacts, ...]
    checks: tuple[CheckFacts, ...]
    comment: str | None
    item: Table = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A schema at one moment.

    :param tables: by key, in a stable order.
    :param enums: names of the enum types there are, each with its values; None where that is not known.
    :param not_compared: what could not be read.
    """

    tables: Mapping[TableKey, TableFacts]
    enums: Mapping[TableKey, tuple[str, ...]] | None = None
    not_compared: tuple[NotCompared, ...] = ()


def snapshot_models(tables: Iterable[Table], dialect: Dialect, default_schema: str | None) -> Snapshot:
    """Return the models as a snapshot; read-only.

    :param tables: the tables, referred ones first.
    :param dialect: decides how long names are cut.
    :param default_schema: the schema that counts as none.
    """
    facts = (table_facts(table, dialect, default_schema) for table in tables)
    return Snapshot({fact.key: fact for fact in facts})


def table_key(table: Table, default_schema: str | None) -> TableKey:
    """Return the key of a table.

    :param table: from the models or from the database.
    :param default_schema: the schema that counts as none.
    """
    return TableKey(None if table.schema == default_schema else table.schema, str(table.name))


def table_facts(table: Table, dialect: Dialect, default_schema: str | None) -> TableFacts:
    """Return the facts of one table; read-only.

    :param table: from the models or built from what was read.
    :param dialect: decides how long names are cut.
    :param default_schema: the schema that counts as none.
    """
    constraints = sorted(table.constraints, key=_constraint_order)
    return TableFacts(
        key=table_key(table, default_schema),
        columns={column.name: column_facts(column) for column in table.columns if not column.system},
        primary_key=_primary_key_facts(table, dialect),
        foreign_keys=tuple(
            foreign_key_facts(constraint, dialect, default_schema)
            for constraint in constraints
            if isinstance(constraint, ForeignKeyConstraint)
        ),
        uniques=tuple(
            unique_facts(constraint, dialect) for constraint in constraints if isinstance(constraint, UniqueConstraint)
        ),
        indexes=tuple(index_facts(index, dialect) for index in sorted(table.indexes, key=_index_order)),
        checks=tuple(
            CheckFacts(object_name(constraint, dialect), constraint)
            for constraint in constraints
            if isinstance(constraint, CheckConstraint) and not is_type_bound(constraint)
        ),
        comment=table.comment or None,
        item=table,
    )


def column_facts(column: Column[Any]) -> ColumnFacts:
    """Return the facts of a column."""
    return ColumnFacts(column.name, bool(column.nullable), column.comment or None, column)


def unique_facts(constraint: UniqueConstraint, dialect: Dialect) -> UniqueFacts:
    """Return the facts of a unique constraint."""
    columns = tuple(column.name for column in constraint.columns)
    return UniqueFacts(object_name(constraint, dialect), columns, constraint)


def foreign_key_facts(
    constraint: ForeignKeyConstraint, dialect: Dialect, default_schema: str | None
) -> ForeignKeyFacts:
    """Return the facts of a foreign key.

    :param constraint: its target need not be among the tables known.
    :param dialect: decides how long names are cut.
    :param default_schema: the schema that counts as none.
    """
    targets = [_target(element) for element in constraint.elements]
    schema, table, _ = targets[0]
    options = {name: getattr(constraint, name, None) for name in ("onupdate", "ondelete", "deferrable", "initially")}
    return ForeignKeyFacts(
        name=object_name(constraint, dialect),
        columns=tuple(element.parent.name for element in constraint.elements),
        referred=TableKey(None if schema == default_schema else schema, table),
        referred_columns=tuple(column for _, _, column in targets),
        options={**options, "match": constraint.match},
        item=constraint,
    )


def index_facts(index: Index, dialect: Dialect) -> IndexFacts:
    """Return the facts of an index."""
    return IndexFacts(
        name=object_name(index, dialect),
        columns=tuple(dict.fromkeys(column.name for column in index.columns)),
        unique=bool(index.unique),
        has_expressions=any(not isinstance(expression, Column) for expression in index.expressions),
        item=index,
    )


def enum_of(type_: TypeEngine[Any], default_schema: str | None) -> tuple[TableKey, tuple[str, ...]] | None:
    """Return name and values of the enum type a column type stands for where there are such types, else None.

    :param type_: of a column, an array's items count too.
    :param default_schema: the schema that counts as none.
    """
    type_ = _bare(type_)
    if isinstance(type_, ARRAY):
        type_ = _bare(type_.item_type)
    if not isinstance(type_, Enum) or not type_.native_enum or not type_.name:
        return None
    schema = None if type_.schema == default_schema else type_.schema
    return TableKey(schema, str(type_.name)), tuple(type_.enums)


def _bare(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return what stands in the database where there are enum types: the variant for it, inside of decorators."""
    variants: Mapping[str, TypeEngine[Any]] = getattr(type_, "_variant_mapping", {})
    type_ = variants.get("postgresql", type_)
    while isinstance(type_, TypeDecorator):
        type_ = type_.impl_instance
    return type_


def is_type_bound(constraint: Constraint) -> bool:
    """Tell whether a constraint was made by a column's type (Boolean, Enum) and follows it."""
    return bool(getattr(constraint, "_type_bound", False))


def _primary_key_facts(table: Table, dialect: Dialect) -> PrimaryKeyFacts:
    key = table.primary_key
    return PrimaryKeyFacts(object_name(key, dialect), tuple(column.name for column in key.columns), key)


def _target(element: ForeignKey) -> tuple[str | None, str, str]:
    try:
        column = element.column
    except (NoReferencedTableError, NoReferencedColumnError):
        *path, table, name = element.target_fullname.split(".")
        return ".".join(path) or None, table, name
    parent: Any = column.table
    return parent.schema, str(parent.name), column.name


def _constraint_order(constraint: Constraint) -> tuple[str, str, str]:
    columns = getattr(constraint, "columns", ())
    names = ",".join(column.name for column in columns)
    return (
        str(constraint.name or ""),
        names,
        _check_text(constraint) if isinstance(constraint, CheckConstraint) else "",
    )


def _check_text(constraint: CheckConstraint) -> str:
    condition = constraint.sqltext
    return condition.text if isinstance(condition, TextClause) else str(cast("ClauseElement", condition))


def _index_order(index: Index) -> tuple[str, str]:
    return (str(index.name or ""), ",".join(column.name for column in index.columns))
