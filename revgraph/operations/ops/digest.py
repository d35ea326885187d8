"""The digest of an operation: SHA-256 over one canonical text of all that counts for its effect.

Knows no operation; what values look like in that text is told in ``forms`` and ``schema_forms``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from revgraph.operations.ops.forms import class_name, said_form
from revgraph.operations.ops.schema_forms import canonical_text


def digest_of(kind: type, effect: Mapping[str, Any]) -> str:
    """Return the hexadecimal SHA-256 of what an operation does.

    :param kind: its class.
    :param effect: all that counts, by name.
    """
    text = canonical_text({"operation": class_name(kind), "effect": said_form(effect)})
    return hashlib.sha256(text.encode("ascii")).hexdigest()
