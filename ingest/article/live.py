"""The dated posts of a live page, by its description and by its markup."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import html

from ingest.article.paragraphs import Paragraph, key_of
from ingest.article.structured import Described
from ingest.codes import SectionRole
from ingest.instant import parse_iso
from ingest.markup import text_of
from ingest.text import PARTING, join_paragraphs

_SCHEMA = "//*[@itemprop='liveBlogUpdate' or contains(@itemtype, 'schema.org/BlogPosting')]"
_TEXTS = ("h2", "h3", "h4", "h5", "p", "li", "blockquote")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_MOST_POSTS = 1000
_SHOWN_PART = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post with its instant in UTC and its paragraphs."""

    at: datetime
    paragraphs: tuple[Paragraph, ...]


class Posts:
    """The posts of a page, in its order."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._posts = posts
        self._at: dict[str, datetime] = {}
        for post in posts:
            for paragraph in post.paragraphs:
                self._at.setdefault(key_of(paragraph.text), post.at)

    def dated(self, found: Iterable[Paragraph]) -> list[Paragraph]:
        """Paragraphs with the instant of their post; where extraction lost most posts, theirs stand in its place."""
        dated = [replace(one, posted_at=self._at.get(key_of(one.text))) for one in found]
        shown = {key_of(one.text) for one in dated}
        if not self._at or sum(key in shown for key in self._at) >= _SHOWN_PART * len(self._at):
            return dated
        above = [one for one in dated if one.posted_at is None]
        return above + [replace(one, posted_at=post.at) for post in self._posts for one in post.paragraphs]


def date_posts(tree: html.HtmlElement, described: Described, until: datetime) -> Posts:
    """What the markup shows as posts, else what the description lists."""
    return Posts(list(_shown(tree, until)) or list(_listed(described, until)))


def _shown(tree: html.HtmlElement, until: datetime) -> Iterator[Post]:
    for box in (tree.xpath(_SCHEMA) or list(_boxes(tree)))[:_MOST_POSTS]:
        times = (parse_iso(time.get("datetime"), until) for time in box.iter("time"))
        at = next((time for time in times if time), None)
        if at:
            yield Post(at=at, paragraphs=tuple(_paragraphs(box)))


def _boxes(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The widest element about each time of an instant that holds no other: the post that the time dates."""
    times = tree.xpath("//time[@datetime][not(ancestor::nav or ancestor::aside or ancestor::footer)]")
    if len(times) > _MOST_POSTS:
        return
    held: dict[html.HtmlElement, int] = {}
    for time in times:
        for above in time.iterancestors():
            held[above] = held.get(above, 0) + 1
    for time in times:
        alone = [above for above in time.iterancestors() if held[above] == 1]
        if alone and len(times) > 1 and next(alone[-1].iter("p"), None) is not None:
            yield alone[-1]


def _paragraphs(box: html.HtmlElement) -> Iterator[Paragraph]:
    for element in box.iter(*_TEXTS):
        if element.tag in ("li", "blockquote") and next(element.iter("p"), None) is not None:
            continue
        if text := text_of(element):
            role = SectionRole.HEADING if element.tag in _HEADINGS else SectionRole.BODY
            yield Paragraph(text=text, role=SectionRole.QUOTE if _is_quoted(element) else role)


def _is_quoted(element: html.HtmlElement) -> bool:
    return element.tag == "blockquote" or next(element.iterancestors("blockquote"), None) is not None


def _listed(described: Described, until: datetime) -> Iterator[Post]:
    for update in described.updates[:_MOST_POSTS]:
        at = parse_iso(update.published, until)
        lines = join_paragraphs((update.body or "").split("\n")).split(PARTING) if update.body else []
        if at and lines:
            heading = [Paragraph(text=update.headline, role=SectionRole.HEADING)] if update.headline else []
            yield Post(at=at, paragraphs=(*heading, *(Paragraph(text=line) for line in lines)))
