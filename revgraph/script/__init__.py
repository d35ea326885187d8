"""Revision files and the directory they live in; knows nothing of databases."""

from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script

__all__ = ["Script", "ScriptDirectory"]
