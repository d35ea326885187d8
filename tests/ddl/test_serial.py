"""SERIAL columns are known by their own sequences, whatever these are called."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table

from revgraph.ddl.postgresql.serial import next_value_of, owned_sequence
from tests.kit.live import live_impl, reflected_table


@pytest.mark.parametrize(
    ("default", "sequence"),
    [
        ("nextval('t_id_seq'::regclass)", "t_id_seq"),
        ("nextval('s.t_id_seq')", "t_id_seq"),
        ("nextval('\"it''s_id_seq\"'::regclass)", "it's_id_seq"),
        ("nextval('s.\"a.b\"'::regclass)", "a.b"),
        ('nextval(\'"S"."say ""x"""\'::regclass)', 'say "x"'),
        ("nextval('größe_seq'::regclass)", "größe_seq"),
        ("nextval('a'::regclass) + 1", None),
        ("5", None),
    ],
)
def test_sequence_is_read_from_a_default(default: str, sequence: str | None) -> None:
    assert next_value_of(default) == sequence


@pytest.mark.server
@pytest.mark.parametrize("name", ["t", "it's", "a.b", 'say "x"', "MixedCase"])
def test_default_of_a_serial_column_is_no_default(name: str, postgresql_engine: Engine) -> None:
    metadata = MetaData()
    Table(name, metadata, Column("id", Integer, primary_key=True), Column("a", Integer))
    with postgresql_engine.connect() as connection:
        metadata.create_all(connection)
        reflected = reflected_table(connection, live_impl(connection), name)
        assert reflected.c.id.server_default is None
        assert owned_sequence(connection, name, "id", None) is not None
        assert owned_sequence(connection, name, "a", None) is None
