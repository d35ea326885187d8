"""Every name that Alembic documents, and every one others were seen to use, leads to something of ours that takes the
same arguments."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import Parameter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.mssql import dialect as MSDialect

from revgraph.compat.alembic import installed
from tests.compat.peer_names import parameters, public_names

pytest.importorskip("alembic")

PEER = list(public_names())
USED = (Path(__file__).parent / "names_used.txt").read_text(encoding="utf-8").split()


DIFFERENT = {
    # in Alembic, too, they only reach a base class that takes no others than ours: as a test below sees
    "alembic.ddl.mssql:MSSQLImpl.bulk_insert": ["**kw"],
}
"""What does not take all that the original's signature says."""


def ours(path: str) -> Any:
    """Return what the alias has under a path; attributes that are set in ``__init__`` count as there."""
    module, _, names = path.partition(":")
    found: Any = import_module(module)
    for name in names.split("."):
        if inspect.isclass(found) and not hasattr(found, name) and name in set(_set_on_self(found)):
            return None
        found = inspect.getattr_static(found, name) if inspect.isclass(found) else getattr(found, name)
    return found


def _set_on_self(cls: type[Any]) -> Iterator[str]:
    for each in cls.__mro__[:-1]:
        yield from inspect.get_annotations(each)
        if "__init__" not in vars(each):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(each.__init__)))
        yield from (
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        )


def refused(theirs: list[Parameter], own: list[Parameter]) -> list[str]:
    """Return what one signature accepts and the other does not."""
    positional = [each for each in own if each.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)]
    names = {each.name for each in own if each.kind in (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)}
    takes_any = any(each.kind is Parameter.VAR_POSITIONAL for each in own)
    takes_all = any(each.kind is Parameter.VAR_KEYWORD for each in own)
    told: list[str] = []
    for place, each in enumerate(theirs):
        if each.kind is Parameter.VAR_POSITIONAL:
            told += [] if takes_any else [f"*{each.name}"]
        elif each.kind is Parameter.VAR_KEYWORD:
            told += [] if takes_all else [f"**{each.name}"]
        elif each.kind is Parameter.KEYWORD_ONLY:
            told += [] if takes_all or each.name in names else [f"{each.name}="]
        elif not takes_any and (place >= len(positional) or positional[place].name not in (each.name, "self", "cls")):
            told.append(f"{each.name} in place {place}")
        elif place and each.name not in names and not takes_all:
            told.append(f"{each.name}=")
    needed = {each.name for each in theirs if each.default is Parameter.empty}
    told += [f"{each.name} is needed" for each in own if _is_needed(each) and each.name not in needed | {"self", "cls"}]
    return told


def _is_needed(parameter: Parameter) -> bool:
    variable = parameter.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    return parameter.default is Parameter.empty and not variable


def by_module(paths: Iterable[str]) -> list[str]:
    return sorted({path.partition(":")[0] for path in paths})


@pytest.mark.parametrize("module", by_module(path for path, _ in PEER))
def test_public_names_resolve(module: str) -> None:
    missing = {}
    with installed():
        for path in (path for path, _ in PEER if path.partition(":")[0] == module):
            try:
                ours(path)
            except Exception as error:  # whatever it is, the name does not lead anywhere
                missing[path] = repr(error)
    assert missing == {}


CALLED = [
    (path, found)
    for path, said in PEER
    # the functions of these two modules forward to methods, which are looked at where they are defined
    if (found := parameters(said)) is not None and not path.startswith(("alembic.op:", "alembic.context:"))
]


@pytest.mark.parametrize("module", by_module(path for path, _ in CALLED))
def test_public_names_take_what_the_originals_take(module: str) -> None:
    wrong = {}
    for path, theirs in CALLED:
        if path.partition(":")[0] != module:
            continue
        with installed():
            own = parameters(ours(path))
        told = [] if own is None else refused(theirs, own)
        if told != DIFFERENT.get(path, []):
            wrong[path] = told
    assert wrong == {}


def test_more_keywords_of_bulk_insert_are_refused_by_the_original() -> None:
    table = sa.table("t", sa.column("n", sa.Integer))

    def refuses() -> bool:
        impl = import_module("alembic.ddl.mssql").MSSQLImpl(MSDialect(), None, True, None, StringIO(), {})
        impl.bulk_insert(table, [{"n": 1}], multiinsert=False)
        with pytest.raises(TypeError, match="got an unexpected"):
            impl.bulk_insert(table, [{"n": 1}], other=True)
        return "INSERT INTO t" in impl.output_buffer.getvalue()

    assert refuses()
    with installed():
        assert refuses()


@pytest.mark.parametrize("path", USED)
def test_a_name_that_others_use_resolves(path: str) -> None:
    parts = path.split(".")
    with installed():
        for end in range(len(parts), 0, -1):
            try:
                found: Any = import_module(".".join(parts[:end]))
            except ModuleNotFoundError:
                continue
            break
        for name in parts[end:]:
            if name in ("config", "script") and found.__name__ == "alembic.context":
                return  # there while env.py runs
            found = getattr(found, name)
        assert found is not None


def test_the_table_of_used_names_is_whole() -> None:
    assert len(USED) == len(set(USED)) >= 130
