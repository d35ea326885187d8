"""Text on streams as the ``alembic`` program writes it."""

from __future__ import annotations

from typing import TextIO

from revgraph.util.console import write_text


def write_outstream(stream: TextIO, *text: str | bytes, quiet: bool = False) -> None:
    """Write texts to a stream, one after the other; nothing if quiet.

    :param stream: where to; a character it can't encode becomes ``?``.
    :param text: the texts.
    :param quiet: write nothing.
    """
    encoding = getattr(stream, "encoding", None) or "ascii"
    for part in text if not quiet else ():
        whole = part.decode(encoding, "replace") if isinstance(part, bytes) else part
        write_text(stream, whole.encode(encoding, "replace").decode(encoding))
