"""Whatever an agency's folder holds: a dispatch, or a refusal with its reason; never a crash, a leak or a long wait."""

import json
import random
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import NotAnArticle
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
def mutated(draw):
    """A sample with bytes cut out, doubled, replaced, or words put between."""
    body = draw(st.sampled_from(SAMPLES))
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
