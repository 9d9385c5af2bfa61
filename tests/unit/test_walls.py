"""Pages that stand in the place of articles, and texts that a host gives for several."""

from datetime import UTC, datetime

import pytest

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.article.repeated import prints, refusal_of, repeated
from ingest.article.version import choose_text
from ingest.article.walls import of_redirect
from ingest.codes import RejectionReason, TextKind
from tests.unit.test_article import entry

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
SENTENCE = "Paragraph {} tells of shells that fell on the market of the town at noon."
LONG = " ".join(SENTENCE.format(number) for number in range(20))


def read(body, title="Desk", url="http://desk.example/a"):
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return extract(Page(url=url, body=markup.encode(), content_type=None, content_encoding=None, fetched_at=NOW))


@pytest.mark.parametrize(
    ("body", "title", "reason"),
    [
        ("<p>Checking your browser before you go on.</p>", "Just a moment...", RejectionReason.BOT_GATE),
        ("<div id='challenge-form'></div><p>One moment.</p>", "Desk", RejectionReason.BOT_GATE),
        ("<p>What you look for is not here. Try the search.</p>", "404 | Desk", RejectionReason.SOFT_404),
        ("<h1>Page not found</h1><p>Try the search.</p>", "Desk", RejectionReason.SOFT_404),
        ("<h1>Seite nicht gefunden</h1>", "Desk", RejectionReason.SOFT_404),
        ("<p>Already a subscriber? Sign in to continue reading.</p>", "Desk", RejectionReason.PAYWALL),
    ],
)
def test_a_page_of_few_words_that_stands_before_an_article_is_known_by_what_it_says(body, title, reason):
    found = read(body, title)
    assert isinstance(found, Refused)
    assert reason == found.reason
    assert found.detail


def test_an_article_about_lost_pages_and_robots_is_an_article():
    text = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(20))
    told = f"<article><h1>Page not found</h1><p>Are you a robot, the court asked.</p>{text}</article>"
    assert isinstance(read(told), Extracted)


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("http://desk.example/login?next=/a", RejectionReason.PAYWALL),
        ("http://desk.example/account/sign-in", RejectionReason.PAYWALL),
        ("http://desk.example/404.html", RejectionReason.SOFT_404),
        ("http://desk.example/captcha/", RejectionReason.BOT_GATE),
        ("http://desk.example/world/blogging-in-baghdad", None),
    ],
)
def test_a_request_that_ends_at_another_page_s_address_says_what_stood_there(final, reason):
    wall = of_redirect("http://desk.example/world/shells", final)
    assert reason == (wall.reason if wall else None)


def test_an_article_about_a_login_is_where_it_was_asked_for():
    assert of_redirect("http://desk.example/login/hacked", "http://www.desk.example/login/hacked") is None


def noted(number, text=LONG, title=None, host="desk.example"):
    return prints(host, f"art_{number}", title or f"Title {number}", text, NOW)


def test_what_three_addresses_of_a_host_say_under_three_titles_is_no_article():
    first, second, third = (noted(number) for number in range(3))
    assert set() == repeated([*first, *second], [])
    assert {"art_2"} == repeated(third, [*first, *second])
    assert {"art_0", "art_1", "art_2"} == repeated([*first, *second, *third], [])


def test_a_word_that_differs_hides_no_repeated_text():
    texts = [LONG.replace("Paragraph 7 tells", f"Reader {number} hears") for number in range(3)]
    new = [print_ for number, text in enumerate(texts) for print_ in noted(number, text)]
    assert {"art_0", "art_1", "art_2"} == repeated(new, [])


@pytest.mark.parametrize("change", [{"title": "One title"}, {"host": None}])
def test_one_title_or_several_hosts_make_no_wall(change):
    new = []
    for number in range(3):
        given = {"host": f"{number}.example"} if change.get("host", "") is None else change
        new.extend(noted(number, **given))
    assert set() == repeated(new, [])


def test_a_repeated_text_is_named_for_what_it_says():
    assert RejectionReason.NOT_ARTICLE == refusal_of(LONG, "Shells")[0]
    assert RejectionReason.PAYWALL == refusal_of("Already a subscriber? Sign in to read on.", "Shells")[0]


WORDS = " ".join(["word"] * 100)


def short(words):
    text = " ".join(["shown"] * words)
    return Refused(RejectionReason.TOO_SHORT, f"{words} words", Extracted(text=text))


@pytest.mark.parametrize(
    ("given", "found", "kind", "first"),
    [
        ({"body": WORDS}, Extracted(text="page " * 90), TextKind.PAGE, "page"),
        ({"body": WORDS}, short(30), TextKind.FEED, "word"),
        ({"summary": WORDS}, Extracted(text="page " * 90), TextKind.FEED, "word"),
        ({"summary": "told " * 25}, short(40), TextKind.TEASER, "shown"),
        ({"summary": "told " * 25}, Refused(RejectionReason.TIMEOUT), TextKind.TEASER, "told"),
        ({"summary": "told " * 25}, Refused(RejectionReason.NOT_ARTICLE, "x", Extracted(text="")), "teaser", "told"),
    ],
)
def test_the_text_is_the_page_s_then_the_feed_s_then_a_teaser_that_says_so(given, found, kind, first):
    chosen = choose_text(entry(**given), found)
    assert isinstance(chosen, Extracted)
    assert (kind, first) == (chosen.kind, chosen.text.split()[0])


@pytest.mark.parametrize(
    ("given", "found", "reason"),
    [
        ({"summary": "told " * 40}, short(10), RejectionReason.TEASER_ONLY),
        ({"summary": "told " * 10}, short(17), RejectionReason.TOO_SHORT),
        ({"summary": "told " * 40}, Refused(RejectionReason.PAYWALL), RejectionReason.PAYWALL),
        ({"summary": "told " * 40}, Refused(RejectionReason.SOFT_404), RejectionReason.SOFT_404),
        ({"summary": "told " * 10}, Refused(RejectionReason.CRASHED), RejectionReason.CRASHED),
        ({"summary": "told " * 10}, None, RejectionReason.TOO_SHORT),
    ],
)
def test_what_gives_no_text_says_why(given, found, reason):
    chosen = choose_text(entry(**given), found)
    assert isinstance(chosen, Refused)
    assert reason == chosen.reason
