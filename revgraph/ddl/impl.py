"""What one dialect can do to a schema: its verbs, its facts, its answers to comparison questions.

Knows no operations and no autogenerate; whether SQL is run or written down is known to ``output`` alone.
Dialects from outside subclass :class:`DefaultImpl` and name themselves in ``__dialect__``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, TextIO

from sqlalchemy import (
    Column,
    Computed,
    Connection,
    CursorResult,
    Dialect,
    Executable,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    TableClause,
)
from sqlalchemy.schema import AddConstraint, Constraint
from sqlalchemy.sql.elements import ClauseElement, quoted_name
from sqlalchemy.types import TypeEngine

from revgraph.ddl import base, known
from revgraph.ddl.absent import AddAbsent
from revgraph.ddl.comparing import Comparing
from revgraph.ddl.enums import Enums
from revgraph.ddl.filling import Filling
from revgraph.ddl.literals import HEX_BINARIES, Literals, ScriptTypes, script_dialect
from revgraph.ddl.lock import LockSpelling
from revgraph.ddl.moved_tables import MovesTables
from revgraph.ddl.output import LiveOutput, Output, Params, ScriptOutput
from revgraph.ddl.renames import Renames
from revgraph.ddl.rows import BulkLoader, Row, expect_rows
from revgraph.ddl.schemas import Schemas
from revgraph.ddl.sequences import Sequences
from revgraph.ddl.validity import AddUnvalidated, Validity
from revgraph.errors import OperationError
from revgraph.util.logs import Log

if TYPE_CHECKING:
    pass

log = Log(__name__)

_impls: dict[str, type[DefaultImpl]] = {}


class BatchView(Protocol):
    """What a batch block shows to dialects: its calls, as (verb, arguments, keyword arguments)."""

    @property
    def batch(self) -> Sequence[tuple[str, tuple[Any, ...], Mapping[str, Any]]]:
        """The calls, in their order."""


class DefaultImpl(Comparing, Renames, MovesTables, Validity, Filling, Sequences, Enums, Schemas):
    """Standard SQL, and what any dialect does unless it says otherwise.

    :param dialect: SQLAlchemy's dialect.
    :param connection: live connection, or None.
    :param as_sql: write a script instead of running statements.
    :param transactional_ddl: overrides the dialect's own fact unless None.
    :param output_buffer: where a script goes to.
    :param context_opts: options of the migration context; read here: ``literal_binds``.
    """

    __dialect__: ClassVar[str] = "default"

    transactional_ddl: bool = False
    command_terminator: str = ";"
    batch_separator: str = ""
    lock: ClassVar[LockSpelling | None] = None
    script_types: ClassVar[ScriptTypes] = HEX_BINARIES
    non_finite: ClassVar[Mapping[str, str]] = {}
    bulk_loader: ClassVar[BulkLoader | None] = None
    index_names_are_per_table: ClassVar[bool] = False
    has_exclude: ClassVar[bool] = False
    has_cascade: ClassVar[bool] = True
    restates_defaults: ClassVar[bool] = False
    unsaid_is_none: ClassVar[bool] = False
    """Whether a script takes what it is not told of a column as not there, instead of asking for it; on MySQL and
    MariaDB also whether a column is made what it is told to be, in type of text, NULL and default."""
    types_are_made: ClassVar[bool] = False
    """Whether the types of columns that a script adds or changes are made by someone else, before."""

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        if "__dialect__" in vars(cls):
            replaces = cls.__module__ != known.MODULES.get(cls.__dialect__)  # ours, when loaded late, replace nobody's
            _impls[cls.__dialect__] = cls if replaces else _impls.get(cls.__dialect__, cls)

    def __init__(
        self,
        dialect: Dialect,
        connection: Connection | None,
        as_sql: bool,
        transactional_ddl: bool | None,
        output_buffer: TextIO | None,
        context_opts: Mapping[str, Any],
    ) -> None:
        self.dialect = dialect
        # SQLAlchemy's mock engines, and stand-ins in tests, run statements and can't be asked anything
        self.connection = connection if isinstance(connection, Connection) else None
        self._runs_on = connection
        self.as_sql = as_sql
        self.output_buffer = output_buffer
        self.context_opts = context_opts
        if transactional_ddl is not None:
            self.transactional_ddl = transactional_ddl
        self.output = self._make_output()

    def _make_output(self) -> Output:
        if not self.as_sql:
            return LiveOutput(self._runs_on, self.bulk_loader)
        if self.output_buffer is None:
            raise OperationError("a script needs somewhere to go: pass output_buffer")
        return ScriptOutput(
            self._scripting,
            self.output_buffer,
            terminator=self.command_terminator,
            batch_separator=self.batch_separator,
            literal_binds=self.context_opts.get("literal_binds", True),
            non_finite=self.non_finite,
        )

    @classmethod
    def get_by_dialect(cls, dialect: Dialect) -> type[DefaultImpl]:
        """Return the implementation for a dialect; this one where there is none of its own."""
        if dialect.name not in _impls:
            known.load(dialect.name)
        return _impls.get(dialect.name, DefaultImpl)

    def script_dialect(self) -> Any:
        """Return the dialect as scripts are compiled with."""
        return script_dialect(self.dialect, self.script_types)

    @cached_property
    def _scripting(self) -> Any:
        return self.script_dialect()

    @property
    def bind(self) -> Connection | None:
        """The live connection, or None."""
        return self.connection

    # ------------------------------------------------------------------------------------ text and statements

    def static_output(self, text: str) -> None:
        """Write a line into the script; nothing on a live connection."""
        self.output.text(text)

    def start_migrations(self) -> None:
        """Do what a dialect needs before the first migration runs; nothing in general."""

    def emit_begin(self) -> None:
        """Write the words that open a transaction into the script."""
        self.output.begin()

    def emit_commit(self) -> None:
        """Write the words that close a transaction into the script."""
        self.output.commit()

    def execute(
        self, sql: Executable | str, execution_options: Mapping[str, Any] | None = None, *, params: Params = None
    ) -> CursorResult[Any] | None:
        """Run a statement, or write it down.

        :param params: values for its parameters.
        :return: the result; None while a script is written.
        """
        return self.output.execute(sql, params, execution_options=execution_options)

    def bulk_insert(self, table: TableClause, rows: Sequence[Row], multiinsert: bool = True) -> None:
        """Insert rows.

        :param rows: one mapping of column names to values for each row; keys may differ from row to row.
        :param multiinsert: let the driver take many rows in one call.
        :raises OperationError: if the rows aren't a list of mappings.
        """
        expect_rows(table, rows)
        self.output.insert_rows(table, rows, multiinsert=multiinsert)

    # ------------------------------------------------------------------------------------ columns

    def add_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | quoted_name | None = None,
        if_not_exists: bool | None = None,
        inline_references: bool | None = None,
        inline_primary_key: bool | None = None,
    ) -> None:
        """Add a column; constraints other than those of :meth:`constraints_added_inline` are added by themselves."""
        attached = attached_column(column, table_name, schema)
        inline = self.constraints_added_inline(attached, inline_references=inline_references)
        references = [found for found in inline if isinstance(found, ForeignKeyConstraint)]
        self.output.execute(
            base.AddColumn(
                table_name,
                attached,
                schema=schema,
                if_not_exists=if_not_exists,
                inline_references=bool(references),
                inline_primary_key=inline_primary_key,
                inline_constraints=[found for found in inline if found not in references],
            )
        )

    def constraints_added_inline(
        self, column: Column[Any], *, inline_references: bool | None = None
    ) -> tuple[Constraint, ...]:
        """Return the constraints of the column's table that :meth:`add_column` writes into its own statement.

        :param column: the new column, attached to a table that holds nothing else.
        """
        references = base.single_column_references(column)
        return tuple(references) if inline_references and len(references) == 1 else ()

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        cascade: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a column; ``cascade`` says nothing where the dialect has no such word (``has_cascade``)."""
        cascade = cascade and self.has_cascade
        self.output.execute(base.DropColumn(table_name, column, schema=schema, if_exists=if_exists, cascade=cascade))

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        server_default: base.ServerDefault | bool | None = False,
        name: str | None = None,
        type_: TypeEngine[Any] | None = None,
        schema: str | None = None,
        autoincrement: bool | None = None,
        comment: str | Literal[False] | None = False,
        existing_comment: str | None = None,
        existing_type: TypeEngine[Any] | None = None,
        existing_server_default: base.ServerDefault | bool | None = None,
        existing_nullable: bool | None = None,
        existing_autoincrement: bool | None = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a column; everything else stays.

        :param server_default: a new default, None to drop it, False to leave it.
        :param comment: a new comment, None to remove it, False to leave it.
        :param name: a new name.
        :param existing_type: what the column is now, for databases that must be told all of it; as the others.
        """
        if autoincrement is not None:
            log.warning(
                "%s.%s: autoincrement can be altered on MySQL and MariaDB only; ignored", table_name, column_name
            )
        known = {
            "schema": schema,
            "existing_type": existing_type,
            "existing_server_default": existing_server_default,
            "existing_nullable": existing_nullable,
            "existing_comment": existing_comment,
        }
        steps: list[base.AlterColumn] = []
        if nullable is not None:
            steps.append(base.ColumnNullable(table_name, column_name, nullable, **known))
        if server_default is not False:
            steps += self.default_elements(table_name, column_name, server_default, existing_server_default, **known)
        if type_ is not None:
            steps.append(base.ColumnType(table_name, column_name, type_, **known))
        if comment is not False:
            steps.append(base.ColumnComment(table_name, column_name, comment, **known))
        if name is not None:
            steps.append(base.ColumnName(table_name, column_name, name, **known))
        for step in steps:
            self.output.execute(step)

    def default_elements(
        self,
        table_name: str,
        column_name: str,
        default: base.ServerDefault | bool | None,
        existing: base.ServerDefault | bool | None,
        **known: Any,
    ) -> list[base.AlterColumn]:
        """Return the elements that change a server default, a computed expression or an identity."""
        if isinstance(default, Computed) or isinstance(existing, Computed):
            computed = default if isinstance(default, Computed) else None
            return [base.ComputedColumnDefault(table_name, column_name, computed, **known)]
        if isinstance(default, Identity) or isinstance(existing, Identity):
            identity = default if isinstance(default, Identity) else None
            return [base.IdentityColumnDefault(table_name, column_name, identity, self, **known)]
        if isinstance(default, bool):
            raise OperationError(
                f"{table_name}.{column_name}: server_default=True means nothing; give SQL text, for a true value "
                "sqlalchemy.true()"
            )
        return [base.ColumnDefault(table_name, column_name, default, **known)]

    # ------------------------------------------------------------------------------------ tables

    def create_table(self, table: Table, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create a table with its constraints, indexes and comments; fires the table's create events."""
        for constraint in table.constraints:
            self.is_created(constraint)  # or is it of a kind that is not there
        self._fire(table, "before_create", **kw)
        self.output.execute(base.CreateTable(table, if_not_exists=bool(if_not_exists)))
        self._fire(table, "after_create", **kw)
        # SQLAlchemy leaves these out of CREATE TABLE where ALTER TABLE can add them
        for key in sorted(table.foreign_key_constraints, key=lambda found: found._creation_order):
            if key.use_alter and self.dialect.supports_alter:
                self.add_constraint(key)
        for index in sorted(table.indexes, key=lambda found: str(found.name)):
            self.create_index(index, if_not_exists=if_not_exists)
        if not self.dialect.supports_comments or self.dialect.inline_comments:
            return
        if table.comment is not None:
            self.create_table_comment(table)
        for column in table.columns:
            if column.comment is not None:
                self.create_column_comment(column)

    def drop_table(
        self, table: Table, *, if_exists: bool | None = None, cascade: bool | None = None, **kw: Any
    ) -> None:
        """Drop a table; fires the table's drop events. ``cascade`` as for a column."""
        self._fire(table, "before_drop", **kw)
        cascade = bool(cascade and self.has_cascade)
        self.output.execute(base.DropTable(table, if_exists=bool(if_exists), cascade=cascade))
        self._fire(table, "after_drop", **kw)

    def _fire(self, table: Table, event: str, **kw: Any) -> None:
        dispatch: Any = getattr(table.dispatch, event)
        dispatch(table, self.output.bind, **self.output.event_kwargs, **kw)

    def rename_table(
        self, old_table_name: str, new_table_name: str | quoted_name, schema: str | quoted_name | None = None
    ) -> None:
        """Give a table another name."""
        self.output.execute(base.RenameTable(old_table_name, new_table_name, schema=schema))

    def create_table_comment(self, table: Table) -> None:
        """Set the table's comment to ``table.comment``, or remove it if that is None."""
        self.output.execute(base.SetTableComment(table) if table.comment is not None else base.DropTableComment(table))

    def drop_table_comment(self, table: Table) -> None:
        """Remove the table's comment."""
        self.output.execute(base.DropTableComment(table))

    def create_column_comment(self, column: Column[Any]) -> None:
        """Set the column's comment to ``column.comment``, or remove it if that is None."""
        element = base.SetColumnComment(column) if column.comment is not None else base.DropColumnComment(column)
        self.output.execute(element)

    # ------------------------------------------------------------------------------------ constraints, indexes

    def add_constraint(
        self, const: Constraint, *, not_valid: bool | None = None, if_absent: bool | None = None, **kw: Any
    ) -> None:
        """Add a constraint to its table, unless the dialect has no use of it (:meth:`is_created`).

        :param not_valid: don't check the rows that are there, if the dialect can.
        :param if_absent: have the script look for one of that name first, if it has a name and the dialect can.
        """
        if self.is_created(const):
            absent = AddAbsent if if_absent and isinstance(const.name, str) else AddConstraint
            self.output.execute(AddUnvalidated(const) if not_valid else absent(const))

    def is_created(self, const: Constraint) -> bool:
        """Say whether the dialect wants a constraint: the check of a Boolean is for those without such a type.

        :raises OperationError: if it is of a kind that the dialect does not have.
        """
        if base.is_exclude(const) and not self.has_exclude:
            raise OperationError(
                f"constraint {const.name} of {const.table.fullname}: {self.dialect.name} has no EXCLUDE constraints, "
                'only PostgreSQL has; call it where op.get_context().dialect.name == "postgresql"'
            )
        rule: Any = const._create_rule
        return rule is None or bool(rule(self))

    def drop_constraint(
        self, const: Constraint, *, if_exists: bool | None = None, cascade: bool | None = None, **kw: Any
    ) -> None:
        """Drop a constraint of its table by its name; ``cascade`` as for a column.

        :raises OperationError: if it has none.
        """
        if const.name is None or self.dialect.identifier_preparer.format_constraint(const) is None:
            raise OperationError(
                f"a constraint without a name can't be dropped from {const.table.fullname}; look its name up in the "
                "database, or set a naming_convention so that it has one"
            )
        cascade = bool(cascade and self.has_cascade)
        self.output.execute(base.DropConstraint(const, if_exists=bool(if_exists), cascade=cascade))

    def create_index(self, index: Index, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create an index.

        :raises OperationError: if it has no name.
        """
        if index.name is None or self.dialect.identifier_preparer.format_constraint(index) is None:
            where = "" if index.table is None else f" of {index.table.fullname}"
            raise OperationError(
                f'an index{where} needs a name: give one, or target_metadata with a naming_convention for "ix"'
            )
        self.output.execute(base.CreateIndex(index, if_not_exists=bool(if_not_exists)))

    def drop_index(self, index: Index, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Drop an index."""
        self.output.execute(base.DropIndex(index, if_exists=bool(if_exists)))

    # ------------------------------------------------------------------------------------ facts and questions

    def version_table_impl(
        self, *, version_table: str, version_table_schema: str | None, version_table_pk: bool, **kw: Any
    ) -> Table:
        """Return the version table as this dialect wants it.

        :param version_table: its name.
        :param version_table_schema: its schema, or None for the connection's default.
        :param version_table_pk: give it a primary key.
        """
        table = Table(
            version_table,
            MetaData(),
            Column("version_num", String(self.context_opts.get("version_num_width", 255)), nullable=False),
            schema=version_table_schema,
            implicit_returning=False,
        )
        if version_table_pk:
            table.append_constraint(PrimaryKeyConstraint(table.c.version_num, name=f"{version_table}_pkc"))
        return table

    def needs_rebuild(self, verb: str, *args: Any, **kw: Any) -> str | None:
        """Say why a verb, called with these arguments, can only be done by building the table anew.

        :param verb: name of a method that changes a table: ``"add_column"``, ``"drop_constraint"``...
        :param args: its arguments.
        :return: the reason, or None if it can be done in place. Read-only.
        """
        return None

    def requires_recreate_in_batch(self, batch_op: BatchView) -> bool:
        """Say whether a batch block can only be done by building the table anew; read-only."""
        return any(self.needs_rebuild(verb, *args, **kw) is not None for verb, args, kw in batch_op.batch)

    def prep_table_for_batch(self, batch_impl: Any, table: Table) -> None:
        """Prepare the old table before it is built anew; nothing in general."""

    def cast_for_batch_migrate(
        self, existing: Column[Any], existing_transfer: dict[str, Any], new_type: TypeEngine[Any]
    ) -> None:
        """Change ``existing_transfer["expr"]``, the copied expression, if the new type needs a cast; nothing here."""

    # ------------------------------------------------------------------------------------ rendering

    def render_ddl_sql_expr(
        self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False, **kw: Any
    ) -> str:
        """Return an SQL expression as this dialect writes it, with values as literals and columns without table.

        :param is_server_default: it stands after ``DEFAULT``.
        :param is_index: it is an element of an index.
        """
        kwargs = {"literal_binds": True, "include_table": False, **kw}
        return str(expr.compile(dialect=self._scripting, compile_kwargs=kwargs))

    def literal_sql(self, expr: ClauseElement) -> str:
        """Return an expression with its values as literals, those too that SQLAlchemy has no literals for."""
        literals = Literals(self._scripting, self.non_finite)
        return self.render_ddl_sql_expr(literals.spelled_out(expr))

    def server_default_sql(self, default: Any) -> str | None:
        """Return a server default as this dialect writes it after ``DEFAULT``; None for none, or one not written there.

        :param default: ``column.server_default``.
        """
        if default is None or isinstance(default, (Computed, Identity)):
            return None
        compiler = self._scripting.ddl_compiler(self._scripting, None)
        text: str | None = compiler.get_column_default_string(Column("x", server_default=default))
        return text

    def render_type(self, type_obj: TypeEngine[Any], autogen_context: Any) -> str | Literal[False]:
        """Return Python source for a type of this dialect, or False to have it rendered the general way."""
        return False


def attached_column(column: Column[Any], table_name: str, schema: str | None) -> Column[Any]:
    """Return the column itself if it belongs to a table, else a copy that belongs to a table made for it."""
    if column.table is not None:
        return column
    copied = column._copy()
    Table(table_name, MetaData(), copied, schema=schema)
    return copied
