"""Texts that several pages of one host share: what stands in the place of articles is the same for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import xxhash

from ingest.article.sketch import sketch
from ingest.article.walls import of_words
from ingest.codes import RejectionReason
from ingest.records import PagePrint
from ingest.text import count_words

ADDRESSES = 3
# A sketch is cut into parts by its hashes: what changes a word or two of a text leaves some part as it was.
_PARTS = 4
_LEAST_HASHES = 4


def prints(host: str, article_id: str, title: str | None, text: str, now: datetime) -> list[PagePrint]:
    """The digests of the parts of a text's sketch; none of a text without a title to tell it from others."""
    parts: list[list[int]] = [[] for _ in range(_PARTS)]
    for value in sketch(text) if title else ():
        parts[value % _PARTS].append(value)
    return [
        PagePrint(
            host=host,
            print_hash=xxhash.xxh3_64_hexdigest(f"{number}:{part}"),
            article_id=article_id,
            title_key="".join(title.split()).casefold() if title else "",
            loaded_at=now,
        )
        for number, part in enumerate(parts)
        if len(part) >= _LEAST_HASHES
    ]


def repeated(new: Sequence[PagePrint], stored: Iterable[PagePrint]) -> set[str]:
    """The articles whose text at least three articles of the host share under as many titles, an old one or a new."""
    sharing: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for each in (*stored, *new):
        sharing[each.host, each.print_hash][each.article_id] = each.title_key
    return {each.article_id for each in new if len(set(sharing[each.host, each.print_hash].values())) >= ADDRESSES}


def refusal_of(text: str, title: str | None) -> tuple[RejectionReason, str]:
    """Why a repeated text is no article, by what it says."""
    told = f"{ADDRESSES} or more addresses of the host say the same"
    wall = of_words(text, title, count_words(text))
    return (wall.reason, f"{told}; {wall.rule}") if wall else (RejectionReason.NOT_ARTICLE, told)
