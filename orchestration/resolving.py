"""The stage that makes attacks of mentions: in batches, each committed whole, each touching only what it can reach.

What the journal already says is not decided again: after a kill or in a replay its lines are applied, in their order,
and the machine goes on where they end.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.attack.cluster import NOTHING_DECIDED
from ingest.attack.decided import Decided, decided
from ingest.attack.profile import profile
from ingest.attack.reference import Reference
from ingest.attack.registry import History
from ingest.attack.resolve import METHOD, Resolution, resolve, score_candidates
from ingest.attack.weights import THRESHOLD
from ingest.journal import Commit
from ingest.records import JournalLine, ReachableMention, ResolvableMention
from orchestration.journal import commit, is_behind, store, waiting
from orchestration.workplace import Workplace
from warehouse.decisions import decisions, last_run
from warehouse.pending import count_to_resolve, mentions_to_resolve, settlements
from warehouse.reachable import Reached, among_reachable, believed, candidates, load_reachable, reached

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where resolution works: a database and the archive with the journal, the coding run, what is known of places."""

    connection: duckdb.DuckDBPyConnection
    archive: Path
    run_id: str
    reference: Reference

    @property
    def bounds(self) -> Decided:
        """What analysts have decided so far."""
        return decided(decisions(self.connection))


def open_desk(workplace: Workplace, connection: duckdb.DuckDBPyConnection, now: datetime | None = None) -> Desk:
    """The desk of the coder that is at work at an instant; without one, of the coder whose mentions came last."""
    return Desk(
        connection=connection,
        archive=workplace.settings.archive,
        run_id=workplace.coder.run(now).run_id if now else last_run(connection) or "",
        reference=workplace.reference.knowing(settlements(connection)),
    )


def resolve_rounds(workplace: Workplace, rounds: Sequence[datetime]) -> Counter[str]:
    """All instants of a run, in order; in a replay, whatever the journal holds beyond them too. Table → rows added."""
    added = sum((resolve_attacks(workplace, now) for now in rounds), Counter[str]())
    return added + resolve_attacks(workplace, rounds[-1], is_last=True) if workplace.replays_from else added


def resolve_attacks(workplace: Workplace, now: datetime, *, is_last: bool = False) -> Counter[str]:
    """Mentions → attacks: new ids, memberships, merges and splits. Table → rows added.

    In a replay the machine waits while the journal holds later lines, unless this instant is the last.
    """
    is_bounded = workplace.replays_from is not None and not is_last
    with workplace.database() as connection:
        desk = open_desk(workplace, connection, now)
        added = apply_journal(desk, now if is_bounded else None)
        if is_bounded and is_behind(connection, desk.archive):
            return added
        tick = workplace.reporter.stage("resolving attacks", count_to_resolve(connection, desk.run_id, now))
        made, caps = resolve_pending(desk, now, tick=tick)
    for name, count in sorted(caps.items()):
        workplace.log.warning("resolution.capped", cap=name, mentions=count)
    return added + made


def apply_journal(desk: Desk, until: datetime | None = None) -> Counter[str]:
    """Store the lines of the journal that are not stored yet, up to an instant. Table → rows added."""
    added = Counter[str]()
    for line, made in waiting(desk.connection, desk.archive, until):
        added.update(_apply(desk, line, made))
    return added


def _apply(desk: Desk, line: JournalLine, made: Commit) -> Counter[str]:
    """A line as it was written, with the scores behind it, where this coder and these weights made it."""
    if (made.run_id, made.method) != (desk.run_id, METHOD):
        return store(desk.connection, line, made)
    rows = _reachable(desk, made.now, most=len(made.mention_ids), among=made.mention_ids)
    resolution, _ = resolve_batch(desk.connection, desk.run_id, rows, desk.reference, made.now, bounds=desk.bounds)
    return store(desk.connection, line, made, rows, resolution.pair_scores(desk.run_id, made.now))


def resolve_pending(
    desk: Desk, now: datetime, *, batch: int = BATCH, tick: Callable[[], None] = lambda: None
) -> tuple[Counter[str], Counter[str]]:
    """Resolve what is pending at an instant. Table → rows added, and which cap bit how many mentions."""
    added, caps = Counter[str](), Counter[str]()
    bounds = desk.bounds
    while rows := _reachable(desk, now, most=batch):
        resolution, capped = resolve_batch(desk.connection, desk.run_id, rows, desk.reference, now, bounds=bounds)
        made = Commit(
            now=now,
            run_id=desk.run_id,
            method=METHOD,
            mention_ids=tuple(row.mention_id for row in rows),
            identities=resolution.identities,
            changes=resolution.changes,
            memberships=resolution.memberships,
        )
        added.update(commit(desk.connection, desk.archive, made, rows, resolution.pair_scores(desk.run_id, now)))
        caps.update(capped)
        for _ in rows:
            tick()
    return added, caps


