"""An underscore name stays in its file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.kit.source import PACKAGE, SourceFile, module_names, source_files

OF_LIBRARIES = {"_copy"}  # SQLAlchemy's Column._copy() and Constraint._copy() have no public twin


def is_private(name: str) -> bool:
    """Tell an underscore name from a public one and from a ``__dunder__``."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__")) and name.strip("_") != ""


def member_names(file: SourceFile) -> set[str]:
    """Return the private members of a file's own classes: methods, class attributes, what is set on ``self``."""
    names: set[str] = set()
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    names.add(member.name)
                elif isinstance(member, (ast.Assign, ast.AnnAssign)):
                    names |= {target.id for target in ast.walk(member) if isinstance(target, ast.Name)}
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_own(node.value):
            names.add(node.attr)
    return {name for name in names if is_private(name)}


def _is_own(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def own_modules(file: SourceFile) -> set[str]:
    """Return the names under which a file knows other files of the package."""
    return {
        alias.asname or alias.name
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == PACKAGE
        for alias in node.names
        if f"{node.module}.{alias.name}" in module_names()
    }


def defined_names(file: SourceFile) -> set[str]:
    """Return the private names that a file itself makes: functions, classes, variables, attributes, parameters."""
    names: set[str] = set()
    for node in ast.walk(file.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            names.add(node.id if isinstance(node, ast.Name) else node.attr)
    return {name for name in names if is_private(name)}


def used_names(file: SourceFile) -> Iterator[tuple[str, str, int]]:
    """Yield the private names a file reads from something else, with that something's own name, and the line."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            yield node.attr, node.value.id if isinstance(node.value, ast.Name) else "", node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "hasattr"):
            for argument in node.args[1:2]:
                if isinstance(argument, ast.Constant) and is_private(str(argument.value)):
                    yield str(argument.value), "", node.lineno


def test_no_private_member_crosses_a_file_border() -> None:
    members = set().union(*(member_names(file) for file in source_files()))
    wrong = [
        f"{file.module}:{line} uses {name}"
        for file in source_files()
        if file.room != "compat"
        for name, owner, line in used_names(file)
        if owner in own_modules(file) or (name in members - OF_LIBRARIES and name not in defined_names(file))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_private_name_is_imported() -> None:
    wrong = [
        f"{file.module}:{arrow.line} imports {name} from {arrow.target}"
        for file in source_files()
        if file.room != "compat"
        for arrow in file.arrows
        for name in (*arrow.names, arrow.target.rpartition(".")[2])
        if arrow.target.partition(".")[0] == PACKAGE and is_private(name)
    ]
    assert not wrong, "\n".join(wrong)
