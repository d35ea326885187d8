"""Wrong ini files: every option, and the file itself."""

from __future__ import annotations

import pytest

from tests.kit.project import SECRET, Project
from tests.kit.wrong import Wrong, file, folder, ini, line, link, no, refused, revision, wrong

THE_FILE = [
    wrong(
        "a folder in place of the file", no("revgraph.ini"), folder("revgraph.ini"), run="heads", says="revgraph.ini"
    ),
    wrong("a dangling link", no("revgraph.ini"), link("revgraph.ini", "gone.ini"), run="heads", says="revgraph.ini"),
    wrong(
        "a link to itself", no("revgraph.ini"), link("revgraph.ini", "revgraph.ini"), run="heads", says="revgraph.ini"
    ),
    wrong("UTF-16", file("revgraph.ini", "[revgraph]\n".encode("utf-16")), run="heads", says=["revgraph.ini", "UTF-8"]),
    wrong(
        "NUL bytes", file("revgraph.ini", b"[revgraph]\nscript_location = a\0b\n"), run="heads", says="script_location"
    ),
    wrong(
        "a TOML file called ini",
        file("x.ini", "[tool.revgraph]\nurl = 'x'\n"),
        run="-c x.ini heads",
        says=["x.ini", "[revgraph]"],
    ),
    wrong(
        "the section in capitals",
        file("revgraph.ini", "[REVGRAPH]\nscript_location = migrations\n"),
        run="heads",
        says="[revgraph]",
    ),
    wrong(
        "a section that is not closed",
        file("revgraph.ini", f"[revgraph\nurl = {SECRET}\n"),
        run="heads",
        says="revgraph.ini:1",
    ),
    wrong(
        "a second main section",
        file("revgraph.ini", f"[revgraph]\n[revgraph]\nurl = {SECRET}\n"),
        run="heads",
        says=["revgraph.ini:2", "twice"],
    ),
    wrong(
        "the URL twice",
        file("revgraph.ini", f"[revgraph]\nurl = a\nurl = {SECRET}\n"),
        run="heads",
        says=["revgraph.ini:3", "'url'", "twice"],
    ),
    wrong("-c names a folder", run="-c migrations heads", says="migrations"),
    wrong("-c names nothing", run=["-c", "", "heads"], says="configuration file"),
    wrong("-c with a NUL", run=["-c", "a\0b", "heads"], says="configuration file"),
    wrong("-c names a very long path", run=["-c", "x" * 5000, "heads"], says="configuration file"),
    wrong("-n names nothing", run=["-n", "nosuch", "heads"], says="[nosuch]"),
    wrong("$REVGRAPH_CONFIG names a folder", run="heads", env={"REVGRAPH_CONFIG": "migrations"}, says="migrations"),
]

