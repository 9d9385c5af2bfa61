"""Which attack told before the nouns of a later sentence mean: by the weapon, its target's kind, or the act again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, Field
from ingest.mention.charge import is_event
from ingest.mention.codebook import Codebook
from ingest.mention.reading import Reading, core, is_among
from ingest.mention.same import heads
from ingest.mention.telling import Told

if TYPE_CHECKING:
    from spacy.tokens import Token

# So many sentences back it was told of last, and so many attacks.
FAR, BACK = 12, 6
POINTING = frozenset("it this that them these those so which".split())
DEFINITE = frozenset("the this that these those his her their its both all".split())
ACTS = frozenset(
    "deed killing death murder execution firing job carnage massacre crime outrage atrocity assault slaughter "
    "sabotage tragedy violence bloodshed shooting operation kill fire damage destruction fate burning trap affair "
    "matter seizure capture theft".split()
)
ATTACKERS = frozenset(
    "killer attacker raider assailant gunman bomber assassin murderer kidnapper perpetrator culprit arsonist".split()
)
FLIERS = frozenset("plane jet aircraft warplane helicopter aeroplane airplane bomber drone gunship".split())
FLOWN = frozenset({"air", "drone"})
# Words for what flies or bursts, whatever it is called in the first telling.
WEAPONS = {
    "projectile": frozenset({"missile_rocket", "artillery", "small_arms"}),
    "round": frozenset({"artillery", "small_arms"}),
    "shot": frozenset({"artillery", "small_arms", "missile_rocket"}),
    "salvo": frozenset({"missile_rocket", "artillery"}),
    "barrage": frozenset({"missile_rocket", "artillery"}),
    "device": frozenset({"explosive"}),
    "charge": frozenset({"explosive"}),
    "bomb": frozenset({"explosive", "air"}),
    "machine": frozenset({"drone", "air"}),
    "aircraft": frozenset({"drone", "air"}),
    "shell": frozenset({"artillery"}),
    "weapon": frozenset({"missile_rocket", "artillery", "explosive", "drone", "air", "small_arms"}),
}


class Meant:
    """The attacks that a sentence may speak of, and which of them a noun of it means."""

    def __init__(self, reading: Reading, attacks: Sequence[Told], codebook: Codebook) -> None:
        number = reading.sentence.sent_no
        actual = [one for one in attacks if one.status is AttackStatus.ACTUAL]
        near = [one for one in actual[-BACK:] if number - one.last.reading.sentence.sent_no <= FAR]
        self._recent = sorted(near, key=lambda one: one.last.reading.sentence.sent_no)[::-1]
        self._reading = reading
        self._codebook = codebook

    def attack(self, noun: "Token", *, is_own: bool = False) -> Told | None:
        """The attack that a noun means; `is_own` where who speaks is said to have done something to it."""
        if not self._recent:
            return None
        lemma = noun.lemma_.lower()
        if is_among(noun, POINTING) or lemma in ACTS or is_event(self._reading, noun):
            return self._recent[0]
        if (classes := self._weapon(noun)) and (found := self._first(lambda one: bool(classes & self._used(one)))):
            return found
        if not (is_own or any(child.lower_ in DEFINITE for child in noun.children)):
            return None
        if lemma in ATTACKERS or (is_own and lemma == "target"):
            return self._recent[0]
        kinds = self._codebook.kinds(lemma)
        return self._first(lambda one: self._is_struck(one, lemma, kinds))

    @property
    def is_any(self) -> bool:
        """Whether any attack was told that a sentence may mean."""
        return bool(self._recent)

    @property
    def last(self) -> Told | None:
        """The attack told last."""
        return self._recent[0] if self._recent else None

    def is_struck(self, noun: "Token") -> bool:
        """Whether a noun is called as what was hit, or by another word of its kind."""
        lemma = noun.lemma_.lower()
        return any(self._is_struck(one, lemma, self._codebook.kinds(lemma)) for one in self._recent)

    def is_weapon(self, noun: "Token") -> bool:
        """Whether a noun says the weapon of one of the attacks again."""
        classes = self._weapon(noun)
        return any(classes & self._used(one) for one in self._recent)

    def _first(self, test: Callable[[Told], bool]) -> Told | None:
        return next((one for one in self._recent if test(one)), None)

    def _weapon(self, noun: "Token") -> frozenset[str]:
        lemma = noun.lemma_.lower()
        named = frozenset(
            self._codebook.weapons[hit.values[0].code]["weapon_class"]
            for hit in self._reading.weapons
            if hit.start <= noun.idx < hit.end and hit.values[0].code in self._codebook.weapons
        )
        loose = FLOWN if lemma in FLIERS else frozenset()
        return named | loose | WEAPONS.get(lemma, frozenset())

    def _used(self, attack: Told) -> set[str]:
        return {self._codebook.weapons[code]["weapon_class"] for code in attack.values(Field.WEAPON)}

    def _is_struck(self, attack: Told, lemma: str, kinds: frozenset[str]) -> bool:
        """Whether what was hit is called so, or by another word of the same kind."""
        struck = {head for one in attack.tellings for head in heads(one)}
        struck |= {
            part.lemma_.lower() for one in attack.tellings for noun in one.trigger.patients for part in core(noun)
        }
        return lemma in struck or any(kinds & self._codebook.kinds(one) for one in struck)
