"""Pages as the article stage sees them."""

import json
import re
from datetime import datetime

import pytest

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.codes import RejectionReason
from samples.newsroom.articles import Piece
from samples.newsroom.press import ROUNDS, Press, load_press

SERVED = [piece for piece in load_press().pieces if piece.path and piece.status == 200]
PIECES = [piece for piece in SERVED if piece.access == "free" and piece.kind != "video"]
# Words of the navigation, of boxes, of readers' comments and of teasers for other attacks, site by site.
CHROME = (
    "Skip to content", "cookies", "214 partners", "Mosul dam", "Tal Afar", "Sinjar", "The Morning Citadel", "Hiwa_K",
    "Roadside bomb", "limpet mine", "Katyusha", "Amara", "Karbala", "Advertisement", "See also",
    "Umm Qasr", "Gunboat", "Mosul recruitment", "Meridian Briefing", "privacy matters", "Read more", "Copy link",
    "Bazaar prices", "there were twenty rockets", "Ranya", "Penjwen", "Proudly printed", "Viber",
    "Northlight Plus", "Evening Light", "Gotland", "Jos", "Marawi", "Refshalevej", "More from",
    "Boutique", "Voiture piégée", "Soueïda", "zouheir75", "Imprimer", "traceurs", "Les plus lus",
    "القرنة", "الطقس", "إعلان", "أكثر من ثلاثين", "الناصرية", "العشار", "نشرة المرسى",
)  # fmt: skip


def _page(press: Press, piece: Piece, now: datetime) -> Page:
    host = press.outlets[piece.outlet].host
    answer = press.answer(host, piece.path or "", now)
    assert answer is not None
    url = f"http://{host}{piece.path}"
    return Page(url=url, body=answer.body, content_type=answer.content_type, content_encoding=None, fetched_at=now)


def _extracted(press: Press, piece: Piece, now: datetime) -> Extracted:
    found = extract(_page(press, piece, now))
    assert isinstance(found, Extracted), found
    return found


def _written(piece: Piece, number: int) -> list[str]:
    version = piece.versions[number]
    posts = [paragraph for post in version.posts for paragraph in post.paragraphs]
    return [paragraph.removeprefix("## ") for paragraph in (*version.paragraphs, *posts)]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_the_article_stage_finds_every_paragraph_and_nothing_of_the_site(press: Press, piece: Piece) -> None:
    for number, version in enumerate(piece.versions):
        text = _extracted(press, piece, next(now for now in ROUNDS if version.visible_from <= now)).text
        written = _written(piece, number)
        assert [] == [paragraph for paragraph in written if paragraph not in text]
        told = " ".join([*written, version.correction or "", version.retraction or ""])
        assert [] == [words for words in CHROME if words in text and words not in told]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_no_page_gives_the_text_of_another_article(press: Press, piece: Piece) -> None:
    text = _extracted(press, piece, ROUNDS[-1]).text
    others = [other for other in SERVED if other is not piece and other.kind != "live_blog"]
    assert [] == [other.slug for other in others if other.versions[-1].title in text]
    teasers = [(other.slug, other.versions[-1].teaser) for other in others if other.versions[-1].teaser]
    assert [] == [slug for slug, teaser in teasers if teaser in text]


@pytest.mark.parametrize("piece", SERVED, ids=lambda piece: piece.slug)
def test_a_page_has_a_canonical_link_and_a_dated_description(press: Press, piece: Piece) -> None:
    if piece.access == "consent":
        pytest.skip("a request for consent describes nothing")
    outlet = press.outlets[piece.outlet]
    html, version = _page(press, piece, ROUNDS[-1]).body.decode(outlet.desk.encoding), piece.versions[-1]
    address = f"http://{outlet.host}{piece.path}"
    assert re.search(rf'<link rel="canonical" href="{re.escape(address)}" ?/?>', html)
    match = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert match is not None
    described = json.loads(match[1])
    kinds = {"article": "NewsArticle", "video": "VideoObject", "live_blog": "LiveBlogPosting"}
    assert kinds[piece.kind] == described["@type"]
    assert version.title == described["headline"]
    assert version.published_at == datetime.fromisoformat(described["datePublished"])
    assert version.visible_from == datetime.fromisoformat(described["dateModified"])
    assert (piece.access == "free") == described["isAccessibleForFree"]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_a_text_bears_the_language_and_the_hour_of_its_page(press: Press, piece: Piece) -> None:
    found = _extracted(press, piece, ROUNDS[-1])
    assert (piece.language or press.outlets[piece.outlet].language) == found.language
    assert piece.versions[-1].published_at == found.published_at


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("video-baghdad-night-market", RejectionReason.TOO_SHORT),
        ("drone-school-in-the-bakery", RejectionReason.PAYWALL),
        ("lubero-villages-night", RejectionReason.PAYWALL),
        ("jamundi-police-station", RejectionReason.CONSENT_WALL),
    ],
)
def test_a_page_that_shows_no_article_says_why(press: Press, slug: str, reason: RejectionReason) -> None:
    found = extract(_page(press, next(piece for piece in SERVED if piece.slug == slug), ROUNDS[-1]))
    assert isinstance(found, Refused)
    assert reason == found.reason


def test_what_is_behind_a_wall_is_not_on_the_page(press: Press) -> None:
    for piece in (piece for piece in SERVED if piece.access != "free"):
        html, shown = _page(press, piece, ROUNDS[-1]).body.decode(), 1 if piece.access == "paywall" else 0
        assert shown == sum(paragraph in html for paragraph in piece.versions[-1].paragraphs)


def test_each_part_of_a_live_page_stands_below_its_hour(press: Press) -> None:
    piece = next(piece for piece in PIECES if piece.kind == "live_blog")
    found = _extracted(press, piece, ROUNDS[-1])
    assert found.is_live
    at, told = found.text.index("18 March, 11:05"), found.text.index("Gunmen attacked a Peshmerga patrol")
    assert at < told < found.text.index("18 March, 09:30") < found.text.index("17 March, 21:55")


def test_most_of_a_copy_is_the_agency_s_text(press: Press) -> None:
    pieces = {piece.slug: piece.versions[-1].paragraphs for piece in press.pieces}
    copy, original = pieces["drones-kill-medic-at-kurdish-camp"], " ".join(pieces["komala-camp"])
    shared = [paragraph for paragraph in copy if paragraph in original]
    assert sum(map(len, shared)) > 0.6 * sum(map(len, copy))
    assert copy[0] not in original
