from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def caches_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what the environment of the test run may say about caches."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
