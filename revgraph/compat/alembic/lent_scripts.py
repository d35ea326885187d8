"""What Alembic's scripts, revisions and maps of them have beside what revgraph's have; :mod:`grafts` lends it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, wraps
from inspect import Signature, signature
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from revgraph.compat.alembic.revisions import normalized, peer_order, refuse_overlap
from revgraph.compat.alembic.write_hooks import console_entry_points, shell_words
from revgraph.util.text import as_tuple, listed

if TYPE_CHECKING:
    from revgraph.graph.links import Links
    from revgraph.graph.revision import Revision
    from revgraph.graph.revision_map import RevisionMap
    from revgraph.script.base import ScriptDirectory
    from revgraph.script.file import Script


def _upgrade_revs(self: ScriptDirectory, destination: Any, current_rev: Any) -> list[Any]:
    from revgraph.compat.alembic.steps import steps_of
    from revgraph.graph.plan import upgrade_plan

    return steps_of(self.revision_map, upgrade_plan(self.revision_map, destination, _rows(current_rev)).steps)


def _downgrade_revs(self: ScriptDirectory, destination: Any, current_rev: Any) -> list[Any]:
    from revgraph.compat.alembic.steps import steps_of
    from revgraph.graph.plan import downgrade_plan

    plan = downgrade_plan(self.revision_map, destination or "base", _rows(current_rev), guess=True)
    return steps_of(self.revision_map, plan.steps)


def _stamp_revs(self: ScriptDirectory, revision: Any, heads: Any) -> list[Any]:
    from revgraph.compat.alembic.steps import stamp_steps
    from revgraph.graph.plan import stamp_plan

    rows = _rows(heads)
    return stamp_steps(self.revision_map, stamp_plan(self.revision_map, revision, rows), rows)


def _rows(current: str | Collection[str] | None) -> tuple[str, ...]:
    return tuple(row for row in as_tuple(current) if row != "base")


def _rev_path(self: ScriptDirectory, path: str, rev_id: str, message: str | None, create_date: Any) -> Path:
    from revgraph.compat.alembic.dates import file_tokens
    from revgraph.script.naming import file_name

    tokens = file_tokens(rev_id, message or "", create_date, self.truncate_slug_length)
    return Path(path) / file_name(self.file_template, tokens)


def _render_template(original: Callable[..., str]) -> Callable[..., str]:
    from revgraph.compat.alembic.files import keeping_traceback

    return keeping_traceback(original)


def _generate_create_date(self: ScriptDirectory) -> Any:
    from revgraph.compat.alembic.dates import create_date

    return create_date(self)


def _creation_date(self: ScriptDirectory) -> Any:
    return self._generate_create_date()  # type: ignore[attr-defined]  # lent


def _file_tokens(*args: Any) -> dict[str, object]:
    from revgraph.compat.alembic.dates import file_tokens

    return file_tokens(*args)


def _tell_twice(path: str) -> None:
    warnings.warn(
        f"File {path} loaded twice! ignoring. Please ensure version_locations is unique.", UserWarning, stacklevel=2
    )


def _version_locations(self: ScriptDirectory) -> list[Path]:
    return [Path(place) for place in self.folders]


def _load_revisions(self: ScriptDirectory) -> Iterator[Script]:
    yield from self.revision_map


def _from_path(cls: type[Script], scriptdir: ScriptDirectory, path: str | os.PathLike[str]) -> Script | None:
    from revgraph.script.header import read_header

    header = read_header(os.fspath(path))
    return cls.from_header(header, os.fspath(path))


def _of_module(original: Callable[..., None]) -> Callable[..., None]:
    """Let a script be made of a module that was run already, its id and its file, too."""

    @wraps(original)
    def __init__(self: Script, *args: Any, **kw: Any) -> None:
        if isinstance(kw.get("module", next(iter(args), None)), ModuleType):
            args, kw = _declared(*args, **kw)
        original(self, *args, **kw)

    alone = [signature(__init__).parameters["self"]]
    __init__.__signature__ = Signature([*alone, *signature(_declared).parameters.values()])  # type: ignore[attr-defined]
    return __init__


def _declared(module: ModuleType, rev_id: str, path: str | os.PathLike[str]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    from revgraph.script.loader import ModuleLoader

    source = os.fspath(path)
    options = {"source": source, "longdoc": (module.__doc__ or "").strip(), "loader": ModuleLoader(source, module)}
    further = (getattr(module, name, None) for name in ("depends_on", "branch_labels"))
    return (rev_id, module.down_revision, *further), options


def _script_as_text(self: Script) -> str:
    parents = listed(self.parents, nothing="<base>")
    return f"{parents} -> {self.cmd_format(False, include_doc=True)}"


def _log_entry(self: Script) -> str:
    return self.cmd_format(True, current=self._db_current_indicator)  # type: ignore[attr-defined]  # lent


def _as_revision_number(original: Callable[..., Any]) -> Callable[..., Any]:
    def as_revision_number(self: ScriptDirectory, id_: str | None) -> Any:
        found = original(self, id_)
        # what is short for one id stays short
        return id_ if isinstance(found, str) and id_ and found.startswith(id_) else found

    return as_revision_number


def _revision_map(self: RevisionMap[Any]) -> Mapping[Any, Revision | None]:
    links = self.links
    known: dict[Any, Revision | None] = {name: links.linked(name) for name in links.declared}
    return known | {label: links.linked(name) for label, name in links.labels.items()} | {None: None, (): None}


def _topological_sort(self: RevisionMap[Any], revisions: Collection[str], heads: Any) -> list[str]:
    return peer_order(self.links, map(str, revisions))


def _get_ancestor_nodes(
    self: RevisionMap[Any], revisions: Any, include_dependencies: bool = True, **kw: Any
) -> set[Any]:
    from revgraph.graph.walk import reachable

    names = [each.revision for each in revisions]
    above = self.links.above if include_dependencies else self.links.parents
    return {self.links.linked(name) for name in reachable(names, above)}


def _get_descendant_nodes(
    self: RevisionMap[Any], revisions: Any, include_dependencies: bool = True, **kw: Any
) -> set[Any]:
    from revgraph.graph.walk import reachable

    names = [each.revision for each in revisions]
    below = self.links.below if include_dependencies else self.links.children
    return {self.links.linked(name) for name in reachable(names, below)}


def _get_base_revisions(self: RevisionMap[Any], identifier: str) -> tuple[str, ...]:
    return self.filter_for_lineage(self.bases, identifier.rpartition("@")[0] or None)


def _down_revisions(self: Revision) -> tuple[str, ...]:
    return self.parents


def _all_down_revisions(self: Revision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(self.parents + self.resolved_dependencies))


def _normalized_down_revisions(self: Revision) -> tuple[str, ...]:
    return tuple(normalized(self._links, self.revision))  # type: ignore[attr-defined]  # lent


def _linked(original: Callable[..., Any]) -> Callable[..., Any]:
    def linked(self: Links[Any], name: str) -> Any:
        found = original(self, name)
        found._links = self
        return found

    return linked


def _resolved_dependencies(self: Revision) -> tuple[str, ...]:
    return self.resolved_dependencies


def _add_nextrev(self: Revision, revision: Revision) -> None:
    self.nextrev = self.nextrev | {revision.revision}


def _add_revision(original: Callable[..., Any]) -> Callable[..., Any]:
    def add_revision(self: RevisionMap[Any], revision: Revision, _replace: bool = False) -> None:
        if not _replace:
            original(self, revision)
            return
        from revgraph.graph.defects import link

        others = [each for name, each in self.links.declared.items() if name != revision.revision]
        self._links = link([*others, revision])

    return add_revision


def _iterate_revisions(original: Callable[..., Any]) -> Callable[..., Any]:
    def iterate_revisions(
        self: RevisionMap[Any],
        upper: Any,
        lower: Any,
        implicit_base: bool = False,
        inclusive: bool = False,
        assert_relative_length: bool = True,
        select_for_downgrade: bool = False,
    ) -> Iterator[Any]:
        from revgraph.graph.ranges import resolve_ends

        found = original(self, upper, lower, inclusive=inclusive, implicit_base=implicit_base)
        if not select_for_downgrade:
            for said, ids in zip((upper, lower), resolve_ends(self.links, upper, lower), strict=True):
                if len(as_tuple(said)) > 1:
                    refuse_overlap(self.links, ids)
            yield from found
            return
        from revgraph.graph.plan import downgrade_plan
        from revgraph.graph.steps import RevisionStep

        tops = tuple(each.revision for each in self.get_revisions(upper))
        plan = downgrade_plan(self, lower or "base", tops)
        undone = [step.revision for step in plan.steps if isinstance(step, RevisionStep)]
        last = self.get_revisions(plan.destination) if inclusive else ()
        yield from _in_order(self, [*undone, *last, *(found if implicit_base else ())])

    return iterate_revisions


def _in_order(self: RevisionMap[Any], revisions: Iterable[Revision]) -> Iterator[Any]:
    return map(self.links.linked, peer_order(self.links, (each.revision for each in revisions)))


def _order(self: Links[Any]) -> list[str]:
    return peer_order(self, self.declared)[::-1]


def _ordered(self: Links[Any], names: Collection[str]) -> list[str]:
    return peer_order(self, names)[::-1]


def _peer_order(_: Any) -> Any:
    order = cached_property(_order)
    order.__set_name__(None, "order")  # type: ignore[arg-type]  # any owner will do
    return order


def _read_map(original: Callable[..., Any]) -> Callable[..., Any]:
    def read(self: RevisionMap[Any]) -> Any:
        from revgraph.errors import GraphDefects

        try:
            return original(self)
        except GraphDefects as error:  # the first alone, as a class that callers know
            raise error.parts[0] from None

    return read


MEMBERS: Mapping[str, Mapping[str, Any]] = {
    "revgraph.script.base:ScriptDirectory": {
        "careful": False,
        "_upgrade_revs": _upgrade_revs,
        "_downgrade_revs": _downgrade_revs,
        "_stamp_revs": _stamp_revs,
        "_rev_path": _rev_path,
        "_generate_create_date": _generate_create_date,
        "creation_date": _creation_date,
        "_version_locations": property(_version_locations),
        "_load_revisions": _load_revisions,
    },
    "revgraph.script.file:Script": {
        "_from_path": classmethod(_from_path),
        "_db_current_indicator": False,
        "__str__": _script_as_text,
        "log_entry": property(_log_entry),
    },
    "revgraph.script.base:": {"file_tokens": _file_tokens},
    "revgraph.script.index:": {"tell_twice": _tell_twice},
    "revgraph.script.hooks:": {"console_entry_points": console_entry_points, "shell_words": shell_words},
    "revgraph.graph.revision_map:RevisionMap": {
        "_revision_map": property(_revision_map),
        "_topological_sort": _topological_sort,
        "_get_ancestor_nodes": _get_ancestor_nodes,
        "_get_descendant_nodes": _get_descendant_nodes,
        "_get_base_revisions": _get_base_revisions,
    },
    "revgraph.graph.links:Links": {"ordered": _ordered},
    "revgraph.graph.revision:Revision": {
        "add_nextrev": _add_nextrev,
        "_versioned_down_revisions": property(_down_revisions),
        "_all_down_revisions": property(_all_down_revisions),
        "_normalized_down_revisions": property(_normalized_down_revisions),
        "_resolved_dependencies": property(_resolved_dependencies),
    },
}
"""New members by class."""

WRAPPED: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "revgraph.script.base:ScriptDirectory": {"as_revision_number": _as_revision_number},
    "revgraph.script.file:Script": {"__init__": _of_module},
    "revgraph.script.writer:": {"render_template": _render_template},
    "revgraph.graph.links:Links": {"order": _peer_order, "linked": _linked},
    "revgraph.graph.revision_map:RevisionMap": {
        "_read": _read_map,
        "add_revision": _add_revision,
        "iterate_revisions": _iterate_revisions,
    },
}
"""Members that take more arguments there."""
