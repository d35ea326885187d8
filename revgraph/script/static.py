"""Read the header of any revision file from its syntax tree, without executing it.

Knows which names make a header and what their literal values are; a value that is computed is only marked as such.
"""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from revgraph.errors import ScriptSyntaxError
from revgraph.script.layout import HEADER_NAMES


class Computed:
    """Mark a value that only executing the file can tell."""

    def __repr__(self) -> str:
        return "<computed>"


COMPUTED: Final = Computed()


@dataclass(frozen=True)
class Binding:
    """One place where a name of the header gets its value.

    :param name: the name.
    :param value: the expression; None if only executing the file can tell what is bound.
    :param line: 1-based line of the statement.
    """

    name: str
    value: ast.expr | None
    line: int

    @property
    def literal(self) -> object:
        """The value, or :data:`COMPUTED`."""
        return COMPUTED if self.value is None else _literal(self.value)


_NAMES = frozenset(HEADER_NAMES)
_BINDING_CALLS = frozenset({"globals", "locals", "vars", "exec", "setattr"})
_SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
_HEAD_ENDS = frozenset({"def", "class", "async", "@"})


def read_static(text: str, path: str) -> dict[str, object]:
    """Return the header's values by name; :data:`COMPUTED` stands for those that are not literal.

    If the file does not compile, what stands before its first top-level function, class or decorator is read.

    :param text: the whole source.
    :param path: of the file, for errors.
    :raises ScriptSyntaxError: if that part does not compile either.
    """
    tree, is_whole = parse_file(text, path)
    found = _header_values(tree)
    return _with_doubts(found, text) if is_whole else found


def parse_file(text: str, path: str) -> tuple[ast.Module, bool]:
    """Return the syntax tree of a file, or of its head if the rest does not compile; and whether it is the whole.

    The head is what stands before the first top-level function, class or decorator.

    :param text: the whole source, with ``\\n`` as line ends.
    :param path: of the file, for errors.
    :raises ScriptSyntaxError: if the head does not compile either.
    """
    try:
        return _parsed(text), True
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        head = _head(text)
        try:
            if head is not None:
                return _parsed(head), False
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            pass  # the first error, of the whole file, is the one to tell
        line = error.lineno if isinstance(error, SyntaxError) else None
        told = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}"
        raise ScriptSyntaxError(told, path=path, line=line) from error


def header_bindings(tree: ast.Module) -> list[Binding]:
    """Return every place at module level where a name of the header is bound, in order; the last one counts.

    :param tree: of the file.
    """
    return [binding for statement in tree.body for binding in _bindings(statement)]


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _head(text: str) -> str | None:
    """Return what stands before the first top-level function, class or decorator; None if that can't be told."""
    starts_statement = True
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if starts_statement and token.start[1] == 0 and token.string in _HEAD_ENDS:
                return "".join(line + "\n" for line in text.split("\n")[: token.start[0] - 1])
            if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                starts_statement = token.type in (tokenize.NEWLINE, tokenize.ENCODING)
    except (tokenize.TokenError, SyntaxError):
        return None
    return None


def _header_values(tree: ast.Module) -> dict[str, object]:
    found: dict[str, object] = {}
    docstring = ast.get_docstring(tree, clean=False)
    if docstring is not None:
        found["__doc__"] = docstring
    for binding in header_bindings(tree):
        found[binding.name] = binding.literal
    return found


def _bindings(statement: ast.stmt) -> Iterator[Binding]:
    line = statement.lineno
    if isinstance(statement, ast.Assign) and not _calls_binder(statement):
        for target in statement.targets:
            yield from _assigned(target, statement.value, line)
        yield from (Binding(name, None, line) for name in _bound_inside(statement.value))
    elif isinstance(statement, ast.AnnAssign) and not _calls_binder(statement):
        if statement.value is not None:
            yield from _assigned(statement.target, statement.value, line)
            yield from (Binding(name, None, line) for name in _bound_inside(statement.value))
    else:
        may_write = not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)) and _calls_binder(statement)
        names = _NAMES if may_write else _bound_inside(statement)
        yield from (Binding(name, None, line) for name in sorted(names))


def _assigned(target: ast.expr, value: ast.expr, line: int) -> Iterator[Binding]:
    if isinstance(target, ast.Name):
        if target.id in _NAMES:
            yield Binding(target.id, value, line)
    elif (
        isinstance(target, (ast.Tuple, ast.List))
        and isinstance(value, (ast.Tuple, ast.List))
        and len(target.elts) == len(value.elts)
        and not any(isinstance(part, ast.Starred) for part in (*target.elts, *value.elts))
    ):
        for part, part_value in zip(target.elts, value.elts, strict=True):
            yield from _assigned(part, part_value, line)
    else:
        yield from (Binding(name, None, line) for name in sorted(_bound_inside(target)))


def _literal(value: ast.expr) -> object:
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return COMPUTED


def _bound_inside(node: ast.AST) -> frozenset[str]:
    """Return the header names that the node may bind at module level; rather too many than too few."""
    bound: set[str] = set()
    for part in _at_module_level(node):
        bound.update(_names_bound_by(part))
    return frozenset(bound & _NAMES) if "*" not in bound else _NAMES


def _at_module_level(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in the module's own scope, and the ``global`` statements of all inner scopes."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, _SCOPES):
            waiting.extend(ast.iter_child_nodes(part))
            continue
        yield from (inner for inner in ast.walk(part) if isinstance(inner, ast.Global))
        # decorators, defaults and what a comprehension binds with := belong to the outer scope
        waiting.extend(getattr(part, "decorator_list", ()))
        waiting.extend(inner for inner in ast.walk(part) if isinstance(inner, ast.NamedExpr))


def _names_bound_by(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [] if isinstance(node.ctx, ast.Load) else [node.id]
    if isinstance(node, ast.alias):
        return [node.asname or node.name.partition(".")[0]]
    if isinstance(node, ast.Global):
        return node.names
    if isinstance(node, ast.MatchMapping):
        return [node.rest] if node.rest else []
    name = getattr(node, "name", None)
    return [name] if isinstance(name, str) else []


def _calls_binder(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id in _BINDING_CALLS for part in ast.walk(node))


def _with_doubts(found: dict[str, object], text: str) -> dict[str, object]:
    """Mark names that were not found, but may have been bound by a function that writes into ``globals()``."""
    if any(f"{call}(" in text for call in _BINDING_CALLS):
        for name in ("revision", "down_revision"):
            found.setdefault(name, COMPUTED)
    return found
