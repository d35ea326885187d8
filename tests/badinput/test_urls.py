"""URLs that lead nowhere. No password is shown: not in errors, not with --traceback, not in what is logged."""

from __future__ import annotations

import logging

import pytest

from tests.kit.project import SECRET, Project
from tests.kit.wrong import Wrong, file, ini, line, refused, toml, url, wrong

OPTIONS = [
    wrong("words", url(f"this is no url {SECRET}"), run="current", says=["URL"]),
    wrong("only a scheme", url("sqlite"), run="current", says=["URL"]),
    wrong("a scheme and a colon", url("sqlite:"), run="current", says=["URL"]),
    wrong("one slash", url(f"postgresql:/me:{SECRET}@h/d"), run="current", says=["URL"]),
    wrong("no scheme", url(f"//me:{SECRET}@h/d"), run="current", says=["URL"]),
    wrong("the scheme of the web", url(f"https://me:{SECRET}@h/d"), run="current", says=["https"]),
    wrong("the scheme of old", url(f"postgres://me:{SECRET}@h/d"), run="current", says=["postgres", "postgresql"]),
    wrong("a space before it", ini("sqlalchemy.url", f" nosuch://me:{SECRET}@h/d"), run="current", says=["nosuch"]),
    wrong("quotes around it", ini("sqlalchemy.url", f'"postgresql://me:{SECRET}@h/d"'), run="current", says=["URL"]),
    wrong("an unknown driver", url(f"mysql+nosuch://me:{SECRET}@h/d"), run="current", says=["mysql"]),
    wrong(
        "a driver of another dialect", url(f"postgresql+pymysql://me:{SECRET}@h/d"), run="current", says=["postgresql"]
    ),
    wrong(
        "an asynchronous driver in a plain env.py",
        url("sqlite+aiosqlite:///x.sqlite"),
        run="current",
        says=["asynchronous"],
    ),
    wrong("a port in words", url(f"postgresql+psycopg://me:{SECRET}@h:port/d"), run="current", says=["URL"]),
    wrong(
        "a port that is too high",
        url(f"postgresql+psycopg://me:{SECRET}@127.0.0.1:99999/d"),
        run="current",
        says=["99999"],
    ),
    wrong(
        "a port where nobody is",
        url(f"mysql+pymysql://me:{SECRET}@127.0.0.1:9/d"),
        run="current",
        says=["can't connect", "127.0.0.1:9"],
    ),
    wrong(
        "a password with @ and /",
        url(f"postgresql+psycopg://me:{SECRET}@x/y@127.0.0.1:9/d"),
        run="current",
        says=["can't connect"],
    ),
    wrong(
        "a password with a % by itself",
        url(f"postgresql+psycopg://me:{SECRET}%zz@127.0.0.1:9/d"),
        run="current",
        says=["can't connect"],
    ),
    wrong(
        "a password with spaces",
        url(f"postgresql+psycopg://me:{SECRET} {SECRET}@127.0.0.1:9/d"),
        run="current",
        says=["can't connect"],
    ),
    wrong(
        "a password as an option",
        url(f"postgresql+psycopg://127.0.0.1:9/d?password={SECRET}"),
        run="current",
        says=["can't connect"],
    ),
    wrong(
        "a password as another's option",
        url(f"mysql+pymysql://127.0.0.1:9/d?passwd={SECRET}"),
        run="current",
        says=["passwd"],
    ),
    wrong(
        "a password in an unknown option",
        url(f"mysql+pymysql://127.0.0.1:9/d?nosuch={SECRET}"),
        run="current",
        says=["nosuch"],
    ),
    wrong(
        "a password twice",
        url(f"mysql+pymysql://me:{SECRET}@127.0.0.1:9/d?password={SECRET}"),
        run="current",
        says=["127.0.0.1"],
    ),
    wrong(
        "a folder of sockets that is not there",
        url(f"postgresql+psycopg://me:{SECRET}@/d?host=/no/such"),
        run="current",
        says=["/no/such"],
    ),
    wrong(
        "an address in unclosed brackets", url(f"postgresql+psycopg://me:{SECRET}@[::1/d"), run="current", says=["URL"]
    ),
    wrong(
        "a certificate that is not there",
        url(f"postgresql+psycopg://me:{SECRET}@127.0.0.1:9/d?sslmode=nosuch"),
        run="current",
        says=["sslmode"],
    ),
    wrong(
        "a name of letters a host has not",
        url(f"postgresql+psycopg://me:{SECRET}@b%C3%BCcher.invalid:9/d"),
        run="current",
        says=["can't connect"],
    ),
    wrong(
        "a single % in the ini file",
        ini("sqlalchemy.url", f"mysql+pymysql://me:{SECRET}%40@h/d"),
        run="current",
        says=["%%", "sqlalchemy.url"],
    ),
    wrong(
        "a variable that is not set",
        url("postgresql://me:${RG_UNSET}@h/d"),
        run="current",
        says=["${RG_UNSET}", "not set"],
    ),
    wrong(
        "one variable set and one not",
        url("postgresql://me:${RG_SET}@${RG_UNSET}/d"),
        run="current",
        env={"RG_SET": SECRET},
        says=["RG_UNSET"],
    ),
    wrong(
        "a variable that is not closed",
        url(f"postgresql+psycopg://me:{SECRET}@${{RG_SET/d"),
        run="current",
        env={"RG_SET": SECRET},
        says=["connect"],
    ),
    wrong(
        "a variable without a name", url(f"postgresql+psycopg://me:{SECRET}@${{}}/d"), run="current", says=["connect"]
    ),
    wrong(
        "a variable with a password in a broken URL",
        url("postgresql:me:${RG_SET}@h/d"),
        run="current",
        env={"RG_SET": SECRET},
        says=["URL"],
    ),
    wrong(
        "a variable with a password for nobody",
        url("postgresql+psycopg://me:${RG_SET}@127.0.0.1:9/d"),
        run="current",
        env={"RG_SET": SECRET},
        says=["can't connect", "me:***@"],
    ),
    wrong(
        "url_env with words in it",
        ini("url_env", "RG_URL"),
        run="current",
        env={"RG_URL": f"no url, {SECRET}"},
        says=["URL"],
    ),
    wrong(
        "url_env with a line end",
        ini("url_env", "RG_URL"),
        run="current",
        env={"RG_URL": f"postgresql+psycopg://me:{SECRET}@127.0.0.1:9/d\n"},
        says=["connect"],
    ),
    wrong(
        "an URL of TOML with a single %",
        toml(f"url = 'mysql+pymysql://me:{SECRET}%40@127.0.0.1:9/d'"),
        run="current",
        says=["can't connect"],
    ),
    wrong(
        "an URL of TOML with an unknown variable",
        toml(f"url = 'mysql+pymysql://me:{SECRET}@%(nowhere)s/d'"),
        run="current",
        says=["nowhere"],
    ),
    wrong(
        "a file where the environment wants a URL",
        ini("url_env", "RG_URL"),
        run="current",
        env={"RG_URL": "/run/secrets/db"},
        says=["URL"],
    ),
    wrong(
        "env.py that shows the URL in its error",
        file(
            "migrations/env.py",
            "from revgraph import context\nraise ValueError(context.config.get_main_option('sqlalchemy.url'))\n",
        ),
        url(f"mysql+pymysql://me:{SECRET}@h/d"),
        run="current",
        says=["env.py:2"],
    ),
    wrong(
        "env.py that shows another URL in its error",
        file("migrations/env.py", f"raise ValueError('mysql://me:{SECRET}@h/d')\n"),
        run="current",
        says=["env.py:1"],
    ),
    wrong(
        "env.py that connects elsewhere",
        file(
            "migrations/env.py",
            f"from sqlalchemy import create_engine\ncreate_engine('mysql+pymysql://me:{SECRET}@127.0.0.1:9/d').connect()\n",
        ),
        run="current",
        says=["can't connect", "me:***@"],
    ),
    wrong(
        "env.py that connects by the driver",
        file("migrations/env.py", f"import psycopg\npsycopg.connect('host=127.0.0.1 port=9 password={SECRET}')\n"),
        run="current",
        says=["env.py:2"],
    ),
]


@pytest.mark.parametrize("more", [(), ("--traceback",), ("-v",)], ids=["", "traceback", "verbose"])
@pytest.mark.parametrize("case", OPTIONS)
def test_it_is_refused_without_a_password(
    project: Project, case: Wrong, more: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    refused(project, case, before=more)
    assert SECRET not in caplog.text


@pytest.mark.parametrize("case", [each for each in OPTIONS if "can't connect" in each.values[0].says][:6])
@pytest.mark.parametrize(
    "command", ["doctor", "doctor --json", "wait --timeout 0", "plan", "log", "upgrade head", "check", "history -i"]
)
def test_no_other_command_shows_it_either(project: Project, case: Wrong, command: str) -> None:
    for step in (*case.steps, line):
        step(project)
    result = project.run(*command.split(), env=case.env)
    assert result.code == 1, result
    assert SECRET not in result.out + result.err, result
    assert "Traceback" not in result.err, result
