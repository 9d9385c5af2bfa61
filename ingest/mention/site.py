"""At what: the site that a trigger names, known or only described, and how the attack stood to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field, SiteRelation
from ingest.mention.finding import Finding
from ingest.mention.reading import Reading, core, obliques, phrase
from ingest.mention.thing import is_area, whole
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.whereabouts import Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site in a sentence: its id where it is known, its class where it is only described."""

    site_id: str | None
    site_type: str
    text: str
    start: int
    end: int
    relation: SiteRelation
    relation_start: int
    relation_end: int
    is_target: bool


def sites(reading: Reading, trigger: Trigger, where: "Whereabouts | None" = None) -> list[Site]:
    """The sites of a trigger, best first: what it was done to, then what it was done at or near."""
    found = [
        _known(reading, site, where)
        for noun, relation, word in _positions(reading, trigger)
        if (site := _site(reading, noun, relation, word))
    ]
    if trigger.kind == "intercept":
        found += _aimed(reading, trigger)
    order = sorted(found, key=lambda site: (site.site_id is None, not site.is_target, site.start))
    return order


def _known(reading: Reading, site: Site, where: "Whereabouts | None") -> Site:
    """ "The base": the known one of that kind that the article named last."""
    before = reading.text[max(0, site.start - 5) : site.start].lower()
    if where is None or site.site_id or not before.endswith("the ") or site.text[:1].isupper():
        return site
    return replace(site, site_id=where.site(site.site_type, reading.sentence.sent_no)) if " " not in site.text else site


def findings(reading: Reading, site: Site) -> list[Finding]:
    """A site as assertions: itself, its relation and, where the text says so, that it was the target."""
    span = reading.span(site.start, site.end)
    relation_span = reading.span(site.relation_start, site.relation_end)
    told = [
        Finding(field=Field.SITE, span=span, value=site.site_id, text=site.text),
        Finding(field=Field.SITE_RELATION, span=relation_span, value=site.relation.value),
    ]
    if site.is_target:
        told.append(Finding(field=Field.TARGET_SITE, span=span, value=site.site_id, text=site.text))
    return told


def operator_findings(reading: Reading, site: Site) -> list[Finding]:
    """Whose the target is, inferred from who operates it: likely, not stated."""
    operator = reading.codebook.sites[site.site_id]["operator_actor_id"] if site.site_id else ""
    if not operator or not site.is_target:
        return []
    span = reading.span(site.start, site.end)
    return [Finding(field=Field.TARGET_ACTOR, span=span, value=operator, text=site.text, certainty=Certainty.LIKELY)]


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
    if trigger.patient is not None and trigger.kind in ("attack", "harm"):
        yield trigger.patient, SiteRelation.AT, None
        yield from ((noun, SiteRelation.AT, None) for noun in trigger.patient.conjuncts)
        if not reading.codebook.means("site", trigger.patient.lemma_):
            yield from ((noun, SiteRelation.AT, None) for name, noun in obliques(trigger.patient) if name == "of")
    for name, noun in trigger.obliques:
        relation = _relation(reading, name)
        if relation is not None:
            yield noun, relation, _preposition(noun)
            for deep, inner in obliques(noun):
                if deep in ("of", "at", "in", "inside") and relation is not SiteRelation.NEAR:
                    yield inner, relation, _preposition(noun)
    for noun in trigger.patient.subtree if trigger.patient is not None else ():
        relation = _relation(reading, noun.head.lower_) if noun.dep_ == "pobj" else None
        if relation is not None and noun.i in trigger.scope:
            yield noun, relation, noun.head


def _aimed(reading: Reading, trigger: Trigger) -> Iterator[Site]:
    """What an intercepted weapon was sent against: "a drone that attempted to attack a base"."""
    if trigger.patient is None:
        return
    for verb in trigger.patient.subtree:
        if verb.pos_ == "VERB" and reading.codebook.means("attack", verb.lemma_) and verb != trigger.token:
            for child in verb.children:
                if child.dep_ == "dobj":
                    site = _site(reading, child, SiteRelation.TOWARDS, verb)
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


def _site(reading: Reading, noun: "Token", relation: SiteRelation, word: "Token | None") -> Site | None:
    noun = whole(noun)
    tokens = core(noun)
    apposed = [part for child in noun.children if child.dep_ == "appos" for part in core(child)]
    after = [hit for hit in reading.names if reading.text[noun.idx + len(noun) : hit.start] == ", "]
    named = [hit for hit, _ in reading.hits_in(reading.names, [*tokens, *apposed])]
    for hit in (*named, *after):
        for name in hit.values:
            if name.kind == "site":
                kind = reading.codebook.sites[name.id]["site_type"]
                return _made(reading, name.id, kind, (hit.start, hit.end), relation=relation, word=word)
    term = next((hit.values[0] for hit in reading.terms("site") if hit.start <= noun.idx < hit.end), None)
    if term is None or is_area(noun):
        return None
    return _made(reading, _owned(reading, term.code, tokens), term.code, phrase(noun), relation=relation, word=word)


def _made(
    reading: Reading,
    site_id: str | None,
    kind: str,
    at: tuple[int, int],
    *,
    relation: SiteRelation,
    word: "Token | None",
) -> Site:
    start, end = at
    low, high = (word.idx, word.idx + len(word)) if word is not None else at
    return Site(
        site_id=site_id,
        site_type=kind,
        text=reading.text[start:end],
        start=start,
        end=end,
        relation=relation,
        relation_start=low,
        relation_end=high,
        is_target=relation in (SiteRelation.AT, SiteRelation.TOWARDS)
        and (word is None or word.lower_ not in ("in", "at")),
    )
