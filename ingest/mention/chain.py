"""Who says so: the source chains of a sentence, publisher first, origin or the publisher's own voice last."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.codes import Anonymity, ChainRole, Stance, Voice
from ingest.keys import key
from ingest.mention import actor, idiom
from ingest.mention.codebook import BANDS
from ingest.mention.heard import GROUPS, QUOTE, VOICES, Heard, Step
from ingest.mention.reading import (
    Reading,
    agent,
    clause,
    core,
    is_among,
    obliques,
    passive_subject,
    phrase,
    referent,
    subject,
)
from ingest.mention.saying import gives_figure, is_dumb, tells
from ingest.mention.speaker import FRONT, INSIDE, across, beside, closest, counted, in_a_row, named_behind
from ingest.mention.voice import is_place, issuer, possessor, so_called, spoken_for
from ingest.records import CodableArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.actor import Actor

__all__ = ["Attribution", "Heard", "Step", "attribution", "chain_id", "opening", "own"]

MOST_CHAINS = 4
# So many sentences after a body spoke "a spokesman" is its own.
NEXT = 2
QUOTING = frozenset({"quote", "cite"})
RELAYING = frozenset({"report", "publish", "carry", "broadcast"})
HOLDING = frozenset({"responsible", "accountable", "liable", "answerable"})
NOBODY = frozenset(
    "nobody none neither nothing everybody everyone both somebody someone anyone anybody whoever".split()
)
# "Claimed ten lives", "carried out an attack".
DUMB = frozenset({("claim", "life"), ("carry", "out")})
# Verbs of answering that need a noun of responsibility behind them to be one.
BODIES = frozenset(
    "force army military ministry command navy government council service staff directorate guard party group movement "
    "militia faction front".split()
)
OUTLETS = frozenset("agency channel outlet wing arm website mouthpiece".split())
LOOSE = frozenset("take assume accept hold charge fault comment respond reply decline refuse".split())
# Verbs that bring in what was said where a quotation stands before them: ""…," the ministry responded".
REPLYING = frozenset("respond reply answer retort counter".split())
WINGS = frozenset("wing office directorate desk arm department bureau unit official officer spokesman".split())
NEWS = frozenset("news press wire media information".split())
STATE = frozenset("state official government".split())
# "Not authorised to speak": a speaker whose name is kept back.
HIDDEN = re.compile(
    r"\b(?:anonym\w+|asked not to be|not to be (?:named|identified)|not authori[sz]ed to|(?:his|her|their) names? "
    r"(?:be |is |was |were )?withheld|declined to (?:be named|give (?:his|her|their))"
    r"|wished? to be (?:named|identified)"
    r"|may not be named)",
    re.I,
)


OPEN_BRACKET = re.compile(r"\s*\([^)]*$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The chains behind a sentence and whose words it is in; who tells what stands under which verb."""

    chains: tuple[tuple[Step, ...], ...]
    voice: Voice
    tellers: tuple[tuple[int, Step], ...] = ()
    mine: tuple[Step, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict, compare=False)
    band: str | None = field(default=None, compare=False)
    foe: str | None = field(default=None, compare=False)

    @property
    def origin(self) -> Step:
        """The last step of the first chain."""
        return self.chains[0][-1]

    @property
    def teller(self) -> str | None:
        """Who is behind the first chain, by id or in words; none where the publisher speaks for itself."""
        last = self.origin
        return None if last.role is ChainRole.OWN_VOICE else last.actor_id or last.name

    def at(self, token: "Token") -> "Attribution":
        """The chains of one word: a clause set off behind an attribution is the publisher's own."""
        if self.voice is Voice.OWN or not self.mine or not _is_apart(token, [number for number, _ in self.tellers]):
            return self
        return replace(self, chains=(self.mine,), voice=Voice.OWN, tellers=())

    def above(self, token: "Token") -> list[Step]:
        """Who speaks by the nearest verb above a word; whoever quotes a document before the document."""
        nearest: list[Step] = []
        for above in (token, *token.ancestors):
            if any(part.text == ";" for part in token.doc[min(above.i, token.i) : max(above.i, token.i)]):
                break
            found = list(dict.fromkeys(step for number, step in self.tellers if number == above.i))
            if found and found[0].anonymity is not Anonymity.DOCUMENT:
                return found
            nearest = nearest or found
        return nearest

    def of(self, token: "Token | None") -> "Attribution":
        """The chains of those who say one word, where several speak in a sentence."""
        speakers = self.above(token) if token is not None and len(self.chains) > 1 else []
        chains = tuple(chain for chain in self.chains if chain[-1] in speakers)
        return replace(self, chains=chains) if chains else self

    def silent(self) -> "Attribution":
        """The publisher's own voice: that somebody says nothing is told by nobody else."""
        return replace(self, chains=(self.mine,), voice=Voice.OWN, tellers=()) if self.mine else self

    def tellers_of(self, token: "Token") -> list[Step]:
        """Who says what a word tells: the speakers of the nearest verb above it, else all of the sentence."""
        if self.voice is Voice.OWN:
            return []
        return self.above(token) or list(
            dict.fromkeys(chain[-1] for chain in self.chains if chain[-1].role is not ChainRole.OWN_VOICE)
        )


