"""Write ingest/attack/common_words.txt: words that too many reports of attacks share to tell two attacks apart.

Counted in our own invented articles: those of the newsroom and the golden ones that the coder was developed on.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from ingest.attack.wording import raw_words, stem

ROOT = Path(__file__).resolve().parents[1]
LEAST = 3


def texts() -> Iterator[str]:
    """One text an article."""
    for file in sorted((ROOT / "tests" / "quality" / "golden" / "dev").glob("*.yaml")):
        yield yaml.safe_load(file.read_text(encoding="utf-8"))["article"]["text"]
    for file in sorted((ROOT / "samples" / "newsroom" / "articles").rglob("*.yaml")):
        yield file.read_text(encoding="utf-8")


def main() -> None:
    """Count and write."""
    counted = Counter(word for text in texts() for word in {stem(word) for word in raw_words(text)})
    common = sorted(word for word, count in counted.items() if count >= LEAST)
    (ROOT / "ingest" / "attack" / "common_words.txt").write_text("\n".join(common) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
