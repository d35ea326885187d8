"""PostgreSQL: its spellings, its many names for one type, and defaults as the server rewrites them.

What two texts don't settle is asked of the server, which compares its own form of both (``scratch``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Column, Computed, Dialect, Identity, Index, Table, UniqueConstraint, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, DOMAIN, ENUM
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, TextClause, quoted_name
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import BINARY, JSON, VARBINARY, Boolean, Integer, LargeBinary, String, TypeDecorator, TypeEngine

from revgraph.ddl.asking import Doubt
from revgraph.ddl.base import (
    AlterColumn,
    ColumnComment,
    ColumnDefault,
    ColumnType,
    IdentityColumnDefault,
    RenameTable,
    ServerDefault,
    altered,
    format_column_name,
    format_table_name,
    format_type,
    rename_table_within_schema,
)
from revgraph.ddl.enum_rebuild import PostgresqlEnums
from revgraph.ddl.filling import MakeValue
from revgraph.ddl.impl import DefaultImpl
from revgraph.ddl.literals import ScriptTypes
from revgraph.ddl.lock import LockSpelling, number_key
from revgraph.ddl.postgresql.copying import CopyLoader
from revgraph.ddl.postgresql.literals import OWN_TYPES
from revgraph.ddl.postgresql.positions import forced_restart
from revgraph.ddl.postgresql.serial import SEQUENCE, RetypeSequence, next_value_of, owned_sequence, owned_sequences
from revgraph.ddl.rows import BulkLoader
from revgraph.ddl.scratch import index_tail
from revgraph.ddl.sequences import SequenceOptions
from revgraph.ddl.signatures import IDENTITY_DEFAULTS, ComparisonResult, index_signature
from revgraph.ddl.sql_text import (
    canonical,
    is_numeric,
    number_text,
    quoted_string,
    tokens,
    unquoted_string,
    verbatim,
    without_parentheses,
)
from revgraph.ddl.type_match import TypeShape

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import ReflectedColumn
    from sqlalchemy.engine.reflection import Inspector

_OTHER_NAMES = {
    "INT": "INTEGER",
    "INT2": "SMALLINT",
    "INT4": "INTEGER",
    "INT8": "BIGINT",
    "SERIAL": "INTEGER",
    "SMALLSERIAL": "SMALLINT",
    "BIGSERIAL": "BIGINT",
    "BOOL": "BOOLEAN",
    "FLOAT4": "REAL",
    "FLOAT8": "DOUBLE PRECISION",
    "DECIMAL": "NUMERIC",
    "CHARACTER": "CHAR",
    "CHARACTER VARYING": "VARCHAR",
    "VARBIT": "BIT VARYING",
    "TIME": "TIME WITHOUT TIME ZONE",
    "TIMETZ": "TIME WITH TIME ZONE",
    "TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE",
    "TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE",
}
_TRUTH = dict.fromkeys(("t", "true", "y", "yes", "on", "1"), "true")
_TRUTH |= dict.fromkeys(("f", "false", "n", "no", "off", "0"), "false")
_NOW = {"now()", "transaction_timestamp()"}
_NOT_COMPARED = {"postgresql_concurrently", "postgresql_tablespace", "postgresql_invalid"}
_LITERAL_CAST = re.compile(
    r"::(?:\"[^\"]+\"|[a-z_]\w*)(?:\.(?:\"[^\"]+\"|[a-z_]\w*))?"
    r"(?: varying| precision)?(?:\(\d+(?:,\d+)?\))?(?: with(?:out)? time zone)?(?:\[\])*$"
)


class HexBytea(LargeBinary):
    """Bytes as PostgreSQL's ``'\\x6162'``."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        return lambda value: f"'\\x{bytes(value).hex()}'"


class JSONText(JSON):
    """JSON as a string literal, whatever the driver would wrap it into."""

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return the function that writes one value."""
        serialise: Callable[[Any], str] = getattr(dialect, "_json_serializer", None) or json.dumps
        return lambda value: quoted_string(serialise(None if value is JSON.NULL else value))


_DEFERRED = """
    SELECT n.nspname, c.conname FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
    WHERE c.condeferred AND to_regclass(:place) IN (c.conrelid, c.confrelid)