def chain_id(article_version_id: str, chain: Sequence[Step]) -> str:
    """The id of a chain: the same steps in the same version are the same chain."""
    parts = [part for step in chain for part in (step.role, step.name, step.actor_id, step.source_id)]
    return key("chn", article_version_id, *parts)


def opening(article: CodableArticle) -> tuple[Step, ...]:
    """The publisher and, where its copy is another's, the agency that it relays."""
    publisher = Step(ChainRole.PUBLISHER, article.source_name, Anonymity.NAMED, None, article.source_id)
    credit = (article.credit or "").strip()
    if not credit or credit.casefold() == article.source_name.casefold():
        return (publisher,)
    return publisher, Step(ChainRole.RELAY, credit, Anonymity.NAMED)


def own(article: CodableArticle) -> Attribution:
    """The publisher's own voice."""
    return Attribution((_own_chain(article),), Voice.OWN)


def attribution(reading: Reading, article: CodableArticle, heard: Heard) -> Attribution:
    """The chains of a sentence; pronouns and "the officer" speak for those who were heard before."""
    heard.note(reading)
    relays: list[Step] = []
    tellers: list[tuple[int, Step]] = []
    silent = {number for one in idiom.find(reading) if one.stance is Stance.NO_COMMENT for number in one.numbers}
    for token in reading.tokens:
        found = list(_told_by(reading, token, heard)) if token.i not in silent else []
        relays += [step for _, step in found if step.role is ChainRole.RELAY]
        tellers += [(number, step) for number, step in found if step.role is not ChainRole.RELAY]
        heard.end(reading, [step for _, step in found if step.role is not ChainRole.RELAY])
    tellers += _by_colon(reading, heard) if not tellers else []
    is_going_on = not tellers and (heard.is_within_quotation(reading, article.text) or heard.is_quoted_on(reading))
    if is_going_on and heard.last is not None:
        tellers = [(-1, heard.last)]
    elif not tellers:
        _introduce(reading, heard)
    if not relays and not tellers:
        return replace(own(article), short=heard.short, band=heard.band)
    start = (*opening(article), *_unique(relays)[:1])
    ends = _unique([step for _, step in tellers])[:MOST_CHAINS]
    voice = Voice.QUOTED if QUOTE.search(reading.text) else Voice.RELAYED
    chains = tuple((*start, end) for end in ends) or (start,)
    foe = heard.foe(reading, next((step.actor_id for _, step in tellers if step.actor_id), None))
    return Attribution(chains, voice, tuple(tellers), _own_chain(article), heard.short, heard.band, foe)


