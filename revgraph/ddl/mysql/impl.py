"""MySQL and MariaDB: MODIFY and CHANGE that lose nothing, and how both report types, defaults and indexes.

Whether a server is MariaDB is asked of the dialect, since ``mysql://`` URLs lead to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    Enum,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import Constraint, DropConstraint
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, quoted_name
from sqlalchemy.types import TIMESTAMP, Boolean, TypeEngine

from revgraph.ddl.asking import Doubt
from revgraph.ddl.base import ServerDefault
from revgraph.ddl.catalog.mysql import PLAIN_TEXT
from revgraph.ddl.impl import attached_column
from revgraph.ddl.literals import HEX_BINARIES, HexBinary, NaiveDateTime, NaiveTimestamp, ScriptTypes
from revgraph.ddl.lock import LockSpelling, short_key
from revgraph.ddl.mysql.checks import moved_to_table, taken_out
from revgraph.ddl.mysql.column import (
    CONSTANT,
    NOW,
    ColumnFacts,
    demanded,
    fitting_update,
    is_told_text,
    known_facts,
    lost,
    reflected_facts,
    renamed_check,
    split_on_update,
    stored_default,
    told_facts,
    told_text,
    untold,
)
from revgraph.ddl.mysql.presence import LooksFirst
from revgraph.ddl.mysql.renames import MySQLRenames
from revgraph.ddl.mysql.spellings import (
    MariaDBDropConstraint,
    MySQLAlterDefault,
    MySQLChangeColumn,
    MySQLModifyColumn,
    MySQLRenameColumn,
)
from revgraph.ddl.reflected import OF_UNWANTED_KEY
from revgraph.ddl.signatures import match_unique_indexes
from revgraph.ddl.sql_text import canonical, is_numeric, number_text, without_parentheses
from revgraph.ddl.type_match import TypeShape
from revgraph.errors import OperationError
from revgraph.util.logs import Log

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import ReflectedColumn
    from sqlalchemy.engine.reflection import Inspector

log = Log(__name__)

_INTEGERS = {"TINYINT", "SMALLINT", "MEDIUMINT", "INTEGER", "BIGINT"}
_OTHER_NAMES = {
    "INT": "INTEGER",
    "BOOL": "TINYINT",
    "BOOLEAN": "TINYINT",
    "DEC": "DECIMAL",
    "FIXED": "DECIMAL",
    "REAL": "DOUBLE",
    "DOUBLE PRECISION": "DOUBLE",
    "NATIONAL VARCHAR": "VARCHAR",
    "NATIONAL CHAR": "CHAR",
}
_SIZED = {
    "TEXT": ("TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT"),
    "BLOB": ("TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB"),
}
_CAPACITY = (2**8 - 1, 2**16 - 1, 2**24 - 1, 2**32 - 1)
_WIDEST_CHARACTER = 4
_IMPLICIT_TIMESTAMPS = {"current_timestamp", "'0000-00-00 00:00:00'"}


class MySQLImpl(MySQLRenames, LooksFirst):
    """MySQL, and MariaDB behind a ``mysql://`` URL."""

    __dialect__ = "mysql"

    transactional_ddl = False
    type_synonyms: ClassVar[tuple[set[str], ...]] = (
        {"NUMERIC", "DECIMAL"},
        {"BOOL", "TINYINT"},
        {"JSON", "LONGTEXT"},
    )
    index_names_are_per_table: ClassVar[bool] = True
    enums_have_collations: ClassVar[bool] = True
    has_cascade: ClassVar[bool] = False
    restates_defaults: ClassVar[bool] = True
    implied_actions: ClassVar[frozenset[str]] = frozenset({"no action", "restrict"})
    script_types: ClassVar[ScriptTypes] = {
        **HEX_BINARIES,
        mysql.TINYBLOB: HexBinary,
        mysql.MEDIUMBLOB: HexBinary,
        mysql.LONGBLOB: HexBinary,
        DateTime: NaiveDateTime,
        TIMESTAMP: NaiveTimestamp,
    }
    lock = LockSpelling(
        try_words="SELECT GET_LOCK(:key, 0)",
        release_words="SELECT RELEASE_LOCK(:key)",
        database_words="SELECT DATABASE()",
        make_key=short_key,
        holder_words="SELECT held.id, p.USER, p.HOST, NULL, p.TIME FROM (SELECT IS_USED_LOCK(:key) AS id) AS held "
        "LEFT JOIN information_schema.PROCESSLIST AS p ON p.ID = held.id",
        keep_words="SET SESSION wait_timeout = 2147483",  # 24 days: as long as any server allows
    )

    def script_dialect(self) -> Any:
        """Return the dialect as scripts are compiled with: for a server that knows defaults which are expressions."""
        dialect = super().script_dialect()
        if getattr(dialect, "server_version_info", None) is None:
            dialect.server_version_info = (10, 2, 1) if self.is_mariadb else (8, 0, 13)
        return dialect

    # ------------------------------------------------------------------------------------ verbs

    def alter_column(
        self,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        server_default: ServerDefault | bool | None = False,
        name: str | None = None,
        type_: TypeEngine[Any] | None = None,
        schema: str | None = None,
        existing_type: TypeEngine[Any] | None = None,
        existing_server_default: ServerDefault | bool | None = None,
        existing_nullable: bool | None = None,
        autoincrement: bool | None = None,
        existing_autoincrement: bool | None = None,
        comment: str | Literal[False] | None = False,
        existing_comment: str | None = None,
        **kw: Any,
    ) -> None:
        """Change what is named of a column; what isn't is read from the database, and restated so that it stays.

        :raises OperationError: while a script is written, if ``existing_type``, ``existing_nullable`` or
            ``existing_server_default`` is needed and not given; always if a column is to become computed or plain.
        """
        where = f"{table_name}.{column_name}"
        self._refuse_impossible(table_name, column_name, server_default, existing_server_default)
        in_place = nullable is None and type_ is None and comment is False and autoincrement is None
        existing = ColumnFacts(
            existing_type, existing_nullable, existing_server_default, existing_autoincrement, existing_comment
        )
        if in_place and name is None and server_default is False:
            return
        # told that there is an ON UPDATE, and given a default without one: it is to go
        ends_update = server_default is not False and self._names_on_update(existing_server_default)
        if in_place and name is None and not ends_update and self._is_set_alone(server_default, existing):
            self.output.execute(MySQLAlterDefault(table_name, column_name, _told(server_default), schema=schema))
            return
        found = self._facts_where_told(table_name, column_name, schema, existing_type)
        renames_only = in_place and name is not None and server_default is False
        if renames_only and (found is None or not found.is_other_text) and self._renames_in_place(existing):
            self.output.execute(MySQLRenameColumn(table_name, column_name, str(name), schema=schema))
            return
        if found is None and self.connection is not None:
            found = reflected_facts(self.connection, table_name, column_name, schema)
        facts = known_facts(found, existing, told_counts=self.unsaid_is_none)
        unsaid_is_none = self._unsaid_is_none if found is not None else self.unsaid_is_none
        if found is not None and unsaid_is_none:
            facts = told_facts(facts, existing)
            told = {
                "nullable": nullable is not None,
                "default": server_default is not False,
                "autoincrement": autoincrement is not None,
                "comment": comment is not False,
                "on_update": ends_update,
            }
            for gone, keeps in lost(found, existing, [fact for fact, is_told in told.items() if is_told]):
                log.warning("%s: %s goes, since it is not told; %s keeps it", where, gone, keeps)
        if found is None and server_default is False and existing_server_default is False and not unsaid_is_none:
            self._take_unstated_default(where)
        if facts.computed is not None:
            self._refuse_impossible(table_name, column_name, server_default, facts.computed)
        if unsaid_is_none and nullable is None and existing_nullable is None:
            nullable = True
        default = facts.default if server_default is False else server_default
        replaces_update = ends_update or self._names_on_update(default)
        element = MySQLChangeColumn if name is not None or in_place else MySQLModifyColumn
        self.output.execute(
            element(
                table_name,
                column_name,
                schema=schema,
                newname=name if name is not None else column_name,
                type_=type_ if type_ is not None else demanded(where, "existing_type", facts.type_),
                nullable=nullable if nullable is not None else demanded(where, "existing_nullable", facts.nullable),
                default=_told(default),
                autoincrement=facts.autoincrement if autoincrement is None else autoincrement,
                comment=facts.comment if comment is False else comment,
                on_update=None if replaces_update else fitting_update(facts.on_update, type_),
                check=renamed_check(facts.check, column_name, name),
                attributes=facts.attributes,
                computed=facts.computed,
            )
        )

    @property
    def _unsaid_is_none(self) -> bool:
        return bool(self.context_opts.get("mysql_unstated_is_none"))

    def _facts_where_told(
        self, table_name: str, column_name: str, schema: str | None, told: TypeEngine[Any] | None
    ) -> ColumnFacts | None:
        """Return the facts of a column whose type was told and is to be taken as told; None for any other."""
        if self.connection is None or not self.unsaid_is_none or told is None or not is_told_text(told):
            return None
        found = reflected_facts(self.connection, table_name, column_name, schema)
        if found.type_ is None:
            return found
        have, want = (self.type_shape(type_) for type_ in (found.type_, told))
        if (have.name, have.args) == (want.name, want.args):
            return found
        spelled = self.dialect.type_compiler_instance.process(told)
        return replace(found, type_=told_text(spelled, found.type_), is_other_text=True)

    def _take_unstated_default(self, where: str) -> None:
        if not self.context_opts.get("mysql_unstated_default_is_none"):
            raise untold(where, "existing_server_default (None if there is none)")
        log.warning("%s: its default is restated as none; give existing_server_default if it has one", where)

    def add_column(
        self, table_name: str, column: Column[Any], *, schema: str | quoted_name | None = None, **kw: Any
    ) -> None:
        """Add a column; its CHECKs that have names come after it: MariaDB takes none within a definition."""
        careful = bool(kw.get("if_not_exists"))
        added = attached_column(column, table_name, schema)

        def carry_out(**more: Any) -> None:
            super(MySQLImpl, self).add_column(table_name, added, schema=schema, **{**kw, **more})

        with taken_out(added) as named:
            if self.looks_first(careful):
                bare = partial(carry_out, if_not_exists=None)
                self.carry_out_if("column", column.name, table_name, schema, bare, there=False)
            else:
                carry_out()
        table = Table(table_name, MetaData(), schema=schema)
        for check in named:
            constraint = CheckConstraint(check.sqltext, name=check.name, table=table)
            # each thing is looked for by itself: a migration that was cut off may have left the column alone
            if careful:
                self.with_constraint(constraint, partial(self.add_constraint, constraint), there=False)
            else:
                self.add_constraint(constraint)

    def create_table(self, table: Table, *, if_not_exists: bool | None = None, **kw: Any) -> None:
        """Create a table; CHECKs that have names are the table's: MariaDB takes none within a column's definition."""
        with moved_to_table(table):
            super().create_table(table, if_not_exists=if_not_exists, **kw)

    def drop_constraint(self, const: Constraint, *, if_exists: bool | None = None, **kw: Any) -> None:
        """Drop a constraint.

        :raises OperationError: if its kind is not given.
        """
        kinds = (ForeignKeyConstraint, UniqueConstraint, PrimaryKeyConstraint, CheckConstraint)
        if not isinstance(const, kinds):
            raise OperationError(
                f"constraint {const.name} of {const.table.fullname}: {self.dialect.name} must be told its kind; give "
                "type_='foreignkey', 'unique', 'check' or 'primary'"
            )
        is_primary = isinstance(const, PrimaryKeyConstraint)  # its name is always PRIMARY

        def carry_out() -> None:
            if is_primary:
                self.output.execute(DropConstraint(const))
            else:
                super(MySQLImpl, self).drop_constraint(const)

        if not if_exists or (const.name is None and not is_primary):
            carry_out()
        elif self.is_mariadb and not is_primary:
            self.output.execute(MariaDBDropConstraint(const))
        else:
            self.with_constraint(const, carry_out, there=True)

    # ------------------------------------------------------------------------------------ what MODIFY must be told

    def _renames_in_place(self, existing: ColumnFacts) -> bool:
        """Say whether RENAME COLUMN is there; for a script, whether CHANGE could not be told enough."""
        if self.connection is None or self._unsaid_is_none:
            return existing.type_ is None or (existing.nullable is None and not self.unsaid_is_none)
        version = getattr(self.dialect, "server_version_info", None) or ()
        return tuple(version) >= ((10, 5, 2) if self.is_mariadb else (8,))

    def _is_constant(self, default: ServerDefault | bool | None) -> bool:
        """Say whether ``ALTER COLUMN SET DEFAULT`` takes a default: nothing, or a constant."""
        if default is None or isinstance(default, str):
            return True
        written = self.server_default_sql(_as_clause(default))
        return written is not None and bool(CONSTANT.fullmatch(written))

    def _is_set_alone(self, default: ServerDefault | bool | None, existing: ColumnFacts) -> bool:
        """Say whether a default is set by ``ALTER COLUMN``: a constant, or an expression where no more is known."""
        if self._is_constant(default):
            return True
        if self.connection is not None or not self.unsaid_is_none or existing.nullable is not None:
            return False
        return not isinstance(existing.type_, DateTime)

    def _names_on_update(self, default: ServerDefault | bool | None) -> bool:
        """Say whether a new default brings an ON UPDATE clause of its own."""
        if default is None or isinstance(default, bool):
            return False
        return split_on_update(self.server_default_sql(_as_clause(default)))[1] is not None

    def _refuse_impossible(
        self,
        table_name: str,
        column_name: str,
        default: ServerDefault | bool | None,
        existing: ServerDefault | bool | None,
    ) -> None:
        """Raise what standard SQL raises for computed columns, identities and ``server_default=True``."""
        if default is False and isinstance(existing, Computed):
            return  # which is stated anew
        special = (Computed, Identity)
        if default is True or isinstance(default, special) or isinstance(existing, special):
            for element in self.default_elements(table_name, column_name, default, existing):
                self.output.execute(element)

    # ------------------------------------------------------------------------------------ type and default equivalences

    def canonical_type(self, shape: TypeShape) -> TypeShape:
        """Return the shape as the server reports it: no display widths, implied arguments."""
        words = shape.name.split(" ")
        flags = [word for word in words if word in ("UNSIGNED", "ZEROFILL")]
        name = " ".join(word for word in words if word not in flags)
        name = _OTHER_NAMES.get(name, name)
        args = shape.args
        if name in _INTEGERS or name == "YEAR" or args == ("0",):
            args = ()
        elif name in ("NUMERIC", "DECIMAL") and not args:
            args = ("10", "0")
        elif name in ("BIT", "BINARY") and not args:
            args = ("1",)
        elif name == "FLOAT" and len(args) == 1:
            name, args = ("FLOAT" if int(args[0]) <= 24 else "DOUBLE"), ()
        properties = {key: re.sub(r"^utf8(?=_|$)", "utf8mb3", value) for key, value in shape.properties.items()}
        return super().canonical_type(TypeShape(" ".join([name, *flags]), args, properties))

    def compare_type(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> bool:
        """Say whether a type differs; ``TEXT(n)`` and ``BLOB(n)`` are the smallest kind that holds n."""
        names = {self.type_shape(column.type).name for column in (inspector_column, metadata_column)}
        if names == {"JSON", "LONGTEXT"} and self.is_mariadb:
            # only a reading that tells both apart finds JSON, or says that it is none
            return isinstance(inspector_column.type, mysql.JSON) or PLAIN_TEXT in inspector_column.info
        if not super().compare_type(inspector_column, metadata_column):
            return False
        want = self.type_shape(metadata_column.type)
        if want.name not in _SIZED or not want.args:
            return True
        length = int(want.args[0])
        width = _WIDEST_CHARACTER if want.name == "TEXT" else 1
        kinds = _SIZED[want.name]
        smallest, largest = (
            next(kind for kind, capacity in zip(kinds, _CAPACITY, strict=True) if needed <= capacity)
            for needed in (length, min(length * width, _CAPACITY[-1]))
        )
        return self.type_shape(inspector_column.type).name not in (smallest, largest)

    def differ_in_details(self, reflected: TypeEngine[Any], wanted: TypeEngine[Any]) -> bool:
        """Tell whether two types differ in a detail; here also whether the values of an enum are kept as text."""
        if isinstance(reflected, Enum) and isinstance(wanted, Enum):
            return sorted(reflected.enums) == sorted(wanted.enums)
        return super().differ_in_details(reflected, wanted)

    def usual_collations(
        self, inspector_column: Column[Any], metadata_column: Column[Any]
    ) -> tuple[str | None, str | None] | None:
        """Return the collation of the table, which may be the one its model gives it."""
        have, want = (_table_collation(column.table) for column in (inspector_column, metadata_column))
        return None if have is None else (have, want or have)

    def compare_server_default(
        self,
        inspector_column: Column[Any],
        metadata_column: Column[Any],
        rendered_metadata_default: str | None,
        rendered_inspector_default: str | None,
    ) -> bool:
        """Say whether a default differs; an ON UPDATE clause that the models don't name is no difference."""
        type_ = metadata_column.type
        have, have_update = _default_text(rendered_inspector_default, type_)
        want, want_update = _default_text(rendered_metadata_default, type_)
        if want_update is not None and want_update != have_update:
            return True
        if have == want:
            return False
        if want is None or have is None:
            return not self._is_implicit(metadata_column, have)
        if self.connection is None or _is_as_given(want, type_):
            return True
        kept = self.answer(self._doubt_of_default(inspector_column, f"{rendered_metadata_default}")).kept
        return _default_text(kept, type_)[0] != have

    def default_doubts(self, inspector_column: Column[Any], metadata_column: Column[Any]) -> list[Doubt]:
        """Return what has to be asked of the server to tell the defaults of a column apart."""
        type_ = metadata_column.type
        sides = [self.server_default_sql(column.server_default) for column in (inspector_column, metadata_column)]
        have, want = (_default_text(sql, type_)[0] for sql in sides)
        if have is None or want is None or have == want or _is_as_given(want, type_):
            return []
        return [self._doubt_of_default(inspector_column, str(sides[1]))]

    def _doubt_of_default(self, inspector_column: Column[Any], default: str) -> Doubt:
        return Doubt.of_default(default, self.dialect.type_compiler_instance.process(inspector_column.type))

    def _is_implicit(self, column: Column[Any], have: str | None) -> bool:
        """Say whether the server gave a column a default that nobody asked for."""
        if column.primary_key and have == "0":
            return True
        is_timestamp = isinstance(column.type.dialect_impl(self.dialect), TIMESTAMP)
        return is_timestamp and not column.nullable and have in _IMPLICIT_TIMESTAMPS and self._implies_timestamps

    @cached_property
    def _implies_timestamps(self) -> bool:
        """Return whether the server gives defaults to TIMESTAMPs that have none."""
        if self.connection is None:
            return True
        return not self.connection.exec_driver_sql("SELECT @@explicit_defaults_for_timestamp").scalar()

    def autogen_column_reflect(self, inspector: Inspector, table: Table, column_info: ReflectedColumn) -> None:
        """Add the default where SQLAlchemy could not read it: one that holds quotes, or bits."""
        if column_info.get("default") is None and column_info.get("computed") is None:
            column_info["default"] = stored_default(inspector, table.schema, table.name, column_info["name"])

    def index_options(self, index: Index) -> Mapping[str, Any]:
        """Return the options of an index, with prefix lengths by column and without those that are no prefix."""
        options = dict(super().index_options(index))
        start = f"{self.dialect.name}_"
        lengths = options.pop(f"{start}length", None)
        if lengths is not None:
            by_column = lengths if isinstance(lengths, Mapping) else {column.name: lengths for column in index.columns}
            kept = {
                column.name: by_column[column.name]
                for column in index.columns
                if column.name in by_column and _is_prefix(column.type, by_column[column.name])
            }
            options |= {f"{start}length": kept} if kept else {}
        using = options.get(f"{start}using")
        if using is not None:
            options[f"{start}using"] = str(using).lower()
        if options.get(f"{start}using") == "btree":
            del options[f"{start}using"]
        return options

    def correct_for_autogen_constraints(
        self,
        conn_unique_constraints: set[UniqueConstraint],
        conn_indexes: set[Index],
        metadata_unique_constraints: set[UniqueConstraint],
        metadata_indexes: set[Index],
    ) -> None:
        """Take foreign keys' own indexes away, and see a unique index as what the models call it."""
        wanted_names = {index.name for index in metadata_indexes}
        for index in list(conn_indexes):
            foreign_keys = () if index.table is None else index.table.foreign_key_constraints
            if index.name in wanted_names:
                continue
            is_implicit = self.is_implicit_index(index, foreign_keys) or self._may_be_implicit(index)
            if is_implicit or OF_UNWANTED_KEY in index.info:
                conn_indexes.discard(index)
        match_unique_indexes(conn_unique_constraints, conn_indexes, metadata_unique_constraints, metadata_indexes)

    def _may_be_implicit(self, index: Index) -> bool:
        """Say whether an index is named as if InnoDB had made it for a foreign key, which may be gone by now."""
        is_named_so = any(index.name == column.name for column in index.columns)
        return is_named_so and not index.unique and not self.compares_details

    def is_implicit_index(self, index: Index, foreign_keys: Iterable[ForeignKeyConstraint]) -> bool:
        """Say whether InnoDB made an index for one of the foreign keys: on its columns, with its or a column's name."""
        keys = [(str(key.name), [element.parent.name for element in key.elements]) for key in foreign_keys]
        columns = [column.name for column in index.columns]
        return not index.unique and self.is_implied_index(str(index.name), columns, keys)

    def is_implied_index(
        self, name: str | None, columns: Sequence[str], foreign_keys: Iterable[tuple[str | None, Sequence[str]]]
    ) -> bool:
        """Say the same of an index that is not unique by the names alone, and the columns of the foreign keys."""
        return any(
            list(columns) == list(own)
            and (name == key or bool(re.fullmatch(rf"{re.escape(own[0])}(?:_\d+)?", str(name))))
            for key, own in foreign_keys
        )

    def render_ddl_sql_expr(
        self, expr: ClauseElement, is_server_default: bool = False, is_index: bool = False, **kw: Any
    ) -> str:
        """Return an expression; in an index, anything but a column stands in parentheses."""
        written = super().render_ddl_sql_expr(expr, is_server_default, is_index, **kw)
        bare = isinstance(expr, ColumnClause) or written.startswith("(")
        return f"({written})" if is_index and not bare else written


class MariaDBImpl(MySQLImpl):
    """MariaDB."""

    __dialect__ = "mariadb"


# ---------------------------------------------------------------------------------------------- small questions


def _table_collation(table: Table | None) -> str | None:
    """Return the collation a table is said to have, in lower case."""
    options = {} if table is None else table.dialect_kwargs
    names = [f"{dialect}_{option}" for dialect in ("mariadb", "mysql") for option in ("collate", "default_collate")]
    found = next((options[name] for name in names if options.get(name)), None)
    return None if found is None else str(found).lower()


def _told(default: ServerDefault | bool | None) -> ServerDefault | None:
    return None if isinstance(default, bool) else default


def _as_clause(default: Any) -> Any:
    """Return a default as it would hang on a column."""
    return Column("x", server_default=default).server_default


def _is_as_given(default: str, type_: TypeEngine[Any]) -> bool:
    """Say whether the server keeps a default as it is given: of other types it may spell it anew."""
    return bool(CONSTANT.fullmatch(default)) and isinstance(type_, String)


def _default_text(sql: str | None, type_: TypeEngine[Any]) -> tuple[str | None, str | None]:
    """Return a default and its ON UPDATE clause in one form, as far as text can tell."""
    head, update = split_on_update(sql)
    return _expression(head, type_), _expression(update, type_)


def _expression(sql: str | None, type_: TypeEngine[Any]) -> str | None:
    if sql is None:
        return None
    written = without_parentheses(canonical(sql))
    if written == "null":
        return None
    now = NOW.match(written)
    if now is not None:
        return "current_timestamp" + (f"({now.group(1)})" if now.group(1) not in (None, "", "0") else "")
    if isinstance(type_, Boolean) or is_numeric(type_):
        written = {"true": "1", "false": "0"}.get(written, written)
        return number_text(written) or written
    return written


def _is_prefix(type_: TypeEngine[Any], length: int) -> bool:
    """Say whether an index on so many characters leaves any of the column out."""
    whole = getattr(type_, "length", None)
    return whole is None or length < whole
