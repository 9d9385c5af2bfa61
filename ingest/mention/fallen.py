"""Who falls in an attack: men in arms tie it to a war where nothing else does."""

from typing import TYPE_CHECKING

from ingest.mention.reading import Reading, core, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

IN_ARMS = frozenset({"military", "police", "armed_group_member"})
IN = frozenset({"in", "during", "by"})


def falls_in_arms(reading: Reading, noun: "Token") -> bool:
    """ "Six police officers died in an attack on their station": those who fell bear arms."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in IN or reading.codebook.means("harm_word", verb.lemma_) is None:
        return False
    fallen = patient(verb) or subject(verb)
    terms = [reading.codebook.means("victim", part.lemma_.lower()) for part in core(fallen)] if fallen else []
    return any(term is not None and term.code in IN_ARMS for term in terms)