def _by_colon(reading: Reading, heard: Heard) -> list[tuple[int, Step]]:
    """ "Police spokesman X: the rounds came from …", "the governor was blunt: "It was X": who speaks before a colon."""
    colon = next((one for one in reading.doc if one.text == ":"), None)
    behind = [one for one in reading.doc[colon.i + 1 :] if one.pos_ in ("VERB", "AUX")] if colon is not None else []
    if colon is None or not 1 < colon.i <= FRONT or not behind:
        return []
    front = list(reading.doc[: colon.i])
    verbs = [one for one in front if one.pos_ in ("VERB", "AUX")]
    is_quoted = bool(QUOTE.search(reading.text[colon.idx : colon.idx + 4]))
    if verbs and not is_quoted:
        return []
    nouns = [subject(verb) for verb in verbs[:1]] if verbs else [_front(front)]
    noun = next((one for one in nouns if one is not None and one.i < colon.i), None)
    if noun is None or _is_nobody(noun) or not _is_voice(reading, noun):
        return []
    step = _step(reading, noun, "say", heard)
    heard.end(reading, [step])
    return [(behind[0].i, step), *((one.i, step) for one in behind[:1] for one in (one.head,) if one.i > colon.i)]


def _front(front: Sequence["Token"]) -> "Token | None":
    """The head of the words before a colon, where they are a noun phrase and nothing else."""
    nouns = [one for one in front if one.pos_ in ("NOUN", "PROPN") and one.dep_ not in INSIDE]
    return nouns[0] if nouns and nouns[0].dep_ != "pobj" else None


def _is_voice(reading: Reading, noun: "Token") -> bool:
    """Somebody who can speak: a role, a person, an actor that is none of attack."""
    words = [part.lemma_.lower() for part in core(noun)]
    if any(reading.codebook.means("role", word) for word in words) or noun.ent_type_ == "PERSON":
        return True
    known = actor.named(reading, noun)
    return known is not None and not is_place(reading, known)


def _introduce(reading: Reading, heard: Heard) -> None:
    """Take note of the person or party that a sentence is about, where nobody speaks in it."""
    for root in (token for token in reading.tokens if token.head == token and token.pos_ in ("VERB", "AUX")):
        noun = subject(root)
        if noun is None or noun.i > root.i or noun.pos_ != "PROPN":
            continue
        start, end = phrase(noun)
        known = actor.named(reading, noun)
        if known is not None and not known.start <= noun.idx < known.end:
            known = None  # "Venezuelan President Pérez" is a person
        if known is None and (again := heard.again(noun.text)) is not None:
            heard.introduce(again, reading.sentence.sent_no, is_person=True)
        elif noun.ent_type_ == "PERSON" and known is None:
            step = Step(ChainRole.ORIGIN, reading.text[start:end], Anonymity.NAMED)
            heard.introduce(step, reading.sentence.sent_no, is_person=True)
        elif known is not None and known.actor_id is not None and not _is_class(reading, known):
            step = Step(ChainRole.ORIGIN, known.text, Anonymity.NAMED, known.actor_id)
            heard.introduce(step, reading.sentence.sent_no, is_person=False)


def _own_chain(article: CodableArticle) -> tuple[Step, ...]:
    voice = Step(ChainRole.OWN_VOICE, article.source_name, Anonymity.NAMED, None, article.source_id)
    return (*opening(article), voice)


def _is_apart(token: "Token", verbs: Sequence[int]) -> bool:
    """Behind "…, the doctor said," and a "while", "but" or semicolon that the doctor's words do not reach over."""
    behind = [number for number in verbs if 0 <= number < token.i]
    if not behind or any(number > token.i for number in verbs):
        return False
    last = max(behind)
    verb = token.doc[last]
    if not any(child.dep_ == "ccomp" and child.i < last for child in verb.children) and verb.dep_ != "parataxis":
        return False
    between = list(token.doc[last + 1 : token.i])
    return any(part.lower_ in ("while", "whereas", ";") for part in between)


