"""What the package shows to the world: faces define nothing of their own, and offer exactly what stands behind them."""

from __future__ import annotations

import ast
import importlib
import inspect
from types import ModuleType

import pytest

from tests.kit.source import PACKAGE, SourceFile, source_files

BARE = {"revgraph.util", "revgraph.graph"}

# members of the class that make no sense on a module-level face
NOT_ON_OP = {"context"}
NOT_ON_CONTEXT = {"run"}

COMMAND_ROOMS = (
    *("setup", "author", "journal", "relink", "move", "picture", "report"),
    *("plan", "doctor", "adopt"),
)


def packages() -> list[SourceFile]:
    """Return the ``__init__`` files."""
    return [file for file in source_files() if file.is_package]


@pytest.mark.parametrize("file", packages(), ids=lambda file: file.module)
def test_init_files_define_nothing(file: SourceFile) -> None:
    for node in file.tree.body:
        allowed: tuple[type[ast.stmt], ...] = (ast.ImportFrom, ast.Import)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            assert names <= ({"__version__"} if file.module == PACKAGE else {"__all__"}), ast.unparse(node)
            continue
        assert isinstance(node, allowed), f"{file.module}:{node.lineno} {ast.unparse(node)[:80]}"


@pytest.mark.parametrize("file", packages(), ids=lambda file: file.module)
def test_init_files_open_only_their_own_rooms(file: SourceFile) -> None:
    foreign = [arrow for arrow in file.arrows if not f"{arrow.target}.".startswith(f"{file.module}.")]
    assert [arrow for arrow in foreign if arrow.target != "__future__"] == []
    if file.module in BARE:
        assert not file.arrows, "docstring only"


def public_methods(cls: type) -> dict[str, inspect.Signature]:
    """Return name and signature (without ``self``) of every public method and property of a class."""
    found = {}
    for name, member in inspect.getmembers(cls, predicate=inspect.isfunction):
        if name.startswith("_"):
            continue
        signature = inspect.signature(member)
        parameters = list(signature.parameters.values())
        is_static = isinstance(inspect.getattr_static(cls, name), staticmethod)
        found[name] = signature.replace(parameters=parameters if is_static else parameters[1:])
    return found


def forwarded(face: ModuleType) -> dict[str, inspect.Signature]:
    """Return name and signature of every public function a face offers."""
    return {
        name: inspect.signature(member)
        for name, member in vars(face).items()
        if inspect.isfunction(member) and not name.startswith("_")
    }


FACES = [
    pytest.param("revgraph.op", "revgraph.operations.base", "Operations", NOT_ON_OP, id="op"),
    pytest.param(
        "revgraph.context", "revgraph.runtime.environment", "EnvironmentContext", NOT_ON_CONTEXT, id="context"
    ),
]
for _face in FACES:  # loaded before another test shows them as another tool's
    importlib.import_module(str(_face.values[0]))


@pytest.mark.parametrize(("face", "module", "name", "left_out"), FACES)
def test_a_face_offers_exactly_the_public_verbs(face: str, module: str, name: str, left_out: set[str]) -> None:
    behind = public_methods(getattr(importlib.import_module(module), name))
    classmethods = {
        key
        for key, value in vars(getattr(importlib.import_module(module), name)).items()
        if isinstance(value, classmethod)
    }
    offered = forwarded(importlib.import_module(face))
    assert set(offered) - classmethods == set(behind) - left_out - classmethods


@pytest.mark.parametrize(("face", "module", "name", "left_out"), FACES)
def test_a_face_keeps_each_signature(face: str, module: str, name: str, left_out: set[str]) -> None:
    behind = public_methods(getattr(importlib.import_module(module), name))
    offered = forwarded(importlib.import_module(face))
    different = {
        key: (str(offered[key]), str(behind[key]))
        for key in offered
        if key in behind and str(offered[key]) != str(behind[key])
    }
    assert not different


def test_commands_are_all_re_exported() -> None:
    command = importlib.import_module("revgraph.command")
    defined = {
        name
        for room in COMMAND_ROOMS
        for name, member in vars(importlib.import_module(f"revgraph.command.{room}")).items()
        if inspect.isfunction(member) and member.__module__ == f"revgraph.command.{room}" and not name.startswith("_")
    }
    assert set(command.__all__) == defined


@pytest.mark.parametrize("file", source_files(), ids=lambda file: file.module)
def test_every_file_says_its_duty(file: SourceFile) -> None:
    assert ast.get_docstring(file.tree), "a module begins with a sentence on its duty"
