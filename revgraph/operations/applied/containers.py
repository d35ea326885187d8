"""Whether all operations of a container are applied, or none is."""

from __future__ import annotations

from revgraph.operations import ops
from revgraph.operations.applied.survey import Survey, probe_for
from revgraph.operations.ops.base import Applied


@probe_for(ops.OpContainer)
def container_applied(survey: Survey, operation: ops.OpContainer) -> Applied:
    """Yes if all of them are, no if none is; an empty one has nothing to do."""
    found = {each.applied(survey.inspector) for each in operation.ops}
    return found.pop() if len(found) == 1 else Applied.YES if not found else Applied.UNKNOWN
