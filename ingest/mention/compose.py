"""From what an article tells to the ledger's rows: mentions, assertions, claims, reports of casualties and chains."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from ingest.codes import (
    AttackerStatus,
    AttackStatus,
    Certainty,
    CodingStatus,
    DateBasis,
    DateGranularity,
    Field,
    Outcome,
    SectionRole,
    Stance,
    Voice,
)
from ingest.keys import key
from ingest.mention import clock, outcome, weapon, when
from ingest.mention.aggregate import Bulk
from ingest.mention.chain import Attribution
from ingest.mention.claim import STATUS
from ingest.mention.codebook import Codebook
from ingest.mention.doer import NAMELESS, is_anybody
from ingest.mention.finding import Finding
from ingest.mention.kind import event_type
from ingest.mention.reading import Span
from ingest.mention.rows import Rows, add_accounts, add_aggregates, add_assertion, add_claims, add_reports, chain_steps
from ingest.mention.telling import Telling, Told
from ingest.mention.when import When
from ingest.records import (
    CodableArticle,
    Coding,
    Mention,
    Sentence,
)

FRESH_TAGS = frozenset({"VBZ", "VBP"})
# A day of its own goes before one seen from another, and that before the day of a statement.
SURETY = {DateBasis.ANAPHORA: 1, DateBasis.STATEMENT_DATE_ASSUMED: 2}
Said = tuple[Finding, Attribution]


class _Dated(NamedTuple):
    when: When
    attribution: Attribution
    span: Span


def compose(
    article: CodableArticle,
    sentences: tuple[Sentence, ...],
    attacks: Sequence[Told],
    bulks: Sequence[tuple[Bulk, Attribution]],
    *,
    codebook: Codebook,
    run_id: str,
    now: datetime,
    detail: str | None,
) -> Coding:
    """The coding of one article version."""
    rows = Rows(article=article, run_id=run_id, now=now)
    ordinals: dict[int, int] = {}
    for attack in attacks:
        if _is_worth_keeping(attack):
            main = _main(attack).reading.sentence
            ordinals[main.sent_no] = ordinals.get(main.sent_no, -1) + 1
            _attack(rows, attack, codebook, main, ordinals[main.sent_no])
    add_aggregates(rows, bulks)
    return Coding(
        article_version_id=article.article_version_id,
        status=CodingStatus.CODED if rows.mentions or rows.aggregates else CodingStatus.NO_ATTACK,
        detail=detail,
        sentences=sentences,
        mentions=tuple(rows.mentions),
        assertions=tuple(rows.assertions.values()),
        claims=tuple(rows.claims.values()),
        casualty_reports=tuple(rows.reports.values()),
        aggregate_statements=tuple(rows.aggregates.values()),
        chain_steps=tuple(chain_steps(rows)),
    )


def _is_worth_keeping(attack: Told) -> bool:
    """Whether it says where or to whom; a bare word of attack tells nothing."""
    wanted = (Field.SITE, Field.PLACE, Field.TARGET_ACTOR, Field.ATTACKER)
    return any(found.field in wanted for telling in attack.tellings for found in telling.findings)


def _main(attack: Told) -> Telling:
    return next(telling for telling in attack.tellings if telling.status is attack.status)


def _attack(rows: Rows, attack: Told, codebook: Codebook, main: Sentence, ordinal: int) -> None:
    version = rows.article.article_version_id
    mention_id = key("men", version, main.char_start, main.char_end, ordinal)
    said = list(_said(attack, codebook))
    dated = _dated(rows.article, attack)
    zone = _timezone(attack, codebook, rows.article)
    start, end = dated.when.utc(zone) if dated else (None, None)
    is_countable = _is_countable(attack, said)
    confidence, reason = _confidence(said, dated, attack, is_countable=is_countable)
    rows.mentions.append(
        Mention(
            run_id=rows.run_id,
            mention_id=mention_id,
            article_version_id=version,
            ordinal=ordinal,
            event_type=event_type(attack, codebook),
            attack_status=attack.status,
            is_countable=is_countable,
            occurred_start=start,
            occurred_end=end,
            event_date=dated.when.day if dated else None,
            date_granularity=dated.when.granularity if dated else DateGranularity.UNKNOWN,
            date_basis=dated.when.basis if dated else None,
            confidence=confidence,
            reason=reason,
            sent_no=main.sent_no,
            char_start=main.char_start,
            char_end=main.char_end,
            loaded_at=rows.now,
        )
    )
    if dated and start and end:
        value = f"{start.isoformat()}/{end.isoformat()}"
        said.append((Finding(field=Field.OCCURRED, span=dated.span, value=value), dated.attribution))
    for finding, told in said:
        add_assertion(rows, mention_id, finding, told)
    add_claims(rows, mention_id, attack)
    add_reports(rows, mention_id, attack)
    add_accounts(rows, mention_id, attack)


def _said(attack: Told, codebook: Codebook) -> Iterator[Said]:
    """Every value of an attack: what its triggers say, what claims say of the attacker, and what follows."""
    telling_findings = [(found, telling.attribution) for telling in attack.tellings for found in telling.findings]
    yield from telling_findings
    if not any(found.field is Field.PLACE for found, _ in telling_findings):
        yield from ((one.beside, one.attribution) for one in attack.tellings[:1] if one.beside is not None)
    counted = [*telling_findings, *((found, told) for found, told in attack.extra if found.field in outcome.COUNTED)]
    for found in outcome.inferred([found for found, _ in counted]):
        yield found, next(told for other, told in counted if other.span == found.span)
    yield from _answerable(attack, codebook)
    actual = [telling for telling in attack.tellings if telling.status is AttackStatus.ACTUAL]
    pairs = [(telling.reading, telling.trigger) for telling in actual]
    if not any(found.field is Field.WEAPON for found, _ in telling_findings):
        for found in weapon.inferred(pairs):
            yield found, next(one.attribution for one in actual if one.reading.sentence.sent_no == found.span.sent_no)
    result = outcome.outcome([found for found, _ in telling_findings], pairs)
    own = _by_attacker(result, attack) if result is not None else None
    if own is not None:
        telling = next(telling for telling in actual if telling.reading.sentence.sent_no == own.span.sent_no)
        yield own, telling.attribution
    hit = list(_suffered(attack))
    if own is None or own.field is Field.OUTCOME_CLAIMED:
        yield from hit
    if hit and (only := _only_one([found for found, _ in counted])) is not None:
        yield replace(only, field=Field.IMPACTED, certainty=Certainty.LIKELY), hit[0][1]
    yield from attack.extra


def _only_one(counted: Sequence[Finding]) -> Finding | None:
    """The one munition that was sent, where no more is told of any: if somebody was hurt, it hit."""
    told = [found for found in counted if found.field in outcome.COUNTED]
    alone = all(found.field is Field.LAUNCHED and found.best == 1 for found in told)
    return told[0] if told and alone else None


def _suffered(attack: Told) -> Iterator[Said]:
    """That it hit, where others than the attacker tell of people hurt or things damaged."""
    boasts = {stated.speaker_id for stated, _ in attack.claims if stated.stance is Stance.CLAIMS_RESPONSIBILITY}
    tolls = [(toll, told) for toll, told in attack.tolls if told.origin.actor_id not in boasts - {None}]
    if hurt := outcome.suffered([toll for toll, _ in tolls]):
        yield hurt, next(told for toll, told in tolls if toll.span == hurt.span)
        return
    for found, told in attack.extra:
        if found.field is Field.DAMAGE and told.origin.actor_id not in boasts - {None}:
            hit = Finding(field=Field.OUTCOME, span=found.span, value=Outcome.HIT.value, certainty=Certainty.LIKELY)
            yield hit, told
            return


def _by_attacker(result: Finding, attack: Told) -> Finding:
    """An outcome that only the attacker tells of is a claimed one."""
    speakers = {stated.speaker_id for stated, _ in attack.claims if stated.stance is Stance.CLAIMS_RESPONSIBILITY}
    origins = {telling.attribution.origin.actor_id for telling in attack.tellings}
    if not speakers or None in origins or not origins <= speakers:
        return result
    return Finding(field=Field.OUTCOME_CLAIMED, span=result.span, value=result.value)


def _answerable(attack: Told, codebook: Codebook) -> Iterator[Said]:
    """The attacker's status by each claim, and of those named as attackers without one."""
    spoken: set[str | None] = set()
    claimed = {stated.about_id for stated, _ in attack.claims if stated.stance is Stance.CLAIMS_RESPONSIBILITY}
    for stated, told in attack.claims:
        status = STATUS.get(stated.stance)
        if stated.stance is Stance.DENIES_EVENT and stated.about_id not in claimed:
            status = AttackerStatus.DENIED  # by who is accused of it
        if status is None or (stated.about_id is None and not stated.about):
            continue
        spoken.add(stated.about_id)
        certainty = stated.certainty
        if status is not AttackerStatus.DENIED:
            yield (
                Finding(
                    field=Field.ATTACKER,
                    span=stated.span,
                    value=stated.about_id,
                    text=stated.about,
                    certainty=certainty,
                ),
                told,
            )
        yield (
            Finding(
                field=Field.ATTACKER_STATUS,
                span=stated.span,
                value=status.value,
                text=stated.about_id or stated.about,
                certainty=certainty,
            ),
            told,
        )
    for telling in attack.tellings:
        for found in telling.findings:
            if found.field is Field.ATTACKER and found.value not in spoken and not _is_around(found, telling):
                spoken.add(found.value)
                own = telling.attribution.voice is Voice.OWN or _is_nameless(found, codebook)
                status = AttackerStatus.PUBLISHER_OWN_VOICE if own else AttackerStatus.BLAMED
                yield (
                    Finding(field=Field.ATTACKER_STATUS, span=found.span, value=status.value, text=found.value),
                    telling.attribution,
                )


