"""Feed bytes → items and entries. The format is told by what the bytes are, whatever their content type says."""

from ingest.records import Capture, Entry
from ingest.source.identity import Known, recognise
from ingest.source.item import Document
from ingest.source.json_feed import read_json_feed
from ingest.source.tame_json import looks_like_json
from ingest.source.xml_feed import read_xml_feed


def read_feed(body: bytes, capture: Capture, timezone: str = "UTC") -> Document:
    """An RSS, Atom or JSON Feed document, hours without an offset read in a time zone.

    Raises NotAFeed where it is none.
    """
    return (read_json_feed if looks_like_json(body) else read_xml_feed)(body, capture, timezone)


def parse_feed(body: bytes, capture: Capture, timezone: str = "UTC") -> list[Entry]:
    """The entries of a feed of which nothing is known yet, in its order. Raises NotAFeed where it is none."""
    return recognise(read_feed(body, capture, timezone).items, capture, Known()).entries
