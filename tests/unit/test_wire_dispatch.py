"""What a wire file says beyond its text: status, embargo, marks, dateline, rights; and NewsML 1."""

import json
from datetime import UTC, date, datetime

import pytest

from ingest.codes import PartMark, PubStatus
from ingest.errors import NotAnArticle
from ingest.source.wire.dateline import split_dateline
from ingest.source.wire.marks import forbids_keeping, marks_of, says_kill
from ingest.source.wire.parse import read_wire
from ingest.source.wire.subjects import subject_code

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency.example:1"{version}>
  <itemMeta><itemClass qcode="ninat:{kind}"/>{item}</itemMeta>
  <contentMeta>{meta}<headline>Shells fall</headline></contentMeta>
  <contentSet>{content}</contentSet></newsItem>"""
PARAGRAPH = (
    "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Shells</h1><p>One.</p></body></html></inlineXML>"
)
NITF = """<nitf><head><docdata {status}><doc-id id-string="agency:1"/>{data}</docdata></head>
<body><body.head><hedline><hl1>Shells fall</hl1></hedline></body.head>
<body.content><p>One.</p></body.content></body></nitf>"""
NEWSML = """<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier>
<ProviderId>agency.example</ProviderId><DateId>20260310</DateId><NewsItemId>7</NewsItemId>
<RevisionId PreviousRevision="1" Update="N">2</RevisionId></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260309T200000+0300</FirstCreated>
<ThisRevisionCreated>20260310T060000+0300</ThisRevisionCreated>{status}<Urgency FormalName="3"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Shells fall</HeadLine><ByLine>A. Writer</ByLine>
<DateLine>ROUND LAKE, Southland, March 9</DateLine><CopyrightLine>Copyright Agency</CopyrightLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en-GB"/>
<SubjectCode><Subject FormalName="16000000"/></SubjectCode></DescriptiveMetadata>
<NewsComponent><Role FormalName="Contact"/>
<ContentItem><DataContent>Call us.</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Main"/>
<ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""


def g2(*, item="", meta="", content=PARAGRAPH, kind="text", version=' version="3"'):
    return G2.format(item=item, meta=meta, content=content, kind=kind, version=version).encode()


def nitf(status="", data=""):
    return NITF.format(status=status, data=data).encode()


def ninjs(**given):
    item = {"uri": "http://agency.example/1", "headlines": [{"value": "Shells"}], "bodies": [{"value": "One."}]}
    return json.dumps(item | given).encode()


def newsml(text="<p>One.</p><p>Two.</p>", status=""):
    return NEWSML.format(text=text, status=status).encode()


def one(body):
    [dispatch] = read_wire(body, NOW)
    return dispatch


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (g2(), "usable"),
        (g2(item='<pubStatus qcode="stat:canceled"/>', content=""), "canceled"),
        (g2(item='<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>'), "withheld"),
        (g2(item='<pubStatus qcode="own:odd"/>'), "withheld"),
        (g2(item="<edNote>EDITORS: KILL this item</edNote>"), "canceled"),
        (g2(item="<edNote>Killing of a colonel: adds quotes</edNote>"), "usable"),
        (nitf('management-status="canceled"'), "canceled"),
        (nitf('management-status="embargoed"'), "embargoed"),
        (nitf(data='<ed-msg info="BULLETIN KILL"/>'), "canceled"),
        (ninjs(pubstatus="withheld"), "withheld"),
        (ninjs(pubStatus="canceled", bodies=[]), "canceled"),
        (ninjs(pubstatus="commissioned"), "withheld"),
        (newsml(status='<Status FormalName="Canceled"/>', text=""), "canceled"),
        (newsml(status='<Status FormalName="Usable"/>'), "usable"),
    ],
)
def test_what_may_be_done_with_an_item_is_read(body, status):
    assert PubStatus(status) is one(body).pub_status


