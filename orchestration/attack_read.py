"""What there is to know of one attack: the published facts, and from the ledger what it was put together from."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import duckdb

from ingest.attack.profile import profile
from ingest.attack.score import score
from ingest.errors import SigactError
from orchestration.highlight import visible
from orchestration.resolving import Desk
from warehouse.decisions import members
from warehouse.reachable import load_reachable

Row = Mapping[str, Any]


class NotPublished(SigactError):
    """No published attack has this id."""


def read_attack(connection: duckdb.DuckDBPyConnection, name: str) -> Row:
    """The facts of an attack as they are published, decisions, articles and reasons to look at it.

    An id that became part of another leads to that one; `followed` is then the id that was asked for. A rejected
    attack is found too. Raises NotPublished with the nearest id.
    """
    moved = _rows(connection, "from dim_attack_redirects where attack_id = $id", name)
    attack_id = moved[0]["current_attack_id"] if moved else name
    facts = _rows(connection, "from fct_attacks_history where attack_id = $id and known_to is null", attack_id)
    if not facts:
        raise NotPublished(_unknown(connection, name), subject=name)
    return {
        "followed": name if moved else None,
        "attack": facts[0],
        "names": _names(connection, attack_id),
        "decisions": _rows(connection, "from fct_decisions where attack_id = $id order by decided_at", attack_id),
        "articles": _rows(connection, _ARTICLES, attack_id),
        "review": _rows(
            connection,
            "from fct_review_items where $id in (attack_id, other_attack_id) order by priority desc",
            attack_id,
        ),
    }


def read_evidence(connection: duckdb.DuckDBPyConnection, attack_id: str) -> list[Row]:
    """What the reports of an attack give for each field, in the order of their publication."""
    return _rows(
        connection,
        "select field, mention_id, coalesce(value, value_text, best::varchar, low::varchar) as value, value_text, low, "
        "best, high, source_id, source_chain, published_at, quote from fct_evidence where attack_id = $id "
        "order by field, published_at, evidence_id",
        attack_id,
    )


def read_policies(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """How each column of fct_attacks is chosen, in the words of its description."""
    rows = connection.execute(
        "select column_name, comment from duckdb_columns() where table_name = 'fct_attacks' and comment is not null"
    ).fetchall()
    return {column: str(comment) for column, comment in rows}


def read_mentions(desk: Desk, attack_id: str) -> list[Row]:
    """The mentions of an attack, each with its article and why it is here, in the order of publication."""
    return _rows(desk.connection, _MENTIONS, attack_id, ids=members(desk.connection, attack_id))


def score_pairs(desk: Desk, attack_id: str) -> list[Row]:
    """Every two mentions of an attack, compared anew: the sum with what each feature adds, or the veto; best first."""
    mentions = load_reachable(desk.connection, desk.run_id, members(desk.connection, attack_id))
    profiles = [profile(mention, desk.reference) for mention in mentions]
    found = [
        (one.mention.mention_id, other.mention.mention_id, score(one, other, desk.reference))
        for one, other in combinations(profiles, 2)
    ]
    return [
        {"mention_id": one, "other_mention_id": other, "score": each.value, "veto": each.veto}
        | {"contributions": each.contributions}
        for one, other, each in sorted(found, key=lambda row: (row[2].veto is not None, -row[2].value, row[0], row[1]))
    ]


def read_review(connection: duckdb.DuckDBPyConnection, limit: int) -> list[Row]:
    """What most needs a person, first what needs one most."""
    return _rows(connection, "from fct_review_items order by priority desc, item_key limit $limit", limit=limit)


_REVIEW = "from fct_review_items where $id in (attack_id, other_attack_id) order by priority desc, item_key"

_ARTICLES = """
select distinct
    articles.article_id, articles.article_version_id, articles.source_id, articles.title, articles.url,
    articles.published_at
from fct_evidence as evidence
inner join dim_articles as articles using (article_version_id)
where evidence.attack_id = $id
order by articles.published_at, articles.article_version_id
"""

_MENTIONS = """
with latest as (
    select * from ingest.attack_membership
    where mention_id in (select unnest($ids))
    qualify row_number() over (partition by mention_id order by known_from desc) = 1
),

versions as (
    select distinct mentions.mention_id, versions.*
    from ingest.mentions
    inner join ingest.article_versions as versions using (article_version_id)
    where mentions.mention_id in (select unnest($ids))
)

select
    latest.mention_id, versions.article_id, versions.article_version_id, versions.source_id, versions.title,
    versions.published_at, latest.known_from, latest.decided_by, latest.score, latest.reason,
    latest.mention_id = registry.founding_mention_id as is_founder
from latest
left join versions using (mention_id)
left join ingest.attack_registry as registry on registry.attack_id = $id
order by versions.published_at nulls last, latest.mention_id
"""


def _names(connection: duckdb.DuckDBPyConnection, attack_id: str) -> dict[str, str]:
    """What the ids in an attack's facts stand for."""
    rows = connection.execute(
        """
        with attack as (from fct_attacks_history where attack_id = ? and known_to is null)
        select place_id, name from attack inner join dim_places using (place_id)
        union
        select sites.site_id, sites.name
        from attack inner join dim_sites as sites on sites.site_id in (attack.site_id, attack.target_site_id)
        union
        select actors.actor_id, actors.name
        from attack
        inner join dim_actors as actors
            on actors.actor_id in (attack.attacker_best_id, attack.target_actor_id, attack.interceptor_actor_id)
        """,
        [attack_id],
    ).fetchall()
    return dict(rows)


def _unknown(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    query = "select attack_id from fct_attacks_history order by levenshtein(attack_id, ?), attack_id limit 1"
    rows = connection.execute(query, [name]).fetchall()
    hint = f"the nearest id is {rows[0][0]}" if rows else "nothing is published yet"
    return f"no published attack is called {visible(name)!r}: {hint}"


def _rows(connection: duckdb.DuckDBPyConnection, query: str, name: str | None = None, **others: Any) -> list[Row]:
    given = {parameter: value for parameter, value in ({"id": name} | others).items() if f"${parameter}" in query}
    result = connection.execute(query, given)
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
