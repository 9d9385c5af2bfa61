"""Offsets are law: DuckDB's `substring` of the stored text gives every quote, whatever script it is in."""

from datetime import UTC, datetime

import pytest

from ingest.article.extract import Extracted, Page, extract
from ingest.article.version import Known, Version, make_version
from ingest.codes import CaptureKind, SectionRole
from ingest.records import CodableArticle, Source
from tests.unit.test_article import entry
from warehouse.connect import open_build
from warehouse.pending import versions_to_code
from warehouse.sources import save_sources
from warehouse.store import append_all

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
# Combining marks that no single letter replaces, emoji of several code points, right-to-left words, astral letters.
ODD = (
    "The governor of Nínawá̱ wrote q̣̇ and x̌ 👨‍👩‍👧‍👦 twice.",
    "\u202bقال المحافظ إنّ القصف أصاب السوق\u202c, the governor said 🇮🇶🚀.",
    "Two rockets hit the military base 🚀🚀 at Ain al-Asad in Anbar, Iraq, on Monday, killing three soldiers 💥.",
    "𝔄 letter of the 𝓶ilitia, signed שלום, claimed the attack on the base in ÄÖÜ̈.",
)
SOURCE = Source(
    source_id="desk", name="The Desk", kind="newspaper", homepage="http://desk.example/", country_iso3="IRQ",
    language="en", scale="national", timezone="Asia/Baghdad",
)  # fmt: skip


@pytest.fixture
def stored(tmp_path, capture, coder):
    """A database with one odd article as extracted, stored and coded; and its version."""
    paragraphs = "".join(f"<p>{line}</p>" for line in ODD * 2)
    body = f"<html lang='en'><body><article><h1>Shells</h1><h2>Wh\u0301at 🚀 we know</h2>{paragraphs}</article></body>"
    filler = "".join(f"<p>Line {number} tells of prices at the market of the town.</p>" for number in range(9))
    page = Page(
        url="http://desk.example/a", body=body.replace("</article>", filler + "</article>").encode(),
        content_type="text/html", content_encoding=None, fetched_at=NOW,
    )  # fmt: skip
    found = extract(page)
    assert isinstance(found, Extracted)
    taken = capture(kind=CaptureKind.PAGE, final_url=page.url)
    made = make_version(entry(published_at=NOW, published_basis="feed"), taken, found, Known("art_1"), None, now=NOW)
    assert isinstance(made, Version)
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        save_sources(connection, (SOURCE,), NOW)
        append_all(connection, [made.article], [made.version], made.paragraphs, made.dates)
        [article] = versions_to_code(connection, "run_1", NOW)
        coding = coder.code(article, NOW)
        append_all(connection, coding.sentences, coding.mentions, coding.assertions, coding.casualty_reports)
        yield connection, article, coding


def cut(connection, table):
    return connection.execute(
        f"select char_start, char_end, substring(text, char_start + 1, char_end - char_start) "
        f"from ingest.{table} inner join ingest.article_versions using (article_version_id) order by all"
    ).fetchall()


@pytest.mark.parametrize("table", ["article_paragraphs", "sentences", "mentions"])
def test_the_database_cuts_what_python_cuts(stored, table):
    connection, article, _ = stored
    rows = cut(connection, table)
    assert rows
    assert [(start, end, article.text[start:end]) for start, end, _ in rows] == rows
    assert all(text == text.strip() for _, _, text in rows)


def test_the_evidence_of_every_assertion_is_in_the_text(stored):
    connection, article, coding = stored
    assert coding.assertions
    rows = connection.execute(
        "select substring(v.text, a.char_start + 1, a.char_end - a.char_start), a.char_start, a.char_end "
        "from ingest.assertions as a inner join ingest.mentions using (mention_id) "
        "inner join ingest.article_versions as v using (article_version_id)"
    ).fetchall()
    assert [article.text[start:end] for _, start, end in rows] == [text for text, _, _ in rows]
    assert any("rockets" in text for text, _, _ in rows)


def test_the_parts_of_paragraphs_reach_the_coder_as_the_page_gave_them(stored):
    _, article, coding = stored
    assert isinstance(article, CodableArticle)
    assert len(article.paragraph_roles) == len(article.text.split("\n\n")) == len(article.posted_at)
    headings = {s.para_no for s in coding.sentences if s.section_role is SectionRole.HEADING}
    assert {n for n, role in enumerate(article.paragraph_roles) if role is SectionRole.HEADING} == headings != set()
