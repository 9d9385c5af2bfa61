"""One attack as one article tells it: what single triggers say of it, and which of them tell of the same attack."""

from dataclasses import dataclass, field
from datetime import date

from ingest.codes import AttackStatus, DateBasis, EventType, Field
from ingest.mention.chain import Attribution
from ingest.mention.codebook import Codebook
from ingest.mention.finding import Finding, Stated, Toll
from ingest.mention.reading import Reading, Span
from ingest.mention.trigger import Trigger
from ingest.mention.when import When

NEAR = 6


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What one trigger says."""

    reading: Reading
    trigger: Trigger
    attribution: Attribution
    status: AttackStatus
    event_type: EventType
    findings: tuple[Finding, ...]
    when: When | None
    when_at: tuple[int, int] | None
    inherited: tuple[When, Span] | None = None

    def values(self, wanted: Field) -> list[str]:
        """The known values that it gives for a field."""
        return [found.value for found in self.findings if found.field is wanted and found.value is not None]


@dataclass(kw_only=True)
class Told:
    """All that an article tells of one attack; grows while the article is read."""

    tellings: list[Telling] = field(default_factory=list)
    tolls: list[tuple[Toll, Attribution]] = field(default_factory=list)
    claims: list[tuple[Stated, Attribution]] = field(default_factory=list)
    extra: list[tuple[Finding, Attribution]] = field(default_factory=list)

    @property
    def last(self) -> Telling:
        """What told of it last."""
        return self.tellings[-1]

    def values(self, wanted: Field) -> list[str]:
        """The known values for a field, in the order told."""
        return [value for telling in self.tellings for value in telling.values(wanted)]

    def days(self) -> list[date]:
        """The days that it is placed on."""
        return [telling.when.day for telling in self.tellings if telling.when and telling.when.day]

    @property
    def status(self) -> AttackStatus:
        """Actual where any trigger tells of it as that."""
        found = [telling.status for telling in self.tellings]
        return AttackStatus.ACTUAL if AttackStatus.ACTUAL in found else found[0]


def place(telling: Telling, attacks: list[Told], codebook: Codebook) -> Told | None:
    """The attack, among those told so far, that a telling belongs to; none for a new one."""
    for attack in reversed(attacks[-NEAR:]):
        if _same(telling, attack, codebook):
            return attack
    return None


def _same(telling: Telling, attack: Told, codebook: Codebook) -> bool:  # noqa: PLR0911
    if telling.trigger.is_another or _contradicts(telling, attack, codebook):
        return False
    distance = telling.reading.sentence.sent_no - attack.last.reading.sentence.sent_no
    paragraphs = telling.reading.sentence.para_no - attack.last.reading.sentence.para_no
    if distance == 0:
        return True
    if (telling.trigger.is_definite and not telling.trigger.is_designated) or _bare(telling):
        return distance <= NEAR and paragraphs <= 3
    if set(telling.values(Field.SITE)) & set(attack.values(Field.SITE)):
        return True
    if distance == 1 and _same_speaker(telling, attack.last) and not _indefinite(telling):
        return True
    if paragraphs <= 1 and not _indefinite(telling) and not _located(telling):
        return True
    if distance <= NEAR and paragraphs <= 2 and _definite_site(telling) and _alike(telling, attack, codebook):
        return True
    return _places_meet(telling, attack, codebook) and _alike(telling, attack, codebook)


def refers_back(telling: Telling) -> bool:
    """ "The strike deepened a rift in the capital": of an attack told before, and nothing new of its own."""
    new = telling.when is not None or telling.values(Field.SITE) or telling.values(Field.WEAPON)
    return telling.trigger.is_definite and not new


def _bare(telling: Telling) -> bool:
    """An interception or launch without its own site or place: part of the attack that was just told."""
    return (
        telling.trigger.kind in ("intercept", "launch", "munition")
        and not _located(telling)
        and not _indefinite(telling)
    )


def _located(telling: Telling) -> bool:
    return bool(telling.values(Field.SITE) or telling.values(Field.PLACE))


def _same_speaker(one: Telling, other: Telling) -> bool:
    """An actor that goes on speaking goes on telling of the same attack."""
    speaker = one.attribution.origin.actor_id
    return speaker is not None and speaker == other.attribution.origin.actor_id


def _definite_site(telling: Telling) -> bool:
    """ "Towards the compound": a site that was told of before."""
    base = telling.reading.sentence.char_start
    sites = [found for found in telling.findings if found.field is Field.SITE and found.value is None]
    return any(telling.reading.text[: found.span.start - base].lower().endswith("the ") for found in sites)


def _indefinite(telling: Telling) -> bool:
    """ "A drone", "an attack": something new is told."""
    trigger = telling.trigger
    nouns = [trigger.token if trigger.is_noun else trigger.agent]
    return any(
        child.lower_ in ("a", "an") and child.dep_ == "det"
        for noun in nouns
        if noun is not None
        for child in noun.children
    )


def _contradicts(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    if telling.status is not attack.status and telling.reading is not attack.last.reading:
        return True
    ours, theirs = telling.values(Field.SITE), attack.values(Field.SITE)
    if ours and theirs and not set(ours) & set(theirs):
        return True
    if not _places_fit(telling.values(Field.PLACE), attack.values(Field.PLACE), codebook):
        return True
    if _days_apart(telling, attack):
        return True
    return not _weapons_fit(telling, attack, codebook) or not _attackers_fit(telling, attack, codebook)


def _places_fit(ours: list[str], theirs: list[str], codebook: Codebook) -> bool:
    """Every pair lies one in the other; a nation that lies in no common line is another place."""
    return all(
        one in codebook.ancestors(other) or other in codebook.ancestors(one) or _loose(one, other, codebook)
        for one in ours
        for other in theirs
    )


def _loose(one: str, other: str, codebook: Codebook) -> bool:
    """An informal region has no line of its own: it fits what lies in the same country."""
    kinds = {codebook.places[place]["place_type"] for place in (one, other)}
    return "region" in kinds and codebook.ancestors(one)[-1] == codebook.ancestors(other)[-1]


def _places_meet(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    fine = {"settlement", "adm2"}
    ours = {value for value in telling.values(Field.PLACE) if codebook.places[value]["place_type"] in fine}
    return bool(ours & set(attack.values(Field.PLACE))) and not _indefinite(telling)


def _alike(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    return bool(
        set(_classes(telling.values(Field.WEAPON), codebook)) & set(_classes(attack.values(Field.WEAPON), codebook))
    )


def _days_apart(telling: Telling, attack: Told) -> bool:
    if telling.when is None or telling.when.basis is DateBasis.PUBLICATION_DATE_FALLBACK:
        return False
    spans = [other.when for other in attack.tellings if other.when is not None]
    return any(telling.when.first > other.last or telling.when.last < other.first for other in spans)


def _weapons_fit(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    if telling.reading is attack.last.reading:
        return True
    ours, theirs = _classes(telling.values(Field.WEAPON), codebook), _classes(attack.values(Field.WEAPON), codebook)
    loose = {"air", "drone"} >= {*ours, *theirs} or {"explosive", "unknown"} & {*ours, *theirs}
    return not ours or not theirs or bool(set(ours) & set(theirs)) or bool(loose and telling.trigger.is_definite)


def _attackers_fit(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    ours, theirs = telling.values(Field.ATTACKER), attack.values(Field.ATTACKER)
    if not ours or not theirs or telling.trigger.is_definite:
        return True
    return any(codebook.kin(one, other) for one in ours for other in theirs)


def _classes(weapons: list[str], codebook: Codebook) -> list[str]:
    return [codebook.weapons[weapon]["weapon_class"] for weapon in weapons]
