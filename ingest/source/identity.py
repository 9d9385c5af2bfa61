"""Which items of a feed are which: ids that survive a publisher who draws new guids, or gives two items the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest import url as web
from ingest.keys import key
from ingest.records import Capture, Entry, KnownItem
from ingest.source.health import Listing
from ingest.source.item import Item, page_of, to_entry

# Of two or three items a half is no sign of anything.
_FEWEST_TO_JUDGE = 4

Words = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger holds of a feed's items, and which of them stood in its last listing."""

    items: tuple[KnownItem, ...] = ()
    listed: frozenset[str] = frozenset()
    is_guid_unstable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The entries of a listing, an item each, in its order; the ids that it lists; and how it compares."""

    entries: list[Entry] = field(default_factory=list)
    listing: Listing
    item_ids: frozenset[str]


def recognise(items: Sequence[Item], capture: Capture, known: Known) -> Recognised:
    """Tell what a listing brings. Of two items with one guid and one link the last holds."""
    ids = guid_ids(items, capture.feed_id)
    is_churned = not known.is_guid_unstable and _is_churned(items, ids, known)
    if is_churned or known.is_guid_unstable:
        ids = _ids_by_words(items, capture.feed_id, known)
    last = {item_id: to_entry(item, capture, item_id) for item, item_id in zip(items, ids, strict=True)}
    entries = list({entry.entry_id: entry for entry in last.values()}.values())
    stored = {item.item_id for item in known.items}
    listing = Listing(
        item_count=len(entries),
        new_count=len(last.keys() - stored),
        kept_count=len(last.keys() & known.listed),
        is_churned=is_churned,
    )
    return Recognised(entries=entries, listing=listing, item_ids=frozenset(last))


def guid_ids(items: Iterable[Item], feed_id: str | None) -> list[str]:
    """An id for each item by its guid, with its page where the guid is another's too; without one by its words."""
    items = list(items)
    pages: dict[str, set[str | None]] = defaultdict(set)
    for item in items:
        if item.guid:
            pages[item.guid].add(page_of(item))
    crowd = _crowd(items)
    return [
        _by_words(item, feed_id, crowd)
        if not item.guid
        else key("itm", feed_id, item.guid)
        if len(pages[item.guid]) == 1
        else key("itm", feed_id, item.guid, page_of(item))
        for item in items
    ]


def _ids_by_words(items: Sequence[Item], feed_id: str | None, known: Known) -> list[str]:
    """The id under which an item of the same page and title is stored, else one that no guid is part of."""
    stored = {_words(known_item): known_item.item_id for known_item in reversed(known.items)}
    crowd = _crowd(items)
    return [stored.get(_words(item)) or _by_words(item, feed_id, crowd) for item in items]


def _by_words(item: Item, feed_id: str | None, crowd: Counter[str | None]) -> str:
    """Its page; with its title where several items share that; title and date where it has none."""
    page = page_of(item)
    if page is None:
        return key("itm", feed_id, f"{item.title}|{item.published_at}")
    return key("itm", feed_id, page) if crowd[page] == 1 else key("itm", feed_id, page, item.title)


def _crowd(items: Iterable[Item]) -> Counter[str | None]:
    """How many titles each page has."""
    return Counter(page for page, _ in {(page_of(item), item.title) for item in items})


def _words(item: Item | KnownItem) -> Words:
    page = web.canonicalise(item.link) if item.link else None
    is_own = page is not None and not web.is_homepage(page)
    dated = item.published_at or (item.updated_at if isinstance(item, Item) else None)
    return page if page and is_own else str(dated), item.title


def _is_churned(items: Sequence[Item], ids: Sequence[str], known: Known) -> bool:
    """More than half of the ids are new while more than half of the titles are not."""
    stored, titles = {item.item_id for item in known.items}, {item.title for item in known.items if item.title}
    new = sum(item_id not in stored for item_id in ids)
    repeated = sum(item.title in titles for item in items)
    return len(items) >= _FEWEST_TO_JUDGE and new > len(items) / 2 and repeated > len(items) / 2
