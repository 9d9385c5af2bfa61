"""How often the language of a page's text and title is recognised, beside py3langid's own first choice, and how fast.

What the page itself says (`lang`) is held to be true; pages that say nothing are left out, and every page on which the
two differ is listed, because pages err too.

    python benchmarks/languages.py PAGES
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import py3langid

from ingest.article.extract import Extracted, Page, extract
from ingest.article.language import detect

NOW = datetime(2026, 3, 10, tzinfo=UTC)
ONE = {"nb": "no", "nn": "no", "in": "id", "iw": "he"}


def read(path: Path) -> tuple[str, str, str, str] | None:
    """The page's name, language, title and text."""
    body = gzip.decompress(path.read_bytes())
    url = f"https://pages.example/{path.stem}"
    found = extract(Page(url=url, body=body, content_type=None, content_encoding=None, fetched_at=NOW))
    if not isinstance(found, Extracted) or not found.language:
        return None
    return path.stem, ONE.get(found.language, found.language), found.title or "", found.text


def told(name: str, pages: list[tuple[str, str, str, str]], choose: Callable[[str], str | None]) -> None:
    started = process_time()
    texts = [choose(text) for _, _, _, text in pages]
    rate = len(pages) / (process_time() - started)
    titles = [(choose(title), page[1]) for page in pages if (title := page[2])]
    right = sum(found == page[1] for found, page in zip(texts, pages, strict=True))
    good = sum(found == language for found, language in titles)
    print(f"{name:<12}texts {right}/{len(pages)}, titles {good}/{len(titles)}, {rate:.0f} texts/s")
    for found, page in zip(texts, pages, strict=True):
        if found != page[1]:
            print(f"    {page[0]}: the page says {page[1]}, the text is {found}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder with *.html.gz at any depth")
    found = [page for path in sorted(parser.parse_args().pages.rglob("*.html.gz")) if (page := read(path))]
    print(f"{len(found)} pages in {len(Counter(page[1] for page in found))} languages")
    py3langid.classify("warm")
    told("sigact", found, detect)
    told("py3langid", found, lambda text: str(py3langid.classify(text)[0]))


if __name__ == "__main__":
    main()
