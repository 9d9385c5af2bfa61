"""What somebody is accused of: the attack, something else, or many attacks in general."""

from typing import TYPE_CHECKING

from ingest.mention.reading import Reading, obliques

if TYPE_CHECKING:
    from spacy.tokens import Token

SHARED = frozenset("act action operation incident crime event case it that this them those".split())
# What points at an attack, and what its doing is called.
POINTING = frozenset("it them they this that those her him these which".split())
WORKS = frozenset("work handiwork doing operation action deed response answer retaliation revenge".split())
# What one is accused of without having attacked.
OTHERWISE = frozenset(
    "hide conceal exaggerate inflate lie fabricate invent ignore fail neglect support arm fund finance harbour harbor "
    "shelter back supply train sponsor help protect mislead cover delay refuse violate breach plan plot seek "
    "try".split()
)
HABIT = frozenset("previously often frequently regularly routinely repeatedly usually always long commonly".split())
# Whom nobody owns to aiming at: "denies targeting civilians" says how one fights, and nothing of this attack.
SPARED = frozenset("civilian population infrastructure area neighbourhood neighborhood hospital school".split())
OTHERS = frozenset("similar previous past earlier such other many most several comparable like".split())
PURSUED = frozenset("attacker assailant bomber perpetrator raider gunman killer culprit kidnapper them".split())
# What several attacks are called together.
WAVES = frozenset(
    "event wave spate series string campaign offensive bloodshed violence carnage rampage spree rest two three "
    "four".split()
)
VIOLENT = frozenset("do carry commit set use fire plant lay order send stage".split())


def is_event(reading: Reading, noun: "Token") -> bool:
    """Whether a noun stands for an attack: a word of attack, or "the operation", "it"."""
    terms = reading.codebook.coded.get(("attack", noun.lemma_.lower()), ())
    return any(term.pos == "noun" for term in terms) or noun.lower_ in SHARED or noun.lemma_ in SHARED


def is_that_work(done: "Token") -> bool:
    """ "Carried out the operation", "did this work": what was told of, and no work that anybody does."""
    pointing = {child.lower_ for child in done.children if child.dep_ in ("det", "poss")}
    is_any = done.lemma_ == "work" and done.dep_ != "nsubjpass"
    return done.lemma_ in WORKS and bool(pointing & (POINTING if is_any else POINTING | {"the"}))


def is_of_doing_it(reading: Reading, verb: "Token") -> bool:
    """ "Accused them of having picked a busy hour": of doing it, not of what was said or left undone about it."""
    acts = [noun for name, noun in obliques(verb) if name == "of" and noun.dep_ == "pcomp"]
    return verb.lemma_ == "accuse" and any(
        part.lemma_.lower() not in OTHERWISE
        and (_is_past(act) or _is_violent(reading, part) or _is_of_weapon(reading, act))
        for act in acts
        for part in (act, *act.children)
        if part.pos_ == "VERB"
    )


def _is_past(act: "Token") -> bool:
    """ "Of having picked a busy hour"."""
    return act.lower_ == "having" or any(child.lower_ == "having" for child in act.children)


def _is_of_weapon(reading: Reading, act: "Token") -> bool:
    """ "Of guiding the aircraft over the crowd"."""
    return any(hit.start <= part.idx < hit.end for part in act.subtree for hit in reading.weapons)


def _is_violent(reading: Reading, verb: "Token") -> bool:
    lemma = verb.lemma_.lower()
    return lemma in VIOLENT or any(reading.codebook.means(one, lemma) for one in ("attack", "launch", "harm"))


def is_of_many(reading: Reading, verb: "Token") -> bool:
    """ "With attacks attributed to the army", "farmers are often accused of spying": to no attack of them."""
    if any(child.lower_ in HABIT for child in verb.children):
        return True
    noun = verb.head
    if verb.dep_ != "acl" or noun.tag_ != "NNS" or not is_event(reading, noun):
        return False
    return not any(child.dep_ in ("det", "nummod", "poss") for child in noun.children)


def is_like(noun: "Token") -> bool:
    """ "Has blamed similar attacks on X", "earlier bombings": others than the one that was told of."""
    return noun.tag_ == "NNS" and any(child.lower_ in OTHERS for child in noun.children)


def is_of_ways(acted: "Token") -> bool:
    """ "Denies targeting civilians", "that its troops fire at civilians": how one fights, and no single attack."""
    is_habit = acted.tag_ in ("VBG", "VBP", "VBZ") and not any(
        child.dep_ == "aux" or child.lower_ == "having" for child in acted.children
    )
    if not is_habit:
        return False
    done = [child for child in acted.children if child.dep_ == "dobj"]
    done += [noun for name, noun in obliques(acted) if name in ("at", "on", "against")]
    return any(
        noun.lemma_.lower() in SPARED and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.children)
        for noun in done
    )


def is_defence(reading: Reading, verb: "Token") -> bool:
    """ "Shot down by X", "brought down by the guards": who stops an attack made none."""
    fells = any(child.dep_ == "prt" and child.lower_ == "down" for child in verb.children)
    return fells or reading.codebook.means("intercept", verb.lemma_) is not None


def is_begun(verb: "Token", done: "Token") -> bool:
    """ "Ordered an operation to pursue the attackers": what was begun afterwards."""
    is_new = done.lemma_.lower() in SHARED and any(child.lower_ in ("a", "an") for child in done.children)
    return is_new and (verb.lemma_ == "order" or any(part.lemma_.lower() in PURSUED for part in done.subtree))


def mentions_attack(reading: Reading, head: "Token") -> bool:
    """Whether words tell of an attack, of harm or of who answers for it."""
    return any(
        reading.codebook.means(meaning, part.lemma_.lower()) is not None
        for part in head.subtree
        for meaning in ("attack", "harm", "responsibility", "launch")
    )


def is_ground(reading: Reading, noun: "Token") -> bool:
    """Whether what somebody is blamed for is an attack: "for both", "for what happened in X"."""
    is_attack = is_event(reading, noun) or mentions_attack(reading, noun) or noun.lower_ == "both"
    return is_attack or any(part.lower_ == "what" for part in noun.subtree)


def is_charge_in_general(reading: Reading, verb: "Token") -> bool:
    """ "Rights groups accuse the army of leaving villages to fend for themselves": what they always say."""
    if (
        verb.lemma_ != "accuse"
        or verb.tag_ not in ("VBP", "VBZ")
        or any(child.dep_ == "aux" for child in verb.children)
    ):
        return False
    done = [child for child in verb.children if child.dep_ == "dobj"]
    grounds = [noun for one in (verb, *done) for name, noun in obliques(one) if name == "of"]
    return bool(grounds) and not any(is_event(reading, noun) and noun.tag_ == "NN" for noun in grounds)


def is_rest(noun: "Token") -> bool:
    """ "Was behind the other two", "sent the rest": those of several of which it has not told yet."""
    return noun.lower_ in ("others", "rest") or (
        noun.pos_ == "NUM" and any(child.lower_ == "other" for child in noun.children)
    )
