"""One coding as the public answer: what `sigact code` prints of an article, a pure function of ledger rows.

The ledger keeps every value that anybody gives; here each field gets its best one by the policies of `pick`, and the
words behind all of them stand under `evidence`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.codes import AttackerStatus, CodingStatus, Damage, DateGranularity, Field, Outcome, SiteRelation
from ingest.mention import pick
from ingest.mention.codebook import Codebook
from ingest.mention.coded import (
    Casualties,
    CodedAggregate,
    CodedArticle,
    CodedAttacker,
    CodedChain,
    CodedClaim,
    CodedDamage,
    CodedDate,
    CodedMention,
    CodedPlace,
    CodedSentence,
    CodedSite,
    CodedTarget,
    CodedWeapon,
    CoderIdentity,
    Evidence,
    NamedActor,
    Step,
)
from ingest.records import (
    AggregateStatement,
    Assertion,
    CasualtyReport,
    ChainStep,
    Claim,
    CodableArticle,
    Coding,
    Mention,
)

# What has one calendar day; a night and everything longer than a day has the days of its ends.
ONE_DAY = frozenset(
    {
        DateGranularity.MINUTE,
        DateGranularity.HOUR,
        DateGranularity.PART_OF_DAY,
        DateGranularity.DAY,
        DateGranularity.DAY_ASSUMED,
    }
)
# When an interval begins where it is told: at midnight, or in the evening for a night.
BEGINNINGS = (0, 18)
Row = Assertion | Claim | CasualtyReport


def document(article: CodableArticle, coding: Coding, codebook: Codebook, coder: CoderIdentity) -> CodedArticle:
    """The answer for one article; its id is that of the version that was coded."""
    return CodedArticle(
        article_id=coding.article_version_id,
        status=coding.status,
        reason=coding.detail,
        mentions=tuple(_Attack(article, coding, codebook, mention).coded() for mention in coding.mentions),
        aggregate_statements=tuple(
            _aggregate(article.text, one, coding.chain_steps) for one in coding.aggregate_statements
        ),
        coder=coder,
    )


def rejected(article_id: str | None, reason: str, coder: CoderIdentity) -> CodedArticle:
    """The answer for what is no article that can be coded."""
    return CodedArticle(article_id=article_id, status=CodingStatus.REJECTED, reason=reason, coder=coder)


@dataclass(frozen=True)
class _Attack:
    """One mention with the rows that are its own."""

    article: CodableArticle
    coding: Coding
    codebook: Codebook
    mention: Mention

    def coded(self) -> CodedMention:
        attackers = pick.attackers(
            self.said(Field.ATTACKER), self.said(Field.ATTACKER_STATUS), self.codebook, self.text
        )
        weapons = self.said(Field.WEAPON)
        interceptor = next(iter(self.said(Field.INTERCEPTOR)), None)
        return CodedMention(
            mention_id=self.mention.mention_id,
            attack_status=self.mention.attack_status,
            is_countable=self.mention.is_countable,
            event_type=self.mention.event_type,
            sentences=self.sentences(),
            date=self.occurred(),
            place=self.place(),
            site=self.site(),
            attacker=next(iter(attackers), _nobody()),
            attackers=attackers,
            targets=tuple(self.targets()),
            interceptor=self.actor(interceptor.value, self.text(interceptor)) if interceptor else None,
            weapon=self.weapon(pick.weapon(weapons)),
            weapons=tuple(dict.fromkeys(found for one in weapons if (found := self.weapon(one)))),
            munitions=pick.munitions(self.assertions),
            outcome=self.outcome(Field.OUTCOME) or Outcome.UNKNOWN,
            outcome_claimed=self.outcome(Field.OUTCOME_CLAIMED),
            damage=tuple(dict.fromkeys(self.damage())),
            casualties=tuple(self.casualties(report) for report in pick.casualties(self.reports)),
            claims=tuple(dict.fromkeys(self.claim(claim) for claim in self.claims)),
            chains=self.chains(),
            confidence=self.mention.confidence,
            reason=self.mention.reason,
            evidence=self.evidence(),
        )

    @cached_property
    def assertions(self) -> list[Assertion]:
        return [one for one in self.coding.assertions if one.mention_id == self.mention.mention_id]

    @cached_property
    def claims(self) -> list[Claim]:
        return [one for one in self.coding.claims if one.mention_id == self.mention.mention_id]

    @cached_property
    def reports(self) -> list[CasualtyReport]:
        return [one for one in self.coding.casualty_reports if one.mention_id == self.mention.mention_id]

    @cached_property
    def rows(self) -> list[Row]:
        return [*self.assertions, *self.claims, *self.reports]

    def said(self, wanted: Field) -> list[Assertion]:
        return [one for one in self.assertions if one.field is wanted]

    def quote(self, row: Row) -> str:
        return " ".join(self.article.text[row.char_start : row.char_end].split())

    def text(self, one: Assertion) -> str:
        return " ".join(one.text.split()) if one.text else self.quote(one)

    def actor(self, actor_id: str | None, text: str | None) -> NamedActor:
        return NamedActor(
            actor_id=actor_id,
            name=pick.actor_name(actor_id, self.codebook),
            text=" ".join(text.split()) if text else None,
        )

    def sentences(self) -> tuple[CodedSentence, ...]:
        """The main one, then all that a value of the mention stands in."""
        numbers = {row.sent_no for row in self.rows} - {self.mention.sent_no}
        known = {sentence.sent_no: sentence for sentence in self.coding.sentences}
        main = CodedSentence(
            sent_no=self.mention.sent_no, char_start=self.mention.char_start, char_end=self.mention.char_end
        )
        others = (known[number] for number in sorted(numbers) if number in known)
        return (
            main,
            *(CodedSentence(sent_no=s.sent_no, char_start=s.char_start, char_end=s.char_end) for s in others),
        )

    def occurred(self) -> CodedDate:
        mention = self.mention
        said = next(iter(self.said(Field.OCCURRED)), None)
        start, end = self.days()
        return CodedDate(
            start=start,
            end=end,
            granularity=mention.date_granularity,
            basis=mention.date_basis,
            text=self.quote(said) if said else None,
        )

    def days(self) -> tuple[date | None, date | None]:
        """The local days of the interval; the day that a text assumes is that day, whatever hours it leaves open."""
        mention = self.mention
        if mention.occurred_start is None or mention.occurred_end is None:
            return mention.event_date, mention.event_date
        if mention.event_date and mention.date_granularity in ONE_DAY:
            return mention.event_date, mention.event_date
        zone = self.zone(mention.occurred_start)
        return mention.occurred_start.astimezone(zone).date(), mention.occurred_end.astimezone(zone).date()

    def zone(self, start: datetime) -> ZoneInfo:
        """The timezone in which the interval begins when days and nights begin."""
        names = [self.codebook.timezone(one.value) for one in self.said(Field.PLACE)]
        zones = [_zone(name) for name in (*names, self.article.timezone, "UTC") if name]
        told = (zone for zone in zones if (at := start.astimezone(zone)).hour in BEGINNINGS and at.minute == 0)
        return next(told, zones[0])

    def place(self) -> CodedPlace | None:
        best = pick.finest_place(self.said(Field.PLACE), self.codebook)
        if best is None:
            return None
        row = self.codebook.places.get(best.value or "", {})
        return CodedPlace(
            name=row.get("name") or self.text(best),
            place_id=best.value,
            country_iso3=self.above(best.value, "country_iso3"),
            admin1=self.admin1(best.value),
            latitude=_number(row.get("latitude")),
            longitude=_number(row.get("longitude")),
            precision=row.get("place_type"),
        )

    def above(self, place_id: str | None, column: str) -> str | None:
        """A value of the place or of what it lies in."""
        rows = (self.codebook.places[one] for one in self.codebook.ancestors(place_id or ""))
        return next((row[column] for row in rows if row.get(column)), None)

    def admin1(self, place_id: str | None) -> str | None:
        """The name of the first division below the country."""
        line = self.codebook.ancestors(place_id or "")
        inner = [one for one in line if self.codebook.places[one]["place_type"] not in ("country", "region")]
        return self.codebook.places[inner[-1]]["name"] if len(inner) > 1 or (inner and len(line) == 1) else None

    def site(self) -> CodedSite | None:
        best = pick.site(self.said(Field.SITE))
        if best is None:
            return None
        relations = self.said(Field.SITE_RELATION)
        near = min(relations, key=lambda one: abs(one.char_start - best.char_start), default=None)
        row = self.codebook.sites.get(best.value or "", {})
        return CodedSite(
            site_id=best.value,
            name=row.get("name"),
            text=self.text(best),
            relation=SiteRelation(near.value) if near and near.value else None,
        )

    def targets(self) -> Iterable[CodedTarget]:
        """Every thing or person once: an actor and a site in the same words are one target."""
        said = [one for one in self.assertions if one.field in (Field.TARGET_ACTOR, Field.TARGET_SITE)]
        said.sort(key=lambda one: (one.char_start, one.char_end))
        seen: set[str] = set()
        for _, same in groupby(said, key=lambda one: (one.char_start, one.char_end)):
            rows = list(same)
            ids = {one.field: one.value for one in rows if one.value}
            target = CodedTarget(
                actor_id=ids.get(Field.TARGET_ACTOR), site_id=ids.get(Field.TARGET_SITE), text=self.text(rows[0])
            )
            if target.text.casefold() not in seen:
                seen.add(target.text.casefold())
                yield target

    def weapon(self, one: Assertion | None) -> CodedWeapon | None:
        return CodedWeapon(type=one.value or "unknown", text=self.text(one)) if one else None

    def outcome(self, wanted: Field) -> Outcome | None:
        """Partly stopped before all or nothing stopped, as the fuller account; else the first told."""
        told = [Outcome(one.value) for one in self.said(wanted) if one.value]
        partly = Outcome.PARTLY_INTERCEPTED_HIT
        both = {Outcome.HIT, Outcome.INTERCEPTED_ALL} <= set(told)
        return partly if partly in told or both else next(iter(told), None)

    def damage(self) -> Iterable[CodedDamage]:
        for one in self.said(Field.DAMAGE):
            if one.value:
                yield CodedDamage(extent=Damage(one.value), text=self.text(one))

    def casualties(self, report: CasualtyReport) -> Casualties:
        count = pick.ordered(report.low, report.best, report.high)
        return Casualties(
            side=report.side,
            combatant_status=report.combatant_status,
            harm=report.harm,
            report_kind=report.report_kind,
            low=count.low if count else None,
            best=count.best if count else None,
            high=count.high if count else None,
            vague_term=report.vague_term,
            text=self.quote(report),
        )

    def claim(self, claim: Claim) -> CodedClaim:
        speaker = claim.speaker_actor_id or claim.speaker_text
        about = claim.about_actor_id or claim.about_text
        return CodedClaim(
            stance=claim.stance,
            speaker=self.actor(claim.speaker_actor_id, claim.speaker_text) if speaker else None,
            about=self.actor(claim.about_actor_id, claim.about_text) if about else None,
            certainty=claim.certainty,
            mode=claim.claim_mode,
        )

    def chains(self) -> tuple[CodedChain, ...]:
        used = dict.fromkeys(row.chain_id for row in self.rows)
        return tuple(_chain(one, self.coding.chain_steps) for one in used)

    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """Field → the words that give it, in the text's order; claims and casualties stand under those names."""
        named: list[tuple[str, Row]] = [(one.field.value, one) for one in self.assertions]
        named += [("claims", claim) for claim in self.claims] + [("casualties", report) for report in self.reports]
        found: dict[str, dict[Evidence, None]] = {}
        for name, row in sorted(named, key=lambda item: (item[0], item[1].char_start, item[1].char_end)):
            found.setdefault(name, {})[
                Evidence(
                    sent_no=row.sent_no,
                    char_start=row.char_start,
                    char_end=row.char_end,
                    text=self.article.text[row.char_start : row.char_end],
                    chain=row.chain_id,
                )
            ] = None
        return {name: tuple(spans) for name, spans in found.items()}


def _nobody() -> CodedAttacker:
    return CodedAttacker(actor_id=None, name=None, text=None, status=AttackerStatus.UNATTRIBUTED)


def _chain(chain_id: str, steps: Sequence[ChainStep]) -> CodedChain:
    own = sorted((step for step in steps if step.chain_id == chain_id), key=lambda step: step.step)
    return CodedChain(
        chain_id=chain_id,
        steps=tuple(
            Step(
                role=step.role,
                name=step.name,
                actor_id=step.actor_id,
                source_id=step.source_id,
                anonymity=step.anonymity,
            )
            for step in own
        ),
    )


def _aggregate(text: str, one: AggregateStatement, steps: Sequence[ChainStep]) -> CodedAggregate:
    return CodedAggregate(
        text=" ".join((one.text or text[one.char_start : one.char_end]).split()),
        low=one.low,
        best=one.best,
        high=one.high,
        actor_id=one.actor_id,
        place_id=one.place_id,
        sent_no=one.sent_no,
        char_start=one.char_start,
        char_end=one.char_end,
        chain=_chain(one.chain_id, steps) if one.chain_id else None,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _number(text: str | None) -> float | None:
    return float(text) if text else None
