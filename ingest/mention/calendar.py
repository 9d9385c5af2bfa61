"""When each attack of an article was: its own words of time, seen from the publication and the days named before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ingest.codes import DateBasis, DateGranularity
from ingest.mention import clock
from ingest.mention import when as times
from ingest.mention.aside import is_aside
from ingest.mention.moments import Expression, days_running, expressions
from ingest.mention.reading import Reading, Span, clause
from ingest.mention.status import RANKS
from ingest.mention.trigger import Trigger
from ingest.mention.when import When
from ingest.records import CodableArticle, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 1200
BACK = 12
# How many steps in the parse a month or a year stands behind a day.
COARSER = 1.5
# Words of time that begin a sentence begin so near its start.
OPENING = 6
# How near the start of a sentence stands the day that it opens with, and for how many sentences that holds.
FRONT, NEAR = 16, 2
# "In April 2024, when four died": so many letters between.
JOINT = 2
# What stands before a day on which somebody spoke, and how far back it may begin.
SAID = re.compile(
    r"\b(?:said|says|told [\w ]+|announced|reported|confirmed|wrote|acknowledged|added|stated|declared|denied|claimed"
    r"|statement|spoke|posted|published|released|broadcast|condemned)"
    r"(?: (?:in|on|by|to|via) [^,.;]{1,30}| publicly| only| early| late)* (?:on |in |late |early )*$",
    re.I,
)
SAYING = 60
# What happens to people and things in an attack, told as what comes after it.
BEFALLING = frozenset("die burn catch collapse perish explode sink go break erupt kill wound injure".split())
MIDNIGHT = time()
# "Within hours" of an evening may be the next day; "within the hour" is not.
BRIEF = ("", "hour", "minute", "moment")
HOURS, LATE = re.compile(r"\bhours\b", re.I), 17
NEWS = timedelta(days=10)
GRACE = timedelta(days=1)
# How finely the time of a statement is given where it says nothing of the hour of what it is about.
STATED = frozenset({DateGranularity.DAY, DateGranularity.PART_OF_DAY})


class Calendar:
    """The time line of one article. `timezone` is that of its dateline, where that is known."""

    def __init__(self, article: CodableArticle, sentences: Sequence[Sentence], timezone: str | None = None) -> None:
        self._article = article
        self._sentences = sentences
        self._timezone = timezone or article.timezone
        self._named: dict[int, tuple[When, Span] | None] = {}
        self._told: list[tuple[int, When, Span]] = []
        self._past: When | None = None
        self._paragraph = 0
        # Like the roles of paragraphs, of use only where they are of these very paragraphs.
        is_fitting = bool(sentences) and sentences[-1].para_no < len(article.posted_at)
        self._posts = article.posted_at if is_fitting else ()

    @property
    def published(self) -> date | None:
        """The local day of publication, or of the live page's post last asked about; none where it is not known."""
        posted = self._posts[self._paragraph] if self._paragraph < len(self._posts) else None
        at = posted or self._article.published_at
        if at is None or at.year not in times.YEARS[1:-1]:
            return None
        if at.astimezone(UTC).time() == MIDNIGHT:
            # A day without an hour: no timezone may move it.
            return at.astimezone(UTC).date()
        return at.astimezone(times.zone_of(self._timezone)).date()

    def when(self, reading: Reading, one: Trigger) -> tuple[When | None, tuple[int, int] | None]:
        """When the attack of a trigger was, with the range of the words that say so; None where nothing does."""
        self._paragraph = reading.sentence.para_no
        found = [item for item in expressions(reading.text) if not item.is_bound]
        for expression in sorted(found, key=lambda item: _rank(reading, item, one)):
            moment = self._moment(reading, expression, found, one)
            if moment is None or self._is_ahead(moment):
                continue
            is_statement = times.dates_statement(reading, expression, one.token) or _is_sequel(reading, expression, one)
            if (is_statement and one.is_definite) or (expression.is_coarse and _is_aside(reading, expression, one)):
                continue
            if is_statement and moment.granularity in STATED:
                moment = times.statement(moment)
            moment = self._closer(reading, moment)
            if times.is_historical(moment, self.published):
                self._past = moment
            else:
                span = reading.span(expression.start, expression.end)
                self._told.append((reading.sentence.sent_no, moment, span))
            return moment, (expression.start, expression.end)
        return None, None

    def _closer(self, reading: Reading, moment: When) -> When:
        """The same by the hour and the number of days that the sentence gives beside it."""
        at = clock.hour(reading.text)
        moment = clock.before_report(clock.narrowed(moment, at), reading.text, self._reported)
        return times.running(moment, days_running(reading.text))

    @property
    def _reported(self) -> datetime | None:
        """The local instant of publication, where its hour is known."""
        at = self._article.published_at
        if at is None or self.published is None or at.astimezone(UTC).time() == MIDNIGHT:
            return None
        return at.astimezone(times.zone_of(self._timezone))

    def _is_ahead(self, moment: When) -> bool:
        """After publication: never when an attack was. A day of grace for clocks that are ahead."""
        published = self.published
        return published is not None and moment.first.date() > published + GRACE * (moment.basis != DateBasis.ANAPHORA)

    def opens_in_history(self, reading: Reading) -> bool:
        """ "In January, two bombs killed 90; X said it was behind them": a sentence that begins with another time."""
        self._paragraph = reading.sentence.para_no
        first = next((item for item in expressions(reading.text) if item.start <= OPENING), None)
        moment = times.resolve(first, self.published, None) if first is not None and not first.is_bound else None
        return moment is not None and times.is_historical(moment, self.published)

    def goes_on_in_history(self, reading: Reading) -> bool:
        """ "It was in March 1988 that planes came. They dropped gas": the sentence before was of other years."""
        number, published = reading.sentence.sent_no, self.published
        before = self._sentences[number - 1] if number else None
        if published is None or before is None or before.para_no != reading.sentence.para_no:
            return False
        text = self._article.text[before.char_start : before.char_end][:LONGEST]
        moments = [times.resolve(item, published, None) for item in expressions(text) if not item.is_bound]
        known = [moment for moment in moments if moment is not None]
        return bool(known) and all(moment.last.year < published.year for moment in known)

    def is_past(self, reading: Reading, offset: int) -> bool:
        """Whether the words of time in the clause of what stands at an offset set it in an earlier year or season."""
        token = reading.token_at(offset, offset + 1)
        found = [item for item in expressions(reading.text) if not item.is_bound] if token is not None else []
        if token is None or not found:
            return False
        self._paragraph = reading.sentence.para_no
        near = [(steps, item) for item in found if (steps := _steps(reading, item, token)) is not None]
        nearest = min((steps for steps, _ in near), default=0)
        moments = [times.resolve(item, self.published, None) for steps, item in near if steps == nearest]
        known = [moment for moment in moments if moment is not None]
        return bool(known) and all(times.is_historical(moment, self.published) for moment in known)

    def inherited(self, reading: Reading) -> tuple[When, Span] | None:
        """The day that an attack without words of time has from what was told before it, and the words of that."""
        number = reading.sentence.sent_no
        told = ((when, span) for no, when, span in reversed(self._told) if number - BACK <= no <= number)
        found = next((pair for pair in told if pair[0].day is not None), None)
        found = self._opening(number, found[1].sent_no if found is not None else -1) or found or self._before(number)
        if found is None or not (self._is_news(found[0]) or number - found[1].sent_no <= 1):
            return None
        when, span = found
        when = clock.narrowed(replace(when, basis=DateBasis.ANAPHORA), clock.hour(reading.text))
        return when, span

    def _is_news(self, when: When) -> bool:
        """Of the days before publication: what lies further back is told of itself only."""
        published = self.published
        return published is None or when.day is None or when.day >= published - NEWS

    def _moment(
        self, reading: Reading, expression: Expression, found: Sequence[Expression], one: Trigger
    ) -> When | None:
        published = self.published
        anchor = self._anchor(reading, expression, found, published)
        is_same_night = expression.kind == "night" or (
            expression.kind == "same" and expression.given("part") == "night"
        )
        if is_same_night or (expression.kind in ("hours", "shift") and expression.given("unit") in BRIEF):
            last = self.inherited(reading)
            if last is not None and last[0].day == anchor and (night := self._night(expression, last[0])) is not None:
                return night
        if expression.kind != "clause":
            return times.resolve(expression, published, anchor)
        is_inside = _is_inside(reading, expression, one)
        return times.shifted(expression, anchor, is_clause=is_inside) if anchor is not None and is_inside else None

    def _night(self, expression: Expression, last: When) -> When | None:
        """The night of what was told, also where it is some hours later; hours behind an evening may be in the next."""
        if last.granularity is DateGranularity.NIGHT_AMBIGUOUS:
            return last
        is_long = expression.kind == "hours" and HOURS.search(expression.match[0]) is not None
        return times.into_night(last) if is_long and last.first.hour >= LATE else None

    def _anchor(
        self, reading: Reading, expression: Expression, found: Sequence[Expression], published: date | None
    ) -> date | None:
        """The day told last before it, to which "the same day" refers; "a day after …, on Monday" its own."""
        before = [item for item in reversed(found) if item.end <= expression.start]
        behind = [item for item in found if item.start >= expression.end and expression.kind == "clause"]
        for other in (*before, *behind):
            when = times.resolve(other, published, None)
            if when is not None and when.day is not None:
                return when.day
        last = self.inherited(reading)
        if self._past is not None and not self._told:
            return self._past.day  # no attack is news so far: "minutes later" goes on with what was in another year
        return last[0].day if last else None

    def _before(self, number: int) -> tuple[When, Span] | None:
        """The day that a sentence named last before this one."""
        for sentence in reversed(self._sentences[max(0, number - BACK) : number]):
            if sentence.sent_no not in self._named:
                days = list(self._days(sentence))
                own = (pair for pair in days if not self._is_said(sentence, pair[1]))
                self._named[sentence.sent_no] = next(own, days[0] if days else None)
            if (found := self._named[sentence.sent_no]) is not None:
                return found
        return None

    def _opening(self, number: int, told: int) -> tuple[When, Span] | None:
        """The day with which a sentence just before began, after an attack of another day was told: "On Monday the army
        struck back. A drone hit …"."""
        for sentence in reversed(self._sentences[max(0, told + 1, number - NEAR) : number]):
            days = [pair for pair in self._days(sentence) if pair[1].start - sentence.char_start <= FRONT]
            if days:
                return days[-1]
        return None

    def _is_said(self, sentence: Sentence, span: Span) -> bool:
        """ "The minister said on Tuesday": the day of words, not of what they are about."""
        return SAID.search(self._article.text[max(sentence.char_start, span.start - SAYING) : span.start]) is not None

    def _days(self, sentence: Sentence) -> Iterator[tuple[When, Span]]:
        """The days that a sentence names, the last first; those of other years date nothing that follows."""
        text = self._article.text[sentence.char_start : sentence.char_end][:LONGEST]
        published = self.published
        for expression in reversed(expressions(text)):
            when = None if expression.is_bound else times.resolve(expression, published, None)
            if when is not None and when.day is not None and not times.is_historical(when, published):
                start = sentence.char_start + expression.start
                yield when, Span(sentence.sent_no, start, sentence.char_start + expression.end)


