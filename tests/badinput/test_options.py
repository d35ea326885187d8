"""Wrong values of the commands' own options, and commands that have nothing to work on."""

from __future__ import annotations

import pytest

from tests.kit.project import MODELS, Project
from tests.kit.wrong import (
    Wrong,
    done,
    file,
    folder,
    line,
    link,
    refused,
    revision,
    sql,
    wrong,
)


def models(project: Project) -> None:
    project.use_models(MODELS)


def applied(project: Project) -> None:
    line(project)
    assert project.run("upgrade", "head").code == 0


USAGE = [
    wrong("an unknown command", run="upgrad head", code=2, says=["upgrad"]),
    wrong("an unknown option", run="upgrade head --fast", code=2, says=["--fast"]),
    wrong("a target too many", run="upgrade aaaa bbbb", code=2, says=["bbbb"]),
    wrong("a timeout in words", run="wait --timeout soon", code=2, says=["--timeout", "soon"]),
    wrong("a lock timeout in words", run="upgrade head --lock-timeout soon", code=2, says=["--lock-timeout", "soon"]),
    wrong("a number in words", run="log -n many", code=2, says=["many"]),
    wrong("a format there is not", run="graph --format png", code=2, says=["png", "svg"]),
    wrong("an option without its value", run="revision -m", code=2, says=["-m"]),
    wrong("a NUL as command", run=["a\0b"], code=2, says=["a\\x00b"]),
    wrong("a word that is no UTF-8 as command", run=["\udcff"], code=2, says=["udcff"]),
]

