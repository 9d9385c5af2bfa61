"""Who signs an article: what its JSON-LD says, and its meta elements, else what its markup names an author."""

import re
from collections.abc import Iterable

from lxml import etree, html
from trafilatura.json_metadata import normalize_authors

from ingest.article.head import Head
from ingest.article.structured import Described
from ingest.text import normalise

_MOST_NAMES = 20
_LETTER = re.compile(r"\w")
_LEAST_NAME = 3
# Searched without patterns, which lxml looks up in Python for each element of a page.
_MARKED = etree.XPath(
    "//*[@rel='author' or contains(@itemprop, 'author') or contains(@class, 'uthor') or contains(@class, 'yline')"
    " or @class='byl' or contains(@id, 'uthor') or contains(@data-testid, 'uthor')"
    " or contains(@data-component, 'yline')]"
)
_IS_NAME = re.compile(r"(?:^|[\s_-])(?:author|byline)(?:$|\s|[_-]*(?:name|link))|author-?name|^byl$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?|sidebar|is-hidden|quote|related|recommend\w*|share|print|figure|popular|teaser)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"time", "figure", "aside", "footer", "nav", "head", "script", "noscript"})
_LONGEST = 120


def read_byline(tree: html.HtmlElement, described: Described, head: Head) -> str | None:
    """The names, parted by semicolons, without their "by" and addresses; the site's own where nobody else is named.

    Meta elements that share no name with JSON-LD add theirs, which may be an agency's.
    """
    own = [key for name in (described.publisher, head.site_name) if name and len(key := _key(name)) >= _LEAST_NAME]
    others = [name for name in described.authors if _key(name) not in own]
    stated = _joined(others)
    named = _joined(name for name in head.authors if " " in name and not any(key in _key(name) for key in own))
    if stated and named and not _share_a_name(stated, named):
        stated = _joined([*others, named])
    found = stated or named or _marked(tree) or _joined(described.authors)
    return normalise(found) or None if found else None


def _marked(tree: html.HtmlElement) -> str | None:
    """The first element that is named an author's name, or else an author, and holds no more than that."""
    found = [element for element in _MARKED(tree) if not _is_elsewhere(element)]
    for element in sorted(found, key=lambda each: not _is_name(each)):
        line = " ".join(" ".join(element.itertext()).split())
        if 2 < len(line) < _LONGEST and (name := _joined([line])):
            return name
    return None


def _is_name(element: html.HtmlElement) -> bool:
    return (
        element.get("rel") == "author" or element.get("itemprop") == "author" or bool(_IS_NAME.search(_named(element)))
    )


def _named(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_elsewhere(element: html.HtmlElement) -> bool:
    return any(
        above.tag in _OUTSIDE or _ELSEWHERE.search(_named(above)) for above in (element, *element.iterancestors())
    )


def _joined(names: Iterable[str]) -> str | None:
    """trafilatura's normal form of several names, each once."""
    found: str | None = None
    for name in list(names)[:_MOST_NAMES]:
        found = normalize_authors(found, name)
    return found


def _share_a_name(one: str, other: str) -> bool:
    keys = [{_key(name) for name in names.split(";")} for names in (one, other)]
    return not keys[0].isdisjoint(keys[1])


def _key(name: str) -> str:
    return "".join(_LETTER.findall(name)).casefold()
