"""At what: the site that a trigger names, known or only described, and how the attack stood to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field, SiteRelation
from ingest.mention.finding import Finding
from ingest.mention.heading import goals
from ingest.mention.reading import Reading, Span, core, obliques
from ingest.mention.thing import PARTS, Things, called, is_area, is_open, is_spot, occupants, struck_part
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.whereabouts import Whereabouts


ENTERING = frozenset(
    "scale enter encircle storm breach reach penetrate approach board invade infiltrate surround besiege raid overrun "
    "seize occupy circle ram".split()
)
INTO = frozenset("into through alongside aboard inside onto off".split())
MOVING = frozenset(
    "convoy patrol column motorcade minibus bus van car truck lorry pickup vehicle motorcycle tractor taxi".split()
)
# Where people on their way were hit, if the text says which: "on the N380 road", "along the road to Naqoura".
ROADS = frozenset("road highway motorway expressway track".split())
ALONG = frozenset({"on", "along"})
WHICH = frozenset("compound nmod amod nummod".split())
AIMED = (SiteRelation.AT, SiteRelation.TOWARDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site in a sentence: its id where it is known, its class where it is only described."""

    site_id: str | None
    site_type: str
    text: str
    span: Span
    relation: SiteRelation
    relation_span: Span
    is_target: bool
    is_entered: bool = False


def sites(
    reading: Reading, trigger: Trigger, where: "Whereabouts | None" = None, things: Things | None = None
) -> list[Site]:
    """The sites of a trigger, best first: where they broke in, what it was done to, what it was done at or near."""
    things = things or Things()
    found = [
        _known(reading, site, where)
        for noun, relation, word in _positions(reading, trigger)
        if (site := _site(reading, noun, relation, word, things))
    ]
    found += [
        replace(site, is_entered=True, is_target=False)
        for noun, relation, word in _entered(reading, trigger)
        if (site := _site(reading, noun, relation, word, things))
    ]
    found += _there(reading, trigger, things)
    if trigger.kind == "intercept":
        found += _aimed(reading, trigger, things)
    return sorted(
        found,
        key=lambda site: (
            site.site_id is None,
            not site.is_entered,
            is_moving(site.text),
            not site.is_target,
            site.span.start,
        ),
    )


def is_moving(text: str) -> bool:
    """Men or vehicles on their way: where a fixed site is told too, that is where they were hit."""
    return not MOVING.isdisjoint(text.lower().split())


def _known(reading: Reading, site: Site, where: "Whereabouts | None") -> Site:
    """ "The base": the known one of that kind that the article named last."""
    start = site.span.start - reading.sentence.char_start
    before = reading.text[max(0, start - 5) : start].lower() if start >= 0 else ""
    if where is None or site.site_id or not before.endswith("the ") or site.text[:1].isupper():
        return site
    return replace(site, site_id=where.site(site.site_type, reading.sentence.sent_no)) if " " not in site.text else site


def findings(site: Site) -> list[Finding]:
    """A site as assertions: itself, its relation and, where the text says so, that it was the target."""
    told = [
        Finding(field=Field.SITE, span=site.span, value=site.site_id, text=site.text),
        Finding(field=Field.SITE_RELATION, span=site.relation_span, value=site.relation.value),
    ]
    if site.is_target:
        told.append(Finding(field=Field.TARGET_SITE, span=site.span, value=site.site_id, text=site.text))
    return told


def operator_findings(reading: Reading, site: Site) -> list[Finding]:
    """Whose the target is, inferred from who operates it: likely, not stated."""
    operator = reading.codebook.sites[site.site_id]["operator_actor_id"] if site.site_id else ""
    if not operator or not site.is_target:
        return []
    return [
        Finding(field=Field.TARGET_ACTOR, span=site.span, value=operator, text=site.text, certainty=Certainty.LIKELY)
    ]


