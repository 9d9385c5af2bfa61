"""NewsML-G2, as entries."""

from datetime import UTC, datetime

import pytest

from ingest.codes import CaptureKind
from ingest.errors import NotAnArticle
from ingest.source.wire.receive import receive

ITEM = """\
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency.example:1" version="{version}"
    xml:lang="en-GB">
  <itemMeta><versionCreated>2026-03-10T11:48:00+03:00</versionCreated></itemMeta>
  <contentMeta>
    <contentCreated>2026-03-10T10:00:00+03:00</contentCreated>
    <by>By A. Writer</by><creditline>Agency</creditline><dateline>KIRKUK, March 10</dateline>
    <headline>Shells &amp; rockets</headline>
  </contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml"><body><p>One <b>bold</b> word.</p><p> Two. </p></body></html>
  </inlineXML></contentSet>
</newsItem>"""


def entries_of(body, capture):
    return [each.entry for each in receive(body, capture)]


@pytest.fixture
def wire(capture):
    return capture(kind=CaptureKind.WIRE, feed_id=None, url="wire://desk/1.xml", final_url="wire://desk/1.xml")


def test_an_item_is_read_whole(wire):
    [entry] = entries_of(ITEM.format(version=2).encode(), wire)
    assert ("urn:newsml:agency.example:1", "2", "en") == (entry.guid, entry.version, entry.language)
    assert ("Shells & rockets", "One bold word.\n\nTwo.") == (entry.title, entry.body)
    assert ("KIRKUK, March 10", "Agency", "By A. Writer") == (entry.dateline, entry.credit, entry.byline)
    assert datetime(2026, 3, 10, 7, tzinfo=UTC) == entry.published_at
    assert datetime(2026, 3, 10, 8, 48, tzinfo=UTC) == entry.updated_at


def test_versions_of_one_guid_are_entries_of_one_item(wire):
    [one], [two] = (entries_of(ITEM.format(version=number).encode(), wire) for number in (1, 2))
    assert one.item_id == two.item_id
    assert one.entry_id != two.entry_id


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<nitf/>",
        ITEM.format(version=1).replace(' guid="urn:newsml:agency.example:1"', "").encode(),
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ITEM.format(version=1).replace("bold", "&a;").encode(),
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + ITEM.format(version=1).encode(),
    ],
)
def test_what_is_no_sound_item_is_refused_with_a_reason(body, wire):
    with pytest.raises(NotAnArticle, match=r"\w"):
        entries_of(body, wire)


def test_two_versions_in_one_file_are_two_entries_and_one_without_a_guid_costs_no_other(wire):
    item = ITEM.format(version=1)
    bare = item.replace(' guid="urn:newsml:agency.example:1"', "")
    message = f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{item}{bare}" + item.replace(
        "bold", "other"
    )
    entries = entries_of(f"{message}</itemSet></newsMessage>".encode(), wire)
    assert (2, 2) == (len(entries), len({entry.entry_id for entry in entries}))


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2031-01-01T00:00:00Z"])
def test_a_date_that_cannot_be_one_is_none(wire, instant):
    [entry] = entries_of(ITEM.format(version=1).replace("2026-03-10T10:00:00+03:00", instant).encode(), wire)
    assert entry.published_at == entry.updated_at
