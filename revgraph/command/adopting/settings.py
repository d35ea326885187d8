"""Configuration files under another name: a section or table renamed, a few keys put in or taken out, no byte besides.

Works on the content of files. What is renamed to what is told by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from revgraph.errors import ConfigError

_HEADER = r"^\[{name}\][^\r\n]*(?:\r\n|\r|\n|\Z)"
_TABLE = r"^[ \t]*\[\[?[ \t]*tool\.{name}(?=[.\] \t])[^\r\n]*"
_NEXT = re.compile(r"^[ \t]*\[\[?[ \t]*[\w\"'.-]+[ \t.\w\"'-]*\]", re.MULTILINE)


def renamed_ini(text: str, old: str, new: str) -> str:
    """Return an ini file in which a section, and what it holds for single databases, has another name.

    :param text: the file.
    :param old: the section's name.
    :param new: the name it gets.
    """
    return re.sub(rf"^\[{re.escape(old)}(?=[\].])", f"[{new}", text, flags=re.MULTILINE)


def with_keys(text: str, section: str, remark: str, keys: Mapping[str, str]) -> str:
    """Return an ini file with a remark and keys put at the beginning of a section; see :func:`without_keys`.

    :param text: the file.
    :param section: the section.
    :param remark: a comment of one line, without its sign.
    :param keys: the keys and their values.
    """
    found = re.search(_HEADER.format(name=re.escape(section)), text, re.MULTILINE)
    if found is None:
        return text
    end = _line_end(text)
    lines = [f"# {remark}", *(f"{key} = {value}" for key, value in keys.items())]
    header = found[0] if found[0].endswith(("\r", "\n")) else f"{found[0]}{end}"
    return f"{text[: found.start()]}{header}{''.join(f'{line}{end}' for line in lines)}{text[found.end() :]}"


def without_keys(text: str, remark: str, keys: tuple[str, ...]) -> str:
    """Return a file without what :func:`with_keys` put in.

    Without the remark, only the first key is looked for, anywhere.

    :param text: the file.
    :param remark: as it was given.
    :param keys: the names of the keys.
    """
    line = rf"(?:{'|'.join(map(re.escape, keys))})[ \t]*=[^\r\n]*(?:\r\n|\r|\n|\Z)"
    marked = re.compile(rf"^# {re.escape(remark)}(?:\r\n|\r|\n|\Z)(?:{line})*", re.MULTILINE)
    if marked.search(text):
        return marked.sub("", text, count=1)
    return re.sub(rf"^{re.escape(keys[0])}[ \t]*=[^\r\n]*(?:\r\n|\r|\n|\Z)", "", text, count=1, flags=re.MULTILINE)


def has_section(text: str, section: str) -> bool:
    """Tell whether an ini file has a section."""
    return re.search(_HEADER.format(name=re.escape(section)), text, re.MULTILINE) is not None


def copied_toml(text: str, old: str, new: str, remark: str, keys: Mapping[str, str]) -> str:
    """Return a TOML file that holds a tool's tables a second time, under another name, at its end.

    :param text: the file.
    :param old: the tool.
    :param new: the name of the copy.
    :param remark: a comment above it, of one line.
    :param keys: what is put into its main table first.
    :raises ConfigError: if the tables are not written so that they can be copied.
    """
    end = _line_end(text)
    pieces = [text[start:stop].rstrip() for start, stop in _tables(text, old)]
    renamed = [re.sub(rf"(tool\.){re.escape(old)}\b", rf"\g<1>{new}", piece, count=1) for piece in pieces]
    main = next((place for place, piece in enumerate(renamed) if re.match(rf"[ \t]*\[tool\.{new}\]", piece)), None)
    if main is None:
        renamed.insert(0, f"[tool.{new}]")
        main = 0
    head, _, rest = renamed[main].partition(end)
    lines = [head, f"# {remark}", *(f'{key} = "{value}"' for key, value in keys.items()), *([rest] if rest else [])]
    renamed[main] = end.join(lines)
    gap = end if text.endswith(("\r", "\n")) or not text else end * 2
    result = f"{text}{gap}{(end * 2).join(renamed)}{end}"
    _expect(_tool(result, new), {**_tool(text, old), **keys}, old)
    return result


def renamed_toml(text: str, old: str, new: str) -> str:
    """Return a TOML file in which a tool's tables have another name."""
    pattern = re.compile(rf"^([ \t]*\[\[?[ \t]*tool\.){re.escape(old)}(?=[.\] \t])", re.MULTILINE)
    return pattern.sub(rf"\g<1>{new}", text)


def dropped_toml(text: str, name: str) -> str:
    """Return a TOML file without a tool's tables, and without the empty line above them.

    :param text: the file.
    :param name: the tool.
    :raises ConfigError: if they are not written so that they can be cut out.
    """
    result = text
    for start, stop in reversed(list(_tables(text, name))):
        before = result[:start]
        is_last = not result[stop:].strip()
        cut = re.sub(r"(\r\n|\r|\n)(?:\r\n|\r|\n)\Z", r"\1", before) if is_last else before
        result = cut + result[stop:]
    _expect(_tool(result, name), {}, name)
    return result


def _tables(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where each table of a tool begins and ends; comments in front of the next table are the next one's."""
    for found in re.finditer(_TABLE.format(name=re.escape(name)), text, re.MULTILINE):
        following = _NEXT.search(text, found.end())
        stop = len(text) if following is None else following.start()
        if following is not None:
            lines = text[found.start() : stop].splitlines(keepends=True)
            while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
                stop -= len(lines.pop())
            stop += len(text[stop:]) - len(re.sub(r"\A(?:[ \t]*(?:\r\n|\r|\n))+", "", text[stop:]))
        yield found.start(), stop


def _tool(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        found = tomllib.loads(text).get("tool", {}).get(name, {})
    except tomllib.TOMLDecodeError:
        return {"": None}
    return found if isinstance(found, dict) else {}


def _expect(found: Mapping[str, Any], wanted: Mapping[str, Any], name: str) -> None:
    if found != wanted:
        raise ConfigError(f"the tables of [tool.{name}] are written in a way that is not understood; edit them by hand")


def _line_end(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"
