"""Lists of paths, script_location, and how a missing one is explained."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revgraph.config import Config
from revgraph.errors import ConfigError


def ini(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "revgraph.ini"
    path.write_text(text, encoding="utf-8")
    return Config(path)


def toml(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    return Config(toml_file=path)


SPLITS = [
    pytest.param("os", f"a b{os.pathsep}c", ["a b", "c"], id="os"),
    pytest.param(":", "a: b :", ["a", "b"], id="colon"),
    pytest.param(";", "a;; b", ["a", "b"], id="semicolon"),
    pytest.param("space", "a  b\n c", ["a", "b", "c"], id="space"),
    pytest.param("newline", "a\n b c\n\n d ", ["a", "b c", "d"], id="newline"),
]


@pytest.mark.parametrize(("separator", "value", "parts"), SPLITS)
def test_lists_are_split_as_path_separator_says(tmp_path: Path, separator: str, value: str, parts: list[str]) -> None:
    config = ini(tmp_path, f"[revgraph]\npath_separator = {separator}\n")
    config.set_main_option("version_locations", value)
    config.set_main_option("prepend_sys_path", value)
    assert config.get_version_locations_list() == parts
    assert config.get_prepend_sys_paths_list() == parts


def test_unknown_separator_is_told(tmp_path: Path) -> None:
    config = ini(tmp_path, "[revgraph]\npath_separator = |\nversion_locations = a\n")
    with pytest.raises(ConfigError, match=r"'\|' is not a valid value for path_separator; expected one of 'space'"):
        config.get_version_locations_list()


def test_lists_without_a_separator_are_split_the_old_way(tmp_path: Path) -> None:
    config = ini(tmp_path, "[revgraph]\nversion_locations = a b,c:d\nprepend_sys_path = a b:c\n")
    with pytest.warns(DeprecationWarning, match="path_separator = os"):
        assert config.get_version_locations_list() == ["a", "b", "c:d"]
    with pytest.warns(DeprecationWarning, match="path_separator = os"):
        assert config.get_prepend_sys_paths_list() == ["a", "b", "c"]


def test_a_single_path_needs_no_separator(tmp_path: Path) -> None:
    config = ini(tmp_path, "[revgraph]\nprepend_sys_path = .\n")
    assert config.get_prepend_sys_paths_list() == ["."]


def test_the_separators_old_name_still_works(tmp_path: Path) -> None:
    config = ini(tmp_path, "[revgraph]\nversion_path_separator = ;\nversion_locations = a;b\n")
    with pytest.warns(DeprecationWarning, match="version_path_separator .*is deprecated"):
        assert config.get_version_locations_list() == ["a", "b"]


def test_missing_lists_are_none() -> None:
    assert Config().get_version_locations_list() is None
    assert Config().get_prepend_sys_paths_list() is None


def test_toml_lists_are_lists(tmp_path: Path) -> None:
    config = toml(tmp_path, '[tool.revgraph]\nversion_locations = ["%(here)s/a", "b:c"]\nprepend_sys_path = "."\n')
    assert config.get_version_locations_list() == [f"{tmp_path}/a", "b:c"]
    assert config.get_prepend_sys_paths_list() == ["."]


def test_toml_list_of_something_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'version_locations' must be a list of strings"):
        toml(tmp_path, "[tool.revgraph]\nversion_locations = [1]\n").get_version_locations_list()


def test_script_location_comes_from_either_file(tmp_path: Path) -> None:
    assert ini(tmp_path, "[revgraph]\nscript_location = x\n").get_script_location() == "x"
    assert toml(tmp_path, '[tool.revgraph]\nscript_location = "y"\n').get_script_location() == "y"


def missing_message(config: Config) -> str:
    with pytest.raises(ConfigError) as caught:
        config.get_script_location()
    message = str(caught.value)
    assert message.startswith("No 'script_location' key found in configuration: ")
    assert "revgraph init" in message
    return message


def test_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    both = missing_message(Config("nope.ini", "pyproject.toml"))
    assert f"there is no file nope.ini in {tmp_path}, there is no file pyproject.toml" in both
    assert "there is no file revgraph.ini in" in missing_message(Config())


def test_missing_file_is_named_beside_a_toml_file_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    told = missing_message(Config("revgraph.ini", "pyproject.toml"))
    assert f"there is no file revgraph.ini in {tmp_path}, pyproject.toml has no table [tool.revgraph]" in told


def test_missing_section_is_named(tmp_path: Path) -> None:
    assert "revgraph.ini has no section [revgraph]" in missing_message(ini(tmp_path, "[other]\nscript_location = x\n"))


def test_missing_key_is_named(tmp_path: Path) -> None:
    assert "revgraph.ini has no such key in [revgraph]" in missing_message(
        ini(tmp_path, "[revgraph]\nscript_location =\n")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tool.other]\n", "has no table [tool.revgraph]"),
        ("[tool.revgraph]\nx = 1\n", "no such key in [tool.revgraph]"),
    ],
)
def test_missing_toml_entry_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert told in missing_message(toml(tmp_path, text))
