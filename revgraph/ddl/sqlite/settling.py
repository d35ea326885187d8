"""How SQLite's texts are compared: it keeps them as they were written, so their programs are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Column

from revgraph.ddl.asking import Doubt
from revgraph.ddl.settling import Settling
from revgraph.ddl.signatures import ComparisonResult


class SQLiteSettling(Settling):
    """What SQLite answers where two texts are not the same."""

    def usual_collations(
        self, inspector_column: Column[Any], metadata_column: Column[Any]
    ) -> tuple[str | None, str | None] | None:
        """Return the one that compares bytes."""
        return ("binary", "binary")

    def _judged(self, doubt: Doubt, kept: str | None, have: str) -> ComparisonResult:
        """Compare the programs two texts compile to: SQLite keeps no form of its own."""
        program = self.answer(replace(doubt, want=have)).kept
        if program is None:
            return ComparisonResult.Skip(f"SQLite can't make sense of what it has: {have!r}")
        if program == kept:
            return ComparisonResult("equal", f"{have!r} and {doubt.want!r} compile to the same program")
        return ComparisonResult.Different(f"{have!r} and {doubt.want!r} compile to different programs")
