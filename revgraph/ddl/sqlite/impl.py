"""SQLite: its few ALTERs, what must be built anew instead, and how it reports types and defaults.

Knows no rebuild: it only says when one is needed (:meth:`SQLiteImpl.needs_rebuild`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
    cast,
    literal_column,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Constraint, DropIndex
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import ClauseElement, ColumnElement, quoted_name
from sqlalchemy.types import JSON, TypeEngine

from revgraph.ddl.base import (
    ColumnName,
    RenameTable,
    alter_table,
    format_column_name,
    rename_table_within_schema,
    single_column_references,
)
from revgraph.ddl.filling import SERVER_DEFAULT, MakeValue
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.renames import Name
from revgraph.ddl.sql_text import canonical, number_text, without_parentheses
from revgraph.ddl.sqlite.settling import SQLiteSettling
from revgraph.ddl.sqlite.stored import CreateStoredIndex, StoredTable, stored_index
from revgraph.ddl.type_match import TypeShape
from revgraph.errors import OfflineError, OperationError
from revgraph.util.logs import Log

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import ReflectedColumn
    from sqlalchemy.engine.reflection import Inspector

log = Log(__name__)

_CONSTANT = re.compile(r"'(?:[^']|'')*'|[+-]?[\d.]+(?:e[+-]?\d+)?|x'[0-9a-f]*'|null|true|false", re.IGNORECASE)
_CLOCK = re.compile(r"current_(?:time|date|timestamp)", re.IGNORECASE)
STRICT_TYPES = ("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY")
_REMEDY = "let it be built anew: inside op.batch_alter_table(...), or with the operation called on op itself"


class SQLiteImpl(SQLiteSettling, DefaultImpl):
    """SQLite, with real transactions: the runtime takes the driver's transaction control over."""

    __dialect__ = "sqlite"

    transactional_ddl = True
    non_finite: ClassVar[Mapping[str, str]] = {"inf": "9e999", "-inf": "-9e999"}
    has_cascade: ClassVar[bool] = False
    foreign_keys_are_off: bool = False
    """The script has switched them off already, at a place where that has an effect."""

    # ------------------------------------------------------------------------------------ a script's surroundings

    def start_migrations(self) -> None:
        """Have a script do without foreign keys, as a live run does."""
        self.switch_foreign_keys_off()

    def emit_begin(self) -> None:
        """Write BEGIN, and before the first one what has no effect within a transaction."""
        self.switch_foreign_keys_off()
        super().emit_begin()

    def switch_foreign_keys_off(self) -> None:
        """Write the switch into the script, once: where they are enforced, dropping a table deletes rows of others."""
        if self.as_sql and not self.foreign_keys_are_off:
            self.output.execute("PRAGMA foreign_keys=OFF")
            self.foreign_keys_are_off = True

    # ------------------------------------------------------------------------------------ verbs

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
        """Add a column in place.

        :raises OperationError: if only a rebuild can, or ``if_not_exists`` is given while a script is written.
        """
        self._demand_native("add_column", table_name, column, inline_primary_key=inline_primary_key)
        if if_not_exists and self._has_column(table_name, column.name, schema):
            return
        super().add_column(table_name, column, schema=schema, inline_references=inline_references)

    def constraints_added_inline(
        self, column: Column[Any], *, inline_references: bool | None = None
    ) -> tuple[Constraint, ...]:
        """Return the column's foreign key and checks: SQLite takes them with the column, and never later."""
        checks = [
            constraint
            for constraint in column.table.constraints
            if isinstance(constraint, CheckConstraint)
            and [found.name for found in constraint.columns] == [column.name]
            and self.is_created(constraint)
        ]
        return (*single_column_references(column), *checks)

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Drop a column in place.

        :raises OperationError: if only a rebuild can, or ``if_exists`` is given while a script is written.
        """
        if if_exists and not self._has_column(table_name, column.name, schema):
            return
        self._demand_native("drop_column", table_name, column, schema=schema)
        with _views_told(f"column {table_name}.{column.name} can't be dropped in place"):
            super().drop_column(table_name, column, schema=schema)

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        name: str | None = None,
        schema: str | None = None,
        comment: str | Literal[False] | None = False,
        **kw: Any,
    ) -> None:
        """Rename a column in place; comments are not kept by SQLite.

        :raises OperationError: if anything else is to be changed: only a rebuild can.
        """
        self._demand_native("alter_column", table_name, column_name, name=name, schema=schema, **kw)
        if comment is not False:
            self._no_comments(f"{table_name}.{column_name}")
        if name is None:
            return
        what = f"column {table_name}.{column_name} can't be renamed to {name!r}"
        version = getattr(self.dialect, "server_version_info", None)
        if version is not None and version < (3, 25):
            raise OperationError(f"{what}: this SQLite is older than 3.25 and has no RENAME COLUMN; use a newer one")
        with _views_told(what):
            self.output.execute(ColumnName(table_name, column_name, name, schema=schema))

    def add_constraint(self, const: Constraint, **kw: Any) -> None:
        """Refuse, unless it is a constraint that SQLite has no use of.

        :raises OperationError: only a rebuild can.
        """
        self._demand_native("add_constraint", const, **kw)

    def drop_constraint(self, const: Constraint, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Refuse.

        :raises OperationError: always: only a rebuild can.
        """
        self._demand_native("drop_constraint", const, **kw)

    def rename_index(
        self, old_name: Name, new_name: Name, *, table_name: Name | None = None, schema: Name | None = None
    ) -> None:
        """Create the index anew under the other name, from its stored text.

        :raises OfflineError: while a script is written.
        :raises OperationError: if it is not there, or belongs to a constraint.
        """
        what = f"rename_index({str(old_name)!r}, {str(new_name)!r})"
        if self.connection is None:
            raise OfflineError(
                f"{what}: SQLite has no statement for it, and a script (--sql) can't read the definition; write "
                "drop_index() and create_index(), or run against the database"
            )
        place, sql = stored_index(self.connection, str(old_name), None if schema is None else str(schema), what)
        quote = self.dialect.identifier_preparer.quote_identifier
        self.output.execute(CreateStoredIndex(sql, f"{quote(place)}.{quote(str(new_name))}"))
        self.output.execute(DropIndex(Index(str(old_name), _table=Table(str(old_name), MetaData(), schema=place))))

    def rename_constraint(
        self,
        table_name: str,
        old_name: Name,
        new_name: Name,
        *,
        type_: str | None = None,
        schema: Name | None = None,
    ) -> None:
        """Refuse.

        :raises OperationError: always: only a rebuild can.
        """
        self._demand_native("rename_constraint", table_name, old_name, new_name)

    def fill_column(
        self,
        table_name: str,
        filled: Column[Any],
        make_value: MakeValue,
        *,
        schema: str | None = None,
        everywhere: bool = False,
    ) -> None:
        """Set a column of existing rows; SQLite's UPDATE knows no DEFAULT, so it is looked up.

        :raises OfflineError: if it is the server default while a script is written.
        :raises OperationError: if there is none.
        """

        def looked_up() -> ColumnElement[Any]:
            value = make_value()
            return self._server_default(table_name, filled.name, schema) if value is SERVER_DEFAULT else value

        super().fill_column(table_name, filled, looked_up, schema=schema, everywhere=everywhere)

    def _server_default(self, table_name: str, column_name: str, schema: str | None) -> ColumnElement[Any]:
        what = f"{table_name}.{column_name}: populate_default=True"
        if self.connection is None:
            raise OfflineError(f"{what}: a script (--sql) can't read the default; give the value itself")
        default = StoredTable(self.connection, table_name, schema).default_of(column_name)
        if default is None:
            raise OperationError(f"{what}: the column has no server default; give the value itself, or server_default=")
        return literal_column(f"({default})")

    def create_table_comment(self, table: Table) -> None:
        """Log that SQLite keeps no comments."""
        self._no_comments(table.fullname)

    def drop_table_comment(self, table: Table) -> None:
        """Log that SQLite keeps no comments."""
        self._no_comments(table.fullname)

    def create_column_comment(self, column: Column[Any]) -> None:
        """Log that SQLite keeps no comments."""
        self._no_comments(f"{column.table.fullname}.{column.name}")

    def _no_comments(self, what: str) -> None:
        log.warning("%s: SQLite keeps no comments; the one given is not stored", what)

    # ------------------------------------------------------------------------------------ what must be built anew

    def needs_rebuild(self, verb: str, *args: Any, **kw: Any) -> str | None:
        """Say why a verb, called with these arguments, can only be done by building the table anew."""
        questions: Mapping[str, Callable[..., str | None]] = {
            "add_column": self._against_adding,
            "drop_column": self._against_dropping,
            "alter_column": self._against_altering,
            "add_constraint": self._against_adding_constraint,
            "drop_constraint": self._against_constraint,
            "rename_constraint": self._against_renaming,
        }
        question = questions.get(verb)
        return None if question is None else question(*args, **kw)

    def _demand_native(self, verb: str, *args: Any, **kw: Any) -> None:
        reason = self.needs_rebuild(verb, *args, **kw)
        if reason is not None:
            raise OperationError(f"SQLite can't do this with ALTER TABLE: {reason}; {_REMEDY}")

    def _against_adding(
        self, table_name: str, column: Column[Any], *, inline_primary_key: bool | None = None, **kw: Any
    ) -> str | None:
        what = f"{table_name}.{column.name}"
        if column.primary_key or inline_primary_key:
            return f"{what} is to be part of the primary key"
        if column.unique and not column.index:
            return f"{what} is to be unique"
        if isinstance(column.server_default, Computed) and column.server_default.persisted:
            return f"{what} is computed and stored"
        default = self.server_default_sql(column.server_default)
        if default is not None and not _CONSTANT.fullmatch(without_parentheses(default)):
            return f"the default of {what} is not a constant: {default}"
        if default is not None and default.lower() != "null" and column.foreign_keys:
            return f"{what} has a foreign key and a default"
        if any(key.deferrable or key.initially for key in column.foreign_keys):
            return f"{what} has a deferrable foreign key, which reflection does not find in a column's definition"
        if self._is_unknown_to_strict(table_name, column, kw.get("schema")):
            return f"table {table_name} is STRICT and has no type {column.type!r}"
        if column.table is not None and any(_is_too_wide(found, column) for found in column.table.constraints):
            return f"{what} comes with a constraint that ADD COLUMN can't carry"
        return None

    def _is_unknown_to_strict(self, table_name: str, column: Column[Any], schema: str | None) -> bool:
        if self.connection is None or not StoredTable(self.connection, table_name, schema).is_strict():
            return False
        return self.dialect.type_compiler_instance.process(column.type).upper() not in STRICT_TYPES

    def _against_altering(self, table_name: str, column_name: str, **kw: Any) -> str | None:
        changes = {"type_": "type", "nullable": "nullability", "autoincrement": "autoincrement"}
        found = [words for key, words in changes.items() if kw.get(key) is not None]
        if kw.get("server_default", False) is not False:
            found.append("default")
        return f"the {' and '.join(found)} of {table_name}.{column_name} change" if found else None

    def _against_adding_constraint(self, const: Constraint, *args: Any, **kw: Any) -> str | None:
        return self._against_constraint(const) if self.is_created(const) else None

    def _against_constraint(self, const: Constraint, *args: Any, **kw: Any) -> str | None:
        named = "a constraint" if const.name is None else f"constraint {const.name}"
        return f"{named} of an existing table can neither be added nor dropped"

    def _against_renaming(self, table_name: str, old_name: str, *args: Any, **kw: Any) -> str | None:
        return f"constraint {old_name} of table {table_name} can't be given another name"

    def _against_dropping(
        self, table_name: str, column: Column[Any], *, schema: str | None = None, **kw: Any
    ) -> str | None:
        what = f"{table_name}.{column.name}"
        version = getattr(self.dialect, "server_version_info", None)
        if version is not None and version < (3, 35):
            return "this SQLite is older than 3.35 and has no DROP COLUMN"
        if self.connection is not None:
            return StoredTable(self.connection, table_name, schema).against_dropping(column.name)
        if column.primary_key or column.unique or column.foreign_keys:
            return f"{what} is unique, part of the primary key or has a foreign key"
        return None

    def _has_column(self, table_name: str, column_name: str, schema: str | quoted_name | None) -> bool:
        if self.connection is None:
            raise OperationError(
                f"{table_name}.{column_name}: SQLite has no IF [NOT] EXISTS for columns, and a script can't look; "
                "leave it out, or run against the database"
            )
        return column_name.lower() in StoredTable(self.connection, table_name, schema).column_names()

    def cast_for_batch_migrate(
        self, existing: Column[Any], existing_transfer: dict[str, Any], new_type: TypeEngine[Any]
    ) -> None:
        """Cast copied values where the new type stores them otherwise; JSON is text already."""
        if existing.type._type_affinity is not new_type._type_affinity and not isinstance(new_type, JSON):
            existing_transfer["expr"] = cast(existing_transfer["expr"], new_type)

    # ------------------------------------------------------------------------------------ type and default equivalences

    def canonical_type(self, shape: TypeShape) -> TypeShape:
        """Return the shape as reflection gives it back: a name it does not know becomes its affinity."""
        known: Mapping[str, Any] = getattr(self.dialect, "ischema_names", {})
        if shape.name not in known:
            affinity = _affinity(shape.name)
            shape = shape.named(affinity, *(() if affinity in ("INTEGER", "REAL") else shape.args))
        return super().canonical_type(shape)

    def compare_server_default(
        self,
        inspector_column: Column[Any],
        metadata_column: Column[Any],
        rendered_metadata_default: str | None,
        rendered_inspector_default: str | None,
    ) -> bool:
        """Say whether a default differs; parentheses, and quotes around a number, are no difference."""
        have, want = (_default_text(sql) for sql in (rendered_inspector_default, rendered_metadata_default))
        return have != want

    def autogen_column_reflect(self, inspector: Inspector, table: Table, column_info: ReflectedColumn) -> None:
        """Put the parentheses back that SQLite takes from a default that is an expression."""
        default = column_info.get("default")
        if default is not None and not _stands_alone(default):
            column_info["default"] = f"({default})"

    def render_ddl_sql_expr(
        self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False, **kw: Any
    ) -> str:
        """Return an expression; one that is a default is put into parentheses."""
        written = super().render_ddl_sql_expr(expr, is_server_default, is_index, **kw)
        needed = is_server_default and isinstance(expr, ColumnElement) and not _stands_alone(written)
        return f"({written})" if needed else written

    def correct_for_autogen_constraints(
        self,
        conn_unique_constraints: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """Take the indexes away that SQLite made for constraints."""
        for index in list(conn_indexes):
            if str(index.name).startswith("sqlite_autoindex"):
                conn_indexes.discard(index)
        _match_unnamed(conn_unique_constraints, metadata_unique_constraints)

    def correct_for_autogen_foreignkeys(
        self, conn_fks: set[ForeignKeyConstraint], metadata_fks: set[ForeignKeyConstraint]
    ) -> None:
        """Fill in the actions that reflection misses where a foreign key stands in a column's definition."""
        for constraint in conn_fks:
            table = constraint.table
            if self.connection is not None and constraint.ondelete is None and constraint.onupdate is None:
                columns = tuple(column.name for column in constraint.columns)
                actions = StoredTable(self.connection, table.name, table.schema).actions_of(columns)
                constraint.onupdate, constraint.ondelete = actions
        super().correct_for_autogen_foreignkeys(conn_fks, metadata_fks)


# ---------------------------------------------------------------------------------------------- spellings


compiles(RenameTable, "sqlite")(rename_table_within_schema)


@compiles(ColumnName, "sqlite")
def visit_column_name(element: ColumnName, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnName."""
    names = f"{format_column_name(compiler, element.column_name)} TO {format_column_name(compiler, element.newname)}"
    return f"{alter_table(compiler, element.table_name, element.schema)} RENAME COLUMN {names}"


# ---------------------------------------------------------------------------------------------- small questions


@contextmanager
def _views_told(what: str) -> Iterator[None]:
    """Say what to do if SQLite refuses because of a view or trigger: it demands that all of them work."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        if not said.startswith("error in "):
            raise
        remedy = ""
        if said.startswith(("error in view ", "error in trigger ")):
            remedy = ". Drop that view or trigger before, and create it again after"
        raise OperationError(f"{what}: SQLite says: {said}{remedy}") from error


def _is_too_wide(constraint: Constraint, column: Column[Any]) -> bool:
    """Say whether a constraint on a column spans more columns, or is of a kind that ADD COLUMN can't carry."""
    if not isinstance(constraint, (UniqueConstraint, ForeignKeyConstraint, CheckConstraint)):
        return False
    names = [found.name for found in constraint.columns]
    return column.name in names and (len(names) > 1 or isinstance(constraint, UniqueConstraint))


def _affinity(name: str) -> str:
    """Return the type SQLAlchemy reflects for a name it does not know, by SQLite's rules of affinity."""
    rules = (("INT", "INTEGER"), ("CHAR", "TEXT"), ("CLOB", "TEXT"), ("TEXT", "TEXT"), ("BLOB", "NULL"))
    reals = (("REAL", "REAL"), ("FLOA", "REAL"), ("DOUB", "REAL"))
    return next((affinity for part, affinity in rules + reals if part in name), "NUMERIC")


def _default_text(sql: str | None) -> str | None:
    """Return a default in one form: a number without quotes, truth as a number."""
    if sql is None:
        return None
    bare = without_parentheses(sql)
    return number_text(bare) or {"true": "1", "false": "0"}.get(bare.lower()) or canonical(bare)


def _stands_alone(default: str) -> bool:
    """Say whether a default may stand after DEFAULT without parentheses."""
    inner = without_parentheses(default)
    return inner != default.strip() or bool(_CONSTANT.fullmatch(inner) or _CLOCK.fullmatch(inner))


def _match_unnamed(conn_uniques: set[UniqueConstraint], metadata_uniques: set[UniqueConstraint]) -> None:
    """Take unnamed constraints on the same columns out of both sets."""
    by_columns = {_columns(unique): unique for unique in metadata_uniques if unique.name is None}
    for reflected in list(conn_uniques):
        wanted = by_columns.pop(_columns(reflected), None) if reflected.name is None else None
        if wanted is not None:
            conn_uniques.discard(reflected)
            metadata_uniques.discard(wanted)


def _columns(unique: UniqueConstraint) -> frozenset[str]:
    return frozenset(column.name for column in unique.columns)
