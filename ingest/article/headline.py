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
_SEPARATOR = re.compile(r"\s*(?:[|·•»｜ㅣ：]|\s[-–—:])\s*")
_LETTER = re.compile(r"\w")


def headings(tree: html.HtmlElement) -> tuple[str, ...]:
    """The first headings of the first order that hold words."""
    found = (_plain("".join(element.itertext())) for element in tree.iter("h1"))
    return tuple(line for line in found if line and len(line) <= _LONGEST)[:_MOST_HEADINGS]


def choose_headline(described: Described, head: Head, first: tuple[str, ...]) -> str | None:
    """The headline on which the page's own places for it agree, without its site's name.

    Places are JSON-LD, the first headings, `og:title` and the title element. Where each says something else, the
    one that JSON-LD calls the headline is it.
    """
    stated = [_plain(each) for each in (described.headline, head.og_title, head.title) if each]
    known = [*first, *stated]
    names = tuple(filter(None, (described.publisher, head.site_name)))
    named = [without_site(each, known, names) for each in stated]
    candidates = [*named, *first]
    if not candidates:
        return None
    votes = Counter(_key(each) for each in [*named, *dict.fromkeys(first)])
    return max(candidates, key=lambda each: votes[_key(each)])


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
