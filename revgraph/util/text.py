"""Work on plain text: lists in sentences, slugs, indentation, shell words. No files, no terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# control characters, separators of lines, halves of characters, and what is none
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"


def as_tuple(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return nothing, one string or several as a tuple."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    return tuple(value)


def as_single(value: Sequence[str]) -> str | tuple[str, ...] | None:
    """Return an empty sequence as None, one item as itself, several as a tuple."""
    if not value:
        return None
    return value[0] if len(value) == 1 else tuple(value)


def listed(items: Iterable[str], *, nothing: str = "") -> str:
    """Return items joined by commas, or ``nothing`` if there are none."""
    return ", ".join(items) or nothing


def printable(text: str) -> str:
    """Return text as one line that no terminal and no XML parser stumbles over: what is no character is escaped."""
    return re.sub(_UNPRINTABLE, _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else found[0].encode("unicode_escape").decode("ascii")


def cells(text: str) -> int:
    """Return how many columns a text takes on a terminal, wide and combining characters counted."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def cut_to(text: str, columns: int) -> str:
    """Return as much of the beginning of a text as ``columns`` hold."""
    if cells(text) <= columns:
        return text
    used = 0
    for place, one in enumerate(text):
        used += cells(one)
        if used > columns:
            return text[:place]
    return text


def slug(message: str, limit: int) -> str:
    """Return the words of a message in lower case joined by underscores.

    :param message: any text.
    :param limit: longest result in characters; a longer one is cut at the last whole word that fits.
    """
    words = "_".join(re.findall(r"\w+", message)).lower()
    if len(words) <= limit:
        return words
    return words[: limit + 1].rpartition("_")[0] or words[:limit]


def indented(text: str, prefix: str = "    ") -> str:
    """Return text with ``prefix`` before each line that is not blank."""
    return "\n".join(prefix + line if line.strip() else "" for line in text.splitlines())


_SECRET_OPTION = re.compile(
    r"([?&][\w.]*(?:pass|pwd|secret|token|odbc_connect)[\w.]*=)(?!\*\*\*)([^&\s'\"]+)", re.IGNORECASE
)
"""An option of a URL whose value nobody may see."""
_SECRET_WORD = re.compile(
    r"(?<![?&\w])([\w.]*(?:passwd|password|pwd)(?:\s*=|['\"]\s*[:=])\s*)(['\"]?)(?!\*\*\*)[^\s'\"&;,)}]+", re.IGNORECASE
)
"""The same as a word of another text: a parameter, an entry of a dictionary, a driver's own string."""


def named(error: BaseException, cause: object = None) -> str:
    """Return an exception's class and text, or its class where it has no text or none that can be made.

    :param error: the exception.
    :param cause: what has the better text, if there is such.
    """
    try:
        text = str(cause or error)
    except Exception:
        text = "(its text can't be shown)"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def without_passwords(text: str, url: str | None = None) -> str:
    """Return text in which the password of every URL is masked.

    :param text: any text.
    :param url: a database URL whose password is masked wherever it stands, also in part: a password that is not
        escaped may have been taken for a host.
    """
    masked = re.sub(r"(://[^\s:/@'\"]*:)\S*@", r"\1***@", text)
    masked = _SECRET_OPTION.sub(r"\1***", masked)
    masked = _SECRET_WORD.sub(r"\1\2***", masked)
    for secret in _secrets(url or ""):
        masked = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "***", masked)
    return masked


def _secrets(url: str) -> list[str]:
    """Return a URL's password as written and as meant, and its longer parts; the longest first."""
    from urllib.parse import unquote  # for error texts only: not worth the time of every start

    found = [match[1] for match in re.finditer(r"//[^/@:]*:(.*)@", url, re.DOTALL)]
    found += [match[2] for match in _SECRET_OPTION.finditer(url)]
    whole = {meant for written in found for meant in (written, unquote(written))} - {""}
    parts = {part for one in whole for part in re.split(r"[@/:?#]", one) if len(part) > 3}
    return sorted(whole | parts, key=len, reverse=True)
