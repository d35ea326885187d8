"""What a person says of a draft beyond the models: values for old rows, renames, drops that are meant.

Values and the parsing of how they are typed; nothing of databases or operations.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
    :param renames: pairs of old and new: ``table`` and ``table``, or ``table.column`` and ``column``.
    :param fills: new NOT NULL columns get a value for old rows.
    :param used: what of it was found, noted on the way.
    """

    fill: Mapping[str, str] = field(default_factory=dict)
    renames: Sequence[tuple[str, str]] = ()
    allow_drop: bool = True
    fills: bool = True
    ask: Ask = nobody
    used: set[str] = field(default_factory=set)

    @property
    def is_answered(self) -> bool:
        """Whether there is somebody to ask."""
        return self.ask is not nobody

    def value_for(self, names: Collection[str]) -> str | None:
        """Return the value given for a column, None if there is none; notes that it was found.

        :param names: the names it goes by, with and without its schema.
        """
        for name in names:
            if name in self.fill:
                self.used.add(name)
                return self.fill[name]
        return None

    def old_table_names(self, schema: str | None, name: str) -> list[str]:
        """Return the names a table of the models is said to have had.

        :param schema: its schema, None for the default one.
        :param name: its name.
        """
        prefix = "" if schema is None else f"{schema}."
        return [old.removeprefix(prefix) for old, new in self.renames if new in (name, prefix + name)]

    def old_column_names(self, tables: Collection[str], name: str) -> list[str]:
        """Return the names a column of the models is said to have had.

        :param tables: the names its table goes by.
        :param name: its name.
        """
        found = []
        for old, new in self.renames:
            table, _, column = old.rpartition(".")
            if table in tables and new in (name, *(f"{each}.{name}" for each in tables)):
                found.append(column)
        return found

    def note_rename(self, old: Collection[str], new: Collection[str]) -> None:
        """Note that something was renamed, by all names it went and goes by."""
        self.used.update(f"{one}:{other}" for one, other in self.renames if one in old and other in new)

    def refuse_unused(self) -> None:
        """Refuse what was said of something that is not there.

        :raises CommandError: names it.
        """
        for old, new in self.renames:
            if f"{old}:{new}" not in self.used:
                raise CommandError(
                    f"--rename {old}:{new}: the models have no new table or column {new!r} to be renamed from {old!r}, "
                    "so nothing was written; give it as old_table:new_table or table.old_column:new_column"
                )
        idle = [name for name in self.fill if name not in self.used]
        if idle:
            raise CommandError(
                f"--fill {idle[0]}=...: no column of that name is added or becomes NOT NULL, so nothing was written"
            )


def renamed_things(said: Iterable[str]) -> list[tuple[str, str]]:
    """Return ``old:new`` and ``table.old:new`` words as pairs.

    :param said: as typed.
    :raises CommandError: if one is of another form.
    """
    found: list[tuple[str, str]] = []
    for each in said:
        old, sign, new = each.partition(":")
        if not (sign and old and new):
            raise CommandError(f"--rename {each!r}: give it as old_table:new_table or table.old_column:new_column")
        found.append((old, new))
    return found


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
