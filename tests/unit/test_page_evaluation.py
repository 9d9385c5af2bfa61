"""Extraction measured against pages that are known."""

import gzip
import json
import os
from pathlib import Path

import pytest

from orchestration.evaluation.pages import body_f1, means, ours, plain_title, read_pages, score

OUTSIDE = os.environ.get("SIGACT_OUTSIDE_DATA")
PARAGRAPHS = [f"Paragraph {number} tells of shells that fell on the market of the town." for number in range(9)]


def test_a_body_is_compared_by_runs_of_words_and_by_letters_where_none_are_spaced():
    assert 1.0 == body_f1("Shells fell, on the market.", "shells fell on the market")
    assert 0.0 == body_f1("", "shells fell on the market")
    assert 0.5 < body_f1("砲弾が市場に落ちた", "砲弾が市場に落ちたと知事") < 1


@pytest.mark.parametrize("title", ["Shells\u00a0fall | The Desk", "Shells fall \u2013 Desk", "Shells\u00ad fall "])
def test_a_title_is_compared_without_the_name_of_its_site(title):
    assert "Shells fall" == plain_title(title)


def test_a_page_is_scored_against_the_version_of_its_rank(tmp_path):
    facts = {
        f"Desk_2026_03_0{day}.html.gz": {"url": "http://desk.example/a", "crawl_date": f"2026-03-0{day} 12:00:00"}
        for day in (1, 9)
    }
    (tmp_path / "meta.info").write_text(json.dumps(facts))
    gold = {
        f"V{day}": {
            "title": f"Day {day}",
            "publishing_date": f"2026-03-0{day} 23:30:00-05:00",
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": PARAGRAPHS}]},
        }
        for day in (1, 9)
    }
    (tmp_path / "Desk.json").write_text(json.dumps(gold))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    meta = '<meta property="article:published_time" content="2026-03-10T04:30:00Z">'
    page = f"<html><head>{meta}</head><body><article><h1>Day 9</h1>{body}</article></body></html>"
    (tmp_path / "Desk_2026_03_09.html.gz").write_bytes(gzip.compress(page.encode()))
    [known] = read_pages(tmp_path)
    found = score(known, ours(known))
    assert (True, True) == (found.is_day, found.is_title)
    assert found.body > 0.9


@pytest.mark.skipif(OUTSIDE is None, reason="SIGACT_OUTSIDE_DATA names no folder")
def test_real_pages_are_read_as_well_as_they_were():
    pages = read_pages(Path(OUTSIDE or "") / "pages")[::8]
    found = means([score(page, ours(page)) for page in pages])
    assert found["body"] >= 0.9
    assert found["day"] >= 0.9
