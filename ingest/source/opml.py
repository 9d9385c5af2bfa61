"""OPML, in which feed readers trade lists of feeds: read hardened, written plain."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ingest import url as web
from ingest.errors import SourceFileError
from ingest.markup import has_crowded_tag
from ingest.records import Source

_MAX_BYTES = 10 * 2**20


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of an OPML list."""

    title: str | None
    url: str
    homepage: str | None


def read_opml(body: bytes) -> list[Outline]:
    """The feeds of an OPML document, each address once. Raises SourceFileError where it is no sound OPML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if len(body) > _MAX_BYTES or has_crowded_tag(body):
        raise SourceFileError("this OPML is larger than any list of feeds, or has a tag with thousands of attributes")
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SourceFileError(f"this is no readable OPML: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise SourceFileError("this OPML declares a document type, which no list of feeds needs: remove <!DOCTYPE …>")
    if root.tag != "opml":
        raise SourceFileError(f"this is no OPML: its root element is <{root.tag!s}>")
    found = {
        web.canonicalise(outline.get("xmlUrl") or ""): Outline(
            outline.get("title") or outline.get("text"), outline.get("xmlUrl") or "", outline.get("htmlUrl")
        )
        for outline in root.iter("outline")
        if web.is_web((outline.get("xmlUrl") or "").strip())
    }
    return list(found.values())


def write_opml(sources: Iterable[Source]) -> bytes:
    """An OPML 2.0 document with every feed of the sources."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "sigact"
    body = etree.SubElement(root, "body")
    for source in sources:
        for feed in source.feeds:
            names = {"text": source.name, "title": source.name, "type": "rss"}
            etree.SubElement(body, "outline", names | {"xmlUrl": feed.url, "htmlUrl": source.homepage})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
