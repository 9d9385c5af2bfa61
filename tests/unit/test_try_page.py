"""`sigact try page`: what is extracted from one page, and why."""

import json

import pytest
from click.testing import CliRunner

from orchestration.cli import main

SENTENCE = "<p>Paragraph {} tells of shells that fell on the market of the town at noon.</p>"
HEAD = """<html lang="en"><head><title>Shells fall | Desk</title>
<meta property="article:published_time" content="2026-03-09T08:00:00+03:00">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2099-01-01T00:00:00Z",
"headline": "Shells fall", "articleSection": "World"}</script></head>"""


@pytest.fixture
def tried(tmp_path):
    def run(body, *options):
        path = tmp_path / "page.html"
        path.write_text(f"{HEAD}<body><article><h1>Shells fall</h1>{body}</article></body></html>")
        result = CliRunner().invoke(main, ["try", "page", str(path), "--now", "2026-03-10T05:00Z", *options])
        assert 0 == result.exit_code, result.output
        return result.output

    return run


def test_a_page_shows_its_text_its_parts_and_each_date_with_its_place(tried):
    shown = tried("".join(map(SENTENCE.format, range(9))) + "<h2>What we know</h2>" + SENTENCE.format(9))
    assert "json_ld: 2099-01-01T00:00:00Z refused, future" in shown
    assert "meta: 2026-03-09T05:00Z (chosen)" in shown
    assert "heading  What we know" in shown


def test_a_page_that_is_no_article_shows_the_rule_and_what_there_was(tried):
    shown = tried(SENTENCE.format(1))
    assert shown.startswith("refused: too_short (1")
    assert "Paragraph 1 tells" in shown


def test_the_same_is_had_as_one_object(tried):
    found = json.loads(tried("".join(map(SENTENCE.format, range(9))), "--json"))
    assert ("extracted", "meta", "World") == (found["status"], found["published_basis"], found["section"])
    assert "2026-03-09T05:00:00+00:00" == found["published_at"]
    refused = json.loads(tried(SENTENCE.format(1), "--json"))
    assert ("refused", "too_short") == (refused["status"], refused["reason"])