@pytest.mark.parametrize(
    ("body", "status", "day"),
    [
        (g2(item="<embargoed>2026-03-12T06:00:00+03:00</embargoed>"), "usable", 12),
        (g2(item="<embargoed/>"), "embargoed", None),
        (g2(item="<embargoed>2026-03-12T06:00:00</embargoed>"), "embargoed", None),
        (g2(item='<pubStatus qcode="stat:canceled"/><embargoed>soon</embargoed>'), "canceled", None),
        (nitf(data='<date.release norm="20260312T060000+0300"/>'), "usable", 12),
        (nitf(data='<date.release norm="20260309T060000+0300"/>'), "usable", None),
        (nitf(data='<date.release norm="tomorrow"/>'), "embargoed", None),
        (ninjs(embargoed="2027-03-12T06:00:00+03:00"), "usable", 12),
        (ninjs(embargoed=7), "embargoed", None),
        (
            newsml(
                status='<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
                "<DateAndTime>20260312T060000+0300</DateAndTime></StatusWillChange>"
            ),
            "embargoed",
            12,
        ),
    ],
)
def test_an_embargo_whose_end_cannot_be_read_has_none(body, status, day):
    dispatch = one(body)
    assert (PubStatus(status), day) == (dispatch.pub_status, dispatch.embargoed_until and dispatch.embargoed_until.day)


@pytest.mark.parametrize(
    ("told", "marks", "take"),
    [
        ({"ed_note": "Updates toll, adds funeral"}, {"update"}, None),
        ({"ed_note": "CORRECTS day of attack in 2nd graf"}, {"correction"}, None),
        ({"slugline": "Iraq-Strike/2nd Ld-Writethru"}, {"update", "write_thru"}, None),
        ({"slugline": "IRAQ-STRIKE/TAKE 2"}, {"take"}, 2),
        ({"headline": "UPDATE 3-Shells fall"}, {"update"}, None),
        ({"headline": "FLASH: Shells fall"}, {"flash"}, None),
        ({"headline": "ALERT - Shells fall"}, {"alert"}, None),
        ({"headline": "Flash floods kill nine"}, set(), None),
        ({"headline": "Alert over missiles in the north"}, set(), None),
        ({"headline": "Army updates toll, corrects place"}, set(), None),
        ({"codes": ["Alert"]}, {"alert"}, None),
        ({"codes": ["update", "atomic"]}, {"update"}, None),
    ],
)
def test_marks_are_read_from_notes_and_before_headlines_but_not_from_what_these_tell(told, marks, take):
    found, number = marks_of(**({"ed_note": None, "headline": None, "slugline": None} | told))
    assert (marks, take) == ({mark.value for mark in found}, number)


@pytest.mark.parametrize(
    ("note", "headline", "is_kill"),
    [
        ("MANDATORY KILL", None, True),
        ("Attention: editors: withdrawn, see advisory", None, True),
        (None, "BULLETIN KILL - Shells fall", True),
        (None, "Kill switch found in drones", False),
        ("Kills paragraph 3, adds quotes", None, False),
        (None, None, False),
    ],
)
def test_a_kill_in_words_stands_at_the_beginning(note, headline, is_kill):
    assert is_kill == says_kill(note, headline)


@pytest.mark.parametrize(
    ("rights", "is_forbidden"),
    [
        ("NO ARCHIVAL USE", True),
        ("NO SALES NO ARCHIVES", True),
        ("Not for archiving.", True),
        ("For subscribers of the agency.", False),
        ("Archive material of the national library", False),
        (None, False),
    ],
)
def test_rights_that_forbid_keeping_are_seen(rights, is_forbidden):
    assert is_forbidden == forbids_keeping(rights)


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("KIRKUK, March 10 (ZPA) -", "KIRKUK", date(2026, 3, 10)),
        ("ROUND LAKE, Southland, 31 Dec. (AW) —", "ROUND LAKE, Southland", date(2025, 12, 31)),
        ("MOSCOW, Monday (AW)", "MOSCOW", None),
        ("WASHINGTON (AW) —", "WASHINGTON", None),
        ("PARIS, February 30", "PARIS", None),
        ("May 4, 2011 -", None, date(2011, 5, 4)),
    ],
)
def test_a_dateline_is_split_into_place_and_day(line, place, day):
    assert (place, day) == split_dateline(line, NOW)


