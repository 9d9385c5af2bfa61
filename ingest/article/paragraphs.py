"""Paragraphs with the part that each plays in its article, read from the elements that a page shows them in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import html

from ingest.codes import SectionRole
from ingest.markup import text_of
from ingest.text import PARTING, count_words, join_paragraphs, normalise

_LONGEST_HEADING = 200
_LONGEST_NAME = 300
_LONGEST_STANDFIRST = 1500
_MOST_PIECES = 100
_MOST_INLINE = 3
_ENDS = tuple(".!?:;,…\u3002\uff01\uff1f\u061f\u0964")
_STANDFIRST_WORDS = range(6, 121)
_ELSEWHERE = frozenset({"nav", "aside", "footer", "figure", "form", "head"})
_SCAN = 400
_BOX = re.compile(
    r"newsletter|sign-?up|subscri|promo|related|caption|author|avatar|comment|cookie|consent|advert|gallery|[_-]list(?=$|[\s_-])",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|sub-?(?:head(?:line)?|title|titel)|dek|deck|lede?|lead(?:-?text|-?paragraph|in)?|intro"
    r"(?:duction|text)?|vorspann|teaser-?text|chap(?:o|eau)|entradilla|bajada|sommario|occhiello|perex|ingress|preamble"
    r"|excerpt|abstract|summary|synopsis|description)(?=$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of a stored text; `posted_at` where it stands in a dated post of a live page."""

    text: str
    role: SectionRole = SectionRole.BODY
    posted_at: datetime | None = None


def key_of(text: str) -> str:
    """What two renderings of one paragraph share: everything but white space."""
    return "".join(text.split())


def lines_of(text: str) -> list[str]:
    """The paragraphs of an extracted text in the stored form."""
    return join_paragraphs(text.split("\n")).split(PARTING) if text.strip() else []


class Roles:
    """The parts that the elements of a page give to the texts in them; read once, before extraction eats the tree."""

    def __init__(self, tree: html.HtmlElement, summaries: Iterable[str] = ()) -> None:
        self._of: dict[str, SectionRole] = {}
        for role, text in _told(tree):
            self._of.setdefault(key_of(text), role)
        known = [key_of(summary.rstrip(".… ")) for summary in summaries if len(summary) > 1]
        self.standfirst, self._is_named = _standfirst(tree, known)

    def paragraphs(self, lines: Iterable[str], title: str | None) -> list[Paragraph]:
        """Lines with their roles. What stands above the first paragraph of the body may be a standfirst."""
        found: list[Paragraph] = []
        is_above = True
        for line in lines:
            role = self._role(line, title, is_above=is_above)
            is_above &= role is not SectionRole.BODY or not line.endswith(_ENDS)
            found.append(Paragraph(text=line, role=role))
        return self._with_standfirst(found)

    def _role(self, line: str, title: str | None, *, is_above: bool) -> SectionRole:
        key = key_of(line)
        if title and key == key_of(title):
            return SectionRole.HEADING
        role = self._of.get(key, SectionRole.BODY)
        # A first paragraph that the page also gives as its summary is one of the body, a heading that it gives is not.
        is_standfirst = is_above and self.standfirst is not None and key == key_of(self.standfirst)
        if is_standfirst and (self._is_named or role is SectionRole.HEADING):
            return SectionRole.STANDFIRST
        return role

    def _with_standfirst(self, found: list[Paragraph]) -> list[Paragraph]:
        """The standfirst that a page shows goes first where extraction left it out."""
        if self.standfirst is None or not found:
            return found
        key = key_of(self.standfirst)
        if any(key in key_of(each.text) or key_of(each.text) in key for each in found[:4] if len(each.text) > 1):
            return found
        if any(key in key_of(each.text) for each in found[4:]):
            return found
        at = next((n for n, each in enumerate(found) if each.role is not SectionRole.HEADING), 0)
        return [*found[:at], Paragraph(text=self.standfirst, role=SectionRole.STANDFIRST), *found[at:]]


def _told(tree: html.HtmlElement) -> Iterator[tuple[SectionRole, str]]:
    for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "p"):
        match element.tag:
            case "figcaption":
                yield SectionRole.CAPTION, _text(element)
            case "blockquote":
                yield from ((SectionRole.QUOTE, _text(part)) for part in (*element.iter("p"), element))
            case "p":
                if _is_bold(element):
                    yield SectionRole.HEADING, _text(element)
            case _:
                yield SectionRole.HEADING, _text(element)


def _text(element: html.HtmlElement) -> str:
    return normalise("".join(element.itertext()))


def _is_bold(element: html.HtmlElement) -> bool:
    """A short paragraph that is bold from end to end and ends like no sentence."""
    if len(element) != 1 or element[0].tag not in ("b", "strong") or (element.text or "").strip():
        return False
    text = _text(element)
    return not (element[0].tail or "").strip() and 0 < len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS)


def _standfirst(tree: html.HtmlElement, summaries: list[str]) -> tuple[str | None, bool]:
    """The element below the first heading that is named as one, or that shows the page's own summary of itself, and
    whether it is so named."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return None, False
    for element in _after(heading):
        named = _STANDFIRST.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:_LONGEST_NAME])
        if not named and (not summaries or len(element) > _MOST_INLINE):
            continue
        raw = "".join(islice(element.itertext(), _MOST_PIECES))
        is_summary = key_of(normalise(raw).rstrip(".… ")) in summaries if len(raw) <= _LONGEST_STANDFIRST else False
        if named and named[0].endswith("description") and not is_summary:  # of a box, three times in four
            continue
        if (named or is_summary) and len(raw) <= _LONGEST_STANDFIRST and not _is_elsewhere(element):
            text = text_of(element)
            if count_words(text) in _STANDFIRST_WORDS:
                return text, named is not None
    return None, False


def _after(heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that follow a heading in the document, so many as a page may put above its text."""
    tree = heading.getroottree().getroot()
    is_after, seen = False, 0
    for element in tree.iter("h1", "p", "div", "h2", "h3", "span", "strong", "section"):
        if is_after:
            seen += 1
            yield element
        is_after |= element is heading
        if seen > _SCAN:
            return


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether an element stands in a part of the page, or in a box, that is not of the article."""
    boxes = (element, *islice(element.iterancestors(), 2))
    return any(above.tag in _ELSEWHERE for above in element.iterancestors()) or any(
        _BOX.search(f"{box.get('class') or ''} {box.get('id') or ''}"[:_LONGEST_NAME]) for box in boxes
    )
