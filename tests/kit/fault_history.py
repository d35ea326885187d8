"""A history of 30 revisions with data, for each kind of database: what a project does in its first years.

No test here. Each change of data adds to what is there, so that one that ran twice, or never, shows in the end.
"""

from __future__ import annotations

from collections.abc import Mapping

MADE_KEYS = {"tag": 0, "tagged": 0}
"""Tables with keys that the database made, which leave gaps where a transaction was undone; the column's place."""

# a body that differs by database is a mapping; "" is for the others
_HISTORY: list[str | Mapping[str, str]] = [
    # 1: tables and rows
    """
author = op.create_table(
    "author",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), nullable=False),
    sa.Column("n", sa.Integer, nullable=False, server_default="0"),
)
op.bulk_insert(author, [{"id": i, "name": f"author {i}", "n": i} for i in range(1, 8)])
""",
    # 2: a reference, an index that comes with its column
    """
book = op.create_table(
    "book",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", name="fk_book_author")),
    sa.Column("title", sa.String(80), nullable=False, index=True),
    sa.Column("pages", sa.Integer, nullable=False),
)
op.bulk_insert(book, [{"id": i, "author_id": 1 + i % 7, "title": f"title {i}", "pages": 10 * i} for i in range(1, 15)])
op.execute("UPDATE book SET pages = pages + 1")
""",
    # 3: add, fill
    """
op.add_column("author", sa.Column("email", sa.String(100)))
op.execute("UPDATE author SET email = name")
op.execute("UPDATE author SET n = n + 1")
""",
    # 4: reading and writing through get_bind()
    """
bind = op.get_bind()
for id_, n in bind.execute(sa.text("SELECT id, n FROM author ORDER BY id")).all():
    bind.execute(sa.text("UPDATE author SET n = n + :more WHERE id = :id"), {"more": 100 * id_, "id": id_})
""",
    # 5: index and constraint around a change of rows
    """
op.create_index("ix_book_pages", "book", ["pages", "title"])
op.execute("UPDATE book SET pages = pages + 2")
with op.batch_alter_table("author") as batch:
    batch.create_unique_constraint("uq_author_name", ["name"])
op.execute("UPDATE book SET pages = pages + 3")
""",
    # 6: types
    """
op.alter_column("author", "name", type_=sa.String(80), existing_type=sa.String(50), existing_nullable=False)
op.alter_column("author", "n", type_=sa.BigInteger, existing_type=sa.Integer, existing_nullable=False,
                existing_server_default="0")
op.execute("UPDATE author SET n = n * 2")
""",
    # 7: a table gets another name
    """
op.rename_table("book", "volume")
op.execute("UPDATE volume SET pages = pages + 5")
""",
    # 8: a column gets another name
    """
op.execute("UPDATE author SET n = n + 7")
op.alter_column("author", "n", new_column_name="score", existing_type=sa.BigInteger, existing_nullable=False,
                existing_server_default="0")
op.execute("UPDATE author SET score = score + 7")
""",
    # 9: a batch of several
    """
with op.batch_alter_table("volume") as batch:
    batch.add_column(sa.Column("price", sa.Integer, nullable=False, server_default="3"))
    batch.add_column(sa.Column("note", sa.String(20)))
    batch.alter_column("title", type_=sa.String(120), existing_type=sa.String(80), existing_nullable=False)
op.execute("UPDATE volume SET price = price + pages")
""",
    # 10: copied rows
    """
op.create_table(
    "archive",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("volume_id", sa.Integer, nullable=False),
    sa.Column("title", sa.String(120)),
)
op.execute("INSERT INTO archive (id, volume_id, title) SELECT id, id, title FROM volume WHERE id < 6")
op.execute("INSERT INTO archive (id, volume_id, title) SELECT id + 10, id + 100, title FROM volume WHERE id < 4")
""",
    # 11: indexes
    """
op.drop_index("ix_book_pages", "volume")
op.execute("UPDATE volume SET pages = pages + 11")
op.create_index("ix_volume_price", "volume", ["price"])
op.create_index("uq_archive", "archive", ["volume_id"], unique=True)
""",
    # 12: a foreign key
    """
with op.batch_alter_table("volume") as batch:
    batch.add_column(sa.Column("editor_id", sa.Integer))
op.execute("UPDATE volume SET editor_id = 1 + (id % 7)")
with op.batch_alter_table("volume") as batch:
    batch.create_foreign_key("fk_volume_editor", "author", ["editor_id"], ["id"])
op.execute("UPDATE volume SET price = price + 12")
""",
    # 13: a constraint goes
    """
with op.batch_alter_table("author") as batch:
    batch.drop_constraint("uq_author_name", type_="unique")
op.execute("INSERT INTO author (id, name, score) VALUES (20, 'author 1', 20)")
op.execute("UPDATE author SET score = score + 13")
""",
    # 14: an enum
    """
mood = op.create_table(
    "mood",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Enum("good", "bad", name="mood_kind", create_constraint=False), nullable=False),
)
op.bulk_insert(mood, [{"id": 1, "kind": "good"}, {"id": 2, "kind": "bad"}])
op.execute("INSERT INTO mood (id, kind) VALUES (3, 'good')")
""",
    # 15: a value for the enum
    {
        "postgresql": """
op.execute("UPDATE volume SET price = price + 15")
with op.get_context().autocommit_block():
    op.execute("ALTER TYPE mood_kind ADD VALUE IF NOT EXISTS 'odd'")
op.execute("INSERT INTO mood (id, kind) VALUES (4, 'odd')")
""",
        "mysql": """
op.execute("UPDATE volume SET price = price + 15")
op.alter_column("mood", "kind", existing_nullable=False, existing_type=sa.Enum("good", "bad"),
                type_=sa.Enum("good", "bad", "odd"))
op.execute("INSERT INTO mood (id, kind) VALUES (4, 'odd')")
""",
        "": """
op.execute("UPDATE volume SET price = price + 15")
op.alter_column("mood", "kind", existing_nullable=False, existing_type=sa.String(4), type_=sa.String(5))
op.execute("INSERT INTO mood (id, kind) VALUES (4, 'odd')")
""",
    },
    # 16: what no transaction can hold, between changes of rows
    """
op.execute("UPDATE volume SET price = price + 16")
with op.get_context().autocommit_block():
    op.create_index("ix_volume_pages", "volume", ["pages"], postgresql_concurrently=True)
    op.execute("UPDATE volume SET price = price + 160")
    op.create_index("ix_author_score", "author", ["score"], postgresql_concurrently=True)
op.execute("UPDATE volume SET price = price + 1600")
op.get_bind().execute(sa.text("UPDATE volume SET pages = pages + 16"))
""",
    # 17: keys the database makes
    """
bind = op.get_bind()
tag = op.create_table(
    "tag",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("word", sa.String(20), nullable=False),
)
op.create_table("tagged", sa.Column("tag_id", sa.Integer), sa.Column("volume_id", sa.Integer))
for word in ("red", "green", "blue"):
    bind.execute(sa.insert(tag).values(word=word).inline())
    key = bind.execute(sa.text("SELECT MAX(id) FROM tag")).scalar_one()
    bind.execute(sa.text("INSERT INTO tagged VALUES (:key, :volume)"), {"key": key, "volume": len(word)})
""",
    # 18: a column goes where it has been copied
    """
op.add_column("author", sa.Column("address", sa.String(120)))
op.execute("UPDATE author SET address = email")
op.execute("UPDATE author SET score = score + 18")
op.drop_column("author", "email")
""",
    # 19: a check
    """
with op.batch_alter_table("volume") as batch:
    batch.create_check_constraint("ck_volume_price", "price > 0")
op.execute("UPDATE volume SET price = price + 19")
""",
    # 20: a table goes, what was in it is kept
    """
op.execute("INSERT INTO author (id, name, score) SELECT 200 + id, title, volume_id FROM archive")
op.drop_index("uq_archive", "archive")
op.drop_table("archive")
op.execute("UPDATE author SET score = score + 20")
""",
    # 21: definitions and rows in turn
    """
op.execute("UPDATE author SET score = score + 1")
op.add_column("author", sa.Column("a21", sa.Integer))
op.execute("UPDATE author SET a21 = 1, score = score + 10")
op.add_column("author", sa.Column("b21", sa.Integer, server_default="4"))
op.execute("UPDATE author SET a21 = a21 + b21, score = score + 100")
op.create_index("ix_author_21", "author", ["a21", "b21"])
op.execute("UPDATE author SET a21 = a21 + 1")
""",
    # 22: rows that nothing tells apart
    """
op.create_table("event", sa.Column("what", sa.String(20)), sa.Column("n", sa.Integer))
op.execute("INSERT INTO event VALUES ('one', 1)")
op.execute("INSERT INTO event VALUES ('one', 1)")
op.create_index("ix_event_n", "event", ["n"])
op.execute("INSERT INTO event VALUES ('two', 2)")
op.get_bind().execute(sa.text("INSERT INTO event VALUES ('two', 2)"))
op.execute("UPDATE event SET n = n + 22")
""",
    # 23: defaults and nullability
    """
op.alter_column("volume", "price", server_default="9", existing_type=sa.Integer, existing_nullable=False,
                existing_server_default="3")
op.execute("UPDATE volume SET note = 'none' WHERE note IS NULL")
op.alter_column("volume", "note", nullable=False, existing_type=sa.String(20))
op.execute("INSERT INTO volume (id, title, pages, note) VALUES (50, 'fifty', 50, 'new')")
op.execute("UPDATE volume SET price = price + 23")
""",
    # 24: much in one table
    """
op.create_table(
    "shop",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("city", sa.String(30), index=True, comment="where it is"),
    sa.Column("code", sa.String(10), nullable=False),
    sa.Column("owner_id", sa.Integer, sa.ForeignKey("author.id", name="fk_shop_owner"), index=True),
    sa.Column("opened", sa.Date, server_default=sa.text("'2020-01-01'")),
    sa.UniqueConstraint("code", name="uq_shop_code"),
    sa.CheckConstraint("city <> 'nowhere'", name="ck_shop_city"),
    comment="where volumes are sold",
)
op.get_bind().execute(
    sa.text("INSERT INTO shop (id, city, code, owner_id) VALUES (:id, :city, :code, :owner)"),
    [{"id": i, "city": f"city {i % 3}", "code": f"c{i}", "owner": 1 + i % 7} for i in range(1, 10)],
)
""",
    # 25: statements of several kinds
    """
bind = op.get_bind()
op.execute(sa.text("UPDATE shop SET city = :city WHERE id = 1").bindparams(city="elsewhere"))
shop = sa.table("shop", sa.column("id", sa.Integer), sa.column("city", sa.String), sa.column("owner_id", sa.Integer))
op.execute(shop.update().where(shop.c.id == 2).values(owner_id=shop.c.owner_id + 1))
bind.execute(shop.update().where(shop.c.id > 5).values(owner_id=1))
bind.exec_driver_sql("UPDATE shop SET owner_id = owner_id + 1 WHERE id > 6")
assert bind.execute(sa.select(sa.func.count()).select_from(shop)).scalar_one() == 9
bind.execute(sa.delete(shop).where(shop.c.id == 9))
""",
    # 26: a loop
    """
for number in range(4):
    op.add_column("shop", sa.Column(f"sold_{number}", sa.Integer, nullable=False, server_default=str(number)))
    op.execute(f"UPDATE shop SET sold_{number} = sold_{number} + owner_id")
""",
    # 27: rows one by one
    """
event = sa.table("event", sa.column("what", sa.String), sa.column("n", sa.Integer))
op.bulk_insert(event, [{"what": "bulk", "n": n} for n in (1, 1, 2)], multiinsert=False)
op.drop_index("ix_event_n", "event")
op.bulk_insert(event, [{"what": "more", "n": n} for n in (1, 1, 2)])
op.rename_table("event", "happening")
op.execute("UPDATE happening SET n = n + 27")
""",
    # 28: a table that refers to itself
    """
op.create_table(
    "part",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("whole_id", sa.Integer),
    sa.Column("n", sa.Integer, server_default="1", nullable=False),
    sa.ForeignKeyConstraint(["whole_id"], ["part.id"], name="fk_part_whole"),
)
op.execute("INSERT INTO part (id, whole_id) VALUES (1, NULL), (2, 1), (3, 1), (4, 2)")
op.execute("UPDATE part SET n = n + 28 WHERE whole_id IS NOT NULL")
op.execute("DELETE FROM part WHERE id = 4")
""",
    # 29: a table of its own engine's rebuild, names changed inside
    """
with op.batch_alter_table("part", recreate="auto") as batch:
    batch.alter_column("n", new_column_name="amount", existing_type=sa.Integer, existing_nullable=False,
                       existing_server_default="1")
    batch.add_column(sa.Column("colour", sa.String(10), server_default="red"))
    batch.drop_constraint("fk_part_whole", type_="foreignkey")
op.execute("UPDATE part SET amount = amount + 29")
with op.batch_alter_table("part") as batch:
    batch.drop_column("whole_id")
""",
    # 30: the end
    """
op.execute("DELETE FROM tagged WHERE tag_id = (SELECT MIN(id) FROM tag)")
op.drop_table("tag")
op.execute("UPDATE volume SET pages = pages + 30")
op.drop_index("ix_author_21", "author")
op.execute("UPDATE author SET score = score + 30")
op.create_table("last", sa.Column("n", sa.Integer))
op.execute("INSERT INTO last SELECT SUM(score) FROM author")
op.get_bind().execute(sa.text("INSERT INTO last SELECT SUM(pages) + SUM(price) FROM volume"))
""",
]


def fault_history(kind: str) -> list[str]:
    """Return the bodies of ``upgrade()``, oldest first.

    :param kind: SQLAlchemy's name of the database.
    """
    return [body if isinstance(body, str) else body.get(kind, body[""]) for body in _HISTORY]
