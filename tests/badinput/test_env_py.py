"""env.py that can't be used: missing, broken, ending early, configuring nonsense."""

from __future__ import annotations

import pytest

from tests.kit.project import SECRET, Project
from tests.kit.wrong import Wrong, env_py, file, folder, line, link, no, refused, wrong

HEAD = "from revgraph import context\n"
CONNECTED = """\
from revgraph import context
from sqlalchemy import create_engine
connection = create_engine(context.config.get_main_option("sqlalchemy.url")).connect()
"""


def configured(options: str) -> str:
    return f"""{CONNECTED}
context.configure(connection=connection, {options})
with context.begin_transaction():
    context.run_migrations()
"""


CASES = [
    wrong("missing", no("migrations/env.py"), run="upgrade head", says=["env.py"]),
    wrong("a folder", no("migrations/env.py"), folder("migrations/env.py"), run="upgrade head", says=["env.py"]),
    wrong(
        "a dangling link",
        no("migrations/env.py"),
        link("migrations/env.py", "gone.py"),
        run="upgrade head",
        says=["env.py"],
    ),
    wrong("NUL bytes", file("migrations/env.py", b"x = 1\0\n"), run="upgrade head", says=["env.py"]),
    wrong("a syntax error", env_py("def f(:\n    pass\n"), run="upgrade head", says=["env.py:1"]),
    wrong("wrong indentation", env_py("if True:\npass\n"), run="upgrade head", says=["env.py:2"]),
    wrong(
        "a coding line that lies",
        file("migrations/env.py", "# coding: nosuch\n"),
        run="upgrade head",
        says=["env.py", "nosuch"],
    ),
    wrong(
        "raises",
        env_py(f"raise ValueError('password={SECRET}')\n"),
        run="upgrade head",
        says=["env.py:1", "ValueError"],
    ),
    wrong("raises what has no text", env_py("raise ValueError\n"), run="upgrade head", says=["env.py:1", "ValueError"]),
    wrong(
        "raises what can't be shown",
        env_py("class E(Exception):\n    def __str__(self):\n        raise RuntimeError\nraise E\n"),
        run="upgrade head",
        says=["env.py:4"],
    ),
    wrong(
        "raises an exception group",
        env_py("raise ExceptionGroup('all', [ValueError('one'), OSError('two')])\n"),
        run="upgrade head",
        says=["env.py:1", "all"],
    ),
    wrong(
        "recurses without end",
        env_py("def f():\n    return f()\nf()\n"),
        run="upgrade head",
        says=["env.py", "RecursionError"],
    ),
    wrong("fails an assertion", env_py("assert 1 == 2\n"), run="upgrade head", says=["env.py:1", "AssertionError"]),
    wrong(
        "runs before it configures", env_py(f"{HEAD}context.run_migrations()\n"), run="upgrade head", says=["configure"]
    ),
    wrong(
        "configures nothing",
        env_py(f"{HEAD}context.configure()\n"),
        run="upgrade head",
        says=["context.configure()", "connection"],
    ),
    wrong(
        "configures a wrong option",
        env_py(configured("include_objct=None")),
        line,
        run="upgrade head",
        says=["include_objct", "include_object"],
    ),
    wrong(
        "gives an engine for a connection",
        env_py(
            f"{HEAD}from sqlalchemy import create_engine\ncontext.configure(connection=create_engine('sqlite://'))\n"
        ),
        run="upgrade head",
        says=["'connection'", "Engine"],
    ),
    wrong(
        "gives a text for a connection",
        env_py(f"{HEAD}context.configure(connection='sqlite://')\n"),
        run="upgrade head",
        says=["'connection'", "str"],
    ),
    wrong(
        "gives a closed connection",
        env_py(f"{CONNECTED}connection.close()\ncontext.configure(connection=connection)\ncontext.run_migrations()\n"),
        line,
        run="upgrade head",
        says=["closed"],
    ),
    wrong(
        "gives text for models", env_py(configured("target_metadata='models'")), run="check", says=["target_metadata"]
    ),
    wrong("gives a class for models", env_py(configured("target_metadata=int")), run="check", says=["target_metadata"]),
    wrong(
        "an unknown dialect",
        env_py(f"{HEAD}context.configure(dialect_name='nosuch')\n"),
        line,
        run="upgrade head --sql",
        says=["nosuch"],
    ),
    wrong(
        "a version table with a wrong type",
        env_py(configured("version_table=7")),
        line,
        run="upgrade head",
        says=["version_table"],
    ),
    wrong(
        "a hook that is no function",
        env_py(configured("on_version_apply=7")),
        line,
        run="upgrade head",
        says=["on_version_apply"],
    ),
    wrong(
        "include_object that is no function",
        env_py(configured("target_metadata=__import__('sqlalchemy').MetaData(), include_object=7")),
        run="check",
        says=["include_object"],
    ),
    wrong(
        "include_name that raises",
        env_py(configured("target_metadata=__import__('sqlalchemy').MetaData(), include_name=lambda *a: 1 / 0")),
        run="check",
        says=["ZeroDivisionError"],
    ),
    wrong(
        "process_revision_directives that raises",
        env_py(
            configured(
                "target_metadata=__import__('sqlalchemy').MetaData(), process_revision_directives=lambda *a: 1 / 0"
            )
        ),
        run="revision --autogenerate -m x",
        says=["ZeroDivisionError", "env.py"],
    ),
    wrong(
        "get_x_argument of nonsense",
        env_py(f"{HEAD}context.get_x_argument(as_dictionary=True)['nosuch']\n"),
        run="-x a=b upgrade head",
        says=["env.py:2", "nosuch"],
    ),
    wrong(
        "models that can't be imported",
        env_py("from nosuch_models import Base\n"),
        run="upgrade head",
        says=["env.py:1", "nosuch_models"],
    ),
    wrong(
        "models that raise deep inside",
        file("deep.py", "def f():\n    raise KeyError('colour')\nf()\n"),
        env_py("import deep\n"),
        run="upgrade head",
        says=["env.py:1", "colour"],
    ),
    wrong(
        "logging that can't be set up",
        env_py(f"{HEAD}import logging.config\nlogging.config.fileConfig('nosuch.ini')\n"),
        run="upgrade head",
        says=["env.py:3", "nosuch.ini"],
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused(project: Project, case: Wrong) -> None:
    refused(project, case)
