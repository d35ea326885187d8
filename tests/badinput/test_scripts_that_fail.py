"""Revision files that do what they must not, and hooks on new ones that can't be run."""

from __future__ import annotations

import pytest

from tests.kit.project import SECRET, Project
from tests.kit.wrong import Step, Wrong, done, file, ini, refused, revision, wrong

CREATE = "op.create_table('t', sa.Column('id', sa.Integer()))\n"


def body(code: str) -> Step:
    """A revision that makes a table, then goes wrong."""
    return revision("aaaa1111", upgrade=CREATE + code, name="first.py")


def after(code: str) -> Step:
    """The same, with code outside of its functions."""

    def step(project: Project) -> None:
        path = project.add_revision("aaaa1111", None, name="first.py", upgrade=CREATE)
        path.write_text(path.read_text(encoding="utf-8") + f"\n\n{code}\n", encoding="utf-8")

    return step


BODIES = [
    wrong(
        "raises",
        body("raise ValueError('no')"),
        run="upgrade head",
        says=["first.py:19", "ValueError: no", "rolled back"],
    ),
    wrong(
        "raises what can't be shown",
        body("class E(Exception):\n    def __str__(self):\n        raise RuntimeError\nraise E"),
        run="upgrade head",
        says=["first.py:22", "rolled back"],
    ),
    wrong(
        "raises a group",
        body("raise ExceptionGroup('all', [ValueError('one')])"),
        run="upgrade head",
        says=["first.py:19", "all"],
    ),
    wrong(
        "exits with a number",
        body("raise SystemExit(3)"),
        run="upgrade head",
        says=["first.py:19", "SystemExit", "rolled back"],
    ),
    wrong(
        "exits with nought",
        body("raise SystemExit(0)"),
        run="upgrade head",
        says=["first.py:19", "SystemExit", "rolled back"],
    ),
    wrong(
        "exits with a text",
        body("import sys; sys.exit('enough')"),
        run="upgrade head",
        says=["first.py:19", "enough", "rolled back"],
    ),
    wrong(
        "recurses without end",
        body("def f(): return f()\nf()"),
        run="upgrade head",
        says=["first.py", "RecursionError"],
    ),
    wrong(
        "wrong SQL", body("op.execute('SELEKT 1')"), run="upgrade head", says=["first.py:19", "SELEKT", "rolled back"]
    ),
    wrong(
        "SQL with a password in it",
        body(f"op.execute(\"ATTACH 'postgresql://me:{SECRET}@h/d' AS\")"),
        run="upgrade head",
        says=["first.py:19", "me:***@h"],
    ),
    wrong("SQL with a NUL", body("op.execute('SELECT \\0')"), run="upgrade head", says=["first.py:19"]),
    wrong(
        "SQL with half a character", body("op.execute(\"SELECT '\\udcff'\")"), run="upgrade head", says=["first.py:19"]
    ),
    wrong("a statement that is none", body("op.execute(7)"), run="upgrade head", says=["first.py:19", "7"]),
    wrong(
        "no operation of that name",
        body("op.create_tabel('x')"),
        run="upgrade head",
        says=["first.py:19", "create_tabel"],
    ),
    wrong(
        "an argument too many", body("op.drop_table('t', 'x', 'y', nosuch=1)"), run="upgrade head", says=["first.py:19"]
    ),
    wrong("an argument too few", body("op.add_column('t')"), run="upgrade head", says=["first.py:19", "column"]),
    wrong(
        "a table that is not there", body("op.drop_table('nosuch')"), run="upgrade head", says=["first.py:19", "nosuch"]
    ),
    wrong(
        "a column that is not there",
        body("op.drop_column('t', 'nosuch')"),
        run="upgrade head",
        says=["first.py:19", "nosuch"],
    ),
    wrong(
        "a batch on a table that is not there",
        body("with op.batch_alter_table('nosuch') as b:\n    b.drop_column('x')"),
        run="upgrade head",
        says=["first.py", "nosuch"],
    ),
    wrong(
        "an asynchronous upgrade()",
        after("async def upgrade():\n    pass"),
        run="upgrade head",
        says=["first.py", "async"],
    ),
    wrong(
        "upgrade() as a generator",
        after("def upgrade():\n    yield"),
        run="upgrade head",
        says=["first.py", "upgrade()"],
    ),
    wrong(
        "upgrade() with a parameter",
        after("def upgrade(connection):\n    pass"),
        run="upgrade head",
        says=["first.py", "connection"],
    ),
    wrong("upgrade that is no function", after("upgrade = 7"), run="upgrade head", says=["first.py", "upgrade"]),
    wrong(
        "no downgrade()",
        after("del downgrade"),
        done("upgrade head"),
        run="downgrade base",
        says=["first.py", "downgrade"],
    ),
    wrong("exits as it is loaded", after("raise SystemExit(0)"), run="upgrade head", says=["first.py", "SystemExit"]),
    wrong("an operation as it is loaded", after("op.create_table('x')"), run="upgrade head", says=["first.py"]),
    wrong("a name that is not there", after("print(nosuch)"), run="upgrade head", says=["first.py", "nosuch"]),
    wrong(
        "a computed id that raises",
        file("migrations/versions/first.py", "revision = str(1 / 0)\ndown_revision = None\n"),
        run="heads",
        says=["first.py:1", "ZeroDivisionError"],
    ),
    wrong(
        "a computed id that exits",
        file("migrations/versions/first.py", "import sys\nrevision = str(sys.exit(0))\ndown_revision = None\n"),
        run="heads",
        says=["first.py", "SystemExit"],
    ),
    wrong(
        "a computed id that is a number",
        file("migrations/versions/first.py", "revision = 1 + 1\ndown_revision = None\n"),
        run="heads",
        says=["first.py", "revision"],
    ),
    wrong(
        "a parent that is a number",
        file("migrations/versions/first.py", "revision = 'a'\ndown_revision = 1\n"),
        run="heads",
        says=["first.py", "down_revision"],
    ),
    wrong(
        "a parent that is a mapping",
        file("migrations/versions/first.py", "revision = 'a'\ndown_revision = {'a': 1}\n"),
        run="heads",
        says=["first.py", "down_revision"],
    ),
    wrong(
        "labels that are numbers",
        file("migrations/versions/first.py", "revision = 'a'\ndown_revision = None\nbranch_labels = [1]\n"),
        run="heads",
        says=["first.py", "branch_labels"],
    ),
    wrong(
        "dependencies that are numbers",
        file("migrations/versions/first.py", "revision = 'a'\ndown_revision = None\ndepends_on = 7\n"),
        run="heads",
        says=["first.py", "depends_on"],
    ),
    wrong(
        "bytes as id",
        file("migrations/versions/first.py", "revision = b'a'\ndown_revision = None\n"),
        run="heads",
        says=["first.py", "revision"],
    ),
    wrong(
        "an id of nothing",
        file("migrations/versions/first.py", "revision = ''\ndown_revision = None\n"),
        run="heads",
        says=["first.py", "empty"],
    ),
    wrong(
        "an id of operators",
        file("migrations/versions/first.py", "revision = 'a:b@c'\ndown_revision = None\n"),
        run="heads",
        says=["first.py", "a:b@c"],
    ),
    wrong(
        "a coding line that lies",
        file("migrations/versions/first.py", "# coding: nosuch\nrevision = 'a'\ndown_revision = None\n"),
        run="upgrade head",
        says=["first.py", "nosuch"],
    ),
    wrong(
        "UTF-16",
        file("migrations/versions/first.py", "revision = 'a'\ndown_revision = None\n".encode("utf-16")),
        run="heads",
        says=["first.py"],
    ),
    wrong(
        "a label taken twice",
        revision("aaaa1111", labels="shop", name="one.py"),
        revision("bbbb2222", labels="shop", name="two.py"),
        run="heads",
        says=["shop", "one.py", "two.py"],
    ),
    wrong(
        "a folder in place of versions",
        file("migrations/versions2"),
        ini("version_locations", "migrations/versions2"),
        run="heads",
        says=["versions2"],
    ),
    wrong(
        "data read where only a script is written",
        body("op.get_bind().execute(sa.text('SELECT 1')).scalar()"),
        run="upgrade head --sql",
        says=["first.py:19", "--sql"],
    ),
]

