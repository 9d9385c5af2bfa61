"""What is as good as a verb of speech, and what cannot speak though the parser makes it."""

from typing import TYPE_CHECKING

from ingest.mention.reading import core, is_date, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

# What says nothing by itself, though the parser may make it speak.
SHARES = frozenset({"percent", "%"})
FACTS = frozenset(
    "percent % toll number figure count rate evidence indication sign willingness aversion offence offense request "
    "morning afternoon evening night today yesterday tomorrow week month year day hour time moment restraint attack "
    "violence other thing fact result trend pattern price share chance risk fear hope threat pressure decision move "
    "effort plan".split()
)
SURE = frozenset("certain sure convinced confident adamant clear positive".split())
FINDING = frozenset("find rule establish conclude determine hear judge decide".split())
INQUIRIES = frozenset(
    "inquiry enquiry court tribunal judge jury panel investigation investigator probe commission coroner inquest "
    "ombudsman mission magistrate".split()
)


def is_dumb(noun: "Token") -> bool:
    """A day, a share, a mere fact: "the death toll jumped" and "evidence accused" are slips of the parser."""
    return is_date(noun) or noun.lemma_.lower() in FACTS or any(child.lemma_ in SHARES for child in noun.children)


def is_sure(verb: "Token") -> bool:
    """ "Is certain that", "has no doubt that", "take it for granted that"."""
    if not any(part.dep_ in ("ccomp", "acl") for child in verb.children for part in (child, *child.children)):
        return False
    words = {child.lemma_.lower() for child in verb.children if child.dep_ in ("acomp", "dobj", "attr", "prep", "oprd")}
    if verb.lemma_ == "take":
        return any(part.lower_ == "granted" for part in verb.subtree)
    return bool(words & (SURE if verb.lemma_ == "be" else {"doubt"} if verb.lemma_ == "have" else frozenset()))


def has_found(verb: "Token") -> bool:
    """ "An inquiry found that", "a court ruled that"."""
    doer = subject(verb) if verb.lemma_ in FINDING else None
    if doer is None or not any(child.dep_ == "ccomp" for child in verb.children):
        return False
    return any(part.lemma_.lower() in INQUIRIES for part in core(doer))
