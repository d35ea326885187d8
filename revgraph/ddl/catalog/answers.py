"""What reading a catalogue answers: the dictionaries of an inspector's ``get_multi_...``, question by question.

No database here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RawTables = Mapping[tuple[str | None, str], Any]
"""By (schema, table), a list of dictionaries or one dictionary, as an inspector gives it."""

Answers = Mapping[str, RawTables]
"""By question: ``"columns"`` holds what ``Inspector.get_multi_columns()`` would; a question not in it was not asked."""
