"""The headline of an article among those that its page gives it."""

import re
from collections import Counter

from lxml import html

from ingest.article.head import Head
from ingest.article.structured import Described
from ingest.text import normalise

# The first is the article's; what follows is of boxes and of other articles.
_MOST_HEADINGS = 3
_LONGEST = 400
# Bars and dots of any width, the Korean letter that serves as one, and dashes and colons behind a space.
_SEPARATOR = re.compile("\\s*(?:[|·•»\uff5c\u3163\uff1a]|\\s[-\u2013\u2014:])\\s*")
_LETTER = re.compile(r"\w")


def headings(tree: html.HtmlElement) -> tuple[str, ...]:
    """The first headings of the first order that hold words."""
    found = (_plain("".join(element.itertext())) for element in tree.iter("h1"))
    return tuple(line for line in found if line and len(line) <= _LONGEST)[:_MOST_HEADINGS]


def choose_headline(described: Described, head: Head, first: tuple[str, ...]) -> str | None:
    """What JSON-LD calls the headline, else that on which most of the page's other places agree; no site's name.

    The places are `og:title`, the first headings and the title element, whose spelling counts in this order.
    """
    stated = [
        _plain(each)
        for each in (head.og_title, *first, head.title, described.headline)
        if each and len(each) <= _LONGEST
    ]
    names = tuple(filter(None, (described.publisher, head.site_name)))
    candidates = [without_site(each, stated, names) for each in stated]
    votes = Counter(map(_key, dict.fromkeys(candidates)))
    wanted = _key(candidates[-1]) if candidates and described.headline else None
    return max(candidates, key=lambda each: (_key(each) == wanted, votes[_key(each)]), default=None)


def without_site(title: str, known: list[str], names: tuple[str, ...] = ()) -> str:
    """A title without the site, section or writer behind it: where what is before it is a headline of the page too,
    or what is behind it is the site's name."""
    keys, sites = {_key(each) for each in known}, {_key(name) for name in names}
    for parting in _SEPARATOR.finditer(title):
        before, behind = title[: parting.start()].rstrip(), title[parting.end() :]
        if before and behind and (_key(before) in keys or _key(behind) in sites):
            return before
    return title


def _plain(text: str) -> str:
    return " ".join(normalise(text).split())


def _key(text: str) -> str:
    """What two writings of one headline share: its letters and digits."""
    return "".join(_LETTER.findall(text)).casefold()
