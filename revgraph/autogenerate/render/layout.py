"""Break long lines of Python at their brackets, so that generated files read well without a formatter.

Works on text alone: what the text does is never changed.
"""

from __future__ import annotations

import ast
import re
import textwrap

WIDTH = 79
COMMENT_WIDTH = 100
LONGEST = 110
"""From here on a text is broken, too, where it has blanks."""
_STEP = "    "
_CHANGES = " " * 11
"""Goes before each change of a column."""
_KEYWORD = re.compile(r"[^\W\d]\w*=(?!=)")
_STRING = (
    r"""(?:[rbuRBU]{0,2})(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
)
_PIECE = re.compile(rf"{_STRING}|#.*|[^\W\d]\w*|.", re.DOTALL)
_TEXT_ARGUMENT = re.compile(rf"((?:[^\W\d]\w*=)?)({_STRING})\Z", re.DOTALL)
_OPENING = "([{"
_CLOSING = ")]}"
_NO_CALL_AFTER = {"in", "and", "or", "not", "return", "if", "else", "lambda", "is", "=", ",", "(", "[", "{", "*"}


def fit(line: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """Return a line as one or several lines that fit the width where brackets allow.

    :param line: one logical line without indentation; text of several lines is only indented.
    :param indent: goes before each line.
    :param width: longest line.
    """
    if "\n" in line:
        return [indent + each if each.strip() else "" for each in line.split("\n")]
    if len(indent) + len(line) <= width:
        return [indent + line]
    split = _outermost(line)
    if split is None:
        return _broken_text(line, indent) or [indent + line]
    head, arguments, tail, is_grouping = split
    inner = indent + _STEP
    joined = ", ".join(arguments)
    lines = [indent + head]
    if len(inner) + len(joined) <= width:
        lines.append(inner + joined)
    else:
        for argument in arguments:
            broken = fit(argument, inner, width=width - 1)
            if not is_grouping:
                broken[-1] += ","
            lines += broken
    lines.append(indent + tail)
    return lines


def _broken_text(line: str, indent: str) -> list[str]:
    """Return a long text in apostrophes, or an argument that is one, as several that Python joins; else nothing."""
    match = _TEXT_ARGUMENT.match(line)
    text = None if match is None or len(indent) + len(line) <= LONGEST else ast.literal_eval(match[2])
    if match is None or not isinstance(text, str):
        return []
    words = re.findall(r"\S*\s+|\S+\Z", text)
    pieces = [""]
    for word in words:
        if pieces[-1] and len(repr(pieces[-1] + word)) + len(indent) + len(_STEP) > WIDTH:
            pieces.append("")
        pieces[-1] += word
    if len(pieces) < 2:
        return []
    return [f"{indent}{match[1]}(", *(indent + _STEP + repr(piece) for piece in pieces), f"{indent})"]


def comment_lines(text: str) -> list[str]:
    """Return a text as lines of a comment, without indentation.

    :param text: of any length; breaks of lines in it do not matter.
    """
    words = text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
    return textwrap.wrap(
        words,
        COMMENT_WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def unbroken(line: str, indent: str = "") -> list[str]:
    """Return a line as it is, however long; columns of a new table and changes of a column get lines of their own.

    What is within brackets stands no further right in a batch block than outside of one.

    :param line: one logical line without indentation; text of several lines is only indented.
    :param indent: goes before each line.
    """
    if "\n" not in line:
        line = _one_to_a_line(line)
    lines: list[str] = []
    depth = 0
    for each in line.split("\n"):
        lines.append((indent[: len(_STEP)] if depth else indent) + each if each.strip() else "")
        pieces = _PIECE.findall(each)
        depth += sum((piece in _OPENING) - (piece in _CLOSING) for piece in pieces)
    return lines


def _one_to_a_line(line: str) -> str:
    split = _outermost(line) if "create_table(" in line or "alter_column(" in line else None
    if split is None:
        return line
    head, arguments, tail, _ = split
    if head.endswith("create_table(") and len(arguments) > 1:
        arguments = [_items_to_lines(each) if each.startswith("*[") else each for each in arguments]
        return f"{head}{arguments[0]},\n" + ",\n".join(arguments[1:]) + f"\n{tail}"
    if head.endswith("alter_column("):
        named = [each for each in arguments if _KEYWORD.match(each)]
        return f",\n{_CHANGES}".join([head + ", ".join(arguments[: len(arguments) - len(named)]), *named]) + tail
    return line


def _items_to_lines(line: str) -> str:
    split = _outermost(line)
    return line if split is None else split[0] + ",\n".join(split[1]) + split[2]


def _outermost(line: str) -> tuple[str, list[str], str, bool] | None:
    """Return what stands before, between the commas of, and after the last outermost pair of brackets."""
    pieces = _PIECE.findall(line)
    if any(piece.startswith("#") for piece in pieces):
        return None
    depth = 0
    opened = closed = -1
    start = 0
    for place, piece in enumerate(pieces):
        if piece in _OPENING:
            if depth == 0:
                start = place
            depth += 1
        elif piece in _CLOSING:
            depth -= 1
            if depth == 0 and place > start + 1:
                opened, closed = start, place
    if opened < 0:
        return None
    arguments = _split(pieces[opened + 1 : closed])
    before = "".join(pieces[: opened + 1]).rstrip()
    grouping = pieces[opened] == "(" and len(arguments) == 1 and not _is_call(pieces[:opened])
    if grouping and "".join(pieces[opened + 1 : closed]).rstrip().endswith(","):
        arguments[0] += ","
    return before, arguments, "".join(pieces[closed:]), grouping


def _split(pieces: list[str]) -> list[str]:
    depth = 0
    parts = [""]
    for piece in pieces:
        depth += piece in _OPENING
        depth -= piece in _CLOSING
        if piece == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts if part.strip()]


def _is_call(before: list[str]) -> bool:
    last = next((piece for piece in reversed(before) if piece.strip()), "")
    return bool(last) and last not in _NO_CALL_AFTER and (last[0].isalnum() or last[0] in "_)]")
