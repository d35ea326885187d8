"""Property tests here have no deadline: the speed of a shared machine is no property of a picture."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("drawing", deadline=None, max_examples=80)
settings.load_profile("drawing")