def _told_by(reading: Reading, token: "Token", heard: Heard) -> Iterator[tuple[int, Step]]:
    """The steps that one word brings in, each with the place of the verb that it governs."""
    if token.lower_ == "according":
        nouns = [noun for name, noun in obliques(token) if name.endswith("to")]
        nouns += [deep for noun in nouns for deep in _led_on(noun)]
        yield from ((clause(token).i, _step(reading, noun, "say", heard)) for noun in _listed(nouns))
    elif token.pos_ in ("VERB", "AUX"):
        yield from _spoken(reading, token, heard)


def _led_on(noun: "Token") -> Iterator["Token"]:
    """ "According to the Pentagon and to a health official": the second "to"."""
    for child in (*noun.children, *noun.head.children):
        if child.dep_ == "conj" and child.lower_ == "to":
            yield from (deep for deep in child.children if deep.dep_ == "pobj")


def _spoken(reading: Reading, verb: "Token", heard: Heard) -> Iterator[tuple[int, Step]]:
    if verb.lemma_ in QUOTING:
        yield from _quoted(reading, verb, heard)
        return
    weight = _weight(reading, verb)
    speaker = beside(verb) or across(verb) if weight == "say" else None
    speaker = speaker or closest(verb) or (subject(verb) if verb.tag_ != "VBN" or _is_perfect(verb) else agent(verb))
    if not weight or speaker is None or _is_nobody(speaker):
        return
    if weight == "witness" and verb.tag_ == "VBG" and verb.dep_ == "advcl":  # "three died, raising the toll"
        return
    speaker = counted(verb, referent(speaker))
    if is_dumb(speaker):
        return
    if any(child.dep_ == "neg" for child in verb.children) and weight != "answer":
        return
    if any(reading.codebook.means(meaning, speaker.lemma_) for meaning in ("attack", "weapon")):
        return
    governed = [verb.i, *([verb.head.i] if verb.dep_ == "parataxis" else [])]
    row = in_a_row(reading, verb) if weight == "say" else []
    is_row = len(row) > len(_listed([speaker]))
    found = (_step(reading, noun, verb.lemma_, heard) for noun in row)
    for step in found if is_row else _speakers(reading, verb, speaker, weight, heard):
        yield from ((number, step) for number in governed)
    if verb.lemma_ == "tell":
        yield from ((verb.i, step) for noun in _objects(verb) for step in _relayed(reading, noun, heard))


def _weight(reading: Reading, verb: "Token") -> str:
    """What a verb does: say, see for oneself, or answer for an attack; nothing else has a speaker."""
    lemma = verb.lemma_.lower()
    is_reply = (
        lemma in REPLYING
        and verb.dep_ != "relcl"
        and (QUOTE.search(reading.text[: verb.idx]) or any(c.dep_ == "ccomp" for c in verb.children))
    )
    if not is_reply and any((lemma, child.lemma_) in DUMB for child in verb.children):
        return ""
    if is_reply or reading.codebook.means("say", lemma) or tells(verb):
        return "say"
    if idiom.speaks(reading, verb):
        return "answer"
    answers = reading.codebook.means("answer", lemma)
    if answers and answers.code != "no_comment":
        things = [child for child in verb.children if child.dep_ in ("dobj", "obj", "nsubjpass")]
        owned = any(reading.codebook.means("responsibility", thing.lemma_.lower()) for thing in things)
        holds = answers.code == "holds" and any(part.lower_ in HOLDING for part in verb.subtree)
        return "answer" if owned or holds or lemma not in LOOSE else ""
    return "witness" if reading.codebook.means("witness", lemma) or gives_figure(verb) else ""


