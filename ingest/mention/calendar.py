"""When each attack of an article was: its own words of time, seen from the publication and the days named before."""

from collections.abc import Sequence
from datetime import date

from ingest.codes import DateGranularity
from ingest.mention import when as times
from ingest.mention.reading import Reading
from ingest.mention.trigger import Trigger
from ingest.mention.when import When
from ingest.records import CodableArticle, Sentence

LONGEST = 1200
BACK = 12
COARSE = ("year", "month", "past", "ago")


class Calendar:
    """The time line of one article."""

    def __init__(self, article: CodableArticle, sentences: Sequence[Sentence]) -> None:
        self._article = article
        self._sentences = sentences
        self._last_days: dict[int, date | None] = {}

    @property
    def published(self) -> date | None:
        """The local day of publication; none where it is not known or cannot be."""
        if self._article.published_at is None or self._article.published_at.year not in times.YEARS[1:-1]:
            return None
        return self._article.published_at.astimezone(times.zone_of(self._article.timezone)).date()

    def when(self, reading: Reading, one: Trigger) -> tuple[When | None, tuple[int, int] | None]:
        """When the attack of a trigger was, with the range of the words that say so; None where nothing does."""
        found = times.expressions(reading.text)
        tokens = {expression: reading.token_at(expression.start, expression.end) for expression in found}
        mine = [item for item in found if (token := tokens[item]) is not None and token.i in one.scope]
        order = sorted(
            mine or found,
            key=lambda item: (item.kind in COARSE, abs(item.start - one.token.idx)),
        )
        for expression in order:
            published = self.published
            moment = times.resolve(expression, published, self._anchor(reading, published))
            if moment is not None:
                is_statement = times.dates_statement(reading, expression, one.token)
                if is_statement and one.is_definite:
                    continue
                if is_statement and moment.granularity is DateGranularity.DAY:
                    moment = times.statement(moment)
                return moment, (expression.start, expression.end)
        return None, None

    def _anchor(self, reading: Reading, published: date | None) -> date | None:
        """The day that the article named last before a sentence: what "the same day" refers to."""
        number = reading.sentence.sent_no
        for sentence in reversed(self._sentences[max(0, number - BACK) : number]):
            if sentence.sent_no not in self._last_days:
                text = self._article.text[sentence.char_start : sentence.char_end][:LONGEST]
                self._last_days[sentence.sent_no] = next(reversed(list(times.days_named(text, published, None))), None)
            if (day := self._last_days[sentence.sent_no]) is not None:
                return day
        return None
