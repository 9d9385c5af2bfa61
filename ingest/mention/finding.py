"""What the modules of one question each hand to the coder: a value with the words that say it."""

from dataclasses import dataclass, field

from ingest.codes import Certainty, ClaimMode, CombatantStatus, Field, Harm, ReportKind, Side, Stance
from ingest.mention.reading import Span
from ingest.mention.whose import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A value for a field of an attack; `value` is NULL for a name that is not known, then `text` keeps it."""

    field: Field
    span: Span
    value: str | None = None
    text: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    certainty: Certainty = Certainty.ASSERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A reported figure of casualties; by its `party` its side is asked again when the attackers are known."""

    span: Span
    side: Side
    combatant_status: CombatantStatus
    harm: Harm
    kind: ReportKind
    low: int | None = None
    best: int | None = None
    high: int | None = None
    vague_term: str | None = None
    party: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A speech act about responsibility."""

    span: Span
    stance: Stance
    speaker_id: str | None = None
    speaker: str | None = None
    about_id: str | None = None
    about: str | None = None
    certainty: Certainty = Certainty.ASSERTED
    mode: ClaimMode = ClaimMode.UNKNOWN


@dataclass(frozen=True, slots=True)
class Counted:
    """A number as a text gives it: bounds that it leaves open are NULL."""

    low: int | None
    best: int | None
    high: int | None
    vague_term: str | None = None
    tokens: tuple[int, ...] = field(default=())