def resolve_decision(
    desk: Desk, mention_ids: Iterable[str], now: datetime, bounds: Decided, *, because: str, is_undo: bool
) -> Resolution:
    """What a decision changes, nothing written: all that its mentions are connected with is put together anew."""
    start = among_reachable(desk.connection, desk.run_id, set(mention_ids))
    touched = _reach(desk.connection, desk.run_id, start, bounds)
    before = believed(desk.connection, touched.mention_ids)
    return resolve(
        load_reachable(desk.connection, desk.run_id, touched.mention_ids),
        desk.reference,
        now,
        history=History(attack_of=before.attack_of, known_from=before.known_from, identities=before.identities),
        decided=bounds,
        because=because,
        is_undo=is_undo,
    )


def resolve_batch(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    new: Sequence[ReachableMention],
    reference: Reference,
    now: datetime,
    *,
    bounds: Decided = NOTHING_DECIDED,
) -> tuple[Resolution, Counter[str]]:
    """What new mentions change, nothing written: compared with what they may share an attack with, then put together
    anew with all that those are connected with."""
    pairs = candidates(connection, run_id, new)
    mentions: dict[str, ResolvableMention] = {mention.mention_id: mention for mention in new}
    _load(connection, run_id, {other for _, other in pairs.pairs}, mentions)
    profiles = {one: profile(mention, reference) for one, mention in mentions.items()}
    scores = score_candidates(pairs.pairs, profiles, reference)
    matches = [pair for pair, found in scores.items() if found.is_match]
    start = {mention.mention_id for mention in new} | {one for pair in matches for one in pair}
    touched = _reach(connection, run_id, start, bounds)
    _load(connection, run_id, touched.mention_ids, mentions)
    before = believed(connection, touched.mention_ids)
    resolution = resolve(
        [mentions[one] for one in touched.mention_ids],
        reference,
        now,
        history=History(attack_of=before.attack_of, known_from=before.known_from, identities=before.identities),
        links=[*touched.links, *matches],
        scores=scores,
        decided=bounds,
    )
    return resolution, Counter(candidates=len(pairs.capped), together=len(start) if touched.is_capped else 0)


def _reach(connection: duckdb.DuckDBPyConnection, run_id: str, start: Collection[str], bounds: Decided) -> Reached:
    """What may change with some mentions, those included that analysts made one with any of it."""
    touched = reached(connection, run_id, METHOD, start, THRESHOLD)
    while wider := among_reachable(connection, run_id, bounds.fellows(touched.mention_ids) - set(touched.mention_ids)):
        touched = reached(connection, run_id, METHOD, {*touched.mention_ids, *wider}, THRESHOLD)
    return touched


def _reachable(desk: Desk, now: datetime, *, most: int, among: Collection[str] | None = None) -> list[ReachableMention]:
    """The next mentions that wait, with the keys by which others find them."""
    new = mentions_to_resolve(desk.connection, desk.run_id, now, most=most, among=among)
    told = [replace(mention, words=desk.reference.telling(mention.words)) for mention in new]
    return [reachable(mention, desk.reference, desk.run_id, now) for mention in told]


def _load(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    mention_ids: Iterable[str],
    mentions: dict[str, ResolvableMention],
) -> None:
    """Add the stored mentions that are not there yet."""
    missing = set(mention_ids) - mentions.keys()
    mentions.update((mention.mention_id, mention) for mention in load_reachable(connection, run_id, missing))


def reachable(mention: ResolvableMention, reference: Reference, run_id: str, now: datetime) -> ReachableMention:
    """A mention with the keys by which others find it."""
    each = profile(mention, reference)
    line = list(reference.line(each.place_id or ""))
    return ReachableMention(
        **{name: getattr(mention, name) for name in ResolvableMention.__dataclass_fields__},
        run_id=run_id,
        reach_start=each.reach[0] if each.reach else None,
        reach_end=each.reach[1] if each.reach else None,
        country_id=line[-1] if line else None,
        division_id=reference.division(each.place_id or ""),
        weapon_class=each.weapon_class,
        original_id=each.original_id,
        known_from=now,
    )
