"""Agencies' XML → elements: no entity is replaced, nothing is loaded, and a document type of its own is refused."""

from lxml import etree

from ingest.errors import NotAnArticle
from ingest.markup import has_crowded_tag, text_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_xml(body: bytes) -> etree._Element:
    """The root element. Raises NotAnArticle where the bytes are not well-formed or declare entities or elements.

    A document type that only names a DTD elsewhere, as NITF files do, is passed over.
    """
    if has_crowded_tag(body):
        raise NotAnArticle("a tag with more attributes than any article has")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnArticle(f"not well-formed XML: {error}") from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and (subset.entities() or subset.elements()):
        raise NotAnArticle("a DTD inside the file is not read")
    return root


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements below at a path of local names, whatever namespace they stand in."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    found = element.xpath(f"./{steps}")
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def first_text(element: etree._Element, path: str) -> str | None:
    """The words of the first element at a path that has any."""
    return next((words for each in find_all(element, path) if (words := text_of(each))), None)


def first_attribute(element: etree._Element, path: str, name: str) -> str | None:
    """An attribute of the first element at a path that has it."""
    return next((value for each in find_all(element, path) if (value := (each.get(name) or "").strip())), None)
