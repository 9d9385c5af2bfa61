"""Previews are Markdown in which nothing that the network sent can act."""

import duckdb
import pytest

from orchestration.preview import as_markdown


def cell(value):
    with duckdb.connect() as connection:
        return as_markdown(connection, "select $v as v", {"v": value}).splitlines()[2]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a | b", r"| a \| b |"),
        ("[x](javascript:alert(1))", r"| \[x\]\(javascript\:alert\(1\)\) |"),
        ("<img src=x>", r"| \<img src=x\> |"),
        ("https://a.example/", r"| https\://a.example/ |"),
        ("www.a.example", r"| www\.a.example |"),
        ("one\ntwo\x1b[31m\u202e", r"| one two\[31m |"),
        (None, "|  |"),
    ],
)
def test_a_cell_is_text_and_nothing_else(value, shown):
    assert shown == cell(value)


def test_a_long_cell_is_cut():
    assert len(cell("x" * 500)) < 60


def test_no_rows_are_said_to_be_none():
    with duckdb.connect() as connection:
        assert "*no rows*" == as_markdown(connection, "select 1 where false")