def _speakers(reading: Reading, verb: "Token", speaker: "Token", weight: str, heard: Heard) -> Iterator[Step]:
    is_part = any(child.dep_ == "prep" and child.lower_ == "of" for child in speaker.children)  # "one of the wounded"
    if (is_among(speaker, actor.PRONOUNS) or speaker.pos_ == "PRON") and not is_part:
        known = _main_subject(reading, verb, speaker, heard) or heard.pronoun(speaker.lower_, reading.sentence.sent_no)
        if known is not None:
            yield known
        return
    quotes = any(child.lemma_ in QUOTING for child in verb.children)
    for noun in _listed([speaker]):
        if _is_this(reading, noun):
            continue
        if weight == "witness" and not (_is_source(reading, noun) or gives_figure(verb)):
            continue
        yield _step(reading, noun, "report" if quotes else verb.lemma_, heard)


def _main_subject(reading: Reading, verb: "Token", speaker: "Token", heard: Heard) -> Step | None:
    """ "X put out a note in which it says": the body that the sentence is about."""
    if speaker.lower_ != "it":
        return None
    for above in verb.ancestors:
        noun = next((child for child in above.children if child.dep_ == "nsubj" and child.i < speaker.i), None)
        known = actor.named(reading, noun) if noun is not None and noun.pos_ != "PRON" else None
        if noun is not None and known is not None and not _is_class(reading, known):
            return _step(reading, noun, "say", heard)
    return None


def _is_this(reading: Reading, noun: "Token") -> bool:
    """ "This note records": the article itself, whose voice is the publisher's."""
    is_here = any(child.lower_ == "this" for child in noun.children)
    return is_here and reading.codebook.means("document", noun.lemma_) is not None


def _quoted(reading: Reading, verb: "Token", heard: Heard) -> Iterator[tuple[int, Step]]:
    """ "X, citing Y": Y knows. "Y, quoted by X": X passes it on."""
    by = agent(verb)
    if by is not None and by.lower_ == "name":  # "asked not to be quoted by name"
        return
    if verb.tag_ == "VBN" and by is not None:
        yield verb.i, replace(_step(reading, by, "report", heard), role=ChainRole.RELAY)
        if verb.dep_ not in ("acl", "relcl") and (told := subject(verb) or passive_subject(verb)) is not None:
            yield verb.i, _step(reading, told, "say", heard)
        return
    above = [verb.i, *([verb.head.i] if verb.dep_ in ("advcl", "acl", "conj") else [])]
    for noun in _objects(verb):
        if noun.pos_ == "PROPN" or _is_source(reading, noun):
            step = _step(reading, noun, "say", heard)
            yield from ((number, step) for number in above)
    teller = subject(verb)
    if teller is not None and teller.pos_ in ("NOUN", "PROPN") and verb.dep_ not in ("advcl", "acl"):
        yield verb.i, replace(_step(reading, teller, "report", heard), role=ChainRole.RELAY)


def _is_perfect(verb: "Token") -> bool:
    """ "Has said", not "is said": the participle of one who speaks."""
    helpers = {child.lemma_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not helpers and any(child.dep_ == "nsubj" for child in verb.children):
        return True  # "a diplomat who knows them assessed that": a past tense that the parser takes for a participle
    return "have" in helpers and not any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _relayed(reading: Reading, noun: "Token", heard: Heard) -> Iterator[Step]:
    step = _read(reading, noun, "report")
    if step.role is ChainRole.RELAY and noun.pos_ == "PROPN":
        yield step


def _is_source(reading: Reading, noun: "Token") -> bool:
    """Whether a noun is one that knows: a role, an office, a document, somebody heard before."""
    words = [part.lemma_.lower() for part in core(noun)]
    return any(reading.codebook.means(meaning, word) for meaning in ("role", "relay", "document") for word in words)


def _is_nobody(noun: "Token") -> bool:
    return noun.lower_ in NOBODY or any(child.lower_ in ("no", "neither") for child in noun.children)


def _listed(nouns: Sequence["Token"]) -> list["Token"]:
    found = [other for noun in nouns for other in (noun, *noun.conjuncts) if other == noun or other.i > noun.i]
    return [noun for noun in dict.fromkeys(found) if noun.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "X")]


