"""Who speaks by where he stands: beside the verb, in a row, or named behind his role, where the parser often errs."""

from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.mention.heard import GROUPS
from ingest.mention.reading import Reading, core, is_date, phrase, referent

if TYPE_CHECKING:
    from spacy.tokens import Token

# So many words may stand in a row of speakers, and before the comma behind which a name follows.
LONGEST, FRONT = 30, 14
# So many words behind a role its name begins: "the spokesman for the ministry abroad, X".
AT_ONCE = 6
# Marks before which a speaker set apart begins, and the parts of a noun phrase that are not its head.
BREAKS = frozenset({",", "\u201d", '"', "\u2013", "\u2014", ";"})
STOPS = BREAKS | {":", "(", ")", "\u201c", "?", "!"}
VERBS = frozenset({"VERB", "AUX"})
PLACES = frozenset({"GPE", "LOC", "DATE"})
INSIDE = frozenset("compound poss nmod amod nummod pobj".split())


def counted(verb: "Token", speaker: "Token") -> "Token":
    """ "X gave a figure of 12 wounded and blamed Y": no number speaks, but who gave it.

    Nor does "calling" in "a group calling itself Y said", which the parser may take for the subject.
    """
    if speaker.dep_ == "csubj" and speaker.tag_ == "VBG":
        return next((child for child in speaker.children if child.dep_ == "nsubj"), speaker)
    if speaker.pos_ != "NUM" or any(child.dep_ == "prep" for child in speaker.children):
        return speaker
    for above in verb.ancestors:
        found = next((child for child in above.children if child.dep_ == "nsubj" and child.pos_ != "NUM"), None)
        if found is not None and found.i < speaker.i:
            return referent(found)
    return speaker


def beside(verb: "Token") -> "Token | None":
    """The speaker by where it stands: "…, the mayor said", "…, said the mayor", whatever the parser makes of it."""
    if _is_set_apart(verb):
        return None
    doc = verb.doc
    start = next((i for i in range(verb.i - 1, max(verb.i - 16, -1), -1) if doc[i].text in STOPS), None)
    if start is not None and doc[start].text in BREAKS and start + 1 < verb.i and verb.tag_ in ("VBD", "VBZ", "VBP"):
        run = doc[start + 1 : verb.i]
        deep = {part.i for part in run if part.dep_ == "amod" and part.head.dep_ == "pobj"}  # "of the surrounding town"
        if not any(
            (part.pos_ in ("VERB", "AUX", "SCONJ") or part.dep_ == "mark") and part.i not in deep for part in run
        ):
            heads = [part for part in run if part.pos_ in ("NOUN", "PROPN") and part.dep_ not in INSIDE]
            return heads[0] if heads else None
    if start == verb.i - 1 and verb.i + 1 < len(doc) and verb.tag_ in ("VBD", "VBZ"):
        for part in doc[verb.i + 1 : verb.i + 10]:
            if part.pos_ in ("NOUN", "PROPN") and part.dep_ not in INSIDE:
                return part if part.dep_ not in ("dobj", "dative", "pobj") and _ends_so(part, verb) else None
            if part.pos_ not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "PUNCT") or part.text in STOPS:
                return None
    return None


def across(verb: "Token") -> "Token | None":
    """ "…, and an official, speaking anonymously, said", "…, the monitor, the X Observatory, said": who stands before
    an aside, by his name where the aside is one, for a verb to which the parser gives nobody.
    """
    doc = verb.doc
    if verb.i < 3 or doc[verb.i - 1].text != "," or any(child.dep_ == "nsubj" for child in verb.children):
        return None
    before = range(verb.i - 2, max(verb.i - LONGEST, -1), -1)
    comma = next((i for i in before if doc[i].text == ","), None)
    run = list(doc[comma + 1 : verb.i - 1]) if comma is not None else []
    roots = [part for part in run if part.head not in run]
    if comma is None or len(roots) != 1 or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    root = roots[0]
    is_aside = root.dep_ in ("acl", "appos", "conj", "relcl") and root.head.i < comma
    if not is_aside or root.head.pos_ not in ("NOUN", "PROPN") or root.head.right_edge.i > verb.i:
        return None
    return root if root.pos_ == "PROPN" else root.head


def _is_set_apart(verb: "Token") -> bool:
    """ "Col. X, the provincial police chief, said Y and Z were hurt": the words between are X's, and Y says nothing."""
    doers = [child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i]
    if len(doers) != 1 or doers[0].pos_ not in ("NOUN", "PROPN") or verb.i < 2 or verb.doc[verb.i - 1].text != ",":
        return False
    return doers[0].right_edge.i == verb.i - 1 and any(child.dep_ == "appos" for child in doers[0].children)