"""

# an advisory lock of one number stands in pg_locks as its two halves, with objsubid 1
_LOCK_HOLDER = """
    SELECT a.pid, a.usename, host(a.client_addr), a.application_name,
        extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.state_change))
    FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
        AND CAST(l.classid AS BIGINT) = (CAST(:key AS BIGINT) >> 32) & 4294967295
        AND CAST(l.objid AS BIGINT) = CAST(:key AS BIGINT) & 4294967295
"""


class PostgresqlImpl(PostgresqlEnums, DefaultImpl):
    """PostgreSQL."""

    __dialect__ = "postgresql"

    transactional_ddl = True
    index_sorting_is_detail: ClassVar[bool] = False
    has_exclude: ClassVar[bool] = True
    keeps_unvalidated: ClassVar[bool] = True
    type_synonyms: ClassVar[tuple[set[str], ...]] = ({"NUMERIC", "DECIMAL"}, {"FLOAT", "DOUBLE PRECISION"})
    script_types: ClassVar[ScriptTypes] = {
        **dict.fromkeys((LargeBinary, BINARY, VARBINARY), HexBytea),
        **dict.fromkeys((JSON, postgresql.JSON, postgresql.JSONB), JSONText),
        **OWN_TYPES,
    }
    non_finite: ClassVar[Mapping[str, str]] = {
        "nan": "'NaN'",
        "inf": "'Infinity'",
        "-inf": "'-Infinity'",
        "-0.0": "'-0'",
    }
    bulk_loader: ClassVar[BulkLoader | None] = CopyLoader()
    lock = LockSpelling(
        try_words="SELECT pg_try_advisory_lock(CAST(:key AS BIGINT))",
        release_words="SELECT pg_advisory_unlock(CAST(:key AS BIGINT))",
        database_words="SELECT current_database(), current_schema()",
        make_key=number_key,
        transaction_words="SELECT pg_try_advisory_xact_lock(CAST(:key AS BIGINT))",
        holder_words=_LOCK_HOLDER,
        # servers before 14 don't know the setting
        keep_words="SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'",
    )

    def script_dialect(self) -> Any:
        """Return the dialect as scripts are compiled with: a backslash in a string is just that."""
        dialect = super().script_dialect()
        if getattr(self.dialect, "server_version_info", None) is None:
            dialect._backslash_escapes = False  # never connected: the server's own default since 9.1
        return dialect

    # ------------------------------------------------------------------------------------ verbs

    def add_column(
        self, table_name: str, column: Column[Any], *, schema: str | quoted_name | None = None, **kw: Any
    ) -> None:
        """Add a column; an enum or domain of its type that is not there yet is created first."""
        self._ensure_types(column.type)
        super().add_column(table_name, column, schema=schema, **kw)

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        type_: TypeEngine[Any] | None = None,
        server_default: ServerDefault | bool | None = False,
        postgresql_using: str | None = None,
        schema: str | None = None,
        existing_server_default: ServerDefault | bool | None = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a column, its type first.

        :param postgresql_using: expression that makes the new value from the old one.
        """
        if type_ is not None:
            self._ensure_types(type_)
            special = (Computed, Identity)
            replaced = server_default is not False and not isinstance(existing_server_default, special)
            if replaced:  # the old default may not be castable to the new type
                self.output.execute(ColumnDefault(table_name, column_name, None, schema=schema))
            self.output.execute(
                PostgresqlColumnType(table_name, column_name, type_, using=postgresql_using, schema=schema)
            )
            told = kw.get("existing_autoincrement") is True
            self._retype_sequence(table_name, column_name, type_, schema, is_told=told)
            if replaced and server_default is None:
                server_default = False
        super().alter_column(
            table_name,
            column_name,
            server_default=server_default,
            schema=schema,
            existing_server_default=existing_server_default,
            **kw,
        )

    def _retype_sequence(
        self, table_name: str, column_name: str, type_: TypeEngine[Any], schema: str | None, *, is_told: bool
    ) -> None:
        """Let the sequence of a SERIAL column follow the column's type; a script must be told that it is one."""
        if not isinstance(type_, Integer) or (self.connection is None and not is_told):
            return
        sequence = None
        if self.connection is not None:
            sequence = owned_sequence(self.connection, table_name, column_name, schema)
            if sequence is None:
                return
        self.output.execute(RetypeSequence(table_name, column_name, type_, sequence, schema=schema))

    def alter_sequence(
        self,
        name: str,
        options: SequenceOptions,
        *,
        schema: str | None = None,
        restart: int | None = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a sequence; one that a new bound leaves behind goes on at that bound."""
        if restart is None and self.connection is not None:
            restart = forced_restart(self.connection, name, schema, options)
        super().alter_sequence(name, options, schema=schema, restart=restart, **kw)

    def fill_column(
        self,
        table_name: str,
        filled: Column[Any],
        make_value: MakeValue,
        *,
        schema: str | None = None,
        everywhere: bool = False,
    ) -> None:
        """Set a column of existing rows; deferred checks of them are made at once: ALTER TABLE refuses to wait."""
        super().fill_column(table_name, filled, make_value, schema=schema, everywhere=everywhere)
        if self.connection is None:
            return
        quote = self.dialect.identifier_preparer.quote_identifier  # as the driver takes it, % doubled if need be
        parts = [str(part).replace('"', '""') for part in (schema, table_name) if part is not None]
        place = ".".join(f'"{part}"' for part in parts)
        found = self.connection.execute(text(_DEFERRED), {"place": place}).all()
        names = ", ".join(f"{quote(row[0])}.{quote(row[1])}" for row in found)
        for mode in ("IMMEDIATE", "DEFERRED") if names else ():
            self.connection.exec_driver_sql(f"SET CONSTRAINTS {names} {mode}")

    def default_elements(
        self,
        table_name: str,
        column_name: str,
        default: ServerDefault | bool | None,
        existing: ServerDefault | bool | None,
        **known: Any,
    ) -> list[AlterColumn]:
        """Return the elements that change a default; an identity and a plain default can't follow without a drop."""
        elements = super().default_elements(table_name, column_name, default, existing, **known)
        if isinstance(default, Identity) and not isinstance(existing, (Computed, Identity)):
            # no default is no error: what there is need not be known
            if self.unsaid_is_none and self.connection is None and not _is_default(existing):
                return elements
            return [ColumnDefault(table_name, column_name, None, **known), *elements]
        if isinstance(existing, Identity) and _is_default(default) and not isinstance(default, bool):
            return [*elements, ColumnDefault(table_name, column_name, default, **known)]
        return elements

    def _ensure_types(self, type_: TypeEngine[Any]) -> None:
        if self.types_are_made and self.connection is None:
            return
        for named in _named_types(type_, self.dialect):
            named._on_table_create(None, self.output.bind, **self.output.event_kwargs)

    # ------------------------------------------------------------------------------------ type and default equivalences

    def canonical_type(self, shape: TypeShape) -> TypeShape:
        """Return the shape under the name and with the arguments the server reports."""
        if shape.name.endswith("[]"):
            element = self.canonical_type(shape.named(shape.name[:-2], *shape.args))
            return element.named(f"{element.name}[]", *element.args)
        schema = getattr(self.dialect, "default_schema_name", None)
        name = shape.name.removeprefix(f"{schema.upper()}.") if schema else shape.name
        name = _OTHER_NAMES.get(name, name)
        args = shape.args
        if name == "FLOAT":
            name, args = ("REAL" if args and int(args[0]) <= 24 else "DOUBLE PRECISION"), ()
        elif name.startswith(("TIME", "INTERVAL")) and args == ("6",):
            args = ()
        elif name == "BIT" and not args:
            args = ("1",)
        return super().canonical_type(shape.named(name, *args))

    def compare_server_default(
        self,
        inspector_column: Column[Any],
        metadata_column: Column[Any],
        rendered_metadata_default: str | None,
        rendered_inspector_default: str | None,
    ) -> bool:
        """Say whether a default differs; the server is asked where the texts don't settle it."""
        if metadata_column.table is not None and metadata_column is metadata_column.table._autoincrement_column:
            return False
        type_ = metadata_column.type
        have, want = (_default_text(sql, type_) for sql in (rendered_inspector_default, rendered_metadata_default))
        if have == want:
            return False
        if want is None or have is None or self.connection is None or rendered_metadata_default is None:
            return True
        doubt = self._doubt_of_default(inspector_column, rendered_metadata_default)
        return _default_text(self.answer(doubt).kept, type_) != have

    def default_doubts(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> list[Doubt]:
        """Return what has to be asked of the server to tell the defaults of a column apart."""
        sides = [self.server_default_sql(column.server_default) for column in (inspector_column, metadata_column)]
        have, want = (_default_text(sql, metadata_column.type) for sql in sides)
        if have is None or want is None or have == want:
            return []
        return [self._doubt_of_default(inspector_column, str(sides[1]))]

    def _doubt_of_default(self, inspector_column: Column[Any], default: str) -> Doubt:
        return Doubt.of_default(default, self.dialect.type_compiler_instance.process(inspector_column.type))

    def usual_collations(
        self, inspector_column: Column[Any], metadata_column: Column[Any]
    ) -> tuple[str | None, str | None] | None:
        """Return that of the database, by the name PostgreSQL has for it; reflection tells all others."""
        return ("default", "default")

    def canonical_expression(self, sql: str) -> str:
        """Return an expression in one form: casts of literals, which the server adds, are taken away."""
        return without_parentheses(_without_literal_casts(canonical(sql)))

    def index_options(self, index: Index) -> Mapping[str, Any]:
        """Return the options that reflection tells, without those that only say the default."""
        options = {name: value for name, value in super().index_options(index).items() if name not in _NOT_COMPARED}
        if str(options.get("postgresql_using", "")).lower() == "btree":
            del options["postgresql_using"]
        if "postgresql_include" in options:
            options["postgresql_include"] = [_name(column) for column in options["postgresql_include"]]
        if "postgresql_with" in options:
            options["postgresql_with"] = {key: str(value) for key, value in options["postgresql_with"].items()}
        return options

    def unique_options(self, constraint: UniqueConstraint) -> Mapping[str, Any]:
        """Return the options that reflection tells, with columns as names."""
        options = dict(super().unique_options(constraint))
        if "postgresql_include" in options:
            options["postgresql_include"] = [_name(column) for column in options["postgresql_include"]]
        return options

    def compare_indexes(self, metadata_index: Index, reflected_index: Index) -> ComparisonResult:
        """Compare an index; the server is asked where expressions, conditions or operator classes look different."""
        result = super().compare_indexes(metadata_index, reflected_index)
        if result.is_equal or self.connection is None:
            return result
        doubts = self.index_doubts(metadata_index, reflected_index)
        if not doubts:
            return result
        answer = self.answer(doubts[0])
        if answer.unasked is not None:
            return ComparisonResult.Skip(f"{result.message}: {answer.unasked}")
        is_same = answer.kept is not None and answer.kept == answer.have
        return ComparisonResult("equal", f"the server keeps it as {answer.kept!r}") if is_same else result

    def index_doubts(self, metadata_index: Index, reflected_index: Index) -> list[Doubt]:
        """Return what has to be asked to tell two indexes apart; nothing if they surely are the same, or are not."""
        wanted, have = (index_signature(self, index) for index in (metadata_index, reflected_index))
        if not have.differences(wanted) or wanted.unique != have.unique or (wanted.is_plain and have.is_plain):
            return []
        table = metadata_index.table
        if table is None:
            return []
        schema = None if table.schema == getattr(self.dialect, "default_schema_name", None) else table.schema
        return [Doubt("index", schema, table.name, index_tail(metadata_index, self.dialect), str(reflected_index.name))]

    def correct_for_autogen_constraints(
        self,
        conn_unique_constraints: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """Take the indexes away that carry a unique constraint."""
        names = {unique.name for unique in conn_unique_constraints}
        conn_indexes -= {index for index in conn_indexes if index.unique and index.name in names}

    def adjust_reflected_dialect_options(self, reflected_object: Mapping[str, Any], kind: str) -> dict[str, Any]:
        """Return the options without an empty INCLUDE list."""
        options = super().adjust_reflected_dialect_options(reflected_object, kind)
        if not options.get("postgresql_include"):
            options.pop("postgresql_include", None)
        return options

    def autogen_column_reflect(self, inspector: Inspector, table: Table, column_info: ReflectedColumn) -> None:
        """Take the default of a SERIAL column away: its own sequence."""
        sequence = next_value_of(column_info.get("default") or "")
        if sequence is None:
            return
        key = (table.schema or inspector.default_schema_name or "", table.name, column_info["name"])
        if owned_sequences(inspector).get(key) == sequence:
            column_info["default"] = None
            column_info["autoincrement"] = True
            told: Any = column_info
            told["info"] = {**(told.get("info") or {}), SEQUENCE: sequence}

    def render_ddl_sql_expr(
        self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False, **kw: Any
    ) -> str:
        """Return an expression; in an index, anything but a column or function call stands in parentheses."""
        written = super().render_ddl_sql_expr(expr, is_server_default, is_index, **kw)
        bare = isinstance(expr, (ColumnClause, FunctionElement, TextClause))
        return f"({written})" if is_index and not bare and not written.startswith("(") else written


# ---------------------------------------------------------------------------------------------- elements, spellings


class PostgresqlColumnType(ColumnType):
    """Change the type, with the expression that makes new values from old ones."""

    def __init__(
        self, name: str, column_name: str, type_: TypeEngine[Any], *, using: str | None = None, **kw: Any
    ) -> None:
        super().__init__(name, column_name, type_, **kw)
        self.using = using


compiles(RenameTable, "postgresql")(rename_table_within_schema)


@compiles(PostgresqlColumnType, "postgresql")
def visit_column_type(element: PostgresqlColumnType, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell PostgresqlColumnType."""
    using = f" USING {compiler.sql_compiler.process(verbatim(element.using))}" if element.using else ""
    return altered(element, compiler, f"TYPE {format_type(compiler, element.type_)}{using}")


@compiles(ColumnComment, "postgresql")
def visit_column_comment(element: ColumnComment, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell ColumnComment."""
    table = format_table_name(compiler, element.table_name, element.schema)
    said = "NULL"
    if element.comment is not None:
        said = compiler.sql_compiler.render_literal_value(element.comment, String())
    return f"COMMENT ON COLUMN {table}.{format_column_name(compiler, element.column_name)} IS {said}"


@compiles(IdentityColumnDefault, "postgresql")
def visit_identity_column(element: IdentityColumnDefault, compiler: DDLCompiler, **kw: Any) -> str:
    """Spell IdentityColumnDefault: drop, add, or set the options that differ."""
    identity, existing = element.default, element.existing_server_default
    if identity is None:
        return altered(element, compiler, "DROP IDENTITY")
    if not isinstance(existing, Identity):
        return altered(element, compiler, f"ADD {compiler.process(identity)}")
    words = []
    for name in sorted(element.impl.identity_changes(identity, existing)):
        value = getattr(identity, name)
        if name == "always":
            words.append(f"SET GENERATED {'ALWAYS' if value else 'BY DEFAULT'}")
        elif value is None and name in ("minvalue", "maxvalue"):
            words.append(f"SET NO {name.upper()}")
        else:
            said = IDENTITY_DEFAULTS[name][1] if value is None else value
            words.append(f"SET {compiler.get_identity_options(Identity(**{name: said}))}")
    return altered(element, compiler, " ".join(words))


# ---------------------------------------------------------------------------------------------- small questions


def _is_default(default: ServerDefault | bool | None) -> bool:
    return default is not None and not isinstance(default, (bool, Identity))


def _named_types(type_: TypeEngine[Any], dialect: Dialect) -> Iterator[Any]:
    """Yield the enums and domains that a type is made of."""
    while isinstance(type_, TypeDecorator):
        type_ = type_.load_dialect_impl(dialect)
    made = type_.dialect_impl(dialect)
    if isinstance(made, ARRAY):
        yield from _named_types(made.item_type, dialect)
    elif isinstance(made, (ENUM, DOMAIN)):
        yield made


def _name(column: Any) -> str:
    return str(getattr(column, "name", column))


def _without_literal_casts(sql: str) -> str:
    """Return canonical SQL without the casts that stand right after a string, a number or NULL."""
    kept: list[str] = []
    parts = list(tokens(sql))
    position = 0
    while position < len(parts):
        kind, part = parts[position]
        kept.append(part)
        position += 1
        if kind in ("string", "number") or part == "null":
            position += _cast_length(parts[position:])
    return "".join(kept)


def _cast_length(parts: Sequence[tuple[str, str]]) -> int:
    """Return how many parts at the start are casts."""
    if not parts or parts[0][0] != "cast":
        return 0
    longest = 0
    written = ""
    for count, (_, part) in enumerate(parts, start=1):
        written += part
        if _LITERAL_CAST.fullmatch(written):
            longest = count
        if count > 12:
            break
    return longest


def _default_text(sql: str | None, type_: TypeEngine[Any]) -> str | None:
    """Return a default in one form, as far as text can tell."""
    if sql is None:
        return None
    written = without_parentheses(_without_literal_casts(canonical(sql)))
    if written == "null":
        return None
    if written in _NOW:
        return "current_timestamp"
    sequence = next_value_of(written)
    if sequence is not None:
        return f"nextval {sequence}"
    if isinstance(type_, Boolean):
        return _TRUTH.get((unquoted_string(written) or written).lower(), written)
    return (number_text(written) if is_numeric(type_) else None) or written
