"""The standards' own samples (IPTC: NewsML-G2, ninjs, NewsML 1), where somebody keeps them, and a second reader."""

import contextlib
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from NewsMLG2.document import NewsMLG2Document

from ingest.errors import NotAnArticle
from ingest.source.wire.parse import read_wire

FOLDER = Path(os.environ.get("SIGACT_OUTSIDE_DATA", "no-such-folder")) / "wire"
NOW = datetime(2026, 3, 10, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="SIGACT_OUTSIDE_DATA names no folder with wire/")


def files(folder, *suffixes):
    return sorted(path for path in (FOLDER / folder).rglob("*") if path.suffix in suffixes)


def read(path):
    try:
        return read_wire(path.read_bytes(), NOW)
    except NotAnArticle as refusal:
        return str(refusal)


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


def test_a_second_reader_finds_the_same_in_every_field():
    compared = 0
    for path in files("iptc_newsmlg2", ".xml"):
        dispatches = read(path)
        if isinstance(dispatches, str):
            continue
        with contextlib.redirect_stdout(io.StringIO()):
            item = NewsMLG2Document(path.read_bytes()).get_item()
        [dispatch] = dispatches
        for name, told in second(item).items():
            assert (path.name, name, told) == (path.name, name, ours(dispatch)[name])
            compared += 1
    assert 4 * 10 <= compared


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
        "subjects": tuple(code for code in subjects if code and code.startswith("medtop:")),
        "copyright": value(item, "rightsinfo", "copyrightnotice"),
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
