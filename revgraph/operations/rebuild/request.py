"""What ``batch_alter_table`` was asked for, as one record; read by both ways of building a table anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table


@dataclass(frozen=True)
class Request:
    """The arguments of ``batch_alter_table``; see there.

    :param renamed: columns that were renamed in place just before: new name by old one in lower case.
    """

    table_name: str
    schema: str | None = None
    partial_reordering: Sequence[Sequence[str]] | None = None
    copy_from: Table | None = None
    table_args: Sequence[Any] = ()
    table_kwargs: Mapping[str, Any] = field(default_factory=dict)
    reflect_args: Sequence[Any] = ()
    reflect_kwargs: Mapping[str, Any] = field(default_factory=dict)
    naming_convention: Mapping[str, str] | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
