"""Attacks told by who did it or what was found, not by the verb: "gunmen entered a clinic", "found shot"."""

import re
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.physical import AREAS, DWELLINGS, PRONOUNS, is_weapon, person
from ingest.mention.reading import Reading, agent, core, is_among, is_count, obliques, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

# Those of whom nobody tells anything but what they did to others.
ATTACKERS = frozenset(
    "gunman assailant attacker raider kidnapper abductor bandit hitman assassin marauder saboteur arsonist "
    "motorcyclist bomber".split()
)
DISGUISED = frozenset("armed masked hooded unidentified unknown balaclava-clad camouflaged".split())
NAMELESS = frozenset(
    "man men person persons people individual individuals youth youths element elements rider riders stranger intruder "
    "intruders subject subjects".split()
)
# What attackers do that hurts nobody.
IDLE = frozenset(
    "be have do say tell speak talk demand ask call claim deny flee escape leave go run retreat withdraw vanish "
    "disappear die wear carry use know see hear meet surrender release free return let warn threaten vow want plan try "
    "seek need arrive stay remain stand wait hide look appear seem belong shout yell identify pledge fail make give "
    "get keep send join contact negotiate accept receive include number admit confess face evade elude outnumber "
    "resemble recognise recognize believe think describe mistake film photograph guard man staff visit pass "
    "greet thank help tie post lose leave pay".split()
)
TAKING = frozenset("take grab pull remove pick collect intercept lift yank pluck".split())
ENTERING = frozenset("into inside through".split())
# How the dead are come upon, and what shows that they were killed.
FINDING = frozenset("find discover recover turn wash lie dump litter retrieve leave".split())
BODIES = frozenset("body corpse remains".split())
SHOT = re.compile(
    r"\bgunshot wounds?|\bbullet[- ](?:holes?|wounds?|riddled)|\briddled with|\bshot (?:in|through|dead)", re.I
)
MARKS = re.compile(
    r"\bthroats? (?:cut|slit|slashed)|\b(?:slit|cut|slashed) throats?|\bbehead|\bdecapitat|\bhands? (?:tied|bound)|"
    r"\b(?:tied|bound) hands|\bexecution-style|\b(?:stab|machete|knife) wounds?|\b(?:signs|marks|traces) of torture|"
    r"\bmutilated|\bexecuted\b",
    re.I,
)
# "Stabbed to death": what the verb tells beside its end.
GUNS = frozenset({"shoot", "gun"})
NOT_KILLED_BY = frozenset(
    "freeze starve crush burn bleed drink choke sentence put condemn scare bore fall work".split()
)


def to_death(reading: Reading, token: "Token") -> Term | None:
    """ "Was knifed to death": whatever the verb, somebody was killed on purpose."""
    lemma = token.lemma_.lower()
    if lemma in NOT_KILLED_BY or not any(name == "to" and noun.lower_ == "death" for name, noun in obliques(token)):
        return None
    done = patient(token)
    if done is None or not (is_count(done) or any(person(reading, part) for part in core(done))):
        return None
    return Term(f"{lemma} to death", "verb", "harm", "person", "shooting_or_ambush" if lemma in GUNS else "other")


def told_otherwise(reading: Reading, token: "Token") -> Term | None:
    """What a sentence without any word of attack may still tell of one by."""
    return _marauding(reading, token) or _found_dead(reading, token)


def _marauding(reading: Reading, token: "Token") -> Term | None:
    """ "Hooded men entered the village", "was picked up by gunmen": to people, houses and villages."""
    lemma = token.lemma_.lower()
    if token.tag_ not in ("VBD", "VBN", "VBG") or lemma in IDLE:
        return None
    doer = agent(token) or subject(token)
    if doer is None or not _is_attacker(reading, doer):
        return None
    done = patient(token)
    if done == doer:
        return None
    if done is not None and _is_somebody(reading, done):
        kind = "abduction" if lemma in TAKING else "shooting_or_ambush"
        return Term(lemma, "verb", "attack", "told", kind)
    entered = [noun for name, noun in obliques(token) if name.rsplit(maxsplit=1)[-1] in ENTERING]
    if any(_is_settled(reading, noun) for noun in ([done] if done is not None else []) + entered):
        return Term(lemma, "verb", "attack", "told", "shooting_or_ambush")
    return None


def _is_attacker(reading: Reading, noun: "Token") -> bool:
    lemma = noun.lemma_.lower()
    if lemma in ATTACKERS or noun.lower_ in ("gunmen", "hitmen"):
        return True
    if lemma not in NAMELESS and noun.lower_ not in NAMELESS:
        return False
    about = [part for child in noun.children if child.dep_ != "relcl" for part in (child, *child.children)]
    return any(part.lower_ in DISGUISED or is_weapon(reading, part) for part in about)


def _is_somebody(reading: Reading, noun: "Token") -> bool:
    return is_among(noun, PRONOUNS) or any(person(reading, part) for part in core(noun))


def _is_settled(reading: Reading, noun: "Token") -> bool:
    lemma = noun.lemma_.lower()
    return reading.codebook.means("site", lemma) is not None or lemma in AREAS or lemma in DWELLINGS


def _found_dead(reading: Reading, token: "Token") -> Term | None:
    """ "Found with their throats cut", "turned up dead with bullet holes"."""
    if token.lemma_.lower() not in FINDING:
        return None
    kind = "shooting_or_ambush" if SHOT.search(reading.text) else "other" if MARKS.search(reading.text) else None
    if kind is None:
        return None
    found = patient(token) or subject(token)
    if found is None or not (is_count(found) or any(_is_body(reading, part) for part in core(found))):
        return None
    return Term(token.lemma_.lower(), "verb", "harm", "found", kind)


def _is_body(reading: Reading, part: "Token") -> bool:
    return part.lemma_.lower() in BODIES or person(reading, part)
