"""Free-standing Table, Column, Constraint and Index objects, made from names or copied from elsewhere.

DDL is compiled from such objects; every call works on fresh MetaData, so that nothing a user owns is touched.
Knows no dialect and no connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    CheckConstraint,
    Column,
    Constraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    column,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ClauseElement, ColumnElement, TextClause
from sqlalchemy.types import NULLTYPE, TypeEngine
from sqlalchemy.util import OrderedSet

from revgraph.ddl.base import is_exclude
from revgraph.ddl.sql_text import statement_text
from revgraph.errors import OperationError
from revgraph.operations.ops.base import ConstraintName, SchemaContext

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import ExcludeConstraint


class Scratch:
    """Make schema objects on fresh MetaData that has the naming convention of the models.

    :param context: whose ``target_metadata`` has the naming convention; None for none.
    :param models: metadata to take the convention from if the context has none.
    """

    def __init__(self, context: SchemaContext | None = None, *, models: MetaData | None = None) -> None:
        target = None if context is None else context.opts.get("target_metadata")
        owner = target if hasattr(target, "naming_convention") else models
        self._convention: Any = None if owner is None else owner.naming_convention

    def metadata(self) -> MetaData:
        """Return new, empty metadata."""
        return MetaData() if self._convention is None else MetaData(naming_convention=self._convention)

    def table(
        self,
        name: str,
        *items: SchemaItem,
        schema: str | None = None,
        constraints_included: bool = False,
        whole: bool = True,
        **kw: Any,
    ) -> Table:
        """Return a table of copies of the given items; tables they refer to are made up beside it.

        :param name: its name.
        :param items: columns and constraints; those that stand in a table already are copied from there.
        :param schema: its schema.
        :param constraints_included: the constraints that the columns' own flags (``unique``, ``index``) would make
            are among the items, or come as operations of their own: don't make them again.
        :param whole: False if the table has columns that are not among the items: those that foreign keys to the table
            itself refer to are then made up behind the others.
        :param kw: other arguments of :class:`sqlalchemy.Table`.
        """
        _demand_items(name, items)
        metadata = self.metadata()
        columns = [copy_column(item, own_flags=not constraints_included) for item in _columns(items)]
        table = Table(name, metadata, *columns, schema=schema, **kw)
        for item in items:
            if isinstance(item, Column):
                continue
            if isinstance(item, ForeignKeyConstraint) and _home(item) is not None:
                table.append_constraint(_copy_foreign_key(item, table))
            elif isinstance(item, Constraint):
                if not getattr(item, "_type_bound", False):
                    table.append_constraint(_copied(item, table))
            elif isinstance(item, Index):
                _copy_index(item, table)
            else:
                cast("Any", item)._set_parent_with_dispatch(table)
        _make_up_referents(table, whole=whole)
        return table

    def column(self, name: str, type_: TypeEngine[Any] | None = None, **kw: Any) -> Column[Any]:
        """Return a column that stands in no table."""
        return Column(name, type_ if type_ is not None else NULLTYPE, **kw)

    def primary_key(
        self, name: ConstraintName, table_name: str, columns: Sequence[str], schema: str | None = None, **kw: Any
    ) -> PrimaryKeyConstraint:
        """Return a primary key of a made-up table."""
        _demand_list("columns", columns)
        table = Table(table_name, self.metadata(), *[Column(c, NULLTYPE) for c in columns], schema=schema)
        constraint = PrimaryKeyConstraint(*[table.c[c] for c in columns], name=_name(name), **kw)
        table.append_constraint(constraint)
        return constraint

    def unique(
        self, name: ConstraintName, table_name: str, columns: Sequence[str], schema: str | None = None, **kw: Any
    ) -> UniqueConstraint:
        """Return a unique constraint of a made-up table."""
        _demand_list("columns", columns)
        table = Table(table_name, self.metadata(), *[Column(c, NULLTYPE) for c in columns], schema=schema)
        _add_included(table, kw)
        constraint = UniqueConstraint(*[table.c[c] for c in columns], name=_name(name), **kw)
        table.append_constraint(constraint)
        return constraint

    def foreign_key(
        self,
        name: ConstraintName,
        source: str,
        referent: str,
        local_cols: Sequence[str],
        remote_cols: Sequence[str],
        *,
        source_schema: str | None = None,
        referent_schema: str | None = None,
        **kw: Any,
    ) -> ForeignKeyConstraint:
        """Return a foreign key between two made-up tables, which may be one and the same."""
        _demand_list("local_cols", local_cols)
        _demand_list("remote_cols", remote_cols)
        if len(local_cols) != len(remote_cols):
            raise OperationError(
                f"foreign key from {source} to {referent}: each local column ({', '.join(local_cols)}) needs one "
                f"remote column ({', '.join(remote_cols)})"
            )
        metadata = self.metadata()
        table = _stub(metadata, source, source_schema, local_cols)
        other = _stub(metadata, referent, referent_schema, remote_cols)
        constraint = ForeignKeyConstraint(
            [table.c[c] for c in local_cols], [other.c[c] for c in remote_cols], name=_name(name), **kw
        )
        table.append_constraint(constraint)
        return constraint

    def check(
        self,
        name: ConstraintName,
        table_name: str,
        condition: str | TextClause | ColumnElement[Any],
        schema: str | None = None,
        **kw: Any,
    ) -> CheckConstraint:
        """Return a CHECK of a made-up table."""
        table = Table(table_name, self.metadata(), schema=schema)
        sqltext = statement_text(condition) if isinstance(condition, str) else relocate(condition, table)
        constraint = CheckConstraint(sqltext, name=_name(name), _autoattach=False, **kw)
        table.append_constraint(constraint)
        return constraint

    def exclude(
        self,
        name: ConstraintName,
        table_name: str,
        elements: Sequence[tuple[Any, str]],
        schema: str | None = None,
        **kw: Any,
    ) -> ExcludeConstraint:
        """Return a PostgreSQL EXCLUDE constraint of a made-up table."""
        table = Table(table_name, self.metadata(), schema=schema)
        placed: list[tuple[Any, str]] = []
        for element, operator in elements:
            if isinstance(element, str):
                _add_missing(table, [element])
                placed.append((table.c[element], operator))
            else:
                placed.append((relocate(element, table), operator))
        if isinstance(kw.get("where"), ClauseElement):
            kw["where"] = _unqualified(kw["where"])
        constraint = _exclude(*placed, name=_name(name), _autoattach=False, **kw)
        table.append_constraint(constraint)
        return constraint

    def index(
        self,
        name: ConstraintName,
        table_name: str,
        columns: Sequence[str | TextClause | ColumnElement[Any]],
        schema: str | None = None,
        **kw: Any,
    ) -> Index:
        """Return an index of a made-up table; strings are column names, everything else is an expression."""
        _demand_list("columns", columns)
        table = Table(table_name, self.metadata(), schema=schema)
        _add_included(table, kw)
        expressions: list[Any] = []
        for item in columns:
            if isinstance(item, str):
                _add_missing(table, [item])
                expressions.append(table.c[item])
            else:
                expressions.append(relocate(item, table))
        return Index(_name(name), *expressions, _table=table, **kw)

    def known_by_name(
        self, name: ConstraintName, table_name: str, type_: str | None, schema: str | None = None
    ) -> Constraint:
        """Return a constraint of which no more is known than a name, for statements that drop it.

        :param type_: its kind as ``drop_constraint`` takes it; None for not known.
        :raises OperationError: if there is no such kind.
        """
        table = Table(table_name, self.metadata(), Column("x", NULLTYPE), schema=schema)
        makers: dict[str | None, Any] = {
            None: lambda: Constraint(name=_name(name)),
            "primary": lambda: PrimaryKeyConstraint(name=_name(name)),
            "unique": lambda: UniqueConstraint(name=_name(name)),
            "check": lambda: CheckConstraint("", name=_name(name)),
            "foreignkey": lambda: ForeignKeyConstraint(["x"], [table.c.x], name=_name(name)),
            "exclude": lambda: _exclude(("x", "="), name=_name(name)),
        }
        if type_ not in makers:
            kinds = ", ".join(sorted(kind for kind in makers if kind))
            raise OperationError(f"drop_constraint(type_={type_!r}): there is no such kind; it is one of {kinds}")
        constraint: Constraint = makers[type_]()
        table.append_constraint(constraint)
        return constraint


def relocate(expression: Any, table: Table) -> Any:
    """Return an expression with its columns replaced by columns of the same name in ``table``.

    Columns the table lacks are added to it. The expression given is not changed.
    """

    def replaced(element: Any, **_: Any) -> Any:
        if not isinstance(element, Column):
            return None
        if element.name not in table.c:
            table.append_column(Column(element.name, element.type))
        return table.c[element.name]

    if isinstance(expression, Column):
        return replaced(expression)
    return visitors.replacement_traverse(expression, {}, replaced)


def copy_column(original: Column[Any], *, own_flags: bool | None = None) -> Column[Any]:
    """Return a copy that stands in no table.

    :param original: any column.
    :param own_flags: keep ``unique`` and ``index``, which make a constraint and an index by themselves. By default
        they are kept if the column stands in no table: those of a table travel as operations of their own.
    """
    source: Any = original
    unordered = source.constraints
    try:  # SQLAlchemy keeps a column's CHECKs in a set, and so would write them in another order each time
        source.constraints = _in_order(unordered)
        copy = cast("Column[Any]", source._copy())
    finally:
        source.constraints = unordered
    cast("Any", copy).constraints = _in_order(copy.constraints)
    if not (own_flags if own_flags is not None else getattr(original, "table", None) is None):
        copy.unique = copy.index = None
    return copy


def _in_order(constraints: Iterable[Any]) -> Any:
    return OrderedSet(sorted(constraints, key=lambda constraint: constraint._creation_order))


def as_sql(condition: str | ClauseElement) -> ClauseElement:
    """Return a condition as an expression: SQLAlchemy makes ``text()`` of a string."""
    return text(condition) if isinstance(condition, str) else condition


def column_checks(column: Column[Any]) -> list[CheckConstraint]:
    """Return the CHECKs that a column carries itself, in the order in which they were made; not those of its type."""
    found = (each for each in _in_order(column.constraints) if isinstance(each, CheckConstraint))
    return [each for each in found if not getattr(each, "_type_bound", False)]


def without_checks(column: Column[Any]) -> Column[Any]:
    """Return a column, if it carries CHECKs itself a copy of it without them, in a table of the same name."""
    checks = column_checks(column)
    if not checks:
        return column
    copy = copy_column(column)
    cast("Any", copy).constraints = OrderedSet()
    Table(column.table.name, MetaData(), copy, schema=column.table.schema)
    return copy


def home_of(constraint: Constraint) -> Table:
    """Return the table of a constraint, be it said at the table or at a column.

    :raises InvalidRequestError: if it stands in none.
    """
    on_column = getattr(constraint.parent, "table", None) if isinstance(constraint.parent, Column) else None
    return on_column if isinstance(on_column, Table) else constraint.table


def constraint_name(constraint: Constraint | Index) -> ConstraintName:
    """Return the name of a constraint, None for one that the database is to choose."""
    name = constraint.name
    return name if isinstance(name, str) else None


def dialect_options(item: Any) -> dict[str, Any]:
    """Return the ``<dialect>_<option>`` arguments that were given for a schema item."""
    return dict(item.dialect_kwargs)


def constraint_options(constraint: Constraint) -> dict[str, Any]:
    """Return what was set on a constraint beyond name and columns: deferrability, comment, info, dialect options."""
    wanted = ("deferrable", "initially", "comment")
    options = {key: value for key in wanted if (value := getattr(constraint, key, None)) is not None}
    if constraint.info:
        options["info"] = dict(constraint.info)
    return {**options, **dialect_options(constraint)}


def foreign_key_options(constraint: ForeignKeyConstraint) -> dict[str, Any]:
    """Return what was set on a foreign key beyond name and columns."""
    options = constraint_options(constraint)
    for key in ("onupdate", "ondelete", "match"):
        if getattr(constraint, key) is not None:
            options[key] = getattr(constraint, key)
    if constraint.use_alter:
        options["use_alter"] = True
    return options


def referents(constraint: ForeignKeyConstraint) -> tuple[str | None, str, list[str]]:
    """Return schema, table and columns a foreign key points at, by their names in the database."""
    places = [referent(element) for element in constraint.elements]
    schema, table, _ = places[0]
    return schema, table, [name for _, _, name in places]


def referent(element: ForeignKey) -> tuple[str | None, str, str]:
    """Return schema, table and column one column of a foreign key points at, by their names in the database."""
    try:
        found = element.column
    except SQLAlchemyError:  # the models do not hold that table: all there is is the text
        tokens: Any = getattr(element, "target_tokens", None)  # SQLAlchemy 2.1: names may hold dots
        if tokens is not None:
            return tokens[0] or _usual_schema(element), tokens[1], tokens[2] or element.parent.key
        *schema, table, name = element.target_fullname.split(".")
        return ".".join(schema) or _usual_schema(element), table, name
    return found.table.schema, found.table.name, found.name


def _usual_schema(element: ForeignKey) -> str | None:
    """Return the schema in which SQLAlchemy looks for a table that is named without one."""
    home = getattr(element.parent, "table", None)
    return home.metadata.schema if isinstance(home, Table) else None


def _columns(items: Iterable[SchemaItem]) -> list[Column[Any]]:
    return [item for item in items if isinstance(item, Column)]


def _home(item: Any) -> Table | None:
    parent = getattr(item, "parent", None)
    return parent if isinstance(parent, Table) else None


def _exclude(*args: Any, **kw: Any) -> ExcludeConstraint:
    from sqlalchemy.dialects.postgresql import ExcludeConstraint  # takes long to load, and few have one

    return ExcludeConstraint(*args, **kw)


def _copied(constraint: Constraint, table: Table) -> Constraint:
    if _home(constraint) is None:
        return constraint
    copy = cast("Any", constraint)._copy(target_table=table)
    if is_exclude(copy) and copy.where is not None:
        copy.where = _unqualified(copy.where)
    copy._creation_order = cast("Any", constraint)._creation_order
    return cast("Constraint", copy)


def _unqualified(expression: Any) -> Any:
    # the WHERE of an EXCLUDE would be written with table names, which the server refuses there
    def bare(element: Any, **_: Any) -> Any:
        return column(element.name, element.type) if isinstance(element, Column) else None

    return visitors.replacement_traverse(expression, {}, bare)


def _copy_foreign_key(constraint: ForeignKeyConstraint, table: Table) -> ForeignKeyConstraint:
    schema, name, columns = referents(constraint)
    other = _stub(table.metadata, name, schema, columns)
    copy = ForeignKeyConstraint(
        [element.parent.key for element in constraint.elements],
        [_named(other, remote) for remote in columns],
        name=cast("Any", constraint.name),
        **foreign_key_options(constraint),
    )
    copy._creation_order = constraint._creation_order
    return copy


def _copy_index(index: Index, table: Table) -> None:
    # an index can stand in one table only, and the items are made a table of more than once
    columns = [part if isinstance(part, str) else relocate(part, table) for part in cast("Any", index.expressions)]
    options: dict[str, Any] = {"unique": index.unique, "info": index.info or None, **dialect_options(index)}
    Index(_name(index.name), *columns, _table=table, **options)


def _stub(metadata: MetaData, name: str, schema: str | None, columns: Sequence[str]) -> Table:
    table = Table(name, metadata, schema=schema, keep_existing=True)
    _add_missing(table, columns)
    return table


def _add_missing(table: Table, columns: Iterable[str]) -> None:
    present = {existing.name for existing in table.c}
    for name in dict.fromkeys(columns):
        if name not in present:
            table.append_column(Column(name, NULLTYPE))


def _add_included(table: Table, options: Mapping[str, Any]) -> None:
    """Make up the columns that options like ``postgresql_include`` name."""
    for option, value in options.items():
        if option.endswith("_include") and value:
            _add_missing(table, [c if isinstance(c, str) else c.name for c in value])


def _named(table: Table, name: str) -> Column[Any]:
    return next(existing for existing in table.c if existing.name == name)


def _make_up_referents(table: Table, *, whole: bool = True) -> None:
    for key in list(table.foreign_keys):
        schema, name, remote = referent(key)
        if (schema, name) != (table.schema, table.name):
            _stub(table.metadata, name, schema, [remote])
        elif not whole:
            _add_missing(table, [remote])


def _demand_list(argument: str, columns: Any) -> None:
    if isinstance(columns, str) and len(columns) != 1:  # it would be taken as a list of letters
        raise OperationError(f"{argument} must be a list of names: [{columns!r}], not {columns!r}")
    if not columns:
        raise OperationError(f"{argument} must be a list of names, and is {columns!r}: name at least one column")


def _demand_items(name: Any, items: Iterable[Any]) -> None:
    if not isinstance(name, str) or not name:
        raise OperationError(f"a table must have a name, and {name!r} is none")
    for item in items:
        if not isinstance(item, SchemaItem):
            raise OperationError(
                f"table {name!r} is made of columns and constraints, such as Column('id', Integer), not of {item!r}"
            )


def _name(name: ConstraintName) -> Any:
    return name
