"""Asking a server how it would keep a definition, many at once, without leaving anything behind.

One file for each dialect; others can't be asked.
"""

from revgraph.ddl.asking.doubts import Answer, Doubt
from revgraph.ddl.asking.known import ask

__all__ = ["Answer", "Doubt", "ask"]
