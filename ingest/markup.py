"""Elements of HTML and XML → plain text; a line break parts words as a space does."""

from collections.abc import Iterator

from lxml import etree

from ingest.text import normalise

_BREAKS = frozenset({"br", "p", "li", "tr", "td", "div"})
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


def text_of(element: etree._Element) -> str:
    """What a reader sees of an element, on one line, in the stored normal form of text."""
    return " ".join(normalise("".join(_pieces(element))).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    """Texts in document order, without recursion: a hostile page nests thousands of elements."""
    hidden: etree._Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and hidden is None:
            name = str(node.tag).rpartition("}")[2]
            yield " " if name in _BREAKS else ""
            if name in _UNSEEN:
                hidden = node
            else:
                yield node.text or ""
        if event != "start":
            hidden = None if node is hidden else hidden
            if hidden is None and node is not element:
                yield node.tail or ""
