"""Who was harmed and how: the nouns that stand with a sentence's words of killing, wounding, loss and abduction."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.codes import Harm
from ingest.mention.finding import Counted
from ingest.mention.numbers import Numeral
from ingest.mention.phrasal import phrasal
from ingest.mention.physical import person
from ingest.mention.reading import (
    SAYING,
    Reading,
    agent,
    clause,
    core,
    is_count,
    is_date,
    nearest,
    passive_subject,
    patient,
    subject,
)
from ingest.mention.whose import ATTACKING

if TYPE_CHECKING:
    from spacy.tokens import Token

UNREAL = frozenset("could would will should can wo ca 'll".split())
REPORTED = frozenset(
    "know report believe think say confirm fear presume estimate claim manage happen help begin continue start".split()
)
HURTS = frozenset(
    "injury wound burn bruise cut shrapnel concussion shock fracture laceration contusion trauma poisoning".split()
)
FINDING = frozenset("find recover retrieve pull dig drag extract bring carry discover unearth remove collect".split())
BODIES = frozenset("body corpse remains".split())
CARRYING = frozenset(
    "take transport transfer rush drive bring deliver evacuate fly airlift ferry carry move admit refer send".split()
)
HOSPITALS = frozenset("hospital clinic infirmary unit centre center ward".split())
CUTTING = frozenset("cut bruise maim concuss scratch graze lacerate".split())
SURVIVING = frozenset("survive escape emerge".split())
LIMBS = frozenset("leg arm thigh shoulder foot hand knee ankle hip back finger limb eye stomach abdomen".split())
DEADLY = frozenset("head chest heart neck throat".split())
GRAVE = frozenset("critical serious grave stable intensive".split())
KILLING = frozenset({"mow down", "cut down", "pick off", "finish off", "fell", "butcher", "liquidate", "gun down"})
THROATS = frozenset("throat neck".split())
FALLING = frozenset("to into from on onto upon under off in behind short".split())
PARTED = frozenset("including include among whom them".split())
WITHIN = (["of", "them"], ["of", "whom"], ["of", "which"], ["of", "these"])
WITHIN_REACH = 14
NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ")
WOUNDING = frozenset("wound injure kill hurt".split())
DYING = frozenset("die perish succumb burn drown".split())
GUARDING = frozenset("guard troop force army soldier police defender peacekeeper".split())
SUSPECT = frozenset("suspect accomplice fugitive killer kidnapper culprit prisoner inmate".split())
# What opens a clause that tells of no day: "it says nothing when civilians die".
WHENEVER = frozenset("when whenever if".split())
SINGLE = frozenset("a an his her their".split())
PLURAL = frozenset("people police crew population staff personnel family dozen hundred thousand number".split())
ADVERBS = (
    r"(?:(?:were|was|are|is|been|being|have|has|had|be|may|might|also|reported|reportedly|confirmed|left|found|later|"
    r"then|feared|believed|known|thought|presumed|remain\w*|seriously|slightly|critically|badly|severely|gravely|lightly|fatally|more|others?|"
    r"already|still|listed|declared|pronounced|shot|to)\s)*"
)
BETWEEN = (
    r"(?:(?!(?:and|but|when|after|before|that|who|which|in|at|on|by|from|with|to|into|near|while|as|for|said|since|during|was|"
    r"were|have|has|had|is|are)\b)[\w'\u2019-]+\s){0,5}?"
)
FEW = (
    r"(?:(?!(?:and|but|who|which|in|at|on|by|from|with|to|for|was|were|have|has|had|is|are)\b)"
    r"[\w'\u2019-]+(?:\s|(?=,))){0,3}?"
)
DEAD = r"dead|killed|slain|murdered|massacred|executed|slaughtered|beheaded|assassinated|perished|died|dying"
HURT = r"wounded|injured|hurt|maimed"
HURTING = r"(?:injuries|wounds|burns|cuts|bruises|fractures|lacerations|concussions?|contusions|shock|trauma)"
CARE = (
    r"(?:(?:being|lying|taken|rushed|brought|driven|transported|transferred|delivered|evacuated|flown|airlifted|ferried|"
    r"moved|referred|sent|admitted|away|in|by (?:ambulance|helicopter|road))\s)*"
    r"(?:treated|hospitali[sz]ed|in hospital"
    r"|to (?:\w+ ){0,2}?(?:hospitals?|clinics?|medical cent\w+)"
    rf"|with (?:[\w-]+\s){{0,2}}{HURTING}|cut by|maimed"
    rf"|(?:suffered|sustained|received|suffering|sustaining) (?:[\w-]+\s){{0,3}}?{HURTING}"
    r"|(?:under|undergoing|receiving|received|needed|requiring|required|sought|seeking|requested|asked for) (?:\w+ )?"
    r"(?:treatment|medical \w+|first aid)|turned to (?:the )?(?:doctors|medics|hospitals?)"
    r"|in (?:intensive care|(?:his|her|their|its) care)|in (?:a )?(?:critical|serious|grave|stable) condition)"
)
# Said of armed men alone: "14 soldiers fallen on the field of honour".
FALLEN = r"fallen|fell(?:ed)?|laid out|laid low|left on the (?:ground|field)|sent to hell|put out of (?:action|combat)"
GONE = (
    r"missing|unaccounted for|trapped (?:under|beneath|in|inside)"
    r"|(?:not|never) (?:yet )?been (?:heard (?:of|from)|seen|found|traced|located|accounted for)"
)
TAKEN = (
    r"abducted|kidnapped|taken hostage|taken prisoner|taken captive|captured|led away|held hostage|held captive"
    r"|carried off|(?:marched|led|driven|herded|dragged|taken|spirited) (?:off|away)|seized|snatched|in captivity"
    r"|in the hands of (?:the )?(?:[\w-]+ )?(?:abductors|kidnappers|captors|gunmen|bandits|attackers|militants|rebels)"
    r"|being held|herded into|bundled into"
)
APPOSED = (
    r"(?:,\s[^,;.]{1,60},\s(?=(?:were|was|are|is|have|has|had|sustained|suffered|received|died|remain\w*|sought|"
    r"needed|lost)\b))?"
)
AFTER = re.compile(
    rf"(?:\s(?:(?!(?:{DEAD}|{HURT})\b)[\w'\u2019-]+\sand\s[\w'\u2019-]+\s(?=were|was|have|had|are))?{BETWEEN}|(?:\s{FEW})?{APPOSED}){ADVERBS}"
    rf"(?:(?P<killed>{DEAD}|deaths?\b|fatalit\w+|bodies|body|corpses?|martyrs?|burials|funerals)"
    rf"|(?P<injured>{HURT}|injuries|wounds|{CARE})|(?P<missing>{GONE})|(?P<captured>{TAKEN}|(?:hostages?|captives?)(?!\s{ADVERBS}(?:{DEAD}|{HURT})\b))|(?P<any>casualt\w+))\b"
    rf"|\s{BETWEEN}(?P<lost>lost (?:their|his|her) li(?:fe|ves))\b"
    rf"|(?:\s{BETWEEN}|(?:\s{FEW})?{APPOSED}){ADVERBS}(?P<fallen>{FALLEN})\b",
    re.I,
)
BEFORE = re.compile(
    r"\b(?:(?P<killed>kill\w*|murder\w*|massacr\w*|slaughter\w*|execut\w+|slay\w*|assassinat\w+|deaths? of"
    r"|lives? of|(?:body|bodies|corpses?|remains) of|shot dead|shooting dead|gunned down|gunning down|dead)"
    r"|(?P<injured>wound\w*|injur\w+|hurt\w*|maim\w*|treat(?:s|ed|ing)"
    r"|(?:assistance|treatment|first aid|care) (?:(?:was|were|is|being|has been) )?(?:\w+ )?to)"
    r"|(?P<captured>kidnap\w*|abduct\w*|captur(?:ed|ing)"
    r"|(?:seiz|snatch|herd)(?:ed|ing)(?: off| away)?|(?:carr(?:ied|ying)|march(?:ed|ing)|led|leading|dragg(?:ed|ing)|"
    r"took|taking|taken) (?:off|away)|ma(?:de|king) off with)"
    r"|(?P<missing>\b(?:looking|searching|digging|look|search|dig) for(?: a further| another)?)) $",
    re.I,
)
SOME = re.compile(r"\sof (?:whom|them|which|the (?:dead|victims|wounded|injured|killed))\b", re.I)
# "The bodies of fifteen villagers, many with machete wounds".
WITH = re.compile(r"\s(?:of (?:them|whom) )?with\b", re.I)
# "One of the two people inside was killed".
OUT_OF = re.compile(r"\sof (?:the|its|their|these|those|his|her)\s(?:\w+\s)?", re.I)
NOT = re.compile(r"\b(?:not|never)\b", re.I)
INDEFINITE = frozenset("many some most several".split())
# Those counted before it did not do it: "12 people were killed".
UNDERGONE = re.compile(
    r"\b(?:were|was|are|is|be|been|being|left|found|feared|believed|known|thought|presumed|reported|confirmed)\b", re.I
)
DONE_TO = frozenset("DET NUM ADJ NOUN PROPN PRON".split())
LOOK_BACK, LOOK_AHEAD = 24, 120


@dataclass(frozen=True, slots=True)
class Harmed:
    """A word of harm and those whom it harms, each of a list; `told` counts some of them, whatever the parse."""

    harm: Harm
    token: "Token"
    nouns: tuple["Token", ...]
    is_by_own_hand: bool = False
    told: Mapping[int, Counted] = field(default_factory=dict)


def harmed(reading: Reading, numbers: list[Numeral]) -> Iterator[Harmed]:
    """Everyone harmed in a sentence; a list counts to the first word of harm that has it, each noun once a harm."""
    counted = {noun: (harm, one.counted) for noun, harm, one in _beside(reading, numbers)}
    beside = {noun: harm for noun, (harm, _) in counted.items()}
    told = {noun.i: count for noun, (_, count) in counted.items() if (count.best or 2) > 1}
    seen: set[tuple[Harm, int]] = set()
    for found in (*_by_grammar(reading), *(Harmed(harm, noun, (noun,)) for noun, harm in beside.items())):
        nouns = [
            noun
            for first in found.nouns
            for noun in (first, *_first_of(reading, first), *_listed(first))
            if beside.get(noun, found.harm) is found.harm
            and (found.harm, noun.i) not in seen
            and (not _is_part(noun) or _is_own_count(noun, found) or is_by_regulars(reading, found))
        ]
        if nouns:
            seen |= {(found.harm, noun.i) for noun in nouns}
            unique = tuple({noun.i: noun for noun in nouns}.values())
            yield Harmed(found.harm, found.token, unique, found.is_by_own_hand, told)


def _is_own_count(noun: "Token", found: Harmed) -> bool:
    """ "Wounding two of them", "of whom five died": told of the verb itself, not beside a count of the same harm."""
    if noun.head != found.token or found.token.pos_ != "VERB":
        return False
    if any(part.lower_ in ("whom", "which") for part in noun.subtree):
        return found.harm is Harm.KILLED and _is_after_hurt(noun)
    before = noun.doc[max(0, noun.left_edge.i - 2) : noun.left_edge.i]
    return noun.dep_ == "dobj" and not any(part.lower_ in ("among", "including") for part in before)


def _is_after_hurt(noun: "Token") -> bool:
    """Whether those of whom some died were told of as hurt just before."""
    before = noun.doc[max(0, noun.i - WITHIN_REACH) : noun.i]
    return any(part.lower_ in ("wounded", "injured", "hurt", "injuries") for part in before)


def is_by_regulars(reading: Reading, found: Harmed) -> bool:
    """ "Shot dead by guards", "troops killed six of them"."""
    verb = found.token if found.token.pos_ == "VERB" else found.token.head
    doer = agent(verb) or (subject(verb) if not any(one.dep_ == "nsubjpass" for one in verb.children) else None)
    if doer is None or doer in found.nouns:
        return False
    lemmas = {part.lemma_.lower() for part in core(doer)}
    codes = {term.code for lemma in lemmas if (term := reading.codebook.means("victim", lemma))}
    return bool(lemmas & GUARDING) or bool(codes & {"military", "police"})


def word_harm(reading: Reading, token: "Token") -> Harm | None:
    """What a single word says happened to people; none where it is denied, wished or imagined."""
    if token.pos_ not in ("VERB", "ADJ", "NOUN", "PROPN") or token.lower_ == "toll":
        return None
    term = next((found for word in (token.lower_, token.lemma_.lower()) if (found := _harm_term(reading, word))), None)
    return None if term is None or is_unreal(token) else term


def _harm_term(reading: Reading, word: str) -> Harm | None:
    term = reading.codebook.means("harm_word", word)
    return Harm(term.code) if term else None


def is_unreal(token: "Token") -> bool:
    """Whether what a word says is denied, wished or imagined."""
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass", "neg")}
    if any(child.dep_ == "neg" or child.lower_ == "no" for child in token.children) or helpers & UNREAL:
        return True
    if token.tag_ in ("VBP", "VBZ") and any(child.lower_ in WHENEVER for child in token.children):
        return True
    infinitive = token.pos_ == "VERB" and "to" in helpers
    return infinitive and token.head.lemma_.lower() not in REPORTED


def _by_grammar(reading: Reading) -> Iterator[Harmed]:
    for token in reading.tokens:
        harm = word_harm(reading, token)
        if harm is not None:
            nouns = tuple(_victims(reading, token))
            own = [child for child in token.children if child.lower_ in ("himself", "herself", "themselves", "itself")]
            doer = subject(token) if own else None
            if doer is not None:
                yield Harmed(harm, token, (doer,), is_by_own_hand=True)
                nouns = tuple(noun for noun in own[0].conjuncts if noun.i > own[0].i)
            yield Harmed(harm, token, nouns)
        elif token.pos_ == "NOUN" and token.lemma_ == "loss" and not is_unreal(token):
            lost = tuple(one for one in _of(token) if _is_of_armed_men(reading, one))
            yield Harmed(Harm.KILLED, token, lost)
        elif (token.pos_ == "VERB" or token.lemma_ == "be") and not is_unreal(token):
            yield from _by_phrase(reading, token)


def _of_people(reading: Reading, noun: "Token") -> bool:
    return is_count(noun) or any(person(reading, part) for part in core(noun))


def _by_class(reading: Reading, token: "Token") -> Harm | None:
    """What verbs of leading people away and of killing do, one like the other: "whisked off", "mown down"."""
    term = phrasal(reading, token) or next(
        (
            one
            for meaning in ("attack", "harm")
            for one in reading.codebook.coded.get((meaning, token.lemma_.lower()), ())
            if one.pos == "verb"
        ),
        None,
    )
    if term is None:
        return None
    if term.code == "captive":
        return Harm.CAPTURED
    return Harm.KILLED if term.meaning == "harm" and term.term in KILLING else None


def _by_phrase(reading: Reading, token: "Token") -> Iterator[Harmed]:
    """Verbs that harm with their company: "lost their lives", "claimed the lives of", "stabbed to death"."""
    lemma = token.lemma_.lower()
    done = next((child for child in token.children if child.dep_ == "dobj"), None)
    doer = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    ends = {(child.lower_, noun.lower_): noun for child in token.children for noun in child.children}
    if done is not None and done.lemma_ == "life" and lemma in ("claim", "take", "cost", "lose"):
        yield Harmed(Harm.KILLED, token, tuple(_of(done)) or ((doer,) if lemma == "lose" and doer else (done,)))
    elif ("to", "death") in ends or _is_deadly(token) or _is_shot(token, ends):
        yield Harmed(Harm.KILLED, token, _object(token, doer))
    elif done is not None and done.lemma_.lower() in HURTS and lemma in ("suffer", "sustain", "receive") and doer:
        yield Harmed(Harm.INJURED, token, (doer,))
    elif (
        lemma in ("hospitalise", "hospitalize")
        or (lemma == "treat" and any(n.lemma_ in HURTS for n in ends.values()))
        or (
            lemma in ("shoot", "hit", "strike")
            and any(name == "in" and noun.lemma_ in LIMBS for (name, _), noun in ends.items())
        )
    ):
        yield Harmed(Harm.INJURED, token, _object(token, None))
    elif doer is not None and _is_dying(token, lemma, done):
        yield Harmed(Harm.KILLED, token, (doer,))
    elif lemma in FINDING and (found := _bodies(token)):
        yield Harmed(Harm.KILLED, token, found)
    elif lemma in ("slit", "cut") and done is not None and done.lemma_ in THROATS:
        yield Harmed(Harm.KILLED, token, tuple(_of(done)))
    elif (harm := _by_class(reading, token)) is not None:
        yield Harmed(harm, token, tuple(noun for noun in _object(token, None) if _of_people(reading, noun)))
    else:
        yield from _by_company(reading, token, done, doer)


def _by_company(reading: Reading, token: "Token", done: "Token | None", doer: "Token | None") -> Iterator[Harmed]:
    """Verbs of another meaning that harm by what they are said of: "lost two soldiers", "two loaders burned"."""
    lemma = token.lemma_.lower()
    people = done is not None and (
        _is_armed_man(reading, done) or _is_counted_person(reading, done) or _is_of_own(reading, done)
    )
    prepositions = {child.lower_ for child in token.children if child.dep_ == "prep"}
    if lemma == "lose" and done is not None and (people or done.lemma_ in LIMBS):
        yield Harmed(Harm.KILLED, token, (done,)) if people else Harmed(Harm.INJURED, token, (doer,) if doer else ())
    elif doer is not None and _is_wounding(reading, lemma, done, doer):
        yield Harmed(Harm.INJURED, token, (doer,))
    elif lemma == "fall" and doer is not None and not prepositions & FALLING and _is_armed_man(reading, doer):
        yield Harmed(Harm.KILLED, token, (doer,))
    elif lemma == "bury" and (dead := patient(token)) is not None and _is_counted_person(reading, dead):
        yield Harmed(Harm.KILLED, token, (dead,))
    elif lemma in ("be", "remain") and doer is not None and _is_in_care(token):
        yield Harmed(Harm.INJURED, token, (doer,))
    elif lemma in CARRYING and (carried := patient(token)) is not None and _is_carried_hurt(token):
        yield Harmed(Harm.INJURED, token, (carried,))
    elif lemma in SURVIVING and doer is not None and _is_with_wounds(token):
        yield Harmed(Harm.INJURED, token, (doer,))
    elif lemma in CUTTING and (cut := passive_subject(token)) is not None and _is_human(reading, cut):
        yield Harmed(Harm.INJURED, token, (cut,))


def _is_of_armed_men(reading: Reading, noun: "Token") -> bool:
    """ "Soldiers", "seven of the attackers"."""
    words = [noun, *_of(noun)]
    return any(_is_armed_man(reading, one) or reading.codebook.means("force", one.lemma_.lower()) for one in words)


def _is_counted_person(reading: Reading, noun: "Token") -> bool:
    """ "Lost two men", "buried 43"."""
    is_bare = noun.pos_ == "NUM" and not any(child.dep_ == "prep" for child in noun.children)
    return is_bare or (person(reading, noun) and any(child.dep_ == "nummod" for child in noun.children))


def _is_of_own(reading: Reading, noun: "Token") -> bool:
    """ "Lost four of their own", "lost two of its fighters"."""
    return noun.pos_ == "NUM" and any(
        one.lower_ in ("own", "men") or _is_of_armed_men(reading, one) for one in _of(noun)
    )


def _is_wounding(reading: Reading, lemma: str, done: "Token | None", doer: "Token") -> bool:
    """ "Took three bullets", "was burned"."""
    if done is not None:
        return lemma == "take" and done.lemma_ in ("bullet", "shrapnel")
    return lemma in ("burn", "scald") and (person(reading, doer) or is_somebody(reading, doer))


def is_somebody(reading: Reading, noun: "Token") -> bool:
    """A noun that no list knows as a thing, counted or spoken of as one: "two loaders", "a midwife", "her newborn"."""
    if not any(child.lower_ in SINGLE or child.dep_ == "nummod" for child in noun.children):
        return False
    meanings = ("site", "weapon", "attack", "harm_word", "force")
    return not any(reading.codebook.means(meaning, noun.lemma_) for meaning in meanings)


def _is_human(reading: Reading, noun: "Token") -> bool:
    return person(reading, noun) or is_somebody(reading, noun)


def _is_dying(verb: "Token", lemma: str, done: "Token | None") -> bool:
    """ "Passed away", "departed life", "did not survive", "succumbed"."""
    if lemma == "succumb" or (lemma == "depart" and done is not None and done.lemma_ == "life"):
        return True
    if lemma == "pass" and any(child.lower_ == "away" for child in verb.children):
        return True
    return lemma == "survive" and done is None and any(child.dep_ == "neg" for child in verb.children)


def _bodies(verb: "Token") -> tuple["Token", ...]:
    """Whose bodies were found, or the bodies themselves."""
    done = patient(verb)
    if done is not None and [part.lower_ for part in done.doc[done.i + 1 : done.i + 4]] == [",", "that", "of"]:
        return (done,) if done.lower_.endswith(("ird", "th", "cond")) else ()  # "they found a third, that of a boy"
    if done is None or done.lemma_.lower() not in BODIES:
        return ()
    return tuple(_of(done)) or (done,)


def _is_carried_hurt(verb: "Token") -> bool:
    """ "Was taken to hospital", "was driven away with burns"."""
    ends = [(one.lower_, noun.lemma_.lower()) for one in verb.subtree if one.dep_ == "prep" for noun in one.children]
    return any(
        (name in ("to", "into") and noun in HOSPITALS) or (name == "with" and noun in HURTS | {"bullet"})
        for name, noun in ends
    )


def _is_with_wounds(verb: "Token") -> bool:
    """ "Survived with light injuries"."""
    return any(
        noun.lemma_.lower() in HURTS for child in verb.children if child.lower_ == "with" for noun in child.children
    )


def _is_armed_man(reading: Reading, noun: "Token") -> bool:
    term = reading.codebook.means("victim", noun.lemma_.lower())
    return term is not None and term.code in ("military", "police", "armed_group_member")


def _is_in_care(verb: "Token") -> bool:
    """ "Is in a critical condition", "are in intensive care"."""
    for child in verb.children:
        if child.lower_ == "in":
            for noun in child.children:
                if noun.lemma_ in ("condition", "care") and any(one.lower_ in GRAVE for one in noun.subtree):
                    return True
                if noun.lemma_ == "hospital" and verb.lemma_ == "be":
                    return True
    return False


def _is_deadly(token: "Token") -> bool:
    """ "Shot dead", "gunned down"."""
    beside = {child.lower_ for child in token.children if child.dep_ != "ccomp"}
    return "dead" in beside or (token.lemma_.lower() == "gun" and "down" in beside)


def _is_shot(token: "Token", ends: Mapping[tuple[str, str], "Token"]) -> bool:
    """ "Were shot by guards", "was shot in the head": for dead, where no limb is named."""
    if token.lemma_.lower() != "shoot" or not any(child.dep_ == "nsubjpass" for child in token.children):
        return False
    if any(child.lower_ == "down" for child in token.children):
        return False  # what flew
    nouns = {noun.lemma_ for noun in ends.values()}
    by = any(name == "by" for name, _ in ends)
    return not nouns & LIMBS and (by or bool(nouns & DEADLY))


def _object(token: "Token", doer: "Token | None") -> tuple["Token", ...]:
    done = patient(token)
    return (done,) if done is not None else ((doer,) if doer is not None and token.lemma_ in DYING else ())


def _victims(reading: Reading, token: "Token") -> list["Token"]:
    """Who was harmed: object or passive subject, "the death of X", "X's murder", "the wounded man", "left X dead"."""
    if token.lower_ == "dead" and token.i and token.nbor(-1).lower_ == "shot" and token.nbor(-1).pos_ != "VERB":
        behind = nearest(token, 1)  # the parser took "shot" for a noun
        return [behind] if behind is not None else []
    if token.pos_ == "VERB" and token.dep_ != "amod":
        done = patient(token)
        if done is None and (token.lemma_ in DYING or _is_bare_passive(reading, token)):
            done = subject(token)
        if done is None and token.lower_ == "missing":
            heads = (token, *token.children)
            heads += (token.head,) if token.dep_ == "acomp" else ()
            done = next((one for head in heads for one in head.children if one.dep_ == "nsubj"), None)
        beside = [child for child in token.children if done is not None and child.dep_ == done.dep_]
        return [done, *(child for child in beside if child.i > done.i)] if done is not None else []
    if token.pos_ in ("NOUN", "PROPN"):
        owners = [child for child in token.children if child.dep_ == "poss" and person(reading, child)]
        return [*_of(token), *owners]
    if token.dep_ == "amod":
        return [token.head] if token.head.tag_ in ("NN", "NNP") else []
    children = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if children:
        return children
    beside = [child for child in token.head.children if child.dep_ in ("dobj", "nsubjpass")]
    beside = beside or [child for child in token.head.children if child.dep_ == "nsubj" and token.head.lemma_ == "be"]
    return beside[:1] if token.dep_ in ("oprd", "acomp", "ccomp", "attr", "conj", "advmod") else []


def _is_bare_passive(reading: Reading, verb: "Token") -> bool:
    """ "The driver was killed and his mate wounded", "driver wounded": a passive whose "was" is left out."""
    doer = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    ends = any(child.dep_ in ("dobj", "conj", "aux", "auxpass") for child in verb.children)
    if doer is None or ends or verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in WOUNDING:
        return False
    return _is_human(reading, doer) and not _is_armed_man(reading, doer)


def _of(noun: "Token") -> list["Token"]:
    return [one for child in noun.children if child.lower_ == "of" for one in child.children if one.dep_ == "pobj"]


def _listed(noun: "Token") -> list["Token"]:
    """The others of a list, and the one that the parse makes a modifier: "a midwife and two babies"."""
    others = [other for other in noun.conjuncts if other.i > noun.i and other.pos_ in NOMINAL]
    others = others[: _speaking(others)]
    joined = [
        child
        for child in noun.children
        if child.dep_ == "nmod"
        and any(one.dep_ == "cc" for one in child.children)
        and not any(one.dep_ == "nummod" and one.i < child.i for one in noun.children)
    ]
    return [*others, *joined]


def _speaking(others: Sequence["Token"]) -> int:
    """Where in a list those begin who say it: "nine soldiers and a porter, two nurses and a local chief said"."""
    if not others:
        return 0
    doc, last = others[-1].doc, others[-1].right_edge.i
    if last + 1 >= len(doc) or doc[last + 1].lemma_ not in SAYING:
        return len(others)
    starts = (at for at, one in enumerate(others) if doc[one.left_edge.i - 1].text == ",")
    return next(starts, len(others))


def _first_of(reading: Reading, noun: "Token") -> list["Token"]:
    """Who heads a list that the parser begins with the next: "the driver, his wife and two sons were killed"."""
    at = noun.left_edge.i
    if at < 2 or noun.doc[at - 1].text != "," or not list(noun.conjuncts):
        return []
    before = noun.doc[at - 2]
    is_loose = before.dep_ in ("npadvmod", "dep", "nsubj") and before.head == noun.head
    return [before] if is_loose and before.tag_ == "NN" and person(reading, before) else []


def _is_part(noun: "Token") -> bool:
    """Some of those who were counted already: "including two children", "two of whom"."""
    before = noun.doc[noun.left_edge.i - 1].lower_ if noun.left_edge.i else ""
    if [part.lower_ for part in noun.doc[noun.i + 1 : noun.i + 3]] in WITHIN:
        return True
    above = [part.lower_ for part in list(noun.ancestors)[:3]]
    return before in PARTED or any(word in ("including", "among") for word in above[:2])


def _beside(reading: Reading, numbers: Iterable[Numeral]) -> Iterator[tuple["Token", Harm, Numeral]]:
    """The nouns of numbers that stand right beside a word of harm, whatever the parse: "12 dead", "killing 12"."""
    last: Numeral | None = None
    for one in numbers:
        is_whole = last is not None and OUT_OF.fullmatch(reading.text, last.end, one.start) is not None
        last = one
        if is_whole or (one.counted.vague_term in INDEFINITE and WITH.match(reading.text, one.end)):
            continue
        match = AFTER.match(reading.text[one.end : one.end + LOOK_AHEAD])
        if match is None or match["any"]:
            before = BEFORE.search(reading.text[max(0, one.start - LOOK_BACK) : one.start])
            match = before or match
        token = reading.token_at(one.at, one.end)
        if match is None or token is None or not match.lastgroup or _is_denied(reading, match, one):
            continue
        harm = Harm.KILLED if match.lastgroup in ("lost", "fallen") else Harm(match.lastgroup)
        noun = counted_noun(token)
        if _is_doer(reading, match, one, noun):
            continue
        if match.lastgroup == "fallen" and not _is_of_armed_men(reading, noun):
            continue
        if harm is Harm.MISSING and match.re is BEFORE and not _is_sought(reading, noun):
            continue
        if harm is not Harm.CAPTURED or noun.pos_ == "NUM" or _is_people(reading, noun):
            yield noun, harm, one


def _is_doer(reading: Reading, match: "re.Match[str]", one: Numeral, noun: "Token") -> bool:
    """ "Two gunmen shot dead a guard": a noun right behind the word of harm is whom those counted before did it to."""
    start, end = (one.end + at for at in match.span(match.lastgroup or 0))
    if match.re is BEFORE or UNDERGONE.search(match[0]) or noun.idx >= start:
        return False
    behind = next((part for part in reading.tokens if part.idx >= end), None)
    if behind is None or behind.pos_ not in DONE_TO or behind.tag_ in ("WDT", "WP") or is_date(behind):
        return False
    done = behind if behind.pos_ in ("NOUN", "PROPN", "PRON") else behind.head
    return done.i >= behind.i and done.pos_ in ("NOUN", "PROPN", "PRON") and not is_date(done)


def _is_people(reading: Reading, noun: "Token") -> bool:
    """Rifles are seized too, and trophies carried off."""
    return person(reading, noun) or noun.lemma_.lower() == "other" or _is_armed_man(reading, noun)


def _is_sought(reading: Reading, noun: "Token") -> bool:
    """Those whom rescuers look for: gunmen and suspects are looked for too."""
    words = {part.lemma_.lower() for part in core(noun)}
    is_somebody = noun.pos_ == "NUM" or noun.lemma_ == "more" or _is_people(reading, noun)
    return is_somebody and not words & (ATTACKING | SUSPECT) and not _is_armed_man(reading, noun)


def _is_denied(reading: Reading, match: "re.Match[str]", one: Numeral) -> bool:
    """ "Could have killed 12"; "of whom two": imagined, or some of those counted before."""
    if match.lastgroup == "missing" and NOT.search(match[0]):
        return False
    verb = clause(token) if (token := reading.token_at(one.at, one.end)) is not None else None
    return bool(SOME.match(reading.text, one.end)) or (verb is not None and verb.pos_ == "VERB" and is_unreal(verb))


def counted_noun(token: "Token") -> "Token":
    """The noun that a number counts, or the number where it stands for one."""
    head = token.head
    if token.dep_ in ("nummod", "quantmod", "compound", "amod", "det") and head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
        return counted_noun(head) if head.pos_ == "NUM" and head.head != head else head
    return token
