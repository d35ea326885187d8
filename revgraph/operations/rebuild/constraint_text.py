"""The constraints within a CREATE TABLE text: found by name or by what they are, added, dropped.

Works on the text; SQLAlchemy objects only tell what is looked for and what a naming convention would say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    Constraint,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.types import NULLTYPE

from revgraph.errors import OperationError
from revgraph.operations.rebuild.definition import Clause, ColumnText, TableText
from revgraph.operations.rebuild.demands import there_already
from revgraph.operations.rebuild.tokens import columns_in, normal
from revgraph.util.logs import Log

log = Log(__name__)

Found = tuple[Clause, ColumnText | None]


class ConstraintTexts:
    """The constraints of a definition.

    :param text: the definition; changed in place.
    :param convention: says by which names those without one can be dropped; they stay without.
    :param quoted: how to spell a name.
    """

    replaces: ClassVar[bool] = False
    """What is added takes the place of the primary key, or of a constraint of that name, instead of being refused."""

    def __init__(self, text: TableText, convention: Mapping[str, str] | None, quoted: Callable[[str], str]) -> None:
        self._text = text
        self._convention = convention
        self._quoted = quoted

    def add(self, sql: str, *, is_key: bool) -> None:
        """Add a constraint.

        :param is_key: it is the primary key: one without a name gives way to it.
        """
        new = Clause("", sql)
        for clause, column in list(self._text.all_constraints()):
            if new.name is not None and clause.name is not None and clause.name.lower() == new.name.lower():
                if not self.replaces:
                    raise there_already("constraint", new.name, self._text.name)
                log.info("constraint %s takes the place of the one of that name", new.name)
                self._text.drop(clause, column)
            elif is_key and clause.kind == "PRIMARY KEY":
                if clause.name is not None and not self.replaces:
                    raise OperationError(
                        f"table {self._text.name!r} has the primary key {clause.name!r}; drop it before another is made"
                    )
                self._text.drop(clause, column)
        self._text.add_constraint(sql)

    def add_missing(self, wanted: Iterable[str]) -> None:
        """Add the constraints that are not there, by name or by text."""
        for sql in wanted:
            new = Clause("", sql)
            there = [clause for clause, _ in self._text.all_constraints()]
            alike = any(normal(clause.body()) == normal(new.body()) for clause in there)
            if not alike and not any(new.name is not None and clause.name == new.name for clause in there):
                self._text.add_constraint(sql)

    def drop_named(self, name: str | None, kind: str | None, wanted: Constraint, *, lenient: bool) -> None:
        """Drop one constraint.

        :param name: its name; None to go by kind and content.
        :param kind: ``"UNIQUE"`` etc., None for any.
        :param wanted: what it consists of, as far as that is known.
        :param lenient: do nothing if it is not there.
        :raises OperationError: if it is not there, or can't be told from others.
        """
        candidates = [(c, col) for c, col in self._text.all_constraints() if kind is None or c.kind == kind]
        if name is not None:
            found = [(c, col) for c, col in candidates if (c.name or "").lower() == name.lower()]
            found = found or [(c, col) for c, col in candidates if self._would_be(c, col, name)]
        elif kind == "PRIMARY KEY":
            found = candidates
        else:
            unnamed = [(c, col) for c, col in candidates if c.name is None]
            found = [(c, col) for c, col in unnamed if self._is_like(c, col, wanted)]
        if found:
            self._text.drop(*found[0])
        elif not lenient:
            raise OperationError(self._not_found(name, kind))

    def rename(self, old: str, new: str) -> None:
        """Give a constraint another name; one without a name is found by what the naming convention would call it.

        :raises OperationError: if it is not there, or the other name is taken.
        """
        there = list(self._text.all_constraints())
        found = [(c, col) for c, col in there if (c.name or "").lower() == old.lower()]
        found = found or [(c, col) for c, col in there if self._would_be(c, col, old)]
        if not found:
            raise OperationError(self._not_found(old, None).replace(" to drop in", " to rename in"))
        clause = found[0][0]
        if any(c.name is not None and c is not clause and c.name.lower() == new.lower() for c, _ in there):
            raise there_already("constraint", new, self._text.name)
        clause.rename(new, self._quoted(new))

    def name_all(self) -> None:
        """Give each constraint that has no name the one of the naming convention, unless another has it."""
        there = list(self._text.all_constraints()) if self._convention else []
        taken = {clause.name.lower() for clause, _ in there if clause.name is not None}
        for clause, column in there:
            name = self._conventional_name(clause, column) if clause.name is None else None
            if name is not None and name.lower() not in taken:
                clause.rename(name, self._quoted(name))
                taken.add(name.lower())

    def drop_those_of(self, leaving: ColumnText) -> None:
        """Drop what can't be without a column.

        :raises OperationError: if a foreign key of the table itself refers to it.
        """
        name = leaving.name.lower()
        for clause, column in list(self._text.all_constraints()):
            if column is leaving:
                continue
            refers = clause.kind == "FOREIGN KEY" and clause.referent()[0] == self._text.name.lower()
            if refers and name in clause.referent()[1]:
                if column is None and name in clause.columns():
                    continue
                raise OperationError(f"column {leaving.name!r} can't be dropped: a foreign key refers to it")
        for clause, column in list(self._text.all_constraints()):
            in_other = column is not None and clause.kind == "CHECK" and name in columns_in(clause.condition())
            if column is not leaving and (in_other or (column is None and clause.mentions(name))):
                log.info("constraint %s goes with column %s", clause.name or normal(clause.text), leaving.name)
                self._text.drop(clause, column)

    def set_autoincrement(self, wanted: bool) -> None:
        """Put AUTOINCREMENT to the primary key, or take it away.

        :raises OperationError: if the key is not a single INTEGER column.
        """
        key = self._text.rowid_column
        if key is None:
            raise OperationError(f"AUTOINCREMENT needs an INTEGER primary key; table {self._text.name!r} has none")
        for clause, column in list(self._text.all_constraints()):
            if clause.kind != "PRIMARY KEY":
                continue
            words = clause.text.split()
            if column is None:
                self._text.drop(clause, None)
                prefix = f"CONSTRAINT {self._quoted(clause.name)} " if clause.name else ""
                key.clauses.append(Clause(" ", f"{prefix}PRIMARY KEY" + (" AUTOINCREMENT" if wanted else "")))
            elif wanted != (words[-1].upper() == "AUTOINCREMENT"):
                clause.text = f"{clause.text} AUTOINCREMENT" if wanted else " ".join(words[:-1])

    # ------------------------------------------------------------------------------------ small questions

    def _would_be(self, clause: Clause, column: ColumnText | None, name: str) -> bool:
        if not self._convention or clause.name is not None:
            return False
        return (self._conventional_name(clause, column) or "").lower() == name.lower()

    def _is_like(self, clause: Clause, column: ColumnText | None, wanted: Constraint) -> bool:
        if isinstance(wanted, CheckConstraint):
            return bool(str(wanted.sqltext)) and normal(clause.condition()) == normal(str(wanted.sqltext))
        columns = (column.name.lower(),) if column is not None else clause.columns()
        if columns != tuple(c.name.lower() for c in getattr(wanted, "columns", ())):
            return False
        if not isinstance(wanted, ForeignKeyConstraint):
            return True
        return clause.referent()[0] == wanted.elements[0].column.table.name.lower()

    def _conventional_name(self, clause: Clause, column: ColumnText | None) -> str | None:
        columns = [column.name] if column is not None else list(clause.columns())
        names = [next(there.name for there in self._text.columns if there.name.lower() == c.lower()) for c in columns]
        metadata = MetaData(naming_convention=dict(self._convention or {}))
        table = Table(self._text.name, metadata, *[Column(there.name, NULLTYPE) for there in self._text.columns])
        made: Any
        if clause.kind == "PRIMARY KEY":
            made = PrimaryKeyConstraint(*names)
        elif clause.kind == "UNIQUE":
            made = UniqueConstraint(*names)
        elif clause.kind == "FOREIGN KEY":
            referent, remote = clause.referent()
            other = Table(referent, metadata, *[Column(c, NULLTYPE) for c in remote or names], extend_existing=True)
            made = ForeignKeyConstraint(names, [other.c[c] for c in remote or names])
        else:
            made = CheckConstraint(clause.condition().replace(":", r"\:"))
        try:
            table.append_constraint(made)
        except InvalidRequestError:  # the convention wants a name to begin with
            return None
        return str(made.name) if isinstance(made.name, str) else None

    def _not_found(self, name: str | None, kind: str | None) -> str:
        there = list(self._text.all_constraints())
        named = ", ".join(f"{c.name} ({c.kind})" for c, _ in there if c.name is not None) or "none"
        unnamed = "; ".join(
            normal(clause.text) if column is None else f"{column.name}: {normal(clause.text)}"
            for clause, column in there
            if clause.name is None
        )
        what = f"constraint {name!r}" if name is not None else f"{kind or 'constraint'} without a name"
        remedy = (
            f"; without a name: {unnamed}. To drop one of these, use "
            "op.batch_alter_table(..., naming_convention={...}) and the name the convention makes"
            if unnamed
            else ""
        )
        return f"no {what} to drop in table {self._text.name!r}; constraints there: {named}{remedy}"
