"""One attack as one article tells it: what single triggers say of it, and which of them tell of the same attack."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ingest.codes import AttackStatus, EventType, Field
from ingest.mention.chain import Attribution
from ingest.mention.finding import Finding, Stated, Toll
from ingest.mention.reading import Reading, Span
from ingest.mention.trigger import Trigger
from ingest.mention.when import When


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
    beside: Finding | None = None

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The nouns of its clause, as written."""
        inside = [token for token in self.reading.tokens if token.i in self.trigger.scope]
        return frozenset(token.text for token in inside if token.pos_ in ("NOUN", "PROPN"))

    def values(self, wanted: Field) -> list[str]:
        """The known values that it gives for a field."""
        return [found.value for found in self.findings if found.field is wanted and found.value is not None]


class Moment(NamedTuple):
    """A day or an hour that a sentence without a word of attack gives for one."""

    when: When | None
    hour: float | None
    span: Span
    attribution: Attribution


@dataclass(kw_only=True)
class Told:
    """All that an article tells of one attack; grows while the article is read."""

    tellings: list[Telling] = field(default_factory=list)
    tolls: list[tuple[Toll, Attribution]] = field(default_factory=list)
    claims: list[tuple[Stated, Attribution]] = field(default_factory=list)
    extra: list[tuple[Finding, Attribution]] = field(default_factory=list)
    accounts: list[tuple[Finding, Attribution]] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

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


def refers_back(telling: Telling) -> bool:
    """ "The strike deepened a rift in the capital": of an attack told before, and nothing new of its own."""
    new = telling.when is not None or any(
        telling.values(wanted) for wanted in (Field.SITE, Field.WEAPON, Field.PLACE, Field.TARGET_ACTOR)
    )
    return telling.trigger.is_definite and not new
