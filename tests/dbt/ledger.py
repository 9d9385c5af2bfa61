"""A ledger written by hand, a few rows at a time, for the tests of what dbt derives from it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

MIGRATIONS = sorted((Path(__file__).parents[2] / "warehouse" / "migrations").glob("*.sql"))
Step = tuple[str, str, str, str | None, str | None]  # role, name, anonymity, actor_id, source_id


def day(number: int, hour: int = 8) -> datetime:
    """The instant at `hour` UTC of that day of March 2026."""
    return datetime(2026, 3, number, hour, tzinfo=UTC)


def named(name: str, actor_id: str | None = None) -> Step:
    """An origin with a name."""
    return ("origin", name, "named", actor_id, None)


def unnamed(name: str) -> Step:
    """An origin known by its role only."""
    return ("origin", name, "role_only", None, None)


def relay(name: str, source_id: str | None = None) -> Step:
    """An outlet that the publisher cites."""
    return ("relay", name, "named", None, source_id)


class Ledger:
    """Writes rows of schema `ingest`; whatever a case does not care about gets a plain value."""

    def __init__(self, path: Path) -> None:
        self.connection = duckdb.connect(str(path))
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("".join(path.read_text() for path in MIGRATIONS))
        self.texts: dict[str, str] = {}
        self.count = 0

    def close(self) -> None:
        self.connection.close()

    def insert(self, table: str, **values: object) -> None:
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        self.connection.execute(f"insert into ingest.{table} ({columns}) values ({marks})", list(values.values()))

    def new_id(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count:03}"

    def source(self, source_id: str, name: str) -> None:
        self.insert(
            "sources", source_id=source_id, name=name, kind="outlet", homepage=f"https://{source_id}.example/",
            language="en", scale="national", timezone="UTC", feed_count=1, has_wire=False, valid_from=day(1),
        )  # fmt: skip

    def run(self, run_id: str, known_at: datetime) -> None:
        self.insert(
            "coding_runs", run_id=run_id, known_at=known_at, coder_kind="rules", coder_version=run_id,
            codebook_version="1",
        )  # fmt: skip

    def entry(self, source_id: str, at: datetime, item_id: str | None = None) -> str:
        entry_id = self.new_id("en")
        self.insert(
            "entries", entry_id=entry_id, item_id=item_id or entry_id, source_id=source_id, capture_id="cp",
            kind="feed", guid=entry_id, is_correction=False, first_seen_at=at, loaded_at=at,
        )  # fmt: skip
        return entry_id

    def article(
        self, source_id: str, text: str, at: datetime, *, copy_of: str | None = None, update_of: str | None = None,
        published_at: datetime | None = None, item_id: str | None = None, change_kind: str = "initial",
        run_id: str = "run_2", is_updated: bool = True,
    ) -> str:  # fmt: skip
        """A version of a new article, or the second version of one, coded by `run_id`; its id."""
        version_id = self.new_id("av")
        article_id = f"ar_{update_of or version_id}"
        if update_of is None:
            self.insert("articles", article_id=article_id, source_id=source_id, first_seen_at=at, loaded_at=at)
        self.insert(
            "article_versions", article_version_id=version_id, article_id=article_id, source_id=source_id,
            entry_id=self.entry(source_id, at, item_id), capture_id="cp", version_no=1 if update_of is None else 2,
            change_kind=change_kind, title="A title", text=text, text_sha256=version_id, word_count=len(text.split()),
            language="en", published_at=published_at or at, updated_at=at if is_updated else None,
            published_basis="feed", first_seen_at=at, loaded_at=at,
        )  # fmt: skip
        if copy_of:
            self.insert(
                "article_copies", article_version_id=version_id, copy_no=1, copied_version_id=copy_of,
                shared_count=99, containment=1.0, known_from=at,
            )  # fmt: skip
        self.insert(
            "sentences", article_version_id=version_id, sent_no=0, para_no=0, char_start=0, char_end=len(text),
            section_role="body",
        )  # fmt: skip
        self.insert("coded_versions", run_id=run_id, article_version_id=version_id, status="coded", loaded_at=at)
        self.texts[version_id] = text
        return version_id

    def wire(self, version_id: str, at: datetime, **values: object) -> None:
        """What its agency says of the entry of a version; whatever is not given is plain."""
        (row,) = self.connection.execute(
            "select e.entry_id, e.item_id, e.source_id, v.text_sha256 from ingest.article_versions v "
            "inner join ingest.entries e using (entry_id) where v.article_version_id = ?",
            [version_id],
        ).fetchall()
        entry_id, item_id, source_id, digest = row
        self.wire_item(entry_id, item_id, source_id, at, **({"text_sha256": digest} | values))

    def wire_item(self, entry_id: str, item_id: str, source_id: str, at: datetime, **values: object) -> None:
        """A version of a wire item."""
        row = {
            "capture_id": "cp", "item_no": 0, "format_name": "NITF", "guid": item_id, "version": entry_id,
            "pub_status": "usable", "located": [], "subjects": [], "marks": [], "is_keeping_forbidden": False,
            "content_sha256": entry_id, "modified_at": at, "first_seen_at": at, "loaded_at": at,
        } | values  # fmt: skip
        self.insert("wire_items", entry_id=entry_id, item_id=item_id, source_id=source_id, **row)

    def settlement(self, place_id: str, name: str, admin1_code: str | None = None) -> None:
        """A settlement of the gazetteer in Southland."""
        self.insert(
            "gazetteer_places", place_id=place_id, geonames_id=int(place_id.removeprefix("gn_")), name=name,
            country_iso3="XSL", admin1_code=admin1_code, latitude=12.6, longitude=34.6, timezone="Etc/UTC",
            loaded_at=day(9),
        )  # fmt: skip

    def span(self, version_id: str, quote: str) -> dict[str, int]:
        start = self.texts[version_id].index(quote)
        return {"sent_no": 0, "char_start": start, "char_end": start + len(quote)}

    def mention(
        self, version_id: str, attack_id: str, *, run_id: str = "run_2", known_from: datetime | None = None,
        **values: object,
    ) -> "Told":  # fmt: skip
        """A mention of the attack by the version, spanning its whole text."""
        mention_id = self.new_id("mn")
        row = {
            "ordinal": 0, "event_type": "drone_attack", "attack_status": "actual", "is_countable": True,
            "date_granularity": "unknown", "confidence": 1.0, "reason": "by hand", "loaded_at": day(9),
        } | self.span(version_id, self.texts[version_id]) | values  # fmt: skip
        self.insert("mentions", run_id=run_id, mention_id=mention_id, article_version_id=version_id, **row)
        self.belongs(mention_id, attack_id, known_from or day(9))
        return Told(self, version_id, mention_id, run_id)

    def speaks_in_bulk(self, version_id: str, quote: str, *says: Step, run_id: str = "run_2", **values: object) -> None:
        """A statement about attacks in bulk by the version."""
        self.insert(
            "aggregate_statements", run_id=run_id, statement_id=self.new_id("st"), article_version_id=version_id,
            text=quote, chain_id=Told(self, version_id, "", run_id).chain(says), loaded_at=day(9),
            **self.span(version_id, quote), **values,
        )  # fmt: skip

    def belongs(self, mention_id: str, attack_id: str, known_from: datetime) -> None:
        known = "select 1 from ingest.attack_registry where attack_id = ?"
        if self.connection.execute(known, [attack_id]).fetchone() is None:
            self.insert("attack_registry", attack_id=attack_id, founding_mention_id=mention_id, created_at=known_from)
        self.insert(
            "attack_membership", mention_id=mention_id, attack_id=attack_id, known_from=known_from, method="hand",
            reason="by hand", decided_by="test",
        )  # fmt: skip

    def decides(self, at: datetime, action: str, attack_id: str, **values: object) -> str:
        """An analyst's decision; its id."""
        decision_id = self.new_id("dec")
        row = {"mention_ids": [], "other_mention_ids": [], "analyst": "ana", "reason": "has seen it"} | values
        self.insert(
            "analyst_decisions", decision_id=decision_id, decided_at=at, action=action, attack_id=attack_id, **row
        )
        return decision_id


