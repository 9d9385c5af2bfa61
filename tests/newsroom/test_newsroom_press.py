"""What the press shows at an instant."""

from datetime import timedelta
from itertools import pairwise

import pytest

from ingest.errors import NotAFeed
from ingest.records import Entry
from ingest.source.feed import parse_feed
from samples.newsroom.articles import Piece, Version
from samples.newsroom.press import ROUNDS, Answer, Press, load_press

# host → path of its feed, and items by round; None where there is no feed that day.
FEEDS: dict[str, tuple[str, tuple[int | None, ...]]] = {
    "citadelpost.example": ("/rss.xml", (0, 4, 4, 6, 6, 7, 8, 9)),
    "www.shattcourier.example": ("/feeds/news.atom", (1, 2, 3, 4, 5, 6, 8, 9)),
    "meridian44.example": ("/feed/", (0, 2, 4, 4, 6, 8, 8, 9)),
    "www.qaysarireview.example": ("/index.rdf", (0, 1, 1, 1, 1, 1, 4, 4)),
    "northlight.example": ("/en/feed.json", (1, 2, 3, 3, 4, 6, 7, 9)),
    "www.fanal-orient.example": ("/rss/une.xml", (0, 0, 0, 0, None, 1, 1, 2)),
    "marsakhabar.example": ("/feed", (0, 0, 1, 1, 2, 2, 3, 3)),
}


def _get(press: Press, host: str, path: str, now: object) -> Answer:
    answer = press.answer(host, path, now)  # type: ignore[arg-type]
    assert answer is not None
    return answer


@pytest.fixture
def read(press, capture):
    """The entries of a host's feed at an instant; None where there is no feed."""

    def entries(host: str, now: object) -> list[Entry] | None:
        answer, url = _get(press, host, FEEDS[host][0], now), f"http://{host}{FEEDS[host][0]}"
        given = {"content_type": answer.content_type, "final_url": url, "url": url, "polled_at": now}
        try:
            return parse_feed(answer.body, capture(**given))
        except NotAFeed:
            return None

    return entries


def _versions(press: Press) -> list[tuple[Piece, Version]]:
    return [(piece, version) for piece in press.pieces for version in piece.versions]


def test_the_same_instant_gives_the_same_bytes(press: Press) -> None:
    again = load_press()
    for now in ROUNDS:
        assert press.wire_files(now) == again.wire_files(now)
        for host, (path, _) in FEEDS.items():
            assert press.answer(host, path, now) == again.answer(host, path, now)


def test_the_rounds_follow_each_other(press: Press) -> None:
    assert all(earlier < later for earlier, later in pairwise(ROUNDS))
    assert all(version.visible_from < ROUNDS[-1] for _, version in _versions(press))


def test_the_corps_is_as_large_as_it_says(press: Press) -> None:
    kinds = [outlet.kind for outlet in press.outlets.values()]
    assert (7, 3) == (len(kinds) - kinds.count("agency"), kinds.count("agency"))
    assert 45 <= len(press.pieces)
    assert {"rss", "atom", "rdf", "json", None} == {outlet.desk.feed for outlet in press.outlets.values()}
    assert {"newsml_g2", "nitf", "ninjs", None} == {outlet.desk.wire for outlet in press.outlets.values()}
    assert set(FEEDS) == {outlet.host for outlet in press.outlets.values() if outlet.feeds}


@pytest.mark.parametrize("host", FEEDS)
def test_a_feed_parses_with_its_entries_in_every_round(read, host: str) -> None:
    counts = [None if (entries := read(host, now)) is None else len(entries) for now in ROUNDS]
    assert list(FEEDS[host][1]) == counts


@pytest.mark.parametrize("host", FEEDS)
def test_an_entry_has_guid_title_link_and_an_instant(read, host: str) -> None:
    entries = read(host, ROUNDS[-1])
    assert len(entries) == len({entry.guid for entry in entries}) == len({entry.link for entry in entries})
    for entry in entries:
        assert entry.title and entry.summary and entry.published_at and entry.byline
        assert entry.link.startswith(f"http://{host}/")


def test_one_feed_carries_full_text_and_the_others_teasers(read) -> None:
    bodies = {host: [len((entry.body or "").split()) for entry in read(host, ROUNDS[-1])] for host in FEEDS}
    assert {"meridian44.example"} == {host for host, counts in bodies.items() if max(counts) > 80}


