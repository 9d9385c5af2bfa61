"""Who fights whom: the pairs of re3d's relation "FightingAgainst" beside attackers and targets."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestration.evaluation.assign import assign
from orchestration.evaluation.tally import Tally
from orchestration.evaluation.words import alike

Answer = Mapping[str, Any]
Pair = tuple[str, str]
RELATION = "FightingAgainst"
UNREAL = frozenset({"negated", "hypothetical"})


def read_documents(folder: Path) -> list[dict[str, Any]]:
    """The documents of a folder with `documents.json`, as input for the coder."""
    return [
        {"article_id": found["_id"], "text": found["text"], "title": found.get("title"), "source_id": folder.name}
        for found in _objects(folder / "documents.json")
    ]


def read_pairs(folder: Path) -> dict[str, list[Pair]]:
    """Document → its pairs, each once whichever side is named first."""
    found: dict[str, dict[frozenset[str], Pair]] = {}
    for one in _objects(folder / "relations.json"):
        if one["type"] == RELATION:
            pair = (one["source"], one["target"])
            found.setdefault(one["documentId"], {})[frozenset(text.casefold() for text in pair)] = pair
    return {document: list(pairs.values()) for document, pairs in found.items()}


def score(answers: Iterable[Answer], gold: Mapping[str, Sequence[Pair]]) -> Tally:
    """Pairs found in any order of their sides."""
    found = Tally()
    for answer in answers:
        wanted, given = gold.get(answer["article_id"], ()), list(_pairs(answer))
        right = assign([[float(_same(one, other)) for other in given] for one in wanted]) if given else {}
        found.add(len(right), len(given), len(wanted))
    return found


def _pairs(answer: Answer) -> Iterator[Pair]:
    """Every attacker with every target of a mention, each pair once an article."""
    told = {
        (attacker["text"], target["text"]): None
        for mention in answer["mentions"]
        if mention["attack_status"] not in UNREAL
        for attacker in mention["attackers"]
        if attacker["text"]
        for target in mention["targets"]
    }
    yield from told


def _same(one: Pair, other: Pair) -> bool:
    straight = alike(one[0], other[0]) and alike(one[1], other[1])
    return straight or (alike(one[0], other[1]) and alike(one[1], other[0]))


def _objects(path: Path) -> list[dict[str, Any]]:
    """A JSON array, or an object a line."""
    text = path.read_text(encoding="utf-8").strip()
    found: list[dict[str, Any]] = json.loads(text) if text.startswith("[") else [*map(json.loads, text.splitlines())]
    return found
