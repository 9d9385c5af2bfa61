"""An article's coding for a person: a block a mention, and its sentences with the evidence coloured."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from ingest.codes import ChainRole
from ingest.mention.coded import CodedArticle, CodedMention, Count, Step
from orchestration.highlight import STYLES, pieces, visible

_LABEL = 13


def show(console: Console, text: str, answer: CodedArticle) -> None:
    """Print the whole answer."""
    told = f"{answer.article_id}: {answer.status}" + (f" ({answer.reason})" if answer.reason else "")
    console.print(Text(visible(told), style="bold"))
    countable = [mention for mention in answer.mentions if mention.is_countable]
    for number, mention in enumerate(countable, start=1):
        _show_mention(console, text, mention, f"attack {number}")
    for mention in answer.mentions:
        if not mention.is_countable:
            _show_mention(console, text, mention, "not counted")
    for one in answer.aggregate_statements:
        console.print(Text.assemble(("\nin bulk  ", "bold"), visible(one.text)), soft_wrap=True)
    console.print(Text("\n") + _legend())


def _show_mention(console: Console, text: str, mention: CodedMention, label: str) -> None:
    status = "" if mention.is_countable else f" · {mention.attack_status}"
    console.print(Text(f"\n{label} · {mention.event_type}{status} · confidence {mention.confidence}", style="bold"))
    for name, value in values(mention):
        console.print(Text.assemble((f"  {name:<{_LABEL}}", "dim"), visible(value)), soft_wrap=True)
    for sentence in mention.sentences:
        line = Text("  │ ", style="dim")
        for piece in pieces(text, sentence.char_start, sentence.char_end, (mention,)):
            line.append(visible(piece.text), style=STYLES[piece.fields[0]][0] if piece.fields else "default")
        console.print(line, soft_wrap=True)


def values(mention: CodedMention) -> Iterator[tuple[str, str]]:
    """The values of a mention in a reader's order, each as a line; what is not told is left out."""
    lines = {
        "when": _when(mention),
        "where": _where(mention),
        "site": _site(mention),
        "attacker": _named(mention.attacker.name, mention.attacker.text, mention.attacker.status),
        "targets": "; ".join(target.text for target in mention.targets),
        "weapon": _named(mention.weapon.type, mention.weapon.text) if mention.weapon else "",
        "munitions": ", ".join(_munitions(mention)),
        "interceptor": _named(mention.interceptor.name, mention.interceptor.text) if mention.interceptor else "",
        "outcome": _outcome(mention),
        "damage": "; ".join(f"{one.extent}: {one.text}" for one in mention.damage),
        "casualties": "; ".join(_casualties(mention)),
        "claims": "; ".join(_claims(mention)),
        "sources": "; ".join(" ← ".join(_step(step) for step in chain.steps) for chain in mention.chains),
        "confidence": f"{mention.confidence}: {mention.reason}",
        "unresolved": "; ".join(unresolved(mention)),
    }
    yield from ((name, value) for name, value in lines.items() if value)


def unresolved(mention: CodedMention) -> Iterator[str]:
    """What the text leaves open, and the names in it that the codebook does not know."""
    if mention.date.start is None:
        yield "no date"
    if mention.place is None:
        yield "no place"
    elif mention.place.place_id is None:
        yield f"place “{mention.place.name}” is in no list"
    if mention.site and mention.site.site_id is None:
        yield f"site “{mention.site.text}” is in no list"
    for one in mention.attackers:
        if one.actor_id is None and one.text:
            yield f"attacker “{one.text}” is in no list"
    for target in mention.targets:
        if target.actor_id is None and target.site_id is None and _is_name(target.text):
            yield f"target “{target.text}” is in no list"
    if mention.weapon is None:
        yield "no weapon"


def _is_name(text: str) -> bool:
    """Whether it is written as a name, its first word aside, which may only begin the sentence."""
    words = text.split()
    return any(word[:1].isupper() for word in words[1:] or words)


def _when(mention: CodedMention) -> str:
    date = mention.date
    if date.start is None:
        return ""
    days = f"{date.start}" if date.start == date.end else f"{date.start} to {date.end}"
    return f"{days} ({date.granularity}, {date.basis}: “{date.text}”)" if date.text else f"{days} ({date.granularity})"


def _where(mention: CodedMention) -> str:
    place = mention.place
    if place is None:
        return ""
    return ", ".join(part for part in (place.name, place.admin1, place.country_iso3) if part)


def _site(mention: CodedMention) -> str:
    site = mention.site
    return f"{site.relation or 'at'} {_named(site.name, site.text)}" if site else ""


def _named(name: str | None, text: str | None, status: str | None = None) -> str:
    shown = name or text or "nobody named"
    quoted = f" (“{text}”)" if name and text and text.casefold() != name.casefold() else ""
    return shown + quoted + (f", {status}" if status else "")


def _munitions(mention: CodedMention) -> Iterator[str]:
    for name in ("launched", "intercepted", "impacted"):
        count: Count | None = getattr(mention.munitions, name)
        if count:
            yield f"{number(count.low, count.best, count.high)} {name}"


def _step(step: Step) -> str:
    return "own voice" if step.role is ChainRole.OWN_VOICE else step.name


def number(low: int | None, best: int | None, high: int | None) -> str:
    """A count with its bounds in the fewest characters."""
    if best is None:
        return f"{'?' if low is None else low}-{'?' if high is None else high}"
    if low == best == high:
        return str(best)
    return f"{best} ({'?' if low is None else low}-{'?' if high is None else high})"


def _outcome(mention: CodedMention) -> str:
    claimed = f"; the attacker says {mention.outcome_claimed}" if mention.outcome_claimed else ""
    return f"{mention.outcome}{claimed}"


def _casualties(mention: CodedMention) -> Iterator[str]:
    for one in mention.casualties:
        counted = one.vague_term or number(one.low, one.best, one.high)
        figure = counted if one.report_kind == "count" else one.report_kind
        yield f"{figure} {one.harm} ({one.side}, {one.combatant_status})"


def _claims(mention: CodedMention) -> Iterator[str]:
    for one in mention.claims:
        speaker = _named(one.speaker.name, one.speaker.text) if one.speaker else "somebody unnamed"
        about = f" {_named(one.about.name, one.about.text)}" if one.about and one.about != one.speaker else ""
        yield f"{speaker} {one.stance}{about}"


def _legend() -> Text:
    shown = ("attacker", "weapon", "target_site", "site", "place", "occurred", "casualties", "claims")
    return Text(" ").join([Text("  colours:", style="dim"), *(Text(name, style=STYLES[name][0]) for name in shown)])
