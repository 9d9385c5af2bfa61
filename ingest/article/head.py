"""What the elements of a page's head, and its microdata, say of the article."""

from dataclasses import dataclass

from lxml import html

from ingest.article.structured import text

_PROPERTIES = ("property", "name", "itemprop")
_AUTHORS = frozenset(
    {"author", "article:author", "parsely-author", "byl", "sailthru.author", "authors", "dc.creator", "creator"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Values as the page writes them, the first of each kind."""

    title: str | None = None
    og_title: str | None = None
    site_name: str | None = None
    summaries: tuple[str, ...] = ()
    published: str | None = None
    marked_published: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str | None = None
    canonical: str | None = None


def read_head(tree: html.HtmlElement) -> Head:
    """The meta elements, the title and the first time that is marked as that of publication."""
    values: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        if content := meta.get("content"):
            for name in filter(None, map(meta.get, _PROPERTIES)):
                values.setdefault(name.lower(), []).append(content)

    def first(*names: str) -> str | None:
        return next((found for name in names for value in values.get(name, ()) if (found := text(value))), None)

    named = next(tree.iter("title"), None)
    descriptions = ("og:description", "description", "twitter:description")
    return Head(
        title=text(named.text_content()) if named is not None else None,
        og_title=first("og:title", "twitter:title"),
        site_name=first("og:site_name", "application-name"),
        summaries=tuple(dict.fromkeys(found for name in descriptions if (found := first(name)))),
        published=first("article:published_time", "og:article:published_time", "og:published_time"),
        marked_published=first("datepublished") or _marked(tree),
        section=first("article:section", "og:article:section"),
        tags=tuple(dict.fromkeys(found for tag in values.get("article:tag", ()) if (found := text(tag)))),
        authors=_authors(tree),
        language=tree.get("lang"),
        canonical=_canonical(tree) or first("og:url"),
    )


def _authors(tree: html.HtmlElement) -> tuple[str, ...]:
    """Of the head alone: in the body microdata names the authors of pictures and of other articles."""
    metas = (
        meta
        for meta in tree.iterfind("head/meta")
        if (meta.get("name") or meta.get("property") or "").lower() in _AUTHORS
    )
    return tuple(dict.fromkeys(found for meta in metas if (found := text(meta.get("content")))))


def _canonical(tree: html.HtmlElement) -> str | None:
    links = tree.xpath("//link[@rel='canonical' or @rel='Canonical'][@href][1]")
    return text(links[0].get("href")) if links else None


def _marked(tree: html.HtmlElement) -> str | None:
    times = tree.xpath("//time[@itemprop='datePublished' or @pubdate][@datetime][1]")
    return text(times[0].get("datetime")) if times else None
