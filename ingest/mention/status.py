"""Whether the words tell of an attack that happened, that may, that did not, or of many in sum."""

from typing import TYPE_CHECKING

from ingest.codes import AttackStatus
from ingest.mention import bulk
from ingest.mention.aside import is_habit, is_of_earlier_years, is_unreal
from ingest.mention.reading import Reading, clause, is_date, obliques, patient

if TYPE_CHECKING:
    from spacy.tokens import Token

WISHES = frozenset(
    "plan threaten warn vow intend prepare consider want aim pledge seek urge call promise order".split()
)
FOILING = frozenset("foil thwart avert prevent deny".split())
ABILITY = frozenset("can could might may should would must".split())
# Verbs under which a noun of attack is denied with them: "no attack took place", "did not carry out the bombing".
HAPPENING = frozenset("happen occur take carry conduct launch stage commit perpetrate be".split())
MAKING = frozenset("plan order prepare".split())
RANKS = frozenset("first second third fourth fifth last latest next only".split())
RUMOUR = frozenset("rumour rumor hoax myth".split())
REPORTS = frozenset("report claim story rumour rumor allegation news video suggestion assertion post message".split())
UNTRUE = frozenset(
    "false untrue wrong baseless unfounded groundless fake incorrect fabricate hoax lie mistaken".split()
)
RETRACTING = frozenset("withdraw retract debunk disprove".split())
# What is said to be so by nobody in particular, and the verbs that put it away.
HEARSAY = frozenset("report rumour rumor talk speculation news video footage message post story".split())
PUTTING_AWAY = frozenset("deny dismiss refute reject debunk belie quash disprove".split())
# "Permission to strike", "are capable of striking": no strike yet.
LEAVE = frozenset(
    "permission right authority authorisation authorization licence license capability capacity ability power chance "
    "opportunity readiness willingness intention intent desire".split()
)
LEFT = frozenset("allow permit authorise authorize entitle equip enable free ready capable".split())
# Explosives that are found are no attack: who laid them, and who came upon them.
LAYING = frozenset("plant lay hide conceal bury rig place leave attach stow".split())
FINDING = frozenset("find discover detect recover unearth locate spot defuse seize clear".split())
SHOTS = frozenset("shot round bullet shell rocket missile bomb drone mortar grenade raid strike attack".split())
REHEARSING = frozenset("practise practice rehearse simulate re-enact reenact stage-manage".split())
WORKS = frozenset(
    "film movie book novel documentary play opera exhibition exhibit show museum painting memoir poem song series "
    "drama photograph mural anniversary commemoration memorial".split()
)
BOUTS = frozenset("clash battle skirmish gunfight firefight gunbattle exchange".split())
TRIES = frozenset("attempt effort try bid".split())
FAILING = frozenset("fail".split())
MAKING_WAR = frozenset("carry launch conduct stage mount".split())
ANSWERING = frozenset("respond retaliate answer reply".split())
UNDONE = frozenset("possible potential planned future imminent further".split())


def status(reading: Reading, token: "Token", *, is_noun: bool) -> AttackStatus:  # noqa: PLR0911
    """The status of one trigger, from the helpers and words round it."""
    verb = clause(token)
    helpers = _helpers(verb)
    if _is_negated(token, verb, is_noun=is_noun) or _is_found(token):
        return AttackStatus.NEGATED
    if _is_background(token, verb):
        return AttackStatus.GENERIC
    if _is_rumoured(token):
        return AttackStatus.NEGATED
    if any(head.lemma_ in REHEARSING for head in list(token.ancestors)[:2]):
        return AttackStatus.HYPOTHETICAL
    if _is_shown(token):
        return AttackStatus.HISTORICAL
    if is_noun and verb.lemma_ not in HAPPENING and _is_of_a_day(token):
        helpers = set()  # "Tuesday's strike must be investigated": it was, whatever is to come of it
    if helpers & {"will", "wo", "shall", "'ll", "\u2019ll"} or _wished(token):
        return AttackStatus.FUTURE
    blamed = is_noun and "have" in helpers and verb.lemma_ in HAPPENING  # "the attack could have been carried out by"
    if (helpers & ABILITY and not blamed) or _is_conditional(verb) or _is_imagined(reading, token, verb):
        return AttackStatus.HYPOTHETICAL
    if _is_how(verb):
        return AttackStatus.GENERIC
    if is_unreal(reading, token):
        return AttackStatus.HYPOTHETICAL
    return _habit(reading, token, helpers, is_noun=is_noun)


def _is_of_a_day(noun: "Token") -> bool:
    """ "Tuesday's strike", "yesterday's raid": one that everybody knows of."""
    return any(child.dep_ == "poss" and (is_date(child) or child.lower_ == "yesterday") for child in noun.children)


def _helpers(verb: "Token") -> set[str]:
    """Its own helpers, and those that it shares with the verbs before it ("would risk lives and draw troops in")."""
    found = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    while not found and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBP"):
        verb = verb.head
        found = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return found


