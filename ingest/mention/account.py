"""Who tells more of an attack that was told before: an origin of it, though no value comes from him."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import Field
from ingest.mention.chain import Attribution
from ingest.mention.finding import Finding
from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is said with these tells of nothing that has happened.
PLEADING = frozenset(
    "warn urge call demand vow promise pledge release refuse ask fear hope want threaten argue suggest comment blame "
    "accuse complain think believe".split()
)
# Of the verbs by which one knows of a thing, those with which one tells it.
SEEING = frozenset("see hear describe count watch recall".split())
# "Confirmed the attack", "acknowledged the death".
OWNING = frozenset("confirm acknowledge describe verify corroborate concede admit report deny record document".split())
EVENTS = frozenset(
    "attack strike raid incident death killing toll account explosion blast bombing shelling ambush clash fighting "
    "fire assault operation abduction kidnapping casualty injury event loss hit".split()
)
UNREAL = frozenset("would could should might may will can must shall 'll 'd".split())


def account(reading: Reading, told: Attribution, before: Reading | None = None) -> tuple[Finding, Attribution] | None:
    """The words in which others than the article tell what happened, with their chains; none where nobody does.

    `before` is the sentence read before this one: a quotation may end with it, and who said it follow.
    """
    verbs = {number for number, _ in told.tellers}
    steps = [step for number, step in told.tellers if _tells(reading, number, verbs)]
    if not steps and before is not None and _is_after_quotation(reading, before):
        steps = [step for _, step in told.tellers if any(_is_past(part) for part in before.tokens)]
    chains = tuple(chain for chain in told.chains if chain[-1] in steps)
    if not chains:
        return None
    finding = Finding(field=Field.ACCOUNT, span=reading.span(0, len(reading.text.rstrip())))
    return finding, replace(told, chains=chains)


def _is_after_quotation(reading: Reading, before: Reading) -> bool:
    """ ""They shot everyone."" / "said one elder": a sentence that only says who spoke."""
    is_next = reading.sentence.sent_no - before.sentence.sent_no == 1
    is_one = is_next and reading.sentence.para_no == before.sentence.para_no
    return is_one and reading.text[:1].islower() and before.text.rstrip()[-1:] in ("\u201d", '"', "\u2019", "'")


def _tells(reading: Reading, number: int, verbs: set[int]) -> bool:
    """Whether what hangs on a verb of speech is told as past; the whole sentence, where a quotation goes on."""
    if number < 0:
        return any(_is_past(part) for part in reading.tokens)
    verb = reading.doc[number]
    if verb.lemma_.lower() in PLEADING or any(child.dep_ == "neg" for child in verb.children):
        return False
    things = {child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"}
    if verb.lemma_.lower() in OWNING and things & EVENTS:
        return True
    is_sight = reading.codebook.means("witness", verb.lemma_.lower()) and not reading.codebook.means(
        "say", verb.lemma_.lower()
    )
    if is_sight and verb.lemma_.lower() not in SEEING:
        return False
    return any(_is_past(part) for part in reading.tokens if part.i not in verbs or is_sight)


def _is_past(verb: "Token") -> bool:
    """ "Fell", "had fallen", "was hit": not "has fallen", "would fall"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or helpers & UNREAL:
        return False
    return verb.tag_ == "VBD" or bool(helpers & {"had", "was", "were"})
