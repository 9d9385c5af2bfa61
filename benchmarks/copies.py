"""How many edited copies of real texts are found, how many texts of their own are taken for copies, beside MinHash; and
what a new article costs over a small and a large archive.

TEXTS is a folder with `*.html.gz` pages and `*.jsonl` documents (a `text` each) at any depth. The edits are made by a
seeded script. datasketch's MinHash (128 permutations, words by five, Jaccard 0.5) runs over the same texts where it is
installed; it is no dependency of sigact.

    nice python benchmarks/copies.py TEXTS
    nice uv run --no-project --python .venv/bin/python --with datasketch==1.6.5 python benchmarks/copies.py TEXTS
    python benchmarks/copies.py . --archive
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from ingest.article.copies import CONTAINMENT, MIN_SHARED
from ingest.article.extract import Extracted, Page, extract
from ingest.article.sketch import Sketch, containment, shared, sketch
from ingest.records import ArticleSketch
from orchestration.copying import add_sketches
from warehouse.connect import open_build
from warehouse.store import to_records

PAIRS = 200_000
LEAST_WORDS = 80
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
A_DAY = 2_000
NEW = 200
# 200 hashes a text, a twentieth of which stand in two texts of a hundred, as common turns of phrase do.
_SKETCHES = f"""
select
    format('ver_{{:07d}}', number) as article_version_id, format('art_{{:07d}}', number) as article_id,
    timestamptz '{NOW.isoformat()}' - to_seconds(($end - number) * 86400 / {A_DAY}) as dated_at,
    'plain' as standing, null::varchar as credited_name,
    list_sort(list_distinct(list(
        (hash(
            if(place < 10, place * 50 + (hash(number * 10 + place) % 50)::bigint, 1000 * number + place)
        ) % 2147483648)::integer
    ))) as hashes,
    timestamptz '{NOW.isoformat()}' as loaded_at
from range($from, $until) as numbers (number), range(200) as places (place)
group by number
order by number
"""
Edit = Callable[[list[str], random.Random, Sequence[str]], list[str]]


def read_texts(folder: Path) -> list[str]:
    """Every text of 80 words and more, each once."""
    found = dict.fromkeys(text for text in _texts(folder) if len(text.split()) >= LEAST_WORDS)
    return list(found)


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (row["text"] for row in map(json.loads, lines) if isinstance(row.get("text"), str))
    for path in sorted(folder.rglob("*.html.gz")):
        body = gzip.decompress(path.read_bytes())
        page = Page(
            url=f"https://pages.example/{path.stem}",
            body=body,
            content_type=None,
            content_encoding=None,
            fetched_at=NOW,
        )
        if isinstance(found := extract(page), Extracted):
            yield found.text


def cut(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    return words[: round(len(words) * chance.uniform(0.4, 0.7))]


def reword(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    """15 % of the words are others, one by one, and thirty new ones stand before them."""
    at = set(chance.sample(range(len(words)), round(0.15 * len(words))))
    lede = [chance.choice(others) for _ in range(30)]
    return lede + [chance.choice(others) if number in at else word for number, word in enumerate(words)]


def new_headline(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return [chance.choice(others) for _ in range(10)] + words[10:]


def uncredited(words: list[str], _: random.Random, __: Sequence[str]) -> list[str]:
    """Without dateline, agency and sign-off."""
    text = re.sub(r"^.{0,80}?\([^()\n]{2,40}\)\s*-+\s*", "", " ".join(words))
    return text.split()[: -2 if len(words) > LEAST_WORDS else None]


def half_rewritten(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    """Every second run of twenty words is another's: no copy and no text of its own."""
    runs = [words[at : at + 20] for at in range(0, len(words), 20)]
    return [word if number % 2 else chance.choice(others) for number, run in enumerate(runs) for word in run]


EDITS: dict[str, Edit] = {
    "cut to 40-70 %": cut,
    "15 % changed, new lede": reword,
    "new headline": new_headline,
    "agency removed": uncredited,
    "cut, changed, new lede": lambda words, chance, others: reword(cut(words, chance, others), chance, others),
    "half rewritten": half_rewritten,
}


def is_copy(one: Sketch, other: Sketch) -> bool:
    return shared(one, other) >= MIN_SHARED and containment(one, other) >= CONTAINMENT


def minhash() -> tuple[Callable[[str], Any], Callable[[Any, Any], bool]] | None:
    try:
        from datasketch import MinHash  # noqa: PLC0415
    except ImportError:
        return None

    def made(text: str) -> Any:
        words = re.findall(r"\w+", text.lower())
        found = MinHash(num_perm=128)
        found.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        return found

    return made, lambda one, other: one.jaccard(other) >= 0.5


def score(name: str, texts: Sequence[str], made: Callable[[str], Any], same: Callable[[Any, Any], bool]) -> None:
    chance = random.Random(6)
    others = [word for text in texts[::7] for word in text.split()]
    started = process_time()
    originals = [made(text) for text in texts]
    print(f"{name}: {len(texts) / (process_time() - started):.0f} texts/s")
    for edit, change in EDITS.items():
        found = [
            same(original, made(" ".join(change(text.split(), chance, others))))
            for text, original in zip(texts, originals, strict=True)
        ]
        print(f"  {edit:<24}recall {sum(found) / len(found):.4f}")
    wrong = [pair for pair in _pairs(len(texts), chance) if same(originals[pair[0]], originals[pair[1]])]
    print(f"  {PAIRS} pairs of two texts: {len(wrong)} taken for copies")
    for one, other in wrong:
        print(f"    {texts[one][:70]!r} / {texts[other][:70]!r}")


def _pairs(count: int, chance: random.Random) -> Iterable[tuple[int, int]]:
    endless = (tuple(chance.sample(range(count), 2)) for _ in iter(int, 1))
    return islice(((one, other) for one, other in endless), PAIRS)


def archive_cost() -> None:
    """Seconds to add 200 versions to archives of 10,000 and 200,000 that bring 2,000 a day."""
    seconds = {count: _add(count) for count in (10_000, 200_000)}
    for count, each in seconds.items():
        print(f"{NEW} versions into {count:>7}: {each:.2f} s, {1000 * each / NEW:.1f} ms each")
    print(f"ratio {seconds[200_000] / seconds[10_000]:.2f} (goal 1.5)")


def _add(count: int) -> float:
    """The best of three batches."""
    with TemporaryDirectory() as folder, open_build(Path(folder) / "build.duckdb", "newsroom") as connection:
        connection.execute(
            f"insert into ingest.article_sketches {_SKETCHES}", {"from": 0, "until": count, "end": count}
        )
        connection.execute("checkpoint")
        times = []
        for batch in range(3):
            start = count + batch * NEW
            query = f"select * from ({_SKETCHES})"
            new = connection.sql(query, params={"from": start, "until": start + NEW, "end": count}).pl()
            records = to_records(new, ArticleSketch)
            started = perf_counter()
            add_sketches(connection, records, NOW)
            times.append(perf_counter() - started)
        return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="folder with *.html.gz and *.jsonl at any depth")
    parser.add_argument("--archive", action="store_true", help="measure the cost over archives of two sizes instead")
    given = parser.parse_args()
    if given.archive:
        archive_cost()
        return
    texts = read_texts(given.texts)
    print(f"{len(texts)} texts")
    score("containment of sketches", texts, sketch, is_copy)
    if other := minhash():
        score("datasketch MinHash", texts, *other)
    else:
        print("datasketch, with SciPy, is not installed: nothing to compare with")


if __name__ == "__main__":
    main()
