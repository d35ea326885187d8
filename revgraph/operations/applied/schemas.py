"""Whether schemas and extensions are there or gone as an operation says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from revgraph.operations import ops
from revgraph.operations.applied.survey import Survey, either, probe_for
from revgraph.operations.ops.base import Applied

WITHOUT = ("sqlite", "oracle")
_OWNER = text("SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = :name")
_EXTENSION = text(
    "SELECT e.extversion AS version, n.nspname AS schema FROM pg_extension e "
    "JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = :name"
)


@probe_for(ops.CreateSchemaOp)
def create_schema_applied(survey: Survey, operation: ops.CreateSchemaOp) -> Applied:
    """Yes if the schema is there and belongs to whom it shall; no if there is none."""
    if survey.dialect.name in WITHOUT:
        return Applied.UNKNOWN
    if not _has_schema(survey, operation.schema_name):
        return Applied.NO
    if operation.authorization is None:
        return Applied.YES
    if survey.dialect.name != "postgresql":
        return Applied.UNKNOWN
    owner = survey.connection.execute(_OWNER, {"name": operation.schema_name}).scalar()
    return Applied.YES if owner == operation.authorization else Applied.UNKNOWN


@probe_for(ops.DropSchemaOp)
def drop_schema_applied(survey: Survey, operation: ops.DropSchemaOp) -> Applied:
    """Yes if the schema is gone."""
    if survey.dialect.name in WITHOUT:
        return Applied.UNKNOWN
    there = _has_schema(survey, operation.schema_name)
    return either(not there, there)


@probe_for(ops.CreateExtensionOp)
def create_extension_applied(survey: Survey, operation: ops.CreateExtensionOp) -> Applied:
    """Yes if the extension is installed as asked; no if it is not. Elsewhere nothing is to be done: yes."""
    if survey.dialect.name != "postgresql":
        return Applied.YES
    found = _extension(survey, operation.extension_name)
    wanted = {"version": operation.version, "schema": operation.schema}
    same = found is not None and all(value in (None, getattr(found, name)) for name, value in wanted.items())
    return either(same, found is None)


@probe_for(ops.DropExtensionOp)
def drop_extension_applied(survey: Survey, operation: ops.DropExtensionOp) -> Applied:
    """Yes if the extension is not installed. Elsewhere nothing is to be done: yes."""
    if survey.dialect.name != "postgresql":
        return Applied.YES
    found = _extension(survey, operation.extension_name)
    return either(found is None, found is not None)


def _has_schema(survey: Survey, name: str) -> bool:
    return any(survey.same_name(name, other) for other in survey.inspector.get_schema_names())


def _extension(survey: Survey, name: str) -> Any:
    return survey.connection.execute(_EXTENSION, {"name": name}).one_or_none()
