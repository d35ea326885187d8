"""The ini file: reading, interpolation, options, and what is wrong with it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from revgraph.config import Config
from revgraph.errors import ConfigError

SECRET = "s3cr3t"


def config_of(tmp_path: Path, text: str, **kw: object) -> Config:
    path = tmp_path / "revgraph.ini"
    path.write_text(text, encoding="utf-8")
    return Config(path, **kw)  # type: ignore[arg-type]


def test_here_is_the_folder_of_the_file(tmp_path: Path) -> None:
    config = config_of(tmp_path, "[revgraph]\nscript_location = %(here)s/migrations\n")
    assert config.get_main_option("script_location") == f"{tmp_path}/migrations"


def test_here_may_hold_a_percent_sign(tmp_path: Path) -> None:
    folder = tmp_path / "50%s"
    folder.mkdir()
    config = config_of(folder, "[revgraph]\nx = %(here)s/y\n")
    assert config.get_main_option("x") == f"{folder}/y"
    assert config.get_section("revgraph") == {"here": str(folder), "x": f"{folder}/y"}


def test_config_args_are_variables_in_every_section(tmp_path: Path) -> None:
    config = config_of(tmp_path, "[revgraph]\na = %(zone)s/x\n[other]\nb = %(zone)s\n", config_args={"zone": "eu"})
    assert config.get_main_option("a") == "eu/x"
    assert config.get_section_option("other", "b") == "eu"


def test_doubled_percent_is_one(tmp_path: Path) -> None:
    config = config_of(tmp_path, "[revgraph]\nfile_template = %%(year)d_%%(rev)s\n")
    assert config.get_main_option("file_template") == "%(year)d_%(rev)s"


def test_another_section_can_hold_the_main_options(tmp_path: Path) -> None:
    config = config_of(tmp_path, "[revgraph]\na = 1\n[second]\na = 2\n", ini_section="second")
    assert config.get_main_option("a") == "2"
    assert config.config_ini_section == "second"


def test_defaults_stand_in_for_missing_options(tmp_path: Path) -> None:
    config = config_of(tmp_path, "[revgraph]\n")
    assert config.get_main_option("nothing") is None
    assert config.get_main_option("nothing", "x") == "x"
    assert config.get_section("nothing") is None
    assert config.get_section("nothing", {"a": "b"}) == {"a": "b"}


def test_options_set_in_code_are_seen_and_not_written(tmp_path: Path) -> None:
    config = config_of(tmp_path, "[revgraph]\na = 1\n")
    config.set_main_option("a", "2")
    config.set_section_option("new", "b", "%(here)s/3")
    assert config.get_main_option("a") == "2"
    assert config.get_section_option("new", "b") == f"{tmp_path}/3"
    config.remove_main_option("a")
    assert config.get_main_option("a") is None
    assert (tmp_path / "revgraph.ini").read_text() == "[revgraph]\na = 1\n"


def test_config_without_a_file_has_an_empty_main_section() -> None:
    config = Config()
    assert config.get_main_option("x") is None
    config.set_main_option("x", "y")
    assert config.get_main_option("x") == "y"


def test_attributes_are_the_callers_own_dictionary() -> None:
    given = {"connection": object()}
    assert Config(attributes=given).attributes is given
    assert Config().attributes == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_file_is_read_as_utf8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "revgraph.ini"
    path.write_text("[revgraph]\nx = größe 漢\n", encoding=encoding)
    assert Config(path).get_main_option("x") == "größe 漢"


BROKEN = [
    pytest.param("script_location = x\n", "revgraph.ini:1: text before the first", id="no section header"),
    pytest.param(
        "[revgraph]\na = 1\n[revgraph]\n", "revgraph.ini:3: section [revgraph] is there twice", id="section twice"
    ),
    pytest.param(f"[revgraph]\na = {SECRET}\na = 2\n", "revgraph.ini:3: 'a' is there twice", id="option twice"),
    pytest.param(f"[revgraph]\n= {SECRET}\n", "revgraph.ini:2: this line is neither", id="no key"),
    pytest.param(f"[revgraph]\nx = {SECRET}%40host\n", "a literal % is doubled: %%", id="single percent"),
    pytest.param(f"[revgraph]\nx = {SECRET}%(nope)s\n", "uses %(nope)s, which is not defined", id="unknown variable"),
    pytest.param(f"[revgraph]\nx = {SECRET}%(x)s\n", "holds a single percent sign", id="variable within itself"),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_broken_file_is_told_without_its_values(tmp_path: Path, text: str, told: str) -> None:
    config = config_of(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        config.get_main_option("x")
    assert told in str(caught.value)
    assert str(tmp_path / "revgraph.ini") in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__, "the original exception shows the value"


def test_single_percent_set_in_code_is_told_without_the_value() -> None:
    with pytest.raises(ConfigError, match="a literal % is doubled") as caught:
        Config().set_main_option("sqlalchemy.url", f"postgresql://u:{SECRET}%40@h/d")
    assert SECRET not in str(caught.value)


def test_unreadable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        Config(tmp_path).get_main_option("x")


def test_file_in_no_known_encoding_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda *_: "utf-8")
    path = tmp_path / "revgraph.ini"
    path.write_bytes(b"[revgraph]\nx = \xff\n")
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        Config(path).get_main_option("x")


def test_missing_section_names_file_and_section(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nope\.ini' found, or file has no '\[revgraph\]' section"):
        Config(tmp_path / "nope.ini").get_main_option("x")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((word, True) for word in ("true", "True", "yes", "on", "y", "t", "1")),
        *((word, False) for word in ("false", "No", "off", "n", "f", "0", "")),
    ],
)
def test_booleans_have_many_spellings(tmp_path: Path, word: str, value: bool) -> None:
    assert config_of(tmp_path, f"[revgraph]\nsourceless = {word}\n").get_boolean_option("sourceless") is value


def test_missing_boolean_is_false() -> None:
    assert Config().get_boolean_option("sourceless") is False


def test_what_is_no_boolean_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'sourceless' must be true or false, not 'maybe'"):
        config_of(tmp_path, "[revgraph]\nsourceless = maybe\n").get_boolean_option("sourceless")


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("", 40), (" 7 ", 7)])
def test_numbers(tmp_path: Path, text: str, value: int) -> None:
    config = config_of(tmp_path, f"[revgraph]\ntruncate_slug_length = {text}\n")
    assert config.get_integer_option("truncate_slug_length", 40) == value


def test_what_is_no_number_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'truncate_slug_length' must be a whole number, not 'forty'"):
        config_of(tmp_path, "[revgraph]\ntruncate_slug_length = forty\n").get_integer_option("truncate_slug_length", 40)


def test_printing_formats_only_with_arguments() -> None:
    out = StringIO()
    config = Config(stdout=out)
    config.print_stdout("100%")
    config.print_stdout("%s of %d", "one", 2)
    assert out.getvalue() == "100%\none of 2\n"


def test_standard_output_is_looked_up_when_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    Config().print_stdout("hello")
    assert capsys.readouterr().out == "hello\n"
