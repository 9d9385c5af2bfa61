"""The standards' own samples (IPTC: NewsML-G2, ninjs, NewsML 1), where somebody keeps them, and a second reader."""

import contextlib
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from NewsMLG2.document import NewsMLG2Document

from ingest.errors import NotAnArticle
from ingest.source.tame_json import load_value
from ingest.source.wire.newsml_g2 import dispatch_of
from ingest.source.wire.ninjs_rules import departures
from ingest.source.wire.parse import read_wire
from ingest.source.wire.tame_xml import local_name, parse_xml
from samples.newsroom.press import ROUNDS, load_press

FOLDER = Path(os.environ.get("SIGACT_OUTSIDE_DATA", "no-such-folder")) / "wire"
NOW = datetime(2026, 3, 10, tzinfo=UTC)
outside = pytest.mark.skipif(not FOLDER.is_dir(), reason="SIGACT_OUTSIDE_DATA names no folder with wire/")


def files(folder, *suffixes):
    return sorted(path for path in (FOLDER / folder).rglob("*") if path.suffix in suffixes)


def read(path):
    try:
        return read_wire(path.read_bytes(), NOW)
    except NotAnArticle as refusal:
        return str(refusal)


@outside
def test_every_sample_is_read_or_refused_by_the_name_of_what_is_at_fault():
    found = {path: read(path) for path in files("", ".xml", ".json")}
    unnamed = [
        (path.name, told)
        for path, told in found.items()
        if isinstance(told, str) and not told.startswith(("not readable JSON", "not well-formed")) and "<" not in told
        and "`" not in told
    ]  # fmt: skip
    assert [] == unnamed
    assert 40 < sum(1 for told in found.values() if not isinstance(told, str))


@outside
def test_a_second_reader_finds_the_same_in_every_field():
    """Whatever a news item holds: text, pictures, results of a match; newsmlg2 stumbles over one of 17 by itself."""
    compared = 0
    for path in files("", ".xml"):
        if (told := both(path.read_bytes())) is None:
            continue
        theirs, mine = told
        assert (path.name, theirs) == (path.name, mine)
        compared += 1
    assert 16 <= compared


def test_a_second_reader_finds_the_same_in_the_newsroom_s_files():
    bodies = load_press().wire_files(ROUNDS[-1])["zab_press"].values()
    pairs = [both(body, ROUNDS[-1]) for body in bodies]
    assert 7 <= len(pairs)
    assert [theirs for theirs, _ in pairs] == [mine for _, mine in pairs]


@outside
def test_the_ninjs_test_suite_is_judged_by_the_versions_of_its_folders():
    newest = {"1": (1, 6), "2": (2, 2), "3": (3, 1)}
    wrong, count = [], 0
    for path in files("iptc_ninjs_testsuite", ".json"):
        if not path.parent.name.startswith("should_"):
            continue
        major, _, minor = path.parent.parent.name.partition(".")
        try:
            told = departures(
                load_value(path.read_bytes()), (int(major), int(minor)) if minor.isdigit() else newest[major]
            )
        except ValueError as error:
            told = [str(error)]
        count += 1
        if (path.parent.name == "should_pass") != (not told):
            wrong.append((path.name, told))
    assert ([], 228) == (wrong, count)


def both(body, now=NOW):
    """The fields of a news item by newsmlg2 and by us, or None where it is none, or newsmlg2 fails."""
    try:
        root = parse_xml(body)
    except NotAnArticle:
        return None
    if local_name(root) != "newsItem":
        return None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(TypeError):
        return second(NewsMLG2Document(body).get_item()), ours(dispatch_of(root, now))


def ours(dispatch):
    return {
        "guid": dispatch.guid,
        "version": dispatch.version,
        "made": dispatch.modified_at,
        "status": f"stat:{dispatch.pub_status}",
        "headline": dispatch.headline,
        "slugline": dispatch.slugline,
        "language": dispatch.language,
        "urgency": dispatch.urgency,
        "subjects": dispatch.subjects,
        "copyright": dispatch.copyright_notice,
        "dateline": dispatch.dateline,
        "byline": dispatch.byline,
    }


def second(item):
    """The same fields as newsmlg2 has them; what it has not is None."""
    made, urgency = value(item, "itemmeta", "versioncreated"), value(item, "contentmeta", "urgency")
    subjects = [subject.qcode for subject in many(item, "contentmeta", "subject")]
    language = next((each.tag for each in many(item, "contentmeta", "language")), None) or attribute(item, "xml_lang")
    return {
        "guid": attribute(item, "guid"),
        "version": attribute(item, "version"),
        "made": datetime.fromisoformat(made).astimezone(UTC) if made else None,
        "status": next((each.qcode for each in many(item, "itemmeta", "pubstatus")), None) or "stat:usable",
        "headline": value(item, "contentmeta", "headline"),
        "slugline": value(item, "contentmeta", "slugline"),
        "language": language.partition("-")[0] if language else None,
        "urgency": int(urgency) if urgency else None,
        "subjects": tuple(code for code in subjects if code and code.startswith(("medtop:", "subj:"))),
        "copyright": value(item, "rightsinfo", "copyrightnotice"),
        "dateline": value(item, "contentmeta", "dateline"),
        "byline": value(item, "contentmeta", "by"),
    }


def attribute(item, name):
    try:
        return getattr(item, name) or None
    except AttributeError:
        return None


def many(item, *path):
    """The objects below at a path of newsmlg2's names, whether it holds one or a list of each."""
    found = [item]
    for name in path:
        held = [attribute(each, name) for each in found]
        found = [
            child
            for each in held
            if each is not None
            for child in (list(each) if hasattr(each, "__iter__") else [each])
        ]
    return found


def value(item, *path):
    texts = (" ".join(str(each).split()) for each in many(item, *path))
    return next((text for text in texts if text), None)
