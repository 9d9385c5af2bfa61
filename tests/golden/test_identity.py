"""Which items of a feed are which, listing after listing."""

from ingest.records import KnownItem
from ingest.source.feed import read_feed
from ingest.source.identity import Known, recognise

RSS = "<rss version='2.0'><channel>{}</channel></rss>"
NUMBERS = range(8)


def item(guid, title, link=None, published=None):
    parts = [f"<guid isPermaLink='false'>{guid}</guid>" if guid else "", f"<title>{title}</title>"]
    parts += [f"<link>{link}</link>" if link else "", f"<pubDate>{published}</pubDate>" if published else ""]
    return f"<item>{''.join(parts)}</item>"


def listing(*items):
    return RSS.format("".join(items)).encode()


def read(capture, body, known=None):
    return recognise(read_feed(body, capture()).items, capture(), known or Known())


def knowing(recognised, **given):
    """What the ledger would say after a listing."""
    items = tuple(
        KnownItem(
            feed_id="fed_1", item_id=entry.item_id, link=entry.link, title=entry.title, published_at=entry.published_at
        )
        for entry in recognised.entries
    )
    return Known(items=items, listed=recognised.item_ids, **given)


def linked(prefix, number):
    return item(f"{prefix}{number}", f"Shells fall {number}", f"http://a.example/{number}")


def bare(prefix, number):
    return item(f"{prefix}{number}", f"Shells fall {number}", published=f"0{number + 1} Mar 2026 05:00:00 GMT")


def test_a_feed_that_draws_new_guids_is_found_out_and_brings_nothing_new(capture):
    for make in (linked, bare):
        before = read(capture, listing(*(make("old", number) for number in NUMBERS)))
        after = read(capture, listing(*(make("new", number) for number in NUMBERS)), knowing(before))
        assert after.listing.is_churned
        assert (0, len(NUMBERS)) == (after.listing.new_count, after.listing.kept_count)
        assert [entry.entry_id for entry in before.entries] == [entry.entry_id for entry in after.entries]


def test_once_found_out_a_feed_of_changing_guids_stays_so_and_still_brings_what_is_new(capture):
    before = read(capture, listing(*(bare("old", number) for number in range(7))))
    after = read(capture, listing(*(bare("xyz", number) for number in NUMBERS)), knowing(before, is_guid_unstable=True))
    assert (False, 1, 7) == (after.listing.is_churned, after.listing.new_count, after.listing.kept_count)
    assert {entry.entry_id for entry in before.entries} < {entry.entry_id for entry in after.entries}


def test_new_articles_under_new_guids_are_no_sign_of_anything(capture):
    before = read(capture, listing(*(linked("a", number) for number in NUMBERS)))
    after = read(capture, listing(*(linked("b", number + 100) for number in NUMBERS)), knowing(before))
    assert (False, len(NUMBERS), 0) == (after.listing.is_churned, after.listing.new_count, after.listing.kept_count)


def test_two_pages_under_one_guid_are_two_items(capture):
    found = read(capture, listing(item("1", "a", "http://a.example/1"), item("1", "b", "http://a.example/2")))
    assert 2 == len({entry.item_id for entry in found.entries})


def test_of_two_items_with_one_guid_and_one_link_the_last_holds(capture):
    found = read(capture, listing(item("1", "a", "http://a.example/1"), item("1", "b", "http://a.example/1")))
    assert ["b"] == [entry.title for entry in found.entries]


def test_two_titles_without_guid_on_one_page_are_two_items(capture):
    found = read(capture, listing(item(None, "a", "http://a.example/live"), item(None, "b", "http://a.example/live")))
    assert 2 == len(found.item_ids)


def test_items_without_guid_that_lead_to_the_front_page_are_told_apart_by_their_titles(capture):
    found = read(capture, listing(item(None, "a", "http://a.example/"), item(None, "b", "http://a.example/")))
    assert 2 == len(found.entries)


def test_an_edited_title_is_a_new_entry_of_an_item_that_was_there(capture):
    before = read(capture, listing(linked("a", 1)))
    after = read(capture, listing(item("a1", "Rockets fall", "http://a.example/1")), knowing(before))
    assert (0, 1) == (after.listing.new_count, after.listing.kept_count)
    assert before.entries[0].item_id == after.entries[0].item_id
    assert before.entries[0].entry_id != after.entries[0].entry_id
