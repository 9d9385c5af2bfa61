"""Pages as an extractor sees them."""

import json
import re
from datetime import datetime, timedelta

import pytest
from trafilatura import bare_extraction

from samples.newsroom.articles import Piece
from samples.newsroom.press import ROUNDS, Press, load_press

PIECES = [piece for piece in load_press().pieces if piece.path and piece.status == 200 and piece.kind == "article"]
# Words of the navigation, of boxes and of teasers for other attacks, site by site.
CHROME = (
    "Skip to content", "cookies", "214 partners", "Mosul dam", "Tal Afar", "Sinjar", "The Morning Citadel", "Hiwa_K",
    "Roadside bomb", "limpet mine", "Katyusha", "Amara", "Karbala", "Advertisement", "See also",
    "Umm Qasr", "Gunboat", "Mosul recruitment", "Meridian Briefing", "privacy matters", "Read more", "Copy link",
)  # fmt: skip


def _html(press: Press, piece: Piece, now: datetime) -> str:
    answer = press.answer(press.outlets[piece.outlet].host, piece.path or "", now)
    assert answer is not None
    return answer.body.decode()


def _text(html: str, now: datetime) -> str:
    dates = {"original_date": True, "extensive_search": False, "max_date": f"{now + timedelta(days=1):%Y-%m-%d}"}
    document = bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
    )
    assert document is not None
    return str(document.text)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_an_extractor_finds_the_paragraphs_and_nothing_of_the_site(press: Press, piece: Piece) -> None:
    for version in piece.versions:
        now = next(now for now in ROUNDS if version.visible_from <= now)
        text = _text(_html(press, piece, now), now)
        found = [paragraph for paragraph in version.paragraphs if paragraph.removeprefix("## ") in text]
        assert len(found) >= 0.9 * len(version.paragraphs)
        assert [] == [words for words in CHROME if words in text]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_no_page_gives_the_text_of_another_article(press: Press, piece: Piece) -> None:
    text = _text(_html(press, piece, ROUNDS[-1]), ROUNDS[-1])
    others = [other for other in PIECES if other is not piece]
    assert [] == [other.slug for other in others if other.versions[-1].title in text]
    assert [] == [other.slug for other in others if other.versions[-1].teaser in text]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_a_page_has_a_canonical_link_and_a_dated_description(press: Press, piece: Piece) -> None:
    html, version = _html(press, piece, ROUNDS[-1]), piece.versions[-1]
    address = f"http://{press.outlets[piece.outlet].host}{piece.path}"
    assert re.search(rf'<link rel="canonical" href="{re.escape(address)}"/?>', html)
    match = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert match is not None
    described = json.loads(match[1])
    assert "NewsArticle" == described["@type"]
    assert version.title == described["headline"]
    assert version.published_at == datetime.fromisoformat(described["datePublished"])
    assert version.visible_from == datetime.fromisoformat(described["dateModified"])


def test_the_page_of_a_film_has_hardly_a_word(press: Press) -> None:
    piece = next(piece for piece in press.pieces if piece.kind == "video")
    assert len(_text(_html(press, piece, ROUNDS[-1]), ROUNDS[-1]).split()) < 80


def test_most_of_a_copy_is_the_agency_s_text(press: Press) -> None:
    pieces = {piece.slug: piece.versions[-1].paragraphs for piece in press.pieces}
    copy, original = pieces["drones-kill-medic-at-kurdish-camp"], " ".join(pieces["komala-camp"])
    shared = [paragraph for paragraph in copy if paragraph in original]
    assert sum(map(len, shared)) > 0.6 * sum(map(len, copy))
    assert copy[0] not in original