def _is_negated(token: "Token", verb: "Token", *, is_noun: bool) -> bool:
    """ "No attack took place", "no shot was fired", "the raid was foiled"."""
    words = {child.lower_ for child in token.children if child.dep_ in ("neg", "det", "advmod")}
    if not is_noun or verb.lemma_ in HAPPENING:
        words |= {child.lemma_ for child in verb.children if child.dep_ == "neg"}
    if words & {"no", "not", "never", "n't"} and "only" not in words:
        return True
    return (not is_noun and _is_none(patient(token))) or _is_foiled(token) or _is_vain(token)


def _is_vain(token: "Token") -> bool:
    """ "Attempts to intercept the missile had failed"."""
    noun = token.head
    is_try = token.dep_ in ("acl", "relcl") and noun.lemma_.lower() in TRIES
    return is_try and noun.dep_ == "nsubj" and noun.head.lemma_ in FAILING


def _is_foiled(token: "Token") -> bool:
    """Under "foiled" or "denied", and not beside it: "denied it, and said that gunners had hit their own"."""
    for below, head in zip((token, token.head), (token.head, token.head.head), strict=True):
        if head.lemma_ in FOILING and head != below:
            return not (below.dep_ == "conj" and below != token and below.pos_ == "VERB")
    return False


def _is_conditional(verb: "Token") -> bool:
    """Under "if" or "unless": also where "to" stands between ("if they were to strike")."""
    line = [verb, *([verb.head] if verb.dep_ in ("xcomp", "ccomp") else [])]
    return any(child.lower_ in ("if", "unless") for one in line for child in one.children if child.dep_ == "mark")


def _is_none(noun: "Token | None") -> bool:
    """ "No shot was fired": nothing was; "no soldier was hit" says less."""
    return noun is not None and noun.lemma_.lower() in SHOTS and any(child.lower_ == "no" for child in noun.children)


def _is_found(token: "Token") -> bool:
    """ "Found a bomb planted beneath the road": what lay there and was come upon."""
    if token.lemma_ not in LAYING or token.dep_ not in ("acl", "relcl"):
        return False
    noun = token.head
    return noun.head.lemma_ in FINDING and noun.dep_ in ("dobj", "nsubjpass")


def _is_imagined(reading: Reading, token: "Token", verb: "Token") -> bool:
    """Asked, made possible, or what might come of it: "was there a raid?", "a missile fired at a tanker could …"."""
    if reading.text.rstrip("\"\u201d\u2019')").endswith("?"):
        return True
    if verb.dep_ in ("acl", "relcl", "xcomp", "pcomp", "ccomp", "advcl"):
        governor = verb.head.head if verb.dep_ == "pcomp" else verb.head
        to = verb.dep_ == "pcomp" or any(child.lower_ == "to" for child in verb.children)
        if to and governor.lemma_.lower() in LEAVE | LEFT:
            return True
    noun = token.head
    if token.dep_ != "acl" or token.tag_ != "VBN" or noun.dep_ != "nsubj":
        return False
    is_any = any(child.lower_ in ("a", "an", "any", "single") for child in noun.children)
    return is_any and any(child.lower_ in ABILITY and child.dep_ == "aux" for child in noun.head.children)


def _is_how(verb: "Token") -> bool:
    """ "Learnt how mines are laid": a craft, no deed."""
    how = any(child.lower_ == "how" for child in verb.children if child.dep_ == "advmod")
    return how and (verb.tag_ in ("VBP", "VBZ") or any(child.lower_ in ("is", "are", "to") for child in verb.children))


def _is_background(token: "Token", verb: "Token") -> bool:
    """ "Since the first bombs fell", "the first ship to be struck": how long ago, which of many."""
    if any(child.lower_ == "since" for child in verb.children if child.dep_ in ("mark", "advmod")):
        return True
    if verb != token or not any(child.lower_ == "to" for child in verb.children):
        return False
    nouns = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    nouns += [verb.head] if verb.dep_ in ("relcl", "acl") else []
    return any(child.lower_ in RANKS for noun in nouns for child in noun.children)


def _is_rumoured(token: "Token") -> bool:
    """Under a rumour, or reports that nobody could verify."""
    for head in list(token.ancestors)[:5]:
        if head.lemma_.lower() in RUMOUR:
            return True
        if head.lemma_ in ("verify", "confirm") and _is_unable(head):
            return True
        if head.lemma_.lower() in REPORTS and head.pos_ == "NOUN" and _is_untrue(head):
            return True
        if head.lemma_.lower() in HEARSAY and head.dep_ == "dobj" and head.head.lemma_ in PUTTING_AWAY:
            return True
    return False


