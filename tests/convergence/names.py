"""Names for tables, columns and the rest: ordinary ones, and the odd ones that users do have."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

TABLES = ("author", "book", "shelf", "loan", "branch_office", "invoice", "line_item", "tag", "event", "setting")
COLUMNS = ("title", "code", "state", "amount", "created", "note", "rank", "payload", "kind", "email", "pages", "owner")
ODD = (
    "Order",
    "user",
    "select",
    "group",
    'we"ird',
    "it's",
    "a:b",
    "c::d",
    "50%",
    "per%cent)s",
    "%(name)s",
    "with space",
    "dot.ted",
    "Mixed",
    "camelCase",
    "ünïcode",
    "名前",
    "tick`ed",
    "semi;colon",
    "dash-ed",
    "$dollar",
    "(paren)",
    "{brace}",
    "[bracket]",
    "?question",
    "1st",
    "comma,d",
    "a#b",
    "two--dashes",
    "UPPER",
)
ODD_SHARE = 0.15


def new_name(rng: Random, taken: Collection[str], ordinary: tuple[str, ...], *, longest: int = 63) -> str:
    """Return a name that nothing else has, also none that differs by case only.

    :param rng: the source of chance.
    :param taken: names that are given away.
    :param ordinary: what is asked first.
    :param longest: how many bytes a name may have.
    """
    lower = {name.lower() for name in taken}
    while True:
        if rng.random() >= ODD_SHARE:
            name = rng.choice(ordinary)
        elif rng.random() < 0.12:
            name = (rng.choice(ordinary) + "_" + "x" * longest)[:longest]
        else:
            name = rng.choice(ODD)
        if name.lower() in lower:
            name = f"{name[: longest - 4]}_{rng.randrange(10, 999)}"
        if name.lower() not in lower:
            return name
