"""Whatever an agency's folder holds: a dispatch, or a refusal with its reason; never a crash, a leak or a long wait."""

import json
import random
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.codes import CaptureKind
from ingest.errors import NotAnArticle
from ingest.records import Capture
from ingest.source.tame_json import load_value
from ingest.source.wire.ninjs_rules import departures
from ingest.source.wire.page import read_page
from ingest.source.wire.parse import read_wire, sniff
from samples.newsroom.press import ROUNDS, load_press

NOW = datetime(2026, 3, 10, tzinfo=UTC)
NEWSML = b"""<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId>
<DateId>20260310</DateId><NewsItemId>7</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification>
<NewsManagement><Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>
<DateAndTime>20260312T060000+0300</DateAndTime></StatusWillChange></NewsManagement><NewsComponent><NewsLines><HeadLine>x
</HeadLine></NewsLines><ContentItem><DataContent><p>One.</p></DataContent></ContentItem></NewsComponent></NewsItem>
</NewsML>"""
SAMPLES = [next(iter(files.values())) for files in load_press().wire_files(ROUNDS[-1]).values()] + [NEWSML]
WORDS = [
    b"<", b">", b"&", b"&#0;", b"&lol9;", b"\x00", b"\xff", b"\xc3", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x [",
    b"{", b"}", b"[", b'"', b"null", b"1e999999", b"\\ud800", b"<p>", b"</p>", b"xmlns:x='y'", b"\xef\xbb\xbf",
    b"2026-99-99T99:99:99+99:99",
]  # fmt: skip
CAPTURE = Capture(
    capture_id="cap_1", kind=CaptureKind.WIRE, source_id="desk", feed_id=None, entry_ids=(), url="https://a.example/",
    final_url="https://a.example/", status=200, error=None, polled_at=NOW, fetched_at=NOW, etag=None,
    last_modified=None, content_type=None, sha256=None, size_bytes=1, warc_file="", warc_offset=0, warc_length=1,
)  # fmt: skip
QUICK = settings(max_examples=60, deadline=None)
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
SECRET = "root:"


def read(body):
    """What the file gives; anything but dispatches and a refusal in words fails."""
    try:
        found = read_wire(body, NOW)
    except NotAnArticle as refusal:
        assert str(refusal).strip()
        return []
    assert found
    for dispatch in found:
        assert dispatch.guid
        texts = [dispatch.guid, dispatch.headline, dispatch.slugline, dispatch.ed_note, *dispatch.body]
        "".join(filter(None, texts)).encode()  # no half of a surrogate pair
        assert "\x00" not in "".join(filter(None, texts))
        assert SECRET not in "".join(dispatch.body)
        assert dispatch.embargoed_until is None or dispatch.embargoed_until.tzinfo
    assert found == read_wire(body, NOW)
    return found


@st.composite
def mutated(draw, samples=SAMPLES):
    """A sample with bytes cut out, doubled, replaced, or words put between."""
    body = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 40)))
        between = draw(st.one_of(st.sampled_from(WORDS), st.binary(max_size=6), st.just(body[start:end] * 2)))
        body = body[:start] + between + body[end:]
    return body


@QUICK
@given(mutated())
def test_a_broken_sample_is_read_or_refused(body):
    read(body)


@QUICK
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"<nitf>{text}</nitf>".encode())))
def test_any_bytes_are_read_or_refused(body):
    read(body)
    sniff(body)


PAGES = [
    json.dumps({"items": [{"uri": "urn:1", "body_text": "One."}], "paging": {"next": "c2"}}).encode(),
    b"<newsMessage><itemSet><newsItem guid='1'><contentSet><inlineData>One.</inlineData></contentSet></newsItem>"
    b"</itemSet></newsMessage>",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["usable", "text", "urn:1"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["uri", "items", "type", "bodies", "associations", "standard", "version"]), inside
        )
    ),
    max_leaves=12,
)


@QUICK
@given(mutated(PAGES), st.sampled_from([None, "link", "header:Link", "paging.next"]), st.text(max_size=40))
def test_a_broken_page_of_a_service_is_read_or_refused_and_its_cursor_is_a_word(body, cursor, link):
    try:
        page = read_page(body, (("Link", link),), CAPTURE, cursor)
    except NotAnArticle as refusal:
        assert str(refusal).strip()
        return
    assert len(page.received) <= page.item_count
    assert page.next is None or page.next.strip()
    assert cursor or page.next is None


@QUICK
@given(JSON)
def test_any_json_is_judged_by_the_rules_of_ninjs_and_read_or_refused(value):
    body = json.dumps(value).encode()
    assert all(told.strip() for told in departures(load_value(body)))
    read(body)


@pytest.mark.parametrize("sample", range(len(SAMPLES)))
def test_a_truncated_sample_is_refused_wherever_it_is_cut(sample):
    body = SAMPLES[sample].rstrip()
    for cut in random.Random(sample).sample(range(len(body) - 1), 25):
        assert [] == read(body[:cut])


@pytest.mark.parametrize("sample", range(len(SAMPLES)))
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "cp500", "shift_jis", "utf-7"])
def test_a_sample_in_another_encoding_than_it_says_is_read_or_refused(sample, encoding):
    read(SAMPLES[sample].decode().encode(encoding, "replace"))


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE nitf [<!ENTITY l0 'ha'>{LAUGHS}]>",
        "<!DOCTYPE nitf [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE nitf [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;]>",
        "<!DOCTYPE nitf SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE nitf PUBLIC 'x' 'http://127.0.0.1:9/x.dtd'>",
        "<!-- <!DOCTYPE x> --><!DOCTYPE nitf [<!ENTITY l9 'ha'>]>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_replaced_and_nothing_is_loaded(doctype, encoding):
    head = '<nitf a="{0}"><head><docdata><doc-id id-string="1"/></docdata></head>'
    item = head + "<body><body.content><p>x{0}</p></body.content></body></nitf>"
    for reference in ("&l9;", ""):
        begun = process_time()
        for dispatch in read((doctype + item.format(reference)).encode(encoding)):
            assert dispatch.body in (("x",), ("x&l9;",))
        assert process_time() - begun < 1


@pytest.mark.parametrize(
    "body",
    [
        b"<nitf><body>" + b"x" * 10_500_000 + b"</body></nitf>",
        b'{"uri": "urn:1", "body_text": "' + b"x" * 2_000_000 + b'"}',
        b"<nitf>" + b"<block>" * 300_000,
        b"<nitf" + b" a='1'" * 5000 + b"/>",
        b"<!DOCTYPE" * 300_000,
        b"<!DOCTYPE x '" + b"<" * 1_000_000,
        b"[" * 300_000,
        b'{"a":' * 100_000,
        b'{"uri": ' + b"9" * 1_000_000 + b"}",
        b"\x01" * 1_000_000,
        b"",
    ],
    ids=lambda body: body[:12].decode() + str(len(body)),
)
def test_what_is_large_or_deep_costs_little(body):
    begun = process_time()
    read(body)
    sniff(body)
    assert process_time() - begun < 3


def test_control_characters_never_reach_a_text():
    item = {"uri": "urn:1", "headline": "a\u202eb\x07c", "body_text": "One\x1b[31m.\x00\nTwo\u2066."}
    [dispatch] = read(json.dumps(item).encode())
    assert ("abc", ("One[31m.", "Two.")) == (dispatch.headline, dispatch.body)
