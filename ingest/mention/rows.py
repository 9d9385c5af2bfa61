"""The ledger's rows of one article version while they are gathered, each under its key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from ingest.codes import Anonymity, ChainRole, Field, Stance, Voice
from ingest.keys import key
from ingest.mention import actor
from ingest.mention.aggregate import Bulk
from ingest.mention.chain import Attribution, Step, chain_id
from ingest.mention.finding import Finding, Stated
from ingest.mention.telling import Told
from ingest.records import AggregateStatement, Assertion, CasualtyReport, ChainStep, Claim, CodableArticle, Mention

# Words with which a speaker is one that was named otherwise.
LOOSE = frozenset("same both each all another others".split())


@dataclass(kw_only=True)
class Rows:
    """Rows being gathered for one article version."""

    article: CodableArticle
    run_id: str
    now: datetime
    mentions: list[Mention] = field(default_factory=list)
    assertions: dict[str, Assertion] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    reports: dict[str, CasualtyReport] = field(default_factory=dict)
    aggregates: dict[str, AggregateStatement] = field(default_factory=dict)
    chains: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    def chain(self, steps: tuple[Step, ...]) -> str:
        """The id of a chain, kept for its rows."""
        found = chain_id(self.article.article_version_id, steps)
        self.chains[found] = steps
        return found


def add_assertion(rows: Rows, mention_id: str, finding: Finding, told: Attribution) -> None:
    """A value as an assertion, one for each chain behind it; a value that a chain gave before is not repeated."""
    for steps in told.chains:
        chain = rows.chain(steps)
        value = (finding.value, finding.text, finding.low, finding.best, finding.high)
        parts = (mention_id, finding.field, finding.span.start, finding.span.end, *value, chain)
        assertion_id = key("ast", *parts)
        same = (
            other
            for other in rows.assertions.values()
            if (other.mention_id, other.field, other.value, other.chain_id)
            == (mention_id, finding.field, finding.value, chain)
            and (finding.value is not None or (other.text, other.low, other.best, other.high) == value[1:])
            and (finding.field is not Field.ATTACKER_STATUS or other.text == finding.text)  # it says of whom
        )
        if next(same, None) is None:
            rows.assertions[assertion_id] = Assertion(
                run_id=rows.run_id,
                assertion_id=assertion_id,
                mention_id=mention_id,
                field=finding.field,
                value=finding.value,
                text=finding.text,
                low=finding.low,
                best=finding.best,
                high=finding.high,
                certainty=finding.certainty,
                voice=told.voice,
                chain_id=chain,
                sent_no=finding.span.sent_no,
                char_start=finding.span.start,
                char_end=finding.span.end,
                loaded_at=rows.now,
            )


def add_claims(rows: Rows, mention_id: str, attack: Told) -> None:
    """The speech acts about an attack."""
    for stated, told in attack.claims:
        if stated.stance is Stance.SUSPECTS and stated.speaker is None and told.voice is Voice.OWN:
            continue  # "suspected militants" in the article's own voice: the attacker's status says it
        span = stated.span
        claim_id = key("clm", mention_id, stated.stance, span.start, span.end, stated.speaker, stated.about)
        rows.claims[claim_id] = Claim(
            run_id=rows.run_id,
            claim_id=claim_id,
            mention_id=mention_id,
            stance=stated.stance,
            speaker_actor_id=stated.speaker_id,
            speaker_text=stated.speaker,
            about_actor_id=stated.about_id,
            about_text=stated.about,
            certainty=stated.certainty,
            claim_mode=stated.mode,
            chain_id=rows.chain(_answering(stated, told)),
            sent_no=span.sent_no,
            char_start=span.start,
            char_end=span.end,
            loaded_at=rows.now,
        )


def _answering(stated: Stated, told: Attribution) -> tuple[Step, ...]:
    """The chain of a speech act: who answers for an attack tells of it, whoever else speaks in the sentence.

    Who says nothing is no source.
    """
    words = (stated.speaker or "").lower().split()
    is_named = bool(words) and (len(words) > 1 or words[0] not in actor.PRONOUNS) and words[0] not in LOOSE
    if not is_named or stated.speaker is None or stated.stance is Stance.NO_COMMENT:
        return told.chains[0]
    for chain in told.chains:
        last = chain[-1]
        is_same = stated.speaker_id is not None and last.actor_id == stated.speaker_id
        if last.role is not ChainRole.OWN_VOICE and (is_same or last.name == stated.speaker):
            return chain
    start = tuple(step for step in told.chains[0] if step.role is not ChainRole.ORIGIN)
    start = tuple(step for step in start if step.role is not ChainRole.OWN_VOICE)
    return (*start, Step(ChainRole.ORIGIN, stated.speaker, Anonymity.NAMED, stated.speaker_id))


def add_reports(rows: Rows, mention_id: str, attack: Told) -> None:
    """The reports of casualties of an attack."""
    for toll, told in attack.tolls:
        report_id = key(
            "cas", mention_id, toll.harm, toll.kind, toll.side, toll.combatant_status, toll.span.start, toll.span.end
        )
        rows.reports[report_id] = CasualtyReport(
            run_id=rows.run_id,
            report_id=report_id,
            mention_id=mention_id,
            side=toll.side,
            combatant_status=toll.combatant_status,
            harm=toll.harm,
            report_kind=toll.kind,
            low=toll.low,
            best=toll.best,
            high=toll.high,
            vague_term=toll.vague_term,
            chain_id=rows.chain(told.chains[0]),
            sent_no=toll.span.sent_no,
            char_start=toll.span.start,
            char_end=toll.span.end,
            loaded_at=rows.now,
        )


def add_accounts(rows: Rows, mention_id: str, attack: Told) -> None:
    """Who else tells of the attack: the words of those who give none of its values."""
    given: list[Assertion | Claim | CasualtyReport] = [*rows.assertions.values()]
    given += [*rows.claims.values(), *rows.reports.values()]
    used = {row.chain_id for row in given if row.mention_id == mention_id}
    for finding, told in attack.accounts:
        chains = tuple(steps for steps in told.chains if chain_id(rows.article.article_version_id, steps) not in used)
        if chains:
            add_assertion(rows, mention_id, finding, replace(told, chains=chains))


def add_aggregates(rows: Rows, bulks: Iterable[tuple[Bulk, Attribution]]) -> None:
    """What the article says of attacks in bulk."""
    for bulk, told in bulks:
        span, counted = bulk.span, bulk.counted
        statement_id = key("agg", rows.article.article_version_id, span.start, span.end)
        rows.aggregates[statement_id] = AggregateStatement(
            run_id=rows.run_id,
            statement_id=statement_id,
            article_version_id=rows.article.article_version_id,
            low=counted.low if counted else None,
            best=counted.best if counted else None,
            high=counted.high if counted else None,
            actor_id=bulk.actor_id,
            place_id=bulk.place_id,
            text=bulk.text,
            chain_id=rows.chain(told.chains[0]),
            sent_no=span.sent_no,
            char_start=span.start,
            char_end=span.end,
            loaded_at=rows.now,
        )


def chain_steps(rows: Rows) -> Iterator[ChainStep]:
    """The steps of all chains that a row refers to."""
    for chain, steps in rows.chains.items():
        for number, step in enumerate(steps):
            yield ChainStep(
                run_id=rows.run_id,
                chain_id=chain,
                article_version_id=rows.article.article_version_id,
                step=number,
                role=step.role,
                name=step.name,
                actor_id=step.actor_id,
                source_id=step.source_id,
                anonymity=step.anonymity,
            )