def _objects(verb: "Token") -> list["Token"]:
    return _listed([child for child in verb.children if child.dep_ in ("dobj", "dative", "obj")])


def _step(reading: Reading, noun: "Token", verb: str, heard: Heard) -> Step:
    """A speaker: one heard before, an actor, a role, a document, a medium, or a person by name."""
    step = _read(reading, noun, verb)
    holder = next((child for child in noun.children if child.dep_ == "poss"), None)
    if step.role is ChainRole.RELAY and holder is not None and (theirs := heard.meant(reading, holder)):
        return heard.known(Step(ChainRole.ORIGIN, step.name, Anonymity.NAMED, theirs), noun, is_owned=False)
    if (full := heard.shortened(noun)) and step.role is ChainRole.ORIGIN:
        step = replace(step, actor_id=full)
    is_loose = step.actor_id is None or reading.codebook.actors[step.actor_id]["is_class"] == "true"
    if is_loose and step.role is ChainRole.ORIGIN and (known := _stands_for(reading, noun, heard)):
        is_body = noun.lemma_.lower() in BODIES
        step = replace(step, actor_id=known, anonymity=Anonymity.NAMED if is_body else step.anonymity)
    elif step.actor_id is None and _is_bare_voice(noun) and reading.sentence.sent_no - heard.last_at <= NEXT:
        step = replace(step, actor_id=heard.last.actor_id if heard.last is not None else None)
    owned = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in noun.children)
    if owned and step.actor_id is None and noun.lemma_.lower() in BODIES | OUTLETS | VOICES:
        step = replace(step, actor_id=heard.state(reading))
    return heard.known(step, noun, is_owned=owned)


def _stands_for(reading: Reading, noun: "Token", heard: Heard) -> str | None:
    """Whom "the group", "the movement's spokesman" or "a spokesman for the outfit" speaks for."""
    holders = [child for child in noun.children if child.dep_ == "poss"]
    if reading.codebook.means("role", noun.lemma_.lower()) or reading.codebook.means("document", noun.lemma_.lower()):
        holders += [deep for name, deep in obliques(noun) if name in ("for", "of", "from")]
    found = (heard.meant(reading, one) for one in (noun, *holders))
    return next((one for one in found if one), None)


def _is_bare_voice(noun: "Token") -> bool:
    """ "A spokeswoman said", and not for whom: for the body that spoke just before."""
    is_voice = noun.lemma_.lower() in ("spokesman", "spokeswoman", "spokesperson")
    return is_voice and all(child.dep_ == "det" for child in noun.children)


def _words(reading: Reading, noun: "Token", known: "Actor | None") -> str:
    """What a speaker is called: all of a known name, and no bracket that is left open."""
    start, end = phrase(noun)
    end = max(end, named_behind(noun))
    if known is not None and known.start <= noun.idx < known.end:
        start, end = min(start, known.start), max(end, known.end)
    return OPEN_BRACKET.sub("", " ".join(reading.text[start:end].split()))


