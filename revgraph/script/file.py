"""One revision file: a revision of the graph that knows its file, its docstring and how to load its code.

Loading happens when the code is asked for, not before; what the code does is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from revgraph.errors import ScriptError
from revgraph.graph.revision import Revision
from revgraph.script.header import Header, create_date_in, first_paragraph
from revgraph.script.loader import ModuleLoader
from revgraph.util.text import listed

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType
    from typing import Self


class Script(Revision):
    """Hold one revision file.

    :param source: the file; for the other parameters see :class:`Revision`.
    :param longdoc: the whole docstring, without white space around it.
    :param loader: loads the module; shared by the copies the map makes.
    """

    def __init__(
        self,
        revision: str,
        down_revision: str | Collection[str] | None = None,
        dependencies: str | Collection[str] | None = None,
        branch_labels: str | Collection[str] | None = None,
        *,
        source: str = "",
        longdoc: str = "",
        loader: ModuleLoader | None = None,
    ) -> None:
        super().__init__(revision, down_revision, dependencies, branch_labels, source=source)
        self.longdoc: Final = longdoc
        if loader is not None:
            self.loader = loader

    @cached_property
    def loader(self) -> ModuleLoader:
        """What loads the module."""
        return ModuleLoader(self.source)

    def linked_copy(
        self,
        branch_labels: frozenset[str],
        nextrev: frozenset[str],
        dependents: frozenset[str],
        resolved_dependencies: tuple[str, ...],
    ) -> Self:
        """Return a copy that knows its place among the others; both load the module through one loader."""
        self.loader  # noqa: B018 - made now, so that the copy has it too
        return super().linked_copy(branch_labels, nextrev, dependents, resolved_dependencies)

    @classmethod
    def from_header(cls, header: Header, path: str, loader: ModuleLoader | None = None) -> Script:
        """Return the script a header describes; nothing is loaded.

        :param header: what the file declares.
        :param path: the file.
        :param loader: of the file, if it has one already.
        """
        return cls(
            header.revision,
            header.down_revision,
            header.depends_on,
            header.branch_labels,
            source=path,
            longdoc=header.longdoc,
            loader=loader,
        )

    @property
    def path(self) -> str:
        """The file."""
        return self.source

    @property
    def doc(self) -> str:
        """The first paragraph of the docstring."""
        return first_paragraph(self.longdoc)

    @property
    def create_date(self) -> datetime | None:
        """The ``Create Date`` the docstring states, or None."""
        return create_date_in(self.longdoc)

    # -- the code

    @property
    def module(self) -> ModuleType:
        """The module, executed on first use.

        :raises ScriptSyntaxError: if the file does not compile.
        :raises ScriptLoadError: if it raises.
        """
        return self.loader.load()

    @property
    def upgrade(self) -> Callable[..., Any]:
        """The file's ``upgrade`` function.

        :raises ScriptError: if it has none, or it can't be loaded.
        """
        return self._function("upgrade")

    @property
    def downgrade(self) -> Callable[..., Any]:
        """The file's ``downgrade`` function.

        :raises ScriptError: if it has none, or it can't be loaded.
        """
        return self._function("downgrade")

    def _function(self, name: str) -> Callable[..., Any]:
        function = getattr(self.module, name, None)
        if not callable(function):
            raise ScriptError(f"revision {self.revision} has no function {name}(); define it", path=self.path)
        kind = _kind_that_would_do_nothing(function)
        if kind:
            raise ScriptError(
                f"{name}() of revision {self.revision} {kind}, so calling it does nothing; make it a plain function"
                f"{', and run what is asynchronous with op.run_async()' if 'async' in kind else ''}",
                path=self.path,
            )
        return function  # type: ignore[no-any-return]  # a module's attribute has no static type

    # -- the text

    @property
    def log_entry(self) -> str:
        """The entry of several lines that ``history -v`` and ``show`` print."""
        return self._long_entry(current=False)

    def cmd_format(
        self,
        verbose: bool,
        include_branches: bool = False,
        include_doc: bool = False,
        include_parents: bool = False,
        tree_indicators: bool = True,
        *,
        current: bool = False,
    ) -> str:
        """Return the revision as commands print it.

        :param verbose: the entry of several lines; the other parameters but ``current`` are then without effect.
        :param include_branches: add the branch labels.
        :param include_doc: add the first paragraph of the docstring.
        :param include_parents: put the parents and dependencies in front.
        :param tree_indicators: add ``(branchpoint)`` and ``(mergepoint)``.
        :param current: add ``(current)``: the database is there.
        """
        if verbose:
            return self._long_entry(current=current)
        needs = f" ({listed(self.depends_on)})" if self.depends_on else ""
        parents = f"{listed(self.parents, nothing='<base>')}{needs} -> " if include_parents else ""
        labels = f" ({listed(self.labels)})" if include_branches and self.labels else ""
        head = "head" if self.is_effective_head else "effective head" if self.is_head else ""
        tree = self._tree_marks() if tree_indicators else ()
        marks = _marks((head, "current" if current else "", *tree))
        doc = f", {self.doc}" if include_doc else ""
        return f"{parents}{self.revision}{labels}{marks}{doc}"

    def _tree_marks(self) -> tuple[str, str]:
        return "branchpoint" if self.is_branch_point else "", "mergepoint" if self.is_merge_point else ""

    def _long_entry(self, *, current: bool) -> str:
        marks = _marks(("head" if self.is_head else "", *self._tree_marks(), "current" if current else ""))
        parents = listed(self.parents, nothing="<base>")
        lines = [f"Rev: {self.revision}{marks}", f"{'Merges' if self.is_merge_point else 'Parent'}: {parents}"]
        for title, items, enough in (
            ("Also depends on", self.depends_on, 1),
            ("Branches into", sorted(self.nextrev), 2),
            ("Branch names", self.labels, 1),
        ):
            if len(items) >= enough:
                lines.append(f"{title}: {listed(items)}")
        lines += [f"Path: {self.path}", ""]
        # a blank line is indented as well: programs that read this text have always seen it so
        lines += [f"    {line}" for line in self.longdoc.splitlines()] or [""]
        return "\n".join(lines) + "\n"


def _kind_that_would_do_nothing(function: Callable[..., Any]) -> str | None:
    """Return in words why a call runs nothing of a function: what it returns would have to be awaited or iterated."""
    import inspect

    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        return "is an async function"
    return "is a generator (it has a 'yield')" if inspect.isgeneratorfunction(function) else None


def _marks(words: Iterable[str]) -> str:
    return "".join(f" ({word})" for word in words if word)
