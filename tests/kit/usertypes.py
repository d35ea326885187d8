"""Column types as applications have them, for the tests of rendering. No test here."""

from __future__ import annotations

import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, UserDefinedType


class Colour(enum.Enum):
    """An enum as models use it."""

    RED = 1
    GREEN = 2


class Lower(TypeDecorator[str]):
    """Hands its arguments on to the type it wraps."""

    impl = sa.String
    cache_ok = True


class Choice(TypeDecorator[str]):
    """Has a constructor of its own and keeps its arguments."""

    impl = sa.String
    cache_ok = True

    def __init__(self, choices: tuple[str, ...], *, strict: bool = True) -> None:
        super().__init__(max(map(len, choices)))
        self.choices = choices
        self.strict = strict


class Forgetful(TypeDecorator[str]):
    """Does not keep its argument."""

    impl = sa.String
    cache_ok = True

    def __init__(self, secret: str) -> None:
        super().__init__(10)
        self._secret = secret


class Spoken(TypeDecorator[str]):
    """Says itself how it is made."""

    impl = sa.String
    cache_ok = True

    def __init__(self, secret: str) -> None:
        super().__init__(10)
        self._secret = secret

    def __repr__(self) -> str:
        return f"Spoken({self._secret!r})"


class Point(UserDefinedType[Any]):
    """A type of the user's own."""

    cache_ok = True

    def __init__(self, dimensions: int = 2, srid: int | None = None) -> None:
        self.dimensions = dimensions
        self.srid = srid

    def get_col_spec(self, **_: Any) -> str:
        return f"POINT({self.dimensions})"


class Outer:
    """Holds a type."""

    class Inner(sa.Integer):
        """A type within a class."""
