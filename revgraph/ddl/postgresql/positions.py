"""Where a sequence of PostgreSQL stands, and where it goes on if new bounds leave it behind. Reads only."""

from __future__ import annotations

from sqlalchemy import Connection, text

from revgraph.ddl.names import quoted_place
from revgraph.ddl.sequences import SequenceOptions
from revgraph.ddl.sql_text import verbatim
from revgraph.util.logs import Log

log = Log(__name__)

_CATALOGUED_SINCE = (10,)
_COUNTS_BY = """
    SELECT seqincrement FROM pg_catalog.pg_sequence
    WHERE seqrelid = to_regclass(:place) AND has_table_privilege(seqrelid, 'SELECT')
"""


def forced_restart(
    connection: Connection, sequence_name: str, schema: str | None, options: SequenceOptions
) -> int | None:
    """Return the next value of a sequence that its new bounds leave behind; None if it may stay where it is.

    The server refuses bounds that the position is outside of. To go on at the near one repeats no value; a position
    beyond the far one is left to the server's refusal, since any other would give out values again.

    :param options: what changes.
    """
    if options.minvalue is None and options.maxvalue is None:
        return None
    if (connection.dialect.server_version_info or ()) < _CATALOGUED_SINCE:
        return None
    place = quoted_place(connection.dialect, schema, sequence_name)
    step = connection.execute(text(_COUNTS_BY), {"place": place}).scalar()
    if step is None:
        return None
    rises = (options.increment or step) > 0
    near = options.minvalue if rises else options.maxvalue
    if near is None:
        return None
    position = connection.execute(verbatim(f"SELECT last_value FROM {place}")).scalar_one()
    if not (position < near if rises else position > near):
        return None
    log.info("Sequence %s is at %d, which its new bounds leave out; it goes on at %d", place, position, near)
    return near