def _is_nameless(found: Finding, codebook: Codebook) -> bool:
    """ "Gunmen killed two, police said": whoever tells it, nobody is accused."""
    return found.value in NAMELESS if found.value else is_anybody(found.text or "", codebook)


def _is_around(found: Finding, telling: Telling) -> bool:
    """ "Fighters of X", where X is told of as well: its status is X's."""
    known = [one for one in telling.findings if one.field is Field.ATTACKER and one.value is not None]
    low, high = found.span.start, found.span.end
    return found.value is None and any(low <= one.span.start and one.span.end <= high for one in known)


def _dated(article: CodableArticle, attack: Told) -> _Dated | None:
    """The best date told: one of the attack itself before that of a statement, days before months."""
    found = [
        _Dated(telling.when, telling.attribution, telling.reading.span(*telling.when_at))
        for telling in attack.tellings
        if telling.when is not None and telling.when_at is not None
    ]
    found += [_Dated(one.when, one.attribution, one.span) for one in attack.moments if one.when is not None]
    found.sort(key=lambda item: (item.when.day is None, SURETY.get(item.when.basis, 0)))
    found = found or _inherited(attack)
    if found:
        return found[0]._replace(when=clock.narrowed(found[0].when, _hour(attack)))
    main = _main(attack)
    token = main.trigger.token
    fresh = not main.trigger.is_noun and token.tag_ in FRESH_TAGS and article.published_at is not None
    if not fresh or attack.status is not AttackStatus.ACTUAL or article.published_at is None:
        return None
    published: date = article.published_at.astimezone(when.zone_of(article.timezone)).date()
    return _Dated(when.fallback(published), main.attribution, main.reading.span(token.idx, token.idx + len(token)))


