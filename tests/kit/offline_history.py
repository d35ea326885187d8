"""A history that meets most of what scripts can hold, on every database; and a second one that reads rows.

Text of revisions only; no test here.
"""

from __future__ import annotations

from tests.kit.project import Project

ODD = 'it\'s 100% \\\\ :x "q" é 漢; -- no\\n  comment'

FIRST = f"""\
op.create_table(
    "author",
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(50), nullable=False, server_default="it's 5%"),
    sa.Column("kind", sa.Enum("poet", "it's", name="author_kind"), nullable=False, server_default="poet"),
    sa.Column("active", sa.Boolean(create_constraint=True, name="ck_author_active"), server_default=sa.true()),
    sa.Column("born", sa.Date),
    sa.Column("worth", sa.Numeric(12, 2)),
    sa.CheckConstraint("name <> '5% \\\\:x'", name="ck_author_name"),
    comment="people; who 'write'",
)
author = sa.table(
    "author",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("kind", sa.Enum("poet", "it's", name="author_kind")),
    sa.column("active", sa.Boolean),
    sa.column("born", sa.Date),
    sa.column("worth", sa.Numeric(12, 2)),
)
op.bulk_insert(
    author,
    [
        {{"id": 1, "name": {ODD!r}, "kind": "it's", "active": True, "born": datetime.date(1815, 12, 10)}},
        {{"id": 2, "name": "", "kind": "poet", "active": False, "worth": decimal.Decimal("-1200.50")}},
    ],
)"""
SECOND = """\
op.create_table(
    "book",
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id", name="fk_book_author", ondelete="CASCADE")),
    sa.Column("title", sa.String(80), index=True),
    sa.Column("Select", sa.Text),
    sa.UniqueConstraint("author_id", "title", name="uq_book"),
)
op.execute("INSERT INTO book (id, author_id, title) VALUES (1, 1, 'a\\\\:b; 100%'), (2, 1, NULL), (3, 2, 'x')")
op.create_index("ix two", "book", ["title", "id"], unique=True)"""
THIRD = """\
def told():
    return sa.Table(
        "author",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(50), nullable=False, server_default="it's 5%"),
        sa.Column("kind", sa.Enum("poet", "it's", name="author_kind"), nullable=False, server_default="poet"),
        sa.Column("active", sa.Boolean(create_constraint=True, name="ck_author_active"), server_default=sa.true()),
        sa.Column("born", sa.Date),
        sa.Column("worth", sa.Numeric(12, 2)),
        sa.CheckConstraint("name <> '5% \\\\:x'", name="ck_author_name"),
        comment="people; who 'write'",
    )
with op.batch_alter_table("author", copy_from=told()) as batch:
    batch.alter_column(
        "name",
        type_=sa.String(90),
        server_default="none",
        existing_type=sa.String(50),
        existing_nullable=False,
        existing_server_default="it's 5%",
    )
    batch.alter_column(
        "born", nullable=False, existing_type=sa.Date(), existing_nullable=True, existing_server_default=None,
        populate_default=sa.text("'1900-01-01'"),
    )
op.add_column("author", sa.Column("mail", sa.String(40), server_default="5%"))
op.rename_column("book", "Select", "text")
op.add_column("book", sa.Column("level", sa.Integer, default=3), populate_default=True)"""
FOURTH = """\
op.rename_table("book", "Work")
op.drop_column("author", "worth")
op.drop_index("ix two", "Work")
op.create_table("gone", sa.Column("id", sa.Integer, primary_key=True))
op.drop_table("gone")
op.execute("DELETE FROM author WHERE id = 2 AND NOT EXISTS (SELECT 1 FROM author AS a WHERE a.id = 77)")"""
BACK = {
    "a1": 'op.drop_table("author")\nif op.get_bind().dialect.name == "postgresql":\n    op.drop_enum("author_kind")',
    "b2": 'op.drop_table("book")',
    "c3": 'op.drop_column("book", "level")\nop.rename_column("book", "text", "Select")\n'
    'op.drop_column("author", "mail")',
    "d4": 'op.create_index("ix two", "Work", ["title", "id"], unique=True)\n'
    'op.add_column("author", sa.Column("worth", sa.Numeric(12, 2)))\nop.rename_table("Work", "book")',
}


def write_history(project: Project) -> None:
    """Write the four revisions a1 <- b2 <- c3 <- d4."""
    before = None
    for name, body in (("a1", FIRST), ("b2", SECOND), ("c3", THIRD), ("d4", FOURTH)):
        path = project.add_revision(name, before, f"revision {name}", upgrade=body, downgrade=BACK[name])
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("from revgraph import op\n", "import datetime\nimport decimal\nfrom revgraph import op\n")
        )
        before = name


READING = """\
from revgraph import op
import sqlalchemy as sa

revision = "r1"
down_revision = None


@op.online_only({given})
def fill_slugs(length):
    for row in op.get_bind().execute(sa.text("SELECT id, name FROM account")).all():
        op.get_bind().execute(
            sa.text("UPDATE account SET slug = :slug WHERE id = :id"), {{"slug": row.name[:length], "id": row.id}}
        )


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))
    op.execute("INSERT INTO account (id, name) VALUES (1, 'Ada'), (2, 'Bertha')")
    op.add_column("account", sa.Column("slug", sa.String(20)))
    {call}
    op.create_index("ix_slug", "account", ["slug"])


def downgrade():
    op.drop_table("account")
"""
"""A revision with a step that reads rows: ``given`` to the mark, and how it is called."""
