"""Which of the words for those attacked stand for somebody or something of their own: names before "people"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.codes import Certainty, EventType, SiteRelation
from ingest.mention.codebook import Codebook
from ingest.mention.coded import CodedSite, CodedTarget
from ingest.mention.same import head_of
from ingest.mention.thing import PARTS

WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
EMPTY = frozenset(
    "the a an those these them his her its their our at least more than about some several many two three four five "
    "six seven eight nine ten eleven twelve dozen dozens other another nearly almost over up to as of former mr mrs "
    "dr".split()
)
ANYBODY = frozenset(
    "people person victim other individual target number total everyone anybody somebody one many all dozen hundred "
    "some man member casualty".split()
)
REST = frozenset("other another number total one many all dozen hundred thousand some them casualty".split())
# "People queuing at a bakery" are not just anybody.
DOING_IT = re.compile(r"^(?:\w+ )?(?:people|persons?|m[ae]n|wom[ae]n|civilians?|residents?) \w+ing\b", re.I)
# Those who attack: as targets they are what others did about it.
DOERS = frozenset(
    "terrorist attacker assailant assassin sharpshooter sniper gunman killer kidnapper hijacker bomber intruder "
    "subversive extremist criminal gunmen raider horseman horsemen militant guerrilla rebel".split()
)
# What hurts whoever is there: the place that it hit was its target, not the people.
BLASTS = frozenset(
    {
        EventType.AIRSTRIKE,
        EventType.DRONE_ATTACK,
        EventType.MISSILE_OR_ROCKET,
        EventType.ARTILLERY_SHELLING,
        EventType.IED_OR_MINE,
        EventType.SUICIDE_BOMBING,
        EventType.NAVAL_ATTACK,
        EventType.ARSON_OR_SABOTAGE,
    }
)
STRUCK = (SiteRelation.AT, SiteRelation.INSIDE)
ANY_THING = frozenset(
    (word,)
    for word in (
        "building structure establishment property vehicle facility facilities installation installations ship vessel "
        "boat plane aircraft car site compound complex place premises plant positions"
    ).split()
)
# Which of them stand for one another.
ALIKE = (
    frozenset({"vehicle", "car"}),
    frozenset({"ship", "vessel", "boat"}),
    frozenset({"plane", "aircraft"}),
    frozenset("building structure property site compound complex place premises".split()),
)
DOING = frozenset((word,) for word in DOERS)
LEAST = PARTS | frozenset(
    "furniture equipment glass tyre tire blind panel material telephone windowpane leg arm body head chest knee thigh "
    "face hand foot".split()
)
# A list longer than this is no list of targets.
MOST = 100
OWN = ("his ", "her ", "their ", "its ")


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target as it is told: asserted where it was aimed at, likely or possible where it was hurt."""

    target: CodedTarget
    certainty: Certainty
    is_thing: bool = False


def chief(
    told: Sequence[Aimed], codebook: Codebook, event_type: EventType, site: CodedSite | None = None
) -> list[CodedTarget]:
    """The targets in their order, without second words for the same one and without what others say more exactly."""
    kept = exact([one.target for one in _meant(told, event_type, site)], codebook)
    people = [target for target in kept if is_people(target, codebook)]
    return [target for target in kept if not (people and target not in people and _is_somebodys(target.text))]


def exact(targets: Sequence[CodedTarget], codebook: Codebook) -> list[CodedTarget]:
    """The targets without second words for the same one, and without what others say more exactly."""
    kept = distinct(targets, codebook)
    people = [target for target in kept if is_people(target, codebook) and not _is_anybody(target)]
    things = [target for target in kept if not is_people(target, codebook) and not _is_part(target)]
    return [
        target
        for target in kept
        if not (people and _is_anybody(target))
        and not ((things or people) and _is_part(target))
        and not (len(kept) > 1 and is_doer(target))
    ]


def distinct(targets: Sequence[CodedTarget], codebook: Codebook) -> list[CodedTarget]:
    """The targets without second words for the same one: "the building" is what was named before."""
    targets = targets[:MOST]
    kept = [target for at, target in enumerate(targets) if not _is_repeated(target, at, targets)]
    named = any(not _is_any_thing(target) and not is_people(target, codebook) for target in kept)
    return [target for at, target in enumerate(kept) if not _is_any_thing(target) or not (named or _is_again(at, kept))]


def _is_again(at: int, targets: Sequence[CodedTarget]) -> bool:
    """ "The vehicle", where a car was told of before."""
    own = head_of(targets[at].text)
    kind = next((group for group in ALIKE if own in group), frozenset())
    return any(_is_any_thing(other) and head_of(other.text) in kind for other in targets[:at])


def _is_any_thing(target: CodedTarget) -> bool:
    return target.actor_id is None and target.site_id is None and words(target.text) in ANY_THING


