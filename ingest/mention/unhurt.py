"""What a sentence leaves open or denies about casualties: none, none known, not clear."""

import re
from collections.abc import Iterator

from ingest.codes import CombatantStatus, Harm, ReportKind, Side
from ingest.mention.finding import Toll
from ingest.mention.reading import Reading

HARM = (
    r"(?:casualt\w*|injur\w*|deaths?|dead|died|fatalit\w*|killed|hurt|wounded|harmed|victims?"
    r"|loss(?:es)? of (?:human )?li(?:fe|ves)|human loss\w*|loss(?:es)?)"
)
NO_ONE = r"(?:no one|no-one|nobody|none|neither|not a single (?:person|soul|soldier|civilian))"
NEAR = r"(?:\s[\w'\u2019-]+){0,4}?\s"
UNCLEAR = re.compile(
    r"\b(?:(?:not|un)\s?(?:immediately |yet |at once )?(?:clear|known)|unclear)\b[^.;]{0,40}?\b"
    rf"(?:whether|if|how many|any|the (?:number|extent))\b[^.;]{{0,60}}?\b({HARM})\b"
    rf"|\b({HARM})\b[^.;]{{0,60}}?\b(?:could|can)\s?not (?:yet |immediately )?be "
    r"(?:established|verified|confirmed|learned)"
    rf"|\b(?:whether|how many)\b[^.;]{{0,60}}?\b({HARM}|caught|trapped|missing)\b[^.;]{{0,40}}?\b"
    r"(?:(?:was|is|were|remains?) (?:not|un)\s?(?:clear|known|certain)|unclear|could not)"
    r"|\b(?:could|did|do|does|can)(?:\s?not|n.t) (?:yet |immediately )?(?:say|know|tell)\b[^.;]{0,60}?\b"
    rf"(?:whether|if|how many)\b[^.;]{{0,40}}?\b({HARM}|caught|trapped|missing|(?:under|beneath) (?:the|its))\b"
    rf"|\b(?:neither|nobody|no one)\b[^.;]{{0,60}}?\b(?:could|can|would) (?:yet )?(?:say|tell)\b[^.;]{{0,40}}?"
    rf"\b(?:whether|if|how many)\b[^.;]{{0,60}}?\b({HARM})\b"
    r"|\b(?:whether|if) (?:any|one|some)\b[^.;]{0,30}?\b(fell|died|survived)\b[^.;]{0,20}?\b(?:is|was|were) "
    r"(?:not|un)\s?(?:known|clear|certain)"
    r"|\b(?:(?:number|toll|count|extent) of (?:the )?)?(casualties|dead|wounded|injured|victims|deaths|fatalities)\b"
    r"[^.;,]{0,30}?\b(?:(?:is|was|are|were|remain\w*) )(?:still )?(?:unknown|unclear|"
    r"not (?:yet |immediately |at once )?(?:known|clear|available|established)|being "
    r"(?:clarified|established|verified|specified|checked|determined|assessed))\b"
    r"|\b(?:information|data|details) (?:on|about|regarding) (?:the )?(?:dead|wounded|injured|casualties|victims)\b"
    r"[^.;,]{0,20}?\b(being (?:clarified|established|verified|specified|checked))\b",
    re.I,
)
NONE_KNOWN = re.compile(
    rf"\b(?:not|un)\s?aware of (?:any|a)\b[^.;]{{0,40}}?\b({HARM})\b"
    r"|\b(?:no|without|had no|has no) (?:immediate |early |initial |further |official |confirmed )?"
    rf"(?:reports?|word|information|details|news|record)\b(?: \w+)? (?:of|on|about|that)\b[^.;]{{0,40}}?\b({HARM})\b"
    rf"|\b(?:did not|didn.t|does not) (?:report|mention|give|know of|record)\b[^.;]{{0,40}}?\b({HARM})\b"
    rf"|\b(?:knows?|knew|had heard) of no\b[^.;]{{0,30}}?\b({HARM})\b"
    rf"|\b({HARM}) (?:was|were|are|is) not reported\b"
    rf"|\bno (?:\w+ )?({HARM}) (?:was|were|have been|had been|has been) (?:\w+ly )?(?:reported|recorded|registered)\b",
    re.I,
)
ZERO = re.compile(
    r"\b(?:no(?!\s(?:more|further|other|additional|new)\b)|without|without any|zero|nor any)"
    rf"(?:{NEAR}|\s)({HARM})\b(?!\s+(?:figure|toll|count))"
    rf"|\b{NO_ONE}\b[^.;,]{{0,60}}?\b({HARM}|missing|unaccounted for)\b"
    rf"|\b(?:neither|nor|nowhere)\b[^.;]{{0,60}}?\b(?:any(?:one|body)|a soul)\b[^.;]{{0,30}}?\b({HARM})\b"
    r"|\bwithout (hitting|hurting|harming|injuring|wounding|killing) (?:any(?:one|body)|a soul|people)\b"
    r"|\b(?:without (?:doing|causing)|(?:did|does|caused|causing|doing)) (?:any |no )(?:further )?(harm)\b"
    rf"|\b(hurt|harmed|kill\w*|injur\w+|wound\w+)\s(?:no one|nobody)\b"
    r"|\b(?:did not|didn.t|not) (?:cause|result in|lead to|claim|leave|suffer|inflict|harm|hurt|kill|injure)"
    rf"(?: any(?:one|body)?)?(?:{NEAR}|\s)?({HARM})?\b(?=[^.;]*\b(?:any|anyone|anybody|casualt\w+|victims?|injur\w+)\b)"
    r"|\b(all) (?:[\w'-]+ ){0,4}?(?:are|were|is|was) (?:safe|accounted for|alive and well)\b"
    r"|\b(?:crew|sailors|seafarers|staff|personnel|employees|workers|passengers|students|pupils|residents|everyone|"
    r"everybody|troops|soldiers|diplomats) (?:on board |aboard |there |inside )?(?:are|were|is|was) (?:all |both )?"
    r"(?:reported |said to be |reportedly )?(safe)\b"
    rf"|\b{NO_ONE}\b[^.;,]{{0,30}}?\b(?:was|were|been|is|are) (?:so much as |even )?(hit|touched|scratched|struck)\b"
    r"|\bno (?:soldier|civilian|officer|policeman|guard|worker|passenger|resident)s?\b[^.;,]{0,30}?\b(?:was|were|been)"
    r" (?:so much as |even )?(hit|touched|scratched)\b"
    r"|\b(unhurt|unharmed|uninjured|unscathed|unwounded|without a scratch|escaped injury)\b",
    re.I,
)
KINDS = (
    (ReportKind.UNCLEAR, UNCLEAR),
    (ReportKind.NONE_KNOWN_TO_SOURCE, NONE_KNOWN),
    (ReportKind.EXPLICIT_ZERO, ZERO),
)
# What is not given are figures: that says nothing of whether anybody was hurt.
FIGURES = re.compile(
    r"\b(?:figures?|numbers?|toll|count|counts|details?|names?|breakdown|tally) (?:for|of|on)\b"
    r"|\b(?:given|released|published|disclosed|provided|acknowledged) (?:any )?(?:\w+ )?(?:losses|casualt\w+)",
    re.I,
)
ATTACKING = re.compile(r"\bof the (?:attackers|assailants|gunmen|bombers|raiders|hijackers|militants|rebels)\b", re.I)
INJURIES = ("injur", "hurt", "hit", "scratched", "struck", "wound", "harm", "un", "without", "escaped")
DEATHS = ("kill", "dea", "die", "fatal", "loss", "human")


