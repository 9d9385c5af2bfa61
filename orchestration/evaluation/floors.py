"""Floors that only rise: what a coder has reached on a set of articles, by measure, with a digest of the set."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from ingest.errors import SigactError
from orchestration.evaluation.golden import Score

DIGEST = "articles_sha256"


class LoweredFloor(SigactError):
    """A floor would fall: mend the coder, or lower it by hand and say why in the commit."""


def measures(score: Score) -> dict[str, float]:
    """What is held: F1 of mentions and of each field, misses and inventions included, and false countables at most."""
    found = {"mentions": score.mentions.f1} | {name: tally.f1 for name, tally in score.fields.items()}
    kept = 1 - score.false_countables / score.quotes if score.quotes else 1.0
    return {name: down(value) for name, value in (found | {"kept_uncountable": kept}).items()}


def down(value: float) -> float:
    """Three digits, never more than was reached."""
    return int(value * 1000) / 1000


def digest(paths: Iterable[Path]) -> str:
    """Of the golden articles of files and folders: a changed article needs floors of its own."""
    files = [file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def fallen(floors: Mapping[str, Any], reached: Mapping[str, float]) -> list[str]:
    """The measures that lie below their floor, or are gone."""
    return [
        f"{name}: {reached.get(name, 0.0)} below {floor}"
        for name, floor in floors.items()
        if name != DIGEST and reached.get(name, 0.0) < floor
    ]


def raise_floors(file: Path, part: str, reached: Mapping[str, float], articles: str) -> dict[str, float]:
    """Write what was reached as the floors of a part; returns what rose. Raises LoweredFloor for the same articles."""
    stored: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    before: dict[str, Any] = stored.get(part, {})
    down = fallen(before, reached) if before.get(DIGEST) == articles else []
    if down:
        raise LoweredFloor(f"{file}: {'; '.join(down)}", subject=part)
    stored[part] = {DIGEST: articles, **reached}
    file.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return {name: value for name, value in reached.items() if value > before.get(name, 0.0)}