VALUES = [
    wrong("a lock timeout below zero", line, run="upgrade head --lock-timeout -1", says=["lock_timeout", "-1"]),
    wrong(
        "a lock timeout that is no number", line, run="upgrade head --lock-timeout nan", says=["lock_timeout", "nan"]
    ),
    wrong("a wait below zero", line, run="wait --timeout -1", says=["timeout", "-1"]),
    wrong("a wait that is no number", line, run="wait --timeout nan", says=["timeout", "nan"]),
    wrong("a wait that ends", line, run="wait --timeout 0", says=["head"]),
    wrong("no runs to show", applied, run="log -n 0", says=["number", "0"]),
    wrong("fewer than no runs", applied, run="log -n -5", says=["number", "-5"]),
    wrong("--dialect without --sql", line, run="upgrade head --dialect mysql", says=["--dialect", "--sql"]),
    wrong("an unknown dialect", line, run="upgrade head --sql --dialect nosuch", says=["nosuch", "postgresql"]),
    wrong("a dialect that is a path", line, run="upgrade head --sql --dialect ../x", says=["../x"]),
    wrong("an empty dialect", line, run=["upgrade", "head", "--sql", "--dialect", ""], says=["dialect"]),
    wrong("--purge without a target to be at", line, run="stamp --purge nosuch", says=["nosuch"]),
    wrong("--resume and --undo", applied, run="upgrade head --resume --undo", says=["--resume", "--undo"]),
    wrong("--confirm and nobody to ask", line, run="upgrade head --confirm", says=["--confirm"]),
    wrong("resolve without saying how", applied, run="resolve aaaa1111", says=["--applied", "--rolled-back"]),
    wrong(
        "resolve both ways",
        applied,
        run="resolve aaaa1111 --applied --rolled-back",
        says=["--applied", "--rolled-back"],
    ),
    wrong("resolve what was not cut off", applied, run="resolve aaaa1111 --applied", says=["aaaa1111"]),
    wrong("resolve what nobody knows", applied, run="resolve nosuch --applied", says=["nosuch"]),
    wrong("rebase onto an unknown one", line, run="rebase bbbb3333 --onto nosuch --no-database", says=["nosuch"]),
    wrong("rebase onto its own child", line, run="rebase aaaa1111 --onto bbbb3333 --no-database", says=["bbbb3333"]),
    wrong("rebase onto itself", line, run="rebase bbbb2222 --onto bbbb2222 --no-database", says=["bbbb2222"]),
    wrong(
        "rebase of what is applied",
        applied,
        run="rebase bbbb3333 --onto aaaa1111",
        says=["bbbb3333", "--allow-applied"],
    ),
    wrong("history backwards", line, run="history -r bbbb3333:aaaa1111", says=["bbbb3333", "aaaa1111"]),
    wrong("history of three ends", line, run="history -r a:b:c", says=["a:b:c"]),
    wrong("a picture into a folder", line, folder("out.svg"), run="graph -o out.svg", says=["out.svg"]),
    wrong("a picture below a file", line, run="graph -o revgraph.ini/out.svg", says=["revgraph.ini/out.svg"]),
    wrong("a picture onto a full disk", line, run="graph --format svg -o /dev/full", says=["/dev/full", "space"]),
    wrong("a picture of an ending that means nothing", line, run="graph -o out.png", says=["out.png"]),
    wrong("a picture of an unknown range", line, run="graph -r nosuch:", says=["nosuch"]),
    wrong("--version-path of another project", line, run="revision -m x --version-path ..", says=["version"]),
    wrong("--splice of an unknown parent", line, run="revision -m x --head nosuch --splice", says=["nosuch"]),
    wrong("a parent in the middle", line, run="revision -m x --head bbbb2222", says=["--splice"]),
    wrong("an ambiguous parent", line, run="revision -m x --head bbbb --splice", says=["bbbb2222", "bbbb3333"]),
    wrong("depends on an unknown one", line, run="revision -m x --depends-on nosuch", says=["nosuch"]),
    wrong("depends on an ambiguous one", line, run="revision -m x --depends-on bbbb", says=["bbbb2222", "bbbb3333"]),
    wrong(
        "a label that is taken",
        revision("aaaa1111", labels="shop"),
        run="revision -m x --branch-label shop",
        says=["shop"],
    ),
    wrong("a label that is an id", line, run="revision -m x --branch-label aaaa1111", says=["aaaa1111"]),
    wrong(
        "an id that is a label", revision("aaaa1111", labels="shop"), run="revision -m x --rev-id shop", says=["shop"]
    ),
    wrong("an id whose file is there", line, run="revision --rev-id bbbb3333 -m x", says=["bbbb3333"]),
    wrong("merge of one", line, run="merge bbbb3333", says=["nothing to join", "bbbb3333"]),
    wrong("merge of one head", line, run="merge heads", says=["head"]),
    wrong("merge with an ancestor", line, run="merge aaaa1111 bbbb3333", says=["aaaa1111"]),
    wrong("--fill without autogenerate", line, run="revision -m x --fill a.b=1", says=["--fill a.b"]),
    wrong(
        "--fill without a value",
        models,
        run="revision --autogenerate -m x --fill author.name",
        says=["--fill", "author.name"],
    ),
    wrong("--fill of no column", models, run="revision --autogenerate -m x --fill author=1", says=["--fill", "author"]),
    wrong(
        "--fill of an unknown column", models, run="revision --autogenerate -m x --fill nosuch.x=1", says=["nosuch.x"]
    ),
    wrong(
        "--rename without a colon",
        models,
        run="revision --autogenerate -m x --rename author",
        says=["--rename", "author"],
    ),
    wrong(
        "--rename of an unknown table",
        models,
        run="revision --autogenerate -m x --rename nosuch:author",
        says=["nosuch"],
    ),
    wrong(
        "--rename to an unknown table",
        models,
        sql("CREATE TABLE old (a)"),
        run="revision --autogenerate -m x --rename old:nosuch",
        says=["nosuch"],
    ),
    wrong("--rename of too many dots", models, run="revision --autogenerate -m x --rename a.b.c.d:e", says=["a.b.c.d"]),
    wrong("--explain of an unknown table", models, run="check --explain nosuch", says=["nosuch"]),
    wrong(
        "--explain of an unknown column",
        models,
        done("revision --autogenerate -m x"),
        done("upgrade head"),
        run="check --explain author.nosuch",
        says=["nosuch"],
    ),
    wrong("edit of an unknown one", line, run="edit nosuch", says=["nosuch"]),
    wrong(
        "edit with an editor that fails", line, run="edit head", env={"EDITOR": "false", "VISUAL": ""}, says=["false"]
    ),
    wrong(
        "edit with an editor of unclosed quotes",
        line,
        run="edit head",
        env={"EDITOR": "vi 'x", "VISUAL": ""},
        says=["vi 'x"],
    ),
    wrong("plan to an unknown one", line, run="plan nosuch", says=["nosuch"]),
    wrong(
        "heads --check with two",
        revision("aaaa1111"),
        revision("bbbb2222"),
        run="heads --check",
        says=["aaaa1111", "bbbb2222"],
    ),
    wrong("current --check-heads before the end", line, run="current --check-heads", says=["head"]),
    wrong(
        "a heads.lock with the marks of a merge",
        line,
        file("migrations/heads.lock", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"),
        run="revision -m x",
        says=["heads.lock"],
    ),
    wrong(
        "a heads.lock that is a folder", line, folder("migrations/heads.lock"), run="heads --lock", says=["heads.lock"]
    ),
    wrong(
        "a heads.lock in Latin-1",
        line,
        file("migrations/heads.lock", b"\xe9\n"),
        run="revision -m x",
        says=["heads.lock"],
    ),
]

PLACES = [
    wrong("init into a file", file("used"), run="init used", says=["used"]),
    wrong("init below a file", file("used"), run="init used/deeper", says=["used"]),
    wrong("init into a folder that is not empty", file("used/x"), run="init used", says=["used", "not empty"]),
    wrong("init into a dangling link", link("used", "gone"), run="init used", says=["used"]),
    wrong("init into a name with a NUL", run=["init", "a\0b"], says=["a"]),
    wrong("init into a far too long name", run=["init", "x" * 300], says=["xxx"]),
    wrong("init into nothing", run=["init", ""], says=["directory"]),
    wrong("init with an unknown template", run="init -t nosuch new", says=["nosuch", "generic"]),
    wrong("init with a template that is a path out", run="init -t ../../etc new", says=["../../etc"]),
    wrong("init with an empty template", run=["init", "-t", "", "new"], says=["template"]),
    wrong(
        "init with a template of one's own that is none",
        file("mine/x"),
        run="init -t ./mine new",
        says=["./mine", "no template"],
    ),
    wrong(
        "init with a template that does not render",
        file("mine/script.py.mako"),
        file("mine/revgraph.ini.mako", "${nosuch + 1}"),
        run="-c new.ini init -t ./mine new",
        says=["revgraph.ini.mako"],
    ),
    wrong("init with a template that is a file", file("mine"), run="init -t ./mine new", says=["mine"]),
    wrong(
        "$REVGRAPH_TEMPLATES names nothing",
        run="init -t mine new",
        env={"REVGRAPH_TEMPLATES": "/no/such/folder"},
        says=["/no/such/folder"],
    ),
]


@pytest.mark.parametrize("case", [*USAGE, *VALUES, *PLACES])
def test_it_is_refused(project: Project, case: Wrong) -> None:
    refused(project, case)