def _owned(reading: Reading, kind: str, tokens: list["Token"]) -> str | None:
    """The one known site of that kind whose operator the phrase names and whose place the sentence names."""
    actors = {
        name.id for hit, _ in reading.hits_in(reading.names, tokens) for name in hit.values if name.kind == "actor"
    }
    told = {name.id for hit in reading.names for name in hit.values if name.kind == "place"}
    known = [
        site_id
        for site_id, row in reading.codebook.sites.items()
        if row["site_type"] == kind
        and row["operator_actor_id"] in actors
        and told & set(reading.codebook.ancestors(row["place_id"])[:2])
    ]
    return known[0] if len(known) == 1 else None


def _positions(reading: Reading, trigger: Trigger) -> Iterator[tuple["Token", SiteRelation, "Token | None"]]:
    """Nouns that may be the site, with their relation and the word that gives it."""
    if trigger.patient is not None and trigger.kind in ("attack", "harm", "munition"):
        yield trigger.patient, SiteRelation.AT, None
        yield from ((noun, SiteRelation.AT, None) for noun in trigger.patient.conjuncts if not trigger.part)
        if not reading.codebook.means("site", trigger.patient.lemma_):
            yield from ((noun, SiteRelation.AT, None) for name, noun in obliques(trigger.patient) if name == "of")
    struck = struck_part(trigger)
    if struck is not None:
        yield struck, SiteRelation.AT, None
    for name, noun in trigger.obliques:
        relation = _relation(reading, name)
        relation = relation or _taken_from(trigger, name, noun)
        if is_open(noun) and trigger.kind in ("munition", "launch"):
            continue  # "fell in an open field"
        if relation is SiteRelation.OVER and trigger.kind == "launch":
            relation = SiteRelation.AT  # what is let fall over it is meant for it
        if relation is not None:
            yield noun, relation, _preposition(noun)
            for deep, inner in obliques(noun):
                if deep in ("of", "at", "in", "inside") and relation is not SiteRelation.NEAR:
                    yield inner, relation, _preposition(noun)
                if deep in ALONG:
                    yield inner, SiteRelation.AT, _preposition(inner)
    for noun in trigger.patient.subtree if trigger.patient is not None else ():
        relation = _relation(reading, noun.head.lower_) if noun.dep_ == "pobj" else None
        if relation is not None and noun.i in trigger.scope:
            yield noun, relation, noun.head


def _taken_from(trigger: Trigger, name: str, noun: "Token") -> SiteRelation | None:
    """ "Took 27 worshippers from a church": they were attacked there."""
    is_fixed = noun.lemma_.lower() not in MOVING
    return SiteRelation.AT if name == "from" and trigger.event_type == "abduction" and is_fixed else None


def _entered(reading: Reading, trigger: Trigger) -> Iterator[tuple["Token", SiteRelation, "Token | None"]]:
    """Where those who then attacked had got in, or from where they took people: "scaled its wall and opened fire"."""
    verb = trigger.token
    while not trigger.is_noun and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
        if verb.lemma_ in ENTERING:
            yield from ((child, SiteRelation.AT, None) for child in verb.children if child.dep_ == "dobj")
        for name, noun in obliques(verb):
            if name.rsplit(maxsplit=1)[-1] in INTO or (name == "at" and trigger.kind == "harm"):
                relation = SiteRelation.INSIDE if name == "into" else SiteRelation.AT
                yield noun, relation, _preposition(noun)


def _there(reading: Reading, trigger: Trigger, things: Things) -> list[Site]:
    """ "Had struck a column there": at what was named just before."""
    there = [child for child in trigger.token.children if child.lower_ == "there" and child.dep_ == "advmod"]
    if not there or there[0].i < trigger.token.i:
        return []
    meant = things.meant(reading, trigger.agent if trigger.agent is not None else trigger.token)
    site = _site(*meant, SiteRelation.AT, None, things) if meant is not None else None
    return [replace(site, is_entered=True)] if site is not None else []


