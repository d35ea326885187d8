"""Pairs of schemas: what is generated brings one to the other and back, on every database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Engine, ForeignKey, ForeignKeyConstraint, Index, MetaData, Table

from tests.kit.diffs import converge

Change = Callable[[MetaData], None]


def _models(*tables: Change) -> MetaData:
    metadata = MetaData()
    for table in tables:
        table(metadata)
    return metadata


def _table(name: str, *items: object) -> Change:
    """Return a function that adds a table with an integer key and fresh copies of the items."""

    def add(metadata: MetaData) -> None:
        made = [item() if callable(item) else item for item in items]
        Table(name, metadata, Column("id", sa.Integer, primary_key=True), *made)

    return add


def _column(name: str, type_: object, *args: object, **kw: object) -> Callable[[], Column[object]]:
    return lambda: Column(name, type_, *[arg() if callable(arg) else arg for arg in args], **kw)


def _to(target: str, **kw: object) -> Callable[[], ForeignKey]:
    return lambda: ForeignKey(target, **kw)


def _checked(*values: str) -> sa.Enum:
    return sa.Enum(*values, native_enum=False, create_constraint=True, name="ck_s")


AUTHOR = _table("author")
PLAIN = _table("book", _column("title", sa.String(50)))

CASES = {
    "nothing to a table": (_models(), _models(PLAIN)),
    "table added that refers to one that is there": (
        _models(AUTHOR),
        _models(AUTHOR, _table("book", _column("author_id", sa.Integer, _to("author.id", ondelete="CASCADE")))),
    ),
    "two tables added, the referring one first by name": (
        _models(),
        _models(_table("zebra"), _table("ant", _column("zebra_id", sa.Integer, _to("zebra.id"), index=True))),
    ),
    "table that refers to itself": (
        _models(),
        _models(_table("node", _column("parent_id", sa.Integer, _to("node.id"), index=True))),
    ),
    "column added": (
        _models(PLAIN),
        _models(_table("book", _column("title", sa.String(50)), _column("pages", sa.Integer))),
    ),
    "column with everything added": (
        _models(AUTHOR, PLAIN),
        _models(
            AUTHOR,
            _table(
                "book",
                _column("title", sa.String(50)),
                _column("isbn", sa.String(13), unique=True),
                _column("author_id", sa.Integer, _to("author.id"), index=True),
            ),
        ),
    ),
    "column dropped with its index, unique and foreign key": (
        _models(
            AUTHOR,
            _table(
                "book",
                _column("isbn", sa.String(13)),
                _column("author_id", sa.Integer, _to("author.id", name="fk_book_author"), index=True),
                lambda: sa.UniqueConstraint("isbn", name="uq_book_isbn"),
            ),
        ),
        _models(AUTHOR, _table("book")),
    ),
    "type": (_models(PLAIN), _models(_table("book", _column("title", sa.Text)))),
    "length": (_models(PLAIN), _models(_table("book", _column("title", sa.String(120))))),
    "nullability": (_models(PLAIN), _models(_table("book", _column("title", sa.String(50), nullable=False)))),
    "server default set": (
        _models(PLAIN),
        _models(_table("book", _column("title", sa.String(50), server_default="it's"))),
    ),
    "server default changed": (
        _models(_table("book", _column("pages", sa.Integer, server_default=sa.text("1")))),
        _models(_table("book", _column("pages", sa.Integer, server_default=sa.text("2")))),
    ),
    "type, nullability and default together": (
        _models(_table("book", _column("a", sa.String(5)))),
        _models(_table("book", _column("a", sa.String(9), nullable=False, server_default="x"))),
    ),
    "index added and dropped": (
        _models(_table("book", _column("a", sa.Integer, index=True), _column("b", sa.Integer))),
        _models(_table("book", _column("a", sa.Integer), _column("b", sa.Integer, index=True))),
    ),
    "index over other columns under the same name": (
        _models(_table("book", _column("a", sa.Integer), _column("b", sa.Integer), lambda: Index("ix", "a"))),
        _models(_table("book", _column("a", sa.Integer), _column("b", sa.Integer), lambda: Index("ix", "b", "a"))),
    ),
    "index becomes unique": (
        _models(_table("book", _column("a", sa.Integer), lambda: Index("ix", "a"))),
        _models(_table("book", _column("a", sa.Integer), lambda: Index("ix", "a", unique=True))),
    ),
    "named unique constraint": (
        _models(_table("book", _column("a", sa.Integer), _column("b", sa.Integer))),
        _models(
            _table(
                "book",
                _column("a", sa.Integer),
                _column("b", sa.Integer),
                lambda: sa.UniqueConstraint("a", "b", name="uq"),
            )
        ),
    ),
    "unnamed unique constraint": (
        _models(_table("book", _column("a", sa.Integer))),
        _models(_table("book", _column("a", sa.Integer, unique=True))),
    ),
    "foreign key to an existing column": (
        _models(AUTHOR, _table("book", _column("author_id", sa.Integer))),
        _models(AUTHOR, _table("book", _column("author_id", sa.Integer, _to("author.id")))),
    ),
    "options of a foreign key": (
        _models(AUTHOR, _table("book", _column("a", sa.Integer, _to("author.id", name="fk_a")))),
        _models(AUTHOR, _table("book", _column("a", sa.Integer, _to("author.id", name="fk_a", ondelete="SET NULL")))),
    ),
    "foreign key over two columns to a unique constraint": (
        _models(_table("author"), _table("book", _column("a", sa.Integer), _column("b", sa.Integer))),
        _models(
            _table(
                "author",
                _column("x", sa.Integer),
                _column("y", sa.Integer),
                lambda: sa.UniqueConstraint("x", "y", name="uq_xy"),
            ),
            _table(
                "book",
                _column("a", sa.Integer),
                _column("b", sa.Integer),
                lambda: ForeignKeyConstraint(["a", "b"], ["author.x", "author.y"], name="fk_ab"),
            ),
        ),
    ),
    "referred table dropped": (
        _models(AUTHOR, _table("book", _column("author_id", sa.Integer, _to("author.id", name="fk_author")))),
        _models(_table("book", _column("author_id", sa.Integer))),
    ),
    "check and enum in a new table": (
        _models(),
        _models(
            _table(
                "book",
                _column("state", sa.Enum("new", "it's", "100%", name="book_state"), server_default="new"),
                _column("pages", sa.Integer),
                lambda: CheckConstraint("pages > 0", name="ck_pages"),
            )
        ),
    ),
    "enum column added": (
        _models(PLAIN),
        _models(_table("book", _column("title", sa.String(50)), _column("s", sa.Enum("a", "b", name="s_kind")))),
    ),
    "enum shared by two tables": (
        _models(),
        _models(*[_table(name, _column("s", sa.Enum("a", "b", name="s_kind"))) for name in ("one", "two")]),
    ),
    "enum loses its last user": (
        _models(*[_table(name, _column("s", sa.Enum("a", "b", name="s_kind"))) for name in ("one", "two")]),
        _models(_table("two")),
    ),
    "CHECK that comes with a type": (
        _models(_table("book", _column("s", _checked("a", "b")))),
        _models(_table("book", _column("s", _checked("a", "b", "long")))),
    ),
    "foreign key that waits for ALTER": (
        _models(),
        _models(
            AUTHOR,
            _table("book", _column("author_id", sa.Integer, _to("author.id", name="fk_book_author", use_alter=True))),
        ),
    ),
    "odd names": (
        _models(),
        _models(
            _table(
                "order %s",
                _column('qu"ote', sa.Integer, index=True),
                _column("per%cent", sa.String(5), unique=True),
                _column("co:lon", sa.Integer, server_default=sa.text("3")),
                _column("select", sa.String(20), server_default="a:b 'c' %s"),
            )
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_generated_migration_converges(any_engine: Engine, case: str) -> None:
    before, after = CASES[case]
    converge(any_engine, before, after)


@pytest.mark.parametrize("case", CASES)
def test_generated_migration_converges_the_other_way(any_engine: Engine, case: str) -> None:
    after, before = CASES[case]
    converge(any_engine, before, after)


def _circle() -> MetaData:
    return _models(
        _table("a", _column("b_id", sa.Integer, _to("b.id"))),
        _table("b", _column("c_id", sa.Integer, _to("c.id"))),
        _table("c", _column("a_id", sa.Integer, _to("a.id"))),
    )


@pytest.mark.filterwarnings("ignore:Cannot correctly sort tables")
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
@pytest.mark.server
def test_tables_in_a_circle_are_created_and_dropped(engine_of: Callable[[str], Engine], kind: str) -> None:
    converge(engine_of(kind), _models(), _circle())
