"""One mention of the ledger in its public form: each field's best value, and the words behind all of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ingest.codes import AttackerStatus, Certainty, ChainRole, Damage, Field, Outcome, SiteRelation
from ingest.mention import figures, pick, where_when
from ingest.mention.codebook import Codebook
from ingest.mention.coded import (
    Casualties,
    CodedAttacker,
    CodedChain,
    CodedClaim,
    CodedDamage,
    CodedMention,
    CodedSentence,
    CodedSite,
    CodedTarget,
    CodedWeapon,
    Evidence,
    Munitions,
    NamedActor,
    Step,
)
from ingest.mention.targets import STRUCK, Aimed, chief
from ingest.records import Assertion, CasualtyReport, ChainStep, Claim, CodableArticle, Coding, Mention

Row = Assertion | Claim | CasualtyReport
FIRMEST = tuple(Certainty)
NOBODY = CodedAttacker(actor_id=None, name=None, text=None, status=AttackerStatus.UNATTRIBUTED)


@dataclass(frozen=True)
class Described:
    """One mention with the rows that are its own."""

    article: CodableArticle
    coding: Coding
    codebook: Codebook
    mention: Mention

    def coded(self) -> CodedMention:
        """The public form."""
        attackers = pick.attackers(
            self._said(Field.ATTACKER), self._said(Field.ATTACKER_STATUS), self.codebook, self._text
        )
        weapons, places = self._said(Field.WEAPON), self._said(Field.PLACE)
        counts = pick.munitions(self._assertions)
        finest = pick.finest_place(places, self.codebook)
        interceptor = next(iter(self._said(Field.INTERCEPTOR)), None)
        doers = {one.actor_id for one in attackers if one.actor_id}

        return CodedMention(
            mention_id=self.mention.mention_id,
            attack_status=self.mention.attack_status,
            is_countable=self.mention.is_countable,
            event_type=self.mention.event_type,
            sentences=self._sentences(),
            date=where_when.occurred(self.mention, self._dated(), self._zones()),
            place=where_when.place(places, self._text(finest) if finest else None, self._host(), self.codebook),
            site=self._site(),
            attacker=next((one for one in attackers if one.status is not AttackerStatus.UNATTRIBUTED), NOBODY),
            attackers=attackers,
            targets=tuple(self._targets()),
            interceptor=self._actor(interceptor.value, self._text(interceptor)) if interceptor else None,
            weapon=self._weapon(pick.weapon(weapons)),
            weapons=tuple(dict.fromkeys(found for one in weapons if (found := self._weapon(one)))),
            munitions=counts,
            outcome=pick.outcome(self._outcomes(Field.OUTCOME), counts) or Outcome.UNKNOWN,
            outcome_claimed=pick.outcome(self._outcomes(Field.OUTCOME_CLAIMED), Munitions()),
            damage=tuple(dict.fromkeys(self._damage())),
            casualties=tuple(self._casualties(report) for report in figures.holding(self._figures(doers))),
            claims=tuple(dict.fromkeys(self._claim(claim) for claim in self._claims)),
            chains=self._chains(),
            confidence=self.mention.confidence,
            reason=self.mention.reason,
            evidence=self._evidence(),
        )

    @cached_property
    def _assertions(self) -> list[Assertion]:
        return [one for one in self.coding.assertions if one.mention_id == self.mention.mention_id]

    @cached_property
    def _claims(self) -> list[Claim]:
        return [one for one in self.coding.claims if one.mention_id == self.mention.mention_id]

    @cached_property
    def _reports(self) -> list[CasualtyReport]:
        return [one for one in self.coding.casualty_reports if one.mention_id == self.mention.mention_id]

    @cached_property
    def _rows(self) -> list[Row]:
        return [*self._assertions, *self._claims, *self._reports]

    def _said(self, wanted: Field) -> list[Assertion]:
        return [one for one in self._assertions if one.field is wanted]

    def _quote(self, row: Row) -> str:
        return " ".join(self.article.text[row.char_start : row.char_end].split())

    def _text(self, one: Assertion) -> str:
        return " ".join(one.text.split()) if one.text else self._quote(one)

    def _actor(self, actor_id: str | None, text: str | None) -> NamedActor:
        return NamedActor(
            actor_id=actor_id,
            name=pick.actor_name(actor_id, self.codebook),
            text=" ".join(text.split()) if text else None,
        )

    def _sentences(self) -> tuple[CodedSentence, ...]:
        """The main one, then all that a value of the mention stands in."""
        numbers = {row.sent_no for row in self._rows} - {self.mention.sent_no}
        known = {sentence.sent_no: sentence for sentence in self.coding.sentences}
        main = CodedSentence(
            sent_no=self.mention.sent_no, char_start=self.mention.char_start, char_end=self.mention.char_end
        )
        others = (known[number] for number in sorted(numbers) if number in known)
        return (
            main,
            *(CodedSentence(sent_no=s.sent_no, char_start=s.char_start, char_end=s.char_end) for s in others),
        )

    def _dated(self) -> str | None:
        said = next(iter(self._said(Field.OCCURRED)), None)
        return self._quote(said) if said else None

    def _zones(self) -> list[str]:
        named = (self.codebook.timezone(one.value) for one in self._said(Field.PLACE))
        return [zone for zone in (*named, self.article.timezone) if zone]

    def _host(self) -> str | None:
        """The country of the site, for a place that is in no list."""
        best = pick.site(self._said(Field.SITE))
        row = self.codebook.sites.get(best.value or "", {}) if best else {}
        return row.get("host_country_iso3") or None

    def _site(self) -> CodedSite | None:
        said = self._said(Field.SITE)
        # What it was near, where the text also says at what it was, tells nothing.
        struck = [one for one in said if self._relation(one) in (*STRUCK, SiteRelation.TOWARDS)]
        best = pick.site(struck or said)
        if best is None:
            return None
        row = self.codebook.sites.get(best.value or "", {})
        return CodedSite(site_id=best.value, name=row.get("name"), text=self._text(best), relation=self._relation(best))

    def _relation(self, site: Assertion) -> SiteRelation | None:
        """What was said nearest to the site."""
        said = self._said(Field.SITE_RELATION)
        near = min(said, key=lambda one: abs(one.char_start - site.char_start), default=None)
        return SiteRelation(near.value) if near and near.value else None

    def _targets(self) -> Iterable[CodedTarget]:
        return chief(list(self._aimed()), self.codebook, self.mention.event_type, self._site())

    def _aimed(self) -> Iterable[Aimed]:
        """Every thing or person once: an actor and a site in the same words are one target."""
        said = [one for one in self._assertions if one.field in (Field.TARGET_ACTOR, Field.TARGET_SITE)]
        said.sort(key=lambda one: (one.char_start, one.char_end))
        found: dict[str, Aimed] = {}
        for _, same in groupby(said, key=lambda one: (one.char_start, one.char_end)):
            rows = list(same)
            ids = {one.field: one.value for one in rows if one.value}
            target = CodedTarget(
                actor_id=ids.get(Field.TARGET_ACTOR), site_id=ids.get(Field.TARGET_SITE), text=self._text(rows[0])
            )
            certainty = min((one.certainty for one in rows), key=FIRMEST.index)
            known = found.get(target.text.casefold())
            is_thing = any(one.field is Field.TARGET_SITE for one in rows)
            if known is None or FIRMEST.index(certainty) < FIRMEST.index(known.certainty):
                found[target.text.casefold()] = Aimed(known.target if known else target, certainty, is_thing=is_thing)
        return found.values()

    def _weapon(self, one: Assertion | None) -> CodedWeapon | None:
        words = " ".join(one.text.split()) if one and one.text else None
        return CodedWeapon(type=one.value or "unknown", text=words) if one else None

    def _outcomes(self, wanted: Field) -> list[Outcome]:
        return [Outcome(one.value) for one in self._said(wanted) if one.value]

    def _damage(self) -> Iterable[CodedDamage]:
        for one in self._said(Field.DAMAGE):
            if one.value:
                yield CodedDamage(extent=Damage(one.value), text=self._text(one))

    def _figures(self, doers: Collection[str]) -> list[figures.Figure]:
        return [self._figure(report, doers) for report in self._reports]

    def _figure(self, report: CasualtyReport, doers: Collection[str]) -> figures.Figure:
        steps = chain_of(report.chain_id, self.coding.chain_steps).steps
        last = steps[-1] if steps and steps[-1].role in (ChainRole.ORIGIN, ChainRole.RELAY) else None
        sentence = next((one for one in self.coding.sentences if one.sent_no == report.sent_no), None)
        return figures.Figure(
            report=report,
            source=(last.actor_id or last.name) if last else None,
            sentence=self.article.text[sentence.char_start : sentence.char_end] if sentence else "",
            is_boast=last is not None and last.actor_id in doers,
        )

    def _casualties(self, report: CasualtyReport) -> Casualties:
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
            text=self._quote(report),
        )

    def _claim(self, claim: Claim) -> CodedClaim:
        speaker = claim.speaker_actor_id or claim.speaker_text
        about = claim.about_actor_id or claim.about_text
        return CodedClaim(
            stance=claim.stance,
            speaker=self._actor(claim.speaker_actor_id, claim.speaker_text) if speaker else None,
            about=self._actor(claim.about_actor_id, claim.about_text) if about else None,
            certainty=claim.certainty,
            mode=claim.claim_mode,
        )

    def _chains(self) -> tuple[CodedChain, ...]:
        used = dict.fromkeys(row.chain_id for row in self._rows)
        return tuple(chain_of(one, self.coding.chain_steps) for one in used)

    def _evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """Field → the words that give it, in the text's order; claims and casualties stand under those names."""
        named: list[tuple[str, Row]] = [(one.field.value, one) for one in self._assertions]
        named += [("claims", claim) for claim in self._claims] + [("casualties", report) for report in self._reports]
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


def chain_of(chain_id: str, steps: Sequence[ChainStep]) -> CodedChain:
    """A chain with its steps in order."""
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