@pytest.mark.parametrize(
    ("code", "qcode"),
    [
        ("medtop:20000056", "medtop:20000056"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000056", "medtop:20000056"),
        ("16009000", "subj:16009000"),
        ("20000056", "medtop:20000056"),
        ("own:war", None),
        ("medtop:war", None),
    ],
)
def test_subjects_are_qcodes(code, qcode):
    assert qcode == subject_code(code)


def test_a_newsml_1_item_is_read_whole():
    dispatch = one(newsml())
    assert ("urn:newsml:agency.example:20260310:7", "2", "en") == (dispatch.guid, dispatch.version, dispatch.language)
    assert ("Shells fall", ("One.", "Two."), "A. Writer") == (dispatch.headline, dispatch.body, dispatch.byline)
    assert ("ROUND LAKE, Southland", date(2026, 3, 9)) == (dispatch.dateline_place, dispatch.dateline_date)
    assert (("subj:16000000",), 3, "agency.example") == (dispatch.subjects, dispatch.urgency, dispatch.provider)
    assert datetime(2026, 3, 9, 17, tzinfo=UTC) == dispatch.created_at
    assert datetime(2026, 3, 10, 3, tzinfo=UTC) == dispatch.modified_at


def test_plain_text_in_newsml_1_and_g2_is_a_paragraph_a_line():
    assert ("One.", "Two.") == one(newsml(text="One.\n\nTwo.")).body
    plain = '<inlineData contenttype="text/plain">One.\nTwo.</inlineData>'
    assert ("One.", "Two.") == one(g2(content=plain)).body


def test_a_list_of_ninjs_items_and_an_answer_that_holds_one_are_read():
    items = [json.loads(ninjs(uri=f"urn:{number}")) for number in (1, 2)]
    for value in (items, {"next": "c2", "items": items}, {"data": items}):
        assert ["urn:1", "urn:2"] == [each.guid for each in read_wire(json.dumps(value).encode(), NOW)]


def test_a_nitf_document_inside_ninjs_is_read_by_its_paragraphs():
    inside = nitf().decode().replace("<p>One.</p>", "<p>One.</p><p>Two.</p>")
    bodies = [{"contentType": "text/vnd.IPTC.NITF", "value": inside}]
    assert ("One.", "Two.") == one(ninjs(bodies=bodies)).body


def test_an_alert_may_be_all_headline():
    dispatch = one(g2(item='<signal qcode="sig:alert"/>', content=""))
    assert (("Shells fall",), (PartMark.ALERT,)) == (dispatch.body, dispatch.marks)


@pytest.mark.parametrize("doctype", ['<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">', ""])
def test_names_of_html_are_read_and_all_others_stay_as_they_are_written(doctype):
    text = "Caf&eacute;&nbsp;&mdash; &amp; &agency;<![CDATA[ &eacute;]]>"
    item = nitf(data='<ed-msg info="d&eacute;j&agrave; &agency;"/>').decode().replace("One.", text)
    dispatch = one((doctype + item).encode())
    assert (("Café — & &agency; &eacute;",), "déjà &agency;") == (dispatch.body, dispatch.ed_note)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
def test_an_encoding_is_read_as_it_is_whatever_the_file_says_of_it(encoding):
    told = (
        "<?xml version='1.0' encoding='utf-16'?>" if encoding == "utf-16" else "<?xml version='1.0' encoding='UTF-8'?>"
    )
    assert ("Café.",) == one((told + g2().decode().replace("One.", "Café.")).encode(encoding)).body


def test_control_bytes_are_stripped_where_nothing_else_is_wrong():
    assert ("One.",) == one(g2().replace(b"One.", b"\x01On\x0ee.\x17")).body


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"<packageItem guid='x'/>", "<packageItem>"),
        (b"<knowledgeItem guid='x'/>", "<knowledgeItem>"),
        (b"<newsMessage><itemSet><packageItem/></itemSet></newsMessage>", "<packageItem>"),
        (g2(content="<remoteContent/>", kind="picture"), "ninat:picture"),
        (g2(content="<inlineXML><events/></inlineXML>"), "<inlineXML/events>"),
        (nitf().replace(b"<p>One.</p>", b""), "<body.content>"),
        (nitf().replace(b"doc-id", b"odd"), "<doc-id"),
        (newsml(text=""), "<DataContent>"),
        (ninjs(bodies=None), "`bodies`"),
        (ninjs(type="picture"), "`type`"),
        (ninjs(uri=None), "`uri`"),
        (b"[]", "`uri`"),
        (b"<rss/>", "<rss>"),
        (b"<!DOCTYPE nitf [<!ATTLIST p x CDATA 'y'>]>" + nitf(), "<!DOCTYPE>"),
        ("<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf/>".encode("utf-16"), "<!DOCTYPE>"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_element(body, named):
    with pytest.raises(NotAnArticle, match=r"\w") as refused:
        read_wire(body, NOW)
    assert named in str(refused.value)