def _read(reading: Reading, noun: "Token", verb: str) -> Step:
    words = {form for part in core(noun) for form in (part.lemma_.lower(), part.lower_)}  # "media" is no "medium"
    is_role = reading.codebook.means("role", noun.lemma_.lower()) is not None
    is_paper = reading.codebook.means("document", noun.lemma_.lower()) is not None
    known = actor.named(reading, noun) or (actor.owner(reading, noun) if is_role or is_paper else None)
    known = known or (issuer(reading, noun) if is_paper else None)
    name = _words(reading, noun, known)
    body = known if known is not None and known.start <= noun.idx < known.end else None
    if body is None or _is_class(reading, body) or noun.lemma_.lower() not in BODIES:
        body = so_called(reading, noun)
        name = body.text if body is not None else name
    if known is not None and body is not None and _is_class(reading, known) and noun.lemma_.lower() in GROUPS:
        known = body  # "an anarchist group, the X Federation"
    known = known or possessor(reading, noun) or spoken_for(reading, noun) or body
    title = _title(reading, noun) if known is None else None
    actor_id = known.actor_id if known else _read(reading, title, verb).actor_id if title is not None else None
    if any(reading.codebook.means("relay", word) for word in words) and _is_medium(reading, noun, words):
        named = Anonymity.NAMED if noun.pos_ == "PROPN" else Anonymity.UNNAMED
        is_theirs = reading.codebook.actors.get(actor_id or "", {}).get("actor_kind") in BANDS
        if is_theirs:  # "Radio X, the station of the movement"
            return Step(ChainRole.ORIGIN, name, named, actor_id)
        is_state = bool(STATE & {part.lower_ for part in noun.subtree if part.i < noun.i})
        role = ChainRole.ORIGIN if is_state and verb not in RELAYING else ChainRole.RELAY
        return Step(role, name, named)
    if reading.codebook.means("document", noun.lemma_):
        return Step(ChainRole.ORIGIN, name, Anonymity.DOCUMENT, actor_id)
    is_body = (body is not None and not _is_class(reading, body)) or _is_named_group(reading, noun, known)
    if is_role and noun.pos_ != "PROPN" and not is_body:
        return Step(ChainRole.ORIGIN, name, _anonymity(reading, noun, words), actor_id)
    if known is None and title is None and verb in RELAYING and noun.pos_ == "PROPN":
        return Step(ChainRole.RELAY, name, Anonymity.NAMED)
    anonymity = Anonymity.NAMED if known or noun.pos_ == "PROPN" else Anonymity.ROLE_ONLY
    return Step(ChainRole.ORIGIN, name, anonymity, actor_id)


def _title(reading: Reading, name: "Token") -> "Token | None":
    """The role before somebody's name, which says whose he is: "the group's military spokesman X"."""
    if name.pos_ != "PROPN":
        return None
    before = [part for part in core(name) if part.i < name.i and part.dep_ in ("compound", "nmod")]
    return next((part for part in before if reading.codebook.means("role", part.lemma_.lower()) is not None), None)


def _is_medium(reading: Reading, noun: "Token", words: set[str]) -> bool:
    """A paper, a channel, a news agency: no "maritime agency", and no "media wing" of an army."""
    lemma = noun.lemma_.lower()
    if "official" in words or lemma in WINGS:
        return False
    return lemma != "agency" or noun.pos_ == "PROPN" or bool(words & NEWS) or _is_definite_alone(noun)


def _is_definite_alone(noun: "Token") -> bool:
    """ "The agency": which one was said before."""
    return [child.lower_ for child in noun.children if child.i < noun.i] == ["the"]


def _is_named_group(reading: Reading, noun: "Token", known: actor.Actor | None) -> bool:
    """ "The X group": the name right before the word for what it is."""
    if known is None or known.actor_id is None or noun.lemma_.lower() not in GROUPS | BODIES:
        return False
    is_next = known.end < noun.idx and not reading.text[known.end : noun.idx].strip(" \"'\u201c\u201d\u2018\u2019")
    return is_next and reading.codebook.is_band(known.actor_id)


def _is_class(reading: Reading, found: actor.Actor) -> bool:
    return found.actor_id is None or reading.codebook.actors[found.actor_id]["is_class"] == "true"


def _anonymity(reading: Reading, noun: "Token", words: set[str]) -> Anonymity:
    if any(child.dep_ in ("appos", "compound") and child.ent_type_ == "PERSON" for child in noun.children):
        return Anonymity.NAMED
    if any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children):
        return Anonymity.NAMED
    hidden = words & {"unnamed", "unidentified", "anonymous", "source", "witness"} or HIDDEN.search(reading.text)
    return Anonymity.UNNAMED if hidden else Anonymity.ROLE_ONLY


def _unique(steps: list[Step]) -> list[Step]:
    return list(dict.fromkeys(steps))
