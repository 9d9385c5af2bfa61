"""How sources and their feeds fare, for people: a row a source, and a sentence that says why it stands as it does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]

_UNREADABLE = {
    "not_feed": "answers with something that is no feed",
    "emptied": "lists nothing any more",
    "bad_encoding": "answers in an encoding that cannot be undone",
    "too_large": "answers with more than we take",
    "parser_timeout": "keeps the parser busy until it is stopped",
    "parser_out_of_memory": "takes all memory that the parser may have",
    "parser_crashed": "makes the parser crash",
    "auth": "asks for a login",
    "bot_gate": "keeps programs out, which we heed",
    "robots": "forbids this address in its robots.txt",
}
_SENTENCES = {
    "new": "was not asked yet",
    "active": "brings new items",
    "idle": "answers, nothing new since {since}",
    "backoff": "failed {failed} ({reason})",
    "throttled": "asks us to wait ({reason})",
    "quarantined": "cannot be read ({reason})",
    "dormant": "has failed for weeks ({reason})",
    "gone": "says that it is gone for good; `sigact run --all-feeds` asks it all the same",
    "disabled": "has moved to a feed that is asked already",
}
_WELL = frozenset({"new", "active", "idle"})
_BLAMED = frozenset({"backoff", "quarantined"})


@dataclass(frozen=True, slots=True)
class Health:
    """A source's row of `ingest.source_health`, and those of its feeds in `ingest.feed_health`."""

    source: Row
    feeds: tuple[Row, ...]

    @property
    def why(self) -> str:
        """One sentence on the whole source: that of its worst feed."""
        source = self.source
        if source["is_silent"]:
            return f"is silent for longer than usual: nothing new since {_at(source['last_new_at'])}."
        if source["status"] is None:
            return "delivers files." if source["has_wire"] else "has no feed that could be asked."
        return explain(next(feed for feed in self.feeds if feed["status"] == source["status"]))

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the source's values, the sentence, and the feeds with a sentence each."""
        return {
            **self.source,
            "why": self.why,
            "feeds": [{**feed, "why": explain(feed)} for feed in self.feeds],
        }


def read_health(connection: duckdb.DuckDBPyConnection) -> list[Health]:
    """Every source of the registry, by id."""
    sources = connection.sql("from ingest.source_health order by source_id").pl().to_dicts()
    feeds = connection.sql("from ingest.feed_health order by source_id, url").pl().to_dicts()
    return [
        Health(source, tuple(feed for feed in feeds if feed["source_id"] == source["source_id"])) for source in sources
    ]


def as_table(found: Iterable[Health]) -> Table:
    """A row a source."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in (
        "id",
        "state",
        "last ok",
        "last new",
        "failed",
        "304",
        "gaps",
        "a day",
        "lag",
        "answers",
        "read",
        "texts",
        "waiting",
        "why",
    ):
        table.add_column(column, no_wrap=column != "why", overflow="fold")
    for health in found:
        table.add_row(*(Text(cell) for cell in _cells(health)))
    return table


def _cells(health: Health) -> tuple[str, ...]:
    row = health.source
    return (
        row["source_id"],
        "silent" if row["is_silent"] else row["status"] or "-",
        _short(row["last_ok_at"]) if row["asked_count"] else "-",
        _short(row["last_new_at"]),
        str(row["failure_count"] or ""),
        _percent(row["http_304_rate"]),
        str(row["gap_count"] or ""),
        _per_day(row),
        "?" if row["lag_minutes"] is None else f"{row['lag_minutes']:.0f} min",
        _percent(row["answer_rate"]),
        _percent(row["parse_rate"]),
        _percent(row["extraction_rate"]),
        str(row["waiting_count"] or ""),
        health.why,
    )


def _per_day(row: Row) -> str:
    """Entries a day beside what the registry expects."""
    expected = f" of {row['expected_low']}-{row['expected_high']}" if row["expected_high"] is not None else ""
    return ("?" if row["entries_per_day"] is None else f"{row['entries_per_day']:.1f}") + expected


def _percent(part: float | None) -> str:
    return "?" if part is None else f"{part:.0%}"


def _short(instant: datetime | None) -> str:
    return f"{instant:%m-%d %H:%M}" if instant else "never"


def explain(feed: Row) -> str:
    """Why a feed stands as it does, in a sentence."""
    status, reason = feed["status"], feed["reason"]
    sentence = _UNREADABLE.get(reason) if status in _BLAMED else None
    told = (sentence or _SENTENCES[status]).format(
        reason=reason, since=_at(feed["last_new_at"]), failed=_times(feed["failure_count"])
    )
    again = f"; asked again from {_at(feed['next_at'])}" if feed["next_at"] and status not in _WELL else ""
    return f"{told}{again}."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times in a row"


def _at(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC" if instant else "it is known"
