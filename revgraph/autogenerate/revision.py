"""RevisionContext: a revision from its draft, made while env.py runs, to its file.

The draft is held in memory; nothing is written before :meth:`RevisionContext.generate_scripts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from revgraph.autogenerate.compare.options import Decision
from revgraph.autogenerate.context import AutogenContext
from revgraph.autogenerate.destructive import mark_destructive
from revgraph.autogenerate.draft import draft_changes
from revgraph.autogenerate.found import Difference, differences
from revgraph.autogenerate.rehearsal import plain_context, rehearse
from revgraph.autogenerate.render import render_body
from revgraph.autogenerate.rewriter import ProcessRevisionDirectives
from revgraph.autogenerate.snapshot import NotCompared
from revgraph.autogenerate.wishes import Wishes, filled_columns, nobody, renamed_things
from revgraph.config import Config
from revgraph.errors import DatabaseNotAtHead
from revgraph.graph.plan import upgrade_plan
from revgraph.operations import ops
from revgraph.runtime.migration import MigrationContext
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.text import as_tuple, listed


class RevisionContext:
    """A revision that is being made.

    :param config: the configuration.
    :param script_directory: where it will be written.
    :param command_args: what the command was given: ``message``, ``autogenerate``, ``sql``, ``head``, ``splice``,
        ``branch_label``, ``version_path``, ``rev_id``, ``depends_on``, and for autogenerate ``fill``, ``rename``,
        ``allow_drop`` (default true), ``explain`` (note how everything is
        compared), ``skip_empty`` (write no file if there is nothing to do; default false).
    :param process_revision_directives: may change the draft, before env.py's own does.
    """

    generated_revisions: list[ops.MigrationScript]
    """The drafts; the last one is the one being worked on."""

    def __init__(
        self,
        config: Config,
        script_directory: ScriptDirectory,
        command_args: Mapping[str, Any],
        process_revision_directives: ProcessRevisionDirectives | None = None,
    ) -> None:
        self.config = config
        self.script_directory = script_directory
        self.command_args = dict(command_args)
        self.process_revision_directives = process_revision_directives
        self.template_args: dict[str, Any] = {"config": config}
        self.generated_revisions = [self._new_draft()]
        self.wishes = Wishes(
            fill=filled_columns(self.command_args.get("fill") or ()),
            renames=renamed_things(self.command_args.get("rename") or ()),
            allow_drop=bool(self.command_args.get("allow_drop", True)),
            fills=config.product.careful,
            ask=config.ask or nobody,
        )
        self.decisions: list[Decision] = []
        self._contexts: dict[int, tuple[ops.OpContainer, AutogenContext]] = {}

    def run_autogenerate(self, rev: Any, migration_context: MigrationContext) -> None:
        """Fill the draft with the difference between a database and the models; reads, writes nothing.

        :param rev: the revisions the database is at.
        :param migration_context: the database.
        :raises DatabaseNotAtHead: if the database is behind the scripts.
        :raises CommandError: if there are no models, or they can't be compared.
        """
        self._check_it_is_at_head(rev)
        self._run(rev, migration_context, autogenerate=True)

    def run_no_autogenerate(self, rev: Any, migration_context: MigrationContext) -> None:
        """Let the hooks see an empty draft, as for ``revision_environment``; writes nothing.

        :param rev: the revisions the database is at.
        :param migration_context: the database, or the script that is being written.
        """
        self._run(rev, migration_context, autogenerate=False)

    def differences(self) -> list[Difference]:
        """Return what was found, of all databases; read-only."""
        containers = self.generated_revisions[-1].upgrade_ops_list
        return [each for one in containers for each in differences(one, self._context_of(one).dialect)]

    def not_compared(self) -> list[NotCompared]:
        """Return what could not be compared, of all databases; read-only."""
        containers = self.generated_revisions[-1].upgrade_ops_list
        return [each for one in containers for each in self._context_of(one).not_compared]

    def _context_of(self, container: ops.OpContainer) -> AutogenContext:
        known = self._contexts.get(id(container))
        return _without_database() if known is None else known[1]

    def generate_scripts(self) -> Iterator[Script | None]:
        """Render and write the drafts, one after the other.

        :return: the revisions; None for each that was not written.
        :raises OperationError: if a draft can't be rendered; its file was not written.
        :raises CommandError: if a file can't be written.
        """
        self.wishes.refuse_unused()
        if self.command_args.get("skip_empty") and all(_is_empty(draft) for draft in self.generated_revisions):
            return
        for draft in self.generated_revisions:
            yield self._written(draft)

    def _new_draft(self) -> ops.MigrationScript:
        args = self.command_args
        return ops.MigrationScript(
            args.get("rev_id") or self.script_directory.new_revision_id(),
            ops.UpgradeOps(),
            ops.DowngradeOps(),
            message=args.get("message"),
            head=args.get("head"),
            splice=args.get("splice"),
            branch_label=args.get("branch_label"),
            version_path=args.get("version_path"),
            depends_on=args.get("depends_on"),
        )

    def _check_it_is_at_head(self, rev: Any) -> None:
        current = as_tuple(rev)
        if not upgrade_plan(self.script_directory.revision_map, "heads", current).steps:
            return
        heads = listed(self.script_directory.get_heads())
        raise DatabaseNotAtHead(
            f"Target database is not up to date: it is at {listed(current, nothing='base')}, the scripts are at "
            f"{heads}; run 'upgrade heads' first, so that what those revisions do is not drafted again"
        )

    def _run(self, rev: Any, migration_context: MigrationContext, *, autogenerate: bool) -> None:
        opts = migration_context.opts
        self.template_args.update(opts.get("template_args") or {})
        context = AutogenContext(migration_context, autogenerate=autogenerate, wishes=self.wishes)
        context.decided = self.decisions.append if self.command_args.get("explain") else None
        if self.generated_revisions:
            self._fill(self.generated_revisions[-1], context, autogenerate=autogenerate)
        for hook in (self.process_revision_directives, opts.get("process_revision_directives")):
            if hook is not None:
                hook(migration_context, rev, self.generated_revisions)
        for draft in self.generated_revisions:
            for container in (*draft.upgrade_ops_list, *draft.downgrade_ops_list):
                self._contexts.setdefault(id(container), (container, context))

    def _fill(self, draft: ops.MigrationScript, context: AutogenContext, *, autogenerate: bool) -> None:
        """Fill the draft's containers; for each further database of one env.py there is a further pair."""
        if id(draft.upgrade_ops_list[-1]) in self._contexts:
            draft.upgrade_ops_list.append(ops.UpgradeOps())
            draft.downgrade_ops_list.append(ops.DowngradeOps())
        upgrade, downgrade = draft.upgrade_ops_list[-1], draft.downgrade_ops_list[-1]
        upgrade.upgrade_token = context.opts.get("upgrade_token", upgrade.upgrade_token)
        downgrade.downgrade_token = context.opts.get("downgrade_token", downgrade.downgrade_token)
        if autogenerate:
            draft_changes(context, upgrade, downgrade)

    def _written(self, draft: ops.MigrationScript) -> Script:
        bodies: list[tuple[str, MigrationContext]] = []
        texts = self._rendered(draft, bodies)
        return self.script_directory.generate_revision(
            draft.rev_id or self.script_directory.new_revision_id(),
            draft.message,
            head=draft.head,
            splice=draft.splice,
            branch_labels=None if draft.branch_label is None else as_tuple(draft.branch_label),
            version_path=None if draft.version_path is None else str(draft.version_path),
            depends_on=None if draft.depends_on is None else as_tuple(draft.depends_on),
            before_write=lambda source, path: rehearse(source, bodies, path),
            **{**self.template_args, **texts},
        )

    def _rendered(self, draft: ops.MigrationScript, bodies: list[tuple[str, MigrationContext]]) -> dict[str, str]:
        """Return the template variables a draft fills: code by token, and ``imports``; add what is to be rehearsed."""
        texts: dict[str, str] = {}
        imports = set(draft.imports)
        containers: list[ops.UpgradeOps | ops.DowngradeOps] = [*draft.upgrade_ops_list, *draft.downgrade_ops_list]
        for container in containers:
            known = self._contexts.get(id(container))
            if known is None and container.is_empty():
                continue
            context = self._context_of(container)
            mark_destructive(container, context.dialect)
            code = render_body(context, container)
            texts[_token(container)] = code.text
            if not container.is_empty():
                bodies.append(
                    (code.text, plain_context(context.dialect) if known is None else context.migration_context)
                )
            imports |= code.imports | context.imports
        return {**texts, "imports": "\n".join(sorted(imports))}


def _is_empty(draft: ops.MigrationScript) -> bool:
    return all(container.is_empty() for container in (*draft.upgrade_ops_list, *draft.downgrade_ops_list))


def _without_database() -> AutogenContext:
    return AutogenContext(None, opts={}, autogenerate=False, dialect=DefaultDialect())


def _token(container: ops.UpgradeOps | ops.DowngradeOps) -> str:
    return container.upgrade_token if isinstance(container, ops.UpgradeOps) else container.downgrade_token