def _steps(reading: Reading, expression: Expression, token: "Token") -> int | None:
    """How near words of time stand to a word: 0 where it is told of them, 1 in one clause; none further off."""
    time = reading.token_at(*expression.core)
    if time is None:
        return None
    verb = clause(token)
    is_joined = verb.left_edge.lower_ in ("when", "in") and 0 <= verb.left_edge.idx - expression.end <= JOINT
    if time in token.ancestors or is_joined:
        return 0
    return 1 if clause(time) == verb else None


def _rank(reading: Reading, expression: Expression, one: Trigger) -> tuple[float, int]:
    """Nearer in the parse, then in the text: under the very word, in its clause, in its reach, in the sentence.

    A day goes before what is longer, unless that is in a nearer clause or the very word bears it ("the 2016 attack").
    """
    distance = abs(expression.start - one.token.idx)
    token = reading.token_at(*expression.core)
    if token is None:
        return 3 + COARSER * expression.is_coarse, distance
    is_borne = token.head == one.token and token.i < one.token.i
    if expression.is_coarse and any(child.lower_ in RANKS for child in one.token.children):
        return 3 + COARSER, distance  # "the third raid in June": how many there were, not when this one was
    return _depth(token, one) + COARSER * (expression.is_coarse and not is_borne), distance


