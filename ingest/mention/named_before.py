"""Who is accused under words for somebody named before: "the army", "the enemy", "the same insurgents"."""

from dataclasses import replace

from ingest.mention.actor import FOES, Actor
from ingest.mention.chain import Attribution
from ingest.mention.heard import BEARING, GROUPS, Step
from ingest.mention.reading import Reading

# How a text points at men whom it has named.
AGAIN = frozenset("same that those this these selfsame very".split())


def in_full(reading: Reading, about: Actor | Step | None, told: Attribution) -> Actor | Step | None:
    """ "Accused the army": the army that was named in full before; "the same insurgents": those named last."""
    if isinstance(about, Actor) and about.actor_id is None and _is_foe(about) and told.foe:
        return replace(about, actor_id=told.foe)
    if isinstance(about, Actor) and _is_again(reading, about) and told.band:
        return replace(about, actor_id=told.band)
    if not isinstance(about, Actor) or about.actor_id is not None or " " in about.text:
        return about
    is_definite = reading.text[max(about.start - 4, 0) : about.start].lower() == "the "
    word = about.text.lower()
    known = (told.short.get(word) or (told.band if word.removesuffix("s") in GROUPS else None)) if is_definite else None
    return replace(about, actor_id=known) if known else about


def _is_foe(about: Actor) -> bool:
    return about.text.lower().split()[-1].removesuffix("s") in FOES


def _is_again(reading: Reading, about: Actor) -> bool:
    """ "The same group", "those very fighters", "that network": armed men of whom the text says that it named them."""
    if about.actor_id is not None and reading.codebook.actors[about.actor_id]["is_class"] != "true":
        return False
    words = about.text.lower().split()
    before = reading.text[: about.start].lower().split()[-1:]
    again = {*words[:-1], *before} & AGAIN
    head = words[-1].removesuffix("s")
    is_band = head in GROUPS | {"fighter", "attacker"} or about.actor_id is not None
    return bool(again) and is_band and set(words[:-1]) <= BEARING | AGAIN | {"armed"}
