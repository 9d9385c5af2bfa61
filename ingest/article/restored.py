"""The body that a page describes, where extraction lost most of it: of an article cut in two by a box, say."""

from lxml import html

from ingest.article.paragraphs import key_of, lines_of
from ingest.article.sketch import containment, sketch
from ingest.article.structured import Described
from ingest.markup import text_of
from ingest.text import count_words

_ELSEWHERE = ("nav", "aside", "footer")
_PARTS = ("p", "h2", "h3", "h4", "li", "blockquote")
_MOST_PARTS = 2_000
# Of 39 pages that describe their body one lost more than half of it; fifteen would be read worse by their description,
# which holds galleries and links, or a summary alone.
_LOST_PART = 0.5
_SHARED_PART = 0.8
# A short line stands in many a text by chance: it counts where the one before it ends.
_SHORT, _GAP = 40, 4


def restore(lines: list[str], tree: html.HtmlElement, described: Described) -> list[str]:
    """The lines that extraction found; or, where they are less than half of the described body and stand in it, the
    page's own paragraphs that make up that body, else the body by its line breaks. Nothing of a page that is not free.
    """
    body = described.body
    if body is None or "</" in body or described.is_gated or described.is_live:
        return lines
    if not _is_of(lines, body):
        return lines
    shown = _shown(tree, key_of(body))
    is_whole = sum(len(key_of(line)) for line in shown) >= _SHARED_PART * len(key_of(body))
    return shown if is_whole else lines_of(body)


def _is_of(lines: list[str], body: str) -> bool:
    """Whether lines are a lesser part of a body, or all of it in one lump."""
    text = "\n".join(lines)
    if len(lines) == 1 and key_of(text) == key_of(body):
        return True
    is_part = count_words(text) < _LOST_PART * count_words(body)
    return is_part and (not lines or containment(sketch(text), sketch(body)) >= _SHARED_PART)


def _shown(tree: html.HtmlElement, body: str) -> list[str]:
    """The texts of a page's elements that follow each other in its body."""
    found, at = [], 0
    for _, element in zip(range(_MOST_PARTS), tree.iter(*_PARTS), strict=False):
        line = text_of(element) if next(element.iterancestors(_ELSEWHERE), None) is None else ""
        key = key_of(line)
        place = body.find(key, at) if key else -1
        if place >= 0 and (len(key) >= _SHORT or place - at <= _GAP):
            found.append(line)
            at = place + len(key)
    return found
