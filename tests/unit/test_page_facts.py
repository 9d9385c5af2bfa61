"""What a page says of itself: charset, headline, dates, parts of its text, posts of a live page."""

from datetime import UTC, datetime

import pytest
from lxml import html

from ingest.article.dates import choose_date, read_date
from ingest.article.extract import Extracted, Page, extract
from ingest.article.head import Head, read_head
from ingest.article.headline import choose_headline, headings
from ingest.article.parse import decode_text, parse
from ingest.article.structured import Described, describe
from ingest.codes import DateRefusal, SectionRole
from ingest.text import count_words

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SENTENCE = "<p>Paragraph {} tells of shells that fell on the market of the town at noon.</p>"
BODY = "".join(SENTENCE.format(number) for number in range(9))


def told(body, head="", **given):
    markup = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    fields = {"url": "http://desk.example/a", "content_type": "text/html", "content_encoding": None, "fetched_at": NOW}
    found = extract(Page(body=markup.encode(), **(fields | given)))
    assert isinstance(found, Extracted)
    return found


def roles(found):
    return [(paragraph.role, paragraph.text) for paragraph in found.paragraphs]


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("قذائف".encode(), "text/html; charset=windows-1256", "قذائف"),
        ("قذائف".encode("windows-1256"), "text/html; charset=windows-1256", "قذائف"),
        ("Köln".encode("latin-1"), "text/html; charset=utf-8", "K\ufffdln"),
        (b"<meta charset=latin-1>K\xf6ln", "text/html; charset=utf-8", "<meta charset=latin-1>Köln"),
        (b"\xff\xfe" + "Köln".encode("utf-16-le"), "text/html", "Köln"),
        (b"K\xf6ln", "text/html; charset=no-such-name", "K\ufffdln"),
        (b"K\xf6ln", "text/html; charset=punycode", "K\ufffdln"),
        (b"K\xf6ln", "text/html; charset=base64", "K\ufffdln"),
    ],
)
def test_bytes_are_read_in_the_charset_that_they_prove_and_not_in_one_that_they_contradict(body, content_type, text):
    assert text == decode_text(body, content_type)


def test_a_comment_between_the_words_of_a_sentence_costs_it_nothing():
    found = told(BODY + "<p>Ten were killed<!-- --> in the market,<!-- --> the governor said.</p>")
    assert found.text.endswith("Ten were killed in the market, the governor said.")


@pytest.mark.parametrize(
    ("described", "head", "first", "headline"),
    [
        ("Shells fall", "Shells: what we know", ("Shells fall",), "Shells fall"),
        (None, "Shells fall | Desk", ("Shells fall",), "Shells fall"),
        (None, "Shells fall - Desk", (), "Shells fall"),
        (None, "Shells fall - again", (), "Shells fall - again"),
        ("Shells fall - Desk", None, (), "Shells fall"),
        ("Shells fall: ten dead", "Shells fall – ten dead", (), "Shells fall – ten dead"),
        (None, None, (), None),
    ],
)
def test_the_headline_is_what_the_page_calls_it_without_the_name_of_its_site(described, head, first, headline):
    given = Head(og_title=head, site_name="Desk")
    assert headline == choose_headline(Described(headline=described), given, first)


def test_the_headline_of_a_box_is_none():
    tree = html.fromstring("<html><body><h1></h1><h1>Shells\u00ad fall\u00a0</h1></body></html>")
    assert ("Shells fall",) == headings(tree)


@pytest.mark.parametrize(
    ("written", "basis", "instant"),
    [
        ("2026-03-09T08:00:00+03:00", "json_ld", datetime(2026, 3, 9, 5, tzinfo=UTC)),
        ("2026-03-09 08:00:00 +03:00", "json_ld", datetime(2026, 3, 9, 5, tzinfo=UTC)),
        ("2026-03-09T08:00:00", "json_ld_local", datetime(2026, 3, 9, 5, tzinfo=UTC)),
        ("2026-03-09", "json_ld_day", datetime(2026, 3, 8, 21, tzinfo=UTC)),
    ],
)
def test_a_date_without_an_offset_is_read_where_its_source_is_and_says_so(written, basis, instant):
    found = read_date("json_ld", written, NOW, "Asia/Baghdad")
    assert found is not None
    assert (basis, instant, None) == (found.basis, found.published_at, found.refusal)


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("2031-03-09T08:00:00Z", DateRefusal.FUTURE),
        ("1970-01-01T00:00:00Z", DateRefusal.TOO_OLD),
        ("yesterday", DateRefusal.UNREADABLE),
    ],
)
def test_a_date_that_can_be_none_is_kept_with_the_reason_and_never_replaced_by_now(written, refusal):
    found = read_date("json_ld", written, NOW)
    assert found is not None
    assert (written, None, refusal) == (found.written, found.published_at, found.refusal)
    assert choose_date((found,)) is None


def test_every_date_that_a_page_gives_is_kept_and_the_first_that_can_be_one_is_chosen():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2099-01-01T00:00:00Z"}</script>'
        '<meta property="article:published_time" content="2026-03-09T08:00:00+03:00">'
    )
    found = told(BODY + '<time itemprop="datePublished" datetime="2026-03-09">9 March</time>', head)
    assert ["json_ld", "meta", "marked_time_day"] == [date.basis for date in found.dates[:3]]
    assert (datetime(2026, 3, 9, 5, tzinfo=UTC), "meta") == (found.published_at, found.published_basis)


