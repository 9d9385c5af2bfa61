"""To which of the attacks told so far a speech act belongs: that of its words, the last, or several."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, Field, Stance
from ingest.mention.caused import CAUSING
from ingest.mention.charge import is_rest
from ingest.mention.claim import STATUS, Speech
from ingest.mention.codebook import BANDS, STATE_KINDS, Codebook
from ingest.mention.finding import Stated
from ingest.mention.heard import GROUPS
from ingest.mention.reading import obliques
from ingest.mention.telling import Told
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many sentences back an attack may have been told of last.
FAR = 15
# So many sentences before an attack is told, who did it may be.
EARLY = 2
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
COUNTED = re.compile(r"\b(both|(?:all|the|each of the) (?:two|three|four|five))\b", re.I)
SEVERAL = re.compile(
    r"\b(?:(?:behind|for|claim\w*|sen[dt]|fired|launched|blam\w+|attribut\w+|ordered|made|carried out) them"
    r"|(?:set|did|claimed|planted|behind) both|each of"
    r"|(?:the|these|those) (?:\w+ )?(?:attacks|bombings|blasts|explosions|strikes|"
    r"bombs|killings|shootings|raids|drones|missiles|rockets|incidents|flights|assaults|events|wave|spate|series"
    r"|violence|bloodshed|carnage))\b",
    re.I,
)
SENT = {"drone": "drone", "missile": "missile_rocket", "rocket": "missile_rocket"}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ACCUSING = frozenset({Stance.BLAMES, Stance.SUSPECTS, Stance.ASSESSES_LIKELY, Stance.CLAIMS_RESPONSIBILITY})

POLICE = "COP"
# Words for those who answer for a state's forces.
HOUSES = frozenset(
    "army military navy force embassy ministry base spokesman spokeswoman office service government junta "
    "regime".split()
)
ARMIES = frozenset("army military troops soldiers junta regime navy".split())
CLAIMS = (Stance.CLAIMS_RESPONSIBILITY,)
OWNING = frozenset({Stance.CONCEDES, *CLAIMS})
TOO = re.compile(r"\b(?:also|too|as well|rival|both|each|likewise|the same|competing|a second claim)\b", re.I)
NAMING = ACCUSING | {Stance.ATTRIBUTES_OWN_VOICE}


def settled(attack: Told, codebook: Codebook) -> None:
    """The article's own voice gives way where somebody says the same: what has a speaker needs no other."""
    others = {one.about_id for one, _ in attack.claims if one.stance in STATUS and one.speaker} - {None}
    attack.claims = [
        (one, told)
        for one, told in attack.claims
        if not _is_part(one, attack, codebook) and not _is_named_so(one, attack, codebook)
    ]
    named = [one for one, _ in attack.claims if _is_claim(one) and one.about_id]
    attack.claims = [
        (one, told)
        for one, told in attack.claims
        if not (named and _is_claim(one) and (not _has_name(one) or _is_kind(one, named, codebook)))
    ]
    attack.claims = [
        (one, told)
        for one, told in attack.claims
        if one.stance is not Stance.ATTRIBUTES_OWN_VOICE
        or not one.about_id
        or not any(codebook.kin(one.about_id, other or "") for other in others)
    ]


def _is_claim(one: Stated) -> bool:
    return one.stance is Stance.CLAIMS_RESPONSIBILITY


def _stands(stated: Stated, attack: Told) -> bool:
    """Only who claims an attack can replace another's claim of it."""
    if stated.stance is not Stance.SUPERSEDES:
        return True
    return any(_is_claim(one) and one.speaker_id == stated.speaker_id for one, _ in attack.claims)


def _has_name(one: Stated) -> bool:
    """Not "a group", of which the article then says who it is."""
    return one.about_id is not None or any(word[:1].isupper() for word in (one.about or "").split())


def _is_kind(one: Stated, named: Sequence[Stated], codebook: Codebook) -> bool:
    """ "An umbrella of militias said it had hit the base", where the article then says which."""
    others = [other for other in named if codebook.actors[other.about_id or ""]["is_class"] != "true"]
    is_class = one.about_id is not None and codebook.actors[one.about_id]["is_class"] == "true"
    return is_class and bool(others)


def _is_part(one: Stated, attack: Told, codebook: Codebook) -> bool:
    """Whether its speaker says the same of a unit of the actor: "the staff claimed it, saying its drone force …"."""
    return any(
        other.stance is one.stance
        and other.speaker == one.speaker
        and one.about_id is not None
        and one.about_id in codebook.part_of.get(other.about_id or "", ())
        for other, _ in attack.claims
    )


