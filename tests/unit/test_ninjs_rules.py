"""What of a ninjs item is not as the standard wants it, and the newsroom's own files, which are."""

import json

import pytest
from click.testing import CliRunner

from ingest.source.tame_json import load_value
from ingest.source.wire.ninjs_rules import departures, version_of
from orchestration.cli import main
from samples.newsroom.press import ROUNDS, load_press

V1, V2, V3 = (1, 6), (2, 2), (3, 1)


def judged(version=None, /, **given):
    return departures(load_value(json.dumps({"uri": "urn:1"} | given).encode()), version)


@pytest.mark.parametrize(
    ("version", "given", "told"),
    [
        (V1, {"uri": None}, "`uri` is missing"),
        (V1, {"uri": 7}, "`uri` is missing"),
        (V1, {"odd": "x"}, "`odd` is no property of ninjs 1.6"),
        (V1, {"headlines": []}, "`headlines` is no property of ninjs 1.6"),
        (V2, {"headline": "x"}, "`headline` is no property of ninjs 2.2"),
        (V2, {"pubStatus": "usable"}, "`pubStatus` is no property of ninjs 2.2"),
        ((1, 1), {"title": "x"}, "`title` is no property of ninjs 1.1"),
        ((1, 1), {"type": "component"}, "`type` is none of"),
        (V3, {"pubStatus": "killed"}, "`pubstatus` is none of"),
        (V1, {"version": 2}, "`version` is no text"),
        (V1, {"urgency": 0.5}, "`urgency` is none of 1 to 9"),
        (V1, {"body_*": "x"}, "`body_*` is no property"),
        (V1, {"body_text": ["x"]}, "`body_text` is no text"),
        (V2, {"bodies": {"value": "x"}}, "`bodies` is no list"),
        (V2, {"bodies": [{"value": 7}]}, "`value` in `bodies` is no text"),
        (V2, {"places": [{"geojson": {"type": "Spot"}}]}, "`geojson` in `places` is no GeoJSON"),
        (V2, {"rightsinfo": {"linkedrights": "a", "encodedrights": "b"}}, "one of the two"),
        (V2, {"associations": [{"uri": "urn:2"}]}, "an association has no `name`"),
        (V2, {"associations": [{"name": "a"}]}, "in an association: `uri` is missing"),
        (V1, {"associations": [{"uri": "urn:2"}]}, "`associations` is no object"),
        (V3, {"eventDetails": {"dates": {"startDate": "2024-02-29", "expectedStartDate": "2024"}}}, "one of the two"),
        (V3, {"eventDetails": {"dates": {"endDate": "in spring"}}}, "`endDate` is no date"),
    ],
)
def test_a_departure_is_told_by_its_property(version, given, told):
    [found] = judged(version, **given)
    assert told in found


@pytest.mark.parametrize(
    ("given", "version"),
    [
        ({"headline": "x", "body_text": "y", "body_xhtml": "z", "headline_web": "x"}, V1),
        ({"headlines": [{"value": "x"}], "associations": [{"name": "a", "uri": "urn:2"}]}, V2),
        ({"pubStatus": "usable", "edNote": "x", "urgency": 3}, V3),
        ({"$standard": {"name": "ninjs", "version": "1.3"}, "associations": {"a": {"uri": "urn:2"}}}, (1, 3)),
        ({"standard": {"version": "two"}, "altids": []}, V2),
    ],
)
def test_the_version_is_the_one_declared_or_that_of_the_names(given, version):
    assert (version, []) == (version_of({"uri": "urn:1"} | given), judged(**given))


def test_what_is_no_object_or_has_no_bottom_is_told():
    deep = {"uri": "urn:1"}
    for _ in range(400):
        deep = {"uri": "urn:1", "associations": {"a": deep}}
    assert [["an item is an object"], ["associations are nested too deeply"]] == [departures([]), departures(deep, V1)]


def test_the_newsroom_s_files_are_as_the_standard_wants_them():
    for body in load_press().wire_files(ROUNDS[-1])["alder_wire"].values():
        assert [] == departures(load_value(body))


def test_a_file_that_is_tried_says_what_to_tell_the_agency(tmp_path):
    path = tmp_path / "item.json"
    path.write_text(json.dumps({"uri": "urn:1", "headline": "Shells fall", "body_text": "One.", "urgency": "high"}))
    result = CliRunner().invoke(main, ["try", "wire", str(path)])
    assert "item 1 is not as ninjs 1.6 wants it: `urgency` is none of 1 to 9" in result.output
