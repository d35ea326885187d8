"""The registry of comparators from outside, which run around the built-in ones.

Knows no comparison itself.
"""

from __future__ import annotations

from revgraph.util.priorities import Comparators, DispatchPriority, PriorityDispatchResult

__all__ = ["Comparators", "DispatchPriority", "PriorityDispatchResult", "comparators"]

comparators = Comparators()
"""The comparators every run uses."""
