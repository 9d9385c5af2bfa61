"""How the last day compares with the four weeks before it: shares of what was read, found and understood.

The last day ends with the last request to anybody, so that nothing here knows a clock.
"""

from dataclasses import dataclass
from math import sqrt

import duckdb

# Below this many rows a share of a day says nothing.
_ENOUGH = 20
# A share that moves by less is the news, not us.
_LEAST_CHANGE = 0.15
_SIGMAS = 3.0
_HORIZON = "(select coalesce(max(polled_at), 'epoch'::timestamptz) as until from ingest.captures)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of rows: on the last day, and in the 28 days before it."""

    count: int
    total: int
    count_before: int
    total_before: int

    @property
    def now(self) -> float | None:
        """The share of the last day."""
        return self.count / self.total if self.total else None

    @property
    def before(self) -> float | None:
        """The share of the weeks before."""
        return self.count_before / self.total_before if self.total_before else None

    @property
    def has_drifted(self) -> bool:
        """Whether the two differ by more than chance and the news explain; never where there is little to compare."""
        if self.now is None or self.before is None or min(self.total, self.total_before) < _ENOUGH:
            return False
        chance = _SIGMAS * sqrt(self.before * (1 - self.before) / self.total)
        return abs(self.now - self.before) > max(_LEAST_CHANGE, chance)

    def __str__(self) -> str:
        """Such as `41 % of 120, in the 28 days before 87 % of 3400`."""
        before = f"{_percent(self.before)} of {self.total_before}"
        return f"{_percent(self.now)} of {self.total}, in the 28 days before {before}"


# Name → what of which rows; each row has `is_counted` and `seen_at`.
SHARES = {
    "requests to feeds with a usable answer": """
        select error is null as is_counted, polled_at as seen_at from ingest.feed_fetches
    """,
    "entries with a text": """
        select versions.entry_id is not null as is_counted, entries.loaded_at as seen_at
        from ingest.entries
        left join (select distinct entry_id from ingest.article_versions) as versions using (entry_id)
    """,
    "English texts with an attack": """
        select mentions.article_version_id is not null as is_counted, versions.loaded_at as seen_at
        from ingest.article_versions as versions
        left join (select distinct article_version_id from ingest.mentions) as mentions using (article_version_id)
        where versions.language = 'en'
    """,
    "attackers and places that no dictionary knows": """
        select value is null as is_counted, loaded_at as seen_at from ingest.assertions
        where field in ('attacker', 'place', 'site') and text is not null
    """,
    "mentions without a date": """
        select event_date is null as is_counted, loaded_at as seen_at from ingest.mentions where is_countable
    """,
}


def read_share(connection: duckdb.DuckDBPyConnection, name: str) -> Share:
    """One of the shares, by its name."""
    [(count, total, count_before, total_before)] = connection.execute(
        f"""
        select
            count(*) filter (is_counted and seen_at > until - interval 1 day),
            count(*) filter (seen_at > until - interval 1 day),
            count(*) filter (is_counted and seen_at <= until - interval 1 day),
            count(*) filter (seen_at <= until - interval 1 day)
        from ({SHARES[name]}), {_HORIZON}
        where seen_at > until - interval 29 day
        """
    ).fetchall()
    return Share(count=count, total=total, count_before=count_before, total_before=total_before)


def _percent(share: float | None) -> str:
    return "?" if share is None else f"{share:.0%}"
