"""The body that a page describes stands in where extraction lost most of it, and nowhere else."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.article.parse import parse
from ingest.article.restored import restore
from ingest.article.structured import Described
from ingest.codes import SectionRole

LINES = [
    f"Paragraph {number} tells of shells that fell on the market of town {number} at noon." for number in range(30)
]
FIRST, BODY = LINES[:8], "\n\n".join([*LINES[:15], "What we know", *LINES[15:]])
DESCRIBED = Described(body=BODY)


def tree(inner):
    return parse(f"<html><body><nav><li>the market</li></nav>{inner}</body></html>".encode(), None)


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


SPLIT = tree(f"{paragraphs(LINES[:15])}<aside><p>Read on</p></aside><h2>What we know</h2>{paragraphs(LINES[15:])}")


def test_an_article_cut_in_two_has_the_paragraphs_of_both_parts_in_their_order():
    assert [*LINES[:15], "What we know", *LINES[15:]] == restore(FIRST, SPLIT, DESCRIBED)


def test_a_body_that_the_page_does_not_show_is_told_by_its_line_breaks():
    assert BODY.split("\n\n") == restore(FIRST, tree(paragraphs(FIRST)), DESCRIBED)


def test_what_extraction_found_stands_where_it_is_half_of_the_body_or_of_another_article():
    assert restore(LINES[:20], SPLIT, DESCRIBED) == LINES[:20]
    other = ["A reporter went to sea with the men who fish by night, and wrote of what they see there."]
    assert restore(other, SPLIT, DESCRIBED) == other


def test_nothing_is_taken_from_a_page_that_is_not_free_or_from_a_description_in_markup():
    for described in (
        replace(DESCRIBED, is_free=False),
        replace(DESCRIBED, is_live=True),
        Described(body=f"<p>{BODY}</p>"),
        Described(),
    ):
        assert restore(FIRST, SPLIT, described) == FIRST


def page(inner, **described):
    data = json.dumps({"@type": "NewsArticle", "datePublished": "2026-03-09"} | described)
    body = f"<html><head><script type='application/ld+json'>{data}</script></head><body>{inner}</body></html>"
    now = datetime(2026, 3, 10, tzinfo=UTC)
    return Page(url="http://a.example/1", body=body.encode(), content_type=None, content_encoding=None, fetched_at=now)


def test_a_page_that_a_script_draws_has_the_text_that_it_describes():
    found = extract(page("<h1>Shells fall</h1><div id='app'></div>", articleBody=BODY))
    assert isinstance(found, Extracted)
    assert BODY == found.text
    assert {SectionRole.BODY} == {paragraph.role for paragraph in found.paragraphs}


def test_a_page_that_describes_no_more_than_an_opening_is_too_short():
    found = extract(page("<h1>Shells fall</h1>", articleBody=LINES[0]))
    assert isinstance(found, Refused)
