"""A project whose revision files exist only compiled."""

from __future__ import annotations

import compileall

import pytest

from tests.kit.project import Project

CREATE = "op.create_table('t', sa.Column('id', sa.Integer()))"


@pytest.fixture(params=["beside", "__pycache__"])
def sourceless(project: Project, request: pytest.FixtureRequest) -> Project:
    """Two revisions without source: compiled beside where it was, or in Python's own folder."""
    project.edit("revgraph.ini", "# sourceless = false", "sourceless = true")
    project.add_revision("aaaa1111", None, upgrade=CREATE, downgrade="op.drop_table('t')")
    project.add_revision("bbbb2222", "aaaa1111", "second")
    assert compileall.compile_dir(project.versions, quiet=1, legacy=request.param == "beside")
    for path in project.versions.glob("*.py"):
        path.unlink()
    return project


def test_commands_work_without_sources(sourceless: Project) -> None:
    assert sourceless.run("heads").lines == ["bbbb2222 (head)"]
    assert sourceless.run("history").lines[0] == "aaaa1111 -> bbbb2222 (head), second"
    assert sourceless.run("upgrade", "head").code == 0
    assert "t" in dict(sourceless.schema())
    assert sourceless.run("downgrade", "base").code == 0
    assert "t" not in dict(sourceless.schema())


def test_new_revision_with_source_joins_them(sourceless: Project) -> None:
    assert sourceless.run("revision", "-m", "third", "--rev-id", "cccc3333").code == 0
    assert sourceless.run("heads").lines == ["cccc3333 (head)"]


def test_compiled_files_are_not_looked_at_unless_asked_for(sourceless: Project) -> None:
    sourceless.edit("revgraph.ini", "sourceless = true", "sourceless = false")
    assert sourceless.run("heads").lines == []


def test_damaged_compiled_file_is_named(sourceless: Project) -> None:
    path = next(sourceless.versions.rglob("aaaa1111*.pyc"))
    path.write_bytes(b"no bytecode")
    result = sourceless.run("heads")
    assert (result.code, str(path) in result.err, "Traceback" in result.err) == (1, True, False), result


def test_env_py_may_be_compiled_too(sourceless: Project) -> None:
    compiled(sourceless)
    assert sourceless.run("upgrade", "head").code == 0
    assert "t" in dict(sourceless.schema())


def test_what_env_py_was_compiled_to_is_not_run_unless_asked_for(sourceless: Project) -> None:
    compiled(sourceless)
    sourceless.edit("revgraph.ini", "sourceless = true", "sourceless = false")
    result = sourceless.run("upgrade", "head")
    assert (result.code, "env.py: does not exist; bring it back" in result.err) == (1, True), result


def compiled(project: Project) -> None:
    """Leave nothing of env.py but what Python has compiled it to."""
    source = project.root / "migrations/env.py"
    assert compileall.compile_file(source, quiet=1, legacy=True)
    source.unlink()