def _hour(attack: Told) -> float | None:
    """The hour at which one of its tellings sets it."""
    texts = (one.reading.text for one in attack.tellings if one.status is AttackStatus.ACTUAL)
    hours = (*map(clock.hour, texts), *(one.hour for one in attack.moments))
    return next((at for at in hours if at is not None), None)


def _inherited(attack: Told) -> list[_Dated]:
    """The day of what was told before it, for an attack that the text sets on no day."""
    if attack.status is not AttackStatus.ACTUAL:
        return []
    return [
        _Dated(one.inherited[0], one.attribution, one.inherited[1])
        for one in attack.tellings
        if one.inherited is not None
    ]


def _timezone(attack: Told, codebook: Codebook, article: CodableArticle) -> str:
    zones = (codebook.timezone(place) for place in attack.values(Field.PLACE))
    return next((zone for zone in zones if zone), article.timezone)


def _is_countable(attack: Told, said: Sequence[Said]) -> bool:
    """Actual, told in the body, and somewhere: a place that is only inferred needs more than one answer beside it."""
    places = [found for found, _ in said if found.field in (Field.SITE, Field.PLACE)]
    stated = any(found.field is Field.SITE or found.certainty is not Certainty.LIKELY for found in places)
    located = stated or (bool(places) and _answers(attack, said) > 1)
    told = any(
        telling.reading.sentence.section_role in (SectionRole.BODY, SectionRole.QUOTE) for telling in attack.tellings
    )
    return attack.status is AttackStatus.ACTUAL and located and told and _is_told_of(attack, said)


def _is_told_of(attack: Told, said: Sequence[Said]) -> bool:
    """More than that it was somewhere: when, with what, with what result, or who attacked whom."""
    return _answers(attack, said) > 0


def _answers(attack: Told, said: Sequence[Said]) -> int:
    """How many of the questions when, with what, with what result and who whom are answered."""
    # A weapon that is only likely, as rifles are in a shooting, is no answer of its own.
    meant = (Field.WEAPON, Certainty.LIKELY)
    fields = {found.field for found, _ in said if (found.field, found.certainty) != meant}
    dated = any(telling.when is not None and telling.when.day is not None for telling in attack.tellings)
    result = bool(attack.tolls) or Field.DAMAGE in fields
    means = bool(fields & {Field.WEAPON, Field.LAUNCHED, Field.INTERCEPTED})
    sides = Field.ATTACKER in fields and bool(fields & {Field.TARGET_ACTOR, Field.TARGET_SITE})
    return dated + result + means + sides


def _confidence(said: Sequence[Said], dated: _Dated | None, attack: Told, *, is_countable: bool) -> tuple[float, str]:
    """A rough degree of trust: the more of the five questions are answered, the less likely a false alarm."""
    fields = {found.field for found, _ in said if found.value or found.best is not None}
    answers = {
        "weapon": Field.WEAPON in fields,
        "site": Field.SITE in fields,
        "place": Field.PLACE in fields,
        "date": dated is not None,
        "toll": bool(attack.tolls),
    }
    known = [name for name, is_known in answers.items() if is_known]
    first = _main(attack).trigger.token.lemma_
    words = f"{len(attack.tellings)} triggers, first {first!r}; known: {', '.join(known) or 'nothing'}"
    return round((0.4 if is_countable else 0.2) + 0.1 * len(known), 2), words
