"""Golden articles through the coder, as `sigact code` would take them, and their score."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.mention.codebook import load_codebook
from orchestration.coding import code_lines
from orchestration.evaluation.gold import GoldArticle, read_gold
from orchestration.evaluation.golden import Score, score
from orchestration.evaluation.muc4 import as_input, read_docs
from orchestration.settings import SEEDS

Pair = tuple[GoldArticle, dict[str, Any]]


def code_golden(paths: Sequence[Path], *, workers: int = 1) -> list[Pair]:
    """The golden articles of files and folders, each with the coder's answer."""
    articles = read_gold(paths)
    lines = (json.dumps(article.as_object()).encode() for article in articles)
    return list(zip(articles, map(json.loads, code_lines(lines, workers=workers)), strict=True))


def score_golden(coded: Sequence[Pair]) -> Score:
    """The score of all of them."""
    return score(coded, load_codebook(SEEDS))


def by_phenomena(coded: Sequence[Pair]) -> Iterator[tuple[str, Score]]:
    """The score of the articles of each phenomenon, the worst first."""
    codebook = load_codebook(SEEDS)
    names = sorted({name for gold, _ in coded for name in gold.gold.phenomena})
    scores = {name: score([pair for pair in coded if name in pair[0].gold.phenomena], codebook) for name in names}
    yield from sorted(scores.items(), key=lambda item: (item[1].mentions.f1, item[1].share_right))


def code_one(found: dict[str, Any]) -> dict[str, Any]:
    """The answer for one article."""
    return next(iter(code_objects([found])))


def code_objects(found: Iterable[dict[str, Any]], *, workers: int = 1) -> Iterator[dict[str, Any]]:
    """The answers for articles, in order."""
    lines = (json.dumps(one).encode() for one in found)
    return map(json.loads, code_lines(lines, workers=workers))


def code_docs(path: Path, *, split: str | None = None, workers: int = 1) -> list[tuple[str, dict[str, Any]]]:
    """The documents of a file, each as its text and its answer."""
    docs = [as_input(doc) for doc in read_docs(path, split)]
    texts = [json.loads(doc)["text"] for doc in docs]
    return list(zip(texts, map(json.loads, code_lines(docs, workers=workers)), strict=True))
