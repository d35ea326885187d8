"""Wrong tables in pyproject.toml: syntax, types, names, and what the built-in environment is told."""

from __future__ import annotations

import pytest

from tests.kit.project import SECRET, Project
from tests.kit.wrong import Step, Wrong, file, folder, line, no, refused, toml, wrong

PY = "pyproject.toml"
WITHOUT_ENV = no("migrations/env.py")


def only(content: str | bytes) -> list[Step]:
    return [no("revgraph.ini"), file(PY, content)]


THE_FILE = [
    wrong("no TOML", *only("[tool.revgraph\n"), run="heads", says=[PY, "TOML", "line 1"]),
    wrong("no TOML, with a password", *only(f"[tool.revgraph]\nurl = {SECRET}\n"), run="heads", says=[PY, "line 2"]),
    wrong("a key twice", *only(f"[tool.revgraph]\nurl = 'a'\nurl = '{SECRET}'\n"), run="heads", says=[PY]),
    wrong("the table twice", *only("[tool.revgraph]\n[tool.revgraph]\n"), run="heads", says=[PY]),
    wrong("Latin-1", *only(b"[tool.revgraph]\n# \xe9\n"), run="heads", says=[PY]),
    wrong("a folder in place of the file", no("revgraph.ini"), folder(PY), run="heads", says=[PY]),
    wrong("a folder beside the ini file", folder(PY), run="heads", says=[PY]),
    wrong("broken beside the ini file", file(PY, "x"), run="heads", says=[PY]),
    wrong("the table is a number", *only("[tool]\nrevgraph = 1\n"), run="heads", says=[PY, "tool.revgraph"]),
    wrong("the table is a list", *only("[[tool.revgraph]]\n"), run="heads", says=[PY, "tool.revgraph"]),
    wrong("tool is a text", *only("tool = 'x'\n"), run="heads", says=[PY, "tool"]),
    wrong("no table", *only("[tool.black]\n"), run="heads", says=[PY, "[tool.revgraph]"]),
    wrong("an empty file", *only(""), run="heads", says=[PY, "[tool.revgraph]"]),
    wrong(
        "two TOML files",
        file("a/pyproject.toml"),
        file("b/pyproject.toml"),
        run="-c a/pyproject.toml -c b/pyproject.toml heads",
        says=["a/pyproject.toml", "b/pyproject.toml"],
    ),
]

TYPES = [
    wrong("script_location is a number", toml("script_location = 1"), run="heads", says=["script_location", "string"]),
    wrong(
        "script_location is a list", toml("script_location = ['a']"), run="heads", says=["script_location", "string"]
    ),
    wrong("script_location is empty", toml("script_location = ''"), run="heads", says=["script_location"]),
    wrong(
        "script_location of an unknown variable",
        toml("script_location = '%(nowhere)s'"),
        run="heads",
        says=["script_location", "nowhere"],
    ),
    wrong(
        "version_locations is a number", toml("version_locations = 1"), run="heads", says=["version_locations", "list"]
    ),
    wrong(
        "version_locations has numbers",
        toml("version_locations = [1, 2]"),
        run="heads",
        says=["version_locations", "list"],
    ),
    wrong(
        "prepend_sys_path is true",
        toml("prepend_sys_path = true"),
        run="upgrade head",
        says=["prepend_sys_path", "list"],
    ),
    wrong("sourceless is a word", toml("sourceless = 'yes'"), run="heads", says=["sourceless", "boolean"]),
    wrong(
        "revision_environment is a number",
        toml("revision_environment = 1"),
        run="revision -m x",
        says=["revision_environment", "boolean"],
    ),
    wrong("journal is a list", toml("journal = []"), line, run="upgrade head", says=["journal", "boolean"]),
    wrong("lock_timeout is a list", toml("lock_timeout = [1]"), line, run="upgrade head", says=["lock_timeout"]),
    wrong("lock_timeout is infinite", toml("lock_timeout = inf"), line, run="upgrade head", says=["lock_timeout"]),
    wrong(
        "truncate_slug_length is a fraction",
        toml("truncate_slug_length = 1.5"),
        run="revision -m x",
        says=["truncate_slug_length"],
    ),
    wrong("file_template is a number", toml("file_template = 7"), run="revision -m x", says=["file_template"]),
    wrong("timezone is a number", toml("timezone = 1"), run="revision -m x", says=["timezone"]),
    wrong("timezone is a date", toml("timezone = 2026-01-01"), run="revision -m x", says=["timezone"]),
    wrong("output_encoding is a number", toml("output_encoding = 8"), run="revision -m x", says=["output_encoding"]),
    wrong("revision_id is a number", toml("revision_id = 1"), run="heads", says=["revision_id"]),
    wrong("url is a number", toml("url = 1"), run="current", says=["url"]),
    wrong("url is a table", toml("url = {host = 'a'}"), run="current", says=["url"]),
    wrong("url_env is a number", toml("url_env = 1"), run="current", says=["url_env"]),
    wrong("url_env is empty and no url", toml("url = ''\nurl_env = ''"), run="current", says=["url"]),
    wrong(
        "hooks are a table",
        toml("post_write_hooks = {name = 'a'}"),
        run="revision -m x",
        says=["post_write_hooks", "list"],
    ),
    wrong(
        "a hook without a name",
        toml("post_write_hooks = [{type = 'exec'}]"),
        run="revision -m x",
        says=["post_write_hooks", "name"],
    ),
    wrong("a hook without a type", toml("post_write_hooks = [{name = 'a'}]"), run="revision -m x", says=["a.type"]),
    wrong(
        "a hook whose type is a number",
        toml("post_write_hooks = [{name = 'a', type = 1}]"),
        run="revision -m x",
        says=["'1'"],
    ),
    wrong("databases is a list", toml("databases = ['a']"), run="--all current", says=["databases"]),
    wrong("a database is a text", toml("databases = {a = 'sqlite://'}"), run="--db a current", says=["databases.a"]),
    wrong(
        "an unknown database",
        toml("databases = {orders = {url = 'x'}}"),
        run="--db order current",
        says=["'order'", "orders"],
    ),
    wrong("--all without databases", toml(""), run="--all current", says=["--all"]),
    wrong("--all and --db", toml(""), run="--all --db a current", says=["--all", "--db"]),
    wrong("a misspelt key", toml("jurnal = false"), run="heads", says=["jurnal", "journal", PY]),
    wrong(
        "a misspelt key of a database",
        toml("databases = {a = {url = 'x', lock_timeut = 1}}"),
        run="--db a current",
        says=["lock_timeut", "lock_timeout", PY],
    ),
]