def _is_untrue(noun: "Token") -> bool:
    """ "Reports that … proved to be wrong", "a story that … was a hoax"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return False
    if noun.dep_ == "nsubjpass" and verb.lemma_ in RETRACTING:
        return True
    said = [
        child for one in (verb, *verb.children) for child in one.children if child.dep_ in ("acomp", "attr", "oprd")
    ]
    return any(word.lemma_.lower() in UNTRUE or word.lower_ in UNTRUE for word in said)


def _is_shown(token: "Token") -> bool:
    """ "A film about the shelling", "a museum of the siege": what is told of as long past."""
    for head in list(token.ancestors)[:4]:
        if head.pos_ in ("VERB", "AUX"):
            return token.head.lower_ == "about" and any(child.lemma_.lower() in WORKS for child in head.subtree)
        if head.pos_ == "NOUN" and head.lemma_.lower() in WORKS:
            return not (head.lemma_ == "series" and token.head.lower_ == "of")  # "a series of attacks" is no film
    return False


def _is_unable(verb: "Token") -> bool:
    above = [verb, verb.head] if verb.dep_ in ("xcomp", "ccomp", "acl") else [verb]
    return any(
        child.dep_ == "neg" or child.lower_ in ("unable", "cannot") for one in above for child in one.children
    ) or any(one.lower_ == "unable" for one in above)


def _wished(token: "Token") -> bool:
    """Under a verb or noun of plan, threat or warning: "threatened to strike", "plans for an attack"."""
    if token.dep_ == "relcl":
        return False
    above = list(token.ancestors)[:4]
    for head in above:
        if head.lemma_.lower() in WISHES:
            return not _is_planned(token, head)
        if head == token.head and head.lower_ == "going" and token.tag_ == "VB" and _is_spoken_of(head):
            return True  # "said he was going to bomb the camps"
        if head.dep_ in ("relcl", "ROOT") and head.pos_ == "VERB":
            return False
    modifiers = {child.lower_ for child in token.children}
    return bool(modifiers & UNDONE)


def _is_spoken_of(verb: "Token") -> bool:
    """Whether the verb is of somebody who was told of: "he", "they"."""
    return any(child.dep_ == "nsubj" and child.pos_ == "PRON" for child in verb.children)


def _is_counted(noun: "Token") -> bool:
    """ "About fifty villagers have been abducted": once, and so many."""
    return any(child.dep_ == "nummod" for child in noun.children)


def _is_planned(token: "Token", verb: "Token") -> bool:
    """ "The attack had been planned", "they planned the attack": one that was made is spoken of."""
    definite = any(child.lower_ in ("the", "this", "that") for child in token.children if child.dep_ == "det")
    direct = token.head == verb and token.dep_ in ("nsubjpass", "dobj")
    return definite and direct and verb.lemma_ in MAKING and verb.tag_ in ("VBD", "VBN")


def _is_dated(token: "Token", verb: "Token") -> bool:
    """ "Clashes erupted on Friday", "carried out strikes on Khiam on Friday": one bout, told in the past."""
    is_made = (
        token.dep_ == "dobj"
        and verb.lemma_ in MAKING_WAR
        and any(
            name in ("on", "against") and not is_date(noun) for one in (verb, token) for name, noun in obliques(one)
        )
    )
    if not (is_made or token.lemma_.lower() in BOUTS) or verb.tag_ != "VBD":
        return False
    return any(is_date(part) for one in (verb, token) for _, part in obliques(one))


def _is_answer(token: "Token") -> bool:
    """ "Responded with air strikes on Khiam": one answer, however many strikes it was made of."""
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "with" or verb.tag_ != "VBD" or verb.lemma_ not in ANSWERING:
        return False
    return any(name in ("on", "at", "against", "in") and not is_date(noun) for name, noun in obliques(token))


def _habit(reading: Reading, token: "Token", helpers: set[str], *, is_noun: bool) -> AttackStatus:
    """Plural and perfect, or with a word of habit: a summary of many attacks, never one to count."""
    if is_of_earlier_years(reading, token, is_noun=is_noun):
        return AttackStatus.HISTORICAL
    verb, done = clause(token), patient(clause(token))
    perfect = bool(helpers & {"have", "has", "'ve", "\u2019ve"}) and verb.tag_ == "VBN"
    plural = is_noun and token.tag_ in ("NNS", "NNPS")
    if bulk.is_bulk(reading, token):
        return AttackStatus.GENERIC
    simple = verb.tag_ in ("VBP", "VBZ", "VB") and not helpers and verb.dep_ == "ROOT" and not is_noun
    many = done is not None and done.tag_ in ("NNS", "NNPS") and not _is_counted(done)
    summary = perfect and (plural or (not is_noun and many))
    windowed = bool(reading.terms("window")) and (plural or (perfect and not is_noun))
    if is_habit(reading, token) or windowed or summary or simple:
        return AttackStatus.GENERIC
    if (
        plural
        and not any(child.dep_ == "nummod" for child in token.children)
        and token.dep_ in ("dobj", "nsubj", "pobj")
        and not _is_dated(token, verb)
        and not _is_answer(token)
    ):
        return AttackStatus.GENERIC if not reading.terms("harm_word") else AttackStatus.ACTUAL
    return AttackStatus.ACTUAL
