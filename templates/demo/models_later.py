"""A small library: authors, their books, and who has borrowed them."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Genre(enum.Enum):
    NOVEL = "novel"
    POETRY = "poetry"
    SCIENCE = "science"


class Author(Base):
    __tablename__ = "author"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    born: Mapped[date | None]
    books: Mapped[list[Book]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "book"
    __table_args__ = (
        CheckConstraint("pages > 0", name="pages_positive"),
        Index("ix_book_title", "title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    title: Mapped[str] = mapped_column(String(200))
    genre: Mapped[Genre]
    pages: Mapped[int]
    isbn: Mapped[str | None] = mapped_column(String(13), unique=True)
    published: Mapped[date | None]
    author: Mapped[Author] = relationship(back_populates="books")


class Loan(Base):
    __tablename__ = "loan"

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete="CASCADE"), index=True)
    reader: Mapped[str] = mapped_column(String(80), server_default="unknown")
    until: Mapped[date]
