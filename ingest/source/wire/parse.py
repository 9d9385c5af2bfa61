"""Wire bytes → entries. The format is told by what the bytes are, whatever the file is called."""

from ingest.errors import NotAnArticle
from ingest.records import Capture, Entry
from ingest.source.tame_json import looks_like_json
from ingest.source.wire.newsml_g2 import NAMESPACE, parse_newsml_g2
from ingest.source.wire.ninjs import parse_ninjs
from ingest.source.wire.nitf import parse_nitf
from ingest.source.wire.tame_xml import local_name, parse_xml


def parse_wire(body: bytes, capture: Capture) -> list[Entry]:
    """The text articles of an agency's file: NewsML-G2, NITF or ninjs. Raises NotAnArticle, with the reason."""
    if looks_like_json(body):
        return parse_ninjs(body, capture)
    root = parse_xml(body)
    if local_name(root) == "nitf":
        return parse_nitf(body, capture)
    if root.tag in (f"{{{NAMESPACE}}}newsItem", f"{{{NAMESPACE}}}newsMessage"):
        return parse_newsml_g2(body, capture)
    raise NotAnArticle(f"<{local_name(root)}> is no wire format that we read", subject=capture.url)
