"""Running text inside wire files: the paragraphs of NITF and XHTML elements."""

from lxml import etree

from ingest.source.wire.tame_xml import local_name, words

_BLOCKS = frozenset({"p", "hl2", "h2", "h3", "h4", "li", "pre", "dt", "dd"})
# Captions, tables of figures, notes, headlines and what no reader sees are no part of the running text.
_ASIDE = frozenset(
    {"media", "table", "nitf-table", "fn", "head", "h1", "hedline", "body.head", "script", "style", "figure"}
)


def paragraphs_of(element: etree._Element) -> tuple[str, ...]:
    """The blocks of running text in document order; one line of the whole where there are no blocks."""
    texts = [words(block) for block in _blocks(element)]
    if not any(texts):
        texts = [words(element)] if local_name(element) not in _ASIDE else []
    return tuple(text for text in texts if text)


def _blocks(element: etree._Element) -> list[etree._Element]:
    """Without recursion: a hostile file nests thousands. A list inside an item is read with it."""
    found, waiting = [], [element]
    while waiting:
        node = waiting.pop()
        name = local_name(node)
        if name in _BLOCKS:
            found.append(node)
        elif name and name not in _ASIDE:
            waiting += reversed(node)
    return found
