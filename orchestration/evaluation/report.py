"""Scores for a person to read, as plain lines."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from orchestration.evaluation.golden import Score, Wrong
from orchestration.evaluation.tally import Tally

_SENTENCE = 300


def lines(score: Score) -> Iterator[str]:
    """The measures: over all mentions, misses and inventions included, and over those found alone."""
    yield f"{'':<16}{'P':>7}{'R':>7}{'F1':>7}   right/given/wanted      F1 of those found"
    yield row("mentions", score.mentions)
    for name, tally in score.fields.items():
        yield f"{row(name, tally)}{score.aligned[name].f1:>12.3f}"
    yield row("aggregates", score.aggregates)
    yield (
        f"not countable: {score.quotes} quotes, {score.false_countables} told as countable, "
        f"{score.right_statuses} with the right status"
    )
    yield from (f"not coded: {failed}" for failed in score.failed)


def brief(score: Score) -> str:
    """A score in one line: attacks found, and how many values of those found are right."""
    mentions = score.mentions
    counts = f"{mentions.right}/{mentions.given}/{mentions.wanted}"
    told = f"mentions {mentions.f1:.3f} ({counts})  values {score.share_right:.3f}"
    return f"{told}  false countables {score.false_countables}"


def row(name: str, tally: Tally) -> str:
    """A measure in one line."""
    counts = f"{tally.right}/{tally.given}/{tally.wanted}"
    return f"{name:<16}{tally.precision:>7.3f}{tally.recall:>7.3f}{tally.f1:>7.3f}   {counts:<18}"


def errors(score: Score, most: int) -> Iterator[str]:
    """Wrong values by field, the field with most first."""
    by_field: dict[str, list[Wrong]] = defaultdict(list)
    for wrong in score.wrong:
        by_field[wrong.field].append(wrong)
    for name, found in sorted(by_field.items(), key=lambda item: -len(item[1])):
        yield f"\n{name}: {len(found)} wrong"
        for wrong in found[:most]:
            yield f"  {wrong.article_id}: {_cut(wrong.sentence)}"
            yield f"    gold {_shown(wrong.wanted)}"
            yield f"    got  {_shown(wrong.given)}"


def _cut(text: str) -> str:
    return text if len(text) <= _SENTENCE else f"{text[:_SENTENCE]}…"


def _shown(values: list[Any]) -> str:
    return "; ".join(_value(value) for value in values) or "-"


def _value(value: Any) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if isinstance(value, Mapping):
        hidden = ("latitude", "longitude", "precision", "texts")
        return " ".join(f"{key}={_value(one)}" for key, one in value.items() if one is not None and key not in hidden)
    return str(value)
