"""``adopt``: a project moves in from Alembic, says the same as before, and moves out again byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from revgraph.command.adopting.account import Account, difference
from revgraph.errors import CommandError
from revgraph.util.files import changed_files
from tests.compat.peer import ALEMBIC, REVGRAPH, PeerProject
from tests.kit.project import Project, expect_refusal

pytest.importorskip("alembic")

ODD = b"""\
'''odd

Revision ID: cccc3
Revises: bbbb2
'''
import sqlalchemy as sa, alembic.op as  o
from alembic.util import CommandError
revision="cccc3"
down_revision="bbbb2"

def upgrade():
\to.create_table("alembic", sa.Column("id", sa.Integer))  # alembic \xc3\xa4

def downgrade():
\to.drop_table("alembic")""".replace(b"\n", b"\r\n")
"""A revision as somebody may have written it by hand: line ends, tabs, no newline at the end, words like the tool's."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("peer")
    project = PeerProject(root).make()
    project.add_revision(
        "aaaa1", None, "first", 'op.create_table("a", sa.Column("id", sa.Integer))', 'op.drop_table("a")'
    )
    project.add_revision("bbbb2", "aaaa1", "second", 'op.add_column("a", sa.Column("x", sa.Integer))', "pass")
    (root / "alembic/versions/cccc3_odd.py").write_bytes(ODD)
    ini = root / "alembic.ini"
    ini.write_text(ini.read_text().replace(f"sqlite:///{root / 'database.sqlite'}", "sqlite:///database.sqlite"))
    assert project.run(ALEMBIC, "upgrade", "bbbb2").code == 0
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Project:
    """A project that Alembic made and brought to its second of three revisions."""
    shutil.copytree(made, tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    return Project(tmp_path / "project")


def run(project: Project, *argv: str) -> str:
    done = project.run(*argv)
    assert done.code == 0, done
    return done.out


def alembic(project: Project, *argv: str) -> str:
    done = PeerProject(project.root).run(ALEMBIC, *argv)
    assert done.code == 0, done
    return done.out


def tables(project: Project) -> set[str]:
    return {name for name, _ in project.schema() if not name.startswith("sqlite_")}


def test_a_configuration_is_written_and_nothing_else_touched(project: Project) -> None:
    before, schema = project.tree(), project.schema()
    out = run(project, "adopt")
    assert out.splitlines() == [
        "written: revgraph.ini",
        "heads, history and the script of an upgrade are the same as before",
    ]
    after = project.tree()
    added = after.pop("revgraph.ini")
    assert (after, project.schema()) == (before, schema)
    old = before["alembic.ini"].splitlines()
    new = added.splitlines()
    assert [line for line in new if line not in old] == [
        b"[revgraph]",
        b"# made for alembic, and run with revgraph; 'revgraph adopt --back' undoes it",
        b"made_for = alembic",
        b"version_table = alembic_version",
    ]
    assert [line for line in old if line not in new] == [b"[alembic]"]


def test_a_project_without_revisions_moves_in_and_out(tmp_path: Path) -> None:
    PeerProject(tmp_path).make()
    project = Project(tmp_path)
    before = project.tree()
    assert "heads, history and the script of an upgrade are the same as before" in run(project, "adopt")
    run(project, "adopt", "--back")
    assert project.tree() == before


def test_further_configurations_are_moved_by_hand(project: Project) -> None:
    second = project.root / "second.ini"
    second.write_text((project.root / "alembic.ini").read_text().replace("database.sqlite", "second.sqlite"))
    (project.root / "odd.ini").write_bytes(b"[\xe4]")
    (project.root / "folder.ini").mkdir()
    line = second.read_text().splitlines().index("[alembic]") + 1
    told = f"left as it is: second.ini:{line}: [alembic]: one configuration is moved at a time, further ones by hand"
    assert told in run(project, "adopt").splitlines()
    by_hand = ["second.ini", "by hand", "[revgraph]", "'made_for = alembic'", "'version_table = alembic_version'", "-c"]
    expect_refusal(project, "-c", "second.ini", "adopt", says=by_hand)
    keys = "made_for = alembic\nversion_table = alembic_version"
    (project.root / "two.ini").write_text(second.read_text().replace("[alembic]", f"[revgraph]\n{keys}"))
    run(project, "-c", "two.ini", "upgrade", "bbbb2")
    assert run(project, "-c", "two.ini", "current") == "bbbb2\n"
    assert (project.root / "second.sqlite").exists()


def test_both_tools_go_on_where_the_other_stopped(project: Project) -> None:
    run(project, "adopt")
    assert run(project, "current") == "bbbb2\n"
    done = PeerProject(project.root).run(REVGRAPH, "upgrade", "head")
    assert done.code == 0, done
    # the project's logging is set up by Alembic's names, and still is
    assert "INFO  [alembic.runtime.migration] Running upgrade bbbb2 -> cccc3, odd" in done.err
    assert tables(project) == {"a", "alembic", "alembic_version"}
    assert alembic(project, "current") == "cccc3 (head)\n"
    alembic(project, "downgrade", "-1")
    assert run(project, "current") == "bbbb2\n"


def test_what_is_new_is_revgraphs_from_then_on(project: Project) -> None:
    run(project, "adopt")
    project.edit("revgraph.ini", "made_for = alembic\n", "made_for = alembic\njournal = true\n")
    run(project, "upgrade", "head")
    assert project.rows("SELECT count(*) FROM revgraph_journal") == [(1,)]
    run(project, "revision", "-m", "more", "--rev-id", "dddd4")
    written = (project.root / "alembic/versions/dddd4_more.py").read_text()
    assert "from alembic import op" in written  # as the project's own template has it
    run(project, "upgrade", "head")


def test_imports_are_rewritten_byte_for_byte_and_what_has_no_counterpart_stays(project: Project) -> None:
    before = project.tree()
    out = run(project, "adopt", "--rewrite")
    after = project.tree()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "alembic/env.py",
        "alembic/script.py.mako",
        *(f"alembic/versions/{name}.py" for name in ("aaaa1_", "bbbb2_", "cccc3_odd")),
    }
    for name in changed - {"alembic/versions/cccc3_odd.py"}:
        assert after[name] == before[name].replace(b"from alembic import", b"from revgraph import")
    assert after["alembic/versions/cccc3_odd.py"] == ODD.replace(b", alembic.op as  o", b", revgraph.op as  o")
    assert "left as it is: alembic/versions/cccc3_odd.py:7: from alembic.util import CommandError" in out.splitlines()
    run(project, "upgrade", "head")
    assert tables(project) == {"a", "alembic", "alembic_version"}


