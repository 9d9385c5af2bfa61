"""Which stored mentions a new one can reach: candidates to compare it with, and what was decided of them before.

What it costs depends on the new mentions and on what lies near them in time and place, not on how much is stored.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from ingest.records import AttackIdentity, ReachableMention, ResolvableMention
from warehouse.store import to_frame, to_records

Pair = tuple[str, str]
# The caps: a new mention is compared with so many others, the likeliest first; so many are put together anew at once.
MOST_CANDIDATES = 200
MOST_TOGETHER = 400
# An interval may be off by two days where its day is assumed; features.veto has the last word.
SLACK = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of a new mention and one that it may share an attack with; `capped` are the new ones that have more."""

    pairs: tuple[Pair, ...]
    capped: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The mentions to put together anew, the pairs that link them, and whether there were more than we take."""

    mention_ids: tuple[str, ...]
    links: tuple[Pair, ...]
    is_capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """What was decided of some mentions: attack, since when, and the ids issued to them."""

    attack_of: dict[str, str]
    known_from: dict[str, datetime]
    identities: dict[str, AttackIdentity]


def candidates(connection: duckdb.DuckDBPyConnection, run_id: str, new: Sequence[ReachableMention]) -> Candidates:
    """The pairs of new mentions with others, new or stored, that lie near them in time and place or share a text."""
    if not new:
        return Candidates(pairs=(), capped=())
    connection.register("fresh", to_frame(new).to_arrow())
    try:
        rows = connection.execute(_CANDIDATES, {"run_id": run_id, "most": MOST_CANDIDATES} | _window(new)).fetchall()
    finally:
        connection.unregister("fresh")
    pairs = tuple((one, other) for one, other, _ in rows)
    return Candidates(pairs=pairs, capped=tuple(sorted({one for one, _, count in rows if count > MOST_CANDIDATES})))


def _window(new: Iterable[ReachableMention]) -> dict[str, object]:
    """The instants between which all candidates lie: rows are stored as time goes on, so most are never looked at."""
    starts = [mention.reach_start for mention in new if mention.reach_start]
    ends = [mention.reach_end for mention in new if mention.reach_end]
    return {
        "first": min(starts) - SLACK if starts else None,
        "last": max(ends) + SLACK if ends else None,
        "slack": SLACK,
    }


_CANDIDATES = """
with stored as (
    select stored.* from ingest.reachable_mentions as stored anti join fresh using (mention_id)
    where stored.run_id = $run_id
    union all by name
    select * from fresh
),

near as (
    select fresh.mention_id as one_id, stored.mention_id as other_id,
        (
            coalesce(stored.site_id = fresh.site_id, false)::integer * 4
            + coalesce(stored.place_id = fresh.place_id, false)::integer * 2
            + coalesce(stored.weapon_class = fresh.weapon_class, true)::integer
        ) as likeness,
        abs(epoch(stored.reach_start) - epoch(fresh.reach_start)) as seconds_apart
    from fresh
    inner join stored
        on stored.country_id = fresh.country_id
        and (
            stored.division_id is null or fresh.division_id is null or stored.division_id = fresh.division_id
        )
        and stored.reach_start <= fresh.reach_end + $slack
        and stored.reach_end >= fresh.reach_start - $slack
    where stored.reach_start <= $last and stored.reach_end >= $first
        and stored.article_version_id != fresh.article_version_id

    union

    select fresh.mention_id, stored.mention_id, 8, 0
    from fresh
    inner join stored on stored.original_id = fresh.original_id
    where stored.article_version_id != fresh.article_version_id

    union

    select fresh.mention_id, stored.mention_id, 8, 0
    from fresh
    inner join stored on stored.article_id = fresh.article_id
    where stored.article_version_id != fresh.article_version_id
),

pairs as (
    select one_id, other_id, max(likeness) as likeness, min(seconds_apart) as seconds_apart
    from near
    group by one_id, other_id
)

select one_id, other_id, count(*) over (partition by one_id) as candidate_count
from pairs
qualify row_number() over (partition by one_id order by likeness desc, seconds_apart, other_id) <= $most
order by one_id, other_id
"""


def reached(
    connection: duckdb.DuckDBPyConnection, run_id: str, method: str, start: Collection[str], threshold: float
) -> Reached:
    """All mentions connected with some by pairs that match, or by an attack that they share: whatever may change."""
    found, waiting = set(start), set(start)
    while waiting and len(found) <= MOST_TOGETHER + len(start):
        ids = sorted(waiting)
        rows = connection.execute(
            _NEIGHBOURS, {"run_id": run_id, "method": method, "threshold": threshold, "ids": ids}
        ).fetchall()
        waiting = {row[0] for row in rows} - found
        found |= waiting
    ids = sorted(found)
    links = connection.execute(
        """
        select mention_id, other_mention_id from ingest.pair_scores
        where run_id = $run_id and method = $method and score >= $threshold
            and mention_id in (select unnest($ids)) and other_mention_id in (select unnest($ids))
        """,
        {"run_id": run_id, "method": method, "threshold": threshold, "ids": ids},
    ).fetchall()
    return Reached(mention_ids=tuple(ids), links=tuple(links), is_capped=bool(waiting))


_NEIGHBOURS = """
with waiting as (
    select unnest($ids) as mention_id
),

