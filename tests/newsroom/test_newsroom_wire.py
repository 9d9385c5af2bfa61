"""The agency's files."""

from datetime import datetime, timedelta
from pathlib import Path

from lxml import etree

from samples.newsroom.delivery import deliver
from samples.newsroom.press import ROUNDS, Press

NAR = {"n": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
COUNTS = (0, 0, 2, 4, 4)


def _items(press: Press, now: datetime) -> list[etree._Element]:
    return [etree.fromstring(body) for body in press.wire_files(now)["zab_press"].values()]


def _one(item: etree._Element, path: str) -> str:
    (element,) = item.findall(path, NAR)
    return str(element.text)


def test_the_wire_carries_its_files_round_by_round(press: Press) -> None:
    assert COUNTS == tuple(len(_items(press, now)) for now in ROUNDS)


def test_a_wire_file_is_a_news_item_with_its_header(press: Press) -> None:
    for item in _items(press, ROUNDS[-1]):
        assert f"{{{NAR['n']}}}newsItem" == item.tag
        assert item.get("guid", "").startswith("urn:newsml:zabpress.example:202603")
        assert "stat:usable" == item.find("n:itemMeta/n:pubStatus", NAR).get("qcode")
        assert datetime.fromisoformat(_one(item, "n:itemMeta/n:versionCreated")) < ROUNDS[-1]
        assert "(ZPA) -" in _one(item, "n:contentMeta/n:dateline")
        for name in ("urgency", "slugline", "headline", "creditline", "by", "located/n:name"):
            assert _one(item, f"n:contentMeta/n:{name}")
        subjects = {subject.get("qcode") for subject in item.findall("n:contentMeta/n:subject", NAR)}
        assert {"medtop:16000000", "medtop:20000056"} == subjects


def test_the_body_of_a_wire_file_is_the_article(press: Press) -> None:
    by_title = {version.title: version for piece in press.pieces if piece.wire for version in piece.versions}
    for item in _items(press, ROUNDS[-1]):
        version = by_title[_one(item, "n:contentMeta/n:headline")]
        body = [str(p.text) for p in item.findall("n:contentSet/n:inlineXML/h:html/h:body/h:p", NAR)]
        assert list(version.paragraphs[1:]) == body[1:]
        assert f"{_one(item, 'n:contentMeta/n:dateline')} {version.paragraphs[0]}" == body[0]


def test_an_updated_article_is_a_new_version_of_the_same_guid(press: Press) -> None:
    guids = [(item.get("guid"), item.get("version")) for item in _items(press, ROUNDS[-1])]
    assert len(guids) == len(set(guids))
    assert [("urn:newsml:zabpress.example:20260310:ZPA0402", "2")] == [pair for pair in guids if pair[1] == "2"]


def test_a_file_is_delivered_once_even_if_it_was_moved_away(press: Press, tmp_path: Path) -> None:
    first = deliver(press, ROUNDS[2], tmp_path)
    processed = tmp_path / "zab_press" / "processed"
    processed.mkdir()
    first[0].rename(processed / first[0].name)
    first[1].write_bytes(b"read already")
    second = deliver(press, ROUNDS[3], tmp_path)
    assert (COUNTS[2], COUNTS[3] - COUNTS[2]) == (len(first), len(second))
    assert not first[0].exists()
    assert b"read already" == first[1].read_bytes()
    assert [] == deliver(press, ROUNDS[3], tmp_path)
    assert [] == [path.name for path in tmp_path.rglob("*.tmp")]


def test_nothing_is_delivered_before_its_instant(press: Press, tmp_path: Path) -> None:
    for piece in (piece for piece in press.pieces if piece.wire):
        for number, version in enumerate(piece.versions, start=1):
            suffix = f"{piece.wire.number if piece.wire else ''}_v{number}.xml"
            before = press.wire_files(version.visible_from - timedelta(seconds=1))["zab_press"]
            after = press.wire_files(version.visible_from)["zab_press"]
            assert not [name for name in before if name.endswith(suffix)]
            assert [name for name in after if name.endswith(suffix)]
