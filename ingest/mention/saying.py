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
FIGURING = frozenset("give recognise recognize count list record put register tally document log".split())
FIGURES = frozenset("figure toll number count tally total balance".split())
PEOPLE = frozenset(
    "body corpse dead death victim wounded injured casualty fatality people person civilian soldier patient man woman "
    "child villager name loss".split()
)
INQUIRIES = frozenset(
    "inquiry enquiry court tribunal judge jury panel investigation investigator probe commission coroner inquest "
    "ombudsman mission magistrate".split()
)


def tells(verb: "Token") -> bool:
    """Whether a verb that is none of speech says something all the same."""
    return is_sure(verb) or has_found(verb) or points_out(verb)


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


def points_out(verb: "Token") -> bool:
    """ "Pointed out that", "made known that"."""
    behind = {child.lower_ for child in verb.children}
    return (verb.lemma_ == "point" and "out" in behind) or (verb.lemma_ == "make" and "known" in behind)


def gives_figure(verb: "Token") -> bool:
    """ "Recognises 18", "gave a figure of 27", "counted six bodies": whoever does tells of them."""
    if verb.lemma_.lower() not in FIGURING or any(child.dep_ in ("nsubjpass", "neg") for child in verb.children):
        return False
    for child in verb.children:
        if child.dep_ in ("dobj", "npadvmod", "attr") and child.i > verb.i:
            of_number = child.pos_ == "NUM" or any(one.dep_ == "nummod" for one in child.children)
            if child.lemma_.lower() in FIGURES or (of_number and is_of_people(child)):
                return True
    return False


def is_of_people(noun: "Token") -> bool:
    """A bare number, or the dead and hurt that it counts."""
    return noun.pos_ == "NUM" or noun.lemma_.lower() in PEOPLE


def has_found(verb: "Token") -> bool:
    """ "An inquiry found that", "a court ruled that"."""
    doer = subject(verb) if verb.lemma_ in FINDING else None
    if doer is None or not any(child.dep_ == "ccomp" for child in verb.children):
        return False
    return any(part.lemma_.lower() in INQUIRIES for part in core(doer))
