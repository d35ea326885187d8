"""What a person says of a draft beyond the models: values for old rows, renames, drops that are meant.

Values and the parsing of how they are typed; nothing of databases or operations.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from revgraph.errors import CommandError

Ask = Callable[[str], str | None]
"""Asks a question at the terminal and returns the answer, None where there is nobody to ask."""


def nobody(question: str) -> str | None:
    """Answer nothing: there is no terminal."""
    return None


@dataclass(frozen=True)
class Wishes:
    """What a person said.

    :param fill: by column (``table.column``), the value rows get that are there already.
    :param allow_drop: however many tables are missing from the models, drop them.
    :param ask: asks for what is not said.
    :param used: the columns in ``fill`` that were found, filled in on the way.
    """

    fill: Mapping[str, str] = field(default_factory=dict)
    allow_drop: bool = True
    ask: Ask = nobody
    used: set[str] = field(default_factory=set)

    def value_for(self, names: Collection[str]) -> str | None:
        """Return the value given for a column, None if there is none; notes that it was found.

        :param names: the names it goes by, with and without its schema.
        """
        for name in names:
            if name in self.fill:
                self.used.add(name)
                return self.fill[name]
        return None

    def refuse_unused(self) -> None:
        """Refuse what was said of something that is not there.

        :raises CommandError: names it.
        """
        idle = [name for name in self.fill if name not in self.used]
        if idle:
            raise CommandError(
                f"--fill {idle[0]}=...: no column of that name is added or becomes NOT NULL, so nothing was written"
            )


def filled_columns(said: Iterable[str]) -> dict[str, str]:
    """Return ``table.column=VALUE`` words as a mapping.

    :param said: as typed.
    :raises CommandError: if one is of another form.
    """
    found: dict[str, str] = {}
    for each in said:
        name, sign, value = each.partition("=")
        if not sign or "." not in name:
            raise CommandError(f"--fill {each!r}: give it as table.column=VALUE, such as --fill account.country=DE")
        found[name] = value
    return found
