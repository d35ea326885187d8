"""Property tests here have no deadline: the speed of a shared machine is no property of a graph."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("graph", deadline=None, max_examples=80)
settings.load_profile("graph")
