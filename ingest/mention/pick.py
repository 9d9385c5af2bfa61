"""One best value of the many that an article gives: the policies, each a pure function over assertions.

Order is the article's: where nothing else decides, what is told first wins.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from ingest.codes import AttackerStatus, Certainty, Field, Outcome, Voice
from ingest.mention import quarter
from ingest.mention.codebook import Codebook
from ingest.mention.coded import CodedAttacker, Count, Munitions
from ingest.records import Assertion

STRENGTH = tuple(AttackerStatus)
ACCUSING = frozenset(
    {
        AttackerStatus.CLAIMED,
        AttackerStatus.CONFIRMED,
        AttackerStatus.BLAMED,
        AttackerStatus.SUSPECTED,
        AttackerStatus.ASSESSED_LIKELY,
    }
)
# "Unidentified men" are told of, and yet nobody is named.
UNKNOWN = re.compile(r"(?:unidentified|unknown)\b", re.I)
WIDE = frozenset({"country", "region", "adm1", "adm2"})
VAGUE_WEAPONS = ("unknown", "other")
MOST_COUNTS = 8
# What words for armed men mean in the lexicon.
MEN = ("force", "doer")


def finest_place(said: Sequence[Assertion], codebook: Codebook) -> Assertion | None:
    """The place named first, or what is named later within it.

    A name that no list knows is mostly a village or a quarter: it is finer than a country or province, no finer than
    a town. A place that lies elsewhere is another attack's or a speaker's, however fine.
    """
    best: Assertion | None = None
    for one in said:
        if best is None or _is_finer(one, best, codebook):
            best = one
    return best


def _is_finer(one: Assertion, best: Assertion, codebook: Codebook) -> bool:
    if best.value is None:
        return False
    if one.value is None:
        return _is_part(one.text or "", best.value, codebook)
    if _is_region(best.value, codebook) and not _is_region(one.value, codebook):  # a region has no line of its own
        return codebook.ancestors(best.value)[-1] == codebook.ancestors(one.value)[-1] != one.value
    return one.value != best.value and best.value in codebook.ancestors(one.value)


def _is_part(name: str, outer: str, codebook: Codebook) -> bool:
    """Whether a name that no list knows is finer than a known place: than a province, or as a part of that town."""
    if outer not in codebook.places:
        return False
    if codebook.places[outer]["place_type"] in WIDE:
        return True
    return quarter.is_within(name, outer, codebook)


def _is_region(place_id: str, codebook: Codebook) -> bool:
    return place_id in codebook.places and codebook.places[place_id]["place_type"] == "region"


def site(said: Sequence[Assertion]) -> Assertion | None:
    """The first site that the codebook knows, else the first described."""
    return min(said, key=lambda one: one.value is None, default=None)


def weapon(said: Sequence[Assertion]) -> Assertion | None:
    """The first of a definite type; "unspecified" before "other", "unknown" last.

    A bomb of which only "the bombing" tells is none that was laid where aircraft were told of.
    """

    def vagueness(one: Assertion) -> int:
        value = one.value or "unknown"
        return 2 if value in VAGUE_WEAPONS else int(value.endswith("_unspecified") or (value == "ied" and not one.text))

    return min(said, key=vagueness, default=None)


def attackers(
    said: Sequence[Assertion], statuses: Sequence[Assertion], codebook: Codebook, text_of: Callable[[Assertion], str]
) -> tuple[CodedAttacker, ...]:
    """Everyone told of as the attacker, best first; "unidentified men" last, with nobody's status.

    A single actor comes before a class or bare words, and a stronger status (in the codebook's order) before a
    weaker one; who only denies comes last. An actor that is accused and denies it, or rivals a different one that is
    accused elsewhere in the article, is contested.
    """
    candidates = _candidates(said, statuses, text_of)
    ranked = [
        (candidate, _status(candidate, _of(candidate, candidates, statuses)), order)
        for order, candidate in enumerate(candidates)
    ]
    contested = _rivals([(one, status) for one, status, _ in ranked], statuses, codebook)
    found = sorted(
        ranked, key=lambda item: (_is_within(item[0], candidates), *_rank(item[0], item[1], codebook), item[2])
    )
    return tuple(
        CodedAttacker(
            actor_id=one.value,
            name=actor_name(one.value, codebook),
            text=text_of(one) or None,
            status=AttackerStatus.CONTESTED if one.assertion_id in contested else status,
        )
        for one, status, _ in found
    ) + tuple(_nameless(said, text_of))


def _nameless(said: Sequence[Assertion], text_of: Callable[[Assertion], str]) -> Iterator[CodedAttacker]:
    """Those of whom the text says that nobody knows who they were, in its words."""
    for text, one in {text_of(one): one for one in reversed(said)}.items():
        if UNKNOWN.match(text):
            own = one.voice is Voice.OWN
            status = AttackerStatus.PUBLISHER_OWN_VOICE if own else AttackerStatus.UNATTRIBUTED
            yield CodedAttacker(actor_id=None, name=None, text=text, status=status)


def actor_name(actor_id: str | None, codebook: Codebook) -> str | None:
    """The codebook's name of an actor."""
    return codebook.actors[actor_id]["name"] if actor_id and actor_id in codebook.actors else None


def _candidates(
    said: Sequence[Assertion], statuses: Sequence[Assertion], text_of: Callable[[Assertion], str]
) -> list[Assertion]:
    """The attackers named, each once; one who is only said to deny is known from the status alone."""
    found: dict[str, Assertion] = {}
    for one in said:
        if not UNKNOWN.match(text_of(one)):
            found.setdefault(one.value or text_of(one).casefold(), one)
    for status in statuses:
        if status.text and status.value == AttackerStatus.DENIED and not any(_names(status, one) for one in said):
            found.setdefault(status.text, _accused(status))
    return list(found.values())


def _accused(status: Assertion) -> Assertion:
    known = status.text if status.text and status.text.startswith("act_") else None
    return replace(status, field=Field.ATTACKER, value=known, text=None if known else status.text)


def _names(status: Assertion, one: Assertion) -> bool:
    if status.text:
        return status.text in (one.value, one.text)
    return status.char_start < one.char_end and one.char_start < status.char_end


def _of(one: Assertion, candidates: Sequence[Assertion], statuses: Sequence[Assertion]) -> list[Assertion]:
    mine = [status for status in statuses if _names(status, one)]
    if one.certainty is Certainty.LIKELY:  # a group that a class of men stands for: what is said of them is said of it
        twins = [other for other in candidates if other is not one and _is_twin(one, other)]
        mine += [status for status in statuses if any(_names(status, twin) for twin in twins)]
    loose = [status for status in statuses if not any(_names(status, other) for other in candidates)]
    return mine or (loose if len(candidates) == 1 else [status for status in loose if status.chain_id == one.chain_id])


def _is_twin(one: Assertion, other: Assertion) -> bool:
    at = (one.sent_no, one.char_start, one.char_end)
    return at == (other.sent_no, other.char_start, other.char_end)


def _status(one: Assertion, statuses: Sequence[Assertion]) -> AttackerStatus:
    """The strongest told; who is named as the attacker by one and denies it is contested."""
    told = {AttackerStatus(status.value) for status in statuses if status.value} - {AttackerStatus.UNATTRIBUTED}
    is_named = all(status.assertion_id != one.assertion_id for status in statuses)
    owned = told & {AttackerStatus.CLAIMED, AttackerStatus.CONFIRMED}
    if AttackerStatus.DENIED in told and owned:  # "at first knew nothing of the matter, then conceded it"
        return min(owned, key=STRENGTH.index)
    if AttackerStatus.DENIED in told and (is_named or told & ACCUSING):
        return AttackerStatus.CONTESTED
    return min(told, key=STRENGTH.index, default=AttackerStatus.PUBLISHER_OWN_VOICE)


def _is_within(one: Assertion, candidates: Sequence[Assertion]) -> bool:
    """ "Units of the X army", where X's army stands among them by its name: no other actor."""
    return one.value is None and any(
        other.value is not None and one.char_start <= other.char_start and other.char_end <= one.char_end
        for other in candidates
        if other.sent_no == one.sent_no
    )


def _rank(one: Assertion, status: AttackerStatus, codebook: Codebook) -> tuple[bool, bool, int]:
    return status is AttackerStatus.DENIED, not _is_single(one, codebook), STRENGTH.index(status)


def _is_single(one: Assertion, codebook: Codebook) -> bool:
    if one.value and one.value in codebook.actors:
        return codebook.actors[one.value]["is_class"] != "true"
    words = (one.text or "").split()
    if len(words) == 1:  # "Fighters", at the head of a sentence
        forms = {words[0].lower(), words[0].lower().removesuffix("s")}
        return words[0][:1].isupper() and not any(codebook.means(one, form) for one in MEN for form in forms)
    return any(word[:1].isupper() for word in words[1:])


def _is_claimant(one: Assertion, codebook: Codebook) -> bool:
    """An armed group by its name, known or not: two that claim the same attack are rivals."""
    row = codebook.actors.get(one.value or "")
    return _is_single(one, codebook) and (row is None or row["actor_kind"] == "armed_group")


def _rivals(
    ranked: Sequence[tuple[Assertion, AttackerStatus]], statuses: Sequence[Assertion], codebook: Codebook
) -> set[str]:
    """Known single actors that are accused in different sentences and are no part of each other."""
    accused = [
        one
        for one, status in ranked
        if status in ACCUSING | {AttackerStatus.CONTESTED}
        and one.value in codebook.actors
        and _is_single(one, codebook)
    ]
    claimants = [one for one, status in ranked if status is AttackerStatus.CLAIMED and _is_claimant(one, codebook)]
    names = {one.value or (one.text or "").casefold() for one in claimants}
    kin = any(
        codebook.kin(one.value or "", two.value or "") for one in claimants for two in claimants if one is not two
    )
    if len(names) > 1 and not kin and len({one.sent_no for one in claimants}) == 1:  # "X claimed it before Y did"
        return {one.assertion_id for one in claimants}
    return {
        party.assertion_id
        for one in accused
        for other in accused
        if (one.sent_no != other.sent_no or one.char_start == other.char_start)  # "each blamed the other"
        and one is not other
        and not codebook.answers_for(one.value or "", other.value or "")
        for party in (one, other)
    }


def outcome(told: Sequence[Outcome], counts: Munitions) -> Outcome | None:
    """What was told first; but some stopped and some not, told apart or counted, is both.

    Where nothing was told, the counts tell it.
    """
    stopped = counts.intercepted is not None and bool(counts.intercepted.best or counts.intercepted.low)
    hit = counts.impacted is not None and bool(counts.impacted.best or counts.impacted.low)
    said_hit, said_stopped = Outcome.HIT in told, Outcome.INTERCEPTED_ALL in told
    if (failure := _failure(told, counts)) is not None:
        return failure
    if Outcome.PARTLY_INTERCEPTED_HIT in told or ((said_hit or hit) and (said_stopped or stopped)):
        return Outcome.PARTLY_INTERCEPTED_HIT
    is_told_amiss = Outcome.MISSED in told and counts.impacted is not None
    if is_told_amiss or (hit and Outcome.FAILED_MALFUNCTION in told):
        return Outcome.HIT if hit else Outcome.MISSED  # of several one did not go off
    if told or counts.launched is None:
        return next(iter(told), Outcome.HIT if hit else None)
    if hit:
        return Outcome.HIT
    return Outcome.INTERCEPTED_ALL if stopped and counts.intercepted == counts.launched else None


def _failure(told: Sequence[Outcome], counts: Munitions) -> Outcome | None:
    """That the only one did not go off, or that some were stopped and none of the others hit anything."""
    sent = counts.launched.best if counts.launched is not None else None
    if sent == 1 and Outcome.FAILED_MALFUNCTION in told:
        return Outcome.FAILED_MALFUNCTION
    stopped = counts.intercepted.best if counts.intercepted is not None else None
    is_rest_lost = counts.impacted is not None and counts.impacted.best == 0 and Outcome.HIT not in told
    return Outcome.MISSED if is_rest_lost and sent is not None and 0 < (stopped or 0) < sent else None


def munitions(said: Sequence[Assertion]) -> Munitions:
    """The most specific count of each kind such that intercepted + impacted <= launched.

    Asserted before inferred, exact before bounded, with a best value before none, then the first told. Where the
    three do not fit together the weakest is left out.
    """
    told = {wanted: _counts(said, wanted) for wanted in (Field.LAUNCHED, Field.INTERCEPTED, Field.IMPACTED)}
    best = max(
        (combination for combination in product(*told.values()) if _fit(*(count for count, _ in combination))),
        key=lambda combination: sum(weight for _, weight in combination),
    )
    launched, intercepted, impacted = (count for count, _ in best)
    return Munitions(launched=launched, intercepted=intercepted, impacted=impacted)


def _counts(said: Sequence[Assertion], wanted: Field) -> list[tuple[Count | None, float]]:
    found: list[tuple[Count | None, float]] = []
    for one in said:
        if one.field is wanted and len(found) < MOST_COUNTS and (count := ordered(one.low, one.best, one.high)):
            weight = 10.0 * (one.certainty is Certainty.ASSERTED) + 4 * (count.best is not None)
            found.append((count, 1 + weight + 2 * (count.low == count.high) - 0.1 * len(found)))
    return [*found, (None, 0.0)]


def ordered(low: int | None, best: int | None, high: int | None) -> Count | None:
    """The three as a count whose law holds: bounds give way to the best value; null where none is known."""
    if low is None and best is None and high is None:
        return None
    if best is not None:
        low, high = (None if low is None else min(low, best)), (None if high is None else max(high, best))
    elif low is not None and high is not None and low > high:
        low, high = high, low
    return Count(low=low, best=best, high=high)


def _fit(launched: Count | None, intercepted: Count | None, impacted: Count | None) -> bool:
    if launched is None:
        return True
    parts = [part for part in (intercepted, impacted) if part]
    is_low_fit = launched.high is None or sum(part.low or 0 for part in parts) <= launched.high
    return is_low_fit and (launched.best is None or sum(part.best or 0 for part in parts) <= launched.best)
