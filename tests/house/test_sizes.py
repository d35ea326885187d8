"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.source import ROOT, source_files

FILE_LIMIT, FILE_GUIDANCE = 600, 400
FUNCTION_LIMIT, FUNCTION_GUIDANCE = 80, 40
SHARE_OVER_GUIDANCE = 0.05

# name -> (granted size, reason)
GRANTED_FILES: dict[str, tuple[int, str]] = {}
GRANTED_FUNCTIONS: dict[str, tuple[int, str]] = {}


def test_no_file_is_too_long() -> None:
    long = {
        file.module: file.lines
        for file in source_files()
        if file.lines > GRANTED_FILES.get(file.module, (FILE_LIMIT, ""))[0]
    }
    assert not long, f"split them, or grant each with a reason: {long}"


def test_no_function_is_too_long() -> None:
    long = {
        f"{name}:{line}": size
        for file in source_files()
        for name, line, size in file.functions
        if size > GRANTED_FUNCTIONS.get(name, (FUNCTION_LIMIT, ""))[0]
    }
    assert not long, f"split them, or grant each with a reason: {long}"


def test_few_functions_exceed_the_guidance() -> None:
    sizes = {name: size for file in source_files() for name, _, size in file.functions}
    over = {name: size for name, size in sizes.items() if size > FUNCTION_GUIDANCE}
    assert len(over) <= SHARE_OVER_GUIDANCE * len(sizes), f"{len(over)} of {len(sizes)} functions: {over}"


def test_few_files_exceed_the_guidance() -> None:
    over = {file.module: file.lines for file in source_files() if file.lines > FILE_GUIDANCE}
    assert len(over) <= 2 * SHARE_OVER_GUIDANCE * len(source_files()), f"{over} of {len(source_files())} files"


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.stem)
def test_test_files_are_split_by_noun(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LIMIT


def test_grants_are_needed() -> None:
    modules = {file.module: file.lines for file in source_files()}
    functions = {name: size for file in source_files() for name, _, size in file.functions}
    idle = [name for name in GRANTED_FILES if modules.get(name, 0) <= FILE_LIMIT]
    idle += [name for name in GRANTED_FUNCTIONS if functions.get(name, 0) <= FUNCTION_LIMIT]
    assert not idle, f"no longer needed: {idle}"
