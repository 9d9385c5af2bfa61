"""How far two readers of the same articles agree, by the measures of the coder: no rules can be held to more."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import SigactError
from ingest.mention.codebook import load_codebook
from ingest.mention.sentences import split
from orchestration.evaluation.gold import GoldArticle, GoldMention, read_gold
from orchestration.evaluation.golden import Score, score
from orchestration.settings import SEEDS


class ReadersError(SigactError):
    """The two readings are not of the same articles."""


def agreement(ones: Sequence[Path], others: Sequence[Path]) -> Score:
    """The score of the second reading of golden articles against the first; either may be files or folders.

    Raises ReadersError where an article has a single reading, or another text.
    """
    first = read_gold(ones)
    second = {reading.article.article_id: reading for reading in read_gold(others)}
    for reading in first:
        other = second.get(reading.article.article_id)
        if other is None or other.article.text != reading.article.text:
            fault = "has no second reading" if other is None else "has another text in the second reading"
            raise ReadersError(f"{reading.article.article_id} {fault}: give both folders the same articles")
    return score([(one, as_answer(second[one.article.article_id])) for one in first], load_codebook(SEEDS))


def as_answer(reading: GoldArticle) -> dict[str, Any]:
    """A reader's values in the form of a coder's answer."""
    article = reading.article
    sentences = [(one.char_start, one.char_end) for one in split(article.text, article.article_id, article.title)]
    return {
        "article_id": article.article_id,
        "status": "coded",
        "reason": None,
        "mentions": [_mention(reading, one, sentences) for one in reading.gold.mentions]
        + [_uncounted(reading, one.quote, str(one.attack_status), sentences) for one in reading.gold.not_countable],
        "aggregate_statements": [
            one for quote in reading.gold.aggregates for one in _around(reading, [quote], sentences)
        ],
    }


def _mention(reading: GoldArticle, one: GoldMention, sentences: Sequence[tuple[int, int]]) -> dict[str, Any]:
    days, attacker = one.date, one.attacker
    return {
        "is_countable": True,
        "attack_status": "actual",
        "reason": "a reader's",
        "sentences": list(_around(reading, one.quotes, sentences)),
        "event_type": one.event_type.value,
        "date": {
            "start": days.start.isoformat() if days and days.start else None,
            "end": (days.end or days.start).isoformat() if days and (days.end or days.start) else None,  # type: ignore[union-attr]
        },
        "place": _named(one.place) | {"place_id": None, "country_iso3": one.country} if one.place else None,
        "site": _named(one.site.text) | {"site_id": None, "relation": one.site.relation.value} if one.site else None,
        "attacker": _named(", ".join(attacker.names) or None) | {"status": attacker.status.value},
        "targets": [_named(target) | {"site_id": None} for target in one.targets],
        "interceptor": _named(one.interceptor) if one.interceptor else None,
        "weapon": {"type": one.weapon} if one.weapon else None,
        "munitions": {
            name: None if count is None else {"best": count} for name, count in one.munitions.model_dump().items()
        },
        "outcome": one.outcome.value if one.outcome else "unknown",
        "casualties": [figure.model_dump(mode="json") for figure in one.casualties],
        "claims": [
            {
                "stance": claim.stance.value,
                "speaker": _named(claim.speaker) if claim.speaker else None,
                "about": _named(claim.about) if claim.about else None,
            }
            for claim in one.claims
        ],
        "chains": [{"steps": [{"name": origin, "role": "origin"}]} for origin in one.origins],
        "evidence": {"place": [{"text": one.place}]} if one.place else {},
    }


def _uncounted(reading: GoldArticle, quote: str, status: str, sentences: Sequence[tuple[int, int]]) -> dict[str, Any]:
    return {
        "is_countable": False,
        "attack_status": status,
        "sentences": list(_around(reading, [quote], sentences)),
    }


def _named(text: str | None) -> dict[str, Any]:
    return {"actor_id": None, "name": text, "text": text}


def _around(
    reading: GoldArticle, quotes: Sequence[str], sentences: Sequence[tuple[int, int]]
) -> Iterator[dict[str, int]]:
    """The sentences in which quotes stand, each once, in the order of the quotes."""
    spans = [span for quote in quotes if (span := reading.find(quote))]
    found = [one for start, end in spans for one in sentences if one[0] < end and start < one[1]]
    yield from ({"char_start": start, "char_end": end} for start, end in dict.fromkeys(found))
