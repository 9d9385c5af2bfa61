"""The stage that makes attacks of mentions: in batches, each committed whole, each touching only what it can reach."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import duckdb

from ingest.attack.profile import profile
from ingest.attack.reference import Reference
from ingest.attack.registry import History
from ingest.attack.resolve import METHOD, Resolution, resolve, score_candidates
from ingest.attack.weights import THRESHOLD
from ingest.records import ReachableMention, ResolvableMention
from orchestration.workplace import Workplace
from warehouse.pending import count_to_resolve, mentions_to_resolve, settlements
from warehouse.reachable import believed, candidates, load_reachable, reached
from warehouse.store import append_all

BATCH = 500


def resolve_attacks(workplace: Workplace, now: datetime) -> Counter[str]:
    """Mentions → attacks: new ids, memberships, merges and splits. Table → rows added."""
    run_id = workplace.coder.run(now).run_id
    with workplace.database() as connection:
        tick = workplace.reporter.stage("resolving attacks", count_to_resolve(connection, run_id, now))
        added, caps = resolve_pending(connection, run_id, workplace.reference, now, tick=tick)
    for name, count in sorted(caps.items()):
        workplace.log.warning("resolution.capped", cap=name, mentions=count)
    return added


def resolve_pending(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    reference: Reference,
    now: datetime,
    *,
    batch: int = BATCH,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Counter[str], Counter[str]]:
    """Resolve what is pending at an instant. Table → rows added, and which cap bit how many mentions."""
    added, caps = Counter[str](), Counter[str]()
    knowing = reference.knowing(settlements(connection))
    while new := mentions_to_resolve(connection, run_id, now, most=batch):
        told = [replace(mention, words=knowing.telling(mention.words)) for mention in new]
        rows = [reachable(mention, knowing, run_id, now) for mention in told]
        resolution, capped = resolve_batch(connection, run_id, rows, knowing, now)
        made = append_all(
            connection,
            rows,
            resolution.pair_scores(run_id, now),
            resolution.identities,
            resolution.changes,
            resolution.memberships,
        )
        added.update(made)
        caps.update(capped)
        for _ in new:
            tick()
    return added, caps


def resolve_batch(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    new: Sequence[ReachableMention],
    reference: Reference,
    now: datetime,
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
    touched = reached(connection, run_id, METHOD, start, THRESHOLD)
    _load(connection, run_id, touched.mention_ids, mentions)
    before = believed(connection, touched.mention_ids)
    resolution = resolve(
        [mentions[one] for one in touched.mention_ids],
        reference,
        now,
        history=History(attack_of=before.attack_of, known_from=before.known_from, identities=before.identities),
        links=[*touched.links, *matches],
        scores=scores,
    )
    return resolution, Counter(candidates=len(pairs.capped), together=len(start) if touched.is_capped else 0)


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
