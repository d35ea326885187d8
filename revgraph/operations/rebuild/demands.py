"""What both ways of building a table anew demand of the names they are given, and say if it is not so."""

from __future__ import annotations

from collections.abc import Iterable

from revgraph.errors import OfflineError, OperationError


def not_there(what: str, name: object, table: str, there: Iterable[object]) -> OperationError:
    """Return the error that something of a table is not there.

    :param what: ``"column"``, ``"index"`` or ``"constraint"``.
    :param name: its name.
    :param there: names of those that are.
    """
    plural = {"index": "indexes"}.get(what, f"{what}s")
    listed = ", ".join(str(each) for each in there if each is not None) or "none"
    return OperationError(f"no {what} {name!r} on table {table!r}; {plural} there: {listed}")


def there_already(what: str, name: object, table: str) -> OperationError:
    """Return the error that a table has something of that name."""
    return OperationError(f"table {table!r} has {'an' if what == 'index' else 'a'} {what} {name!r} already")


def not_readable(table: str) -> OfflineError:
    """Return the error that a script is written and nothing tells what the table is."""
    return OfflineError(
        f"table {table!r} must be built anew, and a script (--sql) can't read its definition; give it with "
        "op.batch_alter_table(..., copy_from=Table(...)), or run against the database"
    )