OPTIONS = [
    wrong("script_location is a file", file("plain"), ini("script_location", "plain"), run="heads", says="plain"),
    wrong(
        "script_location is below a file", file("plain"), ini("script_location", "plain/x"), run="heads", says="plain/x"
    ),
    wrong(
        "script_location is nowhere",
        ini("script_location", "/no/such/place"),
        run="upgrade head",
        says=["/no/such/place", "init"],
    ),
    wrong(
        "script_location in no package",
        ini("script_location", "nosuchpackage:migrations"),
        run="heads",
        says="nosuchpackage",
    ),
    wrong(
        "script_location in a package without it", ini("script_location", "json:migrations"), run="heads", says="json"
    ),
    wrong("script_location of a colon only", ini("script_location", ":"), run="heads", says="script_location"),
    wrong("script_location with ${NAME}", ini("script_location", "${HOME}/x"), run="heads", says="${HOME}/x"),
    wrong(
        "version_locations that are files", file("plain"), ini("version_locations", "plain"), run="heads", says="plain"
    ),
    wrong(
        "path_separator",
        ini("path_separator", "comma"),
        ini("version_locations", "a,b"),
        run="heads",
        says=["comma", "path_separator"],
    ),
    wrong(
        "path_separator, no list to split",
        ini("path_separator", "comma"),
        run="heads",
        says=["comma", "path_separator"],
    ),
    wrong(
        "recursive_version_locations",
        ini("recursive_version_locations", "maybe"),
        run="heads",
        says=["recursive_version_locations", "maybe"],
    ),
    wrong("sourceless", ini("sourceless", "2"), run="heads", says=["sourceless", "'2'"]),
    wrong(
        "revision_environment",
        ini("revision_environment", "often"),
        run="revision -m x",
        says=["revision_environment", "often"],
    ),
    wrong("heads_lock", ini("heads_lock", "locked"), run="revision -m x", says=["heads_lock", "locked"]),
    wrong("journal", line, ini("journal", "yes please"), run="upgrade head", says=["journal", "yes please"]),
    wrong("lock", line, ini("lock", "both"), run="upgrade head", says=["'lock'", "both"]),
    wrong(
        "lock_timeout in words", line, ini("lock_timeout", "soon"), run="upgrade head", says=["lock_timeout", "soon"]
    ),
    wrong("lock_timeout below zero", line, ini("lock_timeout", "-1"), run="upgrade head", says=["lock_timeout", "-1"]),
    wrong(
        "lock_timeout that is no number",
        line,
        ini("lock_timeout", "nan"),
        run="upgrade head",
        says=["lock_timeout", "nan"],
    ),
    wrong("revision_id", ini("revision_id", "uuid"), run="heads", says=["revision_id", "uuid", "hash"]),
    wrong(
        "truncate_slug_length in words",
        ini("truncate_slug_length", "short"),
        run="revision -m x",
        says=["truncate_slug_length", "short"],
    ),
    wrong(
        "truncate_slug_length below zero",
        ini("truncate_slug_length", "-3"),
        run="revision -m x",
        says=["truncate_slug_length", "-3"],
    ),
    wrong("timezone", ini("timezone", "Mars/Base"), run="revision -m x", says=["Mars/Base"]),
    wrong("timezone that is a path", ini("timezone", "../../etc/passwd"), run="revision -m x", says=["passwd"]),
    wrong("timezone that is a folder", ini("timezone", "Europe"), run="revision -m x", says=["Europe"]),
    wrong("output_encoding", ini("output_encoding", "utf-99"), run="revision -m x", says=["utf-99", "output_encoding"]),
    wrong(
        "output_encoding that is no text encoding",
        ini("output_encoding", "base64"),
        run="revision -m x",
        says=["base64", "output_encoding"],
    ),
    wrong(
        "output_encoding without the message's letters",
        ini("output_encoding", "ascii"),
        run="revision -m größe",
        says=["ascii"],
    ),
    wrong(
        "file_template with a single %", ini("file_template", "%(rev)s"), run="revision -m x", says=["file_template"]
    ),
    wrong(
        "file_template with an unknown token",
        ini("file_template", "%%(nosuch)s"),
        run="revision -m x",
        says=["file_template", "nosuch"],
    ),
    wrong(
        "file_template with a wrong format",
        ini("file_template", "%%(slug)d"),
        run="revision -m x",
        says=["file_template"],
    ),
    wrong(
        "file_template that ends in the middle",
        ini("file_template", "%%(rev"),
        run="revision -m x",
        says=["file_template"],
    ),
    wrong(
        "file_template of one name for all",
        revision("aaaa1111", name="same.py"),
        ini("file_template", "same"),
        run="revision -m x",
        says=["same.py"],
    ),
    wrong(
        "file_template into a folder",
        ini("file_template", "sub/%%(rev)s"),
        run="revision -m x",
        says=["recursive_version_locations"],
    ),
    wrong("file_template of a far too long name", ini("file_template", "x" * 300), run="revision -m x", says=["file"]),
    wrong(
        "prepend_sys_path with a NUL-free but missing folder",
        ini("prepend_sys_path", "%(nowhere)s"),
        run="upgrade head",
        says=["nowhere"],
    ),
    wrong("a misspelt option", ini("jurnal", "false"), run="heads", says=["jurnal", "journal"]),
    wrong(
        "another misspelt option",
        ini("version_location", "x"),
        run="heads",
        says=["version_location", "version_locations"],
    ),
]

HOOKS = [
    wrong(
        "hook without a type",
        ini("x", "1"),
        file("hooks.ini", "[revgraph]\nscript_location = migrations\n[post_write_hooks]\nhooks = a\n"),
        run="-c hooks.ini revision -m x",
        says=["a.type"],
    ),
    wrong(
        "hook of an unknown type",
        file("hooks.ini", "[revgraph]\nscript_location = migrations\n[post_write_hooks]\nhooks = a\na.type = nosuch\n"),
        run="-c hooks.ini revision -m x",
        says=["nosuch"],
    ),
]


@pytest.mark.parametrize("case", [*THE_FILE, *OPTIONS, *HOOKS])
def test_it_is_refused(project: Project, case: Wrong) -> None:
    refused(project, case)
