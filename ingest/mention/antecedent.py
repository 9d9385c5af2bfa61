"""Who "they" and "their men" are that attack in the article's own words: who was told of just before."""

from ingest.codes import AttackerStatus, AttackStatus, Field, Voice
from ingest.mention import actor
from ingest.mention.actor import Actor
from ingest.mention.codebook import Codebook
from ingest.mention.finding import Finding
from ingest.mention.reading import Reading, subject
from ingest.mention.telling import Telling, Told

# So many sentences back somebody was told of who is meant.
REACH = 2
PLURAL = frozenset({"they"})
OWNERS = frozenset({"their", "its"})
MEN = frozenset(
    "man fighter militant gunman force unit troop soldier jet aircraft drone warplane gunner guerrilla".split()
)
ARMED = frozenset("armed masked hooded unidentified unknown".split())


class Antecedents:
    """Those of whom the sentences of an article tell as doing something, in order."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._last: tuple[int, Reading, Actor] | None = None
        self._band: tuple[int, Reading, Actor] | None = None
        self._meant: dict[int, tuple[Reading, Actor]] = {}

    def add(self, reading: Reading) -> None:
        """Take note of the armed men or the group that a sentence is about, when all its tellings were asked."""
        number = reading.sentence.sent_no
        for hit in reading.names:
            for name in hit.values:
                if name.kind == "actor" and self._codebook.is_band(name.id):
                    self._band = number, reading, Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)
        root = next((one for one in reading.tokens if one.head == one and one.pos_ in ("VERB", "AUX")), None)
        noun = subject(root) if root is not None else None
        if noun is None or noun.tag_ not in ("NNS", "NNPS"):
            return
        found = actor.described(reading, noun)
        is_armed = any(part.lower_ in ARMED for part in noun.subtree)
        if found is not None and (is_armed or self._fights(reading, found, noun.lemma_.lower())):
            self._last = number, reading, found

    def ask(self, telling: Telling) -> None:
        """Remember whom a telling means by "they" or "their men"."""
        noun, number = telling.trigger.agent, telling.reading.sentence.sent_no
        if noun is None or telling.status is not AttackStatus.ACTUAL or telling.attribution.voice is not Voice.OWN:
            return
        if noun.lower_ in PLURAL:
            found = self._last
        elif noun.lemma_.lower() in MEN and any(child.lower_ in OWNERS for child in noun.children):
            found = self._band
        else:
            return
        if found is not None and 0 < number - found[0] <= REACH:
            self._meant[id(telling)] = found[1:]

    def settle(self, attack: Told) -> None:
        """Give an attack of which nobody is named as the attacker those whom its tellings mean."""
        known = any(found.field is Field.ATTACKER for one in attack.tellings for found in one.findings)
        if known or attack.claims or any(found.field is Field.ATTACKER_STATUS for found, _ in attack.extra):
            return
        for telling in attack.tellings:
            if id(telling) in self._meant:
                reading, doer = self._meant[id(telling)]
                found = actor.finding(reading, Field.ATTACKER, doer)
                status = AttackerStatus.PUBLISHER_OWN_VOICE.value
                state = Finding(
                    field=Field.ATTACKER_STATUS, span=found.span, value=status, text=doer.actor_id or doer.text
                )
                attack.extra += [(found, telling.attribution), (state, telling.attribution)]
                return

    def _fights(self, reading: Reading, found: Actor, lemma: str) -> bool:
        if found.actor_id is not None:
            return self._codebook.acts(found.actor_id)
        return reading.codebook.means("force", lemma) is not None
