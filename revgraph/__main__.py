"""``python -m revgraph``: the same as the console script. Knows only that there is a command line."""

from __future__ import annotations

from revgraph.cli.main import main

if __name__ == "__main__":
    main(prog="revgraph")