def test_the_description_of_the_article_goes_before_that_of_its_page():
    tree = html.fromstring(
        '<html><script type="application/ld+json">[{"@type": "WebPage", "datePublished": "2020-01-01"},'
        '{"@type": "NewsArticle", "datePublished": "2026-03-09", "headline": "Shells &amp; fire",'
        '"articleSection": ["World"], "keywords": "Iraq, shells", "isAccessibleForFree": "False"}]</script></html>'
    )
    found = describe(tree)
    assert ("2026-03-09", "Shells & fire", "World") == (found.published, found.headline, found.section)
    assert (("Iraq", "shells"), False) == (found.tags, found.is_free)


def test_the_first_meta_element_of_a_name_counts():
    tree = parse(b'<html><head><meta property="og:title" content="a"><meta property="og:title" content="b">', None)
    assert "a" == read_head(tree).og_title


def test_paragraphs_keep_the_part_that_their_elements_give_them():
    found = told(
        "<h1>Shells fall</h1><p class='standfirst'>Ten are dead and a market burns in the old town.</p>"
        f"{BODY}<h2>What we know</h2><p><strong>The weapons</strong></p>{BODY}"
        "<blockquote><p>We will answer this, and we will answer it soon, the governor wrote to us.</p></blockquote>"
    )
    named = [(role, text) for role, text in roles(found) if role is not SectionRole.BODY]
    assert (SectionRole.STANDFIRST, "Ten are dead and a market burns in the old town.") in named
    assert (SectionRole.HEADING, "What we know") in named
    assert (SectionRole.HEADING, "The weapons") in named
    assert SectionRole.QUOTE in [role for role, text in named if text.startswith("We will answer")]
    assert found.text == "\n\n".join(text for _, text in roles(found))


SUMMARY = "Ten are dead and a market burns in the old town, and nobody has said who fired."


@pytest.mark.parametrize(
    ("named", "role"),
    [
        (f"<h2>{SUMMARY}</h2>", SectionRole.STANDFIRST),
        (f"<p class='article-lead'>{SUMMARY}</p>", SectionRole.STANDFIRST),
        (f"<p>{SUMMARY}</p>", SectionRole.BODY),
    ],
)
def test_the_summary_below_the_headline_is_a_standfirst_unless_it_is_a_plain_first_paragraph(named, role):
    found = told(f"<h1>Shells fall</h1>{named}{BODY}", f'<meta name="description" content="{SUMMARY}">')
    assert (role, SUMMARY) in roles(found)


@pytest.mark.parametrize("box", ["step-1__description", "c-list-sub-title", "avatar-group__intro"])
def test_a_box_that_describes_something_else_is_no_standfirst(box):
    found = told(
        f"<h1>Shells fall</h1><div><div class='{box}'>Make sense of the world with our letter.</div></div>{BODY}"
    )
    assert SectionRole.STANDFIRST not in {role for role, _ in roles(found)}


@pytest.mark.parametrize("keywords", ['"Iraq, shells"', '["Iraq", "shells"]', '["Iraq,shells"]'])
def test_tags_are_had_from_a_list_from_a_text_and_from_a_list_of_one_text(keywords):
    data = f'{{"@type": "NewsArticle", "datePublished": "2026-03-09", "keywords": {keywords}}}'
    tree = html.fromstring(f'<html><script type="application/ld+json">{data}</script></html>')
    assert ("Iraq", "shells") == describe(tree).tags


LIVE = """<script type="application/ld+json">{"@type": "LiveBlogPosting", "datePublished": "2026-03-09T06:00:00Z"}
</script>"""


def test_the_posts_of_a_live_page_keep_their_hours():
    posts = "".join(
        f'<section itemprop="liveBlogUpdate"><h3><time datetime="2026-03-0{day}T15:00:00Z">15:00</time></h3>'
        f"<p>On day {day} shells fell on the market of the town, and many were hurt there.</p></section>"
        for day in (9, 8)
    )
    found = told(f"<h1>Live</h1>{BODY}{posts}", LIVE)
    at = {paragraph.text[:8]: paragraph.posted_at for paragraph in found.paragraphs}
    assert (datetime(2026, 3, 9, 15, tzinfo=UTC), datetime(2026, 3, 8, 15, tzinfo=UTC)) == (
        at["On day 9"],
        at["On day 8"],
    )
    assert at["Paragrap"] is None


def test_posts_that_only_the_description_holds_are_text_too():
    updates = ", ".join(
        f'{{"@type": "BlogPosting", "datePublished": "2026-03-09T1{hour}:00:00Z", "headline": "Hour {hour}",'
        f'"articleBody": "At hour {hour} shells fell on the market of the town, and many were hurt there."}}'
        for hour in (5, 4)
    )
    live = LIVE.replace('"datePublished"', f'"liveBlogUpdate": [{updates}], "datePublished"', 1)
    found = told(f"<h1>Live</h1>{BODY}", live)
    assert [14, 15] == sorted({one.posted_at.hour for one in found.paragraphs if one.posted_at})
    assert found.text.endswith("At hour 4 shells fell on the market of the town, and many were hurt there.")


def test_words_are_counted_where_none_are_spaced():
    assert (3, 4, 5) == (count_words("Shells fell twice"), count_words("砲弾が落ちた"), count_words("ten 砲弾が落ちた"))
