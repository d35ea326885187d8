"""Environment variables inside of URLs: ``${NAME}`` stands for a value, ``$$`` for a dollar sign before a brace."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from revgraph.errors import ConfigError

_PLACE = re.compile(r"\$\$(?=\{)|\$\{(?P<name>[A-Za-z_]\w*)(?::-(?P<default>[^}]*))?\}")


def filled_in(url: str, what: str, environment: Mapping[str, str] | None = None) -> str:
    """Return a URL with the values of environment variables in it.

    Values that stand in the user name or password are escaped as URLs want it; those elsewhere are taken as they are.
    ``${NAME:-text}`` is the text where the variable is not set, or is empty.

    :param url: as configured.
    :param what: the option that holds it, for errors.
    :param environment: default: that of the process.
    :raises ConfigError: if a variable is not set; the text shows no value.
    """
    if "${" not in url:
        return url
    known = os.environ if environment is None else environment
    end_of_login = url.rfind("@")
    start_of_login = url.find("://")

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return "$"
        found = known.get(name) or match["default"]
        if found is None:
            raise ConfigError(f"{what} uses ${{{name}}}, and the environment variable {name} is not set; set it")
        if not start_of_login < match.start() < end_of_login or start_of_login < 0:
            return found
        from urllib.parse import quote

        return quote(found, safe="")

    return _PLACE.sub(value, url)