@pytest.mark.parametrize(
    "flags", [(), ("--rewrite",), ("--rename-version-table",), ("--rewrite", "--rename-version-table")], ids=" ".join
)
def test_moving_out_undoes_it_byte_for_byte(project: Project, flags: tuple[str, ...]) -> None:
    before = project.tree()
    run(project, "adopt", *flags)
    assert project.tree() != before
    assert run(project, "current") == "bbbb2\n"
    name = "revgraph_version" if "--rename-version-table" in flags else "alembic_version"
    assert tables(project) == {"a", name}
    run(project, "adopt", "--back", *flags)
    assert project.tree() == before
    assert tables(project) == {"a", "alembic_version"}
    assert alembic(project, "current") == "bbbb2\n"
    alembic(project, "upgrade", "head")


def test_moving_out_needs_to_be_told_what_else_to_change(project: Project) -> None:
    run(project, "adopt", "--rewrite", "--rename-version-table")
    expect_refusal(project, "adopt", "--back", says=["import revgraph", "--rewrite", "env.py"])
    expect_refusal(project, "adopt", "--back", "--rewrite", says=["alembic_version", "--rename-version-table"])


def test_a_project_of_revgraphs_own_can_move_out(tmp_path: Path) -> None:
    project = Project(tmp_path).make()
    env = project.root / "migrations/env.py"
    env.write_text(env.read_text().replace("config.database_url()", 'config.get_main_option("sqlalchemy.url")'))
    project.edit("revgraph.ini", "journal = true", "journal = false")
    project.add_revision("aaaa", None, upgrade='op.create_table("a", sa.Column("id", sa.Integer))')
    run(project, "upgrade", "head")
    run(project, "adopt", "--back", "--rewrite", "--rename-version-table")
    assert alembic(project, "current") == "aaaa (head)\n"
    alembic(project, "revision", "-m", "next")
    assert not project.ini.exists()


@pytest.mark.parametrize("use", ["op.create_enum('e', ['a'])", "op.rename_index('t', 'a', 'b')"])
def test_what_alembic_does_not_have_is_told_before_moving_out(project: Project, use: str) -> None:
    run(project, "adopt")
    project.edit("alembic/versions/bbbb2_.py", "    pass", f"    {use}")
    name = use.partition("(")[0]
    expect_refusal(project, "adopt", "--back", says=["bbbb2_.py", name, "--force"])
    run(project, "adopt", "--back", "--force")
    assert not project.ini.exists()


