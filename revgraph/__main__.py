"""``python -m revgraph`` and the console script; knows only that there is a command line, in a process of its own."""

from __future__ import annotations

import gc

# nearly all that a command makes stays until it ends; looking for garbage after every 700 objects takes a tenth of it
gc.set_threshold(50_000, 10, 10)

from revgraph.cli.main import main  # noqa: E402

if __name__ == "__main__":
    main(prog="revgraph")
