"""`sigact sql`: every statement answers, NULL is told from nothing, and nothing acts on the terminal."""

import io

import duckdb
import pytest
from rich.console import Console

from orchestration.query import QueryError, show


def printed(query, width=80):
    console = Console(file=io.StringIO(), width=width)
    with duckdb.connect() as connection:
        show(connection, query, console)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_rows_are_a_table_and_null_is_told_from_an_empty_string():
    assert ["a     b", "NULL", "1 row"] == printed("select null as a, '' as b")


def test_every_statement_answers():
    assert ["a", "1", "1 row", "b", "2", "1 row"] == printed("select 1 as a; select 2 as b;")


@pytest.mark.parametrize("query", ["", ";", "-- only a comment", " \n "])
def test_nothing_is_answered_with_nothing(query):
    assert [] == printed(query)


def test_a_row_too_wide_for_its_columns_is_a_line_a_field():
    columns = ", ".join(f"{number} as column_{number}" for number in range(12))
    lines = printed(f"select {columns}", width=60)
    assert ["row 1", "  column_0   0"] == lines[:2]
    assert 14 == len(lines)


def test_control_characters_of_a_value_do_not_reach_the_terminal():
    assert ["v", "red [31mtext", "1 row"] == printed("select 'red ' || chr(27) || '[31mtext' as v")


def test_an_error_is_the_databases_own_and_what_came_before_it_is_shown():
    with pytest.raises(QueryError, match="nothing"):
        printed("select 1 as a; select * from nothing")