def test_the_name_of_the_environment_file_is_enough_for_neither(project: Project) -> None:
    run(project, "adopt")
    project.edit("alembic/env.py", "target_metadata = None", "target_metadata = None\nconfig.database_url()")
    expect_refusal(project, "adopt", "--back", says=["env.py", "config.database_url"])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # asks for the section by a name of its own
        (
            "config = context.config",
            "config = context.config\nconfig.get_section('alembic')['script_location']",
            "env.py",
        ),
        # acts by the name of the file
        (
            "    url = config",
            "    url = 'postgresql://' if 'revgraph' in config.config_file_name else config",
            "script: ",
        ),
    ],
)
def test_a_project_that_would_not_be_the_same_is_left_as_it_was(
    project: Project, old: str, new: str, says: str
) -> None:
    project.edit("alembic/env.py", old, new)
    done = expect_refusal(project, "adopt", "--rewrite", "--rename-version-table", says=[says])
    assert "all files are as they were" in done.err
    assert tables(project) == {"a", "alembic_version"}


def test_a_version_table_that_env_py_names_is_not_renamed(project: Project) -> None:
    project.edit(
        "alembic/env.py",
        "        context.configure(\n            connection",
        "        context.configure(\n            version_table='mine', connection",
    )
    expect_refusal(project, "adopt", "--rename-version-table", says=["env.py itself names the version table", "'mine'"])
    run(project, "adopt")
    run(project, "adopt", "--back")


def test_two_version_tables_are_for_a_person_to_sort_out(project: Project) -> None:
    with closing(sqlite3.connect(project.database)) as connection:
        connection.execute("CREATE TABLE revgraph_version (version_num TEXT)")
    expect_refusal(project, "adopt", "--rename-version-table", says=["both alembic_version and revgraph_version"])


def test_dry_run_writes_nothing(project: Project) -> None:
    before = project.tree()
    out = run(project, "adopt", "--dry-run", "--rewrite")
    assert "would be written: revgraph.ini" in out.splitlines()
    assert project.tree() == before


def test_programs_get_json(project: Project) -> None:
    told = json.loads(run(project, "adopt", "--json", "--rename-version-table"))
    assert told == {
        "version": 1,
        "done": True,
        "files": {"revgraph.ini": "written"},
        "left": [],
        "renamed_in": ["sqlite:///database.sqlite"],
        "script_compared": True,
    }


def test_it_is_said_when_no_script_could_be_compared(project: Project) -> None:
    project.edit(
        "alembic/versions/bbbb2_.py",
        "    op.add_column",
        "    op.get_bind().execute(sa.text('x')).all()\n    op.add_column",
    )
    out = run(project, "adopt")
    assert "heads and history are the same as before; no script could be written" in out


def test_it_is_done_once(project: Project) -> None:
    run(project, "adopt")
    expect_refusal(project, "adopt", says=["revgraph's already"])
    run(project, "adopt", "--back")
    expect_refusal(project, "adopt", "--back", says=["is alembic's, so it need not move back"])


def test_a_file_in_the_way_is_not_overwritten(project: Project) -> None:
    (project.root / "revgraph.ini").write_text("[other]\n")
    done = project.run("-c", "alembic.ini", "adopt")
    assert done.code == 1 and "revgraph.ini is there already" in done.err
    (project.root / "revgraph.ini").unlink()
    run(project, "adopt")
    project.edit("alembic.ini", "[alembic]\n", "[alembic]\nfile_template = %%(rev)s\n")
    expect_refusal(project, "adopt", "--back", says=["alembic.ini does not say the same", "--force"])
    run(project, "adopt", "--back", "--force")
    assert b"file_template = %%(rev)s\n" not in project.tree()["alembic.ini"]


def test_what_was_set_meanwhile_moves_out_as_well(project: Project) -> None:
    run(project, "adopt")
    (project.root / "alembic.ini").unlink()
    project.edit("revgraph.ini", "prepend_sys_path = .\n", "prepend_sys_path = .\ntimezone = UTC\n")
    run(project, "adopt", "--back")
    assert b"timezone = UTC\n" in project.tree()["alembic.ini"]
    assert b"made_for" not in project.tree()["alembic.ini"]


