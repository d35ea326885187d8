"""The operation that changes the options of a table: engine, character set, storage parameters, STRICT...

Plain SQL where there is a statement for it. SQLite has none: there it becomes an argument of the batch block.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Dialect

from revgraph.ddl.names import quoted_place
from revgraph.operations import ops

_MYSQL = ("mysql", "mariadb")
_CHARACTERS = ("charset", "collate")


class SetTableOptionsOp(ops.ExecuteSQLOp):
    """Change options of a table.

    :param table_name: the table.
    :param have: what the options that change are now, by name without the dialect's; None for not set.
    :param want: what they shall be.
    :param schema: schema of the table.
    :param dialect: spells it.
    :param converted: on MySQL and MariaDB, the columns that follow the table's collation; others keep theirs.
    """

    def __init__(
        self,
        table_name: str,
        have: Mapping[str, Any],
        want: Mapping[str, Any],
        *,
        schema: str | None = None,
        dialect: Dialect,
        converted: Collection[str] = (),
    ) -> None:
        self.table_name = table_name
        self.have = dict(have)
        self.want = dict(want)
        self.schema = schema
        self.dialect = dialect
        self.converted = tuple(converted)
        super().__init__(self._spelled())

    def reverse(self) -> SetTableOptionsOp:
        """Return the operation that sets the options back."""
        return SetTableOptionsOp(
            self.table_name, self.want, self.have, schema=self.schema, dialect=self.dialect, converted=self.converted
        )

    def to_diff_tuple(self) -> Any:
        """Return ``("modify_table_options", schema, table, have, want)``."""
        return ("modify_table_options", self.schema, self.table_name, self.have, self.want)

    @property
    def table_kwargs(self) -> dict[str, Any]:
        """Return what a batch block takes as ``table_kwargs``."""
        usual = {"with_rowid": True, "strict": False, "autoincrement": False}
        return {
            f"{self.dialect.name}_{name}": usual.get(name) if value is None else value
            for name, value in sorted(self.want.items())
        }

    def _spelled(self) -> str:
        place = quoted_place(self.dialect, self.schema, self.table_name)
        if self.dialect.name == "postgresql":
            return f"ALTER TABLE {place} {', '.join(self._postgresql())}"
        if self.dialect.name in _MYSQL:
            return f"ALTER TABLE {place} {', '.join(self._mysql())}"
        return f"-- options of {place}: only within a batch block"

    def _postgresql(self) -> list[str]:
        words = []
        if "unlogged" in self.want:
            words.append("SET UNLOGGED" if self.want["unlogged"] else "SET LOGGED")
        if "tablespace" in self.want:
            words.append(f"SET TABLESPACE {self.want['tablespace'] or 'pg_default'}")
        if "using" in self.want:
            words.append(f"SET ACCESS METHOD {self.want['using'] or 'DEFAULT'}")
        have, want = (dict(side.get("with") or {}) for side in (self.have, self.want))
        gone = sorted(have.keys() - want.keys())
        changed = [f"{name} = {value}" for name, value in sorted(want.items()) if have.get(name) != value]
        words += [f"SET ({', '.join(changed)})"] if changed else []
        return words + ([f"RESET ({', '.join(gone)})"] if gone else [])

    def _mysql(self) -> list[str]:
        plain = {name: value for name, value in self.want.items() if name not in _CHARACTERS}
        words = [f"{name.upper()}={'DEFAULT' if value is None else value}" for name, value in sorted(plain.items())]
        charset, collate = (self.want.get(name) for name in _CHARACTERS)
        if collate is not None:
            charset = charset or str(collate).partition("_")[0]
        if charset is not None:
            start = "CONVERT TO" if self.converted else "DEFAULT"
            words.append(f"{start} CHARACTER SET {charset}" + (f" COLLATE {collate}" if collate is not None else ""))
        return words