scores as (
    select mention_id, other_mention_id from ingest.pair_scores
    where run_id = $run_id and method = $method and score >= $threshold
),

current_memberships as (
    select mention_id, arg_max(attack_id, known_from) as attack_id
    from ingest.attack_membership
    where attack_id in (
        select attack_id from ingest.attack_membership where mention_id in (select mention_id from waiting)
    )
    group by mention_id
),

neighbours as (
    select other_mention_id as mention_id from scores where mention_id in (select mention_id from waiting)
    union
    select mention_id from scores where other_mention_id in (select mention_id from waiting)
    union
    select fellows.mention_id
    from current_memberships as mine
    inner join current_memberships as fellows using (attack_id)
    where mine.mention_id in (select mention_id from waiting)
)

select neighbours.mention_id
from neighbours
semi join (select mention_id from ingest.reachable_mentions where run_id = $run_id) as stored using (mention_id)
order by neighbours.mention_id
"""


def among_reachable(connection: duckdb.DuckDBPyConnection, run_id: str, mention_ids: Collection[str]) -> set[str]:
    """Those of some mentions that a run has resolved."""
    query = "select mention_id from ingest.reachable_mentions where run_id = ? and mention_id in (select unnest(?))"
    return {row[0] for row in connection.execute(query, [run_id, sorted(mention_ids)]).fetchall()}


def forget(connection: duckdb.DuckDBPyConnection, run_id: str, mention_ids: Collection[str]) -> None:
    """Delete what was kept of mentions that are resolved again, and their scores."""
    if stored := sorted(among_reachable(connection, run_id, mention_ids)):
        asked = {"run_id": run_id, "ids": stored}
        connection.execute(
            "delete from ingest.reachable_mentions where run_id = $run_id and mention_id in (select unnest($ids))",
            asked,
        )
        connection.execute(
            "delete from ingest.pair_scores where run_id = $run_id and "
            "(mention_id in (select unnest($ids)) or other_mention_id in (select unnest($ids)))",
            asked,
        )


def load_reachable(
    connection: duckdb.DuckDBPyConnection, run_id: str, mention_ids: Collection[str]
) -> list[ResolvableMention]:
    """The mentions of a run as resolution compares them."""
    frame = connection.sql(
        "from ingest.reachable_mentions where run_id = $run_id and mention_id in (select unnest($ids)) "
        "order by mention_id",
        params={"run_id": run_id, "ids": sorted(mention_ids)},
    ).pl()
    return to_records(frame, ResolvableMention)


def believed(connection: duckdb.DuckDBPyConnection, mention_ids: Collection[str]) -> Believed:
    """What was decided of some mentions before; an id that became part of another is read as that other."""
    params = {"ids": sorted(mention_ids)}
    rows = connection.execute(
        """
        with recursive latest as (
            select mention_id, arg_max(attack_id, known_from) as attack_id, max(known_from) as known_from
            from ingest.attack_membership
            where mention_id in (select unnest($ids))
            group by mention_id
        ),

        moved as (
            select mention_id, attack_id, known_from, 0 as step from latest
            union all
            select moved.mention_id, changes.other_attack_id, moved.known_from, moved.step + 1
            from moved
            inner join ingest.merges_in_force as changes on moved.attack_id = changes.attack_id
        )

        select mention_id, arg_max(attack_id, step), any_value(known_from)
        from moved
        group by mention_id
        order by mention_id
        """,
        params,
    ).fetchall()
    attack_of = {mention_id: attack_id for mention_id, attack_id, _ in rows}
    identities = connection.sql(
        "from ingest.attack_registry where attack_id in (select unnest($attacks)) "
        "or founding_mention_id in (select unnest($ids)) order by attack_id",
        params=params | {"attacks": sorted(set(attack_of.values()))},
    ).pl()
    return Believed(
        attack_of=attack_of,
        known_from={mention_id: known_from for mention_id, _, known_from in rows},
        identities={each.attack_id: each for each in to_records(identities, AttackIdentity)},
    )
