"""Names as a database has them: cut where DDL cuts them, without quotes; and as SQL has them. Knows no connection."""

from __future__ import annotations

from sqlalchemy import Constraint, Dialect, Index


def quoted_place(dialect: Dialect, schema: str | None, name: str) -> str:
    """Return the name of a table or another object, with its schema if that is said, as SQL that no driver formats.

    :param dialect: quotes where it must.
    """
    quote = dialect.identifier_preparer.quote
    return ".".join(quote(part).replace("%%", "%") for part in (schema, name) if part is not None)


def object_name(item: Constraint | Index, dialect: Dialect) -> str | None:
    """Return the name an object has in the database, or None if the database chooses one.

    :param item: constraint or index.
    :param dialect: cuts a generated name that is too long, as it does in DDL.
    """
    name = _name_in_ddl(item, dialect)
    if name is None or name.isascii() or dialect.name != "postgresql":
        return name
    # PostgreSQL counts bytes, and cuts by itself
    return name.encode()[: dialect.max_identifier_length].decode(errors="ignore")


def _name_in_ddl(item: Constraint | Index, dialect: Dialect) -> str | None:
    if not isinstance(item.name, str):
        return None
    limit = dialect.max_index_name_length if isinstance(item, Index) else dialect.max_constraint_name_length
    if len(item.name) <= (limit or dialect.max_identifier_length):
        return str(item.name)
    preparer = dialect.identifier_preparer
    shown = preparer.format_index(item) if isinstance(item, Index) else preparer.format_constraint(item)
    return str(item.name) if shown is None else _unquoted(shown, preparer.initial_quote, preparer.final_quote)


def _unquoted(name: str, opening: str, closing: str) -> str:
    if name.startswith(opening) and name.endswith(closing) and len(name) > 1:
        return name[1:-1].replace(closing * 2, closing).replace("%%", "%")
    return name
