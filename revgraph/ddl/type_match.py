"""Whether two column types are the same to a server: by name, arguments and properties, synonyms known.

Both sides are written as DDL by the dialect and taken apart again, so that types from anywhere can be compared.
Knows no server: what a dialect makes of a type is told to it by ``shape_of`` and ``synonyms``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Dialect, Enum, String
from sqlalchemy.exc import CompileError
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

_COLLATE = re.compile(r'\bCOLLATE\s+("(?:[^"]|"")+"|`[^`]+`|[\w.\-]+)', re.IGNORECASE)
_CHARSET = re.compile(r"\b(?:CHARACTER SET|CHARSET)\s+([\w\-]+)", re.IGNORECASE)
_WORD = re.compile(r'(?:"(?:[^"]|"")*"|`[^`]*`|[^\s"`])+')
_ARRAY = re.compile(r"(?:\[\d*\])+$")


@dataclass(frozen=True)
class TypeShape:
    """A type taken apart.

    :param name: upper case words, except for names in quotes: ``VARCHAR``, ``TIMESTAMP WITH TIME ZONE``, ``INTEGER[]``.
    :param args: what stood in parentheses: ``("10", "2")``.
    :param properties: what may be left out on one side without a difference: collation, character set and the
        dialect's ``type_arg_extract``, by lower case name.
    """

    name: str
    args: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str, *args: str) -> TypeShape:
        """Return the same shape under another name, with other arguments."""
        return replace(self, name=name, args=args)


def parse_shape(written: str, extract: Sequence[str] = ()) -> TypeShape:
    """Take a type apart that is written as DDL.

    :param extract: regular expressions with one group, whose matches are properties.
    """
    properties: dict[str, str] = {}
    patterns = [("collate", _COLLATE), ("charset", _CHARSET)]
    patterns += [(pattern, re.compile(pattern, re.IGNORECASE)) for pattern in extract]
    for key, pattern in patterns:
        found = pattern.search(written)
        if found is not None:
            properties[key] = found.group(1).strip('"`').lower()
            written = written[: found.start()] + written[found.end() :]
    before, args, after = _parentheses(written)
    words = _WORD.findall(f"{before} {after}")
    name = " ".join(_worded(word) for word in words).replace(" [", "[")
    return TypeShape(_ARRAY.sub("[]", name), args, properties)


def _worded(word: str) -> str:
    """Return a word in upper case, but for what stands in quotes."""
    return re.sub(
        r'"(?:[^"]|"")*"|`[^`]*`|[^"`]+', lambda part: part[0] if part[0][0] in '"`' else part[0].upper(), word
    )


def _parentheses(written: str) -> tuple[str, tuple[str, ...], str]:
    """Return what stands before, inside (split at commas) and after the first parentheses outside of quotes."""
    parts: list[str] = [""]
    quote = ""
    depth = 0
    start = -1
    for position, char in enumerate(written):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"`":
            quote = char
        elif char == "(":
            depth += 1
            if depth == 1:
                start = position if start < 0 else start
                continue
        elif char == ")":
            depth -= 1
            if depth == 0:
                args = tuple(part.strip() for part in parts)
                return written[:start], args, written[position + 1 :]
        elif char == "," and depth == 1:
            parts.append("")
            continue
        if depth:
            parts[-1] += char
    return written, (), ""


def standard_shape(shape: TypeShape) -> TypeShape:
    """Return the shape with standard SQL's implied arguments filled in."""
    match shape.name, shape.args:
        case ("NUMERIC" | "DECIMAL", (precision,)):
            return shape.named(shape.name, precision, "0")
        case ("CHAR" | "NCHAR" | "CHARACTER", ()):
            return shape.named(shape.name, "1")
    return shape


def types_differ(
    reflected: TypeEngine[Any],
    wanted: TypeEngine[Any],
    *,
    dialect: Dialect,
    shape_of: Callable[[TypeEngine[Any]], TypeShape],
    synonyms: Sequence[set[str]] = (),
) -> bool:
    """Say whether the type a column has differs from the type its model gives it.

    :param reflected: from the database; unknown to SQLAlchemy means that nothing can be told: no difference.
    :param wanted: from the model; its ``compare_against_backend(dialect, reflected)`` has the first word if there is
        one: True for equal, False for different, None for no opinion.
    :param shape_of: takes a type apart as the server would give it back.
    :param synonyms: sets of names that mean one type.
    """
    opinion = _own_opinion(wanted, reflected, dialect)
    if opinion is not None:
        return not opinion
    if isinstance(reflected, NullType) or _is_unknown(wanted, dialect):
        return False
    try:
        have = shape_of(reflected)
    except CompileError:
        return False  # reflected halfway only: what the server has can't be spelled, so it can't be compared
    want = shape_of(wanted)
    return not (
        _same_name(have.name, want.name, synonyms)
        and have.args == want.args
        and _agree(have.properties, want.properties)
    )


def says_less(one: TypeShape, other: TypeShape, synonyms: Sequence[set[str]] = ()) -> bool:
    """Say whether two types, as they are written, differ only in what one of them leaves open.

    That is: how long, how precise, or whether it has a sign. The values of an enum are never left open.
    """
    names = [re.sub(r" (?:UNSIGNED|ZEROFILL)\b", "", shape.name) for shape in (one, other)]
    if not _same_name(names[0], names[1], synonyms) or not _agree(one.properties, other.properties):
        return False
    if one.name != other.name and one.args == other.args:
        return True
    return names[0] not in ("ENUM", "SET") and len(one.args) != len(other.args)


def is_text(type_: TypeEngine[Any], *, enums_too: bool) -> bool:
    """Say whether a type holds text that the database sorts by a collation.

    :param type_: the type.
    :param enums_too: whether enum types of the database's own have a collation as well.
    """
    plain = _undecorated(type_)
    return isinstance(plain, String) and (enums_too or not (isinstance(plain, Enum) and plain.native_enum))


def names_characters(type_: TypeEngine[Any]) -> bool:
    """Say whether a type names its character set, which brings a collation that only the server knows."""
    plain = _undecorated(type_)
    return any(getattr(plain, name, None) for name in ("charset", "ascii", "unicode", "binary", "national"))


def _undecorated(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    while isinstance(type_, TypeDecorator):
        type_ = type_.impl_instance
    return type_


def _is_unknown(wanted: TypeEngine[Any], dialect: Dialect) -> bool:
    """Say whether a model leaves the type open on this dialect; only a decorator or a variant can hide that."""
    if isinstance(wanted, TypeDecorator) or wanted._variant_mapping:
        return isinstance(wanted.dialect_impl(dialect), NullType)
    return isinstance(wanted, NullType)


def _own_opinion(wanted: TypeEngine[Any], reflected: TypeEngine[Any], dialect: Dialect) -> bool | None:
    for candidate in (wanted, wanted.impl if isinstance(wanted, TypeDecorator) else None):
        ask = getattr(candidate, "compare_against_backend", None)
        if ask is not None:
            opinion: bool | None = ask(dialect, reflected)
            if opinion is not None:
                return opinion
    return None


def _same_name(one: str, other: str, synonyms: Sequence[set[str]]) -> bool:
    return one == other or any(one in names and other in names for names in synonyms)


def _agree(have: Mapping[str, str], want: Mapping[str, str]) -> bool:
    return all(have[key] == want[key] for key in have.keys() & want.keys())
