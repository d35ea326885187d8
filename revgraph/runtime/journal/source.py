"""The source of a revision, for the journal: digests that tell whether it was edited, and how many operations it has.

Reads revision files as text and never runs them.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

_HARMLESS = ("print", "str", "int", "len", "dict", "list", "tuple", "set", "range", "text", "select", "table", "column")
"""Functions called by their bare names that certainly carry out no operation; capitalized ones are taken for types."""
_NO_OPERATIONS = frozenset(
    {"get_bind", "get_context", "f", "inline_literal", "batch_alter_table", "run_async", "online_only"}
)


@dataclass(frozen=True)
class SourceDigest:
    """What a revision file said when it ran.

    :param file: SHA-256 of the text, whatever its line ends.
    :param code: SHA-256 of its code: blind to formatting, comments and docstrings; None if there is no source.
    """

    file: str
    code: str | None


def source_digest(path: str) -> SourceDigest | None:
    """Return the digests of a revision file; None if it can't be read."""
    content = _content(path)
    return None if content is None else SourceDigest(_sha(content), _code_digest(content))


def differs(path: str, file: str | None, code: str | None) -> bool:
    """Say whether a revision file does something else than when it ran; a file that says the same is not parsed.

    :param path: the file; one that can't be read is not said to differ.
    :param file: digest of its text then.
    :param code: digest of its code then; None if it is not known.
    """
    content = _content(path)
    if content is None or code is None or _sha(content) == file:
        return False
    return _code_digest(content) != code


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read().replace(b"\r\n", b"\n")
    except OSError:
        return None


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _code_digest(content: bytes) -> str | None:
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError):  # compiled, or no Python at all
        return None
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and _has_docstring(node):
            del node.body[0]
    tree.body = [node for node in tree.body if not _is_header(node)]
    return _sha(_dumped(tree).encode("utf-8", "surrogatepass"))


def _has_docstring(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    first = node.body[0] if node.body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)


_HEADER = frozenset({"revision", "down_revision", "branch_labels", "depends_on"})


def _is_header(node: ast.stmt) -> bool:
    """Say whether a statement only places the revision in the graph: ``rebase`` may rewrite that."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return bool(targets) and all(isinstance(each, ast.Name) and each.id in _HEADER for each in targets)


def _dumped(node: object) -> str:
    """Return a tree as text, the same under every version of Python: fields that are empty don't show."""
    if isinstance(node, ast.AST):
        fields = ((name, getattr(node, name, None)) for name in node._fields if name not in ("ctx", "kind"))
        said = ",".join(f"{name}={_dumped(value)}" for name, value in fields if value not in (None, []))
        return f"{type(node).__name__}({said})"
    if isinstance(node, list):
        return "[" + ",".join(_dumped(item) for item in node) + "]"
    return repr(node)


def operation_count(path: str, function: str) -> int | None:
    """Return how many operations a function of a revision file carries out; None where only running it can tell.

    :param path: the file.
    :param function: ``upgrade`` or ``downgrade``.
    """
    content = _content(path)
    try:
        tree = ast.parse(content or b"")
    except (SyntaxError, ValueError):
        return None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return _counted(node.body, {"op"})
    return None


def _counted(body: list[ast.stmt], faces: set[str]) -> int | None:
    """Count the calls of ``op`` and of batch blocks in lines that all run exactly once."""
    total = 0
    for statement in body:
        if isinstance(statement, ast.With):
            names = {item.optional_vars.id for item in statement.items if isinstance(item.optional_vars, ast.Name)}
            inner = _counted(statement.body, faces | names)
        elif isinstance(statement, (ast.Expr, ast.Assign, ast.AnnAssign)):
            calls = list(_calls(statement))
            inner = None if any(map(_is_helper, calls)) else sum(_is_operation(call, faces) for call in calls)
        else:
            # a loop or a branch may run operations any number of times
            inner = None if any(_is_operation(call, faces) or _is_helper(call) for call in _calls(statement)) else 0
        if inner is None:
            return None
        total += inner
    return total


def _calls(statement: ast.stmt) -> Iterator[ast.Call]:
    return (node for node in ast.walk(statement) if isinstance(node, ast.Call))


def _is_helper(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else "String"
    return not name[:1].isupper() and name not in _HARMLESS


def _is_operation(call: ast.Call, faces: set[str]) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in faces
        and function.attr not in _NO_OPERATIONS
    )
