"""Pages, versions and copies."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.article.version import Known, Version, choose_text, identify, make_version
from ingest.codes import CaptureKind, ChangeKind, RejectionReason, TextKind
from ingest.records import Entry

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
SENTENCE = "<p>Paragraph {} tells of shells that fell on the market of the town at noon.</p>"
BODY = "".join(SENTENCE.format(number) for number in range(9))
HTML = f"""<html lang="en-GB"><head><title>Shells fall | Desk</title>
<link rel="canonical" href="http://desk.example/shells">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
"datePublished": "2026-03-09T08:00:00+03:00", "dateModified": "2026-03-09T09:00:00+03:00"}}]}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Shells fall</h1>{BODY}</article></body></html>"""


def page(body=None, **given):
    fields = {"url": "http://desk.example/shells?x=1", "content_type": "text/html", "content_encoding": None}
    return Page(body=HTML.encode() if body is None else body, fetched_at=NOW, **(fields | given))


def entry(**given):
    fields = dict.fromkeys(
        ("version", "title", "summary", "body", "published_basis", "published_at", "updated_at", "credit"), None
    ) | dict.fromkeys(("dateline", "byline", "language", "feed_id"), None)
    fields |= {
        "entry_id": "ent_1",
        "item_id": "itm_1",
        "source_id": "desk",
        "capture_id": "cap_1",
        "kind": CaptureKind.FEED,
        "guid": "1",
        "link": "http://desk.example/shells?x=1",
        "is_correction": False,
        "first_seen_at": NOW,
        "loaded_at": NOW,
    }
    return Entry(**(fields | given))


def test_a_page_gives_its_text_and_what_it_says_of_itself():
    found = extract(page())
    assert isinstance(found, Extracted)
    assert 9 == found.text.count("Paragraph")
    assert "Home" not in found.text
    assert ("en", "http://desk.example/shells") == (found.language, found.canonical_url)
    assert (datetime(2026, 3, 9, 5, tzinfo=UTC), "json_ld") == (found.published_at, found.published_basis)
    assert datetime(2026, 3, 9, 6, tzinfo=UTC) == found.updated_at


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"body": b""}, RejectionReason.NOT_ARTICLE),
        ({"body": b"<html><body><p>Watch the film.</p></body></html>"}, RejectionReason.TOO_SHORT),
        ({"body": b"%PDF-1.7", "content_type": "application/pdf"}, RejectionReason.UNSUPPORTED_MEDIA),
        ({"body": b"<p>" + b"<b></b>" * 20_000}, RejectionReason.TOO_COMPLEX),
        ({"body": b"plain", "content_encoding": "gzip"}, RejectionReason.BAD_ENCODING),
    ],
)
def test_a_page_that_is_no_article_says_why(change, reason):
    found = extract(page(**change))
    assert isinstance(found, Refused)
    assert found.reason in (reason, RejectionReason.NOT_ARTICLE if reason is RejectionReason.TOO_SHORT else reason)


@pytest.mark.parametrize("declared", ["text/html; charset=windows-1256", "text/html; charset=nonsense", "text/html"])
def test_a_wrong_or_missing_charset_never_stops_a_page(declared):
    assert isinstance(extract(page(content_type=declared)), Extracted)


def test_a_text_in_its_declared_charset_is_read_in_it():
    arabic = HTML.replace("Paragraph 0", "سقطت قذائف")
    found = extract(page(arabic.encode("windows-1256"), content_type="text/html; charset=windows-1256"))
    assert isinstance(found, Extracted)
    assert "سقطت قذائف" in found.text


def test_a_text_in_the_charset_that_only_the_page_names_is_read_in_it():
    arabic = HTML.replace("Paragraph 0", "سقطت قذائف").replace("<head>", '<head><meta charset="windows-1256">')
    found = extract(page(arabic.encode("windows-1256")))
    assert isinstance(found, Extracted)
    assert "سقطت قذائف" in found.text
    in_utf8 = extract(page(arabic.encode()))
    assert isinstance(in_utf8, Extracted)
    assert "سقطت قذائف" in in_utf8.text


def test_a_page_laid_out_with_tables_gives_its_article_and_not_its_margins():
    margin = "<table><tr><td><b>Read also</b></td></tr><tr><td>Mortar shells hit the bakery</td></tr></table>"
    table = f"<table><tr><td>{margin}</td><td><h1>Shells fall</h1>{BODY}{margin}</td></tr></table>"
    found = extract(page(HTML.replace(BODY, "").replace("<article>", f"<div>{table}").encode()))
    assert isinstance(found, Extracted)
    assert (9, 0) == (found.text.count("Paragraph"), found.text.count("bakery"))


def test_a_table_of_figures_stays_in_its_article():
    figures = "<table><tr><th>town</th><th>shells</th></tr><tr><td>Sinjar</td><td>40</td></tr></table>"
    found = extract(page(HTML.replace(BODY, BODY + figures).encode()))
    assert isinstance(found, Extracted)
    assert "Sinjar" in found.text


def test_the_times_of_a_live_page_stay_beside_what_they_date():
    posts = "".join(f"<section><h3><time>{hour}:00</time> Shells</h3>{BODY}</section>" for hour in (15, 11))
    live = HTML.replace('"NewsArticle"', '"LiveBlogPosting"').replace(BODY, posts)
    found = extract(page(live.encode()))
    assert isinstance(found, Extracted)
    assert found.text.index("15:00") < found.text.index("11:00")


def test_a_date_ahead_of_the_fetch_is_no_date():
    found = extract(page(HTML.replace("2026-03-09T08", "2031-03-09T08").encode()))
    assert isinstance(found, Extracted)
    assert "json_ld" != found.published_basis


def test_the_full_text_of_a_feed_stands_in_for_a_page_that_gives_none():
    full = " ".join(["word"] * 100)
    assert Extracted(text=full, kind=TextKind.FEED) == choose_text(entry(body=full), Refused(RejectionReason.PAYWALL))
    assert Refused(RejectionReason.PAYWALL) == choose_text(entry(body="a teaser"), Refused(RejectionReason.PAYWALL))


def test_a_canonical_link_to_another_registered_domain_or_to_the_front_page_is_not_believed(capture):
    fetched = capture(kind=CaptureKind.PAGE, final_url="http://desk.example/shells?utm_source=x")
    for stated in ("http://other.example/shells", "http://desk.example/", None):
        assert "http://desk.example/shells" == identify(entry(), fetched, Extracted(text="x", canonical_url=stated))[1]
    for host in ("www.desk.example", "m.desk.example"):
        own = Extracted(text="x", canonical_url=f"http://{host}/2")
        assert f"http://{host}/2" == identify(entry(), fetched, own)[1]


def test_a_text_that_is_stored_already_is_no_new_version(capture):
    known = Known("art_1")
    first = make_version(entry(), capture(), Extracted(text="The text."), known, None, now=NOW)
    assert isinstance(first, Version)
    again = make_version(
        entry(),
        capture(),
        Extracted(text="The text."),
        replace(known, digests=(first.version.text_sha256,)),
        None,
        now=NOW,
    )
    assert Refused(RejectionReason.DUPLICATE_VERSION, "art_1") == again


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two were killed.", ChangeKind.MINOR),
        ("This article was corrected on Tuesday. Two were killed.", ChangeKind.CORRECTION),
        ("An earlier version of this article misstated the toll.", ChangeKind.CORRECTION),
        ("Correction: two were killed.", ChangeKind.CORRECTION),
        ("This story has been retracted.", ChangeKind.RETRACTION),
        ("The ministry's report was withdrawn.", ChangeKind.MINOR),
        ("Cet article a été retiré.", ChangeKind.RETRACTION),
        ("Rectificatif : deux personnes ont été tuées.", ChangeKind.CORRECTION),
        ("تصحيح: قتل شخصان.", ChangeKind.CORRECTION),
        ("The general corrected the record.", ChangeKind.MINOR),
    ],
)
def test_what_a_new_version_is_to_the_one_before_it(capture, text, kind):
    made = make_version(
        entry(), capture(), Extracted(text=text), Known("art_1", ("x",), "Three were killed."), None, now=NOW
    )
    assert isinstance(made, Version)
    assert (kind, 2) == (made.version.change_kind, made.version.version_no)


def kind_of(capture, text, known, **given):
    made = make_version(entry(**given), capture(), Extracted(text=text), known, None, now=NOW)
    assert isinstance(made, Version)
    return made.version.change_kind


def test_what_was_taken_back_stays_so_when_its_notice_is_edited(capture):
    """Only a version that no longer says so counts again."""
    known = Known("art_1", ("x",), "This story has been retracted.")
    assert ChangeKind.RETRACTION == kind_of(capture, "This story has been retracted, the desk says.", known)
    assert ChangeKind.MINOR == kind_of(capture, "Two were killed.", known)


def test_an_article_is_corrected_as_often_as_its_note_changes(capture):
    once = "This article was corrected on 5 March.\n\nTwo were killed."
    known = Known("art_1", ("x",), once)
    assert ChangeKind.MINOR == kind_of(capture, f"{once}\n\nA third was hurt.", known)
    assert ChangeKind.CORRECTION == kind_of(capture, once.replace("March", "March and again on 9 March"), known)


def test_a_first_version_that_says_it_was_taken_back_is_a_retraction(capture):
    assert ChangeKind.RETRACTION == kind_of(capture, "Nothing of it was true.", Known("a"), title="Retracted: shells")
    assert ChangeKind.INITIAL == kind_of(capture, "He withdrew.", Known("a"), title="Retracted claims fuel anger")


def test_a_new_state_of_a_live_page_is_a_live_update(capture):
    live = Extracted(text="Ten were hurt.", is_live=True)
    made = make_version(entry(), capture(), live, Known("art_1", ("x",), "Nine were hurt."), None, now=NOW)
    assert isinstance(made, Version)
    assert ChangeKind.LIVE_UPDATE == made.version.change_kind


def test_a_live_page_says_so():
    found = extract(page(HTML.replace('"NewsArticle"', '["LiveBlogPosting"]').encode()))
    assert isinstance(found, Extracted)
    assert found.is_live


def test_a_notice_of_retraction_is_never_too_short():
    notice = "<p>This article has been retracted: its only source was mistaken about the day.</p>" * 3
    found = extract(page(HTML.replace(BODY, notice).encode()))
    assert isinstance(found, Extracted)


GATED = HTML.replace('"NewsArticle",', '"NewsArticle", "isAccessibleForFree": {},')


@pytest.mark.parametrize("value", ["false", '"False"', '"no"'])
def test_the_opening_of_a_page_that_is_not_free_is_a_paywall(value):
    opening = GATED.replace("{}", value, 1).replace(BODY, SENTENCE.format(1) * 7).encode()
    found = extract(page(opening))
    assert isinstance(found, Refused)
    assert RejectionReason.PAYWALL == found.reason


def test_a_page_that_calls_itself_gated_and_shows_all_is_an_article():
    """Many do: the text is there for search engines."""
    assert isinstance(extract(page(GATED.replace("{}", "false", 1).replace(BODY, BODY * 3).encode())), Extracted)
    assert isinstance(extract(page(GATED.replace("{}", "true", 1).encode())), Extracted)


CONSENT = """<html lang="en"><body><h1>Before you continue</h1><p>We and our 212 partners store cookies on your
device and process personal data, such as your address, to show advertising and to measure it. You can accept all
cookies, reject those that are not needed, or choose. Partners may rely on legitimate interest, to which you can object.
Your consent holds for this site only and can be changed at any time in the privacy centre.</p>
<form action="/c"><button>Accept all</button>
<button>Reject</button></form>{}</body></html>"""


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (CONSENT.format(""), "http://desk.example/shells"),
        ("<html><body><p>One moment.</p></body></html>", "http://consent.desk.example/?to=shells"),
        ("<html><body><p>One moment.</p></body></html>", "http://desk.example/consent/?to=shells"),
    ],
)
def test_a_page_that_only_asks_for_consent_is_a_consent_wall(body, url):
    found = extract(page(body.encode(), url=url))
    assert isinstance(found, Refused)
    assert RejectionReason.CONSENT_WALL == found.reason


def test_an_article_below_a_request_for_consent_is_an_article():
    assert isinstance(extract(page(CONSENT.format(BODY * 6).encode())), Extracted)


def test_the_feeds_date_is_preferred_and_its_basis_kept(capture):
    dated = Extracted(text="x", published_at=NOW, published_basis="json_ld")
    made = make_version(entry(), capture(), dated, Known("a"), None, now=NOW)
    assert isinstance(made, Version)
    assert (NOW, "json_ld") == (made.version.published_at, made.version.published_basis)


def test_a_text_that_returns_is_a_version_again(capture):
    """A wrong correction that is taken back must not stand for ever."""
    known, ids = Known("art_1"), []
    for text in ("one", "two", "one", "one"):
        made = make_version(entry(), capture(), Extracted(text=text), known, None, now=NOW)
        if isinstance(made, Version):
            known = replace(known, digests=(*known.digests, made.version.text_sha256), last_text=text)
            ids.append(made.version.article_version_id)
    assert (3, 3) == (len(ids), len(set(ids)))
