"""Where the URL of the database comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from revgraph.config import Config
from revgraph.errors import ConfigError

INI = "[revgraph]\nsqlalchemy.url = sqlite:///ini%%20file\n"


def config_of(tmp_path: Path, *, ini: str | None = None, toml: str | None = None) -> Config:
    for name, text in (("revgraph.ini", ini), ("pyproject.toml", toml)):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    return Config(tmp_path / "revgraph.ini", tmp_path / "pyproject.toml")


def test_ini_option(tmp_path: Path) -> None:
    assert config_of(tmp_path, ini=INI).database_url() == "sqlite:///ini%20file"


@pytest.mark.parametrize(
    "toml", ['url = "x://p%40@h"', '"sqlalchemy.url" = "x://p%40@h"', 'sqlalchemy.url = "x://p%%40@h"']
)
def test_toml_options_need_no_doubling(tmp_path: Path, toml: str) -> None:
    assert config_of(tmp_path, toml=f"[tool.revgraph]\n{toml}\n").database_url() == "x://p%40@h"


def test_environment_variable_wins_over_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RG_TEST_URL", "sqlite:///p%40ss")
    assert config_of(tmp_path, ini=INI + "url_env = RG_TEST_URL\n").database_url() == "sqlite:///p%40ss"


@pytest.mark.parametrize("value", [None, ""])
def test_unset_environment_variable_leaves_it_to_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("RG_TEST_URL", raising=False)
    if value is not None:
        monkeypatch.setenv("RG_TEST_URL", value)
    assert config_of(tmp_path, ini=INI + "url_env = RG_TEST_URL\n").database_url() == "sqlite:///ini%20file"


def test_url_set_in_code_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RG_TEST_URL", "sqlite:///production")
    config = config_of(tmp_path, ini=INI + "url_env = RG_TEST_URL\n")
    config.set_main_option("sqlalchemy.url", "sqlite:///test")
    assert config.database_url() == "sqlite:///test"
    config.remove_main_option("sqlalchemy.url")
    assert config.database_url() == "sqlite:///production"


def test_missing_url_names_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"'sqlalchemy.url' in \[revgraph\].*'url' in \[tool.revgraph\].*'url_env'"):
        config_of(tmp_path, ini="[revgraph]\n").database_url()
    monkeypatch.delenv("RG_TEST_URL", raising=False)
    with pytest.raises(ConfigError, match=r"variable RG_TEST_URL \('url_env'\) is not set"):
        config_of(tmp_path, ini="[revgraph]\nurl_env = RG_TEST_URL\n").database_url()


def test_single_percent_never_shows_the_password(tmp_path: Path) -> None:
    config = config_of(tmp_path, ini="[revgraph]\nsqlalchemy.url = postgresql://u:s3cr3t%40@h/d\n")
    with pytest.raises(ConfigError, match="a literal % is doubled") as caught:
        config.database_url()
    assert "s3cr3t" not in str(caught.value)
