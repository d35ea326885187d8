"""``-v`` logs each operation with its time on standard error, whatever logging is set up; other loggers stay."""

from __future__ import annotations

import logging
import re

import pytest

from tests.kit.project import Project

UPGRADE = """
op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))
op.add_column("account", sa.Column("age", sa.Integer))
with op.batch_alter_table("account") as batch:
    batch.alter_column("name", nullable=False)
    batch.create_unique_constraint("uq_account", ["name"])
op.alter_column("account", "age", nullable=False, server_default="0")
op.create_index("ix_account_age", "account", ["age"])
op.execute("INSERT INTO account (name, age)\\n   VALUES ('somebody with a long name that is longer than the line', 3)")
op.bulk_insert(sa.table("account", sa.column("name")), [{"name": "a"}, {"name": "b"}])
op.rename_table("account", "person")
"""
NAMES = [
    "create_table account",
    "add_column account.age",
    "batch_alter_table account (2 operations)",
    "alter_column account.age",
    "create_index account.ix_account_age",
    "execute INSERT INTO account (name, age) VALUES ('somebody with a lon...",
    "bulk_insert account",
    "rename_table account",
]
SET_UP = "if config.config_file_name is not None and os.path.isfile(config.config_file_name):"
OWN = """import logging
logging.getLogger("their.own").setLevel(logging.ERROR)
if False:"""


@pytest.fixture
def project(project: Project) -> Project:
    project.add_revision("aaaa1111", None, "make all", upgrade=UPGRADE)
    return project


def operations(err: str) -> list[str]:
    lines = [line for line in err.splitlines() if "[revgraph.operations]" in line]
    found = [re.fullmatch(r"INFO  \[revgraph\.operations\] (.*)  (\d+\.\d{3}) s", line) for line in lines]
    assert all(found), lines
    return [each[1] for each in found if each]


@pytest.mark.parametrize(
    "argv", [("-v", "upgrade", "head"), ("upgrade", "-v", "head"), ("upgrade", "head", "--verbose")]
)
def test_each_operation_counts_once(project: Project, argv: tuple[str, ...]) -> None:
    result = project.run(*argv)
    assert result.code == 0, result
    assert operations(result.err) == NAMES
    assert result.out == ""


def test_without_it_operations_are_not_named(project: Project) -> None:
    result = project.run("upgrade", "head")
    assert "Running upgrade" in result.err and "[revgraph.operations]" not in result.err


def test_lines_are_shown_where_no_logging_is_set_up(project: Project) -> None:
    project.edit("migrations/env.py", SET_UP, OWN)
    assert project.spawn("upgrade", "head").err == ""
    assert project.spawn("downgrade", "base").code == 0
    (project.root / "database.sqlite").unlink()
    result = project.spawn("-v", "upgrade", "head")
    assert operations(result.err) == NAMES
    assert "INFO  [revgraph.runtime.migration] Running upgrade  -> aaaa1111, make all\n" in result.err


def test_lines_come_once_where_only_the_root_logger_is_set_up(project: Project) -> None:
    ini = project.ini.read_text().replace("keys = root,sqlalchemy,revgraph", "keys = root")
    project.ini.write_text(re.sub(r"\[logger_revgraph\][^\[]*", "", ini))
    result = project.spawn("-v", "upgrade", "head")
    assert operations(result.err) == NAMES
    assert result.err.count("Running upgrade") == 1


def test_loggers_are_as_before(project: Project) -> None:
    project.edit("migrations/env.py", SET_UP, OWN)
    theirs, ours = logging.getLogger("their.own"), logging.getLogger("revgraph")
    before = (ours.level, list(ours.handlers), theirs.disabled, list(logging.getLogger().handlers))
    assert project.run("-v", "upgrade", "head").code == 0
    assert (ours.level, list(ours.handlers), theirs.disabled, list(logging.getLogger().handlers)) == before


def test_a_failed_operation_and_a_script_have_no_time(project: Project) -> None:
    assert operations(project.run("-v", "upgrade", "head", "--sql").err) == []
    project.add_revision("bbbb2222", "aaaa1111", upgrade='op.drop_table("nosuch")')
    assert operations(project.run("-v", "upgrade", "head").err) == NAMES


def test_commands_with_a_verbose_of_their_own_keep_it(project: Project) -> None:
    short, long = project.run("history"), project.run("history", "-v")
    assert project.run("-v", "history").out == short.out != long.out
    assert project.run("-v", "history", "-v").out == long.out
