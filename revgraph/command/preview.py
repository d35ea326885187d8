"""What a target would mean for the databases as they are, and how that is shown.

The plan is the one that the command itself would make; what its steps do is found out by ``runtime.preview``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from revgraph.config import Config
from revgraph.errors import NotApplied
from revgraph.graph.steps import RevisionStep
from revgraph.graph.target import parse_targets
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.text import indented

if TYPE_CHECKING:
    from revgraph.graph.plan import Plan
    from revgraph.graph.steps import Step
    from revgraph.runtime.migration import MigrationContext
    from revgraph.runtime.preview import StepPreview


class PlanPreview(NamedTuple):
    """What would be done to one database.

    :param url: its URL, password masked.
    :param plan: the plan.
    :param steps: what its steps would do.
    """

    url: str
    plan: Plan[Script]
    steps: list[StepPreview]


def previews(config: Config, script: ScriptDirectory, target: str, verb: str | None = None) -> list[PlanPreview]:
    """Return what a target would mean for each database that env.py configures; read-only.

    :param config: the configuration.
    :param script: the scripts.
    :param target: the target.
    :param verb: ``upgrade`` or ``downgrade``; default: what the target means.
    :raises CommandError: if the target can't be reached.
    """
    from revgraph.runtime.environment import EnvironmentContext
    from revgraph.runtime.failure import masked
    from revgraph.runtime.preview import preview

    found: list[PlanPreview] = []

    def look(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        made = _plan_for(script, target, heads, verb)
        url = None if context.connection is None else context.connection.engine.url
        steps = preview(context, made.steps, context.opts.get("run_args", {}))
        found.append(PlanPreview("" if url is None else masked(url), made, steps))
        return ()

    EnvironmentContext(config, script, fn=look, dont_mutate=True, destination_rev=target).run()
    return found


def _plan_for(script: ScriptDirectory, target: str, heads: tuple[str, ...], verb: str | None) -> Plan[Script]:
    from revgraph.graph.plan import downgrade_plan, upgrade_plan

    goes_down = any((one.offset < 0 and one.is_relative) or one.name == "base" for one in parse_targets(target))
    if verb == "downgrade" or (verb is None and goes_down):
        return downgrade_plan(script.revision_map, target, heads)
    up = upgrade_plan(script.revision_map, target, heads)
    if up or verb is not None or set(up.destination) == set(up.current):
        return up
    try:
        down = downgrade_plan(script.revision_map, target, heads)
    except NotApplied:
        return up
    # what other heads stand on, too, is left alone unless it is asked for by name
    return up if target in ("head", "heads") else down


def losing(one: PlanPreview) -> bool:
    """Tell whether something in a plan takes away data."""
    return any(operation.destructive for step in one.steps for operation in step.operations)


def lines_of(one: PlanPreview, *, sql: bool) -> Iterable[str]:
    """Yield the lines that show a plan.

    :param one: what would be done to one database.
    :param sql: show the statements, too.
    """
    yield str(one.plan).partition("\n")[0]
    for step in one.steps:
        doc = f", {step.step.revision.doc}" if isinstance(step.step, RevisionStep) and step.step.revision.doc else ""
        yield f"\n{step.step}{doc}"
        for operation in step.operations:
            yield f"  {'!' if operation.destructive else ' '} {operation.text}"
            for statement in operation.statements if sql else ():
                yield indented(f"{statement};", " " * 8)
        if step.unknown is not None:
            yield f"  ? the rest can't be told before it runs: {step.unknown}"
    if losing(one):
        yield "\n! takes away data"


def preview_as_json(one: PlanPreview) -> dict[str, Any]:
    """Return a plan as JSON values."""
    return {
        "database": one.url,
        "command": one.plan.verb,
        "target": one.plan.target,
        "current": list(one.plan.current),
        "after": list(one.plan.ends),
        "destructive": losing(one),
        "steps": [_step_as_json(step) for step in one.steps],
    }


def _step_as_json(step: StepPreview) -> dict[str, Any]:
    revision = step.step.revision if isinstance(step.step, RevisionStep) else None
    return {
        "command": step.step.name,
        "revision": None if revision is None else revision.revision,
        "from": list(step.step.from_revisions),
        "to": list(step.step.to_revisions),
        "message": None if revision is None else revision.doc,
        "path": None if revision is None else revision.path,
        "operations": [
            {"text": each.text, "destructive": each.destructive, "statements": list(each.statements)}
            for each in step.operations
        ],
        "unknown": step.unknown,
    }


def summary(found: Sequence[PlanPreview], *, sql: bool = False) -> str:
    """Return plans as text, for a question."""
    return "\n\n".join("\n".join([*([one.url] if one.url else []), *lines_of(one, sql=sql)]) for one in found)
