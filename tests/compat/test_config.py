"""Alembic's ``Config``: how it writes, what it tells of its files, what it reads anew."""

from __future__ import annotations

import io
import logging
import os
import sys
import tomllib
from pathlib import Path
from unittest import mock

import pytest

from revgraph import command
from revgraph.compat.alembic import installed
from revgraph.compat.alembic.config import Config
from revgraph.config import Config as OwnConfig
from revgraph.errors import CommandError
from revgraph.script.base import ScriptDirectory


@pytest.mark.parametrize(("encoding", "written"), [("latin-1", "méil 3%"), (None, "m?il 3%")])
def test_a_line_and_its_end_are_written_one_after_the_other(encoding: str | None, written: str) -> None:
    stream = mock.Mock(encoding=encoding)
    Config(stdout=stream).print_stdout("méil 3%")
    assert stream.mock_calls == [mock.call.write(written), mock.call.write("\n")]


def test_nothing_is_written_when_quiet() -> None:
    stream = io.StringIO()
    Config(stdout=stream, cmd_opts=mock.Mock(quiet=True, tell_more=False)).print_stdout("x")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("named", [True, False])
def test_a_verbose_command_tells_which_file_it_reads(
    tmp_path: Path, named: bool, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "alembic.ini"
    path.write_text("[alembic]\n")
    caplog.set_level(logging.INFO, "alembic.config")
    config = Config(path if named else None, cmd_opts=mock.Mock(verbose=True))
    assert config.file_config.has_section("alembic")
    assert caplog.messages == [f"Loading config from file: {path}" if named else "No config file provided"]


def test_the_folder_of_the_ini_file_is_among_the_variables_once_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "ini").mkdir()
    (tmp_path / "ini/alembic.ini").write_text("[alembic]\n")
    (tmp_path / "pyproject.toml").write_text('[tool.alembic]\nscript_location = "%(here)s/x"\n')
    config = Config(tmp_path / "ini/alembic.ini", tmp_path / "pyproject.toml")
    assert config.file_config.sections() == ["alembic"]
    assert config.config_args["here"] == str(tmp_path / "ini")
    assert config.get_alembic_option("script_location") == str(tmp_path / "x")


def test_the_toml_file_is_read_again_when_what_was_read_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.alembic]\nx = "1"\n')
    config = Config(toml_file=path)
    assert config.get_alembic_option("x") == "1"
    path.write_text('[tool.alembic]\nx = "2"\n')
    assert config.get_alembic_option("x") == "1"
    del config.__dict__["toml_alembic_config"]
    assert config.get_alembic_option("x") == "2"


def test_a_list_without_separator_is_warned_of_even_if_it_is_one_path() -> None:
    config = Config()
    config.set_main_option("version_locations", "/one")
    with pytest.warns(DeprecationWarning, match="No path_separator found in configuration; falling back"):
        assert config.get_version_locations_list() == ["/one"]


def test_an_unknown_separator_is_a_wrong_value() -> None:
    config = Config()
    config.set_main_option("path_separator", "|")
    config.set_main_option("version_locations", "/one")
    with installed(), pytest.raises(ValueError, match="expected 'space', 'newline', 'os', ':', ';'"):
        from alembic.script import ScriptDirectory as Directory

        config.set_main_option("script_location", os.curdir)
        Directory.from_config(config)


@pytest.mark.parametrize("template", ["pyproject", "pyproject_async"])
def test_a_project_in_toml_has_its_url_in_an_ini_file(
    tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    Path("pyproject.toml").write_text("[tool.x]\na = 'b'")
    config = Config("alembic.ini", "pyproject.toml", stdout=io.StringIO())
    command.init(config, "migrations", template=template)
    text = Path("pyproject.toml").read_text()
    assert text.startswith("[tool.x]\na = 'b'\n\n[tool.alembic]\n")
    assert tomllib.loads(text)["tool"]["alembic"] == {
        "script_location": "%(here)s/migrations",
        "prepend_sys_path": ["."],
    }
    assert config.get_main_option("sqlalchemy.url") == "driver://user:pass@localhost/dbname"
    # the same object sees what it has written
    assert ScriptDirectory.from_config(config).dir == str(tmp_path / "migrations")


def test_init_refuses_a_folder_in_use_in_alembics_words(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/file").touch()
    with installed():
        from alembic import command as peer_command

        with pytest.raises(CommandError) as caught:
            peer_command.init(Config(tmp_path / "alembic.ini"), str(tmp_path / "x"))
        assert str(caught.value) == f"Directory {tmp_path / 'x'} already exists and is not empty"


@pytest.mark.parametrize("own", [True, False])
def test_folders_come_to_the_path_of_modules_as_they_are_written(
    tmp_path: Path, own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", ["/x"])
    config = OwnConfig() if own else Config()
    config.set_main_option("script_location", str(tmp_path))
    config.set_main_option("path_separator", "os")
    config.set_main_option("prepend_sys_path", f"a{os.pathsep}.")
    ScriptDirectory.from_config(config)
    assert sys.path == ([os.path.abspath("a"), os.getcwd(), "/x"] if own else ["a", ".", "/x"])


def test_a_length_that_is_no_number_is_told_in_pythons_words(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        f"[tool.alembic]\nscript_location = '{tmp_path}'\ntruncate_slug_length = 'long'\n"
    )
    config = Config(toml_file=tmp_path / "pyproject.toml")
    with pytest.raises(ValueError, match="'truncate_slug_length' must be a whole number, not 'long'"):
        ScriptDirectory.from_config(config)
    with installed():
        from alembic import op

        assert op.add_column
        with pytest.raises(ValueError, match=r"^invalid literal for int\(\) with base 10: 'long'$"):
            ScriptDirectory.from_config(config)
