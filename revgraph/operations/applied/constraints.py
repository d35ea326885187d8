"""Whether constraints are there or gone as an operation says: by name and by all they consist of.

One without a name is known by what it consists of; a name that a convention may have changed is never taken for gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.elements import conv

from revgraph.ddl.base import is_exclude
from revgraph.ddl.scratch import kept_check
from revgraph.ddl.signatures import foreign_key_signature
from revgraph.operations import ops
from revgraph.operations.applied.survey import Survey, either, probe_for
from revgraph.operations.ops.base import Applied

QUESTIONS = {
    PrimaryKeyConstraint: "pk_constraint",
    UniqueConstraint: "unique_constraints",
    ForeignKeyConstraint: "foreign_keys",
    CheckConstraint: "check_constraints",
}
KINDS = {
    "primary": (PrimaryKeyConstraint,),
    "unique": (UniqueConstraint,),
    "foreignkey": (ForeignKeyConstraint,),
    "check": (CheckConstraint,),
    "exclude": (),
    None: tuple(QUESTIONS),
}


@probe_for(ops.AddConstraintOp)
def add_constraint_applied(survey: Survey, operation: ops.AddConstraintOp) -> Applied:
    """Yes if such a constraint is there, no if there is none of its name and none that is made of the same."""
    table = survey.table(operation.table_name, operation.schema)
    wanted = operation.to_constraint()
    if not survey.impl.is_created(wanted):
        return Applied.YES
    if table is None:
        return Applied.NO
    found = constraint_applied(survey, table, wanted)
    if found is Applied.YES and not operation.not_valid and not _is_validated(survey, table, wanted):
        return Applied.UNKNOWN
    return found


@probe_for(ops.DropConstraintOp)
def drop_constraint_applied(survey: Survey, operation: ops.DropConstraintOp) -> Applied:
    """Yes if no constraint of the name, or none that is made of the same, is there."""
    table = survey.table(operation.table_name, operation.schema)
    if table is None:
        return Applied.YES
    known = operation.reverse().to_constraint() if operation.is_known else None
    if operation.constraint_type == "primary":
        return _gone(bool(table.primary_key.columns), survey, "pk_constraint")
    if operation.constraint_name is not None:
        return _gone_by_name(survey, table, operation)
    if known is None:
        return Applied.UNKNOWN
    found = constraint_applied(survey, table, known)
    return {Applied.YES: Applied.NO, Applied.NO: Applied.YES}.get(found, Applied.UNKNOWN)


@probe_for(ops.RenameConstraintOp)
def rename_constraint_applied(survey: Survey, operation: ops.RenameConstraintOp) -> Applied:
    """Yes if only the new name is there, no if only the old one is."""
    table = survey.table(operation.table_name, operation.schema)
    names = None if table is None else _names(survey, table, operation.constraint_type)
    if names is None:
        return Applied.UNKNOWN
    old, new = (_has_name(survey, names, name) for name in (operation.old_name, operation.new_name))
    return either(new and not old, old and not new)


@probe_for(ops.ValidateConstraintOp)
def validate_constraint_applied(survey: Survey, operation: ops.ValidateConstraintOp) -> Applied:
    """Yes if the constraint is valid; where none can be invalid there is nothing to do."""
    if not survey.impl.keeps_unvalidated:
        return Applied.YES
    table = survey.table(operation.table_name, operation.schema)
    stored = None if table is None else survey.stored_constraint(operation.constraint_name, table)
    if stored is None:
        return Applied.UNKNOWN
    return Applied.YES if stored.validated else Applied.NO


def _gone_by_name(survey: Survey, table: Table, operation: ops.DropConstraintOp) -> Applied:
    name = str(operation.constraint_name)
    names = _names(survey, table, operation.constraint_type)
    if names is None:
        return Applied.UNKNOWN
    if _has_name(survey, names, name):
        return Applied.NO
    alike = not isinstance(operation.constraint_name, conv) and any(name.lower() in found.lower() for found in names)
    return Applied.UNKNOWN if alike else Applied.YES


def _has_name(survey: Survey, names: Iterable[str], name: str) -> bool:
    return any(survey.same_name(found, name) for found in names)


def _names(survey: Survey, table: Table, kind_name: str | None) -> list[str] | None:
    """Return the names of a table's constraints of a kind, of all kinds for None; None if they can't be told."""
    if survey.dialect.name == "postgresql":
        return survey.constraint_names(table)
    kinds = KINDS.get(kind_name, ())
    if not kinds or any(QUESTIONS[kind] in survey.unread for kind in kinds):
        return None
    found = [item.name for kind in kinds for item in constraints_of(survey, table, kind, ())]
    if UniqueConstraint in kinds:
        found += [index.name for index in table.indexes if index.unique]
    told = [str(name) for name in found if name is not None]
    return told + (survey.untold_names(table) if ForeignKeyConstraint in kinds and len(told) < len(found) else [])


def _gone(is_there: bool, survey: Survey, question: str) -> Applied:
    if question in survey.unread:
        return Applied.UNKNOWN
    return Applied.NO if is_there else Applied.YES


# ------------------------------------------------------------------------------------------------ what is there


def wanted_constraints(survey: Survey, table: Table) -> list[Constraint]:
    """Return the constraints of a table that the dialect makes, in their order."""
    found: list[Any] = sorted(table.constraints, key=lambda constraint: constraint._creation_order)
    return [
        constraint
        for constraint in found
        if not (isinstance(constraint, PrimaryKeyConstraint) and not constraint.columns)
        and survey.impl.is_created(constraint)
    ]


def all_present(survey: Survey, table: Table, wanted: Iterable[Constraint]) -> bool:
    """Say whether a table has all these constraints, validated."""
    return all(
        constraint_applied(survey, table, constraint) is Applied.YES and _is_validated(survey, table, constraint)
        for constraint in wanted
    )


def constraints_of(survey: Survey, table: Table, kind: type[Any], wanted: Iterable[Constraint]) -> list[Any]:
    """Return the constraints of one kind that a table has, without those the database made by itself.

    :param wanted: what the operation makes, to see a unique index as what it calls it.
    """
    if kind is PrimaryKeyConstraint:
        return [table.primary_key] if table.primary_key.columns else []
    if kind is UniqueConstraint:
        uniques = {item for item in table.constraints if isinstance(item, UniqueConstraint)}
        mine = {item for item in wanted if isinstance(item, UniqueConstraint)}
        seen = set(uniques)  # the dialect takes away what it has matched
        survey.impl.correct_for_autogen_constraints(uniques, set(table.indexes), mine, set())
        return sorted(uniques | seen, key=lambda item: str(item.name))
    return [item for item in table.constraints if isinstance(item, kind)]


def constraint_applied(survey: Survey, table: Table, wanted: Constraint) -> Applied:
    """Say whether a table has a constraint."""
    kind = next((kind for kind in QUESTIONS if isinstance(wanted, kind)), None)
    if is_exclude(wanted):
        return _exclude_applied(survey, table, wanted)
    if kind is None or QUESTIONS[kind] in survey.unread:
        return Applied.UNKNOWN
    there = constraints_of(survey, table, kind, [wanted])
    name = survey.name_of(wanted)
    namesake = next((item for item in there if survey.same_name(item.name, name)), None)
    if namesake is not None:
        return Applied.YES if same_constraint(survey, namesake, wanted) else Applied.UNKNOWN
    twins = [item for item in there if same_constraint(survey, item, wanted)]
    if twins:
        is_it = name is None or any(_is_untold_name(survey, twin, name) for twin in twins)
        return Applied.YES if is_it else Applied.UNKNOWN
    if there and (kind is PrimaryKeyConstraint or _may_be_other_name(name, wanted, there)):
        return Applied.UNKNOWN
    return Applied.NO


def _is_untold_name(survey: Survey, there: Constraint, name: str) -> bool:
    """Say whether a constraint may be called so though reflection does not say it."""
    if isinstance(there, PrimaryKeyConstraint) and survey.dialect.name in ("mysql", "mariadb"):
        return True
    if there.name is not None or survey.dialect.name != "sqlite":
        return False
    return _has_name(survey, survey.untold_names(there.table), name)


def _may_be_other_name(name: str | None, wanted: Constraint, there: Iterable[Any]) -> bool:
    """Say whether one of those there may be the wanted one under the name of a convention, or of the database."""
    if name is None:
        return isinstance(wanted, CheckConstraint)  # texts are kept in the server's own spelling
    return not isinstance(wanted.name, conv) and any(item.name and name.lower() in item.name.lower() for item in there)


def same_constraint(survey: Survey, there: Any, wanted: Any) -> bool:
    """Say whether a constraint is made of what is wanted; its name does not count."""
    match wanted:
        case PrimaryKeyConstraint():
            return _column_names(there) == _column_names(wanted)
        case UniqueConstraint():
            same = survey.impl.compare_unique_constraint(wanted, there).is_equal
            return same and _column_names(there) == _column_names(wanted) and _same_delay(survey, there, wanted)
        case ForeignKeyConstraint():
            survey.impl.correct_for_autogen_foreignkeys({there}, {wanted})
            have, want = (foreign_key_signature(item, survey.default_schema) for item in (there, wanted))
            return have == want and _same_match(survey, there, wanted)
        case CheckConstraint():
            return survey.impl.compare_check_constraint(wanted, there).is_equal or _kept_alike(survey, there, wanted)
    return False


def _kept_alike(survey: Survey, there: CheckConstraint, wanted: CheckConstraint) -> bool:
    """Ask a PostgreSQL server, which keeps a condition in its own spelling, how it would keep the wanted one."""
    if survey.dialect.name != "postgresql":
        return False
    return kept_check(survey.connection, wanted) == str(there.sqltext.compile(dialect=survey.impl.script_dialect()))


def _column_names(constraint: Any) -> list[str]:
    return [column.name for column in constraint.columns]


def _same_match(survey: Survey, there: ForeignKeyConstraint, wanted: ForeignKeyConstraint) -> bool:
    if survey.dialect.name != "postgresql":
        return wanted.match is None or wanted.match.upper() == "SIMPLE"
    return (there.match or "SIMPLE").upper() == (wanted.match or "SIMPLE").upper()


def _same_delay(survey: Survey, there: Any, wanted: Any) -> bool:
    """Compare when a unique constraint is checked, which reflection does not tell."""
    deferred = str(wanted.initially or "").upper() == "DEFERRED"
    stored = survey.stored_constraint(there.name, there.table)
    if stored is None:
        return not wanted.deferrable and not deferred
    return (bool(wanted.deferrable) or deferred, deferred) == (stored.deferrable, stored.deferred)


def _is_validated(survey: Survey, table: Table, wanted: Constraint) -> bool:
    """Say whether a constraint that is there holds for all rows, unless it was to be made without looking at them."""
    if wanted.dialect_kwargs.get("postgresql_not_valid"):
        return True
    stored = survey.stored_constraint(survey.name_of(wanted), table)
    return stored is None or stored.validated


def _exclude_applied(survey: Survey, table: Table, wanted: Any) -> Applied:
    stored = survey.stored_constraint(survey.name_of(wanted), table)
    if stored is None:
        return Applied.NO if survey.dialect.name == "postgresql" and wanted.name is not None else Applied.UNKNOWN
    compiler: Any = survey.dialect.ddl_compiler(survey.dialect, CreateTable(table))
    written = str(compiler.process(wanted)).removeprefix("CONSTRAINT").strip().removeprefix(str(wanted.name))
    have, want = survey.impl.canonical_expression(stored.definition), survey.impl.canonical_expression(written)
    return Applied.YES if have == want else Applied.UNKNOWN
