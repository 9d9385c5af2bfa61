"""Coded articles against golden ones: which attacks were found, what of them is right, and what was invented."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.mention.codebook import Codebook
from orchestration.evaluation.assign import assign, overlap
from orchestration.evaluation.compare import FIELDS, Compared, compare
from orchestration.evaluation.gold import GoldArticle, GoldMention
from orchestration.evaluation.tally import Tally

Answer = Mapping[str, Any]
# What tells two attacks of one sentence apart.
TELLING = ("place", "site", "date", "target", "event_type", "attacker_name", "casualties", "munitions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A value that is not as gold has it, with the sentence that it was read from."""

    field: str
    article_id: str
    wanted: list[Any]
    given: list[Any]
    sentence: str


@dataclass(kw_only=True)
class Score:
    """What was counted over articles."""

    mentions: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    aligned: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    aggregates: Tally = field(default_factory=Tally)
    quotes: int = 0
    false_countables: int = 0
    right_statuses: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def share_right(self) -> float:
        """How many of the values of mentions that were found are right; 1 where there are none."""
        total = sum(max(tally.given, tally.wanted) for tally in self.aligned.values())
        return sum(tally.right for tally in self.aligned.values()) / total if total else 1.0

    def as_object(self) -> dict[str, Any]:
        """For JSON: measures by name."""
        return {
            "mentions": self.mentions.as_object(),
            "fields": {name: tally.as_object() for name, tally in self.fields.items()},
            "aligned": {name: tally.as_object() for name, tally in self.aligned.items()},
            "aggregates": self.aggregates.as_object(),
            "not_countable": {
                "quotes": self.quotes,
                "false_countables": self.false_countables,
                "right_statuses": self.right_statuses,
            },
            "failed": self.failed,
        }


def score(pairs: Iterable[tuple[GoldArticle, Answer]], codebook: Codebook) -> Score:
    """The score of coded articles, each beside its gold."""
    found = Score()
    for gold, answer in pairs:
        _Article(gold, answer, codebook, found).count()
    return found


@dataclass(frozen=True)
class _Article:
    gold: GoldArticle
    answer: Answer
    codebook: Codebook
    score: Score

    def count(self) -> None:
        if self.answer["status"] not in ("coded", "no_attack"):
            self.score.failed.append(f"{self.answer['article_id']}: {self.answer['status']} {self.answer['reason']}")
        wanted = self.gold.gold.mentions
        coded = [mention for mention in self.answer["mentions"] if mention["is_countable"]]
        pairs = assign([[self._weight(one, other) for other in coded] for one in wanted]) if coded else {}
        spurious = [mention for at, mention in enumerate(coded) if at not in pairs.values()]
        self.score.mentions.add(len(pairs), len(coded), len(wanted))
        for at, one in enumerate(wanted):
            self._count_fields(one, coded[pairs[at]] if at in pairs else None)
        for mention in spurious:
            self._count_fields(None, mention)
        self._count_uncountable(spurious)
        self._count_aggregates()

    def _weight(self, gold: GoldMention, coded: Answer) -> float:
        """How much of the golden mention's words the coded one was read from, then how many fields agree.

        0 unless the main sentence of one is told in the other, or they share a sentence and a place or site.
        """
        quotes = [span for quote in gold.quotes if (span := self.gold.find(quote))]
        sentences = [(one["char_start"], one["char_end"]) for one in coded["sentences"]]
        shared = [quote for quote in quotes if any(overlap(quote, sentence) for sentence in sentences)]
        if not shared:
            return 0.0
        fields = compare(gold, coded, self.codebook)
        is_main = any(overlap(quotes[0], one) for one in sentences) or any(
            overlap(quote, sentences[0]) for quote in quotes
        )
        if not is_main and not fields["place"].right and not fields["site"].right:
            return 0.0
        both_main = overlap(quotes[0], sentences[0])
        agreeing = sum(fields[name].right > 0 for name in TELLING)
        return 1.0 + is_main + both_main + len(shared) / len(quotes) + 0.5 * agreeing

    def _count_fields(self, gold: GoldMention | None, coded: Answer | None) -> None:
        sentence = self._sentence(gold, coded)
        for name, found in compare(gold, coded, self.codebook).items():
            self.score.fields[name].add(found.right, found.given, found.wanted)
            if gold and coded:
                self.score.aligned[name].add(found.right, found.given, found.wanted)
                self._note(name, found, sentence)
        if gold is None or coded is None:
            told = [_told(coded)] if coded else []
            wanted = [f"{gold.event_type} at {gold.place}"] if gold else []
            self._note("mention", Compared(right=0, given=0, wanted=0, missed=wanted, invented=told), sentence)

    def _note(self, name: str, found: Compared, sentence: str) -> None:
        if found.missed or found.invented:
            self.score.wrong.append(
                Wrong(
                    field=name,
                    article_id=self.gold.article.article_id,
                    wanted=found.missed,
                    given=found.invented,
                    sentence=sentence,
                )
            )

    def _sentence(self, gold: GoldMention | None, coded: Answer | None) -> str:
        start, end = (0, 0)
        if coded:
            start, end = coded["sentences"][0]["char_start"], coded["sentences"][0]["char_end"]
        elif gold:
            start, end = self.gold.find(gold.quotes[0]) or (0, 0)
        return " ".join(self.gold.article.text[start:end].split())

    def _count_uncountable(self, spurious: Sequence[Answer]) -> None:
        """Quotes that must give nothing countable; the status is right where what is coded there has it."""
        for one in self.gold.gold.not_countable:
            span = self.gold.find(one.quote) or (0, 0)
            self.score.quotes += 1
            self.score.false_countables += any(overlap(span, _main(mention)) for mention in spurious)
            self.score.right_statuses += any(
                mention["attack_status"] == one.attack_status and overlap(span, _main(mention))
                for mention in self.answer["mentions"]
            )

    def _count_aggregates(self) -> None:
        wanted = [self.gold.find(quote) or (0, 0) for quote in self.gold.gold.aggregates]
        given = [(one["char_start"], one["char_end"]) for one in self.answer["aggregate_statements"]]
        pairs = assign([[float(overlap(one, other)) for other in given] for one in wanted]) if given else {}
        self.score.aggregates.add(len(pairs), len(given), len(wanted))


def _told(mention: Answer) -> str:
    place = mention["place"]["name"] if mention["place"] else None
    return f"{mention['event_type']} at {place} ({mention['reason']})"


def _main(mention: Answer) -> tuple[int, int]:
    first = mention["sentences"][0]
    return first["char_start"], first["char_end"]
