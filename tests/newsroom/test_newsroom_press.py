"""What the press shows at an instant."""

from datetime import datetime, timedelta
from itertools import pairwise

import feedparser
import pytest

from samples.newsroom.articles import Piece, Version
from samples.newsroom.press import ROUNDS, Answer, Press, load_press

FEEDS = (
    ("citadelpost.example", "/rss.xml", (2, 2, 3, 3, 4)),
    ("www.shattcourier.example", "/feeds/news.atom", (0, 1, 2, 2, 3)),
    ("meridian44.example", "/feed/", (0, 2, 2, 3, 4)),
)


def _get(press: Press, host: str, path: str, now: datetime) -> Answer:
    answer = press.answer(host, path, now)
    assert answer is not None
    return answer


def _entries(answer: Answer) -> list[feedparser.FeedParserDict]:
    headers = {"content-type": answer.content_type}
    parsed = feedparser.parse(answer.body, sanitize_html=False, resolve_relative_uris=False, response_headers=headers)
    assert not parsed.bozo
    return list(parsed.entries)


def _versions(press: Press) -> list[tuple[Piece, Version]]:
    return [(piece, version) for piece in press.pieces for version in piece.versions]


def test_the_same_instant_gives_the_same_bytes(press: Press) -> None:
    again = load_press()
    for now in ROUNDS:
        assert press.wire_files(now) == again.wire_files(now)
        for host, path, _ in FEEDS:
            assert press.answer(host, path, now) == again.answer(host, path, now)


def test_the_rounds_follow_each_other(press: Press) -> None:
    assert all(earlier < later for earlier, later in pairwise(ROUNDS))
    assert all(version.visible_from < ROUNDS[-1] for _, version in _versions(press))


@pytest.mark.parametrize(("host", "path", "counts"), FEEDS)
def test_a_feed_parses_with_its_entries_in_every_round(
    press: Press, host: str, path: str, counts: tuple[int, ...]
) -> None:
    assert counts == tuple(len(_entries(_get(press, host, path, now))) for now in ROUNDS)


@pytest.mark.parametrize(("host", "path", "counts"), FEEDS)
def test_an_entry_has_guid_title_link_and_an_instant(
    press: Press, host: str, path: str, counts: tuple[int, ...]
) -> None:
    entries = _entries(_get(press, host, path, ROUNDS[-1]))
    assert len(entries) == len({entry.id for entry in entries})
    for entry in entries:
        assert entry.title and entry.summary and entry.published_parsed
        assert entry.link.startswith(f"http://{host}/")


def test_one_feed_carries_full_text_and_the_others_teasers(press: Press) -> None:
    full = [
        host for host, path, _ in FEEDS if all("content" in e for e in _entries(_get(press, host, path, ROUNDS[-1])))
    ]
    assert ["meridian44.example"] == full


def test_nothing_is_there_before_its_instant(press: Press) -> None:
    """An article appears at its hour to the second: in the feed, at its address and on the front page."""
    for piece, version in ((piece, piece.versions[0]) for piece in press.pieces if piece.path):
        before, host = version.visible_from - timedelta(seconds=1), press.outlets[piece.outlet].host
        feed_path = press.outlets[piece.outlet].feed_paths[0]
        assert 404 == _get(press, host, piece.path or "", before).status
        assert piece.status == _get(press, host, piece.path or "", version.visible_from).status
        for path in (feed_path, "/"):
            assert (piece.path or "").encode() not in _get(press, host, path, before).body
            assert (piece.path or "").encode() in _get(press, host, path, version.visible_from).body


def test_no_page_tells_of_what_its_outlet_has_not_yet_published(press: Press) -> None:
    now = ROUNDS[0]
    future = [version.title for _, version in _versions(press) if version.visible_from > now]
    for outlet in press.outlets.values():
        bodies = b"".join(_get(press, outlet.host, path, now).body for path in ("/", *outlet.feed_paths))
        assert not [title for title in future if title.encode() in bodies]


def test_a_correction_shows_in_the_feed_and_on_the_page(press: Press) -> None:
    host, path = "www.shattcourier.example", "/feeds/news.atom"
    before, after = (
        next(e for e in _entries(_get(press, host, path, now)) if "Hawija" in e.title) for now in (ROUNDS[3], ROUNDS[4])
    )
    assert before.id == after.id
    assert before.published == after.published
    assert before.updated < after.updated
    assert "Three policemen killed in night attack on Hawija checkpoint" == before.title
    assert "Two policemen killed in night attack on Hawija checkpoint" == after.title
    page_path = "/iraq/policemen-killed-hawija-checkpoint-8817"
    assert b"This article was corrected" not in _get(press, host, page_path, ROUNDS[3]).body
    assert b"This article was corrected on 12 March 2026" in _get(press, host, page_path, ROUNDS[4]).body


def test_an_unknown_host_has_no_answer_and_an_unknown_path_is_not_found(press: Press) -> None:
    assert press.answer("elsewhere.example", "/", ROUNDS[-1]) is None
    assert 404 == _get(press, "meridian44.example", "/nothing-here/", ROUNDS[-1]).status


def test_every_host_is_invented(press: Press) -> None:
    for outlet in press.outlets.values():
        assert outlet.host.endswith(".example")
        assert all(url.startswith(f"http://{outlet.host}/") for url in outlet.feeds)
