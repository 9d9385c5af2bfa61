"""What `make docs` writes is current: the data dictionary, whose joins lead where it says, and the columns' lineage."""

import json

import pytest

from orchestration.column_lineage import FILE
from tools.data_dictionary import PAGE, joins, page

# Numbers that no text gives, and those that stand beside their own sentence.
WITHOUT_WORDS = {
    ("fct_attacks", "withdrawn_article_count"),
    ("fct_review_items", "priority"),
    ("fct_unresolved_names", "example_sent_no"),
    *(("fct_source_coverage", name) for name in ("polled", "answered", "entries", "articles")),
    *(("fct_aggregate_statements", name) for name in ("low", "best", "high")),
}


def test_the_data_dictionary_is_current(built):
    assert page(built.json("manifest.json")) == PAGE.read_text(encoding="utf-8"), "run make docs"


def test_the_lineage_of_columns_is_that_of_the_models_as_they_are(built):
    nodes = built.json("manifest.json")["nodes"].values()
    models = {node["name"]: node["checksum"]["checksum"] for node in nodes if node["resource_type"] == "model"}
    traced = {name: found["checksum"] for name, found in json.loads(FILE.read_text(encoding="utf-8")).items()}
    assert models == traced, "run make docs"


def test_every_number_of_a_fact_has_a_join_to_its_words(built):
    query = """select table_name, column_name from duckdb_columns()
               where schema_name = 'marts' and data_type in ('INTEGER', 'BIGINT', 'DOUBLE', 'HUGEINT')
                   and (table_name like 'fct%' or table_name like 'bridge%') and table_name not like '%_history'
                   and table_name != 'fct_evidence' and column_name not in ('sent_no', 'char_start', 'char_end')"""
    joined = {(table, number) for table, numbers, _ in joins() for number in numbers}
    assert joined | WITHOUT_WORDS == set(built.rows(query))


@pytest.mark.parametrize(("table", "numbers", "condition"), list(joins()), ids=lambda part: str(part)[:40])
def test_a_number_leads_to_its_words_by_its_join(built, table, numbers, condition):
    """What an analyst has set rests on the decision."""
    edited = "and not list_contains(told.edited_fields, '{0}')" if table == "fct_attacks" else ""
    orphans = f"""select count(*) from marts.{table} as told
        where told.{{0}} is not null {edited} and not exists (
            select 1 from marts.fct_evidence as evidence where {condition} and evidence.quote is not null
        )"""
    assert dict.fromkeys(numbers, 0) == {number: built.rows(orphans.format(number))[0][0] for number in numbers}