def _is_sequel(reading: Reading, expression: Expression, one: Trigger) -> bool:
    """ "Bodies were brought in on Saturday after a raid": the day of what came of it, the raid's own or the next."""
    above = one.token.head
    token = reading.token_at(*expression.core)
    if not one.is_noun or above.lower_ not in ("after", "following") or token is None or above in token.ancestors:
        return False
    verb = above.head
    is_harm = any(reading.codebook.means(name, verb.lemma_) for name in ("harm", "attack", "harm_word"))
    return verb.pos_ == "VERB" and clause(token) == verb and verb.lemma_ not in BEFALLING and not is_harm


def _is_aside(reading: Reading, expression: Expression, one: Trigger) -> bool:
    token = reading.token_at(*expression.core)
    return token is not None and is_aside(reading, token, one.token)


def _depth(token: "Token", one: Trigger) -> int:
    if one.token in token.ancestors and (one.is_noun or clause(token) == one.token):
        return 0
    if clause(token) == clause(one.token):
        return 1
    return 2 if token.i in one.scope else 3


def _is_inside(reading: Reading, expression: Expression, one: Trigger) -> bool:
    """Whether the trigger stands in the clause that "a day after" opens."""
    token = reading.token_at(expression.match.start("way"), expression.match.end("way"))
    if token is None or one.token.i < token.i:
        return False
    verb = clause(one.token)
    while verb.dep_ in ("conj", "acl") and token.i < verb.head.i and clause(verb.head) != verb:
        verb = clause(verb.head)  # "a day after a shell fired from X hit the camp and killed ten"
    return token in verb.subtree or token in one.token.subtree or token in one.token.ancestors
