"""`sigact article show` and `history`, over a published file written by hand."""

import json
from contextlib import closing

import duckdb
import pytest
from click.testing import CliRunner

from orchestration.cli import main

TEXTS = ("Three died.\n\nThe market burned.", "Four died.\n\nThe market \x1b[31mburned.\n\nCorrection: four died.")


@pytest.fixture
def data(tmp_path):
    (tmp_path / "published").mkdir()
    with closing(duckdb.connect(str(tmp_path / "published" / "sigact.duckdb"))) as connection:
        connection.execute("create schema marts; use marts")
        connection.execute("create table dim_sources as select 'desk' as source_id, 'The Desk' as name")
        connection.execute(
            """
            create table dim_articles as
            select
                'ver_' || n as article_version_id, 'art_1' as article_id, 'desk' as source_id, n as version_no,
                ['initial', 'correction'][n] as change_kind, n = 2 as is_current, 'http://desk.example/a' as url,
                'A title' as title, $texts[n] as text, 5 as word_count, 'en' as language, 'en' as title_language,
                timestamptz '2026-03-10 08:00+00' as published_at, 'feed' as published_basis,
                null::timestamptz as updated_at, null::varchar as dateline, null::varchar as byline,
                null::varchar as credit, null::varchar as near_dup_of, 'ver_0' as origin_version_id,
                'source:zab' as origin_id, timestamptz '2026-03-10 09:00+00' as first_seen_at,
                1 as words_added, 1 as words_removed, 'World' as section, ['Iraq', 'shells'] as tags,
                true as is_free, 'page' as text_kind
            from range(1, 3) as numbers (n)
            """,
            {"texts": list(TEXTS)},
        )
        connection.execute(
            "create table fct_evidence as select 'att_1' as attack_id, 'm' as mention_id, 'killed' as field, "
            "null::varchar as value, null::varchar as value_text, 4 as best, 'The Desk' as source_chain, "
            "'Four died' as quote, 0 as char_start, 9 as char_end, 'e' as evidence_id, 'ver_2' as article_version_id"
        )
    return tmp_path


def told(data, *given):
    found = CliRunner().invoke(main, ["--data-dir", str(data), "article", *given])
    assert 0 == found.exit_code, found.output
    return found.output


@pytest.mark.parametrize("name", ["art_1", "ver_1", "http://desk.example/a"])
def test_an_article_is_shown_with_its_origin_and_its_evidence(data, name):
    shown = told(data, "show", name)
    for part in (
        "version 2 of 2",
        "The Desk",
        "section         World",
        "tags            Iraq, shells",
        "is_free         yes",
        "text_kind       page",
        "2026-03-10 08:00 UTC",
        "source:zab (ver_0)",
        "4 “Four died”  The Desk  att_1",
    ):
        assert part in shown


def test_a_history_marks_the_words_and_lets_nothing_act_on_a_terminal(data):
    shown = told(data, "history", "art_1")
    assert "[-Three -]{+Four +}died." in shown
    assert "{+" in shown.split("market")[2]
    assert "\x1b" not in shown


def test_both_are_json_on_demand(data):
    shown = json.loads(told(data, "show", "art_1", "--json"))
    assert ("ver_2", 2, "4") == (
        shown["article"]["article_version_id"],
        shown["versions"],
        shown["evidence"][0]["value"],
    )
    first, second = map(json.loads, told(data, "history", "art_1", "--json").splitlines())
    assert [] == first["changes"]
    assert TEXTS[1] == "".join(run["text"] for run in second["changes"] if run["fate"] != "removed")


def test_an_article_that_is_not_there_is_told_plainly(data):
    found = CliRunner().invoke(main, ["--data-dir", str(data), "article", "show", "art_\x1b9"])
    assert 0 != found.exit_code
    assert "no published article" in found.output
    assert "\x1b" not in found.output


def test_an_article_in_a_language_that_is_not_coded_says_so(data):
    assert "not coded" not in told(data, "show", "art_1")
    with closing(duckdb.connect(str(data / "published" / "sigact.duckdb"))) as connection:
        connection.execute("update marts.dim_articles set language = 'ar'")
    assert "coded           no: its language can be searched" in told(data, "show", "art_1")


def test_an_article_whose_text_may_not_be_kept_says_so(data):
    with closing(duckdb.connect(str(data / "published" / "sigact.duckdb"))) as connection:
        connection.execute("update marts.dim_articles set text = null")
    assert "forbids to keep the text" in told(data, "history", "art_1")
    assert "[]" in told(data, "history", "art_1", "--json")
