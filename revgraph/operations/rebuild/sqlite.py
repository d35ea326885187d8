"""Building a SQLite table anew: the verbs of a target, done on the stored text of its definition.

Knows the text and what SQLAlchemy compiles; the exchange of the tables is in ``swap``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Constraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import NULLTYPE

from revgraph.ddl.expressions import expect_no_parameters
from revgraph.ddl.filling import SERVER_DEFAULT, MakeValue
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.sqlite import STRICT_TYPES
from revgraph.errors import OperationError
from revgraph.operations import ops
from revgraph.operations.rebuild.constraint_text import ConstraintTexts
from revgraph.operations.rebuild.definition import Clause, ColumnText, TableText, place_names, read_column
from revgraph.operations.rebuild.demands import not_readable, not_there, there_already
from revgraph.operations.rebuild.reflected import reflected_table
from revgraph.operations.rebuild.request import Request
from revgraph.operations.rebuild.stored import Stored, quoted, read_stored, renamed_index
from revgraph.operations.rebuild.swap import Swap, run_swap, write_swap
from revgraph.operations.rebuild.tokens import Token, columns_in, joined, meaningful, stripped, tokens, with_depth
from revgraph.operations.target import Surroundings
from revgraph.util.logs import Log

log = Log(__name__)


class SQLiteRebuild:
    """A target that collects changes of one table and then builds it anew.

    :param request: which table, and how.
    :param context: the migration context.
    :raises OperationError: if there is no such table.
    :raises OfflineError: if a script is written and ``copy_from`` is not given.
    """

    leaves_unnamed: ClassVar[bool] = True
    """What has no name gets none from the naming convention of the block."""

    def __init__(self, request: Request, context: Surroundings) -> None:
        self._request = request
        self._context = context
        self._impl = context.impl
        self._dialect = context.dialect
        self._connection = context.connection
        self._stored, created = _source(request, context)
        self._old = TableText(created)
        self._text = TableText(created)
        self._indexes = {entry.name.lower(): entry.runnable() for entry in self._stored.indexes}
        self._gone: dict[
            str, tuple[str, set[str]]
        ] = {}  # indexes that went with columns, and which of these are missing
        self._fresh: set[str] = set()
        self._filled: dict[str, str] = {}
        self._skipped: list[Table] = []
        self._constraints = ConstraintTexts(self._text, request.naming_convention, self._quoted)
        if not self.leaves_unnamed:
            self._constraints.name_all()
        for index in request.copy_from.indexes if request.copy_from is not None else ():
            if str(index.name).lower() not in self._indexes:
                self.create_index(index)

    # ------------------------------------------------------------------------------------ columns

    def constraints_added_inline(
        self, column: Column[Any], *, inline_references: bool | None = None
    ) -> tuple[Constraint, ...]:
        """Return nothing: constraints come one by one, and are all written into the one new definition."""
        return ()

    def add_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_not_exists: bool | None = None,
        inline_primary_key: bool | None = None,
        insert_before: str | None = None,
        insert_after: str | None = None,
        **kw: Any,
    ) -> None:
        """Add a column to the definition."""
        if self._text.column(column.name) is not None:
            if not if_not_exists:
                raise there_already("column", column.name, self._stored.name)
            self._skipped.append(column.table)
            return
        added = self._compiled(column, *column.constraints)
        has_key = any(clause.kind == "PRIMARY KEY" for clause, _ in self._text.all_constraints())
        if column.primary_key and (inline_primary_key or not has_key):  # else it is there, or comes by itself
            added.clauses.append(Clause(" ", "PRIMARY KEY"))
        counts = column.primary_key and isinstance(column.type, Integer)  # INTEGER PRIMARY KEY numbers the rows
        if added.is_required and not counts and self._has_rows():
            raise OperationError(
                f"column {column.name!r} can't be added to table {self._stored.name!r}: it is NOT NULL, has no "
                "default, and the table has rows. Give it a server_default, or add it nullable, fill it, and then "
                "set nullable=False"
            )
        self._text.insert_column(added, self._place(insert_before, insert_after))
        self._fresh.add(column.name.lower())
        self._bring_back_indexes(column.name.lower())

    def _bring_back_indexes(self, added: str) -> None:
        """Keep indexes whose columns were dropped and are all there again: nobody asked to drop the indexes."""
        for index, (sql, missing) in list(self._gone.items()):
            missing.discard(added)
            if not missing:
                self._indexes.setdefault(index, sql)

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        server_default: Any = False,
        name: str | None = None,
        type_: Any = None,
        comment: Any = False,
        autoincrement: bool | None = None,
        insert_before: str | None = None,
        insert_after: str | None = None,
        **kw: Any,
    ) -> None:
        """Change a column's definition; what is not named stays as it is written."""
        column = self._column(column_name)
        if name is not None:
            raise OperationError(f"{table_name}.{column_name} must be renamed in place, before the table is built anew")
        if type_ is not None:
            self._retype(column, type_, had=getattr(kw.get("existing_type"), "collation", None) is not None)
        if server_default is not False:
            self._set_default(column, server_default)
        if nullable is not None:
            self._set_nullable(column, nullable)
        if comment is not False:
            self._impl.alter_column(table_name, column_name, comment=comment)
        if autoincrement is not None:
            log.warning("%s.%s: autoincrement can be altered on MySQL and MariaDB only", table_name, column_name)
        if insert_before is not None or insert_after is not None:
            place = self._place(insert_before, insert_after) or 0
            there = self._text.columns.index(column)
            self._text.columns.remove(column)
            self._text.columns.insert(place - (there < place), column)

    def _retype(self, column: ColumnText, type_: Any, *, had: bool) -> None:
        wanted = self._compiled(Column(column.name, type_))
        numbered = column.clause("PRIMARY KEY")
        if numbered is not None and not wanted.has_integer_type and "AUTOINCREMENT" in numbered.text.upper():
            raise OperationError(
                f"column {column.name!r} of table {self._stored.name!r} is AUTOINCREMENT, which SQLite has for INTEGER "
                f"only, not for{wanted.type_text}; INTEGER holds 64 bits. Leave the type, or make the key anew"
            )
        lead, _, rest = stripped(tokens(column.type_text))
        column.type_text = (joined(lead) or " ") + wanted.type_text.lstrip() + joined(rest)
        collation = wanted.clause("COLLATE")
        if collation is not None:
            column.put(collation)
        elif had:  # the type before named one, and this one does not: it is to go
            column.remove("COLLATE")

    def _set_default(self, column: ColumnText, default: Any) -> None:
        column.remove("GENERATED")
        if default is None:
            column.remove("DEFAULT")
            return
        wanted = self._compiled(Column(column.name, String(), server_default=default))
        kind = "GENERATED" if isinstance(default, Computed) else "DEFAULT"
        clause = wanted.clause(kind)
        if clause is None:
            raise OperationError(f"SQLite has no default of the kind {default!r} (column {column.name!r})")
        if kind == "GENERATED":
            column.remove("DEFAULT")
        column.put(clause)

    def _set_nullable(self, column: ColumnText, nullable: bool) -> None:
        column.remove("NULL")
        if nullable:
            column.remove("NOT NULL")
        elif column.clause("NOT NULL") is None:
            self._demand_no_nulls(column)
            column.put(Clause(" ", "NOT NULL"))

    def _demand_no_nulls(self, column: ColumnText) -> None:
        old = self._old.column(column.name)
        is_set = column.name.lower() in self._fresh or column.name.lower() in self._filled
        if self._connection is None or old is None or is_set:
            return
        query = f"SELECT count(*) FROM {self._place_of_table()} WHERE {quoted(old.name)} IS NULL"
        rows = self._connection.exec_driver_sql(query).scalar()
        if rows:
            raise OperationError(
                f"column {column.name!r} of table {self._stored.name!r} can't become NOT NULL: it is NULL in {rows} "
                "rows. Fill them first, with op.execute(...)"
            )

    def fill_column(
        self,
        table_name: str,
        filled: Column[Any],
        make_value: MakeValue,
        *,
        schema: str | None = None,
        everywhere: bool = False,
    ) -> None:
        """Have rows take a value while they are copied, where the column is new or NULL."""
        column = self._column(filled.name)
        value = make_value()
        if value is not SERVER_DEFAULT:
            self._filled[column.name.lower()] = f"({self._impl.literal_sql(value)})"
            return
        default = column.clause("DEFAULT")
        if default is None:
            raise OperationError(
                f"{table_name}.{column.name}: populate_default=True: the column has no server default; give the value "
                "itself, or server_default="
            )
        self._filled[column.name.lower()] = f"({default.body().partition(' ')[2]})"

    def drop_column(
        self,
        table_name: str,
        column: Column[Any],
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        **kw: Any,
    ) -> None:
        """Take a column out of the definition, with the keys, CHECKs and indexes that can't be without it."""
        if if_exists and self._text.column(column.name) is None:
            return
        leaving = self._column(column.name)
        if len(self._text.columns) == 1:
            raise OperationError(f"column {leaving.name!r} is the only one of table {self._stored.name!r}")
        for other in self._text.columns:
            computed = other.clause("GENERATED")
            if other is not leaving and computed is not None and leaving.name.lower() in columns_in(computed.text):
                raise OperationError(f"column {leaving.name!r} can't be dropped: {other.name!r} is computed from it")
        self._constraints.drop_those_of(leaving)
        name = leaving.name.lower()
        for _, missing in (each for each in self._gone.values() if name in _indexed_names(each[0])):
            missing.add(name)
        for index, sql in list(self._indexes.items()):
            if name in _indexed_names(sql):
                log.info("index %s goes with column %s", index, leaving.name)
                del self._indexes[index]
                self._gone[index] = (sql, {name})
        self._text.drop_column(leaving)

    # ------------------------------------------------------------------------------------ constraints

    def add_constraint(self, const: Constraint, **kw: Any) -> None:
        """Add a constraint to the definition."""
        if const.table in self._skipped:
            return
        expect_no_parameters(const)
        for column in () if isinstance(const, CheckConstraint) else getattr(const, "columns", ()):
            self._column(column.name)
        sql = self._dialect.ddl_compiler(self._dialect, None).process(const)  # type: ignore[arg-type] # as SQLAlchemy
        if not sql:
            raise OperationError(f"SQLite has no constraint like {const!r}; a foreign key can't leave its database")
        self._constraints.add(str(sql).strip(), is_key=isinstance(const, PrimaryKeyConstraint))

    def drop_constraint(self, const: Constraint, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Take a constraint out of the definition."""
        kinds: dict[type[Any], str] = {
            PrimaryKeyConstraint: "PRIMARY KEY",
            UniqueConstraint: "UNIQUE",
            CheckConstraint: "CHECK",
            ForeignKeyConstraint: "FOREIGN KEY",
        }
        kind = next((kind for cls, kind in kinds.items() if isinstance(const, cls)), None)
        lenient = bool(if_exists) or getattr(const, "_type_bound", False)
        name = str(const.name) if const.name is not None else None
        self._constraints.drop_named(name, kind, const, lenient=lenient)

    def rename_constraint(self, table_name: str, old_name: str, new_name: str, **kw: Any) -> None:
        """Change the name of a constraint in the definition."""
        self._constraints.rename(str(old_name), str(new_name))

    def validate_constraint(self, table_name: str, constraint_name: str, **kw: Any) -> None:
        """Do nothing: SQLite's constraints are always valid."""

    # ------------------------------------------------------------------------------------ indexes, comments

    def rename_index(self, old_name: str, new_name: str, **kw: Any) -> None:
        """Bring an index back under another name after the exchange."""
        old, new = str(old_name).lower(), str(new_name).lower()
        if old not in self._indexes:
            raise not_there("index", str(old_name), self._stored.name, sorted(self._indexes))
        if new != old and new in self._indexes:
            raise there_already("index", str(new_name), self._stored.name)
        self._indexes = {
            (new if name == old else name): (renamed_index(sql, str(new_name)) if name == old else sql)
            for name, sql in self._indexes.items()
        }

    def create_index(self, index: Index, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create an index after the exchange."""
        if index.table in self._skipped:
            return
        expect_no_parameters(index)
        name = str(index.name)
        if name.lower() in self._indexes and name.lower() not in self._gone:
            if if_not_exists:
                return
            raise there_already("index", name, self._stored.name)
        for column in index.columns:
            if isinstance(column, Column):  # not an expression given as text
                self._column(column.name)
        self._indexes[name.lower()] = str(CreateIndex(index).compile(dialect=self._dialect)).strip()

    def drop_index(self, index: Index, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Don't bring an index back after the exchange."""
        name = str(index.name).lower()
        went = self._gone.pop(name, None)  # with a column that this rebuild drops
        if self._indexes.pop(name, went) is None and not if_exists:
            raise not_there("index", index.name, self._stored.name, sorted(self._indexes))

    def create_table_comment(self, table: Table) -> None:
        """Leave it to the dialect: it is no part of the definition."""
        self._impl.create_table_comment(table)

    def drop_table_comment(self, table: Table) -> None:
        """Leave it to the dialect: it is no part of the definition."""
        self._impl.drop_table_comment(table)

    def create_column_comment(self, column: Column[Any]) -> None:
        """Leave it to the dialect: it is no part of the definition."""
        self._impl.create_column_comment(column)

    # ------------------------------------------------------------------------------------ the end

    def finish(self) -> None:
        """Build the table anew.

        :raises OperationError: if that would break or lose something; everything is then as it was.
        """
        self._reorder()
        self._constraints.add_missing(self._extra_constraints())
        self._set_table_options()
        triggers = [entry.runnable() for entry in self._stored.triggers]
        if type(self._impl).prep_table_for_batch is not DefaultImpl.prep_table_for_batch:
            self._impl.prep_table_for_batch(self, self._as_reflected())
        scripted = self._connection is None
        swap = Swap(self._stored, self._old, self._text, self._fresh, self._indexes, triggers, self._filled, scripted)
        if self._connection is None:
            write_swap(swap, self._impl)
        else:
            run_swap(swap, self._impl, self._connection)

    def _as_reflected(self) -> Table:
        if self._request.copy_from is not None or self._connection is None:
            return self._request.copy_from if self._request.copy_from is not None else Table(self._old.name, MetaData())
        return reflected_table(self._request, self._context, self._connection)

    def _reorder(self) -> None:
        if not self._request.partial_reordering:
            return
        chains = [[self._column(name).name for name in chain] for chain in self._request.partial_reordering]
        order = place_names([column.name for column in self._text.columns], chains)
        # the white space before a definition belongs to its place
        leads = [column.before for column in self._text.columns]
        ends = [column.after for column in self._text.columns]
        self._text.columns.sort(key=lambda column: order.index(column.name))
        if not any(text.strip() for text in (*leads, *ends)):
            for column, before, after in zip(self._text.columns, leads, ends, strict=True):
                column.before, column.after = before, after

    def _extra_constraints(self) -> list[str]:
        if not self._request.table_args:
            return []
        columns = [Column(column.name, NULLTYPE) for column in self._text.columns]
        table = Table(self._stored.name, MetaData(), *columns, *self._request.table_args)
        compiler = self._dialect.ddl_compiler(self._dialect, None)  # type: ignore[arg-type] # as SQLAlchemy does
        wanted = [item for item in self._request.table_args if item in table.constraints]
        if len(wanted) != len(self._request.table_args):
            raise OperationError("table_args of batch_alter_table takes constraints only")
        return [str(compiler.process(item)).strip() for item in wanted]

    def _set_table_options(self) -> None:
        for option, value in self._request.table_kwargs.items():
            if option == "sqlite_autoincrement":
                self._constraints.set_autoincrement(bool(value))
            elif option == "sqlite_with_rowid":
                self._text.set_option("WITHOUT ROWID", not value)
            elif option == "sqlite_strict":
                self._text.set_option("STRICT", bool(value))
                for column in self._text.columns if value else ():
                    name = " ".join(token.text for token in meaningful(tokens(column.type_text)))
                    if name.upper() not in STRICT_TYPES:
                        column.type_text = f" {_strict_type(name.upper())}"
            elif option.startswith("sqlite_"):
                raise OperationError(f"table_kwargs of batch_alter_table: SQLite tables have no option {option!r}")

    # ------------------------------------------------------------------------------------ small questions

    def _column(self, name: str) -> ColumnText:
        found = self._text.column(name) or self._text.column(self._request.renamed.get(name.lower(), name))
        if found is None:
            raise not_there("column", name, self._stored.name, [column.name for column in self._text.columns])
        return found

    def _place(self, before: str | None, after: str | None) -> int | None:
        if before is not None:
            return self._text.columns.index(self._column(before))
        return None if after is None else self._text.columns.index(self._column(after)) + 1

    def _compiled(self, column: Column[Any], *checks: Constraint) -> ColumnText:
        expect_no_parameters(column)
        if column.table is None:
            Table(self._stored.name, MetaData(), column)
        compiler: Any = self._dialect.ddl_compiler(self._dialect, None)  # type: ignore[arg-type] # as SQLAlchemy does
        sql = " ".join([compiler.get_column_specification(column), *[compiler.process(check) for check in checks]])
        text = read_column(tokens(sql))
        if "STRICT" in self._text.options:
            text.type_text = f" {_strict_type(text.type_text.strip().upper())}"
        default = text.clause("DEFAULT")
        if default is not None:
            default.text = f"DEFAULT {_standing_alone(default.text[len('DEFAULT') :].strip())}"
        return text

    def _quoted(self, name: str) -> str:
        return str(self._dialect.identifier_preparer.quote(name))

    def _has_rows(self) -> bool:
        if self._connection is None:
            return False
        return self._connection.exec_driver_sql(f"SELECT 1 FROM {self._place_of_table()} LIMIT 1").first() is not None

    def _place_of_table(self) -> str:
        return f"{quoted(self._stored.schema)}.{quoted(self._stored.name)}"


def _strict_type(name: str) -> str:
    """Return the type a STRICT table takes in place of one that it does not know."""
    if name in STRICT_TYPES:
        return name
    rules = {"INT": "INTEGER", "BOOL": "INTEGER", "BLOB": "BLOB", "REAL": "REAL", "FLOA": "REAL", "DOUB": "REAL"}
    texts = dict.fromkeys(("CHAR", "CLOB", "TEXT", "JSON", "DATE", "TIME"), "TEXT")
    return next((strict for part, strict in {**rules, **texts}.items() if part in name), "ANY")


def _standing_alone(default: str) -> str:
    """Return a default as it may stand after DEFAULT: an expression in parentheses, a constant without."""
    core = meaningful(tokens(default))
    if core[0].text == "(" and len([token for token, depth in with_depth(core) if depth == 0]) == 2:
        inner = core[1:-1]
        return joined(inner) if _is_constant(inner) else default
    return default if _is_constant(core) or len(core) == 1 else f"({default})"


def _is_constant(core: Sequence[Token]) -> bool:
    signed = len(core) == 2 and core[0].text in "+-" and core[1].kind == "number"
    single = len(core) == 1 and (core[0].kind in ("string", "number") or core[0].word.startswith("CURRENT_"))
    return signed or single


def _indexed_names(sql: str) -> set[str]:
    """Return the names an index is made of, without its own and its table's."""
    core = tokens(sql)
    on = next(at for at, token in enumerate(core) if token.word == "ON")
    rest = joined(core[on:])
    return columns_in(rest[rest.index("(") :])


def _source(request: Request, context: Surroundings) -> tuple[Stored, str]:
    """Return what is stored, and the definition to start from."""
    connection = context.impl.connection  # None for a stand-in, which can't be asked
    if connection is None:
        if request.copy_from is None:
            raise not_readable(request.table_name)
        created = _created(request.copy_from, request, context)
        name = TableText(created).name
        return Stored(name, request.schema or "main", created, (), ()), created
    stored = read_stored(connection, request.table_name, request.schema)
    if request.copy_from is not None:
        return stored, _created(request.copy_from, request, context)
    if request.reflect_args or request.reflect_kwargs:
        return stored, _created(reflected_table(request, context, connection), request, context)
    return stored, stored.sql


def _created(table: Table, request: Request, context: Surroundings) -> str:
    copied = ops.CreateTableOp.from_table(table).to_table(context)
    copied.name, copied.schema = request.table_name, None
    _leave_unnamed(copied)
    return str(CreateTable(copied).compile(dialect=context.dialect)).strip()


def tell_unnamed(columns: Sequence[str]) -> None:
    """Log that the types of columns have CHECKs without a name.

    :param columns: each with its table.
    """
    names = ", ".join(columns)
    log.warning("the CHECK of the type of %s has no name; give its type one, or it can't be dropped by name", names)


def _leave_unnamed(table: Table) -> None:
    """Let CHECKs that a type brings along do without a name where the naming convention asks for one of their own."""
    convention: Any = table.metadata.naming_convention
    keys = [key for key in ("ck", CheckConstraint) if "%(constraint_name)s" in str(convention.get(key))]
    checks = [
        each for each in table.constraints if isinstance(each, CheckConstraint) and not isinstance(each.name, str)
    ]
    if keys and checks:
        tell_unnamed(sorted(f"{table.name}.{column.name}" for check in checks for column in check.columns))
        table.metadata.naming_convention = {key: said for key, said in convention.items() if key not in keys}