SECTION = "\n[post_write_hooks]\nhooks = a\n"


def hook(**options: str) -> Step:
    """A post-write hook of the name a."""

    def step(project: Project) -> None:
        text = project.ini.read_text(encoding="utf-8")
        lines = "".join(f"a.{name} = {value}\n" for name, value in options.items())
        project.ini.write_text(text.replace("\n[post_write_hooks]\n", SECTION + lines), encoding="utf-8")

    return step


NEW = ("migrations/versions/*.py", "migrations/heads.lock")
HOOKS = [
    wrong("no type", hook(), run="revision -m x", says=["a.type"]),
    wrong("an unknown type", hook(type="nosuch"), run="revision -m x", says=["nosuch", "'a'"]),
    wrong("exec of nothing", hook(type="exec"), run="revision -m x", keeps=NEW, says=["a.executable"]),
    wrong(
        "exec of what is not there",
        hook(type="exec", executable="rg-nosuch"),
        run="revision -m x",
        keeps=NEW,
        says=["rg-nosuch", "file was kept"],
    ),
    wrong(
        "exec of a folder",
        hook(type="exec", executable="/tmp"),
        run="revision -m x",
        keeps=NEW,
        says=["/tmp", "file was kept"],
    ),
    wrong(
        "exec of what fails",
        hook(type="exec", executable="false"),
        run="revision -m x",
        keeps=NEW,
        says=["status 1", "'a'", "file was kept"],
    ),
    wrong(
        "exec in no folder",
        hook(type="exec", executable="true", cwd="/no/such"),
        run="revision -m x",
        keeps=NEW,
        says=["/no/such"],
    ),
    wrong(
        "exec with unclosed quotes",
        hook(type="exec", executable="true", options="'x"),
        run="revision -m x",
        keeps=NEW,
        says=["options"],
    ),
    wrong("exec of a NUL", hook(type="exec", executable="a\0b"), run="revision -m x", keeps=NEW, says=["no program"]),
    wrong(
        "exec that deletes the file",
        hook(type="exec", executable="rm"),
        run="revision -m x",
        keeps=NEW,
        says=["can't be read"],
    ),
    wrong(
        "module that is not there",
        hook(type="module", module="rg_nosuch"),
        run="revision -m x",
        keeps=NEW,
        says=["rg_nosuch"],
    ),
    wrong(
        "module that is no program",
        hook(type="module", module="json"),
        run="revision -m x",
        keeps=NEW,
        says=["status 1"],
    ),
    wrong(
        "console script that is not there",
        hook(type="console_scripts", entrypoint="rg-nosuch"),
        run="revision -m x",
        keeps=NEW,
        says=["rg-nosuch"],
    ),
    wrong(
        "for merge as well",
        revision("aaaa1111"),
        revision("bbbb2222"),
        hook(type="exec", executable="false"),
        run="merge heads -m x",
        keeps=NEW,
        says=["status 1"],
    ),
]


@pytest.mark.parametrize("case", [*BODIES, *HOOKS])
def test_it_is_refused(project: Project, case: Wrong) -> None:
    refused(project, case)
