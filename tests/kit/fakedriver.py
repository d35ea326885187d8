"""A driver without a database: it notes what it is sent and answers what a test says. No test here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine

Answer = Callable[[str], Any]
"""Given SQL: a list of rows, the value of its one output parameter, None for nothing, or an exception to raise."""

ERRORS = (
    *("Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError"),
    *("InternalError", "ProgrammingError", "NotSupportedError"),
)


@dataclass
class Driver:
    """What a test holds in its hands.

    :param answer: what each statement gives.
    """

    answer: Answer
    sent: list[tuple[int, str]] = field(default_factory=list)
    """Each statement with the number of its connection; the end of a connection is the word ``close``."""
    connections: int = 0

    def engine(self, url: str) -> Engine:
        """Return an engine that believes this driver to be a real one; it never asks for the server's version."""
        module = self._module("named" if url.startswith("oracle") else "qmark")
        engine = create_engine(url, module=module, _initialize=False)
        engine.dialect.default_isolation_level = "READ COMMITTED"
        return engine

    def _module(self, paramstyle: str) -> Any:
        module: Any = ModuleType("fake")
        module.__getattr__ = lambda name: name  # type codes
        module.paramstyle, module.version, module.__version__ = paramstyle, "5.1.0", "3.0.0"
        base: type[Exception] = Exception
        for name in ERRORS:
            made = type(name, (base,), {})
            base = made if name in ("Error", "DatabaseError") else base
            setattr(module, name, made)
        module.Cursor = Cursor
        module.connect = lambda *args, **kw: Link(self)
        return module


class Link:
    """A connection."""

    autocommit = False

    def __init__(self, driver: Driver) -> None:
        driver.connections += 1
        self.driver, self.number = driver, driver.connections

    def cursor(self) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        """Nothing is kept."""

    def rollback(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        self.driver.sent.append((self.number, "close"))


class Variable:
    """An output parameter."""

    value: Any = None

    def getvalue(self, *args: Any) -> Any:
        return self.value


class Cursor:
    """A cursor."""

    description: list[Any] | None = None
    rowcount = -1
    arraysize = 1

    def __init__(self, link: Link) -> None:
        self.link = link
        self.rows: list[Any] = []

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def execute(self, sql: str, parameters: Any = (), **kw: Any) -> None:
        self.link.driver.sent.append((self.link.number, " ".join(sql.split())))
        answer = self.link.driver.answer(sql)
        if isinstance(answer, Exception):
            raise answer
        given = parameters.values() if isinstance(parameters, dict) else parameters or ()
        for variable in (one for one in given if isinstance(one, Variable)):
            variable.value = answer
        self.rows = list(answer) if isinstance(answer, list) else []
        self.description = [("x", None, None, None, None, None, None)] * len(self.rows[0]) if self.rows else None

    def nextset(self) -> bool:
        return False

    def fetchone(self) -> Any:
        return self.rows.pop(0) if self.rows else None

    def fetchall(self) -> list[Any]:
        rows, self.rows = self.rows, []
        return rows

    def setinputsizes(self, *args: Any, **kw: Any) -> None:
        """Every size will do."""

    def var(self, *args: Any, **kw: Any) -> Variable:
        return Variable()

    def close(self) -> None:
        """Nothing is held."""