def _is_named_so(one: Stated, attack: Told, codebook: Codebook) -> bool:
    """ "The terrorists", by who says in the same breath or elsewhere which ones."""
    is_class = codebook.actors.get(one.about_id or "", {}).get("is_class") == "true"
    others = [
        other
        for other, _ in attack.claims
        if other.stance is one.stance is Stance.BLAMES
        and (other.speaker_id, other.speaker) == (one.speaker_id, one.speaker)
    ]
    return is_class and any(
        other.about_id is not None and other.about_id != one.about_id and _outranks(other, one, codebook)
        for other in others
    )


def _outranks(other: Stated, one: Stated, codebook: Codebook) -> bool:
    """Whether another is told by name, or of two classes by what it is and not by what it is called."""
    is_name = codebook.actors[other.about_id or ""]["is_class"] != "true"
    return is_name or (one.about_id == "act_terrorists" and other.about_id != "act_terrorists")


class Addressed:
    """Gives speech acts to attacks, in the order in which an article is read."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._last: list[Told] = []
        self._last_paragraph = -1
        self._text, self._text_at = "", (-1, -1)
        self._told_before = ("", (-1, -1))
        self.loose: list[tuple[Speech, tuple[int, int]]] = []
        self._pointed: Callable[[Sequence[Told]], Told | None] = lambda _: None

    def pointing(self, pointed: Callable[[Sequence[Told]], Told | None]) -> "Addressed":
        """For the next sentence: `pointed` finds the one attack whose words it says again."""
        self._pointed = pointed
        return self

    def add(
        self,
        speeches: Sequence[Speech],
        text: str,
        at: tuple[int, int],
        told: Sequence[tuple[Trigger, Told]],
        attacks: Sequence[Told],
    ) -> None:
        """Put what a sentence says where it belongs; `at` is the sentence's number and its paragraph's."""
        self._text, self._text_at, before = text, at, (self._text, self._text_at)
        self._told_before = before
        for speech in _distinct(speeches):
            found = [speech.attack] if speech.attack is not None else self._charged(speech, at, attacks)
            if not found and not speech.is_answer:
                found = self._attacks(speech, text, at, told, attacks)
            for attack in found:
                if speech.trigger is None and _is_of_other_year(speech.token, attack):
                    continue
                stated = self._completed(speech.stated, attack)
                if stated is not None and not any(_is_same(stated, other) for other, _ in attack.claims):
                    attack.claims.append((stated, speech.told))
            if found:
                self._last, self._last_paragraph = found, at[1]
            elif not speech.is_answer and speech.stated.stance in NAMING:
                self.loose.append((speech, at))

    def add_early(self, speeches: Sequence[tuple[Speech, int]], attacks: Sequence[Told]) -> None:
        """What was claimed or blamed before any attack was told is of the first, where that is told soon after."""
        actual = [one for one in attacks if one.status is AttackStatus.ACTUAL][:1]
        for speech, number in speeches:
            stated = speech.stated
            is_charge = stated.stance in (Stance.CLAIMS_RESPONSIBILITY, Stance.BLAMES, Stance.SUSPECTS)
            if not is_charge or not stated.about_id or not self._codebook.acts(stated.about_id):
                continue
            for attack in actual:
                is_near = 0 < attack.tellings[0].reading.sentence.sent_no - number <= EARLY
                charged = [one.about_id or "" for one, _ in attack.claims]
                if is_near and not any(self._codebook.answers_for(stated.about_id, one) for one in charged):
                    attack.claims.append((stated, speech.told))

    def _attacks(
        self,
        speech: Speech,
        text: str,
        at: tuple[int, int],
        told: Sequence[tuple[Trigger, Told]],
        attacks: Sequence[Told],
    ) -> list[Told]:
        actual = [one for one in attacks if one.status is AttackStatus.ACTUAL]
        if speech.trigger is not None:
            mine = [one for trigger, one in told if trigger is speech.trigger]
            kept = [one for one in mine if any(one is other for other in actual)]
            return kept or (actual[-1:] if mine and mine[0].status is AttackStatus.ACTUAL else [])
        told = [(trigger, one) for trigger, one in told if not _is_cause(trigger)]
        if speech.stated.stance is Stance.BLAMES and all(_is_bare(one, at) for _, one in told):
            actual = [one for one in actual if not _is_bare(one, at)] or actual
            told = [pair for pair in told if any(pair[1] is one for one in actual)]
        here = [one for _, one in told if any(one is other for other in actual)]
        if counted := COUNTED.search(text):
            return actual[-NUMBERS[counted[1].lower().split()[-1]] :]
        inside = {token.i for token in speech.token.subtree}
        if SEVERAL.search(text):  # "was behind the events, which came a day after X was shot"
            told = [pair for pair in told if not _is_aside(pair[0].token, speech.token)]
            here = [one for _, one in told if any(one is other for other in actual)]
        under = [one for trigger, one in told if trigger.token.i in inside and any(one is other for other in actual)]
        rest = _of_rest(speech, at, actual)
        if rest or under or here:
            return rest or _unique(under or here[:1])
        if several := SEVERAL.search(text) or (None if told else SEVERAL.search(self._before_text(at))):
            actual = self._sent(several[0], actual) or actual
            return [one for one in actual if _near(one, at) and not self._is_rivals(speech.stated, one, text)]
        if told and all(one.status is AttackStatus.HISTORICAL for _, one in told):
            return []
        return [one for one in self._before(at, actual) if not self._is_rivals(speech.stated, one, text)]

    def _before_text(self, at: tuple[int, int]) -> str:
        """The sentence right before in the same paragraph: "No group was behind the attacks. Police suspect X."."""
        text, (number, paragraph) = self._told_before
        return text if (number, paragraph) == (at[0] - 1, at[1]) else ""

    def _sent(self, words: str, attacks: Sequence[Told]) -> list[Told]:
        """Of several attacks those in which "the drones" or "the missiles" were used."""
        word = words.rsplit(maxsplit=1)[-1].lower().removesuffix("s")
        codes = {
            code for code, row in self._codebook.weapons.items() if word in SENT and row["weapon_class"] == SENT[word]
        }
        return [one for one in attacks if codes & set(one.values(Field.WEAPON))]

    def _is_rivals(self, claim: Stated, attack: Told, text: str) -> bool:
        """Whether another has claimed an attack that was told before: who claims one by other words means another."""
        owners = {one.about_id for one, _ in attack.claims if one.stance in OWNING and one.about_id} - {None}
        named = [one for one in owners if one and self._codebook.actors[one]["is_class"] != "true"]
        is_party = claim.speaker_id is not None or (claim.speaker or "").istitle()
        if not _is_claim(claim) or not named or not is_party or TOO.search(text):
            return False
        return not any(self._codebook.answers_for(claim.speaker_id or "", one) for one in named)

    def _before(self, at: tuple[int, int], actual: Sequence[Told]) -> list[Told]:
        """Of the attacks told before: the one whose words are said again, those spoken of last, or those told last."""
        if (named := self._pointed([one for one in actual if _near(one, at)])) is not None:
            return [named]
        if self._last and self._last_paragraph == at[1] and all(any(x is y for y in actual) for x in self._last):
            return self._last
        last = [one.last.reading.sentence for one in actual[-1:]]
        return [one for one in actual if last and _near(one, at) and _paragraph(one) == last[0].para_no]

    def _completed(self, stated: Stated, attack: Told) -> Stated | None:  # noqa: PLR0911
        """A denial is about the accused that the speaker stands for; that of an event, about who claims it."""
        if stated.stance is Stance.DENIES_EVENT:
            claimant = next((one for one, _ in attack.claims if one.stance is Stance.CLAIMS_RESPONSIBILITY), None)
            charged = [one for one, _ in attack.claims if one.stance in NAMING and (one.about_id or one.about)]
            accused = claimant or next((one for one in reversed(charged) if self._is_theirs(stated, one)), None)
            return replace(
                stated,
                about_id=accused.about_id if accused else None,
                about=accused.about if accused else None,
            )
        if stated.stance is Stance.NO_COMMENT:
            return self._of_accused(stated, attack)
        if stated.stance is not Stance.DENIES_RESPONSIBILITY:
            spoken = self._spoken_for(self._of_country(stated, attack), attack)
            return spoken if _stands(spoken, attack) else None
        charged = [one for one, _ in attack.claims if one.stance in ACCUSING and (one.about_id or one.about)]
        kin = [one for one in charged if self._is_theirs(stated, one) or self._is_called(stated, one)]
        if kin:
            return replace(stated, about_id=kin[-1].about_id, about=kin[-1].about)
        if stated.about_id is not None and stated.about_id != stated.speaker_id:
            return stated
        if stated.speaker_id is None or not self._codebook.acts(stated.speaker_id):
            return None
        return replace(stated, about_id=None, about=None) if charged else stated

    def _of_accused(self, stated: Stated, attack: Told) -> Stated | None:
        """Silence is about the accused for whom the silent one answers; whoever else is silent is asked of nothing."""
        charged = [one for one, _ in attack.claims if one.stance in NAMING and (one.about_id or one.about)]
        accused = next((one for one in reversed(charged) if self._is_theirs(stated, one)), None)
        accused = accused or next((one for one in reversed(charged) if self._is_called(stated, one)), None)
        if accused is not None:
            speaker_id = stated.speaker_id or accused.about_id
            return replace(stated, speaker_id=speaker_id, about_id=accused.about_id, about=accused.about)
        is_party = stated.speaker_id is not None and self._codebook.acts(stated.speaker_id)
        return stated if is_party and not charged else None

    def _is_called(self, silence: Stated, charge: Stated) -> bool:
        """Whether "the group", "the army" or "the embassy", whose name is not said, stands for who was accused."""
        row = self._codebook.actors.get(charge.about_id or "", {})
        if silence.speaker_id is not None and self._codebook.actors[silence.speaker_id]["is_class"] != "true":
            return False
        words = {word.lower().removesuffix("s") for word in (silence.speaker or "").split()}
        if words & GROUPS:
            return not row or row["actor_kind"] in BANDS
        is_army = (charge.about or "").lower().removeprefix("the ") in ARMIES
        return bool(words & HOUSES) and (row.get("actor_kind") in STATE_KINDS or (not row and is_army))

    def _of_country(self, stated: Stated, attack: Told) -> Stated:
        """Police who speak without more are those of the country in which it happened, where there is one force."""
        row = self._codebook.actors.get(stated.speaker_id or "", {})
        if row.get("is_class") != "true" or row.get("plover_sector") != POLICE:
            return stated
        known = [place for place in attack.values(Field.PLACE) if place in self._codebook.places]
        country = self._codebook.places[known[0]]["country_iso3"] if known else ""
        forces = self._codebook.police.get(country, ())
        return replace(stated, speaker_id=forces[0]) if len(forces) == 1 else stated

    def _spoken_for(self, stated: Stated, attack: Told) -> Stated:
        """A man who rings up claims it for those who are named as the attackers, where there are such."""
        named = {one.about_id: one for one, _ in attack.claims if one.about_id and one.stance in NAMING}
        if stated.stance is not Stance.CLAIMS_RESPONSIBILITY or stated.about_id or len(named) != 1:
            return stated
        if any(word[:1].isupper() for word in (stated.about or "").split()):
            return stated
        (one,) = named.values()
        return replace(stated, about_id=one.about_id, about=one.about)

    def _charged(self, silence: Speech, at: tuple[int, int], attacks: Sequence[Told]) -> list[Told]:
        """The attacks of which the one who answers or is silent is accused."""
        if silence.stated.stance is not Stance.NO_COMMENT and not silence.is_answer:
            return []
        actual = [one for one in attacks if one.status is AttackStatus.ACTUAL and _near(one, at)]
        if not silence.is_answer and (placed := self._placed(silence.stated, actual)):
            actual = placed
        if silence.stated.speaker_id is None and not silence.is_answer:
            return self._called(silence.stated, actual)
        if silence.is_answer:
            actual = [one for one in actual if not self._is_claimed(silence.stated.speaker_id, one)]
        charged = [(self._charged_at(silence.stated.speaker_id, one), one) for one in actual]
        last = max((number for number, _ in charged), default=-1)
        return [one for number, one in charged if number == last >= 0]

    def _placed(self, silence: Stated, attacks: Sequence[Told]) -> list[Told]:
        """Of several attacks the one whose place is named: "had no comment on X"."""
        spoken = silence.speaker or ""
        named = [
            attack
            for attack in attacks
            if any(
                found.field is Field.PLACE and found.text and found.text in self._text and found.text not in spoken
                for one in attack.tellings
                for found in one.findings
            )
        ]
        return named if len(named) == 1 else []

    def _called(self, silence: Stated, actual: Sequence[Told]) -> list[Told]:
        """The attacks whose accused "the army" or "the group" that is silent stands for, those told last."""
        found = [
            (max((one.span.sent_no for one, _ in attack.claims), default=-1), attack)
            for attack in actual
            if any(one.stance in NAMING and self._is_called(silence, one) for one, _ in attack.claims)
        ]
        last = max((number for number, _ in found), default=-1)
        return [attack for number, attack in found if number == last]

    def _is_claimed(self, actor_id: str | None, attack: Told) -> bool:
        """Whether the actor has said that it was he: who owns up denies nothing in passing."""
        owners = {one.about_id or "" for one, _ in attack.claims if one.stance in (Stance.CONCEDES, *CLAIMS)}
        return any(self._codebook.answers_for(actor_id or "", one) for one in owners)

    def _charged_at(self, actor_id: str | None, attack: Told) -> int:
        """The sentence that accused the actor of it last; -1 where none did."""
        charged = [one for one, _ in attack.claims if one.stance in NAMING and (one.about_id or one.about)]
        return max(
            (one.span.sent_no for one in charged if self._is_meant(actor_id or "", one)),
            default=-1,
        )

    def _is_meant(self, actor_id: str, charge: Stated) -> bool:
        """Whether an actor stands accused: by name, as one of a class, or in words: "groups in the pay of X"."""
        known = self._codebook
        if charge.about_id:
            return known.answers_for(actor_id, charge.about_id) or known.belongs(actor_id, charge.about_id)
        name = known.actors.get(actor_id, {}).get("name", "")
        return bool(name) and name.casefold() in (charge.about or "").casefold()

    def _is_theirs(self, denial: Stated, charge: Stated) -> bool:
        """Whether who denies is who was accused, or shares a name with it."""
        denied = denial.about_id or denial.speaker_id
        if denied and (charge.about_id or self._is_meant(denied, charge)):
            return self._is_meant(denied, charge)
        words = {word for word in (denial.speaker or "").casefold().split() if len(word) > len("the")}
        return bool(words & set((charge.about or "").casefold().split()))


def _of_rest(speech: Speech, at: tuple[int, int], actual: Sequence[Told]) -> list[Told]:
    """ "X had carried out the attack in A, and Y was behind the other two": those of which it has not told."""
    if not any(is_rest(noun) for _, noun in obliques(speech.token)):
        return []
    return [one for one in actual if _near(one, at) and all(claim.span.sent_no != at[0] for claim, _ in one.claims)]


def _is_of_other_year(word: "Token", attack: Told) -> bool:
    """ "Held them answerable for 1,200 deaths in 2020" is of no attack of another year."""
    years = {
        int(token.text)
        for token in word.doc
        if YEAR.fullmatch(token.text) and not _is_aside(token, word) and not _is_since(token)
    }
    known = {day.year for day in attack.days()}
    return bool(years and not years & known)


def _is_since(year: "Token") -> bool:
    """ "At war with the army since April 2023": how long, and not when."""
    return any(part.lower_ == "since" for part in year.doc[max(year.i - 3, 0) : year.i])


def _is_bare(attack: Told, at: tuple[int, int]) -> bool:
    """ "Accused the army of a massacre": told in these words alone, without where: what was told before is meant."""
    is_new = all(telling.reading.sentence.sent_no == at[0] for telling in attack.tellings)
    fields = {found.field for telling in attack.tellings for found in telling.findings}
    return is_new and fields <= {Field.ATTACKER, Field.WEAPON} and not attack.days()


def _is_cause(trigger: Trigger) -> bool:
    """ "In reply to a raid on X": the raid is why, and not what is answered for."""
    return any(above.lemma_.lower() in CAUSING for above in trigger.token.ancestors)


def _is_aside(token: "Token", word: "Token") -> bool:
    """ "Police suspect X, which was driven out in 2017": what is told of X on the side."""
    over = {above.i for above in (word, *word.ancestors)}
    return any(above.dep_ in ("relcl", "acl", "advcl") and above.i not in over for above in token.ancestors)


def _paragraph(attack: Told) -> int:
    return attack.last.reading.sentence.para_no


def _near(attack: Told, at: tuple[int, int]) -> bool:
    sentence = attack.last.reading.sentence
    return at[0] - sentence.sent_no <= FAR


def _distinct(speeches: Sequence[Speech]) -> list[Speech]:
    """Each once, and no blame or own voice where the same sentence only suspects the same actor."""
    hedged = {
        (one.stated.about_id or one.stated.about)
        for one in speeches
        if one.stated.stance in (Stance.SUSPECTS, Stance.ASSESSES_LIKELY)
    }
    plain = (Stance.BLAMES, Stance.ATTRIBUTES_OWN_VOICE)
    found: dict[tuple[object, ...], Speech] = {}
    for one in speeches:
        stated = one.stated
        about = stated.about_id or stated.about
        if stated.stance in plain and about in hedged:
            continue
        found.setdefault((stated.stance, stated.speaker_id or stated.speaker, about, id(one.trigger)), one)
    return sorted(found.values(), key=lambda one: one.stated.span.start)


def _unique(attacks: Sequence[Told]) -> list[Told]:
    return list({id(one): one for one in attacks}.values())


def _is_same(one: Stated, other: Stated) -> bool:
    """The same speaker says the same of the same actor once more."""
    if one.stance is not other.stance or (one.about_id or one.about) != (other.about_id or other.about):
        return False
    if one.speaker_id is not None and one.speaker_id == other.speaker_id:
        return one.stance in STATUS
    return one.speaker == other.speaker
