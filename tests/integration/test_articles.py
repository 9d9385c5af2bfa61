"""What becomes of the pages that a feed leads to: texts, stand-ins, tries anew, and rejections with their reason."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.stages import register_sources
from tests.nearby import Nearby, Site, workplace_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def words(topic, count):
    return " ".join(f"Line {number} tells of {topic} and of the road there." for number in range(count))


def page(title, text, head=""):
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".").split(". "))
    return 200, f"<html><head>{head}</head><body><h1>{title}</h1><article>{paragraphs}</article></body></html>", HTML


def item(path, summary="", encoded=""):
    told = f"<description>{summary}</description>" if summary else ""
    full = f"<c:encoded>{encoded}</c:encoded>" if encoded else ""
    return f"<item><title>About {path}</title><link>http://a.example/{path}</link>{told}{full}</item>"


def feed(*items):
    return (
        "<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"{''.join(items)}</channel></rss>"
    )


SAID = json.dumps({"@type": "NewsArticle", "datePublished": "2026-03-09", "isAccessibleForFree": False})
GATED = f"<script type='application/ld+json'>{SAID}</script>"
COOKIES = "We and our 212 partners store cookies. Accept or reject cookies. Your consent and privacy matter to vendors."
SAME = words("our new app, which every reader can have for nothing", 12)
PAGES = {
    "good": page("A market", words("a market that burned at noon", 12)),
    "one": page("One", SAME),
    "two": page("Two", SAME),
    "three": page("Three", SAME),
    "brief": page("Brief", words("a film", 3)),
    "scripted": page("Scripted", "Loading."),
    "gone": (404, "", HTML),
    "consent": page("Before you go on", COOKIES),
    "gated": page("Gated", words("a town", 3), GATED),
    "lost": page("Page not found", "The page that you asked for could not be found."),
    "gate": page("Just a moment...", "Checking your browser before you go on."),
    "members": (302, "", {"Location": "/login?next=x"}),
    "login?next=x": page("Welcome", words("a form", 12)),
    "thin": page("Thin", "Shells fell on the market at noon today."),
    "heavy": (200, "<p>x" * 20_000, HTML),
    "later": (503, "", HTML),
}
FIRST = (
    *(item(path) for path in ("good", "one", "two", "three", "brief", "consent", "gated", "lost", "gate", "members")),
    item("later", summary="Two lines of it."),
    item("scripted", encoded=words("the whole of a report", 12)),
    item("gone", encoded=words("the whole of another report", 12)),
    item("heavy", summary=words("what a page of too many elements is said to hold", 3)),
    item("thin", summary=words("a summary that is longer than its page", 4)),
)


class Played:
    """A site whose feed was read twice, some hours apart; what the ledger holds of each path."""

    def __init__(self, folder):
        self.site = Site()
        self.workplace = workplace_of(folder, ("/rss",))
        self._answer("rss", (200, feed(*FIRST), {}))
        for path, answer in PAGES.items():
            self._answer(path, answer)
        self._round(NOW)
        self.first = self.ask("select count(*) from ingest.failures")
        self._answer("later", page("Later", words("a bridge that was hit in the night", 12)))
        self._answer("four", page("Four", SAME))
        self._answer("rss", (200, feed(*FIRST, item("four")), {}))
        self._round(NOW + timedelta(hours=8))

    def _answer(self, path, answer):
        status, body, headers = answer
        self.site.answers[f"/{path.partition('?')[0]}"] = (status, body.encode(), headers)

    def _round(self, now):
        with self.workplace.locked(), self.site.serve() as port:
            register_sources(self.workplace, now)
            collect(self.workplace, Nearby(port), now)
            extract_articles(self.workplace, now)

    def ask(self, query):
        with self.workplace.locked(), self.workplace.database() as connection:
            return connection.execute(query).fetchall()

    def became(self, path):
        [(kind, reason)] = self.ask(
            "select any_value(text_kind), any_value(reason) from ingest.entries "
            "left join ingest.article_versions using (entry_id) left join ingest.rejections using (entry_id) "
            f"where link = 'http://a.example/{path}'"
        )
        return kind or reason


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return Played(tmp_path_factory.mktemp("articles") / "data")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("good", "page"), ("brief", "teaser"), ("scripted", "feed"), ("gone", "feed"), ("heavy", "teaser")],
)
def test_a_text_says_whether_it_is_the_page_s_the_feed_s_or_a_teaser(played, path, kind):
    assert kind == played.became(path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("consent", "consent_wall"),
        ("gated", "paywall"),
        ("members", "paywall"),
        ("thin", "teaser_only"),
        ("lost", "soft_404"),
        ("gate", "bot_gate"),
    ],
)
def test_what_stands_before_an_article_is_stored_as_a_rejection_with_its_reason(played, path, reason):
    assert reason == played.became(path)


def test_a_text_of_three_addresses_of_a_host_is_no_article_and_neither_is_the_next_that_brings_it(played):
    assert ["not_article"] * 4 == [played.became(path) for path in ("one", "two", "three", "four")]
    details = played.ask("select distinct detail from ingest.rejections where reason = 'not_article'")
    assert [("3 or more addresses of the host say the same",)] == details


def test_a_page_that_failed_is_asked_again_and_read_and_its_failure_is_kept(played):
    assert [(1,)] == played.first
    assert [("http_503",)] == played.ask("select error from ingest.failures")
    assert "page" == played.became("later")


def test_every_entry_is_an_article_a_rejection_or_a_failure(played):
    entries = played.ask(
        "select count(*) from ingest.entries anti join ingest.article_versions using (entry_id) "
        "anti join ingest.rejections using (entry_id) anti join ingest.failures using (entry_id)"
    )
    assert [(0,)] == entries
