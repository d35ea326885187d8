"""An import only ever runs down, and only where the table of rooms allows it."""

from __future__ import annotations

import sys

import pytest

from tests.kit.source import PACKAGE, own_arrows, room_of, source_files

# "" is revgraph/__init__.py: it imports nothing, anyone may read the version from it
FLOORS = {
    "": 0,
    "errors": 0,
    # which rooms compat/ has is looked up in the folder: the names of other tools stand in those rooms alone
    "guests": 0,
    "graph": 1,
    "util": 1,
    "config": 2,
    "plugins": 2,
    "ddl": 2,
    "script": 3,
    # pictures of the graph: wanted by several commands, and know neither files nor databases, so not in command
    "drawing": 3,
    "operations": 3,
    "op": 4,
    "runtime": 4,
    "context": 5,
    "migrator": 5,
    "autogenerate": 5,
    "command": 6,
    "cli": 7,
    "__main__": 8,
    "compat": 8,
    "testing": 8,
}

_LEFT = {"errors", "util", "graph", "config", "plugins", "script"}
_PICTURES = {"drawing"}
_RIGHT = {"errors", "util", "ddl", "operations"}

MAY_IMPORT = {
    "": set(),
    "errors": set(),
    "guests": set(),
    "graph": {"errors"},
    "util": {"errors"},
    "config": {"errors", "util", "guests"},
    "plugins": {"errors", "util"},
    "ddl": {"errors", "util"},
    "script": {"errors", "util", "graph", "config"},
    "drawing": {"errors", "util", "graph"},
    "operations": {"errors", "util", "ddl"},
    "op": {"errors", "util", "ddl", "operations"},
    "runtime": _LEFT | _RIGHT,
    "context": _LEFT | _RIGHT | {"runtime"},
    "migrator": _LEFT | _RIGHT | {"runtime"},
    "autogenerate": _LEFT | _RIGHT | {"runtime", "op"},
    "command": _LEFT | _RIGHT | _PICTURES | {"guests", "runtime", "op", "context", "autogenerate"},
    "cli": _LEFT | _RIGHT | {"guests", "runtime", "op", "context", "autogenerate", "command"},
    "__main__": {"cli"},
    "compat": set(FLOORS),
    "testing": set(FLOORS),
}

NEVER_BELOW = {("autogenerate.compare", "autogenerate.render"), ("autogenerate.render", "autogenerate.compare")}

SQLALCHEMY_TOO = {"revgraph.util.sqla", "revgraph.cli.demo"}  # the demo asks a database whether it is empty
NO_SQLALCHEMY = {"", "errors", "guests", "util", "graph", "config", "plugins", "script", "drawing", "cli", "__main__"}
OUTSIDE = {
    "sqlalchemy": "the right wing, runtime and above, util/sqla",
    "mako": "util/files",
    "rich": "cli, util/console",
    "argcomplete": "cli/completion",
    "typing_extensions": "anywhere",
}


def test_every_room_has_a_floor() -> None:
    rooms = {file.room for file in source_files()}
    assert rooms <= set(FLOORS), f"give these a floor and a row in the table: {sorted(rooms - set(FLOORS))}"


@pytest.mark.parametrize("room", sorted(FLOORS), ids=lambda room: room or PACKAGE)
def test_imports_run_down_within_the_table(room: str) -> None:
    wrong = [
        f"{arrow.source}:{arrow.line} imports {arrow.target}"
        for arrow in own_arrows()
        if room_of(arrow.source) == room
        and room_of(arrow.target) not in {room, ""}
        and (room_of(arrow.target) not in MAY_IMPORT[room] or FLOORS.get(room_of(arrow.target), 99) >= FLOORS[room])
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("lower", "upper"), sorted(NEVER_BELOW), ids=lambda name: name)
def test_sibling_rooms_stay_apart(lower: str, upper: str) -> None:
    wrong = [
        f"{arrow.source}:{arrow.line} imports {arrow.target}"
        for arrow in own_arrows()
        if f"{arrow.source}.".startswith(f"{PACKAGE}.{lower}.") and f"{arrow.target}.".startswith(f"{PACKAGE}.{upper}.")
    ]
    assert not wrong, "\n".join(wrong)


def test_no_circle_between_files() -> None:
    edges: dict[str, set[str]] = {file.module: set() for file in source_files()}
    for arrow in own_arrows():
        if arrow.target in edges and arrow.target != arrow.source:
            edges[arrow.source].add(arrow.target)
    settled: set[str] = set()
    while ready := {module for module, targets in edges.items() if targets <= settled} - settled:
        settled |= ready
    left = {module: sorted(targets - settled) for module, targets in edges.items() if module not in settled}
    assert not left, "files in a circle, or above one:\n" + "\n".join(f"{a} -> {', '.join(b)}" for a, b in left.items())


def _outside_rooms(name: str, file_module: str, room: str) -> bool:
    if name == "mako":
        return file_module == f"{PACKAGE}.util.files"
    if name == "argcomplete":
        return file_module == f"{PACKAGE}.cli.completion"
    if name == "rich":
        return room == "cli" or file_module == f"{PACKAGE}.util.console"
    if name == "sqlalchemy":
        return file_module in SQLALCHEMY_TOO or room not in NO_SQLALCHEMY
    return name == "typing_extensions"


def test_outside_packages_are_used_where_agreed() -> None:
    wrong = []
    for file in source_files():
        for arrow in file.arrows:
            name = arrow.target.partition(".")[0]
            if name == PACKAGE or name in sys.stdlib_module_names:
                continue
            if not _outside_rooms(name, file.module, file.room):
                wrong.append(f"{file.module}:{arrow.line} imports {name} (only in: {OUTSIDE.get(name, 'nowhere')})")
    assert not wrong, "\n".join(wrong)


def test_reports_name_no_sqlalchemy() -> None:
    report = [file for file in source_files() if file.module == f"{PACKAGE}.command.report"]
    assert [arrow for arrow in report[0].arrows if arrow.target.startswith("sqlalchemy")] == []