BUILT_IN = [
    wrong("metadata is a number", WITHOUT_ENV, toml("metadata = 1"), run="current", says=["metadata"]),
    wrong(
        "metadata without a colon",
        WITHOUT_ENV,
        toml("metadata = 'models'"),
        run="current",
        says=["metadata", "models", "module:attribute"],
    ),
    wrong(
        "metadata without an attribute",
        WITHOUT_ENV,
        toml("metadata = 'models:'"),
        run="current",
        says=["metadata", "models:"],
    ),
    wrong(
        "metadata in no module",
        WITHOUT_ENV,
        toml("metadata = 'nosuch.models:Base'"),
        run="current",
        says=["metadata", "nosuch"],
    ),
    wrong(
        "metadata in a package that is no package",
        WITHOUT_ENV,
        toml("metadata = 'json.tool.x:Base'"),
        run="current",
        says=["metadata", "json.tool.x"],
    ),
    wrong(
        "metadata beyond the module",
        WITHOUT_ENV,
        toml("metadata = 'json:nosuch'"),
        run="current",
        says=["metadata", "nosuch"],
    ),
    wrong(
        "metadata that is something else",
        WITHOUT_ENV,
        toml("metadata = 'json:dumps'"),
        run="current",
        says=["metadata", "MetaData"],
    ),
    wrong("metadata with dots only", WITHOUT_ENV, toml("metadata = '..:x'"), run="current", says=["metadata", "..:x"]),
    wrong("metadata in a list of numbers", WITHOUT_ENV, toml("metadata = [1]"), run="current", says=["metadata"]),
    wrong(
        "models that raise",
        WITHOUT_ENV,
        file("bad_models.py", "1 / 0"),
        toml("prepend_sys_path = ['.']\nmetadata = 'bad_models:m'"),
        run="current",
        says=["bad_models", "ZeroDivisionError"],
    ),
    wrong(
        "models with a syntax error",
        WITHOUT_ENV,
        file("bad_models.py", "x = ("),
        toml("prepend_sys_path = ['.']\nmetadata = 'bad_models:m'"),
        run="current",
        says=["bad_models", "SyntaxError"],
    ),
    wrong(
        "models that exit",
        WITHOUT_ENV,
        file("bad_models.py", "raise SystemExit(7)"),
        toml("prepend_sys_path = ['.']\nmetadata = 'bad_models:m'"),
        run="current",
        says=["bad_models", "SystemExit"],
    ),
    wrong(
        "engine that is something else",
        WITHOUT_ENV,
        toml("engine = 'json:decoder'"),
        run="current",
        says=["engine", "not an engine"],
    ),
    wrong(
        "engine made by a function that raises",
        WITHOUT_ENV,
        file("bad_engine.py", "def make():\n    raise OSError('no engine')\n"),
        toml("prepend_sys_path = ['.']\nengine = 'bad_engine:make'"),
        run="current",
        says=["engine", "no engine"],
    ),
    wrong(
        "engine made by a function that wants more",
        WITHOUT_ENV,
        file("bad_engine.py", "def make(x):\n    return x\n"),
        toml("prepend_sys_path = ['.']\nengine = 'bad_engine:make'"),
        run="current",
        says=["engine", "make"],
    ),
    wrong("engine is a list", WITHOUT_ENV, toml("engine = ['a:b']"), run="current", says=["engine", "string"]),
    wrong("no env.py and nothing in its place", WITHOUT_ENV, toml(""), run="current", says=["env.py", "metadata"]),
    wrong(
        "version_table is a number",
        WITHOUT_ENV,
        toml("no_env_py = true\nversion_table = 1"),
        run="current",
        says=["version_table"],
    ),
    wrong(
        "include_schemas is a word",
        WITHOUT_ENV,
        toml("no_env_py = true\ninclude_schemas = 'all'"),
        run="current",
        says=["include_schemas"],
    ),
    wrong(
        "autogenerate without models",
        WITHOUT_ENV,
        toml("no_env_py = true"),
        run="revision --autogenerate -m x",
        says=["metadata"],
    ),
]


@pytest.mark.parametrize("case", [*THE_FILE, *TYPES, *BUILT_IN])
def test_it_is_refused(project: Project, case: Wrong) -> None:
    refused(project, case)
