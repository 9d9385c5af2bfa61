"""Pages of articles that tell of attacks are looked at again, and edits that no feed tells of are found."""

from datetime import UTC, datetime, timedelta

import pytest

from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.revisits import revisit_articles
from orchestration.stages import code_articles, register_sources
from tests.nearby import Nearby, Site, workplace_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
HTML = {"Content-Type": "text/html"}
SHOT = "Gunmen opened fire on a bus in Quetta on Monday, killing at least {} passengers, police said."
REST = "".join(f"<p>Paragraph {number} tells of a market at noon and of the road to it.</p>" for number in range(12))
FEED = (
    "<rss version='2.0'><channel><item><title>Bus</title><link>http://a.example/bus</link></item>"
    "<item><title>Market</title><link>http://a.example/market</link></item></channel></rss>"
)


def page(lead):
    return f"<html lang='en'><body><article><h1>Bus</h1><p>{lead}</p>{REST}</article></body></html>".encode()


class Life:
    """A workplace and a site over some days; what was asked in each round."""

    def __init__(self, folder):
        self.site = Site()
        self.site.answers = {
            "/rss": (200, FEED.encode(), {}),
            "/bus": (200, page(SHOT.format("seven")), HTML),
            "/market": (200, page("Prices rose."), HTML),
        }
        self.workplace = workplace_of(folder, ("/rss",))

    def round(self, **after):
        now = NOW + timedelta(**after)
        self.site.asked.clear()
        with self.workplace.locked(), self.site.serve() as port:
            register_sources(self.workplace, now)
            collect(self.workplace, Nearby(port), now)
            extract_articles(self.workplace, now)
            revisit_articles(self.workplace, now)
            code_articles(self.workplace, now)
        return [path for path in self.site.asked if path in ("/bus", "/market")]

    def ask(self, query):
        with self.workplace.locked(), self.workplace.database() as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def life(tmp_path):
    life = Life(tmp_path / "data")
    life.round()
    return life


def outcomes(life):
    return life.ask("select outcome, detail from ingest.page_observations order by observed_at")


def test_what_tells_of_an_attack_is_looked_at_again_after_a_day_and_after_three_and_nothing_else_is(life):
    assert [] == life.round(hours=10)
    assert ["/bus"] == life.round(days=1)
    assert [] == life.round(days=2)
    assert ["/bus"] == life.round(days=3)
    assert [] == life.round(days=5)
    assert [("unchanged", None)] * 2 == outcomes(life)


def test_a_silent_edit_is_a_new_version_of_the_same_article(life):
    life.site.answers["/bus"] = (200, page(SHOT.format("nine")), HTML)
    life.round(days=1)
    assert [(1,), (2,)] == life.ask(
        "select version_no from ingest.article_versions where text like '%Quetta%' order by version_no"
    )
    assert [("changed", None)] == outcomes(life)
    life.round(days=3)
    assert [("changed", None), ("unchanged", None)] == outcomes(life)


def test_a_page_that_changes_around_its_text_is_unchanged(life):
    life.site.answers["/bus"] = (200, page(SHOT.format("seven")) + b"<!-- served in 12 ms -->", HTML)
    life.round(days=1)
    assert [("unchanged", "duplicate_version")] == outcomes(life)


@pytest.mark.parametrize("status", [404, 410, 451])
def test_a_page_that_is_taken_away_is_noted_its_text_is_kept_and_it_is_left_alone(life, status):
    life.site.answers["/bus"] = (status, b"", {})
    life.round(days=1)
    assert [("gone", f"http_{status}")] == outcomes(life)
    assert [] == life.round(days=3)
    assert [(2,)] == life.ask("select count(*) from ingest.article_versions")


def test_a_look_that_fails_says_so_and_is_no_failure_of_the_entry(life):
    life.site.answers["/bus"] = (503, b"", {})
    life.round(days=1)
    assert [("unavailable", "http_503")] == outcomes(life)
    assert [(0,)] == life.ask("select count(*) from ingest.failures")


def test_an_edited_entry_has_its_page_fetched_at_once(life):
    life.site.answers["/rss"] = (200, FEED.replace("Market", "Market prices").encode(), {})
    assert ["/market"] == life.round(hours=2)


def test_the_same_instant_again_concludes_nothing_twice(life):
    life.round(days=1)
    before = outcomes(life)
    assert [] == life.round(days=1)
    assert before == outcomes(life)
