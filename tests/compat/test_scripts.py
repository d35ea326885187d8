"""Revision files, hooks and env.py by Alembic's names: dates, file names, warnings, editors, arguments."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from revgraph import command
from revgraph.compat.alembic import installed
from revgraph.compat.alembic.config import Config
from revgraph.errors import CommandError, RevisionError
from revgraph.script.base import ScriptDirectory

NOON = datetime.datetime(2024, 12, 26, 12)


@pytest.fixture(autouse=True)
def _alias() -> Iterator[None]:
    with installed():
        from alembic import op

        assert op.add_column  # what is lent to the classes is there from the first look on
        yield


@pytest.fixture
def config(tmp_path: Path) -> Config:
    made = Config(tmp_path / "alembic.ini", stdout=io.StringIO())
    command.init(made, str(tmp_path / "scripts"))
    return made


def environment(config: Config, code: str) -> None:
    path = Path(ScriptDirectory.from_config(config).env_py_location)
    path.write_text(f"from alembic import context\n{code}\n")


def test_the_date_comes_from_the_modules_clock(config: Config) -> None:
    script: Any = ScriptDirectory.from_config(config)
    script.timezone = "europe/berlin"
    now = mock.Mock(side_effect=lambda tz=None: NOON.replace(tzinfo=tz))
    with mock.patch("alembic.script.base.datetime", mock.Mock(datetime=mock.Mock(now=now), UTC=datetime.UTC)):
        assert script._generate_create_date() == datetime.datetime(2024, 12, 26, 13, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_date_given_in_its_place_names_the_file(config: Config) -> None:
    script: Any = ScriptDirectory.from_config(config)
    script.file_template = "%(year)d_%(rev)s_%(slug)s"
    script.truncate_slug_length = 10
    with mock.patch.object(script, "_generate_create_date", return_value=NOON):
        made = script.generate_revision("abc", "a message that is long")
    # the underscore says that there was more
    assert Path(made.path).name == "2024_abc_a_message_.py"


def test_a_file_in_two_locations_is_warned_of(config: Config, tmp_path: Path) -> None:
    versions = tmp_path / "scripts/versions"
    (versions / "abc.py").write_text("revision = 'abc'\ndown_revision = None\n")
    (tmp_path / "again").symlink_to(versions)
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", f"{versions}:{tmp_path / 'again'}")
    script = ScriptDirectory.from_config(config)
    with pytest.warns(UserWarning, match="abc.py loaded twice! ignoring. Please ensure version_locations is unique"):
        assert script.get_heads() == ["abc"]
    assert script.version_locations == [str(versions), str(tmp_path / "again")]


def test_a_mark_of_the_current_revision_is_shown(config: Config) -> None:
    script: Any = ScriptDirectory.from_config(config)
    script.generate_revision("abc", "x")
    found = script.get_revision("abc")
    assert found.log_entry.startswith("Rev: abc (head)\n")
    found._db_current_indicator = True
    assert found.log_entry.startswith("Rev: abc (head) (current)\n")


def test_hooks_are_registered_and_invoked_by_name() -> None:
    from alembic.script import write_hooks

    hook = mock.Mock()
    write_hooks.register("of a test")(hook)
    assert "of a test" in write_hooks._registry
    write_hooks._invoke("of a test", "file.py", {"a": "b"})
    hook.assert_called_once_with("file.py", {"a": "b"})
    with pytest.raises(CommandError, match="No formatter with name 'nonesuch' registered"):
        write_hooks._invoke("nonesuch", "file.py", {})


@pytest.mark.parametrize(("posix", "last"), [(True, "two words"), (False, "'two words'")])
def test_hooks_look_up_scripts_and_part_words_by_the_modules_means(config: Config, posix: bool, last: str) -> None:
    for name, value in {"hooks": "x", "x.type": "console_scripts", "x.entrypoint": "tool"}.items():
        config.set_section_option("post_write_hooks", name, value)
    config.set_section_option("post_write_hooks", "x.options", "REVISION_SCRIPT_FILENAME 'two words'")
    tool = EntryPoint("tool", "package.tool:run", "console_scripts")
    with (
        mock.patch("alembic.util.compat.importlib_metadata_get", return_value=[tool]) as found,
        mock.patch("alembic.util.compat.is_posix", posix),
        mock.patch("alembic.script.write_hooks.subprocess") as started,
    ):
        command.revision(config, "x")
    found.assert_called_once_with("console_scripts")
    (words,) = started.run.call_args.args
    assert (words[1:3], words[-1]) == (["-c", "import package.tool; package.tool.run()"], last)


def test_edit_opens_each_file_by_the_function_of_the_module(config: Config) -> None:
    from alembic import command as peer_command

    made = ScriptDirectory.from_config(config).generate_revision("abc", "x")
    with mock.patch("alembic.util.open_in_editor") as opened:
        peer_command.edit(config, "head")
    opened.assert_called_once_with(made.path)
    with pytest.raises(CommandError, match="No revision files indicated by symbol 'base'"):
        peer_command.edit(config, "base")


def test_a_short_id_reaches_env_py_as_it_was_given(config: Config) -> None:
    ScriptDirectory.from_config(config).generate_revision("abcdef", "x")
    environment(config, "assert context.get_revision_argument() == 'abc'\ncontext.configure(dialect_name='sqlite')")
    command.upgrade(config, "abc", sql=True)


def test_targets_are_up_to_env_py(config: Config) -> None:
    environment(config, "assert context.get_starting_revision_argument() == 'x'")
    command.upgrade(config, "x:y", sql=True)


@pytest.mark.parametrize(
    ("name", "characters"), [("no-dash", "-"), ("no@sign-or-dash", "-, @"), ("a:b+c", "+, :")], ids=str
)
def test_all_characters_that_an_id_may_not_have_are_named(config: Config, name: str, characters: str) -> None:
    with pytest.raises(CommandError) as caught:
        command.revision(config, "x", rev_id=name)
    assert str(caught.value) == f"Character(s) '{characters}' not allowed in revision identifier '{name}'"


def test_a_file_that_will_not_be_found_is_written_and_warned_of(
    config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    script = ScriptDirectory.from_config(config)
    script.file_template = "%(year)d/%(rev)s"
    with mock.patch.object(script, "_generate_create_date", return_value=NOON):
        made = script.generate_revision("abc", "x")
    assert Path(made.path) == Path(script.dir, "versions/2024/abc.py")
    assert Path(made.path).exists()
    assert "only found with recursive_version_locations = true" in caplog.text
    assert ScriptDirectory.from_config(config).get_heads() == []


def test_a_template_that_does_not_render_leaves_a_file_that_tells_where(config: Config) -> None:
    template = Path(ScriptDirectory.from_config(config).dir, "script.py.mako")
    template.write_text("x\n<% z = 1 / 0 %>\n")
    with pytest.raises(CommandError, match=f"{template}:2: the template does not render: ZeroDivisionError") as caught:
        command.revision(config, "x")
    found = re.match(r"Template rendering failed; see (.+?) for a template-oriented traceback", str(caught.value))
    assert found
    path = Path(found[1])
    assert "<% z = 1 / 0 %>" in path.read_text()
    path.unlink()
    template.unlink()
    with pytest.raises(CommandError, match=r"^template .* does not exist"):
        command.revision(config, "x")


@pytest.mark.parametrize("named", ["down_revision = 'gone'", "down_revision = None\ndepends_on = 'gone'"])
def test_a_revision_that_is_named_and_missing_is_a_key_error_too(config: Config, named: str) -> None:
    script = ScriptDirectory.from_config(config)
    Path(script.dir, "versions/abc.py").write_text(f"revision = 'abc'\n{named}\n")
    with pytest.raises(KeyError) as caught:
        list(script.walk_revisions())
    assert "names 'gone', which no revision file has" in str(caught.value)
    assert isinstance(caught.value, CommandError)


@pytest.mark.parametrize(
    ("upper", "lower", "told"),
    [
        (["a", "b", "c"], (), "b overlaps with other requested revisions a"),
        (["c", "a"], (), "c overlaps with other requested revisions a"),
        ("c", ["a", "b"], "b overlaps with other requested revisions a"),
        (["d", "b"], "a", "d overlaps with other requested revisions b"),  # by its dependency
    ],
)
def test_ends_of_a_range_that_imply_each_other_are_refused(upper: Any, lower: Any, told: str) -> None:
    from alembic.script.revision import Revision, RevisionMap

    line = [Revision("a", None), Revision("b", "a"), Revision("c", "b"), Revision("d", None, dependencies="b")]
    graph: Any = RevisionMap(lambda: line)
    with pytest.raises(RevisionError, match=f"^Requested revision {told}$"):
        list(graph.iterate_revisions(upper, lower))
    # what a word or a range stands for is nobody's choice
    assert {each.revision for each in graph.iterate_revisions("heads", ())} == set("abcd")
    assert {each.revision for each in graph.get_range(":")} == set("abcd")