class Told:
    """A mention to hang assertions, claims and casualty reports on."""

    def __init__(self, ledger: Ledger, version_id: str, mention_id: str, run_id: str) -> None:
        self.ledger, self.version_id, self.mention_id, self.run_id = ledger, version_id, mention_id, run_id

    def chain(self, steps: Sequence[Step]) -> str:
        """The chain publisher, then `steps`; the publisher's own voice where there are none."""
        chain_id = self.ledger.new_id("ch")
        query = "select source_id from ingest.article_versions where article_version_id = ?"
        (source_id,) = self.ledger.connection.execute(query, [self.version_id]).fetchone() or ("",)
        own: Step = ("own_voice", source_id, "named", None, source_id)
        for number, step in enumerate([("publisher", source_id, "named", None, source_id), *(steps or [own])]):
            role, name, anonymity, actor_id, step_source_id = step
            self.ledger.insert(
                "chain_steps", run_id=self.run_id, chain_id=chain_id, article_version_id=self.version_id, step=number,
                role=role, name=name, actor_id=actor_id, source_id=step_source_id, anonymity=anonymity,
            )  # fmt: skip
        return chain_id

    def common(self, says: Sequence[Step], quote: str | None) -> dict[str, object]:
        quote = quote or self.ledger.texts[self.version_id]
        return {
            "run_id": self.run_id, "mention_id": self.mention_id, "chain_id": self.chain(says),
            "loaded_at": day(9), **self.ledger.span(self.version_id, quote),
        }  # fmt: skip

    def gives(self, field: str, value: str | None, *says: Step, quote: str | None = None, **values: object) -> "Told":
        row = {"certainty": "asserted", "voice": "relayed" if says else "own", "value": value} | values
        self.ledger.insert(
            "assertions", assertion_id=self.ledger.new_id("as"), field=field, **row, **self.common(says, quote)
        )
        return self

    def counts(self, field: str, number: int, *says: Step) -> "Told":
        return self.gives(field, None, *says, low=number, best=number, high=number)

    def claims(self, stance: str, *says: Step, **values: object) -> "Told":
        row = {"stance": stance, "certainty": "asserted", "claim_mode": "unknown"} | values
        self.ledger.insert("claims", claim_id=self.ledger.new_id("cl"), **row, **self.common(says, None))
        return self

    def harms(self, harm: str, number: int | None, *says: Step, **values: object) -> "Told":
        kind = "unclear" if number is None else "count" if number else "explicit_zero"
        row = {
            "side": "unknown", "combatant_status": "unknown", "harm": harm, "report_kind": kind,
            "low": number, "best": number, "high": number,
        } | values  # fmt: skip
        self.ledger.insert("casualty_reports", report_id=self.ledger.new_id("rp"), **row, **self.common(says, None))
        return self
