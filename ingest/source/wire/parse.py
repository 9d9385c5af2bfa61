"""Wire bytes → dispatches. The format is told by what the bytes are, whatever the file is called."""

import re
from datetime import datetime

from lxml import etree

from ingest.errors import NotAnArticle
from ingest.source.tame_json import looks_like_json
from ingest.source.wire.dispatch import Dispatch
from ingest.source.wire.newsml_1 import read_newsml_1
from ingest.source.wire.newsml_g2 import ROOTS, read_newsml_g2
from ingest.source.wire.ninjs import read_ninjs
from ingest.source.wire.nitf import read_nitf
from ingest.source.wire.tame_xml import local_name, parse_xml

_FORMATS = {"nitf": "nitf", "NewsML": "newsml_1"} | dict.fromkeys(ROOTS, "newsml_g2")
_START = re.compile(rb"<(?:[\w-]+:)?([A-Za-z][\w.-]*)")


def sniff(start: bytes) -> str | None:
    """The format that a file's first bytes look like, by the registry's name for it."""
    if looks_like_json(start, "{["):
        return "ninjs"
    found = _START.search(re.sub(rb"<!--.*?-->", b"", start.replace(b"\x00", b""), flags=re.DOTALL))
    return _FORMATS.get(found.group(1).decode()) if found else None


def read_wire(body: bytes, until: datetime) -> list[Dispatch]:
    """The dispatches of an agency's file: NewsML-G2, NITF, ninjs or NewsML 1.

    An instant after `until` is none, but for the end of an embargo. Raises NotAnArticle: it names the element or
    property at fault, and what to do.
    """
    if looks_like_json(body, "{["):
        return read_ninjs(body, until)
    return read_root(parse_xml(body), until)


def is_wire(root: etree._Element) -> bool:
    """Whether a document is of one of the formats, whatever it holds."""
    return local_name(root) in _FORMATS


def read_root(root: etree._Element, until: datetime) -> list[Dispatch]:
    """As `read_wire`, of a document that is parsed already."""
    match local_name(root):
        case "nitf":
            return read_nitf(root, until)
        case "NewsML":
            return read_newsml_1(root, until)
        case name if name in ROOTS:
            return read_newsml_g2(root, until)
        case name:
            raise NotAnArticle(f"<{name}> is no wire format: NewsML-G2, NITF, ninjs and NewsML 1 are read")