def test_a_feed_that_goes_down_comes_back_with_all_it_had(press: Press, read) -> None:
    host, down = "www.fanal-orient.example", ROUNDS[4]
    answer = _get(press, host, FEEDS[host][0], down)
    assert (200, "text/html; charset=utf-8") == (answer.status, answer.content_type)
    assert read(host, down) is None
    assert 1 == len(read(host, ROUNDS[5]))


def test_guids_that_are_drawn_anew_give_the_same_entries(read) -> None:
    """Titles and links stay, so nothing is fetched or told again."""
    host = "marsakhabar.example"
    old = read(host, ROUNDS[3])
    new = [entry for entry in read(host, ROUNDS[4]) if entry.link in {each.link for each in old}]
    assert [entry.entry_id for entry in old] == [entry.entry_id for entry in new]
    assert not {entry.guid for entry in old} & {entry.guid for entry in new}


def test_nothing_is_there_before_its_instant(press: Press) -> None:
    """An article appears at its hour to the second: in the feed, at its address and on the front page."""
    for piece, version in ((piece, piece.versions[0]) for piece in press.pieces if piece.path):
        outlet, before = press.outlets[piece.outlet], version.visible_from - timedelta(seconds=1)
        host, feeds = outlet.host, () if outlet.desk.is_down(version.visible_from) else outlet.feed_paths
        assert 404 == _get(press, host, piece.path or "", before).status
        assert piece.status == _get(press, host, piece.path or "", version.visible_from).status
        listed = (piece.moved_from or piece.path or "").encode()
        for path in ("/", *feeds):
            assert listed not in _get(press, host, path, before).body
            assert listed in _get(press, host, path, version.visible_from).body


def test_an_article_that_moved_is_led_to_from_where_it_was(press: Press) -> None:
    piece = next(piece for piece in press.pieces if piece.moved_from)
    host, first = press.outlets[piece.outlet].host, piece.versions[0].visible_from
    assert 404 == _get(press, host, piece.moved_from or "", first - timedelta(seconds=1)).status
    answer = _get(press, host, piece.moved_from or "", first)
    assert (301, f"http://{host}{piece.path}") == (answer.status, answer.location)


def test_no_page_tells_of_what_its_outlet_has_not_yet_published(press: Press) -> None:
    now = ROUNDS[0]
    future = [version.title for _, version in _versions(press) if version.visible_from > now]
    for outlet in press.outlets.values():
        bodies = b"".join(_get(press, outlet.host, path, now).body for path in ("/", *outlet.feed_paths))
        assert not [title for title in future if title.encode() in bodies]


def test_a_correction_shows_in_the_feed_and_on_the_page(press: Press, read) -> None:
    host, early, late = "www.shattcourier.example", ROUNDS[4], ROUNDS[5]
    before, after = (next(e for e in read(host, now) if "Hawija" in e.title) for now in (early, late))
    assert before.guid == after.guid
    assert before.published_at == after.published_at
    assert before.updated_at < after.updated_at
    assert "Three policemen killed in night attack on Hawija checkpoint" == before.title
    assert "Two policemen killed in night attack on Hawija checkpoint" == after.title
    page_path = "/iraq/policemen-killed-hawija-checkpoint-8817"
    assert b"This article was corrected" not in _get(press, host, page_path, early).body
    assert b"This article was corrected on 12 March 2026" in _get(press, host, page_path, late).body


def test_a_retraction_shows_in_the_feed_and_stands_in_place_of_the_article(press: Press, read) -> None:
    host, piece = "www.shattcourier.example", next(p for p in press.pieces if p.slug == "drone-basra-airport")
    early, late = ROUNDS[6], ROUNDS[7]
    titles = [next(e.title for e in read(host, now) if "Basra airport" in e.title) for now in (early, late)]
    assert [False, True] == [title.startswith("Retracted: ") for title in titles]
    page = _get(press, host, piece.path or "", late).body
    assert b"has retracted this article" in page
    assert not [text for text in piece.versions[0].paragraphs if text.encode() in page]


def test_an_unknown_host_has_no_answer_and_an_unknown_path_is_not_found(press: Press) -> None:
    assert press.answer("elsewhere.example", "/", ROUNDS[-1]) is None
    assert 404 == _get(press, "meridian44.example", "/nothing-here/", ROUNDS[-1]).status


def test_every_host_is_invented(press: Press) -> None:
    for outlet in press.outlets.values():
        assert outlet.host.endswith(".example")
        assert all(url.startswith(f"http://{outlet.host}/") for url in outlet.feeds)