def closest(verb: "Token") -> "Token | None":
    """The subject next to the verb, where the parser gives it two ("By afternoon an official had …")."""
    found = [child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i]
    return found[-1] if len(found) > 1 else None


def _ends_so(noun: "Token", verb: "Token") -> bool:
    """Whether the noun behind a verb of speech is its speaker, and does not begin what is said."""
    if noun.head == verb and noun.dep_ == "nsubj":
        return True
    for part in noun.doc[noun.i + 1 : noun.i + 12]:
        if part.text in STOPS or part.text in ".;":
            return True
        if part.pos_ in ("VERB", "AUX"):
            return False
    return True


def named_behind(noun: "Token") -> int:
    """Where the name ends that follows a role: "the ministry's spokesman, X Y"; 0 where none does."""
    if noun.pos_ != "NOUN" and noun.lemma_.lower() not in GROUPS:
        return 0
    names = [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > noun.i]
    near = [name for name in names if name.left_edge.i - noun.i <= AT_ONCE and not any(map(is_date, name.subtree))]
    return max((phrase(name)[1] for name in near[:1]), default=0) or _named_at_once(noun) or _named_apart(noun)


def _named_at_once(noun: "Token") -> int:
    """ "Military administration head X Y writes": the name right behind a role; 0 where none follows."""
    run = list(takewhile(lambda one: one.pos_ == "PROPN", noun.doc[noun.i + 1 : noun.i + AT_ONCE]))
    is_name = len(run) > 1 and not any(map(is_date, run)) and not any(one.ent_type_ in PLACES for one in run)
    return run[-1].idx + len(run[-1]) if is_name else 0


def _named_apart(noun: "Token") -> int:
    """ "The spokesman for the zone in the east, Captain X Y, said": a name between commas, wherever the parser hangs
    it; 0 where there is none.
    """
    doc = noun.doc
    comma = next((one.i for one in doc[noun.i + 1 : noun.i + FRONT] if one.text == "," or one.pos_ in VERBS), None)
    if comma is None or doc[comma].text != ",":
        return 0
    run = []
    for one in doc[comma + 1 : comma + AT_ONCE]:
        if one.pos_ != "PROPN" and not one.text.endswith("."):
            break
        run.append(one)
    is_closed = bool(run) and run[-1].i + 1 < len(doc) and doc[run[-1].i + 1].text in (",", ".", "\u201d", '"')
    if not is_closed or len(run) < 2 or any(map(is_date, run)):
        return 0
    is_other = any(one.dep_ == "nsubj" or one.conjuncts for one in run)
    return 0 if is_other else run[-1].idx + len(run[-1])


def in_a_row(reading: Reading, verb: "Token") -> list["Token"]:
    """The heads of "residents, a fighter and local media" right before a verb; none where no "and" joins them."""
    heads: list[Token] = []
    part: list[Token] = []
    joined = False
    for token in reversed(verb.doc[max(verb.i - LONGEST, 0) : verb.i]):
        if token.text == "," or token.lower_ == "and":
            head = _head(reading, part)
            if head is None or (token.text == "," and not joined and not heads and not part):
                break
            heads.insert(0, head)
            part = []
            joined = joined or token.lower_ == "and"
            if not joined:
                return []
        elif token.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON") and token.dep_ not in INSIDE | {"det"}:
            return heads if joined else []
        else:
            part.insert(0, token)
    else:
        head = _head(reading, part)
        heads[:0] = [head] if head is not None else []
    return heads if joined else []


def _head(reading: Reading, part: "list[Token]") -> "Token | None":
    """The noun of a part, where it is one who can speak."""
    noun = next((one for one in part if one.pos_ in ("NOUN", "PROPN") and not _is_inside(one, part)), None)
    if noun is None:
        return None
    words = [one.lemma_.lower() for one in core(noun) if one in part]
    known = any(reading.codebook.means(meaning, word) for meaning in ("role", "relay") for word in words)
    return noun if known or noun.ent_type_ == "PERSON" else None


def _is_inside(noun: "Token", part: "list[Token]") -> bool:
    """Whether a noun only modifies the next one: "hospital" in "hospital sources"."""
    behind = noun.i + 1
    return any(one.i == behind and one.pos_ in ("NOUN", "PROPN") for one in part) or noun.dep_ == "poss"
