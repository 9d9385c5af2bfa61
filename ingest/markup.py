"""Elements of HTML and XML → plain text; a line break parts words as a space does."""

from collections.abc import Iterator

from lxml import etree

from ingest.text import normalise

_BREAKS = frozenset("br p li tr td th div title h1 h2 h3 h4 h5 h6 blockquote figcaption section article".split())
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


# Far more than any real tag has, and more than a script says between two angle brackets; parsers take seconds to
# minutes for tens of thousands.
_MOST_ATTRIBUTES = 2000
# Names without values count too; scripts of real pages have up to 2,997 words between two brackets.
_MOST_WORDS = 20_000


def has_crowded_tag(body: bytes) -> bool:
    """Whether some start tag holds more than 2,000 attributes, by one pass over the bytes."""
    long = [part for part in body.split(b"<") if len(part) > _MOST_ATTRIBUTES]
    return any(_is_crowded(part) for part in long)


def _is_crowded(part: bytes) -> bool:
    """Of what stands behind a `<`: whether it counts too many before its `>`."""
    tag = part.partition(b">")[0]
    is_wordy = len(tag) > 2 * _MOST_WORDS and tag[:1].isalpha() and len(tag.split()) > _MOST_WORDS
    return tag.count(b"=") > _MOST_ATTRIBUTES or is_wordy


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
