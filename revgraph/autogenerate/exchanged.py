"""Names that are exchanged: each thing gets the name another one has, so that none of them is free.

Names alone, no tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

_LONGEST = 54  # of the name itself; what any database allows, less what is added


def rings(sources: Mapping[T, T]) -> Iterator[list[T]]:
    """Yield names each of which goes to what has the name before it, and the first to what has the last.

    :param sources: by new name, the old name.
    """
    left = dict(sources)
    while left:
        ring = [next(iter(left))]
        while ring[-1] in left:
            old = left.pop(ring[-1])
            if old == ring[0]:
                yield ring
                break
            ring.append(old)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name for something on its way to another one.

    :param name: its name now.
    :param taken: the names there are.
    """
    number, made = 1, f"{name[:_LONGEST]}_aside"
    while made in taken:
        number += 1
        made = f"{name[:_LONGEST]}_aside{number}"
    return made
