"""NITF and ninjs, and that a file's format is told by what it holds."""

import json
from datetime import UTC, datetime

import pytest

from ingest.codes import CaptureKind
from ingest.errors import NotAnArticle
from ingest.source.wire.receive import receive

NITF = """\
<?xml version="1.0" encoding="UTF-8"?>
{doctype}
<nitf version="-//IPTC//DTD NITF 3.5//EN" xml:lang="en-US">
  <head>
    <title>Shells fall</title>
    <docdata management-status="usable">
      <doc-id id-string="agency.example:1"/><urgency ed-urg="3"/>
      <date.issue norm="20260310T114800+0300"/>{more}
      <doc.copyright holder="Agency" year="2026"/><du-key version="2" key="shells"/>
    </docdata>
    <revision-history norm="20260310T100000+0300" function="writer-author"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Shells &amp; rockets</hl1><hl2>Nobody hurt</hl2></hedline>
      <byline>By <person>A. Writer</person></byline><distributor>Agency Wire</distributor>
      <dateline><location>KIRKUK, Iraq</location> <story.date>March 10</story.date></dateline>
    </body.head>
    <body.content>
      <p lede="true">One <em>bold</em> word.</p>
      <media media-type="image"><media-caption><p>A picture.</p></media-caption></media>
      <block><hl2>A heading</hl2><p> Two. </p></block>
      <table><tr><td><p>7</p></td></tr></table>
    </body.content>
  </body>
</nitf>"""
NINJS = {
    "uri": "http://agency.example/items/1", "standard": {"name": "ninjs", "version": "2.1"}, "type": "text",
    "version": "3", "firstcreated": "2026-03-10T10:00:00+03:00", "versioncreated": "2026-03-10T11:48:00+03:00",
    "pubstatus": "usable", "language": "en-GB", "by": "By A. Writer", "located": "Kirkuk", "copyrightholder": "Agency",
    "headlines": [{"role": "short", "value": "Shells"}, {"role": "main", "value": "Shells &amp; rockets"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "One bold word.\\nTwo."},
        {"role": "main", "contenttype": "text/html", "value": "<p>One <b>bold</b> word.</p><p>Two.</p>"},
    ],
}  # fmt: skip
EARLY, LATE = datetime(2026, 3, 10, 7, tzinfo=UTC), datetime(2026, 3, 10, 8, 48, tzinfo=UTC)


def nitf(doctype="", more=""):
    return NITF.format(doctype=doctype, more=more).encode()


def ninjs(**given):
    return json.dumps(NINJS | given).encode()


def entries_of(body, capture):
    return [each.entry for each in receive(body, capture)]


@pytest.fixture
def wire(capture):
    return capture(kind=CaptureKind.WIRE, feed_id=None, url="wire://desk/1", final_url="wire://desk/1")


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">'])
def test_a_nitf_document_is_read_whole(wire, doctype):
    [entry] = entries_of(nitf(doctype), wire)
    assert ("agency.example:1", "2", "en") == (entry.guid, entry.version, entry.language)
    assert ("Shells & rockets", "One bold word.\n\nA heading\n\nTwo.") == (entry.title, entry.body)
    assert ("KIRKUK, Iraq March 10", "Agency Wire", "By A. Writer") == (entry.dateline, entry.credit, entry.byline)
    assert (EARLY, LATE, False) == (entry.published_at, entry.updated_at, entry.is_correction)


@pytest.mark.parametrize("more", ['<correction info="toll"/>', '<ed-msg info="CORRECTION: toll in 1st para"/>'])
def test_a_nitf_correction_says_so(wire, more):
    assert entries_of(nitf(more=more), wire)[0].is_correction


def test_a_ninjs_document_is_read_whole(wire):
    [entry] = entries_of(ninjs(), wire)
    assert ("http://agency.example/items/1", "3", "en") == (entry.guid, entry.version, entry.language)
    assert ("Shells & rockets", "One bold word.\n\nTwo.") == (entry.title, entry.body)
    assert ("Kirkuk", "Agency", "By A. Writer") == (entry.dateline, entry.credit, entry.byline)
    assert (EARLY, LATE, False) == (entry.published_at, entry.updated_at, entry.is_correction)


def test_the_names_of_ninjs_1_and_3_are_read_too(wire):
    [old] = entries_of(ninjs(bodies=None, headlines=7, headline="Old", body_xhtml="<p>One.</p><p>Two.</p>"), wire)
    assert ("Old", "One.\n\nTwo.") == (old.title, old.body)
    renamed = {"firstcreated": None, "firstCreated": NINJS["firstcreated"], "edNote": "CORRECTS toll"}
    [new] = entries_of(ninjs(**renamed, bodies=[{"contentType": "text/plain", "value": "One.\nTwo."}]), wire)
    assert (EARLY, "One.\n\nTwo.", True) == (new.published_at, new.body, new.is_correction)


@pytest.mark.parametrize("field", sorted(NINJS))
@pytest.mark.parametrize("value", [None, 1, True, [], {}, [1], [[]], [{"value": 1}]], ids=repr)
def test_a_ninjs_value_of_the_wrong_type_costs_its_field_at_most(wire, field, value):
    try:
        [entry] = entries_of(ninjs(**{field: value}), wire)
    except NotAnArticle:
        assert field in ("uri", "bodies", "type")
        return
    assert entry.guid == NINJS["uri"]


def test_versions_are_entries_of_one_item(wire):
    one, two = (entries_of(ninjs(version=number), wire)[0] for number in (1, "2"))
    assert (one.item_id, "1", "2") == (two.item_id, one.version, two.version)
    assert one.entry_id != two.entry_id


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"{" * 100_000,
        b'{"uri": ' + b"[" * 100_000,
        ninjs(type="picture"),
        ninjs(uri=""),
        b"<html/>",
        b"<nitf/>",
        b"<nitf " + b'a="1" ' * 5000 + b"/>",
        nitf('<!DOCTYPE nitf [<!ENTITY a "aaaa">]>'),
        nitf('<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        nitf('<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>').replace(b"bold", b"&b;"),
    ],
    ids=lambda body: body[:40].decode(),
)
def test_what_is_no_sound_article_is_refused_with_a_reason(wire, body):
    with pytest.raises(NotAnArticle, match=r"\w"):
        entries_of(body, wire)


def test_elements_nested_by_the_thousand_are_read_without_recursion(wire):
    deep = nitf().replace(b"<block>", b"<block>" * 200).replace(b"</block>", b"</block>" * 200)
    assert "One bold word.\n\nA heading\n\nTwo." == entries_of(deep, wire)[0].body
