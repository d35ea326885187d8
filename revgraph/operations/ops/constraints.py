"""Operations on constraints: primary key, unique, foreign key, CHECK, EXCLUDE; add, drop, rename, validate.

Values only: no database, no SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast

from sqlalchemy import CheckConstraint, Constraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.schema import ColumnCollectionConstraint, SchemaItem
from sqlalchemy.sql.elements import ColumnElement, TextClause

from revgraph.errors import OperationError
from revgraph.operations.ops.base import AlterTableOp, ConstraintName, MigrateOperation, SchemaContext
from revgraph.operations.ops.scratch import (
    Scratch,
    as_sql,
    constraint_name,
    constraint_options,
    foreign_key_options,
    home_of,
    referents,
)
from revgraph.util.registry import Registry

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import ExcludeConstraint

C = TypeVar("C", bound="type[AddConstraintOp]")


class AddConstraintOp(MigrateOperation):
    """Add a constraint to a table; the subclasses say which."""

    add_constraint_ops: ClassVar[Registry] = Registry("add constraint")

    drop_type: ClassVar[str]
    """The ``type_`` of the operation that drops such a constraint."""

    constraint_name: ConstraintName
    table_name: str
    schema: str | None
    not_valid: bool | None = None
    _drop_said: Mapping[str, Any] = MappingProxyType({})

    @property
    def constraint_type(self) -> str:
        """The kind of constraint, as one word."""
        raise OperationError(f"{type(self).__name__} does not say which kind of constraint it adds")

    @classmethod
    def register_add_constraint(cls, type_: str) -> Callable[[C], C]:
        """Return a decorator that makes a class serve :meth:`from_constraint` for a kind of constraint.

        :param type_: the ``__visit_name__`` of the constraint class.
        """

        def register(op_class: C) -> C:
            cls.add_constraint_ops.dispatch_for(type_)(op_class.from_constraint)
            return op_class

        return register

    @classmethod
    def from_constraint(cls, constraint: Constraint) -> AddConstraintOp:
        """Return the operation that adds a constraint of a Table, with all its options."""
        return cast("AddConstraintOp", cls.add_constraint_ops.dispatch(constraint.__visit_name__)(constraint))

    def to_constraint(self, migration_context: SchemaContext | None = None) -> Constraint:
        """Return the constraint, of a made-up table."""
        raise OperationError(f"{type(self).__name__} does not make a constraint")

    def to_diff_tuple(self) -> tuple[str, Constraint]:
        """Return ``("add_constraint", constraint)``."""
        return ("add_constraint", self.to_constraint())

    def placed(self, name: ConstraintName, table_name: str, schema: str | None) -> AddConstraintOp:
        """Return a copy of this operation for a constraint of another name or on another table."""
        moved = copy(self)
        moved.constraint_name, moved.table_name, moved.schema = name, table_name, schema
        return moved

    def reverse(self) -> DropConstraintOp:
        """Return the operation that drops the constraint, and knows it well enough to be reversed again."""
        name = self.constraint_name
        return DropConstraintOp(
            name if name is not None else constraint_name(self.to_constraint()),
            self.table_name,
            type_=self.drop_type,
            schema=self.schema,
            _reverse=self,
            **self._drop_said,
        )


class DropConstraintOp(MigrateOperation):
    """Drop a constraint.

    :param constraint_name: its name.
    :param table_name: the table.
    :param type_: ``"foreignkey"``, ``"primary"``, ``"unique"``, ``"check"`` or ``"exclude"``; databases that have one
        DROP CONSTRAINT for all can do without.
    :param schema: schema of the table.
    :param if_exists: do nothing if there is no such constraint.
    :param cascade: drop what depends on it too, where the database has the word for it.
    :param condition: of a CHECK that has no name: which one it is.
    :param _reverse: the operation that brings it back, if known.
    """

    attribute_of = {"type_": "constraint_type"}

    def __init__(
        self,
        constraint_name: ConstraintName,
        table_name: str,
        type_: str | None = None,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        condition: str | None = None,
        _reverse: AddConstraintOp | None = None,
    ) -> None:
        self.constraint_name = constraint_name
        self.table_name = table_name
        self.constraint_type = type_
        self.schema = schema
        self.if_exists = if_exists
        self.cascade = cascade or None
        self.condition = condition
        if _reverse is None and constraint_name is None and condition is not None:
            _reverse = CreateCheckConstraintOp(None, table_name, condition, schema=schema)
        self._reverse = _reverse

    @classmethod
    def from_constraint(cls, constraint: Constraint) -> DropConstraintOp:
        """Return the operation that drops a constraint of a Table, able to bring it back whole."""
        return AddConstraintOp.from_constraint(constraint).reverse()

    @property
    def is_known(self) -> bool:
        """Say whether more than the name is known, so that :meth:`reverse` works."""
        return self._reverse is not None

    def to_constraint(self) -> Constraint:
        """Return the dropped constraint, of a made-up table.

        :raises OperationError: if only its name is known.
        """
        return self.reverse().to_constraint()

    def to_diff_tuple(self) -> tuple[str, SchemaItem]:
        """Return ``("remove_fk", constraint)`` or ``("remove_constraint", constraint)``.

        :raises OperationError: if only its name is known.
        """
        kind = "remove_fk" if self.constraint_type == "foreignkey" else "remove_constraint"
        return (kind, self.to_constraint())

    def reverse(self) -> AddConstraintOp:
        """Return the operation that adds the constraint as it was.

        :raises OperationError: if only its name is known.
        """
        if self._reverse is None:
            raise OperationError(
                f"{self!r} can't be reversed: the constraint is known by name only; "
                "write its create_..._constraint() in downgrade() by hand"
            )
        added = self._reverse.placed(self.constraint_name, self.table_name, self.schema)
        added._drop_said = {"if_exists": self.if_exists, "cascade": self.cascade}
        return added


class AddKeyOp(AddConstraintOp):
    """Add a constraint that is made of columns of one table and nothing else: what both kinds of key have in common."""

    def __init__(
        self,
        constraint_name: ConstraintName,
        table_name: str,
        columns: Sequence[str],
        *,
        schema: str | None = None,
        **kw: Any,
    ) -> None:
        self.constraint_name = constraint_name
        self.table_name = table_name
        self.columns = columns
        self.schema = schema
        self.kw = kw

    @classmethod
    def from_constraint(cls, constraint: Constraint) -> Self:
        """Return the operation that adds a key of a Table."""
        key = cast("ColumnCollectionConstraint", constraint)
        return cls(
            constraint_name(key),
            key.table.name,
            [column.name for column in key.columns],
            schema=key.table.schema,
            **constraint_options(key),
        )


@AddConstraintOp.register_add_constraint("primary_key_constraint")
class CreatePrimaryKeyOp(AddKeyOp):
    """Add a primary key.

    :param constraint_name: its name; None lets the naming convention or the database choose.
    :param table_name: the table.
    :param columns: the columns of the key.
    :param schema: schema of the table.
    :param kw: other arguments of :class:`sqlalchemy.PrimaryKeyConstraint`.
    """

    constraint_type = "primarykey"
    drop_type = "primary"

    def to_constraint(self, migration_context: SchemaContext | None = None) -> PrimaryKeyConstraint:
        """Return the primary key, of a made-up table."""
        return Scratch(migration_context).primary_key(
            self.constraint_name, self.table_name, self.columns, schema=self.schema, **self.kw
        )


@AddConstraintOp.register_add_constraint("unique_constraint")
class CreateUniqueConstraintOp(AddKeyOp):
    """Add a unique constraint.

    :param constraint_name: its name; None lets the naming convention or the database choose.
    :param table_name: the table.
    :param columns: the columns.
    :param schema: schema of the table.
    :param kw: other arguments of :class:`sqlalchemy.UniqueConstraint`: ``deferrable``, ``initially``, options of a
        dialect.
    """

    constraint_type = "unique"
    drop_type = "unique"

    def to_constraint(self, migration_context: SchemaContext | None = None) -> UniqueConstraint:
        """Return the unique constraint, of a made-up table."""
        return Scratch(migration_context).unique(
            self.constraint_name, self.table_name, self.columns, schema=self.schema, **self.kw
        )


@AddConstraintOp.register_add_constraint("foreign_key_constraint")
class CreateForeignKeyOp(AddConstraintOp):
    """Add a foreign key.

    :param constraint_name: its name; None lets the naming convention or the database choose.
    :param source_table: the table that refers.
    :param referent_table: the table referred to.
    :param local_cols: columns of the source table.
    :param remote_cols: columns of the referent table, in the same order.
    :param not_valid: don't check the rows that are there, where the database can.
    :param kw: ``source_schema``, ``referent_schema``, ``onupdate``, ``ondelete``, ``deferrable``, ``initially``,
        ``match`` and options of a dialect.
    """

    constraint_type = "foreignkey"
    drop_type = "foreignkey"

    def __init__(
        self,
        constraint_name: ConstraintName,
        source_table: str,
        referent_table: str,
        local_cols: list[str],
        remote_cols: list[str],
        *,
        not_valid: bool | None = None,
        **kw: Any,
    ) -> None:
        self.constraint_name = constraint_name
        self.source_table = source_table
        self.referent_table = referent_table
        self.local_cols = local_cols
        self.remote_cols = remote_cols
        self.not_valid = not_valid or None
        self.kw = kw

    @property
    def table_name(self) -> str:  # type: ignore[override]  # one name for "the table" in all operations
        """The source table."""
        return self.source_table

    @property
    def schema(self) -> str | None:  # type: ignore[override]  # as above
        """The schema of the source table."""
        return cast("str | None", self.kw.get("source_schema"))

    def placed(self, name: ConstraintName, table_name: str, schema: str | None) -> CreateForeignKeyOp:
        """Return a copy of this operation for a constraint of another name or on another table."""
        moved = copy(self)
        moved.constraint_name, moved.source_table = name, table_name
        moved.kw = {**self.kw, "source_schema": schema}
        return moved

    @classmethod
    def from_constraint(cls, constraint: Constraint) -> CreateForeignKeyOp:
        """Return the operation that adds a foreign key of a Table."""
        key = cast("ForeignKeyConstraint", constraint)
        referent_schema, referent_table, remote_cols = referents(key)
        return cls(
            constraint_name(key),
            key.table.name,
            referent_table,
            [element.parent.name for element in key.elements],
            remote_cols,
            source_schema=key.table.schema,
            referent_schema=referent_schema,
            **foreign_key_options(key),
        )

    def to_constraint(self, migration_context: SchemaContext | None = None) -> ForeignKeyConstraint:
        """Return the foreign key, between made-up tables."""
        return Scratch(migration_context).foreign_key(
            self.constraint_name, self.source_table, self.referent_table, self.local_cols, self.remote_cols, **self.kw
        )

    def to_diff_tuple(self) -> tuple[str, Constraint]:
        """Return ``("add_fk", constraint)``."""
        return ("add_fk", self.to_constraint())


@AddConstraintOp.register_add_constraint("table_or_column_check_constraint")
@AddConstraintOp.register_add_constraint("column_check_constraint")
@AddConstraintOp.register_add_constraint("check_constraint")
class CreateCheckConstraintOp(AddConstraintOp):
    """Add a CHECK.

    :param constraint_name: its name; None lets the naming convention or the database choose.
    :param table_name: the table.
    :param condition: what must not be false, as text or expression.
    :param schema: schema of the table.
    :param not_valid: don't check the rows that are there, where the database can.
    :param kw: other arguments of :class:`sqlalchemy.CheckConstraint`.
    """

    constraint_type = "check"
    drop_type = "check"

    def __init__(
        self,
        constraint_name: ConstraintName,
        table_name: str,
        condition: str | TextClause | ColumnElement[Any],
        *,
        schema: str | None = None,
        not_valid: bool | None = None,
        **kw: Any,
    ) -> None:
        self.constraint_name = constraint_name
        self.table_name = table_name
        self.condition = condition
        self.schema = schema
        self.not_valid = not_valid or None
        self.kw = kw

    def effect(self) -> Mapping[str, Any]:
        """Return the CHECK; text and expression are one."""
        return {**super().effect(), "condition": as_sql(self.condition)}

    @classmethod
    def from_constraint(cls, constraint: Constraint) -> CreateCheckConstraintOp:
        """Return the operation that adds a CHECK of a Table."""
        check = cast("CheckConstraint", constraint)
        table = home_of(check)
        return cls(
            constraint_name(check),
            table.name,
            cast("ColumnElement[Any]", check.sqltext),
            schema=table.schema,
            **constraint_options(check),
        )

    def to_constraint(self, migration_context: SchemaContext | None = None) -> CheckConstraint:
        """Return the CHECK, of a made-up table."""
        return Scratch(migration_context).check(
            self.constraint_name, self.table_name, self.condition, schema=self.schema, **self.kw
        )


@AddConstraintOp.register_add_constraint("exclude_constraint")
class CreateExcludeConstraintOp(AddConstraintOp):
    """Add an EXCLUDE constraint (PostgreSQL).

    :param constraint_name: its name; None lets the naming convention or the database choose.
    :param table_name: the table.
    :param elements: pairs of a column name or expression and an operator.
    :param where: condition of a partial constraint.
    :param schema: schema of the table.
    :param _orig_constraint: the constraint it comes from, if any.
    :param kw: ``using``, ``ops``, ``deferrable``, ``initially``.
    """

    constraint_type = "exclude"
    drop_type = "exclude"

    def __init__(
        self,
        constraint_name: ConstraintName,
        table_name: str,
        elements: Sequence[tuple[Any, str]],
        where: ColumnElement[bool] | TextClause | str | None = None,
        schema: str | None = None,
        _orig_constraint: ExcludeConstraint | None = None,
        **kw: Any,
    ) -> None:
        self.constraint_name = constraint_name
        self.table_name = table_name
        self.elements = elements
        self.where = where
        self.schema = schema
        self.kw = kw
        self._orig_constraint = _orig_constraint

    def effect(self) -> Mapping[str, Any]:
        """Return the constraint; text and expression are one."""
        said = {**super().effect(), "where": None if self.where is None else as_sql(self.where)}
        return {**said, "using": self.kw.get("using") or "gist"}

    @classmethod
    def from_constraint(cls, constraint: Constraint) -> CreateExcludeConstraintOp:
        """Return the operation that adds an EXCLUDE constraint of a Table."""
        exclude = cast("ExcludeConstraint", constraint)
        table = cast("Any", exclude).table
        ops = {"ops": dict(exclude.ops)} if exclude.ops else {}
        return cls(
            constraint_name(exclude),
            table.name,
            [(expression, operator) for expression, _, operator in exclude._render_exprs],
            where=exclude.where,
            schema=table.schema,
            _orig_constraint=exclude,
            using=exclude.using,
            **ops,
            **constraint_options(exclude),
        )

    def to_constraint(self, migration_context: SchemaContext | None = None) -> ExcludeConstraint:
        """Return the EXCLUDE constraint, of a made-up table."""
        return Scratch(migration_context).exclude(
            self.constraint_name, self.table_name, self.elements, schema=self.schema, where=self.where, **self.kw
        )


KINDS = ("check", "exclude", "foreignkey", "primary", "unique")
"""The kinds of constraints as ``type_`` takes them."""


class NamedConstraintOp(AlterTableOp):
    """Something done to a constraint that is known by its name: what renaming and validating have in common."""

    constraint_type: str | None

    def known_type(self) -> str | None:
        """Return the kind.

        :raises OperationError: if there is no such kind.
        """
        if self.constraint_type is not None and self.constraint_type not in KINDS:
            raise OperationError(f"{self!r}: there is no such kind of constraint; type_ is one of {', '.join(KINDS)}")
        return self.constraint_type


class RenameConstraintOp(NamedConstraintOp):
    """Give a constraint another name.

    :param table_name: the table.
    :param old_name: its name before.
    :param new_name: its name after.
    :param type_: its kind as ``drop_constraint`` takes it; MySQL and MariaDB need it where they can't be asked.
    :param schema: schema of the table.
    """

    attribute_of = {"type_": "constraint_type"}

    def __init__(
        self, table_name: str, old_name: str, new_name: str, type_: str | None = None, *, schema: str | None = None
    ) -> None:
        super().__init__(table_name, schema=schema)
        self.old_name = old_name
        self.new_name = new_name
        self.constraint_type = type_

    def to_diff_tuple(self) -> tuple[str, str | None, str, str, str]:
        """Return ``("rename_constraint", schema, table, old name, new name)``."""
        return ("rename_constraint", self.schema, self.table_name, self.old_name, self.new_name)

    def reverse(self) -> RenameConstraintOp:
        """Return the operation that gives the old name back."""
        return RenameConstraintOp(
            self.table_name, self.new_name, self.old_name, self.constraint_type, schema=self.schema
        )


class ValidateConstraintOp(NamedConstraintOp):
    """Check the rows that are there against a constraint that was added without that.

    :param constraint_name: its name.
    :param table_name: the table.
    :param type_: its kind as ``drop_constraint`` takes it; no database needs it.
    :param schema: schema of the table.
    """

    attribute_of = {"type_": "constraint_type"}

    def __init__(
        self, constraint_name: str, table_name: str, type_: str | None = None, *, schema: str | None = None
    ) -> None:
        super().__init__(table_name, schema=schema)
        self.constraint_name = constraint_name
        self.constraint_type = type_

    def to_diff_tuple(self) -> tuple[str, str | None, str, str]:
        """Return ``("validate_constraint", schema, table, name)``."""
        return ("validate_constraint", self.schema, self.table_name, self.constraint_name)

    def reverse(self) -> ValidateConstraintOp:
        """Return the same operation: what is valid stays so, and looking again does no harm."""
        return ValidateConstraintOp(self.constraint_name, self.table_name, self.constraint_type, schema=self.schema)
