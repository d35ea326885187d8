"""heads.lock: a text file that names the heads, so that two people who extend one line collide in version control.

Knows the file and the links of the graph; when it is written and what follows if it disagrees is decided elsewhere.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from revgraph.errors import HeadsLockConflict, ScriptError
from revgraph.graph.links import Links
from revgraph.graph.walk import reachable
from revgraph.util.files import write_atomic
from revgraph.util.text import listed

if TYPE_CHECKING:
    from pathlib import Path

LOCK_NAME = "heads.lock"

_COMMENT = """\
# The newest revisions, one line for each line of history. Written by revgraph; commit it with the revision files.
#
# Whoever adds a revision changes the line it belongs to. Two people who extend the same line therefore get a conflict
# here, in version control, instead of two heads at deploy time. To resolve it keep the revision files of both, then run
#   revgraph rebase <your first revision> --onto <their last revision>
# or
#   revgraph merge heads
# Either writes this file anew; there is nothing to edit by hand.
"""

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


def lock_path(folder: str) -> Path:
    """Return where the file of a script directory is."""
    from pathlib import Path

    return Path(os.path.realpath(os.path.join(folder, LOCK_NAME)))


def lock_text(links: Links[Any]) -> str:
    """Return what the file must say of a graph.

    Heads that carry branch labels stand on a line that begins with these, the others on one that begins with the bases
    of what they are connected with: neither changes while a line grows. Blank lines keep the lines apart for merges.
    """
    lines: dict[str, list[str]] = {}
    components = _components(links)
    for head in links.heads:
        labels = sorted(links.carried_labels[head])
        lines.setdefault(" ".join(labels) or components[head], []).append(head)
    return _COMMENT + "".join(f"\n{name}: {' '.join(sorted(heads))}\n" for name, heads in sorted(lines.items()))


def read_lock(folder: str, links: Links[Any]) -> tuple[str, ...] | None:
    """Return the heads the file names; None if there is no file.

    :param folder: the script directory.
    :param links: the graph, for advice.
    :raises HeadsLockConflict: if it holds the marks of an unfinished merge.
    :raises ScriptError: if it can't be read.
    """
    path = os.path.join(folder, LOCK_NAME)
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"can't be read: {error}; 'heads --lock' writes it anew", path=path) from None
    heads: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith((_OURS, _THEIRS, _END)):
            raise _conflict(path, number, lines, links)
        heads += _heads_in(line, path, number)
    return tuple(heads)


def write_lock(folder: str, links: Links[Any]) -> None:
    """Write the file, whole or not at all, unless it is as it must be.

    :param folder: the script directory.
    :param links: the graph.
    :raises ScriptError: if it can't be written.
    """
    path, text = lock_path(folder), lock_text(links)
    try:
        if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
            write_atomic(path, text)
    except OSError as error:
        raise ScriptError(
            f"can't be written: {error.strerror or error}; the revision files are as they should be, "
            "run 'heads --lock' when it can",
            path=str(path),
        ) from error


def disagreement(folder: str, links: Links[Any]) -> str | None:
    """Return in words how the file differs from the graph; None if it does not, or there is no file.

    :param folder: the script directory.
    :param links: the graph.
    :raises ScriptError: as :func:`read_lock` does.
    """
    locked = read_lock(folder, links)
    if locked is None or set(locked) == set(links.heads):
        return None
    gone = [head for head in locked if head not in links.declared]
    if gone:
        why = f"no revision file has {listed(gone)}: bring the file back, or, if it was removed on purpose,"
    elif set(locked) < set(links.heads):
        why = "one line has grown two heads: put one on top of the other with 'rebase', or, if that is meant,"
    else:
        why = "if the revision files are right,"
    return (
        f"{os.path.join(folder, LOCK_NAME)} says the heads are {listed(locked, nothing='none')}, the revision files "
        f"say {listed(links.heads, nothing='none')}; {why} write it anew with 'heads --lock'"
    )


def _components(links: Links[Any]) -> dict[str, str]:
    """Return for each revision the bases of all it is connected with by parents."""
    edges = {name: [*links.parents[name], *links.children[name]] for name in links.order}
    found: dict[str, str] = {}
    for base in links.bases:
        if base not in found:
            members = reachable([base], edges)
            found.update(dict.fromkeys(members, ",".join(sorted(members.intersection(links.bases)))))
    return found


def _heads_in(line: str, path: str, number: int) -> list[str]:
    if not line.strip() or line.startswith("#"):
        return []
    _, colon, heads = line.partition(":")
    if not colon:
        raise ScriptError(
            f"{line!r} is no line of such a file; write it anew with 'heads --lock'", path=path, line=number
        )
    return heads.split()


def _conflict(path: str, number: int, lines: list[str], links: Links[Any]) -> HeadsLockConflict:
    from revgraph.graph.rebase import ways_out

    sides = _sides(lines)
    told = ", ".join(f"{name!r} has {listed(heads, nothing='nothing')}" for name, heads in sides)
    ways = [*ways_out(links), "merge heads"]
    return HeadsLockConflict(
        f"a merge is not finished here: {told}; keep the revision files of both, then run "
        f"{' or '.join(map(repr, ways))}, which writes this file anew",
        path=path,
        line=number,
        sides=sides,
    )


def _sides(lines: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the two sides of a conflict, by the names the marks give them, with the heads each has."""
    names = {_OURS: "this side", _END: "the other side"}
    heads: dict[str, list[str]] = {_OURS: [], _END: []}
    at: str | None = None
    for line in lines:
        mark = line[:7]
        if mark in names:
            names[mark] = line[7:].strip() or names[mark]
        if mark in (_OURS, _BASE, _THEIRS, _END):
            at = {_OURS: _OURS, _THEIRS: _END}.get(mark)
        elif at is not None and not line.startswith("#"):
            heads[at] += line.partition(":")[2].split()
    return [(names[mark], tuple(heads[mark])) for mark in (_OURS, _END)]
