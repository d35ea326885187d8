"""The place of a value that nobody has given yet: what rows get that are there already.

A value that stands in a revision file; what happens where it is still missing is decided in ``populate``.
"""

from __future__ import annotations


class MissingValue:
    """A value that a person has yet to write into the revision file in its place.

    :param column: the column it is for, such as ``"account.email"``.
    """

    def __init__(self, column: str) -> None:
        self.column = column

    def __repr__(self) -> str:
        return f"missing_value({self.column!r})"
