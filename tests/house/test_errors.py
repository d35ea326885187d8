"""The tree drawn in errors.py is the tree of its classes."""

from __future__ import annotations

import inspect
import re

from revgraph import errors

BRANCH = re.compile(r"^(?P<indent>[ │├└─]*)(?P<name>[A-Z]\w+)")


def drawn_parents() -> dict[str, str | None]:
    """Read class -> parent from the drawing."""
    lines = (errors.__doc__ or "").partition("::")[2].splitlines()
    parents: dict[str, str | None] = {}
    open_branches: list[tuple[int, str]] = []
    for match in filter(None, map(BRANCH.match, lines)):
        depth, name = len(match["indent"]), match["name"]
        while open_branches and open_branches[-1][0] >= depth:
            open_branches.pop()
        parents[name] = open_branches[-1][1] if open_branches else None
        open_branches.append((depth, name))
    return parents


def own_errors() -> dict[str, type[BaseException]]:
    """Return the classes errors.py defines."""
    return {
        name: cls
        for name, cls in vars(errors).items()
        if inspect.isclass(cls) and cls.__module__ == errors.__name__ and issubclass(cls, BaseException)
    }


def test_every_error_class_is_drawn_once() -> None:
    assert set(drawn_parents()) == set(own_errors())


def test_every_error_hangs_where_it_is_drawn() -> None:
    classes = own_errors()
    wrong = {
        name: parent
        for name, parent in drawn_parents().items()
        if parent is not None and classes[parent] not in classes[name].__mro__[1:]
    }
    assert not wrong


def test_everything_raised_on_purpose_has_one_root() -> None:
    assert all(issubclass(cls, errors.RevgraphError) for cls in own_errors().values())
