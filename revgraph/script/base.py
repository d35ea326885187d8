"""The script directory: env.py, the template of revision files, and the revisions in their version locations.

Questions go to the revision map, files to the index and the writer; databases are not known here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from revgraph.config import Config, MessagingOptions
from revgraph.errors import (
    ConfigError,
    GraphDefects,
    MultipleHeads,
    ResolutionError,
    RevisionError,
    ScriptDefects,
    ScriptError,
)
from revgraph.graph.defects import link
from revgraph.graph.links import Arrange, Links
from revgraph.graph.revision import check_branch_label, check_revision_id
from revgraph.graph.revision_map import RevisionMap
from revgraph.graph.table import Table
from revgraph.graph.walk import reachable
from revgraph.script.file import Script
from revgraph.script.header import Header, read_header
from revgraph.script.index import read_index
from revgraph.script.loader import ModuleLoader
from revgraph.script.locations import absolute_location, location_of
from revgraph.script.naming import (
    DEFAULT_FILE_TEMPLATE,
    DEFAULT_SLUG_LENGTH,
    ID_STYLES,
    check_id_style,
    creation_date,
    file_name,
    file_tokens,
    new_revision_id,
)
from revgraph.util.console import Console
from revgraph.util.files import compiled_twin, load_python_file, prepend_sys_path
from revgraph.util.settings import PostWriteHookConfig
from revgraph.util.text import as_single, as_tuple, listed

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

USUAL_ENCODING = "utf-8"


class ScriptDirectory:
    """Hold one script directory; revision files are read on the first question about revisions.

    :param dir: the folder of env.py and script.py.mako.
    :param file_template: names of new files.
    :param truncate_slug_length: longest slug in them.
    :param version_locations: folders of the revision files; ``versions`` inside ``dir`` by default.
    :param sourceless: take compiled files that have no source.
    :param output_encoding: of new files.
    :param timezone: of the dates in new files; local time without offset by default.
    :param hooks: post-write hooks.
    :param recursive_version_locations: look into sub-folders of the version locations.
    :param messaging_opts: whether to be quiet.
    :param console: where messages go; standard output by default.
    :param heads_lock: keep ``heads.lock``.
    :param revision_id: how new ids are made: one of :data:`revgraph.script.naming.ID_STYLES`.
    :param running: the block in which files of the directory are executed.
    :param arrange: the order of parallel branches, if it is another than ours.
    :raises ScriptError: if ``dir`` does not exist.
    """

    careful: bool = True
    """Refuse a new revision that follows, or depends on, what is applied before it anyway, or would not be found."""

    def __init__(
        self,
        dir: str | os.PathLike[str],
        file_template: str = DEFAULT_FILE_TEMPLATE,
        truncate_slug_length: int | None = DEFAULT_SLUG_LENGTH,
        version_locations: Sequence[str | os.PathLike[str]] | None = None,
        sourceless: bool = False,
        output_encoding: str = USUAL_ENCODING,
        timezone: str | None = None,
        hooks: Sequence[PostWriteHookConfig] = (),
        recursive_version_locations: bool = False,
        messaging_opts: MessagingOptions | None = None,
        *,
        console: Console | None = None,
        heads_lock: bool = False,
        revision_id: str = ID_STYLES[0],
        running: Callable[[], AbstractContextManager[None]] = nullcontext,
        arrange: Arrange | None = None,
    ) -> None:
        self.dir = os.fspath(dir)
        self.file_template = file_template
        self.truncate_slug_length = truncate_slug_length or DEFAULT_SLUG_LENGTH
        self.sourceless = sourceless
        self.output_encoding = output_encoding
        self.timezone = timezone
        self.hooks = list(hooks)
        self.recursive_version_locations = recursive_version_locations
        self.messaging_opts: MessagingOptions = messaging_opts or {}
        self.heads_lock = heads_lock
        self.revision_id = revision_id
        check_id_style(revision_id)
        self._console = console or Console()
        self._running = running
        if output_encoding != USUAL_ENCODING:
            from revgraph.script.writer import check_encoding  # slow to load

            check_encoding(output_encoding)
        if not os.path.isdir(self.dir):
            missing = ScriptError(
                f"Path doesn't exist: {self.dir}.  Make it with 'revgraph init {self.dir}', or correct script_location"
            )
            missing.path = self.dir
            raise missing
        self.version_locations: list[str] = [os.fspath(place) for place in version_locations or ()] or [
            os.path.abspath(os.path.join(self.dir, "versions"))
        ]
        """The folders of the revision files as they were named; see :attr:`folders`."""
        self.revision_map: RevisionMap[Script] = RevisionMap(self._read_scripts, arrange)

    @classmethod
    def from_config(cls, config: Config) -> ScriptDirectory:
        """Return the script directory a configuration names; ``prepend_sys_path`` takes effect.

        :param config: the configuration.
        :raises ConfigError: if a value is missing or can't be used.
        :raises ScriptError: if the folder does not exist.
        """
        location = config.get_script_location()
        prepend_sys_path(config.sys_path_entries())
        made = cls(
            absolute_location(location, "script_location") if ":" in location else location,
            file_template=config.get_text_option("file_template", DEFAULT_FILE_TEMPLATE) or DEFAULT_FILE_TEMPLATE,
            truncate_slug_length=config.get_integer_option("truncate_slug_length", DEFAULT_SLUG_LENGTH, least=0),
            version_locations=config.get_version_locations_list(),
            sourceless=config.get_boolean_option("sourceless"),
            output_encoding=config.get_text_option("output_encoding") or USUAL_ENCODING,
            timezone=config.get_text_option("timezone"),
            hooks=config.get_hooks_list(),
            recursive_version_locations=config.get_boolean_option("recursive_version_locations"),
            messaging_opts=config.messaging_opts,
            console=Console(config.stdout),
            heads_lock=config.get_boolean_option("heads_lock"),
            revision_id=config.get_text_option("revision_id") or ID_STYLES[0],
            running=config.running,
            arrange=config.arrange,
        )
        made.careful = config.product.careful
        return made

    def _read_scripts(self) -> Table[Script]:
        with self._running():  # a header that is computed has its file executed
            index = read_index(
                self.folders,
                recursive=self.recursive_version_locations,
                sourceless=self.sourceless,
                tolerant=True,
            )

        def script(row: int) -> Script:
            path, header, loader = index.entry(row)
            return Script.from_header(header, path, loader)

        table = Table(index.revisions(), index.parents(), index.depends_on(), index.branch_labels(), script)
        if index.defects:
            raise _defects_of(index.defects, table)
        return table

    # -- places

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders of the revision files, as absolute paths.

        :raises ConfigError: if one is in a package that can't be imported.
        """
        return tuple(absolute_location(place, "version_locations") for place in self.version_locations)

    @property
    def missing_folders(self) -> tuple[str, ...]:
        """The version locations that are not there; the usual one need not be, so long as it would hold nothing."""
        usual = os.path.abspath(os.path.join(self.dir, "versions"))
        return tuple(folder for folder in self.folders if folder != usual and not os.path.isdir(folder))

    @property
    def versions(self) -> str:
        """The one version location.

        :raises ScriptError: if there are several.
        """
        if len(self.folders) > 1:
            raise ScriptError(
                f"Multiple version locations present, please specify --version-path: {listed(self.folders)}"
            )
        return self.folders[0]

    @property
    def env_py_location(self) -> str:
        """The path of env.py."""
        return os.path.join(self.dir, "env.py")

    @property
    def env_file(self) -> Path | None:
        """The file to execute: env.py, or where ``sourceless`` is set what it was compiled to; None without either."""
        from pathlib import Path

        path = Path(self.env_py_location)
        if path.is_file():
            return path
        return compiled_twin(path) if self.sourceless else None

    def run_env(self) -> None:
        """Execute env.py.

        :raises ScriptError: if there is no such file.
        :raises Exception: whatever env.py raises.
        """
        file = self.env_file
        if file is None:
            raise ScriptError(
                "does not exist; bring it back, make a new folder with 'revgraph init', or do without: say where the "
                "models are with 'metadata' in the configuration",
                path=self.env_py_location,
            )
        load_python_file(file, "env_py")

    # -- questions about revisions

    def get_revision(self, id_: str | None) -> Script | None:
        """Return the one script a target names; None for ``base`` and None.

        :raises ResolutionError: if it names nothing.
        :raises MultipleHeads: if it names several.
        """
        return self.revision_map.get_revision(id_)

    def get_revisions(self, id_: str | Collection[str] | None) -> tuple[Script, ...]:
        """Return the scripts that one or several targets name.

        :raises ResolutionError: if one names nothing.
        """
        return self.revision_map.get_revisions(id_)

    def get_all_current(self, id_: Collection[str]) -> set[Script]:
        """Return the newest script of each line that is applied if the database's rows are these.

        :param id_: the ids in the version table; what they depend on is applied too.
        :raises ResolutionError: if one is unknown.
        """
        links = self.revision_map.links
        applied = links.ancestors(script.revision for script in self.get_revisions(id_))
        newest = (one for one in applied if applied.isdisjoint(links.children[one]))
        return {links.linked(one) for one in newest}

    def walk_revisions(self, base: str = "base", head: str = "heads") -> Iterator[Script]:
        """Yield the scripts from ``head`` down to ``base``, both included, newest first.

        :raises RangeNotAncestorError: if the two are not on one line.
        """
        yield from self.revision_map.iterate_revisions(head, base, inclusive=True)

    def iterate_revisions(
        self, upper: str | Collection[str] | None, lower: str | Collection[str] | None, **kw: Any
    ) -> Iterator[Script]:
        """Yield the scripts from ``upper`` down to ``lower``, newest first.

        :param kw: ``inclusive`` and ``implicit_base``, see :meth:`RevisionMap.iterate_revisions`.
        :raises RangeNotAncestorError: if the two are not on one line.
        """
        return self.revision_map.iterate_revisions(upper, lower, **kw)

    def as_revision_number(self, id_: str | None) -> str | tuple[str, ...] | None:
        """Return the id a target names: None for ``base``, a tuple for ``heads``; what can't be resolved, as it is.

        :raises MultipleHeads: for ``head`` where there are several.
        """
        if id_ is None:
            return None
        try:
            found = self.revision_map.resolve(id_)
        except ResolutionError:
            return id_
        return found if id_ == "heads" else as_single(found)

    def get_current_head(self) -> str | None:
        """Return the id of the one head, None if there are no revisions.

        :raises MultipleHeads: if there are several.
        """
        heads = self.revision_map.heads
        if len(heads) > 1:
            raise MultipleHeads(heads, None)
        return heads[0] if heads else None

    def get_heads(self, consider_depends_on: bool = False) -> list[str]:
        """Return the ids of the heads.

        :param consider_depends_on: leave out heads on which another revision depends.
        """
        return list(self.revision_map.effective_heads if consider_depends_on else self.revision_map.heads)

    def get_base(self) -> str | None:
        """Return the id of the one base, None if there are no revisions.

        :raises RevisionError: if there are several.
        """
        bases = self.revision_map.bases
        if len(bases) > 1:
            raise RevisionError(f"The script directory has multiple bases. Please use get_bases(): {listed(bases)}")
        return bases[0] if bases else None

    def get_bases(self) -> list[str]:
        """Return the ids of the bases."""
        return list(self.revision_map.bases)

    # -- heads.lock

    def lock_disagreement(self) -> str | None:
        """Return in words how ``heads.lock`` disagrees with the revision files; None if it does not, or is not kept."""
        if not self.heads_lock:
            return None
        from revgraph.script.lockfile import disagreement

        try:
            return disagreement(self.dir, self.revision_map.links)
        except ScriptError as error:
            return str(error)

    def warn_of_lock(self) -> None:
        """Say on standard error how ``heads.lock`` disagrees with the revision files; does nothing without it."""
        told = self.lock_disagreement()
        if told:
            self._console.complain(f"warning: {told}")

    def locked_heads(self) -> tuple[str, ...]:
        """Return the heads that ``heads.lock`` names; none without it.

        :raises HeadsLockConflict: if it holds the marks of an unfinished merge.
        :raises ScriptError: if it can't be read.
        """
        if not self.heads_lock:
            return ()
        from revgraph.script.lockfile import read_lock

        return read_lock(self.dir, self.revision_map.links) or ()

    def rewrite_lock(self) -> None:
        """Write ``heads.lock`` as the revision files are; does nothing where it is not kept.

        :raises ScriptError: if it can't be written.
        """
        self._write_lock(self.revision_map.links)

    def _write_lock(self, links: Links[Script]) -> None:
        if self.heads_lock:
            from revgraph.script.lockfile import write_lock

            write_lock(self.dir, links)

    # -- new revisions

    def new_revision_id(self) -> str:
        """Return an id that no revision has, made as the option ``revision_id`` says."""
        # a random one needs no look at the others
        taken = self.revision_map.links.declared if self.revision_id != "hash" else ()
        return new_revision_id(self.revision_id, taken, self.timezone)

    def creation_date(self) -> datetime:
        """Return the date of a new file: now, in the directory's time zone."""
        return creation_date(self.timezone)

    def generate_revision(
        self,
        revid: str,
        message: str | None,
        head: str | Collection[str] | None = None,
        splice: bool | None = False,
        branch_labels: str | Collection[str] | None = None,
        version_path: str | os.PathLike[str] | None = None,
        file_template: str | None = None,
        depends_on: str | Collection[str] | None = None,
        before_write: Callable[[bytes, str], None] | None = None,
        **kw: Any,
    ) -> Script:
        """Write a new revision file, run the post-write hooks on it and add it to the map.

        Everything that can be found wrong is found before the file appears.

        :param revid: its id.
        :param message: first paragraph of its docstring.
        :param head: targets that name its parents; the one head by default, ``base`` for none.
        :param splice: allow a parent that is no head.
        :param branch_labels: labels it gives to its branch.
        :param version_path: the version location to write to; that of the parent by default.
        :param file_template: in place of the directory's own.
        :param depends_on: targets it depends on; branch labels stay labels.
        :param before_write: is given content and path of the file; what it raises keeps the file from being written.
        :param kw: more names for the template, such as ``upgrades``, ``downgrades``, ``imports``, ``config``.
        :raises RevisionError: if it does not fit into the graph.
        :raises ScriptError: if it can't be written.
        :raises HookError: if a post-write hook fails; the file stays then.
        """
        # only what writes revisions pays for loading these
        from pathlib import Path

        from revgraph.script.hooks import check_hooks, run_hooks
        from revgraph.script.writer import EMPTY_MESSAGE, render_script, write_script

        check_hooks(self.hooks)
        message = _as_typed(message)
        parents = self._parents(head, splice=bool(splice))
        if len(parents) < 2:  # a merge is what ends an unfinished merge
            self.locked_heads()
        wanted = Header(
            revid,
            as_single([parent.revision for parent in parents]),
            as_tuple(branch_labels),
            as_single(self._dependencies(depends_on, parents)),
            message or EMPTY_MESSAGE,
        )
        links = self._links_with(wanted)
        date = self.creation_date()
        tokens = file_tokens(revid, message, date, self.truncate_slug_length)
        path = self._new_path(version_path, parents, file_name(file_template or self.file_template, tokens))
        template = Path(self.dir, "script.py.mako")
        variables = {**kw, "create_date": date}
        source = render_script(template, path, wanted, variables, encoding=self.output_encoding)
        if before_write is not None:
            before_write(source, str(path))
        write_script(path, source)
        self._say(f"Generating {path} ...  done")
        self._write_lock(links)
        run_hooks(str(path), self.hooks, self._say)
        return self._added(str(path), revid)

    def _say(self, text: str) -> None:
        if not self.messaging_opts.get("quiet"):
            self._console.say(text)

    def _parents(self, head: str | Collection[str] | None, *, splice: bool) -> tuple[Script, ...]:
        parents = self.get_revisions("head" if head is None else head)
        for parent in parents:
            if not parent.is_head and not splice:
                raise RevisionError(
                    f"Revision {parent.revision} is not a head revision; please specify --splice to create a new "
                    "branch from this revision"
                )
            others = {other.revision for other in parents} - {parent.revision}
            below = others & reachable([parent.revision], self.revision_map.links.parents)
            if below and (self.careful or not splice):
                raise RevisionError(
                    f"{listed(sorted(below))} is an ancestor of {parent.revision}; name only the latter"
                )
        return parents

    def _dependencies(self, depends_on: str | Collection[str] | None, parents: Sequence[Script]) -> tuple[str, ...]:
        found = []
        line = reachable([parent.revision for parent in parents], self.revision_map.links.parents)
        for target in as_tuple(depends_on):
            scripts = self.get_revisions(target)
            if not scripts:
                raise ResolutionError(
                    f"{target!r} names no revision to depend on; give an id or a branch label", target
                )
            implied = [one.revision for one in scripts if one.revision in line]
            if implied and self.careful:
                raise RevisionError(
                    f"{listed(implied)} is an ancestor of the new revision, which therefore can't depend on it: it is "
                    "applied before anyway; leave it out of --depends-on"
                )
            found += [target] if target in self.revision_map.branch_labels else [one.revision for one in scripts]
        return tuple(dict.fromkeys(found))

    def _links_with(self, wanted: Header) -> Links[Script]:
        """Return the graph with the new revision in it, or raise what keeps it out."""
        check_revision_id(wanted.revision)
        for label in wanted.branch_labels:
            check_branch_label(label)
        draft = Script.from_header(wanted, "the new file", ModuleLoader(""))
        existing = self.revision_map.links.declared.values()
        return RevisionMap(lambda: [*existing, draft]).links

    def _new_path(
        self, version_path: str | os.PathLike[str] | None, parents: Sequence[Script], name: os.PathLike[str]
    ) -> Path:
        from pathlib import Path

        path = Path(self._folder(version_path, parents), name)
        if Path(name).name != os.fspath(name) and not self.recursive_version_locations:
            told = (
                f"file_template makes sub-folders ({os.fspath(name)}), in which revisions are only found with "
                "recursive_version_locations = true; set it"
            )
            if self.careful:
                raise ConfigError(told)
            import logging  # few need it

            logging.getLogger(__name__).warning(told)
        if len(os.fsencode(path.name)) > 255:
            raise ScriptError("the file name is longer than 255 bytes; choose a shorter id or message", path=str(path))
        return path

    def _folder(self, version_path: str | os.PathLike[str] | None, parents: Sequence[Script]) -> str:
        if version_path is not None:
            folder = absolute_location(version_path, "version_path")
            place = location_of(folder, self.folders)
            if place is not None and (self.recursive_version_locations or _is_same(folder, place)):
                return folder
            raise ScriptError(
                f"Path {os.path.normpath(version_path)} is not represented in current version locations: "
                f"{listed(self.folders)}"
            )
        for parent in parents:
            place = location_of(parent.path, self.folders)
            if place is not None and len(self.folders) > 1:
                return place
        return self.versions

    def _added(self, path: str, revid: str) -> Script:
        loader = ModuleLoader(path)
        header = read_header(path, loader)
        if header.revision != revid:
            raise ScriptError(
                f"no longer holds revision {revid} after the post-write hooks; see what they do", path=path
            )
        self.revision_map.add_revision(Script.from_header(header, path, loader))
        return self.revision_map.get_exact(revid)


def _is_same(folder: str, place: str) -> bool:
    return os.path.realpath(folder) == os.path.realpath(place)


def _defects_of(unread: Sequence[ScriptError], table: Table[Script]) -> ScriptError:
    """Return what to say of files that can't be read, and in the same breath of the graph that the others make."""
    others: tuple[RevisionError, ...] = ()
    try:
        link(table)
    except GraphDefects as found:
        # a revision that seems to be missing may stand in a file that can't be read
        others = tuple(part for part in found.parts if not isinstance(part, ResolutionError))
    return ScriptDefects(unread, others=others) if len(unread) > 1 or others else unread[0]


def _as_typed(message: str | None) -> str | None:
    """Return a message as it was typed, also where the system's language knows no more than ASCII.

    :raises ScriptError: if it was no text.
    """
    try:
        return None if message is None else message.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        raise ScriptError(f"the message is no text in UTF-8: {message!r}; type it anew") from None
