"""Feed bytes → entries. The format is told by what the bytes are, whatever their content type says."""

from ingest.records import Capture, Entry
from ingest.source.item import to_entry
from ingest.source.json_feed import read_json_feed, title_of_json_feed
from ingest.source.tame_json import looks_like_json
from ingest.source.xml_feed import read_xml_feed, title_of_xml_feed


def parse_feed(body: bytes, capture: Capture) -> list[Entry]:
    """The entries of an RSS, Atom or JSON Feed document, in its order, each once. Raises NotAFeed where it is none."""
    read = read_json_feed if looks_like_json(body) else read_xml_feed
    unique = {entry.entry_id: entry for entry in (to_entry(item, capture) for item in read(body, capture))}
    return list(unique.values())


def title_of(body: bytes, capture: Capture) -> str | None:
    """The name that a feed gives itself."""
    return title_of_json_feed(body, capture) if looks_like_json(body) else title_of_xml_feed(body, capture)
