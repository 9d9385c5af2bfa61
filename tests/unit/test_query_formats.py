"""`sigact sql --format`: what other programs read."""

import io
import json

import duckdb
import polars as pl
import pytest

from orchestration.query import QueryError
from orchestration.query_formats import as_bytes

QUERY = """
select 'a|b, "c"' as words, null::integer as unknown, 0 as zero, date '2026-03-01' as day, ['x', 'y'] as list,
    true as yes, timestamptz '2026-03-01 05:00:00+00' as at, 1.50::decimal(4, 2) as price
"""


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def test_csv_has_empty_cells_for_null_and_keeps_zero(connection):
    assert [
        "words,unknown,zero,day,list,yes,at,price",
        '"a|b, ""c""",,0,2026-03-01,"[""x"", ""y""]",true,2026-03-01T05:00:00+00:00,1.50',
    ] == as_bytes(connection, QUERY, "csv").decode().splitlines()


def test_json_is_one_object_a_row(connection):
    [row] = json.loads(as_bytes(connection, QUERY, "json"))
    assert {
        "words": 'a|b, "c"', "unknown": None, "zero": 0, "day": "2026-03-01", "list": ["x", "y"], "yes": True,
        "at": "2026-03-01T05:00:00+00:00", "price": 1.5,
    } == row  # fmt: skip


def test_markdown_cells_cannot_break_the_table(connection):
    assert ["| a | b |", "| --- | --- |", "| x\\|y z | NULL |"] == as_bytes(
        connection, "select 'x|y' || chr(10) || 'z' as a, null as b", "markdown"
    ).decode().splitlines()


def test_parquet_keeps_types(connection):
    frame = pl.read_parquet(io.BytesIO(as_bytes(connection, QUERY, "parquet")))
    assert (pl.Date(), pl.List(pl.String), None) == (frame["day"].dtype, frame["list"].dtype, frame["unknown"][0])


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_one_statement_at_a_time(connection, form):
    with pytest.raises(QueryError, match="one statement, not 2"):
        as_bytes(connection, "select 1; select 2", form)


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_an_error_is_the_databases_own(connection, form):
    with pytest.raises(QueryError, match="nothing"):
        as_bytes(connection, "select * from nothing", form)
