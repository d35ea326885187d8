"""A process that has everything imported and forks one child for each command: see :mod:`tests.kit.faults`.

No test here. Reads one JSON request a line, answers with one a line. A child counts the points where a process may die
with a database: before each statement it sends and each commit, on any connection; at the one it is told of it dies.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
import traceback
from typing import Any, NoReturn

FIELD = "points"


class Points:
    """Count calls on the driver; kill the process right before one of them.

    :param kill: the number of the call, from 1; 0 kills at none.
    :param within: instead, that many seconds after the call was begun (the server may be at it).
    :param like: count only statements that hold this text.
    :param log: where to write down each call, if anywhere.
    """

    def __init__(self, kill: int, within: float | None, like: str, log: str) -> None:
        self.kill, self.within, self.like = kill, within, like
        self.count = 0
        self.log = open(log, "w", encoding="utf-8") if log else None  # noqa: SIM115  # for the process's life

    def pass_one(self, what: str) -> None:
        """Count one call, and die if it is the one."""
        if self.like and self.like not in what:
            return
        self.count += 1
        if self.log is not None:
            self.log.write(f"{self.count} {what}\n".replace("\n", " ").rstrip() + "\n")
            self.log.flush()
        if self.count != self.kill:
            return
        if self.within is None:
            die()
        threading.Timer(self.within, die).start()

    def watch(self) -> None:
        """Count from now on. Changes SQLAlchemy's dialects in this process."""
        from sqlalchemy.engine.default import DefaultDialect

        for name in ("do_execute", "do_executemany", "do_execute_no_params", "do_commit", "do_rollback"):
            self._wrap(DefaultDialect, name)

    def _wrap(self, owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def counted(dialect: Any, target: Any, *rest: Any, **kw: Any) -> Any:
            self.pass_one(rest[0] if rest else name.removeprefix("do_").upper())
            return original(dialect, target, *rest, **kw)

        setattr(owner, name, counted)


def die() -> None:
    """End this process with no chance to clean up."""
    os.kill(os.getpid(), signal.SIGKILL)


def run(request: dict[str, Any]) -> NoReturn:
    """Run one command in this (forked) process."""
    os.chdir(request["cwd"])
    os.environ.update(request["env"])
    sys.path.insert(0, request["cwd"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    if request["user"] and os.geteuid() == 0:
        os.setuid(request["user"])
    code = 1
    try:
        Points(request["kill"], request["within"], request["like"], request["log"]).watch()
        from revgraph.cli.main import run as run_command

        while request["start_at"] and time.time() < request["start_at"]:
            time.sleep(0.001)
        code = run_command(request["argv"], "revgraph")
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def prepare() -> None:
    """Import what a command needs, so that children have it."""
    import logging.config
    import pkgutil
    from importlib import import_module

    import psycopg
    import pymysql
    import sqlalchemy.dialects.mysql
    import sqlalchemy.dialects.postgresql
    import sqlalchemy.dialects.sqlite

    import revgraph

    # all of it: a child that runs as another user may not be let into the folder this lies in
    for module in pkgutil.walk_packages(revgraph.__path__, "revgraph."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for kind in ("sqlite", "postgresql+psycopg", "mysql+pymysql"):
        sqlalchemy.make_url(f"{kind}://").get_dialect().import_dbapi()
    assert logging.config and psycopg and pymysql
    # a script that is mended within a second, to the same length, would be taken for the one that was compiled
    sys.dont_write_bytecode = True


def serve() -> None:
    """Answer requests until there are no more."""
    prepare()
    print("ready", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "start":
            pid = os.fork()
            if pid == 0:
                run(request)
            answer: dict[str, Any] = {"pid": pid}
        else:
            _, status = os.waitpid(request["pid"], 0)
            answer = {"code": os.waitstatus_to_exitcode(status)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve()