@pytest.fixture
def toml_project(tmp_path: Path) -> Project:
    made = PeerProject(tmp_path, "pyproject")
    (tmp_path / "pyproject.toml").write_bytes(b'[project]\nname = "app"\r\nversion = "1"\n')
    project = Project(made.make().root)
    made.add_revision("aaaa1", None, "first", 'op.create_table("a", sa.Column("id", sa.Integer))', "pass")
    toml = tmp_path / "pyproject.toml"
    hooks = b'\n[[tool.alembic.post_write_hooks]]\nname = "none"\ntype = "exec"\nexecutable = "true"\n'
    toml.write_bytes(toml.read_bytes() + hooks + b'\n# of another tool\n[tool.other]\nx = ["""\n[y]"""]\n')
    return project


def test_a_table_of_pyproject_moves_in_and_out(toml_project: Project) -> None:
    before = toml_project.tree()
    assert set(run(toml_project, "adopt").splitlines()[:2]) == {"written: revgraph.ini", "written: pyproject.toml"}
    after = toml_project.tree()["pyproject.toml"]
    assert after.startswith(before["pyproject.toml"])
    added = after[len(before["pyproject.toml"]) :]
    assert b"\n[tool.revgraph]" in added and b"[[tool.revgraph.post_write_hooks]]" in added
    run(toml_project, "upgrade", "head")
    run(toml_project, "revision", "-m", "more")
    written = sorted((toml_project.root / "alembic/versions").glob("*_more.py"))
    assert len(written) == 1
    written[0].unlink()
    run(toml_project, "adopt", "--back")
    assert toml_project.tree() == before


def test_a_table_that_was_changed_meanwhile_is_not_thrown_away(toml_project: Project) -> None:
    run(toml_project, "adopt")
    path = toml_project.root / "pyproject.toml"
    text = path.read_text()
    path.write_text(text[: text.rindex('executable = "true"')] + 'executable = "false"\n')
    expect_refusal(toml_project, "adopt", "--back", says=["do not say the same any more", "--force"])
    run(toml_project, "adopt", "--back", "--force")
    assert path.read_text().count('executable = "false"') == 1 and "tool.revgraph" not in path.read_text()


def test_an_unknown_tool_is_told(project: Project) -> None:
    run(project, "adopt")
    project.edit("revgraph.ini", "made_for = alembic", "made_for = nonesuch")
    done = project.run("current")
    assert done.code == 1 and "made_for = 'nonesuch': revgraph answers for alembic only" in done.err


@pytest.mark.parametrize("fails", [OSError("disk full"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_files_are_as_they_were_if_anything_fails(tmp_path: Path, fails: BaseException) -> None:
    kept, gone, new = tmp_path / "kept", tmp_path / "gone", tmp_path / "new"
    kept.write_bytes(b"1")
    gone.write_bytes(b"2")
    with pytest.raises(type(fails)), changed_files({kept: b"x", gone: None, new: b"y"}):
        assert (kept.read_bytes(), gone.exists(), new.read_bytes()) == (b"x", False, b"y")
        raise fails
    assert sorted(os.listdir(tmp_path)) == ["gone", "kept"]
    assert (kept.read_bytes(), gone.read_bytes()) == (b"1", b"2")


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_the_version_table_is_renamed_on_servers_too(project: Project, url_of: Callable[[str], str], kind: str) -> None:
    project.edit("alembic.ini", "sqlite:///database.sqlite", url_of(kind).replace("%", "%%"))
    run(project, "upgrade", "aaaa1")
    assert "was renamed in" in run(project, "adopt", "--rename-version-table")
    assert run(project, "current") == "aaaa1\n"
    run(project, "upgrade", "+1")
    run(project, "adopt", "--back", "--rename-version-table")
    assert alembic(project, "current") == "bbbb2\n"


def test_the_command_is_a_function_too(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from revgraph import command
    from revgraph.config import Config

    monkeypatch.chdir(project.root)
    moved = command.adopt(Config("alembic.ini"))
    assert [path.name for path in moved.move.files] == ["revgraph.ini"]  # type: ignore[union-attr]
    with pytest.raises(CommandError, match="made by a program"):
        from revgraph.compat.alembic.config import Config as Theirs

        made = Theirs()
        made.set_main_option("script_location", "alembic")
        command.adopt(made)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("CREATE x;\n\n", "BEGIN;\n\nCREATE x;\n\nCOMMIT;\n\n", None),
        ("BEGIN;\n\nCREATE x;\n\nCOMMIT;\n\n", "CREATE x;\n\n", None),
        ("CREATE x;\n\n", "BEGIN;\n\nCREATE y;\n\nCOMMIT;\n\n", "script: 'CREATE x;' became 'CREATE y;'"),
    ],
)
def test_words_around_what_a_script_does_are_no_difference(before: str, after: str, told: str | None) -> None:
    assert difference(Account("h", "h", before, None), Account("h", "h", after, None)) == told