def _meant(told: Sequence[Aimed], event_type: EventType, site: CodedSite | None) -> Sequence[Aimed]:
    """Those aimed at; who was only hurt is the target where nothing else is."""
    at = site if site is not None and site.relation in STRUCK else None
    told = [one for one in told if not _is_rest(one.target)]
    if not told and site is not None and (at is not None or site.relation is SiteRelation.TOWARDS):
        return [_struck(site)]
    if event_type not in BLASTS:
        return [one for one in told if one.certainty is not Certainty.POSSIBLE] or told
    asserted = [one for one in told if one.certainty is Certainty.ASSERTED and not _says_little(one.target)]
    # What was damaged tells what was hit where nothing else does, and goes before those who were hurt there.
    asserted = asserted or [one for one in told if one.is_thing and not _says_little(one.target)]
    hurt = [one for one in told if one.certainty is not Certainty.ASSERTED and not one.is_thing]
    if any(not _is_anybody(one.target) for one in hurt):
        # "Killed at the door of his house": the house is no target beside its owner.
        asserted = [one for one in asserted if not _is_somebodys(one.target.text)]
        if not asserted and (at is None or _is_somebodys(at.text)):
            return hurt
    return asserted or ([_struck(at)] if at is not None else told)


def _struck(site: CodedSite) -> Aimed:
    return Aimed(CodedTarget(actor_id=None, site_id=site.site_id, text=site.text), Certainty.LIKELY)


def _says_little(target: CodedTarget) -> bool:
    return _is_anybody(target) or _is_part(target)


def _is_somebodys(text: str) -> bool:
    return text.lower().startswith(OWN)


def is_people(target: CodedTarget, codebook: Codebook) -> bool:
    """Whether it is people and no thing."""
    if target.actor_id is not None:
        return True
    if target.site_id is not None:
        return False
    head = head_of(target.text)
    if codebook.means("site", head):
        return False
    named = target.text[:1].isupper() and " " in target.text
    return named or codebook.means("victim", head) is not None or codebook.means("force", head) is not None


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words that tell one target from another, in lower case."""
    found = (word.lower().removesuffix("'s").removesuffix("\u2019s") for word in WORD.findall(text))
    return tuple(word for word in found if word not in EMPTY and not word.isdigit())


def _stems(text: str) -> tuple[str, ...]:
    """The same, in the singular."""
    return tuple(word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in words(text))


def _is_repeated(target: CodedTarget, at: int, targets: Sequence[CodedTarget]) -> bool:
    """Whether another target says the same in more words, or said it before in as many."""
    return any(
        other_at != at
        and (_is_name_of(target, other, is_later=other_at < at) or _is_kind_of(target, other, is_later=other_at < at))
        for other_at, other in enumerate(targets)
    )


def _is_name_of(target: CodedTarget, other: CodedTarget, *, is_later: bool) -> bool:
    """ "Galan" is Luis Carlos Galan."""
    name, whole = _name(target.text), _name(other.text)
    return bool(name) and name <= whole and (len(whole) > len(name) or is_later)


def _is_kind_of(target: CodedTarget, other: CodedTarget, *, is_later: bool) -> bool:
    """ "The bus" is "a bus carrying soldiers", and "tents" are "a row of tents"."""
    mine, theirs = _stems(target.text), _stems(other.text)
    if not mine or not set(mine) <= set(theirs):
        return False
    if len(theirs) > len(mine) and f" of {target.text.casefold()}" in other.text.casefold():
        return True
    same = target.text[:1].isupper() or head_of(target.text) == head_of(other.text)
    return same and (len(theirs) > len(mine) or is_later)


@lru_cache(maxsize=4096)
def _name(text: str) -> frozenset[str]:
    """The words of a name that ends a phrase: "political leader Galan"."""
    found = WORD.findall(text)
    if not found or not found[-1][:1].isupper() or found[-1].lower().rstrip("s") in ANYBODY:
        return frozenset()
    return frozenset(word for word in found if word[:1].isupper() and word.lower() not in EMPTY)


def _is_anybody(target: CodedTarget) -> bool:
    return (head_of(target.text) in ANYBODY and not DOING_IT.search(target.text)) or not words(target.text)


def _is_rest(target: CodedTarget) -> bool:
    """ "Nine others", "18", "a dozen": a number of those hurt, and no word for them."""
    return target.actor_id is None and (head_of(target.text) in REST or not words(target.text))


def is_doer(target: CodedTarget) -> bool:
    """Words for those who attack."""
    return head_of(target.text) in DOERS or words(target.text)[:1] in DOING


def _is_part(target: CodedTarget) -> bool:
    head = head_of(target.text)
    return head in LEAST and not (head == "head" and " of " in target.text)  # "the head of the department" is a person
