"""Several databases in one configuration, and environment variables in URLs."""

from __future__ import annotations

from pathlib import Path

import pytest

from revgraph.config import Config
from revgraph.errors import ConfigError
from revgraph.util.variables import filled_in


def config(tmp_path: Path, ini: str = "", toml: str = "", **kw: str) -> Config:
    (tmp_path / "revgraph.ini").write_text(ini, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(toml, encoding="utf-8")
    return Config(tmp_path / "revgraph.ini", tmp_path / "pyproject.toml", **kw)


INI = """\
[revgraph]
script_location = main
journal = false
sqlalchemy.url = sqlite:///main
[revgraph.databases.orders]
sqlalchemy.url = sqlite:///orders
journal = true
[revgraph.databases.users]
script_location = %(here)s/users
"""
TOML = """\
[tool.revgraph]
script_location = "main"
url = "sqlite:///main"
version_locations = ["a", "b"]
[tool.revgraph.databases.orders]
url = "sqlite:///o%40rders"
version_locations = ["%(here)s/c"]
journal = true
[tool.revgraph.databases.users]
url_env = "USERS_URL"
"""


def test_ini_sections(tmp_path: Path) -> None:
    main = config(tmp_path, INI)
    assert main.database_names() == ("orders", "users")
    orders, users = main.for_database("orders"), main.for_database("users")
    assert [one.database_url() for one in (main, orders, users)] == [
        *("sqlite:///main", "sqlite:///orders", "sqlite:///main")
    ]
    assert [one.get_boolean_option("journal") for one in (main, orders, users)] == [False, True, False]
    assert users.get_script_location() == f"{tmp_path}/users" and orders.get_script_location() == "main"


def test_toml_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = config(tmp_path, "", TOML)
    orders, users = main.for_database("orders"), main.for_database("users")
    assert orders.database_url() == "sqlite:///o%40rders"
    assert users.database_url() == "sqlite:///main"
    monkeypatch.setenv("USERS_URL", "sqlite:///users")
    assert users.database_url() == "sqlite:///users" and orders.database_url() == "sqlite:///o%40rders"
    assert orders.get_version_locations_list() == [f"{tmp_path}/c"]
    assert users.get_version_locations_list() == ["a", "b"]
    assert orders.get_boolean_option("journal") is True


def test_defaults_of_the_ini_file_do_not_hide_the_main_section(tmp_path: Path) -> None:
    ini = "[DEFAULT]\ntag = all\n[revgraph]\ntag = main\n[revgraph.databases.a]\nx = 1\n"
    assert config(tmp_path, ini).for_database("a").get_option("tag") == "main"


def test_unknown_name_tells_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'nosuch'; there are: orders, users"):
        config(tmp_path, INI).for_database("nosuch")
    with pytest.raises(ConfigError, match="no databases are configured"):
        config(tmp_path).for_database("x")


def test_a_choice_is_asked_for_where_there_is_no_main_url(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="orders; choose with --db NAME, or --all"):
        config(tmp_path, "[revgraph]\n[revgraph.databases.orders]\nsqlalchemy.url = sqlite://\n").database_url()


def test_what_a_program_sets_wins(tmp_path: Path) -> None:
    orders = config(tmp_path, INI).for_database("orders")
    orders.set_main_option("sqlalchemy.url", "sqlite:///mine")
    assert orders.database_url() == "sqlite:///mine"


@pytest.mark.parametrize(
    ("url", "filled"),
    [
        ("sqlite:///x", "sqlite:///x"),
        ("${WHOLE}", "postgresql://a:b@c/d"),
        ("postgresql://app:${SECRET}@${HOST}/x", "postgresql://app:p%40s%2Fs%3A%25@db.example:5432/x"),
        ("postgresql://${USER_NAME}:${SECRET}@h/${NAME:-app}", "postgresql://a%20b:p%40s%2Fs%3A%25@h/app"),
        ("sqlite:///${NAME:-}x", "sqlite:///x"),
        ("sqlite:///$${HOST}", "sqlite:///${HOST}"),
        ("sqlite:///$HOST", "sqlite:///$HOST"),
    ],
)
def test_variables_in_urls(url: str, filled: str) -> None:
    known = {"WHOLE": "postgresql://a:b@c/d", "SECRET": "p@s/s:%", "HOST": "db.example:5432", "USER_NAME": "a b"}
    assert filled_in(url, "the URL", known) == filled


def test_variable_that_is_not_set_is_named_and_no_value_shown() -> None:
    with pytest.raises(ConfigError, match=r"the URL uses \$\{NOSUCH\}.* not set") as caught:
        filled_in("postgresql://a:${SECRET}@${NOSUCH}/x", "the URL", {"SECRET": "hidden"})
    assert "hidden" not in str(caught.value)


def test_variables_and_percent_signs_in_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB_PASSWORD", "a%b@c")
    url = "postgresql://me:${DB_PASSWORD}@h/x?opt=%2F"
    toml = config(tmp_path, "", f'[tool.revgraph]\nurl = "{url}"\n')
    assert toml.database_url() == "postgresql://me:a%25b%40c@h/x?opt=%2F"
    ini = config(tmp_path, f"[revgraph]\nsqlalchemy.url = {url.replace('%', '%%')}\n")
    assert ini.database_url() == toml.database_url()
    with pytest.raises(ConfigError, match="a literal % is doubled"):
        config(tmp_path, f"[revgraph]\nsqlalchemy.url = {url}\n").database_url()
