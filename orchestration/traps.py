"""Texts that a coder must not fall for: one file a trap, coded in memory once per coder, codebook and set of traps."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from ingest.mention.coded import CoderIdentity
from ingest.mention.document import document
from ingest.records import CodableArticle
from orchestration.coding import as_object
from orchestration.coding_input import make_article
from orchestration.workplace import Workplace

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "traps"
Answer = Mapping[str, Any]
# When the texts are read: the same for ever, so that the same coder says the same.
_NOW = datetime(2026, 3, 12, tzinfo=UTC)


def remembered(workplace: Workplace) -> dict[str, list[str]]:
    """Trap → what the coder said wrongly, empty where nothing; asked of it once, then read from the note."""
    digest = sha256(b"".join(path.read_bytes() for path in _files())).hexdigest()
    key = f"{workplace.coder.run(_NOW).run_id} {digest}"
    note = workplace.settings.data_dir / "traps.json"
    told: dict[str, dict[str, list[str]]] = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
    if key not in told:
        told = {key: fall(workplace)}
        note.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return told[key]


def fall(workplace: Workplace) -> dict[str, list[str]]:
    """Code every trap. Trap → what is wrong, as "what: wanted …, given …"."""
    return {path.stem: list(_wrong(yaml.safe_load(path.read_bytes()), path, workplace)) for path in _files()}


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def _wrong(trap: Answer, path: Path, workplace: Workplace) -> Iterator[str]:
    answer = _answer(_article(trap, path), workplace)
    countable = [mention for mention in answer["mentions"] if mention["is_countable"]]
    yield from _differ("attacks", len(trap["mentions"]), len(countable))
    for wanted, mention in zip(trap["mentions"], countable, strict=False):
        for name, value in wanted.items():
            yield from _differ(name, value, _at(mention, name))
    uncountable = sorted(one["attack_status"] for one in answer["mentions"] if not one["is_countable"])
    stances = sorted({claim["stance"] for mention in countable for claim in mention["claims"]})
    yield from _differ("uncountable", sorted(trap.get("uncountable", [])), uncountable)
    yield from _differ("stances", sorted(trap.get("stances", [])), stances)
    yield from _differ("aggregates", trap.get("aggregates", 0), len(answer["aggregate_statements"]))


def _article(trap: Answer, path: Path) -> CodableArticle:
    article, _ = make_article(
        {
            "article_id": path.stem,
            "source_id": "trap_wire",
            "source_name": "Trap Wire",
            "text": trap["text"],
            "published_at": trap["published_at"].isoformat(),
        }
    )
    return article


def _answer(article: CodableArticle, workplace: Workplace) -> Answer:
    run = workplace.coder.run(_NOW)
    identity = CoderIdentity(name=run.coder_kind, version=run.coder_version, codebook_version=run.codebook_version)
    coding = workplace.coder.code(article, _NOW)
    return as_object(document(article, coding, workplace.codebook, identity))


def _at(mention: Answer, path: str) -> object:
    """The value at a dotted path; None where it leads nowhere."""
    return reduce(_step, path.split("."), mention)


def _step(value: Any, name: str) -> Any:
    match value:
        case list():
            return value[int(name)] if int(name) < len(value) else None
        case dict():
            return value.get(name)
        case _:
            return None


def _differ(name: str, wanted: object, given: object) -> Iterator[str]:
    if wanted != given:
        yield f"{name}: wanted {wanted}, given {given}"
