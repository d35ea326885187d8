"""Whether sequences are there or gone as an operation says.

PostgreSQL and MariaDB tell all options; elsewhere a sequence that is there may be another one: unknown. Where there
are no sequences, nothing is to be done: that counts as applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.types import to_instance

from revgraph.ddl.names import quoted_place
from revgraph.ddl.sequences import NONE, SequenceOptions, has_sequences
from revgraph.ddl.sql_text import verbatim
from revgraph.operations import ops
from revgraph.operations.applied.survey import Survey, either, probe_for
from revgraph.operations.ops.base import Applied
from revgraph.operations.ops.sequences import OPTIONS, owner_parts

_LARGEST = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_ON_POSTGRESQL = text(
    "SELECT start_value AS start, increment_by AS increment, min_value AS minvalue, max_value AS maxvalue, cycle, "
    "cache_size AS cache, CAST(data_type AS text) AS data_type FROM pg_sequences "
    "WHERE sequencename = :name AND schemaname = coalesce(:schema, current_schema())"
)
_OWNER = text(
    "SELECT n.nspname, t.relname, a.attname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' "
    "JOIN pg_namespace sn ON sn.oid = s.relnamespace JOIN pg_class t ON t.oid = d.refobjid "
    "JOIN pg_namespace n ON n.oid = t.relnamespace "
    "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid "
    "WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'a' "
    "AND s.relname = :name AND sn.nspname = coalesce(:schema, current_schema())"
)


@probe_for(ops.CreateSequenceOp)
def create_sequence_applied(survey: Survey, operation: ops.CreateSequenceOp) -> Applied:
    """Yes if the sequence is there with all its options, given or not; no if there is none."""
    if not has_sequences(survey.dialect):
        return Applied.YES
    if not _is_there(survey, operation):
        return Applied.NO
    found = _options(survey, operation)
    same = found is not None and found == {**_usual(survey, operation.to_options()), **_given(survey, operation)}
    return Applied.YES if same and _owned(survey, operation) else Applied.UNKNOWN


@probe_for(ops.DropSequenceOp)
def drop_sequence_applied(survey: Survey, operation: ops.DropSequenceOp) -> Applied:
    """Yes if the sequence is gone."""
    if not has_sequences(survey.dialect):
        return Applied.YES
    there = _is_there(survey, operation)
    return either(not there, there)


@probe_for(ops.AlterSequenceOp)
def alter_sequence_applied(survey: Survey, operation: ops.AlterSequenceOp) -> Applied:
    """Yes if the options are as they shall be; no if they are as they were. Where it counts on is not looked at."""
    if not has_sequences(survey.dialect):
        return Applied.YES
    found = _options(survey, operation) if _is_there(survey, operation) else None
    if found is None or operation.restart is not None or operation.nominvalue or operation.nomaxvalue:
        return Applied.UNKNOWN
    wanted = _given(survey, operation)
    existing = operation.existing or {}
    was = {name: value for name, value in existing.items() if name in wanted}
    applied = wanted.items() <= found.items() and _owned(survey, operation)
    return either(applied, set(was) == set(wanted) and bool(was) and was.items() <= found.items())


def _is_there(survey: Survey, operation: ops.SequenceOp) -> bool:
    return bool(survey.inspector.has_sequence(operation.sequence_name, schema=operation.schema))


def _options(survey: Survey, operation: ops.SequenceOp) -> Mapping[str, Any] | None:
    """Return what the database tells of a sequence."""
    place = {"name": operation.sequence_name, "schema": operation.schema}
    if survey.dialect.name == "postgresql":
        row = survey.connection.execute(_ON_POSTGRESQL, place).mappings().one_or_none()
        return None if row is None else dict(row)
    if survey.dialect.name not in ("mysql", "mariadb"):
        return None
    path = quoted_place(survey.dialect, operation.schema or None, operation.sequence_name)
    words = "start_value, increment, minimum_value, maximum_value, cycle_option, cache_size"
    start, increment, least, greatest, cycle, cache = survey.connection.execute(
        verbatim(f"SELECT {words} FROM {path}")
    ).one()
    return {
        "start": start,
        "increment": increment,
        "minvalue": least,
        "maxvalue": greatest,
        "cycle": bool(cycle),
        "cache": cache,
    }


def _given(survey: Survey, operation: ops.CreateSequenceOp | ops.AlterSequenceOp) -> dict[str, Any]:
    """Return the options that are given and that the database keeps, as it tells them."""
    names = [name for name in OPTIONS if name not in ("nominvalue", "nomaxvalue", "order")]
    said = {name: getattr(operation, name) for name in names if getattr(operation, name) is not None}
    if "cache" in said and said["cache"] < 2:
        said["cache"] = 1 if survey.dialect.name == "postgresql" else 0
    if operation.data_type is not None and survey.dialect.name == "postgresql":
        said["data_type"] = _type_name(survey, operation.data_type)
    return said


def _usual(survey: Survey, options: SequenceOptions) -> dict[str, Any]:
    """Return the options a sequence has that nobody gives."""
    on_postgresql = survey.dialect.name == "postgresql"
    type_name = "bigint" if options.data_type is None else _type_name(survey, options.data_type)
    largest = _LARGEST.get(type_name, 2**63) if on_postgresql else 2**63 - 1
    upwards = (options.increment or 1) > 0
    least, greatest = (1, largest - 1) if upwards else (-largest, -1)
    least = least if options.minvalue is None else options.minvalue
    greatest = greatest if options.maxvalue is None else options.maxvalue
    usual = {
        "start": least if upwards else greatest,
        "increment": 1,
        "minvalue": least,
        "maxvalue": greatest,
        "cycle": False,
        "cache": 1 if on_postgresql else 1000,
    }
    return {**usual, "data_type": type_name} if on_postgresql else usual


def _type_name(survey: Survey, type_: Any) -> str:
    return survey.dialect.type_compiler_instance.process(to_instance(type_)).lower()


def _owned(survey: Survey, operation: ops.CreateSequenceOp | ops.AlterSequenceOp) -> bool:
    """Say whether a sequence belongs to the column it shall belong to."""
    if survey.dialect.name != "postgresql":
        return True
    place = {"name": operation.sequence_name, "schema": operation.schema}
    owner = survey.connection.execute(_OWNER, place).one_or_none()
    wanted = owner_parts(operation.owned_by)
    if wanted is None:
        return owner is None or isinstance(operation, ops.AlterSequenceOp)
    if wanted == (NONE,):
        return owner is None
    return owner is not None and tuple(owner)[-len(wanted) :] == wanted
