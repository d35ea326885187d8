"""What Alembic refuses with an error of Python or SQLAlchemy: revgraph's error is one of these as well.

Code written for Alembic catches ``CompileError`` where an operation can't be spelled, ``TypeError`` where an argument
is of a wrong kind; while the alias is in place ``OperationError(...)`` makes an error of both classes.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.exc import CompileError

from revgraph.errors import OfflineError, OperationError, ResolutionError, RevgraphError


class NotSpelled(OperationError, CompileError):
    """The dialect has no words for it."""


class NotToldEnough(OperationError, NotImplementedError):
    """The dialect must be told more."""


class WrongArgument(OperationError, TypeError):
    """An argument is of a wrong kind."""


class WrongValue(OperationError, ValueError):
    """It can't be done with what there is."""


class NoSuchColumn(OperationError, KeyError):
    """A column is not there."""


class NotInScripts(OfflineError, NotImplementedError):
    """A script can't do it."""


class NotAmongRevisions(ResolutionError, KeyError):
    """A parent or dependency stands in no file."""


KINDS: tuple[tuple[str, type[RevgraphError]], ...] = (
    (r"a column can't become computed, change its expression or become plain", NotSpelled),
    (r"revgraph can't add, change or drop an identity in place", NotSpelled),
    (r"^constraint .* must be told its kind;", NotToldEnough),
    (r"^drop_constraint\(type_=.*\): there is no such kind;", WrongArgument),
    (r"bulk_insert takes a (?:list|table)", WrongArgument),
    (r"no constraint .* to drop in table|no index .* on table", WrongValue),
    (r"no column .* on table", NoSuchColumn),
    (r"can't be reversed: (?:the constraint|the index|the table)", WrongValue),
    (r"op\.run_async\(\) needs an asynchronous driver", WrongValue),
    (r"op\.run_async\(\) needs a live connection", NotInScripts),
    (r"must be built anew, and a script \(--sql\) can't read its definition", NotInScripts),
    (r": (?:down_revision|depends_on) names .*, which no revision file has;", NotAmongRevisions),
)
"""Pattern on revgraph's text, and the class; the first that fits counts."""

_COMPILED = tuple((re.compile(pattern, re.DOTALL), kind) for pattern, kind in KINDS)


def new_error(owner: type[RevgraphError], cls: type[RevgraphError], *args: Any, **kw: Any) -> RevgraphError:
    """Return a new error of a class, or of a more special one that the text asks for.

    :param owner: the class whose ``__new__`` this is; only its own objects are looked at.
    """
    text = str(args[0]) if args and cls is owner else ""
    fitting = (kind for pattern, kind in _COMPILED if issubclass(kind, owner) and pattern.search(text))
    return super(owner, cls).__new__(next(fitting, cls) if text else cls, *args, **kw)
