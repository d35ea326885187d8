"""A stream of text over a stream of bytes, for scripts that are written into memory or a binary file."""

from __future__ import annotations

import io
from typing import Any, TextIO, cast


def encoded(stream: Any, encoding: str) -> TextIO:
    """Return a stream of text that ends up in ``stream`` in an encoding; characters it lacks become escapes.

    :param stream: of bytes, or of text.
    :param encoding: such as ``utf-8``.
    :raises LookupError: if there is no such encoding.
    """
    "".encode(encoding)
    return cast("TextIO", _Encoded(stream, encoding))


class _Encoded:
    """Write text as bytes, or where the stream wants text, what of it the encoding has."""

    def __init__(self, stream: Any, encoding: str) -> None:
        self._stream = stream
        self._bytes = isinstance(stream, (io.RawIOBase, io.BufferedIOBase))
        self.encoding = encoding

    def write(self, text: str) -> int:
        """Write text."""
        data = text.encode(self.encoding, "backslashreplace")
        self._stream.write(data if self._bytes else data.decode(self.encoding))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
