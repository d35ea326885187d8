"""The ``[tool.revgraph]`` table."""

from __future__ import annotations

from pathlib import Path

import pytest

from revgraph.config import Config
from revgraph.errors import ConfigError


def config_of(tmp_path: Path, text: str, ini: str | None = None) -> Config:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    if ini is not None:
        (tmp_path / "revgraph.ini").write_text(ini, encoding="utf-8")
    return Config(
        tmp_path / "revgraph.ini" if ini is not None else None, tmp_path / "pyproject.toml", config_args={"z": "Z"}
    )


VALUES = """
[tool.revgraph]
text = "%(here)s/x %(z)s %%(rev)s %% 100% p%40ss"
list = ["%(here)s/a", "b"]
table = {a = "%(here)s"}
tables = [{a = "%(z)s"}]
number = 40
yes = true
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "{here}/x Z %(rev)s % 100% p%40ss"),
        ("list", ["{here}/a", "b"]),
        ("table", {"a": "{here}"}),
        ("tables", [{"a": "Z"}]),
        ("number", 40),
        ("yes", True),
        ("missing", None),
    ],
)
def test_values_of_every_shape(tmp_path: Path, name: str, value: object) -> None:
    found = config_of(tmp_path, VALUES).get_option(name)
    assert str(found) == str(value).replace("{here}", str(tmp_path))
    assert type(found) is type(value)


def test_ini_wins_over_toml(tmp_path: Path) -> None:
    config = config_of(tmp_path, '[tool.revgraph]\na = "toml"\nb = "toml"\n', "[revgraph]\na = ini\n")
    assert (config.get_option("a"), config.get_option("b")) == ("ini", "toml")
    assert config.get_main_option("b") is None


def test_toml_name_as_first_argument_is_the_toml_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.revgraph]\nscript_location = "x"\n', encoding="utf-8")
    config = Config(tmp_path / "pyproject.toml")
    assert config.get_script_location() == "x"
    assert (config.config_file_name, config.toml_file_name) == (None, str(tmp_path / "pyproject.toml"))


def test_missing_file_or_table_is_empty(tmp_path: Path) -> None:
    assert Config(toml_file=tmp_path / "pyproject.toml").toml_config == {}
    assert config_of(tmp_path, "[project]\nname = 'x'\n").toml_config == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[tool]\nrevgraph = 3\n", "Incorrect TOML format", id="no table"),
        pytest.param("tool = 3\n", "Incorrect TOML format", id="tool is no table"),
        pytest.param("[tool.revgraph\n", "can't be read as TOML: .*line 1", id="syntax"),
        pytest.param("[tool.revgraph]\nx = 2020-01-01\n", "unsupported TOML value type for key 'x'", id="date"),
        pytest.param('[tool.revgraph]\nx = "%(no)s"\n', r"'x' uses %\(no\)s, which is not defined", id="variable"),
        pytest.param('[tool.revgraph]\nx.y = ["%(no)s"]\n', r"'x.y' uses %\(no\)s", id="variable inside"),
    ],
)
def test_broken_toml_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as caught:
        config_of(tmp_path, text).get_option("x")
    assert str(tmp_path / "pyproject.toml") in str(caught.value)


def test_typed_options_refuse_other_types(tmp_path: Path) -> None:
    config = config_of(
        tmp_path, '[tool.revgraph]\nscript_location = 3\nsourceless = "true"\ntruncate_slug_length = true\n'
    )
    with pytest.raises(ConfigError, match="'script_location' must be a string, not 3"):
        config.get_script_location()
    with pytest.raises(ConfigError, match="boolean value expected for TOML parameter 'sourceless'"):
        config.get_boolean_option("sourceless")
    with pytest.raises(ConfigError, match="must be a whole number, not True"):
        config.get_integer_option("truncate_slug_length", 40)


def test_number_may_be_a_number_or_text(tmp_path: Path) -> None:
    config = config_of(tmp_path, '[tool.revgraph]\na = 12\nb = "13"\n')
    assert (config.get_integer_option("a", 0), config.get_integer_option("b", 0)) == (12, 13)


HOOKS = '[[tool.revgraph.post_write_hooks]]\nname = "t"\ntype = "exec"\nexecutable = "%(here)s/x"\n'


def test_hooks_of_the_ini_file(tmp_path: Path) -> None:
    ini = "[revgraph]\n[post_write_hooks]\nhooks = a, b c\na.type = exec\na.cwd = %(here)s\nab.type = no\n"
    assert config_of(tmp_path, HOOKS, ini).get_hooks_list() == [
        {"_hook_name": "a", "type": "exec", "cwd": str(tmp_path)},
        {"_hook_name": "b"},
        {"_hook_name": "c"},
    ]


@pytest.mark.parametrize("ini", [None, "[revgraph]\n", "[revgraph]\n[post_write_hooks]\n"])
def test_hooks_of_the_toml_file(tmp_path: Path, ini: str | None) -> None:
    assert config_of(tmp_path, HOOKS, ini).get_hooks_list() == [
        {"_hook_name": "t", "type": "exec", "executable": f"{tmp_path}/x"}
    ]


@pytest.mark.parametrize(
    "text", ["post_write_hooks = 3", 'post_write_hooks = [{type = "exec"}]', "post_write_hooks = {}"]
)
def test_malformed_hooks_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"must be a list of tables, each with a 'name'"):
        config_of(tmp_path, f"[tool.revgraph]\n{text}\n").get_hooks_list()
