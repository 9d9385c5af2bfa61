"""Bytes of a page → one lxml tree, or the reason why it is not even parsed."""

import codecs
import re
from email.message import Message

from lxml import etree, html
from trafilatura.utils import detect_encoding, repair_faulty_html

_HEAD_BYTES = 4096
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Python decodes these too; they are no charsets of pages, and one takes time that grows with the square.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"})
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# What no XML tree may hold: control characters and two that are none; in UTF-8 nothing else has these bytes.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
# The same by their numbers, which the parser turns into them: one costs trafilatura the whole page.
_NO_REFERENCES = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])|x0*(?:[0-8bcef]|1[\da-f]|fff[ef]))(?:;|(?![\da-f]))", re.IGNORECASE
)
# One class for all elements, looked up in C: lxml's own table, in Python, is asked each time an element is touched.
_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)


def parse(body: bytes, content_type: str | None) -> html.HtmlElement | None:
    """The tree of a page without its comments, or None where there is no element in it."""
    # A parser is not shared between threads; sites that scripts draw put comments between the words of a sentence,
    # and what follows a comment is lost to extraction.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    parser.set_element_class_lookup(_ELEMENTS)
    markup = _clean(_repair(decode_text(body, content_type)).encode("utf-8", "replace"))
    try:
        return html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _repair(markup: str) -> str:
    """A page without an XML declaration, and with a doctype and an html element that libxml2 understands."""
    declared = _XML_DECLARATION.match(markup)
    markup = markup[declared.end() :] if declared else markup
    head = markup.rfind("\n", 0, _HEAD_BYTES) + 1 or markup.find(">") + 1
    return repair_faulty_html(markup[:head], markup[:50].lower()) + markup[head:]


def _clean(markup: bytes) -> bytes:
    """UTF-8 without what no tree may hold, written out or by number."""
    for no_character in _NO_CHARACTERS:
        markup = markup.replace(no_character, b"")
    return _NO_REFERENCES.sub(b"", markup).translate(None, _CONTROLS)


def decode_text(body: bytes, content_type: str | None) -> str:
    """The text of a page in the charset that its bytes prove, else header, mark, meta element or a guess name.

    Bytes beyond ASCII that are valid UTF-8 are nothing else by chance, whatever a server says of all its pages. A
    name that the bytes contradict is passed over; what no name fits is read with marks of ignorance.
    """
    names = [name for name in dict.fromkeys(_names(body, content_type)) if name and _is_known(name)]
    for name in names:
        try:
            return body.decode(name)
        except ValueError:
            continue
    return body.decode(next((name for name in names if not name.startswith("utf-8")), "utf-8"), "replace")


def _names(body: bytes, content_type: str | None) -> list[str | None]:
    mark = next((name for bom, name in _BOMS if body.startswith(bom)), None)
    named = _META_CHARSET.search(body[:_HEAD_BYTES])
    stated = [_charset(content_type), named[1].decode().lower() if named else None]
    guessed = [] if any(stated) else detect_encoding(body)
    is_wide = b"\x00" in body[:_HEAD_BYTES]
    believed = [name for name in stated if is_wide or not (name or "").startswith(("utf-16", "utf-32"))]
    return [mark, None if is_wide and believed[0] else "utf-8", *believed, *guessed]


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name).name not in _NO_CHARSETS and bool("a".encode(name))
    except (LookupError, ValueError):
        return False


def _charset(content_type: str | None) -> str | None:
    message = Message()
    message["content-type"] = (content_type or "").replace("\n", " ").replace("\r", " ")
    return message.get_content_charset()
