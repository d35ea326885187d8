"""Write new revision files: rendered, proved to compile and to say what was asked for, then written whole.

Knows nothing of the graph: ids, parents and labels arrive decided.
"""

from __future__ import annotations

import ast
import codecs
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from revgraph.errors import ConfigError, ScriptError, ScriptSyntaxError
from revgraph.script.header import Header, parse_header
from revgraph.util.files import render_template, write_atomic
from revgraph.util.text import as_tuple, listed

EMPTY_MESSAGE = "empty message"

# what stands in a docstring as it is and can't end it
_PLAIN = re.compile(r"[^\x00-\x1f\x7f-\x9f\\\"'\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]*\Z")
_NEEDS_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CLOSING = re.compile(r"\"{3,}|'{3,}|[\"']\Z")
_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")


def docstring_text(message: str) -> str:
    """Return a message as it must be written between triple quotes to be read back unchanged.

    A plain message is itself. Characters that are invisible or change the direction of text are written as escapes.
    """
    if _PLAIN.match(message):
        return message
    text = _CLOSING.sub(lambda quotes: "".join(f"\\{quote}" for quote in quotes[0]), message.replace("\\", "\\\\"))
    return _NEEDS_ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def list_ids(value: object) -> str:
    """Return ids joined by commas, or nothing; templates use it as the filter ``comma``."""
    return listed(as_tuple(value)) if value is None or isinstance(value, (str, tuple, list)) else str(value)


def render_script(template: Path, path: Path, wanted: Header, variables: Mapping[str, Any], *, encoding: str) -> bytes:
    """Return the content of a new revision file.

    :param template: ``script.py.mako``.
    :param path: where it will go, for errors.
    :param wanted: what the file must declare; its ``longdoc`` is the message.
    :param variables: further names for the template.
    :param encoding: what to write the file in.
    :raises TemplateError: if the template does not render.
    :raises ScriptSyntaxError: if the result does not compile.
    :raises ScriptError: if the message can't be written, or the result declares something else.
    """
    message = wanted.longdoc.strip() or EMPTY_MESSAGE
    names = {
        "imports": "",
        "upgrades": "",
        "downgrades": "",
        **variables,
        "up_revision": wanted.revision,
        "down_revision": wanted.down_revision,
        "branch_labels": wanted.branch_labels or None,
        "depends_on": wanted.depends_on,
        "comma": list_ids,
    }
    text = render_template(template, {**names, "message": docstring_text(message)})
    source = _encoded(text, encoding, path)
    _check_compiles(source, path)
    if not _PLAIN.match(message):
        harmless = render_template(template, {**names, "message": EMPTY_MESSAGE})
        if _shape(text) != _shape(harmless):
            raise ScriptError(
                f"the message can't be written as {template} places it: it would become code; put the message in the "
                "docstring there, or choose a plainer one",
                path=str(path),
            )
    _check_header(source, wanted, template, path)
    return source


def write_script(path: Path, source: bytes) -> None:
    """Write a new file; folders are made as needed.

    :param path: the file, which must not exist.
    :param source: its content.
    :raises ScriptError: if it exists or can't be written; nothing is written then.
    """
    try:
        write_atomic(path, source, overwrite=False)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise ScriptError("there is such a file already; choose another id or message", path=str(path)) from None
        raise ScriptError(f"can't be written: {error.strerror or error}", path=str(path)) from error


def check_encoding(encoding: str) -> None:
    """Refuse an ``output_encoding`` that is not known, or is none of text.

    :raises ConfigError: naming it.
    """
    try:
        "".encode(encoding)
    except (LookupError, ValueError, TypeError):
        raise ConfigError(
            f"output_encoding {encoding!r} is not known as an encoding of text; use a name such as 'utf-8'"
        ) from None


def _encoded(text: str, encoding: str, path: Path) -> bytes:
    try:
        source = text.encode(encoding)
    except UnicodeEncodeError as error:
        what = text[error.start : error.start + 10]
        raise ScriptError(f"output_encoding {encoding!r} can't express {what!r}; use utf-8", path=str(path)) from None
    declared = any(_CODING.match(line) for line in source.split(b"\n", 2)[:2])
    if source.isascii() or declared or codecs.lookup(encoding).name == "utf-8":
        return source
    return f"# -*- coding: {encoding} -*-\n{text}".encode(encoding)


def _check_compiles(source: bytes, path: Path) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        lines = source.decode("utf-8", "replace").splitlines()
        shown = f": {lines[line - 1].strip()!r}" if line and line <= len(lines) else ""
        told = error.msg if isinstance(error, SyntaxError) else str(error)
        raise ScriptSyntaxError(
            f"the new file would not compile ({told}{shown}), so it was not written; "
            "correct script.py.mako or what renders the operations",
            path=str(path),
            line=line,
        ) from error


def _shape(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.value = type(node.value).__name__
    return ast.dump(tree)


def _check_header(source: bytes, wanted: Header, template: Path, path: Path) -> None:
    header = parse_header(source, str(path))
    if header is None:
        return  # computed by the template's own code: only running it would tell
    for attribute in ("revision", "down_revision", "branch_labels", "depends_on"):
        expected, found = getattr(wanted, attribute), getattr(header, attribute)
        if found != expected:
            named = listed(as_tuple(expected), nothing="none")
            raise ScriptError(
                f"Version {wanted.revision} specified {attribute} {named}, however the migration file would have "
                f"{found!r}, so it was not written; does {template} have the '{attribute}' line?",
                path=str(path),
            )