def _aimed(reading: Reading, trigger: Trigger, things: Things) -> Iterator[Site]:
    """What an intercepted weapon was sent against: "a drone that attempted to attack a base"."""
    for noun, verb in goals(reading, trigger):
        site = _site(reading, noun, SiteRelation.TOWARDS, verb, things)
        if site:
            yield site


def _relation(reading: Reading, preposition: str) -> SiteRelation | None:
    last = preposition.rsplit(maxsplit=1)[-1]
    for text in (preposition, last):
        term = reading.codebook.means("relation", text)
        if term:
            return SiteRelation(term.code)
    return SiteRelation.NEAR if preposition.startswith("close") else None


def _preposition(noun: "Token") -> "Token | None":
    return noun.head if noun.head.dep_ in ("prep", "agent") else None


def _site(reading: Reading, noun: "Token", relation: SiteRelation, word: "Token | None", things: Things) -> Site | None:
    spoken, part = reading, noun
    reading, noun = things.whole(reading, noun)
    if noun.lemma_.lower() in PARTS and noun.pos_ != "PROPN":
        return None
    tokens = core(noun)
    apposed = [part for child in noun.children if child.dep_ == "appos" for part in core(child)]
    after = [hit for hit in reading.names if reading.text[noun.idx + len(noun) : hit.start] == ", "]
    named = [hit for hit, _ in reading.hits_in(reading.names, [*tokens, *apposed])]
    relation_span = spoken.span(word.idx, word.idx + len(word)) if word is not None else None
    is_target = relation in AIMED and (word is None or word.lower_ not in ("in", "at"))
    is_target = is_target and not (is_spot(noun) or is_open(noun)) and not occupants(reading, noun)
    for hit in (*named, *after):
        for name in hit.values:
            if name.kind == "site":
                span = reading.span(hit.start, hit.end)
                return Site(
                    site_id=name.id,
                    site_type=reading.codebook.sites[name.id]["site_type"],
                    text=reading.text[hit.start : hit.end],
                    span=span,
                    relation=relation,
                    relation_span=relation_span or span,
                    is_target=is_target,
                )
    is_road = word is not None and _is_road(noun, word)
    is_called = (part != noun and noun.pos_ == "PROPN") or is_road
    kind = _kind(reading, noun) or ("generic_class" if is_called else None)
    is_where = word is not None and is_spot(noun) and noun.pos_ != "PROPN" and not is_road
    if kind is None or is_area(noun) or is_where:
        return None
    start, end = called(noun)
    span = reading.span(start, end)
    return Site(
        site_id=_owned(reading, kind, tokens),
        site_type=kind,
        text=reading.text[start:end],
        span=span,
        relation=relation,
        relation_span=relation_span or span,
        is_target=is_target,
    )


def _is_road(noun: "Token", word: "Token") -> bool:
    """A road of which it is said which one it is."""
    if noun.lemma_.lower() not in ROADS or word.lower_ not in ALONG:
        return False
    return any(
        (child.dep_ in WHICH and child.lower_ not in ("main", "same", "other"))
        or (child.dep_ == "prep" and child.lower_ in ("to", "between", "from"))
        for child in noun.children
    )


def _kind(reading: Reading, noun: "Token") -> str | None:
    """What kind of site a noun stands for, by itself or by the word before its name: "the tanker Solveig B"."""
    if any(hit.start <= noun.idx < hit.end for hit in reading.weapons):
        return None  # "ran over a mine"
    inside = [noun]
    if noun.pos_ == "PROPN" and not any(reading.codebook.means("victim", part.lemma_) for part in core(noun)):
        inside += [child for child in noun.children if child.dep_ == "compound"]
    for part in inside:
        hits = [hit for hit in reading.terms("site") if hit.start <= part.idx < hit.end]
        if hits and not any(
            name.kind == "place" for hit in reading.names if hit.start <= noun.idx < hit.end for name in hit.values
        ):
            return hits[0].values[0].code
    return None
