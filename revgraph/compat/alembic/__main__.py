"""``python -m revgraph.compat.alembic``: the ``alembic`` program, carried out by revgraph."""

from __future__ import annotations

from revgraph.compat.alembic.faces import install

if __name__ == "__main__":
    install()
    from revgraph.compat.alembic.program import main

    main(prog="alembic")
