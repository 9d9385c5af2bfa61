"""Extraction measured against pages whose body, title and date are known, beside plain trafilatura.

A folder holds `*/meta.info` (page file → url, crawl_date), the pages as gzipped HTML, and one JSON a publisher: version
→ body (summary, sections with headline and paragraphs), title, publishing_date.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.article.head import read_head
from ingest.article.headline import headings
from ingest.article.parse import parse
from ingest.text import normalise

_PAGE = re.compile(r"(.+)_\d{4}_\d\d_\d\d\.html\.gz")
_WORD = re.compile(r"\w+")
_WORD_GRAM = 4
_LETTER_GRAM = 5
# Japanese, Chinese, Thai, Lao, Burmese and Khmer put no spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SITE_SUFFIX = re.compile("\\s+[-|\u2013\u2014·»:]+\\s+[^-|\u2013\u2014·»]{1,40}$")
_DAY_ONLY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page with what a person says it holds; `published` without an offset where the publisher gives none."""

    name: str
    page: Page
    body: str
    title: str
    own_titles: tuple[str, ...]
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one side made of a page; `day` as it reads in the publisher's time zone."""

    text: str
    title: str | None
    day: date | None
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How well one page was read."""

    name: str
    body: float
    is_day: bool
    is_title: bool
    is_own_title: bool
    is_title_exact: bool
    given: Given


def read_pages(folder: Path) -> list[GoldPage]:
    """Every page that is there and has gold, in the order of its name."""
    return [page for meta in sorted(folder.rglob("meta.info")) for page in _pages_of(meta)]


def _pages_of(meta: Path) -> Iterator[GoldPage]:
    facts: dict[str, dict[str, str]] = json.loads(meta.read_text(encoding="utf-8"))
    by_publisher: dict[str, list[str]] = {}
    for name in sorted(facts, key=lambda name: facts[name]["crawl_date"]):
        if found := _PAGE.fullmatch(name):
            by_publisher.setdefault(found[1], []).append(name)
    for publisher, names in sorted(by_publisher.items()):
        path = meta.parent / f"{publisher}.json"
        versions = list(json.loads(path.read_text(encoding="utf-8")).values()) if path.exists() else []
        for rank, name in enumerate(names):
            if versions and (meta.parent / name).exists():
                crawled = datetime.fromisoformat(facts[name]["crawl_date"]).replace(tzinfo=UTC)
                gold = versions[rank] if len(versions) == len(names) else _nearest(versions, crawled)
                yield _gold_page(meta.parent / name, facts[name]["url"], crawled, gold)


def _nearest(versions: Sequence[Mapping[str, Any]], crawled: datetime) -> Mapping[str, Any]:
    return min(versions, key=lambda one: abs(crawled - _aware(datetime.fromisoformat(one["publishing_date"]))))


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _gold_page(path: Path, url: str, crawled: datetime, gold: Mapping[str, Any]) -> GoldPage:
    body = gold["body"]
    sections = (line for part in body["sections"] for line in (*part["headline"], *part["paragraphs"]))
    parts = [*body["summary"], *sections]
    content = gzip.decompress(path.read_bytes())
    return GoldPage(
        name=path.name.removesuffix(".html.gz"),
        page=Page(
            url=url,
            body=content,
            content_type="text/html",
            content_encoding=None,
            fetched_at=crawled,
        ),
        body="\n".join(parts),
        title=gold["title"],
        own_titles=_own_titles(content),
        published=datetime.fromisoformat(gold["publishing_date"]),
    )


def _own_titles(content: bytes) -> tuple[str, ...]:
    tree = parse(content, "text/html")
    if tree is None:
        return ()
    og_title = read_head(tree).og_title
    return (*headings(tree), *([og_title] if og_title else ()))


def plain(gold: GoldPage) -> Given:
    """Plain trafilatura with metadata, as its documentation shows it."""
    dates = {"original_date": True, "extensive_search": False, "max_date": gold.page.fetched_at.strftime("%Y-%m-%d")}
    found = bare_extraction(
        gold.page.body, url=gold.page.url, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    if not isinstance(found, Document):
        return Given(text="", title=None, day=None, refused="nothing")
    return Given(text=found.text or "", title=found.title, day=date.fromisoformat(found.date) if found.date else None)


def ours(gold: GoldPage) -> Given:
    """Our extraction; a page that it refuses is an empty text, whatever the reason."""
    found = extract(gold.page)
    if isinstance(found, Refused):
        return Given(text="", title=None, day=None, refused=f"{found.reason}: {found.detail}")
    return Given(text=found.text, title=found.title, day=_day(found, gold.published))


def _day(found: Extracted, published: datetime) -> date | None:
    """The day on the publisher's calendar; one that a page names without a time is that day anywhere."""
    if found.published_at is None or (found.published_basis or "").endswith(_DAY_ONLY):
        return found.published_at.date() if found.published_at else None
    return found.published_at.astimezone(published.tzinfo or UTC).date()


def score(gold: GoldPage, given: Given) -> Line:
    """One page's measures; an own title is one of the page's first headings or `og:title` where gold is another."""
    wanted, title = plain_title(gold.title), plain_title(given.title or "")
    own = {plain_title(each) for each in gold.own_titles}
    return Line(
        name=gold.name,
        body=body_f1(given.text, gold.body),
        is_day=given.day == gold.published.date(),
        is_title=title == wanted,
        is_own_title=title == wanted or {title, wanted} <= own,
        is_title_exact=given.title == gold.title,
        given=given,
    )


def means(lines: Sequence[Line]) -> dict[str, float]:
    """The measures over all pages."""
    return {
        "body": fmean(line.body for line in lines),
        "day": fmean(line.is_day for line in lines),
        "title": fmean(line.is_title for line in lines),
        "own_title": fmean(line.is_own_title for line in lines),
        "title_exact": fmean(line.is_title_exact for line in lines),
        "refused": float(sum(line.given.refused is not None for line in lines)),
    }


def body_f1(given: str, wanted: str) -> float:
    """F1 over runs of four words, or of five letters where words are not spaced; 0 where nothing is given."""
    is_unspaced = len(_UNSPACED.findall(wanted)) > len(wanted) / 4
    left, right = (_grams(text, is_unspaced=is_unspaced) for text in (given, wanted))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def _grams(text: str, *, is_unspaced: bool) -> Counter[str]:
    words = _WORD.findall(normalise(text).lower())
    units, size, joint = ("".join(words), _LETTER_GRAM, "") if is_unspaced else (words, _WORD_GRAM, " ")
    return Counter(joint.join(units[at : at + size]) for at in range(len(units) - size + 1))


def plain_title(title: str) -> str:
    """A title without soft hyphens, with plain single spaces and without the site's name behind it."""
    plain = " ".join(title.replace("\u00ad", "").split())
    return _SITE_SUFFIX.sub("", plain)


def report(lines: Sequence[Line], beside: Sequence[Line], worst: int) -> Iterator[str]:
    """The measures of our extraction beside plain trafilatura's, and the pages read worst."""
    own, other = means(lines), means(beside)
    yield f"{len(lines)} pages      ours   plain trafilatura"
    for name, value in own.items():
        yield f"{name:<14}{value:>7.3f}{other[name]:>10.3f}"
    for line in sorted(lines, key=lambda one: one.body)[:worst]:
        plainly = next(one.body for one in beside if one.name == line.name)
        yield f"{line.name:<36}{line.body:>7.3f}{plainly:>10.3f}  {line.given.refused or ''}"
