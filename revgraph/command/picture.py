"""``graph``: the revisions as a picture, on standard output or in a file.

Neither SQLAlchemy nor a revision's code is loaded, unless ``current`` stands in the range.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from revgraph.command.position import asks_database, positions
from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.graph.target import parse_range
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.console import Span, write_document
from revgraph.util.text import listed

TEXT = "text"
FORMATS = {
    TEXT: (".txt",),
    "dot": (".dot", ".gv"),
    "mermaid": (".mmd", ".mermaid"),
    "svg": (".svg",),
    "json": (".json",),
}
"""Formats by name, each with the endings of files that mean it."""
OTHER_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".ps", ".eps", ".html"})
"""Endings of files that can't be made, and would mislead as names of text."""


def graph(
    config: Config,
    format: str | None = None,
    rev_range: str | None = None,
    output: str | os.PathLike[str] | None = None,
) -> None:
    """Draw the revisions as a picture, newest first; writes nothing if it raises.

    :param config: the configuration.
    :param format: one of :data:`FORMATS`; default: what the ending of ``output`` means, else text.
    :param rev_range: only these: ``[start]:[end]``; ``current`` may be an end.
    :param output: a file to write, or ``-`` or nothing for standard output. One that is there is replaced.
    :raises CommandError: if the range is malformed, an end unknown, the file can't be written, or there are too many
        revisions for the format.
    """
    path = None if output is None else os.fspath(output)
    chosen = _format(format, path)
    revisions = _asked(config, ":" if rev_range is None else rev_range)
    if path not in (None, "-"):
        _write(str(path), _plain(_sketched(revisions)) if chosen == TEXT else _drawn(chosen, revisions))
    elif chosen == TEXT:
        from revgraph.command.as_table import print_styled

        print_styled(config, _sketched(revisions))
    elif not config.messaging_opts["quiet"]:
        write_document(config.stdout, _drawn(chosen, revisions))


def _format(asked: str | None, path: str | None) -> str:
    if asked is None:
        ending = os.path.splitext(path or "")[1].lower()
        if ending in OTHER_PICTURES:
            raise CommandError(f"{path}: no such picture can be made; what can: {listed(FORMATS)}")
        return next((name for name, endings in FORMATS.items() if ending in endings), TEXT)
    if asked not in FORMATS:
        raise CommandError(f"there is no format {asked!r}; choose one of {listed(FORMATS)}")
    return asked


def _asked(config: Config, asked: str) -> tuple[Script, ...]:
    """Return the revisions of a range; what ``current`` means is asked of every database env.py configures."""
    parsed = parse_range(asked)
    script = ScriptDirectory.from_config(config)
    if not asks_database(parsed):
        return script.revision_map.get_range(asked)
    rows = [head for position in positions(config, script) for head in position.heads]
    return script.revision_map.get_range(asked, tuple(dict.fromkeys(rows)))


def _sketched(revisions: Sequence[Script]) -> Iterable[list[Span]]:
    from revgraph.command.sketch import sketch

    return sketch(revisions)


def _plain(lines: Iterable[list[Span]]) -> str:
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)


def _drawn(chosen: str, revisions: tuple[Script, ...]) -> str:
    from revgraph.drawing.picture import Picture

    picture = Picture(revisions, {revision.revision: revision.doc for revision in revisions})
    if chosen == "dot":
        from revgraph.drawing.dot import draw_dot as draw
    elif chosen == "mermaid":
        from revgraph.drawing.mermaid import draw_mermaid as draw
    elif chosen == "svg":
        from revgraph.drawing.svg import draw_svg as draw
    else:
        from revgraph.drawing.json import draw_json as draw
    return draw(picture)


def _write(name: str, text: str) -> None:
    """Write a file whole or not at all; a link stays a link, and a pipe or device is written to, not replaced."""
    from pathlib import Path

    from revgraph.util.files import write_atomic

    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(name) and not os.path.isfile(name) and not os.path.isdir(name):
            Path(name).write_bytes(data)
        else:
            write_atomic(Path(os.path.realpath(name)), data)
    except OSError as error:
        raise CommandError(f"can't write {name}: {error.strerror or error}; name another file with -o") from error
