"""Agencies' XML → elements: no entity is replaced, nothing is loaded, and a document type of its own is refused."""

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from ingest.errors import NotAnArticle
from ingest.markup import has_crowded_tag, text_of
from ingest.text import normalise

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Terminals and teleprinters of an older wire leave them in; XML has no place for them.
_CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32)])
_OWN_DTD = re.compile(rb"<!DOCTYPE(?:\"[^\"]*\"|'[^']*'|[^>\[\"'])*\[")

# A name between & and ; where no section says that its characters are meant as they are.
_NAMED = re.compile(rb"<!\[CDATA\[.*?\]\]>|&([A-Za-z][A-Za-z0-9]{0,31});", re.DOTALL)
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})

_OWN_DTD_TOLD = "<!DOCTYPE> with declarations inside the file is not read: ask the agency for files without one"


def parse_xml(body: bytes) -> etree._Element:
    """The root element. Raises NotAnArticle where the bytes are not well-formed or declare entities or elements.

    A document type that only names a DTD elsewhere, as NITF files do, is passed over: of the names that it may define,
    those of HTML (`&eacute;`) are read as HTML has them, and all others stay as they are written. Control bytes are
    stripped, and what says it is UTF-8 without one character of it is read as Windows-1252, if the bytes cannot be
    read without.
    """
    if has_crowded_tag(body):
        raise NotAnArticle("a tag with more attributes than any article has: ask the agency for a sound file")
    if _has_own_dtd(body):
        raise NotAnArticle(_OWN_DTD_TOLD)
    body = _NAMED.sub(_character, body)
    try:
        root = _parse(body, None)
    except etree.XMLSyntaxError as error:
        root = _mend(body, error)
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and (subset.entities() or subset.elements()):
        raise NotAnArticle(_OWN_DTD_TOLD)
    return root


def _has_own_dtd(body: bytes) -> bool:
    """Before anything is parsed, from the bytes; a document has one `<!DOCTYPE` and never a second."""
    narrow = body.replace(b"\x00", b"") if b"\x00" in body else body
    at = narrow.find(b"<!DOCTYPE")
    return at >= 0 and _OWN_DTD.match(narrow, at) is not None


def _character(found: re.Match[bytes]) -> bytes:
    """What stands for a name: a parser that loads no DTD would drop it from attributes, and refuse it without one."""
    name: bytes | None = found[1]
    if name is None or name in _OF_XML:
        return found[0]
    known = html5.get(f"{name.decode()};")
    return b"".join(b"&#%d;" % ord(each) for each in known) if known else b"&amp;%s;" % name


def _parse(body: bytes, encoding: str | None) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding=encoding
    )
    try:
        return etree.fromstring(body, parser)
    except (ValueError, AssertionError, LookupError) as error:
        raise NotAnArticle(f"not readable as XML: {error}") from error


def _mend(body: bytes, error: etree.XMLSyntaxError) -> etree._Element:
    """The root of a file that only its encoding or stray control bytes keep from being well-formed."""
    is_wide = b"\x00" in body
    clean = body if is_wide else body.translate(None, _CONTROLS)
    encoding = "windows-1252" if not is_wide and _is_one_byte(clean) else None
    if encoding is None and clean == body:
        raise NotAnArticle(f"not well-formed XML: {error}: ask the agency to send it again") from error
    try:
        return _parse(clean, encoding)
    except etree.XMLSyntaxError as other:
        raise NotAnArticle(f"not well-formed XML: {error}: ask the agency to send it again") from other


def _is_one_byte(body: bytes) -> bool:
    """Whether bytes beyond ASCII are there and none of them can be UTF-8."""
    return not body.isascii() and body.decode("utf-8", "ignore").isascii()


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements below at a path of local names, whatever namespace they stand in."""
    name, _, rest = path.partition("/")
    for child in element.iterchildren(f"{{*}}{name}"):
        if rest:
            yield from find_all(child, rest)
        else:
            yield child


def first(element: etree._Element, path: str) -> etree._Element | None:
    """The first element below at a path of local names."""
    return next(find_all(element, path), None)


def words(element: etree._Element) -> str:
    """What a reader sees of an element, on one line."""
    return text_of(element) if len(element) else " ".join(normalise(element.text or "").split())


def first_text(element: etree._Element, path: str) -> str | None:
    """The words of the first element at a path that has any."""
    return next((found for each in find_all(element, path) if (found := words(each))), None)


def first_attribute(element: etree._Element, path: str, name: str) -> str | None:
    """An attribute of the first element at a path that has it."""
    return next((found for each in find_all(element, path) if (found := attribute(each, name))), None)


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute's value on one line; None where it is absent or empty."""
    return " ".join(normalise(element.get(name) or "").split()) or None


def language_of(tag: str | None) -> str | None:
    """The language of a tag such as "en-GB" or "pt_BR"."""
    return tag.replace("_", "-").partition("-")[0].lower() or None if tag else None