def untold(reading: Reading) -> Iterator[Toll]:
    """The reports without a figure; the firmest reading of a stretch of words wins."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in KINDS:
        for match in pattern.finditer(reading.text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if kind is ReportKind.EXPLICIT_ZERO and FIGURES.search(match[0]):
                continue
            word = next((group for group in match.groups() if group), "casualties")
            zero = 0 if kind is ReportKind.EXPLICIT_ZERO else None
            yield Toll(
                span=reading.span(*match.span()),
                side=Side.ATTACKER if ATTACKING.search(match[0]) else Side.TARGET,
                combatant_status=CombatantStatus.UNKNOWN,
                harm=_harm(word.lower(), match[0].lower()),
                kind=kind,
                low=zero,
                best=zero,
                high=zero,
            )


def _harm(word: str, words: str) -> Harm:
    if word.startswith(("unaccounted", "hitting", "being", "losses")) or word == "loss":
        return Harm.MISSING if word.startswith("unaccounted") else Harm.ANY
    is_missing = "missing" in words and word in ("missing", "caught", "trapped")
    if is_missing or word.startswith(("under", "beneath")):
        return Harm.MISSING
    if word in ("fell", "survived"):
        return Harm.KILLED
    if word.startswith(("harm", "unk", "uncl", "all", "not", "caught", "trapped", "casualt", "victim")):
        return Harm.ANY
    if word.startswith(DEATHS):
        return Harm.KILLED
    return Harm.INJURED if word.startswith(INJURIES) else Harm.ANY
